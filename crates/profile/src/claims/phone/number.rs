//! A telephone number as it is printed: its digits, its extension, what stands beside it, and what is no number at all.

use std::ops::Range;

/// ITU-T E.164, "International public telecommunication numbers": 15 digits at most. Shorter ones than seven are extensions or dates.
pub(super) const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;
/// Country code and number together have fewer digits on a few small islands only; those are not joined with what stands below.
const SHORTEST_INTERNATIONAL: usize = 9;
/// Ways to say that somebody answers at any time.
const ALWAYS: [&str; 5] = ["24/7", "24x7", "24h", "24/24", "7/7"];
/// Countries whose numbers keep the zero when dialled from abroad (ITU-T E.164, national numbering plans): Italy and San Marino.
const KEEPS_ZERO: [&str; 2] = ["39", "378"];
/// Words for an extension, in lower case; the longer ones first.
const EXTENSIONS: [&str; 22] = [
    ";ext=",
    "extension",
    "extensión",
    "durchwahl",
    "nebenstelle",
    "toestel",
    "interno",
    "ext.:",
    "ext.",
    "ext:",
    "ext",
    "poste",
    "klappe",
    "klapka",
    "anexo",
    "ramal",
    "wewn.",
    "dw",
    "доб.",
    "tst.",
    "int.",
    "x",
];
/// Words between two numbers of one line, in lower case.
const JOINTS: [&str; 14] = ["/", "&", ",", ";", "or", "and", "und", "oder", "et", "ou", "y", "e", "dan", "atau"];

/// A printed number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::claims) struct Number {
    /// Where it stands, with its extension.
    pub range: Range<usize>,
    /// Digits with a leading `+` where one was printed.
    pub number: String,
    /// Printed in a way that cannot be dialled, such as `++377`.
    pub misprinted: bool,
    /// The digits to dial behind it.
    pub extension: Option<String>,
    /// Lengths of its groups, the last one last.
    groups: Vec<usize>,
}

/// What starts at a digit or a plus sign.
#[derive(Debug)]
pub(super) enum Reading {
    /// A number.
    Number(Number),
    /// A number with letters in the place of digits.
    Misspelt(Range<usize>),
    /// Something else.
    Nothing,
}

/// The number that starts here.
pub(in crate::claims) fn number(raw: &str, start: usize) -> Option<Number> {
    match read(raw, start) {
        Reading::Number(number) => Some(number),
        _ => None,
    }
}

/// Reads what starts here.
pub(super) fn read(raw: &str, start: usize) -> Reading {
    let before = raw.get(..start).unwrap_or_default().chars().next_back();
    if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '/' | '-' | '_' | '@' | '#' | '=' | '+')) {
        return Reading::Nothing;
    }
    if let Some(number) = digits(raw, start) {
        // `O20 7946 0152`, read from its second group on.
        let from = misspelt_before(raw, start).filter(|_| !number.number.starts_with('+'));
        let whole = misspelt(raw, start).filter(|whole| whole.end > number.range.end);
        let end = whole.as_ref().map_or(number.range.end, |whole| whole.end);
        return match (from, whole) {
            (None, None) => Reading::Number(number),
            (from, _) => Reading::Misspelt(from.unwrap_or(start)..end),
        };
    }
    misspelt(raw, start).map_or(Reading::Nothing, Reading::Misspelt)
}

