//! Runs of hexadecimal digits as people print them: in groups, with odd characters inside, wrapped over lines.

use std::ops::Range;

use bonafide_model::OddCharacter;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::fold::is_invisible;
use super::text::Text;

/// A SHA-512 value printed in pairs has 64 groups; anything longer is no value.
const MAX_GROUPS: usize = 130;
/// The longest single group: a SHA-512 value.
const MAX_GROUP: usize = 128;
/// More runs than this are no profile.
const MAX_RUNS: usize = 20_000;
/// Digits of a whole value: fingerprints, checksums, Key IDs.
const WHOLE: [usize; 5] = [40, 64, 128, 16, 8];
/// Cells that values next to each other are looked for in.
const MAX_PIECES: usize = 16;
/// Spaces between two groups; more is the gap between the columns of a table.
const MAX_SPACES: usize = 4;

/// One group of digits without a separator inside.
#[derive(Debug, Clone)]
pub(super) struct Group {
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
    pub(super) fn len(&self) -> usize {
        self.digits.len() + self.odd.iter().filter(|o| o.looks_like.is_some()).count()
    }

    fn has_decimal(&self) -> bool {
        self.digits.bytes().any(|b| b.is_ascii_digit())
            || self.odd.iter().any(|o| !o.found.is_ascii() && o.looks_like.is_some_and(|c| c.is_ascii_digit()))
    }
}

/// Groups that stand together.
#[derive(Debug, Clone)]
pub(super) struct Run {
    /// The groups, at least one.
    pub groups: Vec<Group>,
    /// Whether `0x` stands in front.
    pub prefixed: bool,
    /// Whether an algorithm as in `4096R/` stands in front: a key listing.
    pub listed: bool,
}

impl Run {
    /// Where it stands.
    pub(super) fn range(&self) -> Range<usize> {
        let start = self.groups.first().map_or(0, |g| g.range.start);
        start..self.groups.last().map_or(start, |g| g.range.end)
    }

    /// Where it stands, with its `0x`.
    pub(super) fn printed(&self, text: &Text) -> Range<usize> {
        let range = self.range();
        let before = text.raw.get(..range.start).unwrap_or_default().trim_end_matches([' ', '\u{a0}']).len();
        if self.prefixed { before.saturating_sub(2)..range.end } else { range }
    }

    /// The number of digits, look-alikes included.
    pub(super) fn len(&self) -> usize {
        self.groups.iter().map(Group::len).sum()
    }

    /// The ASCII digits.
    pub(super) fn digits(&self) -> String {
        self.groups.iter().map(|g| g.digits.as_str()).collect()
    }

    /// The odd characters with their position in [`Self::digits`].
    pub(super) fn odd(&self) -> Vec<OddCharacter> {
        let mut before = 0;
        let mut all = Vec::new();
        for group in &self.groups {
            let moved = group.odd.iter().map(|o| OddCharacter { after_digits: o.after_digits + before, ..o.clone() });
            all.extend(moved);
            before += u32::try_from(group.digits.len()).unwrap_or(0);
        }
        all
    }

    /// Whether all groups have the same length, the last one perhaps another.
    pub(super) fn is_uniform(&self) -> bool {
        let Some(first) = self.groups.first().map(Group::len) else { return false };
        let body = self.groups.len().saturating_sub(1);
        self.groups.iter().take(body).filter(|g| g.len() == first).count() + 1 >= body
    }

    /// Whether it is surely a number in hexadecimal and not words that happen to be made of the letters a to f.
    pub(super) fn is_number(&self) -> bool {
        let total = self.groups.len();
        self.groups.iter().filter(|g| g.has_decimal()).count() * 2 >= total
    }

