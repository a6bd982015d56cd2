//! Web archives: which keys stood at the places of the document and of its key before.
//!
//! Today's owner of a site cannot change what was captured in 2021, and an owner of 2021 may have
//! been another one; an archive that lies says what it likes. So what it kept corroborates and never
//! counts, and another key that stood there disputes what nothing else confirms.

use std::collections::BTreeMap;

use bonafide_model::Timestamp;
use bonafide_model::claims::Fingerprint;
use bonafide_model::evidence::{Archived, AttemptResult, AttemptRole, Capture};
use bonafide_model::judgement::{Anchor, AnchorKind, AnchorSays, AnchorWhy, Policy};

use super::{Question, anchor, shared_controller};
use crate::identity::succession;
use crate::openpgp::certificates;
use crate::printed::usable_fingerprints;
use crate::sights::is_future;

/// The captures that can be compared with today, oldest first: those that are not of the future.
pub(crate) fn comparable<'a>(
    captures: &'a [Capture],
    now: Timestamp,
    policy: &Policy,
) -> Vec<&'a Capture> {
    let mut all: Vec<&Capture> = captures
        .iter()
        .filter(|capture| !is_future(capture.taken, now, policy))
        .collect();
    all.sort_by_key(|capture| capture.taken);
    all
}

/// What these captures, of one place in one archive and in the order of time, have in common.
pub(crate) fn archived(captures: &[&Capture]) -> Option<Archived> {
    let (oldest, newest) = (captures.first()?, captures.last()?);
    Some(Archived {
        archive: host(newest),
        of: newest.of.clone(),
        since: oldest.taken,
        until: newest.taken,
        captures: u32::try_from(captures.len()).unwrap_or(u32::MAX),
    })
}

fn host(capture: &Capture) -> String {
    capture.artifact.origin.host().unwrap_or_default()
}

/// A capture with the keys that it names.
type Kept<'c> = (&'c Capture, Vec<Fingerprint>);

/// What each archive kept of each place, for and against the judged key.
pub(super) fn weigh(question: &Question) -> Vec<Anchor> {
    let mut list = Vec::new();
    let comparable = comparable(&question.dossier.captures, question.now, question.policy);
    if let Some(key) = question.key {
        let mut places: BTreeMap<(String, &str), Vec<Kept>> = BTreeMap::new();
        for capture in comparable {
            let keys = keys(capture, question);
            if !keys.is_empty() {
                let place = (host(capture), capture.of.as_str());
                places.entry(place).or_default().push((capture, keys));
            }
        }
        list.extend(places.values().flat_map(|kept| said(kept, key, question)));
    }
    if list.is_empty() {
        list.extend(silent(question));
    }
    list
}

/// Of one place: since when the judged key has stood there, and until when another one did.
fn said(kept: &[Kept], key: &Fingerprint, question: &Question) -> Vec<Anchor> {
    let of = |wanted: &Fingerprint, from: usize| -> Vec<&Capture> {
        let later = kept.iter().skip(from);
        later
            .filter(|(_, keys)| keys.contains(wanted))
            .map(|(capture, _)| *capture)
            .collect()
    };
    let last_other = kept.iter().rposition(|(_, keys)| !keys.contains(key));
    let own = of(key, last_other.map_or(0, |at| at + 1));
    let other = last_other
        .and_then(|at| kept.get(at))
        .and_then(|(_, keys)| keys.first())
        // A key that signs this document too, or certifies its key, speaks for it.
        .filter(|other| succession(other, key, question.facts).is_none());
    let with = |says, named: &Fingerprint, captures: &[&Capture]| {
        let document = question
            .dossier
            .document
            .as_ref()
            .map(|document| &document.origin);
        let newest = captures.last()?;
        let shared = shared_controller(document, &newest.artifact.origin);
        let independent = shared.is_none();
        let why = match (says, shared) {
            (AnchorSays::Disagrees, _) => AnchorWhy::OtherKey,
            (_, Some(shared)) => AnchorWhy::SharedController(shared),
            (_, None) => AnchorWhy::OnlyCorroborates,
        };
        Some(Anchor {
            independent,
            archived: archived(captures),
            ..anchor(AnchorKind::Archive, says, Some(named), why)
        })
    };
    let agrees = with(AnchorSays::Agrees, key, &own);
    let disagrees = other.and_then(|other| with(AnchorSays::Disagrees, other, &of(other, 0)));
    agrees.into_iter().chain(disagrees).collect()
}

/// The primary keys that it names: as a document those that a person sees, as a key its own. A
/// capture without any says nothing.
fn keys(capture: &Capture, question: &Question) -> Vec<Fingerprint> {
    match (&capture.role, &capture.reading) {
        (AttemptRole::Document, Some(Ok(profile))) => usable_fingerprints(&profile.claims)
            .iter()
            .map(|printed| question.facts.primary_of(printed.fingerprint).clone())
            .collect(),
        (AttemptRole::Key, _) => certificates(&capture.artifact.bytes)
            .into_iter()
            .flatten()
            .map(|(fingerprint, _)| fingerprint)
            .collect(),
        _ => Vec::new(),
    }
}

