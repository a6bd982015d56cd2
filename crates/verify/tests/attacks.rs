//! Whole judgements over real certificates and signatures: an honest team, and attackers with full effort.
//!
//! Documents are read by the real reader, and everything is judged from bytes.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use bonafide_model::*;
use bonafide_profile::{Hint, read};
use bonafide_testkit::openpgp::types::{HashAlgorithm, ReasonForRevocation};
use bonafide_testkit::{CertSpec, Signing, TestCert, at, checksum};
use bonafide_verify::assess;

const NOW: &str = "2026-11-01T00:00:00Z";
const SIGNED: &str = "2026-01-10T00:00:00Z";
const SITE: &str = "https://www.alpha.example";

fn now() -> Timestamp {
    at(NOW)
}

fn signing() -> Signing {
    Signing::at(at(SIGNED))
}

fn web(kind: OriginKind, name: &str) -> Origin {
    let url = Some(format!("{SITE}/{name}"));
    Origin { kind, url, path: None, chain: Vec::new(), address: None, tls: true }
}

fn artifact(bytes: impl Into<Vec<u8>>, kind: OriginKind, name: &str) -> Artifact {
    Artifact { bytes: bytes.into(), origin: web(kind, name), declared_type: None }
}

fn profile(team: &str, address: &str, key: &TestCert) -> String {
    let fingerprint = key.fingerprint().spaced();
    let id = key.fingerprint().key_id().to_owned();
    format!(
        "1. Document Information\n\n1.1 Date of Last Update\n\nThis is version 1.2, published on 2026-01-10.\n\n\
         2. Contact Information\n\n2.1 Name of the Team\n\n{team}\n\n2.4 Telephone Number\n\n+33 1 11 11 11 11\n\n\
         2.7 Electronic Mail Address\n\n{address}\n\n2.8 Public Keys and Encryption Information\n\n\
         Key ID: 0x{id}\nFingerprint: {fingerprint}\n\n2.11 Points of Customer Contact\n\n{address}\n"
    )
}

fn alpha() -> TestCert {
    CertSpec::new("Alpha CERT <cert@alpha.example>").build()
}

/// A key with the same User ID that only the attacker holds.
fn forged() -> TestCert {
    CertSpec { seed: "the attacker's".to_owned(), ..CertSpec::new("Alpha CERT <cert@alpha.example>") }.build()
}

/// What the web site of the team holds.
struct Site {
    document: Vec<u8>,
    signatures: Vec<Vec<u8>>,
    checksum: Option<String>,
    keys: Vec<Vec<u8>>,
    trust: Trust,
    past: Past,
}

impl Site {
    /// Document, signature, checksum and key of one holder: sound in itself, whoever it is.
    fn of(team: &str, address: &str, key: &TestCert) -> Self {
        let document = profile(team, address, key).into_bytes();
        Self {
            signatures: vec![key.sign_detached(&document, &signing())],
            checksum: Some(checksum::gnu_line(&document, "rfc2350.txt")),
            keys: vec![key.armored()],
            document,
            trust: Trust::default(),
            past: Past::NotAsked,
        }
    }

    fn trusting(mut self, team: &str, key: &TestCert, domain: &str) -> Self {
        self.trust.pins.push(Pin {
            team: team.to_owned(),
            fingerprint: key.fingerprint(),
            domains: vec![domain.to_owned()],
            emails: Vec::new(),
            how: "by phone".to_owned(),
            who: "an analyst".to_owned(),
            when: "2026-03-02".parse().unwrap(),
            confirm_again: None,
            source: "alpha.toml".to_owned(),
        });
        self
    }

    fn dossier(&self) -> Dossier {
        let sidecar = |bytes: &Vec<u8>| artifact(bytes.clone(), OriginKind::Sidecar, "rfc2350.txt.sig");
        Dossier {
            subject: format!("{SITE}/rfc2350.txt"),
            document: Some(artifact(self.document.clone(), OriginKind::Flag, "rfc2350.txt")),
            reading: Some(read(&self.document, &Hint::default())),
            confinement: None,
            signatures: self.signatures.iter().map(sidecar).collect(),
            checksums: self.checksum.iter().map(|line| artifact(line.clone(), OriginKind::Sidecar, "rfc2350.txt.sha256")).collect(),
            certificates: self.keys.iter().map(|key| artifact(key.clone(), OriginKind::PrintedUrl, "key.asc")).collect(),
            attempts: Vec::new(),
        }
    }

