//! Two snapshots of one directory, compared.

use std::collections::{BTreeMap, BTreeSet};

use bonafide_model::claims::Fingerprint;
use bonafide_model::evidence::{DirectoryChange, DirectoryEntry, bare_name};

/// What one snapshot says of a team, all its entries together.
#[derive(Default)]
struct Listed {
    team: String,
    keys: BTreeSet<Fingerprint>,
    emails: BTreeSet<String>,
}

/// What the newer entries say otherwise than the older ones: keys first, then addresses, then who is
/// gone, then who is new; each by team. A team is known by its first name, spelling aside.
#[must_use]
pub fn directory_changes(
    before: &[DirectoryEntry],
    after: &[DirectoryEntry],
) -> Vec<DirectoryChange> {
    let (before, after) = (by_team(before), by_team(after));
    let (mut keys, mut addresses) = (Vec::new(), Vec::new());
    for (form, old) in &before {
        let Some(new) = after.get(form) else {
            continue;
        };
        let team = new.team.clone();
        if old.keys != new.keys {
            keys.push(DirectoryChange::Keys {
                team: team.clone(),
                before: old.keys.iter().cloned().collect(),
                after: new.keys.iter().cloned().collect(),
            });
        }
        if old.emails != new.emails {
            addresses.push(DirectoryChange::Addresses {
                team,
                before: old.emails.iter().cloned().collect(),
                after: new.emails.iter().cloned().collect(),
            });
        }
    }
    let only = |one: &BTreeMap<String, Listed>, other: &BTreeMap<String, Listed>| -> Vec<String> {
        let alone = one.iter().filter(|(form, _)| !other.contains_key(*form));
        alone.map(|(_, listed)| listed.team.clone()).collect()
    };
    let gone = only(&before, &after).into_iter().map(DirectoryChange::Gone);
    let new = only(&after, &before).into_iter().map(DirectoryChange::New);
    keys.into_iter()
        .chain(addresses)
        .chain(gone)
        .chain(new)
        .collect()
}

fn by_team(entries: &[DirectoryEntry]) -> BTreeMap<String, Listed> {
    let mut teams: BTreeMap<String, Listed> = BTreeMap::new();
    for entry in entries {
        let team = entry.names.first().cloned().unwrap_or_default();
        // A name of signs alone has no such form.
        let form = Some(bare_name(&team)).filter(|form| !form.is_empty());
        let listed = teams
            .entry(form.unwrap_or_else(|| team.clone()))
            .or_default();
        listed.team = team;
        listed.keys.extend(entry.fingerprints.iter().cloned());
        listed.emails.extend(entry.emails.iter().cloned());
    }
    teams
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn entry(team: &str, email: &str, key: char) -> DirectoryEntry {
        DirectoryEntry {
            names: vec![team.to_owned()],
            emails: vec![email.to_owned()],
            phones: Vec::new(),
            fingerprints: vec![key.to_string().repeat(40).parse().unwrap()],
        }
    }

    #[test]
    fn another_key_comes_first_and_spelling_makes_no_other_team() {
        let before = [
            entry("CERT-A", "a@a.example", 'A'),
            entry("B", "b@b.example", 'B'),
            entry("C", "c@c.example", 'C'),
            entry("Same", "s@s.example", 'D'),
        ];
        let after = [
            entry("D", "d@d.example", 'D'),
            entry("cert a", "a@a.example", 'E'),
            entry("B", "new@b.example", 'B'),
            entry("Same", "s@s.example", 'D'),
        ];
        let told = directory_changes(&before, &after);
        assert!(matches!(&told[0], DirectoryChange::Keys { team, .. } if team == "cert a"));
        assert!(matches!(&told[1], DirectoryChange::Addresses { team, .. } if team == "B"));
        assert_eq!(
            told[2..],
            [
                DirectoryChange::Gone("C".to_owned()),
                DirectoryChange::New("D".to_owned())
            ]
        );
        assert_eq!(directory_changes(&before, &before), []);
    }
}
