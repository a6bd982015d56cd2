//! Selectors in words that the matcher knows, and how they weigh (Selectors Level 4).

/// Selectors of a state that a page is not in before somebody touches it.
const NEVER: &[&str] = &[":hover", ":focus-within", ":focus-visible", ":focus", ":active", ":visited", ":target"];

/// What browsers know behind a colon. A rule is dropped as a whole where one of its selectors has anything else.
const KNOWN: &[&str] = &[
    "active",
    "after",
    "any-link",
    "autofill",
    "backdrop",
    "before",
    "checked",
    "cue",
    "default",
    "defined",
    "details-content",
    "dir",
    "disabled",
    "empty",
    "enabled",
    "file-selector-button",
    "first",
    "first-child",
    "first-letter",
    "first-line",
    "first-of-type",
    "focus",
    "focus-visible",
    "focus-within",
    "fullscreen",
    "grammar-error",
    "has",
    "has-slotted",
    "highlight",
    "host",
    "host-context",
    "hover",
    "in-range",
    "indeterminate",
    "invalid",
    "is",
    "lang",
    "last-child",
    "last-of-type",
    "left",
    "link",
    "marker",
    "modal",
    "muted",
    "not",
    "nth-child",
    "nth-last-child",
    "nth-last-of-type",
    "nth-of-type",
    "only-child",
    "only-of-type",
    "open",
    "optional",
    "out-of-range",
    "part",
    "paused",
    "picture-in-picture",
    "placeholder",
    "placeholder-shown",
    "playing",
    "popover-open",
    "read-only",
    "read-write",
    "required",
    "right",
    "root",
    "scope",
    "selection",
    "slotted",
    "spelling-error",
    "state",
    "target",
    "target-text",
    "user-invalid",
    "user-valid",
    "valid",
    "visited",
    "where",
];

/// What an element must have so that a rule can apply at all.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    Id(String),
    Class(String),
    Tag(String),
    Any,
}

/// What is generated in front of or behind an element's content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Pseudo {
    Before,
    After,
}

/// Whether browsers know all that stands behind colons.
pub(super) fn is_known(selector: &str) -> bool {
    selector.contains(['\\', '"', '\''])
        || selector.split(':').skip(1).all(|rest| {
            let name = rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap_or_default().to_ascii_lowercase();
            name.is_empty() || name.starts_with("-webkit-") || KNOWN.contains(&name.as_str())
        })
}

/// The selector for a page that nobody touches, in words that the matcher knows, and what of an element it is for.
pub(super) fn resting(selector: &str) -> (String, Option<Pseudo>) {
    let mut text = selector.trim().replace(":any-link", "[href]").replace(":link", "[href]").replace(":checked", "[checked]");
    for state in NEVER {
        text = text.replace(state, ":not(*)");
    }
    for (ending, pseudo) in [("before", Pseudo::Before), ("after", Pseudo::After)] {
        if let Some(element) = text.strip_suffix(ending).and_then(|text| text.strip_suffix(':')) {
            let element = element.strip_suffix(':').unwrap_or(element);
            let is_bare = element.is_empty() || element.ends_with([' ', '>', '+', '~']);
            return (format!("{element}{}", if is_bare { "*" } else { "" }), Some(pseudo));
        }
    }
    // A value stands in the first line of what it stands in.
    (text.strip_suffix("::first-line").map(str::to_owned).unwrap_or(text), None)
}

/// What the elements that a selector is for must have.
pub(super) fn key(selector: &str) -> Key {
    if selector.contains(['\\', '(', '"', '\'']) {
        return Key::Any;
    }
    let last = selector.rsplit([' ', '>', '+', '~', '\n', '\t']).next().unwrap_or_default();
    // The end of an attribute's value, or of its `~=`.
    if last.contains(']') && !last.contains('[') {
        return Key::Any;
    }
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

/// Ids, classes and tags in the order of their weight ("Calculating a selector's specificity"), near enough.
pub(super) fn specificity(selector: &str) -> u32 {
    let (mut ids, mut classes, mut tags) = (0, 0, 0);
    let mut before = ' ';
    let weighing = without_where(selector);
    for character in weighing.replace(":is(", "(").replace(":not(", "(").replace(":has(", "(").chars() {
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

/// A selector without `:where()`, which weighs nothing.
fn without_where(selector: &str) -> String {
    let mut parts = selector.split(":where(");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let mut depth = 1_usize;
        let end = part.find(|c: char| {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0
        });
        out.push_str(end.and_then(|end| part.get(end + 1..)).unwrap_or_default());
    }
    out
}

/// How much dearer than a simple one a match is: some look at all siblings or descendants.
pub(super) fn cost(selector: &str) -> usize {
    if selector.contains(":has(") {
        4000
    } else if selector.contains('~') || selector.contains(":nth") || selector.contains("-of-type") || selector.contains("-child") {
        200
    } else {
        1 + selector.matches([' ', '>']).count() * 8
    }
}
