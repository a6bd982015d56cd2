//! Partner entries: what an audit is to look at, and what a list of partners would make of it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::claims::Fingerprint;
use crate::judgement::LastRun;

/// A partner as a list names it. Nothing of it is confirmed: whoever wrote the list answers for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListedPartner {
    /// Where it stands in the list, such as `line 12`.
    pub place: String,
    /// The team's name.
    pub team: String,
    /// Where its profile is.
    pub profile: String,
    /// Its addresses, `local@domain` in lower case.
    pub emails: Vec<String>,
    /// Fingerprints that are to be confirmed with the team. They confirm nothing.
    pub unconfirmed: Vec<Fingerprint>,
    /// Everything else that the list says of it, by the name of its column.
    pub notes: BTreeMap<String, String>,
    /// Whether the list calls the place of the profile the team's web site only.
    pub is_site: bool,
}

/// A partner entry as its file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PartnerEntry {
    /// The entry's name: its file without the ending, below the directory of partners.
    pub name: String,
    /// Its file.
    pub file: String,
    /// What it says of the partner. `place` is empty.
    pub partner: ListedPartner,
    /// Why it cannot be used, where it cannot.
    pub problem: Option<String>,
}

/// What the user's pins say of a fingerprint that a list gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expectation {
    /// Nobody has confirmed it yet.
    Open,
    /// It was confirmed for this team on that day.
    Confirmed(Date),
    /// Another key is confirmed for this team since that day.
    Other(Date),
}

words! {
    &Expectation {
        Open = "to-confirm",
        Confirmed = "confirmed",
        Other = "another-is-confirmed",
    }
}

/// An entry with what is known of it elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerState {
    /// The entry.
    pub entry: PartnerEntry,
    /// The fingerprints that it gives, each with what the pins say of it.
    pub keys: Vec<(Fingerprint, Expectation)>,
    /// How audits ended; `None` where none has recorded it.
    pub last: Option<LastRun>,
}

/// What becomes of one partner of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartnerStep {
    /// An entry is made.
    New,
    /// The entry is there already and says the same.
    There,
    /// An entry of that team or place is there and says something else. It is left as it is.
    Differs(Vec<PartnerField>),
    /// The list has that team or place twice; the first one counts. The place of that in the list.
    Twice(String),
}

words! {
    &PartnerStep {
        New = "new",
        There = "there",
        Differs = "differs",
        Twice = "twice",
    }
}

/// A field of an entry in which a list differs from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartnerField {
    /// The place of the profile.
    Profile,
    /// Addresses that the entry has not.
    Emails,
    /// Fingerprints that the entry has not.
    Unconfirmed,
}

words! {
    PartnerField {
        Profile = "profile",
        Emails = "emails",
        Unconfirmed = "unconfirmed",
    }
}

/// How two names may be taken for each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// They are the same but for words that many teams have in their names.
    Words,
    /// They look the same.
    Look,
    /// They are the same, spelling aside.
    Same,
}

words! {
    Likeness {
        Words = "same-but-for-generic-words",
        Look = "looks-the-same",
        Same = "same",
    }
}

/// A name for which another one may be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// The other team.
    pub team: String,
    /// Where it stands: an entry's name, or a place in the list.
    pub place: String,
    /// How.
    pub how: Likeness,
}

/// One partner of a list, with what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedPartner {
    /// The partner.
    pub partner: ListedPartner,
    /// The name of its entry: of the new one, or of the one that is there.
    pub entry: String,
    /// What becomes of it.
    pub step: PartnerStep,
    /// Other teams for which it may be taken.
    pub alike: Vec<Alike>,
}

/// What a list of partners would change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PartnerPlan {
    /// The directory of the entries.
    pub directory: String,
    /// Every partner of the list that can be used, in its order.
    pub partners: Vec<PlannedPartner>,
    /// How many rows of the list were left out.
    pub left_out: usize,
    /// Whether it was done.
    pub done: bool,
}
