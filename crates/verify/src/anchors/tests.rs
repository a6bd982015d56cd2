//! Which anchors count: kind by kind, against everything that an attacker can bring about.

#![allow(clippy::unwrap_used)]

use bonafide_model::claims::*;
use bonafide_model::evidence::*;
use bonafide_model::judgement::*;

use crate::facts::{CertificateFacts, Told};
use crate::fixture::*;

/// The anchor of that kind, and the verdict on the document.
fn judged(case: &Case, kind: AnchorKind) -> (Anchor, Verdict) {
    let assessment = case.assess();
    let anchor = assessment
        .anchors
        .iter()
        .find(|anchor| anchor.kind == kind)
        .cloned();
    (
        anchor.unwrap_or_else(|| unreachable!("no {kind:?}")),
        assessment.verdict,
    )
}

fn why(case: &Case, kind: AnchorKind) -> AnchorWhy {
    let (anchor, verdict) = judged(case, kind);
    assert!(
        !anchor.accepted && verdict != Verdict::Authentic,
        "{anchor:?}"
    );
    anchor.why
}

fn counts(case: &Case, kind: AnchorKind) {
    let (anchor, verdict) = judged(case, kind);
    assert!(
        anchor.accepted && verdict == Verdict::Authentic,
        "{anchor:?} {verdict:?}"
    );
    assert_eq!(anchor.why, AnchorWhy::Counts);
}

/// The profile of another team: its name, its address, signed and printed with the key of Alpha.
fn beta() -> Case {
    let mut case = Case::sound();
    case.profile().team_name = Some(claim("Beta CERT".to_owned(), "Beta CERT", "2.1"));
    case.claims().emails = vec![email("cert@beta.example", EmailRole::Contact)];
    case
}

fn name_of(case: &Case) -> String {
    case.clone().profile().team_name.clone().unwrap().value
}

fn expecting(key: &str) -> Case {
    let mut case = Case::sound();
    case.trust.expected = vec![fpr(key)];
    case
}

fn certified(mut case: Case) -> Case {
    case.trust.roots = vec![TrustRoot {
        name: "introducer".to_owned(),
        fingerprint: fpr(THIRD),
        certificate: artifact(b"", Origin::file(OriginKind::Keyring, "root.asc")),
    }];
    case.certificate().user_ids[0].certified_by_roots =
        vec![(fpr(THIRD), Some(time("2025-05-05T00:00:00Z")))];
    case
}

fn listed(mut case: Case) -> Case {
    let entry = DirectoryEntry {
        names: vec!["Alpha CERT".to_owned()],
        emails: vec!["cert@alpha.example".to_owned()],
        phones: Vec::new(),
        fingerprints: vec![fpr(KEY)],
    };
    let snapshot = DirectorySnapshot {
        name: "list".to_owned(),
        taken: day("2026-10-01"),
        entries: vec![entry],
        source: "x".to_owned(),
    };
    case.trust.directories = vec![snapshot];
    case
}

fn remembered(mut case: Case, key: &str) -> Case {
    case.past = Past::Seen(vec![Sight {
        fingerprint: Some(fpr(key)),
        ..sight("1.1", "2025-01-01")
    }]);
    case
}

/// A web key directory on another domain than the document's, as a team has it whose web site is
/// run elsewhere.
fn in_wkd(mut case: Case, document: &str, directory: &str) -> Case {
    case.dossier.document.as_mut().unwrap().origin = web(OriginKind::Flag, document);
    case.certificate().origins.push(web(
        OriginKind::Wkd,
        &format!("https://{directory}/.well-known/openpgpkey/hu/abc?l=cert"),
    ));
    case
}

fn promoted(mut case: Case) -> Case {
    case.policy.accept_anchors = vec![AnchorKind::Wkd, AnchorKind::Keyserver, AnchorKind::History];
    case
}

#[test]
fn four_kinds_count_by_default() {
    counts(&Case::pinned(), AnchorKind::Pin);
    counts(&expecting(KEY), AnchorKind::Expected);
    counts(&certified(Case::sound()), AnchorKind::TrustRoot);
    counts(&listed(Case::sound()), AnchorKind::Directory);
}

