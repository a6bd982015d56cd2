//! Every signature of a dossier: taken in strictly, tried over exactly known bytes, judged one by
//! one.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use bonafide_cleartext::{self as cleartext, Framing};
use bonafide_model::claims::{Format, HashName};
use bonafide_model::evidence::{Artifact, Dossier, NotDetached};
use bonafide_model::judgement::{SignatureCause, SignatureKind, SignatureProblem, SignatureStatus};

use super::arithmetic::Payload;
use super::attached::{self, Attached, Refusal};
use super::attempt::{self, Setting, Verifier};
use super::detached::{self, Parsed};
use super::forensics::Variants;
use super::listed::{self, Listed};
use super::text_forms::TextForms;
use super::{copy, limits};
use crate::facts::{Coverage, SignatureFacts};

/// What was taken in as signatures.
pub(super) struct Intake<'a> {
    document: Option<Payload<'a>>,
    listed: Vec<Listed<'a>>,
    variants: OnceCell<Variants>,
    text_forms: OnceCell<TextForms>,
    groups: Vec<Group<'a>>,
}

/// Signatures that stand together and are over the same.
struct Group<'a> {
    setting: Setting<'a>,
    /// Shown inside a page that says more, so that it is another thing than what was read.
    is_shown: bool,
    content: Result<Content, Refusal>,
}

enum Content {
    /// Over the document.
    Detached(Vec<Parsed>),
    /// Over a text that stands with them.
    Attached(Box<Attached>),
}

impl Content {
    fn signatures(&self) -> &[Parsed] {
        match self {
            Self::Detached(signatures) => signatures,
            Self::Attached(attached) => &attached.signatures,
        }
    }
}

impl<'a> Intake<'a> {
    /// Takes in the document's own cleartext signature, all candidate signatures, and those of
    /// signed checksum files;
    /// `accepts_lists` says whether policy takes being listed for being signed.
    pub(super) fn new(dossier: &'a Dossier, accepts_lists: bool) -> Self {
        let document = dossier.document.as_ref();
        let mut groups: Vec<Group<'a>> = document
            .and_then(|document| own(document, dossier))
            .into_iter()
            .collect();
        if document.is_some() {
            groups.extend(
                dossier
                    .signatures
                    .iter()
                    .map(|artifact| candidate(artifact, dossier)),
            );
            groups.extend(
                dossier
                    .checksums
                    .iter()
                    .filter_map(|artifact| signed_checksums(artifact, dossier, accepts_lists)),
            );
        }
        Self {
            document: document.map(|document| Payload::file(document.bytes.as_slice())),
            listed: listed::all(dossier, accepts_lists),
            variants: OnceCell::new(),
            text_forms: OnceCell::new(),
            groups,
        }
    }

    /// Fingerprints and Key IDs that the signatures state, upper-case hexadecimal.
    pub(super) fn issuers(&self) -> Vec<String> {
        let signatures = self
            .groups
            .iter()
            .filter_map(|group| group.content.as_ref().ok())
            .flat_map(Content::signatures);
        let stated = signatures.filter_map(|parsed| match parsed {
            Parsed::Signature(signature) => Some(signature.get_issuers()),
            Parsed::Unsupported(_) | Parsed::Malformed(_) => None,
        });
        stated
            .flatten()
            .map(|handle| hex::encode_upper(handle.as_bytes()))
            .collect()
    }

    /// Hash values of the document that were computed to judge them.
    pub(super) fn digests(&self) -> BTreeMap<HashName, String> {
        self.document
            .as_ref()
            .map(Payload::digests)
            .unwrap_or_default()
    }

    /// Judges each of them.
    pub(super) fn judge(&self, verifier: Verifier<'_>) -> Vec<SignatureFacts> {
        let mut all = Vec::new();
        for Group {
            setting,
            is_shown,
            content,
        } in &self.groups
        {
            match content {
                Err(Refusal(status, cause)) => {
                    let mut facts = attempt::refused(*setting, *status, Some(cause.clone()));
                    if *is_shown {
                        facts.covers = Coverage::Other;
                        facts.report.problems.push(SignatureProblem::OtherContent);
                    }
                    all.push(facts);
                }
                Ok(Content::Detached(signatures)) => {
                    all.extend(
                        signatures
                            .iter()
                            .filter_map(|parsed| self.detached(*setting, parsed, verifier)),
                    );
                }
                Ok(Content::Attached(attached)) => {
                    all.extend(
                        attached
                            .signatures
                            .iter()
                            .map(|parsed| attached.judge(*setting, parsed, verifier)),
                    );
                }
            }
        }
        all
    }

    fn detached(
        &self,
        setting: Setting<'_>,
        parsed: &Parsed,
        verifier: Verifier<'_>,
    ) -> Option<SignatureFacts> {
        let document = self.document.as_ref()?;
        let mut facts = attempt::judge(setting, parsed, document, &Coverage::Document, verifier);
        let (SignatureStatus::Bad, Parsed::Signature(signature)) = (facts.report.status, parsed)
        else {
            return Some(facts);
        };
        if let Some(indirect) = self.over_checksums(setting, parsed, verifier) {
            return Some(indirect);
        }
        let forms = || {
            self.text_forms
                .get_or_init(|| TextForms::of(document.bytes()))
        };
        if attempt::read_otherwise(&mut facts, signature, forms, verifier) {
            return Some(facts);
        }
        let variants = self.variants.get_or_init(|| Variants::of(document.bytes()));
        for (_, key) in verifier
            .store
            .candidates(&signature.get_issuers(), verifier.policies.now)
        {
            facts
                .would_verify_if
                .extend(variants.explain(signature, key.key()));
        }
        Some(facts)
    }

