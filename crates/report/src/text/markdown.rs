//! Our own Markdown pages, rendered lightly for a terminal.

use super::Options;
use super::page::{FAINT, PLAIN, Page, STRONG};

/// A page of ours, such as a check's, with headings in bold, paragraphs and list items wrapped to
/// the width, and code as it stands.
///
/// It knows what our own pages use and no more: headings, paragraphs, `-` lists, fenced code,
/// tables (left as they are).
#[must_use]
pub fn page_text(markdown: &str, options: &Options) -> String {
    let mut page = Page::new(options);
    let mut paragraph = Paragraph::default();
    let mut in_code = false;
    for line in markdown.lines() {
        if line.starts_with("```") {
            paragraph.flush(&mut page);
            in_code = !in_code;
        } else if in_code {
            page.verbatim(4, line, FAINT);
        } else if line.trim().is_empty() {
            paragraph.flush(&mut page);
            page.blank();
        } else if line.starts_with('#') {
            paragraph.flush(&mut page);
            page.line("", PLAIN, line.trim_start_matches('#').trim(), STRONG);
        } else if line.starts_with('|') {
            paragraph.flush(&mut page);
            page.verbatim(2, line, PLAIN);
        } else if let Some(item) = line.trim_start().strip_prefix("- ") {
            paragraph.flush(&mut page);
            paragraph.prefix = "  - ";
            paragraph.add(item);
        } else {
            paragraph.add(line.trim());
        }
    }
    paragraph.flush(&mut page);
    page.finish()
}

/// Lines of the source that are one paragraph or list item.
#[derive(Default)]
struct Paragraph {
    prefix: &'static str,
    text: String,
}

impl Paragraph {
    fn add(&mut self, line: &str) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(&line.replace("**", ""));
    }

    fn flush(&mut self, page: &mut Page<'_>) {
        if !self.text.is_empty() {
            page.line(self.prefix, PLAIN, &self.text, PLAIN);
        }
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "# key-is-live\n\nThe **key** has not\nexpired.\n\n## What to do\n\n- Ask the team for a refreshed key, and tell it\n  that this one expired.\n- Second.\n\n```\ngpg --export   KEY\n```\n";

    #[test]
    fn paragraphs_are_joined_and_code_stays_as_it_is() {
        let shown = page_text(
            SOURCE,
            &Options {
                width: 40,
                ..Options::default()
            },
        );
        assert_eq!(
            shown,
            "key-is-live\n\nThe key has not expired.\n\nWhat to do\n\n  - Ask the team for a refreshed key,\n    and tell it that this one expired.\n  - Second.\n\n    gpg --export   KEY\n"
        );
    }
}
