//! Key IDs and the certificate.

use bonafide_testkit::{CertSpec, at};

use super::*;
use crate::facts::{SubkeyFacts, Told};

#[test]
fn short_key_ids_are_told_with_the_long_one() {
    passes(&Case::sound(), &staged(), CheckId::KeyIdIsLong);
    let mut case = Case::sound();
    case.claims().key_ids = vec![key_id("E37BEBB7")];
    let found = finds(&case, &staged(), CheckId::KeyIdIsLong);
    assert_eq!((found.0, found.1), (Outcome::Fail, Severity::Warning));
    assert!(matches!(found.2, Publishing::KeyIdShort { long, .. } if long.as_deref() == Some("2485CF71E37BEBB7")));
    case.claims().key_ids.clear();
    assert_eq!(run(&case, &staged(), CheckId::KeyIdIsLong)[0].outcome, Outcome::NotApplicable);
}

#[test]
fn of_several_keys_a_short_id_is_completed_only_by_its_own() {
    let mut case = Case::sound();
    case.claims().fingerprints.push(printed(OTHER, KeyRole::Old));
    case.claims().key_ids = vec![key_id("00112233"), key_id("01010101")];
    let found = run(&case, &staged(), CheckId::KeyIdIsLong);
    let long: Vec<Option<String>> = found
        .iter()
        .map(|found| match said(found) {
            Publishing::KeyIdShort { long, .. } => long,
            other => unreachable!("{other:?}"),
        })
        .collect();
    assert_eq!(long, [Some("CCDDEEFF00112233".to_owned()), None]);
}

#[test]
fn a_key_that_can_sign_passes_and_an_expired_signing_subkey_is_named() {
    passes(&Case::sound(), &staged(), CheckId::KeyCanSign);
    let mut case = Case::sound();
    case.certificate().can_sign = Told::No("no key that signs".to_owned());
    case.certificate().subkeys =
        vec![SubkeyFacts { fingerprint: fpr(SUBKEY), usable: Told::No("expired on 2026-01-01".to_owned()), signs: true }];
    let found = finds(&case, &staged(), CheckId::KeyCanSign).2;
    assert!(matches!(found, Publishing::CannotSign { why } if why.contains("expired on 2026-01-01")));
    case.certificate().can_sign = Told::Unknown("a curve".to_owned());
    assert_eq!(run(&case, &staged(), CheckId::KeyCanSign)[0].outcome, Outcome::Inconclusive);
    case.facts.certificates.clear();
    assert_eq!(run(&case, &staged(), CheckId::KeyCanSign)[0].outcome, Outcome::Inconclusive);
}

/// The sound case with a real certificate in the place of its own.
fn with_certificate(bytes: Vec<u8>, key: &Fingerprint) -> Case {
    let mut case = Case::sound();
    case.dossier.certificates = vec![artifact(&bytes, Origin::file(OriginKind::PrintedUrl, "key.asc"))];
    case.facts.signatures = vec![signature_by(key.as_str(), SignatureStatus::Good)];
    case.claims().fingerprints = vec![printed(key.as_str(), KeyRole::Team)];
    case
}

fn cert() -> bonafide_testkit::TestCert {
    CertSpec { created: at("2020-01-01T00:00:00Z"), ..CertSpec::new("Alpha CERT <cert@alpha.example>") }.build()
}

#[test]
fn self_signatures_from_the_keys_beginning_keep_older_signatures_verifiable() {
    let cert = cert();
    let case = with_certificate(cert.armored(), &cert.fingerprint());
    passes(&case, &staged(), CheckId::OlderSignaturesStayVerifiable);
    let extended = cert.extended(at("2026-09-30T00:00:00Z"), at("2028-01-01T00:00:00Z"));
    let case = with_certificate(extended.armored(), &cert.fingerprint());
    let found = finds(&case, &staged(), CheckId::OlderSignaturesStayVerifiable);
    assert_eq!((found.0, found.1), (Outcome::Fail, Severity::Warning));
    let Publishing::OldSelfSignaturesLost { created, oldest } = found.2 else { unreachable!() };
    assert_eq!((created, oldest), (at("2020-01-01T00:00:00Z"), at("2026-09-30T00:00:00Z")));
}

