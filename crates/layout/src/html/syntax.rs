//! The structure of style sheets (CSS Syntax Module Level 3), read leniently as browsers do.

/// A style sheet without its comments.
pub(super) fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((text, comment)) = rest.split_once("/*") {
        out.push_str(text);
        rest = comment.split_once("*/").map_or("", |(_, behind)| behind);
    }
    out.push_str(rest);
    out
}

/// Undoes CSS escapes, by which a property can be written so that a plain search misses it.
pub(super) fn unescaped(text: &str) -> String {
    if !text.contains('\\') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((plain, escaped)) = rest.split_once('\\') {
        out.push_str(plain);
        let digits = escaped.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
        let length = if digits == 0 { escaped.chars().next().map_or(0, char::len_utf8) } else { digits };
        let (code, behind) = escaped.split_at(length);
        match u32::from_str_radix(code, 16) {
            Ok(number) if digits > 0 => {
                out.push(char::from_u32(number).unwrap_or('\u{FFFD}'));
                rest = behind.strip_prefix(char::is_whitespace).unwrap_or(behind);
            }
            _ => {
                out.push_str(code);
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Positions of bytes that structure a style sheet: outside strings, and with how many braces and parentheses are open.
fn structure(css: &str) -> impl Iterator<Item = (usize, u8, usize, usize)> {
    let (mut quote, mut is_escaped, mut braces, mut parentheses) = (None, false, 0_usize, 0_usize);
    css.bytes().enumerate().filter_map(move |(at, byte)| {
        if is_escaped {
            is_escaped = false;
            return None;
        }
        match (quote, byte) {
            (_, b'\\') => is_escaped = true,
            // A line end closes a string that was left open.
            (Some(open), _) if byte == open || byte == b'\n' => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'{') => {
                braces += 1;
                parentheses = 0;
                return Some((at, byte, braces - 1, 0));
            }
            (None, b'}') => {
                braces = braces.saturating_sub(1);
                parentheses = 0;
                return Some((at, byte, braces, 0));
            }
            (None, b'(') => parentheses += 1,
            (None, b')') => parentheses = parentheses.saturating_sub(1),
            (None, _) => return Some((at, byte, braces, parentheses)),
        }
        None
    })
}

/// The rules of a block: what stands in front of the braces and what inside. `None` inside for a statement without a block.
pub(super) fn blocks(css: &str) -> Vec<(&str, Option<&str>)> {
    let mut found = Vec::new();
    let (mut from, mut open) = (0, None);
    for (at, byte, braces, parentheses) in structure(css) {
        match byte {
            b'{' if braces == 0 => open = Some((css.get(from..at).unwrap_or_default().trim(), at + 1)),
            // A brace that closes nothing is part of what stands in front of the next block, which is no selector then.
            b'}' if braces == 0 => {
                if let Some((prelude, inside)) = open.take() {
                    found.push((prelude, css.get(inside..at)));
                    from = at + 1;
                }
            }
            b';' if braces == 0 && parentheses == 0 => {
                found.push((css.get(from..at).unwrap_or_default().trim(), None));
                from = at + 1;
            }
            _ => {}
        }
    }
    // A block that is left open ends with the sheet.
    if let Some((prelude, inside)) = open {
        found.push((prelude, css.get(inside..)));
    }
    found
}

/// A block without the blocks inside it.
pub(super) fn without_blocks(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut from = 0;
    for (at, byte, braces, _) in structure(css) {
        match byte {
            b'{' if braces == 0 => {
                let text = css.get(from..at).unwrap_or_default();
                // What stands in front of the braces is a selector.
                out.push_str(text.rfind(';').and_then(|end| text.get(..=end)).unwrap_or_default());
                from = css.len();
            }
            b'}' if braces == 0 => from = at + 1,
            _ => {}
        }
    }
    out.push_str(css.get(from..).unwrap_or_default());
    out
}

/// Parts between separators that stand outside of strings and parentheses.
pub(super) fn split(css: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut cuts: Vec<usize> = structure(css)
        .filter(|&(_, byte, braces, parentheses)| char::from(byte) == separator && braces == 0 && parentheses == 0)
        .map(|(at, ..)| at)
        .collect();
    cuts.push(css.len());
    let mut from = 0;
    cuts.into_iter().filter_map(move |at| {
        let part = css.get(from..at);
        from = at + 1;
        part
    })
}
