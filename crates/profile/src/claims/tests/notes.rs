//! What stands beside a value or inside it and is no part of it: notes, brackets, invisible signs,
//! the row's end; and labels that open something else.
#![allow(clippy::unwrap_used)]

use bonafide_model::claims::{Claims, UrlRole};

use super::{GROUPED, V4, keys, read};

const PHONES: &str = "2.4 Telephone Number";
const KEYS: &str = "2.8 Public keys and encryption information";

fn section(heading: &str, body: &str) -> Claims {
    read(&format!("{heading}\n\n{body}\n\n3 Charter\n\nx\n")).claims
}

fn numbers(body: &str) -> Vec<String> {
    let claims = section(PHONES, body);
    claims.phones.into_iter().map(|c| c.value.number).collect()
}

fn unread(body: &str) -> usize {
    section(PHONES, body).unread_contacts.len()
}

fn user_ids(body: &str) -> Vec<String> {
    let claims = section(KEYS, body);
    claims.user_ids.into_iter().map(|c| c.value.text).collect()
}

fn versions(row: &str) -> Vec<String> {
    let claims = section("1.1 Date of Last Update", row);
    claims.versions.into_iter().map(|c| c.value).collect()
}

#[test]
fn a_note_or_a_number_of_days_behind_a_telephone_number_is_no_part_of_it() {
    for body in [
        "+44 20 7946 0152 [1]",
        "+44 20 7946 0152[12]",
        "+44 20 7946 0152 1)",
        "+44 20 7946 0152 (1)",
        "+44 20 7946 0152 365 days",
        "+44 (0)20 7946 0152 [1]",
    ] {
        assert_eq!(numbers(body), ["+442079460152"], "{body}");
    }
    for (body, wanted) in [
        ("+44 20 [7946] 0152", "+442079460152"),
        ("(+33 1 84 19 07 27)", "+33184190727"),
        ("(Desk: +33 1 84 19 07 27)", "+33184190727"),
        ("+49 30 5550 (12)", "+4930555012"),
    ] {
        assert_eq!(numbers(body), [wanted], "{body}");
    }
}

#[test]
fn a_number_of_which_digits_are_not_printed_is_a_contact_that_is_not_read() {
    for body in [
        "+44 20 7946 015[0-9]",
        "+44 20 7946 01xx",
        "+44 20 7946 01XX",
        "+44 20 7946 xxxx",
        "020 7946 01xx",
    ] {
        assert_eq!((numbers(body).len(), unread(body)), (0, 1), "{body}");
    }
    for body in ["+44 20 7946 0152x22", "+44 20 7946 0152 x 22"] {
        assert_eq!(numbers(body), ["+442079460152"], "{body}");
    }
}

#[test]
fn a_number_is_read_as_a_person_sees_it() {
    for body in [
        "+44 20 79\u{200b}46 0152",
        "+44 20 7946\u{ad} 0152",
        "\u{ff0b}44 20 7946 0152",
        "+44 2\u{ff10} 7946 0152",
        "+４４ ２０ ７９４６ ０１５２",
        "電話：＋４４－２０－７９４６－０１５２ です",
    ] {
        assert_eq!(numbers(body), ["+442079460152"], "{body}");
        let claims = section(PHONES, body);
        let printed = claims.phones.first().map(|c| c.raw.clone()).unwrap();
        assert!(body.contains(&printed), "{body}: {printed}");
    }
    assert_eq!(numbers("+44 20 7946 0152，０１５３"), ["+442079460152"]);
}

#[test]
fn numbers_of_companies_and_hours_are_no_telephones() {
    for body in [
        "OGRN: 1027700132195",
        "EIN: 12-3456789",
        "Phone\tHours\n+44 20 7946 0152\t0900 1700",
    ] {
        let found = numbers(body);
        assert!(
            found.iter().all(|number| number == "+442079460152"),
            "{body}: {found:?}"
        );
    }
    assert_eq!(numbers("Telefon: 030 5550100"), ["0305550100"]);
}

#[test]
fn a_user_id_ends_behind_its_address_and_loses_what_surrounds_it() {
    let one = "ELM-CERT <cert@elm.example>";
    for body in [
        "User ID: \"ELM-CERT\" <cert@elm.example>",
        "User ID: ELM-CERT <cert@elm.example> [1]",
        "User ID: ELM-CERT <cert@elm.example>, RSA 4096",
        "User ID: ELM-CERT <cert@elm.example> (since 2020)",
        "The user ID is ELM-CERT <cert@elm.example>.",
        "User ID: ELM-CERT\n<cert@elm.example>",
        "User ID: ELM-\n  CERT <cert@elm.example>",
        "User ID ..... ELM-CERT <cert@elm.example>",
    ] {
        assert_eq!(user_ids(body), [one], "{body}");
    }
    let mut both = user_ids("User ID: ELM-CERT <cert@elm.example>, Oak <oak@elm.example>");
    both.sort();
    assert_eq!(both, [one, "Oak <oak@elm.example>"]);
    assert_eq!(
        user_ids("User ID: ELM-CERT (since 2020) <cert@elm.example>"),
        ["ELM-CERT (since 2020) <cert@elm.example>"]
    );
    assert_eq!(
        user_ids("User ID: ELM-CERT\nE-mail: <cert@elm.example>")
            .first()
            .map(String::as_str),
        Some("ELM-CERT")
    );
}

