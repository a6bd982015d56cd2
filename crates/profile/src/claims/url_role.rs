//! What a URL is for, by the sentence and section it stands in and by its name.

use bonafide_model::UrlRole;

use super::fold::folded;
use super::text::Text;
use crate::vocabulary::{Hit, Term};

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

/// The longest label of a URL alone, in bytes: "Coordinated vulnerability disclosure policy".
const MAX_FIELD: usize = 60;
/// The word for a policy in the languages where profiles name one.
const POLICIES: [&str; 12] = [
    "policy",
    "policies",
    "politique",
    "politica",
    "richtlinie",
    "datenschutz",
    "beleid",
    "polityka",
    "politika",
    "kebijakan",
    "policyn",
    "πολιτικη",
];
/// The longest label of a field, in bytes.
const MAX_LABEL: usize = 80;

/// Whether a host is a key server.
pub(super) fn is_keyserver(host: &str) -> bool {
    let host = host.to_lowercase();
    let named = ["keyserver.", "keys.", "pgpkeys.", "hkps.", "hkp.", "sks."].iter().any(|p| host.starts_with(p));
    KEYSERVERS.contains(&host.as_str()) || (named && host.matches('.').count() >= 2)
}

/// Whether what stands in front of a bare host name says that an address follows.
pub(super) fn introduces(text: &Text, start: usize) -> bool {
    let row = text.row_near(&(start..start));
    let before = folded(text.get(row.start..start));
    let printed = text.get(row.start..start).trim_end();
    let words = [
        "url",
        "website",
        "web site",
        "web",
        "site web",
        "sitio web",
        "siti web",
        "sito web",
        "homepage",
        "site internet",
        "webseite",
        "situs",
    ];
    let labelled = printed.ends_with([':', '<', '=']) && words.iter().any(|w| before.ends_with(w));
    labelled || (text.section(start) == Some("1.3") && printed.ends_with([':', '<']))
}

/// The role of the URL that starts at `at`.
pub(super) fn role(text: &Text, at: usize, url: &str, link_text: Option<&str>) -> UrlRole {
    let lower = url.to_lowercase();
    let (host, path) = host_and_path(&lower);
    let scheme = lower.split(':').next().unwrap_or_default();
    if is_keyserver(host) || matches!(scheme, "hkp" | "hkps" | "ldap") {
        let one_key = ["by-fingerprint", "by-keyid", "by-email", "search=", "op=get", "op=vindex", "op=index"]
            .iter()
            .any(|p| path.contains(p));
        return if one_key { UrlRole::Key } else { UrlRole::Keyserver };
    }
    if !matches!(scheme, "http" | "https" | "ftp") && lower.contains(':') && !lower.starts_with('/') {
        return UrlRole::Other;
    }
    let name = path.split(['?', '#']).next().unwrap_or_default();
    let file = name.rsplit('/').next().unwrap_or_default();
    if is_rfc(host, &lower) {
        return UrlRole::Other;
    }
    if let Some(role) = by_field(text, at) {
        return role;
    }
    let section = text.section(at).unwrap_or_default();
    let said = said(text, at, link_text);
    match by_file(file, section, said).unwrap_or_else(|| by_context(text, at, section, said, file)) {
        // A page's foot stands in whatever section came last.
        UrlRole::Other if links_to_signature(text, at, link_text) => UrlRole::Signature,
        role => role,
    }
}

/// By what the URL's own label says, such as the names of the fields of `security.txt` (RFC 9116, "Specification").
fn by_field(text: &Text, at: usize) -> Option<UrlRole> {
    let label = folded(own_label(text, at)?);
    let mut words: Vec<&str> = label.split(' ').collect();
    while words.len() > 1 && words.last().is_some_and(|last| matches!(*last, "url" | "uri" | "link" | "page" | "address")) {
        words.pop();
    }
    let names_policy = words.len() <= 4 && words.iter().any(|word| POLICIES.contains(word));
    Some(match words.join(" ").as_str() {
        "canonical" => UrlRole::Document,
        "encryption" => UrlRole::Key,
        "acknowledgments" | "acknowledgements" | "acknowledgment" | "acknowledgement" | "hiring" | "csaf" | "contact"
        | "privacy" | "thanks" | "hall of fame" | "jobs" => UrlRole::Other,
        // In the sections about the document its place is printed so too.
        "website" | "web site" | "homepage" | "home page" if text.is_in(at, "2") => UrlRole::Other,
        _ if names_policy => UrlRole::Other,
        _ => return None,
    })
}

/// What stands as a label in front of a URL: in its row, in the cell before, or alone in the row above.
fn own_label<'t>(text: &'t Text, at: usize) -> Option<&'t str> {
    let row = text.row_near(&(at..at));
    let before = text.get(row.start..at).trim_end_matches(['<', ' ']);
    let (label, ends) = if before.trim_matches([' ', '\t', '|', '-', '*', '#']).is_empty() {
        let above = text.row_at(at).checked_sub(1)?;
        let above = text.row(above).trim();
        (above, above.ends_with([':', '：']))
    } else {
        (before, before.ends_with([':', '：', '\t', '|']))
    };
    let label = label.trim_end_matches([':', '：', '\t', '|', ' ', '*']);
    let label = label.trim_start_matches(['#', '*', '-', '|', '•', ' ', '\t']);
    (ends && label.len() <= MAX_FIELD && !label.contains([':', '|', '\t'])).then_some(label)
}

