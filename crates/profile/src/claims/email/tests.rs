//! Every spelling is read as what a person reads, or shown as unread; and nothing else is taken for
//! an address.
#![allow(clippy::unwrap_used)]

use super::*;
use bonafide_layout::{Document, Line};

/// The one address of most spellings.
const CERT: &str = "cert@grove.example";

fn found(raw: &str) -> Vec<String> {
    let mut all: Vec<String> = Addresses::of(&Text::of_rows(raw))
        .read
        .into_iter()
        .map(|a| a.value)
        .collect();
    all.dedup();
    all
}

/// The addresses that are read and the texts that are not, in a section.
fn in_section(section: &str, text: &str) -> (Vec<String>, Vec<(String, UnreadReason)>) {
    let text = format!("{section}\n{text}\n3. Charter\nnone");
    let lines = text
        .split('\n')
        .zip(1..)
        .map(|(t, number)| Line {
            text: t.to_owned().into(),
            number,
            ..Line::default()
        })
        .collect();
    let document = Document {
        lines,
        ..Document::new(bonafide_model::claims::Format::Text)
    };
    let claims = crate::claims::profile(document).claims;
    let mut emails: Vec<String> = claims.emails.into_iter().map(|c| c.value.address).collect();
    emails.dedup();
    (
        emails,
        claims
            .unread_contacts
            .into_iter()
            .map(|c| (c.value.text, c.value.why))
            .collect(),
    )
}

/// What comes of a spelling: an address, or a reason why it is not read.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Is {
    Address(&'static str),
    Unread(UnreadReason),
    /// Either, by what the section expects.
    ReadWhereExpected,
}

