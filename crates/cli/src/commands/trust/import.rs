//! `bonafide trust import`.

use anyhow::Context;
use bonafide_session::keyring::import::{ImportFormat, parse};
use bonafide_session::model::{DirectoryEntry, DirectorySnapshot};

use super::{gnupg, keyring_to_change, reviewed};
use crate::args::trust::{ImportArgs, ImportFrom};
use crate::exit::Exit;
use crate::input;
use crate::output::remark;
use crate::settings::Settings;

/// Imports a snapshot and says what was left out of it.
pub fn run(args: &ImportArgs, settings: &Settings) -> anyhow::Result<Exit> {
    let shown = args.file.display();
    let bytes = input::bytes(&args.file).with_context(|| format!("{shown}: cannot be read"))?;
    let (format, name) = match args.from {
        ImportFrom::TrustedIntroducer => (ImportFormat::TrustedIntroducer, "trusted-introducer"),
        ImportFrom::First => (ImportFormat::First, "first"),
        ImportFrom::Csv => (ImportFormat::Csv, "csv"),
        ImportFrom::Gnupg => return gnupg::run(args, &bytes, settings),
        ImportFrom::Reviewed => return reviewed::run(args, &bytes, settings),
    };
    let imported = parse(&bytes, format).with_context(|| format!("{shown}"))?;
    let taken = args
        .taken
        .context("--taken: give the day on which the export was taken")?;
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
            "confirms nothing: {who}: two entries have different keys for {shared}; ask the directory which is right"
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
        .filter(|entry| !entry.fingerprints.is_empty() && !is_contradicted(entry))
        .count();
    anyhow::ensure!(
        imported
            .entries
            .iter()
            .any(|entry| !entry.fingerprints.is_empty()),
        "{shown}: none of its {all} teams has a full fingerprint, so it would confirm no key; nothing was recorded. Export it with fingerprints \
         (40 or 64 digits, not Key IDs)"
    );
    let snapshot = DirectorySnapshot {
        name: args.name.clone().unwrap_or_else(|| name.to_owned()),
        taken,
        entries: imported.entries,
        source: String::new(),
    };
    let path = keyring_to_change(&args.directory, settings)?.import_directory(&snapshot)?;
    remark(&format!(
        "{taken}: {count} of {all} teams have a fingerprint that can confirm a key; recorded in {}",
        path.display()
    ));
    Ok(Exit::Success)
}
