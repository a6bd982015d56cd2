//! What a team that is about to publish is told beside the finding: what stands there, why it
//! matters, and what to print or run instead. It speaks to the author, where [`super::help`] speaks
//! to a reader.

mod staged;
mod verified;

use bonafide_model::judgement::{ConfirmationGap, Detail, Finding, Publishing};

use super::commands::Commands;

/// The words around one finding.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Advised {
    /// What stands at the first place.
    pub label: Option<String>,
    /// What stands at the other places.
    pub beside: Option<String>,
    /// Why it matters.
    pub why: Option<String>,
    /// What to do.
    pub help: Option<String>,
    /// The exact text to print at the first place.
    pub print: Option<String>,
}

impl Advised {
    fn new(label: &str, why: &str, help: impl Into<String>) -> Self {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Self {
            label: some(label),
            beside: None,
            why: some(why),
            help: Some(help.into()),
            print: None,
        }
    }

    fn print(self, text: impl Into<String>) -> Self {
        Self {
            print: Some(text.into()),
            ..self
        }
    }

    /// What to do with the text to print, for where there is no line to show it in.
    #[must_use]
    pub fn in_one_line(&self) -> Option<String> {
        match (&self.help, &self.print) {
            (Some(help), Some(print)) => Some(format!("{}: {print}", help.trim_end_matches('.'))),
            (help, None) => help.clone(),
            (None, print) => print.clone(),
        }
    }

    fn beside(self, text: impl Into<String>) -> Self {
        Self {
            beside: Some(text.into()),
            ..self
        }
    }
}

/// Whether a finding tells only that something did not answer, so that there is nothing to fix.
pub(crate) fn is_outage(detail: &Detail) -> bool {
    matches!(
        detail,
        Detail::Publishing(
            Publishing::UrlNotReached { .. }
                | Publishing::ConfirmationNotAsked {
                    why: ConfirmationGap::NotReached { .. }
                }
        )
    )
}

/// The words for a finding. What `verify` alone has words for is said as to a reader.
#[must_use]
pub fn advised(finding: &Finding, run: &Commands) -> Advised {
    match &finding.detail {
        Detail::Publishing(said) => staged::advised(said, run),
        Detail::KeyId { digits, diagnosis } => verified::key_id(digits, diagnosis, run),
        detail => verified::advised(detail, run).unwrap_or_else(|| Advised {
            help: super::help(finding),
            ..Advised::default()
        }),
    }
}
