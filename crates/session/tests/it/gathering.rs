//! Gathering from a team's web site, well and badly kept, and from key servers that lie.
//!
//! Which test fails without which guard, by the rows of the attack table:
//!
//! | Row | What happens | Tests |
//! |---|---|---|
//! | 23 | an error page with status 200 | `error_pages_with_status_200_are_no_evidence` |
//! | 24 | redirects back to http, or elsewhere | `a_signature_that_moved_names_its_last_host_and_never_leaves_tls`; fetch: `a_step_back_from_https_is_not_taken` |
//! | 25 | addresses inside, written or behind names and redirects | `printed_places_inside_the_network_are_not_asked`; fetch: `inner_addresses_are_refused_in_urls_and_behind_names`, `a_redirect_cannot_lead_inside`, `the_environments_proxies_are_ignored` |
//! | 26 | other schemes, user names, odd ports | `printed_places_that_are_no_web_addresses_are_not_asked`; fetch: `odd_ports_of_printed_urls_are_refused` |
//! | 27 | endless, trickling and swollen answers | `endless_trickling_and_silent_answers_cost_bounded_time`; fetch: `a_gzip_bomb_stops_at_the_limit`, `an_endless_body_stops_at_the_limit` |
//! | 28 | flooded certificates | `a_flooded_certificate_is_a_failed_fetch`; verify: `a_flooded_certificate_is_judged_without_its_flood` |
//! | 29 | a key server's other keys, many keys, pages, private keys | `of_a_key_servers_answer_only_the_asked_key_is_kept`, `a_private_key_is_neither_taken_nor_stored` |
//! | 31 | document and signature of different moments | `a_mirror_caught_in_mid_update_is_looked_at_again`, `what_still_differs_at_the_second_look_is_said` |

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout
)]

use bonafide_testkit::skip_here;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use bonafide_session::fetch::{Options, keys};
use bonafide_session::model::evidence::{
    Attempt, AttemptResult, AttemptRole, AttemptWhy, FileKind, OtherThing,
};
use bonafide_session::model::judgement::{
    Assessment, CheckId, Detail, Policy, SignatureStatus, Verdict, Why,
};
use bonafide_session::reader::Reader;
use bonafide_session::{
    BundleError, Corroborate, Memory, Network, Outcome, Request, Session, Source, TrustIndex, load,
    save,
};
use bonafide_testkit::openpgp::types::ReasonForRevocation;
use bonafide_testkit::server::{Authority, Server, respond};
use bonafide_testkit::site::{Fault, Page, Site};
use bonafide_testkit::{CertSpec, Signing, TestCert, at, case_time, checksum};

const HOST: &str = "www.team.example";
const KEYS: &str = "keys.other.example";
const DOCUMENT: &str = "https://www.team.example/cert/rfc2350.txt";

fn team() -> TestCert {
    CertSpec::new("CERT-TEAM <cert@team.example>").build()
}

fn signing() -> Signing {
    Signing::at(at("2026-05-01T00:00:00Z"))
}

/// A profile that prints the key's fingerprint, and these lines about key and signature.
fn profile(cert: &TestCert, lines: &str) -> String {
    format!(
        "RFC 2350 description of CERT-TEAM\n\n1. Document Information\n\n1.1 Date of Last Update\n\nThis is version 1.0, published on 2026-05-01.\n\n\
         2. Contact Information\n\n2.1 Name of the Team\n\nCERT-TEAM\n\n2.7 Electronic Mail Address\n\ncert@team.example\n\n\
         2.8 Public Keys and Encryption Information\n\nFingerprint: {}\n\n{lines}\n",
        cert.fingerprint()
    )
}

/// A site of the team with this document and its key.
fn site(document: &str, cert: &TestCert) -> Site {
    Site::default()
        .page(
            HOST,
            "/cert/rfc2350.txt",
            Page::ok("text/plain; charset=utf-8", document),
        )
        .page(
            HOST,
            "/cert/key.asc",
            Page::ok("application/pgp-keys", cert.armored()),
        )
}

const KEY_LINE: &str = "The public key is available at: https://www.team.example/cert/key.asc\n";

/// Servers on the standard port, each on an address of its own.
struct Web {
    server: Server,
    authority: Authority,
    hosts: Vec<String>,
    max_time: Duration,
    cache_dir: Option<PathBuf>,
    keyservers: Vec<String>,
}

fn address() -> IpAddr {
    static NEXT: AtomicU8 = AtomicU8::new(1);
    IpAddr::V4(Ipv4Addr::new(
        127,
        24,
        60,
        NEXT.fetch_add(1, Ordering::Relaxed),
    ))
}

impl Web {
    /// `None`, with a message, where port 443 cannot be had.
    fn of(site: Site) -> Option<Self> {
        let (authority, hosts) = (Authority::default(), site.hosts());
        Self::new(
            site.serve_tls_on_443(&authority, address()),
            authority,
            hosts,
        )
    }

    fn new(
        server: std::io::Result<Server>,
        authority: Authority,
        hosts: Vec<String>,
    ) -> Option<Self> {
        match server {
            Ok(server) => Some(Self {
                server,
                authority,
                hosts,
                max_time: Duration::from_secs(30),
                cache_dir: None,
                keyservers: Vec::new(),
            }),
            Err(error) => {
                skip_here(&format!("port 443 on loopback: {error}"));
                None
            }
        }
    }

    fn session(&self) -> Session {
        session(Network::new(
            self.options(),
            self.keyservers.clone(),
            Corroborate::default(),
        ))
    }

