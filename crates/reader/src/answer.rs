//! Whether an answer of the child may be believed to be an answer.
//!
//! The child may have been taken over by the document it read, so its answer is untrusted too:
//! sizes, counts and places are checked here. What it claims the document prints cannot be checked;
//! that is why claims never count as proof.

use bonafide_model::{Claim, Claims, Place, Profile};

use crate::worker::Answer;

/// No list in a profile is longer. The claim finder's own cap is lower.
const MAX_LIST: usize = 20_000;

/// No text in a profile is longer, in bytes, except an embedded key.
const MAX_TEXT: usize = 64 << 10;

/// No embedded key is longer: the largest real certificate seen had 356 KB.
const MAX_ARMOR: usize = 4 << 20;

/// No place is beyond this page or line.
const MAX_POSITION: u32 = 100_000_000;

/// Decodes an answer and checks its bounds.
pub(crate) fn check(bytes: &[u8]) -> Result<Answer, String> {
    let answer: Answer = postcard::from_bytes(bytes)
        .map_err(|error| format!("its answer makes no sense: {error}"))?;
    match &answer.result {
        Ok(profile) if !sound(profile) => Err("its answer is out of bounds".to_owned()),
        _ => Ok(answer),
    }
}

fn sound(profile: &Profile) -> bool {
    let Claims {
        fingerprints,
        key_ids,
        user_ids,
        emails,
        phones,
        unread_contacts,
        urls,
        versions,
        dates,
        expiry,
        tlp,
        embedded_keys,
        secret_keys,
        checksums,
        addresses,
        time_zones,
        business_hours,
    } = &profile.claims;
    list(fingerprints, |value| value.digits.len() <= MAX_TEXT)
        && list(key_ids, |value| {
            value.digits.len() <= 64 && value.odd.len() <= 64
        })
        && list(user_ids, |value| value.text.len() <= MAX_TEXT)
        && list(emails, |value| {
            value.address.len() <= MAX_TEXT
                && value
                    .international
                    .as_ref()
                    .is_none_or(|text| text.len() <= MAX_TEXT)
        })
        && list(phones, |value| {
            value.number.len() <= MAX_TEXT
                && value
                    .extension
                    .as_ref()
                    .is_none_or(|digits| digits.len() <= MAX_TEXT)
        })
        && list(unread_contacts, |value| value.text.len() <= MAX_TEXT)
        && list(urls, |value| {
            value.url.len() <= MAX_TEXT && value.alternatives.len() <= 16
        })
        && list(versions, |value| value.len() <= MAX_TEXT)
        && list(dates, |value| value.candidates.len() <= 16)
        && list(embedded_keys, |value| value.armor.len() <= MAX_ARMOR)
        && list(secret_keys, |()| true)
        && list(checksums, |value| value.digits.len() <= 256)
        && list(addresses, |value| value.len() <= MAX_TEXT)
        && list(time_zones, |value| value.len() <= MAX_TEXT)
        && list(business_hours, |value| value.len() <= MAX_TEXT)
        && expiry.iter().all(claim)
        && tlp
            .iter()
            .chain(&profile.team_name)
            .chain(&profile.team_short_name)
            .all(claim)
        && profile.sections.len() <= MAX_LIST
        && profile
            .sections
            .iter()
            .all(|section| place(&section.place) && section.heading.len() <= MAX_TEXT)
        && profile.warnings.len() <= MAX_LIST
        && profile
            .warnings
            .iter()
            .all(|warning| warning.detail.len() <= MAX_TEXT && warning.place.iter().all(place))
}

fn list<T>(claims: &[Claim<T>], value: impl Fn(&T) -> bool) -> bool {
    claims.len() <= MAX_LIST && claims.iter().all(|one| claim(one) && value(&one.value))
}

fn claim<T>(claim: &Claim<T>) -> bool {
    claim.raw.len() <= MAX_TEXT && claim.excerpt.len() <= MAX_TEXT && place(&claim.place)
}

fn place(place: &Place) -> bool {
    place.line <= MAX_POSITION
        && place.page.is_none_or(|page| page <= MAX_POSITION)
        && place
            .heading
            .as_ref()
            .is_none_or(|heading| heading.len() <= MAX_TEXT)
        && place
            .section
            .as_ref()
            .is_none_or(|section| section.len() <= 32)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::Confinement;
    use bonafide_model::{Format, ReadError};

    fn profile() -> Profile {
        Profile {
            format: Format::Text,
            pages: None,
            language: None,
            team_name: None,
            team_short_name: None,
            claims: Claims::default(),
            sections: Vec::new(),
            warnings: Vec::new(),
            authenticity: None,
        }
    }

    fn encoded(result: Result<Profile, ReadError>) -> Vec<u8> {
        postcard::to_stdvec(&Answer {
            confinement: Confinement::default(),
            result,
        })
        .unwrap()
    }

    #[test]
    fn noise_and_answers_out_of_bounds_are_refused() {
        assert!(check(b"").is_err());
        assert!(check(&[0xff; 64]).is_err());
        assert!(check(&encoded(Ok(profile()))).is_ok());
        assert!(check(&encoded(Err(ReadError::Empty))).is_ok());
        let mut far = profile();
        far.claims.versions.push(Claim {
            value: "1.0".to_owned(),
            raw: "1.0".to_owned(),
            place: Place {
                line: u32::MAX,
                ..Place::default()
            },
            excerpt: String::new(),
            label: None,
            hidden_by: None,
            in_sentence: false,
            not_judged: None,
        });
        assert!(check(&encoded(Ok(far.clone()))).is_err());
        far.claims.versions[0].place.line = 1;
        assert!(check(&encoded(Ok(far.clone()))).is_ok());
        far.claims.versions[0].raw = "x".repeat(MAX_TEXT + 1);
        assert!(check(&encoded(Ok(far))).is_err());
    }
}
