//! Every check of the catalogue that a self-check can report has a staged directory that brings it
//! up, and the sound one does not.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout
)]

use crate::common;

use bonafide_testkit::skip;
use std::collections::BTreeMap;

use bonafide_session::model::judgement::CheckId;
use bonafide_testkit::openpgp::packet::signature::subpacket::SubpacketValue;
use bonafide_testkit::openpgp::types::{HashAlgorithm, ReasonForRevocation, SignatureType};
use bonafide_testkit::recipe::Keys;
use bonafide_testkit::{Algorithm, CertSpec, Signing, TestCert, at, repository};
use common::defects::{DEFECTS, long, without_line};
use common::staged::{BASE, Stage, in_time, key, page_of, sound_text};
use serde_json::Value;

/// What is wrong, how it is staged, what is given beside the directory, and what is said: check,
/// outcome, severity, words of the message.
struct Case {
    what: &'static str,
    stage: fn() -> Stage,
    arguments: &'static [&'static str],
    says: (&'static str, &'static str, &'static str, &'static str),
}

const fn case(
    what: &'static str,
    stage: fn() -> Stage,
    says: (&'static str, &'static str, &'static str, &'static str),
) -> Case {
    Case {
        what,
        stage,
        arguments: &[],
        says,
    }
}

const fn with(
    arguments: &'static [&'static str],
    what: &'static str,
    stage: fn() -> Stage,
    says: (&'static str, &'static str, &'static str, &'static str),
) -> Case {
    Case {
        what,
        stage,
        arguments,
        says,
    }
}

/// Checks that a self-check never reports, each with the reason.
const NEVER: &[(CheckId, &str)] = &[
    (
        CheckId::VersionIsNotOlder,
        "only a reader has a history to compare with",
    ),
    (
        CheckId::ContentMatchesVersion,
        "only a reader has a history to compare with",
    ),
    (
        CheckId::ContactsAreUnchanged,
        "only a reader has a history to compare with",
    ),
    (
        CheckId::DomainIsEstablished,
        "only a reader asks a registry; a team knows since when it has its domain",
    ),
    (
        CheckId::PiecesAreOfOneMoment,
        "a directory is read once: there is no second look that could differ",
    ),
];

const BASE_URL: &[&str] = &["--base-url", BASE];
const OAK_PINNED: &[&str] = &["--keyring", "testdata/keyrings/oak"];
const STRANGER_GIVEN: &[&str] = &["--key", "testdata/keys/stranger.asc"];
const OTHER_PINNED: &[&str] = &["--keyring", "testdata/keyrings/oak-other-key"];

