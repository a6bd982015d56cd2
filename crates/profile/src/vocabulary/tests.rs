#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::Path;

use super::language::Language;
use super::*;
use crate::claims::fold::folded;
use crate::claims::text::Text;
use crate::sections;
use bonafide_layout::Line;

fn languages() -> Vec<(&'static str, Language)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("vocabulary");
    let read = |code: &str| {
        toml::from_str(&std::fs::read_to_string(folder.join(format!("{code}.toml"))).unwrap())
            .unwrap()
    };
    CODES.iter().map(|code| (*code, read(code))).collect()
}

#[test]
fn every_phrase_of_every_file_is_met() {
    for (code, language) in languages() {
        for (number, phrase) in language
            .headings
            .iter()
            .flat_map(|(n, all)| all.iter().map(move |p| (n, p)))
        {
            let meaning = heading(&Words::of(phrase, 0)).unwrap();
            assert_eq!(
                (meaning.number, meaning.extra),
                (number.as_str(), 0),
                "{code}: {phrase}"
            );
            let place = CODES.iter().position(|c| *c == code).unwrap();
            assert_eq!(meaning.languages >> place & 1, 1, "{code}: {phrase}");
        }
        for (term, phrase) in language
            .labels
            .iter()
            .flat_map(|(t, all)| all.iter().map(move |p| (t, p)))
        {
            let hits = hits(&Words::of(phrase, 0));
            assert!(
                hits.len() == 1 && hits[0].term == *term && hits[0].range == (0..phrase.len()),
                "{code}: {phrase}: {hits:?}"
            );
        }
        assert!(
            language
                .chapter
                .iter()
                .all(|word| CHAPTER_WORDS.contains(&word.to_lowercase().as_str())),
            "{code}"
        );
        for (number, name) in (1..)
            .zip(language.months.all())
            .flat_map(|(n, all)| all.iter().map(move |p| (n, p)))
        {
            assert_eq!(
                month(&folded(name), Some(code)),
                Some(number),
                "{code}: {name}"
            );
        }
    }
}

#[test]
fn every_language_names_all_months_and_what_holds_claims() {
    for (code, language) in languages() {
        assert!(
            language.months.all().iter().all(|m| !m.is_empty()),
            "{code}"
        );
        for wanted in [
            "1", "1.1", "1.2", "1.3", "1.4", "2", "2.1", "2.2", "2.3", "2.4", "2.7", "2.8", "2.11",
            "3", "4", "5", "6", "7",
        ] {
            assert!(
                language.headings.contains_key(wanted),
                "{code} has no heading for {wanted}"
            );
        }
        for wanted in [
            Term::Fingerprint,
            Term::Key,
            Term::Signature,
            Term::Version,
            Term::Update,
            Term::Expiry,
            Term::Phone,
        ] {
            let other = code == "en" || language.labels.contains_key(&wanted);
            // English words for these are usual in some languages.
            assert!(
                other || wanted == Term::Version,
                "{code} has no word for {wanted:?}"
            );
        }
    }
}

#[test]
fn every_language_has_the_words_that_join_and_those_of_all_lists_are_met() {
    for (code, language) in languages() {
        let lists = language.words.all();
        let of = |name: &str| {
            lists
                .iter()
                .find(|(list, _)| *list == name)
                .map(|(_, words)| *words)
                .unwrap()
        };
        assert!(
            !of("OR").is_empty() && (!of("AND").is_empty() || ["ja", "ko", "zh"].contains(&code)),
            "{code}"
        );
        for (name, met) in [
            ("AND", words::AND),
            ("OR", words::OR),
            ("EXTENSION", words::EXTENSION),
            ("POSSIBLE", words::POSSIBLE),
            ("PERSON", words::PERSON),
            ("VERSION_OF", words::VERSION_OF),
        ] {
            assert!(
                of(name)
                    .iter()
                    .all(|word| met.contains(&folded(word).as_str())),
                "{code}: {name}"
            );
        }
        assert!(
            of("IS")
                .iter()
                .all(|word| words::IS.contains(&word.as_str())),
            "{code}"
        );
    }
}

#[test]
fn real_headings_of_every_language_are_known_and_tell_the_language() {
    for (code, language) in languages() {
        let (mut rows, mut wanted) = (Vec::new(), Vec::new());
        for (number, row) in language
            .examples
            .iter()
            .flat_map(|(n, all)| all.iter().map(move |r| (n, r)))
        {
            rows.extend([row.as_str(), "", "x", ""]);
            wanted.push(Some(number.clone()));
        }
        assert!(
            wanted.len() >= 6,
            "{} ({code}) has {} examples",
            language.name,
            wanted.len()
        );
        let lines: Vec<Line> = rows
            .iter()
            .zip(1..)
            .map(|(t, number)| Line {
                text: (*t).into(),
                number,
                ..Line::default()
            })
            .collect();
        let outline = sections::mark(&mut Text::of(&lines, None), &lines);
        let found: Vec<_> = outline.sections.into_iter().map(|s| s.number).collect();
        assert_eq!(found, wanted, "{code}");
        assert_eq!(outline.language, Some(code));
    }
}

#[test]
fn the_longest_phrase_wins() {
    let words = Words::of("PGP User ID: x, Key ID: y", 0);
    let terms: Vec<_> = hits(&words).into_iter().map(|h| h.term).collect();
    assert!(
        terms.ends_with(&[Term::KeyId])
            && terms.contains(&Term::UserId)
            && !terms.contains(&Term::BareId),
        "{terms:?}"
    );
    let meaning = heading(&Words::of(
        "Public Keys and (Other) Encryption Information",
        0,
    ))
    .unwrap();
    assert_eq!((meaning.number, meaning.extra), ("2.8", 0));
}

#[test]
fn a_month_that_two_languages_name_alike_is_the_one_of_the_documents_language() {
    assert_eq!(
        (
            month("listopada", Some("hr")),
            month("listopada", Some("pl"))
        ),
        (Some(10), Some(11))
    );
    assert_eq!(
        (month("listopada", None), month("listopada", Some("en"))),
        (None, None)
    );
    assert_eq!(
        (
            month("mai", None),
            month("huhtikuuta", None),
            month("kuu", None),
            month("1 月", None)
        ),
        (Some(5), Some(4), None, Some(1))
    );
}

#[test]
fn words_of_a_script_without_spaces_are_found_inside_a_sentence() {
    let terms = |text: &str| {
        hits(&Words::of(text, 0))
            .into_iter()
            .map(|h| h.term)
            .collect::<BTreeSet<_>>()
    };
    assert!(terms("本文書の最終更新日は次のとおり").contains(&Term::Update));
    assert!(terms("指纹如下").contains(&Term::Fingerprint));
    assert!(terms("공개키지문은").contains(&Term::Fingerprint));
    // A word of letters is one word: nothing is found inside it.
    assert!(terms("フィンガープリントサービス").is_empty());
    assert!(terms("keyboard").is_empty());
}
