//! Layouts, separators and obfuscations that no document of ours has.

use super::*;

const OTHER: &str = "C33E6CA002A305FD2AF85A97121B0518B93A3C27";
const FILE: &str = "cb186c4f0609a697e4d52dfa6c722b0c1f1e27c18a56708f6525ec27bad9acc9";

fn emails(text: &str) -> Vec<String> {
    read(&format!("2.7 Electronic Mail Address\n{text}"))
        .claims
        .emails
        .into_iter()
        .map(|c| c.value.address)
        .collect()
}

fn phones(text: &str) -> Vec<String> {
    read(&format!("2.4 Telephone Number\n{text}"))
        .claims
        .phones
        .into_iter()
        .map(|c| c.value.number)
        .collect()
}

#[test]
fn values_in_cells_of_a_table_are_told_apart() {
    for table in [
        // A key in two rows of its cell, cell after cell, and row after row.
        "Key ID  Fingerprint\n0x2485 CF71\nE37B EBB7  8A1E C5D2 B7C0 EFA4 9FFB\n31FC 2485 CF71 E37B EBB7",
        "Key ID\tFingerprint\n0x2485 CF71\t8A1E C5D2 B7C0 EFA4 9FFB\nE37B EBB7\t31FC 2485 CF71 E37B EBB7",
        "0x2485 CF71\nE37B EBB7\n8A1E C5D2 B7C0 EFA4 9FFB\n31FC 2485 CF71 E37B EBB7",
        "Key ID  Type  Fingerprint\n0x2485CF71E37BEBB7  Ed25519  8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7",
    ] {
        assert_eq!(
            keys(table),
            (vec![V4.to_owned()], vec!["2485CF71E37BEBB7".to_owned()]),
            "{table}"
        );
    }
    let one = "8A1E  C5D2  B7C0  EFA4  9FFB\n31FC  2485  CF71  E37B  EBB7";
    assert_eq!(keys(&format!("Fingerprint  {one}")).0, [V4]);
    assert_eq!(
        keys(&format!("Fingerprint: {one}\nFingerprint: {OTHER}")).0,
        [V4, OTHER]
    );
}

#[test]
fn no_value_goes_on_in_another_box() {
    let found = |first: &str, second: &str, apart: bool| {
        let line = |number, text: &str, apart| Line {
            text: text.to_owned().into(),
            number,
            apart,
            ..Line::default()
        };
        let lines = vec![
            line(1, "2.8 Public Keys", false),
            line(2, first, false),
            line(3, second, apart),
        ];
        let claims = profile(Document {
            lines,
            ..Document::new(bonafide_model::claims::Format::Pdf)
        })
        .claims;
        let whole = claims
            .fingerprints
            .into_iter()
            .filter_map(|claim| claim.value.fingerprint)
            .map(|one| one.to_string());
        let emails = claims.emails.into_iter().map(|claim| claim.value.address);
        whole
            .chain(emails)
            .chain(claims.urls.into_iter().map(|claim| claim.value.url))
            .collect::<Vec<_>>()
    };
    for (first, second, value) in [
        (
            "Fingerprint: 8A1E C5D2 B7C0 EFA4 9FFB",
            "31FC 2485 CF71 E37B EBB7",
            V4,
        ),
        (
            "Fingerprint: 8A1EC5D2B7C0EFA49FFB",
            "31FC2485CF71E37BEBB7",
            V4,
        ),
        ("Write to cert@", "grove.example", "cert@grove.example"),
        (
            "See https://www.grove.example/keys/",
            "team.asc",
            "https://www.grove.example/keys/team.asc",
        ),
    ] {
        assert_eq!(found(first, second, false), [value], "the next row");
        assert!(
            !found(first, second, true).contains(&value.to_owned()),
            "{first}, and in another box {second}"
        );
    }
    // A tab is such a boundary too; only the groups of one number may stand in several cells.
    for row in [
        "Write to cert@\tgrove.example",
        "Write to cert\t@grove.example",
        "https://www.grove.example/keys/\tteam.asc",
    ] {
        let values = found(row, "", false);
        assert!(
            values
                .iter()
                .all(|value| !value.starts_with("cert@grove") && !value.ends_with("keys/team.asc")),
            "{values:?}"
        );
    }
}

