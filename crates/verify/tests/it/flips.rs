//! Every change of one octet of a small signed text, of what is signed in its signature and of its
//! primary key, judged from the bytes.
//!
//! | Where the octet is | Changes | What must follow |
//! |---|---|---|
//! | document; hashed part and values of the signature; public material of the signing primary key | to all 255 other values where nothing is trusted, by each of its bits where the key is pinned | neither `authentic` nor `unanchored` |
//! | anywhere else in signature or certificate | by each of its bits | nothing, or a worse verdict |
//!
//! The pinned case is that of fewer changes because a pin only adds ways to refuse; both together
//! would take two minutes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use std::ops::Range;

use bonafide_model::judgement::Verdict;
use bonafide_testkit::{CertSpec, TestCert};

use common::*;

/// The smallest text that is a profile with an address and a key.
fn text() -> String {
    let key = key().fingerprint();
    format!(
        "2.1 Name of the Team\n\nAlpha CERT\n\n2.7 E-mail\n\ncert@alpha.example\n\n2.8 Public Key\n\nFingerprint: {key}\n"
    )
}

fn key() -> TestCert {
    CertSpec {
        encryption_subkey: false,
        ..CertSpec::new(ALPHA)
    }
    .build()
}

/// A case with and without a pin, and the verdicts that they have before anything is changed.
fn cases() -> [(Case, Verdict); 2] {
    let case = Case::of(text());
    let signature = key().sign_detached_binary(case.document(), &signing());
    let case = case.signature(signature).key(key().binary());
    [
        (
            case.clone().pin(pin("Alpha CERT", &key(), "alpha.example")),
            Verdict::Authentic,
        ),
        (case, Verdict::Unanchored),
    ]
}

/// Each octet of this range changed by each of these masks, with the octet that was changed.
fn changes(
    bytes: &[u8],
    range: Range<usize>,
    masks: &[u8],
) -> impl Iterator<Item = (usize, Vec<u8>)> {
    range.flat_map(move |octet| {
        masks.iter().map(move |mask| {
            let mut changed = bytes.to_vec();
            changed[octet] ^= mask;
            (octet, changed)
        })
    })
}

const BITS: [u8; 8] = [1, 2, 4, 8, 16, 32, 64, 128];

/// What changes an octet to all other values where nothing is trusted, and bit by bit where the key
/// is pinned.
fn masks(before: Verdict) -> Vec<u8> {
    if before == Verdict::Unanchored {
        (1..=u8::MAX).collect()
    } else {
        BITS.to_vec()
    }
}

/// The verdict never gets better, and where `must_fail` says so, it is neither `authentic` nor
/// `unanchored`.
fn judge(what: &str, octet: usize, (case, before): (&Case, Verdict), must_fail: bool) {
    let after = case.verdict();
    assert!(
        after >= before,
        "octet {octet} of the {what} made {after:?} out of {before:?}"
    );
    assert!(
        !must_fail || after > Verdict::Unanchored,
        "octet {octet} of the {what} may change: {after:?}"
    );
}

#[test]
fn the_untouched_case_is_sound() {
    for (case, before) in cases() {
        assert_eq!(case.verdict(), before, "{:?}", case.assess().leaf);
    }
}

/// Both halves of the document are tests of their own, so that they run beside each other.
fn no_change_of_the_document_gets_through(half: fn(usize) -> Range<usize>) {
    for (case, before) in cases() {
        for (octet, changed) in
            changes(case.document(), half(case.document().len()), &masks(before))
        {
            let mut flipped = Case::of(changed);
            flipped
                .dossier
                .signatures
                .clone_from(&case.dossier.signatures);
            flipped
                .dossier
                .certificates
                .extend(case.dossier.certificates.iter().cloned());
            flipped.trust.clone_from(&case.trust);
            judge("document", octet, (&flipped, before), true);
        }
    }
}

#[test]
fn no_changed_octet_of_the_documents_first_half_gets_through() {
    no_change_of_the_document_gets_through(|length| 0..length / 2);
}

#[test]
fn no_changed_octet_of_the_documents_second_half_gets_through() {
    no_change_of_the_document_gets_through(|length| length / 2..length);
}

/// The octets of a version 4 signature packet that mean something: the fields up to the end of the
/// hashed area, and the values behind unhashed area and digest prefix (RFC 9580, "Version 4 and 6
/// Signature Packet Formats"). Of the values, the two octets that state the bits of each are left
/// out: they only repeat what the value is.
fn signed_octets(signature: &[u8]) -> Vec<Range<usize>> {
    let length = |at: usize| usize::from(u16::from_be_bytes([signature[at], signature[at + 1]]));
    let hashed_end = 8 + length(6);
    let mut at = hashed_end + 2 + length(hashed_end) + 2;
    let mut ranges = Vec::from([Range {
        start: 2,
        end: hashed_end,
    }]);
    while at < signature.len() {
        let octets = length(at).div_ceil(8);
        ranges.push(at + 2..at + 2 + octets);
        at += 2 + octets;
    }
    ranges
}

#[test]
fn no_changed_octet_of_what_is_signed_in_the_signature_gets_through() {
    for (case, before) in cases() {
        let signature = case.dossier.signatures[0].bytes.clone();
        let signed = signed_octets(&signature);
        assert_eq!(
            signed.len(),
            3,
            "hashed part and the two values of an EdDSA signature"
        );
        let is_signed = |octet: usize| signed.iter().any(|range| range.contains(&octet));
        for octet in 0..signature.len() {
            let masks = if is_signed(octet) {
                masks(before)
            } else {
                BITS.to_vec()
            };
            for (octet, changed) in changes(&signature, octet..octet + 1, &masks) {
                let mut flipped = case.clone();
                flipped.dossier.signatures[0].bytes = changed;
                judge("signature", octet, (&flipped, before), is_signed(octet));
            }
        }
    }
}

#[test]
fn no_changed_octet_of_the_primary_key_gets_through() {
    for (case, before) in cases() {
        let certificate = case.dossier.certificates[0].bytes.clone();
        // A packet header of two octets, then the body of the key packet.
        let primary = 2..2 + usize::from(certificate[1]);
        for octet in 0..certificate.len() {
            let masks = if primary.contains(&octet) {
                masks(before)
            } else {
                BITS.to_vec()
            };
            for (octet, changed) in changes(&certificate, octet..octet + 1, &masks) {
                let mut flipped = case.clone();
                flipped.dossier.certificates[0].bytes = changed;
                judge(
                    "certificate",
                    octet,
                    (&flipped, before),
                    primary.contains(&octet),
                );
            }
        }
    }
}

#[test]
fn every_changed_bit_of_a_signed_text_is_outside_what_is_read_or_gets_not_through() {
    let key = key();
    let signed = key.sign_cleartext(&text(), &signing());
    let case = |bytes: Vec<u8>| {
        Case::of(bytes)
            .key(key.binary())
            .pin(pin("Alpha CERT", &key, "alpha.example"))
    };
    let whole = case(signed.clone().into_bytes());
    assert_eq!(whole.verdict(), Verdict::Authentic);
    // The armor of the signature holds what the test above changes, and comments; here, what people
    // read counts.
    let end = signed.find("-----BEGIN PGP SIGNATURE").unwrap();
    for (octet, changed) in changes(&signed.as_bytes()[..end], 0..end, &BITS) {
        let flipped = case([&changed, &signed.as_bytes()[end..]].concat());
        if flipped.verdict() <= Verdict::Unanchored {
            assert_eq!(
                flipped.profile().claims,
                whole.profile().claims,
                "octet {octet}"
            );
        }
    }
}
