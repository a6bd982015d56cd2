//! The walk through the tree, without recursion.

use bonafide_model::claims::{HiddenBy, NotJudged};
use ego_tree::{NodeRef, iter::Edge};
use scraper::{ElementRef, Node, node::Element};

use super::{
    css::Pseudo,
    dom::{Page, protected},
    output::{Look, Mark, Output, line_end},
    rules::Rules,
    visible::{Boxes, Flow, Inner, Side, Style, is_block, is_shape},
};
use crate::{document::Block, limits};

/// Elements with a border of their own in a line of text.
const CONTROLS: &[&str] = &["button", "input", "select", "textarea"];

/// Elements that are drawn otherwise than the text around them.
const EDGES: &[&str] = &["a", "button", "code", "kbd", "label", "samp", "tt"];
/// What a picture or an icon in an address says instead of the sign that it shows.
const AT_SIGNS: &[&str] = &[
    "@",
    "at",
    "(at)",
    "[at]",
    "{at}",
    "(a)",
    "at sign",
    "at-sign",
    "at symbol",
    "arobase",
    "arroba",
    "ät",
];
const DOTS: &[&str] = &[".", "dot", "(dot)", "[dot]", "{dot}", "punkt", "point"];
/// The least height of a line that is covered, in pixels, and lines that are covered by a box.
const LEAST_LINE: f32 = 8.0;
const COVERED: f32 = 500.0;
/// Places in a grid that are kept.
const AREAS: usize = 100;
/// Elements inside an item that are looked at to tell whether it is one line of text.
const INSIDE: usize = 64;

/// An element that is open.
struct Frame {
    style: Style,
    /// Why its text is hidden whatever its style is.
    hidden_by: Option<HiddenBy>,
    close: Close,
    /// Whether a border parts it from the text around.
    is_control: bool,
    /// Whether it is drawn otherwise than the text around it.
    has_edge: bool,
    line: u32,
    is_heading: bool,
    has_link: bool,
    /// Its text was replaced.
    is_replaced: bool,
    /// Whether only its summary is seen without a click.
    is_closed: bool,
    /// The block around it, if it makes one.
    block: Option<Block>,
    /// Where its text begins.
    start: Mark,
    /// Of a block: why it cannot be told in which order its text is seen, and whether something
    /// without text before it floats to the right.
    mixed: Option<NotJudged>,
    has_float: bool,
    is_drawing: bool,
    /// Whether there is room behind what ended last inside.
    has_room_behind: bool,
    /// Of a drawing: where the letters begin that no shape lies over yet.
    uncovered: Mark,
    /// Of a grid: the places of its items.
    areas: Vec<u64>,
}

/// What ends with an element.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Close {
    Nothing,
    Line,
    Row,
    Aside,
    Room(bool),
}

/// Writes the page's text into lines; `doubt` is why none of it can be judged.
pub(super) fn walk(page: &Page, rules: &mut Rules, output: &mut Output, doubt: Option<NotJudged>) {
    let mut frames: Vec<Frame> = Vec::new();
    let root = Style::of_page(doubt);
    for edge in page.html.tree.root().traverse() {
        if output.is_full() {
            output.layout.warnings.push(limits::truncated("lines"));
            return;
        }
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => {
                    let frame = open(page, rules, output, node, element, frames.last(), &root);
                    note_column(&mut frames, &frame);
                    frames.push(frame);
                    generate(page, rules, output, node, &mut frames, Pseudo::Before);
                }
                Node::Text(text) => {
                    write(page, output, node, text, frames.last());
                    note_text(&mut frames, text);
                }
                Node::Comment(comment) => {
                    output.hidden_line(comment, page.line(node.id()), HiddenBy::Comment)
                }
                _ => {}
            },
            Edge::Close(node) if node.value().is_element() => {
                generate(page, rules, output, node, &mut frames, Pseudo::After);
                if let Some(frame) = frames.pop() {
                    note_painted(&mut frames, &frame, node, output);
                    close(output, &frame);
                    let boxes = &frame.style.boxes;
                    if let Some(parent) = frames.last_mut() {
                        parent.has_room_behind = boxes.gaps.1 || boxes.room.is_wide;
                    }
                    note_order(&mut frames, &frame, output);
                }
            }
            Edge::Close(_) => {}
        }
    }
}