const SPELLINGS: [(&str, Is); 116] = {
    use Is::{Address, ReadWhereExpected, Unread};
    use UnreadReason::*;
    [
        ("cert@grove.example", Address(CERT)),
        ("CERT@Grove.Example", Address(CERT)),
        (
            "cert@xn--hfen-loa.example",
            Address("cert@xn--hfen-loa.example"),
        ),
        ("cert@häfen.example", Address("cert@xn--hfen-loa.example")),
        ("cert@HÄFEN.example", Address("cert@xn--hfen-loa.example")),
        (
            "cert@ha\u{308}fen.example",
            Address("cert@xn--hfen-loa.example"),
        ),
        (
            "cert(at)häfen(dot)example",
            Address("cert@xn--hfen-loa.example"),
        ),
        ("cert@роща.example", Address("cert@xn--80a1af1b.example")),
        ("cert@grove.пример", Address("cert@grove.xn--e1afmkfd")),
        ("cert@森林.example", Address("cert@xn--btvs3a.example")),
        // Cyrillic о, е: another domain than the one that it looks like.
        (
            "cert@gr\u{43e}ve.example",
            Address("cert@xn--grve-65d.example"),
        ),
        (
            "cert@grove.\u{435}xample",
            Address("cert@grove.xn--xample-2of"),
        ),
        ("\u{441}ert@grove.example", Unread(ForeignName)),
        ("c\u{435}rt@grove.example", Unread(ForeignName)),
        ("cert\u{456}@grove.example", Unread(ForeignName)),
        ("почта@grove.example", Unread(ForeignName)),
        ("cért@grove.example", Unread(ForeignName)),
        ("情報@grove.example", Unread(ForeignName)),
        ("ｃｅｒｔ@grove.example", Address(CERT)),
        ("cert@ｇｒｏｖｅ.example", Address(CERT)),
        ("cert＠grove.example", Address(CERT)),
        ("cert＠grove．example", Address(CERT)),
        ("ｃｅｒｔ＠ｇｒｏｖｅ．ｅｘａｍｐｌｅ", Address(CERT)),
        ("cert﹫grove.example", Address(CERT)),
        ("𝐜𝐞𝐫𝐭@𝐠𝐫𝐨𝐯𝐞.example", Address(CERT)),
        ("cert@grove｡example", Address(CERT)),
        ("cert@grove。example", Address(CERT)),
        ("cert@grove\u{2024}example", Address(CERT)),
        ("cert@grove·example", Address(CERT)),
        ("cert@grove•example", Address(CERT)),
        ("cert @ grove.example", ReadWhereExpected),
        ("cert @grove.example", ReadWhereExpected),
        ("cert@ grove.example", ReadWhereExpected),
        ("cert@grove .example", Address(CERT)),
        ("cert@grove . example", ReadWhereExpected),
        ("cert@mail.grove. example", Unread(Blanks)),
        ("cert(at-sign)grove.example", Address(CERT)),
        ("cert (at sign) grove.example", Address(CERT)),
        ("cert[at-sign]grove[dot]example", Address(CERT)),
        ("cert -at- grove.example", ReadWhereExpected),
        ("cert-at-grove-dot-example", Address(CERT)),
        ("cert_at_grove_dot_example", Address(CERT)),
        ("cert{at}grove.example", Address(CERT)),
        ("cert <at> grove <dot> example", Address(CERT)),
        ("cert ( at ) grove ( dot ) example", Address(CERT)),
        ("cert AT grove.example", ReadWhereExpected),
        ("cert AT grove DOT example", Address(CERT)),
        ("cert at grove dot example", Address(CERT)),
        ("certATgroveDOTexample", Address(CERT)),
        ("cert *at* grove.example", ReadWhereExpected),
        ("cert—at—grove.example", ReadWhereExpected),
        ("cert «at» grove.example", ReadWhereExpected),
        ("cert arroba grove.example", Address(CERT)),
        ("cert arroba grove punto example", Address(CERT)),
        ("cert [arroba] grove [ponto] example", Address(CERT)),
        ("cert (arobase) grove (point) example", Address(CERT)),
        ("cert (chiocciola) grove.example", Address(CERT)),
        ("cert (kukac) grove (pont) example", Address(CERT)),
        ("cert zavináč grove bodka example", Address(CERT)),
        ("cert (małpa) grove (kropka) example", Address(CERT)),
        ("cert собака grove точка example", Address(CERT)),
        ("cert (snabel-a) grove.example", Address(CERT)),
        ("cert(\u{430}t)grove.example", Address(CERT)),
        ("cert(ät)grove(punkt)example", Address(CERT)),
        ("cert アット grove.example", ReadWhereExpected),
        ("cert(アット)grove.example", Address(CERT)),
        ("cert&#64;grove.example", Address(CERT)),
        ("cert&#x40;grove&#46;example", Address(CERT)),
        ("cert&commat;grove&period;example", Address(CERT)),
        ("cert%40grove.example", Address(CERT)),
        ("ce\u{ad}rt@gro\u{ad}ve.exam\u{ad}ple", Address(CERT)),
        (
            "cert\u{200b}@\u{200b}grove\u{200b}.\u{200b}example",
            Address(CERT),
        ),
        ("cert@\u{2060}grove.example", Address(CERT)),
        ("\u{200b}cert@grove.example\u{200b}", Address(CERT)),
        ("\u{200e}cert@grove.example\u{200e}", Address(CERT)),
        ("\u{202a}cert@grove.example\u{202c}", Address(CERT)),
        ("cert\u{200e}@grove.example", Unread(Direction)),
        ("cert@gro\u{202e}ve.example", Unread(Direction)),
        ("\u{202e}elpmaxe.evorg@trec", Unread(Direction)),
        ("\u{202e}elpmaxe.evorg@trec.ten", Unread(Direction)),
        ("\"cert team\"@grove.example", Unread(Quoted)),
        ("“cert”@grove.example", Unread(Quoted)),
        ("cert(duty)@grove.example", Unread(Quoted)),
        ("cert@(duty)grove.example", Unread(Quoted)),
        ("cert@grove.example@other.example", Unread(AtSigns)),
        ("cert@other@grove.example", Unread(AtSigns)),
        ("cert@@grove.example", Unread(AtSigns)),
        ("cert@@@grove.example", Unread(AtSigns)),
        ("cert@groveexample", Unread(FullStop)),
        ("cert@grove,example", Unread(FullStop)),
        ("cert@[192.0.2.1]", Unread(Domain)),
        ("cert@192.0.2.1", Unread(Domain)),
        ("first dot last at grove dot example", Unread(Words)),
        ("cert@grove punto example", Address(CERT)),
        ("cert（at）grove.example", Address(CERT)),
        ("cert［at］grove.example", Address(CERT)),
        ("cert【アット】grove.example", Address(CERT)),
        ("cert〈at〉grove（dot）example", Address(CERT)),
        ("cert((at))grove.example", Address(CERT)),
        ("cert<<at>>grove.example", Address(CERT)),
        ("cert =at= grove.example", ReadWhereExpected),
        ("cert>at<grove.example", ReadWhereExpected),
        // What stands there is known for nothing.
        ("cert(xx)grove.example", Unread(Words)),
        ("cert(\u{430}\u{434})grove.example", Unread(Words)),
        ("cert[кот]grove.example", Unread(Words)),
        ("cert{monkey}grove.example", Unread(Words)),
        ("cert<here>grove.example", Unread(Words)),
        ("cert[*]grove.example", Unread(Words)),
        ("cert(#)grove.example", Unread(Words)),
        ("cert(replace by an at sign)grove.example", Unread(Words)),
        ("cert（猿）grove.example", Unread(Words)),
        ("cert\u{24d0}grove.example", Address(CERT)),
        ("cert \u{24b6} grove.example", Address(CERT)),
        ("\"cert team\"(xx)grove.example", Unread(Words)),
        ("cert(xx)роща.example", Unread(Words)),
        ("\u{441}ert(xx)grove.example", Unread(Words)),
    ]
};

