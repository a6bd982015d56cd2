//! The two verdicts over whole cases, each with one thing broken.

use bonafide_model::claims::*;
use bonafide_model::evidence::*;
use bonafide_model::judgement::*;

use crate::checks::CHECKS;
use crate::checks::check::{Check, Need};
use crate::facts::{Coverage, Told, WeakBecause};
use crate::fixture::*;

fn verdict(case: &Case) -> (Verdict, Option<Why>, Leaf) {
    let assessment = case.assess();
    (assessment.verdict, assessment.why, assessment.leaf)
}

fn curve() -> KeyProblem {
    KeyProblem::NotComputed("a curve".to_owned())
}

/// Breaks a case with and without a pin, and expects the same reason of both.
fn unverified(why: Why, breaks: impl Fn(&mut Case)) -> Leaf {
    let leaves: Vec<Leaf> = [Case::sound(), Case::pinned()]
        .into_iter()
        .map(|mut case| {
            breaks(&mut case);
            let (verdict, said, leaf) = verdict(&case);
            assert_eq!(
                (verdict, said),
                (Verdict::Unverified, Some(why)),
                "{leaf:?}"
            );
            leaf
        })
        .collect();
    leaves[0].clone()
}

fn rejected(breaks: impl Fn(&mut Case)) -> Leaf {
    let leaves: Vec<Leaf> = [Case::sound(), Case::pinned()]
        .into_iter()
        .map(|mut case| {
            breaks(&mut case);
            let (verdict, why, leaf) = verdict(&case);
            assert_eq!((verdict, why), (Verdict::Rejected, None), "{leaf:?}");
            leaf
        })
        .collect();
    leaves[0].clone()
}

/// Disputes what no anchor confirms, and only warns where one does.
fn disputed(check: CheckId, breaks: impl Fn(&mut Case)) {
    let mut case = Case::sound();
    breaks(&mut case);
    assert_eq!(
        verdict(&case),
        (
            Verdict::Unverified,
            Some(Why::Disputed),
            Leaf::Disputed { by: vec![check] }
        )
    );
    let mut case = Case::pinned();
    breaks(&mut case);
    assert_eq!(verdict(&case).0, Verdict::Authentic);
    let warned = case
        .assess()
        .findings
        .iter()
        .any(|f| f.check == check && f.severity == Severity::Warning);
    assert!(warned, "an authentic document still warns");
    case.policy.strict = true;
    assert_eq!(verdict(&case).2, Leaf::StrictWarnings { by: vec![check] });
}

#[test]
fn every_check_of_the_catalogue_has_one_entry_and_says_something_of_everything() {
    let ids =
        |checks: &mut dyn Iterator<Item = &Check>| checks.map(|check| check.id).collect::<Vec<_>>();
    assert_eq!(ids(&mut CHECKS.iter()), CheckId::ALL);
    let expected = ids(&mut CHECKS.iter().filter(|check| check.run.is_some()));
    let of_publishers = |id: &CheckId| id.group() == CheckGroup::Selfcheck;
    assert_eq!(
        expected,
        CheckId::ALL
            .iter()
            .copied()
            .filter(|id| !of_publishers(id))
            .collect::<Vec<_>>()
    );
    for case in [
        Case::sound(),
        Case::pinned(),
        Case::sound().unsigned(),
        Case::sound().unreadable(),
        Case::sound().without_document(),
    ] {
        let findings = case.assess().findings;
        for check in &expected {
            assert!(
                findings.iter().any(|finding| finding.check == *check),
                "{check} said nothing"
            );
        }
    }
}

#[test]
fn a_sound_profile_is_unanchored_and_names_its_one_controller() {
    let (verdict, why, leaf) = verdict(&Case::sound());
    assert_eq!((verdict, why), (Verdict::Unanchored, None));
    assert_eq!(
        leaf,
        Leaf::Unanchored {
            controllers: vec!["alpha.example".to_owned()],
            other_team: None
        }
    );
    assert_eq!(Case::sound().assess().key.verdict, KeyVerdict::Unconfirmed);
}

#[test]
fn with_a_pin_it_is_authentic_and_without_any_warning() {
    let assessment = Case::pinned().assess();
    assert_eq!(
        (assessment.verdict, assessment.leaf),
        (Verdict::Authentic, Leaf::Authentic)
    );
    assert_eq!(
        assessment.key.leaf,
        KeyLeaf::Confirmed { can_encrypt: true }
    );
    let loud: Vec<&Finding> = assessment
        .findings
        .iter()
        .filter(|finding| finding.severity > Severity::Note)
        .collect();
    assert!(loud.is_empty(), "{loud:?}");
}

