//! Whether an element has a place and a size at which it is seen.

use bonafide_model::claims::HiddenBy;

use crate::html::css::cascade::Values;
use crate::html::css::length::{
    Basis, Font, WINDOW, arguments, components, function, length, number, outside_parentheses,
};

/// Letters of one pixel are dust.
pub(super) const LEAST_SIZE: f32 = 1.0;
/// Below this share nothing is left of an element.
const LEAST_SCALE: f32 = 0.05;
/// Pixels to the left or above from which on text has left every window.
const FAR_OUT: f32 = -500.0;
/// The same for what is fixed to the window and does not move with the page.
const OUT: f32 = -100.0;
/// No column is pulled up or to the left so far.
const FAR_MARGIN: f32 = -5000.0;
/// Margins up to this only let boxes overlap a little.
const SMALL_MARGIN: f32 = -200.0;
/// Pixels to the right or below that nobody scrolls.
const FAR_BEYOND: f32 = 5000.0;
/// What a hundred per cent of an element's own height is taken for: some lines.
const OWN_HEIGHT: f32 = 100.0;

/// Why the place or size of an element hides it.
pub(super) fn hides(values: &Values<'_>, font: Font, is_cell: bool) -> Option<HiddenBy> {
    let transforms = values
        .of("transform")
        .map(|value| Transform::of(&value, font))
        .unwrap_or_default();
    let turn = values
        .of("rotate")
        .filter(|value| value.starts_with(['x', 'y']))
        .and_then(|value| turn(&value));
    let is_flat = transforms.is_flat || turn.is_some_and(is_edge);
    let is_back = transforms.is_back ^ turn.is_some_and(|degrees| cosine(degrees) < 0.0);
    if is_back
        && values
            .of("backface-visibility")
            .is_some_and(|value| value == "hidden")
    {
        return Some(HiddenBy::VisibilityHidden);
    }
    let is_tiny = |property| {
        values
            .of(property)
            .is_some_and(|value| components(&value).any(is_nothing))
    };
    if is_flat || is_tiny("scale") || is_tiny("zoom") || has_no_room(values, font, is_cell) {
        return Some(HiddenBy::Size);
    }
    let clip = values.of("clip").filter(|_| is_out_of_flow(values));
    let is_clipped = [clip, values.of("clip-path")]
        .into_iter()
        .flatten()
        .any(|value| hides_by_clip(&value));
    (is_clipped || is_outside(values, font, &transforms)).then_some(HiddenBy::Position)
}

fn is_nothing(scale: &str) -> bool {
    number(scale).is_some_and(|scale| scale.abs() < LEAST_SCALE)
}

fn is_out_of_flow(values: &Values<'_>) -> bool {
    matches!(values.of("position").as_deref(), Some("absolute" | "fixed"))
}

/// Whether an element is moved out of every window, by all that moves it together: halves are often
/// moved back.
fn is_outside(values: &Values<'_>, font: Font, transforms: &Transform) -> bool {
    let position = values.of("position");
    let is_placed = matches!(
        position.as_deref(),
        Some("absolute" | "fixed" | "relative" | "sticky")
    );
    let is_fixed = position.as_deref() == Some("fixed");
    let floats = values.of("float").is_some_and(|side| side != "none");
    let of =
        |property: &str, basis: Basis| values.of(property).and_then(|value| length(&value, basis));
    let offset = |start: &str, end: &str, basis: Basis| {
        let end_offset = || {
            let value = values.of(end)?;
            // A tool tip stands at a hundred per cent of what it belongs to.
            let is_beside = !is_fixed
                && value.ends_with('%')
                && number(&value).is_some_and(|share| (0.0..2.0).contains(&share));
            length(&value, basis)
                .filter(|_| !is_beside)
                .map(|pixels| -pixels)
        };
        if is_placed {
            of(start, basis).or_else(end_offset).unwrap_or(0.0)
        } else {
            0.0
        }
    };
    // Columns of floating boxes are put side by side by negative margins.
    let margin = |property: &str| {
        let value = values
            .of(property)
            .filter(|value| !(floats && value.ends_with('%')));
        value
            .and_then(|value| length(&value, Basis::width(font)))
            .unwrap_or(0.0)
    };
    let translated = values
        .of("translate")
        .map(|value| moves(components(&value), font))
        .unwrap_or_default();
    let left = offset("left", "right", Basis::width(font))
        + margin("margin-left")
        + translated.0
        + transforms.moved.0;
    let top = offset("top", "bottom", Basis::height(font))
        + margin("margin-top")
        + translated.1
        + transforms.moved.1;
    // What stands in front of it may have the room that a negative margin goes back over.
    let own = |start: f32, margin: f32| {
        if margin < 0.0 && margin > FAR_MARGIN {
            start - margin
        } else {
            start
        }
    };
    let (left, top) = (
        own(left, margin("margin-left")),
        own(top, margin("margin-top")),
    );
    let is_out = |start: f32, window: f32| {
        start <= FAR_OUT || start >= FAR_BEYOND || (is_fixed && (start <= OUT || start >= window))
    };
    let indent = of("text-indent", Basis::width(font)).unwrap_or(0.0);
    let padding = of("padding-left", Basis::width(font)).unwrap_or(0.0);
    let is_indented = indent <= FAR_OUT || indent >= FAR_BEYOND || padding >= FAR_BEYOND;
    let is_pushed_out = indent >= WINDOW.0
        && cuts(values)
        && values
            .of("white-space")
            .is_some_and(|value| value == "nowrap");
    is_out(left, WINDOW.0) || is_out(top, WINDOW.1) || is_indented || is_pushed_out
}

