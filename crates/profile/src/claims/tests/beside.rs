//! What stands beside a value, or in the row below it, and is a part of it or none.

use bonafide_model::claims::{Claims, EmailRole};

use super::*;

fn section(heading: &str, body: &str) -> Claims {
    read(&format!("{heading}\n{body}\n3. Charter\nnone\n")).claims
}

fn emails(body: &str) -> Vec<String> {
    let claims = section("2.7 Electronic Mail Address", body);
    claims.emails.into_iter().map(|c| c.value.address).collect()
}

fn versions(claims: &Claims) -> Vec<&str> {
    claims.versions.iter().map(|c| c.value.as_str()).collect()
}

fn dates(claims: &Claims) -> Vec<(String, DateRole)> {
    let dates = claims.dates.iter();
    dates
        .map(|c| (c.value.date.unwrap().to_string(), c.value.role))
        .collect()
}

#[test]
fn a_version_above_a_table_of_contents_is_none_of_its_numbers() {
    let of = |body: &str| read(body).claims;
    for body in [
        "English version\n1.1 Date of Last Update\n2.4 Telephone Number\n2.7 Electronic Mail Address\n2.8 Public Keys\n2.4 Numéro de téléphone\n2.7 Adresse électronique\n",
        "Deutsche Version\n1.1 Überblick\n1.2 Verteiler\n",
        "Version française :\n2.4 Numéro de téléphone\n",
        "日本語バージョン\n1.1 最終更新日\n",
    ] {
        assert!(versions(&of(body)).is_empty(), "{body}");
    }
    for (body, version) in [
        ("Version\n1.4\n", "1.4"),
        ("Version:\n1.4, 2026-03-14\n", "1.4"),
        ("Version:\n1.4 of the document\n", "1.4"),
    ] {
        assert_eq!(versions(&of(body)), [version], "{body}");
    }
}

#[test]
fn a_row_with_a_version_and_a_day_is_one_of_a_table_whatever_the_day_is_called() {
    for day in [
        "20 December 2026",
        "Sunday, 20 December 2026",
        "December 20, 2026",
        "Sun 20 December 2026",
        "dimanche 20 décembre 2026",
        "Sonntag, 20. Dezember 2026",
    ] {
        let body = format!("Version   Date of last update\n1.3       {day}");
        for heading in ["1.1 Date of Last Update", "1. Document Information"] {
            let claims = section(heading, &body);
            assert_eq!(versions(&claims), ["1.3"], "{heading} {day}");
            assert_eq!(
                dates(&claims),
                [("2026-12-20".to_owned(), DateRole::Update)],
                "{heading} {day}"
            );
        }
    }
    let profile = read(
        "1.1 Date of Last Update\n20 December 2026\n\n1.3 Changes since 1 May 2026 and what they are\nnone\n",
    );
    assert_eq!(profile.sections.len(), 2, "{:?}", profile.sections);
}

#[test]
fn what_is_glued_to_a_value_in_a_script_without_spaces_is_no_part_of_it() {
    for body in [
        "本文書はバージョン1.2で、2026-10-24に公開されました。",
        "バージョン1.2（2026-10-24）",
        "第1.2版（2026-10-24）",
        "제1.2판, 2026-10-24",
        "本文件版本1.2于2026-10-24发布。",
        "이 문서는 버전 1.2이며 2026-10-24에 공개되었습니다.",
    ] {
        let claims = section("1.1 最終更新日", body);
        assert_eq!(versions(&claims), ["1.2"], "{body}");
        assert_eq!(
            dates(&claims),
            [("2026-10-24".to_owned(), DateRole::Update)],
            "{body}"
        );
    }
    for body in ["バージョン2026年10月24日", "バージョン3月"] {
        assert!(
            versions(&section("1.1 最終更新日", body)).is_empty(),
            "{body}"
        );
    }
}

#[test]
fn a_version_of_one_figure_in_a_table_is_no_page_number() {
    for body in [
        "Version\t4\nDate\t14 May 2024",
        "Version     4\nDate     14 May 2024",
        "| Version | 4 |\n| Date | 14 May 2024 |",
        "Date\tVersion\n14 May 2024\t4",
        "Version.......: 4\nDate..........: 14 May 2024",
        "本文档版本为 4，发布于2024年5月14日。",
    ] {
        assert_eq!(
            versions(&section("1.1 Date of Last Update", body)),
            ["4"],
            "{body}"
        );
    }
    let contents = "Document information\t2\nVersion\t4\nContact information\t5";
    assert!(versions(&read(contents).claims).is_empty());
}

