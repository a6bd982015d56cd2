//! Groups of digits that stand together, and which of them are one value.

use std::ops::Range;

use bonafide_model::claims::OddCharacter;

use crate::claims::text::Text;

/// Digits of a whole value: fingerprints, checksums, Key IDs.
const WHOLE: [usize; 5] = [40, 64, 128, 16, 8];
/// Cells that values next to each other are looked for in.
const MAX_PIECES: usize = 16;

/// One group of digits without a separator inside.
#[derive(Debug, Clone)]
pub(in crate::claims) struct Group {
    /// Where it stands.
    pub range: Range<usize>,
    /// ASCII digits in it, upper case.
    pub digits: String,
    /// Odd characters in it; `after_digits` counts within the group.
    pub odd: Vec<OddCharacter>,
    /// Whether a line end stands before it.
    pub on_new_row: bool,
    /// Whether a gap stands before it that may be the one between two cells of a table.
    pub behind_gap: bool,
}

impl Group {
    /// Digits, and odd characters that look like one.
    pub(in crate::claims) fn len(&self) -> usize {
        self.digits.len() + self.odd.iter().filter(|o| o.looks_like.is_some()).count()
    }

    fn has_decimal(&self) -> bool {
        self.digits.bytes().any(|b| b.is_ascii_digit())
            || self
                .odd
                .iter()
                .any(|o| !o.found.is_ascii() && o.looks_like.is_some_and(|c| c.is_ascii_digit()))
    }
}

/// Groups that stand together.
#[derive(Debug, Clone)]
pub(in crate::claims) struct Run {
    /// The groups, at least one.
    pub groups: Vec<Group>,
    /// Whether `0x` stands in front.
    pub prefixed: bool,
    /// Whether an algorithm as in `4096R/` stands in front: a key listing.
    pub listed: bool,
}

impl Run {
    /// Where it stands.
    pub(in crate::claims) fn range(&self) -> Range<usize> {
        let start = self.groups.first().map_or(0, |g| g.range.start);
        start..self.groups.last().map_or(start, |g| g.range.end)
    }

    /// Where it stands, with its `0x`.
    pub(in crate::claims) fn printed(&self, text: &Text) -> Range<usize> {
        let range = self.range();
        let before = text
            .raw
            .get(..range.start)
            .unwrap_or_default()
            .trim_end_matches([' ', '\u{a0}'])
            .len();
        if self.prefixed {
            before.saturating_sub(2)..range.end
        } else {
            range
        }
    }

    /// The number of digits, look-alikes included.
    pub(in crate::claims) fn len(&self) -> usize {
        self.groups.iter().map(Group::len).sum()
    }

    /// The ASCII digits.
    pub(in crate::claims) fn digits(&self) -> String {
        self.groups.iter().map(|g| g.digits.as_str()).collect()
    }

    /// The odd characters with their position in [`Self::digits`].
    pub(in crate::claims) fn odd(&self) -> Vec<OddCharacter> {
        let mut before = 0;
        let mut all = Vec::new();
        for group in &self.groups {
            let moved = group.odd.iter().map(|o| OddCharacter {
                after_digits: o.after_digits + before,
                ..o.clone()
            });
            all.extend(moved);
            before += u32::try_from(group.digits.len()).unwrap_or(0);
        }
        all
    }

    /// Whether all groups have the same length, the last one perhaps another.
    pub(in crate::claims) fn is_uniform(&self) -> bool {
        let Some(first) = self.groups.first().map(Group::len) else {
            return false;
        };
        let body = self.groups.len().saturating_sub(1);
        self.groups
            .iter()
            .take(body)
            .filter(|g| g.len() == first)
            .count()
            + 1
            >= body
    }

    /// Whether it is surely a number in hexadecimal and not words that happen to be made of the
    /// letters a to f.
    pub(in crate::claims) fn is_number(&self) -> bool {
        let total = self.groups.len();
        if self.groups.iter().all(|g| g.len() == 1) {
            // Digits that stand by themselves are no words, whichever they are.
            return total >= 16;
        }
        self.groups.iter().filter(|g| g.has_decimal()).count() * 2 >= total
    }

    /// The part with these groups.
    fn part(&self, groups: Range<usize>) -> Self {
        let first = groups.start == 0;
        Self {
            groups: self
                .groups
                .get(groups)
                .map(<[Group]>::to_vec)
                .unwrap_or_default(),
            prefixed: self.prefixed && first,
            listed: self.listed && first,
        }
    }

    /// The groups row by row.
    fn rows(&self) -> Vec<Range<usize>> {
        let mut rows = Vec::new();
        let mut start = 0;
        for (i, group) in self.groups.iter().enumerate().skip(1) {
            if group.on_new_row {
                rows.push(start..i);
                start = i;
            }
        }
        rows.push(start..self.groups.len());
        rows
    }

