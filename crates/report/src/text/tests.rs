#![allow(clippy::unwrap_used, clippy::expect_used)]

use bonafide_model::claims::*;
use bonafide_model::evidence::*;
use bonafide_model::judgement::*;
use textwrap::core::display_width;

use super::*;
use crate::fixture;
use crate::invocation::Invocation;

fn report(assessment: &Assessment) -> String {
    text(assessment, &Options::default())
}

/// With `-v`.
fn full(assessment: &Assessment) -> String {
    text(
        assessment,
        &Options {
            verbosity: 1,
            ..Options::default()
        },
    )
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap()
}

#[test]
fn the_first_line_says_it_all() {
    assert_eq!(
        first_line(&report(&fixture::authentic())),
        "AUTHENTIC  M-CERT (pinned 2026-03-02, by phone): document signed 2022-05-22; key usable until 2027-04-01"
    );
    let unanchored = fixture::unanchored();
    assert_eq!(
        first_line(&report(&unanchored)),
        format!(
            "UNANCHORED  https://m-cert.example/rfc2350.pdf: {}",
            prose::reason(&unanchored)
        )
    );
    let gone = fixture::not_fetched();
    assert_eq!(
        first_line(&report(&gone)),
        format!(
            "UNVERIFIED (not-fetched)  https://gone.example/rfc2350.txt: {}",
            prose::reason(&gone)
        )
    );
}

#[test]
fn only_an_authentic_document_is_called_by_the_name_it_prints() {
    let mut a = fixture::authentic();
    a.verdict = Verdict::Rejected;
    assert!(first_line(&report(&a)).starts_with("REJECTED  https://m-cert.example/rfc2350.pdf: "));
}

#[test]
fn who_else_it_could_be_is_told_with_what_is_near() {
    let mut a = fixture::unanchored();
    assert!(!report(&a).contains("Who else"));
    let near = |how, here: &str, known: &str| Near {
        kind: AnchorKind::Pin,
        team: "TIDE-CERT".to_owned(),
        how,
        here: here.to_owned(),
        known: known.to_owned(),
    };
    a.nearest = vec![
        near(Nearness::Domain, "tide-cert.example", "tide-cert.example"),
        near(Nearness::Words, "cert-tide.example", "tide-cert.example"),
        near(Nearness::Look, "T1DE-CERT", "TIDE-CERT"),
    ];
    for text in [report(&a), full(&a)] {
        for line in [
            "Who else it could be",
            "– tide-cert.example is also the domain of TIDE-CERT (pinned)",
            "! cert-tide.example has the same words as tide-cert.example of TIDE-CERT (pinned)",
            "! T1DE-CERT looks like TIDE-CERT (pinned)",
            "help: if you mean that team",
        ] {
            assert!(text.contains(line), "{line}\n{text}");
        }
    }
}

#[test]
fn a_weakened_policy_is_named_even_on_a_quiet_line() {
    let mut a = fixture::authentic();
    a.weakenings = vec!["danger-accept-sha1-bindings".to_owned()];
    let quiet = text(
        &a,
        &Options {
            quiet: true,
            ..Options::default()
        },
    );
    assert!(quiet.contains("danger-accept-sha1-bindings"));
    assert_eq!(quiet.lines().count(), 1);
}

#[test]
fn a_signature_by_another_key_does_not_date_the_document() {
    let mut a = fixture::authentic();
    a.signatures[0].signer = Some(fixture::key(fixture::OTHER_KEY));
    assert!(!first_line(&report(&a)).contains("signed"));
}