/// How far a margin moves an element up or to the left, if so far that it depends on what stands
/// there whether it is seen.
pub(super) fn pulled(values: &Values<'_>, font: Font) -> Option<f32> {
    let margins = ["margin-top", "margin-left"]
        .into_iter()
        .filter_map(|property| {
            let value = values
                .of(property)
                .filter(|value| !value.contains("calc"))?;
            length(&value, Basis::width(font))
        });
    margins
        .filter(|margin| *margin <= SMALL_MARGIN && *margin > FAR_MARGIN)
        .map(|margin| -margin)
        .reduce(f32::max)
}

/// Whether what does not fit into an element is not shown. A scroll bar without room is of no use.
pub(super) fn cuts(values: &Values<'_>) -> bool {
    let overflow = ["overflow", "overflow-x", "overflow-y"]
        .into_iter()
        .filter_map(|property| values.of(property));
    let mut overflow =
        overflow.flat_map(|value| components(&value).map(str::to_owned).collect::<Vec<_>>());
    overflow.any(|value| matches!(value.as_str(), "hidden" | "clip" | "auto" | "scroll"))
        || values.of("contain").is_some_and(|value| {
            components(&value).any(|kind| matches!(kind, "paint" | "strict" | "content"))
        })
}

/// How far an element is moved up and down over its neighbours by all that moves it together, in
/// pixels. Nothing gives it room there.
pub(super) fn over_neighbours(values: &Values<'_>, font: Font, has_margins: bool) -> (f32, f32) {
    let of = |property: &str| {
        values
            .of(property)
            .and_then(|value| length(&value, Basis::height(font)))
            .unwrap_or(0.0)
    };
    // A share of a height that is not set is nothing; most are not.
    let of_set = |property: &str, sign: f32| {
        let value = values.of(property).unwrap_or_default();
        if value.ends_with('%') && sign * number(&value).unwrap_or(0.0) > 0.0 {
            0.0
        } else {
            of(property)
        }
    };
    let is_relative = values
        .of("position")
        .is_some_and(|position| position == "relative");
    let offset = match (is_relative, values.of("top").as_deref()) {
        (false, _) => 0.0,
        (true, None | Some("auto")) => -of_set("bottom", -1.0),
        (true, Some(_)) => of_set("top", 1.0),
    };
    let transform = values
        .of("transform")
        .map(|value| Transform::of(&value, font).moved.1)
        .unwrap_or(0.0);
    let translated = values
        .of("translate")
        .map(|value| moves(components(&value), font).1)
        .unwrap_or(0.0);
    let moved = offset + transform + translated;
    let margin = |property: &str| {
        if has_margins {
            (-of(property)).max(0.0)
        } else {
            0.0
        }
    };
    let up = (-moved).max(0.0) + margin("margin-top");
    let down = moved.max(0.0) + margin("margin-bottom");
    (up, down)
}

/// Whether an element covers all of what it belongs to.
pub(in crate::html) fn fills(values: &Values<'_>) -> bool {
    let is = |property: &str, wanted: &[&str]| {
        values
            .of(property)
            .is_some_and(|value| wanted.contains(&value.as_str()))
    };
    let reaches = |side: &str| {
        values
            .of(side)
            .and_then(|value| length(&value, Basis::width(16.0)))
            .is_some_and(|inset| inset <= 0.0)
    };
    let is_whole = |size: &str| {
        values
            .of(size)
            .filter(|value| value.ends_with('%'))
            .and_then(|value| number(&value))
            .is_some_and(|share| share >= 1.0)
    };
    let sides = ["top", "left", "right", "bottom"].into_iter().all(reaches);
    is("position", &["absolute", "fixed"]) && (sides || is_whole("width") && is_whole("height"))
}

