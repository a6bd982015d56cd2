//! Tells whether the profile (RFC 2350 document) of a CERT or CSIRT is really the team's, and
//! whether the key that it prints is.
//!
//! ```
//! use bonafide::model::judgement::{KeyVerdict, Verdict};
//! use bonafide::{Session, report};
//!
//! # std::env::set_current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/profiles/tide-cert"))?;
//! # let (keyring, profile) = ("../../../keyrings", "TIDE-CERT_RFC_2350_v1.60.pdf");
//! # let now: bonafide::model::Timestamp = "2026-11-01T00:00:00Z".parse()?;
//! // `unconfined` is for documents of your own: see below.
//! let session = Session::builder().keyring(keyring)?.offline().unconfined().at(now).build()?;
//! let assessment = session.verify(profile)?.assessment;
//!
//! assert_eq!(assessment.verdict, Verdict::Authentic);
//! assert_eq!(assessment.key.verdict, KeyVerdict::Confirmed);
//! println!("{}", report::text::text(&assessment, &report::text::Options::default()));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What the answer means
//!
//! [`Verdict`](model::judgement::Verdict) is about the document,
//! [`KeyVerdict`](model::judgement::KeyVerdict) about the key. Only `Authentic` says that the document is the team's, by an anchor that you trust;
//! `Unanchored` says that nothing but the publisher's own word stands behind it, and
//! **a complete forgery looks exactly like this**. It proves who published the contacts, not that they are right.
//!
//! Everything that cannot be fetched, read or decided is a verdict with its reason. An error is the
//! caller's to mend: a file that is not there, a broken trust directory.
//!
//! # Untrusted documents
//!
//! A profile comes from somebody else, and parsers of PDF and HTML are large. So [`Builder::build`]
//! reads documents in a confined child: the small program `bonafide-reader` (package
//! `bonafide-reader`) beside yours, or the one named with [`Builder::worker`]. Without one it
//! fails. [`Builder::unconfined`] reads in your process.
//!
//! # The parts
//!
//! | | |
//! |---|---|
//! | [`Session`], [`Request`], [`Outcome`] | one subject from its name to its verdict |
//! | [`model`] | the facts as plain data |
//! | [`report`] | the words: text, JSON, HTML, SARIF, JUnit, monitoring |
//! | [`audit`], [`selfcheck`] | many profiles unattended; a directory that is about to be published |
//! | [`keyring`], [`history`], [`fetch`], [`reader`] | trust, what was seen before, the network, the confined child |
//!
//! The command line program is this package's feature `cli`, which is on by default; libraries
//! depend on it with
//! `default-features = false`.

pub use bonafide_report as report;
pub use bonafide_session::{
    BuildError, Builder, BundleError, Evidence, Memory, Network, NotRemembered, Outcome, Own,
    Request, Session, Source, SourceError, TrustIndex, audit, fetch, history, keyring, load, model,
    read_policy, read_profile, reader, replay, save, selfcheck,
};
