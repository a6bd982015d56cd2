//! The page's own style rules, as far as they decide what a person sees.

pub(in crate::html) mod cascade;
pub(in crate::html) mod color;
pub(in crate::html) mod conditions;
pub(in crate::html) mod length;
mod parse;
mod selectors;
mod validity;

use std::{cell::Cell, collections::HashMap, rc::Rc};

use ::selectors::context::SelectorCaches;
use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
use bonafide_model::claims::NotJudged;
use scraper::ElementRef;

use selectors::{Key, Node, Select, Selects, key};
pub(in crate::html) use selectors::{Pseudo, is_right_to_left};

/// Rules that are kept of a page.
const RULES: usize = 20_000;
/// Work spent on matching rules, counted in simple matches: a second at most.
const MATCHES: usize = 4_000_000;
/// Imported sheets, and fonts, that are kept.
const IMPORTS: usize = 100;
const FONTS: usize = 100;
/// Layers that are told apart.
const LAYERS: usize = 1000;
/// What stands in no layer comes behind all of them.
const NO_LAYER: usize = LAYERS + 1;

/// Properties that can hide text, or undo that.
const PROPERTIES: &[&str] = &[
    "-webkit-line-clamp",
    "-webkit-text-fill-color",
    "-webkit-text-security",
    "all",
    "animation",
    "animation-delay",
    "animation-duration",
    "animation-fill-mode",
    "animation-iteration-count",
    "animation-name",
    "animation-play-state",
    "animation-timeline",
    "aspect-ratio",
    "backdrop-filter",
    "backface-visibility",
    "background",
    "background-clip",
    "background-color",
    "background-image",
    "baseline-shift",
    "border",
    "border-left",
    "border-left-width",
    "border-right",
    "border-right-width",
    "border-spacing",
    "border-width",
    "bottom",
    "box-shadow",
    "clip",
    "clip-path",
    "color",
    "column-gap",
    "contain",
    "content",
    "content-visibility",
    "direction",
    "display",
    "fill",
    "fill-opacity",
    "filter",
    "flex",
    "flex-basis",
    "flex-direction",
    "flex-flow",
    "flex-grow",
    "flex-wrap",
    "float",
    "font",
    "font-family",
    "font-size",
    "font-size-adjust",
    "gap",
    "grid",
    "grid-area",
    "grid-auto-columns",
    "grid-auto-rows",
    "grid-column",
    "grid-column-gap",
    "grid-column-start",
    "grid-gap",
    "grid-row",
    "grid-row-start",
    "grid-template",
    "grid-template-columns",
    "grid-template-rows",
    "height",
    "inset",
    "inset-block",
    "inset-inline",
    "isolation",
    "justify-content",
    "left",
    "letter-spacing",
    "line-clamp",
    "line-height",
    "margin",
    "margin-block",
    "margin-bottom",
    "margin-inline",
    "margin-left",
    "margin-right",
    "margin-top",
    "mask",
    "mask-image",
    "max-height",
    "max-width",
    "min-width",
    "mix-blend-mode",
    "offset",
    "offset-path",
    "opacity",
    "order",
    "outline",
    "outline-width",
    "overflow",
    "overflow-x",
    "overflow-y",
    "padding",
    "padding-inline",
    "padding-left",
    "padding-right",
    "position",
    "right",
    "rotate",
    "scale",
    "stroke",
    "text-anchor",
    "text-indent",
    "text-overflow",
    "text-shadow",
    "text-stroke",
    "top",
    "transform",
    "translate",
    "unicode-bidi",
    "vertical-align",
    "visibility",
    "white-space",
    "width",
    "will-change",
    "word-spacing",
    "writing-mode",
    "z-index",
    "zoom",
];

/// Other names of properties, in a text that runs from left to right and from top to bottom.
const ALIASES: &[(&str, &str)] = &[
    ("-webkit-animation", "animation"),
    ("-webkit-animation-delay", "animation-delay"),
    ("-webkit-animation-duration", "animation-duration"),
    ("-webkit-animation-fill-mode", "animation-fill-mode"),
    ("-webkit-background-clip", "background-clip"),
    ("-webkit-backface-visibility", "backface-visibility"),
    ("-webkit-clip-path", "clip-path"),
    ("-webkit-filter", "filter"),
    ("-webkit-flex-direction", "flex-direction"),
    ("-webkit-flex-flow", "flex-flow"),
    ("-webkit-order", "order"),
    ("-webkit-mask", "mask"),
    ("-webkit-mask-image", "mask-image"),
    ("-webkit-text-stroke", "text-stroke"),
    ("-webkit-transform", "transform"),
    ("block-size", "height"),
    ("inline-size", "width"),
    ("inset-block-end", "bottom"),
    ("inset-block-start", "top"),
    ("inset-inline-end", "right"),
    ("inset-inline-start", "left"),
    ("margin-block-start", "margin-top"),
    ("margin-inline-end", "margin-right"),
    ("margin-inline-start", "margin-left"),
    ("max-block-size", "max-height"),
    ("max-inline-size", "max-width"),
    ("overflow-block", "overflow-y"),
    ("overflow-inline", "overflow-x"),
    ("padding-inline-end", "padding-right"),
    ("padding-inline-start", "padding-left"),
    ("word-wrap", "overflow-wrap"),
];

