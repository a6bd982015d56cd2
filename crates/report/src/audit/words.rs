//! What the reports on a run say, in words that are the same in every format.

use std::collections::BTreeMap;

use bonafide_model::Timestamp;
use bonafide_model::audit::{
    AuditFailure, AuditReport, AuditResult, AuditSubject, Change, CutOff, Ending, Forecast,
    ForecastEvent, HistoryState, Nights, Notice, PartnerNames, Silence, Standing,
};
use bonafide_model::claims::{ContactKind, EditionName};
use bonafide_model::evidence::AttemptRole;
use bonafide_model::judgement::{Detail, FreshnessAxis, Verdict, Why};

use crate::invocation::{Invocation, Partner};
use crate::prose;

/// What is to be said of this machine rather than of a partner, each with a label.
pub(crate) fn machine(report: &AuditReport) -> Vec<(&'static str, String)> {
    let unrecorded = match &report.history {
        HistoryState::NotRecorded(None) => Some(
            "it was judged as of another time (--at), so the next run reports its changes again; --remember records it anyway".to_owned(),
        ),
        HistoryState::NotRecorded(Some(why)) => Some(format!("{why}. Every profile looks new, and no change can be seen.")),
        HistoryState::Kept | HistoryState::Off | HistoryState::Damaged(_) => None,
    };
    let unrecorded = unrecorded.map(|why| ("Run not recorded", why));
    unrecorded
        .into_iter()
        .chain(report.notices.iter().map(|one| (label(one), notice(one))))
        .collect()
}

fn label(notice: &Notice) -> &'static str {
    match notice {
        Notice::Vanished { .. } => "Partners",
        Notice::DirectoryStale { .. } => "Directory",
        Notice::FutureRuns { chosen: true, .. } => "Earlier time",
        Notice::FutureRuns { chosen: false, .. }
        | Notice::Unreachable { .. }
        | Notice::Clock { .. } => "This machine",
    }
}

/// The most names of entries in one sentence.
const MAX_NAMES: usize = 10;

/// Something about this machine or the run, in a sentence with the remedy.
pub(crate) fn notice(notice: &Notice) -> String {
    match notice {
        Notice::FutureRuns {
            subjects,
            latest,
            chosen: true,
        } => format!(
            "later runs over {} (up to {}) were not compared: this run is judged as of an earlier time, which was chosen (--at).",
            count(i64::from(*subjects), "profile"),
            minute(*latest)
        ),
        Notice::FutureRuns {
            subjects,
            latest,
            chosen: false,
        } => format!(
            "earlier runs over {subjects} {} are dated in the future (up to {}), so nothing was compared with them: a clock was wrong \
             then, or is wrong now. If this run is recorded, it replaces them.",
            if *subjects == 1 {
                "profile"
            } else {
                "profiles"
            },
            minute(*latest)
        ),
        Notice::Unreachable { unreached, of } => format!(
            "{unreached} of {of} profiles could not be fetched: first check the network of this machine (name server, firewall, proxy) and \
             its clock. Until then nothing is known about these profiles."
        ),
        Notice::Clock {
            ahead_seconds,
            servers,
        } => format!(
            "the clock is {} {}, compared with {servers} web servers: set it, because expiry and rollbacks are judged by it",
            prose::span(ahead_seconds.unsigned_abs()),
            if *ahead_seconds > 0 {
                "ahead"
            } else {
                "behind"
            }
        ),
        Notice::DirectoryStale { name, on, days } => {
            let when = match days {
                ..=0 => format!("has been too old since {on}: its entries confirm nothing"),
                1 => format!("will be too old tomorrow ({on}); then its entries confirm nothing"),
                days => format!(
                    "will be too old in {days} days ({on}); then its entries confirm nothing"
                ),
            };
            format!(
                "the snapshot {name} {when}. If it came from a URL, `bonafide trust refresh` fetches it again; if not, import a new export with \
                 `bonafide trust import`"
            )
        }
        Notice::Vanished { directory, names } => {
            let (is, it) = if names.len() == 1 {
                ("is", "it")
            } else {
                ("are", "them")
            };
            format!(
                "{} {is} no longer in {directory}, so nobody checks {it} any more: put {it} back if that was not meant. An entry \
                 that gets another name keeps its past by `bonafide partners rename`.",
                list(names, MAX_NAMES)
            )
        }
    }
}