    /// The part with these groups.
    fn part(&self, groups: Range<usize>) -> Self {
        let first = groups.start == 0;
        Self {
            groups: self.groups.get(groups).map(<[Group]>::to_vec).unwrap_or_default(),
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

    /// Splits what stands together by chance: two values in two rows or columns, a word of the letters a to f before the value.
    pub(super) fn values(self) -> Vec<Self> {
        if self.groups.len() == 1 {
            return vec![self];
        }
        if WHOLE.contains(&self.len()) && self.is_uniform() {
            return vec![self];
        }
        // Two Key IDs next to each other would be a fingerprint that was cut.
        let has_long = |values: &Vec<Self>| values.iter().any(|value| matches!(value.len(), 40 | 64 | 128));
        if let Some(values) = self.cells().or_else(|| self.columns()).filter(has_long) {
            return values;
        }
        let sum = |r: &Range<usize>| self.groups.get(r.clone()).unwrap_or_default().iter().map(Group::len).sum::<usize>();
        let rows = self.rows();
        if rows.len() > 1 && rows.iter().any(|r| matches!(sum(r), 40 | 64 | 128)) {
            return rows.into_iter().flat_map(|r| self.part(r).values()).collect();
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

    /// The pieces between row ends and gaps.
    fn pieces(&self) -> Vec<Range<usize>> {
        let mut starts: Vec<usize> = vec![0];
        starts.extend((1..self.groups.len()).filter(|i| self.groups.get(*i).is_some_and(|g| g.on_new_row || g.behind_gap)));
        let ends = starts.iter().skip(1).copied().chain([self.groups.len()]);
        starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
    }

    fn digits_in(&self, groups: &Range<usize>) -> usize {
        self.groups.get(groups.clone()).unwrap_or_default().iter().map(Group::len).sum()
    }

    /// Values in cells of a table one after the other: the fewest, so that each has the length of one.
    fn cells(&self) -> Option<Vec<Self>> {
        let pieces = self.pieces();
        if !(2..=MAX_PIECES).contains(&pieces.len()) {
            return None;
        }
        // For each number of pieces, how many values they make at least, and where the last of them starts.
        let mut best: Vec<Option<(usize, usize)>> = vec![Some((0, 0))];
        for end in 1..=pieces.len() {
            let candidates = (0..end).filter_map(|start| {
                let (values, _) = (*best.get(start)?)?;
                let groups = pieces.get(start)?.start..pieces.get(end - 1)?.end;
                WHOLE.contains(&self.digits_in(&groups)).then_some((values + 1, start))
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
        let is_start = |piece: &&Range<usize>| piece.start == 0 || self.groups.get(piece.start).is_some_and(|g| g.on_new_row);
        let rows = pieces.iter().filter(is_start).count();
        let width = pieces.len() / rows.max(1);
        let is_table = rows > 1
            && (2..=MAX_PIECES).contains(&width)
            && width * rows == pieces.len()
            && pieces.iter().enumerate().all(|(i, piece)| is_start(&piece) == i.is_multiple_of(width));
        if !is_table {
            return None;
        }
        let column = |index: usize| {
            let cells = pieces.iter().skip(index).step_by(width);
            let groups: Vec<Group> = cells.filter_map(|cell| self.groups.get(cell.clone())).flatten().cloned().collect();
            Self { groups, prefixed: self.prefixed && index == 0, listed: self.listed && index == 0 }
        };
        let columns: Vec<Self> = (0..width).map(column).collect();
        columns.iter().all(|column| WHOLE.contains(&column.len())).then_some(columns)
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
                let may_start = !has_cells || start == 0 || self.groups.get(start).is_some_and(|g| g.on_new_row || g.behind_gap);
                if part.is_number() && may_start && !is_torn && part.groups.iter().all(|g| Some(g.len()) == same) {
                    return Some(found);
                }
            }
        }
        None
    }
}

/// All runs in a text.
pub(super) fn runs(text: &Text) -> Vec<Run> {
    let raw = text.raw.as_str();
    let bytes = raw.as_bytes();
    let mut runs = Vec::new();
    let mut at = 0;
    while at < bytes.len() && runs.len() < MAX_RUNS {
        let Some(&byte) = bytes.get(at) else { break };
        // Nearly all words of prose end here: they have a letter that no value has.
        let (length, may_be_value) = ascii_word(bytes, at);
        if length > 0 && !may_be_value && bytes.get(at + length).is_none_or(u8::is_ascii) {
            at += length;
            continue;
        }
        let is_start = byte.is_ascii_hexdigit()
            || (byte == b' ' && at >= 2 && raw.get(at - 2..at).is_some_and(|z| z.eq_ignore_ascii_case("0x")))
            || (byte >= 0x80 && raw.is_char_boundary(at))
            || matches!(byte, b'O' | b'o' | b'l' | b'I');
        if !is_start {
            // No value starts inside a word.
            at += length.max(1);
            continue;
        }
        let before = raw.get(..at).and_then(|b| b.chars().next_back());
        let prefixed = matches!(before, Some('x' | 'X')) && raw.get(..at.saturating_sub(1)).is_some_and(ends_with_single_zero);
        let listed = before == Some('/') && is_algorithm(raw.get(..at.saturating_sub(1)).unwrap_or_default());
        if !may_start(raw, at) {
            at = skip_word(raw, at);
            continue;
        }
        let is_free = before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '_' | '/' | '@' | '&' | '%' | '+' | '#'));
        if !(prefixed || listed || is_free) {
            at = skip_word(raw, at);
            continue;
        }
        match run_at(raw, at, prefixed, listed) {
            Some(run) => {
                at = run.range().end.max(at + 1);
                runs.push(run);
            }
            None => at = skip_word(raw, at),
        }
    }
    runs
}

/// A cheap look at the first word.
fn may_start(raw: &str, at: usize) -> bool {
    let (mut length, mut decimal, mut odd) = (0, false, false);
    for c in raw.get(at..).unwrap_or_default().chars().take(MAX_GROUP) {
        match c {
            '0'..='9' => decimal = true,
            'a'..='f' | 'A'..='F' => {}
            'x' | 'X' if length == 1 => return true,
            'O' | 'o' | 'l' | 'I' => odd = true,
            // Any other letter ends the matter, any other mark the word.
            c if c.is_ascii_alphabetic() => return false,
            c if c.is_ascii() || c.is_whitespace() => break,
            c => (odd, decimal) = (true, decimal || c.is_numeric()),
        }
        length += 1;
    }
    // Without any digit only the usual sizes of groups come into question.
    decimal || (!odd && matches!(length, 2 | 4 | 5 | 8 | 10 | 16 | 20 | 32 | 40 | 64))
}

/// `0x`, but not `10x`.
fn ends_with_single_zero(text: &str) -> bool {
    let mut back = text.chars().rev();
    back.next() == Some('0') && back.next().is_none_or(|c| !c.is_alphanumeric())
}

/// Whether the text ends in a key algorithm as in `4096R` or `rsa4096`, or in `0x` behind one.
pub(super) fn is_algorithm(text: &str) -> bool {
    let word = text.rsplit(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let old = word.len() >= 4
        && word.ends_with(['R', 'D', 'G', 'g', 'E', 'e', 'r'])
        && word.get(..word.len() - 1).is_some_and(|d| d.bytes().all(|b| b.is_ascii_digit()));
    old || ["rsa", "dsa", "elg", "ed25519", "cv25519", "nistp", "brainpool", "ed448", "cv448", "x25519"]
        .iter()
        .any(|a| word.starts_with(a) && word.len() > 3)
}

/// The end of the word that starts here.
fn skip_word(raw: &str, at: usize) -> usize {
    let rest = raw.get(at..).unwrap_or_default();
    if rest.starts_with("0x") || rest.starts_with("0X") {
        return at + 2;
    }
    let (ascii, _) = ascii_word(raw.as_bytes(), at);
    if ascii > 0 && rest.as_bytes().get(ascii).is_none_or(u8::is_ascii) {
        return at + ascii;
    }
    let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    if end > 0 { at + end } else { at + rest.chars().next().map_or(1, char::len_utf8) }
}

/// How many ASCII letters and digits stand here, and whether all of them are digits of a value, look like one, or are the `x` of `0x`.
fn ascii_word(bytes: &[u8], at: usize) -> (usize, bool) {
    let rest = bytes.get(at..).unwrap_or_default();
    let mut seen = 0;
    let is_word = |b: &&u8| {
        let class = CLASS.get(usize::from(**b)).copied().unwrap_or(0);
        seen |= class;
        class != 0
    };
    let length = rest.iter().take_while(is_word).count();
    (length, seen & LETTER == 0)
}

/// A letter that no hexadecimal value has, in [`CLASS`].
const LETTER: u8 = 1;

/// What a byte is: [`LETTER`], a digit of a value or what looks like one (2), or no part of a word (0).
const CLASS: [u8; 256] = {
    let mut class = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_hexdigit() || matches!(byte, b'O' | b'o' | b'l' | b'I' | b'x' | b'X') {
            class[byte as usize] = 2;
        } else if byte.is_ascii_alphanumeric() {
            class[byte as usize] = LETTER;
        }
        byte += 1;
    }
    class
};

/// The run that starts here, if one does.
fn run_at(raw: &str, start: usize, prefixed: bool, listed: bool) -> Option<Run> {
    let start = if prefixed {
        start + raw.get(start..)?.len() - raw.get(start..)?.trim_start_matches([' ', '\u{a0}']).len()
    } else {
        start
    };
    let mut groups: Vec<Group> = Vec::new();
    let mut style: Option<char> = None;
    let mut at = start;
    let (mut on_new_row, mut behind_gap) = (false, false);
    while groups.len() < MAX_GROUPS {
        let Some(group) = group_at(raw, at, &groups, style) else { break };
        let end = group.range.end;
        groups.push(Group { on_new_row, behind_gap, ..group });
        let total: usize = groups.iter().map(Group::len).sum();
        let Some((kind, next)) = separator(raw, end) else { break };
        on_new_row = kind == '\n';
        behind_gap = kind == ' ' && raw.get(end..next).is_some_and(|gap| gap.contains('\t') || gap.chars().nth(1).is_some());
        if on_new_row {
            // Numbers of different lengths with marks between them are a date, which never goes on in the next row.
            let is_date =
                style.is_some_and(|style| style != ' ') && groups.iter().any(|g| Some(g.len()) != groups.first().map(Group::len));
            if is_date || !may_wrap(raw, next, total, &groups) {
                break;
            }
        } else {
            // Only one kind of separator: `2485CF71 2022-05-22` is a Key ID and a date.
            if *style.get_or_insert(kind) != kind {
                break;
            }
        }
        at = next;
    }
    drop_word(raw, &mut groups);
    // What a line break or a separator led to was no group of this value.
    let has_digits = groups.iter().any(|g| g.len() >= 2 || groups.len() > 4);
    (has_digits && groups.iter().any(|g| g.len() > 0)).then_some(Run { groups, prefixed, listed })
}

/// Drops a word of one letter behind a value that is whole without it: `0xE37BEBB7 e o fingerprint` in Portuguese.
fn drop_word(raw: &str, groups: &mut Vec<Group>) {
    let total: usize = groups.iter().map(Group::len).sum();
    let is_letter = |g: &Group| raw.get(g.range.clone()).is_some_and(|g| g.len() == 1 && g.bytes().all(|b| b.is_ascii_lowercase()));
    if groups.len() > 1 && matches!(total, 9 | 17 | 41 | 65) && groups.last().is_some_and(is_letter) {
        groups.pop();
    }
}

/// Whether a value of so many digits goes on in the next row.
fn may_wrap(raw: &str, next: usize, total: usize, groups: &[Group]) -> bool {
    match total {
        // A version 6 fingerprint broken after ten groups, or a SHA-512 value in two rows.
        40 | 64 => {
            let wanted = if total == 40 { 24 } else { 64 };
            let rest = raw.get(next..).unwrap_or_default();
            let row = rest.split('\n').next().unwrap_or_default().trim_end_matches(['.', ' ', '\r']);
            let size = groups.first().map_or(0, Group::len);
            let same = row.split_whitespace().all(|w| w.len() == size || groups.len() == 1 || w.len() == wanted);
            same && row.chars().all(|c| c.is_ascii_hexdigit() || c == ' ')
                && row.bytes().filter(u8::is_ascii_hexdigit).count() == wanted
        }
        _ => (4..128).contains(&total),
    }
}

/// The group of digits that starts here and ends where a word does.
fn group_at(raw: &str, start: usize, earlier: &[Group], style: Option<char>) -> Option<Group> {
    let rest = raw.get(start..)?;
    let mut digits = String::new();
    let mut odd: Vec<OddCharacter> = Vec::new();
    let mut end = start;
    let mut ascii_letters_odd = false;
    for (i, c) in rest.char_indices() {
        let after_digits = u32::try_from(digits.len()).unwrap_or(u32::MAX);
        if c.is_ascii_hexdigit() {
            digits.push(c.to_ascii_uppercase());
        } else if is_invisible(c) || !digits.is_empty() && is_debris(c) {
            odd.push(OddCharacter { found: c, looks_like: None, after_digits });
            continue;
        } else if let Some(like) = looks_like(c) {
            ascii_letters_odd |= c.is_ascii();
            odd.push(OddCharacter { found: c, looks_like: Some(like), after_digits });
        } else {
            break;
        }
        end = start + i + c.len_utf8();
        if digits.len() > MAX_GROUP {
            return None;
        }
    }
    // Invisible characters behind the last digit belong to the value only where more of it follows; `separator` skips them.
    let next = raw.get(end..)?.chars().find(|c| !is_invisible(*c));
    let seen_after: Vec<_> =
        odd.iter().filter(|o| o.looks_like.is_none() && o.after_digits as usize >= digits.len()).cloned().collect();
    if !seen_after.is_empty() && !continues(raw, end) {
        odd.retain(|o| !seen_after.contains(o));
    }
    let looking = odd.iter().filter(|o| o.looks_like.is_some()).count();
    let length = digits.len() + looking;
    // Words of another script look like digits too; full-width forms are nothing else.
    let is_wide = odd.iter().all(|o| o.looks_like.is_none() || ('\u{FF10}'..='\u{FF46}').contains(&o.found));
    if length == 0 || (looking > 0 && looking * 2 > length && !is_wide) {
        return None;
    }
    let is_word_end = next.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '_' | '@' | '/' | '%'));
    let behind = raw.get(end..).and_then(|r| r.chars().filter(|c| !is_invisible(*c)).nth(1));
    // The space behind a full stop may be missing: `EBB7.The key is …`.
    let is_whole = matches!(earlier.iter().map(Group::len).sum::<usize>() + length, 16 | 40 | 64);
    let glued = next.is_some_and(|c| matches!(c, '-' | '.' | ':' | '\u{2010}' | '\u{2011}') && Some(c) != style)
        && behind.is_some_and(|c| c.is_alphanumeric() && !(is_whole && c.is_alphabetic()));
    // A first group may be followed by its separator; a later one by another separator is the start of something else.
    if !is_word_end || (glued && !earlier.is_empty()) {
        return None;
    }
    // Names of algorithms that happen to be made of digits.
    if matches!(digits.as_str(), "ED25519" | "ED448") {
        return None;
    }
    if ascii_letters_odd {
        let first = earlier.first().map(Group::len);
        let has_decimal = digits.bytes().any(|b| b.is_ascii_digit());
        let fits = first.map_or(length >= 16 && has_decimal, |f| f == length && (has_decimal || earlier.len() >= 2));
        let first_of_many = earlier.is_empty() && length == 4 && has_decimal;
        if !(fits || first_of_many) {
            return None;
        }
    }
    Some(Group { range: start..end, digits, odd, on_new_row: false, behind_gap: false })
}

/// Marks over letters, control characters, and what stands where bytes could not be decoded: in a value they are its damage.
fn is_debris(c: char) -> bool {
    is_combining_mark(c) || c == char::REPLACEMENT_CHARACTER || c.is_control() && !c.is_whitespace()
}

/// Whether another group follows behind invisible characters and a gap.
fn continues(raw: &str, end: usize) -> bool {
    separator(raw, end).is_some_and(|(_, next)| {
        let word: String = raw.get(next..).unwrap_or_default().chars().take_while(|c| c.is_alphanumeric()).collect();
        word.len() >= 2 && word.chars().all(|c| c.is_ascii_hexdigit()) && word.bytes().any(|b| b.is_ascii_digit())
    })
}

/// What separates two groups: its kind and the offset behind it.
fn separator(raw: &str, at: usize) -> Option<(char, usize)> {
    let rest = raw.get(at..)?;
    let mut chars = rest.char_indices().filter(|(_, c)| !is_invisible(*c)).peekable();
    let (_, first) = *chars.peek()?;
    if matches!(first, ':' | '-' | '.' | '·' | '\u{2010}'..='\u{2013}') {
        chars.next();
        let (i, next) = *chars.peek()?;
        return next.is_ascii_hexdigit().then_some((first, at + i));
    }
    let (mut spaces, mut ends) = (0, 0);
    for (i, c) in chars {
        match c {
            '\n' => ends += 1,
            '\r' => {}
            c if c.is_whitespace() => spaces += usize::from(ends == 0),
            // Quoted and boxed text repeats its mark in every row.
            '>' | '|' | '*' | '#' | '\\' if ends > 0 => {}
            _ if ends > 2 || spaces > MAX_SPACES || (ends == 0 && spaces == 0) => return None,
            _ => return Some((if ends > 0 { '\n' } else { ' ' }, at + i)),
        }
        if ends > 2 {
            return None;
        }
    }
    None
}

/// The hexadecimal digit that a character looks like, upper case; `None` for one that looks like none.
fn looks_like(c: char) -> Option<char> {
    if c.is_ascii() {
        return match c {
            'O' | 'o' => Some('0'),
            'l' | 'I' => Some('1'),
            _ => None,
        };
    }
    if !c.is_alphanumeric() {
        return None;
    }
    let mut buffer = [0; 4];
    let one: &str = c.encode_utf8(&mut buffer);
    let digit = |d: char| match d {
        d if d.is_ascii_hexdigit() => Some(d.to_ascii_uppercase()),
        'O' | 'o' => Some('0'),
        'l' | 'I' => Some('1'),
        _ => None,
    };
    let single = |mut parts: Box<dyn Iterator<Item = char> + '_>| {
        let first = parts.next()?;
        if parts.next().is_some() { None } else { digit(first) }
    };
    single(Box::new(one.nfkc().filter(char::is_ascii))).or_else(|| single(Box::new(unicode_security::skeleton(one))))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::layout::Line;

