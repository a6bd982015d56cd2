//! What the tests rest on is what it says.
//!
//! One program, because each is linked with everything that is tested: as many programs as files
//! would fill gigabytes.

mod certificates;
mod sites;
mod testdata;
