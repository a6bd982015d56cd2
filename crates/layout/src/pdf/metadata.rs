//! What the document says about itself outside its pages: the information dictionary and XMP.

use bonafide_model::claims::HiddenBy;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, MaybeRef, Stream, String as PdfString};

use super::text::text_string;
use super::{file, limits};
use crate::document::Line;

/// XMP properties that programs write for programs: dates, identifiers that look like fingerprints,
/// versions.
const TECHNICAL: [&str; 12] = [
    "xmp:",
    "xmpMM:",
    "xmpTPg:",
    "stEvt:",
    "stRef:",
    "pdfaid:",
    "pdfuaid:",
    "pdfaExtension:",
    "pdf:Producer",
    "dc:format",
    "dc:date",
    "xmlns",
];
/// Entries of the information dictionary that are read otherwise or written for programs (ISO
/// 32000-2, "Document information dictionary").
const KNOWN: [&[u8]; 9] = [
    b"Title",
    b"Subject",
    b"Keywords",
    b"Author",
    b"Creator",
    b"Producer",
    b"CreationDate",
    b"ModDate",
    b"Trapped",
];
/// Entries with other names; office programs write five.
const ENTRIES: usize = 100;
/// Depth of nesting in XMP that is followed; real ones are eight deep.
const XMP_DEPTH: usize = 64;

/// The title, if there is one.
pub(super) fn title(pdf: &Pdf) -> Option<String> {
    let title = text_string(pdf.metadata().title.as_deref()?);
    let title = title.trim();
    (!title.is_empty()).then(|| title.to_owned())
}

/// Everything that a person might have put into the metadata, a line each.
pub(super) fn lines(pdf: &Pdf, bytes: &[u8]) -> Vec<Line<'static>> {
    let info = pdf.metadata();
    let mut texts: Vec<String> = [&info.title, &info.subject, &info.keywords, &info.author]
        .into_iter()
        .filter_map(|value| value.as_deref())
        .map(text_string)
        .collect();
    texts.extend(own_entries(pdf, bytes));
    texts.extend(xmp(pdf).into_iter().filter(|value| !is_date(value)));
    side_lines(
        texts.iter().flat_map(|text| text.lines()),
        HiddenBy::Metadata,
    )
}

/// The entries of the information dictionary that have names of their own; those for programs are
/// left out.
fn own_entries(pdf: &Pdf, bytes: &[u8]) -> Vec<String> {
    let Some(info) = file::information(bytes).and_then(|id| pdf.xref().get::<Dict<'_>>(id)) else {
        return Vec::new();
    };
    // TeX notes its own version.
    let is_own = |name: &[u8]| !KNOWN.contains(&name) && !name.starts_with(b"PTEX.");
    let own = info
        .entries()
        .filter(|(name, _)| is_own(name.as_ref()))
        .take(ENTRIES);
    let values = own.filter_map(|(_, value)| match value {
        MaybeRef::NotRef(value) => value.into_string(),
        MaybeRef::Ref(reference) => pdf.xref().get::<PdfString<'_>>(reference.into()),
    });
    values
        .map(|value| text_string(value.as_bytes()))
        .filter(|value| !is_date(value))
        .collect()
}

/// Lines that stand on no page. Empty and repeated ones are left out.
pub(super) fn side_lines<'t>(
    texts: impl Iterator<Item = &'t str>,
    hidden_by: HiddenBy,
) -> Vec<Line<'static>> {
    let mut lines: Vec<Line<'static>> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for text in texts.map(str::trim).filter(|text| !text.is_empty()) {
        if seen.insert(text) {
            let number = u32::try_from(lines.len() + 1).unwrap_or(u32::MAX);
            lines.push(Line {
                text: text.to_owned().into(),
                number,
                hidden_by: Some(hidden_by),
                ..Line::default()
            });
        }
    }
    lines
}

