//! Words around a label and its value: what introduces them, what parts them, where they end.

use std::ops::Range;

use crate::claims::fold::is_invisible;
use crate::claims::text::Text;
use crate::vocabulary::Hit;

/// How far in front of a value its label is looked for, in bytes: a page flattened onto one line is
/// one long row.
pub(super) const MAX_BEFORE: usize = 1_000;
/// As many digits are a value: a day, or the shortest telephone number.
const VALUE_DIGITS: usize = 6;
/// A label is introduced by no more words than "the team's official …".
pub(super) const MAX_WORDS_BEFORE: usize = 3;
/// Bytes of a remark between a label and its mark, as in `KEY ID [LONG]:`.
const MAX_REMARK: usize = 32;
/// The longest label, in bytes.
pub(super) const MAX_LABEL: usize = 80;

pub(super) fn is_mark(c: char) -> bool {
    matches!(c, ':' | '：' | '=')
}

/// Whether what stands before a word in its cell leaves it a label: nothing, a bullet, a number, a
/// few words.
pub(super) fn opens(before: &str) -> bool {
    before.len() <= MAX_BEFORE
        && !before.contains([':', '：', '=', ';', '。', '!', '?'])
        && !before.contains(". ")
        && before
            .split_whitespace()
            .filter(|w| w.chars().any(char::is_alphabetic))
            .count()
            <= MAX_WORDS_BEFORE
}

/// Behind closing marks, white space and one remark in brackets.
pub(super) fn behind_remark(text: &Text, from: usize, end: usize) -> usize {
    let close = |at: usize| {
        let rest = text.get(at..end);
        end - rest
            .trim_start_matches(|c: char| {
                c.is_whitespace()
                    || matches!(c, '*' | '_' | ')' | ']' | '”' | '»' | '’')
                    || is_invisible(c)
            })
            .len()
    };
    let at = close(from).min(end);
    // "Short name....: ELM-CERT"
    let led = text.get(at..end).trim_start_matches(['.', '·', '…', ' ']);
    if led.starts_with(is_mark) {
        return end - led.len();
    }
    let rest = text.get(at..end);
    let near = rest
        .get(..rest.floor_char_boundary(MAX_REMARK + 3))
        .unwrap_or_default();
    let remark = near
        .starts_with(['(', '[', '（'])
        .then(|| near.find([')', ']', '）']))
        .flatten()
        .filter(|length| *length <= MAX_REMARK);
    match remark {
        Some(length) => {
            let behind = close(at + length).min(end);
            // A remark leaves a label one only in front of its mark: "GULL-CERT (the team) is …" is
            // none.
            if text.get(behind..end).starts_with(|c: char| is_mark(c)) || behind == end {
                behind
            } else {
                at
            }
        }
        None => at,
    }
}

/// Behind the words that end a label, as in "Short name of the team:", if a mark follows on them;
/// only where the label begins its cell.
pub(super) fn behind_words(text: &Text, from: usize, cell: &Range<usize>, hit: &Hit) -> usize {
    let rest = text.get(from..cell.end);
    let rest = rest
        .get(..rest.floor_char_boundary(MAX_REMARK + 3))
        .unwrap_or_default();
    let begins = !text
        .get(cell.start..hit.range.start)
        .chars()
        .any(char::is_alphanumeric);
    let words = rest
        .find(is_mark)
        .and_then(|at| rest.get(..at))
        .filter(|words| words.len() <= MAX_REMARK);
    let is_of_label = |words: &&str| {
        words.split_whitespace().count() <= MAX_WORDS_BEFORE + 1
            && words
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, ' ' | '\'' | '’'))
    };
    words
        .filter(|_| begins)
        .filter(is_of_label)
        .map_or(from, |words| from + words.len())
}

/// Whether a cell may be a label: short words, and no value.
pub(super) fn is_name(cell: &str) -> bool {
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    cell.trim().len() <= MAX_LABEL
        && cell.contains(char::is_alphabetic)
        && digits < 4
        && !cell.contains('@')
        && !cell.contains("://")
}

/// Where the words begin behind the last value in a range: digits in a row, an address.
pub(super) fn behind_value(text: &Text, range: Range<usize>) -> usize {
    let mut digits = 0;
    let mut gap = 0;
    let mut end = range.start;
    let content = text.get(range.clone());
    for (at, c) in content.char_indices() {
        let next = || content.as_bytes().get(at + 1);
        match c {
            // Times of the day are no values: "Out of hours (17:00-9:00): …".
            ':' if next().is_some_and(u8::is_ascii_digit) => (digits, gap) = (0, 0),
            '0'..='9' => (digits, gap) = (digits + 1, 0),
            ' ' | '.' | '-' | '/' | '(' | ')' | '+' | ':' | '\u{a0}' if gap < 3 => gap += 1,
            '@' => digits = VALUE_DIGITS,
            ';' | '；' | '•' | '·' => end = range.start + at + c.len_utf8(),
            _ if digits >= VALUE_DIGITS && c != '@' => {
                (end, digits, gap) = (range.start + at, 0, 0)
            }
            _ => (digits, gap) = (0, 0),
        }
    }
    if digits >= VALUE_DIGITS {
        range.end
    } else {
        end
    }
}

/// Whether a sentence ends here: with a full stop before a capital letter or a row.
pub(crate) fn ends_sentence(words: &str) -> bool {
    let ends = |at: usize| {
        let behind = words.get(at + 1..).unwrap_or_default();
        behind.starts_with('\n')
            || behind
                .strip_prefix(' ')
                .is_some_and(|next| next.starts_with(char::is_uppercase))
    };
    words.contains('。') || words.match_indices('.').any(|(at, _)| ends(at))
}

/// The range without white space, quotation marks, bullets and the like around it; none where
/// nothing is left.
pub(crate) fn trimmed(text: &Text, range: Range<usize>) -> Option<Range<usize>> {
    let content = text.get(range.clone());
    let cut = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '\u{200b}'
                    | '\u{feff}'
                    | '\u{2060}'
                    | '\u{ad}'
                    | '«'
                    | '»'
                    | '"'
                    | '“'
                    | '”'
                    | '„'
                    | '*'
                    | '•'
                    | '|'
                    | ':'
                    | '：'
                    | '–'
                    | '➤'
                    | '>'
                    | ','
                    | ';'
                    | '\u{f0b7}'
            )
    };
    let left = content.trim_start_matches(|c: char| cut(c) || c == '-');
    let value = left.trim_end_matches(|c: char| cut(c) || matches!(c, '.' | '。'));
    let start = range.end - left.len();
    value
        .chars()
        .any(char::is_alphanumeric)
        .then(|| start..start + value.len())
}

/// A value as one line. A row that ends with a hyphen goes on without a blank.
pub(crate) fn joined(text: &Text, range: &Range<usize>) -> String {
    let mut line = String::with_capacity(range.len());
    for row in text.get(range.clone()).split('\n') {
        let is_hyphen = line.ends_with('-') && !line.ends_with(" -");
        for (index, word) in row.split_whitespace().enumerate() {
            if !(line.is_empty() || is_hyphen && index == 0) {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    line
}
