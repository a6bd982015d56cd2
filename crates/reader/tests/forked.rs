//! A worker that was forked, met as a real process. No test harness: its threads would forbid the fork.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

use std::path::PathBuf;

use bonafide_reader::{Hint, Reader, Spare, WorkerCommand};

const TEXT: &[u8] =
    b"2.8 Public keys and encryption information\n\nFingerprint: 8A1E C5D2 B7C0 EFA4 9FFB  31FC 2485 CF71 E37B EBB7\n";

fn main() {
    if !cfg!(target_os = "linux") {
        println!("skipped: only Linux forks");
        return;
    }
    // Whatever is read is read by the forked worker, because no other can be started.
    let none = || WorkerCommand { program: PathBuf::from("/does/not/exist"), arguments: Vec::new() };
    assert!(Reader::confined(none()).read(TEXT, &Hint::default()).result.is_err(), "there is no other worker");
    let first = Spare::fork().unwrap();
    let second = Spare::fork().unwrap();

    let reader = Reader::confined(none()).with_spare(Some(first));
    let inside = Reader::in_process().read(TEXT, &Hint::default());
    for _ in 0..3 {
        let outside = reader.read(TEXT, &Hint::default());
        assert_eq!(outside.result, inside.result);
        assert!(outside.confinement.unwrap().limits, "it is confined");
    }
    assert_eq!(outside_of(&reader), outside_of(&Reader::confined(worker())), "as confined as a worker that was started");

    // One that is given up before it read anything ends, and so does one that waits.
    drop(second);
    drop(reader);
    println!("a forked worker is confined, reads what a started one reads, and ends");
}

fn worker() -> WorkerCommand {
    WorkerCommand { program: PathBuf::from(env!("CARGO_BIN_EXE_bonafide-reader")), arguments: Vec::new() }
}

fn outside_of(reader: &Reader) -> Option<bonafide_reader::Confinement> {
    reader.read(TEXT, &Hint::default()).confinement
}
