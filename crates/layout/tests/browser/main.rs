//! What Chromium shows is the truth: no value is taken for seen that it does not show in that
//! order. Skipped with a message where there is no Chromium.
//!
//! A page is drawn once with a value in four parts, and four times with one part replaced. Where
//! the pixels differ, that part is seen. All pages are frames of one page, so that the browser
//! starts five times and no more. What cannot be judged, and what is taken for hidden and is shown,
//! is listed in `known.txt`: an entry that is missing there fails, and so does one too many
//! (`BONAFIDE_BLESS=1` writes the list anew).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::indexing_slicing
)]

mod png;
mod recipes;
#[path = "../../../testkit/src/skipped.rs"]
mod skipped;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use bonafide_layout::{Hint, Source};
use recipes::{OTHER, PARTS, Recipe};

/// The frames: as wide as the window that the reader assumes, in two columns.
const FRAME: (usize, usize) = (1280, 130);
const COLUMNS: usize = 2;
/// Frames drawn at once; more do not fit into one picture.
const AT_ONCE: usize = 192;
/// How long a browser may take.
const PATIENCE: Duration = Duration::from_secs(60);
/// The difference of a channel that a person sees, and pixels that differ by it in the smallest
/// readable letters.
const SEEN: u8 = 40;
const PIXELS: usize = 12;

/// What the reader says.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
enum Reading {
    Seen,
    NotJudged,
    Hidden,
}

fn chromium() -> Option<PathBuf> {
    let paths = std::env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome"];
    std::env::split_paths(&paths)
        .flat_map(|folder| names.map(|name| folder.join(name)))
        .find(|path| path.is_file())
}

fn read(recipe: &Recipe) -> Reading {
    let page = recipe.page(PARTS);
    let hint = Hint::default();
    let source = Source::new(page.as_bytes(), &hint).unwrap();
    let document = source.document().unwrap();
    let mut text = String::new();
    let mut open = Vec::new();
    for line in document
        .lines
        .iter()
        .filter(|line| line.hidden_by.is_none())
    {
        open.extend(
            line.not_judged
                .iter()
                .map(|(part, _)| text.len() + part.start..text.len() + part.end),
        );
        text.push_str(&line.text);
        text.push('\n');
    }
    // The parts with nothing but white space between them.
    let mut at = 0;
    let mut first = None;
    for part in PARTS {
        let rest = &text[at..];
        let start = if first.is_none() {
            rest.find(part)
        } else {
            Some(rest.len() - rest.trim_start().len())
        };
        let Some(start) = start.filter(|start| rest[*start..].starts_with(part)) else {
            return Reading::Hidden;
        };
        first = first.or(Some(at + start));
        at += start + part.len();
    }
    // Nothing may run on behind it.
    if text[at..].starts_with(char::is_alphanumeric) {
        return Reading::Hidden;
    }
    let value = first.unwrap()..at;
    if open
        .iter()
        .any(|part| part.start < value.end && value.start < part.end)
    {
        Reading::NotJudged
    } else {
        Reading::Seen
    }
}

/// Draws pages as frames of one page; `None` where the browser does not end, which says nothing
/// about our reading.
fn draw(chromium: &Path, folder: &Path, pages: &[String]) -> Option<png::Image> {
    let mut html = String::from(
        "<!doctype html><style>body{margin:0;background:#fff}iframe{position:absolute;border:0}</style>",
    );
    for (index, page) in pages.iter().enumerate() {
        let (left, top) = (index % COLUMNS * FRAME.0, index / COLUMNS * FRAME.1);
        let page = page.replace('&', "&amp;").replace('"', "&quot;");
        write!(
            html,
            "<iframe style='left:{left}px;top:{top}px' width={} height={} scrolling=no srcdoc=\"{page}\"></iframe>",
            FRAME.0, FRAME.1
        )
        .unwrap();
    }
    let (file, picture) = (folder.join("pages.html"), folder.join("pages.png"));
    std::fs::write(&file, html).unwrap();
    let _ = std::fs::remove_file(&picture);
    let height = pages.len().div_ceil(COLUMNS) * FRAME.1;
    let mut browser = Command::new(chromium)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--force-device-scale-factor=1",
        ])
        .args([
            "--run-all-compositor-stages-before-draw",
            "--virtual-time-budget=4000",
            "--no-first-run",
            "--disable-dev-shm-usage",
        ])
        .arg(format!(
            "--user-data-dir={}",
            folder.join("profile").display()
        ))
        .arg(format!("--window-size={},{height}", FRAME.0 * COLUMNS))
        .arg(format!("--screenshot={}", picture.display()))
        .arg(format!("file://{}", file.display()))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let start = Instant::now();
    let status = loop {
        if let Some(status) = browser.try_wait().unwrap() {
            break status;
        }
        if start.elapsed() > PATIENCE {
            browser.kill().unwrap();
            browser.wait().unwrap();
            return None;
        }
        std::thread::sleep(Duration::from_millis(50));
    };
    assert!(status.success(), "{status}");
    Some(png::decode(&std::fs::read(&picture).unwrap()))
}