    fn options(&self) -> Options {
        Options {
            resolve: self
                .hosts
                .iter()
                .map(|host| self.server.resolve(host).parse().unwrap())
                .collect(),
            ca_certs: vec![self.authority.pem().as_bytes().to_vec()],
            max_time: self.max_time,
            cache_dir: self.cache_dir.clone(),
            idle_timeout: Duration::from_secs(2),
            ..Options::default()
        }
    }

    fn verify(&self, url: &str) -> Outcome {
        verify(&self.session(), url)
    }

    /// The same, asking too what key belongs to the printed address.
    fn verify_by_address(&self, url: &str) -> Outcome {
        let corroborate = Corroborate {
            wkd: true,
            keyserver: true,
        };
        verify(
            &session(Network::new(
                self.options(),
                self.keyservers.clone(),
                corroborate,
            )),
            url,
        )
    }

    /// The paths asked for so far.
    fn asked(&self) -> Vec<String> {
        self.server
            .requests()
            .into_iter()
            .map(|request| format!("{}{}", request.host(), request.target))
            .collect()
    }
}

fn session(network: Network) -> Session {
    Session {
        reader: Reader::in_process(),
        network,
        trust: TrustIndex::default(),
        policy: Policy::default(),
        now: case_time(),
        memory: Memory::Off,
        remembers: false,
    }
}

fn verify(session: &Session, url: &str) -> Outcome {
    let subject = Source::parse(url).unwrap();
    session.verify(Request::new(subject)).unwrap()
}

/// The words of an attempt's reason that came from elsewhere.
fn told(attempt: &Attempt) -> &str {
    match &attempt.why {
        AttemptWhy::Told(words) => words,
        _ => "",
    }
}

/// Stands for those of the report.
fn words(why: &AttemptWhy) -> String {
    format!("{why:?}")
}

fn attempt<'a>(assessment: &'a Assessment, role: AttemptRole, end: &str) -> &'a Attempt {
    let found = assessment
        .attempts
        .iter()
        .find(|attempt| attempt.role == role && attempt.url.ends_with(end));
    found.unwrap_or_else(|| panic!("no attempt for {end}: {:#?}", assessment.attempts))
}

/// What the second look brought.
fn moment(assessment: &Assessment) -> (bonafide_session::model::judgement::Outcome, &Detail) {
    let finding = assessment
        .findings
        .iter()
        .find(|finding| finding.check == CheckId::PiecesAreOfOneMoment)
        .unwrap();
    (finding.outcome, &finding.detail)
}

fn statuses(assessment: &Assessment) -> Vec<SignatureStatus> {
    assessment
        .signatures
        .iter()
        .map(|signature| signature.status)
        .collect()
}

#[test]
fn sidecars_and_key_are_found_and_every_place_is_recorded() {
    let cert = team();
    let text = profile(&cert, KEY_LINE);
    let site = site(&text, &cert)
        .page(
            HOST,
            "/cert/rfc2350.txt.sig",
            Page::ok(
                "text/plain",
                cert.sign_detached(text.as_bytes(), &signing()),
            ),
        )
        .page(
            HOST,
            "/cert/rfc2350.txt.sha256",
            Page::ok(
                "text/plain",
                checksum::gnu_line(text.as_bytes(), "rfc2350.txt"),
            ),
        );
    let Some(web) = Web::of(site) else { return };
    let Outcome {
        assessment,
        evidence,
        ..
    } = web.verify(DOCUMENT);
    assert_eq!(assessment.verdict, Verdict::Unanchored, "{assessment:#?}");
    assert_eq!(
        attempt(&assessment, AttemptRole::Signature, "rfc2350.txt.sig").result,
        AttemptResult::Got
    );
    assert_eq!(
        attempt(&assessment, AttemptRole::Signature, "rfc2350.txt.asc").result,
        AttemptResult::Absent
    );
    assert!(
        assessment
            .attempts
            .iter()
            .all(|one| one.role != AttemptRole::Checksum),
        "nothing is guessed after a good signature"
    );
    assert_eq!(
        attempt(&assessment, AttemptRole::Key, "key.asc").result,
        AttemptResult::Got
    );
    let document = evidence
        .responses
        .iter()
        .find(|response| response.role == AttemptRole::Document)
        .unwrap();
    assert_eq!(
        (document.url.as_str(), document.meta.status),
        (DOCUMENT, 200)
    );
    assert_eq!(document.sha256, checksum::sha256(text.as_bytes()));
    assert!(
        document
            .meta
            .headers
            .iter()
            .any(|(name, value)| name == "content-type" && value.starts_with("text/plain"))
    );
    assert!(
        document.meta.fetched_at > at("2026-01-01T00:00:00Z"),
        "by the clock, not by --at"
    );
}

#[test]
fn a_signed_copy_beside_the_document_is_compared_with_it() {
    let cert = team();
    let text = profile(&cert, KEY_LINE);
    for (signed, verdict) in [
        (text.clone(), Verdict::Unanchored),
        (text.replace("cert@", "other@"), Verdict::Unverified),
    ] {
        let copy = cert.sign_cleartext(&signed, &signing());
        let Some(web) = Web::of(site(&text, &cert).page(
            HOST,
            "/cert/rfc2350.txt.asc",
            Page::ok("text/plain", copy),
        )) else {
            return;
        };
        let assessment = web.verify(DOCUMENT).assessment;
        assert_eq!(assessment.verdict, verdict, "{assessment:#?}");
    }
}

