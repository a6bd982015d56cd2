//! Whether a declaration is one for a browser: one that is not leaves those before it in force.

use super::color::color;
use super::length::{Basis, length, number};

/// What browsers make of a declaration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Validity {
    /// They take it.
    Valid,
    /// They drop it.
    Invalid,
    /// It uses what this reader does not know.
    Unknown,
}

/// Properties that alone decide whether something is seen.
const DECIDING: &[&str] = &[
    "all",
    "animation",
    "background",
    "background-color",
    "clip",
    "clip-path",
    "color",
    "content-visibility",
    "display",
    "filter",
    "float",
    "font",
    "font-size",
    "height",
    "left",
    "margin-left",
    "margin-top",
    "max-height",
    "max-width",
    "opacity",
    "order",
    "overflow",
    "position",
    "text-indent",
    "top",
    "transform",
    "visibility",
    "width",
    "-webkit-text-fill-color",
];

/// Functions of values that are computed, or that decide nothing.
const FUNCTIONS: &[&str] = &[
    "",
    "abs",
    "acos",
    "asin",
    "atan",
    "atan2",
    "attr",
    "blur",
    "brightness",
    "calc",
    "circle",
    "clamp",
    "color",
    "color-mix",
    "conic-gradient",
    "contrast",
    "cos",
    "counter",
    "counters",
    "cross-fade",
    "cubic-bezier",
    "drop-shadow",
    "ellipse",
    "env",
    "exp",
    "fit-content",
    "format",
    "grayscale",
    "hsl",
    "hsla",
    "hue-rotate",
    "hwb",
    "hypot",
    "image",
    "image-set",
    "inset",
    "invert",
    "lab",
    "lch",
    "light-dark",
    "linear",
    "linear-gradient",
    "log",
    "matrix",
    "matrix3d",
    "max",
    "min",
    "minmax",
    "mod",
    "oklab",
    "oklch",
    "opacity",
    "path",
    "perspective",
    "polygon",
    "pow",
    "radial-gradient",
    "rect",
    "rem",
    "repeat",
    "repeating-conic-gradient",
    "repeating-linear-gradient",
    "repeating-radial-gradient",
    "rgb",
    "rgba",
    "rotate",
    "rotate3d",
    "rotatex",
    "rotatey",
    "rotatez",
    "round",
    "saturate",
    "scale",
    "scale3d",
    "scalex",
    "scaley",
    "scalez",
    "sepia",
    "shape",
    "sign",
    "sin",
    "skew",
    "skewx",
    "skewy",
    "sqrt",
    "steps",
    "tan",
    "translate",
    "translate3d",
    "translatex",
    "translatey",
    "translatez",
    "url",
    "var",
    "xywh",
    "-webkit-calc",
    "-webkit-gradient",
    "-webkit-image-set",
    "-webkit-linear-gradient",
    "-webkit-radial-gradient",
];

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
const COLOR_FUNCTIONS: &[&str] = &[
    "rgb(",
    "rgba(",
    "hsl(",
    "hsla(",
    "hwb(",
    "lab(",
    "lch(",
    "oklab(",
    "oklch(",
    "color(",
    "color-mix(",
];

/// What browsers make of the value for the property. Where only they can tell, they take it.
pub(super) fn validity(property: &str, value: &str) -> Validity {
    let value = value.trim().to_ascii_lowercase();
    // What the layers before say is not kept.
    if value == "revert-layer" && DECIDING.contains(&property) {
        return Validity::Unknown;
    }
    // What variables make of it shows later.
    if property.starts_with("--") || GLOBAL.contains(&value.as_str()) {
        return Validity::Valid;
    }
    if let Some(name) = functions(&value).find(|name| !FUNCTIONS.contains(name)) {
        // Those of other browsers, and of those that nobody uses any more.
        let is_foreign = ["-moz-", "-o-", "-ms-", "expression", "alpha"]
            .iter()
            .any(|prefix| name.starts_with(prefix));
        return match (is_foreign, DECIDING.contains(&property)) {
            (true, _) => Validity::Invalid,
            (false, true) => Validity::Unknown,
            (false, false) => Validity::Valid,
        };
    }
    // A value that is taken from an attribute is not looked up there.
    if value.contains("attr(") && DECIDING.contains(&property) {
        return Validity::Unknown;
    }
    if value.contains("var(")
        || value.contains("env(")
        || !value.is_empty() && is_valid(property, &value)
    {
        Validity::Valid
    } else {
        Validity::Invalid
    }
}

/// The names of the functions in a value.
fn functions(value: &str) -> impl Iterator<Item = &str> {
    let outside_strings = value.split(['"', '\'']).step_by(2);
    outside_strings.flat_map(|part| {
        part.match_indices('(').map(move |(at, _)| {
            let before = part.get(..at).unwrap_or_default();
            let start = before
                .rfind(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_')
                .map_or(0, |at| at + 1);
            // The minus sign in front of parentheses.
            before
                .get(start..)
                .filter(|name| name.bytes().any(|b| b.is_ascii_alphabetic()))
                .unwrap_or_default()
        })
    })
}

fn is_valid(property: &str, value: &str) -> bool {
    match property {
        "display" => value
            .split_ascii_whitespace()
            .all(|word| DISPLAY.contains(&word)),
        "visibility" => matches!(value, "visible" | "hidden" | "collapse"),
        "position" => matches!(
            value,
            "static" | "relative" | "absolute" | "fixed" | "sticky" | "-webkit-sticky"
        ),
        "color" | "background-color" | "-webkit-text-fill-color" => {
            value == "currentcolor"
                || color(value).is_some()
                || COLOR_FUNCTIONS.iter().any(|name| value.starts_with(name))
        }
        "opacity" | "fill-opacity" => number(value).is_some() || value.contains('('),
        "top" | "left" | "bottom" | "right" | "width" | "height" | "max-width" | "max-height"
        | "text-indent" | "margin-left" | "margin-top" | "padding-left" => {
            let is_number =
                value.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'));
            !is_number || length(value, Basis::width(16.0)).is_some()
        }
        _ => true,
    }
}