    fn judged(&self) -> Assessment {
        assess(&self.dossier(), &self.trust, &self.past, &Policy::default(), now())
    }
}

fn honest() -> Site {
    Site::of("Alpha CERT", "cert@alpha.example", &alpha())
}

fn pinned() -> Site {
    honest().trusting("Alpha CERT", &alpha(), "alpha.example")
}

fn verdict(site: &Site) -> (Verdict, Option<Why>) {
    let assessment = site.judged();
    (assessment.verdict, assessment.why)
}

#[test]
fn an_honest_site_is_unanchored_and_with_a_pin_authentic() {
    let assessment = honest().judged();
    assert_eq!(assessment.verdict, Verdict::Unanchored, "{:?}", assessment.findings);
    assert_eq!(assessment.leaf, Leaf::Unanchored { controllers: vec!["alpha.example".to_owned()], other_team: None });
    let assessment = pinned().judged();
    assert_eq!((assessment.verdict, assessment.key.verdict), (Verdict::Authentic, KeyVerdict::Confirmed));
}

#[test]
fn everything_replaced_on_one_server_is_never_authentic() {
    let forgery = Site::of("Alpha CERT", "cert@alpha.example", &forged());
    assert_eq!(verdict(&forgery).0, Verdict::Unanchored, "alone it looks exactly like the honest one");
    let known = forgery.trusting("Alpha CERT", &alpha(), "alpha.example");
    assert_eq!(verdict(&known).0, Verdict::Rejected);
    let mut expected = Site::of("Alpha CERT", "cert@alpha.example", &forged());
    expected.trust.expected = vec![alpha().fingerprint()];
    assert_eq!(verdict(&expected).0, Verdict::Rejected);
}

#[test]
fn an_attacker_who_prints_the_pinned_fingerprint_beside_its_own_is_rejected() {
    let mut forgery = Site::of("Alpha CERT", "cert@alpha.example", &forged());
    let text = String::from_utf8(forgery.document.clone()).unwrap();
    let both = text.replace("Fingerprint:", &format!("Old fingerprint: {}\nFingerprint:", alpha().fingerprint().spaced()));
    forgery.document = both.into_bytes();
    forgery.signatures = vec![forged().sign_detached(&forgery.document, &signing())];
    forgery.checksum = None;
    forgery.keys.push(alpha().armored());
    let forgery = forgery.trusting("Alpha CERT", &alpha(), "alpha.example");
    assert_eq!(verdict(&forgery).0, Verdict::Rejected);
}

#[test]
fn an_attacker_who_keeps_the_pinned_fingerprint_cannot_sign() {
    let mut changed = pinned();
    let text = String::from_utf8(changed.document.clone()).unwrap();
    changed.document = text.replace("+33 1 11", "+33 9 99").into_bytes();
    changed.checksum = Some(checksum::gnu_line(&changed.document, "rfc2350.txt"));
    assert_eq!(verdict(&changed).0, Verdict::Rejected, "the old signature");
    changed.signatures = vec![forged().sign_detached(&changed.document, &signing())];
    changed.keys.push(forged().armored());
    assert_eq!(verdict(&changed), (Verdict::Unverified, Some(Why::Disputed)), "the attacker's signature");
    changed.signatures.clear();
    let assessment = changed.judged();
    assert_eq!((assessment.verdict, assessment.why), (Verdict::Unverified, Some(Why::NoSignature)));
    assert_eq!(assessment.key.verdict, KeyVerdict::Confirmed, "the key is still the team's");
}

#[test]
fn a_pinned_team_that_signs_in_anothers_name_vouches_for_nothing() {
    let impostor = Site::of("Beta CERT", "cert@beta.example", &alpha()).trusting("Alpha CERT", &alpha(), "alpha.example");
    let assessment = impostor.judged();
    assert_eq!(assessment.verdict, Verdict::Unanchored);
    assert!(matches!(&assessment.leaf, Leaf::Unanchored { other_team: Some(team), .. } if team == "Alpha CERT"));
    let beta = CertSpec::new("Beta CERT <cert@beta.example>").build();
    assert_eq!(verdict(&impostor.trusting("Beta CERT", &beta, "beta.example")).0, Verdict::Rejected);
}

