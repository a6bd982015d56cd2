//! Printed e-mail addresses, also those written so that robots don't find them, and what only a
//! person reads as one.

mod apart;
mod domain;
pub(super) mod letters;
mod local;
mod marker;

use std::ops::Range;

use bonafide_model::claims::{ContactKind, EmailRole, PrintedEmail, UnreadContact, UnreadReason};

use self::domain::{Domain, Reading};
use self::letters::{BLANKS, is_label, is_turn};
use self::local::{Local, MAX_LOCAL};
use self::marker::{Kind, Marker, is_expected, is_mailbox, is_social};
use super::fold::{folded, is_invisible};
use super::text::{Row, Text, cap};
use super::{Found, MAX_CLAIMS, is_taken, person};
use crate::fields;
use crate::vocabulary::{Term, words};

/// What is kept of a contact that is not read.
const MAX_UNREAD: usize = 160;
/// Names of this computer, in every example of a command.
const LOCAL_HOSTS: [&str; 4] = ["localhost", "host", "hostname", "server"];

/// An address and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Address {
    /// The whole printed form.
    pub range: Range<usize>,
    /// `local@domain`, lower case, the domain as it is looked up.
    pub value: String,
    /// The same with the domain as people read it, where that differs.
    pub international: Option<String>,
    /// Whether something had to be undone.
    pub obfuscated: bool,
}

/// What a person reads as an address.
#[derive(Debug, Clone)]
pub(super) struct Unread {
    /// The whole printed form.
    pub range: Range<usize>,
    /// Why it is not read.
    pub why: UnreadReason,
}

/// The addresses in a text, in order.
#[derive(Debug, Default)]
pub(super) struct Addresses {
    /// Those that were read.
    pub read: Vec<Address>,
    /// Those that only a person reads.
    pub unread: Vec<Unread>,
    /// Whether there may be more, which nobody looked for.
    pub is_cut: bool,
}

impl Addresses {
    /// Finds all of them.
    pub(super) fn of(text: &Text) -> Self {
        let raw = &*text.raw;
        let mut all = Self::default();
        let has_turn = !raw.is_ascii()
            && memchr::memmem::find(raw.as_bytes(), "\u{202e}".as_bytes()).is_some();
        let mut floor = 0;
        let mut missed = Vec::new();
        for at in marker::marks(raw.as_bytes()) {
            // `a@example.org/b@example.org`
            if at >= floor
                && all.len() <= MAX_CLAIMS
                && let Some(marker) = marker::at(text, at)
            {
                match all.add(text, floor, &marker, has_turn, &[]) {
                    Some(end) => floor = end,
                    None if raw.get(at..).is_some_and(|r| r.starts_with(apart::is_sign)) => {
                        missed.push(at);
                    }
                    None => {}
                }
            }
        }
        let mut taken: Vec<Range<usize>> = all.ranges().collect();
        taken.sort_by_key(|r| r.start);
        let mut floor = 0;
        for marker in marker::words(raw) {
            if marker.range.start >= floor
                && all.len() <= MAX_CLAIMS
                && !is_taken(&taken, &marker.range)
            {
                floor = all
                    .add(text, floor, &marker, has_turn, &taken)
                    .unwrap_or(floor);
            }
        }
        all.add_missed(text, &missed);
        all.is_cut = all.len() > MAX_CLAIMS;
        all.read.sort_by_key(|a| a.range.start);
        all.unread.sort_by_key(|u| u.range.start);
        join_local_parts(raw, &mut all.read);
        let firsts: Vec<Address> = all
            .read
            .iter()
            .filter_map(|address| apart::first_of_two(text, address))
            .collect();
        all.read.extend(firsts);
        all.read.sort_by_key(|a| a.range.start);
        all
    }

    fn len(&self) -> usize {
        self.read.len().max(self.unread.len())
    }

    /// Where they stand.
    pub(super) fn ranges(&self) -> impl Iterator<Item = Range<usize>> {
        self.read
            .iter()
            .map(|a| a.range.clone())
            .chain(self.unread.iter().map(|u| u.range.clone()))
    }

