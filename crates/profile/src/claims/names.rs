//! The team's official and short name: from the fields of section 2.1, else from those beside the
//! contacts, else from the title. Rather none than a wrong one.

use std::ops::Range;

use bonafide_model::claims::Claim;

use super::fold::{Words, folded, is_invisible};
use super::name_words::{
    MAX_NAME, MAX_NAME_WORDS, bare, called, copula, introduced, is_furniture, is_kind_only,
    is_plausible, is_sentence, language, names_team,
};
use super::text::{Text, cap};
use crate::fields::{self, Field, Form, joined, trimmed};
use crate::vocabulary::{self, Hit, Term, words};

/// Letters that draw nothing.
const FILLERS: [char; 5] = ['\u{115f}', '\u{1160}', '\u{2800}', '\u{3164}', '\u{ffa0}'];
/// A short name is one word, or a few.
const MAX_SHORT: usize = 40;
/// The longest row with a label of a name and the name, in bytes.
const MAX_FIELD: usize = 400;
/// Longer rows are a page on one line, in bytes.
const MAX_BYTES: usize = 8_000;
/// Rows of section 2.1 that are looked at.
const MAX_ROWS: usize = 12;
/// Rows of the title page and of the chapter on contacts, likewise.
const MAX_FIELDS: usize = 120;

type Name = Option<Claim<String>>;

/// The official and the short name; the `title` is asked where no field has one.
pub(super) fn names(text: &Text, front: usize, title: impl FnOnce() -> Name) -> (Name, Name) {
    let mut best = Names::default();
    let mut short = None;
    // A cover may have a table with the name before the section itself comes.
    for section in sections(text) {
        let found = Names::of_section(text, &section);
        // "Full name" and "Short name" may be headings of their own.
        short = short.or_else(|| found.short.clone());
        if found.rank() > best.rank() {
            best = found;
        }
    }
    best.short = best.short.or(short);
    if best.official.is_none() || best.short.is_none() {
        best.add(Names::of_fields(text, front));
    }
    if best.official.is_none() || best.short.is_none() {
        best.add(Names::elsewhere(text));
    }
    let Names {
        mut official,
        mut short,
    } = best;
    if official.is_none() {
        official = title();
    }
    if short.is_none()
        && let Some((long, other)) = official.as_ref().and_then(also_known)
    {
        short = Some(other);
        official = official.map(|official| Claim {
            value: long,
            ..official
        });
    }
    if short.is_none() {
        short = official.as_ref().and_then(|official| {
            in_brackets(official)
                .or_else(|| before_brackets(official))
                .or_else(|| in_front(official))
                .or_else(|| at_end(official))
        });
    }
    (official, short)
}

#[derive(Debug, Default)]
struct Names {
    official: Name,
    short: Name,
}

impl Names {
    fn rank(&self) -> usize {
        usize::from(self.official.is_some()) * 2 + usize::from(self.short.is_some())
    }

    fn add(&mut self, other: Self) {
        self.official = self.official.take().or(other.official);
        self.short = self.short.take().or(other.short);
    }

