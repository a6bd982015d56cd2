//! Which findings come from one cause, and which of the causes decided.
//!
//! Where a key cannot be had, nine checks say so. A person needs to be told once, and what to do
//! about it; that the other eight are undecided only follows. Everything here is told by the typed
//! facts, and the words stand elsewhere.

use bonafide_model::claims::{Fingerprint, HiddenBy, NotJudged};
use bonafide_model::evidence::{Attempt, AttemptResult, AttemptRole, Obstacle, host_of};
use bonafide_model::judgement::{
    Assessment, CheckGroup, CheckId, Detail, Finding, Leaf, Outcome, Severity, WeakCause,
};

/// What a finding comes down to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Root {
    /// Places could not be asked: because of this, at this host; offline at all of them.
    Unreached(Obstacle, Option<String>),
    /// There is no document.
    Document,
    /// It could not be read.
    Reading,
    /// The signature, or that there is none.
    Signature,
    /// The certificate is not at hand.
    Certificate,
    /// No usable fingerprint is printed.
    Fingerprint,
    /// Something rests on what is too weak.
    Weak(WeakCause),
    /// Something will soon be too weak.
    SoonWeak,
    /// The key has expired, or the subkey that signed.
    Expired {
        /// The subkey that signed.
        subkey: bool,
    },
    /// The key is revoked.
    Revoked,
    /// A key that is there and not printed.
    OtherKey(Fingerprint),
    /// A secret key is out.
    Secret,
    /// Something came without TLS.
    Transport,
    /// The history cannot be used.
    History,
    /// Nothing that counts confirms the key. The report lists what there is, and why it does not
    /// count.
    Anchor,
    /// Something about contacts, which are marked one by one.
    Contact,
    /// Values that a person does not see.
    Hidden(HiddenBy),
    /// Values of which it cannot be told whether a person sees them.
    NotJudged(NotJudged),
    /// Another edition.
    Edition(String),
    /// Nothing else comes from it.
    Own(usize),
}

/// A cause with everything that comes from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cause<'a> {
    pub root: Root,
    /// The finding that says most about it.
    pub lead: &'a Finding,
    /// How many more values there are of which the same is to be said.
    pub more: usize,
    /// Checks that cannot be decided because of it.
    pub follow: Vec<CheckId>,
    /// Checks that say the same of it.
    pub also: Vec<CheckId>,
}

/// What needs a look, each cause once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Causes<'a> {
    /// The one that decided the verdict.
    pub first: Option<Cause<'a>>,
    /// The others, the gravest first.
    pub others: Vec<Cause<'a>>,
}

impl<'a> Causes<'a> {
    pub(crate) fn of(assessment: &'a Assessment) -> Self {
        let roots = Roots {
            assessment,
            findings: assessment
                .findings
                .iter()
                .filter(|finding| needs_look(finding))
                .collect(),
        };
        let mut all: Vec<Cause> = Vec::new();
        for (index, finding) in roots.findings.iter().copied().enumerate() {
            let (root, follows) = roots.of(index, &finding.detail);
            match all.iter_mut().find(|cause| cause.root == root) {
                Some(cause) => cause.add(finding, follows, &roots),
                None => all.push(Cause {
                    root,
                    lead: finding,
                    more: 0,
                    follow: Vec::new(),
                    also: Vec::new(),
                }),
            }
        }
        let decided = roots
            .findings
            .iter()
            .position(|finding| decides(&assessment.leaf, finding));
        let decided =
            decided.and_then(|index| Some(roots.of(index, &roots.findings.get(index)?.detail).0));
        let first = decided
            .and_then(|root| all.iter().position(|cause| cause.root == root))
            .map(|index| all.remove(index));
        all.sort_by_key(|cause| std::cmp::Reverse((cause.lead.severity, cause.lead.outcome)));
        Self { first, others: all }
    }
}