const CASES: &[Case] = &[
    // Integrity.
    case(
        "no signature",
        || without("rfc2350.txt.asc"),
        (
            "signature-is-present",
            "fail",
            "error",
            "No signature was found",
        ),
    ),
    case(
        "a page as signature",
        || {
            replaced(
                "rfc2350.txt.asc",
                b"<!doctype html><title>404</title><p>Not found",
            )
        },
        (
            "signature-is-present",
            "inconclusive",
            "error",
            "is not a signature (a web page)",
        ),
    ),
    case(
        "half a signature",
        || {
            let stage = Stage::sound();
            let half = stage.read("rfc2350.txt.asc");
            stage.write("rfc2350.txt.asc", &half.as_bytes()[..half.len() / 2]);
            stage
        },
        (
            "signature-is-wellformed",
            "fail",
            "error",
            "cannot be parsed",
        ),
    ),
    case(
        "changed after signing",
        changed,
        ("signature-is-valid", "fail", "error", "does not fit"),
    ),
    case(
        "signed by a key that is not staged",
        || {
            replaced(
                "rfc2350.txt.asc",
                &stranger().sign_detached(sound_text().as_bytes(), &in_time()),
            )
        },
        (
            "signature-is-valid",
            "inconclusive",
            "error",
            "by a key that is not at hand",
        ),
    ),
    case(
        "a second signature by a key that is not staged",
        || {
            replaced(
                "rfc2350.txt.sig",
                &stranger().sign_detached_binary(sound_text().as_bytes(), &in_time()),
            )
        },
        (
            "signature-is-valid",
            "inconclusive",
            "warning",
            "Another signature",
        ),
    ),
    case(
        "text around the signed text",
        || {
            let framed = key().sign_cleartext(&sound_text(), &in_time());
            cleartext(&format!("Good morning,\n\n{framed}"))
        },
        (
            "signature-covers-document",
            "fail",
            "error",
            "outside the signed",
        ),
    ),
    case(
        "signed with SHA-1",
        || Stage::by(&key(), &in_time().hash(HashAlgorithm::SHA1)),
        ("signature-is-strong", "fail", "error", "SHA1"),
    ),
    case(
        "signed next year",
        || Stage::by(&key(), &Signing::at(at("2027-04-08T16:20:00Z"))),
        ("signature-is-timely", "fail", "error", "future"),
    ),
    case(
        "signed before the key was made",
        || Stage::by(&key(), &Signing::at(at("2020-04-08T16:20:00Z"))),
        ("signature-is-timely", "fail", "error", "before its key"),
    ),
    case(
        "a signature that ended",
        || {
            let day = SubpacketValue::SignatureExpirationTime(
                std::time::Duration::from_secs(86_400).try_into().unwrap(),
            );
            Stage::by(&key(), &in_time().with(day, true))
        },
        (
            "signature-is-timely",
            "fail",
            "error",
            "signature expired on",
        ),
    ),
    case(
        "a signature of another kind",
        || Stage::by(&key(), &in_time().kind(SignatureType::Standalone)),
        (
            "signature-is-wellformed",
            "inconclusive",
            "error",
            "Standalone",
        ),
    ),
    case(
        "a stale checksum",
        || checksum(&format!("{}  rfc2350.txt\n", "0".repeat(64))),
        ("checksum-matches", "fail", "error", ""),
    ),
    case(
        "a checksum for another name",
        || checksum(&format!("{}  profile.txt\n", "0".repeat(64))),
        ("checksum-matches", "inconclusive", "error", "no line"),
    ),
    case(
        "no checksum file",
        || checksum("soon to come\n"),
        (
            "checksum-matches",
            "inconclusive",
            "error",
            "not a checksum",
        ),
    ),
    // Identity.
    case(
        "no fingerprint",
        || Stage::of(&without_line(&sound_text(), "Fingerprint:")),
        ("fingerprint-is-printed", "fail", "error", "fingerprint"),
    ),
    case(
        "a fingerprint without its end",
        || {
            text(
                &key().fingerprint().spaced(),
                &key().fingerprint().spaced()[..40],
            )
        },
        ("fingerprint-is-wellformed", "fail", "error", "32"),
    ),
    case(
        "two fingerprints that differ in a digit",
        || {
            let right = key().fingerprint().spaced();
            let wrong = format!(
                "{}{}",
                &right[..48],
                if right.ends_with('0') { '1' } else { '0' }
            );
            text(
                "    The key is available",
                &format!("    Key fingerprint = {wrong}\n\n    The key is available"),
            )
        },
        ("fingerprint-is-unambiguous", "fail", "error", "differ"),
    ),
    case(
        "signed by a key that is not printed",
        || {
            let stage = replaced(
                "rfc2350.txt.asc",
                &stranger().sign_detached(sound_text().as_bytes(), &in_time()),
            );
            stage.write("oak.asc", &[key().armored(), stranger().armored()].concat());
            stage
        },
        ("signer-is-printed-key", "fail", "error", "not print"),
    ),
    case(
        "another key at the printed place",
        || replaced("oak.asc", &stranger().armored()),
        ("published-key-is-printed-key", "fail", "error", ""),
    ),
    with(
        STRANGER_GIVEN,
        "another key than the printed one is given",
        Stage::sound,
        (
            "published-key-is-printed-key",
            "fail",
            "error",
            "does not print it",
        ),
    ),
    case(
        "a key in the document without some of its lines",
        || {
            let armor = String::from_utf8(key().armored()).unwrap();
            let lines: Vec<&str> = armor.lines().collect();
            embedding(&[&lines[..4], &lines[6..]].concat().join("\n"))
        },
        (
            "published-key-is-printed-key",
            "fail",
            "error",
            "cannot be read",
        ),
    ),
    case(
        "a key in the document on one line",
        || {
            embedding(
                &String::from_utf8(key().armored())
                    .unwrap()
                    .replace('\n', " "),
            )
        },
        (
            "published-key-is-printed-key",
            "fail",
            "warning",
            "stands on one line",
        ),
    ),
    case(
        "a page as key",
        || replaced("oak.asc", b"nothing"),
        ("published-key-is-printed-key", "inconclusive", "error", ""),
    ),
    case(
        "a Key ID of no key",
        || text(&long(), "0x0123456789ABCDEF"),
        (
            "key-id-matches-fingerprint",
            "fail",
            "error",
            "nothing to do",
        ),
    ),
    case(
        "a slice of the fingerprint",
        || {
            text(
                &long(),
                &format!("0x{}", &key().fingerprint().as_str()[..16]),
            )
        },
        (
            "key-id-matches-fingerprint",
            "fail",
            "error",
            "digits 1 to 16",
        ),
    ),
    case(
        "a key without User IDs",
        || Stage::by(&key().without_user_ids(), &in_time()),
        (
            "user-id-matches-contact",
            "inconclusive",
            "warning",
            "No User ID",
        ),
    ),
    // The key.
    case(
        "an expired key",
        || until("2026-10-01T00:00:00Z"),
        ("key-is-live", "fail", "error", "expired"),
    ),
    case(
        "a compromised key",
        || Stage::by(Keys::load().get("oak-revoked"), &in_time()),
        ("key-is-not-revoked", "fail", "error", "withdrawn"),
    ),
    case(
        "a retired key",
        || {
            let retired = key().revoked(
                ReasonForRevocation::KeyRetired,
                "new key",
                at("2026-06-01T00:00:00Z"),
            );
            Stage::by(&retired, &in_time())
        },
        ("key-is-not-revoked", "fail", "error", ""),
    ),
    case(
        "a short key",
        || {
            by(CertSpec {
                algorithm: Algorithm::Rsa(1024),
                ..oak()
            })
        },
        ("key-is-strong", "fail", "error", "1024"),
    ),
    case(
        "self-signatures by SHA-1",
        || {
            by(CertSpec {
                hash: HashAlgorithm::SHA1,
                ..oak()
            })
        },
        ("key-bindings-are-strong", "fail", "error", "SHA-1"),
    ),
    case(
        "a key that ends in 20 days",
        || until("2026-11-21T00:00:00Z"),
        ("key-stays-valid", "fail", "error", "in 20 days"),
    ),
    case(
        "a key that ends in 60 days",
        || until("2026-12-31T00:00:00Z"),
        ("key-stays-valid", "fail", "warning", "in 60 days"),
    ),
    case(
        "a key that cannot encrypt",
        || {
            by(CertSpec {
                encryption_subkey: false,
                ..oak()
            })
        },
        (
            "key-can-encrypt",
            "fail",
            "warning",
            "cannot be encrypted to",
        ),
    ),
    case(
        "a signing subkey that expired",
        || {
            by(CertSpec {
                signing_subkey: true,
                signing_subkey_expires: Some(at("2026-06-01T00:00:00Z")),
                ..oak()
            })
        },
        ("key-can-sign", "fail", "error", "the signing subkey"),
    ),
    case(
        "a revocation in the directory",
        || {
            let revoked = key().revoked(
                ReasonForRevocation::Unspecified,
                "",
                at("2026-06-01T00:00:00Z"),
            );
            let revocation = revoked
                .cert()
                .primary_key()
                .self_revocations()
                .next()
                .unwrap()
                .clone();
            let stage = Stage::sound();
            stage.write("old/revoke.rev", &packet(revocation));
            stage
        },
        (
            "key-can-be-revoked",
            "fail",
            "error",
            "old/revoke.rev revokes a key",
        ),
    ),
    case(
        "only the newest self-signature",
        || {
            Stage::by(
                &key().extended(at("2026-03-01T00:00:00Z"), at("2030-01-01T00:00:00Z")),
                &in_time(),
            )
        },
        (
            "older-signatures-stay-verifiable",
            "fail",
            "warning",
            "no self-signature from before",
        ),
    ),
    case(
        "a changed text to GnuPG",
        changed,
        ("gpg-users-can-verify", "fail", "error", "bad signature"),
    ),
    // Confirmation from outside; what the network says of it is in `selfcheck_live`.
    case(
        "nobody was asked",
        Stage::sound,
        (
            "anchor-is-independent",
            "inconclusive",
            "note",
            "--live was not given",
        ),
    ),
    with(
        OAK_PINNED,
        "a key pinned for others",
        renamed_team,
        ("anchor-names-this-team", "fail", "warning", ""),
    ),
    with(
        OTHER_PINNED,
        "another key is pinned",
        Stage::sound,
        ("anchors-agree", "fail", "error", "pinned key is"),
    ),
    // The document.
    case(
        "past its expiry",
        || {
            text(
                "this document is valid until superseded by a later version.",
                "2026-09-30",
            )
        },
        ("document-is-current", "fail", "error", "2026-09-30"),
    ),
    case(
        "dated in the future",
        || Stage::of(&sound_text().replace("2026-04-08", "2027-04-08")),
        ("document-is-current", "fail", "warning", "future"),
    ),
    case(
        "a plain address of another site",
        || {
            text(
                "    It advises.\n",
                "    It advises. See http://www.elm.example/law\n",
            )
        },
        ("transport-is-secure", "fail", "warning", "without TLS"),
    ),
    case(
        "a fingerprint that nobody sees",
        || {
            let other = stranger().fingerprint().spaced();
            page(|page| {
                page.replace(
                    "<h1>",
                    &format!("<p style=\"display:none\">Fingerprint: {other}</p>\n<h1>"),
                )
            })
        },
        ("fingerprint-is-unambiguous", "fail", "error", ""),
    ),
    case(
        "an address that nobody sees",
        || {
            page(|page| {
                page.replace(
                    "<h1>",
                    "<p style=\"font-size:0\">E-mail: cert@elm.example</p>\n<h1>",
                )
            })
        },
        (
            "document-shows-what-it-says",
            "fail",
            "warning",
            "cert@elm.example",
        ),
    ),
    case(
        "no place of its own",
        || {
            text(
                "    https://www.oak.example/rfc2350.txt\n\n1.4",
                "    On our web site.\n\n1.4",
            )
        },
        (
            "location-is-canonical",
            "fail",
            "warning",
            "does not say where it is published",
        ),
    ),
    with(
        BASE_URL,
        "another place of its own",
        || {
            text(
                "    https://www.oak.example/rfc2350.txt\n\n1.4",
                "    https://www.oak.example/cert/rfc2350.txt\n\n1.4",
            )
        },
        (
            "location-is-canonical",
            "fail",
            "warning",
            "will be at https://www.oak.example/rfc2350.txt",
        ),
    ),
    case(
        "an address that is not in its section",
        || {
            text(
                "Please write to cert@oak.example",
                "Please write to desk@oak.example",
            )
        },
        ("contacts-agree", "fail", "warning", "desk@oak.example"),
    ),
    case(
        "an older edition beside it",
        || {
            let stage = Stage::sound();
            stage.write(
                "rfc2350-fr.txt",
                sound_text()
                    .replace("1.2, published", "1.1, published")
                    .as_bytes(),
            );
            stage
        },
        ("editions-agree", "fail", "error", "version"),
    ),
    case(
        "a secret key in the directory",
        || {
            let stage = Stage::sound();
            stage.write("backup/key.asc", &key().armored_secret());
            stage
        },
        (
            "no-secret-key-is-printed",
            "fail",
            "error",
            "backup/key.asc is a secret key",
        ),
    ),
    case(
        "a secret key in the document",
        || {
            Stage::of(&format!(
                "{}\n{}",
                sound_text(),
                String::from_utf8(stranger().armored_secret()).unwrap()
            ))
        },
        (
            "no-secret-key-is-printed",
            "fail",
            "error",
            "printed in the document",
        ),
    ),
    // What only a self-check asks.
    case(
        "a missing section",
        || text("2.3 Time Zone\n\n    Europe/London\n", ""),
        ("sections-are-complete", "fail", "warning", "2.3 Time Zone"),
    ),
    case(
        "an empty section",
        || text("    Europe/London\n", ""),
        ("sections-are-complete", "fail", "warning", "is empty"),
    ),
    case(
        "a day that may be a month",
        || text("on 2026-04-08", "on 04/08/2026"),
        ("dates-are-unambiguous", "fail", "error", "or"),
    ),
    case(
        "no day of any year",
        || text("on 2026-04-08", "on 2026/19/11"),
        ("dates-are-unambiguous", "fail", "error", "does not exist"),
    ),
    case(
        "two days",
        || text("Date: 2026-04-08", "Date: 2025-11-17"),
        ("dates-are-unambiguous", "fail", "error", "in another on"),
    ),
    case(
        "no day of the last update",
        || {
            Stage::of(
                &without_line(&sound_text(), "Document Date")
                    .replace(", published on 2026-04-08", ""),
            )
        },
        (
            "dates-are-unambiguous",
            "fail",
            "error",
            "when it was last updated",
        ),
    ),
    case(
        "two versions",
        || text("Version: 1.2", "Version: 1.1"),
        (
            "identification-matches-file",
            "fail",
            "error",
            "calls itself",
        ),
    ),
    case(
        "no version",
        || {
            Stage::of(
                &without_line(&sound_text(), "Version: 1.2")
                    .replace("This is version 1.2, published", "Published"),
            )
        },
        (
            "identification-matches-file",
            "fail",
            "warning",
            "prints no version",
        ),
    ),
    case(
        "another version in the name",
        || {
            let stage = Stage::sound();
            stage.write("rfc2350_v1.1.txt", sound_text().as_bytes());
            stage.remove("rfc2350.txt");
            stage
        },
        (
            "identification-matches-file",
            "fail",
            "error",
            "as if it were version 1.1",
        ),
    ),
    case(
        "the document at no place",
        || moved("rfc2350.txt", "pub/x.txt"),
        (
            "urls-resolve",
            "inconclusive",
            "warning",
            "were not checked",
        ),
    ),
    with(
        BASE_URL,
        "the document elsewhere",
        || moved("rfc2350.txt", "a/rfc2350.txt"),
        ("urls-resolve", "fail", "error", "own place"),
    ),
    case(
        "the signature elsewhere",
        || moved("rfc2350.txt.asc", "a/b.asc"),
        ("urls-resolve", "fail", "error", "signature's place"),
    ),
    case(
        "the key elsewhere",
        || moved("oak.asc", "pgp/oak.asc"),
        ("urls-resolve", "fail", "error", "key's place"),
    ),
    with(
        BASE_URL,
        "no home page",
        Stage::sound,
        ("urls-resolve", "fail", "warning", "leads to index.html"),
    ),
    case(
        "a place above the directory",
        || text("example/oak.asc", "example/a/..%2f..%2foak.asc"),
        ("urls-resolve", "fail", "error", "leads out"),
    ),
    case(
        "a space in a URL",
        || text("example/oak.asc", "example/oak public.asc"),
        ("urls-resolve", "fail", "error", "space"),
    ),
    case(
        "a signature that nobody finds",
        || {
            let stage = text(
                "    The signature is available at: https://www.oak.example/rfc2350.txt.asc\n",
                "",
            );
            rename(&stage, "rfc2350.txt.asc", "a/b.asc");
            stage
        },
        (
            "sidecars-are-discoverable",
            "fail",
            "error",
            "a/b.asc is the signature",
        ),
    ),
    case(
        "a key that nobody finds",
        || {
            text(
                "    The key is available at: https://www.oak.example/oak.asc\n",
                "",
            )
        },
        (
            "sidecars-are-discoverable",
            "fail",
            "error",
            "oak.asc is the key",
        ),
    ),
    case(
        "a checksum that nobody finds",
        || moved("rfc2350.txt.sha256", "a/sum.sha256"),
        (
            "sidecars-are-discoverable",
            "fail",
            "warning",
            "a/sum.sha256 is the checksum",
        ),
    ),
    case(
        "a page for the signature",
        || {
            let stage = text(
                "https://www.oak.example/rfc2350.txt.asc",
                "https://www.oak.example/proof.html",
            );
            stage.write(
                "proof.html",
                b"<!doctype html><title>Proof</title><a href=\"rfc2350.txt.asc\">here</a>",
            );
            stage
        },
        ("sidecars-are-discoverable", "fail", "warning", "is a page"),
    ),
    case(
        "no place of the key",
        || {
            let stage = text(
                "    The key is available at: https://www.oak.example/oak.asc\n",
                "",
            );
            stage.remove("oak.asc");
            stage
        },
        (
            "sidecars-are-discoverable",
            "fail",
            "error",
            "does not say where the key is",
        ),
    ),
    case(
        "a short Key ID",
        || text(&long(), &format!("0x{}", &long()[10..])),
        ("key-id-is-long", "fail", "warning", "32 bits"),
    ),
    case(
        "no expiry",
        || Stage::of(&without_line(&sound_text(), "Expiration")),
        ("validity-is-stated", "fail", "warning", "how long"),
    ),
    case(
        "no marking",
        || text("TLP:CLEAR\n", ""),
        ("tlp-is-marked", "fail", "warning", "has no Traffic Light"),
    ),
    case(
        "an old marking",
        || text("TLP:CLEAR", "TLP:WHITE"),
        (
            "tlp-is-marked",
            "fail",
            "warning",
            "a label of TLP version 1",
        ),
    ),
    case(
        "a marking that forbids it",
        || text("TLP:CLEAR", "TLP:AMBER"),
        ("tlp-is-marked", "fail", "warning", "about to be published"),
    ),
    case(
        "a draft",
        || text("    It advises.\n", "    TBD\n"),
        ("no-placeholder-is-left", "fail", "error", "TBD"),
    ),
];

