//! The framing of cleartext signatures: what is accepted covers the file without gaps, and says the
//! same when it is framed again.
#![no_main]

use bonafide_cleartext::{Framing, find};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Framing::Sound(signed) = find(bytes) else { return };
    assert!(signed.before.end <= signed.signature.start && signed.signature.end <= signed.after.start);
    assert_eq!((signed.before.start, signed.after.end), (0, bytes.len()));
    let alone = &bytes[signed.before.end..signed.after.start];
    let Framing::Sound(again) = find(alone) else { panic!("sound with its surroundings and not without") };
    assert_eq!((again.payload, again.canonical), (signed.payload, signed.canonical));
});
