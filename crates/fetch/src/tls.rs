//! Which certificates of web servers are accepted.

use std::sync::{Arc, OnceLock};

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

/// The certificates in the user's PEM files; `None` where one of them has none that can be a trust
/// anchor.
pub(crate) fn parse_ca_certs(files: &[Vec<u8>]) -> Option<Vec<CertificateDer<'static>>> {
    let mut certs = Vec::new();
    for file in files {
        let before = certs.len();
        for cert in CertificateDer::pem_slice_iter(file) {
            certs.push(cert.ok()?);
        }
        if certs.len() == before {
            return None;
        }
    }
    let mut probe = RootCertStore::empty();
    certs
        .iter()
        .all(|cert| probe.add(cert.clone()).is_ok())
        .then_some(certs)
}

/// TLS 1.2 and 1.3 with the system's roots, the Mozilla ones where the system has none, and the
/// user's beside them.
pub(crate) fn config(ca_certs: &[CertificateDer<'static>]) -> Result<ClientConfig, rustls::Error> {
    let mut roots = system_roots().clone();
    for cert in ca_certs {
        roots.add(cert.clone())?;
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

/// Reading some 140 files takes milliseconds, so once for all clients of the process.
fn system_roots() -> &'static RootCertStore {
    static ROOTS: OnceLock<RootCertStore> = OnceLock::new();
    ROOTS.get_or_init(|| {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        if roots.is_empty() {
            roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        }
        roots
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_file_without_a_certificate_is_no_authority() {
        let key = rcgen::KeyPair::generate().unwrap();
        let cert = rcgen::CertificateParams::new(vec!["ca.example".into()])
            .unwrap()
            .self_signed(&key)
            .unwrap();
        assert_eq!(parse_ca_certs(&[cert.pem().into_bytes()]).unwrap().len(), 1);
        assert_eq!(parse_ca_certs(&[key.serialize_pem().into_bytes()]), None);
        assert_eq!(parse_ca_certs(&[cert.pem().into_bytes(), Vec::new()]), None);
        let hollow = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        assert_eq!(parse_ca_certs(&[hollow.into()]), None);
    }

    #[test]
    fn there_are_always_some_roots() {
        assert!(!system_roots().is_empty());
    }
}
