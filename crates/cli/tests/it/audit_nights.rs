//! Nights of a scheduled audit with a frozen, moving clock: what each report says, and what it no
//! longer says the night after.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::common;

use std::process::Stdio;
use std::time::{Duration, Instant};

use bonafide_testkit::server::Server;
use bonafide_testkit::{CertSpec, Signing, at};
use common::partner::{World, key, profile};

const PHONE: &str = "+44 20 7946 0137";

#[test]
fn a_month_of_outages_edits_rollbacks_rotations_and_expiry_is_told_once_each() {
    let world = World::new();
    let elm = key("CERT-ELM");

    let first = world.night(1);
    assert_eq!(first.told(), "0 authentic [new]");
    assert_eq!(first.subject()["forecast"][0]["event"], "key-expires");
    assert_eq!(first.subject()["forecast"][0]["days"], 18);
    assert_eq!(first.subject()["forecast"][0]["becomes"], "unverified");
    assert_eq!(world.night(2).told(), "0 authentic []");
    let quiet = world.audit(2, &["--only-changes"]);
    assert_eq!(
        (quiet.code, quiet.stdout.as_str()),
        (0, ""),
        "a scheduler that mails output must have nothing to mail"
    );

    // An outage: not checked, the last verdict with its age, and silence for two days.
    world.down();
    let out = world.night(3);
    assert_eq!(out.told(), "0 not-checked/not-fetched []");
    assert_eq!(out.subject()["last"]["verdict"], "authentic");
    assert_eq!(out.subject()["last"]["age_seconds"], 86_400);
    assert_eq!(out.subject()["unreachable_since"], "2026-11-03T03:00:00Z");
    assert_eq!(out.subject()["silence"]["kind"], "grace");
    assert_eq!(world.night(4).told(), "0 not-checked/not-fetched []");
    assert_eq!(
        world.night(5).told(),
        "20 not-checked/not-fetched [unreachable]"
    );
    assert_eq!(world.night(6).told(), "20 not-checked/not-fetched []");
    world.publish(&elm, "1.0", PHONE);
    assert_eq!(world.night(7).told(), "0 authentic [reachable]");

    // An edited phone number in a new, signed version.
    world.publish(&elm, "1.1", "+44 20 7946 0999");
    let edited = world.night(8);
    assert_eq!(edited.told(), "0 authentic [document contact]");
    let contact = &edited.json["changes"][1];
    assert_eq!(
        (
            contact["of"].as_str(),
            contact["from"][0].as_str(),
            contact["to"][0].as_str()
        ),
        (Some("phone"), Some("+442079460137"), Some("+442079460999"))
    );
    assert_eq!(world.night(9).told(), "0 authentic []");

    // The old version, with its own good signature, comes back.
    world.publish(&elm, "1.0", PHONE);
    let old = world.night(10);
    assert_eq!(old.state(), "unverified/stale");
    assert_eq!(old.code, 20);
    assert!(
        old.changes().contains(&"rollback".to_owned()),
        "{}",
        old.told()
    );
    assert_eq!(
        world.night(11).told(),
        "20 unverified/stale []",
        "news once"
    );

    // Somebody acknowledges it: it does not count until it changes.
    assert_eq!(
        world
            .ack(&["elm", "--reason", "known, their mirror is old"])
            .code,
        0
    );
    let acknowledged = world.night(12);
    assert_eq!(acknowledged.told(), "0 unverified/stale []");
    assert_eq!(
        acknowledged.subject()["silence"]["reason"],
        "known, their mirror is old"
    );
    world.publish(&elm, "1.1", "+44 20 7946 0999");
    assert_eq!(
        world.night(13).told(),
        "0 authentic [verdict document contact]",
        "against what stood there last night"
    );
    world.publish(&elm, "1.0", "+44 20 7946 0000");
    assert_eq!(
        world.night(14).code,
        20,
        "another old document than the acknowledged one"
    );

    // The signature goes; then another key signs, vouched for by nobody.
    world.publish(&elm, "1.1", "+44 20 7946 0999");
    world.night(15);
    world.remove("/rfc2350.txt.sig");
    let unsigned = world.night(16);
    assert_eq!(
        unsigned.told(),
        "20 unverified/no-signature [verdict signature-gone]"
    );
    world.publish(&key("CERT-ELM of 2027"), "1.2", "+44 20 7946 0999");
    let rotated = world.night(17);
    assert_eq!(rotated.state(), "rejected");
    assert_eq!(rotated.code, 30);
    assert!(
        rotated.changes().contains(&"key".to_owned()),
        "{}",
        rotated.told()
    );

    // Only what was authentic is remembered: the genuine version is as good as before.
    world.publish(&elm, "1.1", "+44 20 7946 0999");
    assert_eq!(world.night(18).state(), "authentic");
    assert_eq!(world.night(19).told(), "0 authentic []");
    assert_eq!(world.night(20).told(), "20 unverified/expired [verdict]");
    assert_eq!(world.night(21).told(), "20 unverified/expired []");

    // The team extends its key: the same fingerprint, the same document.
    let extended = elm.extended(at("2026-11-21T08:00:00Z"), at("2027-11-20T00:00:00Z"));
    world.publish(&extended, "1.1", "+44 20 7946 0999");
    let alive = world.night(22);
    assert_eq!(alive.told(), "0 authentic [verdict]");
    assert_eq!(alive.subject()["forecast"][0]["event"], "key-expires");

    // Another key, this time certified by the pinned one: a way to confirm, and still nothing to
    // rely on.
    let user_id = "CERT-ELM of 2028 <cert@elm.example>";
    let next =
        CertSpec::new(user_id)
            .build()
            .certified_by(&extended, user_id, at("2026-11-22T08:00:00Z"));
    let text = profile(&world.base(), &next, "1.2", "+44 20 7946 0999");
    let signing = Signing::at(at("2026-11-22T09:00:00Z"));
    let keys = [next.binary(), extended.binary()].concat();
    let serve = |signature: &[u8]| {
        world.serve(&[
            ("/rfc2350.txt", text.as_bytes()),
            ("/rfc2350.txt.sig", signature),
            ("/elm.asc", &keys),
        ]);
    };
    serve(&next.sign_detached(text.as_bytes(), &signing));
    assert_eq!(
        world.night(23).told(),
        "20 unverified/key-succession [verdict document key]"
    );
    assert_eq!(world.night(24).told(), "20 unverified/key-succession []");

    // The pinned key signs the document too: good, and said until somebody has confirmed the new
    // one.
    let both = [&next, &extended]
        .map(|key| key.sign_detached_binary(text.as_bytes(), &signing))
        .concat();
    serve(&both);
    let vouched = world.night(25);
    assert_eq!(vouched.state(), "authentic", "{}", vouched.told());
    world.pin(&next);
    serve(&next.sign_detached(text.as_bytes(), &signing));
    assert_eq!(world.night(26).state(), "authentic");
    assert_eq!(world.night(27).told(), "0 authentic []");

    // A damaged history is said every night, until somebody restores it.
    let copy = std::fs::read(world.history()).unwrap();
    std::fs::write(world.history(), &copy[..copy.len() / 2]).unwrap();
    let damaged = world.night(28);
    assert_eq!(
        (damaged.code, damaged.json["history"]["state"].as_str()),
        (1, Some("damaged"))
    );
    std::fs::write(world.history(), &copy).unwrap();
    assert_eq!(world.night(29).told(), "0 authentic []");
    assert_eq!(world.night(30).told(), "0 authentic []");

    // The page for a browser shows all of these nights.
    let file = world.folder.path().join("audit.html");
    world.audit(30, &["--html", file.to_str().unwrap()]);
    let page = std::fs::read_to_string(file).unwrap();
    for told in [
        "elm: …, unverified 2026-11-16, rejected 2026-11-17, authentic 2026-11-18 to 2026-11-19,",
        "authentic 2026-11-25 to 2026-11-27, authentic 2026-11-29 to 2026-11-30</title>",
        "2026-11-03: 1 not checked",
        "2026-11-28: no run",
    ] {
        assert!(page.contains(told), "{told}");
    }
}

