//! Words that say nothing about which team a name is of, because many teams have them in their
//! name.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::look::look;

/// In the languages of the profiles that were seen. What is missing here makes two names differ,
/// which disputes nothing.
#[cfg(test)]
const GENERIC: &str = include_str!("generic.txt");

/// Short for what such a team is, written together with a name, as in `GovCERT`.
const AFFIXES: [&str; 4] = ["cert", "csirt", "psirt", "cirt"];

/// [`GENERIC`] in the form of [`look`], sorted. Made ahead by the test that compares the two, because
/// the tables of look-alikes cost every start more than all other names together.
static LOOKS: &str = include_str!("generic_looks.txt");

static KNOWN: LazyLock<(HashSet<&str>, [String; 4])> =
    LazyLock::new(|| (LOOKS.lines().collect(), AFFIXES.map(look)));

/// What of a word, in the form of [`look`], tells a name from others.
pub(super) fn distinguishing(word: String) -> Option<String> {
    let (generic, affixes) = &*KNOWN;
    if word.is_empty() || generic.contains(&*word) {
        return None;
    }
    let bare = affixes.iter().find_map(|affix| {
        word.strip_suffix(affix.as_str())
            .or_else(|| word.strip_prefix(affix.as_str()))
    });
    match bare {
        Some(bare) if generic.contains(bare) => None,
        Some(bare) if !bare.is_empty() => Some(bare.to_owned()),
        _ => Some(word),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_forms_made_ahead_are_those_of_the_words() {
        let looks: std::collections::BTreeSet<String> =
            GENERIC.split_whitespace().map(look).collect();
        let looks: String = looks
            .iter()
            .flat_map(|look| [look.as_str(), "\n"])
            .collect();
        if std::env::var_os("BONAFIDE_BLESS").is_some() {
            let file = concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/src/identity/generic_looks.txt"
            );
            std::fs::write(file, &looks).unwrap();
        }
        assert!(
            looks == LOOKS,
            "run this test with BONAFIDE_BLESS=1 to make them again"
        );
    }
}
