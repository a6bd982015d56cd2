//! One thing to fetch.

use bonafide_fetch::{Limit, Request, Until};
use bonafide_model::evidence::{AttemptRole, OriginKind};

/// The largest published profile seen has 9 MB.
const MAX_EDITION: Limit = Limit(16 << 20);

/// One item to fetch, with what it is looked for as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    pub role: AttemptRole,
    pub url: String,
    pub kind: OriginKind,
    /// Nobody says that there is anything.
    pub guessed: bool,
}

/// Whether a cached answer will do without asking for it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Age {
    /// Where the server allows it, for a few minutes.
    Cached,
    /// Never: in unattended runs, and for a second look.
    Fresh,
}

impl Item {
    /// What somebody names.
    pub(crate) fn named(role: AttemptRole, url: impl Into<String>, kind: OriginKind) -> Self {
        Self {
            role,
            url: url.into(),
            kind,
            guessed: false,
        }
    }

    /// The request for it, given up at that moment at the latest.
    pub(crate) fn request(&self, age: Age, until: &Until) -> Request {
        let limit = match self.role {
            // Beside the document that counts, another edition of it is worth fewer bytes.
            AttemptRole::Document if self.kind == OriginKind::PrintedUrl => MAX_EDITION,
            AttemptRole::Document => Limit::DOCUMENT,
            // What is said to be a signature may turn out to be a page or a signed copy of the
            // document.
            AttemptRole::Signature | AttemptRole::Page => Limit::PAGE,
            AttemptRole::Checksum => Limit::CHECKSUM,
            AttemptRole::Key | AttemptRole::Revocation => Limit::KEY,
            AttemptRole::Archive => Limit::INDEX,
            AttemptRole::SecurityTxt | AttemptRole::Csaf | AttemptRole::Registration => {
                Limit::STATEMENT
            }
        };
        let request = Request::new(self.url.clone(), limit, self.kind).until(until);
        // What a place said a moment ago does not tell whether the key was revoked since.
        let is_key = matches!(self.role, AttemptRole::Key | AttemptRole::Revocation)
            || self.kind == OriginKind::Keyserver;
        let request = if age == Age::Fresh || is_key {
            request.reload()
        } else {
            request
        };
        if self.guessed {
            request.guess()
        } else {
            request
        }
    }
}
