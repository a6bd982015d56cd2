//! `bonafide inspect`.

use bonafide_report::json;
use bonafide_report::text::{profile_text, unread_text};
use bonafide_session::{Source, read_profile};

use crate::args::InspectArgs;
use crate::args::output::Format;
use crate::commands::kept::{Input, keep};
use crate::exit::Exit;
use crate::output::{deliver, remark, text_options};

/// Shows what a document prints.
pub fn run(args: &InspectArgs) -> anyhow::Result<Exit> {
    keep(&[Input::Document(&args.file)], args.output.output.iter());
    let subject = args.file.display().to_string();
    let reading = match read_profile(&crate::reader::confined()?, &Source::File(args.file.clone())) {
        Ok(reading) => reading,
        Err(error) => {
            if args.output.format == Format::Json {
                deliver(&(json::results(&[(&subject, Err(error.to_string()))])? + "\n"), &args.output)?;
            }
            return Err(error.into());
        }
    };
    if let Some(missing) = reading.confinement.and_then(|confinement| confinement.missing()) {
        remark(&format!("the document was read without {missing}"));
    }
    let rendered = match (args.output.format, &reading.result) {
        (Format::Json, result) => json::to_string(&json::profile(&subject, result.as_ref()))? + "\n",
        (Format::Text, Ok(profile)) => profile_text(profile, &subject, &text_options(&args.output)),
        (Format::Text, Err(error)) => unread_text(error, &subject, &text_options(&args.output)),
    };
    deliver(&rendered, &args.output)?;
    Ok(if reading.result.is_ok() { Exit::Success } else { Exit::Unverified })
}
