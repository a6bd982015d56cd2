//! `bonafide replay`.

use bonafide_session::keyring::Keyring;
use bonafide_session::model::judgement::Assessment;
use bonafide_session::{Own, TrustIndex, replay};

use crate::args::ReplayArgs;
use crate::commands::overwriting::{Input, keep};
use crate::commands::verify::{accepts, report};
use crate::exit::Exit;
use crate::settings::Settings;
use crate::setup::trust_of;

/// Judges an evidence bundle again, by what it holds or by the reader's own trust.
pub fn run(args: &ReplayArgs) -> anyhow::Result<Exit> {
    let judging = args
        .keyring
        .iter()
        .chain(&args.policy)
        .map(|path| Input::All(path));
    let read: Vec<_> = std::iter::once(Input::All(&args.bundle))
        .chain(judging)
        .collect();
    keep(&read, args.output.output.iter());
    let result = judge(args);
    let exit = match &result {
        Ok(assessment) => Exit::of(assessment.verdict, accepts(&args.accept)),
        Err(_) => Exit::Operational,
    };
    report(&[(args.bundle.display().to_string(), result)], &args.output)?;
    Ok(exit)
}

fn judge(args: &ReplayArgs) -> anyhow::Result<Assessment> {
    let own = args.keyring.as_ref().map(|dir| -> anyhow::Result<Own> {
        let keyring = Keyring::open(dir)?;
        Ok(Own {
            reader: crate::reader::confined()?,
            keyring: dir.clone(),
            trust: TrustIndex::new(
                trust_of(&keyring, args.team.as_deref())?,
                keyring.certificates(),
            ),
            team: args.team.clone(),
            policy: Settings::load()?.policy(args.policy.as_deref())?,
        })
    });
    Ok(replay(&args.bundle, own.transpose()?.as_ref(), args.at)?)
}
