//! The certificates of one run: indexed raw, and parsed in full only where something names them.

use std::collections::{BTreeMap, BTreeSet};
use std::time::SystemTime;

use bonafide_model::claims::Fingerprint;
use bonafide_model::evidence::{
    Artifact, CertificateDamage, CertificateProblem, Dossier, Origin, OriginKind, Trust,
};
use bonafide_model::judgement::Revocation;
use openpgp::parse::Parse;
use openpgp::serialize::SerializeInto;
use openpgp::{Cert, Packet};
use sequoia_openpgp as openpgp;

use super::binding::Candidate;
use super::lean::Lean;
use super::policies::Policies;
use super::revocation::{self, ByOthers};
use super::ring::{self, Keep, Piece};
use super::{convert, limits};
use crate::facts::UnusableCertificate;

/// A parsed certificate, merged from all artifacts that hold it.
pub(super) struct Loaded {
    /// The fingerprint of its primary key.
    pub fingerprint: Fingerprint,
    /// Public parts only.
    pub cert: Cert,
    /// Where it came from, in the order of the dossier.
    pub origins: Vec<Origin>,
    /// Whether secret key material was dropped.
    pub had_secret: bool,
    /// Whether somebody whom its owner allowed to has revoked it.
    pub revoked_by_others: ByOthers,
    lean: Option<Lean>,
}

impl Loaded {
    fn new(fingerprint: Fingerprint, cert: Cert, pieces: &[Piece], origins: Vec<Origin>) -> Self {
        Self {
            fingerprint,
            cert,
            origins,
            had_secret: pieces.iter().any(|piece| piece.had_secret),
            revoked_by_others: ByOthers::No,
            lean: None,
        }
    }

    /// The revocation in force at `at`. A hard one is in force at any time (RFC 9580, "Reason for
    /// Revocation"); a soft one from its own time on, until a newer self-signature takes it back.
    pub(super) fn revocation(&self, policies: &Policies, at: SystemTime) -> Option<Revocation> {
        let cert = self.keys_at(at);
        let own = revocation::worst(cert.revocation_status(&policies.strict, at));
        let own = own.or_else(|| revocation::hard(cert.primary_key().self_revocations()));
        own.or_else(|| match &self.revoked_by_others {
            ByOthers::Yes(revocation) => {
                let counts = revocation.hard
                    || revocation
                        .at
                        .is_none_or(|revoked| convert::system_time(revoked) <= at);
                counts.then(|| revocation.clone())
            }
            ByOthers::No | ByOthers::Perhaps => None,
        })
    }

    /// The certificate for questions about its keys at `at`: what its User IDs say of them is in
    /// it, not all of its User IDs are.
    pub(super) fn keys_at(&self, at: SystemTime) -> &Cert {
        self.lean
            .as_ref()
            .filter(|lean| lean.since <= at)
            .map_or(&self.cert, |lean| &lean.cert)
    }
}

/// All certificates at hand.
pub(super) struct Store {
    /// Parsed ones, by fingerprint.
    pub loaded: Vec<Loaded>,
    /// Trust roots, by fingerprint. They are no candidates for the team's key unless the dossier
    /// has them too.
    pub roots: Vec<Loaded>,
    /// What could not be used.
    pub unusable: Vec<UnusableCertificate>,
}

impl Store {
    /// Indexes everything and parses what is named in `named` (fingerprints and Key IDs, upper-case
    /// hexadecimal), what stands in an artifact that holds few certificates, and the trust roots.
    pub(super) fn new(
        dossier: &Dossier,
        trust: &Trust,
        named: &BTreeSet<String>,
        policies: &Policies,
    ) -> Self {
        let vouching = trust
            .roots
            .iter()
            .map(|root| &root.fingerprint)
            .chain(trust.pins.iter().map(|pin| &pin.fingerprint));
        let keep = Keep::by(vouching);
        let mut index = Index::default();
        for artifact in &dossier.certificates {
            index.add(artifact, &keep, named);
        }
        let mut loaded = Vec::new();
        // What is named comes first, so that a heap of other certificates cannot crowd it out.
        let is_named = |found: &Found| {
            found
                .pieces
                .iter()
                .any(|piece| named.iter().any(|handle| piece.has_key(handle)))
        };
        let (first, then): (Vec<_>, Vec<_>) = index
            .wanted
            .into_iter()
            .partition(|(_, found)| is_named(found));
        for (fingerprint, found) in first.into_iter().chain(then) {
            if loaded.len() == limits::CERTIFICATES {
                index
                    .unusable
                    .push(found.unusable(CertificateProblem::TooMany));
                continue;
            }
            match merge(&found.pieces) {
                Some(cert) => {
                    let cert = with_revocations(cert, &index.revocations);
                    let lean = Lean::of(&cert, policies);
                    loaded.push(Loaded {
                        lean,
                        ..Loaded::new(fingerprint, cert, &found.pieces, found.origins)
                    });
                }
                None => index.unusable.push(
                    found.unusable(CertificateProblem::Damaged(CertificateDamage::Unparsable)),
                ),
            }
        }
        loaded.sort_by(|one: &Loaded, other| one.fingerprint.cmp(&other.fingerprint));
        let roots: Vec<Loaded> = trust.roots.iter().filter_map(root).collect();
        let revoked: Vec<ByOthers> = loaded
            .iter()
            .chain(&roots)
            .map(|of| {
                revocation::by_others(
                    &of.cert,
                    loaded.iter().chain(&roots).map(|by| &by.cert),
                    policies,
                )
            })
            .collect();
        let mut store = Self {
            loaded,
            roots,
            unusable: index.unusable,
        };
        for (of, revoked) in store.loaded.iter_mut().chain(&mut store.roots).zip(revoked) {
            of.revoked_by_others = revoked;
        }
        store
    }

