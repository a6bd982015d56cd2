//! Answers kept between runs.
//!
//! One file per URL, `<host>-<hash>.entry`: a line of JSON, then the body. One file, so that head and body can never be of different
//! moments. Written beside and renamed, so that a run that is killed leaves the old entry or none.

use std::fs;
use std::io::Write;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use bonafide_model::Timestamp;
use http::header::{self, HeaderMap};
use http_cache_semantics::{AfterResponse, BeforeRequest, CacheOptions, CachePolicy};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use url::Url;

use crate::answer::Answer;
use crate::guard::host_and_port;
use crate::options::Options;
use crate::request::Limit;

/// What a server calls fresh for longer is asked about again: many serve all files with a lifetime of a year, and a document that was
/// replaced must not stay hidden behind that. For the next few minutes one answer will do.
pub(crate) const LONGEST_FRESH: Duration = Duration::from_secs(300);

/// The oldest copy that is used where nobody may be asked.
pub(crate) const LONGEST_OFFLINE: Duration = Duration::from_secs(86_400);

/// All entries together. An audit of a thousand partners needs a third of it.
const MAX_BYTES: u64 = 256 << 20;

/// Entries, so that looking through them stays quick.
const MAX_ENTRIES: usize = 4096;

/// How often a run looks whether the limits are exceeded, in entries written.
const SWEEP_EVERY: usize = 64;

/// The line of JSON of an entry; its headers are limited when they arrive.
const MAX_HEAD: u64 = 256 << 10;

/// Names of files that are being written, and when such a file was left by a run that is gone.
const PART: &str = ".part-";
const PART_LEFT_BEHIND: Duration = Duration::from_secs(3600);

/// The cache as one set of options sees it.
pub(crate) struct Cache {
    dir: PathBuf,
    context: [u8; 32],
    written: AtomicUsize,
}

/// An answer that was kept.
pub(crate) struct Stored {
    head: Head,
    body: Vec<u8>,
}

#[derive(Serialize, Deserialize)]
struct Head {
    url: String,
    status: u16,
    headers: Vec<(String, String)>,
    address: Option<IpAddr>,
    fetched_at: Timestamp,
    sha256: String,
    policy: CachePolicy,
}

impl Cache {
    pub(crate) fn new(options: &Options) -> Option<Self> {
        let dir = options.cache_dir.clone()?;
        Some(Self { dir, context: context(options), written: AtomicUsize::new(0) })
    }

    /// What is kept for this URL. A damaged entry is none.
    pub(crate) fn load(&self, url: &Url, limit: Limit) -> Option<Stored> {
        let path = self.path(url)?;
        let file = fs::symlink_metadata(&path).ok()?;
        if !file.is_file() || file.len() > limit.0.saturating_add(MAX_HEAD) {
            return None;
        }
        let mut bytes = fs::read(&path).ok()?;
        let line = bytes.iter().position(|byte| *byte == b'\n')?;
        let head: Head = serde_json::from_slice(bytes.get(..line)?).ok()?;
        let body = bytes.split_off(line + 1);
        let sound = head.url == url.as_str() && head.sha256 == digest(&body) && body.len() as u64 <= limit.0;
        sound.then_some(Stored { head, body })
    }

    /// Keeps what may be kept; forgets what the server says is gone.
    pub(crate) fn remember(&self, url: &Url, request_headers: &HeaderMap, answer: &Answer) {
        if Answer::is_absent(answer.status) {
            self.path(url).map(fs::remove_file);
        } else if let Some(stored) = Stored::new(url, request_headers, answer) {
            self.store(url, &stored);
        }
    }

    /// A cache that cannot be written only costs time, so errors end here.
    pub(crate) fn store(&self, url: &Url, stored: &Stored) {
        let written = self.path(url).is_some_and(|path| write(&self.dir, &path, stored).is_some());
        if written && self.written.fetch_add(1, Ordering::Relaxed).is_multiple_of(SWEEP_EVERY) {
            sweep(&self.dir, MAX_BYTES, MAX_ENTRIES);
        }
    }

    /// A fixed form whatever the URL holds: the host's letters for people, the hash for uniqueness.
    fn path(&self, url: &Url) -> Option<PathBuf> {
        let (host, _) = host_and_port(url)?;
        let slug: String = host.chars().take(40).map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        let hash = Sha256::new().chain_update(self.context).chain_update(url.as_str()).finalize();
        Some(self.dir.join(format!("{slug}-{}.entry", hex::encode(hash))))
    }
}

