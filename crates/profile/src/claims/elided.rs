//! Numbers of which a part is left out: their ends are no Key IDs of their own.

use std::ops::Range;

use super::text::Text;

/// The shortest row of dots that leads from a label to its value, in bytes.
const MIN_LEADER: usize = 4;
/// Marks that stand for digits between others. One dash alone parts two values.
const STANDING_FOR: [char; 8] = ['*', '•', '·', '~', '#', '?', '_', '-'];

/// Whether marks stand for the rest of a longer number, as in `5CAA99AB…BF331B34`, `5CAA [...] BF33`
/// and `5CAA****BF33`.
pub(super) fn is_elided(text: &Text, range: &Range<usize>) -> bool {
    let row = text.row_near(range);
    let is_bracket = |c: char| matches!(c, ' ' | '[' | ']' | '(' | ')' | '<' | '>');
    let is_dot = |c: char| matches!(c, '.' | '…' | '⋯');
    let before = text.get(row.start..range.start);
    let behind = text.get(range.end..row.end.max(range.end));
    let left = before.trim_end_matches(is_bracket);
    let right = behind.trim_start_matches(is_bracket);
    // `Fingerprint ........ 759A`: dots with blanks on both sides lead to the value.
    let dots = left.len() - left.trim_end_matches(is_dot).len();
    let leads = dots >= MIN_LEADER
        && left.trim_end_matches(is_dot).ends_with([' ', ':'])
        && before.ends_with(' ');
    let is_dotted = (left.ends_with("..") || left.ends_with(['…', '⋯'])) && !leads
        || right.starts_with("..")
        || right.starts_with(['…', '⋯']);
    is_dotted || is_digit_before(before) || is_digit_behind(behind)
}

/// Whether marks that stand for digits lead from other digits to what follows.
fn is_digit_before(before: &str) -> bool {
    let rest = before.trim_end_matches(STANDING_FOR);
    before.len() >= rest.len() + 2 && rest.ends_with(|c: char| c.is_ascii_hexdigit())
}

fn is_digit_behind(behind: &str) -> bool {
    let rest = behind.trim_start_matches(STANDING_FOR);
    behind.len() >= rest.len() + 2 && rest.starts_with(|c: char| c.is_ascii_hexdigit())
}
