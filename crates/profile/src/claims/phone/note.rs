//! Numbers of notes, which stand beside telephone numbers and are no digits of them.

/// How far in front of a number a bracket is opened in which it stands, in bytes.
pub(super) const MAX_OPENED: usize = 80;

/// Whether a note's number stands here in brackets: one digit in round ones, for more of them may
/// be dialled, or two in square ones.
pub(super) fn is_note(rest: &str) -> bool {
    let (inside, longest) = match rest.strip_prefix('[') {
        Some(inside) => (inside, 2),
        None => (rest.get(1..).unwrap_or_default(), 1),
    };
    let digits = inside.bytes().take_while(u8::is_ascii_digit).count();
    (1..=longest).contains(&digits)
        && inside
            .get(digits..)
            .is_some_and(|r| r.starts_with([')', ']']))
}

/// Whether a note's number stands here before a closing bracket that nothing opened: `1)`.
pub(super) fn is_footnote(before: &str, printed: &str, rest: &str) -> bool {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let closes = rest
        .get(digits..)
        .is_some_and(|r| r.starts_with([')', ']']));
    let row = before.rsplit('\n').next().unwrap_or_default();
    let row = row
        .get(row.ceil_char_boundary(row.len().saturating_sub(MAX_OPENED))..)
        .unwrap_or_default();
    let is_open = |text: &str| {
        text.chars().fold(0_i32, |open, c| match c {
            '(' | '[' | '（' => open + 1,
            ')' | ']' | '）' => (open - 1).max(0),
            _ => open,
        }) > 0
    };
    digits <= 2 && closes && !is_open(row) && !is_open(printed)
}
