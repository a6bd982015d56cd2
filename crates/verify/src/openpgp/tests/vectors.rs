//! Vectors that come with the OpenPGP crate itself, where its source is at hand: made by several programs over many years.

use SignatureStatus::*;
use std::path::PathBuf;

use super::*;

/// Document, signature, certificate, and what must come out for each signature, with a word of the reason where it is declined.
type Vector = (&'static str, &'static str, &'static str, &'static [(SignatureStatus, &'static str)]);

const MANIFESTO: &str = "messages/a-cypherpunks-manifesto.txt";
const GOOD: (SignatureStatus, &str) = (Good, "");
const UNKNOWN: (SignatureStatus, &str) = (UnknownKey, "no certificate at hand");

const VECTORS: &[Vector] = &[
    (
        MANIFESTO,
        "messages/a-cypherpunks-manifesto.txt.ed25519.sig",
        "keys/emmelie-dorothea-dina-samantha-awina-ed25519.pgp",
        &[GOOD],
    ),
    (
        MANIFESTO,
        "messages/a-cypherpunks-manifesto.txt.ed25519.sig.duplicated",
        "keys/emmelie-dorothea-dina-samantha-awina-ed25519.pgp",
        &[GOOD, GOOD],
    ),
    (MANIFESTO, "messages/a-cypherpunks-manifesto.txt.cleartext.sig", "keys/testy-new.pgp", &[GOOD]),
    (MANIFESTO, "messages/a-cypherpunks-manifesto.txt.cleartext.sig", "keys/neal.pgp", &[UNKNOWN]),
    ("messages/a-problematic-poem.txt", "messages/a-problematic-poem.txt.cleartext.sig", "keys/testy-new.pgp", &[GOOD]),
    (
        "crypto-refresh/cleartext-signed-message.txt.plain",
        "crypto-refresh/cleartext-signed-message.txt",
        "crypto-refresh/v6-minimal-cert.key",
        &[GOOD],
    ),
    (
        "messages/crlf-straddles-chunks.txt",
        "messages/crlf-straddles-chunks.txt.sig",
        "keys/emmelie-dorothea-dina-samantha-awina-ed25519.pgp",
        &[GOOD],
    ),
    (
        "messages/text-signature-notation-has-lf.txt",
        "messages/text-signature-notation-has-lf.txt.sig",
        "keys/emmelie-dorothea-dina-samantha-awina-ed25519.pgp",
        &[GOOD],
    ),
    (MANIFESTO, "messages/signed-1.pgp", "keys/neal.pgp", &[GOOD]),
    (MANIFESTO, "messages/signed-1-sha256-testy.pgp", "keys/testy.pgp", &[GOOD]),
    (MANIFESTO, "messages/signed-1-ecdsa-nistp256.pgp", "keys/erika-corinna-daniela-simone-antonia-nistp256.pgp", &[GOOD]),
    (MANIFESTO, "messages/signed-1-ecdsa-nistp384.pgp", "keys/erika-corinna-daniela-simone-antonia-nistp384.pgp", &[GOOD]),
    (MANIFESTO, "messages/signed-1-ecdsa-nistp521.pgp", "keys/erika-corinna-daniela-simone-antonia-nistp521.pgp", &[GOOD]),
    (MANIFESTO, "messages/signed-1-eddsa-ed25519.pgp", "keys/emmelie-dorothea-dina-samantha-awina-ed25519.pgp", &[GOOD]),
    (MANIFESTO, "messages/signed-twice-by-ed25519.pgp", "keys/emmelie-dorothea-dina-samantha-awina-ed25519.pgp", &[GOOD, GOOD]),
    (MANIFESTO, "messages/signed-3-partial-body-multiple-sigs.pgp", "keys/neal.pgp", &[UNKNOWN, GOOD]),
    (MANIFESTO, "messages/InRelease", "keys/InRelease.signers.pgp", &[GOOD, GOOD, GOOD]),
    // Declined, each with its own reason.
    (MANIFESTO, "messages/InRelease.msft", "keys/InRelease.msft.signers.pgp", &[(Weak, "only SHA-1 binds the key")]),
    (MANIFESTO, "messages/signed-1-sha1-neal.pgp", "keys/neal.pgp", &[(Weak, "SHA1 over the document")]),
    ("messages/shattered-1.pdf", "messages/shattered-1.pdf.sig", "keys/testy-new.pgp", &[(Weak, "made to collide")]),
    ("messages/shattered-2.pdf", "messages/shattered-1.pdf.sig", "keys/testy-new.pgp", &[(Weak, "made to collide")]),
    (MANIFESTO, "messages/signed-1-notarized-by-ed25519.pgp", "keys/neal.pgp", &[(Malformed, "signatures over signatures")]),
    (
        MANIFESTO,
        "messages/a-cypherpunks-manifesto.txt.ed25519.sig.two-keys",
        "keys/emmelie-dorothea-dina-samantha-awina-ed25519.pgp",
        &[(Malformed, "does not hold what is signed")],
    ),
    (
        MANIFESTO,
        "messages/a-cypherpunks-manifesto.txt.dennis-simon-anton-v3.sig",
        "keys/dennis-simon-anton.pgp",
        &[(Unsupported, "version 3")],
    ),
    (MANIFESTO, "messages/InRelease.v3", "keys/InRelease.v3.signers.pgp", &[(Unsupported, "version 3")]),
    (
        MANIFESTO,
        "contrib/gnupg/timestamp-signature-by-alice.asc",
        "contrib/gnupg/keys/alpha.pgp",
        &[(Unsupported, "not over a document")],
    ),
    (MANIFESTO, "messages/signature-with-broken-mpis.sig", "keys/testy.pgp", &[(Malformed, "cannot be parsed")]),
    (MANIFESTO, "edge-cases/malformed-embedded-sig.pgp", "keys/testy.pgp", &[(Malformed, "cannot be parsed")]),
    (MANIFESTO, "messages/compression-quine.pgp", "keys/testy.pgp", &[(Malformed, "does not hold what is signed")]),
    (MANIFESTO, "messages/recursive-4.pgp", "keys/testy.pgp", &[(Malformed, "packets that belong in no signed message")]),
    (MANIFESTO, "keys/neal.pgp", "keys/neal.pgp", &[(NotASignature, "a certificate")]),
    // A signature over something else is not one over this.
    (
        "messages/a-problematic-poem.txt",
        "messages/a-cypherpunks-manifesto.txt.ed25519.sig",
        "keys/emmelie-dorothea-dina-samantha-awina-ed25519.pgp",
        &[(Bad, "does not verify")],
    ),
];

/// The test data in the source of the OpenPGP crate, as cargo unpacked it.
fn vectors() -> Option<PathBuf> {
    let metadata = cargo_metadata::MetadataCommand::new().other_options(["--offline".to_owned()]).exec().ok()?;
    let package = metadata.packages.iter().find(|package| package.name.as_str() == "sequoia-openpgp")?;
    let data = package.manifest_path.parent()?.join("tests/data").into_std_path_buf();
    data.is_dir().then_some(data)
}

#[test]
fn published_vectors_come_out_as_listed() {
    let Some(data) = vectors() else {
        eprintln!("skipped: the source of the OpenPGP crate is not at hand");
        return;
    };
    let read = |name: &str| std::fs::read(data.join(name)).unwrap();
    for (document, signature, certificate, expected) in VECTORS {
        let facts = facts(&dossier(&read(document), &[read(signature)], &[read(certificate)]), "2026-06-01");
        let seen: Vec<_> = facts.signatures.iter().map(|facts| facts.report.status).collect();
        assert_eq!(seen, expected.iter().map(|(status, _)| *status).collect::<Vec<_>>(), "{signature}");
        for (facts, (_, reason)) in facts.signatures.iter().zip(*expected) {
            assert!(facts.report.detail.contains(reason), "{signature}: {}", facts.report.detail);
            assert_eq!(facts.report.status == Good, facts.report.detail.is_empty(), "{signature}");
        }
    }
}

#[test]
fn back_signatures_that_are_weak_or_expired_bind_nothing() {
    let Some(data) = vectors() else {
        eprintln!("skipped: the source of the OpenPGP crate is not at hand");
        return;
    };
    for name in ["keys/peter-sha1-backsig.pgp", "keys/peter-expired-backsig.pgp"] {
        let certificate = std::fs::read(data.join(name)).unwrap();
        let facts = facts(&dossier(DOCUMENT, &[], &[certificate]), "2026-06-01");
        let signing: Vec<_> = facts.certificates[0].subkeys.iter().filter(|subkey| subkey.signs).collect();
        assert!(signing.iter().all(|subkey| subkey.usable != crate::facts::Told::Yes), "{name}: {signing:?}");
        assert!(!facts.certificates[0].subkeys.is_empty(), "{name}");
    }
}
