//! What an outage is told as, and what is wrong with this machine.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::common;

use std::process::{Command, Stdio};

use bonafide_testkit::server::{Server, respond};
use common::Run;
use common::partner::{World, key, profile};

const PHONE: &str = "+44 20 7946 0137";

/// The night's command in a shell, with something around it.
fn shell(world: &World, day: u32, more: &[&str], script: impl FnOnce(&str) -> String) -> Command {
    let command = world.command(day, more);
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let quoted: Vec<String> = words
        .map(|word| format!("'{}'", word.to_str().unwrap()))
        .collect();
    let mut shell = Command::new("sh");
    shell
        .args(["-c", &script(&quoted.join(" "))])
        .env_clear()
        .env("HOME", world.home.path());
    shell
}

#[test]
fn another_page_with_status_200_is_an_outage_for_document_signature_and_key() {
    let bot = "<!doctype html><html><head><title>Just a moment...</title></head><body><p>Checking your browser.</p></body></html>";
    let login = "<html><body><form action=/login>User <input name=u> Password <input type=password></form></body></html>";
    for page in [bot, login, "", "OK\n"] {
        for path in ["/rfc2350.txt", "/rfc2350.txt.sig", "/elm.asc"] {
            let world = World::new();
            assert_eq!(world.night(1).told(), "0 authentic [new]");
            let mut pages: Vec<(&str, Vec<u8>)> = ["/rfc2350.txt", "/rfc2350.txt.sig", "/elm.asc"]
                .map(|path| (path, world.page(path)))
                .into();
            pages
                .iter_mut()
                .filter(|(known, _)| *known == path)
                .for_each(|(_, body)| *body = page.as_bytes().to_vec());
            world.serve(
                &pages
                    .iter()
                    .map(|(path, body)| (*path, body.as_slice()))
                    .collect::<Vec<_>>(),
            );
            let night = world.night(2);
            assert_eq!(
                (
                    night.code,
                    night.subject()["result"].as_str(),
                    night.subject()["silence"]["kind"].as_str()
                ),
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
    let forged = profile(
        &world.base(),
        &key("an impostor"),
        "1.1",
        "+44 20 7946 0666",
    );
    world.serve(&[
        ("/rfc2350.txt", forged.as_bytes()),
        ("/elm.asc", &key("CERT-ELM").armored()),
    ]);
    let night = world.night(2);
    assert_eq!(
        (night.subject()["result"].as_str(), night.code == 0),
        (Some("judged"), false),
        "{}",
        night.told()
    );
}

#[test]
fn a_night_without_a_network_is_told_as_one_finding_about_this_machine() {
    let world = World::new();
    world.entry("oak", &format!("profile = \"{}/oak.txt\"\n", world.base()));
    world.down();
    let night = world.night(1);
    assert_eq!(
        (night.code, night.json["notices"][0]["kind"].as_str()),
        (1, Some("unreachable"))
    );
    let text = world.audit(2, &[]);
    assert!(
        !text.stdout.contains("AUDIT OK")
            && text.stdout.contains("2 of 2 profiles could not be fetched"),
        "{}",
        text.stdout
    );
    assert_eq!(world.audit(2, &["--nagios"]).code, 3);
    let offline = world.audit(2, &["--offline", "--format", "json"]).json();
    assert_eq!(
        offline["notices"].as_array().unwrap().len(),
        0,
        "nobody was asked"
    );
}

#[test]
fn a_wrong_clock_is_told_by_what_most_servers_say() {
    let world = World::new();
    let text = world.page("/rfc2350.txt");
    let server = Server::plain(move |_, out| {
        respond(
            out,
            200,
            &[("date", "Fri, 01 Jan 2027 00:00:00 GMT")],
            &text,
        )
    });
    for name in ["a", "b", "c"] {
        world.entry(
            name,
            &format!(
                "profile = \"{}\"\n",
                server.url("clock.example", &format!("/{name}.txt"))
            ),
        );
    }
    let night = world.audit(
        1,
        &[
            "--resolve",
            &server.resolve("clock.example"),
            "--format",
            "json",
        ],
    );
    assert_eq!(
        (night.code == 0, night.json()["notices"][0]["kind"].as_str()),
        (false, Some("clock")),
        "{}",
        night.stdout
    );
}

#[test]
fn the_clocks_of_two_servers_are_not_enough_to_doubt_this_one() {
    let world = World::new();
    let text = world.page("/rfc2350.txt");
    let server = Server::plain(move |_, out| {
        respond(
            out,
            200,
            &[("date", "Fri, 01 Jan 2027 00:00:00 GMT")],
            &text,
        )
    });
    for name in ["a", "b"] {
        world.entry(
            name,
            &format!(
                "profile = \"{}\"\n",
                server.url("clock.example", &format!("/{name}.txt"))
            ),
        );
    }
    let json = world
        .audit(
            1,
            &[
                "--resolve",
                &server.resolve("clock.example"),
                "--format",
                "json",
            ],
        )
        .json();
    assert_eq!(
        json["notices"].as_array().unwrap().len(),
        0,
        "{:#}",
        json["notices"]
    );
}

#[test]
fn one_partner_of_many_that_is_down_is_that_partners_outage() {
    let world = World::new();
    let gone = Server::plain(|_, out| respond(out, 502, &[], b"bad gateway"));
    world.entry(
        "oak",
        &format!("profile = \"{}\"\n", gone.url("oak.example", "/oak.txt")),
    );
    let json = world
        .audit(
            1,
            &[
                "--resolve",
                &gone.resolve("oak.example"),
                "--format",
                "json",
            ],
        )
        .json();
    assert_eq!(
        json["notices"].as_array().unwrap().len(),
        0,
        "{:#}",
        json["notices"]
    );
}

#[cfg(target_os = "linux")]
#[test]
fn news_that_nobody_could_read_is_told_again() {
    let world = World::new();
    let run = |redirect: &str, day: u32| {
        let mut shell = shell(&world, day, &[], |command| format!("{command} {redirect}"));
        shell
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .output()
            .unwrap();
    };
    run(">&-", 1);
    assert_eq!(
        world.night(2).told(),
        "0 authentic [new]",
        "nobody was told the first night"
    );
    world.publish(&key("CERT-ELM"), "1.1", PHONE);
    run(">/dev/null", 3);
    assert_eq!(
        world.night(4).told(),
        "0 authentic []",
        "whoever wants to hear nothing was told"
    );
}

#[cfg(unix)]
#[test]
fn news_for_a_reader_that_went_away_is_told_again() {
    let world = World::new();
    for more in [
        &[][..],
        &["--format", "json"],
        &["--only-changes"],
        &["--nagios"],
    ] {
        // As `| head -0`: the reader's end is closed before anything is written.
        let mut run = world
            .command(1, more)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(run.stdout.take());
        let output = run.wait_with_output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            told.contains("not recorded") && !told.contains("panicked"),
            "{more:?}: {told}"
        );
    }
    assert_eq!(world.night(2).told(), "0 authentic [new]");
}

#[test]
fn a_run_with_a_deadline_begins_with_those_that_were_tried_longest_ago() {
    let world = World::new();
    world.night(1);
    world.entry("oak", &format!("profile = \"{}/oak.txt\"\n", world.base()));
    let first = |more: &[&str]| {
        let before = world.server.requests().len();
        world.audit(2, &[&["--jobs", "1"], more].concat());
        world.server.requests()[before].target.clone()
    };
    assert_eq!(first(&["--deadline", "600"]), "/oak.txt", "never tried");
    world.entry("ash", &format!("profile = \"{}/ash.txt\"\n", world.base()));
    assert_eq!(first(&["--deadline", "600"]), "/ash.txt");
    assert_eq!(first(&[]), "/ash.txt", "otherwise in the order of names");
}

#[cfg(target_os = "linux")]
#[test]
fn too_few_file_descriptors_are_an_error_of_this_machine() {
    let world = World::new();
    let run = Run::of(&mut shell(&world, 1, &["--jobs", "8"], |command| {
        format!("ulimit -n 40; {command}")
    }));
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("the limit is 40") && run.stderr.contains("ulimit -n"),
        "{}",
        run.stderr
    );
    // Nobody asked for a number of jobs: the run takes as many as the limit allows, and finds
    // everybody.
    for name in ["oak", "ash", "yew", "fir", "box"] {
        world.entry(
            name,
            &format!("profile = \"{}/rfc2350.txt\"\n", world.base()),
        );
    }
    let run = Run::of(&mut shell(&world, 1, &["--format", "json"], |command| {
        format!("ulimit -n 100; {command}")
    }));
    assert_eq!(
        (run.code, run.json()["counts"]["authentic"].as_u64()),
        (0, Some(6)),
        "{}{}",
        run.stdout,
        run.stderr
    );
}
