//! A team checks the directory that it is about to publish.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use std::collections::BTreeSet;

use common::defects::{DEFECTS, long};
use common::staged::{BASE, DAY, Stage, fixed, in_time, key, open, page_of, set, sound_text};
use common::{Run, bonafide, run};
use serde_json::Value;

#[test]
fn a_sound_directory_is_ready_and_says_who_can_verify_it() {
    let stage = Stage::sound();
    let ready = stage.check(&[]);
    assert_eq!(ready.code, 0, "{}", ready.stdout);
    assert!(ready.stdout.starts_with("READY  "), "{}", ready.stdout);
    assert!(
        ready.stdout.contains("who can verify it"),
        "{}",
        ready.stdout
    );
    assert_eq!(stage.open(&[]), BTreeSet::new());
    let report = stage.check(&["--format", "json"]).json();
    assert_eq!(report["schema"], "bonafide/selfcheck/v1");
    assert_eq!(
        report["profiles"][0]["base_url"], BASE,
        "told from the printed place"
    );
    let verifiers = report["profiles"][0]["verifiers"].as_array().unwrap();
    let accepts = |name: &str| {
        verifiers
            .iter()
            .find(|row| row["verifier"] == name)
            .unwrap()["accepts"]
            .clone()
    };
    assert_eq!(
        (
            accepts("bonafide"),
            accepts("sequoia-today"),
            accepts("sequoia-in-a-year")
        ),
        (true.into(), true.into(), true.into())
    );
}

#[test]
fn each_defect_gives_exactly_the_findings_that_it_deserves() {
    let sound = sound_text();
    for (name, defect, deserved) in DEFECTS {
        let text = defect(&sound);
        assert_ne!(text, sound, "{name}: nothing changed");
        let stage = Stage::of(&text);
        assert_eq!(stage.open(&[]), set(deserved), "{name}");
        let code = stage.check(&["-q"]).code;
        let has_error = deserved.iter().any(|finding| finding.ends_with("error"));
        assert_eq!(code, if has_error { 20 } else { 0 }, "{name}");
    }
}

/// What is wrong with the files beside the text.
#[test]
fn each_defect_of_what_lies_beside_gives_the_findings_that_it_deserves() {
    let of = |change: &dyn Fn(&Stage)| {
        let stage = Stage::sound();
        change(&stage);
        stage.open(&[])
    };
    let missing = of(&|stage| stage.remove("rfc2350.txt.asc"));
    assert!(
        missing.is_superset(&set(&[
            "signature-is-present: error",
            "urls-resolve: error"
        ])),
        "{missing:?}"
    );
    let changed = of(&|stage| {
        stage.write(
            "rfc2350.txt",
            sound_text().replace("Oakham", "Elmham").as_bytes(),
        )
    });
    assert!(
        changed.is_superset(&set(&[
            "signature-is-valid: error",
            "checksum-matches: error"
        ])),
        "{changed:?}"
    );
    let stale = of(&|stage| {
        stage.write(
            "rfc2350.txt.sha256",
            format!("{}  rfc2350.txt\n", "0".repeat(64)).as_bytes(),
        )
    });
    assert_eq!(stale, set(&["checksum-matches: error"]));
    let secret = of(&|stage| stage.write("backup/key.asc", &key().armored_secret()));
    assert_eq!(secret, set(&["no-secret-key-is-printed: error"]));
    let hidden = of(&|stage| {
        let signature = stage.read("rfc2350.txt.asc");
        stage.remove("rfc2350.txt.asc");
        stage.write("downloads/signature-final.asc", signature.as_bytes());
    });
    assert_eq!(
        hidden,
        set(&["sidecars-are-discoverable: error", "urls-resolve: error"])
    );
    let no_key = of(&|stage| stage.remove("oak.asc"));
    assert!(
        no_key.is_superset(&set(&[
            "urls-resolve: error",
            "published-key-is-printed-key: warning"
        ])) || no_key.contains("urls-resolve: error")
    );
    assert!(
        no_key.iter().any(|finding| finding.ends_with("error")),
        "{no_key:?}"
    );
}