/// Whether a link says of itself that it leads to the signature, or is the "here" of a sentence about the document's signature.
fn links_to_signature(text: &Text, at: usize, link_text: Option<&str>) -> bool {
    let Some(link) = link_text else { return false };
    let own = crate::vocabulary::hits(&super::fold::Words::of(link, 0));
    if !own.is_empty() {
        return subject(&own) == Some(Said::Signature);
    }
    let sentence = text.sentence_before(at);
    let hits = text.hits(sentence.clone());
    let has = |term: Term| hits.iter().any(|hit| hit.term == term);
    // "Signature of this document" is one term of its own; the word is nearly the same in most languages.
    let words = folded(text.get(sentence));
    let of_document = has(Term::Document) || ["docum", "dokum"].iter().any(|word| words.contains(word));
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
    if [".pdf", ".txt", ".html", ".htm", ".md", ".docx", ".odt"].iter().any(|e| stem.ends_with(e)) && !file.ends_with(".key") {
        let key = stem.contains("key") && section.starts_with("2.8");
        return Some(if key { UrlRole::Key } else { UrlRole::Signature });
    }
    let words = ["rfc2350", "rfc-2350", "rfc_2350", "rfc%202350", "signature", "signed"];
    let names_document = words.iter().any(|w| stem.contains(w));
    let names_key =
        ["key", "pub", "0x", "pgp", "cle", "clave", "chave", "schluessel"].iter().any(|w| stem.contains(w)) && !names_document;
    if section.starts_with("2.8") || file.ends_with(".key") || file.ends_with(".pub") {
        return Some(if names_document && said == Some(Said::Signature) { UrlRole::Signature } else { UrlRole::Key });
    }
    Some(match said {
        Some(Said::Signature) if names_key => UrlRole::Key,
        Some(Said::Signature) => UrlRole::Signature,
        Some(Said::Key) if !names_document => UrlRole::Key,
        _ if names_document && section == "1.3" && said == Some(Said::Document) => UrlRole::Document,
        _ if names_document => UrlRole::Signature,
        _ if section == "1.4" && !names_key => UrlRole::Signature,
        _ => UrlRole::Key,
    })
}

/// By section and sentence.
fn by_context(text: &Text, at: usize, section: &str, said: Option<Said>, file: &str) -> UrlRole {
    let is_document_file = [".pdf", ".txt", ".html", ".htm", ".md", ".docx"].iter().any(|e| file.ends_with(e));
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

/// The link's own text first, then the sentence in front of the URL, then the paragraph.
fn said(text: &Text, at: usize, link_text: Option<&str>) -> Option<Said> {
    if let Some(link) = link_text {
        let words = super::fold::Words::of(link, 0);
        let hits = crate::vocabulary::hits(&words);
        if let Some(said) = subject(&hits) {
            return Some(said);
        }
    }
    let row = text.row_near(&(at..at));
    let before = text.get(row.start..at).trim_end_matches(['<', '[', '(', ' ', '\t']);
    // The label of a field says what its value is, whatever was said before it.
    if before.ends_with([':', '=']) && before.len() <= MAX_LABEL && !before.trim_end_matches([':', '=']).contains(". ") {
        let hits = text.hits(row.start..row.start + before.len());
        if let Some(said) = subject(&hits) {
            return Some(key_with_signature(text, &hits, said));
        }
    }
    let hits = text.hits(text.sentence_before(at));
    subject(&hits).map(|said| key_with_signature(text, &hits, said)).or_else(|| subject(&text.hits_before(at)))
}

/// "The key and its signature" is about the key: the signature is the key's.
fn key_with_signature(text: &Text, hits: &[Hit], said: Said) -> Said {
    let is_key = |h: &&Hit| matches!(h.term, Term::Key | Term::TeamKey | Term::MasterKey);
    let follows = |key: &Hit, signature: &Hit| {
        signature.range.start >= key.range.end && {
            let between = folded(text.get(key.range.end..signature.range.start));
            between.split(' ').count() <= 3
                && between.split(' ').any(|w| ["and", "und", "et", "y", "e", "en", "dan", "i", "a", "its"].contains(&w))
        }
    };
    let mut signatures = hits.iter().filter(|h| h.term == Term::Signature);
    let is_own = signatures.any(|signature| hits.iter().filter(is_key).any(|key| follows(key, signature)));
    if said == Said::Signature && is_own { Said::Key } else { said }
}

/// What is said to be somewhere: "the signature", also where it was made "with the key" or is "of this document".
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
        // "signed with the key … the signature is at": whichever comes first is what the sentence is about.
        Some(Said::Key) if has(Said::Signature) => all.iter().find(|s| matches!(s, Said::Key | Said::Signature)).copied(),
        Some(last) => Some(last),
        None => has(Said::Document).then_some(Said::Document),
    }
}

fn host_and_path(url: &str) -> (&str, &str) {
    let rest = url.split_once("://").map_or(url, |(_, r)| r);
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = rest.get(..end).unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default().split(':').next().unwrap_or_default();
    (if url.contains("://") { host } else { "" }, rest.get(end..).filter(|_| url.contains("://")).unwrap_or(url))
}

/// The RFC itself, which every profile refers to.
fn is_rfc(host: &str, url: &str) -> bool {
    let known = ["ietf.org", "rfc-editor.org", "faqs.org", "first.org", "trusted-introducer.org"];
    known.iter().any(|k| host == *k || host.strip_suffix(k).is_some_and(|h| h.ends_with('.')))
        && !url.ends_with(".asc")
        && !url.ends_with(".sig")
}
