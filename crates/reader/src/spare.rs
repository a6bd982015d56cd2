//! A worker that is forked when the program starts.

#[cfg(target_os = "linux")]
use std::fs::{File, read_dir};
use std::io;

use crate::pool::Worker;
#[cfg(target_os = "linux")]
use crate::{descriptors, process::Forked, process::Process, worker};

/// A worker that is forked when the program starts, before it has seen anything that is not for the
/// worker's eyes.
///
/// It is the same program and gives up the same rights as a worker that is started by a command,
/// but need not be loaded and relocated once more, which is most of what a short run costs. It
/// shares this process's address layout, and has the memory of the moment of the fork.
#[derive(Debug)]
pub struct Spare(pub(crate) Worker);

impl Spare {
    /// Forks. In the child this function never returns.
    ///
    /// # Errors
    /// Where this process has more than one thread already, because what the others hold would stay
    /// locked in the child for ever; where it has anything open but the standard three, which the
    /// child would have too; where the system is not Linux; and where it has no room for another
    /// process. Readers start a worker by their command then.
    #[cfg(target_os = "linux")]
    pub fn fork() -> io::Result<Self> {
        if descriptors::inherits() {
            return Err(io::Error::other(
                "files are open that the reader must not have",
            ));
        }
        if read_dir("/proc/self/task")?.count() != 1 {
            return Err(io::Error::other("this process has more than one thread"));
        }
        let nowhere = File::options().write(true).open("/dev/null")?;
        let (documents, input) = io::pipe()?;
        let (output, answers) = io::pipe()?;
        match fork::fork()? {
            fork::Fork::Parent(pid) => {
                let pid = rustix::process::Pid::from_raw(pid).ok_or(io::ErrorKind::NotFound)?;
                Worker::new(Process::Forked(Forked::new(pid)), input, output).map(Self)
            }
            fork::Fork::Child => {
                // This process's ends would keep the pipes open after it has gone.
                drop((input, output));
                let redirect = || -> io::Result<()> {
                    rustix::stdio::dup2_stdin(&documents)?;
                    rustix::stdio::dup2_stdout(&answers)?;
                    rustix::stdio::dup2_stderr(&nowhere)?;
                    std::env::set_current_dir("/")
                };
                let is_ready = redirect().is_ok();
                drop((documents, answers, nowhere));
                std::process::exit(i32::from(
                    !(is_ready && worker::run(!descriptors::inherits()).is_ok()),
                ))
            }
        }
    }

    /// Only on Linux is a fork known to be sound here.
    ///
    /// # Errors
    /// Always.
    #[cfg(not(target_os = "linux"))]
    pub fn fork() -> io::Result<Self> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_with_other_threads_is_not_forked() {
        // Tests run in threads of their own.
        assert!(Spare::fork().is_err());
    }
}