#[test]
fn an_outage_of_the_key_alone_is_an_outage_as_long_as_the_document_is_the_same() {
    let world = World::new();
    let elm = key("CERT-ELM");
    assert_eq!(world.night(1).told(), "0 authentic [new]");
    world.break_only(&["/elm.asc"]);
    let out = world.night(2);
    assert_eq!(out.told(), "0 not-checked/no-key []");
    assert_eq!(out.subject()["silence"]["kind"], "grace");
    assert_eq!(
        world.audit(3, &["--only-changes"]).stdout,
        "",
        "nothing to mail"
    );
    assert_eq!(world.night(4).told(), "20 not-checked/no-key [unreachable]");
    world.break_only(&[]);
    assert_eq!(world.night(5).told(), "0 authentic [reachable]");
    // A key that is gone is no outage, and neither is another document whose key cannot be had.
    world.remove("/elm.asc");
    assert_eq!(world.night(6).told(), "20 unverified/no-key [verdict]");
    world.publish(&elm, "1.0", PHONE);
    assert_eq!(world.night(7).told(), "0 authentic [verdict]");
    world.break_only(&["/elm.asc"]);
    world.publish(&elm, "1.1", "+44 20 7946 0666");
    assert_eq!(
        world.night(8).told(),
        "20 unverified/no-key [verdict document contact]"
    );
}