    /// Every key that a signature could be by: those with the fingerprint or a Key ID that it
    /// states, in all certificates. They are to be judged at `at` and later.
    pub(super) fn candidates(
        &self,
        issuers: &[openpgp::KeyHandle],
        at: SystemTime,
    ) -> Vec<(&Loaded, Candidate<'_>)> {
        if issuers.is_empty() {
            return Vec::new();
        }
        self.loaded
            .iter()
            .flat_map(|loaded| {
                loaded
                    .keys_at(at)
                    .keys()
                    .key_handles(issuers.iter())
                    .map(move |key| (loaded, key))
            })
            .take(limits::CANDIDATE_KEYS)
            .collect()
    }
}

/// The certificate with this fingerprint as it is judged: public, merged from all artifacts of the
/// dossier, armored.
///
/// Signatures by other keys are not in it: they say something about people, and a flooded
/// certificate has too many. `None` where no artifact has a usable one.
#[must_use]
pub fn export_certificate(dossier: &Dossier, fingerprint: &Fingerprint) -> Option<String> {
    let keep = Keep::default();
    let (mut pieces, mut revocations) = (Vec::new(), Vec::new());
    for ring in dossier
        .certificates
        .iter()
        .filter_map(|artifact| ring::split(&artifact.bytes, &keep).ok())
    {
        pieces.extend(
            ring.pieces
                .into_iter()
                .filter(|piece| piece.fingerprint == *fingerprint),
        );
        revocations.extend(ring.revocations);
    }
    revocations.truncate(limits::BARE_REVOCATIONS);
    let cert = with_revocations(merge(&pieces)?, &revocations);
    String::from_utf8(cert.armored().to_vec().ok()?).ok()
}

/// Certificates that something names.
#[derive(Default)]
struct Index {
    wanted: BTreeMap<Fingerprint, Found>,
    revocations: Vec<Vec<u8>>,
    unusable: Vec<UnusableCertificate>,
    bytes: usize,
}

/// One certificate before it is merged.
#[derive(Default)]
struct Found {
    pieces: Vec<Piece>,
    origins: Vec<Origin>,
}

impl Index {
    fn add(&mut self, artifact: &Artifact, keep: &Keep, named: &BTreeSet<String>) {
        let unusable = |why, secret| UnusableCertificate {
            origin: artifact.origin.clone(),
            why,
            secret,
        };
        self.bytes = self.bytes.saturating_add(artifact.bytes.len());
        if self.bytes > limits::RING_BYTES {
            self.unusable
                .push(unusable(CertificateProblem::TooManyBytes, false));
            return;
        }
        let ring = match ring::split(&artifact.bytes, keep) {
            Ok(ring) => ring,
            Err(problem) => {
                self.unusable.push(unusable(problem, false));
                return;
            }
        };
        if ring.secret {
            self.unusable
                .push(unusable(CertificateProblem::SecretDropped, true));
        }
        self.revocations.extend(ring.revocations);
        self.revocations.truncate(limits::BARE_REVOCATIONS);
        self.unusable.extend(
            ring.problems
                .iter()
                .map(|problem| unusable(*problem, false)),
        );
        // The trust directory holds the keys of all teams; elsewhere whatever was found was found
        // for this one.
        let all = artifact.origin.kind != OriginKind::Keyring
            && ring.pieces.len() <= limits::UNNAMED_CERTIFICATES;
        for piece in ring.pieces {
            if all || named.iter().any(|handle| piece.has_key(handle)) {
                let found = self.wanted.entry(piece.fingerprint.clone()).or_default();
                found.pieces.push(piece);
                if !found.origins.contains(&artifact.origin) {
                    found.origins.push(artifact.origin.clone());
                }
            }
        }
    }
}

impl Found {
    fn unusable(self, why: CertificateProblem) -> UnusableCertificate {
        let origin = self
            .origins
            .into_iter()
            .next()
            .unwrap_or_else(Origin::embedded);
        UnusableCertificate {
            origin,
            why,
            secret: false,
        }
    }
}

fn merge(pieces: &[Piece]) -> Option<Cert> {
    let mut merged: Option<Cert> = None;
    for piece in pieces {
        let Ok(cert) = Cert::from_bytes(&piece.packets) else {
            continue;
        };
        let cert = cert.strip_secret_key_material();
        merged = Some(match merged {
            Some(before) => before.merge_public(cert).ok()?,
            None => cert,
        });
    }
    merged
}

/// The certificate with the revocations among these that are of its key. Those of other keys do not
/// verify and count for nothing.
fn with_revocations(cert: Cert, revocations: &[Vec<u8>]) -> Cert {
    let parsed = revocations
        .iter()
        .filter_map(|bytes| Packet::from_bytes(bytes).ok());
    let packets: Vec<Packet> = parsed
        .filter(|packet| matches!(packet, Packet::Signature(_)))
        .collect();
    if packets.is_empty() {
        return cert;
    }
    cert.clone()
        .insert_packets(packets)
        .map_or(cert, |(revoked, _)| revoked)
}

fn root(root: &bonafide_model::evidence::TrustRoot) -> Option<Loaded> {
    let ring = ring::split(&root.certificate.bytes, &Keep::default()).ok()?;
    let pieces: Vec<Piece> = ring
        .pieces
        .into_iter()
        .filter(|piece| piece.fingerprint == root.fingerprint)
        .collect();
    let cert = merge(&pieces)?;
    Some(Loaded::new(
        root.fingerprint.clone(),
        cert,
        &pieces,
        vec![root.certificate.origin.clone()],
    ))
}
