//! `bonafide audit`: exit codes, formats, and what does not stop a run.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

use crate::common;

use bonafide_session::audit::Lock;
use bonafide_testkit::skip;
use common::partner::{World, key, write};
use common::{Run, bonafide};

#[test]
fn one_bad_partner_stops_nobody_and_the_worst_counts() {
    let world = World::new();
    write(&world.partners().join("bad.toml"), "profil = 1\n");
    write(
        &world.partners().join("unsigned.txt"),
        "CERT-ASH\n\n2.7 E-mail\n\ncert@ash.example\n",
    );
    let run = world.audit(1, &["--format", "json"]);
    assert_eq!(run.code, 1, "an operational error outranks unverified");
    let json = run.json();
    let results: Vec<_> = json["subjects"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["result"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(results, ["failed", "judged", "judged"]);
    assert_eq!(json["counts"]["failed"], 1);
    assert_eq!(json["counts"]["authentic"], 1);
    assert_eq!(json["counts"]["unverified"], 1);
    world.publish(&key("an impostor"), "1.0", "+44 20 7946 0137");
    assert_eq!(world.audit(2, &[]).code, 30, "rejected outranks everything");
}

#[test]
fn the_monitoring_mode_prints_its_line_and_has_its_own_codes() {
    let world = World::new();
    let line = |day, more: &[&str]| {
        let run = world.audit(day, &[&["--nagios"], more].concat());
        assert_eq!(run.stdout.lines().count(), 1, "{}", run.stdout);
        let (text, perfdata) = run.stdout.split_once(" | ").expect("performance data");
        assert!(
            perfdata.split_whitespace().all(|one| one.contains('=')),
            "{perfdata}"
        );
        (run.code, text.to_owned())
    };
    assert_eq!(
        line(1, &[]),
        (0, "BONAFIDE OK: 1 profile: 1 authentic; 1 new".to_owned())
    );
    world.publish(&key("an impostor"), "1.0", "+44 20 7946 0137");
    assert_eq!(line(2, &[]).0, 2);
    std::fs::remove_file(world.folder.path().join("keyring/partners/cert-elm.toml")).unwrap();
    let fresh = World::new();
    std::fs::remove_file(fresh.folder.path().join("keyring/partners/cert-elm.toml")).unwrap();
    assert_eq!(fresh.audit(1, &["--nagios"]).code, 1);
    assert_eq!(
        fresh.audit(1, &["--nagios", "--accept", "unanchored"]).code,
        0
    );
    fresh.remove("/rfc2350.txt.sig");
    assert_eq!(fresh.audit(2, &["--nagios"]).code, 3);
    // Also where nothing could be judged at all.
    let broken = fresh.audit(2, &["--nagios", "--policy", "/nonexistent"]);
    assert_eq!(broken.code, 3);
    assert!(
        broken.stdout.starts_with("BONAFIDE UNKNOWN: "),
        "{}",
        broken.stdout
    );
}

#[test]
fn two_runs_with_one_history_are_refused() {
    let world = World::new();
    assert_eq!(world.audit(1, &[]).code, 0);
    let lock = Lock::take(&world.history()).unwrap();
    let run = world.audit(1, &["--format", "json"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.json()["schema"], "bonafide/error/v1");
    assert_eq!(
        world.audit(1, &["--no-history"]).code,
        0,
        "nothing is shared without a history"
    );
    drop(lock);
    assert_eq!(world.audit(1, &[]).code, 0);
}

#[test]
fn what_the_time_did_not_suffice_for_is_said_and_is_no_pass() {
    let world = World::new();
    for name in ["a", "b"] {
        world.entry(
            name,
            &format!("profile = \"{}/{name}.txt\"\n", world.base()),
        );
    }
    let server = bonafide_testkit::server::Server::plain(|_, _| {
        std::thread::sleep(std::time::Duration::from_secs(3));
        Ok(())
    });
    world.entry(
        "a",
        &format!("profile = \"{}\"\n", server.url("slow.example", "/a.txt")),
    );
    let began = std::time::Instant::now();
    let run = world.audit(
        1,
        &[
            "--format",
            "json",
            "--jobs",
            "1",
            "--deadline",
            "1",
            "--max-time",
            "60",
            "--resolve",
            &server.resolve("slow.example"),
        ],
    );
    // The server would be waited for three times three seconds.
    assert!(
        began.elapsed() < std::time::Duration::from_secs(3),
        "{:?}",
        began.elapsed()
    );
    assert_eq!(run.code, 20);
    let json = run.json();
    for index in 0..3 {
        assert_eq!(
            json["subjects"][index]["result"], "not-done",
            "no outage of the partner's"
        );
    }
    assert_eq!(
        world.audit(2, &["--format", "json"]).json()["subjects"][0]["unreachable_since"],
        "2026-11-02T03:00:00Z"
    );
}

#[test]
fn an_acknowledgement_names_what_was_audited_and_has_a_reason() {
    let world = World::new();
    world.remove("/rfc2350.txt.sig");
    assert_eq!(world.audit(1, &[]).code, 20);
    assert_eq!(world.ack(&["nobody", "--reason", "x"]).code, 1);
    assert_eq!(world.ack(&["elm", "--reason", " "]).code, 1);
    assert_eq!(world.ack(&["elm"]).code, 2);
    assert_eq!(
        world
            .ack(&["elm", "--reason", "x", "--until", "2020-01-01"])
            .code,
        1
    );
    assert_eq!(world.ack(&["elm", "--reason", "x"]).code, 0);
    assert_eq!(world.audit(2, &[]).code, 0);
}

/// Whoever can change the document can also make its signature answer with an error.
#[test]
fn a_changed_document_whose_signature_cannot_be_had_is_told_and_has_no_grace() {
    let world = World::new();
    assert_eq!(world.audit(1, &[]).code, 0);
    world.break_only(&["/rfc2350.txt.sig"]);
    assert_eq!(world.audit(2, &[]).code, 0, "the document is as it was");
    let text = String::from_utf8(world.page("/rfc2350.txt")).unwrap();
    let text = text.replace("+44 20 7946 0137", "+44 20 7946 0999");
    world.put("/rfc2350.txt", text.as_bytes());
    let changed = world.audit(3, &["--format", "json"]);
    assert_eq!(changed.code, 20, "{}", changed.stdout);
    let changes = changed.json()["subjects"][0]["changes"].to_string();
    for kind in ["document", "contact"] {
        assert!(changes.contains(kind), "{kind} in {changes}");
    }
}

/// What was acknowledged and went away is news when it comes back, also with the same bytes.
#[test]
fn an_acknowledgement_ends_with_the_first_night_on_which_it_is_over() {
    let world = World::new();
    let signature = world.page("/rfc2350.txt.sig");
    world.remove("/rfc2350.txt.sig");
    assert_eq!(world.audit(1, &[]).code, 20);
    assert_eq!(world.ack(&["elm", "--reason", "x"]).code, 0);
    assert_eq!(world.audit(2, &[]).code, 0, "it goes on");
    assert_eq!(world.audit(3, &[]).code, 0);
    world.put("/rfc2350.txt.sig", &signature);
    // Names that nobody gives are guessed once a week.
    let over = world.audit(9, &["--format", "json"]).json();
    assert_eq!(over["subjects"][0]["verdict"], "authentic", "{over}");
    world.remove("/rfc2350.txt.sig");
    let again = world.audit(10, &["--format", "json"]);
    assert_eq!(again.code, 20, "the same state again: {}", again.stdout);
    assert_eq!(world.audit(11, &[]).code, 20, "and for good");
}

#[test]
fn all_files_of_one_run_are_written_whole_and_log_lines_have_stable_fields() {
    let world = World::new();
    let out = tempfile::tempdir().unwrap();
    let path = |name: &str| out.path().join(name).to_str().unwrap().to_owned();
    let run = world.audit(
        1,
        &[
            "-v",
            "--html",
            &path("a.html"),
            "--junit",
            &path("a.xml"),
            "--prometheus",
            &path("a.prom"),
            "--diff",
            &path("a.txt"),
        ],
    );
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.starts_with("AUDIT OK"), "{}", run.stdout);
    let mut names: Vec<_> = std::fs::read_dir(out.path())
        .unwrap()
        .map(|file| file.unwrap().file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["a.html", "a.prom", "a.txt", "a.xml"]);
    let line = run
        .stderr
        .lines()
        .find(|line| line.contains("event=profile"))
        .expect("a line for the profile");
    for field in [
        "at=",
        "name=\"elm\"",
        "result=judged",
        "verdict=authentic",
        "why=-",
        "counts_as=fine",
        "changes=new",
        "took_ms=",
    ] {
        assert!(line.contains(field), "{field} in {line}");
    }
}

#[test]
fn the_same_evidence_is_kept_once_and_can_be_replayed() {
    let world = World::new();
    let folder = world.folder.path().join("evidence");
    let bundles = || {
        std::fs::read_dir(&folder)
            .unwrap()
            .map(|bundle| bundle.unwrap().path())
            .collect::<Vec<_>>()
    };
    let more = [
        "--evidence",
        folder.to_str().unwrap(),
        "--evidence-count",
        "2",
    ];
    for day in 1..=2 {
        assert_eq!(world.audit(day, &more).code, 0);
        assert_eq!(bundles().len(), 1);
    }
    assert_eq!(
        common::run(&["replay", bundles()[0].to_str().unwrap()]).code,
        0
    );
    for (day, version) in [(3, "1.1"), (4, "1.2")] {
        world.publish(&key("CERT-ELM"), version, "+44 20 7946 0137");
        assert_eq!(world.audit(day, &more).code, 0);
    }
    assert_eq!(bundles().len(), 2, "no more than two are kept");
}

#[test]
fn usage_errors_are_told_apart_from_verdicts() {
    assert_eq!(common::run(&["audit"]).code, 2);
    assert_eq!(common::run(&["audit", "/nonexistent"]).code, 1);
    assert_eq!(common::run(&["audit", "--jobs", "0", "."]).code, 2);
}

#[test]
fn what_nobody_checks_any_more_is_told_beside_the_changes() {
    let world = World::new();
    world.audit(1, &[]);
    write(&world.partners().join("bad.toml"), "profil = 1\n");
    for day in [2, 3] {
        let run = world.audit(day, &["--only-changes"]);
        assert_eq!((run.code, run.stdout.as_str()), (1, ""));
        assert!(
            run.stderr
                .contains("bad: not a sound partner entry: line 1"),
            "{}",
            run.stderr
        );
    }
}

#[test]
fn where_there_is_nobody_to_check_nothing_is_a_pass() {
    let world = World::new();
    let empty = world.folder.path().join("not-mounted");
    std::fs::create_dir(&empty).unwrap();
    let audit = |more: &[&str]| {
        Run::of(
            bonafide(world.home.path())
                .arg("audit")
                .arg(&empty)
                .args(more),
        )
    };
    assert_eq!(audit(&[]).code, 1);
    let json = audit(&["--format", "json"]);
    assert_eq!(
        (json.code, json.json()["schema"].as_str()),
        (1, Some("bonafide/error/v1"))
    );
    let line = audit(&["--nagios"]);
    assert_eq!(line.code, 3);
    assert!(
        line.stdout.starts_with("BONAFIDE UNKNOWN: "),
        "{}",
        line.stdout
    );
}

#[test]
fn one_file_that_cannot_be_written_keeps_no_other_from_its_reader_and_the_news_is_told_again() {
    let world = World::new();
    let prom = world.folder.path().join("bonafide.prom");
    let run = world.audit(
        1,
        &[
            "--format",
            "json",
            "--html",
            "/nonexistent/x.html",
            "--prometheus",
            prom.to_str().unwrap(),
        ],
    );
    assert_eq!(
        (run.code, run.json()["counts"]["changed"].as_u64()),
        (1, Some(1))
    );
    assert!(run.stderr.contains("/nonexistent/x.html"), "{}", run.stderr);
    assert!(prom.exists());
    assert_eq!(world.night(2).told(), "0 authentic [new]");
}

#[cfg(unix)]
#[test]
fn reports_can_be_read_by_whom_they_are_for_and_devices_stay_devices() {
    use std::os::unix::fs::{FileTypeExt, PermissionsExt};
    let world = World::new();
    let at = |name: &str| world.folder.path().join(name);
    let (prom, html, pipe) = (at("x.prom"), at("x.html"), at("pipe"));
    write(&html, "");
    std::fs::set_permissions(&html, std::fs::Permissions::from_mode(0o640)).unwrap();
    let plain = at("plain");
    write(&plain, "");
    let mode =
        |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    world.audit(
        1,
        &[
            "--prometheus",
            prom.to_str().unwrap(),
            "--html",
            html.to_str().unwrap(),
        ],
    );
    assert_eq!(mode(&prom), mode(&plain), "as any program makes a file");
    assert_eq!(mode(&html), 0o640, "as its owner wanted it");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    if !made.is_ok_and(|status| status.success()) {
        skip("no mkfifo");
        return;
    }
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || std::fs::read_to_string(pipe).unwrap()
    });
    assert_eq!(world.audit(2, &["-o", pipe.to_str().unwrap()]).code, 0);
    assert!(reader.join().unwrap().contains("elm"));
    assert!(
        std::fs::symlink_metadata(&pipe)
            .unwrap()
            .file_type()
            .is_fifo()
    );
}

#[test]
fn an_entry_that_names_a_team_which_nobody_pinned_is_an_error_and_not_a_profile_without_a_pin() {
    let world = World::new();
    let entry = |team: &str| {
        let text = format!(
            "profile = \"{}/rfc2350.txt\"\nteam = \"{team}\"\nrequire = \"unanchored\"\n",
            world.base()
        );
        world.entry("elm", &text);
        world.audit(1, &["--format", "json", "--no-history"])
    };
    assert_eq!(entry("cert-elm").json()["counts"]["authentic"], 1);
    let misspelt = entry("CERT-ELN");
    assert_eq!(
        (misspelt.code, misspelt.json()["counts"]["failed"].as_u64()),
        (1, Some(1)),
        "its pins would not count"
    );
}
