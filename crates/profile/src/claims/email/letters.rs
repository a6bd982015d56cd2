//! The characters of addresses: which of them belong to a name or a domain, and how they read in
//! ASCII.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Words that stand for `@`, in lower case.
const AT_WORDS: [&str; 47] = [
    "at",
    "@",
    "a",
    "arroba",
    "arobase",
    "arobaze",
    "arobas",
    "arobaz",
    "ät",
    "æt",
    "aet",
    "chez",
    "kukac",
    "et",
    "chiocciola",
    "apestaart",
    "apestaartje",
    "zavináč",
    "zavinac",
    "małpa",
    "malpa",
    "afna",
    "atsign",
    "at sign",
    "at symbol",
    "at mark",
    "a sign",
    "ampersat",
    "commat",
    "klammeraffe",
    "snabel a",
    "snabela",
    "krøllalfa",
    "kroellalfa",
    "alfakrøll",
    "miukumauku",
    "miuku mauku",
    "papaki",
    "παπάκι",
    "majmunsko a",
    "majmunce",
    "собака",
    "собачка",
    "маймунско а",
    "アット",
    "アットマーク",
    "골뱅이",
];

/// Brackets, and those of other scripts.
const BRACKETS: [(char, char); 14] = [
    ('(', ')'),
    ('[', ']'),
    ('{', '}'),
    ('<', '>'),
    ('（', '）'),
    ('［', '］'),
    ('｛', '｝'),
    ('＜', '＞'),
    ('【', '】'),
    ('〔', '〕'),
    ('「', '」'),
    ('〈', '〉'),
    ('⟨', '⟩'),
    ('‹', '›'),
];
/// What may stand around an at sign that does not stand between two letters; a tab is the boundary
/// of two boxes.
pub(super) const BLANKS: [char; 19] = [
    ' ', '\t', '\u{a0}', '\u{1680}', '\u{2000}', '\u{2001}', '\u{2002}', '\u{2003}', '\u{2004}',
    '\u{2005}', '\u{2006}', '\u{2007}', '\u{2008}', '\u{2009}', '\u{200a}', '\u{202f}', '\u{205f}',
    '\u{3000}', '\u{2800}',
];

/// Whether a character is a blank inside of a row's text.
pub(super) fn is_blank(c: char) -> bool {
    c != '\t' && BLANKS.contains(&c)
}

/// Words that stand for the full stop, in lower case.
pub(super) const DOT_WORDS: [&str; 32] = [
    "dot",
    ".",
    "punkt",
    "point",
    "punto",
    "ponto",
    "punt",
    "punct",
    "pont",
    "tecka",
    "tečka",
    "bodka",
    "kropka",
    "titik",
    "tacka",
    "tačka",
    "tocka",
    "točka",
    "piste",
    "prikk",
    "nokta",
    "teleia",
    "τελεία",
    "точка",
    "тачка",
    "крапка",
    "ドット",
    "点",
    "點",
    "점",
    "dott",
    "period",
];

/// What stands in the brackets that open here, within so many bytes, and where they end: brackets
/// without end must not make every one of them look through the rest.
pub(super) fn bracketed(rest: &str, within: usize) -> Option<(&str, usize)> {
    let first = rest.chars().next()?;
    let (open, close) = BRACKETS.into_iter().find(|(open, _)| *open == first)?;
    let inside = rest.get(open.len_utf8()..)?;
    let is_close = |c: char| c == close || matches!(c, ')' | ']' | '}' | '>');
    let (length, last) = inside
        .char_indices()
        .take_while(|(at, _)| *at <= within)
        .find(|(_, c)| is_close(*c))?;
    Some((
        inside.get(..length)?,
        open.len_utf8() + length + last.len_utf8(),
    ))
}

/// Whether a word or two between brackets or blanks stand for `@`. Cyrillic letters that look like
/// `at` count as what they look like.
pub(super) fn is_at_word(word: &str) -> bool {
    let is_word = |word: &str| AT_WORDS.contains(&word);
    if word.is_ascii() && !word.contains(['-', '_']) {
        return is_word(word);
    }
    let plain = word.replace(['-', '_'], " ");
    is_word(&plain)
        || !plain.is_ascii() && is_word(&unicode_security::skeleton(&plain).collect::<String>())
}

/// Whether a word between brackets or blanks stands for the full stop.
pub(super) fn is_dot_word(word: &str) -> bool {
    DOT_WORDS.contains(&word)
        || !word.is_ascii()
            && DOT_WORDS.contains(&&*unicode_security::skeleton(word).collect::<String>())
}

/// The character as it reads in ASCII: wide, mathematical and circled letters and digits, hyphens
/// that typesetters put.
pub(super) fn plain(c: char) -> char {
    match c {
        c if c.is_ascii() => c,
        '\u{FF01}'..='\u{FF5E}' => u32::from(c)
            .checked_sub(0xFEE0)
            .and_then(char::from_u32)
            .unwrap_or(c),
        '\u{2010}' | '\u{2011}' | '\u{2212}' | '\u{FE63}' => '-',
        '\u{24B6}'..='\u{24E9}' | '\u{1D400}'..='\u{1D7FF}' | '\u{2100}'..='\u{214F}' => {
            let (mut first, mut count) = (c, 0);
            decompose_compatible(c, |part| {
                (first, count) = (part, count + 1);
            });
            if count == 1 && first.is_ascii_alphanumeric() {
                first
            } else {
                c
            }
        }
        c => c,
    }
}

/// Whether a label of a domain may hold the character, ASCII or not. Raised figures and letters are
/// marks of footnotes.
pub(super) fn is_label(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '-';
    }
    let plain = plain(c);
    plain.is_ascii_alphanumeric() || plain == '-' || is_foreign(c)
}

/// Letters, digits and marks of words beyond ASCII.
pub(super) fn is_foreign(c: char) -> bool {
    !c.is_ascii() && (c.is_alphabetic() || is_combining_mark(c) || is_digit(c)) && !is_raised(c)
}

/// Whether the name in front of the at sign may hold the ASCII character.
pub(super) fn is_local(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(
            c,
            '.' | '_' | '%' | '+' | '-' | '\'' | '/' | '=' | '&' | '!' | '~'
        )
}

/// Digits of the scripts that mail is written in, as wide as a Chinese character, or mathematical.
fn is_digit(c: char) -> bool {
    matches!(c, '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}' | '\u{966}'..='\u{96F}' | '\u{FF10}'..='\u{FF19}' | '\u{1D7CE}'..='\u{1D7FF}')
}

/// Raised and lowered figures and letters.
pub(in crate::claims) fn is_raised(c: char) -> bool {
    matches!(c, 'ª' | '²' | '³' | '¹' | 'º' | '\u{2B0}'..='\u{2FF}' | '\u{1D2C}'..='\u{1D6A}' | '\u{1D78}' | '\u{1D9B}'..='\u{1DBF}' | '\u{2070}'..='\u{209F}')
}

/// Letters of scripts that put no blanks between words: an address may stand right beside them.
pub(in crate::claims) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{2E80}'..='\u{9FFF}'
        | '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF66}'..='\u{FF9F}' | '\u{20000}'..='\u{3FFFF}')
}

/// Characters that change the direction of writing.
pub(in crate::claims) fn is_direction(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Those of them that turn left-to-right text behind them round.
pub(in crate::claims) fn is_turn(c: char) -> bool {
    matches!(c, '\u{202B}' | '\u{202E}' | '\u{2067}')
}