/// That archives were asked, and know nothing of it or could not be reached.
fn silent(question: &Question) -> Option<Anchor> {
    let mut asked = question
        .dossier
        .attempts
        .iter()
        .filter(|attempt| attempt.role == AttemptRole::Archive)
        .peekable();
    asked.peek()?;
    let is_open = |result| matches!(result, AttemptResult::Failed | AttemptResult::NotAsked);
    let why = asked
        .find(|attempt| is_open(attempt.result))
        .map_or(AnchorWhy::NothingKnown, |failed| {
            AnchorWhy::NotAsked(failed.why.clone())
        });
    Some(anchor(AnchorKind::Archive, AnchorSays::Silent, None, why))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]

    use bonafide_model::Timestamp;
    use bonafide_model::claims::*;
    use bonafide_model::evidence::*;
    use bonafide_model::judgement::*;

    use crate::fixture::*;

    const PLACE: &str = "https://archive.example/web/x";

    /// What stood at the place of the document on that day, with these keys.
    fn capture(case: &mut Case, day: &str, keys: &[&str]) -> Capture {
        let mut profile = case.profile().clone();
        let printed = |key: &&str| printed(key, KeyRole::Team);
        profile.claims.fingerprints = keys.iter().map(printed).collect();
        Capture {
            role: AttemptRole::Document,
            of: URL.to_owned(),
            taken: time(&format!("{day}T00:00:00Z")),
            artifact: artifact(b"then", web(OriginKind::Archive, PLACE)),
            reading: Some(Ok(profile)),
        }
    }

    fn with(mut case: Case, captures: &[(&str, &[&str])]) -> Case {
        for (day, keys) in captures {
            let capture = capture(&mut case, day, keys);
            case.dossier.captures.push(capture);
        }
        case
    }

    /// What the archive's anchors say: of which key, since when, until when, in how many captures.
    fn said(case: &Case) -> Vec<(AnchorSays, String, String, String, u32)> {
        let assessment = case.assess();
        let anchors = assessment.anchors.iter();
        let day = |at: Timestamp| at.strftime("%Y-%m-%d").to_string();
        anchors
            .filter(|anchor| anchor.kind == AnchorKind::Archive)
            .map(|anchor| {
                let archived = anchor.archived.as_ref().unwrap();
                let key = anchor.fingerprint.as_ref().unwrap().to_string();
                assert!(!anchor.accepted);
                (
                    anchor.says,
                    key,
                    day(archived.since),
                    day(archived.until),
                    archived.captures,
                )
            })
            .collect()
    }

    fn one(
        says: AnchorSays,
        key: &str,
        since: &str,
        until: &str,
        captures: u32,
    ) -> (AnchorSays, String, String, String, u32) {
        (
            says,
            key.to_owned(),
            since.to_owned(),
            until.to_owned(),
            captures,
        )
    }

    #[test]
    fn a_key_has_stood_there_since_the_last_capture_without_it() {
        use AnchorSays::{Agrees, Disagrees};
        let days = [
            ("2024-01-01", &[KEY][..]),
            ("2021-03-02", &[KEY, THIRD]),
            ("2022-01-01", &[]),
        ];
        assert_eq!(
            said(&with(Case::sound(), &days)),
            [one(Agrees, KEY, "2021-03-02", "2024-01-01", 2)]
        );
        let changed = [
            ("2020-01-01", &[OTHER][..]),
            ("2021-01-01", &[KEY]),
            ("2022-01-01", &[OTHER, THIRD]),
            ("2023-01-01", &[KEY]),
            ("2024-01-01", &[KEY]),
        ];
        assert_eq!(
            said(&with(Case::sound(), &changed)),
            [
                one(Agrees, KEY, "2023-01-01", "2024-01-01", 2),
                one(Disagrees, OTHER, "2020-01-01", "2022-01-01", 2),
            ]
        );
    }

    #[test]
    fn another_key_disputes_what_nothing_confirms_and_warns_beside_an_anchor() {
        let other = [("2024-01-01", &[OTHER][..])];
        let disputed = with(Case::sound(), &other).assess();
        assert_eq!(disputed.why, Some(Why::Disputed), "{:?}", disputed.leaf);
        let is_told = |finding: &Finding| matches!(finding.detail, Detail::OtherKeyArchived { .. });
        assert!(disputed.findings.iter().any(is_told));
        let confirmed = with(Case::pinned(), &other).assess();
        assert_eq!(confirmed.verdict, Verdict::Authentic);
        let told = confirmed
            .findings
            .iter()
            .find(|finding| is_told(finding))
            .unwrap();
        assert_eq!(
            (told.outcome, told.severity),
            (Outcome::Fail, Severity::Warning)
        );
    }

    #[test]
    fn an_earlier_key_that_signs_this_document_too_disputes_nothing() {
        let mut case = with(Case::sound(), &[("2024-01-01", &[OTHER])]);
        case.facts
            .certificates
            .push(certificate_of(OTHER, "Alpha CERT <cert@alpha.example>"));
        case.facts
            .signatures
            .push(signature_by(OTHER, SignatureStatus::Good));
        assert_eq!(said(&case), []);
    }

    #[test]
    fn captures_of_the_future_or_without_a_key_say_nothing() {
        let silent = with(
            Case::sound(),
            &[("2031-01-01", &[OTHER]), ("2020-01-01", &[])],
        );
        assert_eq!(said(&silent), []);
        assert_eq!(silent.assess().verdict, Verdict::Unanchored);
    }

    #[test]
    fn an_archive_of_the_publishers_own_is_not_independent() {
        let mut case = with(Case::sound(), &[("2024-01-01", &[KEY])]);
        case.dossier.captures[0].artifact.origin =
            web(OriginKind::Archive, "https://old.alpha.example/x");
        let assessment = case.assess();
        let anchor = assessment
            .anchors
            .iter()
            .find(|anchor| anchor.kind == AnchorKind::Archive)
            .unwrap();
        assert!(!anchor.independent);
        assert_eq!(
            anchor.why,
            AnchorWhy::SharedController("alpha.example".to_owned())
        );
    }

    #[test]
    fn what_was_asked_and_knows_nothing_is_silent_and_what_failed_was_not_asked() {
        for (result, why) in [
            (AttemptResult::Absent, AnchorWhy::NothingKnown),
            (
                AttemptResult::Failed,
                AnchorWhy::NotAsked(AttemptWhy::default()),
            ),
        ] {
            let mut case = Case::sound();
            let before = case.assess();
            case.dossier.attempts.push(Attempt {
                why: AttemptWhy::default(),
                ..attempt(AttemptRole::Archive, PLACE, result)
            });
            let after = case.assess();
            let anchor = after
                .anchors
                .iter()
                .find(|anchor| anchor.kind == AnchorKind::Archive)
                .unwrap();
            assert_eq!((anchor.says, &anchor.why), (AnchorSays::Silent, &why));
            assert_eq!((before.verdict, before.why), (after.verdict, after.why));
            assert_eq!(before.key, after.key);
        }
    }

    /// Whatever an archive says, it makes nothing better.
    #[test]
    fn no_capture_improves_a_verdict() {
        for mut case in [
            Case::sound(),
            Case::pinned(),
            Case::sound().unsigned(),
            Case::sound().unreadable(),
        ] {
            case.policy.accept_anchors.push(AnchorKind::Archive);
            let before = case.assess();
            let source = &mut Case::sound();
            for keys in [&[KEY][..], &[OTHER], &[KEY, OTHER], &[]] {
                let capture = capture(source, "2024-01-01", keys);
                let mut with = case.clone();
                with.dossier.captures.push(capture);
                let after = with.assess();
                assert!(
                    after.verdict >= before.verdict,
                    "{keys:?}: {:?}",
                    after.leaf
                );
                assert!(after.key.verdict >= before.key.verdict, "{keys:?}");
            }
        }
    }

    #[test]
    fn contacts_that_changed_last_are_told_gravely_where_nothing_confirms_the_document() {
        for (mut case, severity) in [
            (Case::sound(), Severity::Warning),
            (Case::pinned(), Severity::Note),
        ] {
            let same = capture(&mut case, "2021-01-01", &[KEY]);
            let mut older = capture(&mut case, "2020-01-01", &[KEY]);
            let mut newer = capture(&mut case, "2022-01-01", &[KEY]);
            for (capture, address) in [
                (&mut older, "old@alpha.example"),
                (&mut newer, "new@alpha.example"),
            ] {
                let Some(Ok(profile)) = &mut capture.reading else {
                    panic!()
                };
                profile.claims.emails = vec![email(address, EmailRole::Contact)];
            }
            case.dossier.captures = vec![newer, same, older];
            let found = case.run(CheckId::ContactsAreUnchanged);
            let told = found
                .iter()
                .find(|found| matches!(found.detail, Detail::ContactsArchived { .. }))
                .unwrap();
            assert_eq!((told.outcome, told.severity), (Outcome::Fail, severity));
            let Detail::ContactsArchived {
                archived,
                before,
                after,
            } = &told.detail
            else {
                panic!()
            };
            assert_eq!(archived.until, time("2022-01-01T00:00:00Z"));
            assert_eq!(
                (&before[..], &after[..]),
                (
                    &["new@alpha.example".to_owned()][..],
                    &["cert@alpha.example".to_owned()][..]
                )
            );
        }
    }
}
