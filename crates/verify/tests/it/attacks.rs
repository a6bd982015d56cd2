//! The attacks of the threat model, end to end: real documents, read by the real reader, and real
//! keys.
//!
//! Every attack is made with all that its author controls (key, sites, signature, checksum, web key
//! directory, trust that the user has in the attacker for itself), and none reaches `authentic`;
//! the honest twin of each does.
//!
//! | Row | Attack | Test |
//! |---|---|---|
//! | 1 | everything replaced on one server | [`everything_replaced_on_one_server`] |
//! | 2 | a source that only looks independent | [`which_anchors_count`], [`a_key_server_that_sends_us_on_does_not_verify_addresses`] |
//! | 3 | another key than the pinned or remembered one | [`another_key_than_the_trusted_one`] |
//! | 4 | colliding or borrowed Key IDs | [`a_borrowed_key_id`], and two real keys with one Key ID in `published/collision.rs` |
//! | 5 | misprinted fingerprints and Key IDs | [`a_misprint_is_no_match`] |
//! | 6 | look-alike and invisible digits | [`look_alike_digits`] |
//! | 7 | values that nobody sees | [`a_hidden_fingerprint_chooses_nothing`] |
//! | 8 | a later revision appended to a PDF | [`a_revision_appended_to_a_signed_pdf`] |
//! | 9 | another key, a borrowed or a forbidden subkey | [`keys_that_may_not_sign_for_the_team`] |
//! | 10–13 | revoked, expired, extended, impossible times | [`keys_and_times`] |
//! | 14 | broken hashes, backdated | [`broken_hashes_whatever_date_they_state`] |
//! | 15 | SHA-1 bindings | [`sha1_bindings_are_weak_and_only_named_options_accept_them`] |
//! | 16 | text around signed text | [`text_around_a_signed_text`] |
//! | 17 | something else served as the signature | [`what_is_served_as_a_signature`] |
//! | 18 | several signatures | [`several_signatures`] |
//! | 19 | line ends | [`line_ends_of_text_signatures`] |
//! | 20 | critical unknowns and other types | [`signatures_of_another_kind`] |
//! | 21 | no User IDs | [`a_key_stripped_of_its_user_ids`] |
//! | 22 | checksum files | [`checksums_lift_nothing`] |
//! | 30 | replayed old versions | [`an_old_version_replayed`] |
//! | 35 | a damaged history | [`a_damaged_history_is_no_past`] |
//! | 36 | a printed private key | [`a_printed_private_key`] |
//! | 37 | a trusted team in another one's name | [`a_trusted_team_in_another_teams_name`], [`a_domain_that_looks_like_the_pinned_one`] |
//! | 38 | a forged version 99 | [`a_forged_version_99_changes_nothing_for_the_genuine_one`] |
//!
//! Rows 39 to 58, in whichever crate the guard stands. Each of these tests was seen to fail with
//! its guard switched off.
//!
//! | Row | Attack or fault | Guard | Test |
//! |---|---|---|---|
//! | 39 | a signed list of hashes | `verify/src/verdict.rs` `OnlyListed` | `verify/tests/it/coverage.rs` `a_signed_list_of_hashes_is_no_signature_over_what_it_names` |
//! | 40 | `--at` in the future | `cli/src/commands/verify.rs` `remembers` | `cli/tests/it/one_past.rs` `what_is_judged_as_of_another_time_is_not_remembered` |
//! | 40 | a wrong clock | `verify/src/past.rs` `is_future` | `verify/src/checks/tests/freshness.rs` `nothing_is_compared_with_a_sight_in_the_future` |
//! | 40 | the last sight is an old one | `verify/src/checks/version_is_not_older.rs` `compare` | `verify/src/checks/tests/freshness.rs` `the_highest_that_was_ever_seen_counts_and_not_the_last` |
//! | 40 | a sight in the future | `history/src/sight.rs` `repair` | `history/tests/store.rs` `a_sight_under_a_wrong_clock_is_mended_by_the_next_one_and_none_is_lost` |
//! | 40 | a run in the future | `history/src/run.rs` `last` | `history/tests/store.rs` `a_run_under_a_wrong_clock_does_not_stop_the_memory` |
//! | 41 | another spelling | `history/src/place.rs` `place` | `history/src/place.rs` `every_spelling_of_a_place_is_one` |
//! | 41 | another command | `history/src/sight.rs` `all` | `cli/tests/it/one_past.rs` `every_command_and_spelling_sees_the_same_past` |
//! | 41 | another place | `verify/src/past.rs` `is_of_this_document` | `verify/src/checks/tests/freshness.rs` `a_document_that_was_seen_elsewhere_is_known_by_team_and_key` |
//! | 42 | a lifetime of ten years | `fetch/src/cache.rs` `conditions` | `fetch/tests/it/cache.rs` `a_copy_is_young_or_is_not_used_unasked` |
//! | 42 | the same in an audit | `fetch/src/exchange.rs` `reload` | `cli/tests/it/cached.rs` `an_audit_asks_again_whatever_lifetime_was_granted` |
//! | 42 | a copy's age | `fetch/src/cache.rs` `copy` | `cli/tests/it/cached.rs` `a_report_that_rests_on_a_copy_says_its_age` |
//! | 43 | a pinned team as one known otherwise | `verify/src/identity/conflict.rs` `answer` | `verify/tests/it/identity.rs` `a_pinned_team_does_not_sign_as_a_team_that_only_another_kind_of_anchor_knows` |
//! | 43 | every anchor, claim and way to know | `verify/src/identity/mod.rs` `rivals` | `verify/src/identity/matrix.rs` `every_anchor_meets_every_claim_on_a_team_known_in_every_way` |
//! | 44 | a certification of another User ID | `verify/src/anchors/trust_root.rs` `names` | `verify/tests/it/identity.rs` `a_certification_covers_the_name_and_the_address_of_its_own_user_id` |
//! | 45 | two keys for one name or address | `verify/src/identity/known.rs` `contradicts` | `verify/tests/it/identity.rs` `two_keys_for_one_team_in_one_snapshot_confirm_neither` |
//! | 46 | an unread address | `verify/src/identity/team.rs` `unread` | `verify/tests/it/identity.rs` `an_address_that_a_person_reads_and_the_program_does_not_is_another_teams` |
//! | 46 | words that stand for no sign that is known | `profile/src/claims/email/mod.rs` `unknown` | `profile/src/claims/email/tests.rs` `every_spelling_of_an_address_is_read_or_shown_as_unread` |
//! | 46 | a member's address | `verify/src/identity/team.rs` `Member` | `verify/tests/it/identity.rs` `the_address_of_a_named_person_is_covered_or_not` |
//! | 47 | look-alike names | `verify/src/identity/name.rs` `fit` | `verify/tests/it/identity.rs` `names_that_look_like_a_known_teams_are_disputed_and_both_are_shown` |
//! | 48 | a page without a closing tag | `layout/src/sniff/mod.rs` `is_labelled` | `layout/src/sniff/tests.rs` `bytes_win_over_names_and_labels` |
//! | 49 | definitions, titles and pictures in Markdown | `layout/src/html/output.rs` `hidden_line` | `layout/src/markdown/tests.rs` `what_a_definition_a_title_or_a_picture_says_over_several_lines_is_hidden` |
//! | 50 | scattered digits | `layout/src/pdf/lines.rs` `apart` | `layout/src/pdf/tests/arrangement.rs` `digits_that_are_scattered_are_no_value_in_either_order` |
//! | 50 | boxes that are read as one | `profile/src/claims/text.rs` `apart` | `profile/src/claims/tests/layouts.rs` `no_value_goes_on_in_another_box` |
//! | 51 | drawn otherwise than read | `layout/src/pdf/lies.rs` `take_apart` | `layout/src/pdf/tests/lies.rs` `an_address_and_a_number_that_are_drawn_otherwise_are_what_is_drawn` |
//! | 52 | style rules that cannot be judged | `layout/src/html/output.rs` `not_judged` | `layout/src/html/tests/judged.rs` `each_construct_is_named` |
//! | 53 | a number that runs on | `profile/src/claims/hex/run.rs` `runs_on` | `profile/src/claims/tests/mod.rs` `a_number_longer_than_a_fingerprint_is_never_cut` |
//! | 53 | which part is meant | `profile/src/claims/fingerprint.rs` `confirm` | `profile/src/claims/tests/mod.rs` `a_number_longer_than_a_fingerprint_is_never_cut` |
//! | 54 | footnote marks in text | `profile/src/claims/email/letters.rs` `is_raised` | `profile/src/claims/tests/mod.rs` `marks_around_a_value_are_no_part_of_it` |
//! | 54 | the same in a page | `layout/src/html/visible/boxes.rs` `RAISED` | `layout/src/html/tests/separation.rs` `raised_marks_and_what_is_taken_out_of_the_line_stand_aside` |
//! | 54 | the same in a PDF | `layout/src/pdf/raised.rs` `moved` | `layout/src/pdf/tests/arrangement.rs` `small_signs_above_the_line_are_no_part_of_the_value` |
//! | 55 | versions in armor headers outside | `verify/src/openpgp/outside.rs` `has_other_contact` | `verify/tests/it/coverage.rs` `armor_headers_hold_no_contacts` |
//! | 55 | the same inside | `profile/src/claims/mod.rs` `armor_headers` | `profile/src/claims/tests/mod.rs` `the_headers_of_an_armor_hold_no_contacts` |
//! | 56 | commits and sums | `profile/src/claims/fingerprint.rs` `kind` | `profile/src/claims/tests/mod.rs` `commits_sums_and_sizes_are_no_fingerprints_where_no_label_says_so` |
//! | 57 | an edited bundle | `session/src/replay.rs` `Replay` | `cli/tests/it/evidence.rs` `an_edited_bundle_that_says_authentic_does_not_look_like_a_fresh_look` |
//! | 57 | the same by one's own trust | `session/src/replay.rs` `take_over` | `cli/tests/it/evidence.rs` `with_a_keyring_a_bundle_is_judged_by_the_readers_own_trust_and_reading` |
//! | 58 | inherited descriptors | `reader/src/descriptors.rs` `close_inherited` | `reader/tests/forked.rs` `what_is_open_in_the_parent_is_closed_in_the_child` |
//! | 58 | a forger's key exported | `cli/src/commands/export.rs` `unconfirmed` | `cli/tests/it/export.rs` `a_key_that_nothing_confirms_is_exported_only_by_the_option_named_for_the_danger` |
//! | 58 | a page without "not covered" | `report/src/audit/html/subject.rs` `is_covered` | `report/src/audit/tests.rs` `what_an_unconfirmed_document_prints_as_contacts_is_marked_in_the_html_report` |
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use bonafide_model::claims::*;
use bonafide_model::evidence::*;
use bonafide_model::judgement::*;
use bonafide_testkit::openpgp::packet::signature::subpacket::{
    NotationData, NotationDataFlags, SubpacketValue,
};
use bonafide_testkit::openpgp::types::{HashAlgorithm, ReasonForRevocation, SignatureType};
use bonafide_testkit::{CertSpec, Signing, TestCert, at, checksum};