#[test]
fn three_kinds_only_corroborate_until_policy_promotes_them() {
    let hosted = || {
        in_wkd(
            Case::sound(),
            "https://hosting.example/rfc2350.txt",
            "alpha.example",
        )
    };
    assert_eq!(why(&hosted(), AnchorKind::Wkd), AnchorWhy::OnlyCorroborates);
    counts(&promoted(hosted()), AnchorKind::Wkd);
    assert_eq!(
        why(&remembered(Case::sound(), KEY), AnchorKind::History),
        AnchorWhy::OnlyCorroborates
    );
    counts(
        &promoted(remembered(Case::sound(), KEY)),
        AnchorKind::History,
    );
}

#[test]
fn policy_can_refuse_every_kind() {
    for mut case in [
        Case::pinned(),
        expecting(KEY),
        certified(Case::sound()),
        listed(Case::sound()),
    ] {
        case.policy.accept_anchors.clear();
        let assessment = case.assess();
        assert_eq!(assessment.verdict, Verdict::Unanchored);
        assert!(
            assessment
                .anchors
                .iter()
                .all(|anchor| anchor.why == AnchorWhy::NotAccepted)
        );
    }
}

#[test]
fn no_anchor_for_another_team_counts_whatever_its_kind() {
    let mut pinned = beta();
    pinned.trust.pins = vec![pin("Alpha CERT", KEY, "alpha.example")];
    assert_eq!(why(&pinned, AnchorKind::Pin), AnchorWhy::OtherTeam);
    assert_eq!(pinned.assess().leaf.verdict(), Verdict::Unanchored);
    assert_eq!(
        why(&certified(beta()), AnchorKind::TrustRoot),
        AnchorWhy::OtherTeam
    );
    assert_eq!(
        why(&listed(beta()), AnchorKind::Directory),
        AnchorWhy::OtherTeam
    );
    assert_eq!(
        why(&promoted(remembered(beta(), KEY)), AnchorKind::History),
        AnchorWhy::OtherTeam
    );
    let wkd = in_wkd(
        beta(),
        "https://hosting.example/rfc2350.txt",
        "alpha.example",
    );
    assert_eq!(why(&promoted(wkd), AnchorKind::Wkd), AnchorWhy::OtherTeam);
}

#[test]
fn an_address_of_its_own_beside_the_other_teams_does_not_help_the_impostor() {
    let mut case = beta();
    case.claims()
        .emails
        .push(email("cert@alpha.example", EmailRole::Contact));
    case.claims()
        .emails
        .push(email("key@alpha.example", EmailRole::Key));
    case.trust.pins = vec![pin("Alpha CERT", KEY, "alpha.example")];
    assert_eq!(why(&case, AnchorKind::Pin), AnchorWhy::OtherTeam);
    assert_eq!(
        why(&certified(case.clone()), AnchorKind::TrustRoot),
        AnchorWhy::OtherTeam
    );
    assert_eq!(
        why(&listed(case), AnchorKind::Directory),
        AnchorWhy::OtherTeam
    );
}

#[test]
fn a_contact_that_cannot_be_read_is_covered_by_no_anchor() {
    let unread = || unread_contact("cert\u{ff20}alpha\u{ff0e}example", EmailRole::Contact);
    for case in [beta(), Case::sound()] {
        let in_own_name = name_of(&case) == "Alpha CERT";
        let mut case = case;
        case.claims().emails = vec![email("cert@alpha.example", EmailRole::Contact)];
        let mut pinned = case.clone();
        pinned.trust.pins = vec![pin("Alpha CERT", KEY, "alpha.example")];
        counts(&pinned, AnchorKind::Pin);
        let kinds = [
            (pinned, AnchorKind::Pin),
            (certified(case.clone()), AnchorKind::TrustRoot),
            (listed(case), AnchorKind::Directory),
        ];
        for (mut case, kind) in kinds {
            case.claims().unread_contacts = vec![unread()];
            let (anchor, verdict) = judged(&case, kind);
            assert!(
                anchor.not_covered.contains(&unread().value.text),
                "{anchor:?}"
            );
            assert_eq!(
                verdict == Verdict::Authentic,
                in_own_name,
                "in another name it may be the other team's: {kind:?}"
            );
            case.claims().unread_contacts[0].value.role = EmailRole::Other;
            assert!(
                judged(&case, kind).0.not_covered.is_empty(),
                "of other bodies"
            );
        }
    }
    let mut expected = expecting(KEY);
    expected.claims().unread_contacts = vec![unread()];
    let (anchor, verdict) = judged(&expected, AnchorKind::Expected);
    assert_eq!(
        (anchor.not_covered, verdict),
        (vec![unread().value.text], Verdict::Authentic)
    );
}

