//! Pins in bulk: each is shown, the user chooses, and what was chosen is recorded.

use std::collections::BTreeSet;
use std::io::{BufRead, Write};

use anyhow::{Context, bail};
use bonafide_report::escape::inline;
use bonafide_session::keyring::{Keyring, KeyringError, NewPin};
use bonafide_session::model::claims::Fingerprint;

use crate::exit::Exit;
use crate::output::remark;

/// Shows what would be pinned with a warning below, asks which of it unless `all` is meant, and
/// records that.
pub fn record(
    pins: &[NewPin],
    all: bool,
    warning: &str,
    mut keyring: Keyring,
) -> anyhow::Result<Exit> {
    let mut out = std::io::stderr().lock();
    show(pins, warning, &keyring, &mut out)?;
    let chosen = if all {
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

fn show(
    pins: &[NewPin],
    warning: &str,
    keyring: &Keyring,
    out: &mut impl Write,
) -> anyhow::Result<()> {
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
            pin.domains
                .iter()
                .chain(&pin.emails)
                .map(|scope| inline(scope))
                .collect::<Vec<_>>()
                .join(", ")
        )?;
        let again = match pin.confirm_again {
            Some(day) => format!(", to be confirmed again by {day}"),
            None => String::new(),
        };
        writeln!(
            out,
            "     confirmed {} by {}, {}{again}",
            pin.when,
            inline(&pin.who),
            inline(&pin.how)
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
    writeln!(out, "{warning}")?;
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
