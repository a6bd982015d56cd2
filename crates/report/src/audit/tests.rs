#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr
)]

mod browser;

use std::collections::BTreeSet;

use base64::Engine;
use bonafide_model::audit::{AuditReport, AuditResult, Change, HistoryState, Standing};
use bonafide_model::evidence::{AttemptRole, AttemptWhy};
use bonafide_model::judgement::Leaf;
use quick_xml::events::Event;
use scraper::{Html, Selector};
use sha2::{Digest, Sha256};

use super::fixture::{HOSTILE, report};
use super::*;
use crate::invocation::Invocation;
use crate::text::{Options, audit_text};

fn html(report: &AuditReport) -> String {
    super::html(report, &Invocation::default())
}

fn texts(page: &Html, selector: &str) -> Vec<String> {
    page.select(&Selector::parse(selector).unwrap())
        .map(|one| one.text().collect::<String>().trim().to_owned())
        .collect()
}

fn all_fine() -> AuditReport {
    let mut report = report();
    report.subjects.truncate(2);
    report
}

#[test]
fn the_html_report_has_every_profile_once_and_hostile_names_stay_text() {
    let text = html(&report());
    let page = Html::parse_document(&text);
    assert_eq!(texts(&page, "tbody > tr").len(), 6);
    assert_eq!(
        texts(&page, "tbody tr[data-result=rejected] td .bad"),
        ["rejected"]
    );
    assert_eq!(texts(&page, "script").len(), 1, "only ours");
    assert_eq!(texts(&page, "img").len(), 0);
    let shown = texts(&page, "tr[data-result=rejected] summary");
    assert!(
        shown[0].contains("<script>alert(1)</script>")
            && shown[0].contains("\\u{1b}")
            && shown[0].contains("\\u{202e}"),
        "{shown:?}"
    );
    assert!(!text.contains(['\u{1b}', '\u{202e}']));
    let totals = texts(&page, "dl.totals div");
    assert!(
        totals.contains(&"rejected1".to_owned()) && totals.contains(&"not checked1".to_owned()),
        "{totals:?}"
    );
}

#[test]
fn what_an_unconfirmed_document_prints_as_contacts_is_marked_in_the_html_report() {
    let page = Html::parse_document(&html(&report()));
    let marked = texts(&page, "tr[data-result=authentic] .ledger dd:has(strong)");
    assert_eq!(marked.len(), 2, "{marked:?}");
    assert_eq!(
        marked[0], "duty@elsewhere.example NOT COVERED by what confirms the key",
        "as in the text report"
    );
    assert!(
        marked[1].ends_with("NOT COVERED: a person can read it, this program cannot"),
        "{marked:?}"
    );
    assert!(
        texts(&page, "tr[data-result=unanchored] .ledger strong")
            .contains(&"NOT CONFIRMED".to_owned())
    );
}

#[test]
fn the_policy_of_the_html_report_allows_its_own_style_and_script_and_nothing_else() {
    let page = Html::parse_document(&html(&report()));
    let selector = Selector::parse("meta[http-equiv=Content-Security-Policy]").unwrap();
    let policy = page
        .select(&selector)
        .next()
        .unwrap()
        .attr("content")
        .unwrap()
        .to_owned();
    assert!(policy.starts_with("default-src 'none'; "), "{policy}");
    for (tag, directive) in [("style", "style-src"), ("script", "script-src")] {
        let selector = Selector::parse(tag).unwrap();
        let body: String = page.select(&selector).next().unwrap().text().collect();
        let digest = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(body));
        assert!(
            policy.contains(&format!("{directive} 'sha256-{digest}'")),
            "{directive} in {policy}"
        );
    }
    let everything = Selector::parse("[style], [onclick], [onerror], [src]").unwrap();
    assert_eq!(
        page.select(&everything).count(),
        0,
        "nothing that the policy would refuse"
    );
}

