//! What stands around a signed text: nobody signed it, and a person may take it for part of the
//! profile.

use std::collections::BTreeSet;

use bonafide_cleartext::Signed;
use unicode_normalization::UnicodeNormalization as _;

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
/// In armor headers programs write their version, which has digits, and the address of their web
/// page. What could be a contact or a key and is printed nowhere in the signed text, and a text of
/// many words, is text outside: nobody signed it, and it stands where a person reads.
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

/// More words than a program says of itself.
const MAX_WORDS: usize = 10;
/// Digits from which on a number may be one of a telephone.
const MIN_DIGITS: usize = 7;
/// Words of a line that speaks of reaching somebody.
const REACHING: [&str; 12] = [
    "tel",
    "phone",
    "fax",
    "call",
    "dial",
    "hotline",
    "emergency",
    "contact",
    "report",
    "incident",
    "mail",
    "whatsapp",
];

/// Whether armor headers hold what a person may take for a part of the profile, and the signed text
/// does not print it.
fn has_other_contact(headers: &str, payload: &[u8]) -> bool {
    let said: Vec<Header> = headers.lines().filter_map(Header::of).collect();
    if said.is_empty() {
        return false;
    }
    let signed = String::from_utf8_lossy(payload).to_lowercase();
    let printed: BTreeSet<String> = signed.lines().flat_map(addresses).collect();
    let rows: Vec<Vec<String>> = signed.lines().map(groups).collect();
    let letters: String = signed.split_whitespace().collect();
    // In whole groups, however they are parted here and there.
    let has_number = |number: &String| {
        rows.iter().any(|row| {
            (0..row.len()).any(|from| {
                let mut rest = number.as_str();
                let parts = row.get(from..).unwrap_or_default();
                parts.iter().any(|group| {
                    rest = rest.strip_prefix(group.as_str()).unwrap_or("-");
                    rest.is_empty()
                })
            })
        })
    };
    said.iter().any(|header| {
        header.is_talk
            || header.addresses.iter().any(|one| !printed.contains(one))
            || header.numbers.iter().any(|one| !has_number(one))
            || header
                .values
                .iter()
                .any(|one| !letters.contains(one.as_str()))
    })
}

/// What an armor header says besides what programs write about themselves.
struct Header {
    addresses: Vec<String>,
    numbers: Vec<String>,
    /// Fingerprints, and URLs at which somebody is to be reached; in lower case, without blanks.
    values: Vec<String>,
    /// Whether it is a text rather than a remark.
    is_talk: bool,
}

impl Header {
    /// None where nothing but a remark stands there.
    fn of(line: &str) -> Option<Self> {
        let (name, value) = line.split_once(':')?;
        let (urls, words): (Vec<&str>, Vec<&str>) = value
            .split_whitespace()
            .partition(|word| word.contains("://"));
        let said = words.join(" ").nfkc().collect::<String>().to_lowercase();
        let reaches = REACHING.iter().any(|word| said.contains(word));
        let urls = urls
            .iter()
            .filter(|_| reaches)
            .map(|url| url.to_lowercase());
        let header = Self {
            addresses: addresses(&said),
            // Of a program's version only what begins as a telephone number does is one.
            numbers: numbers(&said, !name.trim().eq_ignore_ascii_case("Version")),
            values: fingerprint(&said).into_iter().chain(urls).collect(),
            is_talk: words.len() > MAX_WORDS,
        };
        let is_remark = header.addresses.is_empty()
            && header.numbers.is_empty()
            && header.values.is_empty()
            && !header.is_talk;
        (!is_remark).then_some(header)
    }
}

/// Digits that stand together.
fn groups(line: &str) -> Vec<String> {
    line.split(|c: char| !c.is_numeric())
        .filter(|group| !group.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Generous about spelling: what is refused here has no business there.
fn has_claims(text: &str) -> bool {
    let lower = text.to_lowercase();
    let url = ["://", "www.", "hxxp"]
        .iter()
        .any(|mark| lower.contains(mark));
    url || lower
        .lines()
        .any(|line| !addresses(line).is_empty() || !numbers(line, is_labelled(line)).is_empty())
        || fingerprint(&lower).is_some()
}

/// Words with an at sign inside, in lower case, however the sign is written.
fn addresses(line: &str) -> Vec<String> {
    let mut line = line.nfkc().collect::<String>().to_lowercase();
    for (signs, sign) in [
        (
            &[
                "(at)", "[at]", "{at}", "<at>", "(a)", "[a]", "[@]", "(@)", "%40",
            ][..],
            "@",
        ),
        (&["(dot)", "[dot]", "{dot}", "[.]", "(.)"][..], "."),
    ] {
        for written in signs {
            for spaced in [format!(" {written} "), (*written).to_owned()] {
                line = line.replace(&spaced, sign);
            }
        }
    }
    line = line.replace(" dot ", ".").replace(" @ ", "@");
    line = with_at(&line);
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

/// The word "at" as its sign, where the name of a host follows.
fn with_at(line: &str) -> String {
    let is_host = |word: &str| {
        let last = word.trim_end_matches(['.', ',', ';']).rsplit_once('.');
        last.is_some_and(|(_, end)| end.len() >= 2 && end.chars().all(char::is_alphabetic))
            && !word.contains("://")
    };
    let mut parts = line.split(" at ");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let host = part.split_whitespace().next().unwrap_or_default();
        out.push_str(if is_host(host) { "@" } else { " at " });
        out.push_str(part);
    }
    out
}

/// Whether a line speaks of numbers to call.
fn is_labelled(line: &str) -> bool {
    ["tel", "phone", "fax", "call", "hotline", "emergency"]
        .iter()
        .any(|word| line.contains(word))
}

/// Digits of telephone numbers: seven or more that begin as such a number does, or stand on a line
/// that speaks of one. A date, a version or a size is none.
fn numbers(line: &str, labelled: bool) -> Vec<String> {
    let is_part = |c: char| {
        c.is_numeric() || matches!(c, ' ' | '-' | '.' | '/' | '(' | ')' | '+' | '＋' | '\u{a0}')
    };
    let runs = line.split(|c: char| !is_part(c)).map(str::trim);
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
        groups.iter().sum::<usize>() >= MIN_DIGITS && !is_date && (labelled || begins)
    };
    runs.filter(is_number)
        .map(|run| run.chars().filter(|c| c.is_numeric()).collect())
        .collect()
}

/// Sixteen hexadecimal digits or more, in groups of four or beside a word that calls them a key;
/// without blanks. Without, they may be a commit.
fn fingerprint(lower: &str) -> Option<String> {
    let labelled = ["fingerprint", "finger print", "key", "pgp", "gpg", "0x"]
        .iter()
        .any(|word| lower.contains(word));
    let words = lower
        .split(|c: char| c.is_whitespace() || c == ':')
        .filter(|word| !word.is_empty());
    let (mut digits, mut fours) = (String::new(), 0);
    let mut found = None;
    for word in words {
        let word = word.trim_start_matches("0x");
        if !word.chars().all(|c| c.is_ascii_hexdigit()) {
            (digits, fours) = (String::new(), 0);
            continue;
        }
        digits.push_str(word);
        fours = if word.len() == 4 { fours + 1 } else { 0 };
        if fours >= 4 || (labelled && digits.len() >= 16) {
            found = Some(digits.clone());
        }
    }
    found
}
