//! Marked content whose text is replaced for programs (`ActualText`) or described (`Alt`, `E`).
//!
//! A viewer shows the glyphs; copying, searching and screen readers use the replacement. Honest
//! ones spell out ligatures and hyphens.

use bonafide_model::claims::HiddenBy;
use hayro_interpret::kurbo::Rect;
use hayro_syntax::object::{Dict, String as PdfString};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::glyph::{Glyph, PageGlyphs};
use super::limits;
use super::text::{combining_accent, text_string};

/// A sequence with a replacement.
#[derive(Debug)]
struct Span {
    replacement: String,
    hidden_by: HiddenBy,
    start: usize,
    end: Option<usize>,
}

/// The sequences of a page. Inside a sequence with a replacement others are not looked at.
#[derive(Debug, Default)]
pub(super) struct Spans {
    spans: Vec<Span>,
    /// For each open sequence, whether it is the one whose replacement counts.
    open: Vec<bool>,
}

impl Spans {
    pub(super) fn begin(&mut self, properties: Option<&Dict<'_>>, glyphs: usize) {
        let is_inside = self.open.contains(&true);
        let properties = properties.filter(|_| !is_inside && self.spans.len() < limits::SPANS);
        let replacement = properties.and_then(|properties| {
            // Descriptions and expansions replace nothing, but nobody sees them either.
            let kinds = [
                (b"ActualText".as_slice(), HiddenBy::ActualText),
                (b"Alt", HiddenBy::Metadata),
                (b"E", HiddenBy::Metadata),
            ];
            kinds.into_iter().find_map(|(key, hidden_by)| {
                Some((properties.get::<PdfString<'_>>(key)?, hidden_by))
            })
        });
        self.open.push(replacement.is_some());
        if let Some((replacement, hidden_by)) = replacement {
            self.spans.push(Span {
                replacement: text_string(replacement.as_bytes()),
                hidden_by,
                start: glyphs,
                end: None,
            });
        }
    }

    pub(super) fn end(&mut self, glyphs: usize) {
        if self.open.pop() == Some(true)
            && let Some(span) = self.spans.last_mut()
        {
            span.end = Some(glyphs);
        }
    }

    /// Adds the replacements that say something else than the glyphs, each as one hidden glyph in
    /// their place.
    pub(super) fn add_differing(self, page: &mut PageGlyphs) {
        for span in self.spans {
            let end = span.end.unwrap_or(page.glyphs.len()).min(page.glyphs.len());
            let glyphs = page
                .glyphs
                .get(span.start.min(end)..end)
                .unwrap_or_default();
            let drawn: String = glyphs.iter().map(|glyph| page.text_of(glyph)).collect();
            if !span.replacement.chars().any(char::is_alphanumeric)
                || comparable(&drawn) == comparable(&span.replacement)
            {
                continue;
            }
            let at = if glyphs.is_empty() {
                span.start.saturating_sub(1)..span.start
            } else {
                span.start..end
            };
            let Some(glyph) =
                replacement_glyph(page.glyphs.get(at).unwrap_or_default(), span.hidden_by)
            else {
                continue;
            };
            page.push(glyph, &span.replacement.replace(['\r', '\n'], " "));
        }
    }
}

/// A glyph in the place of some others.
fn replacement_glyph(replaced: &[Glyph], hidden_by: HiddenBy) -> Option<Glyph> {
    let (first, last) = (replaced.first()?, replaced.last()?);
    let ink = replaced
        .iter()
        .map(|glyph| glyph.ink)
        .reduce(|a, b| a.union(b))
        .unwrap_or(Rect::ZERO);
    let advance = (last.origin - first.origin).dot(first.along) + last.advance;
    Some(Glyph {
        ink,
        advance: advance.max(first.advance),
        shape: None,
        hidden_by: Some(hidden_by),
        ..first.clone()
    })
}

/// Text without what replacements honestly change: ligatures, accents drawn apart, hyphens at line
/// ends, spaces, small capitals.
pub(super) fn comparable(text: &str) -> String {
    text.nfkd()
        .filter(|c| !c.is_whitespace() && !is_combining_mark(*c) && combining_accent(*c).is_none())
        .filter(|c| {
            !matches!(
                c,
                '-' | '\u{AD}' | '\u{2010}' | '\u{200B}'..='\u{200D}' | '\u{FEFF}'
            )
        })
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::comparable;

    #[test]
    fn honest_replacements_compare_equal() {
        assert_eq!(comparable("\u{FB01}nd"), comparable("find"));
        assert_eq!(comparable("\u{B4}e"), comparable("é"));
        assert_eq!(comparable("finger-"), comparable("finger\u{AD}"));
        assert_ne!(comparable("0123"), comparable("4567"));
    }
}
