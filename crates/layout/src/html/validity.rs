//! Whether a declaration is one for a browser: one that is not leaves those before it in force.

use super::color::color;
use super::length::{Basis, length, number};

/// Values that every property takes.
const GLOBAL: &[&str] = &["inherit", "initial", "unset", "revert", "revert-layer"];
/// First words of the values of `display` (CSS Display Module Level 4).
const DISPLAY: &[&str] = &[
    "none",
    "block",
    "inline",
    "inline-block",
    "inline-flex",
    "inline-grid",
    "inline-table",
    "flex",
    "grid",
    "table",
    "table-row",
    "table-cell",
    "table-caption",
    "table-column",
    "table-column-group",
    "table-header-group",
    "table-footer-group",
    "table-row-group",
    "list-item",
    "flow",
    "flow-root",
    "contents",
    "ruby",
    "ruby-base",
    "ruby-text",
    "run-in",
    "math",
    "-webkit-box",
    "-webkit-inline-box",
    "-webkit-flex",
    "-webkit-inline-flex",
    "subgrid",
];
/// Functions that make colours which are not computed here.
const COLOR_FUNCTIONS: &[&str] =
    &["rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch(", "color(", "color-mix("];

/// Whether browsers take the value for the property. Where only they can tell, they do.
pub(super) fn is_valid(property: &str, value: &str) -> bool {
    let value = value.trim().to_ascii_lowercase();
    // What variables make of it shows later.
    if property.starts_with("--") || value.contains("var(") || GLOBAL.contains(&value.as_str()) {
        return true;
    }
    if value.is_empty() {
        return false;
    }
    match property {
        "display" => value.split_ascii_whitespace().all(|word| DISPLAY.contains(&word)),
        "visibility" => matches!(value.as_str(), "visible" | "hidden" | "collapse"),
        "position" => matches!(value.as_str(), "static" | "relative" | "absolute" | "fixed" | "sticky" | "-webkit-sticky"),
        "color" | "background-color" | "-webkit-text-fill-color" => {
            value == "currentcolor" || color(&value).is_some() || COLOR_FUNCTIONS.iter().any(|name| value.starts_with(name))
        }
        "opacity" | "fill-opacity" => number(&value).is_some() || value.contains('('),
        "top" | "left" | "bottom" | "right" | "width" | "height" | "max-width" | "max-height" | "text-indent" | "margin-left"
        | "margin-top" | "padding-left" => {
            let is_number = value.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'));
            !is_number || length(&value, Basis::width(16.0)).is_some()
        }
        _ => true,
    }
}
