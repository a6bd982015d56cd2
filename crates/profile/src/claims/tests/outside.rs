//! What a person who had not seen this program found: kinds of profiles that were misread.

use super::*;

fn page(body: &str) -> Profile {
    crate::read(
        format!("<!DOCTYPE html><html><body>{body}</body></html>").as_bytes(),
        &Hint::default(),
    )
    .unwrap()
}

fn name(section: &str) -> (Option<String>, Option<String>) {
    let profile = read(&format!(
        "2.1 Name of the Team\n{section}\n2.2 Address\nQuay 1\n"
    ));
    (
        profile.team_name.map(|c| c.value),
        profile.team_short_name.map(|c| c.value),
    )
}

fn phones(rows: &str) -> Vec<(String, Option<String>)> {
    let claims = read(&format!("2.4 Telephone Number\n{rows}\n2.7 E-mail\nnone\n")).claims;
    claims
        .phones
        .into_iter()
        .map(|c| (c.value.number, c.value.extension))
        .collect()
}

fn urls(profile: &Profile) -> Vec<(String, UrlRole)> {
    let all = profile.claims.urls.iter();
    all.map(|c| (c.value.url.clone(), c.value.role)).collect()
}

#[test]
fn a_link_is_compared_with_the_address_that_it_shows_and_with_no_other_in_its_row() {
    let link = |url: &str| format!("<a href=\"{url}\">{url}</a>");
    let (document, signature) = (
        "https://elm.example/rfc2350.txt",
        "https://elm.example/rfc2350.txt.asc",
    );
    let both = [
        (document.to_owned(), UrlRole::Document),
        (signature.to_owned(), UrlRole::Signature),
    ];
    // A page on one line, and both in one row.
    for body in [
        format!(
            "<h2>1.3 Locations where this Document May Be Found</h2><p>{}</p>\
             <h2>1.4 Authenticating this Document</h2><p>The signature is at {}</p>",
            link(document),
            link(signature)
        ),
        format!(
            "<h2>1.3 Locations where this Document May Be Found</h2><p>{} and {}</p>",
            link(document),
            link(signature)
        ),
    ] {
        let profile = page(&body);
        assert_eq!(urls(&profile), both, "{body}");
        assert!(
            profile
                .claims
                .urls
                .iter()
                .all(|c| c.value.repairs.is_empty())
        );
    }
    // Where it does show another address, that is told.
    let lying = page(&format!(
        "<h2>1.3 Locations where this Document May Be Found</h2><p><a href=\"https://oak.example/\">{document}</a></p>"
    ));
    assert_eq!(lying.warnings.len(), 1);
}

#[test]
fn who_else_gets_a_mail_is_told() {
    let emails = |body: &str| -> Vec<(String, Option<HiddenBy>)> {
        let claims = page(&format!(
            "<h2>2.7 Electronic Mail Address</h2><p>{body}</p>"
        ))
        .claims;
        claims
            .emails
            .into_iter()
            .map(|c| (c.value.address, c.hidden_by))
            .collect()
    };
    let to = |address: &str, hidden_by| (address.to_owned(), hidden_by);
    for target in [
        "cert@elm.example?cc=duty@elm.example",
        "cert@elm.example?subject=Incident&amp;BCC=duty%40elm.example",
        "cert@elm.example,duty@elm.example",
    ] {
        assert_eq!(
            emails(&format!("<a href=\"mailto:{target}\">Write to us</a>")),
            [to("cert@elm.example", None), to("duty@elm.example", None)],
            "{target}"
        );
        assert_eq!(
            emails(&format!("<a href=\"mailto:{target}\">cert@elm.example</a>")),
            [
                to("cert@elm.example", None),
                to("duty@elm.example", Some(HiddenBy::LinkTarget))
            ],
            "{target}"
        );
    }
    assert_eq!(
        emails("<a href=\"mailto:cert@elm.example?subject=cc\">cert@elm.example</a>"),
        [to("cert@elm.example", None)]
    );
}

#[test]
fn hours_of_so_many_days_are_no_extension() {
    for row in [
        "+47 22 55 50 12 8x5",
        "+47 22 55 50 12 24x7",
        "+47 22 55 50 12 (8x5)",
        "+47 22 55 50 12 10X6",
    ] {
        assert_eq!(phones(row), [("+4722555012".to_owned(), None)], "{row}");
    }
    assert_eq!(
        phones("+1 202 555 0143x5"),
        [("+12025550143".to_owned(), Some("5".to_owned()))]
    );
    assert_eq!(
        phones("+1 202 555 0143 x5"),
        [("+12025550143".to_owned(), Some("5".to_owned()))]
    );
}