#[test]
fn junit_is_sound_xml_with_one_case_for_each_profile() {
    let xml = junit(&report()).unwrap();
    let mut reader = quick_xml::Reader::from_str(&xml);
    let (mut cases, mut failures, mut errors, mut skipped) = (0, 0, 0, 0);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) | Event::Empty(tag) => match tag.name().as_ref() {
                "testcase" => cases += 1,
                "failure" => failures += 1,
                "error" => errors += 1,
                "skipped" => skipped += 1,
                "script" | "img" => panic!("a name became markup: {xml}"),
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!((cases, failures, errors, skipped), (6, 2, 2, 1), "{xml}");
    assert!(!xml.contains('\u{1b}'));
}

#[test]
fn the_monitoring_line_is_one_line_and_rejected_outranks_unknown() {
    let line = nagios(&report());
    assert_eq!(line.matches('\n').count(), 1, "{line}");
    assert_eq!(
        line.matches('|').count(),
        1,
        "a name began performance data: {line}"
    );
    assert!(
        line.starts_with("BONAFIDE CRITICAL: \"><script>")
            && line.contains("(rejected); 6 profiles: "),
        "the worst name first: {line}"
    );
    assert_eq!(nagios_status(&report()), 2);
    assert_eq!(nagios_status(&all_fine()), 0);
    let mut damaged = all_fine();
    damaged.history = HistoryState::Damaged("bad".to_owned());
    assert_eq!(nagios_status(&damaged), 3);
    let mut warning = all_fine();
    warning.subjects[0].standing = Standing::Unanchored;
    assert_eq!(nagios_status(&warning), 1);
    warning.subjects[1].standing = Standing::Unverified;
    assert_eq!(nagios_status(&warning), 3);
    assert_eq!(nagios_unknown("a|b\nc").matches(['|', '\n']).count(), 1);
}

#[test]
fn junit_is_valid_by_the_schema_of_build_servers() {
    for report in [
        report(),
        all_fine(),
        AuditReport {
            history: HistoryState::Damaged(HOSTILE.to_owned()),
            ..report()
        },
    ] {
        crate::junit::schema::assert_valid(&junit(&report).unwrap());
    }
}