use common::*;

const WKD: &str =
    "https://alpha.example/.well-known/openpgpkey/hu/iy9q119eutrkn8s1mk4r39qejnbu3n5q";
const VKS: &str = "https://keys.vks.example/vks/v1/by-email/cert%40alpha.example";

/// The tables above speak of this code and these tests.
#[test]
fn every_row_names_a_guard_and_a_test_that_exist() {
    let crates = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap();
    let holds = |file: &str, what: &str| {
        std::fs::read_to_string(crates.join(file)).is_ok_and(|text| text.contains(what))
    };
    let mut rows = std::collections::BTreeSet::new();
    for line in include_str!("attacks.rs")
        .lines()
        .filter_map(|line| line.strip_prefix("//! | "))
    {
        let cells: Vec<&str> = line.trim_end_matches(" |").split(" | ").collect();
        match cells[..] {
            [row, _, guard, test] if row != "Row" => {
                let named = |cell: &str| {
                    cell.split('`')
                        .skip(1)
                        .step_by(2)
                        .map(str::to_owned)
                        .collect::<Vec<String>>()
                };
                let (guard, test) = (named(guard), named(test));
                let [[file, item], [test_file, name]] = [&guard[..], &test[..]] else {
                    panic!("{line}")
                };
                assert!(holds(file, item), "{file} has no {item}");
                assert!(
                    holds(test_file, &format!("fn {name}(")),
                    "{test_file} has no test {name}"
                );
                rows.insert(row.parse::<u8>().unwrap());
            }
            [_, _, tests] => {
                for name in tests
                    .split("[`")
                    .skip(1)
                    .filter_map(|rest| rest.split_once('`'))
                    .map(|(name, _)| name)
                {
                    assert!(
                        holds("verify/tests/it/attacks.rs", &format!("fn {name}(")),
                        "{name}"
                    );
                }
            }
            _ => {}
        }
    }
    assert!(rows.into_iter().eq(39..=58), "each row from 39 on");
}

/// A forged profile of Alpha with everything that its author can put beside it.
fn forgery(sheet: &Sheet, key: &TestCert) -> Case {
    let case = Case::signed(sheet.text(), key);
    let sum = checksum::gnu_line(case.document(), "rfc2350.txt");
    case.checksum(sum)
        .key_from(key.armored(), web(OriginKind::Wkd, WKD))
        .key_from(
            key.armored(),
            web(
                OriginKind::Keyserver,
                "https://pgp.keys.example/pks/lookup?op=get",
            ),
        )
        .key_from(
            key.armored(),
            web(
                OriginKind::LinkedPage,
                "https://another-site.example/alpha.asc",
            ),
        )
}

fn signed_by(key: &TestCert, how: &Signing) -> Case {
    let case = Case::of(Sheet::alpha(key).text());
    let signature = key.sign_detached(case.document(), how);
    case.signature(signature).key(key.armored())
}

fn warns(assessment: &Assessment, check: CheckId) -> bool {
    assessment
        .findings
        .iter()
        .any(|finding| finding.check == check && finding.severity == Severity::Warning)
}

#[test]
fn the_honest_profile_is_authentic_under_every_trust() {
    authentic_where_trusted("honest", &Case::honest());
}

#[test]
fn the_same_input_gives_the_identical_assessment() {
    let case = Case::honest().pin(alpha_pin());
    assert_eq!(case.assess(), case.assess());
}

#[test]
fn everything_replaced_on_one_server() {
    let case = forgery(&Sheet::alpha(&forged()), &forged());
    never_authentic("all replaced", &case);
    let Leaf::Unanchored { controllers, .. } = case.assess().leaf else {
        panic!("{:?}", case.assess().leaf)
    };
    assert!(
        controllers.contains(&"alpha.example".to_owned()),
        "{controllers:?}"
    );
    for trust in trusts()
        .into_iter()
        .filter(|(name, _)| name.starts_with("pin") || name.starts_with("--"))
    {
        assert_eq!(
            case.clone().trusting(trust.1).verdict(),
            Verdict::Rejected,
            "{}",
            trust.0
        );
    }
    // The pinned fingerprint printed beside the attacker's own, in either order, does not help.
    for swap in [false, true] {
        let mut sheet = Sheet::alpha(&forged());
        sheet.fingerprints.push(alpha().fingerprint().to_string());
        if swap {
            sheet.fingerprints.reverse();
        }
        never_authentic(
            "both printed",
            &forgery(&sheet, &forged()).key(alpha().armored()),
        );
    }
    // Alpha's genuine document with another key's signature, and the genuine signature over another
    // document.
    let genuine = Case::honest();
    let stranger = forged().sign_detached(genuine.document(), &signing());
    let case = Case::of(genuine.document())
        .signature(stranger)
        .key(alpha().armored())
        .key(forged().armored());
    never_authentic("signed by a stranger", &case);
    let changed = Sheet {
        phone: "+44 20 7946 0666".to_owned(),
        ..Sheet::alpha(&alpha())
    }
    .text();
    let mut case = Case::of(changed).key(alpha().armored());
    case.dossier.signatures = genuine.dossier.signatures;
    never_authentic("one number changed", &case);
    assert_eq!(
        case.verdict(),
        Verdict::Rejected,
        "arithmetic needs no trust"
    );
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    Apart,
    SharedHost,
    RedirectTarget,
    RegistrableDomain,
    OtherTeam,
}

