//! "Would verify if …": a bad signature tried again over what the document may have been. Diagnosis
//! only, never a pass.

use std::borrow::Cow;
use std::io::Read;

use bonafide_model::judgement::FormerState;
use flate2::read::GzDecoder;
use openpgp::packet::Signature;
use openpgp::packet::key::{PublicParts, UnspecifiedRole};
use sequoia_openpgp as openpgp;

use super::arithmetic::{self, Arithmetic, Payload};
use super::limits;

/// Documents above this size are not tried again: each variant costs a copy and a hash.
const DOCUMENT_BYTES: usize = 8 << 20;

/// Earlier ends of a PDF that are tried, the newest first: some programs append a revision each
/// time a document is saved. Each has up to three line ends to try.
const VARIANTS_OF_REVISIONS: usize = 12;

/// What a document may have been before somebody's editor, server or transfer changed it.
pub(super) struct Variants(Vec<(FormerState, Payload<'static>)>);

impl Variants {
    /// All variants that differ from the document.
    pub(super) fn of(document: &[u8]) -> Self {
        if document.len() > DOCUMENT_BYTES {
            return Self(Vec::new());
        }
        let variants: [(FormerState, Option<Vec<u8>>); 7] = [
            (FormerState::Crlf, arithmetic::with_crlf(document)),
            (FormerState::Lf, with_lf(document)),
            (
                FormerState::LineEndAtEnd,
                (!document.ends_with(b"\n")).then(|| [document, b"\n"].concat()),
            ),
            (FormerState::NoLineEndAtEnd, without_last_line_end(document)),
            (
                FormerState::NoByteOrderMark,
                document.strip_prefix(b"\xef\xbb\xbf").map(<[u8]>::to_vec),
            ),
            (
                FormerState::ByteOrderMark,
                (!document.starts_with(b"\xef\xbb\xbf"))
                    .then(|| [b"\xef\xbb\xbf", document].concat()),
            ),
            (FormerState::Unpacked, unpacked(document)),
        ];
        let single = variants
            .into_iter()
            .filter_map(|(state, bytes)| Some((state, bytes?)));
        let appended = revisions(document).map(|bytes| (FormerState::EarlierRevision, bytes));
        Self(
            single
                .chain(appended)
                .map(|(state, bytes)| (state, Payload::file(Cow::Owned(bytes))))
                .collect(),
        )
    }

    /// Under which conditions this key did make the signature.
    pub(super) fn explain(
        &self,
        signature: &Signature,
        key: &openpgp::packet::Key<PublicParts, UnspecifiedRole>,
    ) -> impl Iterator<Item = FormerState> {
        self.0
            .iter()
            .filter(move |(_, payload)| {
                arithmetic::compute(signature, key, payload) == Arithmetic::Holds
            })
            .map(|(state, _)| state.clone())
    }
}

/// What a PDF was before its later revisions were appended (ISO 32000-2, "Incremental updates"):
/// each ends with `%%EOF`, with or without the line end behind it.
fn revisions(document: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    const END: &[u8] = b"%%EOF";
    let is_pdf = document.starts_with(b"%PDF-");
    let ends = document
        .windows(END.len())
        .enumerate()
        .rev()
        .filter(move |(_, window)| is_pdf && *window == END);
    let ends = ends.map(|(at, _)| at + END.len()).flat_map(|end| {
        let behind = document.get(end..).unwrap_or_default();
        [&b""[..], b"\n", b"\r", b"\r\n"]
            .into_iter()
            .filter(|line_end| behind.starts_with(line_end))
            .map(move |it| end + it.len())
    });
    ends.filter(|end| *end < document.len())
        .take(VARIANTS_OF_REVISIONS)
        .filter_map(|end| Some(document.get(..end)?.to_vec()))
}

fn with_lf(document: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(document.len());
    for line in document.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_suffix(b"\r\n") {
            Some(content) => {
                out.extend_from_slice(content);
                out.push(b'\n');
            }
            None => out.extend_from_slice(line),
        }
    }
    (out.len() != document.len()).then_some(out)
}

fn without_last_line_end(document: &[u8]) -> Option<Vec<u8>> {
    document
        .strip_suffix(b"\r\n")
        .or_else(|| document.strip_suffix(b"\n"))
        .map(<[u8]>::to_vec)
}

fn unpacked(document: &[u8]) -> Option<Vec<u8>> {
    if !document.starts_with(b"\x1f\x8b") {
        return None;
    }
    let mut out = Vec::new();
    let cap = u64::try_from(limits::UNPACKED_BYTES).ok()?;
    GzDecoder::new(document)
        .take(cap)
        .read_to_end(&mut out)
        .ok()?;
    (out.len() < limits::UNPACKED_BYTES).then_some(out)
}
