#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stderr)]

use bonafide_model::Timestamp;
use bonafide_model::claims::*;
use bonafide_model::evidence::*;
use bonafide_model::judgement::*;
use bonafide_model::publishing::*;
use serde_json::Value;

use super::*;
use crate::text::Options;
use crate::{fixture, json};

/// Text that would move the cursor, reverse digits, end an element or begin a line of its own.
const HOSTILE: &str = "\u{1b}[2J\u{202e}]]><x a=\"1\">&\r\nREADY\u{85}\u{7}";

fn place(line: u32, page: Option<u32>) -> Place {
    Place {
        page,
        line,
        column: 9,
        length: 4,
        section: Some("2.8".to_owned()),
        heading: Some("2.8 Keys".to_owned()),
        bounds: None,
    }
}

fn advice(check: CheckId, severity: Severity, detail: Detail, spots: Vec<Spot>) -> Advice {
    let places = spots
        .iter()
        .map(|spot| Where {
            place: spot.place.clone(),
            excerpt: spot.text.clone(),
        })
        .collect();
    let finding = Finding {
        check,
        outcome: Outcome::Fail,
        severity,
        detail,
        places,
    };
    Advice {
        finding,
        spots,
        accepted: None,
    }
}

fn spot(text: &str, from: usize, to: usize, page: Option<u32>) -> Spot {
    let column = |n: usize| u32::try_from(n + 1).unwrap();
    let columns = page.is_none().then(|| (column(from), column(to)));
    Spot {
        place: place(7, page),
        text: text.to_owned(),
        from,
        to,
        columns,
    }
}

fn short_key_id(spot: Spot) -> Advice {
    let said = Publishing::KeyIdShort {
        digits: "E37BEBB7".to_owned(),
        long: Some("2485CF71E37BEBB7".to_owned()),
    };
    advice(
        CheckId::KeyIdIsLong,
        Severity::Warning,
        Detail::Publishing(said),
        vec![spot],
    )
}

fn report(advice: Vec<Advice>) -> SelfcheckReport {
    let profile = CheckedProfile {
        path: "a b/rfc2350.txt".to_owned(),
        base_url: Some("https://x.example/".to_owned()),
        assessment: fixture::unanchored(),
        advice,
        verifiers: vec![VerifierSays {
            verifier: Verifier::GnuPg,
            version: Some("2.2.40".to_owned()),
            accepts: Some(false),
            says: VerifierAnswer::Told(HOSTILE.to_owned()),
            cause: Some(RefusalCause::BadSignature),
        }],
        urls: vec![StagedUrl {
            url: "https://x.example/k".to_owned(),
            claim: 0,
            role: UrlRole::Key,
            resolution: Resolution::Missing {
                path: "k".to_owned(),
                instead: None,
            },
        }],
    };
    let checked_at = "2026-11-01T00:00:00Z".parse().unwrap();
    SelfcheckReport {
        subject: "staged".to_owned(),
        checked_at,
        live: false,
        profiles: vec![profile],
        unused: Vec::new(),
        left_out: 0,
    }
}

/// A warning with a fix in a text, an error in a PDF, one that is accepted, and one without a
/// place.
fn mixed() -> SelfcheckReport {
    let entry = Acceptance {
        check: CheckId::TlpIsMarked,
        file: None,
        value: None,
        reason: "our house style".to_owned(),
        until: "2027-03-31".parse().unwrap(),
    };
    let tlp = advice(
        CheckId::TlpIsMarked,
        Severity::Warning,
        Detail::Publishing(Publishing::TlpMissing),
        Vec::new(),
    );
    let url = Publishing::UrlMissing {
        url: "https://x.example/k".to_owned(),
        role: UrlRole::Key,
        path: "k".to_owned(),
        instead: None,
    };
    let url = advice(
        CheckId::UrlsResolve,
        Severity::Error,
        Detail::Publishing(url),
        vec![spot("see k", 4, 5, Some(3))],
    );
    let accepted = Advice {
        accepted: Some(entry.clone()),
        ..tlp.clone()
    };
    let mut report = report(vec![
        url,
        short_key_id(spot("Key ID: 0xE37BEBB7", 8, 18, None)),
        accepted,
        tlp,
    ]);
    report.unused.push(UnusedAcceptance {
        entry,
        expired: true,
    });
    report
}

fn sarif(report: &SelfcheckReport) -> Value {
    serde_json::from_str(&json::to_string(&selfcheck_sarif(report)).unwrap()).unwrap()
}

