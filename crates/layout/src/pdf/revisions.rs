//! Earlier revisions of the file, before its incremental updates: a note, not an accusation, for
//! forms and signatures make them too.

use std::collections::HashSet;

use bonafide_model::claims::HiddenBy;

use super::text::squeezed;
use super::{Reading, file, limits, open};
use crate::document::{Block, Line};

/// What earlier revisions show that the last one does not.
#[derive(Debug, Default)]
pub(super) struct Earlier {
    /// Lines that are gone, each once.
    pub gone: Vec<Line<'static>>,
    /// How many revisions show other text than the last one.
    pub differing: usize,
    /// Whether some were not compared.
    pub truncated: bool,
}

/// Compares the earlier revisions of a file with the visible lines of the last one.
pub(super) fn compare(bytes: &[u8], last: &[Line<'_>]) -> Earlier {
    let mut earlier = Earlier::default();
    let ends = file::earlier_revisions(bytes);
    if ends.is_empty() {
        return earlier;
    }
    let shown = texts(last);
    let mut gone: HashSet<String> = HashSet::new();
    earlier.truncated = ends.len() > limits::REVISIONS;
    for &end in ends.iter().rev().take(limits::REVISIONS) {
        let Some(pdf) = bytes.get(..end).and_then(|revision| open(revision).ok()) else {
            continue;
        };
        let mut reading = Reading::new(&pdf, None);
        let mut lines = Vec::new();
        for (page, number) in pdf.pages().iter().zip(1..).take(limits::PAGES) {
            if reading.is_full() {
                earlier.truncated = true;
                break;
            }
            lines.extend(
                reading
                    .page(page, number)
                    .text
                    .lines
                    .into_iter()
                    .filter(|line| line.hidden_by.is_none()),
            );
        }
        if texts(&lines) != shown {
            earlier.differing += 1;
        }
        for line in lines {
            let text = squeezed([&*line.text]);
            if earlier.gone.len() < limits::REVISION_LINES
                && !shown.contains(&text)
                && gone.insert(text)
            {
                earlier.gone.push(Line {
                    hidden_by: Some(HiddenBy::EarlierRevision),
                    block: Block::Unknown,
                    ..line
                });
            }
        }
    }
    earlier
}

fn texts(lines: &[Line<'_>]) -> HashSet<String> {
    lines
        .iter()
        .filter(|line| line.hidden_by.is_none())
        .map(|line| squeezed([&*line.text]))
        .collect()
}