#[test]
fn what_follows_without_a_space_is_no_part_of_the_value() {
    for behind in [".The key is old", "\u{2013}valid", ":RSA", ";", "\u{200b}"] {
        assert_eq!(
            keys(&format!("Fingerprint: {GROUPED}{behind}")).0,
            [V4],
            "{behind:?}"
        );
    }
    assert_eq!(
        keys(&format!(
            "Fingerprint: {}",
            GROUPED
                .replace(' ', "\u{2013}")
                .replace("\u{2013}\u{2013}", "\u{2013}")
        ))
        .0,
        [V4]
    );
}

#[test]
fn a_fingerprint_is_told_from_its_neighbours() {
    let sums = |text: &str| -> Vec<String> {
        let claims = read(&format!("2.8 Public Keys\n{text}")).claims;
        assert_eq!(
            claims
                .fingerprints
                .iter()
                .map(|c| c.value.digits.as_str())
                .collect::<Vec<_>>(),
            [V4],
            "{text}"
        );
        claims
            .checksums
            .into_iter()
            .map(|c| c.value.digits)
            .collect()
    };
    assert_eq!(
        sums(&format!("Fingerprint: {V4}\n{FILE}  key.asc")),
        [FILE.to_uppercase()]
    );
    assert_eq!(
        sums(&format!("Fingerprint: {V4}\n{FILE} *key.asc")),
        [FILE.to_uppercase()]
    );
    assert!(sums(&format!("Fingerprint (SHA-1): {GROUPED}")).is_empty());
    let colons: Vec<&str> = FILE
        .as_bytes()
        .chunks(2)
        .map(|pair| std::str::from_utf8(pair).unwrap())
        .collect();
    assert!(
        sums(&format!(
            "S/MIME certificate fingerprint: {}\nPGP fingerprint: {GROUPED}",
            colons.join(":")
        ))
        .is_empty()
    );
    let wallet = "2.10 Other\nDonations: 0x52908400098527886E0F7030069857D2E4169eE7";
    assert!(read(wallet).claims.fingerprints.is_empty());
}

#[test]
fn damage_inside_a_fingerprint_is_marked() {
    let wide: String = GROUPED
        .chars()
        .map(|c| {
            if c == ' ' {
                c
            } else {
                char::from_u32(u32::from(c) + 0xFEE0).unwrap()
            }
        })
        .collect();
    let inside = |odd: char| GROUPED.replace("B7C0", &format!("B7{odd}C0"));
    for value in [
        wide,
        inside('\0'),
        inside('\u{8}'),
        inside('\u{90}'),
        inside('\u{FFFD}'),
        inside('\u{301}'),
    ] {
        let claims = read(&format!("2.8 Public Keys\nFingerprint: {value}")).claims;
        let [one] = claims.fingerprints.as_slice() else {
            panic!("{value:?}: {:?}", claims.fingerprints)
        };
        assert!(
            matches!(
                one.value.problem,
                Some(FingerprintProblem::OddCharacters(_))
            ),
            "{value:?}"
        );
        assert_eq!(one.value.fingerprint, None);
    }
}