#[test]
fn after_the_printed_help_the_second_run_is_clean() {
    for name in [
        "upper half as Key ID",
        "short Key ID",
        "a digit of the Key ID is wrong",
        "old marking",
        "no TLS for the key",
        "phone",
    ] {
        let (_, defect, _) = DEFECTS.iter().find(|(known, ..)| *known == name).unwrap();
        let stage = Stage::of(&defect(&sound_text()));
        let mended = fixed(&stage.read("rfc2350.txt"), &stage.sarif());
        stage.sign(&mended);
        assert_eq!(stage.open(&[]), BTreeSet::new(), "{name}");
    }
}

#[test]
fn regions_of_the_log_point_at_the_right_characters() {
    for (name, defect, _) in DEFECTS {
        // Characters of more than one byte, and of more than one unit of UTF-16, stand before every
        // value.
        let text = defect(&sound_text())
            .lines()
            .map(|line| format!("{line}\n"))
            .collect::<String>();
        let text = text.replace("    Key ID", "    \u{e9}\u{1F511} Key ID");
        let stage = Stage::of(&text);
        let lines: Vec<&str> = text.lines().collect();
        for result in stage.sarif()["runs"][0]["results"].as_array().unwrap() {
            for location in result["locations"].as_array().unwrap() {
                let region = &location["physicalLocation"]["region"];
                let Some(snippet) = region["snippet"]["text"].as_str() else {
                    continue;
                };
                let number = |name: &str| usize::try_from(region[name].as_u64().unwrap()).unwrap();
                let line: Vec<char> = lines[number("startLine") - 1].chars().collect();
                let meant: String = line[number("startColumn") - 1..number("endColumn") - 1]
                    .iter()
                    .collect();
                assert_eq!(meant, snippet, "{name}: {result}");
            }
        }
    }
}

#[test]
fn lines_are_shown_and_pointed_at_in_every_character_set() {
    let faulty = sound_text()
        .replace(&long(), &long()[..10])
        .replace("Oakham", "Oakhäm")
        .replace("It advises", "TBD");
    let utf16 = |text: &str| {
        [0xFEFF_u16]
            .into_iter()
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>()
    };
    let latin1 = |text: &str| {
        text.chars()
            .map(|c| u8::try_from(u32::from(c)).unwrap())
            .collect::<Vec<u8>>()
    };
    let crlf = |text: &str| text.replace('\n', "\r\n").into_bytes();
    let as_utf8 = |text: &str| text.as_bytes().to_vec();
    let expected = |bytes: &[u8]| {
        let stage = Stage::of("");
        stage.write("rfc2350.txt", bytes);
        let results = stage.sarif()["runs"][0]["results"].clone();
        let places = results
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| one["ruleId"] != "signature-is-valid")
            .map(|one| {
                let region = &one["locations"][0]["physicalLocation"]["region"];
                (
                    one["ruleId"].clone(),
                    region["startLine"].clone(),
                    region["startColumn"].clone(),
                    region["snippet"].clone(),
                )
            });
        places
            .filter(|(.., snippet)| !snippet.is_null())
            .collect::<Vec<_>>()
    };
    let usual = expected(&as_utf8(&faulty));
    assert!(
        usual
            .iter()
            .any(|(check, ..)| check == "no-placeholder-is-left"),
        "{usual:?}"
    );
    for (name, bytes) in [
        ("UTF-16", utf16(&faulty)),
        ("Latin-1", latin1(&faulty)),
        ("CRLF", crlf(&faulty)),
    ] {
        assert_eq!(expected(&bytes), usual, "{name}");
    }
    let stage = Stage::of("");
    stage.write("rfc2350.txt", &latin1(&faulty));
    assert!(
        !stage.check(&["-v"]).stdout.contains('\u{FFFD}'),
        "{}",
        stage.check(&[]).stdout
    );
}

#[test]
fn of_a_link_that_leads_elsewhere_than_it_says_the_target_is_pointed_at() {
    let stage = Stage::sound();
    let place = "https://www.oak.example/oak.asc";
    let line = format!(
        "<p>The key is available at: <a href=\"http{}\">{place}</a></p>",
        &place[5..]
    );
    stage.write(
        "rfc2350.html",
        page_of(&sound_text())
            .replace(&format!("<p>The key is available at: {place}</p>"), &line)
            .as_bytes(),
    );
    let results = stage.check(&["--format", "sarif"]).json()["runs"][0]["results"].clone();
    let plain = results
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["ruleId"] == "transport-is-secure")
        .unwrap();
    let region = &plain["locations"][0]["physicalLocation"]["region"];
    assert_eq!(
        region["snippet"]["text"],
        format!("http{}", &place[5..]),
        "{plain}"
    );
    let start = line.find("http:").unwrap() + 1;
    assert_eq!(region["startColumn"], start);
}

