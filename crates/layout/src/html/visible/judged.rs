//! What decides how text is seen and is not computed here: such text is seen, but not judged.

use std::collections::HashSet;

use bonafide_model::claims::NotJudged;
use scraper::{ElementRef, node::Element};

use super::geometry::{Transform, clips_nothing, cuts, has_depth, turn};
use super::{Overflow, Style};
use crate::html::css::Sheet;
use crate::html::css::cascade::{Declared, Values};
use crate::html::css::length::{Basis, Font, arguments, components, function, length, number};

/// Pixels of width that hold a line with a fingerprint.
const WIDE: f32 = 480.0;
/// Boxes that are lower or narrower than this are not scrolled through.
const LEAST_SCROLLED: f32 = 100.0;
/// Flexible boxes below this height have no room for what they shrink.
const LOW: f32 = 200.0;
/// How wide letters and digits are on average, in their height.
const LETTER: f32 = 0.6;
/// Letters that a field has room for where it says nothing (HTML, "The input element", "The
/// textarea element"), and those of a field that is meant to be read.
const SIZE: usize = 20;
const ROWS: usize = 2;
const READABLE: usize = 60;
/// Elements in front of another one whose height is looked at.
const NEIGHBOURS: usize = 8;
/// Words of scripts that are kept.
const WORDS: usize = 20_000;
/// What a person does on purpose, on what is there to be pressed or filled in.
const PRESSED: &[&str] = &[
    "a", "area", "button", "form", "input", "label", "option", "select", "summary", "textarea",
];
const PRESSES: &[&str] = &[
    "onblur",
    "onchange",
    "onclick",
    "ondblclick",
    "onfocus",
    "oninput",
    "oninvalid",
    "onkeydown",
    "onkeypress",
    "onkeyup",
    "onmousedown",
    "onmouseup",
    "onreset",
    "onsubmit",
    "ontouchend",
    "ontouchstart",
];
/// What changes text or hides it, in scripts.
const CHANGES: &[&str] = &[
    ".addClass(",
    ".after(",
    ".append(",
    ".before(",
    ".classList",
    ".className",
    ".css(",
    ".data =",
    ".hidden",
    ".hide(",
    ".html(",
    ".prepend(",
    ".remove(",
    ".removeClass(",
    ".replaceWith(",
    ".setAttribute(",
    ".style",
    ".text(",
    "attachShadow",
    "innerHTML",
    "innerText",
    "insertAdjacent",
    "nodeValue",
    "outerHTML",
    "outerText",
    "removeChild",
    "replaceChild",
    "textContent",
];
/// What reaches all of a page.
const EVERYWHERE: &[&str] = &[
    "document.body.innerHTML",
    "documentElement.innerHTML",
    "createTreeWalker",
    "document.designMode",
];

/// The elements that scripts of the page change, by the names that they call them.
#[derive(Default)]
pub(in crate::html) struct Scripts {
    words: HashSet<String>,
    changes_all: bool,
}

impl Scripts {
    /// Takes note of a script of the page.
    pub(in crate::html) fn add(&mut self, code: &str) {
        self.changes_all |= EVERYWHERE.iter().any(|all| code.contains(all));
        if !CHANGES.iter().any(|change| code.contains(change)) {
            return;
        }
        let strings = code
            .split(['"', '\'', '`'])
            .skip(1)
            .step_by(2)
            .filter(|string| string.len() <= 200);
        let names = |text: &'_ str| -> Vec<String> {
            text.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '_')
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect()
        };
        // An element with an id is a variable of that name, too.
        let variables = CHANGES
            .iter()
            .flat_map(|change| code.match_indices(change))
            .filter_map(|(at, _)| {
                let before = code.get(..at)?;
                names(
                    before
                        .get(before.floor_char_boundary(before.len().saturating_sub(60))..)?
                        .trim_end_matches('.'),
                )
                .pop()
            });
        for word in strings.flat_map(names).chain(variables) {
            if self.words.len() < WORDS {
                self.words.insert(word);
            }
        }
    }

    /// Takes note of what an element does by itself, which may be to change what stands around it.
    pub(in crate::html) fn add_handlers(&mut self, element: &Element) {
        for (_, code) in element
            .attrs()
            .filter(|(name, code)| is_handler(element.name(), name, code))
        {
            self.changes_all |= ["parent", "closest", "Sibling", "document.body"]
                .iter()
                .any(|way| code.contains(way));
            self.add(code);
        }
    }

    fn names(&self, element: ElementRef<'_>) -> bool {
        let value = element.value();
        let is_named = |name: &str| self.words.contains(name);
        self.changes_all && value.name() == "body"
            || !self.words.is_empty()
                && (value.id().is_some_and(is_named) || value.classes().any(is_named))
    }
}

