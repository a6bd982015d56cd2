//! SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format"), for code hosts and editors.
//!
//! Regions are given where the document is text, in Unicode characters of its lines. A PDF has no
//! lines in that sense: its page and section are logical locations.

use bonafide_model::evidence::encoded_path;
use bonafide_model::judgement::{CheckGroup, CheckId};
use bonafide_model::publishing::{Advice, CheckedProfile, SelfcheckReport, Spot};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::file_of;
use super::subject::subject;
use crate::prose;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// What was found, as one SARIF log. Findings that pass or do not apply are left out; accepted ones
/// are suppressed with their reason.
#[must_use]
pub fn selfcheck_sarif(report: &SelfcheckReport) -> impl Serialize {
    let shown = |advice: &&Advice| super::is_open(advice.finding.outcome);
    let all: Vec<(&CheckedProfile, &Advice)> = report
        .profiles
        .iter()
        .flat_map(|profile| {
            profile
                .advice
                .iter()
                .filter(shown)
                .map(move |advice| (profile, advice))
        })
        .collect();
    let used: Vec<CheckId> = CheckId::ALL
        .iter()
        .copied()
        .filter(|check| all.iter().any(|(_, advice)| advice.finding.check == *check))
        .collect();
    let rules = used.iter().map(|check| rule(*check)).collect();
    let results = all
        .iter()
        .map(|(profile, advice)| result(report, profile, advice, &used))
        .collect();
    let driver = Driver {
        name: "bonafide",
        version: env!("CARGO_PKG_VERSION"),
        rules,
    };
    let run = Run {
        tool: Tool { driver },
        column_kind: "unicodeCodePoints",
        results,
    };
    Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: vec![run],
    }
}

fn rule(check: CheckId) -> Rule {
    let page = crate::explain(check);
    // The first paragraph under the title says what the check is about.
    let about = page
        .split("\n\n")
        .nth(1)
        .unwrap_or_default()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let text = |text: &str| Message {
        text: text.to_owned(),
        markdown: None,
    };
    Rule {
        id: check.as_str(),
        short_description: text(&about),
        help: Message {
            text: page.to_owned(),
            markdown: Some(page.to_owned()),
        },
    }
}

fn result(
    report: &SelfcheckReport,
    profile: &CheckedProfile,
    advice: &Advice,
    used: &[CheckId],
) -> SarifResult {
    let finding = &advice.finding;
    let words = prose::advised(finding, &prose::Commands::of(report, profile));
    let uri = uri(&file_of(&report.subject, &profile.path));
    let mut spots = advice.spots.iter();
    let first = spots.next();
    let mut text = prose::message(finding);
    for more in words.help.iter().chain(words.print.iter()) {
        text = format!("{text} {more}");
    }
    // A document's own brackets make no link (SARIF 2.1.0, "Messages with embedded links").
    let text = text.replace("](", "] (");
    let fixes = first
        .and_then(|spot| fix(&uri, spot, words.print.as_deref()?))
        .into_iter()
        .collect();
    SarifResult {
        rule_id: finding.check.as_str(),
        rule_index: used
            .iter()
            .position(|check| *check == finding.check)
            .unwrap_or_default(),
        // What could not be decided is not a pass, so it is told as a failure.
        kind: "fail",
        level: finding.severity.as_str(),
        message: Message {
            text,
            markdown: None,
        },
        locations: vec![location(&uri, first, None, words.label.as_deref())],
        related_locations: (1..)
            .zip(spots)
            .map(|(id, spot)| location(&uri, Some(spot), Some(id), words.beside.as_deref()))
            .collect(),
        fixes,
        suppressions: advice
            .accepted
            .iter()
            .map(|entry| Suppression {
                kind: "external",
                status: "accepted",
                justification: format!("{} (until {})", entry.reason, entry.until),
            })
            .collect(),
        partial_fingerprints: Fingerprints {
            bonafide: fingerprint(profile, advice),
        },
        properties: Properties {
            outcome: finding.outcome.as_str(),
        },
    }
}

