//! Rows 40 and 41 of the attacks: one document has one past, by whatever command and spelling it is
//! asked for, and no wrong clock takes it away.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::common;

use common::partner::{HOST, World, key, write};
use common::{Run, bonafide};

const PHONE: &str = "+44 20 7946 0137";

fn state(run: &Run) -> String {
    let json = run.json();
    let why = json["why"]
        .as_str()
        .map(|why| format!("/{why}"))
        .unwrap_or_default();
    format!("{}{why}", json["verdict"].as_str().unwrap())
}

fn subjects(world: &World) -> Vec<String> {
    let json =
        Run::of(bonafide(world.home.path()).args(["history", "list", "--format", "json"])).json();
    json["subjects"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["subject"].as_str().unwrap().to_owned())
        .collect()
}

/// The old version with its own good signature.
fn roll_back(world: &World) {
    world.publish(&key("CERT-ELM"), "1.0", PHONE);
}

#[test]
fn what_is_judged_as_of_another_time_is_not_remembered() {
    let world = World::new();
    let url = format!("{}/rfc2350.txt", world.base());
    for at in ["2036-01-01", "2026-11-02", "2026-04-09"] {
        world.run_at(&["verify", &url, "--format", "json"], at, &[]);
        let night = world.run_at(
            &[
                "audit",
                world.partners().to_str().unwrap(),
                "--format",
                "json",
            ],
            at,
            &[],
        );
        assert_eq!(
            night.json()["history"]["state"],
            "off",
            "no history is made to look at"
        );
    }
    assert!(!world.history().exists());
    assert_eq!(world.night(1).told(), "0 authentic [new]");
    let before = std::fs::read(world.history()).unwrap();
    world.publish(&key("CERT-ELM"), "1.1", PHONE);
    for _ in 0..2 {
        let night = world
            .run_at(
                &[
                    "audit",
                    world.partners().to_str().unwrap(),
                    "--format",
                    "json",
                ],
                "2026-11-02",
                &[],
            )
            .json();
        assert_eq!(night["history"]["state"], "not-recorded");
        assert_eq!(
            night["changes"][0]["kind"], "document",
            "it is judged by, and told again"
        );
        let run = world.run_at(&["verify", &url, "--format", "json"], "2026-11-02", &[]);
        assert_eq!(
            (state(&run).as_str(), run.stderr.contains("--remember")),
            ("authentic", true),
            "{}",
            run.stderr
        );
    }
    assert_eq!(std::fs::read(world.history()).unwrap(), before);
}

