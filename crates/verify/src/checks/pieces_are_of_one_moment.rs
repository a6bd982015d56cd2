//! Were document, signature and checksum taken at one moment? A mirror in mid-update has pieces of
//! two.

use bonafide_model::evidence::{Origin, SecondFound};
use bonafide_model::judgement::{Assessment, CheckId, ChecksumReport, ChecksumStatus, Detail, Severity, SignatureProblem, SignatureReport, SignatureStatus};

use super::check::Check;
use super::found::Found;
use crate::context::Context;

pub(super) const CHECK: Check = Check::new(CheckId::PiecesAreOfOneMoment, run);

/// Whether fetched pieces disagree in a way that a mirror in mid-update would show. Then they are
/// worth a second look before anybody is accused.
#[must_use]
pub fn pieces_disagree(assessment: &Assessment) -> bool {
    let document = assessment.document.as_ref().map(|document| &document.origin);
    disagree(document, assessment.signatures.iter(), &assessment.checksums)
}

fn run(cx: &Context) -> Vec<Found> {
    let copies = oldest_copy(cx).map(|seconds| Found::pass(Detail::RestsOnCopies { seconds }));
    second_look(cx).into_iter().chain(copies).collect()
}

/// The age of the oldest piece that was taken from the cache without asking for it again. It
/// passes: how old a copy may be is decided where it is taken.
fn oldest_copy(cx: &Context) -> Option<u64> {
    let dossier = cx.dossier;
    let pieces = dossier.document.iter().chain(&dossier.signatures).chain(&dossier.checksums).chain(&dossier.certificates);
    pieces.filter_map(|piece| piece.origin.copy_age_seconds).max()
}

fn second_look(cx: &Context) -> Vec<Found> {
    let Some(look) = cx.dossier.second_look else { return vec![Found::not_applicable(Detail::FetchedOnce)] };
    let after_seconds = look.after_seconds;
    let document = cx.dossier.document.as_ref().map(|document| &document.origin);
    let signatures = cx.facts.signatures.iter().map(|signature| &signature.report);
    vec![match (look.found, disagree(document, signatures, &cx.checksums)) {
        (SecondFound::Nothing, _) => Found::inconclusive(Severity::Warning, Detail::NotGotAgain { after_seconds }),
        (SecondFound::Same | SecondFound::Changed, false) => Found::pass(Detail::AgreesSince { after_seconds }),
        // The same bytes twice: it is no update that was met half-way.
        (SecondFound::Same, true) => Found::fail(Severity::Warning, Detail::StillDisagrees { after_seconds, changed: false }),
        (SecondFound::Changed, true) => {
            Found::inconclusive(Severity::Warning, Detail::StillDisagrees { after_seconds, changed: true })
        }
    }]
}

fn disagree<'a>(
    document: Option<&Origin>,
    mut signatures: impl Iterator<Item = &'a SignatureReport>,
    checksums: &[ChecksumReport],
) -> bool {
    let fetched = |origin: &Origin| origin.url.is_some();
    let differs = |one: &SignatureReport| {
        let is_explained =
            [SignatureProblem::OfOtherFile, SignatureProblem::OtherLineEnds].iter().any(|why| one.problems.contains(why));
        one.status == SignatureStatus::Bad && !is_explained || one.problems.contains(&SignatureProblem::OtherContent)
    };
    document.is_some_and(fetched)
        && (signatures.any(|one| differs(one) && fetched(&one.origin))
            || checksums.iter().any(|one| one.status == ChecksumStatus::Mismatch && fetched(&one.origin)))
}
