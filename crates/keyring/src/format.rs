//! Forms in which directories of teams are exported.

/// A form of export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportFormat {
    /// The Trusted Introducer's `teams.json`: a list of teams with `short_name`, `emails`,
    /// `pgp_keys`, `phones`.
    TrustedIntroducer,
    /// FIRST's list of teams (`api.first.org/data/v1/teams`, also the older Global IRT form):
    /// `team`, `team-full`, `email`,
    /// `pgp-fingerprint`.
    First,
    /// Comma-separated values (RFC 4180) with the header `team,email,fingerprint,phone`; several
    /// values in a cell are parted by `;`.
    Csv,
}

impl ImportFormat {
    /// Every form.
    const ALL: [Self; 3] = [Self::TrustedIntroducer, Self::First, Self::Csv];

    /// What it is called in arguments and files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::TrustedIntroducer => "trusted-introducer",
            Self::First => "first",
            Self::Csv => "csv",
        }
    }

    /// The form of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}
