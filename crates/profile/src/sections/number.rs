//! Numbers in front of headings, and behind them where a PDF's columns were mixed up.

use std::borrow::Cow;
use std::fmt;

use crate::vocabulary::CHAPTER_WORDS;

/// A title is one printed line.
const MAX_TITLE: usize = 80;

/// A printed section number: `2.8`, `2.8.`, `III.6`, `IV.`, `§ 3`, `Article 2`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    parts: Vec<u32>,
    /// Whether it was a bare `1` without a full stop, which a list or sentence may start with, too.
    bare: bool,
}

impl Number {
    /// The number of its parts.
    pub(super) fn depth(&self) -> usize {
        self.parts.len()
    }

    /// Its first part.
    pub(super) fn chapter(&self) -> u32 {
        self.parts.first().copied().unwrap_or(0)
    }

    /// Whether a title of no known meaning behind this number can be taken for a heading and not
    /// for an item of a list.
    pub(super) fn is_heading_like(&self, title: &str) -> bool {
        // Many scripts have no capitals.
        let starts_high = title
            .chars()
            .find(|c| c.is_alphanumeric())
            .is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
        let words = title.split_whitespace().count();
        !self.bare
            && starts_high
            && words <= 9
            && title.chars().count() <= MAX_TITLE
            && !title.contains(['。', '、'])
            && !title.contains(['@', '='])
            && !title.contains("://")
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, part) in self.parts.iter().enumerate() {
            if i > 0 {
                f.write_str(".")?;
            }
            write!(f, "{part}")?;
        }
        Ok(())
    }
}

/// A cheap look at both ends of a row: whether [`split`] may find a number.
pub(super) fn may_stand_in(row: &str) -> bool {
    let first = row.bytes().next().unwrap_or(0);
    let last = row.trim_end_matches('.').bytes().next_back().unwrap_or(0);
    // `§`, `(`, one or two digits, a roman numeral, or one of the words.
    let is_long = |digits: &[u8]| digits.iter().all(u8::is_ascii_digit);
    let starts = first.is_ascii_digit() && !row.as_bytes().get(..3).is_some_and(is_long)
        || first >= 0x80
        || first == b'('
        || matches!(first, b'I' | b'V' | b'X');
    let word = || {
        let end = row.find(char::is_whitespace).unwrap_or(0);
        row.get(..end).is_some_and(|w| {
            w.len() <= 16
                && CHAPTER_WORDS
                    .iter()
                    .any(|known| known.eq_ignore_ascii_case(w))
        })
    };
    starts || last.is_ascii_digit() || !first.is_ascii_digit() && word()
}

/// Splits a row into its number and its title.
pub(super) fn split(row: &str) -> (Option<Number>, &str) {
    let mut rest = row.trim_start_matches(['§', ' ', '\u{a0}', '(']);
    if let Some((first, behind)) = rest.split_once(char::is_whitespace)
        && CHAPTER_WORDS.contains(&first.to_lowercase().as_str())
    {
        rest = behind.trim_start();
    }
    if let Some((number, title)) = leading(rest) {
        return (Some(number), title);
    }
    trailing(row)
}

fn leading(text: &str) -> Option<(Number, &str)> {
    if let Some(found) = counted_chapter(text) {
        return Some(found);
    }
    let end = text.find(|c: char| !is_of_number(c)).unwrap_or(text.len());
    let (printed, rest) = text.split_at_checked(end)?;
    // The day or the month of a date.
    if rest.starts_with(['年', '月', '日', '년', '월', '일']) {
        return None;
    }
    let plain: Cow<'_, str> = if printed.is_ascii() {
        Cow::Borrowed(printed)
    } else {
        Cow::Owned(printed.chars().map(narrow).collect())
    };
    let ends_with_stop = plain.ends_with('.');
    let (token, glued) = match plain.trim_end_matches('.') {
        // "2.8Public keys": text extraction lost the gap.
        t if t.ends_with(|c: char| c.is_ascii_alphabetic())
            && t.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            let cut = t.find(|c: char| c.is_ascii_alphabetic())?;
            let start = printed.char_indices().nth(cut)?.0;
            (
                t.get(..cut)?.trim_end_matches('.'),
                Some(text.get(start..)?),
            )
        }
        t => (t, None),
    };
    let parts: Vec<&str> = token.split('.').collect();
    if parts.len() > 5 {
        return None;
    }
    let mut numbers = Vec::with_capacity(parts.len());
    for (i, part) in parts.iter().enumerate() {
        // Chapters in roman numerals are upper case; without a full stop "I" is a pronoun and "C" a
        // letter.
        let roman = || {
            roman(part).filter(|_| {
                i == 0
                    && (ends_with_stop
                        || parts.len() > 1
                        || rest.trim_start().starts_with(['-', '–', ')']))
            })
        };
        numbers.push(
            part.parse::<u32>()
                .ok()
                .filter(|n| *n < 100 && part.len() <= 2)
                .or_else(roman)?,
        );
    }
    if glued.is_some() && numbers.len() < 2 {
        return None;
    }
    let title = glued.unwrap_or(rest).trim_start_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '-' | '–' | '—' | ')' | ':' | '.' | '*' | '、' | '）' | '：'
            )
    });
    // A date, a time, a telephone number or a version is no heading.
    if title.is_empty() || !title.chars().take(4).any(char::is_alphabetic) {
        return None;
    }
    let bare =
        numbers.len() == 1 && !ends_with_stop && !rest.trim_start().starts_with([')', '-', '–']);
    Some((
        Number {
            parts: numbers,
            bare,
        },
        title,
    ))
}

