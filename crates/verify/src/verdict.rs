//! The document's verdict: one small rule tree over findings.
//!
//! It looks at outcomes, severities and typed details, never at the evidence itself, and only ever
//! goes down from `authentic`: each rule that is not satisfied lowers the verdict, so that
//! worsening a finding never improves it.
//!
//! Which checks it needs, and how, each check says itself ([`crate::checks::check::Check`]);
//! together that is:
//!
//! | Axis | Needed for `unanchored` and better |
//! |---|---|
//! | integrity | a signature, strong, timely, valid, over this document |
//! | identity | a usable printed fingerprint, and it is the signer's |
//! | key health | live, not revoked, strong, bound by strong hashes |
//! | freshness | not known to be older than one seen before |
//! | independence | no pinned or expected key contradicts; for `authentic` an anchor that counts and names this team |

use std::collections::BTreeSet;

use bonafide_model::claims::{FingerprintProblem, KeyIdDiagnosis};
use bonafide_model::judgement::{
    CheckId, Detail, Finding, Leaf, Outcome, Severity, Succession, Tie, Verdict, WeakCause,
};

use crate::checks::CHECKS;
use crate::checks::check::Need;

/// What the tree looks at.
pub(crate) struct Grounds<'a> {
    /// Why there is nothing to judge, if the document is missing or could not be read.
    pub precondition: Option<Leaf>,
    /// All findings.
    pub findings: &'a [Finding],
    /// Warnings stand in the way too.
    pub strict: bool,
    /// Who is behind the document and its evidence, for the words of `unanchored`.
    pub controllers: Vec<String>,
}

/// What the checks say that the verdict needs of them, in the order in which the first rule that is
/// not satisfied gives the reason.
fn needed() -> Vec<(CheckId, Need)> {
    let needs = CHECKS
        .iter()
        .filter_map(|check| Some((check.id, check.need?)));
    let mut rules: Vec<_> = needs.filter(|(_, need)| *need != Need::Anchor).collect();
    rules.sort_by_key(|(_, need)| match need {
        Need::Proven(step) | Need::NotRefuted(step) => *step,
        Need::Anchor => u8::MAX,
    });
    rules
}

/// What makes `unanchored` out of `authentic`.
fn anchoring() -> impl Iterator<Item = CheckId> {
    CHECKS
        .iter()
        .filter(|check| check.need == Some(Need::Anchor))
        .map(|check| check.id)
}

/// The leaf that decides.
pub(crate) fn decide(grounds: &Grounds) -> Leaf {
    let findings = grounds.findings;
    if let Some(leaf) = findings.iter().find_map(rejects) {
        return leaf;
    }
    if let Some(leaf) = &grounds.precondition {
        return leaf.clone();
    }
    let rules = needed().into_iter();
    let missing: Vec<CheckId> = rules
        .filter(|(check, need)| !is_satisfied(*check, *need, findings))
        .map(|(check, _)| check)
        .collect();
    if let Some(first) = missing.first() {
        return reason(&missing, findings).unwrap_or(Leaf::NotProven { check: *first });
    }
    let anchored = anchoring().all(|check| is_satisfied(check, Need::Anchor, findings));
    let disputes = checks(findings.iter().filter(|finding| disputes(finding)));
    if !anchored && !disputes.is_empty() {
        return findings
            .iter()
            .find_map(look_alike)
            .unwrap_or(Leaf::Disputed { by: disputes });
    }
    let warnings = checks(
        findings
            .iter()
            .filter(|finding| finding.severity >= Severity::Warning),
    );
    if grounds.strict && !warnings.is_empty() {
        return Leaf::StrictWarnings { by: warnings };
    }
    if anchored {
        return Leaf::Authentic;
    }
    let other_team = findings.iter().find_map(|finding| match &finding.detail {
        Detail::AnchorNamesOther { team, .. } => team.clone(),
        _ => None,
    });
    Leaf::Unanchored {
        controllers: grounds.controllers.clone(),
        other_team,
    }
}

