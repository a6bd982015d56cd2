//! The hash values of one document.

use std::cell::RefCell;
use std::collections::BTreeMap;

use bonafide_model::claims::HashName;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};

/// The hash values of some bytes, each computed once: of a large document that is most of the work.
#[derive(Debug)]
pub(crate) struct Digests<'a> {
    bytes: &'a [u8],
    known: RefCell<BTreeMap<HashName, String>>,
}

impl<'a> Digests<'a> {
    /// Those of `bytes`, of which some are `known` already.
    pub fn new(bytes: &'a [u8], known: &BTreeMap<HashName, String>) -> Self {
        Self {
            bytes,
            known: RefCell::new(known.clone()),
        }
    }

    /// The digest in upper-case hexadecimal; `None` for broken algorithms, which are never
    /// computed.
    pub fn of(&self, algorithm: HashName) -> Option<String> {
        if let Some(known) = self.known.borrow().get(&algorithm) {
            return Some(known.clone());
        }
        let computed = digest(algorithm, self.bytes)?;
        self.known.borrow_mut().insert(algorithm, computed.clone());
        Some(computed)
    }
}

/// The digest in upper-case hexadecimal; `None` for broken algorithms, which are never computed.
pub(crate) fn digest(algorithm: HashName, bytes: &[u8]) -> Option<String> {
    Some(match algorithm {
        HashName::Md5 | HashName::Sha1 => return None,
        HashName::Sha224 => hex::encode_upper(Sha224::digest(bytes)),
        HashName::Sha256 => hex::encode_upper(Sha256::digest(bytes)),
        HashName::Sha384 => hex::encode_upper(Sha384::digest(bytes)),
        HashName::Sha512 => hex::encode_upper(Sha512::digest(bytes)),
    })
}
