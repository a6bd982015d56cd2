//! The vectors of sequoia-openpgp, made by several programs over many years. What is expected of each is written here anew from that
//! crate's tests.

use SignatureStatus::*;

use super::*;

/// The day on which all is judged: after the newest signature.
const DAY: &str = "2026-11-01";

const MANIFESTO: Signed = Signed::File("messages/a-cypherpunks-manifesto.txt");
const HELLO: Signed = Signed::Bytes(b"Hello World\n");
const EMMELIE: &[&str] = &["keys/emmelie-dorothea-dina-samantha-awina-ed25519.pgp"];

/// Signed by [`EMMELIE`] over as many octets zero.
const ZEROS: (&str, usize) = ("messages/emmelie-dorothea-dina-samantha-awina-detached-signature-of-100MB-of-zeros.sig", 100 << 20);

const VECTORS: &[Vector] = &[
    (MANIFESTO, Some("messages/a-cypherpunks-manifesto.txt.ed25519.sig"), EMMELIE, DAY, Must::Pass, &[Good]),
    (MANIFESTO, Some("messages/a-cypherpunks-manifesto.txt.ed25519.sig.duplicated"), EMMELIE, DAY, Must::Pass, &[Good, Good]),
    (MANIFESTO, Some("messages/a-cypherpunks-manifesto.txt.cleartext.sig"), &["keys/testy-new.pgp"], DAY, Must::Pass, &[Good]),
    (MANIFESTO, Some("messages/a-cypherpunks-manifesto.txt.cleartext.sig"), &["keys/neal.pgp"], DAY, Must::Fail, &[UnknownKey]),
    (
        Signed::File("messages/a-problematic-poem.txt"),
        Some("messages/a-problematic-poem.txt.cleartext.sig"),
        &["keys/testy-new.pgp"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        Signed::File("messages/a-problematic-poem.txt"),
        Some("messages/a-cypherpunks-manifesto.txt.ed25519.sig"),
        EMMELIE,
        DAY,
        Must::Fail,
        &[Bad],
    ),
    (
        Signed::File("crypto-refresh/cleartext-signed-message.txt.plain"),
        Some("crypto-refresh/cleartext-signed-message.txt"),
        &["crypto-refresh/v6-minimal-cert.key"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        Signed::File("messages/crlf-straddles-chunks.txt"),
        Some("messages/crlf-straddles-chunks.txt.sig"),
        EMMELIE,
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        Signed::File("messages/text-signature-notation-has-lf.txt"),
        Some("messages/text-signature-notation-has-lf.txt.sig"),
        EMMELIE,
        DAY,
        Must::Pass,
        &[Good],
    ),
    (MANIFESTO, Some("messages/signed-1.pgp"), &["keys/neal.pgp"], DAY, Must::Pass, &[Good]),
    (MANIFESTO, Some("messages/signed-1-sha256-testy.pgp"), &["keys/testy.pgp"], DAY, Must::Pass, &[Good]),
    (
        MANIFESTO,
        Some("messages/signed-1-ecdsa-nistp256.pgp"),
        &["keys/erika-corinna-daniela-simone-antonia-nistp256.pgp"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        MANIFESTO,
        Some("messages/signed-1-ecdsa-nistp384.pgp"),
        &["keys/erika-corinna-daniela-simone-antonia-nistp384.pgp"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        MANIFESTO,
        Some("messages/signed-1-ecdsa-nistp521.pgp"),
        &["keys/erika-corinna-daniela-simone-antonia-nistp521.pgp"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (MANIFESTO, Some("messages/signed-1-eddsa-ed25519.pgp"), EMMELIE, DAY, Must::Pass, &[Good]),
    (MANIFESTO, Some("messages/signed-twice-by-ed25519.pgp"), EMMELIE, DAY, Must::Pass, &[Good, Good]),
    (MANIFESTO, Some("messages/signed-3-partial-body-multiple-sigs.pgp"), &["keys/neal.pgp"], DAY, Must::Pass, &[UnknownKey, Good]),
    (MANIFESTO, Some("messages/signed-1-sha256-testy.pgp"), &["keys/neal.pgp"], DAY, Must::Fail, &[UnknownKey]),
    // Good over their own texts, which are not this document.
    (MANIFESTO, Some("messages/InRelease"), &["keys/InRelease.signers.pgp"], DAY, Must::Fail, &[Good, Good, Good]),
    (Signed::File("messages/InRelease"), None, &["keys/InRelease.signers.pgp"], DAY, Must::Pass, &[Good, Good, Good]),
    (Signed::File("messages/InRelease.msft"), None, &["keys/InRelease.msft.signers.pgp"], DAY, Must::Pass, &[Weak]),
    (Signed::File("messages/InRelease.v3"), None, &["keys/InRelease.v3.signers.pgp"], DAY, Must::Pass, &[Unsupported]),
    (MANIFESTO, Some("messages/signed-1-sha1-neal.pgp"), &["keys/neal.pgp"], DAY, Must::Pass, &[Weak]),
    (MANIFESTO, Some("messages/signed-1-dsa.pgp"), &["keys/dennis-simon-anton.pgp"], DAY, Must::Pass, &[Weak]),
    (MANIFESTO, Some("messages/signed-2-partial-body.pgp"), &["keys/neal.pgp"], DAY, Must::Pass, &[Good]),
    (MANIFESTO, Some("messages/signed.pgp"), &["keys/neal.pgp"], DAY, Must::Fail, &[UnknownKey, Good]),
    (MANIFESTO, Some("messages/sig.pgp"), &["keys/neal.pgp"], DAY, Must::Fail, &[Bad]),
    (
        Signed::File("messages/shattered-1.pdf"),
        Some("messages/shattered-1.pdf.sig"),
        &["keys/testy-new.pgp"],
        DAY,
        Must::Fail,
        &[Weak],
    ),
    (
        Signed::File("messages/shattered-2.pdf"),
        Some("messages/shattered-2.pdf.sig"),
        &["keys/testy-new.pgp"],
        DAY,
        Must::Fail,
        &[Weak],
    ),
    (
        Signed::File("messages/shattered-2.pdf"),
        Some("messages/shattered-1.pdf.sig"),
        &["keys/testy-new.pgp"],
        DAY,
        Must::Fail,
        &[Weak],
    ),
    (MANIFESTO, Some("messages/signed-1-notarized-by-ed25519.pgp"), &["keys/neal.pgp"], DAY, Must::Pass, &[Malformed]),
    (MANIFESTO, Some("messages/a-cypherpunks-manifesto.txt.ed25519.sig.two-keys"), EMMELIE, DAY, Must::Pass, &[Good, Good]),
    (
        MANIFESTO,
        Some("messages/a-cypherpunks-manifesto.txt.dennis-simon-anton-v3.sig"),
        &["keys/dennis-simon-anton.pgp"],
        DAY,
        Must::Pass,
        &[Unsupported],
    ),
    (
        MANIFESTO,
        Some("contrib/gnupg/timestamp-signature-by-alice.asc"),
        &["contrib/gnupg/keys/alpha.pgp"],
        DAY,
        Must::Fail,
        &[Unsupported],
    ),
    (MANIFESTO, Some("messages/signature-with-broken-mpis.sig"), &["keys/testy.pgp"], DAY, Must::Fail, &[Malformed]),
    (MANIFESTO, Some("edge-cases/malformed-embedded-sig.pgp"), &["keys/testy.pgp"], DAY, Must::Fail, &[Malformed]),
    (MANIFESTO, Some("edge-cases/malformed-notation-name.pgp"), &["keys/testy.pgp"], DAY, Must::Fail, &[Malformed]),
    (MANIFESTO, Some("messages/compression-quine.pgp"), &["keys/testy.pgp"], DAY, Must::Fail, &[Malformed]),
    (MANIFESTO, Some("messages/recursive-4.pgp"), &["keys/testy.pgp"], DAY, Must::Fail, &[Malformed]),
    (MANIFESTO, Some("keys/neal.pgp"), &["keys/neal.pgp"], DAY, Must::Fail, &[NotASignature]),
    (
        Signed::Bytes(b"Testing\n"),
        Some("pqc/ietf/v6-mldsa-65-sample-signature.pgp"),
        &["pqc/ietf/v6-mldsa-65-sample-pk.pgp"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        Signed::Bytes(b"Testing\n"),
        Some("pqc/ietf/v6-mldsa-87-sample-signature.pgp"),
        &["pqc/ietf/v6-mldsa-87-sample-pk.pgp"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        Signed::Bytes(b"Testing\n"),
        Some("pqc/ietf/v6-slhdsa-128s-sample-signature.pgp"),
        &["pqc/ietf/v6-slhdsa-128s-sample-pk.pgp"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        Signed::Bytes(b"Testing\n"),
        Some("pqc/ietf/v6-slhdsa-128f-sample-signature.pgp"),
        &["pqc/ietf/v6-slhdsa-128f-sample-pk.pgp"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        Signed::Bytes(b"Testing\n"),
        Some("pqc/ietf/v6-slhdsa-256s-sample-signature.pgp"),
        &["pqc/ietf/v6-slhdsa-256s-sample-pk.pgp"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        HELLO,
        Some("pqc/rpgp/rsop_draft-ietf-openpgp-pqc-08-v4-ed25519-mlkem768x25519_detached_sig.pgp"),
        &["pqc/rpgp/rsop_draft-ietf-openpgp-pqc-08-v4-ed25519-mlkem768x25519_alice_pk.pgp"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        HELLO,
        Some("pqc/rpgp/rsop_draft-ietf-openpgp-pqc-08-v6-ed25519-mlkem768x25519_detached_sig.pgp"),
        &["pqc/rpgp/rsop_draft-ietf-openpgp-pqc-08-v6-ed25519-mlkem768x25519_alice_pk.pgp"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        HELLO,
        Some("pqc/rpgp/rsop_draft-ietf-openpgp-pqc-08-v6-mldsa65ed25519-mlkem768x25519_detached_sig.pgp"),
        &["pqc/rpgp/rsop_draft-ietf-openpgp-pqc-08-v6-mldsa65ed25519-mlkem768x25519_alice_pk.pgp"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        HELLO,
        Some("pqc/rpgp/rsop_draft-ietf-openpgp-pqc-08-v6-mldsa87ed448-mlkem1024x448_detached_sig.pgp"),
        &["pqc/rpgp/rsop_draft-ietf-openpgp-pqc-08-v6-mldsa87ed448-mlkem1024x448_alice_pk.pgp"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        HELLO,
        Some("pqc/rpgp/rsop_draft-ietf-openpgp-pqc-08-v6-slhdsashake128f-mlkem768x25519_detached_sig.pgp"),
        &["pqc/rpgp/rsop_draft-ietf-openpgp-pqc-08-v6-slhdsashake128f-mlkem768x25519_alice_pk.pgp"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        HELLO,
        Some("pqc/rpgp/rsop_draft-ietf-openpgp-pqc-08-v6-slhdsashake128s-mlkem768x25519_detached_sig.pgp"),
        &["pqc/rpgp/rsop_draft-ietf-openpgp-pqc-08-v6-slhdsashake128s-mlkem768x25519_alice_pk.pgp"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        HELLO,
        Some("pqc/rpgp/rsop_draft-ietf-openpgp-pqc-08-v6-slhdsashake256s-mlkem1024x448_detached_sig.pgp"),
        &["pqc/rpgp/rsop_draft-ietf-openpgp-pqc-08-v6-slhdsashake256s-mlkem1024x448_alice_pk.pgp"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        HELLO,
        Some("pqc/gopenpgp/gosop_draft-ietf-openpgp-pqc-09_detached_sig.pgp"),
        &["pqc/gopenpgp/gosop_draft-ietf-openpgp-pqc-09_alice_pk.pgp"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        HELLO,
        Some("pqc/gopenpgp/gosop_draft-ietf-openpgp-pqc-09-high-security_detached_sig.pgp"),
        &["pqc/gopenpgp/gosop_draft-ietf-openpgp-pqc-09-high-security_alice_pk.pgp"],
        DAY,
        Must::Pass,
        &[Good],
    ),
];

/// Vectors that Sequoia verifies and that are declined here, each with the reason.
const DECLINED: &[(&str, &str)] = &[
    ("messages/InRelease.msft", "only SHA-1 binds the key; Sequoia's test judges it by the policy of 2022"),
    (
        "messages/InRelease.v3",
        "signatures of version 3 have no hashed fields but type and time, and RFC 9580 says not to make them",
    ),
    ("messages/signed-1-sha1-neal.pgp", "SHA-1 over the document; Sequoia's test computes without a policy"),
    ("messages/signed-1-dsa.pgp", "DSA, which RFC 9580 deprecates; Sequoia's test computes without a policy"),
    ("messages/signed-1-notarized-by-ed25519.pgp", "a signature over a signature says that it was seen, not what its text says"),
    ("messages/a-cypherpunks-manifesto.txt.dennis-simon-anton-v3.sig", "version 3"),
];

#[test]
fn all_vectors_come_out_as_listed() {
    let Some(data) = tests_of("sequoia-openpgp").map(|tests| tests.join("data")) else { return };
    all_come_out_as_listed(&data, VECTORS, DECLINED);
    all_signatures_are_listed(&data, VECTORS, &[ZEROS.0]);
}

#[test]
fn a_large_document_is_signed_as_a_whole() {
    let Some(data) = tests_of("sequoia-openpgp").map(|tests| tests.join("data")) else { return };
    let read = |name: &str| std::fs::read(data.join(name)).unwrap();
    let keys: Vec<_> = EMMELIE.iter().map(|name| read(name)).collect();
    let (name, length) = ZEROS;
    for (length, status) in [(length, Good), (length - 1, Bad)] {
        let signatures = judged(&vec![0; length], Some(read(name)), &keys, DAY);
        assert_eq!(signatures[0].status, status, "{length}: {signatures:?}");
    }
}