#[test]
fn a_run_under_a_wrong_clock_hides_no_rollback_and_stops_no_memory() {
    let world = World::new();
    // Somebody's clock stands ten years ahead: the old version is seen last.
    world.entry(
        "elm",
        &format!("profile = \"{}/rfc2350.txt\"\n", world.base()),
    );
    let partners = world.partners();
    let audit = |at: &str| {
        world
            .run_at(
                &["audit", partners.to_str().unwrap(), "--format", "json"],
                at,
                &["--remember"],
            )
            .json()
    };
    assert_eq!(
        audit("2026-11-01T03:00:00Z")["subjects"][0]["verdict"],
        "authentic"
    );
    let wrong = audit("2036-11-01T03:00:00Z");
    assert_eq!(wrong["subjects"][0]["why"], "expired");
    world.publish(&key("CERT-ELM"), "1.1", PHONE);
    let right = audit("2026-11-02T03:00:00Z");
    assert_eq!(right["notices"][0]["kind"], "future-runs");
    let changes: Vec<&str> = right["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| change["kind"].as_str().unwrap())
        .collect();
    assert_eq!(
        changes,
        ["document"],
        "compared with the night before the wrong clock"
    );
    let again = audit("2026-11-03T03:00:00Z");
    assert_eq!(
        (
            again["notices"].as_array().unwrap().len(),
            again["changes"].as_array().unwrap().len()
        ),
        (0, 0),
        "mended"
    );
    roll_back(&world);
    assert_eq!(audit("2026-11-04T03:00:00Z")["subjects"][0]["why"], "stale");
}

#[test]
fn who_chooses_an_earlier_time_is_not_told_to_forget_what_came_later() {
    let world = World::new();
    let url = format!("{}/rfc2350.txt", world.base());
    let kept = world.run_at(&["verify", &url], "2026-11-10T03:00:00Z", &["--remember"]);
    assert_eq!(kept.code, 0, "{}", kept.stdout);
    world.publish(&key("CERT-ELM"), "1.1", PHONE);
    let earlier = world.run_at(&["verify", &url, "-v"], "2026-11-02T03:00:00Z", &[]);
    assert!(
        earlier.stdout.contains("later sight of this document"),
        "{}",
        earlier.stdout
    );
    for wrong in ["clock", "history forget"] {
        assert!(!earlier.stdout.contains(wrong), "{}", earlier.stdout);
    }
}

#[test]
fn an_old_version_that_was_seen_last_under_a_wrong_clock_is_still_old() {
    let world = World::new();
    let url = format!("{}/rfc2350.txt", world.base());
    let verify =
        |at: &str| world.run_at(&["verify", &url, "--format", "json"], at, &["--remember"]);
    // The key expires on the 20th, so the clock is wrong by two weeks only.
    assert_eq!(state(&verify("2026-11-19T03:00:00Z")), "authentic");
    world.publish(&key("CERT-ELM"), "1.1", PHONE);
    let right = verify("2026-11-02T03:00:00Z");
    assert_eq!(state(&right), "authentic");
    assert!(
        right.stdout.contains("dated in the future"),
        "{}",
        right.stdout
    );
    roll_back(&world);
    assert_eq!(state(&verify("2026-11-03T03:00:00Z")), "unverified/stale");
    assert_eq!(state(&verify("2026-11-18T03:00:00Z")), "unverified/stale");
}

#[test]
fn every_command_and_spelling_sees_the_same_past() {
    let spellings = |world: &World| -> Vec<String> {
        let port = world.server.port();
        [
            format!("http://{HOST}:{port}/rfc2350.txt"),
            format!("HTTP://WWW.Elm.Example:{port}/rfc2350.txt"),
            format!("http://{HOST}.:{port}/rfc2350.txt#page=1"),
            format!("http://{HOST}:{port}/./rfc2350%2Etxt"),
            format!("http://{HOST}:{port}/x/../rfc2350.txt"),
            format!("http://{HOST}:{port}/rfc2350.txt?"),
        ]
        .into()
    };
    type Look<'a> = &'a dyn Fn(&World, u32) -> String;
    let file = |world: &World, day: u32, more: &[&str]| {
        let path = world.folder.path().join("saved.txt");
        let bytes = |path: &str| world.page(path);
        std::fs::write(&path, bytes("/rfc2350.txt")).unwrap();
        std::fs::write(path.with_extension("txt.sig"), bytes("/rfc2350.txt.sig")).unwrap();
        state(
            &world.verify(
                day,
                path.to_str().unwrap(),
                &[
                    &["--offline", "--key", world.saved_key().to_str().unwrap()],
                    more,
                ]
                .concat(),
            ),
        )
    };
    let audit: Look = &|world, day| world.night(day).state();
    let verify: Look = &|world, day| {
        let all: Vec<String> = spellings(world)
            .iter()
            .map(|url| state(&world.verify(day, url, &[])))
            .collect();
        assert!(all.windows(2).all(|pair| pair[0] == pair[1]), "{all:?}");
        all[0].clone()
    };
    let team: Look =
        &|world, day| state(&world.verify(day, &spellings(world)[1], &["--team", "cert-elm"]));
    let other_query: Look =
        &|world, day| state(&world.verify(day, &format!("{}/rfc2350.txt?x=1", world.base()), &[]));
    let file_of_team: Look = &|world, day| file(world, day, &["--team", "CERT-ELM"]);
    let file_alone: Look = &|world, day| file(world, day, &[]);
    let looks = [
        ("audit", audit),
        ("verify", verify),
        ("--team", team),
        ("query", other_query),
        ("file --team", file_of_team),
    ];
    for (first, see) in &looks {
        let world = World::new();
        world.publish(&key("CERT-ELM"), "1.1", PHONE);
        assert_eq!(see(&world, 1), "authentic", "{first}");
        roll_back(&world);
        for (then, look) in looks.iter().chain(&[("file", file_alone)]) {
            assert_eq!(
                look(&world, 2),
                "unverified/stale",
                "seen by {first}, then {then}"
            );
        }
        world.publish(&key("CERT-ELM"), "1.2", PHONE);
        for (then, look) in looks.iter().chain(&[("file", file_alone)]) {
            assert_eq!(look(&world, 3), "authentic", "seen by {first}, then {then}");
        }
    }
}

#[test]
fn who_forgets_one_name_of_a_document_forgets_the_document() {
    let world = World::new();
    world.publish(&key("CERT-ELM"), "1.1", PHONE);
    let url = format!("{}/rfc2350.txt", world.base());
    assert_eq!(world.night(1).state(), "authentic");
    assert_eq!(state(&world.verify(1, &url, &[])), "authentic");
    assert_eq!(subjects(&world).len(), 2);
    let forget = |more: &[&str]| {
        Run::of(
            bonafide(world.home.path())
                .args(["history", "forget", "elm"])
                .args(more),
        )
    };
    let asked = forget(&[]);
    assert_eq!(asked.code, 1, "nothing was forgotten");
    assert!(
        asked.stdout.contains("partner:elm") && asked.stdout.contains(&format!("https://{HOST}")),
        "{}",
        asked.stdout
    );
    assert_eq!(forget(&["--yes"]).code, 0);
    roll_back(&world);
    assert_eq!(
        state(&world.verify(2, &url, &[])),
        "authentic",
        "nothing is left to compare with"
    );
}

#[test]
fn where_no_history_can_be_made_documents_are_judged_and_not_remembered() {
    let world = World::new();
    let url = format!("{}/rfc2350.txt", world.base());
    // A file stands where the directory should be.
    write(&world.home.path().join(".local/share"), "in the way");
    let run = world.verify(1, &url, &[]);
    assert_eq!((run.code, state(&run).as_str()), (0, "authentic"));
    assert!(
        run.stderr.contains("not remembered") && !run.stderr.contains("damaged"),
        "{}",
        run.stderr
    );
    let night = world.night(1);
    assert_eq!(night.state(), "authentic");
    assert_eq!(
        (night.code, night.json["history"]["state"].as_str()),
        (1, Some("not-recorded"))
    );
    assert!(
        !night.json["history"]["why"]
            .as_str()
            .unwrap()
            .contains("damaged")
    );
}

#[test]
fn a_damaged_history_is_no_past_for_a_file_either() {
    let world = World::new();
    assert_eq!(world.night(1).state(), "authentic");
    std::fs::write(world.history(), b"not a database at all".repeat(400)).unwrap();
    let path = world.folder.path().join("saved.txt");
    std::fs::write(&path, world.page("/rfc2350.txt")).unwrap();
    std::fs::write(
        path.with_extension("txt.sig"),
        world.page("/rfc2350.txt.sig"),
    )
    .unwrap();
    let key = world.saved_key();
    let run = |more: &[&str]| {
        state(&world.verify(
            2,
            path.to_str().unwrap(),
            &[&["--offline", "--key", key.to_str().unwrap()], more].concat(),
        ))
    };
    assert_eq!(run(&[]), "unverified/stale");
    assert_eq!(run(&["--no-history"]), "authentic");
}
