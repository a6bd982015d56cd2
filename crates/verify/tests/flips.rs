//! Every single-bit change of a small signed text, of its signature and of its certificate, judged from the bytes.
//!
//! | Where the bit is | What must follow |
//! |---|---|
//! | document; hashed part and values of the signature; public material of the signing primary key | neither `authentic` nor `unanchored` |
//! | anywhere else in signature or certificate | nothing, or a worse verdict |
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::ops::Range;

use bonafide_model::Verdict;
use bonafide_testkit::{CertSpec, TestCert};

use common::*;

/// The smallest text that is a profile with an address and a key.
fn text() -> String {
    let key = key().fingerprint();
    format!("2.1 Name of the Team\n\nAlpha CERT\n\n2.7 E-mail\n\ncert@alpha.example\n\n2.8 Public Key\n\nFingerprint: {key}\n")
}

fn key() -> TestCert {
    CertSpec { encryption_subkey: false, ..CertSpec::new(ALPHA) }.build()
}

/// A case with and without a pin, and the verdicts that they have before anything is changed.
fn cases() -> [(Case, Verdict); 2] {
    let case = Case::of(text());
    let signature = key().sign_detached_binary(case.document(), &signing());
    let case = case.signature(signature).key(key().binary());
    [(case.clone().pin(pin("Alpha CERT", &key(), "alpha.example")), Verdict::Authentic), (case, Verdict::Unanchored)]
}

/// All single-bit changes, with the octet that was changed.
fn flips(bytes: &[u8]) -> impl Iterator<Item = (usize, Vec<u8>)> {
    (0..bytes.len() * 8).map(|bit| {
        let mut changed = bytes.to_vec();
        changed[bit / 8] ^= 1 << (bit % 8);
        (bit / 8, changed)
    })
}

/// The verdict never gets better, and where `must_fail` says so, it is neither `authentic` nor `unanchored`.
fn judge(what: &str, octet: usize, (case, before): (&Case, Verdict), must_fail: bool) {
    let after = case.verdict();
    assert!(after >= before, "octet {octet} of the {what} made {after:?} out of {before:?}");
    assert!(!must_fail || after > Verdict::Unanchored, "octet {octet} of the {what} may change: {after:?}");
}

#[test]
fn the_untouched_case_is_sound() {
    for (case, before) in cases() {
        assert_eq!(case.verdict(), before, "{:?}", case.assess().leaf);
    }
}

#[test]
fn no_changed_bit_of_the_document_gets_through() {
    for (case, before) in cases() {
        for (octet, changed) in flips(case.document()) {
            let mut flipped = Case::of(changed);
            flipped.dossier.signatures.clone_from(&case.dossier.signatures);
            flipped.dossier.certificates.extend(case.dossier.certificates.iter().cloned());
            flipped.trust.clone_from(&case.trust);
            judge("document", octet, (&flipped, before), true);
        }
    }
}

/// The octets of a version 4 signature packet that mean something: the fields up to the end of the hashed area, and the values behind
/// unhashed area and digest prefix (RFC 9580, "Version 4 and 6 Signature Packet Formats"). Of the values, the two octets that state
/// the bits of each are left out: they only repeat what the value is.
fn signed_octets(signature: &[u8]) -> Vec<Range<usize>> {
    let length = |at: usize| usize::from(u16::from_be_bytes([signature[at], signature[at + 1]]));
    let hashed_end = 8 + length(6);
    let mut at = hashed_end + 2 + length(hashed_end) + 2;
    let mut ranges = Vec::from([Range { start: 2, end: hashed_end }]);
    while at < signature.len() {
        let octets = length(at).div_ceil(8);
        ranges.push(at + 2..at + 2 + octets);
        at += 2 + octets;
    }
    ranges
}

#[test]
fn no_changed_bit_of_what_is_signed_in_the_signature_gets_through() {
    for (case, before) in cases() {
        let signature = case.dossier.signatures[0].bytes.clone();
        let signed = signed_octets(&signature);
        assert_eq!(signed.len(), 3, "hashed part and the two values of an EdDSA signature");
        for (octet, changed) in flips(&signature) {
            let mut flipped = case.clone();
            flipped.dossier.signatures[0].bytes = changed;
            judge("signature", octet, (&flipped, before), signed.iter().any(|range| range.contains(&octet)));
        }
    }
}

#[test]
fn no_changed_bit_of_the_primary_key_gets_through() {
    for (case, before) in cases() {
        let certificate = case.dossier.certificates[0].bytes.clone();
        // A packet header of two octets, then the body of the key packet.
        let primary = 2..2 + usize::from(certificate[1]);
        for (octet, changed) in flips(&certificate) {
            let mut flipped = case.clone();
            flipped.dossier.certificates[0].bytes = changed;
            judge("certificate", octet, (&flipped, before), primary.contains(&octet));
        }
    }
}

#[test]
fn every_changed_bit_of_a_signed_text_is_outside_what_is_read_or_gets_not_through() {
    let key = key();
    let signed = key.sign_cleartext(&text(), &signing());
    let case = |bytes: Vec<u8>| Case::of(bytes).key(key.binary()).pin(pin("Alpha CERT", &key, "alpha.example"));
    let whole = case(signed.clone().into_bytes());
    assert_eq!(whole.verdict(), Verdict::Authentic);
    // The armor of the signature holds what the test above changes bit by bit, and comments; here, what people read counts.
    let end = signed.find("-----BEGIN PGP SIGNATURE").unwrap();
    for (octet, changed) in flips(&signed.as_bytes()[..end]) {
        let flipped = case([&changed, &signed.as_bytes()[end..]].concat());
        if flipped.verdict() <= Verdict::Unanchored {
            assert_eq!(flipped.profile().claims, whole.profile().claims, "octet {octet}");
        }
    }
}
