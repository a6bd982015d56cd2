//! Whether a separate signed copy says the same as the document.

use bonafide_cleartext::{self as cleartext, Framing};
use bonafide_model::claims::Format;
use bonafide_model::evidence::Dossier;

use crate::facts::Coverage;

/// Compares a signed copy's content with the document: byte for byte, and as text where the
/// document is text. A signed text beside a PDF or a web page of the same words cannot be compared
/// and counts as other content.
pub(super) fn coverage(content: &[u8], dossier: &Dossier) -> Coverage {
    let Some(document) = &dossier.document else {
        return Coverage::Other;
    };
    if content == document.bytes {
        return Coverage::EqualCopy;
    }
    let is_text = match &dossier.reading {
        Some(Ok(profile)) => matches!(
            profile.format,
            Format::Text | Format::Markdown | Format::CleartextSigned
        ),
        _ => false,
    };
    let equal = is_text
        && match cleartext::find(&document.bytes) {
            Framing::Sound(signed) => same_text(content, &signed.payload),
            Framing::None => same_text(content, &document.bytes),
            Framing::Unsound { .. } => false,
        };
    if equal {
        Coverage::EqualCopy
    } else {
        Coverage::Other
    }
}

/// Equal but for what no reader sees: a byte order mark, line ends, blank space at line ends and
/// empty lines at the end.
fn same_text(one: &[u8], other: &[u8]) -> bool {
    fn visible(text: &[u8]) -> impl DoubleEndedIterator<Item = &[u8]> {
        let text = text
            .strip_prefix(b"\xef\xbb\xbf")
            .unwrap_or(text)
            .trim_ascii_end();
        text.split(|byte| *byte == b'\n')
            .map(<[u8]>::trim_ascii_end)
    }
    visible(one).eq(visible(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_no_reader_sees_may_differ() {
        assert!(same_text(b"\xef\xbb\xbfa \r\nb\r\n\r\n", b"a\nb"));
        for other in [&b"a\n\nb"[..], b"a\nB", b" a\nb", b"a\nb\nc", b"a b"] {
            assert!(!same_text(b"a\nb\n", other), "{other:?}");
        }
    }
}