#[test]
fn an_impostor_of_a_team_that_is_pinned_itself_is_rejected() {
    let mut case = beta();
    case.claims()
        .emails
        .push(email("cert@alpha.example", EmailRole::Contact));
    case.trust.pins = vec![
        pin("Alpha CERT", KEY, "alpha.example"),
        pin("Beta CERT", OTHER, "beta.example"),
    ];
    assert_eq!(
        case.assess().leaf,
        Leaf::KeyConflict {
            kind: AnchorKind::Pin,
            team: "Beta CERT".to_owned(),
            found: fpr(KEY)
        }
    );
}

#[test]
fn a_partner_whose_address_is_printed_too_is_not_contradicted() {
    let mut case = Case::pinned();
    case.claims()
        .emails
        .push(email("cert@national.example", EmailRole::Contact));
    case.trust
        .pins
        .push(pin("National CERT", OTHER, "national.example"));
    let assessment = case.assess();
    assert_eq!(assessment.verdict, Verdict::Authentic);
    assert_eq!(assessment.anchors[0].not_covered, ["cert@national.example"]);
}

#[test]
fn what_only_the_document_says_never_makes_an_anchor_name_its_key() {
    // The attacker prints the pinned fingerprint, name and address, and signs with a key of its own
    // that is printed too.
    let mut case = Case::sound();
    case.claims().fingerprints = vec![printed(OTHER, KeyRole::Team), printed(KEY, KeyRole::Old)];
    *case.signature() = signature_by(OTHER, SignatureStatus::Good);
    case.facts
        .certificates
        .push(certificate_of(OTHER, "Alpha CERT <cert@alpha.example>"));
    let mut pinned = case.clone();
    pinned.trust.pins = vec![pin("Alpha CERT", KEY, "alpha.example")];
    assert_eq!(
        pinned.assess().leaf,
        Leaf::KeyConflict {
            kind: AnchorKind::Pin,
            team: "Alpha CERT".to_owned(),
            found: fpr(OTHER)
        }
    );
    let mut expected = case.clone();
    expected.trust.expected = vec![fpr(KEY)];
    assert_eq!(
        expected.assess().leaf,
        Leaf::ExpectedConflict { found: fpr(OTHER) }
    );
    let directory = listed(case.clone());
    assert_eq!(
        directory.assess().verdict,
        Verdict::Rejected,
        "the directory names another key for this team"
    );
    let mut root = certified(case);
    root.facts.certificates.swap(0, 1);
    assert_ne!(
        root.assess().verdict,
        Verdict::Authentic,
        "the certified key is not the one that signs"
    );
}

#[test]
fn a_fingerprint_that_differs_from_the_expected_one_is_rejected_signed_or_not() {
    for case in [expecting(OTHER), expecting(OTHER).unsigned()] {
        let assessment = case.assess();
        assert_eq!(
            (assessment.verdict, assessment.key.leaf),
            (Verdict::Rejected, KeyLeaf::OtherKeyTrusted)
        );
    }
    let mut several = expecting(OTHER);
    several.trust.expected.push(fpr(KEY));
    assert_eq!(
        several.assess().verdict,
        Verdict::Authentic,
        "each one given is as good"
    );
}

