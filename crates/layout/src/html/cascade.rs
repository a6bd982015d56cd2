//! Which of the values declared for an element counts (CSS Cascading and Inheritance Level 5, "Cascade Sorting Order").

use std::{collections::BTreeMap, rc::Rc};

use scraper::ElementRef;

use super::css::{Declaration, Matched, Pseudo, Sheet, declarations};
use super::length::components;

/// How often variables are replaced inside a value that consists of variables.
const VARIABLE_ROUNDS: usize = 8;
/// Variables of an element; every element that sets one has its own copy of all of them.
const VARIABLES: usize = 1000;
/// Bytes of a value after replacing variables.
const VALUE_BYTES: usize = 1000;
/// Words of an animation that may be its name.
const ANIMATIONS: usize = 32;
/// The weight of what is declared without importance; what is important has more, the more the earlier its layer is.
const NORMAL: usize = 0;
/// Attributes of drawings that are declarations too, weaker than any other (SVG 2, "Presentation attributes").
const PRESENTATION: &[&str] = &["color", "display", "fill", "fill-opacity", "font-size", "opacity", "visibility"];

/// Values by name.
pub(super) type Variables = BTreeMap<Rc<str>, Rc<str>>;

/// The declared values of an element by property.
#[derive(Default)]
pub(super) struct Properties {
    values: BTreeMap<String, (usize, String)>,
    variables: Variables,
}

impl Properties {
    /// What the page's rules and the element itself declare.
    pub(super) fn of(element: ElementRef<'_>, sheet: &mut Sheet) -> Self {
        let mut properties = Self::default();
        if element.value().name.ns.ends_with("/svg") {
            for name in PRESENTATION {
                if let Some(value) = element.value().attr(name) {
                    properties.set(name, value, NORMAL);
                }
            }
        }
        properties.add_rules(&sheet.matching(element, None));
        for declaration in element.value().attr("style").map(declarations).unwrap_or_default() {
            properties.add(&declaration, 0);
        }
        properties.add_animation(sheet);
        properties
    }

    /// What the page's rules declare for what is generated in front of or behind an element's content.
    pub(super) fn of_generated(element: ElementRef<'_>, sheet: &mut Sheet, pseudo: Pseudo) -> Self {
        let mut properties = Self::default();
        properties.add_rules(&sheet.matching(element, Some(pseudo)));
        properties
    }

    fn add_rules(&mut self, rules: &[Matched]) {
        for rule in rules {
            rule.declarations.iter().for_each(|declaration| self.add(declaration, rule.layer));
        }
    }

    /// The last frame of an animation that stays when it is over.
    fn add_animation(&mut self, sheet: &Sheet) {
        let Some((_, animation)) = self.values.get("animation") else { return };
        let mode = self.values.get("animation-fill-mode").map_or(animation, |(_, mode)| mode);
        if !components(mode).any(|word| matches!(word, "forwards" | "both")) {
            return;
        }
        let frames: Vec<_> = components(animation).take(ANIMATIONS).filter_map(|name| sheet.last_frame(name)).collect();
        frames.iter().flat_map(|frame| frame.iter()).for_each(|declaration| self.add(declaration, 0));
    }

    fn add(&mut self, declaration: &Declaration, layer: usize) {
        // The sheet counts layers from one; nothing is more important than what the element itself says.
        let weight = if declaration.important { usize::MAX - layer } else { NORMAL };
        self.set(&declaration.property, &declaration.value, weight);
    }

    fn set(&mut self, property: &str, value: &str, weight: usize) {
        if property.starts_with("--") {
            if self.variables.len() < VARIABLES {
                self.variables.insert(property.into(), value.into());
            }
            return;
        }
        if self.values.get(property).is_some_and(|(old, _)| *old > weight) {
            return;
        }
        // A shorthand sets or resets what it stands for.
        let sides: Vec<&str> = components(value).collect();
        let side = |index: usize| {
            let others = [Some(index), index.checked_sub(2), Some(0)];
            others.into_iter().flatten().find_map(|index| sides.get(index)).map(|side| (*side).to_owned())
        };
        let parts: Vec<(&str, Option<String>)> = match property {
            "background" => vec![("background-color", None), ("background-image", None), ("background-clip", None)],
            "font" => vec![("font-size", None)],
            "margin" => vec![("margin-top", side(0)), ("margin-left", side(3))],
            "padding" => vec![("padding-left", side(3))],
            "inset" => vec![("top", side(0)), ("right", side(1)), ("bottom", side(2)), ("left", side(3))],
            "inset-inline" => vec![("left", side(0)), ("right", side(1))],
            "inset-block" => vec![("top", side(0)), ("bottom", side(1))],
            "margin-inline" => vec![("margin-left", side(0))],
            "margin-block" => vec![("margin-top", side(0))],
            _ => Vec::new(),
        };
        for (part, value) in parts {
            if self.values.get(part).is_none_or(|(old, _)| *old <= weight) {
                match value {
                    Some(value) => self.values.insert(part.to_owned(), (weight, value)),
                    None => self.values.remove(part),
                };
            }
        }
        self.values.insert(property.to_owned(), (weight, value.to_owned()));
    }

    /// Moves the variables set here to those inherited.
    pub(super) fn move_variables_to(&mut self, inherited: &mut Rc<Variables>) {
        if !self.variables.is_empty() && inherited.len() < VARIABLES {
            Rc::make_mut(inherited).append(&mut self.variables);
        }
    }

    /// Whether anything is declared.
    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
}

/// Declared values with variables replaced.
pub(super) struct Values<'a> {
    pub(super) properties: &'a Properties,
    pub(super) variables: &'a Variables,
}

impl Values<'_> {
    /// A value in lower case, if the property is declared.
    pub(super) fn of(&self, property: &str) -> Option<String> {
        self.as_declared(property).map(|value| value.to_ascii_lowercase())
    }

    /// A value as it was written.
    pub(super) fn as_declared(&self, property: &str) -> Option<String> {
        let (_, value) = self.properties.values.get(property)?;
        let mut value = value.clone();
        for _ in 0..VARIABLE_ROUNDS {
            let Some((before, rest)) = value.split_once("var(") else { return Some(value) };
            let (inside, after) = argument(rest);
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
    end.and_then(|end| Some((text.get(..end)?, text.get(end + 1..)?))).unwrap_or((text, ""))
}
