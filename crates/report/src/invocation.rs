//! The command that was given, and what of it the commands that a report suggests must repeat: no
//! other place knows.

use crate::escape::inline;
use crate::shell::{quoted, without_password, word};

/// The command that was given. Empty where nobody knows it, as in a library.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Invocation {
    /// The command, such as `verify`.
    command: String,
    words: Vec<Word>,
    /// What the partner entry says that a report speaks of.
    partner: Partner,
}

/// What a partner entry says of its team.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Partner {
    /// The team whose pins it asks for.
    pub team: Option<String>,
    /// The name to pin a key for.
    pub name: Option<String>,
    /// The domains of its addresses.
    pub domains: Vec<String>,
}

/// One argument.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Word {
    /// An option with its value.
    Option { name: String, args: Vec<String> },
    /// A subject or another operand.
    Operand(String),
}

/// A command that a report suggests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suggested {
    /// `verify`.
    Verify,
    /// `inspect`.
    Inspect,
    /// `audit`.
    Audit,
    /// One of the commands on the trust directory.
    Trust,
}

/// What an option is about, and so which commands have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    /// The trust directory.
    Trust,
    /// How it is judged.
    Judging,
    /// How it is fetched.
    Network,
    /// The one subject: the same command only.
    Subject,
    /// How the report looks: the same command only.
    Layout,
    /// What is written, what leaves the network out, and what is given anew: never.
    Never,
}

/// The options of the commands whose reports suggest others: the name, whether it takes a value,
/// and what it is about.
const OPTIONS: [(&str, bool, About); 46] = [
    ("--keyring", true, About::Trust),
    ("--policy", true, About::Judging),
    ("--strict", false, About::Judging),
    ("--at", true, About::Judging),
    ("--remember", false, About::Judging),
    ("--no-history", false, About::Judging),
    ("--accept", true, About::Judging),
    ("--resolve", true, About::Network),
    ("--cacert", true, About::Network),
    ("--proxy", true, About::Network),
    ("--ask", true, About::Network),
    ("--allow-private", false, About::Network),
    ("--offline", false, About::Never),
    ("--max-time", true, About::Never),
    ("--team", true, About::Subject),
    ("--expect-fingerprint", true, About::Subject),
    ("--signature", true, About::Subject),
    ("--checksum", true, About::Subject),
    ("--key", true, About::Subject),
    ("--base-url", true, About::Subject),
    ("--baseline", true, About::Subject),
    ("--live", false, About::Subject),
    ("--quiet", false, About::Layout),
    ("-q", false, About::Layout),
    ("--verbose", false, About::Layout),
    ("-v", false, About::Layout),
    ("--color", true, About::Layout),
    ("--format", true, About::Never),
    ("--output", true, About::Never),
    ("-o", true, About::Never),
    ("--evidence", true, About::Never),
    ("--evidence-days", true, About::Never),
    ("--evidence-count", true, About::Never),
    ("--html", true, About::Never),
    ("--junit", true, About::Never),
    ("--prometheus", true, About::Never),
    ("--diff", true, About::Never),
    ("--export-cert", true, About::Never),
    ("--danger-export-unconfirmed", false, About::Never),
    ("--jobs", true, About::Never),
    ("--only-changes", false, About::Never),
    ("--deadline", true, About::Never),
    ("--grace", true, About::Never),
    ("--nagios", false, About::Never),
    ("--partners", true, About::Never),
    ("--yes", false, About::Never),
];

/// Options that add to one another.
const MANY: [&str; 3] = ["--resolve", "--cacert", "--ask"];

impl Invocation {
    /// From the arguments behind the program's name. URLs in them lose their passwords: a report is
    /// shown to others.
    #[must_use]
    pub fn new(args: impl IntoIterator<Item = String>) -> Self {
        let mut args = args.into_iter();
        let command = args.next().unwrap_or_default();
        let mut words = Vec::new();
        while let Some(arg) = args.next() {
            if arg == "--" {
                words.extend(args.by_ref().map(Word::Operand));
            } else if arg.len() > 1 && arg.starts_with('-') {
                let name = name_of(&arg);
                let is_alone = known(name).is_some_and(|(_, value, _)| *value) && arg == name;
                let value = is_alone.then(|| args.next()).flatten();
                words.push(Word::Option {
                    name: name.to_owned(),
                    args: std::iter::once(arg).chain(value).collect(),
                });
            } else {
                words.push(Word::Operand(arg));
            }
        }
        Self {
            command,
            words,
            partner: Partner::default(),
        }
    }