#[test]
fn a_pin_applies_by_name_by_address_or_as_the_user_says() {
    let conflicting = |team: &str, domain: &str| {
        let mut case = Case::sound();
        case.trust.pins = vec![pin(team, OTHER, domain)];
        case
    };
    assert_eq!(
        conflicting("alpha-cert", "elsewhere.example")
            .assess()
            .verdict,
        Verdict::Rejected,
        "by name"
    );
    assert_eq!(
        conflicting("Another name", "alpha.example")
            .assess()
            .verdict,
        Verdict::Rejected,
        "by address"
    );
    assert_eq!(
        conflicting("Gamma CERT", "gamma.example").assess().verdict,
        Verdict::Unanchored,
        "not at all"
    );
    let mut chosen = conflicting("Alpha CERT", "alpha.example");
    chosen.trust.team = Some("Alpha PSIRT".to_owned());
    assert_eq!(
        chosen.assess().verdict,
        Verdict::Rejected,
        "the user says that it is another team, and it prints this one's name and address"
    );
    chosen.profile().team_name = Some(claim("Alpha PSIRT".to_owned(), "Alpha PSIRT", "2.1"));
    chosen.profile().team_short_name = None;
    assert_eq!(
        chosen.assess().verdict,
        Verdict::Unanchored,
        "a sister team at the pinned domain"
    );
    let mut named = conflicting("Gamma CERT", "gamma.example");
    named.trust.team = Some("gamma cert".to_owned());
    assert_eq!(
        named.assess().verdict,
        Verdict::Rejected,
        "the user says that it is this team"
    );
}

#[test]
fn free_mail_domains_and_public_suffixes_name_no_team() {
    for domain in ["gmail.com", "example", "co.uk"] {
        let mut case = Case::sound();
        case.profile().team_name = None;
        case.claims().emails = vec![email(&format!("alpha.cert@{domain}"), EmailRole::Contact)];
        case.trust.pins = vec![pin("Alpha CERT", KEY, domain)];
        assert_eq!(
            why(&case, AnchorKind::Pin),
            AnchorWhy::OtherTeam,
            "{domain}"
        );
        case.trust.pins[0].emails = vec![format!("alpha.cert@{domain}")];
        counts(&case, AnchorKind::Pin);
    }
}

#[test]
fn an_old_and_a_new_pin_of_one_team_are_no_conflict() {
    let mut case = Case::pinned();
    case.trust
        .pins
        .push(pin("ALPHA CERT", OTHER, "alpha.example"));
    let assessment = case.assess();
    assert_eq!(assessment.verdict, Verdict::Authentic);
    assert_eq!(assessment.anchors[1].why, AnchorWhy::OtherKeyOfTeam);
}

/// A document that prints and is signed by a new key, while the old one is pinned.
fn rotated() -> Case {
    let mut case = Case::sound();
    case.trust.pins = vec![pin("Alpha CERT", OTHER, "alpha.example")];
    case.facts
        .certificates
        .push(certificate_of(OTHER, "Alpha CERT <cert@alpha.example>"));
    case.facts.certificates[1].origins = vec![Origin::file(OriginKind::Keyring, "old.asc")];
    case
}

fn old(case: &mut Case) -> &mut CertificateFacts {
    &mut case.facts.certificates[1]
}

#[test]
fn a_new_key_without_the_old_ones_vouching_is_rejected() {
    assert_eq!(
        rotated().assess().leaf,
        Leaf::KeyConflict {
            kind: AnchorKind::Pin,
            team: "Alpha CERT".to_owned(),
            found: fpr(KEY)
        }
    );
    assert_eq!(
        rotated().unsigned().assess().verdict,
        Verdict::Rejected,
        "printed only"
    );
}

#[test]
fn a_new_key_is_authentic_with_a_warning_where_the_pinned_one_signs_too() {
    let mut case = rotated();
    case.facts
        .signatures
        .push(signature_by(OTHER, SignatureStatus::Good));
    let assessment = case.assess();
    assert_eq!(
        (assessment.verdict, assessment.key.fingerprint),
        (Verdict::Authentic, Some(fpr(KEY)))
    );
    assert_eq!(assessment.key.leaf, KeyLeaf::ConfirmedBySuccession);
    assert_eq!(assessment.anchors[0].why, AnchorWhy::VouchesForNewKey);
    assert!(
        assessment
            .findings
            .iter()
            .any(|f| f.check == CheckId::AnchorsAgree && f.severity == Severity::Warning)
    );
    case.policy.strict = true;
    assert_eq!(case.assess().verdict, Verdict::Unverified);
}

