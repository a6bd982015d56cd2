//! Renders an [`Assessment`](bonafide_model::judgement::Assessment): terminal text, JSON and the
//! other formats. All prose lives here.
//!
//! Nothing here judges. A renderer shows what the assessment says and escapes every text that came
//! from a document, a key or a server.

pub mod audit;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod browser;
mod case;
mod causes;
pub mod escape;
mod explain;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod fixture;
mod html;
mod invocation;
pub mod json;
mod junit;
pub mod prose;
pub mod selfcheck;
pub mod shell;
#[cfg(test)]
#[path = "../../testkit/src/skipped.rs"]
mod skipped;
pub mod text;
mod told;
mod words;

pub use case::case_html;
pub use explain::{Topic, explain, explain_text, topics_text};
pub use invocation::{Invocation, Suggested};
pub use junit::JunitError;