    /// Splits what stands together by chance: two values in two rows or columns, a word of the
    /// letters a to f before the value.
    pub(in crate::claims) fn values(self) -> Vec<Self> {
        if self.groups.len() == 1 {
            return vec![self];
        }
        if let Some(parts) = self.odd_pair() {
            return parts;
        }
        if WHOLE.contains(&self.len()) && self.is_uniform() {
            return vec![self];
        }
        // Two Key IDs next to each other would be a fingerprint that was cut.
        let has_long = |values: &Vec<Self>| {
            values
                .iter()
                .any(|value| matches!(value.len(), 40 | 64 | 128))
        };
        if let Some(values) = self.cells().or_else(|| self.columns()).filter(has_long) {
            return values;
        }
        let sum = |r: &Range<usize>| {
            self.groups
                .get(r.clone())
                .unwrap_or_default()
                .iter()
                .map(Group::len)
                .sum::<usize>()
        };
        let rows = self.rows();
        if rows.len() > 1 && rows.iter().any(|r| matches!(sum(r), 40 | 64 | 128)) {
            return rows
                .into_iter()
                .flat_map(|r| self.part(r).values())
                .collect();
        }
        for wanted in [40, 64] {
            if let Some(found) = self.window(wanted) {
                let mut parts = Vec::new();
                if found.start > 0 {
                    parts.push(self.part(0..found.start));
                }
                parts.push(self.part(found.clone()));
                if found.end < self.groups.len() {
                    parts.extend(self.part(found.end..self.groups.len()).values());
                }
                return parts;
            }
        }
        // A short value and something else behind it, such as a Key ID and a year.
        let first = self.groups.first().map_or(0, Group::len);
        if self.groups.len() > 1 && !self.is_uniform() && matches!(first, 8 | 16 | 40) {
            let mut parts = vec![self.part(0..1)];
            parts.extend(self.part(1..self.groups.len()).values());
            return parts;
        }
        if rows.len() > 1 && self.len() < 28 {
            return rows.into_iter().map(|r| self.part(r)).collect();
        }
        vec![self]
    }

    /// A value and something else beside it: `0x` and a whole Key ID in front of another row, a sum
    /// and a size in one row.
    fn odd_pair(&self) -> Option<Vec<Self>> {
        let (first, second) = (self.groups.first()?, self.groups.get(1)?);
        let is_key_id = self.prefixed
            && second.on_new_row
            && matches!(first.len(), 8 | 16)
            && first.len() != second.len();
        let is_sum = !second.on_new_row
            && self.groups.len() == 2
            && matches!(first.len(), 32 | 40 | 56 | 64 | 96 | 128)
            && first.len() != second.len();
        (is_key_id || is_sum).then(|| {
            let mut parts = vec![self.part(0..1)];
            parts.extend(self.part(1..self.groups.len()).values());
            parts
        })
    }

    /// The size of a key in front of a fingerprint or behind it, as in `RSA 4096 8A1E C5D2 …`.
    pub(in crate::claims) fn without_size(self) -> Self {
        const SIZES: [&str; 5] = ["1024", "2048", "3072", "4096", "8192"];
        let is_size = |group: Option<&Group>| {
            group.is_some_and(|g| SIZES.contains(&g.digits.as_str()) && g.odd.is_empty())
        };
        let last = self.groups.len().saturating_sub(1);
        if self.len() == 44 && is_size(self.groups.first()) {
            self.part(1..last + 1)
        } else if self.len() == 44 && is_size(self.groups.last()) {
            self.part(0..last)
        } else {
            self
        }
    }

    /// Whether the groups beside these run on in the same row: then these are a part of a longer
    /// number, and no value of their own.
    fn runs_on(&self, groups: &Range<usize>) -> bool {
        let size = self.groups.get(groups.start).map_or(0, Group::len);
        let is_upper = |g: &Group| g.digits.bytes().any(|b| b.is_ascii_alphabetic());
        let belongs = |g: &Group| g.len() == size || g.has_decimal() && is_upper(g);
        let before = groups.start.checked_sub(1).and_then(|i| self.groups.get(i));
        let is_joined = |g: &Group| !g.on_new_row && !g.behind_gap;
        let begins = before
            .is_some_and(|g| self.groups.get(groups.start).is_some_and(is_joined) && belongs(g));
        // A digit or two at the end of the row may be a note's mark or too much of the value.
        let is_open = |g: &Group| groups.len() > 1 && g.len() < size.min(3);
        let ends = self.groups.get(groups.end).is_some_and(|g| {
            is_joined(g) && (belongs(g) || is_open(g) && groups.end + 1 == self.groups.len())
        });
        begins || ends
    }

    /// Whether each group has so many digits and stands in a cell of one row.
    pub(in crate::claims) fn is_row_of(&self, digits: usize) -> bool {
        self.groups.len() > 1
            && self
                .groups
                .iter()
                .all(|g| g.len() == digits && !g.on_new_row)
            && self.groups.iter().skip(1).all(|g| g.behind_gap)
    }