#[test]
fn days_years_and_numbers_of_cases_beside_a_telephone_are_none() {
    let all = |rows: &str| -> Vec<String> { phones(rows).into_iter().map(|(n, _)| n).collect() };
    for behind in [
        "(GMT+0, DST applies 30/03 - 26/10)",
        "(closed 24.12. - 01.01.)",
        "(zavřeno 24.12. - 01.01.2027)",
        "; please quote your ticket number, e.g. 2026-000123",
        ", in use 2019-2025",
        "(2019-2025)",
        ", conference ID 123 456 789",
        ", conference ID: 123 456 789",
        "; Zoom: 812 3456 7890",
        ", case no. 1234-5678-9012",
        "- IČ: 12345678",
        ", PIN 1234 5678",
        "; conference bridge 123 456 789#",
        ", Aktenzeichen 1234-5678",
        ", numéro de dossier 1234-5678",
    ] {
        assert_eq!(
            all(&format!("+44 20 7946 0152 {behind}")),
            ["+442079460152"],
            "{behind}"
        );
        let labelled = format!("Phone: +44 20 7946 0152 {behind}");
        assert_eq!(all(&labelled), ["+442079460152"], "{labelled}");
    }
    for (rows, wanted) in [
        ("2019-2025", &["20192025"][..]),
        ("Phone: 2019-2025", &["20192025"]),
        (
            "+506 2555 0100, 2019-2025",
            &["+50625550100", "+50620192025"],
        ),
        (
            "+44 20 7946 0152, desk 020 7946 0153",
            &["+442079460152", "02079460153"],
        ),
        (
            "+420 222 555 010, spojovatelka: 222 555 011",
            &["+420222555010", "222555011"],
        ),
    ] {
        assert_eq!(all(rows), wanted, "{rows}");
    }
}

#[test]
fn a_plus_sign_behind_a_comma_begins_a_number_of_its_own() {
    for rows in [
        "+36 1 555 0100, +36 (20) 555-0101",
        "+36 1 555 0100 +36 (20) 555-0101",
        "+36 1 555 0100; +36 (20) 555-0101",
        "+36 1 555 0100, or +36 (20) 555-0101",
        "+36 1 555 0100, (+36) 20 555-0101",
    ] {
        let one = |number: &str| (number.to_owned(), None);
        assert_eq!(
            phones(rows),
            [one("+3615550100"), one("+36205550101")],
            "{rows}"
        );
    }
}

#[test]
fn an_extension_may_stand_in_the_row_below() {
    for (rows, extension) in [
        ("Phone: +44 20 7946 0152\nExtension: 7731", Some("7731")),
        ("+44 20 7946 0152\n\nExt. 7731\n", Some("7731")),
        ("Phone\t+44 20 7946 0152\nExtension\t7731", Some("7731")),
        (
            "| Phone | +44 20 7946 0152 |\n| Extension | 7731 |",
            Some("7731"),
        ),
        ("- Phone: +44 20 7946 0152\n- Durchwahl: 7731", Some("7731")),
        ("Phone: +44 20 7946 0152\nLocal 5", None),
        ("Phone: +44 20 7946 0152\n7731", None),
        ("Phone: +44 20 7946 0152\nExtension: 7731 of the desk", None),
        ("Phone: +44 20 7946 0152\nExtensions from 9 to 17", None),
        (
            "Phone: +44 20 7946 0152\nOther desks\nExtension: 7731",
            None,
        ),
    ] {
        let wanted = ("+442079460152".to_owned(), extension.map(str::to_owned));
        assert_eq!(phones(rows), [wanted], "{rows}");
    }
}

#[test]
fn a_number_ends_where_a_script_without_spaces_begins() {
    for row in [
        "代表は03-5550-0152です。",
        "電話03-5550-0152まで",
        "전화: 03-5550-0152번",
        "電話號碼03-5550-0152轉總機",
    ] {
        assert_eq!(phones(row), [("0355500152".to_owned(), None)], "{row}");
    }
    assert!(phones("2026年4月1日から").is_empty());
}

#[test]
fn a_wrapped_number_is_whole_where_its_country_says_how_long_it_is() {
    let all = |rows: &str| -> Vec<String> { phones(rows).into_iter().map(|(n, _)| n).collect() };
    for (rows, wanted) in [
        (
            "Mobile +41 79 555 01\n12, fax +41 31 555 01 19",
            &["+41795550112", "+41315550119"][..],
        ),
        ("+33 1 55 50 12\n   34", &["+33155501234"]),
        // Those are whole, and what stands below is something else.
        ("+41 79 555 01 12\n34 people", &["+41795550112"]),
        ("+33 1 84 19 07 27\n75008 Paris", &["+33184190727"]),
        ("+41 79 555 01\n1234 Bern", &["+417955501"]),
    ] {
        assert_eq!(all(rows), wanted, "{rows}");
    }
}

