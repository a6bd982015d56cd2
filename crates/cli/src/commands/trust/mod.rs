//! `bonafide trust`: the trust directory.

mod choose;
mod confirm;
mod gnupg;
mod import;
mod refresh;
mod reviewed;

use anyhow::{Context, anyhow, bail};
use bonafide_report::prose::certificate_problem;
use bonafide_report::shell::quoted;
use bonafide_report::text::{RootLine, Trusted, pins_text, trusted_text};
use bonafide_report::{Suggested, json};
use bonafide_session::Owner;
use bonafide_session::keyring::{Keyring, NewPin, RootRecord, comparable};
use bonafide_session::model::Timestamp;
use bonafide_session::model::claims::Fingerprint;
use bonafide_session::model::evidence::{DirectorySnapshot, Pin};

use crate::args::output::{Format, OutputArgs};
use crate::args::trust::{PinArgs, TrustArgs, TrustCommand, Trusted as Kind};
use crate::args::verify::TrustDirectoryArgs;
use crate::commands::consent;
use crate::exit::Exit;
use crate::input;
use crate::output::{deliver, invocation, remark, text_options};
use crate::settings::Settings;
use crate::setup::keyring;
use jiff::civil::Date;

/// The certificates in a file with what they say of their owners.
fn owners(bytes: &[u8]) -> anyhow::Result<Vec<Owner>> {
    bonafide_session::owners(bytes, Timestamp::now())
        .map_err(|error| anyhow!(certificate_problem(error.0)))
}

/// Runs one of the trust commands.
pub fn run(args: TrustArgs) -> anyhow::Result<Exit> {
    let settings = Settings::load()?;
    match args.command {
        TrustCommand::Pin(args) => pin(args, &settings),
        TrustCommand::Confirm(args) => confirm::run(args, &settings),
        TrustCommand::Import(args) => import::run(&args, &settings),
        TrustCommand::Refresh(args) => refresh::run(&args, &settings),
        TrustCommand::List { directory, output } => {
            let keyring = keyring(&directory, &settings)?;
            let flags = directory
                .keyring
                .as_ref()
                .map(|dir| format!(" --keyring {}", quoted(&dir.display().to_string())));
            let roots: Vec<RootLine> = keyring.roots().iter().map(root_line).collect();
            let trusted = Trusted {
                pins: keyring.pins(),
                roots: &roots,
                directories: keyring.directories(),
                today: today(),
                flags: flags.as_deref().unwrap_or_default(),
            };
            let rendered = match output.format {
                Format::Json => json::to_string(&json::trusted(&trusted))? + "\n",
                Format::Text => trusted_text(&trusted, &text_options(&output)),
            };
            deliver(&rendered, &output)?;
            Ok(Exit::Success)
        }
        TrustCommand::Show {
            team,
            directory,
            output,
        } => {
            let keyring = keyring(&directory, &settings)?;
            let pins = keyring.pins_of(&team);
            if pins.is_empty() {
                bail!(
                    "{team}: no such team in {}; see `bonafide trust list{}`",
                    keyring.dir().display(),
                    invocation().options(Suggested::Trust)
                );
            }
            show(pins, &output)
        }
        TrustCommand::Remove {
            name,
            what,
            yes,
            directory,
        } => {
            let mut keyring = keyring(&directory, &settings)?;
            let kind = kind_of(&keyring, &name, what)?;
            let told = about(&keyring, &name, kind);
            // Where there is no such thing, the removal itself tells what there is.
            if !told.is_empty() {
                told.iter().for_each(|line| remark(line));
                consent::ask(&consent::REMOVE, yes)?;
            }
            let removed = match kind {
                Kind::Team => keyring.remove(&name)?,
                Kind::Root => keyring.remove_root(&name)?,
                Kind::Directory => keyring.remove_directory(&name)?,
            };
            for path in removed {
                remark(&format!("removed {}", path.display()));
            }
            Ok(Exit::Success)
        }
    }
}

