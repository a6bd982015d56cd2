//! What is open in this process: a reader must have nothing but its two pipes.
//!
//! Rust and its libraries mark what they open as not to be passed on. What somebody else opened
//! before this program was started, such as a shell's redirection or a supervisor's socket, is not
//! marked. A hostile document that takes over the reader could use it, because the rules on files
//! and system calls are about opening, and not about what is open.

/// Whether anything is open but standard input, output and error.
#[cfg(unix)]
pub(crate) fn inherits() -> bool {
    close_fds::iter_open_fds(3).next().is_some()
}

/// Closes everything but standard input, output and error; whether that is done.
///
/// Where something is open, all of it is marked, and the program is started anew in this process
/// with the same arguments: safe Rust closes only what it owns. Nearly always nothing is open, and
/// that costs a look into one directory. To be called first thing in `main`.
#[cfg(unix)]
pub(crate) fn close_inherited() -> bool {
    use std::os::unix::process::CommandExt;
    /// Says that this was done: whatever is still open then stays so.
    const STARTED_ANEW: &str = "BONAFIDE_READER_STARTED_ANEW";
    if !inherits() {
        return true;
    }
    if std::env::var_os(STARTED_ANEW).is_none()
        && let Ok(program) = std::env::current_exe()
    {
        close_fds::CloseFdsBuilder::new().cloexecfrom(3);
        // Comes back only where it fails.
        let _ = std::process::Command::new(program)
            .args(std::env::args_os().skip(1))
            .env(STARTED_ANEW, "1")
            .exec();
    }
    false
}

#[cfg(not(unix))]
pub(crate) fn close_inherited() -> bool {
    false
}
