//! Checksum files: which value is published for the document, and whether it is the document's.
//!
//! A checksum lies where the document lies, so whoever replaces one replaces the other: a match
//! proves that the transfer was whole and nothing else. The parser is strict, because a value
//! picked out of a page or of another file's line proves even less.

mod decode;
mod entry;
mod powershell;
#[cfg(test)]
mod tests;
mod value;

use std::collections::BTreeMap;

use bonafide_model::claims::HashName;
use bonafide_model::evidence::{Artifact, Origin};
use bonafide_model::judgement::{ChecksumReport, ChecksumStatus};

use crate::digests::Digests;
use entry::{Entry, Named};

/// Larger files are not read: the longest listing of a large software archive has about 1 MiB.
const MAX_BYTES: usize = 2 << 20;

/// Compares the checksum file with the document that came from `document`.
pub(crate) fn compare(
    file: &Artifact,
    document: &Origin,
    subject: &str,
    digests: &Digests<'_>,
) -> ChecksumReport {
    let report = |status, algorithm, expected, observed| ChecksumReport {
        algorithm,
        expected,
        observed,
        status,
        origin: file.origin.clone(),
    };
    let Some(entries) = parse(&file.bytes) else {
        return report(ChecksumStatus::Malformed, None, None, None);
    };
    let names = names_of(document, subject);
    // The values of some algorithms look like those of others, and only the file's name tells.
    let is_others = names_of(&file.origin, "")
        .iter()
        .any(|name| value::is_others_file(name));
    let mut strong: BTreeMap<HashName, &str> = BTreeMap::new();
    let (mut weak, mut others) = (None, false);
    for entry in entries.iter().filter(|entry| is_of(&entry.of, &names)) {
        match entry.algorithm.filter(|_| !is_others) {
            None => others = true,
            Some(HashName::Md5 | HashName::Sha1) => weak = Some(entry),
            Some(algorithm)
                if *strong.entry(algorithm).or_insert(&entry.digits) != entry.digits =>
            {
                return report(ChecksumStatus::Ambiguous, Some(algorithm), None, None);
            }
            Some(_) => {}
        }
    }
    let mut matching = None;
    for (algorithm, digits) in strong {
        let observed = digests.of(algorithm);
        let equal = observed.as_deref() == Some(digits);
        let compared = (algorithm, digits.to_owned(), observed);
        if !equal {
            return report(
                ChecksumStatus::Mismatch,
                Some(compared.0),
                Some(compared.1),
                compared.2,
            );
        }
        matching = Some(compared);
    }
    match (matching, weak) {
        (Some((algorithm, expected, observed)), _) => report(
            ChecksumStatus::Match,
            Some(algorithm),
            Some(expected),
            observed,
        ),
        (None, Some(entry)) => report(
            ChecksumStatus::Weak,
            entry.algorithm,
            Some(entry.digits.clone()),
            None,
        ),
        (None, None) if others => report(ChecksumStatus::Unsupported, None, None, None),
        (None, None) => report(ChecksumStatus::NoEntry, None, None, None),
    }
}

/// Every line that is neither blank nor a comment must be part of an entry, else this is no
/// checksum file.
fn parse(bytes: &[u8]) -> Option<Vec<Entry>> {
    if bytes.len() > MAX_BYTES {
        return None;
    }
    let text = decode::text(bytes)?;
    let lines = decode::lines(&text)?;
    let of_powershell = powershell::table(&lines)
        .or_else(|| powershell::list(&lines))
        .or_else(|| powershell::csv(&lines));
    of_powershell
        .or_else(|| {
            let lines: Vec<&str> = lines
                .iter()
                .map(|line| line.as_ref())
                .filter(|line| !is_furniture(line))
                .collect();
            plain(&lines)
        })
        .filter(|entries| !entries.is_empty())
}

/// Blank lines, comments, and what `certutil` says at its end in the language of the system.
fn is_furniture(line: &str) -> bool {
    let line = line.trim();
    line.is_empty()
        || line.starts_with(['#', ';'])
        || line.starts_with("//")
        || line.starts_with("CertUtil")
}

