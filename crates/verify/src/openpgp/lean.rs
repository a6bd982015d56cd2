//! A certificate without the User IDs that decide nothing about its keys.
//!
//! What a primary key may do and when it expires stands in the self-signature of its primary User
//! ID. To find that one, sequoia verifies the self-signatures of all User IDs, each a public-key
//! operation. Which of them wins can be read off what they claim, and then only the winner's has to
//! be verified.

use std::cmp::Reverse;
use std::time::SystemTime;

use openpgp::cert::amalgamation::{UserIDAmalgamation, ValidateAmalgamation};
use openpgp::packet::{Signature, UserID};
use openpgp::types::SignatureType;
use openpgp::{Cert, Packet};
use sequoia_openpgp as openpgp;

use super::policies::Policies;

/// The same certificate for all questions about its keys from some time on.
pub(super) struct Lean {
    /// All of it but the other User IDs.
    pub cert: Cert,
    /// When the last User ID was bound: before that, another one may have been the primary.
    pub since: SystemTime,
}

/// What a User ID claims without a proof: the most that sequoia can find of it, whatever verifies.
struct Claimed {
    id: UserID,
    signatures: Vec<Signature>,
    revoked: bool,
}

/// Sequoia's order (`ValidCert::primary_userid`) of those that are not revoked: those marked as
/// primary, the newest, the first of the alphabet.
type Rank<'a> = (bool, Option<SystemTime>, Reverse<&'a UserID>);

impl Lean {
    /// The certificate without its other User IDs; `None` where leaving them out could change an
    /// answer, or saves nothing.
    ///
    /// Holds by today's policy and by the relaxed one alike.
    pub(super) fn of(cert: &Cert, policies: &Policies) -> Option<Self> {
        // A certificate with one User ID has none to leave out.
        cert.userids().nth(1)?;
        let claimed = claimed(cert);
        let since = claimed
            .iter()
            .flat_map(|claimed| &claimed.signatures)
            .map(|it| it.signature_creation_time())
            .max()??;
        let first = claimed.iter().max_by_key(|claimed| claimed.rank())?;
        // What never ends and is never withdrawn binds at all times if it does now.
        let stays = !first.revoked
            && first
                .signatures
                .iter()
                .all(|signature| signature.signature_validity_period().is_none());
        if since > policies.now || !stays {
            return None;
        }
        let id = cert.userids().find(|id| *id.userid() == first.id)?;
        if !first.is_as_claimed(&id, policies) {
            return None;
        }
        let lean = cert.clone().retain_userids(|id| *id.userid() == first.id);
        lean.primary_key()
            .with_policy(&policies.strict, policies.now)
            .is_ok()
            .then_some(Self { cert: lean, since })
    }
}

impl Claimed {
    fn rank(&self) -> Rank<'_> {
        let ranks = self
            .signatures
            .iter()
            .map(|signature| rank(signature, &self.id));
        ranks.max().unwrap_or((false, None, Reverse(&self.id)))
    }

    /// Whether what really binds it ranks as high as what was claimed, so that no other User ID can
    /// come before it.
    fn is_as_claimed(&self, id: &UserIDAmalgamation<'_>, policies: &Policies) -> bool {
        [&policies.strict, &policies.relaxed]
            .into_iter()
            .all(|policy| {
                let binding = id.binding_signature(policy, policies.now);
                binding.is_ok_and(|binding| rank(binding, &self.id) == self.rank())
            })
    }
}

fn rank<'a>(signature: &Signature, id: &'a UserID) -> Rank<'a> {
    (
        signature.primary_userid().unwrap_or(false),
        signature.signature_creation_time(),
        Reverse(id),
    )
}

/// The User IDs with all signatures that say to be by the key itself. Reads them off the packets,
/// for sequoia hands out no signature that it did not verify.
fn claimed(cert: &Cert) -> Vec<Claimed> {
    let own = cert.key_handle();
    let mut all: Vec<Claimed> = Vec::new();
    let mut open = false;
    for packet in cert.clone().into_packets() {
        match packet {
            Packet::UserID(id) => {
                all.push(Claimed {
                    id,
                    signatures: Vec::new(),
                    revoked: false,
                });
                open = true;
            }
            Packet::Signature(signature) => {
                let Some(claimed) = all.last_mut().filter(|_| open) else {
                    continue;
                };
                let issuers = signature.get_issuers();
                match signature.typ() {
                    SignatureType::CertificationRevocation => claimed.revoked = true,
                    SignatureType::GenericCertification
                    | SignatureType::PersonaCertification
                    | SignatureType::CasualCertification
                    | SignatureType::PositiveCertification
                        if issuers.is_empty()
                            || issuers.iter().any(|issuer| issuer.aliases(&own)) =>
                    {
                        claimed.signatures.push(signature);
                    }
                    _ => {}
                }
            }
            _ => open = false,
        }
    }
    all
}
