//! A dossier, trust, past, policy and a time in; an assessment out.
//!
//! Pure: no clock, network, file system, environment or printing. All OpenPGP lives here.

// Until `assess` reads the facts, nothing in the library does.
#[allow(dead_code)]
mod facts;
#[allow(dead_code)]
mod openpgp;

pub use openpgp::{CertificateError, Kind, certificates, classify, export_certificate};
