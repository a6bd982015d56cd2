//! The words of the reports: messages, reasons and remedies.

use bonafide_model::{Anchor, AnchorWhy, Assessment, Finding, KeyVerdict, Outcome, Verdict};

/// What was found, in one sentence.
#[must_use]
pub fn message(finding: &Finding) -> String {
    let property = finding.check.as_str().replace('-', " ");
    match finding.outcome {
        Outcome::Pass => format!("Shown: {property}."),
        Outcome::NotApplicable => format!("Does not apply here: {property}."),
        Outcome::Inconclusive => format!("Could not be decided: {property}."),
        Outcome::Fail => format!("Does not hold: {property}."),
    }
}

/// What to do about it.
#[must_use]
pub fn help(finding: &Finding) -> Option<String> {
    match finding.outcome {
        Outcome::Pass | Outcome::NotApplicable => None,
        Outcome::Inconclusive | Outcome::Fail => Some(format!("See `bonafide explain {}`.", finding.check)),
    }
}

/// Why the document got its verdict, in one sentence.
#[must_use]
pub fn reason(assessment: &Assessment) -> String {
    match (assessment.verdict, assessment.why) {
        (Verdict::Authentic, _) => "a sound signature by a key that an accepted anchor ties to this team".to_owned(),
        (Verdict::Unanchored, _) => {
            "nothing outside the publisher's control confirms the key; a complete forgery looks exactly like this".to_owned()
        }
        (Verdict::Unverified, Some(why)) => format!("not proven: {}", why.as_str().replace('-', " ")),
        (Verdict::Unverified, None) => "not proven".to_owned(),
        (Verdict::Rejected, _) => "contradicted by something confirmed, or by arithmetic".to_owned(),
    }
}

/// Why the key got its verdict, in one sentence.
#[must_use]
pub fn key_reason(assessment: &Assessment) -> String {
    match assessment.key.verdict {
        KeyVerdict::Confirmed => "an accepted anchor confirms it",
        KeyVerdict::Unconfirmed => "nothing independent confirms it",
        KeyVerdict::Conflicting => "sources disagree about it",
        KeyVerdict::Unusable => "revoked, expired or too weak",
    }
    .to_owned()
}

/// Why an anchor counts or not.
#[must_use]
pub fn anchor_why(anchor: &Anchor) -> String {
    match &anchor.why {
        AnchorWhy::Counts => "counts".to_owned(),
        AnchorWhy::OtherKey => "names another key".to_owned(),
        AnchorWhy::OtherKeyOfTeam => "names another key of a team for which another pin names this one".to_owned(),
        AnchorWhy::VouchesForNewKey => "its key signs this document too, and so vouches for the new one".to_owned(),
        AnchorWhy::NotAccepted => "policy does not accept this kind of anchor".to_owned(),
        AnchorWhy::OtherTeam => "is for another team".to_owned(),
        AnchorWhy::SharedController(domain) => format!("{domain} is also behind the document"),
        AnchorWhy::OnlyCorroborates => "only confirms an address that the document chose itself".to_owned(),
        AnchorWhy::Stale => "is too old".to_owned(),
        AnchorWhy::CertificationInvalid(why) => format!("the certification does not hold: {why}"),
        AnchorWhy::NothingKnown => "knows nothing of this team".to_owned(),
        AnchorWhy::NotAsked(why) => format!("was not asked: {why}"),
    }
}

/// What to do next.
#[must_use]
pub fn next_step(assessment: &Assessment) -> Option<String> {
    match assessment.verdict {
        Verdict::Authentic => None,
        Verdict::Unanchored => {
            Some("Confirm the fingerprint with the team out of band, over a channel that the document does not name.".to_owned())
        }
        Verdict::Unverified | Verdict::Rejected => {
            Some("Do not rely on this document; ask the team over a channel that you already know.".to_owned())
        }
    }
}
