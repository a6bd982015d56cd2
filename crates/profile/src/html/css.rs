//! The page's own style rules, as far as they decide what a person sees (CSS Syntax Module Level 3, read leniently as browsers do).

use std::{collections::HashMap, rc::Rc};

use scraper::{ElementRef, Selector};

/// Rules that are kept of a page.
const RULES: usize = 20_000;
/// How deep rules may nest.
const NESTING: usize = 8;
/// Work spent on matching rules, counted in simple matches: a second at most.
const MATCHES: usize = 4_000_000;
/// Bytes of a selector; nobody writes longer ones by hand.
const SELECTOR_BYTES: usize = 1000;
/// The window that width and height conditions are judged by, in pixels: a usual desktop.
const WINDOW: (f32, f32) = (1280.0, 800.0);

/// Properties that can hide text, or undo that.
const PROPERTIES: &[&str] = &[
    "-webkit-text-fill-color",
    "background",
    "background-color",
    "background-image",
    "bottom",
    "clip",
    "clip-path",
    "color",
    "content-visibility",
    "display",
    "filter",
    "font",
    "font-size",
    "height",
    "inset",
    "left",
    "margin",
    "margin-left",
    "margin-top",
    "max-height",
    "max-width",
    "opacity",
    "overflow",
    "overflow-x",
    "overflow-y",
    "position",
    "right",
    "scale",
    "text-indent",
    "top",
    "transform",
    "visibility",
    "white-space",
    "width",
    "zoom",
];

/// Selectors of a state that a page is not in before somebody touches it.
const NEVER: &[&str] = &[":hover", ":focus-within", ":focus-visible", ":focus", ":active", ":visited", ":target"];

/// One declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Declaration {
    /// The property, lower case.
    pub property: String,
    /// The value, lower case, without `!important`.
    pub value: String,
    /// Whether `!important` stood there.
    pub important: bool,
}

struct Rule {
    selector: Selector,
    /// Ids, classes and tags in its selector.
    specificity: u32,
    cost: usize,
    declarations: Rc<[Declaration]>,
}

/// What an element must have so that a rule can apply at all.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Key {
    Id(String),
    Class(String),
    Tag(String),
    Any,
}

/// All rules of a page.
#[derive(Default)]
pub(super) struct Sheet {
    rules: Vec<Rule>,
    by_key: HashMap<Key, Vec<usize>>,
    spent: usize,
    /// Style sheets that are imported.
    pub imports: Vec<String>,
    /// Whether rules were left out.
    pub is_incomplete: bool,
}

impl Sheet {
    /// Adds a style sheet.
    pub(super) fn add(&mut self, css: &str) {
        let css = without_comments(css);
        let mut open = vec![(String::new(), css.as_str(), 0)];
        while let Some((parent, body, depth)) = open.pop() {
            let mut nested = Vec::new();
            for (prelude, block) in blocks(body) {
                let Some(block) = block else {
                    if let Some(import) = prelude.strip_prefix("@import") {
                        self.imports.push(import.trim().to_owned());
                    }
                    continue;
                };
                let selector = match (applies(prelude), parent.as_str()) {
                    (Some(false), _) => continue,
                    (Some(true), parent) => parent.to_owned(),
                    (None, "") => prelude.to_owned(),
                    (None, parent) if prelude.contains('&') => prelude.replace('&', &format!(":is({parent})")),
                    (None, parent) => format!(":is({parent}) {prelude}"),
                };
                if depth < NESTING && selector.len() <= SELECTOR_BYTES {
                    nested.push((selector, block, depth + 1));
                } else {
                    self.is_incomplete = true;
                }
            }
            if !parent.is_empty() {
                self.add_rule(&parent, declarations(body));
            }
            open.extend(nested.into_iter().rev());
        }
    }

    fn add_rule(&mut self, selectors: &str, declarations: Vec<Declaration>) {
        if declarations.is_empty() {
            return;
        }
        let declarations: Rc<[Declaration]> = declarations.into();
        for text in split(selectors, ',').map(resting) {
            if self.rules.len() >= RULES {
                self.is_incomplete = true;
                return;
            }
            let Ok(selector) = Selector::parse(&text) else { continue };
            self.by_key.entry(key(&text)).or_default().push(self.rules.len());
            let (specificity, cost) = (specificity(&text), cost(&text));
            self.rules.push(Rule { selector, specificity, cost, declarations: Rc::clone(&declarations) });
        }
    }

    /// The declarations that apply to an element by the page's rules, the weakest first, with their specificity.
    pub(super) fn matching(&mut self, element: ElementRef<'_>) -> Vec<Rc<[Declaration]>> {
        let value = element.value();
        let mut keys = vec![Key::Any, Key::Tag(value.name().to_owned())];
        keys.extend(value.id().map(|id| Key::Id(id.to_owned())));
        keys.extend(value.classes().map(|class| Key::Class(class.to_owned())));
        let mut matched = Vec::new();
        for &index in keys.iter().filter_map(|key| self.by_key.get(key)).flatten() {
            let Some(rule) = self.rules.get(index) else { continue };
            self.spent += rule.cost;
            if self.spent > MATCHES {
                self.is_incomplete = true;
                break;
            }
            if rule.selector.matches(&element) {
                self.spent += rule.declarations.len();
                matched.push((rule.specificity, index, &rule.declarations));
            }
        }
        matched.sort_unstable_by_key(|(specificity, index, _)| (*specificity, *index));
        matched.into_iter().map(|(_, _, declarations)| Rc::clone(declarations)).collect()
    }
}