#[test]
fn strict_changes_nothing_where_nothing_warns() {
    let mut case = Case::sound();
    case.policy.strict = true;
    assert_eq!(verdict(&case).0, Verdict::Unanchored);
}

#[test]
fn strict_minds_an_address_that_the_pin_does_not_cover() {
    let mut case = Case::pinned();
    case.claims()
        .emails
        .push(email("help@parent.example", EmailRole::Contact));
    assert_eq!(verdict(&case).0, Verdict::Authentic);
    case.policy.strict = true;
    assert_eq!(
        verdict(&case).2,
        Leaf::StrictWarnings {
            by: vec![CheckId::AnchorNamesThisTeam]
        }
    );
}

#[test]
fn what_could_not_be_had_or_read_is_unverified() {
    assert_eq!(
        unverified(Why::NotFetched, |case| *case =
            case.clone().without_document()),
        Leaf::NotFetched
    );
    let unreadable = unverified(Why::Unreadable, |case| *case = case.clone().unreadable());
    assert_eq!(unreadable, Leaf::DocumentUnreadable(ReadError::NoText));
    let framing = || ReadError::Framing("two messages".to_owned());
    let leaf = unverified(Why::NotCovered, |case| {
        case.dossier.reading = Some(Err(framing()))
    });
    assert_eq!(leaf, Leaf::DocumentUnreadable(framing()));
}

#[test]
fn no_signature_and_no_answer_are_two_reasons() {
    assert_eq!(
        unverified(Why::NoSignature, |case| *case = case.clone().unsigned()),
        Leaf::NoSignature {
            says: None,
            x509: None
        }
    );
    let leaf = unverified(Why::NotFetched, |case| {
        *case = case.clone().unsigned();
        case.dossier.attempts = vec![attempt(
            AttemptRole::Signature,
            "https://www.alpha.example/x.sig",
            AttemptResult::Failed,
        )];
    });
    assert_eq!(leaf, Leaf::SignatureNotFetched);
    let leaf = unverified(Why::NoSignature, |case| {
        *case.signature() = signature_by(KEY, SignatureStatus::NotASignature)
    });
    assert_eq!(leaf, Leaf::NotASignature);
}

#[test]
fn an_unsigned_profile_that_prints_the_pinned_key_confirms_the_key_and_not_the_document() {
    let assessment = Case::pinned().unsigned().assess();
    assert_eq!(
        (assessment.verdict, assessment.why),
        (Verdict::Unverified, Some(Why::NoSignature))
    );
    assert_eq!(
        (assessment.key.verdict, assessment.key.fingerprint),
        (KeyVerdict::Confirmed, Some(fpr(KEY)))
    );
    let mut absent = Case::pinned().unsigned();
    absent.facts.certificates.clear();
    assert_eq!(
        absent.assess().key.leaf,
        KeyLeaf::NoCertificate { unusable: None },
        "nothing to encrypt to"
    );
}

#[test]
fn a_failing_signature_by_a_printed_or_pinned_key_is_rejected_and_a_strangers_is_not() {
    let bad = |case: &mut Case| *case.signature() = signature_by(KEY, SignatureStatus::Bad);
    assert_eq!(
        rejected(bad),
        Leaf::SignatureBad {
            signer: Some(fpr(KEY))
        }
    );
    let stranger = |case: &mut Case| *case.signature() = signature_by(OTHER, SignatureStatus::Bad);
    assert_eq!(
        unverified(Why::Disputed, stranger),
        Leaf::StrangersSignatureBad
    );
    let mut by_pinned = Case::sound();
    by_pinned.trust.pins = vec![pin("Alpha CERT", OTHER, "alpha.example")];
    by_pinned.claims().fingerprints.clear();
    stranger(&mut by_pinned);
    assert_eq!(
        verdict(&by_pinned).2,
        Leaf::SignatureBad {
            signer: Some(fpr(OTHER))
        }
    );
}

