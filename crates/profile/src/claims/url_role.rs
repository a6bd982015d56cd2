//! What a URL is for, by the sentence and section it stands in and by its name.

use std::ops::Range;

use bonafide_model::claims::UrlRole;

use super::fold::{Words, folded};
use super::text::Text;
use crate::fields::{self, Form, Label};
use crate::vocabulary::{self, Hit, Term, words};

/// Hosts that hand out keys by search.
const KEYSERVERS: [&str; 22] = [
    "pgp.mit.edu",
    "pgpkeys.mit.edu",
    "keys.openpgp.org",
    "keyserver.ubuntu.com",
    "pgp.circl.lu",
    "keys.gnupg.net",
    "keyserver.pgp.com",
    "pool.sks-keyservers.net",
    "sks-keyservers.net",
    "ha.pool.sks-keyservers.net",
    "hkps.pool.sks-keyservers.net",
    "pgp.surfnet.nl",
    "pgp.uni-mainz.de",
    "keys.mailvelope.com",
    "pgp.net.nz",
    "subkeys.pgp.net",
    "zimmermann.mayfirst.org",
    "pgp.surf.nl",
    "pgp.key-server.io",
    "keyserver.dfn.de",
    "pgpkey.dfn.de",
    "the.earth.li",
];

/// Hosts of programs for OpenPGP.
const PROGRAMS: [&str; 8] = [
    "gnupg.org",
    "gpg4win.org",
    "gpg4win.de",
    "gpgtools.org",
    "openpgp.org",
    "pgpi.org",
    "sequoia-pgp.org",
    "thunderbird.net",
];

/// Whether a host is a key server.
pub(super) fn is_keyserver(host: &str) -> bool {
    let host = host.to_lowercase();
    let named = ["keyserver.", "keys.", "pgpkeys.", "hkps.", "hkp.", "sks."]
        .iter()
        .any(|p| host.starts_with(p));
    KEYSERVERS.contains(&host.as_str()) || (named && host.matches('.').count() >= 2)
}

/// Whether what stands in front of a bare host name says that an address follows.
pub(super) fn introduces(text: &Text, start: usize) -> bool {
    let printed = text
        .get(text.row_near(&(start..start)).start..start)
        .trim_end();
    let label = || fields::label(text, start).map(|label| folded(text.get(label.range)));
    let names_web = |label: String| {
        words::WEBSITE
            .iter()
            .chain(words::LINK)
            .any(|word| label.ends_with(word))
    };
    printed.ends_with([':', '：', '<', '=', '|', '\t'])
        && (text.section(start) == Some("1.3") || label().is_some_and(names_web))
}

/// The role of the URL that starts at `at`.
pub(super) fn role(text: &Text, at: usize, url: &str, link_text: Option<&str>) -> UrlRole {
    let lower = url.to_lowercase();
    let (host, path) = host_and_path(&lower);
    let scheme = lower.split(':').next().unwrap_or_default();
    if is_keyserver(host) || matches!(scheme, "hkp" | "hkps" | "ldap") {
        let one_key = [
            "by-fingerprint",
            "by-keyid",
            "by-email",
            "search=",
            "op=get",
            "op=vindex",
            "op=index",
        ]
        .iter()
        .any(|p| path.contains(p));
        return if one_key {
            UrlRole::Key
        } else {
            UrlRole::Keyserver
        };
    }
    if !matches!(scheme, "http" | "https" | "ftp") && lower.contains(':') && !lower.starts_with('/')
    {
        return UrlRole::Other;
    }
    let name = path.split(['?', '#']).next().unwrap_or_default();
    let file = name.rsplit('/').next().unwrap_or_default();
    if is_rfc(host, &lower) || is_program(host) || is_x509(file) {
        return UrlRole::Other;
    }
    if let Some(role) = by_pair(text, at, file) {
        return role;
    }
    // A note at the end of a page or of the document is about what refers to it.
    let at = referred(text, at).unwrap_or(at);
    let label = fields::label(text, at).filter(|label| !label.is_weak());
    // `Policy: https://…` opens nothing in the row below it.
    let is_spent = label.as_ref().is_some_and(|label| is_spent(text, label));
    let label = label.filter(|_| !is_spent);
    if let Some(role) = label.as_ref().and_then(|label| by_field(text, at, label)) {
        return role;
    }
    let section = text.section(at).unwrap_or_default();
    // The heading of the section opens no field, in a cell of its own neither.
    let label = label.filter(|label| section != "1.4" || !is_heading(text, label, section));
    let said = if is_spent {
        of_link(link_text)
    } else if let Some(said) = in_brackets_behind(text, at)
        .filter(|_| link_text.is_none())
        .filter(|_| label.as_ref().is_none_or(|label| label.form == Form::Below))
    {
        Some(said)
    } else {
        said(text, at, link_text, label.as_ref())
    };
    // What a label says is so wherever it stands.
    if said == Some(Said::Document)
        && label.is_some_and(|label| subject(&label.hits) == said)
        && section == "1.4"
    {
        return UrlRole::Document;
    }
    match by_file(file, section, said).unwrap_or_else(|| by_context(text, at, section, said, file))
    {
        // A page's foot stands in whatever section came last.
        UrlRole::Other if links_to_signature(text, at, link_text) => UrlRole::Signature,
        role => role,
    }
}

