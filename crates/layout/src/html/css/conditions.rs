//! Conditions in front of groups of rules: `@media`, `@supports`, `@container` (Media Queries Level
//! 4; CSS Conditional Rules Module).

use super::color::color;
use super::length::{Basis, WINDOW, length};
use super::validity::{Validity, validity};
use super::{ALIASES, PROPERTIES, selectors};

/// How deep conditions may nest.
const DEPTH: usize = 16;

/// The first words of the properties that browsers know.
const KNOWN: &[&str] = &[
    "accent",
    "align",
    "all",
    "anchor",
    "animation",
    "appearance",
    "aspect",
    "backdrop",
    "backface",
    "background",
    "block",
    "border",
    "bottom",
    "box",
    "break",
    "caption",
    "caret",
    "clear",
    "clip",
    "color",
    "column",
    "columns",
    "contain",
    "container",
    "content",
    "counter",
    "cursor",
    "direction",
    "display",
    "empty",
    "fill",
    "filter",
    "flex",
    "float",
    "font",
    "forced",
    "gap",
    "grid",
    "hanging",
    "height",
    "hyphenate",
    "hyphens",
    "image",
    "initial",
    "inline",
    "inset",
    "interpolate",
    "isolation",
    "justify",
    "left",
    "letter",
    "line",
    "list",
    "margin",
    "marker",
    "mask",
    "math",
    "max",
    "min",
    "mix",
    "object",
    "offset",
    "opacity",
    "order",
    "orphans",
    "outline",
    "overflow",
    "overscroll",
    "padding",
    "page",
    "paint",
    "perspective",
    "place",
    "pointer",
    "position",
    "print",
    "quotes",
    "resize",
    "right",
    "rotate",
    "row",
    "ruby",
    "scale",
    "scroll",
    "scrollbar",
    "shape",
    "size",
    "stroke",
    "tab",
    "table",
    "text",
    "timeline",
    "top",
    "touch",
    "transform",
    "transition",
    "translate",
    "unicode",
    "user",
    "vertical",
    "view",
    "visibility",
    "white",
    "widows",
    "width",
    "will",
    "word",
    "writing",
    "z",
    "zoom",
];

/// Whether a media query list applies on a screen of usual size; `None` if that cannot be told.
pub(in crate::html) fn media_applies(list: &str) -> Option<bool> {
    let list = list.trim().to_ascii_lowercase();
    if list.is_empty() {
        return Some(true);
    }
    any(list.split(',').map(|query| {
        holds(
            query.trim().strip_prefix("only ").unwrap_or(query),
            &media,
            0,
        )
    }))
}

/// Whether the condition of `@supports` holds in a browser of today; `None` if that cannot be told.
pub(super) fn is_supported(condition: &str) -> Option<bool> {
    holds(
        &condition.to_ascii_lowercase(),
        &|declaration, _| support(declaration),
        0,
    )
}

/// Whether one of these holds, as far as that can be told.
fn any(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut is_told = true;
    for part in parts {
        match part {
            Some(true) => return part,
            Some(false) => {}
            None => is_told = false,
        }
    }
    is_told.then_some(false)
}

/// `not`, `and`, `or` and parentheses around what `leaf` decides, which is told whether parentheses stood around it.
fn holds(condition: &str, leaf: &dyn Fn(&str, bool) -> Option<bool>, depth: usize) -> Option<bool> {
    let condition = condition.trim();
    if depth > DEPTH {
        return None;
    }
    if let Some(rest) = condition
        .strip_prefix("not")
        .filter(|rest| rest.starts_with([' ', '(']))
    {
        return holds(rest, leaf, depth + 1).map(|holds| !holds);
    }
    for (word, is_all) in [(" or ", false), (" and ", true)] {
        let parts = split_outside(condition, word);
        if parts.len() > 1 {
            let parts = parts.into_iter().map(|part| holds(part, leaf, depth + 1));
            return if is_all {
                any(parts.map(|part| part.map(|holds| !holds))).map(|fails| !fails)
            } else {
                any(parts)
            };
        }
    }
    match condition
        .strip_prefix('(')
        .and_then(|inside| inside.strip_suffix(')'))
    {
        Some(inside)
            if inside.trim_start().starts_with('(')
                || inside
                    .trim_start()
                    .strip_prefix("not")
                    .is_some_and(|rest| rest.starts_with([' ', '('])) =>
        {
            holds(inside, leaf, depth + 1)
        }
        Some(inside) => leaf(inside.trim(), true),
        None => leaf(condition, false),
    }
}

