//! Every command that the README and the guides show is run, and ends as this table says. One that
//! is not in it fails the test.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use bonafide_testkit::repository;
use common::staged::Stage;

/// What a shown command begins with, and how it ends in the place that [`prepare`] makes. Nobody on
/// the network answers there.
const COMMANDS: &[(&str, i32)] = &[
    (
        "bonafide verify TIDE-CERT_RFC_2350_v1.60.pdf --keyring keyrings",
        0,
    ),
    ("bonafide verify testdata/profiles/tide-cert/", 0),
    ("bonafide verify https://www.team.example/rfc2350.pdf", 20),
    // What a reader has to fill in is not filled in, which has to be told as an error and not as a
    // verdict.
    (
        "bonafide verify profile.pdf --expect-fingerprint '8A1E C5D2 …'",
        2,
    ),
    ("bonafide verify profile.pdf --html case.html", 10),
    ("bonafide inspect profile.pdf", 0),
    ("bonafide explain key-id-matches-fingerprint", 0),
    ("bonafide explain unanchored", 0),
    (
        "bonafide audit partners/ --only-changes --html report.html --prometheus bonafide.prom",
        10,
    ),
    (
        "bonafide audit etc/partners --keyring etc/keyring -q --deadline 3000",
        0,
    ),
    (
        "bonafide audit etc/partners --keyring etc/keyring --deadline 3000 --only-changes",
        0,
    ),
    (
        "bonafide selfcheck site/ --base-url https://www.team.example/",
        20,
    ),
    ("bonafide selfcheck site/ --format sarif", 0),
    (
        "bonafide selfcheck site/ --base-url https://www.oak.example/",
        0,
    ),
    ("bonafide trust pin 'FINGERPRINT AS YOU HEARD IT'", 2),
    ("bonafide trust confirm NAME", 1),
    ("bonafide trust import teams.json", 1),
    ("bonafide trust import ring.pgp --from gnupg", 1),
    // Nobody answers which of the keys are meant.
    ("bonafide trust import reviewed.csv --from reviewed", 1),
    ("bonafide partners import partners.csv --from csv", 0),
    ("bonafide partners add https://www.team.example/", 0),
    ("bonafide partners list", 0),
    ("bonafide audit partners --html first.html", 10),
    ("bonafide audit partners --only-changes", 10),
    // None of its directories came from a URL.
    ("bonafide trust refresh", 1),
    ("bonafide trust list", 0),
    // No bundle is there yet.
    ("bonafide replay case-4711", 1),
    ("bonafide history list", 0),
];

const SUBCOMMANDS: &[&str] = &[
    "verify",
    "audit",
    "selfcheck",
    "inspect",
    "explain",
    "partners",
    "trust",
    "history",
    "replay",
    "completions",
    "man",
];

/// The commands in the fenced blocks of a page: in shells, in units, in tables of jobs, in builds.
fn commands(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut inside = false;
    let joined = page.replace("\\\n", " ");
    for line in joined.lines() {
        if line.trim_start().starts_with("```") {
            inside = !inside;
            continue;
        }
        if inside {
            found.extend(command(
                &line.replace("cargo run --release -- ", "bonafide "),
            ));
        }
    }
    found
}

fn command(line: &str) -> Option<String> {
    let at = line
        .match_indices("bonafide ")
        .map(|(at, _)| at)
        .find(|at| {
            let next = line[at + "bonafide ".len()..].split_whitespace().next();
            next.is_some_and(|next| SUBCOMMANDS.contains(&next))
        })?;
    let shown = line[at..].trim_end_matches(',');
    // A quotation mark that was opened in front of the command belongs to what shows it.
    let shown =
        ['\'', '"']
            .into_iter()
            .fold(shown, |shown, mark| match shown.matches(mark).count() % 2 {
                0 => shown,
                _ => shown.trim_end_matches(mark),
            });
    // The same run, in directories of the test's own.
    Some(
        shown
            .replace("/etc/bonafide/", "etc/")
            .replace("/var/lib/bonafide/reports/", "")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
    )
}

