//! The frozen form of a self-check.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Place, Team};

/// A directory that is about to be published, checked.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Selfcheck {
    /// Always `bonafide/selfcheck/v1`.
    #[schemars(extend("const" = "bonafide/selfcheck/v1"))]
    pub schema: &'static str,
    /// The directory or file, as given.
    pub subject: String,
    /// The time as of which it was checked, RFC 3339 in UTC.
    #[schemars(extend("format" = "date-time"))]
    pub checked_at: String,
    /// Whether places outside of the directory were asked.
    pub live: bool,
    /// Findings against publishing, by severity; accepted findings do not count.
    pub counts: SelfcheckCounts,
    /// One for each staged profile, in the order of paths.
    pub profiles: Vec<SelfcheckProfile>,
    /// Entries of the baseline that did nothing.
    pub unused_acceptances: Vec<UnusedAcceptance>,
    /// Documents of a large directory that were not read, because nothing in them speaks of RFC
    /// 2350 or of PGP.
    pub documents_left_out: usize,
}

/// Findings against publishing.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SelfcheckCounts {
    /// Findings that failed or could not be decided, and must be fixed. The exit code is 20 where
    /// there is one.
    pub errors: usize,
    /// Those that should be fixed.
    pub warnings: usize,
    /// Those worth knowing.
    pub notes: usize,
    /// Those that the baseline accepts.
    pub accepted: usize,
}

/// One staged profile.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SelfcheckProfile {
    /// Its path in the directory.
    pub path: String,
    /// Where the directory will be on the web, as given or as the document prints it.
    pub base_url: Option<String>,
    /// What the team is called, by the document.
    pub team: Team,
    /// What a stranger who trusts nobody would be told.
    #[schemars(extend("enum" = ["authentic", "unanchored", "unverified", "rejected"]))]
    pub verdict: &'static str,
    /// The reason word, for `unverified`.
    pub why: Option<&'static str>,
    /// What was found, in the order of the catalogue.
    pub findings: Vec<SelfcheckFinding>,
    /// Who can verify it.
    pub verifiers: Vec<VerifierSays>,
    /// What to run after the last change of the document: commands that sign it and make its
    /// checksum again. Empty where there is nothing to change.
    pub after_changes: Vec<String>,
    /// Every printed URL with what is there.
    pub urls: Vec<StagedUrl>,
}

/// What a check found, for the team.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SelfcheckFinding {
    /// The check's stable id, which names the property.
    pub check: &'static str,
    /// How it ended. `inconclusive` is never a pass.
    #[schemars(extend("enum" = ["pass", "not-applicable", "inconclusive", "fail"]))]
    pub outcome: &'static str,
    /// How much it matters to a team that is about to publish.
    #[schemars(extend("enum" = ["note", "warning", "error"]))]
    pub severity: &'static str,
    /// What was found, in one sentence.
    pub message: String,
    /// Why it matters.
    pub note: Option<String>,
    /// What to do.
    pub help: Option<String>,
    /// The exact text to print at the first place.
    pub print: Option<String>,
    /// The entry of the baseline that accepts it.
    pub accepted: Option<Acceptance>,
    /// Where in the document.
    #[serde(rename = "where")]
    pub places: Vec<Spot>,
}

/// A place with the text that stands there.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Spot {
    /// The place.
    #[serde(flatten)]
    pub place: Place,
    /// The first column that is meant, 1-based, in characters of the line; null where the document
    /// is no text.
    pub column: Option<u32>,
    /// The column behind the last one that is meant.
    pub end_column: Option<u32>,
    /// The printed line, or the part of a long one around what is meant.
    pub excerpt: String,
    /// The part of it that is meant.
    pub meant: String,
}

/// An entry of the baseline.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Acceptance {
    /// Why it is accepted.
    pub reason: String,
    /// The last day on which it is.
    pub until: String,
}

/// An entry of the baseline that did nothing.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct UnusedAcceptance {
    /// The check.
    pub check: &'static str,
    /// Only in this file.
    pub file: Option<String>,
    /// Only with this value.
    pub value: Option<String>,
    /// Why it was accepted.
    pub reason: String,
    /// The last day on which it was.
    pub until: String,
    /// Whether it is past its end; else it fits nothing that was found.
    pub expired: bool,
}

/// What one program says of the staged files. Measured, never assumed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct VerifierSays {
    /// The program.
    #[schemars(extend("enum" = ["bonafide", "gpg", "sequoia-today", "sequoia-in-a-year"]))]
    pub verifier: &'static str,
    /// Its version, where it is not a part of this program.
    pub version: Option<String>,
    /// Whether it accepts the signature; null where it was not tried.
    pub accepts: Option<bool>,
    /// What it says.
    pub says: String,
    /// The command that fixes what it refuses.
    pub mend: Option<String>,
}

/// A printed URL with what is there.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StagedUrl {
    /// The URL as it would be fetched.
    pub url: String,
    /// What it is for.
    #[schemars(extend("enum" = ["document", "signature", "checksum", "key", "keyserver", "other"]))]
    pub role: &'static str,
    /// What is there: a file of the directory, nothing, or an answer on the web.
    #[schemars(extend("enum" = ["staged", "missing", "leads-out", "not-asked", "answers", "gone", "not-reached"]))]
    pub result: &'static str,
    /// The file of the directory that it leads to, or should.
    pub path: Option<String>,
}
