//! Checksum files: nothing matches that does not say the document's digest.
#![no_main]

use bonafide_model::Timestamp;
use bonafide_model::evidence::{Artifact, Dossier, Origin, OriginKind, Trust};
use bonafide_model::judgement::{ChecksumStatus, Past, Policy};
use libfuzzer_sys::fuzz_target;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};

const DOCUMENT: &[u8] = b"RFC 2350 profile of CERT-FUZZ\n";

fuzz_target!(|bytes: &[u8]| {
    let artifact =
        |bytes: &[u8], kind, path: &str| Artifact { bytes: bytes.to_vec(), origin: Origin::file(kind, path), declared_type: None };
    let dossier = Dossier {
        subject: "profile.txt".to_owned(),
        document: Some(artifact(DOCUMENT, OriginKind::Flag, "profile.txt")),
        reading: Some(bonafide_profile::read(DOCUMENT, &bonafide_profile::Hint::default())),
        confinement: None,
        signatures: Vec::new(),
        checksums: vec![artifact(bytes, OriginKind::Flag, "profile.txt.sha256")],
        certificates: Vec::new(),
        attempts: Vec::new(),
        twins: Vec::new(),
        second_look: None,
        captures: Vec::new(),
        statements: Vec::new(),
    };
    let assessment =
        bonafide_verify::assess(&dossier, &Trust::default(), &Past::default(), &Policy::default(), Timestamp::UNIX_EPOCH);
    if assessment.checksums.iter().any(|report| report.status == ChecksumStatus::Match) {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        let digests = [
            hex::encode(Sha224::digest(DOCUMENT)),
            hex::encode(Sha256::digest(DOCUMENT)),
            hex::encode(Sha384::digest(DOCUMENT)),
            hex::encode(Sha512::digest(DOCUMENT)),
        ];
        assert!(digests.iter().any(|digest| text.contains(digest)), "{text}");
    }
});
