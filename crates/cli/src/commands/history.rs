//! `bonafide history`: what was seen before.

use anyhow::{Context, bail};
use bonafide_report::json;
use bonafide_report::text::history_text;
use bonafide_session::history::History;
use bonafide_session::model::judgement::Remembered;
use bonafide_session::{forgotten_with, remembered};

use crate::args::history::{HistoryArgs, HistoryCommand};
use crate::args::output::{Format, OutputArgs};
use crate::commands::consent;
use crate::exit::Exit;
use crate::output::{deliver, remark, text_options};
use crate::settings::Settings;

/// Runs one of the history's commands.
pub fn run(args: HistoryArgs) -> anyhow::Result<Exit> {
    let path = Settings::load()?
        .history_file()
        .context("there is no place for a history: set `history` in bonafide.toml")?;
    // Looking at a history must not make one.
    let mut history = if path.exists() {
        Some(History::open(&path)?)
    } else {
        None
    };
    let known = |subject: Option<&str>| {
        history
            .as_ref()
            .map_or(Ok(Vec::new()), |history| remembered(history, subject))
    };
    let one = |subject: &str| match known(Some(subject))? {
        none if none.is_empty() => {
            bail!(
                "{subject}: the history {} does not know it; see `bonafide history list`",
                path.display()
            )
        }
        found => Ok(found),
    };
    match args.command {
        HistoryCommand::List { output } => show(&known(None)?, &output),
        HistoryCommand::Show { subject, output } => show(&one(&subject)?, &output),
        HistoryCommand::Forget { subject, yes } => {
            let found = one(&subject)?;
            let [Remembered { subject, .. }] = found.as_slice() else {
                show(&found, &OutputArgs::default())?;
                bail!("{subject}: several subjects have this name; give one of the names above")
            };
            // The same document may be known by other names too, and would be judged by what is
            // remembered under them.
            let all = history
                .as_ref()
                .map_or(Ok(Vec::new()), |history| forgotten_with(history, subject))?;
            show(&all, &OutputArgs::default())?;
            consent::ask(&consent::FORGET, yes)?;
            if let Some(history) = history.as_mut() {
                history.forget(subject)?;
                remark(&format!("{subject}: forgotten"));
            }
            Ok(Exit::Success)
        }
    }
}

fn show(subjects: &[Remembered], output: &OutputArgs) -> anyhow::Result<Exit> {
    let rendered = match output.format {
        Format::Json => json::to_string(&json::history(subjects))? + "\n",
        Format::Text => history_text(subjects, &text_options(output)),
    };
    deliver(&rendered, output)?;
    Ok(Exit::Success)
}