/// The block around what is open.
fn block_of(frames: &mut [Frame]) -> Option<&mut Frame> {
    frames.iter_mut().rfind(|frame| {
        matches!(frame.close, Close::Line | Close::Row | Close::Aside)
            || frame.style.boxes.flow == Flow::Cell
    })
}

/// Text behind something that floats to the right is seen in front of it.
fn note_text(frames: &mut [Frame], text: &str) {
    if !text.trim_ascii().is_empty()
        && frames
            .last()
            .is_some_and(|frame| frame.hidden_by.is_none() && frame.style.reason().is_none())
        && let Some(block) = block_of(frames)
        && block.has_float
    {
        block.mixed = Some(NotJudged::Float);
    }
}

/// Notes what an element that has ended does to the order of the text around it.
fn note_order(frames: &mut [Frame], ended: &Frame, output: &Output) {
    let has_text = output.mark() != ended.start || output.has_asides();
    if !has_text || ended.hidden_by.is_some() || ended.style.reason().is_some() {
        return;
    }
    let boxes = ended.style.boxes;
    let is_in_line = matches!(boxes.flow, Flow::Inline | Flow::Atom);
    let Some(block) = block_of(frames) else {
        return;
    };
    match boxes.floats {
        // What floats is seen at its side, whatever stands in front of it in the line.
        Some(_) if output.is_in_line() => block.mixed = Some(NotJudged::Float),
        Some(Side::Right) => block.has_float = true,
        // What follows stands right behind it.
        Some(Side::Left) if !boxes.gaps.1 && !boxes.room.is_wide => block.has_float = true,
        None if boxes.room.is_in_place && output.is_in_line() => {
            block.mixed = Some(NotJudged::Offset);
        }
        _ if is_in_line && boxes.is_moved => block.mixed = Some(NotJudged::Offset),
        _ => {}
    }
}

/// Of a table with a column that is not shown, it is not told which cells are not.
fn note_column(frames: &mut [Frame], opened: &Frame) {
    if opened.style.is_column_gone()
        && let Some(table) = frames
            .iter_mut()
            .rfind(|frame| frame.style.boxes.flow == Flow::Row)
    {
        table.mixed = Some(NotJudged::LimitedSize);
    }
}

/// Notes what an element that has ended lies over.
fn note_painted(frames: &mut [Frame], ended: &Frame, node: NodeRef<'_, Node>, output: &mut Output) {
    if ended.hidden_by.is_some() || ended.style.hidden.is_some() {
        return;
    }
    let boxes = &ended.style.boxes;
    let has_text = output.mark() != ended.start || output.has_asides();
    note_cover(frames, boxes, has_text);
    note_moved(boxes, ended.start, output);
    let is_shape = node
        .value()
        .as_element()
        .is_some_and(|element| element.name.ns.ends_with("/svg") && is_shape(element.name()));
    if is_shape
        && ended.style.is_drawn()
        && let Some(drawing) = frames.iter_mut().find(|frame| frame.is_drawing)
    {
        let mark = output.mark();
        let end = if ended.style.is_page() {
            ended.start
        } else {
            mark
        };
        if drawing.uncovered != end {
            output.doubt_since(drawing.uncovered, NotJudged::Overlay);
            drawing.uncovered = mark;
        }
    }
    if let Some(area) = boxes.area
        && let Some(grid) = frames.last_mut()
    {
        if grid.areas.contains(&area) && boxes.is_painted {
            grid.mixed = Some(NotJudged::Overlay);
        } else if grid.areas.len() < AREAS {
            grid.areas.push(area);
        }
    }
}

/// A painted box over other text may cover it: all of what it is placed in.
fn note_cover(frames: &mut [Frame], boxes: &Boxes, has_text: bool) {
    /// Lower boxes with text of their own are heads of pages and menus, and lower ones without it
    /// lines below headings.
    const HIGH: f32 = 200.0;
    const HIGH_WITHOUT_TEXT: f32 = 8.0;
    let least = if has_text { HIGH } else { HIGH_WITHOUT_TEXT };
    if boxes.covers.is_some_and(|height| height >= least) {
        let index = frames
            .iter()
            .rposition(|frame| frame.style.boxes.is_positioned)
            .unwrap_or(0);
        if let Some(frame) = frames.get_mut(index) {
            frame.mixed = Some(NotJudged::Overlay);
        }
    }
}

