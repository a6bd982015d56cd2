//! Checksum files: which value is published for the document, and whether it is the document's.
//!
//! A checksum lies where the document lies, so whoever replaces one replaces the other: a match proves that the transfer was whole
//! and nothing else. The parser is strict, because a value picked out of a page or of another file's line proves even less.

use std::borrow::Cow;
use std::collections::BTreeMap;

use bonafide_model::{Artifact, ChecksumReport, ChecksumStatus, HashName, Origin};
use sha2::{Digest as _, Sha224, Sha256, Sha384, Sha512};

use crate::digests::Digests;

/// Larger files are not read: the longest listing of a large software archive has about 1 MiB.
const MAX_BYTES: usize = 2 << 20;

/// One line of a checksum file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    algorithm: HashName,
    /// Upper case.
    digits: String,
    /// `None` for a bare value.
    name: Option<String>,
}

/// Compares the checksum file with the document that came from `document`.
pub(crate) fn compare(file: &Artifact, document: &Origin, subject: &str, digests: &Digests<'_>) -> ChecksumReport {
    let report = |status, algorithm, expected, observed| ChecksumReport {
        algorithm,
        expected,
        observed,
        status,
        origin: file.origin.clone(),
    };
    let Some(entries) = parse(&file.bytes) else { return report(ChecksumStatus::Malformed, None, None, None) };
    let names = names_of(document, subject);
    let is_meant = |entry: &&Entry| entry.name.as_deref().is_none_or(|name| names.iter().any(|known| known == base_name(name)));
    let mut strong: BTreeMap<HashName, &str> = BTreeMap::new();
    let mut weak = None;
    for entry in entries.iter().filter(is_meant) {
        if matches!(entry.algorithm, HashName::Md5 | HashName::Sha1) {
            weak = Some(entry);
        } else if *strong.entry(entry.algorithm).or_insert(&entry.digits) != entry.digits {
            return report(ChecksumStatus::Ambiguous, Some(entry.algorithm), None, None);
        }
    }
    let mut matching = None;
    for (algorithm, digits) in strong {
        let observed = digests.of(algorithm);
        let equal = observed.as_deref() == Some(digits);
        let compared = (algorithm, digits.to_owned(), observed);
        if !equal {
            return report(ChecksumStatus::Mismatch, Some(compared.0), Some(compared.1), compared.2);
        }
        matching = Some(compared);
    }
    match (matching, weak) {
        (Some((algorithm, expected, observed)), _) => report(ChecksumStatus::Match, Some(algorithm), Some(expected), observed),
        (None, Some(entry)) => report(ChecksumStatus::Weak, Some(entry.algorithm), Some(entry.digits.clone()), None),
        (None, None) => report(ChecksumStatus::NoEntry, None, None, None),
    }
}

/// The digest in upper-case hexadecimal; `None` for broken algorithms, which are never computed.
pub(crate) fn digest(algorithm: HashName, bytes: &[u8]) -> Option<String> {
    Some(match algorithm {
        HashName::Md5 | HashName::Sha1 => return None,
        HashName::Sha224 => hex::encode_upper(Sha224::digest(bytes)),
        HashName::Sha256 => hex::encode_upper(Sha256::digest(bytes)),
        HashName::Sha384 => hex::encode_upper(Sha384::digest(bytes)),
        HashName::Sha512 => hex::encode_upper(Sha512::digest(bytes)),
    })
}

/// Every line that is neither blank nor a comment must be an entry, else this is no checksum file.
fn parse(bytes: &[u8]) -> Option<Vec<Entry>> {
    if bytes.len() > MAX_BYTES || bytes.contains(&0) {
        return None;
    }
    let text = String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
    let mut entries = Vec::new();
    for line in signed_part(&text)? {
        let line = line.trim();
        if !line.is_empty() && !line.starts_with('#') {
            entries.push(bsd(line).or_else(|| gnu(line))?);
        }
    }
    (!entries.is_empty()).then_some(entries)
}

