//! Makes everything in `testdata/` again that follows from the committed keys, sources and typeset
//! documents.
//!
//! `make-testdata` signs and writes; `make-testdata keys` makes RSA keys that are missing; `make-testdata sources DIR` writes the
//! sources with the keys' values, for `testdata/typeset.sh`.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::process::ExitCode;
use std::{env, fs, io, path::Path};

use bonafide_testkit::recipe::{Files, Keys, filled, make_missing, outputs, write};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let done = match arguments
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        [] => report(&outputs(), write),
        ["keys"] => report(&make_missing(), write),
        ["sources", folder] => report(&filled(&Keys::load()), |files| {
            write_into(Path::new(folder), files)
        }),
        _ => {
            eprintln!("usage: make-testdata [keys | sources DIR]");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("nothing more was written: {error}");
            ExitCode::FAILURE
        }
    }
}

fn report(files: &Files, write: impl FnOnce(&Files) -> io::Result<()>) -> io::Result<()> {
    write(files)?;
    println!("{} files written", files.len());
    Ok(())
}

fn write_into(folder: &Path, files: &Files) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    files
        .iter()
        .try_for_each(|(name, bytes)| fs::write(folder.join(name), bytes))
}
