//! Reading and writing pipes until a point in time, and no longer.

use std::io::{self, Read, Write};
use std::time::Instant;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::AsFd;

/// A pipe that is read and written without waiting longer than until a point in time; then it fails
/// with [`io::ErrorKind::TimedOut`].
pub(crate) struct Timed<'p, P> {
    pipe: &'p mut P,
    until: Instant,
}

impl<'p, P: AsFd> Timed<'p, P> {
    /// The pipe has to be one of [`without_waiting`].
    pub(crate) fn new(pipe: &'p mut P, until: Instant) -> Self {
        Self { pipe, until }
    }

    fn wait(&self, wanted: PollFlags) -> io::Result<()> {
        loop {
            let left = self.until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(io::ErrorKind::TimedOut.into());
            }
            let left = Timespec::try_from(left).map_err(io::Error::other)?;
            match poll(&mut [PollFd::new(&*self.pipe, wanted)], Some(&left)) {
                Ok(0) | Err(rustix::io::Errno::INTR) => {}
                Ok(_) => return Ok(()),
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn retry<T>(
        &mut self,
        wanted: PollFlags,
        mut attempt: impl FnMut(&mut P) -> io::Result<T>,
    ) -> io::Result<T> {
        loop {
            match attempt(self.pipe) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => self.wait(wanted)?,
                other => return other,
            }
        }
    }
}

impl<P: AsFd + Read> Read for Timed<'_, P> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.retry(PollFlags::IN, |pipe| pipe.read(bytes))
    }
}

impl<P: AsFd + Write> Write for Timed<'_, P> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.retry(PollFlags::OUT, |pipe| pipe.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.pipe.flush()
    }
}

/// Makes this end of a pipe fail instead of waiting. The other end is not touched.
pub(crate) fn without_waiting<P: AsFd>(pipe: P) -> io::Result<P> {
    rustix::io::ioctl_fionbio(&pipe, true)?;
    Ok(pipe)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_pipe_without_room_or_bytes_is_given_up_in_time() {
        let (from, to) = io::pipe().unwrap();
        let (mut from, mut to) = (without_waiting(from).unwrap(), without_waiting(to).unwrap());
        let soon = || Instant::now() + Duration::from_millis(50);
        assert_eq!(
            Timed::new(&mut from, soon())
                .read(&mut [0])
                .unwrap_err()
                .kind(),
            io::ErrorKind::TimedOut
        );
        assert_eq!(
            Timed::new(&mut to, soon())
                .write_all(&[0; 4 << 20])
                .unwrap_err()
                .kind(),
            io::ErrorKind::TimedOut
        );
        let mut some = [1; 3];
        Timed::new(&mut from, soon()).read_exact(&mut some).unwrap();
        assert_eq!(some, [0; 3]);
        drop(from);
        assert_eq!(
            Timed::new(&mut to, soon())
                .write_all(&[0])
                .unwrap_err()
                .kind(),
            io::ErrorKind::BrokenPipe
        );
    }
}
