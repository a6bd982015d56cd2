//! One value of a checksum file, and the forms in which a line gives it.

use bonafide_model::claims::HashName;

use super::value::{Label, by_length, digits, label};

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// `None` for one that is not computed here.
    pub algorithm: Option<HashName>,
    /// Upper case.
    pub digits: String,
    /// Which file it is of.
    pub of: Named,
}

/// Which file a value is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named {
    /// No word about it.
    Nothing,
    /// The file of this name or path.
    File(String),
    /// Words that end with the file's name, in whatever language: `SHA256 hash of rfc2350.txt`.
    Words(String),
}

impl Entry {
    /// A value whose length must be that of its label.
    pub fn new(labelled: Option<Label>, digits: String, of: Named) -> Option<Self> {
        let by_length = by_length(digits.len())?;
        let algorithm = match labelled {
            None => Some(by_length),
            Some(Label::Known(named)) => {
                Some(named).filter(|named| *named == by_length).map(Some)?
            }
            Some(Label::Other) => None,
        };
        Some(Self {
            algorithm,
            digits,
            of,
        })
    }
}

/// The value that a line gives, or a heading and lines of digits below it.
pub(super) fn parse(line: &str) -> Option<Entry> {
    let line = unquoted(line.trim());
    bsd(line)
        .or_else(|| gnu(line))
        .or_else(|| labelled(line))
        .or_else(|| headed(line))
}

/// Whether the line is nothing but digits, which may belong to the line above.
pub(super) fn is_digits(line: &str) -> bool {
    let line = line.trim();
    line.contains(|c: char| c.is_ascii_hexdigit())
        && line
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b' ' | b'\t' | b':' | b'-'))
}

/// `SHA256 (name) = digits`, as BSD, macOS and OpenSSL print it.
fn bsd(line: &str) -> Option<Entry> {
    let (tag, rest) = line.split_once('(')?;
    let (name, value) = rest.rsplit_once(')')?;
    let value = value.trim_start().strip_prefix(['=', ':'])?;
    let tag = tag.trim();
    let labelled = if tag.is_empty() {
        None
    } else {
        Some(label(tag)?)
    };
    let of = if name == "stdin" {
        Named::Nothing
    } else {
        Named::File(name.to_owned())
    };
    Entry::new(labelled, whole(value, labelled)?, of)
}

/// `digits  name`, `digits *name` or the bare digits, as GNU coreutils and `shasum` print them; `-` stands for standard input.
fn gnu(line: &str) -> Option<Entry> {
    let (escaped, line) = line
        .strip_prefix('\\')
        .map_or((false, line), |rest| (true, rest));
    let (digits, rest) = digits(line, None)?;
    Entry::new(None, digits, file(rest, escaped))
}

/// `SHA256: digits`, `sha256:digits  name`, `SHA-256 = digits`, `SHA256 digits path`,
/// `sha256-digits`.
fn labelled(line: &str) -> Option<Entry> {
    let ends = [
        line.find([':', '=']),
        line.find(char::is_whitespace),
        line.find('-'),
    ];
    ends.into_iter()
        .flatten()
        .filter_map(|end| line.split_at_checked(end))
        .find_map(|(tag, rest)| {
            let labelled = label(tag.trim());
            let (digits, rest) = digits(
                rest.trim_start_matches([':', '=', '-', ' ', '\t']),
                Some(labelled?),
            )?;
            Entry::new(labelled, digits, file(rest, false))
        })
}

/// Words, then digits up to the end: `SHA256 hash of rfc2350.txt: digits`, `rfc2350.txt: digits`.
fn headed(line: &str) -> Option<Entry> {
    /// Longer headings are text.
    const LONGEST: usize = 400;
    let is_end = |c: char| matches!(c, ':' | '=' | '：') || c.is_whitespace();
    let ends = line
        .char_indices()
        .take_while(|(at, _)| *at < LONGEST)
        .filter(|(_, c)| is_end(*c));
    ends.filter_map(|(at, c)| line.split_at_checked(at + c.len_utf8()))
        .find_map(|(head, rest)| {
            let head = head.trim_end_matches(is_end);
            let labelled = label_in(head)?;
            let of = if is_plain(head) {
                Named::Nothing
            } else {
                Named::Words(head.to_owned())
            };
            Entry::new(labelled, whole(rest, labelled)?, of)
        })
}

/// Digits and nothing behind them.
fn whole(value: &str, named: Option<Label>) -> Option<String> {
    digits(value.trim(), named)
        .filter(|(_, rest)| rest.is_empty())
        .map(|(digits, _)| digits)
}

/// Without the quotation marks around all of it.
fn unquoted(text: &str) -> &str {
    let inside = text
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'));
    inside
        .filter(|inside| !inside.contains('"'))
        .unwrap_or(text)
}

fn file(rest: &str, escaped: bool) -> Named {
    let name = unquoted(rest.trim());
    // The mode in which it was read: binary, universal newlines, bits.
    let name = name.strip_prefix(['*', '?', '^']).unwrap_or(name);
    let name = if escaped {
        name.replace("\\n", "\n").replace("\\\\", "\\")
    } else {
        name.to_owned()
    };
    if name.is_empty() || name == "-" {
        Named::Nothing
    } else {
        Named::File(name)
    }
}

/// The one label among the words of a heading, if there is one; `None` where there are two that
/// differ.
///
/// A label inside a file's name is none.
#[allow(clippy::option_option)]
fn label_in(head: &str) -> Option<Option<Label>> {
    let mut found = None;
    let is_name = |word: &str| word.contains(['.', '\\']);
    let words = head.split(|c: char| c.is_whitespace() || "():\"„“«»".contains(c));
    for word in words.filter(|word| !is_name(word)) {
        let parts: Vec<&str> = word.split('-').collect();
        // As many parts as make a label: of `SHA-256-Hash` two.
        let labelled = (1..=parts.len())
            .rev()
            .filter_map(|count| parts.get(..count))
            .find_map(|parts| label(&parts.join("-")));
        match (found, labelled) {
            (None, Some(_)) => found = labelled,
            (Some(one), Some(other)) if one != other => return None,
            _ => {}
        }
    }
    Some(found)
}

/// Whether the words name no file: nothing but labels and words such as "checksum of this file".
fn is_plain(head: &str) -> bool {
    const PLAIN: [&str; 16] = [
        "checksum",
        "hash",
        "digest",
        "sum",
        "value",
        "fingerprint",
        "of",
        "for",
        "the",
        "this",
        "file",
        "document",
        "profile",
        "hex",
        "prüfsumme",
        "hachage",
    ];
    let words = head
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.map(str::to_lowercase).all(|word| {
        PLAIN.contains(&word.as_str())
            || label(&word).is_some()
            || ["sha", "sha2", "224", "256", "384", "512"].contains(&word.as_str())
    })
}