/// A signed profile whose key one source confirms, which stands to the document in this relation.
fn related(kind: AnchorKind, relation: Relation) -> Case {
    let sheet = match relation {
        // In Beta's name and with Beta's address, by Alpha's key.
        Relation::OtherTeam => Sheet {
            official: "Beta CERT".to_owned(),
            short: "B-CERT".to_owned(),
            emails: vec!["cert@beta.example".to_owned()],
            user_id: "Beta CERT <cert@beta.example>".to_owned(),
            ..Sheet::alpha(&alpha())
        },
        _ => Sheet::alpha(&alpha()),
    };
    let (source, bare, sub) = match kind {
        AnchorKind::Keyserver => (VKS, "https://keys.vks.example/", "https://www.vks.example/"),
        _ => (WKD, "https://alpha.example/", "https://www.alpha.example/"),
    };
    let place = match relation {
        Relation::SharedHost => bare,
        Relation::RegistrableDomain => sub,
        _ => "https://host.elsewhere.example/",
    };
    let mut case = Case::at(sheet.text(), &format!("{place}rfc2350.txt"));
    if relation == Relation::RedirectTarget {
        case.dossier.document.as_mut().unwrap().origin.chain = vec![Hop {
            url: format!("{bare}rfc2350.txt"),
            status: 302,
        }];
    }
    let signature = alpha().sign_detached(case.document(), &signing());
    let mut case = case.signature(signature);
    match kind {
        AnchorKind::Pin => case.trust.pins = vec![alpha_pin()],
        AnchorKind::Expected => case.trust.expected = vec![alpha().fingerprint()],
        AnchorKind::Directory => case.trust.directories = vec![alpha_directory()],
        AnchorKind::TrustRoot => {
            case.trust.roots = vec![root()];
            case.dossier.certificates.push(certified_alpha());
        }
        AnchorKind::Wkd => case = case.key_from(alpha().armored(), web(OriginKind::Wkd, source)),
        AnchorKind::Keyserver => {
            case = case.key_from(alpha().armored(), web(OriginKind::Keyserver, source))
        }
        AnchorKind::History => case.past = Past::Seen(vec![sight("1.1", "2025-06-01")]),
        AnchorKind::Archive => {
            let origin = web(
                OriginKind::Archive,
                "https://archive.elsewhere.example/2025",
            );
            let artifact = case.dossier.document.clone().unwrap();
            case.dossier.captures.push(Capture {
                role: AttemptRole::Document,
                of: format!("{place}rfc2350.txt"),
                taken: at("2025-07-01T00:00:00Z"),
                artifact: Artifact { origin, ..artifact },
                reading: case.dossier.reading.clone(),
            });
        }
        AnchorKind::SecurityTxt => {
            let place = "https://alpha.example/.well-known/security.txt";
            let text = format!(
                "Contact: mailto:cert@alpha.example\nExpires: 2099-01-01T00:00:00Z\nEncryption: openpgp4fpr:{}\n",
                alpha().fingerprint()
            );
            let statement = stated(OriginKind::SecurityTxt, place, &text);
            case.dossier.statements.push(statement);
        }
        AnchorKind::Csaf => {
            let place = "https://alpha.example/.well-known/csaf/provider-metadata.json";
            let text = format!(
                r#"{{"canonical_url": "{place}", "publisher": {{"contact_details": "cert@alpha.example"}},
                "public_openpgp_keys": [{{"fingerprint": "{}", "url": "{place}"}}]}}"#,
                alpha().fingerprint()
            );
            let statement = stated(OriginKind::Csaf, place, &text);
            case.dossier.statements.push(statement);
        }
    }
    case.key(alpha().armored())
}

fn stated(kind: OriginKind, place: &str, text: &str) -> Artifact {
    Artifact {
        bytes: text.as_bytes().to_vec(),
        origin: web(kind, place),
        declared_type: None,
    }
}

fn sight(version: &str, date: &str) -> Sight {
    Sight {
        seen_at: at("2026-02-01T00:00:00Z"),
        verdict: Verdict::Authentic,
        document_sha256: "00".repeat(32),
        version: Some(version.to_owned()),
        date: Some(date.parse().unwrap()),
        signed_at: Some(at("2025-06-01T00:00:00Z")),
        fingerprint: Some(alpha().fingerprint()),
        emails: vec!["cert@alpha.example".to_owned()],
        phones: vec!["+442079460137".to_owned()],
        first_seen_at: None,
        language: None,
        media_type: None,
        teams: Vec::new(),
        relation: bonafide_model::judgement::SightRelation::Place,
    }
}

#[test]
fn which_anchors_count() {
    use AnchorKind::*;
    use Relation::*;
    let relations = [
        Apart,
        SharedHost,
        RedirectTarget,
        RegistrableDomain,
        OtherTeam,
    ];
    // With a policy that accepts every kind; what is on the user's own disk has no host that could
    // be shared.
    let promoted: &[(AnchorKind, [bool; 5])] = &[
        (Pin, [true, true, true, true, false]),
        (Expected, [true, true, true, true, true]),
        (TrustRoot, [true, true, true, true, false]),
        (Directory, [true, true, true, true, false]),
        (Wkd, [true, false, false, false, false]),
        (Keyserver, [true, false, false, false, false]),
        (History, [true, true, true, true, false]),
        // Whatever the policy says.
        (Archive, [false; 5]),
        (SecurityTxt, [false; 5]),
        (Csaf, [false; 5]),
    ];
    for (kind, wanted) in promoted {
        for (relation, wanted) in relations.iter().zip(wanted) {
            let mut case = related(*kind, *relation);
            let by_default = matches!(kind, Pin | Expected | TrustRoot | Directory);
            let verdict = |counts: bool| {
                if counts {
                    Verdict::Authentic
                } else {
                    Verdict::Unanchored
                }
            };
            let anchors = case.assess().anchors;
            assert_eq!(
                case.verdict(),
                verdict(*wanted && by_default),
                "{kind:?}, {relation:?}, by default: {anchors:?}"
            );
            case.policy.accept_anchors = promoted.iter().map(|(kind, _)| *kind).collect();
            assert_eq!(
                case.verdict(),
                verdict(*wanted),
                "{kind:?}, {relation:?}, promoted: {anchors:?}"
            );
            case.policy
                .accept_anchors
                .retain(|accepted| accepted != kind);
            assert_eq!(
                case.verdict(),
                Verdict::Unanchored,
                "{kind:?}, {relation:?}, not accepted"
            );
        }
    }
}

#[test]
fn a_key_server_that_sends_us_on_does_not_verify_addresses() {
    let mut origin = web(OriginKind::Keyserver, VKS);
    let url = format!(
        "https://keys.mallory.example/vks/v1/by-fingerprint/{}",
        forged().fingerprint()
    );
    origin.chain = vec![Hop { url, status: 302 }];
    let mut case = Case::signed(Sheet::alpha(&forged()).text(), &forged())
        .key_from(forged().armored(), origin);
    case.policy.accept_anchors.push(AnchorKind::Keyserver);
    assert_eq!(
        case.verdict(),
        Verdict::Unanchored,
        "{:?}",
        case.assess().anchors
    );
}

#[test]
fn a_document_from_a_file_has_no_origin_that_a_web_source_could_be_independent_of() {
    for kind in [AnchorKind::Wkd, AnchorKind::Keyserver] {
        let mut case = related(kind, Relation::Apart);
        case.policy.accept_anchors.push(kind);
        case.dossier.document.as_mut().unwrap().origin =
            Origin::file(OriginKind::Flag, "rfc2350.txt");
        assert_eq!(case.verdict(), Verdict::Unanchored, "{kind:?}");
    }
}

