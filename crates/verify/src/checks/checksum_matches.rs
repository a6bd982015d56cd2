//! Is the published checksum that of the document? Shows only that the transfer was whole: it never
//! raises a verdict.

use bonafide_model::evidence::AttemptRole;
use bonafide_model::judgement::{CheckId, ChecksumReport, ChecksumStatus, Detail, Finding, Severity};

use super::check::Check;
use super::found::{Found, UNASKED, places_of};
use super::weight;
use crate::context::Context;

pub(super) const CHECK: Check = Check::new(CheckId::ChecksumMatches, run).disputing().weighed(for_publisher);

fn run(cx: &Context) -> Vec<Found> {
    let Some(digests) = &cx.digests else { return vec![Found::inconclusive(Severity::Note, Detail::NoDocument)] };
    let mut found: Vec<Found> = cx.checksums.iter().filter_map(judge).collect();
    for claim in cx.claims().checksums.iter().filter(|claim| claim.is_visible()) {
        // A document cannot print its own checksum; one that it does print is of another file, or
        // of a twin with the same bytes.
        let algorithm = claim.value.algorithm;
        let equal = digests.of(algorithm).is_some_and(|own| own == claim.value.digits);
        found.push(match equal {
            true => Found::pass(Detail::ChecksumEqual { algorithm, origin: "the document".to_owned() }).at([claim]),
            false => Found::not_applicable(Detail::ChecksumOfAnother { algorithm }).at([claim]),
        });
    }
    if cx.checksums.is_empty() {
        let failed = places_of(cx, &[AttemptRole::Checksum], UNASKED);
        found.push(match failed.is_empty() {
            true => Found::not_applicable(Detail::NoChecksum),
            false => Found::inconclusive(Severity::Note, Detail::ChecksumNotFetched { places: failed }),
        });
    }
    found
}

fn judge(report: &ChecksumReport) -> Option<Found> {
    let origin = report.origin.display();
    Some(match report.status {
        ChecksumStatus::Match => Found::pass(Detail::ChecksumEqual { algorithm: report.algorithm?, origin }),
        ChecksumStatus::Mismatch => {
            let (expected, observed) = (report.expected.clone()?, report.observed.clone()?);
            Found::fail(Severity::Warning, Detail::ChecksumDiffers { algorithm: report.algorithm?, expected, observed, origin })
        }
        ChecksumStatus::NoEntry => Found::inconclusive(Severity::Warning, Detail::ChecksumNoEntry { origin }),
        ChecksumStatus::Ambiguous => Found::inconclusive(Severity::Warning, Detail::ChecksumAmbiguous { origin }),
        ChecksumStatus::Malformed => Found::inconclusive(Severity::Warning, Detail::ChecksumMalformed { origin }),
        ChecksumStatus::Weak => {
            Found::inconclusive(Severity::Warning, Detail::ChecksumWeak { algorithm: report.algorithm?, origin })
        }
        ChecksumStatus::Unsupported => Found::inconclusive(Severity::Warning, Detail::ChecksumUnsupported { origin }),
    })
}

fn for_publisher(finding: Finding) -> Option<Finding> {
    Some(match finding.detail {
        Detail::ChecksumWeak { .. } | Detail::ChecksumUnsupported { .. } | Detail::ChecksumOfAnother { .. } => finding,
        _ if weight::is_open(&finding) && finding.severity == Severity::Warning => weight::error(finding),
        _ => finding,
    })
}
