//! Values of every kind in the field that their label opens: behind a mark, in a cell, below a
//! head, in a list of terms.
#![allow(clippy::unwrap_used)]

use bonafide_model::claims::{Claims, DateRole, EmailRole, PhoneKind, PrintedExpiry, UrlRole};

use super::read;

const KEYS: &str = "2.8 Public keys and encryption information";
const AUTHENTICITY: &str = "1.4 Authenticity of this document";
const NUMBERS: &str = "2.4 Telephone number";

fn in_section(section: &str, body: &str) -> Claims {
    read(&format!("RFC 2350\n\n1. Document Information\n{section}\n{body}\n3. Charter\n3.1 Mission\nWe help.\n")).claims
}

/// A web page with these parts below the heading of a section.
fn page(section: &str, body: &str) -> Claims {
    let html = format!(
        "<!DOCTYPE html><html><body><h1>RFC 2350</h1><h2>{section}</h2>{body}<h2>3. Charter</h2></body></html>"
    );
    crate::read(html.as_bytes(), &crate::Hint::default())
        .unwrap()
        .claims
}

/// Labels and values as a table of rows, as a table with heads and as a list of terms.
fn layouts(fields: &[(&str, &str)]) -> [String; 3] {
    let each = |form: &dyn Fn(&str, &str) -> String| {
        fields
            .iter()
            .map(|(label, value)| form(label, value))
            .collect::<String>()
    };
    let (heads, cells) = (
        each(&|label, _| format!("<th>{label}</th>\n")),
        each(&|_, value| format!("<td>{value}</td>\n")),
    );
    [
        format!(
            "<table>{}</table>",
            each(&|label, value| format!("<tr><th>{label}</th><td>{value}</td></tr>\n"))
        ),
        format!("<table><tr>{heads}</tr><tr>{cells}</tr></table>"),
        format!(
            "<dl>{}</dl>",
            each(&|label, value| format!("<dt>{label}</dt><dd>{value}</dd>\n"))
        ),
    ]
}

fn phones(claims: &Claims) -> Vec<(&str, PhoneKind)> {
    claims
        .phones
        .iter()
        .map(|c| (c.value.number.as_str(), c.value.kind))
        .collect()
}

