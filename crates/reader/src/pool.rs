//! The parent's side: children that are kept, watched and retired.

use std::io::{self, PipeReader, PipeWriter};
use std::num::NonZeroUsize;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use bonafide_model::claims::ReadError;
use bonafide_model::judgement::{PagePicture, PageRequest};
use bonafide_model::system_error;
use bonafide_profile::Hint;
use serde::de::DeserializeOwned;

use crate::process::Process;
use crate::timed::{Timed, without_waiting};
use crate::worker::{Answer, Request};
use crate::{Confinement, Reading, WorkerCommand, answer, frame};

/// Documents after which a child is replaced: leaks and slow poisoning end with it, and starting
/// one costs about a millisecond.
const DOCUMENTS_PER_CHILD: u32 = 64;

/// Time after which a child is replaced: its limit of processor time is for its whole life, and the
/// next document may need all of what one document may take.
const BUSY_PER_CHILD: Duration = Duration::from_secs(1);

#[derive(Debug)]
pub(crate) struct Pool {
    command: WorkerCommand,
    limit: Duration,
    idle: Mutex<Vec<Worker>>,
    /// How many documents are being read.
    reading: Mutex<usize>,
    /// One was read to its end.
    ended: Condvar,
}

/// The right to have a document read. However many threads ask, the memory is that of a few
/// readers, and more of them read no faster.
struct Turn<'p>(&'p Pool);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        *self
            .0
            .reading
            .lock()
            .unwrap_or_else(PoisonError::into_inner) -= 1;
        self.0.ended.notify_one();
    }
}

#[derive(Debug)]
pub(crate) struct Worker {
    process: Process,
    /// The worker's end is its standard input.
    input: PipeWriter,
    /// The worker's end is its standard output.
    output: PipeReader,
    served: u32,
    busy: Duration,
}

impl Pool {
    pub(crate) fn new(command: WorkerCommand, limit: Duration) -> Self {
        Self {
            command,
            limit,
            idle: Mutex::new(Vec::new()),
            reading: Mutex::new(0),
            ended: Condvar::new(),
        }
    }

    /// Takes a worker that waits for its first document.
    pub(crate) fn add(&self, worker: Worker) {
        self.idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(worker);
    }

    pub(crate) fn read(&self, bytes: &[u8], hint: &Hint) -> Reading {
        let request = Request::Read(hint.clone());
        let (result, confinement) = self.asked(bytes, &request, self.limit, answer::sound);
        Reading {
            result,
            confinement,
        }
    }

    pub(crate) fn picture(
        &self,
        bytes: &[u8],
        wanted: &PageRequest,
        limit: Duration,
    ) -> Result<PagePicture, ReadError> {
        let request = Request::Draw(wanted.clone());
        let limit = limit.min(self.limit);
        self.asked(bytes, &request, limit, answer::sound_picture).0
    }

    fn asked<T: DeserializeOwned>(
        &self,
        bytes: &[u8],
        request: &Request,
        limit: Duration,
        sound: fn(&T) -> bool,
    ) -> (Result<T, ReadError>, Option<Confinement>) {
        if bytes.len() as u64 > frame::MAX_REQUEST {
            let error = ReadError::TooLarge {
                bytes: bytes.len() as u64,
                limit: frame::MAX_REQUEST,
            };
            return (Err(error), None);
        }
        let _turn = self.turn();
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        let mut worker = match idle.map_or_else(|| Worker::start(&self.command), Ok) {
            Ok(worker) => worker,
            Err(error) => {
                let why = format!("it could not be started: {}", system_error(&error));
                return (Err(ReadError::ReaderFailed(why)), None);
            }
        };
        match ask(&mut worker, bytes, request, limit, sound) {
            Ok(answer) => {
                if worker.served < DOCUMENTS_PER_CHILD && worker.busy < BUSY_PER_CHILD {
                    self.add(worker);
                }
                (answer.result, Some(answer.confinement))
            }
            Err(error) => (Err(error), None),
        }
    }

