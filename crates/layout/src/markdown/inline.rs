//! What Markdown means inside a line (CommonMark, "Inlines"), as far as it changes what a person reads.

use std::collections::HashMap;

/// Link targets by normalised label.
pub(crate) type Definitions = HashMap<String, String>;

/// Bytes in the text of a link, so that brackets without end cost linear time.
const LINK_TEXT_BYTES: usize = 1000;
/// Bytes in the target of a link and in an HTML tag.
const TARGET_BYTES: usize = 2048;
/// Open brackets and emphasis marks that are remembered.
const OPEN_MARKS: usize = 16;
/// Tags that are not text. Anything else in angle brackets, such as `<contact(at)team.example>`, is.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "address",
    "b",
    "blockquote",
    "br",
    "center",
    "code",
    "details",
    "div",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "kbd",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
];

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Syntax<'a> {
    /// Links with an unmistakable target only: for text that was extracted from another format.
    LinksOnly,
    /// All of Markdown, with the link targets that the document defines.
    Markdown(&'a Definitions),
}

/// A line as a person reads it.
#[derive(Debug, Default)]
pub(crate) struct Inline {
    /// Its text.
    pub text: String,
    /// Target, text and byte offset in `text` of each link.
    pub links: Vec<(String, String, usize)>,
    /// Alternative texts of images and titles of links, which a person does not see.
    pub alternatives: Vec<String>,
    /// Whether an HTML tag carries attributes that may hide text.
    pub has_styles: bool,
}

/// Reads a line.
pub(crate) fn inline(line: &str, syntax: Syntax<'_>) -> Inline {
    let mut reader = Reader::new(line, syntax);
    while let Some(byte) = line.as_bytes().get(reader.at) {
        reader.step(*byte);
    }
    reader.finish()
}

/// The form in which labels of links are compared.
pub(crate) fn normal_label(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// An opened bracket.
#[derive(Debug, Clone, Copy)]
struct Bracket {
    /// Where it stands in the output.
    out: usize,
    /// Whether an exclamation mark stands in front.
    is_image: bool,
}

/// An opened run of `*` or `_`.
#[derive(Debug, Clone, Copy)]
struct Emphasis {
    mark: u8,
    out: usize,
    length: usize,
}

/// A link in the output before marks are dropped.
struct Span {
    target: String,
    start: usize,
    end: usize,
}

struct Reader<'a> {
    line: &'a str,
    syntax: Syntax<'a>,
    /// What is read next.
    at: usize,
    out: String,
    /// Ranges of the output that are marks and no text.
    dropped: Vec<(usize, usize)>,
    /// Where backslashes stand in the output that escape only if a link closes around them.
    escapes: Vec<usize>,
    brackets: Vec<Bracket>,
    emphasis: Vec<Emphasis>,
    spans: Vec<Span>,
    images: Vec<(usize, usize)>,
    titles: Vec<String>,
    /// The target and start of an HTML link that is open.
    anchor: Option<(String, usize)>,
    /// Whether a bare URL is being read: `_` and `*` are part of it.
    in_url: bool,
    has_styles: bool,
}

impl<'a> Reader<'a> {
    fn new(line: &'a str, syntax: Syntax<'a>) -> Self {
        Self {
            line,
            syntax,
            at: 0,
            out: String::with_capacity(line.len()),
            dropped: Vec::new(),
            escapes: Vec::new(),
            brackets: Vec::new(),
            emphasis: Vec::new(),
            spans: Vec::new(),
            images: Vec::new(),
            titles: Vec::new(),
            anchor: None,
            in_url: false,
            has_styles: false,
        }
    }

    fn step(&mut self, byte: u8) {
        let is_markdown = self.syntax != Syntax::LinksOnly;
        match byte {
            b'\\' if self.line.as_bytes().get(self.at + 1).is_some_and(u8::is_ascii_punctuation) => self.escape(is_markdown),
            b'[' => self.open_bracket(),
            b']' => self.close_bracket(),
            b'`' if is_markdown => self.code(),
            b'<' if is_markdown => self.angle(),
            b'&' if is_markdown => self.entity(),
            b'*' | b'_' if is_markdown => self.mark(byte),
            _ => self.text(is_markdown),
        }
    }