#[test]
fn a_number_behind_a_label_of_its_own_is_no_further_one_of_the_person_above() {
    let personal = |rows: &str| -> Vec<bool> {
        let claims = read(&format!("2.4 Telephone Number\n{rows}\n")).claims;
        claims
            .phones
            .into_iter()
            .map(|c| c.value.personal)
            .collect()
    };
    assert_eq!(
        personal(
            "Deputy: +1 212 555 0101\nToll free: +1 800 555 0199\nSwitchboard: +1 212 555 0102"
        ),
        [true, false, false]
    );
    assert_eq!(
        personal("Deputy: J. Doe, +1 212 555 0101\nMobile: +1 212 555 0102"),
        [true, true]
    );
}

#[test]
fn what_a_team_was_called_is_no_part_of_its_name() {
    for (section, official, short) in [
        ("ELM-CERT (formerly OAK-CERT)", "ELM-CERT", None),
        ("ELM-CERT, formerly known as OAK-CERT", "ELM-CERT", None),
        ("ELM-CERT (ehemals OAK-CERT)", "ELM-CERT", None),
        (
            "Response Team of Elm (ELM-CERT), previously known as Oak CERT (O-CERT)",
            "Response Team of Elm (ELM-CERT)",
            Some("ELM-CERT"),
        ),
        (
            "Response Team of Elm - ELM-CERT",
            "Response Team of Elm - ELM-CERT",
            Some("ELM-CERT"),
        ),
        (
            "Elm Defence Team, also known as ELM-CERT.",
            "Elm Defence Team",
            Some("ELM-CERT"),
        ),
        ("Former Students' CERT", "Former Students' CERT", None),
    ] {
        let found = name(section);
        assert_eq!(
            (found.0.as_deref(), found.1.as_deref()),
            (Some(official), short),
            "{section}"
        );
    }
}

#[test]
fn a_name_in_several_languages_is_the_first_one_without_the_code() {
    for section in [
        "EN: Response Team of Elm / FR: Équipe de réponse de l'Orme",
        "EN: Response Team of Elm\nFR: Équipe de réponse de l'Orme",
        "[en] Response Team of Elm, [fr] Équipe de réponse de l'Orme",
        "EN\tResponse Team of Elm\nFR\tÉquipe de réponse de l'Orme",
        "\u{200b}EN: Response Team of Elm",
        "Item\tValue\nFull name\tResponse Team of Elm",
        "Full name\tResponse Team of Elm; short name: ELM-CERT",
    ] {
        assert_eq!(
            name(section).0.as_deref(),
            Some("Response Team of Elm"),
            "{section}"
        );
    }
    assert_eq!(
        name("IT: the response team")
            .0
            .as_deref()
            .map(str::is_empty),
        Some(false)
    );
}

#[test]
fn a_name_goes_on_where_it_cannot_end() {
    for (section, official) in [
        (
            "Equipo de Respuesta ante Incidentes de la República de\nSolanda",
            "Equipo de Respuesta ante Incidentes de la República de Solanda",
        ),
        (
            "Product Security Response Team of Elm (\"Elm\nPSIRT\")",
            "Product Security Response Team of Elm (\"Elm PSIRT\")",
        ),
    ] {
        assert_eq!(name(section).0.as_deref(), Some(official), "{section}");
    }
    let body = |rows: &str| {
        let profile = page(&format!(
            "<h2>2.1 Name of the Team</h2><p>{rows}</p><h2>2.2 Address</h2><p>Quay 1</p>"
        ));
        (
            profile.team_name.map(|c| c.value),
            profile.team_short_name.map(|c| c.value),
        )
    };
    assert_eq!(
        body("Grupo de Resposta a Incidentes<br>da Universidade de Olmo<br>(GRI-CERT)"),
        (
            Some("Grupo de Resposta a Incidentes da Universidade de Olmo (GRI-CERT)".to_owned()),
            Some("GRI-CERT".to_owned())
        )
    );
    assert_eq!(
        body("ELM-CERT<br>Quay 1"),
        (Some("ELM-CERT".to_owned()), None)
    );
    assert_eq!(
        body("ELM-CERT<br>www.elm.example").0.as_deref(),
        Some("ELM-CERT")
    );
}

#[test]
fn the_label_in_the_cell_of_a_heading_opens_the_name() {
    let profile = page(
        "<table><tr><td>2.1 Name of the Team</td><td>Full name: Response Team of Elm<br>Short name: ELM-CERT</td></tr>\
         <tr><td>2.2 Address</td><td>Quay 1</td></tr></table>",
    );
    assert_eq!(
        (
            profile.team_name.map(|c| c.value),
            profile.team_short_name.map(|c| c.value)
        ),
        (
            Some("Response Team of Elm".to_owned()),
            Some("ELM-CERT".to_owned())
        )
    );
}

