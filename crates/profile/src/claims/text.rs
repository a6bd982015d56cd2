//! The lines of one reading order as one string, with the way back to places.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use bonafide_model::claims::{Claim, HiddenBy, NotJudged, Place};

use super::fold::Words;
use crate::vocabulary::{self, Hit};
use bonafide_layout::{Block, Document, Line};

/// A printed value is kept up to this many characters; the longest real ones are URLs of some 200.
const MAX_RAW: usize = 500;
/// Length of an excerpt: two printed lines.
const MAX_EXCERPT: usize = 200;
/// How much of its row around a value is looked at, in bytes: several printed lines.
const NEAR: usize = 1_000;
/// Columns are counted no further than this; beyond it a column helps nobody.
const MAX_COLUMN: usize = 1 << 16;
/// How far before a value its label is looked for, in bytes: a long sentence.
const LABEL_WINDOW: usize = 320;

/// One reading order: rows joined by `\n`. All of them are visible, or all are hidden for the same
/// reason.
#[derive(Debug)]
pub(crate) struct Text<'d> {
    /// The text. Armor data is overwritten with spaces, so offsets stay right and no claim is found
    /// in it.
    pub raw: Cow<'d, str>,
    /// The rows, in order.
    pub rows: Vec<Row>,
    /// Where armor blocks stand between their first and their last line, in order. Programs write
    /// their headers; no contact stands there.
    pub armor_headers: Vec<Range<usize>>,
    /// The bounds of each row on its page, where the format has any.
    bounds: Vec<Option<[i32; 4]>>,
    /// The parts of which it cannot be told whether a person sees them so, in order.
    not_judged: Vec<(Range<usize>, NotJudged)>,
    /// Why a person does not see these rows.
    pub hidden_by: Option<HiddenBy>,
    /// The code of the language of the headings, once they are known.
    pub language: Option<&'static str>,
    /// What was found out about each row. The text stays as it is from the first question on.
    known: OnceCell<Vec<OnceCell<Box<Known>>>>,
    pub(crate) tables: OnceCell<Vec<usize>>,
}

/// What is asked about a row again and again.
#[derive(Debug, Default)]
pub(crate) struct Known {
    hits: OnceCell<Vec<Hit>>,
    pub(crate) cells: OnceCell<Vec<Range<usize>>>,
}

/// One row of a [`Text`].
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// Where it stands in the text, without the line end.
    pub range: Range<usize>,
    /// Its index in the layout's list of lines.
    pub line: usize,
    /// 1-based page.
    pub page: Option<u32>,
    /// 1-based number.
    pub number: u32,
    /// Whether it ends where the page does, and not where a paragraph does.
    pub wraps: bool,
    /// Whether each tab in it is the boundary of two boxes, and nothing else is.
    pub has_boxes: bool,
    /// Section number by meaning.
    pub section: Option<&'static str>,
    /// Heading as printed.
    pub heading: Option<std::sync::Arc<str>>,
}

impl Row {
    fn of(line: usize, l: &Line<'_>, range: Range<usize>) -> Self {
        let is_text = matches!(l.block, Block::Unknown | Block::Preformatted);
        let (wraps, has_boxes) = (
            l.bounds.is_some() || is_text,
            l.bounds.is_some() || !is_text,
        );
        Self {
            range,
            line,
            page: l.page,
            number: l.number,
            wraps,
            has_boxes,
            section: None,
            heading: None,
        }
    }
}

impl<'d> Text<'d> {
    /// What a person sees, in the order in which it is read.
    pub(crate) fn visible(layout: &Document<'d>) -> Self {
        let Some(whole) = layout.whole else {
            return Self::of(&layout.lines, None);
        };
        let mut end = 0;
        let rows = layout.lines.iter().enumerate().map(|(line, l)| {
            let start = end;
            end += l.text.len() + 1;
            Row::of(line, l, start..end - 1)
        });
        Self {
            rows: rows.collect(),
            raw: Cow::Borrowed(whole),
            armor_headers: Vec::new(),
            bounds: Vec::new(),
            not_judged: Vec::new(),
            hidden_by: None,
            language: None,
            known: OnceCell::new(),
            tables: OnceCell::new(),
        }
    }

