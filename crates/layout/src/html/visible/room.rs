//! How much room there is between boxes that stand beside each other.

use crate::html::css::cascade::Values;
use crate::html::css::length::{Basis, Font, components, length, number};

/// Pixels between two words from which on they are two words.
pub(super) const GAP: f32 = 3.0;

/// The room that a box has beside its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::html) struct Room {
    /// Whether a table or a flexible box puts room between what is inside.
    pub between: bool,
    /// Whether the box is wider than its text, as far as that is known: its size is set, or grows.
    pub is_wide: bool,
    /// Whether a cell has no room around its text.
    pub is_bare: bool,
    /// Whether it is taken out of its line and still stands where it is written.
    pub is_in_place: bool,
}

impl Room {
    /// What the rules for a box say of it, beside what is known `before`.
    pub(super) fn of(values: &Values<'_>, font: Font, before: Self) -> Self {
        let size = |property: &str| {
            values
                .of(property)
                .and_then(|value| length(&value, Basis::width(font)))
        };
        let has = |names: &[&str], least: f32| {
            names
                .iter()
                .any(|name| size(name).is_some_and(|size| size >= least))
        };
        let display = values.of("display").unwrap_or_default();
        // Columns of a grid share all of its room, unless they are as wide as what is in them.
        let is_shared = display.contains("grid")
            && !values
                .of("grid-template-columns")
                .is_some_and(|columns| columns.contains("content"));
        let is_spread = values
            .of("justify-content")
            .is_some_and(|value| value.contains("space"));
        // Of two gaps, the second is the one between columns.
        let gap = ["gap", "grid-gap"]
            .into_iter()
            .filter_map(|property| values.of(property))
            .filter_map(|value| components(&value).last().map(str::to_owned))
            .filter_map(|value| length(&value, Basis::width(font)))
            .any(|gap| gap >= GAP);
        let grows = ["flex", "flex-grow"]
            .into_iter()
            .filter_map(|property| values.of(property))
            .any(|value| {
                let first = components(&value).next().and_then(number);
                value == "auto" || first.is_some_and(|share| share > 0.0)
            });
        let is_bare = |side: &str| {
            values
                .of(side)
                .or_else(|| values.of("padding"))
                .and_then(|value| length(&value, Basis::width(font)))
        };
        let paddings = [is_bare("padding-left"), is_bare("padding-right")];
        let is_out = matches!(values.of("position").as_deref(), Some("absolute" | "fixed"));
        let is_set = |side: &str| values.of(side).is_some_and(|value| value != "auto");
        Self {
            between: before.between
                || is_shared
                || is_spread
                || gap
                || has(&["column-gap", "grid-column-gap", "border-spacing"], GAP),
            is_wide: before.is_wide || grows || has(&["width", "min-width", "flex-basis"], GAP),
            is_bare: match paddings {
                [None, None] => before.is_bare,
                paddings => paddings.into_iter().flatten().all(|padding| padding < 1.0),
            },
            is_in_place: is_out && !is_set("left") && !is_set("right"),
        }
    }
}
