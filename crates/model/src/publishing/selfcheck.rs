//! A directory that a team is about to publish, and what came of checking it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::claims::{Place, UrlRole};
use crate::evidence::{AttemptRole, LeadsOut};
use crate::judgement::{
    AnchorKind, Assessment, CheckId, Finding, Outcome, Severity, VerifierAnswer,
};

/// What lies around one staged profile. Collecting it judged nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Staging {
    /// The document's path in the staged tree, with `/`.
    pub path: String,
    /// Where the staged tree will be on the web, with a `/` at its end; given by the user, or told
    /// from the printed place of the document.
    pub base_url: Option<String>,
    /// Every printed URL with what is there.
    pub urls: Vec<StagedUrl>,
    /// Files of the staged tree that go with the document.
    pub sidecars: Vec<Sidecar>,
    /// Files of the staged tree that must not be published.
    pub dangers: Vec<Danger>,
    /// The document's text, for formats that are text.
    pub text: Option<String>,
    /// What the installed GnuPG says.
    pub gnupg: GnuPg,
    /// What independent sources say of the team's addresses.
    pub confirmations: Confirmations,
}

/// A printed URL and what is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StagedUrl {
    /// The URL as it would be fetched, absolute where that can be told.
    pub url: String,
    /// Its index among the printed URLs.
    pub claim: usize,
    /// What it is for.
    pub role: UrlRole,
    /// What is there.
    pub resolution: Resolution,
}

/// What is at a printed URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// A file of the staged tree.
    Staged {
        /// Its path.
        path: String,
        /// Whether it is a web page.
        page: bool,
    },
    /// A place of the staged tree where no file is.
    Missing {
        /// The path where one should be.
        path: String,
        /// A file that was probably meant: the only one of that name, or of that name but for case.
        instead: Option<String>,
    },
    /// A place that leads out of the staged tree.
    LeadsOut {
        /// How.
        how: LeadsOut,
    },
    /// Outside of the staged tree, and nobody was to be asked.
    NotAsked,
    /// It answers.
    Answers {
        /// Whether with a web page.
        page: bool,
    },
    /// It answers that there is nothing.
    Gone {
        /// In which words.
        why: String,
    },
    /// It could not be asked.
    NotReached {
        /// Why.
        why: String,
    },
}

/// How somebody who has only the document comes to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FoundBy {
    /// By a URL that the document prints.
    Printed,
    /// By a usual name beside the document.
    UsualName,
    /// Not at all: it lies in the staged tree.
    Looking,
    /// Named by the user of the self-check.
    Flag,
}

/// A file that goes with the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sidecar {
    /// What it is.
    pub role: AttemptRole,
    /// Its path in the staged tree.
    pub path: String,
    /// How it is found.
    pub found_by: FoundBy,
}

/// A file that must not be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Danger {
    /// A secret key.
    SecretKey {
        /// The file.
        path: String,
    },
    /// A ready-made revocation.
    Revocation {
        /// The file.
        path: String,
    },
}

/// What the installed GnuPG says of the staged signature with nothing but the staged key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum GnuPg {
    /// It was not tried, with the reason.
    NotTried(VerifierAnswer),
    /// Nothing is signed, or no key is staged.
    #[default]
    NothingToTry,
    /// It ran.
    Ran {
        /// Its version.
        version: String,
        /// Whether it calls the signature good by a key that is in order.
        accepts: bool,
        /// What it says.
        says: VerifierAnswer,
        /// What it is that stands in the way.
        cause: Option<RefusalCause>,
    },
}

/// Independent sources that were asked for the team's key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Confirmations {
    /// Nobody was to be asked.
    #[default]
    NotAsked,
    /// Each source with what it said.
    Asked(Vec<Confirmation>),
}

/// What one independent source said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// Its kind.
    pub kind: AnchorKind,
    /// Where it was asked.
    pub url: String,
    /// What it said.
    pub says: ConfirmationSays,
}

/// What an independent source said about an address of the team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConfirmationSays {
    /// These keys, by fingerprint.
    Keys(Vec<crate::claims::Fingerprint>),
    /// It knows none.
    Nothing,
    /// It answered with something that is no key.
    NotAKey,
    /// It could not be asked.
    NotReached(String),
}