/// A painted box that is moved over its neighbours covers their lines.
fn note_moved(boxes: &Boxes, start: Mark, output: &mut Output) {
    let Some((up, down)) = boxes.over.filter(|_| boxes.is_painted) else {
        return;
    };
    // At most as many as the constant says.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let lines = |pixels: f32| (pixels / LEAST_LINE).ceil().clamp(0.0, COVERED) as usize;
    output.doubt_before(start, lines(up), NotJudged::Overlay);
    output.doubt_next(lines(down), NotJudged::Overlay);
}

fn look(frame: &Frame) -> Look {
    Look {
        hidden_by: frame.hidden_by.or_else(|| frame.style.letters_reason()),
        not_judged: frame.style.letters_not_judged(),
        is_preformatted: frame.style.is_preformatted,
    }
}

fn write(
    page: &Page,
    output: &mut Output,
    node: NodeRef<'_, Node>,
    text: &str,
    frame: Option<&Frame>,
) {
    let Some(frame) = frame.filter(|frame| !frame.is_replaced) else {
        return;
    };
    let mut look = look(frame);
    look.not_judged = look
        .not_judged
        .or(frame.is_closed.then_some(NotJudged::AfterClick));
    for (part, number, after_end) in page.text_lines(node.id(), text) {
        if after_end {
            line_end(output, number, look);
        }
        if frame.style.is_reversed {
            output.text(&part.chars().rev().collect::<String>(), number, look);
        } else {
            output.text(part, number, look);
        }
    }
}

/// Writes what style rules put in front of or behind an element's content.
fn generate(
    page: &Page,
    rules: &mut Rules,
    output: &mut Output,
    node: NodeRef<'_, Node>,
    frames: &mut [Frame],
    pseudo: Pseudo,
) {
    let Some(frame) = frames.last().filter(|frame| frame.hidden_by.is_none()) else {
        return;
    };
    let Some(element) = ElementRef::wrap(node).filter(|_| rules.sheet.has_generated) else {
        return;
    };
    let Some(generated) = frame.style.generated(element, &mut rules.sheet, pseudo) else {
        return;
    };
    let boxes = &generated.style.boxes;
    if generated.style.reason() != Some(HiddenBy::DisplayNone)
        && generated.style.hidden.is_none()
        && !boxes.is_behind
    {
        note_cover(frames, boxes, !generated.text.trim().is_empty());
        note_moved(boxes, output.mark(), output);
    }
    let style = &generated.style;
    let look = Look {
        hidden_by: style.reason(),
        not_judged: style.not_judged(),
        is_preformatted: style.is_preformatted,
    };
    if look.hidden_by.is_some() {
        return output.text(&generated.text, page.line(node.id()), look);
    }
    let is_apart = matches!(
        style.boxes.flow,
        Flow::Block | Flow::Row | Flow::Cell | Flow::Item
    );
    let is_boxed =
        matches!(style.boxes.flow, Flow::Atom) || style.boxes.gaps.0 || style.boxes.gaps.1;
    let number = page.line(node.id());
    match style.boxes.flow {
        Flow::Aside if generated.text.trim().is_empty() => return,
        Flow::Aside => output.begin_aside(),
        _ if is_apart => output.break_line(),
        _ if is_boxed => output.room(false),
        _ => {}
    }
    for (index, part) in generated.text.split('\n').enumerate() {
        if index > 0 {
            line_end(output, number, look);
        }
        output.text(part, number, look);
    }
    match style.boxes.flow {
        Flow::Aside => output.end_aside(),
        _ if is_apart => output.break_line(),
        _ if is_boxed => output.room(false),
        _ => {}
    }
}

/// Whether an item of a container is one line of text.
fn is_one_line(element: ElementRef<'_>) -> bool {
    let mut inside = element.descendent_elements().skip(1);
    inside
        .by_ref()
        .take(INSIDE)
        .all(|element| !is_block(element.value().name()))
        && inside.next().is_none()
}