#[test]
fn the_json_holds_to_its_schema() {
    let value: Value =
        serde_json::from_str(&json::to_string(&json::selfcheck(&mixed())).unwrap()).unwrap();
    let validator = jsonschema::draft202012::new(&json::schema("selfcheck-v1").unwrap()).unwrap();
    let problems: Vec<String> = validator
        .iter_errors(&value)
        .map(|error| error.to_string())
        .collect();
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(
        value["counts"],
        serde_json::json!({"errors": 1, "warnings": 2, "notes": 0, "accepted": 1})
    );
    assert_eq!(
        value["profiles"][0]["findings"][1]["print"],
        "0x2485CF71E37BEBB7"
    );
}

#[test]
fn the_log_has_rules_regions_fixes_and_suppressions() {
    let log = sarif(&mixed());
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert_eq!(
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            "staged/a%20b/rfc2350.txt"
        );
    }
    let [pdf, text, accepted, tlp] = run["results"].as_array().unwrap().as_slice() else {
        unreachable!()
    };
    assert_eq!(pdf["level"], "error");
    assert!(
        pdf["locations"][0]["physicalLocation"]["region"].is_null(),
        "a page has no lines of text"
    );
    assert_eq!(
        pdf["locations"][0]["logicalLocations"][0]["fullyQualifiedName"],
        "page 3"
    );
    let region = &text["locations"][0]["physicalLocation"]["region"];
    assert_eq!(
        (
            &region["startLine"],
            &region["startColumn"],
            &region["endColumn"]
        ),
        (&7.into(), &9.into(), &19.into())
    );
    let replacement = &text["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(replacement["insertedContent"]["text"], "0x2485CF71E37BEBB7");
    assert_eq!(accepted["suppressions"][0]["kind"], "external");
    assert!(tlp["suppressions"].is_null());
}

/// The official schema is not ours to ship: it is taken from a package of the local registry cache
/// where one has it.
#[test]
fn the_log_holds_to_the_official_schema() {
    let Some(schema) = official_schema() else {
        crate::skipped::skip("the SARIF schema is not at hand (cargo info serde-sarif@0.8.0)");
        return;
    };
    let validator = jsonschema::options().build(&schema).unwrap();
    for log in [
        sarif(&mixed()),
        sarif(&report(Vec::new())),
        sarif(&report(vec![short_key_id(spot(HOSTILE, 0, 3, None))])),
    ] {
        let problems: Vec<String> = validator
            .iter_errors(&log)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(problems, Vec::<String>::new());
    }
}

fn official_schema() -> Option<Value> {
    let schema = std::fs::read(fixture::of_package("serde-sarif-", "src/schema.json")?).ok()?;
    let mut schema: Value = serde_json::from_slice(&schema).ok()?;
    // Its pattern for languages has a stray bracket, which is no regular expression in every
    // dialect; no log of ours names one.
    for of in ["run", "toolComponent"] {
        schema["definitions"][of]["properties"]["language"]
            .as_object_mut()?
            .remove("pattern");
    }
    Some(schema)
}

#[test]
fn hostile_text_reaches_no_terminal_and_breaks_no_format() {
    let detail = Detail::Publishing(Publishing::Placeholder {
        printed: HOSTILE.to_owned(),
    });
    let advice = advice(
        CheckId::NoPlaceholderIsLeft,
        Severity::Error,
        detail,
        vec![spot(HOSTILE, 2, 6, None)],
    );
    let of_file = Detail::ChecksumNotFetched {
        places: vec![format!("https://x.example/{HOSTILE}")],
    };
    let note = Advice {
        finding: Finding {
            outcome: Outcome::Inconclusive,
            ..self::advice(
                CheckId::ChecksumMatches,
                Severity::Note,
                of_file,
                Vec::new(),
            )
            .finding
        },
        spots: Vec::new(),
        accepted: None,
    };
    let of = |advice: Vec<Advice>| {
        let mut report = report(advice);
        report.subject = format!("staged{HOSTILE}");
        report.profiles[0].path = format!("a{HOSTILE}#.txt");
        report
    };
    let mut without_place = of(vec![note.clone()]);
    without_place.profiles[0].base_url = None;
    let report = of(vec![advice]);
    for shown in [&of(vec![note]), &without_place, &of(Vec::new())] {
        let text = selfcheck_text(shown, &Options::default());
        let harmless = |c: char| c == '\n' || !crate::escape::draws_nothing(c);
        assert!(text.chars().all(harmless), "{text:?}");
    }
    for unicode in [true, false] {
        let text = selfcheck_text(
            &report,
            &Options {
                unicode,
                ..Options::default()
            },
        );
        let harmless = |c: char| c == '\n' || !crate::escape::draws_nothing(c);
        assert!(text.chars().all(harmless), "{text:?}");
        assert!(unicode || text.is_ascii());
        assert!(
            !text.lines().any(|line| line.starts_with("READY")),
            "{text}"
        );
    }
    let log = json::to_string(&selfcheck_sarif(&report)).unwrap();
    assert!(
        log.chars()
            .all(|c| c == '\n' || !crate::escape::draws_nothing(c))
    );
    let junit = selfcheck_junit(&report).unwrap();
    let mut reader = quick_xml::Reader::from_str(&junit);
    let mut elements = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Start(start) | quick_xml::events::Event::Empty(start) => {
                elements.push(start.name().as_ref().to_owned());
            }
            _ => {}
        }
    }
    assert!(!elements.contains(&"x".to_owned()), "{elements:?}");
}