    /// Drops those that stand inside of these ranges, which are in order: the `@` of a URL makes no
    /// address.
    pub(super) fn drop_inside(&mut self, urls: &[Range<usize>]) {
        let is_inside = |range: &Range<usize>| {
            let i = urls.partition_point(|u| u.end <= range.start);
            urls.get(i).is_some_and(|u| u.start < range.start)
        };
        self.read.retain(|a| !is_inside(&a.range));
        self.unread.retain(|u| !is_inside(&u.range));
    }

    /// What stands around at signs where contacts are printed and was not taken for anything else: a
    /// person reads an address there.
    fn add_missed(&mut self, text: &Text, signs: &[usize]) {
        if signs.is_empty() {
            return;
        }
        let mut taken: Vec<Range<usize>> = self.ranges().collect();
        taken.sort_by_key(|r| r.start);
        for sign in signs {
            if let Some(range) = apart::around(text, *sign)
                && self.len() <= MAX_CLAIMS
                && !is_taken(&taken, &range)
                && is_expected(text, *sign)
                && !is_social(text.get(text.row_near(&range)))
            {
                taken.push(range.clone());
                taken.sort_by_key(|r| r.start);
                let why = UnreadReason::FullStop;
                self.unread.push(Unread { range, why });
            }
        }
    }

    /// Adds the address around an at sign unless its place is taken; says where it ends.
    fn add(
        &mut self,
        text: &Text,
        floor: usize,
        marker: &Marker,
        has_turn: bool,
        taken: &[Range<usize>],
    ) -> Option<usize> {
        let contact = contact(text, floor, marker, has_turn)?;
        let (Contact::Read(Address { range, .. }) | Contact::Unread(Unread { range, .. })) =
            &contact;
        let range = range.clone();
        if range.start < floor || is_taken(taken, &range) {
            return None;
        }
        match contact {
            Contact::Read(address) => self.read.push(address),
            Contact::Unread(unread) => self.unread.push(unread),
        }
        Some(range.end)
    }
}

enum Contact {
    Read(Address),
    Unread(Unread),
}

