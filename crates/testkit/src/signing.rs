//! Documents and messages, signed.

use bonafide_model::Timestamp;
use openpgp::armor::Kind;
use openpgp::packet::signature::subpacket::{Subpacket, SubpacketValue};
use openpgp::packet::{Literal, OnePassSig, Signature, one_pass_sig::OnePassSig3};
use openpgp::types::{DataFormat, HashAlgorithm, SignatureType};
use sequoia_openpgp as openpgp;

use crate::TestCert;
use crate::signature::{armored, make, packets};

/// How a signature over data is made.
#[derive(Debug, Clone)]
pub struct Signing {
    at: Timestamp,
    hash: HashAlgorithm,
    kind: SignatureType,
    by_primary: bool,
    extra: Vec<Subpacket>,
}

impl Signing {
    /// A binary signature with SHA-512, made at that time by the signing subkey where there is one,
    /// else by the primary key.
    #[must_use]
    pub fn at(time: Timestamp) -> Self {
        Self {
            at: time,
            hash: HashAlgorithm::SHA512,
            kind: SignatureType::Binary,
            by_primary: false,
            extra: Vec::new(),
        }
    }

    /// With another hash, also a broken one.
    #[must_use]
    pub fn hash(mut self, hash: HashAlgorithm) -> Self {
        self.hash = hash;
        self
    }

    /// Of another type: over text, or one that does not belong on a document.
    #[must_use]
    pub fn kind(mut self, kind: SignatureType) -> Self {
        self.kind = kind;
        self
    }

    /// By the primary key in any case.
    #[must_use]
    pub fn by_primary(mut self) -> Self {
        self.by_primary = true;
        self
    }

    /// With a further subpacket in the hashed area, such as a critical notation or an expiration
    /// time.
    #[must_use]
    pub fn with(mut self, value: SubpacketValue, critical: bool) -> Self {
        self.extra.push(Subpacket::new(value, critical).unwrap());
        self
    }
}

impl TestCert {
    /// A signature packet over the bytes; a text signature is over their form with CR LF line ends.
    #[must_use]
    pub fn sign(&self, data: &[u8], how: &Signing) -> Signature {
        let mut signer = if how.by_primary {
            self.primary()
        } else {
            self.signing_key()
        };
        let normal = if how.kind == SignatureType::Text {
            crlf(data)
        } else {
            data.to_vec()
        };
        make(
            &mut signer,
            how.kind,
            how.hash,
            how.at.into(),
            how.extra.clone(),
            |context| context.update(&normal),
        )
    }

    /// A detached signature in armor.
    #[must_use]
    pub fn sign_detached(&self, data: &[u8], how: &Signing) -> Vec<u8> {
        armored(Kind::Signature, &[self.sign(data, how).into()])
    }

    /// A detached signature as bare packets.
    #[must_use]
    pub fn sign_detached_binary(&self, data: &[u8], how: &Signing) -> Vec<u8> {
        packets(&[self.sign(data, how).into()])
    }

    /// The text inside a cleartext signature (RFC 9580, "Cleartext Signature Framework").
    #[must_use]
    pub fn sign_cleartext(&self, text: &str, how: &Signing) -> String {
        let lines: Vec<&str> = text
            .lines()
            .map(|line| line.trim_end_matches([' ', '\t']))
            .collect();
        let signature = self.sign(
            lines.join("\n").as_bytes(),
            &how.clone().kind(SignatureType::Text),
        );
        let hash = how.hash.text_name().unwrap();
        let mut out = format!("-----BEGIN PGP SIGNED MESSAGE-----\nHash: {hash}\n\n");
        for line in lines {
            out.push_str(if line.starts_with('-') || line.starts_with("From ") {
                "- "
            } else {
                ""
            });
            out.push_str(line);
            out.push('\n');
        }
        out + std::str::from_utf8(&armored(Kind::Signature, &[signature.into()])).unwrap()
    }

    /// An inline-signed message in armor: one-pass signature, literal data, signature.
    #[must_use]
    pub fn sign_inline(&self, data: &[u8], how: &Signing) -> Vec<u8> {
        let signature = self.sign(data, how);
        let mut announced = OnePassSig3::new(how.kind);
        announced.set_pk_algo(signature.pk_algo());
        announced.set_hash_algo(how.hash);
        announced.set_issuer(self.signing_key().public().keyid());
        announced.set_last(true);
        let mut literal = Literal::new(DataFormat::Binary);
        literal.set_body(data.to_vec());
        armored(
            Kind::Message,
            &[
                OnePassSig::from(announced).into(),
                literal.into(),
                signature.into(),
            ],
        )
    }
}

/// Line ends as a text signature covers them.
fn crlf(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len());
    let mut previous = 0;
    for &byte in data {
        if byte == b'\n' && previous != b'\r' {
            out.push(b'\r');
        }
        out.push(byte);
        previous = byte;
    }
    out
}
