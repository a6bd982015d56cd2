//! Bytes made to hurt: floods, mutations, garbage.

use openpgp::types::{HashAlgorithm, SignatureType};
use proptest::prelude::*;

use super::*;
use crate::facts::Coverage;
use crate::openpgp::{certificates, classify, export_certificate};

#[test]
fn a_flooded_certificate_is_judged_without_its_flood() {
    let cert = team();
    // 20,000 certifications by somebody else behind the User ID, as floods of key servers look.
    let flood = packet(other_team().sign(
        b"flood",
        &Signing::at(day("2022-01-01")).kind(SignatureType::PositiveCertification),
    ));
    let mut flooded = Vec::new();
    for piece in cert
        .cert()
        .clone()
        .strip_secret_key_material()
        .into_packets()
    {
        let bytes = MarshalInto::to_vec(&piece).unwrap();
        flooded.extend_from_slice(&bytes);
        if piece.tag() == openpgp::packet::Tag::UserID {
            flooded.extend(std::iter::repeat_n(flood.as_slice(), 20_000).flatten());
        }
    }
    let facts = facts(
        &dossier(DOCUMENT, &[sign(&cert, "2022-05-22")], &[flooded.clone()]),
        "2026-06-01",
    );
    assert_eq!(facts.signatures[0].report.status, SignatureStatus::Good);
    assert!(certificates(&flooded).unwrap()[0].1.len() < 5_000);
}

#[test]
fn floods_in_the_owners_name_and_of_components_are_refused_or_bounded() {
    let cert = team();
    let own = packet(
        cert.sign(
            b"flood",
            &Signing::at(day("2022-01-01"))
                .by_primary()
                .kind(SignatureType::PositiveCertification),
        ),
    );
    let user_id = MarshalInto::to_vec(&openpgp::Packet::from(openpgp::packet::UserID::from(
        "flood",
    )))
    .unwrap();
    let by_owner = [cert.binary(), own.repeat(20_000)].concat();
    assert_eq!(
        certificates(&by_owner).unwrap_err().0,
        CertificateProblem::TooLarge(Excess::Packets)
    );
    let of_user_ids = [cert.binary(), user_id.repeat(20_000)].concat();
    assert_eq!(
        certificates(&of_user_ids).unwrap_err().0,
        CertificateProblem::TooLarge(Excess::Packets)
    );
    let of_packets = [cert.binary(), user_id.repeat(1_000_000)].concat();
    assert_eq!(
        certificates(&of_packets).unwrap_err().0,
        CertificateProblem::TooLarge(Excess::Packets)
    );
    let signatures = sign(&cert, "2022-05-22").repeat(100);
    assert_eq!(
        only(&signatures, &cert).report.status,
        SignatureStatus::Malformed
    );
}

#[test]
fn no_flood_hides_a_revocation() {
    use openpgp::types::ReasonForRevocation::KeyCompromised;
    let cert = team();
    let revoked = cert.revoked(KeyCompromised, "", day("2023-01-01"));
    let revocation = packet(
        revoked
            .cert()
            .primary_key()
            .self_revocations()
            .next()
            .unwrap()
            .clone(),
    );
    let own = |kind| {
        packet(cert.sign(
            b"flood",
            &Signing::at(day("2022-01-01")).by_primary().kind(kind),
        ))
    };
    let by_other = packet(other_team().sign(
        b"flood",
        &Signing::at(day("2022-01-01")).kind(SignatureType::KeyRevocation),
    ));
    let photograph = [&[0xd1, 7, 6, 1][..], b"photo"].concat();
    let floods = [
        own(SignatureType::DirectKey).repeat(300),
        own(SignatureType::KeyRevocation).repeat(300),
        own(SignatureType::DirectKey).repeat(3_000),
        by_other.repeat(300),
        photograph,
    ];
    for (n, flood) in floods.into_iter().enumerate() {
        let flooded = [cert.binary(), flood, revocation.clone()].concat();
        for certificates in [vec![flooded.clone()], vec![cert.binary(), flooded]] {
            let facts = facts(
                &dossier(DOCUMENT, &[sign(&cert, "2022-05-22")], &certificates),
                "2026-06-01",
            );
            assert_ne!(
                facts.signatures[0].report.status,
                SignatureStatus::Good,
                "flood {n}, {} copies",
                certificates.len()
            );
        }
    }
}