#[test]
fn contacts_are_marked_one_by_one_unless_authentic() {
    for verbosity in [0, 1] {
        for unicode in [true, false] {
            let options = Options {
                verbosity,
                unicode,
                ..Options::default()
            };
            let card = contacts_of(&text(&fixture::unanchored(), &options));
            for value in [
                "contact@m-cert.example",
                "duty@elsewhere.example",
                "+33123456789",
            ] {
                let line = card.lines().find(|line| line.contains(value)).unwrap();
                assert!(line.contains("NOT CONFIRMED"), "{line}");
            }
        }
    }
    let card = contacts_of(&full(&fixture::authentic()));
    assert!(!card.contains("NOT CONFIRMED"));
    assert!(
        !card
            .lines()
            .find(|line| line.contains("contact@"))
            .unwrap()
            .contains("NOT")
    );
    assert!(
        card.lines()
            .find(|line| line.contains("duty@"))
            .unwrap()
            .contains("NOT COVERED")
    );
    let unread = card
        .lines()
        .position(|line| line.contains("e-mail?"))
        .unwrap();
    assert!(
        card.lines().nth(unread).unwrap().contains("NOT COVERED"),
        "what cannot be read is covered by nothing: {card}"
    );
    assert!(
        card.lines().nth(unread + 1).unwrap().contains("not read"),
        "{card}"
    );
}

#[test]
fn a_replay_is_told_before_its_verdict_and_on_a_quiet_line() {
    let mut a = fixture::authentic();
    for (by, word) in [
        (JudgedBy::Bundle, "in the bundle"),
        (
            JudgedBy::Reader {
                keyring: "own".to_owned(),
            },
            "your own trust (own)",
        ),
    ] {
        let confirmed = by != JudgedBy::Bundle;
        a.replay = Some(Replay {
            bundle: "case\u{1b}-4711".to_owned(),
            by,
        });
        let shown = report(&a);
        assert!(
            shown.starts_with(
                "REPLAY  This is a replay: evidence about https://m-cert.example/rfc2350.pdf"
            ),
            "{shown}"
        );
        let verdict = shown
            .lines()
            .position(|line| line.starts_with("REPLAY AUTHENTIC  M-CERT"))
            .unwrap();
        let before: String = shown
            .lines()
            .take(verdict)
            .map(str::trim)
            .collect::<Vec<_>>()
            .join(" ");
        assert!(
            before.contains(word)
                && before.contains("authenticates the bundle")
                && before.contains("case\\u{1b}-4711"),
            "{before}"
        );
        assert_eq!(contacts_of(&shown).contains("NOT CONFIRMED"), !confirmed);
        let quiet = text(
            &a,
            &Options {
                quiet: true,
                ..Options::default()
            },
        );
        assert!(
            quiet.starts_with("REPLAY AUTHENTIC")
                && quiet.trim_end().ends_with("which is not authenticated]"),
            "{quiet}"
        );
        assert_eq!(quiet.lines().count(), 1);
    }
}

#[test]
fn a_contact_that_nobody_sees_is_not_on_the_card() {
    let mut a = fixture::unanchored();
    a.profile.as_mut().unwrap().claims.emails[0].hidden_by = Some(HiddenBy::Color);
    assert!(!contacts_of(&report(&a)).contains("contact@m-cert.example"));
}

#[test]
fn contacts_beyond_the_cap_are_counted_and_not_confirmed_either() {
    let mut a = fixture::unanchored();
    a.profile.as_mut().unwrap().claims.emails = (0..50)
        .map(|i| fixture::email(&format!("a{i}@m-cert.example")))
        .collect();
    assert!(contacts_of(&full(&a)).contains("and 32 more, all of them NOT CONFIRMED"));
    let short = contacts_of(&report(&a));
    let shown = short
        .lines()
        .filter(|line| line.contains("@m-cert.example"))
        .count();
    assert!(
        short.contains(&format!(
            "and {} more, all of them NOT CONFIRMED",
            52 - shown
        )),
        "{short}"
    );
}

