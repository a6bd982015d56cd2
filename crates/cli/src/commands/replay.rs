//! `bonafide replay`.

use bonafide_session::load;

use crate::args::ReplayArgs;
use crate::commands::kept::{Input, keep};
use crate::commands::verify::{accepts, report};
use crate::exit::Exit;

/// Judges an evidence bundle again, with the trust, policy and time that it holds.
pub fn run(args: &ReplayArgs) -> anyhow::Result<Exit> {
    keep(&[Input::All(&args.bundle)], args.output.output.iter());
    let result = load(&args.bundle).map(|evidence| evidence.assess());
    let exit = match &result {
        Ok(assessment) => Exit::of(assessment.verdict, accepts(&args.accept)),
        Err(_) => Exit::Operational,
    };
    report(&[(args.bundle.display().to_string(), result.map_err(Into::into))], &args.output)?;
    Ok(exit)
}
