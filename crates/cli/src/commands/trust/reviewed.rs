//! `bonafide trust import --from reviewed`: a table in which somebody wrote down whom they asked, when and how.

use anyhow::Context;
use bonafide_session::keyring::import::reviewed;

use super::{choose, keyring_to_change, today};
use crate::args::trust::ImportArgs;
use crate::exit::Exit;
use crate::output::remark;
use crate::settings::Settings;

/// Shows what the table confirms, asks which of it, and records that.
pub fn run(args: &ImportArgs, bytes: &[u8], settings: &Settings) -> anyhow::Result<Exit> {
    let shown = &args.list;
    anyhow::ensure!(
        args.how.is_none() && args.confirm_again.is_none() && args.name.is_none(),
        "--how, --confirm-again and --name are of other kinds of import: a reviewed table says this for each row"
    );
    let found = reviewed(bytes, today()).with_context(|| shown.clone())?;
    if found.waiting > 0 {
        remark(&format!(
            "{} rows wait: who, when and how are empty in them",
            found.waiting
        ));
    }
    anyhow::ensure!(
        !found.pins.is_empty(),
        "{shown}: nobody is named in it who confirmed a fingerprint; nothing was recorded. Fill in who, when and how after asking a team"
    );
    choose::record(
        &found.pins,
        args.yes,
        "Pin only what the team itself told over a way that neither its web site nor this table controls.",
        keyring_to_change(&args.directory, settings)?,
    )
}
