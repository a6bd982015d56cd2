//! One profile: its row, and its ledger to unfold.

use bonafide_model::Timestamp;
use bonafide_model::audit::{AuditSubject, Ending, Nights, Standing};
use bonafide_model::claims::Claim;
use bonafide_model::judgement::{Assessment, Finding, Outcome};
use maud::{Markup, html as markup};

use crate::audit::words;
use crate::html::{entry, safe};
use crate::invocation::Invocation;
use crate::prose;
use crate::told::contacts::{NOT_CONFIRMED, NOT_COVERED};
use crate::told::nearest;

/// Values of one kind that are shown; a document can print as many as it likes.
const SHOWN: usize = 30;

/// `nights` are those that reports show, this one included.
pub(super) fn row(
    subject: &AuditSubject,
    nights: &[Nights],
    now: Timestamp,
    given: &Invocation,
) -> Markup {
    // The word without its reason, as the filter has it.
    let word = words::ending((&subject.result).into());
    let changed = if subject.changes.is_empty() {
        ""
    } else {
        "yes"
    };
    markup! {
        tr role="row" data-result=(word) data-changed=(changed) data-rank=(rank(subject.standing)) {
            th role="rowheader" scope="row" {
                details {
                    summary { bdi { (safe(&subject.name)) } }
                    (ledger(subject, nights, now, given))
                }
            }
            td role="cell" data-label="Verdict" { span.verdict.(class(subject)) { (words::result(subject)) } }
            td role="cell" data-label="Counts as" { (subject.standing.as_str()) }
            td role="cell" data-label="Why" {
                @if subject.standing == Standing::Fine && word == "authentic" { (safe(&words::in_order(subject, now))) }
                @else { (safe(&words::reason(subject, now))) }
                @if let Some(silence) = &subject.silence { br; em.silence { (safe(&words::silence(silence))) } }
            }
        }
    }
}

pub(super) fn class(subject: &AuditSubject) -> &'static str {
    class_of(Ending::from(&subject.result))
}

pub(super) fn class_of(ending: Ending) -> &'static str {
    match ending {
        Ending::Authentic => "good",
        Ending::Unanchored | Ending::Unverified | Ending::NotChecked | Ending::NotDone => "caution",
        Ending::Rejected | Ending::Failed => "bad",
    }
}

/// For sorting: the worst first.
fn rank(standing: Standing) -> u8 {
    match standing {
        Standing::Rejected => 0,
        Standing::Failed => 1,
        Standing::Unverified => 2,
        Standing::Unanchored => 3,
        Standing::Fine => 4,
    }
}

fn ledger(subject: &AuditSubject, nights: &[Nights], now: Timestamp, given: &Invocation) -> Markup {
    markup! {
        dl.ledger {
            dt { "Source" } dd { (safe(&subject.source)) }
            @if let Some(step) = words::step(subject, given) { dt { "Next" } dd { (safe(&step)) } }
            @if subject.last.is_some() { dt { "Before" } dd { (words::last(subject, now)) } }
            @if !subject.nights.is_empty() { dt { "Last nights" } dd { (words::nights(nights)) } }
            @if let Some(silence) = &subject.silence { dt { "Silence" } dd { (safe(&words::silence(silence))) } }
            @if !subject.changes.is_empty() {
                dt { "Changes" }
                @for change in &subject.changes { dd { (safe(&words::change(change, subject))) } }
            }
            @if !subject.forecast.is_empty() {
                dt { "Coming" }
                @for forecast in &subject.forecast { dd { (safe(&words::forecast(forecast, subject, now))) } }
            }
            @if let Some(assessment) = subject.result.assessment() { (judged(assessment)) }
        }
    }
}

fn judged(assessment: &Assessment) -> Markup {
    let claims = assessment.claims();
    // As in every other report: what an unconfirmed document prints as a contact is marked, and so
    // is an address of a confirmed one that what confirms the key does not cover.
    let mark = |covered: bool| match (assessment.is_authentic_here(), covered) {
        (false, _) => Some(NOT_CONFIRMED),
        (true, false) => Some(NOT_COVERED),
        (true, true) => None,
    };
    markup! {
        @if let Some(key) = &assessment.key.fingerprint {
            dt { "Key" }
            dd { code { (key.spaced()) } " " (assessment.key.verdict.as_str()) ": " (safe(&prose::key_reason(assessment))) }
        }
        @if let Some(document) = &assessment.document {
            dt { "Document" } dd { (safe(&document.media_type)) ", " (document.bytes) " bytes, SHA-256 " code { (document.sha256) } }
        }
        (printed("Printed fingerprint", &claims.fingerprints, |value| {
            (value.fingerprint.as_ref().map_or_else(|| value.digits.clone(), |fingerprint| fingerprint.spaced()), None)
        }))
        (printed("E-mail", &claims.emails, |value| (value.address.clone(), mark(assessment.is_covered(&value.address)))))
        (printed("Unread contact", &claims.unread_contacts, |value| {
            (value.text.clone(), Some("NOT COVERED: a person can read it, this program cannot"))
        }))
        (printed("Phone", &claims.phones, |value| (value.number.clone(), mark(true))))
        @if !assessment.signatures.is_empty() {
            dt { "Signatures" }
            @for one in assessment.signatures.iter().take(SHOWN) {
                dd {
                    (one.status.as_str()) ", " (safe(&one.origin.display()))
                    @if let Some(at) = one.made_at { ", made " (words::day(at)) }
                }
            }
        }
        @if !assessment.anchors.is_empty() {
            dt { "Anchors" }
            @for one in assessment.anchors.iter().take(SHOWN) {
                dd { (one.kind.as_str()) " " (one.says.as_str()) ": " (safe(&prose::anchor_why(one))) }
            }
        }
        @if !assessment.nearest.is_empty() {
            dt { (nearest::HEADING) }
            @for near in nearest::entries(assessment) { dd { (entry(&near)) } }
        }
        (findings(&assessment.findings))
    }
}

/// Visible values, each with its mark.
fn printed<T>(
    label: &str,
    claims: &[Claim<T>],
    value: impl Fn(&T) -> (String, Option<&'static str>),
) -> Markup {
    let mut values: Vec<_> = claims
        .iter()
        .filter(|claim| claim.is_visible())
        .map(|claim| value(&claim.value))
        .collect();
    // What needs a look must not be among those that are left out.
    values.sort_by(|(a, mark), (b, other)| (mark.is_none(), a).cmp(&(other.is_none(), b)));
    values.dedup();
    markup! {
        @if !values.is_empty() {
            dt { (label) }
            @for (value, mark) in values.iter().take(SHOWN) {
                dd { code { (safe(value)) } @if let Some(mark) = mark { " " strong.caution { (mark) } } }
            }
            @if values.len() > SHOWN { dd { "and " (values.len() - SHOWN) " more" } }
        }
    }
}

fn findings(findings: &[Finding]) -> Markup {
    let open: Vec<&Finding> = findings
        .iter()
        .filter(|finding| matches!(finding.outcome, Outcome::Fail | Outcome::Inconclusive))
        .collect();
    markup! {
        dt { "Checks" }
        dd { (findings.len() - open.len()) " passed or not applicable, " (open.len()) " to look at" }
        @for finding in open {
            dd {
                code { (finding.check.as_str()) } " " (finding.outcome.as_str()) ", " (finding.severity.as_str()) ": "
                (safe(&prose::message(finding)))
                @if let Some(help) = prose::help(finding) { br; em { (safe(&help)) } }
            }
        }
    }
}
