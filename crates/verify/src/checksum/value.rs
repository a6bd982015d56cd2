//! Names of algorithms, and digits in groups.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bonafide_model::claims::HashName;

/// What a label says of the algorithm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// One whose values are known here.
    Known(HashName),
    /// Another one, such as BLAKE2b or SHA3-256.
    Other,
}

/// The algorithm by the length of its values in hexadecimal digits.
pub(super) fn by_length(digits: usize) -> Option<HashName> {
    Some(match digits {
        32 => HashName::Md5,
        40 => HashName::Sha1,
        56 => HashName::Sha224,
        64 => HashName::Sha256,
        96 => HashName::Sha384,
        128 => HashName::Sha512,
        _ => return None,
    })
}

/// The algorithm that this text is the name of, such as `SHA2-256`, `sha256sum` or `BLAKE2b-256`.
pub(super) fn label(text: &str) -> Option<Label> {
    let parts: Vec<&str> = text.split(['-', '_', '/', ' ']).collect();
    let squeezed = parts.concat().to_ascii_lowercase();
    if squeezed.is_empty() || !squeezed.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    let name = squeezed.strip_suffix("sum").unwrap_or(&squeezed);
    Some(Label::Known(match name {
        "md5" => HashName::Md5,
        "sha1" | "sha160" => HashName::Sha1,
        "sha224" | "sha2224" => HashName::Sha224,
        "sha256" | "sha2256" => HashName::Sha256,
        "sha384" | "sha2384" => HashName::Sha384,
        "sha512" | "sha2512" => HashName::Sha512,
        _ => return is_other(name).then_some(Label::Other),
    }))
}

/// Whether values of this algorithm, or files of this ending, are of an algorithm that is not
/// computed here.
fn is_other(name: &str) -> bool {
    const OTHER: [&str; 9] = [
        "sha3",
        "sha512224",
        "sha512256",
        "blake",
        "ripemd",
        "rmd160",
        "whirlpool",
        "keccak",
        "shake",
    ];
    matches!(name, "b2" | "b3")
        || OTHER
            .iter()
            .any(|other| name.strip_prefix(other).is_some_and(|rest| rest.len() < 8))
}

/// Whether a file of this name holds values of an algorithm that is not computed here: the values
/// of BLAKE2b look like those of SHA-512.
pub(super) fn is_others_file(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let stem = name.strip_suffix(".txt").unwrap_or(&name);
    let ending = stem.rsplit('.').next().unwrap_or_default();
    let ending = ending.strip_suffix("sums").unwrap_or(ending);
    matches!(label(ending), Some(Label::Other))
}

/// The digits that `text` begins with, in upper case, and what follows them: in one piece, or in
/// groups of equal length with blanks, colons or dashes between them, of which only the last may be
/// shorter. Their number is that of the algorithm, if one is `named`, else that of any.
pub(super) fn digits(text: &str, named: Option<Label>) -> Option<(String, &str)> {
    if let Some((digits, rest)) = base64_digits(text) {
        return fits(digits.len(), named).then_some((digits, rest));
    }
    let text = text.strip_prefix("0x").unwrap_or(text);
    let (first, mut rest) = group(text)?;
    let mut all = first.to_owned();
    // In one piece, unless it is as short as the first line of a longer value.
    let mut found = Some((all.len(), rest)).filter(|(length, _)| fits(*length, named));
    let is_whole = found.is_some() && (all.len() > 40 || matches!(named, Some(Label::Known(_))));
    let mut last = first.len();
    while !is_whole && last == first.len() && all.len() < 128 {
        let Some((next, after)) = next_group(rest).filter(|(next, _)| next.len() <= first.len())
        else {
            break;
        };
        all.push_str(next);
        (last, rest) = (next.len(), after);
        found = if fits(all.len(), named) {
            Some((all.len(), rest))
        } else {
            found
        };
    }
    let (length, rest) = found?;
    // Groups that are left over belong to no name.
    let is_cut = length < all.len();
    all.truncate(length);
    (!is_cut && (rest.is_empty() || rest.starts_with(char::is_whitespace)))
        .then(|| (all.to_ascii_uppercase(), rest))
}

/// The digits of a value in base64 with its padding, as `cksum --base64` and the integrity
/// attributes of web pages have it, and what follows. Only SHA-256 and SHA-512 have a padding;
/// without one it could not be told from a word.
fn base64_digits(text: &str) -> Option<(String, &str)> {
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let (value, rest) = text.split_at_checked(end)?;
    let is_padded =
        value.len() == 44 && value.ends_with('=') || value.len() == 88 && value.ends_with("==");
    let bytes = STANDARD.decode(is_padded.then_some(value)?).ok()?;
    Some((hex::encode_upper(bytes), rest))
}

fn fits(length: usize, named: Option<Label>) -> bool {
    match (by_length(length), named) {
        (Some(found), Some(Label::Known(named))) => found == named,
        (found, _) => found.is_some(),
    }
}

fn group(text: &str) -> Option<(&str, &str)> {
    let end = text
        .bytes()
        .position(|byte| !byte.is_ascii_hexdigit())
        .unwrap_or(text.len());
    text.split_at_checked(end)
        .filter(|(digits, _)| !digits.is_empty() && digits.len() % 2 == 0)
}

fn next_group(rest: &str) -> Option<(&str, &str)> {
    let after = match rest.strip_prefix([':', '-']) {
        Some(after) => after,
        None => Some(rest.trim_start()).filter(|after| after.len() < rest.len())?,
    };
    group(after).filter(|(_, after)| {
        after.is_empty() || after.starts_with([':', '-']) || after.starts_with(char::is_whitespace)
    })
}
