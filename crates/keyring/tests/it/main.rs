//! The trust directory, read and changed.
//!
//! One program, because each is linked with everything that is tested: as many programs as files
//! would fill gigabytes.

mod changing;
mod importing;
mod partner_lists;
mod reading;
