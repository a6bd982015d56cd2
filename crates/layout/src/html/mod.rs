//! HTML into lines: what a person sees of the page, with source lines, and what is hidden, with the reason.

mod cascade;
mod color;
mod conditions;
mod css;
mod fragment;
mod geometry;
mod length;
mod output;
mod protected;
mod selectors;
mod style;
mod syntax;
#[cfg(test)]
mod tests;
mod tree;
mod validity;
mod walk;

use std::borrow::Cow;

use bonafide_model::{Format, ReadError, ReadWarningKind};

use crate::{
    Hint,
    charset::{charset_parameter, decode},
    document::Document,
    limits,
};
pub(crate) use fragment::Fragment;
use output::Output;

/// Where a page may declare its character set (HTML, "Determining the character encoding").
const PRESCAN_BYTES: usize = 1024;

/// Reads HTML into lines.
pub(crate) fn layout(bytes: &[u8], hint: &Hint) -> Result<Document<'static>, ReadError> {
    let declared = hint.declared_type.as_deref().and_then(charset_parameter).map(str::to_owned).or_else(|| charset_in_page(bytes));
    let decoded = decode(bytes, declared.as_deref());
    let page = tree::parse(&unix_line_ends(&decoded.text));
    let mut layout = Document::new(Format::Html);
    layout.warnings = decoded.warnings;
    let mut output = Output::new(layout);
    let mut sheet = walk::styles(&page, &mut output);
    walk::walk(&page, &mut sheet, &mut output);
    if sheet.is_incomplete {
        walk::warn(&mut output, ReadWarningKind::ExternalStyle, 1, "more style rules than are judged");
    }
    let mut layout = output.finish();
    layout.title = title(&page);
    layout.base = layout.base.and_then(|base| resolved(&base, hint.url.as_deref()));
    layout.warnings.extend(page.truncated.map(limits::truncated));
    Ok(layout)
}

/// The page's base as an absolute URL: `<base>` may itself be relative to where the page came from (HTML, "The base element"). Where
/// that is not known, as for a saved page, a relative one leads nowhere. Script and data URLs are no base.
fn resolved(base: &str, page: Option<&str>) -> Option<String> {
    let page = page.and_then(|page| url::Url::parse(page).ok());
    let base = url::Url::options().base_url(page.as_ref()).parse(base.trim()).ok()?;
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
    let head = String::from_utf8_lossy(bytes.get(..PRESCAN_BYTES).unwrap_or(bytes)).to_ascii_lowercase();
    let (_, value) = head.split_once("charset=").filter(|(before, _)| before.contains("<meta"))?;
    let value = value.trim_start_matches(['"', '\'']);
    value.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_')).next().map(str::to_owned)
}

fn title(page: &tree::Page) -> Option<String> {
    let node = page.html.tree.nodes().find(|node| node.value().as_element().is_some_and(|element| element.name() == "title"))?;
    let text: String = node.children().filter_map(|child| child.value().as_text()).map(|text| &**text).collect();
    Some(text.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|title| !title.is_empty())
}
