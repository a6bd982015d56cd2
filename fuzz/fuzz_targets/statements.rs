//! What a host says about itself and a registry about a domain: nothing makes a verdict better, no
//! anchor counts, and what is told stands there.
//!
//! The first byte chooses as what the bytes are offered.
#![no_main]

use bonafide_model::Timestamp;
use bonafide_model::evidence::{Artifact, Attempt, AttemptResult, AttemptRole, Dossier, Origin, OriginKind, Trust};
use bonafide_model::judgement::{AnchorKind, Assessment, Detail, Past, Policy};
use libfuzzer_sys::fuzz_target;

const DOCUMENT: &str = "CERT-FUZZ: description according to RFC 2350\n\n2. Contact Information\n\n2.7 Electronic Mail Address\n\n\
    cert@fuzz.example\n\n2.8 Public Keys and Encryption Information\n\n\
    Fingerprint: 8A1E C5D2 B7C0 EFA4 9FFB  31FC 2485 CF71 E37B EBB7\n";

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, text)) = bytes.split_first() else { return };
    let (kind, role, path) = match choice % 3 {
        0 => (OriginKind::SecurityTxt, AttemptRole::SecurityTxt, ".well-known/security.txt"),
        1 => (OriginKind::Csaf, AttemptRole::Csaf, ".well-known/csaf/provider-metadata.json"),
        _ => (OriginKind::Registry, AttemptRole::Registration, "domain/fuzz.example"),
    };
    let url = format!("https://www.fuzz.example/{path}");
    let artifact = |bytes: &[u8], kind, url: &str| {
        let origin = Origin { url: Some(url.to_owned()), path: None, tls: true, ..Origin::file(kind, "") };
        Artifact { bytes: bytes.to_vec(), origin, declared_type: None }
    };
    let attempt = Attempt { role, url: url.clone(), result: AttemptResult::Got, why: String::new(), obstacle: None };
    let without = Dossier {
        subject: "https://www.fuzz.example/rfc2350.txt".to_owned(),
        document: Some(artifact(DOCUMENT.as_bytes(), OriginKind::Flag, "https://www.fuzz.example/rfc2350.txt")),
        reading: Some(bonafide_profile::read(DOCUMENT.as_bytes(), &bonafide_profile::Hint::default())),
        confinement: None,
        signatures: Vec::new(),
        checksums: Vec::new(),
        certificates: Vec::new(),
        attempts: vec![attempt],
        twins: Vec::new(),
        second_look: None,
        captures: Vec::new(),
        statements: Vec::new(),
    };
    let with = Dossier { statements: vec![artifact(text, kind, &url)], ..without.clone() };
    let mut policy = Policy::default();
    policy.accept_anchors.extend([AnchorKind::SecurityTxt, AnchorKind::Csaf]);
    let judge = |dossier: &Dossier| -> Assessment {
        bonafide_verify::assess(dossier, &Trust::default(), &Past::default(), &policy, Timestamp::UNIX_EPOCH)
    };
    let (before, after) = (judge(&without), judge(&with));
    assert!(after.verdict >= before.verdict && after.key.verdict >= before.key.verdict);
    assert!(after.anchors.iter().all(|anchor| !anchor.accepted && !anchor.independent || anchor.fingerprint.is_none()));
    let stands = String::from_utf8_lossy(text).to_lowercase();
    for finding in &after.findings {
        if let Detail::PublishedElsewhere { there, keys, .. } = &finding.detail {
            // What is escaped in JSON stands there otherwise.
            let escaped = stands.contains('\\');
            assert!(escaped || there.iter().all(|address| stands.contains(address)), "{there:?}");
            assert!(!there.contains(&"cert@fuzz.example".to_owned()));
            assert!(!there.is_empty() || !keys.is_empty());
        }
    }
});
