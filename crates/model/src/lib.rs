//! The words that all crates of bonafide share, as plain data.
//!
//! Nothing here judges, fetches, parses a document or prints. A value printed by a profile is a
//! [`Claim`](claims::Claim): unauthenticated by definition. What was gathered is a
//! [`Dossier`](evidence::Dossier) of [`Artifact`](evidence::Artifact)s, each with its
//! [`Origin`](evidence::Origin). What comes out is an [`Assessment`](judgement::Assessment), the
//! only thing that renderers see.
//!
//! No type here uses `skip_serializing_if` or untagged enums, because the same types travel in a
//! compact, not self-describing encoding between the confined reader and its parent.

#[macro_use]
mod word;

pub mod audit;
pub mod claims;
pub mod evidence;
pub mod judgement;
pub mod publishing;
mod system;

pub use system::system_error;

pub use jiff::Timestamp;
