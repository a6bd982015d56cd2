//! Stable words are frozen: JSON, acknowledgements and other kept formats hold them.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use bonafide_model::judgement::CheckId;

/// Every source file, in the order of paths.
fn sources(folder: &Path, found: &mut Vec<String>) {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            sources(&path, found);
        } else {
            found.push(fs::read_to_string(path).unwrap());
        }
    }
}

/// Every `words! { … }` of the sources as `Type: word …`, in the order of types, wherever they
/// stand; and the types that use a word twice.
fn all_words() -> (Vec<String>, Vec<String>) {
    let mut files = Vec::new();
    sources(Path::new("src"), &mut files);
    let (mut out, mut twice) = (Vec::new(), Vec::new());
    for source in files {
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
            out.push(format!("{name}: {}", words.join(" ")));
        }
    }
    out.sort();
    (out, twice)
}

/// `BONAFIDE_BLESS=1 cargo test -p bonafide-model --test words` writes the file anew: only where a word is added.
#[test]
fn a_stable_word_never_changes() {
    let (mut lines, _) = all_words();
    let mut checks: Vec<&str> = CheckId::ALL.iter().map(|check| check.as_str()).collect();
    checks.sort_unstable();
    lines.push(format!("CheckId: {}", checks.join(" ")));
    let found = lines.join("\n") + "\n";
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
