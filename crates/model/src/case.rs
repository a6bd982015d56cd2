//! What a case report shows beside the assessment, and which values of a document it frames.

use crate::{AttemptRole, Claim, Claims, ContactKind, Origin, Past, Place};

/// What a case report shows beside the assessment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseFile {
    /// Everything that was gathered, as it came.
    pub pieces: Vec<Piece>,
    /// What was seen before.
    pub past: Past,
}

/// A piece of evidence as it came: whoever has the same bytes can make the same verdict of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What it was gathered as.
    pub role: AttemptRole,
    /// Where it came from.
    pub origin: Origin,
    /// Its size.
    pub bytes: u64,
    /// SHA-256, lower-case hexadecimal.
    pub sha256: String,
}

/// A kind of value that tells whose a key is, or how to reach its owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ValueKind {
    /// A fingerprint.
    Fingerprint,
    /// A Key ID.
    KeyId,
    /// A User ID.
    UserId,
    /// An e-mail address.
    Email,
    /// A telephone or fax number.
    Phone,
    /// What a person reads as one of these contacts, and this program cannot.
    Unread(ContactKind),
}

/// A printed value that a person should look at in the document itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShownValue<'c> {
    /// What it is.
    pub kind: ValueKind,
    /// What stands there, character by character; untrusted.
    pub raw: &'c str,
    /// Where it stands.
    pub place: &'c Place,
}

impl Claims {
    /// The key values and contacts that a person sees in the document, those of keys first.
    #[must_use]
    pub fn shown_values(&self) -> Vec<ShownValue<'_>> {
        let mut all = Vec::new();
        add(&mut all, |_| ValueKind::Fingerprint, &self.fingerprints);
        add(&mut all, |_| ValueKind::KeyId, &self.key_ids);
        add(&mut all, |_| ValueKind::UserId, &self.user_ids);
        add(&mut all, |_| ValueKind::Email, &self.emails);
        add(&mut all, |_| ValueKind::Phone, &self.phones);
        add(
            &mut all,
            |unread| ValueKind::Unread(unread.kind),
            &self.unread_contacts,
        );
        all
    }
}

fn add<'c, T>(
    all: &mut Vec<ShownValue<'c>>,
    kind: impl Fn(&T) -> ValueKind,
    claims: &'c [Claim<T>],
) {
    all.extend(
        claims
            .iter()
            .filter(|claim| claim.is_visible())
            .map(|claim| ShownValue {
                kind: kind(&claim.value),
                raw: &claim.raw,
                place: &claim.place,
            }),
    );
}
