//! Untrusted text in messages.

/// Longer texts from servers are cut: they are quoted, not reported.
const MAX_QUOTED: usize = 200;

/// A text from outside, safe in one line of a message: control, bidirectional and invisible
/// characters are escaped, and it is short.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::new();
    for (i, c) in text.chars().enumerate() {
        if i == MAX_QUOTED {
            out.push('…');
            break;
        }
        if is_deceptive(c) {
            out.extend(c.escape_unicode())
        } else {
            out.push(c)
        }
    }
    out
}

fn is_deceptive(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || matches!(c, '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_moves_the_cursor_or_the_eye_survives() {
        assert_eq!(
            quoted("a\u{1b}[31m\r\nb\u{202e}c\u{85}"),
            "a\\u{1b}[31m\\u{d}\\u{a}b\\u{202e}c\\u{85}"
        );
        assert_eq!(quoted("déjà vu"), "déjà vu");
        assert_eq!(quoted(&"x".repeat(5000)).chars().count(), MAX_QUOTED + 1);
    }
}