/// The address around an at sign, not before `floor`.
fn contact(text: &Text, floor: usize, marker: &Marker, has_turn: bool) -> Option<Contact> {
    let raw = &*text.raw;
    if marker.kind == Kind::Spaced
        && let Some(range) = apart::letters(text, floor, marker)
    {
        let why = UnreadReason::Blanks;
        return Some(Contact::Unread(Unread { range, why }));
    }
    // `jane[dot]doe@…`: the sign comes later.
    if marker.kind == Kind::Unknown && domain::is_dot(text.get(marker.range.clone())) {
        return None;
    }
    let local = local::read(raw, floor, marker.range.start, marker.kind)?;
    if is_elsewhere(raw, local.start) || is_path(&local.name) {
        return None;
    }
    // `name@@example.org`: a person reads an address, and which of the signs is one too many cannot be told.
    let more = raw.get(marker.range.end..)?;
    let more = more.len() - more.trim_start_matches(['@', '\u{FF20}']).len();
    let reading = domain::read(raw, marker.range.end + more, marker.kind);
    let start = local.start;
    // In front of a sign that begins a row only a whole address is one, and no handle.
    let is_broken = raw.get(start..marker.range.start)?.contains('\n');
    if is_broken && !matches!(reading, Reading::Read(_)) {
        return None;
    }
    let unread = |why, end| {
        Some(Contact::Unread(Unread {
            range: start..end,
            why,
        }))
    };
    let end = match &reading {
        Reading::Read(domain) => domain.end,
        Reading::Unread(_, end) | Reading::Word(end) => *end,
        Reading::Nothing => return None,
    };
    if has_turn && is_turned(text, start) {
        return unread(UnreadReason::Direction, end);
    }
    // `@name@example.org` is the handle of a social network.
    let is_handle = raw.get(..start)?.ends_with('@');
    if is_handle && (!is_expected(text, start) || is_social(text.get(text.row_near(&marker.range))))
    {
        return None;
    }
    if more > 0 {
        return if matches!(reading, Reading::Word(_)) {
            None
        } else {
            unread(UnreadReason::AtSigns, end)
        };
    }
    let behind = raw.get(end..)?;
    if behind.starts_with(['@', '\u{FF20}']) && behind.chars().nth(1).is_some_and(is_label) {
        let length = behind
            .find(|c| !is_label(c) && !matches!(c, '.' | '@' | '\u{FF20}'))
            .unwrap_or(behind.len());
        let token = behind.get(..length)?.trim_end_matches('.');
        // "Jane Doe (head) jane.doe@example.org": the sign itself is in no doubt.
        if matches!(
            marker.kind,
            Kind::Unknown | Kind::Weak | Kind::Word | Kind::Shouted
        ) {
            return None;
        }
        return unread(UnreadReason::AtSigns, end + token.len());
    }
    let is_wanted = match marker.kind {
        Kind::Unknown => return unknown(text, marker, &local, &reading),
        Kind::Plain | Kind::Written => true,
        Kind::Spaced => is_spaced_address(text, marker, &local, &reading),
        Kind::Weak => is_weak_address(text, marker, &local, &reading),
        Kind::Word | Kind::Shouted => return worded(text, marker, local, reading),
    };
    if !is_wanted {
        return None;
    }
    match reading {
        // `git@example.org:team/files` is a place of files.
        Reading::Read(_)
            if local.name == "git" && behind.starts_with(':') && !behind.starts_with(": ") =>
        {
            None
        }
        Reading::Read(domain)
            if marker.kind == Kind::Spaced
                && (is_torn(text, marker) || !is_expected(text, start)) =>
        {
            unread(UnreadReason::Blanks, domain.end)
        }
        Reading::Read(domain) => read(marker, local, domain),
        Reading::Unread(why, end) => unread(local.problem.unwrap_or(why), end),
        Reading::Word(end) => is_host(text, marker, start, end)
            .then(|| unread(local.problem.unwrap_or(UnreadReason::FullStop), end))?,
        Reading::Nothing => None,
    }
}

fn read(marker: &Marker, local: Local, domain: Domain) -> Option<Contact> {
    let range = local.start..domain.end;
    if let Some(why) = local.problem {
        return Some(Contact::Unread(Unread { range, why }));
    }
    let obfuscated = marker.kind != Kind::Plain || local.mended || domain.mended;
    let name = local.name;
    let international = domain
        .international
        .map(|domain| format!("{name}@{domain}"));
    Some(Contact::Read(Address {
        range,
        value: format!("{name}@{}", domain.name),
        international,
        obfuscated,
    }))
}

/// Whether the name stands in the middle of something else: an address of a web page that is no
/// mistake.
fn is_elsewhere(raw: &str, start: usize) -> bool {
    let before = raw.get(..start).unwrap_or_default();
    let Some(scheme) = before.strip_suffix("://") else {
        return false;
    };
    !(scheme.ends_with("http") || scheme.ends_with("https"))
}

/// Whether a name is the host and path of a URL without its scheme: `www.example.org/keys/cert`.
fn is_path(name: &str) -> bool {
    name.split_once('/').is_some_and(|(host, _)| {
        let top = host.rsplit_once('.').map_or("", |(_, top)| top);
        top.len() > 1 && top.bytes().all(|b| b.is_ascii_alphabetic())
    })
}

/// Whether a right-to-left override (Unicode UAX #9) in the same row shows the letters here in
/// another order.
fn is_turned(text: &Text, at: usize) -> bool {
    let row = text.row_near(&(at..at));
    let before = text.get(row.start..at);
    before.rfind(is_turn).is_some_and(|turn| {
        !before
            .get(turn..)
            .is_some_and(|rest| rest.contains('\u{202c}'))
    })
}