    /// The signature as one over a checksum file, if it is one: named as indirect.
    fn over_checksums(
        &self,
        setting: Setting<'_>,
        parsed: &Parsed,
        verifier: Verifier<'_>,
    ) -> Option<SignatureFacts> {
        self.listed.iter().find_map(|listed| {
            let mut facts =
                attempt::judge(setting, parsed, &listed.payload, &listed.covers(), verifier);
            let problem = match facts.covers {
                Coverage::Listed { .. } => SignatureProblem::IndirectCoverage,
                Coverage::Nothing => return None,
                _ => SignatureProblem::OtherContent,
            };
            facts.report.problems.push(problem);
            Some(facts)
        })
    }
}

/// The document's own cleartext signature.
fn own<'a>(document: &'a Artifact, dossier: &Dossier) -> Option<Group<'a>> {
    // Signed text shown inside a web page is not what was read: a person sees the page.
    let format = dossier
        .reading
        .as_ref()
        .and_then(|reading| reading.as_ref().ok())
        .map(|profile| profile.format);
    let is_read = format.is_none_or(|format| format == Format::CleartextSigned);
    let covers = if is_read {
        Coverage::Document
    } else {
        Coverage::Other
    };
    let content = match cleartext::find(&document.bytes) {
        Framing::None if format == Some(Format::Html) && shows_signed_text(&document.bytes) => Err(
            Refusal(SignatureStatus::Malformed, SignatureCause::ShownInPage),
        ),
        Framing::None => return None,
        framing => attach(attached::cleartext(&document.bytes, framing, |_| {
            covers.clone()
        })),
    };
    let setting = Setting {
        origin: &document.origin,
        kind: SignatureKind::Cleartext,
    };
    Some(Group {
        setting,
        is_shown: !is_read,
        content,
    })
}

/// Whether the line that begins a signed text stands anywhere, such as behind a tag.
fn shows_signed_text(bytes: &[u8]) -> bool {
    const BEGIN: &[u8] = b"-----BEGIN PGP SIGNED MESSAGE-----";
    bytes.windows(BEGIN.len()).any(|window| window == BEGIN)
}

fn candidate<'a>(artifact: &'a Artifact, dossier: &Dossier) -> Group<'a> {
    let bytes = artifact.bytes.as_slice();
    let malformed = |cause| Err(Refusal(SignatureStatus::Malformed, cause));
    let (kind, content) = if bytes.len() > limits::SIGNATURE_BYTES {
        (SignatureKind::Unknown, malformed(SignatureCause::TooLarge))
    } else {
        match detached::of_artifact(bytes) {
            Ok(signatures) => (SignatureKind::Detached, Ok(Content::Detached(signatures))),
            Err(NotDetached::SomethingElse(kind)) => (
                SignatureKind::Unknown,
                Err(Refusal(
                    SignatureStatus::NotASignature,
                    SignatureCause::NotASignature(kind),
                )),
            ),
            Err(NotDetached::Damaged(damage)) => (
                SignatureKind::Detached,
                malformed(SignatureCause::Damaged(damage)),
            ),
            Err(NotDetached::Cleartext) => {
                let covers = |payload: &[u8]| copy::coverage(payload, dossier);
                (
                    SignatureKind::Cleartext,
                    attach(attached::cleartext(bytes, cleartext::find(bytes), covers)),
                )
            }
            Err(NotDetached::Inline) => (
                SignatureKind::Inline,
                attach(attached::inline(bytes, dossier)),
            ),
        }
    };
    Group {
        setting: Setting {
            origin: &artifact.origin,
            kind,
        },
        is_shown: false,
        content,
    }
}

/// A checksum file that is cleartext-signed itself. Only what is signed is looked at, so text
/// around it does no harm.
fn signed_checksums<'a>(
    artifact: &'a Artifact,
    dossier: &Dossier,
    accepts_lists: bool,
) -> Option<Group<'a>> {
    let covers = |payload: &[u8]| {
        let inside = Artifact {
            bytes: payload.to_vec(),
            ..artifact.clone()
        };
        listed::coverage(&inside, dossier, accepts_lists)
    };
    match cleartext::find(&artifact.bytes) {
        Framing::None => None,
        framing => {
            let attached = attached::cleartext(&artifact.bytes, framing, covers)
                .map(Attached::ignoring_outside);
            let setting = Setting {
                origin: &artifact.origin,
                kind: SignatureKind::Cleartext,
            };
            Some(Group {
                setting,
                is_shown: false,
                content: attach(attached),
            })
        }
    }
}

fn attach(attached: Result<Attached, Refusal>) -> Result<Content, Refusal> {
    attached.map(|attached| Content::Attached(Box::new(attached)))
}