    fn found(raw: &str) -> Vec<String> {
        let lines: Vec<Line> = raw.split('\n').map(|t| Line { text: t.to_owned(), ..Line::default() }).collect();
        let values = runs(&Text::of(&lines, None)).into_iter().flat_map(Run::values);
        values.filter(Run::is_number).map(|r| r.digits()).filter(|d| d.len() >= 8).collect()
    }

    const V4: &str = "8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7";

    #[test]
    fn every_way_of_grouping_is_one_value() {
        for raw in [
            "8A1E C5D2 B7C0 EFA4 9FFB 31FC 2485 CF71 E37B EBB7",
            "8A1E C5D2 B7C0 EFA4 9FFB  31FC 2485 CF71 E37B EBB7.",
            "8a1ec5d2b7c0efa49ffb31fc2485cf71e37bebb7",
            "0x8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7",
            "8A:1E:C5:D2:B7:C0:EF:A4:9F:FB:31:FC:24:85:CF:71:E3:7B:EB:B7",
            "8A1E C5D2 B7C0 EFA4 9FFB\n  31FC 2485 CF71 E37B EBB7",
            "8A1E C5D2 B7C0 EFA4 9FFB\n\n31FC 2485 CF71 E37B EBB7",
            "8A1EC5D2B7C0EFA49FFB3\n1FC2485CF71E37BEBB7",
            "8A1E\u{a0}C5D2\u{2009}B7C0 EFA4 9FFB 31FC 2485 CF71 E37B EBB7",
            "8A1EC5D2 B7C0EFA4 9FFB31FC 2485CF71 E37BEBB7",
            "8A1EC 5D2B7 C0EFA 49FFB 31FC2 485CF 71E37 BEBB7",
            "be 8A1E C5D2 B7C0 EFA4 9FFB 31FC 2485 CF71 E37B EBB7 added",
        ] {
            assert_eq!(found(raw), [V4], "{raw:?}");
        }
    }