#[test]
fn a_contact_that_nobody_vouches_for_is_never_only_counted() {
    let mut a = fixture::authentic();
    let claims = &mut a.profile.as_mut().unwrap().claims;
    let stranger = claims
        .emails
        .iter()
        .position(|email| email.value.address == "duty@elsewhere.example")
        .unwrap();
    let stranger = claims.emails.remove(stranger);
    claims
        .emails
        .extend((0..50).map(|i| fixture::email(&format!("a{i}@m-cert.example"))));
    claims.emails.push(stranger);
    for shown in [report(&a), full(&a)] {
        let card = contacts_of(&shown);
        assert!(
            card.lines()
                .find(|line| line.contains("duty@"))
                .unwrap()
                .contains("NOT COVERED"),
            "{card}"
        );
        assert!(
            card.lines()
                .last()
                .unwrap()
                .trim_start()
                .starts_with("and "),
            "{card}"
        );
        assert!(
            !card.lines().last().unwrap().contains("NOT COVERED"),
            "{card}"
        );
    }
    // More of them than there is room for are counted as what they are.
    for anchor in a.anchors.iter_mut().filter(|anchor| anchor.accepted) {
        anchor
            .not_covered
            .extend((0..50).map(|i| format!("a{i}@m-cert.example")));
    }
    for shown in [report(&a), full(&a)] {
        let card = contacts_of(&shown);
        assert!(
            card.lines().last().unwrap().contains("of them NOT COVERED"),
            "{card}"
        );
    }
}

fn contacts_of(report: &str) -> String {
    report
        .split("\nContacts")
        .nth(1)
        .unwrap()
        .split("\n\n")
        .next()
        .unwrap()
        .to_owned()
}

#[test]
fn a_group_is_marked_by_its_worst_finding_and_shows_what_to_look_at() {
    let shown = full(&fixture::authentic());
    assert!(shown.contains("  ✓ integrity     2 passed\n"));
    assert!(shown.contains("  ! identity      1 to look at\n    ! key-id-matches-fingerprint: "));
    assert!(shown.contains("      page 2, line 10, section 2.8: \"KeyID : 0x2485CF71\"\n"));
    assert!(shown.contains("  ? key health    1 undecided\n    ? key-is-not-revoked: "));
    assert!(shown.contains("    ✓ signature-is-valid: "));
    assert!(
        !report(&fixture::authentic()).contains("signature-is-valid"),
        "what passes is no news"
    );
}

#[test]
fn what_passes_with_a_warning_is_no_plain_tick() {
    let mut a = fixture::authentic();
    let copy = fixture::finding(
        CheckId::SignatureCoversDocument,
        Outcome::Pass,
        Severity::Warning,
    );
    a.findings.push(Finding {
        detail: Detail::CoversEqualCopy,
        ..copy
    });
    assert!(
        report(&a).contains("\n  ! signature-covers-document: "),
        "{}",
        report(&a)
    );
    let shown = full(&a);
    assert!(
        shown.contains("  ! integrity     1 to look at, 2 passed\n    "),
        "{shown}"
    );
    assert!(
        shown.contains("\n    ! signature-covers-document: "),
        "{shown}"
    );
}

#[test]
fn the_first_line_says_that_only_a_list_of_hashes_was_signed() {
    let mut a = fixture::authentic();
    assert!(
        !report(&a)
            .lines()
            .next()
            .unwrap()
            .contains("list of hashes")
    );
    let listed = fixture::finding(
        CheckId::SignatureCoversDocument,
        Outcome::Pass,
        Severity::Warning,
    );
    a.findings.push(Finding {
        detail: Detail::CoversViaChecksum { accepted: true },
        ..listed
    });
    a.weakenings = vec!["danger-accept-signed-hash-lists".to_owned()];
    let report = report(&a);
    let first = report.lines().next().unwrap();
    assert!(
        first.contains("only a list of hashes that names it signed")
            && first.contains("danger-accept-signed-hash-lists"),
        "{first}"
    );
}

#[test]
fn not_one_check_run_is_not_shown_as_a_pass() {
    let shown = full(&fixture::not_fetched());
    assert!(shown.contains("  ? none could be run\n"));
    assert!(!shown.contains('✓') && !report(&fixture::not_fetched()).contains('✓'));
}

