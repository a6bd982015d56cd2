//! Printed e-mail addresses, also those written so that robots don't find them.

use std::ops::Range;

use bonafide_model::{EmailRole, PrintedEmail};

use super::fold::is_invisible;
use super::text::Text;
use super::{Found, MAX_CLAIMS};
use crate::vocabulary::Term;

/// RFC 5321, "Local-part" and "Domain": 64 and 255 octets.
const MAX_LOCAL: usize = 64;
const MAX_DOMAIN: usize = 255;
/// What stands between brackets for `@`.
const AT_WORDS: [&str; 17] = [
    "at",
    "@",
    "a",
    "arroba",
    "arobase",
    "arobas",
    "ät",
    "aet",
    "chez",
    "kukac",
    "et",
    "chiocciola",
    "apestaart",
    "zavináč",
    "zavinac",
    "małpa",
    "malpa",
];
/// What stands between brackets for the full stop.
const DOT_WORDS: [&str; 13] =
    ["dot", ".", "punkt", "point", "punto", "ponto", "tecka", "tečka", "bodka", "punt", "kropka", "titik", "tacka"];

/// An address and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Address {
    /// The whole printed form.
    pub range: Range<usize>,
    /// `local@domain`, lower case.
    pub value: String,
    /// Whether something had to be undone.
    pub obfuscated: bool,
}

/// All addresses in a text, in order.
pub(super) fn addresses(text: &Text) -> Vec<Address> {
    let raw = &*text.raw;
    let mut all: Vec<Address> = Vec::new();
    let mut from = 0;
    for at in marks(raw.as_bytes()) {
        if all.len() > MAX_CLAIMS {
            break;
        }
        if at < from {
            continue;
        }
        from = at + 1;
        // `a@example.org/b@example.org`
        let floor = all.last().map_or(0, |l| l.range.end);
        if let Some(address) = marker(text, at).and_then(|(marker, plain)| address(raw, floor, marker, plain))
            && floor <= address.range.start
        {
            from = address.range.end;
            all.push(address);
        }
    }
    words_only(text, &mut all);
    all.sort_by_key(|a| a.range.start);
    join_local_parts(raw, &mut all);
    all
}

/// Where `@`, also as wide as a Chinese character, or an opening bracket stands, in order.
fn marks(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let mut wide = memchr::memmem::find_iter(bytes, "\u{FF20}").peekable();
    let mut narrow = narrow_marks(bytes).peekable();
    std::iter::from_fn(move || match (narrow.peek(), wide.peek()) {
        (Some(a), Some(b)) if b < a => wide.next(),
        (Some(_), _) => narrow.next(),
        (None, _) => wide.next(),
    })
}

fn narrow_marks(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let mut usual = memchr::memchr3_iter(b'@', b'(', b'[', bytes).peekable();
    let mut rare = memchr::memchr2_iter(b'{', b'<', bytes).peekable();
    std::iter::from_fn(move || match (usual.peek(), rare.peek()) {
        (Some(a), Some(b)) if b < a => rare.next(),
        (Some(_), _) => usual.next(),
        (None, _) => rare.next(),
    })
}

/// Joins a local part that stands on two rows. Typesetters put a hyphen there or break behind one that belongs to the name; which of
/// the two it was shows where the address is printed once more.
fn join_local_parts(raw: &str, all: &mut [Address]) {
    let known: std::collections::HashSet<String> = all.iter().map(|a| a.value.clone()).collect();
    for address in all {
        let Some(above) = raw.get(..address.range.start).and_then(|before| before.trim_end_matches(' ').strip_suffix("-\n")) else {
            continue;
        };
        let length =
            above.bytes().rev().take(MAX_LOCAL).take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_')).count();
        let Some(head) = above.get(above.len() - length..).filter(|h| h.ends_with(|c: char| c.is_ascii_alphanumeric())) else {
            continue;
        };
        let head = head.to_lowercase();
        let hyphenated = format!("{head}{}", address.value);
        address.value = if known.contains(&hyphenated) { hyphenated } else { format!("{head}-{}", address.value) };
        address.range.start = above.len() - length;
    }
}