#[test]
fn the_number_of_a_heading_below_the_word_for_changes_is_no_version() {
    let versions = |body: &str| -> Vec<String> {
        page(body)
            .claims
            .versions
            .into_iter()
            .map(|c| c.value)
            .collect()
    };
    for body in [
        "<h2>1.2 Distribution List for Notifications</h2><p>There is a list for changes.</p><h2>1.3 Locations where this Document May Be Found</h2><p>Here.</p>",
        "<table><tr><td>1.2 Distribution List for Changes</td><td>None</td></tr><tr><td>1.3 Locations where this Document May Be Found</td><td>Here</td></tr></table>",
    ] {
        assert!(versions(body).is_empty(), "{body}");
    }
}

#[test]
fn what_ends_the_validity_may_be_wrapped() {
    let expiry = |rows: &str| {
        read(&format!(
            "1. Document Information\n{rows}\n1.1 Date of Last Update\n2026-01-01\n"
        ))
        .claims
        .expiry
        .map(|c| c.value)
    };
    for rows in [
        "It is valid until\nsuperseded by a later version.",
        "Il est valide jusqu'à la publication\nd'une nouvelle version.",
    ] {
        assert_eq!(expiry(rows), Some(PrintedExpiry::UntilSuperseded), "{rows}");
    }
    assert_eq!(
        expiry("It describes the team\nuntil superseded by nobody."),
        None
    );
}

#[test]
fn an_address_of_a_key_that_a_row_tears_apart_is_whole() {
    let found = |rows: &str| {
        urls(&read(&format!(
            "2.8 Public Keys\n{rows}\n2.9 Team Members\nnone\n"
        )))
    };
    for (rows, url) in [
        (
            "Key: https://keys.openpgp.org/vks/v1/by-fingerprint/8A1EC5D2B7C0EFA49FFB31FC\n2485CF71E37BEBB7",
            "https://keys.openpgp.org/vks/v1/by-fingerprint/8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7",
        ),
        ("Key server: https://pgp.mit\n.edu/", "https://pgp.mit.edu/"),
    ] {
        assert_eq!(
            found(rows).first().map(|(url, _)| url.as_str()),
            Some(url),
            "{rows}"
        );
    }
    let profile = read("2.8 Public Keys\nKey: https://elm.example/8A1EC5D2\n1234 5678\n");
    assert_eq!(
        profile.claims.urls[0].value.url,
        "https://elm.example/8A1EC5D2"
    );
}

#[test]
fn what_stands_around_a_sign_among_contacts_is_at_least_unread() {
    let unread = |rows: &str| -> Vec<String> {
        let claims = read(&format!(
            "2.7 Electronic Mail Address\n{rows}\n2.8 Public Keys\nnone\n"
        ))
        .claims;
        assert!(claims.emails.is_empty(), "{rows}");
        claims
            .unread_contacts
            .into_iter()
            .map(|c| c.value.text)
            .collect()
    };
    for rows in [
        "cert@elm",
        "cert@elm-",
        "cert @ @ elm",
        "cert＠elm",
        "elm.cert@mail%example",
    ] {
        assert_eq!(unread(rows).len(), 1, "{rows}: {:?}", unread(rows));
    }
    for rows in ["@elm_cert (Telegram)", "Mastodon: @elm@social.example", "@"] {
        assert!(unread(rows).is_empty(), "{rows}: {:?}", unread(rows));
    }
}

#[test]
fn what_nobody_sees_is_no_part_of_a_time_zone() {
    let claims = read("2.3 Time Zone\n\u{200b}UTC+2 (EET)\u{200b}\n2.4 Telephone Number\nnone\n2.11 Operating hours\n\u{200b}8x5\n").claims;
    assert_eq!(claims.time_zones[0].value, "UTC+2 (EET)");
    assert_eq!(claims.business_hours[0].value, "8x5");
}

#[test]
fn a_row_with_a_cell_behind_it_is_a_heading_whatever_stands_there() {
    let long = "The signature is made with the key of the team, and where it can be fetched is said on the site. ".repeat(3);
    let profile = page(&format!(
        "<table><tr><td>1.1 Date of Last Update</td><td>14 March 2026</td></tr>\
         <tr><td>1.4 Authenticating this Document</td><td>{long}</td></tr>\
         <tr><td>2.1 Name of the Team</td><td>ELM-CERT</td></tr></table>"
    ));
    let sections: Vec<Option<&str>> = profile
        .sections
        .iter()
        .map(|s| s.number.as_deref())
        .collect();
    assert_eq!(sections, [Some("1.1"), Some("1.4"), Some("2.1")]);
    // A day alone is none.
    assert!(read("14. March 2026\nSomething\n").sections.is_empty());
}

#[test]
fn a_name_keeps_the_hyphen_at_its_rows_end() {
    assert_eq!(
        name("Response Team of Elm (ELM-\nCERT)").1.as_deref(),
        Some("ELM-CERT")
    );
}