#[test]
fn a_page_with_a_base_leads_to_the_signature() {
    let cert = team();
    let text = profile(
        &cert,
        &format!(
            "{KEY_LINE}\nThe signature of this document is available at: https://www.team.example/cert/\n"
        ),
    );
    for base in ["https://www.team.example/files/", "../files/"] {
        let page = format!(
            "<!doctype html><html><head><base href='{base}'></head><body><p>Our profile and its \
             <a href='proof.sig'>PGP signature</a>.</p></body></html>"
        );
        let site = site(&text, &cert)
            .page(HOST, "/cert/", Page::ok("text/html", page))
            .page(
                HOST,
                "/files/proof.sig",
                Page::ok(
                    "text/plain",
                    cert.sign_detached(text.as_bytes(), &signing()),
                ),
            );
        let Some(web) = Web::of(site) else { return };
        let assessment = web.verify(DOCUMENT).assessment;
        assert_eq!(
            assessment.verdict,
            Verdict::Unanchored,
            "{base}: {assessment:#?}"
        );
        let page = attempt(&assessment, AttemptRole::Signature, "/cert/");
        assert_eq!(
            (page.result, &page.why),
            (AttemptResult::WrongKind, &AttemptWhy::PageSearched)
        );
    }
}

#[test]
fn a_download_without_a_telling_name_is_found_where_the_page_calls_it_the_signature() {
    let cert = team();
    let text = profile(
        &cert,
        &format!(
            "{KEY_LINE}\nThe signature of this document is available at: https://www.team.example/cert/\n"
        ),
    );
    let page = "<!doctype html><html><body><p><a href='#top'>Top</a> <a href='/news?id=16'>News</a> \
                <a href='/download?id=17'>PGP signature</a></p></body></html>";
    let signature = Page::ok(
        "application/octet-stream",
        cert.sign_detached(text.as_bytes(), &signing()),
    );
    let site = site(&text, &cert)
        .page(HOST, "/cert/", Page::ok("text/html", page))
        .page(HOST, "/download?id=17", signature);
    let Some(web) = Web::of(site) else { return };
    let assessment = web.verify(DOCUMENT).assessment;
    assert_eq!(assessment.verdict, Verdict::Unanchored, "{assessment:#?}");
    assert!(
        !web.asked().iter().any(|asked| asked.contains("/news")),
        "nothing else is asked for"
    );
}

#[test]
fn a_page_that_links_to_the_signature_of_its_pdf_is_not_accused() {
    let cert = team();
    let lines = profile(&cert, KEY_LINE).replace("\n\n", "</p><p>");
    let page = format!(
        "<!doctype html><html><body><p>{lines}</p><p><a href='rfc2350.pdf'>PDF</a> <a href='rfc2350.pdf.sig'>PGP signature</a></p>\
         </body></html>"
    );
    let pdf = cert.sign_detached(b"%PDF-1.7 another file", &signing());
    let own = cert.sign_detached(page.as_bytes(), &signing());
    let is = |own: Option<&[u8]>| {
        let mut site = site("", &cert)
            .page(
                HOST,
                "/cert/rfc2350.html",
                Page::ok("text/html", page.as_str()),
            )
            .page(
                HOST,
                "/cert/rfc2350.pdf.sig",
                Page::ok("text/plain", pdf.clone()),
            );
        if let Some(own) = own {
            site = site.page(
                HOST,
                "/cert/rfc2350.html.asc",
                Page::ok("text/plain", own.to_vec()),
            );
        }
        let assessment = Web::of(site)?
            .verify("https://www.team.example/cert/rfc2350.html")
            .assessment;
        Some((
            assessment.verdict,
            assessment.why,
            assessment.signatures.len(),
        ))
    };
    let Some(alone) = is(None) else { return };
    assert_eq!(alone, (Verdict::Unverified, Some(Why::NotCovered), 1));
    assert_eq!(is(Some(&own)), Some((Verdict::Unanchored, None, 2)));
    assert_eq!(
        is(Some(&pdf)),
        Some((Verdict::Rejected, None, 2)),
        "its own signature does not fit"
    );
}

#[test]
fn behind_a_code_hosts_page_stands_the_file_itself() {
    let cert = team();
    let text = profile(&cert, KEY_LINE);
    let site = site(&text, &cert)
        .page(
            HOST,
            "/team/docs/-/blob/main/rfc2350.txt",
            Page::ok(
                "text/html",
                "<!doctype html><html><body><p>rfc2350.txt</p></body></html>",
            ),
        )
        .page(
            HOST,
            "/team/docs/-/raw/main/rfc2350.txt",
            Page::ok("text/plain", text.as_str()),
        )
        .page(
            HOST,
            "/team/docs/-/raw/main/rfc2350.txt.sig",
            Page::ok(
                "text/plain",
                cert.sign_detached(text.as_bytes(), &signing()),
            ),
        );
    let Some(web) = Web::of(site) else { return };
    let assessment = web
        .verify("https://www.team.example/team/docs/-/blob/main/rfc2350.txt")
        .assessment;
    assert_eq!(assessment.verdict, Verdict::Unanchored, "{assessment:#?}");
    let page = attempt(
        &assessment,
        AttemptRole::Document,
        "/-/blob/main/rfc2350.txt",
    );
    assert_eq!(page.result, AttemptResult::WrongKind);
    assert_eq!(page.why, AttemptWhy::CodeHostPage);
}

