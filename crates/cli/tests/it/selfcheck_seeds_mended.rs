//! The five profiles, mended as the printed help says: the second run is clean.
//!
//! Four of them are PDFs, which nobody mends but by their source, so a twin of each is staged in
//! its place: the source itself, signed and named as the PDF was. It deserves the same findings.
//! Then somebody who knows nothing but the report does what the report says.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use bonafide_testkit::recipe::{Keys, filled};
use bonafide_testkit::{Signing, at, checksum, repository};
use common::desk::Desk;
use common::seeds::{TEAMS, Team, stage};
use common::staged::{DAY, fixed, open, set};
use serde_json::Value;

/// Between the last signature of the sites and the day of the checks.
const SIGNED: &str = "2026-10-20T12:00:00Z";
const MENDED: &str = "20261030";

/// An author at work.
struct Author<'a> {
    desk: &'a Desk,
    team: &'a Team,
    /// The document in the staged directory.
    document: String,
}

/// What an author does about a finding: for this check, where the help holds these words.
type Mend = (&'static str, &'static str, fn(&Author, &Value, &str));

const MENDS: &[Mend] = &[
    (
        "dates-are-unambiguous",
        "Print the one that you mean: 2026-06-12 or 2026-12-06",
        |author, finding, help| {
            let meant = help
                .split(": ")
                .nth(1)
                .unwrap()
                .split(" or ")
                .next()
                .unwrap();
            author.replace(finding["where"][0]["meant"].as_str().unwrap(), meant);
        },
    ),
    (
        "sidecars-are-discoverable",
        "Print in section 1.4: \"The signature is available at: https://",
        |author, _, help| {
            author.add_under("1.4", quoted(help));
        },
    ),
    (
        "sidecars-are-discoverable",
        "Print in section 2.8: \"The key is available at: https://",
        |author, _, help| {
            author.add_under("2.8", quoted(help));
        },
    ),
    ("urls-resolve", "Stage the file as ", |author, _, help| {
        let path = help
            .strip_prefix("Stage the file as ")
            .unwrap()
            .split(',')
            .next()
            .unwrap();
        author.put(path, "<!doctype html><title>Home</title><p>Welcome.");
    }),
    (
        "published-key-is-printed-key",
        "Replace the block line by line, as this command shows it (in a web page inside <pre>)",
        |author, _, help| {
            let armor = author.desk.must(help.rsplit(": ").next().unwrap());
            let text = author.text();
            let flat = text
                .lines()
                .find(|line| line.contains("-----BEGIN PGP PUBLIC KEY BLOCK-----"))
                .unwrap();
            author.replace(flat, &format!("<pre>\n{armor}</pre>"));
        },
    ),
    (
        "tlp-is-marked",
        "Print TLP:CLEAR on the first page.",
        |author, _, help| {
            author.add_at_the_top(help.split(' ').nth(1).unwrap());
        },
    ),
    (
        "validity-is-stated",
        "Print beside the version, in section 1.1 or 1.5: \"Expiration: this document is valid until",
        |author, _, help| author.add_under("1.1", quoted(help)),
    ),
    (
        "sections-are-complete",
        "Add the sections. Where there is nothing to say, say so: \"None.\"",
        |author, finding, help| {
            let named = finding["message"]
                .as_str()
                .unwrap()
                .split(": ")
                .nth(1)
                .unwrap()
                .trim_end_matches('.');
            let sections: Vec<String> = named
                .split(", ")
                .map(|heading| format!("{heading}\n{}", quoted(help)))
                .collect();
            author.add_before("2.7", &sections.join("\n"));
        },
    ),
    (
        "signature-is-present",
        "Print in section 1.4: \"The signature is available at: https://",
        |author, _, help| {
            author.add_under("1.4", quoted(help));
        },
    ),
    (
        "signature-is-strong",
        "sign the document again: gpg ",
        |author, _, help| author.run(help.split(": ").nth(1).unwrap()),
    ),
    (
        "key-bindings-are-strong",
        "export the key (its fingerprint stays the same)",
        |author, _, help| {
            author.run(help.split(": ").nth(1).unwrap());
        },
    ),
];

