//! What the reports on a run say, in words that are the same in every format.

use bonafide_model::{
    AuditCounts, AuditReport, AuditResult, AuditSubject, Change, ContactKind, Forecast, ForecastEvent, FreshnessAxis, HistoryState,
    Notice, Silence, Standing, Timestamp, Verdict, Why,
};

use crate::prose;

/// What is to be said of this machine rather than of a partner, each with a label.
pub(crate) fn machine(report: &AuditReport) -> Vec<(&'static str, String)> {
    let unrecorded = match &report.history {
        HistoryState::NotRecorded(None) => Some(
            "it was judged as of another time (--at), so its news is told again; --remember records it all the same".to_owned(),
        ),
        HistoryState::NotRecorded(Some(why)) => Some(format!("{why}. Every profile looks new, and no change can be told.")),
        HistoryState::Kept | HistoryState::Off | HistoryState::Damaged(_) => None,
    };
    let unrecorded = unrecorded.map(|why| ("Run not recorded", why));
    unrecorded.into_iter().chain(report.notices.iter().map(|one| ("This machine", notice(one)))).collect()
}

/// Something about this machine, in a sentence with the remedy.
pub(crate) fn notice(notice: &Notice) -> String {
    match notice {
        Notice::FutureRuns { subjects, latest } => format!(
            "earlier runs over {subjects} {} lie in the future of the clock (up to {latest}), so nothing was compared with them: a clock \
             was wrong then, or is wrong now. This run takes their place where it is recorded.",
            if *subjects == 1 { "profile" } else { "profiles" }
        ),
        Notice::Unreachable { unreached, of } => format!(
            "{unreached} of {of} profiles could not be fetched: look at the network of this machine (name server, firewall, proxy) and at its \
             clock first. Until then nothing is known of them."
        ),
        Notice::Clock { ahead_seconds, servers } => format!(
            "the clock is {} {} by what {servers} web servers say: set it, for expiry and rollbacks are judged by it",
            prose::span(ahead_seconds.unsigned_abs()),
            if *ahead_seconds > 0 { "ahead" } else { "behind" }
        ),
    }
}

/// A verdict with its reason word, such as `unverified (no-signature)`.
pub(crate) fn verdict(verdict: Verdict, why: Option<Why>) -> String {
    match why {
        Some(why) => format!("{} ({})", verdict.as_str(), why.as_str()),
        None => verdict.as_str().to_owned(),
    }
}

/// What came of a subject, in a word.
pub(crate) fn result(subject: &AuditSubject) -> String {
    match &subject.result {
        AuditResult::Judged(assessment) => verdict(assessment.verdict, assessment.why),
        AuditResult::NotChecked(_) => "not checked".to_owned(),
        AuditResult::NotDone => "not done".to_owned(),
        AuditResult::Failed(_) => "failed".to_owned(),
    }
}

/// Why, in a sentence; may hold untrusted text.
pub(crate) fn reason(subject: &AuditSubject, now: Timestamp) -> String {
    match &subject.result {
        AuditResult::Judged(assessment) => prose::reason(assessment),
        AuditResult::NotChecked(assessment) if assessment.document.is_some() => {
            let since = subject.unreachable_since.map(|since| format!(" since {}", day(since))).unwrap_or_default();
            let what = "could not be fetched whole: something else than the profile, its signature or its key came, or nothing";
            format!("{what}{since}; {}", last(subject, now))
        }
        AuditResult::NotChecked(_) => {
            let since = subject.unreachable_since.map(|since| format!(" since {}", day(since))).unwrap_or_default();
            format!("could not be reached{since}; {}", last(subject, now))
        }
        AuditResult::NotDone => format!("the time for the run was over; {}", last(subject, now)),
        AuditResult::Failed(why) => why.clone(),
    }
}

/// The last verdict with its age.
pub(crate) fn last(subject: &AuditSubject, now: Timestamp) -> String {
    match &subject.last {
        Some(last) => format!("last: {}, {} ago", verdict(last.verdict, last.why), age(last.at, now)),
        None => "it was never reached before".to_owned(),
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
pub(crate) fn change(change: &Change) -> String {
    match change {
        Change::New => "new: seen for the first time".to_owned(),
        Change::Verdict { from, to } if from == to => format!("{} as before, for another reason", verdict(to.0, to.1)),
        Change::Verdict { from, to } => format!("verdict: {} → {}", verdict(from.0, from.1), verdict(to.0, to.1)),
        Change::Document { from, to } => format!("document changed: SHA-256 {} → {}", short(from), short(to)),
        Change::Key { from, to } => {
            format!("key changed: {} → {}", from.spaced(), to.as_ref().map_or_else(|| "none".to_owned(), |to| to.spaced()))
        }
        Change::Contact { kind, removed, added } => {
            let list = |values: &[String]| if values.is_empty() { "none".to_owned() } else { values.join(", ") };
            format!("{} changed: {} → {}", contact(*kind), list(removed), list(added))
        }
        Change::SignatureGone => "the signature is gone".to_owned(),
        Change::Rollback { by: Some((by, seen, found)) } => format!("rolled back by {}: {seen} → {found}", axis(*by)),
        Change::Rollback { by: None } => "rolled back: an older version than one seen before".to_owned(),
        Change::Unreachable { since } => format!("cannot be reached since {}", minute(*since)),
        Change::Reachable { since } => format!("can be reached again, for the first time since {}", minute(*since)),
        Change::SilenceEnded { reason, until } => format!("counts again since {until} is over: {reason}"),
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

/// What is to be expected, such as `authentic today; in 41 days (2027-01-02) the key expires, then unverified`.
pub(crate) fn forecast(forecast: &Forecast, subject: &AuditSubject, now: Timestamp) -> String {
    let what = match &forecast.event {
        ForecastEvent::KeyExpires => "the key expires".to_owned(),
        ForecastEvent::DocumentExpires => "the validity that the document prints is over".to_owned(),
        ForecastEvent::PolicyCutOff { what } => format!("a coming policy refuses {what}"),
        ForecastEvent::ExceptionEnds { reason } => format!("the exception ends ({reason})"),
        ForecastEvent::AcknowledgementEnds { reason } => format!("the acknowledgement ends ({reason})"),
        ForecastEvent::DirectoryStale { name } => format!("the snapshot of {name} is too old to count"),
        ForecastEvent::PinDue { team } => format!("the pin of {team} is to be confirmed again"),
    };
    let when = match (forecast.at, forecast.days(now)) {
        (Some(at), Some(days)) => format!("in {} ({}) ", count(days, "day"), day(at)),
        _ => String::new(),
    };
    let becomes = match forecast.becomes {
        Some(becomes) if becomes > Standing::Fine => format!(", then {}", becomes.as_str()),
        _ => String::new(),
    };
    format!("{} today; {when}{what}{becomes}", result(subject))
}

/// The totals in one line.
pub(crate) fn totals(counts: &AuditCounts) -> String {
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
        parts.push(format!("{} of them acknowledged or excepted", counts.silenced));
    }
    let parts = if parts.is_empty() { "nothing to check".to_owned() } else { parts.join(", ") };
    format!("{}: {parts}; {} changed", count(i64::from(counts.total), "profile"), counts.changed)
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
    if number == 1 { format!("1 {unit}") } else { format!("{number} {unit}s") }
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