#[test]
fn printed_values_stand_beside_observed_ones_with_their_places() {
    let table = section(&full(&fixture::authentic()), "Printed and observed");
    for needle in [
        "page 2, line 11, section 2.8",
        "the same signed this document",
        "2485CF71E37BEBB7",
        "https://m-cert.example/rfc2350.pdf.sig",
    ] {
        assert!(table.contains(needle), "{needle} in\n{table}");
    }
    let id = table.lines().find(|line| line.contains("Key ID")).unwrap();
    assert!(
        id.contains('≠'),
        "the upper half of a Key ID is no Key ID: {id}"
    );
}

#[test]
fn values_without_a_certificate_are_neither_equal_nor_different() {
    let mut a = fixture::unanchored();
    a.certificates.clear();
    a.signatures.clear();
    let table = section(&full(&a), "Printed and observed");
    for what in ["Fingerprint", "Key ID", "User ID"] {
        let line = table.lines().find(|line| line.contains(what)).unwrap();
        assert!(
            line.contains('?') && !line.contains('=') && !line.contains('≠'),
            "{line}"
        );
    }
}

#[test]
fn a_user_id_may_be_printed_without_its_address_but_not_with_another() {
    let sign = |printed: &str| {
        let mut a = fixture::unanchored();
        a.profile.as_mut().unwrap().claims.user_ids[0].value.text = printed.to_owned();
        let table = section(&full(&a), "Printed and observed");
        let line = table
            .lines()
            .find(|line| line.contains("User ID"))
            .unwrap()
            .to_owned();
        (line.contains('='), line.contains('≠'))
    };
    assert_eq!(sign("M-CERT"), (true, false));
    assert_eq!(sign("M-CERT <contact@else.example>"), (false, true));
    assert_eq!(sign("M-CER"), (false, true));
}

#[test]
fn another_key_than_the_printed_one_is_shown_as_different() {
    let mut a = fixture::unanchored();
    a.certificates[0].fingerprint = fixture::key(fixture::OTHER_KEY);
    a.signatures[0].signer = Some(fixture::key(fixture::OTHER_KEY));
    let table = section(&full(&a), "Printed and observed");
    assert!(
        table
            .lines()
            .find(|line| line.contains("Fingerprint"))
            .unwrap()
            .contains('≠')
    );
}

#[test]
fn an_anchor_says_whether_and_why_it_counts() {
    let mut a = fixture::authentic();
    a.anchors.push(Anchor {
        kind: AnchorKind::Directory,
        says: AnchorSays::Disagrees,
        accepted: false,
        fingerprint: Some(fixture::key(fixture::OTHER_KEY)),
        why: AnchorWhy::OtherKey,
        ..fixture::pin()
    });
    let shown = section(&full(&a), "What confirms the key");
    let unwrapped = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        a.anchors
            .iter()
            .all(|anchor| unwrapped.contains(&prose::anchor_why(anchor)))
    );
    assert!(shown.contains("✗ directory for M-CERT"));
    assert!(shown.contains("it names 0011 2233"));
    assert!(shown.contains("does NOT cover duty@elsewhere.example"));
    assert!(
        section(&report(&fixture::unanchored()), "What confirms the key")
            .contains("no pin, expected fingerprint, trust root or directory names this key")
    );
}

#[test]
fn the_one_controller_behind_everything_is_named() {
    let needle = "document, signature and key all came from m-cert.example";
    let shown = |a: &Assessment| section(&full(a), "What confirms the key").replace("\n    ", " ");
    let mut a = fixture::unanchored();
    assert!(shown(&a).contains(needle));
    a.certificates[0].origin = Origin::embedded();
    assert!(shown(&a).contains(needle));
    a.certificates[0].origin = fixture::web(OriginKind::Keyserver, "https://keys.example/key");
    assert!(!shown(&a).contains(needle));
    assert!(!shown(&fixture::authentic()).contains(needle));
}

