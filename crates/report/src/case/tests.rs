#![allow(clippy::unwrap_used, clippy::expect_used)]

use bonafide_model::claims::ReadError;
use bonafide_model::evidence::{AttemptRole, OriginKind};
use bonafide_model::judgement::{
    Assessment, CaseFile, CasePage, PagePicture, Past, Piece, Verdict,
};
use scraper::{Html, Selector};

use crate::browser::{Browser, outside};
use crate::fixture;
use crate::invocation::Invocation;
use crate::text::history::tests::remembered;

fn case_html(assessment: &Assessment, file: &CaseFile) -> String {
    super::case_html(assessment, file, &Invocation::default())
}

fn file() -> CaseFile {
    CaseFile {
        pieces: vec![Piece {
            role: AttemptRole::Document,
            origin: fixture::web(OriginKind::Flag, "https://m-cert.example/rfc2350.pdf"),
            bytes: 300_000,
            sha256: "ab".repeat(32),
        }],
        past: Past::Seen(remembered().sights),
        pages: vec![CasePage {
            page: 2,
            picture: Ok(PagePicture {
                png: PIXEL.to_vec(),
                width: 595,
                height: 842,
                boxes: vec![
                    vec![[100, 100, 400, 112], [50, 114, 90, 126]],
                    Vec::new(),
                    vec![[-50, 830, 9_000, 9_000]],
                ],
            }),
        }],
    }
}

/// A picture of one white point.
const PIXEL: &[u8] = b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90\x77\x53\xde\x00\x00\x00\x0c\x49\x44\x41\x54\x78\x9c\x63\xf8\xff\xff\x3f\x00\x05\xfe\x02\xfe\x0d\xef\x46\xb8\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";

fn texts(page: &Html, selector: &str) -> Vec<String> {
    page.select(&Selector::parse(selector).unwrap())
        .map(|one| one.text().collect::<Vec<_>>().join(" "))
        .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

#[test]
fn the_page_has_the_verdict_first_and_everything_that_it_rests_on() {
    let text = case_html(&fixture::authentic(), &file());
    let page = Html::parse_document(&text);
    assert_eq!(texts(&page, ".answer h2"), ["AUTHENTIC"]);
    assert_eq!(
        texts(&page, "main h2"),
        [
            "AUTHENTIC",
            "Printed and observed",
            "Who says what about the key",
            "Times",
            "Contacts",
            "What the document prints",
            "Checks",
            "Signatures",
            "Certificates",
            "What was tried",
            "Evidence"
        ]
    );
    let others = texts(&page, ".others .box");
    assert!(
        others[0].contains("you (a pin in your trust directory)") && others[0].contains("counts"),
        "{others:?}"
    );
    let publisher = texts(&page, ".publisher .box");
    assert!(
        publisher[0].starts_with("m-cert.example controls")
            && publisher[0].contains("prints this key"),
        "{publisher:?}"
    );
    let events = texts(&page, ".events li");
    for part in [
        "2020-04-01 key: made",
        "2027-04-01 key: expires",
        "2022-05-22 document: signed",
        "2026-10-01 document: seen authentic, version 1.2",
    ] {
        assert!(events.contains(&part.to_owned()), "{part} in {events:?}");
    }
    assert_eq!(
        texts(&page, ".times circle").len(),
        events.len(),
        "each is drawn"
    );
    assert!(texts(&page, ".hashes code").contains(&"ab".repeat(32)));
}

#[test]
fn pages_are_drawn_with_a_numbered_frame_for_each_value_that_was_found() {
    let page = Html::parse_document(&case_html(&fixture::authentic(), &file()));
    let count = |selector| page.select(&Selector::parse(selector).unwrap()).count();
    assert_eq!((count("svg.sheet image"), count("rect.frame")), (1, 3));
    assert_eq!(
        texts(&page, "text.tag"),
        ["1", "3"],
        "a value in two rows has two frames and one number"
    );
    let listed = texts(&page, "figcaption li");
    assert!(
        listed[0].starts_with("fingerprint 8A1EC5D2")
            && listed[0].ends_with("page 2, line 11, section 2.8"),
        "{listed:?}"
    );
    assert!(
        listed.len() == 6 && listed.iter().any(|one| one.starts_with("e-mail? ")),
        "an address that is not read is looked at too: {listed:?}"
    );
}

#[test]
fn a_page_that_was_not_drawn_is_said_not_to_be_and_nothing_else_is_missing() {
    let mut file = file();
    file.pages[0].picture = Err(ReadError::TimedOut(5));
    let page = Html::parse_document(&case_html(&fixture::authentic(), &file));
    assert_eq!(
        texts(&page, "figure > p.caution"),
        ["Page 2 was not drawn: reading took longer than 5 s."]
    );
    assert_eq!(texts(&page, "svg.sheet").len(), 0);
    assert_eq!(texts(&page, ".answer h2"), ["AUTHENTIC"]);
    assert_eq!(texts(&page, "figcaption li").len(), 6);
}

#[test]
fn contacts_are_marked_as_in_the_text_report() {
    let marked = |assessment| {
        let page = Html::parse_document(&case_html(&assessment, &file()));
        texts(&page, ".contacts strong")
    };
    let not_covered = "NOT COVERED by what confirms the key";
    assert_eq!(marked(fixture::authentic()), [not_covered; 2]);
    let unanchored = marked(fixture::unanchored());
    assert!(
        unanchored.len() == 4 && unanchored.iter().all(|mark| mark == "NOT CONFIRMED"),
        "{unanchored:?}"
    );
}

#[test]
fn what_others_wrote_is_text_and_the_page_has_no_script() {
    let text = case_html(&fixture::hostile(), &file());
    let page = Html::parse_document(&text);
    assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{200b}', '\u{9b}']));
    for forbidden in ["script", "b", "img", "[style]", "[onerror]", "a"] {
        assert_eq!(texts(&page, forbidden).len(), 0, "{forbidden}");
    }
    let policy = page
        .select(&Selector::parse("meta[http-equiv]").unwrap())
        .next()
        .unwrap();
    let policy = policy.attr("content").unwrap();
    assert!(
        policy.starts_with("default-src 'none'; img-src data:; style-src 'sha256-")
            && !policy.contains("script-src"),
        "{policy}"
    );
}

#[test]
fn where_nothing_could_be_had_the_page_says_so_and_draws_nothing() {
    let page = Html::parse_document(&case_html(&fixture::not_fetched(), &CaseFile::default()));
    assert_eq!(texts(&page, ".answer h2"), ["UNVERIFIED (not-fetched)"]);
    assert_eq!(
        texts(&page, "main h2"),
        ["UNVERIFIED (not-fetched)", "Checks", "What was tried"]
    );
}

#[test]
fn a_browser_opens_it_without_a_complaint_and_asks_nobody() {
    let Some(browser) = Browser::find() else {
        return;
    };
    for assessment in [fixture::authentic(), fixture::hostile()] {
        assert!(
            assessment.verdict == Verdict::Authentic || assessment.verdict == Verdict::Unanchored
        );
        let text = case_html(&assessment, &file());
        let (page, complaints) = browser.dom(&text);
        assert!(!complaints.contains("CONSOLE"), "{complaints}");
        assert_eq!(texts(&page, "h2#verdict").len(), 1);
        assert_eq!(outside(&browser.requests(&text)), Vec::<String>::new());
        browser.screenshots(&text, "case");
    }
}
