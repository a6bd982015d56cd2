//! The mathematics of one signature over exactly known bytes.
//!
//! Sequoia's packet-level functions are used with a hash context filled here, so that what a
//! signature covers is never a matter of framing or guessing.

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;

use bonafide_model::claims::HashName;
use openpgp::crypto::hash::{Context, Hash};
use openpgp::packet::Signature;
use openpgp::packet::key::{PublicParts, UnspecifiedRole};
use openpgp::types::{HashAlgorithm, SignatureType};
use sequoia_openpgp as openpgp;

use super::{convert, policies};

/// How the mathematics ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Arithmetic {
    /// The key made this signature over these bytes.
    Holds,
    /// It did not.
    Fails,
    /// It cannot be computed here, for this algorithm.
    Unsupported(String),
    /// The hash refuses these bytes: they were made to collide. Sequoia's SHA-1 looks for the known
    /// attacks.
    Collides,
}

/// Bytes that signatures are tried over, hashed once per algorithm.
pub(super) struct Payload<'a> {
    bytes: Cow<'a, [u8]>,
    /// With CRLF line ends, where that differs; computed once a text-mode signature asks for it.
    text: OnceCell<Option<Vec<u8>>>,
    hashed: RefCell<Vec<(HashAlgorithm, bool, Context)>>,
}

impl<'a> Payload<'a> {
    /// A file: text-mode signatures are over its text with CRLF line ends (RFC 9580, "Signature
    /// Types", 0x01).
    pub(super) fn file(bytes: impl Into<Cow<'a, [u8]>>) -> Self {
        Self {
            bytes: bytes.into(),
            text: OnceCell::new(),
            hashed: RefCell::default(),
        }
    }

    /// A text in canonical form already, as the cleartext framing yields it; the same for both
    /// signature types.
    pub(super) fn canonical(bytes: impl Into<Cow<'a, [u8]>>) -> Self {
        Self {
            bytes: bytes.into(),
            text: OnceCell::from(None),
            hashed: RefCell::default(),
        }
    }

    /// The bytes as they stand.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Whether a text-mode signature over this covers other bytes than stand there.
    pub(super) fn normalises(&self, signature: &Signature) -> bool {
        signature.typ() == SignatureType::Text && self.text().is_some()
    }

    /// Hash values of the bytes as they stand, as far as signatures asked for them.
    pub(super) fn digests(&self) -> BTreeMap<HashName, String> {
        let hashed = self.hashed.borrow();
        let whole = hashed.iter().filter(|(_, text, _)| !text);
        whole
            .filter_map(|(algorithm, _, context)| {
                Some((
                    convert::hash_name(*algorithm)?,
                    hex::encode_upper(context.clone().into_digest().ok()?),
                ))
            })
            .collect()
    }

    fn text(&self) -> Option<&[u8]> {
        self.text.get_or_init(|| with_crlf(&self.bytes)).as_deref()
    }

    fn digest(&self, signature: &Signature) -> Option<Vec<u8>> {
        let algorithm = signature.hash_algo();
        let normalised = self.normalises(signature);
        let bytes = if normalised {
            self.text()?
        } else {
            &self.bytes
        };
        let mut context = if let Signature::V6(v6) = signature {
            let mut context = algorithm.context().ok()?.for_signature(6);
            context.update(v6.salt());
            context.update(bytes);
            context
        } else {
            let mut hashed = self.hashed.borrow_mut();
            match hashed
                .iter()
                .find(|(hash, text, _)| *hash == algorithm && *text == normalised)
            {
                Some((_, _, context)) => context.clone(),
                None => {
                    let mut context = algorithm.context().ok()?.for_signature(4);
                    context.update(bytes);
                    hashed.push((algorithm, normalised, context.clone()));
                    context
                }
            }
        };
        signature.hash(&mut context).ok()?;
        context.into_digest().ok()
    }
}

/// Whether `key` made `signature` over `payload`: nothing about whether it was allowed to.
///
/// Signature types other than binary and text are the caller's to refuse.
pub(super) fn compute(
    signature: &Signature,
    key: &openpgp::packet::Key<PublicParts, UnspecifiedRole>,
    payload: &Payload<'_>,
) -> Arithmetic {
    if !policies::is_supported(key) {
        return Arithmetic::Unsupported(convert::algorithm(key));
    }
    let Some(digest) = payload.digest(signature) else {
        return Arithmetic::Collides;
    };
    // The left 16 bits stand outside what is signed (RFC 9580, "Version 4 and 6 Signature Packet
    // Formats"). Whoever changes them changes nothing that a key vouches for, but no honest program
    // writes them wrong.
    if digest.get(..2) != Some(&signature.digest_prefix()[..]) {
        return Arithmetic::Fails;
    }
    let predates = signature
        .signature_creation_time()
        .is_none_or(|made| made < key.creation_time());
    let result = if predates {
        // Sequoia refuses to compute here; the caller says why it is refused.
        key.verify(signature.mpis(), signature.hash_algo(), &digest)
    } else {
        signature.verify_digest(key, digest)
    };
    if result.is_ok() {
        Arithmetic::Holds
    } else {
        Arithmetic::Fails
    }
}

/// The bytes with every bare LF as CRLF; `None` where that changes nothing. A carriage return alone
/// stays: not all programs take it for a line end, so it must not be exchanged for one.
pub(super) fn with_crlf(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut previous = None;
    let mut copied = 0;
    for (at, byte) in bytes.iter().enumerate() {
        if *byte == b'\n' && previous != Some(b'\r') {
            out.extend_from_slice(bytes.get(copied..at)?);
            out.extend_from_slice(b"\r\n");
            copied = at + 1;
        }
        previous = Some(*byte);
    }
    if copied == 0 {
        return None;
    }
    out.extend_from_slice(bytes.get(copied..)?);
    Some(out)
}