fn is_satisfied(check: CheckId, need: Need, findings: &[Finding]) -> bool {
    let mut own = findings
        .iter()
        .filter(|finding| finding.check == check)
        .peekable();
    let was_run = own.peek().is_some();
    let proves = |finding: &Finding| finding.outcome == Outcome::Pass;
    match need {
        Need::Proven(_) | Need::Anchor => {
            let (mut proven, mut refuted) = (false, false);
            for finding in own {
                proven |= proves(finding);
                refuted |= finding.severity == Severity::Error && !proves(finding);
            }
            proven && !refuted
        }
        Need::NotRefuted(_) => {
            was_run
                && !own.any(|finding| {
                    finding.severity == Severity::Error && finding.outcome >= Outcome::Inconclusive
                })
        }
    }
}

fn checks<'f>(findings: impl Iterator<Item = &'f Finding>) -> Vec<CheckId> {
    findings
        .map(|finding| finding.check)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect()
}

/// Contradictions of something confirmed, or of arithmetic.
fn rejects(finding: &Finding) -> Option<Leaf> {
    if finding.outcome != Outcome::Fail || finding.severity != Severity::Error {
        return None;
    }
    let leaf = match &finding.detail {
        Detail::SecretKeyPrinted | Detail::SecretKeyPublished { .. } => Leaf::SecretKeyOut,
        Detail::KeyRevoked {
            hard: true, reason, ..
        } => Leaf::KeyWithdrawn {
            reason: reason.clone(),
        },
        Detail::SignatureBad {
            signer,
            tie: Tie::Trusted | Tie::Printed,
            ..
        } => Leaf::SignatureBad {
            signer: signer.clone(),
        },
        Detail::OutsideText { claims: true } => Leaf::ClaimsOutside,
        Detail::KeyConflict {
            kind, team, found, ..
        } => Leaf::KeyConflict {
            kind: *kind,
            team: team.clone(),
            found: found.clone(),
        },
        Detail::ExpectedConflict { found, .. } => Leaf::ExpectedConflict {
            found: found.clone(),
        },
        _ => return None,
    };
    debug_assert_eq!(leaf.verdict(), Verdict::Rejected);
    Some(leaf)
}

/// Contradictions among things that nobody confirmed. An attacker makes them agree, so they never
/// reject; without an anchor they leave nothing to go by.
fn disputes(finding: &Finding) -> bool {
    // What cannot be judged may be what a forger hides behind.
    let from = if matches!(finding.detail, Detail::NotJudged { .. }) {
        Outcome::Inconclusive
    } else {
        Outcome::Fail
    };
    if finding.outcome < from || finding.severity < Severity::Warning {
        return false;
    }
    match &finding.detail {
        Detail::KeyId { diagnosis, .. } => matches!(
            diagnosis,
            KeyIdDiagnosis::Unrelated { .. } | KeyIdDiagnosis::OddCharacters(_)
        ),
        Detail::FingerprintMalformed { problem, .. } => {
            matches!(problem, FingerprintProblem::OddCharacters(_))
        }
        Detail::LooksLike { .. } => true,
        _ => CHECKS
            .iter()
            .any(|check| check.id == finding.check && check.disputes),
    }
}

/// The most likely cause of a dispute, in words of its own.
fn look_alike(finding: &Finding) -> Option<Leaf> {
    match &finding.detail {
        Detail::LooksLike {
            kind,
            team,
            printed,
            same,
        } if disputes(finding) => Some(Leaf::LooksLike {
            kind: *kind,
            team: team.clone(),
            printed: printed.clone(),
            same: *same,
        }),
        _ => None,
    }
}

/// The most specific reason among the rules that are not satisfied. "Not decided, because of
/// something else" is left to that something else.
fn reason(missing: &[CheckId], findings: &[Finding]) -> Option<Leaf> {
    let own = |check: &CheckId| {
        let check = *check;
        findings
            .iter()
            .filter(move |finding| finding.check == check && finding.outcome != Outcome::Pass)
    };
    missing
        .iter()
        .flat_map(own)
        .filter(|finding| finding.severity == Severity::Error)
        .find_map(leaf_of)
}

