//! Second opinions: gpgv and rPGP answer the same questions, and every answer that differs is
//! listed with the reason. A listed difference that is none any more fails too, so that the lists
//! stay true.
//!
//! All times lie so far back that the clock by which gpgv goes changes nothing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr
)]

use crate::common;
mod debian;
mod gpgv;
mod rpgp;

use bonafide_model::judgement::*;
use bonafide_testkit::openpgp::packet::signature::subpacket::{
    NotationData, NotationDataFlags, SubpacketValue,
};
use bonafide_testkit::openpgp::types::{HashAlgorithm, ReasonForRevocation, SignatureType};
use bonafide_testkit::{CertSpec, Signing, TestCert, at};

use common::*;

/// A document with its signature (none where the document holds it), the key that made it, and its
/// certificate as it is found.
struct Question {
    name: &'static str,
    document: Vec<u8>,
    signature: Option<Vec<u8>>,
    key: TestCert,
    certificate: Vec<u8>,
}

fn old(spec: CertSpec) -> TestCert {
    CertSpec {
        created: at("2020-01-01T00:00:00Z"),
        ..spec
    }
    .build()
}

fn made() -> Signing {
    Signing::at(at("2022-05-22T12:00:00Z"))
}

fn questions() -> Vec<Question> {
    let team = || CertSpec::new(ALPHA);
    let later = at("2022-12-01T00:00:00Z");
    let mut all = Vec::new();
    let mut detached = |name, key: TestCert, certificate: TestCert, how: Signing| {
        let document = Sheet::alpha(&key).text().into_bytes();
        let signature = Some(key.sign_detached_binary(&document, &how));
        all.push(Question {
            name,
            document,
            signature,
            certificate: certificate.binary(),
            key,
        });
    };
    let mut same =
        |name, spec: CertSpec, how: Signing| detached(name, old(spec.clone()), old(spec), how);
    same("binary", team(), made());
    same("text", team(), made().kind(SignatureType::Text));
    same(
        "by a subkey",
        CertSpec {
            signing_subkey: true,
            ..team()
        },
        made(),
    );
    same("SHA-256", team(), made().hash(HashAlgorithm::SHA256));
    same(
        "RSA",
        CertSpec {
            algorithm: bonafide_testkit::Algorithm::Rsa(2048),
            ..team()
        },
        made(),
    );
    same("SHA-1", team(), made().hash(HashAlgorithm::SHA1));
    same("MD5", team(), made().hash(HashAlgorithm::MD5));
    same("RIPEMD-160", team(), made().hash(HashAlgorithm::RipeMD));
    same(
        "SHA-1 bindings",
        CertSpec {
            hash: HashAlgorithm::SHA1,
            ..team()
        },
        made(),
    );
    same(
        "expired since",
        CertSpec {
            expires: Some(later),
            ..team()
        },
        made(),
    );
    same(
        "expired before",
        CertSpec {
            expires: Some(at("2021-01-01T00:00:00Z")),
            ..team()
        },
        made(),
    );
    same(
        "no back-signature",
        CertSpec {
            signing_subkey: true,
            back_signature: false,
            ..team()
        },
        made(),
    );
    same(
        "by a primary key that may not sign",
        CertSpec {
            signing_subkey: true,
            ..team()
        },
        made().by_primary(),
    );
    same(
        "before the key",
        team(),
        Signing::at(at("2019-01-01T00:00:00Z")),
    );
    same(
        "certification type",
        team(),
        made().kind(SignatureType::PositiveCertification),
    );
    same(
        "timestamp type",
        team(),
        made().kind(SignatureType::Timestamp),
    );
    let notation = |critical| {
        let data = NotationData::new(
            "unknown@notation.example",
            b"1",
            NotationDataFlags::empty().set_human_readable(),
        );
        made().with(SubpacketValue::NotationData(data), critical)
    };
    same("critical notation", team(), notation(true));
    same("other notation", team(), notation(false));
    let short = SubpacketValue::SignatureExpirationTime(
        std::time::Duration::from_secs(86_400).try_into().unwrap(),
    );
    same(
        "signature past its lifetime",
        team(),
        made().with(short, true),
    );
    for (name, reason) in [
        ("compromised", ReasonForRevocation::KeyCompromised),
        ("revoked without reason", ReasonForRevocation::Unspecified),
        ("retired", ReasonForRevocation::KeyRetired),
    ] {
        detached(
            name,
            old(team()),
            old(team()).revoked(reason, "", later),
            made(),
        );
    }
    let expiring = old(CertSpec {
        expires: Some(later),
        ..team()
    });
    let extended = expiring.extended(at("2022-11-01T00:00:00Z"), at("2099-01-01T00:00:00Z"));
    detached("extended", expiring, extended, made());
    detached(
        "without User IDs",
        old(team()),
        old(team()).without_user_ids(),
        made(),
    );
    detached(
        "another key",
        old(team()),
        old(CertSpec::new(MALLORY)),
        made(),
    );
    attached(&mut all);
    all
}

