//! Addresses as they are fetched.

/// The rest of a URL behind the scheme, its host in lower case and as it is looked up (RFC 5891,
/// "A-labels").
pub(super) fn with_plain_host(url: &str) -> String {
    let (host, path) = url.split_at(url.find(['/', '?', '#']).unwrap_or(url.len()));
    if host.contains(['@', '[', '%', ' ']) {
        return encode(url);
    }
    let host = match url::Url::parse(&format!("https://{host}")) {
        Ok(parsed) if !host.is_ascii() => parsed
            .host_str()
            .map_or_else(|| encode(host), str::to_owned),
        _ => encode(host).to_ascii_lowercase(),
    };
    format!("{host}{}", encode(path))
}

/// Spaces and characters that no URL has, percent-encoded.
pub(in crate::claims) fn encode(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        if c.is_ascii_graphic() {
            out.push(c);
        } else {
            let mut buffer = [0; 4];
            for byte in c.encode_utf8(&mut buffer).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    out
}
