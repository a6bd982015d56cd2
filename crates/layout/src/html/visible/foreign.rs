//! Drawings and formulas inside a page (SVG 2, MathML Core): where their letters are seen is not
//! computed beyond the plainest case.

use bonafide_model::claims::{HiddenBy, NotJudged};
use scraper::{ElementRef, Node};

use crate::html::css::length::{Basis, Font, WINDOW, components, length, number};

/// What draws something, which may lie behind letters or over them.
const SHAPES: &[&str] = &[
    "rect",
    "path",
    "image",
    "circle",
    "ellipse",
    "polygon",
    "polyline",
    "line",
    "use",
    "foreignObject",
];
/// Attributes of drawings that move, turn, stretch or drop letters.
const MOVING: &[&str] = &[
    "transform",
    "dx",
    "dy",
    "rotate",
    "textLength",
    "lengthAdjust",
    "systemLanguage",
    "requiredExtensions",
    "requiredFeatures",
    "preserveAspectRatio",
];
const MOVING_ELEMENTS: &[&str] = &["textPath", "tref", "switch"];
const ANIMATIONS: &[&str] = &["animate", "animateMotion", "animateTransform", "set"];
/// Elements of formulas that put what is inside anywhere but in a line, or do not show all of it.
const SCRIPTS: &[&str] = &[
    "maction",
    "menclose",
    "mfrac",
    "mmultiscripts",
    "mover",
    "mpadded",
    "mroot",
    "msub",
    "msubsup",
    "msup",
    "munder",
    "munderover",
    "semantics",
];
/// Elements of formulas that hold letters.
const TOKENS: &[&str] = &["mi", "mn", "mo", "ms", "mtext"];
/// The size of a drawing that gives none, in pixels.
const SIZE: (f32, f32) = (300.0, 150.0);
/// How wide a letter is at least, in its height.
const LETTER: f32 = 0.45;
/// Letters of a text that are counted.
const LETTERS: usize = 2000;
/// Elements of a drawing that are looked at.
const ELEMENTS: usize = 2000;
/// Pixels below which letters of drawings are dust, after they were scaled.
const LEAST_LETTERS: f32 = 3.0;

/// Whether letters right inside an element are drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Letters {
    #[default]
    Drawn,
    /// They belong to a drawing and to no text of it.
    NotDrawn,
    /// They stand in a formula where no letters may stand.
    Unknown,
}

/// The part of a drawing that is seen, in its own units.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    start: (f32, f32),
    size: (f32, f32),
    /// Pixels of the screen in a unit.
    scale: f32,
}

pub(super) fn is_drawing(element: ElementRef<'_>) -> bool {
    element.value().name.ns.ends_with("/svg")
}

pub(super) fn is_formula(element: ElementRef<'_>) -> bool {
    element.value().name.ns.ends_with("/MathML")
}

/// Whether a drawing draws anything but letters.
pub(super) fn has_shapes(drawing: ElementRef<'_>) -> bool {
    drawing
        .descendent_elements()
        .any(|element| is_shape(element.value().name()))
}

pub(in crate::html) fn is_shape(name: &str) -> bool {
    SHAPES.contains(&name)
}

/// Whether letters right inside an element of a drawing or a formula are drawn; `around` is for
/// those around it.
pub(super) fn letters(element: ElementRef<'_>, around: Letters) -> Letters {
    let name = element.value().name();
    if is_drawing(element) {
        match name {
            "text" | "foreignObject" => Letters::Drawn,
            "svg" => Letters::NotDrawn,
            _ => around,
        }
    } else if is_formula(element) {
        if TOKENS.contains(&name) || name == "annotation-xml" {
            Letters::Drawn
        } else {
            Letters::Unknown
        }
    } else {
        Letters::Drawn
    }
}

/// What is seen of a drawing: none, if it has no size.
pub(super) fn window(drawing: ElementRef<'_>) -> Result<Window, HiddenBy> {
    let of = |name: &str, whole: f32| {
        let value = drawing.attr(name)?;
        number(value).filter(|_| !value.contains('%')).or_else(|| {
            length(
                value,
                Basis {
                    font: 16.0.into(),
                    whole,
                },
            )
        })
    };
    let (width, height) = (of("width", WINDOW.0), of("height", WINDOW.1));
    if [width, height]
        .into_iter()
        .flatten()
        .any(|size| size <= 0.0)
    {
        return Err(HiddenBy::Size);
    }
    let view: Vec<f32> = drawing
        .attr("viewBox")
        .unwrap_or_default()
        .split([' ', ',', '\n', '\t'])
        .filter_map(|number| number.parse().ok())
        .collect();
    Ok(match *view.as_slice() {
        [left, top, wide, high] if wide > 0.0 && high > 0.0 => {
            let width = width.unwrap_or_else(|| height.map_or(WINDOW.0, |h| h * wide / high));
            let height = height.unwrap_or(width * high / wide);
            Window {
                start: (left, top),
                size: (wide, high),
                scale: (width / wide).min(height / high),
            }
        }
        _ => Window {
            start: (0.0, 0.0),
            size: (width.unwrap_or(SIZE.0), height.unwrap_or(SIZE.1)),
            scale: 1.0,
        },
    })
}

