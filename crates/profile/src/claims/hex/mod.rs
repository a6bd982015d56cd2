//! Runs of hexadecimal digits as people print them: in groups, with odd characters inside, wrapped
//! over lines.

mod group;
mod run;

use self::group::{MAX_GROUP, group_at, separator};
pub(super) use self::run::{Group, Run};
use super::text::Text;

/// A SHA-512 value printed in pairs has 64 groups; anything longer is no value.
const MAX_GROUPS: usize = 130;
/// More runs than this are no profile.
pub(super) const MAX_RUNS: usize = 20_000;

/// All runs in a text, one after the other: nearly all of them are dropped again, and none of those
/// needs room beside the others.
pub(super) fn runs(text: &Text) -> impl Iterator<Item = Run> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let run = next_run(&text.raw, at)?;
        at = run.range().end.max(at + 1);
        Some(run)
    })
    // Whoever asks once more at the end must not have the whole text searched again.
    .fuse()
}

/// The first run at or behind `at`.
fn next_run(raw: &str, mut at: usize) -> Option<Run> {
    let bytes = raw.as_bytes();
    loop {
        at = next_word(bytes, at)?;
        let byte = *bytes.get(at)?;
        let (length, _) = ascii_word(bytes, at);
        let is_start = byte.is_ascii_hexdigit()
            || is_behind_prefix(bytes, at)
            || (byte >= 0x80 && raw.is_char_boundary(at))
            || matches!(byte, b'O' | b'o' | b'l' | b'I');
        if !is_start {
            // No value starts inside a word.
            at += length.max(1);
            continue;
        }
        if is_lone_number(bytes, at, length) {
            at += length;
            continue;
        }
        let before = raw.get(..at).and_then(|b| b.chars().next_back());
        let prefixed = matches!(before, Some('x' | 'X'))
            && raw
                .get(..at.saturating_sub(1))
                .is_some_and(ends_with_single_zero);
        let listed = before == Some('/')
            && is_algorithm(raw.get(..at.saturating_sub(1)).unwrap_or_default());
        let is_free = before.is_none_or(|c| {
            !c.is_alphanumeric() && !matches!(c, '_' | '/' | '@' | '&' | '%' | '+' | '#')
        });
        let may_be_run = may_start(raw, at) && (prefixed || listed || is_free);
        if let Some(run) = may_be_run
            .then(|| run_at(raw, at, prefixed, listed))
            .flatten()
        {
            return Some(run);
        }
        at = skip_word(raw, at);
    }
}

/// Where the next word begins, at or behind `at`, that may be one of a value: nearly all words of
/// prose are passed here, for they have a letter that no value has.
fn next_word(bytes: &[u8], at: usize) -> Option<usize> {
    if is_behind_prefix(bytes, at) {
        return Some(at);
    }
    let rest = bytes.get(at..)?;
    let (mut start, mut seen) = (0, 0);
    for (behind, byte) in rest.iter().enumerate() {
        let class = CLASS.get(usize::from(*byte)).copied().unwrap_or(0);
        if class & (LETTER | DIGIT) != 0 {
            seen |= class;
            continue;
        }
        if seen == DIGIT || class == FOREIGN {
            return Some(at + start);
        }
        (start, seen) = (behind + 1, 0);
    }
    (seen == DIGIT).then_some(at + start)
}

/// Whether a blank parts a prefix from its value here: `0x 12AB`.
fn is_behind_prefix(bytes: &[u8], at: usize) -> bool {
    bytes.get(at) == Some(&b' ')
        && at
            .checked_sub(2)
            .and_then(|start| bytes.get(start..at))
            .is_some_and(|prefix| prefix.eq_ignore_ascii_case(b"0x"))
}

/// Whether a short number or word stands here by itself, in front of a word that no value goes on
/// with: most numbers in prose do, and none of them is a Key ID, which has four digits or at least
/// eight.
fn is_lone_number(bytes: &[u8], at: usize, length: usize) -> bool {
    let behind = bytes.get(at + length..).unwrap_or_default();
    let gap = behind.iter().take_while(|b| **b == b' ').count();
    let next = behind.get(gap).copied().unwrap_or(0);
    matches!(length, 1..=3 | 5..=7)
        && (1..=4).contains(&gap)
        && CLASS.get(usize::from(next)) == Some(&LETTER)
        && bytes
            .get(at..at + length)
            .is_some_and(|word| word.iter().all(u8::is_ascii_hexdigit))
}