impl<'a> Cause<'a> {
    fn add(&mut self, finding: &'a Finding, follows: bool, roots: &Roots<'a>) {
        let lead_follows = roots.of(0, &self.lead.detail).1;
        let graver = (finding.severity, finding.outcome) > (self.lead.severity, self.lead.outcome);
        let added = if (lead_follows && !follows)
            || (lead_follows == follows && graver && finding.check != self.lead.check)
        {
            std::mem::replace(&mut self.lead, finding)
        } else {
            finding
        };
        let told = if added.outcome == Outcome::Inconclusive {
            &mut self.follow
        } else {
            &mut self.also
        };
        match added.check == self.lead.check {
            true if added.detail != self.lead.detail => self.more += 1,
            true => {}
            false if !told.contains(&added.check) => told.push(added.check),
            false => {}
        }
        self.follow.retain(|check| *check != self.lead.check);
        self.also
            .retain(|check| *check != self.lead.check && !self.follow.contains(check));
    }
}

/// Whether a person has to look at it: what does not hold, what is undecided, and what holds but is
/// worth acting on.
pub(crate) fn needs_look(finding: &Finding) -> bool {
    match finding.outcome {
        Outcome::Pass => finding.severity == Severity::Warning,
        Outcome::NotApplicable => false,
        Outcome::Inconclusive | Outcome::Fail => true,
    }
}

struct Roots<'a> {
    assessment: &'a Assessment,
    findings: Vec<&'a Finding>,
}

