//! `bonafide trust import`.

use anyhow::{Context, bail, ensure};
use bonafide_report::text::{Renewal, renewal_text};
use bonafide_session::Source;
use bonafide_session::keyring::import::{ImportFormat, Imported, parse};
use bonafide_session::keyring::{DirectoryOrigin, Keyring, directory_changes};
use bonafide_session::model::Timestamp;
use bonafide_session::model::evidence::{DirectoryEntry, DirectorySnapshot};
use clap::error::ErrorKind;
use jiff::civil::Date;
use jiff::tz::Offset;

use super::{gnupg, keyring_to_change, reviewed, today};
use crate::args::output::OutputArgs;
use crate::args::trust::{ImportArgs, ImportFrom};
use crate::commands::again::acting;
use crate::exit::Exit;
use crate::output::{deliver, remark, text_options};
use crate::settings::Settings;
use crate::setup::{self, List};

/// Imports a snapshot and says what was left out of it.
pub fn run(args: &ImportArgs, settings: &Settings) -> anyhow::Result<Exit> {
    let is_url = matches!(Source::parse(&args.list)?, Source::Url(_));
    let is_directory = !matches!(args.from, ImportFrom::Gnupg | ImportFrom::Reviewed);
    if is_directory && !is_url && args.taken.is_none() {
        let missing = "--taken: give the day on which the file was taken from the directory\n";
        clap::Error::raw(ErrorKind::MissingRequiredArgument, missing).exit();
    }
    ensure!(
        is_directory || !is_url,
        "{}: give a file of your own with the keys that you confirmed, not a URL",
        args.list
    );
    // Whoever sits on the way must not be able to write what confirms keys.
    ensure!(
        !is_directory || !is_url || args.list.to_ascii_lowercase().starts_with("https://"),
        "{}: a directory that confirms keys is fetched over https:// only; nothing was recorded",
        args.list
    );
    if let Some(taken) = args.taken.filter(|taken| *taken > latest()) {
        bail!(
            "--taken {taken} is in the future: today is {}; give the day on which the file was downloaded. Nothing was recorded",
            today()
        );
    }
    let list = setup::list(&args.list, &args.network, settings)?;
    let format = match args.from {
        ImportFrom::TrustedIntroducer => ImportFormat::TrustedIntroducer,
        ImportFrom::First => ImportFormat::First,
        ImportFrom::Csv => ImportFormat::Csv,
        ImportFrom::Gnupg => return gnupg::run(args, &list.bytes, settings),
        ImportFrom::Reviewed => return reviewed::run(args, &list.bytes, settings),
    };
    let mut keyring = keyring_to_change(&args.directory, settings)?;
    let name = args
        .name
        .clone()
        .unwrap_or_else(|| format.name().to_owned());
    let Some(found) = &list.found else {
        let taken = args
            .taken
            .context("--taken: give the day on which the export was taken")?;
        let snapshot = snapshot(&list, format, name, taken)?;
        let kept = Offer {
            from: &list.shown,
            origin: None,
            again: None,
        };
        return accept(&mut keyring, &snapshot, &kept);
    };
    ensure!(
        args.taken.is_none(),
        "--taken belongs to files: what is fetched is of today"
    );
    let snapshot = snapshot(&list, format, name.clone(), today())?;
    let origin = DirectoryOrigin {
        name,
        url: list.shown.clone(),
        format,
        fetched: Timestamp::now(),
    };
    let again = (!args.yes).then(acting);
    let offer = Offer {
        from: found,
        origin: Some(&origin),
        again: again.as_deref(),
    };
    accept(&mut keyring, &snapshot, &offer)
}

/// The day where it began first, fourteen hours before UTC.
fn latest() -> Date {
    const FIRST: Offset = Offset::constant(14);
    FIRST.to_datetime(Timestamp::now()).date()
}

/// A snapshot that could be kept.
pub(super) struct Offer<'a> {
    /// Where it was found.
    pub from: &'a str,
    /// Where it can be fetched again.
    pub origin: Option<&'a DirectoryOrigin>,
    /// The command that keeps it, where the user has not said that it is to be kept.
    pub again: Option<&'a str>,
}

/// Shows what a snapshot changes, and keeps it where the user said so.
pub(super) fn accept(
    keyring: &mut Keyring,
    snapshot: &DirectorySnapshot,
    offer: &Offer<'_>,
) -> anyhow::Result<Exit> {
    let kept = keyring
        .directories()
        .iter()
        .find(|kept| kept.name == snapshot.name);
    let changes = directory_changes(kept.map_or(&[], |kept| &kept.entries), &snapshot.entries);
    let output = OutputArgs::default();
    let renewal = Renewal {
        name: &snapshot.name,
        from: offer.from,
        before: kept.map(|kept| kept.taken),
        taken: snapshot.taken,
        teams: snapshot.entries.len(),
        changes: &changes,
        again: offer.again,
    };
    let told = renewal_text(&renewal, &text_options(&output));
    // What cannot be kept is not told as if it were.
    if offer.again.is_none() {
        let path = keyring.import_directory(snapshot, offer.origin)?;
        remark(&format!("recorded in {}", path.display()));
    }
    deliver(&told, &output)?;
    Ok(Exit::Success)
}

/// What an export says, with remarks on what was left out of it.
pub(super) fn snapshot(
    list: &List,
    format: ImportFormat,
    name: String,
    taken: Date,
) -> anyhow::Result<DirectorySnapshot> {
    let shown = &list.shown;
    let imported = parse(&list.bytes, format).with_context(|| shown.clone())?;
    remark_on(&imported, taken);
    ensure!(
        imported
            .entries
            .iter()
            .any(|entry| !entry.fingerprints.is_empty()),
        "{shown}: none of its {} teams has a full fingerprint, so it would confirm no key; nothing was recorded. Export it with fingerprints \
         (40 or 64 digits, not Key IDs)",
        imported.entries.len()
    );
    Ok(DirectorySnapshot {
        name,
        taken,
        entries: imported.entries,
        source: String::new(),
    })
}

fn remark_on(imported: &Imported, taken: Date) {
    for skipped in &imported.skipped {
        remark(&format!("left out: {}: {}", skipped.team, skipped.problem));
    }
    for one in &imported.contradictions {
        let [team, other] = &one.teams;
        let who = if team == other {
            team.clone()
        } else {
            format!("{team} and {other}")
        };
        let shared = &one.shared;
        remark(&format!(
            "confirms nothing: {who}: two entries have different keys for {shared}; ask the directory which one is right"
        ));
    }
    let all = imported.entries.len();
    let is_contradicted = |entry: &DirectoryEntry| {
        imported.contradictions.iter().any(|one| {
            entry
                .names
                .first()
                .is_some_and(|name| one.teams.contains(name))
        })
    };
    let count = imported
        .entries
        .iter()
        .filter(|entry| {
            !entry.fingerprints.is_empty() && !entry.emails.is_empty() && !is_contradicted(entry)
        })
        .count();
    remark(&format!(
        "{taken}: {count} of {all} teams have a fingerprint and an address, and can confirm a key"
    ));
}
