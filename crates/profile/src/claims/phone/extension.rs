//! The digits to dial behind a number: `ext. 22`, `Durchwahl 6612`, `;ext=7731`.

use super::number::is_time;

/// Words for an extension, in lower case.
const WORDS: [&str; 57] = [
    "extension number",
    "extension no.",
    "extension",
    "extensión",
    "extn.",
    "extn",
    "ext.",
    "ext",
    "xtn",
    "x",
    "#",
    "durchwahl",
    "durchw.",
    "nebenstelle",
    "nst.",
    "klappe",
    "kl.",
    "dw.",
    "dw",
    "toestel",
    "doorkiesnummer",
    "doorkies",
    "tst.",
    "interno",
    "interne",
    "int. n.",
    "int.n.",
    "int.",
    "int",
    "poste",
    "anexo",
    "ramal",
    "interior",
    "wewnętrzny",
    "wewn.",
    "wew.",
    "klapka",
    "linka",
    "mellék",
    "dahili",
    "доб.",
    "вн.",
    "внутр.",
    "anknytning",
    "ankn.",
    "lokalnr",
    "lokal",
    "lok.",
    "alanumero",
    "εσωτ.",
    "內線",
    "内線",
    "分机",
    "내선",
    "local",
    "ekst.",
    "sambungan",
];
/// Those that mean other things too: no sentence may go on behind their digits.
const AMBIGUOUS: [&str; 6] = ["#", "int", "local", "lokal", "linka", "interior"];

/// The extension behind a number: its length with the word before it, and its digits.
pub(super) fn extension(rest: &str) -> Option<(usize, String)> {
    let spaced = rest.trim_start_matches([' ', '\u{a0}', ',', ';', '(', '[', '-', '–', '/']);
    if rest.len() - spaced.len() > 8 {
        return None;
    }
    let head: String = spaced.chars().take(18).flat_map(char::to_lowercase).collect();
    let word = WORDS.iter().filter(|word| head.starts_with(**word)).max_by_key(|word| word.len())?;
    // No capital letter of these has another length than its small one.
    let behind = spaced.get(word.len()..)?;
    let digits_at = behind.trim_start_matches([' ', '\u{a0}', '.', ':', '=', '-']);
    let gap = behind.len() - digits_at.len();
    let length = digits_at.bytes().take_while(u8::is_ascii_digit).count();
    let after = digits_at.get(length..)?;
    let is_word = word.len() > 1 || gap <= 1;
    // "kl. 8-16" and "x 24 hours" are hours.
    let is_hours =
        is_time(digits_at) || after.strip_prefix(['-', '–']).is_some_and(|a| a.starts_with(|c: char| c.is_ascii_digit()));
    let ends = !after.starts_with(char::is_alphanumeric) && !is_hours;
    let goes_on = AMBIGUOUS.contains(word) && after.strip_prefix(' ').is_some_and(|r| r.starts_with(char::is_lowercase));
    (is_word && (1..=6).contains(&length) && ends && !goes_on && gap <= 3)
        .then(|| (rest.len() - digits_at.len() + length, digits_at.get(..length).unwrap_or_default().to_owned()))
}