#[test]
fn error_pages_with_status_200_are_no_evidence() {
    let cert = team();
    let text = profile(&cert, KEY_LINE);
    let html = || {
        Page::ok(
            "text/html",
            "<!doctype html><html><body><h1>Page not found</h1></body></html>",
        )
    };
    let names = [
        "sig",
        "asc",
        "gpg",
        "sign",
        "sha256",
        "sha256.txt",
        "sha512",
        "sha512.txt",
    ];
    let site = names.iter().fold(site(&text, &cert), |site, name| {
        site.page(HOST, &format!("/cert/rfc2350.txt.{name}"), html())
    });
    let Some(web) = Web::of(site) else { return };
    let assessment = web.verify(DOCUMENT).assessment;
    assert_eq!(
        (assessment.verdict, assessment.why),
        (Verdict::Unverified, Some(Why::NoSignature))
    );
    assert!(
        !statuses(&assessment).contains(&SignatureStatus::Bad),
        "{:?}",
        assessment.signatures
    );
    assert!(
        assessment.checksums.is_empty(),
        "{:?}",
        assessment.checksums
    );
    for (role, end) in [
        (AttemptRole::Signature, ".sig"),
        (AttemptRole::Checksum, ".sha256"),
    ] {
        let one = attempt(&assessment, role, end);
        assert_eq!(
            (one.result, &one.why),
            (AttemptResult::WrongKind, &AttemptWhy::PageInstead)
        );
    }
}

#[test]
fn a_signature_that_moved_names_its_last_host_and_never_leaves_tls() {
    let cert = team();
    let text = profile(&cert, KEY_LINE);
    let signature = cert.sign_detached(text.as_bytes(), &signing());
    let site = site(&text, &cert)
        .page(
            HOST,
            "/cert/rfc2350.txt.sig",
            Page::redirect("https://files.other.example/x.sig"),
        )
        .page(
            HOST,
            "/cert/rfc2350.txt.asc",
            Page::redirect("http://www.team.example/x.sig"),
        )
        .page(
            "files.other.example",
            "/x.sig",
            Page::ok("text/plain", signature),
        );
    let Some(web) = Web::of(site) else { return };
    let assessment = web.verify(DOCUMENT).assessment;
    assert_eq!(assessment.verdict, Verdict::Unanchored, "{assessment:#?}");
    let origin = &assessment.signatures[0].origin;
    assert_eq!(
        (
            origin.registrable_domain().as_deref(),
            origin.tls,
            origin.chain.len()
        ),
        (Some("other.example"), true, 1)
    );
    let back = attempt(&assessment, AttemptRole::Signature, ".asc");
    assert_eq!(back.result, AttemptResult::Failed);
    assert!(told(back).contains("plain http"), "{back:?}");
}

#[test]
fn printed_places_inside_the_network_are_not_asked() {
    let cert = team();
    let lines = [
        "127.0.0.1",
        "0x7f.1",
        "2130706433",
        "[::ffff:127.0.0.1]",
        "169.254.169.254",
        "100.64.0.1",
        "localhost",
    ]
    .map(|host| format!("The public key is available at: http://{host}/key.asc\n\n"))
    .concat();
    let Some(web) = Web::of(site(&profile(&cert, &lines), &cert)) else {
        return;
    };
    let assessment = web.verify(DOCUMENT).assessment;
    let asked: Vec<&Attempt> = assessment
        .attempts
        .iter()
        .filter(|attempt| attempt.role == AttemptRole::Key)
        .collect();
    assert!(asked.len() >= 5, "{asked:#?}");
    assert!(
        asked
            .iter()
            .all(|attempt| attempt.result == AttemptResult::Failed
                && told(attempt).contains("allow-private")),
        "{asked:#?}"
    );
    assert_ne!(assessment.verdict, Verdict::Rejected);
}

#[test]
fn printed_places_that_are_no_web_addresses_are_not_asked() {
    let cert = team();
    let lines = "The public key is available at: file:///etc/passwd\n\nThe public key is available at: data:text/plain,key\n\n\
                 The public key is available at: https://user:secret@www.team.example/cert/key.asc\n\n\
                 The public key is available at: https://www.team.example:22/cert/key.asc\n";
    let Some(web) = Web::of(site(&profile(&cert, lines), &cert)) else {
        return;
    };
    let assessment = web.verify(DOCUMENT).assessment;
    assert!(
        !web.asked().iter().any(|place| place.ends_with("/key.asc")),
        "{:?}",
        web.asked()
    );
    let keys: Vec<&Attempt> = assessment
        .attempts
        .iter()
        .filter(|attempt| attempt.role == AttemptRole::Key)
        .collect();
    assert!(
        !keys.is_empty()
            && keys
                .iter()
                .all(|attempt| attempt.result == AttemptResult::Failed),
        "{keys:#?}"
    );
    assert!(assessment.certificates.is_empty());
}

#[test]
fn endless_trickling_and_silent_answers_cost_bounded_time() {
    let cert = team();
    let text = profile(&cert, KEY_LINE);
    let bytes = |length: usize| Page::ok("text/plain", "x".repeat(length));
    let faults = [
        (
            "rfc2350.txt.sig",
            bytes(1 << 16).fault(Fault::Endless),
            AttemptRole::Signature,
        ),
        (
            "rfc2350.txt.sig",
            bytes(4).fault(Fault::Silence),
            AttemptRole::Signature,
        ),
        (
            "rfc2350.txt.sha256",
            bytes(500).fault(Fault::Trickle(Duration::from_millis(100))),
            AttemptRole::Checksum,
        ),
    ];
    for (name, page, role) in faults {
        let Some(mut web) = Web::of(site(&text, &cert).page(HOST, &format!("/cert/{name}"), page))
        else {
            return;
        };
        web.max_time = Duration::from_secs(4);
        let start = Instant::now();
        let assessment = web.verify(DOCUMENT).assessment;
        assert!(
            start.elapsed() < Duration::from_secs(8),
            "{:?}",
            start.elapsed()
        );
        assert_eq!(assessment.verdict, Verdict::Unverified, "{assessment:#?}");
        assert_eq!(
            attempt(&assessment, role, name).result,
            AttemptResult::Failed
        );
    }
}

