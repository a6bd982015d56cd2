//! The vectors of sequoia-sqv. What that program says of each is written here anew from its own
//! tests.

use SignatureStatus::*;

use super::*;

const CRATE: &str = "sequoia-sqv-1.5.0";

/// The day on which all is judged: after the newest signature.
const DAY: &str = "2026-11-01";

/// When a signature of the matrix was made. The key is of T1, it is revoked at T2 and legitimised
/// again at T3; its signing subkey is bound only after the signature between T1 and T2 was made.
const TIMES: [&str; 4] = ["t0", "t1-t2", "t2-t3", "t3-now"];

/// By whom it was made and what is revoked: the suffixes of certificate and signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flavour {
    PrimarySigns,
    SubkeySigns,
    SubkeySignsAndIsRevoked,
}

/// What a certificate's revocation is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reason {
    None,
    Hard,
    Soft,
}

const CERTIFICATES: [(&str, Reason); 9] = [
    ("not-revoked", Reason::None),
    ("revoked-no_subpacket", Reason::Hard),
    ("revoked-unspecified", Reason::Hard),
    ("revoked-compromised", Reason::Hard),
    ("revoked-private", Reason::Hard),
    ("revoked-unknown", Reason::Hard),
    ("revoked-superseded", Reason::Soft),
    ("revoked-key_retired", Reason::Soft),
    ("revoked-uid_retired", Reason::Soft),
];

/// Whether a signature is refused for that cause.
type Cause = fn(&Option<SignatureCause>) -> bool;

/// The expected outcome, with the reason: a hard revocation holds at any time, a soft one
/// until it is taken back.
fn expected(reason: Reason, flavour: Flavour, time: &str) -> (SignatureStatus, Cause) {
    let subkey = flavour != Flavour::PrimarySigns;
    match (reason, time) {
        (Reason::Hard, _) => (InvalidKey, |cause| {
            matches!(cause, Some(SignatureCause::KeyRevoked(_)))
        }),
        (_, "t0") => (InvalidKey, |cause| {
            matches!(cause, Some(SignatureCause::MadeBeforeKey(_)))
        }),
        (_, "t1-t2") if subkey => (InvalidKey, |cause| {
            *cause == Some(SignatureCause::Binding(BindingProblem::NotAtThatTime))
        }),
        (Reason::Soft, "t2-t3") => (InvalidKey, |cause| {
            matches!(cause, Some(SignatureCause::KeyRevokedBefore(_)))
        }),
        _ => (Good, Option::is_none),
    }
}

