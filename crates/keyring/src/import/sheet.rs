//! A table with a heading line as people keep it: columns in any order and of many names, parted by
//! commas, semicolons or tabs.

use super::ImportError;
use crate::value;

/// Most columns: a sheet of partners has a dozen.
const MAX_COLUMNS: usize = 100;

/// A table. Its cells are text: what begins like a formula is no formula here.
#[derive(Debug)]
pub(super) struct Sheet {
    /// The headings.
    pub headings: Vec<String>,
    /// The rows, each with the line that it begins on.
    pub rows: Vec<(u64, Vec<String>)>,
}

impl Sheet {
    /// Reads a table.
    pub fn parse(bytes: &[u8]) -> Result<Self, ImportError> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            ImportError::NotUtf8(1 + before.iter().filter(|b| **b == b'\n').count())
        })?;
        let mut reader = csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .delimiter(delimiter(text))
            .from_reader(text.as_bytes());
        let mut headings: Vec<String> = Vec::new();
        for (index, heading) in reader.headers()?.iter().enumerate() {
            let heading = heading.split_whitespace().collect::<Vec<_>>().join(" ");
            // A column without a heading is one that a spreadsheet left over.
            if !heading.is_empty() {
                let problem = match value::text("heading", &heading) {
                    _ if index >= MAX_COLUMNS => Some(crate::error::Problem::TooMany {
                        what: "columns",
                        max: MAX_COLUMNS,
                    }),
                    Ok(_) => None,
                    Err(problem) => Some(problem),
                };
                if let Some(problem) = problem {
                    let column = index + 1;
                    return Err(ImportError::Heading { column, problem });
                }
                if headings.iter().any(|one| bare(one) == bare(&heading)) {
                    return Err(ImportError::ColumnTwice(heading));
                }
            }
            headings.push(heading);
        }
        let (mut rows, mut lines) = (Vec::new(), Lines::of(text));
        for record in reader.records() {
            let record = record?;
            let begin = record.position().map_or(0, csv::Position::byte);
            let line = lines.at(usize::try_from(begin).unwrap_or(usize::MAX));
            if record.iter().any(|cell| !cell.is_empty()) {
                rows.push((line, record.iter().map(str::to_owned).collect()));
            }
        }
        Ok(Self { headings, rows })
    }

    /// The columns of these names, in the order of the names; case, blanks and punctuation of a
    /// heading do not matter.
    pub fn columns(&self, names: &[&str]) -> Vec<usize> {
        let all = names.iter().filter_map(|name| {
            self.headings
                .iter()
                .position(|heading| bare(heading) == *name)
        });
        all.collect()
    }

    /// The heading line, for errors.
    pub fn header(&self) -> String {
        let whole = self.headings.join(",");
        whole.chars().take(200).collect()
    }
}

/// The lines of a text, asked for in order. What reads the records takes the second half of a line's
/// end for the begin of the next record, and counts it there.
struct Lines<'t> {
    text: &'t [u8],
    counted: usize,
    line: u64,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Self {
        Self {
            text: text.as_bytes(),
            counted: 0,
            line: 1,
        }
    }

    /// The line of what begins at or after this byte.
    fn at(&mut self, byte: usize) -> u64 {
        while let Some(next) = self.text.get(self.counted) {
            if self.counted >= byte && !b"\r\n".contains(next) {
                break;
            }
            self.line += u64::from(*next == b'\n');
            self.counted += 1;
        }
        self.line
    }
}

/// The first filled cell among these columns.
pub(super) fn first<'r>(row: &'r [String], columns: &[usize]) -> Option<(usize, &'r str)> {
    let cells = columns
        .iter()
        .filter_map(|column| Some((*column, row.get(*column)?.as_str())));
    cells.into_iter().find(|(_, cell)| !cell.is_empty())
}

/// The values of a cell, which are parted by `;`, `,` or blanks in a list of addresses.
pub(super) fn values(cell: &str, is_between: impl Fn(char) -> bool) -> Vec<String> {
    let values = cell.split(is_between).map(str::trim);
    values
        .filter(|value| !value.is_empty())
        .map(str::to_owned)
        .collect()
}

fn bare(heading: &str) -> String {
    let letters = heading.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// What parts the columns: whichever the heading line has most of, outside of quotation marks.
fn delimiter(text: &str) -> u8 {
    let line = text.lines().next().unwrap_or_default();
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for byte in line.bytes() {
        quoted ^= byte == b'"';
        for (delimiter, count) in &mut counts {
            *count += usize::from(!quoted && byte == *delimiter);
        }
    }
    let most = counts.iter().rev().max_by_key(|(_, count)| *count);
    most.filter(|(_, count)| *count > 0)
        .map_or(b',', |(delimiter, _)| *delimiter)
}
