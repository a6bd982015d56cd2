//! Every case of `testdata/cases/`, through the program.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::common;

use bonafide_testkit::cases::{self, Case};
use serde_json::Value;

fn check(case: &Case) -> Vec<String> {
    let arguments = case.arguments();
    let mut arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    arguments.extend(["--format", "json"]);
    arguments.insert(0, "verify");
    let run = common::run(&arguments);
    let mut wrong = Vec::new();
    let mut compare = |what: &str, expected: &str, found: &str| {
        if expected != found {
            wrong.push(format!(
                "{}: {what} is {found}, expected {expected}",
                case.name
            ));
        }
    };
    compare("exit", &case.expect.exit.to_string(), &run.code.to_string());
    let json = run.json();
    let word = |value: &Value| value.as_str().unwrap_or("null").to_owned();
    compare("verdict", &case.expect.verdict, &word(&json["verdict"]));
    if let Some(why) = &case.expect.why {
        compare("why", why, &word(&json["why"]));
    }
    if let Some(key) = &case.expect.key {
        compare("key", key, &word(&json["key"]["verdict"]));
    }
    for (check, outcome) in &case.expect.findings {
        let found: Vec<String> = json["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|finding| finding["check"] == check.as_str())
            .map(|finding| word(&finding["outcome"]))
            .collect();
        if !found.iter().any(|found| found == outcome.0.as_str()) {
            wrong.push(format!(
                "{}: {check} is {found:?}, expected {}",
                case.name,
                outcome.0.as_str()
            ));
        }
    }
    if !wrong.is_empty() {
        wrong.push(format!(
            "{}: {} — {}",
            case.name,
            case.title,
            word(&json["reason"])
        ));
    }
    wrong
}

#[test]
fn every_case_comes_out_as_it_says() {
    let all = cases::all();
    assert!(all.len() >= 30, "only {} cases were found", all.len());
    let wrong: Vec<String> = all.iter().flat_map(check).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_text_report_of_every_case_starts_with_its_verdict() {
    for case in cases::all() {
        let arguments = case.arguments();
        let mut arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        arguments.insert(0, "verify");
        let run = common::run(&arguments);
        assert_eq!(run.code, case.expect.exit, "{}", case.name);
        assert!(
            run.stdout.starts_with(&case.expect.verdict.to_uppercase()),
            "{}: {}",
            case.name,
            run.stdout
        );
        assert!(
            !run.stdout.contains('\u{1b}'),
            "{}: no colour and no escape reaches a pipe",
            case.name
        );
    }
}
