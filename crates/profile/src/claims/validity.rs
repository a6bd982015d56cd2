//! Until when the document says it is valid, and what it says about its authentication.

use bonafide_model::{Authenticity, Claim, DateRole, PrintedExpiry};

use super::Found;
use super::fold::folded;
use super::text::{Text, cap};
use crate::vocabulary::{Hit, Term};

/// What is kept of an expiry that is not understood.
const MAX_OTHER: usize = 200;

/// The document's expiry: on the title page or in the sections about the document.
pub(super) fn expiry(text: &Text, front: usize, found: &mut Found) {
    for index in 0..text.rows.len() {
        let Some(row) = text.rows.get(index) else { return };
        let in_document = row.section.is_some_and(|s| s == "1" || s.starts_with("1."));
        let range = row.range.clone();
        // When a key ends says nothing about the document.
        let is_about_key = super::dates::is_listing(text.get(range.clone()));
        if !(in_document || index < front) || range.is_empty() || is_about_key {
            continue;
        }
        let hits = text.hits(range.clone());
        let label = hits.iter().find(|h| h.term == Term::Expiry);
        // When a key ends is no matter of the document.
        let has_date = |role: DateRole| {
            found.claims.dates.iter().any(|d| d.value.role == role && d.place.line == row.number && d.place.page == row.page)
        };
        // Where one row says both, the document's own counts.
        let is_keys = has_date(DateRole::KeyExpiry) && !has_date(DateRole::Expiry);
        let listed = is_keys
            || ["pub", "sub", "sec", "ssb", "uid"].iter().any(|w| text.get(range.clone()).split_whitespace().next() == Some(*w));
        let of_key = |l: &Hit| {
            hits.iter()
                .any(|h| h.range.end <= l.range.start && matches!(h.term, Term::KeyId | Term::Fingerprint | Term::KeyAttribute))
        };
        if listed || label.is_some_and(of_key) {
            continue;
        }
        let superseded = hits.iter().any(|h| h.term == Term::Superseded);
        // The sentence may go on in the next row.
        let goes_on = label.is_some()
            && text
                .rows
                .get(index + 1)
                .is_some_and(|n| n.heading == row.heading && text.hits(n.range.clone()).iter().any(|h| h.term == Term::Superseded));
        let valid = label.is_some() || folded(text.get(range.clone())).contains("valid");
        let value = if valid && (superseded || goes_on) {
            PrintedExpiry::UntilSuperseded
        } else if let Some(date) = found
            .claims
            .dates
            .iter()
            .find(|d| d.value.role == DateRole::Expiry && d.place.line == row.number && d.place.page == row.page)
        {
            PrintedExpiry::Date(date.value.clone())
        } else if let Some(label) = label.filter(|l| is_label(text, l, range.end)) {
            let rest = text.get(label.range.end..range.end).trim_matches([':', ' ', '\t', '|', '.', '*']);
            if rest.is_empty() {
                continue;
            }
            PrintedExpiry::Other(cap(rest, MAX_OTHER))
        } else {
            continue;
        };
        let printed = label.and_then(|l| text.label_text(l));
        found.claims.expiry = Some(text.claim(value, range, printed));
        return;
    }
}

fn is_label(text: &Text, hit: &Hit, end: usize) -> bool {
    text.get(hit.range.end..end).trim_start_matches(['*', ' ']).starts_with([':', '\t', '|'])
}

