//! A run made by hand, with one subject of every kind.

use bonafide_model::audit::*;
use bonafide_model::claims::ContactKind;
use bonafide_model::judgement::*;

use crate::fixture::{at, authentic, hostile, key, not_fetched, unanchored};

pub(crate) const HOSTILE: &str =
    "\"><script>alert(1)</script>|\u{1b}[31m\u{202e}\n<img src=x onerror=alert(1)>";

pub(crate) fn subject(name: &str, result: AuditResult, standing: Standing) -> AuditSubject {
    AuditSubject {
        name: name.to_owned(),
        key: format!("partner:{name}"),
        source: format!("https://www.{name}.example/rfc2350.pdf"),
        names: PartnerNames::default(),
        result,
        required: Verdict::Authentic,
        last: None,
        nights: Vec::new(),
        unreachable_since: None,
        changes: Vec::new(),
        forecast: Vec::new(),
        silence: None,
        standing,
        places: bonafide_model::audit::Places::default(),
    }
}

pub(crate) fn report() -> AuditReport {
    let judged = |assessment: Assessment| AuditResult::Judged(Box::new(assessment));
    let mut good = subject("alder", judged(authentic()), Standing::Fine);
    good.forecast.push(Forecast {
        event: ForecastEvent::KeyExpires,
        at: Some(at("2026-12-12T00:00:00Z")),
        becomes: Some(Standing::Unverified),
    });
    good.changes.push(Change::Contact {
        kind: ContactKind::Phone,
        removed: vec!["+33123456789".to_owned()],
        added: vec!["+33987654321".to_owned()],
    });
    let mut accepted = subject("birch", judged(unanchored()), Standing::Fine);
    accepted.silence = Some(Silence::Excepted {
        reason: "confirmed soon".to_owned(),
        until: "2026-12-31".parse().unwrap(),
    });
    let mut away = subject(
        "cedar",
        AuditResult::NotChecked(Box::new(not_fetched())),
        Standing::Unverified,
    );
    away.unreachable_since = Some(at("2026-10-28T03:00:00Z"));
    away.last = Some(LastVerdict {
        verdict: Verdict::Authentic,
        why: None,
        at: at("2026-10-27T03:00:00Z"),
        since: at("2026-01-01T03:00:00Z"),
    });
    away.changes.push(Change::Unreachable {
        since: at("2026-10-28T03:00:00Z"),
    });
    let mut forged = subject(HOSTILE, judged(hostile()), Standing::Rejected);
    if let AuditResult::Judged(assessment) = &mut forged.result {
        assessment.verdict = Verdict::Rejected;
        assessment.why = None;
        assessment.leaf = Leaf::SignatureBad { signer: None };
    }
    forged.changes.push(Change::Key {
        from: key(crate::fixture::TEAM_KEY),
        to: Some(key(crate::fixture::OTHER_KEY)),
    });
    forged.changes.push(Change::SilenceEnded {
        reason: HOSTILE.to_owned(),
        until: "2026-10-31".parse().unwrap(),
    });
    let subjects = vec![
        good,
        accepted,
        away,
        subject("dogwood", AuditResult::NotDone, Standing::Unverified),
        subject(
            "elm",
            AuditResult::Failed(AuditFailure::Told(format!(
                "no sound partner entry {HOSTILE}"
            ))),
            Standing::Failed,
        ),
        forged,
    ];
    AuditReport {
        started_at: at("2026-11-01T03:00:00Z"),
        finished_at: at("2026-11-01T03:00:42Z"),
        assessed_at: at("2026-11-01T03:00:00Z"),
        history: HistoryState::Kept,
        notices: Vec::new(),
        subjects,
    }
}