#[test]
fn a_telephone_number_has_the_kind_of_its_own_label() {
    use PhoneKind::{Emergency, Fax, Mobile, Telephone};
    let wanted = [
        ("02079460152", Telephone),
        ("02079460199", Fax),
        ("02079460153", Emergency),
    ];
    let fields = [
        ("Telephone", "020 7946 0152"),
        ("Fax", "020 7946 0199"),
        ("Emergency phone", "020 7946 0153"),
        ("VAT", "123 4567 89"),
    ];
    for body in layouts(&fields) {
        assert_eq!(
            phones(&page("2. Contact Information", &body)),
            wanted,
            "{body}"
        );
    }
    for letters in [
        "T: +44 20 7946 0152\nF: +44 20 7946 0199\nM: +44 7700 900152",
        "T +44 20 7946 0152 / F +44 20 7946 0199 / M +44 7700 900152",
        "T +44 20 7946 0152\nF +44 20 7946 0199\nM +44 7700 900152",
    ] {
        let found = read(&format!("2. Contact Information\n{letters}")).claims;
        assert_eq!(
            phones(&found),
            [
                ("+442079460152", Telephone),
                ("+442079460199", Fax),
                ("+447700900152", Mobile)
            ],
            "{letters}"
        );
    }
    for named in [
        "The Computer Emergency Response Team can be reached on +44 20 7946 0152.",
        "Name\tComputer Emergency Response Team of Elm\nTelephone\t+44 20 7946 0152",
        "Computer Emergency Response Team: +44 20 7946 0152",
        "El Equipo de Respuesta a Emergencias atiende en el +44 20 7946 0152",
        "Tim Tanggap Darurat dapat dihubungi di +44 20 7946 0152",
    ] {
        let found = read(&format!("2. Contact Information\n{named}")).claims;
        assert_eq!(phones(&found), [("+442079460152", Telephone)], "{named}");
    }
    for urgent in [
        "Emergency: +44 20 7946 0152",
        "ELM team emergency: +44 20 7946 0152",
        "In case of emergency call +44 20 7946 0152",
    ] {
        let found = read(&format!("2. Contact Information\n{urgent}")).claims;
        assert_eq!(
            phones(&found),
            [("+442079460152", PhoneKind::Emergency)],
            "{urgent}"
        );
    }
    for (kind, said) in [
        (
            PhoneKind::Emergency,
            "+44 20 7946 0152 (outside office hours)",
        ),
        (PhoneKind::Emergency, "+44 20 7946 0152 [emergency]"),
        (PhoneKind::Emergency, "+44 20 7946 0152 (emergencies only)"),
        (PhoneKind::Emergency, "+44 20 7946 0152 - emergency"),
        (PhoneKind::Emergency, "+44 20 7946 0152, on call"),
        (
            PhoneKind::Emergency,
            "Out of hours (17:00-09:00): +44 20 7946 0152",
        ),
        (Fax, "+44 20 7946 0152 - fax"),
        (Fax, "+44 20 7946 0152 Fax"),
        (Fax, "+44 20 7946 0152 (fax)"),
        (Mobile, "+44 20 7946 0152 – mobile"),
        (Telephone, "+44 20 7946 0152 (office hours)"),
        (Telephone, "+44 20 7946 0152 (no fax)"),
        (Telephone, "+44 20 7946 0152 Fax: on request"),
        (Telephone, "+44 20 7946 0152 - we also have a fax"),
    ] {
        let found = read(&format!(
            "2. Contact Information\n2.4 Telephone Number\n{said}\n"
        ))
        .claims;
        assert_eq!(phones(&found), [("+442079460152", kind)], "{said}");
    }
    for (body, numbers) in [
        (
            "Customer number: 12345678\nPhone: 020 7946 0152",
            vec!["02079460152"],
        ),
        (
            "020 7946 0152\nVAT GB 123 4567 89, company no. 01234567",
            vec!["02079460152"],
        ),
        (
            "02 5550 0100\nSteuernummer 123/456/78901",
            vec!["0255500100"],
        ),
        ("Telephone ....... 020 7946 0152", vec!["02079460152"]),
        (
            "020 7946 0152 020 7946 0153",
            vec!["02079460152", "02079460153"],
        ),
        (
            "(030) 5550100 (030) 5550101",
            vec!["0305550100", "0305550101"],
        ),
        ("555-0152 555-0153", vec!["5550152", "5550153"]),
        ("Account manager: 020 7946 0152", vec!["02079460152"]),
        (
            "Bank desk: 020 7946 0152\nAccount: 12345678",
            vec!["02079460152"],
        ),
        (
            "Version 2 of our numbers: 020 7946 0152",
            vec!["02079460152"],
        ),
        ("Date: since 2020\n020 7946 0152", vec!["02079460152"]),
        ("5550 1234 5678 9012 3456", vec![]),
        (
            "Phone:\n020 7946 0152\n020 7946 0153\n020 7946 0154",
            vec!["02079460152", "02079460153", "02079460154"],
        ),
    ] {
        let claims = in_section(NUMBERS, body);
        assert_eq!(
            phones(&claims)
                .into_iter()
                .map(|(number, _)| number)
                .collect::<Vec<_>>(),
            numbers,
            "{body}"
        );
    }
}

#[test]
fn letters_that_are_dialled_are_a_contact_that_is_not_read() {
    for number in [
        "+1 800 CALL-CERT",
        "1-800-ELM-CERT",
        "0800-ELMCERT",
        "1-888-356-CERT",
        "(800) ELM-CERT",
    ] {
        let claims = in_section(NUMBERS, number);
        assert!(
            claims.phones.is_empty() && claims.unread_contacts.len() == 1,
            "{number}: {claims:?}"
        );
        assert_eq!(claims.unread_contacts[0].value.text, number);
    }
    for text in [
        "In 2026 ELM-CERT moved",
        "ISO 27001 CERTIFIED",
        "100 ELM-CERT MEMBERS",
    ] {
        assert!(
            in_section(NUMBERS, text).unread_contacts.is_empty(),
            "{text}"
        );
    }
}

#[test]
fn what_is_printed_with_a_persons_own_address_is_that_persons() {
    let body = "Head of the team: Jane Doe, +44 20 7946 0155, jane.doe@elm.example\n\nJohn Roe\njroe@elm.example\n+44 20 7946 0156\n\n\
        Incidents: cert@elm.example, +44 20 7946 0152";
    for section in ["2.11 Points of customer contact", "2.10 Other information"] {
        let claims = in_section(section, body);
        let personal: Vec<bool> = claims.phones.iter().map(|c| c.value.personal).collect();
        assert_eq!(
            personal,
            [true, true, false],
            "{section}: {:?}",
            claims.phones
        );
        let roles: Vec<bool> = claims
            .emails
            .iter()
            .map(|c| c.value.role == EmailRole::Member)
            .collect();
        assert_eq!(roles, [true, true, false], "{section}: {:?}", claims.emails);
    }
    let own = in_section(
        "2.7 Electronic mail address",
        "Elm Harbour Team, team@elm.example\nElm Harbour, incidents@elm.example",
    );
    assert!(
        own.emails
            .iter()
            .all(|c| c.value.role == EmailRole::Contact),
        "{:?}",
        own.emails
    );
}

