//! `bonafide trust import --from gnupg`: pins in bulk, for an analyst who confirmed keys before this program came.
//!
//! That a key lies in a keyring, and what trust GnuPG gives it, says nothing of a team: the analyst
//! says how the keys were confirmed, sees each one, and chooses. They are to be confirmed again in
//! a year.

use std::collections::BTreeSet;
use std::io::{BufRead, Write};

use anyhow::{Context, bail};
use bonafide_report::escape::inline;
use bonafide_session::keyring::import::{Confirmation, Found, pins};
use bonafide_session::keyring::{Keyring, KeyringError, NewPin};
use bonafide_session::model::{Fingerprint, Timestamp};

use super::{keyring_to_change, today, whoami};
use crate::args::trust::ImportArgs;
use crate::exit::Exit;
use crate::output::remark;
use crate::settings::Settings;

/// Shows what would be pinned, asks which of it, and records that.
pub fn run(args: &ImportArgs, bytes: &[u8], settings: &Settings) -> anyhow::Result<Exit> {
    let owners = bonafide_session::owners(bytes, Timestamp::now())
        .with_context(|| args.file.display().to_string())?;
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
            owner.unusable.unwrap_or_default()
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
        bail!("{}: no key in it can be pinned", args.file.display());
    }
    let mut keyring = keyring_to_change(&args.directory, settings)?;
    let mut out = std::io::stderr().lock();
    show(&pins, &keyring, &mut out)?;
    let chosen = if args.yes {
        (0..pins.len()).collect()
    } else {
        ask(pins.len(), &mut std::io::stdin().lock(), &mut out)?
    };
    drop(out);
    for pin in chosen.into_iter().filter_map(|index| pins.get(index)) {
        match keyring.add_pin(pin) {
            Ok(path) => remark(&format!("recorded in {}", path.display())),
            Err(KeyringError::AlreadyPinned(path)) => {
                remark(&format!("recorded in {} already", path.display()))
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(Exit::Success)
}

fn show(pins: &[NewPin], keyring: &Keyring, out: &mut impl Write) -> anyhow::Result<()> {
    for (index, pin) in pins.iter().enumerate() {
        let spaced = pin
            .fingerprint
            .parse::<Fingerprint>()
            .map_or_else(|_| pin.fingerprint.clone(), |key| key.spaced());
        writeln!(out, "{:3}  {}", index + 1, inline(&pin.team))?;
        writeln!(out, "     {spaced}")?;
        writeln!(
            out,
            "     for {}",
            pin.emails
                .iter()
                .map(|email| inline(email))
                .collect::<Vec<_>>()
                .join(", ")
        )?;
        for old in keyring
            .pins_of(&pin.team)
            .iter()
            .filter(|old| old.fingerprint.as_str() != pin.fingerprint)
        {
            writeln!(
                out,
                "     Another key is pinned for this team since {} ({}): ask the team about it.",
                old.when,
                inline(&old.how)
            )?;
        }
    }
    if let Some(NewPin {
        how,
        confirm_again: Some(again),
        ..
    }) = pins.first()
    {
        writeln!(
            out,
            "\nThey would be pinned as confirmed {}, to be confirmed again by {again}.",
            inline(how)
        )?;
    }
    writeln!(
        out,
        "Being in a keyring confirms nothing: choose keys of teams, not of people, and only those that you confirmed."
    )?;
    Ok(())
}

/// Which of them, counted from 0.
fn ask(
    count: usize,
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> anyhow::Result<BTreeSet<usize>> {
    write!(out, "Which of them? (numbers such as 1,3-5; all; none) ")?;
    out.flush()?;
    let mut line = String::new();
    if input.read_line(&mut line)? == 0 {
        bail!("the input ended; nothing was recorded (--yes pins all without asking)");
    }
    chosen(line.trim(), count).with_context(|| {
        format!(
            "{}: give numbers from 1 to {count}, all or none; nothing was recorded",
            inline(line.trim())
        )
    })
}

fn chosen(text: &str, count: usize) -> Option<BTreeSet<usize>> {
    match text {
        "all" => return Some((0..count).collect()),
        "none" => return Some(BTreeSet::new()),
        _ => {}
    }
    let mut all = BTreeSet::new();
    for part in text.split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (first, last): (usize, usize) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
        if first == 0 || first > last || last > count {
            return None;
        }
        all.extend(first - 1..last);
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_what_is_named_is_chosen() {
        let choose = |text: &str| chosen(text, 5).map(|all| all.into_iter().collect::<Vec<_>>());
        assert_eq!(choose("all"), Some(vec![0, 1, 2, 3, 4]));
        assert_eq!(choose("none"), Some(vec![]));
        assert_eq!(choose("1, 3-4,3"), Some(vec![0, 2, 3]));
        for wrong in [
            "",
            "0",
            "6",
            "1-6",
            "4-3",
            "1,,2",
            "y",
            "-1",
            "1-99999999999999999999",
        ] {
            assert_eq!(choose(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_end_of_input_records_nothing() {
        assert!(ask(3, &mut &b""[..], &mut Vec::new()).is_err());
        assert!(ask(3, &mut &b"\n"[..], &mut Vec::new()).is_err());
    }
}
