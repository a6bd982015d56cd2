//! The report on one screen: the verdict, why, what to do next, the key, the contacts, what needs a
//! look, what confirms the key, and what was tried.

use bonafide_model::evidence::{AttemptResult, AttemptRole, Obstacle};
use bonafide_model::judgement::{
    Anchor, AnchorSays, AnchorWhy, Assessment, CheckId, Detail, KeyVerdict, Verdict,
};

use super::page::{FAINT, PLAIN, Page, STRONG};
use super::part::{Part, fitting};
use super::{Options, told};
use crate::causes::{Cause, Causes, Root};
use crate::prose::{self, NextStep};
use crate::told::{Mark, evidence, findings};
use crate::words::{place, time};
use crate::{causes, escape};

/// Lines of a usual terminal's window, less a few for what stood there before.
const LINES: usize = 40;

/// Lines that contacts and anchors may take at most.
const CONTACT_LINES: usize = 11;
const ANCHOR_LINES: usize = 6;

/// Names of checks in one list.
const NAMES: usize = 6;

/// Columns of one untrusted text.
const TEXT: usize = 100;

/// Everything, within [`LINES`].
pub(super) fn screen(
    page: &mut Page<'_>,
    assessment: &Assessment,
    causes: &Causes,
    options: &Options,
) {
    let mut tried = Page::new(options);
    line_of_tried(&mut tried, assessment, causes);
    // A blank line and a heading for each of the three parts.
    let mut nearest = Page::new(options);
    told::nearest(&mut nearest, assessment);
    let mut room = LINES.saturating_sub(page.lines() + tried.lines() + nearest.lines() + 1);
    let card = fitting(
        options,
        told::short_contacts(assessment, options),
        room.saturating_sub(4).min(CONTACT_LINES),
    );
    room = room.saturating_sub(card.lines());
    let anchors = fitting(
        options,
        anchors(assessment, causes, options),
        room.saturating_sub(4).min(ANCHOR_LINES),
    );
    room = room.saturating_sub(anchors.lines());
    let look = fitting(options, look(assessment, causes, options), room);
    // What is missing in something that is no profile is no news.
    let nobody_asks = assessment.key.fingerprint.is_none() && assessment.anchors.is_empty();
    let parts = match (is_something_else(assessment), nobody_asks) {
        (true, _) => vec![tried],
        (false, true) => vec![card, look, nearest, tried],
        (false, false) => vec![card, look, anchors, nearest, tried],
    };
    for part in parts {
        if part.lines() > 0 {
            page.append(part);
        }
    }
}

/// Whether something else than a profile was given, so that nothing is to be said of its parts.
fn is_something_else(assessment: &Assessment) -> bool {
    assessment.given.is_some() && assessment.verdict == Verdict::Unverified
}

/// The verdict, why, what to do next and the key.
pub(super) fn head(
    page: &mut Page<'_>,
    assessment: &Assessment,
    causes: &Causes,
    options: &Options,
) {
    told::first_line(page, assessment);
    if let Some(why) = prose::why(assessment, causes.first.as_ref()) {
        page.line("Why   ", STRONG, &why, PLAIN);
    }
    // Without a document everything is undecided, and nobody has to be told.
    let is_told =
        |first: &&Cause| !matches!(first.root, Root::Anchor | Root::Document | Root::Reading);
    if let Some(first) = causes
        .first
        .as_ref()
        .filter(is_told)
        .filter(|_| !is_something_else(assessment))
    {
        follow(page, 6, first);
    }
    if let Some(NextStep { say, run }) = prose::next(assessment) {
        page.line("Next  ", STRONG, &say, PLAIN);
        if let Some(run) = run {
            let command = run.command(&assessment.subject, &options.invocation);
            page.verbatim(8, &command, STRONG);
        }
    }
    // What nobody knows has no verdict to tell.
    if assessment.key.fingerprint.is_some() {
        told::key_line(page, assessment);
    }
}

/// The checks that only follow from a cause, and those that find the same in something else.
fn follow(page: &mut Page<'_>, indent: usize, cause: &Cause) {
    for (say, checks) in [
        ("and so undecided", &cause.follow),
        ("see also (-v)", &cause.also),
    ] {
        if !checks.is_empty() {
            page.line(
                &" ".repeat(indent),
                FAINT,
                &format!("{say}: {}", names(checks)),
                FAINT,
            );
        }
    }
}

fn names(checks: &[CheckId]) -> String {
    let mut names: Vec<String> = checks
        .iter()
        .take(NAMES)
        .map(|check| check.as_str().to_owned())
        .collect();
    if checks.len() > NAMES {
        names.push(format!("{} more", checks.len() - NAMES));
    }
    names.join(", ")
}

