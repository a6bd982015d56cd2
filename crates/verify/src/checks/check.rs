//! What is known of a check apart from what it says: everything in its own file.

use bonafide_model::judgement::{CheckId, Finding};

use super::found::Found;
use crate::context::Context;
use crate::publishing::desk::Desk;

/// A property that can be proven or not.
pub(crate) struct Check {
    /// Its stable id. The catalogue of the model has its axis, and `docs/checks/<id>.md` is its
    /// page.
    pub id: CheckId,
    /// What the verdict needs of it.
    pub need: Option<Need>,
    /// Whether what fails leaves nothing to go by where no anchor counts.
    pub disputes: bool,
    /// Looks at what was gathered and says what was found: at least one thing.
    pub run: Option<fn(&Context) -> Vec<Found>>,
    /// What the finding means to a team that is about to publish; `None` where it says nothing to
    /// one, or where another check says more.
    pub weigh: fn(Finding) -> Option<Finding>,
    /// Looks at what is staged, for a team that is about to publish, and adds to what `run` said.
    pub run_staged: Option<fn(&Desk) -> Vec<Found>>,
}

/// How a rule of the verdict is satisfied.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// For `unanchored` and better at least one finding passes, and none of severity `error` does
    /// anything else. The number is the place in the order in which the first rule that is not
    /// satisfied gives the reason: first what a person has to do first.
    Proven(u8),
    /// For `unanchored` and better no finding of severity `error` fails or is inconclusive: for
    /// what may have nothing to look at.
    NotRefuted(u8),
    /// Proven, for `authentic`.
    Anchor,
}

impl Check {
    /// A check of what was gathered, for everybody.
    pub const fn new(id: CheckId, run: fn(&Context) -> Vec<Found>) -> Self {
        Self {
            id,
            need: None,
            disputes: false,
            run: Some(run),
            weigh: as_it_is,
            run_staged: None,
        }
    }

    /// A check that only a team about to publish has a use for.
    pub const fn staged(id: CheckId, run: fn(&Desk) -> Vec<Found>) -> Self {
        Self {
            id,
            need: None,
            disputes: false,
            run: None,
            weigh: as_it_is,
            run_staged: Some(run),
        }
    }

    /// The verdict needs it.
    pub const fn needed(self, need: Need) -> Self {
        Self {
            need: Some(need),
            ..self
        }
    }

    /// What fails disputes what no anchor confirms. Such contradictions are among things that
    /// nobody confirmed; an attacker makes them agree, so they never reject.
    pub const fn disputing(self) -> Self {
        Self {
            disputes: true,
            ..self
        }
    }

    /// A finding has another weight for a team that is about to publish.
    pub const fn weighed(self, weigh: fn(Finding) -> Option<Finding>) -> Self {
        Self { weigh, ..self }
    }

    /// More is looked at for a team that is about to publish.
    pub const fn and_staged(self, run: fn(&Desk) -> Vec<Found>) -> Self {
        Self {
            run_staged: Some(run),
            ..self
        }
    }
}

fn as_it_is(finding: Finding) -> Option<Finding> {
    Some(finding)
}
