//! Other numbers of which only the last digits are printed: `0152 / 0153`, `555 141 & 555 007`, and
//! the end of a range.

use super::hours::{is_always, is_hours, is_time};
use super::number::Number;
use super::several::range_end;
use crate::claims::fold::folded;
use crate::vocabulary::words;

/// Marks between two numbers of one line.
const JOINTS: [&str; 7] = ["/", "\\", "|", "&", ",", ";", "+"];
/// Marks between the two ends of a range.
const THROUGH: [&str; 2] = ["…", "..."];
/// As many numbers are read beside one.
const MAX_OTHERS: usize = 8;
/// Longer ones are whole numbers.
const MAX_DIGITS: usize = 8;
/// The longest word between two numbers, in bytes.
const MAX_JOINT: usize = 24;
const BLANKS: [char; 2] = [' ', '\u{a0}'];

impl Number {
    /// The numbers beside this one, in their order.
    pub(super) fn others(&self, raw: &str) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        let mut at = self.range.end;
        while all.len() < MAX_OTHERS {
            let Some(next) = self.other(raw, at) else {
                break;
            };
            at = next.range.end;
            all.push(next);
        }
        all
    }

    fn other(&self, raw: &str, at: usize) -> Option<Self> {
        let rest = raw.get(at..)?;
        let own = self.number.trim_start_matches('+');
        let pluses = self.number.len() - own.len();
        let is_first = at == self.range.end && self.extension.is_none();
        let range = if is_first {
            range_end(
                own,
                pluses,
                &self.groups,
                raw.get(self.range.clone())?,
                rest,
            )
        } else {
            None
        };
        let (joint, behind) = match range {
            Some(_) => (
                "-",
                rest.trim_start_matches([' ', '\u{a0}', '-', '–', '\u{2010}', '\u{2011}', '—']),
            ),
            None => joint(rest)?,
        };
        // `/ -0153`, `/ …0153`
        let short = behind.trim_start_matches(['-', '–', '.', '…']);
        let is_dialled = short.len() < behind.len();
        let start = raw.len() - short.len();
        let (digits, groups, length) = last_digits(short);
        let end = start + length;
        let after = raw.get(end..)?;
        let word = after.trim_start_matches(BLANKS);
        let goes_on = after.starts_with([':', '.', '-', '–'])
            && after.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
        let in_sentence = word.starts_with(char::is_alphabetic) && joint_word(word).is_none();
        // `, 1010 Wien` is no number, `, 0153 Fax: …` is one.
        let is_name = matches!(joint, "," | ";")
            && in_sentence
            && !word.starts_with(char::is_lowercase)
            && !word
                .split_whitespace()
                .next()
                .is_some_and(|w| w.ends_with(':'));
        if goes_on
            || is_name
            || after.starts_with('#')
            || after.starts_with(char::is_alphanumeric)
            || is_always(short)
            || is_time(short)
            || is_hours(short.get(..length)?)
        {
            return None;
        }
        let mut other = Self {
            range: start..end,
            misprinted: false,
            extension: None,
            ..self.clone()
        };
        if let Some(own) = &self.extension {
            // `ext. 22 or 23`
            return (own.len() == digits.len()).then_some(Self {
                extension: Some(digits),
                ..other
            });
        }
        let last = *self.groups.last()?;
        let alike = self.groups.ends_with(&groups) && (groups.len() < self.groups.len());
        // "and 2026"
        let own_tail = own.get(own.len().checked_sub(digits.len())?..)?;
        let is_year = joint != "/"
            && digits.len() == 4
            && ["19", "20"]
                .iter()
                .any(|c| digits.starts_with(c) && !own_tail.starts_with(c));
        if is_year && range.is_none() {
            return None;
        }
        let shorter = joint != "of"
            && groups.len() == 1
            && digits.len() < last
            && !in_sentence
            && !matches!(digits.as_str(), "24" | "7");
        let dialled = is_dialled && groups.len() == 1 && digits.len() <= 4;
        let enough = digits.len() >= 2 || shorter && rest.starts_with('/') || range.is_some();
        if !(alike || shorter || dialled || range.is_some())
            || !enough
            || digits.len() > MAX_DIGITS
            || digits.len() + 2 > own.len()
        {
            return None;
        }
        let cut = if dialled && digits.len() > last {
            last
        } else {
            digits.len()
        };
        let kept = self.number.get(..self.number.len().checked_sub(cut)?)?;
        other.number = format!("{kept}{digits}");
        Some(other)
    }
}

/// What leads to another number here, and what stands behind it.
fn joint(rest: &str) -> Option<(&str, &str)> {
    let near = rest.trim_start_matches([' ', '\u{a0}', '(', '[']);
    // `, +36 (20) 555-0101`: a number of its own.
    if near.len() < rest.len() && near.starts_with('+') && !near.starts_with("+ ") {
        return None;
    }
    let (first, mut behind) = joint_word(near)?;
    // ", or"
    if let Some((_, next)) = joint_word(behind).filter(|(word, _)| first == "," && *word != "+") {
        behind = next;
    }
    Some((first, behind))
}

fn joint_word(text: &str) -> Option<(&str, &str)> {
    let mark = JOINTS
        .iter()
        .chain(&THROUGH)
        .find(|mark| text.starts_with(**mark))
        .map(|mark| mark.len());
    let is_joint = |word: &str| {
        [words::AND, words::OR, words::THROUGH]
            .iter()
            .any(|list| list.contains(&word))
    };
    let word = || {
        let near = text
            .get(..text.floor_char_boundary(MAX_JOINT + 2))
            .unwrap_or_default();
        near.find(BLANKS).filter(|end| {
            // An abbreviation joins nothing.
            text.get(..*end).is_some_and(|word| {
                word.len() <= MAX_JOINT && !word.ends_with('.') && is_joint(&folded(word))
            })
        })
    };
    let (joint, behind) = text.split_at_checked(mark.or_else(word)?)?;
    Some((joint, behind.trim_start_matches(BLANKS)))
}

/// The digits that stand here, the lengths of their groups, and the length of all.
fn last_digits(text: &str) -> (String, Vec<usize>, usize) {
    let mut groups = vec![0_usize];
    let mut digits = String::new();
    let mut end = 0;
    for (i, c) in text.char_indices().take(24) {
        match c {
            '0'..='9' => {
                digits.push(c);
                if let Some(last) = groups.last_mut() {
                    *last += 1;
                }
                end = i + 1;
            }
            ' ' | '\u{a0}' | '-' if groups.last().is_some_and(|g| *g > 0) => groups.push(0),
            _ => break,
        }
    }
    groups.retain(|g| *g > 0);
    (digits, groups, end)
}