/// By Prometheus' own tool, where it is installed.
#[test]
fn promtool_has_nothing_to_complain_of() {
    use std::io::Write as _;
    use std::process::{Command, Stdio};
    let spawned = Command::new("promtool")
        .args(["check", "metrics"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut promtool) = spawned else {
        crate::skipped::skip("promtool is not installed (apt install prometheus)");
        return;
    };
    promtool
        .stdin
        .take()
        .unwrap()
        .write_all(prometheus(&report()).as_bytes())
        .unwrap();
    let output = promtool.wait_with_output().unwrap();
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// The text format's grammar, as far as this file uses it (Prometheus, "Exposition formats").
#[test]
fn the_metrics_can_be_parsed_and_no_sample_is_there_twice() {
    let text = prometheus(&report());
    let mut declared = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("# TYPE ") {
            let (name, kind) = rest.split_once(' ').unwrap();
            assert_eq!(kind, "gauge");
            assert!(declared.insert(name.to_owned()), "{name} is declared twice");
            continue;
        }
        if line.starts_with("# HELP ") {
            continue;
        }
        let (series, value) = line.rsplit_once(' ').unwrap();
        assert!(value.parse::<f64>().unwrap().is_finite(), "{line}");
        let (name, labels) = series
            .split_once('{')
            .map_or((series, ""), |(name, labels)| {
                (name, labels.strip_suffix('}').unwrap())
            });
        assert!(declared.contains(name), "{name} has no type");
        assert!(seen.insert(series.to_owned()), "{series} is there twice");
        // Between the quotes that are not escaped stand the values.
        assert_eq!(
            labels
                .replace("\\\\", "")
                .replace("\\\"", "")
                .matches('"')
                .count()
                % 2,
            0,
            "{line}"
        );
    }
    assert!(
        text.contains("bonafide_audit_profiles{result=\"rejected\"} 1\n"),
        "{text}"
    );
    assert!(
        text.contains("bonafide_profile_judged_timestamp_seconds{name=\"cedar\",key=\"partner:cedar\"} 1793070000\n"),
        "{text}"
    );
    assert!(!text.contains(['\u{1b}', '\u{202e}']));
}

#[test]
fn the_diff_has_what_was_and_what_is_and_is_empty_without_changes() {
    let text = diff(&report());
    assert!(
        text.contains("  - phone +33123456789\n  + phone +33987654321\n"),
        "{text}"
    );
    assert!(!text.contains("birch"), "a profile without change: {text}");
    assert!(!text.contains(['\u{1b}', '\u{202e}']));
    let mut same = report();
    same.subjects.iter_mut().for_each(|subject| {
        subject.changes.clear();
        subject.forecast.clear();
    });
    assert_eq!(diff(&same), "");
    same.history = HistoryState::Damaged("bad".to_owned());
    assert!(diff(&same).contains("HISTORY NOT USED"));
}

#[test]
fn the_table_starts_with_the_totals_and_tells_age_and_forecast() {
    let text = audit_text(&report(), &Options::default());
    let first = text.lines().next().unwrap().to_owned();
    // The table breaks sentences over lines.
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        first.starts_with("AUDIT  6 profiles: 1 authentic, 1 unanchored, 1 rejected, 1 not checked, 1 not done, 1 failed"),
        "{first}"
    );
    assert!(text.contains("last: authentic, 5 days ago"), "{text}");
    assert!(
        text.contains("authentic today; in 40 days (2026-12-12) the key expires, then unverified"),
        "{text}"
    );
    let at = |needle: &str| {
        text.find(needle)
            .unwrap_or_else(|| panic!("{needle} in {text}"))
    };
    assert!(
        at("Act now") < at("Changes since")
            && at("Changes since") < at("Coming")
            && at("Coming") < at("In order")
    );
    assert!(
        at(": rejected: ") < at("elm: failed") && at("elm: failed") < at("dogwood: not done"),
        "the worst first: {text}"
    );
    assert!(
        text.contains("alder pinned 2026-03-02; key until 2027-04-01"),
        "{text}"
    );
    assert!(
        text.contains("phone: +33123456789 → +33987654321"),
        "{text}"
    );
    assert!(
        text.contains(
            "could not be reached since 2026-10-28: the name does not resolve; last: authentic"
        ),
        "{text}"
    );
    assert!(!text.contains(['\u{1b}', '\u{202e}']));
    let quiet = audit_text(
        &report(),
        &Options {
            quiet: true,
            ..Options::default()
        },
    );
    assert_eq!(quiet.lines().count(), 1);
    assert!(HOSTILE.contains('\u{1b}'));
}

#[test]
fn what_is_to_come_is_told_on_four_days_and_not_every_night() {
    use bonafide_model::audit::LastVerdict;
    use bonafide_model::judgement::Verdict;
    let mut one = all_fine();
    one.subjects.truncate(1);
    let told = |at: &str, last: Option<&str>| {
        let mut report = one.clone();
        report.assessed_at = at.parse().unwrap();
        report.subjects[0].changes.clear();
        report.subjects[0].last = last.map(|last| LastVerdict {
            verdict: Verdict::Authentic,
            why: None,
            at: last.parse().unwrap(),
            since: last.parse().unwrap(),
        });
        assert_eq!(
            diff(&report).contains("COMING"),
            audit_text(&report, &Options::default()).contains("Coming")
        );
        !diff(&report).is_empty()
    };
    // The key expires on 2026-12-12.
    assert!(told("2026-11-01T03:00:00Z", None), "a new one at once");
    assert!(!told("2026-08-01T03:00:00Z", None), "more than 90 days off");
    for (now, last, is_told) in [
        ("2026-11-02T03:00:00Z", "2026-11-01T03:00:00Z", false),
        ("2026-11-11T03:00:00Z", "2026-11-10T03:00:00Z", true),
        ("2026-11-12T03:00:00Z", "2026-11-11T03:00:00Z", false),
        ("2026-12-05T03:00:00Z", "2026-12-01T03:00:00Z", true),
        ("2026-12-10T03:00:00Z", "2026-12-09T03:00:00Z", true),
        ("2026-12-11T03:00:00Z", "2026-12-10T03:00:00Z", false),
    ] {
        assert_eq!(told(now, Some(last)), is_told, "{now} after {last}");
    }
}

