//! What a list of partners would change in a directory of entries.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use bonafide_history::place;
use bonafide_keyring::slug;
use bonafide_model::audit::{
    Alike, Likeness, ListedPartner, PartnerEntry, PartnerField, PartnerPlan, PartnerStep,
    PlannedPartner,
};
use bonafide_verify::Names;

use super::{PartnersError, entries};

/// Names that Windows gives to devices, whatever ending stands behind them.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// Compares a list with the entries that are there. Nothing is written.
///
/// An entry is found again by its team's name or by the place of its profile, so that the same list
/// twice makes nothing new. What is there is never changed.
///
/// # Errors
/// Where an entry that is there cannot be read: it could be any of the list's.
pub fn plan(directory: &Path, listed: Vec<ListedPartner>) -> Result<PartnerPlan, PartnersError> {
    let there = entries(directory)?;
    if let Some((entry, problem)) = there
        .iter()
        .find_map(|entry| Some((entry, entry.problem.as_ref()?)))
    {
        return Err(PartnersError::Broken {
            file: entry.file.clone(),
            problem: problem.clone(),
        });
    }
    let mut known = Known::default();
    for entry in there {
        known.taken.insert(entry.name.to_lowercase());
        known.add(entry, None);
    }
    let partners = listed.into_iter().map(|partner| known.take(partner));
    Ok(PartnerPlan {
        directory: directory.display().to_string(),
        partners: partners.collect(),
        left_out: 0,
        done: false,
    })
}

/// The entries that are there, and those that the list has made so far.
#[derive(Default)]
struct Known {
    names: Names,
    by_place: HashMap<String, usize>,
    /// By the numbers of `names`; with its place in the list where it is of the list.
    all: Vec<(PartnerEntry, Option<String>)>,
    /// Names of entries in small letters, for some file systems tell no others apart.
    taken: HashSet<String>,
}

impl Known {
    fn add(&mut self, entry: PartnerEntry, of_list: Option<String>) {
        let number = self.names.add(&entry.partner.team);
        self.by_place
            .entry(where_it_is(&entry.partner.profile))
            .or_insert(number);
        self.all.push((entry, of_list));
    }

    fn take(&mut self, partner: ListedPartner) -> PlannedPartner {
        let alike = self.names.like(&partner.team);
        let same_name = alike
            .iter()
            .find(|(_, how)| *how == Likeness::Same)
            .map(|(number, _)| *number);
        let same_place = self.by_place.get(&where_it_is(&partner.profile)).copied();
        let same = same_name.or(same_place).and_then(|at| self.all.get(at));
        if let Some((entry, of_list)) = same {
            let step = match of_list {
                Some(place) => PartnerStep::Twice(place.clone()),
                None => match differences(&partner, &entry.partner) {
                    none if none.is_empty() => PartnerStep::There,
                    fields => PartnerStep::Differs(fields),
                },
            };
            return PlannedPartner {
                entry: entry.name.clone(),
                partner,
                step,
                alike: Vec::new(),
            };
        }
        let alike = alike.into_iter().filter_map(|(number, how)| {
            let (entry, of_list) = self.all.get(number)?;
            Some(Alike {
                team: entry.partner.team.clone(),
                place: of_list.clone().unwrap_or_else(|| entry.name.clone()),
                how,
            })
        });
        let alike = alike.collect();
        let name = self.free_name(&partner.team);
        self.taken.insert(name.clone());
        let entry = PartnerEntry {
            name: name.clone(),
            partner: partner.clone(),
            ..PartnerEntry::default()
        };
        self.add(entry, Some(partner.place.clone()));
        PlannedPartner {
            partner,
            entry: name,
            step: PartnerStep::New,
            alike,
        }
    }

    /// A readable name for a new entry; with a hash of the team's name where another one has it.
    fn free_name(&self, team: &str) -> String {
        let readable = readable(team);
        if self.taken.contains(&readable) {
            slug(team)
        } else {
            readable
        }
    }
}

/// The name of an entry for a team: small letters and digits, whatever the team's name holds.
pub(super) fn readable(team: &str) -> String {
    let full = slug(team);
    let Some((readable, _)) = full.rsplit_once('-') else {
        return format!("team-{full}");
    };
    let device = readable.trim_end_matches(|c: char| c.is_ascii_digit());
    if DEVICES.contains(&device) {
        full
    } else {
        readable.to_owned()
    }
}

/// What the list says and the entry does not. What only the entry says is its owner's.
fn differences(listed: &ListedPartner, there: &ListedPartner) -> Vec<PartnerField> {
    let mut fields = Vec::new();
    if where_it_is(&listed.profile) != where_it_is(&there.profile) {
        fields.push(PartnerField::Profile);
    }
    if listed
        .emails
        .iter()
        .any(|email| !there.emails.contains(email))
    {
        fields.push(PartnerField::Emails);
    }
    if listed
        .unconfirmed
        .iter()
        .any(|key| !there.unconfirmed.contains(key))
    {
        fields.push(PartnerField::Unconfirmed);
    }
    fields
}

/// The same place in whatever spelling.
fn where_it_is(profile: &str) -> String {
    place(profile).unwrap_or_else(|| profile.to_owned())
}