fn open(
    page: &Page,
    rules: &mut Rules,
    output: &mut Output,
    node: NodeRef<'_, Node>,
    element: &Element,
    parent: Option<&Frame>,
    root: &Style,
) -> Frame {
    let around = parent.map_or(root, |frame| &frame.style);
    let wrapped = ElementRef::wrap(node);
    let mut style = match wrapped {
        Some(element) => around.of_child(element, &mut rules.sheet, &rules.scripts),
        None => around.clone(),
    };
    let line = page.line(node.id());
    let name = element.name();
    if name != "summary" && parent.is_some_and(|frame| frame.is_closed) {
        style.doubt(NotJudged::AfterClick);
    }
    let hidden_by = match parent.and_then(|frame| frame.hidden_by) {
        None | Some(HiddenBy::Metadata) => {
            not_rendered(name).or(parent.and_then(|frame| frame.hidden_by))
        }
        around => around,
    };
    let reason = hidden_by.or_else(|| style.reason());
    let is_control = CONTROLS.contains(&name);
    let has_edge = EDGES.contains(&name);
    let is_item = style.boxes.flow == Flow::Item && wrapped.is_some_and(is_one_line);
    if is_item && style.boxes.is_placed {
        style.doubt(NotJudged::Order);
    }
    let close = match style.boxes.flow {
        _ if hidden_by.is_some() => Close::Line,
        Flow::Cell => Close::Nothing,
        Flow::Item if is_item => Close::Nothing,
        Flow::Row => Close::Row,
        Flow::Block | Flow::Item if style.boxes.inner == Inner::Beside => Close::Row,
        Flow::Block | Flow::Item => Close::Line,
        // A raised sign in an address belongs to it.
        Flow::Aside if is_sign(wrapped) => Close::Nothing,
        Flow::Aside => Close::Aside,
        Flow::Atom => Close::Room(true),
        Flow::Inline => Close::Room(style.boxes.gaps.1),
        Flow::Contents => Close::Nothing,
    };
    let is_seen = reason.is_none();
    match close {
        Close::Row => output.row(),
        Close::Line => output.break_line(),
        Close::Aside if is_seen => output.begin_aside(),
        Close::Nothing if style.boxes.flow == Flow::Cell || is_item => {
            output.cell(touches(parent, &style.boxes))
        }
        Close::Room(_) if is_seen && (style.boxes.flow == Flow::Atom || style.boxes.gaps.0) => {
            output.room(!style.boxes.gaps.0)
        }
        _ if has_edge && is_seen => output.edge(),
        _ => {}
    }
    let close = if is_seen || matches!(close, Close::Row | Close::Line) {
        close
    } else {
        Close::Nothing
    };
    if name == "br" && reason.is_none() {
        output.end_line();
    }
    let heading = heading(name);
    if heading.is_some() {
        output.set_heading(heading);
    }
    let block = block_kind(name, close).map(|kind| output.begin_block(kind));
    let start = output.mark();
    attributes(output, element, line, reason);
    let look = Look {
        hidden_by: reason,
        not_judged: style.not_judged(),
        is_preformatted: false,
    };
    if let Some(sign) = sign(element).filter(|_| is_seen && output.is_inside_word()) {
        output.text(
            sign,
            line,
            Look {
                not_judged: look.not_judged.or(Some(NotJudged::Picture)),
                ..look
            },
        );
    }
    let has_link = target(element).is_some_and(|target| output.open_link(target, reason));
    let address = element.attr("data-cfemail").and_then(protected::decode);
    if let Some(address) = &address {
        output.text(address, line, look);
    }
    if is_control {
        output.text(" ", line, look);
    }
    if name == "input" {
        input(output, element, line, look);
        output.text(" ", line, look);
    }
    let is_replaced = address.is_some() || parent.is_some_and(|frame| frame.is_replaced);
    Frame {
        style,
        hidden_by,
        close,
        is_control,
        has_edge: has_edge && is_seen,
        line,
        is_heading: heading.is_some(),
        has_link,
        is_replaced,
        is_closed: name == "details" && rules.is_closed(node.id(), element),
        block,
        start,
        mixed: None,
        has_float: false,
        is_drawing: name == "svg",
        has_room_behind: false,
        uncovered: start,
        areas: Vec::new(),
    }
}

/// Whether a cell or an item begins where the one before it ends, so that both read as one word.
fn touches(parent: Option<&Frame>, boxes: &Boxes) -> bool {
    let is_cell = boxes.flow == Flow::Cell;
    let has_room = boxes.gaps.0
        || is_cell && (!boxes.room.is_bare || boxes.room.between)
        || parent.is_some_and(|frame| frame.has_room_behind || frame.style.boxes.room.between);
    !has_room
}

