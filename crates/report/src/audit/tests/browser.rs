//! The HTML report in a real browser, where one is installed: what its script does, what leaves the
//! page, what a keyboard and a screen reader meet.

use super::*;
use crate::browser::{Browser, outside};

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
    browser.screenshots(&html(&report()), "audit");
}

#[test]
fn no_request_leaves_the_page_and_the_policy_stops_what_would() {
    let Some(browser) = Browser::find() else {
        return;
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
