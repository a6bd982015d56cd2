//! The confined reader, met as a real process and by hostile documents.
//!
//! One program, because each is linked with everything that is tested: as many programs as files
//! would fill gigabytes.

mod confined;
mod hostile;