#[test]
fn another_key_than_the_trusted_one() {
    let new = CertSpec {
        created: at("2025-06-01T00:00:00Z"),
        seed: "new".to_owned(),
        ..CertSpec::new(ALPHA)
    }
    .build();
    let mut sheet = Sheet::alpha(&new);
    let alone = Case::signed(sheet.text(), &new).pin(alpha_pin());
    assert_eq!(alone.verdict(), Verdict::Rejected);
    let certified = new.certified_by(&alpha(), ALPHA, at("2025-07-01T00:00:00Z"));
    let vouched = alone
        .clone()
        .key(certified.armored())
        .key(alpha().armored());
    assert_eq!(
        vouched.said(),
        (Verdict::Unverified, Some(Why::KeySuccession))
    );
    // Both printed, both sign: the pinned key itself vouches for exactly this document.
    sheet.fingerprints.push(alpha().fingerprint().to_string());
    let mut both = Case::signed(sheet.text(), &new)
        .pin(alpha_pin())
        .key(alpha().armored());
    let second = alpha().sign_detached(both.document(), &signing());
    both = both.signature(second);
    assert_eq!(both.verdict(), Verdict::Authentic);
    // A stolen and therefore revoked key vouches for nothing.
    let stolen = alpha().revoked(
        ReasonForRevocation::KeyCompromised,
        "stolen",
        at("2026-02-01T00:00:00Z"),
    );
    both = both.key(stolen.armored());
    assert_ne!(both.verdict(), Verdict::Authentic);
    // A key that only claims to be certified by the old one.
    let claims = new.certified_by(&mallory(), ALPHA, at("2025-07-01T00:00:00Z"));
    assert_eq!(
        alone.key(claims.armored()).key(alpha().armored()).verdict(),
        Verdict::Rejected
    );
    // Another key than the one remembered.
    let mut remembered = Case::signed(Sheet::alpha(&new).text(), &new);
    remembered.past = Past::Seen(vec![sight("1.1", "2025-06-01")]);
    remembered.policy.accept_anchors.push(AnchorKind::History);
    assert_eq!(
        remembered.said(),
        (Verdict::Unverified, Some(Why::Disputed))
    );
}

#[test]
fn a_borrowed_key_id() {
    // The forged profile prints Alpha's Key ID, and the signature names it too.
    let sheet = Sheet {
        key_id: Some(alpha().fingerprint().key_id().to_owned()),
        ..Sheet::alpha(&forged())
    };
    never_authentic(
        "borrowed Key ID",
        &forgery(&sheet, &forged()).key(alpha().armored()),
    );
    let case = Case::of(Sheet::alpha(&alpha()).text());
    let mut signature = forged().sign(case.document(), &signing());
    let area = signature.unhashed_area_mut();
    area.clear();
    let issuer = SubpacketValue::Issuer(alpha().cert().keyid());
    area.add(
        bonafide_testkit::openpgp::packet::signature::subpacket::Subpacket::new(issuer, false)
            .unwrap(),
    )
    .unwrap();
    let bytes = bonafide_testkit::openpgp::serialize::MarshalInto::to_vec(
        &bonafide_testkit::openpgp::Packet::from(signature),
    )
    .unwrap();
    never_authentic(
        "borrowed issuer",
        &case
            .signature(bytes)
            .key(alpha().armored())
            .key(forged().armored()),
    );
    // Only a Key ID is printed and no fingerprint.
    let sheet = Sheet {
        fingerprints: Vec::new(),
        ..Sheet::alpha(&alpha())
    };
    never_authentic("Key ID alone", &Case::signed(sheet.text(), &alpha()));
}

#[test]
fn a_misprint_is_no_match() {
    let whole = alpha().fingerprint().to_string();
    let other_digit = if whole.ends_with('0') { '1' } else { '0' };
    let near = format!("{}{other_digit}", &whole[..39]);
    for printed in [
        near,
        whole[..38].to_owned(),
        whole[8..].to_owned(),
        format!("{whole}0"),
    ] {
        // With a printed Key ID a reader may tell which of too many digits are meant (row 53).
        let sheet = Sheet {
            fingerprints: vec![printed.clone()],
            key_id: None,
            ..Sheet::alpha(&alpha())
        };
        never_authentic(&printed, &Case::signed(sheet.text(), &alpha()));
    }
    // A wrong Key ID beside the right fingerprint is sloppiness: it warns where an anchor confirms
    // the key, and disputes elsewhere.
    let sheet = Sheet {
        key_id: Some("0123456789ABCDEF".to_owned()),
        ..Sheet::alpha(&alpha())
    };
    let case = Case::signed(sheet.text(), &alpha());
    assert_eq!(case.said(), (Verdict::Unverified, Some(Why::Disputed)));
    assert_eq!(case.pin(alpha_pin()).verdict(), Verdict::Authentic);
}

#[test]
fn look_alike_digits() {
    // Every fingerprint has a digit among the first twenty that one of these can stand for.
    let whole = alpha().fingerprint().to_string();
    let first = whole.chars().next().unwrap();
    let full_width = char::from_u32(
        0xFF10
            + first
                .to_digit(36)
                .map_or(0, |digit| if digit < 10 { digit } else { digit + 7 }),
    )
    .unwrap();
    for (name, printed) in [
        ("full width", format!("{full_width}{}", &whole[1..])),
        (
            "zero-width space",
            format!("{}\u{200b}{}", &whole[..7], &whole[7..]),
        ),
        (
            "right to left override",
            format!("{}\u{202e}{}", &whole[..7], &whole[7..]),
        ),
        (
            "Cyrillic",
            whole.replacen(['A', 'B', 'C', 'E'], "\u{0410}", 1),
        ),
    ] {
        let sheet = Sheet {
            fingerprints: vec![printed],
            ..Sheet::alpha(&alpha())
        };
        let case = Case::signed(sheet.text(), &alpha());
        never_authentic(name, &case);
        let malformed = |finding: &Finding| {
            finding.check == CheckId::FingerprintIsWellformed && finding.outcome == Outcome::Fail
        };
        assert!(case.assess().findings.iter().any(malformed), "{name}");
    }
    for space in ["\u{a0}", "\u{2009}", " "] {
        let grouped = whole
            .as_bytes()
            .chunks(4)
            .map(|four| std::str::from_utf8(four).unwrap())
            .collect::<Vec<_>>()
            .join(space);
        let sheet = Sheet {
            fingerprints: vec![grouped],
            ..Sheet::alpha(&alpha())
        };
        authentic_where_trusted(
            "spaces between groups",
            &Case::signed(sheet.text(), &alpha()),
        );
    }
}

fn page(fingerprint: &str, more: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><title>RFC 2350</title></head><body><h1>Alpha CERT: RFC 2350</h1><h2>2.1 Name of the Team</h2>\
         <p>Alpha CERT</p><h2>2.7 Electronic Mail Address</h2><p>cert@alpha.example</p><h2>2.8 Public Keys and Encryption \
         Information</h2><p>Fingerprint: {fingerprint}</p>{more}</body></html>\n"
    )
}

#[test]
fn a_hidden_fingerprint_chooses_nothing() {
    let genuine = alpha().fingerprint().to_string();
    authentic_where_trusted("a page", &Case::signed(page(&genuine, ""), &alpha()));
    for hide in [
        |value: &str| format!("<p style=\"display:none\">Fingerprint: {value}</p>"),
        |value: &str| format!("<!-- Fingerprint: {value} -->"),
        |value: &str| format!("<p style=\"color:#fff;background:#fff\">Fingerprint: {value}</p>"),
        |value: &str| format!("<p style=\"font-size:0\">Fingerprint: {value}</p>"),
    ] {
        let forgery = page(&forged().fingerprint().to_string(), &hide(&genuine));
        never_authentic(
            "the trusted one hidden",
            &Case::signed(forgery, &forged()).key(alpha().armored()),
        );
        let nobody_sees = page("on request", &hide(&genuine));
        never_authentic("only a hidden one", &Case::signed(nobody_sees, &alpha()));
        let second = Case::signed(
            page(&genuine, &hide(&forged().fingerprint().to_string())),
            &alpha(),
        );
        assert_eq!(
            second.said(),
            (Verdict::Unverified, Some(Why::Disputed)),
            "{}",
            hide("")
        );
        assert_eq!(second.pin(alpha_pin()).verdict(), Verdict::Authentic);
    }
}

