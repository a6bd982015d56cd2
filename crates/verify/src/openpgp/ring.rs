//! Splits what holds certificates into single ones, raw: public packets only, without what cannot
//! matter, within caps.

use std::borrow::Cow;
use std::collections::HashSet;

use bonafide_model::claims::Fingerprint;
use openpgp::Packet;
use openpgp::packet::key::{PublicParts, UnspecifiedRole};
use openpgp::parse::Parse;
use openpgp::serialize::MarshalInto;
use sequoia_openpgp as openpgp;

use super::armor::{self, Label};
use super::packets::{self, RawPacket, tag};
use super::sniff::{Sniff, sniff};
use super::{convert, encoding, limits};

/// Why no certificate could be taken out of some bytes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    /// Something else stands there.
    #[error("not a certificate but {0}")]
    SomethingElse(String),
    /// It cannot be decoded or parsed.
    #[error("a damaged certificate: {0}")]
    Damaged(&'static str),
    /// A key version or algorithm that is not known here.
    #[error("a certificate of a version or algorithm that this program does not read")]
    Unsupported,
    /// A key version that is not known here.
    #[error("a certificate of version {0}, and this program reads versions 4 and 6")]
    Version(u8),
    /// Larger than the caps.
    #[error("a certificate that is too large ({0})")]
    TooLarge(&'static str),
}

/// Splits keyring, certificate or armor into single certificates: fingerprint of the primary key
/// and its packets, in order of appearance.
///
/// Secret key material and signatures by other keys are dropped. Nothing is verified: a certificate
/// is whose its fingerprint says, but its User IDs may be anybody's. A web page is refused even
/// where armor stands in it.
///
/// # Errors
///
/// Says what stands there instead, see [`CertificateError`].
pub fn certificates(bytes: &[u8]) -> Result<Vec<(Fingerprint, Vec<u8>)>, CertificateError> {
    let mut ring = split(bytes, &Keep::default())?;
    match (ring.pieces.is_empty(), ring.problems.pop()) {
        (true, Some(problem)) => Err(problem),
        (true, None) => Err(CertificateError::Damaged("no primary key")),
        (false, _) => Ok(ring
            .pieces
            .into_iter()
            .map(|piece| (piece.fingerprint, piece.packets))
            .collect()),
    }
}

/// Whose signatures on other people's certificates are kept: Key IDs and fingerprints, upper-case
/// hexadecimal.
///
/// All others are dropped before anything is parsed: a flooded certificate has a hundred thousand
/// of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Keep(HashSet<String>);

impl Keep {
    /// Keeps what keys with these fingerprints signed.
    pub(super) fn by<'a>(fingerprints: impl IntoIterator<Item = &'a Fingerprint>) -> Self {
        Self(
            fingerprints
                .into_iter()
                .flat_map(|f| [f.as_str().to_owned(), f.key_id().to_owned()])
                .collect(),
        )
    }

    fn wants(&self, issuers: &[String], primary: &Fingerprint) -> bool {
        let is = |issuer: &String| {
            issuer == primary.as_str() || issuer == primary.key_id() || self.0.contains(issuer)
        };
        issuers.is_empty() || issuers.iter().any(is)
    }

    fn names(&self, issuers: &[String]) -> bool {
        issuers.iter().any(|issuer| self.0.contains(issuer))
    }
}

/// What was found in one artifact.
#[derive(Debug, Default)]
pub(super) struct Ring {
    /// Usable certificates.
    pub pieces: Vec<Piece>,
    /// Revocations of whole keys that stand alone, as teams keep them ready (RFC 9580, "Signature
    /// Types", 0x20). Of whose key, only the arithmetic can tell.
    pub revocations: Vec<Vec<u8>>,
    /// What is wrong with the others.
    pub problems: Vec<CertificateError>,
    /// Whether secret key material stood there.
    pub secret: bool,
}

/// One certificate, not parsed yet.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// The primary key.
    pub fingerprint: Fingerprint,
    /// Fingerprints of primary key and subkeys.
    pub keys: Vec<Fingerprint>,
    /// Public packets.
    pub packets: Vec<u8>,
    /// The User IDs below which stands what says to be a signature by one of those whose signatures
    /// are kept.
    pub vouched: Vec<String>,
    /// Whether secret key material was dropped from it.
    pub had_secret: bool,
}

impl Piece {
    /// Whether one of its keys has this fingerprint or Key ID (upper-case hexadecimal).
    pub(super) fn has_key(&self, handle: &str) -> bool {
        self.keys
            .iter()
            .any(|key| key.as_str() == handle || key.key_id() == handle)
    }
}