/// A failure of this machine in a few words, for a line that monitoring shows.
pub(crate) fn brief(notice: &Notice) -> String {
    match notice {
        Notice::Unreachable { unreached, of } => {
            format!("{unreached} of {of} could not be fetched: this machine's network?")
        }
        Notice::Clock { ahead_seconds, .. } => format!(
            "this machine's clock is {} {}",
            prose::span(ahead_seconds.unsigned_abs()),
            if *ahead_seconds > 0 {
                "ahead"
            } else {
                "behind"
            }
        ),
        other => other.as_str().to_owned(),
    }
}

/// A verdict with its reason word, such as `unverified (no-signature)`.
pub(crate) fn verdict(verdict: Verdict, why: Option<Why>) -> String {
    match why {
        Some(why) => format!("{} ({})", verdict.as_str(), why.as_str()),
        None => verdict.as_str().to_owned(),
    }
}

/// What came of a subject, in a word and its reason word.
pub(crate) fn result(subject: &AuditSubject) -> String {
    match &subject.result {
        AuditResult::Judged(assessment) => verdict(assessment.verdict, assessment.why),
        other => ending(other.into()).to_owned(),
    }
}

/// How a run ended for a subject.
pub(crate) fn ending(ending: Ending) -> &'static str {
    match ending {
        Ending::NotChecked => "not checked",
        Ending::NotDone => "not done",
        other => other.as_str(),
    }
}

/// How many ended how, such as `290 authentic, 3 unverified`.
pub(crate) fn endings(numbers: &BTreeMap<Ending, usize>) -> String {
    let parts: Vec<String> = numbers
        .iter()
        .map(|(one, number)| format!("{number} {}", ending(*one)))
        .collect();
    parts.join(", ")
}

/// The most rows of nights in one sentence.
const MAX_ROWS: usize = 8;

/// How nights ended, such as `authentic 2026-10-03 to 2026-10-30, rejected 2026-10-31`; the last ones
/// where there are many.
pub(crate) fn nights(nights: &[Nights]) -> String {
    let one = |nights: &Nights| {
        let word = ending(nights.ending);
        if nights.first == nights.last {
            format!("{word} {}", nights.first)
        } else {
            format!("{word} {} to {}", nights.first, nights.last)
        }
    };
    let left = nights.len().saturating_sub(MAX_ROWS);
    let told: Vec<String> = nights.iter().skip(left).map(one).collect();
    let before = if left > 0 { "…, " } else { "" };
    format!("{before}{}", told.join(", "))
}

/// Why, in a sentence; may hold untrusted text.
pub(crate) fn reason(subject: &AuditSubject, now: Timestamp) -> String {
    match &subject.result {
        AuditResult::Judged(assessment) => prose::reason(assessment),
        AuditResult::NotChecked(assessment) if assessment.document.is_some() => {
            let since = subject
                .unreachable_since
                .map(|since| format!(" since {}", day(since)))
                .unwrap_or_default();
            let what = "could not be fetched completely: the server sent something other than the profile, its signature or its key, or nothing";
            format!("{what}{since}; {}", last(subject, now))
        }
        AuditResult::NotChecked(assessment) => {
            let since = subject
                .unreachable_since
                .map(|since| format!(" since {}", day(since)))
                .unwrap_or_default();
            let mut whys = assessment
                .attempts
                .iter()
                .filter(|attempt| attempt.role == AttemptRole::Document)
                .map(|attempt| prose::attempt_why(&attempt.why));
            let why = whys
                .find(|why| !why.is_empty())
                .map(|why| format!(": {why}"))
                .unwrap_or_default();
            format!("could not be reached{since}{why}; {}", last(subject, now))
        }
        AuditResult::NotDone => format!("the run had no time left; {}", last(subject, now)),
        AuditResult::Failed(why) => failure(why),
    }
}

