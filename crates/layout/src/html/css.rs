//! The page's own style rules, as far as they decide what a person sees.

use std::{collections::HashMap, rc::Rc};

use scraper::{ElementRef, Selector};

use super::conditions::{is_supported, media_applies};
pub(super) use super::selectors::Pseudo;
use super::selectors::{Key, cost, is_known, key, resting, specificity};
use super::syntax::{blocks, split, unescaped, without_blocks, without_comments};
use super::validity::is_valid;

/// Rules that are kept of a page.
const RULES: usize = 20_000;
/// How deep rules may nest.
const NESTING: usize = 8;
/// Work spent on matching rules, counted in simple matches: a second at most.
const MATCHES: usize = 4_000_000;
/// Bytes of a selector; nobody writes longer ones by hand.
const SELECTOR_BYTES: usize = 1000;
/// Bytes of a value that are looked at.
const VALUE_BYTES: usize = 1000;
/// Layers that are told apart.
const LAYERS: usize = 1000;
/// What stands in no layer comes behind all of them.
const NO_LAYER: usize = LAYERS + 1;

/// Properties that can hide text, or undo that.
const PROPERTIES: &[&str] = &[
    "-webkit-text-fill-color",
    "animation",
    "animation-fill-mode",
    "background",
    "background-clip",
    "background-color",
    "background-image",
    "bottom",
    "clip",
    "clip-path",
    "color",
    "contain",
    "content",
    "content-visibility",
    "direction",
    "display",
    "fill",
    "fill-opacity",
    "filter",
    "flex",
    "flex-grow",
    "float",
    "font",
    "font-size",
    "height",
    "inset",
    "inset-block",
    "inset-inline",
    "left",
    "line-height",
    "margin",
    "margin-block",
    "margin-inline",
    "margin-left",
    "margin-top",
    "mask",
    "mask-image",
    "max-height",
    "max-width",
    "opacity",
    "overflow",
    "overflow-x",
    "overflow-y",
    "padding",
    "padding-left",
    "position",
    "right",
    "rotate",
    "scale",
    "text-indent",
    "text-shadow",
    "text-stroke",
    "top",
    "transform",
    "translate",
    "unicode-bidi",
    "visibility",
    "white-space",
    "width",
    "zoom",
];

/// Other names of properties, in a text that runs from left to right and from top to bottom.
const ALIASES: &[(&str, &str)] = &[
    ("-webkit-animation", "animation"),
    ("-webkit-animation-fill-mode", "animation-fill-mode"),
    ("-webkit-background-clip", "background-clip"),
    ("-webkit-clip-path", "clip-path"),
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
    ("margin-inline-start", "margin-left"),
    ("max-block-size", "max-height"),
    ("max-inline-size", "max-width"),
    ("overflow-block", "overflow-y"),
    ("overflow-inline", "overflow-x"),
    ("padding-inline-start", "padding-left"),
];

/// One declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Declaration {
    /// The property, lower case.
    pub property: String,
    /// The value without `!important`.
    pub value: String,
    /// Whether `!important` stood there.
    pub important: bool,
}

struct Rule {
    selector: Selector,
    layer: usize,
    /// Ids, classes and tags in its selector.
    specificity: u32,
    cost: usize,
    declarations: Rc<[Declaration]>,
}

/// The declarations of a rule that applies.
pub(super) struct Matched {
    /// The number of its layer, from one.
    pub layer: usize,
    pub declarations: Rc<[Declaration]>,
}

/// All rules of a page.
#[derive(Default)]
pub(super) struct Sheet {
    rules: Vec<Rule>,
    by_key: HashMap<(Option<Pseudo>, Key), Vec<usize>>,
    layers: HashMap<String, usize>,
    /// The last frame of each animation.
    frames: HashMap<String, Rc<[Declaration]>>,
    spent: usize,
    /// Whether any rule is for what is generated.
    pub has_generated: bool,
    /// Style sheets that are imported.
    pub imports: Vec<String>,
    /// Whether rules were left out.
    pub is_incomplete: bool,
}

/// A block that is open while a sheet is read.
struct Open<'a> {
    selector: String,
    layer: Option<String>,
    body: &'a str,
    depth: usize,
}

/// What a group of rules is.
enum Group {
    Ignored,
    Layer(String),
    Applied,
}

impl Sheet {
    /// Adds a style sheet.
    pub(super) fn add(&mut self, css: &str) {
        let css = without_comments(css);
        let mut open = vec![Open { selector: String::new(), layer: None, body: css.as_str(), depth: 0 }];
        while let Some(Open { selector: parent, layer, body, depth }) = open.pop() {
            let mut nested = Vec::new();
            for (prelude, block) in blocks(body) {
                // Marks from when browsers did not know style sheets.
                let prelude = prelude.trim_start_matches("<!--").trim_start_matches("-->").trim();
                let Some(block) = block else {
                    self.add_statement(prelude);
                    continue;
                };
                let (selector, layer) = match (self.group(prelude, block), parent.as_str()) {
                    (Some(Group::Ignored), _) => continue,
                    (Some(Group::Applied), parent) => (parent.to_owned(), layer.clone()),
                    (Some(Group::Layer(name)), parent) => {
                        let name = layer.as_ref().map_or(name.clone(), |outer| format!("{outer}.{name}"));
                        self.layer(&name);
                        (parent.to_owned(), Some(name))
                    }
                    (None, "") => (prelude.to_owned(), layer.clone()),
                    (None, parent) if prelude.contains('&') => (prelude.replace('&', &format!(":is({parent})")), layer.clone()),
                    (None, parent) => (format!(":is({parent}) {prelude}"), layer.clone()),
                };
                if depth < NESTING && selector.len() <= SELECTOR_BYTES {
                    nested.push(Open { selector, layer, body: block, depth: depth + 1 });
                } else {
                    self.is_incomplete = true;
                }
            }
            if !parent.is_empty() {
                let layer = layer.as_deref().map_or(NO_LAYER, |name| self.layer(name));
                self.add_rule(&parent, layer, declarations(body));
            }
            open.extend(nested.into_iter().rev());
        }
    }

