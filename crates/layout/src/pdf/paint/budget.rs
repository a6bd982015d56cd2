//! How much may be spent on judging a page.

use hayro_interpret::kurbo::BezPath;

/// How many elementary steps may still be spent on judging one page.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Budget(usize);

impl Budget {
    /// Half a second at most.
    const PAGE: usize = 50_000_000;
    /// For one mask, of which there are up to [`super::painter::DISTINCT`].
    pub(super) const NESTED: Self = Self(500_000);
    /// What an element of a path costs: to find out on which side of a curve a point lies takes a
    /// hundred nanoseconds.
    const ELEMENT: usize = 10;

    /// What is left of the document's for one page.
    pub(in super::super) fn for_page(of_document: usize) -> Self {
        Self(of_document.min(Self::PAGE))
    }

    /// Whether `steps` are left; they are gone then.
    pub(super) fn spend(&mut self, steps: usize) -> bool {
        let left = self.0.checked_sub(steps);
        self.0 = left.unwrap_or(0);
        left.is_some()
    }

    /// Whether enough is left to look into a path; it is gone then.
    pub(super) fn spend_on(&mut self, path: &BezPath) -> bool {
        self.spend(path.elements().len().saturating_mul(Self::ELEMENT))
    }

    pub(in super::super) fn is_spent(self) -> bool {
        self.0 == 0
    }

    /// What is left of the document's after a page.
    pub(in super::super) fn left_of(self, of_document: usize) -> usize {
        of_document.saturating_sub(Self::for_page(of_document).0.saturating_sub(self.0))
    }
}