#[test]
fn transfers_that_need_each_other_share_one_time() {
    let cert = team();
    let text = profile(
        &cert,
        &format!(
            "{KEY_LINE}\nThe signature of this document is available at: https://www.team.example/page\n"
        ),
    );
    let slow = |answer: &'static str, body: Vec<u8>| {
        move |out: &mut dyn std::io::Write| {
            std::thread::sleep(Duration::from_millis(1200));
            respond(out, 200, &[("content-type", answer)], &body)
        }
    };
    let document = slow("text/plain", text.clone().into_bytes());
    let page = slow(
        "text/html",
        b"<!doctype html><html><body><a href='/p.sig'>signature</a></body></html>".to_vec(),
    );
    let signature = slow(
        "text/plain",
        cert.sign_detached(text.as_bytes(), &signing()),
    );
    let authority = Authority::default();
    let server = Server::tls_at(
        SocketAddr::new(address(), 443),
        authority.server(&[HOST]),
        move |request, out| match request.target.as_str() {
            "/cert/rfc2350.txt" => document(out),
            "/page" => page(out),
            "/p.sig" => signature(out),
            _ => respond(out, 404, &[], b""),
        },
    );
    let Some(mut web) = Web::new(server, authority, vec![HOST.to_owned()]) else {
        return;
    };
    web.max_time = Duration::from_secs(3);
    let start = Instant::now();
    let assessment = web.verify(DOCUMENT).assessment;
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "{:?}",
        start.elapsed()
    );
    assert_eq!(
        (assessment.verdict, assessment.why),
        (Verdict::Unverified, Some(Why::NotFetched)),
        "{assessment:#?}"
    );
    assert!(
        told(attempt(&assessment, AttemptRole::Signature, "/p.sig")).contains("--max-time"),
        "{:#?}",
        assessment.attempts
    );
}

#[test]
fn a_flooded_certificate_is_a_failed_fetch() {
    let cert = team();
    let text = profile(&cert, KEY_LINE);
    let flooded = [cert.binary(), vec![0; 9 << 20]].concat();
    let Some(web) = Web::of(site(&text, &cert).page(
        HOST,
        "/cert/key.asc",
        Page::ok("application/pgp-keys", flooded),
    )) else {
        return;
    };
    let assessment = web.verify(DOCUMENT).assessment;
    let key = attempt(&assessment, AttemptRole::Key, "key.asc");
    assert_eq!(key.result, AttemptResult::Failed);
    assert!(
        told(key).contains("larger than the limit of 8 MiB"),
        "{key:?}"
    );
    assert!(assessment.certificates.is_empty());
}

/// The two questions to the key server about this key.
fn vks(cert: &TestCert) -> String {
    format!("/vks/v1/by-fingerprint/{}", cert.fingerprint())
}

fn hkp(cert: &TestCert) -> String {
    format!(
        "/pks/lookup?op=get&options=mr&search=0x{}",
        cert.fingerprint()
    )
}

/// A signed profile without a key on its own site, and a configured key server that answers this.
fn with_keyserver(cert: &TestCert, vks_answer: Page, hkp_answer: Page) -> Option<Web> {
    let text = profile(cert, "The public key is on the usual key servers.\n");
    let site = Site::default()
        .page(
            HOST,
            "/cert/rfc2350.txt",
            Page::ok("text/plain", text.as_str()),
        )
        .page(
            HOST,
            "/cert/rfc2350.txt.sig",
            Page::ok(
                "text/plain",
                cert.sign_detached(text.as_bytes(), &signing()),
            ),
        )
        .page(KEYS, &vks(cert), vks_answer)
        .page(KEYS, &hkp(cert), hkp_answer);
    Some(Web {
        keyservers: vec![format!("hkps://{KEYS}")],
        ..Web::of(site)?
    })
}

#[test]
fn of_a_key_servers_answer_only_the_asked_key_is_kept() {
    let cert = team();
    let stranger = CertSpec::new("Somebody <cert@team.example>").build();
    let many = [stranger.binary(), cert.binary()].concat();
    let key = |bytes: Vec<u8>| Page::ok("application/pgp-keys", bytes);
    let html = Page::ok(
        "text/html",
        "<!doctype html><html><body>Search results</body></html>",
    );
    for (answer, other, kept) in [
        (key(many), Page::error(404), true),
        (html.clone(), key(cert.armored()), true),
        (key(stranger.armored()), html.clone(), false),
        (html, Page::error(500), false),
    ] {
        let Some(web) = with_keyserver(&cert, answer, other) else {
            return;
        };
        let assessment = web.verify(DOCUMENT).assessment;
        let prints: Vec<_> = assessment
            .certificates
            .iter()
            .map(|certificate| certificate.fingerprint.clone())
            .collect();
        assert_eq!(
            prints,
            if kept {
                vec![cert.fingerprint()]
            } else {
                Vec::new()
            },
            "{assessment:#?}"
        );
        assert_eq!(
            assessment.verdict,
            if kept {
                Verdict::Unanchored
            } else {
                Verdict::Unverified
            },
            "{assessment:#?}"
        );
    }
}

