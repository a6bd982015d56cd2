//! What a key server speaks.

use url::Url;

/// What a key server speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Protocol {
    /// The Verifying Keyserver Interface.
    Vks,
    /// The HTTP Keyserver Protocol.
    Hkp,
}

/// The host and port of a key server, and the protocol of a look-up there; `None` where this is
/// none.
pub(crate) fn server_of(url: &str) -> Option<(String, Protocol)> {
    let url = Url::parse(url).ok()?;
    let protocol = match url.path() {
        path if path.starts_with("/vks/") => Protocol::Vks,
        path if path.ends_with("/pks/lookup") => Protocol::Hkp,
        _ => return None,
    };
    Some((
        format!("{}:{}", url.host_str()?, url.port_or_known_default()?),
        protocol,
    ))
}
