//! Links in text that was extracted from another format: `[text](target)`, as Markdown writes them.

use crate::limits::prefix;

/// Bytes in the text of a link, so that brackets without end cost linear time.
const TEXT_BYTES: usize = 1000;
/// Bytes in the target of a link.
const TARGET_BYTES: usize = 2048;

/// The target of a link, its text, and where that stands in the line.
pub(super) type Found = (String, String, usize);

/// A line without the syntax of its links, and the links.
pub(super) fn without_links(line: &str) -> (String, Vec<Found>) {
    let mut out = String::with_capacity(line.len());
    let mut links = Vec::new();
    let mut from = 0;
    for (at, _) in line.match_indices("](") {
        let Some(before) = line.get(from..at) else {
            continue;
        };
        let near = before
            .get(before.floor_char_boundary(before.len().saturating_sub(TEXT_BYTES))..)
            .unwrap_or_default();
        let Some(open) = near.rfind('[').map(|open| at - near.len() + open) else {
            continue;
        };
        let is_image = line.get(..open).is_some_and(|before| before.ends_with('!'));
        let target = line
            .get(at + 1..)
            .and_then(target)
            .filter(|(target, _)| !is_image && is_unmistakable(target));
        let (Some((target, length)), Some(text)) = (target, line.get(open + 1..at)) else {
            continue;
        };
        out.push_str(line.get(from..open).unwrap_or_default());
        let text = unescaped(text);
        links.push((target, text.clone(), out.len()));
        out.push_str(&text);
        from = at + 1 + length;
    }
    out.push_str(line.get(from..).unwrap_or_default());
    (out, links)
}

/// The target of a link in its parentheses, and how many bytes those take.
fn target(text: &str) -> Option<(String, usize)> {
    let text = prefix(text, TARGET_BYTES);
    let inside = text.strip_prefix('(')?.trim_start();
    let (target, rest) = if let Some(quoted) = inside.strip_prefix('<') {
        quoted.split_once('>')?
    } else {
        let mut depth = 0;
        let mut escaped = false;
        let end = inside.find(|c: char| {
            let is_end = !escaped && (c.is_whitespace() || (c == ')' && depth == 0));
            depth += if escaped {
                0
            } else {
                i32::from(c == '(') - i32::from(c == ')')
            };
            escaped = c == '\\' && !escaped;
            is_end
        })?;
        inside.split_at(end)
    };
    let title = rest.trim_start();
    let rest = match title
        .chars()
        .next()
        .filter(|quote| matches!(quote, '"' | '\''))
    {
        Some(quote) => title.get(1..)?.split_once(quote)?.1,
        None => title,
    };
    let rest = rest.trim_start().strip_prefix(')')?;
    Some((unescaped(target), text.len() - rest.len()))
}

/// A target that cannot be anything else, such as a remark in parentheses behind brackets.
fn is_unmistakable(target: &str) -> bool {
    has_scheme(target)
        || ["#", "/", "./", "../", "www."]
            .iter()
            .any(|start| target.starts_with(start))
}

/// Whether it begins as a URL does (RFC 3986, "Scheme"); a single letter is a drive.
fn has_scheme(target: &str) -> bool {
    let Some((scheme, rest)) = target.split_once(':') else {
        return false;
    };
    (2..=32).contains(&scheme.len())
        && !rest.is_empty()
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-'))
}

/// Undoes backslash escapes.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match characters.peek() {
            Some(next) if character == '\\' && next.is_ascii_punctuation() => {
                out.extend(characters.next())
            }
            _ => out.push(character),
        }
    }
    out
}
