//! Which of the values declared for an element counts (CSS Cascading and Inheritance Level 5,
//! "Cascade Sorting Order").

use std::{collections::BTreeMap, rc::Rc};

use scraper::ElementRef;

use bonafide_model::claims::NotJudged;

use super::length::components;
use super::{Declaration, Matched, Pseudo, Sheet, declarations};

/// How many variables are replaced in a value. Generated sheets have some ten in one value.
const VARIABLE_ROUNDS: usize = 32;
/// Variables of an element; every element that sets one has its own copy of all of them.
const VARIABLES: usize = 1000;
/// Bytes of a value after replacing variables.
const VALUE_BYTES: usize = 1000;
/// The weight of what is declared without importance; what is important has more, the more the
/// earlier its layer is.
const NORMAL: usize = 0;
/// What `animation` stands for.
const ANIMATION: &[&str] = &[
    "animation-delay",
    "animation-duration",
    "animation-fill-mode",
    "animation-iteration-count",
    "animation-name",
    "animation-play-state",
];
/// Attributes of drawings that are declarations too, weaker than any other (SVG 2, "Presentation
/// attributes").
const PRESENTATION: &[&str] = &[
    "baseline-shift",
    "clip-path",
    "color",
    "direction",
    "display",
    "fill",
    "fill-opacity",
    "filter",
    "font-family",
    "font-size",
    "font-size-adjust",
    "letter-spacing",
    "mask",
    "opacity",
    "stroke",
    "text-anchor",
    "unicode-bidi",
    "visibility",
    "word-spacing",
    "writing-mode",
];
/// The same for formulas (MathML Core, "Global Attributes").
const OF_FORMULAS: &[(&str, &str)] = &[
    ("mathbackground", "background-color"),
    ("mathcolor", "color"),
    ("mathsize", "font-size"),
];

/// Values by name.
pub(in crate::html) type Variables = BTreeMap<Rc<str>, Rc<str>>;

/// The declared values of an element by property.
#[derive(Default, Clone)]
pub(in crate::html) struct Properties {
    values: BTreeMap<String, Value>,
    variables: Variables,
}

#[derive(Clone)]
struct Value {
    weight: usize,
    text: String,
    is_understood: bool,
}

/// What is declared for an element.
#[derive(Default)]
pub(in crate::html) struct Declared {
    /// By the rules that surely apply.
    pub sure: Properties,
    /// With those of which it cannot be told, and why not.
    pub doubtful: Option<(Properties, NotJudged)>,
}

impl Declared {
    /// What the page's rules and the element itself declare.
    pub(in crate::html) fn of(element: ElementRef<'_>, sheet: &mut Sheet) -> Self {
        let mut first = Properties::default();
        if element.value().name.ns.ends_with("/svg") {
            for name in PRESENTATION {
                if let Some(value) = element.value().attr(name) {
                    first.set(name, value, NORMAL, true);
                }
            }
        }
        if element.value().name.ns.ends_with("/MathML") {
            for (name, property) in OF_FORMULAS {
                if let Some(value) = element.value().attr(name) {
                    first.set(property, value, NORMAL, true);
                }
            }
        }
        let own = element
            .value()
            .attr("style")
            .map(declarations)
            .unwrap_or_default();
        Self::by(&first, &sheet.matching(element, None), &own)
    }

    /// What the page's rules declare for a part of an element, or for what is generated there.
    pub(in crate::html) fn of_part(
        element: ElementRef<'_>,
        sheet: &mut Sheet,
        pseudo: Pseudo,
    ) -> Self {
        Self::by(
            &Properties::default(),
            &sheet.matching(element, Some(pseudo)),
            &[],
        )
    }

    fn by(first: &Properties, rules: &[Matched], own: &[Declaration]) -> Self {
        let doubt = rules.iter().find_map(|rule| rule.doubt);
        let all = |with_doubtful: bool| {
            let mut properties = first.clone();
            for rule in rules
                .iter()
                .filter(|rule| with_doubtful || rule.doubt.is_none())
            {
                rule.declarations
                    .iter()
                    .for_each(|declaration| properties.add(declaration, rule.layer));
            }
            own.iter()
                .for_each(|declaration| properties.add(declaration, 0));
            properties
        };
        Self {
            sure: all(false),
            doubtful: doubt.map(|why| (all(true), why)),
        }
    }
}

impl Properties {
    /// With what a frame of an animation declares, which counts more than anything without
    /// importance.
    pub(in crate::html) fn in_frame(&self, frame: &[Declaration]) -> Self {
        let mut properties = self.clone();
        frame.iter().for_each(|declaration| {
            properties.set(
                &declaration.property,
                &declaration.value,
                NORMAL,
                declaration.is_understood,
            )
        });
        properties
    }

    fn add(&mut self, declaration: &Declaration, layer: usize) {
        // The sheet counts layers from one; nothing is more important than what the element itself
        // says.
        let weight = if declaration.important {
            usize::MAX - layer
        } else {
            NORMAL
        };
        self.set(
            &declaration.property,
            &declaration.value,
            weight,
            declaration.is_understood,
        );
    }

