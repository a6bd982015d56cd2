//! What a partner's server sees of an audit, night by night.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::common;

use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use bonafide_testkit::server::{Server, respond};
use bonafide_testkit::{Signing, at, checksum, skip};
use common::partner::{World, key, profile};

const PHONE: &str = "+44 20 7946 0137";

/// What was asked in one night: paths, in order of their names.
fn asked(world: &World, night: u32) -> (String, Vec<String>) {
    let before = world.server.requests().len();
    let state = world.night(night).state();
    let mut paths: Vec<String> = world.server.requests()[before..]
        .iter()
        .map(|request| request.target.clone())
        .collect();
    paths.sort();
    (state, paths)
}

/// The partner prints where document, signature, checksum and key are, or only where the key is.
fn publish(world: &World, prints_all: bool, version: &str) {
    let base = world.base();
    let mut text = profile(&base, &key("CERT-ELM"), version, PHONE);
    if prints_all {
        text.push_str(&format!(
            "\nThe detached signature of this document is available at: {base}/rfc2350.txt.sig\n\n\
             Its SHA-256 checksum is available at: {base}/rfc2350.txt.sha256\n"
        ));
    }
    let signature =
        key("CERT-ELM").sign_detached(text.as_bytes(), &Signing::at(at("2026-04-08T10:00:00Z")));
    let sum = checksum::gnu_line(text.as_bytes(), "rfc2350.txt");
    world.serve(&[
        ("/rfc2350.txt", text.as_bytes()),
        ("/rfc2350.txt.sig", &signature),
        ("/rfc2350.txt.sha256", sum.as_ref()),
        ("/elm.asc", &key("CERT-ELM").armored()),
    ]);
}

#[test]
fn a_partner_that_prints_all_gets_four_requests_a_night_and_no_guess() {
    let world = World::new();
    publish(&world, true, "1.0");
    for night in [1, 2, 3, 12] {
        let (state, paths) = asked(&world, night);
        assert_eq!(state, "authentic");
        assert_eq!(
            paths,
            [
                "/elm.asc",
                "/rfc2350.txt",
                "/rfc2350.txt.sha256",
                "/rfc2350.txt.sig"
            ],
            "night {night}"
        );
    }
}

#[test]
fn what_was_found_by_a_usual_name_is_asked_by_that_name_from_then_on() {
    let world = World::new();
    publish(&world, false, "1.0");
    let (state, first) = asked(&world, 1);
    assert_eq!(state, "authentic");
    assert!(
        first.len() <= 5 && first.contains(&"/rfc2350.txt.sig".to_owned()),
        "guessed until one was there: {first:?}"
    );
    for night in [2, 3, 12] {
        assert_eq!(
            asked(&world, night).1,
            ["/elm.asc", "/rfc2350.txt", "/rfc2350.txt.sig"],
            "night {night}"
        );
    }
    publish(&world, false, "1.1");
    assert_eq!(
        asked(&world, 13).1.len(),
        3,
        "a good signature is there: nothing is guessed"
    );
}

#[test]
fn names_are_guessed_the_first_night_after_a_change_and_weekly() {
    let world = World::new();
    world.remove("/rfc2350.txt.sig");
    let guesses = |night: u32| asked(&world, night).1.len() - 2;
    assert_eq!(guesses(1), 14, "all usual names, once each");
    assert_eq!([guesses(2), guesses(3), guesses(7)], [0, 0, 0]);
    assert_eq!(guesses(8), 14, "a week later");
    assert_eq!(guesses(9), 0);
    let text = profile(&world.base(), &key("CERT-ELM"), "1.1", PHONE);
    world.serve(&[
        ("/rfc2350.txt", text.as_bytes()),
        ("/elm.asc", &key("CERT-ELM").armored()),
    ]);
    assert_eq!(guesses(10), 14, "after a change");
    assert_eq!(guesses(11), 0);
    // A server that is out of order is left alone. Two guesses are under way at a time, and both
    // are refused, whichever is answered first.
    world.break_only(&["/rfc2350.txt.sig", "/rfc2350.txt.asc"]);
    assert!(guesses(18) <= 2);
}

