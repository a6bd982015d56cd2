//! A worker's process, however it came to be.

use std::io;
use std::process::{Child, ExitStatus};

#[derive(Debug)]
pub(crate) enum Process {
    /// Started from a program.
    Started(Child),
    /// Forked from this process.
    #[cfg(target_os = "linux")]
    Forked(Forked),
}

impl Process {
    /// Ends it, if it has not ended yet.
    pub(crate) fn kill(&mut self) {
        match self {
            Self::Started(child) => drop(child.kill()),
            #[cfg(target_os = "linux")]
            Self::Forked(child) => child.kill(),
        }
    }

    /// Waits for its end.
    pub(crate) fn wait(&mut self) -> io::Result<ExitStatus> {
        match self {
            Self::Started(child) => child.wait(),
            #[cfg(target_os = "linux")]
            Self::Forked(child) => child.wait(),
        }
    }
}

/// A child made by fork. After its end was waited for, its number may be that of another process.
#[cfg(target_os = "linux")]
#[derive(Debug)]
pub(crate) struct Forked {
    pid: rustix::process::Pid,
    ended: Option<ExitStatus>,
}

#[cfg(target_os = "linux")]
impl Forked {
    pub(crate) fn new(pid: rustix::process::Pid) -> Self {
        Self { pid, ended: None }
    }

    fn kill(&self) {
        if self.ended.is_none() {
            let _ = rustix::process::kill_process(self.pid, rustix::process::Signal::KILL);
        }
    }

    fn wait(&mut self) -> io::Result<ExitStatus> {
        use std::os::unix::process::ExitStatusExt;
        while self.ended.is_none() {
            match rustix::process::waitpid(Some(self.pid), rustix::process::WaitOptions::empty()) {
                Ok(Some((_, status))) => self.ended = Some(ExitStatus::from_raw(status.as_raw())),
                Ok(None) | Err(rustix::io::Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
        self.ended.ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}