/// By what the URL's own label says, such as the names of the fields of `security.txt` (RFC 9116,
/// "Specification").
fn by_field(text: &Text, at: usize, label: &Label) -> Option<UrlRole> {
    let label = folded(text.get(label.range.clone()));
    let mut said: Vec<&str> = label.split(' ').collect();
    while said.len() > 1 && said.last().is_some_and(|last| words::LINK.contains(last)) {
        said.pop();
    }
    let names_policy = said.len() <= 4 && said.iter().any(|word| words::POLICY.contains(word));
    Some(match said.join(" ").as_str() {
        "canonical" => UrlRole::Document,
        "encryption" => UrlRole::Key,
        "acknowledgments" | "acknowledgements" | "acknowledgment" | "acknowledgement"
        | "hiring" | "csaf" | "contact" | "privacy" | "thanks" | "hall of fame" | "jobs" => {
            UrlRole::Other
        }
        // In the sections about the document its place is printed so too.
        label
            if words::WEBSITE.iter().any(|word| label.ends_with(word))
                && said.len() <= 3
                && (text.is_in(at, "2") || text.is_in(at, "1.4")) =>
        {
            UrlRole::Other
        }
        _ if names_policy => UrlRole::Other,
        _ => return None,
    })
}

/// Whether a link says of itself that it leads to the signature, or is the "here" of a sentence
/// about the document's signature.
fn links_to_signature(text: &Text, at: usize, link_text: Option<&str>) -> bool {
    let Some(link) = link_text else { return false };
    let own = vocabulary::hits(&Words::of(link, 0));
    if !own.is_empty() {
        return subject(&own) == Some(Said::Signature);
    }
    let sentence = text.sentence_before(at);
    let hits = text.hits(sentence.clone());
    let has = |term: Term| hits.iter().any(|hit| hit.term == term);
    // "Signature of this document" is one term of its own; the word is nearly the same in most
    // languages.
    let words = folded(text.get(sentence));
    let of_document =
        has(Term::Document) || ["docum", "dokum"].iter().any(|word| words.contains(word));
    link.split_whitespace().count() == 1 && has(Term::Signature) && of_document
}