/// The lines themselves; of a cleartext-signed file those inside, with dash-escaping undone. Whether that signature holds is not
/// decided here.
fn signed_part(text: &str) -> Option<Vec<Cow<'_, str>>> {
    const BEGIN: &str = "-----BEGIN PGP SIGNED MESSAGE-----";
    let mut lines = text.lines().map(str::trim_end);
    if !text.trim_start().starts_with(BEGIN) {
        return Some(lines.map(Cow::Borrowed).collect());
    }
    lines.by_ref().find(|line| *line == BEGIN)?;
    // Armor headers end at the first empty line.
    lines.by_ref().find(|line| line.is_empty())?;
    let inside = lines.by_ref().take_while(|line| *line != "-----BEGIN PGP SIGNATURE-----");
    Some(inside.map(|line| Cow::Borrowed(line.strip_prefix("- ").unwrap_or(line))).collect())
}

/// `SHA256 (name) = digits`, as BSD and OpenSSL print it.
fn bsd(line: &str) -> Option<Entry> {
    let (tag, rest) = line.split_once('(')?;
    let (name, digits) = rest.rsplit_once(')')?;
    let digits = digits.trim_start().strip_prefix('=')?.trim();
    let squeezed: String = tag.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
    let algorithm = match squeezed.to_ascii_uppercase().as_str() {
        "MD5" => HashName::Md5,
        "SHA1" => HashName::Sha1,
        "SHA224" | "SHA2224" => HashName::Sha224,
        "SHA256" | "SHA2256" => HashName::Sha256,
        "SHA384" | "SHA2384" => HashName::Sha384,
        "SHA512" | "SHA2512" => HashName::Sha512,
        _ => return None,
    };
    (by_length(digits) == Some(algorithm)).then(|| Entry {
        algorithm,
        digits: digits.to_ascii_uppercase(),
        name: Some(name.to_owned()),
    })
}

/// `digits  name`, `digits *name` or the bare digits, as GNU coreutils prints them; `-` stands for standard input.
fn gnu(line: &str) -> Option<Entry> {
    let (escaped, line) = line.strip_prefix('\\').map_or((false, line), |rest| (true, rest));
    let end = line.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(line.len());
    let (digits, rest) = line.split_at_checked(end)?;
    let algorithm = by_length(digits)?;
    let name = rest.trim_start();
    if !rest.is_empty() && name.len() == rest.len() {
        return None;
    }
    let name = name.strip_prefix('*').unwrap_or(name);
    let name = if escaped { name.replace("\\n", "\n").replace("\\\\", "\\") } else { name.to_owned() };
    Some(Entry { algorithm, digits: digits.to_ascii_uppercase(), name: (!name.is_empty() && name != "-").then_some(name) })
}

fn by_length(digits: &str) -> Option<HashName> {
    if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    Some(match digits.len() {
        32 => HashName::Md5,
        40 => HashName::Sha1,
        56 => HashName::Sha224,
        64 => HashName::Sha256,
        96 => HashName::Sha384,
        128 => HashName::Sha512,
        _ => return None,
    })
}

