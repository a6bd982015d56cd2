//! What was given in the place of a profile.

use bonafide_model::judgement::Given;

use super::phrase::list;
use crate::escape;
use crate::shell::word;

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

/// What to do instead, and the command.
#[must_use]
pub fn given_step(given: &Given, subject: &str) -> (&'static str, String) {
    let file = word(subject);
    let other =
        document_of(subject).map_or_else(|| "DOCUMENT".to_owned(), |document| word(&document));
    match given {
        Given::Signature => (
            "Verify the document with it:",
            format!("bonafide verify {other} --signature {file}"),
        ),
        Given::SignedMessage => (
            "Extract the document to read it; this program verifies only a signature in a file of its own:",
            format!("gpg --decrypt --output document {file}"),
        ),
        Given::Key => (
            "Verify a document with it; this does not make it trusted:",
            format!("bonafide verify DOCUMENT --key {file}"),
        ),
        Given::SecretKey => ("See which key it is:", format!("gpg --show-keys {file}")),
        Given::Checksum => (
            "Verify the document with it:",
            format!("bonafide verify {other} --checksum {file}"),
        ),
        Given::Office => (
            "Ask the team for a PDF that it signs. To see what this one prints, convert it:",
            format!("soffice --headless --convert-to pdf {file}"),
        ),
        Given::Landing { links } => (
            "Verify the profile itself:",
            format!(
                "bonafide verify {}",
                links
                    .first()
                    .map_or_else(|| "URL".to_owned(), |url| word(&escape::inline(url)))
            ),
        ),
        Given::Barrier => (
            "Open it in a browser, save the document itself, and give that file:",
            "bonafide verify FILE".to_owned(),
        ),
        Given::Other => (
            "Check the address. To see what is there:",
            format!("bonafide inspect {file}"),
        ),
    }
}

/// The name of the document that a file beside it belongs to by its own name.
fn document_of(name: &str) -> Option<String> {
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

    #[test]
    fn each_kind_says_what_it_is_and_gives_a_command() {
        let links = vec![
            "https://x.example/rfc2350.pdf?a=1&b=2".to_owned(),
            "https://x.example/\u{1b}[31m'; rm -rf /".to_owned(),
        ];
        for one in [
            Given::Signature,
            Given::SignedMessage,
            Given::Key,
            Given::SecretKey,
            Given::Checksum,
            Given::Office,
            Given::Landing { links },
            Given::Barrier,
            Given::Other,
        ] {
            let (say, command) = given_step(&one, "-my file's.asc");
            assert!(
                say.ends_with(':') && !command.contains('\u{1b}'),
                "{say} {command}"
            );
            assert!(!command.contains(" -my"), "a file is no option: {command}");
            assert!(given(&one).len() > 20);
        }
        let (_, command) = given_step(&Given::Signature, "site/rfc2350.txt.asc");
        assert_eq!(
            command,
            "bonafide verify site/rfc2350.txt --signature site/rfc2350.txt.asc"
        );
    }
}
