//! What comes out: findings, key and document verdicts, and the policy and facts that they follow
//! from.

mod ack;
mod anchor;
mod assessment;
mod case;
mod certificate;
mod check;
mod checksum;
mod detail;
mod finding;
mod given;
mod key_problem;
mod leaf;
mod near;
mod past;
mod policy;
mod publishing;
mod signature;
mod signature_cause;
mod subject;
mod verdict;
mod would_fit;

pub use ack::*;
pub use anchor::*;
pub use assessment::*;
pub use case::*;
pub use certificate::*;
pub use check::*;
pub use checksum::*;
pub use detail::*;
pub use finding::*;
pub use given::*;
pub use key_problem::*;
pub use leaf::*;
pub use near::*;
pub use past::*;
pub use policy::*;
pub use publishing::*;
pub use signature::*;
pub use signature_cause::*;
pub use subject::*;
pub use verdict::*;
pub use would_fit::*;