#[test]
fn each_case_says_what_it_should_and_the_sound_directory_does_not() {
    let mut wrong = Vec::new();
    let mut sound_by = BTreeMap::new();
    for Case {
        what,
        stage,
        arguments,
        says,
    } in CASES
    {
        if says.0 == "gpg-users-can-verify" && !is_installed("gpg") {
            skip("gpg is not installed (apt install gnupg)");
            continue;
        }
        let found = findings(&stage(), arguments);
        if !found.iter().any(|one| fits(one, *says)) {
            let own: Vec<String> = found
                .iter()
                .filter(|one| one["check"] == says.0)
                .map(told)
                .collect();
            wrong.push(format!("{what}: {says:?} is not said, but {own:?}"));
        }
        wrong.extend(
            found
                .iter()
                .filter(|one| is_open(one) && !speaks_to_an_author(one))
                .map(|one| format!("{what}: no help for its author: {one}")),
        );
        let usual = if BY_ARGUMENTS.contains(what) {
            USUAL
        } else {
            arguments
        };
        let sound = sound_by
            .entry(usual)
            .or_insert_with(|| findings(&Stage::sound(), usual));
        if sound.iter().any(|one| fits(one, *says)) {
            wrong.push(format!("{what}: the sound directory says {says:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Cases of the sound directory: what is said of it depends on what is given beside it.
const BY_ARGUMENTS: &[&str] = &[
    "nobody was asked",
    "another key is pinned",
    "no home page",
    "another key than the printed one is given",
];

/// As the sound directory is in order: with a trust directory that names the key for this team, and
/// without more of the web than it has.
const USUAL: &[&str] = OAK_PINNED;

/// Somebody who is about to publish cannot ask the team, nor wait for it.
fn speaks_to_an_author(finding: &Value) -> bool {
    let help = finding["help"].as_str().unwrap_or_default();
    !help.is_empty()
        && ![
            "Ask the team",
            "ask the team",
            "The team should",
            "tell the team",
            "accuse",
            "--signature",
        ]
        .iter()
        .any(|words| help.contains(words))
}

fn told(finding: &Value) -> String {
    let word = |name: &str| finding[name].as_str().unwrap_or_default();
    format!(
        "{} {}: {}",
        word("outcome"),
        word("severity"),
        word("message")
    )
}

#[test]
fn every_check_of_the_catalogue_has_a_case_or_a_reason_to_have_none() {
    for check in CheckId::ALL {
        let by_case = CASES.iter().any(|case| case.says.0 == check.as_str());
        let by_text = DEFECTS.iter().any(|(.., deserved)| {
            deserved
                .iter()
                .any(|one| one.split(':').next() == Some(check.as_str()))
        });
        let never = NEVER.iter().any(|(known, _)| known == check);
        assert!(
            (by_case || by_text) != never,
            "{check}: case {by_case}, defect of the text {by_text}, never {never}"
        );
    }
    for Case {
        says: (check, ..), ..
    } in CASES
    {
        check.parse::<CheckId>().unwrap();
    }
}

/// A key that is printed as gpg shows it is in order wherever it stands.
#[test]
fn a_whole_key_in_the_document_is_in_order() {
    let armor = String::from_utf8(key().armored()).unwrap();
    let found = findings(&embedding(&armor), &["--key", "testdata/keys/oak.asc"]);
    assert!(
        !found
            .iter()
            .any(|one| one["check"] == "published-key-is-printed-key" && is_open(one)),
        "{found:#?}"
    );
}

/// A revoked or expired key needs no further subkey.
#[test]
fn what_only_follows_from_the_key_as_a_whole_brings_no_advice_of_its_own() {
    let stages: [fn() -> Stage; 4] = [
        || {
            by(CertSpec {
                algorithm: Algorithm::Rsa(1024),
                ..oak()
            })
        },
        || Stage::by(Keys::load().get("oak-revoked"), &in_time()),
        || until("2026-10-01T00:00:00Z"),
        || {
            by(CertSpec {
                hash: HashAlgorithm::SHA1,
                ..oak()
            })
        },
    ];
    for stage in stages {
        let found = findings(&stage(), &[]);
        let open: Vec<&Value> = found
            .iter()
            .filter(|one| is_open(one) && one["severity"] != "note")
            .collect();
        assert!(!open.is_empty());
        assert!(
            !open
                .iter()
                .any(|one| one["help"].as_str().unwrap().contains("quick-add-key")),
            "{open:#?}"
        );
    }
}

/// That they have none is looked at, not only said.
#[test]
fn what_can_never_be_reported_is_not() {
    for stage in [Stage::sound(), changed(), without("oak.asc")] {
        for (check, why) in NEVER {
            let told = findings(&stage, OAK_PINNED)
                .into_iter()
                .find(|one| one["check"] == check.as_str() && is_open(one));
            assert_eq!(told, None, "{check}: {why}");
        }
    }
}

fn findings(stage: &Stage, arguments: &[&str]) -> Vec<Value> {
    let root = repository();
    let arguments: Vec<String> = arguments
        .iter()
        .map(|one| {
            if one.starts_with("testdata/") {
                root.join(one).display().to_string()
            } else {
                (*one).to_owned()
            }
        })
        .collect();
    let arguments: Vec<&str> = arguments
        .iter()
        .map(String::as_str)
        .chain(["--format", "json"])
        .collect();
    let report = stage.check(&arguments).json();
    report["profiles"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|one| one["findings"].as_array().unwrap().clone())
        .collect()
}

fn fits(finding: &Value, (check, outcome, severity, words): (&str, &str, &str, &str)) -> bool {
    finding["check"] == check
        && finding["outcome"] == outcome
        && finding["severity"] == severity
        && finding["message"].as_str().unwrap().contains(words)
}

fn is_open(finding: &Value) -> bool {
    matches!(finding["outcome"].as_str(), Some("fail" | "inconclusive"))
}

fn is_installed(program: &str) -> bool {
    std::process::Command::new(program)
        .arg("--version")
        .output()
        .is_ok()
}

/// The sound text with one change.
fn text(from: &str, to: &str) -> Stage {
    let sound = sound_text();
    assert!(sound.contains(from), "{from}");
    Stage::of(&sound.replacen(from, to, 1))
}

fn without(name: &str) -> Stage {
    let stage = Stage::sound();
    stage.remove(name);
    stage
}

fn replaced(name: &str, bytes: &[u8]) -> Stage {
    let stage = Stage::sound();
    stage.write(name, bytes);
    stage
}

fn changed() -> Stage {
    replaced(
        "rfc2350.txt",
        sound_text().replace("Oakham", "Elmham").as_bytes(),
    )
}

fn checksum(content: &str) -> Stage {
    replaced("rfc2350.txt.sha256", content.as_bytes())
}

/// The text with a key in section 2.8.
fn embedding(armor: &str) -> Stage {
    text("2.9 Team Members", &format!("{armor}\n\n2.9 Team Members"))
}

fn moved(from: &str, to: &str) -> Stage {
    let stage = Stage::sound();
    rename(&stage, from, to);
    stage
}

fn rename(stage: &Stage, from: &str, to: &str) {
    let content = stage.read(from);
    stage.remove(from);
    stage.write(to, content.as_bytes());
}

/// The document with its signature around it.
fn cleartext(framed: &str) -> Stage {
    let stage = Stage::sound();
    stage.remove("rfc2350.txt.asc");
    stage.remove("rfc2350.txt.sha256");
    stage.write("rfc2350.txt", framed.as_bytes());
    stage
}

/// The text as a web page with one change.
fn page(change: impl Fn(&str) -> String) -> Stage {
    let page = change(&page_of(
        &sound_text().replace("rfc2350.txt", "rfc2350.html"),
    ));
    let stage = Stage::sound();
    for name in ["rfc2350.txt", "rfc2350.txt.asc", "rfc2350.txt.sha256"] {
        stage.remove(name);
    }
    stage.write("rfc2350.html", page.as_bytes());
    stage.write(
        "rfc2350.html.asc",
        &key().sign_detached(page.as_bytes(), &in_time()),
    );
    stage
}

/// The profile of a team with other addresses, signed by the key of this one.
fn renamed_team() -> Stage {
    Stage::of(
        &sound_text()
            .replace("OAK", "ELM")
            .replace("oak.example", "elm.example"),
    )
}

fn stranger() -> TestCert {
    Keys::load().get("stranger").clone()
}

fn oak() -> CertSpec {
    CertSpec::new("CERT-OAK <cert@oak.example>")
}

fn by(spec: CertSpec) -> Stage {
    Stage::by(&spec.build(), &in_time())
}

fn until(expires: &str) -> Stage {
    by(CertSpec {
        expires: Some(at(expires)),
        ..oak()
    })
}

fn packet(signature: bonafide_testkit::openpgp::packet::Signature) -> Vec<u8> {
    use bonafide_testkit::openpgp::serialize::SerializeInto;
    bonafide_testkit::openpgp::Packet::from(signature)
        .to_vec()
        .unwrap()
}