/// What of an element itself cannot be judged.
pub(super) fn by_itself(element: ElementRef<'_>, scripts: &Scripts) -> Option<NotJudged> {
    let value = element.value();
    if value
        .attrs()
        .any(|(name, code)| is_handler(value.name(), name, code))
    {
        return Some(NotJudged::EventHandler);
    }
    if matches!(value.name(), "marquee" | "blink") {
        return Some(NotJudged::Animation);
    }
    if value.name() == "option" && !is_chosen(element) {
        return Some(NotJudged::AfterClick);
    }
    let is_shadow = |child: ElementRef<'_>| {
        child.value().name() == "template" && child.attr("shadowrootmode").is_some()
    };
    if value.name() != "body" && element.child_elements().any(is_shadow) {
        return Some(NotJudged::ShadowTree);
    }
    scripts.names(element).then_some(NotJudged::Script)
}

/// Whether an attribute is code that runs without anybody pressing anything.
fn is_handler(element: &str, name: &str, code: &str) -> bool {
    name.starts_with("on")
        && !code.trim().is_empty()
        && !(PRESSED.contains(&element) && PRESSES.contains(&name))
}

/// Whether an option is the one that is seen before anybody chooses.
fn is_chosen(option: ElementRef<'_>) -> bool {
    let parent = option.parent().and_then(ElementRef::wrap);
    let list = parent.filter(|parent| parent.value().name() == "select");
    let Some(list) =
        list.filter(|list| list.attr("multiple").is_none() && list.attr("size").is_none())
    else {
        return true;
    };
    let is_selected = |option: &ElementRef<'_>| option.attr("selected").is_some();
    list.child_elements()
        .find(is_selected)
        .or_else(|| list.child_elements().next())
        .is_some_and(|shown| shown.id() == option.id())
}

/// What of the rules for an element cannot be judged.
pub(super) fn by_rules(values: &Values<'_>, style: &Style) -> Option<NotJudged> {
    let font = style.font;
    let is_set = |property: &str| values.of(property).filter(|value| !is_nothing(value));
    if !values.is_understood() || values.of("all").is_some() {
        return Some(NotJudged::UnknownRule);
    }
    let is_bent = is_set("transform").is_some_and(|value| Transform::of(&value, font).is_bent)
        || is_set("rotate").is_some_and(|value| turn(&value) != Some(0.0))
        || is_set("translate").is_some_and(|value| has_depth(components(&value).nth(2)))
        || is_set("scale").is_some_and(|value| {
            components(&value).any(|scale| number(scale).is_some_and(|scale| scale < 0.0))
        });
    let spacing = |property: &str| {
        is_set(property)
            .and_then(|value| length(&value, Basis::text(font)))
            .unwrap_or(0.0)
    };
    let open = [
        (is_bent, NotJudged::Transform),
        (
            is_set("offset-path").is_some() || is_set("offset").is_some(),
            NotJudged::Offset,
        ),
        (
            is_set("filter").is_some_and(|value| !components(&value).all(is_harmless_filter)),
            NotJudged::Filter,
        ),
        (
            is_set("mask").is_some() || is_set("mask-image").is_some(),
            NotJudged::Mask,
        ),
        (
            is_set("clip-path").is_some_and(|value| !clips_nothing(&value)),
            NotJudged::Mask,
        ),
        (
            is_set("mix-blend-mode").is_some_and(|value| value != "normal"),
            NotJudged::BlendMode,
        ),
        (
            is_set("contain").is_some_and(|value| components(&value).any(is_contained)),
            NotJudged::Contain,
        ),
        (
            spacing("letter-spacing") <= -0.3 * font.size
                || spacing("word-spacing") <= -0.6 * font.size,
            NotJudged::Offset,
        ),
        (
            is_set("writing-mode").is_some_and(|value| value != "horizontal-tb"),
            NotJudged::Direction,
        ),
        (
            is_set("unicode-bidi")
                .is_some_and(|value| value.ends_with("-override") && style.is_reversed),
            NotJudged::Direction,
        ),
        (
            // Units of a line's height and of a container's size are not computed.
            values
                .of("font-size")
                .or_else(|| values.of("font"))
                .is_some_and(|size| size.contains("lh") || size.contains("cq"))
                || is_set("font-size-adjust").is_some_and(|value| {
                    components(&value).any(|share| number(share).is_some_and(|n| n < 0.3))
                }),
            NotJudged::UnknownRule,
        ),
        (
            style.fill.is_some()
                && (is_set("text-anchor").is_some_and(|value| value != "start")
                    || is_set("baseline-shift").is_some_and(|value| value != "baseline")),
            NotJudged::Offset,
        ),
        (
            values.of("box-shadow").is_some_and(|shadow| {
                let parts = arguments(&shadow).filter(|part| part.contains("inset"));
                parts.into_iter().any(|part| {
                    let lengths =
                        components(part).filter_map(|part| length(part, Basis::text(font)));
                    lengths
                        .into_iter()
                        .any(|size| size.abs() >= font.size / 2.0)
                })
            }),
            NotJudged::Color,
        ),
        (is_limited(values, style), NotJudged::LimitedSize),
        (
            has_narrow_track(values, font)
                || is_shrunk(values, font)
                || style.is_in_low_container && cuts(values)
                || cuts(values) && is_set("aspect-ratio").is_some(),
            NotJudged::LimitedSize,
        ),
    ];
    open.into_iter()
        .find(|(is_open, _)| *is_open)
        .map(|(_, why)| why)
}

