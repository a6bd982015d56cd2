//! Printed fingerprints of OpenPGP keys, and the checksums and other fingerprints that must not be
//! taken for one.

use std::cell::OnceCell;
use std::ops::Range;

use bonafide_model::claims::{
    Claim, Fingerprint, FingerprintProblem, HashName, PrintedChecksum, PrintedFingerprint,
};

use super::elided::is_elided;
use super::hex::{MAX_RUNS, Run, runs};
use super::role::role;
use super::text::Text;
use super::{Found, MAX_CLAIMS};
use crate::vocabulary::{Hit, Term};

/// Fewer digits than this under the label are a Key ID or a number.
const MIN_TRUNCATED: usize = 18;
/// Digits of a long Key ID.
const LONG_KEY_ID: usize = 16;
/// The longest row of letters X that stands for a value, in bytes.
const MAX_PLACEHOLDER: usize = 200;
/// Words that decide what a long number is.
const DECIDING: [Term; 5] = [
    Term::Fingerprint,
    Term::KeyId,
    Term::Checksum,
    Term::Commit,
    Term::Certificate,
];

/// What a long hexadecimal number is.
enum Kind {
    Fingerprint(Option<Hit>),
    Checksum(HashName, Option<Hit>),
    /// Long Key IDs in the cells of one row.
    KeyIds,
    Neither,
}

/// Finds fingerprints and checksums. Returns the runs that are neither, for Key IDs.
pub(super) fn find(text: &Text, urls: &[Range<usize>], found: &mut Found) -> Vec<Run> {
    let mut rest = Vec::new();
    let mut seen: Vec<Range<usize>> = Vec::new();
    let inside = |r: &Range<usize>| {
        let i = urls.partition_point(|u| u.end <= r.start);
        urls.get(i).is_some_and(|u| u.start <= r.start)
    };
    let values = |run: Run| {
        if centred(text, &run).is_some() {
            vec![run]
        } else {
            run.values()
        }
    };
    let key_ids = OnceCell::new();
    let mut runs = runs(text);
    for run in runs
        .by_ref()
        .take(MAX_RUNS)
        .map(Run::without_size)
        .flat_map(values)
    {
        let range = run.range();
        if inside(&range) || is_elided(text, &range) {
            continue;
        }
        if found
            .claims
            .fingerprints
            .len()
            .max(found.claims.checksums.len())
            > MAX_CLAIMS
        {
            break;
        }
        if run.len() < MIN_TRUNCATED {
            // A single group of any other size than these is no Key ID either.
            if run.groups.len() > 1 || run.len() == 4 || run.len() >= 8 {
                rest.push(run);
            }
            continue;
        }
        if !run.is_number() && !is_placeholder(&run.digits()) {
            continue;
        }
        match kind(text, &run, &seen, &key_ids) {
            Kind::Fingerprint(label) => {
                let is_key_id = label.as_ref().is_some_and(|h| h.term == Term::KeyId);
                let label = label.and_then(|h| text.label_text(&h));
                let mut claim = printed(text, &run, label, &seen);
                if let Some(whole) = centred(text, &run) {
                    claim.value = PrintedFingerprint {
                        fingerprint: whole.parse().ok(),
                        digits: whole,
                        problem: None,
                        role: claim.value.role,
                    };
                }
                seen.push(range.clone());
                found.push_fingerprint(claim, range);
                if is_key_id {
                    rest.push(run);
                }
            }
            Kind::Checksum(algorithm, label) => {
                let label = label.and_then(|h| text.label_text(&h));
                let value = PrintedChecksum {
                    algorithm,
                    digits: run.digits(),
                };
                found.claims.checksums.push(text.claim(value, range, label));
            }
            Kind::KeyIds => rest.extend(run.each()),
            Kind::Neither => {}
        }
    }
    found.is_cut |= runs.next().is_some();
    placeholders(text, found);
    rest
}

