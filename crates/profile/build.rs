//! Lays the vocabulary out: reads `vocabulary/*.toml`, folds every phrase, and writes tables that a
//! program finds ready when it starts.

#[path = "src/claims/fold.rs"]
#[allow(dead_code)]
mod fold;
#[path = "src/vocabulary/hash.rs"]
mod hash;
#[path = "src/vocabulary/language.rs"]
#[allow(dead_code)] // The rest is for tests.
mod language;
#[path = "src/vocabulary/term.rs"]
mod term;

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::{Debug, Write};
use std::fs;
use std::path::{Path, PathBuf};

use fold::{folded, weight};
use language::Language;
use term::{SECTIONS, Term};

/// Phrases about as long as this are read as text by the finder of headings.
const MAX_HEADING_WORDS: usize = 14;

/// One phrase with what it means, as Rust source.
type Entries = Vec<(String, String)>;

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?);
    for read in [
        "build.rs",
        "src/claims/fold.rs",
        "src/vocabulary/language.rs",
        "src/vocabulary/term.rs",
        "vocabulary",
    ] {
        println!("cargo::rerun-if-changed={read}");
    }
    let languages = languages(&root.join("vocabulary"))?;
    let codes: Vec<&str> = languages.iter().map(|(code, _)| code.as_str()).collect();
    let mut source = format!(
        "/// The code of each language.\npub(crate) static CODES: [&str; {}] = {codes:?};\n",
        codes.len()
    );
    let chapters: Vec<String> = languages
        .iter()
        .flat_map(|(_, l)| l.chapter.iter())
        .map(|word| word.to_lowercase())
        .collect();
    writeln!(
        source,
        "/// Words in front of a heading's number.\npub(crate) static CHAPTER_WORDS: &[&str] = &{chapters:?};"
    )?;
    table(&mut source, "HEADINGS", "Heading", &headings(&languages)?)?;
    table(&mut source, "LABELS", "Term", &labels(&languages)?)?;
    table(&mut source, "MONTHS", "Month", &months(&languages)?)?;
    words(&mut source, &languages)?;
    fs::write(
        Path::new(&std::env::var("OUT_DIR")?).join("vocabulary.rs"),
        source,
    )?;
    Ok(())
}

/// All languages by code; English first, because the first one wins where two fit equally well.
fn languages(folder: &Path) -> Result<Vec<(String, Language)>, Box<dyn Error>> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let (Some(code), Some("toml")) = (
            path.file_stem().and_then(|s| s.to_str()),
            path.extension().and_then(|e| e.to_str()),
        ) else {
            continue;
        };
        let language: Language = toml::from_str(&fs::read_to_string(&path)?)
            .map_err(|e| format!("{}: {e}", path.display()))?;
        all.push((code.to_owned(), language));
    }
    all.sort_by_key(|(code, _)| (code != "en", code.clone()));
    Ok(all)
}

fn headings(languages: &[(String, Language)]) -> Result<Entries, Box<dyn Error>> {
    let (mut entries, mut known) = (Entries::new(), BTreeMap::new());
    for (index, (code, language)) in languages.iter().enumerate() {
        for (number, phrases) in &language.headings {
            let section = SECTIONS
                .iter()
                .position(|s| s == number)
                .ok_or_else(|| format!("{code}.toml: no section {number}"))?;
            for phrase in fold_all(code, phrases)? {
                if weight(&phrase) >= MAX_HEADING_WORDS {
                    return Err(format!("{code}.toml: the heading {phrase:?} is too long").into());
                }
                one_meaning(&mut known, code, &phrase, number)?;
                entries.push((
                    phrase,
                    format!("Heading{{language:{index},section:{section}}}"),
                ));
            }
        }
    }
    Ok(entries)
}

fn labels(languages: &[(String, Language)]) -> Result<Entries, Box<dyn Error>> {
    let (mut entries, mut known): (_, BTreeMap<String, (String, Term)>) =
        (Entries::new(), BTreeMap::new());
    for (code, language) in languages {
        for (term, phrases) in &language.labels {
            for phrase in fold_all(code, phrases)? {
                let is_new = !known.contains_key(&phrase);
                one_meaning(&mut known, code, &phrase, term)?;
                if is_new {
                    entries.push((phrase, format!("Term::{term:?}")));
                }
            }
        }
    }
    Ok(entries)
}

