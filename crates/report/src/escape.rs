//! Untrusted text made safe to show.
//!
//! User IDs, titles, URLs, headers and excerpts are written by whoever wrote the document or runs
//! the server. Shown as they are they could move the cursor, recolour a verdict, reverse the digits
//! of a fingerprint or start a line of their own.

use std::borrow::Cow;

use unicode_general_category::{GeneralCategory, get_general_category};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Combining marks kept on one base character. No script in use stacks more than four; piles of
/// them paint over other lines.
const MARKS_KEPT: usize = 4;

/// What stands where a text was cut.
const CUT: &str = "...";

/// The text for one line of a terminal: everything that does not draw a character of its own stands
/// as `\u{…}`.
///
/// Escaped are control characters (C0, DEL, C1, so tabs and line ends too), line and paragraph
/// separators, format characters (bidi controls and isolates, zero-width, tags, soft hyphen), other
/// characters that draw nothing, private-use and unassigned ones, and combining marks without a
/// base or in piles. All other Unicode text is kept, look-alikes too: this makes text safe to
/// print, not safe to believe. It is for reading only and cannot be undone, because a backslash is
/// not doubled.
#[must_use]
pub fn inline(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    // A mark at the very start would sit on whatever the report prints in front of it.
    let mut marks = MARKS_KEPT;
    let mut changed = false;
    for c in text.chars() {
        let mark = is_mark(c);
        marks = if mark { marks.saturating_add(1) } else { 0 };
        if draws_nothing(c) || (mark && marks > MARKS_KEPT) {
            out.extend(c.escape_unicode());
            changed = true;
        } else {
            out.push(c);
        }
    }
    if changed {
        Cow::Owned(out)
    } else {
        Cow::Borrowed(text)
    }
}

/// The text as by [`inline`], at most `width` terminal columns wide; a longer one is cut and ends
/// in `...`.
#[must_use]
pub fn capped(text: &str, width: usize) -> String {
    // A column is at least one character of the source, so what lies far beyond the cap need not be
    // looked at.
    let enough = width.saturating_mul(MARKS_KEPT + 1).saturating_add(1);
    let head: String = text.chars().take(enough).collect();
    let safe = inline(&head);
    if head.len() == text.len() && safe.width() <= width {
        return safe.into_owned();
    }
    let room = width.saturating_sub(CUT.len());
    let mut used = 0;
    let mut out = String::new();
    for c in safe.chars() {
        used += c.width().unwrap_or(0);
        if used > room {
            break;
        }
        out.push(c);
    }
    out.push_str(CUT);
    out
}

/// Whether the character leaves nothing visible of its own on a screen, or what it shows is not
/// defined.
pub(crate) fn draws_nothing(c: char) -> bool {
    use GeneralCategory as G;
    // Nearly everything is ASCII, and needs no table.
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    match get_general_category(c) {
        G::Control
        | G::Format
        | G::LineSeparator
        | G::ParagraphSeparator
        | G::PrivateUse
        | G::Surrogate
        | G::Unassigned => true,
        _ => is_blank_letter(c),
    }
}

/// Letters, marks and symbols that draw nothing (Unicode, "Default_Ignorable_Code_Point" outside of
/// category Cf, and BRAILLE PATTERN BLANK).
fn is_blank_letter(c: char) -> bool {
    matches!(c,
        '\u{34f}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{2800}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}' | '\u{e0100}'..='\u{e01ef}')
}

fn is_mark(c: char) -> bool {
    matches!(
        get_general_category(c),
        GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printable_text_of_any_script_is_kept_as_it_stands() {
        for text in [
            "",
            "plain ASCII ~ \\ \"",
            "Équipe de réponse — 緊急対応 ΑΒΓ",
            "e\u{301}quipe",
            "नमस्ते",
            "ไทย",
            "a\u{a0}b",
        ] {
            assert!(
                matches!(inline(text), Cow::Borrowed(same) if same == text),
                "{text:?}"
            );
        }
    }

    #[test]
    fn terminal_control_sequences_are_shown_and_not_executed() {
        assert_eq!(
            inline("\u{1b}[2J\u{1b}]0;x\u{7}"),
            "\\u{1b}[2J\\u{1b}]0;x\\u{7}"
        );
        assert_eq!(inline("\u{9b}31m\u{7f}"), "\\u{9b}31m\\u{7f}");
        assert_eq!(
            inline("a\rb\nc\td\u{85}e\u{2028}f\u{2029}g"),
            "a\\u{d}b\\u{a}c\\u{9}d\\u{85}e\\u{2028}f\\u{2029}g"
        );
    }

    #[test]
    fn characters_that_reorder_or_hide_are_shown() {
        for c in [
            '\u{202a}',
            '\u{202e}',
            '\u{2066}',
            '\u{2069}',
            '\u{200e}',
            '\u{61c}',
            '\u{200b}',
            '\u{200d}',
            '\u{feff}',
            '\u{ad}',
            '\u{2060}',
            '\u{e0041}',
            '\u{e007f}',
            '\u{fe0f}',
            '\u{e0100}',
            '\u{3164}',
            '\u{2800}',
            '\u{e000}',
            '\u{10fffd}',
            '\u{378}',
            '\u{ffff}',
        ] {
            let text = format!("A{c}B");
            assert_eq!(inline(&text), format!("A\\u{{{:x}}}B", u32::from(c)));
        }
    }

    #[test]
    fn no_output_ever_holds_a_character_that_draws_nothing() {
        // The planes in use, and the tags and variation selectors of plane 14.
        for c in (0..0x2_0000)
            .chain(0xe_0000..0xe_1000)
            .filter_map(char::from_u32)
        {
            let text = format!("x{c}");
            assert!(
                !inline(&text)
                    .chars()
                    .any(|c| draws_nothing(c) || c.is_control()),
                "{:x}",
                u32::from(c)
            );
        }
    }

    #[test]
    fn marks_without_a_base_and_piles_of_marks_are_shown() {
        assert_eq!(inline("\u{301}x"), "\\u{301}x");
        let pile = format!("a{}", "\u{301}".repeat(40));
        assert_eq!(
            inline(&pile).chars().filter(|c| *c == '\u{301}').count(),
            MARKS_KEPT
        );
    }

    #[test]
    fn a_cap_counts_columns_and_says_that_it_cut() {
        assert_eq!(capped("short", 5), "short");
        assert_eq!(capped("longer", 5), "lo...");
        assert_eq!(capped("緊急対応緊急対応", 7), "緊急...");
        assert_eq!(capped("\n\n\n", 10), "\\u{a}\\u...");
        assert_eq!(capped(&"a\u{301}".repeat(10), 10), "a\u{301}".repeat(10));
        assert!(capped(&"x".repeat(10_000_000), 80).len() <= 80);
    }
}