fn plain(mut lines: &[&str]) -> Option<Vec<Entry>> {
    let mut entries = Vec::new();
    while let Some((first, below)) = lines.split_first() {
        let (entry, used) = wrapped(first, below).or_else(|| Some((entry::parse(first)?, 0)))?;
        entries.push(entry);
        lines = below.get(used..)?;
    }
    Some(entries)
}

/// A value whose digits go on below: a heading over it, or a line that was broken. And how many
/// lines below it takes.
fn wrapped(first: &str, below: &[&str]) -> Option<(Entry, usize)> {
    /// SHA-512 in lines of sixteen digits.
    const MOST: usize = 8;
    let of_digits = below
        .iter()
        .take(MOST)
        .take_while(|line| entry::is_digits(line))
        .count();
    let whole = |line: &str| entry::parse(line).filter(|_| entry::is_digits(line));
    let is_strong = |entry: Entry| !matches!(entry.algorithm, Some(HashName::Md5 | HashName::Sha1));
    // Two whole values are two candidates.
    if whole(first).is_some_and(is_strong)
        && below.first().is_some_and(|next| whole(next).is_some())
    {
        return None;
    }
    // The name may stand behind the last digits, where there is no heading.
    let most = if entry::is_digits(first) {
        of_digits + 1
    } else {
        of_digits
    };
    (1..=most).rev().find_map(|used| {
        let (last, before) = below.get(..used)?.split_last()?;
        let joined = [&[first], before, &[last]].concat().join(" ");
        let tail: String = last
            .trim()
            .chars()
            .take_while(|c| !c.is_whitespace() && "0123456789abcdefABCDEF:-".contains(*c))
            .collect();
        let tail = tail.replace([':', '-'], "").to_ascii_uppercase();
        // What stands below must be part of the value, and not be taken for a name.
        entry::parse(&joined)
            .filter(|entry| !tail.is_empty() && entry.digits.contains(&tail))
            .map(|entry| (entry, used))
    })
}

/// Whether a value is of the document, by one of the document's names.
fn is_of(of: &Named, names: &[String]) -> bool {
    match of {
        Named::Nothing => true,
        Named::File(file) => {
            let name = base_name(file);
            // Windows does not tell cases apart.
            names.iter().any(|known| {
                known == name || (file.contains('\\') && known.eq_ignore_ascii_case(name))
            })
        }
        Named::Words(words) => {
            let words = words.trim_end_matches(['"', '\'', ')', '»', '“', '”']);
            let before = names
                .iter()
                .filter_map(|known| words.strip_suffix(known.as_str()));
            before.into_iter().any(|before| {
                before.is_empty()
                    || before.ends_with(|c: char| c.is_whitespace() || "/\\\"'(«„“".contains(c))
            })
        }
    }
}

/// The names under which the document may be listed: the last part of its final URL, of the URLs
/// that led there, of its path and of what the user asked for, as they stand and percent-decoded.
fn names_of(origin: &Origin, subject: &str) -> Vec<String> {
    let places = origin
        .url
        .iter()
        .chain(origin.path.iter())
        .map(String::as_str);
    let places = places
        .chain(origin.chain.iter().map(|hop| hop.url.as_str()))
        .chain([subject]);
    let mut names = Vec::new();
    for place in places {
        let path = if place.contains("://") {
            place.split(['?', '#']).next().unwrap_or(place)
        } else {
            place
        };
        let name = base_name(path);
        for name in [name.to_owned(), percent_decoded(name)] {
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

fn base_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

fn percent_decoded(name: &str) -> String {
    let mut out = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let decoded = tail
            .get(..2)
            .filter(|_| first == b'%')
            .and_then(|pair| hex::decode(pair).ok());
        match (decoded.as_deref(), tail.get(2..)) {
            (Some(&[byte]), Some(after)) => {
                out.push(byte);
                rest = after;
            }
            _ => {
                out.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| name.to_owned())
}