fn digits(raw: &str, start: usize) -> Option<Number> {
    let rest = raw.get(start..)?;
    let pluses = rest.bytes().take_while(|b| *b == b'+').count();
    let behind = rest.get(pluses..)?;
    if pluses > 0 && !behind.trim_start_matches([' ', '(']).starts_with(|c: char| c.is_ascii_digit()) || pluses > 3 {
        return None;
    }
    let mut digits = String::new();
    let mut end = start;
    let mut chars = behind.char_indices().peekable();
    let mut gap = 0;
    let mut groups: Vec<usize> = vec![0];
    // Digits and end of what stands before the group in hand.
    let mut whole = (0, start);
    while let Some((i, c)) = chars.next() {
        if gap > 0 && c.is_ascii_digit() {
            whole = (digits.len(), end);
            groups.push(0);
        }
        let rest = behind.get(i..)?;
        match c {
            _ if gap > 0 && ALWAYS.iter().any(|w| rest.starts_with(w)) => break,
            '0'..='9' => {
                digits.push(c);
                if let Some(last) = groups.last_mut() {
                    *last += 1;
                }
                end = start + pluses + i + 1;
                gap = 0;
            }
            '(' | '[' if !digits.is_empty() && trunk(rest, &digits, pluses).is_some() => {
                // The trunk prefix is not dialled from abroad, except where the country keeps it.
                let prefix = trunk(rest, &digits, pluses)?;
                if KEEPS_ZERO.contains(&digits.as_str()) {
                    digits.push('0');
                }
                for _ in 0..=prefix {
                    chars.next();
                }
                end = start + pluses + i + prefix + 2;
                gap = 1;
            }
            // "12 / 0812 …": an extension, and another number.
            '/' if gap > 0 && pluses == 0 && rest.get(1..).is_some_and(|r| r.trim_start().starts_with(['0', '+'])) => break,
            // "(24/7)", "(24h)", "(Mon-Fri)" behind a number are no part of it.
            '(' if digits.len() >= *DIGITS.start() && !is_area_code(rest.get(1..)) => break,
            // " / " leads to another number, "030/1234" to the rest of this one.
            '/' if digits.len() > 6 => break,
            // Wrapped inside an international number: too few digits for one, and more of them at the start of the next row.
            '\n' if pluses > 0 && digits.len() < SHORTEST_INTERNATIONAL && goes_on(rest.get(1..)) => gap = 1,
            ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '.' | '-' | '/' | '(' | ')' | '[' | ']' | '\u{2010}' | '\u{2011}' | '–'
                if gap < 4 =>
            {
                gap += 1;
            }
            'x' if gap == 0 && digits.len() >= *DIGITS.start() && extension(rest).is_some() => break,
            // "8h-18h" behind a number.
            'h' | 'H' | 'x' if gap == 0 && whole.0 >= *DIGITS.start() && digits.len() <= whole.0 + 2 => {
                digits.truncate(whole.0);
                groups.pop();
                end = whole.1;
                break;
            }
            c if c.is_alphabetic() && gap == 0 && !starts_word(rest) => return None,
            _ => break,
        }
        if digits.len() > *DIGITS.end() {
            return None;
        }
    }
    if !DIGITS.contains(&digits.len()) {
        return None;
    }
    // `01 52-54`: the numbers from …52 to …54.
    let printed = raw.get(start..end)?;
    if let Some((through, cut)) = range_end(printed, &groups) {
        digits.truncate(digits.len() - through);
        groups.pop();
        end = start + cut;
    }
    let extension = extension(raw.get(end..)?);
    end += extension.as_ref().map_or(0, |(length, _)| *length);
    let number = if pluses > 0 { format!("+{digits}") } else { digits };
    Some(Number { range: start..end, number, misprinted: pluses > 1, extension: extension.map(|(_, digits)| digits), groups })
}

/// Whether an extension or the unit of a footnote stands glued to the digits: a word, and not a letter in the place of a digit.
fn starts_word(rest: &str) -> bool {
    extension(rest).is_some()
}

/// The length of a trunk prefix in brackets behind the country's code: `(0)`, in Hungary `(06)`, in Lithuania and Russia `(8)`.
fn trunk(rest: &str, country: &str, pluses: usize) -> Option<usize> {
    let prefixes: &[&str] = match country {
        "36" if pluses > 0 => &["06", "0"],
        "370" | "7" | "375" if pluses > 0 => &["8", "0"],
        _ => &["0"],
    };
    let inside = rest.get(1..)?;
    prefixes.iter().find(|p| inside.strip_prefix(**p).is_some_and(|r| r.starts_with([')', ']']))).map(|p| p.len())
}

/// Where the last group of a number is the end of a range: how many digits it has, and how long the number before it is.
fn range_end(printed: &str, groups: &[usize]) -> Option<(usize, usize)> {
    let [.., before, last] = groups else { return None };
    let (head, tail) = printed.rsplit_once(['-', '–', '\u{2010}', '\u{2011}'])?;
    let (head, tail) = (head.trim_end(), tail.trim_start());
    let is_digit = |c: char| c.is_ascii_digit();
    if before != last
        || *last > 3
        || tail.len() != *last
        || !tail.chars().all(is_digit)
        || head.contains(['-', '–', '\u{2010}', '\u{2011}'])
    {
        return None;
    }
    let start = head.get(head.len().checked_sub(*before)?..)?;
    let enough = head.chars().filter(|c| is_digit(*c)).count() >= *DIGITS.start();
    (enough && start.parse::<u32>().ok()? < tail.parse::<u32>().ok()?).then_some((*last, head.len()))
}

