//! Row 42 of the attacks: whatever lifetime a server grants, a forgery, a new version, a revocation
//! and an outage are noticed.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::common;

use std::sync::{Arc, Mutex};

use bonafide_testkit::at;
use bonafide_testkit::openpgp::types::ReasonForRevocation;
use bonafide_testkit::server::{Server, respond};
use common::partner::{HOST, World, key};
use common::{Run, bonafide};

const PHONE: &str = "+44 20 7946 0137";

/// Paths and what is published there; `None` while the server is down.
type Pages = Arc<Mutex<Option<Vec<(String, Vec<u8>)>>>>;

/// Grants ten years for everything. What it has comes from the other server of the world.
fn generous(pages: &Pages, lifetime: &'static [(&'static str, &'static str)]) -> Server {
    let pages = Arc::clone(pages);
    Server::plain(move |request, out| match pages.lock().unwrap().as_ref() {
        None => respond(out, 500, &[], b"down"),
        Some(pages) => match pages.iter().find(|(path, _)| *path == request.target) {
            Some((_, body)) => respond(out, 200, lifetime, body),
            None => respond(out, 404, &[], b"none"),
        },
    })
}

const LIFETIMES: [&[(&str, &str)]; 3] = [
    &[
        ("cache-control", "public, max-age=315360000, immutable"),
        ("etag", "\"a\""),
    ],
    &[
        ("expires", "Fri, 31 Dec 2038 23:59:59 GMT"),
        ("date", "Sat, 01 Jan 2028 00:00:00 GMT"),
    ],
    &[(
        "cache-control",
        "max-age=315360000, stale-if-error=315360000, stale-while-revalidate=315360000",
    )],
];

struct Cached {
    world: World,
    server: Server,
    pages: Pages,
}

impl Cached {
    fn new(lifetime: &'static [(&'static str, &'static str)]) -> Self {
        let pages = Arc::default();
        let cached = Self {
            server: generous(&pages, lifetime),
            world: World::new(),
            pages,
        };
        cached.world.entry(
            "elm",
            &format!(
                "profile = \"{}\"\nkey = \"{}\"\n",
                cached.url(),
                cached.server.url(HOST, "/elm.asc")
            ),
        );
        cached.publish("1.0");
        cached
    }

    fn url(&self) -> String {
        self.server.url(HOST, "/rfc2350.txt")
    }

    fn publish(&self, version: &str) {
        self.world.publish(&key("CERT-ELM"), version, PHONE);
        let page = |path: &str| (path.to_owned(), self.world.page(path));
        *self.pages.lock().unwrap() = Some(
            ["/rfc2350.txt", "/rfc2350.txt.sig", "/elm.asc"]
                .map(page)
                .into(),
        );
    }

    fn replace(&self, path: &str, bytes: &[u8]) {
        for (known, body) in self.pages.lock().unwrap().as_mut().unwrap() {
            if known == path {
                *body = bytes.to_vec();
            }
        }
    }

    fn night(&self, day: u32) -> String {
        let json = self
            .world
            .audit(
                day,
                &["--resolve", &self.server.resolve(HOST), "--format", "json"],
            )
            .json();
        let subject = &json["subjects"][0];
        let why = subject["why"]
            .as_str()
            .map(|why| format!("/{why}"))
            .unwrap_or_default();
        format!(
            "{}{why}",
            subject["verdict"]
                .as_str()
                .or(subject["result"].as_str())
                .unwrap()
        )
    }

    fn verify(&self, more: &[&str]) -> Run {
        let key = self.server.url(HOST, "/elm.asc");
        self.world.verify(
            3,
            &self.url(),
            &[
                &["--key", &key, "--resolve", &self.server.resolve(HOST)],
                more,
            ]
            .concat(),
        )
    }
}

#[test]
fn an_audit_asks_again_whatever_lifetime_was_granted() {
    for lifetime in LIFETIMES {
        let cached = Cached::new(lifetime);
        assert_eq!(cached.night(1), "authentic");
        cached.replace(
            "/rfc2350.txt",
            b"CERT-ELM: description according to RFC 2350\n\nCall +44 20 7946 0666.\n",
        );
        assert_ne!(cached.night(2), "authentic", "a forgery");
        cached.publish("1.1");
        assert_eq!(cached.night(3), "authentic", "a new version");
        cached.replace(
            "/elm.asc",
            &key("CERT-ELM")
                .revoked(
                    ReasonForRevocation::KeyCompromised,
                    "lost",
                    at("2026-11-03T08:00:00Z"),
                )
                .armored(),
        );
        assert_eq!(cached.night(4), "rejected", "a revocation");
        cached.publish("1.1");
        *cached.pages.lock().unwrap() = None;
        assert_eq!(cached.night(5), "not-checked/not-fetched", "a dead server");
    }
}

#[test]
fn a_key_that_was_revoked_at_its_place_is_noticed_at_the_next_look() {
    let cached = Cached::new(LIFETIMES[0]);
    assert_eq!(cached.verify(&[]).json()["verdict"], "authentic");
    cached.replace(
        "/elm.asc",
        &key("CERT-ELM")
            .revoked(
                ReasonForRevocation::KeyCompromised,
                "lost",
                at("2026-11-02T08:00:00Z"),
            )
            .armored(),
    );
    assert_eq!(cached.verify(&[]).json()["verdict"], "rejected");
}

#[test]
fn a_report_that_rests_on_a_copy_says_its_age() {
    let cached = Cached::new(LIFETIMES[0]);
    let age = |run: &Run| run.json()["document"]["origin"]["copy_age_seconds"].as_u64();
    assert_eq!(age(&cached.verify(&[])), None);
    let copy = cached.verify(&[]);
    assert!(
        age(&copy).is_some_and(|seconds| seconds < 300),
        "{}",
        copy.stdout
    );
    let run = |arguments: &[&str]| {
        let mut command = bonafide(cached.world.home.path());
        let keyring = cached.world.folder.path().join("keyring");
        command.args([
            "verify",
            &cached.url(),
            "--key",
            &cached.server.url(HOST, "/elm.asc"),
            "--no-history",
            "--at",
            "2026-11-03",
            "--resolve",
            // Who answers depends on these, so a copy counts for the same ones only.
            &cached.world.server.resolve(HOST),
            "--resolve",
            &cached.server.resolve(HOST),
        ]);
        Run::of(command.arg("--keyring").arg(keyring).args(arguments))
    };
    for text in [run(&[]).stdout, run(&["--offline"]).stdout] {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            text.contains("from the cache, not fetched again: document"),
            "{text}"
        );
    }
}
