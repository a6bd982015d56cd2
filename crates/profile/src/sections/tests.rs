#![allow(clippy::unwrap_used)]

use super::*;
use bonafide_layout::Line;

fn outline(rows: &[&str]) -> Vec<(Option<String>, String)> {
    let lines: Vec<Line> = rows
        .iter()
        .zip(1..)
        .map(|(t, number)| Line {
            text: (*t).into(),
            number,
            ..Line::default()
        })
        .collect();
    let mut text = Text::of(&lines, None);
    mark(&mut text, &lines)
        .sections
        .into_iter()
        .map(|s| (s.number, s.heading))
        .collect()
}

fn numbers(rows: &[&str]) -> Vec<String> {
    outline(rows).into_iter().filter_map(|(n, _)| n).collect()
}

#[test]
fn sections_go_by_meaning_and_not_by_number() {
    assert_eq!(
        numbers(&[
            "III. Contact",
            "",
            "6. Clé publique et informations de chiffrement",
            "x"
        ]),
        ["2", "2.8"]
    );
    assert_eq!(
        numbers(&["3.2 Public Keys and Other Encryption Information", "x"]),
        ["2.8"]
    );
    assert_eq!(
        numbers(&["Authenticity of this Document", "x", "TIME ZONE", "CET"]),
        ["1.4", "2.3"]
    );
    assert_eq!(
        numbers(&["LIEU DE PUBLICATION DU DOCUMENT 1.3.", "x"]),
        ["1.3"]
    );
}

#[test]
fn a_heading_in_two_languages_is_known_by_the_first() {
    assert_eq!(
        numbers(&[
            "2.2 所在地 (Address)",
            "x",
            "2.4 電話番号／Telephone Numbar",
            "x"
        ]),
        ["2.2", "2.4"]
    );
    assert_eq!(numbers(&["2.6 Contact (for the press)", "x"]), ["2"]);
}

#[test]
fn a_label_between_blank_rows_heads_what_follows() {
    assert_eq!(
        numbers(&[
            "",
            "Ime tima:",
            "",
            "X",
            "",
            "Kontakt telefon tima:",
            "",
            "x"
        ]),
        ["2.1", "2.4"]
    );
    assert!(numbers(&["", "Ime tima:", "X", "Postanska adresa:", "x"]).is_empty());
}

#[test]
fn only_a_document_of_unknown_headings_is_foreign() {
    let is_foreign = |rows: &[&str]| {
        let lines: Vec<Line> = rows
            .iter()
            .zip(1..)
            .map(|(t, number)| Line {
                text: (*t).into(),
                number,
                ..Line::default()
            })
            .collect();
        mark(&mut Text::of(&lines, None), &lines).is_foreign
    };
    let georgian = [
        "1. დოკუმენტი",
        "x",
        "1.1. თარიღი",
        "x",
        "2. კონტაქტი",
        "x",
        "2.1. სახელი",
        "x",
        "2.2. მისამართი",
        "x",
        "2.4. ტელეფონი",
        "x",
    ];
    assert!(is_foreign(&georgian));
    assert!(is_foreign(&["nothing"; 12]));
    assert!(!is_foreign(&["nothing"; 11]), "too short to tell");
    let finnish = [
        "1. Dokumentin kuvaus",
        "x",
        "1.1. Jotain muuta",
        "x",
        "2. Yhteystiedot",
        "x",
        "2.1. Nimi",
        "x",
        "2.2. Osoite",
        "x",
        "2.9. Ja",
        "x",
    ];
    assert!(!is_foreign(&finnish));
}

#[test]
fn a_heading_may_run_over_two_rows() {
    let found = outline(&["2.8 PUBLIC KEYS AND OTHER ENCRYPTION", "INFORMATION", "x"]);
    assert_eq!(
        found,
        [(
            Some("2.8".to_owned()),
            "2.8 PUBLIC KEYS AND OTHER ENCRYPTION INFORMATION".to_owned()
        )]
    );
}