/// The addresses in a short text of its own.
pub(super) fn addresses_in(text: &str) -> Vec<String> {
    let line = bonafide_layout::Line { text: text.into(), ..bonafide_layout::Line::default() };
    addresses(&Text::of(&[line], None)).into_iter().map(|a| a.value).collect()
}

/// Claims for all addresses.
pub(super) fn find(text: &Text, addresses: &[Address], found: &mut Found) {
    for address in addresses {
        let label = text.hits_in_row_before(address.range.start).into_iter().rev().find(|h| h.term == Term::Email);
        let value = PrintedEmail {
            address: address.value.clone(),
            international: None,
            role: role(text, address),
            obfuscated: address.obfuscated,
        };
        // `[<name(at)example.org>](mailto:name@example.org)` is one address, not two.
        let twin = found
            .claims
            .emails
            .last()
            .is_some_and(|l| l.value.address == address.value && l.hidden_by == text.hidden_by && is_target(text, address));
        if !twin {
            let label = label.and_then(|h| text.label_text(&h));
            found.claims.emails.push(text.claim(value, address.range.clone(), label));
        }
    }
}

fn is_target(text: &Text, address: &Address) -> bool {
    text.raw.get(..address.range.start).is_some_and(|b| b.ends_with("mailto:"))
}

fn role(text: &Text, address: &Address) -> EmailRole {
    let at = address.range.start;
    let key = text.hits_in_row_before(at).iter().any(|h| matches!(h.term, Term::UserId | Term::KeyId | Term::Fingerprint));
    match text.section(at) {
        Some(s) if s.starts_with("2.8") => EmailRole::Key,
        _ if key => EmailRole::Key,
        Some("1.2" | "2.9" | "3" | "3.1" | "3.2" | "3.3" | "3.4" | "7") => EmailRole::Other,
        Some(s) if s.starts_with("2") || s.starts_with('5') || s.starts_with('6') => EmailRole::Contact,
        None => EmailRole::Contact,
        Some(_) => EmailRole::Other,
    }
}

/// The role by the section alone, for the target of a link.
pub(super) fn role_at(text: &Text, at: usize) -> EmailRole {
    role(text, &Address { range: at..at, value: String::new(), obfuscated: false })
}

/// `@`, or something between brackets that stands for it. Returns its range and whether it is plain.
fn marker(text: &Text, at: usize) -> Option<(Range<usize>, bool)> {
    let raw = &*text.raw;
    let rest = raw.get(at..)?;
    if let Some(behind) = rest.strip_prefix('@') {
        // Inside brackets it is found from the bracket on.
        let has_space = raw.get(..at)?.ends_with(' ') || behind.starts_with(' ');
        if !has_space || !is_expected(text, at) {
            // A backslash in front of it is a typesetter's.
            let escaped = usize::from(raw.get(..at)?.ends_with('\\'));
            return Some((at - escaped..at + 1, true));
        }
        return Some((at..at + 1, false));
    }
    if rest.starts_with('\u{FF20}') {
        return Some((at..at + '\u{FF20}'.len_utf8(), false));
    }
    let inside = rest.get(1..)?;
    let close = closing(inside, 12)?;
    let word = inside.get(..close)?.trim().trim_matches('\\').to_lowercase();
    if !AT_WORDS.contains(&word.as_str()) {
        return None;
    }
    // A backslash in front of a bracket is Markdown's.
    let start = if raw.get(..at)?.ends_with('\\') { at - 1 } else { at };
    Some((start..at + 1 + close + 1, false))
}

/// Whether addresses are printed here: in their section, or behind their label.
fn is_expected(text: &Text, at: usize) -> bool {
    ["2.7", "2.8", "2.11"].iter().any(|s| text.is_in(at, s)) || text.hits_in_row_before(at).iter().any(|h| h.term == Term::Email)
}

