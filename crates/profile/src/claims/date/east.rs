//! Dates of East Asia: with signs for year, month and day, and in eras.

use super::parts::{Found, YEARS, day, goes_on, number, separator};

/// Letters of eras in front of their years, and the year before the first one.
pub(super) const ERAS: [(char, i16); 2] = [('R', 2018), ('H', 1988)];

/// `R8.4.8`: the year of an era by its letter.
pub(super) fn era_letter(raw: &str, start: usize, letter: Option<char>) -> Option<Found> {
    let letter = letter?;
    let (_, first) = ERAS.iter().find(|(era, _)| *era == letter)?;
    let before = raw.get(..start - 1)?;
    let (year, behind) = number(raw, start)?;
    let (kind, at) = separator(raw, behind)?;
    let (month, behind) = number(raw, at)?;
    let (second, at) = separator(raw, behind)?;
    let (date, end) = number(raw, at)?;
    let is_free = !before.ends_with(char::is_alphanumeric)
        && !raw
            .get(end..)?
            .starts_with(|c: char| goes_on(c) || matches!(c, '.' | '-'));
    let candidates = vec![day(first + year, month, date)?];
    (is_free && kind == second && year < 60).then(|| Found {
        range: start - 1..end,
        candidates,
        is_certain: false,
    })
}

/// `2026年4月8日`, `令和8年4月8日`, `2026년 4월 8일`.
pub(super) fn ideographic(raw: &str, start: usize, end: usize) -> Option<Found> {
    let part = |at: usize, marks: [char; 2]| {
        let rest = raw.get(at..)?;
        let digits = rest.trim_start_matches([' ', '\u{3000}']);
        let length = digits.bytes().take_while(u8::is_ascii_digit).count();
        let behind = digits.get(length..)?.trim_start_matches(' ');
        let number: i16 = digits
            .get(..length)
            .filter(|d| d.len() <= 4)?
            .parse()
            .ok()?;
        let next = behind.strip_prefix(marks)?;
        Some((number, raw.len() - next.len()))
    };
    let (year, at) = part(start, ['年', '년'])?;
    let (month, at) = part(at, ['月', '월'])?;
    let (date, until) = part(at, ['日', '일'])?;
    // The first year of the era is the one behind this.
    let before = raw.get(..start)?.trim_end_matches(' ');
    let eras = [
        ("令和", 2018),
        ("平成", 1988),
        ("民國", 1911),
        ("民国", 1911),
    ];
    let era = eras
        .iter()
        .find(|(name, _)| end - start <= 3 && before.ends_with(name));
    let (year, from) = era.map_or((year, start), |(name, first)| {
        (first + year, before.len() - name.len())
    });
    YEARS
        .contains(&year)
        .then(|| Found::certain(from..until, day(year, month, date).into_iter().collect()))
}
