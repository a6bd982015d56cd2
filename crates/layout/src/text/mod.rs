//! Plain text into lines.

mod links;
mod numbers;
mod pages;

use std::borrow::Cow;

use bonafide_model::claims::Format;

use crate::{
    Hint,
    charset::{charset_parameter, decode},
    document::{Document, Line, Link},
    limits,
};

/// Reads plain text into lines.
pub(crate) fn layout<'d>(bytes: &'d [u8], hint: &Hint) -> Document<'d> {
    layout_from(bytes, hint, Format::Text, 1)
}

/// Reads plain text whose first line has the number `first_line` in its file.
pub(crate) fn layout_from<'d>(
    bytes: &'d [u8],
    hint: &Hint,
    format: Format,
    first_line: u32,
) -> Document<'d> {
    let decoded = decode(
        bytes,
        hint.declared_type.as_deref().and_then(charset_parameter),
    );
    let mut layout = Document::new(format);
    layout.warnings = decoded.warnings;
    match decoded.text {
        Cow::Borrowed(text) => {
            let is_numbered = push_lines(&mut layout, text, first_line, Cow::Borrowed);
            let is_whole = layout
                .lines
                .iter()
                .all(|line| matches!(line.text, Cow::Borrowed(_)))
                && has_plain_line_ends(text)
                && !is_numbered;
            layout.whole = Some(text).filter(|_| is_whole && layout.lines.len() < limits::LINES);
        }
        Cow::Owned(text) => {
            push_lines(&mut layout, &text, first_line, |line| {
                Cow::Owned(line.to_owned())
            });
        }
    }
    layout
}

/// Adds the lines; says whether each had its number in the margin, which is left out.
fn push_lines<'t, 'd>(
    layout: &mut Document<'d>,
    text: &'t str,
    first_line: u32,
    keep: impl Fn(&'t str) -> Cow<'d, str>,
) -> bool {
    // Looked for once in the whole text, because most texts have none of them.
    let has_links = memchr::memmem::find(text.as_bytes(), b"](").is_some();
    let has_form_feeds = memchr::memchr(b'\x0C', text.as_bytes()).is_some();
    let has_terminal_codes = memchr::memchr2(b'\x1B', b'\x08', text.as_bytes()).is_some();
    let has_page_feet = memchr::memmem::find(text.as_bytes(), b"[Page ").is_some();
    let is_numbered = numbers::in_margin(text);
    let mut feeds = Vec::new();
    // Lines of published profiles have some 50 bytes.
    layout.lines.reserve((text.len() / 48).min(limits::LINES));
    for (line, number) in lines(text).zip(first_line..) {
        if layout.lines.len() == limits::LINES {
            layout.warnings.push(limits::truncated("lines"));
            break;
        }
        if has_form_feeds && line.starts_with('\x0C') {
            feeds.push(layout.lines.len());
        }
        if has_page_feet && pages::is_rfc_foot(line) {
            feeds.push(layout.lines.len() + 1);
        }
        let line = if is_numbered {
            numbers::without(line)
        } else {
            line
        };
        let text = if has_links && line.contains("](") {
            Cow::Owned(without_links(line, layout))
        } else {
            keep(line)
        };
        let text = if has_form_feeds {
            Cow::Owned(text.replace('\x0C', " ").trim_end().to_owned())
        } else {
            text
        };
        let text = if has_terminal_codes {
            Cow::Owned(without_terminal_codes(&text))
        } else {
            text
        };
        layout.lines.push(Line {
            text,
            number,
            ..Line::default()
        });
    }
    pages::set_aside(layout, &feeds);
    is_numbered
}

/// A line as a terminal shows it: colours are no text (ECMA-48, "Control sequences"), and what is
/// struck over something is shown instead of it (`A` behind a backspace, as `man` makes bold
/// letters, or behind an underline).
fn without_terminal_codes(line: &str) -> String {
    let mut shown: Vec<char> = Vec::with_capacity(line.len());
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\x1B' => match chars.peek() {
                Some('[') => {
                    chars.next();
                    while chars.next().is_some_and(|c| !('@'..='~').contains(&c)) {}
                }
                // A title or a link, up to a bell or `ESC \`.
                Some(']') => while chars.next().is_some_and(|c| !matches!(c, '\x07' | '\\')) {},
                Some(_) => {
                    chars.next();
                }
                None => {}
            },
            '\x08' => match (shown.pop(), chars.peek()) {
                // An underline struck over a letter leaves the letter.
                (Some(letter), Some('_')) if letter != '_' => {
                    chars.next();
                    shown.push(letter);
                }
                _ => {}
            },
            c => shown.push(c),
        }
    }
    shown.into_iter().collect()
}

/// The lines of a text as an editor numbers them: LF, CRLF, CR alone and NEL end a line.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text).filter(|text| !text.is_empty());
    std::iter::from_fn(move || {
        let current = rest?;
        let (end, length) = line_end(current.as_bytes()).unwrap_or((current.len(), 0));
        rest = current.get(end + length..).filter(|rest| !rest.is_empty());
        current.get(..end)
    })
}

/// Whether every line ends in a line feed and in nothing else, the last one perhaps in nothing.
fn has_plain_line_ends(text: &str) -> bool {
    memchr::memchr(b'\r', text.as_bytes()).is_none() && !text.contains('\u{85}')
}

