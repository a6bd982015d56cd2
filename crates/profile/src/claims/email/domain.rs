//! The domain of a printed address, in the spellings that people use: in their own letters, against
//! robots, or over a row's end.

use bonafide_model::claims::UnreadReason;

use super::letters::{
    BLANKS, DOT_WORDS, bracketed, is_direction, is_dot_word, is_foreign, is_label, is_unspaced,
    plain,
};
use super::marker::Kind;
use crate::claims::fold::is_invisible;

/// RFC 1035, "Size limits": 63 octets in a label, 255 in a name.
const MAX_LABEL: usize = 63;
const MAX_DOMAIN: usize = 255;
/// A comment or an address in brackets where a domain should begin.
const MAX_BRACKETS: usize = 48;
/// Top-level domains that end the name for certain, beside those of two letters.
const TOP_LEVEL: [&str; 12] = [
    "com", "org", "net", "edu", "gov", "int", "mil", "info", "biz", "example", "test", "invalid",
];

/// A domain that was read.
#[derive(Debug)]
pub(super) struct Domain {
    /// As it is looked up, lower case.
    pub name: String,
    /// As people read it, where that has letters beyond ASCII.
    pub international: Option<String>,
    /// Where it ends.
    pub end: usize,
    /// Whether something had to be undone.
    pub mended: bool,
}

/// What stands behind an at sign.
#[derive(Debug)]
pub(super) enum Reading {
    /// A domain.
    Read(Domain),
    /// What a person takes for one, up to this offset.
    Unread(UnreadReason, usize),
    /// A single word, up to this offset: a domain without its full stop, or the name of a host or a
    /// person.
    Word(usize),
    /// No domain.
    Nothing,
}

/// Reads the domain that starts here. Behind an at sign that is no plain `@`, blanks and words may
/// stand for full stops.
pub(super) fn read(raw: &str, start: usize, kind: Kind) -> Reading {
    let loose = kind.is_loose();
    let mut at = start;
    // A long address in a table's cell is broken behind the sign; a text may be indented.
    let is_broken = rest(raw, at).starts_with('\n');
    if is_broken {
        at += 1;
    }
    if loose || is_broken {
        at += rest(raw, at).len() - rest(raw, at).trim_start_matches(BLANKS).len();
    }
    let is_indented = is_broken && at > start + 1;
    if let Some(end) = in_brackets(raw, at) {
        return end;
    }
    let mut name = Name {
        loose,
        blank_stops: matches!(kind, Kind::Written | Kind::Weak),
        ..Name::default()
    };
    while name.label(raw, &mut at) && name.dot(raw, &mut at) {}
    match name.finish(raw, at) {
        Reading::Read(domain) => Reading::Read(domain),
        // An indented row is more often the next paragraph than the rest of an address.
        _ if is_indented => Reading::Nothing,
        other => other,
    }
}

fn rest(raw: &str, at: usize) -> &str {
    raw.get(at..).unwrap_or_default()
}

/// `[192.0.2.1]` and `(at the office)x.example`: both are allowed (RFC 5321, "Address Literals"; RFC 5322, "comment"), neither is read.
fn in_brackets(raw: &str, at: usize) -> Option<Reading> {
    if !rest(raw, at).starts_with(['[', '(']) {
        return None;
    }
    let (content, length) = bracketed(rest(raw, at), MAX_BRACKETS)?;
    let end = at + length;
    let is_address = content.len() > 6
        && content
            .bytes()
            .all(|b| b.is_ascii_hexdigit() || matches!(b, b'.' | b':' | b'I' | b'P' | b'v'));
    if rest(raw, at).starts_with('[') {
        return is_address.then_some(Reading::Unread(UnreadReason::Domain, end));
    }
    let behind = rest(raw, end);
    let length = behind
        .find(|c| !is_label(c) && c != '.')
        .unwrap_or(behind.len());
    (length > 3 && !content.contains('\n'))
        .then_some(Reading::Unread(UnreadReason::Quoted, end + length))
}

/// A domain in the making.
#[derive(Debug, Default)]
struct Name {
    /// What was read so far, in the letters that stand there.
    text: String,
    loose: bool,
    /// Whether a blank may stand for the full stop.
    blank_stops: bool,
    mended: bool,
    turned: bool,
}

