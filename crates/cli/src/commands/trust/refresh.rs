//! `bonafide trust refresh`: directories that came from a URL, fetched again.

use anyhow::{Context, bail, ensure};
use bonafide_report::Suggested;
use bonafide_session::keyring::{DirectoryOrigin, Keyring, comparable};
use bonafide_session::model::Timestamp;

use super::import::{Offer, accept, snapshot};
use super::{keyring_to_change, today};
use crate::args::trust::RefreshArgs;
use crate::commands::again::acting;
use crate::exit::Exit;
use crate::output::{complain, invocation};
use crate::settings::Settings;
use crate::setup;

/// Fetches each of them, shows what changes, and keeps it where the user said so. One that cannot be
/// had stays as it is and keeps no other from being looked at.
pub fn run(args: &RefreshArgs, settings: &Settings) -> anyhow::Result<Exit> {
    let mut keyring = keyring_to_change(&args.directory, settings)?;
    let chosen = chosen(&keyring, &args.names)?;
    let mut exit = Exit::Success;
    for origin in chosen {
        if let Err(error) = one(&mut keyring, &origin, args, settings) {
            complain(&error.context(format!("{} stays as it is", origin.name)));
            exit = Exit::Operational;
        }
    }
    Ok(exit)
}

fn chosen(keyring: &Keyring, names: &[String]) -> anyhow::Result<Vec<DirectoryOrigin>> {
    let all = keyring.origins();
    ensure!(
        !all.is_empty(),
        "no directory in {} was fetched from a URL; import one by `bonafide trust import https://… --from …{}`",
        keyring.dir().display(),
        invocation().options(Suggested::Trust)
    );
    if names.is_empty() {
        return Ok(all.to_vec());
    }
    let find = |name: &String| {
        let found = all
            .iter()
            .find(|origin| comparable(&origin.name) == comparable(name));
        match found {
            Some(origin) => Ok(origin.clone()),
            None => bail!(
                "{name}: no directory of that name was fetched from a URL; see `bonafide trust list{}`",
                invocation().options(Suggested::Trust)
            ),
        }
    };
    names.iter().map(find).collect()
}

fn one(
    keyring: &mut Keyring,
    origin: &DirectoryOrigin,
    args: &RefreshArgs,
    settings: &Settings,
) -> anyhow::Result<()> {
    let list = setup::list(&origin.url, &args.network, settings)?;
    let found = list.found.as_deref().context("it is no URL")?;
    let new = snapshot(&list, origin.format, origin.name.clone(), today())?;
    let origin = DirectoryOrigin {
        fetched: Timestamp::now(),
        ..origin.clone()
    };
    let again = (!args.yes).then(acting);
    let offer = Offer {
        from: found,
        origin: Some(&origin),
        again: again.as_deref(),
    };
    accept(keyring, &new, &offer)?;
    Ok(())
}
