//! A real browser for the tests of pages, where one is installed: what its scripts do, and what leaves
//! the page.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use scraper::Html;
use serde_json::Value;
use tempfile::TempDir;

const PROGRAM: &str = "/usr/bin/chromium";

/// A browser with a profile of its own.
pub(crate) struct Browser {
    folder: TempDir,
}

impl Browser {
    /// `None`, with a message, where there is none.
    pub(crate) fn find() -> Option<Self> {
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
    pub(crate) fn dom(&self, text: &str) -> (Html, String) {
        let output = self.open(text, &["--dump-dom".to_owned()]);
        (
            Html::parse_document(&String::from_utf8_lossy(&output.stdout)),
            String::from_utf8_lossy(&output.stderr).into_owned(),
        )
    }

    /// The URLs that the page, and not the browser itself, asked for.
    pub(crate) fn requests(&self, text: &str) -> Vec<String> {
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

    /// How the page looks, for whoever asks for it: `BONAFIDE_SCREENSHOTS` names a folder.
    pub(crate) fn screenshots(&self, text: &str, name: &str) {
        let Some(folder) = std::env::var_os("BONAFIDE_SCREENSHOTS") else {
            return;
        };
        for (device, size) in [("desktop", "1280,2600"), ("phone", "390,4200")] {
            let shot = Path::new(&folder).join(format!("{name}-{device}.png"));
            self.open(
                text,
                &[
                    format!("--window-size={size}"),
                    format!("--screenshot={}", shot.display()),
                ],
            );
            assert!(shot.exists());
        }
    }
}

/// The requests that would leave this machine.
pub(crate) fn outside(requests: &[String]) -> Vec<String> {
    let leaves = |url: &&String| url.starts_with("http");
    requests.iter().filter(leaves).cloned().collect()
}