#[test]
fn what_a_new_key_or_document_brings_is_told_at_once() {
    use bonafide_model::audit::{Change, Forecast, ForecastEvent, LastVerdict};
    use bonafide_model::judgement::Verdict;
    let mut one = all_fine();
    one.subjects.truncate(1);
    one.assessed_at = "2026-11-20T03:00:00Z".parse().unwrap();
    let subject = &mut one.subjects[0];
    let at: bonafide_model::Timestamp = "2026-11-19T03:00:00Z".parse().unwrap();
    subject.last = Some(LastVerdict {
        verdict: Verdict::Authentic,
        why: None,
        at,
        since: at,
    });
    let dated = subject.forecast[0].clone();
    subject.forecast.push(Forecast {
        event: ForecastEvent::KeyExpires,
        at: None,
        becomes: None,
    });
    for (changes, told) in [
        (Vec::new(), [false, false]),
        (
            vec![Change::Document {
                from: "ab".repeat(32),
                to: "cd".repeat(32),
            }],
            [true, true],
        ),
    ] {
        one.subjects[0].changes = changes;
        let subject = &one.subjects[0];
        let forecasts = [&dated, &subject.forecast[1]];
        let due = forecasts.map(|forecast| words::is_due(forecast, subject, one.assessed_at));
        assert_eq!(due, told);
    }
}

#[test]
fn what_was_not_checked_shows_the_verdict_it_counts_as_and_its_age() {
    use bonafide_model::audit::Silence;
    let mut away = report()
        .subjects
        .into_iter()
        .find(|subject| subject.name == "cedar")
        .unwrap();
    away.standing = bonafide_model::audit::Standing::Fine;
    away.silence = Some(Silence::Grace {
        until: "2026-11-04T03:00:00Z".parse().unwrap(),
    });
    let line = words::in_order(&away, "2026-11-01T03:00:00Z".parse().unwrap());
    for part in ["not checked", "authentic", "5 days ago", "until"] {
        assert!(line.contains(part), "{line}");
    }
}

#[test]
fn a_new_edition_is_called_by_its_version_date_and_key() {
    use bonafide_model::audit::Change;
    use bonafide_model::claims::EditionName;
    use bonafide_model::judgement::{CheckId, Detail, Outcome, Severity};
    let name = |version: &str, date: &str| EditionName {
        version: Some(version.to_owned()),
        date: date.parse().ok(),
    };
    let mut subject = report().subjects.swap_remove(0);
    let change = Change::Document {
        from: "ab".repeat(32),
        to: "cd".repeat(32),
    };
    assert!(words::change(&change, &subject).contains("SHA-256 abababababab → cdcdcdcdcdcd"));
    let bonafide_model::audit::AuditResult::Judged(assessment) = &mut subject.result else {
        panic!()
    };
    let finding = crate::fixture::finding(
        CheckId::ContentMatchesVersion,
        Outcome::Pass,
        Severity::Note,
    );
    let detail = Detail::NewVersion {
        found: name("1.7", "2026-10-30"),
        seen: name("1.6", "2025-01-02"),
        same_key: Some(true),
    };
    assessment
        .findings
        .push(bonafide_model::judgement::Finding { detail, ..finding });
    assert_eq!(
        words::change(&change, &subject),
        "new edition: version 1.7 of 2026-10-30 after version 1.6 of 2025-01-02, signed by the same key"
    );
}