/// Why a subject could not be taken up; it may hold untrusted text.
#[must_use]
pub fn failure(why: &AuditFailure) -> String {
    match why {
        AuditFailure::Told(words) => words.clone(),
        AuditFailure::UnknownTeam(team) => format!(
            "team {team:?}: the trust directory knows no such team; see `bonafide trust list`"
        ),
        AuditFailure::Fault => {
            "internal error: this is a fault in bonafide, not a verdict; please report it"
                .to_owned()
        }
    }
}

/// The last verdict with its age.
pub(crate) fn last(subject: &AuditSubject, now: Timestamp) -> String {
    match &subject.last {
        Some(last) => format!(
            "last: {}, {} ago",
            verdict(last.verdict, last.why),
            age(last.at, now)
        ),
        None => "never reached before".to_owned(),
    }
}

/// Why a subject does not count, or counts as something else.
pub(crate) fn silence(silence: &Silence) -> String {
    match silence {
        Silence::Acknowledged { reason, until } => {
            let until = until.map(|day| format!(" until {day}")).unwrap_or_default();
            format!("acknowledged{until}: {reason}")
        }
        Silence::Excepted { reason, until } => format!("exception until {until}: {reason}"),
        Silence::Grace { until } => format!("counts as its last verdict until {}", minute(*until)),
    }
}

/// One change in one line: what it was and what it is.
pub(crate) fn change(change: &Change, subject: &AuditSubject) -> String {
    match change {
        Change::New => "new: seen for the first time".to_owned(),
        Change::Verdict { from, to } if from == to => {
            format!("still {}, for another reason", verdict(to.0, to.1))
        }
        Change::Verdict { from, to } => format!(
            "was {}, is {}",
            verdict(from.0, from.1),
            verdict(to.0, to.1)
        ),
        Change::Document { from, to } => new_edition(subject, from, to),
        Change::Key { from, to } => {
            format!(
                "another key: {} → {}",
                from.spaced(),
                to.as_ref()
                    .map_or_else(|| "none".to_owned(), |to| to.spaced())
            )
        }
        Change::Contact {
            kind,
            removed,
            added,
        } => {
            let list = |values: &[String]| {
                if values.is_empty() {
                    "none".to_owned()
                } else {
                    values.join(", ")
                }
            };
            format!("{}: {} → {}", contact(*kind), list(removed), list(added))
        }
        Change::SignatureGone => "the signature is gone".to_owned(),
        Change::Rollback {
            by: Some((by, seen, found)),
        } => format!("rolled back by {}: {seen} → {found}", axis(*by)),
        Change::Rollback { by: None } => {
            "rolled back to a version older than one seen before".to_owned()
        }
        Change::Unreachable { since } => format!("not reached since {}", minute(*since)),
        Change::Reachable { since } => {
            format!("reached again, for the first time since {}", minute(*since))
        }
        Change::SilenceEnded { reason, until } => {
            format!("counts again, because {until} is over: {reason}")
        }
    }
}

/// The edition that took another one's place, by what a colleague calls it.
fn new_edition(subject: &AuditSubject, from: &str, to: &str) -> String {
    let assessment = subject.result.assessment();
    let details = assessment
        .into_iter()
        .flat_map(|assessment| &assessment.findings)
        .map(|finding| &finding.detail);
    let known = details.clone().find_map(|detail| match detail {
        Detail::NewVersion {
            found,
            seen,
            same_key,
        } => Some((found, seen, *same_key)),
        _ => None,
    });
    let key = |same: Option<bool>| match same {
        Some(true) => ", signed by the same key",
        Some(false) => ", signed by another key",
        None => "",
    };
    if let Some((found, seen, same_key)) = known {
        return format!(
            "new edition: {} after {}{}",
            prose::edition(found),
            prose::edition(seen),
            key(same_key)
        );
    }
    let hashes = format!("SHA-256 {} → {}", short(from), short(to));
    if let Some(version) = details.clone().find_map(|detail| match detail {
        Detail::ContentChanged { version } => Some(version),
        _ => None,
    }) {
        return format!("other text with the same version {version} ({hashes})");
    }
    let name = assessment
        .and_then(|assessment| assessment.profile.as_ref())
        .map(|profile| profile.claims.edition())
        .filter(|name| *name != EditionName::default());
    match name {
        Some(name) => format!(
            "the document changed; it is now {} ({hashes})",
            prose::edition(&name)
        ),
        None => format!("the document changed ({hashes})"),
    }
}