    /// Each group by itself.
    pub(in crate::claims) fn each(&self) -> impl Iterator<Item = Self> {
        (0..self.groups.len()).map(|group| self.part(group..group + 1))
    }

    /// The pieces between row ends and gaps.
    fn pieces(&self) -> Vec<Range<usize>> {
        let mut starts: Vec<usize> = vec![0];
        starts.extend((1..self.groups.len()).filter(|i| {
            self.groups
                .get(*i)
                .is_some_and(|g| g.on_new_row || g.behind_gap)
        }));
        let ends = starts.iter().skip(1).copied().chain([self.groups.len()]);
        starts
            .iter()
            .copied()
            .zip(ends)
            .map(|(start, end)| start..end)
            .collect()
    }

    fn digits_in(&self, groups: &Range<usize>) -> usize {
        self.groups
            .get(groups.clone())
            .unwrap_or_default()
            .iter()
            .map(Group::len)
            .sum()
    }

    /// Values in cells of a table one after the other: the fewest, so that each has the length of
    /// one.
    fn cells(&self) -> Option<Vec<Self>> {
        let pieces = self.pieces();
        if !(2..=MAX_PIECES).contains(&pieces.len()) {
            return None;
        }
        // For each number of pieces, how many values they make at least, and where the last of them
        // starts.
        let mut best: Vec<Option<(usize, usize)>> = vec![Some((0, 0))];
        for end in 1..=pieces.len() {
            let candidates = (0..end).filter_map(|start| {
                let (values, _) = (*best.get(start)?)?;
                let groups = pieces.get(start)?.start..pieces.get(end - 1)?.end;
                WHOLE
                    .contains(&self.digits_in(&groups))
                    .then_some((values + 1, start))
            });
            let fewest = candidates.min();
            best.push(fewest);
        }
        let mut cells = Vec::new();
        let mut end = pieces.len();
        while end > 0 {
            let (_, start) = (*best.get(end)?)?;
            cells.push(self.part(pieces.get(start)?.start..pieces.get(end - 1)?.end));
            end = start;
        }
        cells.reverse();
        (cells.len() > 1).then_some(cells)
    }

    /// Values in columns of a table whose cells have several rows each.
    fn columns(&self) -> Option<Vec<Self>> {
        let pieces = self.pieces();
        let is_start = |piece: &&Range<usize>| {
            piece.start == 0 || self.groups.get(piece.start).is_some_and(|g| g.on_new_row)
        };
        let rows = pieces.iter().filter(is_start).count();
        let width = pieces.len() / rows.max(1);
        let is_table = rows > 1
            && (2..=MAX_PIECES).contains(&width)
            && width * rows == pieces.len()
            && pieces
                .iter()
                .enumerate()
                .all(|(i, piece)| is_start(&piece) == i.is_multiple_of(width));
        if !is_table {
            return None;
        }
        let column = |index: usize| {
            let cells = pieces.iter().skip(index).step_by(width);
            let groups: Vec<Group> = cells
                .filter_map(|cell| self.groups.get(cell.clone()))
                .flatten()
                .cloned()
                .collect();
            Self {
                groups,
                prefixed: self.prefixed && index == 0,
                listed: self.listed && index == 0,
            }
        };
        let columns: Vec<Self> = (0..width).map(column).collect();
        columns
            .iter()
            .all(|column| WHOLE.contains(&column.len()))
            .then_some(columns)
    }

    /// The first groups next to each other with this many digits that look like one value.
    fn window(&self, wanted: usize) -> Option<Range<usize>> {
        let (mut start, mut sum) = (0, 0);
        let has_cells = self.groups.iter().any(|g| g.behind_gap);
        for (end, group) in self.groups.iter().enumerate() {
            sum += group.len();
            while sum > wanted {
                sum -= self.groups.get(start).map_or(0, Group::len);
                start += 1;
            }
            let found = start..end + 1;
            if sum == wanted && found.len() < self.groups.len() {
                let part = self.part(found.clone());
                let same = part.groups.first().map(Group::len);
                // A gap elsewhere than in the middle parts two cells.
                let mut before = 0;
                let is_torn = part.groups.iter().any(|group| {
                    let is_gap = group.behind_gap && before > 0 && before * 2 != wanted;
                    before += group.len();
                    is_gap
                });
                let may_start = !has_cells
                    || start == 0
                    || self
                        .groups
                        .get(start)
                        .is_some_and(|g| g.on_new_row || g.behind_gap);
                if part.is_number()
                    && may_start
                    && !is_torn
                    && !self.runs_on(&found)
                    && part.groups.iter().all(|g| Some(g.len()) == same)
                {
                    return Some(found);
                }
            }
        }
        None
    }
}
