//! What is an outage, and what is news.

use bonafide_history::Run;
use bonafide_model::claims::{Format, Profile};
use bonafide_model::evidence::{AttemptResult, AttemptRole};
use bonafide_model::judgement::{Assessment, Leaf, SignatureStatus, Verdict, Why};

/// Whether the network is why there is no better verdict than the last run's: the document or its
/// signature could not be asked for, and no other document stands there than before; or something else stood there, such as a page that wants to
/// know whether one is a robot; or the key could not be had, and the document is to the byte the
/// one that was judged before, so that nothing is known to have changed.
///
/// A document, signature or key that the server says is *gone* is no outage.
pub(crate) fn is_outage(assessment: &Assessment, last: Option<&Run>) -> bool {
    if assessment.why == Some(Why::NotFetched) {
        return !last.is_some_and(|last| is_another(assessment, last));
    }
    let Some(last) = last else { return false };
    let is_known = last.document_sha256.is_some()
        && last.document_sha256.as_ref()
            == assessment
                .document
                .as_ref()
                .map(|document| &document.sha256);
    if !is_known {
        return was_profile(last) && is_page_instead(assessment);
    }
    let came = |role, results: &[AttemptResult]| {
        assessment
            .attempts
            .iter()
            .any(|attempt| attempt.role == role && results.contains(&attempt.result))
    };
    let was_good = matches!(last.verdict, Verdict::Authentic | Verdict::Unanchored);
    // Another key than the printed one is news; a page or nothing is not.
    let only_own = || {
        assessment
            .certificates
            .iter()
            .all(|certificate| certificate.origin.url.is_none())
    };
    let no_key = matches!(assessment.leaf, Leaf::NoKey { .. })
        && (came(AttemptRole::Key, &[AttemptResult::Failed])
            || only_own()
                && came(
                    AttemptRole::Key,
                    &[AttemptResult::WrongKind, AttemptResult::Got],
                ));
    let page_for_signature = || {
        came(
            AttemptRole::Signature,
            &[AttemptResult::WrongKind, AttemptResult::Got],
        )
    };
    no_key || was_good && signature_is_hidden(assessment) && page_for_signature()
}

/// Whether another profile stands there than the one that was judged before: that is known, whatever
/// could not be asked for beside it.
fn is_another(assessment: &Assessment, last: &Run) -> bool {
    let (Some(before), Some(document)) = (&last.document_sha256, &assessment.document) else {
        return false;
    };
    *before != document.sha256
        && was_profile(last)
        && assessment.profile.is_some()
        && !is_page_instead(assessment)
}

/// Whether there is no signature, and something else stands where it was.
fn signature_is_hidden(assessment: &Assessment) -> bool {
    matches!(
        assessment.leaf,
        Leaf::NotASignature | Leaf::NoSignature { .. }
    ) && assessment
        .signatures
        .iter()
        .all(|signature| signature.status == SignatureStatus::NotASignature)
}

/// Whether the last run had a document with traits of a profile.
fn was_profile(last: &Run) -> bool {
    last.shown
        .as_ref()
        .is_some_and(|shown| shown.fingerprint.is_some() || !shown.emails.is_empty())
}

/// Whether what came with status 200 is nothing, or a page or text without any trait of a profile.
fn is_page_instead(assessment: &Assessment) -> bool {
    let fetched = assessment
        .document
        .as_ref()
        .filter(|document| document.origin.url.is_some());
    fetched.is_some_and(|document| {
        document.bytes == 0 || assessment.profile.as_ref().is_some_and(has_no_trait)
    })
}

/// No profile is without sections of the outline, a fingerprint, a Key ID, a key and a version.
fn has_no_trait(profile: &Profile) -> bool {
    let claims = &profile.claims;
    matches!(profile.format, Format::Html | Format::Text)
        && profile
            .sections
            .iter()
            .filter(|section| section.number.is_some())
            .count()
            < 3
        && claims.fingerprints.is_empty()
        && claims.key_ids.is_empty()
        && claims.versions.is_empty()
        && claims.embedded_keys.is_empty()
        && claims.secret_keys.is_empty()
}