#[test]
fn a_failing_signature_that_is_by_its_name_of_another_file_accuses_nobody() {
    let of_other_file = || {
        let mut signature = signature_by(KEY, SignatureStatus::Bad);
        signature
            .report
            .problems
            .push(SignatureProblem::OfOtherFile);
        signature
    };
    assert_eq!(
        unverified(Why::NotCovered, |case| *case.signature() = of_other_file()),
        Leaf::OtherContent
    );
    let mut beside_a_good_one = Case::pinned();
    beside_a_good_one.policy.strict = true;
    beside_a_good_one
        .facts
        .signatures
        .insert(0, of_other_file());
    assert_eq!(verdict(&beside_a_good_one).0, Verdict::Authentic);
    // The document's own signature still decides.
    let leaf = rejected(|case| {
        *case.signature() = signature_by(KEY, SignatureStatus::Bad);
        case.facts.signatures.insert(0, of_other_file());
    });
    assert_eq!(
        leaf,
        Leaf::SignatureBad {
            signer: Some(fpr(KEY))
        }
    );
}

#[test]
fn a_good_and_a_failing_signature_by_the_same_key_are_not_authentic() {
    let leaf = unverified(Why::Disputed, |case| {
        case.facts
            .signatures
            .push(signature_by(KEY, SignatureStatus::Bad))
    });
    assert_eq!(leaf, Leaf::GoodAndBad);
}

#[test]
fn other_peoples_signatures_beside_a_good_one_change_nothing() {
    for status in [
        SignatureStatus::Bad,
        SignatureStatus::UnknownKey,
        SignatureStatus::Malformed,
        SignatureStatus::NotASignature,
    ] {
        let mut case = Case::pinned();
        case.facts.signatures.insert(0, signature_by(OTHER, status));
        assert_eq!(verdict(&case).0, Verdict::Authentic, "{status:?}");
    }
}

#[test]
fn a_key_that_is_not_at_hand_and_a_stranger_have_their_own_words() {
    let unknown = |issuer: &'static str| {
        move |case: &mut Case| {
            *case.signature() = signature_by(issuer, SignatureStatus::UnknownKey);
            case.signature().report.signer = None;
            case.facts.certificates.clear();
        }
    };
    assert_eq!(
        unverified(Why::NoKey, unknown(KEY)),
        Leaf::NoKey { unusable: None }
    );
    assert_eq!(
        unverified(Why::NoKey, unknown(OTHER)),
        Leaf::NoKey { unusable: None },
        "it may be a subkey of the printed key"
    );
    let stranger = |case: &mut Case| {
        *case.signature() = signature_by(OTHER, SignatureStatus::UnknownKey);
        case.signature().report.signer = None;
    };
    assert_eq!(
        unverified(Why::NoKey, stranger),
        Leaf::SignerUnknown,
        "the printed certificate is at hand, and this is none of its keys"
    );
}

#[test]
fn a_signer_that_is_not_printed_is_unverified_with_its_own_reason() {
    let stranger = |case: &mut Case| {
        *case.signature() = signature_by(OTHER, SignatureStatus::Good);
        case.facts
            .certificates
            .push(certificate_of(OTHER, "Alpha CERT <cert@alpha.example>"));
        case.facts.certificates[1].origins = vec![Origin::file(OriginKind::Flag, "key.asc")];
    };
    assert_eq!(
        unverified(Why::Disputed, stranger),
        Leaf::SignerNotPrinted { signer: fpr(OTHER) }
    );
    let mut case = Case::sound();
    stranger(&mut case);
    case.claims()
        .fingerprints
        .push(hidden(printed(OTHER, KeyRole::Team), HiddenBy::Color));
    assert_eq!(
        verdict(&case).2,
        Leaf::SignerNotPrinted { signer: fpr(OTHER) },
        "a value that nobody sees is not printed"
    );
}

#[test]
fn without_a_usable_fingerprint_even_the_pinned_signer_proves_no_document() {
    let leaf = unverified(Why::NoFingerprint, |case| {
        case.claims().fingerprints = vec![hidden(printed(KEY, KeyRole::Team), HiddenBy::Comment)];
    });
    assert_eq!(
        leaf,
        Leaf::NoFingerprint {
            hidden: 1,
            malformed: 0
        }
    );
    let mut case = Case::pinned();
    case.claims().fingerprints.clear();
    assert_eq!(case.assess().key.verdict, KeyVerdict::Confirmed);
}

