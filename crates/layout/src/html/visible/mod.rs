//! What a person sees of an element: the few properties that can hide text, computed down the tree.

mod animation;
mod boxes;
mod foreign;
mod geometry;
mod judged;
mod room;

use std::rc::Rc;

use bonafide_model::claims::{HiddenBy, NotJudged};
use cssparser::{ParseError, Parser, Token};
use scraper::ElementRef;

use super::css::cascade::{Declared, Properties, Values, Variables};
use super::css::color::{Rgb, color, faint, gradient, legacy, near};
use super::css::length::{Basis, Font, arguments, components, length, number, outside_parentheses};
use super::css::{Pseudo, Sheet, is_right_to_left};
pub(super) use boxes::{Boxes, Flow, Inner, Side, is_block};
pub(super) use foreign::is_shape;
use foreign::{Letters, Window};
use geometry::{LEAST_SIZE, fills, hides};
pub(super) use judged::Scripts;

/// The default font size of browsers in pixels.
const FONT_SIZE: f32 = 16.0;
/// Below this nobody sees anything.
const LEAST_OPACITY: f32 = 0.05;
/// A shadow or an outline fainter than this makes nothing readable.
const LEAST_HALO: f32 = 0.3;
/// Where things stand in drawings, in pixels or any other unit.
const PLACES: std::ops::RangeInclusive<f32> = -500.0..=50_000.0;
const WHITE: Rgb = Rgb(255, 255, 255);
const BLACK: Rgb = Rgb(0, 0, 0);
const LINK_BLUE: Rgb = Rgb(0, 0, 238);

/// A colour, `None` where it is not known, and how much of it there is.
type Ink = (Option<Rgb>, f32);

/// The looks of an element that its text inherits.
#[derive(Debug, Clone)]
pub(super) struct Style {
    /// Why everything inside is hidden; nothing inside can undo it.
    pub hidden: Option<HiddenBy>,
    /// Why it cannot be told how everything inside is seen; nothing inside can undo it.
    not_judged: Option<NotJudged>,
    /// Whether line ends in the source are line ends on the screen.
    pub is_preformatted: bool,
    /// What box the element makes.
    pub boxes: Boxes,
    /// Whether its letters are shown in reverse order.
    pub is_reversed: bool,
    is_invisible: bool,
    /// Whether dots are shown in the place of letters.
    is_masked: bool,
    is_right_to_left: bool,
    /// Whether lines are not broken.
    is_unbroken: bool,
    /// Whether a font of the page draws the letters.
    has_own_font: bool,
    has_stroke: bool,
    font: Font,
    opacity: f32,
    color: Ink,
    /// The colour of the letters around the element, and whether `color` has no say in it.
    color_around: Ink,
    is_filled: bool,
    link_color: Rgb,
    /// What lies behind the text; `None` where it is not known, such as an image.
    background: Option<Rgb>,
    /// Whether a shadow or an outline shows text of any colour.
    has_halo: bool,
    /// Inside a drawing, the colour and opacity that letters are filled with.
    fill: Option<Ink>,
    /// Inside a drawing, what is seen of it.
    window: Option<Window>,
    /// Whether letters right inside it are drawn.
    letters: Letters,
    /// What the element does by itself with what does not fit.
    overflow: Overflow,
    /// Whether it is a flexible or grid box without room for more than some lines, or stands right
    /// inside of one.
    is_low_container: bool,
    is_in_low_container: bool,
    variables: Rc<Variables>,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            hidden: None,
            not_judged: None,
            is_preformatted: false,
            boxes: Boxes::default(),
            is_reversed: false,
            is_invisible: false,
            is_masked: false,
            is_right_to_left: false,
            is_unbroken: false,
            has_own_font: false,
            has_stroke: false,
            font: FONT_SIZE.into(),
            opacity: 1.0,
            color: (Some(BLACK), 1.0),
            color_around: (Some(BLACK), 1.0),
            is_filled: false,
            link_color: LINK_BLUE,
            background: Some(WHITE),
            has_halo: false,
            fill: None,
            window: None,
            letters: Letters::Drawn,
            overflow: Overflow::Seen,
            is_low_container: false,
            is_in_low_container: false,
            variables: Rc::default(),
        }
    }
}

