//! What a document is titled: the names that a person reads before anything else.

use std::collections::{HashSet, VecDeque};

use bonafide_layout::Document;
use bonafide_model::claims::{Claim, HiddenBy};

use super::fold::{folded, is_invisible};
use super::name_words::{MAX_NAME_WORDS, is_kind_only, is_plausible, is_sentence, names_team};
use super::text::{Text, cap};
use crate::vocabulary::words;

/// Rows of the title page that are looked at.
const MAX_FRONT: usize = 60;
/// Digits of a year and of a number, as in "RFC 2350 profile 2026".
const MAX_DIGITS: usize = 8;
/// The longest row of a title page that is kept, in characters.
const MAX_ROW: usize = 200;
/// Words of a label above a list.
const MAX_LABEL: usize = 4;
/// Titles that name a team; more are a list of members.
const MAX_TITLES: usize = 16;
/// Words of a title that only name the RFC, the document and its edition.
const MAX_OTHER_WORDS: usize = 6;

/// The titles of a document, without what names the RFC.
#[derive(Debug, Default)]
pub(super) struct Titles {
    /// The one that names a team.
    team: Option<Claim<String>>,
    /// The others that do; the first row and the first heading, which may be a name that says no
    /// kind; and whole rows of the title page that name teams in whatever words: "ALDER-CERT for
    /// ELM-CERT".
    others: Vec<Claim<String>>,
}

impl Titles {
    /// Those of the title page.
    pub fn of(text: &Text, document: &Document<'_>, front: usize) -> Self {
        let line = |row: usize| text.rows.get(row).and_then(|r| document.lines.get(r.line));
        let is_heading = |row: usize| line(row).is_some_and(|line| line.heading().is_some());
        let menu: HashSet<usize> = document
            .links
            .iter()
            .filter(|link| {
                document.lines.get(link.line).is_some_and(|line| {
                    line.heading().is_none() && line.text.trim() == link.text.trim()
                })
            })
            .map(|link| link.line)
            .collect();
        let mut titles: Vec<(usize, String)> = Vec::new();
        let mut whole = Vec::new();
        for row in 0..front.min(MAX_FRONT) {
            let content = text.row(row);
            let names_one = is_team(content);
            if text.rows.get(row).is_none_or(|r| menu.contains(&r.line))
                || names_one && is_related(text, row)
            {
                continue;
            }
            if names_one && whole.len() < MAX_TITLES {
                whole.push((row, cap(content.trim(), MAX_ROW)));
            }
            // Of the rows that name no team only the first ones are told.
            if (titles.is_empty() || is_heading(row) || names_team(content))
                && let Some(name) = title(content)
            {
                titles.push((row, name));
            }
        }
        let claim =
            |(row, name): &(usize, String)| text.claim(name.clone(), text.row_range_of(*row), None);
        let headings = || titles.iter().filter(|(row, _)| is_heading(*row));
        let names = |(_, name): &&(usize, String)| is_team(name);
        let team = headings().find(names).or_else(|| titles.iter().find(names));
        let named = titles.iter().filter(names).take(MAX_TITLES);
        let mut others: Vec<&(usize, String)> = headings()
            .take(1)
            .chain(titles.first())
            .chain(named)
            .collect();
        others.sort_by_key(|(row, _)| *row);
        others.dedup();
        others.retain(|other| Some(*other) != team);
        let told: HashSet<&str> = team
            .into_iter()
            .chain(others.iter().copied())
            .map(|(_, name)| name.as_str())
            .collect();
        let mut seen = HashSet::new();
        whole.retain(|(_, row)| !told.contains(row.as_str()) && seen.insert(row.clone()));
        Self {
            team: team.map(claim),
            others: others.into_iter().chain(&whole).map(claim).collect(),
        }
    }

    /// The team that the title names: that of the title page, else that of the metadata, which nobody
    /// sees.
    pub fn team(&self, text: &Text, document: &Document<'_>) -> Option<Claim<String>> {
        self.team.clone().or_else(|| {
            let name = named(document.title.as_deref()?).filter(|name| is_team(name))?;
            Some(Claim {
                raw: name.clone(),
                excerpt: name.clone(),
                hidden_by: Some(HiddenBy::Title),
                ..text.claim(name, 0..0, None)
            })
        })
    }

    /// All that a person sees.
    pub fn all(self) -> Vec<Claim<String>> {
        self.team.into_iter().chain(self.others).collect()
    }
}

/// Whether a row, or the short one above it, says that the team it names is another one: "Member of
/// ELM-CERT", "Recipients".
fn is_related(text: &Text, row: usize) -> bool {
    let says = |row: &str| {
        let said = folded(row);
        said.split(' ').any(|word| words::RELATED.contains(&word))
    };
    let above = (0..row)
        .rev()
        .map(|row| text.row(row).trim())
        .find(|row| !row.is_empty());
    let heads = |above: &str| above.split_whitespace().count() <= MAX_LABEL && says(above);
    says(text.row(row)) || above.is_some_and(heads)
}

/// What a row says as a title, where it may be one.
fn title(content: &str) -> Option<String> {
    let ends_as_text = content.trim().ends_with(['.', '。', '!', '?', ',', ';']);
    let content = content.split('\t').next().unwrap_or_default().trim();
    let is_title = !ends_as_text
        && content
            .split_whitespace()
            .nth(MAX_NAME_WORDS + MAX_OTHER_WORDS)
            .is_none()
        && !is_sentence(content);
    if is_title { named(content) } else { None }
}

/// What a title names beside the RFC and the kind of document.
fn named(title: &str) -> Option<String> {
    let name = bare(title);
    // A line of contacts is no title.
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    (digits <= MAX_DIGITS
        && is_plausible(&name)
        && name.split_whitespace().count() <= MAX_NAME_WORDS)
        .then_some(name)
}

fn is_team(name: &str) -> bool {
    names_team(name) && !is_kind_only(name)
}

/// A title without the words that only name the RFC and the kind of document; empty where it says
/// who has the rights.
fn bare(title: &str) -> String {
    let seen: String = title.chars().filter(|c| !is_invisible(*c)).collect();
    let title = seen.as_str();
    if title.contains('©') || title.to_lowercase().contains("copyright") {
        return String::new();
    }
    let mut words: VecDeque<(&str, String)> = title
        .split_whitespace()
        .map(|word| (word, folded(word)))
        .collect();
    let strip = |words: &mut VecDeque<(&str, String)>| {
        for at_front in [true, false] {
            for length in (1..=3).rev().filter(|length| *length < words.len()) {
                let from = if at_front { 0 } else { words.len() - length };
                let part: Vec<&str> = words
                    .range(from..from + length)
                    .map(|(_, said)| &**said)
                    .filter(|said| !said.is_empty())
                    .collect();
                if part.is_empty() || words::TITLE.contains(&&*part.join(" ")) {
                    words.drain(from..from + length);
                    return true;
                }
            }
        }
        false
    };
    while strip(&mut words) {}
    let name: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    let name = name.join(" ");
    let name = name.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':' | '|' | '#' | '*' | ',' | '/' | '_')
    });
    name.to_owned()
}