#[test]
fn a_signature_of_the_pinned_key_over_something_else_vouches_for_nothing() {
    let mut case = rotated();
    let mut other = signature_by(OTHER, SignatureStatus::Good);
    other.covers = crate::facts::Coverage::Other;
    case.facts.signatures.push(other);
    assert_eq!(case.assess().verdict, Verdict::Rejected);
}

#[test]
fn a_certified_new_key_and_a_key_that_is_no_longer_in_use_are_a_succession() {
    let mut certified = rotated();
    certified.facts.certificates[0].certified_by = vec![fpr(OTHER)];
    let leaf = certified.assess().leaf;
    assert!(
        matches!(
            leaf,
            Leaf::KeySuccession {
                by: Succession::Certifies,
                ..
            }
        ),
        "{leaf:?}"
    );
    assert_eq!(certified.assess().key.leaf, KeyLeaf::Succession);
    let mut expired = rotated();
    expired
        .facts
        .signatures
        .push(signature_by(OTHER, SignatureStatus::Good));
    old(&mut expired).live = Told::No(KeyProblem::Expired(None));
    assert!(matches!(
        expired.assess().leaf,
        Leaf::KeySuccession {
            by: Succession::SignedWhileLive,
            ..
        }
    ));
}

#[test]
fn a_compromised_pinned_key_vouches_for_nothing() {
    let mut case = rotated();
    case.facts
        .signatures
        .push(signature_by(OTHER, SignatureStatus::Good));
    case.facts.certificates[0].certified_by = vec![fpr(OTHER)];
    old(&mut case).report.revoked = Some(revocation(true));
    assert_eq!(case.assess().verdict, Verdict::Rejected);
}

#[test]
fn the_pinned_key_that_is_printed_as_the_old_one_signs_with_a_warning() {
    let mut case = rotated();
    case.claims()
        .fingerprints
        .push(printed(OTHER, KeyRole::Old));
    *case.signature() = signature_by(OTHER, SignatureStatus::Good);
    let assessment = case.assess();
    assert_eq!(
        (assessment.verdict, assessment.key.fingerprint),
        (Verdict::Authentic, Some(fpr(OTHER)))
    );
    assert!(
        assessment
            .findings
            .iter()
            .any(|f| f.check == CheckId::SignerIsPrintedKey && f.severity == Severity::Warning)
    );
}

#[test]
fn a_certification_counts_only_on_the_bound_user_id_of_the_incident_address() {
    let mut other_address = certified(Case::sound());
    other_address.certificate().user_ids[0].email = Some("chief@alpha.example".to_owned());
    assert_eq!(
        why(&other_address, AnchorKind::TrustRoot),
        AnchorWhy::OtherTeam
    );
    let mut unbound = certified(Case::sound());
    unbound.certificate().user_ids[0].bound = Told::No(UserIdProblem::Revoked);
    assert_eq!(
        why(&unbound, AnchorKind::TrustRoot),
        AnchorWhy::NothingKnown
    );
    let mut invalid = certified(Case::sound());
    invalid.certificate().user_ids[0].certified_by_roots.clear();
    invalid.certificate().user_ids[0].invalid_root_certifications =
        vec![(fpr(THIRD), CertificationProblem::Revoked)];
    assert_eq!(
        why(&invalid, AnchorKind::TrustRoot),
        AnchorWhy::CertificationInvalid(CertificationProblem::Revoked)
    );
    let mut itself = certified(Case::sound());
    itself.trust.roots[0].fingerprint = fpr(KEY);
    itself.certificate().user_ids[0].certified_by_roots = vec![(fpr(KEY), None)];
    assert_eq!(
        why(&itself, AnchorKind::TrustRoot),
        AnchorWhy::NothingKnown,
        "no key certifies itself"
    );
}

