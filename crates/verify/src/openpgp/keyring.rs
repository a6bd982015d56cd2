//! The certificates of the trust directory, split once and found by their keys.

use std::collections::{BTreeSet, HashMap, HashSet};

use bonafide_model::claims::Fingerprint;
use bonafide_model::evidence::Artifact;

use super::ring::{self, Keep};

/// The certificates of the trust directory.
#[derive(Debug, Default)]
pub(crate) struct Keyring {
    /// Whose signatures on other people's certificates are kept.
    keep: Keep,
    artifacts: Vec<Artifact>,
    /// Artifacts by fingerprint and Key ID of each key in them.
    by_key: HashMap<String, Vec<usize>>,
    /// The primary keys of each artifact.
    primaries: Vec<Vec<Fingerprint>>,
    known: HashSet<Fingerprint>,
    /// Primary keys, with a User ID on which a vouching key says to have signed.
    vouched: Vec<(Fingerprint, String)>,
    /// Artifacts that say something by themselves: damaged ones, and those with secret parts.
    always: Vec<usize>,
}

impl Keyring {
    /// Splits artifacts that hold many certificates, so that of a large ring only what is named has
    /// to be looked at. Of signatures by others those by `vouching` keys are kept.
    pub(crate) fn new<'a>(
        artifacts: Vec<Artifact>,
        vouching: impl Iterator<Item = &'a Fingerprint>,
    ) -> Self {
        let mut keyring = Self {
            keep: Keep::by(vouching),
            ..Self::default()
        };
        for artifact in artifacts {
            match ring::split(&artifact.bytes, &keyring.keep) {
                Ok(ring) if ring.problems.is_empty() && !ring.secret && ring.pieces.len() > 1 => {
                    for piece in ring.pieces {
                        let single = Artifact {
                            bytes: piece.packets.clone(),
                            origin: artifact.origin.clone(),
                            declared_type: artifact.declared_type.clone(),
                        };
                        keyring.add(single, std::slice::from_ref(&piece));
                    }
                }
                Ok(ring) => {
                    if !ring.problems.is_empty() || ring.secret {
                        keyring.always.push(keyring.artifacts.len());
                    }
                    keyring.add(artifact, &ring.pieces);
                }
                Err(_) => {
                    keyring.always.push(keyring.artifacts.len());
                    keyring.add(artifact, &[]);
                }
            }
        }
        keyring
    }

    fn add(&mut self, artifact: Artifact, pieces: &[ring::Piece]) {
        let at = self.artifacts.len();
        for key in pieces.iter().flat_map(|piece| &piece.keys) {
            for handle in [key.as_str(), key.key_id()] {
                self.by_key.entry(handle.to_owned()).or_default().push(at);
            }
        }
        let primaries: Vec<Fingerprint> = pieces
            .iter()
            .map(|piece| piece.fingerprint.clone())
            .collect();
        self.known.extend(primaries.iter().cloned());
        for piece in pieces {
            self.vouched.extend(
                piece
                    .vouched
                    .iter()
                    .map(|user_id| (piece.fingerprint.clone(), user_id.clone())),
            );
        }
        self.primaries.push(primaries);
        self.artifacts.push(artifact);
    }

    /// The primary keys on which a vouching key says to have signed, each with a User ID below
    /// which that stands. Nothing is verified.
    pub(crate) fn vouched(&self) -> &[(Fingerprint, String)] {
        &self.vouched
    }

    /// Whether a certificate with this primary key is there.
    pub(crate) fn has_primary(&self, fingerprint: &Fingerprint) -> bool {
        self.known.contains(fingerprint)
    }

    /// Of some bytes the certificates with these primary keys, with what vouching keys signed on
    /// them; `None` where there are none.
    pub(crate) fn only(&self, bytes: &[u8], wanted: &HashSet<Fingerprint>) -> Option<Vec<u8>> {
        let pieces = ring::split(bytes, &self.keep)
            .ok()?
            .pieces
            .into_iter()
            .filter(|piece| wanted.contains(&piece.fingerprint));
        let kept: Vec<u8> = pieces.flat_map(|piece| piece.packets).collect();
        (!kept.is_empty()).then_some(kept)
    }

    /// The artifacts that hold one of these keys, and their primary keys.
    pub(crate) fn select<'a>(
        &self,
        handles: impl Iterator<Item = &'a str>,
    ) -> (Vec<Artifact>, Vec<Fingerprint>) {
        let mut chosen: BTreeSet<usize> = self.always.iter().copied().collect();
        chosen.extend(
            handles
                .filter_map(|handle| self.by_key.get(handle))
                .flatten(),
        );
        let artifacts = chosen
            .iter()
            .filter_map(|at| self.artifacts.get(*at))
            .cloned()
            .collect();
        let primaries = chosen
            .iter()
            .filter_map(|at| self.primaries.get(*at))
            .flatten()
            .cloned()
            .collect();
        (artifacts, primaries)
    }
}
