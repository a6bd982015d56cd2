//! The digits to dial behind a number: `ext. 22`, `Durchwahl 6612`, `;ext=7731`.

use super::hours::is_time;
use crate::claims::fold::folded;
use crate::vocabulary::words;

/// The longest words for an extension, in bytes.
const MAX_WORD: usize = 40;
/// Digits of an extension.
const MAX_DIGITS: usize = 6;

/// The extension behind a number: its length with the word before it, and its digits.
pub(super) fn extension(rest: &str) -> Option<(usize, String)> {
    let spaced = rest.trim_start_matches([' ', '\u{a0}', ',', ';', '(', '[', '-', '–', '/']);
    if rest.len() - spaced.len() > 8 {
        return None;
    }
    let word = spaced.get(
        ..spaced
            .bytes()
            .take(MAX_WORD)
            .position(|b| b.is_ascii_digit())?,
    )?;
    let digits_at = spaced.get(word.len()..)?;
    if word.is_empty() {
        return behind(rest, digits_at);
    }
    let name = word.trim_end_matches([' ', '\u{a0}', '.', ':', '=', '-']);
    let gap = word.len() - name.len();
    let said = folded(name);
    let is_ambiguous = name == "#" || words::EXTENSION_OR_WORD.contains(&said.as_str());
    let is_ambiguous = is_ambiguous && !name.contains('\n');
    // Nothing but the word stands between the number and the digits.
    let is_word = !name.contains(|c: char| !(c.is_alphanumeric() || matches!(c, ' ' | '.')))
        && words::EXTENSION.contains(&said.as_str());
    let length = digits_at.bytes().take_while(u8::is_ascii_digit).count();
    let after = digits_at.get(length..)?;
    // "kl. 8-16" and "x 24 hours" are hours.
    let is_hours = is_time(digits_at)
        || after
            .strip_prefix(['-', '–'])
            .is_some_and(|a| a.starts_with(|c: char| c.is_ascii_digit()));
    let goes_on = is_ambiguous
        && after
            .strip_prefix(' ')
            .is_some_and(|r| r.starts_with(char::is_lowercase));
    let fits = (is_word || is_ambiguous)
        && gap <= if name.len() > 1 { 3 } else { 1 }
        && (1..=MAX_DIGITS).contains(&length)
        && !after.starts_with(char::is_alphanumeric);
    (fits && !is_hours && !goes_on).then(|| {
        (
            rest.len() - digits_at.len() + length,
            digits_at.get(..length).unwrap_or_default().to_owned(),
        )
    })
}

/// The extension that a row holds and nothing else: `Extension: 7731`, `| Ext. | 7731 |`.
pub(super) fn alone(row: &str) -> Option<String> {
    let row = row.trim_matches(|c: char| !c.is_alphanumeric());
    let digits_at = row
        .bytes()
        .take(MAX_WORD)
        .position(|b| b.is_ascii_digit())?;
    let (word, digits) = row.split_at_checked(digits_at)?;
    let said = folded(word);
    let is_word = words::EXTENSION.contains(&said.as_str())
        || word.contains([':', '：']) && words::EXTENSION_OR_WORD.contains(&said.as_str());
    (is_word && digits.len() <= MAX_DIGITS && digits.bytes().all(|b| b.is_ascii_digit()))
        .then(|| digits.to_owned())
}

/// `/ 22 mellék`, `/ 22 (dahili)`: the word stands behind the digits.
fn behind(rest: &str, digits_at: &str) -> Option<(usize, String)> {
    let length = digits_at.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, after) = digits_at
        .split_at_checked(length)
        .filter(|_| (1..=MAX_DIGITS).contains(&length))?;
    let spaced = after.strip_prefix(' ')?;
    let inside = spaced.trim_start_matches('(');
    let (word, mut end) = inside
        .split_at_checked(
            inside
                .find(|c: char| !c.is_alphabetic())
                .unwrap_or(inside.len()),
        )
        .filter(|(word, _)| word.len() > 2)?;
    if inside.len() < spaced.len() {
        end = end.trim_start_matches('.').strip_prefix(')')?;
    }
    let is_joined = rest
        .trim_start_matches(' ')
        .starts_with(['/', ',', '-', '(']);
    (is_joined && words::EXTENSION.contains(&&*folded(word)))
        .then(|| (rest.len() - end.len(), digits.to_owned()))
}
