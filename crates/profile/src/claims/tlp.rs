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

/// A marking in the head and foot of every page of the longest profile.
const MAX_MARKINGS: usize = 1_000;

/// Finds the marking: on the title page, in the sections about the document, or alone on a row.
pub(super) fn find(text: &Text, front: usize, found: &mut Found) {
    let mut best: Option<(u8, std::ops::Range<usize>, &str)> = None;
    let mentions = |word: &'static str| {
        memchr::memmem::find_iter(text.raw.as_bytes(), word)
            .take(MAX_MARKINGS)
            .map(move |at| (at, word.len()))
    };
    for (at, length) in mentions("TLP")
        .chain(mentions("tlp:").map(|(at, _)| (at, 3)))
        .chain(mentions("Traffic Light Protocol"))
    {
        let Some((range, word)) = marking(&text.raw, at, length) else {
            continue;
        };
        let index = text.row_at(at);
        let row = text.row_near(&range);
        let content = text.get(row.clone());
        let lists_words = WORDS.iter().filter(|w| content.contains(**w)).count() > 1
            && !content.contains("AMBER+STRICT");
        let section = text.section(at).unwrap_or_default();
        let own = content.chars().filter(|c| c.is_alphanumeric()).count();
        let marked = text
            .get(range.clone())
            .chars()
            .filter(|c| c.is_alphanumeric())
            .count();
        let rank = match () {
            () if lists_words => continue,
            () if index < front => 0,
            () if section == "1" || section.starts_with("1.") => 1,
            () if own <= marked + 12 && content.len() <= MAX_MARKING => 2,
            () => continue,
        };
        if best
            .as_ref()
            .is_none_or(|(r, known, _)| (rank, range.start) < (*r, known.start))
        {
            best = Some((rank, range, word));
        }
    }
    if let Some((_, range, word)) = best {
        let word = if word == "AMBRE" { "AMBER" } else { word };
        found.claims.tlp = Some(text.claim(format!("TLP:{word}"), range, None));
    }
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
