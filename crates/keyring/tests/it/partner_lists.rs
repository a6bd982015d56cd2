//! Lists of partners from people and programs: lenient in how they are called, never silent about
//! what is left out, and never a danger.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use bonafide_keyring::import::{
    ImportError, PartnerFormat, PartnerList, partner, partners, reviewed,
};
use bonafide_keyring::{MAX_FILE, Problem};

const FPR: &str = "8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7";

fn csv(text: &str) -> PartnerList {
    partners(text.as_bytes(), PartnerFormat::Csv).unwrap()
}

fn problems(list: &PartnerList) -> Vec<&Problem> {
    list.skipped.iter().map(|one| &one.problem).collect()
}

#[test]
fn a_table_is_read_in_any_order_with_any_delimiter_and_unknown_columns_are_notes() {
    for delimiter in [",", ";", "\t"] {
        let text = format!(
            "\u{feff}Country|URL|Team Name|E-Mail|Fingerprint|Sector\r\nFR|https://www.oak.example/rfc2350.pdf|CERT-OAK|A@oak.example|{FPR}|\"ports;\n  ships\"\r\n\r\n|https://elm.example/|||\"\"|\r\n"
        )
        .replace('|', delimiter);
        let list = csv(&text);
        assert!(list.skipped.is_empty(), "{delimiter:?} {:?}", list.skipped);
        let [oak, elm] = list.partners.as_slice() else {
            panic!("{list:?}")
        };
        assert_eq!(
            (oak.place.as_str(), oak.team.as_str()),
            ("line 2", "CERT-OAK")
        );
        assert_eq!(oak.profile, "https://www.oak.example/rfc2350.pdf");
        assert_eq!(oak.emails, ["a@oak.example"]);
        assert_eq!(oak.unconfirmed[0].as_str(), FPR);
        let notes: Vec<(&str, &str)> = oak
            .notes
            .iter()
            .map(|(key, note)| (key.as_str(), note.as_str()))
            .collect();
        assert_eq!(notes, [("Country", "FR"), ("Sector", "ports; ships")]);
        assert_eq!(elm.team, "elm.example", "called by its domain");
    }
}

#[test]
fn a_web_site_stands_in_for_a_profile_and_is_told_from_one() {
    let list = csv(
        "team,website,profile\nA,https://a.example/,\nB,https://b.example/,https://b.example/p.pdf\n",
    );
    assert!(list.partners[0].is_site && !list.partners[1].is_site);
    assert_eq!(list.partners[1].profile, "https://b.example/p.pdf");
    assert_eq!(list.partners[1].notes["website"], "https://b.example/");
}

#[test]
fn one_bad_row_or_value_is_told_with_its_line_and_keeps_no_other_out() {
    let list = csv(&format!(
        "team,url,email,fingerprint\n\
         A,https://a.example/,not an address;cert@a.example,2485CF71E37BEBB7\n\
         B,,,\n\
         C,javascript:alert(1),,\n\
         D,https://me:hunter2@d.example/,,\n\
         \"E\u{202e}\",https://e.example/,,\n\
         F,https://f.example/,,{FPR}\n"
    ));
    assert_eq!(list.rows_left_out, 4);
    let teams: Vec<&str> = list.partners.iter().map(|one| one.team.as_str()).collect();
    assert_eq!(teams, ["A", "F"]);
    assert_eq!(list.partners[0].emails, ["cert@a.example"]);
    assert!(list.partners[0].unconfirmed.is_empty(), "a Key ID is none");
    let told: Vec<String> = list
        .skipped
        .iter()
        .map(|one| format!("{}: {}", one.team, one.problem))
        .collect();
    for said in [
        "line 2, A",
        "line 3, B",
        "line 4, C",
        "line 5, D",
        "never a Key ID",
        "U+202E",
    ] {
        assert!(
            told.iter().any(|one| one.contains(said)),
            "{said}: {told:?}"
        );
    }
    assert!(!told.concat().contains("hunter2"), "{told:?}");
}

#[test]
fn formulas_are_text() {
    let list = csv("team,url,note\n=cmd|' /C calc'!A0,https://a.example/,@SUM(1+1)\n");
    assert_eq!(list.partners[0].team, "=cmd|' /C calc'!A0");
    assert_eq!(list.partners[0].notes["note"], "@SUM(1+1)");
}

