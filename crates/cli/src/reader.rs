//! The confined reader of documents, which is this program itself.

use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

use anyhow::Context;
use bonafide_session::reader::{self, Reader, Spare, WorkerCommand};

/// The hidden first argument that turns this program into the confined reader.
const ARGUMENT: &str = "__read-confined";

/// The reader that was forked when the program started.
static SPARE: Mutex<Option<Spare>> = Mutex::new(None);

/// The commands that read documents.
const READING: [&str; 4] = ["verify", "audit", "selfcheck", "inspect"];

/// Becomes the confined reader where this process was started to be one; otherwise forks the first
/// reader for a command that needs it.
///
/// To be called before anything else: the reader must give up its rights before it has done
/// anything, and a fork has the memory of its moment. Without a fork a reader is started when it is
/// needed.
pub fn prepare() -> Option<ExitCode> {
    let first = std::env::args_os().nth(1)?;
    if first == ARGUMENT {
        return Some(reader::worker());
    }
    if READING.iter().any(|command| first == *command) {
        *SPARE.lock().unwrap_or_else(PoisonError::into_inner) = Spare::fork().ok();
    }
    None
}

/// The reader in confined children.
pub fn confined() -> anyhow::Result<Reader> {
    let program = std::env::current_exe()
        .context("this program cannot find itself to start its confined reader")?;
    let spare = SPARE.lock().unwrap_or_else(PoisonError::into_inner).take();
    Ok(Reader::confined(WorkerCommand {
        program,
        arguments: vec![ARGUMENT.into()],
    })
    .with_spare(spare))
}