    /// What one section 2.1 says: its labels first, then its text.
    fn of_section(text: &Text, rows: &[usize]) -> Self {
        let mut names = Self::default();
        for row in rows {
            let all = fields::in_row(text, *row, &[Term::OfficialName, Term::ShortName]);
            for field in &all {
                // "Name of the team | Full name: …": the nearer label opens it. "Full name | …;
                // short name: …": the value ends there.
                let inner = all.iter().find(|inner| {
                    inner.form == Form::Marked && field.value.contains(&inner.label.range.start)
                });
                let before = inner.map(|inner| field.value.start..inner.label.range.start);
                let value = match before {
                    Some(before) => match trimmed(text, before) {
                        Some(value) => value,
                        None => continue,
                    },
                    None => field.value.clone(),
                };
                let field = &Field {
                    value,
                    ..field.clone()
                };
                // What stands behind the heading may be a sentence.
                let is_headed = Some(row) == rows.first()
                    && field.label.term == Term::OfficialName
                    && field.form == Form::Cell;
                if is_headed && let Some(said) = said(text, fields::wrapped(text, &field.value)) {
                    names.add(said);
                    continue;
                }
                let is_label = field.form != Form::Running && !in_brackets_of_name(text, field)
                    || is_loose(text, *row, field);
                // The heading itself: what stands below it is text, unless it names the short name.
                let is_heading = field.form == Form::Below
                    && field.label.term == Term::OfficialName
                    && row == rows.first().unwrap_or(row);
                if is_label && !is_heading {
                    names.take(text, field);
                }
            }
        }
        if names.official.is_none()
            && let Some(said) = rows
                .first()
                .and_then(|heading| behind_heading(text, *heading))
                .and_then(|value| said(text, value))
        {
            names.add(said);
        }
        if names.official.is_none()
            && let Some(name) = rows.first().and_then(|row| in_heading(text, *row))
        {
            names.official = Some(claim(text, name, None));
        }
        if names.official.is_none() {
            let mut end = 0;
            for row in rows.iter().skip(1) {
                let range = text.row_range_of(*row);
                if range.start < end {
                    continue;
                }
                let Some(own) = trimmed(text, range.clone()) else {
                    continue;
                };
                let labels = fields::in_row(text, *row, &[Term::ShortName]);
                let label = labels
                    .iter()
                    .find(|f| f.form != Form::Running && !in_brackets_of_name(text, f));
                // The cells in front of the label are something else.
                let cell = label.and_then(|label| {
                    let cells = text.cells(*row);
                    let at = cells.partition_point(|cell| cell.end <= label.label.range.start);
                    trimmed(text, range.start..cells.get(at.checked_sub(1)?)?.end)
                        .filter(|cell| text.hits_within(*row, cell).is_empty())
                });
                let is_label = label.is_some() && cell.is_none()
                    || names
                        .short
                        .as_ref()
                        .is_some_and(|short| short.value == text.get(own.clone()));
                if is_label || fields::is_head_of_words(text, *row) {
                    continue;
                }
                let paragraph = cell.unwrap_or_else(|| fields::wrapped(text, &range));
                end = paragraph.end.max(range.start + 1);
                if let Some(said) = said(text, paragraph) {
                    names.add(said);
                    break;
                }
            }
        }
        names.official = names.official.and_then(without_label).map(without_word);
        names
    }

    /// The labels of a name beside the contacts, where no section is of its own, and on the title
    /// page.
    fn of_fields(text: &Text, front: usize) -> Self {
        let mut names = Self::default();
        let rows = (0..text.rows.len()).filter(|row| {
            let section = text.rows.get(*row).and_then(|r| r.section);
            section == Some("2") || section.is_none() && *row < front
        });
        for row in rows.take(MAX_FIELDS) {
            for field in fields::in_row(text, row, &[Term::OfficialName, Term::ShortName]) {
                let value = text.get(field.value.clone());
                // "Name:" on a title page may be its author's.
                let is_own =
                    text.rows.get(row).is_some_and(|r| r.section.is_some()) || names_team(value);
                if field.form != Form::Running && is_own {
                    names.take(text, &field);
                }
            }
        }
        names
    }

    /// A label of several words that says for itself what it is, wherever it stands: two columns
    /// may have been read as one, so that the section is the other column's.
    fn elsewhere(text: &Text) -> Self {
        let mut names = Self::default();
        // The first byte of the wide colon is looked for instead of the whole.
        let marks = memchr::memchr2_iter(b':', 0xEF, text.raw.as_bytes());
        let mut last = None;
        for row in marks.map(|at| text.row_at(at)) {
            let content = text.row(row);
            if last.replace(row) == Some(row)
                || content.len() > MAX_FIELD
                || !content.contains([':', '：'])
            {
                continue;
            }
            for field in fields::in_row(text, row, &[Term::OfficialName, Term::ShortName]) {
                let label = text.get(field.label.range.clone());
                let tells = label.contains(' ') || !label.is_ascii();
                if tells
                    && field.form == Form::Marked
                    && text.begins(field.label.range.start)
                    && names_team(text.get(field.value.clone()))
                {
                    names.take(text, &field);
                }
            }
        }
        names
    }

    /// Takes the value of a field, if there is none yet.
    fn take(&mut self, text: &Text, field: &Field) {
        let target = match field.label.term {
            Term::OfficialName => &mut self.official,
            _ => &mut self.short,
        };
        if target.is_some() {
            return;
        }
        let whole = fields::wrapped(text, &field.value);
        let value = bare(text, whole).filter(|value| is_plausible(&joined(text, value)));
        if let Some(value) = value {
            let label = text.label_text(&field.label);
            *target = Some(claim(text, value, label));
        }
    }
}