/// The extension behind a number: its length with the word before it, and its digits.
fn extension(rest: &str) -> Option<(usize, String)> {
    let spaced = rest.trim_start_matches([' ', '\u{a0}', ',', '(']);
    let head: String = spaced.chars().take(12).flat_map(char::to_lowercase).collect();
    let word = EXTENSIONS.iter().find(|word| head.starts_with(**word))?;
    // No capital letter of these has another length than its small one.
    let behind = spaced.get(word.len()..)?;
    let digits_at = behind.trim_start_matches([' ', '\u{a0}', '.', ':']);
    let gap = behind.len() - digits_at.len();
    let length = digits_at.bytes().take_while(u8::is_ascii_digit).count();
    let is_word = word.len() > 1 || gap <= 1;
    let ends = !digits_at.get(length..).is_some_and(|r| r.starts_with(|c: char| c.is_alphanumeric()));
    (is_word && (1..=6).contains(&length) && ends && gap <= 3)
        .then(|| (rest.len() - digits_at.len() + length, digits_at.get(..length).unwrap_or_default().to_owned()))
}

impl Number {
    /// Other numbers that only their last digits are printed of: `0152 / 0153`, `555 141 & 555 007`, and the end of a range.
    pub(super) fn others(&self, raw: &str) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        let mut at = self.range.end;
        while all.len() < 8 {
            let Some(next) = self.other(raw, at) else { break };
            at = next.range.end;
            all.push(next);
        }
        all
    }

    fn other(&self, raw: &str, at: usize) -> Option<Self> {
        let rest = raw.get(at..)?;
        let spaced = rest.trim_start_matches([' ', '\u{a0}']);
        let is_range = self.extension.is_none() && at == self.range.end && spaced.starts_with(['-', '–', '\u{2010}', '\u{2011}']);
        let behind = if is_range {
            spaced.trim_start_matches(['-', '–', '\u{2010}', '\u{2011}'])
        } else {
            let word = JOINTS.iter().find(|j| {
                let fits = |word: &str| spaced.get(..word.len()).is_some_and(|s| s.eq_ignore_ascii_case(word));
                fits(j) && (!j.starts_with(char::is_alphabetic) || spaced.get(j.len()..).is_some_and(|r| r.starts_with(' ')))
            })?;
            spaced.get(word.len()..)?
        };
        let short = behind.trim_start_matches([' ', '\u{a0}']);
        let start = raw.len() - short.len();
        let mut groups = vec![0_usize];
        let mut digits = String::new();
        let mut end = start;
        for (i, c) in short.char_indices() {
            match c {
                '0'..='9' => {
                    digits.push(c);
                    *groups.last_mut()? += 1;
                    end = start + i + 1;
                }
                ' ' | '\u{a0}' | '-' if groups.last().is_some_and(|g| *g > 0) => groups.push(0),
                _ => break,
            }
        }
        groups.retain(|g| *g > 0);
        let behind = raw.get(end..)?;
        let goes_on = behind.starts_with([':', '.']) && behind.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
        let is_free = !goes_on && !behind.starts_with(char::is_alphanumeric) && !ALWAYS.iter().any(|w| short.starts_with(w));
        let own = self.number.trim_start_matches('+');
        let fits = self.groups.ends_with(&groups) && groups.len() < self.groups.len() || is_range;
        if !is_free || !fits || digits.len() < 2 || digits.len() > 8 || digits.len() + 2 > own.len() {
            return None;
        }
        let kept = self.number.get(..self.number.len() - digits.len())?;
        Some(Self {
            range: start..end,
            number: format!("{kept}{digits}"),
            misprinted: false,
            extension: None,
            groups: self.groups.clone(),
        })
    }
}

/// The characters that stand for digits by mistake.
fn is_look_alike(c: char) -> bool {
    matches!(c, 'O' | 'o' | 'I' | 'l' | '\u{41E}' | '\u{43E}' | '\u{39F}' | 'S' | 'B')
}

