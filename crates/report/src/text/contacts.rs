//! The contact card, under the verdict that it may be believed by.

use bonafide_model::{Assessment, Claim, Claims, ContactKind, EmailRole, Verdict};

use anstyle::Style;
use textwrap::core::display_width;

use super::page::{BAD, CAUTION, FAINT, GOOD, PLAIN, Page};
use super::part::Part;
use super::{Options, place};
use crate::{escape, words};

/// Columns of a value.
const VALUE: usize = 44;

/// Contacts shown; a document can print as many as it likes.
const SHOWN: usize = 20;

const NOT_CONFIRMED: &str = "NOT CONFIRMED";
const NOT_COVERED: &str = "NOT COVERED by what confirms the key";

/// One line of the card.
struct Contact {
    what: &'static str,
    value: String,
    /// Where it is printed, with remarks.
    remarks: String,
    /// An address that an accepted anchor names as not its team's, or a contact that cannot be
    /// read.
    not_covered: bool,
}

/// Visible addresses and numbers. Unless the document is authentic each one is marked, and no
/// option takes the mark away.
pub(super) fn contacts(page: &mut Page<'_>, assessment: &Assessment) {
    let claims = assessment.claims();
    let contacts = gather(&claims, assessment, true);
    if contacts.is_empty() {
        return;
    }
    let authentic = assessment.is_authentic_here();
    page.heading("Contacts");
    let (text, style) = standing(assessment);
    page.indented(2, &text, style);
    for contact in contacts.iter().take(SHOWN) {
        let value = escape::capped(&contact.value, 80);
        let (mark, style) = contact.mark(authentic);
        page.line(
            &format!("  {:<10}", contact.what),
            FAINT,
            &format!("{value}  {mark}"),
            style,
        );
        page.indented(12, &contact.remarks, FAINT);
    }
    if let Some(left) = contacts.len().checked_sub(SHOWN).filter(|left| *left > 0) {
        page.indented(
            2,
            &format!(
                "{} (`--format json` lists everything)",
                more(left, &contacts, authentic)
            ),
            CAUTION,
        );
    }
}

/// The same with one line for each, for the report on one screen.
pub(super) fn short<'o>(assessment: &Assessment, options: &'o Options) -> Part<'o> {
    let claims = assessment.claims();
    let contacts = gather(&claims, assessment, false);
    let authentic = assessment.is_authentic_here();
    let values: Vec<String> = contacts
        .iter()
        .map(|contact| escape::capped(&contact.value, VALUE))
        .collect();
    let width = values
        .iter()
        .map(|value| display_width(value))
        .max()
        .unwrap_or(0);
    let entries = contacts.iter().zip(&values).map(|(contact, value)| {
        let mut page = Page::new(options);
        let (mark, style) = contact.mark(authentic);
        let blanks = " ".repeat(width.saturating_sub(display_width(value)));
        let mark = if mark.is_empty() {
            String::new()
        } else {
            format!("  {mark}")
        };
        page.line(
            &format!("  {:<10}", contact.what),
            FAINT,
            &format!("{value}{blanks}{mark}  {}", contact.remarks),
            style,
        );
        page
    });
    let (text, _) = standing(assessment);
    let entries = entries.collect();
    Part {
        heading: format!("Contacts  {text}"),
        entries,
        left: Box::new(move |left| format!("{} (-v shows more)", more(left, &contacts, authentic))),
    }
}

/// What is said of the last `left` contacts.
fn more(left: usize, contacts: &[Contact], authentic: bool) -> String {
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
fn standing(assessment: &Assessment) -> (String, Style) {
    if assessment.is_authentic_here() {
        return ("printed in an authentic document".to_owned(), GOOD);
    }
    let text = match (assessment.verdict, assessment.why) {
        (Verdict::Authentic, _) => {
            "the document is authentic only by what the bundle says".to_owned()
        }
        (verdict, Some(why)) => format!("the document is {} ({})", verdict.as_str(), why.as_str()),
        (verdict, None) => format!("the document is {}", verdict.as_str()),
    };
    (format!("{NOT_CONFIRMED}: {text}"), CAUTION)
}

impl Contact {
    fn mark(&self, authentic: bool) -> (&'static str, Style) {
        match (authentic, self.not_covered) {
            (false, _) => (NOT_CONFIRMED, CAUTION),
            (true, true) => (NOT_COVERED, BAD),
            (true, false) => ("", PLAIN),
        }
    }
}

fn gather(claims: &Claims, assessment: &Assessment, all: bool) -> Vec<Contact> {
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
