//! The confined reader of documents, which is this program itself.

use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

use anyhow::Context;
use bonafide_session::reader::{self, Reader, Spare, WorkerCommand};

/// The hidden first argument that turns this program into the confined reader.
const ARGUMENT: &str = "__read-confined";

/// The reader that was forked when the program started.
static SPARE: Mutex<Option<Spare>> = Mutex::new(None);

/// Becomes the confined reader where this process was started to be one. To be called before anything else, because the reader must
/// give up its rights before it has done anything.
pub fn become_one() -> Option<ExitCode> {
    std::env::args_os().nth(1).is_some_and(|argument| argument == ARGUMENT).then(reader::worker)
}

/// Forks the first reader. To be called before any thread is begun and anything is read; without one, readers are started when needed.
pub fn prepare() {
    *SPARE.lock().unwrap_or_else(PoisonError::into_inner) = Spare::fork().ok();
}

/// The reader in confined children.
pub fn confined() -> anyhow::Result<Reader> {
    let program = std::env::current_exe().context("this program cannot find itself to start its confined reader")?;
    let spare = SPARE.lock().unwrap_or_else(PoisonError::into_inner).take();
    Ok(Reader::confined(WorkerCommand { program, arguments: vec![ARGUMENT.into()] }).with_spare(spare))
}
