//! The contacts that a document prints, under the verdict that they may be believed by.

use bonafide_model::claims::{Claim, Claims, ContactKind, EmailRole};
use bonafide_model::judgement::{Assessment, Verdict};

use super::Tone;
use crate::words::{self, place};

/// Contacts shown; a document can print as many as it likes.
pub(crate) const SHOWN: usize = 20;

pub(crate) const NOT_CONFIRMED: &str = "NOT CONFIRMED";
pub(crate) const NOT_COVERED: &str = "NOT COVERED by what confirms the key";

/// One contact.
pub(crate) struct Contact {
    pub what: &'static str,
    pub value: String,
    /// Where it is printed, with remarks.
    pub remarks: String,
    /// An address that an accepted anchor names as not its team's, or a contact that cannot be
    /// read.
    pub not_covered: bool,
}

/// What is said of the last `left` contacts.
pub(crate) fn more(left: usize, contacts: &[Contact], authentic: bool) -> String {
    let not_covered = contacts
        .iter()
        .rev()
        .take(left)
        .filter(|contact| contact.not_covered)
        .count();
    let which = match (authentic, not_covered) {
        (false, _) => format!(", all of them {NOT_CONFIRMED}"),
        (true, 0) => String::new(),
        (true, some) => format!(", {some} of them {NOT_COVERED}"),
    };
    format!("and {left} more{which}")
}

/// By what the contacts may be believed.
pub(crate) fn standing(assessment: &Assessment) -> (String, Tone) {
    if assessment.is_authentic_here() {
        return ("printed in an authentic document".to_owned(), Tone::Good);
    }
    let text = match (assessment.verdict, assessment.why) {
        (Verdict::Authentic, _) => {
            "the document is authentic only by what the bundle says".to_owned()
        }
        (verdict, Some(why)) => format!("the document is {} ({})", verdict.as_str(), why.as_str()),
        (verdict, None) => format!("the document is {}", verdict.as_str()),
    };
    (format!("{NOT_CONFIRMED}: {text}"), Tone::Caution)
}

impl Contact {
    /// What is said beside it: nothing where it may be believed.
    pub(crate) fn mark(&self, authentic: bool) -> (&'static str, Tone) {
        match (authentic, self.not_covered) {
            (false, _) => (NOT_CONFIRMED, Tone::Caution),
            (true, true) => (NOT_COVERED, Tone::Bad),
            (true, false) => ("", Tone::Plain),
        }
    }
}

/// Visible addresses and numbers: those that matter most, or `all`.
pub(crate) fn gather(claims: &Claims, assessment: &Assessment, all: bool) -> Vec<Contact> {
    let mut out: Vec<Contact> = Vec::new();
    for email in claims.emails.iter().filter(|email| email.is_visible()) {
        let not_covered = !assessment.is_covered(&email.value.address);
        // Addresses of other bodies and lists would bury the contacts, except one that an anchor
        // declines.
        let of_interest =
            !matches!(email.value.role, EmailRole::Member | EmailRole::Other) || not_covered || all;
        if of_interest && !out.iter().any(|seen| seen.value == email.value.address) {
            out.push(Contact {
                what: "e-mail",
                value: email.value.address.clone(),
                remarks: remarks(email),
                not_covered,
            });
        }
    }
    // No anchor covers what cannot be read, and it must not hide among the contacts that one does.
    for unread in claims
        .unread_contacts
        .iter()
        .filter(|unread| unread.is_visible())
    {
        if !out.iter().any(|seen| seen.value == unread.value.text) {
            let what = match unread.value.kind {
                ContactKind::Email => "e-mail?",
                ContactKind::Phone => "phone?",
            };
            let remarks = format!(
                "{}; {}",
                place(&unread.place),
                words::unread(unread.value.why)
            );
            out.push(Contact {
                what,
                value: unread.value.text.clone(),
                remarks,
                not_covered: true,
            });
        }
    }
    for phone in claims.phones.iter().filter(|phone| phone.is_visible()) {
        let extension = phone
            .value
            .extension
            .as_ref()
            .map(|digits| format!(" ext. {digits}"))
            .unwrap_or_default();
        let value = format!("{}{extension}", phone.value.number);
        if phone.value.personal && !all || out.iter().any(|seen| seen.value == value) {
            continue;
        }
        let misprinted = if phone.value.misprinted {
            "; cannot be dialled as printed"
        } else {
            ""
        };
        out.push(Contact {
            what: phone.value.kind.as_str(),
            value,
            remarks: format!("{}{misprinted}", remarks(phone)),
            not_covered: false,
        });
    }
    // What nobody vouches for is never among those that are only counted.
    out.sort_by_key(|contact| !contact.not_covered);
    out
}

/// Where it stands, and whether it cannot be told that a person sees it so.
fn remarks<T>(claim: &Claim<T>) -> String {
    let open = claim
        .not_judged
        .map(|why| format!("; NOT JUDGED ({})", why.as_str()))
        .unwrap_or_default();
    format!("{}{open}", place(&claim.place))
}