/// One declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::html) struct Declaration {
    /// The property, lower case.
    pub(in crate::html) property: String,
    /// The value without `!important`, comments and escapes.
    pub value: String,
    /// Whether `!important` stood there.
    pub important: bool,
    /// Whether it is known what browsers make of the value.
    pub is_understood: bool,
}

/// Why it cannot be told whether a rule applies, if so.
pub(in crate::html) type Doubt = Option<NotJudged>;

struct Rule {
    selector: Select,
    layer: usize,
    cost: usize,
    declarations: Rc<[Declaration]>,
    doubt: Doubt,
}

/// The declarations of a rule that applies.
pub(in crate::html) struct Matched {
    /// The number of its layer, from one.
    pub layer: usize,
    pub declarations: Rc<[Declaration]>,
    /// Why it cannot be told whether it does.
    pub doubt: Doubt,
}

/// The frames of an animation in order, each with the part of the time at which it counts.
pub(in crate::html) type Frames = Vec<(f32, Rc<[Declaration]>)>;

/// All rules of a page.
#[derive(Default)]
pub(in crate::html) struct Sheet {
    rules: Vec<Rule>,
    by_key: HashMap<(Option<Pseudo>, Key), Vec<usize>>,
    layers: HashMap<String, usize>,
    frames: HashMap<String, Frames>,
    /// Variables that are declared: whether they are inherited, and their first value.
    registered: HashMap<String, (bool, Option<String>)>,
    /// Fonts that the page brings along, and those that it has fetched.
    fonts: Vec<String>,
    /// The first of the fonts that come from elsewhere.
    pub has_outside_fonts: bool,
    caches: SelectorCaches,
    spent: usize,
    /// Whether the page is one of old, in which names have no case.
    pub is_quirky: bool,
    /// Whether any rule is for what is generated, and for first letters.
    pub has_generated: bool,
    pub has_first_letter: bool,
    /// Style sheets that are imported and were not read.
    pub imports: Vec<String>,
    /// Whether rules were left out.
    pub is_incomplete: bool,
}

impl Sheet {
    /// Adds a style sheet, with those inside it that the page itself has; `doubt` is why it cannot
    /// be told whether it applies.
    pub(in crate::html) fn add(&mut self, css: &str, doubt: Doubt) {
        parse::sheet(css, self, doubt);
    }

    /// The number of a layer; they count in the order in which they are first named.
    fn layer(&mut self, name: &str) -> usize {
        let next = (self.layers.len() + 1).min(LAYERS);
        *self.layers.entry(name.to_owned()).or_insert(next)
    }

    /// The frames of an animation.
    pub(in crate::html) fn frames(&self, name: &str) -> Option<&Frames> {
        self.frames.get(name)
    }

    /// What is declared of a variable: whether it is inherited, and its first value.
    pub(in crate::html) fn registered(&self) -> impl Iterator<Item = (&str, bool, Option<&str>)> {
        self.registered
            .iter()
            .map(|(name, (inherits, initial))| (name.as_str(), *inherits, initial.as_deref()))
    }

    fn add_font(&mut self, family: String, is_inside: bool) {
        self.has_outside_fonts |= !is_inside;
        if is_inside && self.fonts.len() < FONTS && !family.is_empty() {
            self.fonts.push(family);
        }
    }

    /// Whether the page itself brings along one of these fonts.
    pub(in crate::html) fn has_font(&self, families: &str) -> bool {
        !self.fonts.is_empty()
            && families.split(',').any(|family| {
                self.fonts
                    .iter()
                    .any(|own| own == family.trim().trim_matches(['"', '\'']))
            })
    }

