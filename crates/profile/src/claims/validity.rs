//! Until when the document says it is valid, and what it says about its authentication.

use bonafide_model::claims::{Authenticity, Claim, DateRole, PrintedExpiry};

use super::Found;
use super::fold::{Words, folded};
use super::text::{Row, Text, cap};
use crate::fields::{self, Field, Form};
use crate::vocabulary::{self, Hit, Term, words};

/// Two printed rows.
const MAX_BOTH: usize = 400;
/// What is kept of an expiry that is not understood.
const MAX_OTHER: usize = 200;

/// The document's expiry: on the title page or in the sections about the document.
pub(super) fn expiry(text: &Text, front: usize, found: &mut Found) {
    for index in 0..text.rows.len() {
        let Some(row) = text.rows.get(index) else {
            return;
        };
        let in_document = row.section.is_some_and(|s| s == "1" || s.starts_with("1."));
        if !(in_document || index < front) || row.range.is_empty() {
            continue;
        }
        let dates = |row: &Row| {
            let (line, page) = (row.number, row.page);
            found
                .claims
                .dates
                .iter()
                .filter(move |d| d.place.line == line && d.place.page == page)
        };
        let date = dates(row).find(|d| d.value.role == DateRole::Expiry);
        let hits = text.row_hits(index);
        // When a key ends says nothing about the document. Where one row says both, the document's
        // own counts.
        let of_key =
            |h: &Hit| matches!(h.term, Term::KeyId | Term::Fingerprint | Term::KeyAttribute);
        let is_keys = dates(row).any(|d| d.value.role == DateRole::KeyExpiry) && date.is_none();
        if is_keys || hits.iter().any(of_key) || super::dates::is_listing(text.row(index)) {
            continue;
        }
        let label = hits.iter().find(|h| h.term == Term::Expiry);
        let value = if is_superseded(text, index, label.is_some()) {
            PrintedExpiry::UntilSuperseded
        } else if let Some(date) = date {
            PrintedExpiry::Date(date.value.clone())
        } else {
            let field = fields::in_row(text, index, &[Term::Expiry])
                .into_iter()
                .find(|field| field.form != Form::Running);
            let below = |field: &Field| {
                text.rows
                    .get(text.row_at(field.value.start))
                    .is_some_and(|row| dates(row).next().is_some())
            };
            match field {
                Some(field) if !below(&field) => {
                    PrintedExpiry::Other(cap(text.get(field.value), MAX_OTHER))
                }
                _ => continue,
            }
        };
        found.claims.expiry = Some(text.claim(
            value,
            row.range.clone(),
            label.and_then(|l| text.label_text(l)),
        ));
        return;
    }
}

/// Whether the row says that the document is valid until another one comes. The sentence may go on
/// in the next row.
fn is_superseded(text: &Text, index: usize, is_labelled: bool) -> bool {
    let says = |row: usize| {
        text.row_hits(row)
            .iter()
            .any(|hit| hit.term == Term::Superseded)
    };
    let is_valid = || {
        let said = folded(text.row(index));
        words::VALID.iter().any(|word| said.contains(word))
    };
    // The words themselves may be wrapped.
    let over_both = || {
        let both = format!("{} {}", text.row(index).trim(), text.row(index + 1).trim());
        both.len() <= MAX_BOTH
            && vocabulary::hits(&Words::of(&both, 0))
                .iter()
                .any(|hit| hit.term == Term::Superseded)
    };
    says(index) && (is_labelled || is_valid())
        || (is_labelled && (says(index + 1) || over_both()) || says(index + 1) && is_valid())
            && fields::is_same_field(text, index, index + 1)
}

/// What the section on authentication says.
pub(super) fn authenticity(text: &Text) -> Option<Claim<Authenticity>> {
    let rows: Vec<usize> = (0..text.rows.len())
        .filter(|i| text.rows.get(*i).is_some_and(|r| r.section == Some("1.4")))
        .collect();
    let heading = rows.first().copied();
    let begin = heading.map_or(0, |heading| text.row_range_of(heading).end);
    let mut best: Option<(u8, Authenticity, Hit)> = None;
    for index in rows
        .iter()
        .skip(1)
        .chain(heading.filter(|_| rows.len() == 1).iter())
    {
        let Some(row) = text.rows.get(*index) else {
            continue;
        };
        for hit in text.hits(row.range.clone()) {
            let (rank, says) = match hit.term {
                Term::NotSigned => (0, Authenticity::NotSigned),
                Term::OnRequest => (1, Authenticity::OnRequest),
                Term::Signature
                    if is_only_possible(text, &hit) || is_of_mail(text, begin, &hit) =>
                {
                    continue;
                }
                Term::Signature => (2, Authenticity::SaysSigned),
                Term::Tls | Term::Certificate => (3, Authenticity::Tls),
                _ => continue,
            };
            if best.as_ref().is_none_or(|(r, _, _)| rank < *r) {
                best = Some((rank, says, hit));
            }
        }
    }
    best.map(|(_, says, hit)| text.claim(says, hit.range, None))
}

/// Whether the subject of the sentence is what the team sends, and not the document: "All our messages
/// are signed." The section begins behind its heading.
fn is_of_mail(text: &Text, begin: usize, hit: &Hit) -> bool {
    let mut before = text.sentence_before(hit.range.start);
    before.start = before.start.max(begin.min(before.end));
    let said = format!(" {} ", folded(text.get(before.clone())));
    words::MAIL
        .iter()
        .any(|word| said.contains(&format!(" {word} ")))
        && !text
            .hits(before)
            .iter()
            .any(|hit| hit.term == Term::Document)
}