impl Name {
    /// Adds the label that starts here; says whether there is one.
    fn label(&mut self, raw: &str, at: &mut usize) -> bool {
        loop {
            let (length, label) = self.letters(rest(raw, *at));
            if label.is_empty()
                || label.len() > MAX_LABEL * 4
                || self.text.len() + label.len() > MAX_DOMAIN * 4
            {
                return false;
            }
            self.text.push_str(&label);
            *at += length;
            if let Some((hyphen, word, more)) = torn(rest(raw, *at), &label) {
                // No top-level domain has a hyphen inside: this one came with the end of the row.
                if !more && self.text.contains('.') && self.text.ends_with('-') {
                    self.text.pop();
                }
                self.text.push_str(word);
                *at += hyphen + word.len();
            }
            // Invisible characters are there against robots, or to let a row end.
            let behind = rest(raw, *at);
            let next = behind.trim_start_matches(is_invisible);
            if next.len() == behind.len() || !next.starts_with(|c| is_label(c) || c == '.') {
                return true;
            }
            self.skip(behind, next, at);
            if next.starts_with('.') {
                return true;
            }
        }
    }

    /// The letters of the label that starts here: how many bytes they have, and how they read.
    fn letters(&mut self, rest: &str) -> (usize, String) {
        let unseen = rest.len() - rest.trim_start_matches(is_invisible).len();
        let (unseen, behind) = rest.split_at(unseen);
        let mut label = String::new();
        let mut end = 0;
        for (i, c) in behind.char_indices() {
            if !is_label(c)
                || label.len() > MAX_LABEL * 4
                || is_unspaced(c) && self.ends_before(&label, behind.get(i..).unwrap_or_default())
            {
                break;
            }
            let read = plain(c);
            self.mended |= read != c;
            label.push(read);
            end = i + c.len_utf8();
        }
        if !label.is_empty() && !unseen.is_empty() {
            self.mended = true;
            self.turned |= unseen.contains(is_direction);
        }
        (unseen.len() + end, label)
    }

    fn skip(&mut self, behind: &str, next: &str, at: &mut usize) {
        let skipped = behind.len() - next.len();
        self.mended = true;
        self.turned |= behind
            .get(..skipped)
            .is_some_and(|unseen| unseen.contains(is_direction));
        *at += skipped;
    }

    /// Whether a name that is whole ends in front of letters that need no blank before them.
    fn ends_before(&self, label: &str, rest: &str) -> bool {
        let is_top = label.len() >= 2 && label.bytes().all(|b| b.is_ascii_alphabetic());
        let behind = rest.trim_start_matches(is_unspaced);
        is_top
            && self.text.contains('.')
            && !(behind.starts_with('.')
                && behind
                    .chars()
                    .nth(1)
                    .is_some_and(|c| c.is_ascii_alphanumeric()))
    }

    /// Adds the full stop that stands here in front of another label; says whether there is one.
    fn dot(&mut self, raw: &str, at: &mut usize) -> bool {
        let Some((next, odd)) = dot(raw, *at, self.loose || self.mended, &self.text) else {
            return false;
        };
        let behind = rest(raw, next).trim_start_matches(is_invisible);
        // A full stop at the end of a sentence is none of the domain's.
        if !behind.starts_with(|c| is_label(c) && c != '-') {
            return false;
        }
        self.mended |= odd;
        self.text.push('.');
        *at = next;
        true
    }

    fn finish(mut self, raw: &str, mut at: usize) -> Reading {
        self.write_out_dots();
        // `info (a) circl lu`: spaces stand for the full stops.
        if self.blank_stops && !self.text.contains('.') {
            let word = rest(raw, at).trim_start_matches([' ', '\u{a0}']);
            let top = word
                .find(|c: char| !c.is_ascii_lowercase())
                .unwrap_or(word.len());
            if (2..=3).contains(&top) && !rest(word, top).starts_with(|c: char| c.is_alphanumeric())
            {
                at += rest(raw, at).len() - word.len() + top;
                self.text.push('.');
                self.text.push_str(word.get(..top).unwrap_or_default());
                self.mended = true;
            }
        }
        let trimmed = self.text.trim_end_matches(['.', '-']);
        // Whether the hyphen parts the last label or stands behind it cannot be told.
        let is_torn = self.text.ends_with('-')
            && rest(raw, at)
                .strip_prefix('\n')
                .is_some_and(|next| next.trim_start_matches(BLANKS).starts_with(is_label));
        at -= (self.text.len() - trimmed.len()).min(at);
        if trimmed.is_empty() {
            return Reading::Nothing;
        }
        if self.turned {
            return Reading::Unread(UnreadReason::Direction, at);
        }
        if is_torn {
            return Reading::Unread(UnreadReason::Blanks, at);
        }
        let top = trimmed.rsplit('.').next().unwrap_or_default();
        if !trimmed.contains('.') {
            return Reading::Word(at);
        }
        // "cert@www.grove. example": the sentence does not end here.
        let is_cut = !is_top_level(top)
            && rest(raw, at)
                .strip_prefix(". ")
                .is_some_and(|next| next.starts_with(|c: char| c.is_lowercase()));
        if is_cut {
            let next = rest(raw, at + 2);
            return Reading::Unread(
                UnreadReason::Blanks,
                at + 2 + next.find(|c| !is_label(c)).unwrap_or(next.len()),
            );
        }
        if trimmed.is_ascii() {
            return self.in_ascii(trimmed, top, at);
        }
        match idna::domain_to_ascii(trimmed) {
            Ok(name) if is_name(&name) => {
                let (read, _) = idna::domain_to_unicode(&name);
                let international = (!read.is_ascii()).then_some(read);
                Reading::Read(Domain {
                    name,
                    international,
                    end: at,
                    mended: self.mended,
                })
            }
            _ => Reading::Unread(UnreadReason::Domain, at),
        }
    }

