//! Standard output, standard error and `-o FILE`.

use std::fs::{self, OpenOptions};
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use anyhow::Context;
use bonafide_report::Invocation;
use bonafide_report::text::Options;
use bonafide_session::model::system_error;

use crate::args::output::{Color, OutputArgs};
use crate::interrupt;

/// Says on standard error what went wrong, in one line.
pub fn complain(error: &anyhow::Error) {
    remark(&sentence(error));
}

/// An error with its causes; a cause that the text before it tells already is not told twice.
pub fn sentence(error: &anyhow::Error) -> String {
    let told = |cause: &(dyn std::error::Error + 'static)| match cause.downcast_ref::<io::Error>() {
        Some(error) => system_error(error),
        None => cause.to_string(),
    };
    error
        .chain()
        .map(|cause| one_line(&told(cause)))
        .fold(String::new(), |told, cause| match told.as_str() {
            "" => cause,
            told if told.contains(&cause) => told.to_owned(),
            told => format!("{told}: {cause}"),
        })
}

/// Parsers of configuration explain themselves over several lines.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A remark on standard error. Where that cannot be written (a full disk), nobody can be told, and
/// the exit code still counts.
pub fn remark(text: &str) {
    let _ = writeln!(
        io::stderr(),
        "bonafide: {}",
        bonafide_report::escape::inline(text)
    );
}

/// The command that was given, for those that reports suggest.
pub fn invocation() -> Invocation {
    let given = std::env::args_os().skip(1);
    Invocation::new(given.map(|arg| arg.to_string_lossy().into_owned()))
}

/// How text is laid out for where it goes.
pub fn text_options(args: &OutputArgs) -> Options {
    let terminal = args.output.is_none() && io::stdout().is_terminal();
    let color = match args.color {
        Color::Always => true,
        Color::Never => false,
        // <https://no-color.org>: set and not empty means no.
        Color::Auto => {
            terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
        }
    };
    let width = terminal
        .then(terminal_size::terminal_size)
        .flatten()
        .map_or(100, |(width, _)| usize::from(width.0));
    Options {
        color,
        unicode: speaks_unicode(),
        width: width.clamp(60, 140),
        verbosity: args.verbose,
        quiet: args.quiet,
        invocation: invocation(),
    }
}

/// Whether the locale is a UTF-8 one (POSIX: the first that is set decides).
fn speaks_unicode() -> bool {
    ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
        .is_some_and(|locale| {
            locale
                .to_ascii_lowercase()
                .replace('-', "")
                .contains("utf8")
        })
}

/// Writes the result where it belongs: whole or not at all.
pub fn deliver(text: &str, args: &OutputArgs) -> anyhow::Result<Delivered> {
    match &args.output {
        Some(path) => write_whole(path, text.as_bytes()).map(|()| Delivered::Whole),
        None => {
            // Not held: whoever reads at the other end of a pipe may take as long as it likes, and
            // Ctrl-C must not wait for that.
            interrupt::heed();
            let mut out = io::stdout().lock();
            match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
                // A reader that has seen enough (`| head`) is no error, and the verdict still
                // counts.
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Delivered::Cut),
                Ok(()) if is_closed() => Ok(Delivered::Cut),
                other => other.map(|()| Delivered::Whole).context("standard output"),
            }
        }
    }
}

/// How much of a result was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivered {
    /// All of it.
    Whole,
    /// The reader went away before the end, or there was none, so nobody may have seen what is in
    /// it.
    Cut,
}

/// Whether the program was started without a standard output (`>&-`). What starts a program puts
/// `/dev/null` in its place, open for reading too, which no redirection of a shell is. Where the
/// system does not tell, it counts as open.
fn is_closed() -> bool {
    let is_null =
        || fs::read_link("/proc/self/fd/1").is_ok_and(|path| path == Path::new("/dev/null"));
    let info = fs::read_to_string("/proc/self/fdinfo/1").unwrap_or_default();
    let flags = info
        .lines()
        .find_map(|line| u32::from_str_radix(line.strip_prefix("flags:")?.trim(), 8).ok());
    const ACCESS: u32 = 3;
    const READ_AND_WRITE: u32 = 2;
    flags.is_some_and(|flags| flags & ACCESS == READ_AND_WRITE) && is_null()
}

/// Writes a file by way of a temporary one beside it, so that nobody sees half of it. It has the
/// permissions of the one it replaces, else the usual ones: reports are read by web servers and
/// collectors that run as somebody else.
///
/// A device or a pipe is written to as it is: to put a file in the place of `/dev/stderr` would
/// break the machine.
pub fn write_whole(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let failed = || format!("{}: cannot be written", path.display());
    let there = fs::metadata(path).ok();
    if there.as_ref().is_some_and(|there| is_special(path, there)) {
        // Not held, as for standard output.
        interrupt::heed();
        return OpenOptions::new()
            .append(true)
            .open(path)
            .and_then(|mut file| file.write_all(bytes))
            .with_context(failed);
    }
    let parent = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let _whole = interrupt::writing();
    let attempt = || -> io::Result<()> {
        let mut beside = tempfile::Builder::new();
        beside.prefix(".bonafide-");
        // Less what the user's umask takes away.
        #[cfg(unix)]
        beside.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut file = beside.tempfile_in(parent)?;
        if let Some(there) = there.as_ref().filter(|there| there.is_file()) {
            file.as_file().set_permissions(there.permissions())?;
        }
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    };
    attempt().with_context(failed)
}

/// Whether something else than a file stands there, or a link that the system keeps for what is
/// open, such as `/dev/stdout`.
fn is_special(path: &Path, there: &fs::Metadata) -> bool {
    let is_kept = ["/dev", "/proc"]
        .iter()
        .any(|place| path.starts_with(place))
        && path.is_symlink();
    !there.is_dir() && (is_kept || !there.is_file())
}

/// Whether two names lead to the same thing.
pub fn is_same(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}
