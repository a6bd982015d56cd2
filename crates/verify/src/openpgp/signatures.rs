//! Every signature of a dossier: taken in strictly, tried over exactly known bytes, judged one by one.

use std::cell::OnceCell;

use bonafide_model::{Dossier, Format, Origin, SignatureKind, SignatureProblem, SignatureReport, SignatureStatus};
use bonafide_profile::cleartext::{self, Framing, Signed};
use openpgp::packet::Signature;
use openpgp::types::{HashAlgorithm, SignatureType};
use sequoia_openpgp as openpgp;

use super::arithmetic::{self, Arithmetic, Payload};
use super::armor::{self, Label};
use super::detached::{self, NotDetached, Parsed};
use super::forensics::Variants;
use super::inline::{self, Message};
use super::policies::Policies;
use super::store::{Loaded, Store};
use super::{convert, copy, judge, limits, outside};
use crate::facts::{Coverage, SignatureFacts};

/// What was taken in as signatures.
pub(super) struct Intake<'a> {
    document: Option<Payload<'a>>,
    variants: OnceCell<Variants>,
    groups: Vec<Group<'a>>,
}

/// Signatures that stand together and are over the same.
struct Group<'a> {
    origin: &'a Origin,
    kind: SignatureKind,
    content: Content,
}

enum Content {
    /// Nothing that can be verified.
    Refused(SignatureStatus, String),
    /// Over the document.
    Detached(Vec<Parsed>),
    /// Over a text that stands beside them.
    Attached(Box<Attached>),
}

/// A signed text with its signatures.
struct Attached {
    signatures: Vec<Parsed>,
    payload: Payload<'static>,
    covers: Coverage,
    /// Names in `Hash` headers; `None` where there is no such header to check.
    hash_headers: Option<Vec<String>>,
    outside_text: bool,
    outside_text_has_claims: bool,
}

impl<'a> Intake<'a> {
    /// Takes in the document's own cleartext signature and all candidate signatures.
    pub(super) fn new(dossier: &'a Dossier) -> Self {
        let mut groups = Vec::new();
        let Some(document) = &dossier.document else { return Self { document: None, variants: OnceCell::new(), groups } };
        let is_text = match &dossier.reading {
            Some(Ok(profile)) => profile.format == Format::CleartextSigned,
            _ => true,
        };
        match cleartext::find(&document.bytes) {
            Framing::None => {}
            framing => groups.push(Group {
                origin: &document.origin,
                kind: SignatureKind::Cleartext,
                content: attached(&document.bytes, framing, |_| if is_text { Coverage::Document } else { Coverage::Other }),
            }),
        }
        for artifact in &dossier.signatures {
            let (kind, content) = candidate(&artifact.bytes, dossier);
            groups.push(Group { origin: &artifact.origin, kind, content });
        }
        Self { document: Some(Payload::file(document.bytes.as_slice())), variants: OnceCell::new(), groups }
    }

    /// Fingerprints and Key IDs that the signatures state, upper-case hexadecimal.
    pub(super) fn issuers(&self) -> Vec<String> {
        let signatures = self.groups.iter().flat_map(|group| match &group.content {
            Content::Refused(..) => [].iter(),
            Content::Detached(signatures) => signatures.iter(),
            Content::Attached(attached) => attached.signatures.iter(),
        });
        let stated = signatures.filter_map(|parsed| match parsed {
            Parsed::Signature(signature) => Some(signature.get_issuers()),
            Parsed::Unsupported(_) | Parsed::Malformed(_) => None,
        });
        stated.flatten().map(|handle| hex::encode_upper(handle.as_bytes())).collect()
    }

    /// Judges each of them.
    pub(super) fn judge(&self, store: &Store, policies: &Policies) -> Vec<SignatureFacts> {
        let mut all = Vec::new();
        for group in &self.groups {
            match &group.content {
                Content::Refused(status, detail) => all.push(refused(group, *status, detail.clone())),
                Content::Detached(signatures) => {
                    let Some(document) = &self.document else { continue };
                    all.extend(signatures.iter().map(|parsed| self.detached(group, parsed, document, store, policies)));
                }
                Content::Attached(attached) => {
                    all.extend(attached.signatures.iter().map(|parsed| attached_one(group, parsed, attached, store, policies)));
                }
            }
        }
        all
    }

