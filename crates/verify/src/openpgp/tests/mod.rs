//! Certificates and signatures from the test kit, with fixed times; nothing is read from elsewhere
//! but where a test says so.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr
)]

mod attached;
mod certificates;
mod detached;
mod gnupg;
mod hostile;
mod keys;
mod lean;
mod vectors;
mod vouching;

use bonafide_model::Timestamp;
use bonafide_model::claims::*;
use bonafide_model::evidence::*;
use bonafide_model::judgement::*;
use bonafide_testkit::{CertSpec, Signing, TestCert};
use openpgp::packet::Signature;
use openpgp::serialize::MarshalInto;
use sequoia_openpgp as openpgp;

use super::observe;
use crate::facts::{Facts, SignatureFacts};

const DOCUMENT: &[u8] = b"RFC 2350 profile of M-CERT\nE-mail: contact@m-cert.example\n";
const USER_ID: &str = "M-CERT <contact@m-cert.example>";

/// The day given as `2026-01-31`, at noon.
fn day(text: &str) -> Timestamp {
    format!("{text}T12:00:00Z").parse().unwrap()
}

/// A certificate with a signing and an encryption subkey, made on 2020-01-01.
fn spec() -> CertSpec {
    CertSpec {
        created: day("2020-01-01"),
        signing_subkey: true,
        ..CertSpec::new(USER_ID)
    }
}

fn team() -> TestCert {
    spec().build()
}

fn other_team() -> TestCert {
    CertSpec {
        created: day("2020-01-01"),
        signing_subkey: true,
        ..CertSpec::new("Other <other@m-cert.example>")
    }
    .build()
}

/// A signature over [`DOCUMENT`] made on that day.
fn sign(cert: &TestCert, made: &str) -> Vec<u8> {
    cert.sign_detached_binary(DOCUMENT, &Signing::at(day(made)))
}

fn packet(signature: Signature) -> Vec<u8> {
    MarshalInto::to_vec(&openpgp::Packet::from(signature)).unwrap()
}

fn artifact(bytes: impl Into<Vec<u8>>, name: &str) -> Artifact {
    Artifact {
        bytes: bytes.into(),
        origin: Origin::file(OriginKind::Flag, name),
        declared_type: None,
    }
}

/// A profile that prints this e-mail address and nothing else.
fn profile(format: Format, email: &str) -> Profile {
    let address = PrintedEmail {
        address: email.to_owned(),
        international: None,
        role: EmailRole::Contact,
        obfuscated: false,
    };
    let claim = Claim {
        value: address,
        raw: email.to_owned(),
        place: Place::default(),
        excerpt: String::new(),
        label: None,
        hidden_by: None,
        in_sentence: false,
        not_judged: None,
    };
    Profile {
        format,
        pages: None,
        language: None,
        team_name: None,
        team_short_name: None,
        titles: Vec::new(),
        claims: Claims {
            emails: vec![claim],
            ..Claims::default()
        },
        sections: Vec::new(),
        warnings: Vec::new(),
        authenticity: None,
    }
}

fn dossier(document: &[u8], signatures: &[Vec<u8>], certificates: &[Vec<u8>]) -> Dossier {
    Dossier {
        subject: "profile.txt".to_owned(),
        document: Some(artifact(document, "profile.txt")),
        reading: Some(Ok(profile(Format::Text, "contact@m-cert.example"))),
        confinement: None,
        signatures: signatures
            .iter()
            .map(|bytes| artifact(bytes.clone(), "profile.txt.sig"))
            .collect(),
        checksums: Vec::new(),
        certificates: certificates
            .iter()
            .map(|bytes| artifact(bytes.clone(), "key.asc"))
            .collect(),
        attempts: Vec::new(),
        twins: Vec::new(),
        second_look: None,
        captures: Vec::new(),
        statements: Vec::new(),
    }
}

fn facts(dossier: &Dossier, now: &str) -> Facts {
    facts_under(dossier, &Trust::default(), &Policy::default(), now)
}

fn facts_under(dossier: &Dossier, trust: &Trust, policy: &Policy, now: &str) -> Facts {
    observe(dossier, trust, policy, day(now))
}

/// The only signature over [`DOCUMENT`], judged on 2026-06-01.
fn only(signature: &[u8], cert: &TestCert) -> SignatureFacts {
    only_on(signature, cert, "2026-06-01")
}

fn only_on(signature: &[u8], cert: &TestCert, now: &str) -> SignatureFacts {
    one(facts(
        &dossier(DOCUMENT, &[signature.to_vec()], &[cert.binary()]),
        now,
    ))
}

fn one(mut facts: Facts) -> SignatureFacts {
    assert_eq!(facts.signatures.len(), 1);
    facts.signatures.remove(0)
}