#[test]
fn weak_hashes_keys_and_bindings_are_three_reasons() {
    for (because, cause) in [
        (WeakBecause::Hash, WeakCause::Hash),
        (WeakBecause::Key, WeakCause::Key),
        (WeakBecause::Binding, WeakCause::Binding),
    ] {
        let leaf = unverified(Why::Weak, |case| {
            *case.signature() = signature_by(KEY, SignatureStatus::Weak);
            case.signature().weak_because = Some(because);
        });
        assert_eq!(leaf, Leaf::Weak(cause));
    }
    let leaf = unverified(Why::Weak, |case| {
        case.certificate().bindings_strong = Told::No(KeyProblem::PrimaryOnlySha1)
    });
    assert_eq!(leaf, Leaf::Weak(WeakCause::Binding));
    let leaf = unverified(Why::Weak, |case| {
        case.certificate().strong = Told::No("1024 bits".to_owned())
    });
    assert_eq!(leaf, Leaf::Weak(WeakCause::Key));
}

#[test]
fn weak_bindings_pass_with_a_warning_where_policy_says_so() {
    let mut case = Case::pinned();
    case.certificate().bindings_strong = Told::No(KeyProblem::PrimaryOnlySha1);
    case.policy.danger_accept_sha1_bindings = true;
    let assessment = case.assess();
    assert_eq!(assessment.verdict, Verdict::Authentic);
    assert_eq!(assessment.weakenings, ["danger-accept-sha1-bindings"]);
}

#[test]
fn expiry_at_signing_expiry_since_and_retirement_are_told_apart() {
    let leaf = unverified(Why::Expired, |case| {
        *case.signature() = signature_by(KEY, SignatureStatus::Expired)
    });
    assert_eq!(leaf, Leaf::SignatureExpired { cause: None });
    let expired = Some(time("2026-03-01T00:00:00Z"));
    let since = |case: &mut Case| {
        case.certificate().live = Told::No(KeyProblem::Expired(None));
        case.certificate().report.expires = expired;
    };
    assert_eq!(
        unverified(Why::Expired, since),
        Leaf::KeyExpired {
            expires: expired,
            signed_before: true
        }
    );
    let leaf = unverified(Why::Expired, |case| {
        case.certificate().report.revoked = Some(revocation(false))
    });
    assert_eq!(leaf, Leaf::KeyRetired);
    let mut case = Case::pinned();
    since(&mut case);
    assert_eq!(case.assess().key.leaf, KeyLeaf::Expired);
}

#[test]
fn a_key_withdrawn_by_its_owner_is_rejected_signed_or_not() {
    let withdrawn = |case: &mut Case| case.certificate().report.revoked = Some(revocation(true));
    assert!(matches!(rejected(withdrawn), Leaf::KeyWithdrawn { .. }));
    let unsigned = |case: &mut Case| {
        *case = case.clone().unsigned();
        withdrawn(case);
    };
    assert!(matches!(rejected(unsigned), Leaf::KeyWithdrawn { .. }));
    let subkey = |case: &mut Case| {
        case.signature()
            .report
            .problems
            .push(SignatureProblem::KeyRevokedHard)
    };
    assert!(matches!(rejected(subkey), Leaf::KeyWithdrawn { .. }));
    let mut case = Case::pinned();
    withdrawn(&mut case);
    assert_eq!(case.assess().key.leaf, KeyLeaf::Withdrawn);
}

#[test]
fn a_printed_or_published_secret_key_is_rejected() {
    assert_eq!(
        rejected(|case| case.claims().secret_keys.push(claim((), "", "2.8"))),
        Leaf::SecretKeyOut
    );
    assert_eq!(
        rejected(|case| case.certificate().had_secret = true),
        Leaf::SecretKeyOut
    );
    let mut own = Case::pinned();
    own.certificate().had_secret = true;
    own.certificate().origins = vec![Origin::file(OriginKind::Flag, "key.asc")];
    assert_eq!(
        verdict(&own).0,
        Verdict::Authentic,
        "the user's own file is not published"
    );
}

#[test]
fn text_outside_the_signed_region_is_rejected_with_claims_and_not_covered_without() {
    let outside = |claims: bool| {
        move |case: &mut Case| {
            case.signature().report.kind = SignatureKind::Cleartext;
            case.signature().report.origin = web(OriginKind::Flag, URL);
            case.signature().outside_text = true;
            case.signature().outside_text_has_claims = claims;
        }
    };
    assert_eq!(rejected(outside(true)), Leaf::ClaimsOutside);
    assert_eq!(
        unverified(Why::NotCovered, outside(false)),
        Leaf::TextOutside
    );
}