impl Roots<'_> {
    /// What a finding comes down to, and whether it only follows from that.
    fn of(&self, index: usize, detail: &Detail) -> (Root, bool) {
        use Detail as D;
        let root = match detail {
            D::NoSignatureToJudge | D::NoSigner | D::NotDecided { .. } => return (self.signature(), true),
            D::NoDocument => Root::Document,
            D::Unreadable(_) => Root::Reading,
            // What cannot be read does not say where its signature is.
            D::NoSignature { .. } | D::NoSignatureSeen { .. } if self.has(|other| matches!(other, D::Unreadable(_))) => {
                return (Root::Reading, true);
            }
            D::NoSignature { .. }
            | D::NotASignature { .. }
            | D::SignatureMalformed { .. }
            | D::SignatureUnsupported { .. }
            | D::SignatureBad { .. }
            | D::SignatureOfOtherFile { .. }
            | D::SignatureReadsOtherwise { .. }
            | D::AlsoBad { .. }
            | D::CoversViaChecksum { accepted: false }
            | D::CoversOther
            | D::CoversNoProfile
            | D::OutsideText { .. }
            | D::SignatureExpired { .. }
            | D::MadeInFuture { .. }
            | D::MadeBeforeKey { .. } => Root::Signature,
            D::SignatureNotFetched { places } | D::NoSignatureSeen { unasked: places, .. } => {
                self.unreached(places).unwrap_or(Root::Signature)
            }
            D::SignerUnknown { is_printed: false, may_be_subkey: false, .. } => Root::Signature,
            D::SignerUnknown { .. } => self.certificate(),
            D::NoCertificate { fingerprint: None, .. } if self.has(|other| matches!(other, D::NoFingerprint { .. })) => {
                return (Root::Fingerprint, true);
            }
            D::NoCertificate { fingerprint: None, .. } if self.has(|other| matches!(other, D::NoDocument)) => {
                return (Root::Document, true);
            }
            D::NoCertificate { fingerprint: None, .. } if self.has(|other| matches!(other, D::Unreadable(_))) => {
                return (Root::Reading, true);
            }
            D::NoCertificate { .. } => self.certificate(),
            D::NotACertificate { .. } if self.has(|other| matches!(other, D::NoCertificate { .. })) => self.certificate(),
            D::ChecksumNotFetched { places } => self.unreached(places).unwrap_or(Root::Own(index)),
            D::EditionNotFetched { edition } => {
                self.unreached(std::slice::from_ref(edition)).unwrap_or_else(|| Root::Edition(edition.clone()))
            }
            D::EditionDiffers { edition, .. } | D::EditionUnreadable { edition, .. } => Root::Edition(edition.clone()),
            D::NoFingerprint { .. } => {
                return (Root::Fingerprint, self.has(|other| matches!(other, D::FingerprintMalformed { .. })));
            }
            D::FingerprintMalformed { .. } => Root::Fingerprint,
            D::SignatureWeak { because, .. } => Root::Weak(*because),
            D::KeyWeak { .. } => Root::Weak(WeakCause::Key),
            D::BindingsWeak { accepted: false, .. } => Root::Weak(WeakCause::Binding),
            D::SignatureSoonWeak { .. } | D::KeySoonWeak { .. } => Root::SoonWeak,
            D::KeyNotLive { .. } | D::KeyExpiresSoon { days: ..0, of_subkey: false, .. } => Root::Expired { subkey: false },
            D::SigningSubkeyExpired { .. } | D::KeyExpiresSoon { days: ..0, of_subkey: true, .. } => Root::Expired { subkey: true },
            D::CannotEncrypt { .. } if self.has(|other| matches!(other, D::KeyRevoked { .. })) => return (Root::Revoked, true),
            D::CannotEncrypt { .. } if self.has(|other| matches!(other, D::KeyNotLive { .. })) => {
                return (Root::Expired { subkey: false }, true);
            }
            D::CannotEncrypt { .. } | D::UserIdDoesNotCount { .. } | D::NoUserIds if self.has(is_weak_binding) => {
                return (Root::Weak(WeakCause::Binding), true);
            }
            D::CannotEncrypt { .. } if self.has(|other| matches!(other, D::KeyWeak { .. })) => {
                return (Root::Weak(WeakCause::Key), true);
            }
            D::SigningKeyInvalid { .. } if self.has(|other| matches!(other, D::KeyRevoked { .. })) => return (Root::Revoked, true),
            D::SigningKeyInvalid { .. } => Root::Signature,
            D::KeyRevoked { .. } => Root::Revoked,
            D::SignerNotPrinted { signer, .. } => Root::OtherKey(signer.clone()),
            D::PublishedKeyDiffers { found, .. } => Root::OtherKey(found.clone()),
            D::SecretKeyPrinted | D::SecretKeyPublished { .. } => Root::Secret,
            D::TransportInsecure { .. } => Root::Transport,
            D::HistoryDamaged { .. } => Root::History,
            D::NoAnchor | D::NoneCounts { .. } | D::AnchorNamesOther { .. } => Root::Anchor,
            D::AnchorNamesTeam { .. } | D::ContactUnread { .. } => Root::Contact,
            D::HiddenFingerprint { hidden_by, .. } | D::HiddenValue { hidden_by, .. } => Root::Hidden(*hidden_by),
            D::Reading { kind: bonafide_model::claims::ReadWarningKind::HiddenText(by), .. }
                if self.has(|other| matches!(other, D::HiddenFingerprint { hidden_by, .. } | D::HiddenValue { hidden_by, .. } if hidden_by == by)) =>
            {
                return (Root::Hidden(*by), true);
            }
            D::NotJudged { construct, .. } => Root::NotJudged(*construct),
            _ => Root::Own(index),
        };
        (root, false)
    }

    fn has(&self, is: impl Fn(&Detail) -> bool) -> bool {
        self.findings.iter().any(|finding| is(&finding.detail))
    }

    /// Why there is no good signature to compare with.
    fn signature(&self) -> Root {
        let says = |finding: &&Finding| {
            finding.check.group() == CheckGroup::Integrity
                && finding.check != CheckId::ChecksumMatches
                && finding.severity == Severity::Error
                && !matches!(
                    finding.detail,
                    Detail::NoSignatureToJudge | Detail::NoSigner | Detail::NotDecided { .. }
                )
        };
        let index = self.findings.iter().position(says);
        let found =
            index.and_then(|index| Some(self.of(index, &self.findings.get(index)?.detail).0));
        found.unwrap_or(Root::Signature)
    }

    /// Why the certificate is not at hand.
    fn certificate(&self) -> Root {
        let missing = self
            .findings
            .iter()
            .find_map(|finding| match &finding.detail {
                Detail::NoCertificate {
                    fingerprint: Some(_),
                    failed,
                    unusable: None,
                } => Some(failed),
                _ => None,
            });
        missing
            .and_then(|failed| self.unreached(failed))
            .unwrap_or(Root::Certificate)
    }

    /// What stood in the way at the first of these places of which it is known.
    fn unreached(&self, places: &[String]) -> Option<Root> {
        let is_meant = |attempt: &&Attempt| is_unasked(attempt) && places.contains(&attempt.url);
        let attempt = self.assessment.attempts.iter().find(is_meant)?;
        Some(match attempt.obstacle? {
            Obstacle::Offline => Root::Unreached(Obstacle::Offline, None),
            obstacle => Root::Unreached(obstacle, host_of(&attempt.url)),
        })
    }
}

