//! Strict framing of OpenPGP cleartext signatures.
