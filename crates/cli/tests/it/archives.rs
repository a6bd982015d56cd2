//! Web archives as witnesses: what stood at the places of document and key before, by an archive that
//! is honest, lies, fails or is not asked.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;
use crate::good_guest::Nginx;

use std::fs;
use std::io::Write;
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bonafide_testkit::server::{Server, respond};
use bonafide_testkit::{Signing, TestCert, at, skip};
use common::partner::{HOST, key, profile};
use common::{Run, bonafide};
use serde_json::{Value, json};
use tempfile::TempDir;

const ARCHIVE: &str = "archive.tides.example";
const PHONE: &str = "+44 20 7946 0137";
const OTHER_PHONE: &str = "+44 20 7946 0666";

/// A path with what stands there.
type Page = (String, Vec<u8>);

/// A day with what the document was then.
type Capture = (&'static str, String);

/// The site of a team, and a user whose program may ask an archive.
struct World {
    home: TempDir,
    site: Server,
    pages: Arc<Mutex<Vec<Page>>>,
}

impl World {
    fn new() -> Self {
        let pages: Arc<Mutex<Vec<Page>>> = Arc::default();
        let shared = Arc::clone(&pages);
        let site = Server::plain(move |request, out| {
            let pages = shared.lock().unwrap();
            match pages.iter().find(|(path, _)| *path == request.target) {
                Some((_, body)) => respond(out, 200, &[("content-type", "text/plain")], body),
                None => respond(out, 404, &[], b"none"),
            }
        });
        Self {
            home: tempfile::tempdir().unwrap(),
            site,
            pages,
        }
    }

    fn url(&self) -> String {
        self.site.url(HOST, "/rfc2350.txt")
    }

    /// The document with this key and number.
    fn document(&self, key: &TestCert, phone: &str) -> String {
        profile(&self.site.url(HOST, ""), key, "1.0", phone)
    }

    /// The site has this document, signed by that key, and the key: all in one hand.
    fn publish(&self, key: &TestCert, phone: &str) {
        let text = self.document(key, phone);
        let signature =
            key.sign_detached(text.as_bytes(), &Signing::at(at("2026-04-08T10:00:00Z")));
        *self.pages.lock().unwrap() = vec![
            ("/rfc2350.txt".to_owned(), text.into_bytes()),
            ("/rfc2350.txt.sig".to_owned(), signature),
            ("/elm.asc".to_owned(), key.armored()),
        ];
    }

    fn verify(&self, archive: &Place, more: &[&str]) -> Run {
        let settings = self.home.path().join("bonafide.toml");
        fs::write(
            &settings,
            format!("archives = [{{ index = \"{}\" }}]\n", archive.index),
        )
        .unwrap();
        let mut command = bonafide(self.home.path());
        command
            .env("BONAFIDE_CONFIG", &settings)
            .args(["verify", &self.url(), "--at", "2026-11-01", "--no-history"])
            .args(["--resolve", &self.site.resolve(HOST)])
            .args(["--resolve", &archive.resolve, "--max-time", "20"])
            .args(more);
        Run::of(&mut command)
    }

    fn json(&self, archive: &Place, more: &[&str]) -> (i32, Value) {
        let run = self.verify(archive, &[&["--format", "json"], more].concat());
        (run.code, run.json())
    }
}

/// Where an archive is asked.
struct Place {
    index: String,
    resolve: String,
}

impl Place {
    fn of(server: &Server) -> Self {
        Self {
            index: server.url(ARCHIVE, "/web/timemap/link/{url}"),
            resolve: server.resolve(ARCHIVE),
        }
    }
}

/// An archive with these captures of one URL, which it serves as the Wayback Machine does.
fn archive(of: &str, captures: &[Capture]) -> Server {
    let (of, captures) = (of.to_owned(), captures.to_vec());
    Server::plain(move |request, out| {
        let base = format!("http://{}/web/", request.header("host").unwrap_or_default());
        if request.target == format!("/web/timemap/link/{of}") {
            let mut list = format!("<{of}>; rel=\"original\"");
            for (day, _) in &captures {
                let when = at(&format!("{day}T12:00:00Z")).strftime("%a, %d %b %Y %H:%M:%S GMT");
                let time = day.replace('-', "");
                list +=
                    &format!(",\n<{base}{time}120000/{of}>; rel=\"memento\"; datetime=\"{when}\"");
            }
            return respond(
                out,
                200,
                &[("content-type", "application/link-format")],
                list.as_bytes(),
            );
        }
        let is_meant =
            |day: &str| request.target == format!("/web/{}120000id_/{of}", day.replace('-', ""));
        match captures.iter().find(|(day, _)| is_meant(day)) {
            Some((_, text)) => {
                respond(out, 200, &[("content-type", "text/plain")], text.as_bytes())
            }
            None => respond(out, 404, &[], b"none"),
        }
    })
}

/// What the archive's anchors say, by what they say.
fn said<'j>(json: &'j Value, says: &str) -> Vec<&'j Value> {
    let anchors = json["anchors"].as_array().unwrap().iter();
    anchors
        .filter(|anchor| anchor["kind"] == "archive" && anchor["says"] == says)
        .collect()
}

