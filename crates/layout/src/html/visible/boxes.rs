//! What box an element makes, as far as that decides which text stands together.

use crate::html::css::cascade::Values;
use crate::html::css::color::color;
use crate::html::css::length::{Basis, components, length, number};

use super::geometry::pulled;

/// Pixels between two words from which on they are two words.
const GAP: f32 = 3.0;
/// Pixels by which a box may be moved without changing the order of letters.
const SMALL_MOVE: f32 = 2.0;
/// Narrower boxes cover no value, and fainter ones let it through.
const LEAST_COVER: f32 = 60.0;
const FAINT_COVER: f32 = 0.2;
/// Pixels to the left that a block may be moved without leaving the window.
const FAR_LEFT: f32 = -60.0;
/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "select",
    "summary",
    "table",
    "tbody",
    "textarea",
    "tfoot",
    "thead",
    "ul",
    "xmp",
];
/// Elements whose letters never are a part of the word in front.
const RAISED: &[&str] = &["sup", "sub", "rt", "rtc"];

/// Whether elements of that name stand on lines of their own.
pub(in crate::html) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name) || matches!(name, "tr" | "td" | "th")
}

/// How an element stands among what is around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::html) enum Flow {
    /// In a line of text.
    #[default]
    Inline,
    /// As one box in a line of text.
    Atom,
    /// On lines of its own.
    Block,
    /// The row of a table, or the table.
    Row,
    /// A cell.
    Cell,
    /// Beside others in a flexible or grid container.
    Item,
    /// Taken out of the line that it is written in.
    Aside,
    /// It makes no box.
    Contents,
}

/// How an element puts what is inside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::html) enum Inner {
    /// In lines and blocks.
    #[default]
    Flow,
    /// Beside each other.
    Beside,
    /// One below the other.
    Below,
}

/// The box of an element.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(in crate::html) struct Boxes {
    pub flow: Flow,
    pub inner: Inner,
    /// Whether what is inside stands in another order than it is written.
    pub is_reordering: bool,
    /// Whether it stands elsewhere than in the order in which it is written.
    pub is_reordered: bool,
    /// Whether its place is set in a grid.
    pub is_placed: bool,
    /// The side that it floats to.
    pub floats: Option<Side>,
    /// Whether it is moved along its line.
    pub is_moved: bool,
    /// Whether there is room in front of and behind its text.
    pub gaps: (bool, bool),
    /// How far a margin pulls it over what stands in front of it.
    pub pulled: Option<f32>,
    /// Whether what is placed inside is placed by its edges.
    pub is_positioned: bool,
    /// How high it is, if it is painted and lies over what stands at its place.
    pub covers: Option<f32>,
}

/// Where something floats to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::html) enum Side {
    Left,
    Right,
}

impl Boxes {
    /// The box of an element by its name, inside another box.
    pub(super) fn of(name: &str, around: &Self) -> Self {
        let flow = match name {
            "td" | "th" => Flow::Cell,
            "tr" | "table" => Flow::Row,
            name if BLOCKS.contains(&name) => Flow::Block,
            name if RAISED.contains(&name) => Flow::Aside,
            _ => Flow::Inline,
        };
        Self {
            flow,
            ..Self::default()
        }
        .inside(around)
    }

    /// What stands in a flexible or grid container is an item of it.
    fn inside(mut self, around: &Self) -> Self {
        match around.inner {
            Inner::Flow => {}
            Inner::Beside => self.flow = Flow::Item,
            Inner::Below => self.flow = Flow::Block,
        }
        self
    }

