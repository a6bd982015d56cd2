//! Reads a profile, in this process or in a confined child.
//!
//! A profile comes from somebody else, and parsers of PDF and HTML are large. So an untrusted
//! document is read by a child process that has no files, no network, little memory and little
//! time, and whose answer is checked before it is believed. What the confinement does **not** do:
//! make the claims true. It only keeps a hostile document from harming the reader.
//!
//! The command that starts the child is passed explicitly: the `bonafide` binary passes itself,
//! library users pass the small
//! `bonafide-reader` binary of this crate. The child's side is [`worker`].

mod answer;
mod confine;
mod descriptors;
mod frame;
mod pool;
mod process;
mod spare;
mod timed;
mod worker;

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use bonafide_model::claims::{Profile, ReadError};
use bonafide_model::judgement::{PagePicture, PageRequest};
pub use bonafide_profile::Hint;

pub use confine::Confinement;
pub use spare::Spare;
pub use worker::worker;

/// How long one document may take. Issue: "no run exceeds 10 s"; the rest is for starting and
/// answering.
pub const TIME_LIMIT: Duration = Duration::from_secs(9);

/// The address space of the child in bytes; a PDF with 500 pages needs a tenth of it.
pub const MEMORY_LIMIT: u64 = 512 << 20;

/// What came of reading: the profile or the reason, and how the reader was confined.
#[derive(Debug)]
pub struct Reading {
    /// The profile, or why there is none.
    pub result: Result<Profile, ReadError>,
    /// How the child was confined; `None` when it was read in this process or the child never
    /// answered.
    pub confinement: Option<Confinement>,
}

/// The command that starts a confined child.
#[derive(Debug, Clone)]
pub struct WorkerCommand {
    /// The program.
    pub program: PathBuf,
    /// Its arguments.
    pub arguments: Vec<OsString>,
}

/// Reads profiles.
#[derive(Debug)]
pub struct Reader(Kind);

#[derive(Debug)]
enum Kind {
    InProcess,
    Confined(pool::Pool),
}

impl Reader {
    /// Reads in this process: for tests and for documents of one's own.
    #[must_use]
    pub fn in_process() -> Self {
        Self(Kind::InProcess)
    }

    /// Reads in children started by `command`. Children are kept for more documents, and retired
    /// after any failure and after a number of documents.
    #[must_use]
    pub fn confined(command: WorkerCommand) -> Self {
        Self(Kind::Confined(pool::Pool::new(command, TIME_LIMIT)))
    }

    /// The same with another time limit, for tests.
    #[must_use]
    pub fn confined_within(command: WorkerCommand, limit: Duration) -> Self {
        Self(Kind::Confined(pool::Pool::new(command, limit)))
    }

    /// The same with a worker that waits already.
    #[must_use]
    pub fn with_spare(self, spare: Option<Spare>) -> Self {
        if let (Kind::Confined(pool), Some(spare)) = (&self.0, spare) {
            pool.add(spare.0);
        }
        self
    }

    /// Reads one document. Never panics, and ends within the time limit when confined.
    #[must_use]
    pub fn read(&self, bytes: &[u8], hint: &Hint) -> Reading {
        match &self.0 {
            Kind::InProcess => Reading {
                result: bonafide_profile::read(bytes, hint),
                confinement: None,
            },
            Kind::Confined(pool) => pool.read(bytes, hint),
        }
    }

    /// Draws one page, and tells where on it the wanted values stand. Never panics, and ends within
    /// `limit` when confined. The picture is a sound PNG as far as its form goes; what it shows is
    /// whatever the document's author wanted it to show.
    ///
    /// # Errors
    ///
    /// Where the document has no such page, and where drawing fails in any way.
    pub fn picture(
        &self,
        bytes: &[u8],
        wanted: &PageRequest,
        limit: Duration,
    ) -> Result<PagePicture, ReadError> {
        match &self.0 {
            Kind::InProcess => {
                worker::whatever_happens(|| bonafide_profile::picture(bytes, wanted))
            }
            Kind::Confined(pool) => pool.picture(bytes, wanted, limit),
        }
    }
}