fn kind(text: &Text, run: &Run, seen: &[Range<usize>], key_ids: &OnceCell<Vec<String>>) -> Kind {
    let range = run.range();
    let hits = text.hits_before(range.start);
    // Nearest first. A label far above says nothing once another value stands between.
    let near: Vec<&Hit> = hits
        .iter()
        .rev()
        .filter(|h| DECIDING.contains(&h.term) || h.term == Term::Pgp || h.term == Term::Key)
        .collect();
    let label = near.iter().find(|h| DECIDING.contains(&h.term)).copied();
    let in_key_section = text.is_in(range.start, "2.8");
    let is_foreign = certificate(text, &near, &range);
    let length = run.len();
    if is_foreign && !(length == 40 && ends_in_key_id(text, run, key_ids)) {
        return Kind::Neither;
    }
    if is_checksum_line(text, run) {
        return checksum(length, None);
    }
    // "Fingerprint (SHA-1)" of a key says how fingerprints are made.
    let label = label.map(|hit| {
        let named = near
            .iter()
            .find(|h| h.term == Term::Fingerprint && h.range.end <= hit.range.start);
        let is_kind = |h: &&&Hit| {
            h.range.end + 3 >= hit.range.start
                && (length == 40 || run.groups.len() > 4 && in_key_section)
        };
        named
            .filter(|h| hit.term == Term::Checksum && is_kind(h))
            .copied()
            .unwrap_or(hit)
    });
    let has = |term: Term, within: usize| {
        near.iter()
            .any(|h| h.term == term && h.range.end + within >= range.start)
    };
    match label.map(|l| (l.term, l)) {
        // A label above another value says nothing of a number that has words beside it.
        Some((Term::Fingerprint, hit))
            if run.groups.len() == 1
                && !is_alone(text, &range)
                && !is_near(text, hit, &range)
                && seen
                    .iter()
                    .any(|s| hit.range.end <= s.start && s.end <= range.start) =>
        {
            Kind::Neither
        }
        Some((Term::Fingerprint, hit)) => {
            // "SHA-256 fingerprint" of a file is a checksum, "fingerprint (SHA-1)" of a key is not.
            let names_hash = hits.iter().any(|h| {
                h.term == Term::Checksum
                    && h.range.end <= hit.range.start
                    && h.range.end + 12 >= hit.range.start
            });
            match length {
                64 | 128 if names_hash => checksum(length, Some(hit)),
                128 => Kind::Neither,
                40 | 64 => Kind::Fingerprint(Some(hit.clone())),
                _ if run.is_uniform() && is_near(text, hit, &range) && length <= 72 => {
                    Kind::Fingerprint(Some(hit.clone()))
                }
                _ => Kind::Neither,
            }
        }
        Some((Term::KeyId, _)) if run.is_row_of(LONG_KEY_ID) => Kind::KeyIds,
        // Some print the whole fingerprint as the Key ID: then it is both.
        Some((Term::KeyId, hit)) if length == 40 => Kind::Fingerprint(Some(hit.clone())),
        Some((Term::Checksum, hit)) => {
            let is_near = is_near(text, hit, &range) || has(Term::Checksum, 120);
            match length {
                40 if !is_near || in_key_section && has(Term::Pgp, 120) => Kind::Fingerprint(None),
                _ => checksum(length, Some(hit)),
            }
        }
        Some((Term::Commit, hit)) if hit.range.end + 60 >= range.start => Kind::Neither,
        _ if is_wallet(text, run) => Kind::Neither,
        None if length == 40
            && is_alone(text, &range)
            && label_above(text, range.start).is_some() =>
        {
            Kind::Fingerprint(label_above(text, range.start))
        }
        // Without a label only the form tells, or a row of its own among the keys: commits and sums
        // look the same.
        _ if length == 40
            && (run.groups.len() > 4
                || in_key_section && is_alone(text, &range)
                || is_introduced(text, &near, &range)) =>
        {
            Kind::Fingerprint(None)
        }
        _ if length == 64 && run.groups.len() > 4 && in_key_section => Kind::Fingerprint(None),
        _ if matches!(length, 64 | 128) && run.groups.len() == 1 => checksum(length, None),
        _ => Kind::Neither,
    }
}