#[test]
fn a_digit_behind_a_fingerprint_at_the_end_of_its_row_may_be_one_too_many() {
    let read_as = |behind: &str| {
        let claims = section(KEYS, &format!("Fingerprint: {GROUPED}{behind}"));
        let fingerprints = claims.fingerprints;
        assert_eq!(fingerprints.len(), 1, "{behind}: {fingerprints:?}");
        fingerprints
            .into_iter()
            .next()
            .and_then(|c| c.value.fingerprint)
    };
    for behind in [" A", " 7", " 12", " 7.", " B\nExpires: never"] {
        assert_eq!(read_as(behind), None, "{behind:?}");
    }
    // Here they belong to the word behind them, or are a mark that no value has.
    for behind in [
        " A copy is on our site",
        " 2 keys",
        " [7]",
        " (A)",
        "\u{b9}",
    ] {
        assert!(read_as(behind).is_some(), "{behind:?}");
    }
}

#[test]
fn hours_without_a_mark_are_no_numbers() {
    for hours in [
        "0830 to 1700 hrs",
        "0830 to 1700",
        "0830 hrs",
        "(0830 to 1700)",
        "0800-1630",
    ] {
        for joint in [", ", " / ", "; "] {
            let row = format!("+44 20 7946 0152{joint}{hours}");
            assert_eq!(numbers(&row), ["+442079460152"], "{row}");
        }
    }
    assert_eq!(
        numbers("+44 20 7946 0152, 0153 or 0154"),
        ["+442079460152", "+442079460153", "+442079460154"]
    );
}

#[test]
fn a_host_and_path_in_front_of_a_sign_are_no_name_of_a_mailbox() {
    for text in [
        "www.elm.example/keys/cert@elm.example.asc",
        "elm.example/keys/cert@elm.example.asc",
    ] {
        let claims = section(KEYS, &format!("Key: {text}"));
        assert!(claims.emails.is_empty(), "{text}: {:?}", claims.emails);
        assert!(claims.unread_contacts.is_empty(), "{text}");
    }
    let claims = section(KEYS, "Key: www.elm.example/keys/cert@elm.example.asc");
    assert_eq!(
        claims.urls.first().map(|c| c.value.url.as_str()),
        Some("https://www.elm.example/keys/cert@elm.example.asc")
    );
}

#[test]
fn a_url_goes_on_in_the_next_row_of_its_cell() {
    for (open, close) in [("| ", " |"), ("│ ", " │"), ("", "  |")] {
        let table = format!(
            "{open}Signature | https://elm.example/a/cert_elm_{close}\n{open}          | V1.pdf.sig          {close}\n"
        );
        let claims = section("1.4 Authenticity of this document", &table);
        let urls: Vec<&str> = claims.urls.iter().map(|c| c.value.url.as_str()).collect();
        assert_eq!(
            urls,
            ["https://elm.example/a/cert_elm_V1.pdf.sig"],
            "{table}"
        );
    }
}

#[test]
fn long_key_ids_in_the_cells_of_a_row_are_several() {
    let row = "Key ID\tC93B99FAEB2BD2C2\t4F94FF9D5C9D06CA";
    assert_eq!(keys(row).1, ["C93B99FAEB2BD2C2", "4F94FF9D5C9D06CA"]);
    // Without the label it may be the half of something.
    assert!(keys("Sum\tC93B99FAEB2BD2C2\t4F94FF9D5C9D06CA").0.is_empty());
}

#[test]
fn dots_that_lead_to_a_fingerprint_leave_nothing_out() {
    assert_eq!(keys(&format!("Fingerprint ........ {GROUPED}")).0, [V4]);
    assert!(
        keys(&format!("Fingerprint: 5CAA....{GROUPED}"))
            .0
            .is_empty()
    );
}

#[test]
fn a_raised_note_a_state_and_the_name_of_the_form_leave_a_version() {
    for (row, wanted) in [
        ("Version 1.2\u{b9}", "1.2"),
        ("Document version 1.2 of the RFC 2350 profile", "1.2"),
        ("Version 1.4-draft", "1.4-draft"),
        ("版 1.4", "1.4"),
    ] {
        assert_eq!(versions(row), [wanted], "{row}");
    }
    for row in [
        "See version 2.8 below",
        "Version 2.0 of the RFC 2350 template",
    ] {
        assert!(versions(row).is_empty(), "{row}");
    }
    for row in [
        "Version 1.2, 2026-04-08\u{b9}",
        "8 April 2026\u{b9}",
        "2026/04/08\u{b2}",
    ] {
        let claims = section("1.1 Date of Last Update", row);
        let day = claims.dates.first().and_then(|c| c.value.date);
        assert_eq!(
            day.map(|d| d.to_string()).as_deref(),
            Some("2026-04-08"),
            "{row}"
        );
    }
}

#[test]
fn a_url_is_no_key_because_of_a_label_that_opens_another_one_or_a_programs_home() {
    for (body, wanted) in [
        (
            "Policy: https://elm.example/files/1\n - https://elm.example/pgp.asc",
            [UrlRole::Other, UrlRole::Key],
        ),
        (
            "Key: https://elm.example/files/1\n https://elm.example/files/2",
            [UrlRole::Key, UrlRole::Other],
        ),
        (
            "S/MIME: https://elm.example/cert.crt\n\nWe use GnuPG (https://gnupg.org/).",
            [UrlRole::Other, UrlRole::Other],
        ),
        (
            "Keys:\n https://elm.example/files/1\n https://elm.example/files/2",
            [UrlRole::Key, UrlRole::Key],
        ),
    ] {
        let claims = section(KEYS, body);
        let roles: Vec<UrlRole> = claims.urls.iter().map(|c| c.value.role).collect();
        assert_eq!(roles, wanted, "{body}");
    }
    let claims = section(
        "1.4 Authenticating this Document",
        "curl -O https://elm.example/rfc2350.txt && gpg --verify rfc2350.txt.asc",
    );
    let roles: Vec<UrlRole> = claims.urls.iter().map(|c| c.value.role).collect();
    assert_eq!(roles, [UrlRole::Document, UrlRole::Signature]);
}