/// The parts between words that stand outside parentheses.
fn split_outside<'a>(text: &'a str, word: &str) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let (mut from, mut depth) = (0, 0_usize);
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ' ' if depth == 0
                && at >= from
                && text.get(at..).is_some_and(|rest| rest.starts_with(word)) =>
            {
                parts.extend(text.get(from..at));
                from = at + word.len();
            }
            _ => {}
        }
    }
    parts.extend(text.get(from..));
    parts
}

fn media(feature: &str, is_feature: bool) -> Option<bool> {
    if !is_feature {
        return Some(matches!(feature, "screen" | "all"));
    }
    if let Some((name, value)) = feature.split_once(':') {
        return feature_holds(name.trim(), value.trim());
    }
    if feature.contains(['<', '>', '=']) {
        return range_holds(feature);
    }
    match feature {
        "color" | "width" | "height" | "device-width" | "device-height" | "hover" | "any-hover"
        | "pointer" | "any-pointer" | "resolution" | "aspect-ratio" | "orientation"
        | "scripting" | "update" => Some(true),
        "grid"
        | "monochrome"
        | "color-index"
        | "prefers-reduced-motion"
        | "prefers-contrast"
        | "forced-colors"
        | "prefers-reduced-data"
        | "prefers-reduced-transparency"
        | "inverted-colors"
        | "-ms-high-contrast" => Some(false),
        _ => None,
    }
}

fn feature_holds(feature: &str, value: &str) -> Option<bool> {
    let pixels = length(value, Basis::width(16.0));
    Some(match (feature, pixels) {
        ("min-width" | "min-device-width", Some(limit)) => WINDOW.0 >= limit,
        ("max-width" | "max-device-width", Some(limit)) => WINDOW.0 <= limit,
        ("min-height" | "min-device-height", Some(limit)) => WINDOW.1 >= limit,
        ("max-height" | "max-device-height", Some(limit)) => WINDOW.1 <= limit,
        ("orientation", _) => value == "landscape",
        ("prefers-color-scheme", _) => value == "light",
        (
            "prefers-reduced-motion" | "prefers-contrast" | "forced-colors" | "inverted-colors",
            _,
        ) => {
            matches!(value, "no-preference" | "none")
        }
        ("-ms-high-contrast" | "prefers-reduced-data" | "prefers-reduced-transparency", _) => false,
        ("hover" | "any-hover", _) => value == "hover",
        ("pointer" | "any-pointer", _) => value == "fine",
        ("scripting", _) => value == "enabled",
        ("-webkit-min-device-pixel-ratio", _) if value == "0" => true,
        _ => return None,
    })
}

/// `400px <= width < 80em`.
fn range_holds(range: &str) -> Option<bool> {
    let value = |text: &str| match text.trim() {
        "width" | "device-width" | "inline-size" => Some(WINDOW.0),
        "height" | "device-height" | "block-size" => Some(WINDOW.1),
        text => length(text, Basis::width(16.0)),
    };
    let mut rest = range;
    while let Some(at) = rest.find(['<', '>', '=']) {
        let (left, behind) = rest.split_at(at);
        let sign = behind.len() - behind.trim_start_matches(['<', '>', '=']).len();
        let (sign, behind) = behind.split_at(sign);
        let right = behind.split(['<', '>', '=']).next().unwrap_or_default();
        let (left, right) = (value(left)?, value(right)?);
        let holds = {
            match sign {
                "<" => left < right,
                "<=" => left <= right,
                ">" => left > right,
                ">=" => left >= right,
                _ => (left - right).abs() < 0.5,
            }
        };
        if !holds {
            return Some(false);
        }
        rest = behind;
    }
    Some(true)
}