/// Splits an artifact.
pub(super) fn split(bytes: &[u8], keep: &Keep) -> Result<Ring, CertificateError> {
    if bytes.len() > limits::RING_BYTES {
        return Err(CertificateError::TooLarge("bytes"));
    }
    let mut ring = Ring::default();
    let mut walked = 0;
    for packets in dearmored(&encoding::utf8(bytes))? {
        let mut current: Option<Builder> = None;
        for packet in packets::walk(&packets) {
            walked += 1;
            if walked > limits::RAW_PACKETS {
                return Err(CertificateError::TooLarge("packets"));
            }
            let Ok(packet) = packet else {
                ring.problems.push(CertificateError::Damaged(
                    "it is cut off or followed by other bytes",
                ));
                break;
            };
            ring.secret |= matches!(packet.tag, tag::SECRET_KEY | tag::SECRET_SUBKEY);
            match packet.tag {
                tag::PUBLIC_KEY | tag::SECRET_KEY => {
                    ring.finish(current.replace(Builder::new(&packet)));
                }
                _ => match &mut current {
                    Some(builder) => builder.push(&packet, keep),
                    None if packet.tag == tag::SIGNATURE
                        && packet.definite
                        && packets::is_key_revocation(packet.body) =>
                    {
                        if ring.revocations.len() < limits::BARE_REVOCATIONS {
                            ring.revocations.push(packet.whole.to_vec());
                        }
                    }
                    None => {
                        return Err(CertificateError::SomethingElse(
                            "other OpenPGP data".to_owned(),
                        ));
                    }
                },
            }
        }
        ring.finish(current);
    }
    Ok(ring)
}

fn dearmored(bytes: &[u8]) -> Result<Vec<Cow<'_, [u8]>>, CertificateError> {
    let else_ = |what: &str| Err(CertificateError::SomethingElse(what.to_owned()));
    match sniff(bytes) {
        Sniff::Empty => else_("an empty file"),
        Sniff::Html => else_("a web page"),
        Sniff::Foreign(what) => else_(what),
        Sniff::Packets => Ok(vec![Cow::Borrowed(bytes)]),
        Sniff::Armor(blocks) => {
            let keys: Vec<_> = blocks
                .iter()
                .filter(|block| matches!(block.label, Label::PublicKey | Label::PrivateKey))
                .collect();
            if keys.is_empty() {
                return else_(match blocks.first().map(|block| block.label) {
                    Some(Label::Signature) => "a signature",
                    Some(Label::SignedMessage) => "a cleartext-signed text",
                    Some(Label::Message) => "an OpenPGP message",
                    _ => "armor of an unknown kind",
                });
            }
            let decode = |block: &&armor::Block<'_>| {
                let unquoted = encoding::without_quotes(block.text);
                armor::decode(unquoted.as_deref().unwrap_or(block.text), block.label)
                    .map(Cow::Owned)
                    .ok_or(CertificateError::Damaged("the armor cannot be decoded"))
            };
            keys.iter().map(decode).collect()
        }
    }
}

impl Ring {
    fn finish(&mut self, builder: Option<Builder>) {
        let Some(Builder {
            piece,
            kept_revocations,
            ..
        }) = builder
        else {
            return;
        };
        match piece {
            Ok(piece) => self.pieces.push(piece),
            Err(problem) => {
                self.problems.push(problem);
                // A flood must not hide from another copy of the same certificate that it is
                // revoked.
                self.revocations.extend(kept_revocations);
            }
        }
    }
}

/// A certificate while its packets come in.
struct Builder {
    piece: Result<Piece, CertificateError>,
    primary: Option<Fingerprint>,
    /// The User ID that came last.
    user_id: Option<String>,
    count: usize,
    /// How many revocations by others were kept.
    revocations: usize,
    /// The first revocations that say to be by the key itself.
    kept_revocations: Vec<Vec<u8>>,
    skip_signatures: bool,
}

impl Builder {
    fn new(primary: &RawPacket<'_>) -> Self {
        let piece = public(primary).and_then(|(key, bytes)| {
            let fingerprint =
                convert::fingerprint(&key.fingerprint()).ok_or(CertificateError::Unsupported)?;
            let had_secret = primary.tag == tag::SECRET_KEY;
            let (keys, packets) = (vec![fingerprint.clone()], bytes.into_owned());
            Ok(Piece {
                fingerprint,
                keys,
                packets,
                vouched: Vec::new(),
                had_secret,
            })
        });
        let primary = piece.as_ref().ok().map(|piece| piece.fingerprint.clone());
        let kept_revocations = Vec::new();
        Self {
            piece,
            primary,
            user_id: None,
            count: 1,
            revocations: 0,
            kept_revocations,
            skip_signatures: false,
        }
    }