#[test]
fn a_directory_must_be_fresh_and_agree_in_name_address_and_fingerprint() {
    let change = |change: fn(&mut DirectorySnapshot)| {
        let mut case = listed(Case::sound());
        change(&mut case.trust.directories[0]);
        case
    };
    counts(
        &change(|snapshot| snapshot.taken = day("2026-08-24")),
        AnchorKind::Directory,
    );
    assert_eq!(
        why(
            &change(|snapshot| snapshot.taken = day("2026-08-23")),
            AnchorKind::Directory
        ),
        AnchorWhy::Stale
    );
    assert_eq!(
        why(
            &change(|snapshot| snapshot.taken = day("2026-11-24")),
            AnchorKind::Directory
        ),
        AnchorWhy::Stale,
        "the future"
    );
    assert_eq!(
        why(
            &change(|snapshot| snapshot.entries[0].names = vec!["Gamma".to_owned()]),
            AnchorKind::Directory
        ),
        AnchorWhy::OtherTeam
    );
    assert_eq!(
        why(
            &change(|snapshot| snapshot.entries[0].emails = vec!["x@alpha.example".to_owned()]),
            AnchorKind::Directory
        ),
        AnchorWhy::OtherTeam
    );
    let differs = change(|snapshot| snapshot.entries[0].fingerprints = vec![fpr(OTHER)]);
    assert_eq!(why(&differs, AnchorKind::Directory), AnchorWhy::OtherKey);
    assert_eq!(differs.assess().verdict, Verdict::Rejected);
    let old = DirectorySnapshot {
        taken: day("2026-08-23"),
        ..differs.trust.directories[0].clone()
    };
    let old = Case {
        trust: Trust {
            directories: vec![old],
            ..Trust::default()
        },
        ..differs
    };
    assert_eq!(
        old.assess().why,
        Some(Why::Disputed),
        "what is not in force contradicts nothing"
    );
    let without = change(|snapshot| snapshot.entries[0].fingerprints.clear());
    assert_eq!(
        why(&without, AnchorKind::Directory),
        AnchorWhy::NothingKnown
    );
}

#[test]
fn a_web_key_directory_under_the_same_control_is_not_independent() {
    let shared = |document: &str, directory: &str| {
        why(
            &promoted(in_wkd(Case::sound(), document, directory)),
            AnchorKind::Wkd,
        )
    };
    let alpha = AnchorWhy::SharedController("alpha.example".to_owned());
    assert_eq!(
        shared("https://alpha.example/r.txt", "alpha.example"),
        alpha,
        "the same host"
    );
    assert_eq!(
        shared(
            "https://www.alpha.example/r.txt",
            "openpgpkey.alpha.example"
        ),
        alpha,
        "the same registrable domain"
    );
    let mut redirected = promoted(in_wkd(
        Case::sound(),
        "https://hosting.example/r.txt",
        "alpha.example",
    ));
    let hop = Hop {
        url: "https://www.alpha.example/r".to_owned(),
        status: 302,
    };
    redirected.dossier.document.as_mut().unwrap().origin.chain = vec![hop];
    assert_eq!(
        why(&redirected, AnchorKind::Wkd),
        alpha,
        "a hop of the document"
    );
    let mut target = promoted(in_wkd(
        Case::sound(),
        "https://hosting.example/r.txt",
        "alpha.example",
    ));
    let hop = Hop {
        url: "https://keys.hosting.example/x".to_owned(),
        status: 302,
    };
    target.certificate().origins[1].chain = vec![hop];
    assert_eq!(
        why(&target, AnchorKind::Wkd),
        AnchorWhy::SharedController("hosting.example".to_owned()),
        "a hop of the directory"
    );
    let mut local = promoted(in_wkd(
        Case::sound(),
        "https://hosting.example/r.txt",
        "alpha.example",
    ));
    local.dossier.document.as_mut().unwrap().origin = Origin::file(OriginKind::Flag, "r.txt");
    assert!(
        matches!(why(&local, AnchorKind::Wkd), AnchorWhy::SharedController(_)),
        "a file has no origin"
    );
    counts(
        &promoted(in_wkd(
            Case::sound(),
            "https://hosting.example/r.txt",
            "openpgpkey.alpha.example",
        )),
        AnchorKind::Wkd,
    );
}

