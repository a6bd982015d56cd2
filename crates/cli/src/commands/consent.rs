//! The user's yes to what cannot be undone.

use std::io::{BufRead, IsTerminal, Write};

use anyhow::{bail, ensure};

/// What is about to be done, in the words of its command.
pub struct Act {
    /// Such as `Remove`.
    pub verb: &'static str,
    /// Such as `removed`.
    pub done: &'static str,
}

/// Removes something.
pub const REMOVE: Act = Act {
    verb: "Remove",
    done: "removed",
};

/// Forgets something.
pub const FORGET: Act = Act {
    verb: "Forget",
    done: "forgotten",
};

/// Returns where the user wants what was shown before: said with `--yes`, or typed on a terminal.
/// Where nobody can be asked it is an error, so that a script does not take it for done.
pub fn ask(act: &Act, yes: bool) -> anyhow::Result<()> {
    let (input, out) = (std::io::stdin(), std::io::stderr());
    if yes {
        return Ok(());
    }
    ensure!(
        input.is_terminal() && out.is_terminal(),
        "nothing was {}; add --yes if you mean it",
        act.done
    );
    typed(act, &mut input.lock(), &mut out.lock())
}

fn typed(act: &Act, input: &mut impl BufRead, out: &mut impl Write) -> anyhow::Result<()> {
    write!(out, "{} this? Type yes: ", act.verb)?;
    out.flush()?;
    let mut line = String::new();
    if input.read_line(&mut line)? == 0 || !is_yes(line.trim()) {
        bail!("you did not type yes; nothing was {}", act.done);
    }
    Ok(())
}

/// Whether an answer is a yes.
pub fn is_yes(answer: &str) -> bool {
    ["yes", "y"].contains(&answer.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_a_typed_yes_is_one() {
        let answered = |text: &str| typed(&REMOVE, &mut text.as_bytes(), &mut Vec::new());
        for yes in ["yes\n", "Y\n", " yes \n"] {
            assert!(answered(yes).is_ok(), "{yes:?}");
        }
        for no in ["", "\n", "no\n", "yes please\n", "ye\n"] {
            let error = answered(no).unwrap_err().to_string();
            assert!(error.contains("nothing was removed"), "{no:?}: {error}");
        }
        let mut shown = Vec::new();
        let _ = typed(&FORGET, &mut &b""[..], &mut shown);
        assert_eq!(String::from_utf8(shown).unwrap(), "Forget this? Type yes: ");
    }
}