fn attached(all: &mut Vec<Question>) {
    let key = old(CertSpec::new(ALPHA));
    let text = Sheet::alpha(&key).text();
    let signature = key.sign_detached_binary(text.as_bytes(), &made());
    let bad = key.sign_detached_binary(b"something else", &made());
    let signed = key.sign_cleartext(&text, &made());
    let mut put = |name, document: Vec<u8>, signature: Option<Vec<u8>>| {
        all.push(Question {
            name,
            document,
            signature,
            certificate: key.binary(),
            key: key.clone(),
        });
    };
    put(
        "changed document",
        text.replace("0137", "0666").into_bytes(),
        Some(signature.clone()),
    );
    put(
        "the same twice",
        text.clone().into_bytes(),
        Some(signature.repeat(2)),
    );
    put(
        "good and bad",
        text.clone().into_bytes(),
        Some([signature.clone(), bad].concat()),
    );
    put(
        "followed by bytes",
        text.clone().into_bytes(),
        Some([signature.as_slice(), b"\0\0\0"].concat()),
    );
    put(
        "not a signature",
        text.clone().into_bytes(),
        Some(b"<html>not found</html>".to_vec()),
    );
    put("cleartext", signed.clone().into_bytes(), None);
    put(
        "cleartext, changed",
        signed.replace("0137", "0666").into_bytes(),
        None,
    );
    put(
        "cleartext, text before",
        format!("Call +44 20 7946 0666\n\n{signed}").into_bytes(),
        None,
    );
    put(
        "cleartext, text after",
        format!("{signed}\nCall +44 20 7946 0666\n").into_bytes(),
        None,
    );
    put(
        "cleartext, wrong Hash",
        signed.replace("Hash: SHA512", "Hash: SHA256").into_bytes(),
        None,
    );
    put(
        "cleartext, no Hash",
        signed.replace("Hash: SHA512\n", "").into_bytes(),
        None,
    );
    put("cleartext, twice", signed.repeat(2).into_bytes(), None);
    put(
        "cleartext as the signature of another text",
        b"another text".to_vec(),
        Some(signed.into_bytes()),
    );
}

/// Whether the document is authentic, its key being pinned.
fn ours(question: &Question) -> Assessment {
    let mut case = Case::of(question.document.clone())
        .key(question.certificate.clone())
        .on("2023-06-01");
    if let Some(signature) = &question.signature {
        case = case.signature(signature.clone());
    }
    let mut pin = pin("Alpha CERT", &question.key, "alpha.example");
    pin.when = "2022-01-01".parse().unwrap();
    case.pin(pin).assess()
}

/// Holds another verifier's answers against ours: exactly the listed questions (name and reason)
/// are answered otherwise.
#[track_caller]
fn compare(listed: &[(&str, &str)], mut theirs: impl FnMut(&Question) -> bool) {
    let mut differ = Vec::new();
    let mut accepted = 0;
    for question in questions() {
        let theirs = theirs(&question);
        let ours = ours(&question);
        let accepts = ours.verdict == Verdict::Authentic;
        accepted += usize::from(accepts);
        if accepts != theirs {
            eprintln!("{}: they {theirs}, we {:?}", question.name, ours.leaf);
            differ.push(question.name);
        }
    }
    let listed: Vec<&str> = listed.iter().map(|(name, _)| *name).collect();
    assert_eq!(differ, listed, "differences found, and differences listed");
    assert!(accepted > 5, "the questions are not all bad ones");
}
