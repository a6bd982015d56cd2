//! Bytes of a profile in, its claims with their places out. No crypto, no network, no clock.

mod layout;
