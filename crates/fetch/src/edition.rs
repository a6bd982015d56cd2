//! Names of the same document in another language.
//!
//! Teams publish `rfc2350_fr.pdf` beside `rfc2350_en.pdf`, or `/fr/rfc2350/` beside `/en/rfc2350/`.
//! Only names are compared here: whether it is the same profile shows in what it prints.

use bonafide_model::evidence::registrable_domain;
use url::Url;

/// Words of a path that name a language: ISO 639-1 codes of languages in which profiles are
/// published or may be, and names.
const LANGUAGES: &[&str] = &[
    "ar",
    "bg",
    "bs",
    "ca",
    "cs",
    "da",
    "de",
    "el",
    "en",
    "es",
    "et",
    "eu",
    "fi",
    "fr",
    "ga",
    "he",
    "hr",
    "hu",
    "id",
    "is",
    "it",
    "ja",
    "ko",
    "lb",
    "lt",
    "lv",
    "mk",
    "mt",
    "nb",
    "nl",
    "no",
    "pl",
    "pt",
    "ro",
    "ru",
    "sk",
    "sl",
    "sq",
    "sr",
    "sv",
    "th",
    "tr",
    "uk",
    "vi",
    "zh",
    "eng",
    "english",
    "fra",
    "french",
    "francais",
    "german",
    "deutsch",
    "spanish",
    "espanol",
    "italian",
    "italiano",
    "portuguese",
    "portugues",
    "dutch",
    "nederlands",
    "polish",
    "polski",
];

/// Whether two URLs or paths differ in the language that they name, and in nothing else but the
/// format's ending.
///
/// One of them may name none. Two hosts count as one where they have the same registrable domain.
#[must_use]
pub fn is_other_language(one: &str, other: &str) -> bool {
    let (Some(one), Some(other)) = (Name::of(one), Name::of(other)) else {
        return false;
    };
    one.site == other.site && one.words == other.words && one.languages != other.languages
}

/// The names beside a local document that its editions in other languages may have: its own with
/// the language exchanged, or added.
#[must_use]
pub fn other_languages(document: &str) -> Vec<String> {
    let start = document
        .rfind(['/', std::path::MAIN_SEPARATOR])
        .map_or(0, |at| at + 1);
    let (folder, name) = document.split_at(start);
    let codes = || LANGUAGES.iter().filter(|code| code.len() == 2);
    let named = words(name).filter(|(_, word)| is_language(word)).last();
    let names: Vec<String> = match named {
        Some((at, word)) => {
            let (front, rest) = (
                name.get(..at).unwrap_or_default(),
                name.get(at + word.len()..).unwrap_or_default(),
            );
            let code = |code: &&str| {
                if word.chars().all(char::is_uppercase) {
                    code.to_uppercase()
                } else {
                    (*code).to_owned()
                }
            };
            codes()
                .map(|one| [folder, front, &code(one), rest].concat())
                .collect()
        }
        None => {
            let stem = name.rfind('.').filter(|at| *at > 0).unwrap_or(name.len());
            let (stem, ending) = name.split_at(stem);
            codes()
                .flat_map(|code| {
                    ["_", "-", "."].map(|between| [folder, stem, between, code, ending].concat())
                })
                .collect()
        }
    };
    names
        .into_iter()
        .filter(|other| other != document)
        .collect()
}

/// What is left of a place once the language is taken out of it.
struct Name {
    site: Option<String>,
    words: Vec<String>,
    languages: Vec<String>,
}

impl Name {
    fn of(place: &str) -> Option<Self> {
        let (site, path) = match Url::parse(place) {
            Ok(url) if matches!(url.scheme(), "http" | "https") => {
                let host = url.host_str()?.to_ascii_lowercase();
                (
                    Some(registrable_domain(&host).unwrap_or(host)),
                    url[url::Position::BeforePath..url::Position::AfterQuery].to_owned(),
                )
            }
            Ok(_) => return None,
            Err(_) => (None, place.to_owned()),
        };
        let path = path.to_lowercase();
        let mut all: Vec<&str> = words(&path)
            .map(|(_, word)| word)
            .filter(|word| !matches!(*word, "lang" | "language"))
            .collect();
        // Editions may differ in format too.
        if path
            .rsplit('/')
            .next()
            .is_some_and(|file| file.contains('.'))
        {
            all.retain(|word| !matches!(*word, "pdf" | "txt" | "html" | "htm" | "md"));
        }
        let (languages, words): (Vec<&str>, Vec<&str>) =
            all.into_iter().partition(|word| is_language(word));
        let owned = |list: Vec<&str>| list.into_iter().map(str::to_owned).collect();
        Some(Self {
            site,
            words: owned(words),
            languages: owned(languages),
        })
    }
}

/// Runs of letters and digits, with where they begin.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    let starts = text.split(|c: char| !c.is_alphanumeric()).map(move |word| {
        let start = at;
        at += word.len()
            + text
                .get(at + word.len()..)
                .and_then(|rest| rest.chars().next())
                .map_or(0, char::len_utf8);
        (start, word)
    });
    starts.filter(|(_, word)| !word.is_empty())
}

fn is_language(word: &str) -> bool {
    LANGUAGES
        .iter()
        .any(|language| language.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_differ_in_the_language_and_nothing_else() {
        let own = "https://www.team.example/docs/rfc2350_en.pdf";
        for twin in [
            "https://www.team.example/docs/rfc2350_fr.pdf",
            "https://team.example/docs/RFC2350-FR.pdf?",
            "https://www.team.example/fr/docs/rfc2350.html",
            "https://www.team.example/docs/rfc2350.pdf?lang=sk",
            "https://www.team.example/docs/rfc2350.pdf",
        ] {
            assert!(is_other_language(own, twin), "{twin}");
            assert!(is_other_language(twin, own), "{twin}");
        }
        for other in [
            own,
            "https://www.team.example/docs/rfc2350_en.txt",
            "https://www.team.example/docs/rfc2350_fr.pdf.sig",
            "https://www.team.example/docs/annex_fr.pdf",
            "https://www.other.example/docs/rfc2350_fr.pdf",
            "ftp://www.team.example/docs/rfc2350_fr.pdf",
            "mailto:fr@team.example",
        ] {
            assert!(!is_other_language(own, other), "{other}");
        }
    }

    #[test]
    fn a_local_documents_editions_have_its_name_with_another_language() {
        let names = other_languages("profiles/fr/Team_RFC2350_EN_v1.pdf");
        assert!(
            names.contains(&"profiles/fr/Team_RFC2350_FR_v1.pdf".to_owned()),
            "{names:?}"
        );
        assert!(
            names
                .iter()
                .all(|name| name.starts_with("profiles/fr/") && !name.contains("_EN_")),
            "never the document itself"
        );
        let names = other_languages("rfc2350.txt");
        for name in ["rfc2350_fr.txt", "rfc2350-de.txt", "rfc2350.sk.txt"] {
            assert!(names.contains(&name.to_owned()), "{name}");
        }
        assert!(
            other_languages("été")
                .iter()
                .all(|name| name.starts_with("été")),
            "cut between characters only"
        );
    }
}
