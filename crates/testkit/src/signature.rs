//! Version 4 signatures made field by field (RFC 9580, "Signature Packet Type ID 2"), because a
//! library that makes good signatures adds random salt and refuses to make bad ones.

use std::time::SystemTime;

use openpgp::armor::{Kind, Writer};
use openpgp::crypto::hash::{Context, Hash};
use openpgp::crypto::{KeyPair, Signer};
use openpgp::packet::signature::subpacket::{Subpacket, SubpacketArea, SubpacketValue};
use openpgp::packet::{Signature, signature::Signature4};
use openpgp::serialize::Serialize;
use openpgp::types::{HashAlgorithm, SignatureType};
use openpgp::{Packet, crypto::mpi};
use sequoia_openpgp as openpgp;

/// Packets as bytes.
pub(crate) fn packets(packets: &[Packet]) -> Vec<u8> {
    let mut out = Vec::new();
    for packet in packets {
        packet.serialize(&mut out).unwrap();
    }
    out
}

/// Packets in armor without header lines.
pub(crate) fn armored(kind: Kind, content: &[Packet]) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new(), kind).unwrap();
    std::io::Write::write_all(&mut writer, &packets(content)).unwrap();
    writer.finalize().unwrap()
}

/// The one place where a signature comes into being: over what `feed` puts into the hash, with
/// these fields and nothing random.
pub(crate) fn make(
    signer: &mut KeyPair,
    kind: SignatureType,
    hash: HashAlgorithm,
    time: SystemTime,
    extra: Vec<Subpacket>,
    feed: impl FnOnce(&mut Context),
) -> Signature {
    let mut hashed = vec![subpacket(
        SubpacketValue::SignatureCreationTime(time.try_into().unwrap()),
        true,
    )];
    hashed.push(subpacket(
        SubpacketValue::IssuerFingerprint(signer.public().fingerprint()),
        false,
    ));
    hashed.extend(extra);
    let unhashed = vec![subpacket(
        SubpacketValue::Issuer(signer.public().keyid()),
        false,
    )];
    let algorithm = signer.public().pk_algo();
    let with = |prefix, mpis| {
        let areas = (
            SubpacketArea::new(hashed.clone()).unwrap(),
            SubpacketArea::new(unhashed.clone()).unwrap(),
        );
        Signature::from(Signature4::new(
            kind, algorithm, hash, areas.0, areas.1, prefix, mpis,
        ))
    };
    let mut context = hash.context().unwrap().for_signature(4);
    feed(&mut context);
    // The fields are hashed after the data, so an empty signature stands in for the one to be made.
    with(
        [0; 2],
        mpi::Signature::Unknown {
            mpis: Box::new([]),
            rest: Box::new([]),
        },
    )
    .hash(&mut context)
    .unwrap();
    let digest = context.into_digest().unwrap();
    let mpis = signer.sign(hash, &digest).unwrap();
    with([digest[0], digest[1]], mpis)
}

fn subpacket(value: SubpacketValue, critical: bool) -> Subpacket {
    Subpacket::new(value, critical).unwrap()
}