#[test]
fn hours_are_whole_and_stand_without_a_word_for_them_too() {
    let hours = |heading: &str, body: &str| -> Vec<String> {
        let claims = section(heading, body).business_hours.into_iter();
        claims.map(|c| c.value).collect()
    };
    const CONTACT: &str = "2.11 Points of Customer Contact";
    for (body, wanted) in [
        (
            "Our hours of operation are Monday to Friday, 09:00 to\n17:30.",
            "Our hours of operation are Monday to Friday, 09:00 to 17:30.",
        ),
        (
            "Our hours of operation are Monday to Friday, 09:00\nto 17:30.\nPlease write.",
            "Our hours of operation are Monday to Friday, 09:00 to 17:30.",
        ),
        (
            "Business hours: Mon-Fri 09:00 -\n17:30",
            "Mon-Fri 09:00 - 17:30",
        ),
        (
            "Business hours: Monday to Friday\n09:00-17:30",
            "Monday to Friday 09:00-17:30",
        ),
        (
            "Geschäftszeiten: Montag bis Freitag, 9 bis\n17 Uhr",
            "Montag bis Freitag, 9 bis 17 Uhr",
        ),
        (
            "Business hours: Mon-Fri 09:00-17:30\n020 7946 0152",
            "Mon-Fri 09:00-17:30",
        ),
        (
            "Monday to Friday 09:00-17:30",
            "Monday to Friday 09:00-17:30",
        ),
        (
            "dal lunedì al venerdì, dalle 9:00 alle 18:00",
            "dal lunedì al venerdì, dalle 9:00 alle 18:00",
        ),
        (
            "lunes a viernes de 9:00 a 18:00",
            "lunes a viernes de 9:00 a 18:00",
        ),
        (
            "Montag bis Freitag, 9-17 Uhr",
            "Montag bis Freitag, 9-17 Uhr",
        ),
        (
            "Please write to us.\n\nWe are there from Monday to Friday from 09:00 to\n17:30.",
            "We are there from Monday to Friday from 09:00 to 17:30.",
        ),
        ("Mon-Thu 8-16\nFri 8-14", "Mon-Thu 8-16 Fri 8-14"),
        (
            "Please write to cert@elm.example first; otherwise call the desk, from 09:00 to 18:00, Monday to\nFriday.",
            "09:00 to 18:00, Monday to Friday",
        ),
    ] {
        assert_eq!(hours(CONTACT, body), [wanted], "{body}");
    }
    for body in [
        "Monday to Friday",
        "Please write to us on a Friday in 2026.",
        "Call on Monday: 020 7946-0152",
    ] {
        assert!(
            hours(CONTACT, body).is_empty(),
            "{body}: {:?}",
            hours(CONTACT, body)
        );
    }
    const PHONE: &str = "2.4 Telephone";
    for (body, wanted) in [
        (
            "Working hours (9:00-17:00): +421 2 5550 1001",
            &["9:00-17:00"][..],
        ),
        ("Working hours: +421 2 5550 1001", &[]),
        ("Office hours\t+421 2 5550 1001", &[]),
        ("Phone (working hours 9-17): +421 2 5550 1001", &["9-17"]),
    ] {
        assert_eq!(hours(PHONE, body), wanted, "{body}");
    }
}

#[test]
fn a_full_stop_in_brackets_in_front_of_the_sign_is_one_of_the_name() {
    for (printed, address) in [
        (
            "cert[dot]team[at]grove[dot]example",
            "cert.team@grove.example",
        ),
        (
            "jane (dot) doe (at) grove (dot) example",
            "jane.doe@grove.example",
        ),
        ("jane[.]doe[@]grove[.]example", "jane.doe@grove.example"),
        (
            "a(punkt)b(punkt)doe(at)grove(punkt)example",
            "a.b.doe@grove.example",
        ),
        ("jane[dot]doe@grove.example", "jane.doe@grove.example"),
        ("jane.doe@grove.example (deputy)", "jane.doe@grove.example"),
        ("see [1] cert[at]grove[dot]example", "cert@grove.example"),
    ] {
        assert_eq!(emails(printed), [address], "{printed}");
    }
}

#[test]
fn an_address_with_words_for_its_signs_goes_on_in_the_next_row() {
    for printed in [
        "csirt (at) cert (dot) grove\n(dot) example",
        "csirt (at) cert (dot) grove\n   (dot) example.",
        "csirt (at) cert (dot) grove (dot)\nexample",
        "csirt (at) cert (dot)\ngrove (dot) example",
        "csirt [at] cert.grove\n[dot] example",
        "csirt (at)\ncert (dot) grove (dot) example",
        "csirt (at) cert dot\ngrove dot example",
        "csirt (at) cert\ndot grove dot example",
        "csirt AT cert DOT grove\nDOT example",
        "csirt\n(at) cert (dot) grove (dot) example",
    ] {
        assert_eq!(emails(printed), ["csirt@cert.grove.example"], "{printed}");
    }
    for printed in [
        "csirt (at) cert (dot) example\n(see below) the key",
        "csirt (at) cert (dot) example\nexample",
        "csirt (at) cert (dot) example\npoint of contact",
        "csirt@cert.example\n(dot) example",
    ] {
        assert_eq!(emails(printed), ["csirt@cert.example"], "{printed}");
    }
}