#[test]
fn a_server_that_refuses_a_guess_gets_no_more_of_them() {
    let world = World::new();
    let pages: Vec<(&str, Vec<u8>)> = ["/rfc2350.txt", "/elm.asc"]
        .map(|path| (path, world.page(path)))
        .into();
    for status in [429, 503] {
        let pages: Vec<(String, Vec<u8>)> = pages
            .iter()
            .map(|(path, body)| ((*path).to_owned(), body.clone()))
            .collect();
        let server = Server::plain(move |request, out| {
            match pages.iter().find(|(path, _)| *path == request.target) {
                Some((_, body)) => respond(out, 200, &[], body),
                None => respond(out, status, &[("retry-after", "1")], b"too many"),
            }
        });
        let url = |path: &str| server.url("limit.elm.example", path);
        world.entry(
            "elm",
            &format!(
                "profile = \"{}\"\nkey = \"{}\"\n",
                url("/rfc2350.txt"),
                url("/elm.asc")
            ),
        );
        world.audit(1, &["--resolve", &server.resolve("limit.elm.example")]);
        let paths: Vec<String> = server
            .requests()
            .into_iter()
            .map(|request| request.target)
            .collect();
        let guesses: Vec<&String> = paths
            .iter()
            .filter(|path| !path.ends_with("rfc2350.txt") && !path.ends_with("elm.asc"))
            .collect();
        // Two are under way at the same time, and none is repeated.
        assert!((1..=2).contains(&guesses.len()), "{status}: {paths:?}");
    }
}

#[test]
fn a_key_server_is_asked_by_one_protocol_and_by_address_weekly() {
    let world = World::new();
    let armored = key("CERT-ELM").armored();
    // It speaks only the older one of the two protocols.
    let server =
        Server::plain(
            move |request, out| match request.target.starts_with("/pks/lookup") {
                true => respond(
                    out,
                    200,
                    &[("content-type", "application/pgp-keys")],
                    &armored,
                ),
                false => respond(out, 404, &[], b"none"),
            },
        );
    let settings = format!(
        "keyservers = [\"http://keys.example:{}\"]\ncorroborate = [\"keyserver\"]\n",
        server.port()
    );
    common::partner::write(
        &world.home.path().join(".config/bonafide/bonafide.toml"),
        &settings,
    );
    let asked = |night: u32| {
        let before = server.requests().len();
        let run = world.audit(
            night,
            &[
                "--resolve",
                &server.resolve("keys.example"),
                "--format",
                "json",
            ],
        );
        assert_eq!(run.json()["counts"]["authentic"], 1, "{}", run.stdout);
        let targets: Vec<String> = server.requests()[before..]
            .iter()
            .map(|request| request.target.clone())
            .collect();
        let by_address = targets
            .iter()
            .filter(|target| target.contains("cert@") || target.contains("cert%40"))
            .count();
        (
            targets
                .iter()
                .filter(|target| target.starts_with("/vks/v1/by-fingerprint"))
                .count(),
            targets.len(),
            by_address,
        )
    };
    let (_, all, by_address) = asked(1);
    assert!(by_address > 0 && all > by_address, "{all} {by_address}");
    for night in [2, 3, 7] {
        assert_eq!(
            asked(night),
            (0, 1, 0),
            "night {night}: by the protocol that it has answered by, for revocations"
        );
    }
    assert!(asked(9).2 > 0, "a week later");
}

#[test]
fn a_wait_that_a_server_asks_for_stands_in_the_report() {
    let world = World::new();
    let text = world.page("/rfc2350.txt");
    let first = Mutex::new(true);
    let server = Server::plain(move |request, out| match request.target.as_str() {
        "/rfc2350.txt" if std::mem::take(&mut *first.lock().unwrap()) => {
            respond(out, 429, &[("retry-after", "2")], b"")
        }
        "/rfc2350.txt" => respond(out, 200, &[], &text),
        _ => respond(out, 404, &[], b""),
    });
    let host = "busy.elm.example";
    let json = world
        .verify(
            1,
            &server.url(host, "/rfc2350.txt"),
            &["--resolve", &server.resolve(host)],
        )
        .json();
    let why = json["attempts"][0]["why"].as_str().unwrap();
    assert!(
        why.contains("after a wait of") && why.contains("limits requests"),
        "{why}"
    );
}

