#![allow(clippy::unwrap_used, clippy::panic)]

use bonafide_model::claims::*;
use bonafide_model::evidence::*;
use bonafide_model::judgement::*;

use crate::fixture::*;

const HERE: &str = "https://www.alpha.example/.well-known/security.txt";
const METADATA: &str = "https://www.alpha.example/.well-known/csaf/provider-metadata.json";
const EXPIRES: &str = "Expires: 2027-01-01T00:00:00.000Z\n";

fn with(mut case: Case, kind: OriginKind, url: &str, text: &str) -> Case {
    let statement = artifact(text.as_bytes(), web(kind, url));
    case.dossier.statements.push(statement);
    case
}

fn security(case: Case, fields: &str) -> Case {
    let text = format!("# Our policy\n{EXPIRES}{fields}");
    with(case, OriginKind::SecurityTxt, HERE, &text)
}

fn metadata(case: Case, contact: &str, key: &str) -> Case {
    let text = format!(
        r#"{{"canonical_url": "{METADATA}", "distributions": [], "last_updated": "2026-01-01T00:00:00Z",
        "metadata_version": "2.0", "public_openpgp_keys": [{{"fingerprint": "{key}", "url": "https://www.alpha.example/csaf.asc"}}],
        "publisher": {{"category": "coordinator", "contact_details": "{contact}", "name": "Alpha", "namespace": "https://www.alpha.example"}},
        "role": "csaf_trusted_provider"}}"#
    );
    with(case, OriginKind::Csaf, METADATA, &text)
}

/// What the anchor of this kind says, of which key, and why it does not count.
fn said(case: &Case, kind: AnchorKind) -> (AnchorSays, Option<Fingerprint>, AnchorWhy) {
    let anchors = case.assess().anchors;
    let mut own = anchors.iter().filter(|anchor| anchor.kind == kind);
    let anchor = own.next().unwrap();
    assert!(
        own.next().is_none() && !anchor.accepted && !anchor.independent
            || anchor.says == AnchorSays::Silent
    );
    (anchor.says, anchor.fingerprint.clone(), anchor.why.clone())
}

fn agrees() -> (AnchorSays, Option<Fingerprint>, AnchorWhy) {
    let shared = AnchorWhy::SharedController("alpha.example".to_owned());
    (AnchorSays::Agrees, Some(fpr(KEY)), shared)
}

fn disagrees() -> (AnchorSays, Option<Fingerprint>, AnchorWhy) {
    (AnchorSays::Disagrees, Some(fpr(OTHER)), AnchorWhy::OtherKey)
}

fn silent(why: AnchorWhy) -> (AnchorSays, Option<Fingerprint>, AnchorWhy) {
    (AnchorSays::Silent, None, why)
}

fn elsewhere(case: &Case) -> Option<(Outcome, Severity, Detail)> {
    let found = case.run(CheckId::ContactsAgree);
    let mut told = found
        .into_iter()
        .filter(|one| matches!(one.detail, Detail::PublishedElsewhere { .. }))
        .map(|one| (one.outcome, one.severity, one.detail));
    told.next()
}

#[test]
fn a_key_is_named_by_its_fingerprint_by_a_place_that_was_asked_and_by_a_signature() {
    let by_print = format!(
        "Contact: mailto:CERT@alpha.example\nEncryption: OPENPGP4FPR:{}\n",
        KEY.to_lowercase()
    );
    for fields in [
        &*by_print,
        // Where the certificate of the fixture was got.
        "encryption : https://www.alpha.example/key.asc\n",
    ] {
        let case = security(Case::sound(), fields);
        assert_eq!(said(&case, AnchorKind::SecurityTxt), agrees(), "{fields}");
        assert_eq!(case.assess().verdict, Verdict::Unanchored);
    }
    let unknown = "Contact: mailto:cert@alpha.example\nEncryption: https://www.alpha.example/other.asc\nEncryption: dns:x\n";
    let mut case = security(Case::sound(), unknown);
    let nothing = silent(AnchorWhy::NothingKnown);
    assert_eq!(said(&case, AnchorKind::SecurityTxt), nothing);
    let of_file = |status| SignatureReport {
        origin: web(OriginKind::SecurityTxt, HERE),
        ..signature_by(KEY, status).report
    };
    case.facts.statement_signatures = vec![of_file(SignatureStatus::Good)];
    assert_eq!(said(&case, AnchorKind::SecurityTxt), agrees());
    // What was changed after it was signed says nothing.
    let mut case = security(Case::sound(), &by_print);
    case.facts.statement_signatures = vec![of_file(SignatureStatus::Bad)];
    assert_eq!(said(&case, AnchorKind::SecurityTxt), nothing);
    assert_eq!(
        said(&metadata(Case::sound(), "", KEY), AnchorKind::Csaf),
        agrees()
    );
}

