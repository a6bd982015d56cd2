//! Many partners over many nights: who is listed, how each ended, what changed.

mod change;
mod ending;
mod forecast;
mod partner;
mod report;

pub use change::*;
pub use ending::*;
pub use forecast::*;
pub use partner::*;
pub use report::*;
