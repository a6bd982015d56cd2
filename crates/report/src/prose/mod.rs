//! The words of the reports: messages, remedies, reasons.
//!
//! Checks and rule trees yield typed facts; each of them has its words here, matched without a
//! wildcard, so that a new one without words does not compile. Every text that came from a
//! document, a key or a server is escaped and cut, because a sentence is no place for somebody
//! else's sentence. Nothing here ever prints a command that pins a fingerprint.

mod anchor;
mod archive;
mod attempt;
mod commands;
mod copies;
mod elsewhere;
mod given;
mod help;
mod key;
mod key_id;
mod kinds;
mod message;
mod next_step;
mod phrase;
mod publisher;
mod publishing;
mod reading;
mod reason;
mod replay;
mod signature;
#[cfg(test)]
mod tests;
mod why;

pub use anchor::{anchor_why, signature_problem};
pub(crate) use anchor::{anchored, anchored_when, confirmed};
pub(crate) use archive::{other_key, stood};
pub use attempt::attempt_why;
pub use commands::Commands;
pub use copies::copies;
pub(crate) use copies::span;
pub use given::{given, given_detail};
pub use help::help;
pub use key::owner_problem;
pub use kinds::certificate_problem;
pub(crate) use message::edition;
pub use message::message;
pub(crate) use next_step::next_and_command;
pub use next_step::{NextStep, Run, given_step, next, next_step};
pub(crate) use publisher::is_outage;
pub use publisher::{Advised, advised};
pub use publishing::answer;
pub use reason::{key_reason, reason};
pub use replay::{replay_proves, replayed};
pub(crate) use signature::cause as signature_cause;
pub(crate) use why::why;