#[test]
fn whoever_speaks_for_the_printed_address_is_heard_also_where_it_contradicts() {
    let cert = team();
    let text = profile(&cert, KEY_LINE);
    let other = || CertSpec::new("TEAM-CERT <cert@team.example>").build();
    let by_email = keys::vks_by_email(KEYS, "cert@team.example").unwrap();
    let [advanced, direct] = keys::wkd_urls("cert@team.example").try_into().unwrap();
    let (own, second) = (cert.binary(), other().binary());
    let two = [other().binary(), second.clone()].concat();
    let says = |places: &[(&str, &[u8])]| {
        let detached = cert.sign_detached(text.as_bytes(), &signing());
        let mut site = site(&text, &cert).page(
            HOST,
            "/cert/rfc2350.txt.sig",
            Page::ok("text/plain", detached),
        );
        for (url, bytes) in places {
            let (host, path) = url.trim_start_matches("https://").split_once('/').unwrap();
            site = site.page(
                host,
                &format!("/{path}"),
                Page::ok("application/octet-stream", bytes.to_vec()),
            );
        }
        let web = Web {
            keyservers: vec![format!("hkps://{KEYS}")],
            ..Web::of(site)?
        };
        let assessment = web.verify_by_address(DOCUMENT).assessment;
        Some((assessment.verdict, assessment.why))
    };
    let (unanchored, disputed) = (
        (Verdict::Unanchored, None),
        (Verdict::Unverified, Some(Why::Disputed)),
    );
    for (places, expected) in [
        (vec![(by_email.as_str(), own.as_slice())], unanchored),
        (vec![(by_email.as_str(), &second)], disputed),
        (vec![(by_email.as_str(), &two)], disputed),
        (vec![(advanced.as_str(), &two)], disputed),
        (vec![(direct.as_str(), &second)], disputed),
        // Nobody hears the direct directory where there is an advanced one.
        (
            vec![
                (advanced.as_str(), own.as_slice()),
                (direct.as_str(), &second),
            ],
            unanchored,
        ),
    ] {
        let urls: Vec<&str> = places.iter().map(|(url, _)| *url).collect();
        let Some(said) = says(&places) else { return };
        assert_eq!(said, expected, "{urls:?}");
    }
}

#[test]
fn a_private_key_is_neither_taken_nor_stored() {
    let cert = team();
    let secret = Page::ok("application/pgp-keys", cert.armored_secret());
    let Some(web) = with_keyserver(&cert, secret.clone(), Page::error(404)) else {
        return;
    };
    let Outcome {
        assessment,
        evidence,
        ..
    } = web.verify(DOCUMENT);
    let refused = attempt(&assessment, AttemptRole::Key, &vks(&cert));
    assert_eq!(
        (refused.result, &refused.why),
        (
            AttemptResult::WrongKind,
            &AttemptWhy::NotAKey(OtherThing::Kind(FileKind::PrivateKey))
        )
    );
    assert!(evidence.dossier.certificates.is_empty());
    // On the team's own site it is the team's leak, which the report has to tell; it is not kept
    // either.
    let text = profile(&cert, KEY_LINE);
    let Some(web) = Web::of(site(&text, &cert).page(HOST, "/cert/key.asc", secret)) else {
        return;
    };
    let outcome = web.verify(DOCUMENT);
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("evidence");
    assert!(matches!(
        save(&outcome.evidence, &out, words),
        Err(BundleError::Secret(..))
    ));
    assert_eq!(
        std::fs::read_dir(folder.path()).unwrap().count(),
        0,
        "nothing is left behind"
    );
}

#[test]
fn revocations_are_merged_from_whoever_has_one_and_two_sources_are_asked() {
    let cert = team();
    let text = profile(
        &cert,
        &format!("{KEY_LINE}\nThe key is on the key server https://printed.third.example/ too.\n"),
    );
    let revoked = cert.revoked(
        ReasonForRevocation::KeyCompromised,
        "lost",
        at("2026-06-01T00:00:00Z"),
    );
    let site = site(&text, &cert)
        .page(
            HOST,
            "/cert/rfc2350.txt.sig",
            Page::ok(
                "text/plain",
                cert.sign_detached(text.as_bytes(), &signing()),
            ),
        )
        .page(
            KEYS,
            &vks(&cert),
            Page::ok("application/pgp-keys", cert.armored()),
        )
        .page(
            "more.fourth.example",
            &hkp(&cert),
            Page::ok("application/pgp-keys", revoked.armored()),
        );
    let Some(mut web) = Web::of(site) else { return };
    web.keyservers = vec![
        format!("hkps://{KEYS}"),
        "https://more.fourth.example".to_owned(),
    ];
    let assessment = web.verify(DOCUMENT).assessment;
    assert_eq!(assessment.certificates.len(), 1, "one certificate, merged");
    assert!(
        assessment.certificates[0]
            .revoked
            .as_ref()
            .is_some_and(|revoked| revoked.hard),
        "{assessment:#?}"
    );
    assert_eq!(assessment.verdict, Verdict::Rejected);
    for end in [vks(&cert), hkp(&cert)] {
        assert_eq!(
            attempt(&assessment, AttemptRole::Revocation, &end).role,
            AttemptRole::Revocation
        );
    }
}

#[test]
fn a_mirror_caught_in_mid_update_is_looked_at_again() {
    let cert = team();
    let new = profile(&cert, KEY_LINE);
    let old = new.replace("version 1.0", "version 0.9");
    let (signature, key) = (
        cert.sign_detached(new.as_bytes(), &signing()),
        cert.armored(),
    );
    let seen = Arc::new(AtomicUsize::new(0));
    let authority = Authority::default();
    let server = Server::tls_at(
        SocketAddr::new(address(), 443),
        authority.server(&[HOST]),
        move |request, out| {
            // The old document with a day of freshness: only a look past the cache finds the new
            // one.
            let headers = [
                ("content-type", "text/plain"),
                ("cache-control", "max-age=86400"),
            ];
            match request.target.as_str() {
                "/cert/rfc2350.txt" if seen.fetch_add(1, Ordering::SeqCst) == 0 => {
                    respond(out, 200, &headers, old.as_bytes())
                }
                "/cert/rfc2350.txt" => respond(out, 200, &headers, new.as_bytes()),
                "/cert/rfc2350.txt.sig" => respond(out, 200, &headers, &signature),
                "/cert/key.asc" => respond(out, 200, &headers, &key),
                _ => respond(out, 404, &[], b""),
            }
        },
    );
    let Some(mut web) = Web::new(server, authority, vec![HOST.to_owned()]) else {
        return;
    };
    let cache = tempfile::tempdir().unwrap();
    web.cache_dir = Some(cache.path().to_owned());
    let assessment = web.verify(DOCUMENT).assessment;
    assert_eq!(assessment.verdict, Verdict::Unanchored, "{assessment:#?}");
    assert_eq!(
        moment(&assessment).0,
        bonafide_session::model::judgement::Outcome::Pass
    );
    assert!(matches!(moment(&assessment).1, Detail::AgreesSince { .. }));
    let note = assessment.attempts.last().unwrap();
    assert!(
        note.role == AttemptRole::Document && matches!(note.why, AttemptWhy::OnceMore(_)),
        "{note:?}"
    );
}

