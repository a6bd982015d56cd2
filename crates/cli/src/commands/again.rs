//! The user's own command, as a report prints it to be run once more.

use bonafide_report::shell::{quoted, without_password};

/// The command that was given, with the word that makes it act.
pub(super) fn acting() -> String {
    let given = std::env::args_os().skip(1);
    shown(given.map(|arg| arg.to_string_lossy().into_owned()))
}

fn shown(args: impl Iterator<Item = String>) -> String {
    let mut words: Vec<String> = args.map(|arg| quoted(&without_password(&arg))).collect();
    // Behind `--` it would be one of the names.
    let end = words.iter().position(|word| word == "--");
    words.insert(end.unwrap_or(words.len()), "--yes".to_owned());
    format!("bonafide {}", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_that_makes_a_command_act_stands_among_its_flags() {
        let shown = |args: &[&str]| shown(args.iter().map(|arg| (*arg).to_owned()));
        assert_eq!(
            shown(&["partners", "add", "https://a.example/"]),
            "bonafide partners add https://a.example/ --yes"
        );
        assert_eq!(
            shown(&["partners", "remove", "--", "-x y"]),
            "bonafide partners remove --yes -- '-x y'"
        );
        assert_eq!(
            shown(&["trust", "refresh", "--proxy=http://me:secret@proxy.example"]),
            "bonafide trust refresh --proxy=http://USER:PASSWORD@proxy.example --yes"
        );
    }
}
