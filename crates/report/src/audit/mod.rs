//! Reports on a scheduled run, beside the table (`text`) and the JSON (`json`): for monitoring, for
//! a browser and for mail.

mod ack;
mod diff;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(crate) mod fixture;
mod html;
mod junit;
mod nagios;
mod prometheus;
#[cfg(test)]
mod tests;
pub(crate) mod words;

pub use ack::acknowledged;
pub use diff::diff;
pub use html::html;
pub use junit::junit;
pub use nagios::{nagios, nagios_status, nagios_unknown};
pub use prometheus::prometheus;
pub use words::failure;
