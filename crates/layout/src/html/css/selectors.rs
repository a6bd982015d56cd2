//! Selectors as browsers parse and match them on a page that nobody touches (Selectors Level 4),
//! with the crate that scraper uses.
//!
//! What is known and cannot be told from the document alone, such as whether a form is valid,
//! matches or does not, as [`Node::unknown`] says: whoever asks tries both.

use std::cell::Cell;
use std::fmt;

use cssparser::{CowRcStr, ParseError, ToCss};
use html5ever::Namespace;
use scraper::{
    ElementRef,
    selector::{CssLocalName, CssString},
};
use selectors::{
    OpaqueElement, SelectorList,
    attr::{AttrSelectorOperation, CaseSensitivity, NamespaceConstraint},
    bloom::BloomFilter,
    context::{MatchingContext, SelectorCaches},
    matching::{self, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode},
    parser::{self, Combinator, Component, ParseRelative, Selector, SelectorParseErrorKind},
};

/// A selector.
pub(super) type Select = Selector<Css>;
/// Selectors with commas between them.
pub(super) type Selects = SelectorList<Css>;

/// Bytes of the words in `:lang()`.
const LANGUAGES: usize = 16;
/// Letters that are looked at to tell the direction of a text.
const LETTERS: usize = 2000;

/// States that a page is not in before somebody touches it.
const NEVER: &[&str] = &[
    "active",
    "autofill",
    "current",
    "focus",
    "focus-visible",
    "focus-within",
    "fullscreen",
    "future",
    "host",
    "host-context",
    "hover",
    "local-link",
    "modal",
    "paused",
    "picture-in-picture",
    "playing",
    "popover-open",
    "seeking",
    "stalled",
    "target",
    "target-within",
    "user-invalid",
    "user-valid",
    "visited",
    "volume-locked",
    "-webkit-autofill",
    "-webkit-full-screen",
];
/// States that the document alone does not tell.
const UNTOLD: &[&str] = &[
    "blank",
    "buffering",
    "default",
    "defined",
    "has-slotted",
    "in-range",
    "indeterminate",
    "invalid",
    "muted",
    "out-of-range",
    "past",
    "placeholder-shown",
    "read-only",
    "read-write",
    "state",
    "valid",
];
/// Parts of an element that have no text of the document.
const PARTS: &[&str] = &[
    "backdrop",
    "cue",
    "details-content",
    "file-selector-button",
    "grammar-error",
    "highlight",
    "marker",
    "part",
    "placeholder",
    "selection",
    "slotted",
    "spelling-error",
    "target-text",
    "view-transition",
    "view-transition-group",
    "view-transition-image-pair",
    "view-transition-new",
    "view-transition-old",
    "checkmark",
    "column",
    "picker",
    "picker-icon",
    "scroll-button",
    "scroll-marker",
    "scroll-marker-group",
];

/// What the crate `selectors` wants to know of this reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Css;

impl parser::SelectorImpl for Css {
    type AttrValue = CssString;
    type Identifier = CssLocalName;
    type LocalName = CssLocalName;
    type NamespacePrefix = CssLocalName;
    type NamespaceUrl = Namespace;
    type BorrowedNamespaceUrl = Namespace;
    type BorrowedLocalName = CssLocalName;
    type NonTSPseudoClass = State;
    type PseudoElement = Pseudo;
    type ExtraMatchingData<'a> = ();
}

/// The state of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum State {
    Never,
    Link,
    Checked,
    Disabled,
    Enabled,
    Required,
    Optional,
    Open,
    Language(Vec<String>),
    RightToLeft(bool),
    /// Known to browsers, or to some of them, but not told by the document.
    Untold,
}

impl parser::NonTSPseudoClass for State {
    fn is_active_or_hover(&self) -> bool {
        false
    }

    fn is_user_action_state(&self) -> bool {
        *self == Self::Never
    }
}

/// What is for a part of an element, or for what is generated in front of or behind its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::html) enum Pseudo {
    Before,
    After,
    FirstLine,
    FirstLetter,
    /// A part without text of the document.
    Other,
}

impl parser::PseudoElement for Pseudo {
    fn accepts_state_pseudo_classes(&self) -> bool {
        true
    }

    fn is_before_or_after(&self) -> bool {
        matches!(self, Self::Before | Self::After)
    }
}

impl ToCss for State {
    fn to_css<W: fmt::Write>(&self, _: &mut W) -> fmt::Result {
        Ok(())
    }
}

impl ToCss for Pseudo {
    fn to_css<W: fmt::Write>(&self, _: &mut W) -> fmt::Result {
        Ok(())
    }
}

