//! What the installed GnuPG says, asked as a stranger would ask it: an empty home, the staged key,
//! the staged signature.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use bonafide_model::Timestamp;
use bonafide_model::evidence::Dossier;
use bonafide_model::judgement::VerifierAnswer;
use bonafide_model::publishing::{GnuPg, RefusalCause};
use bonafide_verify::{Kind, classify};
use tempfile::TempDir;

/// One call; an ordinary one takes some milliseconds.
const LIMIT: Duration = Duration::from_secs(10);

/// How often is looked whether it has ended.
const PAUSE: Duration = Duration::from_millis(2);

/// The most that is read of what it says.
const MAX_OUTPUT: u64 = 64 << 10;

const PROGRAM: &str = "gpg";

/// Asks it. What could not be tried is never a pass.
pub(super) fn ask(dossier: &Dossier, now: Timestamp) -> GnuPg {
    let Some(document) = &dossier.document else {
        return GnuPg::NothingToTry;
    };
    let signature = dossier
        .signatures
        .iter()
        .find(|artifact| classify(&artifact.bytes) == Kind::DetachedSignature);
    let keys: Vec<&[u8]> = dossier
        .certificates
        .iter()
        .filter(|artifact| matches!(classify(&artifact.bytes), Kind::Certificate { .. }))
        .map(|artifact| artifact.bytes.as_slice())
        .collect();
    let attached = matches!(
        classify(&document.bytes),
        Kind::CleartextSigned | Kind::InlineSigned
    );
    if keys.is_empty() || (signature.is_none() && !attached) {
        return GnuPg::NothingToTry;
    }
    let signature = signature.map(|artifact| artifact.bytes.as_slice());
    match verify(&document.bytes, signature, &keys, now) {
        Ok(said) => said,
        Err(error) => GnuPg::NotTried(match error.kind() {
            ErrorKind::NotFound => VerifierAnswer::NotInstalled,
            ErrorKind::TimedOut => VerifierAnswer::TooSlow(LIMIT.as_secs()),
            _ => VerifierAnswer::Told(error.to_string()),
        }),
    }
}

fn verify(
    document: &[u8],
    signature: Option<&[u8]>,
    keys: &[&[u8]],
    now: Timestamp,
) -> std::io::Result<GnuPg> {
    let home = Home::new()?;
    let version = home.run(&["--version".into()])?;
    let version = version
        .text
        .lines()
        .next()
        .and_then(|line| line.rsplit(' ').next())
        .unwrap_or_default()
        .to_owned();
    // Its clock goes with ours, so that a question about another day is answered for that day.
    let clock = OsString::from(now.strftime("%Y%m%dT%H%M%S!").to_string());
    let mut imported = false;
    for (index, key) in keys.iter().enumerate() {
        let file = home.write(&format!("key-{index}"), key)?;
        let said = home.run(&[
            "--faked-system-time".into(),
            clock.clone(),
            "--import".into(),
            file,
        ])?;
        imported |= said.has("IMPORT_OK");
    }
    if !imported {
        let says = VerifierAnswer::KeyNotImported;
        return Ok(GnuPg::Ran {
            version,
            accepts: false,
            says,
            cause: Some(RefusalCause::Unsupported),
        });
    }
    let mut arguments: Vec<OsString> = ["--trust-model", "always", "--faked-system-time"]
        .iter()
        .map(OsString::from)
        .chain([clock, "--verify".into()])
        .collect();
    if let Some(signature) = signature {
        arguments.push(home.write("signature", signature)?);
    }
    arguments.push(home.write("document", document)?);
    let said = home.run(&arguments)?;
    let (accepts, says, cause) = said.verdict();
    Ok(GnuPg::Ran {
        version,
        accepts,
        says,
        cause,
    })
}

/// An empty home, gone with the question.
struct Home(TempDir);

/// What one call said.
struct Said {
    success: bool,
    text: String,
}

impl Home {
    fn new() -> std::io::Result<Self> {
        // Its socket lies in the home, and the path of a socket is short.
        let home = tempfile::Builder::new().prefix("bonafide-").tempdir()?;
        Ok(Self(home))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, bytes: &[u8]) -> std::io::Result<OsString> {
        let path = self.path().join(name);
        fs::write(&path, bytes)?;
        Ok(path.into_os_string())
    }

