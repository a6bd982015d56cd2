//! Whether an answer of the child may be believed to be an answer.
//!
//! The child may have been taken over by the document it read, so its answer is untrusted too:
//! sizes, counts and places are checked here. What it claims the document prints cannot be checked;
//! that is why claims never count as proof.

use bonafide_model::claims::{Claim, Claims, Place, Profile};
use bonafide_model::judgement::PagePicture;
use serde::de::DeserializeOwned;

use crate::worker::Answer;

/// No list in a profile is longer. The claim finder's own cap is lower.
const MAX_LIST: usize = 20_000;

/// No text in a profile is longer, in bytes, except an embedded key.
const MAX_TEXT: usize = 64 << 10;

/// No embedded key is longer: the largest real certificate seen had 356 KB.
const MAX_ARMOR: usize = 4 << 20;

/// No place is beyond this page or line.
const MAX_POSITION: u32 = 100_000_000;

/// No value has parts in more rows.
const MAX_ROWS: usize = 64;

/// No picture is larger: a page of noise, at the size that is asked for.
const MAX_PICTURE: usize = 8 << 20;

/// No picture has more pixels on a side.
const MAX_PIXELS: u32 = 2_000;

/// Decodes an answer and checks that what it holds is `sound`.
pub(crate) fn check<T: DeserializeOwned>(
    bytes: &[u8],
    sound: fn(&T) -> bool,
) -> Result<Answer<T>, String> {
    let answer: Answer<T> = postcard::from_bytes(bytes)
        .map_err(|error| format!("its answer makes no sense: {error}"))?;
    match &answer.result {
        Ok(value) if !sound(value) => Err("its answer is out of bounds".to_owned()),
        _ => Ok(answer),
    }
}

/// Whether a picture is one, and of a sane size. Whoever looks at it decodes it with a browser, so
/// it has no chunk but those that every picture has (PNG, "Critical chunks").
pub(crate) fn sound_picture(picture: &PagePicture) -> bool {
    picture.png.len() <= MAX_PICTURE
        && picture.boxes.len() <= MAX_LIST
        && picture.boxes.iter().all(|rows| rows.len() <= MAX_ROWS)
        && is_png(&picture.png)
        && (1..=MAX_POSITION).contains(&picture.width)
        && (1..=MAX_POSITION).contains(&picture.height)
}

fn is_png(bytes: &[u8]) -> bool {
    let Some(mut rest) = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n") else {
        return false;
    };
    let (mut first, mut is_ended) = (true, false);
    while let Some((head, after)) = rest.split_first_chunk::<8>() {
        let [a, b, c, d, kind @ ..] = *head;
        let Some((data, after)) = usize::try_from(u32::from_be_bytes([a, b, c, d]))
            .ok()
            .and_then(|length| after.split_at_checked(length))
        else {
            return false;
        };
        let is_expected = match &kind {
            b"IHDR" => first && is_sane(data),
            b"IDAT" => !first,
            b"IEND" => !first && data.is_empty(),
            _ => false,
        };
        let Some((_checksum, after)) = after.split_at_checked(4) else {
            return false;
        };
        if !is_expected || is_ended {
            return false;
        }
        (first, is_ended, rest) = (false, &kind == b"IEND", after);
    }
    is_ended && rest.is_empty()
}

/// Whether the first chunk says that it is a picture of that many pixels, with eight bits for each
/// colour, in rows.
fn is_sane(header: &[u8]) -> bool {
    let side = |at: usize| {
        header
            .get(at..)
            .and_then(|rest| rest.first_chunk::<4>())
            .map(|side| u32::from_be_bytes(*side))
            .is_some_and(|side| (1..=MAX_PIXELS).contains(&side))
    };
    side(0) && side(4) && matches!(header.get(8..), Some([8, 2 | 6, 0, 0, 0]))
}

pub(crate) fn sound(profile: &Profile) -> bool {
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
        && tlp.iter().chain(profile.names()).all(claim)
        && list(&profile.titles, |_| true)
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
    use bonafide_model::claims::{Format, ReadError};

    fn profile() -> Profile {
        Profile {
            format: Format::Text,
            pages: None,
            language: None,
            team_name: None,
            team_short_name: None,
            titles: Vec::new(),
            claims: Claims::default(),
            sections: Vec::new(),
            warnings: Vec::new(),
            authenticity: None,
        }
    }

    fn check_profile(bytes: &[u8]) -> Result<Answer<Profile>, String> {
        check(bytes, sound)
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
        assert!(check_profile(b"").is_err());
        assert!(check_profile(&[0xff; 64]).is_err());
        assert!(check_profile(&encoded(Ok(profile()))).is_ok());
        assert!(check_profile(&encoded(Err(ReadError::Empty))).is_ok());
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
        assert!(check_profile(&encoded(Ok(far.clone()))).is_err());
        far.claims.versions[0].place.line = 1;
        assert!(check_profile(&encoded(Ok(far.clone()))).is_ok());
        far.claims.versions[0].raw = "x".repeat(MAX_TEXT + 1);
        assert!(check_profile(&encoded(Ok(far))).is_err());
    }

    /// A chunk; nobody looks at its checksum here.
    fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&length[..], kind, data, &[0; 4]].concat()
    }

    #[test]
    fn a_picture_has_the_form_and_the_size_of_one_and_nothing_else_in_it() {
        let header = |width: u32, depth: u8| {
            let sides = [width.to_be_bytes(), 10_u32.to_be_bytes()].concat();
            chunk(b"IHDR", &[&sides[..], &[depth, 6, 0, 0, 0]].concat())
        };
        let (start, data, end) = (
            b"\x89PNG\r\n\x1a\n".to_vec(),
            chunk(b"IDAT", b"data"),
            chunk(b"IEND", b""),
        );
        let good = [start.clone(), header(10, 8), data.clone(), end.clone()].concat();
        assert!(is_png(&good));
        let text = chunk(b"tEXt", b"Author\0me");
        for (bad, why) in [
            (b"<svg/>".to_vec(), "another format"),
            (good[..good.len() - 4].to_vec(), "cut"),
            ([&good[..], b"<script>"].concat(), "something behind it"),
            (
                [start.clone(), header(100_000, 8), data.clone(), end.clone()].concat(),
                "too wide",
            ),
            (
                [start.clone(), header(0, 8), data.clone(), end.clone()].concat(),
                "no width",
            ),
            (
                [start.clone(), header(10, 16), data.clone(), end.clone()].concat(),
                "another depth",
            ),
            (
                [start.clone(), data.clone(), header(10, 8), end.clone()].concat(),
                "another order",
            ),
            (
                [start.clone(), header(10, 8), text, data, end].concat(),
                "text in it",
            ),
        ] {
            assert!(!is_png(&bad), "{why}");
        }
    }
}
