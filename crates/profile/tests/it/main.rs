//! Whole documents, from their bytes to their claims.
//!
//! One program, because each is linked with everything that is tested: as many programs as files
//! would fill gigabytes.

mod corpus;
mod markdown;
mod pages;
mod seeds;