impl Style {
    /// The style around a page, and why nothing on it can be judged.
    pub(super) fn of_page(not_judged: Option<NotJudged>) -> Self {
        Self {
            not_judged,
            ..Self::default()
        }
    }

    /// Why it cannot be told how text inside is seen, for a reason that its own rules do not give.
    pub(super) fn doubt(&mut self, why: NotJudged) {
        self.not_judged = self.not_judged.or(Some(why));
    }

    /// Why text inside is not seen.
    pub(super) fn reason(&self) -> Option<HiddenBy> {
        if self.hidden.is_some() {
            self.hidden
        } else if self.is_invisible {
            Some(HiddenBy::VisibilityHidden)
        } else if self.is_masked {
            Some(HiddenBy::GlyphsDiffer)
        } else if self.font.size <= LEAST_SIZE {
            Some(HiddenBy::Size)
        } else if let Some((fill, alpha)) = self.fill {
            if alpha < LEAST_OPACITY {
                return Some(HiddenBy::Transparent);
            }
            let (fill, background) = (fill?, self.background?);
            near(fill.over(alpha, background), background).then_some(HiddenBy::Color)
        } else {
            if self.has_halo {
                return None;
            }
            let (color, alpha) = self.color;
            if alpha < LEAST_OPACITY {
                return Some(HiddenBy::Color);
            }
            let background = self.background?;
            near(color?.over(alpha, background), background).then_some(HiddenBy::Color)
        }
    }

    /// Why letters right inside are not seen, wherever other things inside are.
    pub(super) fn letters_reason(&self) -> Option<HiddenBy> {
        let not_drawn = self.letters == Letters::NotDrawn;
        self.reason().or(not_drawn.then_some(HiddenBy::NotRendered))
    }

    /// Why it cannot be told how letters right inside are seen.
    pub(super) fn letters_not_judged(&self) -> Option<NotJudged> {
        let is_unknown = self.letters == Letters::Unknown;
        self.not_judged()
            .or(is_unknown.then_some(NotJudged::UnknownRule))
    }

    /// Whether it is a column of a table that is not shown.
    pub(super) fn is_column_gone(&self) -> bool {
        self.boxes.is_column && self.is_invisible
    }

    /// Whether it is a piece of a page in a drawing.
    pub(super) fn is_page(&self) -> bool {
        self.fill.is_none()
    }

    /// Whether a shape with this style lies over what was drawn before it.
    pub(super) fn is_drawn(&self) -> bool {
        let fill = self.fill.is_none_or(|(_, alpha)| alpha >= LEAST_OPACITY);
        self.hidden.is_none() && !self.is_invisible && (fill || self.has_stroke)
    }

    /// Why it cannot be told how text inside is seen.
    pub(super) fn not_judged(&self) -> Option<NotJudged> {
        let open = [
            (
                self.is_right_to_left || self.is_reversed,
                NotJudged::Direction,
            ),
            (self.has_own_font, NotJudged::EmbeddedFont),
            (self.has_stroke, NotJudged::TextStroke),
            (
                self.is_faint() || self.color.0.is_none() && self.fill.is_none(),
                NotJudged::Color,
            ),
        ];
        self.not_judged.or_else(|| {
            open.into_iter()
                .find(|(is_open, _)| *is_open)
                .map(|(_, why)| why)
        })
    }

    fn is_faint(&self) -> bool {
        let (color, alpha) = self.fill.unwrap_or(self.color);
        !self.has_halo
            && color
                .zip(self.background)
                .is_some_and(|(color, background)| faint(color.over(alpha, background), background))
    }