fn is_nothing(value: &str) -> bool {
    matches!(
        value.trim(),
        "" | "none"
            | "initial"
            | "inherit"
            | "unset"
            | "revert"
            | "revert-layer"
            | "normal"
            | "auto"
    )
}

fn is_contained(kind: &str) -> bool {
    matches!(
        kind,
        "size" | "inline-size" | "strict" | "content" | "paint"
    )
}

/// Filters that leave the difference between text and what lies behind it.
fn is_harmless_filter(filter: &str) -> bool {
    let Some((name, inside)) = function(filter) else {
        return false;
    };
    let amount = arguments(inside).next().and_then(number);
    match name {
        "drop-shadow" | "grayscale" | "hue-rotate" | "saturate" | "sepia" => true,
        "blur" => length(inside, Basis::text(16.0)).is_some_and(|radius| radius < 1.0),
        "opacity" | "brightness" | "contrast" => {
            amount.is_none_or(|amount| (0.8..=1.25).contains(&amount))
        }
        _ => false,
    }
}

/// Whether a box of limited size cuts off what does not fit.
fn is_limited(values: &Values<'_>, style: &Style) -> bool {
    let clamps = ["line-clamp", "-webkit-line-clamp"]
        .into_iter()
        .filter_map(|property| values.of(property))
        .any(|lines| number(&lines).is_some());
    if clamps {
        return true;
    }
    let is_scrolled = |value: &str| matches!(value, "auto" | "scroll");
    let overflow: Vec<String> = ["overflow", "overflow-x", "overflow-y"]
        .into_iter()
        .filter_map(|property| values.of(property))
        .collect();
    // A share of a height that is not set is no limit.
    let sizes = |names: [&str; 2], most: f32| {
        names
            .into_iter()
            .filter_map(|name| values.of(name))
            .any(|value| {
                !value.ends_with('%')
                    && length(&value, Basis::width(style.font)).is_some_and(|size| size < most)
            })
    };
    let (heights, widths) = (["height", "max-height"], ["width", "max-width"]);
    let is_cut = style.overflow == Overflow::Cut;
    if !is_cut && style.overflow == Overflow::Seen && !cuts(values) {
        return false;
    }
    let mut words = overflow.iter().flat_map(|value| components(value));
    if !is_cut && words.all(is_scrolled) {
        return sizes(heights, LEAST_SCROLLED) || sizes(widths, LEAST_SCROLLED);
    }
    style.is_unbroken || sizes(heights, f32::INFINITY) || sizes(widths, WIDE)
}

/// Whether a flexible or grid box has no room for more than some lines.
pub(super) fn is_low(values: &Values<'_>, font: Font) -> bool {
    ["height", "max-height"]
        .into_iter()
        .filter_map(|property| length(&values.of(property)?, Basis::height(font)))
        .any(|height| height < LOW)
}

/// Whether a row or a column of a grid is too narrow for a line of text.
fn has_narrow_track(values: &Values<'_>, font: Font) -> bool {
    [
        "grid",
        "grid-template",
        "grid-template-rows",
        "grid-template-columns",
        "grid-auto-rows",
        "grid-auto-columns",
    ]
    .into_iter()
    .filter_map(|property| values.of(property))
    .any(|value| {
        value
            .split('/')
            .flat_map(components)
            .any(|track| is_narrow(track, font, 0))
    })
}