/// A cheap look at the first word.
fn may_start(raw: &str, at: usize) -> bool {
    let (mut length, mut decimal, mut odd) = (0, false, false);
    for c in raw.get(at..).unwrap_or_default().chars().take(MAX_GROUP) {
        match c {
            '0'..='9' => decimal = true,
            'a'..='f' | 'A'..='F' => {}
            'x' | 'X' if length == 1 => return true,
            'O' | 'o' | 'l' | 'I' => odd = true,
            // Any other letter ends the matter, any other mark the word.
            c if c.is_ascii_alphabetic() => return false,
            c if c.is_ascii() || c.is_whitespace() => break,
            c => (odd, decimal) = (true, decimal || c.is_numeric()),
        }
        length += 1;
    }
    if length == 1 && is_spaced(raw.as_bytes(), at) {
        return true;
    }
    // Without any digit only the usual sizes of groups come into question.
    decimal || (!odd && matches!(length, 2 | 4 | 5 | 8 | 10 | 16 | 20 | 32 | 40 | 64))
}

/// Whether every digit stands by itself here, perhaps with more room between groups of them: `A D D 6`.
fn is_spaced(bytes: &[u8], mut at: usize) -> bool {
    (0..5).all(|_| {
        let behind = bytes.get(at + 1..).unwrap_or_default();
        let gap = behind.iter().take_while(|b| **b == b' ').count();
        let is_alone = bytes.get(at).is_some_and(u8::is_ascii_hexdigit) && (1..=3).contains(&gap);
        at += 1 + gap;
        is_alone
    })
}

/// `0x`, but not `10x`.
fn ends_with_single_zero(text: &str) -> bool {
    let mut back = text.chars().rev();
    back.next() == Some('0') && back.next().is_none_or(|c| !c.is_alphanumeric())
}

/// Whether the text ends in a key algorithm as in `4096R` or `rsa4096`, or in `0x` behind one.
pub(super) fn is_algorithm(text: &str) -> bool {
    let word = text
        .rsplit(|c: char| !c.is_ascii_alphanumeric())
        .next()
        .unwrap_or_default();
    let old = word.len() >= 4
        && word.ends_with(['R', 'D', 'G', 'g', 'E', 'e', 'r'])
        && word
            .get(..word.len() - 1)
            .is_some_and(|d| d.bytes().all(|b| b.is_ascii_digit()));
    old || [
        "rsa",
        "dsa",
        "elg",
        "ed25519",
        "cv25519",
        "nistp",
        "brainpool",
        "ed448",
        "cv448",
        "x25519",
    ]
    .iter()
    .any(|a| word.starts_with(a) && word.len() > 3)
}

/// The end of the word that starts here.
fn skip_word(raw: &str, at: usize) -> usize {
    let rest = raw.get(at..).unwrap_or_default();
    if rest.starts_with("0x") || rest.starts_with("0X") {
        return at + 2;
    }
    let (ascii, _) = ascii_word(raw.as_bytes(), at);
    if ascii > 0 && rest.as_bytes().get(ascii).is_none_or(u8::is_ascii) {
        return at + ascii;
    }
    let end = rest
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(rest.len());
    if end > 0 {
        at + end
    } else {
        at + rest.chars().next().map_or(1, char::len_utf8)
    }
}

/// How many ASCII letters and digits stand here, and whether all of them are digits of a value,
/// look like one, or are the `x` of `0x`.
fn ascii_word(bytes: &[u8], at: usize) -> (usize, bool) {
    let rest = bytes.get(at..).unwrap_or_default();
    let mut seen = 0;
    let is_word = |b: &&u8| {
        let class = CLASS.get(usize::from(**b)).copied().unwrap_or(0) & (LETTER | DIGIT);
        seen |= class;
        class != 0
    };
    let length = rest.iter().take_while(is_word).count();
    (length, seen & LETTER == 0)
}