    /// The style of an element inside.
    pub(super) fn of_child(
        &self,
        element: ElementRef<'_>,
        sheet: &mut Sheet,
        scripts: &Scripts,
    ) -> Self {
        let mut style = self.inherited(sheet);
        style.boxes = Boxes::of(element.value().name(), &self.boxes);
        if self.hidden.is_some() {
            return style;
        }
        let declared = Declared::of(element, sheet);
        style.by_default(element);
        style.not_judged = style
            .not_judged
            .or_else(|| judged::by_itself(element, scripts));
        style.enter_foreign(element);
        let before = style.clone();
        style.apply_to(element, &declared.sure, sheet);
        animation::play(&mut style, &before, element, &declared.sure, sheet);
        if let Some((properties, why)) = declared.doubtful {
            let mut other = before;
            other.apply_to(element, &properties, sheet);
            if other.looks() != style.looks() {
                style.not_judged = style.not_judged.or(Some(why));
            }
        }
        if sheet.has_generated {
            [Pseudo::Before, Pseudo::After]
                .into_iter()
                .for_each(|pseudo| style.lay_behind(element, sheet, pseudo));
        }
        style.judge_first_letter(element, sheet);
        if element.value().name() == "html" {
            style.font.root = style.font.size;
        }
        if foreign::is_drawing(element) {
            let doubt = foreign::judge_drawing(element, self.window, style.font);
            style.not_judged = style.not_judged.or(doubt);
        }
        if self.boxes.is_reordering || style.boxes.is_reordered {
            style.doubt(NotJudged::Order);
        }
        style
    }

    /// What an element inside begins with.
    fn inherited(&self, sheet: &Sheet) -> Self {
        let mut style = Self {
            boxes: Boxes::default(),
            color_around: self.color,
            overflow: Overflow::Seen,
            is_low_container: false,
            is_in_low_container: self.is_low_container,
            ..self.clone()
        };
        for (name, inherits, initial) in sheet.registered() {
            if !inherits || !style.variables.contains_key(name) {
                let variables = Rc::make_mut(&mut style.variables);
                match initial {
                    Some(initial) => variables.insert(name.into(), initial.into()),
                    None => variables.remove(name),
                };
            }
        }
        style
    }

    /// What a rule of which it cannot be told whether it applies must not change.
    fn looks(&self) -> (Option<HiddenBy>, Option<NotJudged>, [bool; 3], Option<Side>) {
        let order = [
            self.is_reversed,
            self.boxes.is_reordering,
            self.boxes.is_reordered,
        ];
        (self.reason(), self.not_judged(), order, self.boxes.floats)
    }

    fn apply_to(&mut self, element: ElementRef<'_>, properties: &Properties, sheet: &mut Sheet) {
        let is_cell = self.boxes.flow == Flow::Cell;
        // A rule of the page that sets `display` wins over the attributes.
        if !self.apply(properties.clone(), is_cell, sheet) {
            self.hidden = self.hidden.or_else(|| hidden_by_itself(element));
        }
        let values = Values {
            properties,
            variables: &self.variables.clone(),
        };
        if judged::is_field_short(element, &values, self.font) {
            self.doubt(NotJudged::LimitedSize);
        }
        if self
            .boxes
            .pulled
            .is_some_and(|margin| !judged::has_room_before(element, margin, sheet))
        {
            self.not_judged = self.not_judged.or(Some(NotJudged::Offset));
        }
    }

    /// Where the first letter alone is hidden, a person reads another value.
    fn judge_first_letter(&mut self, element: ElementRef<'_>, sheet: &mut Sheet) {
        if !sheet.has_first_letter || self.reason().is_some() {
            return;
        }
        let declared = Declared::of_part(element, sheet, Pseudo::FirstLetter);
        let mut letter = self.clone();
        letter.apply(
            declared.doubtful.map_or(declared.sure, |(all, _)| all),
            false,
            sheet,
        );
        if letter.reason().is_some() || letter.not_judged() != self.not_judged() {
            self.not_judged = self.not_judged.or(Some(NotJudged::UnknownRule));
        }
    }

    /// What is generated in front of or behind an element's content.
    pub(super) fn generated(
        &self,
        element: ElementRef<'_>,
        sheet: &mut Sheet,
        pseudo: Pseudo,
    ) -> Option<Generated> {
        let declared = Declared::of_part(element, sheet, pseudo);
        let is_doubtful = declared.doubtful.is_some();
        let properties = declared.doubtful.map_or(declared.sure, |(all, _)| all);
        if properties.is_empty() {
            return None;
        }
        let text = Values {
            properties: &properties,
            variables: &self.variables,
        }
        .as_declared("content")?;
        let text = generated_text(&text, element)?;
        let mut style = self.inherited(sheet);
        if style.hidden.is_none() {
            style.apply(properties, false, sheet);
        }
        if is_doubtful && !text.trim().is_empty() {
            style.not_judged = style.not_judged.or(Some(NotJudged::UnknownRule));
        }
        Some(Generated { text, style })
    }