#[test]
fn what_failed_is_shown_and_never_called_absent() {
    let shown = section(&full(&fixture::authentic()), "Tried");
    assert!(shown.contains("1 found, 1 failed"));
    assert!(shown.contains("? revocation failed https://keys.example: timed out after 10 s"));
    let shown = report(&fixture::authentic())
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(
        shown.contains("could not be reached: https://keys.example"),
        "{shown}"
    );
    assert!(
        shown.contains("Tried 1 found, 1 failed; judged as of"),
        "told above already: {shown}"
    );
    let mut other = fixture::authentic();
    other
        .findings
        .retain(|finding| finding.check != CheckId::KeyIsNotRevoked);
    let shown = report(&other)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(
        shown.contains("not fetched: revocation https://keys.example: timed out after 10 s"),
        "{shown}"
    );
}

/// The lines under a heading.
fn section(report: &str, heading: &str) -> String {
    report
        .split(&format!("\n{heading}\n"))
        .nth(1)
        .unwrap()
        .split("\n\n")
        .next()
        .unwrap()
        .to_owned()
}

#[test]
fn no_untrusted_text_reaches_the_terminal_unescaped() {
    let a = fixture::hostile();
    let profile = a.profile.clone().unwrap();
    for unicode in [true, false] {
        for width in [0, 40, 100, usize::MAX] {
            let options = Options {
                unicode,
                width,
                verbosity: 2,
                ..Options::default()
            };
            let written = [
                text(&a, &options),
                profile_text(&profile, fixture::HOSTILE, &options),
                unread_text(
                    &ReadError::Damaged(fixture::HOSTILE.to_owned()),
                    fixture::HOSTILE,
                    &options,
                ),
            ];
            for written in written {
                assert!(
                    written
                        .chars()
                        .all(|c| c == '\n' || !crate::escape::draws_nothing(c))
                );
                assert!(!written.lines().any(|line| line.starts_with("AUTHENTIC")));
                assert!(unicode || written.is_ascii());
            }
        }
    }
}

#[test]
fn an_authentic_document_of_hostile_names_is_one_line() {
    let mut a = fixture::hostile();
    a.verdict = Verdict::Authentic;
    let quiet = text(
        &a,
        &Options {
            quiet: true,
            ..Options::default()
        },
    );
    assert_eq!(quiet.matches('\n').count(), 1);
    assert!(quiet.contains("\\u{1b}[31mX"));
}

#[test]
fn lines_keep_to_the_width_and_words_are_not_lost() {
    let mut a = fixture::authentic();
    a.findings[2].places[0].excerpt = "word ".repeat(30);
    for width in [60, 80, 120] {
        let shown = text(
            &a,
            &Options {
                width,
                verbosity: 1,
                ..Options::default()
            },
        );
        for line in shown.lines().skip(1) {
            assert!(display_width(line) <= width, "{width}: {line:?}");
        }
    }
}

#[test]
fn colour_changes_nothing_but_the_colour() {
    let plain = report(&fixture::authentic());
    let coloured = text(
        &fixture::authentic(),
        &Options {
            color: true,
            ..Options::default()
        },
    );
    assert!(!plain.contains('\u{1b}'));
    let mut stripped = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        stripped.push_str(before);
        rest = after.split_once('m').unwrap().1;
    }
    stripped.push_str(rest);
    assert_eq!(stripped, plain);
    assert!(coloured.starts_with("\u{1b}[1m\u{1b}[32mAUTHENTIC\u{1b}[0m  "));
}

#[test]
fn a_document_with_a_million_values_makes_a_short_report() {
    let mut a = fixture::hostile();
    let claims = &mut a.profile.as_mut().unwrap().claims;
    claims.emails = (0..20_000)
        .map(|i| fixture::email(&format!("a{i}@m-cert.example")))
        .collect();
    claims.fingerprints = std::iter::repeat_n(claims.fingerprints[0].clone(), 100_000).collect();
    a.signatures = std::iter::repeat_n(a.signatures[0].clone(), 10_000).collect();
    let finding = &mut a.findings[0];
    finding.places = std::iter::repeat_n(finding.places[0].clone(), 100_000).collect();
    for width in [60, 80, 100, 140] {
        let screen = text(
            &a,
            &Options {
                width,
                ..Options::default()
            },
        );
        assert!(screen.lines().count() <= 40, "{width}: {screen}");
    }
}

