//! What the system refused, in words.

use std::io::{Error, ErrorKind};

/// What the system refused, without the number and the wording of one system, such as `no such
/// file`; to stand behind the name of the file and a colon. An error of our own is told as it is.
#[must_use]
pub fn system_error(error: &Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "no such file".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::AlreadyExists => "it exists already".to_owned(),
        ErrorKind::IsADirectory => "it is a directory".to_owned(),
        ErrorKind::NotADirectory => "a part of the path is not a directory".to_owned(),
        ErrorKind::StorageFull => "the disk is full".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the file system is read-only".to_owned(),
        _ if error.get_ref().is_some() => error.to_string(),
        // The other kinds have words of their own, which hold for every system.
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_says_is_told_without_its_numbers_and_what_we_say_as_it_is() {
        let missing = Error::from_raw_os_error(2);
        assert!(missing.to_string().contains("os error 2"));
        assert_eq!(system_error(&missing), "no such file");
        assert_eq!(system_error(&ErrorKind::NotFound.into()), "no such file");
        for kind in [ErrorKind::TimedOut, ErrorKind::Other, ErrorKind::BrokenPipe] {
            let told = system_error(&kind.into());
            assert!(!told.is_empty() && !told.contains("entity"), "{told}");
        }
        assert_eq!(
            system_error(&Error::other("it is not UTF-8 text")),
            "it is not UTF-8 text"
        );
        // As libraries do that add the path.
        let wrapped = Error::new(ErrorKind::NotFound, missing);
        assert_eq!(system_error(&wrapped), "no such file");
    }
}
