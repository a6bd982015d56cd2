//! Words for people live in `report`. The crates that judge, gather and fetch hold none but their
//! errors' own messages; what they look for in documents and answers stands in files of its own.

use std::fs;
use std::path::Path;

const CRATES: [&str; 3] = ["fetch", "session", "verify"];

/// String literals that read like a clause, outside of attributes: two blanks behind words of small
/// letters.
fn clauses(source: &str) -> Vec<String> {
    let mut in_attribute = false;
    let code: String = source
        .split("\n#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or_default()
        .lines()
        .filter(|line| {
            let line = line.trim();
            let is_attribute = in_attribute || line.starts_with("#[");
            in_attribute = is_attribute && !line.ends_with(']');
            !is_attribute && !line.starts_with("//")
        })
        .flat_map(|line| [line, "\n"])
        .collect();
    // A quotation mark as a character begins no string.
    let code = code.replace("'\"'", "' '");
    let mut found = Vec::new();
    let mut rest = code.as_str();
    while let Some((_, after)) = rest.split_once('"') {
        let mut escaped = false;
        let end = after.find(|c: char| {
            let ends = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        });
        let Some(end) = end else { break };
        let literal = &after[..end];
        let words = literal.split(' ').rev().skip(1).filter(|word| {
            let letters = word
                .bytes()
                .rev()
                .take_while(u8::is_ascii_lowercase)
                .count();
            letters >= 2
        });
        if words.count() >= 2 {
            found.push(literal.to_owned());
        }
        rest = &after[end + 1..];
    }
    found
}

fn of_folder(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
    {
        let name = entry
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let is_of_tests = name.starts_with("tests")
            || ["fixture.rs", "matrix.rs", "worlds.rs", "properties.rs"].contains(&&*name);
        match entry.extension() {
            _ if is_of_tests => {}
            _ if entry.is_dir() => of_folder(&entry, found),
            Some(extension) if extension == "rs" => {
                found.extend(clauses(&fs::read_to_string(entry).unwrap_or_default()))
            }
            _ => {}
        }
    }
}

#[test]
fn no_sentence_stands_outside_of_the_report() {
    for name in CRATES {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("..")
            .join(name)
            .join("src");
        assert!(folder.is_dir(), "{name}");
        let mut found = Vec::new();
        of_folder(&folder, &mut found);
        assert_eq!(
            found,
            Vec::<String>::new(),
            "{name}: make it a variant in `model` with words in `report`"
        );
    }
}

#[test]
fn a_clause_is_told_from_a_word() {
    assert_eq!(
        clauses("let a = \"the key has expired\";\n"),
        ["the key has expired"]
    );
    assert_eq!(
        clauses(
            "// \"the key has expired\"\n    #[error(\"the key has expired\")]\nlet a = \"signature\";\n"
        ),
        Vec::<String>::new()
    );
    assert_eq!(
        clauses("let a = \"say \\\"the key is old\\\" now\";\n").len(),
        1
    );
    assert_eq!(
        clauses("a.trim_matches('\"'); the key is old; b.trim_matches('\"');\n"),
        Vec::<String>::new()
    );
}