#[test]
fn what_still_differs_at_the_second_look_is_said() {
    let cert = team();
    let text = profile(&cert, KEY_LINE);
    let signature = cert.sign_detached(b"another text", &signing());
    let Some(web) = Web::of(site(&text, &cert).page(
        HOST,
        "/cert/rfc2350.txt.sig",
        Page::ok("text/plain", signature),
    )) else {
        return;
    };
    let Outcome {
        assessment,
        evidence,
        ..
    } = web.verify(DOCUMENT);
    assert_eq!(statuses(&assessment), [SignatureStatus::Bad]);
    assert_eq!(
        moment(&assessment).0,
        bonafide_session::model::judgement::Outcome::Fail
    );
    assert!(matches!(
        moment(&assessment).1,
        Detail::StillDisagrees { changed: false, .. }
    ));
    assert_eq!(
        web.asked()
            .iter()
            .filter(|place| place.ends_with("/rfc2350.txt"))
            .count(),
        2,
        "twice and no more"
    );
    assert_eq!(
        evidence.assess(),
        assessment,
        "the second look is part of the evidence"
    );
}

#[test]
fn what_differs_in_another_way_at_the_second_look_is_an_update_under_way() {
    let cert = team();
    let text = profile(&cert, KEY_LINE);
    let (key, seen) = (cert.armored(), AtomicUsize::new(0));
    let versions =
        ["0.8", "0.9"].map(|version| text.replace("version 1.0", &format!("version {version}")));
    let signature = cert.sign_detached(text.as_bytes(), &signing());
    let authority = Authority::default();
    let server = Server::tls_at(
        SocketAddr::new(address(), 443),
        authority.server(&[HOST]),
        move |request, out| match request.target.as_str() {
            "/cert/rfc2350.txt" => {
                let turn = seen.fetch_add(1, Ordering::SeqCst).min(1);
                respond(
                    out,
                    200,
                    &[("content-type", "text/plain")],
                    versions[turn].as_bytes(),
                )
            }
            "/cert/rfc2350.txt.sig" => respond(out, 200, &[], &signature),
            "/cert/key.asc" => respond(out, 200, &[], &key),
            _ => respond(out, 404, &[], b""),
        },
    );
    let Some(web) = Web::new(server, authority, vec![HOST.to_owned()]) else {
        return;
    };
    let Outcome {
        assessment,
        evidence,
        ..
    } = web.verify(DOCUMENT);
    assert_eq!(
        moment(&assessment).0,
        bonafide_session::model::judgement::Outcome::Inconclusive
    );
    assert!(matches!(
        moment(&assessment).1,
        Detail::StillDisagrees { changed: true, .. }
    ));
    assert_eq!(evidence.assess(), assessment);
}

#[test]
fn with_the_network_gone_nothing_is_accused_and_everything_is_named() {
    let cert = team();
    let text = profile(&cert, KEY_LINE);
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("rfc2350.txt");
    std::fs::write(&document, &text).unwrap();
    // Nobody listens there.
    let options = Options {
        resolve: vec![
            format!("{HOST}:443:127.24.61.1").parse().unwrap(),
            format!("{KEYS}:443:127.24.61.1").parse().unwrap(),
        ],
        max_time: Duration::from_secs(5),
        ..Options::default()
    };
    let session = session(Network::new(
        options,
        vec![KEYS.to_owned()],
        Corroborate::default(),
    ));
    for subject in [DOCUMENT, document.to_str().unwrap()] {
        let start = Instant::now();
        let assessment = verify(&session, subject).assessment;
        assert!(
            start.elapsed() < Duration::from_secs(8),
            "{:?}",
            start.elapsed()
        );
        assert_eq!(assessment.verdict, Verdict::Unverified);
        assert!(
            assessment
                .attempts
                .iter()
                .any(|attempt| attempt.result == AttemptResult::Failed
                    && told(attempt).contains("no connection"))
        );
        assert_ne!(assessment.why, Some(Why::Disputed));
    }
    // A local document whose signature lies beside it, and whose key cannot be had: that is said,
    // and nothing worse.
    std::fs::write(
        folder.path().join("rfc2350.txt.sig"),
        cert.sign_detached(text.as_bytes(), &signing()),
    )
    .unwrap();
    let assessment = verify(&session, document.to_str().unwrap()).assessment;
    assert_eq!(assessment.verdict, Verdict::Unverified);
    assert_eq!(statuses(&assessment), [SignatureStatus::UnknownKey]);
    assert_eq!(
        attempt(
            &assessment,
            AttemptRole::Key,
            "https://www.team.example/cert/key.asc"
        )
        .result,
        AttemptResult::Failed
    );
}

