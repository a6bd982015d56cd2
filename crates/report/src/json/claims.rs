//! Claims into version 1 of the JSON.

use bonafide_model as model;
use bonafide_model::claims::{Claim, FingerprintProblem, PrintedExpiry};

use super::{place, v1};
use crate::words;

/// The names of a team, where a person sees them.
pub(super) fn team(name: Option<&Claim<String>>, short_name: Option<&Claim<String>>) -> v1::Team {
    let visible = |claim: Option<&Claim<String>>| {
        claim
            .filter(|claim| claim.is_visible())
            .map(|claim| claim.value.clone())
    };
    v1::Team {
        name: visible(name),
        short_name: visible(short_name),
    }
}

/// All claims.
pub(super) fn claims(claims: &model::claims::Claims) -> v1::Claims {
    v1::Claims {
        fingerprints: claims.fingerprints.iter().map(fingerprint).collect(),
        key_ids: claims.key_ids.iter().map(key_id).collect(),
        user_ids: claims
            .user_ids
            .iter()
            .map(|printed| v1::UserIdClaim {
                claim: claim(printed, Some(printed.value.text.clone())),
                email: printed.value.email.clone(),
            })
            .collect(),
        emails: claims
            .emails
            .iter()
            .map(|printed| v1::EmailClaim {
                claim: claim(printed, Some(printed.value.address.clone())),
                role: printed.value.role.as_str(),
                obfuscated: printed.value.obfuscated,
                international: printed.value.international.clone(),
            })
            .collect(),
        phones: claims
            .phones
            .iter()
            .map(|printed| v1::PhoneClaim {
                claim: claim(printed, Some(printed.value.number.clone())),
                kind: printed.value.kind.as_str(),
                misprinted: printed.value.misprinted,
                extension: printed.value.extension.clone(),
                personal: printed.value.personal,
            })
            .collect(),
        unread_contacts: claims
            .unread_contacts
            .iter()
            .map(|printed| v1::UnreadContactClaim {
                claim: claim(printed, None),
                kind: printed.value.kind.as_str(),
                text: printed.value.text.clone(),
                why: printed.value.why.as_str(),
                role: printed.value.role.as_str(),
            })
            .collect(),
        urls: claims
            .urls
            .iter()
            .map(|printed| v1::UrlClaim {
                claim: claim(printed, Some(printed.value.url.clone())),
                role: printed.value.role.as_str(),
                repairs: printed
                    .value
                    .repairs
                    .iter()
                    .copied()
                    .map(model::claims::UrlRepair::as_str)
                    .collect(),
                alternatives: printed.value.alternatives.clone(),
            })
            .collect(),
        versions: claims.versions.iter().map(text).collect(),
        dates: claims
            .dates
            .iter()
            .map(|printed| v1::DateClaim {
                claim: claim(printed, printed.value.date.map(|date| date.to_string())),
                candidates: candidates(&printed.value),
                role: printed.value.role.as_str(),
            })
            .collect(),
        expiry: claims.expiry.as_ref().map(expiry),
        tlp: claims.tlp.as_ref().map(text),
        embedded_keys: claims
            .embedded_keys
            .iter()
            .map(|printed| v1::EmbeddedKey {
                repaired: printed.value.repaired,
                broken: printed.value.broken.clone(),
                place: place(&printed.place),
                visible: printed.is_visible(),
                hidden_by: printed.hidden_by.map(model::claims::HiddenBy::as_str),
            })
            .collect(),
        secret_keys: claims
            .secret_keys
            .iter()
            .map(|printed| v1::SecretKey {
                place: place(&printed.place),
                visible: printed.is_visible(),
                hidden_by: printed.hidden_by.map(model::claims::HiddenBy::as_str),
            })
            .collect(),
        checksums: claims
            .checksums
            .iter()
            .map(|printed| v1::ChecksumClaim {
                claim: claim(printed, Some(printed.value.digits.clone())),
                algorithm: printed.value.algorithm.as_str(),
            })
            .collect(),
        addresses: claims.addresses.iter().map(text).collect(),
        time_zones: claims.time_zones.iter().map(text).collect(),
        business_hours: claims.business_hours.iter().map(text).collect(),
    }
}

fn claim<T>(printed: &Claim<T>, value: Option<String>) -> v1::Claim {
    v1::Claim {
        value,
        raw: printed.raw.clone(),
        place: place(&printed.place),
        label: printed.label.clone(),
        in_sentence: printed.in_sentence,
        visible: printed.is_visible(),
        hidden_by: printed.hidden_by.map(model::claims::HiddenBy::as_str),
        not_judged: printed.not_judged.map(model::claims::NotJudged::as_str),
    }
}

fn text(printed: &Claim<String>) -> v1::Claim {
    claim(printed, Some(printed.value.clone()))
}

fn fingerprint(printed: &Claim<model::claims::PrintedFingerprint>) -> v1::FingerprintClaim {
    let value = match (&printed.value.problem, &printed.value.fingerprint) {
        // Its ASCII digits alone would be another value than the one that seems to stand there.
        (Some(FingerprintProblem::OddCharacters(_)), _) => None,
        (_, Some(fingerprint)) => Some(fingerprint.to_string()),
        (_, None) => Some(printed.value.digits.clone()),
    };
    v1::FingerprintClaim {
        claim: claim(printed, value),
        role: printed.value.role.as_str(),
        malformed: printed
            .value
            .problem
            .as_ref()
            .map(words::fingerprint_problem),
    }
}

fn key_id(printed: &Claim<model::claims::PrintedKeyId>) -> v1::KeyIdClaim {
    let odd = !printed.value.odd.is_empty();
    v1::KeyIdClaim {
        claim: claim(printed, (!odd).then(|| printed.value.digits.clone())),
        role: printed.value.role.as_str(),
        of_subkey: printed.value.of_subkey,
        malformed: odd.then(|| words::odd_characters(&printed.value.odd)),
    }
}

fn expiry(printed: &Claim<PrintedExpiry>) -> v1::ExpiryClaim {
    let (kind, date) = match &printed.value {
        PrintedExpiry::UntilSuperseded => ("until-superseded", None),
        PrintedExpiry::Date(date) => ("date", Some(date)),
        PrintedExpiry::Other(_) => ("other", None),
    };
    v1::ExpiryClaim {
        claim: claim(
            printed,
            date.and_then(|date| date.date).map(|date| date.to_string()),
        ),
        kind,
        candidates: date.map(candidates).unwrap_or_default(),
    }
}

fn candidates(date: &model::claims::PrintedDate) -> Vec<String> {
    date.candidates.iter().map(ToString::to_string).collect()
}