fn close(output: &mut Output, frame: &Frame) {
    if frame.is_control && frame.hidden_by.is_none() {
        output.text(
            " ",
            frame.line,
            Look {
                is_preformatted: false,
                ..look(frame)
            },
        );
    }
    if let Some(why) = frame.mixed {
        output.doubt_since(frame.start, why);
    }
    if frame.has_link {
        output.close_link();
    }
    if frame.is_heading {
        output.set_heading(None);
    }
    match frame.close {
        Close::Row => output.row(),
        Close::Line => output.break_line(),
        Close::Aside => output.end_aside(),
        Close::Room(true) => output.room(!frame.style.boxes.gaps.1),
        Close::Room(false) if frame.has_edge => output.edge(),
        Close::Room(false) | Close::Nothing => {}
    }
    if let Some(block) = frame.block {
        output.resume_block(block);
    }
}

/// What the format says of the lines inside an element.
fn block_kind(name: &str, close: Close) -> Option<Block> {
    match name {
        "li" => Some(Block::Item),
        "dt" => Some(Block::Term),
        "dd" => Some(Block::Description),
        "pre" | "listing" | "plaintext" | "xmp" => Some(Block::Preformatted),
        "table" => None,
        _ if close == Close::Row => Some(Block::Row),
        _ if matches!(close, Close::Line | Close::Aside) => Some(Block::Paragraph),
        _ => None,
    }
}

/// Whether an element holds nothing but a sign of an address.
fn is_sign(element: Option<ElementRef<'_>>) -> bool {
    let Some(element) = element else { return false };
    let text: String = element
        .text()
        .take(2)
        .flat_map(str::chars)
        .take(8)
        .collect();
    !text.trim().is_empty() && !text.contains(char::is_alphanumeric)
}

/// The sign of an address that a picture or an icon shows.
fn sign(element: &Element) -> Option<&'static str> {
    let text = match element.name() {
        "img" | "input" => element.attr("alt"),
        "svg" | "i" | "span" => element.attr("aria-label"),
        _ => None,
    };
    let text = text.unwrap_or_default().trim().to_lowercase();
    let is_icon = |ending: &str| {
        matches!(element.name(), "i" | "span")
            && element.classes().any(|class| {
                class
                    .strip_suffix(ending)
                    .is_some_and(|icon| icon.len() <= 8)
            })
    };
    if AT_SIGNS.contains(&text.as_str()) || is_icon("-at") {
        return Some("@");
    }
    DOTS.contains(&text.as_str()).then_some(".")
}

/// Why an element's text is never shown by a browser that runs scripts.
pub(super) fn not_rendered(name: &str) -> Option<HiddenBy> {
    match name {
        "template" => Some(HiddenBy::Template),
        "noscript" => Some(HiddenBy::Noscript),
        "title" | "desc" => Some(HiddenBy::Title),
        "head" => Some(HiddenBy::Metadata),
        "script" | "style" | "iframe" | "object" | "noembed" | "noframes" | "audio" | "video"
        | "canvas" | "datalist" | "rp" | "meter" | "progress" | "annotation" | "annotation-xml"
        | "metadata" | "defs" | "symbol" | "clipPath" | "mask" | "pattern" | "marker" => {
            Some(HiddenBy::NotRendered)
        }
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
        && let Some(content) = element
            .attr("content")
            .filter(|_| element.attr("name").is_some() || element.attr("property").is_some())
    {
        output.hidden_line(content, line, reason.unwrap_or(HiddenBy::Metadata));
    }
}

/// The target of a link, with a protected address decoded.
fn target(element: &Element) -> Option<String> {
    let target = element
        .attr("href")
        .filter(|_| matches!(element.name(), "a" | "area"))?
        .trim();
    let address = target
        .split_once("/cdn-cgi/l/email-protection")
        .and_then(|(_, code)| {
            let code = code
                .strip_prefix('#')
                .filter(|code| !code.is_empty())
                .or_else(|| element.attr("data-cfemail"));
            code.and_then(protected::decode)
        });
    Some(address.map_or_else(|| target.to_owned(), |address| format!("mailto:{address}")))
}

fn input(output: &mut Output, element: &Element, line: u32, look: Look) {
    let Some(value) = element
        .attr("value")
        .filter(|value| !value.trim().is_empty())
    else {
        return;
    };
    match element
        .attr("type")
        .unwrap_or("text")
        .to_ascii_lowercase()
        .as_str()
    {
        "hidden" | "password" | "checkbox" | "radio" | "color" | "range" | "file" | "image" => {
            output.hidden_line(value, line, HiddenBy::NotRendered);
        }
        _ => output.text(value, line, look),
    }
}
