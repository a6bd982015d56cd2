//! The report for people.

use bonafide_model::evidence::encoded_path;
use bonafide_model::judgement::{CheckId, Detail, Finding, Outcome, Severity, WeakCause};
use bonafide_model::publishing::{
    Advice, CheckedProfile, RefusalCause, SelfcheckReport, Verifier, VerifierSays,
};
use comfy_table::{ContentArrangement, Table, presets};

use super::snippet::Printer;
use super::{file_of, is_open};
use crate::escape::inline;
use crate::invocation::{Invocation, Suggested};
use crate::prose::{self, Commands};
use crate::shell::quoted;
use crate::text::Options;

/// What was found, the gravest first line by line, and who can verify it.
#[must_use]
pub fn selfcheck_text(report: &SelfcheckReport, options: &Options) -> String {
    let mut out = headline(report, options);
    if options.quiet {
        return out;
    }
    if report.left_out > 0 {
        let what = if report.left_out == 1 {
            "document was"
        } else {
            "documents were"
        };
        out.push_str(&format!(
            "{} other {what} not read, because they mention neither RFC 2350 nor PGP. To check one, name its file.\n",
            report.left_out
        ));
    }
    let printer = Printer::new(options);
    for profile in &report.profiles {
        out.push('\n');
        out.push_str(&one(report, profile, &printer, options));
    }
    out.push_str(&baseline(report));
    out.push_str(&next(report, &options.invocation));
    out
}

/// What comes after the check.
fn next(report: &SelfcheckReport, given: &Invocation) -> String {
    if report.count(Severity::Error) > 0 {
        return "\nNext  Take the steps in order, then run this check again.\n".to_owned();
    }
    let Some(profile) = report.profiles.first() else {
        return String::new();
    };
    let Some(base) = &profile.base_url else {
        let command = given.selfcheck(&report.subject, "--base-url https://www.team.example/");
        return format!(
            "\nNext  Say where the directory will be on the web, so that the printed URLs can be checked too:\n        {command}\n"
        );
    };
    let but = if report.count(Severity::Warning) > 0 {
        ", or fix the warnings first"
    } else {
        ""
    };
    let url = quoted(&format!("{base}{}", encoded_path(&profile.path)));
    format!(
        "\nNext  Publish the directory as it is{but}. Then check it as a stranger does:\n        bonafide verify {}{}\n      and have a peer confirm your key by telephone: until then, everybody's verdict is \"unanchored\".\n",
        inline(&url),
        given.options(Suggested::Inspect)
    )
}

/// The first line says it all.
fn headline(report: &SelfcheckReport, options: &Options) -> String {
    let errors = report.count(Severity::Error);
    let warnings = report.count(Severity::Warning);
    let word = match (errors, warnings) {
        (0, 0) => "READY",
        (0, _) => "READY, WITH WARNINGS",
        _ => "NOT READY",
    };
    let style = match (errors, warnings) {
        (0, 0) => anstyle::AnsiColor::Green,
        (0, _) => anstyle::AnsiColor::Yellow,
        _ => anstyle::AnsiColor::Red,
    }
    .on_default()
    .bold();
    let word = if options.color {
        format!("{style}{word}{style:#}")
    } else {
        word.to_owned()
    };
    let profiles = report.profiles.len();
    let profiles = if profiles == 1 {
        "1 profile".to_owned()
    } else {
        format!("{profiles} profiles")
    };
    format!(
        "{word}  {}: {profiles}, {}\n",
        inline(&report.subject),
        counts(errors, warnings, report.count(Severity::Note))
    )
}

fn counts(errors: usize, warnings: usize, notes: usize) -> String {
    let count = |n: usize, what: &str| {
        if n == 1 {
            format!("1 {what}")
        } else {
            format!("{n} {what}s")
        }
    };
    format!(
        "{}, {}, {}",
        count(errors, "error"),
        count(warnings, "warning"),
        count(notes, "note")
    )
}