    /// Runs it within the limit. The output goes to a file, so that nobody waits for a full pipe.
    fn run(&self, arguments: &[OsString]) -> std::io::Result<Said> {
        let output = self.path().join("status");
        let mut command = Command::new(PROGRAM);
        command
            .env_clear()
            .envs(
                ["PATH", "SystemRoot"]
                    .iter()
                    .filter_map(|name| Some((*name, std::env::var_os(name)?))),
            )
            .env("HOME", self.path())
            .env("GNUPGHOME", self.path())
            .env("LC_ALL", "C")
            .args([
                "--batch",
                "--no-tty",
                "--no-options",
                "--no-autostart",
                "--no-auto-key-retrieve",
                "--status-fd",
                "1",
            ])
            .args(arguments)
            .current_dir(self.path())
            .stdin(Stdio::null())
            .stdout(File::create(&output)?)
            .stderr(Stdio::null());
        let mut child = command.spawn()?;
        let until = Instant::now() + LIMIT;
        let status = loop {
            match child.try_wait()? {
                Some(status) => break status,
                None if Instant::now() >= until => {
                    let _ = child.kill();
                    let _ = child.wait();
                    return Err(ErrorKind::TimedOut.into());
                }
                None => std::thread::sleep(PAUSE),
            }
        };
        let mut bytes = Vec::new();
        File::open(&output)?
            .take(MAX_OUTPUT)
            .read_to_end(&mut bytes)?;
        Ok(Said {
            success: status.success(),
            text: String::from_utf8_lossy(&bytes).into_owned(),
        })
    }
}

impl Said {
    /// Whether a status line says this (GnuPG, `doc/DETAILS`, "Format of the --status-fd output").
    fn has(&self, word: &str) -> bool {
        self.text.lines().any(|line| {
            line.strip_prefix("[GNUPG:] ")
                .and_then(|rest| rest.split(' ').next())
                == Some(word)
        })
    }

    fn verdict(&self) -> (bool, VerifierAnswer, Option<RefusalCause>) {
        use VerifierAnswer as Answer;
        let refusals = [
            ("BADSIG", Answer::BadSignature, RefusalCause::BadSignature),
            (
                "REVKEYSIG",
                Answer::GoodByRevokedKey,
                RefusalCause::KeyRevoked,
            ),
            (
                "EXPKEYSIG",
                Answer::GoodByExpiredKey,
                RefusalCause::KeyExpired,
            ),
            ("EXPSIG", Answer::SignatureExpired, RefusalCause::Other),
            ("NO_PUBKEY", Answer::NoKey, RefusalCause::NoKey),
            ("ERRSIG", Answer::NotChecked, RefusalCause::Unsupported),
            ("NODATA", Answer::NoSignature, RefusalCause::NoSignature),
        ];
        if let Some((_, says, cause)) = refusals.into_iter().find(|(word, ..)| self.has(word)) {
            return (false, says, Some(cause));
        }
        if self.success && self.has("GOODSIG") && self.has("VALIDSIG") {
            return (true, Answer::Good, None);
        }
        (false, Answer::NotGood, Some(RefusalCause::Other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(success: bool, lines: &str) -> Said {
        Said {
            success,
            text: lines.to_owned(),
        }
    }

    #[test]
    fn only_a_good_and_valid_signature_of_a_live_key_is_accepted() {
        let good = "[GNUPG:] GOODSIG AA x\n[GNUPG:] VALIDSIG BB\n";
        assert!(said(true, good).verdict().0);
        assert!(!said(false, good).verdict().0, "its exit code counts too");
        assert!(!said(true, "[GNUPG:] GOODSIG AA x\n").verdict().0);
        assert!(!said(true, "").verdict().0);
        let expired = said(true, "[GNUPG:] EXPKEYSIG AA x\n[GNUPG:] VALIDSIG BB\n").verdict();
        assert_eq!(
            expired,
            (
                false,
                VerifierAnswer::GoodByExpiredKey,
                Some(RefusalCause::KeyExpired)
            )
        );
        let also_bad = format!("{good}[GNUPG:] BADSIG CC y\n");
        assert!(!said(true, &also_bad).verdict().0);
    }

    #[test]
    fn words_inside_other_words_or_without_the_prefix_do_not_count() {
        assert!(
            !said(
                true,
                "GOODSIG\n[GNUPG:] XGOODSIG\n[GNUPG:] NOTATION_DATA GOODSIG VALIDSIG\n"
            )
            .verdict()
            .0
        );
    }
}
