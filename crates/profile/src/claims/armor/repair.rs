//! Mends armor that a web page or PDF has re-wrapped. The CRC-24 decides: without a match nothing
//! is mended.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bonafide_model::claims::EmbeddedKey;

/// Armor lines are 64 characters wide in what is written here (RFC 9580, "Encoding Binary in
/// Radix-64": at most 76).
const WIDTH: usize = 64;
const BEGIN: &str = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
const END: &str = "-----END PGP PUBLIC KEY BLOCK-----";
/// Bytes that are decoded in search of the right reading of one block.
const BUDGET: usize = 8 << 20;
/// How many rows or words may be doubtful at the same time: each doubles the candidates.
const MAX_DOUBTS: usize = 8;

/// The block as clean armor, or why that cannot be had.
pub(super) fn rebuild(block: &str, body: &str, has_end: bool) -> EmbeddedKey {
    if has_end && is_sound(block) {
        return EmbeddedKey {
            armor: tidy(block),
            repaired: false,
            broken: None,
        };
    }
    match candidates(body)
        .into_iter()
        .find_map(|(data, crc)| sound(&data, crc.as_deref()?))
    {
        Some(bytes) => EmbeddedKey {
            armor: armor(&bytes),
            repaired: true,
            broken: None,
        },
        None => {
            let why = if crc_of(body).is_none() {
                "no CRC-24 is printed that could prove a repair"
            } else {
                "no way of joining its lines matches its CRC-24"
            };
            EmbeddedKey {
                armor: String::new(),
                repaired: false,
                broken: Some(why.to_owned()),
            }
        }
    }
}

/// Whether the block is well-formed armor as it stands.
fn is_sound(block: &str) -> bool {
    let mut lines = block.lines().map(str::trim_end);
    if lines.next().map(str::trim_start) != Some(BEGIN)
        || block.lines().next_back().map(str::trim) != Some(END)
    {
        return false;
    }
    let rows: Vec<&str> = lines.collect();
    let Some(inside) = rows.get(..rows.len().saturating_sub(1)) else {
        return false;
    };
    let Some(blank) = inside.iter().position(|l| l.trim().is_empty()) else {
        return false;
    };
    let (Some(headers), Some(data)) = (inside.get(..blank), inside.get(blank + 1..)) else {
        return false;
    };
    if !headers.iter().all(|l| is_header(l))
        || data.iter().any(|l| l.len() > 76 || l.starts_with(' '))
    {
        return false;
    }
    let (data, crc) = match data.split_last() {
        Some((last, before)) if last.starts_with('=') && last.len() == 5 => (before, last.get(1..)),
        _ => (data, None),
    };
    let joined: String = data.concat();
    match (STANDARD.decode(joined.as_bytes()), crc) {
        // RFC 9580, "Optional Checksum": it may be left out, and may not be relied on.
        (Ok(bytes), None) => is_key(&bytes),
        (Ok(bytes), Some(crc)) => is_key(&bytes) && crc_text(&bytes) == crc,
        _ => false,
    }
}

/// The block with plain line ends.
fn tidy(block: &str) -> String {
    let mut out = String::with_capacity(block.len() + 1);
    for line in block.lines() {
        out.push_str(line.trim());
        out.push('\n');
    }
    out
}

/// Possible readings of the data, the most likely one first, each with the checksum that has to
/// match.
fn candidates(body: &str) -> Vec<(String, Option<String>)> {
    let crc = crc_of(body);
    // Without the header block; a value of `Comment:` may go on in the next row and be valid base64
    // itself.
    let cut = crc
        .as_ref()
        .and_then(|c| body.rfind(&format!("={c}")))
        .and_then(|i| body.get(..i))
        .unwrap_or(body);
    let words: Vec<&str> = tokens(cut);
    let mut doubts: Vec<usize> = Vec::new();
    let usual = usual_width(&words);
    for (i, word) in words.iter().enumerate() {
        let is_last = i + 1 == words.len();
        if word.len() != usual && !is_last {
            doubts.push(i);
        }
    }
    let most = (BUDGET / cut.len().max(1)).max(4);
    let mut all = Vec::new();
    let keep = |skip: &dyn Fn(usize) -> bool| {
        words
            .iter()
            .enumerate()
            .filter(|(i, _)| !skip(*i))
            .map(|(_, w)| *w)
            .collect::<String>()
    };
    all.push((keep(&|_| false), crc.clone()));
    // What stands before the first full row may all be headers' values.
    let first_full = words.iter().position(|w| w.len() == usual).unwrap_or(0);
    all.push((keep(&|i| i < first_full), crc.clone()));
    all.push((
        keep(&|i| {
            i < first_full
                || doubts.contains(&i) && is_furniture(words.get(i).copied().unwrap_or_default())
        }),
        crc.clone(),
    ));
    all.push((keep(&|i| doubts.contains(&i)), crc.clone()));
    if doubts.len() <= MAX_DOUBTS {
        for mask in (1..(1_usize << doubts.len())).take(most) {
            all.push((
                keep(&|i| {
                    doubts
                        .iter()
                        .position(|d| *d == i)
                        .is_some_and(|p| mask >> p & 1 == 1)
                }),
                crc.clone(),
            ));
        }
    }
    // Only the first words in doubt: a header's value in front of data that was re-wrapped at
    // random.
    for skipped in (1..words.len().min(24)).take(most) {
        all.push((keep(&|i| i < skipped), crc.clone()));
    }
    all
}

