//! What a team is told about the directory that it is about to publish: as a compiler tells it, as
//! SARIF, as JUnit.

mod junit;
mod sarif;
mod snippet;
mod subject;
#[cfg(test)]
mod tests;
mod text;

pub use junit::selfcheck_junit;
pub use sarif::selfcheck_sarif;
pub use text::selfcheck_text;

use bonafide_model::judgement::Outcome;

/// Whether it is shown without being asked for.
pub(crate) fn is_open(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Fail | Outcome::Inconclusive)
}

/// The place of a file below the subject, for machines and for people: relative where the subject
/// is.
pub(crate) fn file_of(subject: &str, path: &str) -> String {
    let is_file = subject.rsplit(['/', '\\']).next() == path.rsplit('/').next();
    match subject.trim_end_matches('/') {
        _ if is_file => subject.to_owned(),
        "." | "" => path.to_owned(),
        folder => format!("{folder}/{path}"),
    }
}
