//! What was given where a profile was expected: the things that users give most often instead. Told
//! by the bytes and by what was read; it changes no verdict and proves nothing.

use bonafide_model::claims::{Format, OUTLINE, Profile, ReadError, UrlRole, missing_sections};
use bonafide_model::evidence::{Artifact, Origin, host_of, joined};
use bonafide_model::judgement::Given;

use crate::openpgp::{Kind, classify};

/// Sections that a page without any key must have to be taken for a profile.
const SECTIONS: usize = 4;

/// Links that are told.
const LINKS: usize = 4;

/// A checksum file of a whole folder is longer; nobody takes that for a profile.
const CHECKSUM_BYTES: usize = 1 << 16;

/// What stands in the source of pages that keep programs out, in lower case, one mark a line.
const BARRIERS: &str = include_str!("barriers.txt");

/// A page that keeps somebody out has its marks near its beginning.
const PAGE_BYTES: usize = 1 << 18;

/// What was given, where it is not a profile and it can be told what it is.
#[must_use]
pub fn given(document: &Artifact, reading: &Result<Profile, ReadError>) -> Option<Given> {
    let profile = reading.as_ref().ok();
    if profile.is_some_and(is_profile) {
        return None;
    }
    match classify(&document.bytes) {
        Kind::DetachedSignature => return Some(Given::Signature),
        Kind::InlineSigned => return Some(Given::SignedMessage),
        Kind::Certificate { .. } => return Some(Given::Key),
        Kind::SecretKey => return Some(Given::SecretKey),
        _ if is_checksum_file(&document.bytes) => return Some(Given::Checksum),
        _ if is_office(&document.bytes) => return Some(Given::Office),
        _ => {}
    }
    let profile = profile?;
    let links = if profile.format == Format::Html {
        links(profile, &document.origin)
    } else {
        Vec::new()
    };
    if !links.is_empty() {
        return Some(Given::Landing { links });
    }
    if profile.format == Format::Html && keeps_out(&document.bytes) {
        return Some(Given::Barrier);
    }
    let contacts = profile.claims.emails.len()
        + profile.claims.phones.len()
        + profile.claims.unread_contacts.len();
    (contacts == 0 || profile.format == Format::Html).then_some(Given::Other)
}

/// Whether anything stands there that only profiles have. In doubt it is one: its checks then say
/// what is missing.
fn is_profile(profile: &Profile) -> bool {
    let claims = &profile.claims;
    let prints_key = !claims.fingerprints.is_empty()
        || !claims.key_ids.is_empty()
        || !claims.embedded_keys.is_empty();
    let sections = OUTLINE
        .len()
        .saturating_sub(missing_sections(&profile.sections).count());
    prints_key || !claims.secret_keys.is_empty() || sections >= SECTIONS
}

/// Links to what is called a profile, first those whose name says so.
fn links(profile: &Profile, origin: &Origin) -> Vec<String> {
    let is_named = |url: &str| {
        let name: String = url
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        name.contains("rfc2350")
    };
    let is_rfc = |url: &str| {
        host_of(url).is_some_and(|host| {
            ["ietf.org", "rfc-editor.org"]
                .iter()
                .any(|of| host.ends_with(of))
        })
    };
    let mut found: Vec<(bool, String)> = Vec::new();
    for claim in profile
        .claims
        .urls
        .iter()
        .filter(|claim| claim.can_be_followed())
    {
        let url = match &origin.url {
            Some(base) => joined(base, &claim.value.url),
            None => Some(claim.value.url.clone()),
        };
        let Some(url) = url.filter(|url| url.contains("://")) else {
            continue;
        };
        let named = is_named(&url);
        let is_meant = (named || claim.value.role == UrlRole::Document)
            && !matches!(claim.value.role, UrlRole::Signature | UrlRole::Key);
        if is_meant
            && !is_rfc(&url)
            && origin.url.as_deref() != Some(url.as_str())
            && !found.iter().any(|(_, known)| *known == url)
        {
            found.push((!named, url));
        }
    }
    found.sort_by_key(|(not_named, _)| *not_named);
    found.into_iter().map(|(_, url)| url).take(LINKS).collect()
}

/// Whether every line is a hash value with or without a name (GNU and BSD form).
fn is_checksum_file(bytes: &[u8]) -> bool {
    let Some(text) = (bytes.len() <= CHECKSUM_BYTES)
        .then_some(bytes)
        .and_then(|bytes| std::str::from_utf8(bytes).ok())
    else {
        return false;
    };
    let is_hash = |word: &str| {
        matches!(word.len(), 32 | 40 | 56 | 64 | 96 | 128)
            && word.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    let mut lines = text
        .trim_start_matches('\u{feff}')
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .peekable();
    lines.peek().is_some()
        && lines.all(|line| {
            line.split_whitespace().next().is_some_and(is_hash)
                || line.split_whitespace().next_back().is_some_and(is_hash)
        })
}

/// DOCX, ODT, the older binary form and RTF.
fn is_office(bytes: &[u8]) -> bool {
    let has = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
        || bytes.starts_with(b"{\\rtf")
        || bytes.starts_with(b"PK\x03\x04")
            && (has(b"word/document.xml") || has(b"application/vnd.oasis.opendocument.text"))
}

/// Whether the page asks for a login, or for a proof that a person looks at it.
fn keeps_out(bytes: &[u8]) -> bool {
    let page =
        String::from_utf8_lossy(bytes.get(..PAGE_BYTES).unwrap_or(bytes)).to_ascii_lowercase();
    BARRIERS.lines().any(|mark| page.contains(mark))
}

#[cfg(test)]
mod tests {
    use bonafide_model::evidence::OriginKind;

    use super::*;

    fn unread(bytes: &[u8]) -> Option<Given> {
        let document = Artifact {
            bytes: bytes.to_vec(),
            origin: Origin::file(OriginKind::Flag, "x"),
            declared_type: None,
        };
        given(
            &document,
            &Err(ReadError::UnknownFormat("something".to_owned())),
        )
    }

    #[test]
    fn what_is_given_instead_is_told_by_its_bytes() {
        let hash = "087558c3fd065a2b58c76b11b5c81f470a71f0d33f2f47694df0c7c3158f15e2";
        for text in [
            format!("{hash}  rfc2350.txt\n"),
            hash.to_uppercase(),
            format!("SHA256 (a.pdf) = {hash}\r\n{hash} *b.pdf\r\n"),
        ] {
            assert_eq!(unread(text.as_bytes()), Some(Given::Checksum), "{text}");
        }
        assert_eq!(
            unread(format!("Fingerprint\n{hash}\n").as_bytes()),
            None,
            "a line that is no hash"
        );
        assert_eq!(
            unread(b"PK\x03\x04....word/document.xml"),
            Some(Given::Office)
        );
        assert_eq!(unread(b"{\\rtf1\\ansi"), Some(Given::Office));
        assert_eq!(unread(b"PK\x03\x04....photo.jpg"), None);
        assert_eq!(unread(b"\x89PNG\r\n\x1a\n"), None);
    }
}
