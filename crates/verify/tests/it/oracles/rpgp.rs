//! rPGP, an implementation that shares no code with ours. It has no policy: it says whether the
//! mathematics hold, and its caller has to say what follows.

use pgp::composed::{CleartextSignedMessage, Deserializable, DetachedSignature, SignedPublicKey};
use pgp::packet::Signature;

use super::*;

/// Where rPGP accepts and we do not, or the other way round, and why.
const DIVERGENCES: &[(&str, &str)] = &[
    (
        "expired since",
        "rPGP compares no times; the key's life is its caller's to judge",
    ),
    (
        "expired before",
        "the same, although the key was dead when it signed",
    ),
    (
        "by a primary key that may not sign",
        "it leaves key flags to its caller",
    ),
    ("before the key", "it compares no times"),
    (
        "critical notation",
        "it hands notations to its caller, critical or not",
    ),
    ("signature past its lifetime", "it compares no times"),
    (
        "compromised",
        "it verifies revocations only where its caller asks, and draws no conclusion",
    ),
    ("revoked without reason", "the same"),
    ("retired", "the same"),
    (
        "without User IDs",
        "it needs nothing that says how the primary key may be used",
    ),
    (
        "good and bad",
        "whoever looks for one good signature finds one; we do not pass over a bad one by the same key",
    ),
    (
        "followed by bytes",
        "it returns signature by signature, and its caller is content with the first",
    ),
    (
        "cleartext, wrong Hash",
        "RFC 9580 lets the armor header contradict the signature; we refuse text whose frame says something else",
    ),
    (
        "cleartext, no Hash",
        "RFC 9580 makes the header optional; before, its absence meant MD5, so old programs refuse such a text",
    ),
];

/// Whether its bindings verify and one of its keys made one of the signatures: as far as a caller
/// of rPGP gets without judging.
fn accepts(question: &Question) -> bool {
    let Ok(certificate) = SignedPublicKey::from_bytes(question.certificate.as_slice()) else {
        return false;
    };
    if certificate.verify_bindings().is_err() {
        return false;
    }
    let made = |signature: &Signature, bytes: &[u8]| {
        signature.verify(&certificate.primary_key, bytes).is_ok()
            || certificate
                .public_subkeys
                .iter()
                .any(|subkey| signature.verify(&subkey.key, bytes).is_ok())
    };
    match &question.signature {
        Some(signature) => match DetachedSignature::from_bytes_many(signature.as_slice()) {
            Ok(signatures) => signatures
                .flatten()
                .any(|signature| made(&signature.signature, &question.document)),
            Err(_) => false,
        },
        None => match CleartextSignedMessage::from_armor(question.document.as_slice()) {
            Ok((message, _)) => message
                .signatures()
                .iter()
                .any(|signature| made(signature, message.signed_text().as_bytes())),
            Err(_) => false,
        },
    }
}

#[test]
fn every_difference_to_rpgp_is_listed_with_its_reason() {
    compare(DIVERGENCES, accepts);
}
