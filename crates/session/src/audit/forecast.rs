//! What will happen to a subject if nobody does anything.

use bonafide_model::Timestamp;
use bonafide_model::audit::{CutOff, Forecast, ForecastEvent, Silence, Standing};
use bonafide_model::claims::PrintedExpiry;
use bonafide_model::evidence::Trust;
use bonafide_model::judgement::{
    Anchor, AnchorKind, Assessment, Detail, Policy, SignatureProblem, Verdict,
};
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// What is to be expected of a subject, the nearest first and what has no fixed day last.
pub(crate) fn forecast(
    assessment: &Assessment,
    trust: &Trust,
    policy: &Policy,
    silence: Option<&Silence>,
) -> Vec<Forecast> {
    let mut all: Vec<Forecast> = Vec::new();
    if matches!(assessment.verdict, Verdict::Authentic | Verdict::Unanchored) {
        all.extend(key_expiry(assessment));
        all.extend(directory(assessment, trust, policy));
        all.extend(cut_offs(assessment));
    }
    all.extend(document_expiry(assessment));
    all.extend(pins(assessment, trust));
    all.extend(silence.and_then(|silence| end_of(silence, assessment.verdict)));
    all.retain(|one| one.at.is_none_or(|at| at > assessment.assessed_at));
    all.sort_by_key(|one| (one.at.is_none(), one.at));
    all
}

fn key_expiry(assessment: &Assessment) -> Option<Forecast> {
    let at = assessment.key.expires?;
    Some(Forecast {
        event: ForecastEvent::KeyExpires,
        at: Some(at),
        becomes: Some(Standing::Unverified),
    })
}

/// A snapshot that grows too old takes the verdict with it only where nothing else anchors the key.
fn directory(assessment: &Assessment, trust: &Trust, policy: &Policy) -> Vec<Forecast> {
    let mut accepted = assessment.anchors.iter().filter(|anchor| anchor.accepted);
    let only_directories = accepted
        .clone()
        .all(|anchor| anchor.kind == AnchorKind::Directory);
    if !only_directories || accepted.next().is_none() {
        return Vec::new();
    }
    let fingerprint = assessment.key.fingerprint.as_ref();
    let lists = trust.directories.iter().filter(|list| {
        list.entries
            .iter()
            .any(|entry| fingerprint.is_some_and(|key| entry.fingerprints.contains(key)))
    });
    // The last of them to grow too old decides.
    let last = lists
        .filter_map(|list| {
            let day = list
                .taken
                .checked_add(jiff::Span::new().days(i64::from(policy.directory_max_age_days) + 1))
                .ok()?;
            Some((midnight(day)?, list.name.clone()))
        })
        .max();
    last.map(|(at, name)| Forecast {
        event: ForecastEvent::DirectoryStale { name },
        at: Some(at),
        becomes: Some(Standing::Unanchored),
    })
    .into_iter()
    .collect()
}

fn cut_offs(assessment: &Assessment) -> Vec<Forecast> {
    let coming = |what| Forecast {
        event: ForecastEvent::PolicyCutOff { what },
        at: None,
        becomes: Some(Standing::Unverified),
    };
    let signature = assessment
        .signatures
        .iter()
        .find(|one| one.problems.contains(&SignatureProblem::SoonWeak));
    let key = assessment
        .findings
        .iter()
        .find_map(|finding| match &finding.detail {
            Detail::KeySoonWeak { algorithm } => Some(CutOff::Key(algorithm.clone())),
            _ => None,
        });
    let hash = signature.map(|one| CutOff::Hash(one.hash.clone()));
    hash.into_iter().chain(key).map(coming).collect()
}

/// The day that the document prints; nothing but a warning comes of it.
fn document_expiry(assessment: &Assessment) -> Option<Forecast> {
    let claim = assessment
        .profile
        .as_ref()?
        .claims
        .expiry
        .as_ref()
        .filter(|claim| claim.is_visible())?;
    let PrintedExpiry::Date(printed) = &claim.value else {
        return None;
    };
    let at = midnight(printed.date?.tomorrow().ok()?)?;
    Some(Forecast {
        event: ForecastEvent::DocumentExpires,
        at: Some(at),
        becomes: None,
    })
}

fn pins(assessment: &Assessment, trust: &Trust) -> Vec<Forecast> {
    let used = |anchor: &&Anchor| anchor.accepted && anchor.kind == AnchorKind::Pin;
    let Some(anchor) = assessment.anchors.iter().find(used) else {
        return Vec::new();
    };
    let of_anchor = trust.pins.iter().filter(|pin| {
        anchor.team.as_ref() == Some(&pin.team)
            && assessment.key.fingerprint.as_ref() == Some(&pin.fingerprint)
    });
    of_anchor
        .filter_map(|pin| {
            let event = ForecastEvent::PinDue {
                team: pin.team.clone(),
            };
            Some(Forecast {
                event,
                at: Some(midnight(pin.confirm_again?)?),
                becomes: None,
            })
        })
        .collect()
}

fn end_of(silence: &Silence, verdict: Verdict) -> Option<Forecast> {
    let (event, until) = match silence {
        Silence::Excepted { reason, until } => (
            ForecastEvent::ExceptionEnds {
                reason: reason.clone(),
            },
            *until,
        ),
        Silence::Acknowledged { reason, until } => (
            ForecastEvent::AcknowledgementEnds {
                reason: reason.clone(),
            },
            (*until)?,
        ),
        Silence::Grace { .. } => return None,
    };
    Some(Forecast {
        event,
        at: Some(midnight(until.tomorrow().ok()?)?),
        becomes: Some(verdict.into()),
    })
}

/// The beginning of the day in UTC.
fn midnight(day: Date) -> Option<Timestamp> {
    day.to_zoned(TimeZone::UTC)
        .ok()
        .map(|zoned| zoned.timestamp())
}