    /// Applies style rules.
    pub(super) fn apply(&mut self, values: &Values<'_>, font: f32) {
        let is_item = self.flow == Flow::Item;
        if let Some(display) = values.of("display") {
            self.display(&display, is_item);
        }
        self.container(values);
        let is_out = matches!(values.of("position").as_deref(), Some("absolute" | "fixed"));
        self.floats = match values.of("float").as_deref() {
            Some("left" | "inline-start") if !is_item && !is_out => Some(Side::Left),
            Some("right" | "inline-end") if !is_item && !is_out => Some(Side::Right),
            _ => None,
        };
        if (is_out || self.floats.is_some()) && !matches!(self.flow, Flow::Cell | Flow::Row) {
            self.flow = Flow::Aside;
        }
        let length_of = |property: &str| {
            values
                .of(property)
                .and_then(|value| length(&value, Basis::width(font)))
                .unwrap_or(0.0)
        };
        let border = |side: &str| {
            let value = values.of(side).or_else(|| values.of("border"));
            value.is_some_and(|value| {
                components(&value)
                    .any(|part| length(part, Basis::width(font)).is_some_and(|width| width >= 1.0))
            }) && !values
                .of("border")
                .is_some_and(|value| value.contains("none"))
        };
        let room = |side: &str| {
            length_of(&format!("margin-{side}")) + length_of(&format!("padding-{side}")) >= GAP
                || border(&format!("border-{side}"))
        };
        self.gaps = (room("left"), room("right"));
        let is_relative = matches!(values.of("position").as_deref(), Some("relative"));
        let along = |property: &str| length_of(property).abs() > SMALL_MOVE;
        let moved = is_relative && (along("left") || along("right"))
            || values.of("transform").is_some_and(|value| {
                value.contains("translate") && !value.starts_with("translatey")
            })
            || values.of("translate").is_some_and(|value| value != "none")
            || length_of("margin-left") < -SMALL_MOVE
            || length_of("margin-right") < -SMALL_MOVE
            || is_relative
                && ["top", "bottom"]
                    .iter()
                    .any(|side| length_of(side).abs() >= font);
        self.is_moved = moved;
        self.pulled = pulled(values, font);
        let position = values.of("position");
        self.is_positioned = position
            .as_deref()
            .is_some_and(|position| position != "static");
        // A block that is moved to the left begins outside the window.
        let to_left = values
            .of("left")
            .map_or_else(|| -length_of("right"), |_| length_of("left"));
        if is_relative && self.flow != Flow::Inline && to_left < FAR_LEFT {
            self.pulled = Some(f32::INFINITY);
        }
        self.covers = if is_out {
            covered_height(values, font)
        } else {
            None
        };
        if let Some(order) = values.of("order") {
            self.is_reordered = is_item && number(&order) != Some(0.0) || self.is_reordered;
        }
        let starts = |property: &str| {
            values.of(property).is_some_and(|value| {
                value.starts_with(|c: char| c.is_ascii_digit() || c == '-')
                    || value.starts_with(char::is_alphabetic) && property == "grid-area"
            })
        };
        self.is_placed = [
            "grid-area",
            "grid-row",
            "grid-row-start",
            "grid-column",
            "grid-column-start",
        ]
        .into_iter()
        .any(starts);
    }

    fn display(&mut self, display: &str, is_item: bool) {
        let (flow, inner) = match display {
            "inline" | "ruby" | "ruby-base" | "math" => (Flow::Inline, Inner::Flow),
            "ruby-text" => (Flow::Aside, Inner::Flow),
            "inline-block" | "inline-table" => (Flow::Atom, Inner::Flow),
            "inline-flex" | "inline-grid" | "-webkit-inline-box" | "-webkit-inline-flex" => {
                (Flow::Atom, Inner::Beside)
            }
            "flex" | "-webkit-box" | "-webkit-flex" | "grid" | "block flex" | "block grid" => {
                (Flow::Block, Inner::Beside)
            }
            "contents" => (Flow::Contents, self.inner),
            "table-cell" => (Flow::Cell, Inner::Flow),
            "table-row" | "table" => (Flow::Row, Inner::Flow),
            "none" | "inherit" | "initial" | "unset" | "revert" | "revert-layer" | "" => return,
            _ => (Flow::Block, Inner::Flow),
        };
        self.inner = inner;
        if !is_item || flow == Flow::Contents {
            self.flow = flow;
        }
    }

    fn container(&mut self, values: &Values<'_>) {
        if self.inner == Inner::Flow {
            return;
        }
        let words = ["flex-direction", "flex-flow", "flex-wrap", "grid-auto-flow"]
            .into_iter()
            .filter_map(|property| values.of(property));
        let words: Vec<String> = words
            .flat_map(|value| components(&value).map(str::to_owned).collect::<Vec<_>>())
            .collect();
        let has = |word: &str| words.iter().any(|own| own == word);
        if has("column") || has("column-reverse") {
            self.inner = Inner::Below;
        }
        self.is_reordering = words.iter().any(|word| word.ends_with("-reverse"));
    }
}

/// How high a painted box is whose place and size are set.
fn covered_height(values: &Values<'_>, font: f32) -> Option<f32> {
    let is_painted = ["background", "background-color", "background-image"]
        .into_iter()
        .filter_map(|property| values.of(property))
        .any(|value| {
            !matches!(
                value.as_str(),
                "" | "none" | "transparent" | "inherit" | "initial" | "unset"
            ) && !color(&value).is_some_and(|(_, alpha)| alpha < FAINT_COVER)
        });
    let is_set = |property: &str| values.of(property).filter(|value| value != "auto");
    let size =
        |property: &str, basis: Basis| is_set(property).and_then(|value| length(&value, basis));
    let between = |start: &str, end: &str, basis: Basis| {
        let inset = is_set("inset").and_then(|value| length(&value, basis));
        let start = size(start, basis).or(inset)?;
        Some(basis.whole - start - size(end, basis).or(inset)?)
    };
    let width =
        size("width", Basis::width(font)).or_else(|| between("left", "right", Basis::width(font)));
    let height = size("height", Basis::height(font))
        .or_else(|| between("top", "bottom", Basis::height(font)));
    height.filter(|_| is_painted && width.is_some_and(|width| width >= LEAST_COVER))
}