#[test]
fn a_table_of_contents_has_no_sections() {
    let toc = [
        "Contents",
        "1.1 Date of Last Update ..... 3",
        "1.2 Distribution List\t3",
        "2.3 Time Zone . . . . . . 4",
    ];
    assert!(numbers(&toc).is_empty(), "{:?}", outline(&toc));
    let list = [
        "Date of Last Update",
        "Time Zone",
        "Address",
        "Public Keys",
        "Charter",
    ];
    let mut rows: Vec<&str> = list.to_vec();
    for heading in list {
        rows.extend([heading, "This is some text that stands below the heading."]);
    }
    assert_eq!(numbers(&rows), ["1.1", "2.3", "2.2", "2.8", "3"]);
}

#[test]
fn labels_and_sentences_are_no_headings() {
    for row in [
        "Address: 1 Main Street",
        "Our services are described in the charter.",
        "Fax: +1 555 0100",
        "1. by e-mail to the team, or",
    ] {
        assert!(numbers(&[row, "x"]).is_empty(), "{row}");
    }
    assert_eq!(numbers(&["2.3 Time Zone: CET"]), ["2.3"]);
}

#[test]
fn sub_headings_stay_in_their_section() {
    let rows = ["2.8 Public Keys", "2.8.1 Former Things", "value"];
    let lines: Vec<Line> = rows
        .iter()
        .zip(1..)
        .map(|(t, number)| Line {
            text: (*t).into(),
            number,
            ..Line::default()
        })
        .collect();
    let mut text = Text::of(&lines, None);
    mark(&mut text, &lines);
    assert_eq!(text.rows[2].section, Some("2.8"));
    assert_eq!(text.rows[2].heading.as_deref(), Some("2.8.1 Former Things"));
}

#[test]
fn a_heading_of_other_words_is_known_by_its_number_where_the_others_keep_to_the_outline() {
    let kept = [
        "1.1 Datum der letzten Änderung",
        "x",
        "1.2 Verteiler",
        "x",
        "2.1 Name des Teams",
        "x",
        "2.2 Adresse",
        "x",
        "2.3 Zeitzone",
        "x",
        "2.4 Telefonnummer",
        "x",
        "2.5 Faxnummer",
        "x",
        "2.6 Was es sonst noch gibt",
        "x",
        "2.7 E-Mail-Adresse",
        "x",
        "2.9 Teammitglieder",
        "x",
        "2.10 Weitere Informationen",
        "x",
        "3.2 Zielgruppe",
        "x",
    ];
    assert!(
        numbers(&kept).contains(&"2.6".to_owned()),
        "{:?}",
        numbers(&kept)
    );
    // Where a section was left out, the numbers behind it are others than the outline's, and say
    // nothing.
    let shifted: Vec<String> = kept
        .iter()
        .filter(|row| !row.contains("Name des Teams"))
        .map(|row| match row.split_once(' ') {
            Some((number, title)) if number.starts_with("2.") => {
                format!("2.{} {title}", number[2..].parse::<u32>().unwrap() - 1)
            }
            _ => (*row).to_owned(),
        })
        .collect();
    let shifted: Vec<&str> = shifted.iter().map(String::as_str).collect();
    assert!(
        outline(&shifted)
            .iter()
            .any(|(number, heading)| number.is_none() && heading.contains("2.5 Was")),
        "{:?}",
        outline(&shifted)
    );
}

#[test]
fn a_known_word_and_its_own_number_make_a_heading_of_any_length() {
    assert_eq!(
        numbers(&[
            "4.2 Coopération avec les équipes du réseau national et international",
            "x"
        ]),
        ["4.2"]
    );
    assert!(
        numbers(&[
            "5.3 Coopération avec les équipes du réseau national et international",
            "x"
        ])
        .is_empty()
    );
}