/// By the name of the file, where it has a telling one.
fn by_file(file: &str, section: &str, said: Option<Said>) -> Option<UrlRole> {
    let ends = |list: &[&str]| list.iter().any(|e| file.ends_with(e));
    if ends(&[
        ".sha256",
        ".sha512",
        ".sha384",
        ".sha1",
        ".md5",
        ".sha256.txt",
        ".sha512.txt",
        ".sha256sum",
        ".sha512sum",
        "sha256sums",
        "sha512sums",
        "sha256.txt",
    ]) {
        return Some(UrlRole::Checksum);
    }
    if ends(&[".sig", ".sign", ".p7s"]) {
        return Some(UrlRole::Signature);
    }
    if !ends(&[".asc", ".gpg", ".pgp", ".key", ".pub"]) {
        return None;
    }
    let stem = file.rsplit_once('.').map_or("", |(s, _)| s);
    if [".pdf", ".txt", ".html", ".htm", ".md", ".docx", ".odt"]
        .iter()
        .any(|e| stem.ends_with(e))
        && !file.ends_with(".key")
    {
        let key = stem.contains("key") && section.starts_with("2.8");
        return Some(if key {
            UrlRole::Key
        } else {
            UrlRole::Signature
        });
    }
    let words = [
        "rfc2350",
        "rfc-2350",
        "rfc_2350",
        "rfc%202350",
        "signature",
        "signed",
    ];
    let names_document = words.iter().any(|w| stem.contains(w));
    let names_key = [
        "key",
        "pub",
        "0x",
        "pgp",
        "cle",
        "clave",
        "chave",
        "schluessel",
    ]
    .iter()
    .any(|w| stem.contains(w))
        && !names_document;
    if section.starts_with("2.8") || file.ends_with(".key") || file.ends_with(".pub") {
        return Some(if names_document && said == Some(Said::Signature) {
            UrlRole::Signature
        } else {
            UrlRole::Key
        });
    }
    Some(match said {
        Some(Said::Signature) if names_key => UrlRole::Key,
        Some(Said::Signature) => UrlRole::Signature,
        Some(Said::Key) if !names_document => UrlRole::Key,
        _ if names_document && section == "1.3" && said == Some(Said::Document) => {
            UrlRole::Document
        }
        _ if names_document => UrlRole::Signature,
        _ if section == "1.4" && !names_key => UrlRole::Signature,
        _ => UrlRole::Key,
    })
}

/// By section and sentence.
fn by_context(text: &Text, at: usize, section: &str, said: Option<Said>, file: &str) -> UrlRole {
    let is_document_file = [".pdf", ".txt", ".html", ".htm", ".md", ".docx"]
        .iter()
        .any(|e| file.ends_with(e));
    let names_document = file.contains("2350");
    match section {
        "1.4" => match said {
            Some(Said::Key) => UrlRole::Key,
            Some(Said::Checksum) => UrlRole::Checksum,
            Some(Said::Document) if is_document_file => UrlRole::Document,
            _ => UrlRole::Signature,
        },
        "1.3" => match said {
            Some(Said::Signature) => UrlRole::Signature,
            Some(Said::Key) => UrlRole::Key,
            _ => UrlRole::Document,
        },
        "1.5" | "1.1" | "1" => match said {
            Some(Said::Checksum) => UrlRole::Checksum,
            Some(Said::Signature) => UrlRole::Signature,
            Some(Said::Key) => UrlRole::Key,
            Some(Said::Document) => UrlRole::Document,
            None if is_document_file && names_document => UrlRole::Document,
            Some(Said::Keyserver) | None => UrlRole::Other,
        },
        s if s.starts_with("2.8") => match said {
            Some(Said::Key) => UrlRole::Key,
            Some(Said::Keyserver) => UrlRole::Keyserver,
            Some(Said::Signature) => UrlRole::Signature,
            _ if file.contains("key") || file.contains("pgp") => UrlRole::Key,
            _ => UrlRole::Other,
        },
        "" => match said {
            Some(Said::Signature) => UrlRole::Signature,
            Some(Said::Key) => UrlRole::Key,
            Some(Said::Checksum) => UrlRole::Checksum,
            _ if is_document_file && names_document => UrlRole::Document,
            _ if said == Some(Said::Document) && text.row_at(at) < 60 => UrlRole::Document,
            _ => UrlRole::Other,
        },
        _ => UrlRole::Other,
    }
}

/// What the words around a URL speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Signature,
    Key,
    Checksum,
    Document,
    Keyserver,
}