#[test]
fn a_signature_over_something_else_is_not_covered_and_over_an_equal_copy_is() {
    assert_eq!(
        unverified(Why::NotCovered, |case| case.signature().covers =
            Coverage::Other),
        Leaf::OtherContent
    );
    for covers in [Coverage::EqualCopy, Coverage::Listed { accepted: true }] {
        let mut case = Case::pinned();
        case.signature().covers = covers;
        assert_eq!(verdict(&case).0, Verdict::Authentic);
        case.policy.strict = true;
        assert_eq!(
            verdict(&case).2,
            Leaf::StrictWarnings {
                by: vec![CheckId::SignatureCoversDocument]
            }
        );
    }
}

#[test]
fn impossible_times_unsupported_and_forbidden_keys_have_their_own_reasons() {
    let leaf = unverified(Why::Disputed, |case| {
        case.signature().report.made_at = Some(time("2026-11-22T08:06:00Z"))
    });
    assert_eq!(leaf, Leaf::ImpossibleTime { future: true });
    let leaf = unverified(Why::Disputed, |case| {
        *case.signature() = signature_by(KEY, SignatureStatus::InvalidKey);
        case.signature()
            .report
            .problems
            .push(SignatureProblem::MadeBeforeKey);
    });
    assert_eq!(leaf, Leaf::ImpossibleTime { future: false });
    let leaf = unverified(Why::Unsupported, |case| {
        *case.signature() = signature_by(KEY, SignatureStatus::Unsupported)
    });
    assert_eq!(
        leaf,
        Leaf::Unsupported {
            what: Some(SignatureCause::DoesNotVerify)
        }
    );
    let leaf = unverified(Why::Disputed, |case| {
        *case.signature() = signature_by(KEY, SignatureStatus::InvalidKey)
    });
    assert_eq!(leaf, Leaf::SigningKeyInvalid);
    let leaf = unverified(Why::Unreadable, |case| {
        *case.signature() = signature_by(KEY, SignatureStatus::Malformed)
    });
    assert_eq!(leaf, Leaf::SignatureMalformed);
}

#[test]
fn what_cannot_be_told_of_the_key_never_passes() {
    for breaks in [
        (|case| case.certificate().live = Told::Unknown(curve())) as fn(&mut Case),
        |case| case.certificate().strong = Told::Unknown(curve()),
        |case| case.certificate().bindings_strong = Told::Unknown(curve()),
    ] {
        assert!(matches!(
            unverified(Why::Disputed, breaks),
            Leaf::NotProven { .. }
        ));
        let mut case = Case::pinned();
        breaks(&mut case);
        assert_eq!(case.assess().key.leaf, KeyLeaf::HealthUnknown);
    }
}

#[test]
fn an_expired_signing_subkey_leaves_the_key_to_encrypt_to_confirmed() {
    let mut case = Case::pinned();
    case.signature().report.problems = vec![SignatureProblem::KeyExpiredSince];
    let assessment = case.assess();
    assert_eq!(
        (assessment.verdict, assessment.why),
        (Verdict::Unverified, Some(Why::Expired))
    );
    assert_eq!(
        assessment.key.leaf,
        KeyLeaf::Confirmed { can_encrypt: true }
    );
}

#[test]
fn unconfirmed_contradictions_dispute_an_unanchored_document_and_warn_on_an_anchored_one() {
    disputed(CheckId::ChecksumMatches, |case| {
        let line = format!("{}  rfc2350.txt\n", "ab".repeat(32));
        case.dossier.checksums.push(artifact(
            line.as_bytes(),
            web(
                OriginKind::Sidecar,
                "https://www.alpha.example/rfc2350.txt.sha256",
            ),
        ));
    });
    disputed(CheckId::KeyIdMatchesFingerprint, |case| {
        case.claims().key_ids = vec![key_id("0123456789ABCDEF")]
    });
    disputed(CheckId::FingerprintIsUnambiguous, |case| {
        case.claims()
            .fingerprints
            .push(hidden(printed(OTHER, KeyRole::Team), HiddenBy::RenderMode));
    });
    disputed(CheckId::PublishedKeyIsPrintedKey, |case| {
        let mut embedded = certificate_of(OTHER, "Alpha CERT <cert@alpha.example>");
        embedded.origins = vec![Origin::embedded()];
        case.facts.certificates.push(embedded);
    });
    disputed(CheckId::DocumentShowsWhatItSays, |case| {
        let detail = "two digits".to_owned();
        case.profile().warnings.push(ReadWarning {
            kind: ReadWarningKind::GlyphsDiffer,
            place: None,
            detail,
        });
    });
    disputed(CheckId::AnchorsAgree, |case| {
        let past = Sight {
            fingerprint: Some(fpr(OTHER)),
            ..sight("1.1", "2025-01-01")
        };
        case.past = Past::Seen(vec![past]);
    });
    disputed(CheckId::SignerIsPrintedKey, |case| {
        case.claims().fingerprints = vec![printed(KEY, KeyRole::Old)];
    });
    disputed(CheckId::FingerprintIsWellformed, |case| {
        let odd = vec![OddCharacter {
            found: 'О',
            looks_like: Some('0'),
            after_digits: 3,
        }];
        let mut second = printed("8A1EC5D2", KeyRole::Team);
        second.value.problem = Some(FingerprintProblem::OddCharacters(odd));
        case.claims().fingerprints.push(second);
    });
}

