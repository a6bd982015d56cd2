//! Who can verify it: what each program says of the staged files, with nothing but the staged key.

use bonafide_model::evidence::Artifact;
use bonafide_model::judgement::{
    Assessment, MissingPiece, SignatureStatus, Verdict, VerifierAnswer, Why,
};
use bonafide_model::publishing::{GnuPg, RefusalCause, Verifier, VerifierSays};

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
    let says = VerifierAnswer::Verdict(assessment.verdict, assessment.why);
    let cause = (!accepts).then(|| match assessment.why {
        Some(Why::NoSignature) => RefusalCause::NoSignature,
        Some(Why::NoKey | Why::NoFingerprint) => RefusalCause::NoKey,
        Some(Why::Expired) => RefusalCause::KeyExpired,
        Some(Why::Weak) => RefusalCause::Weak,
        Some(Why::Unsupported) => RefusalCause::Unsupported,
        _ if desk
            .cx
            .signature
            .is_some_and(|signature| signature.report.status == SignatureStatus::Bad) =>
        {
            RefusalCause::BadSignature
        }
        _ => RefusalCause::Other,
    });
    VerifierSays {
        verifier: Verifier::Bonafide,
        version: None,
        accepts: Some(accepts),
        says,
        cause,
    }
}

fn gnupg(said: &GnuPg) -> VerifierSays {
    let row = |version, accepts, says, cause| VerifierSays {
        verifier: Verifier::GnuPg,
        version,
        accepts,
        says,
        cause,
    };
    match said {
        GnuPg::NotTried(why) => row(None, None, why.clone(), None),
        GnuPg::NothingToTry => row(
            None,
            None,
            VerifierAnswer::NothingToTry(MissingPiece::SignatureOrKey),
            None,
        ),
        GnuPg::Ran {
            version,
            accepts,
            says,
            cause,
        } => row(Some(version.clone()), Some(*accepts), says.clone(), *cause),
    }
}

fn sequoia_now_and_then(desk: &Desk) -> Vec<VerifierSays> {
    let now = std::time::SystemTime::from(desk.cx.now);
    let then = now.checked_add(sequoia::YEAR).unwrap_or(now);
    let rows = [
        (Verifier::SequoiaToday, now),
        (Verifier::SequoiaInAYear, then),
    ];
    let row = |verifier, accepts, says, cause| VerifierSays {
        verifier,
        version: None,
        accepts,
        says,
        cause,
    };
    rows.into_iter()
        .map(|(verifier, at)| match staged_pair(desk) {
            Err((missing, cause)) => row(
                verifier,
                None,
                VerifierAnswer::NothingToTry(missing),
                Some(cause),
            ),
            Ok((document, signature, cert)) => {
                let Answer {
                    accepts,
                    says,
                    cause,
                } = sequoia::ask(document, signature, cert, at);
                row(verifier, Some(accepts), says, cause)
            }
        })
        .collect()
}

type Pair<'a> = (&'a [u8], Option<&'a Artifact>, &'a sequoia_openpgp::Cert);

/// Document, signature and certificate as a stranger would give them to a program.
fn staged_pair<'a>(desk: &'a Desk) -> Result<Pair<'a>, (MissingPiece, RefusalCause)> {
    let Some(document) = &desk.cx.dossier.document else {
        return Err((MissingPiece::Document, RefusalCause::Other));
    };
    let detached = desk
        .cx
        .dossier
        .signatures
        .iter()
        .find(|artifact| classify(&artifact.bytes) == Kind::DetachedSignature);
    if detached.is_none() && !sequoia::is_attached(&document.bytes) {
        return Err((MissingPiece::Signature, RefusalCause::NoSignature));
    }
    let Some(record) = &desk.record else {
        return Err((MissingPiece::Key, RefusalCause::NoKey));
    };
    Ok((&document.bytes, detached, &record.cert))
}
