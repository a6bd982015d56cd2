//! For tests only: certificates and signatures of every kind, checksum files, loopback servers with
//! faults, and the cases of
//! `testdata/`.
//!
//! Everything here is deterministic where the keys are: signatures carry no random salt, so that a
//! recipe that runs twice makes the same bytes. Everything panics on misuse, for a test has nobody
//! to report an error to.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod cases;
mod cert;
pub mod checksum;
pub mod partners;
pub mod profiles;
pub mod recipe;
pub mod server;
mod signature;
mod signing;
pub mod site;
pub mod skipped;

pub use bonafide_model::Timestamp;
pub use cert::{Algorithm, CertSpec, TestCert};
pub use sequoia_openpgp as openpgp;
pub use signing::Signing;
pub use skipped::{skip, skip_here};

/// A time from its RFC 3339 text, such as `2026-11-01T00:00:00Z`.
#[must_use]
pub fn at(text: &str) -> Timestamp {
    text.parse().expect("a test names a time in RFC 3339")
}

/// The time at which every case of `testdata/` is judged.
#[must_use]
pub fn case_time() -> Timestamp {
    at("2026-11-01T00:00:00Z")
}

/// The root of the repository.
#[must_use]
pub fn repository() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .expect("crates/testkit lies two folders deep")
        .to_owned()
}