/// Where the first line ends and how long its line end is.
fn line_end(bytes: &[u8]) -> Option<(usize, usize)> {
    memchr::memchr3_iter(b'\n', b'\r', 0xC2, bytes).find_map(|at| {
        match (bytes.get(at)?, bytes.get(at + 1)) {
            (b'\r', Some(b'\n')) => Some((at, 2)),
            (b'\n' | b'\r', _) => Some((at, 1)),
            // NEL, U+0085.
            (0xC2, Some(0x85)) => Some((at, 2)),
            _ => None,
        }
    })
}

/// Text that was extracted from another format keeps links in Markdown's syntax: `[text](target)`.
fn without_links(line: &str, layout: &mut Document<'_>) -> String {
    let (text, links) = links::without_links(line);
    let line = layout.lines.len();
    let room = limits::LINKS.saturating_sub(layout.links.len());
    if links.len() > room {
        limits::warn_truncated(&mut layout.warnings, "links");
    }
    layout.links.extend(
        links
            .into_iter()
            .take(room)
            .map(|(target, text, offset)| Link {
                target,
                text,
                line,
                offset: Some(offset),
                hidden_by: None,
            }),
    );
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn read(bytes: &[u8]) -> Document<'_> {
        layout(bytes, &Hint::default())
    }

    fn numbered<'l>(layout: &'l Document<'_>) -> Vec<(u32, &'l str)> {
        layout
            .lines
            .iter()
            .map(|line| (line.number, &*line.text))
            .collect()
    }

    #[test]
    fn every_kind_of_line_end_counts_once() {
        let layout = read("a\nb\r\nc\rd\u{85}e\n\nf é\u{A0}g".as_bytes());
        assert_eq!(
            numbered(&layout),
            [
                (1, "a"),
                (2, "b"),
                (3, "c"),
                (4, "d"),
                (5, "e"),
                (6, ""),
                (7, "f é\u{A0}g")
            ]
        );
        assert!(lines("").next().is_none());
        assert_eq!(lines("x\n").count(), 1);
        assert_eq!(lines("\n\n").count(), 2);
    }

    #[test]
    fn form_feeds_are_no_text_and_no_line_ends() {
        assert_eq!(
            numbered(&read(b"one\n\x0Ctwo\nthree\x0C\n")),
            [(1, "one"), (2, " two"), (3, "three")]
        );
    }

    #[test]
    fn extracted_link_syntax_becomes_a_link() {
        let layout = read(br"Mail: [<contact\(at\)m-cert.fr>](mailto:contact@m-cert.fr), thanks");
        assert_eq!(layout.lines[0].text, "Mail: <contact(at)m-cert.fr>, thanks");
        let link = &layout.links[0];
        assert_eq!(
            (link.target.as_str(), link.text.as_str()),
            ("mailto:contact@m-cert.fr", "<contact(at)m-cert.fr>")
        );
        assert_eq!((link.line, link.offset, link.hidden_by), (0, Some(6), None));
    }

    #[test]
    fn plain_text_that_only_resembles_links_stays_as_it_is() {
        for text in [
            r"info[at](example) C:\(x\) _a_ **b** <https://x.example>",
            "see [1](below or above)",
            "cert[at](dot)example",
            "[URGENT] (tag) [a](b",
        ] {
            let layout = read(text.as_bytes());
            assert_eq!(layout.lines[0].text, text);
            assert!(layout.links.is_empty(), "{text}");
        }
    }

    #[test]
    fn utf16_text_is_read() {
        let bytes: Vec<u8> = "\u{FEFF}Fingerprint\r\n8A1E"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(numbered(&read(&bytes)), [(1, "Fingerprint"), (2, "8A1E")]);
    }

    #[test]
    fn colours_and_overstrike_of_terminals_are_no_text() {
        for (raw, shown) in [
            ("Key: \x1B[1;32m8A1E C5D2\x1B[0m.", "Key: 8A1E C5D2."),
            ("\x1B]0;title\x07Key", "Key"),
            ("K\x08Ke\x08ey\x08y", "Key"),
            ("_\x08K_\x08e_\x08y", "Key"),
            ("K\x08_e\x08_y\x08_", "Key"),
            ("\x1B[", ""),
            ("\x1B", ""),
            ("\x08\x08a", "a"),
        ] {
            assert_eq!(
                read(raw.as_bytes())
                    .lines
                    .first()
                    .map_or("", |line| &*line.text),
                shown,
                "{raw:?}"
            );
        }
    }

    #[test]
    fn lines_are_limited_and_the_rest_is_owned_up_to() {
        let bytes = vec![b'\n'; limits::LINES + 10];
        let layout = read(&bytes);
        assert_eq!(layout.lines.len(), limits::LINES);
        assert_eq!(layout.warnings, [limits::truncated("lines")]);
    }

    #[test]
    fn brackets_without_end_take_linear_time() {
        for hostile in ["[", "](", "[](", "[a](b", "![", "](](x:y)"] {
            let text = hostile.repeat(1 << 16);
            let layout = read(text.as_bytes());
            assert_eq!(layout.lines.len(), 1, "{hostile}");
        }
    }
}
