//! The document's own Traffic Light Protocol marking, told from mentions of the protocol.

use super::Found;
use super::text::Text;

/// Words of TLP 1.0 and 2.0, the longest first.
const WORDS: [&str; 7] = [
    "AMBER+STRICT",
    "CLEAR",
    "WHITE",
    "GREEN",
    "AMBER",
    "RED",
    "AMBRE",
];
/// A row that is the marking, perhaps with a page number or the team's name, is short.
const MAX_MARKING: usize = 60;
/// Words of a title, above which a marking may stand.
const MAX_TITLE: usize = 3;
/// Letters and digits beside it.
const MAX_BESIDE: usize = 12;

/// A marking in the head and foot of every page of the longest profile.
const MAX_MARKINGS: usize = 1_000;

/// A mention of the protocol with one of its words.
struct Mention<'t> {
    range: std::ops::Range<usize>,
    word: &'static str,
    section: &'t str,
    /// How sure it is that it marks the document, the surest first; none where it does not.
    rank: Option<u8>,
}

/// By itself on a row, in whatever section.
const ALONE: u8 = 2;

/// Finds the marking: on the title page, in the sections about the document, or alone on a row.
/// Where the words are explained, each may stand on a row of its own, and none marks the document.
pub(super) fn find(text: &Text, front: usize, found: &mut Found) {
    let mentions = |word: &'static str| {
        memchr::memmem::find_iter(text.raw.as_bytes(), word)
            .take(MAX_MARKINGS)
            .map(move |at| (at, word.len()))
    };
    let all: Vec<Mention<'_>> = mentions("TLP")
        .chain(mentions("tlp:").map(|(at, _)| (at, 3)))
        .chain(mentions("Traffic Light Protocol"))
        .filter_map(|(at, length)| mention(text, front, at, length))
        .collect();
    let is_alone = |m: &&Mention<'_>| m.rank == Some(ALONE);
    let others = || {
        all.iter()
            .filter(|m| m.rank.is_none_or(|rank| rank == ALONE))
    };
    let is_explained =
        |m: &Mention<'_>| others().any(|other| other.section == m.section && other.word != m.word);
    let alone = || all.iter().filter(is_alone).filter(|m| !is_explained(m));
    let first = alone().next().map(|m| m.word);
    let is_one = alone().all(|m| Some(m.word) == first);
    let best = all
        .iter()
        .filter(|m| m.rank.is_some_and(|rank| rank < ALONE))
        .chain(alone().filter(|_| is_one))
        .min_by_key(|m| (m.rank, m.range.start));
    if let Some(Mention { range, word, .. }) = best {
        let word = if *word == "AMBRE" { "AMBER" } else { word };
        found.claims.tlp = Some(text.claim(format!("TLP:{word}"), range.clone(), None));
    }
}

fn mention<'t>(text: &'t Text, front: usize, at: usize, length: usize) -> Option<Mention<'t>> {
    let (range, word) = marking(&text.raw, at, length)?;
    let content = text.get(text.row_near(&range));
    let lists_words = WORDS.iter().filter(|w| content.contains(**w)).count() > 1
        && !content.contains("AMBER+STRICT");
    let section = text.section(at).unwrap_or_default();
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let is_sentence = content.trim_end().ends_with(['.', ',', ';', '。'])
        || content.trim_end().ends_with(')') && !content.trim_start().starts_with('(');
    // "… are handled as / TLP:AMBER"
    let above = text
        .row_at(at)
        .checked_sub(1)
        .map_or("", |above| text.row(above))
        .trim();
    let goes_on = above.split_whitespace().count() > MAX_TITLE
        && above.rsplit(' ').next().is_some_and(|word| {
            word.starts_with(char::is_lowercase) && word.ends_with(char::is_alphabetic)
        });
    let is_alone = !goes_on
        && letters(content) <= letters(text.get(range.clone())) + MAX_BESIDE
        && content.len() <= MAX_MARKING
        && !is_sentence;
    let rank = match () {
        () if lists_words => None,
        () if text.row_at(at) < front => Some(0),
        () if section == "1" || section.starts_with("1.") => Some(1),
        () if is_alone => Some(ALONE),
        () => None,
    };
    Some(Mention {
        range,
        word,
        section,
        rank,
    })
}

/// `TLP:CLEAR`, `TLP : CLEAR`, `TLP-WHITE`, behind a name of the protocol that has this length.
fn marking(raw: &str, at: usize, length: usize) -> Option<(std::ops::Range<usize>, &'static str)> {
    let rest = raw.get(at + length..)?;
    let behind = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}', ':', '=', '-', '–']);
    let skipped = rest.len() - behind.len();
    if skipped == 0 || skipped > 8 {
        return None;
    }
    let upper: String = behind
        .chars()
        .take(14)
        .collect::<String>()
        .to_ascii_uppercase()
        .replace("+ ", "+")
        .replace(" +", "+");
    let word = WORDS.iter().find(|w| {
        upper.starts_with(**w)
            && !upper
                .get(w.len()..)
                .is_some_and(|r| r.starts_with(|c: char| c.is_alphanumeric()))
    })?;
    let printed = behind
        .find(|c: char| !(c.is_alphanumeric() || c == '+'))
        .unwrap_or(behind.len())
        .max(word.len().min(behind.len()));
    let end = at + length + skipped + printed;
    raw.get(at..end)?;
    Some((at..end, word))
}