/// A letter that no hexadecimal value has, in [`CLASS`].
const LETTER: u8 = 1;
/// A digit of a value, or what looks like one or belongs to its prefix.
const DIGIT: u8 = 2;
/// A part of a letter or mark beyond ASCII.
const FOREIGN: u8 = 4;

/// What a byte is; 0 for what is no part of a word.
const CLASS: [u8; 256] = {
    let mut class = [FOREIGN; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        class[byte as usize] = if byte.is_ascii_hexdigit()
            || matches!(byte, b'O' | b'o' | b'l' | b'I' | b'x' | b'X')
        {
            DIGIT
        } else if byte.is_ascii_alphanumeric() {
            LETTER
        } else {
            0
        };
        byte += 1;
    }
    class
};

/// The run that starts here, if one does.
fn run_at(raw: &str, start: usize, prefixed: bool, listed: bool) -> Option<Run> {
    let start = if prefixed {
        start + raw.get(start..)?.len()
            - raw.get(start..)?.trim_start_matches([' ', '\u{a0}']).len()
    } else {
        start
    };
    let mut groups: Vec<Group> = Vec::new();
    let mut style: Option<char> = None;
    let mut at = start;
    let (mut on_new_row, mut behind_gap) = (false, false);
    while groups.len() < MAX_GROUPS {
        let Some(group) = group_at(raw, at, &groups, style) else {
            break;
        };
        let end = group.range.end;
        if on_new_row && begins_heading(raw, &group) {
            break;
        }
        groups.push(Group {
            on_new_row,
            behind_gap,
            ..group
        });
        let total: usize = groups.iter().map(Group::len).sum();
        let Some((kind, next)) = separator(raw, end) else {
            break;
        };
        on_new_row = kind == '\n';
        behind_gap = kind == ' '
            && raw
                .get(end..next)
                .is_some_and(|gap| gap.contains('\t') || gap.chars().nth(1).is_some());
        if on_new_row {
            // Numbers of different lengths with marks between them are a date, which never goes on
            // in the next row.
            let is_date = style.is_some_and(|style| style != ' ')
                && groups
                    .iter()
                    .any(|g| Some(g.len()) != groups.first().map(Group::len));
            if is_date || !may_wrap(raw, next, total, &groups) {
                break;
            }
        } else {
            // Only one kind of separator: `2485CF71 2022-05-22` is a Key ID and a date.
            if *style.get_or_insert(kind) != kind {
                break;
            }
        }
        at = next;
    }
    drop_word(raw, &mut groups);
    drop_number(raw, &mut groups);
    // What a line break or a separator led to was no group of this value.
    let has_digits = groups.iter().any(|g| g.len() >= 2 || groups.len() > 4);
    (has_digits && groups.iter().any(|g| g.len() > 0)).then_some(Run {
        groups,
        prefixed,
        listed,
    })
}

/// Whether what stands at the start of a row is the number of a heading, as in `3. Charter`, and
/// not the rest of a value.
fn begins_heading(raw: &str, group: &Group) -> bool {
    let rest = raw.get(group.range.end..).unwrap_or_default();
    let row = rest.split('\n').next().unwrap_or_default();
    let title = row.trim_start_matches(['.', ')']);
    let is_numbered = title.len() < row.len();
    let goes_on = title
        .split_whitespace()
        .next()
        .is_some_and(|word| !word.bytes().all(|b| b.is_ascii_hexdigit()));
    goes_on && (group.len() == 1 || (group.len() == 2 && is_numbered))
}

/// Drops a word of one letter behind a value that is whole without it: `0xE37BEBB7 e o fingerprint`
/// in Portuguese.
fn drop_word(raw: &str, groups: &mut Vec<Group>) {
    let total: usize = groups.iter().map(Group::len).sum();
    let is_letter = |g: &Group| {
        raw.get(g.range.clone())
            .is_some_and(|g| g.len() == 1 && g.bytes().all(|b| b.is_ascii_lowercase()))
    };
    if groups.len() > 1 && matches!(total, 9 | 17 | 41 | 65) && groups.last().is_some_and(is_letter)
    {
        groups.pop();
    }
}

