//! The HTML report in a real browser, where one is installed: what its script does, what leaves the
//! page, what a keyboard and a screen reader meet.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use super::*;

/// A browser with a profile of its own.
struct Browser {
    folder: TempDir,
}

impl Browser {
    /// `None`, with a message, where there is none.
    fn find() -> Option<Self> {
        if Path::new(PROGRAM).exists() {
            return Some(Self {
                folder: tempfile::tempdir().unwrap(),
            });
        }
        crate::skipped::skip(&format!(
            "{PROGRAM} is not installed (apt install chromium)"
        ));
        None
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Opens a page that consists of this text.
    fn open(&self, text: &str, more: &[String]) -> Output {
        let file = self.path("page.html");
        std::fs::write(&file, text).unwrap();
        Command::new(PROGRAM)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--enable-logging=stderr",
                "--v=0",
            ])
            .arg(format!(
                "--user-data-dir={}",
                self.path("profile").display()
            ))
            .args(more)
            .arg(format!("file://{}", file.display()))
            .output()
            .unwrap()
    }

    /// The page as it is after its scripts have run, and what the browser complained of.
    fn dom(&self, text: &str) -> (Html, String) {
        let output = self.open(text, &["--dump-dom".to_owned()]);
        (
            Html::parse_document(&String::from_utf8_lossy(&output.stdout)),
            String::from_utf8_lossy(&output.stderr).into_owned(),
        )
    }

    /// The URLs that the page, and not the browser itself, asked for.
    fn requests(&self, text: &str) -> Vec<String> {
        let log = self.path("netlog.json");
        self.open(
            text,
            &[
                "--dump-dom".to_owned(),
                format!("--log-net-log={}", log.display()),
            ],
        );
        let log: Value = serde_json::from_slice(&std::fs::read(&log).unwrap()).unwrap();
        let started = log["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"].clone();
        assert!(started.is_number());
        let events = log["events"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|event| event["type"] == started);
        let by_page = events.filter(|event| {
            event["params"]["initiator"]
                .as_str()
                .is_some_and(|by| by != "not an origin")
        });
        by_page
            .filter_map(|event| Some(event["params"]["url"].as_str()?.to_owned()))
            .collect()
    }
}

const PROGRAM: &str = "/usr/bin/chromium";

/// What a person would do, as a script that the policy of the copy under test allows too.
const PERSON: &str = "const set = (id, value) => { const control = document.getElementById(id); control.value = value;
 control.dispatchEvent(new Event('input')); };
document.querySelectorAll('thead button')[2].click();
document.querySelector('tbody tr summary').click();
set('text', 'D'); set('result', 'not checked');";

/// What a keyboard reaches, by Tab, and how well the colours can be told apart (WCAG 2, "Contrast
/// (Minimum)").
const ASSISTANT: &str = "const reached = Array.from(document.querySelectorAll('input, select, button, summary'));
for (const one of reached) { one.focus(); if (document.activeElement !== one) throw new Error('cannot be reached: ' + one.outerHTML); }
const named = (one) => one.textContent.trim() || (one.labels && one.labels.length && one.labels[0].textContent.trim());
for (const one of reached) if (!named(one)) throw new Error('has no name: ' + one.outerHTML);
const light = (text) => text.match(/[0-9.]+/g).slice(0, 3).map((v) => v / 255)
 .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
let worst = 99;
for (const one of document.querySelectorAll('.good, .caution, .bad, td, th, dt, dd, p, caption')) {
 const [a, b] = [light(getComputedStyle(one).color), 1].sort((x, y) => y - x);
 worst = Math.min(worst, (a + 0.05) / (b + 0.05));
}
document.body.dataset.contrast = worst.toFixed(2);
document.body.dataset.reached = reached.length;";

/// The report with one more script, which its policy allows.
fn with_script(page: &str, script: &str) -> String {
    let digest = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(script));
    let allowed = page.replacen("script-src ", &format!("script-src 'sha256-{digest}' "), 1);
    allowed.replace("</body>", &format!("<script>{script}</script></body>"))
}

#[test]
fn the_script_runs_under_the_policy_sorts_filters_and_unfolds() {
    let Some(browser) = Browser::find() else {
        return;
    };
    let (page, complaints) = browser.dom(&html(&report()));
    assert_eq!(
        texts(&page, "#shown"),
        ["6 of 6 shown"],
        "the script did not run: {complaints}"
    );
    assert_eq!(
        texts(&page, "thead button"),
        ["Profile", "Verdict", "Counts as", "Why"]
    );
    assert_eq!(texts(&page, "script").len(), 1);
    assert!(!complaints.contains("CONSOLE"), "{complaints}");
    let (page, complaints) = browser.dom(&with_script(&html(&report()), PERSON));
    assert_eq!(texts(&page, "#shown"), ["1 of 6 shown"], "{complaints}");
    assert_eq!(texts(&page, "tbody tr:not([hidden]) summary"), ["cedar"]);
    assert_eq!(
        texts(&page, "tbody tr[data-rank='0']:first-child details[open]").len(),
        1,
        "sorted by what counts, and unfolded"
    );
    assert_eq!(
        texts(&page, "thead th[aria-sort=ascending]"),
        ["Counts as"],
        "and a screen reader is told"
    );
    if let Some(out) = std::env::var_os("BONAFIDE_SCREENSHOTS") {
        for (name, size) in [("desktop", "1280,1400"), ("phone", "390,1800")] {
            let shot = Path::new(&out).join(format!("{name}.png"));
            browser.open(
                &html(&report()),
                &[
                    format!("--window-size={size}"),
                    format!("--screenshot={}", shot.display()),
                ],
            );
            assert!(shot.exists());
        }
    }
}

#[test]
fn no_request_leaves_the_page_and_the_policy_stops_what_would() {
    let Some(browser) = Browser::find() else {
        return;
    };
    let outside = |requests: &[String]| {
        requests
            .iter()
            .filter(|url| url.starts_with("http"))
            .cloned()
            .collect::<Vec<_>>()
    };
    let page = html(&report());
    assert_eq!(outside(&browser.requests(&page)), Vec::<String>::new());
    // Markup that got through would still be stopped by the policy; without the policy the very
    // same is seen here.
    let leak = page.replace(
        "</main>",
        "<img src='http://leak.example/pixel.png'></main>",
    );
    assert_eq!(outside(&browser.requests(&leak)), Vec::<String>::new());
    let bare = leak.replace("Content-Security-Policy", "X-Nothing");
    assert_eq!(
        outside(&browser.requests(&bare)),
        ["http://leak.example/pixel.png"],
        "this test would see a request"
    );
}

#[test]
fn a_keyboard_reaches_everything_everything_has_a_name_and_can_be_read() {
    let Some(browser) = Browser::find() else {
        return;
    };
    let (page, complaints) = browser.dom(&with_script(&html(&report()), ASSISTANT));
    assert!(!complaints.contains("CONSOLE"), "{complaints}");
    let body = page
        .select(&Selector::parse("body").unwrap())
        .next()
        .unwrap()
        .value();
    let number = |name: &str| {
        body.attr(name)
            .unwrap_or_default()
            .parse::<f64>()
            .unwrap_or_default()
    };
    assert!(
        number("data-contrast") >= 4.5,
        "{}",
        number("data-contrast")
    );
    assert!(
        number("data-reached") >= 13.0,
        "filters, headings and a fold for each profile"
    );
}
