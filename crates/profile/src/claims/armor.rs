//! OpenPGP armor printed in a document: found, mended where CRC-24 proves the mending right, and
//! kept out of all other claims.

mod repair;

use std::collections::HashSet;
use std::ops::Range;

use bonafide_model::claims::{ReadWarning, ReadWarningKind};

use super::Found;
use super::text::Text;

/// More keys than any profile prints; the rest is kept out of the other claims, but not looked at.
const MAX_BLOCKS: usize = 32;
/// A shorter word than this tells nothing about a key.
const SECRET_WORD: usize = 12;
/// Words of private keys that are looked for elsewhere.
const MAX_SECRETS: usize = 20_000;
/// A block without its end is followed this far; the largest real certificate seen in armor has 480
/// KB.
const MAX_BLOCK: usize = 1 << 20;
/// A row of nothing but this many base64 characters is armor data even where its header was lost.
const DATA_ROW: usize = 56;

/// What a block holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    PublicKey,
    PrivateKey,
    Other,
}

/// A block in the text.
#[derive(Debug)]
struct Block {
    kind: Kind,
    /// From its first dash to the last of its end line.
    range: Range<usize>,
    /// What stands between the header and the end line.
    body: Range<usize>,
    /// Whether it has an end line.
    has_end: bool,
}

/// Makes claims for the keys, overwrites their data with spaces and returns the words of printed
/// private keys, which must not be repeated anywhere.
pub(super) fn take(text: &mut Text, found: &mut Found) -> Vec<String> {
    let blocks = blocks(&text.raw);
    let mut secrets = Vec::new();
    let mut masks: Vec<Range<usize>> = Vec::new();
    for block in &blocks {
        match block.kind {
            Kind::PublicKey if found.claims.embedded_keys.len() >= MAX_BLOCKS => {
                found.is_cut = true;
                masks.extend(data(text, &block.body));
            }
            Kind::PublicKey => {
                let head = block.range.start..block.body.start;
                let value = repair::rebuild(
                    text.get(block.range.clone()),
                    text.get(block.body.clone()),
                    block.has_end,
                );
                let mut claim = text.claim(value, head, None);
                claim.excerpt = "-----BEGIN PGP PUBLIC KEY BLOCK-----".to_owned();
                claim.raw = claim.excerpt.clone();
                found.claims.embedded_keys.push(claim);
                masks.extend(data(text, &block.body));
            }
            // A sentence may name such a block, and an example may stand for one.
            Kind::PrivateKey if !repair::is_secret_key(text.get(block.body.clone())) => {
                let rows = secret_rows(text, &block.body);
                secrets.extend(
                    rows.iter()
                        .flat_map(|row| secret_words(text.get(row.clone()))),
                );
                if let Some(first) = rows.first() {
                    found.warnings.push(ReadWarning {
                        kind: ReadWarningKind::PrivateKeyBlock,
                        place: Some(text.place(&(first.start..first.start))),
                        detail: String::new(),
                    });
                }
                masks.extend(rows);
            }
            Kind::PrivateKey => {
                let mut claim = text.claim((), block.range.start..block.body.start, None);
                claim.raw = "[private key block]".to_owned();
                claim.excerpt = claim.raw.clone();
                found.claims.secret_keys.push(claim);
                secrets.extend(secret_words(text.get(block.range.clone())));
                masks.push(block.range.clone());
            }
            Kind::Other => masks.extend(data(text, &block.body)),
        }
    }
    masks.extend(
        text.rows
            .iter()
            .map(|r| r.range.clone())
            .filter(|r| is_data(text.get(r.clone()))),
    );
    mask(text, &masks);
    let is_armor = |block: &&Block| block.kind != Kind::PrivateKey || masks.contains(&block.range);
    text.armor_headers = blocks
        .iter()
        .filter(is_armor)
        .map(|block| block.body.clone())
        .collect();
    secrets
}

/// Notes the sections of the blocks, which are found before the headings are.
pub(super) fn place(text: &Text, found: &mut Found) {
    let keys = found.claims.embedded_keys.iter_mut().map(|c| &mut c.place);
    for place in keys.chain(found.claims.secret_keys.iter_mut().map(|c| &mut c.place)) {
        let row = text
            .rows
            .iter()
            .find(|r| r.page == place.page && r.number == place.line);
        place.section = row.and_then(|r| r.section).map(str::to_owned);
        place.heading = row.and_then(|r| r.heading.as_deref()).map(str::to_owned);
    }
}

