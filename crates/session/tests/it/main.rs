//! One subject from start to end.
//!
//! One program, because each is linked with everything that is tested: as many programs as files
//! would fill gigabytes.

mod gathering;
mod selection;
