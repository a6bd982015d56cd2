//! `bonafide history`: what is remembered can be seen, and forgotten on purpose only.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::common;

use common::partner::{World, key};
use common::{Run, bonafide};

fn history(world: &World, arguments: &[&str]) -> Run {
    Run::of(bonafide(world.home.path()).arg("history").args(arguments))
}

#[test]
fn looking_at_a_history_that_is_not_there_makes_none() {
    let world = World::new();
    let run = history(&world, &["list"]);
    assert_eq!(run.code, 0);
    assert!(run.stdout.starts_with("Nothing"), "{}", run.stdout);
    assert!(!world.history().exists());
    let unknown = history(&world, &["show", "elm"]);
    assert_eq!(unknown.code, 1);
    assert!(
        unknown.stderr.contains("history list"),
        "{}",
        unknown.stderr
    );
}

#[test]
fn authentic_sights_and_the_end_of_runs_are_shown_and_forgery_is_no_sight() {
    let world = World::new();
    assert_eq!(world.audit(1, &[]).code, 0);
    world.publish(&key("an impostor"), "9.0", "+44 20 7946 0137");
    assert_eq!(world.audit(2, &[]).code, 30);
    let json = history(&world, &["list", "--format", "json"]).json();
    assert_eq!(json["schema"], "bonafide/history/v1");
    let elm = &json["subjects"][0];
    assert_eq!(elm["subject"], "partner:elm");
    assert_eq!(
        (
            elm["sights"].as_array().unwrap().len(),
            elm["sights"][0]["version"].as_str()
        ),
        (1, Some("1.0"))
    );
    assert_eq!(
        (
            elm["last"]["verdict"].as_str(),
            elm["last"]["since"].as_str()
        ),
        (Some("rejected"), Some("2026-11-02T03:00:00Z"))
    );
    let shown = history(&world, &["show", "elm"]);
    assert_eq!(shown.code, 0);
    assert!(
        shown.stdout.contains("rejected") && shown.stdout.contains("cert@elm.example"),
        "{}",
        shown.stdout
    );
}

#[test]
fn nothing_is_forgotten_without_saying_so() {
    let world = World::new();
    assert_eq!(world.audit(1, &[]).code, 0);
    let asked = history(&world, &["forget", "elm"]);
    assert_eq!(asked.code, 1, "no script takes it for done");
    assert!(
        asked.stderr.contains("nothing was forgotten; add --yes"),
        "{}",
        asked.stderr
    );
    assert_eq!(history(&world, &["show", "elm"]).code, 0);
    assert_eq!(history(&world, &["forget", "elm", "--yes"]).code, 0);
    assert_eq!(history(&world, &["show", "elm"]).code, 1);
}

#[test]
fn a_damaged_history_is_an_error_and_not_an_empty_list() {
    let world = World::new();
    std::fs::create_dir_all(world.history().parent().unwrap()).unwrap();
    std::fs::write(world.history(), b"not a store").unwrap();
    let run = history(&world, &["list"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.contains("history.sqlite"), "{}", run.stderr);
}
