//! What all tests of the client need.

use std::time::{Duration, Instant};

use bonafide_fetch::{Client, Fetched, Limit, Options, Request, ResponseMeta};
use bonafide_model::evidence::{Artifact, OriginKind};
pub use bonafide_testkit::server::{Authority, Server, head, respond};

/// Options for tests: these names, and times that a busy machine does not exceed by itself.
pub fn options(resolve: impl IntoIterator<Item = String>) -> Options {
    Options {
        resolve: resolve
            .into_iter()
            .map(|value| value.parse().unwrap())
            .collect(),
        max_time: Duration::from_secs(20),
        connect_timeout: Duration::from_secs(5),
        idle_timeout: Duration::from_secs(5),
        ..Options::default()
    }
}

/// The same, trusting this authority.
pub fn trusting(authority: &Authority, resolve: impl IntoIterator<Item = String>) -> Options {
    Options {
        ca_certs: vec![authority.pem().as_bytes().to_vec()],
        ..options(resolve)
    }
}

pub fn printed(url: impl Into<String>) -> Request {
    Request::new(url, Limit::SIGNATURE, OriginKind::PrintedUrl)
}

pub fn get(options: Options, url: impl Into<String>) -> Fetched {
    Client::new(options).unwrap().get(printed(url))
}

#[track_caller]
pub fn got(fetched: Fetched) -> (Artifact, ResponseMeta) {
    match fetched {
        Fetched::Got(artifact, meta) => (artifact, meta),
        other => panic!("not got: {other:?}"),
    }
}

#[track_caller]
pub fn failed(fetched: Fetched) -> String {
    match fetched {
        Fetched::Failed(why, _) => why,
        other => panic!("not failed: {other:?}"),
    }
}

/// Runs it and says how long it took.
pub fn timed<T>(run: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    (run(), start.elapsed())
}
