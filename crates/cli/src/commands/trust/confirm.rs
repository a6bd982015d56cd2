//! `bonafide trust confirm`: an out-of-band confirmation, step by step.
//!
//! The analyst types the fingerprint as it is heard. No fingerprint is ever shown before that,
//! least of all the document's: a person who sees one agrees to it.

use std::io::{BufRead, Write};

use anyhow::{Context, bail};
use bonafide_report::escape::inline;
use bonafide_session::keyring::{Keyring, NewPin, ensure_scope};
use bonafide_session::model::claims::Fingerprint;
use bonafide_session::model::evidence::DirectoryEntry;

use super::{certificate, keyring_to_change, owners, today, whoami};
use crate::args::trust::ConfirmArgs;
use crate::commands::consent::is_yes;
use crate::exit::Exit;
use crate::input;
use crate::output::remark;
use crate::settings::Settings;

/// How often a fingerprint may be mistyped.
const TRIES: usize = 3;

/// Leads through the confirmation on standard input and standard error.
pub fn run(args: ConfirmArgs, settings: &Settings) -> anyhow::Result<Exit> {
    // Before the first question: nobody telephones for something that cannot be recorded.
    ensure_scope(&args.team, &args.domain, &args.email)?;
    let mut keyring = keyring_to_change(&args.directory, settings)?;
    let keys = match &args.cert {
        Some(path) => fingerprints(path)?,
        None => Vec::new(),
    };
    let asked = ask(
        &args,
        &keyring,
        &keys,
        &mut std::io::stdin().lock(),
        &mut std::io::stderr().lock(),
    )?;
    let Heard {
        fingerprint,
        how,
        who,
    } = asked;
    let cert = match &args.cert {
        Some(path) => Some(certificate(path, &fingerprint).context(
            "what you typed is not the fingerprint of that key. Nothing was recorded: either you misheard, or the key is not the team's",
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

/// The fingerprints of the keys in a file, which what is heard is compared with after it was typed.
fn fingerprints(path: &std::path::Path) -> anyhow::Result<Vec<Fingerprint>> {
    let bytes = input::bytes(path).with_context(|| format!("--cert {}", path.display()))?;
    let owners = owners(&bytes).with_context(|| format!("--cert {}", path.display()))?;
    Ok(owners.into_iter().map(|owner| owner.fingerprint).collect())
}

fn ask(
    args: &ConfirmArgs,
    keyring: &Keyring,
    keys: &[Fingerprint],
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> anyhow::Result<Heard> {
    writeln!(out, "Confirming the key of {}.\n", inline(&args.team))?;
    whom_to_call(args, keyring, out)?;
    writeln!(
        out,
        "\nAsk for the full fingerprint of the team's OpenPGP key, and type it as you hear it."
    )?;
    let known = known(args, keyring, keys);
    let fingerprint = heard(&known, input, out)?;
    compare(args, keyring, &fingerprint, out)?;
    let how = answer(
        "How did you reach the team (such as: by phone, number from the directory)?",
        None,
        input,
        out,
    )?;
    let me = whoami();
    let who = answer("Who confirms it?", Some(&me), input, out)?;
    writeln!(out, "\nTo be recorded in {}:", keyring.dir().display())?;
    let vouches: Vec<&str> = args
        .domain
        .iter()
        .chain(&args.email)
        .map(String::as_str)
        .collect();
    for (what, text) in [
        ("team", args.team.as_str()),
        ("key", &fingerprint.spaced()),
        ("vouches for", &vouches.join(", ")),
        ("how", &how),
        ("who", &who),
    ] {
        writeln!(out, "  {what:<12} {}", inline(text))?;
    }
    let go = answer_with(
        "Record this? Type yes:",
        None,
        "Type yes to record it, or Ctrl-C to stop.",
        input,
        out,
    )?;
    if !is_yes(&go) {
        bail!("you did not type yes; nothing was recorded");
    }
    Ok(Heard {
        fingerprint,
        how,
        who,
    })
}

/// Keys that what is heard should be one of, where anything knows: those of the file, of the pins
/// and of the directories.
fn known(
    args: &ConfirmArgs,
    keyring: &Keyring,
    keys: &[Fingerprint],
) -> Vec<(String, Fingerprint)> {
    let file = keys
        .iter()
        .map(|key| ("the key in the file".to_owned(), key.clone()));
    let pins = keyring
        .pins_of(&args.team)
        .iter()
        .map(|pin| ("the key that is pinned".to_owned(), pin.fingerprint.clone()));
    let directories = keyring.directories().iter().flat_map(|directory| {
        let entries = directory
            .entries
            .iter()
            .filter(|entry| is_meant(entry, args));
        let name = format!("the key in {}", inline(&directory.name));
        entries
            .flat_map(|entry| &entry.fingerprints)
            .map(move |key| (name.clone(), key.clone()))
    });
    file.chain(pins).chain(directories).collect()
}

/// The digits that differ, where few do, so that it is a slip; none of the digits is told.
fn slip(heard: &Fingerprint, known: &Fingerprint) -> Option<String> {
    const MOST: usize = 6;
    let (heard, known) = (heard.as_str(), known.as_str());
    let differ: Vec<String> = (1..)
        .zip(heard.chars().zip(known.chars()))
        .filter(|(_, (a, b))| a != b)
        .map(|(n, _): (usize, _)| n.to_string())
        .collect();
    let is_slip = heard.len() == known.len() && !differ.is_empty() && differ.len() <= MOST;
    is_slip.then(|| {
        format!(
            "{} {}",
            if differ.len() == 1 { "digit" } else { "digits" },
            differ.join(", ")
        )
    })
}

/// Telephone numbers from sources that the document's publisher does not control.
fn whom_to_call(args: &ConfirmArgs, keyring: &Keyring, out: &mut impl Write) -> anyhow::Result<()> {
    let mut known = false;
    for directory in keyring.directories() {
        for entry in directory
            .entries
            .iter()
            .filter(|entry| is_meant(entry, args))
        {
            for phone in &entry.phones {
                known = true;
                writeln!(
                    out,
                    "Call {} (from {}, {}).",
                    inline(phone),
                    inline(&directory.name),
                    directory.taken
                )?;
            }
        }
    }
    if !known {
        writeln!(
            out,
            "No independent source in {} knows a telephone number of this team.",
            keyring.dir().display()
        )?;
        writeln!(
            out,
            "Call a number that you have from elsewhere: a card, a contract, a colleague. Do not call the number in the document."
        )?;
    }
    Ok(())
}

fn is_meant(entry: &DirectoryEntry, args: &ConfirmArgs) -> bool {
    let named = entry
        .names
        .iter()
        .any(|name| name.trim().eq_ignore_ascii_case(args.team.trim()));
    let addressed = entry.emails.iter().any(|address| {
        args.email
            .iter()
            .any(|email| email.eq_ignore_ascii_case(address))
            || address.rsplit_once('@').is_some_and(|(_, domain)| {
                args.domain
                    .iter()
                    .any(|own| own.eq_ignore_ascii_case(domain))
            })
    });
    named || addressed
}

fn heard(
    known: &[(String, Fingerprint)],
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> anyhow::Result<Fingerprint> {
    let mut last: Option<Fingerprint> = None;
    for _ in 0..TRIES {
        // What was typed stays, so that only a slip has to be typed again.
        let default = last.as_ref().map(Fingerprint::spaced);
        let line = answer("Fingerprint as heard:", default.as_deref(), input, out)?;
        let fingerprint = match line.parse::<Fingerprint>() {
            Ok(fingerprint) => fingerprint,
            Err(error) => {
                writeln!(out, "{error}. Please type it once more.")?;
                continue;
            }
        };
        let is_known = known.iter().any(|(_, key)| *key == fingerprint);
        let slips: Vec<String> = known
            .iter()
            .filter_map(|(what, key)| Some(format!("{} of {what}", slip(&fingerprint, key)?)))
            .collect();
        if is_known || slips.is_empty() || last.as_ref() == Some(&fingerprint) {
            return Ok(fingerprint);
        }
        writeln!(
            out,
            "What you typed differs in {}. Ask for these digits again and type the whole fingerprint once more,",
            slips.join(" and in ")
        )?;
        writeln!(out, "or press Enter if you typed it as you heard it.")?;
        last = Some(fingerprint);
    }
    bail!("no fingerprint was typed; nothing was recorded")
}

/// What the trust directory already knows, after the fact.
fn compare(
    args: &ConfirmArgs,
    keyring: &Keyring,
    heard: &Fingerprint,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    for pin in keyring
        .pins_of(&args.team)
        .iter()
        .filter(|pin| pin.fingerprint != *heard)
    {
        writeln!(
            out,
            "Another key is pinned for this team since {} ({}).",
            pin.when,
            inline(&pin.how)
        )?;
        writeln!(
            out,
            "If the team has changed its key, ask why. When the old key is retired, remove its pin with `bonafide trust remove`."
        )?;
    }
    for directory in keyring.directories() {
        for entry in directory
            .entries
            .iter()
            .filter(|entry| is_meant(entry, args) && !entry.fingerprints.is_empty())
        {
            let says = if entry.fingerprints.contains(heard) {
                "agrees"
            } else {
                "knows another key for this team: ask the team about it"
            };
            writeln!(
                out,
                "The directory {} of {} {says}.",
                inline(&directory.name),
                directory.taken
            )?;
        }
    }
    Ok(())
}

fn answer(
    question: &str,
    default: Option<&str>,
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> anyhow::Result<String> {
    let needed = "This is needed; Ctrl-C stops without recording anything.";
    answer_with(question, default, needed, input, out)
}

fn answer_with(
    question: &str,
    default: Option<&str>,
    needed: &str,
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> anyhow::Result<String> {
    // An empty line is a slip of the finger: what was typed before must not be lost by it.
    for _ in 0..TRIES {
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
            ("", Some(default)) => return Ok(default.to_owned()),
            ("", None) => writeln!(out, "{needed}")?,
            (text, _) => return Ok(text.to_owned()),
        }
    }
    bail!("no answer; nothing was recorded")
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
            directory: TrustDirectoryArgs {
                keyring: Some(folder.to_owned()),
            },
        }
    }

    fn talk(typed: &str) -> (anyhow::Result<Heard>, String) {
        let folder = tempfile::tempdir().unwrap();
        let keyring = Keyring::open_or_empty(folder.path()).unwrap();
        let mut shown = Vec::new();
        let result = ask(
            &args(folder.path()),
            &keyring,
            &[KEY.parse().unwrap()],
            &mut typed.as_bytes(),
            &mut shown,
        );
        (result, String::from_utf8(shown).unwrap())
    }

    #[test]
    fn what_is_heard_is_typed_and_recorded_with_who_and_how() {
        let (heard, shown) = talk(&format!(
            "{KEY}\nby phone, number on a card\nA. Analyst\nyes\n"
        ));
        let heard = heard.unwrap();
        assert_eq!(heard.fingerprint, KEY.parse().unwrap());
        assert_eq!(
            (heard.how.as_str(), heard.who.as_str()),
            ("by phone, number on a card", "A. Analyst")
        );
        let before = shown.split("To be recorded").next().unwrap();
        assert!(
            !before.contains("8A1E"),
            "no fingerprint is offered: {shown}"
        );
        assert!(shown.contains("vouches for  x.example"), "{shown}");
    }

    #[test]
    fn a_mistyped_fingerprint_is_asked_for_again_but_not_for_ever() {
        let (heard, shown) = talk(&format!("8A1E C5D2\n{KEY}\nby phone\n\nyes\n"));
        assert!(heard.is_ok() && shown.contains("once more"));
        assert!(talk("1\n2\n3\n").0.is_err());
    }

    #[test]
    fn an_end_of_input_records_nothing() {
        assert!(talk("").0.is_err());
        assert!(talk(&format!("{KEY}\n")).0.is_err());
        assert!(
            talk(&format!("{KEY}\n\n")).0.is_err(),
            "how it was confirmed must be said"
        );
        assert!(
            talk(&format!("{KEY}\nby phone\n\n")).0.is_err(),
            "what is to be recorded must be confirmed"
        );
        assert!(talk(&format!("{KEY}\nby phone\n\nno\n")).0.is_err());
    }

    #[test]
    fn an_empty_answer_loses_nothing_that_was_typed() {
        let (heard, shown) = talk(&format!("\n{KEY}\n\nby phone\n\nyes\n"));
        assert_eq!(heard.unwrap().how, "by phone", "{shown}");
        assert!(talk("\n\n\n\n\n\n").0.is_err(), "but not for ever");
    }

    #[test]
    fn a_slip_is_told_by_its_digits_and_never_by_the_right_ones() {
        let wrong = KEY.replace("8A1E", "8AE1");
        let (heard, shown) = talk(&format!("{wrong}\n{KEY}\nby phone\n\nyes\n"));
        assert_eq!(heard.unwrap().fingerprint, KEY.parse().unwrap());
        assert!(
            shown.contains("digits 3, 4 of the key in the file"),
            "{shown}"
        );
        assert!(
            !shown
                .split("To be recorded")
                .next()
                .unwrap()
                .contains("8A1E"),
            "{shown}"
        );
        let (heard, _) = talk(&format!("{wrong}\n\nby phone\n\nyes\n"));
        assert_eq!(
            heard.unwrap().fingerprint,
            wrong.parse().unwrap(),
            "whoever insists has heard it so"
        );
        let other = "0011 2233 4455 6677 8899  AABB CCDD EEFF 0011 2233";
        assert!(
            !talk(&format!("{other}\nby phone\n\nyes\n"))
                .1
                .contains("differs in"),
            "another key is no slip"
        );
    }
}