#[test]
fn a_url_has_the_role_of_its_own_label_in_every_layout() {
    use UrlRole::{Checksum, Key, Other, Signature};
    let address = |name: &str| format!("https://elm.example/{name}");
    let (x, y, z, p) = (address("x"), address("y"), address("z"), address("p"));
    for body in layouts(&[
        ("Signature", &x),
        ("Public key", &y),
        ("Checksum", &z),
        ("Policy", &p),
    ]) {
        let claims = page(AUTHENTICITY, &body);
        let roles: Vec<UrlRole> = claims.urls.iter().map(|c| c.value.role).collect();
        assert_eq!(roles, [Signature, Key, Checksum, Other], "{body}");
    }
    let text = format!(
        "- **Key:** {y}\n- **Policy:** {p}\n- **Incident form:** {z}\n\nReporting form\n\n{x}"
    );
    let roles: Vec<UrlRole> = in_section(KEYS, &text)
        .urls
        .iter()
        .map(|c| c.value.role)
        .collect();
    assert_eq!(roles, [Key, Other, Other, Other]);
    // A row that only ends the sentence of the row above is no label.
    let sentence = format!(
        "This document has been signed with our key. The signature is available on\nour web site:\n{x}"
    );
    assert_eq!(
        in_section(AUTHENTICITY, &sentence).urls[0].value.role,
        Signature
    );
    let web = in_section(
        AUTHENTICITY,
        &format!("Our web site: {p}\nSignature: {x}\nDocument: {y}"),
    );
    assert_eq!(
        web.urls.iter().map(|c| c.value.role).collect::<Vec<_>>(),
        [Other, Signature, UrlRole::Document]
    );
}

#[test]
fn versions_and_days_stand_in_their_column_or_behind_their_label() {
    for body in layouts(&[
        ("Version", "1.4"),
        ("Last update", "8 April 2026"),
        ("Valid until", "31 December 2027"),
    ]) {
        let claims = page("1. Document Information", &body);
        assert_eq!(
            claims
                .versions
                .iter()
                .map(|c| c.value.as_str())
                .collect::<Vec<_>>(),
            ["1.4"],
            "{body}"
        );
        assert_eq!(
            claims
                .dates
                .iter()
                .map(|c| c.value.role)
                .collect::<Vec<_>>(),
            [DateRole::Update, DateRole::Expiry],
            "{body}"
        );
        assert!(
            matches!(claims.expiry.unwrap().value, PrintedExpiry::Date(_)),
            "{body}"
        );
    }
    let titled = in_section(
        "1.1 Date of Last Update",
        "Version history\n1.0  2019-01-01  First\n1.2  2026-04-08  New key",
    );
    assert!(
        titled
            .dates
            .iter()
            .all(|c| c.value.role == DateRole::Update),
        "the newest of them is the document's: {:?}",
        titled.dates
    );
    let history = "<table><tr><th>Date</th><th>Version</th></tr><tr><td>2020-01-01</td><td>1</td></tr><tr><td>2026-04-08</td><td>2</td></tr></table>";
    let claims = page("1.1 Document history", history);
    assert_eq!(
        claims
            .versions
            .iter()
            .map(|c| c.value.as_str())
            .collect::<Vec<_>>(),
        ["1", "2"]
    );
    assert_eq!(
        claims
            .dates
            .iter()
            .map(|c| c.value.role)
            .collect::<Vec<_>>(),
        [DateRole::Other, DateRole::Update],
        "the newest one"
    );
    let keys = page(KEYS, &history.replace("Version", "Key ID"));
    assert!(
        keys.dates.iter().all(|c| c.value.role == DateRole::Other),
        "{:?}",
        keys.dates
    );
    let dated = page(
        "1.1 Document history",
        &format!("<p>Last update: 2026-05-01</p>{history}"),
    );
    assert_eq!(
        dated
            .dates
            .iter()
            .filter(|c| c.value.role == DateRole::Update)
            .count(),
        1,
        "{:?}",
        dated.dates
    );
    for (text, versions) in [
        ("GnuPG version 2.4, document version 1.4", vec!["1.4"]),
        ("We use version 2.0 of the Traffic Light Protocol", vec![]),
        ("CVSS version 3.1 is used", vec![]),
        ("Version ........ 1.4", vec!["1.4"]),
        ("Version: 2026-04", vec!["2026-04"]),
        (
            "Version history\n1.0  2020-01-01  first\n1.4  2026-04-08  new key",
            vec!["1.0", "1.4"],
        ),
    ] {
        let claims = in_section("1.5 Document identification", text);
        assert_eq!(
            claims
                .versions
                .iter()
                .map(|c| c.value.as_str())
                .collect::<Vec<_>>(),
            versions,
            "{text}"
        );
    }
}