    /// A generated box that fills the element and has a background is what lies behind its text.
    fn lay_behind(&mut self, element: ElementRef<'_>, sheet: &mut Sheet, pseudo: Pseudo) {
        let properties = Declared::of_part(element, sheet, pseudo).sure;
        let values = Values {
            properties: &properties,
            variables: &self.variables,
        };
        if values
            .of("content")
            .is_some_and(|content| content != "none")
            && fills(&values)
            && is_behind(&values)
        {
            self.background = laid_over(&values, self.color.0, self.background);
            self.boxes.is_painted |= boxes::is_painted(&values);
        }
    }

    /// Applies what is declared; says whether that is how the element is displayed.
    fn apply(&mut self, mut properties: Properties, is_cell: bool, sheet: &Sheet) -> bool {
        properties.move_variables_to(&mut self.variables);
        // Nothing is declared for most elements.
        if properties.is_empty() {
            return false;
        }
        let variables = Rc::clone(&self.variables);
        let values = Values {
            properties: &properties,
            variables: &variables,
        };
        let around = self.font;
        self.text(&values, sheet);
        self.paint(&values);
        self.fade(&values);
        self.hidden = self.hidden.or_else(|| hides(&values, self.font, is_cell));
        self.display(&values);
        self.boxes.apply(&values, self.font, around);
        self.is_low_container =
            self.boxes.inner != Inner::Flow && judged::is_low(&values, self.font);
        self.not_judged = self.not_judged.or_else(|| judged::by_rules(&values, self));
        values.of("display").is_some()
    }

    /// What the element itself brings along.
    fn by_default(&mut self, element: ElementRef<'_>) {
        let value = element.value();
        match value.name() {
            "a" if value.attr("href").is_some() => self.write_in(self.link_color),
            "mark" => {
                self.write_in(BLACK);
                self.background = Some(Rgb(255, 255, 0));
            }
            "input" | "textarea" | "select" => {
                self.write_in(BLACK);
                self.background = Some(WHITE);
                if value.name() == "textarea" {
                    self.overflow = Overflow::Scrolled;
                }
            }
            "button" => {
                self.write_in(BLACK);
                self.background = Some(Rgb(239, 239, 239));
            }
            "pre" | "listing" | "plaintext" | "xmp" => self.is_preformatted = true,
            "bdo" => {
                self.is_reversed = value
                    .attr("dir")
                    .is_some_and(|dir| dir.trim().eq_ignore_ascii_case("rtl"))
            }
            "body" => {
                self.link_color = value
                    .attr("link")
                    .and_then(legacy)
                    .unwrap_or(self.link_color)
            }
            "nobr" => self.is_unbroken = true,
            "table" => {
                let is = |name: &str, test: &dyn Fn(f32) -> bool| {
                    value.attr(name).and_then(number).is_some_and(test)
                };
                self.boxes.room.is_bare = is("cellpadding", &|room| room < 1.0);
                self.boxes.room.between = is("cellspacing", &|room| room >= 3.0);
            }
            "td" | "th" => self.boxes.room.is_wide = value.attr("width").is_some(),
            _ => {}
        }
        if value.attr("dir").is_some() {
            self.is_right_to_left = is_right_to_left(element);
        }
        let is_far = |name| {
            value
                .attr(name)
                .and_then(number)
                .is_some_and(|at| !PLACES.contains(&at))
        };
        if self.fill.is_some() && (is_far("x") || is_far("y")) {
            self.hidden = Some(HiddenBy::Position);
        }
        if let Some(color) = value.attr("bgcolor").and_then(legacy) {
            self.background = Some(color);
        }
        if value.attr("background").is_some() {
            self.background = None;
        }
        let attribute = match value.name() {
            "font" => value.attr("color"),
            "body" => value.attr("text"),
            _ => None,
        };
        if let Some(color) = attribute.and_then(legacy) {
            self.write_in(color);
        }
    }