/// Drops a short number or letter behind a value that belongs to the word behind it: `EBB7 2 keys`,
/// `EBB7 A copy`. At the end of a row nobody can tell, so there it stays.
fn drop_number(raw: &str, groups: &mut Vec<Group>) {
    let Some([first, .., last]) = groups.get(..) else {
        return;
    };
    let behind = raw.get(last.range.end..).unwrap_or_default();
    let word = behind.trim_start_matches(' ');
    let word = word
        .get(
            ..word
                .find(|c: char| !c.is_alphanumeric())
                .unwrap_or(word.len()),
        )
        .unwrap_or_default();
    let is_word = word.len() < behind.len() && word.contains(|c: char| !c.is_ascii_hexdigit());
    if last.len() < 3 && last.len() < first.len() && !last.on_new_row && is_word {
        groups.pop();
    }
}

/// Whether a value of so many digits goes on in the next row.
fn may_wrap(raw: &str, next: usize, total: usize, groups: &[Group]) -> bool {
    match total {
        // A version 6 fingerprint broken after ten groups, or a SHA-512 value in two rows.
        40 | 64 => {
            let wanted = if total == 40 { 24 } else { 64 };
            let rest = raw.get(next..).unwrap_or_default();
            let row = rest
                .split('\n')
                .next()
                .unwrap_or_default()
                .trim_end_matches(['.', ' ', '\r']);
            let size = groups.first().map_or(0, Group::len);
            let same = row
                .split_whitespace()
                .all(|w| w.len() == size || groups.len() == 1 || w.len() == wanted);
            same && row.chars().all(|c| c.is_ascii_hexdigit() || c == ' ')
                && row.bytes().filter(u8::is_ascii_hexdigit).count() == wanted
        }
        _ => (4..128).contains(&total),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use bonafide_model::claims::OddCharacter;

    use super::*;
    use bonafide_layout::Line;

    fn found(raw: &str) -> Vec<String> {
        let text = Text::of_rows(raw);
        let values = runs(&text).flat_map(Run::values);
        values
            .filter(Run::is_number)
            .map(|r| r.digits())
            .filter(|d| d.len() >= 8)
            .collect()
    }

    const V4: &str = "8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7";

    #[test]
    fn every_way_of_grouping_is_one_value() {
        for raw in [
            "8A1E C5D2 B7C0 EFA4 9FFB 31FC 2485 CF71 E37B EBB7",
            "8A1E C5D2 B7C0 EFA4 9FFB  31FC 2485 CF71 E37B EBB7.",
            "8a1ec5d2b7c0efa49ffb31fc2485cf71e37bebb7",
            "0x8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7",
            "8A:1E:C5:D2:B7:C0:EF:A4:9F:FB:31:FC:24:85:CF:71:E3:7B:EB:B7",
            "8A1E C5D2 B7C0 EFA4 9FFB\n  31FC 2485 CF71 E37B EBB7",
            "8A1E C5D2 B7C0 EFA4 9FFB\n\n31FC 2485 CF71 E37B EBB7",
            "8A1EC5D2B7C0EFA49FFB3\n1FC2485CF71E37BEBB7",
            "8A1E\u{a0}C5D2\u{2009}B7C0 EFA4 9FFB 31FC 2485 CF71 E37B EBB7",
            "8A1EC5D2 B7C0EFA4 9FFB31FC 2485CF71 E37BEBB7",
            "8A1EC 5D2B7 C0EFA 49FFB 31FC2 485CF 71E37 BEBB7",
            "be 8A1E C5D2 B7C0 EFA4 9FFB 31FC 2485 CF71 E37B EBB7 added",
        ] {
            assert_eq!(found(raw), [V4], "{raw:?}");
        }
    }

    #[test]
    fn two_values_beside_each_other_are_two() {
        assert_eq!(
            found("8A1E C5D2 B7C0 EFA4 9FFB 31FC 2485 CF71 E37B EBB7\nE37BEBB7"),
            [V4, "E37BEBB7"]
        );
        assert_eq!(found("0x2485CF71 2022-05-22"), ["2485CF71", "20220522"]);
        assert_eq!(found("2485CF71\n2022"), ["2485CF71"]);
    }

    #[test]
    fn the_number_of_the_next_heading_is_no_part_of_a_value_that_is_cut_off() {
        let short = "8A1E C5D2 B7C0 EFA4 9FFB 31FC 2485 CF71 E37B EBB";
        for heading in [
            "\n\n3. Charter",
            "\n3 Charter",
            "\n\n3) Charter",
            "\n\n10. Charter",
        ] {
            assert_eq!(
                found(&format!("{short}{heading}")),
                [V4.trim_end_matches('7')],
                "{heading:?}"
            );
            assert_eq!(found(&format!("{short}7{heading}")), [V4], "{heading:?}");
        }
        assert_eq!(
            found(&format!("{short}\n7")),
            [V4],
            "a last digit alone on its row"
        );
        assert_eq!(
            found(
                "8A:1E:C5:D2:B7:C0:EF:A4:9F:FB:31:FC:24:85:CF:71\nE3:7B:EB:B7 is the fingerprint"
            ),
            [V4]
        );
    }

    #[test]
    fn words_of_one_letter_and_dates_around_a_value_are_no_part_of_it() {
        for raw in [
            "0xE37BEBB7 e o fingerprint",
            "0xe37bebb7 a pour",
            "E37B EBB7 e",
        ] {
            assert_eq!(found(raw), ["E37BEBB7"], "{raw}");
        }
        assert_eq!(found("2485 CF71 E37B EBB7 e"), ["2485CF71E37BEBB7"]);
        for date in ["06.07.2029", "2029-07-06", "6.7.2029"] {
            let raw =
                format!("valid until: {date}\n8A1E C5D2 B7C0 EFA4 9FFB  31FC 2485 CF71 E37B EBB7");
            assert_eq!(found(&raw).last().unwrap(), V4, "{raw}");
        }
        assert_eq!(
            found("8A:1E:C5:D2:B7:C0:EF:A4:9F:FB\n31:FC:24:85:CF:71:E3:7B:EB:B7"),
            [V4]
        );
    }

    #[test]
    fn words_are_no_numbers() {
        assert!(found("a bad face added decade be dead beef cafe feed babe fade").is_empty());
        assert!(
            found("IPv4 10.0.0.1, https://x/8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7").is_empty()
        );
    }

    #[test]
    fn odd_characters_are_kept_with_their_position() {
        let one = |raw: &str| {
            let line = Line {
                text: raw.into(),
                ..Line::default()
            };
            runs(&Text::of(&[line], None))
                .flat_map(Run::values)
                .max_by_key(Run::len)
                .unwrap()
        };
        let cyrillic = one("8A1E \u{421}5D2 B7C0 EFA4 9FFB 31FC 2485 CF71 E37B EBB7");
        assert_eq!(
            (cyrillic.len(), cyrillic.odd()),
            (
                40,
                vec![OddCharacter {
                    found: '\u{421}',
                    looks_like: Some('C'),
                    after_digits: 4
                }]
            )
        );
        let zero = one("8A1E C5D2 B7CO EFA4 9FFB 31FC 2485 CF71 E37B EBB7");
        assert_eq!(
            (zero.len(), zero.odd()),
            (
                40,
                vec![OddCharacter {
                    found: 'O',
                    looks_like: Some('0'),
                    after_digits: 11
                }]
            )
        );
        for invisible in ['\u{200b}', '\u{ad}', '\u{202e}', '\u{2060}'] {
            let hidden = one(&format!(
                "8A1E C5{invisible}D2 B7C0 EFA4 9FFB 31FC 2485 CF71 E37B EBB7"
            ));
            assert_eq!((hidden.len(), hidden.odd().len()), (40, 1), "{invisible:?}");
        }
        let wide = one("８A1E C5D2 B7C0 EFA4 9FFB 31FC 2485 CF71 E37B EBB7");
        assert_eq!(
            wide.odd(),
            [OddCharacter {
                found: '８',
                looks_like: Some('8'),
                after_digits: 0
            }]
        );
    }
}