/// A number with letters among its digits, from here on.
fn misspelt(raw: &str, start: usize) -> Option<Range<usize>> {
    let rest = raw.get(start..)?;
    let (mut digits, mut letters, mut end, mut gap) = (0, 0, 0, 0);
    for (i, c) in rest.char_indices().take(40) {
        let next = rest.get(i + c.len_utf8()..).and_then(|r| r.chars().next());
        // It stands beside a digit, and no word goes on behind it.
        let in_number = |n: Option<char>| match n {
            Some(n) if n.is_ascii_digit() => true,
            Some(n) => gap == 0 && (is_look_alike(n) || !n.is_alphanumeric()),
            None => gap == 0,
        };
        match c {
            '0'..='9' | '+' if i == 0 || c != '+' => (digits, gap) = (digits + usize::from(c != '+'), 0),
            c if is_look_alike(c) && in_number(next) && digits > 0 => (letters, gap) = (letters + 1, 0),
            ' ' | '\u{a0}' | '.' | '-' | '(' | ')' | '/' if gap < 3 => {
                gap += 1;
                continue;
            }
            _ => break,
        }
        end = i + c.len_utf8();
    }
    (letters > 0 && letters <= 3 && digits >= 5 && DIGITS.contains(&(digits + letters))).then_some(start..start + end)
}

/// Where the group in front of a number starts, if it is one with letters in the place of digits.
fn misspelt_before(raw: &str, start: usize) -> Option<usize> {
    let before = raw.get(..start)?;
    let joined = before.strip_suffix([' ', '\u{a0}', '-', '.', ')'])?.trim_end_matches(')');
    let length: usize =
        joined.chars().rev().take(8).take_while(|c| c.is_ascii_digit() || is_look_alike(*c)).map(char::len_utf8).sum();
    let token = joined.get(joined.len() - length..)?;
    let is_free = !joined.get(..joined.len() - length)?.ends_with(|c: char| c.is_alphanumeric());
    let has = |f: fn(char) -> bool| token.contains(f);
    (is_free && has(is_look_alike) && has(|c| c.is_ascii_digit())).then(|| joined.len() - length)
}

/// Whether only digits stand up to the closing bracket.
fn is_area_code(inside: Option<&str>) -> bool {
    let code = inside.and_then(|inside| inside.split_once(')')).map_or("", |(code, _)| code);
    !code.is_empty() && code.len() <= 6 && code.bytes().all(|b| b.is_ascii_digit() || b == b' ')
}

/// Whether a row begins with a group of two to four digits.
fn goes_on(row: Option<&str>) -> bool {
    let row = row.unwrap_or_default().trim_start_matches([' ', '\t']);
    let group = row.bytes().take_while(u8::is_ascii_digit).count();
    (2..=4).contains(&group) && row.get(group..).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\n', '-', '.']))
}

