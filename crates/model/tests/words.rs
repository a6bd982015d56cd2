//! Stable words are frozen: JSON, acknowledgements and other kept formats hold them.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use bonafide_model::judgement::CheckId;

/// Every `words! { … }` of the sources as `Type: word …`, and the types that use a word twice.
fn all_words() -> (String, Vec<String>) {
    let mut files: Vec<_> = fs::read_dir("src")
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    let (mut out, mut twice) = (String::new(), Vec::new());
    for file in files {
        let source = fs::read_to_string(&file).unwrap();
        for block in source.split("\nwords! {\n").skip(1) {
            let block = block.split("\n}\n").next().unwrap();
            let name = block
                .split('{')
                .next()
                .unwrap()
                .trim()
                .trim_start_matches('&');
            let words: Vec<&str> = block.split('"').skip(1).step_by(2).collect();
            let distinct: BTreeSet<&str> = words.iter().copied().collect();
            if distinct.len() < words.len() {
                twice.push(name.to_owned());
            }
            writeln!(out, "{name}: {}", words.join(" ")).unwrap();
        }
    }
    (out, twice)
}

/// `BONAFIDE_BLESS=1 cargo test -p bonafide-model --test words` writes the file anew: only where a word is added.
#[test]
fn a_stable_word_never_changes() {
    let (mut found, _) = all_words();
    let mut checks: Vec<&str> = CheckId::ALL.iter().map(|check| check.as_str()).collect();
    checks.sort_unstable();
    writeln!(found, "CheckId: {}", checks.join(" ")).unwrap();
    let file = Path::new("tests/words.txt");
    if std::env::var_os("BONAFIDE_BLESS").is_some() {
        fs::write(file, &found).unwrap();
    }
    let frozen = fs::read_to_string(file).unwrap_or_default();
    assert!(
        frozen.lines().count() > 20,
        "the words are not found any more"
    );
    assert!(
        found == frozen,
        "words were changed, which breaks what is kept, or added: run with BONAFIDE_BLESS=1 and review"
    );
}

#[test]
fn one_word_means_one_thing() {
    // What was not asked reads as failed in JSON: as little is known of it.
    assert_eq!(all_words().1, ["AttemptResult"]);
}