/// The words that may be data: rows of headers are left out, and so is everything that is no
/// base64.
fn tokens(body: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for row in body.lines() {
        let row = row.trim();
        if is_header(row) {
            // On a flattened line the data follows behind the headers on the same row.
            words.extend(row.split_whitespace().skip(1).filter(|w| is_base64_row(w)));
            continue;
        }
        let parts: Vec<&str> = row.split_whitespace().collect();
        let is_text = parts.iter().any(|w| !is_base64_row(w))
            || (parts.len() > 1 && parts.iter().all(|w| w.len() < 20));
        if is_text && parts.iter().all(|w| w.len() < 40) {
            // A page's footer, such as "Page 3 of 9".
            continue;
        }
        words.extend(parts.into_iter().filter(|w| is_base64_row(w)));
    }
    words
}

/// The length that most words have.
fn usual_width(words: &[&str]) -> usize {
    let mut counts = std::collections::BTreeMap::new();
    for word in words.iter().filter(|w| w.len() >= 16) {
        *counts.entry(word.len()).or_insert(0_usize) += 1;
    }
    counts
        .into_iter()
        .max_by_key(|(_, n)| *n)
        .map_or(WIDTH, |(w, _)| w)
}

/// Page numbers and short words of a page's header or footer.
fn is_furniture(word: &str) -> bool {
    word.len() <= 16
        && (word.bytes().all(|b| b.is_ascii_digit())
            || word.bytes().all(|b| b.is_ascii_alphabetic())
            || word.contains('/'))
}

/// The last `=` with four characters of base64 behind it: the checksum.
fn crc_of(body: &str) -> Option<String> {
    let mut end = body.len();
    while let Some(at) = body.get(..end)?.rfind('=') {
        let rest: String = body
            .get(at + 1..)?
            .chars()
            .take_while(|c| !c.is_whitespace() && *c != '-' && *c != '–' && *c != '—')
            .collect();
        if rest.len() == 4 && is_base64_row(&rest) && !rest.contains('=') {
            return Some(rest);
        }
        end = at;
    }
    None
}

/// The bytes, if they decode, hold a key and match the checksum.
fn sound(data: &str, crc: &str) -> Option<Vec<u8>> {
    let padded = match data.trim_end_matches('=').len() % 4 {
        0 => data.trim_end_matches('=').to_owned(),
        1 => return None,
        2 => format!("{}==", data.trim_end_matches('=')),
        _ => format!("{}=", data.trim_end_matches('=')),
    };
    let bytes = STANDARD.decode(padded.as_bytes()).ok()?;
    (is_key(&bytes) && crc_text(&bytes) == crc).then_some(bytes)
}

/// Whether the first packet is a public key (RFC 9580, "Packet Types": type 6), in the old or the
/// new format.
fn is_key(bytes: &[u8]) -> bool {
    bytes.first().is_some_and(|b| {
        b & 0x80 != 0
            && if b & 0x40 != 0 {
                b & 0x3f == 6
            } else {
                b >> 2 & 0xf == 6
            }
    })
}

fn armor(bytes: &[u8]) -> String {
    let data = STANDARD.encode(bytes);
    let mut out = format!("{BEGIN}\n\n");
    let mut rest = data.as_str();
    while !rest.is_empty() {
        let (row, behind) = rest.split_at_checked(WIDTH).unwrap_or((rest, ""));
        out.push_str(row);
        out.push('\n');
        rest = behind;
    }
    out.push('=');
    out.push_str(&crc_text(bytes));
    out.push('\n');
    out.push_str(END);
    out.push('\n');
    out
}

/// RFC 4880, "An Implementation of the CRC-24", in base64.
fn crc_text(bytes: &[u8]) -> String {
    let mut crc: u32 = 0x00b7_04ce;
    for byte in bytes {
        crc ^= u32::from(*byte) << 16;
        for _ in 0..8 {
            crc <<= 1;
            if crc & 0x0100_0000 != 0 {
                crc ^= 0x0186_4cfb;
            }
        }
    }
    let [_, a, b, c] = crc.to_be_bytes();
    STANDARD.encode([a, b, c])
}

/// `Comment: …`, `Version: …`: a header of armor.
pub(super) fn is_header(row: &str) -> bool {
    let Some((name, _)) = row.split_once(':') else {
        return false;
    };
    [
        "comment",
        "version",
        "hash",
        "messageid",
        "charset",
        "kommentar",
    ]
    .contains(&name.trim().to_ascii_lowercase().as_str())
}

