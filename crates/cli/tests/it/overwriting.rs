//! No result is written over what it is about, or over another result.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::common;

use std::path::Path;

use common::{Run, bonafide};

/// A team's site with evidence, a trust directory and a policy.
fn desk() -> tempfile::TempDir {
    let desk = tempfile::tempdir().unwrap();
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/cases/text-signed");
    std::fs::create_dir_all(desk.path().join("site")).unwrap();
    for item in std::fs::read_dir(case)
        .unwrap()
        .map(|item| item.unwrap().path())
        .filter(|item| item.extension().is_none_or(|e| e != "toml"))
    {
        std::fs::copy(
            &item,
            desk.path().join("site").join(item.file_name().unwrap()),
        )
        .unwrap();
    }
    std::fs::create_dir_all(desk.path().join("keyring/partners")).unwrap();
    std::fs::write(desk.path().join("keyring/partners/team.toml"), "").unwrap();
    std::fs::write(desk.path().join("policy.toml"), "").unwrap();
    desk
}

fn contents(folder: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut all = Vec::new();
    for item in std::fs::read_dir(folder)
        .unwrap()
        .map(|item| item.unwrap().path())
    {
        if item.is_dir() {
            all.extend(contents(&item));
        } else {
            let bytes = std::fs::read(&item).unwrap();
            all.push((item, bytes));
        }
    }
    all.sort();
    all
}

#[test]
fn what_is_read_and_other_results_are_never_overwritten() {
    let desk = desk();
    let before = contents(desk.path());
    let sidecar = before
        .iter()
        .map(|(path, _)| path)
        .find(|path| path.to_string_lossy().contains("rfc2350.txt."))
        .unwrap()
        .clone();
    let sidecar = sidecar
        .strip_prefix(desk.path())
        .unwrap()
        .to_str()
        .unwrap()
        .to_owned();
    for arguments in [
        "verify site/rfc2350.txt -o site/rfc2350.txt",
        &format!("verify site/rfc2350.txt -o {sidecar}"),
        "verify site/rfc2350.txt --keyring keyring -o keyring/partners/team.toml",
        "verify site/rfc2350.txt --policy policy.toml -o policy.toml",
        "verify site/rfc2350.txt --export-cert new.asc -o new.asc",
        "verify site/rfc2350.txt site/rfc2350.txt --export-cert new.asc",
        "verify site/rfc2350.txt --html site/rfc2350.txt",
        &format!("verify site/rfc2350.txt --html {sidecar}"),
        "verify site/rfc2350.txt --html new.html -o new.html",
        "verify site/rfc2350.txt site/rfc2350.txt --html new.html",
        "inspect site/rfc2350.txt -o site/rfc2350.txt",
        "selfcheck site -o site/rfc2350.txt",
        &format!("selfcheck site/rfc2350.txt -o {sidecar}"),
        "audit site --html site/rfc2350.txt",
        &format!("audit site -o {sidecar}"),
        "audit site/rfc2350.txt --prometheus site/rfc2350.txt",
        "audit site --html new.html --junit new.html",
        "replay site -o site/rfc2350.txt",
    ] {
        let mut command = bonafide(desk.path());
        let run = Run::of(command.current_dir(desk.path()).args(arguments.split(' ')));
        assert_eq!(run.code, 2, "{arguments}: {}", run.stderr);
        assert!(
            run.stderr.contains("name another file") || run.stderr.contains("one by one"),
            "{arguments}: {}",
            run.stderr
        );
        assert!(
            contents(desk.path()) == before,
            "{arguments}: a file was changed"
        );
    }
}

#[test]
fn a_report_may_be_replaced_and_a_certificate_exported_again() {
    let desk = desk();
    for arguments in [
        "verify site/rfc2350.txt --offline -o site/report.json --format json",
        "verify site/rfc2350.txt --offline --html out.html",
        "audit site --offline -o site/report.json --html out.html",
    ] {
        for _ in 0..2 {
            let mut command = bonafide(desk.path());
            let run = Run::of(command.current_dir(desk.path()).args(arguments.split(' ')));
            assert_ne!(run.code, 2, "{arguments}: {}", run.stderr);
        }
    }
    let export = "verify site/rfc2350.txt --key site/key.asc --offline --export-cert site/exported.asc --danger-export-unconfirmed -o /dev/null";
    for _ in 0..2 {
        let mut command = bonafide(desk.path());
        let run = Run::of(command.current_dir(desk.path()).args(export.split(' ')));
        assert_ne!(run.code, 2, "{}", run.stderr);
    }
    assert!(desk.path().join("site/exported.asc").is_file());
}
