//! Anchors, and what holds against signatures.

use bonafide_model::judgement::{
    Anchor, AnchorKind, AnchorSays, AnchorWhy, Confirmed, SignatureProblem,
};

use super::attempt::attempt_why;
use super::key::certification;
use super::phrase::bare;

/// How the team was tied to the key, such as `pinned 2026-03-02, by phone`.
pub(crate) fn anchored(anchor: &Anchor) -> String {
    match &anchor.confirmed {
        Some(how) => format!("{} {}", tied(anchor.kind), bare(&confirmed(how))),
        None => tied(anchor.kind).to_owned(),
    }
}

/// The same with the day alone, where it begins with one.
pub(crate) fn anchored_when(anchor: &Anchor) -> String {
    let day = match &anchor.confirmed {
        Some(Confirmed::Pinned { on, .. }) => Some(on),
        Some(Confirmed::Certified { on, .. }) => on.as_ref(),
        Some(Confirmed::Listed { .. } | Confirmed::Seen(_)) | None => None,
    };
    day.map_or_else(
        || anchored(anchor),
        |day| format!("{} {day}", tied(anchor.kind)),
    )
}

/// How and when a key was confirmed, in a clause; it may hold untrusted text.
pub(crate) fn confirmed(how: &Confirmed) -> String {
    match how {
        Confirmed::Pinned { on, how } => format!("{on}, {how}"),
        Confirmed::Certified { on: Some(on), by } => format!("{on}, certified by {by}"),
        Confirmed::Certified { on: None, by } => format!("certified by {by}"),
        Confirmed::Listed { directory, taken } => format!("{directory} of {taken}"),
        Confirmed::Seen(on) => format!("seen {on}"),
    }
}

fn tied(kind: AnchorKind) -> &'static str {
    match kind {
        AnchorKind::Pin => "pinned",
        AnchorKind::Expected => "fingerprint as expected",
        AnchorKind::TrustRoot => "certified",
        AnchorKind::Directory => "listed",
        AnchorKind::Wkd => "confirmed by its Web Key Directory",
        AnchorKind::Keyserver => "confirmed by a verifying key server",
        AnchorKind::History => "as seen before",
        AnchorKind::Archive => "as a web archive kept it",
        AnchorKind::SecurityTxt => "as security.txt names it",
        AnchorKind::Csaf => "as CSAF metadata names it",
    }
}

/// Why an anchor counts or not.
#[must_use]
pub fn anchor_why(anchor: &Anchor) -> String {
    match &anchor.why {
        AnchorWhy::Counts => "counts".to_owned(),
        AnchorWhy::VouchesForNewKey => {
            "counts: the key that it names also signs this document, and so vouches for the new key"
                .to_owned()
        }
        why => format!("does not count: {}", objection(why, anchor)),
    }
}

/// What holds against it, as a clause.
pub(super) fn objection(why: &AnchorWhy, anchor: &Anchor) -> String {
    match why {
        AnchorWhy::OtherTeam
            if anchor.says == AnchorSays::Agrees && !anchor.not_covered.is_empty() =>
        {
            "it names this key, but for a team with addresses other than the printed ones"
                .to_owned()
        }
        other => objection_alone(anchor.kind, other),
    }
}

/// The same where only kind and reason are known.
pub(super) fn objection_alone(kind: AnchorKind, why: &AnchorWhy) -> String {
    match why {
        AnchorWhy::Counts | AnchorWhy::VouchesForNewKey => "nothing holds against it".to_owned(),
        AnchorWhy::OtherKey if kind == AnchorKind::Archive => {
            "another key stood at this place".to_owned()
        }
        AnchorWhy::OtherKey => "it names another key for this team".to_owned(),
        AnchorWhy::OtherKeyOfTeam => {
            "it names another key of this team; a second pin names this key".to_owned()
        }
        AnchorWhy::NamesSubkey => "it names a subkey of this key, not the key itself".to_owned(),
        AnchorWhy::NotAccepted => format!(
            "your policy does not accept anchors of the kind {}",
            kind.as_str()
        ),
        AnchorWhy::OtherTeam => "it is for a team other than the printed one".to_owned(),
        AnchorWhy::SharedController(domain) if domain == "unknown" => {
            "whether anybody other than the document's publisher controls it is unknown".to_owned()
        }
        AnchorWhy::SharedController(domain) => {
            format!("{} controls both it and the document", bare(domain))
        }
        AnchorWhy::OnlyCorroborates if kind == AnchorKind::Archive => {
            "it shows what stood at this place, not whose key that is".to_owned()
        }
        AnchorWhy::OnlyCorroborates => {
            "it only confirms an address that the document itself chose".to_owned()
        }
        AnchorWhy::Stale => "it is too old, or dated in the future".to_owned(),
        AnchorWhy::Contradictory => {
            "it lists another key under the same name or address, so it confirms neither".to_owned()
        }
        AnchorWhy::CertificationInvalid(why) => {
            format!(
                "its certification is not valid: {}",
                bare(&certification(why))
            )
        }
        AnchorWhy::NothingKnown => "it knows neither this team nor this key".to_owned(),
        AnchorWhy::NotAsked(why) => format!("it could not be reached: {}", bare(&attempt_why(why))),
    }
}

/// What holds against a signature now, as a clause.
#[must_use]
pub fn signature_problem(problem: &SignatureProblem) -> &'static str {
    match problem {
        SignatureProblem::KeyExpiredSince => "its key has expired since",
        SignatureProblem::KeyRevokedHard => {
            "its key was withdrawn as compromised or for no stated reason"
        }
        SignatureProblem::KeyRevokedSoft => "its key was retired by its owner",
        SignatureProblem::WeakBinding => "its key has only SHA-1 self-signatures",
        SignatureProblem::BindingMadeLater => {
            "it rests on a binding that the primary key made later"
        }
        SignatureProblem::MadeBeforeKey => "it is dated before its key existed",
        SignatureProblem::MadeInFuture => "it is dated in the future",
        SignatureProblem::LineEndingsNormalised => {
            "it fits only with line endings other than the file's"
        }
        SignatureProblem::OtherLineEnds => {
            "it fits only if line endings are read as another program reads them"
        }
        SignatureProblem::IndirectCoverage => {
            "it covers a list of hashes or a separate copy, not the document itself"
        }
        SignatureProblem::OtherContent => "it covers text other than the document's",
        SignatureProblem::OfOtherFile => "by its name it belongs to another file",
        SignatureProblem::TextOutside => "text stands outside the signed region",
        SignatureProblem::SoonWeak => "its hash will soon be refused",
    }
}
