//! Is the key that the team calls its own the printed one, and can a key in the document be taken
//! from there?

use bonafide_model::evidence::OriginKind;
use bonafide_model::judgement::{Publishing, Severity};

use super::desk::Desk;
use super::misprint::Misprint;
use crate::checks::found::{Found, fact};

/// Adds to what the check of `verify` says, which knows of no key but those that are published.
pub(crate) fn run(desk: &Desk) -> Vec<Found> {
    let mut found: Vec<Found> = desk.misprint.iter().map(Misprint::found).collect();
    found.extend(given(desk));
    found.extend(embedded(desk));
    found
}

/// The keys that the user named; one of several may be an older one.
fn given(desk: &Desk) -> Vec<Found> {
    let printed = desk.cx.printed_fingerprints();
    let certificates = desk.cx.facts.certificates.iter();
    let given: Vec<_> = certificates
        .filter_map(|one| {
            Some((
                one,
                one.origins
                    .iter()
                    .find(|origin| origin.kind == OriginKind::Flag)?,
            ))
        })
        .collect();
    if printed.is_empty()
        || given
            .iter()
            .any(|(one, _)| printed.contains(&one.report.fingerprint))
    {
        return Vec::new();
    }
    let places: Vec<_> = desk
        .cx
        .printed
        .iter()
        .map(|printed| printed.claim)
        .collect();
    given
        .into_iter()
        .map(|(one, origin)| {
            let detail = Publishing::GivenKeyNotPrinted {
                given: one.report.fingerprint.clone(),
                origin: origin.display(),
            };
            Found::fail(Severity::Error, fact(detail)).at(places.iter().copied())
        })
        .collect()
}

fn embedded<'a>(desk: &'a Desk) -> impl Iterator<Item = Found> + 'a {
    let visible = desk
        .cx
        .claims()
        .embedded_keys
        .iter()
        .filter(|claim| claim.is_visible());
    visible.filter_map(|claim| {
        let found = match &claim.value.broken {
            Some(why) => Found::fail(
                Severity::Error,
                fact(Publishing::EmbeddedKeyBroken { why: why.clone() }),
            ),
            None if is_on_one_line(desk, claim.place.line) => {
                Found::fail(Severity::Warning, fact(Publishing::EmbeddedKeyOnOneLine))
            }
            None => return None,
        };
        Some(found.at([claim]))
    })
}

/// Whether the block's data stands behind its header on the same line of the source, as content
/// systems leave it. Of documents that are no text this is not known: what is read of them has
/// other lines than what is copied from them.
fn is_on_one_line(desk: &Desk, line: u32) -> bool {
    let index = usize::try_from(line)
        .ok()
        .and_then(|line| line.checked_sub(1));
    let source = index.and_then(|index| desk.staging.text.as_ref()?.lines().nth(index));
    let behind =
        source.and_then(|source| source.split_once("-----BEGIN PGP PUBLIC KEY BLOCK-----"));
    behind.is_some_and(|(_, data)| {
        data.split_whitespace()
            .any(|word| word.len() >= DATA && word.chars().all(is_base64))
    })
}

/// Shorter words may be those of a comment.
const DATA: usize = 32;

fn is_base64(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=')
}