    /// Sets the colour of letters as browsers do by themselves.
    fn write_in(&mut self, color: Rgb) {
        if !self.is_filled {
            self.color = (Some(color), 1.0);
        }
    }

    fn enter_foreign(&mut self, element: ElementRef<'_>) {
        self.letters = foreign::letters(element, self.letters);
        if foreign::is_formula(element) {
            self.is_invisible |= element.value().name() == "mphantom";
            self.not_judged = self.not_judged.or_else(|| foreign::judge_formula(element));
        }
        match element.value().name() {
            "svg" => self.enter_drawing(element),
            "foreignObject" => {
                (self.fill, self.window) = (None, None);
                self.overflow = Overflow::Cut;
            }
            _ => {}
        }
    }

    /// Letters of drawings are filled, with black unless something else is said (SVG 2, "Fill
    /// Properties").
    fn enter_drawing(&mut self, element: ElementRef<'_>) {
        if self.fill.is_none() && foreign::has_shapes(element) {
            self.background = None;
        }
        self.fill = Some((Some(BLACK), 1.0));
        self.overflow = Overflow::Cut;
        match foreign::window(element) {
            Ok(window) => self.window = Some(window),
            Err(reason) => self.hidden = Some(reason),
        }
    }

    fn text(&mut self, values: &Values<'_>, sheet: &Sheet) {
        if let Some(size) = values
            .of("font-size")
            .or_else(|| values.of("font"))
            .and_then(|value| font_size(&value, self.font))
        {
            self.font.size = size;
        }
        match values.of("visibility").as_deref() {
            Some("hidden" | "collapse") => self.is_invisible = true,
            Some("visible" | "initial") => self.is_invisible = false,
            _ => {}
        }
        if let Some(value) = values.of("white-space") {
            self.is_preformatted = value.starts_with("pre") || value == "break-spaces";
            self.is_unbroken = matches!(value.as_str(), "nowrap" | "pre");
        }
        if let Some(value) = values.of("-webkit-text-security") {
            self.is_masked = matches!(value.as_str(), "disc" | "circle" | "square")
                || self.is_masked && value == "inherit";
        }
        match values.of("direction").as_deref() {
            Some("rtl") => self.is_right_to_left = true,
            Some("ltr" | "initial") => self.is_right_to_left = false,
            _ => {}
        }
        if let Some(families) = values.of("font-family").or_else(|| values.of("font")) {
            self.has_own_font = sheet.has_font(&families);
        }
        let is_overridden = values
            .of("unicode-bidi")
            .is_some_and(|value| value.ends_with("-override"));
        if is_overridden {
            self.is_reversed = values.of("direction").is_some_and(|value| value == "rtl");
        }
    }

    fn paint(&mut self, values: &Values<'_>) {
        let behind = self.background;
        let text = self.letters_color(values);
        let (text_color, alpha) = text.unwrap_or(self.color);
        self.background = laid_over(values, text_color, behind);
        let is_cut_out = values
            .of("background-clip")
            .or_else(|| values.of("background"))
            .is_some_and(|value| components(&value).any(|word| word == "text"));
        // A background that is cut to the letters is their colour, where they let it through.
        let through = if is_cut_out {
            std::mem::replace(&mut self.background, behind)
        } else {
            self.background
        };
        self.color = if !is_cut_out || alpha >= 1.0 {
            (text_color, alpha)
        } else if alpha < LEAST_OPACITY {
            (through, 1.0)
        } else {
            let color = text_color.zip(through);
            (
                color.map(|(color, through)| color.over(alpha, through)),
                1.0,
            )
        };
        for property in ["text-shadow", "text-stroke"] {
            if let Some(value) = values.of(property) {
                self.has_halo = self.has_contrast(&value);
            }
        }
        if let Some(value) = values.of("text-stroke") {
            let basis = Basis::text(self.font);
            self.has_stroke =
                components(&value).any(|part| length(part, basis).is_some_and(|width| width > 0.0));
        }
        if self.fill.is_some()
            && let Some(value) = values.of("stroke")
        {
            self.has_stroke = !matches!(value.as_str(), "none" | "transparent" | "initial");
        }
        if let Some((fill, alpha)) = &mut self.fill {
            if let Some(value) = values
                .of("fill")
                .filter(|value| !matches!(value.as_str(), "inherit" | "unset"))
            {
                (*fill, *alpha) = match value.as_str() {
                    "currentcolor" => self.color,
                    "none" => (Some(BLACK), 0.0),
                    value => color(value).map_or((None, 1.0), |(rgb, alpha)| (Some(rgb), alpha)),
                };
            }
            if let Some(share) = values.of("fill-opacity").and_then(|value| number(&value)) {
                *alpha = share;
            }
        }
    }