/// The link's own text first, then the label, else the sentence in front of the URL, then the
/// paragraph.
fn said(text: &Text, at: usize, link_text: Option<&str>, label: Option<&Label>) -> Option<Said> {
    let of_link = of_link(link_text);
    if of_link.is_some() {
        return of_link;
    }
    if let Some(label) = label {
        let said = subject(&label.hits).map(|said| key_with_signature(text, &label.hits, said));
        // "URL:" says nothing, and what stands in front of it goes on. Any other label does not
        // speak of what another one opens.
        let words = folded(text.get(label.range.clone()));
        if said.is_some() || !words.split(' ').all(|word| words::LINK.contains(&word)) {
            return said;
        }
    }
    let sentence = text.sentence_before(at);
    // "The document is at …, the signature at …, the key at …": each is said in front of its own.
    let own = behind_last_url(text, &sentence).map(|own| text.hits(own));
    if let Some(said) = own.as_deref().and_then(subject) {
        return Some(said);
    }
    let hits = text.hits(sentence);
    subject(&hits)
        .map(|said| key_with_signature(text, &hits, said))
        .or_else(|| subject(&text.hits_before(at)))
}

/// The part of a sentence behind the URL that is printed last in it.
fn behind_last_url(text: &Text, sentence: &Range<usize>) -> Option<Range<usize>> {
    let printed = text.get(sentence.clone());
    let url = printed.rfind("://")?;
    let length = printed.get(url..)?.find(char::is_whitespace)?;
    Some(sentence.start + url + length..sentence.end)
}

/// Whether a label is the heading of its section.
fn is_heading(text: &Text, label: &Label, section: &str) -> bool {
    let cells = text.cells(text.row_at(label.range.start));
    let cell = cells.iter().find(|cell| cell.contains(&label.range.start));
    let said = text.get(cell.cloned().unwrap_or_else(|| label.range.clone()));
    let words = said.trim_start_matches(|c: char| !c.is_alphabetic());
    vocabulary::heading(&Words::of(words, 0))
        .is_some_and(|meaning| meaning.number == section && meaning.extra == 0)
}

/// What one to three words in brackets directly behind a URL say that it is: `(public key)`.
fn in_brackets_behind(text: &Text, at: usize) -> Option<Said> {
    const MAX_NOTE: usize = 3;
    let row = text.row_range_of(text.row_at(at));
    let rest = text.get(at..row.end.max(at));
    let behind = rest.get(rest.find([' ', '\u{a0}'])?..)?;
    let inside = behind
        .trim_start_matches([' ', '\u{a0}'])
        .strip_prefix(['(', '['])?;
    let note = inside.get(..inside.find([')', ']'])?)?;
    let note = Words::of(note, 0);
    let said = subject(&vocabulary::hits(&note)).filter(|_| note.len() <= MAX_NOTE)?;
    // "(PGP-signed)" says how the document is.
    let is_thing = (0..note.len()).map(|at| note.word(at)).any(|word| {
        words::SIGNATURE_NOUN.contains(&word)
            || words::SIGNATURE_STEM
                .iter()
                .any(|stem| word.starts_with(stem))
    });
    (said != Said::Signature || is_thing).then_some(said)
}

/// Where the text refers to the note that the URL here stands in: `[2]`.
fn referred(text: &Text, at: usize) -> Option<usize> {
    const MAX_MARK: usize = 4;
    let row = text.row_range_of(text.row_at(at));
    let mark = text.get(row.start..at.max(row.start)).trim();
    let number = mark.strip_prefix('[')?.strip_suffix(']')?;
    let is_mark =
        mark.len() <= MAX_MARK && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    is_mark.then(|| text.get(0..row.start).find(mark))?
}

/// What a link says of itself.
fn of_link(link_text: Option<&str>) -> Option<Said> {
    link_text.and_then(|link| subject(&vocabulary::hits(&Words::of(link, 0))))
}

/// Whether a label above has a URL of its own already.
fn is_spent(text: &Text, label: &Label) -> bool {
    let row = text.row_range_of(text.row_at(label.range.start));
    label.form == Form::Below && text.get(label.range.end..row.end).contains("://")
}

