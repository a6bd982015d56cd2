//! Hostile and mutated documents through the confined reader: whatever the bytes are, an answer
//! comes in time, and it is a profile or a reason.
//!
//! `BONAFIDE_HOSTILE` sets how many documents there are; all made by hand are always among them. `BONAFIDE_HOSTILE_KEEP` names a folder
//! for those that took long or ended the reader, to look into.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout
)]

mod markup;
mod mutate;
mod pdf;

use std::path::PathBuf;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use bonafide_model::claims::ReadError;
use bonafide_reader::{Hint, Reader, WorkerCommand};

/// Documents where the environment says nothing: what CI has time for.
const DEFAULT_COUNT: usize = 500;

/// No run takes longer, starting and answering included.
const LONGEST: Duration = Duration::from_secs(10);

/// Worth a line in the log.
const SLOW: Duration = Duration::from_secs(2);

/// A document that means harm.
struct Hostile {
    name: String,
    bytes: Vec<u8>,
    file_name: &'static str,
}

impl Hostile {
    fn new(name: &str, file_name: &'static str, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            name: name.to_owned(),
            bytes: bytes.into(),
            file_name,
        }
    }
}

/// How many documents came to which end.
#[derive(Debug, Default)]
struct Tally {
    read: usize,
    refused: usize,
    timed_out: Vec<String>,
    failed: Vec<String>,
    slowest: (Duration, String),
}

#[test]
fn whatever_the_bytes_are_an_answer_comes_in_time() {
    let count = std::env::var("BONAFIDE_HOSTILE")
        .map_or(DEFAULT_COUNT, |count| count.parse().expect("a number"));
    let made: Vec<Hostile> = markup::all().into_iter().chain(pdf::all()).collect();
    let count = count.max(made.len());
    let mut mutated = mutate::Mutations::of_testdata();
    let endless = made
        .into_iter()
        .chain(std::iter::from_fn(move || Some(mutated.next_document())));
    let documents = Mutex::new(endless.take(count).enumerate());
    let reader = Reader::confined(WorkerCommand {
        program: PathBuf::from(env!("CARGO_BIN_EXE_bonafide-reader")),
        arguments: Vec::new(),
    });
    let tally = Mutex::new(Tally::default());
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some((index, document)) = next(&documents) {
                    meet(&reader, index, &document, &tally);
                }
            });
        }
    });
    let tally = tally.into_inner().unwrap();
    println!("{count} documents: {tally:#?}");
    assert!(
        tally.read > 0 && tally.refused > 0,
        "documents of both kinds"
    );
    // Our own code must not panic, even where that is caught.
    let faults: Vec<&String> = tally
        .failed
        .iter()
        .filter(|why| why.contains("a fault in the document reader"))
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
    // After all that an honest document is read as ever.
    let honest =
        std::fs::read(mutate::testdata().join("profiles/cert-koral/cert_koral_V1.pdf")).unwrap();
    let profile = reader.read(&honest, &Hint::default()).result.unwrap();
    assert_eq!(profile.claims.fingerprints.len(), 1);
}

fn next<T>(documents: &Mutex<impl Iterator<Item = T>>) -> Option<T> {
    documents.lock().unwrap().next()
}

fn meet(reader: &Reader, index: usize, document: &Hostile, tally: &Mutex<Tally>) {
    let start = Instant::now();
    let hint = Hint {
        file_name: Some(document.file_name.to_owned()),
        ..Hint::default()
    };
    let reading = reader.read(&document.bytes, &hint);
    let took = start.elapsed();
    let name = format!("{index} {}", document.name);
    if took > SLOW || matches!(reading.result, Err(ReadError::ReaderFailed(_))) {
        println!("{took:?} for {name}: {:?}", reading.result.as_ref().err());
        if let Some(folder) = std::env::var_os("BONAFIDE_HOSTILE_KEEP") {
            std::fs::write(
                PathBuf::from(folder).join(format!("{index}-{}", document.file_name)),
                &document.bytes,
            )
            .unwrap();
        }
    }
    assert!(took < LONGEST, "{name} took {took:?}");
    if let Err(ReadError::ReaderFailed(why)) = &reading.result {
        assert!(
            !why.contains("out of bounds"),
            "the reader exceeds its own bounds over {name}"
        );
    }
    // What bounds the memory: the child's limits were in force.
    assert!(
        reading
            .confinement
            .is_none_or(|confinement| confinement.limits),
        "{name}"
    );
    let mut tally = tally.lock().unwrap();
    if took > tally.slowest.0 {
        tally.slowest = (took, name.clone());
    }
    match reading.result {
        Ok(_) => tally.read += 1,
        Err(ReadError::TimedOut(_)) => tally.timed_out.push(name),
        Err(ReadError::ReaderFailed(why)) => tally.failed.push(format!("{name}: {why}")),
        Err(_) => tally.refused += 1,
    }
}
