//! Finds the values that a document prints.

use bonafide_model::{Claims, Profile};

use crate::{Hint, layout::Layout};

/// Finds the claims in the lines of a document.
pub(crate) fn profile(layout: Layout, _hint: &Hint) -> Profile {
    Profile {
        format: layout.format,
        pages: layout.pages,
        language: None,
        team_name: None,
        team_short_name: None,
        claims: Claims::default(),
        sections: Vec::new(),
        warnings: layout.warnings,
        authenticity: None,
    }
}
