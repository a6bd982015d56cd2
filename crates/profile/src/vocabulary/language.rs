//! What a language's file in `vocabulary/` holds. Read when the program is built, and by tests.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::term::Term;

/// One language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Language {
    /// Its English name.
    pub name: String,
    /// Words that stand in front of a heading's number: "section", "chapter".
    #[serde(default)]
    pub chapter: Vec<String>,
    /// Headings by the section that they mean.
    pub headings: BTreeMap<String, Vec<String>>,
    /// Labels and words in sentences.
    pub labels: BTreeMap<Term, Vec<String>>,
    /// Small words around values.
    #[serde(default)]
    pub words: Words,
    /// The months.
    pub months: Months,
    /// Lines of real profiles by the section that they head, for the test.
    pub examples: BTreeMap<String, Vec<String>>,
}

/// Words that say how a text goes on and what it speaks of, and that are no labels of values:
/// looked up where one is expected, and nowhere else, so that they may mean other things too.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Words {
    /// What a sentence says of its subject behind them: "is". As they are printed, accents and all.
    is: Vec<String>,
    /// Behind them "is" says something inside of a name: "which", "that".
    which: Vec<String>,
    /// Articles in front of a name.
    article: Vec<String>,
    /// Between two things: "and".
    and: Vec<String>,
    /// Between two things of which one is meant: "or".
    or: Vec<String>,
    /// Between the two ends of a range: "to", "through".
    through: Vec<String>,
    /// Behind a time of the day or a number of hours: "am", "hours".
    hours: Vec<String>,
    /// In front of the digits to dial behind a telephone number: "extension".
    extension: Vec<String>,
    /// The same, where the word means other things too: no sentence may go on behind the digits.
    extension_or_word: Vec<String>,
    /// Verbs that leave it open whether something is so: "may", "will".
    possible: Vec<String>,
    /// What a document may have beside it without being signed: "may carry a signature".
    bears: Vec<String>,
    /// Behind them something else is signed than what the verb is about: "in", "with".
    apart: Vec<String>,
    /// "To be", in front of "signed".
    be: Vec<String>,
    /// Behind "signed" at the end of a sentence with "may": German "werden".
    becomes: Vec<String>,
    /// A signature as a thing, and no form of "to sign".
    signature_noun: Vec<String>,
    /// The beginnings of such words, with any ending.
    signature_stem: Vec<String>,
    /// First words of what is no name: "our", "menu".
    not_a_name: Vec<String>,
    /// Between "is" and a name: "called", "known as".
    named: Vec<String>,
    /// In front of a name that the team no longer bears: "formerly".
    former: Vec<String>,
    /// The beginnings of "to report" and "to notify".
    report_stem: Vec<String>,
    /// The beginnings of "incident".
    incident_stem: Vec<String>,
    /// First words of the heading of what stands behind the chapters: "annex".
    annex: Vec<String>,
    /// What a title says of the document beside the name: "description of".
    title: Vec<String>,
    /// Words that introduce a person: "team leader".
    person: Vec<String>,
    /// The label of a person's name.
    person_name: Vec<String>,
    /// Words in the names of teams and desks, which persons do not have.
    team: Vec<String>,
    /// A policy, as the label of an address on the web.
    policy: Vec<String>,
    /// A web site, as the label of an address on the web.
    website: Vec<String>,
    /// Words that say of an address only that it is one: "link".
    link: Vec<String>,
    /// What has versions of its own, in front of the word or behind the number: protocols,
    /// programs.
    foreign: Vec<String>,
    /// Between "valid" and the day on which that ends.
    until: Vec<String>,
    /// What can expire beside documents and keys.
    membership: Vec<String>,
    /// The one letter that is the label of a fax number.
    fax_letter: Vec<String>,
    /// The one letter that is the label of a mobile number.
    mobile_letter: Vec<String>,
    /// The beginning of "valid", wherever it stands in a word.
    valid: Vec<String>,
    /// Between "version" and its number: "is", "number".
    version_of: Vec<String>,
    /// In front of a chapter to which a sentence points: "see".
    see: Vec<String>,
    /// In front of a day that is still to come: "next".
    next: Vec<String>,
    /// In front of an edition that this one takes the place of: "replaces".
    replaces: Vec<String>,
    /// In front of the day on which somebody agreed to the document: "approved".
    approved: Vec<String>,
    /// Beside another team's name on a title page, where that is not the document's: "member of".
    related: Vec<String>,
    /// Beside "emergency" in the name of a team: "response".
    responds: Vec<String>,
    /// Days of the week, and what they are together: "Monday", "weekdays".
    weekday: Vec<String>,
    /// What a team sends, and signs instead of the document: "messages".
    mail: Vec<String>,
}

impl Words {
    /// Every list with the name of its table.
    pub(crate) fn all(&self) -> [(&'static str, &[String]); 44] {
        [
            ("IS", &self.is),
            ("WHICH", &self.which),
            ("ARTICLE", &self.article),
            ("AND", &self.and),
            ("OR", &self.or),
            ("THROUGH", &self.through),
            ("HOURS", &self.hours),
            ("EXTENSION", &self.extension),
            ("EXTENSION_OR_WORD", &self.extension_or_word),
            ("POSSIBLE", &self.possible),
            ("BEARS", &self.bears),
            ("APART", &self.apart),
            ("BE", &self.be),
            ("BECOMES", &self.becomes),
            ("SIGNATURE_NOUN", &self.signature_noun),
            ("SIGNATURE_STEM", &self.signature_stem),
            ("NOT_A_NAME", &self.not_a_name),
            ("NAMED", &self.named),
            ("FORMER", &self.former),
            ("REPORT_STEM", &self.report_stem),
            ("INCIDENT_STEM", &self.incident_stem),
            ("ANNEX", &self.annex),
            ("TITLE", &self.title),
            ("PERSON", &self.person),
            ("PERSON_NAME", &self.person_name),
            ("TEAM", &self.team),
            ("POLICY", &self.policy),
            ("WEBSITE", &self.website),
            ("LINK", &self.link),
            ("FOREIGN", &self.foreign),
            ("VALID", &self.valid),
            ("UNTIL", &self.until),
            ("MEMBERSHIP", &self.membership),
            ("FAX_LETTER", &self.fax_letter),
            ("MOBILE_LETTER", &self.mobile_letter),
            ("VERSION_OF", &self.version_of),
            ("SEE", &self.see),
            ("NEXT", &self.next),
            ("REPLACES", &self.replaces),
            ("APPROVED", &self.approved),
            ("RELATED", &self.related),
            ("RESPONDS", &self.responds),
            ("MAIL", &self.mail),
            ("WEEKDAY", &self.weekday),
        ]
    }
}

/// Every form that the name of a month has in a date, abbreviated ones too.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, clippy::missing_docs_in_private_items)]
pub(crate) struct Months {
    january: Vec<String>,
    february: Vec<String>,
    march: Vec<String>,
    april: Vec<String>,
    may: Vec<String>,
    june: Vec<String>,
    july: Vec<String>,
    august: Vec<String>,
    september: Vec<String>,
    october: Vec<String>,
    november: Vec<String>,
    december: Vec<String>,
}

impl Months {
    /// January to December.
    pub(crate) fn all(&self) -> [&[String]; 12] {
        [
            &self.january,
            &self.february,
            &self.march,
            &self.april,
            &self.may,
            &self.june,
            &self.july,
            &self.august,
            &self.september,
            &self.october,
            &self.november,
            &self.december,
        ]
    }
}
