//! The client against real servers on loopback.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr
)]

mod cache;
mod guards;
mod keyservers;
mod nginx;
mod support;
mod transfers;