#[test]
fn obfuscated_addresses_are_read_and_prose_is_not() {
    for (printed, address) in [
        ("cert @ acme.example", "cert@acme.example"),
        ("cert AT acme.example", "cert@acme.example"),
        ("cert at acme.example", "cert@acme.example"),
        ("ce\u{200b}rt@ac\u{ad}me.example", "cert@acme.example"),
        ("cert\u{FF20}acme.example", "cert@acme.example"),
        ("cert\\@acme.example", "cert@acme.example"),
        (
            "cert [chiocciola] acme [punto] example",
            "cert@acme.example",
        ),
        ("cert(małpa)acme(kropka)example", "cert@acme.example"),
    ] {
        assert_eq!(emails(printed), [address], "{printed}");
    }
    assert_eq!(
        emails("cert@acme.example/soc@acme.example"),
        ["cert@acme.example", "soc@acme.example"]
    );
    for prose in [
        "Look at acme.example for more",
        "Meet us @ the fair",
        "CERT AT ACME.EXAMPLE is closed",
        "we are at home",
    ] {
        assert!(emails(prose).is_empty(), "{prose}");
    }
    assert!(
        read("5 Services\nTraining @ acme.example")
            .claims
            .emails
            .is_empty()
    );
}

#[test]
fn telephone_numbers_end_where_hours_and_extensions_begin() {
    for (printed, numbers) in [
        ("+31 20 123 4567 (24/7)", &["+31201234567"][..]),
        ("+31 20 123 4567 24/7", &["+31201234567"]),
        ("+31 20 123 4567 24x7", &["+31201234567"]),
        ("+31 20 123 4567 8h-18h", &["+31201234567"]),
        ("+31[0]20 123 4567", &["+31201234567"]),
        ("+49 (30) 18 3322", &["+4930183322"]),
        (
            "(021) 1234567 ext. 12 / 0812-3456-7890",
            &["0211234567", "081234567890"],
        ),
        ("+44 20 7946 0000 (Mon-Fri)", &["+442079460000"]),
    ] {
        assert_eq!(phones(printed), numbers, "{printed}");
    }
}

#[test]
fn hosts_are_as_they_are_looked_up_and_invisible_characters_are_none_of_a_url() {
    for (printed, url) in [
        (
            "HTTPS://ACME.example/Key.asc",
            "https://acme.example/Key.asc",
        ),
        (
            "https://bücher.example/key.asc",
            "https://xn--bcher-kva.example/key.asc",
        ),
        (
            "https://acme.example/\u{200b}pgp/\u{200b}key.asc",
            "https://acme.example/pgp/key.asc",
        ),
        (
            "https://acme.example/key.asc\u{200b}",
            "https://acme.example/key.asc",
        ),
        (
            "https:// acme.example/key.asc",
            "https://acme.example/key.asc",
        ),
    ] {
        let claims = read(&format!("2.8 Public Keys\n{printed}")).claims;
        assert_eq!(
            claims
                .urls
                .iter()
                .map(|c| c.value.url.as_str())
                .collect::<Vec<_>>(),
            [url],
            "{printed}"
        );
    }
    let both = "1.3 Ort dieses Dokuments\nsowie ihre PGP-Signatur unter https://a.example/r.txt bzw. https://a.example/r.txt.asc";
    let roles: Vec<_> = read(both)
        .claims
        .urls
        .iter()
        .map(|c| c.value.role)
        .collect();
    assert_eq!(roles, [UrlRole::Document, UrlRole::Signature]);
}

#[test]
fn references_and_headings_are_no_versions() {
    let versions = |text: &str| -> Vec<String> {
        read(text)
            .claims
            .versions
            .into_iter()
            .map(|c| c.value)
            .collect()
    };
    assert!(
        versions("1.4 Autenticidade deste documento\nassinado com a chave do CSIRT (ver 2.8)")
            .is_empty()
    );
    assert!(
        versions("1.3 Locations\nand a German version\n\n1.4 Authenticating this Document\nnone")
            .is_empty()
    );
    for (row, version) in [
        ("V 3.1", "3.1"),
        ("Version 1,2", "1.2"),
        ("Ver. 2.1", "2.1"),
        ("Version 3, 22 May 2022", "3"),
    ] {
        assert_eq!(
            versions(&format!("1.1 Date of Last Update\n{row}")),
            [version],
            "{row}"
        );
    }
}