    fn add_statement(&mut self, statement: &str) {
        if let Some(import) = statement.strip_prefix("@import") {
            self.imports.push(import.trim().to_owned());
        } else if let Some(names) = statement.strip_prefix("@layer") {
            for name in names.split(',') {
                self.layer(name.trim());
            }
        }
    }

    /// The number of a layer; they count in the order in which they are first named.
    fn layer(&mut self, name: &str) -> usize {
        let next = (self.layers.len() + 1).min(LAYERS);
        *self.layers.entry(name.to_owned()).or_insert(next)
    }

    /// What a rule group such as `@media` is on a screen; `None` for an ordinary rule.
    fn group(&mut self, prelude: &str, block: &str) -> Option<Group> {
        let text = prelude.strip_prefix('@')?;
        let (name, condition) = text.split_at(text.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(text.len()));
        let applied = |applies| if applies { Group::Applied } else { Group::Ignored };
        Some(match name.to_ascii_lowercase().as_str() {
            "media" => applied(media_applies(condition)),
            "supports" => applied(is_supported(condition)),
            "layer" if condition.trim().is_empty() => Group::Layer(format!("({})", self.layers.len())),
            "layer" => Group::Layer(condition.trim().to_owned()),
            // A named container is taken for the window.
            "container" => applied(media_applies(condition.find('(').and_then(|at| condition.get(at..)).unwrap_or_default())),
            "scope" => Group::Applied,
            "keyframes" | "-webkit-keyframes" => {
                let last = blocks(block).into_iter().rfind(|(at, _)| at.contains("to") || at.contains("100%"));
                if let Some((_, Some(frame))) = last {
                    self.frames.insert(condition.trim().to_owned(), declarations(frame).into());
                }
                Group::Ignored
            }
            // `@font-face`, `@starting-style`, `@page` and the like style no element for long.
            _ => Group::Ignored,
        })
    }

    /// The last frame of an animation.
    pub(super) fn last_frame(&self, name: &str) -> Option<Rc<[Declaration]>> {
        self.frames.get(name).cloned()
    }

    fn add_rule(&mut self, selectors: &str, layer: usize, declarations: Vec<Declaration>) {
        if declarations.is_empty() || !is_known(selectors) {
            return;
        }
        let declarations: Rc<[Declaration]> = declarations.into();
        for (text, pseudo) in split(selectors, ',').map(resting) {
            if self.rules.len() >= RULES {
                self.is_incomplete = true;
                return;
            }
            let Ok(selector) = Selector::parse(&text) else { continue };
            self.has_generated |= pseudo.is_some();
            self.by_key.entry((pseudo, key(&text))).or_default().push(self.rules.len());
            let (specificity, cost) = (specificity(&text), cost(&text));
            self.rules.push(Rule { selector, layer, specificity, cost, declarations: Rc::clone(&declarations) });
        }
    }

    /// The declarations that apply to an element by the page's rules, or to what is generated there, the weakest first.
    pub(super) fn matching(&mut self, element: ElementRef<'_>, pseudo: Option<Pseudo>) -> Vec<Matched> {
        let value = element.value();
        let mut keys = vec![Key::Any, Key::Tag(value.name().to_ascii_lowercase())];
        keys.extend(value.id().map(|id| Key::Id(id.to_owned())));
        keys.extend(value.classes().map(|class| Key::Class(class.to_owned())));
        let mut matched = Vec::new();
        for &index in keys.into_iter().filter_map(|key| self.by_key.get(&(pseudo, key))).flatten() {
            let Some(rule) = self.rules.get(index) else { continue };
            self.spent += rule.cost;
            if self.spent > MATCHES {
                self.is_incomplete = true;
                break;
            }
            if rule.selector.matches(&element) {
                self.spent += rule.declarations.len();
                matched.push((rule.layer, rule.specificity, index, &rule.declarations));
            }
        }
        matched.sort_unstable_by_key(|(layer, specificity, index, _)| (*layer, *specificity, *index));
        matched.into_iter().map(|(layer, _, _, rules)| Matched { layer, declarations: Rc::clone(rules) }).collect()
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
    let mut property = unescaped(property.trim());
    if !property.starts_with("--") {
        property.make_ascii_lowercase();
        if let Some((_, name)) = ALIASES.iter().find(|(alias, _)| *alias == property) {
            property = (*name).to_owned();
        }
        if !PROPERTIES.contains(&property.as_str()) {
            return None;
        }
    }
    let mut value = unescaped(value.trim());
    let is_important = |word: &str| word.trim().eq_ignore_ascii_case("important");
    let plain = value.rsplit_once('!').filter(|(_, word)| is_important(word)).map(|(value, _)| value.trim_end().to_owned());
    let important = plain.is_some();
    value = plain.unwrap_or(value);
    // Every element that it is declared for has its own copy. Longer ones are images inside the page.
    value.truncate(value.floor_char_boundary(VALUE_BYTES));
    is_valid(&property, &value).then_some(Declaration { property, value, important })
}