#[test]
fn withdrawn_retired_and_expired_keys_are_three_things() {
    let with_key = |key: TestCert| {
        let mut site = pinned();
        site.keys = vec![key.armored()];
        verdict(&site)
    };
    let revoked = |code| alpha().revoked(code, "gone", at("2026-05-01T00:00:00Z"));
    assert_eq!(with_key(revoked(ReasonForRevocation::KeyCompromised)), (Verdict::Rejected, None));
    assert_eq!(with_key(revoked(ReasonForRevocation::Unspecified)), (Verdict::Rejected, None));
    assert_eq!(with_key(revoked(ReasonForRevocation::KeyRetired)), (Verdict::Unverified, Some(Why::Expired)));
    let expiring =
        CertSpec { expires: Some(at("2026-06-01T00:00:00Z")), ..CertSpec::new("Alpha CERT <cert@alpha.example>") }.build();
    let site = Site::of("Alpha CERT", "cert@alpha.example", &expiring);
    assert_eq!(verdict(&site), (Verdict::Unverified, Some(Why::Expired)));
}

#[test]
fn weak_hashes_and_weak_bindings_are_weak_and_not_bad() {
    let mut site = honest();
    site.signatures = vec![alpha().sign_detached(&site.document, &signing().hash(HashAlgorithm::SHA1))];
    assert_eq!(verdict(&site), (Verdict::Unverified, Some(Why::Weak)));
    let old = CertSpec { hash: HashAlgorithm::SHA1, ..CertSpec::new("Alpha CERT <cert@alpha.example>") }.build();
    let assessment = Site::of("Alpha CERT", "cert@alpha.example", &old).judged();
    assert_eq!((assessment.why, assessment.leaf), (Some(Why::Weak), Leaf::Weak(WeakCause::Binding)));
}

#[test]
fn a_signature_from_the_future_or_before_its_key_is_refused() {
    for time in ["2027-01-01T00:00:00Z", "2020-01-01T00:00:00Z"] {
        let mut site = pinned();
        site.signatures = vec![alpha().sign_detached(&site.document, &Signing::at(at(time)))];
        assert!(matches!(site.judged().leaf, Leaf::ImpossibleTime { .. }), "{:?}", site.judged().leaf);
    }
}

#[test]
fn web_pages_and_other_things_in_the_signatures_place_are_no_bad_signature() {
    for bytes in [b"<!DOCTYPE html><title>404</title>".to_vec(), alpha().armored()] {
        let mut site = pinned();
        site.signatures = vec![bytes];
        assert_eq!(verdict(&site), (Verdict::Unverified, Some(Why::NoSignature)));
    }
}

#[test]
fn a_new_key_needs_the_pinned_ones_word() {
    let mut site = Site::of("Alpha CERT", "cert@alpha.example", &forged()).trusting("Alpha CERT", &alpha(), "alpha.example");
    assert_eq!(verdict(&site).0, Verdict::Rejected, "no word");
    let certified = forged().certified_by(&alpha(), "Alpha CERT <cert@alpha.example>", at("2026-02-01T00:00:00Z"));
    site.keys = vec![certified.armored(), alpha().armored()];
    assert_eq!(verdict(&site), (Verdict::Unverified, Some(Why::KeySuccession)));
    site.signatures.push(alpha().sign_detached(&site.document, &signing()));
    assert_eq!(verdict(&site).0, Verdict::Authentic, "signed by both");
    let compromised = alpha().revoked(ReasonForRevocation::KeyCompromised, "gone", at("2026-05-01T00:00:00Z"));
    site.keys = vec![certified.armored(), compromised.armored()];
    assert_eq!(verdict(&site).0, Verdict::Rejected, "the word of a compromised key");
}