    /// Joins the lines that are hidden for this reason, or visible.
    pub(crate) fn of(lines: &[Line<'_>], hidden_by: Option<HiddenBy>) -> Self {
        let picked = || {
            lines
                .iter()
                .enumerate()
                .filter(|(_, l)| l.hidden_by == hidden_by)
        };
        let (count, length) = picked().fold((0, 0), |(count, length), (_, l)| {
            (count + 1, length + l.text.len() + 1)
        });
        let mut raw = String::with_capacity(length);
        let mut rows = Vec::with_capacity(count);
        let mut not_judged = Vec::new();
        for (line, l) in picked() {
            if l.apart {
                raw.push_str("\n\n");
            }
            let start = raw.len();
            // A line end inside a line would break the table of rows.
            if memchr::memchr2(b'\n', b'\r', l.text.as_bytes()).is_some() {
                raw.extend(
                    l.text
                        .chars()
                        .map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }),
                );
            } else {
                raw.push_str(&l.text);
            }
            not_judged.extend(
                l.not_judged
                    .iter()
                    .map(|(part, why)| (start + part.start..start + part.end, *why)),
            );
            rows.push(Row::of(line, l, start..raw.len()));
            raw.push('\n');
        }
        let has_bounds = picked().any(|(_, l)| l.bounds.is_some());
        let bounds = if has_bounds {
            picked().map(|(_, l)| l.bounds).collect()
        } else {
            Vec::new()
        };
        Self {
            raw: Cow::Owned(raw),
            rows,
            armor_headers: Vec::new(),
            bounds,
            not_judged,
            hidden_by,
            language: None,
            known: OnceCell::new(),
            tables: OnceCell::new(),
        }
    }

    /// A part of the text; empty where the range is out of it.
    pub(crate) fn get(&self, range: Range<usize>) -> &str {
        self.raw.get(range).unwrap_or_default()
    }

    /// Index of the row in which this offset stands.
    pub(crate) fn row_at(&self, offset: usize) -> usize {
        self.rows
            .partition_point(|r| r.range.start <= offset)
            .saturating_sub(1)
    }

    /// The text of a row.
    pub(crate) fn row(&self, index: usize) -> &str {
        self.rows
            .get(index)
            .map_or("", |r| self.get(r.range.clone()))
    }

    /// The range of the row with this index.
    pub(crate) fn row_range_of(&self, index: usize) -> Range<usize> {
        self.rows.get(index).map_or(0..0, |r| r.range.clone())
    }

    /// The range of the row in which this offset stands.
    pub(crate) fn row_range(&self, offset: usize) -> Range<usize> {
        self.rows
            .get(self.row_at(offset))
            .map_or(0..0, |r| r.range.clone())
    }

    /// The part of its row that stands close to a value: a page flattened onto one line is one long
    /// row.
    pub(crate) fn row_near(&self, range: &Range<usize>) -> Range<usize> {
        let row = self.row_range(range.start);
        let start = self.floor(range.start.saturating_sub(NEAR)).max(row.start);
        start
            ..self
                .floor(range.end.saturating_add(NEAR))
                .min(row.end)
                .max(start)
    }

    /// The section in which this offset stands.
    pub(crate) fn section(&self, offset: usize) -> Option<&'static str> {
        self.rows.get(self.row_at(offset)).and_then(|r| r.section)
    }

    /// Whether the offset stands in this section or below it.
    pub(crate) fn is_in(&self, offset: usize, section: &str) -> bool {
        self.section(offset).is_some_and(|s| {
            s == section
                || s.strip_prefix(section)
                    .is_some_and(|rest| rest.starts_with('.'))
        })
    }

    /// The largest character boundary at or before `offset`.
    pub(crate) fn floor(&self, offset: usize) -> usize {
        self.raw.floor_char_boundary(offset)
    }

    /// What stands before `offset`: the words in front of a value, back to the start of the
    /// section's rows or [`LABEL_WINDOW`] bytes.
    pub(crate) fn before(&self, offset: usize) -> Range<usize> {
        let row = self.row_at(offset);
        let section = self.rows.get(row).and_then(|r| r.heading.clone());
        let mut first = row;
        let earliest = offset.saturating_sub(LABEL_WINDOW);
        while let Some(previous) = first.checked_sub(1).and_then(|i| self.rows.get(i)) {
            if previous.heading != section || previous.range.end < earliest {
                break;
            }
            first -= 1;
        }
        let start = self
            .rows
            .get(first)
            .map_or(0, |r| r.range.start)
            .max(self.floor(earliest));
        start..offset.max(start)
    }

    /// All words of the vocabulary in front of `offset`, in order.
    pub(crate) fn hits_before(&self, offset: usize) -> Vec<Hit> {
        self.hits(self.before(offset))
    }

    /// All words of the vocabulary in a range, in order.
    pub(crate) fn hits(&self, range: Range<usize>) -> Vec<Hit> {
        let rows = self.row_at(range.start)..self.rows.len();
        let inside = rows.take_while(|row| self.row_range_of(*row).start < range.end);
        inside
            .flat_map(|row| self.hits_within(row, &range))
            .cloned()
            .collect()
    }

    /// Those of a row that stand in this range.
    pub(crate) fn hits_within(&self, row: usize, range: &Range<usize>) -> &[Hit] {
        let hits = self.row_hits(row);
        let first = hits.partition_point(|hit| hit.range.start < range.start);
        let last = hits.partition_point(|hit| hit.range.end <= range.end);
        hits.get(first..last.max(first)).unwrap_or_default()
    }

    /// All words of the vocabulary in a row, in order.
    pub(crate) fn row_hits(&self, row: usize) -> &[Hit] {
        let range = self.row_range_of(row);
        let look_up = || vocabulary::hits(&Words::of(self.get(range.clone()), range.start));
        self.known(row)
            .map_or(&[], |known| known.hits.get_or_init(look_up))
    }

    /// What is known of a row already.
    pub(crate) fn known(&self, row: usize) -> Option<&Known> {
        let known = self
            .known
            .get_or_init(|| self.rows.iter().map(|_| OnceCell::new()).collect());
        known.get(row).map(|row| &**row.get_or_init(Box::default))
    }

    /// The row's vocabulary from its start to `offset`.
    pub(crate) fn hits_in_row_before(&self, offset: usize) -> Vec<Hit> {
        self.hits(self.row_near(&(offset..offset)).start..offset)
    }

    /// The text of a label.
    pub(crate) fn label_text(&self, hit: &Hit) -> Option<String> {
        let text = self.get(hit.range.clone());
        Some(cap(
            &text.split_whitespace().collect::<Vec<_>>().join(" "),
            MAX_EXCERPT,
        ))
    }

    /// The sentence or list item in front of `offset`, at most one paragraph.
    pub(crate) fn sentence_before(&self, offset: usize) -> Range<usize> {
        let window = self.before(offset);
        let text = self.get(window.clone());
        // What introduces the value may be a sentence of its own that ends in a full stop, or stand
        // before a blank line: look for an end of sentence only before its last word.
        let body = text.trim_end_matches(|c: char| !c.is_alphanumeric());
        let mut start = 0;
        for (i, _) in body.match_indices(['.', '!', '?', ';']) {
            let rest = &body[i + 1..];
            if rest.starts_with(char::is_whitespace)
                && rest
                    .trim_start()
                    .chars()
                    .next()
                    .is_some_and(|c| !c.is_lowercase())
            {
                start = i + 1;
            }
        }
        for (i, _) in body.match_indices('\n') {
            let rest = body[i + 1..].trim_start_matches([' ', '\t']);
            if rest.starts_with(['\n', '-', '*', '•', '➤', '\u{f0b7}', '–', '>']) {
                start = start.max(i + 1);
            }
        }
        window.start + start..window.end
    }

    /// Where a value stands.
    pub(crate) fn place(&self, range: &Range<usize>) -> Place {
        let index = self.row_at(range.start);
        let Some(row) = self.rows.get(index) else {
            return Place::default();
        };
        let is_far = range.start.saturating_sub(row.range.start) > MAX_COLUMN;
        let column = if is_far {
            None
        } else {
            Some(self.get(row.range.start..range.start).chars().count())
        };
        let length = self
            .get(range.start..range.end.min(row.range.end).max(range.start))
            .chars()
            .count();
        Place {
            page: row.page,
            line: row.number,
            column: column.and_then(|c| u32::try_from(c + 1).ok()).unwrap_or(0),
            length: u32::try_from(length).unwrap_or(0),
            section: row.section.map(str::to_owned),
            heading: row.heading.as_deref().map(str::to_owned),
            bounds: self.bounds.get(index).copied().flatten(),
        }
    }

    /// Left, top, right and bottom of a row on its page, where the format has any.
    pub(crate) fn bounds(&self, row: usize) -> Option<[i32; 4]> {
        self.bounds.get(row).copied().flatten()
    }

    /// Why it cannot be told whether a person sees what stands at `range` so.
    pub(crate) fn not_judged(&self, range: &Range<usize>) -> Option<NotJudged> {
        let first = self
            .not_judged
            .partition_point(|(part, _)| part.end <= range.start);
        self.not_judged
            .get(first)
            .filter(|(part, _)| part.start < range.end)
            .map(|(_, why)| *why)
    }

    /// A claim about the value at `range`.
    pub(crate) fn claim<T>(
        &self,
        value: T,
        range: Range<usize>,
        label: Option<String>,
    ) -> Claim<T> {
        let in_sentence = label.is_none() && !self.begins(range.start);
        Claim {
            value,
            in_sentence,
            raw: cap(self.get(range.clone()), MAX_RAW),
            place: self.place(&range),
            excerpt: self.excerpt(&range),
            label,
            hidden_by: self.hidden_by,
            not_judged: self.not_judged(&range),
        }
    }

    /// Whether a value begins its row or its cell, perhaps behind a bullet.
    pub(crate) fn begins(&self, at: usize) -> bool {
        let row = self.row_near(&(at..at)).start;
        let before = self.get(row..at);
        let cell = ["\t", "|", "│", "   "]
            .iter()
            .filter_map(|gap| before.rfind(gap).map(|place| place + gap.len()))
            .max();
        is_item(before.get(cell.unwrap_or(0)..).unwrap_or_default())
    }

    /// The row around a value, or the part of a long row that holds it.
    fn excerpt(&self, range: &Range<usize>) -> String {
        let row = self.row_near(range);
        let text = self.get(row.clone());
        if text.chars().count() <= MAX_EXCERPT {
            return text.trim().to_owned();
        }
        let from = self
            .floor(range.start.saturating_sub(MAX_EXCERPT / 3))
            .max(row.start);
        cap(self.get(from..row.end).trim(), MAX_EXCERPT)
    }
}