fn months(languages: &[(String, Language)]) -> Result<Entries, Box<dyn Error>> {
    let mut entries = Entries::new();
    for (index, (code, language)) in languages.iter().enumerate() {
        for (month, names) in (1..).zip(language.months.all()) {
            for name in fold_all(code, names)? {
                entries.push((name, format!("Month{{language:{index},month:{month}}}")));
            }
        }
    }
    Ok(entries)
}

/// The small words of all languages, each list once, as they are compared.
fn words(source: &mut String, languages: &[(String, Language)]) -> Result<(), Box<dyn Error>> {
    let mut lists: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (code, language) in languages {
        for (name, words) in language.words.all() {
            // Without its accent Italian "is" would be "and".
            let words = if name == "IS" {
                words.to_vec()
            } else {
                fold_all(code, words)?
            };
            lists.entry(name).or_default().extend(words);
        }
    }
    writeln!(
        source,
        "/// Small words, folded where nothing else is said.\npub(crate) mod words {{"
    )?;
    for (name, words) in &mut lists {
        words.sort_unstable();
        words.dedup();
        writeln!(source, "pub(crate) static {name}: &[&str] = &{words:?};")?;
    }
    writeln!(source, "}}")?;
    Ok(())
}

/// The phrases as they are compared, each once.
fn fold_all(code: &str, phrases: &[String]) -> Result<Vec<String>, Box<dyn Error>> {
    let mut all: Vec<String> = phrases.iter().map(|phrase| folded(phrase)).collect();
    if all.iter().any(String::is_empty) {
        return Err(format!("{code}.toml: one of {phrases:?} has no letters").into());
    }
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

/// Refuses a phrase that means another thing in another place.
fn one_meaning<M: Clone + PartialEq + Debug>(
    known: &mut BTreeMap<String, (String, M)>,
    code: &str,
    phrase: &str,
    meaning: &M,
) -> Result<(), Box<dyn Error>> {
    let (first, means) = known
        .entry(phrase.to_owned())
        .or_insert_with(|| (code.to_owned(), meaning.clone()));
    if means == meaning {
        return Ok(());
    }
    Err(format!(
        "{phrase:?} means {means:?} in {first}.toml, but {meaning:?} in {code}.toml: make it longer in one, or leave it out"
    )
    .into())
}

/// Writes one table: phrases in lists by the hash of the first word, the longest first in each
/// list.
fn table(
    source: &mut String,
    name: &str,
    kind: &str,
    entries: &Entries,
) -> Result<(), Box<dyn Error>> {
    let lists = (entries.len() * 2).next_power_of_two();
    let list_of =
        |phrase: &str| hash::of(phrase.split(' ').next().unwrap_or_default()) as usize % lists;
    let mut sorted: Vec<(usize, &str, &str)> = entries
        .iter()
        .map(|(p, m)| (list_of(p), p.as_str(), m.as_str()))
        .collect();
    // Stable: what means the same in several languages stays in the order of the languages.
    sorted.sort_by_key(|(list, phrase, _)| (*list, std::cmp::Reverse(phrase.len())));
    let (mut text, mut phrases) = (String::new(), String::new());
    for (_, phrase, means) in &sorted {
        let length = u8::try_from(phrase.len()).map_err(|_| format!("too long: {phrase:?}"))?;
        write!(
            phrases,
            "Phrase{{start:{},length:{length},means:{means}}},",
            text.len()
        )?;
        text.push_str(phrase);
    }
    let starts: Vec<u16> = (0..=lists)
        .map(|list| u16::try_from(sorted.partition_point(|(l, _, _)| *l < list)))
        .collect::<Result<_, _>>()?;
    writeln!(
        source,
        "static {name}: Index<{kind}> = Index {{ text: {text:?}, phrases: &[{phrases}], starts: &{starts:?} }};"
    )?;
    Ok(())
}