/// `cert @ example.org`, and no handle of a social network.
fn is_spaced_address(text: &Text, marker: &Marker, local: &Local, reading: &Reading) -> bool {
    let at = marker.range.start;
    let row = text.get(text.row_near(&marker.range));
    if is_social(row) {
        return false;
    }
    match reading {
        Reading::Read(domain) => {
            is_expected(text, at) || !domain.name.starts_with("www.") && is_mailbox(&local.name)
        }
        Reading::Unread(..) => is_mailbox(&local.name),
        Reading::Word(_) => is_expected(text, at) && row.split_whitespace().count() <= 5,
        Reading::Nothing => false,
    }
}

/// `info (a) example org`, and no "see (a) and (b)".
fn is_weak_address(text: &Text, marker: &Marker, local: &Local, reading: &Reading) -> bool {
    let Reading::Read(domain) = reading else {
        return false;
    };
    let printed = text.get(marker.range.end..domain.end);
    let has_stop = printed.contains(|c: char| !c.is_alphanumeric() && !matches!(c, ' ' | '-'));
    is_expected(text, marker.range.start)
        || has_stop && !domain.name.starts_with("www.") && is_mailbox(&local.name)
}

/// Whether an at sign stands at the edge of another box than what belongs to it.
fn is_torn(text: &Text, marker: &Marker) -> bool {
    let bytes = text.raw.as_bytes();
    let is_tab = |at: Option<usize>| at.and_then(|at| bytes.get(at)) == Some(&b'\t');
    is_tab(marker.range.start.checked_sub(1)) || is_tab(Some(marker.range.end))
}

/// `cert(xx)grove.example`: whatever stands there, a person may take it for an at sign. Glued to both, it is nothing else where contacts are
/// printed, but for calls in a program; between blanks it may be a remark, unless the row says
/// nothing more.
fn unknown(text: &Text, marker: &Marker, local: &Local, reading: &Reading) -> Option<Contact> {
    let (end, name) = match reading {
        Reading::Read(domain) => (domain.end, domain.name.as_str()),
        Reading::Unread(_, end) => (*end, ""),
        Reading::Word(_) | Reading::Nothing => return None,
    };
    let (start, at) = (local.start, marker.range.start);
    let goes_on = text.raw.get(end..).is_some_and(|behind| {
        behind.starts_with(['/', ':', '(', '[', '=']) && !behind.starts_with(": ")
    });
    if goes_on || name.starts_with("www.") || local.problem.is_none() && !is_mailbox(&local.name) {
        return None;
    }
    let (before, behind) = (text.raw.get(..at)?, text.raw.get(marker.range.end..)?);
    let is_address = if !before.ends_with(BLANKS) && !behind.starts_with(BLANKS) {
        let letters = text
            .get(marker.range.clone())
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .count();
        is_expected(text, at) || letters != 1 && role_at(text, start) != EmailRole::Other
    } else {
        let is_enclosed = text
            .raw
            .get(..start)
            .is_some_and(|before| before.ends_with('<'))
            && text
                .raw
                .get(end..)
                .is_some_and(|behind| behind.starts_with('>'));
        is_enclosed || is_row(text, at) || is_labelled(text, start)
    };
    is_address.then_some(Contact::Unread(Unread {
        range: start..end,
        why: UnreadReason::Words,
    }))
}