    fn in_ascii(&self, name: &str, top: &str, end: usize) -> Reading {
        let labels = name.split('.').count();
        if is_name(name) {
            let name = name.to_ascii_lowercase();
            let read = name
                .contains("xn--")
                .then(|| idna::domain_to_unicode(&name).0)
                .filter(|read| !read.is_ascii());
            return Reading::Read(Domain {
                name,
                international: read,
                end,
                mended: self.mended,
            });
        }
        // Four numbers are an address of the network, others a version.
        let is_number = top.bytes().all(|b| b.is_ascii_digit());
        if is_number && labels != 4 {
            Reading::Nothing
        } else {
            Reading::Unread(UnreadReason::Domain, end)
        }
    }

    /// `grove-dot-example`, `groveDOTexample`.
    fn write_out_dots(&mut self) {
        if self.text.contains('.') || !self.text.is_ascii() {
            return;
        }
        let lower = self.text.to_ascii_lowercase();
        let word = DOT_WORDS
            .iter()
            .map(|word| format!("-{word}-"))
            .find(|word| lower.contains(word));
        if let Some(word) = word {
            (self.text, self.mended) = (lower.replace(&word, "."), true);
        } else if self.text.contains("DOT") && self.text.bytes().any(|b| b.is_ascii_lowercase()) {
            (self.text, self.mended) = (self.text.replace("DOT", "."), true);
        }
    }
}

fn is_top_level(top: &str) -> bool {
    top.len() == 2 && top.is_ascii()
        || TOP_LEVEL
            .iter()
            .any(|known| top.eq_ignore_ascii_case(known))
}

fn is_name(name: &str) -> bool {
    let top = name.rsplit('.').next().unwrap_or_default();
    let has_labels = name.contains('.')
        && name
            .split('.')
            .all(|label| !label.is_empty() && label.len() <= MAX_LABEL);
    has_labels
        && name.len() <= MAX_DOMAIN
        && (top.len() >= 2 && top.bytes().all(|b| b.is_ascii_alphabetic())
            || top.starts_with("xn--"))
}

/// The rest of a label that a row's end tore apart: how long the line end is, the rest, and whether
/// more labels follow.
fn torn<'r>(rest: &'r str, label: &str) -> Option<(usize, &'r str, bool)> {
    // A soft hyphen is seen at the end of a row only, and is none of the name's.
    let (end, row) = if let Some(row) = rest.strip_prefix('\n') {
        (1, row)
    } else {
        (3, rest.strip_prefix("\u{ad}\n")?)
    };
    if end == 1 && !label.ends_with('-') {
        return None;
    }
    let length = row
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
        .unwrap_or(row.len());
    let word = row
        .get(..length)
        .filter(|w| w.starts_with(|c: char| c.is_ascii_lowercase()) && w.len() < MAX_LABEL)?;
    let more = row
        .get(length..)?
        .strip_prefix('.')
        .is_some_and(|r| r.starts_with(|c: char| c.is_ascii_alphanumeric()));
    Some((end, word, more))
}

