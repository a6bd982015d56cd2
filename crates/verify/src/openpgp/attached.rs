//! Signatures that stand with what they sign: cleartext-signed texts and inline-signed messages.

use std::cell::OnceCell;

use bonafide_cleartext::Framing;
use bonafide_model::evidence::Dossier;
use bonafide_model::judgement::{
    SignatureCause, SignatureKind, SignatureProblem, SignatureReport, SignatureStatus,
};
use openpgp::packet::Signature;
use openpgp::types::{HashAlgorithm, SignatureType};
use sequoia_openpgp as openpgp;

use super::arithmetic::Payload;
use super::armor::{self, Label};
use super::attempt::{self, Setting, Verifier};
use super::copy;
use super::detached::{self, Parsed};
use super::inline::{self, Message};
use super::outside::{self, Outside};
use super::text_forms::TextForms;
use crate::facts::{Coverage, SignatureFacts};

/// A signed text with its signatures.
pub(super) struct Attached {
    /// Its signatures.
    pub signatures: Vec<Parsed>,
    payload: Payload<'static>,
    covers: Coverage,
    /// Names in `Hash` headers; `None` where there is no such header to check.
    hash_headers: Option<Vec<String>>,
    outside: Outside,
}

/// Why nothing can be verified.
pub(super) struct Refusal(pub SignatureStatus, pub SignatureCause);

fn malformed(cause: SignatureCause) -> Refusal {
    Refusal(SignatureStatus::Malformed, cause)
}

/// Takes an inline-signed message apart.
pub(super) fn inline(bytes: &[u8], dossier: &Dossier) -> Result<Attached, Refusal> {
    match inline::of_artifact(bytes) {
        Ok(Message {
            content,
            signatures,
        }) => Ok(Attached {
            signatures,
            covers: copy::coverage(&content, dossier),
            payload: Payload::file(content),
            hash_headers: None,
            outside: Outside::default(),
        }),
        Err(problem) => Err(malformed(SignatureCause::Message(problem))),
    }
}

/// Takes a cleartext-signed text apart; `covers` says what its payload is worth.
pub(super) fn cleartext(
    bytes: &[u8],
    framing: Framing,
    covers: impl Fn(&[u8]) -> Coverage,
) -> Result<Attached, Refusal> {
    let signed = match framing {
        Framing::Sound(signed) => signed,
        Framing::Unsound { problem, offset } => {
            let at = Some((problem.to_string(), offset));
            return Err(malformed(SignatureCause::Unframed { at }));
        }
        Framing::None => return Err(malformed(SignatureCause::Unframed { at: None })),
    };
    let block = bytes.get(signed.signature.clone()).unwrap_or_default();
    let packets = armor::only_block(block, Label::Signature)
        .map_err(|problem| malformed(SignatureCause::Armor(problem)))?;
    let signatures = detached::of_packets(&packets)
        .map_err(|problem| malformed(SignatureCause::NotDetached(problem)))?;
    Ok(Attached {
        signatures,
        covers: covers(&signed.payload),
        outside: outside::look(bytes, &signed),
        payload: Payload::canonical(signed.canonical),
        hash_headers: Some(signed.hash_headers),
    })
}

/// Judges the signatures of signed texts that the document's host has elsewhere.
pub(super) fn of_statements(dossier: &Dossier, verifier: Verifier<'_>) -> Vec<SignatureReport> {
    let mut all = Vec::new();
    for artifact in &dossier.statements {
        let framing = match bonafide_cleartext::find(&artifact.bytes) {
            Framing::None => continue,
            framing => framing,
        };
        let Ok(attached) = cleartext(&artifact.bytes, framing, |_| Coverage::Other) else {
            continue;
        };
        let setting = Setting {
            origin: &artifact.origin,
            kind: SignatureKind::Cleartext,
        };
        let signatures = attached.signatures.iter();
        all.extend(signatures.map(|parsed| attached.judge(setting, parsed, verifier).report));
    }
    all
}

impl Attached {
    /// The same, as if nothing stood around it.
    pub(super) fn ignoring_outside(self) -> Self {
        Self {
            outside: Outside::default(),
            ..self
        }
    }

    /// Judges one of its signatures.
    pub(super) fn judge(
        &self,
        setting: Setting<'_>,
        parsed: &Parsed,
        verifier: Verifier<'_>,
    ) -> SignatureFacts {
        let mut facts = attempt::judge(setting, parsed, &self.payload, &self.covers, verifier);
        if let Parsed::Signature(signature) = parsed {
            let forms = OnceCell::new();
            attempt::read_otherwise(
                &mut facts,
                signature,
                || forms.get_or_init(|| TextForms::of(self.payload.bytes())),
                verifier,
            );
        }
        facts.outside_text = self.outside.text;
        facts.outside_text_has_claims = self.outside.claims;
        if self.outside.text {
            facts.report.problems.push(SignatureProblem::TextOutside);
        }
        facts.report.problems.extend(match facts.covers {
            Coverage::Other => Some(SignatureProblem::OtherContent),
            Coverage::Listed { .. } | Coverage::EqualCopy => {
                Some(SignatureProblem::IndirectCoverage)
            }
            Coverage::Document | Coverage::Nothing => None,
        });
        if let (Parsed::Signature(signature), Some(names)) = (parsed, &self.hash_headers)
            && let Some(problem) =
                type_problem(signature).or_else(|| hash_header_problem(signature, names))
            && facts.report.status == SignatureStatus::Good
        {
            facts.report.status = SignatureStatus::Malformed;
            facts.report.cause = Some(problem);
            facts.covers = Coverage::Nothing;
        }
        facts
    }
}

/// RFC 9580, "Cleartext Signature Framework", has a text signature there. Programs that go by the
/// framing refuse another type, and those that go by the signature do not.
fn type_problem(signature: &Signature) -> Option<SignatureCause> {
    (signature.typ() != SignatureType::Text).then_some(SignatureCause::NotOfTypeText)
}

/// RFC 4880, "Cleartext Signature Framework": without a `Hash` header MD5 is meant, so that
/// programs that go by it and programs that don't disagree. RFC 9580 gives it up for version 6
/// signatures.
fn hash_header_problem(signature: &Signature, names: &[String]) -> Option<SignatureCause> {
    let name = match signature.hash_algo() {
        HashAlgorithm::MD5 => "MD5",
        HashAlgorithm::SHA1 => "SHA1",
        HashAlgorithm::RipeMD => "RIPEMD160",
        HashAlgorithm::SHA224 => "SHA224",
        HashAlgorithm::SHA256 => "SHA256",
        HashAlgorithm::SHA384 => "SHA384",
        HashAlgorithm::SHA512 => "SHA512",
        HashAlgorithm::SHA3_256 => "SHA3-256",
        HashAlgorithm::SHA3_512 => "SHA3-512",
        _ => "",
    };
    match names {
        [] if signature.version() == 6 => None,
        [] => Some(SignatureCause::NoHashHeader),
        names if names.iter().any(|stated| stated.eq_ignore_ascii_case(name)) => None,
        _ => Some(SignatureCause::HashHeaderNames(
            signature.hash_algo().to_string(),
        )),
    }
}
