//! What a profile is judged by: artifacts with their origins, trust, directories, the past.

mod artifact;
mod capture;
mod directory;
mod dossier;
mod edition;
mod origin;
mod trust;

pub use artifact::*;
pub use capture::*;
pub use directory::*;
pub use dossier::*;
pub use edition::*;
pub use origin::*;
pub use trust::*;
