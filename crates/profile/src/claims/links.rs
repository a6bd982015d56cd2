//! Link targets: preferred over the text that a person sees, and compared with it.

use std::ops::Range;

use bonafide_model::claims::{
    Claim, HiddenBy, PrintedEmail, PrintedFingerprint, PrintedPhone, PrintedUrl, ReadWarning,
    ReadWarningKind, UnreadReason, UrlRepair,
};

use super::text::{Text, cap};
use super::url::encode;
use super::{Found, MAX_CLAIMS, email, phone, url_role};
use bonafide_layout::{Document, Link};

/// A warning's detail is one line.
const MAX_DETAIL: usize = 200;
/// Lists of addresses that get a copy.
const MAX_COPIES: usize = 8;
/// Longer targets are not looked at, and that is told: many servers refuse them from about this
/// length on. Pictures and files inside a page have such targets too.
const MAX_TARGET: usize = 8 << 10;

/// Claims for the link targets of the rows of this text.
pub(super) fn find(text: &Text, layout: &Document, found: &mut Found) {
    let mut row_of = vec![None; layout.lines.len()];
    for (i, row) in text.rows.iter().enumerate() {
        if let Some(slot) = row_of.get_mut(row.line) {
            *slot = Some(i);
        }
    }
    let base = layout
        .base
        .as_deref()
        .filter(|base| base.len() <= MAX_TARGET);
    let is_lost = |link: &Link| link.target.len() > MAX_TARGET && !is_in_page(&link.target);
    found.is_cut |= layout.links.len() > 4 * MAX_CLAIMS || layout.links.iter().any(is_lost);
    let mut previous: Option<&Link> = None;
    for link in layout
        .links
        .iter()
        .take(4 * MAX_CLAIMS)
        .filter(|link| link.target.len() <= MAX_TARGET)
    {
        // A link over several rows is one for each of them.
        let goes_on = previous
            .replace(link)
            .is_some_and(|p| p.target == link.target && p.line + 1 == link.line);
        let Some(row) = row_of.get(link.line).copied().flatten() else {
            continue;
        };
        // A link that cannot be seen on a visible row is still not seen.
        let hidden_by = link.hidden_by.or(text.hidden_by);
        let range = range(text, row, link);
        let target = link.target.trim();
        let lower = target.to_lowercase();
        if let Some(address) = lower.strip_prefix("mailto:") {
            mail(text, range, address, target, hidden_by, found);
        } else if let Some(number) = ["tel:", "callto:", "sms:"]
            .iter()
            .find_map(|s| lower.strip_prefix(s))
        {
            call(text, range, number, target, hidden_by, found);
        } else if let Some(digits) = lower.strip_prefix("openpgp4fpr:") {
            fingerprint(text, range, digits, target, found);
        } else if !(target.is_empty() || target.starts_with('#') || is_in_page(target)) {
            web(
                text,
                range,
                Linked {
                    link,
                    target,
                    goes_on,
                },
                hidden_by,
                base,
                found,
            );
        }
    }
}

