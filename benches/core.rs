//! What one profile costs in this process: reading it, verifying its signature, and the whole
//! assessment.
//!
//! `cargo bench -p bonafide-session`. Its peers stand in `against-gpgv.py`, which measures whole processes.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use bonafide_session::model::evidence::{Artifact, Dossier, Origin, OriginKind, Trust};
use bonafide_session::model::judgement::{Past, Policy};
use bonafide_session::reader::{Hint, Reader};
use bonafide_testkit::{Signing, TestCert, at, case_time, profiles, repository};
use criterion::{Criterion, criterion_group, criterion_main};

/// The size at which gpgv and sha256sum are compared too.
const SIZE: usize = 300 * 1024;

fn artifact(bytes: Vec<u8>, path: &str) -> Artifact {
    Artifact {
        bytes,
        origin: Origin::file(OriginKind::Flag, path),
        declared_type: None,
    }
}

fn dossier(document: Vec<u8>, name: &str, signature: Vec<u8>, key: Vec<u8>) -> Dossier {
    let hint = Hint {
        file_name: Some(name.to_owned()),
        ..Hint::default()
    };
    let reading = Reader::in_process().read(&document, &hint).result;
    assert!(reading.is_ok());
    Dossier {
        subject: name.to_owned(),
        document: Some(artifact(document, name)),
        reading: Some(reading),
        confinement: None,
        signatures: vec![artifact(signature, "a.sig")],
        checksums: Vec::new(),
        certificates: vec![artifact(key, "key.asc")],
        attempts: Vec::new(),
        twins: Vec::new(),
        second_look: None,
        captures: Vec::new(),
        statements: Vec::new(),
    }
}

/// A text profile of that size, signed by a key of `testdata/keys`.
fn text(key: &str) -> Dossier {
    let secret = fs::read(repository().join(format!("testdata/keys/{key}.secret.asc"))).unwrap();
    let cert = TestCert::from_bytes(&secret);
    let mut document = format!(
        "RFC 2350 description of BENCH\n\n2.7 Electronic Mail Address\n\nteam@bench.example\n\n2.8 Public Keys and Encryption Information\n\nFingerprint: {}\n\n3. Charter\n\n",
        cert.fingerprint()
    );
    while document.len() < SIZE {
        document.push_str("The team coordinates the handling of incidents and answers every report within one working day.\n");
    }
    let document = document.into_bytes();
    let signature = cert.sign_detached(&document, &Signing::at(at("2026-06-01T00:00:00Z")));
    dossier(document, "bench.txt", signature, cert.armored())
}

fn reading(c: &mut Criterion) {
    let reader = Reader::in_process();
    let mut group = c.benchmark_group("read");
    for (name, team) in [("pdf", "tide-cert"), ("html", "cert-quill")] {
        let path: PathBuf = profiles::team(team).document;
        let bytes = fs::read(&path).unwrap();
        let hint = Hint {
            file_name: path
                .file_name()
                .and_then(|name| name.to_str())
                .map(str::to_owned),
            ..Hint::default()
        };
        group.bench_function(name, |b| b.iter(|| reader.read(black_box(&bytes), &hint)));
    }
    let document = text("oak").document.unwrap().bytes;
    group.bench_function("text-300k", |b| {
        b.iter(|| reader.read(black_box(&document), &Hint::default()))
    });
    group.finish();
}

fn assessing(c: &mut Criterion) {
    let mut group = c.benchmark_group("assess");
    for (name, key) in [
        ("rsa4096-text-300k", "tide-cert"),
        ("ed25519-text-300k", "oak"),
    ] {
        let dossier = text(key);
        let assess = || {
            bonafide_verify::assess(
                black_box(&dossier),
                &Trust::default(),
                &Past::NotAsked,
                &Policy::default(),
                case_time(),
            )
        };
        assert_eq!(assess().verdict.as_str(), "unanchored");
        group.bench_function(name, |b| b.iter(assess));
    }
    let team = profiles::team("tide-cert");
    let read = |path: &Path| fs::read(path).unwrap();
    let signature = team.document.with_extension("pdf.sig");
    let whole = dossier(
        read(&team.document),
        "tide.pdf",
        read(&signature),
        read(&team.key),
    );
    let assess = || {
        bonafide_verify::assess(
            black_box(&whole),
            &Trust::default(),
            &Past::NotAsked,
            &Policy::default(),
            case_time(),
        )
    };
    assert_eq!(assess().verdict.as_str(), "unanchored");
    group.bench_function("shipped-pdf", |b| b.iter(assess));
    group.finish();
}

criterion_group!(benches, reading, assessing);
criterion_main!(benches);
