//! The words that all crates of bonafide share, as plain data.
//!
//! Nothing here judges, fetches, parses a document or prints. A value printed by a profile is a
//! [`Claim`]: unauthenticated by definition. What was gathered is a [`Dossier`] of [`Artifact`]s,
//! each with its [`Origin`]. What comes out is an [`Assessment`], the only thing that renderers
//! see.
//!
//! No type here uses `skip_serializing_if` or untagged enums, because the same types travel in a
//! compact, not self-describing encoding between the confined reader and its parent.

#[macro_use]
mod word;

mod ack;
mod artifact;
mod assessment;
mod audit;
mod capture;
mod case;
mod check;
mod claim;
mod detail;
mod directory;
mod dossier;
mod edition;
mod finding;
mod fingerprint;
mod key_id;
mod leaf;
mod origin;
mod outline;
mod partner;
mod past;
mod place;
mod policy;
mod profile;
mod publishing;
mod selfcheck;
mod system;
mod trust;

pub use ack::*;
pub use artifact::*;
pub use assessment::*;
pub use audit::*;
pub use capture::*;
pub use case::*;
pub use check::*;
pub use claim::*;
pub use detail::*;
pub use directory::*;
pub use dossier::*;
pub use edition::*;
pub use finding::*;
pub use fingerprint::*;
pub use key_id::*;
pub use leaf::*;
pub use origin::*;
pub use outline::*;
pub use partner::*;
pub use past::*;
pub use place::*;
pub use policy::*;
pub use profile::*;
pub use publishing::*;
pub use selfcheck::*;
pub use system::*;
pub use trust::*;

pub use jiff::Timestamp;