    fn rest(&self) -> &'a str {
        self.line.get(self.at..).unwrap_or_default()
    }

    fn copy(&mut self, bytes: usize) {
        self.out.push_str(self.rest().get(..bytes).unwrap_or_default());
        self.at += bytes.max(1);
    }

    /// Copies up to the next byte that may mean something.
    fn text(&mut self, is_markdown: bool) {
        let rest = self.rest();
        let special: &[char] = if is_markdown { &['\\', '[', ']', '`', '<', '&', '*', '_', ' ', ':'] } else { &['\\', '[', ']'] };
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let length = rest.get(first..).and_then(|rest| rest.find(special)).map_or(rest.len(), |at| at + first);
        if rest.starts_with("://") {
            self.in_url = true;
        } else if rest.starts_with(char::is_whitespace) {
            self.in_url = false;
        }
        self.copy(length);
    }

    fn escape(&mut self, is_markdown: bool) {
        if is_markdown {
            self.at += 1;
            self.copy(1);
        } else {
            self.escapes.push(self.out.len());
            self.copy(2);
        }
    }

    fn open_bracket(&mut self) {
        if self.brackets.len() == OPEN_MARKS {
            self.brackets.remove(0);
        }
        self.brackets.push(Bracket { out: self.out.len(), is_image: self.out.ends_with('!') });
        self.copy(1);
    }

    fn close_bracket(&mut self) {
        let bracket = self.brackets.pop().filter(|bracket| self.out.len() - bracket.out <= LINK_TEXT_BYTES);
        let Some((bracket, (target, length))) = bracket.and_then(|bracket| Some((bracket, self.target(bracket)?))) else {
            return self.copy(1);
        };
        let (start, end) = (bracket.out + 1, self.out.len());
        if bracket.is_image {
            self.dropped.push((bracket.out - 1, end));
            self.images.push((start, end));
        } else {
            self.dropped.push((bracket.out, start));
            self.spans.push(Span { target, start, end });
        }
        let escapes = self.escapes.iter().filter(|at| **at > bracket.out).map(|at| (*at, at + 1));
        self.dropped.extend(escapes);
        self.escapes.clear();
        self.at += length;
    }

    /// The target of the link that the bracket here closes, and how many bytes it takes from the bracket on.
    fn target(&mut self, bracket: Bracket) -> Option<(String, usize)> {
        let behind = self.rest().get(1..)?;
        if behind.starts_with('(') {
            let (target, title, length) = inline_target(behind)?;
            let is_sure = self.syntax != Syntax::LinksOnly || (is_unmistakable(&target) && !bracket.is_image);
            if is_sure && !title.is_empty() {
                self.titles.push(title);
            }
            return is_sure.then_some((target, length + 1));
        }
        let Syntax::Markdown(definitions) = self.syntax else { return None };
        let shown = self.out.get(bracket.out + 1..)?;
        let (label, length) = match behind.strip_prefix('[').and_then(|label| prefix(label, LINK_TEXT_BYTES).split_once(']')) {
            Some(("", _)) => (shown, 3),
            Some((label, _)) => (label, label.len() + 3),
            None => (shown, 1),
        };
        Some((definitions.get(&normal_label(label))?.clone(), length))
    }

    fn code(&mut self) {
        let rest = self.rest();
        let run = rest.len() - rest.trim_start_matches('`').len();
        let fence = rest.get(..run).unwrap_or_default();
        let inside = prefix(rest.get(run..).unwrap_or_default(), TARGET_BYTES);
        let close = inside.match_indices(fence).map(|(at, _)| at).find(|&at| {
            !inside.get(..at).unwrap_or_default().ends_with('`') && !inside.get(at + run..).unwrap_or_default().starts_with('`')
        });
        match close {
            Some(end) => {
                self.out.push_str(inside.get(..end).unwrap_or_default());
                self.at += end + 2 * run;
            }
            None => self.copy(run),
        }
    }

    /// An automatic link, an HTML tag, or text in angle brackets.
    fn angle(&mut self) {
        let Some((inside, _)) = self.rest().get(1..).and_then(|rest| prefix(rest, TARGET_BYTES).split_once('>')) else {
            return self.copy(1);
        };
        let is_word = !inside.is_empty() && !inside.contains(char::is_whitespace);
        let start = self.out.len();
        if is_word && has_scheme(inside) {
            self.out.push_str(inside);
            self.spans.push(Span { target: inside.to_owned(), start, end: self.out.len() });
        } else if is_word && inside.contains('@') && !inside.contains(['(', '[', '<', '/']) {
            self.out.push_str(inside);
            self.spans.push(Span { target: format!("mailto:{inside}"), start, end: self.out.len() });
        } else if !self.tag(inside) {
            return self.copy(1);
        }
        self.at += inside.len() + 2;
    }

    /// Whether this is an HTML tag, which is then acted on.
    fn tag(&mut self, inside: &str) -> bool {
        let closes = inside.starts_with('/');
        let inside = inside.trim_start_matches('/');
        let end = inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len());
        let (name, attributes) = inside.split_at(end);
        let name = name.to_ascii_lowercase();
        if !TAGS.contains(&name.as_str()) || !(attributes.is_empty() || attributes.starts_with([' ', '\t', '/'])) {
            return false;
        }
        let attributes = attributes.to_ascii_lowercase();
        self.has_styles |= ["style", "class", "hidden", "color", "size"].iter().any(|attribute| attributes.contains(attribute));
        self.titles.extend(attribute(inside, "title").filter(|_| !closes));
        match (name.as_str(), closes) {
            ("a", false) => self.anchor = attribute(inside, "href").map(|target| (target, self.out.len())),
            ("a", true) => {
                if let Some((target, start)) = self.anchor.take() {
                    self.spans.push(Span { target, start, end: self.out.len() });
                }
            }
            ("br" | "td" | "th" | "p" | "div" | "li" | "tr", _) => self.out.push(' '),
            _ => {}
        }
        true
    }

    fn entity(&mut self) {
        let decoded = self.rest().get(1..).and_then(|rest| prefix(rest, 10).split_once(';')).and_then(|(name, _)| {
            let character = match name {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "apos" => '\'',
                "nbsp" => '\u{A0}',
                "commat" => '@',
                "period" => '.',
                _ => {
                    let number = name.strip_prefix('#')?;
                    let hexadecimal = number.strip_prefix(['x', 'X']).map(|digits| u32::from_str_radix(digits, 16));
                    char::from_u32(hexadecimal.unwrap_or_else(|| number.parse()).ok()?)?
                }
            };
            Some((character, name.len() + 2))
        });
        match decoded {
            Some((character, length)) => {
                self.out.push(character);
                self.at += length;
            }
            None => self.copy(1),
        }
    }

    /// A run of `*` or `_`, which is dropped where it opens or closes emphasis.
    fn mark(&mut self, mark: u8) {
        let rest = self.rest();
        let run = rest.bytes().take_while(|byte| *byte == mark).count();
        let before = self.line.get(..self.at).and_then(|line| line.chars().next_back());
        let after = rest.get(run..).and_then(|rest| rest.chars().next());
        let is_bullet = self.line.get(..self.at).is_some_and(|line| line.trim_start().is_empty()) && after == Some(' ');
        if self.in_url || is_bullet {
            return self.copy(run);
        }
        let is_free = |neighbour: Option<char>| mark == b'*' || !neighbour.is_some_and(char::is_alphanumeric);
        let can_open = after.is_some_and(|c| !c.is_whitespace()) && is_free(before);
        let can_close = before.is_some_and(|c| !c.is_whitespace()) && is_free(after);
        if let Some(at) = self.emphasis.iter().rposition(|open| open.mark == mark).filter(|_| can_close) {
            let open = self.emphasis[at];
            self.emphasis.truncate(at);
            let matched = open.length.min(run);
            self.dropped.push((open.out + open.length - matched, open.out + open.length));
            if open.length > matched {
                self.emphasis.push(Emphasis { length: open.length - matched, ..open });
            }
            self.at += matched;
            if run > matched {
                self.copy(run - matched);
            }
            return;
        }
        if can_open {
            if self.emphasis.len() == OPEN_MARKS {
                self.emphasis.remove(0);
            }
            self.emphasis.push(Emphasis { mark, out: self.out.len(), length: run });
        }
        self.copy(run);
    }

    /// Drops the marks and moves the links accordingly.
    fn finish(mut self) -> Inline {
        let images = self.images.iter().filter_map(|&(start, end)| self.out.get(start..end)).map(str::to_owned);
        let alternatives = images.chain(std::mem::take(&mut self.titles)).collect();
        self.dropped.sort_unstable();
        let mut text = String::with_capacity(self.out.len());
        // Pairs of a position in the output and the one it has in the text.
        let mut moved = vec![(0, 0)];
        let mut from = 0;
        for &(start, end) in &self.dropped {
            if start >= from {
                text.push_str(self.out.get(from..start).unwrap_or_default());
                moved.push((start, text.len()));
            }
            from = from.max(end);
            moved.push((from, text.len()));
        }
        text.push_str(self.out.get(from..).unwrap_or_default());
        let position = |at: usize| {
            let (out, kept) = moved[moved.partition_point(|&(out, _)| out <= at).saturating_sub(1)];
            (kept + at - out).min(text.len())
        };
        let links = self.spans.into_iter().map(|span| {
            let (start, end) = (position(span.start), position(span.end));
            (span.target, text.get(start..end).unwrap_or_default().to_owned(), start)
        });
        let links = links.collect();
        Inline { links, alternatives, has_styles: self.has_styles, text }
    }
}