/// Whether nothing but a bullet or a number stands in front of an item.
pub(crate) fn is_item(before: &str) -> bool {
    let bullet = before.trim_matches(|c: char| !c.is_alphanumeric());
    bullet.is_empty() || bullet.len() <= 2 && before.trim_end().ends_with(['.', ')'])
}

/// At most `max` characters of a text.
pub(crate) fn cap(text: &str, max: usize) -> String {
    text.chars().take(max).collect()
}

#[cfg(test)]
impl Text<'static> {
    /// A plain text with these rows, for tests.
    pub(crate) fn of_rows(rows: &str) -> Self {
        let lines: Vec<Line<'_>> = rows
            .split('\n')
            .zip(1..)
            .map(|(text, number)| Line {
                text: text.into(),
                number,
                ..Line::default()
            })
            .collect();
        Self::of(&lines, None)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use bonafide_layout::{Hint, Source};

    #[test]
    fn a_text_taken_as_it_stands_has_the_rows_of_one_that_is_joined() {
        let rows = |text: &Text| {
            text.rows
                .iter()
                .map(|row| (row.range.clone(), row.line, row.number))
                .collect::<Vec<_>>()
        };
        let mut taken = 0;
        for source in [
            "a",
            "a\n",
            "\n",
            "\n\na\n\n",
            "a\r\nb\r\n",
            "a\rb\n",
            "é\u{85}b\n",
            "[a](b:c)\nd\n",
            "a\x0C\nb\n",
            "a\nb",
            "ключ\nb\n",
        ] {
            let hint = Hint::default();
            let read = Source::new(source.as_bytes(), &hint).unwrap();
            let layout = read.document().unwrap();
            let (whole, joined) = (Text::visible(&layout), Text::of(&layout.lines, None));
            // Only behind the last row there may be no line feed.
            assert!(
                whole.raw == joined.raw || format!("{}\n", whole.raw) == joined.raw,
                "{source:?}"
            );
            assert_eq!(rows(&whole), rows(&joined), "{source:?}");
            taken += usize::from(layout.whole.is_some());
        }
        assert_eq!(taken, 6);
    }
}
