//! Bytes into characters.

use std::borrow::Cow;

use bonafide_model::claims::{ReadWarning, ReadWarningKind};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE};

/// Valid sequences for each invalid byte from which on damaged UTF-8 is likelier than any other
/// character set.
const UTF8_MAJORITY: usize = 4;
/// Bytes that UTF-16 without a mark is guessed from.
const UTF16_SAMPLE: usize = 1024;

/// Text with what was noticed about its character set.
pub(crate) struct Decoded<'a> {
    /// The text without a byte order mark.
    pub text: Cow<'a, str>,
    /// Mismatches and undecodable bytes.
    pub warnings: Vec<ReadWarning>,
}

/// Decodes text: a byte order mark decides, then valid UTF-8 wins over any label, then the declared
/// character set where the bytes are valid in it, then a guess.
pub(crate) fn decode<'a>(bytes: &'a [u8], declared: Option<&str>) -> Decoded<'a> {
    let label = declared
        .and_then(|label| Encoding::for_label(label.as_bytes()))
        .filter(|&encoding| encoding != REPLACEMENT);
    let used = choose(bytes, label);
    let (text, _, has_errors) = used.decode(bytes);
    let mut warnings = Vec::new();
    if let Some(label) =
        label.filter(|&label| label != used && !(used == UTF_8 && bytes.is_ascii()))
    {
        warnings.push(warning(
            ReadWarningKind::CharsetMismatch,
            format!("declared {}, is {}", label.name(), used.name()),
        ));
    }
    if has_errors {
        warnings.push(warning(
            ReadWarningKind::UndecodableBytes,
            used.name().to_owned(),
        ));
    }
    Decoded { text, warnings }
}

/// The `charset` parameter of a media type.
pub(crate) fn charset_parameter(media_type: &str) -> Option<&str> {
    media_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim()
            .eq_ignore_ascii_case("charset")
            .then(|| value.trim().trim_matches(['"', '\'']))
    })
}

fn choose(bytes: &[u8], label: Option<&'static Encoding>) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return encoding;
    }
    if std::str::from_utf8(bytes).is_ok() {
        // The one label that valid UTF-8 does not contradict: it is written in seven bits.
        let is_shifted = label == Some(ISO_2022_JP) && memchr::memchr(0x1B, bytes).is_some();
        return if is_shifted { ISO_2022_JP } else { UTF_8 };
    }
    if is_damaged_utf8(bytes) {
        return UTF_8;
    }
    if let Some(label) = label.filter(|label| {
        *label != UTF_8
            && label
                .decode_without_bom_handling_and_without_replacement(bytes)
                .is_some()
    }) {
        return label;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Latin text in UTF-16 has a zero in every other byte.
pub(crate) fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(UTF16_SAMPLE) & !1)?;
    let zeros = |first: usize| {
        sample
            .iter()
            .skip(first)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd, pairs) = (zeros(0), zeros(1), sample.len() / 2);
    if pairs < 2 || even.max(odd) * 4 < pairs * 3 {
        return None;
    }
    match (even, odd) {
        (0, _) => Some(UTF_16LE),
        (_, 0) => Some(UTF_16BE),
        _ => None,
    }
}

fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        invalid += chunk.invalid().len();
    }
    valid >= UTF8_MAJORITY * invalid
}

fn warning(kind: ReadWarningKind, detail: String) -> ReadWarning {
    ReadWarning {
        kind,
        place: None,
        detail,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(decoded: &Decoded<'_>) -> Vec<ReadWarningKind> {
        decoded
            .warnings
            .iter()
            .map(|warning| warning.kind)
            .collect()
    }

    #[test]
    fn valid_utf8_wins_over_a_wrong_label_and_says_so() {
        let decoded = decode("clé".as_bytes(), Some("iso-8859-1"));
        assert_eq!(decoded.text, "clé");
        assert_eq!(kinds(&decoded), [ReadWarningKind::CharsetMismatch]);
        assert!(kinds(&decode(b"plain", Some("iso-8859-1"))).is_empty());
    }

    #[test]
    fn the_label_is_believed_where_the_bytes_fit_it() {
        let decoded = decode(b"\xCA\xEB\xFE\xF7", Some("windows-1251"));
        assert_eq!(decoded.text, "Ключ");
        assert!(decoded.warnings.is_empty());
    }

    #[test]
    fn other_character_sets_are_guessed() {
        let latin = encoding_rs::WINDOWS_1252
            .encode("Empreinte de la clé publique, publiée à Paris")
            .0
            .into_owned();
        assert_eq!(
            decode(&latin, None).text,
            "Empreinte de la clé publique, publiée à Paris"
        );
        let mislabelled = decode(&latin, Some("utf-8"));
        assert_eq!(
            mislabelled.text,
            "Empreinte de la clé publique, publiée à Paris"
        );
        assert_eq!(kinds(&mislabelled), [ReadWarningKind::CharsetMismatch]);
    }

    #[test]
    fn marks_decide_and_are_not_text() {
        assert_eq!(decode(b"\xEF\xBB\xBFKey", None).text, "Key");
        assert_eq!(decode(b"\xFF\xFEK\0e\0y\0", Some("utf-8")).text, "Key");
        assert_eq!(decode(b"\xFE\xFF\0K\0e\0y", None).text, "Key");
    }

    #[test]
    fn utf16_is_recognised_without_a_mark() {
        assert_eq!(decode(b"K\0e\0y\0 \0", None).text, "Key ");
        assert_eq!(decode(b"\0K\0e\0y\0 ", None).text, "Key ");
    }

    #[test]
    fn damaged_utf8_stays_utf8_with_a_warning() {
        let mut bytes = "Größe, Prüfsumme, Schlüssel, Änderung".as_bytes().to_vec();
        bytes.push(0xFF);
        let decoded = decode(&bytes, None);
        assert!(decoded.text.starts_with("Größe"));
        assert_eq!(kinds(&decoded), [ReadWarningKind::UndecodableBytes]);
    }

    #[test]
    fn charset_parameters_are_found_however_written() {
        assert_eq!(
            charset_parameter("text/html; Charset=\"ISO-8859-2\""),
            Some("ISO-8859-2")
        );
        assert_eq!(
            charset_parameter("text/plain;format=flowed ; charset=utf-8"),
            Some("utf-8")
        );
        assert_eq!(charset_parameter("text/plain"), None);
    }
}