fn verdict(json: &Value) -> (&str, Option<&str>) {
    (json["verdict"].as_str().unwrap(), json["why"].as_str())
}

#[test]
fn a_key_that_has_stood_there_for_years_is_told_and_confirmed_by_nothing() {
    let (world, own) = (World::new(), key("CERT-ELM"));
    world.publish(&own, PHONE);
    let document = world.document(&own, PHONE);
    let days = ["2021-03-02", "2022-01-01", "2024-05-05", "2026-09-01"];
    let archive = archive(&world.url(), &days.map(|day| (day, document.clone())));
    let place = Place::of(&archive);
    let (code, without) = world.json(&place, &[]);
    assert_eq!((code, verdict(&without)), (10, ("unanchored", None)));
    assert!(
        archive.requests().is_empty(),
        "asked only where the user wants it"
    );
    let (code, with) = world.json(&place, &["--ask", "archive"]);
    assert_eq!(
        (code, verdict(&with)),
        (10, ("unanchored", None)),
        "{with:#}"
    );
    let [anchor] = said(&with, "agrees")[..] else {
        panic!("{:#}", with["anchors"]);
    };
    assert_eq!(
        anchor["archived"],
        json!({
            "archive": ARCHIVE, "of": world.url(), "captures": 4,
            "since": "2021-03-02T12:00:00Z", "until": "2026-09-01T12:00:00Z",
        })
    );
    assert_eq!(
        (&anchor["accepted"], &anchor["independent"]),
        (&json!(false), &json!(true))
    );
    let text = world.verify(&place, &["--ask", "archive"]).stdout;
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = format!(
        "this fingerprint has stood at {} since 2021-03-02 ({ARCHIVE}, 4 captures)",
        world.url()
    );
    assert!(flat.contains(&line), "{text}");
}

/// The attacker owns site, DNS and mail since last week: everything agrees but what was captured.
#[test]
fn who_took_over_the_site_last_week_is_found_out_by_what_was_captured_before() {
    let (world, own, forger) = (World::new(), key("CERT-ELM"), key("an impostor"));
    world.publish(&forger, OTHER_PHONE);
    let (before, since) = (
        world.document(&own, PHONE),
        world.document(&forger, OTHER_PHONE),
    );
    let captures = [
        ("2021-03-02", before.clone()),
        ("2026-10-12", before),
        ("2026-10-27", since),
    ];
    let archive = archive(&world.url(), &captures);
    let place = Place::of(&archive);
    assert_eq!(verdict(&world.json(&place, &[]).1), ("unanchored", None));
    let (code, found) = world.json(&place, &["--ask", "archive"]);
    assert_eq!(
        (code, verdict(&found)),
        (20, ("unverified", Some("disputed"))),
        "{found:#}"
    );
    let [other] = said(&found, "disagrees")[..] else {
        panic!("{:#}", found["anchors"]);
    };
    assert_eq!(other["fingerprint"], own.fingerprint().to_string());
    assert_eq!(other["archived"]["until"], "2026-10-12T12:00:00Z");
    assert_eq!(
        said(&found, "agrees")[0]["archived"]["since"],
        "2026-10-27T12:00:00Z"
    );
    let text = world.verify(&place, &["--ask", "archive", "-v"]).stdout;
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for told in [
        &format!("ntil 2026-10-12 another key stood at {}", world.url()),
        "ther contacts stood at",
        "gone +442079460137; new +442079460666",
    ] {
        assert!(flat.contains(told), "{told}\n{text}");
    }
}

