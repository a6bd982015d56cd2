//! What all checks of a publication look at.

use bonafide_model::claims::{Claim, Fingerprint, PrintedUrl};
use bonafide_model::evidence::encoded_path;
use bonafide_model::publishing::Staging;

use super::certificate::Record;
use super::misprint::Misprint;
use crate::checks::found::{self, Found};
use crate::context::Context;

/// The staged document with everything around it.
pub(crate) struct Desk<'a> {
    pub cx: &'a Context<'a>,
    pub staging: &'a Staging,
    /// The team's certificate as it is staged, with its history.
    pub record: Option<Record>,
    /// The slip in the printed fingerprint, if there is one.
    pub misprint: Option<Misprint<'a>>,
}

impl<'a> Desk<'a> {
    pub fn new(cx: &'a Context<'a>, staging: &'a Staging) -> Self {
        let misprint = Misprint::find(cx);
        let key = misprint.as_ref().map(Misprint::key).or(cx.key);
        let record = key.and_then(|key| Record::of(cx.dossier, key));
        Self {
            cx,
            staging,
            record,
            misprint,
        }
    }

    /// The printed URL that this entry of the staging is about.
    pub fn url(&self, index: usize) -> Option<&'a Claim<PrintedUrl>> {
        self.cx.claims().urls.get(index)
    }

    /// The URL that a file of the staged tree will have.
    pub fn url_of(&self, path: &str) -> Option<String> {
        let base = self.staging.base_url.as_ref()?;
        Some(format!("{base}{}", encoded_path(path)))
    }

    /// Where the staged tree would have to be for this URL to be that of the file.
    pub fn base_by(&self, url: &str, path: &str) -> Option<String> {
        let base = url
            .strip_suffix(path)
            .filter(|base| base.ends_with('/') && !base.ends_with("://"))?;
        (self.staging.base_url.as_deref() != Some(base)).then(|| base.to_owned())
    }

    /// Where the staged tree will be by what is printed for one of the files that go with the
    /// document.
    pub fn guessed_base(&self) -> Option<String> {
        let files = self
            .staging
            .sidecars
            .iter()
            .map(|one| one.path.as_str())
            .chain([self.staging.path.as_str()]);
        files.into_iter().find_map(|path| {
            self.staging
                .urls
                .iter()
                .find_map(|url| self.base_by(&url.url, path))
        })
    }

    /// The name of the document's file.
    pub fn file_name(&self) -> &'a str {
        self.staging.path.rsplit('/').next().unwrap_or_default()
    }

    /// The key that is judged: the one that is meant, where it is printed with a slip.
    pub fn key(&self) -> Option<&'a Fingerprint> {
        self.misprint.as_ref().map(Misprint::key).or(self.cx.key)
    }
}

/// For checks on what the document prints: why nothing is known of that, if so.
pub(crate) fn unread(desk: &Desk) -> Option<Found> {
    found::unread(desk.cx)
}
