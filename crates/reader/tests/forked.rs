//! A worker that was forked, met as a real process. No test harness: its threads would forbid the
//! fork.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout
)]

#[path = "../../testkit/src/skipped.rs"]
mod skipped;

use std::io::{self, PipeReader, Read};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use bonafide_reader::{Hint, Reader, Spare, WorkerCommand};

const TEXT: &[u8] =
    b"2.8 Public keys and encryption information\n\nFingerprint: 8A1E C5D2 B7C0 EFA4 9FFB  31FC 2485 CF71 E37B EBB7\n";

fn main() {
    start_without_inherited_files();
    if !cfg!(target_os = "linux") {
        skipped::skip_here("only Linux forks");
        return;
    }
    // Whatever is read is read by the forked worker, because no other can be started.
    let none = || WorkerCommand {
        program: PathBuf::from("/does/not/exist"),
        arguments: Vec::new(),
    };
    assert!(
        Reader::confined(none())
            .read(TEXT, &Hint::default())
            .result
            .is_err(),
        "there is no other worker"
    );
    // One that is given up before it read anything ends.
    drop(Spare::fork().unwrap());
    let first = Spare::fork().unwrap();
    assert!(
        Spare::fork().is_err(),
        "the pipes of the first one are open, which a second one would have too"
    );

    let reader = Reader::confined(none()).with_spare(Some(first));
    let inside = Reader::in_process().read(TEXT, &Hint::default());
    for _ in 0..3 {
        let outside = reader.read(TEXT, &Hint::default());
        assert_eq!(outside.result, inside.result);
        assert!(outside.confinement.unwrap().limits, "it is confined");
    }
    assert_eq!(
        outside_of(&reader),
        outside_of(&Reader::confined(worker())),
        "as confined as a worker that was started"
    );

    // So does one that waits.
    drop(reader);
    what_is_open_in_the_parent_is_closed_in_the_child();
    println!("a forked worker is confined, reads what a started one reads, and ends");
}

fn worker() -> WorkerCommand {
    WorkerCommand {
        program: PathBuf::from(env!("CARGO_BIN_EXE_bonafide-reader")),
        arguments: Vec::new(),
    }
}

/// Whoever reads from a pipe is told its end once nobody has the other end open any more. So a
/// child that kept it is seen.
fn what_is_open_in_the_parent_is_closed_in_the_child() {
    let (from, marked) = io::pipe().unwrap();
    let inherited = rustix::io::dup(&marked).unwrap();
    assert!(
        rustix::io::fcntl_getfd(&inherited).unwrap().is_empty(),
        "it is passed on to every child"
    );
    assert!(
        Spare::fork().is_err(),
        "a fork would have it, marked or not"
    );
    let reader = Reader::confined(worker());
    let mut control = Command::new("/bin/cat")
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let confinement = outside_of(&reader).unwrap();
    assert!(confinement.descriptors, "{confinement:?}");
    drop((marked, inherited));
    let ended = end_of(from);
    assert!(
        ended.recv_timeout(Duration::from_millis(300)).is_err(),
        "a child that closes nothing has it open"
    );
    control.kill().unwrap();
    control.wait().unwrap();
    assert!(
        ended.recv_timeout(Duration::from_secs(10)).is_ok(),
        "the reader, which waits for its next document, has it open"
    );
    assert_eq!(outside_of(&reader), Some(confinement), "and serves");
}

/// What started this test may have passed files on, with which no fork is made.
fn start_without_inherited_files() {
    if std::env::var_os("STARTED_ANEW").is_none() {
        close_fds::CloseFdsBuilder::new().cloexecfrom(3);
        panic!(
            "{}",
            Command::new(std::env::current_exe().unwrap())
                .env("STARTED_ANEW", "1")
                .exec()
        );
    }
}

/// Tells when nobody has the other end of the pipe open any more.
fn end_of(mut pipe: PipeReader) -> mpsc::Receiver<()> {
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        let _ = pipe.read(&mut [0]);
        tell.send(())
    });
    told
}

fn outside_of(reader: &Reader) -> Option<bonafide_reader::Confinement> {
    reader.read(TEXT, &Hint::default()).confinement
}