/// How grave the gravest change is; nothing where there is none.
pub(crate) fn gravity(subject: &AuditSubject) -> u8 {
    let of = |change: &Change| match change {
        Change::Verdict { from, to } if to.0 > from.0 => 5,
        Change::Key { .. } | Change::SignatureGone | Change::Rollback { .. } => 5,
        Change::Contact { .. } => 4,
        Change::Verdict { .. } | Change::Document { .. } => 3,
        Change::Unreachable { .. } | Change::SilenceEnded { .. } => 2,
        Change::New | Change::Reachable { .. } => 1,
    };
    subject.changes.iter().map(of).max().unwrap_or(0)
}

/// Subjects that somebody has to see to, the worst first.
pub(crate) fn open(report: &AuditReport) -> Vec<&AuditSubject> {
    let mut open: Vec<&AuditSubject> = report
        .subjects
        .iter()
        .filter(|subject| subject.standing > Standing::Fine)
        .collect();
    open.sort_by(|a, b| {
        (b.standing, gravity(b))
            .cmp(&(a.standing, gravity(a)))
            .then_with(|| a.name.cmp(&b.name))
    });
    open
}

/// Subjects with changes, the gravest first.
pub(crate) fn changed(report: &AuditReport) -> Vec<&AuditSubject> {
    let mut changed: Vec<&AuditSubject> = report
        .subjects
        .iter()
        .filter(|subject| !subject.changes.is_empty())
        .collect();
    changed.sort_by(|a, b| {
        (gravity(b), b.standing)
            .cmp(&(gravity(a), a.standing))
            .then_with(|| a.name.cmp(&b.name))
    });
    changed
}

/// The same where it was judged, in sentences.
pub(crate) fn step(subject: &AuditSubject, given: &Invocation) -> Option<String> {
    prose::next_step(subject.result.assessment()?, &told_of(subject, given))
}

/// The command that was given, for what is suggested about this partner.
fn told_of(subject: &AuditSubject, given: &Invocation) -> Invocation {
    let PartnerNames {
        team,
        name,
        domains,
    } = &subject.names;
    given.of_partner(Partner {
        team: team.clone(),
        name: name.clone(),
        domains: domains.clone(),
    })
}

/// What to do about a subject, in a sentence, and the command that does it.
pub(crate) fn remedy(
    subject: &AuditSubject,
    given: &Invocation,
) -> Option<(String, Option<String>)> {
    match &subject.result {
        AuditResult::Judged(assessment) | AuditResult::NotChecked(assessment) => {
            prose::next_and_command(assessment, &told_of(subject, given))
        }
        AuditResult::NotDone => Some((
            "Give the run more time with --deadline, or use more --jobs.".to_owned(),
            None,
        )),
        AuditResult::Failed(_) => None,
    }
}

/// What is to be said of a partner that is in order, such as `pinned 2026-06-02; key until
/// 2035-01-01`.
pub(crate) fn in_order(subject: &AuditSubject, now: Timestamp) -> String {
    match (&subject.result, &subject.silence) {
        (AuditResult::NotChecked(_), Some(said)) => {
            format!("not checked; {}; {}", last(subject, now), silence(said))
        }
        (_, Some(said)) => format!("{}; {}", result(subject), silence(said)),
        (AuditResult::Judged(assessment), None) if assessment.verdict == Verdict::Authentic => {
            let accepted = assessment
                .anchors
                .iter()
                .filter(|anchor| anchor.accepted)
                .min_by_key(|anchor| anchor.kind);
            let anchored = accepted
                .map(|anchor| format!("{}; ", prose::anchored_when(anchor)))
                .unwrap_or_default();
            let until = assessment.key.expires.map_or_else(
                || "key without expiry".to_owned(),
                |at| format!("key until {}", day(at)),
            );
            format!("{anchored}{until}")
        }
        _ => result(subject),
    }
}

