//! What box an element makes, as far as that decides which text stands together.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::html::css::cascade::Values;
use crate::html::css::color::color;
use crate::html::css::length::{Basis, Font, arguments, components, length, number};

use super::geometry::{cuts, over_neighbours, pulled};
use super::room::{GAP, Room};

/// Pixels by which a box may be moved without changing the order of letters.
const SMALL_MOVE: f32 = 2.0;
/// Narrower boxes cover no value, and fainter ones let it through.
const LEAST_COVER: f32 = 60.0;
const FAINT_COVER: f32 = 0.2;
/// Pixels by which a painted box may be moved over its neighbours without covering letters.
const LEAST_OVER: f32 = 4.0;
/// Outlines and shadows up to this width stay in the room around their box.
const LEAST_FRAME: f32 = 20.0;
/// Lower boxes are those whose content is meant to stand outside.
const LOW: f32 = 16.0;
/// How far down it is taken for that a box reaches that stands in one without height.
const BELOW: f32 = 100.0;
/// What is drawn in the place of an element, over whatever is there.
const REPLACED: &[&str] = &[
    "button", "canvas", "embed", "hr", "iframe", "img", "input", "object", "select", "svg",
    "textarea", "video",
];
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
/// Elements whose letters never are a part of the word in front: those above the line, and those
/// that are raised or lowered unless a rule says otherwise.
const ABOVE: &[&str] = &["rt", "rtc"];
const RAISED: &[&str] = &["sup", "sub"];
/// How far letters are raised or lowered that are no part of the word in front, in font sizes, and
/// how much smaller they are where they are put to the top or the bottom of the line.
const LEAST_RAISE: f32 = 0.2;
const SMALLER: f32 = 0.9;

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
    /// Whether it lies behind what has no place in the order of layers.
    pub is_behind: bool,
    /// Whether something is painted in its place, and whether that is no background.
    pub is_painted: bool,
    is_replaced: bool,
    /// How far it is moved up and down over its neighbours, if it is drawn over their letters.
    pub over: Option<(f32, f32)>,
    /// Whether what is inside is higher than the box, which cuts off nothing.
    is_low: bool,
    /// Whether its letters stand above or below the line by themselves.
    is_raised: bool,
    /// How much room there is beside it in its line or row: of a container, between what is inside.
    pub room: Room,
    /// Whether it is a column of a table, which is not seen itself.
    pub is_column: bool,
    /// The place in a grid, if it is set so that others may stand there, too.
    pub area: Option<u64>,
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
            name if ABOVE.contains(&name) || RAISED.contains(&name) => Flow::Aside,
            _ => Flow::Inline,
        };
        Self {
            flow,
            is_painted: REPLACED.contains(&name),
            is_replaced: REPLACED.contains(&name),
            is_low: around.is_low,
            is_raised: RAISED.contains(&name),
            room: if matches!(name, "tbody" | "thead" | "tfoot" | "tr" | "td" | "th") {
                around.room
            } else {
                Room::default()
            },
            is_column: matches!(name, "col" | "colgroup"),
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
    pub(super) fn apply(&mut self, values: &Values<'_>, font: Font, around: Font) {
        let is_item = self.flow == Flow::Item;
        if self.is_raised && self.flow == Flow::Aside {
            self.flow = Flow::Inline;
        }
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
        self.is_raised = is_raised(values, font, around, self.is_raised);
        if self.is_raised && self.flow == Flow::Inline {
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
        self.room = Room::of(values, font, self.room);
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
                    .any(|side| length_of(side).abs() >= font.size);
        self.is_moved = moved;
        self.pulled = pulled(values, font);
        self.is_painted |= is_painted(values);
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
        self.is_behind = values
            .of("z-index")
            .and_then(|index| number(&index))
            .is_some_and(|index| index < 0.0);
        self.covers = if has_wide_frame(values, font) {
            Some(f32::INFINITY)
        } else if is_out && self.is_painted {
            covered_height(values, font)
        } else {
            None
        };
        self.over = if is_out {
            None
        } else {
            self.over_letters(values, font)
        };
        self.is_low = !cuts(values)
            && (self.is_low
                || ["height", "max-height"].iter().any(|property| {
                    values
                        .of(property)
                        .and_then(|value| length(&value, Basis::height(font)))
                        .is_some_and(|height| height < LOW)
                }));
        self.is_column |= values
            .of("display")
            .is_some_and(|display| display.starts_with("table-column"));
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
        self.area = area(values);
    }

    /// How far the box is moved up and down, if it is drawn after the letters around it: backgrounds
    /// of blocks are drawn before them (CSS 2.2, "Elaborate description of Stacking Contexts").
    fn over_letters(&self, values: &Values<'_>, font: Font) -> Option<(f32, f32)> {
        let is_set = |property: &str, nothing: &[&str]| {
            values
                .of(property)
                .is_some_and(|value| !nothing.contains(&value.as_str()))
        };
        let is_in_front = self.is_positioned
            || self.is_replaced
            || matches!(self.flow, Flow::Inline | Flow::Atom | Flow::Item)
            || [
                "transform",
                "translate",
                "rotate",
                "scale",
                "filter",
                "clip-path",
                "mask",
            ]
            .iter()
            .any(|property| is_set(property, &["none", ""]))
            || is_set("opacity", &["1", ""])
            || is_set("will-change", &["auto", ""])
            || is_set("isolation", &["auto", ""])
            || is_set("mix-blend-mode", &["normal", ""]);
        // Inside a line, margins move nothing up or down.
        let has_margins = self.flow != Flow::Inline || self.is_replaced;
        let (up, down) = over_neighbours(values, font, has_margins);
        let down = down + if self.is_low { BELOW } else { 0.0 };
        (is_in_front && (up > LEAST_OVER || down > LEAST_OVER)).then_some((up, down))
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

/// The place in a grid of an item that gives its row and its column: names are told apart by their
/// hash, and numbers are not told apart.
fn area(values: &Values<'_>) -> Option<u64> {
    let is_number = |value: &String| value.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    let line = |names: [&str; 2]| {
        names
            .into_iter()
            .filter_map(|name| values.of(name))
            .any(|value| is_number(&value))
    };
    let area = values.of("grid-area");
    let is_named = |value: &String| value.starts_with(char::is_alphabetic) && value != "auto";
    if area.as_ref().is_some_and(is_number)
        || line(["grid-row", "grid-row-start"]) && line(["grid-column", "grid-column-start"])
    {
        return Some(0);
    }
    area.filter(is_named).map(|name| {
        let mut hasher = DefaultHasher::new();
        name.hash(&mut hasher);
        hasher.finish()
    })
}

/// Whether the rules give a box a background that is seen.
pub(super) fn is_painted(values: &Values<'_>) -> bool {
    ["background", "background-color", "background-image"]
        .into_iter()
        .filter_map(|property| values.of(property))
        .any(|value| {
            !matches!(
                value.as_str(),
                "" | "none" | "transparent" | "inherit" | "initial" | "unset"
            ) && !color(&value).is_some_and(|(_, alpha)| alpha < FAINT_COVER)
        })
}

/// Whether letters stand above or below the line that they are written in; `by_itself` if no rule
/// says so.
fn is_raised(values: &Values<'_>, font: Font, around: Font, by_itself: bool) -> bool {
    let is_far = |value: &String| {
        length(value, Basis::text(font)).is_some_and(|by| by.abs() >= LEAST_RAISE * font.size)
    };
    let is_moved = values.of("position").as_deref() == Some("relative")
        && ["top", "bottom"]
            .iter()
            .any(|side| values.of(side).as_ref().is_some_and(is_far));
    let is_aligned = match values.of("vertical-align").as_deref() {
        None | Some("revert" | "revert-layer") => by_itself,
        Some("super" | "sub") => true,
        Some("top" | "text-top" | "bottom" | "text-bottom") => {
            by_itself || font.size < SMALLER * around.size
        }
        Some(value) => is_far(&value.to_owned()),
    };
    is_moved || is_aligned
}

/// Whether an outline or a shadow around a box reaches over its neighbours.
fn has_wide_frame(values: &Values<'_>, font: Font) -> bool {
    let lengths = |value: &str| -> Vec<f32> {
        components(value)
            .filter_map(|part| length(part, Basis::text(font)))
            .collect()
    };
    let is_wide = |width: &f32| *width >= LEAST_FRAME;
    let outlines = ["outline", "outline-width"]
        .into_iter()
        .filter_map(|property| values.of(property))
        .any(|value| !value.contains("transparent") && lengths(&value).iter().any(is_wide));
    // The offsets, the blur and the spread.
    let shadow = values.of("box-shadow").unwrap_or_default();
    outlines
        || arguments(&shadow).any(|shadow| {
            let is_faint = components(shadow)
                .find_map(color)
                .is_some_and(|(_, alpha)| alpha < FAINT_COVER);
            let spreads = |lengths: Vec<f32>| match lengths.as_slice() {
                [_, _, _, spread, ..] => is_wide(spread),
                [across, down, ..] => is_wide(&across.abs()) || is_wide(&down.abs()),
                _ => false,
            };
            !is_faint && spreads(lengths(shadow))
        })
}

/// How high a box is whose place and size are set.
fn covered_height(values: &Values<'_>, font: Font) -> Option<f32> {
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
    height.filter(|_| width.is_some_and(|width| width >= LEAST_COVER))
}
