//! What a person sees of an element: the few properties that can hide text, computed down the tree.

use std::{collections::BTreeMap, rc::Rc};

use bonafide_model::HiddenBy;
use scraper::ElementRef;

use super::{
    css::{Sheet, declarations},
    value::{Rgb, color, font_size, hides_by_clip, hides_by_transform, length, near, number},
};

/// The default font size of browsers in pixels.
const FONT_SIZE: f32 = 16.0;
/// Letters of one pixel are dust.
const LEAST_FONT_SIZE: f32 = 1.0;
/// Below this nobody sees anything.
const LEAST_OPACITY: f32 = 0.05;
/// Pixels to the left or above from which on text has left every window.
const FAR_OUT: f32 = -500.0;
/// Pixels to the right or below that nobody scrolls.
const FAR_BEYOND: f32 = 5000.0;
/// How often variables are replaced inside a value that consists of variables.
const VARIABLE_ROUNDS: usize = 8;
/// Variables of an element; every element that sets one has its own copy of all of them.
const VARIABLES: usize = 1000;
/// Bytes of a value after replacing variables.
const VALUE_BYTES: usize = 1000;
const WHITE: Rgb = Rgb(255, 255, 255);
const BLACK: Rgb = Rgb(0, 0, 0);
const LINK_BLUE: Rgb = Rgb(0, 0, 238);

/// Values by name.
type Variables = BTreeMap<Rc<str>, Rc<str>>;

/// The looks of an element that its text inherits.
#[derive(Debug, Clone)]
pub(super) struct Style {
    /// Why everything inside is hidden; nothing inside can undo it.
    pub hidden: Option<HiddenBy>,
    /// Whether line ends in the source are line ends on the screen.
    pub is_preformatted: bool,
    /// Whether it stands on lines of its own, where a rule says so.
    pub is_block: Option<bool>,
    is_invisible: bool,
    font_size: f32,
    /// `None` where it is not known.
    color: Option<Rgb>,
    /// What lies behind the text; `None` where it is not known, such as an image.
    background: Option<Rgb>,
    variables: Rc<Variables>,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            hidden: None,
            is_preformatted: false,
            is_block: None,
            is_invisible: false,
            font_size: FONT_SIZE,
            color: Some(BLACK),
            background: Some(WHITE),
            variables: Rc::default(),
        }
    }
}

impl Style {
    /// Why text inside is not seen.
    pub(super) fn reason(&self) -> Option<HiddenBy> {
        if self.hidden.is_some() {
            self.hidden
        } else if self.is_invisible {
            Some(HiddenBy::VisibilityHidden)
        } else if self.font_size <= LEAST_FONT_SIZE {
            Some(HiddenBy::Size)
        } else {
            let (color, background) = (self.color?, self.background?);
            near(color, background).then_some(HiddenBy::Color)
        }
    }

    /// The style of an element inside.
    pub(super) fn of_child(&self, element: ElementRef<'_>, sheet: &mut Sheet) -> Self {
        let mut properties = Properties::collect(element, sheet);
        let mut style = Self { is_block: None, ..self.clone() };
        if self.hidden.is_some() {
            return style;
        }
        style.take_variables(&mut properties);
        let properties = Values { properties: &properties, variables: &style.variables.clone() };
        style.by_default(element);
        style.text(&properties);
        style.paint(&properties);
        style.hidden = shape(&properties, style.font_size).or_else(|| box_hides(&properties, style.font_size));
        style.display(element, &properties);
        style
    }

    /// What the element itself brings along.
    fn by_default(&mut self, element: ElementRef<'_>) {
        let value = element.value();
        let attribute = |name| value.attr(name).and_then(color);
        match value.name() {
            "a" if value.attr("href").is_some() => self.color = Some(LINK_BLUE),
            "mark" => (self.color, self.background) = (Some(BLACK), Some(Rgb(255, 255, 0))),
            "input" | "textarea" | "select" => (self.color, self.background) = (Some(BLACK), Some(WHITE)),
            "button" => (self.color, self.background) = (Some(BLACK), Some(Rgb(239, 239, 239))),
            "pre" | "listing" | "plaintext" | "xmp" => self.is_preformatted = true,
            _ => {}
        }
        if let Some((color, _)) = attribute("bgcolor") {
            self.background = Some(color);
        }
        if value.attr("background").is_some() {
            self.background = None;
        }
        if let Some((color, _)) =
            attribute("color").or_else(|| attribute("text")).filter(|_| matches!(value.name(), "font" | "body"))
        {
            self.color = Some(color);
        }
    }