    #[test]
    fn two_values_beside_each_other_are_two() {
        assert_eq!(found("8A1E C5D2 B7C0 EFA4 9FFB 31FC 2485 CF71 E37B EBB7\nE37BEBB7"), [V4, "E37BEBB7"]);
        assert_eq!(found("0x2485CF71 2022-05-22"), ["2485CF71", "20220522"]);
        assert_eq!(found("2485CF71\n2022"), ["2485CF71"]);
    }

    #[test]
    fn words_of_one_letter_and_dates_around_a_value_are_no_part_of_it() {
        for raw in ["0xE37BEBB7 e o fingerprint", "0xe37bebb7 a pour", "E37B EBB7 e"] {
            assert_eq!(found(raw), ["E37BEBB7"], "{raw}");
        }
        assert_eq!(found("2485 CF71 E37B EBB7 e"), ["2485CF71E37BEBB7"]);
        for date in ["06.07.2029", "2029-07-06", "6.7.2029"] {
            let raw = format!("valid until: {date}\n8A1E C5D2 B7C0 EFA4 9FFB  31FC 2485 CF71 E37B EBB7");
            assert_eq!(found(&raw).last().unwrap(), V4, "{raw}");
        }
        assert_eq!(found("8A:1E:C5:D2:B7:C0:EF:A4:9F:FB\n31:FC:24:85:CF:71:E3:7B:EB:B7"), [V4]);
    }