/// Overwrites words of printed private keys wherever else they stand: in another reading order, or
/// torn off their block.
pub(super) fn forget(text: &mut Text, secrets: &Secrets) {
    if secrets.words.is_empty() {
        return;
    }
    let mut masks = Vec::new();
    let mut at = 0;
    for word in text.raw.split_inclusive(char::is_whitespace) {
        if secrets.words.contains(word.trim_end()) {
            masks.push(at..at + word.trim_end().len());
        }
        at += word.len();
    }
    mask(text, &masks);
}

/// Words of printed private keys.
pub(super) struct Secrets {
    words: HashSet<String>,
}

impl Secrets {
    /// Takes the words that [`take`] returned.
    pub(super) fn new(words: Vec<String>) -> Self {
        Self {
            words: words.into_iter().take(MAX_SECRETS).collect(),
        }
    }

    /// Whether a text repeats one of them, or the start of one.
    pub(super) fn are_in(&self, text: &str) -> bool {
        let long = |w: &&str| w.len() >= SECRET_WORD;
        text.split_whitespace().filter(long).any(|w| {
            self.words
                .iter()
                .any(|s| s.starts_with(w) || w.starts_with(s.as_str()))
        })
    }
}

/// The blocks in the text, in order.
fn blocks(raw: &str) -> Vec<Block> {
    let mut all = Vec::new();
    let mut from = 0;
    for begin in memchr::memmem::find_iter(raw.as_bytes(), "BEGIN") {
        if begin < from {
            continue;
        }
        let Some((kind, after_words)) = header(raw, begin + 5) else {
            continue;
        };
        let start = dashes_before(raw, begin);
        let body_start = dashes_after(raw, after_words);
        let limit = raw.len().min(body_start + MAX_BLOCK);
        let rest = raw.get(body_start..floor(raw, limit)).unwrap_or_default();
        // No block reaches over the next one, so the search for its end stays linear.
        let next = rest.find("BEGIN");
        let rest = rest.get(..next.unwrap_or(rest.len())).unwrap_or(rest);
        let end = end_line(rest, kind);
        let block = match end {
            Some((a, b)) => Block {
                kind,
                range: start..body_start + b,
                body: body_start..body_start + a,
                has_end: true,
            },
            None => {
                let until = body_start + data_end(rest);
                Block {
                    kind,
                    range: start..until,
                    body: body_start..until,
                    has_end: false,
                }
            }
        };
        from = block.range.end.max(begin + 5);
        all.push(block);
    }
    all
}

/// `PGP PUBLIC KEY BLOCK` and its mangled forms: any spaces, any case behind `BEGIN`.
fn header(raw: &str, at: usize) -> Option<(Kind, usize)> {
    let window: String = raw.get(at..)?.chars().take(48).collect();
    let mut end = 0;
    let mut words = Vec::new();
    for word in window.split_inclusive(|c: char| c.is_whitespace() || c == '-' || c == '_') {
        let plain = word
            .trim_matches(|c: char| !c.is_ascii_alphabetic())
            .to_ascii_uppercase();
        end += word.len();
        if plain.is_empty() {
            continue;
        }
        if !matches!(
            plain.as_str(),
            "PGP"
                | "GPG"
                | "OPENPGP"
                | "PUBLIC"
                | "PRIVATE"
                | "SECRET"
                | "KEY"
                | "BLOCK"
                | "SIGNATURE"
                | "MESSAGE"
                | "SIGNED"
                | "RSA"
                | "EC"
                | "OPENSSH"
                | "CERTIFICATE"
        ) {
            end -= word.len();
            break;
        }
        let is_last = matches!(
            plain.as_str(),
            "BLOCK" | "SIGNATURE" | "MESSAGE" | "CERTIFICATE"
        );
        words.push(plain);
        if is_last {
            end -= word.len()
                - word
                    .trim_end_matches(|c: char| c.is_whitespace() || c == '-' || c == '_')
                    .len();
            break;
        }
    }
    let has = |w: &str| words.iter().any(|x| x == w);
    let kind = if (has("PRIVATE") || has("SECRET")) && has("KEY") {
        Kind::PrivateKey
    } else if has("PUBLIC") && has("KEY") && (has("PGP") || has("BLOCK")) {
        Kind::PublicKey
    } else if has("SIGNATURE") || has("CERTIFICATE") || (has("MESSAGE") && !has("SIGNED")) {
        Kind::Other
    } else {
        return None;
    };
    Some((kind, at + end.min(raw.len() - at)))
}