/// Whether a character may stand in a number: also those as wide as a Chinese character.
fn is_of_number(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '．' | '０'..='９')
}

fn narrow(c: char) -> char {
    match c {
        '．' => '.',
        '０'..='９' => {
            char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c)
        }
        _ => c,
    }
}

/// A chapter as it is counted in Chinese, Japanese and Korean: `一、`, `第二章`, `第2章`, `제3장`.
fn counted_chapter(text: &str) -> Option<(Number, &str)> {
    const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
    let numbered = text.strip_prefix(['第', '제']).map(str::trim_start);
    let rest = numbered.unwrap_or(text);
    let first = rest.chars().next()?;
    let number = NUMERALS
        .iter()
        .position(|n| *n == first)
        .map(|i| i + 1)
        .or_else(|| narrow(first).to_digit(10).map(|d| d as usize))?;
    let behind = rest.get(first.len_utf8()..)?.trim_start();
    let title = match numbered {
        Some(_) => behind.strip_prefix(['章', '节', '節', '条', '장', '절'])?,
        None if NUMERALS.contains(&first) => behind.strip_prefix(['、', '．', '.', '，'])?,
        None => return None,
    };
    let title =
        title.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '、'));
    let parts = vec![u32::try_from(number).ok()?];
    (!title.is_empty()).then_some((Number { parts, bare: false }, title))
}

/// A number with at least two parts at the end of the row.
fn trailing(row: &str) -> (Option<Number>, &str) {
    let Some((title, last)) = row.trim_end().rsplit_once(char::is_whitespace) else {
        return (None, row);
    };
    let parts: Option<Vec<u32>> = last
        .trim_end_matches('.')
        .split('.')
        .map(|p| p.parse().ok().filter(|n| *n < 100))
        .collect();
    match parts {
        Some(parts)
            if (2..=4).contains(&parts.len())
                && parts.first() != Some(&0)
                && title.split_whitespace().count() <= 10 =>
        {
            let is_heading = !title.trim_end().ends_with([':', '='])
                && !title.to_lowercase().contains("ersi")
                && !title.contains("TLP");
            if is_heading {
                (Some(Number { parts, bare: true }), title.trim_end())
            } else {
                (None, row)
            }
        }
        _ => (None, row),
    }
}

fn roman(text: &str) -> Option<u32> {
    const NUMERALS: [&str; 12] = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
    ];
    (1..)
        .zip(NUMERALS)
        .find(|(_, n)| *n == text)
        .map(|(i, _)| i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_numbers_are_told_from_other_numbers() {
        for (row, number, title) in [
            ("2.8 Public Keys", "2.8", "Public Keys"),
            ("2.8. Public Keys", "2.8", "Public Keys"),
            ("2.8 – PUBLIC KEYS", "2.8", "PUBLIC KEYS"),
            ("2.8Public Keys", "2.8", "Public Keys"),
            ("III.6 Clé publique", "3.6", "Clé publique"),
            ("III. Contact", "3", "Contact"),
            ("§ 2.8 Schlüssel", "2.8", "Schlüssel"),
            ("Article 2.8 – Clé", "2.8", "Clé"),
            ("1) Document", "1", "Document"),
            ("２．８　公開鍵", "2.8", "公開鍵"),
            ("2.8公開鍵", "2.8", "公開鍵"),
            ("一、文件資訊", "1", "文件資訊"),
            ("第２章 連絡先", "2", "連絡先"),
            ("제3장 헌장", "3", "헌장"),
            ("Luku 2 Yhteystiedot", "2", "Yhteystiedot"),
            ("MISSIONS 3.1.", "3.1", "MISSIONS"),
        ] {
            let (found, rest) = split(row);
            assert_eq!(
                found.map(|n| n.to_string()).as_deref(),
                Some(number),
                "{row}"
            );
            assert_eq!(rest, title, "{row}");
        }
        for row in [
            "I am a team",
            "12/06/2022",
            "24/7 hotline",
            "2022-05-22",
            "98000 MONACO",
            "Version: 1.0",
            "Version 1.0",
            "3 rue",
            "10月1日更新",
            "2025年10月1日",
            "一部の組織",
        ] {
            assert!(split(row).0.is_none_or(|n| n.bare), "{row}");
        }
    }
}
