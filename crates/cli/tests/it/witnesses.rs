//! The other witnesses: what the host of a document says elsewhere, and since when its domain is
//! registered; honest, in the hands of an attacker, out of order, or not asked.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use std::fs;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use bonafide_testkit::server::{Authority, Server, respond};
use bonafide_testkit::{Signing, TestCert, at};
use common::partner::{HOST, key, profile};
use common::{Run, bonafide};
use serde_json::{Value, json};
use tempfile::TempDir;

const REGISTRY: &str = "rdap.tides.example";
const PHONE: &str = "+44 20 7946 0137";
const SECURITY_TXT: &str = "/.well-known/security.txt";
const CSAF: &str = "/.well-known/csaf/provider-metadata.json";
const EVERY: [&str; 6] = ["--ask", "security-txt", "--ask", "csaf", "--ask", "rdap"];

/// Paths with what stands there.
type Pages = Arc<Mutex<Vec<(String, Vec<u8>)>>>;

fn serving(authority: &Authority, host: &str) -> (Server, Pages) {
    let pages = Pages::default();
    let shared = Arc::clone(&pages);
    let server = Server::tls(authority.server(&[host]), move |request, out| {
        let pages = shared.lock().unwrap();
        match pages.iter().find(|(path, _)| *path == request.target) {
            Some((_, body)) => respond(out, 200, &[("content-type", "text/plain")], body),
            None => respond(out, 404, &[], b"none"),
        }
    });
    (server, pages)
}

/// The site of a team, a registry of domains, and a user whose program may ask both.
struct World {
    home: TempDir,
    authority: PathBuf,
    site: Server,
    pages: Pages,
    registry: Server,
    registered: Pages,
}

impl World {
    fn new() -> Self {
        let (home, authority) = (tempfile::tempdir().unwrap(), Authority::default());
        let (site, pages) = serving(&authority, HOST);
        let (registry, registered) = serving(&authority, REGISTRY);
        let file = home.path().join("authority.pem");
        fs::write(&file, authority.pem()).unwrap();
        Self {
            home,
            authority: file,
            site,
            pages,
            registry,
            registered,
        }
    }

    /// The site has the document, signed by this key, and the key.
    fn publish(&self, key: &TestCert) {
        let text = profile(&self.site.url(HOST, ""), key, "1.0", PHONE);
        let signature =
            key.sign_detached(text.as_bytes(), &Signing::at(at("2026-04-08T10:00:00Z")));
        *self.pages.lock().unwrap() = vec![
            ("/rfc2350.txt".to_owned(), text.into_bytes()),
            ("/rfc2350.txt.sig".to_owned(), signature),
            ("/elm.asc".to_owned(), key.armored()),
        ];
    }

    fn add(&self, path: &str, body: impl Into<Vec<u8>>) {
        let mut pages = self.pages.lock().unwrap();
        pages.push((path.to_owned(), body.into()));
    }

    /// `security.txt` and CSAF metadata with this address and key.
    fn state(&self, email: &str, key: &TestCert) {
        let key = key.fingerprint();
        let fields = format!(
            "Contact: mailto:{email}\nExpires: 2027-01-01T00:00:00Z\nEncryption: openpgp4fpr:{key}\nCanonical: {}\n",
            self.site.url(HOST, SECURITY_TXT)
        );
        self.add(SECURITY_TXT, fields);
        let metadata = json!({
            "canonical_url": self.site.url(HOST, CSAF), "last_updated": "2026-04-08T10:00:00Z", "metadata_version": "2.0",
            "role": "csaf_provider", "distributions": [],
            "publisher": {"category": "coordinator", "name": "CERT-ELM", "namespace": "https://elm.example", "contact_details": email},
            "public_openpgp_keys": [{"fingerprint": key.to_string(), "url": "https://elm.example/csaf.asc"}],
        });
        self.add(CSAF, metadata.to_string());
    }

