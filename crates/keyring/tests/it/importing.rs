//! Exports of directories: lenient in the names of fields, strict in fingerprints, and never silent
//! about what is left out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use bonafide_keyring::import::{ImportError, ImportFormat, Imported, parse};
use bonafide_keyring::{MAX_FILE, Problem};

const FPR: &str = "8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7";

fn good(text: &str, format: ImportFormat) -> Imported {
    parse(text.as_bytes(), format).unwrap()
}

#[test]
fn trusted_introducer_teams_are_read() {
    let imported = good(
        r#"[{"official_name": "Harbour Response Team", "short_name": "H-CERT", "country": {"code": "FR", "name": "France"},
            "postal_address": "Quay 1", "host_organisation": "Harbour", "classification": {"code": "a", "name": "Accredited"},
            "pgp_keys": [{"fingerprint": "8A1E C5D2 B7C0 EFA4 9FFB  31FC 2485 CF71 E37B EBB7", "expires": "2030-01-01"}],
            "phones": [{"usage": ["voice"], "number": "+33 1 00 00 00 00"}, {"usage": ["voice", "emergency"], "number": "+33 1 00 00 00 00"}],
            "emails": [{"address": "CERT@harbour.example", "usage": ["contact"]}]}]"#,
        ImportFormat::TrustedIntroducer,
    );
    let [entry] = imported.entries.as_slice() else {
        panic!("one team")
    };
    assert_eq!(entry.names, ["H-CERT", "Harbour Response Team"]);
    assert_eq!(entry.emails, ["cert@harbour.example"]);
    assert_eq!(entry.phones, ["+33 1 00 00 00 00"]);
    assert_eq!(entry.fingerprints[0].as_str(), FPR);
    assert!(imported.skipped.is_empty());
}

#[test]
fn first_teams_are_read_in_both_forms() {
    let v1 = format!(
        r#"{{"status": "OK", "status-code": 200, "total": 1, "data": [{{"id": "h", "team": "H-CERT", "team-full": "Harbour Response Team",
            "host": "Harbour", "email": "cert@harbour.example", "pgp-id": "0x2485CF71E37BEBB7", "pgp-fingerprint": "{FPR}"}}]}}"#
    );
    let irt = format!(
        r#"[{{"short-team-name": "H-CERT", "official-team-name": "Harbour Response Team", "email": "cert@harbour.example",
            "phone-numbers": ["+33-1"], "enckeys": ["0x{FPR}"]}}]"#
    );
    for text in [v1, irt] {
        let imported = good(&text, ImportFormat::First);
        assert_eq!(
            imported.entries[0].names,
            ["H-CERT", "Harbour Response Team"]
        );
        assert_eq!(imported.entries[0].emails, ["cert@harbour.example"]);
        assert_eq!(imported.entries[0].fingerprints[0].as_str(), FPR);
        assert!(imported.skipped.is_empty(), "{:?}", imported.skipped);
    }
}

#[test]
fn csv_is_read_in_any_order_of_columns() {
    let imported = good(
        &format!(
            "\u{feff}phone,Team,fingerprint,email\r\n+33 1;+33 2,\"H-CERT, Harbour\",{FPR},a@harbour.example; b@harbour.example\r\n"
        ),
        ImportFormat::Csv,
    );
    let [entry] = imported.entries.as_slice() else {
        panic!("one team")
    };
    assert_eq!(entry.names, ["H-CERT, Harbour"]);
    assert_eq!(entry.emails, ["a@harbour.example", "b@harbour.example"]);
    assert_eq!(entry.phones, ["+33 1", "+33 2"]);
    assert_eq!(entry.fingerprints.len(), 1);
}

/// Two keys for one team must not become a set of keys that each vouch for both addresses.
#[test]
fn rows_of_one_team_are_never_put_together_and_different_keys_are_reported() {
    let other = FPR.replace('8', "9");
    let rows = |rows: &[String]| {
        good(
            &format!("team,email,fingerprint,phone\n{}", rows.join("\n")),
            ImportFormat::Csv,
        )
    };
    let row = |team: &str, email: &str, key: &str| format!("{team},{email},{key},");
    let two = rows(&[
        row("H-CERT", "a@harbour.example", FPR),
        row("h cert", "b@harbour.example", &other),
    ]);
    assert_eq!(
        two.entries
            .iter()
            .map(|entry| entry.fingerprints.len())
            .collect::<Vec<_>>(),
        [1, 1]
    );
    assert_eq!(two.contradictions[0].teams, ["H-CERT", "h cert"]);
    let address = rows(&[
        row("H-CERT", "a@harbour.example", FPR),
        row("Quay", "A@harbour.example", &other),
    ]);
    assert_eq!(address.contradictions[0].shared, "a@harbour.example");
    for sound in [
        rows(&[
            row("H-CERT", "a@harbour.example", FPR),
            row("H-CERT", "b@harbour.example", ""),
        ]),
        rows(&[
            row("H-CERT", "a@harbour.example", FPR),
            row("H-CERT", "b@harbour.example", FPR),
        ]),
        rows(&[
            row("H-CERT", "a@harbour.example", FPR),
            row("Quay", "b@harbour.example", &other),
        ]),
    ] {
        assert!(
            sound.contradictions.is_empty() && sound.entries.len() == 2,
            "{sound:?}"
        );
    }
}

