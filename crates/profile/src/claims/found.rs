//! What was found so far.

use std::ops::Range;

use bonafide_model::{Claim, Claims, PrintedFingerprint, ReadWarning};
use rustc_hash::FxHashMap;

use super::text::Text;

/// Claims of one kind that are kept; the longest real profile has 60 URLs.
pub(super) const MAX_CLAIMS: usize = 1_000;

/// What was found in one text, or in all of them.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) claims: Claims,
    pub(super) warnings: Vec<ReadWarning>,
    /// Whether a limit was reached, so that there may be values that nobody looked at.
    pub(super) is_cut: bool,
}

impl Found {
    pub(super) fn push_fingerprint(&mut self, claim: Claim<PrintedFingerprint>) {
        self.claims.fingerprints.push(claim);
    }

    /// The rows' beginnings of the fingerprints found so far.
    pub(super) fn fingerprint_ranges(&self, text: &Text) -> Vec<Range<usize>> {
        let place = |c: &Claim<PrintedFingerprint>| (c.place.page, c.place.line);
        let mut starts: FxHashMap<(Option<u32>, u32), Option<usize>> = self
            .claims
            .fingerprints
            .iter()
            .map(|c| (place(c), None))
            .collect();
        if starts.is_empty() {
            return Vec::new();
        }
        for row in &text.rows {
            if let Some(start) = starts.get_mut(&(row.page, row.number)) {
                *start = Some(row.range.start);
            }
        }
        self.claims
            .fingerprints
            .iter()
            .filter_map(|c| starts.get(&place(c)).copied().flatten())
            .map(|s| s..s + 1)
            .collect()
    }
}

/// Whether a value stands inside one of these ranges, which are in order.
pub(super) fn is_taken(taken: &[Range<usize>], range: &Range<usize>) -> bool {
    let i = taken.partition_point(|t| t.end <= range.start);
    taken.get(i).is_some_and(|t| t.start < range.end)
}
