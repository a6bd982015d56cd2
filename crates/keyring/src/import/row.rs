//! One team of an export, before anything of it is checked.

/// Raw values.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// Names, best first.
    pub names: Vec<String>,
    /// Addresses.
    pub emails: Vec<String>,
    /// Telephone numbers.
    pub phones: Vec<String>,
    /// Fingerprints.
    pub fingerprints: Vec<String>,
    /// Places on the web, best first.
    pub profiles: Vec<Place>,
    /// Everything else, by the name of its column.
    pub notes: Vec<(String, String)>,
}

/// A place on the web.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// Where.
    pub url: String,
    /// Whether the export calls it the team's web site, and not its profile.
    pub is_site: bool,
}

impl Place {
    /// Where the profile is.
    pub fn profile(url: String) -> Self {
        Self {
            url,
            is_site: false,
        }
    }

    /// Where the team is.
    pub fn site(url: String) -> Self {
        Self { url, is_site: true }
    }
}
