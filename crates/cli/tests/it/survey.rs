//! How well the repository's own documents are read: `testdata/survey.py` prints the figures, and a
//! change of reading changes them.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::path::Path;
use std::process::Command;

/// Set, the figures are written instead of compared.
const WRITE: &str = "BONAFIDE_WRITE_SURVEY";

#[test]
fn the_survey_of_our_own_documents_has_the_committed_figures() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata");
    let mut survey = Command::new("python3");
    survey
        .arg(data.join("survey.py"))
        .arg(env!("CARGO_BIN_EXE_bonafide"));
    survey
        .args([data.join("typeset"), data.join("profiles")])
        .arg("--show");
    let Ok(done) = survey.output() else {
        println!("skipped: there is no python3");
        return;
    };
    let errors = String::from_utf8_lossy(&done.stderr);
    if errors.contains("tomllib") {
        println!("skipped: python3 is older than 3.11");
        return;
    }
    assert!(done.status.success(), "{errors}");
    let figures = String::from_utf8(done.stdout).unwrap();
    let committed = data.join("survey.txt");
    if std::env::var_os(WRITE).is_some() {
        std::fs::write(&committed, &figures).unwrap();
    }
    assert_eq!(
        figures,
        std::fs::read_to_string(&committed).unwrap(),
        "set {WRITE}=1 where this is as it should be"
    );
}