/// What would be removed, a line for each file.
fn about(keyring: &Keyring, name: &str, kind: Kind) -> Vec<String> {
    let is_named = |other: &str| comparable(other) == comparable(name);
    match kind {
        Kind::Team => {
            let line = |pin: &Pin| {
                let key = pin.fingerprint.spaced();
                let Pin {
                    team,
                    when,
                    who,
                    how,
                    ..
                } = pin;
                format!("the pin of {team}, {key}, confirmed {when} by {who}: {how}")
            };
            keyring.pins_of(name).iter().map(line).collect()
        }
        Kind::Root => {
            let roots = keyring.roots().iter();
            let named = roots.filter(|record| is_named(&record.root.name));
            let line = |record: &RootRecord| {
                let key = record.root.fingerprint.spaced();
                format!(
                    "the trust root {}, {key}, chosen {} by {}: {}",
                    record.root.name, record.when, record.who, record.how
                )
            };
            named.map(line).collect()
        }
        Kind::Directory => {
            let all = keyring.directories().iter();
            let named = all.filter(|kept| is_named(&kept.name));
            let line = |kept: &DirectorySnapshot| {
                format!(
                    "the directory {}, taken {}, with {} teams",
                    kept.name,
                    kept.taken,
                    kept.entries.len()
                )
            };
            named.map(line).collect()
        }
    }
}

/// What of that name is meant, where the user does not say.
fn kind_of(keyring: &Keyring, name: &str, said: Option<Kind>) -> anyhow::Result<Kind> {
    let is_named = |other: &str| comparable(other) == comparable(name);
    let found = [
        (Kind::Team, !keyring.pins_of(name).is_empty()),
        (
            Kind::Root,
            keyring
                .roots()
                .iter()
                .any(|record| is_named(&record.root.name)),
        ),
        (
            Kind::Directory,
            keyring
                .directories()
                .iter()
                .any(|kept| is_named(&kept.name)),
        ),
    ];
    let found: Vec<Kind> = found
        .into_iter()
        .filter(|(kind, there)| *there && said.is_none_or(|said| said == *kind))
        .map(|(kind, _)| kind)
        .collect();
    match found.as_slice() {
        [only] => Ok(*only),
        // Its own error names what is there.
        [] => Ok(said.unwrap_or(Kind::Team)),
        _ => bail!("{name}: several things that are trusted have this name; say which with --what"),
    }
}

fn root_line(record: &RootRecord) -> RootLine {
    RootLine {
        name: record.root.name.clone(),
        fingerprint: record.root.fingerprint.clone(),
        how: record.how.clone(),
        who: record.who.clone(),
        when: record.when,
        source: record.source.clone(),
    }
}

fn show(pins: &[Pin], output: &OutputArgs) -> anyhow::Result<Exit> {
    let rendered = match output.format {
        Format::Json => json::to_string(&json::pins(pins))? + "\n",
        Format::Text => pins_text(pins, &text_options(output)),
    };
    deliver(&rendered, output)?;
    Ok(Exit::Success)
}

fn pin(args: PinArgs, settings: &Settings) -> anyhow::Result<Exit> {
    let cert = match &args.cert {
        Some(path) => Some(certificate(path, &args.fingerprint)?),
        None => None,
    };
    let mut keyring = keyring_to_change(&args.directory, settings)?;
    let path = keyring.add_pin(&NewPin {
        fingerprint: args.fingerprint.to_string(),
        team: args.team,
        domains: args.domain,
        emails: args.email,
        how: args.how,
        who: whoami(),
        when: today(),
        confirm_again: args.confirm_again,
        certificate: cert,
    })?;
    remark(&format!("recorded in {}", path.display()));
    Ok(Exit::Success)
}

/// The first change creates the directory, also one that was named.
fn keyring_to_change(args: &TrustDirectoryArgs, settings: &Settings) -> anyhow::Result<Keyring> {
    Ok(match args.keyring.as_ref().or(settings.keyring.as_ref()) {
        Some(dir) => Keyring::open_or_empty(dir)?,
        None => Keyring::open_default()?,
    })
}

fn today() -> Date {
    Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}

/// The certificate to keep beside the pin: exactly the pinned one, without any secret part.
fn certificate(path: &std::path::Path, fingerprint: &Fingerprint) -> anyhow::Result<Vec<u8>> {
    let bytes = input::bytes(path).with_context(|| format!("--cert {}", path.display()))?;
    bonafide_session::certificate(&bytes, fingerprint).with_context(|| {
        format!(
            "--cert {}: no key with the fingerprint {fingerprint} in it",
            path.display()
        )
    })
}

/// Who confirmed it, as far as the system knows; the file can be edited.
fn whoami() -> String {
    ["BONAFIDE_WHO", "USER", "LOGNAME"]
        .iter()
        .find_map(|name| {
            std::env::var(name)
                .ok()
                .filter(|value| !value.trim().is_empty())
        })
        .unwrap_or_else(|| "unknown".to_owned())
}
