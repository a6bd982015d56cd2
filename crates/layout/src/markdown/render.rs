//! Markdown into HTML whose lines know the source lines that they come from.

use std::collections::HashSet;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::text::lines;

/// What is hidden because nothing refers to it.
const HIDDEN: &str = "<div hidden>";

/// A page made of Markdown.
pub(super) struct Rendered {
    pub html: String,
    /// The source line of each line of the page.
    lines: Vec<u32>,
    /// Whether it has tags that the style rules of a page around it may hide.
    pub has_classes: bool,
    /// The targets of links that are defined apart from the text, which are not shown.
    pub definitions: Vec<Definition>,
}

/// Where a link leads whose text stands elsewhere.
pub(super) struct Definition {
    pub label: String,
    pub target: String,
    /// As it stands there, title and all.
    pub text: String,
    pub line: u32,
}

impl Rendered {
    /// The source line of a line of the page.
    pub(super) fn source_line(&self, line: u32) -> u32 {
        let index = usize::try_from(line)
            .unwrap_or(usize::MAX)
            .saturating_sub(1);
        self.lines
            .get(index)
            .or(self.lines.last())
            .copied()
            .unwrap_or(1)
    }
}

/// Renders CommonMark with the tables, notes and struck-out text of GitHub.
pub(super) fn render(text: &str) -> Rendered {
    let front = front_matter(text);
    let mut writer = Writer::new(text);
    for line in text.get(..front).unwrap_or_default().lines() {
        let at = line.as_ptr() as usize - text.as_ptr() as usize;
        writer.new_line(at);
        writer.push("<meta name=\"front matter\" content=\"");
        writer.escaped(line);
        writer.push("\">");
    }
    let body = text.get(front..).unwrap_or_default();
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut notes: HashSet<String> = HashSet::new();
    for event in Parser::new_ext(body, options) {
        if let Event::FootnoteReference(label) = event {
            notes.insert(label.to_string());
        }
    }
    let parser = Parser::new_ext(body, options).into_offset_iter();
    let mut definitions: Vec<Definition> = parser
        .reference_definitions()
        .iter()
        .map(|(label, definition)| Definition {
            label: label.to_owned(),
            target: definition.dest.to_string(),
            text: body
                .get(definition.span.clone())
                .unwrap_or_default()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            line: writer.line_of(front + definition.span.start),
        })
        .collect();
    definitions.sort_by_key(|definition| definition.line);
    for (event, range) in parser {
        writer.event(event, front + range.start, front + range.end, &notes);
    }
    Rendered {
        html: writer.html,
        lines: writer.lines,
        has_classes: writer.has_classes,
        definitions,
    }
}

/// How many bytes stand between `---` lines at the very start.
fn front_matter(text: &str) -> usize {
    let mut rest = text.lines();
    let is_start = rest.next().is_some_and(|line| line.trim_end() == "---");
    let Some(end) = rest
        .find(|line| matches!(line.trim_end(), "---" | "..."))
        .filter(|_| is_start)
    else {
        return 0;
    };
    end.as_ptr() as usize - text.as_ptr() as usize + end.len()
}

struct Writer {
    html: String,
    lines: Vec<u32>,
    /// Where the lines of the source begin.
    starts: Vec<usize>,
    /// Whether the row of a table that is open is that of its headings.
    is_head: bool,
    has_classes: bool,
    /// Inside an image: its alternative text so far, and how many images are open.
    alternative: String,
    images: usize,
}

impl Writer {
    fn new(text: &str) -> Self {
        let starts = lines(text)
            .map(|line| line.as_ptr() as usize - text.as_ptr() as usize)
            .collect();
        Self {
            html: "<!doctype html>".to_owned(),
            lines: vec![1],
            starts,
            is_head: false,
            has_classes: false,
            alternative: String::new(),
            images: 0,
        }
    }

    /// The source line in which this byte stands.
    fn line_of(&self, offset: usize) -> u32 {
        u32::try_from(self.starts.partition_point(|start| *start <= offset))
            .unwrap_or(u32::MAX)
            .max(1)
    }

