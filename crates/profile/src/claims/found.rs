//! What was found so far.

use std::ops::Range;

use bonafide_model::claims::{Claim, Claims, PrintedFingerprint, ReadWarning};

/// Claims of one kind that are kept; the longest real profile has 60 URLs.
pub(super) const MAX_CLAIMS: usize = 1_000;

/// What was found in one text, or in all of them.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) claims: Claims,
    pub(super) warnings: Vec<ReadWarning>,
    /// Where the fingerprints stand in the text in hand.
    pub(super) fingerprints_at: Vec<Range<usize>>,
    /// Where the URLs stand that are printed in the text in hand, in their order. Links come behind
    /// them.
    pub(super) urls_at: Vec<Range<usize>>,
    /// Whether a limit was reached, so that there may be values that nobody looked at.
    pub(super) is_cut: bool,
}

impl Found {
    pub(super) fn push_fingerprint(&mut self, claim: Claim<PrintedFingerprint>, at: Range<usize>) {
        self.fingerprints_at.push(at);
        self.claims.fingerprints.push(claim);
    }
}

/// Whether a value stands inside one of these ranges, which are in order.
pub(super) fn is_taken(taken: &[Range<usize>], range: &Range<usize>) -> bool {
    let i = taken.partition_point(|t| t.end <= range.start);
    taken.get(i).is_some_and(|t| t.start < range.end)
}