#[test]
fn a_bundle_is_whole_or_refused() {
    let cert = team();
    let text = profile(&cert, KEY_LINE);
    let Some(web) = Web::of(site(&text, &cert)) else {
        return;
    };
    let Outcome {
        assessment,
        evidence,
        ..
    } = web.verify(DOCUMENT);
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("evidence");
    save(&evidence, &out, words).unwrap();
    assert!(matches!(
        save(&evidence, &out, words),
        Err(BundleError::Exists(_))
    ));
    let loaded = load(&out).unwrap();
    let mut kept = evidence.clone();
    for attempt in &mut kept.dossier.attempts {
        attempt.why = AttemptWhy::Told(words(&attempt.why));
    }
    assert_eq!(loaded, kept);
    assert_eq!(loaded.assess().findings, assessment.findings);
    assert_eq!(loaded.assess(), kept.assess());
    let artifact = out
        .join("artifacts")
        .join(checksum::sha256(text.as_bytes()));
    std::fs::write(&artifact, text.replace("cert@", "evil@")).unwrap();
    assert!(matches!(load(&out), Err(BundleError::Damaged { .. })));
    std::fs::remove_file(&artifact).unwrap();
    assert!(load(&out).is_err());
}

#[test]
fn editions_in_other_languages_are_compared_and_never_speak_for_the_document() {
    let cert = team();
    let own = "https://www.team.example/cert/rfc2350_en.html";
    let page = |body: &str| {
        Page::ok(
            "text/html",
            format!("<!doctype html><html><body><pre>{body}</pre></body></html>"),
        )
    };
    let links = "<a href='rfc2350_fr.html'>Version fran\u{e7}aise</a> <a href='/cert/rfc2350_de.html'>Deutsch</a> \
                 <a href='rfc2350_sk.html'>Slovensky</a> <a href='rfc2350_nl.html'>Nederlands</a>";
    let text = profile(&cert, KEY_LINE).replace("1.1 Date", &format!("{links}\n\n1.1 Date"));
    let english = format!("<!doctype html><html><body><pre>{text}</pre></body></html>");
    let other_key = text.replace(
        cert.fingerprint().as_str(),
        "0B7C94D26A51E83F1D209C4E77A35F16D8B240E9",
    );
    let site = site("", &cert)
        .page(
            HOST,
            "/cert/rfc2350_en.html",
            Page::ok("text/html", english.as_str()),
        )
        .page(
            HOST,
            "/cert/rfc2350_en.html.sig",
            Page::ok(
                "text/plain",
                cert.sign_detached(english.as_bytes(), &signing()),
            ),
        )
        .page(HOST, "/cert/rfc2350_fr.html", page(&format!("{text}\n")))
        .page(HOST, "/cert/rfc2350_de.html", page(&other_key))
        .page(HOST, "/cert/rfc2350_sk.html", page("Vitajte"))
        .page(HOST, "/cert/rfc2350_nl.html", Page::error(503));
    let Some(web) = Web::of(site) else { return };
    let Outcome {
        assessment,
        evidence,
        ..
    } = web.verify(own);
    assert_eq!(assessment.verdict, Verdict::Unanchored, "{assessment:#?}");
    for (end, result) in [
        ("_fr.html", AttemptResult::Got),
        ("_de.html", AttemptResult::Got),
        ("_sk.html", AttemptResult::WrongKind),
        ("_nl.html", AttemptResult::Failed),
    ] {
        assert_eq!(
            attempt(&assessment, AttemptRole::Document, end).result,
            result,
            "{end}"
        );
    }
    let found: Vec<_> = assessment
        .findings
        .iter()
        .filter(|finding| finding.check == CheckId::EditionsAgree)
        .collect();
    let said = |wanted: &dyn Fn(&Detail) -> bool| {
        found
            .iter()
            .filter(|finding| wanted(&finding.detail))
            .count()
    };
    assert_eq!(
        said(
            &|detail| matches!(detail, Detail::EditionDiffers { edition, .. } if edition.ends_with("_de.html"))
        ),
        1,
        "{found:#?}"
    );
    assert_eq!(
        said(
            &|detail| matches!(detail, Detail::EditionNotFetched { edition } if edition.ends_with("_nl.html"))
        ),
        1
    );
    assert_eq!(
        said(&|detail| matches!(detail, Detail::EditionsAgree { editions } if editions.len() == 1)),
        1
    );
    assert_eq!(
        assessment.certificates.len(),
        1,
        "another edition's key is no material for this one"
    );
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("evidence");
    save(&evidence, &out, words).unwrap();
    assert_eq!(
        load(&out).unwrap().assess().findings,
        assessment.findings,
        "the editions are part of the evidence"
    );
}

#[test]
fn editions_beside_a_local_document_are_found_by_their_names() {
    let cert = team();
    let text = profile(&cert, KEY_LINE);
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("rfc2350_en.txt", &text);
    write(
        "rfc2350_fr.txt",
        &text.replace("version 1.0", "version 0.9"),
    );
    write("notes_fr.txt", &text);
    let session = session(Network::new(
        Options {
            offline: true,
            ..Options::default()
        },
        Vec::new(),
        Corroborate::default(),
    ));
    let assessment = verify(
        &session,
        folder.path().join("rfc2350_en.txt").to_str().unwrap(),
    )
    .assessment;
    assert_eq!(
        attempt(&assessment, AttemptRole::Document, "rfc2350_fr.txt").result,
        AttemptResult::Got
    );
    let details: Vec<_> = assessment
        .findings
        .iter()
        .filter(|finding| finding.check == CheckId::EditionsAgree)
        .map(|finding| &finding.detail)
        .collect();
    assert!(
        matches!(details.as_slice(), [Detail::EditionDiffers { .. }]),
        "{details:#?}"
    );
}
