//! Why an attempt to find a piece of evidence ended as it did.

use serde::{Deserialize, Serialize};

use crate::claims::ReadError;
use crate::evidence::{FileKind, OtherThing};

/// Why an attempt ended as it did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum AttemptWhy {
    /// In the words of a server, a library or an error, or as an evidence bundle kept it;
    /// untrusted.
    Told(String),

    // Where it was got.
    /// Over the network.
    Got {
        /// So many bytes.
        bytes: usize,
        /// Where the redirects led; untrusted.
        redirected_to: Option<String>,
        /// What of it came from the cache.
        cached: Option<Cached>,
        /// How long it was waited because the server limits requests.
        waited_seconds: u64,
    },
    /// The user named it.
    Given,
    /// Beside the document.
    Beside,
    /// Beside the document, and by its name in another language.
    LanguageBeside,
    /// In the directory that is about to be published.
    Staged,
    /// On the web, where that directory will be.
    OnTheWeb,
    /// So, and it is an edition in another language.
    OtherLanguage(Box<AttemptWhy>),
    /// Asked for a second time, so many seconds later, because the pieces disagreed.
    OnceMore(u64),

    // Why it was not got.
    /// No such file beside the document.
    NotBeside,
    /// Not in the directory that is about to be published.
    NotStaged,
    /// Outside of that directory, and nobody was to be asked.
    OutsideStaged,
    /// Its path leads out of that directory.
    LeadsOut(LeadsOut),
    /// A file of so many bytes is too large.
    TooLarge(u64),
    /// A file is too large or cannot be read.
    Unreadable,

    // What stood there instead.
    /// Something of this kind.
    Kind(FileKind),
    /// Not a signature but this.
    NotASignature(OtherThing),
    /// Not a key but this.
    NotAKey(OtherThing),
    /// Only keys with other fingerprints than the printed ones.
    OtherKeys,
    /// A web page instead.
    PageInstead,
    /// A web page, whose links were searched.
    PageSearched,
    /// A web page, without a link to one.
    PageWithoutLink,
    /// A page of a code host about the file.
    CodeHostPage,
    /// No index of captures.
    NoIndex,
    /// Not a regular file.
    NotAFile,
    /// The very same bytes as the document.
    SameBytes,
    /// Something that is no profile.
    NoProfile,
    /// An edition in another language that cannot be read.
    UnreadableLanguage(ReadError),
}

impl Default for AttemptWhy {
    fn default() -> Self {
        Self::Told(String::new())
    }
}

impl From<String> for AttemptWhy {
    fn from(words: String) -> Self {
        Self::Told(words)
    }
}

/// What of an answer came from the cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Cached {
    /// A copy, so many seconds old; the server was not asked.
    Copy(u64),
    /// The bytes; the server said that they are unchanged.
    Unchanged,
}

/// How a place leads out of the directory that is about to be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum LeadsOut {
    /// Its path is not text.
    NotText,
    /// Its path goes up.
    Path,
    /// A link goes elsewhere.
    Link,
}