#[test]
fn a_diagnostic_shows_both_lines_and_the_text_to_print() {
    let stage = Stage::of(&sound_text().replace(&long(), &long()[..10]));
    let shown = stage.check(&[]).stdout;
    let wrong = &long()[..10];
    for part in [
        "error[key-id-matches-fingerprint]",
        "rfc2350.txt:",
        wrong,
        "Fingerprint:",
        "upper half",
        &long(),
        "section 2.8",
    ] {
        assert!(shown.contains(part), "{part:?} is missing in\n{shown}");
    }
}

#[test]
fn a_baseline_accepts_until_its_end_and_is_told_when_it_does_nothing() {
    let stage = Stage::of(&sound_text().replace(&long(), &long()[..10]));
    let entry = |check: &str, until: &str, more: &str| {
        format!(
            "[[accept]]\ncheck = \"{check}\"\nreason = \"printed on cards\"\nuntil = {until}\n{more}"
        )
    };
    let with = |text: &str| {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        stage.check(&[
            "--baseline",
            file.path().to_str().unwrap(),
            "--format",
            "json",
        ])
    };
    let accepted = with(&entry(
        "key-id-matches-fingerprint",
        "2026-12-31",
        "value = \"upper\"\n",
    ));
    assert_eq!(accepted.code, 20, "the value is of another finding");
    let accepted = with(&entry(
        "key-id-matches-fingerprint",
        "2026-11-01",
        "file = \"rfc2350.txt\"\n",
    ));
    assert_eq!(
        (accepted.code, open(&accepted.json())),
        (0, set(&["key-id-is-long: warning"])),
        "also on its last day"
    );
    let expired = with(&entry("key-id-matches-fingerprint", "2026-10-31", ""));
    assert_eq!(expired.code, 20);
    assert_eq!(expired.json()["unused_acceptances"][0]["expired"], true);
    let elsewhere = with(&entry(
        "key-id-matches-fingerprint",
        "2026-12-31",
        "file = \"other.txt\"\n",
    ));
    assert_eq!(
        (
            elsewhere.code,
            &elsewhere.json()["unused_acceptances"][0]["expired"]
        ),
        (20, &false.into())
    );
    let unknown = with(&entry(
        "key-id-matches-fingerprint",
        "2026-12-31",
        "page = 3\n",
    ));
    assert_eq!(
        unknown.code, 1,
        "an entry that is not understood accepts nothing"
    );
}

#[test]
fn what_cannot_be_tried_is_said_and_never_passes() {
    let stage = Stage::sound();
    let home = tempfile::tempdir().unwrap();
    let path = stage.path().to_str().unwrap();
    let mut command = bonafide(home.path());
    command
        .env("PATH", home.path())
        .args(["selfcheck", path, "--at", DAY, "--format", "json"]);
    let report = Run::of(&mut command).json();
    let findings = report["profiles"][0]["findings"].as_array().unwrap();
    let gpg = findings
        .iter()
        .find(|finding| finding["check"] == "gpg-users-can-verify")
        .unwrap();
    assert_eq!(gpg["outcome"], "inconclusive");
    let row = report["profiles"][0]["verifiers"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["verifier"] == "gpg")
        .unwrap();
    assert_eq!(
        (row["accepts"].clone(), row["says"].as_str()),
        (Value::Null, Some("gpg is not installed"))
    );
}

#[test]
fn a_whole_site_is_searched_for_its_profiles_and_what_was_not_read_is_told() {
    let stage = Stage::sound();
    for number in 0..100 {
        stage.write(
            &format!("news/{number}.html"),
            format!("<title>{number}</title><p>News of the day").as_bytes(),
        );
        stage.write(
            &format!("style/{number}.css"),
            "Łódź { color: red }".as_bytes(),
        );
    }
    let checked = stage.check(&[]);
    assert!(
        checked.stdout.starts_with("READY  ")
            && checked
                .stdout
                .contains("\n100 other documents were not read"),
        "{}",
        checked.stdout
    );
    assert_eq!(
        stage.check(&["--format", "json"]).json()["documents_left_out"],
        100
    );
    // Another edition is found by what it speaks of, whatever its name.
    let utf16 = |text: &str| {
        [0xFEFF_u16]
            .into_iter()
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>()
    };
    stage.write(
        "news/about.txt",
        &utf16(&sound_text().replace("1.2", "1.1")),
    );
    assert!(stage.open(&[]).contains("editions-agree: error"));
}

