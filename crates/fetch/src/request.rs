//! What is asked for and what comes back.

use std::time::Duration;

use bonafide_model::Timestamp;
use bonafide_model::evidence::{
    Artifact, Attempt, AttemptResult, AttemptRole, AttemptWhy, Cached, Obstacle, OriginKind,
};
use serde::{Deserialize, Serialize};

use crate::until::Until;

/// The most bytes that an item may have, encoded or decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Limit(pub u64);

impl Limit {
    /// A profile: the reader's own limit. The largest published one seen has 9 MB.
    pub const DOCUMENT: Self = Self(64 << 20);
    /// A signature, or a text profile with its inline signature.
    pub const SIGNATURE: Self = Self(1 << 20);
    /// A checksum file; lists of a whole folder are some hundred lines.
    pub const CHECKSUM: Self = Self(1 << 20);
    /// A certificate or a ring of them. The largest real one seen has 356 KB; flooded ones have
    /// tens of megabytes.
    pub const KEY: Self = Self(8 << 20);
    /// What a web archive lists of one URL: a profile that was captured each day for thirty years has
    /// two megabytes.
    pub const INDEX: Self = Self(4 << 20);
    /// What a host says about itself, or a registry about a domain; real ones have some kilobytes.
    pub const STATEMENT: Self = Self(256 << 10);
    /// A web page that is searched for links.
    pub const PAGE: Self = Self(4 << 20);
}

/// One item to get.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Where, as printed or made; `http` or `https`.
    pub url: String,
    /// The most bytes.
    pub limit: Limit,
    /// How the URL came to us. [`OriginKind::Flag`] says that the user named it: any port of that
    /// host is then in order, also for what lies beside it. It lifts nothing else.
    pub kind: OriginKind,
    /// Ask the server even where the cache has a fresh answer.
    pub reload: bool,
    /// An answer that is younger than this is given again without asking, whatever the server grants
    /// and also that there is nothing: for what changes seldom or never.
    pub lasting: Option<Duration>,
    /// It is only guessed that something is there: asked once, and not again where the server is
    /// unwilling.
    pub guess: bool,
    /// When to give up, instead of after the time for one item: several items that need each other
    /// share one time.
    pub until: Option<Until>,
}

impl Request {
    /// An item to get, from the cache where that is fresh.
    #[must_use]
    pub fn new(url: impl Into<String>, limit: Limit, kind: OriginKind) -> Self {
        Self {
            url: url.into(),
            limit,
            kind,
            reload: false,
            lasting: None,
            guess: false,
            until: None,
        }
    }

    /// The same, past the cache: for what must be of this moment, such as revocations and the
    /// second look at a disagreeing pair.
    #[must_use]
    pub fn reload(self) -> Self {
        Self {
            reload: true,
            ..self
        }
    }

    /// The same, of a place whose answer holds for that long. What a witness said does not get more
    /// true by asking it every night; never for what a verdict rests on.
    #[must_use]
    pub fn lasting(self, time: Duration) -> Self {
        Self {
            lasting: Some(time),
            ..self
        }
    }

    /// The same, for a place where nobody says that there is anything.
    #[must_use]
    pub fn guess(self) -> Self {
        Self {
            guess: true,
            ..self
        }
    }

    /// The same, given up when this time is over.
    #[must_use]
    pub fn until(self, until: &Until) -> Self {
        Self {
            until: Some(until.clone()),
            ..self
        }
    }
}

/// How getting an item ended. "Failed" never reads as "absent".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fetched {
    /// Its bytes with their origin, and what the server said about them. Says nothing about what
    /// the bytes are.
    Got(Artifact, ResponseMeta),
    /// The place answered that it has no such thing (404 or 410), in one clause.
    Absent(String),
    /// The place could not be asked, refused, or was not asked for safety; why and, where there is
    /// one, the remedy; and what stood in the way.
    Failed(String, Obstacle),
}

impl Fetched {
    /// The entry for the list of attempts.
    #[must_use]
    pub fn attempt(&self, role: AttemptRole, url: &str) -> Attempt {
        let (result, why, obstacle) = match self {
            Self::Got(artifact, meta) => {
                let last = artifact.origin.url.as_ref();
                let why = AttemptWhy::Got {
                    bytes: artifact.bytes.len(),
                    redirected_to: last.filter(|_| !artifact.origin.chain.is_empty()).cloned(),
                    cached: match (artifact.origin.copy_age_seconds, meta.from_cache) {
                        (Some(seconds), _) => Some(Cached::Copy(seconds)),
                        (None, true) => Some(Cached::Unchanged),
                        (None, false) => None,
                    },
                    waited_seconds: meta.waited_seconds,
                };
                (AttemptResult::Got, why, None)
            }
            Self::Absent(why) => {
                let why = why.clone().into();
                (AttemptResult::Absent, why, Some(Obstacle::Absent))
            }
            Self::Failed(why, obstacle) => {
                (AttemptResult::Failed, why.clone().into(), Some(*obstacle))
            }
        };
        Attempt {
            role,
            url: url.to_owned(),
            result,
            why,
            obstacle,
        }
    }
}

/// What the server said beside the bytes: kept as evidence, never judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResponseMeta {
    /// The HTTP status of the last hop.
    pub status: u16,
    /// Its headers that matter for evidence and caching, names in lower case, values escaped.
    pub headers: Vec<(String, String)>,
    /// Whether the bytes come from the cache, as fresh, confirmed by the server or offline.
    pub from_cache: bool,
    /// When the server last gave or confirmed these bytes.
    pub fetched_at: Timestamp,
    /// How long it was waited because the server wanted fewer requests.
    #[serde(default)]
    pub waited_seconds: u64,
}

#[cfg(test)]
mod tests {
    use bonafide_model::evidence::{Hop, Origin};

    use super::*;

    #[test]
    fn attempts_keep_the_three_values_apart() {
        let url = "https://team.example/rfc2350.sig";
        let of = |fetched: Fetched| {
            let attempt = fetched.attempt(AttemptRole::Signature, url);
            assert_eq!(
                (attempt.role, attempt.url.as_str()),
                (AttemptRole::Signature, url)
            );
            (attempt.result, attempt.why)
        };
        let origin = Origin {
            url: Some("https://www.team.example/x".into()),
            ..Origin::file(OriginKind::Sidecar, "")
        };
        let chain = vec![Hop {
            url: url.into(),
            status: 301,
        }];
        let artifact = Artifact {
            bytes: vec![0; 7],
            origin: Origin { chain, ..origin },
            declared_type: None,
        };
        let meta = ResponseMeta {
            status: 200,
            headers: Vec::new(),
            from_cache: true,
            fetched_at: Timestamp::UNIX_EPOCH,
            waited_seconds: 0,
        };
        let got = of(Fetched::Got(artifact, meta));
        assert_eq!(
            got,
            (
                AttemptResult::Got,
                AttemptWhy::Got {
                    bytes: 7,
                    redirected_to: Some("https://www.team.example/x".to_owned()),
                    cached: Some(Cached::Unchanged),
                    waited_seconds: 0,
                }
            )
        );
        assert_eq!(
            of(Fetched::Absent("answered 404".into())),
            (AttemptResult::Absent, "answered 404".to_owned().into())
        );
        assert_eq!(
            of(Fetched::Failed("answered 500".into(), Obstacle::Server)),
            (AttemptResult::Failed, "answered 500".to_owned().into())
        );
    }
}
