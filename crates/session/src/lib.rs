//! One subject from start to end: fetch, read, gather, assess, remember; and many of them in a
//! scheduled run.
//!
//! The way of one subject: [`Request`] → `gather` (local files, then the network) →
//! [`bonafide_verify::assess`] → `judge` (guesses for what is missing, and a second look where
//! pieces disagree) → `remember` → [`Outcome`].

pub mod audit;
mod builder;
mod bundle;
mod case;
mod certificates;
mod documents;
pub mod file;
mod gather;
mod judge;
mod memory;
pub mod partners;
mod remember;
mod remembered;
mod replay;
mod request;
pub mod selfcheck;
mod session;
mod source;

pub use bonafide_fetch as fetch;
pub use bonafide_history as history;
pub use bonafide_keyring as keyring;
pub use bonafide_model as model;
pub use bonafide_reader as reader;
pub use bonafide_verify::{CertificateError, Owner, PolicyError, TrustIndex, owners, read_policy};
pub use builder::{BuildError, Builder};
pub use bundle::{AttemptWords, BundleDamage, BundleError, Evidence, Response, load, save};
pub use certificates::certificate;
pub use gather::reading::read_profile;
pub use gather::remote::{Corroborate, Network, Statements};
pub use memory::{MemoryError, NotRemembered};
pub use remembered::{forgotten_with, remembered};
pub use replay::{Own, replay};
pub use request::Request;
pub use session::{Memory, Outcome, Session};
pub use source::{Source, SourceError};