/// What needs a look. What is said of anchors and of contacts stands beside them.
fn look<'o>(assessment: &Assessment, causes: &Causes, options: &'o Options) -> Part<'o> {
    let shown = causes
        .others
        .iter()
        .filter(|cause| !matches!(cause.root, Root::Anchor | Root::Contact));
    let mut helps = Vec::new();
    let entries = shown.map(|cause| {
        let mut page = Page::new(options);
        let at = cause
            .lead
            .places
            .first()
            .map(|at| format!(" ({})", place(&at.place)))
            .unwrap_or_default();
        let more = if cause.more > 0 {
            format!(" And {} more of this kind.", cause.more)
        } else {
            String::new()
        };
        // What went wrong may hold brackets of its own.
        let message = prose::message(cause.lead);
        let message = match causes::attempt_behind(assessment, &cause.root) {
            Some(attempt) => format!(
                "{}: {}.",
                message.trim_end_matches('.'),
                escape::capped(&prose::attempt_why(&attempt.why), TEXT)
            ),
            None => message,
        };
        let text = format!("{}: {message}{at}{more}", cause.lead.check);
        page.marked(2, findings::mark(cause.lead), &text);
        if let Some(help) = prose::help(cause.lead).filter(|help| !helps.contains(help)) {
            page.line("      help: ", FAINT, &help, PLAIN);
            helps.push(help);
        }
        follow(&mut page, 6, cause);
        page
    });
    Part {
        heading: "To look at".to_owned(),
        entries: entries.collect(),
        left: Box::new(|left| format!("and {left} more (-v shows all)")),
    }
}

/// What confirms the key. Sources that do not know it are only counted.
fn anchors<'o>(assessment: &Assessment, causes: &Causes, options: &'o Options) -> Part<'o> {
    let told = |anchor: &&Anchor| {
        anchor.says != AnchorSays::Silent || matches!(anchor.why, AnchorWhy::NotAsked(_))
    };
    // What counts must not be among those that are left out.
    let (counting, others): (Vec<&Anchor>, Vec<&Anchor>) = assessment
        .anchors
        .iter()
        .filter(told)
        .partition(|anchor| anchor.accepted);
    let mut entries: Vec<Page> = counting
        .into_iter()
        .chain(others)
        .map(|anchor| {
            let mut page = Page::new(options);
            told::entry(&mut page, 2, &evidence::anchor(anchor));
            page
        })
        .collect();
    let silent = assessment.anchors.len() - entries.len();
    if silent > 0 || entries.is_empty() {
        let mut page = Page::new(options);
        match (silent, entries.is_empty()) {
            (0, _) => page.marked(2, Mark::Inconclusive, evidence::NOTHING),
            (_, true) => page.marked(2, Mark::Inconclusive, "no source names this key"),
            (1, false) => page.marked(2, Mark::NotApplicable, "1 other source does not know it"),
            (n, false) => page.marked(
                2,
                Mark::NotApplicable,
                &format!("{n} other sources do not know it"),
            ),
        }
        entries.push(page);
    }
    let due = causes
        .others
        .iter()
        .filter(|cause| cause.root == Root::Anchor)
        .filter_map(|cause| match &cause.lead.detail {
            Detail::AnchorNamesOther { .. } => prose::help(cause.lead),
            _ => None,
        });
    for help in due {
        let mut page = Page::new(options);
        page.line("      help: ", FAINT, &help, PLAIN);
        entries.push(page);
    }
    Part {
        heading: "What confirms the key".to_owned(),
        entries,
        left: Box::new(|left| format!("and {left} more (-v shows all)")),
    }
}

/// How much was asked, as of when it was judged, and what was not asked that could matter.
fn line_of_tried(page: &mut Page<'_>, assessment: &Assessment, causes: &Causes) {
    let mut parts = Vec::new();
    if let Some(counts) = evidence::counts(assessment) {
        parts.push(counts);
    }
    // What decided stands above already, and so does what another cause is.
    let first = causes::first_attempt(assessment).and_then(|attempt| attempt.obstacle);
    let is_told = |obstacle: Obstacle| {
        let roots = causes
            .first
            .iter()
            .chain(&causes.others)
            .map(|cause| &cause.root);
        first == Some(obstacle)
            || roots
                .clone()
                .any(|root| matches!(root, Root::Unreached(told, _) if *told == obstacle))
    };
    let failed = assessment.attempts.iter().find(|attempt| {
        matches!(
            attempt.result,
            AttemptResult::Failed | AttemptResult::NotAsked
        ) && attempt.role != AttemptRole::Document
            && !attempt.obstacle.is_some_and(is_told)
    });
    if let Some(failed) = failed {
        let (url, why) = (
            escape::capped(&failed.url, TEXT),
            escape::capped(&prose::attempt_why(&failed.why), TEXT),
        );
        parts.push(format!(
            "not fetched: {} {url}: {why}",
            failed.role.as_str()
        ));
    }
    let is_unasked = assessment
        .findings
        .iter()
        .any(|finding| finding.detail == Detail::NotRevoked { asked: false });
    if is_unasked && assessment.key.verdict != KeyVerdict::Unusable {
        parts.push("no server was asked whether the key is revoked".to_owned());
    }
    parts.extend(prose::copies(assessment));
    parts.push(format!("judged as of {}", time(assessment.assessed_at)));
    page.blank();
    page.line(
        "Tried  ",
        FAINT,
        &format!("{}; -v shows all", parts.join("; ")),
        FAINT,
    );
}