    fn detached(
        &self,
        group: &Group<'_>,
        parsed: &Parsed,
        document: &Payload<'_>,
        store: &Store,
        policies: &Policies,
    ) -> SignatureFacts {
        let mut facts = one(group, parsed, document, &Coverage::Document, store, policies);
        if let (SignatureStatus::Bad, Parsed::Signature(signature)) = (facts.report.status, parsed) {
            let variants = self.variants.get_or_init(|| Variants::of(document.bytes()));
            for (_, key) in store.candidates(&signature.get_issuers()) {
                facts.would_verify_if.extend(variants.explain(signature, key.key()).map(str::to_owned));
            }
        }
        facts
    }
}

fn candidate(bytes: &[u8], dossier: &Dossier) -> (SignatureKind, Content) {
    let malformed = |detail: &str| Content::Refused(SignatureStatus::Malformed, detail.to_owned());
    if bytes.len() > limits::SIGNATURE_BYTES {
        return (SignatureKind::Unknown, malformed("too large for a signature"));
    }
    match detached::of_artifact(bytes) {
        Ok(signatures) => (SignatureKind::Detached, Content::Detached(signatures)),
        Err(NotDetached::SomethingElse(what)) => (SignatureKind::Unknown, Content::Refused(SignatureStatus::NotASignature, what)),
        Err(NotDetached::Damaged(what)) => (SignatureKind::Detached, malformed(&what)),
        Err(NotDetached::Cleartext) => {
            let content = match cleartext::find(bytes) {
                Framing::None => malformed("the cleartext signature is not framed soundly"),
                framing => attached(bytes, framing, |signed| copy::coverage(&signed.payload, dossier)),
            };
            (SignatureKind::Cleartext, content)
        }
        Err(NotDetached::Inline) => (SignatureKind::Inline, inline(bytes, dossier)),
    }
}

fn inline(bytes: &[u8], dossier: &Dossier) -> Content {
    match inline::of_artifact(bytes) {
        Ok(Message { content, signatures }) => Content::Attached(Box::new(Attached {
            signatures,
            covers: copy::coverage(&content, dossier),
            payload: Payload::file(content),
            hash_headers: None,
            outside_text: false,
            outside_text_has_claims: false,
        })),
        Err(problem) => Content::Refused(SignatureStatus::Malformed, problem),
    }
}

fn attached(bytes: &[u8], framing: Framing, covers: impl Fn(&Signed) -> Coverage) -> Content {
    let signed = match framing {
        Framing::Sound(signed) => signed,
        Framing::Unsound { problem, offset } => {
            return Content::Refused(SignatureStatus::Malformed, format!("{problem} (byte {offset})"));
        }
        Framing::None => return Content::Refused(SignatureStatus::NotASignature, "no signed text".to_owned()),
    };
    let block = bytes.get(signed.signature.clone()).unwrap_or_default();
    let packets = match armor::only_block(block, Label::Signature) {
        Ok(packets) => packets,
        Err(problem) => return Content::Refused(SignatureStatus::Malformed, problem),
    };
    let signatures = match detached::of_packets(&packets) {
        Ok(signatures) => signatures,
        Err(problem) => return Content::Refused(SignatureStatus::Malformed, problem.to_string()),
    };
    let outside = outside::look(bytes, &signed);
    Content::Attached(Box::new(Attached {
        signatures,
        covers: covers(&signed),
        payload: Payload::canonical(signed.canonical),
        hash_headers: Some(signed.hash_headers),
        outside_text: outside.text,
        outside_text_has_claims: outside.claims,
    }))
}

fn attached_one(group: &Group<'_>, parsed: &Parsed, attached: &Attached, store: &Store, policies: &Policies) -> SignatureFacts {
    let mut facts = one(group, parsed, &attached.payload, &attached.covers, store, policies);
    facts.outside_text = attached.outside_text;
    facts.outside_text_has_claims = attached.outside_text_has_claims;
    if attached.outside_text {
        facts.report.problems.push(SignatureProblem::TextOutside);
    }
    if facts.covers == Coverage::Other {
        facts.report.problems.push(SignatureProblem::OtherContent);
    }
    if let (Parsed::Signature(signature), Some(names)) = (parsed, &attached.hash_headers)
        && let Some(problem) = hash_header_problem(signature, names)
        && facts.report.status == SignatureStatus::Good
    {
        facts.report.status = SignatureStatus::Malformed;
        facts.report.detail = problem;
        facts.covers = Coverage::Nothing;
    }
    facts
}

