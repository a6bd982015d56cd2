//! Worsening any finding never improves a verdict: every finding of many cases is worsened in every
//! way.

use bonafide_model::claims::*;
use bonafide_model::judgement::*;
use proptest::prelude::*;

use crate::context::Context;
use crate::facts::{Coverage, Told, WeakBecause};
use crate::fixture::*;
use crate::{checks, key_verdict, verdict};

const OUTCOMES: [Outcome; 4] = [
    Outcome::Pass,
    Outcome::NotApplicable,
    Outcome::Inconclusive,
    Outcome::Fail,
];
const SEVERITIES: [Severity; 3] = [Severity::Note, Severity::Warning, Severity::Error];

/// What can be broken; several of them at once make a case.
const BREAKS: &[fn(&mut Case)] = &[
    |case| *case.signature() = signature_by(KEY, SignatureStatus::Bad),
    |case| *case.signature() = signature_by(OTHER, SignatureStatus::Bad),
    |case| *case.signature() = signature_by(OTHER, SignatureStatus::Good),
    |case| *case.signature() = signature_by(KEY, SignatureStatus::NotASignature),
    |case| *case.signature() = signature_by(KEY, SignatureStatus::Expired),
    |case| case.signature().weak_because = Some(WeakBecause::Hash),
    |case| case.signature().covers = Coverage::Other,
    |case| case.signature().covers = Coverage::Listed { accepted: true },
    |case| case.signature().covers = Coverage::Listed { accepted: false },
    |case| {
        case.signature()
            .report
            .problems
            .push(SignatureProblem::KeyRevokedHard)
    },
    |case| {
        case.facts
            .signatures
            .push(signature_by(KEY, SignatureStatus::Bad))
    },
    |case| {
        case.facts
            .signatures
            .push(signature_by(OTHER, SignatureStatus::Good))
    },
    |case| case.certificate().live = Told::No(KeyProblem::Expired(None)),
    |case| case.certificate().bindings_strong = Told::No(KeyProblem::PrimaryOnlySha1),
    |case| case.certificate().strong = Told::Unknown(KeyProblem::NotComputed("a curve".to_owned())),
    |case| case.certificate().report.revoked = Some(revocation(true)),
    |case| case.certificate().report.revoked = Some(revocation(false)),
    |case| case.certificate().had_secret = true,
    |case| case.certificate().certified_by.push(fpr(OTHER)),
    |case| case.claims().key_ids = vec![key_id("0123456789ABCDEF")],
    |case| {
        case.claims()
            .fingerprints
            .push(hidden(printed(OTHER, KeyRole::Team), HiddenBy::Color))
    },
    |case| {
        case.claims()
            .fingerprints
            .push(printed(OTHER, KeyRole::Team))
    },
    |case| case.claims().fingerprints.clear(),
    |case| {
        case.claims()
            .emails
            .push(email("cert@beta.example", EmailRole::Contact))
    },
    |case| case.claims().emails.clear(),
    |case| {
        case.trust
            .pins
            .push(pin("Alpha CERT", KEY, "alpha.example"))
    },
    |case| {
        case.trust
            .pins
            .push(pin("Alpha CERT", OTHER, "alpha.example"))
    },
    |case| case.trust.pins.push(pin("Beta CERT", KEY, "beta.example")),
    |case| case.trust.expected.push(fpr(OTHER)),
    |case| case.trust.expected.push(fpr(KEY)),
    |case| case.past = Past::Damaged("not a database".to_owned()),
    |case| case.past = Past::Seen(vec![sight("1.3", "2026-02-01")]),
    |case| {
        case.past = Past::Seen(vec![Sight {
            fingerprint: Some(fpr(OTHER)),
            ..sight("1.1", "2025-02-01")
        }])
    },
    |case| case.policy.strict = true,
    |case| case.policy.accept_anchors = vec![AnchorKind::Directory, AnchorKind::History],
    |case| *case = case.clone().unreadable(),
];

/// The two verdicts, with these findings in place of its own.
fn verdicts(case: &Case, change: impl Fn(&mut Vec<Finding>)) -> (Verdict, KeyVerdict) {
    let cx = Context::new(
        &case.dossier,
        &case.trust,
        &case.past,
        &case.policy,
        case.now,
        &case.facts,
    );
    let mut findings = checks::run_all(&cx);
    change(&mut findings);
    let grounds = verdict::Grounds {
        precondition: crate::precondition(&cx),
        findings: &findings,
        strict: case.policy.strict,
        controllers: Vec::new(),
    };
    (
        verdict::decide(&grounds).verdict(),
        key_verdict::judge(&cx, &findings).verdict,
    )
}

/// Verdicts are ordered from the best to the worst. Of the key's, only `confirmed` is a good one.
fn is_no_better(after: (Verdict, KeyVerdict), before: (Verdict, KeyVerdict)) -> bool {
    after.0 >= before.0 && (after.1 != KeyVerdict::Confirmed || before.1 == KeyVerdict::Confirmed)
}

fn broken(start: Case, breaks: &[usize]) -> Case {
    let mut case = start;
    for index in breaks {
        // What an earlier break took away cannot be broken again.
        if !case.facts.signatures.is_empty()
            && case.dossier.reading.as_ref().is_some_and(Result::is_ok)
        {
            BREAKS[*index](&mut case);
        }
    }
    case
}

#[test]
fn every_finding_worsened_in_every_way_never_improves_a_verdict() {
    for start in [
        Case::sound(),
        Case::pinned(),
        Case::sound().unsigned(),
        Case::pinned().unsigned(),
    ] {
        for index in 0..=BREAKS.len() {
            let case = broken(
                start.clone(),
                if index < BREAKS.len() {
                    std::slice::from_ref(&index)
                } else {
                    &[]
                },
            );
            let before = verdicts(&case, |_| {});
            for finding in 0..case.assess().findings.len() {
                for outcome in OUTCOMES {
                    for severity in SEVERITIES {
                        let after = verdicts(&case, |findings| {
                            worsen(&mut findings[finding], outcome, severity)
                        });
                        assert!(
                            is_no_better(after, before),
                            "break {index}, finding {finding}: {before:?} became {after:?}"
                        );
                    }
                }
            }
        }
    }
}

fn worsen(finding: &mut Finding, outcome: Outcome, severity: Severity) {
    finding.outcome = finding.outcome.max(outcome);
    finding.severity = finding.severity.max(severity);
}

proptest! {
    #[test]
    fn several_findings_worsened_at_once_never_improve_a_verdict(
        pinned: bool,
        breaks in proptest::collection::vec(0..BREAKS.len(), 0..4),
        worse in proptest::collection::vec((any::<prop::sample::Index>(), 0..4usize, 0..3usize), 1..6),
    ) {
        let case = broken(if pinned { Case::pinned() } else { Case::sound() }, &breaks);
        let before = verdicts(&case, |_| {});
        let after = verdicts(&case, |findings| {
            for (index, outcome, severity) in &worse {
                let finding = index.index(findings.len());
                worsen(&mut findings[finding], OUTCOMES[*outcome], SEVERITIES[*severity]);
            }
        });
        prop_assert!(is_no_better(after, before), "{before:?} became {after:?}");
    }
}