/// The declarations of a block, or of a `style` attribute, that can matter.
pub(super) fn declarations(block: &str) -> Vec<Declaration> {
    let block = without_comments(block);
    let flat = without_blocks(&block);
    split(&flat, ';').filter_map(declaration).collect()
}

fn declaration(text: &str) -> Option<Declaration> {
    let (property, value) = text.split_once(':')?;
    let property = unescaped(property.trim());
    let value = unescaped(value.trim());
    let is_variable = property.starts_with("--");
    let property = if is_variable { property } else { property.to_ascii_lowercase() };
    if !is_variable && !PROPERTIES.contains(&property.as_str()) {
        return None;
    }
    let lower = value.to_ascii_lowercase();
    let plain = lower.rsplit_once('!').filter(|(_, word)| word.trim() == "important").map(|(value, _)| value.trim_end().to_owned());
    Some(Declaration { property, important: plain.is_some(), value: plain.unwrap_or(lower) })
}

/// Whether a rule group such as `@media` applies on a screen; `None` for an ordinary rule.
fn applies(prelude: &str) -> Option<bool> {
    let prelude = prelude.trim_start().strip_prefix('@')?.to_ascii_lowercase();
    let (name, condition) =
        prelude.split_at(prelude.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(prelude.len()));
    Some(match name {
        "media" => media_applies(condition),
        "supports" | "layer" | "container" | "scope" | "starting-style" => true,
        // `@font-face`, `@keyframes`, `@page` and the like style no element.
        _ => false,
    })
}

/// Whether a media query list applies on a screen of usual size. What is not understood is taken to apply.
pub(super) fn media_applies(list: &str) -> bool {
    let list = list.trim().to_ascii_lowercase();
    list.is_empty() || list.split(',').any(|query| query_applies(query.trim()))
}

fn query_applies(query: &str) -> bool {
    let (is_negated, query) = query.strip_prefix("not ").map_or((false, query), |query| (true, query));
    let query = query.trim_start().strip_prefix("only ").unwrap_or(query);
    let holds = query.split(" and ").all(|part| match part.trim().trim_matches(['(', ')']).split_once(':') {
        None => !matches!(part.trim(), "print" | "speech" | "aural" | "braille" | "handheld" | "tty"),
        Some((feature, value)) => feature_holds(feature.trim(), value.trim()),
    });
    holds != is_negated
}

fn feature_holds(feature: &str, value: &str) -> bool {
    let digits = value.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(value.len());
    let pixels = value.get(..digits).and_then(|digits| digits.parse::<f32>().ok());
    let pixels = pixels.map(|number| if value.ends_with("em") { number * 16.0 } else { number });
    match (feature, pixels) {
        ("min-width" | "min-device-width", Some(limit)) => WINDOW.0 >= limit,
        ("max-width" | "max-device-width", Some(limit)) => WINDOW.0 <= limit,
        ("min-height" | "min-device-height", Some(limit)) => WINDOW.1 >= limit,
        ("max-height" | "max-device-height", Some(limit)) => WINDOW.1 <= limit,
        ("orientation", _) => value == "landscape",
        ("prefers-color-scheme", _) => value == "light",
        ("prefers-reduced-motion" | "prefers-contrast" | "forced-colors", _) => matches!(value, "no-preference" | "none"),
        ("hover" | "any-hover", _) => value == "hover",
        ("pointer" | "any-pointer", _) => value == "fine",
        _ => true,
    }
}

/// The selector for a page that nobody touches, in words that the matcher knows.
fn resting(selector: &str) -> String {
    let mut text = selector.trim().replace(":any-link", "[href]").replace(":link", "[href]").replace(":checked", "[checked]");
    for state in NEVER {
        text = text.replace(state, ":not(*)");
    }
    text
}

fn key(selector: &str) -> Key {
    if selector.contains(['\\', '(', '"', '\'']) {
        return Key::Any;
    }
    let last = selector.rsplit([' ', '>', '+', '~', '\n', '\t']).next().unwrap_or_default();
    let last = last.split(['[', ':']).next().unwrap_or_default();
    let until_next = |text: &str| text.split(['.', '#']).next().unwrap_or_default().to_owned();
    if let Some((_, id)) = last.split_once('#') {
        Key::Id(until_next(id))
    } else if let Some((_, class)) = last.split_once('.') {
        Key::Class(until_next(class))
    } else if last.is_empty() || last.contains(['*', '|']) {
        Key::Any
    } else {
        Key::Tag(last.to_ascii_lowercase())
    }
}

