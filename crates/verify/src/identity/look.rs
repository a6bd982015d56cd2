//! How a text looks: the same form for all that look or read alike.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use unicode_security::skeleton;

/// A word in the form in which generic words are looked up.
pub(super) fn look(word: &str) -> String {
    joined(
        &fold(word)
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>(),
    )
}

/// One letter for all that look or read like it: by width and compatibility (NFKC), look-alikes of
/// other scripts (UTS #39, "Confusable Detection"), accents, case, and digits that stand for
/// letters. Everything else becomes a space; full stops stay, for they hold abbreviations together.
pub(super) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    if text.is_ascii() {
        text.bytes().for_each(|byte| out.push(plain(byte)));
        return out;
    }
    for c in text.nfkc() {
        match u8::try_from(c) {
            Ok(byte) if byte.is_ascii() => out.push(plain(byte)),
            _ if is_combining_mark(c) => {}
            _ => unusual(c, &mut out),
        }
    }
    out
}

fn plain(byte: u8) -> char {
    char::from(match byte.to_ascii_lowercase() {
        b'0' => b'o',
        b'1' | b'i' | b'|' => b'l',
        b'2' => b'z',
        b'3' => b'e',
        b'4' => b'a',
        b'5' | b'$' => b's',
        b'6' | b'9' => b'g',
        b'7' => b't',
        b'8' => b'b',
        letter @ (b'a'..=b'z' | b'.') => letter,
        _ => b' ',
    })
}

fn unusual(c: char, out: &mut String) {
    let letters = match c {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' | 'ä' | 'Ä' => "ae",
        'œ' | 'Œ' | 'ö' | 'Ö' => "oe",
        'ü' | 'Ü' => "ue",
        'ø' | 'Ø' => "o",
        'ð' | 'Ð' | 'đ' | 'Đ' => "d",
        'þ' | 'Þ' => "th",
        'ł' | 'Ł' => "l",
        'ı' | 'İ' => "i",
        '€' => "e",
        _ => "",
    };
    if !letters.is_empty() {
        letters.bytes().for_each(|byte| out.push(plain(byte)));
        return;
    }
    // A letter can look like a Latin one in one case only, such as the Cyrillic `в` as a capital.
    let own = c.to_string();
    let (lower, upper) = (c.to_lowercase().to_string(), c.to_uppercase().to_string());
    let candidates = [&own, &upper, &lower].map(|text| {
        skeleton(text)
            .filter(|c| !is_combining_mark(*c))
            .collect::<String>()
    });
    if candidates[0].is_empty() {
        // Not seen at all, such as a soft hyphen or a zero-width space.
        return;
    }
    if let Some(latin) = candidates.iter().find(|text| {
        text.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'|')
    }) {
        latin.bytes().for_each(|byte| out.push(plain(byte)));
    } else if c.is_alphanumeric() {
        let [.., lower] = &candidates;
        out.extend(
            lower
                .nfd()
                .filter(|c| !is_combining_mark(*c))
                .flat_map(char::to_lowercase),
        );
    } else {
        out.push(' ');
    }
}

/// Letters that are taken for one, and a vowel with an `e` for the umlaut that it stands for.
pub(super) fn joined(word: &str) -> String {
    const PAIRS: &[(&str, char)] = &[
        ("rn", 'm'),
        ("vv", 'w'),
        ("ae", 'a'),
        ("oe", 'o'),
        ("ue", 'u'),
    ];
    let mut out = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let pair = PAIRS.iter().find(|(pair, _)| rest.starts_with(pair));
        let (letter, length) = pair.map_or((first, first.len_utf8()), |(pair, letter)| {
            (*letter, pair.len())
        });
        out.push(letter);
        rest = rest.get(length..).unwrap_or_default();
    }
    out
}