/// Where a frame differs in two pictures: left, top, right and bottom.
fn difference(one: &png::Image, other: &png::Image, index: usize) -> Option<[usize; 4]> {
    let (left, top) = (index % COLUMNS * FRAME.0, index / COLUMNS * FRAME.1);
    let mut bounds: Option<[usize; 4]> = None;
    let mut count = 0;
    for y in top..(top + FRAME.1).min(one.height) {
        for x in left..left + FRAME.0 {
            let at = y * one.width + x;
            if one.pixels[at]
                .iter()
                .zip(other.pixels[at])
                .any(|(a, b)| a.abs_diff(b) > SEEN)
            {
                count += 1;
                let [l, t, r, b] = bounds.unwrap_or([x, y, x, y]);
                bounds = Some([l.min(x), t.min(y), r.max(x), b.max(y)]);
            }
        }
    }
    bounds.filter(|_| count >= PIXELS)
}

/// Whether one part is read before another one: left of it, or above it.
fn is_before(one: [usize; 4], other: [usize; 4]) -> bool {
    let is_same_row = one[1] < other[3] && other[1] < one[3];
    if is_same_row {
        one[2] <= other[0] + 4
    } else {
        one[3] <= other[1] + 4
    }
}

#[test]
fn no_value_is_taken_for_seen_that_a_browser_does_not_show_so() {
    let Some(chromium) = chromium() else {
        skipped::skip("chromium is not installed (apt install chromium)");
        return;
    };
    let folder = std::env::temp_dir().join(format!("bonafide-browser-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let recipes = recipes::all();
    assert!(recipes.len() >= 150, "{} pages", recipes.len());
    let mut found = BTreeSet::new();
    let mut wrong = Vec::new();
    for some in recipes.chunks(AT_ONCE) {
        let pages = |replaced: Option<usize>| -> Vec<String> {
            let mut parts = PARTS;
            if let Some(index) = replaced {
                parts[index] = OTHER[index];
            }
            some.iter().map(|recipe| recipe.page(parts)).collect()
        };
        // Now and then it never ends, and does so when it is asked again.
        let drawn = |replaced| (0..3).find_map(|_| draw(&chromium, &folder, &pages(replaced)));
        let others = || {
            (0..PARTS.len())
                .map(|index| drawn(Some(index)))
                .collect::<Option<Vec<_>>>()
        };
        let Some((plain, others)) = drawn(None).and_then(|plain| Some((plain, others()?))) else {
            skipped::skip_here(&format!(
                "chromium did not end within {} s, three times",
                PATIENCE.as_secs()
            ));
            return;
        };
        for (index, recipe) in some.iter().enumerate() {
            let parts: Option<Vec<[usize; 4]>> = others
                .iter()
                .map(|other| difference(&plain, other, index))
                .collect();
            let is_shown =
                parts.is_some_and(|parts| parts.windows(2).all(|pair| is_before(pair[0], pair[1])));
            match (read(recipe), is_shown) {
                (Reading::Seen, true) | (Reading::Hidden, false) => {}
                (Reading::Seen, false) => wrong.push(recipe.name.clone()),
                (Reading::NotJudged, is_shown) => {
                    found.insert(format!(
                        "not judged, {}: {}",
                        if is_shown { "shown" } else { "not shown" },
                        recipe.name
                    ));
                }
                (Reading::Hidden, true) => {
                    found.insert(format!("taken for hidden, shown: {}", recipe.name));
                }
            }
        }
    }
    let _ = std::fs::remove_dir_all(&folder);
    assert!(
        wrong.is_empty(),
        "taken for seen, and not shown: {wrong:#?}"
    );
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/known.txt");
    if std::env::var_os("BONAFIDE_BLESS").is_some() {
        std::fs::write(
            &list,
            found
                .iter()
                .map(|entry| format!("{entry}\n"))
                .collect::<String>(),
        )
        .unwrap();
    }
    let known: BTreeSet<String> = std::fs::read_to_string(&list)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect();
    assert!(
        known.is_superset(&found),
        "new: {:#?}",
        found.difference(&known).collect::<Vec<_>>()
    );
    assert!(
        found.is_superset(&known),
        "no longer so, take them out of the list: {:#?}",
        known.difference(&found).collect::<Vec<_>>()
    );
}
