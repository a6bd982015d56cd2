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
        "--how, --confirm-again and --name belong to other kinds of import: a reviewed table says this in each row"
    );
    let found = reviewed(bytes, today()).with_context(|| shown.clone())?;
    if found.waiting > 0 {
        let rows = match found.waiting {
            1 => "1 row waits".to_owned(),
            more => format!("{more} rows wait"),
        };
        remark(&format!("{rows}: who, when and how are empty"));
    }
    anyhow::ensure!(
        !found.pins.is_empty(),
        "{shown}: it names nobody who confirmed a fingerprint; nothing was recorded. Ask a team, then fill in who, when and how"
    );
    choose::record(
        &found.pins,
        args.yes,
        "Pin only what the team itself told you, through a channel that neither its web site nor this table controls.",
        keyring_to_change(&args.directory, settings)?,
    )
}