#[test]
fn a_lying_archive_corroborates_at_most_and_a_confirmed_key_stays_confirmed() {
    let (world, own, forger) = (World::new(), key("CERT-ELM"), key("an impostor"));
    let expected = own.fingerprint().to_string();
    // It swears that the forger's key has always been there, also tomorrow.
    let document = world.document(&forger, PHONE);
    let lies = ["1999-01-01", "2026-10-01", "2031-01-01"].map(|day| (day, document.clone()));
    let archive = archive(&world.url(), &lies);
    let place = Place::of(&archive);
    world.publish(&forger, PHONE);
    let (code, json) = world.json(&place, &["--ask", "archive"]);
    assert_eq!(
        (code, verdict(&json)),
        (10, ("unanchored", None)),
        "{json:#}"
    );
    assert_eq!(
        said(&json, "agrees")[0]["archived"]["captures"],
        2,
        "none of the future"
    );
    // No policy makes an anchor of it.
    let policy = world.home.path().join("policy.toml");
    fs::write(&policy, "accept-anchors = [\"archive\"]\n").unwrap();
    let refused = world.verify(
        &place,
        &["--ask", "archive", "--policy", policy.to_str().unwrap()],
    );
    assert_eq!(refused.code, 1, "{}", refused.stderr);
    assert!(refused.stderr.contains("archive"), "{}", refused.stderr);
    // Against a confirmed key it is a warning.
    world.publish(&own, PHONE);
    let confirmed = ["--expect-fingerprint", &expected];
    let (code, json) = world.json(&place, &[&["--ask", "archive"], &confirmed[..]].concat());
    assert_eq!((code, verdict(&json)), (0, ("authentic", None)), "{json:#}");
    assert_eq!(said(&json, "disagrees").len(), 1);
}

#[test]
fn an_archive_that_cannot_be_reached_or_talks_nonsense_changes_neither_verdict_nor_exit() {
    let (world, own) = (World::new(), key("CERT-ELM"));
    world.publish(&own, PHONE);
    let expected = own.fingerprint().to_string();
    let answering = |status: u16, body: &'static [u8]| {
        Server::plain(move |_, out| respond(out, status, &[("content-type", "text/html")], body))
    };
    let nonsense = [
        answering(404, b"none"),
        answering(500, b"down"),
        answering(429, b"slow down"),
        answering(200, b"<html><body>An archive</body></html>"),
        answering(200, b"{\"mementos\": 7}"),
        answering(200, b""),
        answering(200, b"<http://169.254.169.254/20210302120000/>; rel=\"memento\"; datetime=\"Tue, 02 Mar 2021 12:00:00 GMT\""),
    ];
    let mut places: Vec<Place> = nonsense.iter().map(Place::of).collect();
    let nobody = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    places.push(Place {
        index: format!("http://{ARCHIVE}:{}/{{url}}", nobody.port()),
        resolve: format!("{ARCHIVE}:{}:127.0.0.1", nobody.port()),
    });
    for (number, place) in places.iter().enumerate() {
        for more in [&[][..], &["--expect-fingerprint", &expected]] {
            let (code, without) = world.json(place, more);
            let (same, with) = world.json(place, &[&["--ask", "archive"], more].concat());
            assert_eq!(code, same, "{number}");
            assert_eq!(verdict(&without), verdict(&with), "{number}");
            assert_eq!(without["key"], with["key"], "{number}");
            let said: Vec<&Value> = ["agrees", "disagrees"]
                .iter()
                .flat_map(|says| said(&with, says))
                .collect();
            assert!(said.is_empty(), "{number}: {said:?}");
        }
    }
    // All witnesses at once; nobody listens there.
    let dead =
        ["elm.example", "openpgpkey.elm.example"].map(|host| format!("{host}:443:127.23.255.254"));
    let every = [
        "--ask",
        "archive",
        "--ask",
        "wkd",
        "--resolve",
        &dead[0],
        "--resolve",
        &dead[1],
    ];
    let place = places.last().unwrap();
    let ((code, without), (same, with)) = (world.json(place, &[]), world.json(place, &every));
    assert_eq!((code, verdict(&without)), (same, verdict(&with)));
    assert_eq!(without["key"], with["key"]);
}