#[test]
fn a_revision_appended_to_a_signed_pdf() {
    let team = bonafide_testkit::profiles::team("tide-cert");
    let (document, key) = (
        std::fs::read(&team.document).unwrap(),
        std::fs::read(&team.key).unwrap(),
    );
    let signature = std::fs::read(team.document.with_extension("pdf.sig")).unwrap();
    let fingerprint = TestCertificate::fingerprint_of(&key);
    let case = |document: Vec<u8>| {
        let mut case = Case::at(document, &team.url)
            .signature(signature.clone())
            .key(key.clone());
        case.trust.expected = vec![fingerprint.clone()];
        case.now = bonafide_testkit::case_time();
        case
    };
    assert_eq!(case(document.clone()).verdict(), Verdict::Authentic);
    let update = b"\n9999 0 obj\n<< /Type /Annot >>\nendobj\ntrailer\n<< /Prev 0 >>\n%%EOF\n";
    assert_eq!(
        case([document.as_slice(), update].concat()).verdict(),
        Verdict::Rejected
    );
}

/// The fingerprint of a public certificate.
struct TestCertificate;

impl TestCertificate {
    fn fingerprint_of(bytes: &[u8]) -> Fingerprint {
        bonafide_verify::certificates(bytes).unwrap()[0].0.clone()
    }
}

#[test]
fn keys_that_may_not_sign_for_the_team() {
    let subkey = CertSpec {
        signing_subkey: true,
        ..CertSpec::new(ALPHA)
    };
    let sound = subkey.build();
    let mut case = signed_by(&sound, &signing());
    assert_eq!(case.verdict(), Verdict::Unanchored);
    case = case.pin(pin("Alpha CERT", &sound, "alpha.example"));
    assert_eq!(case.verdict(), Verdict::Authentic, "by a signing subkey");
    let without = CertSpec {
        back_signature: false,
        ..subkey.clone()
    }
    .build();
    let case = signed_by(&without, &signing()).pin(pin("Alpha CERT", &without, "alpha.example"));
    assert!(
        !matches!(case.verdict(), Verdict::Authentic | Verdict::Unanchored),
        "without a back-signature"
    );
    let case =
        signed_by(&sound, &signing().by_primary()).pin(pin("Alpha CERT", &sound, "alpha.example"));
    assert!(
        !matches!(case.verdict(), Verdict::Authentic | Verdict::Unanchored),
        "by a primary key that may only certify"
    );
    // Alpha's certificate with the attacker's signing subkey grafted on.
    let attacker = CertSpec {
        seed: "grafted".to_owned(),
        signing_subkey: true,
        ..CertSpec::new(MALLORY)
    }
    .build();
    let mut grafted = alpha().binary();
    let stolen = attacker
        .cert()
        .clone()
        .strip_secret_key_material()
        .into_packets()
        .skip(3);
    for packet in stolen {
        grafted.extend(bonafide_testkit::openpgp::serialize::MarshalInto::to_vec(&packet).unwrap());
    }
    let case = Case::of(Sheet::alpha(&alpha()).text());
    let signature = attacker.sign_detached(case.document(), &signing());
    never_authentic(
        "grafted",
        &case
            .signature(signature)
            .key(grafted)
            .key(attacker.armored()),
    );
}

#[test]
fn keys_and_times() {
    let later = at("2026-02-01T00:00:00Z");
    for (reason, verdict) in [
        (ReasonForRevocation::KeyCompromised, Verdict::Rejected),
        (ReasonForRevocation::Unspecified, Verdict::Rejected),
        (ReasonForRevocation::KeySuperseded, Verdict::Unverified),
        (ReasonForRevocation::KeyRetired, Verdict::Unverified),
    ] {
        let revoked = alpha().revoked(reason, "", later);
        let case = Case::honest().key(revoked.armored()).pin(alpha_pin());
        assert_eq!(case.verdict(), verdict, "{reason:?}");
        never_authentic("revoked", &case);
    }
    let spec = CertSpec {
        expires: Some(later),
        ..CertSpec::new(ALPHA)
    };
    let expired = spec.build();
    let pinned = |case: Case| case.pin(pin("Alpha CERT", &expired, "alpha.example"));
    assert_eq!(
        pinned(signed_by(&expired, &signing())).said(),
        (Verdict::Unverified, Some(Why::Expired)),
        "expired since"
    );
    assert_eq!(
        pinned(signed_by(&expired, &signing()))
            .on("2026-01-15")
            .verdict(),
        Verdict::Authentic,
        "while it lived"
    );
    let after = signed_by(&expired, &Signing::at(at("2026-03-01T00:00:00Z")));
    assert_eq!(
        pinned(after).said(),
        (Verdict::Unverified, Some(Why::Expired)),
        "signed after its end"
    );
    let extended = expired.extended(at("2026-01-20T00:00:00Z"), at("2027-01-01T00:00:00Z"));
    let case = Case::of(Sheet::alpha(&expired).text());
    let signature = expired.sign_detached(case.document(), &signing());
    let assessment = pinned(case.signature(signature).key(extended.armored())).assess();
    assert_eq!(
        assessment.verdict,
        Verdict::Authentic,
        "{:?}",
        assessment.leaf
    );
    assert!(
        warns(&assessment, CheckId::SignatureIsValid),
        "a binding made later is said"
    );
    for impossible in ["2023-12-31T00:00:00Z", "2026-06-02T00:00:00Z"] {
        never_authentic(
            impossible,
            &signed_by(&alpha(), &Signing::at(at(impossible))),
        );
    }
    authentic_where_trusted(
        "within the clocks' difference",
        &signed_by(&alpha(), &Signing::at(at("2026-06-01T00:04:00Z"))),
    );
    let short = SubpacketValue::SignatureExpirationTime(
        std::time::Duration::from_secs(86_400).try_into().unwrap(),
    );
    never_authentic(
        "a signature past its lifetime",
        &signed_by(&alpha(), &signing().with(short, true)),
    );
}

#[test]
fn broken_hashes_whatever_date_they_state() {
    let old = CertSpec {
        created: at("2008-01-01T00:00:00Z"),
        ..CertSpec::new(ALPHA)
    }
    .build();
    for hash in [
        HashAlgorithm::SHA1,
        HashAlgorithm::MD5,
        HashAlgorithm::RipeMD,
    ] {
        for date in ["2009-01-01T00:00:00Z", SIGNED] {
            let mut case = signed_by(&old, &Signing::at(at(date)).hash(hash)).pin(pin(
                "Alpha CERT",
                &old,
                "alpha.example",
            ));
            assert_eq!(
                case.said(),
                (Verdict::Unverified, Some(Why::Weak)),
                "{hash}, {date}"
            );
            case.policy.danger_accept_sha1_bindings = true;
            assert_eq!(
                case.said(),
                (Verdict::Unverified, Some(Why::Weak)),
                "{hash}, {date}: the option is about bindings"
            );
        }
    }
    let text = signing().hash(HashAlgorithm::SHA1);
    never_authentic(
        "SHA-1 cleartext",
        &Case::of(alpha().sign_cleartext(&Sheet::alpha(&alpha()).text(), &text))
            .key(alpha().armored()),
    );
}

#[test]
fn sha1_bindings_are_weak_and_only_named_options_accept_them() {
    let weak = CertSpec {
        hash: HashAlgorithm::SHA1,
        ..CertSpec::new(ALPHA)
    }
    .build();
    let mut case = signed_by(&weak, &signing()).pin(pin("Alpha CERT", &weak, "alpha.example"));
    assert_eq!(case.said(), (Verdict::Unverified, Some(Why::Weak)));
    assert_eq!(
        case.assess().leaf,
        Leaf::Weak(WeakCause::Binding),
        "not \"bad signature\""
    );
    case.policy.danger_accept_sha1_bindings = true;
    let assessment = case.assess();
    assert_eq!(assessment.verdict, Verdict::Authentic);
    assert_eq!(assessment.weakenings, ["danger-accept-sha1-bindings"]);
    assert!(warns(&assessment, CheckId::KeyBindingsAreStrong));
}