/// An entry for each of so many names of one server, and what leads there.
fn entries_under_many_names(world: &World, number: usize, port: u16) -> Vec<String> {
    std::fs::remove_file(world.partners().join("elm.toml")).unwrap();
    let mut resolve = Vec::new();
    for number in 0..number {
        let host = format!("w{number}.elm.example:{port}");
        let text = format!(
            "profile = \"http://{host}/rfc2350.txt\"\nsignature = \"http://{host}/rfc2350.txt.sig\"\nkey = \"http://{host}/elm.asc\"\n"
        );
        world.entry(&format!("elm{number}"), &text);
        resolve.extend(["--resolve".to_owned(), format!("{host}:127.0.0.1")]);
    }
    resolve
}

fn all_are_authentic(world: &World, number: usize, more: &[&str], resolve: &[String]) {
    let more: Vec<&str> = more
        .iter()
        .copied()
        .chain(resolve.iter().map(String::as_str))
        .collect();
    let json = world
        .audit(1, &[&["--format", "json"], more.as_slice()].concat())
        .json();
    assert_eq!(
        json["counts"]["authentic"], number,
        "{:#}",
        json["subjects"]
    );
}

const PAGES: [&str; 3] = ["/rfc2350.txt", "/rfc2350.txt.sig", "/elm.asc"];

#[test]
fn partners_behind_a_rate_limit_are_all_authentic() {
    let world = World::new();
    let pages = PAGES.map(|path| (path, world.page(path)));
    // As nginx's `limit_req rate=2r/s` without a burst.
    let last = Mutex::new(Instant::now() - Duration::from_secs(9));
    let limited = Server::plain(move |request, out| {
        let now = Instant::now();
        let mut last = last.lock().unwrap();
        if now.duration_since(*last) < Duration::from_millis(500) {
            return respond(out, 503, &[], b"limiting requests");
        }
        *last = now;
        drop(last);
        match pages.iter().find(|(path, _)| *path == request.target) {
            Some((_, body)) => respond(out, 200, &[], body),
            None => respond(out, 404, &[], b"none"),
        }
    });
    let resolve = entries_under_many_names(&world, 6, limited.port());
    all_are_authentic(&world, 6, &["--jobs", "4"], &resolve);
}

/// A real nginx. It ends when it is dropped.
pub(crate) struct Nginx {
    child: std::process::Child,
    pub(crate) port: u16,
}

impl Nginx {
    /// With these directives for all servers and for its only one; `None` with a message where it
    /// is not installed.
    pub(crate) fn start(dir: &std::path::Path, http: &str, server: &str) -> Option<Self> {
        if Command::new("nginx")
            .arg("-v")
            .stderr(Stdio::null())
            .status()
            .is_err()
        {
            skip("nginx is not installed (apt install nginx-light)");
            return None;
        }
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let shown = dir.display();
        let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|kind| format!("{kind}_temp_path {shown}/{kind};"))
            .concat();
        let configuration = format!(
            "daemon off; master_process off; pid {shown}/pid; worker_rlimit_nofile 256; events {{ worker_connections 200; }}
             http {{ access_log off; {temporary} {http} server {{ listen 127.0.0.1:{port}; {server} }} }}"
        );
        std::fs::write(dir.join("nginx.conf"), configuration).unwrap();
        let mut command = Command::new("nginx");
        command
            .arg("-p")
            .arg(dir)
            .arg("-c")
            .arg(dir.join("nginx.conf"))
            .arg("-e")
            .arg(dir.join("error.log"));
        let child = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let up = (0..100).any(|_| {
            std::thread::sleep(Duration::from_millis(50));
            TcpStream::connect(("127.0.0.1", port)).is_ok()
        });
        assert!(
            up,
            "{}",
            std::fs::read_to_string(dir.join("error.log")).unwrap_or_default()
        );
        Some(Self { child, port })
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Three quarters of a minute, most of which is waiting. With so many at the same time, the last
/// one's turn comes long after the time for one partner is over.
#[test]
fn thirty_partners_behind_limit_req_of_nginx_are_all_authentic() {
    let world = World::new();
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("site")).unwrap();
    for path in PAGES {
        std::fs::write(dir.path().join(format!("site{path}")), world.page(path)).unwrap();
    }
    let zone = "limit_req_zone $binary_remote_addr zone=one:1m rate=2r/s;";
    let site = format!("root {}/site; limit_req zone=one;", dir.path().display());
    let Some(nginx) = Nginx::start(dir.path(), zone, &site) else {
        return;
    };
    let resolve = entries_under_many_names(&world, 30, nginx.port);
    all_are_authentic(&world, 30, &["--jobs", "30", "--max-time", "20"], &resolve);
}