/// What the section on authentication says.
pub(super) fn authenticity(text: &Text) -> Option<Claim<Authenticity>> {
    let rows: Vec<usize> = (0..text.rows.len()).filter(|i| text.rows.get(*i).is_some_and(|r| r.section == Some("1.4"))).collect();
    let heading = rows.first().copied();
    let mut best: Option<(u8, Authenticity, Hit)> = None;
    for index in rows.iter().skip(1).chain(heading.filter(|_| rows.len() == 1).iter()) {
        let Some(row) = text.rows.get(*index) else { continue };
        for hit in text.hits(row.range.clone()) {
            let (rank, says) = match hit.term {
                Term::NotSigned => (0, Authenticity::NotSigned),
                Term::OnRequest => (1, Authenticity::OnRequest),
                Term::Signature if is_only_possible(text, &hit) => continue,
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

/// Verbs that leave it open whether something is so, folded. Latvian "var" is missing: it is Swedish for "was".
const POSSIBLY: &str = " may might can could should would will shall must if whether peut peuvent pourra pourront pourrait devrait doit sera \
    seront kann konnen konnte konnten sollte soll darf puede pueden podra podran podria deberia debe pode podem podera poderao poderia \
    deveria deve sara puo possono potrebbe dovrebbe kunnen mag zou zal moet moze moga mogla moglby powinien powinna muze mohou mozu dapat \
    bisa boleh mungkin akan kan kunne bor voi voidaan saatetaan mogu poate pot gali voib может могут може можуть могат μπορει 可 能 ";
/// What a document may have beside it without being signed itself: "may carry a signature".
const BEARS: &str = " have carry contain bear include accompanied provided supplied delivered comporter contenir porter accompagne fourni llevar \
    incluir contenere avere conter bevatten zawierac ";
/// Words of a signature as a thing: "can be checked with the signature" says that there is one.
const THINGS: &str = " firma firme firmas imza imzasi podpis podpisy podpisem podpisom podpisu potpis allkiri digiallkiri paraksts parasas parasu \
    подпись подписи подписью подпис підпис підписом потпис alairas alairasa ";
/// Beginnings of such words.
const THING_STEMS: [&str; 10] = [
    "signatur",
    "assinatura",
    "semnatur",
    "unterschrift",
    "underskrift",
    "handtekening",
    "allekirjoitu",
    "sygnatur",
    "υπογραφη",
    "tangan",
];
/// Words behind which something else is signed than what the verb is about: "can be found in the signed copy".
const APART: &str = " in at by with from as its the through using par dans avec sur mit im auf con por en della w na ";

/// Whether the words around only say that the document may be signed, should be or will be: "kann signiert werden".
fn is_only_possible(text: &Text, hit: &Hit) -> bool {
    const REACH: usize = 8;
    let is_one_of = |list: &str, word: &str| list.contains(&format!(" {word} "));
    let before = folded(text.get(text.sentence_before(hit.range.start)));
    let words: Vec<&str> = before.split_whitespace().rev().take(REACH).collect();
    let own = folded(text.get(hit.range.clone()));
    let is_thing = own.split_whitespace().any(|w| is_one_of(THINGS, w) || THING_STEMS.iter().any(|stem| w.starts_with(stem)));
    let Some(gap) = words.iter().position(|word| is_one_of(POSSIBLY, word)) else {
        return !is_thing && words.starts_with(&["be", "to"]);
    };
    let between = words.get(..gap).unwrap_or_default();
    if is_thing {
        return between.iter().any(|word| is_one_of(BEARS, word));
    }
    let behind = folded(text.get(hit.range.end..text.floor(hit.range.end + 24)));
    // In German and Dutch the verb stands at the end, and anything between.
    let is_framed = behind.split_whitespace().next().is_some_and(|word| matches!(word, "werden" | "worden" | "sein" | "zijn"));
    // "might in future be signed"
    let is_passive = words
        .iter()
        .take(2)
        .any(|word| matches!(*word, "be" | "etre" | "ser" | "essere" | "byt" | "byc" | "biti" | "быть" | "бути"));
    is_framed || is_passive && gap <= 5 || gap <= 3 && !between.iter().any(|word| is_one_of(APART, word))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use bonafide_layout::{Hint, plain_text};
    use bonafide_model::Authenticity;

    fn says(sentence: &str) -> Option<Authenticity> {
        let source = format!(
            "RFC 2350\n\n1.4 Authenticity of this document\n{sentence}\n\n2. Contact Information\n2.1 Team name\nELM-CERT\n"
        );
        crate::claims::profile(plain_text(source.as_bytes(), &Hint::default())).authenticity.map(|claim| claim.value)
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
        assert_eq!(says("Upon request, a signed copy may be sent."), Some(Authenticity::OnRequest));
        assert_eq!(says("The document can be signed on request."), Some(Authenticity::OnRequest));
        assert_eq!(says("This document is not signed."), Some(Authenticity::NotSigned));
    }
}
