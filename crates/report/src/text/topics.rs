//! A list of words with what each is.

use super::Options;
use super::page::{PLAIN, Page, STRONG};

/// A line for each word.
pub(crate) fn topic_list(
    topics: impl Iterator<Item = (&'static str, String)>,
    options: &Options,
) -> String {
    let topics: Vec<_> = topics.collect();
    let width = topics.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let mut page = Page::new(options);
    for (name, summary) in topics {
        page.line(&format!("{name:width$}  "), STRONG, &summary, PLAIN);
    }
    page.finish()
}
