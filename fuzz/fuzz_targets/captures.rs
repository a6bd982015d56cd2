//! Lists of captures of web archives: only places at the archive itself are named, as they came, in
//! order, each time once.
//!
//! The first byte chooses whether the archive has a template for captures.
#![no_main]

use bonafide_fetch::archive::{Archive, some};
use bonafide_model::evidence::host_of;
use libfuzzer_sys::fuzz_target;

const OF: &str = "https://www.tide-cert.example/rfc2350.txt";

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, index)) = bytes.split_first() else { return };
    let archive = Archive {
        index: "https://archive.example/web/timemap/link/{url}".to_owned(),
        capture: (choice % 2 == 1).then(|| "https://archive.example/web/{time}id_/{url}".to_owned()),
    };
    let Some(captures) = archive.captures(index, OF) else { return };
    assert!(captures.len() <= 12_000);
    assert!(captures.is_sorted_by(|one, next| one.taken < next.taken));
    for capture in &captures {
        let host = host_of(&capture.url).expect("a place on the web");
        assert!(host == "archive.example" || host.ends_with(".archive.example"), "{host}");
    }
    let few = some(&captures, 5);
    assert_eq!(few.len(), captures.len().min(5));
    assert_eq!((few.first(), few.last()), (captures.first(), captures.last()));
});