#[test]
fn text_around_a_signed_text() {
    let signed = alpha().sign_cleartext(&Sheet::alpha(&alpha()).text(), &signing());
    let case = |text: &str| Case::of(text).key(alpha().armored());
    authentic_where_trusted("cleartext", &case(&signed));
    let number = "Emergency telephone: +44 20 7946 0666\n";
    for (name, text) in [
        ("claims before", format!("{number}\n{signed}")),
        ("claims after", format!("{signed}\n{number}")),
        (
            "in the header block",
            signed.replacen("Hash: SHA512\n", &format!("Hash: SHA512\n{number}"), 1),
        ),
        (
            "as a comment",
            signed.replacen(
                "Hash: SHA512\n",
                &format!("Hash: SHA512\nComment: {number}"),
                1,
            ),
        ),
        (
            "before the blank line",
            signed.replacen("Hash: SHA512\n\n", &format!("Hash: SHA512\n{number}\n"), 1),
        ),
        (
            "no blank line",
            signed.replacen("Hash: SHA512\n\n", "Hash: SHA512\n", 1),
        ),
        ("twice", format!("{signed}{signed}")),
        (
            "wrong hash",
            signed.replacen("Hash: SHA512", "Hash: SHA256", 1),
        ),
        ("no hash", signed.replacen("Hash: SHA512\n", "", 1)),
        (
            "not dash escaped",
            signed.replacen(
                "Hash: SHA512",
                "NotDashEscaped: You need GnuPG\nHash: SHA512",
                1,
            ),
        ),
        (
            "indented",
            signed.replacen("-----BEGIN PGP SIGNED", " -----BEGIN PGP SIGNED", 1),
        ),
        (
            "form feed",
            signed.replacen("Hash: SHA512\n\n", "Hash: SHA512\n\u{c}\n", 1),
        ),
        ("other words after", format!("{signed}\nSent from a list\n")),
        (
            "in the signature block",
            signed.replacen(
                "BEGIN PGP SIGNATURE-----\n",
                &format!("BEGIN PGP SIGNATURE-----\nComment: {number}"),
                1,
            ),
        ),
        (
            "in the text",
            signed.replacen("    To help.", &format!("    To help.\n    {number}"), 1),
        ),
    ] {
        assert_ne!(text, signed, "{name}");
        never_authentic(name, &case(&text));
        // A clean copy beside it does not cover what stands around; of these two, the signed text
        // itself is the same.
        if !matches!(name, "wrong hash" | "no hash") {
            never_authentic(name, &case(&text).signature(signed.clone()));
        }
    }
    assert_eq!(
        case(&format!("{number}\n{signed}"))
            .pin(alpha_pin())
            .verdict(),
        Verdict::Rejected
    );
    let welcome = case(&format!("Welcome.\n\n{signed}")).pin(alpha_pin());
    assert_eq!(
        welcome.said(),
        (Verdict::Unverified, Some(Why::NotCovered)),
        "no claim in it"
    );
    let shown =
        format!("<!DOCTYPE html><html><body><p>{number}</p><pre>{signed}</pre></body></html>");
    never_authentic("shown in a page", &case(&shown));
    never_authentic(
        "shown in a page, and the text beside it",
        &case(&shown).signature(signed),
    );
}

#[test]
fn what_is_served_as_a_signature() {
    let text = Sheet::alpha(&alpha()).text();
    let forged_text = Sheet {
        phone: "+44 20 7946 0666".to_owned(),
        ..Sheet::alpha(&alpha())
    }
    .text();
    let genuine = alpha().sign_detached(text.as_bytes(), &signing());
    let in_page = [
        b"<!DOCTYPE html><html><body><pre>".as_slice(),
        &genuine,
        b"</pre></body></html>",
    ]
    .concat();
    let as_cleartext = alpha().sign_cleartext(&text, &signing()).into_bytes();
    let as_inline = alpha().sign_inline(text.as_bytes(), &signing());
    for (name, bytes) in [
        ("page", in_page.clone()),
        ("cleartext", as_cleartext.clone()),
        ("inline", as_inline.clone()),
        ("key", alpha().armored()),
        ("nothing", Vec::new()),
        ("detached", genuine.clone()),
    ] {
        never_authentic(
            name,
            &Case::of(forged_text.clone())
                .signature(bytes)
                .key(alpha().armored()),
        );
    }
    never_authentic(
        "a page, over the genuine text",
        &Case::of(text.clone())
            .signature(in_page)
            .key(alpha().armored()),
    );
    for (name, bytes) in [
        ("cleartext copy", as_cleartext),
        ("inline copy", as_inline),
        ("detached", genuine),
    ] {
        authentic_where_trusted(
            name,
            &Case::of(text.clone())
                .signature(bytes)
                .key(alpha().armored()),
        );
    }
}

#[test]
fn several_signatures() {
    let honest = Case::honest();
    let bad = alpha().sign_detached(b"something else", &signing());
    let strange = forged().sign_detached(honest.document(), &signing());
    let good = honest.dossier.signatures[0].bytes.clone();
    let pinned = honest.clone().pin(alpha_pin());
    for (name, first, second, wanted) in [
        (
            "good and bad by the same key",
            &good,
            &bad,
            Verdict::Unverified,
        ),
        ("good and unknown", &good, &strange, Verdict::Authentic),
        ("the same twice", &good, &good, Verdict::Authentic),
        ("bad and strange", &bad, &strange, Verdict::Rejected),
    ] {
        for order in [[first, second], [second, first]] {
            let mut case = pinned.clone();
            case.dossier.signatures.clear();
            let case = case.signature(order[0].clone()).signature(order[1].clone());
            assert_eq!(case.verdict(), wanted, "{name}: {:?}", case.assess().leaf);
            assert_eq!(case.assess().signatures.len(), 2, "each is listed");
        }
    }
    // A forgery to which Alpha's genuine signature of another text is added.
    let genuine = alpha().sign_detached(b"an advisory", &signing());
    let mut sheet = Sheet::alpha(&forged());
    sheet.fingerprints.push(alpha().fingerprint().to_string());
    never_authentic(
        "with a genuine one",
        &forgery(&sheet, &forged())
            .signature(genuine)
            .key(alpha().armored()),
    );
}

#[test]
fn line_ends_of_text_signatures() {
    let text = Sheet::alpha(&alpha()).text();
    let signature = alpha().sign_detached(text.as_bytes(), &signing().kind(SignatureType::Text));
    for document in [text.clone(), text.replace('\n', "\r\n")] {
        let case = Case::of(document)
            .signature(signature.clone())
            .key(alpha().armored());
        authentic_where_trusted("text mode", &case);
    }
    let binary = alpha().sign_detached(text.as_bytes(), &signing());
    let other = Case::of(text.replace('\n', "\r\n"))
        .signature(binary)
        .key(alpha().armored());
    never_authentic("a binary signature over other line ends", &other);
}

#[test]
fn signatures_of_another_kind() {
    for kind in [
        SignatureType::PositiveCertification,
        SignatureType::Timestamp,
        SignatureType::Standalone,
        SignatureType::DirectKey,
        SignatureType::Confirmation,
    ] {
        never_authentic("type", &signed_by(&alpha(), &signing().kind(kind)));
    }
    let notation = |critical| {
        let data = NotationData::new(
            "unknown@notation.example",
            b"1",
            NotationDataFlags::empty().set_human_readable(),
        );
        signing().with(SubpacketValue::NotationData(data), critical)
    };
    never_authentic("critical notation", &signed_by(&alpha(), &notation(true)));
    authentic_where_trusted(
        "a notation that is not critical",
        &signed_by(&alpha(), &notation(false)),
    );
}