/// A name without the label in front of it, where no known word stands between the two: "Nazwa
/// zespołu to ELM-CERT". What is no name then is none.
fn without_label(name: Claim<String>) -> Name {
    let hits = vocabulary::hits(&Words::of(&name.value, 0));
    let Some(label) = hits
        .iter()
        .find(|hit| hit.term == Term::OfficialName && hit.range.start == 0)
    else {
        return Some(name);
    };
    let behind = name.value.get(label.range.end..).unwrap_or_default().trim();
    // "チーム名はELM-CSIRTです": the words for "is" of scripts without blanks.
    let behind = behind
        .trim_start_matches(['は', 'が', '은', '는', '为', '為', '是', '叫'])
        .trim_end_matches(['。', '.'])
        .trim_end_matches("です")
        .trim_end_matches("입니다")
        .trim();
    let value = match behind.split_once(' ') {
        Some((word, rest)) if word.chars().all(char::is_lowercase) => rest.trim(),
        _ => behind,
    };
    let is_name = names_team(value) && !is_kind_only(value) && is_plausible(value);
    is_name.then(|| Claim {
        value: value.to_owned(),
        ..name
    })
}

/// A name without the one word and the colon in front of it: "English: Response Team of Elm".
fn without_word(name: Claim<String>) -> Claim<String> {
    match name.value.split_once([':', '：']) {
        Some((word, rest))
            if word.chars().all(char::is_alphabetic) && !names_team(word) && names_team(rest) =>
        {
            Claim {
                value: rest.trim().to_owned(),
                ..name
            }
        }
        _ => name,
    }
}

/// Whether a label stands in brackets behind a name: "Response Team of Elm (abbreviation:
/// ELM-CERT)" is read as a sentence.
fn in_brackets_of_name(text: &Text, field: &Field) -> bool {
    let row = text.row_range_of(text.row_at(field.label.range.start));
    let before = text.get(row.start..field.label.range.start);
    before.rfind(['(', '（']).is_some_and(|open| {
        before
            .get(..open)
            .unwrap_or_default()
            .contains(char::is_alphabetic)
    })
}

/// Whether a label of several words begins its row, and the value follows without any mark: the gap
/// between two cells was lost.
fn is_loose(text: &Text, row: usize, field: &Field) -> bool {
    let begins = trimmed(text, text.row_range_of(row))
        .is_some_and(|row| row.start == field.label.range.start);
    let value = text.get(field.value.clone());
    let is_one_team = || {
        field.label.term == Term::ShortName
            && !value.trim().contains(char::is_whitespace)
            && names_team(value)
            && !is_kind_only(value)
    };
    let said = value.get(language(value).unwrap_or(0)..).unwrap_or(value);
    begins
        && (text.get(field.label.range.clone()).contains(' ') || is_one_team())
        && said.starts_with(char::is_uppercase)
        && !text
            .hits(field.value.clone())
            .iter()
            .any(|hit| hit.range.start == field.value.start)
        && copula(text.row(row)).is_none()
}

/// A claim whose value is one line, whatever number of rows it stands in. What nobody sees is no
/// part of a name, and must not push the rest of it over the limit.
fn claim(text: &Text, range: Range<usize>, label: Option<String>) -> Claim<String> {
    let seen: String = joined(text, &range)
        .chars()
        .filter(|c| !is_invisible(*c) && !FILLERS.contains(c))
        .collect();
    text.claim(cap(&seen, MAX_NAME), range, label)
}

/// The rows of every section 2.1, each with its heading first.
fn sections(text: &Text) -> Vec<Vec<usize>> {
    let mut all: Vec<Vec<usize>> = Vec::new();
    let mut last = None;
    for (index, row) in text
        .rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.section == Some("2.1"))
    {
        let is_named_below = all
            .last()
            .is_some_and(|rows| is_name_as_heading(text, rows, index));
        let is_new = !is_named_below
            && (last.is_none_or(|last: usize| last + 1 != index) || starts_section(text, index));
        last = Some(index);
        let content = text.row(index).trim();
        if content.len() > MAX_BYTES {
            continue;
        }
        if is_new {
            if all.len() >= 8 {
                break;
            }
            all.push(vec![index]);
        } else if let Some(rows) = all.last_mut()
            && rows.len() < MAX_ROWS
            && !content.is_empty()
            && !is_furniture(content)
            && !(rows.len() == 1
                && !is_named_below
                && row.heading.as_deref().is_some_and(|h| h.ends_with(content)))
        {
            rows.push(index);
        }
    }
    all
}