#[test]
fn junit_is_valid_by_the_schema_of_build_servers() {
    for report in [
        mixed(),
        report(Vec::new()),
        report(vec![short_key_id(spot(HOSTILE, 0, 3, None))]),
    ] {
        crate::junit::schema::assert_valid(&selfcheck_junit(&report).unwrap());
    }
}

#[test]
fn the_first_line_says_it_all() {
    let first = |report: &SelfcheckReport| {
        selfcheck_text(
            report,
            &Options {
                quiet: true,
                ..Options::default()
            },
        )
    };
    assert_eq!(
        first(&mixed()),
        "NOT READY  staged: 1 profile, 1 error, 2 warnings, 0 notes\n"
    );
    assert_eq!(
        first(&report(Vec::new())),
        "READY  staged: 1 profile, 0 errors, 0 warnings, 0 notes\n"
    );
    let warned = report(vec![short_key_id(spot("Key ID: 0xE37BEBB7", 8, 18, None))]);
    assert!(first(&warned).starts_with("READY, WITH WARNINGS  "));
}

#[test]
fn a_diagnostic_underlines_the_wrong_part_and_prints_the_right_one() {
    let shown = selfcheck_text(
        &report(vec![short_key_id(spot("Clé: 0xE37BEBB7", 5, 15, None))]),
        &Options {
            unicode: false,
            ..Options::default()
        },
    );
    let lines: Vec<&str> = shown.lines().collect();
    let at = lines
        .iter()
        .position(|line| line.contains("Cl\\u{e9}: 0xE37BEBB7"))
        .unwrap();
    let column = lines[at].find("0xE37BEBB7").unwrap();
    assert_eq!(lines[at + 1].find('^'), Some(column), "{shown}");
    assert_eq!(lines[at + 1].matches('^').count(), "0xE37BEBB7".len());
    assert!(shown.contains("0x2485CF71E37BEBB7"), "{shown}");
}