impl Stored {
    fn new(url: &Url, request_headers: &HeaderMap, answer: &Answer) -> Option<Self> {
        let (request, response) = (request(url, request_headers)?, response(answer.status, &answer.headers)?);
        let policy = CachePolicy::new_options(&request, &response, SystemTime::now(), rules());
        // A redirect without a lifetime is never fresh; it is kept to lead the way offline.
        let leads = Answer::is_redirect(answer.status) && !forbids_storing(&answer.headers);
        if !(leads || Answer::is_content(answer.status) && policy.is_storable()) || holds_private_key(&answer.body) {
            return None;
        }
        let head = Head {
            url: url.as_str().to_owned(),
            status: answer.status,
            headers: answer
                .headers
                .iter()
                .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
                .collect(),
            address: answer.address,
            fetched_at: answer.fetched_at,
            sha256: digest(&answer.body),
            policy,
        };
        Some(Self { head, body: answer.body.clone() })
    }

    /// The answer as it came.
    pub(crate) fn answer(self) -> Answer {
        let mut headers = HeaderMap::new();
        for (name, value) in &self.head.headers {
            if let (Ok(name), Ok(value)) = (header::HeaderName::try_from(name), header::HeaderValue::from_str(value)) {
                headers.append(name, value);
            }
        }
        let Head { status, address, fetched_at, .. } = self.head;
        Answer {
            status,
            headers,
            body: self.body,
            address,
            fetched_at,
            from_cache: true,
            unasked: false,
            waited: Duration::ZERO,
            sets_cookie: false,
        }
    }

    /// The answer as it came, for which nobody was asked.
    pub(crate) fn copy(self) -> Answer {
        Answer { unasked: true, ..self.answer() }
    }

    /// Whether it is younger than that by the clock of this machine. What comes from the future was kept under a wrong clock, and its
    /// age is not known.
    pub(crate) fn is_younger_than(&self, age: Duration) -> bool {
        let now = Timestamp::now();
        self.head.fetched_at <= now && now.duration_since(self.head.fetched_at).unsigned_abs() < age
    }

    /// How old it is, in words.
    pub(crate) fn age_words(&self) -> String {
        let seconds = Timestamp::now().as_second().saturating_sub(self.head.fetched_at.as_second());
        match seconds {
            ..0 => "from a time that is still to come".to_owned(),
            0..172_800 => format!("{} hours old", seconds / 3600),
            _ => format!("{} days old", seconds / 86_400),
        }
    }

    /// The headers to ask with, so that the server can say "still the same"; `None` where the answer is fresh and need not be asked.
    pub(crate) fn conditions(&self, url: &Url, request_headers: &HeaderMap) -> Option<HeaderMap> {
        // What a server grants is one thing, how long its word is taken another.
        let mut request_headers = request_headers.clone();
        if !self.is_younger_than(LONGEST_FRESH) {
            request_headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-cache"));
        }
        let Some(request) = request(url, &request_headers) else { return Some(request_headers) };
        match self.head.policy.before_request(&request, SystemTime::now()) {
            BeforeRequest::Fresh(_) => None,
            BeforeRequest::Stale { request, .. } => Some(request.headers),
        }
    }

    /// The same bytes with the headers and the time of the answer 304 that confirmed them; `None` where that was for other bytes.
    pub(crate) fn confirmed_by(self, url: &Url, request_headers: &HeaderMap, answer: &Answer) -> Option<Self> {
        let (request, response) = (request(url, request_headers)?, response(answer.status, &answer.headers)?);
        match self.head.policy.after_response(&request, &response, SystemTime::now()) {
            AfterResponse::NotModified(policy, _) => {
                let head = Head { policy, address: answer.address, fetched_at: answer.fetched_at, ..self.head };
                Some(Self { head, body: self.body })
            }
            AfterResponse::Modified(..) => None,
        }
    }
}

/// Whether a private key stands there, in armor or as its packets begin (RFC 9580, "Forming ASCII Armor" and "Packet Headers"). Whoever
/// published it may take it back; a copy in a cache would stay.
fn holds_private_key(body: &[u8]) -> bool {
    const ARMOR: &[u8] = b"PGP PRIVATE KEY BLOCK";
    const SECRET_KEY: u8 = 5;
    let tag = match body.first() {
        Some(first) if first & 0xc0 == 0xc0 => Some(first & 0x3f),
        Some(first) if first & 0x80 != 0 => Some(first >> 2 & 0x0f),
        _ => None,
    };
    tag == Some(SECRET_KEY) || body.windows(ARMOR.len()).any(|window| window == ARMOR)
}

