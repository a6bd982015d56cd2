//! Two real certificates that share the 64-bit Key ID DDA252EBB8EBE1AF, from GnuPG's tests in
//! rPGP's crate.

use SignatureStatus::*;
use bonafide_testkit::TestCert;
use bonafide_testkit::openpgp::packet::signature::subpacket::{
    Subpacket, SubpacketTag, SubpacketValue,
};
use bonafide_testkit::openpgp::serialize::MarshalInto;
use bonafide_testkit::openpgp::{KeyID, Packet};

use super::*;

const FIRST: &str = "9E669861368BCA0BE42DAF7DDDA252EBB8EBE1AF";
const SECOND: &str = "A55120427374F3F7AA5F1166DDA252EBB8EBE1AF";
const KEY_ID: &str = "DDA252EBB8EBE1AF";

fn both() -> Option<[Vec<u8>; 2]> {
    let keys = tests_of("pgp")?.join("openpgp/samplekeys");
    Some(
        ["dda252ebb8ebe1af-1.asc", "dda252ebb8ebe1af-2.asc"]
            .map(|name| std::fs::read(keys.join(name)).unwrap()),
    )
}

/// A profile that prints this fingerprint and the Key ID.
fn sheet(fingerprint: &str) -> Sheet {
    let key_id = Some(KEY_ID.to_owned());
    Sheet {
        fingerprints: vec![fingerprint.to_owned()],
        key_id,
        ..Sheet::alpha(&alpha())
    }
}

/// A signature with these Key IDs beside its signer's fingerprint.
fn naming(signer: &TestCert, document: &[u8], key_ids: &[KeyID]) -> Vec<u8> {
    let mut signature = signer.sign(document, &signing());
    let area = signature.unhashed_area_mut();
    area.clear();
    for key_id in key_ids {
        area.add(Subpacket::new(SubpacketValue::Issuer(key_id.clone()), false).unwrap())
            .unwrap();
    }
    MarshalInto::to_vec(&Packet::from(signature)).unwrap()
}

fn outcome(assessment: &Assessment, check: CheckId) -> Vec<Outcome> {
    assessment
        .findings
        .iter()
        .filter(|finding| finding.check == check)
        .map(|finding| finding.outcome)
        .collect()
}

#[test]
fn a_key_with_the_printed_key_id_is_not_the_printed_key() {
    let Some(keys) = both() else { return };
    for (printed, published) in [(FIRST, 1), (SECOND, 0)] {
        let case = Case::of(sheet(printed).text()).key(keys[published].as_slice());
        let signature = naming(&forged(), case.document(), &[KEY_ID.parse().unwrap()]);
        let case = case.signature(signature).pin(Pin {
            fingerprint: printed.parse().unwrap(),
            ..alpha_pin()
        });
        let assessment = case.assess();
        assert!(
            assessment.verdict > Verdict::Unanchored,
            "{:?}",
            assessment.leaf
        );
        assert!(
            outcome(&assessment, CheckId::PublishedKeyIsPrintedKey).contains(&Outcome::Fail),
            "{:?}",
            assessment.findings
        );
        // The Key ID does fit the printed fingerprint: that says nothing about the key at hand.
        assert_eq!(
            outcome(&assessment, CheckId::KeyIdMatchesFingerprint),
            [Outcome::Pass]
        );
    }
}

#[test]
fn what_fails_under_one_key_id_is_held_against_neither_key() {
    let Some([first, second]) = both() else {
        return;
    };
    let of = |keys: [&Vec<u8>; 2]| {
        let case = Case::of(sheet(FIRST).text())
            .key(keys[0].as_slice())
            .key(keys[1].as_slice());
        let mut signature = forged().sign(case.document(), &signing());
        let issuer = SubpacketValue::Issuer(KEY_ID.parse().unwrap());
        // No fingerprint is stated, which would say that neither is meant.
        signature
            .hashed_area_mut()
            .remove_all(SubpacketTag::IssuerFingerprint);
        signature.unhashed_area_mut().clear();
        signature
            .unhashed_area_mut()
            .add(Subpacket::new(issuer, false).unwrap())
            .unwrap();
        case.signature(MarshalInto::to_vec(&Packet::from(signature)).unwrap())
            .assess()
    };
    let (one, other) = (of([&first, &second]), of([&second, &first]));
    assert_eq!(
        one.signatures, other.signatures,
        "the order of the certificates changes nothing"
    );
    let [signature] = &one.signatures[..] else {
        panic!("{:?}", one.signatures)
    };
    assert_eq!((signature.status, &signature.signer), (Bad, &None));
    let known: Vec<&str> = one
        .certificates
        .iter()
        .map(|certificate| certificate.fingerprint.as_str())
        .collect();
    assert_eq!(known, [FIRST, SECOND], "both are kept apart");
    assert!(one.verdict > Verdict::Unanchored);
}

#[test]
fn every_key_with_a_stated_key_id_is_tried() {
    let Some([first, second]) = both() else {
        return;
    };
    let case = Case::of(Sheet::alpha(&alpha()).text())
        .key(first)
        .key(second)
        .key(alpha().binary());
    let signature = naming(
        &alpha(),
        case.document(),
        &[KEY_ID.parse().unwrap(), alpha().cert().keyid()],
    );
    let assessment = case.signature(signature).pin(alpha_pin()).assess();
    assert_eq!(assessment.signatures[0].signer, Some(alpha().fingerprint()));
    assert_eq!(
        assessment.verdict,
        Verdict::Authentic,
        "{:?}",
        assessment.leaf
    );
}