#[test]
fn markings_roles_and_dates_of_other_layouts() {
    for explained in [
        "TLP:RED\nTLP:AMBER\nTLP:GREEN\nTLP:CLEAR",
        "TLP:RED is for named people alone\nTLP:GREEN Community\nTLP:CLEAR Unlimited",
        "We support the Traffic Light Protocol (TLP:RED, TLP:AMBER,\nTLP:GREEN).",
        "Messages without a mark are handled as\nTLP:AMBER.",
        "Messages without a mark are handled as\nTLP:AMBER",
    ] {
        let text = format!("RFC 2350\n4. Policies\n4.2 Co-operation\n{explained}\n5. Services\n");
        assert_eq!(read(&text).claims.tlp, None, "{explained}");
        let marked = format!("{text}\nTLP:WHITE\n");
        assert_eq!(
            read(&marked).claims.tlp.unwrap().value,
            "TLP:WHITE",
            "{explained}"
        );
    }
    for marking in ["Traffic Light Protocol: CLEAR", "Marking: TLP=CLEAR"] {
        assert_eq!(
            read(&format!(
                "{marking}\nRFC 2350\n1.1 Date of Last Update\nnone"
            ))
            .claims
            .tlp
            .unwrap()
            .value,
            "TLP:CLEAR"
        );
    }
    let user_id = read(&format!(
        "2.8 Public Keys\nUser ID: A <incident@a.example>\nFingerprint: {V4}"
    ));
    assert_eq!(user_id.claims.fingerprints[0].value.role, KeyRole::Team);
    let history = "1.1 Date of Last Update\nVersion  Date  Changes\n1.0  2019-02-01  First version\n2.2  2024-01-10  New phone";
    let roles: Vec<_> = read(history)
        .claims
        .dates
        .iter()
        .map(|c| c.value.role)
        .collect();
    assert_eq!(
        roles,
        [DateRole::Creation, DateRole::Update],
        "the newest row says when the document was updated"
    );
    let date = read("1.1 Data da última atualização\n1º de março de 2022")
        .claims
        .dates;
    assert_eq!(date[0].value.date.unwrap().to_string(), "2022-03-01");
}

#[test]
fn numbers_of_banks_companies_days_and_computers_are_no_telephones() {
    for other in [
        "DE89 3704 0044 0532 0130 00",
        "IBAN: DE89 3704 0044 0532 0130 00",
        "GB29 NWBK 6016 1331 9268 19",
        "FR14 2004 1010 0505 0001 3M02 606",
        "NL91ABNA0417164300",
        "Kto. 0532013000, BLZ 37040044",
        "Bankgiro 5050-1055",
        "(DE89 3704 0044 0532 0130 00)",
        "de89 3704 0044 0532 0130 00",
        "DE 89 3704 0044 0532 0130 00",
        "Bank account:\n3704 0044 0532 0130",
        "SHA256: 1234567890",
        "08.00 s.d. 16.00 / 13.00 s.d. 16.30",
        "RIB: 30004 00003 00010105894 97",
        "Nr. rachunku: 61 1090 1014 0000 0712 1981 2874",
        "ABN 51 824 753 556",
        "D-U-N-S 15-048-3782",
        "P.O. Box 1234567",
        "20260301",
        "2026-03-01",
        "192.168.100.200",
        "Version 4.0.30319.42000",
        "09 00 - 17 00",
    ] {
        assert_eq!(phones(other), Vec::<String>::new(), "{other}");
        assert_eq!(
            phones(&format!("Phone: +44 20 7946 0152\n{other}")),
            ["+442079460152"],
            "{other}"
        );
    }
    for (printed, number) in [
        ("Phone: 20260301", "20260301"),
        ("Phone: 192.168.100.200", "192168100200"),
        ("0532 013000", "0532013000"),
    ] {
        assert_eq!(phones(printed), [number], "{printed}");
    }
}

