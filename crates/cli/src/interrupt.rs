//! Ctrl-C: a file that is being written is finished, nothing else is begun, and nothing
//! half-written stays behind.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Moves to the start of the line of progress and empties it.
pub const CLEAR_LINE: &str = "\r\x1b[2K";

/// Held while a file is written.
static WRITING: Mutex<()> = Mutex::new(());

/// Set before anything else happens.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Keeps an interrupt waiting as long as this is held. After one, nothing more is written: what was
/// gathered until then may owe its gaps to the interrupt, which ends the confined readers too.
pub fn writing() -> MutexGuard<'static, ()> {
    watch();
    let guard = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    if INTERRUPTED.load(Ordering::SeqCst) {
        drop(guard);
        end();
    }
    guard
}

/// Does not come back after an interrupt: for what is written to where an interrupt need not wait.
pub fn heed() {
    if INTERRUPTED.load(Ordering::SeqCst) {
        end();
    }
}

/// The thread that watches ends the process.
fn end() -> ! {
    loop {
        std::thread::park();
    }
}

/// Lets an interrupt end the program at once, which leaves nothing half-written as long as nothing
/// is being written: also where a shell that runs it in the background has told it to ignore
/// interrupts.
pub fn prepare() {
    #[cfg(unix)]
    unix::prepare();
}

/// Watches for interrupts from now on, in a thread, which a short run never needs.
pub fn watch() {
    #[cfg(unix)]
    {
        static WATCHING: std::sync::Once = std::sync::Once::new();
        WATCHING.call_once(unix::watch);
    }
}

#[cfg(unix)]
mod unix {
    use std::io::{IsTerminal, Write};

    use std::sync::atomic::AtomicBool;
    use std::sync::{Arc, LazyLock};

    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::flag::register_conditional_default;
    use signal_hook::iterator::Signals;

    use super::{INTERRUPTED, Ordering, writing};

    /// Not SIGHUP: under `nohup` it is ignored, and watching it would undo that.
    const WATCHED: [i32; 2] = [SIGINT, SIGTERM];

    /// Whether an interrupt ends the program at once.
    static AT_ONCE: LazyLock<Arc<AtomicBool>> = LazyLock::new(|| Arc::new(AtomicBool::new(true)));

    pub(super) fn prepare() {
        for signal in WATCHED {
            // Where it cannot be, the system's own way holds.
            let _ = register_conditional_default(signal, Arc::clone(&AT_ONCE));
        }
    }

    pub(super) fn watch() {
        let Ok(mut signals) = Signals::new(WATCHED) else {
            return;
        };
        AT_ONCE.store(false, Ordering::SeqCst);
        std::thread::spawn(move || {
            let Some(signal) = signals.forever().next() else {
                return;
            };
            let whole = writing();
            INTERRUPTED.store(true, Ordering::SeqCst);
            drop(whole);
            let mut stderr = std::io::stderr();
            if stderr.is_terminal() {
                // The line of progress.
                let _ = stderr.write_all(super::CLEAR_LINE.as_bytes());
            }
            // As if nobody had watched, so that a shell and a scheduler see what ended the program.
            let _ = signal_hook::low_level::emulate_default_handler(signal);
            std::process::exit(128 + signal);
        });
    }
}