    fn take_variables(&mut self, properties: &mut Properties) {
        if !properties.variables.is_empty() && self.variables.len() < VARIABLES {
            Rc::make_mut(&mut self.variables).append(&mut properties.variables);
        }
    }

    fn text(&mut self, values: &Values<'_>) {
        if let Some(size) = values.of("font-size").or_else(|| values.of("font")).and_then(|value| font_size(&value, self.font_size))
        {
            self.font_size = size;
        }
        match values.of("visibility").as_deref() {
            Some("hidden" | "collapse") => self.is_invisible = true,
            Some("visible" | "initial") => self.is_invisible = false,
            _ => {}
        }
        if let Some(value) = values.of("white-space") {
            self.is_preformatted = value.starts_with("pre") || value == "break-spaces";
        }
    }

    fn paint(&mut self, values: &Values<'_>) {
        if let Some(value) = values.of("background-color").or_else(|| values.of("background")) {
            self.background = match color(&value) {
                Some((_, alpha)) if alpha < LEAST_OPACITY => self.background,
                Some((color, alpha)) if alpha >= 1.0 => Some(color),
                Some((color, alpha)) => self.background.map(|behind| color.over(alpha, behind)),
                None if matches!(value.as_str(), "none" | "inherit" | "initial" | "unset" | "0" | "0 0") => self.background,
                None => None,
            };
        }
        if values.of("background-image").is_some_and(|value| value != "none") {
            self.background = None;
        }
        if let Some(value) = values.of("-webkit-text-fill-color").or_else(|| values.of("color")) {
            self.color = match (color(&value), value.as_str()) {
                (Some((_, alpha)), _) if alpha < LEAST_OPACITY => self.background,
                (Some((color, alpha)), _) if alpha < 1.0 => self.background.map(|behind| color.over(alpha, behind)),
                (Some((color, _)), _) => Some(color),
                (None, "inherit" | "currentcolor" | "unset") => self.color,
                (None, "initial") => Some(BLACK),
                (None, _) => None,
            };
        }
    }

    fn display(&mut self, element: ElementRef<'_>, values: &Values<'_>) {
        let display = values.of("display");
        match display.as_deref() {
            Some("none") => self.hidden = Some(HiddenBy::DisplayNone),
            Some("inline" | "inline-block" | "inline-flex" | "contents" | "ruby") => self.is_block = Some(false),
            Some("block" | "flex" | "grid" | "list-item" | "table" | "flow-root" | "table-row") => self.is_block = Some(true),
            _ => {}
        }
        if values.of("content-visibility").as_deref() == Some("hidden") {
            self.hidden = Some(HiddenBy::DisplayNone);
        }
        // A rule of the page that sets `display` wins over the attribute.
        let value = element.value();
        if display.is_none() && self.hidden.is_none() {
            if value.attr("hidden").is_some() {
                self.hidden = Some(HiddenBy::HiddenAttribute);
            } else if value.name() == "dialog" && value.attr("open").is_none() {
                self.hidden = Some(HiddenBy::DisplayNone);
            }
        }
    }
}