/// Why it cannot be told how the letters inside an element of a drawing are seen.
pub(super) fn judge_drawing(
    element: ElementRef<'_>,
    window: Option<Window>,
    font: Font,
) -> Option<NotJudged> {
    let value = element.value();
    if value.name() == "svg" {
        let is_animated = element
            .descendent_elements()
            .take(ELEMENTS)
            .any(|inside| ANIMATIONS.contains(&inside.value().name()));
        if is_animated {
            return Some(NotJudged::Animation);
        }
    }
    if MOVING.iter().any(|name| value.attr(name).is_some())
        || MOVING_ELEMENTS.contains(&value.name())
    {
        return Some(NotJudged::Transform);
    }
    let window = window?;
    match value.name() {
        // A drawing in a drawing.
        "svg" => Some(NotJudged::Offset),
        "foreignObject" => {
            let is_wide = |name: &str, least: f32| {
                value
                    .attr(name)
                    .and_then(|size| place(size, window.size.0, font))
                    .is_some_and(|size| size * window.scale >= least)
            };
            let has_room = is_wide("width", 100.0) && is_wide("height", font.size);
            (!has_room).then_some(NotJudged::LimitedSize)
        }
        "text" => judge_place(element, window, font, true),
        "tspan" => judge_place(element, window, font, false),
        _ => None,
    }
}

/// Why it cannot be told whether a text is inside of what is seen.
fn judge_place(
    element: ElementRef<'_>,
    window: Window,
    font: Font,
    is_text: bool,
) -> Option<NotJudged> {
    if font.size * window.scale < LEAST_LETTERS {
        return Some(NotJudged::LimitedSize);
    }
    let of = |name: &str, whole: f32| match element.attr(name) {
        None => is_text.then_some(Some(0.0)),
        Some(value) => Some(place(value, whole, font)),
    };
    let across = of("y", window.size.1);
    let along = of("x", window.size.0);
    if [across, along].contains(&Some(None)) {
        return Some(NotJudged::Offset);
    }
    let is_inside = |at: f32, start: f32, size: f32| (start..=start + size).contains(&at);
    // Letters stand on the line.
    let is_out = across.flatten().is_some_and(|y| {
        !is_inside(
            y,
            window.start.1 + font.size / 2.0,
            window.size.1 - font.size / 2.0,
        )
    }) || along
        .flatten()
        .is_some_and(|x| !is_inside(x, window.start.0, window.size.0));
    if is_out {
        return Some(NotJudged::Offset);
    }
    let end = along.flatten()? + width(element, font);
    (end > window.start.0 + window.size.0).then_some(NotJudged::LimitedSize)
}

/// A place or size in the units of a drawing; of several, none.
fn place(value: &str, whole: f32, font: Font) -> Option<f32> {
    if components(value).count() != 1 || value.contains(',') {
        return None;
    }
    if value.contains('%') {
        return length(value, Basis { font, whole });
    }
    number(value).or_else(|| length(value, Basis::text(font)))
}

/// How wide the letters of a text are at least, without those that have a place of their own.
// At most as many letters as are counted.
#[allow(clippy::cast_precision_loss)]
fn width(text: ElementRef<'_>, font: Font) -> f32 {
    let is_placed = |node: ego_tree::NodeRef<'_, Node>| {
        ElementRef::wrap(node).is_some_and(|part| part.attr("x").is_some())
    };
    let letters: usize = text
        .children()
        .filter(|child| !is_placed(*child))
        .take(LETTERS)
        .map(|child| match child.value() {
            Node::Text(text) => text.split_whitespace().map(|word| word.len() + 1).sum(),
            _ => ElementRef::wrap(child).map_or(0, |part| {
                part.text()
                    .take(LETTERS)
                    .flat_map(str::split_whitespace)
                    .map(|word| word.len() + 1)
                    .sum()
            }),
        })
        .sum();
    letters.saturating_sub(1).min(LETTERS) as f32 * LETTER * font.size
}

/// Why it cannot be told how the letters inside an element of a formula are seen.
pub(super) fn judge_formula(element: ElementRef<'_>) -> Option<NotJudged> {
    let value = element.value();
    let is_moved = SCRIPTS.contains(&value.name())
        || ["scriptlevel", "displaystyle", "lspace", "rspace"]
            .iter()
            .any(|name| value.attr(name).is_some());
    is_moved.then_some(NotJudged::Offset)
}