#[test]
fn what_somebody_has_to_see_to_comes_first_in_the_html_report_and_expiry_is_drawn() {
    let text = html(&report());
    let page = Html::parse_document(&text);
    let act = texts(&page, "ul.act > li");
    assert_eq!(act.len(), 4, "{act:?}");
    assert!(
        act[0].contains(": rejected: ") && act[1].starts_with("elm: failed"),
        "the worst first: {act:?}"
    );
    assert!(
        text.find("id=\"act\"") < text.find("id=\"changes\""),
        "before what changed"
    );
    let drawn = texts(&page, "svg.timeline line.soon title");
    assert_eq!(drawn, ["2026-12-12 alder"]);
    let mut hostile = report();
    hostile.subjects[0].name = HOSTILE.to_owned();
    let text = html(&hostile);
    assert_eq!(
        texts(&Html::parse_document(&text), "script").len(),
        1,
        "a name in the drawing is text"
    );
    assert!(!text.contains(['\u{1b}', '\u{202e}']));
    assert!(
        texts(
            &Html::parse_document(&html(&AuditReport {
                subjects: Vec::new(),
                ..report()
            })),
            "svg"
        )
        .is_empty()
    );
}

/// Nights in a row, by the days before the run of the fixture, 2026-11-01.
fn nights(
    first: i32,
    last: i32,
    ending: bonafide_model::audit::Ending,
) -> bonafide_model::audit::Nights {
    let day = |ago: i32| {
        let today: jiff::civil::Date = "2026-11-01".parse().unwrap();
        today.checked_sub(jiff::Span::new().days(ago)).unwrap()
    };
    bonafide_model::audit::Nights {
        first: day(first),
        last: day(last),
        ending,
    }
}

fn after_nights() -> AuditReport {
    use bonafide_model::audit::Ending;
    let mut report = report();
    report.subjects[0].nights = vec![nights(29, 1, Ending::Authentic)];
    report.subjects[1].nights = vec![nights(29, 0, Ending::Unanchored)];
    report.subjects[2].nights = vec![
        nights(20, 6, Ending::Authentic),
        nights(4, 1, Ending::NotChecked),
    ];
    report.subjects[5].nights = vec![nights(9, 1, Ending::Authentic)];
    report
}

#[test]
fn the_last_nights_of_every_profile_are_drawn_the_worst_first() {
    let page = Html::parse_document(&html(&after_nights()));
    let open = texts(&page, "section > ol.heat > li > bdi");
    assert_eq!(open.len(), 4, "{open:?}");
    assert!(
        open[0].contains("<script>") && open[1] == "elm",
        "the worst first, and a name is text: {open:?}"
    );
    assert_eq!(
        texts(&page, "details > ol.heat > li > bdi"),
        ["birch", "alder"],
        "what is in order and was alike every night is folded"
    );
    let titles = texts(&page, "ol.heat li > svg > title");
    for told in [
        "alder: authentic 2026-10-03 to 2026-11-01",
        "birch: unanchored 2026-10-03 to 2026-11-01",
        "cedar: authentic 2026-10-12 to 2026-10-26, not checked 2026-10-28 to 2026-11-01",
        "dogwood: not done 2026-11-01",
    ] {
        assert!(titles.contains(&told.to_owned()), "{told} in {titles:?}");
    }
    let strokes = Selector::parse("ol.heat > li:has(bdi) line").unwrap();
    assert_eq!(
        page.select(&strokes).count(),
        8,
        "one for nights that ended alike"
    );
    let ledgers = texts(&page, ".ledger dd");
    assert!(
        ledgers.contains(&"authentic 2026-10-03 to 2026-11-01".to_owned()),
        "and in words"
    );
}