#[test]
fn every_finding_that_stands_against_publishing_says_what_to_do() {
    use Publishing as P;
    let text = || "x".to_owned();
    let day: jiff::civil::Date = "2026-03-02".parse().unwrap();
    let at: Timestamp = "2026-03-02T00:00:00Z".parse().unwrap();
    let open = [
        P::SectionsMissing {
            sections: vec![(text(), text())],
        },
        P::SectionEmpty {
            number: text(),
            heading: text(),
        },
        P::DateAmbiguous {
            printed: text(),
            candidates: vec![day],
        },
        P::DateImpossible { printed: text() },
        P::DatesDisagree {
            first: day,
            other: day,
        },
        P::NoUpdateDate,
        P::NoVersion,
        P::VersionsDisagree {
            first: text(),
            other: text(),
        },
        P::VersionInName {
            file: text(),
            named: text(),
            printed: text(),
        },
        P::ValidityMissing,
        P::TlpMissing,
        P::TlpOld { word: text() },
        P::TlpRestricts { word: text() },
        P::Placeholder { printed: text() },
        P::UrlMissing {
            url: text(),
            role: UrlRole::Key,
            path: text(),
            instead: None,
        },
        P::UrlLeadsOut {
            url: text(),
            how: LeadsOut::Path,
        },
        P::UrlGone {
            url: text(),
            role: UrlRole::Key,
            why: text(),
        },
        P::UrlNotReached {
            url: text(),
            why: text(),
        },
        P::UrlsNotAsked {
            urls: vec![text()],
            base_known: true,
            guess: None,
        },
        P::UrlsNotAsked {
            urls: vec![text()],
            base_known: false,
            guess: None,
        },
        P::UrlsNotAsked {
            urls: vec![text()],
            base_known: false,
            guess: Some(text()),
        },
        P::UrlMisprinted {
            printed: text(),
            url: text(),
        },
        P::OwnPlaceMissing { expected: None },
        P::OwnPlaceDiffers {
            printed: vec![text()],
            expected: text(),
            base: None,
        },
        P::OwnPlaceDiffers {
            printed: vec![text()],
            expected: text(),
            base: Some(text()),
        },
        P::PlainHttp {
            url: text(),
            secure: text(),
        },
        P::NotDiscoverable {
            role: AttemptRole::Key,
            path: text(),
            print: None,
            usual: None,
            elsewhere: None,
        },
        P::NotDiscoverable {
            role: AttemptRole::Key,
            path: text(),
            print: None,
            usual: None,
            elsewhere: Some(text()),
        },
        P::BehindPage {
            role: AttemptRole::Key,
            url: text(),
            file: None,
        },
        P::KeyPlaceMissing { print: None },
        P::KeyIdShort {
            digits: text(),
            long: None,
        },
        P::GivenKeyNotPrinted {
            given: fixture::key(fixture::TEAM_KEY),
            origin: text(),
        },
        P::FingerprintMisprinted {
            printed: text(),
            staged: fixture::key(fixture::TEAM_KEY),
            origin: text(),
            digits: vec![12],
        },
        P::UserIdNotOnKey {
            printed: text(),
            user_ids: vec![text()],
            nearly: None,
        },
        P::UserIdNotOnKey {
            printed: text(),
            user_ids: vec![text()],
            nearly: Some(text()),
        },
        P::EmbeddedKeyBroken { why: text() },
        P::EmbeddedKeyOnOneLine,
        P::CannotSign {
            subkey: Some(text()),
            why: KeyProblem::NotComputed(text()),
        },
        P::OldSelfSignaturesLost {
            created: at,
            oldest: at,
        },
        P::RevocationStaged { path: text() },
        P::SecretKeyStaged { path: text() },
        P::NotConfirmable {
            asked: vec![text()],
        },
        P::ConfirmsOther { source: text() },
        P::ConfirmationNotAsked {
            why: ConfirmationGap::NotReached {
                url: text(),
                why: text(),
            },
        },
        P::GnuPgRefuses {
            version: text(),
            why: VerifierAnswer::Told(text()),
        },
        P::GnuPgNotTried {
            why: VerifierAnswer::Told(text()),
        },
    ];
    let report = report(Vec::new());
    let run = crate::prose::Commands::of(&report, &report.profiles[0]);
    for said in open {
        let one = advice(
            CheckId::UrlsResolve,
            Severity::Error,
            Detail::Publishing(said.clone()),
            Vec::new(),
        );
        let words = crate::prose::advised(&one.finding, &run);
        assert!(words.help.is_some_and(|help| !help.is_empty()), "{said:?}");
        assert!(
            crate::prose::message(&one.finding).ends_with('.'),
            "{said:?}"
        );
    }
}

#[test]
fn help_and_the_text_to_print_make_one_sentence_where_there_is_no_line_to_show() {
    let detail = Detail::SignerNotPrinted {
        signer: fixture::key(fixture::TEAM_KEY),
        printed: Vec::new(),
        hidden: false,
    };
    let one = report(vec![advice(
        CheckId::SignerIsPrintedKey,
        Severity::Error,
        detail,
        Vec::new(),
    )]);
    let print = fixture::key(fixture::TEAM_KEY).spaced();
    for shown in [
        selfcheck_text(&one, &Options::default()),
        selfcheck_junit(&one).unwrap(),
    ] {
        assert!(
            shown.contains(&format!("that is printed: {print}")),
            "{shown}"
        );
    }
}

