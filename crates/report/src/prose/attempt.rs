//! How looking for a piece of evidence ended.

use bonafide_model::evidence::{AttemptWhy, FileKind, LeadsOut, OtherThing};

use super::kinds::{file, other};

/// Why an attempt ended as it did, in a clause; it may hold untrusted text.
#[must_use]
pub fn attempt_why(why: &AttemptWhy) -> String {
    use AttemptWhy as W;
    match why {
        W::Told(words) => words,
        W::Given => "named by you",
        W::Beside => "beside the document",
        W::LanguageBeside => "in another language, beside the document",
        W::Staged => "in the staged directory",
        W::OnTheWeb => "on the web",
        W::OtherLanguage(why) => {
            return format!("{}; an edition in another language", attempt_why(why));
        }
        W::OnceMore(seconds) => {
            return format!(
                "asked for once more, {seconds} s later, because the document and what goes with it disagreed"
            );
        }
        W::NotBeside => "no such file beside the document",
        W::NotStaged => "not in the staged directory",
        W::OutsideStaged => "outside of the staged directory",
        W::LeadsOut(how) => leads_out(*how),
        W::TooLarge(bytes) => return format!("{bytes} bytes, too large"),
        W::Unreadable => "too large, or cannot be read",
        W::TooManyPlaces => "not asked: too many places in one document",
        W::Kind(kind) => file(*kind),
        W::NotASignature(thing) => return format!("not a signature: {}", other(thing)),
        W::NotAKey(OtherThing::Kind(FileKind::PrivateKey)) => "not a key: a secret key",
        W::NotAKey(thing) => return format!("not a key: {}", other(thing)),
        W::OtherKeys => "only keys with other fingerprints than the printed ones",
        W::PageInstead => "a web page instead",
        W::PageSearched => "a web page; its links were searched",
        W::PageWithoutLink => "a web page, without a link to one",
        W::CodeHostPage => "a code host's page about the file, not the file itself",
        W::NoIndex => "no index",
        W::NotAFile => "not a regular file",
        W::SameBytes => "the very same bytes as the document",
        W::NoProfile => "no profile",
        W::UnreadableLanguage(error) => {
            return format!("an edition in another language that cannot be read: {error}");
        }
    }
    .to_owned()
}

/// How a place leads out of the staged directory.
pub(super) fn leads_out(how: LeadsOut) -> &'static str {
    match how {
        LeadsOut::NotText => "its path is not text",
        LeadsOut::Path => "its path leads out of the directory",
        LeadsOut::Link => "it is a link that leads out of the staged directory",
    }
}
