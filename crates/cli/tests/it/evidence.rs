//! Evidence bundles, interruption and progress, as a user meets them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout
)]

use crate::common;
use crate::web;

use bonafide_testkit::skip;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use bonafide_testkit::profiles;
use bonafide_testkit::site::{Fault, Page, Site};
use common::{Run, bonafide};
use serde_json::Value;
use web::Web;

/// Ctrl-C for that process, by the shell's own `kill`: the program of that name is not everywhere.
fn interrupt(child: &Child) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("kill -INT {}", child.id())]);
    shell
}

fn replay(home: &Path, bundle: &Path) -> Run {
    replay_with(home, bundle, &["--format", "json"])
}

fn replay_with(home: &Path, bundle: &Path, more: &[&str]) -> Run {
    Run::of(
        bonafide(home)
            .args(["replay", bundle.to_str().unwrap()])
            .args(more),
    )
}

fn keyrings() -> String {
    bonafide_testkit::repository()
        .join("keyrings")
        .to_str()
        .unwrap()
        .to_owned()
}

/// A bundle about TIDE-CERT's profile that nothing confirmed.
fn unconfirmed_bundle(home: &Path) -> PathBuf {
    let team = profiles::team("tide-cert");
    let bundle = home.join("bundle");
    let mut command = bonafide(home);
    command.args([
        "verify",
        team.document.to_str().unwrap(),
        "--key",
        team.key.to_str().unwrap(),
    ]);
    command
        .args([
            "--offline",
            "--no-history",
            "--at",
            "2026-11-01",
            "--format",
            "json",
            "--evidence",
        ])
        .arg(&bundle);
    assert_eq!(Run::of(&mut command).json()["verdict"], "unanchored");
    bundle
}

fn edit(bundle: &Path, change: impl FnOnce(&mut Value)) {
    let manifest = bundle.join("manifest.json");
    let mut json = serde_json::from_slice(&std::fs::read(&manifest).unwrap()).unwrap();
    change(&mut json);
    std::fs::write(&manifest, json.to_string()).unwrap();
}

/// The site of TIDE-CERT, whose signature's place never answers.
fn silent_site() -> Site {
    let team = profiles::team("tide-cert");
    let (host, path) = team
        .url
        .trim_start_matches("https://")
        .split_once('/')
        .unwrap();
    team.site().page(
        host,
        &format!("/{path}.sig"),
        Page::ok("text/plain", "").fault(Fault::Silence),
    )
}

#[test]
fn a_replay_is_identical_but_for_saying_that_it_is_one() {
    let team = profiles::team("tide-cert");
    let Some(web) = Web::of(team.site(), [51, 1]) else {
        return;
    };
    let keyrings = keyrings();
    for (name, more) in [("alone", vec![]), ("pinned", vec!["--keyring", &keyrings])] {
        let out = web.home.path().join(name);
        let run = web.run(
            &team.url,
            &[&["--evidence", out.to_str().unwrap()], more.as_slice()].concat(),
        );
        let again = replay(web.home.path(), &out);
        let mut replayed = again.json();
        assert_eq!(replayed["replay"]["bundle"], out.to_str().unwrap());
        assert_eq!(
            (
                &replayed["replay"]["judged_by"],
                &replayed["replay"]["bundle_is_authenticated"]
            ),
            (&"bundle".into(), &false.into())
        );
        replayed["replay"] = Value::Null;
        assert_eq!(
            (run.code, run.json()),
            (again.code, replayed),
            "{} {}",
            run.stderr,
            again.stderr
        );
        assert_eq!(
            run.json()["verdict"],
            if name == "pinned" {
                "authentic"
            } else {
                "unanchored"
            }
        );
        let manifest: Value =
            serde_json::from_slice(&std::fs::read(out.join("manifest.json")).unwrap()).unwrap();
        let document = &manifest["evidence"]["responses"][0];
        assert_eq!(
            (&document["url"], &document["meta"]["status"]),
            (&Value::from(team.url.as_str()), &Value::from(200))
        );
        assert!(
            document["meta"]["fetched_at"].is_string() && document["meta"]["headers"].is_array(),
            "{document:#}"
        );
    }
}