    /// Whether this option is known, and whether it takes a value.
    #[must_use]
    pub fn knows(option: &str) -> Option<bool> {
        known(option).map(|(_, value, _)| *value)
    }

    /// The same for what an audit says of one partner.
    pub(crate) fn of_partner(&self, partner: Partner) -> Self {
        Self {
            partner,
            ..self.clone()
        }
    }

    /// Verifies the same subject again, with these options of a shell beside those that were given.
    pub(crate) fn verify(&self, subject: &str, flags: &str) -> String {
        // What stood on standard input is gone.
        match subject {
            "-" => self.verify_other("FILE", flags),
            _ => self.verify_other(&word(&inline(subject)), flags),
        }
    }

    /// The same for another subject, a word of a shell.
    pub(crate) fn verify_other(&self, subject: &str, flags: &str) -> String {
        let mut said = format!("bonafide verify {subject}");
        if self.command == "verify" {
            said = self.same(subject, flags);
        } else {
            if let Some(team) = &self.partner.team {
                said.push_str(&format!(" --team {}", quoted(team)));
            }
            said.push_str(&self.options(Suggested::Verify));
        }
        if !flags.is_empty() {
            said.push_str(&format!(" {flags}"));
        }
        said
    }

    /// Checks a directory again that is about to be published.
    pub(crate) fn selfcheck(&self, path: &str, flags: &str) -> String {
        let path = word(&inline(path));
        match self.command.as_str() {
            "selfcheck" => format!("{} {flags}", self.same(&path, flags)),
            _ => format!("bonafide selfcheck {path} {flags}"),
        }
    }

    /// Records what was heard of a key. Where the user has not named the team, the words in capitals
    /// are for the reader to fill in; a document's own name is never taken.
    pub(crate) fn confirm(&self) -> String {
        let partner = &self.partner;
        let named = self.value("--team");
        let named = named
            .or(partner.team.as_deref())
            .or(partner.name.as_deref());
        let name = named.map_or_else(|| "NAME".to_owned(), |name| word(&inline(name)));
        let domain = match partner.domains.as_slice() {
            [only] => word(&inline(only)),
            _ => "DOMAIN".to_owned(),
        };
        let options = self.options(Suggested::Trust);
        format!("bonafide trust confirm {name} --domain {domain}{options}")
    }

    /// The options that this other command must repeat, each behind a blank.
    #[must_use]
    pub fn options(&self, of: Suggested) -> String {
        let has = |about: About| match of {
            Suggested::Verify | Suggested::Audit => {
                matches!(about, About::Trust | About::Judging | About::Network)
            }
            Suggested::Inspect => about == About::Network,
            Suggested::Trust => about == About::Trust,
        };
        let repeated = self.words.iter().filter_map(|word| match word {
            Word::Option { name, args } if known(name).is_some_and(|one| has(one.2)) => {
                Some(shown(args))
            }
            _ => None,
        });
        repeated.map(|option| format!(" {option}")).collect()
    }

    /// The command that was given, with its first operand replaced and without the others, and
    /// without the option that is given anew.
    fn same(&self, operand: &str, anew: &str) -> String {
        let anew = name_of(anew.split(' ').next().unwrap_or_default());
        let is_anew = |name: &str| name == anew && !MANY.contains(&name);
        let mut said = vec!["bonafide".to_owned(), self.command.clone()];
        let mut is_named = false;
        for word in &self.words {
            match word {
                Word::Option { name, .. }
                    if is_anew(name) || known(name).is_some_and(|one| one.2 == About::Never) => {}
                Word::Option { args, .. } => said.push(shown(args)),
                Word::Operand(_) if is_named => {}
                Word::Operand(_) => {
                    said.push(operand.to_owned());
                    is_named = true;
                }
            }
        }
        if !is_named {
            said.push(operand.to_owned());
        }
        said.join(" ")
    }

    /// The last value of an option.
    fn value(&self, wanted: &str) -> Option<&str> {
        self.words.iter().rev().find_map(|word| match word {
            Word::Option { name, args } if name == wanted => match args.as_slice() {
                [joined] => joined.split_once('=').map(|(_, value)| value),
                [_, value] => Some(value.as_str()),
                _ => None,
            },
            _ => None,
        })
    }
}

fn known(name: &str) -> Option<&'static (&'static str, bool, About)> {
    OPTIONS.iter().find(|(known, ..)| *known == name)
}