/// Whether a declaration, or a function such as `selector()`, is one that browsers know.
fn support(declaration: &str) -> Option<bool> {
    let Some((property, value)) = declaration
        .split_once(':')
        .filter(|(property, _)| !property.contains('('))
    else {
        let inside = declaration.strip_prefix("selector(")?.strip_suffix(')')?;
        return selectors::is_known(inside);
    };
    let property = property.trim();
    if property.starts_with("--") {
        return Some(true);
    }
    let first = property.split('-').next().unwrap_or_default();
    let is_known = PROPERTIES.contains(&property)
        || ALIASES.iter().any(|(alias, _)| *alias == property)
        || KNOWN.contains(&first);
    if !is_known {
        return (!property.starts_with("-webkit-")).then_some(false);
    }
    let value = value.trim();
    match validity(property, value) {
        Validity::Invalid => Some(false),
        // Of most values only browsers know whether the property takes them.
        Validity::Valid if is_told(property, value) => Some(true),
        _ => None,
    }
}

/// Whether a value that is valid is surely one that browsers take.
fn is_told(property: &str, value: &str) -> bool {
    matches!(property, "display" | "visibility" | "position")
        || color(value).is_some()
        || length(value, Basis::width(16.0)).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_queries_are_judged_for_a_usual_screen() {
        for applies in [
            "",
            "screen",
            "all",
            "only screen and (min-width: 30em)",
            "not print",
            "print, screen",
            "(width >= 500px)",
            "(400px <= width <= 2000px)",
            "(min-width:1px) or (color)",
            "not (max-width:10px)",
            "screen and (not (max-width: 600px))",
            "(prefers-color-scheme: light)",
            "((min-width: 1px) and (max-width: 9999px))",
            "(hover)",
        ] {
            assert_eq!(media_applies(applies), Some(true), "{applies}");
        }
        for fails in [
            "print",
            "not screen",
            "not all",
            "screen and (max-width: 600px)",
            "(width < 600px)",
            "(100px <= width <= 600px)",
            "(prefers-color-scheme: dark)",
            "speech, print",
            "(min-width: 1px) and (max-width: 2px)",
            "not (min-width: 1px)",
            "unknown",
        ] {
            assert_eq!(media_applies(fails), Some(false), "{fails}");
        }
        for untold in [
            "(unheard-of: 1)",
            "(unheard-of)",
            "screen and (resolution > 2x)",
            "not (unheard-of)",
        ] {
            assert_eq!(media_applies(untold), None, "{untold}");
        }
        let _ = media_applies(&"(".repeat(100_000));
        let _ = media_applies(&"not ".repeat(100_000));
    }

    #[test]
    fn what_browsers_do_not_know_is_not_supported() {
        for known in [
            "(display: grid)",
            "not (foo: bar)",
            "selector(:has(a))",
            "(color: red) and (not (foo: bar))",
            "(foo:bar) or (gap: 1px)",
        ] {
            assert_eq!(is_supported(known), Some(true), "{known}");
        }
        for unknown in [
            "(foo: bar)",
            "not (display: grid)",
            "(display: grid) and (foo: bar)",
            "(display: foo)",
        ] {
            assert_eq!(is_supported(unknown), Some(false), "{unknown}");
        }
        for untold in [
            "(-webkit-foo: bar)",
            "not (-webkit-foo: bar)",
            "(color: rgb(foo))",
            "(overflow: foo)",
            "(scroll-behavior: foo)",
            "foo(bar)",
            "selector(p:foo)",
        ] {
            assert_eq!(is_supported(untold), None, "{untold}");
        }
    }
}
