//! The facts behind findings, one variant per thing that can be said. The words live in the report crate.

use serde::{Deserialize, Serialize};

/// The facts that a finding's message is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Detail {
    /// Nothing to add to the outcome.
    Plain,
}
