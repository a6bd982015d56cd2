//! The walk through the tree, without recursion.

use bonafide_model::{HiddenBy, Place, ReadWarning, ReadWarningKind};
use ego_tree::{NodeRef, iter::Edge};
use scraper::{ElementRef, Node, node::Element};

use super::{
    conditions::media_applies,
    css::{Pseudo, Sheet},
    output::{Output, line_end},
    protected,
    style::Style,
    tree::Page,
};
use crate::limits;

/// Bytes of a detail in a warning.
const DETAIL_BYTES: usize = 200;
/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "plaintext",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
    "xmp",
    "select",
    "textarea",
    "search",
];

/// Elements with a border of their own in a line of text.
const CONTROLS: &[&str] = &["button", "input", "select", "textarea"];

/// An element that is open.
struct Frame {
    style: Style,
    /// Why its text is hidden whatever its style is.
    hidden_by: Option<HiddenBy>,
    is_block: bool,
    is_row: bool,
    /// Whether a border parts it from the text around.
    is_control: bool,
    line: u32,
    is_heading: bool,
    has_link: bool,
    /// Its text was replaced.
    is_replaced: bool,
}

/// Collects the page's own style rules, and notes what decides about visibility from outside.
pub(super) fn styles(page: &Page, output: &mut Output) -> Sheet {
    let mut sheet = Sheet::default();
    for node in page.html.tree.nodes() {
        let Some(element) = node.value().as_element() else { continue };
        let line = page.line(node.id());
        match element.name() {
            "style" if media_applies(element.attr("media").unwrap_or_default()) => {
                let css: String = node.children().filter_map(|child| child.value().as_text()).map(|text| &**text).collect();
                sheet.add(&css);
            }
            "link" => {
                let relation = element.attr("rel").unwrap_or_default().to_ascii_lowercase();
                let is_style = relation.split_ascii_whitespace().any(|word| word == "stylesheet");
                if is_style && media_applies(element.attr("media").unwrap_or_default()) {
                    warn(output, ReadWarningKind::ExternalStyle, line, element.attr("href").unwrap_or_default());
                }
            }
            "script" if is_code(element) => warn(output, ReadWarningKind::Script, line, element.attr("src").unwrap_or("inline")),
            "iframe" | "frame" | "object" | "embed" => {
                let source = element.attr("src").or_else(|| element.attr("data")).unwrap_or_default();
                warn(output, ReadWarningKind::Frame, line, source);
            }
            "base" if output.layout.base.is_none() => output.layout.base = element.attr("href").map(str::to_owned),
            _ => {}
        }
    }
    if let Some(import) = sheet.imports.first() {
        warn(output, ReadWarningKind::ExternalStyle, 1, import);
    }
    sheet
}

/// Whether a script is run; data blocks are not.
fn is_code(element: &Element) -> bool {
    let kind = element.attr("type").unwrap_or_default().to_ascii_lowercase();
    kind.is_empty() || kind == "module" || kind.contains("javascript") || kind.contains("ecmascript")
}

/// One warning of a kind is enough.
pub(super) fn warn(output: &mut Output, kind: ReadWarningKind, line: u32, detail: &str) {
    if output.layout.warnings.iter().all(|warning| warning.kind != kind) {
        let place = Some(Place { line, ..Place::default() });
        output.layout.warnings.push(ReadWarning { kind, place, detail: limits::prefix(detail, DETAIL_BYTES).to_owned() });
    }
}

/// Writes the page's text into lines.
pub(super) fn walk(page: &Page, sheet: &mut Sheet, output: &mut Output) {
    let mut frames: Vec<Frame> = Vec::new();
    let root = Style::default();
    for edge in page.html.tree.root().traverse() {
        if output.is_full() {
            output.layout.warnings.push(limits::truncated("lines"));
            return;
        }
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => {
                    let frame = open(page, sheet, output, node, element, frames.last(), &root);
                    generate(page, sheet, output, node, &frame, Pseudo::Before);
                    frames.push(frame);
                }
                Node::Text(text) => write(page, output, node, text, frames.last()),
                Node::Comment(comment) => output.hidden_line(comment, page.line(node.id()), HiddenBy::Comment),
                _ => {}
            },
            Edge::Close(node) if node.value().is_element() => {
                if let Some(frame) = frames.pop() {
                    generate(page, sheet, output, node, &frame, Pseudo::After);
                    close(output, &frame);
                }
            }
            Edge::Close(_) => {}
        }
    }
}

fn write(page: &Page, output: &mut Output, node: NodeRef<'_, Node>, text: &str, frame: Option<&Frame>) {
    let Some(frame) = frame.filter(|frame| !frame.is_replaced) else { return };
    let hidden_by = frame.hidden_by.or_else(|| frame.style.reason());
    let is_preformatted = frame.style.is_preformatted;
    for (part, number, after_end) in page.text_lines(node.id(), text) {
        if after_end {
            line_end(output, number, hidden_by, is_preformatted);
        }
        if frame.style.is_reversed {
            output.text(&part.chars().rev().collect::<String>(), number, hidden_by, is_preformatted);
        } else {
            output.text(part, number, hidden_by, is_preformatted);
        }
    }
}