/// Days before an event on which it is told.
const TOLD: [i64; 4] = [90, 30, 7, 1];

/// Whether it is to be told in this run: on the first one after each of the days in [`TOLD`], so
/// that nobody is told every night.
pub(crate) fn is_due(forecast: &Forecast, subject: &AuditSubject, now: Timestamp) -> bool {
    // What a new document or key brings was not to be seen in the run before.
    let is_new = |change: &Change| {
        matches!(
            change,
            Change::New | Change::Document { .. } | Change::Key { .. }
        )
    };
    let last = subject
        .last
        .as_ref()
        .filter(|_| !subject.changes.iter().any(is_new));
    let Some(days) = forecast.days(now) else {
        // Without a day it is told with the first run, and with each new document or key.
        return last.is_none();
    };
    let before = last.and_then(|last| forecast.days(last.at));
    TOLD.iter()
        .any(|told| days <= *told && before.is_none_or(|before| before > *told))
}

/// What is to be told of the future in this run, the nearest first: whom it concerns, and what it is.
/// What is the same for many, such as a directory that grows too old, is one.
pub(crate) fn due(report: &AuditReport, all: bool) -> Vec<(String, String)> {
    let now = report.assessed_at;
    let mut due: Vec<_> = report
        .subjects
        .iter()
        .flat_map(|subject| subject.forecast.iter().map(move |one| (one, subject)))
        .filter(|(forecast, subject)| all || is_due(forecast, subject, now))
        .collect();
    due.sort_by_key(|(forecast, _)| (forecast.at.is_none(), forecast.at));
    let mut told: Vec<(Vec<&str>, String)> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (one, subject) in due {
        let sentence = forecast(one, subject, now);
        let place = *places.entry(sentence.clone()).or_insert(told.len());
        match told.get_mut(place) {
            Some((names, _)) => names.push(&subject.name),
            None => told.push((vec![&subject.name], sentence)),
        }
    }
    told.into_iter()
        .map(|(names, sentence)| (whom(&names), sentence))
        .collect()
}

/// Whom something concerns, so short that a line of a mail has room for what it is.
fn whom(names: &[&str]) -> String {
    const NAMES: usize = 3;
    const LETTERS: usize = 30;
    match names {
        [one] => (*one).to_owned(),
        many => {
            let short: Vec<String> = many.iter().map(|name| cut(name, LETTERS)).collect();
            list(&short, NAMES)
        }
    }
}

/// The first names of many.
fn list(names: &[String], most: usize) -> String {
    let more = match names.len().saturating_sub(most) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let listed = names.get(..most).unwrap_or(names).join(", ");
    format!("{listed}{more}")
}

fn cut(name: &str, letters: usize) -> String {
    match name.char_indices().nth(letters) {
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or(name)),
        None => name.to_owned(),
    }
}

/// A kind of contact, in the singular.
pub(crate) fn contact(kind: ContactKind) -> &'static str {
    match kind {
        ContactKind::Email => "e-mail",
        ContactKind::Phone => "phone",
    }
}

fn axis(by: FreshnessAxis) -> &'static str {
    match by {
        FreshnessAxis::Content => "content",
        FreshnessAxis::Version => "version",
        FreshnessAxis::Date => "date",
        FreshnessAxis::SignatureTime => "time of signature",
    }
}