#[test]
fn of_a_partner_that_is_only_accepted_another_key_and_contact_are_told_and_never_remembered_as_its_own()
 {
    let world = World::new();
    std::fs::remove_file(world.folder.path().join("keyring/partners/cert-elm.toml")).unwrap();
    world.entry(
        "elm",
        &format!(
            "profile = \"{}/rfc2350.txt\"\nrequire = \"unanchored\"\n",
            world.base()
        ),
    );
    assert_eq!(world.night(1).told(), "0 unanchored [new]");
    world.publish(&key("another CERT-ELM"), "1.0", "+44 20 7946 0666");
    let taken_over = world.night(2);
    assert_eq!(taken_over.told(), "0 unanchored [document key contact]");
    assert_eq!(
        taken_over.json["changes"][1]["from"][0].as_str(),
        Some(key("CERT-ELM").fingerprint().as_str())
    );
    assert_eq!(world.night(3).told(), "0 unanchored []");
    world.remove("/rfc2350.txt.sig");
    assert_eq!(
        world.night(4).told(),
        "20 unverified/no-signature [verdict signature-gone]"
    );
    world.publish(&key("CERT-ELM"), "1.0", PHONE);
    assert_eq!(
        world.night(5).told(),
        "0 unanchored [verdict document key contact]",
        "nothing was learned, so nothing conflicts"
    );
    // Neither an empty file nor an error page in between makes the key forgotten.
    for (day, page) in [
        (6, ""),
        (
            8,
            "<!doctype html><html><body><p>We are back soon.</p></body></html>",
        ),
    ] {
        world.serve(&[("/rfc2350.txt", page.as_bytes())]);
        let page = world.night(day);
        assert_eq!(
            (page.code, page.subject()["result"].as_str()),
            (0, Some("not-checked")),
            "an outage, and a short one"
        );
        let other = if day == 6 {
            "another CERT-ELM"
        } else {
            "CERT-ELM"
        };
        world.publish(&key(other), "1.0", PHONE);
        assert!(
            world.night(day + 1).changes().contains(&"key".to_owned()),
            "{day}"
        );
    }
}

#[test]
fn a_damaged_history_is_said_and_never_learned_anew() {
    let world = World::new();
    assert_eq!(world.night(1).told(), "0 authentic [new]");
    let bytes = b"not a database at all".repeat(400);
    std::fs::write(world.history(), &bytes).unwrap();
    let night = world.night(2);
    assert_eq!(night.code, 1);
    assert_eq!(night.json["history"]["state"], "damaged");
    assert!(
        night.changes().is_empty(),
        "without a past everything would look new"
    );
    assert_ne!(
        night.state(),
        "authentic",
        "an older version cannot be told from a newer one"
    );
    assert_eq!(
        std::fs::read(world.history()).unwrap(),
        bytes,
        "the file is left for whoever restores it"
    );
    assert!(world.audit(2, &[]).stdout.contains("History not used"));
    assert_eq!(world.audit(2, &["--nagios"]).code, 3);
}

