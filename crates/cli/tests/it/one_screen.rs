//! The report on one screen: whatever is verified, the answer fits a terminal's window, and says
//! each cause once.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::Path;

use bonafide_testkit::{case_time, cases, repository};

/// Arguments of `verify` for every case, and for every document of the repository.
fn everything() -> Vec<Vec<String>> {
    let mut all: Vec<Vec<String>> = cases::all().iter().map(cases::Case::arguments).collect();
    for folder in ["typeset", "pages", "sources", "profiles"] {
        let mut files = Vec::new();
        collect(&repository().join("testdata").join(folder), &mut files);
        files.sort();
        for file in files {
            let at = case_time().to_string();
            all.push(
                [
                    "--at",
                    at.as_str(),
                    "--offline",
                    "--no-history",
                    file.as_str(),
                ]
                .map(str::to_owned)
                .to_vec(),
            );
        }
    }
    all
}

fn collect(folder: &Path, files: &mut Vec<String>) {
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        let ending = path
            .extension()
            .and_then(|ending| ending.to_str())
            .unwrap_or_default();
        if path.is_dir() {
            collect(&path, files);
        } else if ["pdf", "html", "txt", "md"].contains(&ending) {
            files.push(path.to_str().unwrap().to_owned());
        }
    }
}

fn verify(arguments: &[String], more: &[&str]) -> crate::common::Run {
    let mut all = vec!["verify"];
    all.extend(arguments.iter().map(String::as_str));
    all.extend(more);
    crate::common::run(&all)
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_case_fits_one_screen_and_says_each_cause_once() {
    let all = everything();
    assert!(all.len() > 80, "{}", all.len());
    for arguments in all {
        let shown = verify(&arguments, &[]).stdout;
        assert!(
            shown.lines().count() <= 40,
            "{arguments:?} takes {} lines:\n{shown}",
            shown.lines().count()
        );
        let text = folded(&shown);
        let json = verify(&arguments, &["--format", "json"]).json();
        let mut told: Vec<String> = vec![json["reason"].as_str().unwrap().to_owned()];
        told.extend(
            json["findings"]
                .as_array()
                .unwrap()
                .iter()
                .flat_map(|finding| {
                    [&finding["message"], &finding["help"]]
                        .into_iter()
                        .filter_map(|value| value.as_str())
                        .map(str::to_owned)
                        .collect::<Vec<_>>()
                }),
        );
        for sentence in told {
            let count = text.matches(folded(&sentence).as_str()).count();
            assert!(
                count <= 1,
                "{arguments:?} says {count} times {sentence:?}:\n{shown}"
            );
        }
    }
}

#[test]
fn with_v_every_finding_stands_there_and_the_answer_is_first_all_the_same() {
    for case in cases::all() {
        let shown = verify(&case.arguments(), &["-v"]).stdout;
        assert!(
            shown.starts_with(&case.expect.verdict.to_uppercase()),
            "{}: {shown}",
            case.name
        );
        // A long word is broken where the line ends.
        let solid = |text: &str| text.split_whitespace().collect::<String>();
        let text = solid(&shown);
        let json = verify(&case.arguments(), &["--format", "json"]).json();
        for finding in json["findings"].as_array().unwrap() {
            let told = format!(
                "{}: {}",
                finding["check"].as_str().unwrap(),
                finding["message"].as_str().unwrap()
            );
            assert!(
                text.contains(&solid(&told)),
                "{}: {told:?} is missing in\n{shown}",
                case.name
            );
        }
    }
}

#[test]
fn offline_the_next_step_is_the_same_command_online_and_never_to_ask_the_team() {
    let case = cases::all()
        .into_iter()
        .find(|case| case.name == "no-key")
        .unwrap();
    let shown = verify(&case.arguments(), &["-o", "/dev/stdout"]).stdout;
    let next: Vec<&str> = shown
        .lines()
        .skip_while(|line| !line.starts_with("Next"))
        .take(2)
        .collect();
    assert!(next[0].contains("Run again online"), "{shown}");
    assert!(
        next[1].trim().starts_with("bonafide verify ") && next[1].contains("no-key/rfc2350.txt"),
        "{shown}"
    );
    assert!(
        !next[1].contains("--offline") && !next[1].contains("-o ") && next[1].contains("--at"),
        "{shown}"
    );
    assert!(!shown.contains("sk the team"), "{shown}");
    let count = shown.matches("www.oak.example/oak.asc").count();
    assert_eq!(count, 1, "the cause is named once: {shown}");
    assert!(shown.contains("and so undecided: "), "{shown}");
}
