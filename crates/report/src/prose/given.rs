//! What was given in the place of a profile.

use bonafide_model::judgement::Given;

use super::phrase::list;

/// What it is, in a clause.
#[must_use]
pub fn given(given: &Given) -> &'static str {
    match given {
        Given::Signature => "this is a signature, not the document that it signs",
        Given::SignedMessage => "this is a signed message, with the document inside",
        Given::Key => "this is a key, not a profile",
        Given::SecretKey => "this is a private key, not a profile",
        Given::Checksum => "this is a checksum file, not the document that it is for",
        Given::Office => "this is a word processor's file, which this program does not read",
        Given::Landing { .. } => {
            "this is a web page that links to a profile, not the profile itself"
        }
        Given::Barrier => {
            "this is a page that asks for a login or whether you are human, not the profile"
        }
        Given::Other => {
            "this does not look like a profile: it has no key, and hardly any section of a profile"
        }
    }
}

/// More about it, as a sentence.
#[must_use]
pub fn given_detail(given: &Given) -> Option<String> {
    match given {
        Given::Landing { links } if links.len() > 1 => {
            Some(format!("It links to {}.", list(links)))
        }
        Given::SecretKey => {
            Some("Only its owner may have it. If it was published, it must be revoked.".to_owned())
        }
        _ => None,
    }
}

/// The name of the document that a file beside it belongs to by its own name.
pub(super) fn document_of(name: &str) -> Option<String> {
    const ENDINGS: [&str; 11] = [
        ".sha256.txt",
        ".sha512.txt",
        ".sha256sum",
        ".sha256",
        ".sha512",
        ".md5",
        ".sign",
        ".asc",
        ".sig",
        ".gpg",
        ".pgp",
    ];
    let lower = name.to_ascii_lowercase();
    let ending = ENDINGS.iter().find(|ending| lower.ends_with(*ending))?;
    let document = name.get(..name.len().checked_sub(ending.len())?)?;
    let file = document.rsplit('/').next().unwrap_or_default();
    // `rfc2350.asc` stands for a document whose ending is not told.
    file.contains('.').then(|| document.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_is_named_by_what_lies_beside_it() {
        assert_eq!(
            document_of("a/rfc2350.pdf.sig").as_deref(),
            Some("a/rfc2350.pdf")
        );
        assert_eq!(
            document_of("https://x.example/rfc2350.pdf.SHA256.txt").as_deref(),
            Some("https://x.example/rfc2350.pdf")
        );
        assert_eq!(document_of("a.b/rfc2350.asc"), None);
        assert_eq!(document_of("rfc2350.txt"), None);
    }
}