#[test]
fn another_key_for_a_printed_address_disputes_what_nothing_confirms() {
    let fields =
        format!("Contact: mailto:cert@alpha.example?subject=x\nEncryption: openpgp4fpr:{OTHER}\n");
    let text = |case| (security(case, &fields), AnchorKind::SecurityTxt);
    let csaf = |case| {
        (
            metadata(case, "Write to <CERT@alpha.example>.", OTHER),
            AnchorKind::Csaf,
        )
    };
    for make in [&text as &dyn Fn(Case) -> (Case, AnchorKind), &csaf] {
        let (case, kind) = make(Case::sound());
        assert_eq!(said(&case, kind), disagrees());
        assert_eq!(case.assess().why, Some(Why::Disputed));
        let (confirmed, _) = make(Case::pinned());
        let assessment = confirmed.assess();
        assert_eq!(assessment.verdict, Verdict::Authentic);
        let told = |finding: &&Finding| matches!(&finding.detail, Detail::CorroboratorDisagrees { kind: one, .. } if *one == kind);
        let found = assessment.findings.iter().find(told).unwrap();
        assert_eq!(found.severity, Severity::Warning);
        assert_eq!(elsewhere(&confirmed), None, "told once");
    }
}

#[test]
fn other_contacts_are_told_with_both_and_dispute_nothing() {
    let fields = format!(
        "Contact: https://www.alpha.example/form\nContact: mailto:psirt@alpha.example\nEncryption: openpgp4fpr:{OTHER}\n"
    );
    for (case, severity) in [
        (Case::sound(), Severity::Warning),
        (Case::pinned(), Severity::Note),
    ] {
        let before = case.assess();
        let case = security(case, &fields);
        assert_eq!(
            said(&case, AnchorKind::SecurityTxt),
            silent(AnchorWhy::NothingKnown)
        );
        let detail = Detail::PublishedElsewhere {
            kind: AnchorKind::SecurityTxt,
            url: HERE.to_owned(),
            there: vec!["psirt@alpha.example".to_owned()],
            here: vec!["cert@alpha.example".to_owned()],
            keys: vec![fpr(OTHER)],
        };
        assert_eq!(elsewhere(&case), Some((Outcome::Fail, severity, detail)));
        assert_eq!(case.assess().verdict, before.verdict);
    }
    // Without an address it is told for its key.
    let case = metadata(Case::sound(), "see our web page", OTHER);
    let Some((_, _, Detail::PublishedElsewhere { there, keys, .. })) = elsewhere(&case) else {
        panic!()
    };
    assert_eq!((there, keys), (vec![], vec![fpr(OTHER)]));
    for same in [
        metadata(Case::sound(), "cert@alpha.example", KEY),
        metadata(Case::sound(), "", KEY),
        security(Case::sound(), "Contact: https://www.alpha.example/form\n"),
    ] {
        assert_eq!(elsewhere(&same), None);
    }
}