#[test]
fn an_address_of_a_messenger_is_none_of_the_teams_mail() {
    let roles = |body: &str| -> Vec<EmailRole> {
        let claims = section("2.7 Electronic Mail Address", body);
        claims.emails.into_iter().map(|c| c.value.role).collect()
    };
    for row in [
        "XMPP: cert@jabber.grove.example",
        "Jabber ID: cert@grove.example",
        "Jabber (XMPP): cert@grove.example",
        "sip:cert@grove.example",
        "xmpp:cert@grove.example",
        "SIP\tcert@grove.example",
        "| SIP | cert@grove.example |",
        "Our Jabber account is cert@grove.example",
    ] {
        assert_eq!(roles(row), [EmailRole::Other], "{row}");
    }
    for row in [
        "cert@grove.example",
        "E-mail / XMPP: cert@grove.example",
        "Sipoo: cert@grove.example",
        "We have no Jabber server and nothing else of that kind: cert@grove.example",
    ] {
        assert_eq!(roles(row), [EmailRole::Contact], "{row}");
    }
    assert_eq!(
        roles("cert@grove.example, XMPP: cert@jabber.grove.example, e-mail: soc@grove.example"),
        [EmailRole::Contact, EmailRole::Other, EmailRole::Contact]
    );
}

#[test]
fn pairs_with_colons_go_on_behind_a_colon_at_the_end_of_the_row() {
    let pairs: Vec<String> = (0..20).map(|i| V4[2 * i..2 * i + 2].to_owned()).collect();
    for cut in [8, 10, 15] {
        let (first, second) = (pairs[..cut].join(":"), pairs[cut..].join(":"));
        for joint in [
            ": ",
            ":\n  | ",
            ": |\n|   | ",
            ":\n",
            ":\n             ",
            "\n:",
        ] {
            let printed = format!("Fingerprint: {first}{joint}{second}");
            assert_eq!(keys(&printed).0, [V4], "{printed}");
        }
    }
    let (fingerprints, ids) = keys(&format!("Key ID 0xE37BEBB7:\n{GROUPED}"));
    assert_eq!(
        (fingerprints, ids),
        (vec![V4.to_owned()], vec!["E37BEBB7".to_owned()])
    );
}

#[test]
fn the_line_that_closes_a_drawn_table_is_no_part_of_a_url() {
    for rule in [
        "+-----------+-----+",
        "+===========+=====+",
        "|___________|_____|",
        "------",
    ] {
        let body = format!(
            "| Key       | https://elm.example/key.asc |\n| Signature | https://elm.example/rfc2350 |\n{rule}\n"
        );
        let claims = section("1.4 Authenticating this Document", &body);
        let urls: Vec<&str> = claims.urls.iter().map(|c| c.value.url.as_str()).collect();
        assert_eq!(
            urls,
            ["https://elm.example/key.asc", "https://elm.example/rfc2350"],
            "{rule}"
        );
    }
}

#[test]
fn two_values_that_one_mark_joins_are_both_read() {
    let claims = section("2.8 Public Keys", "Key ID: 0xE37BEBB7/0x2485CF71E37BEBB7");
    let ids: Vec<&str> = claims
        .key_ids
        .iter()
        .map(|c| c.value.digits.as_str())
        .collect();
    assert_eq!(ids, ["E37BEBB7", "2485CF71E37BEBB7"]);
    let urls = |body: &str| -> Vec<String> {
        let claims = section("1.3 Locations where this Document May Be Found", body);
        claims.urls.into_iter().map(|c| c.value.url).collect()
    };
    let both = ["https://elm.example/x.txt", "https://elm.example/y.txt"];
    for joint in [",", ";", ", ", "; "] {
        assert_eq!(urls(&both.join(joint)), both, "{joint}");
    }
    for one in [
        "https://elm.example/?next=a,https://elm.example/y",
        "https://web.elm.example/https://elm.example/y",
    ] {
        assert_eq!(urls(one), [one]);
    }
}

#[test]
fn a_name_whose_full_stop_is_a_word_is_at_least_unread() {
    let claims = section(
        "2.7 Electronic Mail Address",
        "cert dot team at grove dot example",
    );
    assert!(claims.emails.is_empty());
    assert_eq!(
        claims.unread_contacts[0].value.text,
        "cert dot team at grove dot example"
    );
}
