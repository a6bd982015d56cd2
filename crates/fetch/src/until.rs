//! When items are given up.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How much later one's turn may come at servers that limit requests, all turns together. Sixty
/// partners at one such server, with three requests each, take half of it.
const LONGEST_QUEUE: Duration = Duration::from_secs(240);

/// The time that several items which need each other share.
///
/// Whoever stands in line at a server that limits requests is not slow, so that time does not
/// count, up to four minutes in all.
#[derive(Debug, Clone)]
pub struct Until {
    shared: Arc<Mutex<Shared>>,
    latest: Option<Instant>,
}

#[derive(Debug)]
struct Shared {
    end: Instant,
    /// Up to when standing in line was already taken into account.
    queued: Instant,
    /// How much more of it may be.
    left: Duration,
}

impl Until {
    /// This long from now; in no case later than `latest`.
    #[must_use]
    pub fn after(time: Duration, latest: Option<Instant>) -> Self {
        let now = Instant::now();
        let end = now
            .checked_add(time)
            .unwrap_or_else(|| now + Duration::from_secs(86_400));
        Self {
            shared: Arc::new(Mutex::new(Shared {
                end,
                queued: now,
                left: LONGEST_QUEUE,
            })),
            latest,
        }
    }

    /// The moment, as it is known by now.
    pub(crate) fn end(&self) -> Instant {
        let end = self
            .shared
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .end;
        self.latest.map_or(end, |latest| latest.min(end))
    }

    /// One's turn comes at that moment. Several that stand in line at the same time wait only once.
    pub(crate) fn queue(&self, turn: Instant) {
        let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        let from = shared.queued.max(Instant::now());
        let longer = turn.saturating_duration_since(from).min(shared.left);
        shared.left -= longer;
        shared.end += longer;
        shared.queued = shared.queued.max(turn);
    }
}

/// The same time, not an equally long one.
impl PartialEq for Until {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.shared, &other.shared)
    }
}

impl Eq for Until {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standing_in_line_does_not_count_and_several_wait_once() {
        let until = Until::after(Duration::from_secs(10), None);
        let (before, now) = (until.end(), Instant::now());
        let in_line = |seconds: u64| until.queue(now + Duration::from_secs(seconds));
        in_line(20);
        in_line(20);
        in_line(15);
        let added = |until: &Until| until.end().duration_since(before).as_secs_f32().round();
        assert_eq!(added(&until), 20.0);
        in_line(21);
        assert_eq!(added(&until), 21.0);
        in_line(9999);
        assert_eq!(added(&until), 240.0, "not without end");
    }

    #[test]
    fn the_run_ends_when_it_ends() {
        let latest = Instant::now() + Duration::from_secs(5);
        let until = Until::after(Duration::from_secs(10), Some(latest));
        until.queue(Instant::now() + Duration::from_secs(60));
        assert_eq!(until.end(), latest);
    }
}
