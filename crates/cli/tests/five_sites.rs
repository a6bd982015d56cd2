//! The five profiles from five web sites: one server on loopback, one host name each, nothing known but the document's URL.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

mod common;

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use bonafide_testkit::profiles::{self, Team};
use bonafide_testkit::server::{Authority, Server};
use common::{Run, bonafide};
use serde_json::Value;

struct Web {
    server: Server,
    ca: PathBuf,
    home: tempfile::TempDir,
}

/// A server for the team, or `None` with a message where port 443 cannot be had.
fn web(team: &Team, address: u8) -> Option<Web> {
    let authority = Authority::default();
    let home = tempfile::tempdir().unwrap();
    let ca = home.path().join("ca.pem");
    std::fs::write(&ca, authority.pem()).unwrap();
    match team.site().serve_tls_on_443(&authority, IpAddr::V4(Ipv4Addr::new(127, 23, 50, address))) {
        Ok(server) => Some(Web { server, ca, home }),
        Err(error) => {
            println!("skipped: port 443 on loopback: {error}");
            None
        }
    }
}

fn verify(web: &Web, team: &Team, more: &[&str]) -> (i32, Value) {
    let mut command = bonafide(web.home.path());
    command.args(["verify", &team.url, "--at", "2026-11-01", "--format", "json", "--cacert", web.ca.to_str().unwrap()]);
    for host in team.site().hosts() {
        command.args(["--resolve", &web.server.resolve(&host)]);
    }
    let run = Run::of(command.args(more));
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
        let Some(web) = web(&team, number) else { return };
        let (code, json) = verify(&web, &team, &["--no-history"]);
        let (pinned_code, pinned) = verify(&web, &team, &["--no-history", "--keyring", keyrings.to_str().unwrap()]);
        let signed = team.name != "cert-solane";
        assert_eq!(!got(&json, "signature").is_empty(), signed, "{}: {json:#}", team.name);
        let (expected, expected_pinned) = match team.name.as_str() {
            // Signed on request only; its key is on a key server that is not asked here.
            "cert-solane" => ("unverified", "unverified"),
            // Bound by SHA-1 only.
            "cert-quill" => ("unverified", "unverified"),
            _ => ("unanchored", "authentic"),
        };
        assert_eq!(json["verdict"], expected, "{}: {json:#}", team.name);
        assert_eq!(pinned["verdict"], expected_pinned, "{}: {pinned:#}", team.name);
        assert_eq!(
            (code, pinned_code),
            (if expected == "unanchored" { 10 } else { 20 }, if expected_pinned == "authentic" { 0 } else { 20 })
        );
        if expected == "unanchored" {
            let reason = json["reason"].as_str().unwrap();
            let domain = json["document"]["origin"]["registrable_domain"].as_str().unwrap();
            assert!(reason.contains(domain) && reason.contains("forgery"), "{}: the one controller is named: {reason}", team.name);
        }
        assert_eq!(json["document"]["origin"]["tls"], true);
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
    let run = common::run(&["verify", "https://127.0.0.1/rfc2350.txt", "--format", "json", "--no-history"]);
    assert_eq!(run.code, 20);
    let why = run.json()["attempts"][0]["why"].as_str().unwrap().to_owned();
    assert!(why.contains("allow-private"), "{why}");
}