fn one(
    report: &SelfcheckReport,
    profile: &CheckedProfile,
    printer: &Printer,
    options: &Options,
) -> String {
    let file = file_of(&report.subject, &profile.path);
    let run = Commands::of(report, profile);
    let mut out = String::new();
    let after = run.after_changes(profile);
    let mut number = 0;
    let mut told = Told::new(&run);
    for step in Step::ALL {
        let mut of_step: Vec<&Advice> = open(profile)
            .filter(|advice| {
                let finding = &advice.finding;
                finding.severity > Severity::Note
                    && !prose::is_outage(&finding.detail)
                    && Step::of(finding) == step
            })
            .collect();
        of_step.sort_by_key(|advice| std::cmp::Reverse(advice.finding.severity));
        // Every change of the document breaks its signature, so that is made last, and what is
        // computed of it after that.
        let command = match step {
            Step::Sign => after.first(),
            Step::Checksum => after.get(1),
            Step::Text | Step::Key => None,
        };
        if of_step.is_empty() && command.is_none() {
            continue;
        }
        number += 1;
        out.push_str(&format!("Step {number}: {}\n", step.title()));
        for (advice, others) in by_cause(&of_step, &run) {
            let mut words = prose::advised(&advice.finding, &run);
            words.help = words.help.map(|help| told.once(help, command));
            out.push_str(&printer.print(advice, &others, &file, &words));
            out.push('\n');
        }
        if let Some(command) = command {
            told.add(command);
            out.push_str(&format!("  {}\n\n", inline(command)));
        }
    }
    // Nobody can fix what did not answer.
    let outages = open(profile).filter(|advice| {
        advice.finding.severity > Severity::Note && prose::is_outage(&advice.finding.detail)
    });
    out.push_str(&list(
        &format!("{}: not checked", inline(&file)),
        outages,
        &run,
    ));
    let notes: Vec<&Advice> = open(profile)
        .filter(|advice| advice.finding.severity == Severity::Note)
        .collect();
    out.push_str(&list(
        &format!("{}: notes", inline(&file)),
        notes.into_iter(),
        &run,
    ));
    out.push_str(&accepted(profile));
    if options.verbosity > 0 {
        let rest = profile
            .advice
            .iter()
            .filter(|advice| !is_open(advice.finding.outcome));
        out.push_str(&list(&format!("{}: in order", inline(&file)), rest, &run));
    }
    out.push_str(&verifiers(&file, &profile.verifiers, &run, &told, options));
    out
}

/// Commands that were shown already: each is shown once.
struct Told {
    known: Vec<String>,
    shown: Vec<String>,
}

impl Told {
    fn new(run: &Commands) -> Self {
        Self {
            known: run.repeated(),
            shown: Vec::new(),
        }
    }

    fn add(&mut self, command: &str) {
        self.shown.push(command.to_owned());
    }

    fn has(&self, command: &str) -> bool {
        self.shown.iter().any(|shown| shown == command)
    }

    /// The help without its command, where that was shown before or is shown at the end of its step.
    fn once(&mut self, help: String, of_step: Option<&String>) -> String {
        let ends = |command: &&String| help.ends_with(&format!(": {command}"));
        let Some(command) = self.known.iter().find(ends) else {
            return help;
        };
        let head = help
            .strip_suffix(command.as_str())
            .and_then(|head| head.strip_suffix(": "))
            .unwrap_or(&help);
        if of_step == Some(command) {
            return format!("{head} (the command is below).");
        }
        if self.has(command) {
            return format!("{head} (the command is above).");
        }
        self.shown.push(command.clone());
        help
    }
}

/// What is done in one go, in the order in which it has to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Text,
    Key,
    Sign,
    Checksum,
}

impl Step {
    const ALL: [Self; 4] = [Self::Text, Self::Key, Self::Sign, Self::Checksum];

    fn title(self) -> &'static str {
        match self {
            Self::Text => "fix the text",
            Self::Key => "fix the key",
            Self::Sign => "sign the final document",
            Self::Checksum => "make the checksum of the signed document",
        }
    }

    /// Where a finding is fixed.
    fn of(finding: &Finding) -> Self {
        use CheckId as C;
        // What several checks say alike is fixed once.
        match finding.detail {
            Detail::NoDocument | Detail::Unreadable(_) => return Self::Text,
            Detail::NoCertificate { .. } | Detail::NotACertificate { .. } => return Self::Key,
            _ => {}
        }
        match finding.check {
            C::ChecksumMatches => Self::Checksum,
            C::SignatureIsPresent
            | C::SignatureIsWellformed
            | C::SignatureIsValid
            | C::SignatureCoversDocument
            | C::SignatureIsStrong
            | C::SignatureIsTimely
            | C::SidecarsAreDiscoverable
            | C::GpgUsersCanVerify => match finding.detail {
                Detail::SignatureWeak {
                    because: WeakCause::Binding | WeakCause::Key,
                    ..
                }
                | Detail::SignerUnknown { .. }
                | Detail::SigningSubkeyExpired { .. } => Self::Key,
                _ => Self::Sign,
            },
            C::KeyIsLive
            | C::KeyIsNotRevoked
            | C::KeyIsStrong
            | C::KeyBindingsAreStrong
            | C::KeyStaysValid
            | C::KeyCanEncrypt
            | C::KeyCanSign
            | C::KeyCanBeRevoked
            | C::OlderSignaturesStayVerifiable
            | C::AnchorIsIndependent
            | C::AnchorNamesThisTeam
            | C::AnchorsAgree => Self::Key,
            _ => Self::Text,
        }
    }
}