#[test]
fn a_bundle_that_was_changed_is_refused() {
    let team = profiles::team("tide-cert");
    let out = tempfile::tempdir().unwrap();
    let bundle = out.path().join("bundle");
    let document = team.document.to_str().unwrap();
    common::run(&[
        "verify",
        document,
        "--offline",
        "--no-history",
        "--evidence",
        bundle.to_str().unwrap(),
    ]);
    let whole = replay(out.path(), &bundle);
    assert!(whole.json()["verdict"].is_string());
    for entry in std::fs::read_dir(bundle.join("artifacts")).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        std::fs::write(&path, [bytes.as_slice(), b"\n"].concat()).unwrap();
        let changed = replay(out.path(), &bundle);
        assert_eq!(changed.code, 1, "{}", changed.stdout);
        assert!(changed.stderr.contains("was changed"), "{}", changed.stderr);
        std::fs::write(&path, bytes).unwrap();
    }
    assert_eq!(replay(out.path(), &bundle).stdout, whole.stdout);
}

#[test]
fn an_edited_bundle_that_says_authentic_does_not_look_like_a_fresh_look() {
    let home = tempfile::tempdir().unwrap();
    let bundle = unconfirmed_bundle(home.path());
    let fingerprint = replay(home.path(), &bundle).json()["key"]["fingerprint"].clone();
    edit(&bundle, |manifest| {
        manifest["evidence"]["trust"]["expected"] = [fingerprint].into_iter().collect()
    });
    assert_eq!(replay(home.path(), &bundle).json()["verdict"], "authentic");
    let text = replay_with(home.path(), &bundle, &[]).stdout;
    let first = text.lines().next().unwrap();
    assert!(
        first.starts_with("REPLAY  ") && text.contains("Nothing authenticates the bundle"),
        "{text}"
    );
    assert!(
        text.contains("judged as of 2026-11-01T00:00:00Z") && text.contains("tide-cert"),
        "{text}"
    );
    assert!(
        text.lines()
            .any(|line| line.starts_with("REPLAY AUTHENTIC")),
        "{text}"
    );
    assert!(
        !text.lines().any(|line| line.starts_with("AUTHENTIC")),
        "{text}"
    );
    assert!(
        text.contains("NOT CONFIRMED"),
        "its contacts are marked: {text}"
    );
    let quiet = replay_with(home.path(), &bundle, &["-q"]).stdout;
    assert!(
        quiet.starts_with("REPLAY AUTHENTIC") && quiet.contains("which is not authenticated"),
        "{quiet}"
    );
    assert_eq!(quiet.lines().count(), 1);
}

#[test]
fn with_a_keyring_a_bundle_is_judged_by_the_readers_own_trust_and_reading() {
    let home = tempfile::tempdir().unwrap();
    let bundle = unconfirmed_bundle(home.path());
    let empty = home.path().join("empty");
    std::fs::create_dir(&empty).unwrap();
    let fingerprint = replay(home.path(), &bundle).json()["key"]["fingerprint"].clone();
    let printed = replay(home.path(), &bundle).json()["claims"]["emails"][0]["value"]
        .as_str()
        .unwrap()
        .to_owned();
    edit(&bundle, |manifest| {
        let evidence = &mut manifest["evidence"];
        evidence["trust"]["expected"] = [fingerprint].into_iter().collect();
        let reading = evidence["dossier"]["reading"]
            .to_string()
            .replace(&printed, "forger@evil.example");
        evidence["dossier"]["reading"] = serde_json::from_str(&reading).unwrap();
    });
    let judged = |keyring: &str| {
        replay_with(
            home.path(),
            &bundle,
            &["--format", "json", "--keyring", keyring],
        )
        .json()
    };
    let by_bundle = replay(home.path(), &bundle);
    assert!(
        by_bundle.stdout.contains("forger@evil.example"),
        "what the bundle says was read"
    );
    let own = judged(empty.to_str().unwrap());
    assert_eq!(
        own["verdict"], "unanchored",
        "the bundle's own trust counts for nothing"
    );
    assert_eq!(
        (&own["replay"]["judged_by"], &own["replay"]["keyring"]),
        (&"keyring".into(), &empty.to_str().unwrap().into())
    );
    assert!(
        !own.to_string().contains("forger@evil.example"),
        "the document was read anew"
    );
    let pinned = judged(&keyrings());
    assert_eq!(
        (&pinned["verdict"], &pinned["anchors"][0]["kind"]),
        (&"authentic".into(), &"pin".into())
    );
    let text = replay_with(home.path(), &bundle, &["--keyring", &keyrings()]).stdout;
    assert!(
        text.contains("your own trust") && text.contains("printed in an authentic document"),
        "{text}"
    );
    let unknown = replay_with(
        home.path(),
        &bundle,
        &["--keyring", &keyrings(), "--team", "Nobody"],
    );
    assert_eq!(
        (unknown.code, unknown.stdout.as_str()),
        (1, ""),
        "{}",
        unknown.stderr
    );
    assert_eq!(
        replay_with(home.path(), &bundle, &["--team", "TIDE-CERT"]).code,
        2,
        "whose team?"
    );
}

