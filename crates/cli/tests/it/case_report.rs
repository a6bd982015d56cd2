//! `verify --html`: the case on one page, for whoever was not there.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::common;

use bonafide_testkit::repository;
use common::{Run, bonafide};

/// The report on a document of `testdata`, and the run.
fn report(document: &str) -> (Run, String) {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("case.html");
    let mut command = bonafide(home.path());
    command
        .args(["verify", document, "--keyring", "keyrings", "--html"])
        .arg(&file)
        .args(["--at", "2026-11-01", "--offline"])
        .current_dir(repository());
    let run = Run::of(&mut command);
    (run, std::fs::read_to_string(file).unwrap())
}

#[test]
fn the_page_tells_what_the_terminal_tells_and_shows_where_the_values_stand() {
    let (run, page) = report("testdata/profiles/tide-cert/TIDE-CERT_RFC_2350_v1.60.pdf");
    assert_eq!(run.code, 0, "{}", run.stderr);
    let (word, sentence) = run.stdout.lines().next().unwrap().split_once("  ").unwrap();
    assert!(page.contains(word) && page.contains(sentence), "{sentence}");
    assert!(page.matches("data:image/png;base64,iVBORw0KGgo").count() >= 1);
    assert!(page.matches("<rect class=\"frame\"").count() >= 3);
    assert!(!page.contains("was not drawn") && !page.contains("<script"));
}

#[test]
fn a_document_without_pages_and_one_that_is_not_there_have_a_report_too() {
    let (run, page) = report("testdata/cases/text-signed/rfc2350.txt");
    assert!(
        page.contains("UNANCHORED") == (run.code == 10),
        "{}",
        run.stdout
    );
    assert!(!page.contains("data:image/png"));
    let (run, page) = report("https://www.team.example/rfc2350.pdf");
    assert_eq!(run.code, 20, "{}", run.stderr);
    assert!(page.contains("UNVERIFIED (not-fetched)"), "{page}");
}

#[test]
fn a_report_that_cannot_be_written_takes_no_verdict_away() {
    let home = tempfile::tempdir().unwrap();
    let mut command = bonafide(home.path());
    command
        .args(["verify", "testdata/cases/text-signed/rfc2350.txt"])
        .args(["--offline", "--html", "no/such/folder/case.html"])
        .current_dir(repository());
    let run = Run::of(&mut command);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(
        !run.stdout.is_empty() && run.stderr.contains("no/such/folder/case.html"),
        "{}",
        run.stderr
    );
}

/// The names of the pages that `man DIR` writes.
#[test]
fn every_command_has_a_manual_page_and_the_main_one_lists_them() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("man1");
    let run = Run::of(bonafide(home.path()).arg("man").arg(&folder));
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let main = read("bonafide.1");
    assert_eq!(main, Run::of(bonafide(home.path()).arg("man")).stdout);
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|item| item.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    for command in [
        "verify",
        "audit",
        "audit-ack",
        "selfcheck",
        "trust",
        "trust-confirm",
        "history-list",
    ] {
        let name = format!("bonafide-{command}.1");
        assert!(names.contains(&name), "{name} in {names:?}");
        let page = read(&name);
        let (title, spaced) = (command.replace('-', "\\-"), command.replace('-', " "));
        assert!(
            page.contains(&format!("bonafide\\-{title}"))
                && page.contains(&format!("bonafide {spaced}").replace('-', "\\-")),
            "{page}"
        );
    }
    for command in ["verify", "audit", "trust", "explain", "man"] {
        assert!(
            main.contains(&format!("bonafide\\-{command}(1)")),
            "{command} in {main}"
        );
    }
    assert!(!names.iter().any(|name| name.contains("help")), "{names:?}");
}
