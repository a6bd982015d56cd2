//! The confined reader as a program of its own, for library users and tests: documents in, profiles
//! out, in frames.

fn main() -> std::process::ExitCode {
    bonafide_reader::worker()
}
