//! What a team that is about to publish is told, and the plan of a change of keys.

mod selfcheck;

pub use selfcheck::*;