/// What is to be expected, such as `authentic today; in 41 days (2027-01-02) the key expires, then
/// unverified`.
pub(crate) fn forecast(forecast: &Forecast, subject: &AuditSubject, now: Timestamp) -> String {
    let what = match &forecast.event {
        ForecastEvent::KeyExpires => "the key expires".to_owned(),
        ForecastEvent::DocumentExpires => "the document expires".to_owned(),
        ForecastEvent::PolicyCutOff { what } => {
            let what = match what {
                CutOff::Hash(None) => "the signature's hash".to_owned(),
                CutOff::Hash(Some(hash)) => format!("the signature's hash {hash}"),
                CutOff::Key(algorithm) => algorithm.clone(),
            };
            format!("a coming policy refuses {what}")
        }
        ForecastEvent::ExceptionEnds { reason } => format!("the exception ends ({reason})"),
        ForecastEvent::AcknowledgementEnds { reason } => {
            format!("the acknowledgement ends ({reason})")
        }
        ForecastEvent::DirectoryStale { name } => {
            format!("the snapshot of {name} becomes too old to count")
        }
        ForecastEvent::PinDue { team } => format!("the pin of {team} has to be confirmed again"),
    };
    let when = match (forecast.at, forecast.days(now)) {
        (Some(at), Some(days)) => format!("in {} ({}) ", count(days, "day"), day(at)),
        _ => String::new(),
    };
    let becomes = match forecast.becomes {
        Some(becomes) if becomes > Standing::Fine => format!(", then {}", becomes.as_str()),
        _ => String::new(),
    };
    let today = if forecast.becomes.is_some() {
        format!("{} today; ", result(subject))
    } else {
        String::new()
    };
    format!("{today}{when}{what}{becomes}")
}

/// The totals in one line. A partner that is seen for the first time is new, not changed.
pub(crate) fn totals(report: &AuditReport) -> String {
    let counts = &report.counts();
    let mut parts: Vec<String> = [
        (counts.authentic, "authentic"),
        (counts.unanchored, "unanchored"),
        (counts.unverified, "unverified"),
        (counts.rejected, "rejected"),
        (counts.not_checked, "not checked"),
        (counts.not_done, "not done"),
        (counts.failed, "failed"),
    ]
    .iter()
    .filter(|(number, _)| *number > 0)
    .map(|(number, word)| format!("{number} {word}"))
    .collect();
    if counts.silenced > 0 {
        parts.push(format!(
            "{} of them acknowledged or excepted",
            counts.silenced
        ));
    }
    let parts = if parts.is_empty() {
        "nothing to check".to_owned()
    } else {
        parts.join(", ")
    };
    let new = report
        .subjects
        .iter()
        .filter(|subject| is_only_new(subject))
        .count();
    let changed = report
        .subjects
        .iter()
        .filter(|subject| !subject.changes.is_empty() && !is_only_new(subject))
        .count();
    let changes = match (changed, new) {
        (0, 0) => "nothing changed".to_owned(),
        (0, new) => format!("{new} new"),
        (changed, 0) => format!("{changed} changed"),
        (changed, new) => format!("{changed} changed, {new} new"),
    };
    format!(
        "{}: {parts}; {changes}",
        count(i64::from(counts.total), "profile")
    )
}

/// Whether all that there is to say of it is that it was not seen before.
pub(crate) fn is_only_new(subject: &AuditSubject) -> bool {
    subject.changes.as_slice() == [Change::New]
}

/// How long ago, in the unit that fits.
pub(crate) fn age(at: Timestamp, now: Timestamp) -> String {
    let seconds = now.as_second().saturating_sub(at.as_second()).max(0);
    match seconds {
        0..3600 => count(seconds / 60, "minute"),
        3600..172_800 => count(seconds / 3600, "hour"),
        _ => count(seconds / 86_400, "day"),
    }
}

pub(crate) fn count(number: i64, unit: &str) -> String {
    if number == 1 {
        format!("1 {unit}")
    } else {
        format!("{number} {unit}s")
    }
}

pub(crate) fn day(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d").to_string()
}

pub(crate) fn minute(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M UTC").to_string()
}

/// The beginning of a digest: enough to see that it differs.
fn short(sha256: &str) -> String {
    sha256.chars().take(12).collect()
}