/// A box without room whose overflow is cut off.
fn has_no_room(values: &Values<'_>, font: Font, is_cell: bool) -> bool {
    let is_set = |property: &str| {
        values
            .of(property)
            .and_then(|value| length(&value, Basis::width(font)))
            .is_some_and(|size| size > LEAST_SIZE)
    };
    // A cell is as wide as its column; a flexible box grows from nothing.
    let grows = ["flex", "flex-grow"]
        .into_iter()
        .filter_map(|property| values.of(property))
        .any(|value| !matches!(components(&value).next(), Some("0" | "none" | "initial")));
    let is_free = |property: &str| match property {
        "max-width" => is_cell && is_set("width"),
        "width" => grows,
        _ => false,
    };
    let sizes = ["width", "height", "max-width", "max-height"]
        .into_iter()
        .filter(|property| !is_free(property));
    // Unless a height is set, lines without a height make a box without one.
    let lines = values.of("height").is_none().then_some("line-height");
    let lines = lines
        .and_then(|property| values.of(property))
        .and_then(|value| match number(&value) {
            Some(factor) => Some(factor * font.size),
            None => length(&value, Basis::text(font)),
        });
    let mut sizes = sizes
        .filter_map(|property| length(&values.of(property)?, Basis::width(font)))
        .chain(lines);
    cuts(values) && sizes.any(|pixels| pixels <= LEAST_SIZE)
}

/// What the functions of a `transform` do together.
#[derive(Default)]
pub(super) struct Transform {
    /// Whether nothing is left of the element.
    is_flat: bool,
    /// Whether its back is seen.
    is_back: bool,
    /// Whether it is turned, mirrored or skewed, or what is done to it is not known.
    pub(super) is_bent: bool,
    /// How far it is moved, in pixels.
    moved: (f32, f32),
}

impl Transform {
    pub(super) fn of(value: &str, font: Font) -> Self {
        let mut transform = Self::default();
        for (name, inside) in components(value).filter_map(function) {
            let numbers: Vec<f32> = arguments(inside).filter_map(number).collect();
            match (name, numbers.as_slice()) {
                ("matrix", [a, b, c, d, x, y]) => {
                    transform.is_flat |= (a * d - b * c).abs() < LEAST_SCALE * LEAST_SCALE;
                    transform.is_bent |=
                        b.abs() > LEAST_SCALE || c.abs() > LEAST_SCALE || *a < 0.0 || *d < 0.0;
                    transform.moved = (transform.moved.0 + x, transform.moved.1 + y);
                }
                ("scalez", _) => {}
                (name, numbers) if name.starts_with("scale") => {
                    transform.is_flat |= arguments(inside).take(2).any(is_nothing);
                    transform.is_bent |= numbers.iter().any(|scale| *scale < 0.0);
                }
                ("rotatex" | "rotatey" | "rotate3d", _) => {
                    let degrees = turn(inside);
                    transform.is_flat |= degrees.is_some_and(is_edge) && name != "rotate3d";
                    transform.is_back ^= degrees.is_some_and(|degrees| cosine(degrees) < 0.0);
                    transform.is_bent |= degrees.is_none_or(|degrees| degrees != 0.0);
                }
                ("rotate" | "rotatez" | "skew" | "skewx" | "skewy", _) => {
                    transform.is_bent |= arguments(inside)
                        .any(|angle| turn(angle).is_none_or(|degrees| degrees != 0.0));
                }
                // Only with a depth does a perspective move anything.
                ("perspective", _) => {}
                ("translatez", _) => transform.is_bent |= has_depth(arguments(inside).next()),
                (name, _) if name.starts_with("translate") => {
                    transform.is_bent |= has_depth(arguments(inside).nth(2));
                    let empty = (name == "translatey").then_some("0");
                    let (x, y) = moves(empty.into_iter().chain(arguments(inside)), font);
                    transform.moved = (transform.moved.0 + x, transform.moved.1 + y);
                }
                _ => transform.is_bent = true,
            }
        }
        transform
    }
}

/// Whether a length moves an element towards the person, or away: who stands behind the eye sees
/// nothing of it.
pub(super) fn has_depth(length: Option<&str>) -> bool {
    length.is_some_and(|depth| self::length(depth, Basis::width(16.0)) != Some(0.0))
}

/// How far two lengths move an element. Percentages are of the element itself, which is as wide as
/// the window at most.
fn moves<'a>(mut lengths: impl Iterator<Item = &'a str>, font: Font) -> (f32, f32) {
    let mut next = |basis| {
        lengths
            .next()
            .and_then(|by| length(by, basis))
            .unwrap_or(0.0)
    };
    (
        next(Basis::width(font)),
        next(Basis {
            font,
            whole: OWN_HEIGHT,
        }),
    )
}

