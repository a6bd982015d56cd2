//! Which signature and which key a verdict is about, where several are at hand.

use std::cmp::Reverse;

use bonafide_model::claims::Fingerprint;
use bonafide_model::judgement::{SignatureProblem, SignatureStatus, Tie};

use crate::facts::{Coverage, Facts, SignatureFacts, proves_the_document};
use crate::identity::PinUse;
use crate::printed::Printed;

/// What can tie a key to the document.
#[derive(Clone, Copy)]
pub(crate) struct Ties<'t, 'a> {
    pub printed: &'t [Printed<'a>],
    pub pins: &'t [PinUse<'a>],
    pub expected: &'a [Fingerprint],
    pub facts: &'a Facts,
}

impl Ties<'_, '_> {
    /// What ties this key to the document.
    pub fn of(&self, fingerprint: &Fingerprint) -> Tie {
        if self.is_trusted(fingerprint) {
            Tie::Trusted
        } else if self
            .printed
            .iter()
            .any(|printed| printed.fingerprint == fingerprint)
        {
            Tie::Printed
        } else {
            Tie::None
        }
    }

    /// Whether a pin for this team or the user names it.
    pub fn is_trusted(&self, fingerprint: &Fingerprint) -> bool {
        self.expected.contains(fingerprint)
            || self
                .pins
                .iter()
                .any(|used| used.is_for_team() && used.pin.fingerprint == *fingerprint)
    }

    /// Whether it is this key that the user named, if by the fingerprint of a subkey.
    fn is_trusted_by_subkey(&self, primary: &Fingerprint) -> bool {
        let pinned = self
            .pins
            .iter()
            .filter(|used| used.is_for_team())
            .map(|used| &used.pin.fingerprint);
        self.expected
            .iter()
            .chain(pinned)
            .any(|named| self.facts.own_subkey(named, primary).is_some())
    }

    /// How well a signer fits, best first: printed as a current key of the team, printed otherwise,
    /// not printed.
    fn rank(&self, fingerprint: Option<&Fingerprint>) -> (u8, bool) {
        let Some(fingerprint) = fingerprint else {
            return (3, true);
        };
        let as_printed = self
            .printed
            .iter()
            .filter(|printed| printed.fingerprint == fingerprint);
        let rank = as_printed
            .map(|printed| u8::from(!printed.is_current()))
            .min()
            .unwrap_or(2);
        (rank, !self.is_trusted(fingerprint))
    }
}

/// Whether it is by its own name that of another file, so that it says nothing about this one where
/// it fails.
pub(crate) fn is_of_other_file(signature: &SignatureFacts) -> bool {
    signature
        .report
        .problems
        .contains(&SignatureProblem::OfOtherFile)
}

/// Whether something else than a change of the document explains why it fails, so that it accuses
/// nobody.
pub(crate) fn is_explained(signature: &SignatureFacts) -> bool {
    is_of_other_file(signature)
        || signature
            .report
            .problems
            .contains(&SignatureProblem::OtherLineEnds)
}

/// The best signature, or the one that says most about why none is good. Does not depend on the
/// order in which they were found, except between equals.
pub(crate) fn deciding_signature<'a>(
    signatures: &'a [SignatureFacts],
    ties: &Ties,
) -> Option<&'a SignatureFacts> {
    signatures.iter().min_by_key(|signature| {
        let report = &signature.report;
        let tied = report
            .signer
            .as_ref()
            .is_some_and(|signer| ties.of(signer) != Tie::None);
        // Failing arithmetic under a printed or trusted key says more than all the rest.
        let group = match report.status {
            _ if proves_the_document(signature) => 0,
            SignatureStatus::Bad if is_of_other_file(signature) => 3,
            SignatureStatus::Bad if tied && !is_explained(signature) => 1,
            _ => 2,
        };
        // Of a signature by an unknown key only what it states of its key can fit.
        let fit = ties.rank(report.signer.as_ref().or(report.signing_key.as_ref()));
        let at = report.made_at.map(|at| Reverse(at.as_second()));
        let what = (report.problems.len(), coverage_rank(&signature.covers), at);
        let by = (report.signing_key.clone(), report.issuer_key_id.clone());
        (
            group,
            fit,
            status_rank(report.status),
            what,
            report.origin.display(),
            by,
        )
    })
}

/// The key that is judged: the signer if it is printed, or if the user trusts it and it signed this
/// very document; else the printed key, else the signer. A printed subkey stands for its primary
/// key.
///
/// What is printed may be no fingerprint at all: a commit or a checksum has the same digits. It
/// contradicts no signature of a trusted key. Of several printed keys the signer comes first, then
/// one that the user trusts, then the first that is printed as a current key.
///
/// `is_known` tells whether a trust root or a directory knows the key as that of a team which the document claims to be: then it is as
/// good as a pinned one here.
pub(crate) fn judged_key<'a>(
    signature: Option<&'a SignatureFacts>,
    ties: &Ties<'_, 'a>,
    is_known: impl Fn(&Fingerprint) -> bool,
) -> Option<&'a Fingerprint> {
    let signer = signature.and_then(|signature| signature.report.signer.as_ref());
    let is_printed = |fingerprint: &Fingerprint| {
        ties.printed
            .iter()
            .any(|printed| ties.facts.primary_of(printed.fingerprint) == fingerprint)
    };
    let is_trusted = |fingerprint: &Fingerprint| {
        ties.is_trusted(fingerprint)
            || ties.is_trusted_by_subkey(fingerprint)
            || is_known(fingerprint)
    };
    let signed_this = signature.is_some_and(|signature| signature.covers.is_of_document());
    if let Some(signer) =
        signer.filter(|signer| is_printed(signer) || signed_this && is_trusted(signer))
    {
        return Some(signer);
    }
    let primary = |printed: &Printed<'a>| ties.facts.primary_of(printed.fingerprint);
    let printed = ties
        .printed
        .iter()
        .min_by_key(|printed| (!printed.is_current(), !ties.is_trusted(primary(printed))));
    printed.map(primary).or(signer)
}

/// What was judged further says more.
fn status_rank(status: SignatureStatus) -> u8 {
    match status {
        SignatureStatus::Good => 0,
        SignatureStatus::Weak => 1,
        SignatureStatus::Expired => 2,
        SignatureStatus::InvalidKey => 3,
        SignatureStatus::Bad => 4,
        SignatureStatus::Unsupported => 5,
        SignatureStatus::UnknownKey => 6,
        SignatureStatus::Malformed => 7,
        SignatureStatus::NotASignature => 8,
    }
}

fn coverage_rank(covers: &Coverage) -> u8 {
    match covers {
        Coverage::Document => 0,
        Coverage::EqualCopy => 1,
        Coverage::Listed { .. } => 2,
        Coverage::Other => 3,
        Coverage::Nothing => 4,
    }
}