#[test]
fn the_same_address_on_the_network_is_neither_shared_control_nor_independence() {
    let mut case = promoted(in_wkd(
        Case::sound(),
        "https://hosting.example/r.txt",
        "alpha.example",
    ));
    case.dossier.document.as_mut().unwrap().origin.address = Some("192.0.2.7".parse().unwrap());
    case.certificate().origins[1].address = Some("192.0.2.7".parse().unwrap());
    counts(&case, AnchorKind::Wkd);
}

#[test]
fn a_web_key_directory_speaks_for_its_own_domain_only() {
    let elsewhere = promoted(in_wkd(
        Case::sound(),
        "https://hosting.example/r.txt",
        "attacker.example",
    ));
    assert_eq!(why(&elsewhere, AnchorKind::Wkd), AnchorWhy::OtherTeam);
}

#[test]
fn key_servers_asked_by_fingerprint_prove_nothing() {
    let server = |url: &str| {
        let mut case = promoted(Case::sound());
        case.certificate()
            .origins
            .push(web(OriginKind::Keyserver, url));
        case
    };
    let by_fingerprint = server(&format!("https://keys.example/vks/v1/by-fingerprint/{KEY}"));
    let open = server("https://keys.example/pks/lookup?op=get&search=cert@alpha.example");
    for case in [by_fingerprint, open] {
        assert!(case.assess().anchors.is_empty());
    }
    counts(
        &server("https://keys.example/vks/v1/by-email/cert%40alpha.example"),
        AnchorKind::Keyserver,
    );
}

#[test]
fn a_corroborator_with_another_key_disputes_and_one_that_could_not_be_asked_is_silent() {
    let mut case = in_wkd(
        Case::sound(),
        "https://hosting.example/r.txt",
        "alpha.example",
    );
    let origin = case.certificate().origins.pop().unwrap();
    let mut other = certificate_of(OTHER, "Alpha CERT <cert@alpha.example>");
    other.origins = vec![origin];
    case.facts.certificates.push(other);
    assert_eq!(judged(&case, AnchorKind::Wkd).0.says, AnchorSays::Disagrees);
    assert_eq!(
        case.assess().leaf,
        Leaf::Disputed {
            by: vec![CheckId::AnchorsAgree]
        }
    );
    let mut failed = Case::sound();
    let url = "https://alpha.example/.well-known/openpgpkey/hu/abc?l=cert";
    failed.dossier.attempts = vec![attempt(AttemptRole::Key, url, AttemptResult::Failed)];
    assert_eq!(
        why(&failed, AnchorKind::Wkd),
        AnchorWhy::NotAsked(AttemptWhy::default())
    );
}

#[test]
fn a_changed_key_disputes_by_history_and_is_never_accepted_by_it() {
    let changed = remembered(Case::sound(), OTHER);
    assert_eq!(
        why(&promoted(changed.clone()), AnchorKind::History),
        AnchorWhy::OtherKey
    );
    assert_eq!(changed.assess().why, Some(Why::Disputed));
    let mut damaged = Case::sound();
    damaged.past = Past::Damaged("torn".to_owned());
    assert_eq!(
        why(&damaged, AnchorKind::History),
        AnchorWhy::NotAsked(bonafide_model::evidence::AttemptWhy::Told(
            "torn".to_owned()
        ))
    );
}

#[test]
fn nothing_from_the_documents_own_origin_lifts_a_verdict_above_unanchored() {
    let mut case = promoted(Case::sound());
    for kind in [
        OriginKind::Embedded,
        OriginKind::PrintedUrl,
        OriginKind::Sidecar,
        OriginKind::Wkd,
        OriginKind::Keyserver,
    ] {
        let url = "https://www.alpha.example/.well-known/openpgpkey/hu/abc?l=cert";
        case.certificate().origins.push(web(kind, url));
    }
    let line = format!(
        "{}  rfc2350.txt\n",
        crate::digests::digest(HashName::Sha256, b"the profile\n").unwrap()
    );
    case.dossier.checksums.push(artifact(
        line.as_bytes(),
        web(
            OriginKind::Sidecar,
            "https://www.alpha.example/rfc2350.txt.sha256",
        ),
    ));
    assert_eq!(case.assess().verdict, Verdict::Unanchored);
}
