//! A dossier, trust, past, policy and a time in; an assessment out.
//!
//! Pure: no clock, network, file system, environment or printing. All OpenPGP lives here.

mod facts;