#[test]
fn cells_and_tables_without_end_are_refused_and_cost_nothing() {
    let long = "x".repeat(3_000_000);
    let list = csv(&format!(
        "team,url,note\n{long},https://a.example/,\nB,https://b.example/,\nC,https://c.example/{long},\n"
    ));
    let teams: Vec<&str> = list.partners.iter().map(|one| one.team.as_str()).collect();
    assert_eq!(teams, ["B"]);
    assert!(matches!(problems(&list)[0], Problem::TooLong { .. }));
    assert!(list.skipped.iter().all(|one| one.team.len() < 400));
    assert!(matches!(
        partners(&vec![b'a'; MAX_FILE as usize + 1], PartnerFormat::Csv),
        Err(ImportError::TooLarge)
    ));
    let many = (0..90)
        .map(|at| format!("n{at}"))
        .collect::<Vec<_>>()
        .join(",");
    let cells = vec!["y".repeat(900); 90].join(",");
    let list = csv(&format!(
        "team,url,{many}\nA,https://a.example/,{cells}\nB,https://b.example/{}\n",
        ",".repeat(90)
    ));
    assert!(matches!(problems(&list)[0], Problem::TooMuch { .. }));
    assert_eq!(list.partners.len(), 1);
    let addresses = (0..100)
        .map(|at| format!("a{at}@a.example"))
        .collect::<Vec<_>>()
        .join(" ");
    assert_eq!(
        csv(&format!("url,email\nhttps://a.example/,{addresses}\n")).partners[0]
            .emails
            .len(),
        64
    );
}

#[test]
fn a_table_that_is_none_says_what_is_missing() {
    let refused = |text: &[u8]| partners(text, PartnerFormat::Csv).unwrap_err();
    assert!(matches!(
        refused(b"team,email\nA,a@a.example\n"),
        ImportError::NoColumn { wanted: "url", .. }
    ));
    assert!(matches!(
        refused(b"URL,url \nhttps://a.example/,x\n"),
        ImportError::ColumnTwice(_)
    ));
    assert!(matches!(
        refused("url,a\u{202e}b\n".as_bytes()),
        ImportError::Heading { column: 2, .. }
    ));
    assert!(matches!(
        refused(b"url,team\nhttps://a.example/,\xfcber\n"),
        ImportError::NotUtf8(2)
    ));
    assert!(
        refused(b"url,team\nhttps://a.example/\n")
            .to_string()
            .contains("line: 2")
    );
    assert!(matches!(refused(b"url,team\n"), ImportError::NoTeams));
    assert!(matches!(refused(b""), ImportError::NoColumn { .. }));
}

#[test]
fn directories_give_names_sites_addresses_and_fingerprints_to_confirm() {
    let text = format!(
        r#"[{{"short_name": "H-CERT", "official_name": "Harbour", "country": {{"code": "FR"}}, "constituency": "ports",
            "website": "https://www.harbour.example/", "emails": [{{"address": "cert@harbour.example"}}],
            "pgp_keys": [{{"fingerprint": "{FPR}"}}]}}, {{"short_name": "No place"}}, 7]"#
    );
    let list = partners(text.as_bytes(), PartnerFormat::TrustedIntroducer).unwrap();
    let [one] = list.partners.as_slice() else {
        panic!("{list:?}")
    };
    assert_eq!(
        (one.team.as_str(), one.place.as_str()),
        ("H-CERT", "entry 1")
    );
    assert!(one.is_site);
    assert_eq!(one.notes["constituency"], "ports");
    assert_eq!(one.unconfirmed[0].as_str(), FPR);
    assert_eq!(problems(&list), [&Problem::NoUrl, &Problem::NoUrl]);
}

#[test]
fn outlines_are_read_with_their_folders_and_feeds_are_no_profiles() {
    let text = r#"<?xml version="1.0" encoding="UTF-8"?><opml version="2.0"><head><title>Teams</title></head><body>
        <outline text="Health"><outline text="CERT-OAK &amp; Elm" url="https://oak.example/?a=1&amp;b=2" country="FR"/>
        <outline text="Feed only" type="rss" xmlUrl="https://feed.example/rss" htmlUrl="https://feed.example/"/></outline>
        <outline title="Linked" xmlUrl="https://linked.example/p.pdf"></outline></body></opml>"#;
    let list = partners(text.as_bytes(), PartnerFormat::Opml).unwrap();
    let [oak, feed, linked] = list.partners.as_slice() else {
        panic!("{list:?}")
    };
    assert_eq!(oak.team, "CERT-OAK & Elm");
    assert_eq!(oak.profile, "https://oak.example/?a=1&b=2");
    assert_eq!(
        (oak.notes["folder"].as_str(), oak.notes["country"].as_str()),
        ("Health", "FR")
    );
    assert!(feed.is_site && feed.profile == "https://feed.example/");
    assert_eq!(feed.notes["xmlUrl"], "https://feed.example/rss");
    assert_eq!(linked.profile, "https://linked.example/p.pdf");
}