/// Whether a target is a program, or a picture or file inside the page.
fn is_in_page(target: &str) -> bool {
    let target = target.trim_start();
    ["javascript:", "data:"].iter().any(|scheme| {
        target
            .get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

/// Where the link's text stands; its row where that is not known.
fn range(text: &Text, row: usize, link: &Link) -> Range<usize> {
    let whole = text.rows.get(row).map_or(0..0, |r| r.range.clone());
    let content = text.get(whole.clone());
    let shown = link.text.trim();
    let at = link
        .offset
        .filter(|o| content.is_char_boundary(*o) && *o <= content.len())
        .or_else(|| (!shown.is_empty()).then(|| content.find(shown)).flatten());
    let start = whole.start + at.unwrap_or(0);
    let length = if shown.is_empty() || at.is_none() {
        0
    } else {
        link.text.len()
    };
    start..text.floor((start + length).min(whole.end)).max(start)
}

fn claim<T>(
    text: &Text,
    value: T,
    range: Range<usize>,
    raw: &str,
    hidden_by: Option<HiddenBy>,
) -> Claim<T> {
    Claim {
        raw: cap(raw, 500),
        hidden_by,
        ..text.claim(value, range, None)
    }
}

/// The addresses of a `mailto:` target: those that it is sent to, then those that get a copy (RFC
/// 6068, "Syntax of a 'mailto' URI").
fn recipients(address: &str) -> (String, Vec<String>) {
    let decoded = |part: &str| {
        ["%40", "%2c", "%20", "%3b"]
            .iter()
            .zip(["@", ",", " ", ","])
            .fold(part.to_owned(), |part, (code, sign)| {
                part.replace(code, sign)
            })
    };
    let (to, fields) = address.split_once('?').unwrap_or((address, ""));
    // Some forget the question mark.
    let (to, forgotten) = to.split_once('&').unwrap_or((to, ""));
    let copies = forgotten
        .split('&')
        .chain(fields.split('&'))
        .map(|field| field.strip_prefix("amp;").unwrap_or(field))
        .filter_map(|field| field.split_once('='))
        .filter(|(name, _)| matches!(*name, "cc" | "bcc" | "to"))
        .map(|(_, value)| decoded(value));
    let to = decoded(to);
    let (first, others) = to.split_once(',').unwrap_or((&to, ""));
    let others = others.to_owned();
    (
        first.to_owned(),
        std::iter::once(others)
            .chain(copies)
            .take(MAX_COPIES)
            .collect(),
    )
}

/// Who else gets what is sent by a link. Nobody sees that beside an address which the link shows.
fn copies(
    text: &Text,
    range: &Range<usize>,
    copies: &[String],
    target: &str,
    hidden_by: Option<HiddenBy>,
    found: &mut Found,
) {
    let shown = email::addresses_in(text.get(range.clone()));
    for copy in copies
        .iter()
        .flat_map(|copies| email::addresses_in(copies).read)
    {
        let is_known = shown.read.iter().any(|shown| shown.value == copy.value);
        if is_known || found.claims.emails.len() > MAX_CLAIMS {
            continue;
        }
        let hidden_by = match shown.read.first() {
            Some(other) => {
                found
                    .warnings
                    .push(differs(text, range, &other.value, &copy.value));
                Some(hidden_by.unwrap_or(HiddenBy::LinkTarget))
            }
            None => hidden_by,
        };
        let value = PrintedEmail {
            role: email::role_at(text, range.start),
            address: copy.value,
            international: copy.international,
            obfuscated: false,
        };
        found
            .claims
            .emails
            .push(claim(text, value, range.clone(), target, hidden_by));
    }
}

fn mail(
    text: &Text,
    range: Range<usize>,
    address: &str,
    target: &str,
    hidden_by: Option<HiddenBy>,
    found: &mut Found,
) {
    let (address, others) = recipients(address);
    recipient(text, range.clone(), &address, target, hidden_by, found);
    copies(text, &range, &others, target, hidden_by, found);
}

/// The address that a mail by a link goes to.
fn recipient(
    text: &Text,
    range: Range<usize>,
    address: &str,
    target: &str,
    hidden_by: Option<HiddenBy>,
    found: &mut Found,
) {
    let mut parsed = email::addresses_in(address);
    if found
        .claims
        .emails
        .len()
        .max(found.claims.unread_contacts.len())
        > MAX_CLAIMS
    {
        return;
    }
    let shown = email::addresses_in(text.get(range.clone()));
    if parsed.read.is_empty() {
        // Seen where the link's text does not say something else.
        if !parsed.unread.is_empty() && shown.read.is_empty() && shown.unread.is_empty() {
            let value = email::unread(
                text,
                &range,
                target.get("mailto:".len()..).unwrap_or_default(),
                UnreadReason::Domain,
            );
            found
                .claims
                .unread_contacts
                .push(claim(text, value, range, target, hidden_by));
        }
        return;
    }
    let email::Address {
        value: address,
        international,
        ..
    } = parsed.read.swap_remove(0);
    let row = text.row_at(range.start);
    // An address that a row's end tears apart stands where it begins.
    let rows = text
        .rows
        .get(row.saturating_sub(1)..=row)
        .unwrap_or_default();
    let here = |c: &&Claim<PrintedEmail>| {
        c.hidden_by == hidden_by
            && rows
                .iter()
                .any(|r| r.number == c.place.line && r.page == c.place.page)
    };
    if found
        .claims
        .emails
        .iter()
        .filter(here)
        .any(|c| c.value.address == address)
    {
        return;
    }
    let other = shown.read.first().map(|other| other.value.clone());
    let other = other.or_else(|| {
        shown.unread.first().map(|other| {
            email::as_read(
                text.get(range.clone())
                    .get(other.range.clone())
                    .unwrap_or_default(),
            )
        })
    });
    let hidden_by = if let Some(other) = other {
        found.warnings.push(differs(text, &range, &other, &address));
        Some(hidden_by.unwrap_or(HiddenBy::LinkTarget))
    } else {
        hidden_by
    };
    let value = PrintedEmail {
        role: email::role_at(text, range.start),
        address,
        international,
        obfuscated: false,
    };
    found
        .claims
        .emails
        .push(claim(text, value, range, target, hidden_by));
}

fn call(
    text: &Text,
    range: Range<usize>,
    number: &str,
    target: &str,
    hidden_by: Option<HiddenBy>,
    found: &mut Found,
) {
    let plain = number.replace("%20", " ").replace("%2b", "+");
    let Some(dialled) = phone::number(plain.trim_start_matches("//"), 0) else {
        return;
    };
    let number = dialled.number;
    let same = |c: &Claim<PrintedPhone>| {
        c.value
            .number
            .trim_start_matches(['+', '0'])
            .ends_with(number.trim_start_matches(['+', '0']))
            || number.ends_with(c.value.number.trim_start_matches(['+', '0']))
    };
    let line = text.place(&range);
    if found.claims.phones.len() > MAX_CLAIMS
        || found
            .claims
            .phones
            .iter()
            .any(|c| c.place.line == line.line && c.place.page == line.page && same(c))
    {
        return;
    }
    let kind = phone::kind(
        text,
        range.start,
        crate::fields::label(text, range.start).as_ref(),
    );
    // Another number on view than the one that is dialled.
    let shown = phone::number(text.get(range.clone()).trim(), 0).is_some();
    let hidden_by = if shown {
        Some(hidden_by.unwrap_or(HiddenBy::LinkTarget))
    } else {
        hidden_by
    };
    if shown {
        found
            .warnings
            .push(differs(text, &range, text.get(range.clone()), &number));
    }
    let personal = super::person::owns(text, range.start);
    let value = PrintedPhone {
        number,
        kind,
        misprinted: dialled.misprinted,
        extension: dialled.extension,
        personal,
    };
    found
        .claims
        .phones
        .push(claim(text, value, range, target, hidden_by));
}

fn fingerprint(text: &Text, range: Range<usize>, digits: &str, target: &str, found: &mut Found) {
    let Ok(fingerprint) = digits.parse::<bonafide_model::claims::Fingerprint>() else {
        return;
    };
    let known = found.claims.fingerprints.iter().any(|c| {
        c.value.fingerprint.as_ref() == Some(&fingerprint) && c.hidden_by == text.hidden_by
    });
    if known {
        return;
    }
    let value = PrintedFingerprint {
        digits: fingerprint.as_str().to_owned(),
        fingerprint: Some(fingerprint),
        problem: None,
        role: super::role::role(text, &range, &[]),
    };
    // Nobody sees a link's target: it is not printed.
    let hidden_by = Some(text.hidden_by.unwrap_or(HiddenBy::LinkTarget));
    found.push_fingerprint(claim(text, value, range.clone(), target, hidden_by), range);
}

/// A link to a page or file.
struct Linked<'a> {
    link: &'a Link,
    target: &'a str,
    /// Whether it began in the row before.
    goes_on: bool,
}

fn web(
    text: &Text,
    range: Range<usize>,
    Linked {
        link,
        target,
        goes_on,
    }: Linked<'_>,
    hidden_by: Option<HiddenBy>,
    base: Option<&str>,
    found: &mut Found,
) {
    if found.claims.urls.len() > MAX_CLAIMS {
        return;
    }
    let resolved = base
        .and_then(|b| url::Url::parse(b).ok())
        .and_then(|b| b.join(target).ok())
        .map(String::from);
    let absolute = url::Url::parse(target).map(String::from).ok();
    // Browsers drop line ends and tabs (WHATWG URL, "basic URL parser"); the path of an unknown
    // scheme keeps its spaces.
    let alone = || target.replace(['\n', '\r', '\t'], "");
    let plain = encode(&absolute.clone().or(resolved).unwrap_or_else(alone));
    let mut role = url_role::role(text, range.start, &plain, Some(&link.text));
    let place = text.place(&range);
    let shown = shown_by(text, &range, link, hidden_by, found);
    let mut repairs = vec![UrlRepair::LinkTarget];
    let mut hidden_by = hidden_by;
    if let Some(first) = shown.and_then(|i| found.claims.urls.get(i)) {
        if role == bonafide_model::claims::UrlRole::Other {
            role = first.value.role;
        }
        if same_url(&first.value.url, &plain) {
            return;
        }
        let same_host = host(&first.value.url) == host(&plain)
            || host(&plain).is_none()
            || host(&first.value.url).is_none();
        if same_host
            || is_torn_host(&first.value.url, &plain)
            || shows_target(&link.text, &first.raw, target)
        {
            // The target is what the author meant; the text may have lost an underscore.
            let mut alternatives = first.value.alternatives.clone();
            alternatives.insert(0, first.value.url.clone());
            if let Some(slot) = shown.and_then(|i| found.claims.urls.get_mut(i)) {
                slot.value = PrintedUrl {
                    url: plain,
                    role,
                    repairs,
                    alternatives,
                };
            }
            return;
        }
        found
            .warnings
            .push(differs(text, &range, &first.value.url.clone(), &plain));
        hidden_by = Some(hidden_by.unwrap_or(HiddenBy::LinkTarget));
    } else {
        let before =
            |c: &Claim<PrintedUrl>| c.place.page == place.page && c.place.line + 1 == place.line;
        if goes_on
            && found
                .claims
                .urls
                .iter()
                .any(|c| before(c) && same_url(&c.value.url, &plain))
        {
            return;
        }
        if shown_address(&link.text).is_some_and(|a| !plain.contains(&a)) {
            let shown = link.text.trim().to_owned();
            found.warnings.push(differs(text, &range, &shown, &plain));
        }
        // Words are what is printed, and not where they lead to.
        if !shows(&link.text, &plain) {
            hidden_by = Some(hidden_by.unwrap_or(HiddenBy::LinkTarget));
        }
    }
    if found
        .claims
        .urls
        .iter()
        .any(|c| c.value.url == plain && c.place == place && c.hidden_by == hidden_by)
    {
        return;
    }
    if absolute.is_none() && base.is_none() {
        repairs.push(UrlRepair::BareFileName);
    }
    found.claims.urls.push(claim(
        text,
        PrintedUrl {
            url: plain,
            role,
            repairs,
            alternatives: Vec::new(),
        },
        range,
        target,
        hidden_by,
    ));
}

/// The URL that the link's visible text shows: the one that is printed where the link is. A source
/// line tells too little, for whole pages stand on one; in one row, an address and another that
/// begins with it may be two links.
fn shown_by(
    text: &Text,
    range: &Range<usize>,
    link: &Link,
    hidden_by: Option<HiddenBy>,
    found: &Found,
) -> Option<usize> {
    let row = text.row_at(range.start);
    let printed = || found.urls_at.iter().zip(&found.claims.urls).enumerate();
    let fits =
        |claim: &Claim<PrintedUrl>| claim.hidden_by == hidden_by && is_shown(&link.text, claim);
    printed()
        .find(|(_, (at, claim))| at.start < range.end && range.start < at.end && fits(claim))
        .or_else(|| {
            // The link's text was not found in its row.
            printed()
                .filter(|_| range.is_empty())
                .find(|(_, (at, claim))| text.row_at(at.start) == row && fits(claim))
        })
        .map(|(index, _)| index)
}

/// Whether the link's visible text shows this URL.
fn is_shown(link_text: &str, shown: &Claim<PrintedUrl>) -> bool {
    let squeeze = |t: &str| t.split_whitespace().collect::<String>();
    let (text, raw) = (squeeze(link_text), squeeze(&shown.raw));
    !text.is_empty() && (text.contains(&raw) || raw.contains(&text) && text.contains('.'))
}

/// Whether the link's text is its target, with or without what people leave out: the scheme,
/// `www.`, folders, the closing slash.
fn shows(link_text: &str, target: &str) -> bool {
    let bare = |url: &str| {
        let url = url.split_whitespace().collect::<String>().to_lowercase();
        let url = url
            .split_once("://")
            .map_or(url.as_str(), |(_, rest)| rest)
            .to_owned();
        url.strip_prefix("www.")
            .unwrap_or(&url)
            .trim_end_matches('/')
            .to_owned()
    };
    let (shown, target) = (bare(link_text), bare(target));
    let ends = target
        .strip_suffix(shown.as_str())
        .is_some_and(|rest| rest.is_empty() || rest.ends_with('/'));
    shown.contains('.') && (ends || shown.contains(&target)) && !target.is_empty()
}

/// An e-mail address that is shown on a link to somewhere else.
fn shown_address(link_text: &str) -> Option<String> {
    email::addresses_in(link_text)
        .read
        .into_iter()
        .next()
        .map(|address| address.value)
}

fn same_url(a: &str, b: &str) -> bool {
    a == b || a.trim_end_matches('/') == b.trim_end_matches('/')
}

fn host(url: &str) -> Option<String> {
    let parsed = url::Url::parse(url).ok()?;
    parsed
        .host_str()
        .map(|h| h.trim_start_matches("www.").to_lowercase())
}

/// Whether a row ended inside the host. No name ends with a hyphen (RFC 1123, "Host Names and
/// Numbers"), so what is shown is not a shorter address of somebody else.
fn is_torn_host(shown: &str, target: &str) -> bool {
    shown.ends_with('-') && shown.matches('/').count() == 2 && target.starts_with(shown)
}

/// Whether the link's text in full, rows joined, is its target, of which a URL that ended with a
/// row is the beginning.
fn shows_target(link_text: &str, shown: &str, target: &str) -> bool {
    let text: String = link_text.split_whitespace().collect();
    text.len() > shown.len() && text.starts_with(shown) && target.contains(&text)
}

fn differs(text: &Text, range: &Range<usize>, shown: &str, target: &str) -> ReadWarning {
    ReadWarning {
        kind: ReadWarningKind::LinkDiffers,
        place: Some(text.place(range)),
        detail: cap(&format!("{shown} → {target}"), MAX_DETAIL),
    }
}
