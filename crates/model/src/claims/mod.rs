//! What a profile prints, with its place: unauthenticated by definition.

mod claim;
mod contact;
mod edition_name;
mod fingerprint;
mod key_id;
mod outline;
mod place;
mod profile;

pub use claim::*;
pub use contact::*;
pub use edition_name::*;
pub use fingerprint::*;
pub use key_id::*;
pub use outline::*;
pub use place::*;
pub use profile::*;