    #[test]
    fn words_are_no_numbers() {
        assert!(found("a bad face added decade be dead beef cafe feed babe fade").is_empty());
        assert!(found("IPv4 10.0.0.1, https://x/8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7").is_empty());
    }

    #[test]
    fn odd_characters_are_kept_with_their_position() {
        let one = |raw: &str| {
            let line = Line { text: raw.to_owned(), ..Line::default() };
            runs(&Text::of(&[line], None)).into_iter().flat_map(Run::values).max_by_key(Run::len).unwrap()
        };
        let cyrillic = one("8A1E \u{421}5D2 B7C0 EFA4 9FFB 31FC 2485 CF71 E37B EBB7");
        assert_eq!(
            (cyrillic.len(), cyrillic.odd()),
            (40, vec![OddCharacter { found: '\u{421}', looks_like: Some('C'), after_digits: 4 }])
        );
        let zero = one("8A1E C5D2 B7CO EFA4 9FFB 31FC 2485 CF71 E37B EBB7");
        assert_eq!((zero.len(), zero.odd()), (40, vec![OddCharacter { found: 'O', looks_like: Some('0'), after_digits: 11 }]));
        for invisible in ['\u{200b}', '\u{ad}', '\u{202e}', '\u{2060}'] {
            let hidden = one(&format!("8A1E C5{invisible}D2 B7C0 EFA4 9FFB 31FC 2485 CF71 E37B EBB7"));
            assert_eq!((hidden.len(), hidden.odd().len()), (40, 1), "{invisible:?}");
        }
        let wide = one("８A1E C5D2 B7C0 EFA4 9FFB 31FC 2485 CF71 E37B EBB7");
        assert_eq!(wide.odd(), [OddCharacter { found: '８', looks_like: Some('8'), after_digits: 0 }]);
    }
}
