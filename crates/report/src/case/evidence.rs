//! What was gathered, what was tried, and the hashes of all of it.

use bonafide_model::judgement::{Assessment, Piece};
use maud::{Markup, html as markup};

use crate::html::{entry, safe};
use crate::told::{Entry, evidence};

/// Things of one kind that are listed; servers and documents can name as many as they like.
const SHOWN: usize = 100;

pub(super) fn evidence(assessment: &Assessment, pieces: &[Piece]) -> Markup {
    markup! {
        (list("signatures", "Signatures", assessment.signatures.iter().map(evidence::signature)))
        (list("certificates", "Certificates", assessment.certificates.iter().map(evidence::certificate)))
        (list("tried", "What was tried", assessment.attempts.iter().map(evidence::attempt)))
        (hashes(pieces))
    }
}

fn list(id: &str, heading: &str, entries: impl ExactSizeIterator<Item = Entry>) -> Markup {
    let left = entries.len().saturating_sub(SHOWN);
    markup! {
        @if entries.len() > 0 {
            section aria-labelledby=(id) {
                h2 id=(id) { (heading) }
                ul.entries { @for one in entries.take(SHOWN) { li { (entry(&one)) } } }
                @if left > 0 { p.faint { "and " (left) " more" } }
            }
        }
    }
}

/// Every piece as it came, to be compared by whoever gathers the same.
fn hashes(pieces: &[Piece]) -> Markup {
    let left = pieces.len().saturating_sub(SHOWN);
    markup! {
        @if !pieces.is_empty() {
            section aria-labelledby="hashes" {
                h2 #hashes { "Evidence" }
                table.hashes role="table" {
                    caption { "Everything that was judged, as it was fetched" }
                    thead role="rowgroup" {
                        tr role="row" {
                            @for label in ["What", "From", "Bytes", "SHA-256"] { th role="columnheader" scope="col" { (label) } }
                        }
                    }
                    tbody role="rowgroup" {
                        @for piece in pieces.iter().take(SHOWN) {
                            tr role="row" {
                                th role="rowheader" scope="row" { (piece.role.as_str()) }
                                td role="cell" data-label="From" { (safe(&piece.origin.display())) div.faint { (piece.origin.kind.as_str()) } }
                                td role="cell" data-label="Bytes" { (piece.bytes) }
                                td role="cell" data-label="SHA-256" { code { (piece.sha256) } }
                            }
                        }
                    }
                }
                @if left > 0 { p.faint { "and " (left) " more" } }
            }
        }
    }
}