#[test]
fn a_folder_that_is_there_is_refused_before_anybody_is_asked() {
    let team = profiles::team("tide-cert");
    let Some(web) = Web::of(team.site(), [51, 2]) else {
        return;
    };
    let out = web.home.path().join("out");
    std::fs::create_dir(&out).unwrap();
    std::fs::write(out.join("mine"), "x").unwrap();
    let run = web.run(&team.url, &["--evidence", out.to_str().unwrap()]);
    assert_eq!(run.code, 1, "{}", run.stdout);
    assert!(run.stderr.contains("exists already"), "{}", run.stderr);
    assert!(web.server.requests().is_empty());
    assert_eq!(
        std::fs::read_dir(&out).unwrap().count(),
        1,
        "what was there is untouched"
    );
}

#[test]
fn an_interruption_leaves_nothing_behind() {
    let team = profiles::team("tide-cert");
    let Some(web) = Web::of(silent_site(), [51, 3]) else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let (evidence, report) = (
        folder.path().join("evidence"),
        folder.path().join("report.json"),
    );
    let arguments = [
        "--evidence",
        evidence.to_str().unwrap(),
        "-o",
        report.to_str().unwrap(),
    ];
    let mut child = web
        .verify(&team.url, &arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let start = Instant::now();
    while !web
        .server
        .requests()
        .iter()
        .any(|request| request.target.ends_with(".pdf.sig"))
    {
        assert!(
            start.elapsed() < Duration::from_secs(30),
            "the silent place was never asked"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(interrupt(&child).status().unwrap().success());
    assert!(!child.wait().unwrap().success());
    assert!(start.elapsed() < Duration::from_secs(40));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// A shell tells what it runs in the background to ignore interrupts; one that is meant for this
/// program ends it all the same.
#[test]
fn an_interruption_ends_a_background_job_too() {
    let team = profiles::team("tide-cert");
    let Some(web) = Web::of(silent_site(), [51, 3]) else {
        return;
    };
    let verify = web.verify(&team.url, &[]);
    let mut shell = Command::new("sh");
    shell
        .args(["-c", "trap '' INT; exec \"$@\"", "sh"])
        .arg(verify.get_program())
        .args(verify.get_args());
    shell.envs(
        verify
            .get_envs()
            .filter_map(|(name, value)| Some((name, value?))),
    );
    let mut child = shell
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let start = Instant::now();
    while !web
        .server
        .requests()
        .iter()
        .any(|request| request.target.ends_with(".pdf.sig"))
    {
        assert!(
            start.elapsed() < Duration::from_secs(30),
            "the silent place was never asked"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(interrupt(&child).status().unwrap().success());
    let interrupted = Instant::now();
    while child.try_wait().unwrap().is_none() {
        assert!(
            interrupted.elapsed() < Duration::from_secs(5),
            "it does not end"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn an_interruption_at_any_moment_leaves_whole_bundles_or_none() {
    let team = profiles::team("tide-cert");
    let document = team.document.to_str().unwrap();
    let mut kept = 0;
    // A busy machine takes longer than this until the first bundle is there.
    let later = (1_000..20_000).step_by(1_000);
    for wait in (0..600).step_by(40).chain(later) {
        if wait >= 600 && kept > 0 {
            break;
        }
        let folder = tempfile::tempdir().unwrap();
        let evidence = folder.path().join("evidence");
        let mut command = bonafide(folder.path());
        command
            .args([
                "verify",
                document,
                document,
                document,
                "--offline",
                "--no-history",
                "--evidence",
            ])
            .arg(&evidence);
        let mut child = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        let _ = interrupt(&child).stderr(Stdio::null()).status();
        child.wait().unwrap();
        for entry in std::fs::read_dir(folder.path()).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if name.starts_with(".bonafide") {
                panic!("{name} was left after {wait} ms");
            }
            if name.starts_with("evidence") {
                assert!(
                    replay(folder.path(), &path).json()["verdict"].is_string(),
                    "{name} after {wait} ms"
                );
                kept += 1;
            }
        }
    }
    assert!(kept > 0, "some run got so far");
}

#[test]
fn an_interruption_does_not_wait_for_a_reader_that_has_stopped_reading() {
    let home = tempfile::tempdir().unwrap();
    let document = profiles::team("tide-cert").document;
    // More than a pipe holds.
    let subjects = vec![document.to_str().unwrap(); 12];
    let mut command = bonafide(home.path());
    command
        .args([
            "verify",
            "--offline",
            "--no-history",
            "--format",
            "json",
            "-v",
        ])
        .args(&subjects);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let pipe = child.stdout.take().unwrap();
    std::thread::sleep(Duration::from_secs(3));
    assert!(child.try_wait().unwrap().is_none(), "it waits for the pipe");
    assert!(interrupt(&child).status().unwrap().success());
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        assert!(start.elapsed() < Duration::from_secs(10), "it does not end");
        std::thread::sleep(Duration::from_millis(20));
    }
    drop(pipe);
}

#[test]
fn with_nobody_answering_every_command_ends_in_its_time_and_says_so() {
    let silent = || Page::ok("text/plain", "").fault(Fault::Silence);
    let Some(web) = Web::of(
        Site::default().page("silent.example", "/rfc2350.txt", silent()),
        [51, 4],
    ) else {
        return;
    };
    let start = Instant::now();
    let run = web.run("https://silent.example/rfc2350.txt", &["--max-time", "2"]);
    assert!(
        start.elapsed() < Duration::from_secs(12),
        "{:?}",
        start.elapsed()
    );
    assert_eq!(
        (run.code, &run.json()["why"]),
        (20, &Value::from("not-fetched"))
    );
    assert!(
        run.json()["attempts"][0]["why"]
            .as_str()
            .unwrap()
            .contains("--max-time"),
        "{}",
        run.stdout
    );
    assert_eq!(run.stderr, "", "no progress where nobody watches");
}

#[test]
fn on_a_terminal_it_is_shown_what_is_waited_for() {
    let silent = Page::ok("text/plain", "").fault(Fault::Silence);
    let Some(web) = Web::of(
        Site::default().page("silent.example", "/rfc2350.txt", silent),
        [51, 5],
    ) else {
        return;
    };
    let inner = web.verify("https://silent.example/rfc2350.txt", &["--max-time", "2"]);
    let words: Vec<_> = [inner.get_program()]
        .into_iter()
        .chain(inner.get_args())
        .map(|word| word.to_str().unwrap())
        .collect();
    // util-linux's `script` runs a command on a terminal of its own.
    let output = Command::new("script")
        .args([
            "-qec",
            &format!("stty cols 100; {}", words.join(" ")),
            "/dev/null",
        ])
        .env("HOME", web.home.path())
        .stdin(Stdio::null())
        .output();
    let Ok(output) = output else {
        skip("script is not installed (apt install bsdutils)");
        return;
    };
    let shown = String::from_utf8_lossy(&output.stdout);
    let at = shown
        .find("fetching (")
        .unwrap_or_else(|| panic!("no progress in {shown:?}"));
    assert!(
        shown[at..].contains("https://silent.example/rfc2350.txt"),
        "{shown:?}"
    );
    let report = shown
        .find("bonafide/assessment/v1")
        .expect("the report follows");
    assert!(
        shown[..report]
            .rfind("\r\u{1b}[2K")
            .is_some_and(|clear| clear > at),
        "the line is taken back: {shown:?}"
    );
}

/// `testdata/bundles/v1` was written by version 0.1.0 of this program: bundles are kept for years.
#[test]
fn a_bundle_of_version_1_is_read_for_ever() {
    let home = tempfile::tempdir().unwrap();
    let bundle = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/bundles/v1");
    let report = replay(home.path(), &bundle).json();
    assert_eq!(report["verdict"], "authentic");
    assert_eq!(report["team"]["short_name"], "TIDE-CERT");
    assert_eq!(report["key"]["verdict"], "confirmed");
}