    fn turn(&self) -> Turn<'_> {
        let most = 2 * std::thread::available_parallelism()
            .map_or(1, NonZeroUsize::get)
            .max(2);
        let reading = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        let mut reading = self
            .ended
            .wait_while(reading, |reading| *reading >= most)
            .unwrap_or_else(PoisonError::into_inner);
        *reading += 1;
        Turn(self)
    }
}

impl Worker {
    pub(crate) fn new(process: Process, input: PipeWriter, output: PipeReader) -> io::Result<Self> {
        // Then the parent need not wake up for every 64 KiB of a document. Less room only takes
        // longer.
        #[cfg(target_os = "linux")]
        let _ = rustix::pipe::fcntl_setpipe_size(&input, frame::USUAL as usize);
        let (input, output) = (without_waiting(input)?, without_waiting(output)?);
        Ok(Self {
            process,
            input,
            output,
            served: 0,
            busy: Duration::ZERO,
        })
    }

    fn start(command: &WorkerCommand) -> io::Result<Self> {
        let (documents, input) = io::pipe()?;
        let (output, answers) = io::pipe()?;
        let child = Command::new(&command.program)
            .args(&command.arguments)
            .env_clear()
            .current_dir("/")
            .stdin(documents)
            .stdout(answers)
            .stderr(Stdio::null())
            .spawn()?;
        Self::new(Process::Started(child), input, output)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // It has nothing to lose, and a child that hangs must not outlive us.
        self.process.kill();
        let _ = self.process.wait();
    }
}

/// Asks one worker under the clock. It may be asked again only if it answered soundly.
fn ask<T: DeserializeOwned>(
    worker: &mut Worker,
    bytes: &[u8],
    request: &Request,
    limit: Duration,
    sound: fn(&T) -> bool,
) -> Result<Answer<T>, ReadError> {
    let request =
        postcard::to_stdvec(request).map_err(|error| ReadError::ReaderFailed(error.to_string()))?;
    let start = Instant::now();
    match exchange(worker, &request, bytes, start + limit) {
        Ok(answer) => {
            let answer = answer::check(&answer, sound).map_err(ReadError::ReaderFailed)?;
            worker.served += 1;
            worker.busy += start.elapsed();
            Ok(answer)
        }
        Err(error) if error.kind() == io::ErrorKind::TimedOut => {
            Err(ReadError::TimedOut(limit.as_secs()))
        }
        Err(_) => {
            worker.process.kill();
            let why = match worker.process.wait() {
                Ok(status) => cause(status),
                Err(error) => error.to_string(),
            };
            Err(ReadError::ReaderFailed(why))
        }
    }
}

/// Why a child ended without an answer, as far as its end tells.
fn cause(status: ExitStatus) -> String {
    format!("it ended early ({status}): {}", likely(status))
}

#[cfg(target_os = "linux")]
fn likely(status: ExitStatus) -> &'static str {
    match std::os::unix::process::ExitStatusExt::signal(&status) {
        // Out of memory a program aborts, by a system call that the child does not have.
        Some(libc::SIGSYS | libc::SIGABRT) => {
            "it ran out of memory, or did what it is not allowed to do"
        }
        Some(libc::SIGSEGV | libc::SIGBUS) => "it ran out of stack or memory",
        Some(libc::SIGXCPU | libc::SIGKILL) => "it used up its processor time, or was killed",
        _ => "most likely for want of memory or time",
    }
}

#[cfg(not(target_os = "linux"))]
fn likely(_: ExitStatus) -> &'static str {
    "most likely for want of memory or time"
}

fn exchange(
    worker: &mut Worker,
    request: &[u8],
    bytes: &[u8],
    until: Instant,
) -> io::Result<Vec<u8>> {
    frame::write(&mut Timed::new(&mut worker.input, until), &[request, bytes])?;
    frame::read(
        &mut Timed::new(&mut worker.output, until),
        frame::MAX_ANSWER,
    )?
    .ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
}
