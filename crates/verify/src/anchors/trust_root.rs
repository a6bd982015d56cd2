//! Certifications by trust roots: somebody the user trusts certified the User ID that carries the
//! printed incident address.

use bonafide_model::evidence::TrustRoot;
use bonafide_model::judgement::{Anchor, AnchorKind, AnchorSays, AnchorWhy, Confirmed};

use super::{Question, anchor, settle, with_cover};
use crate::facts::{CertificateFacts, UserIdFacts};
use crate::identity::{Answer, Bearer, Fit, Known, Source};

/// What every trust root says of the judged key.
pub(super) fn agreeing(question: &Question) -> Vec<Anchor> {
    let mut list: Vec<Anchor> = question
        .trust
        .roots
        .iter()
        .map(|root| ask(root, question))
        .collect();
    list.iter_mut()
        .for_each(|anchor| settle(anchor, question.policy));
    list
}

/// Keys that trust roots certified for a team that the document claims to be, and that are others.
pub(super) fn others(answer: &Answer) -> Vec<Anchor> {
    answer
        .with_other_key(AnchorKind::TrustRoot)
        .map(|known| {
            let mut said = with_cover(
                anchor(
                    AnchorKind::TrustRoot,
                    AnchorSays::Disagrees,
                    known.keys.first().copied(),
                    AnchorWhy::OtherKey,
                ),
                &known.cover,
            );
            said.team = known.name().map(str::to_owned);
            said
        })
        .collect()
}

fn ask(root: &TrustRoot, question: &Question) -> Anchor {
    let silent = |why| {
        let mut said = anchor(AnchorKind::TrustRoot, AnchorSays::Silent, None, why);
        said.team = Some(root.name.clone());
        said
    };
    let certificate = question.key.and_then(|key| question.facts.certificate(key));
    let Some(certificate) =
        certificate.filter(|certificate| certificate.report.fingerprint != root.fingerprint)
    else {
        return silent(AnchorWhy::NothingKnown);
    };
    let by_root = |user_id: &UserIdFacts| {
        user_id
            .certified_by_roots
            .iter()
            .any(|(by, _)| *by == root.fingerprint)
    };
    let certified = question
        .identities
        .own(&certificate.report.fingerprint)
        .filter_map(|known| match known.source {
            Source::Root(_, user_id) if by_root(user_id) => Some((known, user_id)),
            _ => None,
        });
    // A certification covers its own User ID and no other: two of them do not add up to one.
    let best = certified
        .map(|(known, user_id)| (names(known, question), known, user_id))
        .max_by_key(|(names, known, user_id)| {
            (
                *names,
                known.cover.incident,
                known.cover.covered.len(),
                std::cmp::Reverse(user_id.text.clone()),
            )
        });
    let Some((names_team, known, user_id)) = best else {
        let invalid = certificate
            .user_ids
            .iter()
            .flat_map(|user_id| &user_id.invalid_root_certifications);
        let reason = invalid
            .filter(|(by, _)| *by == root.fingerprint)
            .map(|(_, reason)| reason.clone())
            .next();
        return silent(reason.map_or(AnchorWhy::NothingKnown, AnchorWhy::CertificationInvalid));
    };
    describe(root, certificate, (known, user_id), names_team)
}

/// Whether the certified User ID is this team's: its name fits (where it has one), its address is
/// the incident address.
fn names(known: &Known, question: &Question) -> bool {
    let Some(key) = question.key else {
        return false;
    };
    let identities = question.identities;
    let names: Vec<_> = known.names.iter().collect();
    let bearer = Bearer {
        known: Some(known),
        names: names.clone(),
        cover: &known.cover,
        selected: known.selected,
    };
    // A certification without an address in it names nobody who could be reached.
    !known.cover.covered.is_empty()
        && known.cover.incident
        && (names.is_empty() || known.fit() > Fit::None)
        && identities.team.is_named_by(&known.cover, &names)
        && (identities.named.is_none() || known.selected)
        && !question.has_rival(&bearer, key)
}

fn describe(
    root: &TrustRoot,
    certificate: &CertificateFacts,
    (known, user_id): (&Known, &UserIdFacts),
    names_team: bool,
) -> Anchor {
    let why = if names_team {
        AnchorWhy::Counts
    } else {
        AnchorWhy::OtherTeam
    };
    let said = anchor(
        AnchorKind::TrustRoot,
        AnchorSays::Agrees,
        Some(&certificate.report.fingerprint),
        why,
    );
    let mut said = with_cover(said, &known.cover);
    said.names_team = names_team;
    said.team = Some(user_id.text.clone());
    let at = user_id
        .certified_by_roots
        .iter()
        .filter(|(by, _)| *by == root.fingerprint)
        .filter_map(|(_, at)| *at)
        .max();
    said.confirmed = Some(Confirmed::Certified {
        on: at.map(|at| at.to_zoned(jiff::tz::TimeZone::UTC).date()),
        by: root.name.clone(),
    });
    said
}
