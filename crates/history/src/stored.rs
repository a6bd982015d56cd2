//! How the last run is written in the store, frozen: the model may rename what it likes, these
//! names stay. Fields may be added with a default, and variants may be added.

use bonafide_model::Timestamp;
use bonafide_model::audit::Places;
use bonafide_model::claims::Fingerprint;
use bonafide_model::evidence::AttemptRole;
use bonafide_model::judgement::{Verdict, Why};
use serde::{Deserialize, Serialize};

use crate::run::{Run, Shown};

#[derive(Serialize, Deserialize)]
pub(crate) struct StoredLast {
    run: StoredRun,
    since: Timestamp,
}

#[derive(Serialize, Deserialize)]
struct StoredRun {
    at: Timestamp,
    #[serde(with = "VerdictName")]
    verdict: Verdict,
    why: Option<StoredWhy>,
    reason: String,
    document_sha256: Option<String>,
    #[serde(default)]
    shown: Option<StoredShown>,
    #[serde(default)]
    places: StoredPlaces,
    #[serde(default)]
    failing: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct StoredShown {
    fingerprint: Option<Fingerprint>,
    emails: Vec<String>,
    phones: Vec<String>,
}

#[derive(Default, Serialize, Deserialize)]
struct StoredPlaces {
    found: Vec<(StoredRole, String)>,
    guessed_at: Option<Timestamp>,
}

#[derive(Serialize, Deserialize)]
struct StoredWhy(#[serde(with = "WhyName")] Why);

#[derive(Serialize, Deserialize)]
struct StoredRole(#[serde(with = "RoleName")] AttemptRole);

impl StoredLast {
    pub(crate) fn new(run: Run, since: Timestamp) -> Self {
        let Run {
            at,
            verdict,
            why,
            reason,
            document_sha256,
            shown,
            places,
            failing,
        } = run;
        let shown = shown.map(
            |Shown {
                 fingerprint,
                 emails,
                 phones,
             }| StoredShown {
                fingerprint,
                emails,
                phones,
            },
        );
        let Places { found, guessed_at } = places;
        let found = found
            .into_iter()
            .map(|(role, url)| (StoredRole(role), url))
            .collect();
        let (why, places) = (why.map(StoredWhy), StoredPlaces { found, guessed_at });
        Self {
            run: StoredRun {
                at,
                verdict,
                why,
                reason,
                document_sha256,
                shown,
                places,
                failing,
            },
            since,
        }
    }

    pub(crate) fn back(self) -> (Run, Timestamp) {
        let StoredRun {
            at,
            verdict,
            why,
            reason,
            document_sha256,
            shown,
            places,
            failing,
        } = self.run;
        let shown = shown.map(
            |StoredShown {
                 fingerprint,
                 emails,
                 phones,
             }| Shown {
                fingerprint,
                emails,
                phones,
            },
        );
        let found = places
            .found
            .into_iter()
            .map(|(role, url)| (role.0, url))
            .collect();
        let places = Places {
            found,
            guessed_at: places.guessed_at,
        };
        (
            Run {
                at,
                verdict,
                why: why.map(|why| why.0),
                reason,
                document_sha256,
                shown,
                places,
                failing,
            },
            self.since,
        )
    }
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Verdict")]
enum VerdictName {
    Authentic,
    Unanchored,
    Unverified,
    Rejected,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Why")]
enum WhyName {
    NotFetched,
    Unreadable,
    NoSignature,
    Unsupported,
    Weak,
    Expired,
    Stale,
    NotCovered,
    KeySuccession,
    Disputed,
    NoFingerprint,
    NoKey,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "AttemptRole")]
enum RoleName {
    Document,
    Signature,
    Checksum,
    Key,
    Page,
    Revocation,
    Archive,
    SecurityTxt,
    Csaf,
    Registration,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn run() -> Run {
        Run {
            at: "2026-10-01T00:00:00Z".parse().unwrap(),
            verdict: Verdict::Unverified,
            why: Some(Why::NoSignature),
            reason: "no-signature".to_owned(),
            document_sha256: Some("ab".repeat(32)),
            shown: Some(Shown {
                fingerprint: Some("A".repeat(40).parse().unwrap()),
                emails: vec!["team@cert.example".to_owned()],
                phones: vec!["+1 2025550100".to_owned()],
            }),
            places: Places {
                found: vec![(AttemptRole::Key, "https://cert.example/key.asc".to_owned())],
                guessed_at: Some("2026-09-30T00:00:00Z".parse().unwrap()),
            },
            failing: vec!["signature-is-present".to_owned()],
        }
    }

    /// A store that was written keeps being read: whoever changes this line adds a migration.
    #[test]
    fn a_run_is_written_as_ever() {
        let stored = StoredLast::new(run(), "2026-09-01T00:00:00Z".parse().unwrap());
        let written = serde_json::to_string(&stored).unwrap();
        let frozen = concat!(
            r#"{"run":{"at":"2026-10-01T00:00:00Z","verdict":"Unverified","why":"NoSignature","reason":"no-signature","#,
            r#""document_sha256":"abababababababababababababababababababababababababababababababab","#,
            r#""shown":{"fingerprint":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","emails":["team@cert.example"],"#,
            r#""phones":["+1 2025550100"]},"#,
            r#""places":{"found":[["Key","https://cert.example/key.asc"]],"guessed_at":"2026-09-30T00:00:00Z"},"failing":["signature-is-present"]},"#,
            r#""since":"2026-09-01T00:00:00Z"}"#,
        );
        assert_eq!(written, frozen);
        let (read, since) = serde_json::from_str::<StoredLast>(frozen).unwrap().back();
        assert_eq!(
            (read, since.to_string().as_str()),
            (run(), "2026-09-01T00:00:00Z")
        );
    }

    #[test]
    fn verdicts_reasons_and_roles_keep_their_names() {
        let names = |run: Run| {
            let stored = serde_json::to_value(StoredLast::new(run, Timestamp::UNIX_EPOCH)).unwrap();
            let text = |at: &str| stored.pointer(at).unwrap().as_str().unwrap().to_owned();
            [
                text("/run/verdict"),
                text("/run/why"),
                text("/run/places/found/0/0"),
            ]
        };
        let verdicts = Verdict::ALL.iter().map(|verdict| {
            names(Run {
                verdict: *verdict,
                ..run()
            })[0]
                .clone()
        });
        let reasons = Why::ALL.iter().map(|why| {
            names(Run {
                why: Some(*why),
                ..run()
            })[1]
                .clone()
        });
        let roles = AttemptRole::ALL.iter().map(|role| {
            let found = vec![(*role, String::new())];
            names(Run {
                places: Places {
                    found,
                    guessed_at: None,
                },
                ..run()
            })[2]
                .clone()
        });
        assert_eq!(
            verdicts.collect::<Vec<_>>().join(" "),
            "Authentic Unanchored Unverified Rejected"
        );
        assert_eq!(
            reasons.collect::<Vec<_>>().join(" "),
            "NotFetched Unreadable NoSignature Unsupported Weak Expired Stale NotCovered KeySuccession Disputed NoFingerprint NoKey"
        );
        assert_eq!(
            roles.collect::<Vec<_>>().join(" "),
            "Document Signature Checksum Key Page Revocation Archive SecurityTxt Csaf Registration"
        );
    }
}