#[test]
fn what_is_stale_elsewhere_or_no_such_file_is_not_heard() {
    let loud = format!(
        "Contact: mailto:psirt@alpha.example\nContact: mailto:cert@alpha.example\nEncryption: openpgp4fpr:{OTHER}\n"
    );
    let raw = |text: String| with(Case::sound(), OriginKind::SecurityTxt, HERE, &text);
    let nothing = AnchorWhy::NothingKnown;
    for (case, why) in [
        (
            raw(format!("Expires: 2026-01-01T00:00:00Z\n{loud}")),
            AnchorWhy::Stale,
        ),
        (raw(loud.clone()), nothing.clone()),
        (raw(format!("{EXPIRES}{EXPIRES}{loud}")), nothing.clone()),
        (raw(format!("Expires: soon\n{loud}")), nothing.clone()),
        (
            raw("<html><body>Not here</body></html>".to_owned()),
            nothing.clone(),
        ),
        (
            security(
                Case::sound(),
                &format!("Canonical: https://www.beta.example/.well-known/security.txt\n{loud}"),
            ),
            nothing.clone(),
        ),
        (
            raw(format!(
                "-----BEGIN PGP SIGNED MESSAGE-----\n\n{EXPIRES}{loud}"
            )),
            nothing.clone(),
        ),
    ] {
        assert_eq!(said(&case, AnchorKind::SecurityTxt), silent(why));
        assert_eq!(elsewhere(&case), None);
        assert_eq!(case.assess().verdict, Verdict::Unanchored);
    }
    let canonical = format!("Canonical: https://other.example/x\nCanonical: {HERE}\n{loud}");
    assert_eq!(
        said(
            &security(Case::sound(), &canonical),
            AnchorKind::SecurityTxt
        ),
        disagrees()
    );
    for text in ["{}", "[", "{\"canonical_url\": 1}", "[[[[", ""] {
        let case = with(Case::sound(), OriginKind::Csaf, METADATA, text);
        assert_eq!(
            said(&case, AnchorKind::Csaf),
            silent(nothing.clone()),
            "{text}"
        );
    }
    let moved = metadata(Case::sound(), "cert@alpha.example", OTHER);
    let mut moved = moved;
    moved.dossier.statements[0].origin.url = Some("https://mirror.example/x.json".to_owned());
    assert_eq!(said(&moved, AnchorKind::Csaf), silent(nothing));
}

#[test]
fn what_failed_is_not_asked_and_what_is_absent_is_silent() {
    for (role, kind) in [
        (AttemptRole::SecurityTxt, AnchorKind::SecurityTxt),
        (AttemptRole::Csaf, AnchorKind::Csaf),
    ] {
        for (result, why) in [
            (AttemptResult::Absent, AnchorWhy::NothingKnown),
            (
                AttemptResult::Failed,
                AnchorWhy::NotAsked(AttemptWhy::default()),
            ),
        ] {
            let mut case = Case::sound();
            let before = case.assess();
            case.dossier.attempts.push(attempt(role, HERE, result));
            assert_eq!(said(&case, kind), silent(why));
            let after = case.assess();
            assert_eq!(
                (before.verdict, before.why, before.key),
                (after.verdict, after.why, after.key)
            );
        }
    }
}

/// Whatever they say, and whatever a policy accepts, it makes nothing better.
#[test]
fn no_statement_improves_a_verdict() {
    let registry = |case: Case, day: &str| {
        let mut case = with(
            case,
            OriginKind::Registry,
            "https://rdap.example/x",
            &registration("alpha.example", &[("registration", day)]),
        );
        case.dossier.attempts.push(attempt(
            AttemptRole::Registration,
            "https://rdap.example/x",
            AttemptResult::Got,
        ));
        case
    };
    for mut case in [
        Case::sound(),
        Case::pinned(),
        Case::sound().unsigned(),
        Case::sound().unreadable(),
        Case::sound().without_document(),
    ] {
        case.policy
            .accept_anchors
            .extend([AnchorKind::SecurityTxt, AnchorKind::Csaf]);
        let before = case.assess();
        for key in [KEY, OTHER] {
            let fields =
                format!("Contact: mailto:cert@alpha.example\nEncryption: openpgp4fpr:{key}\n");
            for after in [
                security(case.clone(), &fields).assess(),
                metadata(case.clone(), "cert@alpha.example", key).assess(),
                registry(case.clone(), "1995-01-01").assess(),
                registry(case.clone(), "2026-11-01").assess(),
            ] {
                assert!(after.verdict >= before.verdict, "{:?}", after.leaf);
                assert!(after.key.verdict >= before.key.verdict);
            }
        }
    }
}