/// That something is no selector, or no rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Refused;

impl From<SelectorParseErrorKind> for Refused {
    fn from(_: SelectorParseErrorKind) -> Self {
        Self
    }
}

/// Parses selectors.
#[derive(Default)]
struct Names {
    is_nested: bool,
    /// Whether something stood there that not all browsers know: those that do not drop the whole
    /// rule.
    is_doubtful: Cell<bool>,
}

impl Names {
    fn state(&self, name: &str) -> State {
        let name = name.to_ascii_lowercase();
        match name.as_str() {
            "link" | "any-link" | "-webkit-any-link" => State::Link,
            "checked" => State::Checked,
            "disabled" => State::Disabled,
            "enabled" => State::Enabled,
            "required" => State::Required,
            "optional" => State::Optional,
            "open" => State::Open,
            name if NEVER.contains(&name) => State::Never,
            name => {
                if !UNTOLD.contains(&name) {
                    self.is_doubtful.set(true);
                }
                State::Untold
            }
        }
    }

    fn part(&self, name: &str) -> Pseudo {
        let name = name.to_ascii_lowercase();
        match name.as_str() {
            "before" => Pseudo::Before,
            "after" => Pseudo::After,
            "first-line" => Pseudo::FirstLine,
            "first-letter" => Pseudo::FirstLetter,
            name => {
                if !PARTS.contains(&name) && !name.starts_with("-webkit-") {
                    self.is_doubtful.set(true);
                }
                Pseudo::Other
            }
        }
    }
}

type Input<'i> = cssparser::Parser<'i>;

impl<'i> parser::Parser<'i> for Names {
    type Impl = Css;
    type Error = Refused;

    fn parse_nth_child_of(&self) -> bool {
        true
    }

    fn parse_is_and_where(&self) -> bool {
        true
    }

    fn parse_has(&self) -> bool {
        true
    }

    fn parse_parent_selector(&self) -> bool {
        self.is_nested
    }

    fn is_is_alias(&self, name: &str) -> bool {
        name.eq_ignore_ascii_case("-webkit-any") || name.eq_ignore_ascii_case("matches")
    }

    fn parse_non_ts_pseudo_class(&self, name: CowRcStr<'i>) -> Result<State, ParseError<Refused>> {
        Ok(self.state(&name))
    }

    fn parse_non_ts_functional_pseudo_class(
        &self,
        name: CowRcStr<'i>,
        input: &mut Input<'i>,
        _: bool,
    ) -> Result<State, ParseError<Refused>> {
        if name.eq_ignore_ascii_case("dir") {
            return Ok(State::RightToLeft(
                input.expect_ident()?.eq_ignore_ascii_case("rtl"),
            ));
        }
        if name.eq_ignore_ascii_case("lang") {
            let words = input.parse_comma_separated(|input| {
                Ok::<_, ParseError<Refused>>(input.expect_ident_or_string()?.to_string())
            });
            return Ok(State::Language(
                words?.into_iter().take(LANGUAGES).collect(),
            ));
        }
        while input.next().is_ok() {}
        Ok(self.state(&name))
    }

    fn parse_pseudo_element(&self, name: CowRcStr<'i>) -> Result<Pseudo, ParseError<Refused>> {
        Ok(self.part(&name))
    }

    fn parse_functional_pseudo_element(
        &self,
        name: CowRcStr<'i>,
        input: &mut Input<'i>,
    ) -> Result<Pseudo, ParseError<Refused>> {
        while input.next().is_ok() {}
        Ok(self.part(&name))
    }
}

/// Parses the selectors of a rule that may stand inside another one; tells whether not all browsers
/// know all of it.
pub(super) fn parse(
    input: &mut Input<'_>,
    parent: Option<&Selects>,
) -> Result<(Selects, bool), ParseError<Refused>> {
    let names = Names {
        is_nested: parent.is_some(),
        ..Names::default()
    };
    let relative = if parent.is_some() {
        ParseRelative::ForNesting
    } else {
        ParseRelative::No
    };
    let list = Selects::parse(&names, input, relative)?;
    Ok((
        parent.map_or_else(
            || list.clone(),
            |parent| list.replace_parent_selector(parent),
        ),
        names.is_doubtful.get(),
    ))
}

/// Whether browsers know all of a selector; `None` if only some of them do.
pub(super) fn is_known(selector: &str) -> Option<bool> {
    match parse(&mut Input::new(selector), None) {
        Ok((_, is_doubtful)) => (!is_doubtful).then_some(true),
        Err(_) => Some(false),
    }
}