/// The first angle in a value, in degrees.
pub(super) fn turn(value: &str) -> Option<f32> {
    let units = [
        ("deg", 1.0),
        ("grad", 0.9),
        ("rad", 180.0 / std::f32::consts::PI),
        ("turn", 360.0),
    ];
    let degrees = |angle: &str| {
        units
            .iter()
            .find_map(|(unit, factor)| Some(number(angle.strip_suffix(unit)?)? * factor))
    };
    let parts = outside_parentheses(value, |c| c == ',' || c.is_ascii_whitespace());
    parts
        .filter_map(|angle| {
            degrees(angle).or_else(|| number(angle).filter(|number| *number == 0.0))
        })
        .last()
}

fn cosine(degrees: f32) -> f32 {
    degrees.to_radians().cos()
}

/// Whether a turn by that angle about an axis in the plane of the screen leaves only an edge to be
/// seen.
fn is_edge(degrees: f32) -> bool {
    cosine(degrees).abs() < LEAST_SCALE
}

/// Whether a `clip` or `clip-path` leaves nothing to be seen.
fn hides_by_clip(value: &str) -> bool {
    let Some((name, inside)) = function(value) else {
        return false;
    };
    let basis = Basis::width(16.0);
    let parts: Vec<&str> =
        outside_parentheses(inside, |c| c == ',' || c.is_ascii_whitespace()).collect();
    let sizes: Vec<f32> = parts
        .iter()
        .filter_map(|part| length(part, basis))
        .collect();
    match name {
        // The rectangle's top, right, bottom and left, where `auto` is the edge.
        "rect" => {
            let edge = |index: usize, auto: f32| {
                parts
                    .get(index)
                    .map_or(auto, |part| length(part, basis).unwrap_or(auto))
            };
            edge(2, WINDOW.0) - edge(0, 0.0) <= 1.0 || edge(1, WINDOW.0) - edge(3, 0.0) <= 1.0
        }
        "xywh" => sizes
            .get(2..4)
            .is_some_and(|size| size.iter().any(|size| *size <= 1.0)),
        "inset" => {
            let sides: Vec<f32> = parts
                .iter()
                .take_while(|part| **part != "round")
                .filter_map(|part| length(part, basis))
                .collect();
            let side = |index: usize| {
                let others = [Some(index), index.checked_sub(2), Some(0)];
                others
                    .into_iter()
                    .flatten()
                    .find_map(|index| sides.get(index))
                    .copied()
                    .unwrap_or(0.0)
            };
            side(0) + side(2) >= WINDOW.0 || side(1) + side(3) >= WINDOW.0
        }
        "circle" | "ellipse" => {
            let radii = parts
                .iter()
                .take_while(|part| **part != "at")
                .filter_map(|part| length(part, basis));
            radii.into_iter().any(|radius| radius <= 1.0)
        }
        "polygon" => area(&sizes) <= 1.0,
        "path" => path(inside).is_some_and(|points| area(&points) <= 1.0),
        _ => false,
    }
}

/// Whether a `clip-path` leaves all of an element to be seen.
pub(super) fn clips_nothing(value: &str) -> bool {
    value == "none"
        || function(value).is_some_and(|(name, inside)| {
            name == "inset"
                && components(inside)
                    .take_while(|part| *part != "round")
                    .all(|part| {
                        number(part).is_some_and(|side| side <= 0.0)
                            || length(part, Basis::width(16.0)).is_some_and(|side| side <= 0.0)
                    })
        })
}

/// The area of a polygon with these corners.
fn area(corners: &[f32]) -> f32 {
    let points: Vec<(f32, f32)> = corners
        .chunks_exact(2)
        .filter_map(|pair| Some((*pair.first()?, *pair.get(1)?)))
        .collect();
    let next = points.iter().cycle().skip(1);
    let twice: f32 = points
        .iter()
        .zip(next)
        .map(|((x0, y0), (x1, y1))| x0 * y1 - x1 * y0)
        .sum();
    twice.abs() / 2.0
}

/// The corners of a path that consists of straight lines between absolute places.
fn path(inside: &str) -> Option<Vec<f32>> {
    let data = inside.split(['"', '\'']).nth(1)?;
    let is_straight = |c: char| matches!(c, 'm' | 'l' | 'z') || !c.is_alphabetic();
    // The reader sees values in lower case: relative places say the same about whether there is any
    // area at all, if each is zero.
    let numbers: Vec<f32> = data
        .split(|c: char| c.is_alphabetic() || c.is_whitespace() || c == ',')
        .filter_map(|part| part.parse().ok())
        .collect();
    let is_point = numbers.len() <= 2 || numbers.iter().skip(2).all(|number| *number == 0.0);
    (data.chars().all(is_straight) || is_point).then(|| if is_point { Vec::new() } else { numbers })
}