/// A full stop in any of its forms: the offset behind it and whether it is an odd one.
fn dot(raw: &str, at: usize, loose: bool, name: &str) -> Option<(usize, bool)> {
    let rest = rest(raw, at);
    if let Some(behind) = rest.strip_prefix('.') {
        let next = behind.trim_start_matches(' ');
        let spaces = behind.len() - next.len();
        let is_next_sentence = next.starts_with(|c: char| c.is_uppercase());
        return match spaces {
            0 => Some((at + 1, false)),
            1 if loose && !is_next_sentence && behind_is_label(behind) => Some((at + 2, true)),
            _ => None,
        };
    }
    if let Some(behind) = odd_dot(rest, name) {
        return Some((at + rest.len() - behind.len(), true));
    }
    let mut trimmed = rest.trim_start_matches([' ', '\u{a0}']);
    let mut skipped = rest.len() - trimmed.len();
    // `cert (dot) grove` and `(dot) example` in the next row: nothing else begins so.
    if let Some(next) = trimmed.strip_prefix('\n').filter(|_| loose) {
        let next = next.trim_start_matches(BLANKS);
        let is_word = || {
            let word = next.split([' ', '\n']).next().unwrap_or_default();
            // "Point of contact" begins a row, "dot" does not.
            word.eq_ignore_ascii_case("dot")
                || !name.contains('.') && word.len() > 1 && is_dot_word(&word.to_lowercase())
        };
        if next.starts_with(['(', '[', '{', '<']) || is_word() {
            (trimmed, skipped) = (next, rest.len() - next.len());
        }
    } else if skipped > 2 {
        return None;
    }
    // Nobody begins a sentence with a full stop: `cert@grove .example`.
    if let Some(behind) = trimmed.strip_prefix('.').filter(|_| skipped > 0) {
        let spaces = behind.len() - behind.trim_start_matches(' ').len();
        let is_label = loose || behind.starts_with(|c: char| c.is_ascii_lowercase());
        return (spaces <= 1 && is_label).then_some((at + skipped + 1 + spaces, true));
    }
    let unescaped = trimmed.trim_start_matches('\\');
    if let Some((inside, length)) = bracketed(unescaped, 16)
        && is_dot_word(&inside.trim_matches([' ', '\\', '-', '_']).to_lowercase())
    {
        let used = trimmed.len() - unescaped.len() + length;
        let behind = trimmed.get(used..)?;
        let next = behind.trim_start_matches(' ');
        let spaces = behind.len() - next.len();
        // The row may end behind it too.
        let next = next.strip_prefix('\n').filter(|_| loose);
        let spaces = next.map_or(spaces.min(2), |next| {
            behind.len() - next.trim_start_matches(BLANKS).len()
        });
        return Some((at + skipped + used + spaces, true));
    }
    // Words between blanks or underscores; behind a plain at sign only for the first full stop,
    // which no name goes without.
    let mark = match rest.chars().next()? {
        c @ (' ' | '_') if loose || !name.contains('.') => c,
        '\n' if loose => ' ',
        _ => return None,
    };
    let lead = trimmed.len() - trimmed.trim_start_matches(mark).len();
    let spaced = trimmed.get(lead..)?;
    let word = spaced.get(..spaced.find([mark, '\n'])?)?;
    let behind = spaced.get(word.len()..)?;
    // The row may end behind it too.
    let gap = if behind.starts_with('\n') {
        behind.len()
            - behind
                .trim_start_matches(|c| c == '\n' || BLANKS.contains(&c))
                .len()
    } else {
        1
    };
    (word.len() > 1 && word.len() <= 16 && (loose || gap == 1) && is_dot_word(&word.to_lowercase()))
        .then_some((at + skipped + lead + word.len() + gap, true))
}

/// Whether what stands in these brackets is a word for the full stop.
pub(super) fn is_dot(brackets: &str) -> bool {
    bracketed(brackets, 16).is_some_and(|(inside, _)| {
        is_dot_word(&inside.trim_matches([' ', '\\', '-', '_']).to_lowercase())
    })
}

/// What looks like a full stop or is written for one, glued between two labels; what stands behind
/// it.
fn odd_dot<'r>(rest: &'r str, name: &str) -> Option<&'r str> {
    let entity = ["&#46;", "&#x2e;", "&#x2E;", "&period;", "%2E", "%2e"]
        .iter()
        .find_map(|entity| rest.strip_prefix(entity));
    if entity.is_some() {
        return entity;
    }
    let behind = rest.strip_prefix([
        '\u{FF0E}', '\u{FF61}', '\u{3002}', '\u{2024}', '\u{2027}', '\u{B7}', '\u{2022}',
        '\u{2219}', '\u{22C5}',
    ])?;
    // Behind a whole name the ideographic full stop ends a sentence.
    let next = behind.chars().next()?;
    let is_sentence = name.contains('.') && is_foreign(next) && plain(next) == next;
    (is_label(next) && !is_sentence).then_some(behind)
}

/// Whether a label of a domain and not a word of the next sentence follows a full stop and a space.
fn behind_is_label(behind: &str) -> bool {
    let word: String = behind
        .trim_start()
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric())
        .collect();
    (2..=3).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase())
}
