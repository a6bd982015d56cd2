//! What a text-mode signature covers where another program counts line ends in another way (RFC
//! 9580, "Signature Types", 0x01, says only "line endings converted to CR LF"). Diagnosis only,
//! never a pass.

use bonafide_model::judgement::LineReading;
use openpgp::packet::Signature;
use openpgp::packet::key::{PublicParts, UnspecifiedRole};
use sequoia_openpgp as openpgp;

use super::arithmetic::{self, Arithmetic, Payload};

/// Documents above this size are not tried again: each form costs a copy and a hash.
const DOCUMENT_BYTES: usize = 8 << 20;

/// Where a line ends, and what is left out before its end.
type Form = (LineReading, fn(&[u8]) -> Vec<&[u8]>, &'static [u8]);

const FORMS: [Form; 4] = [
    // Measured with GnuPG 2.2.40, which calls such a signature good.
    (LineReading::WithoutReturns, by_line_feed, b"\r"),
    (LineReading::ReturnEnds, by_any, b""),
    (LineReading::WithoutBlanks, by_line_feed, b"\r \t"),
    (LineReading::WithoutBlanksReturnEnds, by_any, b" \t"),
];

/// The forms in which other programs read a text.
pub(super) struct TextForms(Vec<(LineReading, Payload<'static>)>);

impl TextForms {
    /// Those of this document, each with and without a line end behind its last line.
    pub(super) fn of(document: &[u8]) -> Self {
        let mut forms: Vec<(LineReading, Vec<u8>)> = Vec::new();
        if document.len() <= DOCUMENT_BYTES {
            for (reading, split, dropped) in FORMS {
                let mut text = split(document)
                    .into_iter()
                    .map(|line| without(line, dropped))
                    .collect::<Vec<_>>()
                    .join(&b"\r\n"[..]);
                let other = match text.strip_suffix(b"\r\n") {
                    Some(open) => open.to_vec(),
                    None => [&text[..], b"\r\n"].concat(),
                };
                for bytes in [std::mem::take(&mut text), other] {
                    if forms.iter().all(|(_, known)| *known != bytes) {
                        forms.push((reading, bytes));
                    }
                }
            }
        }
        Self(
            forms
                .into_iter()
                .map(|(reading, bytes)| (reading, Payload::canonical(bytes)))
                .collect(),
        )
    }

    /// In which of them this key did make the signature.
    pub(super) fn explain(
        &self,
        signature: &Signature,
        key: &openpgp::packet::Key<PublicParts, UnspecifiedRole>,
    ) -> Option<LineReading> {
        let holds = |payload: &Payload<'_>| {
            arithmetic::compute(signature, key, payload) == Arithmetic::Holds
        };
        self.0
            .iter()
            .find(|(_, payload)| holds(payload))
            .map(|(reading, _)| *reading)
    }
}

/// Lines without their line ends; behind the last line end stands an empty one.
fn by_line_feed(text: &[u8]) -> Vec<&[u8]> {
    let split = text.split(|byte| *byte == b'\n');
    split
        .map(|line| line.strip_suffix(b"\r").unwrap_or(line))
        .collect()
}

fn by_any(text: &[u8]) -> Vec<&[u8]> {
    let mut lines = Vec::new();
    for part in text.split(|byte| *byte == b'\n') {
        let part = part.strip_suffix(b"\r").unwrap_or(part);
        lines.extend(part.split(|byte| *byte == b'\r'));
    }
    lines
}

fn without<'t>(line: &'t [u8], dropped: &[u8]) -> &'t [u8] {
    let kept = line
        .iter()
        .rposition(|byte| !dropped.contains(byte))
        .map_or(0, |last| last + 1);
    line.get(..kept).unwrap_or(line)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// The forms as GnuPG 2.2.40 hashed them when it made a text-mode signature over these bytes.
    #[test]
    fn a_text_is_read_as_gnupg_hashes_it() {
        let gnupg = |document: &[u8]| {
            TextForms::of(document)
                .0
                .iter()
                .map(|(_, payload)| payload.bytes().to_vec())
                .collect::<Vec<_>>()
        };
        for (document, hashed) in [
            (&b"a\nend\r"[..], &b"a\r\nend"[..]),
            (b"line\r\r\nanother\n", b"line\r\nanother\r\n"),
            (b"a\r\r\r\nb", b"a\r\nb"),
            (b"a\rb\r", b"a\rb"),
            (b"a\r\n\r", b"a\r\n"),
            (b"a\n\r\r", b"a\r\n"),
            (b"\r", b""),
        ] {
            assert!(gnupg(document).contains(&hashed.to_vec()), "{document:?}");
        }
    }
}