/// What an element must have so that a rule can apply at all.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    Id(String),
    Class(String),
    Tag(String),
    Any,
}

/// What the elements that a selector is for must have.
pub(super) fn key(selector: &Select, quirks: bool) -> Key {
    let mut parts = selector.iter();
    let mut best = Key::Any;
    loop {
        for part in &mut parts {
            match part {
                // Names of ids and classes are compared without case in old pages.
                Component::ID(name) if !quirks => return Key::Id(name.0.to_string()),
                Component::Class(name) if !quirks => best = Key::Class(name.0.to_string()),
                Component::LocalName(name) if best == Key::Any => {
                    best = Key::Tag(name.lower_name.0.to_string())
                }
                _ => {}
            }
        }
        if parts.next_sequence() != Some(Combinator::PseudoElement) {
            return best;
        }
    }
}

/// How much dearer than a simple one a match is: some look at all siblings or descendants.
pub(super) fn cost(selector: &Select) -> usize {
    let of = |part: &Component<Css>| match part {
        Component::Has(_) => 4000,
        Component::Nth(_)
        | Component::NthOf(_)
        | Component::Combinator(Combinator::LaterSibling) => 200,
        Component::Is(list) | Component::Where(list) | Component::Negation(list) => {
            list.slice().iter().map(Select::len).sum::<usize>() * 8
        }
        Component::Combinator(_) => 8,
        _ => 1,
    };
    selector.iter_raw_match_order().map(of).sum()
}

/// An element, and how what the document does not tell is answered.
#[derive(Debug, Clone)]
pub(super) struct Node<'a> {
    pub element: ElementRef<'a>,
    pub unknown: bool,
    /// Whether it was asked for.
    pub asked: &'a Cell<bool>,
}

/// Whether an element matches.
pub(super) fn matches(
    selector: &Select,
    node: &Node<'_>,
    caches: &mut SelectorCaches,
    quirks: bool,
) -> bool {
    let mode = if selector.has_pseudo_element() {
        MatchingMode::ForStatelessPseudoElement
    } else {
        MatchingMode::Normal
    };
    let quirks = if quirks {
        QuirksMode::Quirks
    } else {
        QuirksMode::NoQuirks
    };
    let mut context = MatchingContext::new(
        mode,
        None,
        caches,
        quirks,
        NeedsSelectorFlags::No,
        MatchingForInvalidation::No,
    );
    matching::matches_selector(selector, 0, None, node, &mut context)
}

impl<'a> Node<'a> {
    fn of(&self, element: ElementRef<'a>) -> Self {
        Self {
            element,
            unknown: self.unknown,
            asked: self.asked,
        }
    }

    fn is(&self, names: &[&str]) -> bool {
        names.contains(&self.element.value().name())
    }

    fn has(&self, name: &str) -> bool {
        self.element.value().attr(name).is_some()
    }

    fn is_in(&self, state: &State) -> bool {
        match state {
            State::Never => false,
            State::Untold => {
                self.asked.set(true);
                self.unknown
            }
            State::Link => self.is(&["a", "area"]) && self.has("href"),
            State::Checked => {
                (self.is(&["input"]) && self.has("checked"))
                    || (self.is(&["option"]) && self.has("selected"))
            }
            State::Disabled => is_control(self) && self.has("disabled"),
            State::Enabled => is_control(self) && !self.has("disabled"),
            State::Required => self.is(&["input", "select", "textarea"]) && self.has("required"),
            State::Optional => self.is(&["input", "select", "textarea"]) && !self.has("required"),
            State::Open => self.is(&["details", "dialog"]) && self.has("open"),
            State::Language(wanted) => {
                let own = language(self.element);
                wanted.iter().any(|wanted| is_language(&own, wanted))
            }
            State::RightToLeft(wanted) => is_right_to_left(self.element) == *wanted,
        }
    }
}

fn is_control(node: &Node<'_>) -> bool {
    node.is(&[
        "button", "fieldset", "input", "optgroup", "option", "select", "textarea",
    ])
}

/// The language of an element's text, in lower case; empty where nothing says so.
fn language(element: ElementRef<'_>) -> String {
    let own = |element: ElementRef<'_>| {
        ["lang", "xml:lang"]
            .into_iter()
            .find_map(|name| element.value().attr(name).map(str::to_owned))
    };
    std::iter::once(element)
        .chain(element.ancestors().filter_map(ElementRef::wrap))
        .find_map(own)
        .unwrap_or_default()
        .to_ascii_lowercase()
}

