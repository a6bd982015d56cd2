//! Vectors that come with the OpenPGP crate itself, where its source is at hand.
