//! The contact card, under the verdict that it may be believed by.

use bonafide_model::{Assessment, Claim, Claims, ContactKind, EmailRole, Verdict};

use super::page::{BAD, CAUTION, FAINT, GOOD, PLAIN, Page};
use super::place;
use crate::{escape, words};

/// Contacts shown; a document can print as many as it likes.
const SHOWN: usize = 20;

const NOT_CONFIRMED: &str = "NOT CONFIRMED";

/// One line of the card.
struct Contact {
    what: &'static str,
    value: String,
    /// Where it is printed, with remarks.
    remarks: String,
    /// An address that an accepted anchor names as not its team's, or a contact that cannot be read.
    not_covered: bool,
}

/// Visible addresses and numbers. Unless the document is authentic each one is marked, and no option takes the mark away.
pub(super) fn contacts(page: &mut Page<'_>, assessment: &Assessment, verbosity: u8) {
    let claims = assessment.claims();
    let contacts = gather(&claims, assessment, verbosity);
    if contacts.is_empty() {
        return;
    }
    let authentic = assessment.is_authentic_here();
    page.heading("Contacts");
    if authentic {
        page.indented(2, "printed in an authentic document", GOOD);
    } else if assessment.verdict == Verdict::Authentic {
        page.indented(2, &format!("{NOT_CONFIRMED}: the document is authentic only by what the bundle says"), CAUTION);
    } else {
        let why = assessment.why.map(|why| format!(" ({})", why.as_str())).unwrap_or_default();
        page.indented(2, &format!("{NOT_CONFIRMED}: the document is {}{why}", assessment.verdict.as_str()), CAUTION);
    }
    for contact in contacts.iter().take(SHOWN) {
        let value = escape::capped(&contact.value, 80);
        let (mark, style) = match (authentic, contact.not_covered) {
            (false, _) => (NOT_CONFIRMED, CAUTION),
            (true, true) => ("NOT COVERED by what confirms the key", BAD),
            (true, false) => ("", PLAIN),
        };
        page.line(&format!("  {:<10}", contact.what), FAINT, &format!("{value}  {mark}"), style);
        page.indented(12, &contact.remarks, FAINT);
    }
    if contacts.len() > SHOWN {
        let all = if authentic { "" } else { ", all of them NOT CONFIRMED" };
        page.indented(2, &format!("and {} more{all} (`--format json` lists everything)", contacts.len() - SHOWN), CAUTION);
    }
}

fn gather(claims: &Claims, assessment: &Assessment, verbosity: u8) -> Vec<Contact> {
    let mut out: Vec<Contact> = Vec::new();
    for email in claims.emails.iter().filter(|email| email.is_visible()) {
        let not_covered = !assessment.is_covered(&email.value.address);
        // Addresses of other bodies and lists would bury the contacts, except one that an anchor declines.
        let of_interest = !matches!(email.value.role, EmailRole::Member | EmailRole::Other) || not_covered || verbosity > 0;
        if of_interest && !out.iter().any(|seen| seen.value == email.value.address) {
            out.push(Contact { what: "e-mail", value: email.value.address.clone(), remarks: remarks(email), not_covered });
        }
    }
    // No anchor covers what cannot be read, and it must not hide among the contacts that one does.
    for unread in claims.unread_contacts.iter().filter(|unread| unread.is_visible()) {
        if !out.iter().any(|seen| seen.value == unread.value.text) {
            let what = match unread.value.kind {
                ContactKind::Email => "e-mail?",
                ContactKind::Phone => "phone?",
            };
            let remarks = format!("{}; {}", place(&unread.place), words::unread(unread.value.why));
            out.push(Contact { what, value: unread.value.text.clone(), remarks, not_covered: true });
        }
    }
    for phone in claims.phones.iter().filter(|phone| phone.is_visible()) {
        let extension = phone.value.extension.as_ref().map(|digits| format!(" ext. {digits}")).unwrap_or_default();
        let value = format!("{}{extension}", phone.value.number);
        if phone.value.personal && verbosity == 0 || out.iter().any(|seen| seen.value == value) {
            continue;
        }
        let misprinted = if phone.value.misprinted { "; cannot be dialled as printed" } else { "" };
        out.push(Contact {
            what: phone.value.kind.as_str(),
            value,
            remarks: format!("{}{misprinted}", remarks(phone)),
            not_covered: false,
        });
    }
    out
}

/// Where it stands, and whether it cannot be told that a person sees it so.
fn remarks<T>(claim: &Claim<T>) -> String {
    let open = claim.not_judged.map(|why| format!("; NOT JUDGED ({})", why.as_str())).unwrap_or_default();
    format!("{}{open}", place(&claim.place))
}
