//! What may be wrong with the text of a profile.

use super::staged::key;

/// A defect of the text, and exactly what it deserves.
pub type Defect = (&'static str, fn(&str) -> String, &'static [&'static str]);

pub const DEFECTS: &[Defect] = &[
    (
        "upper half as Key ID",
        |text| text.replace(&long(), &long()[..10]),
        &[
            "key-id-matches-fingerprint: error",
            "key-id-is-long: warning",
        ],
    ),
    (
        "short Key ID",
        |text| text.replace(&long(), &format!("0x{}", &long()[10..])),
        &["key-id-is-long: warning"],
    ),
    (
        "a digit of the Key ID is wrong",
        |text| text.replace(&long(), &swapped()),
        &["key-id-matches-fingerprint: error"],
    ),
    (
        "ambiguous date",
        |text| text.replace("2026-04-08", "04/08/2026"),
        &["dates-are-unambiguous: error"],
    ),
    (
        "impossible date",
        |text| text.replace("2026-04-08.", "2026/19/11."),
        &["dates-are-unambiguous: error"],
    ),
    (
        "two dates",
        |text| text.replace("Date: 2026-04-08", "Date: 2025-11-17"),
        &["dates-are-unambiguous: error"],
    ),
    (
        "two versions",
        |text| text.replace("Version: 1.2", "Version: 1.1"),
        &["identification-matches-file: error"],
    ),
    (
        "no marking",
        |text| text.replace("TLP:CLEAR\n", ""),
        &["tlp-is-marked: warning"],
    ),
    (
        "old marking",
        |text| text.replace("TLP:CLEAR", "TLP:WHITE"),
        &["tlp-is-marked: warning"],
    ),
    (
        "no expiry",
        |text| without_line(text, "Expiration"),
        &["validity-is-stated: warning"],
    ),
    (
        "missing section",
        |text| without_line(text, "2.3 Time Zone"),
        &["sections-are-complete: warning"],
    ),
    (
        "empty section",
        |text| text.replace("    Europe/London\n", ""),
        &["sections-are-complete: warning"],
    ),
    (
        "no TLS for the key",
        |text| {
            text.replace(
                "https://www.oak.example/oak.asc",
                "http://www.oak.example/oak.asc",
            )
        },
        &["transport-is-secure: error"],
    ),
    (
        "key moved",
        |text| text.replace("example/oak.asc", "example/pgp/oak.asc"),
        &["urls-resolve: error", "sidecars-are-discoverable: error"],
    ),
    (
        "template",
        |text| text.replace("The town pays for it.", "[name of the team] TODO"),
        &["no-placeholder-is-left: error"],
    ),
    (
        "phone",
        |text| text.replace("+44 20", "++44 20"),
        &["contacts-agree: error"],
    ),
    (
        "another address",
        |text| {
            text.replace("<cert@oak.example>", "<team@oak.example>")
                .replace("cert@oak.example", "team@oak.example")
        },
        &["user-id-matches-contact: error"],
    ),
];

pub fn long() -> String {
    format!("0x{}", key().fingerprint().key_id())
}

fn swapped() -> String {
    let long = long();
    let last = if long.ends_with('0') { "1" } else { "0" };
    format!("{}{last}", &long[..17])
}

pub fn without_line(text: &str, of: &str) -> String {
    text.lines()
        .filter(|line| !line.contains(of))
        .map(|line| format!("{line}\n"))
        .collect()
}
