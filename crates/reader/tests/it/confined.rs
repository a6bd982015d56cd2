//! The confined reader, met as a real process.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::io::Write as _;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use bonafide_model::claims::ReadError;
use bonafide_model::judgement::PageRequest;
use bonafide_reader::{Hint, Reader, WorkerCommand};

fn command(program: &str, arguments: &[&str]) -> WorkerCommand {
    WorkerCommand {
        program: PathBuf::from(program),
        arguments: arguments.iter().map(Into::into).collect(),
    }
}

fn worker() -> WorkerCommand {
    command(env!("CARGO_BIN_EXE_bonafide-reader"), &[])
}

const TEXT: &[u8] = b"RFC 2350 for X-CERT\n\n2.8 Public keys and encryption information\n\nFingerprint: 8A1E C5D2 B7C0 EFA4 9FFB  31FC 2485 CF71 E37B EBB7\n";

#[test]
fn a_confined_child_reads_what_the_same_code_reads_in_process() {
    let reader = Reader::confined(worker());
    let inside = Reader::in_process().read(TEXT, &Hint::default());
    for _ in 0..3 {
        let outside = reader.read(TEXT, &Hint::default());
        assert_eq!(outside.result, inside.result);
        assert!(outside.confinement.unwrap().limits);
    }
}