/// A longer word is a row of the armor's data, and none of its headers' words.
const DATA_WORD: usize = 40;
/// Characters of base64 that show a key packet's header and the first octets of its body.
const PACKET_HEAD: usize = 24;

/// Whether a block's body begins as an OpenPGP secret key does (RFC 9580, "Secret-Key Packet
/// Formats"). Says nothing of whether the rest of it is sound.
pub(super) fn is_secret_key(body: &str) -> bool {
    let words = tokens(body);
    // The words of the armor's headers come first, however many there are.
    let first_row = words.iter().position(|word| word.len() >= DATA_WORD);
    let starts = first_row.map_or(words.len(), |row| row + 1);
    (0..starts).any(|first| {
        let joined: String = words
            .iter()
            .skip(first)
            .flat_map(|word| word.chars())
            .take(PACKET_HEAD)
            .collect();
        // Fewer characters are words of a sentence.
        joined.len() == PACKET_HEAD
            && STANDARD
                .decode(joined)
                .is_ok_and(|bytes| begins_secret_key(&bytes))
    })
}

fn begins_secret_key(bytes: &[u8]) -> bool {
    let Some(first) = bytes.first() else {
        return false;
    };
    let (tag, header) = match first >> 6 {
        // RFC 9580, "Legacy Format Packet Lengths".
        0b10 => ((first >> 2) & 0xF, [2, 3, 5, 1][usize::from(first & 3)]),
        0b11 => {
            let header = match bytes.get(1) {
                Some(0..192 | 224..=254) => 2,
                Some(192..224) => 3,
                _ => 6,
            };
            (first & 0x3F, header)
        }
        _ => return false,
    };
    let version = bytes.get(header).copied().unwrap_or_default();
    matches!(tag, 5 | 7) && (3..=6).contains(&version)
}

/// Whether a row holds base64 characters only.
pub(super) fn is_base64_row(row: &str) -> bool {
    !row.is_empty()
        && row
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'='))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// A public key packet with made-up content, long enough for several rows.
    fn packet() -> Vec<u8> {
        let mut bytes = vec![0x99, 0x01, 0x0d];
        bytes.extend((0..=255_u8).chain(0..=20).map(|b| b.wrapping_mul(37)));
        bytes
    }

    fn inner(armor: &str) -> String {
        armor
            .trim_start_matches(BEGIN)
            .split(END)
            .next()
            .unwrap()
            .to_owned()
    }

    fn decoded(key: &EmbeddedKey) -> Vec<u8> {
        let data: String = key
            .armor
            .lines()
            .filter(|l| !l.starts_with('-') && !l.starts_with('='))
            .collect();
        STANDARD.decode(data).unwrap()
    }

    #[test]
    fn sound_armor_is_left_alone_with_and_without_checksum() {
        let armor = armor(&packet());
        let key = rebuild(armor.trim_end(), &inner(&armor), true);
        assert!(!key.repaired && key.broken.is_none() && key.armor == armor);
        let without: String = armor
            .lines()
            .filter(|l| !l.starts_with('='))
            .map(|l| format!("{l}\n"))
            .collect();
        let key = rebuild(without.trim_end(), &inner(&without), true);
        assert!(!key.repaired && key.broken.is_none());
    }

    #[test]
    fn torn_armor_is_mended_if_the_checksum_holds() {
        let armor = armor(&packet());
        let flat = inner(&armor)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let mut rows: Vec<String> = inner(&armor).lines().map(str::to_owned).collect();
        rows.insert(4, "Page 3 of 9".to_owned());
        rows.insert(3, "7".to_owned());
        let data: String = inner(&armor)
            .lines()
            .filter(|l| !l.starts_with('='))
            .collect();
        let crc = inner(&armor)
            .lines()
            .find(|l| l.starts_with('='))
            .unwrap()
            .to_owned();
        let rewrapped = format!("\n{}\n{}\n{crc}\n", &data[..100], &data[100..]);
        for body in [
            format!(" {flat} "),
            format!(" Comment: GPGTools - http://gpgtools.org {flat} "),
            rows.join("\n"),
            rewrapped,
            format!("\nComment: https://example.org/\nabcd\n\n{}", inner(&armor)),
        ] {
            let block = format!("—–BEGIN PGP PUBLIC KEY BLOCK-----{body}{END}");
            let key = rebuild(&block, &body, true);
            assert!(key.repaired, "{body}: {:?}", key.broken);
            assert_eq!(decoded(&key), packet(), "{body}");
        }
    }

    #[test]
    fn without_a_matching_checksum_nothing_is_mended() {
        let armor = armor(&packet());
        let flat = inner(&armor)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let changed = flat.replacen('J', "K", 1);
        let key = rebuild("", &changed, true);
        assert!(key.armor.is_empty() && !key.repaired && key.broken.is_some());
    }
}
