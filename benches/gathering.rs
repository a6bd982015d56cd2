//! How long gathering one profile takes where every answer takes 100 ms, against the longest chain
//! of transfers that need each other: document, signature page, signature. Everything else has to
//! happen at the same time.
//!
//! `cargo bench -p bonafide-session --bench gathering`. It ends with an error above 1.2 times the chain.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    missing_docs
)]

use std::process::ExitCode;
use std::time::{Duration, Instant};

use bonafide_session::fetch::Options;
use bonafide_session::model::judgement::{Policy, Verdict};
use bonafide_session::reader::Reader;
use bonafide_session::{Corroborate, Memory, Network, Request, Session, Source, TrustIndex};
use bonafide_testkit::server::{Server, respond};
use bonafide_testkit::{CertSpec, Signing, TestCert, at, case_time};

const HOST: &str = "www.team.example";

/// What every answer takes.
const LATENCY: Duration = Duration::from_millis(100);

/// Document, page, signature.
const CHAIN: u32 = 3;

/// How much longer than the chain the whole may take.
const AT_MOST: f64 = 1.2;

/// The middle one of so many runs counts.
const RUNS: usize = 9;

fn server(cert: &TestCert) -> Server {
    let fingerprint = cert.fingerprint();
    // The port is in no printed URL, so the places are printed relative to the document.
    let document = format!(
        "<!doctype html><html><body><h1>RFC 2350 description of CERT-TEAM</h1><h2>2.8 Public Keys</h2>\
         <p>Fingerprint: {fingerprint}</p><p>The public key is available at: <a href='key.asc'>key</a></p>\
         <h2>1.4 Authenticating this Document</h2><p>The signature of this document is available <a href='proof/'>here</a>.</p>\
         </body></html>"
    );
    let signature = cert.sign_detached(
        document.as_bytes(),
        &Signing::at(at("2026-05-01T00:00:00Z")),
    );
    let page = "<!doctype html><html><body><p><a href='profile.sig'>PGP signature</a> of our profile</p></body></html>";
    let key = cert.armored();
    Server::plain(move |request, out| {
        std::thread::sleep(LATENCY);
        let (media_type, body): (&str, &[u8]) = match request.target.as_str() {
            "/cert/rfc2350.html" => ("text/html", document.as_bytes()),
            "/cert/proof/" => ("text/html", page.as_bytes()),
            "/cert/proof/profile.sig" => ("application/pgp-signature", &signature),
            "/cert/key.asc" => ("application/pgp-keys", &key),
            _ => return respond(out, 404, &[], b""),
        };
        respond(out, 200, &[("content-type", media_type)], body)
    })
}

fn main() -> ExitCode {
    let server = server(&CertSpec::new("CERT-TEAM <cert@team.example>").build());
    let subject = Source::parse(&server.url(HOST, "/cert/rfc2350.html")).unwrap();
    let request = Request::new(subject);
    let once = || {
        // A new client each time: nothing is warm.
        let options = Options {
            resolve: vec![server.resolve(HOST).parse().unwrap()],
            ..Options::default()
        };
        let session = Session {
            reader: Reader::in_process(),
            network: Network::new(options, Vec::new(), Corroborate::default()),
            trust: TrustIndex::default(),
            policy: Policy::default(),
            now: case_time(),
            memory: Memory::Off,
            remembers: false,
        };
        let start = Instant::now();
        let assessment = session.verify(&request).unwrap().assessment;
        let took = start.elapsed();
        assert_eq!(
            assessment.verdict,
            Verdict::Unanchored,
            "everything was found: {:#?}",
            assessment.attempts
        );
        took
    };
    let mut all: Vec<Duration> = (0..RUNS).map(|_| once()).collect();
    all.sort();
    let (middle, chain) = (all[RUNS / 2], LATENCY * CHAIN);
    let ratio = middle.as_secs_f64() / chain.as_secs_f64();
    let asked = server.requests().len() / RUNS;
    println!(
        "{asked} transfers of {} ms each: {} ms (fastest {}, slowest {}), longest chain {} ms, ratio {ratio:.3}, at most {AT_MOST}",
        LATENCY.as_millis(),
        middle.as_millis(),
        all[0].as_millis(),
        all[RUNS - 1].as_millis(),
        chain.as_millis()
    );
    if ratio <= AT_MOST {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