/// Whether a heading without a number right below a bare heading of section 2.1 is what that one
/// heads: a name in larger letters.
fn is_name_as_heading(text: &Text, rows: &[usize], index: usize) -> bool {
    let content = text.row(index).trim();
    let [heading] = rows else {
        return false;
    };
    let is_last = text
        .rows
        .iter()
        .enumerate()
        .skip(index + 1)
        .find(|(row, _)| !text.row(*row).trim().is_empty())
        .is_none_or(|(_, row)| row.section != Some("2.1"));
    starts_section(text, index)
        && behind_heading(text, *heading).is_none()
        && content.starts_with(|c: char| !c.is_ascii_digit())
        && (names_team(content) && !is_kind_only(content) || is_last)
}

/// Whether a row's heading is another than that of the row above.
fn starts_section(text: &Text, index: usize) -> bool {
    let heading = |row: usize| text.rows.get(row).and_then(|r| r.heading.as_ref());
    index
        .checked_sub(1)
        .is_some_and(|above| match (heading(above), heading(index)) {
            (Some(one), Some(other)) => !std::sync::Arc::ptr_eq(one, other),
            _ => false,
        })
}

/// What stands behind a heading's words in its own row: behind a colon, a tab or a gap. Behind the
/// number alone stand the words themselves.
fn behind_heading(text: &Text, index: usize) -> Option<Range<usize>> {
    let row = trimmed(text, text.row_range_of(index))?;
    let content = text.get(row.clone());
    let marks = content
        .match_indices([':', '：', '\t'])
        .chain(content.rmatch_indices("  ").take(1));
    let mut behind = marks.filter_map(|(at, mark)| {
        let has_words = content.get(..at)?.contains(char::is_alphabetic);
        let value = trimmed(text, row.start + at + mark.len()..row.end)?;
        let is_heading = vocabulary::heading(&Words::of(text.get(value.clone()), 0))
            .is_some_and(|meaning| meaning.extra == 0);
        (has_words && !is_heading).then_some(value)
    });
    behind.next()
}

/// The name that stands in a heading instead of the words for it: "2.1 ELM-CERT".
fn in_heading(text: &Text, index: usize) -> Option<Range<usize>> {
    let own = bare(text, text.row_range_of(index))?;
    let content = text.get(own.clone());
    let number = content.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let title = trimmed(text, own.start + number..own.end)?;
    let said = text.get(title.clone());
    let words = Words::of(said, 0);
    let is_heading =
        vocabulary::heading(&words).is_some() || vocabulary::heading_word(&words).is_some();
    (number > 0
        && !is_heading
        && names_team(said)
        && !is_kind_only(said)
        && is_plausible(said)
        && said.split_whitespace().count() <= MAX_NAME_WORDS)
        .then_some(title)
}