/// A stream outside the pages, if it is small. Only one filter is undone, because each can make a
/// thousand bytes of one.
pub(super) fn side_stream(stream: &Stream<'_>) -> Option<Vec<u8>> {
    if stream.filters().len() > 1 || stream.raw_data().len() > limits::SIDE_STREAM_BYTES {
        return None;
    }
    let mut data = stream.decoded_data().ok()?.into_owned();
    data.truncate(limits::SIDE_TEXT_BYTES);
    Some(data)
}

fn xmp(pdf: &Pdf) -> Vec<String> {
    let Some(catalog) = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()) else {
        return Vec::new();
    };
    let Some(packet) = catalog
        .get::<Stream<'_>>(b"Metadata".as_slice())
        .and_then(|stream| side_stream(&stream))
    else {
        return Vec::new();
    };
    let text = match std::str::from_utf8(&packet) {
        Ok(text) => text.to_owned(),
        Err(_) => text_string(&packet),
    };
    xmp_values(&text)
}

/// The values of elements and attributes that are not technical. XMP is XML, but damaged XMP must
/// not hide a value, so the tags are walked without asking for more.
pub(super) fn xmp_values(packet: &str) -> Vec<String> {
    let mut values = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut rest = packet;
    while let Some(start) = rest.find('<') {
        let (text, tag) = rest.split_at(start);
        if !text.trim().is_empty() && !open.iter().any(|name| is_technical(name)) {
            values.push(unescape(text.trim()));
        }
        let Some(end) = tag.find('>') else { break };
        let (tag, after) = tag.split_at(end);
        rest = after.get(1..).unwrap_or("");
        let tag = tag.trim_start_matches('<');
        if let Some(name) = tag.strip_prefix('/') {
            if open.last().is_some_and(|last| *last == name.trim()) {
                open.pop();
            }
        } else if !tag.starts_with(['?', '!']) {
            let name = tag
                .split(|c: char| c.is_whitespace() || c == '/')
                .next()
                .unwrap_or("");
            if !open.iter().any(|name| is_technical(name)) && !is_technical(name) {
                attributes(tag, &mut values);
            }
            if !tag.ends_with('/') && open.len() < XMP_DEPTH {
                open.push(name);
            }
        }
    }
    values
}

fn attributes(tag: &str, values: &mut Vec<String>) {
    let mut parts = tag.split(['"', '\'']);
    while let (Some(name), Some(value)) = (parts.next(), parts.next()) {
        let name = name.trim().trim_end_matches('=').trim_end();
        let name = name.rsplit(char::is_whitespace).next().unwrap_or("");
        let is_structure = ["rdf:", "x:", "xml:"]
            .iter()
            .any(|prefix| name.starts_with(prefix));
        if !is_structure && !is_technical(name) && !value.trim().is_empty() {
            values.push(unescape(value.trim()));
        }
    }
}

/// Programs note dates and versions under many names.
fn is_date(value: &str) -> bool {
    value.len() < 40
        && value
            .chars()
            .all(|c| c.is_ascii_digit() || "-:.+TZ |".contains(c))
}

fn is_technical(name: &str) -> bool {
    TECHNICAL.iter().any(|prefix| name.starts_with(prefix))
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::xmp_values;

    #[test]
    fn values_are_taken_from_elements_and_attributes_and_technical_ones_are_not() {
        let packet = r#"<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>
            <rdf:Description rdf:about="" pdf:Keywords="0123 &amp; 4567" xmpMM:DocumentID="uuid:00112233445566778899aabbccddeeff">
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">Profile</rdf:li></rdf:Alt></dc:title>
            <xmp:CreateDate>2022-05-22T10:00:00Z</xmp:CreateDate><xmpMM:InstanceID>uuid:1</xmpMM:InstanceID>
            <custom:note>89AB</custom:note></rdf:Description></rdf:RDF></x:xmpmeta>"#;
        assert_eq!(xmp_values(packet), ["0123 & 4567", "Profile", "89AB"]);
    }

    #[test]
    fn damaged_packets_yield_what_they_can() {
        assert_eq!(xmp_values("<a><b>one</c>two<d"), ["one", "two"]);
        assert_eq!(xmp_values("no tags"), Vec::<String>::new());
    }
}