#[test]
fn a_run_that_is_killed_loses_no_news() {
    let world = World::new();
    assert_eq!(world.night(1).told(), "0 authentic [new]");
    world.publish(&key("CERT-ELM"), "1.1", "+44 20 7946 0999");
    // Remembered, but the report could not be delivered: as if it had been killed in between.
    let report = world.audit(2, &["--html", "/nonexistent/report.html"]);
    assert_eq!(report.code, 1);
    assert_eq!(world.night(2).told(), "0 authentic [document contact]");
}

#[test]
fn a_run_that_is_killed_between_two_partners_leaves_nothing_behind() {
    let world = World::new();
    assert_eq!(world.night(1).told(), "0 authentic [new]");
    world.publish(&key("CERT-ELM"), "1.1", "+44 20 7946 0999");
    let before = std::fs::read(world.history()).unwrap();
    // The second partner's server never answers, so that the run is in its middle when it is
    // killed.
    let silent = Server::plain(|_, _| {
        std::thread::sleep(Duration::from_secs(30));
        Ok(())
    });
    world.entry(
        "willow",
        &format!(
            "profile = \"{}\"\n",
            silent.url("silent.example", "/rfc2350.txt")
        ),
    );
    let reports = world.folder.path().join("reports");
    std::fs::create_dir(&reports).unwrap();
    let html = reports.join("audit.html");
    let arguments = [
        "--resolve",
        &silent.resolve("silent.example"),
        "--html",
        html.to_str().unwrap(),
        "--jobs",
        "1",
    ];
    let mut child = world
        .command(2, &arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let deadline = Instant::now() + Duration::from_secs(20);
    while silent.requests().is_empty() {
        assert!(
            Instant::now() < deadline && child.try_wait().unwrap().is_none(),
            "the run never reached its second partner"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
    // SIGKILL: nothing is told to the program.
    child.kill().unwrap();
    assert!(!child.wait().unwrap().success());
    assert_eq!(
        std::fs::read_dir(&reports).unwrap().count(),
        0,
        "no half report"
    );
    assert_eq!(
        std::fs::read(world.history()).unwrap(),
        before,
        "no half of a run"
    );
    std::fs::remove_file(world.partners().join("willow.toml")).unwrap();
    assert_eq!(
        world.night(2).told(),
        "0 authentic [document contact]",
        "the lock is free and all news is told"
    );
    assert_eq!(world.night(3).told(), "0 authentic []");
}

#[test]
fn offline_nobody_has_an_outage_and_nothing_is_a_pass() {
    let world = World::new();
    assert_eq!(world.night(1).told(), "0 authentic [new]");
    let offline = world.audit(2, &["--offline", "--format", "json"]);
    assert_eq!(offline.code, 20);
    assert_eq!(
        offline.json()["subjects"][0]["unreachable_since"],
        serde_json::Value::Null
    );
    assert_eq!(world.night(3).told(), "0 authentic []");
}

#[test]
fn an_exception_ends_by_itself_and_never_covers_a_rejected_document() {
    let world = World::new();
    let base = world.base();
    world.entry(
        "elm",
        &format!("profile = \"{base}/rfc2350.txt\"\n[[exception]]\nreason = \"a new signature is promised\"\nuntil = 2026-11-03\n"),
    );
    world.remove("/rfc2350.txt.sig");
    let excepted = world.night(2);
    assert_eq!(excepted.told(), "0 unverified/no-signature [new]");
    assert_eq!(excepted.subject()["silence"]["kind"], "excepted");
    assert_eq!(excepted.subject()["forecast"][0]["event"], "exception-ends");
    assert_eq!(world.night(3).told(), "0 unverified/no-signature []");
    assert_eq!(
        world.night(4).told(),
        "20 unverified/no-signature [silence-ended]"
    );
    world.publish(&key("an impostor"), "1.0", PHONE);
    assert_eq!(world.night(3).code, 30);
}

#[test]
fn a_profile_is_compared_with_its_own_past_only() {
    let world = World::new();
    let text = profile(&world.base(), &key("CERT-ELM"), "9.0", PHONE);
    common::partner::write(&world.partners().join("copy/rfc2350.txt"), &text);
    let run = world.audit(1, &["--format", "json"]);
    let names: Vec<String> = run.json()["subjects"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(names, ["copy/rfc2350.txt", "elm"]);
    assert_eq!(run.json()["subjects"][1]["verdict"], "authentic");
}
