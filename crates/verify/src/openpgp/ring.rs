//! Splits what holds certificates into single ones, raw: public packets only, without what cannot
//! matter, within caps.

use std::borrow::Cow;
use std::collections::HashSet;

use bonafide_model::claims::Fingerprint;
use bonafide_model::evidence::{CertificateDamage, CertificateProblem, Excess, FileKind};
use openpgp::Packet;
use openpgp::packet::key::{PublicParts, UnspecifiedRole};
use openpgp::parse::Parse;
use openpgp::serialize::MarshalInto;
use sequoia_openpgp as openpgp;

use super::armor::{self, Label};
use super::packets::{self, RawPacket, tag};
use super::sniff::{Sniff, sniff};
use super::{convert, encoding, limits};

/// That no certificate could be taken out of some bytes, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no certificate can be read")]
pub struct CertificateError(pub CertificateProblem);

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
    let mut ring = split(bytes, &Keep::default()).map_err(CertificateError)?;
    match (ring.pieces.is_empty(), ring.problems.pop()) {
        (true, Some(problem)) => Err(CertificateError(problem)),
        (true, None) => Err(CertificateError(CertificateProblem::Damaged(
            CertificateDamage::NoPrimaryKey,
        ))),
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
    pub problems: Vec<CertificateProblem>,
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
pub(super) fn split(bytes: &[u8], keep: &Keep) -> Result<Ring, CertificateProblem> {
    if bytes.len() > limits::RING_BYTES {
        return Err(CertificateProblem::TooLarge(Excess::Bytes));
    }
    let mut ring = Ring::default();
    let mut walked = 0;
    for packets in dearmored(&encoding::utf8(bytes))? {
        let mut current: Option<Builder> = None;
        for packet in packets::walk(&packets) {
            walked += 1;
            if walked > limits::RAW_PACKETS {
                return Err(CertificateProblem::TooLarge(Excess::Packets));
            }
            let Ok(packet) = packet else {
                ring.problems
                    .push(CertificateProblem::Damaged(CertificateDamage::CutOff));
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
                        return Err(CertificateProblem::SomethingElse(FileKind::OtherPackets));
                    }
                },
            }
        }
        ring.finish(current);
    }
    Ok(ring)
}

fn dearmored(bytes: &[u8]) -> Result<Vec<Cow<'_, [u8]>>, CertificateProblem> {
    let else_ = |kind| Err(CertificateProblem::SomethingElse(kind));
    match sniff(bytes) {
        Sniff::Empty => else_(FileKind::Empty),
        Sniff::Html => else_(FileKind::WebPage),
        Sniff::Foreign(kind) => else_(kind),
        Sniff::Packets => Ok(vec![Cow::Borrowed(bytes)]),
        Sniff::Armor(blocks) => {
            let decoded = |block: &armor::Block<'_>| {
                let unquoted = encoding::without_quotes(block.text);
                armor::decode(unquoted.as_deref().unwrap_or(block.text), block.label)
            };
            let mut keys = Vec::new();
            for block in &blocks {
                let packets = match block.label {
                    Label::PublicKey | Label::PrivateKey => decoded(block)
                        .ok_or(CertificateProblem::Damaged(CertificateDamage::Armor))?,
                    // Sequoia's `--rev-cert` labels a revocation that stands alone as the signature
                    // that it is.
                    Label::Signature => match decoded(block) {
                        Some(packets) if revokes_only(&packets) => packets,
                        _ => continue,
                    },
                    Label::Message | Label::SignedMessage | Label::Other => continue,
                };
                keys.push(Cow::Owned(packets));
            }
            if keys.is_empty() {
                return else_(match blocks.first().map(|block| block.label) {
                    Some(Label::Signature) => FileKind::Signature,
                    Some(Label::SignedMessage) => FileKind::CleartextSigned,
                    Some(Label::Message) => FileKind::Message,
                    _ => FileKind::UnknownArmor,
                });
            }
            Ok(keys)
        }
    }
}

/// Whether there is nothing but revocations of whole keys.
fn revokes_only(packets: &[u8]) -> bool {
    let mut all = packets::walk(packets).peekable();
    all.peek().is_some()
        && all.all(|packet| {
            packet.is_ok_and(|packet| {
                packet.tag == tag::SIGNATURE
                    && packet.definite
                    && packets::is_key_revocation(packet.body)
            })
        })
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
    piece: Result<Piece, CertificateProblem>,
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
                convert::fingerprint(&key.fingerprint()).ok_or(CertificateProblem::Unsupported)?;
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
                        self.piece = Err(CertificateProblem::TooLarge(Excess::Revocations));
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
            self.piece = Err(CertificateProblem::TooLarge(Excess::Packets));
        } else if piece.packets.len() + bytes.len() > limits::CERTIFICATE_BYTES {
            self.piece = Err(CertificateProblem::TooLarge(Excess::Bytes));
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
fn public<'a>(packet: &RawPacket<'a>) -> Result<(PublicKey, Cow<'a, [u8]>), CertificateProblem> {
    if !packet.definite {
        return Err(CertificateProblem::Damaged(
            CertificateDamage::KeyWithoutLength,
        ));
    }
    // Version 3 is broken, and version 5 never became a standard.
    if let Some(version) = packet
        .body
        .first()
        .filter(|version| !matches!(version, 4 | 6))
    {
        return Err(CertificateProblem::Version(*version));
    }
    let parsed = Packet::from_bytes(packet.whole)
        .map_err(|_| CertificateProblem::Damaged(CertificateDamage::UnparsableKey))?;
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
        _ => return Err(CertificateProblem::Unsupported),
    };
    Ok((
        key,
        bytes.map_err(|_| CertificateProblem::Damaged(CertificateDamage::UnwritableKey))?,
    ))
}
