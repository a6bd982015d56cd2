//! HTML into a tree that knows the source line of its text, within limits that keep the parser
//! linear.

pub(super) mod protected;

use std::{
    borrow::Cow,
    cell::{Cell, Ref, RefCell},
    collections::HashMap,
};

use ego_tree::NodeId;
use html5ever::{
    Attribute, QualName, TokenizerResult,
    buffer_queue::BufferQueue,
    interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink},
    tendril::StrTendril,
    tokenizer::{Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts},
    tree_builder::{TreeBuilder, TreeBuilderOpts},
};
use scraper::{Html, HtmlTreeSink};

/// How deep elements may nest: browsers stop at 512 too, and the parser's time grows with the depth
/// of every open element.
const DEPTH: usize = 512;
/// Nodes of a page; the largest page seen has some 20,000.
const NODES: usize = 400_000;
/// Bytes given to the parser at once; the limits are looked at in between.
const PIECE_BYTES: usize = 1024;
/// How many attributes a tag may have at most, in quarters of a separator. The parser compares each
/// attribute with all before it. A slash counts a quarter, so that an image of two megabytes may
/// stand in an attribute.
const SEPARATORS: usize = 32_768;

/// A parsed page.
pub(super) struct Page {
    /// The tree.
    pub html: Html,
    /// The source line on which each node starts.
    lines: HashMap<NodeId, u32>,
    /// Where inside a text node the source line is not the one that its line ends suggest: byte
    /// offset and line.
    jumps: HashMap<NodeId, Vec<(usize, u32)>>,
    /// What was not read, if a limit was reached.
    pub truncated: Option<&'static str>,
}

impl Page {
    /// Whether browsers read the page by the rules of old ones.
    pub(super) fn is_quirky(&self) -> bool {
        self.html.quirks_mode == QuirksMode::Quirks
    }

    /// The source line on which a node starts.
    pub(super) fn line(&self, node: NodeId) -> u32 {
        self.lines.get(&node).copied().unwrap_or(1)
    }

    /// The lines of a text node: each with its source line and whether a line end stands in front
    /// of it.
    pub(super) fn text_lines<'a>(
        &'a self,
        node: NodeId,
        text: &'a str,
    ) -> impl Iterator<Item = (&'a str, u32, bool)> {
        let mut jumps = self.jumps.get(&node).map(Vec::as_slice).unwrap_or_default();
        let mut line = self.line(node);
        let mut from = 0;
        let mut is_next_line = false;
        std::iter::from_fn(move || {
            let rest = text
                .get(from..)
                .filter(|rest| !rest.is_empty() || is_next_line)?;
            if let Some((&(_, jump), others)) =
                jumps.split_first().filter(|((at, _), _)| *at <= from)
            {
                (line, jumps) = (jump, others);
            }
            let end = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
            let jump = jumps.first().map_or(usize::MAX, |(at, _)| *at - from);
            let (part, number, after_end) = (rest.get(..end.min(jump))?, line, is_next_line);
            is_next_line = end < jump && end < rest.len();
            from += part.len() + usize::from(is_next_line);
            line = line.saturating_add(u32::from(is_next_line));
            Some((part, number, after_end))
        })
    }
}

/// Parses a page whose line ends are LF.
pub(super) fn parse(text: &str) -> Page {
    let sink = Sink {
        inner: HtmlTreeSink::new(Html::new_document()),
        ..Sink::default()
    };
    let guard = Guard {
        builder: TreeBuilder::new(sink, TreeBuilderOpts::default()),
        tokens: Cell::new(0),
    };
    let tokenizer = Tokenizer::new(guard, TokenizerOpts::default());
    let input = BufferQueue::default();
    let mut truncated = None;
    let mut separators = 0;
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, behind) = rest.split_at(rest.ceil_char_boundary(PIECE_BYTES));
        input.push_back(StrTendril::from_slice(piece));
        while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
        if tokenizer.sink.tokens.replace(0) > 0 {
            separators = 0;
        }
        separators += piece.bytes().map(separator_weight).sum::<usize>();
        truncated = tokenizer
            .sink
            .builder
            .sink
            .full
            .get()
            .or((separators > SEPARATORS).then_some("a tag with too many attributes"));
        if truncated.is_some() {
            break;
        }
        rest = behind;
    }
    tokenizer.end();
    let sink = tokenizer.sink.builder.sink;
    Page {
        html: sink.inner.finish(),
        lines: sink.lines.into_inner(),
        jumps: sink.jumps.into_inner(),
        truncated,
    }
}

fn separator_weight(byte: u8) -> usize {
    match byte {
        b' ' | b'\t' | b'\n' | b'\x0C' | b'"' | b'\'' => 4,
        b'/' => 1,
        _ => 0,
    }
}

/// Counts tokens on their way to the tree builder.
struct Guard {
    builder: TreeBuilder<NodeId, Sink>,
    tokens: Cell<usize>,
}

