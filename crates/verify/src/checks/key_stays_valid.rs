//! Does the key stay valid for long enough that nobody is surprised?

use bonafide_model::judgement::{CheckId, Detail, Finding, Severity};

use super::check::Check;
use super::found::{Found, no_certificate};
use super::weight;
use crate::context::Context;
use crate::facts::Told;

pub(super) const CHECK: Check = Check::new(CheckId::KeyStaysValid, run).weighed(for_publisher);

const SECONDS_PER_DAY: i64 = 86_400;

fn run(cx: &Context) -> Vec<Found> {
    let Some(certificate) = cx.certificate else { return vec![Found { severity: Severity::Note, ..no_certificate(cx) }] };
    if let Told::Unknown(why) = &certificate.live {
        return vec![Found::inconclusive(Severity::Note, Detail::Undetermined { why: why.clone() })];
    }
    vec![match cx.key_expires() {
        None => Found::pass(Detail::KeyStaysValid { expires: None }),
        Some(expires) => {
            let days = expires.as_second().saturating_sub(cx.now.as_second()).div_euclid(SECONDS_PER_DAY);
            let of_subkey = certificate.report.expires.is_none_or(|primary| primary > expires);
            if days < i64::from(cx.policy.key_expiry_warning_days) {
                Found::fail(Severity::Warning, Detail::KeyExpiresSoon { expires, days, of_subkey })
            } else {
                Found::pass(Detail::KeyStaysValid { expires: Some(expires) })
            }
        }
    }]
}

/// CSAF 2.0, "Requirement 20: Public OpenPGP Key", asks for a key that stays valid for at least 30
/// days more.
const PUBLISHER_DAYS: i64 = 30;

fn for_publisher(finding: Finding) -> Option<Finding> {
    Some(match finding.detail {
        _ if !weight::is_open(&finding) => finding,
        Detail::KeyExpiresSoon { days, .. } if days < PUBLISHER_DAYS => weight::error(finding),
        Detail::NoCertificate { .. } | Detail::Undetermined { .. } => finding,
        _ => Finding { severity: Severity::Warning, ..finding },
    })
}