/// What keeps several checks from being decided, such as a document that cannot be read, is shown
/// once, and so is a value that several checks want printed otherwise: the first finding with the
/// checks of the others.
fn by_cause<'a>(all: &[&'a Advice], run: &Commands) -> Vec<(&'a Advice, Vec<CheckId>)> {
    let mut found: Vec<(&Advice, Vec<CheckId>)> = Vec::new();
    for advice in all {
        let print = prose::advised(&advice.finding, run).print;
        let is_same = |(known, _): &&mut (&Advice, Vec<CheckId>)| {
            let (one, other) = (&known.finding, &advice.finding);
            let is_undecided = one.outcome == Outcome::Inconclusive
                && other.outcome == Outcome::Inconclusive
                && one.detail == other.detail;
            let is_fixed_alike = print.is_some()
                && !advice.spots.is_empty()
                && known.spots.first() == advice.spots.first()
                && prose::advised(one, run).print == print;
            is_undecided || is_fixed_alike
        };
        match found.iter_mut().find(is_same) {
            Some((known, _)) if known.finding.check == advice.finding.check => {}
            Some((_, others)) => others.push(advice.finding.check),
            None => found.push((advice, Vec::new())),
        }
    }
    found
}

fn open(profile: &CheckedProfile) -> impl Iterator<Item = &Advice> {
    profile.advice.iter().filter(|advice| advice.is_open())
}

fn list<'a>(title: &str, all: impl Iterator<Item = &'a Advice>, run: &Commands) -> String {
    let lines: Vec<String> = all
        .map(|advice| {
            let help = prose::advised(&advice.finding, run)
                .help
                .filter(|_| advice.is_open());
            let help = help
                .map(|help| format!("\n      {}", inline(&help)))
                .unwrap_or_default();
            format!(
                "  {}: {}{help}\n",
                advice.finding.check,
                prose::message(&advice.finding)
            )
        })
        .collect();
    if lines.is_empty() {
        String::new()
    } else {
        format!("{title}\n{}\n", lines.concat())
    }
}

fn accepted(profile: &CheckedProfile) -> String {
    let lines: Vec<String> = profile
        .advice
        .iter()
        .filter_map(|advice| {
            let entry = advice.accepted.as_ref()?;
            Some(format!(
                "  {}, until {}: {}\n",
                entry.check,
                entry.until,
                inline(&entry.reason)
            ))
        })
        .collect();
    if lines.is_empty() {
        String::new()
    } else {
        format!("Accepted by the baseline\n{}\n", lines.concat())
    }
}

/// Who can verify it, as it was tried.
fn verifiers(
    file: &str,
    all: &[VerifierSays],
    run: &Commands,
    told: &Told,
    options: &Options,
) -> String {
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(options.width).unwrap_or(u16::MAX));
    table.set_header(["", "verifies", "says"]);
    let mut fixes: Vec<String> = Vec::new();
    for row in all {
        let name = match (row.verifier, &row.version) {
            (Verifier::Bonafide, _) => "bonafide, as a stranger who trusts nobody".to_owned(),
            (Verifier::GnuPg, Some(version)) => format!("gpg {}", inline(version)),
            (Verifier::GnuPg, None) => "gpg".to_owned(),
            (Verifier::SequoiaToday, _) => "Sequoia's policy today".to_owned(),
            (Verifier::SequoiaInAYear, _) => "Sequoia's policy in a year".to_owned(),
        };
        let accepts = match row.accepts {
            Some(true) => "yes",
            Some(false) => "NO",
            None => "not tried",
        };
        // On a line of its own, so that it can be pasted.
        if let Some(fix) = row
            .cause
            .filter(|cause| *cause != RefusalCause::Other)
            .map(|cause| run.fix(cause))
            .filter(|fix| !fixes.contains(fix) && !told.has(fix))
        {
            fixes.push(fix);
        }
        table.add_row([
            name,
            accepts.to_owned(),
            inline(&prose::answer(row.verifier, &row.says)).into_owned(),
        ]);
    }
    let table: String = table
        .lines()
        .map(|line| format!(" {}\n", line.trim_end()))
        .collect();
    let fixes: String = fixes
        .iter()
        .map(|fix| format!("  to fix it: {}\n", inline(fix)))
        .collect();
    format!("{}: who can verify it\n{table}{fixes}", inline(file))
}

fn baseline(report: &SelfcheckReport) -> String {
    let lines: Vec<String> = report
        .unused
        .iter()
        .map(|unused| {
            let why = if unused.expired {
                "has ended and accepts nothing"
            } else {
                "matches no finding"
            };
            format!(
                "  {} (until {}) {why}: {}\n",
                unused.entry.check,
                unused.entry.until,
                inline(&unused.entry.reason)
            )
        })
        .collect();
    if lines.is_empty() {
        String::new()
    } else {
        format!("\nEntries of the baseline to remove\n{}", lines.concat())
    }
}