#[test]
fn outlines_read_nothing_from_elsewhere_expand_nothing_and_do_not_nest_without_end() {
    let refused = |text: &str| partners(text.as_bytes(), PartnerFormat::Opml).unwrap_err();
    let bomb = r#"<!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
        <opml><body><outline text="&b;" url="https://a.example/"/></body></opml>"#;
    assert!(matches!(refused(bomb), ImportError::Opml(_)));
    assert!(matches!(
        refused(&bomb.replace("&b;", "&x;")),
        ImportError::Opml(_)
    ));
    let deep = format!("<opml>{}", "<outline text=\"x\">".repeat(100_000));
    assert!(matches!(refused(&deep), ImportError::TooDeep(_)));
    for text in [
        "",
        "{}",
        "<html><outline url='https://a.example/'/></html>",
        "<opml><outline",
        "<opml></body>",
    ] {
        assert!(
            matches!(refused(text), ImportError::Opml(_)),
            "{text}: {}",
            refused(text)
        );
    }
    assert!(matches!(
        refused("<opml/>"),
        ImportError::Opml(_) | ImportError::NoTeams
    ));
}

#[test]
fn one_partner_is_checked_as_a_row_is() {
    let one = partner("https://www.cert.oak.example/p", None, &[], &[]).unwrap();
    assert_eq!(one.team, "oak.example");
    assert!(partner("https://a:b@oak.example/", None, &[], &[]).is_err());
    assert!(partner("https://oak.example/", Some(" "), &[], &[]).is_err());
    assert!(partner("https://oak.example/", None, &["x".to_owned()], &[]).is_err());
}

#[test]
fn only_rows_that_say_who_when_and_how_become_pins() {
    let today = "2026-11-01".parse().unwrap();
    let head = "team,url,email,fingerprint,domain,who,when,how";
    let good = format!(
        "{head}\nOAK,https://oak.example/,cert@oak.example,{FPR},oak.example,A. Analyst,2026-10-30,\"by phone, number from TI\"\n\
         ELM,https://elm.example/,cert@elm.example,{FPR},,,,\n"
    );
    let found = reviewed(good.as_bytes(), today).unwrap();
    assert_eq!((found.pins.len(), found.waiting), (1, 1));
    let pin = &found.pins[0];
    assert_eq!((pin.team.as_str(), pin.who.as_str()), ("OAK", "A. Analyst"));
    assert_eq!(pin.domains, ["oak.example"]);
    assert_eq!(pin.emails, ["cert@oak.example"]);
    assert_eq!(pin.how, "by phone, number from TI");
    for (row, said) in [
        (
            format!("A,,a@a.example,{FPR},,me,2026-10-30,"),
            "\"how\" is empty",
        ),
        (
            format!("A,,a@a.example,{FPR},,,2026-10-30,x"),
            "\"who\" is empty",
        ),
        (
            format!("A,,a@a.example,{FPR},,me,2026-11-02,x"),
            "has not come yet",
        ),
        (format!("A,,a@a.example,{FPR},,me,30.10.2026,x"), "no date"),
        (
            "A,,a@a.example,,,me,2026-10-30,x".to_owned(),
            "no fingerprint",
        ),
        (
            "A,,a@a.example,2485CF71E37BEBB7,,me,2026-10-30,x".to_owned(),
            "never a Key ID",
        ),
        (
            format!("A,,a@a.example,{FPR};{FPR},,me,2026-10-30,x"),
            "no fingerprint",
        ),
        (format!("A,,,{FPR},,me,2026-10-30,x"), "vouch for nothing"),
        (
            format!("A,,,{FPR},gmail.com,me,2026-10-30,x"),
            "gives addresses to anybody",
        ),
        (
            format!(",,a@a.example,{FPR},,me,2026-10-30,x"),
            "\"team\" is empty",
        ),
    ] {
        // A single slip keeps all of it from being recorded.
        let text = format!("{good}{row}\n");
        let told = reviewed(text.as_bytes(), today).unwrap_err().to_string();
        assert!(
            told.contains("line 4: ") && told.contains(said),
            "{said} in {told}"
        );
    }
    assert!(matches!(
        reviewed(b"team,fingerprint,who,when\n", today),
        Err(ImportError::NoColumn { wanted: "how", .. })
    ));
}
