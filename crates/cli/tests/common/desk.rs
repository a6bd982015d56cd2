//! Somebody's machine: a home, a shell, gpg without questions, and this program.

use bonafide_testkit::skip;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// The machine, with an empty directory `site`.
pub struct Desk(pub TempDir);

impl Desk {
    /// `None` with a message where gpg is not installed. Where a day is given (`20261030`), gpg takes it for the present one, and each
    /// call comes a minute after the one before.
    pub fn new(gpg_day: Option<&str>) -> Option<Self> {
        let found = Command::new("sh")
            .args(["-c", "command -v gpg"])
            .stdout(Stdio::piped())
            .output()
            .ok()?;
        let gpg = String::from_utf8(found.stdout).ok()?.trim().to_owned();
        if gpg.is_empty() {
            skip("gpg is not installed (apt install gnupg)");
            return None;
        }
        let desk = Self(tempfile::Builder::new().prefix("bf").tempdir().unwrap());
        for folder in ["bin", "gpg", "site"] {
            fs::create_dir(desk.0.path().join(folder)).unwrap();
        }
        fs::set_permissions(desk.0.path().join("gpg"), fs::Permissions::from_mode(0o700)).unwrap();
        // Nobody is there to be asked for a passphrase.
        let clock = gpg_day.map(|day| {
            let minutes = "n=$(cat \"$HOME/minutes\" 2>/dev/null || echo 10)\necho $((n + 1)) > \"$HOME/minutes\"";
            (minutes, format!("--faked-system-time {day}T12${{n}}00"))
        });
        let (minutes, time) = clock.unwrap_or_default();
        let wrapper = format!(
            "#!/bin/sh\n{minutes}\nexec {gpg} --batch --yes --pinentry-mode loopback --passphrase '' {time} \"$@\"\n"
        );
        let path = desk.0.path().join("bin/gpg");
        fs::write(&path, wrapper).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        Some(desk)
    }

    /// The directory that is about to be published.
    pub fn site(&self) -> std::path::PathBuf {
        self.0.path().join("site")
    }

    pub fn run(&self, command: &str) -> Output {
        let program = Path::new(env!("CARGO_BIN_EXE_bonafide")).parent().unwrap();
        let path = std::env::var("PATH").unwrap_or_default();
        let path = format!(
            "{}:{}:{path}",
            self.0.path().join("bin").display(),
            program.display()
        );
        Command::new("sh")
            .args(["-c", command])
            .current_dir(self.0.path())
            .env_clear()
            .env("PATH", path)
            .env("HOME", self.0.path())
            .env("GNUPGHOME", self.0.path().join("gpg"))
            .env("LC_ALL", "C.UTF-8")
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    pub fn must(&self, command: &str) -> String {
        let output = self.run(command);
        assert!(
            output.status.success(),
            "{command}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = Command::new("gpgconf")
            .arg("--homedir")
            .arg(self.0.path().join("gpg"))
            .args(["--kill", "all"])
            .output();
    }
}