/// The target between parentheses at the start of `text`, its title, and how many bytes they take.
fn inline_target(text: &str) -> Option<(String, String, usize)> {
    let text = prefix(text, TARGET_BYTES);
    let inside = text.strip_prefix('(')?.trim_start();
    let (target, rest) = if let Some(quoted) = inside.strip_prefix('<') {
        quoted.split_once('>')?
    } else {
        let mut depth = 0;
        let mut escaped = false;
        let end = inside.find(|c: char| {
            let is_end = !escaped && (c.is_whitespace() || (c == ')' && depth == 0));
            depth += if escaped { 0 } else { i32::from(c == '(') - i32::from(c == ')') };
            escaped = c == '\\' && !escaped;
            is_end
        })?;
        inside.split_at(end)
    };
    let title = rest.trim_start();
    let (title, rest) = match title.chars().next().filter(|quote| matches!(quote, '"' | '\'')) {
        Some(quote) => title.get(1..)?.split_once(quote)?,
        None => ("", title),
    };
    let rest = rest.trim_start().strip_prefix(')')?;
    Some((unescaped(target), title.to_owned(), text.len() - rest.len()))
}

/// A target that cannot be anything else, such as a remark in parentheses behind brackets.
fn is_unmistakable(target: &str) -> bool {
    has_scheme(target) || ["#", "/", "./", "../", "www."].iter().any(|start| target.starts_with(start))
}

/// Whether it begins as a URL does (RFC 3986, "Scheme"); a single letter is a drive.
fn has_scheme(target: &str) -> bool {
    let Some((scheme, rest)) = target.split_once(':') else { return false };
    (2..=32).contains(&scheme.len())
        && !rest.is_empty()
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-'))
}

/// Undoes backslash escapes.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match characters.peek() {
            Some(next) if character == '\\' && next.is_ascii_punctuation() => out.extend(characters.next()),
            _ => out.push(character),
        }
    }
    out
}

/// The value of an attribute of an HTML tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let at = tag.to_ascii_lowercase().find(&format!("{name}="))?;
    let value = tag.get(at + name.len() + 1..)?;
    let value = match value.chars().next().filter(|quote| matches!(quote, '"' | '\'')) {
        Some(quote) => value.get(1..)?.split(quote).next()?,
        None => value.split_ascii_whitespace().next()?,
    };
    Some(value.replace("&amp;", "&"))
}

fn prefix(text: &str, bytes: usize) -> &str {
    crate::limits::prefix(text, bytes)
}
