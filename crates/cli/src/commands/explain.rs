//! `bonafide explain`.

use bonafide_report::explain_text;
use bonafide_session::model::CheckId;

use crate::args::ExplainArgs;
use crate::args::output::OutputArgs;
use crate::exit::Exit;
use crate::output::{deliver, text_options};

/// Prints a check's page, or all ids.
pub fn run(args: &ExplainArgs) -> anyhow::Result<Exit> {
    let output = OutputArgs::default();
    let text = match args.check {
        Some(check) => explain_text(check, &text_options(&output)),
        None => CheckId::ALL.iter().map(|check| format!("{check}\n")).collect(),
    };
    deliver(&text, &output)?;
    Ok(Exit::Success)
}