    fn add_rule(
        &mut self,
        selectors: &Selects,
        cost: usize,
        layer: Option<&str>,
        declarations: Vec<Declaration>,
        doubt: Doubt,
    ) {
        let layer = layer.map_or(NO_LAYER, |name| self.layer(name));
        let declarations: Rc<[Declaration]> = declarations.into();
        for selector in selectors.slice() {
            if self.rules.len() >= RULES {
                self.is_incomplete = true;
                return;
            }
            let pseudo = selector.pseudo_element().copied();
            if pseudo == Some(Pseudo::Other) {
                continue;
            }
            self.has_first_letter |= pseudo == Some(Pseudo::FirstLetter);
            self.has_generated |= matches!(pseudo, Some(Pseudo::Before | Pseudo::After));
            // A value stands in the first line of what it stands in.
            let pseudo = pseudo.filter(|pseudo| *pseudo != Pseudo::FirstLine);
            self.by_key
                .entry((pseudo, key(selector, self.is_quirky)))
                .or_default()
                .push(self.rules.len());
            self.rules.push(Rule {
                selector: selector.clone(),
                layer,
                cost,
                declarations: Rc::clone(&declarations),
                doubt,
            });
        }
    }

    /// The declarations that apply to an element by the page's rules, or to what is generated
    /// there, the weakest first.
    pub(in crate::html) fn matching(
        &mut self,
        element: ElementRef<'_>,
        pseudo: Option<Pseudo>,
    ) -> Vec<Matched> {
        let value = element.value();
        let mut keys = vec![Key::Any, Key::Tag(value.name().to_ascii_lowercase())];
        keys.extend(value.id().map(|id| Key::Id(id.to_owned())));
        keys.extend(value.classes().map(|class| Key::Class(class.to_owned())));
        let mut matched = Vec::new();
        for &index in keys
            .into_iter()
            .filter_map(|key| self.by_key.get(&(pseudo, key)))
            .flatten()
        {
            let Some(rule) = self.rules.get(index) else {
                continue;
            };
            self.spent += rule.cost;
            if self.spent > MATCHES {
                self.is_incomplete = true;
                break;
            }
            let asked = Cell::new(false);
            let mut matches = |unknown| {
                let node = Node {
                    element,
                    unknown,
                    asked: &asked,
                };
                selectors::matches(&rule.selector, &node, &mut self.caches, self.is_quirky)
            };
            let with = matches(true);
            let without = if asked.get() { matches(false) } else { with };
            if with || without {
                self.spent += rule.declarations.len();
                let doubt = rule
                    .doubt
                    .or((with != without).then_some(NotJudged::UnknownRule));
                matched.push((
                    rule.layer,
                    rule.selector.specificity(),
                    index,
                    &rule.declarations,
                    doubt,
                ));
            }
        }
        matched
            .sort_unstable_by_key(|(layer, specificity, index, ..)| (*layer, *specificity, *index));
        let found =
            |(layer, _, _, declarations, doubt): (usize, u32, usize, &Rc<[Declaration]>, Doubt)| {
                Matched {
                    layer,
                    declarations: Rc::clone(declarations),
                    doubt,
                }
            };
        matched.into_iter().map(found).collect()
    }
}

/// Whether an address holds its file itself.
pub(in crate::html) fn is_data(address: &str) -> bool {
    let scheme = address.trim().get(..5);
    scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
}

/// The text of a style sheet inside an address; nothing else there is taken for one.
pub(in crate::html) fn data_sheet(address: &str) -> Option<String> {
    let rest = address.trim().get(5..).filter(|_| is_data(address))?;
    let (kind, data) = rest.split_once(',')?;
    let media_type = kind.split(';').next().unwrap_or_default().trim();
    if !media_type.eq_ignore_ascii_case("text/css") {
        return None;
    }
    let bytes: Vec<u8> = percent_decoded(data);
    let is_base64 = kind.trim_end().to_ascii_lowercase().ends_with(";base64");
    let bytes = if is_base64 {
        let letters: Vec<u8> = bytes
            .into_iter()
            .filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=')
            .collect();
        STANDARD_NO_PAD.decode(letters).ok()?
    } else {
        bytes
    };
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

fn percent_decoded(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, behind)) = rest.split_first() {
        let code = (*byte == b'%')
            .then(|| behind.get(..2))
            .flatten()
            .and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(decoded) => {
                out.push(decoded);
                rest = behind.get(2..).unwrap_or_default();
            }
            None => {
                out.push(*byte);
                rest = behind;
            }
        }
    }
    out
}

/// The declarations of a `style` attribute that can matter.
pub(in crate::html) fn declarations(css: &str) -> Vec<Declaration> {
    parse::declarations(css)
}