    fn register(&self, day: &str) {
        let answer = json!({
            "objectClassName": "domain", "ldhName": "ELM.EXAMPLE",
            "events": [{"eventAction": "registration", "eventDate": format!("{day}T04:00:00Z")},
                       {"eventAction": "last changed", "eventDate": "2026-10-30T04:00:00Z"}],
        });
        *self.registered.lock().unwrap() =
            vec![("/domain/elm.example".to_owned(), answer.to_string().into())];
    }

    fn verify(&self, more: &[&str]) -> Run {
        let settings = self.home.path().join("bonafide.toml");
        let template = self.registry.url(REGISTRY, "/domain/{domain}");
        fs::write(&settings, format!("rdap = \"{template}\"\n")).unwrap();
        let mut command = bonafide(self.home.path());
        command
            .env("BONAFIDE_CONFIG", &settings)
            .args(["verify", &self.site.url(HOST, "/rfc2350.txt")])
            .args(["--at", "2026-11-01", "--no-history", "--max-time", "20"])
            .args(["--resolve", &self.site.resolve(HOST)])
            .args(["--resolve", &self.registry.resolve(REGISTRY)])
            .arg("--cacert")
            .arg(&self.authority)
            .args(more);
        Run::of(&mut command)
    }

    fn json(&self, more: &[&str]) -> (i32, Value) {
        let run = self.verify(&[&["--format", "json"], more].concat());
        (run.code, run.json())
    }

    /// What was asked of the site's well-known places and of the registry.
    fn asked(&self) -> Vec<String> {
        let requests = [self.site.requests(), self.registry.requests()].concat();
        let targets = requests.into_iter().map(|request| request.target);
        let is_of_witness =
            |target: &String| target.contains("/.well-known/") || target.starts_with("/domain/");
        let mut all: Vec<String> = targets.filter(is_of_witness).collect();
        all.sort();
        all
    }
}

/// What the anchors of this kind say.
fn said(json: &Value, kind: &str) -> Vec<(String, Value)> {
    let anchors = json["anchors"].as_array().unwrap().iter();
    anchors
        .filter(|anchor| anchor["kind"] == kind)
        .map(|anchor| {
            assert_eq!(anchor["accepted"], false);
            let says = anchor["says"].as_str().unwrap().to_owned();
            (says, anchor["fingerprint"].clone())
        })
        .collect()
}

fn verdict(json: &Value) -> (&str, Option<&str>) {
    (json["verdict"].as_str().unwrap(), json["why"].as_str())
}

