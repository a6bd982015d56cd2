//! A Markdown file and the page that it is rendered to print the same: all that a verdict is made
//! of but the bytes.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fmt::Debug;
use std::path::Path;

use bonafide_model::claims::{Claim, Profile};
use bonafide_profile::{Hint, read};
use pulldown_cmark::{Options, Parser, html};

fn named(bytes: &[u8], name: &str) -> Profile {
    read(
        bytes,
        &Hint {
            file_name: Some(name.to_owned()),
            ..Hint::default()
        },
    )
    .unwrap()
}

fn each<T: Debug>(kind: &str, claims: &[Claim<T>], out: &mut Vec<String>) {
    let shown = claims.iter().filter(|claim| claim.is_visible());
    out.extend(shown.map(|claim| {
        format!(
            "{kind} {:?} {:?} {:?}",
            claim.value, claim.not_judged, claim.place.section
        )
    }));
}

fn printed(profile: &Profile) -> Vec<String> {
    let claims = &profile.claims;
    let mut out = Vec::new();
    each("fingerprint", &claims.fingerprints, &mut out);
    each("key id", &claims.key_ids, &mut out);
    each("user id", &claims.user_ids, &mut out);
    each("e-mail", &claims.emails, &mut out);
    each("telephone", &claims.phones, &mut out);
    each("url", &claims.urls, &mut out);
    each("version", &claims.versions, &mut out);
    each("date", &claims.dates, &mut out);
    each("expiry", claims.expiry.as_slice(), &mut out);
    each("name", profile.team_name.as_slice(), &mut out);
    each("short name", profile.team_short_name.as_slice(), &mut out);
    out.extend(
        profile
            .sections
            .iter()
            .map(|section| format!("section {:?} {}", section.number, section.heading)),
    );
    out
}

#[test]
fn a_markdown_file_and_its_rendered_page_print_the_same() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/cases");
    let texts = std::fs::read_dir(cases)
        .unwrap()
        .filter_map(|case| std::fs::read_to_string(case.unwrap().path().join("rfc2350.txt")).ok());
    let texts: Vec<String> = texts
        .filter(|text| !text.contains("BEGIN PGP") && text.len() < 200_000)
        .collect();
    assert!(texts.len() > 10, "{}", texts.len());
    for text in texts {
        let mut page = String::from("<!doctype html>\n");
        html::push_html(
            &mut page,
            Parser::new_ext(
                &text,
                Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH,
            ),
        );
        assert_eq!(
            printed(&named(text.as_bytes(), "profile.md")),
            printed(&named(page.as_bytes(), "profile.html")),
            "{text}"
        );
    }
}
