//! Days that begin a line of Markdown as the number of a list does: "14. März 2026". Whoever sees
//! the page reads a day there, list or not.

use std::borrow::Cow;

/// The longest name of a month, in characters.
const MAX_MONTH: usize = 14;

/// The text with the full stop of such a day written as a character reference, which begins no list.
/// Of several such lines together each has the number of a list.
pub(super) fn as_text(text: &str) -> Cow<'_, str> {
    if !text.lines().any(|line| stop(line).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len() + 16);
    let mut fence = None;
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    for (at, line) in lines.iter().enumerate() {
        let content = line.trim_start();
        let mark = content
            .get(..3)
            .filter(|mark| matches!(*mark, "```" | "~~~"));
        match (fence, mark) {
            (None, Some(_)) => fence = mark,
            (Some(open), Some(mark)) if open == mark => fence = None,
            _ => {}
        }
        let beside = [at.checked_sub(1), Some(at + 1)];
        let is_list = || {
            beside
                .into_iter()
                .flatten()
                .filter_map(|at| lines.get(at))
                .any(|line| is_item(line))
        };
        match stop(line).filter(|_| fence.is_none() && !is_list()) {
            Some(stop) => {
                let (day, rest) = line.split_at(stop);
                plain.push_str(day);
                plain.push_str("&#46;");
                plain.push_str(rest.strip_prefix('.').unwrap_or(rest));
            }
            None => plain.push_str(line),
        }
    }
    Cow::Owned(plain)
}

/// Whether a line begins with a number as the items of a list do.
fn is_item(line: &str) -> bool {
    let content = line.trim_start();
    let digits = content.bytes().take_while(u8::is_ascii_digit).count();
    (1..=9).contains(&digits)
        && content
            .get(digits..)
            .is_some_and(|rest| rest.starts_with(['.', ')']))
}

/// Where the full stop stands behind a day that begins a line, with its month and year behind it.
fn stop(line: &str) -> Option<usize> {
    let content = line.trim_start_matches(' ');
    let indent = line.len() - content.len();
    let day = content.bytes().take_while(u8::is_ascii_digit).count();
    let value: u8 = content.get(..day)?.parse().ok()?;
    let behind = content.get(day..)?.strip_prefix(". ")?.trim_start();
    let month = behind.split([' ', '\u{a0}']).next()?;
    let year = behind.get(month.len()..)?.trim_start();
    let is_month = match month.strip_suffix('.') {
        Some(digits) if digits.bytes().all(|b| b.is_ascii_digit()) => digits
            .parse::<u8>()
            .is_ok_and(|month| (1..=12).contains(&month)),
        _ => {
            let word = month.trim_end_matches('.');
            !word.is_empty()
                && word.chars().count() <= MAX_MONTH
                && word.chars().all(char::is_alphabetic)
        }
    };
    let digits = year.bytes().take_while(u8::is_ascii_digit).count();
    // Four blanks make a block of code.
    (indent < 4 && day <= 2 && (1..=31).contains(&value) && is_month && digits == 4)
        .then_some(indent + day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_begins_a_line_is_no_item_of_a_list() {
        for (line, wanted) in [
            ("14. März 2026", "14&#46; März 2026"),
            ("14. 3. 2026", "14&#46; 3. 2026"),
            ("  1. led. 2026\n", "  1&#46; led. 2026\n"),
        ] {
            assert_eq!(as_text(line), wanted);
        }
        for kept in [
            "1. Document Information",
            "14. March",
            "32. March 2026",
            "1. March 2026\n2. May 2026",
            "```\n14. März 2026\n```",
            "    14. März 2026",
            "2026 was 14. März 2026",
        ] {
            assert_eq!(as_text(kept), kept);
        }
    }
}