#[test]
fn every_spelling_of_an_address_is_read_or_shown_as_unread() {
    let mut wrong = Vec::new();
    for section in [
        "2.7 Electronic Mail Address",
        "2.11 Points of Customer Contact",
        "2.2 Address",
        "5. Incident Reporting Forms",
    ] {
        for (raw, is) in SPELLINGS {
            for text in [
                format!("E-mail: {raw}"),
                raw.to_owned(),
                format!("Write to us:\n    {raw}\n"),
            ] {
                let (emails, unread) = in_section(section, &text);
                let why: Vec<UnreadReason> = unread.iter().map(|(_, why)| *why).collect();
                let is_right = match is {
                    Is::Address(address) => emails == [address] && unread.is_empty(),
                    Is::Unread(reason) => emails.is_empty() && why == [reason],
                    Is::ReadWhereExpected => {
                        emails == [CERT] && unread.is_empty()
                            || emails.is_empty() && unread.len() == 1
                    }
                };
                if !is_right {
                    wrong.push(format!("{section}, {text:?}: {emails:?}, {unread:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_is_no_address_is_neither_read_nor_shown_as_unread() {
    let mut wrong = Vec::new();
    for raw in [
        "@@ -1,2 +1,2 @@",
        "left@@right",
        "@certxmco",
        "Twitter: @grove_cert",
        "Follow us on Mastodon: @cert@social.example",
        "Bluesky: @cert.grove.example",
        "@media print { color: black }",
        "@import url(https://grove.example/style.css);",
        "@font-face { src: url(a.woff) }",
        "npm install left-pad@1.3.0",
        "docker pull grove@sha256:0123456789ab",
        "git clone git@code.grove.example:cert/profile",
        "ssh://git@code.grove.example/cert",
        "https://grove.example/@cert",
        "https://grove.example/maps/@52.1,4.3,15z",
        "https://grove.example/keys/team.cert@grove.example.asc",
        "https://grove.example/?to=cert%40other.example",
        "ssh root@localhost",
        "user@localhost",
        "open from 9 AT 10",
        "9 AT 10.30",
        "meet at noon",
        "available at www.grove.example",
        "the key is at grove.example/key.asc",
        "look at it",
        "price: 3 @ 5.00",
        "see (a) and (b) of it",
        "x (at least) one.two",
        "[a] list of x",
        "f(a)b.c",
        "state-of-the-art",
        "a look-at-me page",
        "(c) 2026 Grove",
        "#define AT 1",
        "ATTENTION",
        "grAnd format",
        "mail to the team",
        "e-mail is read daily",
        "everybody at sea and on land",
        "see the sites (mirror) grove.example and (main) www.grove.example",
        "Keys (HKP) keys.grove.example, port 11371",
        "the team (GROVE-CERT) of grove.example",
        "printf(fmt)grove.log(x)",
        "lookup(name)grove.example(type)",
        "contact(s): see grove.example",
        "member(s)of grove.example",
        "GROVE[1]grove.example",
        "f(12)g.hi",
        "<b>grove</b>www.grove.example",
        "Grove (see below) grove.example/keys",
        "[Grove](grove.example)",
        "（注）grove.example",
        "GROVE（森）は grove.example です",
        "& and &amp; are marks",
    ] {
        for section in [
            "2.7 Electronic Mail Address",
            "2.11 Points of Customer Contact",
            "2.10 Other Information",
            "4. Policies",
        ] {
            let (emails, unread) = in_section(section, raw);
            if !(emails.is_empty() && unread.is_empty()) {
                wrong.push(format!("{section}, {raw:?}: {emails:?}, {unread:?}"));
            }
        }
    }
    // Among addresses these would be read as one.
    for raw in [
        "function(x)name.com",
        "the name (or alias) grove.example",
        "CERT (main) grove.example",
        "we meet at grove.example",
        "lunch @ noon",
        "Comment: made @ home",
        "clause (a) such as",
    ] {
        let (emails, unread) = in_section("2.10 Other Information", raw);
        if !(emails.is_empty() && unread.is_empty()) {
            wrong.push(format!("{raw:?}: {emails:?}, {unread:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn an_international_address_is_shown_in_both_forms() {
    for raw in ["cert@häfen.example", "cert@xn--hfen-loa.example"] {
        let all = addresses_in(raw).read;
        assert_eq!(all[0].value, "cert@xn--hfen-loa.example");
        assert_eq!(
            all[0].international.as_deref(),
            Some("cert@häfen.example"),
            "{raw}"
        );
    }
    assert_eq!(addresses_in(CERT).read[0].international, None);
}

#[test]
fn an_unread_contact_is_shown_as_a_person_reads_it() {
    let (_, unread) = in_section(
        "2.7 Electronic Mail Address",
        "Mail: \u{441}e\u{200b}rt@gro\u{ad}ve.example, daily",
    );
    assert_eq!(
        unread,
        [(
            "\u{441}ert@grove.example".to_owned(),
            UnreadReason::ForeignName
        )]
    );
}

#[test]
fn an_address_beside_words_without_blanks_ends_where_it_ends() {
    for (raw, address) in [
        ("メールはcert@grove.exampleまで。", CERT),
        ("電子郵件：cert@grove.example。請來信", CERT),
        ("cert@grove.example¹", CERT),
        ("cert@grove.example[1]", CERT),
        ("cert@grove.example*", CERT),
    ] {
        assert_eq!(found(raw), [address], "{raw}");
    }
}

#[test]
fn every_obfuscation_is_undone() {
    for (raw, address) in [
        ("<contact(at)m-cert.fr>.", "contact@m-cert.fr"),
        ("cert[at]metsys.fr", "cert@metsys.fr"),
        ("CERT[AT]Example.ORG", "cert@example.org"),
        ("cert[@]example.org", "cert@example.org"),
        ("cert (at) example.org", "cert@example.org"),
        ("info (a) circl.lu", "info@circl.lu"),
        ("csirt[at]x[dot]org", "csirt@x.org"),
        ("info [at] csirt [.] gov [.] it", "info@csirt.gov.it"),
        ("csirt [AT] uis . cam . ac . uk", "csirt@uis.cam.ac.uk"),
        ("cert at example dot org", "cert@example.org"),
        ("cert {at} example.org", "cert@example.org"),
        ("[<contact\\(at\\)m-cert.fr>](x)", "contact@m-cert.fr"),
        ("mailto:Cert@Example.org?subject=x", "cert@example.org"),
        ("cert(at)example(dot)co(dot)uk", "cert@example.co.uk"),
        ("cert@example.org. The next", "cert@example.org"),
        ("cert@\nexample.org", "cert@example.org"),
        ("cert@koral.exam-\nple, by mail", "cert@koral.example"),
        ("cert@koral.exam\u{ad}\nple, by mail", "cert@koral.example"),
        ("cert@tide-\ncert.example.", "cert@tide-cert.example"),
        (
            "write to con-\ntact(at)x.org or contact@x.org",
            "contact@x.org",
        ),
        ("write to first-\nlast@x.org", "first-last@x.org"),
    ] {
        assert_eq!(found(raw), [address], "{raw}");
    }
    assert_eq!(
        in_section("2.7 Electronic Mail Address", "info (a) circl lu").0,
        ["info@circl.lu"]
    );
}

#[test]
fn marks_without_end_take_linear_time() {
    for hostile in [
        "@",
        "(at)",
        " at ",
        "a@",
        "\"@",
        "(@",
        "＠",
        "a@b@",
        " AT a.b",
        "at-sign ",
        "%40",
        "\u{202e}a@b ",
        "a@b. ",
    ] {
        let _ = found(&hostile.repeat(1 << 14));
    }
}

/// What is read and what is not, in a section.
fn listed_in(section: &str, content: &str) -> (Vec<String>, Vec<String>) {
    let source =
        format!("2 Contact Information\n\n{section}\n\n{content}\n\n3 Charter\n\nIt helps.\n");
    let profile = crate::read(source.as_bytes(), &bonafide_layout::Hint::default()).unwrap();
    let read = profile.claims.emails.into_iter().map(|c| c.value.address);
    let unread = profile
        .claims
        .unread_contacts
        .into_iter()
        .map(|c| c.value.text);
    (read.collect(), unread.collect())
}

#[test]
fn no_address_that_a_person_reads_is_lost() {
    const MAIL: &str = "2.7 Electronic Mail Address";
    for (content, address) in [
        (
            "    incident-response@\n    elm.example",
            "incident-response@elm.example",
        ),
        ("cert\u{2009}@\u{2009}elm.example", "cert@elm.example"),
        ("cert\u{2003}@\u{2003}elm.example", "cert@elm.example"),
        ("cert\u{3000}@\u{3000}elm.example", "cert@elm.example"),
        ("cert or soc@elm.example", "cert@elm.example"),
    ] {
        let (read, unread) = listed_in(MAIL, content);
        assert!(
            read.contains(&address.to_owned()),
            "{content:?} {read:?} {unread:?}"
        );
    }
    let long = format!("{}@elm.example", "c".repeat(70));
    for (section, content) in [
        (MAIL, &*long),
        (MAIL, "{cert,soc}@elm.example"),
        (MAIL, "cert{x}@elm.example"),
        (MAIL, "    incident-response\n    @elm.example"),
        (MAIL, "c e r t @ e l m . e x a m p l e"),
        (MAIL, "cert - at - elm.example"),
        ("2.2 Address", "cert at elm.example"),
        ("2.4 Telephone Number", "cert at elm.example"),
    ] {
        let (read, unread) = listed_in(section, content);
        // Read or not: one of both.
        assert_eq!(
            read.len() + unread.len(),
            1,
            "{content} {read:?} {unread:?}"
        );
    }
    // What is no address goes on to be none.
    for (section, content) in [
        (MAIL, "see us @\n    the next paragraph"),
        (
            "2.2 Address",
            "The desk is published at elm.example for all.",
        ),
        ("2.2 Address", "Follow us\n@elmcert"),
    ] {
        let (read, unread) = listed_in(section, content);
        assert!(
            read.is_empty() && unread.is_empty(),
            "{content} {read:?} {unread:?}"
        );
    }
}

#[test]
fn where_incidents_are_reported_a_contact_is_the_teams_in_any_section() {
    let role = |section: &str, sentence: &str| {
        let source = format!(
            "2 Contact Information\n\n2.7 Electronic Mail Address\n\nteam@elm.example\n\n3 Charter\n\n{section}\n\n{sentence}\n"
        );
        let profile = crate::read(source.as_bytes(), &bonafide_layout::Hint::default()).unwrap();
        let claims = profile.claims.emails;
        claims
            .iter()
            .find(|c| c.value.address == "cert@oak.example")
            .unwrap()
            .value
            .role
    };
    for section in [
        "3.1 Mission Statement",
        "4.1 Types of Incidents and Level of Support",
        "7 Disclaimers",
    ] {
        for sentence in [
            "To report an incident, write to cert@oak.example (24x7).",
            "Please notify cert@oak.example of any incident.",
            "Melden Sie Vorfälle an cert@oak.example.",
            "Signalez tout incident à cert@oak.example.",
        ] {
            assert_eq!(
                role(section, sentence),
                EmailRole::Contact,
                "{section} {sentence}"
            );
        }
        assert_eq!(
            role(section, "The parent body is reached at cert@oak.example."),
            EmailRole::Other,
            "{section}"
        );
    }
    assert_eq!(
        role(
            "7 Disclaimers\n\nNone.\n\nAnnex A Contacts",
            "cert@oak.example"
        ),
        EmailRole::Contact
    );
}

#[test]
fn what_is_quoted_from_a_mail_is_no_contact() {
    let (read, unread) = listed_in(
        "2.7 Electronic Mail Address",
        "> cert@oak.example\ncert@elm.example",
    );
    assert_eq!(read, ["cert@elm.example"]);
    assert_eq!(unread, ["cert@oak.example"]);
}

#[test]
fn a_word_in_brackets_in_front_of_a_whole_address_is_no_at_sign() {
    for before in [
        "Jane Doe (head) ",
        "Abuse (spam) ",
        "[incidents] ",
        "{24/7} ",
        "E-mail (PGP) ",
        "Reports (24/7)\t",
    ] {
        assert_eq!(
            found(&format!("{before}cert@elm.example")),
            ["cert@elm.example"],
            "{before}"
        );
    }
    assert_eq!(
        found("cert (xx) elm.example"),
        found("cert (xx) elm.example ")
    );
    assert_eq!(found("cert (at) elm.example"), ["cert@elm.example"]);
}

#[test]
fn a_preposition_of_one_letter_joins_no_two_mailboxes() {
    for prose in [
        "Signaler les incidents à cert@elm.example",
        "o incident report a cert@elm.example",
        "na csirt a cert@elm.example",
    ] {
        assert_eq!(found(prose), ["cert@elm.example"], "{prose}");
    }
    assert_eq!(
        found("E-mail: soc o cert@elm.example"),
        ["soc@elm.example", "cert@elm.example"]
    );
    assert_eq!(
        found("soc or cert@elm.example"),
        ["soc@elm.example", "cert@elm.example"]
    );
}
