//! HTML into lines: what a person sees of the page, with source lines, and what is hidden, with the
//! reason.

mod css;
mod dom;
mod output;
mod rules;
#[cfg(test)]
mod tests;
mod visible;
mod walk;

use std::borrow::Cow;

use bonafide_model::claims::{Format, NotJudged, ReadError, ReadWarningKind};

use crate::{
    Hint,
    charset::{charset_parameter, decode},
    document::Document,
    limits,
};
use output::Output;
use rules::Rules;

/// Where a page may declare its character set (HTML, "Determining the character encoding").
const PRESCAN_BYTES: usize = 1024;

/// Reads HTML into lines.
pub(crate) fn layout(bytes: &[u8], hint: &Hint) -> Result<Document<'static>, ReadError> {
    let declared = hint
        .declared_type
        .as_deref()
        .and_then(charset_parameter)
        .map(str::to_owned)
        .or_else(|| charset_in_page(bytes));
    let decoded = decode(bytes, declared.as_deref());
    let mut layout = Document::new(Format::Html);
    layout.warnings = decoded.warnings;
    let doubt = is_xml(&decoded.text, hint).then_some(NotJudged::Xml);
    Ok(page(&decoded.text, layout, hint, doubt))
}

/// Reads a page into a document that is begun; `doubt` is why none of it can be judged.
pub(crate) fn page(
    text: &str,
    mut layout: Document<'static>,
    hint: &Hint,
    doubt: Option<NotJudged>,
) -> Document<'static> {
    let page = dom::parse(&unix_line_ends(text));
    layout.title = title(&page);
    let mut output = Output::new(layout);
    let mut rules = Rules::of(&page, &mut output);
    walk::walk(&page, &mut rules, &mut output, doubt);
    if rules.sheet.is_incomplete {
        output::warn(
            &mut output,
            ReadWarningKind::Truncated,
            1,
            "more style rules than are judged",
        );
    }
    let mut layout = output.finish();
    layout.base = layout
        .base
        .and_then(|base| resolved(&base, hint.url.as_deref()));
    layout
        .warnings
        .extend(page.truncated.map(limits::truncated));
    layout
}

/// Whether browsers read the page as XML: by its media type, or where it is a file by its name.
fn is_xml(text: &str, hint: &Hint) -> bool {
    let declared = hint
        .declared_type
        .as_deref()
        .and_then(|kind| kind.split(';').next())
        .map(|kind| kind.trim().to_ascii_lowercase());
    match declared {
        Some(kind) => kind.ends_with("+xml") || kind.ends_with("/xml"),
        None => {
            let is_named = |name: &String| {
                [".xhtml", ".xht", ".xml"]
                    .iter()
                    .any(|ending| name.to_ascii_lowercase().ends_with(ending))
            };
            hint.file_name.as_ref().is_some_and(is_named) && text.contains("xmlns")
        }
    }
}

/// The page's base as an absolute URL: `<base>` may itself be relative to where the page came from
/// (HTML, "The base element"). Where that is not known, as for a saved page, a relative one leads
/// nowhere. Script and data URLs are no base.
fn resolved(base: &str, page: Option<&str>) -> Option<String> {
    let page = page.and_then(|page| url::Url::parse(page).ok());
    let base = url::Url::options()
        .base_url(page.as_ref())
        .parse(base.trim())
        .ok()?;
    matches!(base.scheme(), "http" | "https").then(|| base.into())
}

/// The parser counts lines by LF only.
fn unix_line_ends(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'\r', text.as_bytes()).is_some() {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

pub(crate) fn charset_in_page(bytes: &[u8]) -> Option<String> {
    let head =
        String::from_utf8_lossy(bytes.get(..PRESCAN_BYTES).unwrap_or(bytes)).to_ascii_lowercase();
    let (_, value) = head
        .split_once("charset=")
        .filter(|(before, _)| before.contains("<meta"))?;
    let value = value.trim_start_matches(['"', '\'']);
    value
        .split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_'))
        .next()
        .map(str::to_owned)
}

fn title(page: &dom::Page) -> Option<String> {
    let node = page.html.tree.nodes().find(|node| {
        node.value()
            .as_element()
            .is_some_and(|element| element.name() == "title")
    })?;
    let text: String = node
        .children()
        .filter_map(|child| child.value().as_text())
        .map(|text| &**text)
        .collect();
    Some(text.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|title| !title.is_empty())
}