/// The address around a marker, not before `floor`.
fn address(raw: &str, floor: usize, marker: Range<usize>, plain: bool) -> Option<Address> {
    let before = raw.get(..marker.start)?;
    let spaced = if plain { before } else { before.trim_end_matches([' ', '\u{a0}']) };
    let letters = spaced.char_indices().rev().take(MAX_LOCAL + 1);
    let local_start = letters.take_while(|(i, c)| *i >= floor && (is_local(*c) || is_invisible(*c))).last().map(|(i, _)| i)?;
    let local = spaced.get(local_start..)?;
    let leading = local.len() - local.trim_start_matches(['.', '-', '\'', '_', '*', '/', '=', '+', '&']).len();
    let (local_start, local) = (local_start + leading, local.get(leading..)?);
    if local.is_empty() || local.chars().count() > MAX_LOCAL || !local.chars().any(char::is_alphanumeric) {
        return None;
    }
    let (domain, end, mended) = domain(raw, marker.end, plain)?;
    let visible: String = local.chars().filter(|c| !is_invisible(*c)).collect();
    let value = format!("{}@{domain}", visible.to_lowercase());
    Some(Address { range: local_start..end, value, obfuscated: !plain || mended || visible.len() < local.len() })
}

fn is_local(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-' | '\'' | '/' | '=' | '&' | '!' | '~')
}

/// The domain that starts here: the domain, where it ends, whether something had to be undone.
fn domain(raw: &str, start: usize, plain: bool) -> Option<(String, usize, bool)> {
    let mut domain = String::new();
    let mut at = start;
    let mut mended = false;
    // A long address in a table's cell is broken behind the sign.
    if raw.get(at..)?.starts_with('\n') {
        at += 1;
    }
    let rest = raw.get(at..)?;
    if !plain {
        at += rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len();
    }
    loop {
        let rest = raw.get(at..)?;
        // Invisible characters are there against robots, or to let a row end.
        let unseen = rest.len() - rest.trim_start_matches(is_invisible).len();
        (mended, at) = (mended || unseen > 0, at + unseen);
        let rest = raw.get(at..)?;
        let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(rest.len());
        if length == 0 || length > 63 {
            break;
        }
        domain.push_str(rest.get(..length)?);
        at += length;
        if rest.get(..length).is_some_and(|label| label.ends_with('-'))
            && let Some((word, more)) = torn(raw.get(at..)?)
        {
            // No top-level domain has a hyphen inside: this one came with the end of the row.
            if !more && domain.contains('.') {
                domain.pop();
            }
            domain.push_str(word);
            at += 1 + word.len();
        }
        if domain.len() > MAX_DOMAIN {
            return None;
        }
        let behind = raw.get(at..)?;
        if behind.starts_with(is_invisible) {
            let next = behind.trim_start_matches(is_invisible);
            if next.starts_with(|c: char| c.is_ascii_alphanumeric()) {
                continue;
            }
            if next.starts_with('.') {
                at += behind.len() - next.len();
                mended = true;
            }
        }
        let Some((next, odd)) = dot(raw, at, !plain || mended) else { break };
        // A full stop at the end of a sentence is none of the domain's.
        if !raw.get(next..).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_alphanumeric())) {
            break;
        }
        mended |= odd;
        domain.push('.');
        at = next;
    }
    // `info (a) example org`: spaces stand for the full stops.
    if !domain.contains('.') && !plain {
        let rest = raw.get(at..)?.trim_start_matches([' ', '\u{a0}']);
        let top = rest.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(rest.len());
        if (2..=3).contains(&top) && !rest.get(top..)?.starts_with(|c: char| c.is_alphanumeric()) {
            let skipped = raw.get(at..)?.len() - rest.len();
            domain.push('.');
            domain.push_str(rest.get(..top)?);
            at += skipped + top;
            mended = true;
        }
    }
    let trimmed = domain.trim_end_matches(['.', '-']);
    at -= domain.len() - trimmed.len();
    let top = trimmed.rsplit('.').next()?;
    let valid = trimmed.contains('.') && top.len() >= 2 && top.bytes().all(|b| b.is_ascii_alphabetic()) || top.starts_with("xn--");
    (valid && !trimmed.contains("..")).then(|| (trimmed.to_lowercase(), at, mended))
}

/// Where a bracket is closed, within so many bytes: brackets without end must not make every one of them look through the rest.
fn closing(inside: &str, within: usize) -> Option<usize> {
    inside.bytes().take(within + 1).position(|byte| matches!(byte, b')' | b']' | b'}' | b'>'))
}