#[test]
fn a_number_with_a_letter_is_unread_and_none_begins_behind_the_letter() {
    for printed in [
        "+44 2O 7946 0152",
        "O20 7946 0152",
        "Tel: O30 / 555 0100",
        "01 84 I9 07 27",
        "00 44 2O 7946 0152",
        "+44 20 79A6 0152",
    ] {
        let claims = read(&format!("2.4 Telephone Number\n{printed}")).claims;
        assert_eq!(
            (claims.phones.len(), claims.unread_contacts.len()),
            (0, 1),
            "{printed}: {:?}",
            claims.phones
        );
    }
    assert_eq!(
        phones("+44 20 7946 0152 e 0153"),
        ["+442079460152", "+442079460153"]
    );
}

#[test]
fn the_kind_of_a_number_comes_from_its_label() {
    for (section, kind) in [
        (
            "2.4 Telephone and Fax Number\n+44 20 7946 0152",
            PhoneKind::Telephone,
        ),
        (
            "2.4 Telephone\nIn an emergency, mail us. Telephone: +44 20 7946 0152",
            PhoneKind::Telephone,
        ),
        (
            "2.4 Telephone\nWe have no emergency line.\n+44 20 7946 0152",
            PhoneKind::Telephone,
        ),
        (
            "2.4 Telephone\n+44 20 7946 0152\nEmergency calls are answered at night.",
            PhoneKind::Telephone,
        ),
        (
            "2.4 Telephone\nEmergency tel. +44 20 7946 0152",
            PhoneKind::Emergency,
        ),
        (
            "2.4 Telephone\nEmergency:\n+44 20 7946 0152",
            PhoneKind::Emergency,
        ),
        ("2.5 Facsimile Number\n+44 20 7946 0152", PhoneKind::Fax),
        ("2.4 Telephone\n+44 20 7946 0152 (fax)", PhoneKind::Fax),
        (
            "2.4 Telephone\n+44 20 7946 0152 (no fax)",
            PhoneKind::Telephone,
        ),
    ] {
        let kinds: Vec<PhoneKind> = read(section)
            .claims
            .phones
            .iter()
            .map(|claim| claim.value.kind)
            .collect();
        assert_eq!(kinds, [kind], "{section}");
    }
}

#[test]
fn what_a_named_person_is_reached_by_is_that_persons_own() {
    for (section, personal) in [
        ("2.6 Representative\nNora Nowak\n+44 20 7946 0155", true),
        (
            "2.11 Points of Customer Contact\nPIC: Nora Nowak (+44 20 7946 0155)",
            true,
        ),
        ("2.9 Team Members\nNora Nowak, +44 20 7946 0155", true),
        (
            "2.6 Other Telecommunication\nName: N. N.\nPhone: +44 20 7946 0155",
            true,
        ),
        (
            "2.6 Other Telecommunication\nNama: Nora Nowak\nTelepon: +44 20 7946 0155",
            true,
        ),
        (
            "2.6 Other Telecommunication\nName: Duty Desk\nPhone: +44 20 7946 0155",
            false,
        ),
        (
            "2.6 Other Telecommunication\nName: ELM-CERT\nPhone: +44 20 7946 0155",
            false,
        ),
        (
            "2.11 Points of Customer Contact\nThis topic is for: +44 20 7946 0155",
            false,
        ),
        ("2.4 Telephone Number\n+44 20 7946 0155", false),
    ] {
        let owned: Vec<bool> = read(section)
            .claims
            .phones
            .iter()
            .map(|claim| claim.value.personal)
            .collect();
        assert_eq!(owned, [personal], "{section}");
    }
    assert_eq!(
        read("2.4 Telephone Number\n(+44) 20 7946 0152")
            .claims
            .phones[0]
            .raw,
        "(+44) 20 7946 0152"
    );
}