#[test]
fn what_keeps_many_checks_from_being_decided_is_shown_once_and_counted_for_each() {
    let stage = Stage::sound();
    let key = stage.path().join("oak.asc");
    let shown = run(&["selfcheck", key.to_str().unwrap(), "--at", DAY]).stdout;
    assert_eq!(
        shown.matches("]: The document could not be read").count(),
        1,
        "{shown}"
    );
    let report = run(&[
        "selfcheck",
        key.to_str().unwrap(),
        "--at",
        DAY,
        "--format",
        "json",
    ])
    .json();
    let findings = report["profiles"][0]["findings"].as_array().unwrap();
    let unread: Vec<&Value> = findings
        .iter()
        .filter(|one| {
            one["message"]
                .as_str()
                .unwrap()
                .contains("could not be read")
        })
        .collect();
    assert!(unread.len() > 10, "{unread:#?}");
    for finding in unread {
        assert!(
            shown.contains(finding["check"].as_str().unwrap()),
            "{finding}"
        );
    }
}

#[test]
fn a_document_inside_of_its_signature_is_signed_so_again() {
    let stage = Stage::sound();
    let framed = key().sign_cleartext(&sound_text(), &in_time());
    stage.remove("rfc2350.txt.asc");
    stage.remove("rfc2350.txt.sha256");
    stage.write(
        "rfc2350.txt",
        framed.replace("It advises", "It orders").as_bytes(),
    );
    let report = stage.check(&["--format", "json"]).json();
    let profile = &report["profiles"][0];
    let bad = profile["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["check"] == "signature-is-valid")
        .unwrap();
    assert!(
        bad["help"].as_str().unwrap().contains("--clear-sign TEXT"),
        "{bad}"
    );
    assert!(
        profile["after_changes"][0]
            .as_str()
            .unwrap()
            .contains("--clear-sign"),
        "{profile}"
    );
}

#[test]
fn a_wrong_base_is_told_and_not_printed_into_the_document() {
    for wrong in [
        "https://www.oak.example/cert/",
        "https://oak.example/",
        "https://www.oak.example/x/",
    ] {
        let report = Stage::sound()
            .check(&["--base-url", wrong, "--format", "json"])
            .json();
        let findings = report["profiles"][0]["findings"].as_array().unwrap();
        let of = |check: &str| {
            findings
                .iter()
                .find(|one| one["check"] == check && one["outcome"] == "fail")
                .unwrap()
        };
        for check in ["sidecars-are-discoverable", "location-is-canonical"] {
            let help = of(check)["help"].as_str().unwrap();
            assert!(
                help.contains("Check --base-url") && help.contains(BASE) && !help.contains(wrong),
                "{check}: {help}"
            );
            assert_eq!(of(check)["print"], Value::Null, "{check}");
        }
    }
    // Not given, and not told by the document, whose file has another name.
    let stage = Stage::sound();
    for name in ["rfc2350.txt", "rfc2350.txt.asc", "rfc2350.txt.sha256"] {
        stage.write(
            &name.replace("rfc2350", "profile"),
            stage.read(name).as_bytes(),
        );
        stage.remove(name);
    }
    stage.remove("profile.txt.sha256");
    assert_eq!(stage.open(&[]), set(&["urls-resolve: warning"]));
    assert!(
        stage
            .check(&[])
            .stdout
            .contains(&format!("the printed URLs suggest --base-url {BASE}"))
    );
    // Staged one directory too deep.
    let stage = Stage::of(&sound_text().replace("www.oak.example/", "www.oak.example/cert/"));
    let report = stage
        .check(&["--base-url", BASE, "--format", "json"])
        .json();
    let findings = report["profiles"][0]["findings"].as_array().unwrap();
    let missing: Vec<&str> = findings
        .iter()
        .filter(|one| one["check"] == "urls-resolve" && one["severity"] == "error")
        .map(|one| one["help"].as_str().unwrap())
        .collect();
    assert!(
        missing.len() == 3
            && missing
                .iter()
                .all(|help| help.contains("--base-url should be https://www.oak.example/cert/")),
        "{missing:#?}"
    );
}

#[test]
fn a_key_that_another_site_gives_is_not_called_hidden() {
    let server = format!(
        "https://keys.openpgp.org/vks/v1/by-fingerprint/{}",
        key().fingerprint()
    );
    let stage = Stage::of(&sound_text().replace("https://www.oak.example/oak.asc", &server));
    assert_eq!(stage.open(&[]), set(&[]));
}

#[test]
fn a_section_that_is_divided_further_is_not_empty() {
    let parts = "5. Services\n\n5.1 Incident Response\n\n5.1.1 Incident Triage\n\n    Yes.\n\n5.2 Proactive Activities\n\n    Drills.\n";
    let divided = sound_text().replace(
        "5. Services\n\n    Advice, analysis, and a bulletin each Monday.\n",
        parts,
    );
    assert_eq!(Stage::of(&divided).open(&[]), set(&[]));
    let empty = divided.replace("    Yes.\n", "");
    assert_eq!(
        Stage::of(&empty).open(&[]),
        set(&["sections-are-complete: warning"])
    );
}

#[test]
fn a_folder_is_told_by_the_page_that_servers_show_for_it() {
    let stage = Stage::of(&sound_text().replace(
        "    It advises.\n",
        "    It advises. See https://www.oak.example/members\n",
    ));
    stage.write("members/list.css", b"x");
    let report = stage
        .check(&["--base-url", BASE, "--format", "json"])
        .json();
    let urls = report["profiles"][0]["urls"].as_array().unwrap();
    assert!(
        urls.iter().any(|url| url["path"] == "members/index.html"),
        "{urls:#?}"
    );
}

#[test]
fn a_table_of_versions_contradicts_nothing_but_by_its_newest_row() {
    let with = |history: &str| {
        Stage::of(&sound_text().replacen(
            "2026-04-08.\n",
            &format!("2026-04-08.\n\n{history}\n"),
            1,
        ))
        .open(&[])
    };
    let table = "    Version history\n    1.0  2019-01-01  First version\n    1.1  2021-05-05  New address\n    1.2  2026-04-08  New key";
    assert_eq!(with(table), set(&[]));
    let bullets = "    * v1.0 - 2019-01-01 - Initial release\n    * v1.1 - 2021-05-05\n    * v1.2 - 2026-04-08";
    assert_eq!(with(bullets), set(&[]));
    assert_eq!(
        with("    The previous version 1.1 was published on 2021-05-05."),
        set(&[])
    );
    let newer = set(&[
        "dates-are-unambiguous: error",
        "identification-matches-file: error",
    ]);
    assert_eq!(
        with(&table.replace("1.2  2026-04-08", "1.3  2026-04-09")),
        newer,
        "a newer version than the document's own"
    );
    // One line alone is no table.
    assert_eq!(
        with("    1.1  2021-05-05  New address"),
        set(&["dates-are-unambiguous: error"])
    );
}

#[test]
fn the_page_of_one_folder_is_not_offered_for_another() {
    let stage = Stage::sound();
    stage.write("members/index.html", b"<title>Members</title>");
    let report = stage
        .check(&["--base-url", BASE, "--format", "json"])
        .json();
    let findings = report["profiles"][0]["findings"].as_array().unwrap();
    let home = findings
        .iter()
        .find(|one| one["check"] == "urls-resolve" && one["outcome"] == "fail")
        .unwrap();
    let help = home["help"].as_str().unwrap();
    assert!(
        help.contains("Stage the file as index.html") && !help.contains("members"),
        "{help}"
    );
}

#[test]
fn a_page_in_the_place_of_the_signature_is_told_once_and_not_as_a_page_for_people() {
    let stage = Stage::sound();
    stage.write("rfc2350.txt.asc", b"<!doctype html><title>404</title>");
    assert_eq!(stage.open(&[]), set(&["signature-is-present: error"]));
    let report = stage.check(&["--format", "json"]).json();
    let findings = report["profiles"][0]["findings"].as_array().unwrap();
    let present = findings
        .iter()
        .find(|one| one["check"] == "signature-is-present")
        .unwrap()["message"]
        .as_str()
        .unwrap();
    assert_eq!(present.matches("rfc2350.txt.asc").count(), 1, "{present}");
}

#[test]
fn a_page_in_the_place_of_the_key_is_told_and_no_key_is_asked_for() {
    let stage = Stage::sound();
    let page = format!(
        "<!doctype html><title>Key</title><pre>\n{}</pre>",
        stage.read("oak.asc")
    );
    stage.write("oak.asc", page.as_bytes());
    let report = stage.check(&["--format", "json"]);
    assert_eq!(report.code, 20);
    let told = report.json();
    let findings = told["profiles"][0]["findings"].as_array().unwrap();
    let unusable = |one: &&serde_json::Value| {
        let message = one["message"].as_str().unwrap();
        message.contains("oak.asc") && message.contains("a web page")
    };
    assert!(findings.iter().any(|one| unusable(&one)), "{findings:?}");
    let text = stage.check(&[]).stdout;
    assert!(
        text.contains("Export the key to") && !text.contains("Stage the key"),
        "{text}"
    );
}

#[cfg(unix)]
#[test]
fn nothing_outside_of_the_directory_is_read() {
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("oak.asc"), key().armored()).unwrap();
    let stage = Stage::sound();
    stage.remove("oak.asc");
    std::os::unix::fs::symlink(outside.path().join("oak.asc"), stage.path().join("oak.asc"))
        .unwrap();
    let report = stage.check(&["--format", "json"]).json();
    let key = report["profiles"][0]["urls"]
        .as_array()
        .unwrap()
        .iter()
        .find(|url| url["role"] == "key")
        .unwrap()
        .clone();
    assert_eq!(key["result"], "leads-out");
    assert!(open(&report).contains("urls-resolve: error"));
    let stage = Stage::of(&sound_text().replace("example/oak.asc", "example/a/..%2f..%2foak.asc"));
    let report = stage.check(&["--format", "json"]).json();
    assert!(
        report["profiles"][0]["urls"]
            .as_array()
            .unwrap()
            .iter()
            .any(|url| url["result"] == "leads-out")
    );
}