    /// The colour of letters, if the rules set one.
    fn letters_color(&mut self, values: &Values<'_>) -> Option<Ink> {
        let (default, around) = (self.color, self.color_around);
        let own = |value: &str, current: Ink| match value {
            // Nothing is what came of a variable that is not set.
            "inherit" | "unset" | "" => around,
            "currentcolor" => current,
            "revert" | "revert-layer" => default,
            "initial" => (Some(BLACK), 1.0),
            value => color(value).map_or((None, 1.0), |(rgb, alpha)| (Some(rgb), alpha)),
        };
        let text = values.of("color").map(|value| own(&value, around));
        match values.of("-webkit-text-fill-color").as_deref() {
            None | Some("inherit" | "unset" | "") => text.filter(|_| !self.is_filled),
            Some("currentcolor" | "initial" | "revert" | "revert-layer") => {
                // What it is around a filled text is not kept.
                let known = text.or((!self.is_filled).then_some(default));
                self.is_filled = false;
                Some(known.unwrap_or((None, 1.0)))
            }
            Some(value) => {
                self.is_filled = true;
                Some(own(value, text.unwrap_or(default)))
            }
        }
    }

    /// Whether one of the colours of shadows or outlines stands out from the background. Without a
    /// colour they have the text's.
    fn has_contrast(&self, value: &str) -> bool {
        arguments(value)
            .filter(|part| part.contains(|c: char| c.is_ascii_digit()))
            .any(|part| {
                let (halo, alpha) = match components(part).find_map(color) {
                    Some((halo, alpha)) => (Some(halo), alpha),
                    None => self.color,
                };
                let Some((halo, behind)) = halo.zip(self.background) else {
                    return true;
                };
                alpha >= LEAST_HALO && !near(halo.over(alpha, behind), behind)
            })
    }

    fn fade(&mut self, values: &Values<'_>) {
        if let Some(opacity) = values.of("opacity").and_then(|value| number(&value)) {
            self.opacity *= opacity.clamp(0.0, 1.0);
        }
        let is_filtered = values
            .of("filter")
            .is_some_and(|value| value.replace(' ', "").contains("opacity(0"));
        let is_masked = ["mask", "mask-image"]
            .into_iter()
            .filter_map(|property| values.of(property))
            .any(|value| {
                components(&value)
                    .filter_map(gradient)
                    .any(|(_, alpha)| alpha < LEAST_OPACITY)
            });
        if self.opacity < LEAST_OPACITY || is_filtered || is_masked {
            self.hidden = self.hidden.or(Some(HiddenBy::Transparent));
        }
    }

    fn display(&mut self, values: &Values<'_>) {
        if values.of("display").as_deref() == Some("none")
            || values.of("content-visibility").as_deref() == Some("hidden")
        {
            self.hidden = self.hidden.or(Some(HiddenBy::DisplayNone));
        }
    }
}

/// What style rules put in front of or behind an element's content.
pub(super) struct Generated {
    /// The text, which may be nothing but a box.
    pub text: String,
    pub style: Style,
}

/// What an element does by itself with what does not fit into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Overflow {
    Seen,
    Cut,
    Scrolled,
}

/// Whether what fills an element lies behind its text. What has no place in the order of layers
/// lies over it.
fn is_behind(values: &Values<'_>) -> bool {
    values
        .of("z-index")
        .and_then(|index| number(&index))
        .is_some_and(|index| index < 0.0)
}

