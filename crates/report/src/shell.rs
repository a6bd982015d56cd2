//! Words of a shell's command line.

/// One word of a shell (POSIX, "Single-Quotes").
#[must_use]
pub fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-+@%,=:".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}

/// A URL without the name and the password that stand in it, such as a proxy's.
#[must_use]
pub fn without_password(arg: &str) -> String {
    let hidden = || {
        let (scheme, rest) = arg.split_once("://")?;
        let authority = rest.split(['/', '?', '#']).next()?;
        let (_, host) = authority.rsplit_once('@')?;
        Some(format!(
            "{scheme}://USER:PASSWORD@{host}{}",
            rest.get(authority.len()..)?
        ))
    };
    hidden().unwrap_or_else(|| arg.to_owned())
}

/// A word of a shell that is a path, and so no option.
pub(crate) fn word(path: &str) -> String {
    if path.starts_with('-') {
        quoted(&format!("./{path}"))
    } else {
        quoted(path)
    }
}
