//! How fast a server is asked: as fast as it likes, until it says that this is too fast.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// Between two requests to a server that has refused one for being too many, at first: a little
/// more than the usual limit of two in a second allows.
const FIRST: Duration = Duration::from_millis(550);

/// Who wants more than this between two requests has to say so.
const LONGEST: Duration = Duration::from_secs(4);

/// The pace of one server, shared by everybody who asks it.
#[derive(Debug)]
pub(crate) struct Pace {
    turns: Mutex<Turns>,
    serves: AtomicBool,
}

#[derive(Debug)]
struct Turns {
    next: Instant,
    interval: Duration,
    slowed_at: Option<Instant>,
}

impl Default for Pace {
    fn default() -> Self {
        let turns = Turns {
            next: Instant::now(),
            interval: Duration::ZERO,
            slowed_at: None,
        };
        Self {
            turns: Mutex::new(turns),
            serves: AtomicBool::new(false),
        }
    }
}

impl Pace {
    /// When one's turn is: now, where nobody has to wait.
    pub(crate) fn turn(&self) -> Instant {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        let at = turns.next.max(Instant::now());
        turns.next = at + turns.interval;
        at
    }

    /// The server refused a request for being one too many. Requests that were under way together
    /// count as one refusal.
    pub(crate) fn refused(&self) {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let since = |turns: &Turns| {
            turns
                .slowed_at
                .is_none_or(|at| now.duration_since(at) > 2 * turns.interval)
        };
        if since(&turns) {
            turns.interval = (turns.interval * 5 / 4).clamp(FIRST, LONGEST);
            turns.slowed_at = Some(now);
            turns.next = turns.next.max(now + turns.interval);
        }
    }

    /// The server wants to be left alone for so long.
    pub(crate) fn pause(&self, pause: Duration) {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        turns.next = turns.next.max(Instant::now() + pause);
    }

    /// The server answered a request.
    pub(crate) fn served(&self) {
        self.serves.store(true, Ordering::Relaxed);
    }

    /// Whether it has answered one, so that a refusal is about the number of requests and not about
    /// the server.
    pub(crate) fn serves(&self) -> bool {
        self.serves.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_waits_until_a_server_refuses_and_then_everybody_takes_turns() {
        let pace = Pace::default();
        for _ in 0..50 {
            assert!(pace.turn() <= Instant::now());
        }
        for _ in 0..16 {
            pace.refused();
        }
        let (now, first, second) = (Instant::now(), pace.turn(), pace.turn());
        assert!(
            first > now && first <= now + FIRST,
            "refused together is refused once"
        );
        assert_eq!(second - first, FIRST);
    }

    #[test]
    fn a_pause_that_a_server_asks_for_holds_for_everybody() {
        let pace = Pace::default();
        pace.pause(Duration::from_secs(20));
        let now = Instant::now();
        for _ in 0..2 {
            assert!(pace.turn() > now + Duration::from_secs(19));
        }
    }
}