/// The option's name: what stands before `=`, or the first letter of a short one.
fn name_of(arg: &str) -> &str {
    if arg.starts_with("--") {
        return arg.split_once('=').map_or(arg, |(name, _)| name);
    }
    let end = arg.char_indices().nth(2).map_or(arg.len(), |(end, _)| end);
    arg.get(..end).unwrap_or(arg)
}

fn shown(args: &[String]) -> String {
    let words: Vec<String> = args
        .iter()
        .map(|arg| quoted(&inline(&without_password(arg))))
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(args: &[&str]) -> Invocation {
        Invocation::new(args.iter().map(|arg| (*arg).to_owned()))
    }

    #[test]
    fn the_command_to_run_again_writes_nothing_and_says_nothing_twice() {
        for left_out in [
            &["--offline"][..],
            &["-o", "out"],
            &["-oout"],
            &["--output=out"],
            &["--evidence", "bundle"],
            &["--html", "case.html"],
            &["--export-cert", "c", "--danger-export-unconfirmed"],
            &["--format", "json"],
            &["--max-time", "10"],
            &["--max-time=10"],
            &["b.pdf"],
        ] {
            let args = [&["verify", "a.pdf"][..], left_out, &["--team", "X"]].concat();
            assert_eq!(
                given(&args).verify("a.pdf", ""),
                "bonafide verify a.pdf --team X"
            );
        }
        // A value may look like a subject.
        let same = given(&["verify", "--key", "a.pdf", "a.pdf", "b.pdf"]);
        assert_eq!(
            same.verify("b.pdf", ""),
            "bonafide verify --key a.pdf b.pdf"
        );
    }

    #[test]
    fn another_command_repeats_the_options_that_it_has_too() {
        let options = "--keyring=kr --at 2026-01-01 --resolve a:1:::1 --offline -v --jobs 3";
        for (command, verified, inspected, trusted) in [
            (
                "audit",
                " --keyring=kr --at 2026-01-01 --resolve a:1:::1",
                " --resolve a:1:::1",
                " --keyring=kr",
            ),
            (
                "inspect",
                " --keyring=kr --at 2026-01-01 --resolve a:1:::1",
                " --resolve a:1:::1",
                " --keyring=kr",
            ),
        ] {
            let args: Vec<&str> = [command, "partners"]
                .into_iter()
                .chain(options.split(' '))
                .collect();
            let given = given(&args);
            assert_eq!(given.options(Suggested::Verify), verified);
            assert_eq!(given.options(Suggested::Inspect), inspected);
            assert_eq!(given.options(Suggested::Trust), trusted);
            assert_eq!(
                given.verify("https://a.example/", "--no-history"),
                format!("bonafide verify https://a.example/{verified} --no-history")
            );
            assert_eq!(
                given.confirm(),
                format!("bonafide trust confirm NAME --domain DOMAIN{trusted}")
            );
        }
    }

    #[test]
    fn a_confirmation_names_the_team_that_the_user_or_the_entry_names() {
        let given = given(&["verify", "a.pdf", "--team", "X CERT", "--keyring", "k r"]);
        assert_eq!(
            given.confirm(),
            "bonafide trust confirm 'X CERT' --domain DOMAIN --keyring 'k r'"
        );
        let partner = Partner {
            team: None,
            name: Some("Oak".to_owned()),
            domains: vec!["oak.example".to_owned()],
        };
        assert_eq!(
            Invocation::default().of_partner(partner).confirm(),
            "bonafide trust confirm Oak --domain oak.example"
        );
    }

    #[test]
    fn an_option_that_is_given_anew_takes_the_place_of_the_old_one() {
        let given = given(&["verify", "a.pdf", "--team", "T", "--resolve", "a:1:::1"]);
        assert_eq!(
            given.verify("a.pdf", "--team NAME"),
            "bonafide verify a.pdf --resolve a:1:::1 --team NAME"
        );
        assert_eq!(
            given.verify("a.pdf", "--resolve b:1:ADDRESS"),
            "bonafide verify a.pdf --team T --resolve a:1:::1 --resolve b:1:ADDRESS"
        );
    }

    #[test]
    fn no_password_is_in_a_suggested_command() {
        let proxy = "--proxy=http://me:se@cret@proxy.example/";
        assert_eq!(
            given(&["verify", "a.pdf", proxy]).verify("a.pdf", ""),
            "bonafide verify a.pdf --proxy=http://USER:PASSWORD@proxy.example/"
        );
        let harmless = "https://www.team.example/@team/rfc2350.pdf";
        assert_eq!(
            given(&["verify", harmless]).verify(harmless, ""),
            format!("bonafide verify {harmless}")
        );
    }
}
