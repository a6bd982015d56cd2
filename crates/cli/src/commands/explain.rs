//! `bonafide explain`.

use bonafide_report::{explain_text, topics_text};

use crate::args::ExplainArgs;
use crate::args::output::OutputArgs;
use crate::exit::Exit;
use crate::output::{deliver, text_options};

/// Prints the page of a word, or all words with what they are.
pub fn run(args: &ExplainArgs) -> anyhow::Result<Exit> {
    let output = OutputArgs::default();
    let options = text_options(&output);
    let text = args.topic.as_ref().map_or_else(
        || topics_text(&options),
        |topic| explain_text(*topic, &options),
    );
    deliver(&text, &output)?;
    Ok(Exit::Success)
}