/// RFC 9111 for one user. Without a word of the server nothing is fresh: a guess would keep a revoked key in use for days.
fn rules() -> CacheOptions {
    CacheOptions { shared: false, cache_heuristic: 0.0, immutable_min_time_to_live: Duration::ZERO, ignore_cargo_cult: false }
}

/// What an answer depends on beside its URL. Without it, what a test server gave under `--resolve` and `--cacert`, or an inner one
/// under `--allow-private`, would later pass for the real thing.
fn context(options: &Options) -> [u8; 32] {
    let Options { resolve, ca_certs, proxy, allow_private, .. } = options;
    Sha256::digest(format!("{resolve:?} {ca_certs:?} {proxy:?} {allow_private}")).into()
}

fn request(url: &Url, headers: &HeaderMap) -> Option<http::Request<()>> {
    let mut request = http::Request::get(url.as_str()).body(()).ok()?;
    request.headers_mut().clone_from(headers);
    Some(request)
}

fn response(status: u16, headers: &HeaderMap) -> Option<http::Response<()>> {
    let mut response = http::Response::builder().status(status).body(()).ok()?;
    response.headers_mut().clone_from(headers);
    Some(response)
}

fn forbids_storing(headers: &HeaderMap) -> bool {
    headers
        .get_all(header::CACHE_CONTROL)
        .iter()
        .any(|value| value.to_str().is_ok_and(|text| text.to_ascii_lowercase().contains("no-store")))
}

fn digest(body: &[u8]) -> String {
    hex::encode(Sha256::digest(body))
}

/// `None` where anything went wrong. The rename replaces a link that stands there and never follows it.
fn write(dir: &Path, path: &Path, stored: &Stored) -> Option<()> {
    create_private(dir)?;
    let head = serde_json::to_vec(&stored.head).ok().filter(|head| (head.len() as u64) < MAX_HEAD)?;
    let mut file = tempfile::Builder::new().prefix(PART).tempfile_in(dir).ok()?;
    file.write_all(&head).ok()?;
    file.write_all(b"\n").ok()?;
    file.write_all(&stored.body).ok()?;
    file.persist(path).ok().map(drop)
}

/// What one fetches tells whom one deals with.
fn create_private(dir: &Path) -> Option<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir).ok()
}

/// Removes what was written longest ago until the limits hold, and what killed runs left half-written.
fn sweep(dir: &Path, max_bytes: u64, max_entries: usize) {
    let Ok(listing) = fs::read_dir(dir) else { return };
    let mut entries = Vec::new();
    for file in listing.flatten() {
        let Ok(meta) = file.metadata() else { continue };
        let (name, written) = (file.file_name(), meta.modified().unwrap_or(SystemTime::UNIX_EPOCH));
        let name = name.to_string_lossy();
        if name.starts_with(PART) && written.elapsed().is_ok_and(|age| age > PART_LEFT_BEHIND) {
            let _ = fs::remove_file(file.path());
        } else if name.ends_with(".entry") {
            entries.push((written, meta.len(), file.path()));
        }
    }
    entries.sort();
    let (mut bytes, mut count) = (entries.iter().map(|(_, length, _)| length).sum::<u64>(), entries.len());
    for (_, length, path) in entries {
        if bytes <= max_bytes && count <= max_entries {
            break;
        }
        if fs::remove_file(path).is_ok() {
            bytes = bytes.saturating_sub(length);
            count -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_oldest_entries_make_room() {
        let dir = tempfile::tempdir().unwrap();
        let age = |name: &str, bytes: usize, seconds: u64| {
            let path = dir.path().join(name);
            fs::write(&path, vec![0; bytes]).unwrap();
            let written = SystemTime::now() - Duration::from_secs(seconds);
            fs::File::options().append(true).open(&path).unwrap().set_modified(written).unwrap();
        };
        let left = || {
            let mut names: Vec<_> =
                fs::read_dir(dir.path()).unwrap().map(|f| f.unwrap().file_name().into_string().unwrap()).collect();
            names.sort();
            names
        };
        age("a.entry", 100, 30);
        age("b.entry", 100, 20);
        age("c.entry", 100, 10);
        age(".part-old", 100, 7200);
        age(".part-new", 100, 10);
        age("not-ours", 5000, 90_000);
        sweep(dir.path(), 300, 3);
        assert_eq!(left(), [".part-new", "a.entry", "b.entry", "c.entry", "not-ours"]);
        sweep(dir.path(), 299, 3);
        assert_eq!(left(), [".part-new", "b.entry", "c.entry", "not-ours"]);
        sweep(dir.path(), 300, 1);
        assert_eq!(left(), [".part-new", "c.entry", "not-ours"]);
    }
}
