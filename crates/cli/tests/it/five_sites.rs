//! The five profiles from five web sites: one server on loopback, one host name each, nothing known
//! but the document's URL.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

use crate::common;
use crate::web;

use bonafide_testkit::profiles::{self, Team};
use bonafide_testkit::site::Page;
use common::{Run, bonafide};
use serde_json::Value;
use web::Web;

fn web(team: &Team, address: u8) -> Option<Web> {
    Web::of(team.site(), [50, address])
}

fn verify(web: &Web, team: &Team, more: &[&str]) -> (i32, Value) {
    let run = web.run(&team.url, more);
    (run.code, run.json())
}

fn got(json: &Value, role: &str) -> Vec<String> {
    json["attempts"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|attempt| attempt["role"] == role && attempt["result"] == "got")
        .map(|attempt| attempt["url"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn document_sidecars_and_key_are_found_by_what_the_document_prints() {
    let keyrings = bonafide_testkit::repository().join("keyrings");
    for (number, team) in (1..).zip(profiles::all()) {
        let Some(web) = web(&team, number) else {
            return;
        };
        let (code, json) = verify(&web, &team, &[]);
        let (pinned_code, pinned) = verify(&web, &team, &["--keyring", keyrings.to_str().unwrap()]);
        let signed = team.name != "cert-solane";
        assert_eq!(
            !got(&json, "signature").is_empty(),
            signed,
            "{}: {json:#}",
            team.name
        );
        let (expected, expected_pinned) = match team.name.as_str() {
            // Signed on request only; its key is on a key server, which has nothing here.
            "cert-solane" => ("unverified", "unverified"),
            // Bound by SHA-1 only.
            "cert-quill" => ("unverified", "unverified"),
            _ => ("unanchored", "authentic"),
        };
        assert_eq!(json["verdict"], expected, "{}: {json:#}", team.name);
        assert_eq!(
            pinned["verdict"], expected_pinned,
            "{}: {pinned:#}",
            team.name
        );
        assert_eq!(
            (code, pinned_code),
            (
                if expected == "unanchored" { 10 } else { 20 },
                if expected_pinned == "authentic" {
                    0
                } else {
                    20
                }
            )
        );
        if expected == "unanchored" {
            let reason = json["reason"].as_str().unwrap();
            let domain = json["document"]["origin"]["registrable_domain"]
                .as_str()
                .unwrap();
            assert!(
                reason.contains(domain) && reason.contains("forgery"),
                "{}: the one controller is named: {reason}",
                team.name
            );
        }
        assert_eq!(json["document"]["origin"]["tls"], true);
    }
}

#[test]
fn a_key_that_only_a_key_server_has_is_found_by_the_printed_fingerprint() {
    let team = profiles::team("cert-solane");
    let keyrings = bonafide_testkit::repository().join("keyrings");
    let fingerprint = "AB883E4EB29A6D9A52779B288E45D8432394907C";
    let vks = format!("/vks/v1/by-fingerprint/{fingerprint}");
    let hkp = format!("/pks/lookup?op=get&options=mr&search=0x{fingerprint}");
    // The one that the document prints, and one that the user configured.
    for (address, server, path) in [
        (41, "keys.serveur-de-cles.example", &vks),
        (42, "keys.configured.example", &hkp),
    ] {
        let key = Page::ok("application/pgp-keys", std::fs::read(&team.key).unwrap());
        let Some(web) = Web::of(team.site().page(server, path, key), [50, address]) else {
            return;
        };
        let config = web.home.path().join("bonafide.toml");
        std::fs::write(&config, "keyservers = [\"hkps://keys.configured.example\"]").unwrap();
        let mut command = web.verify(&team.url, &["--keyring", keyrings.to_str().unwrap()]);
        let json = Run::of(command.env("BONAFIDE_CONFIG", &config)).json();
        assert_eq!(
            (&json["verdict"], &json["why"]),
            (&Value::from("unverified"), &Value::from("no-signature")),
            "{json:#}"
        );
        let of_server = |certificate: &&Value| certificate["origin"]["kind"] == "keyserver";
        let found: Vec<&Value> = json["certificates"]
            .as_array()
            .unwrap()
            .iter()
            .filter(of_server)
            .collect();
        assert_eq!(found.len(), 1, "{server}: {json:#}");
        assert_eq!(found[0]["fingerprint"], fingerprint);
        assert_eq!(json["key"]["verdict"], "confirmed", "{json:#}");
        assert!(
            got(&json, "revocation")
                .iter()
                .any(|url| url.contains(server)),
            "{:#}",
            json["attempts"]
        );
    }
}

#[test]
fn a_certificate_authority_that_is_not_trusted_is_a_failed_fetch() {
    let team = profiles::team("tide-cert");
    let Some(web) = web(&team, 50) else { return };
    let mut command = bonafide(web.home.path());
    command.args(["verify", &team.url, "--format", "json", "--no-history"]);
    for host in team.site().hosts() {
        command.args(["--resolve", &web.server.resolve(&host)]);
    }
    let run = Run::of(&mut command);
    assert_eq!(run.code, 20);
    assert_eq!(run.json()["why"], "not-fetched");
}

#[test]
fn without_resolve_a_loopback_address_is_refused() {
    let run = common::run(&[
        "verify",
        "https://127.0.0.1/rfc2350.txt",
        "--format",
        "json",
        "--no-history",
    ]);
    assert_eq!(run.code, 20);
    let why = run.json()["attempts"][0]["why"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(why.contains("allow-private"), "{why}");
}
