//! The client against real servers on loopback.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod guards;
mod support;
mod transfers;
