//! The vectors of rPGP, among them those of GnuPG's own tests. What is expected of each is written
//! here anew from the tests of both.

use SignatureStatus::*;

use super::*;

/// The day on which all is judged: after the newest signature.
const DAY: &str = "2026-11-01";

const DATA: Signed = Signed::File("openpgp/samplemsgs/signed-data-1.txt");

/// With their secret halves.
const SAMPLE_KEYS: &[&str] = &[
    "openpgp/samplekeys/rsa-rsa-sample-1.asc",
    "openpgp/samplekeys/ed25519-cv25519-sample-1.asc",
];

const VECTORS: &[Vector] = &[
    (
        DATA,
        Some("openpgp/samplemsgs/sig-1-key-1.asc"),
        SAMPLE_KEYS,
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        DATA,
        Some("openpgp/samplemsgs/sig-1-key-1.sig"),
        SAMPLE_KEYS,
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        DATA,
        Some("openpgp/samplemsgs/sig-1-key-2.asc"),
        SAMPLE_KEYS,
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        DATA,
        Some("openpgp/samplemsgs/sig-1-key-2.sig"),
        SAMPLE_KEYS,
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        DATA,
        Some("openpgp/samplemsgs/sig-2-keys-1.asc"),
        SAMPLE_KEYS,
        DAY,
        Must::Pass,
        &[Good, Good],
    ),
    (
        DATA,
        Some("openpgp/samplemsgs/sig-2-keys-1.sig"),
        SAMPLE_KEYS,
        DAY,
        Must::Pass,
        &[Good, Good],
    ),
    (
        DATA,
        Some("openpgp/samplemsgs/sig-2-keys-2.asc"),
        SAMPLE_KEYS,
        DAY,
        Must::Pass,
        &[Good, Good],
    ),
    (
        DATA,
        Some("openpgp/samplemsgs/sig-2-keys-2.sig"),
        SAMPLE_KEYS,
        DAY,
        Must::Pass,
        &[Good, Good],
    ),
    // Good over what they hold, which is not this document.
    (
        DATA,
        Some("openpgp/samplemsgs/signed-1-key-1.asc"),
        SAMPLE_KEYS,
        DAY,
        Must::Fail,
        &[Good],
    ),
    (
        DATA,
        Some("openpgp/samplemsgs/signed-1-key-1.pgp"),
        SAMPLE_KEYS,
        DAY,
        Must::Fail,
        &[Good],
    ),
    (
        DATA,
        Some("openpgp/samplemsgs/signed-1-key-2.asc"),
        SAMPLE_KEYS,
        DAY,
        Must::Fail,
        &[Good],
    ),
    (
        DATA,
        Some("openpgp/samplemsgs/signed-1-key-2.pgp"),
        SAMPLE_KEYS,
        DAY,
        Must::Fail,
        &[Good],
    ),
    (
        DATA,
        Some("openpgp/samplemsgs/signedz0-1-key-1.pgp"),
        SAMPLE_KEYS,
        DAY,
        Must::Fail,
        &[Good],
    ),
    (
        DATA,
        Some("openpgp/samplemsgs/signedz0-1-key-2.pgp"),
        SAMPLE_KEYS,
        DAY,
        Must::Fail,
        &[Good],
    ),
    (
        DATA,
        Some("openpgp/samplemsgs/signed-2-keys-1.asc"),
        SAMPLE_KEYS,
        DAY,
        Must::Fail,
        &[Good, Good],
    ),
    (
        DATA,
        Some("openpgp/samplemsgs/signed-2-keys-1.pgp"),
        SAMPLE_KEYS,
        DAY,
        Must::Fail,
        &[Good, Good],
    ),
    (
        DATA,
        Some("openpgp/samplemsgs/signed-2-keys-2.asc"),
        SAMPLE_KEYS,
        DAY,
        Must::Fail,
        &[Good, Good],
    ),
    (
        DATA,
        Some("openpgp/samplemsgs/signed-2-keys-2.pgp"),
        SAMPLE_KEYS,
        DAY,
        Must::Fail,
        &[Good, Good],
    ),
    (
        DATA,
        Some("openpgp/samplemsgs/signedz0-2-keys-1.pgp"),
        SAMPLE_KEYS,
        DAY,
        Must::Fail,
        &[Good, Good],
    ),
    (
        DATA,
        Some("openpgp/samplemsgs/signedz0-2-keys-2.pgp"),
        SAMPLE_KEYS,
        DAY,
        Must::Fail,
        &[Good, Good],
    ),
    // The right key under names and bindings of another one, with GnuPG's mark that they were
    // verified.
    (
        DATA,
        Some("openpgp/samplemsgs/sig-1-key-2.asc"),
        &["openpgp/forged-keyring.pgp"],
        DAY,
        Must::Fail,
        &[UnknownKey],
    ),
    (
        Signed::File("openpgp/samplemsgs/clearsig-1-key-1.asc"),
        None,
        SAMPLE_KEYS,
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        Signed::File("openpgp/samplemsgs/clearsig-2-keys-1.asc"),
        None,
        SAMPLE_KEYS,
        DAY,
        Must::Pass,
        &[Good, Good],
    ),
    (
        Signed::File("openpgp/samplemsgs/clearsig-2-keys-2.asc"),
        None,
        SAMPLE_KEYS,
        DAY,
        Must::Pass,
        &[Good, Good],
    ),
    (
        Signed::File("unit-tests/cleartext-msg-01.asc"),
        None,
        &["unit-tests/cleartext-key-01.asc"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    // Good over its part, with other text below and above.
    (
        Signed::File("unit-tests/cleartext-msg-01-fail.asc"),
        None,
        &["unit-tests/cleartext-key-01.asc"],
        DAY,
        Must::Fail,
        &[Good],
    ),
    (
        Signed::File("unit-tests/cleartext-msg-02-fail.asc"),
        None,
        &["unit-tests/cleartext-key-01.asc"],
        DAY,
        Must::Fail,
        &[Good],
    ),
    (
        Signed::File("unit-tests/csf/msg.csf"),
        None,
        &["unit-tests/csf/alice.pub.asc"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        Signed::File("unit-tests/csf/empty.csf"),
        None,
        &["unit-tests/csf/alice.pub.asc"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        Signed::File("unit-tests/csf/starts-with-newline.csf"),
        None,
        &["unit-tests/csf/alice.pub.asc"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        Signed::File("unit-tests/csf/gpg.fail-notdash"),
        None,
        &["unit-tests/csf/alice.pub.asc"],
        DAY,
        Must::Fail,
        &[Malformed],
    ),
    (
        Signed::File("unit-tests/csf-puppet/InRelease"),
        None,
        &["unit-tests/csf-puppet/DEB-GPG-KEY-puppet-20250406"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        Signed::Bytes(b"test"),
        Some("two_signed.asc"),
        &["two_signed_cert.pub.asc"],
        DAY,
        Must::Fail,
        &[Malformed],
    ),
    (
        Signed::Bytes(b"test"),
        Some("sig_odd.asc"),
        &["draft-bre-openpgp-samples-00/bob.pub.asc"],
        DAY,
        Must::Fail,
        &[Malformed],
    ),
    (
        Signed::Bytes(b"test"),
        Some("weird/ed25519-key-with-31-byte-private-key-scalar.sig"),
        &["weird/ed25519-key-with-31-byte-private-key-scalar.asc"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        Signed::Bytes(b"test"),
        Some("weird/rsa-key-with-modulus-e-257.sig"),
        &["weird/rsa-key-with-modulus-e-257.asc"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        Signed::File("rfc9580/v6-25519-annex-a-4/csf.msg"),
        None,
        &["rfc9580/v6-25519-annex-a-4/tsk.asc"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        Signed::File("rfc9580/v6-ed448-x448/csf.msg"),
        None,
        &["rfc9580/v6-ed448-x448/tsk.asc"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        Signed::File("rfc9580/v6-ed25519-x448/csf.msg"),
        None,
        &["rfc9580/v6-ed25519-x448/tsk.asc"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        Signed::File("rfc9580/v6-rsa/csf.msg"),
        None,
        &["rfc9580/v6-rsa/tsk.asc"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        Signed::File("rfc9580/v6-nistp/csf.msg"),
        None,
        &["rfc9580/v6-nistp/tsk.asc"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        Signed::File("rfc9580/v4-ed25519-x25519/csf.msg"),
        None,
        &["rfc9580/v4-ed25519-x25519/tsk.asc"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        Signed::File("rfc9580/v6-legacy_illegal/csf.msg"),
        None,
        &["rfc9580/v6-legacy_illegal/tsk.asc"],
        DAY,
        Must::Fail,
        &[Unsupported],
    ),
    (
        Signed::Bytes(b"Testing\n"),
        Some("pqc/v6-mldsa-65-sample-signature.asc"),
        &["pqc/v6-mldsa-65-sample-pk.asc"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        Signed::Bytes(b"XXX"),
        Some("pqc/v6-mldsa-65-sample-signature.asc"),
        &["pqc/v6-mldsa-65-sample-pk.asc"],
        DAY,
        Must::Fail,
        &[Bad],
    ),
    (
        Signed::Bytes(b"Testing\n"),
        Some("pqc/v6-mldsa-87-sample-signature.asc"),
        &["pqc/v6-mldsa-87-sample-pk.asc"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        Signed::Bytes(b"XXX"),
        Some("pqc/v6-mldsa-87-sample-signature.asc"),
        &["pqc/v6-mldsa-87-sample-pk.asc"],
        DAY,
        Must::Fail,
        &[Bad],
    ),
    (
        Signed::Bytes(b"Testing\n"),
        Some("pqc/v6-slhdsa-128f-sample-signature.asc"),
        &["pqc/v6-slhdsa-128f-sample-pk.asc"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        Signed::Bytes(b"XXX"),
        Some("pqc/v6-slhdsa-128f-sample-signature.asc"),
        &["pqc/v6-slhdsa-128f-sample-pk.asc"],
        DAY,
        Must::Fail,
        &[Bad],
    ),
    (
        Signed::Bytes(b"Testing\n"),
        Some("pqc/v6-slhdsa-128s-sample-signature.asc"),
        &["pqc/v6-slhdsa-128s-sample-pk.asc"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        Signed::Bytes(b"XXX"),
        Some("pqc/v6-slhdsa-128s-sample-signature.asc"),
        &["pqc/v6-slhdsa-128s-sample-pk.asc"],
        DAY,
        Must::Fail,
        &[Bad],
    ),
    (
        Signed::Bytes(b"Testing\n"),
        Some("pqc/v6-slhdsa-256s-sample-signature.asc"),
        &["pqc/v6-slhdsa-256s-sample-pk.asc"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        Signed::Bytes(b"XXX"),
        Some("pqc/v6-slhdsa-256s-sample-signature.asc"),
        &["pqc/v6-slhdsa-256s-sample-pk.asc"],
        DAY,
        Must::Fail,
        &[Bad],
    ),
    (
        Signed::Bytes(b"foo\nbar\r\nbaz"),
        Some("unit-tests/text_signature_normalization.msg"),
        &["unit-tests/text_signature_normalization_alice.key"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        Signed::Bytes(b"hello world\r\n\r\n"),
        Some("literal-text-signed.asc"),
        &["autocrypt/alice@autocrypt.example.pub.asc"],
        DAY,
        Must::Pass,
        &[Good],
    ),
];

/// Vectors that rPGP or GnuPG passes and that are declined here, each with the reason: none.
const DECLINED: &[(&str, &str)] = &[];

#[test]
fn all_vectors_come_out_as_listed() {
    let Some(data) = tests_of("pgp") else { return };
    all_come_out_as_listed(&data, VECTORS, DECLINED);
    // The first are held below; what the others are over is not published with them.
    all_signatures_are_listed(
        &data,
        VECTORS,
        &["openpgp/tofu", "openpgp/samplemsgs/unicode.sig", "fuzz/"],
    );
}

#[test]
fn three_keys_with_one_user_id_are_told_apart() {
    let Some(data) = tests_of("pgp").map(|tests| tests.join("openpgp/tofu/conflicting")) else {
        return;
    };
    let read = |name: String| {
        std::fs::read(data.join(&name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    };
    let names = ["1C005AF3", "B662E42F", "BE04EB2B"];
    let keys = names.map(|name| read(format!("{name}.pgp")));
    for (name, own) in names.iter().zip(&keys) {
        let others: Vec<_> = keys.iter().filter(|key| *key != own).cloned().collect();
        for number in 1..=5 {
            let (document, message) = (format!("{number}\n"), read(format!("{name}-{number}.txt")));
            let judged = |document: &str, keys: &[Vec<u8>]| {
                judged(document.as_bytes(), Some(message.clone()), keys, DAY)
            };
            let all = judged(&document, &keys);
            assert!(
                all.len() == 1 && covers(&all[0]),
                "{name}-{number}: {all:?}"
            );
            assert!(
                all[0].signer.as_ref().unwrap().as_str().ends_with(name),
                "{name}-{number}: {all:?}"
            );
            assert!(
                !covers(&judged("6\n", &keys)[0]),
                "{name}-{number} over another text"
            );
            assert_eq!(
                judged(&document, &others)[0].status,
                UnknownKey,
                "{name}-{number}"
            );
        }
    }
}