/// Whether the document prints the end of this number as a Key ID too: then it is an OpenPGP
/// fingerprint, though the words above it speak of another certificate ("We do not use S/MIME.").
fn ends_in_key_id(text: &Text, run: &Run, key_ids: &OnceCell<Vec<String>>) -> bool {
    let printed = key_ids.get_or_init(|| {
        let ids = runs(text).take(MAX_RUNS).filter(|run| run.len() == 16);
        ids.map(|run| run.digits()).collect()
    });
    run.odd().is_empty() && printed.iter().any(|id| run.digits().ends_with(id.as_str()))
}

/// A row of a checksum file: the value, two spaces or a star, and the name of a file.
fn is_checksum_line(text: &Text, run: &Run) -> bool {
    let row = text.row_near(&run.range());
    let name = text.get(run.range().end..row.end.max(run.range().end));
    let name = name
        .strip_prefix("  ")
        .or_else(|| name.strip_prefix(" *"))
        .unwrap_or_default()
        .trim_end();
    let is_first = text.get(row.start..run.range().start).trim().is_empty();
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    run.groups.len() == 1
        && is_first
        && (1..=8).contains(&extension.len())
        && !name.contains(char::is_whitespace)
}

/// Whether nothing but punctuation, and perhaps the label that opens the row, stands beside a
/// number in its row.
fn is_alone(text: &Text, range: &Range<usize>) -> bool {
    let row = text.row_near(range);
    let before = text
        .get(row.start..range.start)
        .trim_end()
        .trim_end_matches("0x");
    let behind = text.get(range.end..row.end.max(range.end));
    let is_label = before.trim_end().ends_with([':', '=', '|']);
    (is_label || !before.contains(char::is_alphanumeric)) && !behind.contains(char::is_alphanumeric)
}

/// The whole value of which the first row stands above its label, because the label is centred
/// beside all of its rows.
fn centred(text: &Text, run: &Run) -> Option<String> {
    let size = run
        .groups
        .first()
        .map(super::hex::Group::len)
        .filter(|_| run.groups.len() > 1 && run.len() < 40)?;
    let row = text.row_at(run.range().start);
    let above = text.rows.get(row.checked_sub(1)?)?;
    let content = text.get(above.range.clone());
    let words: Vec<&str> = content.split_whitespace().collect();
    let is_value = words
        .iter()
        .all(|w| w.len() == size && w.bytes().all(|b| b.is_ascii_hexdigit()));
    let column = |text: &str| text.chars().count();
    let own = text.rows.get(row)?.range.start;
    let is_below =
        column(content) - column(content.trim_start()) == column(text.get(own..run.range().start));
    let whole = format!("{}{}", words.concat().to_uppercase(), run.digits());
    let is_sound = run.odd().is_empty() && whole.len() == 40 && !words.is_empty();
    (is_value && is_below && is_sound).then_some(whole)
}

/// The label alone on the row above, also where a column's heading has torn the section there.
fn label_above(text: &Text, at: usize) -> Option<Hit> {
    let above = text.rows.get(text.row_at(at).checked_sub(1)?)?;
    let hit = text
        .hits(above.range.clone())
        .into_iter()
        .rev()
        .find(|h| h.term == Term::Fingerprint)?;
    (!text
        .get(hit.range.end..above.range.end)
        .contains(char::is_alphanumeric))
    .then_some(hit)
}

/// Whether the words right in front of a number speak of an OpenPGP key.
fn is_introduced(text: &Text, near: &[&Hit], range: &Range<usize>) -> bool {
    near.first().is_some_and(|h| {
        matches!(h.term, Term::Pgp | Term::Key)
            && text.row_near(range).start <= h.range.start
            && is_near(text, h, range)
    })
}