/// Opacity, transforms, clips and places outside the window.
fn shape(values: &Values<'_>, font_size: f32) -> Option<HiddenBy> {
    let is_faint = values.of("opacity").and_then(|value| number(&value)).is_some_and(|opacity| opacity < LEAST_OPACITY);
    let is_filtered = values.of("filter").is_some_and(|value| value.replace(' ', "").contains("opacity(0"));
    if is_faint || is_filtered {
        return Some(HiddenBy::Transparent);
    }
    let is_tiny = |property| values.of(property).and_then(|value| number(&value)).is_some_and(|scale| scale.abs() < LEAST_OPACITY);
    if is_tiny("scale") || is_tiny("zoom") {
        return Some(HiddenBy::Size);
    }
    let pixels = |property| values.of(property).and_then(|value| length(&value, font_size));
    let position = values.of("position");
    let is_placed = matches!(position.as_deref(), Some("absolute" | "fixed" | "relative" | "sticky"));
    let is_out_of_flow = matches!(position.as_deref(), Some("absolute" | "fixed"));
    let is_far = |pixels: f32| pixels <= FAR_OUT || pixels >= FAR_BEYOND;
    let is_moved = ["left", "top", "right", "bottom", "inset"].into_iter().filter_map(pixels).any(is_far);
    let is_indented = ["text-indent", "margin-left", "margin-top", "margin"].into_iter().filter_map(pixels).any(is_far);
    let is_clipped = values.of("clip-path").is_some_and(|value| hides_by_clip(&value))
        || (is_out_of_flow && values.of("clip").is_some_and(|value| hides_by_clip(&value)));
    let is_transformed = values.of("transform").is_some_and(|value| hides_by_transform(&value, font_size, FAR_OUT, FAR_BEYOND));
    ((is_placed && is_moved) || is_indented || is_clipped || is_transformed).then_some(HiddenBy::Position)
}

/// A box without room whose overflow is cut off.
fn box_hides(values: &Values<'_>, font_size: f32) -> Option<HiddenBy> {
    let cuts = ["overflow", "overflow-x", "overflow-y"]
        .into_iter()
        .filter_map(|property| values.of(property))
        .any(|value| value.contains("hidden") || value.contains("clip"));
    let is_shut = ["width", "height", "max-width", "max-height"]
        .into_iter()
        .filter_map(|property| length(&values.of(property)?, font_size))
        .any(|pixels| pixels <= LEAST_FONT_SIZE);
    (cuts && is_shut).then_some(HiddenBy::Size)
}

/// The declared values of an element by property.
#[derive(Default)]
struct Properties {
    values: BTreeMap<String, (bool, String)>,
    variables: Variables,
}

impl Properties {
    fn collect(element: ElementRef<'_>, sheet: &mut Sheet) -> Self {
        let mut properties = Self::default();
        for block in sheet.matching(element) {
            block.iter().for_each(|declaration| properties.set(&declaration.property, &declaration.value, declaration.important));
        }
        for declaration in element.value().attr("style").map(declarations).unwrap_or_default() {
            properties.set(&declaration.property, &declaration.value, declaration.important);
        }
        properties
    }

    fn set(&mut self, property: &str, value: &str, important: bool) {
        if property.starts_with("--") {
            if self.variables.len() < VARIABLES {
                self.variables.insert(property.into(), value.into());
            }
            return;
        }
        // A shorthand resets what it stands for.
        let resets: &[&str] = match property {
            "background" => &["background-color", "background-image"],
            "font" => &["font-size"],
            "margin" => &["margin-left", "margin-top"],
            "inset" => &["left", "top", "right", "bottom"],
            _ => &[],
        };
        let is_kept = |old: Option<&(bool, String)>| old.is_some_and(|(old, _)| *old && !important);
        if is_kept(self.values.get(property)) {
            return;
        }
        for reset in resets {
            if !is_kept(self.values.get(*reset)) {
                self.values.remove(*reset);
            }
        }
        self.values.insert(property.to_owned(), (important, value.to_owned()));
    }
}

/// Declared values with variables replaced.
struct Values<'a> {
    properties: &'a Properties,
    variables: &'a Variables,
}

impl Values<'_> {
    fn of(&self, property: &str) -> Option<String> {
        let (_, value) = self.properties.values.get(property)?;
        let mut value = value.clone();
        for _ in 0..VARIABLE_ROUNDS {
            let Some((before, rest)) = value.split_once("var(") else { return Some(value) };
            let (inside, after) = rest.split_once(')').unwrap_or((rest, ""));
            let (name, fallback) = inside.split_once(',').unwrap_or((inside, ""));
            let replaced = self.variables.get(name.trim()).map_or(fallback.trim(), |value| value);
            value = format!("{before}{replaced}{after}");
            if value.len() > VALUE_BYTES {
                break;
            }
        }
        Some(value)
    }
}
