//! Figures that stand among telephone numbers and are none: days without a year, spans of years,
//! numbers that begin with the year in which they were given.

use crate::claims::text::Text;
use crate::fields::Label;
use crate::vocabulary::words;

const DASHES: [char; 4] = ['-', '–', '\u{2010}', '\u{2011}'];
/// As many digits behind a year make a number of a case, and no short telephone number.
const CASE: usize = 5;

/// Whether days and months stand here without a year: `30/03 - 26/10`, `24.12. - 01.01.`, `24.12.
/// 25.12.`
pub(super) fn is_days(printed: &str) -> bool {
    let mut rest = printed;
    let (mut mark, mut joint, mut days) = (None, "", 0);
    while let Some((first, own, second, behind)) = day(rest) {
        let is_alike = mark.is_none_or(|mark| mark == own);
        if !is_alike || !(is_day(first, second) || own == '/' && is_day(second, first)) {
            return false;
        }
        mark = Some(own);
        days += 1;
        rest = behind.trim_start_matches(|c: char| !c.is_ascii_digit());
        if rest.is_empty() {
            break;
        }
        joint = behind.get(..behind.len() - rest.len()).unwrap_or_default();
        // `01.02.03.04` is one number.
        let has_dash = joint.contains(DASHES) && (own != '-' || joint.contains(' '));
        if !(has_dash || joint.starts_with(". ") || own == '-' && joint.contains('/')) {
            return false;
        }
    }
    days >= 2 && rest.is_empty() && !joint.is_empty()
}

/// Two figures with a mark between them, and what stands behind both.
fn day(text: &str) -> Option<(&str, char, &str, &str)> {
    let figures = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let (first, behind) = text.split_at_checked(figures(text))?;
    let mark = behind
        .chars()
        .next()
        .filter(|c| matches!(c, '.' | '/' | '-'))?;
    let (second, behind) = behind
        .get(1..)
        .and_then(|rest| rest.split_at_checked(figures(rest)))?;
    Some((first, mark, second, behind))
}

fn is_day(day: &str, month: &str) -> bool {
    let within = |text: &str, last: u8| {
        text.len() <= 2
            && text
                .parse::<u8>()
                .is_ok_and(|value| (1..=last).contains(&value))
    };
    within(day, 31) && within(month, 12)
}

/// Whether a year of this age stands in front of a dash, and behind it another one or the number of
/// a case: `2019-2025`, `2026-000123`.
pub(super) fn begins_with_year(printed: &str) -> bool {
    let Some((year, behind)) = printed.split_at_checked(4) else {
        return false;
    };
    let marks = |c: char| DASHES.contains(&c) || matches!(c, ' ' | '/' | '\u{a0}');
    let number = behind.trim_start_matches(marks);
    let is_year = |text: &str| {
        text.len() == 4
            && text
                .parse::<u16>()
                .is_ok_and(|year| (1990..2100).contains(&year))
    };
    let joint = behind.get(..behind.len() - number.len());
    is_year(year)
        && joint.is_some_and(|joint| joint.contains(DASHES) || joint == "/")
        && number.bytes().all(|b| b.is_ascii_digit())
        && (number.len() >= CASE || is_year(number) && year <= number)
}

/// Whether a word that is no label of a telephone leads to what begins here, or a bracket opens it:
/// "in use 2019-2025".
pub(super) fn is_worded(text: &Text, at: usize, label: Option<&Label>) -> bool {
    let before = text.get(text.row_near(&(at..at)).start..at);
    let name = before
        .trim_end_matches([' ', '\u{a0}'])
        .trim_end_matches([':', '.', '=']);
    if name.ends_with('(') {
        return true;
    }
    let word = name
        .rsplit(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    let end = at - (before.len() - name.len());
    let is_label = label.is_some_and(|label| {
        label
            .hits
            .last()
            .is_some_and(|hit| super::is_phone(hit.term) && hit.range.end == end)
    });
    let folded = crate::claims::fold::folded(word);
    let joins = [words::AND, words::OR]
        .iter()
        .any(|w| w.contains(&&*folded));
    !word.is_empty() && !is_label && !joins
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_without_a_year_and_spans_of_years_are_told_from_numbers() {
        for days in [
            "30/03 - 26/10",
            "24.12. - 01.01",
            "24.12.-01.01",
            "24.12–06.01",
            "24/12-01/01",
            "24-12/01-01",
            "24-12 - 01-01",
            "24.12. 25.12. 31.12",
            "03/30 - 10/26",
        ] {
            assert!(is_days(days), "{days}");
        }
        for number in [
            "01.02.03.04",
            "01 02 03 04",
            "01-02-03-04",
            "030/12-34",
            "20.55 - 01.00",
            "22/55 - 01/02",
            "24.12",
        ] {
            assert!(!is_days(number), "{number}");
        }
        for years in [
            "2019-2025",
            "2019 – 2025",
            "2019/2025",
            "2026-000123",
            "2026/000123",
        ] {
            assert!(begins_with_year(years), "{years}");
        }
        for number in [
            "2019 2025",
            "2019-0152",
            "2555-0100",
            "2025-2019",
            "2026 000123",
        ] {
            assert!(!begins_with_year(number), "{number}");
        }
    }
}