#[test]
fn each_night_has_its_counts_and_one_without_a_run_says_so() {
    let page = Html::parse_document(&html(&after_nights()));
    let told = texts(&page, "#nights ~ details:last-of-type li");
    assert_eq!(told.len(), 30);
    assert_eq!(
        told[0],
        "2026-11-01: 1 authentic, 1 unanchored, 1 rejected, 1 not checked, 1 not done, 1 failed"
    );
    assert_eq!(told[5], "2026-10-27: 2 authentic, 1 unanchored");
    let drawn = texts(&page, "svg.totals g > title");
    assert!(drawn.contains(&told[5]), "{drawn:?}");
    let gaps = AuditReport {
        subjects: after_nights().subjects.split_off(2),
        ..report()
    };
    let page = Html::parse_document(&html(&gaps));
    assert_eq!(
        texts(&page, "#nights ~ details:last-of-type li")[29],
        "2026-10-03: no run"
    );
}

#[test]
fn a_first_run_and_an_earlier_run_of_the_same_night_draw_no_past() {
    use bonafide_model::audit::Ending;
    let page = Html::parse_document(&html(&report()));
    assert_eq!(texts(&page, "#nights").len(), 0);
    let mut again = report();
    again.subjects[0].nights = vec![nights(1, 0, Ending::Rejected)];
    let page = Html::parse_document(&html(&again));
    let titles = texts(&page, "ol.heat li > svg > title");
    assert!(
        titles.contains(&"alder: rejected 2026-10-31, authentic 2026-11-01".to_owned()),
        "{titles:?}"
    );
}

#[test]
fn what_is_to_come_for_many_is_told_once() {
    use bonafide_model::audit::{Forecast, ForecastEvent};
    let mut stale = all_fine();
    for subject in &mut stale.subjects {
        subject.result = stale_result();
        subject.silence = None;
        subject.forecast = vec![Forecast {
            event: ForecastEvent::DirectoryStale {
                name: "first".to_owned(),
            },
            at: Some("2026-11-08T04:00:00Z".parse().unwrap()),
            becomes: Some(Standing::Unanchored),
        }];
    }
    let line = "alder, birch: authentic today; in 7 days (2026-11-08) the snapshot of first becomes too old to count, then unanchored";
    let mail = diff(&stale);
    assert!(mail.contains(line), "{mail}");
    assert_eq!(mail.matches("too old").count(), 1, "{mail}");
    let text = audit_text(&stale, &Options::default());
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(text.matches("too old").count(), 1, "{text}");
}

#[test]
fn of_many_whom_something_concerns_a_mail_names_some_and_says_what_it_is() {
    use bonafide_model::audit::{Forecast, ForecastEvent};
    let mut many = all_fine();
    let mut one = many.subjects[0].clone();
    one.changes.clear();
    one.forecast = vec![Forecast {
        event: ForecastEvent::KeyExpires,
        at: Some("2026-11-08T04:00:00Z".parse().unwrap()),
        becomes: Some(Standing::Unverified),
    }];
    many.subjects = (0..300)
        .map(|number| bonafide_model::audit::AuditSubject {
            name: format!("{number:03} {}", "ä".repeat(200)),
            ..one.clone()
        })
        .collect();
    let mail = diff(&many);
    let line = mail.lines().last().unwrap();
    assert!(line.trim_start().starts_with("000 ä"), "{line}");
    assert!(
        line.contains("… and 297 more: authentic today; in 7 days"),
        "{line}"
    );
    assert!(line.ends_with("then unverified"), "{line}");
}

fn stale_result() -> bonafide_model::audit::AuditResult {
    bonafide_model::audit::AuditResult::Judged(Box::new(crate::fixture::authentic()))
}

