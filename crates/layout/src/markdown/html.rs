//! HTML inside Markdown (CommonMark, "Raw HTML"): which parts of a line it hides.

use bonafide_model::HiddenBy;

use crate::{html::Fragment, limits};

/// Bytes of a tag.
const TAG_BYTES: usize = 2048;
/// Elements that matter for what is seen. Anything else in angle brackets, such as `<contact(at)team.example>`, is text.
const NAMES: &[&str] = &[
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "b",
    "bdo",
    "big",
    "blockquote",
    "body",
    "center",
    "code",
    "dd",
    "del",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "em",
    "figure",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "html",
    "i",
    "iframe",
    "ins",
    "kbd",
    "label",
    "li",
    "main",
    "mark",
    "nav",
    "noscript",
    "object",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "script",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "text",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
];

/// A part of a line.
pub(super) struct Piece<'a> {
    pub text: &'a str,
    pub hidden_by: Option<HiddenBy>,
}

/// The style rules between `<style>` tags.
pub(super) fn rules(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (_, behind) = rest.split_once("<style")?;
        let (css, after) = behind.split_once('>')?.1.split_once("</style")?;
        rest = after;
        Some(css)
    })
}

/// Cuts a line where elements begin or end that hide what is in them.
pub(super) fn pieces<'a>(line: &'a str, html: &mut Fragment) -> Vec<Piece<'a>> {
    let mut pieces: Vec<Piece<'a>> = Vec::new();
    let mut from = 0;
    let mut at = 0;
    while let Some(found) = line.get(at..).and_then(|rest| rest.find(['<', '`'])) {
        at += found;
        let rest = line.get(at..).unwrap_or_default();
        if rest.starts_with('`') && html.raw_element().is_none() {
            at += code_span(rest);
            continue;
        }
        let Some((name, length)) = tag(rest).filter(|(name, _)| is_wanted(name, rest, html)) else {
            at += 1;
            continue;
        };
        let before = html.reason();
        html.tag(&name, rest.get(..length).unwrap_or_default());
        at += length;
        if before != html.reason() {
            // The tag itself belongs to what it hides.
            let end = if before.is_none() { at - length } else { at };
            pieces.push(Piece { text: line.get(from..end).unwrap_or_default(), hidden_by: before });
            from = end;
        }
    }
    pieces.push(Piece { text: line.get(from..).unwrap_or_default(), hidden_by: html.reason() });
    pieces
}

/// Inside a script nothing but its end is a tag.
fn is_wanted(name: &str, rest: &str, html: &Fragment) -> bool {
    html.raw_element().is_none_or(|raw| raw == name && rest.starts_with("</"))
}

/// The name of the element of the tag that begins here, in lower case, and how long the tag is.
fn tag(rest: &str) -> Option<(String, usize)> {
    let inside = rest.strip_prefix("</").or_else(|| rest.strip_prefix('<'))?;
    let length = inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len());
    let name = inside.get(..length)?.to_ascii_lowercase();
    if !NAMES.contains(&name.as_str()) || !inside.get(length..)?.starts_with([' ', '\t', '/', '>']) {
        return None;
    }
    let within = limits::prefix(rest, TAG_BYTES);
    if !within.contains('>') {
        return None;
    }
    let mut quote = None;
    let end = within.find(|c: char| match (quote, c) {
        (Some(open), _) => {
            quote = quote.filter(|_| c != open);
            false
        }
        (None, '"' | '\'') => {
            quote = Some(c);
            false
        }
        (None, _) => c == '>',
    })?;
    Some((name, end + 1))
}

/// How long the code span is that begins here, or the run of backticks that begins none.
fn code_span(rest: &str) -> usize {
    let run = rest.len() - rest.trim_start_matches('`').len();
    let fence = rest.get(..run).unwrap_or_default();
    let close = limits::prefix(rest.get(run..).unwrap_or_default(), TAG_BYTES).find(fence);
    close.map_or(run, |close| close + 2 * run)
}