/// Writes what style rules put in front of or behind an element's content.
fn generate(page: &Page, sheet: &mut Sheet, output: &mut Output, node: NodeRef<'_, Node>, frame: &Frame, pseudo: Pseudo) {
    let Some(element) = ElementRef::wrap(node).filter(|_| sheet.has_generated && frame.hidden_by.is_none()) else { return };
    if let Some((text, style)) = frame.style.generated(element, sheet, pseudo) {
        output.text(&text, page.line(node.id()), style.reason(), style.is_preformatted);
    }
}

fn open(
    page: &Page,
    sheet: &mut Sheet,
    output: &mut Output,
    node: NodeRef<'_, Node>,
    element: &Element,
    parent: Option<&Frame>,
    root: &Style,
) -> Frame {
    let around = parent.map_or(root, |frame| &frame.style);
    let style = match ElementRef::wrap(node) {
        Some(element) => around.of_child(element, sheet),
        None => around.clone(),
    };
    let line = page.line(node.id());
    let name = element.name();
    let hidden_by = match parent.and_then(|frame| frame.hidden_by) {
        None | Some(HiddenBy::Metadata) => not_rendered(name).or(parent.and_then(|frame| frame.hidden_by)),
        around => around,
    };
    let reason = hidden_by.or_else(|| style.reason());
    let is_block = style.is_block.unwrap_or_else(|| BLOCKS.contains(&name));
    let is_row = matches!(name, "tr" | "table");
    if matches!(name, "td" | "th") && style.is_block.is_none() {
        output.cell();
    } else if is_row {
        output.row();
    } else if is_block || hidden_by.is_some() {
        output.break_line();
    }
    if name == "br" && reason.is_none() {
        output.end_line();
    }
    let heading = heading(name);
    if heading.is_some() {
        output.set_heading(heading);
    }
    attributes(output, element, line, reason);
    let has_link = target(element).is_some_and(|target| output.open_link(target, reason));
    let address = element.attr("data-cfemail").and_then(protected::decode);
    if let Some(address) = &address {
        output.text(address, line, reason, false);
    }
    if CONTROLS.contains(&name) {
        output.text(" ", line, reason, false);
    }
    if name == "input" {
        input(output, element, line, reason);
        output.text(" ", line, reason, false);
    }
    let is_replaced = address.is_some() || parent.is_some_and(|frame| frame.is_replaced);
    Frame {
        style,
        hidden_by,
        is_block,
        is_row,
        is_control: CONTROLS.contains(&name),
        line,
        is_heading: heading.is_some(),
        has_link,
        is_replaced,
    }
}

fn close(output: &mut Output, frame: &Frame) {
    if frame.is_control && frame.hidden_by.is_none() {
        output.text(" ", frame.line, frame.style.reason(), false);
    }
    if frame.has_link {
        output.close_link();
    }
    if frame.is_heading {
        output.set_heading(None);
    }
    if frame.is_row {
        output.row();
    } else if frame.is_block || frame.hidden_by.is_some() {
        output.break_line();
    }
}

/// Why an element's text is never shown by a browser that runs scripts.
pub(super) fn not_rendered(name: &str) -> Option<HiddenBy> {
    match name {
        "template" => Some(HiddenBy::Template),
        "noscript" => Some(HiddenBy::Noscript),
        "title" | "desc" => Some(HiddenBy::Title),
        "head" => Some(HiddenBy::Metadata),
        "script" | "style" | "iframe" | "object" | "noembed" | "noframes" | "audio" | "video" | "canvas" | "datalist" | "rp"
        | "meter" | "progress" | "annotation" | "annotation-xml" | "metadata" | "defs" | "symbol" | "clipPath" | "mask"
        | "pattern" | "marker" => Some(HiddenBy::NotRendered),
        _ => None,
    }
}

fn heading(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

/// Texts in attributes, none of which a person reads.
fn attributes(output: &mut Output, element: &Element, line: u32, reason: Option<HiddenBy>) {
    for name in ["title", "alt", "aria-label"] {
        if let Some(text) = element.attr(name).filter(|text| !text.trim().is_empty()) {
            output.hidden_line(text, line, HiddenBy::Title);
        }
    }
    if element.name() == "meta"
        && let Some(content) =
            element.attr("content").filter(|_| element.attr("name").is_some() || element.attr("property").is_some())
    {
        output.hidden_line(content, line, reason.unwrap_or(HiddenBy::Metadata));
    }
}

/// The target of a link, with a protected address decoded.
fn target(element: &Element) -> Option<String> {
    let target = element.attr("href").filter(|_| matches!(element.name(), "a" | "area"))?.trim();
    let address = target.split_once("/cdn-cgi/l/email-protection").and_then(|(_, code)| {
        let code = code.strip_prefix('#').filter(|code| !code.is_empty()).or_else(|| element.attr("data-cfemail"));
        code.and_then(protected::decode)
    });
    Some(address.map_or_else(|| target.to_owned(), |address| format!("mailto:{address}")))
}

fn input(output: &mut Output, element: &Element, line: u32, reason: Option<HiddenBy>) {
    let Some(value) = element.attr("value").filter(|value| !value.trim().is_empty()) else { return };
    match element.attr("type").unwrap_or("text").to_ascii_lowercase().as_str() {
        "hidden" | "password" | "checkbox" | "radio" | "color" | "range" | "file" | "image" => {
            output.hidden_line(value, line, HiddenBy::NotRendered);
        }
        _ => output.text(value, line, reason, false),
    }
}
