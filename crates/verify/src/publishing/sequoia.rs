//! What Sequoia's own verifier says with its standard policy: today, and a year from now.
//!
//! It is asked as any program that uses it would ask. That is another question than the one this
//! crate answers: Sequoia judges the key at the time that the signature states, so a key that has
//! expired since does not stand in its way.

use std::io;
use std::time::{Duration, SystemTime};

use bonafide_model::evidence::Artifact;
use bonafide_model::judgement::VerifierAnswer;
use bonafide_model::publishing::RefusalCause;
use openpgp::Cert;
use openpgp::parse::Parse;
use openpgp::parse::stream::{
    DetachedVerifierBuilder, MessageLayer, MessageStructure, VerificationError, VerificationHelper,
    VerifierBuilder,
};
use openpgp::policy::StandardPolicy;
use sequoia_openpgp as openpgp;

use crate::openpgp::{Kind, classify};

/// How far ahead is looked.
pub(super) const YEAR: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// Longer sentences of the library are cut.
const MAX_SENTENCE: usize = 160;

/// What it said.
pub(super) struct Answer {
    pub accepts: bool,
    pub says: VerifierAnswer,
    pub cause: Option<RefusalCause>,
}

/// Asks about one signature: a detached one over `document`, or the document with its signature
/// around it.
pub(super) fn ask(
    document: &[u8],
    signature: Option<&Artifact>,
    cert: &Cert,
    at: SystemTime,
) -> Answer {
    let policy = StandardPolicy::at(at);
    let helper = Helper {
        cert: cert.clone(),
        answer: None,
    };
    let answer = match signature {
        Some(signature) => detached(document, &signature.bytes, &policy, at, helper),
        None => attached(document, &policy, at, helper),
    };
    answer.unwrap_or_else(|error| {
        refused(VerifierAnswer::Told(sentence(&error)), RefusalCause::Other)
    })
}

/// Whether the document carries its signature.
pub(super) fn is_attached(document: &[u8]) -> bool {
    matches!(
        classify(document),
        Kind::CleartextSigned | Kind::InlineSigned
    )
}

fn detached(
    document: &[u8],
    signature: &[u8],
    policy: &StandardPolicy<'_>,
    at: SystemTime,
    helper: Helper,
) -> openpgp::Result<Answer> {
    let mut verifier =
        DetachedVerifierBuilder::from_bytes(signature)?.with_policy(policy, at, helper)?;
    verifier.verify_bytes(document)?;
    Ok(verifier.into_helper().answer())
}

fn attached(
    document: &[u8],
    policy: &StandardPolicy<'_>,
    at: SystemTime,
    helper: Helper,
) -> openpgp::Result<Answer> {
    let mut verifier = VerifierBuilder::from_bytes(document)?.with_policy(policy, at, helper)?;
    io::copy(&mut verifier, &mut io::sink())?;
    Ok(verifier.into_helper().answer())
}

struct Helper {
    cert: Cert,
    answer: Option<Answer>,
}

impl Helper {
    fn answer(self) -> Answer {
        self.answer
            .unwrap_or_else(|| refused(VerifierAnswer::NoSignature, RefusalCause::NoSignature))
    }
}

impl VerificationHelper for Helper {
    fn get_certs(&mut self, _ids: &[openpgp::KeyHandle]) -> openpgp::Result<Vec<Cert>> {
        Ok(vec![self.cert.clone()])
    }

    fn check(&mut self, structure: MessageStructure) -> openpgp::Result<()> {
        for layer in structure {
            let MessageLayer::SignatureGroup { results } = layer else {
                continue;
            };
            for result in results {
                match result {
                    Ok(_) => {
                        self.answer = Some(Answer {
                            accepts: true,
                            says: VerifierAnswer::Good,
                            cause: None,
                        })
                    }
                    Err(error) if self.answer.is_none() => self.answer = Some(of(&error)),
                    Err(_) => {}
                }
            }
        }
        Ok(())
    }
}

fn of(error: &VerificationError) -> Answer {
    let (cause, says) = match error {
        VerificationError::MissingKey { .. } => (RefusalCause::NoKey, VerifierAnswer::NoKey),
        VerificationError::UnboundKey { error, .. } => (
            by_error(error, RefusalCause::Other),
            VerifierAnswer::Told(sentence(error)),
        ),
        VerificationError::BadKey { error, .. } => (
            by_error(error, RefusalCause::Other),
            VerifierAnswer::Told(sentence(error)),
        ),
        VerificationError::BadSignature { error, .. } => (
            by_error(error, RefusalCause::BadSignature),
            VerifierAnswer::Told(sentence(error)),
        ),
        other => (
            RefusalCause::Unsupported,
            VerifierAnswer::Told(cut(&other.to_string())),
        ),
    };
    refused(says, cause)
}

fn refused(says: VerifierAnswer, cause: RefusalCause) -> Answer {
    Answer {
        accepts: false,
        says,
        cause: Some(cause),
    }
}

/// The library's typed cause, where it is one that decides what to do.
fn by_error(error: &openpgp::anyhow::Error, otherwise: RefusalCause) -> RefusalCause {
    use openpgp::Error as E;
    let typed = error.chain().find_map(|cause| cause.downcast_ref::<E>());
    match typed {
        Some(E::PolicyViolation(..)) => RefusalCause::Weak,
        Some(E::Expired(_)) => RefusalCause::KeyExpired,
        Some(
            E::UnsupportedHashAlgorithm(_)
            | E::UnsupportedPublicKeyAlgorithm(_)
            | E::UnsupportedEllipticCurve(_),
        ) => RefusalCause::Unsupported,
        _ => otherwise,
    }
}

/// The innermost cause says most.
fn sentence(error: &openpgp::anyhow::Error) -> String {
    cut(&error.root_cause().to_string())
}

fn cut(text: &str) -> String {
    text.chars().take(MAX_SENTENCE).collect()
}
