//! What can be wrong with a trust directory, each with what to do about it.

use std::io;
use std::path::PathBuf;

use bonafide_model::claims::FingerprintError;
use bonafide_model::system_error;

/// Why the trust directory cannot be used or changed.
///
/// There is no lenient reading: a pin that is ignored because its file is broken would let a
/// replaced key look merely unconfirmed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeyringError {
    /// The directory that was named is not there.
    #[error("there is no trust directory at {}; check the path, or create it by pinning a team's key into it", .0.display())]
    Missing(PathBuf),
    /// Something is there, but it is not a directory.
    #[error("{} is not a directory; name the directory that holds partners/, roots/ and directories/", .0.display())]
    NotADirectory(PathBuf),
    /// The system has no place for the user's data.
    #[error(
        "the user's data directory cannot be found (HOME is not set); name the trust directory with --keyring"
    )]
    NoDataDirectory,
    /// The file system refused something.
    #[error("{}: {}; check that it exists and that you may read and write it", .file.display(), system_error(error))]
    Io {
        /// The file or directory.
        file: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// A file is larger than anything a trust directory needs.
    #[error("{} is larger than {max} bytes; no trust file needs that much, so move it away", .file.display())]
    TooLarge {
        /// The file.
        file: PathBuf,
        /// The limit in bytes.
        max: u64,
    },
    /// More files than a trust directory may hold.
    #[error("{} holds more than {max} files; split the trust directory", .directory.display())]
    TooManyFiles {
        /// The directory.
        directory: PathBuf,
        /// The limit.
        max: usize,
    },
    /// A link leads out of the trust directory.
    #[error("{} leads out of the trust directory; replace the link by a copy that can be reviewed", .0.display())]
    LinkLeadsOut(PathBuf),
    /// A file that has no place there.
    #[error("{}: {why}; rename or remove it", .file.display())]
    Unexpected {
        /// The file.
        file: PathBuf,
        /// Why it has no place there.
        why: &'static str,
    },
    /// Two names that are one name on other file systems.
    #[error("{} and {} differ only in case and would be one file on other systems; rename one of them", .one.display(), .other.display())]
    CaseCollision {
        /// One file.
        one: PathBuf,
        /// The other file.
        other: PathBuf,
    },
    /// A file says something that cannot be used.
    #[error("{}, line {line}: {problem}", .file.display())]
    Broken {
        /// The file.
        file: PathBuf,
        /// The 1-based line.
        line: usize,
        /// What is wrong with it.
        problem: Problem,
    },
    /// Two files are about one team.
    #[error("{} and {} both are about {team:?}; put all its pins into one file", .one.display(), .other.display())]
    TeamTwice {
        /// The team.
        team: String,
        /// One file.
        one: PathBuf,
        /// The other file.
        other: PathBuf,
    },
    /// A trust root without exactly one certificate beside it.
    #[error("{}: {why}; put exactly one certificate beside it, of the same name with the ending .asc or .pgp", .file.display())]
    RootCertificate {
        /// The file that describes the root.
        file: PathBuf,
        /// What is missing or too much.
        why: &'static str,
    },
    /// What was to be written cannot be.
    #[error("nothing was written: {0}")]
    Refused(#[from] Problem),
    /// The same confirmation is recorded already.
    #[error("nothing was written: {} records exactly this confirmation already", .0.display())]
    AlreadyPinned(PathBuf),
    /// No pin for that team.
    #[error("nothing called {0:?} is trusted; list what is trusted for the exact name")]
    UnknownTeam(String),
    /// An older snapshot was to replace a newer one.
    #[error("nothing was written: {} was taken on {kept}, later than {offered}; remove it first if you mean it", .file.display())]
    OlderSnapshot {
        /// The snapshot that is there.
        file: PathBuf,
        /// Its date.
        kept: jiff::civil::Date,
        /// The date of the one offered.
        offered: jiff::civil::Date,
    },
}

/// What is wrong with one value, and how to write it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Not TOML, an unknown or missing key, or a value of another type.
    #[error("{0}; correct or remove it")]
    Syntax(String),
    /// Not UTF-8.
    #[error("it is not UTF-8 text; save it as UTF-8")]
    NotUtf8,
    /// Not a fingerprint.
    #[error(
        "{text:?} is no fingerprint: {error}; write all digits of the full fingerprint, never a Key ID"
    )]
    Fingerprint {
        /// What stands there.
        text: String,
        /// Why it is none.
        error: FingerprintError,
    },
    /// Not a domain name.
    #[error("{0:?} is no domain name; write it as in cert.example")]
    NotADomain(String),
    /// A public suffix: it would vouch for everybody under it.
    #[error(
        "{0:?} is a public suffix, under which anybody can have a name; write the team's own domain"
    )]
    PublicSuffix(String),
    /// A free-mail domain: it would vouch for everybody with an account there.
    #[error(
        "{0:?} gives addresses to anybody; name the team's single address there with --email instead"
    )]
    FreeMail(String),
    /// Not an e-mail address.
    #[error("{0:?} is no e-mail address; write local@domain")]
    NotAnEmail(String),
    /// Neither a domain nor an address.
    #[error(
        "the pin names neither a domain nor an address, so it would vouch for nothing; add the team's domain"
    )]
    NoScope,
    /// A text that must say something is empty.
    #[error(
        "{0:?} is empty; fill it in, for a later reader has nothing else to judge this entry by"
    )]
    Empty(&'static str),
    /// A text is too long.
    #[error("{what:?} has more than {max} characters; shorten it")]
    TooLong {
        /// Which text.
        what: &'static str,
        /// The limit in characters.
        max: usize,
    },
    /// Control, invisible or direction-changing characters.
    #[error("{what:?} holds the invisible character U+{code:04X}; type the text anew")]
    InvisibleCharacter {
        /// Which text.
        what: &'static str,
        /// The character.
        code: u32,
    },
    /// Not a place on the web.
    #[error(
        "{0:?} is no URL of a profile; write all of it, as in https://www.team.example/rfc2350.pdf"
    )]
    NotAUrl(String),
    /// A URL with a name or password in it. It is not repeated here.
    #[error(
        "its URL holds a user name or a password, which every report would show; take it out of the URL"
    )]
    UrlWithPassword,
    /// A place from which an anchor must not come.
    #[error("{0:?} is no https:// URL; a directory that confirms keys is fetched over https only")]
    NotSecure(String),
    /// Something else than says where a snapshot was fetched.
    #[error("{0:?} does not say how or when the snapshot was fetched; import it again")]
    NotAnOrigin(String),
    /// A place on the web that a row needs.
    #[error("it names no URL, so there is nothing to look at; add one")]
    NoUrl,
    /// A row says more than an entry may hold.
    #[error("its further columns hold more than {max} bytes; shorten them")]
    TooMuch {
        /// The limit.
        max: usize,
    },
    /// A confirmation that lacks something.
    #[error(
        "who, when and how belong together, and {0:?} is empty; fill it in, or empty all three"
    )]
    HalfConfirmed(&'static str),
    /// A confirmation of a day that has not come.
    #[error("it says that it was confirmed on {0}, which has not come yet; correct the date")]
    NotYet(jiff::civil::Date),
    /// A confirmation without a key.
    #[error("it says who confirmed it, and no fingerprint; add the full fingerprint")]
    NoFingerprint,
    /// Not a day.
    #[error("{0:?} is no date; write year-month-day without quotes or time, such as 2026-03-02")]
    NotADate(String),
    /// To be confirmed again before it was confirmed.
    #[error("confirm-again is not later than when; correct one of them")]
    ConfirmAgainTooEarly,
    /// A team's file without a pin.
    #[error("no [[pin]] stands in it; add one, or remove the file")]
    NoPin,
    /// More of something than a file may hold.
    #[error("more than {max} {what}; split it")]
    TooMany {
        /// What there is too much of.
        what: &'static str,
        /// The limit.
        max: usize,
    },
}