#[test]
fn an_archive_that_is_none_is_refused_before_anything_is_asked() {
    let world = World::new();
    for index in [
        "https://archive.example/",
        "ftp://archive.example/{url}",
        "{url}",
    ] {
        let place = Place {
            index: index.to_owned(),
            resolve: format!("{ARCHIVE}:1:127.0.0.1"),
        };
        let run = world.verify(&place, &[]);
        assert_eq!(run.code, 1, "{index}");
        assert!(run.stderr.contains("is no web archive"), "{}", run.stderr);
    }
    assert!(world.site.requests().is_empty());
}

/// The only partner of an audit, of whose key nobody but its own site says anything.
#[test]
fn what_an_archive_said_is_kept_over_nights() {
    let world = common::partner::World::new();
    fs::remove_dir_all(world.folder.path().join("keyring/partners")).unwrap();
    let url = format!("{}/rfc2350.txt", world.base());
    let document = String::from_utf8(world.page("/rfc2350.txt")).unwrap();
    let days = ["2021-03-02", "2024-05-05", "2026-09-01"];
    let archive = archive(&url, &days.map(|day| (day, document.clone())));
    let place = Place::of(&archive);
    let settings = world.home.path().join("bonafide.toml");
    fs::write(
        &settings,
        format!(
            "corroborate = [\"archive\"]\narchives = [{{ index = \"{}\" }}]\n",
            place.index
        ),
    )
    .unwrap();
    let night = |day| {
        let before = archive.requests().len();
        let mut command = world.command(day, &["--resolve", &place.resolve, "--format", "json"]);
        let run = Run::of(command.env("BONAFIDE_CONFIG", &settings));
        let subject = run.json()["subjects"][0].clone();
        assert_eq!(subject["verdict"], "unanchored", "{subject:#}");
        archive.requests().len() - before
    };
    // An index of the document and one of the key, of which it has nothing, and the captures.
    assert_eq!(night(1), 2 + days.len());
    assert_eq!([night(2), night(3)], [0, 0]);
    let judged = world.home.path();
    let mut command = bonafide(judged);
    command
        .env("BONAFIDE_CONFIG", &settings)
        .args([
            "verify",
            &url,
            "--at",
            "2026-11-03",
            "--no-history",
            "--format",
            "json",
        ])
        .args([
            "--resolve",
            &world.server.resolve(HOST),
            "--resolve",
            &place.resolve,
        ]);
    let json = Run::of(&mut command).json();
    assert_eq!(
        said(&json, "agrees")[0]["archived"]["captures"],
        3,
        "what is kept is heard"
    );
    assert_eq!(archive.requests().len(), 2 + days.len());
}

/// A real archive with captures of our own.
struct Pywb {
    child: Child,
    folder: TempDir,
    port: u16,
}

impl Drop for Pywb {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Pywb {
    /// `None` with a message where pywb is not installed.
    fn start(captures: &[(String, &str, String)]) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let warc = folder.path().join("tides.warc");
        write_warc(&warc, captures);
        let run = |arguments: &[&str]| {
            Command::new("wb-manager")
                .args(arguments)
                .current_dir(folder.path())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status()
        };
        if run(&["init", "web"]).is_err() {
            skip("pywb is not installed (pip install pywb)");
            return None;
        }
        assert!(
            run(&["add", "web", warc.to_str().unwrap()])
                .unwrap()
                .success()
        );
        let port = std::net::TcpListener::bind("127.0.0.1:0")
            .and_then(|listener| listener.local_addr())
            .unwrap()
            .port();
        let child = Command::new("wayback")
            .args(["--port", &port.to_string(), "--bind", "127.0.0.1"])
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let pywb = Self {
            child,
            folder,
            port,
        };
        let is_up = (0..600).any(|_| {
            std::thread::sleep(Duration::from_millis(100));
            TcpStream::connect(("127.0.0.1", port)).is_ok()
        });
        assert!(is_up, "pywb does not answer");
        Some(pywb)
    }

