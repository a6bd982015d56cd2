//! The five profiles, staged as their web servers serve them: exactly the findings that each deserves.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fs;

use bonafide_testkit::repository;
use common::run;
use common::staged::{DAY, open, set};
use toml::Table;

/// Team, site, whether its key is given (it lies on a key server only), and what it deserves.
const TEAMS: &[(&str, &str, bool, &[&str])] = &[
    // A telephone number with two signs, a day that may be a month, the key on no printed place, the signature on a page.
    (
        "cert-koral",
        "https://www.koral.example/",
        false,
        &[
            "contacts-agree: error",
            "dates-are-unambiguous: error",
            "sidecars-are-discoverable: error",
            "sidecars-are-discoverable: warning",
            "urls-resolve: warning",
        ],
    ),
    // The upper half printed as Key ID; the home page is not in the directory.
    (
        "tide-cert",
        "https://www.tide-cert.example/",
        false,
        &["key-id-is-long: warning", "key-id-matches-fingerprint: error", "urls-resolve: warning"],
    ),
    // A key held together by SHA-1 (what follows from that is not told twice), a short Key ID, a signature that only its page links to, no marking.
    (
        "cert-quill",
        "https://www.quill.example/",
        false,
        &[
            "key-bindings-are-strong: error",
            "key-id-is-long: warning",
            "sidecars-are-discoverable: error",
            "sidecars-are-discoverable: warning",
            "signature-is-strong: error",
            "tlp-is-marked: warning",
            "urls-resolve: warning",
        ],
    ),
    // A space in the key's URL, a short Key ID, a page as its own place and as the signature's, no expiry.
    (
        "cert-brume",
        "https://www.brume.example/",
        false,
        &[
            "key-id-is-long: warning",
            "location-is-canonical: warning",
            "sidecars-are-discoverable: error",
            "sidecars-are-discoverable: warning",
            "urls-resolve: error",
            "urls-resolve: warning",
            "validity-is-stated: warning",
        ],
    ),
    // No signature, and sections that are not there.
    ("cert-solane", "https://www.solane.example/", true, &["sections-are-complete: warning", "signature-is-present: error"]),
];

#[test]
fn each_staged_profile_gets_exactly_the_findings_that_it_deserves() {
    for (team, base, with_key, deserved) in TEAMS {
        let stage = stage(team, base);
        let path = stage.path().to_str().unwrap();
        let key = repository().join(format!("testdata/keys/{team}.asc"));
        let mut arguments = vec!["selfcheck", path, "--base-url", base, "--at", DAY, "--format", "json"];
        if *with_key {
            arguments.extend(["--key", key.to_str().unwrap()]);
        }
        let checked = run(&arguments);
        assert_eq!(open(&checked.json()), set(deserved), "{team}");
        assert_eq!(checked.code, 20, "{team}");
    }
}

/// Every page of the team's own site as a file of one directory.
fn stage(team: &str, base: &str) -> tempfile::TempDir {
    let stage = tempfile::tempdir().unwrap();
    let folder = repository().join("testdata/sites").join(team);
    let site: Table = fs::read_to_string(folder.join("site.toml")).unwrap().parse().unwrap();
    for page in site["page"].as_array().unwrap() {
        let Some(path) = page["url"].as_str().unwrap().strip_prefix(base) else { continue };
        let mut path = decoded(path);
        if path.is_empty() || path.ends_with('/') {
            path.push_str("index.html");
        }
        let file = page["file"].as_str().unwrap();
        let source = match file.strip_prefix("site/") {
            Some(name) => folder.join(name),
            None => repository().join("testdata/profiles").join(team).join(file),
        };
        let target = stage.path().join(path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(source, target).unwrap();
    }
    stage
}

fn decoded(path: &str) -> String {
    let mut parts = path.split('%');
    let mut bytes = parts.next().unwrap().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend(&part.as_bytes()[2..]);
    }
    String::from_utf8(bytes).unwrap()
}
