//! The child's side.

use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use bonafide_model::claims::ReadError;
use bonafide_model::judgement::PageRequest;
use bonafide_profile::Hint;
use rustix::fd::BorrowedFd;
use serde::{Deserialize, Serialize};

use crate::confine::{self, Confinement};
use crate::{descriptors, frame};

/// What the child is asked about a document.
#[derive(Serialize, Deserialize)]
pub(crate) enum Request {
    /// To read it; answered with a [`bonafide_model::claims::Profile`].
    Read(Hint),
    /// To draw a page of it; answered with a [`bonafide_model::judgement::PagePicture`].
    Draw(PageRequest),
}

/// What the child answers per document.
#[derive(Serialize, Deserialize)]
pub(crate) struct Answer<T> {
    pub confinement: Confinement,
    pub result: Result<T, ReadError>,
}

/// The whole life of a confined child: gives up every right, then reads documents from standard
/// input and answers on standard output until the input ends.
///
/// Call it first thing in `main`, before any thread is spawned and before anything was read.
#[must_use]
pub fn worker() -> ExitCode {
    match run(descriptors::close_inherited()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// `descriptors`: whether nothing is open but the pipes.
pub(crate) fn run(descriptors: bool) -> io::Result<()> {
    // A panic message would go to a terminal and may hold document text; the parent is told in the
    // answer instead.
    std::panic::set_hook(Box::new(|_| {}));
    serve(confine::confine(descriptors))
}

fn serve(confinement: Confinement) -> io::Result<()> {
    let mut input = Unbuffered(rustix::stdio::stdin());
    let mut output = Unbuffered(rustix::stdio::stdout());
    while let Some(request) = frame::read(&mut input, 1 << 20)? {
        let Some(document) = frame::read(&mut input, frame::MAX_REQUEST)? else {
            break;
        };
        let request: Request = postcard::from_bytes(&request).map_err(io::Error::other)?;
        let answer = match request {
            Request::Read(hint) => {
                encoded(confinement, || bonafide_profile::read(&document, &hint))
            }
            Request::Draw(page) => {
                encoded(confinement, || bonafide_profile::picture(&document, &page))
            }
        };
        let answer = answer.map_err(io::Error::other)?;
        frame::write(&mut output, &[&answer])?;
        output.flush()?;
    }
    Ok(())
}

fn encoded<T: Serialize>(
    confinement: Confinement,
    work: impl FnOnce() -> Result<T, ReadError>,
) -> postcard::Result<Vec<u8>> {
    let result = whatever_happens(work);
    postcard::to_stdvec(&Answer {
        confinement,
        result,
    })
}

/// The parsers have been fuzzed, but they are large; a panic in one of them is an answer too.
pub(crate) fn whatever_happens<T>(
    work: impl FnOnce() -> Result<T, ReadError>,
) -> Result<T, ReadError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err(ReadError::ReaderFailed(
            "a fault in the document reader".to_owned(),
        ))
    })
}

/// One of the two pipes. Frames are written and read whole, so a buffer would only copy them once
/// more.
struct Unbuffered(BorrowedFd<'static>);

impl Read for Unbuffered {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        Ok(rustix::io::read(self.0, bytes)?)
    }
}

impl Write for Unbuffered {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(rustix::io::write(self.0, bytes)?)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
