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