fn is_narrow(track: &str, font: Font, depth: usize) -> bool {
    /// Shares of the room that leave nothing.
    const LEAST_SHARE: f32 = 0.02;
    /// Functions in functions.
    const DEPTH: usize = 3;
    if let Some(share) = track.strip_suffix("fr").and_then(number) {
        return share < LEAST_SHARE;
    }
    match function(track) {
        Some(("minmax", inside)) => arguments(inside)
            .nth(1)
            .is_some_and(|most| depth < DEPTH && is_narrow(most, font, depth + 1)),
        Some(("repeat", inside)) => arguments(inside)
            .skip(1)
            .flat_map(components)
            .any(|track| depth < DEPTH && is_narrow(track, font, depth + 1)),
        Some(("fit-content", inside)) => is_narrow(inside, font, depth + 1),
        _ => length(track, Basis::width(font)).is_some_and(|size| size < font.size),
    }
}

/// Whether an item that cuts off what does not fit begins with no room in a flexible box, and does
/// not grow.
fn is_shrunk(values: &Values<'_>, font: Font) -> bool {
    let flex = values.of("flex").unwrap_or_default();
    let mut parts = components(&flex);
    let (grow, _, third) = (parts.next(), parts.next(), parts.next());
    let basis = values.of("flex-basis").or(third.map(str::to_owned));
    let grow = values
        .of("flex-grow")
        .as_deref()
        .or(grow)
        .and_then(number)
        .unwrap_or(0.0);
    let is_nothing = basis
        .and_then(|basis| length(&basis, Basis::width(font)))
        .is_some_and(|basis| basis < font.size);
    cuts(values) && is_nothing && grow <= 0.0
}

/// Whether a field has no room for its value.
pub(super) fn is_field_short(element: ElementRef<'_>, values: &Values<'_>, font: Font) -> bool {
    let value = element.value();
    let count = |name: &str, default: usize| {
        value
            .attr(name)
            .and_then(|number| number.trim().parse().ok())
            .filter(|number| *number > 0)
            .unwrap_or(default)
    };
    let size = |property: &str| {
        values
            .of(property)
            .and_then(|value| length(&value, Basis::width(font)))
    };
    match value.name() {
        "input" => {
            let letters = value.attr("value").unwrap_or_default().chars().count();
            let is_low = ["height", "max-height"]
                .into_iter()
                .filter_map(size)
                .any(|height| height < font.size * 0.8);
            let width = ["width", "max-width"]
                .into_iter()
                .filter_map(size)
                .reduce(f32::min);
            let padding = ["padding-left", "padding-right"]
                .into_iter()
                .filter_map(size)
                .sum::<f32>();
            let is_narrow = match width {
                None => letters > count("size", SIZE),
                // The cast may round: nobody counts letters that finely.
                #[allow(clippy::cast_precision_loss)]
                Some(width) => letters as f32 * LETTER * font.size > width - padding,
            };
            letters > 0 && (is_low || is_narrow)
        }
        "textarea" => {
            let (columns, rows) = (count("cols", SIZE), count("rows", ROWS));
            let room = columns.saturating_mul(rows);
            let letters = element.text().flat_map(str::chars).take(room + 1).count();
            let is_meant_to_be_read = columns >= SIZE && room >= READABLE;
            size("width").is_none() && !is_meant_to_be_read && letters > room
        }
        _ => false,
    }
}

/// Whether what stands in front of an element, or around it, surely has the room that a margin
/// pulls it back over.
pub(super) fn has_room_before(element: ElementRef<'_>, margin: f32, sheet: &mut Sheet) -> bool {
    /// How much smaller the room may be: margins around it count, too.
    const SHARE: f32 = 0.9;
    let before = element
        .prev_siblings()
        .filter_map(ElementRef::wrap)
        .take(NEIGHBOURS);
    let parent = element.parent().and_then(ElementRef::wrap);
    let neighbours: Vec<ElementRef<'_>> = before.chain(parent).collect();
    neighbours.into_iter().any(|element| {
        let declared = Declared::of(element, sheet);
        let values = Values {
            properties: &declared.sure,
            variables: &Default::default(),
        };
        let heights = ["height", "min-height"]
            .into_iter()
            .filter_map(|property| values.of(property));
        heights
            .filter_map(|height| length(&height, Basis::height(16.0)))
            .any(|height| height >= margin * SHARE)
    })
}
