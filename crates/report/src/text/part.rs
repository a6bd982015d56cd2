//! A part of a report that takes no more lines than there are.

use super::Options;
use super::page::{CAUTION, Page};

/// A part of the report: its heading, its entries, and what to say of those that find no room.
pub(super) struct Part<'o> {
    pub heading: String,
    pub entries: Vec<Page<'o>>,
    pub left: Box<dyn Fn(usize) -> String>,
}

/// As many entries as fit, and how many are left.
pub(super) fn fitting<'o>(options: &'o Options, part: Part<'o>, room: usize) -> Page<'o> {
    let mut page = Page::new(options);
    if part.entries.is_empty() {
        return page;
    }
    page.heading(&part.heading);
    let all = part.entries.len();
    for (index, entry) in part.entries.into_iter().enumerate() {
        // One line is kept for what is left, unless this is the last one.
        let kept = usize::from(index + 1 < all);
        if page.lines() + entry.lines() + kept > room {
            page.indented(2, &(part.left)(all - index), CAUTION);
            break;
        }
        page.append(entry);
    }
    page
}
