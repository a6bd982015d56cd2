//! The staged certificate's own history: what a stranger's program needs of it beside the newest
//! self-signature.

use std::time::SystemTime;

use bonafide_model::Timestamp;
use bonafide_model::claims::Fingerprint;
use bonafide_model::evidence::Dossier;
use openpgp::Cert;
use openpgp::packet::Signature;
use openpgp::parse::Parse;
use sequoia_openpgp as openpgp;

use crate::openpgp::export_certificate;

/// User IDs and subkeys that are looked at, as in what is reported of certificates.
const COMPONENTS: usize = 200;

/// What was seen of the certificate beyond what `verify` asks.
pub(crate) struct Record {
    /// The certificate itself, public parts only.
    pub cert: Cert,
    /// When a key was made and when the oldest self-signature that binds it was: of the primary key
    /// or the signing subkey with the widest gap between the two.
    pub widest_gap: Option<(Timestamp, Timestamp)>,
    /// Whether it names another key that may revoke it.
    pub names_revoker: bool,
}

impl Record {
    /// Of this key's certificate in the dossier.
    pub fn of(dossier: &Dossier, key: &Fingerprint) -> Option<Self> {
        let cert = Cert::from_bytes(export_certificate(dossier, key)?.as_bytes()).ok()?;
        let gaps = std::iter::once(primary_gap(&cert))
            .chain(subkey_gaps(&cert))
            .flatten();
        let widest =
            gaps.max_by_key(|(made, oldest)| oldest.duration_since(*made).unwrap_or_default());
        let widest_gap =
            widest.and_then(|(made, oldest)| Some((timestamp(made)?, timestamp(oldest)?)));
        let names_revoker =
            self_signatures(&cert).any(|signature| signature.revocation_keys().next().is_some());
        Some(Self {
            cert,
            widest_gap,
            names_revoker,
        })
    }
}

/// Signatures of the primary key over itself and its User IDs whose arithmetic holds, whatever
/// their hash.
fn self_signatures(cert: &Cert) -> impl Iterator<Item = &Signature> {
    cert.primary_key().self_signatures().chain(
        cert.userids()
            .take(COMPONENTS)
            .flat_map(|id| id.self_signatures()),
    )
}

fn primary_gap(cert: &Cert) -> Option<(SystemTime, SystemTime)> {
    let oldest = self_signatures(cert)
        .filter_map(|signature| signature.signature_creation_time())
        .min()?;
    Some((cert.primary_key().key().creation_time(), oldest))
}

/// Of subkeys that may sign: a signature rests on the binding of its time. RSA keys that only
/// encrypt could, and may not.
fn subkey_gaps(cert: &Cert) -> impl Iterator<Item = Option<(SystemTime, SystemTime)>> {
    let signs = |signature: &Signature| {
        signature
            .key_flags()
            .is_some_and(|flags| flags.for_signing())
    };
    let subkeys = cert
        .keys()
        .subkeys()
        .take(COMPONENTS)
        .filter(move |key| key.self_signatures().any(signs));
    subkeys.map(|key| {
        let oldest = key
            .self_signatures()
            .filter_map(|signature| signature.signature_creation_time())
            .min()?;
        Some((key.key().creation_time(), oldest))
    })
}

fn timestamp(time: SystemTime) -> Option<Timestamp> {
    Timestamp::try_from(time).ok()
}
