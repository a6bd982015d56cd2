//! Certificates and signatures made here, with fixed times; nothing is read from elsewhere.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod certificates;
mod detached;

use std::time::{Duration, SystemTime};

use bonafide_model::*;
use openpgp::Cert;
use openpgp::cert::CertBuilder;
use openpgp::packet::Signature;
use openpgp::packet::key::{SecretParts, UnspecifiedRole};
use openpgp::packet::signature::SignatureBuilder;
use openpgp::serialize::{MarshalInto, SerializeInto};
use openpgp::types::{HashAlgorithm, SignatureType};
use sequoia_openpgp as openpgp;

use super::observe;
use crate::facts::{Facts, SignatureFacts};

pub(super) const DOCUMENT: &[u8] = b"RFC 2350 profile of M-CERT\nE-mail: contact@m-cert.example\n";

/// The day given as `2026-01-31`, at noon.
pub(super) fn day(text: &str) -> SystemTime {
    SystemTime::from(format!("{text}T12:00:00Z").parse::<Timestamp>().unwrap())
}

pub(super) fn days(n: u64) -> Duration {
    Duration::from_secs(n * 24 * 60 * 60)
}

/// A team's certificate with a signing and an encryption subkey, made on 2020-01-01.
pub(super) fn team() -> Cert {
    builder().generate().unwrap().0
}

pub(super) fn builder() -> CertBuilder<'static> {
    CertBuilder::new()
        .set_creation_time(day("2020-01-01"))
        .add_userid("M-CERT <contact@m-cert.example>")
        .add_signing_subkey()
        .add_transport_encryption_subkey()
}

pub(super) type SecretKey = openpgp::packet::Key<SecretParts, UnspecifiedRole>;

/// The secret half of the n-th key: 0 is the primary key, 1 the first subkey.
pub(super) fn secret(cert: &Cert, n: usize) -> SecretKey {
    cert.keys().nth(n).unwrap().key().clone().parts_into_secret().unwrap()
}

/// A signature over `bytes` by the signing subkey.
pub(super) fn sign(cert: &Cert, bytes: &[u8], made: SystemTime) -> Vec<u8> {
    packet(sign_with(&secret(cert, 1), bytes, made, |builder| builder))
}

pub(super) fn sign_with(
    key: &SecretKey,
    bytes: &[u8],
    made: SystemTime,
    change: impl FnOnce(SignatureBuilder) -> SignatureBuilder,
) -> Signature {
    let builder = SignatureBuilder::new(SignatureType::Binary)
        .set_hash_algo(HashAlgorithm::SHA512)
        .set_signature_creation_time(made)
        .unwrap();
    change(builder).sign_message(&mut key.clone().into_keypair().unwrap(), bytes).unwrap()
}

pub(super) fn packet(signature: Signature) -> Vec<u8> {
    MarshalInto::to_vec(&openpgp::Packet::from(signature)).unwrap()
}

pub(super) fn public(cert: &Cert) -> Vec<u8> {
    SerializeInto::to_vec(cert).unwrap()
}

pub(super) fn fingerprint(cert: &Cert) -> Fingerprint {
    super::convert::fingerprint(&cert.fingerprint()).unwrap()
}

pub(super) fn artifact(bytes: impl Into<Vec<u8>>, name: &str) -> Artifact {
    Artifact { bytes: bytes.into(), origin: Origin::file(OriginKind::Flag, name), declared_type: None }
}

/// A profile that prints this e-mail address and nothing else.
pub(super) fn profile(format: Format, email: &str) -> Profile {
    let address = PrintedEmail { address: email.to_owned(), role: EmailRole::Contact, obfuscated: false };
    let claim = Claim {
        value: address,
        raw: email.to_owned(),
        place: Place::default(),
        excerpt: String::new(),
        label: None,
        hidden_by: None,
    };
    Profile {
        format,
        pages: None,
        language: None,
        team_name: None,
        team_short_name: None,
        claims: Claims { emails: vec![claim], ..Claims::default() },
        sections: Vec::new(),
        warnings: Vec::new(),
        authenticity: None,
    }
}

pub(super) fn dossier(document: &[u8], signatures: &[Vec<u8>], certificates: &[Vec<u8>]) -> Dossier {
    Dossier {
        subject: "profile.txt".to_owned(),
        document: Some(artifact(document, "profile.txt")),
        reading: Some(Ok(profile(Format::Text, "contact@m-cert.example"))),
        confinement: None,
        signatures: signatures.iter().map(|bytes| artifact(bytes.clone(), "profile.txt.sig")).collect(),
        checksums: Vec::new(),
        certificates: certificates.iter().map(|bytes| artifact(bytes.clone(), "key.asc")).collect(),
        attempts: Vec::new(),
    }
}

pub(super) fn facts(dossier: &Dossier, now: &str) -> Facts {
    facts_under(dossier, &Trust::default(), &Policy::default(), now)
}

pub(super) fn facts_under(dossier: &Dossier, trust: &Trust, policy: &Policy, now: &str) -> Facts {
    observe(dossier, trust, policy, Timestamp::try_from(day(now)).unwrap())
}

/// The only signature over [`DOCUMENT`], judged on 2026-06-01.
pub(super) fn only(signature: &[u8], cert: &Cert) -> SignatureFacts {
    only_on(signature, cert, "2026-06-01")
}

pub(super) fn only_on(signature: &[u8], cert: &Cert, now: &str) -> SignatureFacts {
    let mut facts = facts(&dossier(DOCUMENT, &[signature.to_vec()], &[public(cert)]), now);
    assert_eq!(facts.signatures.len(), 1);
    facts.signatures.remove(0)
}