/// The rest of a label that a row's end tore apart, and whether more labels follow.
fn torn(rest: &str) -> Option<(&str, bool)> {
    let row = rest.strip_prefix('\n')?;
    let length = row.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(row.len());
    let word = row.get(..length).filter(|w| w.starts_with(|c: char| c.is_ascii_lowercase()) && w.len() < 63)?;
    let more = row.get(length..)?.strip_prefix('.').is_some_and(|r| r.starts_with(|c: char| c.is_ascii_alphanumeric()));
    Some((word, more))
}

/// A full stop in any of its forms: the offset behind it and whether it is an odd one.
fn dot(raw: &str, at: usize, loose: bool) -> Option<(usize, bool)> {
    let rest = raw.get(at..)?;
    if let Some(behind) = rest.strip_prefix('.') {
        let spaces = behind.len() - behind.trim_start_matches(' ').len();
        let is_next_sentence = behind.trim_start_matches(' ').starts_with(|c: char| c.is_uppercase());
        return if spaces == 0 {
            Some((at + 1, false))
        } else if loose && spaces == 1 && !is_next_sentence && behind_is_label(behind) {
            Some((at + 2, true))
        } else {
            None
        };
    }
    let trimmed = rest.trim_start_matches([' ', '\u{a0}']);
    let skipped = rest.len() - trimmed.len();
    if skipped > 2 {
        return None;
    }
    if let Some(behind) = trimmed.strip_prefix('.').filter(|_| skipped > 0 && loose) {
        let spaces = behind.len() - behind.trim_start_matches(' ').len();
        return (spaces <= 1).then_some((at + skipped + 1 + spaces, true));
    }
    if trimmed.starts_with(['(', '[', '{', '<', '\\']) {
        let inside = trimmed.trim_start_matches('\\').get(1..)?;
        let close = closing(inside, 8)?;
        let word = inside.get(..close)?.trim_matches([' ', '\\']).to_lowercase();
        if DOT_WORDS.contains(&word.as_str()) {
            let used = trimmed.len() - inside.len() + close + 1;
            let behind = trimmed.get(used..)?;
            let spaces = behind.len() - behind.trim_start_matches(' ').len();
            return Some((at + skipped + used + spaces.min(2), true));
        }
    }
    for word in ["dot ", "DOT ", "punkt ", "punto ", "ponto ", "point "] {
        if loose && skipped > 0 && trimmed.starts_with(word) {
            return Some((at + skipped + word.len(), true));
        }
    }
    None
}

/// Whether a label of a domain and not a word of the next sentence follows a full stop and a space.
fn behind_is_label(behind: &str) -> bool {
    let word: String = behind.trim_start().chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
    (2..=3).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase())
}

/// `name at example dot org`, all in words.
fn words_only(text: &Text, all: &mut Vec<Address>) {
    let raw = &*text.raw;
    for marker_word in [" at ", " AT ", "-at-", "_at_", " arroba "] {
        for at in memchr::memmem::find_iter(raw.as_bytes(), marker_word) {
            let from = at + marker_word.len();
            let rest: String = raw.get(from..).unwrap_or_default().chars().take(80).collect();
            let lower = rest.to_lowercase();
            let row = lower.split('\n').next().unwrap_or_default();
            let has_dot =
                DOT_WORDS.iter().any(|d| d.len() > 1 && (row.contains(&format!(" {d} ")) || row.contains(&format!("-{d}-"))));
            let dashed = marker_word.starts_with(['-', '_']);
            let first = row.split(' ').nth(1).unwrap_or_default();
            let is_all_words = has_dot && DOT_WORDS.contains(&first);
            let is_wanted = is_all_words || dashed || is_shouted(text, marker_word, at) || is_row(text, marker_word, at);
            if !is_wanted || all.len() > MAX_CLAIMS {
                continue;
            }
            if let Some(address) = address(raw, 0, at..from, false)
                && all.iter().all(|a| a.range.end <= address.range.start || a.range.start >= address.range.end)
            {
                all.push(address);
            }
        }
    }
}