fn leaf_of(finding: &Finding) -> Option<Leaf> {
    Some(match &finding.detail {
        Detail::NoSignature { says, x509 } | Detail::NoSignatureSeen { says, x509, .. } => {
            Leaf::NoSignature {
                says: *says,
                x509: x509.clone(),
            }
        }
        Detail::SignatureNotFetched { .. } => Leaf::SignatureNotFetched,
        Detail::NotASignature { .. } => Leaf::NotASignature,
        Detail::SignatureMalformed { .. } => Leaf::SignatureMalformed,
        Detail::SignatureUnsupported { what, .. } => Leaf::Unsupported { what: what.clone() },
        Detail::NoFingerprint { hidden, malformed } => Leaf::NoFingerprint {
            hidden: *hidden,
            malformed: *malformed,
        },
        Detail::SignatureWeak { because, .. } => Leaf::Weak(*because),
        Detail::KeyWeak { .. } => Leaf::Weak(WeakCause::Key),
        Detail::BindingsWeak { .. } => Leaf::Weak(WeakCause::Binding),
        Detail::SignatureExpired { cause, .. } => Leaf::SignatureExpired { cause: *cause },
        Detail::MadeInFuture { .. } => Leaf::ImpossibleTime { future: true },
        Detail::MadeBeforeKey { .. } => Leaf::ImpossibleTime { future: false },
        Detail::KeyRevoked { .. } => Leaf::KeyRetired,
        Detail::KeyNotLive {
            expires,
            signed_before,
            ..
        } => Leaf::KeyExpired {
            expires: *expires,
            signed_before: *signed_before,
        },
        Detail::SigningSubkeyExpired {
            expires,
            signed_before,
        } => Leaf::SubkeyExpired {
            expires: *expires,
            signed_before: *signed_before,
        },
        Detail::SignatureBad { .. } => Leaf::StrangersSignatureBad,
        Detail::AlsoBad { .. } => Leaf::GoodAndBad,
        Detail::SigningKeyInvalid { .. } => Leaf::SigningKeyInvalid,
        Detail::SignerUnknown {
            is_printed: true,
            unusable,
            ..
        }
        | Detail::SignerUnknown {
            may_be_subkey: true,
            unusable,
            ..
        } => Leaf::NoKey {
            unusable: unusable.clone(),
        },
        Detail::SignerUnknown { .. } => Leaf::SignerUnknown,
        Detail::OutsideText { .. } => Leaf::TextOutside,
        Detail::SignatureReadsOtherwise { .. } => Leaf::OtherLineEnds,
        Detail::CoversViaChecksum { .. } => Leaf::OnlyListed,
        Detail::CoversOther | Detail::SignatureOfOtherFile { .. } => Leaf::OtherContent,
        Detail::CoversNoProfile => Leaf::NoProfile,
        Detail::PrintedSubkey(of) => Leaf::SubkeyPrinted(of.clone()),
        Detail::TrustedSubkey { kind, of } => Leaf::SubkeyTrusted {
            kind: *kind,
            of: of.clone(),
        },
        Detail::SignerNotPrinted { signer, .. } => Leaf::SignerNotPrinted {
            signer: signer.clone(),
        },
        Detail::PinSucceeded {
            team, pinned, by, ..
        } => succession(team, pinned, *by),
        Detail::Older { .. } => Leaf::RolledBack,
        Detail::HistoryDamaged { .. } => Leaf::HistoryDamaged,
        _ => return None,
    })
}

