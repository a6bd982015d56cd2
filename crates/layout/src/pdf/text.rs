//! The text that programs read from one glyph, and text strings outside content streams.

use encoding_rs::{UTF_16BE, UTF_16LE};
use hayro_interpret::hayro_cmap::BfString;

/// What stands for a glyph that no program can read.
pub(super) const UNREADABLE: char = '\u{FFFD}';

/// Appends the text of one glyph, as it should be compared and searched.
pub(super) fn push_glyph_text(out: &mut String, unicode: Option<BfString>) {
    match unicode {
        Some(BfString::Char(c)) => push_char(out, c),
        Some(BfString::String(s)) => {
            let swapped = is_byte_swapped(&s);
            for c in s.chars() {
                push_char(out, if swapped { swap_bytes(c) } else { c });
            }
        }
        None => out.push(UNREADABLE),
    }
}

fn push_char(out: &mut String, c: char) {
    match c {
        '\u{FB00}' => out.push_str("ff"),
        '\u{FB01}' => out.push_str("fi"),
        '\u{FB02}' => out.push_str("fl"),
        '\u{FB03}' => out.push_str("ffi"),
        '\u{FB04}' => out.push_str("ffl"),
        '\u{FB05}' | '\u{FB06}' => out.push_str("st"),
        // Drawn, a soft hyphen is a hyphen.
        '\u{AD}' => out.push('-'),
        c if c.is_control() => {
            if c.is_whitespace() {
                out.push(' ');
            }
        }
        c => out.push(c),
    }
}

/// Ghostscript writes the letters of a ligature with their two bytes exchanged: U+6600 U+6900 for
/// `fi`.
fn is_byte_swapped(s: &str) -> bool {
    s.chars().count() > 1 && s.chars().all(|c| swap_bytes(c).is_ascii_alphabetic())
}

fn swap_bytes(c: char) -> char {
    let code = u32::from(c);
    if code & 0xFF == 0 && code <= 0xFFFF {
        char::from_u32(code >> 8).unwrap_or(c)
    } else {
        c
    }
}

/// The spacing accents that LaTeX's OT1 fonts draw over a letter as a glyph of its own, with their
/// combining forms.
pub(super) fn combining_accent(c: char) -> Option<char> {
    Some(match c {
        '`' | '\u{2CB}' => '\u{300}',
        '\u{B4}' | '\u{2CA}' => '\u{301}',
        '^' | '\u{2C6}' => '\u{302}',
        '~' | '\u{2DC}' => '\u{303}',
        '\u{AF}' | '\u{2C9}' => '\u{304}',
        '\u{2D8}' => '\u{306}',
        '\u{2D9}' => '\u{307}',
        '\u{A8}' => '\u{308}',
        '\u{2DA}' => '\u{30A}',
        '\u{2DD}' => '\u{30B}',
        '\u{2C7}' => '\u{30C}',
        '\u{B8}' => '\u{327}',
        '\u{2DB}' => '\u{328}',
        _ => return None,
    })
}

/// The dotless letters that TeX puts accents on.
pub(super) fn dotted(c: char) -> char {
    match c {
        'ı' => 'i',
        'ȷ' => 'j',
        c => c,
    }
}

/// Decodes a text string (ISO 32000-2, "Text string type"): UTF-16 or UTF-8 by its byte order mark,
/// else PDFDocEncoding.
pub(super) fn text_string(bytes: &[u8]) -> String {
    let decoded = if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        UTF_16BE.decode_without_bom_handling(rest).0.into_owned()
    } else if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        UTF_16LE.decode_without_bom_handling(rest).0.into_owned()
    } else if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        String::from_utf8_lossy(rest).into_owned()
    } else {
        bytes.iter().map(|&byte| pdf_doc_char(byte)).collect()
    };
    decoded.replace('\0', "")
}

/// ISO 32000-2, "PDFDocEncoding Character Set": Latin 1 but for these.
fn pdf_doc_char(byte: u8) -> char {
    const LOW: [char; 8] = [
        '\u{2D8}', '\u{2C7}', '\u{2C6}', '\u{2D9}', '\u{2DD}', '\u{2DB}', '\u{2DA}', '\u{2DC}',
    ];
    const HIGH: [char; 33] = [
        '\u{2022}', '\u{2020}', '\u{2021}', '\u{2026}', '\u{2014}', '\u{2013}', '\u{192}',
        '\u{2044}', '\u{2039}', '\u{203A}', '\u{2212}', '\u{2030}', '\u{201E}', '\u{201C}',
        '\u{201D}', '\u{2018}', '\u{2019}', '\u{201A}', '\u{2122}', '\u{FB01}', '\u{FB02}',
        '\u{141}', '\u{152}', '\u{160}', '\u{178}', '\u{17D}', '\u{131}', '\u{142}', '\u{153}',
        '\u{161}', '\u{17E}', UNREADABLE, '\u{20AC}',
    ];
    let found = match byte {
        0x18..=0x1F => LOW.get(usize::from(byte - 0x18)),
        0x80..=0xA0 => HIGH.get(usize::from(byte - 0x80)),
        _ => None,
    };
    found.copied().unwrap_or(char::from(byte))
}

/// Text without spaces, to tell whether a value is among what is shown.
pub(super) fn squeezed<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    texts
        .into_iter()
        .flat_map(str::chars)
        .filter(|c| !c.is_whitespace())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(unicode: &str) -> String {
        let mut out = String::new();
        push_glyph_text(&mut out, Some(BfString::String(unicode.to_owned())));
        out
    }

    #[test]
    fn ligatures_are_taken_apart() {
        assert_eq!(glyph("\u{FB01}"), "fi");
        assert_eq!(glyph("\u{FB03}"), "ffi");
    }

    #[test]
    fn byte_swapped_ligatures_of_ghostscript_are_mended_and_chinese_is_left_alone() {
        assert_eq!(glyph("\u{6600}\u{6900}"), "fi");
        assert_eq!(glyph("\u{6600}"), "\u{6600}");
        assert_eq!(glyph("\u{6600}\u{6901}"), "\u{6600}\u{6901}");
    }

    #[test]
    fn text_strings_are_decoded_by_their_mark() {
        assert_eq!(text_string(b"\xFE\xFF\x00\xE9"), "é");
        assert_eq!(text_string(b"\xFF\xFE\xE9\x00"), "é");
        assert_eq!(text_string(b"\xEF\xBB\xBF\xC3\xA9"), "é");
        assert_eq!(text_string(b"\xE9\x84\xA0"), "é\u{2014}\u{20AC}");
    }
}
