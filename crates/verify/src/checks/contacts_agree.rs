//! Do contacts that are printed in several places agree, can they be read, and can the numbers be
//! dialled?

use bonafide_model::claims::{Claim, ContactKind, EmailRole, PhoneKind, PrintedEmail, PrintedPhone, UnreadContact, UnreadReason};
use bonafide_model::judgement::{CheckId, Detail, Finding, Severity};

use super::check::Check;
use super::found::{Found, unread};
use super::weight;
use crate::context::Context;
use crate::statements::Statement;
use crate::twins::last_digits;

pub(super) const CHECK: Check = Check::new(CheckId::ContactsAgree, run).weighed(for_publisher);

/// RFC 2350, "Telephone Number" and "Other Telecommunication": where numbers belong.
const PHONE_SECTIONS: &[&str] = &["2.4", "2.6"];
/// RFC 2350, "Facsimile Number".
const FAX_SECTIONS: &[&str] = &["2.5"];
/// More of them make no report clearer; `inspect` lists all.
const MAX_UNREAD: usize = 20;

/// RFC 2350, "Electronic Mail Address".
const EMAIL_SECTIONS: &[&str] = &["2.7"];

fn run(cx: &Context) -> Vec<Found> {
    if let Some(unread) = unread(cx) {
        return vec![Found { severity: Severity::Note, ..unread }];
    }
    // What a named person can be reached by is not the team's, and need not be printed as the
    // team's.
    let phones: Vec<&Claim<PrintedPhone>> =
        cx.claims().phones.iter().filter(|claim| claim.is_visible() && !claim.value.personal).collect();
    let (fax, voice): (Vec<_>, Vec<_>) = phones.iter().copied().partition(|claim| claim.value.kind == PhoneKind::Fax);
    let emails: Vec<&Claim<PrintedEmail>> =
        cx.claims().emails.iter().filter(|claim| claim.is_visible() && claim.value.role == EmailRole::Contact).collect();
    let unread: Vec<&Claim<UnreadContact>> = cx.claims().unread_contacts.iter().filter(|claim| claim.is_visible()).collect();
    if phones.is_empty() && emails.is_empty() && unread.is_empty() {
        return vec![Found::not_applicable(Detail::NoContacts)];
    }
    let mut found: Vec<Found> = published_elsewhere(cx);
    found.extend(
        phones.iter().filter(|claim| claim.value.misprinted).map(|claim| misprinted(claim, claim.value.kind)),
    );
    found.extend(unread.iter().take(MAX_UNREAD).map(|claim| not_read(claim)));
    let number = |claim: &Claim<PrintedPhone>| (last_digits(&claim.value.number), as_printed(claim));
    found.extend(elsewhere(&voice, PHONE_SECTIONS, number));
    found.extend(elsewhere(&fax, FAX_SECTIONS, number));
    found.extend(elsewhere(&emails, EMAIL_SECTIONS, |claim| (claim.value.address.clone(), claim.value.address.clone())));
    if found.is_empty() { vec![Found::pass(Detail::ContactsAgree)] } else { found }
}

/// What the document's host says elsewhere, where that has none of the printed addresses: other
/// contacts, or another key of nobody in particular. Another key of a printed address contradicts an
/// anchor, and is told there.
fn published_elsewhere(cx: &Context) -> Vec<Found> {
    let here: std::collections::BTreeSet<String> =
        cx.claims().emails.iter().filter(|claim| claim.is_visible()).map(|claim| claim.value.address.to_lowercase()).collect();
    let severity = if cx.anchors.accepted().next().is_some() { Severity::Note } else { Severity::Warning };
    let differs = |statement: &Statement| {
        let said = statement.said.as_ref().ok()?;
        let is_own = cx.key.is_some_and(|key| said.keys.contains(key));
        let other_key = cx.key.is_some() && !is_own && !said.keys.is_empty();
        let is_other = !said.emails.iter().any(|email| here.contains(email)) && (!said.emails.is_empty() || other_key);
        let detail = Detail::PublishedElsewhere {
            kind: statement.kind,
            url: statement.origin.display(),
            there: said.emails.clone(),
            here: here.iter().cloned().collect(),
            keys: if other_key { said.keys.clone() } else { Vec::new() },
        };
        (is_other && !here.is_empty()).then(|| Found::fail(severity, detail))
    };
    cx.statements.iter().filter_map(differs).collect()
}

/// Nobody can say whose it is, so that a person should not use it. Characters that change the
/// direction of writing are a disguise, and stand out wherever they are; else what is printed of
/// other bodies is not this team's matter, and a number is one with a misprint.
fn not_read(claim: &Claim<UnreadContact>) -> Found {
    let UnreadContact { text, why, role, kind } = &claim.value;
    let is_disguise = *why == UnreadReason::Direction;
    if *kind == ContactKind::Phone && !is_disguise {
        return misprinted(claim, PhoneKind::Telephone);
    }
    let severity = if *role == EmailRole::Other && !is_disguise { Severity::Note } else { Severity::Warning };
    Found::fail(severity, Detail::ContactUnread { text: text.clone(), why: *why }).at([claim])
}

fn misprinted<T>(claim: &Claim<T>, kind: PhoneKind) -> Found {
    Found::fail(Severity::Warning, Detail::PhoneMisprinted { printed: claim.raw.clone(), kind }).at([claim])
}

/// A number as it stands there, on one line; its digits where that says less, as for the last
/// digits of a second number.
fn as_printed(claim: &Claim<PrintedPhone>) -> String {
    let raw = claim.raw.split_whitespace().collect::<Vec<_>>().join(" ");
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    if digits(&raw) + 1 < digits(&claim.value.number) { claim.value.number.clone() } else { raw }
}

/// Contacts outside their own section that their own section, which prints some, does not print.
/// `value` gives what is compared and what is shown.
fn elsewhere<T>(claims: &[&Claim<T>], sections: &[&str], value: impl Fn(&Claim<T>) -> (String, String)) -> Vec<Found> {
    let is_own = |claim: &Claim<T>| claim.place.section.as_deref().is_some_and(|section| sections.contains(&section));
    let own: Vec<&Claim<T>> = claims.iter().copied().filter(|claim| is_own(claim)).collect();
    let (Some(first), Some(section)) = (own.first(), sections.first()) else { return Vec::new() };
    let known: std::collections::BTreeMap<String, String> = own.iter().map(|claim| value(claim)).collect();
    let mut said = std::collections::BTreeSet::new();
    let others = claims.iter().filter(|claim| !is_own(claim) && claim.place.section.is_some());
    let new =
        others.map(|claim| (claim, value(claim))).filter(|(_, (key, _))| !known.contains_key(key) && said.insert(key.clone()));
    new.map(|(claim, (_, shown))| {
        let own = known.values().take(8).cloned().collect();
        let detail = Detail::ContactElsewhere { value: shown, own_section: (*section).to_owned(), own };
        Found::fail(Severity::Warning, detail).at([*claim, *first])
    })
    .collect()
}

fn for_publisher(finding: Finding) -> Option<Finding> {
    let is_slip = weight::is_open(&finding) && matches!(finding.detail, Detail::PhoneMisprinted { .. });
    Some(if is_slip { weight::error(finding) } else { finding })
}
