//! What a profile is judged by: artifacts with their origins, trust, directories, the past.

mod armor;
mod artifact;
mod attempt_why;
mod capture;
mod certificate_problem;
mod directory;
mod dossier;
mod edition;
mod file_kind;
mod origin;
mod other_thing;
mod trust;

pub use armor::*;
pub use artifact::*;
pub use attempt_why::*;
pub use capture::*;
pub use certificate_problem::*;
pub use directory::*;
pub use dossier::*;
pub use edition::*;
pub use file_kind::*;
pub use origin::*;
pub use other_thing::*;
pub use trust::*;
