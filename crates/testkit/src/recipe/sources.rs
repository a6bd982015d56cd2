//! The sources of the documents with the keys' values filled in.

use bonafide_model::claims::Fingerprint;

use super::{Files, Keys, input, put};

/// Which key a source's values come from, by the word that its placeholders begin with.
const WORDS: &[(&str, &str)] = &[
    ("KORAL", "cert-koral"),
    ("TIDE", "tide-cert"),
    ("QUILL", "cert-quill"),
    ("BRUME", "cert-brume"),
    ("SOLANE", "cert-solane"),
    ("OAK", "oak"),
];

/// The sources of typeset documents, filled in, under a folder of their own.
#[must_use]
pub fn filled(keys: &Keys) -> Files {
    let mut files = Files::new();
    for name in [
        "cert-koral.html",
        "tide-cert.html",
        "cert-brume.html",
        "cert-solane.tex",
    ] {
        put(&mut files, "", name, source(keys, name));
    }
    files
}

/// One source with its values.
pub(super) fn source(keys: &Keys, name: &str) -> String {
    let mut text = String::from_utf8(input(&format!("testdata/sources/{name}"))).unwrap();
    for (word, key) in WORDS {
        let cert = keys.get(key);
        for (kind, value) in values(&cert.fingerprint()) {
            text = text.replace(&format!("@{word}_{kind}@"), &value);
        }
        text = text.replace(&format!("@{word}_FLAT_ARMOR@"), &flat(&cert.armored()));
    }
    text
}

/// A fingerprint and its Key IDs in every form that is printed somewhere.
fn values(fingerprint: &Fingerprint) -> [(&'static str, String); 6] {
    let long = fingerprint.key_id();
    [
        ("GROUPED", fingerprint.spaced()),
        ("BARE", fingerprint.to_string()),
        ("LONG", long.to_owned()),
        ("LONG_SPACED", grouped(long)),
        ("SHORT", long[8..].to_owned()),
        // What somebody prints who cuts the Key ID at the wrong end.
        ("UPPER", long[..8].to_owned()),
    ]
}

fn grouped(digits: &str) -> String {
    digits
        .as_bytes()
        .chunks(4)
        .map(|group| std::str::from_utf8(group).unwrap())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Armor as a content system flattens it: all on one line, with a header that now runs into the
/// data.
fn flat(armor: &[u8]) -> String {
    let armor = std::str::from_utf8(armor).unwrap();
    armor
        .replacen("-----\n\n", "-----\nComment: Quill key desk\n", 1)
        .trim_end()
        .replace('\n', " ")
}