/// What a paragraph of section 2.1 names: all of it, or the subject of its first sentence.
fn said(text: &Text, range: Range<usize>) -> Option<Names> {
    let value = trimmed(text, range.clone())?;
    let whole = text.get(value.clone());
    let name = |range: Range<usize>| {
        bare(text, range)
            .filter(|r| is_plausible(&joined(text, r)))
            .map(|r| claim(text, r, None))
    };
    // "The full name is X. The short name is Y."
    let told: Vec<_> = text
        .hits(value.clone())
        .into_iter()
        .filter_map(|hit| Some((hit.clone(), told(text, &hit, range.end)?)))
        .collect();
    let first = |term| {
        told.iter()
            .find(|(hit, _)| hit.term == term)
            .and_then(|(_, value)| name(value.clone()))
    };
    if let (Some(official), Some(short)) = (first(Term::OfficialName), first(Term::ShortName)) {
        return Some(Names {
            official: Some(official),
            short: Some(short),
        });
    }
    // "X, abbreviated Y"
    if let Some(hit) = text
        .hits(value.clone())
        .into_iter()
        .find(|hit| hit.term == Term::ShortName)
    {
        let behind = text.get(hit.range.end..value.end);
        let start = hit.range.end
            + (behind.len()
                - behind
                    .trim_start_matches(|c: char| !c.is_alphanumeric())
                    .len());
        let length = text
            .get(start..value.end)
            .find([',', ';', ')', '）', '.', '”', '»', '"'])
            .unwrap_or(value.end - start);
        let from = told
            .iter()
            .find(|(hit, _)| hit.term == Term::OfficialName)
            .map_or(value.start, |(_, official)| official.start);
        let cut = |c: char| c.is_whitespace() || "(（,;–-„“«\"".contains(c);
        let before = text.get(from..hit.range.start).trim_end_matches(cut);
        let joining = before
            .split_whitespace()
            .next_back()
            .filter(|word| words::AND.contains(&&*folded(word)));
        let before = before
            .strip_suffix(joining.unwrap_or_default())
            .unwrap_or(before)
            .trim_end_matches(cut);
        // "The team is called X (abbreviated Y)"
        let called = copula(before).and_then(|(subject, predicate)| {
            let called = introduced(before.get(predicate..)?.trim_start());
            let is_name = names_team(called) && !names_team(before.get(..subject)?);
            is_name.then(|| before.len() - called.len())
        });
        let (from, end) = (from + called.unwrap_or(0), from + before.len());
        let official =
            name(from..end).filter(|name| !words::ARTICLE.contains(&&*folded(&name.value)));
        let said = told.iter().find(|(hit, _)| hit.term == Term::ShortName);
        let short = said
            .map(|(_, short)| short.clone())
            .or_else(|| trimmed(text, start..start + length))
            .filter(|r| is_short(text.get(r.clone())));
        if let (Some(official), Some(short)) = (official, short) {
            let label = text.label_text(&hit);
            return Some(Names {
                official: Some(official),
                short: Some(claim(text, short, label)),
            });
        }
    }
    // "The short name is Y", and no more.
    if let Some((hit, short)) = told.iter().find(|(hit, _)| hit.term == Term::ShortName) {
        return name(short.clone()).map(|claim| Names {
            official: first(Term::OfficialName),
            short: Some(Claim {
                label: text.label_text(hit),
                ..claim
            }),
        });
    }
    let quoted = quoted(text, range).filter(|quoted| {
        let in_brackets = text
            .get(value.start..quoted.start.max(value.start))
            .trim_end_matches(['“', '«', '„', '"', '「', ' '])
            .ends_with(['(', '（']);
        let names = text
            .hits(value.clone())
            .iter()
            .any(|hit| hit.term == Term::OfficialName);
        !in_brackets
            && (names || names_team(text.get(quoted.clone())) || quoted.start <= value.start)
    });
    if let Some(quoted) = quoted {
        return name(quoted).map(|official| Names {
            official: Some(official),
            short: None,
        });
    }
    if let Some((subject, predicate)) = copula(whole) {
        let says_name = text
            .hits(value.start..value.start + subject)
            .iter()
            .any(|hit| hit.term == Term::OfficialName);
        let range = if says_name {
            let end = whole
                .get(predicate..)?
                .find([',', ';'])
                .map_or(value.end, |at| value.start + predicate + at);
            value.start + predicate..first_sentence(text, value.start + predicate..end).end
        } else {
            let start = value.start + article(whole);
            let subject = start..value.start + subject;
            let named = text.get(subject.clone());
            let is_name = named.split_whitespace().count() <= MAX_NAME_WORDS && names_team(named);
            if is_name && !is_kind_only(named) {
                subject
            } else {
                called(text, value.start + predicate..value.end).or(is_name.then_some(subject))?
            }
        };
        return name(range).map(|official| Names {
            official: Some(official),
            short: None,
        });
    }
    let own = bare(text, value.clone())?;
    let is_text = first_sentence(text, own.clone()) != own || is_sentence(text.get(own.clone()));
    if is_text {
        None
    } else {
        name(value).map(|official| Names {
            official: Some(official),
            short: None,
        })
    }
}

/// What a sentence says that a name is: behind a copula, or a few words and one.
fn told(text: &Text, hit: &Hit, end: usize) -> Option<Range<usize>> {
    if !matches!(hit.term, Term::OfficialName | Term::ShortName) {
        return None;
    }
    let rest = text.get(hit.range.end..end).trim_start();
    let start = end - rest.len();
    let first = rest
        .split_whitespace()
        .next()
        .filter(|word| words::IS.contains(word))
        .map(str::len);
    let predicate = first.or_else(|| copula(rest).map(|(_, predicate)| predicate))?;
    let subject = rest.get(..predicate)?;
    if subject.split_whitespace().count() > 5 || subject.contains(['.', ',', ';']) {
        return None;
    }
    let said = start + predicate..end;
    if text
        .get(said.clone())
        .trim_start()
        .starts_with(['«', '“', '"', '„', '「'])
    {
        return quoted(text, said);
    }
    let said = first_sentence(text, said);
    let length = text
        .get(said.clone())
        .find([',', ';'])
        .unwrap_or(said.end - said.start);
    trimmed(text, said.start..said.start + length)
}

