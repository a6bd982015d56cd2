//! How many subjects are looked at at the same time.

use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How many threads look at subjects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Jobs {
    /// With so many a run begins.
    pub first: NonZeroUsize,
    /// So many it may become, where threads mostly wait for servers.
    pub most: NonZeroUsize,
}

impl Jobs {
    /// Exactly so many.
    #[must_use]
    pub fn exactly(number: NonZeroUsize) -> Self {
        Self {
            first: number,
            most: number,
        }
    }
}

/// What a subject weighs less in the measurement once another one is finished: the last twenty or
/// so count.
const FADING: f64 = 0.95;

/// The threads of a run, and what they were measured to do.
#[derive(Debug)]
pub(super) struct Crew {
    jobs: Jobs,
    cores: usize,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    threads: usize,
    took: f64,
    waited: f64,
}

impl Crew {
    pub(super) fn new(jobs: Jobs) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        Self {
            jobs,
            cores,
            state: Mutex::default(),
        }
    }

    /// Whether one more thread is to begin; it then counts as begun.
    pub(super) fn takes_one_more(&self) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let more = state.threads < self.wanted(&state);
        state.threads += usize::from(more);
        more
    }

    /// The thread that counts as begun could not begin.
    pub(super) fn misses_one(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.threads = state.threads.saturating_sub(1);
    }

    /// Whether a thread that has finished a subject is one too many; it then counts as ended.
    pub(super) fn lets_one_go(&self) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let less = state.threads > self.wanted(&state);
        state.threads -= usize::from(less);
        less
    }

    /// A subject took so long, of which so long was waiting for servers.
    pub(super) fn measure(&self, took: Duration, waited: Duration) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.took = state.took * FADING + took.as_secs_f64();
        state.waited = state.waited * FADING + waited.as_secs_f64();
    }

    /// As many as keep the processors busy while the others wait. What waits for a processor counts
    /// as busy, so too many threads soon look like enough.
    fn wanted(&self, state: &State) -> usize {
        let (first, most) = (self.jobs.first.get(), self.jobs.most.get());
        if state.took <= 0.0 {
            return first;
        }
        let busy = (state.took - state.waited).max(state.took / 1000.0);
        let wanted = self.cores as f64 * state.took / busy;
        (wanted.ceil() as usize).clamp(first.min(most), most)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn crew(first: usize, most: usize) -> Crew {
        let number = |n| NonZeroUsize::new(n).unwrap();
        Crew {
            cores: 2,
            ..Crew::new(Jobs {
                first: number(first),
                most: number(most),
            })
        }
    }

    fn fill(crew: &Crew) -> usize {
        while crew.takes_one_more() {}
        crew.state.lock().unwrap().threads
    }

    fn measure(crew: &Crew, took: u64, waited: u64) {
        for _ in 0..100 {
            crew.measure(Duration::from_millis(took), Duration::from_millis(waited));
        }
    }

    #[test]
    fn a_thread_that_could_not_begin_does_not_count() {
        let crew = crew(2, 64);
        assert!(crew.takes_one_more() && crew.takes_one_more());
        assert!(!crew.takes_one_more());
        crew.misses_one();
        assert_eq!(crew.state.lock().unwrap().threads, 1);
        assert!(
            !crew.lets_one_go(),
            "the one that is there would end for want of the other"
        );
    }

    #[test]
    fn threads_that_wait_are_joined_by_others_and_threads_that_work_are_not() {
        let crew = crew(8, 64);
        assert_eq!(fill(&crew), 8, "nothing is known yet");
        measure(&crew, 200, 190);
        assert_eq!(
            fill(&crew),
            40,
            "a twentieth of the time is work, for two cores"
        );
        assert!(!crew.lets_one_go());
        measure(&crew, 200, 200);
        assert_eq!(fill(&crew), 64, "never more than that");
        measure(&crew, 10, 0);
        while crew.lets_one_go() {}
        assert_eq!(fill(&crew), 8);
    }

    #[test]
    fn a_number_that_was_given_stays() {
        let crew = crew(3, 3);
        measure(&crew, 200, 199);
        assert_eq!(fill(&crew), 3);
        measure(&crew, 200, 0);
        assert!(!crew.lets_one_go());
    }
}