/// By a file beside it that has the same name and an ending more, as in `curl -O …/rfc2350.txt &&
/// gpg --verify rfc2350.txt.asc`: the one is the document, the other its signature.
fn by_pair(text: &Text, at: usize, file: &str) -> Option<UrlRole> {
    const NEAR: usize = 300;
    const SIGNATURES: [&str; 3] = [".asc", ".sig", ".sign"];
    let row = text.row_range_of(text.row_at(at));
    let near = text.get(
        text.floor(at.saturating_sub(NEAR)).max(row.start)..text.floor(at + NEAR).min(row.end),
    );
    if file.is_empty() || !near.contains("--verify") {
        return None;
    }
    let near = near.to_lowercase();
    if SIGNATURES
        .iter()
        .any(|ending| near.contains(&format!("{file}{ending}")))
    {
        return Some(UrlRole::Document);
    }
    let stem = SIGNATURES
        .iter()
        .find_map(|ending| file.strip_suffix(ending))
        .filter(|stem| stem.contains('.'))?;
    let is_beside = near.match_indices(stem).any(|(at, _)| {
        !near
            .get(at + stem.len()..)
            .is_some_and(|r| r.starts_with('.'))
    });
    is_beside.then_some(UrlRole::Signature)
}

/// The homes of programs for OpenPGP: no team's key is there.
fn is_program(host: &str) -> bool {
    let host = host.strip_prefix("www.").unwrap_or(host);
    PROGRAMS.contains(&host)
}

/// A certificate for S/MIME, which is no key for OpenPGP.
fn is_x509(file: &str) -> bool {
    [".crt", ".cer", ".der", ".pem", ".p7b", ".p7c"]
        .iter()
        .any(|ending| file.ends_with(ending))
}

/// "The key and its signature" is about the key: the signature is the key's.
fn key_with_signature(text: &Text, hits: &[Hit], said: Said) -> Said {
    let is_key = |h: &&Hit| matches!(h.term, Term::Key | Term::TeamKey | Term::MasterKey);
    let follows = |key: &Hit, signature: &Hit| {
        signature.range.start >= key.range.end && {
            let between = folded(text.get(key.range.end..signature.range.start));
            between.split(' ').count() <= 3
                && between
                    .split(' ')
                    .any(|word| word == "its" || words::AND.contains(&word))
        }
    };
    let mut signatures = hits.iter().filter(|h| h.term == Term::Signature);
    let is_own = signatures.any(|signature| {
        hits.iter()
            .filter(is_key)
            .any(|key| follows(key, signature))
    });
    if said == Said::Signature && is_own {
        Said::Key
    } else {
        said
    }
}

/// What is said to be somewhere: "the signature", also where it was made "with the key" or is "of
/// this document".
fn subject(hits: &[Hit]) -> Option<Said> {
    let said = |h: &Hit| match h.term {
        Term::Signature => Some(Said::Signature),
        Term::Key | Term::TeamKey | Term::MasterKey => Some(Said::Key),
        Term::Checksum => Some(Said::Checksum),
        Term::Document => Some(Said::Document),
        Term::Keyserver => Some(Said::Keyserver),
        _ => None,
    };
    let all: Vec<Said> = hits.iter().filter_map(said).collect();
    let has = |s: Said| all.contains(&s);
    let last = all.iter().rev().find(|s| **s != Said::Document).copied();
    match last {
        // "signed with the key … the signature is at": whichever comes first is what the sentence
        // is about.
        Some(Said::Key) if has(Said::Signature) => all
            .iter()
            .find(|s| matches!(s, Said::Key | Said::Signature))
            .copied(),
        Some(last) => Some(last),
        None => has(Said::Document).then_some(Said::Document),
    }
}

fn host_and_path(url: &str) -> (&str, &str) {
    let rest = url.split_once("://").map_or(url, |(_, r)| r);
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = rest.get(..end).unwrap_or_default();
    let host = host
        .rsplit('@')
        .next()
        .unwrap_or_default()
        .split(':')
        .next()
        .unwrap_or_default();
    (
        if url.contains("://") { host } else { "" },
        rest.get(end..)
            .filter(|_| url.contains("://"))
            .unwrap_or(url),
    )
}

/// The RFC itself, which every profile refers to.
fn is_rfc(host: &str, url: &str) -> bool {
    let known = [
        "ietf.org",
        "rfc-editor.org",
        "faqs.org",
        "first.org",
        "trusted-introducer.org",
    ];
    known
        .iter()
        .any(|k| host == *k || host.strip_suffix(k).is_some_and(|h| h.ends_with('.')))
        && !url.ends_with(".asc")
        && !url.ends_with(".sig")
}
