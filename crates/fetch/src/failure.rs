//! Why something could not be got, in words with the remedy.

use std::error::Error;
use std::io;
use std::time::Duration;

use bonafide_model::evidence::Obstacle;

use crate::guard::{Refusal, Unresolved};
use crate::request::Fetched;
use crate::text::quoted;

/// Why a place could not be asked or its answer was not taken. None of these says that the thing is
/// absent.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error("{0}")]
    Unresolved(String),
    #[error("no connection within {} s", .0.as_secs_f32())]
    ConnectTimeout(Duration),
    #[error("no connection: {0}")]
    Unreachable(String),
    #[error(
        "the TLS certificate is not accepted: its issuer is not trusted here; --cacert names one more authority"
    )]
    Issuer,
    #[error("the TLS certificate is not accepted: {0}")]
    Certificate(Unaccepted),
    #[error("TLS failed: {0}")]
    Tls(TlsFault),
    #[error("the server was silent for {} s", .0.as_secs_f32())]
    Silent(Duration),
    #[error("took longer than {} s in all; --max-time allows more", .0.as_secs_f32())]
    TooSlow(Duration),
    #[error("the connection broke before the answer was complete ({0})")]
    Broken(String),
    #[error("the answer is not proper HTTP ({0})")]
    Protocol(String),
    #[error("larger than the limit of {}", size(*.0))]
    TooLarge(u64),
    #[error("compressed as {0}, which was not asked for")]
    Encoding(String),
    #[error("the gzip data of the answer is damaged")]
    Gzip,
    #[error(
        "answered {0}, access refused; if a browser is let in, save the file and give it by its path"
    )]
    Login(u16),
    #[error("the proxy wants a login")]
    ProxyLogin,
    #[error("answered 429, too many requests; try again later")]
    TooManyRequests,
    #[error("answered {0}, an error of the server; try again later")]
    Server(u16),
    #[error("answered {0}")]
    Status(u16),
    #[error("answered {status} and wants to be asked again in {}; too many requests, or busy", wait(*.after))]
    AskedToWait { status: u16, after: Duration },
    #[error(
        "redirected in a circle, because the server wants a cookie to be kept, as a browser does; open it in a browser, save the file and \
         give its path"
    )]
    CookieLoop,
    #[error("the answer has more than 512 header lines")]
    TooManyHeaders,
    #[error(
        "too many files are open: the limit of this process is {0}; raise it (ulimit -n), or use fewer --jobs"
    )]
    Descriptors(String),
    #[error("redirected {0} times without end")]
    TooManyRedirects(usize),
    #[error("redirected in a circle")]
    RedirectLoop,
    #[error("answered {0} without a usable target")]
    NoTarget(u16),
    #[error(
        "redirected from https to {0}, which is not followed: a step to plain http lets anybody on the way change the bytes"
    )]
    Downgrade(String),
    #[error("redirected to {url}, which is not followed: {refusal}")]
    RefusedTarget { url: String, refusal: Refusal },
    #[error("offline, and the cache has no copy")]
    Offline,
    #[error("offline, and the copy in the cache is {0}: too much may have happened since")]
    OfflineOld(Age),
    #[error("the HTTP client could not be set up: {0}")]
    Setup(String),
    #[error("the threads for the network could not be started")]
    NoThreads,
    #[error("given up: more than 512 requests or 128 MiB for one subject, or an internal error")]
    NotGathered,
    #[error("internal error: no answer")]
    NoAnswer,
}

/// Why a server's TLS certificate is not accepted.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unaccepted {
    #[error("it has expired")]
    Expired,
    #[error("it is not valid yet; is this machine's clock right?")]
    NotYet,
    #[error("it is for another name")]
    OtherName,
    #[error("it is revoked")]
    Revoked,
    #[error("it is signed by itself or an authority's own, so nobody vouches for it")]
    OwnAuthority,
    #[error("{0}")]
    Other(String),
}

