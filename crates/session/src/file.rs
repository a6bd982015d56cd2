//! Local files, read whole and within a limit.

use std::fs::{File, FileType, Metadata};
use std::io::{self, Read};
use std::path::Path;

use bonafide_model::system_error;

/// Why a file was not read.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// A directory.
    #[error("this is a directory; name a file")]
    Directory,
    /// A pipe, socket or device.
    #[error("this is {0}, not a file; save its output to a file, and name that one")]
    NotAFile(&'static str),
    /// More than anybody needs.
    #[error("it has {bytes} bytes, more than the limit of {limit}")]
    TooLarge {
        /// Its size.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// The system refuses.
    #[error("{}", system_error(.0))]
    Io(io::Error),
}

impl From<io::Error> for FileError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// The bytes of a regular file.
///
/// Nothing else is even opened: to open a pipe waits for whoever writes to it, and to open a device
/// can do something, such as to rewind a tape. Where something else takes the file's place in
/// between, that is opened.
///
/// # Errors
/// Where it is no regular file, larger than `limit`, or cannot be read.
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
    let size = size(&std::fs::metadata(path)?)?;
    if size > limit {
        return Err(FileError::TooLarge { bytes: size, limit });
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0).saturating_add(1));
    let file = File::open(path)?;
    (&file).take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        // It grew, or is one of those that the system makes up while they are read and gives no
        // size.
        return Err(FileError::TooLarge {
            bytes: file.metadata()?.len().max(bytes.len() as u64),
            limit,
        });
    }
    Ok(bytes)
}

/// The size of what is a regular file.
pub(crate) fn size(metadata: &Metadata) -> Result<u64, FileError> {
    match metadata.file_type() {
        kind if kind.is_file() => Ok(metadata.len()),
        kind if kind.is_dir() => Err(FileError::Directory),
        kind => Err(FileError::NotAFile(word(kind))),
    }
}

#[cfg(unix)]
fn word(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    match kind {
        kind if kind.is_fifo() => "a pipe",
        kind if kind.is_socket() => "a socket",
        kind if kind.is_char_device() || kind.is_block_device() => "a device",
        _ => "something else",
    }
}

#[cfg(not(unix))]
fn word(_: FileType) -> &'static str {
    "something else"
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_file_is_read_whole_up_to_the_limit_and_not_beyond() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        std::fs::write(&path, "12345").unwrap();
        assert_eq!(read(&path, 5).unwrap(), b"12345");
        assert!(matches!(
            read(&path, 4),
            Err(FileError::TooLarge { bytes: 5, limit: 4 })
        ));
        assert!(matches!(read(folder.path(), 5), Err(FileError::Directory)));
        assert!(
            matches!(read(&folder.path().join("none"), 5), Err(FileError::Io(error)) if error.kind() == io::ErrorKind::NotFound)
        );
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn what_has_no_size_beforehand_is_bounded_all_the_same() {
        assert!(
            !read(Path::new("/proc/self/status"), 1 << 20)
                .unwrap()
                .is_empty()
        );
        assert!(matches!(
            read(Path::new("/proc/self/status"), 8),
            Err(FileError::TooLarge { bytes: 9, limit: 8 })
        ));
        assert!(matches!(
            read(Path::new("/dev/zero"), 8),
            Err(FileError::NotAFile("a device"))
        ));
    }
}
