//! Who can verify it: what each program says of the staged files, with nothing but the staged key.

use bonafide_model::{Artifact, Assessment, GnuPg, RefusalCause, SignatureStatus, Verdict, Verifier, VerifierSays, Why};

use super::desk::Desk;
use super::sequoia::{self, Answer};
use crate::openpgp::{Kind, classify};

/// Asks all of them.
pub(super) fn ask(desk: &Desk, assessment: &Assessment) -> Vec<VerifierSays> {
    let mut all = vec![bonafide(desk, assessment), gnupg(&desk.staging.gnupg)];
    all.extend(sequoia_now_and_then(desk));
    all
}

fn bonafide(desk: &Desk, assessment: &Assessment) -> VerifierSays {
    let accepts = matches!(assessment.verdict, Verdict::Authentic | Verdict::Unanchored);
    let says = match assessment.why {
        Some(why) => format!("{} ({})", assessment.verdict.as_str(), why.as_str()),
        None => assessment.verdict.as_str().to_owned(),
    };
    let cause = (!accepts).then(|| match assessment.why {
        Some(Why::NoSignature) => RefusalCause::NoSignature,
        Some(Why::NoKey | Why::NoFingerprint) => RefusalCause::NoKey,
        Some(Why::Expired) => RefusalCause::KeyExpired,
        Some(Why::Weak) => RefusalCause::Weak,
        Some(Why::Unsupported) => RefusalCause::Unsupported,
        _ if desk.cx.signature.is_some_and(|signature| signature.report.status == SignatureStatus::Bad) => {
            RefusalCause::BadSignature
        }
        _ => RefusalCause::Other,
    });
    VerifierSays { verifier: Verifier::Bonafide, version: None, accepts: Some(accepts), says, cause }
}

fn gnupg(said: &GnuPg) -> VerifierSays {
    let row = |version, accepts, says: &str, cause| VerifierSays {
        verifier: Verifier::GnuPg,
        version,
        accepts,
        says: says.to_owned(),
        cause,
    };
    match said {
        GnuPg::NotTried(why) => row(None, None, why, None),
        GnuPg::NothingToTry => row(None, None, "nothing to try: no signature or no key is staged", None),
        GnuPg::Ran { version, accepts, says, cause } => row(Some(version.clone()), Some(*accepts), says, *cause),
    }
}

fn sequoia_now_and_then(desk: &Desk) -> Vec<VerifierSays> {
    let now = std::time::SystemTime::from(desk.cx.now);
    let then = now.checked_add(sequoia::YEAR).unwrap_or(now);
    let rows = [(Verifier::SequoiaToday, now), (Verifier::SequoiaInAYear, then)];
    let row = |verifier, accepts, says, cause| VerifierSays { verifier, version: None, accepts, says, cause };
    rows.into_iter()
        .map(|(verifier, at)| match staged_pair(desk) {
            Err((says, cause)) => row(verifier, None, says.to_owned(), Some(cause)),
            Ok((document, signature, cert)) => {
                let Answer { accepts, says, cause } = sequoia::ask(document, signature, cert, at);
                row(verifier, Some(accepts), says, cause)
            }
        })
        .collect()
}

type Pair<'a> = (&'a [u8], Option<&'a Artifact>, &'a sequoia_openpgp::Cert);

/// Document, signature and certificate as a stranger would give them to a program.
fn staged_pair<'a>(desk: &'a Desk) -> Result<Pair<'a>, (&'static str, RefusalCause)> {
    let Some(document) = &desk.cx.dossier.document else { return Err(("there is no document", RefusalCause::Other)) };
    let detached = desk.cx.dossier.signatures.iter().find(|artifact| classify(&artifact.bytes) == Kind::DetachedSignature);
    if detached.is_none() && !sequoia::is_attached(&document.bytes) {
        return Err(("nothing to try: no signature is staged", RefusalCause::NoSignature));
    }
    let Some(record) = &desk.record else { return Err(("nothing to try: no key is staged", RefusalCause::NoKey)) };
    Ok((&document.bytes, detached, &record.cert))
}