/// Large and small letters in one number are the checksum of an Ethereum address (EIP-55);
/// fingerprints have one or the other.
fn is_wallet(text: &Text, run: &Run) -> bool {
    let printed = text.get(run.range());
    let has = |is_kind: fn(&u8) -> bool| printed.bytes().any(|b| is_kind(&b));
    run.prefixed
        && run.groups.len() == 1
        && has(u8::is_ascii_uppercase)
        && has(u8::is_ascii_lowercase)
}

/// Whether the words nearest to a number speak of an X.509, TLS or SSH key and not of OpenPGP.
fn certificate(text: &Text, near: &[&Hit], range: &Range<usize>) -> bool {
    let mut foreign = None;
    let mut own = None;
    for (i, hit) in near.iter().enumerate() {
        match hit.term {
            Term::Certificate => foreign = foreign.or(Some(i)),
            Term::Pgp => own = own.or(Some(i)),
            Term::Fingerprint | Term::Key if names_pgp(text.get(hit.range.clone())) => {
                own = own.or(Some(i))
            }
            _ => {}
        }
    }
    let row = super::fold::folded(text.get(text.row_near(range)));
    let behind_is_foreign = row.contains("x 509") || row.contains("s mime");
    match (foreign, own) {
        (Some(f), Some(o)) => f < o,
        (Some(_), None) => true,
        (None, _) => behind_is_foreign && own.is_none(),
    }
}

/// "PGP fingerprint" is one term.
fn names_pgp(label: &str) -> bool {
    let label = label.to_ascii_lowercase();
    label.contains("pgp") || label.contains("gpg") || label.contains("gnupg")
}

fn checksum(length: usize, hit: Option<&Hit>) -> Kind {
    let algorithm = match length {
        32 => HashName::Md5,
        40 => HashName::Sha1,
        56 => HashName::Sha224,
        64 => HashName::Sha256,
        96 => HashName::Sha384,
        128 => HashName::Sha512,
        _ => return Kind::Neither,
    };
    Kind::Checksum(algorithm, hit.cloned())
}

/// Whether only punctuation and a few words stand between a label and the value.
fn is_near(text: &Text, hit: &Hit, range: &Range<usize>) -> bool {
    let between = text.get(hit.range.end..range.start.max(hit.range.end));
    between.split_whitespace().count() <= 8 && between.len() <= 160
}

fn printed(
    text: &Text,
    run: &Run,
    label: Option<String>,
    seen: &[Range<usize>],
) -> Claim<PrintedFingerprint> {
    let range = run.range();
    let digits = run.digits();
    let odd = run.odd();
    let length = run.len();
    let pairs = run.groups.len() == 16 && run.groups.iter().all(|g| g.len() == 2);
    let (fingerprint, problem) = if !odd.is_empty() {
        (None, Some(FingerprintProblem::OddCharacters(odd)))
    } else if pairs {
        (None, Some(FingerprintProblem::Version3))
    } else if !matches!(length, 40 | 64) {
        (
            None,
            Some(FingerprintProblem::Length(
                u32::try_from(length).unwrap_or(u32::MAX),
            )),
        )
    } else {
        let problem = is_placeholder(&digits).then_some(FingerprintProblem::Placeholder);
        (digits.parse::<Fingerprint>().ok(), problem)
    };
    let role = role(text, &range, seen);
    text.claim(
        PrintedFingerprint {
            fingerprint,
            digits,
            problem,
            role,
        },
        run.printed(text),
        label,
    )
}

/// After how many digits the groups of a printed number begin.
fn group_starts(raw: &str) -> Vec<usize> {
    let (mut starts, mut digits, mut inside) = (Vec::new(), 0, false);
    for c in raw.chars() {
        let is_digit = c.is_ascii_hexdigit();
        if is_digit && !inside {
            starts.push(digits);
        }
        inside = is_digit;
        digits += usize::from(is_digit);
    }
    starts
}