#[test]
fn the_documents_expiry_is_read_in_the_words_of_many_languages_and_no_other_one_is() {
    for row in [
        "Valid from 2026-04-08 until 2027-12-31",
        "Best before: 2027-12-31",
        "Gültig bis: 31.12.2027",
        "Date d'expiration : 31/12/2027",
        "Válido hasta: 31 de diciembre de 2027",
        "Valido fino al 31 dicembre 2027",
        "Geldig tot: 31 december 2027",
        "Platnost do: 31. prosince 2027",
        "Voimassa 31.12.2027 asti",
        "有効期限：2027年12月31日",
        "Expires:\n  2027-12-31",
    ] {
        let expiry = in_section("1.5 Document identification", row).expiry;
        let date = match expiry.as_ref().map(|c| &c.value) {
            Some(PrintedExpiry::Date(date)) => date.date.map(|d| d.to_string()),
            _ => None,
        };
        assert_eq!(date.as_deref(), Some("2027-12-31"), "{row}: {expiry:?}");
    }
    for row in [
        "Our PGP key is valid until 2027-12-31",
        "Membership valid until 2027-12-31",
        "Accreditation expires 2027-12-31",
        "Certificate valid until: 2027-12-31",
    ] {
        assert_eq!(
            in_section("1.5 Document identification", row).expiry,
            None,
            "{row}"
        );
    }
}

#[test]
fn a_row_that_is_a_day_is_no_heading() {
    for row in ["8. April 2026", "8-Apr-2026", "8. dubna 2026"] {
        let claims = in_section("1.1 Date of Last Update", row);
        assert_eq!(
            claims.dates.first().map(|c| c.value.role),
            Some(DateRole::Update),
            "{row}: {:?}",
            claims.dates
        );
    }
}

#[test]
fn a_name_with_an_address_behind_any_label_of_a_key_is_its_user_id() {
    let wanted = "ELM-CERT <cert@elm.example>";
    for row in [
        "User ID: {}",
        "ID : {}",
        "Owner: {}",
        "Identity: {}",
        "User ID\n  {}",
        "| User ID | {} |",
        "uid           [vollständig] {}",
        "Идентификатор пользователя: {}",
        "ユーザーID：{}",
        "User ID: {}, Key ID: 0x2485CF71E37BEBB7",
        "uid:u::::1583020800::ABCD::{}:",
        "-----BEGIN PGP PUBLIC KEY BLOCK-----\nComment: {}\n\nmDMEY9jXthYJKwYB\n=PEI6\n-----END PGP PUBLIC KEY BLOCK-----",
    ] {
        let claims = in_section(KEYS, &row.replace("{}", wanted));
        assert_eq!(
            claims
                .user_ids
                .iter()
                .map(|c| c.value.text.as_str())
                .collect::<Vec<_>>(),
            [wanted],
            "{row}"
        );
    }
    for row in [
        "The key of ELM-CERT <cert@elm.example> is new.",
        "Usage: signing, certifying User IDs",
        "Please certify our User IDs after a meeting in person.",
        "Contact person: Jane Doe <jane.doe@elm.example>",
    ] {
        assert!(in_section(KEYS, row).user_ids.is_empty(), "{row}");
    }
    for body in layouts(&[
        ("User ID", "ELM-CERT &lt;cert@elm.example&gt;"),
        ("Key ID", "0x2485CF71E37BEBB7"),
    ]) {
        assert_eq!(
            page(KEYS, &body)
                .user_ids
                .iter()
                .map(|c| c.value.text.as_str())
                .collect::<Vec<_>>(),
            [wanted],
            "{body}"
        );
    }
}
