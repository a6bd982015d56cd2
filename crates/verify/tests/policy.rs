//! What a policy file changes, and what no policy can.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use bonafide_model::*;
use bonafide_testkit::openpgp::types::HashAlgorithm;
use bonafide_testkit::{CertSpec, at};

use common::*;

fn policy(text: &str) -> Policy {
    toml::from_str(text).unwrap()
}

fn under(text: &str, case: &Case) -> (Verdict, Option<Why>) {
    Case { policy: policy(text), ..case.clone() }.said()
}

const AUTHENTIC: (Verdict, Option<Why>) = (Verdict::Authentic, None);
const UNANCHORED: (Verdict, Option<Why>) = (Verdict::Unanchored, None);

#[test]
fn an_empty_policy_is_the_strict_default_and_unknown_words_are_errors() {
    assert_eq!(policy(""), Policy::default());
    for wrong in ["accept-anchors = ['everything']", "danger-accept-sha1 = true", "accept_anchors = []", "strict = 'no'"] {
        assert!(toml::from_str::<Policy>(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn kinds_of_anchors_are_promoted_and_demoted() {
    let pinned = Case::honest().pin(alpha_pin());
    assert_eq!(under("", &pinned), AUTHENTIC);
    assert_eq!(under("accept-anchors = ['expected', 'trust-root', 'directory']", &pinned), UNANCHORED);
    assert_eq!(under("accept-anchors = []", &pinned), UNANCHORED);
    let mut corroborated = Case::at(Sheet::alpha(&alpha()).text(), "https://host.elsewhere.example/rfc2350.txt");
    let signature = alpha().sign_detached(corroborated.document(), &signing());
    let wkd = web(OriginKind::Wkd, "https://alpha.example/.well-known/openpgpkey/hu/x");
    corroborated = corroborated.signature(signature).key_from(alpha().armored(), wkd);
    assert_eq!(under("", &corroborated), UNANCHORED);
    assert_eq!(under("accept-anchors = ['wkd']", &corroborated), AUTHENTIC);
    assert_eq!(under("accept-anchors = ['keyserver', 'history']", &corroborated), UNANCHORED);
}

#[test]
fn a_demoted_pin_still_rejects_what_contradicts_it() {
    let forged = Case::signed(Sheet::alpha(&forged()).text(), &forged()).pin(alpha_pin());
    assert_eq!(under("accept-anchors = []", &forged).0, Verdict::Rejected);
    assert_eq!(under("accept-anchors = ['wkd', 'keyserver', 'history']", &forged).0, Verdict::Rejected);
}

#[test]
fn sha1_bindings_are_accepted_by_name_and_document_signatures_never() {
    let option = "danger-accept-sha1-bindings = true";
    let weak = CertSpec { hash: HashAlgorithm::SHA1, ..CertSpec::new(ALPHA) }.build();
    let case = Case::signed(Sheet::alpha(&weak).text(), &weak).pin(pin("Alpha CERT", &weak, "alpha.example"));
    assert_eq!(under("", &case), (Verdict::Unverified, Some(Why::Weak)));
    assert_eq!(under(option, &case), AUTHENTIC);
    let text = Sheet::alpha(&weak).text();
    let signature = weak.sign_detached(text.as_bytes(), &signing().hash(HashAlgorithm::SHA1));
    let case = Case::of(text).signature(signature).key(weak.armored()).pin(pin("Alpha CERT", &weak, "alpha.example"));
    assert_eq!(under(option, &case), (Verdict::Unverified, Some(Why::Weak)));
    let unpinned = Case::signed(Sheet::alpha(&weak).text(), &weak);
    assert_eq!(under(option, &unpinned), UNANCHORED, "a weakening is no anchor");
}

#[test]
fn the_age_of_a_directory_and_the_clocks_difference_are_settings() {
    let mut listed = Case::honest();
    listed.trust.directories = vec![directory("2026-03-01", vec![entry("Alpha CERT", "cert@alpha.example", &alpha())])];
    assert_eq!(under("directory-max-age-days = 91", &listed), UNANCHORED);
    assert_eq!(under("directory-max-age-days = 92", &listed), AUTHENTIC);
    let text = Sheet::alpha(&alpha()).text();
    let ahead = bonafide_testkit::Signing::at(at("2026-06-01T00:10:00Z"));
    let signature = alpha().sign_detached(text.as_bytes(), &ahead);
    let case = Case::of(text).signature(signature).key(alpha().armored()).pin(alpha_pin());
    assert_eq!(under("", &case).0, Verdict::Unverified);
    assert_eq!(under("clock-skew-seconds = 600", &case), AUTHENTIC);
}

#[test]
fn strict_makes_every_warning_count() {
    let sheet = Sheet { key_id: Some("0123456789ABCDEF".to_owned()), ..Sheet::alpha(&alpha()) };
    let warned = Case::signed(sheet.text(), &alpha()).pin(alpha_pin());
    assert_eq!(under("", &warned), AUTHENTIC);
    assert_eq!(under("strict = true", &warned).0, Verdict::Unverified);
    assert_eq!(under("strict = true", &Case::honest().pin(alpha_pin())), AUTHENTIC, "nothing warns");
}
