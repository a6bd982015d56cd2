//! The factory makes what it says, judged by the library's own verifier and policy.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::Read;
use std::time::SystemTime;

use bonafide_testkit::openpgp::parse::Parse;
use bonafide_testkit::openpgp::parse::stream::{
    DetachedVerifierBuilder, MessageLayer, MessageStructure, VerificationHelper, VerifierBuilder,
};
use bonafide_testkit::openpgp::policy::StandardPolicy;
use bonafide_testkit::openpgp::types::{
    HashAlgorithm, ReasonForRevocation, RevocationStatus, SignatureType,
};
use bonafide_testkit::openpgp::{Cert, KeyHandle, Result};
use bonafide_testkit::{Algorithm, CertSpec, Signing, TestCert, at};

const POLICY: &StandardPolicy = &StandardPolicy::new();
const DOCUMENT: &[u8] = b"line one \n- dash\nFrom here\n";

fn now() -> SystemTime {
    at("2026-11-01T00:00:00Z").into()
}

fn how() -> Signing {
    Signing::at(at("2026-05-04T10:00:00Z"))
}

fn published(cert: &TestCert) -> Cert {
    Cert::from_bytes(&cert.armored()).unwrap()
}

/// Takes what the verifier says of the only signature.
struct Helper {
    cert: Cert,
    good: bool,
    reason: String,
}

impl VerificationHelper for &mut Helper {
    fn get_certs(&mut self, _: &[KeyHandle]) -> Result<Vec<Cert>> {
        Ok(vec![self.cert.clone()])
    }

    fn check(&mut self, structure: MessageStructure) -> Result<()> {
        for layer in structure {
            let MessageLayer::SignatureGroup { results } = layer else {
                panic!("only signatures")
            };
            assert_eq!(results.len(), 1);
            self.good = results[0].is_ok();
            self.reason = results
                .into_iter()
                .filter_map(|result| result.err())
                .map(|error| error.to_string())
                .collect();
        }
        Ok(())
    }
}

fn verdict(cert: &TestCert, signature: &[u8], document: &[u8]) -> (bool, String) {
    let mut helper = Helper {
        cert: published(cert),
        good: false,
        reason: String::new(),
    };
    let mut verifier = DetachedVerifierBuilder::from_bytes(signature)
        .unwrap()
        .with_policy(POLICY, now(), &mut helper)
        .unwrap();
    verifier.verify_bytes(document).unwrap();
    drop(verifier);
    (helper.good, helper.reason)
}

fn message(cert: &TestCert, message: &[u8]) -> (bool, Vec<u8>) {
    let mut helper = Helper {
        cert: published(cert),
        good: false,
        reason: String::new(),
    };
    let mut content = Vec::new();
    let mut verifier = VerifierBuilder::from_bytes(message)
        .unwrap()
        .with_policy(POLICY, now(), &mut helper)
        .unwrap();
    verifier.read_to_end(&mut content).unwrap();
    drop(verifier);
    (helper.good, content)
}

#[test]
fn a_good_certificate_signs_encrypts_and_verifies() {
    for signing_subkey in [false, true] {
        let cert = CertSpec {
            signing_subkey,
            ..CertSpec::new("T-CERT <cert@team.example>")
        }
        .build();
        let public = published(&cert);
        assert!(!public.is_tsk());
        let valid = public.with_policy(POLICY, now()).unwrap();
        assert_eq!(valid.keys().for_signing().alive().revoked(false).count(), 1);
        assert_eq!(
            valid
                .keys()
                .for_transport_encryption()
                .alive()
                .revoked(false)
                .count(),
            1
        );
        assert_eq!(
            cert.signing_fingerprint() == cert.fingerprint(),
            !signing_subkey
        );
        for signature in [
            cert.sign_detached(DOCUMENT, &how()),
            cert.sign_detached_binary(DOCUMENT, &how()),
        ] {
            assert_eq!(verdict(&cert, &signature, DOCUMENT), (true, String::new()));
            assert!(!verdict(&cert, &signature, b"another document").0);
        }
    }
}

#[test]
fn the_same_call_makes_the_same_bytes() {
    let spec = CertSpec::new("T-CERT <cert@team.example>");
    let (one, other) = (spec.build(), spec.build());
    assert_eq!(one.binary(), other.binary());
    assert_eq!(
        one.sign_detached(DOCUMENT, &how()),
        other.sign_detached(DOCUMENT, &how())
    );
    assert_ne!(
        one.fingerprint(),
        CertSpec::new("U-CERT <cert@team.example>")
            .build()
            .fingerprint()
    );
}

#[test]
fn secret_keys_survive_being_kept() {
    let cert = CertSpec {
        signing_subkey: true,
        ..CertSpec::new("T-CERT")
    }
    .build();
    let kept = TestCert::from_bytes(&cert.armored_secret());
    assert_eq!(
        kept.sign_detached(DOCUMENT, &how()),
        cert.sign_detached(DOCUMENT, &how())
    );
}