#[test]
fn the_column_is_that_of_the_file_also_where_a_part_of_the_line_is_shown_or_something_is_escaped() {
    let of = |text: &str, from: usize, column: u32, options: &Options| {
        let spot = Spot {
            columns: Some((column, column + 4)),
            ..spot(text, from, from + 4, None)
        };
        selfcheck_text(&report(vec![short_key_id(spot)]), options)
    };
    let plain = Options {
        unicode: false,
        ..Options::default()
    };
    assert!(of("Key 0xAB", 4, 5, &plain).contains("rfc2350.txt:7:5\n"));
    assert!(of("Key 0xAB", 4, 1005, &plain).contains("rfc2350.txt:7:1005\n"));
    assert!(of("Cl\u{e9} 0xAB", 4, 5, &plain).contains("rfc2350.txt:7:5\n"));
}

fn fingerprint_of(one: Advice) -> String {
    let log = serde_json::to_value(selfcheck_sarif(&report(vec![one]))).unwrap();
    log["runs"][0]["results"][0]["partialFingerprints"]["bonafide/v2"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn a_sarif_fingerprint_is_the_same_from_day_to_day_and_wherever_the_line_stands() {
    let expires = "2026-12-01T00:00:00Z".parse().unwrap();
    let soon = |days| {
        let detail = Detail::KeyExpiresSoon {
            expires,
            days,
            of_subkey: false,
        };
        fingerprint_of(advice(
            CheckId::KeyStaysValid,
            Severity::Error,
            detail,
            Vec::new(),
        ))
    };
    assert_eq!(soon(20), soon(19));
    let mut moved = spot("Our Key ID: 0xE37BEBB7", 12, 22, None);
    moved.place.line = 70;
    assert_eq!(
        fingerprint_of(short_key_id(moved)),
        fingerprint_of(short_key_id(spot("Key ID: 0xE37BEBB7", 8, 18, None)))
    );
}

#[test]
fn a_sarif_fingerprint_tells_two_findings_of_a_check_apart() {
    let gone = |url: &str| {
        let said = Publishing::UrlGone {
            url: url.to_owned(),
            role: UrlRole::Key,
            why: "404".to_owned(),
        };
        fingerprint_of(advice(
            CheckId::UrlsResolve,
            Severity::Error,
            Detail::Publishing(said),
            Vec::new(),
        ))
    };
    assert_ne!(gone("https://x.example/k"), gone("https://x.example/l"));
}

/// Code hosts keep it with every decision about a finding: a change closes all of them and opens as
/// many.
#[test]
fn the_sarif_fingerprint_is_frozen() {
    let found = fingerprint_of(short_key_id(spot("Key ID: 0xE37BEBB7", 8, 18, None)));
    let facts = "key-id-is-long\0a b/rfc2350.txt\0E37BEBB7";
    assert_eq!(
        found,
        format!("{:x}", <sha2::Sha256 as sha2::Digest>::digest(facts))
    );
}

#[test]
fn what_is_dismissed_for_one_key_or_section_hides_nothing_of_another() {
    let of = |key: Option<&str>, detail: Detail, check: CheckId| {
        let mut report = report(vec![advice(check, Severity::Error, detail, Vec::new())]);
        let judged = &mut report.profiles[0].assessment.key;
        judged.fingerprint = key.map(fixture::key);
        let log = serde_json::to_value(selfcheck_sarif(&report)).unwrap();
        log["runs"][0]["results"][0]["partialFingerprints"]
            .as_object()
            .unwrap()
            .values()
            .next()
            .unwrap()
            .as_str()
            .unwrap()
            .to_owned()
    };
    let revoked = || Detail::KeyRevoked {
        hard: true,
        reason: Some("key compromised".to_owned()),
        text: String::new(),
        at: None,
    };
    let other = "1".repeat(40);
    let keys = [Some(fixture::TEAM_KEY), Some(other.as_str())];
    let [one, another] = keys.map(|key| of(key, revoked(), CheckId::KeyIsNotRevoked));
    assert_ne!(one, another);
    let [one, another] = ["2.8", "2.9"].map(|number| {
        let sections = vec![(number.to_owned(), "Title".to_owned())];
        let said = Detail::Publishing(Publishing::SectionsMissing { sections });
        of(None, said, CheckId::SectionsAreComplete)
    });
    assert_ne!(one, another);
}

#[test]
fn brackets_of_a_document_make_no_link_in_a_message() {
    let said = Publishing::Placeholder {
        printed: "[click](https://x.example)".to_owned(),
    };
    let report = report(vec![advice(
        CheckId::NoPlaceholderIsLeft,
        Severity::Error,
        Detail::Publishing(said),
        Vec::new(),
    )]);
    let log = serde_json::to_value(selfcheck_sarif(&report)).unwrap();
    let text = &log["runs"][0]["results"][0]["message"]["text"];
    let text = text.as_str().unwrap();
    assert!(text.contains("click") && !text.contains("]("), "{text}");
}

#[test]
fn what_did_not_answer_is_no_step_and_nothing_to_sign_for() {
    let outage = |check, said| Advice {
        finding: Finding {
            outcome: Outcome::Inconclusive,
            ..advice(
                check,
                Severity::Warning,
                Detail::Publishing(said),
                Vec::new(),
            )
            .finding
        },
        ..advice(check, Severity::Warning, Detail::NoKeyId, Vec::new())
    };
    let long = format!("https://x.example/{}", "a".repeat(120));
    let not_reached = ConfirmationGap::NotReached {
        url: long,
        why: "no connection: the network is unreachable".to_owned(),
    };
    let mut report = report(vec![
        outage(
            CheckId::UrlsResolve,
            Publishing::UrlNotReached {
                url: "https://y.example/".to_owned(),
                why: "no connection".to_owned(),
            },
        ),
        outage(
            CheckId::AnchorIsIndependent,
            Publishing::ConfirmationNotAsked { why: not_reached },
        ),
    ]);
    report.live = true;
    report.profiles[0].verifiers.clear();
    let text = selfcheck_text(&report, &Options::default());
    assert!(text.starts_with("READY"), "{text}");
    assert!(
        text.contains(
            "https://y.example/ could not be reached: no connection.\n      Run again later."
        ),
        "{text}"
    );
    assert!(
        !text.contains("Step 1") && !text.contains("gpg") && !text.contains("Give --live"),
        "{text}"
    );
    assert!(!text.contains("...."), "{text}");
    let value = serde_json::to_value(json::selfcheck(&report)).unwrap();
    assert_eq!(
        value["profiles"][0]["after_changes"],
        serde_json::json!([]),
        "nothing is signed again for it"
    );
    report.profiles[0]
        .advice
        .push(mixed().profiles.remove(0).advice.remove(1));
    let text = selfcheck_text(&report, &Options::default());
    assert!(
        text.contains("Step 1: fix the text") && text.contains("detach-sign"),
        "but for a text to change: {text}"
    );
}

#[test]
fn one_value_that_two_checks_want_printed_otherwise_is_told_once() {
    let at = || spot("Key ID: 0xE37BEBB7", 8, 18, None);
    let diagnosis =
        KeyIdDiagnosis::UpperHalf("8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7".parse().unwrap());
    let half = advice(
        CheckId::KeyIdMatchesFingerprint,
        Severity::Error,
        Detail::KeyId {
            digits: "E37BEBB7".to_owned(),
            diagnosis,
        },
        vec![at()],
    );
    let text = selfcheck_text(
        &report(vec![short_key_id(at()), half.clone()]),
        &Options::default(),
    );
    assert!(
        text.contains("the same change fixes key-id-is-long"),
        "{text}"
    );
    assert_eq!(text.matches("print the 64-bit Key ID").count(), 1, "{text}");
    let elsewhere = short_key_id(spot("or 0xE37BEBB7", 3, 13, None));
    let text = selfcheck_text(&report(vec![elsewhere, half]), &Options::default());
    assert!(
        !text.contains("the same change fixes"),
        "another place is another change: {text}"
    );
}

#[test]
fn a_command_is_shown_once_however_many_findings_it_fixes() {
    let of = |check, detail| advice(check, Severity::Error, detail, Vec::new());
    let weak = || Detail::SignatureWeak {
        because: WeakCause::Hash,
        hash: None,
    };
    let report = report(vec![
        of(CheckId::SignatureIsStrong, weak()),
        of(
            CheckId::SignatureIsTimely,
            Detail::MadeInFuture { made_at: None },
        ),
        of(CheckId::KeyIsLive, Detail::NoUserIds),
        of(CheckId::KeyCanEncrypt, Detail::NoUserIds),
    ]);
    let text = selfcheck_text(&report, &Options::default());
    let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(plain.matches("--detach-sign").count(), 1, "{text}");
    assert!(
        plain.contains("Sign again (the command is below)."),
        "{text}"
    );
    assert_eq!(plain.matches("--export").count(), 1, "{text}");
    assert!(
        plain.contains("Export the key with its User IDs (the command is above)."),
        "{text}"
    );
    assert!(
        !text.contains("to fix it:"),
        "told as the step's command: {text}"
    );
}