/// The names under which the document may be listed: the last part of its final URL, of the URLs that led there, of its path and of
/// what the user asked for, as they stand and percent-decoded.
fn names_of(origin: &Origin, subject: &str) -> Vec<String> {
    let places = origin.url.iter().chain(origin.path.iter()).map(String::as_str);
    let places = places.chain(origin.chain.iter().map(|hop| hop.url.as_str())).chain([subject]);
    let mut names = Vec::new();
    for place in places {
        let path = if place.contains("://") { place.split(['?', '#']).next().unwrap_or(place) } else { place };
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
        let decoded = tail.get(..2).filter(|_| first == b'%').and_then(|pair| hex::decode(pair).ok());
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use bonafide_model::OriginKind;
    use proptest::prelude::*;

    use super::*;

    const DOCUMENT: &[u8] = b"profile\n";

    fn of(algorithm: HashName, bytes: &[u8]) -> String {
        digest(algorithm, bytes).unwrap().to_lowercase()
    }

    fn good() -> String {
        of(HashName::Sha256, DOCUMENT)
    }

    fn other() -> String {
        of(HashName::Sha256, b"something else")
    }

    fn status(file: impl AsRef<[u8]>) -> ChecksumStatus {
        report(file).status
    }

    fn report(file: impl AsRef<[u8]>) -> ChecksumReport {
        let mut origin = Origin::file(OriginKind::Flag, "");
        origin.path = None;
        origin.url = Some("https://alpha.example/pub/My%20profile.txt?v=2".to_owned());
        let file = Artifact { bytes: file.as_ref().to_vec(), origin: origin.clone(), declared_type: None };
        compare(&file, &origin, "https://alpha.example/latest", &Digests::new(DOCUMENT, &BTreeMap::new()))
    }

    #[test]
    fn every_usual_form_matches() {
        let (good, upper) = (good(), good().to_uppercase());
        for form in [
            format!("{good}  My profile.txt\n"),
            format!("{good} *My profile.txt\r\n"),
            format!("{upper}\tMy%20profile.txt"),
            format!("{good}  ./pub/My profile.txt\n"),
            format!("SHA256 (My profile.txt) = {good}\n"),
            format!("SHA2-256(My profile.txt)= {upper}\n"),
            format!("{good}\n"),
            format!("{good}  -\n"),
            format!("\u{feff}# made today\n\n{good}  My profile.txt\n"),
            format!("{}  another.pdf\n{good}  My profile.txt\n", other()),
            format!("{good}  latest\n"),
            format!("{good}  My profile.txt\n{}  My profile.txt\n", of(HashName::Sha512, DOCUMENT)),
            format!(
                "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n{good}  My profile.txt\n-----BEGIN PGP SIGNATURE-----\n\nAAAA\n"
            ),
        ] {
            assert_eq!(status(&form), ChecksumStatus::Match, "{form}");
        }
    }

    #[test]
    fn the_value_of_something_else_is_a_mismatch_with_both_values() {
        let report = report(format!("{}  My profile.txt\n", other()));
        assert_eq!(report.status, ChecksumStatus::Mismatch);
        assert_eq!(report.expected, Some(other().to_uppercase()));
        assert_eq!(report.observed, Some(good().to_uppercase()));
    }

    #[test]
    fn one_differing_algorithm_is_enough_for_a_mismatch() {
        let text = format!("{}  My profile.txt\n{}  My profile.txt\n", good(), of(HashName::Sha512, b"x"));
        assert_eq!(status(text), ChecksumStatus::Mismatch);
    }

    #[test]
    fn lines_for_other_names_are_never_taken() {
        assert_eq!(status(format!("{}  My profile.txt.asc\n", good())), ChecksumStatus::NoEntry);
        assert_eq!(status(format!("{}  profile.txt\n", good())), ChecksumStatus::NoEntry);
    }

    #[test]
    fn several_values_that_differ_are_ambiguous_even_if_one_fits() {
        assert_eq!(status(format!("{}\n{}\n", good(), other())), ChecksumStatus::Ambiguous);
        assert_eq!(status(format!("{0}\n{0}\n", good())), ChecksumStatus::Match, "the same twice is one");
    }

    #[test]
    fn what_is_no_checksum_file_is_malformed() {
        let good = good();
        for form in [
            String::new(),
            "\n# nothing\n".to_owned(),
            format!("<html><body>{good}</body></html>"),
            format!("SHA-256 of the profile:\n{good}\n"),
            format!("{good}0\n"),
            format!("{good}xMy profile.txt\n"),
            format!("SHA512 (My profile.txt) = {good}\n"),
            format!("{good}\0\n"),
            "SHA-256 is fuller of text than of digits".to_owned(),
        ] {
            assert_eq!(status(&form), ChecksumStatus::Malformed, "{form}");
        }
    }

    #[test]
    fn md5_and_sha1_prove_nothing() {
        assert_eq!(status("d41d8cd98f00b204e9800998ecf8427e  My profile.txt\n"), ChecksumStatus::Weak);
        assert_eq!(status("SHA1 (My profile.txt) = da39a3ee5e6b4b0d3255bfef95601890afd80709\n"), ChecksumStatus::Weak);
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic_or_match_by_chance(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            prop_assert_ne!(status(&bytes), ChecksumStatus::Match);
        }

        #[test]
        fn no_line_makes_it_panic(line in "(\\\\)?[0-9a-f]{0,130}[ *()=\\\\/%é]{0,9}[0-9a-z%]{0,20}") {
            status(line);
        }
    }
}