#[test]
fn after_the_printed_help_the_second_run_over_each_modelled_profile_is_clean() {
    let mut followed = BTreeSet::new();
    for team in TEAMS {
        let Some(desk) = Desk::new(Some(MENDED)) else {
            return;
        };
        let author = Author {
            desk: &desk,
            team,
            document: stage_twin(team, &desk),
        };
        let first = author.check();
        assert_eq!(
            open(&first),
            set(team.deserves),
            "{}: the twin is another case than its model",
            team.name
        );

        let mended = fixed(&author.text(), &author.sarif());
        author.write(&mended);
        let profile = &first["profiles"][0];
        let findings = profile["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| is_to_mend(one));
        for finding in findings.filter(|finding| finding["print"].is_null()) {
            followed.insert(author.mend(finding));
        }
        for command in profile["after_changes"].as_array().unwrap() {
            author.run(command.as_str().unwrap());
        }

        let shown = author.selfcheck("text");
        assert!(
            shown.starts_with("READY  site: 1 profile, 0 errors, 0 warnings, "),
            "{}: {shown}",
            team.name
        );
        let second = author.check();
        assert_eq!(open(&second), BTreeSet::new(), "{}", team.name);
        assert_eq!(
            second["profiles"][0]["verdict"], "unanchored",
            "{}: as a stranger sees it",
            team.name
        );
        let refused = second["profiles"][0]["verifiers"]
            .as_array()
            .unwrap()
            .iter()
            .find(|row| row["accepts"] != true);
        assert_eq!(refused, None, "{}", team.name);
    }
    assert_eq!(
        followed.len(),
        MENDS.len(),
        "no run prints the help of one of the steps: {followed:?}"
    );
}

fn is_to_mend(finding: &Value) -> bool {
    matches!(finding["outcome"].as_str(), Some("fail" | "inconclusive"))
        && finding["severity"] != "note"
}

/// The first words in quotation marks.
fn quoted(help: &str) -> &str {
    help.split('"')
        .nth(1)
        .unwrap_or_else(|| panic!("no words to print in {help}"))
}

impl Author<'_> {
    /// Does what the help says, and tells which step that was.
    fn mend(&self, finding: &Value) -> usize {
        let (check, help) = (
            finding["check"].as_str().unwrap(),
            finding["help"].as_str().unwrap_or_default(),
        );
        let step = MENDS
            .iter()
            .position(|(known, words, _)| *known == check && help.contains(words));
        let step = step.unwrap_or_else(|| {
            panic!(
                "{}: nobody can tell from this what to do: {finding}",
                self.team.name
            )
        });
        (MENDS[step].2)(self, finding, help);
        step
    }

    fn selfcheck(&self, format: &str) -> String {
        let key = if self.team.names_its_key {
            format!("--key {}.asc", self.team.name)
        } else {
            String::new()
        };
        let base = self.team.base;
        let run = self.desk.run(&format!(
            "bonafide selfcheck site --base-url {base} --at {DAY} --format {format} {key}"
        ));
        assert!(
            matches!(run.status.code(), Some(0 | 20)),
            "{}",
            String::from_utf8_lossy(&run.stderr)
        );
        String::from_utf8(run.stdout).unwrap()
    }

    fn check(&self) -> Value {
        serde_json::from_str(&self.selfcheck("json")).unwrap()
    }

    fn sarif(&self) -> Value {
        serde_json::from_str(&self.selfcheck("sarif")).unwrap()
    }

    fn run(&self, command: &str) {
        self.desk.must(command);
    }

    fn path(&self) -> PathBuf {
        self.desk.site().join(&self.document)
    }

    fn text(&self) -> String {
        fs::read_to_string(self.path()).unwrap()
    }

    fn write(&self, text: &str) {
        fs::write(self.path(), text).unwrap();
    }

    fn put(&self, path: &str, content: &str) {
        let path = self.desk.site().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    fn replace(&self, meant: &str, with: &str) {
        let text = self.text();
        assert_eq!(text.matches(meant).count(), 1, "{meant}");
        self.write(&text.replace(meant, with));
    }

    /// Adds paragraphs under the heading of this section.
    fn add_under(&self, section: &str, words: &str) {
        self.insert(self.heading(section), words);
    }

    fn add_before(&self, section: &str, words: &str) {
        self.insert(self.heading(section) - 1, words);
    }

    fn add_at_the_top(&self, words: &str) {
        let title = self
            .text()
            .lines()
            .position(|line| line.contains("<h1>"))
            .unwrap();
        self.insert(title + 1, words);
    }

    /// Behind so many lines of the document.
    fn insert(&self, behind: usize, words: &str) {
        let is_page = self.document.ends_with(".html");
        let paragraphs = words.lines().map(|line| {
            if is_page {
                format!("<p>{line}</p>")
            } else {
                format!("\n{line}\n")
            }
        });
        let text = self.text();
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.splice(behind..behind, paragraphs);
        self.write(&(lines.join("\n") + "\n"));
    }

    /// The line of its heading: an author knows it, whatever its number.
    fn heading(&self, section: &str) -> usize {
        let read: Value = serde_json::from_str(&self.desk.must(&format!(
            "bonafide inspect 'site/{}' --format json",
            self.document
        )))
        .unwrap();
        let sections = read["sections"].as_array().unwrap();
        let heading = sections
            .iter()
            .find(|one| one["number"] == section)
            .unwrap_or_else(|| panic!("no section {section}"));
        usize::try_from(heading["line"].as_u64().unwrap()).unwrap()
    }
}

/// The team's site with the source of the document in its place, and the team's secret key at hand.
/// Gives the path of the document.
fn stage_twin(team: &Team, desk: &Desk) -> String {
    let (keys, site) = (Keys::load(), stage(team));
    let key = keys.get(team.name);
    fs::remove_dir(desk.site()).unwrap();
    fs::rename(site.path(), desk.site()).unwrap();
    let secret = repository().join(format!("testdata/keys/{}.secret.asc", team.name));
    desk.must(&format!("gpg --import {}", secret.display()));
    fs::write(
        desk.0.path().join(format!("{}.asc", team.name)),
        key.armored(),
    )
    .unwrap();
    let Some(source) = team.source else {
        return team.document.to_owned();
    };

    let text = String::from_utf8(filled(&keys)[&PathBuf::from(source)].clone()).unwrap();
    let (text, ending) = if source.ends_with(".tex") {
        (plain(&text), "txt")
    } else {
        (text, "html")
    };
    let renamed = |text: &str| {
        let name = team.document.rsplit('/').next().unwrap();
        text.replace(name, &name.replace(".pdf", &format!(".{ending}")))
    };
    let document = renamed(team.document);
    let text = renamed(&text);
    fs::remove_file(desk.site().join(team.document)).unwrap();
    fs::write(desk.site().join(&document), &text).unwrap();
    for path in files(&desk.site()) {
        let new = PathBuf::from(renamed(path.to_str().unwrap()));
        fs::rename(&path, &new).unwrap();
        let name = new.to_str().unwrap();
        if name.ends_with(".sig") || name.contains("signature") {
            fs::write(
                &new,
                key.sign_detached(text.as_bytes(), &Signing::at(at(SIGNED))),
            )
            .unwrap();
        } else if name.contains(".sha256") {
            fs::write(
                &new,
                checksum::gnu_line(text.as_bytes(), document.rsplit('/').next().unwrap()),
            )
            .unwrap();
        }
    }
    document
}

fn files(folder: &std::path::Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// What LaTeX makes of the source: chapters with roman numbers, sections with arabic ones, tables
/// in rows.
fn plain(source: &str) -> String {
    const ROMAN: [&str; 9] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII"];
    let body = source
        .split("\\begin{document}")
        .nth(1)
        .unwrap()
        .split("\\end{document}")
        .next()
        .unwrap();
    let (mut chapter, mut section) = (0, 0);
    let mut out = String::new();
    for line in body.lines() {
        if let Some(title) = argument(line, "\\section{") {
            (chapter, section) = (chapter + 1, 0);
            out += &format!("{}. {title}\n\n", ROMAN[chapter]);
        } else if let Some(title) = argument(line, "\\subsection{") {
            section += 1;
            out += &format!("{section}. {title}\n\n");
        } else if !["\\begin", "\\end", "\\hline"]
            .iter()
            .any(|command| line.starts_with(command))
        {
            let line = line
                .replace(" & ", "\t")
                .replace("\\\\", "")
                .replace("\\item ", "- ");
            let line = line
                .replace("\\url{", "")
                .replace("\\textbf{", "")
                .replace('}', "");
            out += &format!("{line}\n");
        }
    }
    out
}

fn argument<'a>(line: &'a str, command: &str) -> Option<&'a str> {
    line.strip_prefix(command)?.strip_suffix('}')
}
