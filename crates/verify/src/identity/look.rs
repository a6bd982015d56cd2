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
            _ if is_combining_mark(c) => out.extend(above(c).map(plain)),
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

/// Latin letters in small capitals, with strokes, hooks and tails, or turned: Unicode holds each for
/// a letter of its own, and a person reads the plain one.
const VARIANTS: [(char, &str); 26] = [
    ('a', "ᴀȺⱥᶏꬰ"),
    ('b', "ʙƀɃɓƁƃƂᵬᶀꞗꞖ"),
    ('c', "ᴄƈƇȼȻꞓꞒ"),
    ('d', "ᴅɗƊƌƋᵭᶁɖƉ"),
    ('e', "ᴇɇɆᶒⱸꬴєЄ"),
    ('f', "ꜰƒƑᵮᶂ"),
    ('g', "ɢɠƓǥǤᶃ"),
    ('h', "ʜħĦɦⱨⱧ"),
    ('i', "ɪɨƗᵻ"),
    ('j', "ᴊɉɈʝ"),
    ('k', "ᴋƙƘᶄⱪⱩ"),
    ('l', "ʟƚȽɫⱢɬᶅɭⱡⱠ"),
    ('m', "ᴍɱⱮᵯᶆ"),
    ('n', "ɴɲƝƞȠᵰᶇɳ"),
    ('o', "ᴏɵƟⱺ"),
    ('p', "ᴘƥƤᵽⱣᵱᶈ"),
    ('q', "ꞯɋɊʠ"),
    ('r', "ʀɍɌɽⱤᵲᶉɼɾꞧꞦяЯ"),
    ('s', "ꜱʂᵴᶊȿⱾꞩꞨ"),
    ('t', "ᴛŧŦƭƬʈƮᵵȶⱦȾƫ"),
    ('u', "ᴜʉɄᶙ"),
    ('v', "ᴠʋƲᶌⱱ"),
    ('w', "ᴡⱳⱲ"),
    ('x', "ᶍ"),
    ('y', "ʏɏɎƴƳ"),
    ('z', "ᴢƶƵȥȤʐᵶᶎɀⱿⱬⱫ"),
];

/// The letter of which this is a variant: one of [`VARIANTS`], or one in a black circle or square,
/// or of those that make flags.
fn variant(c: char) -> Option<u8> {
    let code = u32::from(c);
    let at = [0x1f150, 0x1f170, 0x1f1e6]
        .into_iter()
        .find_map(|first| code.checked_sub(first).filter(|at| *at < 26));
    let boxed = at.and_then(|at| u8::try_from(at).ok()).map(|at| b'a' + at);
    boxed.or_else(|| {
        let (letter, _) = VARIANTS.iter().find(|(_, all)| all.contains(c))?;
        u8::try_from(*letter).ok()
    })
}

/// The letter that a mark above another one is, as in `\u{1de4}`.
fn above(c: char) -> Option<u8> {
    let at = u32::from(c).checked_sub(0x363)?;
    b"aeioucdhmrtvx".get(usize::try_from(at).ok()?).copied()
}

fn unusual(c: char, out: &mut String) {
    if let Some(letter) = variant(c) {
        out.push(plain(letter));
        return;
    }
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
