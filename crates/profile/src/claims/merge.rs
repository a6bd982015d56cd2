//! Joins what was found in several reading orders, in document order and within limits.

use bonafide_model::claims::{
    Claim, Claims, FingerprintProblem, Place, PrintedFingerprint, ReadWarning, ReadWarningKind,
    UrlRepair,
};

use super::armor::Secrets;
use super::email::letters::is_turn;
use super::{Found, MAX_CLAIMS};

/// Adds claims of other text, such as hidden one: all of them count.
pub(super) fn append(all: &mut Found, found: Found) {
    all.is_cut |= found.is_cut;
    each(&mut all.claims, found.claims, &mut |_, _| false);
    all.warnings.extend(found.warnings);
}

/// Adds what only the second order of the same text shows.
pub(super) fn second_order(all: &mut Found, mut found: Found) {
    all.is_cut |= found.is_cut;
    drop_fragments(&mut all.claims.fingerprints, &mut found.claims.fingerprints);
    let known = all.claims.urls.len();
    found.claims.urls.retain(|u| {
        let mut same = all.claims.urls.iter_mut().take(known).filter(|k| {
            let (one, other) = (&k.value, &u.value);
            k.place.page == u.place.page
                && k.hidden_by.is_some() == u.hidden_by.is_some()
                && (one.url.starts_with(&other.url)
                    || other.url.starts_with(&one.url)
                    || one.alternatives.contains(&other.url)
                    || other.alternatives.contains(&one.url))
        });
        let Some(first) = same.next() else {
            return true;
        };
        // Where two columns share rows, one order tears what the other shows whole.
        let is_longer =
            u.value.url.len() > first.value.url.len() && u.place.line == first.place.line;
        if is_longer && !first.value.repairs.contains(&UrlRepair::LinkTarget) {
            let torn = std::mem::replace(&mut first.value, u.value.clone());
            first.value.role = torn.role;
            first.value.alternatives.push(torn.url);
        }
        false
    });
    each(&mut all.claims, found.claims, &mut |a, b| a == b);
}

/// A fingerprint that one order tears apart and the other shows whole is whole.
fn drop_fragments(
    first: &mut Vec<Claim<PrintedFingerprint>>,
    second: &mut Vec<Claim<PrintedFingerprint>>,
) {
    let whole: Vec<String> = first
        .iter()
        .chain(second.iter())
        .filter(|c| c.value.fingerprint.is_some())
        .map(|c| c.value.digits.clone())
        .collect();
    let is_fragment = |c: &Claim<PrintedFingerprint>| {
        let broken = matches!(c.value.problem, Some(FingerprintProblem::Length(_)));
        let shares = |w: &String| {
            let half = c.value.digits.get(..16).unwrap_or(&c.value.digits);
            let tail = c
                .value
                .digits
                .get(c.value.digits.len().saturating_sub(16)..)
                .unwrap_or_default();
            w.contains(c.value.digits.as_str())
                || w.starts_with(half) && c.value.digits.len() > w.len()
                || w.ends_with(tail) && c.value.digits.len() > w.len()
        };
        broken && whole.iter().any(shares)
    };
    first.retain(|c| !is_fragment(c));
    second.retain(|c| !is_fragment(c));
}

/// Joins every list; `same` compares what makes a claim a repetition: its value's text, page and
/// visibility.
fn each(all: &mut Claims, new: Claims, same: &mut dyn FnMut(&Key, &Key) -> bool) {
    extend(
        &mut all.fingerprints,
        new.fingerprints,
        |v| v.digits.clone(),
        same,
    );
    extend(&mut all.key_ids, new.key_ids, |v| v.digits.clone(), same);
    extend(&mut all.user_ids, new.user_ids, |v| v.text.clone(), same);
    extend(&mut all.emails, new.emails, |v| v.address.clone(), same);
    extend(&mut all.phones, new.phones, |v| v.number.clone(), same);
    extend(
        &mut all.unread_contacts,
        new.unread_contacts,
        |v| v.text.clone(),
        same,
    );
    extend(&mut all.urls, new.urls, |v| v.url.clone(), same);
    extend(&mut all.versions, new.versions, Clone::clone, same);
    extend(
        &mut all.dates,
        new.dates,
        |v| format!("{:?}", v.candidates),
        same,
    );
    extend(
        &mut all.embedded_keys,
        new.embedded_keys,
        |v| v.armor.clone(),
        same,
    );
    extend(
        &mut all.secret_keys,
        new.secret_keys,
        |()| String::new(),
        same,
    );
    extend(
        &mut all.checksums,
        new.checksums,
        |v| v.digits.clone(),
        same,
    );
    all.addresses.extend(new.addresses);
    all.time_zones.extend(new.time_zones);
    all.business_hours.extend(new.business_hours);
    all.tlp = all.tlp.take().or(new.tlp);
    all.expiry = all.expiry.take().or(new.expiry);
}

