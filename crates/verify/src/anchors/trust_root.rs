//! Certifications by trust roots: somebody the user trusts certified the User ID that carries the printed incident address.

use bonafide_model::{Anchor, AnchorKind, AnchorSays, AnchorWhy, TrustRoot};

use super::{Question, anchor, with_cover};
use crate::facts::{CertificateFacts, Told, UserIdFacts};

/// What every trust root says.
pub(super) fn weigh(question: &Question) -> Vec<Anchor> {
    let certificate = question.key.and_then(|key| question.facts.certificate(key));
    question.trust.roots.iter().map(|root| ask(root, certificate, question)).collect()
}

fn ask(root: &TrustRoot, certificate: Option<&CertificateFacts>, question: &Question) -> Anchor {
    let silent = |why| {
        let mut said = anchor(AnchorKind::TrustRoot, AnchorSays::Silent, None, why);
        said.team = Some(root.name.clone());
        said
    };
    let Some(certificate) = certificate.filter(|certificate| certificate.report.fingerprint != root.fingerprint) else {
        return silent(AnchorWhy::NothingKnown);
    };
    let certified: Vec<&UserIdFacts> = certificate
        .user_ids
        .iter()
        .filter(|user_id| user_id.bound == Told::Yes && user_id.certified_by_roots.iter().any(|(by, _)| *by == root.fingerprint))
        .collect();
    if certified.is_empty() {
        let invalid = certificate.user_ids.iter().flat_map(|user_id| &user_id.invalid_root_certifications);
        let reason = invalid.filter(|(by, _)| *by == root.fingerprint).map(|(_, reason)| reason.clone()).next();
        return silent(reason.map_or(AnchorWhy::NothingKnown, AnchorWhy::CertificationInvalid));
    }
    let cover = question.team.cover(|address| certified.iter().any(|user_id| user_id.email.as_deref() == Some(address)));
    let names: Vec<&str> = certified.iter().map(|user_id| name_in(&user_id.text)).collect();
    // A certification without an address in it names nobody who could be reached.
    let names_team = !cover.covered.is_empty() && question.team.is_named_by(&cover, &names) && question.is_of_named_team(&names);
    let why = if names_team { AnchorWhy::Counts } else { AnchorWhy::OtherTeam };
    let said = anchor(AnchorKind::TrustRoot, AnchorSays::Agrees, Some(&certificate.report.fingerprint), why);
    let mut said = with_cover(said, cover);
    said.names_team = names_team;
    said.team = certified.first().map(|user_id| user_id.text.clone());
    let at = certified.iter().flat_map(|user_id| &user_id.certified_by_roots).filter(|(by, _)| *by == root.fingerprint);
    let day = at.filter_map(|(_, at)| *at).max().map(|at| format!("{}, ", at.to_zoned(jiff::tz::TimeZone::UTC).date()));
    said.confirmed = Some(format!("{}certified by {}", day.unwrap_or_default(), root.name));
    said
}

/// The name in front of the address.
fn name_in(user_id: &str) -> &str {
    user_id.split(['<', '(']).next().unwrap_or_default().trim()
}