/// Ids, classes and tags in the order of their weight (Selectors Level 4, "Calculating a selector's specificity"), near enough.
fn specificity(selector: &str) -> u32 {
    let (mut ids, mut classes, mut tags) = (0, 0, 0);
    let mut before = ' ';
    for character in selector.chars() {
        match character {
            '#' => ids += 1,
            '.' | '[' => classes += 1,
            ':' if before != ':' => classes += 1,
            c if c.is_ascii_alphabetic() && matches!(before, ' ' | '>' | '+' | '~' | '(') => tags += 1,
            _ => {}
        }
        before = character;
    }
    (ids.min(255) << 16) | (classes.min(255) << 8) | tags.min(255)
}

/// How much dearer than a simple one a match is: some look at all siblings or descendants.
fn cost(selector: &str) -> usize {
    if selector.contains(":has(") {
        4000
    } else if selector.contains('~') || selector.contains(":nth") || selector.contains("-of-type") || selector.contains("-child") {
        200
    } else {
        1 + selector.matches([' ', '>']).count() * 8
    }
}

fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((text, comment)) = rest.split_once("/*") {
        out.push_str(text);
        rest = comment.split_once("*/").map_or("", |(_, behind)| behind);
    }
    out.push_str(rest);
    out
}

/// Undoes CSS escapes, by which a property can be written so that a plain search misses it.
fn unescaped(text: &str) -> String {
    if !text.contains('\\') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((plain, escaped)) = rest.split_once('\\') {
        out.push_str(plain);
        let digits = escaped.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
        let length = if digits == 0 { escaped.chars().next().map_or(0, char::len_utf8) } else { digits };
        let (code, behind) = escaped.split_at(length);
        match u32::from_str_radix(code, 16) {
            Ok(number) if digits > 0 => {
                out.push(char::from_u32(number).unwrap_or('\u{FFFD}'));
                rest = behind.strip_prefix(char::is_whitespace).unwrap_or(behind);
            }
            _ => {
                out.push_str(code);
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Positions of bytes that structure a style sheet: outside strings, and with how many braces and parentheses are open.
fn structure(css: &str) -> impl Iterator<Item = (usize, u8, usize, usize)> {
    let (mut quote, mut is_escaped, mut braces, mut parentheses) = (None, false, 0_usize, 0_usize);
    css.bytes().enumerate().filter_map(move |(at, byte)| {
        if is_escaped {
            is_escaped = false;
            return None;
        }
        match (quote, byte) {
            (_, b'\\') => is_escaped = true,
            // A line end closes a string that was left open.
            (Some(open), _) if byte == open || byte == b'\n' => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'{') => {
                braces += 1;
                parentheses = 0;
                return Some((at, byte, braces - 1, 0));
            }
            (None, b'}') => {
                braces = braces.saturating_sub(1);
                parentheses = 0;
                return Some((at, byte, braces, 0));
            }
            (None, b'(') => parentheses += 1,
            (None, b')') => parentheses = parentheses.saturating_sub(1),
            (None, _) => return Some((at, byte, braces, parentheses)),
        }
        None
    })
}

/// The rules of a block: what stands in front of the braces and what inside. `None` inside for a statement without a block.
fn blocks(css: &str) -> Vec<(&str, Option<&str>)> {
    let mut found = Vec::new();
    let (mut from, mut open) = (0, None);
    for (at, byte, braces, parentheses) in structure(css) {
        match byte {
            b'{' if braces == 0 => open = Some((css.get(from..at).unwrap_or_default().trim(), at + 1)),
            // A brace that closes nothing is part of what stands in front of the next block, which is no selector then.
            b'}' if braces == 0 => {
                if let Some((prelude, inside)) = open.take() {
                    found.push((prelude, css.get(inside..at)));
                    from = at + 1;
                }
            }
            b';' if braces == 0 && parentheses == 0 => {
                found.push((css.get(from..at).unwrap_or_default().trim(), None));
                from = at + 1;
            }
            _ => {}
        }
    }
    // A block that is left open ends with the sheet.
    if let Some((prelude, inside)) = open {
        found.push((prelude, css.get(inside..)));
    }
    found
}

/// A block without the blocks inside it.
fn without_blocks(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut from = 0;
    for (at, byte, braces, _) in structure(css) {
        match byte {
            b'{' if braces == 0 => {
                let text = css.get(from..at).unwrap_or_default();
                // What stands in front of the braces is a selector.
                out.push_str(text.rfind(';').and_then(|end| text.get(..=end)).unwrap_or_default());
                from = css.len();
            }
            b'}' if braces == 0 => from = at + 1,
            _ => {}
        }
    }
    out.push_str(css.get(from..).unwrap_or_default());
    out
}

/// Parts between separators that stand outside of strings and parentheses.
fn split(css: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut cuts: Vec<usize> = structure(css)
        .filter(|&(_, byte, braces, parentheses)| char::from(byte) == separator && braces == 0 && parentheses == 0)
        .map(|(at, ..)| at)
        .collect();
    cuts.push(css.len());
    let mut from = 0;
    cuts.into_iter().filter_map(move |at| {
        let part = css.get(from..at);
        from = at + 1;
        part
    })
}
