//! The judgement over whole dossiers, over published vectors, and beside other implementations.
//!
//! One program, because each is linked with everything that is tested: as many programs as files
//! would fill gigabytes.

mod attacks;
#[path = "../common/mod.rs"]
mod common;
mod coverage;
mod flips;
mod identity;
mod oracles;
mod policy;
mod properties;
mod published;
