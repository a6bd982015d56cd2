//! Why something is not remembered.

use bonafide_history::HistoryError;

/// Why a sight could not be remembered. The verdict stands; the next run only knows less.
pub type MemoryError = HistoryError;

/// Why an authentic sight is not remembered.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NotRemembered {
    /// It was judged by another time than now, and the user did not ask for it.
    #[error("it was judged as of another time; --remember remembers it all the same")]
    NotAsked,
    /// There is no history, and none can be made.
    #[error("{0}")]
    NotMade(String),
    /// The store.
    #[error(transparent)]
    History(#[from] HistoryError),
}