/// Whether the words around only say that the document may be signed, should be or will be: "kann
/// signiert werden".
fn is_only_possible(text: &Text, hit: &Hit) -> bool {
    const REACH: usize = 8;
    let before = folded(text.get(text.sentence_before(hit.range.start)));
    let said: Vec<&str> = before.split_whitespace().rev().take(REACH).collect();
    let own = folded(text.get(hit.range.clone()));
    let is_noun = |word: &str| {
        words::SIGNATURE_NOUN.contains(&word)
            || words::SIGNATURE_STEM
                .iter()
                .any(|stem| word.starts_with(stem))
    };
    let is_thing = own.split_whitespace().any(is_noun);
    let Some(gap) = said.iter().position(|word| words::POSSIBLE.contains(word)) else {
        return !is_thing && said.starts_with(&["be", "to"]);
    };
    let between = said.get(..gap).unwrap_or_default();
    if is_thing {
        return between.iter().any(|word| words::BEARS.contains(word));
    }
    let behind = folded(text.get(hit.range.end..text.floor(hit.range.end + 24)));
    // In German and Dutch the verb stands at the end, and anything between.
    let is_framed = behind
        .split_whitespace()
        .next()
        .is_some_and(|word| words::BECOMES.contains(&word));
    // "might in future be signed"
    let is_passive = said.iter().take(2).any(|word| words::BE.contains(word));
    is_framed
        || is_passive && gap <= 5
        || gap <= 3 && !between.iter().any(|word| words::APART.contains(word))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use bonafide_layout::{Hint, Source};
    use bonafide_model::claims::Authenticity;

    fn says(sentence: &str) -> Option<Authenticity> {
        let source = format!(
            "RFC 2350\n\n1.4 Authenticity of this document\n{sentence}\n\n2. Contact Information\n2.1 Team name\nELM-CERT\n"
        );
        let hint = Hint::default();
        let source = Source::new(source.as_bytes(), &hint).unwrap();
        crate::claims::profile(source.document().unwrap())
            .authenticity
            .map(|claim| claim.value)
    }

    #[test]
    fn what_a_team_sends_is_not_its_document() {
        for sentence in [
            "E-mails of the team are signed with its PGP key.",
            "All messages from ELM-CERT are digitally signed.",
            "Unsere E-Mails sind signiert.",
            "Tous les courriels sont signés.",
        ] {
            assert_eq!(says(sentence), None, "{sentence}");
        }
        let both = "This document and all messages are signed.";
        assert_eq!(says(both), Some(Authenticity::SaysSigned));
    }

    #[test]
    fn what_may_be_signed_is_not_said_to_be_signed() {
        for sentence in [
            "This document may be signed with the PGP key of ELM-CERT.",
            "This document may be digitally signed with the ELM-CERT key (KeyID 0xD6E7F8091A2B3C4D).",
            "It can be cryptographically signed.",
            "The document might in future be signed by the team.",
            "This text should be signed.",
            "Newer releases will be signed by our team.",
            "This document may be digitally\nsigned with our key.",
            "Copies could also be PGP signed.",
            "The document is to be signed.",
            "This file may carry a PGP signature.",
            "It may be accompanied by a detached signature.",
            "Ce document peut \u{ea}tre sign\u{e9} avec la cl\u{e9} de l'\u{e9}quipe.",
            "Le document pourra \u{ea}tre sign\u{e9}.",
            "Dieses Dokument kann mit dem PGP-Schl\u{fc}ssel des Teams signiert werden.",
            "Das Dokument sollte digital signiert sein.",
            "Este documento puede ser firmado con la clave.",
            "Il documento pu\u{f2} essere firmato.",
            "Este documento pode ser assinado digitalmente.",
            "Dit document kan worden ondertekend.",
            "Dokumen ini dapat ditandatangani.",
        ] {
            assert_eq!(says(sentence), None, "{sentence}");
        }
    }

    #[test]
    fn what_is_signed_is_said_to_be_signed_though_something_else_is_possible() {
        for sentence in [
            "This document is signed with the PGP key of ELM-CERT.",
            "This document has been digitally signed.",
            "The signature can be found at the address below.",
            "The document can be verified with its PGP signature.",
            "It can be found in the signed version.",
            "This document may change. It is signed with our key.",
            "The key may be fetched below. The document has been signed.",
            "Ce document est sign\u{e9} avec la cl\u{e9} de l'\u{e9}quipe.",
            "Le document peut \u{ea}tre v\u{e9}rifi\u{e9} avec la signature PGP.",
            "Dieses Dokument wird mit dem PGP-Schl\u{fc}ssel des Teams signiert.",
            "Dieses Dokument kann mit der digitalen Signatur gepr\u{fc}ft werden.",
            "Este documento ha sido firmado.",
            "La firma digital puede descargarse abajo.",
            "Dokumentet var digitalt signerat.",
            "Dokumen ini telah ditandatangani.",
        ] {
            assert_eq!(says(sentence), Some(Authenticity::SaysSigned), "{sentence}");
        }
    }

    #[test]
    fn what_is_signed_on_request_or_not_at_all_is_said_so() {
        assert_eq!(
            says("Upon request, a signed copy may be sent."),
            Some(Authenticity::OnRequest)
        );
        assert_eq!(
            says("The document can be signed on request."),
            Some(Authenticity::OnRequest)
        );
        for sentence in [
            "This document is not signed.",
            "This document isn't signed.",
            "It is never signed.",
            "The document does not carry a signature.",
            "There is no signed version of this document.",
            "Dieses Dokument ist nicht digital signiert.",
            "Ce document n'est jamais sign\u{e9}.",
        ] {
            assert_eq!(says(sentence), Some(Authenticity::NotSigned), "{sentence}");
        }
    }
}