/// Stays the same from day to day and when lines move: the check, the file, what the finding is
/// about, and the key, where that is what the check looks at. Frozen: code hosts keep it with every
/// decision about a finding.
fn fingerprint(profile: &CheckedProfile, advice: &Advice) -> String {
    let check = advice.finding.check;
    let key = profile.assessment.key.fingerprint.as_ref();
    // What is dismissed for one key is not for the next one.
    let key = key
        .filter(|_| check.group() == CheckGroup::KeyHealth)
        .map(|key| format!("\0{key}"))
        .unwrap_or_default();
    let facts = format!(
        "{check}\0{}\0{}{key}",
        profile.path,
        subject(&advice.finding.detail)
    );
    format!("{:x}", Sha256::digest(facts.as_bytes()))
}

fn location(uri: &str, spot: Option<&Spot>, id: Option<u32>, label: Option<&str>) -> Location {
    let place = spot.map(|spot| &spot.place);
    let section = place.and_then(|place| {
        let number = place.section.as_ref()?;
        Some(LogicalLocation {
            name: place.heading.clone().unwrap_or_else(|| number.clone()),
            qualified: format!("section {number}"),
            kind: "section",
        })
    });
    let page = place
        .and_then(|place| place.page)
        .map(|page| LogicalLocation {
            name: format!("page {page}, row {}", place.map_or(0, |place| place.line)),
            qualified: format!("page {page}"),
            kind: "page",
        });
    Location {
        id,
        physical_location: PhysicalLocation {
            artifact_location: ArtifactLocation {
                uri: uri.to_owned(),
            },
            region: spot.and_then(region),
        },
        logical_locations: page.into_iter().chain(section).collect(),
        message: label.filter(|_| spot.is_some()).map(|label| Message {
            text: label.to_owned(),
            markdown: None,
        }),
    }
}

/// None for formats that have pages, and where nothing is known of the line.
fn region(spot: &Spot) -> Option<Region> {
    if spot.place.page.is_some() || spot.place.line == 0 {
        return None;
    }
    let meant = || {
        spot.text
            .chars()
            .skip(spot.from)
            .take(spot.to.saturating_sub(spot.from))
            .collect()
    };
    Some(Region {
        start_line: spot.place.line,
        start_column: spot.columns.map(|(start, _)| start),
        end_column: spot.columns.map(|(_, end)| end),
        snippet: spot.columns.map(|_| Content { text: meant() }),
    })
}

fn fix(uri: &str, spot: &Spot, print: &str) -> Option<Fix> {
    let deleted = region(spot).filter(|_| spot.columns.is_some())?;
    let replacement = Replacement {
        deleted_region: Region {
            snippet: None,
            ..deleted
        },
        inserted_content: Content {
            text: print.to_owned(),
        },
    };
    Some(Fix {
        description: Message {
            text: format!("print {print}"),
            markdown: None,
        },
        artifact_changes: vec![ArtifactChange {
            artifact_location: ArtifactLocation {
                uri: uri.to_owned(),
            },
            replacements: vec![replacement],
        }],
    })
}

/// No file name leads anywhere else.
fn uri(path: &str) -> String {
    let encoded = encoded_path(path);
    if path.starts_with('/') {
        format!("file://{encoded}")
    } else {
        encoded.trim_start_matches("./").to_owned()
    }
}

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: Vec<Run>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<SarifResult>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
struct Driver {
    name: &'static str,
    version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Message,
    help: Message,
}

#[derive(Serialize)]
struct Message {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult {
    rule_id: &'static str,
    rule_index: usize,
    kind: &'static str,
    level: &'static str,
    message: Message,
    locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Fix>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Suppression>,
    partial_fingerprints: Fingerprints,
    properties: Properties,
}

#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "bonafide/v2")]
    bonafide: String,
}

#[derive(Serialize)]
struct Properties {
    outcome: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<u32>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<LogicalLocation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Content>,
}

#[derive(Serialize)]
struct Content {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation {
    name: String,
    #[serde(rename = "fullyQualifiedName")]
    qualified: String,
    kind: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix {
    description: Message,
    artifact_changes: Vec<ArtifactChange>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: ArtifactLocation,
    replacements: Vec<Replacement>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Content,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    status: &'static str,
    justification: String,
}