fn succession(team: &str, pinned: &bonafide_model::claims::Fingerprint, by: Succession) -> Leaf {
    Leaf::KeySuccession {
        team: team.to_owned(),
        pinned: pinned.clone(),
        by,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use bonafide_model::judgement::{AnchorKind, LineReading};
    use proptest::prelude::*;

    use super::*;
    use crate::fixture::{Case, KEY, fpr};

    const OUTCOMES: [Outcome; 4] = [
        Outcome::Pass,
        Outcome::NotApplicable,
        Outcome::Inconclusive,
        Outcome::Fail,
    ];
    const SEVERITIES: [Severity; 3] = [Severity::Note, Severity::Warning, Severity::Error];

    fn decided(findings: &[Finding], strict: bool) -> Verdict {
        decide(&Grounds {
            precondition: None,
            findings,
            strict,
            controllers: Vec::new(),
        })
        .verdict()
    }

    /// Facts of every kind that the tree tells apart.
    fn details() -> Vec<Detail> {
        vec![
            Detail::NoAnchor,
            Detail::SecretKeyPrinted,
            Detail::KeyRevoked {
                hard: true,
                reason: None,
                text: String::new(),
                at: None,
            },
            Detail::KeyRevoked {
                hard: false,
                reason: None,
                text: String::new(),
                at: None,
            },
            Detail::SignatureBad {
                signer: None,
                tie: Tie::Printed,
                origin: String::new(),
                would_verify_if: Vec::new(),
            },
            Detail::SignatureBad {
                signer: None,
                tie: Tie::None,
                origin: String::new(),
                would_verify_if: Vec::new(),
            },
            Detail::OutsideText { claims: true },
            Detail::OutsideText { claims: false },
            Detail::KeyConflict {
                kind: AnchorKind::Pin,
                team: String::new(),
                known: Vec::new(),
                found: fpr(KEY),
            },
            Detail::LooksLike {
                kind: AnchorKind::Pin,
                team: String::new(),
                printed: String::new(),
                same: false,
            },
            Detail::PinSucceeded {
                team: String::new(),
                pinned: fpr(KEY),
                found: fpr(KEY),
                by: Succession::Certifies,
            },
            Detail::KeyId {
                digits: String::new(),
                diagnosis: KeyIdDiagnosis::Unrelated {
                    compared: Vec::new(),
                },
            },
            Detail::KeyId {
                digits: String::new(),
                diagnosis: KeyIdDiagnosis::UpperHalf(fpr(KEY)),
            },
            Detail::CoversOther,
            Detail::SignatureOfOtherFile {
                origin: String::new(),
            },
            Detail::SignatureReadsOtherwise {
                origin: String::new(),
                as_read: LineReading::ReturnEnds,
            },
            Detail::CoversViaChecksum { accepted: false },
            Detail::CoversNoProfile,
        ]
    }

    /// Findings near those of a good document, so that good verdicts are reached often enough to be
    /// lost.
    fn findings() -> impl Strategy<Value = Vec<Finding>> {
        let change = (
            any::<prop::sample::Index>(),
            0..OUTCOMES.len(),
            0..SEVERITIES.len(),
            prop::option::of(0..details().len()),
        );
        (
            any::<bool>(),
            prop::collection::vec(change, 0..5),
            prop::collection::vec(0..CheckId::ALL.len(), 0..4),
        )
            .prop_map(|(pinned, changes, more)| {
                let case = if pinned {
                    Case::pinned()
                } else {
                    Case::sound()
                };
                let mut findings = case.assess().findings;
                for n in more {
                    let detail = Detail::NoAnchor;
                    let check = CheckId::ALL[n];
                    findings.push(Finding {
                        check,
                        outcome: Outcome::Pass,
                        severity: Severity::Note,
                        detail,
                        places: Vec::new(),
                    });
                }
                for (at, outcome, severity, detail) in changes {
                    let finding = at.get(&findings).clone();
                    let index = at.index(findings.len());
                    let detail = detail.map_or(finding.detail.clone(), |n| details()[n].clone());
                    findings[index] = Finding {
                        outcome: OUTCOMES[outcome],
                        severity: SEVERITIES[severity],
                        detail,
                        ..finding
                    };
                }
                findings
            })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn worsening_any_finding_never_improves_the_verdict(
            findings in findings(), at in any::<prop::sample::Index>(), strict in any::<bool>(),
        ) {
            let before = decided(&findings, strict);
            let index = at.index(findings.len());
            let (outcome, severity) = (findings[index].outcome, findings[index].severity);
            for worse in OUTCOMES.into_iter().filter(|worse| *worse >= outcome) {
                for graver in SEVERITIES.into_iter().filter(|graver| *graver >= severity) {
                    let mut changed = findings.clone();
                    changed[index].outcome = worse;
                    changed[index].severity = graver;
                    let after = decided(&changed, strict);
                    prop_assert!(after >= before, "{:?} of {} made {:?} of {:?}", worse, findings[index].check, after, before);
                }
            }
        }

        #[test]
        fn a_needed_check_that_says_nothing_is_not_satisfied(which in 0..needed().len()) {
            let check = needed()[which].0;
            let mut findings = Case::pinned().assess().findings;
            findings.retain(|finding| finding.check != check);
            prop_assert_eq!(decided(&findings, false), Verdict::Unverified, "{}", check);
        }

        #[test]
        fn the_order_of_findings_changes_no_verdict(findings in findings(), strict in any::<bool>()) {
            let mut reversed = findings.clone();
            reversed.reverse();
            prop_assert_eq!(decided(&findings, strict), decided(&reversed, strict));
        }

        #[test]
        fn strict_never_improves_a_verdict(findings in findings()) {
            prop_assert!(decided(&findings, true) >= decided(&findings, false));
        }

        #[test]
        fn inconclusive_satisfies_no_needed_check(which in 0..needed().len()) {
            let check = needed()[which].0;
            let mut findings = Case::pinned().assess().findings;
            for finding in findings.iter_mut().filter(|finding| finding.check == check) {
                finding.outcome = Outcome::Inconclusive;
                finding.severity = Severity::Error;
            }
            prop_assert!(decided(&findings, false) >= Verdict::Unverified, "{}", check);
        }
    }

    #[test]
    fn what_the_verdict_needs_is_this() {
        let rules: Vec<String> = needed()
            .iter()
            .map(|(check, _)| check.to_string())
            .collect();
        let anchors: Vec<String> = anchoring().map(|check| check.to_string()).collect();
        let disputing: Vec<&str> = CHECKS
            .iter()
            .filter(|check| check.disputes)
            .map(|check| check.id.as_str())
            .collect();
        assert_eq!(
            rules.join(" "),
            "signature-is-present signature-is-wellformed fingerprint-is-printed signature-is-strong signature-is-timely \
             key-is-not-revoked signature-is-valid signature-covers-document signer-is-printed-key key-is-strong \
             key-bindings-are-strong key-is-live no-secret-key-is-printed anchors-agree version-is-not-older"
        );
        assert_eq!(
            anchors.join(" "),
            "anchor-is-independent anchor-names-this-team"
        );
        assert_eq!(
            disputing.join(" "),
            "checksum-matches fingerprint-is-unambiguous signer-is-printed-key published-key-is-printed-key anchors-agree \
             document-shows-what-it-says"
        );
    }

    #[test]
    fn without_any_finding_nothing_is_good() {
        assert_eq!(decided(&[], false), Verdict::Unverified);
    }

    #[test]
    fn a_rejecting_contradiction_goes_before_every_other_reason() {
        let case = Case::sound().unsigned().unreadable();
        let mut findings = case.assess().findings;
        let (outcome, severity) = (Outcome::Fail, Severity::Error);
        let detail = Detail::OutsideText { claims: true };
        findings.push(Finding {
            check: CheckId::SignatureCoversDocument,
            outcome,
            severity,
            detail,
            places: Vec::new(),
        });
        let precondition = Some(Leaf::NotFetched);
        let leaf = decide(&Grounds {
            precondition,
            findings: &findings,
            strict: false,
            controllers: Vec::new(),
        });
        assert_eq!(leaf, Leaf::ClaimsOutside);
    }
}
