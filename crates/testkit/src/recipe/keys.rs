//! The keys of the invented teams. All are TEST ONLY: their secret halves are published here.

use std::collections::BTreeMap;
use std::path::PathBuf;

use openpgp::armor::{Kind, Writer};
use openpgp::serialize::SerializeInto;
use openpgp::types::{HashAlgorithm, ReasonForRevocation};
use sequoia_openpgp as openpgp;

use super::{Files, put};
use crate::{Algorithm, CertSpec, TestCert, at, repository};

const FOLDER: &str = "testdata/keys";

/// All keys by name.
pub struct Keys(BTreeMap<&'static str, TestCert>);

impl Keys {
    /// Reads the committed RSA keys and derives the others.
    #[must_use]
    pub fn load() -> Self {
        let certs = specifications().into_iter().map(|(name, spec)| {
            let cert = match spec.algorithm {
                Algorithm::Ed25519 => spec.build(),
                Algorithm::Rsa(_) => {
                    TestCert::from_bytes(&super::input(&format!("{FOLDER}/{name}.secret.asc")))
                }
            };
            (name, cert)
        });
        let mut certs: BTreeMap<_, _> = certs.collect();
        let stolen = certs["oak"].revoked(
            ReasonForRevocation::KeyCompromised,
            "the laptop was stolen",
            at("2026-06-01T00:00:00Z"),
        );
        certs.insert("oak-revoked", stolen);
        Self(certs)
    }

    /// One key.
    #[must_use]
    pub fn get(&self, name: &str) -> &TestCert {
        &self.0[name]
    }

    /// The key files: secret ones to make everything again, public ones to verify with.
    #[must_use]
    pub fn files(&self) -> Files {
        let mut files = Files::new();
        for (name, cert) in &self.0 {
            put(&mut files, FOLDER, &format!("{name}.asc"), cert.armored());
        }
        for (name, spec) in specifications() {
            if spec.algorithm == Algorithm::Ed25519 {
                put(
                    &mut files,
                    FOLDER,
                    &format!("{name}.secret.asc"),
                    secret(self.get(name)),
                );
            }
        }
        files
    }
}

/// Makes the RSA keys that are missing, which are random, and says which.
#[must_use]
pub fn make_missing() -> Files {
    let mut files = Files::new();
    for (name, spec) in specifications() {
        let path = PathBuf::from(FOLDER).join(format!("{name}.secret.asc"));
        if spec.algorithm != Algorithm::Ed25519 && !repository().join(&path).exists() {
            files.insert(path, secret(&spec.build()));
        }
    }
    files
}

fn specifications() -> Vec<(&'static str, CertSpec)> {
    vec![
        (
            "cert-koral",
            CertSpec {
                algorithm: Algorithm::Rsa(4096),
                created: at("2026-06-01T08:00:00Z"),
                expires: Some(at("2036-06-01T08:00:00Z")),
                ..CertSpec::new("CERT-KORAL <cert@koral.example>")
            },
        ),
        (
            "tide-cert",
            CertSpec {
                algorithm: Algorithm::Rsa(4096),
                created: at("2021-03-04T09:30:00Z"),
                expires: Some(at("2035-05-01T00:00:00Z")),
                signing_subkey: true,
                ..CertSpec::new("Tidewater CERT <contact@tide-cert.example>")
            },
        ),
        (
            "cert-quill",
            CertSpec {
                algorithm: Algorithm::Rsa(2048),
                created: at("2011-03-09T14:00:00Z"),
                hash: HashAlgorithm::SHA1,
                ..CertSpec::new("CERT-QUILL <cert@quill.example>")
            },
        ),
        (
            "cert-brume",
            CertSpec {
                created: at("2023-01-10T10:00:00Z"),
                ..CertSpec::new("CERT-BRUME <cert@brume.example>")
            },
        ),
        (
            "cert-solane",
            CertSpec {
                created: at("2024-05-20T12:00:00Z"),
                expires: Some(at("2034-12-31T00:00:00Z")),
                ..CertSpec::new("CERT-SOLANE <cert@solane.example>")
            },
        ),
        ("oak", CertSpec::new("CERT-OAK <cert@oak.example>")),
        (
            "oak-expired",
            CertSpec {
                created: at("2020-01-01T00:00:00Z"),
                expires: Some(at("2026-07-01T00:00:00Z")),
                ..CertSpec::new("CERT-OAK (2020) <cert@oak.example>")
            },
        ),
        (
            "stranger",
            CertSpec {
                seed: "stranger".to_owned(),
                ..CertSpec::new("CERT-OAK <cert@oak.example>")
            },
        ),
        (
            "introducer",
            CertSpec::new("Invented Introducer <keys@introducer.example>"),
        ),
    ]
}

fn secret(cert: &TestCert) -> Vec<u8> {
    let warning = (
        "Comment",
        "TEST ONLY: this secret key is public, so nothing signed with it means anything",
    );
    let mut writer = Writer::with_headers(Vec::new(), Kind::SecretKey, [warning]).unwrap();
    std::io::Write::write_all(&mut writer, &cert.cert().as_tsk().to_vec().unwrap()).unwrap();
    writer.finalize().unwrap()
}
