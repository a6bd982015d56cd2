//! Tells the format of a document by its bytes.

mod binary;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use bonafide_model::claims::ReadError;
use encoding_rs::Encoding;

use crate::{Hint, charset, limits};

/// Bytes at the start that decide about a format. Readers of PDF accept its header within the first
/// 1,024 bytes.
const HEAD_BYTES: usize = 1024;
/// Bytes at the end in which the end mark of a PDF or of a page is looked for.
const TAIL_BYTES: usize = 2048;
/// Tags that a web page may begin with (WHATWG "MIME Sniffing", "Identifying a resource with an
/// unknown MIME type").
const FIRST_TAGS: &[&str] = &[
    "!doctype", "html", "head", "body", "script", "iframe", "h1", "h2", "h3", "h4", "div", "font",
    "table", "a", "style", "title", "b", "br", "p", "meta", "link", "main", "article", "section",
    "header", "ul", "ol", "pre", "span",
];

/// A format that there is a reader for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// PDF.
    Pdf,
    /// HTML or XHTML.
    Html,
    /// Markdown, by name or label.
    Markdown,
    /// Any other text.
    Text,
}

/// Tells the format of a document, and refuses what is too large to be read in that format.
pub(crate) fn sniff(bytes: &[u8], hint: &Hint) -> Result<Kind, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    let kind = kind(bytes, hint)?;
    let limit = match kind {
        Kind::Pdf => limits::PDF_BYTES,
        // Markdown becomes a page.
        Kind::Html | Kind::Markdown => limits::HTML_BYTES,
        Kind::Text => limits::TEXT_BYTES,
    };
    if bytes.len() > limit {
        return Err(ReadError::TooLarge {
            bytes: bytes.len() as u64,
            limit: limit as u64,
        });
    }
    Ok(kind)
}

fn kind(bytes: &[u8], hint: &Hint) -> Result<Kind, ReadError> {
    if is_pdf(bytes) {
        return Ok(Kind::Pdf);
    }
    if let Some(what) = binary::describe(bytes) {
        return Err(ReadError::UnknownFormat(what.to_owned()));
    }
    let head = head_as_text(bytes);
    let is_markdown = names(
        hint,
        &["md", "markdown", "mkd", "mdown"],
        &["text/markdown", "text/x-markdown"],
    );
    if (!is_markdown || starts_with_tag(&head, &["!doctype", "html"]))
        && is_page(&head, bytes, hint)
    {
        return Ok(Kind::Html);
    }
    if let Some(what) = binary::describe_armor(bytes) {
        return Err(ReadError::UnknownFormat(what.to_owned()));
    }
    Ok(if is_markdown {
        Kind::Markdown
    } else {
        Kind::Text
    })
}

fn is_pdf(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD_BYTES).unwrap_or(bytes);
    let Some(at) = memchr::memmem::find(head, b"%PDF-") else {
        return false;
    };
    let in_front = head.get(..at).unwrap_or_default();
    let in_front = in_front.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(in_front);
    // A text may speak about PDF; a PDF with garbage in front still ends as one.
    in_front.trim_ascii().is_empty() || memchr::memmem::find(tail(bytes), b"%%EOF").is_some()
}

fn tail(bytes: &[u8]) -> &[u8] {
    bytes
        .get(bytes.len().saturating_sub(TAIL_BYTES)..)
        .unwrap_or_default()
}

/// The beginning as lower-case text.
fn head_as_text(bytes: &[u8]) -> String {
    let head = bytes.get(..HEAD_BYTES).unwrap_or(bytes);
    let (text, _) = match Encoding::for_bom(head) {
        Some((encoding, _)) => encoding.decode_with_bom_removal(head),
        None => match charset::utf16_without_mark(head) {
            Some(encoding) => encoding.decode_without_bom_handling(head),
            None => (String::from_utf8_lossy(head), false),
        },
    };
    text.to_ascii_lowercase()
}

fn is_page(head: &str, bytes: &[u8], hint: &Hint) -> bool {
    let is_labelled = names(
        hint,
        &["html", "htm", "xhtml", "shtml"],
        &["text/html", "application/xhtml+xml"],
    );
    let body = after_prolog(head);
    if starts_with_tag(body, FIRST_TAGS) {
        return true;
    }
    if is_labelled {
        // A label is believed where anything begins like a tag: browsers show none of that.
        let is_signed = body.starts_with("-----begin pgp signed message-----");
        return has_markup(bytes) && !is_signed || body.len() < head.trim_start().len();
    }
    let has_page_line = head
        .lines()
        .any(|line| starts_with_tag(line, &["!doctype", "html"]));
    has_page_line && memchr::memmem::find(&tail(bytes).to_ascii_lowercase(), b"</html>").is_some()
}

/// Whether anything stands there that browsers take for the beginning of a tag or a comment (HTML,
/// "Tag open state").
fn has_markup(bytes: &[u8]) -> bool {
    memchr::memchr_iter(b'<', bytes).any(|at| {
        // The other byte of a letter in UTF-16 is nothing.
        let next = bytes
            .get(at + 1..)
            .unwrap_or_default()
            .iter()
            .find(|byte| **byte != 0);
        next.is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!' | b'?'))
    })
}

/// What follows comments and the XML declaration.
fn after_prolog(head: &str) -> &str {
    let mut rest = head.trim_start();
    while let Some(end) = if rest.starts_with("<!--") {
        rest.find("-->").map(|at| at + 3)
    } else if rest.starts_with("<?") {
        rest.find("?>").map(|at| at + 2)
    } else {
        None
    } {
        rest = rest.get(end..).unwrap_or_default().trim_start();
    }
    rest
}

fn starts_with_tag(text: &str, tags: &[&str]) -> bool {
    let Some(rest) = text.trim_start().strip_prefix('<') else {
        return false;
    };
    let name = rest
        .split(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/'))
        .next()
        .unwrap_or_default();
    // Text in angle brackets such as `<a@b.example>` names no tag.
    name.len() < rest.len() && tags.contains(&name)
}

/// Whether the name or the label says so.
fn names(hint: &Hint, extensions: &[&str], types: &[&str]) -> bool {
    let name = match (&hint.file_name, &hint.url) {
        (Some(name), _) => Cow::Borrowed(name.as_str()),
        (None, Some(address)) => url::Url::parse(address).map_or_else(
            |_| Cow::Borrowed(""),
            |url| Cow::Owned(url.path().to_owned()),
        ),
        (None, None) => Cow::Borrowed(""),
    };
    let extension = name
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_ascii_lowercase())
        .unwrap_or_default();
    let label = hint
        .declared_type
        .as_deref()
        .and_then(|label| label.split(';').next())
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    extensions.contains(&extension.as_str()) || types.contains(&label.as_str())
}