    /// Behind a proxy, as archives are.
    fn behind_nginx(&self) -> Option<(Nginx, Place)> {
        let to = format!(
            "location / {{ proxy_pass http://127.0.0.1:{}; proxy_set_header Host $http_host; }}",
            self.port
        );
        let nginx = Nginx::start(self.folder.path(), "", &to)?;
        let place = Place {
            index: format!("http://{ARCHIVE}:{}/web/timemap/link/{{url}}", nginx.port),
            resolve: format!("{ARCHIVE}:{}:127.0.0.1", nginx.port),
        };
        Some((nginx, place))
    }
}

/// Captures as an archive's crawler writes them (ISO 28500, "response").
fn write_warc(path: &Path, captures: &[(String, &str, String)]) {
    let mut file = fs::File::create(path).unwrap();
    for (number, (of, day, text)) in captures.iter().enumerate() {
        let answer = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {}\r\n\r\n{text}",
            text.len()
        );
        write!(
            file,
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n\
             WARC-Date: {day}T12:00:00Z\r\nWARC-Target-URI: {of}\r\nContent-Type: application/http; msgtype=response\r\n\
             Content-Length: {}\r\n\r\n{answer}\r\n\r\n",
            answer.len()
        )
        .unwrap();
    }
}

#[test]
fn a_real_archive_is_read_as_it_is() {
    let (world, own, forger) = (World::new(), key("CERT-ELM"), key("an impostor"));
    let (before, since) = (
        world.document(&own, PHONE),
        world.document(&forger, OTHER_PHONE),
    );
    let (url, at_key) = (world.url(), world.site.url(HOST, "/elm.asc"));
    let armored = String::from_utf8(own.armored()).unwrap();
    let captures = [
        (url.clone(), "2021-03-02", before.clone()),
        (url.clone(), "2023-06-07", before.clone()),
        (url.clone(), "2026-10-12", before),
        (url.clone(), "2026-10-27", since),
        (at_key.clone(), "2022-02-02", armored),
    ];
    let Some(pywb) = Pywb::start(&captures) else {
        return;
    };
    let Some((_nginx, place)) = pywb.behind_nginx() else {
        return;
    };
    world.publish(&forger, OTHER_PHONE);
    let (code, found) = world.json(&place, &["--ask", "archive"]);
    assert_eq!(
        (code, verdict(&found)),
        (20, ("unverified", Some("disputed"))),
        "{found:#}"
    );
    let mut others: Vec<_> = said(&found, "disagrees")
        .iter()
        .map(|anchor| {
            let archived = &anchor["archived"];
            let text = |key: &str| archived[key].as_str().unwrap().to_owned();
            (
                text("of"),
                text("since"),
                text("until"),
                archived["captures"].as_u64(),
            )
        })
        .collect();
    others.sort();
    let told = |of: &str, since: &str, until: &str, count| {
        let time = |day: &str| format!("{day}T12:00:00Z");
        (of.to_owned(), time(since), time(until), Some(count))
    };
    assert_eq!(
        others,
        [
            told(&at_key, "2022-02-02", "2022-02-02", 1),
            told(&url, "2021-03-02", "2026-10-12", 3),
        ]
    );
    world.publish(&own, PHONE);
    let expected = own.fingerprint().to_string();
    let (code, found) = world.json(
        &place,
        &["--ask", "archive", "--expect-fingerprint", &expected],
    );
    assert_eq!(
        (code, verdict(&found)),
        (0, ("authentic", None)),
        "{found:#}"
    );
}