/// Reads a number that is longer than a fingerprint where exactly one part of it, from the start of
/// a group on, ends in a Key ID that is printed too. Nobody may pick a part otherwise.
///
/// Nor where a group is printed twice: the last forty digits then end in the Key ID too, and are no
/// fingerprint.
pub(super) fn confirm(found: &mut Found) {
    let key_ids: Vec<&str> = found
        .claims
        .key_ids
        .iter()
        .filter(|id| matches!(id.value.digits.len(), 8 | 16) && id.value.odd.is_empty())
        .map(|id| id.value.digits.as_str())
        .collect();
    for claim in &mut found.claims.fingerprints {
        let starts = group_starts(&claim.raw);
        let PrintedFingerprint {
            fingerprint,
            digits,
            problem,
            ..
        } = &mut claim.value;
        if !matches!(problem, Some(FingerprintProblem::Length(41..=72))) {
            continue;
        }
        let mut parts: Vec<&str> = (0..=digits.len().saturating_sub(40))
            .filter(|at| starts.contains(at))
            .filter_map(|at| digits.get(at..at + 40))
            .collect();
        parts.retain(|part| key_ids.iter().any(|id| part.ends_with(id)));
        parts.dedup();
        if let [only] = parts.as_slice()
            && !repeats(digits.as_bytes(), digits.len() - 40)
            && let Ok(read) = only.parse::<Fingerprint>()
        {
            let read_digits = (*only).to_owned();
            (*fingerprint, *digits, *problem) = (Some(read), read_digits, None);
        }
    }
}

/// Whether the same `length` digits stand twice in a row.
fn repeats(digits: &[u8], length: usize) -> bool {
    digits
        .windows(2 * length)
        .map(|both| both.split_at(length))
        .any(|(one, next)| one == next)
}

/// Whether the digits come from a template: they repeat, or count up.
pub(super) fn is_placeholder(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    let repeats = |period: usize| {
        bytes
            .iter()
            .zip(bytes.iter().skip(period))
            .all(|(a, b)| a == b)
    };
    let counts = ["0123456789ABCDEF", "1234567890ABCDEF", "123456789ABCDEF0"]
        .iter()
        .any(|c| c.repeat(5).starts_with(digits));
    bytes.len() >= 16 && ((1..=10).any(repeats) || counts || (bytes.len() > 32 && repeats(16)))
}

/// `XXXX XXXX …` under the label: the template was never filled in.
fn placeholders(text: &Text, found: &mut Found) {
    for pattern in ["XXXX", "xxxx"] {
        let mut from = 0;
        for at in memchr::memmem::find_iter(text.raw.as_bytes(), pattern).take(MAX_CLAIMS) {
            if at >= from {
                from = placeholder(text, at, found);
            }
        }
    }
}

/// Makes the claim where a fingerprint was to be filled in; says where the run of letters ends.
fn placeholder(text: &Text, at: usize, found: &mut Found) -> usize {
    let rest = text.get(at..text.floor(at + MAX_PLACEHOLDER));
    let length = rest
        .find(|c: char| !matches!(c, 'X' | 'x' | ' ' | '\u{a0}'))
        .unwrap_or(rest.len());
    let end = at + rest.get(..length).unwrap_or_default().trim_end().len();
    let count = text
        .get(at..end)
        .chars()
        .filter(|c| matches!(c, 'X' | 'x'))
        .count();
    let free = !text
        .raw
        .get(..at)
        .is_some_and(|b| b.ends_with(|c: char| c.is_alphanumeric()));
    if count >= MIN_TRUNCATED
        && free
        && let Some(label) = text
            .hits_before(at)
            .into_iter()
            .rev()
            .find(|h| DECIDING.contains(&h.term))
            .filter(|l| l.term == Term::Fingerprint && is_near(text, l, &(at..end)))
    {
        let value = PrintedFingerprint {
            fingerprint: None,
            digits: String::new(),
            problem: Some(FingerprintProblem::Placeholder),
            role: role(text, &(at..end), &[]),
        };
        let label = text.label_text(&label);
        found.push_fingerprint(text.claim(value, at..end, label), at..end);
    }
    end.max(at + 4)
}