/// `cert AT example.org`: capital letters where the name has none, among addresses.
fn is_shouted(text: &Text, marker: &str, at: usize) -> bool {
    let name = text.raw.get(..at).and_then(|before| before.rsplit(char::is_whitespace).next()).unwrap_or_default();
    marker == " AT " && !name.bytes().any(|b| b.is_ascii_uppercase()) && is_expected(text, at)
}

/// `cert at example.org` alone on a row among addresses.
fn is_row(text: &Text, marker: &str, at: usize) -> bool {
    let words = text.get(text.row_near(&(at..at))).split_whitespace().count();
    marker == " at " && words == 3 && text.is_in(at, "2.7")
}

/// A User ID's text with its address in plain form.
pub(super) fn without_obfuscation(value: &str, address: &Address, start: usize) -> String {
    let (Some(from), Some(to)) = (address.range.start.checked_sub(start), address.range.end.checked_sub(start)) else {
        return value.to_owned();
    };
    let (Some(before), Some(after)) = (value.get(..from), value.get(to.min(value.len())..)) else { return value.to_owned() };
    let head = before.trim_end_matches(['<', '[', '(', '\\', ' ']);
    // The target of a Markdown link says the same again.
    let tail = match after.find("](mailto:") {
        Some(i) => after.get(i + 2..).and_then(|r| r.split_once(')')).map_or("", |(_, t)| t),
        None => after,
    };
    let tail = tail.trim_matches(['>', ']', ')', '\\', ' ']);
    let bracketed = before.contains('<') || after.trim_start().starts_with('>') || after.contains("](mailto:");
    let plain =
        if bracketed && !head.is_empty() { format!("{head} <{}>", address.value) } else { format!("{head} {}", address.value) };
    format!("{plain} {tail}").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use bonafide_layout::Line;

    fn found(raw: &str) -> Vec<String> {
        let lines: Vec<Line<'_>> = raw.split('\n').map(|t| Line { text: t.into(), ..Line::default() }).collect();
        let mut all: Vec<String> = addresses(&Text::of(&lines, None)).into_iter().map(|a| a.value).collect();
        all.dedup();
        all
    }

    #[test]
    fn every_obfuscation_is_undone() {
        for (raw, address) in [
            ("<contact(at)m-cert.fr>.", "contact@m-cert.fr"),
            ("cert[at]metsys.fr", "cert@metsys.fr"),
            ("CERT[AT]Example.ORG", "cert@example.org"),
            ("cert[@]example.org", "cert@example.org"),
            ("cert (at) example.org", "cert@example.org"),
            ("info (a) circl lu", "info@circl.lu"),
            ("csirt[at]x[dot]org", "csirt@x.org"),
            ("info [at] csirt [.] gov [.] it", "info@csirt.gov.it"),
            ("csirt [AT] uis . cam . ac . uk", "csirt@uis.cam.ac.uk"),
            ("cert at example dot org", "cert@example.org"),
            ("cert {at} example.org", "cert@example.org"),
            ("[<contact\\(at\\)m-cert.fr>](x)", "contact@m-cert.fr"),
            ("mailto:Cert@Example.org?subject=x", "cert@example.org"),
            ("cert(at)example(dot)co(dot)uk", "cert@example.co.uk"),
            ("cert@example.org. The next", "cert@example.org"),
            ("cert@\nexample.org", "cert@example.org"),
            ("cert@koral.exam-\nple, by mail", "cert@koral.example"),
            ("cert@tide-\ncert.example.", "cert@tide-cert.example"),
            ("write to con-\ntact(at)x.org or contact@x.org", "contact@x.org"),
            ("write to first-\nlast@x.org", "first-last@x.org"),
        ] {
            assert_eq!(found(raw), [address], "{raw}");
        }
    }

    #[test]
    fn other_things_are_no_addresses() {
        for raw in ["@certxmco", "see (a) and (b) of it", "meet at noon", "user@localhost", "[a] list of x", "x (at least) one.two"]
        {
            assert!(found(raw).is_empty(), "{raw}: {:?}", found(raw));
        }
    }
}