/// The warnings of this check.
fn warnings(json: &Value, check: &str) -> Vec<String> {
    let findings = json["findings"].as_array().unwrap().iter();
    findings
        .filter(|finding| finding["check"] == check && finding["severity"] == "warning")
        .map(|finding| finding["message"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn each_is_asked_once_and_only_where_the_user_wants_it() {
    let (world, own) = (World::new(), key("CERT-ELM"));
    world.publish(&own);
    world.state("cert@elm.example", &own);
    world.register("1998-04-01");
    let (code, without) = world.json(&[]);
    assert_eq!((code, verdict(&without)), (10, ("unanchored", None)));
    assert_eq!(world.asked(), [] as [&str; 0]);
    let (code, with) = world.json(&EVERY);
    assert_eq!(
        (code, verdict(&with)),
        (10, ("unanchored", None)),
        "{with:#}"
    );
    assert_eq!(world.asked(), [CSAF, SECURITY_TXT, "/domain/elm.example"]);
    let fingerprint = json!(own.fingerprint().to_string());
    for kind in ["security-txt", "csaf"] {
        assert_eq!(
            said(&with, kind),
            [("agrees".to_owned(), fingerprint.clone())]
        );
    }
    for check in ["anchors-agree", "contacts-agree", "domain-is-established"] {
        assert_eq!(warnings(&with, check), [] as [&str; 0]);
    }
    // No policy makes an anchor of them.
    for kind in ["security-txt", "csaf"] {
        let policy = world.home.path().join("policy.toml");
        fs::write(&policy, format!("accept-anchors = [\"pin\", \"{kind}\"]\n")).unwrap();
        let refused = world.verify(&["--policy", policy.to_str().unwrap()]);
        assert_eq!(refused.code, 1);
        assert!(refused.stderr.contains(kind), "{}", refused.stderr);
    }
}

/// The attacker owns site, DNS and mail since last week, and what is signed, stated and registered
/// is all in one hand.
#[test]
fn who_took_over_everything_last_week_gets_no_better_verdict_by_any_of_them() {
    let (world, forger) = (World::new(), key("an impostor"));
    world.publish(&forger);
    world.state("cert@elm.example", &forger);
    world.register("1998-04-01");
    let (code, json) = world.json(&[&EVERY[..], &["--ask", "wkd"]].concat());
    assert_eq!(
        (code, verdict(&json)),
        (10, ("unanchored", None)),
        "{json:#}"
    );
    assert_eq!(json["key"]["verdict"], "unconfirmed");
    // Who confirmed the team's own key is not talked out of it.
    let own = key("CERT-ELM").fingerprint().to_string();
    let (code, json) = world.json(&[&EVERY[..], &["--expect-fingerprint", &own]].concat());
    assert_eq!((code, verdict(&json).0), (30, "rejected"));
    // What was left standing from before contradicts.
    world.publish(&forger);
    world.state("cert@elm.example", &key("CERT-ELM"));
    let (code, json) = world.json(&EVERY);
    assert_eq!(
        (code, verdict(&json)),
        (20, ("unverified", Some("disputed")))
    );
    assert_eq!(warnings(&json, "anchors-agree").len(), 2);
}

#[test]
fn a_domain_of_last_week_is_a_warning_with_the_day() {
    let (world, forger) = (World::new(), key("an impostor"));
    world.publish(&forger);
    world.register("2026-10-25");
    let (code, json) = world.json(&EVERY);
    assert_eq!((code, verdict(&json)), (10, ("unanchored", None)));
    let [told] = &warnings(&json, "domain-is-established")[..] else {
        panic!("{json:#}");
    };
    assert!(
        told.contains("elm.example") && told.contains("2026-10-25"),
        "{told}"
    );
    let text = world.verify(&EVERY).stdout;
    assert!(text.contains("2026-10-25"), "{text}");
    world.register("2026-06-25");
    // Kept for a week, so another home.
    let later = World {
        home: tempfile::tempdir().unwrap(),
        ..world
    };
    let text = later.verify(&EVERY).stdout;
    assert!(!text.contains("registered"), "{text}");
    assert_eq!(later.json(&EVERY).0, 10);
}

#[test]
fn other_contacts_and_keys_of_the_same_host_are_told_with_both() {
    let (world, own) = (World::new(), key("CERT-ELM"));
    world.publish(&own);
    world.state("psirt@elm.example", &key("PSIRT"));
    let (code, json) = world.json(&EVERY);
    assert_eq!(
        (code, verdict(&json)),
        (10, ("unanchored", None)),
        "{json:#}"
    );
    let told = warnings(&json, "contacts-agree");
    assert_eq!(told.len(), 2, "{told:?}");
    for one in told {
        for value in [
            "psirt@elm.example",
            "cert@elm.example",
            &key("PSIRT").fingerprint().spaced(),
        ] {
            assert!(one.contains(value), "{one}");
        }
    }
}

#[test]
fn a_signed_security_txt_says_what_its_signature_says() {
    let (world, own) = (World::new(), key("CERT-ELM"));
    let fields = "Contact: mailto:cert@elm.example\nExpires: 2027-01-01T00:00:00Z\n";
    let signed =
        |by: &TestCert| by.sign_cleartext(fields, &Signing::at(at("2026-04-08T10:00:00Z")));
    let agrees = ("agrees".to_owned(), json!(own.fingerprint().to_string()));
    for (text, says) in [
        (fields.to_owned(), ("silent".to_owned(), Value::Null)),
        (signed(&own), agrees),
        (
            signed(&own).replace("2027", "2029"),
            ("silent".to_owned(), Value::Null),
        ),
        (signed(&key("somebody")), ("silent".to_owned(), Value::Null)),
    ] {
        world.publish(&own);
        world.add(SECURITY_TXT, text.clone());
        let (code, json) = world.json(&EVERY);
        assert_eq!((code, verdict(&json)), (10, ("unanchored", None)));
        assert_eq!(said(&json, "security-txt"), [says], "{text}");
    }
}

#[test]
fn witnesses_that_cannot_be_reached_or_talk_nonsense_change_neither_verdict_nor_exit() {
    let (world, own) = (World::new(), key("CERT-ELM"));
    let expected = own.fingerprint().to_string();
    let nobody = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let dead = format!("{REGISTRY}:{}:{}", world.registry.port(), nobody.ip());
    let huge = vec![b' '; 1 << 20];
    let deep = "[".repeat(100_000);
    let bodies: [Option<&[u8]>; 5] = [
        None,
        Some(b"<html><body>Not here</body></html>"),
        Some(&[0xff, 0xfe, 0x00]),
        Some(&huge),
        Some(deep.as_bytes()),
    ];
    for body in bodies {
        world.publish(&own);
        if let Some(body) = body {
            world.add(SECURITY_TXT, body);
            world.add(CSAF, body);
            *world.registered.lock().unwrap() =
                vec![("/domain/elm.example".to_owned(), body.to_vec())];
        }
        for more in [&[][..], &["--expect-fingerprint", &expected], &["--strict"]] {
            let (code, without) = world.json(more);
            let (same, with) = world.json(&[&EVERY[..], more].concat());
            assert_eq!(
                (code, verdict(&without)),
                (same, verdict(&with)),
                "{more:?}"
            );
            assert_eq!(without["key"], with["key"]);
            for kind in ["security-txt", "csaf"] {
                assert_eq!(said(&with, kind), [("silent".to_owned(), Value::Null)]);
            }
        }
    }
    // All witnesses at once, and nobody listens there.
    let hosts = [
        "elm.example",
        "openpgpkey.elm.example",
        "web.archive.org",
        "rdap.org",
    ]
    .map(|host| format!("{host}:443:127.23.255.254"));
    let mut every: Vec<&str> = [
        &EVERY[..],
        &["--ask", "archive", "--ask", "wkd", "--resolve", &dead],
    ]
    .concat();
    for host in &hosts {
        every.extend(["--resolve", host]);
    }
    world.publish(&own);
    for more in [&[][..], &["--expect-fingerprint", &expected]] {
        let ((code, without), (same, with)) =
            (world.json(more), world.json(&[&every, more].concat()));
        assert_eq!((code, verdict(&without)), (same, verdict(&with)));
        assert_eq!(without["key"], with["key"]);
    }
}

#[test]
fn a_bundle_replays_what_they_said() {
    let (world, own) = (World::new(), key("CERT-ELM"));
    world.publish(&own);
    world.state("cert@elm.example", &key("another"));
    world.register("2026-10-25");
    let bundle = world.home.path().join("bundle");
    let evidence = ["--evidence", bundle.to_str().unwrap()];
    let (_, first) = world.json(&[&EVERY[..], &evidence].concat());
    let mut command = bonafide(world.home.path());
    command.args(["replay", "--format", "json"]).arg(&bundle);
    let again = Run::of(&mut command).json();
    for key in ["verdict", "why", "anchors", "findings", "key"] {
        assert_eq!(first[key], again[key], "{key}");
    }
    assert_eq!(warnings(&again, "domain-is-established").len(), 1);
}

#[test]
fn a_registry_that_is_none_is_refused_before_anything_is_asked() {
    let world = World::new();
    let settings = world.home.path().join("other.toml");
    for template in [
        "https://rdap.example/",
        "ftp://rdap.example/{domain}",
        "https://{domain}/",
    ] {
        fs::write(&settings, format!("rdap = \"{template}\"\n")).unwrap();
        let mut command = bonafide(world.home.path());
        command
            .env("BONAFIDE_CONFIG", &settings)
            .args(["verify", &world.site.url(HOST, "/rfc2350.txt")]);
        let run = Run::of(&mut command);
        assert_eq!(run.code, 1, "{template}");
        assert!(
            run.stderr.contains("no registry of domains"),
            "{}",
            run.stderr
        );
    }
    assert!(world.site.requests().is_empty());
}