/// Whether the digits are opening hours: `08.15 - 16.45`, `0900-1700`.
pub(super) fn is_hours(printed: &str) -> bool {
    let parts: Vec<&str> = printed.split(['-', '–', '\u{2010}', '\u{2011}', ' ']).filter(|part| !part.is_empty()).collect();
    let is_time = |part: &&str| {
        let (hour, minute) = match part.split_once('.') {
            Some(both) => both,
            None if part.len() == 4 => part.split_at(2),
            None => return false,
        };
        let number = |text: &str| text.parse::<u8>().ok().filter(|_| text.len() <= 2);
        minute.len() == 2 && number(hour).is_some_and(|h| h <= 24) && number(minute).is_some_and(|m| m < 60 && m % 5 == 0)
    };
    let has_dash = printed.contains(['-', '–', '\u{2010}', '\u{2011}']);
    let has_stop = parts.iter().any(|part| part.contains('.'));
    parts.len().is_multiple_of(2) && !parts.is_empty() && parts.iter().all(is_time) && (has_stop || has_dash && parts.len() == 2)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn numbers_are_normalised() {
        for (raw, wanted, misprinted) in [
            ("++377 92002215", "+37792002215", true),
            ("+33 (0)1 79 35 29 51", "+33179352951", false),
            ("+33 (0) 782 290 175.", "+33782290175", false),
            ("+33 1 84 19 07 27", "+33184190727", false),
            ("+1-888-282-0870", "+18882820870", false),
            ("+49 30 / 1234-0", "+493012340", false),
            ("+(371) 67085888", "+37167085888", false),
            ("01 23 45 67 89", "0123456789", false),
            ("+62 (21) 788 33610", "+622178833610", false),
            ("+33 2 61 91\n02 37\n2.5", "+33261910237", false),
            ("+33 2 61 91 02 37\n12 rue", "+33261910237", false),
            ("+39 (0)6 1234 5678", "+390612345678", false),
            ("+39 06 1234 5678", "+390612345678", false),
            ("+378 (0)549 123456", "+3780549123456", false),
            ("+36 (06) 1 234 5678", "+3612345678", false),
            ("+370 (8) 5 234 5678", "+37052345678", false),
            ("+44 (0)20 7946 0152", "+442079460152", false),
            ("+49 7736 5550-0", "+49773655500", false),
            ("+49 7736 5550-12", "+497736555012", false),
        ] {
            let found = number(raw, 0).unwrap();
            assert_eq!((found.number.as_str(), found.misprinted, found.extension), (wanted, misprinted, None), "{raw}");
        }
        assert!(number("+01:00", 0).is_none());
        assert!(number("75008 Paris", 0).is_none());
    }

    #[test]
    fn extensions_are_kept_and_are_no_digits_of_the_number() {
        for (raw, wanted, extension) in [
            ("+1 202 555 0143 ext. 7731", "+12025550143", "7731"),
            ("+1 202 555 0143 ext 22", "+12025550143", "22"),
            ("+1 202 555 0143, extension 22", "+12025550143", "22"),
            ("+1 202 555 0143x22", "+12025550143", "22"),
            ("+1 202 555 0143 x22", "+12025550143", "22"),
            ("+1-202-555-0143;ext=22", "+12025550143", "22"),
            ("+44 20 7946 0152 Durchwahl 6612", "+442079460152", "6612"),
            ("+49 30 5550100 (DW 12)", "+49305550100", "12"),
            ("+33 1 84 19 07 27 poste 4410", "+33184190727", "4410"),
            ("+34 91 555 01 00 Ext. 123", "+34915550100", "123"),
            ("+7 495 555 01 00 доб. 123", "+74955550100", "123"),
        ] {
            let found = number(raw, 0).unwrap();
            assert_eq!((found.number.as_str(), found.extension.as_deref()), (wanted, Some(extension)), "{raw}");
        }
        for raw in [
            "+44 20 7946 0152 (24/7)",
            "+44 20 7946 0152 extra hours 9",
            "+44 20 7946 0152 8h-18h",
            "+44 20 7946 0152 int 2 floors up",
        ] {
            assert_eq!(number(raw, 0).unwrap().extension.filter(|_| !raw.contains("int")), None, "{raw}");
        }
    }

    #[test]
    fn short_second_numbers_and_ranges_are_numbers_of_their_own() {
        for (raw, wanted) in [
            ("+44 20 7946 0152 / 0153", &["+442079460152", "+442079460153"][..]),
            ("+44 20 7946 0152/0153/0154", &["+442079460152", "+442079460153", "+442079460154"]),
            ("+44 20 7946 0152 or 0153", &["+442079460152", "+442079460153"]),
            ("+62 264 555 141 & 555 007", &["+62264555141", "+62264555007"]),
            ("+44 20 7946 01 52-54", &["+442079460152", "+442079460154"]),
            ("+44 20 7946 01 52 – 54", &["+442079460152", "+442079460154"]),
            ("+44 20 7946 0152 / 24/7", &["+442079460152"]),
            ("+44 20 7946 0152 / 2026", &["+442079460152", "+442079462026"]),
            ("+44 20 7946 0152, 09:30", &["+442079460152"]),
            ("+44 20 7946 0152 or by mail", &["+442079460152"]),
        ] {
            let first = number(raw, 0).unwrap();
            let mut all = vec![first.number.clone()];
            all.extend(first.others(raw).into_iter().map(|n| n.number));
            assert_eq!(all, wanted, "{raw}");
        }
    }

    #[test]
    fn a_letter_in_the_place_of_a_digit_makes_no_other_number() {
        for raw in ["+44 2O 7946 0152", "+44 20 79l6 0152", "020 7946 O152", "+44 20 7946 015\u{41E}"] {
            assert!(matches!(read(raw, 0), Reading::Misspelt(range) if range == (0..raw.len())), "{raw}: {:?}", read(raw, 0));
        }
        assert!(matches!(read("O20 7946 0152", 4), Reading::Misspelt(range) if range == (0..13)));
        for raw in ["24 Bis 2026", "75008 Oslo", "12 Old Street 4 SW1A 1AA", "+01:00"] {
            assert!(matches!(read(raw, 0), Reading::Nothing), "{raw}: {:?}", read(raw, 0));
        }
    }

    #[test]
    fn opening_hours_are_no_numbers() {
        for hours in ["08.15 - 16.45", "09.00 - 12.30", "0900-1700", "08.00-17.00", "8.30 – 16.30"] {
            assert!(is_hours(hours), "{hours}");
        }
        for number in ["030 5550100", "01.84.19.07.27", "0215550100", "7946 0152", "0800-1234", "020-7946-0152"] {
            assert!(!is_hours(number), "{number}");
        }
    }
}