    fn set(&mut self, property: &str, value: &str, weight: usize, is_understood: bool) {
        if property.starts_with("--") {
            if self.variables.len() < VARIABLES {
                self.variables.insert(property.into(), value.into());
            }
            return;
        }
        if self
            .values
            .get(property)
            .is_some_and(|old| old.weight > weight)
        {
            return;
        }
        // A shorthand sets or resets what it stands for.
        let sides: Vec<&str> = components(value).collect();
        let side = |index: usize| {
            let others = [Some(index), index.checked_sub(2), Some(0)];
            others
                .into_iter()
                .flatten()
                .find_map(|index| sides.get(index))
                .map(|side| (*side).to_owned())
        };
        let parts: Vec<(&str, Option<String>)> = match property {
            "background" => vec![
                ("background-color", None),
                ("background-image", None),
                ("background-clip", None),
            ],
            "font" => vec![("font-size", None)],
            "margin" => {
                vec![
                    ("margin-top", side(0)),
                    ("margin-right", side(1)),
                    ("margin-bottom", side(2)),
                    ("margin-left", side(3)),
                ]
            }
            "padding" => vec![("padding-right", side(1)), ("padding-left", side(3))],
            "border-width" => vec![
                ("border-right-width", side(1)),
                ("border-left-width", side(3)),
            ],
            "animation" => ANIMATION.iter().map(|part| (*part, None)).collect(),
            "flex-flow" => vec![("flex-direction", None), ("flex-wrap", None)],
            "inset" => vec![
                ("top", side(0)),
                ("right", side(1)),
                ("bottom", side(2)),
                ("left", side(3)),
            ],
            "inset-inline" => vec![("left", side(0)), ("right", side(1))],
            "inset-block" => vec![("top", side(0)), ("bottom", side(1))],
            "margin-inline" => vec![("margin-left", side(0)), ("margin-right", side(1))],
            "padding-inline" => vec![("padding-left", side(0)), ("padding-right", side(1))],
            "margin-block" => vec![("margin-top", side(0))],
            _ => Vec::new(),
        };
        for (part, value) in parts {
            if self.values.get(part).is_none_or(|old| old.weight <= weight) {
                match value {
                    Some(text) => self.values.insert(
                        part.to_owned(),
                        Value {
                            weight,
                            text,
                            is_understood,
                        },
                    ),
                    None => self.values.remove(part),
                };
            }
        }
        self.values.insert(
            property.to_owned(),
            Value {
                weight,
                text: value.to_owned(),
                is_understood,
            },
        );
    }

    /// Moves the variables set here to those inherited.
    pub(in crate::html) fn move_variables_to(&mut self, inherited: &mut Rc<Variables>) {
        if !self.variables.is_empty() && inherited.len() < VARIABLES {
            Rc::make_mut(inherited).append(&mut self.variables);
        }
    }

    /// Whether anything is declared.
    pub(in crate::html) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
}

/// Declared values with variables replaced.
pub(in crate::html) struct Values<'a> {
    pub(in crate::html) properties: &'a Properties,
    pub(in crate::html) variables: &'a Variables,
}

impl Values<'_> {
    /// Whether it is known what browsers make of all that counts: no value is left in which a
    /// variable leads to itself, or to too many others.
    pub(in crate::html) fn is_understood(&self) -> bool {
        let is_open = |property: &str| {
            self.as_declared(property)
                .is_some_and(|value| value.contains("var("))
        };
        self.properties.values.iter().all(|(property, value)| {
            value.is_understood && !(value.text.contains("var(") && is_open(property))
        })
    }

    /// A value in lower case, if the property is declared.
    pub(in crate::html) fn of(&self, property: &str) -> Option<String> {
        self.as_declared(property)
            .map(|value| value.to_ascii_lowercase())
    }

    /// A value as it was written.
    pub(in crate::html) fn as_declared(&self, property: &str) -> Option<String> {
        let mut value = self.properties.values.get(property)?.text.clone();
        for _ in 0..VARIABLE_ROUNDS {
            let variable = value.split_once("var(");
            let Some((before, rest)) = variable.or_else(|| value.split_once("env(")) else {
                return Some(value);
            };
            let (inside, after) = argument(rest);
            let (name, fallback) = inside.split_once(',').unwrap_or((inside, ""));
            let known = match variable {
                Some(_) => self.variables.get(name.trim()).map(|value| &**value),
                None => is_inset(name.trim()).then_some("0px"),
            };
            let replaced = known.unwrap_or(fallback.trim());
            value = format!("{before}{replaced}{after}");
            if value.len() > VALUE_BYTES {
                break;
            }
        }
        Some(value)
    }
}

/// Whether a variable of the browser is one that a window on a desktop has, where it is nothing (CSS
/// Environment Variables Module Level 1).
fn is_inset(name: &str) -> bool {
    ["safe-area-", "titlebar-area-", "keyboard-inset-"]
        .iter()
        .any(|kind| name.starts_with(kind))
}

/// What stands before the closing parenthesis, and behind it.
fn argument(text: &str) -> (&str, &str) {
    let mut depth = 1_usize;
    let end = text.find(|c: char| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    end.and_then(|end| Some((text.get(..end)?, text.get(end + 1..)?)))
        .unwrap_or((text, ""))
}
