//! What decides how text is seen and is not computed here: such text is seen, but not judged.

use std::collections::HashSet;

use bonafide_model::NotJudged;
use scraper::{ElementRef, node::Element};

use super::Style;
use super::geometry::{Transform, clips_nothing, cuts, turn};
use crate::html::css::Sheet;
use crate::html::css::cascade::{Declared, Values};
use crate::html::css::length::{Basis, arguments, components, function, length, number};

/// Pixels of width that hold a line with a fingerprint.
const WIDE: f32 = 480.0;
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
    if scripts.names(element) {
        return Some(NotJudged::Script);
    }
    let parent = element.parent().and_then(ElementRef::wrap);
    let is_closed = parent
        .is_some_and(|parent| parent.value().name() == "details" && parent.attr("open").is_none());
    (is_closed && value.name() != "summary").then_some(NotJudged::AfterClick)
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
    let font = style.font_size;
    let is_set = |property: &str| values.of(property).filter(|value| !is_nothing(value));
    if !values.properties.is_understood() || values.of("all").is_some() {
        return Some(NotJudged::UnknownRule);
    }
    let is_bent = is_set("transform").is_some_and(|value| Transform::of(&value, font).is_bent)
        || is_set("rotate").is_some_and(|value| turn(&value) != Some(0.0))
        || is_set("scale").is_some_and(|value| {
            components(&value).any(|scale| number(scale).is_some_and(|scale| scale < 0.0))
        });
    let spacing = |property: &str| {
        is_set(property)
            .and_then(|value| length(&value, Basis { font, whole: font }))
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
            spacing("letter-spacing") <= -0.3 * font || spacing("word-spacing") <= -0.6 * font,
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
        (is_limited(values, style), NotJudged::LimitedSize),
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
        "blur" => length(
            inside,
            Basis {
                font: 16.0,
                whole: 16.0,
            },
        )
        .is_some_and(|radius| radius < 1.0),
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
    if !cuts(values)
        || overflow
            .iter()
            .flat_map(|value| components(value))
            .all(is_scrolled)
    {
        return false;
    }
    // A share of a height that is not set is no limit.
    let sizes = |names: [&str; 2], most: f32| {
        names
            .into_iter()
            .filter_map(|name| values.of(name))
            .any(|value| {
                !value.ends_with('%')
                    && length(&value, Basis::width(style.font_size)).is_some_and(|size| size < most)
            })
    };
    style.is_unbroken
        || sizes(["height", "max-height"], f32::INFINITY)
        || sizes(["width", "max-width"], WIDE)
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