fn is_weak_binding(detail: &Detail) -> bool {
    matches!(
        detail,
        Detail::BindingsWeak {
            accepted: false,
            ..
        }
    )
}

/// An attempt that this stood in the way of.
pub(crate) fn attempt_behind<'a>(assessment: &'a Assessment, root: &Root) -> Option<&'a Attempt> {
    let Root::Unreached(obstacle, host) = root else {
        return None;
    };
    assessment.attempts.iter().find(|attempt| {
        is_unasked(attempt)
            && attempt.obstacle == Some(*obstacle)
            && (host.is_none() || host_of(&attempt.url) == *host)
    })
}

/// Whether nothing is known of the place.
fn is_unasked(attempt: &Attempt) -> bool {
    matches!(
        attempt.result,
        AttemptResult::Failed | AttemptResult::NotAsked
    )
}

/// The attempt that would have changed the verdict had it not ended as it did: first at a place
/// that the document prints or the user named, first one that was not asked or failed.
pub(crate) fn first_attempt(assessment: &Assessment) -> Option<&Attempt> {
    let roles: &[AttemptRole] = match &assessment.leaf {
        Leaf::NotFetched => &[AttemptRole::Document],
        Leaf::NoSignature { .. } | Leaf::SignatureNotFetched => {
            &[AttemptRole::Signature, AttemptRole::Page]
        }
        Leaf::NoKey { unusable: None } => &[AttemptRole::Key],
        Leaf::KeyExpired { .. } | Leaf::SubkeyExpired { .. } => &[AttemptRole::Key],
        _ => return None,
    };
    let of_role = |attempt: &&Attempt| roles.contains(&attempt.role);
    let named = |attempt: &&Attempt| {
        attempt.role == AttemptRole::Document || is_printed(assessment, &attempt.url)
    };
    let attempts = || assessment.attempts.iter().filter(of_role);
    attempts()
        .filter(named)
        .find(|attempt| is_unasked(attempt))
        .or_else(|| attempts().find(|attempt| is_unasked(attempt)))
        .or_else(|| match &assessment.leaf {
            Leaf::KeyExpired { .. } | Leaf::SubkeyExpired { .. } => None,
            _ => attempts()
                .filter(named)
                .find(|attempt| attempt.result == AttemptResult::Absent),
        })
}

/// Whether the document prints this place.
pub(crate) fn is_printed(assessment: &Assessment, url: &str) -> bool {
    assessment
        .profile
        .iter()
        .flat_map(|profile| &profile.claims.urls)
        .any(|claim| claim.value.url == url)
}

