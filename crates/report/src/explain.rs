//! The page of each check: what it proves, what it does not, and what to do; and what each other
//! word of a report means.

use bonafide_model::judgement::CheckId;

use crate::text::{Options, page_text, topic_list};

/// The glossary: a section for each word.
const WORDS: &str = include_str!("../../../docs/words.md");

/// A word that a report prints in a place of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// A check's id.
    Check(CheckId),
    /// Another word, with its section of the glossary.
    Word {
        /// The word.
        name: &'static str,
        /// Its section in Markdown, without the heading.
        page: &'static str,
    },
}

impl Topic {
    /// All of them: the words first, as the glossary has them, then the checks in the order of
    /// reports.
    pub fn all() -> impl Iterator<Item = Self> {
        let words = WORDS.split("\n## ").skip(1).filter_map(|section| {
            let (name, page) = section.split_once('\n')?;
            // The heading of the next part is no part of this section.
            Some(Self::Word {
                name: name.trim(),
                page: page.split("\n# ").next().unwrap_or(page),
            })
        });
        words.chain(CheckId::ALL.iter().copied().map(Self::Check))
    }

    /// The word.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Check(check) => check.as_str(),
            Self::Word { name, .. } => name,
        }
    }

    /// What it is, in a sentence.
    #[must_use]
    pub fn summary(self) -> String {
        let page = match self {
            Self::Check(check) => explain(check).split_once('\n').map_or("", |(_, page)| page),
            Self::Word { page, .. } => page,
        };
        let paragraph = page.trim_start().split("\n\n").next().unwrap_or_default();
        let joined = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
        joined
            .split_inclusive(". ")
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned()
    }

    /// The topic of that word, however it is written.
    ///
    /// # Errors
    /// The nearest words, where there is none.
    pub fn find(text: &str) -> Result<Self, Vec<&'static str>> {
        /// More of them help nobody.
        const NEAREST: usize = 3;
        let wanted = text
            .trim()
            .trim_matches(['(', ')', ':', ',', '.'])
            .to_lowercase()
            .replace([' ', '_'], "-");
        if let Some(found) = Self::all().find(|topic| topic.name() == wanted) {
            return Ok(found);
        }
        let wanted: Vec<char> = wanted.chars().take(64).collect();
        let mut near: Vec<(usize, &'static str)> = Self::all()
            .map(|topic| (distance(&wanted, topic.name()), topic.name()))
            .filter(|(distance, name)| *distance <= 1 + name.len().min(wanted.len()) / 4)
            .collect();
        near.sort();
        let best = near.first().map_or(0, |(distance, _)| *distance);
        Err(near
            .into_iter()
            .filter(|(distance, _)| *distance == best)
            .map(|(_, name)| name)
            .take(NEAREST)
            .collect())
    }
}

