//! One line on the terminal about what is being waited for.

use std::collections::HashMap;
use std::io::{IsTerminal, Write};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use bonafide_session::fetch::Event;

use crate::interrupt::CLEAR_LINE;

/// What takes less than this needs no line.
const SHOWN_AFTER: Duration = Duration::from_millis(500);

/// How often the line is renewed.
const TICK: Duration = Duration::from_millis(200);

/// What is being fetched, with when it was begun.
type Open = Arc<Mutex<HashMap<String, Instant>>>;

/// A line on standard error as long as this lives, where that is a terminal; nothing at all where
/// it is not.
pub struct Progress {
    open: Open,
    shown: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Starts to show what [`teller`](Self::teller) is told.
    pub fn start() -> Self {
        let open = Open::default();
        let shown = std::io::stderr().is_terminal().then(|| {
            // An interrupt takes the line away.
            crate::interrupt::watch();
            let (stop, stopped) = mpsc::channel();
            let seen = Arc::clone(&open);
            (
                stop,
                std::thread::spawn(move || {
                    show(&seen, &|| {
                        stopped.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout)
                    })
                }),
            )
        });
        Self { open, shown }
    }

    /// What the network is to call.
    pub fn teller(&self) -> impl Fn(&Event<'_>) + Send + Sync + 'static {
        let open = Arc::clone(&self.open);
        move |event| {
            let mut open = open.lock().unwrap_or_else(PoisonError::into_inner);
            match event {
                Event::Started(request) => open.insert(request.url.clone(), Instant::now()),
                Event::Finished { request, .. } => open.remove(&request.url),
            };
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((stop, shown)) = self.shown.take() {
            drop(stop);
            // It has nothing to tell but that it ended.
            let _ = shown.join();
        }
    }
}

/// Renews the line until told to stop, and leaves none behind.
fn show(open: &Open, goes_on: &dyn Fn() -> bool) {
    let mut err = std::io::stderr();
    let mut stands = false;
    while goes_on() {
        let line = line(
            &open.lock().unwrap_or_else(PoisonError::into_inner),
            width(),
        );
        // A terminal that went away is no reason to stop checking.
        let _ = match &line {
            Some(line) => write!(err, "{CLEAR_LINE}{line}"),
            None if stands => write!(err, "{CLEAR_LINE}"),
            None => Ok(()),
        };
        let _ = err.flush();
        stands = line.is_some();
    }
    if stands {
        let _ = write!(err, "{CLEAR_LINE}");
        let _ = err.flush();
    }
}

/// What has been waited for longest, and how many others there are.
fn line(open: &HashMap<String, Instant>, width: usize) -> Option<String> {
    let (url, since) = open
        .iter()
        .min_by_key(|(url, since)| (**since, url.as_str()))?;
    let waited = since.elapsed();
    if waited < SHOWN_AFTER {
        return None;
    }
    let others = open.len().saturating_sub(1);
    let others = if others > 0 {
        format!(" and {others} more")
    } else {
        String::new()
    };
    let text = format!(
        "fetching ({} s{others}): {}",
        waited.as_secs(),
        bonafide_report::escape::inline(url)
    );
    // A line that wraps could not be taken back.
    Some(text.chars().take(width.saturating_sub(1)).collect())
}

fn width() -> usize {
    terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_what_takes_long_is_shown_without_control_characters_and_in_one_line() {
        let long_ago = Instant::now().checked_sub(Duration::from_secs(3)).unwrap();
        let mut open = HashMap::from([("https://b.example/new".to_owned(), Instant::now())]);
        assert_eq!(line(&open, 80), None);
        open.insert("https://a.example/\u{1b}[2Jslow".to_owned(), long_ago);
        let shown = line(&open, 80).unwrap();
        assert!(
            shown.starts_with("fetching (3 s and 1 more): https://a.example/")
                && !shown.contains('\u{1b}'),
            "{shown}"
        );
        assert_eq!(line(&open, 20).unwrap().chars().count(), 19);
    }
}