#[test]
fn without_the_certificate_nothing_is_said_of_its_history() {
    let found = run(&Case::sound(), &staged(), CheckId::OlderSignaturesStayVerifiable);
    assert_eq!(found[0].outcome, Outcome::Inconclusive);
    assert_eq!(run(&Case::sound(), &staged(), CheckId::KeyCanBeRevoked)[0].outcome, Outcome::Inconclusive);
}

#[test]
fn a_revocation_must_not_be_published_and_whether_one_is_kept_does_not_show() {
    let cert = cert();
    let case = with_certificate(cert.armored(), &cert.fingerprint());
    let found = finds(&case, &staged(), CheckId::KeyCanBeRevoked);
    assert!(matches!(found, (Outcome::Inconclusive, Severity::Note, Publishing::RevocationUnseen { .. })));
    let danger = Danger::Revocation { path: "revoke.rev".to_owned() };
    let found = finds(&case, &Staging { dangers: vec![danger], ..staged() }, CheckId::KeyCanBeRevoked);
    assert!(matches!(found, (Outcome::Fail, Severity::Error, Publishing::RevocationStaged { .. })));
}

#[test]
fn a_staged_secret_key_is_an_error() {
    assert_eq!(run(&Case::sound(), &staged(), CheckId::NoSecretKeyIsPrinted)[0].outcome, Outcome::Pass);
    let danger = Danger::SecretKey { path: "backup/secret.asc".to_owned() };
    let found = finds(&Case::sound(), &Staging { dangers: vec![danger], ..staged() }, CheckId::NoSecretKeyIsPrinted);
    assert!(matches!(found, (Outcome::Fail, Severity::Error, Publishing::SecretKeyStaged { .. })));
}

/// As an armored block of its own.
fn bare_revocation(cert: &bonafide_testkit::TestCert) -> Vec<u8> {
    use bonafide_testkit::openpgp::serialize::Serialize;
    use bonafide_testkit::openpgp::{Packet, armor, types::ReasonForRevocation};
    let revoked = cert.revoked(ReasonForRevocation::Unspecified, "", at("2026-01-01T00:00:00Z"));
    let signature = revoked.cert().primary_key().self_revocations().next().unwrap().clone();
    let mut writer = armor::Writer::new(Vec::new(), armor::Kind::PublicKey).unwrap();
    Packet::from(signature).serialize(&mut writer).unwrap();
    writer.finalize().unwrap()
}

#[test]
fn only_revocations_of_keys_are_taken_for_ready_made_ones() {
    let cert = cert();
    assert!(!crate::is_bare_revocation(&cert.armored()));
    assert!(!crate::is_bare_revocation(&cert.sign_detached(b"x", &bonafide_testkit::Signing::at(at("2026-01-01T00:00:00Z")))));
    for noise in [&b""[..], b"\n:-----BEGIN", b"-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n-----END", &[0x88; 300]] {
        assert!(!crate::is_bare_revocation(noise));
    }
    let revocation = bare_revocation(&cert);
    assert!(crate::is_bare_revocation(&revocation));
    let text = String::from_utf8(revocation).unwrap();
    let guarded = format!("This is a revocation certificate.\n\n{}", text.replace("-----BEGIN", ":-----BEGIN"));
    assert!(crate::is_bare_revocation(guarded.as_bytes()), "as gpg keeps them");
}

#[test]
fn a_key_that_only_weak_bindings_hold_together_is_told_once() {
    let mut case = Case::sound();
    case.certificate().bindings_strong = Told::No("SHA-1".to_owned());
    case.certificate().can_sign = Told::No("only SHA-1 binds it".to_owned());
    let found = run(&case, &staged(), CheckId::KeyCanSign);
    assert_eq!((found[0].outcome, found[0].severity), (Outcome::Inconclusive, Severity::Note));
}
