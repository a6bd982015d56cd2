//! HTML between other text, tag by tag: what of that text is not seen.

use bonafide_model::HiddenBy;
use scraper::{ElementRef, Html};

use super::css::Sheet;
use super::style::Style;
use super::walk::not_rendered;

/// Tags that are looked at; the largest Markdown document seen has some hundred.
const TAGS: usize = 20_000;
/// Elements that are open at once.
const DEPTH: usize = 100;
/// Elements without content.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Elements that an empty line does not end.
const CONTAINERS: &[&str] = &[
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "footer",
    "form",
    "header",
    "html",
    "li",
    "main",
    "nav",
    "noscript",
    "ol",
    "script",
    "section",
    "style",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "th",
    "tr",
    "ul",
];

/// The elements that are open at a place in the text.
#[derive(Default)]
pub(crate) struct Fragment {
    sheet: Sheet,
    root: Style,
    open: Vec<(String, Style, Option<HiddenBy>)>,
    seen: usize,
}

impl Fragment {
    /// Takes over style rules.
    pub(crate) fn add_rules(&mut self, css: &str) {
        self.sheet.add(css);
    }

    /// Reads a tag, such as `<p hidden>` or `</p>`, of an element of that name.
    pub(crate) fn tag(&mut self, name: &str, tag: &str) {
        if tag.starts_with("</") {
            if let Some(at) = self.open.iter().rposition(|(open, ..)| open == name) {
                self.open.truncate(at);
            }
            return;
        }
        self.seen += 1;
        if VOID.contains(&name) || tag.ends_with("/>") || self.seen > TAGS || self.open.len() >= DEPTH {
            return;
        }
        // Rows and cells are elements only where they belong, and so are the parts of drawings.
        let alone = if is_table_part(name) { tag.replacen(name, "div", 1) } else { tag.to_owned() };
        let is_drawn = name != "svg" && self.open.iter().any(|(open, ..)| open == "svg");
        let page = Html::parse_fragment(&if is_drawn { format!("<svg>{alone}") } else { alone });
        let (around, reason) = self.open.last().map_or((&self.root, None), |(_, style, reason)| (style, *reason));
        let first = |element: ElementRef<'_>| element.children().find_map(ElementRef::wrap).map(|child| child.id());
        let element = page.root_element().children().find_map(ElementRef::wrap);
        let element = element.filter(|_| !is_drawn).or_else(|| page.tree.get(first(element?)?).and_then(ElementRef::wrap));
        let style = element.map_or_else(|| around.clone(), |element| around.of_child(element, &mut self.sheet));
        self.open.push((name.to_owned(), style, reason.or_else(|| not_rendered(name))));
    }

    /// An empty line, which ends paragraphs and what is open inside them.
    pub(crate) fn end_paragraph(&mut self) {
        if let Some(at) = self.open.iter().position(|(name, ..)| !CONTAINERS.contains(&name.as_str())) {
            self.open.truncate(at);
        }
    }

    /// The name of the element whose content is no text at all, if one is open.
    pub(crate) fn raw_element(&self) -> Option<&str> {
        self.open.last().map(|(name, ..)| name.as_str()).filter(|name| matches!(*name, "script" | "style"))
    }

    /// Why text is not seen here.
    pub(crate) fn reason(&self) -> Option<HiddenBy> {
        self.open.last().and_then(|(_, style, reason)| reason.or_else(|| style.reason()))
    }
}

fn is_table_part(name: &str) -> bool {
    matches!(name, "table" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" | "caption" | "body" | "html")
}