#[test]
fn a_trust_root_certifies_the_address_that_is_printed() {
    let root = CertSpec::new("Introducer <root@introducer.example>").build();
    let certified = alpha().certified_by(&root, "Alpha CERT <cert@alpha.example>", at("2026-02-01T00:00:00Z"));
    let trust = TrustRoot {
        name: "introducer".to_owned(),
        fingerprint: root.fingerprint(),
        certificate: Artifact { bytes: root.armored(), origin: Origin::file(OriginKind::Keyring, "root.asc"), declared_type: None },
    };
    let mut site = honest();
    site.keys = vec![certified.armored()];
    site.trust.roots = vec![trust.clone()];
    assert_eq!(verdict(&site).0, Verdict::Authentic);
    let mut impostor = Site::of("Beta CERT", "cert@beta.example", &alpha());
    impostor.keys = vec![certified.armored()];
    impostor.trust.roots = vec![trust];
    assert_eq!(verdict(&impostor).0, Verdict::Unanchored, "certified for another address");
}

#[test]
fn a_replayed_old_document_is_stale() {
    let mut site = pinned();
    let sight = Sight {
        seen_at: at("2026-06-01T00:00:00Z"),
        verdict: Verdict::Authentic,
        document_sha256: "00".repeat(32),
        version: Some("1.3".to_owned()),
        date: None,
        signed_at: None,
        fingerprint: Some(alpha().fingerprint()),
        emails: vec!["cert@alpha.example".to_owned()],
        phones: vec!["+33111111111".to_owned()],
    };
    site.past = Past::Seen(vec![sight]);
    assert_eq!(verdict(&site), (Verdict::Unverified, Some(Why::Stale)));
}

#[test]
fn cleartext_with_a_contact_in_front_of_it_is_rejected() {
    let mut site = pinned();
    let text = profile("Alpha CERT", "cert@alpha.example", &alpha());
    let signed = alpha().sign_cleartext(&text, &signing());
    (site.signatures, site.checksum) = (Vec::new(), None);
    site.document = signed.clone().into_bytes();
    assert_eq!(verdict(&site).0, Verdict::Authentic, "{:?}", site.judged().leaf);
    site.document = format!("Report to cert@evil.example instead.\n\n{signed}").into_bytes();
    assert_eq!(verdict(&site).0, Verdict::Rejected);
    site.document = format!("Welcome.\n\n{signed}").into_bytes();
    assert_eq!(verdict(&site), (Verdict::Unverified, Some(Why::NotCovered)));
}

#[test]
fn every_changed_byte_of_document_and_signature_is_neither_authentic_nor_unanchored() {
    let site = pinned();
    let unpinned = honest();
    let good = |document: &[u8], signature: &[u8], base: &Site| {
        let changed = Site {
            document: document.to_vec(),
            signatures: vec![signature.to_vec()],
            checksum: None,
            keys: base.keys.clone(),
            trust: base.trust.clone(),
            past: Past::NotAsked,
        };
        verdict(&changed).0 <= Verdict::Unanchored
    };
    let signature = alpha().sign_detached_binary(&site.document, &signing());
    for n in (0..site.document.len()).step_by(7) {
        let mut document = site.document.clone();
        document[n] ^= 1;
        assert!(!good(&document, &signature, &site) && !good(&document, &signature, &unpinned), "byte {n} of the document");
    }
    // The last two octets of the digest prefix and the unhashed area are not signed; everything else is.
    for n in 0..signature.len() {
        let mut changed = signature.clone();
        changed[n] ^= 1;
        let accepted = good(&site.document, &changed, &site);
        assert!(!accepted || is_unsigned(&signature, n), "byte {n} of the signature");
    }
}

/// Whether the octet stands in the unhashed area of this version 4 signature, which is not signed, or is the digest prefix, which is
/// a hint only (RFC 9580, "Version 4 and 6 Signature Packet Formats").
fn is_unsigned(signature: &[u8], n: usize) -> bool {
    // Packet header of two octets; version, type, two algorithms; then two length-prefixed areas.
    let hashed = usize::from(u16::from_be_bytes([signature[6], signature[7]]));
    let unhashed_at = 8 + hashed;
    let unhashed = usize::from(u16::from_be_bytes([signature[unhashed_at], signature[unhashed_at + 1]]));
    (unhashed_at..unhashed_at + 2 + unhashed + 2).contains(&n)
}

#[test]
fn the_same_input_gives_the_identical_assessment() {
    assert_eq!(pinned().judged(), pinned().judged());
}
