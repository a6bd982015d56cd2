//! What stands around a signed text: nobody signed it, and a person may take it for part of the
//! profile.

use bonafide_cleartext::Signed;

/// What was found outside.
#[derive(Default)]
pub(super) struct Outside {
    /// Anything but blank space.
    pub text: bool,
    /// Something that reads like a contact or a key, and like nothing else. What is only a guess
    /// counts as other text.
    pub claims: bool,
}

/// Looks in front of the text, behind the signature, and at the headers of the signature block.
///
/// Armor headers hold no contacts: programs write their version there, which has digits, and the
/// address of their web page. Only an address or a number that could be nothing else, and that the
/// signed text does not print, is text outside.
pub(super) fn look(bytes: &[u8], signed: &Signed) -> Outside {
    let part = |range: &std::ops::Range<usize>| {
        String::from_utf8_lossy(bytes.get(range.clone()).unwrap_or_default()).into_owned()
    };
    let around = format!("{}\n{}", part(&signed.before), part(&signed.after));
    let claims = has_claims(&without_armor(&around));
    Outside {
        text: claims
            || !around.trim().is_empty()
            || has_other_contact(&part(&signed.armor_headers), &signed.payload),
        claims,
    }
}

/// The lines that stand in no armor.
fn without_armor(text: &str) -> String {
    let mut kept = String::new();
    let mut inside = false;
    for line in text.lines() {
        inside |= line.starts_with("-----BEGIN PGP ");
        if !inside {
            kept.push_str(line);
            kept.push('\n');
        }
        inside &= !line.starts_with("-----END PGP ");
    }
    kept
}

/// Whether armor headers hold a contact that is not in the signed text.
fn has_other_contact(headers: &str, payload: &[u8]) -> bool {
    let mut contacts = headers
        .lines()
        .flat_map(|line| addresses(line).into_iter().chain(numbers(line)))
        .peekable();
    if contacts.peek().is_none() {
        return false;
    }
    let signed = String::from_utf8_lossy(payload).to_lowercase();
    let digits: String = signed.chars().filter(|c| c.is_numeric()).collect();
    contacts.any(|contact| !signed.contains(&contact) && !digits.contains(&contact))
}

/// Generous about spelling: what is refused here has no business there.
fn has_claims(text: &str) -> bool {
    let lower = text.to_lowercase();
    let url = ["://", "www.", "hxxp"]
        .iter()
        .any(|mark| lower.contains(mark));
    url || lower
        .lines()
        .any(|line| !addresses(line).is_empty() || !numbers(line).is_empty())
        || has_fingerprint(&lower)
}

/// Words with an at sign inside, in lower case, however the sign is written.
fn addresses(line: &str) -> Vec<String> {
    let mut line = line.to_lowercase().replace('＠', "@");
    for written in ["(at)", "[at]", "{at}"] {
        for spaced in [format!(" {written} "), written.to_owned()] {
            line = line.replace(&spaced, "@");
        }
    }
    let is_address = |word: &&str| {
        let parts = word.split_once('@');
        parts.is_some_and(|(local, domain)| {
            local.ends_with(char::is_alphanumeric) && domain.starts_with(char::is_alphanumeric)
        })
    };
    let words = line.split(|c: char| c.is_whitespace() || "<>()[]{},;:\"'".contains(c));
    words
        .filter(is_address)
        .map(|word| word.trim_end_matches('.').to_owned())
        .collect()
}

/// Digits of telephone numbers: seven or more that begin as such a number does, or stand on a line
/// that speaks of one. A date, a version or a size is none.
fn numbers(line: &str) -> Vec<String> {
    let lower = line.to_lowercase();
    let labelled = ["tel", "phone", "fax", "call", "hotline", "emergency"]
        .iter()
        .any(|word| lower.contains(word));
    let is_part = |c: char| {
        c.is_numeric() || matches!(c, ' ' | '-' | '.' | '/' | '(' | ')' | '+' | '＋' | '\u{a0}')
    };
    let runs = lower.split(|c: char| !is_part(c)).map(str::trim);
    let is_number = |run: &&str| {
        let groups: Vec<usize> = run
            .split(|c: char| !c.is_numeric())
            .map(|group| group.chars().count())
            .filter(|n| *n > 0)
            .collect();
        // With an hour behind it, or without.
        let is_date = !run.starts_with(['+', '＋'])
            && matches!(
                groups[..],
                [4, 1..=2, 1..=2]
                    | [4, 1..=2, 1..=2, 1..=2]
                    | [1..=2, 1..=2, 4]
                    | [1..=2, 1..=2, 4, 1..=2]
            );
        let begins = run.starts_with(['+', '＋', '0', '(']);
        groups.iter().sum::<usize>() >= 7 && !is_date && (labelled || begins)
    };
    runs.filter(is_number)
        .map(|run| run.chars().filter(|c| c.is_numeric()).collect())
        .collect()
}

/// Sixteen hexadecimal digits or more, in groups of four or beside a word that calls them a key.
/// Without, they may be a commit.
fn has_fingerprint(lower: &str) -> bool {
    let labelled = ["fingerprint", "finger print", "key", "pgp", "gpg", "0x"]
        .iter()
        .any(|word| lower.contains(word));
    let groups = lower
        .split(|c: char| c.is_whitespace() || c == ':')
        .filter(|word| !word.is_empty());
    let (mut digits, mut fours) = (0, 0);
    for word in groups {
        let word = word.trim_start_matches("0x");
        let is_hex = word.chars().all(|c| c.is_ascii_hexdigit());
        digits = if is_hex { digits + word.len() } else { 0 };
        fours = if is_hex && word.len() == 4 {
            fours + 1
        } else {
            0
        };
        if fours >= 4 || (labelled && digits >= 16) {
            return true;
        }
    }
    false
}
