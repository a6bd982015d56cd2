//! `bonafide inspect`.

use std::path::Path;

use bonafide_report::json;
use bonafide_report::text::{given_text, profile_text, unread_text};
use bonafide_session::model::judgement::Given;
use bonafide_session::read_profile;

use crate::args::InspectArgs;
use crate::args::output::Format;
use crate::commands::overwriting::{Input, keep};
use crate::exit::Exit;
use crate::output::{deliver, invocation, remark, sentence, text_options};
use crate::settings::Settings;
use crate::setup::network;

/// Shows what a document prints.
pub fn run(args: &InspectArgs) -> anyhow::Result<Exit> {
    keep(
        &[Input::Document(Path::new(&args.subject))],
        args.output.output.iter(),
    );
    let read = || -> anyhow::Result<_> {
        let source = crate::input::source(&args.subject)?;
        let network = network(&args.network, &Settings::load()?)?;
        Ok(read_profile(
            &crate::reader::confined()?,
            &network,
            &source,
        )?)
    };
    let (reading, given) = match read() {
        Ok(read) => read,
        Err(error) => {
            if args.output.format == Format::Json {
                deliver(
                    &(json::results(&[(&args.subject, Err(sentence(&error)))], &invocation())?
                        + "\n"),
                    &args.output,
                )?;
            }
            return Err(error);
        }
    };
    if let Some(missing) = reading
        .confinement
        .and_then(|confinement| confinement.missing())
    {
        remark(&format!("the document was read without {missing}"));
    }
    let options = text_options(&args.output);
    // What this command shows tells that best.
    let told = given
        .as_ref()
        .filter(|given| **given != Given::Other)
        .map(|given| given_text(given, &args.subject, &options))
        .unwrap_or_default();
    let rendered = match (args.output.format, &reading.result) {
        (Format::Json, result) => {
            json::to_string(&json::profile(&args.subject, result.as_ref()))? + "\n"
        }
        (Format::Text, Ok(profile)) => told + &profile_text(profile, &args.subject, &options),
        (Format::Text, Err(_)) if !told.is_empty() => told,
        (Format::Text, Err(error)) => unread_text(error, &args.subject, &options),
    };
    deliver(&rendered, &args.output)?;
    Ok(if reading.result.is_ok() {
        Exit::Success
    } else {
        Exit::Unverified
    })
}