/// What is wrong with TLS itself.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TlsFault {
    #[error("what answered does not speak TLS; is it an http:// address, or another port?")]
    NotTls,
    #[error("the server offers no version or cipher that is safe today")]
    NothingSafe,
    #[error("{0}")]
    Other(String),
}

/// How old a copy is.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Age {
    #[error("from a time that is still to come")]
    Future,
    #[error("{0} hours old")]
    Hours(i64),
    #[error("{0} days old")]
    Days(i64),
}

impl From<Failure> for Fetched {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure.to_string(), failure.obstacle())
    }
}

impl Failure {
    /// What stood in the way.
    fn obstacle(&self) -> Obstacle {
        match self {
            Self::Refused(refusal) => refused(refusal),
            Self::RefusedTarget { refusal, .. } => match refused(refusal) {
                lifted @ (Obstacle::Address | Obstacle::Port) => lifted,
                _ => Obstacle::Redirect,
            },
            Self::Unresolved(_) => Obstacle::Name,
            Self::ConnectTimeout(_) | Self::Unreachable(_) | Self::Silent(_) | Self::Broken(_) => {
                Obstacle::Connection
            }
            Self::Issuer => Obstacle::Issuer,
            Self::Certificate(_) => Obstacle::Certificate,
            Self::Tls(_) => Obstacle::Tls,
            Self::TooSlow(_) => Obstacle::Time,
            Self::Login(_) | Self::ProxyLogin | Self::CookieLoop => Obstacle::Login,
            Self::TooManyRequests
            | Self::Server(_)
            | Self::Status(_)
            | Self::AskedToWait { .. } => Obstacle::Server,
            Self::TooManyRedirects(_)
            | Self::RedirectLoop
            | Self::NoTarget(_)
            | Self::Downgrade(_) => Obstacle::Redirect,
            Self::Protocol(_)
            | Self::TooLarge(_)
            | Self::Encoding(_)
            | Self::Gzip
            | Self::TooManyHeaders => Obstacle::Answer,
            Self::Offline | Self::OfflineOld(_) => Obstacle::Offline,
            Self::Descriptors(_)
            | Self::Setup(_)
            | Self::NoThreads
            | Self::NotGathered
            | Self::NoAnswer => Obstacle::Here,
        }
    }

    /// What an answer means that is neither the thing nor its absence.
    pub(crate) fn of_status(status: u16) -> Self {
        match status {
            401 | 403 => Self::Login(status),
            407 => Self::ProxyLogin,
            429 => Self::TooManyRequests,
            500..=599 => Self::Server(status),
            _ => Self::Status(status),
        }
    }

    /// Whether asking again at once may help: only where the connection broke, not where somebody
    /// was slow or said no.
    pub(crate) fn may_heal(&self) -> bool {
        matches!(self, Self::Broken(_))
    }

    /// What an error of the HTTP client means.
    pub(crate) fn from_client(error: &reqwest::Error, connect_timeout: Duration) -> Self {
        if let Some(refusal) = find::<Refusal>(error) {
            return Self::Refused(refusal.clone());
        }
        if let Some(unresolved) = find::<Unresolved>(error) {
            return Self::Unresolved(quoted(&unresolved.to_string()));
        }
        if let Some(tls) = find::<rustls::Error>(error) {
            return from_tls(tls);
        }
        if error.is_connect() && error.is_timeout() {
            return Self::ConnectTimeout(connect_timeout);
        }
        if find::<hyper::Error>(error)
            .is_some_and(|error| error.is_parse() && error.to_string().contains("too large"))
        {
            return Self::TooManyHeaders;
        }
        if find::<io::Error>(error)
            .and_then(io::Error::raw_os_error)
            .is_some_and(|code| OUT_OF_DESCRIPTORS.contains(&code))
        {
            return Self::Descriptors(
                descriptor_limit().map_or_else(|| "unknown".to_owned(), |limit| limit.to_string()),
            );
        }
        let words = library_words(&root_cause(error).to_string());
        match find::<io::Error>(error).map(io::Error::kind) {
            Some(kind) if breaks(kind) => Self::Broken(words),
            _ if find::<hyper::Error>(error).is_some_and(hyper::Error::is_incomplete_message) => {
                Self::Broken(words)
            }
            _ if error.is_connect() => Self::Unreachable(words),
            _ => Self::Protocol(words),
        }
    }
}