/// Extended filtering (RFC 4647), near enough: `*-ch` and `de-ch` both find `de-latn-ch`.
fn is_language(own: &str, wanted: &str) -> bool {
    let wanted = wanted.to_ascii_lowercase();
    if wanted.is_empty() || own.is_empty() {
        return wanted.is_empty() && own.is_empty();
    }
    let mut parts = own.split('-');
    let mut words = wanted.split('-');
    let first = words.next().unwrap_or_default();
    let own_first = parts.next().unwrap_or_default();
    (first == "*" || first == own_first)
        && words.all(|word| word == "*" || parts.any(|part| part == word))
}

/// Whether the text of an element runs from right to left, by its `dir` or that of what it stands
/// in.
pub(in crate::html) fn is_right_to_left(element: ElementRef<'_>) -> bool {
    let own = |element: ElementRef<'_>| match element
        .value()
        .attr("dir")?
        .trim()
        .to_ascii_lowercase()
        .as_str()
    {
        "rtl" => Some(true),
        "ltr" => Some(false),
        "auto" => Some(begins_right_to_left(element.text())),
        _ => None,
    };
    std::iter::once(element)
        .chain(element.ancestors().filter_map(ElementRef::wrap))
        .find_map(own)
        .unwrap_or(false)
}

/// Whether the first letter that has a direction runs from right to left.
fn begins_right_to_left<'t>(text: impl Iterator<Item = &'t str>) -> bool {
    let letter = text
        .flat_map(str::chars)
        .take(LETTERS)
        .find(|c| c.is_alphabetic());
    letter.is_some_and(
        |c| matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}'),
    )
}

impl selectors::Element for Node<'_> {
    type Impl = Css;

    fn opaque(&self) -> OpaqueElement {
        selectors::Element::opaque(&self.element)
    }

    fn parent_element(&self) -> Option<Self> {
        selectors::Element::parent_element(&self.element).map(|element| self.of(element))
    }

    fn parent_node_is_shadow_root(&self) -> bool {
        false
    }

    fn containing_shadow_host(&self) -> Option<Self> {
        None
    }

    fn is_pseudo_element(&self) -> bool {
        false
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        selectors::Element::prev_sibling_element(&self.element).map(|element| self.of(element))
    }

    fn next_sibling_element(&self) -> Option<Self> {
        selectors::Element::next_sibling_element(&self.element).map(|element| self.of(element))
    }

    fn first_element_child(&self) -> Option<Self> {
        selectors::Element::first_element_child(&self.element).map(|element| self.of(element))
    }

    fn is_html_element_in_html_document(&self) -> bool {
        selectors::Element::is_html_element_in_html_document(&self.element)
    }

    fn has_local_name(&self, name: &CssLocalName) -> bool {
        selectors::Element::has_local_name(&self.element, name)
    }

    fn has_namespace(&self, namespace: &Namespace) -> bool {
        selectors::Element::has_namespace(&self.element, namespace)
    }

    fn is_same_type(&self, other: &Self) -> bool {
        selectors::Element::is_same_type(&self.element, &other.element)
    }

    fn attr_matches(
        &self,
        namespace: &NamespaceConstraint<&Namespace>,
        name: &CssLocalName,
        operation: &AttrSelectorOperation<&CssString>,
    ) -> bool {
        selectors::Element::attr_matches(&self.element, namespace, name, operation)
    }

    fn match_non_ts_pseudo_class(&self, state: &State, _: &mut MatchingContext<'_, Css>) -> bool {
        self.is_in(state)
    }

    fn match_pseudo_element(&self, _: &Pseudo, _: &mut MatchingContext<'_, Css>) -> bool {
        true
    }

    fn apply_selector_flags(&self, _: matching::ElementSelectorFlags) {}

    fn is_link(&self) -> bool {
        self.is_in(&State::Link)
    }

    fn is_html_slot_element(&self) -> bool {
        false
    }

    fn has_id(&self, id: &CssLocalName, case: CaseSensitivity) -> bool {
        selectors::Element::has_id(&self.element, id, case)
    }

    fn has_class(&self, name: &CssLocalName, case: CaseSensitivity) -> bool {
        selectors::Element::has_class(&self.element, name, case)
    }

    fn has_custom_state(&self, _: &CssLocalName) -> bool {
        false
    }

    fn imported_part(&self, _: &CssLocalName) -> Option<CssLocalName> {
        None
    }

    fn is_part(&self, _: &CssLocalName) -> bool {
        false
    }

    fn is_empty(&self) -> bool {
        selectors::Element::is_empty(&self.element)
    }

    fn is_root(&self) -> bool {
        selectors::Element::is_root(&self.element)
    }

    fn add_element_unique_hashes(&self, _: &mut BloomFilter) -> bool {
        false
    }
}