/// What makes two claims the same.
type Key = (String, Option<u32>, bool);

fn extend<T>(
    all: &mut Vec<Claim<T>>,
    new: Vec<Claim<T>>,
    text: impl Fn(&T) -> String,
    same: &mut dyn FnMut(&Key, &Key) -> bool,
) {
    let key = |c: &Claim<T>| (text(&c.value), c.place.page, c.hidden_by.is_some());
    let known: Vec<Key> = all.iter().map(&key).collect();
    for claim in new.into_iter().take(MAX_CLAIMS + 1) {
        let own = key(&claim);
        if !known.iter().any(|k| same(k, &own)) {
            all.push(claim);
        }
    }
}

/// Sorts every list and cuts it to its limit.
pub(super) fn finish(claims: &mut Claims, is_cut: bool, warnings: &mut Vec<ReadWarning>) {
    let mut cut = is_cut;
    cut |= order(&mut claims.fingerprints);
    cut |= order(&mut claims.key_ids);
    cut |= order(&mut claims.user_ids);
    cut |= order(&mut claims.emails);
    cut |= order(&mut claims.phones);
    cut |= order(&mut claims.unread_contacts);
    cut |= order(&mut claims.urls);
    cut |= order(&mut claims.versions);
    cut |= order(&mut claims.dates);
    cut |= order(&mut claims.embedded_keys);
    cut |= order(&mut claims.secret_keys);
    cut |= order(&mut claims.checksums);
    cut |= order(&mut claims.addresses);
    cut |= order(&mut claims.time_zones);
    cut |= order(&mut claims.business_hours);
    if cut {
        let detail = format!("more than {MAX_CLAIMS} values of one kind");
        warnings.push(ReadWarning {
            kind: ReadWarningKind::Truncated,
            place: None,
            detail,
        });
    }
    for claim in &claims.fingerprints {
        if let Some(FingerprintProblem::OddCharacters(odd)) = &claim.value.problem {
            warnings.push(odd_warning(&claim.place, odd.iter().map(|o| o.found)));
        }
    }
    for claim in claims.key_ids.iter().filter(|c| !c.value.odd.is_empty()) {
        warnings.push(odd_warning(
            &claim.place,
            claim.value.odd.iter().map(|o| o.found),
        ));
    }
}

/// The warning of a name with characters that turn its letters round: what is shown is not what is
/// read.
pub(super) fn turned_name(name: &Claim<String>) -> Option<ReadWarning> {
    let turns = || name.raw.chars().filter(|c| is_turn(*c));
    turns().next().map(|_| odd_warning(&name.place, turns()))
}

fn odd_warning(place: &Place, found: impl Iterator<Item = char>) -> ReadWarning {
    let points: Vec<String> = found
        .take(8)
        .map(|c| format!("U+{:04X}", u32::from(c)))
        .collect();
    ReadWarning {
        kind: ReadWarningKind::OddCharacters,
        place: Some(place.clone()),
        detail: points.join(" "),
    }
}

fn order<T>(claims: &mut Vec<Claim<T>>) -> bool {
    claims.sort_by_key(|c| (c.place.page, c.place.line, c.place.column));
    let cut = claims.len() > MAX_CLAIMS;
    claims.truncate(MAX_CLAIMS);
    cut
}

/// No warning repeats a word of a printed private key.
pub(super) fn redact(warnings: &mut [ReadWarning], secrets: &Secrets) {
    for warning in warnings {
        if warning.detail.contains("PRIVATE KEY") || secrets.are_in(&warning.detail) {
            warning.detail = "[private key block]".to_owned();
        }
    }
}