#[test]
fn a_wrong_half_of_the_key_id_leaves_an_unanchored_document_standing() {
    let mut case = Case::sound();
    case.claims().key_ids = vec![key_id("2485CF71"), key_id("8A1EC5D2"), key_id("E37BEBB8")];
    assert_eq!(verdict(&case).0, Verdict::Unanchored);
}

#[test]
fn an_older_document_is_stale_and_a_damaged_history_lets_none_in() {
    let leaf = unverified(Why::Stale, |case| {
        case.past = Past::Seen(vec![sight("1.3", "2026-02-01")])
    });
    assert_eq!(leaf, Leaf::RolledBack);
    let leaf = unverified(Why::Stale, |case| {
        case.past = Past::Damaged("not a database".to_owned())
    });
    assert_eq!(leaf, Leaf::HistoryDamaged);
}

#[test]
fn the_order_of_what_was_gathered_changes_nothing() {
    let mut case = Case::pinned();
    case.trust
        .pins
        .push(pin("Alpha CERT", THIRD, "alpha.example"));
    case.facts
        .signatures
        .push(signature_by(OTHER, SignatureStatus::UnknownKey));
    case.facts
        .signatures
        .push(signature_by(OTHER, SignatureStatus::Weak));
    case.facts
        .certificates
        .push(certificate_of(THIRD, "Alpha <cert@alpha.example>"));
    let one = case.assess();
    case.facts.signatures.reverse();
    case.facts.certificates.reverse();
    case.trust.pins.reverse();
    let other = case.assess();
    assert_eq!(
        (one.verdict, one.leaf, one.key),
        (other.verdict, other.leaf, other.key)
    );
}

#[test]
fn every_check_has_a_page_with_all_its_parts() {
    let pages = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/checks");
    for id in CheckId::ALL {
        let page = std::fs::read_to_string(pages.join(format!("{id}.md")))
            .unwrap_or_else(|error| unreachable!("{id}: {error}"));
        assert!(page.starts_with(&format!("# {id}\n")), "{id}");
        for part in [
            "Proves",
            "Does not prove",
            "Outcomes",
            "What to do",
            "Example",
        ] {
            assert!(page.contains(&format!("\n## {part}\n")), "{id}: {part}");
        }
    }
    assert_eq!(
        std::fs::read_dir(&pages)
            .map(Iterator::count)
            .unwrap_or_default(),
        CheckId::ALL.len(),
        "a page without a check"
    );
}

/// Whoever adds a check adds a line to the catalogue of the model, a file, a page, and nothing
/// else.
#[test]
fn every_check_has_a_file_of_its_own_and_no_file_is_without_a_check() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/checks");
    let files = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|file| file.file_name().to_string_lossy().into_owned());
    let mut files: Vec<String> = files
        .filter_map(|name| name.strip_suffix(".rs").map(str::to_owned))
        .collect();
    let shared = ["check", "found", "mod", "weight"];
    files.retain(|name| !shared.contains(&name.as_str()));
    files.sort();
    let mut expected: Vec<String> = CheckId::ALL
        .iter()
        .map(|id| id.as_str().replace('-', "_"))
        .collect();
    expected.sort();
    assert_eq!(files, expected);
}

#[test]
fn no_two_rules_of_the_verdict_have_the_same_place() {
    let steps = CHECKS.iter().filter_map(|check| match check.need? {
        Need::Proven(step) | Need::NotRefuted(step) => Some(step),
        Need::Anchor => None,
    });
    let mut steps: Vec<u8> = steps.collect();
    steps.sort_unstable();
    assert_eq!(steps, (1..=15).collect::<Vec<u8>>());
}