/// Whether the verdict's leaf comes from this finding.
fn decides(leaf: &Leaf, finding: &Finding) -> bool {
    use Detail as D;
    let detail = &finding.detail;
    match leaf {
        Leaf::SecretKeyOut => matches!(detail, D::SecretKeyPrinted | D::SecretKeyPublished { .. }),
        Leaf::KeyWithdrawn { .. } | Leaf::KeyRetired => matches!(detail, D::KeyRevoked { .. }),
        Leaf::SignatureBad { .. } | Leaf::StrangersSignatureBad => {
            matches!(detail, D::SignatureBad { .. })
        }
        Leaf::ClaimsOutside | Leaf::TextOutside => matches!(detail, D::OutsideText { .. }),
        Leaf::KeyConflict { .. } => matches!(detail, D::KeyConflict { .. }),
        Leaf::ExpectedConflict { .. } => matches!(detail, D::ExpectedConflict { .. }),
        Leaf::NotFetched => matches!(detail, D::NoDocument),
        Leaf::DocumentUnreadable(_) => matches!(detail, D::Unreadable(_)),
        Leaf::NoSignature { .. } => {
            matches!(detail, D::NoSignature { .. } | D::NoSignatureSeen { .. })
        }
        Leaf::SignatureNotFetched => matches!(detail, D::SignatureNotFetched { .. }),
        Leaf::NotASignature => matches!(detail, D::NotASignature { .. }),
        Leaf::SignatureMalformed => matches!(detail, D::SignatureMalformed { .. }),
        Leaf::Unsupported { .. } => matches!(
            detail,
            D::SignatureUnsupported { .. } | D::Undetermined { .. }
        ),
        Leaf::Weak(WeakCause::Hash) => matches!(
            detail,
            D::SignatureWeak {
                because: WeakCause::Hash,
                ..
            }
        ),
        Leaf::Weak(WeakCause::Key) => matches!(
            detail,
            D::SignatureWeak {
                because: WeakCause::Key,
                ..
            } | D::KeyWeak { .. }
        ),
        Leaf::Weak(WeakCause::Binding) => {
            matches!(
                detail,
                D::SignatureWeak {
                    because: WeakCause::Binding,
                    ..
                } | D::BindingsWeak { .. }
            )
        }
        Leaf::SignatureExpired { .. } => matches!(detail, D::SignatureExpired { .. }),
        Leaf::KeyExpired { .. } => matches!(detail, D::KeyNotLive { .. }),
        Leaf::SubkeyExpired { .. } => matches!(detail, D::SigningSubkeyExpired { .. }),
        Leaf::ImpossibleTime { .. } => {
            matches!(detail, D::MadeInFuture { .. } | D::MadeBeforeKey { .. })
        }
        Leaf::SigningKeyInvalid => matches!(detail, D::SigningKeyInvalid { .. }),
        Leaf::GoodAndBad => matches!(detail, D::AlsoBad { .. }),
        Leaf::OtherLineEnds => matches!(detail, D::SignatureReadsOtherwise { .. }),
        Leaf::OnlyListed => matches!(detail, D::CoversViaChecksum { .. }),
        Leaf::OtherContent => matches!(detail, D::CoversOther | D::SignatureOfOtherFile { .. }),
        Leaf::NoProfile => matches!(detail, D::CoversNoProfile),
        Leaf::RolledBack => matches!(detail, D::Older { .. }),
        Leaf::HistoryDamaged => matches!(detail, D::HistoryDamaged { .. }),
        Leaf::NoFingerprint { .. } => matches!(
            detail,
            D::NoFingerprint { .. } | D::FingerprintMalformed { .. }
        ),
        Leaf::NoKey { .. } => matches!(detail, D::NoCertificate { .. } | D::SignerUnknown { .. }),
        Leaf::SignerUnknown => matches!(detail, D::SignerUnknown { .. }),
        Leaf::SignerNotPrinted { .. } => matches!(detail, D::SignerNotPrinted { .. }),
        Leaf::SubkeyPrinted(_) => matches!(detail, D::PrintedSubkey(_)),
        Leaf::SubkeyTrusted { .. } => matches!(detail, D::TrustedSubkey { .. }),
        Leaf::KeySuccession { .. } => matches!(detail, D::PinSucceeded { .. }),
        Leaf::LooksLike { .. } => matches!(detail, D::LooksLike { .. }),
        Leaf::Unanchored { .. } => matches!(
            detail,
            D::NoAnchor | D::NoneCounts { .. } | D::AnchorNamesOther { .. }
        ),
        Leaf::Disputed { by } => {
            by.contains(&finding.check) && finding.severity >= Severity::Warning
        }
        Leaf::NotProven { check } => *check == finding.check,
        Leaf::StrictWarnings { .. } | Leaf::Authentic => false,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
