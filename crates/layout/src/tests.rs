#![allow(clippy::unwrap_used)]

use super::*;

const SIGNATURE: &str =
    "-----BEGIN PGP SIGNATURE-----\n\niQEz\n=abcd\n-----END PGP SIGNATURE-----\n";

#[test]
fn lines_of_the_payload_have_the_numbers_of_the_file() {
    let text =
        format!("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n- -- one\ntwo  \n{SIGNATURE}");
    let hint = Hint::default();
    let source = Source::new(text.as_bytes(), &hint).unwrap();
    let lines: Vec<_> = source
        .document()
        .unwrap()
        .lines
        .iter()
        .map(|line| (line.number, line.text.to_string()))
        .collect();
    assert_eq!(lines, [(4, "-- one".to_owned()), (5, "two".to_owned())]);
}

#[test]
fn every_blank_that_looks_like_a_space_is_one_and_places_stay_right() {
    let hint = Hint::default();
    let text = "Key\u{a0}ID:\u{2009}8A1E\u{3000}C5D2 é\n[a\u{a0}b](https://x.example) [c](https://y.example)\n";
    let source = Source::new(text.as_bytes(), &hint).unwrap();
    let document = source.document().unwrap();
    let lines: Vec<&str> = document.lines.iter().map(|line| &*line.text).collect();
    assert_eq!(lines, ["Key ID: 8A1E C5D2 é", "a b c"]);
    assert_eq!(document.whole, None);
    for link in &document.links {
        let at = link.offset.unwrap();
        let shown = lines.get(link.line).and_then(|line| line.get(at..));
        assert_eq!(
            shown.and_then(|shown| shown.chars().next()),
            link.text.chars().next()
        );
    }
    // The part that is not judged is the same part behind the blanks.
    let page = "<!doctype html><p>A\u{a0}\u{a0}key: <span style='filter:invert(1)'>8A1E</span>";
    let source = Source::new(page.as_bytes(), &hint).unwrap();
    let document = source.document().unwrap();
    let line = document.lines.first().unwrap();
    let (part, _) = line.not_judged.first().unwrap();
    assert_eq!(line.text[part.clone()].trim(), "8A1E");
    assert_eq!(part.end, line.text.len());
    // Without such blanks nothing is copied.
    let source = Source::new("Key: é 8A1E\n".as_bytes(), &hint).unwrap();
    assert!(source.document().unwrap().whole.is_some());
}