#[test]
fn monitoring_is_told_what_is_wrong_with_this_machine() {
    use bonafide_model::audit::Notice;
    let mut down = all_fine();
    down.notices = vec![Notice::Unreachable {
        unreached: 2,
        of: 2,
    }];
    let line = nagios(&down);
    assert!(
        line.starts_with("BONAFIDE UNKNOWN: 2 of 2 could not be fetched: this machine's network? (failed); 2 profiles"),
        "{line}"
    );
    down.notices = vec![Notice::Clock {
        ahead_seconds: -7_200,
        servers: 3,
    }];
    assert!(
        nagios(&down).contains("this machine's clock is 2 hours behind"),
        "{}",
        nagios(&down)
    );
}

#[test]
fn the_cause_of_a_profile_stands_once_in_a_report() {
    let report = report();
    let folded = |text: String| text.split_whitespace().collect::<String>();
    for text in [audit_text(&report, &Options::default()), diff(&report)] {
        let text = folded(text);
        for subject in &report.subjects {
            let cause = folded(crate::escape::capped(
                &words::reason(subject, report.assessed_at),
                100,
            ));
            let cause = cause.trim_end_matches('…');
            let count = text.matches(cause).count();
            assert!(count <= 1, "{count} times {cause} in {text}");
        }
    }
}

#[test]
fn a_command_to_paste_has_a_line_of_its_own_and_is_whole() {
    let mut report = report();
    let long = format!("https://www.cedar.example/{}.pdf", "x".repeat(200));
    for subject in &mut report.subjects {
        if let AuditResult::NotChecked(assessment) = &mut subject.result {
            assessment.subject = long.clone();
            assessment.leaf = Leaf::SignatureBad { signer: None };
        }
    }
    let options = Options {
        width: 60,
        ..Options::default()
    };
    let text = audit_text(&report, &options);
    let command = format!("        bonafide verify {long}");
    assert!(text.lines().any(|line| line == command), "{text}");
}

#[test]
fn partners_that_are_seen_for_the_first_time_are_new_and_not_changed() {
    let mut first = report();
    for subject in &mut first.subjects {
        subject.changes = vec![Change::New];
    }
    for told in [
        audit_text(&first, &Options::default()),
        diff(&first),
        nagios(&first),
    ] {
        let line = told.lines().next().unwrap();
        let line = line.split(" | ").next().unwrap();
        assert!(
            line.contains("; 6 new") && !line.contains(" changed"),
            "{line}"
        );
    }
    first.subjects[0].changes.push(Change::SignatureGone);
    let told = audit_text(&first, &Options::default());
    assert!(told.lines().next().unwrap().ends_with("; 1 changed, 5 new"));
    for subject in &mut first.subjects {
        subject.changes.clear();
    }
    let told = audit_text(&first, &Options::default());
    assert!(told.lines().next().unwrap().ends_with("; nothing changed"));
}

#[test]
fn why_a_partner_was_not_reached_has_no_brackets_in_brackets() {
    let mut report = report();
    for subject in &mut report.subjects {
        if let AuditResult::NotChecked(assessment) = &mut subject.result {
            let attempt = &mut assessment.attempts[0];
            attempt.role = AttemptRole::Document;
            attempt.why = AttemptWhy::Told(
                "the name www.cedar.example does not resolve (DNS: no such name)".to_owned(),
            );
        }
    }
    let text = audit_text(&report, &Options::default());
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        text.contains("since 2026-10-28: the name www.cedar.example does not resolve (DNS: no such name); last:"),
        "{text}"
    );
}

#[test]
fn no_report_for_people_has_a_part_of_a_second() {
    let mut now = after_nights();
    now.assessed_at = "2026-11-01T03:00:00.123456789Z".parse().unwrap();
    for subject in &mut now.subjects {
        subject.unreachable_since = subject.unreachable_since.map(|_| now.assessed_at);
    }
    let reports = [
        html(&now),
        audit_text(&now, &Options::default()),
        diff(&now),
        nagios(&now),
        junit(&now).unwrap(),
    ];
    for report in reports {
        assert!(!report.contains(".1234"), "{report}");
    }
}
