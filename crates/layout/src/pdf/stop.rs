//! Stops the interpreter, which has no way to be told to: forms that draw each other multiply
//! without end.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// What is thrown through the interpreter.
struct Stop;

/// Unwinds to the nearest [`until_stopped`]. Nothing is printed, for no panic begins here.
pub(super) fn stop() -> ! {
    resume_unwind(Box::new(Stop))
}

/// Runs the interpreter until it ends or a device calls [`stop`]. Whether it ended by itself.
///
/// The interpreter keeps its own things in order when it unwinds; what the device has collected
/// until then is kept.
pub(super) fn until_stopped(run: impl FnOnce()) -> bool {
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(()) => true,
        Err(thrown) if thrown.is::<Stop>() => false,
        Err(panic) => resume_unwind(panic),
    }
}
