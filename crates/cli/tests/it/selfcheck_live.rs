//! `selfcheck --live`: places outside of the staged directory are asked for, and no answer is no pass.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;
use crate::web;

use bonafide_testkit::site::{Page, Site};
use common::staged::{Stage, key, open, set, sound_text};
use serde_json::Value;
use web::Web;

const PARTNERS: &str = "https://www.partners.example/members.html";

/// A sound directory whose profile also prints a place that is not its own.
fn stage() -> Stage {
    Stage::of(&format!(
        "{}\nMembers are listed at {PARTNERS}\n",
        sound_text()
    ))
}

fn site() -> Site {
    // The host of the team's own Web Key Directory is there, and has nothing.
    let page = Page::ok("text/html", "<p>oak</p>");
    Site::default()
        .page("oak.example", "/", page.clone())
        .page("www.oak.example", "/", page)
}

fn findings<'r>(report: &'r Value, check: &str) -> Vec<&'r Value> {
    let all = report["profiles"][0]["findings"].as_array().unwrap();
    all.iter()
        .filter(|finding| finding["check"] == check)
        .collect()
}

#[test]
fn a_place_that_answers_is_in_order_and_one_that_is_gone_is_not() {
    let page = Page::ok("text/html", "<p>members</p>");
    let Some(there) = Web::of(
        site().page("www.partners.example", "/members.html", page),
        [61, 1],
    ) else {
        return;
    };
    let run = there.selfcheck(stage().path(), &["--live"]);
    let outcomes: Vec<_> = findings(&run.json(), "urls-resolve")
        .iter()
        .map(|one| one["outcome"].clone())
        .collect();
    assert_eq!(outcomes, ["pass"], "{}", run.stdout);
    let Some(gone) = Web::of(
        site().page(
            "www.partners.example",
            "/other.html",
            Page::ok("text/html", "x"),
        ),
        [61, 2],
    ) else {
        return;
    };
    let report = gone.selfcheck(stage().path(), &["--live"]).json();
    let found = findings(&report, "urls-resolve");
    assert_eq!(
        (found[0]["outcome"].as_str(), found[0]["severity"].as_str()),
        (Some("fail"), Some("warning")),
        "{found:?}"
    );
    assert!(found[0]["message"].as_str().unwrap().contains(PARTNERS));
    assert!(open(&report).contains("urls-resolve: warning"));
}

#[test]
fn a_place_that_cannot_be_reached_is_neither_a_pass_nor_an_accusation() {
    let Some(web) = Web::of(site(), [61, 3]) else {
        return;
    };
    let report = web
        .selfcheck(stage().path(), &["--live", "--max-time", "5"])
        .json();
    let found = findings(&report, "urls-resolve");
    assert!(
        found.iter().any(|one| one["outcome"] == "inconclusive"),
        "{found:?}"
    );
    assert!(
        found
            .iter()
            .all(|one| one["outcome"] != "pass" && one["outcome"] != "fail"),
        "{found:?}"
    );
}

#[test]
fn the_home_page_may_be_on_the_web_already_and_what_goes_with_the_profile_may_not() {
    let page = Page::ok("text/html", "<p>members</p>");
    let site = site()
        .page("www.partners.example", "/members.html", page)
        .page(
            "www.oak.example",
            "/oak.asc",
            Page::ok("application/pgp-keys", key().armored()),
        );
    let Some(web) = Web::of(site, [61, 7]) else {
        return;
    };
    let stage = stage();
    let base = ["--base-url", "https://www.oak.example/"];
    assert_eq!(
        open(&web.selfcheck(stage.path(), &base).json()),
        set(&["urls-resolve: warning"]),
        "the home page is not staged"
    );
    assert_eq!(
        open(
            &web.selfcheck(stage.path(), &[&base[..], &["--live"]].concat())
                .json()
        ),
        set(&["anchor-is-independent: warning"])
    );
    // A key on the web may be the old one: the new one has to be staged.
    stage.remove("oak.asc");
    let without = open(
        &web.selfcheck(stage.path(), &[&base[..], &["--live"]].concat())
            .json(),
    );
    assert!(without.contains("urls-resolve: error"), "{without:?}");
}

#[test]
fn without_live_nobody_is_asked_and_it_is_said() {
    let Some(web) = Web::of(site(), [61, 4]) else {
        return;
    };
    let run = web.selfcheck(stage().path(), &[]);
    assert_eq!(run.code, 0, "{}", run.stdout);
    assert_eq!(open(&run.json()), set(&[]));
    assert_eq!(
        findings(&run.json(), "urls-resolve")[0]["outcome"],
        "inconclusive"
    );
    assert!(web.server.requests().is_empty());
}

#[test]
fn the_web_key_directory_is_asked_for_a_confirmation_from_outside() {
    let confirmed = |site: Site, at: [u8; 2]| {
        let web = Web::of(site, at)?;
        let report = web
            .selfcheck(stage().path(), &["--live", "--max-time", "5"])
            .json();
        let outcomes: Vec<String> = findings(&report, "anchor-is-independent")
            .iter()
            .map(|one| {
                format!(
                    "{} {}",
                    one["outcome"].as_str().unwrap(),
                    one["message"].as_str().unwrap()
                )
            })
            .collect();
        Some(outcomes.join("; "))
    };
    let Some(nothing) = confirmed(site(), [61, 5]) else {
        return;
    };
    assert!(!nothing.starts_with("pass"), "{nothing}");
    let hash = "/.well-known/openpgpkey/hu/";
    let path = format!("{hash}{}?l=cert", WKD_OF_CERT);
    let with = site().page(
        "oak.example",
        &path,
        Page::ok("application/octet-stream", key().binary()),
    );
    let Some(there) = confirmed(with, [61, 6]) else {
        return;
    };
    assert!(there.starts_with("pass"), "{there}");
}

/// The name `cert` as Web Key Directories write it: z-base-32 of its SHA-1
/// (draft-koch-openpgp-webkey-service, "Key Discovery").
const WKD_OF_CERT: &str = "3wpiy4cs8sc8t6jxdu76q9hjnmg7mczp";
