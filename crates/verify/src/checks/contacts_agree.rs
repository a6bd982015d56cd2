//! Do contacts that are printed in several places agree, and can the numbers be dialled?

use bonafide_model::{CheckId, Claim, Detail, EmailRole, PhoneKind, PrintedEmail, PrintedPhone, Severity};

use super::{Check, Found, unread};
use crate::context::Context;
use crate::twins::last_digits;

pub(super) const CHECK: Check = Check { id: CheckId::ContactsAgree, run };

/// RFC 2350, "Telephone Number" and "Other Telecommunication": where numbers belong.
const PHONE_SECTIONS: &[&str] = &["2.4", "2.6"];
/// RFC 2350, "Facsimile Number".
const FAX_SECTIONS: &[&str] = &["2.5"];
/// RFC 2350, "Electronic Mail Address".
const EMAIL_SECTIONS: &[&str] = &["2.7"];

fn run(cx: &Context) -> Vec<Found> {
    if let Some(unread) = unread(cx) {
        return vec![Found { severity: Severity::Note, ..unread }];
    }
    let phones: Vec<&Claim<PrintedPhone>> = cx.claims().phones.iter().filter(|claim| claim.is_visible()).collect();
    let (fax, voice): (Vec<_>, Vec<_>) = phones.iter().copied().partition(|claim| claim.value.kind == PhoneKind::Fax);
    let emails: Vec<&Claim<PrintedEmail>> =
        cx.claims().emails.iter().filter(|claim| claim.is_visible() && claim.value.role == EmailRole::Contact).collect();
    if phones.is_empty() && emails.is_empty() {
        return vec![Found::not_applicable(Detail::NoContacts)];
    }
    let mut found: Vec<Found> = phones.iter().filter(|claim| claim.value.misprinted).map(|claim| misprinted(claim)).collect();
    found.extend(elsewhere(&voice, PHONE_SECTIONS, |phone| last_digits(&phone.number)));
    found.extend(elsewhere(&fax, FAX_SECTIONS, |phone| last_digits(&phone.number)));
    found.extend(elsewhere(&emails, EMAIL_SECTIONS, |email| email.address.clone()));
    if found.is_empty() { vec![Found::pass(Detail::ContactsAgree)] } else { found }
}

fn misprinted(claim: &Claim<PrintedPhone>) -> Found {
    Found::fail(Severity::Warning, Detail::PhoneMisprinted { printed: claim.raw.clone(), kind: claim.value.kind }).at([claim])
}

/// Contacts outside their own section that their own section, which prints some, does not print.
fn elsewhere<T>(claims: &[&Claim<T>], sections: &[&str], value: impl Fn(&T) -> String) -> Vec<Found> {
    let is_own = |claim: &Claim<T>| claim.place.section.as_deref().is_some_and(|section| sections.contains(&section));
    let own: Vec<&Claim<T>> = claims.iter().copied().filter(|claim| is_own(claim)).collect();
    let (Some(first), Some(section)) = (own.first(), sections.first()) else { return Vec::new() };
    let known: std::collections::BTreeSet<String> = own.iter().map(|claim| value(&claim.value)).collect();
    let mut said = std::collections::BTreeSet::new();
    let others = claims.iter().filter(|claim| !is_own(claim) && claim.place.section.is_some());
    let new = others.filter(|claim| !known.contains(&value(&claim.value)) && said.insert(value(&claim.value)));
    new.map(|claim| {
        let own = known.iter().take(8).cloned().collect();
        let detail = Detail::ContactElsewhere { value: value(&claim.value), own_section: (*section).to_owned(), own };
        Found::fail(Severity::Warning, detail).at([*claim, *first])
    })
    .collect()
}
