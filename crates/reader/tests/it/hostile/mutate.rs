//! Mutations of the honest documents, the same ones in every run.

use std::path::{Path, PathBuf};

use super::Hostile;

/// What is put in at random places: openings without an end, lies about numbers, characters that
/// change what stands around them.
const TOKENS: [&[u8]; 24] = [
    b"[[[[[[[[",
    b"<< << << <<",
    b"(((((((",
    b"stream\r\n",
    b"endstream endobj",
    b"%PDF-1.7\n",
    b" 1 0 R",
    b" 99999999999999999999 0 R",
    b"/Length -1",
    b"/Filter [/FlateDecode /FlateDecode]",
    b"/Kids [1 0 R 1 0 R]",
    b"startxref\n0\n%%EOF",
    b"trailer << /Prev 9 >>",
    b"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n",
    b"-----BEGIN PGP PUBLIC KEY BLOCK-----\n",
    b"-----BEGIN PGP PRIVATE KEY BLOCK-----\n",
    b"<div style='position:absolute;left:-9999px'>",
    b"<table><tr><td><select><svg><p>",
    b"<!--",
    b"&#x10FFFF;&#0;&nope",
    b"\0\0\0\0",
    b"\xff\xfe\xfd",
    "\u{202e}\u{200b}\u{feff}е".as_bytes(),
    b"Fingerprint: 0123 4567 89ab cdef 0123 4567 89ab cdef 0123",
];

/// Numbers that no writer means.
const NUMBERS: [&[u8]; 8] = [
    b"0",
    b"-1",
    b"1",
    b"65536",
    b"2147483647",
    b"4294967296",
    b"99999999999999999999",
    b"1e309",
];

pub(crate) fn testdata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata")
}

/// An endless row of mutated documents.
pub(crate) struct Mutations {
    seeds: Vec<(String, &'static str, Vec<u8>)>,
    made: u64,
}

impl Mutations {
    /// Of every PDF, HTML, text and Markdown document in the test data.
    pub(crate) fn of_testdata() -> Self {
        let mut seeds = Vec::new();
        let mut folders = vec![testdata()];
        while let Some(folder) = folders.pop() {
            let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
                .unwrap()
                .map(|entry| entry.unwrap().path())
                .collect();
            entries.sort();
            for path in entries {
                let file_name = match path.extension().and_then(|extension| extension.to_str()) {
                    _ if path.is_dir() => {
                        folders.push(path);
                        continue;
                    }
                    Some("pdf") => "profile.pdf",
                    Some("html") => "profile.html",
                    Some("txt") => "profile.txt",
                    Some("md") => "profile.md",
                    _ => continue,
                };
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                seeds.push((name, file_name, std::fs::read(&path).unwrap()));
            }
        }
        assert!(
            seeds.len() > 50,
            "only {} documents to begin with",
            seeds.len()
        );
        Self { seeds, made: 0 }
    }

    /// The next document.
    pub(crate) fn next_document(&mut self) -> Hostile {
        let mut random = Random(self.made.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        self.made += 1;
        let (seed, file_name, bytes) = &self.seeds[random.below(self.seeds.len())];
        let mut bytes = bytes.clone();
        let mut name = seed.clone();
        for _ in 0..=random.below(4) {
            let (_, _, other) = &self.seeds[random.below(self.seeds.len())];
            let how = mutate(&mut bytes, other, &mut random);
            name = format!("{name} {how}");
        }
        Hostile {
            name,
            bytes,
            file_name,
        }
    }
}

fn mutate(bytes: &mut Vec<u8>, other: &[u8], random: &mut Random) -> &'static str {
    let place = |random: &mut Random, length: usize| random.below(length.max(1));
    match random.below(8) {
        0 => {
            for _ in 0..=random.below(32) {
                let at = place(random, bytes.len());
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << random.below(8);
                }
            }
            "flipped"
        }
        1 => {
            bytes.truncate(place(random, bytes.len()));
            "truncated"
        }
        2 => {
            let at = place(random, bytes.len());
            let from = place(random, other.len());
            let until = (from + random.below(4096)).min(other.len());
            bytes.splice(at..at, other[from..until].iter().copied());
            "spliced"
        }
        3 => {
            for _ in 0..=random.below(8) {
                let from = place(random, bytes.len());
                let Some(start) = bytes[from..]
                    .iter()
                    .position(u8::is_ascii_digit)
                    .map(|found| from + found)
                else {
                    break;
                };
                let length = bytes[start..]
                    .iter()
                    .take_while(|byte| byte.is_ascii_digit())
                    .count();
                bytes.splice(
                    start..start + length,
                    NUMBERS[random.below(NUMBERS.len())].iter().copied(),
                );
            }
            "numbers replaced"
        }
        4 => {
            let at = place(random, bytes.len());
            let chunk: Vec<u8> = bytes[at..]
                .iter()
                .copied()
                .take(1 + random.below(64))
                .collect();
            let times = 1 + random.below(2000);
            bytes.splice(at..at, std::iter::repeat_n(chunk, times).flatten());
            "repeated"
        }
        5 => {
            let at = place(random, bytes.len());
            let until = (at + random.below(2048)).min(bytes.len());
            bytes.drain(at..until);
            "cut"
        }
        6 => {
            // Any reference to an object becomes one to another: cycles, wrong types, objects that
            // are not there.
            for _ in 0..=random.below(6) {
                let from = place(random, bytes.len());
                let Some(found) = memchr(&bytes[from..], b" 0 R").map(|found| from + found) else {
                    break;
                };
                let start = bytes[..found]
                    .iter()
                    .rposition(|byte| !byte.is_ascii_digit())
                    .map_or(0, |before| before + 1);
                let number = random.below(40).to_string();
                bytes.splice(start..found, number.into_bytes());
            }
            "references changed"
        }
        _ => {
            for _ in 0..=random.below(6) {
                let at = place(random, bytes.len());
                bytes.splice(at..at, TOKENS[random.below(TOKENS.len())].iter().copied());
            }
            "tokens put in"
        }
    }
}

fn memchr(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}

/// Marsaglia's xorshift: the same numbers everywhere and always.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        for _ in 0..2 {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
        }
        usize::try_from(self.0 % limit as u64).unwrap()
    }
}