#[test]
fn text_cleartext_and_inline_signatures_verify() {
    let cert = CertSpec::new("T-CERT").build();
    let text = cert.sign_detached(DOCUMENT, &how().kind(SignatureType::Text));
    assert!(verdict(&cert, &text, DOCUMENT).0);
    assert!(verdict(&cert, &text, b"line one \r\n- dash\r\nFrom here\r\n").0);
    let framed = cert.sign_cleartext(std::str::from_utf8(DOCUMENT).unwrap(), &how());
    let (good, content) = message(&cert, framed.as_bytes());
    assert!(good);
    assert_eq!(
        String::from_utf8(content).unwrap().trim_end(),
        "line one\n- dash\nFrom here"
    );
    assert!(!message(&cert, framed.replace("From here", "From there").as_bytes()).0);
    assert_eq!(
        message(&cert, &cert.sign_inline(DOCUMENT, &how())),
        (true, DOCUMENT.to_vec())
    );
}

#[test]
fn weak_things_are_refused_by_policy_and_not_by_arithmetic() {
    let good = CertSpec::new("T-CERT").build();
    let (accepted, why) = verdict(
        &good,
        &good.sign_detached(DOCUMENT, &how().hash(HashAlgorithm::SHA1)),
        DOCUMENT,
    );
    assert!(!accepted && why.contains("Policy rejected"), "{why}");
    let old = CertSpec {
        hash: HashAlgorithm::SHA1,
        algorithm: Algorithm::Rsa(2048),
        ..CertSpec::new("Old")
    }
    .build();
    assert!(published(&old).with_policy(POLICY, now()).is_err());
    assert_eq!(
        published(&old)
            .userids()
            .next()
            .unwrap()
            .self_signatures()
            .count(),
        1,
        "the mathematics hold"
    );
    let (accepted, why) = verdict(&old, &old.sign_detached(DOCUMENT, &how()), DOCUMENT);
    assert!(!accepted && why.contains("binding"), "{why}");
}

#[test]
fn a_signing_subkey_without_back_signature_is_not_bound() {
    let cert = CertSpec {
        signing_subkey: true,
        back_signature: false,
        ..CertSpec::new("T-CERT")
    }
    .build();
    assert!(!verdict(&cert, &cert.sign_detached(DOCUMENT, &how()), DOCUMENT).0);
    assert!(
        !verdict(
            &cert,
            &cert.sign_detached(DOCUMENT, &how().by_primary()),
            DOCUMENT
        )
        .0,
        "the primary key only certifies"
    );
}

#[test]
fn expiry_is_at_the_second_that_was_given() {
    let cert = CertSpec {
        expires: Some(at("2026-06-01T00:00:00Z")),
        ..CertSpec::new("T-CERT")
    }
    .build();
    let public = published(&cert);
    let alive = |time: &str| {
        public
            .with_policy(POLICY, SystemTime::from(at(time)))
            .unwrap()
            .alive()
            .is_ok()
    };
    assert!(alive("2026-05-31T23:59:59Z"));
    assert!(!alive("2026-06-01T00:00:00Z"));
}

#[test]
fn revocations_are_hard_or_soft() {
    let cert = CertSpec::new("T-CERT").build();
    let status = |cert: &TestCert, time: &str| {
        let public = published(cert);
        let status = public.revocation_status(POLICY, SystemTime::from(at(time)));
        matches!(status, RevocationStatus::Revoked(_))
    };
    let hard = cert.revoked(
        ReasonForRevocation::KeyCompromised,
        "stolen",
        at("2026-07-01T00:00:00Z"),
    );
    let soft = cert.revoked(
        ReasonForRevocation::KeyRetired,
        "new key",
        at("2026-07-01T00:00:00Z"),
    );
    assert_eq!(
        (
            status(&hard, "2026-06-01T00:00:00Z"),
            status(&hard, "2026-08-01T00:00:00Z")
        ),
        (true, true)
    );
    assert_eq!(
        (
            status(&soft, "2026-06-01T00:00:00Z"),
            status(&soft, "2026-08-01T00:00:00Z")
        ),
        (false, true)
    );
    assert!(!status(&cert, "2026-08-01T00:00:00Z"));
}

#[test]
fn an_extended_certificate_has_only_bindings_of_its_extension() {
    let cert = CertSpec {
        expires: Some(at("2026-06-01T00:00:00Z")),
        signing_subkey: true,
        ..CertSpec::new("T-CERT")
    }
    .build();
    let extended =
        published(&cert.extended(at("2026-05-20T00:00:00Z"), at("2030-01-01T00:00:00Z")));
    assert!(
        extended
            .with_policy(POLICY, SystemTime::from(at("2026-05-04T00:00:00Z")))
            .is_err()
    );
    assert!(extended.with_policy(POLICY, now()).unwrap().alive().is_ok());
    assert_eq!(extended.keys().subkeys().count(), 2);
}

#[test]
fn certifications_are_by_the_other_key_over_that_user_id() {
    let root = CertSpec::new("Introducer").build();
    let team = CertSpec::new("T-CERT <cert@team.example>").build();
    let certified = published(&team.certified_by(
        &root,
        "T-CERT <cert@team.example>",
        at("2026-02-01T00:00:00Z"),
    ));
    let user_id = certified.userids().next().unwrap();
    let signature = user_id.certifications().next().unwrap();
    signature
        .verify_userid_binding(
            root.cert().primary_key().key(),
            certified.primary_key().key(),
            user_id.userid(),
        )
        .unwrap();
    assert_eq!(published(&team.without_user_ids()).userids().count(), 0);
}