#[test]
fn editions_in_several_languages_must_agree() {
    let stage = Stage::sound();
    stage.write(
        "rfc2350-old.txt",
        sound_text().replace("1.2", "1.1").as_bytes(),
    );
    let found = stage.open(&[]);
    assert!(found.contains("editions-agree: error"), "{found:?}");
    let stage = Stage::sound();
    stage.write("copy.txt", sound_text().as_bytes());
    assert!(!stage.open(&[]).contains("editions-agree: error"));
}

#[test]
fn junit_fails_for_errors_only() {
    let stage = Stage::of(&sound_text().replace(&long(), &format!("0x{}", &long()[10..])));
    let warned = stage.check(&["--format", "junit"]).stdout;
    assert!(
        warned.contains("failures=\"0\"") && warned.contains("key-id-is-long"),
        "{warned}"
    );
    let stage = Stage::of(&sound_text().replace(&long(), &long()[..10]));
    assert!(
        stage
            .check(&["--format", "junit"])
            .stdout
            .contains("failures=\"1\"")
    );
}

#[test]
fn wrong_uses_are_told_apart_from_findings() {
    let stage = Stage::sound();
    assert_eq!(stage.check(&["--base-url", "www.oak.example"]).code, 1);
    assert_eq!(stage.check(&["--format", "xml"]).code, 2);
    let missing = run(&["selfcheck", "/no/such/directory"]);
    assert_eq!(
        (missing.code, missing.stderr.contains("URL")),
        (1, false),
        "a URL is of no use here: {}",
        missing.stderr
    );
    let url = run(&["selfcheck", "https://www.oak.example/"]);
    assert_eq!(
        (url.code, url.stderr.contains("give a local file")),
        (1, true),
        "{}",
        url.stderr
    );
    let empty = tempfile::tempdir().unwrap();
    let none = run(&["selfcheck", empty.path().to_str().unwrap()]);
    assert_eq!(none.code, 1);
    assert!(
        none.stderr.contains("there is no profile here"),
        "{}",
        none.stderr
    );
    let none = run(&[
        "selfcheck",
        empty.path().to_str().unwrap(),
        "--format",
        "json",
    ]);
    assert_eq!(none.json()["schema"], "bonafide/error/v1");
}
