//! `bonafide trust confirm`: an out-of-band confirmation, step by step.
//!
//! The analyst types the fingerprint as it is heard. No fingerprint is ever shown before that, least of all the document's: a person
//! who sees one agrees to it.

use std::io::{BufRead, Write};

use anyhow::{Context, bail};
use bonafide_report::escape::inline;
use bonafide_session::keyring::{Keyring, NewPin};
use bonafide_session::model::{DirectoryEntry, Fingerprint};

use super::{certificate, keyring_to_change, today, whoami};
use crate::args::trust::ConfirmArgs;
use crate::exit::Exit;
use crate::output::remark;
use crate::settings::Settings;

/// How often a fingerprint may be mistyped.
const TRIES: usize = 3;

/// Leads through the confirmation on standard input and standard error.
pub fn run(args: ConfirmArgs, settings: &Settings) -> anyhow::Result<Exit> {
    let mut keyring = keyring_to_change(&args.directory, settings)?;
    let Heard { fingerprint, how, who } = ask(&args, &keyring, &mut std::io::stdin().lock(), &mut std::io::stderr().lock())?;
    let cert = match &args.cert {
        Some(path) => Some(certificate(path, &fingerprint).context(
            "what you heard is not the fingerprint of that key. Nothing was recorded: either you misheard, or the key is not the team's",
        )?),
        None => None,
    };
    let path = keyring.add_pin(&NewPin {
        fingerprint: fingerprint.to_string(),
        team: args.team,
        domains: args.domain,
        emails: args.email,
        how,
        who,
        when: today(),
        confirm_again: None,
        certificate: cert,
    })?;
    remark(&format!("recorded in {}", path.display()));
    Ok(Exit::Success)
}

struct Heard {
    fingerprint: Fingerprint,
    how: String,
    who: String,
}

fn ask(args: &ConfirmArgs, keyring: &Keyring, input: &mut impl BufRead, out: &mut impl Write) -> anyhow::Result<Heard> {
    writeln!(out, "Confirming the key of {}.\n", inline(&args.team))?;
    whom_to_call(args, keyring, out)?;
    writeln!(out, "\nAsk for the full fingerprint of the team's OpenPGP key, and type it as you hear it.")?;
    let fingerprint = heard(input, out)?;
    compare(args, keyring, &fingerprint, out)?;
    let how = answer("How did you reach the team (such as: by phone, number from the directory)?", None, input, out)?;
    let me = whoami();
    let who = answer("Who confirms it?", Some(&me), input, out)?;
    Ok(Heard { fingerprint, how, who })
}

/// Telephone numbers from sources that the document's publisher does not control.
fn whom_to_call(args: &ConfirmArgs, keyring: &Keyring, out: &mut impl Write) -> anyhow::Result<()> {
    let mut known = false;
    for directory in keyring.directories() {
        for entry in directory.entries.iter().filter(|entry| is_meant(entry, args)) {
            for phone in &entry.phones {
                known = true;
                writeln!(out, "Call {} (from {}, {}).", inline(phone), inline(&directory.name), directory.taken)?;
            }
        }
    }
    if !known {
        writeln!(out, "No independent source in {} knows a number of this team.", keyring.dir().display())?;
        writeln!(out, "Call one that you have from elsewhere: a card, a contract, a colleague. Not the number in the document.")?;
    }
    Ok(())
}

fn is_meant(entry: &DirectoryEntry, args: &ConfirmArgs) -> bool {
    let named = entry.names.iter().any(|name| name.trim().eq_ignore_ascii_case(args.team.trim()));
    let addressed = entry.emails.iter().any(|address| {
        args.email.iter().any(|email| email.eq_ignore_ascii_case(address))
            || address.rsplit_once('@').is_some_and(|(_, domain)| args.domain.iter().any(|own| own.eq_ignore_ascii_case(domain)))
    });
    named || addressed
}