#[test]
fn a_compressed_bomb_is_refused() {
    let bomb = |bytes: &[u8]| {
        let mut deflate =
            flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
        std::io::Write::write_all(&mut deflate, bytes).unwrap();
        let body = [&[1][..], &deflate.finish().unwrap()].concat();
        let length = u32::try_from(body.len()).unwrap().to_be_bytes();
        [&[0xc8, 0xff][..], &length, &body].concat()
    };
    let literal = |size: u32| {
        let header = [
            &[0xcb, 0xff][..],
            &(size + 6).to_be_bytes(),
            &[b'b', 0, 0, 0, 0, 0],
        ]
        .concat();
        [header, vec![0; size as usize]].concat()
    };
    let cert = team();
    let facts = only(&bomb(&literal(64 << 20)), &cert);
    assert_eq!(facts.report.status, SignatureStatus::Malformed);
    let mut nested = literal(8);
    for _ in 0..40 {
        nested = bomb(&nested);
    }
    assert_eq!(
        only(&nested, &cert).report.status,
        SignatureStatus::Malformed
    );
}

/// Sound material of every kind, to be mutated.
fn material() -> Vec<Vec<u8>> {
    let cert = team();
    let how = Signing::at(day("2022-05-22"));
    vec![
        cert.binary(),
        cert.armored(),
        cert.sign_detached_binary(DOCUMENT, &how),
        cert.sign_detached(DOCUMENT, &how),
        cert.sign_cleartext("profile\n", &how).into_bytes(),
        cert.sign_inline(DOCUMENT, &how),
        CertSpec {
            hash: HashAlgorithm::SHA1,
            ..spec()
        }
        .build()
        .binary(),
        cert.armored_secret(),
    ]
}

fn everywhere(bytes: &[u8]) -> Facts {
    let _ = classify(bytes);
    let _ = certificates(bytes);
    let cert = team();
    let mut dossier = dossier(
        bytes,
        &[bytes.to_vec(), sign(&cert, "2022-05-22")],
        &[bytes.to_vec(), cert.binary()],
    );
    dossier.checksums = vec![artifact(bytes, "profile.txt.sha256")];
    let _ = export_certificate(&dossier, &cert.fingerprint());
    facts(&dossier, "2026-06-01")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn garbage_is_never_good_and_never_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        for signature in everywhere(&bytes).signatures {
            prop_assert_ne!(signature.report.status, SignatureStatus::Good);
        }
    }

    #[test]
    fn mutated_material_never_vouches_for_other_bytes(which in 0usize..8, at in any::<prop::sample::Index>(), change in 1u8..=255, cut in any::<prop::sample::Index>()) {
        let mut bytes = material().swap_remove(which);
        let index = at.index(bytes.len());
        bytes[index] ^= change;
        for bytes in [bytes.clone(), bytes[..cut.index(bytes.len())].to_vec()] {
            for signature in everywhere(&bytes).signatures {
                let vouches = signature.report.status == SignatureStatus::Good && signature.covers == Coverage::Document;
                // A cleartext-signed text whose change hit nothing that is signed, such as a header
                // of its armor.
                let own_text = signature.report.kind == SignatureKind::Cleartext;
                prop_assert!(!vouches || own_text, "{signature:?}");
            }
        }
    }
}

#[test]
fn every_mutated_byte_of_a_certificate_is_survived() {
    let cert = team();
    let signature = sign(&cert, "2022-05-22");
    let sound = cert.binary();
    for at in 0..sound.len() {
        let mut bytes = sound.clone();
        bytes[at] ^= 0x55;
        let facts = facts(
            &dossier(DOCUMENT, std::slice::from_ref(&signature), &[bytes]),
            "2026-06-01",
        );
        for facts in facts.signatures {
            let named = facts
                .report
                .signer
                .is_none_or(|signer| signer == cert.fingerprint());
            assert!(
                facts.report.status != SignatureStatus::Good || named,
                "byte {at}"
            );
        }
    }
}
