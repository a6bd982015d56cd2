//! The structure of the file itself, which the interpreter does not tell: trailers and revisions.

use hayro_syntax::object::ObjectIdentifier;
use memchr::memmem;

/// How much of a trailer dictionary is looked at. Real ones have 200 bytes.
const TRAILER: usize = 64 << 10;
/// Where a linearised file says that it is one.
const LINEARIZED_WITHIN: usize = 2_048;
/// Bytes of the two numbers of a reference.
const NUMBERS: usize = 20;
/// Levels of dictionaries in each other. Real files have ten; in 64 MiB of noise, or of program
/// text, the pairs of brackets do not come to this.
const DEPTH: usize = 10_000;

/// The last trailer dictionary, or that of a cross-reference stream, as raw bytes; `None` where the
/// file does not point to one.
pub(super) fn last_trailer(bytes: &[u8]) -> Option<&[u8]> {
    trailer_at(bytes, startxref(bytes)?)
}

/// The number of the information dictionary.
pub(super) fn information(bytes: &[u8]) -> Option<ObjectIdentifier> {
    let trailer = last_trailer(bytes)?;
    let reference = trailer.get(memmem::find(trailer, b"/Info")? + b"/Info".len()..)?;
    let mut numbers = std::str::from_utf8(reference.get(..reference.len().min(NUMBERS))?)
        .ok()?
        .split_ascii_whitespace();
    Some(ObjectIdentifier::new(
        numbers.next()?.parse().ok()?,
        numbers.next()?.parse().ok()?,
    ))
}

/// The offset that the last `startxref` points to.
pub(super) fn startxref(bytes: &[u8]) -> Option<usize> {
    let at = memmem::rfind(bytes, b"startxref")?;
    let digits: Vec<u8> = bytes
        .get(at + b"startxref".len()..)?
        .iter()
        .copied()
        .skip_while(u8::is_ascii_whitespace)
        .take_while(u8::is_ascii_digit)
        .take(12)
        .collect();
    std::str::from_utf8(&digits).ok()?.parse().ok()
}

fn trailer_at(bytes: &[u8], offset: usize) -> Option<&[u8]> {
    let table = bytes.get(offset..)?.trim_ascii_start();
    if table.starts_with(b"xref") {
        let trailer = table.get(memmem::find(table, b"trailer")? + b"trailer".len()..)?;
        let end = memmem::find(trailer, b"startxref").unwrap_or(trailer.len());
        return trailer.get(..end.min(TRAILER));
    }
    let head = table.get(..table.len().min(TRAILER))?;
    if !head.first()?.is_ascii_digit() {
        return None;
    }
    let dictionary = head.get(memmem::find(head, b"obj")? + b"obj".len()..)?;
    dictionary.get(..memmem::find(dictionary, b"stream")?)
}

/// Whether dictionaries are nested deeper than any program writes them. The interpreter reads such
/// files again from each level.
pub(super) fn is_nested_too_deeply(bytes: &[u8]) -> bool {
    let mut depth = 0_usize;
    memchr::memchr2_iter(b'<', b'>', bytes).any(|at| {
        // The second of two brackets; compressed data has as many pairs that open as pairs that
        // close.
        match (
            at.checked_sub(1).and_then(|before| bytes.get(before)),
            bytes.get(at),
        ) {
            (Some(b'<'), Some(b'<')) => depth += 1,
            (Some(b'>'), Some(b'>')) => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > DEPTH
    })
}

/// Whether the file is encrypted.
pub(super) fn is_encrypted(bytes: &[u8]) -> bool {
    has_name(last_trailer(bytes).unwrap_or(bytes), b"/Encrypt")
}

/// Whether a name stands among the bytes as a whole.
fn has_name(bytes: &[u8], name: &[u8]) -> bool {
    memmem::find_iter(bytes, name).any(|at| {
        bytes.get(at + name.len()).is_some_and(|next| {
            next.is_ascii_whitespace() || matches!(next, b'<' | b'(' | b'[' | b'/')
        })
    })
}

/// Where earlier revisions of the file end, the oldest first. Each incremental update ends with a
/// cross-reference section of its own and an end-of-file marker; the first marker of a linearised
/// file ends no revision.
pub(super) fn earlier_revisions(bytes: &[u8]) -> Vec<usize> {
    let mut ends: Vec<usize> = memmem::find_iter(bytes, b"%%EOF")
        .map(|at| at + b"%%EOF".len())
        .filter(|&end| {
            let revision = bytes.get(..end).unwrap_or_default();
            is_end(revision)
                && startxref(revision)
                    .and_then(|offset| trailer_at(revision, offset))
                    .is_some()
        })
        .collect();
    // Nothing but white space after the last one: it ends the file itself. Else the file has been
    // cut off or appended to.
    if ends.last().is_some_and(|&end| {
        bytes
            .get(end..)
            .is_some_and(|rest| rest.trim_ascii().is_empty())
    }) {
        ends.pop();
    }
    if is_linearized(bytes) && !ends.is_empty() {
        ends.remove(0);
    }
    ends
}

/// Whether `startxref` and a number stand right before the end-of-file marker.
fn is_end(revision: &[u8]) -> bool {
    let before = revision
        .get(..revision.len().saturating_sub(b"%%EOF".len()))
        .unwrap_or_default()
        .trim_ascii_end();
    let number = before
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let before = before
        .get(..before.len() - number)
        .unwrap_or_default()
        .trim_ascii_end();
    number > 0 && before.ends_with(b"startxref")
}

fn is_linearized(bytes: &[u8]) -> bool {
    bytes
        .get(..bytes.len().min(LINEARIZED_WITHIN))
        .is_some_and(|head| memmem::find(head, b"/Linearized").is_some())
}
