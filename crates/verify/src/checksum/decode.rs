//! From bytes to lines.

use std::borrow::Cow;

/// The text, if it is one: UTF-8, or UTF-16 as Windows writes it. What is not UTF-8 in it (a
/// console's old code page) is replaced; names of algorithms and digits are ASCII in all of them.
pub(super) fn text(bytes: &[u8]) -> Option<String> {
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return utf16(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return utf16(rest, u16::from_be_bytes);
    }
    // Without a mark: digits and names are ASCII, so of most pairs one byte is zero, and always the
    // same one.
    let zeros = |odd: usize| {
        bytes
            .iter()
            .skip(odd)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (first, second) = (zeros(0), zeros(1));
    if second * 4 > bytes.len() && first == 0 {
        return utf16(bytes, u16::from_le_bytes);
    }
    if first * 4 > bytes.len() && second == 0 {
        return utf16(bytes, u16::from_be_bytes);
    }
    without_nul(&String::from_utf8_lossy(
        bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes),
    ))
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, []) = bytes.as_chunks::<2>() else {
        return None;
    };
    let text: Result<String, _> =
        char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect();
    without_nul(text.ok()?.trim_start_matches('\u{feff}'))
}

fn without_nul(text: &str) -> Option<String> {
    let text = text.trim_end_matches(['\0', '\r', '\n', ' ']);
    match text.contains('\0') {
        false => Some(text.to_owned()),
        // `sha256sum --zero` ends its lines so.
        true => (!text.contains('\n')).then(|| text.replace('\0', "\n")),
    }
}

/// The lines themselves; of a cleartext-signed file those inside, with dash-escaping undone.
/// Whether that signature holds is not decided here.
pub(super) fn lines(text: &str) -> Option<Vec<Cow<'_, str>>> {
    const BEGIN: &str = "-----BEGIN PGP SIGNED MESSAGE-----";
    let mut lines = text.lines().map(str::trim_end);
    if !text.trim_start().starts_with(BEGIN) {
        return Some(lines.map(Cow::Borrowed).collect());
    }
    lines.by_ref().find(|line| *line == BEGIN)?;
    // Armor headers end at the first empty line.
    lines.by_ref().find(|line| line.is_empty())?;
    let inside = lines
        .by_ref()
        .take_while(|line| *line != "-----BEGIN PGP SIGNATURE-----");
    Some(
        inside
            .map(|line| Cow::Borrowed(line.strip_prefix("- ").unwrap_or(line)))
            .collect(),
    )
}