/// A profile of two pages and more, as its team publishes it.
fn profile() -> Vec<u8> {
    let path = "../../testdata/profiles/tide-cert/TIDE-CERT_RFC_2350_v1.60.pdf";
    std::fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

const SOON: Duration = Duration::from_secs(9);

#[test]
fn a_confined_child_draws_a_page_and_tells_where_each_value_stands_on_it() {
    let (bytes, reader) = (profile(), Reader::confined(worker()));
    let read = reader.read(&bytes, &Hint::default()).result.unwrap();
    let fingerprint = &read.claims.fingerprints[0].place;
    let spot = |column, length| bonafide_model::judgement::PageSpot {
        line: fingerprint.line,
        column,
        length,
        rest: Vec::new(),
    };
    let wanted = PageRequest {
        page: fingerprint.page.unwrap(),
        spots: vec![
            spot(fingerprint.column, fingerprint.length),
            spot(0, 0),
            bonafide_model::judgement::PageSpot {
                line: 9_999,
                column: 1,
                length: 1,
                rest: vec!["team".to_owned()],
            },
        ],
    };
    let picture = reader.picture(&bytes, &wanted, SOON).unwrap();
    assert!(picture.png.len() > 10_000, "{} bytes", picture.png.len());
    let [left, top, right, bottom] = picture.boxes[0][0];
    let line = picture.boxes[1][0];
    assert_eq!(Some(line), fingerprint.bounds);
    assert!(
        left > line[0] && right <= line[2] && top >= line[1] && bottom <= line[3],
        "the value, and not its label: {:?} in {line:?}",
        picture.boxes[0]
    );
    assert!(right - left > 150, "all of its digits");
    assert_eq!(picture.boxes[2], Vec::<[i32; 4]>::new());
    let inside = Reader::in_process().picture(&bytes, &wanted, SOON).unwrap();
    assert_eq!(inside, picture);
}

#[test]
fn a_value_that_goes_on_in_the_next_row_has_a_place_in_each_of_them() {
    let (bytes, reader) = (profile(), Reader::in_process());
    let read = reader.read(&bytes, &Hint::default()).result.unwrap();
    let wrapped = read
        .claims
        .emails
        .iter()
        .find(|claim| claim.raw == "contact(at)tide-\ncert.example");
    let place = &wrapped.unwrap().place;
    let spot = |rest: &[&str]| bonafide_model::judgement::PageSpot {
        line: place.line,
        column: place.column,
        length: place.length,
        rest: rest.iter().map(|part| (*part).to_owned()).collect(),
    };
    let wanted = PageRequest {
        page: place.page.unwrap(),
        spots: vec![
            spot(&["cert.example"]),
            // What stands in the middle of a row is no part that goes on there, nor is what stands
            // nowhere.
            spot(&["version"]),
            spot(&["", "cert.example"]),
            spot(&["fort.example"]),
        ],
    };
    let boxes = reader.picture(&bytes, &wanted, SOON).unwrap().boxes;
    let [first, second] = boxes[0].as_slice() else {
        unreachable!("{:?}", boxes[0])
    };
    assert!(
        second[1] >= first[3] - 2 && second[1] < first[3] + 20,
        "the row below"
    );
    assert!(
        second[0] < first[0] && second[2] < first[2],
        "at its beginning"
    );
    for other in &boxes[1..] {
        assert_eq!(other, &[*first]);
    }
}

#[test]
fn what_cannot_be_drawn_is_an_error_and_the_reader_reads_on() {
    let (bytes, reader) = (profile(), Reader::confined(worker()));
    let page = |page| PageRequest {
        page,
        spots: Vec::new(),
    };
    for (bytes, number) in [
        (bytes.as_slice(), 0),
        (&bytes, 9_999),
        (TEXT, 1),
        (b"%PDF-1.7 and nothing else", 1),
        (b"", 1),
    ] {
        assert!(reader.picture(bytes, &page(number), SOON).is_err());
    }
    assert!(reader.picture(&bytes, &page(1), SOON).is_ok());
    assert!(reader.read(TEXT, &Hint::default()).result.is_ok());
    let hangs = Reader::confined(command("/bin/sleep", &["60"]));
    let start = Instant::now();
    let soon = Duration::from_millis(300);
    assert!(matches!(
        hangs.picture(&bytes, &page(1), soon),
        Err(ReadError::TimedOut(_))
    ));
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[test]
fn many_documents_outlive_the_retirement_of_their_worker() {
    let reader = Reader::confined(worker());
    for _ in 0..150 {
        assert!(reader.read(TEXT, &Hint::default()).result.is_ok());
    }
}

#[test]
fn a_child_that_hangs_is_ended_and_said_to_have_timed_out() {
    let reader =
        Reader::confined_within(command("/bin/sleep", &["60"]), Duration::from_millis(300));
    let start = Instant::now();
    let reading = reader.read(TEXT, &Hint::default());
    assert!(
        matches!(reading.result, Err(ReadError::TimedOut(_))),
        "{reading:?}"
    );
    assert!(start.elapsed() < Duration::from_secs(10));
}

#[test]
fn only_a_few_documents_are_read_at_the_same_time() {
    let most = 2 * std::thread::available_parallelism().unwrap().get().max(2);
    let reader =
        Reader::confined_within(command("/bin/sleep", &["60"]), Duration::from_millis(200));
    let start = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..3 * most {
            scope.spawn(|| {
                assert!(matches!(
                    reader.read(TEXT, &Hint::default()).result,
                    Err(ReadError::TimedOut(_))
                ))
            });
        }
    });
    assert!(
        start.elapsed() >= Duration::from_millis(600),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn a_child_that_dies_or_answers_nonsense_is_a_failed_reader_and_not_an_empty_document() {
    for command in [
        command("/bin/false", &[]),
        command("/bin/cat", &[]),
        command("/does/not/exist", &[]),
    ] {
        let reading =
            Reader::confined_within(command, Duration::from_secs(5)).read(TEXT, &Hint::default());
        assert!(
            matches!(reading.result, Err(ReadError::ReaderFailed(_))),
            "{reading:?}"
        );
    }
}

#[test]
fn a_document_larger_than_any_limit_is_refused_before_it_is_handed_over() {
    let huge = vec![b'a'; 81 << 20];
    let reading = Reader::confined(worker()).read(&huge, &Hint::default());
    assert!(matches!(reading.result, Err(ReadError::TooLarge { .. })));
}

/// A page whose content is 600 MiB of spaces, in as little space as they take deflated.
fn bomb() -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    let block = vec![b' '; 1 << 20];
    for _ in 0..600 {
        encoder.write_all(&block).unwrap();
    }
    let content = encoder.finish().unwrap();
    let mut bytes =
        b"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n\
        3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >> endobj\n"
            .to_vec();
    bytes.extend(
        format!(
            "4 0 obj << /Filter /FlateDecode /Length {} >>\nstream\n",
            content.len()
        )
        .into_bytes(),
    );
    bytes.extend(content);
    bytes.extend(b"\nendstream endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n");
    bytes
}

#[test]
fn a_document_that_takes_all_memory_is_said_to_have_done_so() {
    let reader = Reader::confined(worker());
    let reading = reader.read(&bomb(), &Hint::default());
    assert!(
        matches!(&reading.result, Err(ReadError::ReaderFailed(why)) if why.contains("out of memory")),
        "{reading:?}"
    );
    assert!(
        reader.read(TEXT, &Hint::default()).result.is_ok(),
        "the next document has a reader of its own"
    );
}
