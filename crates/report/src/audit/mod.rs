//! Reports on a scheduled run, beside the table (`text`) and the JSON (`json`): for monitoring, for a browser and for mail.

mod diff;
mod html;
mod junit;
mod nagios;
mod prometheus;
pub(crate) mod words;

pub use diff::diff;
pub use html::html;
pub use junit::{JunitError, junit};
pub use nagios::{nagios, nagios_status, nagios_unknown};
pub use prometheus::prometheus;