#[test]
fn two_keys_for_one_team_are_reported_whatever_the_form_of_the_export() {
    let other = FPR.replace('8', "9");
    let json = format!(
        r#"[{{"short_name": "H-CERT", "emails": [{{"address": "a@harbour.example"}}], "pgp_keys": [{{"fingerprint": "{FPR}"}}]}},
            {{"short_name": "Quay", "official_name": "H CERT", "pgp_keys": [{{"fingerprint": "{other}"}}]}}]"#
    );
    let imported = good(&json, ImportFormat::TrustedIntroducer);
    assert_eq!(
        (imported.entries.len(), imported.contradictions.len()),
        (2, 1)
    );
    assert_eq!(imported.contradictions[0].shared, "H CERT");
}

#[test]
fn key_ids_and_damaged_fingerprints_are_left_out_and_named() {
    let cyrillic = FPR.replace('A', "А");
    for wrong in [
        "0x2485CF71E37BEBB7",
        "2485CF71",
        &FPR[4..],
        &format!("{FPR}00"),
        &cyrillic,
        "see web site",
    ] {
        let imported = good(
            &format!("team,email,fingerprint,phone\nH-CERT,a@harbour.example,{wrong},"),
            ImportFormat::Csv,
        );
        assert!(imported.entries[0].fingerprints.is_empty(), "{wrong}");
        assert_eq!(imported.skipped[0].team, "H-CERT");
        assert!(
            matches!(imported.skipped[0].problem, Problem::Fingerprint { .. }),
            "{wrong}"
        );
    }
}

#[test]
fn teams_without_a_usable_name_and_hidden_characters_are_left_out_and_named() {
    let imported = good(
        r#"["text", 7, {"email": "a@b.example"}, {"name": "A\u202eB"}, {"name": "Good"}]"#,
        ImportFormat::First,
    );
    assert_eq!(imported.entries.len(), 1);
    assert!(
        imported
            .skipped
            .iter()
            .any(|skipped| skipped.team == "entry 3")
    );
    assert!(
        imported
            .skipped
            .iter()
            .any(|skipped| matches!(skipped.problem, Problem::InvisibleCharacter { .. }))
    );
    assert_eq!(
        imported
            .skipped
            .iter()
            .filter(|skipped| skipped.problem == Problem::Empty("name"))
            .count(),
        4
    );
}

#[test]
fn what_is_no_export_is_refused_as_a_whole() {
    use ImportFormat::{Csv, First, TrustedIntroducer};
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    let many = format!("[{}]", vec![r#"{"name":"x"}"#; 20_001].join(","));
    let large = " ".repeat(usize::try_from(MAX_FILE).unwrap() + 1);
    let refused = |text: &str, format| parse(text.as_bytes(), format).unwrap_err();
    assert!(matches!(refused("", First), ImportError::Json(_)));
    assert!(matches!(
        refused("<!doctype html>", TrustedIntroducer),
        ImportError::Json(_)
    ));
    assert!(matches!(refused(&deep, First), ImportError::Json(_)));
    assert!(matches!(
        refused(r#"{"status": "error", "data": [{"name": "x"}]}"#, First),
        ImportError::Status(_)
    ));
    assert!(matches!(
        refused(r#"{"status": "OK"}"#, First),
        ImportError::NoList
    ));
    assert!(matches!(refused("7", First), ImportError::NoList));
    assert!(matches!(refused("[]", First), ImportError::NoTeams));
    assert!(matches!(refused(&many, First), ImportError::TooManyTeams));
    assert!(matches!(refused(&large, First), ImportError::TooLarge));
    assert!(matches!(refused("", Csv), ImportError::Header(_)));
    assert!(matches!(
        refused("team,email\nx,y", Csv),
        ImportError::Header(_)
    ));
    assert!(matches!(
        refused("team,email,fingerprint,phone,team\n", Csv),
        ImportError::Header(_)
    ));
    assert!(matches!(
        refused("team,email,fingerprint,phone\nx,y\n", Csv),
        ImportError::Csv(_)
    ));
    assert!(matches!(
        refused("team,email,fingerprint,phone\n", Csv),
        ImportError::NoTeams
    ));
    assert!(parse(b"team,email,fingerprint,phone\n\xff\xfe,,,\n", Csv).is_err());
}