#[test]
fn the_whole_matrix_of_revocations_over_time() {
    let Some(data) = unpacked(CRATE).map(|path| path.join("tests/data")) else {
        return;
    };
    let read = |name: String| {
        std::fs::read(data.join(&name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    };
    let document = read("msg.txt".to_owned());
    let (mut good, mut refused) = (0, 0);
    for (certificate, reason) in CERTIFICATES {
        for flavour in [
            Flavour::PrimarySigns,
            Flavour::SubkeySigns,
            Flavour::SubkeySignsAndIsRevoked,
        ] {
            let (of_certificate, of_signature) = match flavour {
                Flavour::PrimarySigns => ("", ""),
                Flavour::SubkeySigns => ("", ".sk"),
                Flavour::SubkeySignsAndIsRevoked if reason == Reason::None => continue,
                Flavour::SubkeySignsAndIsRevoked => (".sk", ".sk"),
            };
            let keys = [read(format!(
                "revoked-key-cert-{certificate}{of_certificate}.pgp"
            ))];
            for time in TIMES {
                let signature = read(format!("revoked-key-sig-{time}{of_signature}.pgp"));
                let signatures = judged(&document, Some(signature), &keys, DAY);
                let [seen] = &signatures[..] else {
                    panic!("{certificate} {flavour:?} {time}: {signatures:?}")
                };
                let (status, is_why) = expected(reason, flavour, time);
                assert_eq!(
                    seen.status, status,
                    "{certificate} {flavour:?} {time}: {:?}",
                    seen.cause
                );
                assert!(
                    is_why(&seen.cause),
                    "{certificate} {flavour:?} {time}: {:?}",
                    seen.cause
                );
                assert!(seen.signer.is_some(), "{certificate} {flavour:?} {time}");
                if status == Good {
                    good += 1
                } else {
                    refused += 1
                }
            }
        }
    }
    // Eight cases without a revocation and twelve for each of the eight reasons.
    assert_eq!((good, refused), (17, 87), "cases that pass and that fail");
}

const TEXT: Signed = Signed::File("a-cypherpunks-manifesto.txt");
const SUBKEY: Signed = Signed::File("bad-subkey.txt");
const MSG: Signed = Signed::File("msg.txt");
const EMMELIE: &str = "emmelie-dorothea-dina-samantha-awina-ed25519.pgp";

const VECTORS: &[Vector] = &[
    (
        TEXT,
        Some("a-cypherpunks-manifesto.txt.ed25519.sig"),
        &[EMMELIE],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        TEXT,
        Some("a-cypherpunks-manifesto.txt.ed25519.sig"),
        &[EMMELIE],
        "2018-08-15",
        Must::Pass,
        &[Good],
    ),
    // Not made yet.
    (
        TEXT,
        Some("a-cypherpunks-manifesto.txt.ed25519.sig"),
        &[EMMELIE],
        "2018-08-13",
        Must::Fail,
        &[InvalidKey],
    ),
    // Listed twice; one signer.
    (
        TEXT,
        Some("a-cypherpunks-manifesto.txt.ed25519.sig.duplicated"),
        &[EMMELIE],
        DAY,
        Must::Pass,
        &[Good, Good],
    ),
    (
        Signed::File("a-cypherpunks-manifesto.csf"),
        None,
        &[EMMELIE],
        DAY,
        Must::Pass,
        &[Good],
    ),
    // An inline-signed message as the signature of the text that it holds.
    (
        TEXT,
        Some("a-cypherpunks-manifesto.pgp"),
        &[EMMELIE],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        SUBKEY,
        Some("bad-subkey.txt.sig"),
        &["bad-subkey-keyring.pgp"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        SUBKEY,
        Some("no-issuer-subpacket.sig"),
        &["bad-subkey-keyring.pgp"],
        DAY,
        Must::Fail,
        &[UnknownKey],
    ),
    (
        SUBKEY,
        Some("bad-subkey.txt.sig"),
        &["keybox.kbx"],
        DAY,
        Must::Fail,
        &[UnknownKey],
    ),
    (
        MSG,
        Some("no-signing-caps.sig"),
        &["no-signing-caps.key"],
        DAY,
        Must::Fail,
        &[InvalidKey],
    ),
    (
        MSG,
        Some("msg_pqc_mldsa65.sig"),
        &["pqc_mldsa65.pk.pgp"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        MSG,
        Some("msg_pqc_slhdsa128s.sig"),
        &["pqc_slhdsa128s.pk.pgp"],
        DAY,
        Must::Pass,
        &[Good],
    ),
    (
        TEXT,
        Some("a-cypherpunks-manifesto.txt.sha1.sig"),
        &["mrpast.key"],
        DAY,
        Must::Fail,
        &[Weak],
    ),
    (
        TEXT,
        Some("a-cypherpunks-manifesto.txt.sha1.sig"),
        &["mrpast.key"],
        "2008-08-03",
        Must::Pass,
        &[Weak],
    ),
];

/// Vectors that sqv passes and that are declined here, each with the reason.
const DECLINED: &[(&str, &str)] = &[(
    "a-cypherpunks-manifesto.txt.sha1.sig",
    "with `--time 2008` sqv goes by the policy of 2008; moving the clock back costs nothing",
)];

#[test]
fn the_other_vectors_come_out_as_listed() {
    let Some(data) = unpacked(CRATE).map(|path| path.join("tests/data")) else {
        return;
    };
    all_come_out_as_listed(&data, VECTORS, DECLINED);
}
