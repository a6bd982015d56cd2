//! `bonafide trust import --from gnupg`: pins in bulk, for an analyst who confirmed keys before this program came.
//!
//! That a key lies in a keyring, and what trust GnuPG gives it, says nothing of a team: the analyst
//! says how the keys were confirmed, sees each one, and chooses. They are to be confirmed again in
//! a year.

use anyhow::{Context, bail};
use bonafide_report::escape::inline;
use bonafide_report::prose::owner_problem;
use bonafide_session::keyring::import::{Confirmation, Found, pins};

use super::{choose, keyring_to_change, owners, today, whoami};
use crate::args::trust::ImportArgs;
use crate::exit::Exit;
use crate::output::remark;
use crate::settings::Settings;

/// Shows what would be pinned, asks which of it, and records that.
pub fn run(args: &ImportArgs, bytes: &[u8], settings: &Settings) -> anyhow::Result<Exit> {
    let owners = owners(bytes).with_context(|| args.list.clone())?;
    let when = today();
    let confirm_again = match args.confirm_again {
        Some(day) => day,
        None => when.checked_add(jiff::Span::new().years(1))?,
    };
    let how = args
        .how
        .clone()
        .context("--how: say how these keys were confirmed")?;
    let confirmation = Confirmation {
        how,
        who: whoami(),
        when,
        confirm_again,
    };
    let (usable, unusable): (Vec<_>, Vec<_>) = owners
        .into_iter()
        .partition(|owner| owner.unusable.is_none());
    for owner in unusable {
        remark(&format!(
            "left out: {}: {}",
            owner.fingerprint.spaced(),
            owner.unusable.map(owner_problem).unwrap_or_default()
        ));
    }
    let found = usable.into_iter().map(|owner| Found {
        fingerprint: owner.fingerprint,
        names: owner.names,
        emails: owner.emails,
        certificate: owner.certificate,
    });
    let (pins, skipped) = pins(found.collect(), &confirmation);
    for skipped in skipped {
        remark(&format!(
            "left out: {}: {}",
            inline(&skipped.team),
            skipped.problem
        ));
    }
    if pins.is_empty() {
        bail!("{}: none of its keys can be pinned", args.list);
    }
    choose::record(
        &pins,
        args.yes,
        "A key in a keyring is not thereby confirmed: choose only keys of teams, not of people, and only those that you confirmed.",
        keyring_to_change(&args.directory, settings)?,
    )
}