/// How many characters are to be changed, added or left out (Levenshtein).
fn distance(one: &[char], other: &str) -> usize {
    let mut row: Vec<usize> = (0..=one.len()).collect();
    for (line, theirs) in other.chars().enumerate() {
        let mut next = vec![line + 1];
        for (ours, above) in one.iter().zip(row.windows(2)) {
            let left = next.last().copied().unwrap_or_default();
            if let [diagonal, above] = above {
                next.push(
                    (diagonal + usize::from(*ours != theirs))
                        .min(above + 1)
                        .min(left + 1),
                );
            }
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

macro_rules! pages {
    ($($axis:ident: $name:ident = $id:literal,)*) => {
        /// The check's page, `docs/checks/<id>.md`, in Markdown.
        #[must_use]
        pub fn explain(check: CheckId) -> &'static str {
            // A new check without a page does not compile.
            match check {
                $(CheckId::$name => include_str!(concat!("../../../docs/checks/", $id, ".md")),)*
            }
        }
    };
}

bonafide_model::for_each_check!(pages);

/// A topic's page for a terminal.
#[must_use]
pub fn explain_text(topic: Topic, options: &Options) -> String {
    match topic {
        Topic::Check(check) => page_text(explain(check), options),
        Topic::Word { name, page } => page_text(&format!("# {name}\n\n{}\n", page.trim()), options),
    }
}

/// All words with what each is, for a terminal.
#[must_use]
pub fn topics_text(options: &Options) -> String {
    topic_list(
        Topic::all().map(|topic| (topic.name(), topic.summary())),
        options,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_about_its_own_check_and_says_what_to_do() {
        for check in CheckId::ALL.iter().copied() {
            let page = explain(check);
            let mut lines = page.lines();
            assert_eq!(lines.next(), Some(format!("# {check}").as_str()));
            let mut headings = lines
                .filter(|line| line.starts_with("## "))
                .map(str::to_lowercase);
            for part in ["proves", "not prove", "what to do"] {
                assert!(
                    headings.any(|heading| heading.contains(part)),
                    "{check} has no part {part:?}, or in another order"
                );
            }
        }
    }

    #[test]
    fn a_page_on_a_terminal_shows_all_that_it_holds() {
        for check in CheckId::ALL.iter().copied() {
            let shown = explain_text(
                Topic::Check(check),
                &Options {
                    width: 80,
                    ..Options::default()
                },
            );
            assert!(shown.contains(check.as_str()));
            assert!(
                !shown.contains("\\u{"),
                "{check}: something on the page cannot be shown"
            );
        }
    }

    #[test]
    fn every_word_that_a_verdict_prints_has_a_page() {
        use bonafide_model::audit::{Ending, Standing};
        use bonafide_model::judgement::{AnchorKind, KeyVerdict, SignatureStatus, Verdict, Why};
        let verdicts = Verdict::ALL.iter().map(|verdict| verdict.as_str());
        let whys = Why::ALL.iter().map(|why| why.as_str());
        let keys = KeyVerdict::ALL.iter().map(|verdict| verdict.as_str());
        let anchors = AnchorKind::ALL.iter().map(|kind| kind.as_str());
        let statuses = SignatureStatus::ALL.iter().map(|status| status.as_str());
        let endings = Ending::ALL.iter().map(|ending| ending.as_str());
        let standings = Standing::ALL.iter().map(|standing| standing.as_str());
        let all = verdicts
            .chain(whys)
            .chain(keys)
            .chain(anchors)
            .chain(statuses)
            .chain(endings)
            .chain(standings);
        for word in all.chain(["not covered", "NOT CONFIRMED", "HIDDEN", "independent"]) {
            let Ok(topic) = Topic::find(word) else {
                unreachable!("{word} has no page")
            };
            assert!(topic.summary().len() > 20, "{word}: {:?}", topic.summary());
            assert!(
                explain_text(topic, &Options::default()).lines().count() > 2,
                "{word}"
            );
        }
    }

    #[test]
    fn no_word_stands_there_twice_and_none_is_a_check() {
        let mut names: Vec<&str> = Topic::all().map(Topic::name).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
        assert!(all > CheckId::ALL.len() + 30);
    }

    #[test]
    fn a_misspelt_word_gets_the_nearest_ones_and_nonsense_none() {
        assert_eq!(Topic::find("unanchord"), Err(vec!["unanchored"]));
        assert_eq!(Topic::find("key-is-alive"), Err(vec!["key-is-live"]));
        assert_eq!(
            Topic::find("(Key-Is_Live)").map(Topic::name),
            Ok("key-is-live")
        );
        assert_eq!(Topic::find("zzzzzzzzzzzz"), Err(Vec::new()));
        assert_eq!(Topic::find(""), Err(Vec::new()));
        assert!(Topic::find(&"\u{1b}".repeat(10_000)).is_err());
        assert_eq!(distance(&['a', 'b'], "ab"), 0);
        assert_eq!(distance(&['a', 'b'], "b"), 1);
        assert_eq!(distance(&[], "abc"), 3);
    }
}
