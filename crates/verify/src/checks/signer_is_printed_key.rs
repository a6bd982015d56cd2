//! Is the signature by a key that the document prints where a person sees it?

use bonafide_model::judgement::{CheckId, Detail, Severity};

use super::check::{Check, Need};
use super::found::{Found, unread};
use super::weight;
use crate::context::Context;

pub(super) const CHECK: Check = Check::new(CheckId::SignerIsPrintedKey, run).needed(Need::Proven(9)).disputing().weighed(weight::warnings_are_errors);

fn run(cx: &Context) -> Vec<Found> {
    if let Some(unread) = unread(cx) {
        return vec![unread];
    }
    let Some(signer) = cx.signer else { return vec![Found::inconclusive(Severity::Error, Detail::NoSigner)] };
    let mut as_printed = cx.printed.iter().filter(|printed| printed.fingerprint == signer);
    let Some(first) = as_printed.clone().next() else {
        if let Some((of, claim)) = cx.printed_subkey(signer) {
            return vec![Found::inconclusive(Severity::Error, Detail::PrintedSubkey(of)).at([claim])];
        }
        let hidden = cx.claims().fingerprints.iter().any(|claim| claim.value.fingerprint.as_ref() == Some(signer));
        let detail = Detail::SignerNotPrinted { signer: signer.clone(), printed: cx.printed_fingerprints(), hidden };
        if cx.printed.is_empty() {
            // Nothing is printed that the signer could contradict.
            return vec![Found::inconclusive(Severity::Error, detail)];
        }
        return vec![Found::fail(Severity::Error, detail).at(cx.printed.iter().map(|printed| printed.claim))];
    };
    if let Some(current) = as_printed.find(|printed| printed.is_current()) {
        return vec![Found::pass(Detail::SignerPrinted { signer: signer.clone() }).at([current.claim])];
    }
    // Printed as a former key, a member's or somebody else's: enough where an anchor names this
    // very key, a contradiction otherwise.
    vec![
        Found::pass(Detail::SignerPrinted { signer: signer.clone() }).at([first.claim]),
        Found::fail(Severity::Warning, Detail::SignerPrintedAs { signer: signer.clone(), role: first.role }).at([first.claim]),
    ]
}