/// Why a program refuses a signature, as far as that decides what to do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RefusalCause {
    /// There is no signature.
    NoSignature,
    /// The key is not at hand.
    NoKey,
    /// The signature does not fit the document.
    BadSignature,
    /// The key has expired, or will have.
    KeyExpired,
    /// The key is revoked.
    KeyRevoked,
    /// The hash, the key or a binding is too weak, or will be.
    Weak,
    /// The format or algorithm is not supported.
    Unsupported,
    /// Something else.
    Other,
}

/// A program that a stranger verifies with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Verifier {
    /// This program, without any trust of the stranger's own.
    Bonafide,
    /// GnuPG as installed here.
    GnuPg,
    /// Sequoia's standard policy of today.
    SequoiaToday,
    /// Sequoia's standard policy as it will be in a year, at that time.
    SequoiaInAYear,
}

words! {
    Verifier {
        Bonafide = "bonafide",
        GnuPg = "gpg",
        SequoiaToday = "sequoia-today",
        SequoiaInAYear = "sequoia-in-a-year",
    }
}

/// What one program says. Measured, never assumed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifierSays {
    /// The program.
    pub verifier: Verifier,
    /// Its version, where it is not a part of this program.
    pub version: Option<String>,
    /// Whether it accepts the signature; `None` where it was not tried.
    pub accepts: Option<bool>,
    /// What it says.
    pub says: VerifierAnswer,
    /// What stands in the way, where something does.
    pub cause: Option<RefusalCause>,
}

/// What came of checking a directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelfcheckReport {
    /// The directory or file, as given.
    pub subject: String,
    /// The time by which it was checked.
    pub checked_at: Timestamp,
    /// Whether places outside of the staged tree were asked.
    pub live: bool,
    /// One for each staged profile, in the order of paths.
    pub profiles: Vec<CheckedProfile>,
    /// Entries of the baseline that accepted nothing or are past their end.
    pub unused: Vec<UnusedAcceptance>,
    /// Documents that were not read, because there are many and nothing in them speaks of a
    /// profile.
    pub left_out: usize,
}

impl SelfcheckReport {
    /// How many findings of this severity stand against publishing: failed or undecided, and not
    /// accepted by the baseline.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        let all = self.profiles.iter().flat_map(|profile| &profile.advice);
        all.filter(|advice| advice.is_open() && advice.finding.severity == severity)
            .count()
    }
}

/// What came of checking one staged profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedProfile {
    /// Its path in the staged tree, with `/`; for one file its name.
    pub path: String,
    /// Where the staged tree will be on the web, as far as known.
    pub base_url: Option<String>,
    /// What a stranger who trusts nobody would be told.
    pub assessment: Assessment,
    /// What was found, in the order of the catalogue.
    pub advice: Vec<Advice>,
    /// Who can verify it.
    pub verifiers: Vec<VerifierSays>,
    /// Every printed URL with what is there.
    pub urls: Vec<StagedUrl>,
}

/// A finding with the text to point at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// The finding, weighed for a team that is about to publish.
    pub finding: Finding,
    /// The printed lines, one for each of the finding's places.
    pub spots: Vec<Spot>,
    /// By which entry of the baseline it is accepted, if so.
    pub accepted: Option<Acceptance>,
}

impl Advice {
    /// Whether it stands against publishing: failed or undecided, and not accepted.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.accepted.is_none()
            && matches!(self.finding.outcome, Outcome::Fail | Outcome::Inconclusive)
    }
}

/// A printed line with the part that is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The place.
    pub place: Place,
    /// The line, or the part of a long one around what is meant: as it stands in the source of a
    /// text, as it was read of a PDF. Untrusted.
    pub text: String,
    /// The first character of `text` that is meant, from 0.
    pub from: usize,
    /// The character of `text` behind the last one that is meant.
    pub to: usize,
    /// The columns of the same characters in the line of the file, the first 1-based and the one
    /// behind the last; `None` where the document is no text or the characters are not on that
    /// line.
    pub columns: Option<(u32, u32)>,
}

/// An entry of the baseline: a finding that is accepted for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// The check.
    pub check: CheckId,
    /// Only in this file.
    pub file: Option<String>,
    /// Only where the message or the printed text holds this.
    pub value: Option<String>,
    /// Why it is accepted.
    pub reason: String,
    /// The last day on which it is.
    pub until: Date,
}

/// An entry of the baseline that did nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnusedAcceptance {
    /// The entry.
    pub entry: Acceptance,
    /// Whether it is past its end; else nothing was found that it fits.
    pub expired: bool,
}
