//! Reads the files named on the command line in this process, without confinement: what reading
//! alone costs, for `against-pdftotext.py`.
#![allow(clippy::expect_used, clippy::print_stdout)]

use std::path::Path;

use bonafide_profile::{Hint, read};

fn main() {
    let mut found = 0;
    for file in std::env::args().skip(1) {
        let bytes = std::fs::read(&file).expect("the file can be read");
        let file_name = Path::new(&file)
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let profile = read(
            &bytes,
            &Hint {
                file_name,
                ..Hint::default()
            },
        )
        .expect("it is a profile");
        found +=
            profile.claims.fingerprints.len() + profile.claims.urls.len() + profile.sections.len();
    }
    println!("{found}");
}