/// An address whose at sign is a word.
fn worded(text: &Text, marker: &Marker, local: Local, reading: Reading) -> Option<Contact> {
    let Reading::Read(domain) = reading else {
        return None;
    };
    let at = marker.range.start;
    let has_path = text
        .raw
        .get(domain.end..)
        .is_some_and(|r| r.starts_with(['/', ':']) && !r.starts_with(": "));
    if domain.name.starts_with("www.")
        || local.name.starts_with("www.")
        || !is_mailbox(&local.name) && local.problem != Some(UnreadReason::Words)
        || has_path
    {
        return None;
    }
    let mark = text.get(marker.range.clone());
    let is_glued = !mark.starts_with([' ', '\u{a0}'])
        && !text
            .raw
            .get(..at)
            .is_some_and(|b| b.ends_with([' ', '\u{a0}']));
    let is_at = mark.eq_ignore_ascii_case("at") && !is_glued;
    let name = text.get(local.start..at);
    let is_address = if domain.mended || local.problem == Some(UnreadReason::Words) {
        true
    } else if is_at && marker.kind == Kind::Shouted {
        // Capital letters where the name has none, among addresses.
        if name.bytes().any(|b| b.is_ascii_uppercase()) {
            return None;
        }
        is_expected(text, at)
    } else if is_at {
        if is_expected(text, at) {
            is_row(text, at) || is_labelled(text, local.start)
        } else {
            let is_alone = text
                .get(text.row_near(&marker.range))
                .split_whitespace()
                .count()
                == 3;
            if !(is_alone || apart::is_of_team(name)) || role_at(text, at) == EmailRole::Other {
                return None;
            }
            false
        }
    } else if is_glued && !mark.eq_ignore_ascii_case("at") {
        // `cert-at-example.org` may be a name on the web.
        if role_at(text, at) == EmailRole::Other && !is_expected(text, at) {
            return None;
        }
        is_expected(text, at)
    } else {
        true
    };
    if is_address {
        return read(marker, local, domain);
    }
    Some(Contact::Unread(Unread {
        range: local.start..domain.end,
        why: local.problem.unwrap_or(UnreadReason::Words),
    }))
}

/// `cert at example.org` alone on a row among addresses.
fn is_row(text: &Text, at: usize) -> bool {
    text.get(text.row_near(&(at..at)))
        .split_whitespace()
        .count()
        == 3
        && text.is_in(at, "2.7")
}

/// Whether only punctuation stands between the word for e-mail and the name.
fn is_labelled(text: &Text, start: usize) -> bool {
    let label = text
        .hits_in_row_before(start)
        .into_iter()
        .rev()
        .find(|h| h.term == Term::Email);
    label.is_some_and(|l| {
        !text.get(l.range.end..start).contains(char::is_alphanumeric)
            && text.get(l.range.end..start).contains([':', '|', '\t'])
    })
}

/// Whether a single word behind an at sign is what is left of a domain: where contacts are printed,
/// and not in a command.
fn is_host(text: &Text, marker: &Marker, start: usize, end: usize) -> bool {
    let word = text.get(marker.range.end..end);
    let is_name = word.chars().filter(|c| c.is_alphanumeric()).count() >= 3
        && word.contains(char::is_alphabetic);
    let is_command = text
        .raw
        .get(end..)
        .is_some_and(|behind| behind.starts_with([':', '/', '(', '=']));
    is_name
        && !is_command
        && !LOCAL_HOSTS.contains(&&*word.trim().to_lowercase())
        && role_at(text, start) != EmailRole::Other
}

/// Joins a local part that stands on two rows. Typesetters put a hyphen there or break behind one
/// that belongs to the name; which of the two it was shows where the address is printed once more.
fn join_local_parts(raw: &str, all: &mut [Address]) {
    let known: std::collections::HashSet<String> = all.iter().map(|a| a.value.clone()).collect();
    for address in all {
        let Some(before) = raw
            .get(..address.range.start)
            .map(|before| before.trim_end_matches(' '))
        else {
            continue;
        };
        let Some(above) = before
            .strip_suffix('\n')
            .and_then(|above| above.strip_suffix(['-', '\u{2010}', '\u{ad}']))
        else {
            continue;
        };
        let is_soft = before.ends_with("\u{ad}\n");
        let length = above
            .bytes()
            .rev()
            .take(MAX_LOCAL)
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_'))
            .count();
        let Some(head) = above
            .get(above.len() - length..)
            .filter(|h| h.ends_with(|c: char| c.is_ascii_alphanumeric()))
        else {
            continue;
        };
        let head = head.to_lowercase();
        let hyphenated = format!("{head}{}", address.value);
        let is_one_word = is_soft || known.contains(&hyphenated);
        let join = |value: &str| {
            if is_one_word {
                format!("{head}{value}")
            } else {
                format!("{head}-{value}")
            }
        };
        (address.value, address.international) = (
            join(&address.value),
            address.international.as_deref().map(join),
        );
        address.range.start = above.len() - length;
    }
}