    fn push(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// A line end in the page, behind which stands what comes from here in the source.
    fn new_line(&mut self, offset: usize) {
        self.html.push('\n');
        self.lines.push(self.line_of(offset));
    }

    /// HTML as it stands in the source, or text that was made HTML.
    fn raw(&mut self, html: &str, offset: usize) {
        let first = self.line_of(offset);
        for (number, part) in (first..).zip(html.split('\n')) {
            if number > first {
                self.html.push('\n');
                self.lines.push(number);
            }
            self.html.push_str(part.trim_end_matches('\r'));
        }
    }

    fn escaped(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.html.push_str("&amp;"),
                '<' => self.html.push_str("&lt;"),
                '>' => self.html.push_str("&gt;"),
                '"' => self.html.push_str("&quot;"),
                '\n' | '\r' => self.html.push(' '),
                c => self.html.push(c),
            }
        }
    }

    fn text(&mut self, text: &str, offset: usize) {
        let first = self.line_of(offset);
        for (number, part) in (first..).zip(text.split('\n')) {
            if number > first {
                self.html.push('\n');
                self.lines.push(number);
            }
            self.escaped(part);
        }
    }

    fn event(&mut self, event: Event<'_>, start: usize, end: usize, notes: &HashSet<String>) {
        if self.images > 0 {
            return self.inside_image(event);
        }
        match event {
            Event::Start(tag) => self.start(tag, start, notes),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, start),
            Event::Code(code) => {
                self.push("<code>");
                self.escaped(&code);
                self.push("</code>");
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                self.has_classes |= html.contains("class=");
                self.raw(&html, start);
            }
            Event::SoftBreak => self.new_line(end),
            Event::HardBreak => {
                self.push("<br>");
                self.new_line(end);
            }
            Event::Rule => self.push("<hr>"),
            Event::FootnoteReference(label) => {
                self.push("<sup><a href=\"#");
                self.escaped(&label);
                self.push("\">");
                self.escaped(&label);
                self.push("</a></sup>");
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, start),
            Event::TaskListMarker(_) => {}
        }
    }

    /// Of what stands in the text of an image only letters count.
    fn inside_image(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Image { .. }) => self.images += 1,
            Event::End(TagEnd::Image) => {
                self.images -= 1;
                if self.images == 0 {
                    let text = std::mem::take(&mut self.alternative);
                    self.push("<img alt=\"");
                    self.escaped(&text);
                    self.push("\">");
                }
            }
            Event::Text(text) | Event::Code(text) => self.alternative.push_str(&text),
            Event::SoftBreak | Event::HardBreak => self.alternative.push(' '),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, start: usize, notes: &HashSet<String>) {
        let is_block = !matches!(
            tag,
            Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Superscript
                | Tag::Subscript
                | Tag::Link { .. }
                | Tag::Image { .. }
        );
        if is_block {
            self.new_line(start);
        }
        match tag {
            Tag::Paragraph => self.push("<p>"),
            Tag::Heading { level, .. } => self.push(&format!("<{level}>")),
            Tag::BlockQuote(_) => self.push("<blockquote>"),
            Tag::CodeBlock(kind) => {
                self.push("<pre><code>");
                // The text begins in the line behind the fence.
                if matches!(kind, CodeBlockKind::Fenced(_)) {
                    let line = self.line_of(start).saturating_add(1);
                    self.lines.pop();
                    self.lines.push(line);
                }
            }
            Tag::List(Some(_)) => self.push("<ol>"),
            Tag::List(None) => self.push("<ul>"),
            Tag::Item => self.push("<li>"),
            Tag::FootnoteDefinition(label) => {
                self.push(if notes.contains(&*label) {
                    "<div>"
                } else {
                    HIDDEN
                });
                self.push("<sup>");
                self.escaped(&label);
                self.push("</sup>");
            }
            Tag::Table(_) => self.push("<table>"),
            Tag::TableHead => {
                self.is_head = true;
                self.push("<tr>");
            }
            Tag::TableRow => self.push("<tr>"),
            Tag::TableCell => self.push(if self.is_head { "<th>" } else { "<td>" }),
            Tag::Emphasis => self.push("<em>"),
            Tag::Strong => self.push("<strong>"),
            Tag::Strikethrough => self.push("<del>"),
            Tag::Superscript => self.push("<sup>"),
            Tag::Subscript => self.push("<sub>"),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => {
                self.push("<a href=\"");
                if link_type == LinkType::Email {
                    self.push("mailto:");
                }
                self.escaped(&dest_url);
                if !title.is_empty() {
                    self.push("\" title=\"");
                    self.escaped(&title);
                }
                self.push("\">");
            }
            Tag::Image { title, .. } => {
                self.images = 1;
                self.alternative.push_str(&title);
                if !title.is_empty() {
                    self.alternative.push(' ');
                }
            }
            Tag::DefinitionList => self.push("<dl>"),
            Tag::DefinitionListTitle => self.push("<dt>"),
            Tag::DefinitionListDefinition => self.push("<dd>"),
            Tag::HtmlBlock | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.push("</p>"),
            TagEnd::Heading(level) => self.push(&format!("</{level}>")),
            TagEnd::BlockQuote(_) => self.push("</blockquote>"),
            TagEnd::CodeBlock => self.push("</code></pre>"),
            TagEnd::List(true) => self.push("</ol>"),
            TagEnd::List(false) => self.push("</ul>"),
            TagEnd::Item => self.push("</li>"),
            TagEnd::FootnoteDefinition => self.push("</div>"),
            TagEnd::Table => self.push("</table>"),
            TagEnd::TableHead => {
                self.is_head = false;
                self.push("</tr>");
            }
            TagEnd::TableRow => self.push("</tr>"),
            TagEnd::TableCell => self.push(if self.is_head { "</th>" } else { "</td>" }),
            TagEnd::Emphasis => self.push("</em>"),
            TagEnd::Strong => self.push("</strong>"),
            TagEnd::Strikethrough => self.push("</del>"),
            TagEnd::Superscript => self.push("</sup>"),
            TagEnd::Subscript => self.push("</sub>"),
            TagEnd::Link => self.push("</a>"),
            TagEnd::DefinitionList => self.push("</dl>"),
            TagEnd::DefinitionListTitle => self.push("</dt>"),
            TagEnd::DefinitionListDefinition => self.push("</dd>"),
            TagEnd::Image | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {}
        }
    }
}