#[test]
fn a_key_stripped_of_its_user_ids() {
    let mut case = Case::honest();
    case.dossier.certificates.clear();
    let stripped = case
        .key(alpha().without_user_ids().armored())
        .pin(alpha_pin());
    assert_eq!(
        stripped.verdict(),
        Verdict::Unverified,
        "nothing binds the key"
    );
    let whole = stripped.key_from(
        alpha().armored(),
        web(
            OriginKind::Keyserver,
            "https://keys.example/vks/v1/by-fingerprint/x",
        ),
    );
    assert_eq!(
        whole.verdict(),
        Verdict::Authentic,
        "merged with another source"
    );
}

#[test]
fn checksums_lift_nothing() {
    let sheet = Sheet::alpha(&alpha()).text();
    let (name, other) = ("rfc2350.txt", "00".repeat(32));
    let sum = checksum::sha256(sheet.as_bytes());
    let files = [
        format!("{sum}  {name}\n"),
        format!("{sum} *{name}\n"),
        format!("SHA256 ({name}) = {sum}\n"),
        format!("\u{feff}{}  {name}\r\n", sum.to_uppercase()),
        format!("{sum}\n"),
        format!("{other}  {name}\n"),
        format!("{other}  {name}\n{sum}  {name}\n"),
        format!("{other}  another.txt\n"),
        format!("<html><body>{sum} {name}</body></html>"),
    ];
    for file in files {
        let unsigned = Case::of(sheet.clone())
            .checksum(file.clone())
            .key(alpha().armored())
            .pin(alpha_pin());
        assert_eq!(
            unsigned.said(),
            (Verdict::Unverified, Some(Why::NoSignature)),
            "{file}"
        );
        let signed = Case::honest().checksum(file.clone());
        assert!(signed.verdict() >= Verdict::Unanchored, "{file}");
        assert_eq!(
            signed.pin(alpha_pin()).verdict(),
            Verdict::Authentic,
            "a checksum blocks nothing that is signed: {file}"
        );
    }
    assert_eq!(
        Case::honest().checksum(format!("{other}  {name}\n")).said(),
        (Verdict::Unverified, Some(Why::Disputed))
    );
}

#[test]
fn an_old_version_replayed() {
    let seen = |version: &str, date: &str| {
        let mut case = Case::honest().pin(alpha_pin());
        case.past = Past::Seen(vec![sight(version, date)]);
        case
    };
    assert_eq!(seen("1.1", "2025-06-01").verdict(), Verdict::Authentic);
    for (version, date) in [
        ("1.3", "2026-01-20"),
        ("1.10", "2025-06-01"),
        ("1.2", "2026-01-20"),
    ] {
        assert_eq!(
            seen(version, date).said(),
            (Verdict::Unverified, Some(Why::Stale)),
            "{version} of {date} was seen"
        );
    }
    let mut signed_later = seen("1.2", "2026-01-10");
    if let Past::Seen(sights) = &mut signed_later.past {
        sights[0].signed_at = Some(at("2026-01-20T00:00:00Z"));
    }
    assert_eq!(
        signed_later.said(),
        (Verdict::Unverified, Some(Why::Stale)),
        "signed later before"
    );
    let mut future = seen("1.1", "2039-01-01");
    assert_eq!(
        future.verdict(),
        Verdict::Authentic,
        "the version decides before a date"
    );
    if let Past::Seen(sights) = &mut future.past {
        sights[0].version = None;
        sights[0].seen_at = at("2026-01-05T00:00:00Z");
    }
    assert_eq!(
        future.verdict(),
        Verdict::Authentic,
        "a date in the future is capped to the day it was seen"
    );
    // Neither the highest version nor the order of what was seen can be hidden by a later sight.
    let mut several = seen("1.3", "2026-01-20");
    if let Past::Seen(sights) = &mut several.past {
        sights.push(Sight {
            seen_at: at("2026-05-01T00:00:00Z"),
            ..sight("1.1", "2025-06-01")
        });
        sights.reverse();
    }
    assert_eq!(several.said(), (Verdict::Unverified, Some(Why::Stale)));
}

#[test]
fn what_changed_since_the_last_authentic_version_is_said() {
    let mut case = Case::honest().pin(alpha_pin());
    case.past = Past::Seen(vec![sight("1.2", "2026-01-10")]);
    let assessment = case.assess();
    assert_eq!(assessment.verdict, Verdict::Authentic);
    assert!(
        warns(&assessment, CheckId::ContentMatchesVersion),
        "the same version with other bytes"
    );
    let other = Sight {
        phones: vec!["+331".to_owned()],
        emails: vec!["old@alpha.example".to_owned()],
        ..sight("1.1", "2025-06-01")
    };
    case.past = Past::Seen(vec![other]);
    let assessment = case.assess();
    assert!(
        warns(&assessment, CheckId::ContactsAreUnchanged),
        "contacts"
    );
    let changed = assessment
        .findings
        .iter()
        .find(|finding| finding.check == CheckId::ContactsAreUnchanged)
        .unwrap();
    let Detail::ContactsChanged { before, after } = &changed.detail else {
        panic!("{changed:?}")
    };
    assert!(
        before.contains(&"old@alpha.example".to_owned())
            && after.contains(&"cert@alpha.example".to_owned())
    );
    let mut replaced = Case::signed(Sheet::alpha(&forged()).text(), &forged());
    replaced.past = Past::Seen(vec![sight("1.1", "2025-06-01")]);
    assert_eq!(
        replaced.said(),
        (Verdict::Unverified, Some(Why::Disputed)),
        "the key changed"
    );
    let mut unsigned = Case::of(Sheet::alpha(&alpha()).text())
        .key(alpha().armored())
        .pin(alpha_pin());
    unsigned.past = Past::Seen(vec![sight("1.1", "2025-06-01")]);
    assert_eq!(
        unsigned.said(),
        (Verdict::Unverified, Some(Why::NoSignature)),
        "the signature disappeared"
    );
}

#[test]
fn a_damaged_history_is_no_past() {
    for case in [
        Case::honest(),
        Case::signed(Sheet::alpha(&forged()).text(), &forged()),
    ] {
        let mut case = case;
        case.past = Past::Damaged("not a database".to_owned());
        case.policy.accept_anchors.push(AnchorKind::History);
        never_authentic("damaged", &case);
    }
    let mut case = Case::honest().pin(alpha_pin());
    case.past = Past::Damaged("not a database".to_owned());
    assert_eq!(case.said(), (Verdict::Unverified, Some(Why::Stale)));
    case.past = Past::Empty;
    assert_eq!(case.verdict(), Verdict::Authentic);
}

#[test]
fn a_printed_private_key() {
    let armor = String::from_utf8(alpha().armored_secret()).unwrap();
    let sheet = Sheet {
        more: format!("{armor}\n"),
        ..Sheet::alpha(&alpha())
    };
    let case = Case::signed(sheet.text(), &alpha()).pin(alpha_pin());
    assert_eq!(case.verdict(), Verdict::Rejected);
    never_authentic("secret", &case);
    let base64 = armor
        .lines()
        .find(|line| line.len() == 64 && !line.contains(' '))
        .unwrap();
    assert!(
        !serde_json::to_string(&case.assess())
            .unwrap()
            .contains(base64),
        "never repeated"
    );
    let public = String::from_utf8(alpha().armored()).unwrap();
    let sheet = Sheet {
        more: format!("{public}\n"),
        ..Sheet::alpha(&alpha())
    };
    authentic_where_trusted(
        "the public key printed",
        &Case::signed(sheet.text(), &alpha()),
    );
}

/// Every way to trust Mallory for itself, beside nothing about Alpha.
fn trusts_in_mallory() -> Vec<(&'static str, Trust)> {
    let entries = vec![
        entry("Mallory CERT", "cert@mallory.example", &mallory()),
        entry("Alpha CERT", "cert@alpha.example", &alpha()),
    ];
    vec![
        (
            "pin",
            Trust {
                pins: vec![mallory_pin()],
                ..Trust::default()
            },
        ),
        (
            "two pins",
            Trust {
                pins: vec![mallory_pin(), alpha_pin()],
                ..Trust::default()
            },
        ),
        (
            "trust root",
            Trust {
                roots: vec![root()],
                ..Trust::default()
            },
        ),
        (
            "directory",
            Trust {
                directories: vec![directory("2026-05-20", entries)],
                ..Trust::default()
            },
        ),
    ]
}