/// The addresses in a short text of its own.
pub(super) fn addresses_in(text: &str) -> Addresses {
    let line = bonafide_layout::Line {
        text: text.into(),
        ..bonafide_layout::Line::default()
    };
    Addresses::of(&Text::of(&[line], None))
}

/// Claims for all addresses.
pub(super) fn find(text: &Text, addresses: &Addresses, found: &mut Found) {
    for address in &addresses.read {
        if is_quotation(text, address.range.start) {
            let printed = text.get(address.range.clone());
            let value = self::unread(text, &address.range, printed, UnreadReason::Quotation);
            found
                .claims
                .unread_contacts
                .push(text.claim(value, address.range.clone(), None));
            continue;
        }
        let value = PrintedEmail {
            address: address.value.clone(),
            international: address.international.clone(),
            role: role_at(text, address.range.start),
            obfuscated: address.obfuscated,
        };
        // `[<name(at)example.org>](mailto:name@example.org)` is one address, not two.
        let twin = found.claims.emails.last().is_some_and(|l| {
            l.value.address == address.value
                && l.hidden_by == text.hidden_by
                && is_target(text, address)
        });
        if !twin {
            let label = fields::printed_label(text, address.range.start);
            found
                .claims
                .emails
                .push(text.claim(value, address.range.clone(), label));
        }
    }
    for unread in &addresses.unread {
        let value = self::unread(
            text,
            &unread.range,
            text.get(unread.range.clone()),
            unread.why,
        );
        found
            .claims
            .unread_contacts
            .push(text.claim(value, unread.range.clone(), None));
    }
}

/// A contact that is printed there and is not read.
pub(super) fn unread(
    text: &Text,
    range: &Range<usize>,
    printed: &str,
    why: UnreadReason,
) -> UnreadContact {
    UnreadContact {
        kind: ContactKind::Email,
        text: as_read(printed),
        why,
        role: role_at(text, range.start),
    }
}

/// Text on one line, without characters that cannot be seen.
pub(super) fn as_read(raw: &str) -> String {
    let seen: String = raw
        .chars()
        .filter(|c| !is_invisible(*c))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    cap(
        &seen.split_whitespace().collect::<Vec<_>>().join(" "),
        MAX_UNREAD,
    )
}

/// Whether a row of plain text is marked as quoted from a mail: what another one wrote is no
/// contact of the team.
fn is_quotation(text: &Text, at: usize) -> bool {
    let is_plain = |row: &Row| row.wraps && !row.has_boxes;
    text.rows.get(text.row_at(at)).is_some_and(|row| {
        is_plain(row) && text.get(row.range.clone()).trim_start().starts_with('>')
    })
}

fn is_target(text: &Text, address: &Address) -> bool {
    text.raw
        .get(..address.range.start)
        .is_some_and(|b| b.ends_with("mailto:"))
}

/// What an address is printed for, by its section and the words in front of it.
pub(super) fn role_at(text: &Text, at: usize) -> EmailRole {
    if is_messenger(text, at) {
        return EmailRole::Other;
    }
    let key = text
        .hits_in_row_before(at)
        .iter()
        .any(|h| matches!(h.term, Term::UserId | Term::KeyId | Term::Fingerprint));
    let role = match text.section(at) {
        Some(s) if s.starts_with("2.8") => EmailRole::Key,
        _ if key => EmailRole::Key,
        // Where incidents are reported the contacts are the team's, whoever answers, unless the
        // address is a person's by name.
        Some(s) if s.starts_with('2') && person::is_own_address(text, at) => EmailRole::Member,
        Some("2" | "2.2" | "2.4" | "2.6" | "2.9" | "2.10" | "2.11") if person::owns(text, at) => {
            EmailRole::Member
        }
        Some("1.2" | "2.9" | "3" | "3.1" | "3.2" | "3.3" | "3.4" | "7") => EmailRole::Other,
        Some(s) if s.starts_with("2") || s.starts_with('5') || s.starts_with('6') => {
            EmailRole::Contact
        }
        None => EmailRole::Contact,
        Some(_) => EmailRole::Other,
    };
    if role == EmailRole::Other && takes_reports(text, at) {
        return EmailRole::Contact;
    }
    role
}