/// The range up to the first full stop that ends a sentence.
fn first_sentence(text: &Text, range: Range<usize>) -> Range<usize> {
    let content = text.get(range.clone());
    let end = content.match_indices(". ").map(|(at, _)| at).find(|at| {
        // "St. Gallen" and "No. 5" go on.
        let word = content
            .get(..*at)
            .and_then(|c| c.split_whitespace().next_back())
            .unwrap_or_default();
        word.chars().count() > 3
    });
    range.start..end.map_or(range.end, |at| range.start + at)
}

/// The length of an article in front of a name.
fn article(sentence: &str) -> usize {
    let first = sentence.split_whitespace().next().unwrap_or_default();
    let is_article = words::ARTICLE.contains(&&*folded(first));
    if is_article && !first.contains(['-', '’', '\'']) {
        first.len() + 1
    } else {
        0
    }
}

/// What stands between quotation marks.
fn quoted(text: &Text, range: Range<usize>) -> Option<Range<usize>> {
    let content = text.get(range.clone());
    [('«', '»'), ('“', '”'), ('"', '"'), ('„', '“'), ('「', '」')]
        .iter()
        .find_map(|(open, close)| {
            let from = content.find(*open)? + open.len_utf8();
            let to = from + content.get(from..)?.find(*close)?;
            trimmed(text, range.start + from..range.start + to)
        })
}

/// `Example Response Team (X-CERT)`.
fn in_brackets(official: &Claim<String>) -> Name {
    let inside = official
        .value
        .trim_end()
        .strip_suffix([')', '）'])?
        .rsplit_once(['(', '（'])?
        .1;
    let inside = inside.trim_matches(|c: char| c.is_whitespace() || "“”«»„\"".contains(c));
    // "(a part of the Ministry)", "(Example Co)"
    let inside = introduced(inside);
    let is_name = is_short(inside) && (!inside.contains(' ') || names_team(inside));
    is_name.then(|| Claim {
        value: inside.to_owned(),
        ..official.clone()
    })
}

/// `X-CERT (Example Response Team)`.
fn before_brackets(official: &Claim<String>) -> Name {
    let (short, long) = official
        .value
        .trim_end()
        .strip_suffix([')', '）'])?
        .split_once(['(', '（'])?;
    let short = short.trim_end();
    let is_name = !short.contains(' ') && is_short(short) && names_team(short);
    (is_name && !is_kind_only(short) && long.split_whitespace().count() >= 3).then(|| Claim {
        value: short.to_owned(),
        ..official.clone()
    })
}

/// `X-CERT: the computer emergency response team of Example`, as in the example of RFC 2350.
fn in_front(official: &Claim<String>) -> Name {
    let (short, long) = [": ", " – ", " — ", " - "]
        .iter()
        .find_map(|mark| official.value.split_once(mark))?;
    let short =
        short.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”' | '«' | '»'));
    let is_name = is_short(short) && short.split_whitespace().count() <= 2 && names_team(short);
    (is_name && long.split_whitespace().count() >= 2).then(|| Claim {
        value: short.to_owned(),
        ..official.clone()
    })
}

/// `Response Team of Example - X-CERT`.
fn at_end(official: &Claim<String>) -> Name {
    let (long, short) = [" – ", " — ", " - ", " / "]
        .iter()
        .find_map(|mark| official.value.rsplit_once(mark))?;
    let is_name =
        !short.contains(' ') && is_short(short) && names_team(short) && !is_kind_only(short);
    (is_name && long.split_whitespace().count() >= 2).then(|| Claim {
        value: short.to_owned(),
        ..official.clone()
    })
}

/// `Response Team of Example, also known as X-CERT`: the name in front, and the other one.
fn also_known(official: &Claim<String>) -> Option<(String, Claim<String>)> {
    let (long, behind) = official.value.rsplit_once([',', '،', '，'])?;
    let behind = behind.trim();
    let other = introduced(behind).trim_matches(|c: char| "“”«»„\" ".contains(c));
    let is_name = other.len() < behind.len() && is_short(other) && names_team(other);
    is_name.then(|| {
        let other = Claim {
            value: other.to_owned(),
            ..official.clone()
        };
        (long.trim_end().to_owned(), other)
    })
}

fn is_short(name: &str) -> bool {
    name.chars().count() <= MAX_SHORT
        && name.split_whitespace().count() <= 4
        && name.chars().any(char::is_alphabetic)
}