fn refused(refusal: &Refusal) -> Obstacle {
    match refusal {
        Refusal::Address { .. } => Obstacle::Address,
        Refusal::Port { .. } => Obstacle::Port,
        Refusal::Malformed(_)
        | Refusal::NoHost
        | Refusal::TooLong
        | Refusal::Scheme(_)
        | Refusal::UserInfo => Obstacle::Url,
    }
}

fn from_tls(error: &rustls::Error) -> Failure {
    use rustls::CertificateError as Cert;
    let why = match error {
        rustls::Error::InvalidCertificate(why) => why,
        rustls::Error::InvalidMessage(_) => {
            return Failure::Tls(TlsFault::NotTls);
        }
        rustls::Error::PeerIncompatible(_) => {
            return Failure::Tls(TlsFault::NothingSafe);
        }
        other => return Failure::Tls(TlsFault::Other(library_words(&other.to_string()))),
    };
    Failure::Certificate(match why {
        Cert::UnknownIssuer => return Failure::Issuer,
        Cert::Expired | Cert::ExpiredContext { .. } => Unaccepted::Expired,
        Cert::NotValidYet | Cert::NotValidYetContext { .. } => Unaccepted::NotYet,
        Cert::NotValidForName | Cert::NotValidForNameContext { .. } => Unaccepted::OtherName,
        Cert::Revoked => Unaccepted::Revoked,
        // What most tools make for a server that nobody certified has the mark of an authority,
        // which no server's certificate may have.
        other if format!("{other:?}").contains("CaUsedAsEndEntity") => Unaccepted::OwnAuthority,
        other => Unaccepted::Other(library_words(&other.to_string())),
    })
}

/// ENFILE and EMFILE.
const OUT_OF_DESCRIPTORS: [i32; 2] = [23, 24];

/// How many files this process may have open, where the system says so in the way of Linux.
#[must_use]
pub fn descriptor_limit() -> Option<u64> {
    let limits = std::fs::read_to_string("/proc/self/limits").ok()?;
    let line = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max open"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// What a library says of an error, without the links to its own documentation: they are for
/// programmers.
fn library_words(text: &str) -> String {
    let kept: Vec<&str> = text
        .split_whitespace()
        .filter(|word| !word.contains("://"))
        .collect();
    quoted(
        kept.join(" ")
            .trim_end_matches([':', ',', ';', ' ', '('])
            .trim_end_matches(" see")
            .trim_end(),
    )
}

/// A time that a server asks for.
fn wait(time: Duration) -> String {
    match time.as_secs() {
        seconds @ 0..120 => format!("{seconds} s"),
        seconds @ 120..7200 => format!("{} minutes", seconds.div_ceil(60)),
        seconds => format!("{} hours", seconds.div_ceil(3600)),
    }
}

fn breaks(kind: io::ErrorKind) -> bool {
    use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof};
    matches!(
        kind,
        BrokenPipe | ConnectionAborted | ConnectionReset | UnexpectedEof
    )
}

/// The first error of this type in the chain; an `io::Error` hides the error it wraps from its own
/// chain.
fn find<'a, T: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a T> {
    if let Some(found) = error.downcast_ref::<T>() {
        return Some(found);
    }
    let wrapped = error
        .downcast_ref::<io::Error>()
        .and_then(io::Error::get_ref);
    let wrapped = wrapped.and_then(|wrapped| find::<T>(wrapped));
    wrapped.or_else(|| error.source().and_then(find::<T>))
}

fn root_cause<'a>(error: &'a (dyn Error + 'static)) -> &'a (dyn Error + 'static) {
    error.source().map_or(error, root_cause)
}

fn size(bytes: u64) -> String {
    match bytes {
        n if n >= 1 << 20 && n % (1 << 20) == 0 => format!("{} MiB", n >> 20),
        n => format!("{n} bytes"),
    }
}