#[test]
fn the_ledger_lists_every_claim_with_its_place_and_what_hides_it() {
    let mut profile = fixture::profile();
    profile.claims.fingerprints[0].hidden_by = Some(HiddenBy::RenderMode);
    let shown = profile_text(&profile, "a.pdf", &Options::default());
    assert!(
        first_line(&shown).starts_with("PROFILE  a.pdf: application/pdf, 3 pages, language en; ")
    );
    assert!(first_line(&shown).ends_with("none of them checked"));
    for needle in [
        "8A1E C5D2 B7C0 EFA4 9FFB 31FC 2485 CF71 E37B EBB7",
        "(team; HIDDEN (render-mode))",
        "2022-06-12 or 2022-12-06",
        "until a later version replaces it",
        "(signature; repaired: wrapped; another reading:",
        "printed here; not kept",
        "2 found, 1 of them empty",
        "2.1 Name of the Team",
        "hidden text (color), page 2, line 30, section 2.8: white text",
    ] {
        assert!(shown.contains(needle), "{needle} in\n{shown}");
    }
    let verbose = Options {
        verbosity: 1,
        ..Options::default()
    };
    let shown = profile_text(&profile, "a.pdf", &verbose);
    assert!(
        shown.contains("(signature; repaired: wrapped; or"),
        "{shown}"
    );
}

#[test]
fn an_unreadable_document_is_said_to_be_unreadable() {
    let shown = unread_text(&ReadError::NoText, "a.pdf", &Options::default());
    assert_eq!(
        shown,
        "UNREADABLE  a.pdf: there is no text layer, only images\n"
    );
}

#[test]
fn what_is_wrong_in_the_same_way_is_named_on_the_one_screen_too() {
    let mut a = fixture::authentic();
    let hidden = |check, detail| Finding {
        detail,
        ..fixture::finding(check, Outcome::Fail, Severity::Warning)
    };
    let hidden_by = HiddenBy::Color;
    a.findings.push(hidden(
        CheckId::FingerprintIsWellformed,
        Detail::HiddenFingerprint {
            digits: fixture::TEAM_KEY.to_owned(),
            hidden_by,
        },
    ));
    a.findings.push(hidden(
        CheckId::DocumentShowsWhatItSays,
        Detail::HiddenValue {
            value: "evil@elsewhere.example".to_owned(),
            hidden_by,
        },
    ));
    let shown = report(&a);
    for check in [
        CheckId::FingerprintIsWellformed,
        CheckId::DocumentShowsWhatItSays,
    ] {
        assert!(shown.contains(check.as_str()), "{check}: {shown}");
    }
}

#[test]
fn the_command_for_another_subject_changes_no_other_word() {
    let mut a = fixture::not_fetched();
    a.subject = "https://t.example/".to_owned();
    a.given = Some(Given::Landing {
        links: vec!["https://t.example/rfc2350.pdf".to_owned()],
    });
    let given = "verify --key https://t.example/key.asc https://t.example/";
    let options = Options {
        invocation: Invocation::new(given.split(' ').map(str::to_owned)),
        ..Options::default()
    };
    let shown = text(&a, &options);
    assert!(
        shown.contains(
            "bonafide verify --key https://t.example/key.asc https://t.example/rfc2350.pdf\n"
        ),
        "{shown}"
    );
}

#[test]
fn anchors_that_count_stand_before_those_that_do_not() {
    let mut a = fixture::authentic();
    let counts = a
        .anchors
        .iter()
        .find(|anchor| anchor.accepted)
        .unwrap()
        .clone();
    let not = Anchor {
        accepted: false,
        why: AnchorWhy::Stale,
        ..counts.clone()
    };
    a.anchors = vec![not; 20];
    a.anchors.push(counts.clone());
    let shown = report(&a);
    let first = shown.split("What confirms the key").nth(1).unwrap();
    let first = first.lines().nth(1).unwrap();
    assert!(first.contains("counts"), "{first}");
}