/// Why an element is not shown, whatever it is styled like.
fn hidden_by_itself(element: ElementRef<'_>) -> Option<HiddenBy> {
    let value = element.value();
    let is_closed = value.name() == "dialog" && value.attr("open").is_none();
    if value.attr("hidden").is_some() {
        Some(HiddenBy::HiddenAttribute)
    } else {
        (is_closed || value.attr("popover").is_some()).then_some(HiddenBy::DisplayNone)
    }
}

/// What lies behind the text of an element with such a background, over what lies `behind` the
/// element.
fn laid_over(values: &Values<'_>, text: Option<Rgb>, behind: Option<Rgb>) -> Option<Rgb> {
    let shorthand = values.of("background").unwrap_or_default();
    let parts: Vec<&str> = arguments(&shorthand).flat_map(components).collect();
    let mut below = behind;
    let mut lay = |layer: Option<(Option<Rgb>, f32)>| {
        below = match layer {
            Some((Some(color), alpha)) if alpha >= 1.0 => Some(color),
            Some((_, alpha)) if alpha < LEAST_OPACITY => below,
            Some((Some(color), alpha)) => below.map(|below| color.over(alpha, below)),
            _ => None,
        };
    };
    let of = |value: &str| match value {
        "currentcolor" => Some((text, 1.0)),
        value => color(value).map(|(rgb, alpha)| (Some(rgb), alpha)),
    };
    match values.of("background-color") {
        Some(value)
            if matches!(
                value.as_str(),
                "" | "inherit" | "initial" | "unset" | "revert" | "revert-layer"
            ) => {}
        Some(value) => lay(of(&value)),
        None => parts
            .iter()
            .filter_map(|part| of(part))
            .for_each(|color| lay(Some(color))),
    }
    let image = values.of("background-image").unwrap_or_default();
    let images = if image.is_empty() {
        parts
    } else {
        arguments(&image).collect()
    };
    let images = images
        .into_iter()
        .filter(|part| part.contains('(') && color(part).is_none());
    images.for_each(|image| lay(gradient(image).map(|(rgb, alpha)| (Some(rgb), alpha))));
    below
}

/// The font size in pixels that `font-size` or `font` sets inside an element with the font size
/// `around`.
fn font_size(value: &str, around: Font) -> Option<f32> {
    outside_parentheses(value, |c| c == ' ' || c == '/').find_map(|part| match part {
        "xx-small" => Some(9.0),
        "x-small" => Some(10.0),
        "small" => Some(13.0),
        "medium" | "initial" => Some(16.0),
        "large" => Some(18.0),
        "x-large" => Some(24.0),
        "xx-large" | "xxx-large" => Some(32.0),
        "smaller" => Some(around.size / 1.2),
        "larger" => Some(around.size * 1.2),
        _ => length(part, Basis::text(around)),
    })
}

/// The strings and attributes that `content` puts together; `None` if it makes no box. Symbols of
/// icon fonts are no text.
fn generated_text(content: &str, element: ElementRef<'_>) -> Option<String> {
    let mut text = String::new();
    let mut input = Parser::new(content);
    while let Ok(token) = input.next().cloned() {
        match token {
            // What follows is read out instead.
            Token::Delim('/') => break,
            Token::Ident(word) if matches!(&*word, "none" | "normal") => return None,
            Token::QuotedString(string) => text.push_str(&string),
            Token::Function(name) => {
                let argument = input.parse_nested_block(|input| {
                    let argument = input.expect_ident().map(|name| name.to_string());
                    while input.next().is_ok() {}
                    Ok::<_, ParseError<()>>(argument.unwrap_or_default())
                });
                match &*name {
                    "attr" => text.push_str(
                        element
                            .attr(&argument.unwrap_or_default())
                            .unwrap_or_default(),
                    ),
                    // The number is not known; it parts what stands on both sides.
                    "counter" | "counters" => text.push(' '),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    text.retain(|c| !('\u{E000}'..='\u{F8FF}').contains(&c));
    Some(text)
}