fn registration(domain: &str, events: &[(&str, &str)]) -> String {
    let events: Vec<String> = events
        .iter()
        .map(|(action, day)| {
            format!(r#"{{"eventAction": "{action}", "eventDate": "{day}T00:00:00Z"}}"#)
        })
        .collect();
    format!(
        r#"{{"objectClassName": "domain", "ldhName": "{domain}", "events": [{}], "rdapConformance": ["rdap_level_0"]}}"#,
        events.join(",")
    )
}

/// The day of the registration that is told, with the outcome.
fn age(answers: &[String]) -> (Outcome, Severity, Detail) {
    let mut case = Case::sound();
    for answer in answers {
        case = with(case, OriginKind::Registry, "https://rdap.example/x", answer);
    }
    case.dossier.attempts.push(attempt(
        AttemptRole::Registration,
        "https://rdap.example/x",
        AttemptResult::Got,
    ));
    let unasked = Case::sound().assess();
    let assessment = case.assess();
    assert_eq!(
        (assessment.verdict, assessment.why),
        (unasked.verdict, unasked.why)
    );
    case.finds(CheckId::DomainIsEstablished)
}

#[test]
fn a_domain_is_new_for_ninety_days_from_its_last_registration() {
    let registered = |day: &str| Detail::DomainRegistered {
        domain: "alpha.example".to_owned(),
        at: time(&format!("{day}T00:00:00Z")),
    };
    let of = |events| age(&[registration("ALPHA.example.", events)]);
    let new = |day| (Outcome::Fail, Severity::Warning, registered(day));
    let old = |day| (Outcome::Pass, Severity::Note, registered(day));
    // It is the 22nd of November, in the morning.
    assert_eq!(of(&[("registration", "2026-08-25")]), new("2026-08-25"));
    assert_eq!(of(&[("registration", "2026-08-24")]), old("2026-08-24"));
    assert_eq!(of(&[("registration", "2026-12-01")]), new("2026-12-01"));
    assert_eq!(
        of(&[
            ("last changed", "2026-11-20"),
            ("registration", "1999-01-01"),
            ("expiration", "2027-01-01")
        ]),
        old("1999-01-01")
    );
    assert_eq!(
        of(&[
            ("registration", "1999-01-01"),
            ("reregistration", "2026-11-01")
        ]),
        new("2026-11-01")
    );
}

#[test]
fn a_registry_that_says_nothing_of_this_domain_leaves_its_age_unknown() {
    let unknown = (
        Outcome::Inconclusive,
        Severity::Note,
        Detail::DomainAgeUnknown {
            registry: "rdap.example".to_owned(),
        },
    );
    for answer in [
        registration("beta.example", &[("registration", "2026-11-20")]),
        registration("www.alpha.example", &[("registration", "2026-11-20")]),
        registration("alpha.example", &[]),
        registration("alpha.example", &[("last changed", "2026-11-20")]),
        registration("alpha.example", &[("registration", "soon ")]),
        registration("alpha.example", &[("registration", "2026-11-20")])
            .replace("\"domain\"", "\"nameserver\""),
        "<html></html>".to_owned(),
        "{}".to_owned(),
    ] {
        assert_eq!(age(std::slice::from_ref(&answer)), unknown, "{answer}");
    }
    assert_eq!(age(&[]), unknown);
    let unasked = (
        Outcome::NotApplicable,
        Severity::Note,
        Detail::DomainNotAsked,
    );
    assert_eq!(Case::sound().finds(CheckId::DomainIsEstablished), unasked);
}
