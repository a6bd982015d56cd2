//! What a partner's server sees of an audit, night by night, and what an outage is told as.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::process::Stdio;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use bonafide_testkit::server::{Server, respond};
use bonafide_testkit::{Signing, at, checksum};
use common::Run;
use common::partner::{World, key, profile};

const PHONE: &str = "+44 20 7946 0137";

/// What was asked in one night: paths, in order of their names.
fn asked(world: &World, night: u32) -> (String, Vec<String>) {
    let before = world.server.requests().len();
    let state = world.night(night).state();
    let mut paths: Vec<String> = world.server.requests()[before..].iter().map(|request| request.target.clone()).collect();
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
    let signature = key("CERT-ELM").sign_detached(text.as_bytes(), &Signing::at(at("2026-04-08T10:00:00Z")));
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
        assert_eq!(paths, ["/elm.asc", "/rfc2350.txt", "/rfc2350.txt.sha256", "/rfc2350.txt.sig"], "night {night}");
    }
}

#[test]
fn what_was_found_by_a_usual_name_is_asked_by_that_name_from_then_on() {
    let world = World::new();
    publish(&world, false, "1.0");
    let (state, first) = asked(&world, 1);
    assert_eq!(state, "authentic");
    assert!(first.len() <= 5 && first.contains(&"/rfc2350.txt.sig".to_owned()), "guessed until one was there: {first:?}");
    for night in [2, 3, 12] {
        assert_eq!(asked(&world, night).1, ["/elm.asc", "/rfc2350.txt", "/rfc2350.txt.sig"], "night {night}");
    }
    publish(&world, false, "1.1");
    assert_eq!(asked(&world, 13).1.len(), 3, "a good signature is there: nothing is guessed");
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
    world.serve(&[("/rfc2350.txt", text.as_bytes()), ("/elm.asc", &key("CERT-ELM").armored())]);
    assert_eq!(guesses(10), 14, "after a change");
    assert_eq!(guesses(11), 0);
    // A server that is unwilling is left alone. Two guesses are under way at a time, and both are refused, whichever is answered first.
    world.break_only(&["/rfc2350.txt.sig", "/rfc2350.txt.asc"]);
    assert!(guesses(18) <= 2);
}

#[test]
fn partners_behind_a_rate_limit_are_all_authentic() {
    const PARTNERS: usize = 6;
    let world = World::new();
    let pages: Vec<(String, Vec<u8>)> =
        ["/rfc2350.txt", "/rfc2350.txt.sig", "/elm.asc"].map(|path| (path.to_owned(), world.page(path))).into();
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
    std::fs::remove_file(world.partners().join("elm.toml")).unwrap();
    let mut more: Vec<String> = ["--format", "json", "--jobs", "4", "--max-time", "120"].map(str::to_owned).into();
    for number in 0..PARTNERS {
        let host = format!("w{number}.elm.example");
        world.entry(
            &format!("elm{number}"),
            &format!(
                "profile = \"{}\"\nsignature = \"{}\"\nkey = \"{}\"\n",
                limited.url(&host, "/rfc2350.txt"),
                limited.url(&host, "/rfc2350.txt.sig"),
                limited.url(&host, "/elm.asc")
            ),
        );
        more.extend(["--resolve".to_owned(), limited.resolve(&host)]);
    }
    let json = world.audit(1, &more.iter().map(String::as_str).collect::<Vec<_>>()).json();
    assert_eq!(json["counts"]["authentic"], PARTNERS, "{:#}", json["subjects"]);
}

#[test]
fn another_page_with_status_200_is_an_outage_for_document_signature_and_key() {
    let bot = "<!doctype html><html><head><title>Just a moment...</title></head><body><p>Checking your browser.</p></body></html>";
    let login = "<html><body><form action=/login>User <input name=u> Password <input type=password></form></body></html>";
    for page in [bot, login, "", "OK\n"] {
        for path in ["/rfc2350.txt", "/rfc2350.txt.sig", "/elm.asc"] {
            let world = World::new();
            assert_eq!(world.night(1).told(), "0 authentic [new]");
            let mut pages: Vec<(&str, Vec<u8>)> =
                ["/rfc2350.txt", "/rfc2350.txt.sig", "/elm.asc"].map(|path| (path, world.page(path))).into();
            pages.iter_mut().filter(|(known, _)| *known == path).for_each(|(_, body)| *body = page.as_bytes().to_vec());
            world.serve(&pages.iter().map(|(path, body)| (*path, body.as_slice())).collect::<Vec<_>>());
            let night = world.night(2);
            assert_eq!(
                (night.code, night.subject()["result"].as_str(), night.subject()["silence"]["kind"].as_str()),
                (0, Some("not-checked"), Some("grace")),
                "{page:?} at {path}: {:#}",
                night.subject()
            );
            assert_eq!(world.night(5).code, 20, "not for ever: {page:?} at {path}");
        }
    }
}