    fn push(&mut self, packet: &RawPacket<'_>, keep: &Keep) {
        let revokes = packet.tag == tag::SIGNATURE
            && packet.definite
            && packets::is_key_revocation(packet.body);
        if revokes {
            self.keep_revocation(packet, keep);
        }
        let Ok(piece) = &mut self.piece else { return };
        let bytes = match packet.tag {
            tag::SIGNATURE => {
                // Photographs are not judged, so neither are the signatures on them; but a
                // revocation counts wherever it stands.
                if (self.skip_signatures && !revokes) || !packet.definite {
                    return;
                }
                let issuers = packets::issuers(packet.body);
                if keep.names(&issuers) && piece.vouched.last() != self.user_id.as_ref() {
                    piece.vouched.extend(self.user_id.clone());
                }
                if !keep.wants(&issuers, &piece.fingerprint) {
                    if !revokes {
                        return;
                    }
                    self.revocations += 1;
                    if self.revocations > limits::REVOCATIONS_BY_OTHERS {
                        self.piece = Err(CertificateError::TooLarge("revocations"));
                        return;
                    }
                }
                Cow::Borrowed(packet.whole)
            }
            tag::USER_ID => {
                self.user_id = Some(String::from_utf8_lossy(packet.body).into_owned());
                Cow::Borrowed(packet.whole)
            }
            tag::PUBLIC_SUBKEY | tag::SECRET_SUBKEY => {
                piece.had_secret |= packet.tag == tag::SECRET_SUBKEY;
                match public(packet) {
                    Ok((key, bytes)) => {
                        piece.keys.extend(convert::fingerprint(&key.fingerprint()));
                        bytes
                    }
                    // A subkey of an unknown kind does not make the others unusable.
                    Err(_) => {
                        self.skip_signatures = true;
                        return;
                    }
                }
            }
            // What GnuPG notes in its own rings, and what says nothing.
            tag::TRUST | tag::MARKER | tag::PADDING => return,
            _ => {
                self.skip_signatures = true;
                return;
            }
        };
        if packet.tag != tag::SIGNATURE {
            self.skip_signatures = false;
        }
        self.count += 1;
        if self.count > limits::CERTIFICATE_PACKETS {
            self.piece = Err(CertificateError::TooLarge("packets"));
        } else if piece.packets.len() + bytes.len() > limits::CERTIFICATE_BYTES {
            self.piece = Err(CertificateError::TooLarge("bytes"));
        } else {
            piece.packets.extend_from_slice(&bytes);
        }
    }

    /// Remembers a revocation apart, for where the certificate cannot be used.
    fn keep_revocation(&mut self, packet: &RawPacket<'_>, keep: &Keep) {
        let is_own = self
            .primary
            .as_ref()
            .is_some_and(|primary| keep.wants(&packets::issuers(packet.body), primary));
        if is_own && self.kept_revocations.len() < limits::BARE_REVOCATIONS {
            self.kept_revocations.push(packet.whole.to_vec());
        }
    }
}

type PublicKey = openpgp::packet::Key<PublicParts, UnspecifiedRole>;

/// The key in a key packet and the packet without secret material.
fn public<'a>(packet: &RawPacket<'a>) -> Result<(PublicKey, Cow<'a, [u8]>), CertificateError> {
    if !packet.definite {
        return Err(CertificateError::Damaged("a key without a length"));
    }
    // Version 3 is broken, and version 5 never became a standard.
    if let Some(version) = packet
        .body
        .first()
        .filter(|version| !matches!(version, 4 | 6))
    {
        return Err(CertificateError::Version(*version));
    }
    let parsed = Packet::from_bytes(packet.whole)
        .map_err(|_| CertificateError::Damaged("a key that cannot be parsed"))?;
    let (key, bytes) = match parsed {
        Packet::PublicKey(key) => (key.role_into_unspecified(), Ok(Cow::Borrowed(packet.whole))),
        Packet::PublicSubkey(key) => (key.role_into_unspecified(), Ok(Cow::Borrowed(packet.whole))),
        Packet::SecretKey(key) => {
            let key = key.take_secret().0;
            (
                key.clone().role_into_unspecified(),
                Packet::from(key).to_vec().map(Cow::Owned),
            )
        }
        Packet::SecretSubkey(key) => {
            let key = key.take_secret().0;
            (
                key.clone().role_into_unspecified(),
                Packet::from(key).to_vec().map(Cow::Owned),
            )
        }
        _ => return Err(CertificateError::Unsupported),
    };
    Ok((
        key,
        bytes.map_err(|_| CertificateError::Damaged("a key that cannot be written"))?,
    ))
}
