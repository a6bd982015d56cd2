//! How looking for a piece of evidence ended.

use bonafide_model::evidence::{AttemptWhy, Cached, FileKind, LeadsOut, OtherThing};

use super::kinds::{file, other};

/// Why an attempt ended as it did, in a clause; it may hold untrusted text.
#[must_use]
pub fn attempt_why(why: &AttemptWhy) -> String {
    use AttemptWhy as W;
    match why {
        W::Told(words) => words,
        W::Got {
            bytes,
            redirected_to,
            cached,
            waited_seconds,
        } => return got(*bytes, redirected_to.as_deref(), *cached, *waited_seconds),
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

fn got(
    bytes: usize,
    redirected_to: Option<&str>,
    cached: Option<Cached>,
    waited_seconds: u64,
) -> String {
    let moved = redirected_to
        .map(|last| format!(", redirected to {last}"))
        .unwrap_or_default();
    let cached = match cached {
        Some(Cached::Copy(seconds)) => format!(", a copy from the cache, {seconds} s old"),
        Some(Cached::Unchanged) => ", unchanged since the last time".to_owned(),
        None => String::new(),
    };
    let waited = match waited_seconds {
        0 => String::new(),
        seconds => format!(", after a wait of {seconds} s because the server limits requests"),
    };
    format!("{bytes} bytes{moved}{cached}{waited}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_over_the_network_is_told_with_how_it_came() {
        let got = |cached, waited_seconds| {
            attempt_why(&AttemptWhy::Got {
                bytes: 7,
                redirected_to: Some("https://www.team.example/x".to_owned()),
                cached,
                waited_seconds,
            })
        };
        assert_eq!(
            got(Some(Cached::Unchanged), 0),
            "7 bytes, redirected to https://www.team.example/x, unchanged since the last time"
        );
        assert_eq!(
            got(Some(Cached::Copy(90)), 3),
            "7 bytes, redirected to https://www.team.example/x, a copy from the cache, 90 s old, after a wait of 3 s because the server limits requests"
        );
    }
}