#[test]
fn another_document_is_news_and_no_outage() {
    let world = World::new();
    assert_eq!(world.night(1).told(), "0 authentic [new]");
    let forged = profile(&world.base(), &key("an impostor"), "1.1", "+44 20 7946 0666");
    world.serve(&[("/rfc2350.txt", forged.as_bytes()), ("/elm.asc", &key("CERT-ELM").armored())]);
    let night = world.night(2);
    assert_eq!((night.subject()["result"].as_str(), night.code == 0), (Some("judged"), false), "{}", night.told());
}

#[test]
fn a_night_without_a_network_is_told_as_one_finding_about_this_machine() {
    let world = World::new();
    world.entry("oak", &format!("profile = \"{}/oak.txt\"\n", world.base()));
    world.down();
    let night = world.night(1);
    assert_eq!((night.code, night.json["notices"][0]["kind"].as_str()), (1, Some("unreachable")));
    let text = world.audit(2, &[]);
    assert!(!text.stdout.contains("AUDIT OK") && text.stdout.contains("2 of 2 profiles could not be fetched"), "{}", text.stdout);
    assert_eq!(world.audit(2, &["--nagios"]).code, 3);
    let offline = world.audit(2, &["--offline", "--format", "json"]).json();
    assert_eq!(offline["notices"].as_array().unwrap().len(), 0, "nobody was asked");
}

#[test]
fn a_wrong_clock_is_told_by_what_most_servers_say() {
    let world = World::new();
    let text = world.page("/rfc2350.txt");
    let server = Server::plain(move |_, out| respond(out, 200, &[("date", "Fri, 01 Jan 2027 00:00:00 GMT")], &text));
    for name in ["a", "b", "c"] {
        world.entry(name, &format!("profile = \"{}\"\n", server.url("clock.example", &format!("/{name}.txt"))));
    }
    let json = world.audit(1, &["--resolve", &server.resolve("clock.example"), "--format", "json"]).json();
    assert_eq!(json["notices"][0]["kind"], "clock", "{:#}", json["notices"]);
}

#[cfg(target_os = "linux")]
#[test]
fn news_that_nobody_could_read_is_told_again() {
    let world = World::new();
    let shell = |redirect: &str, day: u32| {
        let command = world.command(day, &[]);
        let quoted: Vec<String> = std::iter::once(command.get_program())
            .chain(command.get_args())
            .map(|one| format!("'{}'", one.to_str().unwrap()))
            .collect();
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", &format!("{} {redirect}", quoted.join(" "))]).env_clear().env("HOME", world.home.path());
        shell.stdin(Stdio::null()).stdout(Stdio::null()).output().unwrap()
    };
    shell(">&-", 1);
    assert_eq!(world.night(2).told(), "0 authentic [new]", "nobody was told the first night");
    world.publish(&key("CERT-ELM"), "1.1", PHONE);
    shell(">/dev/null", 3);
    assert_eq!(world.night(4).told(), "0 authentic []", "whoever wants to hear nothing was told");
}

#[cfg(target_os = "linux")]
#[test]
fn too_few_file_descriptors_are_an_error_of_this_machine() {
    let world = World::new();
    let command = world.command(1, &["--jobs", "8"]);
    let quoted: Vec<String> = std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|one| format!("'{}'", one.to_str().unwrap()))
        .collect();
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", &format!("ulimit -n 40; {}", quoted.join(" "))]).env_clear().env("HOME", world.home.path());
    let run = Run::of(&mut shell);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("the limit is 40") && run.stderr.contains("ulimit -n"), "{}", run.stderr);
}