fn heard(input: &mut impl BufRead, out: &mut impl Write) -> anyhow::Result<Fingerprint> {
    for _ in 0..TRIES {
        let line = answer("Fingerprint as heard:", None, input, out)?;
        match line.parse::<Fingerprint>() {
            Ok(fingerprint) => return Ok(fingerprint),
            Err(error) => writeln!(out, "{error}. Please once more.")?,
        }
    }
    bail!("no fingerprint was typed; nothing was recorded")
}

/// What the trust directory already knows, after the fact.
fn compare(args: &ConfirmArgs, keyring: &Keyring, heard: &Fingerprint, out: &mut impl Write) -> anyhow::Result<()> {
    for pin in keyring.pins_of(&args.team).iter().filter(|pin| pin.fingerprint != *heard) {
        writeln!(out, "Another key is pinned for this team since {} ({}).", pin.when, inline(&pin.how))?;
        writeln!(
            out,
            "If the team has changed its key, ask why; remove the old pin with `bonafide trust remove` when it is retired."
        )?;
    }
    for directory in keyring.directories() {
        for entry in directory.entries.iter().filter(|entry| is_meant(entry, args) && !entry.fingerprints.is_empty()) {
            let says = if entry.fingerprints.contains(heard) {
                "agrees"
            } else {
                "knows another key for this team: ask the team about it"
            };
            writeln!(out, "The directory {} of {} {says}.", inline(&directory.name), directory.taken)?;
        }
    }
    Ok(())
}

fn answer(question: &str, default: Option<&str>, input: &mut impl BufRead, out: &mut impl Write) -> anyhow::Result<String> {
    match default {
        Some(default) => write!(out, "{question} [{}] ", inline(default))?,
        None => write!(out, "{question} ")?,
    }
    out.flush()?;
    let mut line = String::new();
    if input.read_line(&mut line)? == 0 {
        bail!("the input ended; nothing was recorded");
    }
    match (line.trim(), default) {
        ("", Some(default)) => Ok(default.to_owned()),
        ("", None) => bail!("no answer; nothing was recorded"),
        (text, _) => Ok(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::args::verify::TrustDirectoryArgs;

    const KEY: &str = "8A1E C5D2 B7C0 EFA4 9FFB  31FC 2485 CF71 E37B EBB7";

    fn args(folder: &std::path::Path) -> ConfirmArgs {
        ConfirmArgs {
            team: "X-CERT".to_owned(),
            domain: vec!["x.example".to_owned()],
            email: Vec::new(),
            cert: None,
            directory: TrustDirectoryArgs { keyring: Some(folder.to_owned()) },
        }
    }

    fn talk(typed: &str) -> (anyhow::Result<Heard>, String) {
        let folder = tempfile::tempdir().unwrap();
        let keyring = Keyring::open_or_empty(folder.path()).unwrap();
        let mut shown = Vec::new();
        let result = ask(&args(folder.path()), &keyring, &mut typed.as_bytes(), &mut shown);
        (result, String::from_utf8(shown).unwrap())
    }

    #[test]
    fn what_is_heard_is_typed_and_recorded_with_who_and_how() {
        let (heard, shown) = talk(&format!("{KEY}\nby phone, number on a card\nA. Analyst\n"));
        let heard = heard.unwrap();
        assert_eq!(heard.fingerprint, KEY.parse().unwrap());
        assert_eq!((heard.how.as_str(), heard.who.as_str()), ("by phone, number on a card", "A. Analyst"));
        assert!(!shown.contains("8A1E"), "no fingerprint is offered: {shown}");
    }

    #[test]
    fn a_mistyped_fingerprint_is_asked_for_again_but_not_for_ever() {
        let (heard, shown) = talk(&format!("8A1E C5D2\n{KEY}\nby phone\n\n"));
        assert!(heard.is_ok() && shown.contains("once more"));
        assert!(talk("1\n2\n3\n").0.is_err());
    }

    #[test]
    fn an_end_of_input_records_nothing() {
        assert!(talk("").0.is_err());
        assert!(talk(&format!("{KEY}\n")).0.is_err());
        assert!(talk(&format!("{KEY}\n\n")).0.is_err(), "how it was confirmed must be said");
    }
}