fn by_mallory(sheet: &Sheet) -> Case {
    let certified = mallory().certified_by(&introducer(), MALLORY, at("2025-01-01T00:00:00Z"));
    forgery(sheet, &mallory())
        .key(certified.armored())
        .key(alpha().armored())
}

#[test]
fn a_trusted_team_in_another_teams_name() {
    let own = Sheet::mallory();
    for (trust, trusted) in trusts_in_mallory() {
        let assessment = by_mallory(&own).trusting(trusted).assess();
        assert_eq!(
            assessment.verdict,
            Verdict::Authentic,
            "its own profile, with {trust}: {:?}",
            assessment.anchors
        );
    }
    let in_alphas_name = Sheet {
        fingerprints: own.fingerprints.clone(),
        key_id: None,
        ..Sheet::alpha(&alpha())
    };
    let both = |emails: &[&str]| {
        emails
            .iter()
            .map(|email| (*email).to_owned())
            .collect::<Vec<_>>()
    };
    for (name, sheet) in [
        ("Alpha's name and address", in_alphas_name.clone()),
        (
            "Alpha's and its own address",
            Sheet {
                emails: both(&["cert@alpha.example", "cert@mallory.example"]),
                ..in_alphas_name.clone()
            },
        ),
        (
            "in the other order",
            Sheet {
                emails: both(&["cert@mallory.example", "cert@alpha.example"]),
                ..in_alphas_name.clone()
            },
        ),
        (
            "its own name as the short one",
            Sheet {
                short: "Mallory CERT".to_owned(),
                emails: both(&["cert@mallory.example", "cert@alpha.example"]),
                ..in_alphas_name.clone()
            },
        ),
        (
            "its own User ID",
            Sheet {
                user_id: MALLORY.to_owned(),
                ..in_alphas_name.clone()
            },
        ),
        (
            "both keys",
            Sheet {
                fingerprints: vec![
                    alpha().fingerprint().to_string(),
                    mallory().fingerprint().to_string(),
                ],
                ..in_alphas_name.clone()
            },
        ),
        (
            "no address",
            Sheet {
                emails: Vec::new(),
                user_id: "Alpha CERT".to_owned(),
                ..in_alphas_name.clone()
            },
        ),
    ] {
        for (trust, trusted) in trusts_in_mallory() {
            // Only where the user knows an Alpha can a second name of Mallory's own be seen
            // through.
            if name.starts_with("its own name") && matches!(trust, "pin" | "trust root") {
                continue;
            }
            let assessment = by_mallory(&sheet).trusting(trusted).assess();
            assert_ne!(
                assessment.verdict,
                Verdict::Authentic,
                "{name}, with {trust}: {:?}",
                assessment.anchors
            );
        }
    }
    // The user asked about Alpha, and gets Mallory's own honest profile.
    for (trust, trusted) in trusts_in_mallory() {
        let case = by_mallory(&own).trusting(Trust {
            team: Some("Alpha CERT".to_owned()),
            ..trusted
        });
        assert_ne!(
            case.verdict(),
            Verdict::Authentic,
            "--team, with {trust}: {:?}",
            case.assess().anchors
        );
    }
}

#[test]
fn the_name_of_a_pinned_team_is_that_teams_whatever_addresses_stand_beside_it() {
    let sheet = Sheet {
        official: "Alpha CERT".to_owned(),
        ..Sheet::mallory()
    };
    let case = by_mallory(&sheet).pin(mallory_pin()).pin(alpha_pin());
    assert_eq!(
        case.verdict(),
        Verdict::Rejected,
        "{:?}",
        case.assess().leaf
    );
    let alike = Sheet {
        official: "CSIRT Alpha".to_owned(),
        ..Sheet::mallory()
    };
    let case = by_mallory(&alike).pin(mallory_pin()).pin(alpha_pin());
    assert_eq!(
        case.verdict(),
        Verdict::Unverified,
        "{:?}",
        case.assess().leaf
    );
}

#[test]
fn a_domain_that_looks_like_the_pinned_one() {
    // Mallory is pinned under a domain that vouches for nobody else, and prints addresses that look
    // like it.
    let with = |domain: &str, address: &str| {
        let sheet = Sheet {
            emails: vec![address.to_owned()],
            user_id: "CERT".to_owned(),
            ..Sheet::mallory()
        };
        Case::signed(sheet.text(), &mallory())
            .pin(pin("Some CERT", &mallory(), domain))
            .verdict()
    };
    assert_eq!(
        with("alpha.example", "cert@alpha.example"),
        Verdict::Authentic
    );
    assert_eq!(
        with("alpha.example", "cert@soc.alpha.example"),
        Verdict::Authentic
    );
    for (domain, address) in [
        ("alpha.example", "cert@alpha-example.org"),
        ("alpha.example", "cert@notalpha.example"),
        ("alpha.example", "cert@alpha.example.mallory.example"),
        ("alpha.example", "cert@\u{0430}lpha.example"),
        ("alpha.example", "cert@xn--lpha-43d.example"),
        ("github.io", "cert@alpha.github.io"),
        ("co.uk", "cert@alpha.co.uk"),
        ("gmail.com", "alpha.cert@gmail.com"),
        ("soc.alpha.example", "cert@alpha.example"),
    ] {
        assert_ne!(
            with(domain, address),
            Verdict::Authentic,
            "{address} by a pin of {domain}"
        );
    }
}

#[test]
fn a_trust_roots_word_is_about_one_user_id_and_a_directorys_about_its_day() {
    let pretender = CertSpec {
        user_ids: vec![MALLORY.to_owned(), ALPHA.to_owned()],
        ..CertSpec::new(MALLORY)
    }
    .build();
    let certified = pretender.certified_by(&introducer(), MALLORY, at("2025-01-01T00:00:00Z"));
    let mut case =
        Case::signed(Sheet::alpha(&pretender).text(), &pretender).key(certified.armored());
    case.trust.roots = vec![root()];
    assert_eq!(
        case.verdict(),
        Verdict::Unanchored,
        "certified under another User ID"
    );
    let by_stranger = alpha().certified_by(&mallory(), ALPHA, at("2025-01-01T00:00:00Z"));
    let mut case = Case::honest().key(by_stranger.armored());
    case.trust.roots = vec![root()];
    assert_eq!(
        case.verdict(),
        Verdict::Unanchored,
        "certified by somebody else"
    );
    let mut case = Case::honest();
    for (taken, wanted) in [
        ("2026-05-01", Verdict::Authentic),
        ("2025-05-01", Verdict::Unanchored),
        ("2027-05-01", Verdict::Unanchored),
    ] {
        let alpha = entry("Alpha CERT", "cert@alpha.example", &alpha());
        case.trust.directories = vec![directory(taken, vec![alpha])];
        assert_eq!(case.verdict(), wanted, "taken on {taken}");
    }
    for entry in [
        entry("Another Team", "cert@alpha.example", &alpha()),
        entry("Alpha CERT", "cert@another.example", &alpha()),
        entry("Alpha CERT", "cert@alpha.example", &mallory()),
    ] {
        case.trust.directories = vec![directory("2026-05-20", vec![entry.clone()])];
        assert_ne!(case.verdict(), Verdict::Authentic, "{entry:?}");
    }
}

#[test]
fn a_forged_version_99_changes_nothing_for_the_genuine_one() {
    let sheet = Sheet {
        version: "99.0".to_owned(),
        date: "2026-05-31".to_owned(),
        ..Sheet::alpha(&forged())
    };
    let mut case = forgery(&sheet, &forged());
    case.past = Past::Seen(vec![sight("1.1", "2025-06-01")]);
    never_authentic("version 99", &case);
    // Only authentic documents are remembered, so what the genuine one is compared with is what it
    // was before.
    let mut genuine = Case::honest().pin(alpha_pin());
    genuine.past = Past::Seen(vec![sight("1.1", "2025-06-01")]);
    assert_eq!(genuine.verdict(), Verdict::Authentic);
}
