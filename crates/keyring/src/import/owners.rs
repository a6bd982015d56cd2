//! Keys of a ring that an analyst confirmed somewhere else already, as pins.

use bonafide_model::claims::Fingerprint;
use jiff::civil::Date;

use super::Skipped;
use crate::NewPin;
use crate::error::Problem;
use crate::{partner, value};

/// A certificate of a ring, with the names and addresses of its User IDs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its fingerprint.
    pub fingerprint: Fingerprint,
    /// Names; untrusted text.
    pub names: Vec<String>,
    /// Addresses; untrusted text.
    pub emails: Vec<String>,
    /// The certificate, to be kept beside the pin.
    pub certificate: Vec<u8>,
}

/// What the analyst says about all of them: lying in a ring confirms nothing, whatever trust GnuPG
/// gives them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// How they were confirmed.
    pub how: String,
    /// By whom.
    pub who: String,
    /// When.
    pub when: Date,
    /// When to confirm them again.
    pub confirm_again: Date,
}

/// The pins to be shown to the analyst, and what was left out.
///
/// A pin vouches for the single addresses in the certificate's User IDs, never for their domains: a
/// ring holds the keys of people, and a member's key must not stand for whole of the team. A team
/// is called by the first name; where there is none or two certificates have the same, by the first
/// address, so that no two owners become one team.
#[must_use]
pub fn pins(found: Vec<Found>, confirmation: &Confirmation) -> (Vec<NewPin>, Vec<Skipped>) {
    let names: Vec<Option<String>> = found.iter().map(name).collect();
    let mut pins: Vec<NewPin> = Vec::new();
    let mut skipped = Vec::new();
    for (index, found) in found.into_iter().enumerate() {
        let own = names.get(index).cloned().flatten();
        let same = |name: &String| {
            names
                .iter()
                .flatten()
                .filter(|other| partner::comparable(other) == partner::comparable(name))
                .count()
        };
        let mut emails: Vec<String> = Vec::new();
        for address in &found.emails {
            match value::email(address) {
                Ok(address) if emails.contains(&address) => {}
                Ok(address) => emails.push(address),
                Err(problem) => skipped.push(Skipped {
                    team: found.fingerprint.to_string(),
                    problem,
                }),
            }
        }
        let Some(first) = emails.first().cloned() else {
            skipped.push(Skipped {
                team: own.unwrap_or_else(|| found.fingerprint.to_string()),
                problem: Problem::NoScope,
            });
            continue;
        };
        pins.push(NewPin {
            fingerprint: found.fingerprint.to_string(),
            team: own.filter(|name| same(name) == 1).unwrap_or(first),
            domains: Vec::new(),
            emails,
            how: confirmation.how.clone(),
            who: confirmation.who.clone(),
            when: confirmation.when,
            confirm_again: Some(confirmation.confirm_again),
            certificate: Some(found.certificate),
        });
    }
    (pins, skipped)
}

/// The first name that can stand in a file.
fn name(found: &Found) -> Option<String> {
    found
        .names
        .iter()
        .find_map(|name| value::text("team", name).ok())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const KEYS: [&str; 3] = [
        "8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7",
        "51F687EC4F7824466537ECD050F396EA94F4C81E",
        "9E669861368BCA0BE42DAF7DDDA252EBB8EBE1AF",
    ];

    fn found(key: usize, names: &[&str], emails: &[&str]) -> Found {
        let all = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
        Found {
            fingerprint: KEYS[key].parse().unwrap(),
            names: all(names),
            emails: all(emails),
            certificate: vec![0x99],
        }
    }

    fn confirmation() -> Confirmation {
        let [when, confirm_again] = ["2026-11-22", "2027-11-22"].map(|day| day.parse().unwrap());
        Confirmation {
            how: "at the meeting in May".to_owned(),
            who: "A. Analyst".to_owned(),
            when,
            confirm_again,
        }
    }

    fn team(pin: &NewPin) -> (&str, Vec<&str>) {
        assert!(
            pin.domains.is_empty(),
            "an address in a User ID says nothing of its whole domain"
        );
        assert_eq!(pin.confirm_again, Some(confirmation().confirm_again));
        pin.checked().unwrap();
        (&pin.team, pin.emails.iter().map(String::as_str).collect())
    }

    #[test]
    fn a_pin_vouches_for_the_single_addresses_of_its_key() {
        let (pins, skipped) = pins(
            vec![
                found(
                    0,
                    &["Tide CERT", "Tide CERT (duty)"],
                    &[
                        "CERT@tide.example",
                        "cert@tide.example",
                        "duty@tide.example",
                    ],
                ),
                found(1, &[], &["somebody@gmail.com"]),
            ],
            &confirmation(),
        );
        assert_eq!(
            team(&pins[0]),
            ("Tide CERT", vec!["cert@tide.example", "duty@tide.example"])
        );
        assert_eq!(
            team(&pins[1]),
            ("somebody@gmail.com", vec!["somebody@gmail.com"]),
            "nobody else at a free mailer"
        );
        assert!(skipped.is_empty());
    }

    #[test]
    fn two_keys_of_one_name_are_two_teams() {
        let all = vec![
            found(0, &["CERT"], &["cert@one.example"]),
            found(1, &[" cert "], &["cert@other.example"]),
            found(2, &["Third CERT"], &["cert@third.example"]),
        ];
        let (pins, _) = pins(all, &confirmation());
        assert_eq!(
            pins.iter().map(|pin| pin.team.as_str()).collect::<Vec<_>>(),
            ["cert@one.example", "cert@other.example", "Third CERT"]
        );
    }

    #[test]
    fn without_an_address_there_is_nothing_to_vouch_for() {
        let all = vec![
            found(0, &["Tide CERT"], &[]),
            found(
                1,
                &["Hidden\u{202e} CERT"],
                &["cert@x.example", "not an address"],
            ),
        ];
        let (pins, skipped) = pins(all, &confirmation());
        assert_eq!(pins.len(), 1);
        assert_eq!(
            team(&pins[0]),
            ("cert@x.example", vec!["cert@x.example"]),
            "a name that hides something is none"
        );
        let left: Vec<&str> = skipped
            .iter()
            .map(|skipped| skipped.team.as_str())
            .collect();
        assert_eq!(left, ["Tide CERT", KEYS[1]]);
    }
}