/// A place in which the shown commands make sense.
fn prepare(place: &Path) {
    let stage = Stage::sound();
    copy(stage.path(), &place.join("site"));
    let tide = repository().join("testdata/profiles/tide-cert");
    copy(&tide, place);
    copy(&tide, &place.join("partners"));
    copy(&tide, &place.join("etc/partners"));
    copy(&tide, &place.join("testdata/profiles/tide-cert"));
    copy(&repository().join("keyrings"), &place.join("keyrings"));
    copy(&repository().join("keyrings"), &place.join("etc/keyring"));
    fs::copy(
        tide.join("TIDE-CERT_RFC_2350_v1.60.pdf"),
        place.join("profile.pdf"),
    )
    .unwrap();
    let reviewed = "team,url,email,fingerprint,who,when,how\nCERT-OAK,https://www.oak.example/rfc2350.txt,cert@oak.example,\
                    8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7,A. Analyst,2026-10-02,by phone\n";
    for name in ["partners.csv", "reviewed.csv"] {
        fs::write(place.join(name), reviewed).unwrap();
    }
    let baseline = "[[accept]]\ncheck = \"key-id-is-long\"\nreason = \"printed on cards\"\nuntil = 2027-03-31\n";
    fs::write(place.join("baseline.toml"), baseline).unwrap();
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for item in fs::read_dir(from).unwrap() {
        let item = item.unwrap();
        let target = to.join(item.file_name());
        if item.file_type().unwrap().is_dir() {
            copy(&item.path(), &target);
        } else {
            fs::copy(item.path(), target).unwrap();
        }
    }
}

#[test]
fn every_shown_command_runs_and_ends_as_expected() {
    let program = Path::new(env!("CARGO_BIN_EXE_bonafide")).parent().unwrap();
    let path = std::env::join_paths(std::iter::once(program.to_owned()).chain(
        std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()),
    ));
    let path = path.unwrap();
    let mut shown = Vec::new();
    for page in [
        "README.md",
        "docs/guide/analyst.md",
        "docs/guide/first-hour.md",
        "docs/guide/publishing.md",
        "docs/guide/scheduled.md",
    ] {
        let text = fs::read_to_string(repository().join(page)).unwrap();
        let found = commands(&text);
        assert!(!found.is_empty(), "{page}: no command found");
        shown.extend(found.into_iter().map(|command| (page, command)));
    }
    let mut used = vec![false; COMMANDS.len()];
    for (page, command) in shown {
        let known = COMMANDS
            .iter()
            .position(|(begin, _)| command.starts_with(begin));
        let known =
            known.unwrap_or_else(|| panic!("{page}: `{command}` is in no table of this test"));
        used[known] = true;
        let place = tempfile::tempdir().unwrap();
        prepare(place.path());
        let output = Command::new("sh")
            .args(["-c", &command])
            .current_dir(place.path())
            .env_clear()
            .env("PATH", &path)
            .env("HOME", place.path().join("home"))
            .env("LC_ALL", "C.UTF-8")
            // Nobody listens there, so every place on the network is out of reach at once.
            .env("BONAFIDE_PROXY", "http://127.0.0.1:9")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(
            output.status.code(),
            Some(COMMANDS[known].1),
            "{page}: `{command}`\n{told}\n{}",
            String::from_utf8_lossy(&output.stdout)
        );
        assert!(!told.contains("panicked"), "{command}: {told}");
    }
    let unused: Vec<&str> = COMMANDS
        .iter()
        .zip(used)
        .filter(|(_, used)| !used)
        .map(|((begin, _), _)| *begin)
        .collect();
    assert_eq!(unused, Vec::<&str>::new(), "shown nowhere any more");
}

#[test]
fn commands_are_found_where_pages_show_them() {
    let page = "```sh\nbonafide inspect a.pdf   # what it prints\n```\nbonafide verify outside\n```ini\nExecStart=/usr/local/bin/bonafide audit /etc/bonafide/p \\\n  -q\n```\n```yaml\n      - run: bonafide man\n  name: bonafide\n```\n";
    assert_eq!(
        commands(page),
        [
            "bonafide inspect a.pdf # what it prints",
            "bonafide audit etc/p -q",
            "bonafide man"
        ]
    );
}
