//! The name in front of the at sign.

use bonafide_model::claims::UnreadReason;

use super::letters::{BLANKS, is_direction, is_dot_word, is_foreign, is_local, is_unspaced, plain};
use super::marker::Kind;
use crate::claims::fold::is_invisible;

/// RFC 5321, "Local-part": 64 octets.
pub(super) const MAX_LOCAL: usize = 64;
/// Longer runs of such characters are no name of anything.
const MAX_LONG: usize = 400;
/// A comment in front of the at sign.
const MAX_COMMENT: usize = 48;
/// A word for the full stop with its brackets.
const MAX_DOT: usize = 16;
/// What surrounds a name without being part of it.
const AROUND: [char; 11] = ['.', '-', '\'', '_', '*', '/', '=', '+', '&', '!', '~'];

/// The name of a mailbox.
#[derive(Debug)]
pub(super) struct Local {
    /// Where it starts.
    pub start: usize,
    /// As it reads, lower case.
    pub name: String,
    /// Whether something had to be undone.
    pub mended: bool,
    /// Why it is not read.
    pub problem: Option<UnreadReason>,
}

/// The name that ends here and does not begin before `floor`; in front of a loose at sign blanks may
/// stand.
pub(super) fn read(raw: &str, floor: usize, end: usize, kind: Kind) -> Option<Local> {
    let loose = kind.is_loose();
    let printed = raw.get(floor..end)?;
    let mut before = if loose {
        printed.trim_end_matches(BLANKS)
    } else {
        printed
    };
    // The row may end in front of the sign.
    let is_broken = matches!(kind, Kind::Spaced | Kind::Written) && before.ends_with('\n');
    if is_broken {
        before = before
            .strip_suffix('\n')
            .unwrap_or(before)
            .trim_end_matches(BLANKS);
        if !before.ends_with(|c| is_local(plain(c)) && c != '.') {
            return None;
        }
    }
    if let Some(start) = quoted(before) {
        return Some(Local {
            start: floor + start,
            name: String::new(),
            mended: true,
            problem: Some(UnreadReason::Quoted),
        });
    }
    let mut start = before.len();
    let mut has_ascii = false;
    for (i, c) in before.char_indices().rev().take(MAX_LONG) {
        let read = plain(c);
        let is_part = is_local(read) || is_invisible(c) || is_foreign(c);
        // An address may stand right behind a word of a script that puts no blanks between words.
        if !is_part || has_ascii && is_unspaced(c) {
            break;
        }
        has_ascii |= read.is_ascii_alphanumeric();
        start = i;
    }
    let printed = before.get(start..)?;
    let trimmed = printed.trim_start_matches(|c| AROUND.contains(&c) || is_invisible(c));
    start += printed.len() - trimmed.len();
    let read: String = as_read(trimmed);
    // `jane (dot) doe (at) …`: the words in front are a part of the name too.
    let mut name = read.clone();
    while let Some((from, part)) = before.get(..start).and_then(bracketed_dot)
        && name.len() <= MAX_LOCAL
    {
        (start, name) = (from, format!("{part}.{name}"));
    }
    if !name.chars().any(char::is_alphanumeric) {
        return None;
    }
    // No mail server takes a name that long, but a person reads an address.
    let problem = if trimmed.chars().count() > MAX_LOCAL {
        Some(UnreadReason::ForeignName)
    } else if trimmed.contains(is_direction) {
        Some(UnreadReason::Direction)
    } else if !name.is_ascii() {
        Some(UnreadReason::ForeignName)
    } else {
        None
    };
    let mended = trimmed.len() != name.len() || read.len() != name.len();
    // `first dot last at …`: only a part of the name stands beside the at sign.
    let part = loose.then(|| dotted(before.get(..start)?)).flatten();
    let problem = problem.or(part.map(|_| UnreadReason::Words));
    Some(Local {
        start: floor + part.unwrap_or(start),
        name,
        mended,
        problem,
    })
}

/// Where a quoted name starts (RFC 5322, "Quoted Strings"), or a name with a comment behind it.
fn quoted(before: &str) -> Option<usize> {
    let last = before.chars().next_back()?;
    let inside = before.get(..before.len() - last.len_utf8())?;
    let opening = match last {
        '"' => '"',
        '”' => '“',
        ')' => '(',
        // `{cert,soc}@example.org` stands for two.
        '}' => '{',
        _ => return None,
    };
    let open = inside
        .char_indices()
        .rev()
        .take(MAX_LOCAL + 2)
        .take_while(|(_, c)| *c != '\n')
        .find(|(_, c)| *c == opening)?
        .0;
    let content = inside.get(open + opening.len_utf8()..)?;
    if !content.contains(char::is_alphanumeric) || content.len() > MAX_COMMENT + MAX_LOCAL {
        return None;
    }
    let name = inside.get(..open)?;
    let name = if matches!(opening, '(' | '{') {
        name.trim_end_matches(|c| is_local(c) || is_foreign(c))
    } else {
        name
    };
    Some(name.len())
}

/// A name without what nobody sees, in ASCII where it reads so, in lower case.
fn as_read(name: &str) -> String {
    name.chars()
        .filter(|c| !is_invisible(*c))
        .map(plain)
        .flat_map(char::to_lowercase)
        .collect()
}

/// The word in front of a full stop in brackets that stands here last, and where it begins:
/// `jane (dot)`.
fn bracketed_dot(before: &str) -> Option<(usize, String)> {
    let closed = before.trim_end_matches(BLANKS);
    let last = closed
        .chars()
        .next_back()
        .filter(|c| matches!(c, ')' | ']' | '}' | '>'))?;
    let inside = closed.get(..closed.len() - last.len_utf8())?;
    let open = inside
        .char_indices()
        .rev()
        .take(MAX_DOT)
        .find(|(_, c)| matches!(c, '(' | '[' | '{' | '<'))?
        .0;
    let word = inside.get(open + 1..)?.trim_matches([' ', '\\', '-', '_']);
    let name = inside
        .get(..open)?
        .trim_end_matches('\\')
        .trim_end_matches(BLANKS);
    let part = name
        .get(name.trim_end_matches(|c| is_local(plain(c))).len()..)?
        .trim_start_matches(|c| AROUND.contains(&c));
    (is_dot_word(&word.to_lowercase()) && part.contains(char::is_alphanumeric))
        .then(|| (name.len() - part.len(), as_read(part)))
}

/// Where the rest of a name starts in front of a full stop that is written as a word.
fn dotted(before: &str) -> Option<usize> {
    let (before, word) = before.trim_end_matches(' ').rsplit_once(' ')?;
    let first = before
        .rsplit([' ', '\n', ':'])
        .next()
        .filter(|first| !first.is_empty())?;
    (word.len() > 1 && is_dot_word(&word.to_lowercase())).then(|| before.len() - first.len())
}