/// RFC 4880, "Cleartext Signature Framework": without a `Hash` header MD5 is meant, so that programs that go by it and programs
/// that don't disagree. RFC 9580 gives it up for version 6 signatures.
fn hash_header_problem(signature: &Signature, names: &[String]) -> Option<String> {
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
        [] => Some("the Hash header is missing".to_owned()),
        names if names.iter().any(|stated| stated.eq_ignore_ascii_case(name)) => None,
        _ => Some(format!("the Hash header does not name {}", signature.hash_algo())),
    }
}

fn one(
    group: &Group<'_>,
    parsed: &Parsed,
    payload: &Payload<'_>,
    covers: &Coverage,
    store: &Store,
    policies: &Policies,
) -> SignatureFacts {
    let signature = match parsed {
        Parsed::Signature(signature) => signature,
        Parsed::Unsupported(why) => return refused(group, SignatureStatus::Unsupported, why.clone()),
        Parsed::Malformed(why) => return refused(group, SignatureStatus::Malformed, why.clone()),
    };
    let mut facts = refused(group, SignatureStatus::UnknownKey, String::new());
    let (fingerprint, key_id) = detached::stated_issuer(signature);
    facts.report.issuer_key_id = key_id.filter(|_| fingerprint.is_none());
    facts.report.signing_key = fingerprint;
    facts.report.made_at = signature.signature_creation_time().and_then(convert::timestamp);
    facts.report.hash = Some(signature.hash_algo().to_string());
    if !matches!(signature.typ(), SignatureType::Binary | SignatureType::Text) {
        facts.report.status = SignatureStatus::Unsupported;
        facts.report.detail = format!("a signature of type {}, not over a document", signature.typ());
        return facts;
    }
    decide(&mut facts, signature, payload, covers, store, policies);
    facts
}

/// Tries every key that it could be by. Only the mathematics say which one it was: Key IDs can be made to collide.
fn decide(
    facts: &mut SignatureFacts,
    signature: &Signature,
    payload: &Payload<'_>,
    covers: &Coverage,
    store: &Store,
    policies: &Policies,
) {
    let candidates = store.candidates(&signature.get_issuers());
    let mut holds = Vec::new();
    let mut unsupported = None;
    for (loaded, key) in &candidates {
        match arithmetic::compute(signature, key.key(), payload) {
            Arithmetic::Holds => holds.push((*loaded, key, judge::judge(signature, key, policies))),
            Arithmetic::Fails => {}
            Arithmetic::Unsupported(what) => unsupported = Some(what),
        }
    }
    let best = holds.iter().position(|(_, _, judgement)| judgement.status == SignatureStatus::Good).unwrap_or(0);
    if let Some((loaded, key, judgement)) = holds.into_iter().nth(best) {
        facts.report.signer = Some(loaded.fingerprint.clone());
        facts.report.signing_key = convert::fingerprint(&key.key().fingerprint());
        facts.report.status = judgement.status;
        facts.report.detail = judgement.detail;
        facts.report.problems = judgement.problems;
        facts.weak_because = judgement.weak_because;
        if payload.normalises(signature) {
            facts.report.problems.push(SignatureProblem::LineEndingsNormalised);
        }
        facts.covers = covers.clone();
        return;
    }
    let named = only(candidates.iter().map(|(loaded, _)| *loaded));
    facts.report.signer = named.map(|loaded| loaded.fingerprint.clone());
    (facts.report.status, facts.report.detail) = match (candidates.is_empty(), unsupported) {
        (true, _) => (SignatureStatus::UnknownKey, "no certificate at hand has the key that made it".to_owned()),
        (false, Some(what)) => (SignatureStatus::Unsupported, format!("a key of the algorithm {what}")),
        (false, None) => (SignatureStatus::Bad, "it does not verify over these bytes".to_owned()),
    };
}

/// The certificate that all candidates belong to: what fails is held against a key only where no other can be meant.
fn only<'s>(mut loaded: impl Iterator<Item = &'s Loaded>) -> Option<&'s Loaded> {
    let first = loaded.next()?;
    loaded.all(|other| other.fingerprint == first.fingerprint).then_some(first)
}

fn refused(group: &Group<'_>, status: SignatureStatus, detail: String) -> SignatureFacts {
    SignatureFacts {
        report: SignatureReport {
            status,
            signer: None,
            signing_key: None,
            issuer_key_id: None,
            made_at: None,
            hash: None,
            kind: group.kind,
            problems: Vec::new(),
            detail,
            origin: group.origin.clone(),
        },
        covers: Coverage::Nothing,
        outside_text_has_claims: false,
        outside_text: false,
        would_verify_if: Vec::new(),
        weak_because: None,
    }
}