impl TokenSink for Guard {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        if !matches!(token, Token::ParseError(_)) {
            self.tokens.set(self.tokens.get() + 1);
        }
        self.builder
            .sink
            .line
            .set(u32::try_from(line).unwrap_or(u32::MAX));
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Builds the tree, notes source lines and minds the limits.
struct Sink {
    inner: HtmlTreeSink,
    /// The line at which the current token ends.
    line: Cell<u32>,
    lines: RefCell<HashMap<NodeId, u32>>,
    jumps: RefCell<HashMap<NodeId, Vec<(usize, u32)>>>,
    /// The text node that was written to last, and the source line that follows in it.
    last_text: Cell<Option<(NodeId, u32)>>,
    full: Cell<Option<&'static str>>,
}

impl Default for Sink {
    fn default() -> Self {
        Self {
            inner: HtmlTreeSink::new(Html::new_document()),
            line: Cell::new(1),
            lines: RefCell::default(),
            jumps: RefCell::default(),
            last_text: Cell::new(None),
            full: Cell::new(None),
        }
    }
}

impl Sink {
    fn created(&self, node: NodeId, line: u32) -> NodeId {
        let mut lines = self.lines.borrow_mut();
        lines.insert(node, line);
        if lines.len() > NODES {
            self.full.set(Some("too many elements"));
        }
        node
    }

    /// The line on which a token of this text starts.
    fn start_line(&self, text: &str) -> u32 {
        let ends =
            u32::try_from(memchr::memchr_iter(b'\n', text.as_bytes()).count()).unwrap_or(u32::MAX);
        self.line.get().saturating_sub(ends).max(1)
    }

    /// Notes the source line of text that was just added to `node` at `offset`.
    fn added(&self, node: NodeId, offset: usize, start: u32) {
        if offset == 0 {
            self.created(node, start);
        } else if self.last_text.get() != Some((node, start)) {
            self.jumps
                .borrow_mut()
                .entry(node)
                .or_default()
                .push((offset, start));
        }
        self.last_text.set(Some((node, self.line.get())));
    }

    fn check_depth(&self, parent: NodeId) {
        let html = self.inner.0.borrow();
        let depth = html
            .tree
            .get(parent)
            .map_or(0, |node| node.ancestors().take(DEPTH).count());
        if depth >= DEPTH {
            self.full.set(Some("elements nested too deep"));
        }
    }

    fn last_child(&self, parent: NodeId) -> Option<NodeId> {
        self.inner
            .0
            .borrow()
            .tree
            .get(parent)?
            .last_child()
            .map(|child| child.id())
    }

    fn sibling_before(&self, sibling: NodeId) -> Option<NodeId> {
        self.inner
            .0
            .borrow()
            .tree
            .get(sibling)?
            .prev_sibling()
            .map(|child| child.id())
    }

    fn text_length(&self, node: Option<NodeId>) -> usize {
        let html = self.inner.0.borrow();
        node.and_then(|node| html.tree.get(node))
            .and_then(|node| node.value().as_text())
            .map_or(0, |text| text.len())
    }
}

impl TreeSink for Sink {
    type Output = Html;
    type Handle = NodeId;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Html {
        self.inner.finish()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.inner.set_quirks_mode(mode);
    }

    fn get_document(&self) -> NodeId {
        self.inner.get_document()
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        self.inner.elem_name(target)
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        self.created(
            self.inner.create_element(name, attrs, flags),
            self.line.get(),
        )
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        let line = self.start_line(&text);
        self.created(self.inner.create_comment(text), line)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.created(self.inner.create_pi(target, data), self.line.get())
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        match child {
            NodeOrText::AppendNode(_) => {
                self.check_depth(*parent);
                self.inner.append(parent, child);
            }
            NodeOrText::AppendText(text) => {
                let (start, offset) = (
                    self.start_line(&text),
                    self.text_length(self.last_child(*parent)),
                );
                self.inner.append(parent, NodeOrText::AppendText(text));
                if let Some(node) = self.last_child(*parent) {
                    self.added(node, offset, start);
                }
            }
        }
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        match child {
            NodeOrText::AppendNode(_) => {
                self.check_depth(*sibling);
                self.inner.append_before_sibling(sibling, child);
            }
            NodeOrText::AppendText(text) => {
                let (start, offset) = (
                    self.start_line(&text),
                    self.text_length(self.sibling_before(*sibling)),
                );
                self.inner
                    .append_before_sibling(sibling, NodeOrText::AppendText(text));
                if let Some(node) = self.sibling_before(*sibling) {
                    self.added(node, offset, start);
                }
            }
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        previous: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        let has_parent = self
            .inner
            .0
            .borrow()
            .tree
            .get(*element)
            .is_some_and(|node| node.parent().is_some());
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(
        &self,
        name: StrTendril,
        public_id: StrTendril,
        system_id: StrTendril,
    ) {
        self.inner
            .append_doctype_to_document(name, public_id, system_id);
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.inner.get_template_contents(target)
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attrs: Vec<Attribute>) {
        self.inner.add_attrs_if_missing(target, attrs);
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.inner.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.inner.reparent_children(node, new_parent);
    }
}