/// The end line: its start and end.
fn end_line(rest: &str, kind: Kind) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(end) = rest
        .get(from..)
        .and_then(|r| r.find("END"))
        .map(|i| from + i)
    {
        from = end + 3;
        if header(rest, end + 3).is_some_and(|(k, _)| k == kind) {
            let behind = header(rest, end + 3).map_or(end + 3, |(_, b)| b);
            return Some((dashes_before(rest, end), dashes_after(rest, behind)));
        }
    }
    None
}

/// Where the data of a block without an end line stops: the first row that is neither data nor a
/// header, with some patience.
fn data_end(rest: &str) -> usize {
    let mut end = 0;
    let mut at = 0;
    let mut strange = 0;
    for row in rest.split_inclusive('\n') {
        at += row.len();
        let trimmed = row.trim();
        if repair::is_base64_row(trimmed) && trimmed.len() >= 4 && !trimmed.contains(' ')
            || trimmed
                .split(' ')
                .any(|w| w.len() >= DATA_ROW && repair::is_base64_row(w))
        {
            end = at;
            strange = 0;
        } else if !trimmed.is_empty() && !repair::is_header(trimmed) {
            strange += 1;
        }
        if strange > 3 {
            break;
        }
    }
    end
}

fn dashes_before(raw: &str, at: usize) -> usize {
    let before = raw.get(..at).unwrap_or_default();
    before
        .trim_end_matches(|c: char| is_dash(c) || c == ' ')
        .len()
}

fn dashes_after(raw: &str, at: usize) -> usize {
    let rest = raw.get(at..).unwrap_or_default();
    raw.len()
        - rest
            .trim_start_matches([' ', '_'])
            .trim_start_matches(is_dash)
            .len()
}

fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '–' | '—' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2015}' | '\u{2212}'
    )
}

/// The parts of a block's body that are data; header rows such as `Comment:` may print a User ID or
/// a fingerprint, though no contacts.
fn data(text: &Text, body: &Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut at = body.start;
    let mut is_head = true;
    for row in text.get(body.clone()).split_inclusive('\n') {
        let trimmed = row.trim();
        let is_short_header = repair::is_header(trimmed) && trimmed.len() <= 120;
        is_head &= trimmed.is_empty() || is_short_header;
        if !(is_head || is_short_header) {
            parts.push(at..at + row.trim_end_matches('\n').len());
        }
        at += row.len();
    }
    parts
}

/// The rows of a block that holds no OpenPGP secret key, and may hold another secret all the same.
fn secret_rows(text: &Text, body: &Range<usize>) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let mut at = body.start;
    for row in text.get(body.clone()).split_inclusive('\n') {
        let own = row.trim();
        let is_mixed = own
            .bytes()
            .any(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
            && own.bytes().any(|b| b.is_ascii_lowercase());
        if own.len() >= SECRET_WORD && is_mixed && repair::is_base64_row(own) {
            let start = at + (row.len() - row.trim_start().len());
            rows.push(start..start + own.len());
        }
        at += row.len();
    }
    rows
}

/// The words of a private key that tell something.
fn secret_words(block: &str) -> Vec<String> {
    block
        .split_whitespace()
        .filter(|word| word.len() >= SECRET_WORD)
        .map(str::to_owned)
        .collect()
}

fn is_data(row: &str) -> bool {
    let row = row.trim();
    row.len() >= DATA_ROW
        && row.len() <= 100
        && !row.bytes().all(|b| b.is_ascii_hexdigit())
        && repair::is_base64_row(row)
        && row.bytes().any(|b| b.is_ascii_digit())
        && row.bytes().any(|b| b.is_ascii_uppercase())
        && row.bytes().any(|b| b.is_ascii_lowercase())
}

/// Overwrites ranges with spaces of the same length; line ends stay.
fn mask(text: &mut Text, masks: &[Range<usize>]) {
    if masks.is_empty() {
        return;
    }
    let mut bytes = std::mem::take(&mut text.raw).into_owned().into_bytes();
    for range in masks {
        for byte in bytes.get_mut(range.clone()).unwrap_or_default() {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    }
    // Ranges begin and end at characters, so this loses nothing.
    text.raw = String::from_utf8(bytes)
        .unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned())
        .into();
}

fn floor(raw: &str, mut at: usize) -> usize {
    while !raw.is_char_boundary(at) {
        at -= 1;
    }
    at
}