/// Words for what has addresses that look like those of e-mail and are none.
const MESSENGERS: [&str; 8] = [
    "xmpp", "jabber", "jid", "sip", "sips", "matrix", "voip", "impp",
];
/// Words between such a word and the address: "our Jabber account is".
const MAX_MESSENGER: usize = 4;
/// How far in front of an address they stand, in bytes.
const NEAR: usize = 48;

/// Whether an address is one of a messenger or of a telephone on the Internet: `sip:x@y`, "XMPP:
/// x@y".
fn is_messenger(text: &Text, at: usize) -> bool {
    let row = text.row_near(&(at..at)).start;
    let start = text.floor(at.saturating_sub(NEAR)).max(row);
    let before = text.get(start..at);
    // What stands in front of another address is said of that one.
    let start = before
        .rfind(['@', ';', '|'])
        .map_or(start, |mark| start + mark + 1);
    let says = |range: Range<usize>, within: usize| {
        folded(text.get(range))
            .split(' ')
            .rev()
            .take(within)
            .any(|word| MESSENGERS.contains(&word))
    };
    let names_mail =
        |range: Range<usize>| text.hits(range).iter().any(|hit| hit.term == Term::Email);
    let is_scheme = text.get(start..at).ends_with(':') && says(start..at, 1);
    is_scheme
        || says(start..at, MAX_MESSENGER) && !names_mail(start..at)
        || fields::label(text, at).is_some_and(|label| {
            !label.is_weak() && says(label.range.clone(), usize::MAX) && !names_mail(label.range)
        })
}

/// Bytes of a sentence behind an address that may say what it is for.
const BEHIND: usize = 160;

/// Whether the sentence around an address says that incidents are reported there, in whatever
/// section it stands.
fn takes_reports(text: &Text, at: usize) -> bool {
    let start = text.sentence_before(at).start;
    let behind = text.get(at..text.floor(text.raw.len().min(at + BEHIND)));
    let ends = behind
        .match_indices(['.', '!', '?', ';', '\n'])
        .find(|(i, _)| {
            let next = behind.get(i + 1..).unwrap_or_default();
            next.starts_with('\n')
                || next.starts_with(' ') && !behind.get(*i..).unwrap_or_default().starts_with('\n')
        });
    let end = at + ends.map_or(behind.len(), |(i, _)| i);
    let said = format!(" {}", folded(text.get(start..end)));
    let has = |stems: &[&str]| stems.iter().any(|stem| said.contains(&format!(" {stem}")));
    has(words::INCIDENT_STEM) && has(words::REPORT_STEM)
}

/// A User ID's text with its address in plain form.
pub(super) fn without_obfuscation(value: &str, address: &Address, start: usize) -> String {
    let (Some(from), Some(to)) = (
        address.range.start.checked_sub(start),
        address.range.end.checked_sub(start),
    ) else {
        return value.to_owned();
    };
    let (Some(before), Some(after)) = (value.get(..from), value.get(to.min(value.len())..)) else {
        return value.to_owned();
    };
    let head = before.trim_end_matches(['<', '[', '(', '\\', ' ']);
    // The target of a Markdown link says the same again.
    let tail = match after.find("](mailto:") {
        Some(i) => after
            .get(i + 2..)
            .and_then(|r| r.split_once(')'))
            .map_or("", |(_, t)| t),
        None => after,
    };
    let tail = tail.trim_matches(['>', ']', ')', '\\', ' ']);
    let bracketed =
        before.contains('<') || after.trim_start().starts_with('>') || after.contains("](mailto:");
    let plain = if bracketed && !head.is_empty() {
        format!("{head} <{}>", address.value)
    } else {
        format!("{head} {}", address.value)
    };
    format!("{plain} {tail}").trim().to_owned()
}

#[cfg(test)]
mod tests;
