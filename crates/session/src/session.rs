//! What stays the same from subject to subject.

use std::sync::Mutex;

use bonafide_history::History;
use bonafide_model::Timestamp;
use bonafide_model::judgement::{Assessment, Policy};
use bonafide_reader::Reader;
use bonafide_verify::TrustIndex;

use crate::bundle::Evidence;
use crate::gather::remote::Network;
use crate::memory::NotRemembered;
use crate::request::Request;

/// What stays the same from subject to subject.
pub struct Session {
    /// Reads documents.
    pub reader: Reader,
    /// Fetches what is not local.
    pub network: Network,
    /// What the user trusts, with the certificates of the trust directory.
    pub trust: TrustIndex,
    /// What the user accepts.
    pub policy: Policy,
    /// The time by which everything is judged.
    pub now: Timestamp,
    /// What was seen before.
    pub memory: Memory,
    /// Whether what is seen now is kept too. What is judged as of another time should not be.
    pub remembers: bool,
}

/// What was seen before, as far as it may be asked.
pub enum Memory {
    /// Not asked and nothing kept.
    Off,
    /// There is no store, and none can be made, for this reason. Nothing is known and nothing is
    /// kept.
    NotMade(String),
    /// The store cannot be used, with the reason and the way to restore it. Nothing is judged by it
    /// and nothing is learned anew.
    Damaged(String),
    /// The store.
    Kept(Mutex<History>),
}

/// What came of one subject.
#[derive(Debug)]
#[non_exhaustive]
pub struct Outcome {
    /// The assessment.
    pub assessment: Assessment,
    /// Everything it was made from.
    pub evidence: Evidence,
    /// Why the sight could not be remembered, if it should have been.
    pub not_remembered: Option<NotRemembered>,
}

impl Session {
    /// Whether it judges as of a time that the user chose. Who remembers says that this is the time.
    pub(crate) fn is_of_chosen_time(&self) -> bool {
        !self.remembers
    }

    /// The team of the trust directory that the user says the subject is.
    pub(crate) fn team<'r>(&'r self, request: &'r Request) -> Option<&'r str> {
        request
            .team
            .as_deref()
            .or(self.trust.trust().team.as_deref())
    }
}
