//! Keys from a Web Key Directory as GnuPG makes it and from a real HKP server: skipped with a
//! message where the tools are not installed.

use bonafide_testkit::skip;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use bonafide_fetch::{Client, Fetched, Limit, Request, keys};
use bonafide_model::claims::Fingerprint;
use bonafide_model::evidence::OriginKind;
use tempfile::TempDir;

use crate::support::*;

const EMAIL: &str = "Cert@team.example";

/// Debian keeps it out of the path.
const WKS_CLIENT: &str = "/usr/lib/gnupg/gpg-wks-client";

/// A team's key in a GnuPG home of its own.
struct Team {
    dir: TempDir,
    fingerprint: Fingerprint,
}

impl Team {
    fn new() -> Option<Self> {
        let mut team = Self {
            dir: TempDir::new().unwrap(),
            fingerprint: "0".repeat(40).parse().unwrap(),
        };
        fs::create_dir(team.path("home")).unwrap();
        let user_id = format!("Team <{EMAIL}>");
        team.gpg(
            "gpg",
            &[
                "--passphrase",
                "",
                "--quick-gen-key",
                &user_id,
                "ed25519",
                "sign",
                "never",
            ],
        )?;
        let listing = team.gpg("gpg", &["--with-colons", "--list-keys"])?;
        team.fingerprint = listing
            .lines()
            .find_map(|line| line.strip_prefix("fpr:::::::::"))
            .unwrap()
            .trim_matches(':')
            .parse()
            .unwrap();
        team.gpg(
            "gpg",
            &[
                "--output",
                team.path("key.pgp").to_str().unwrap(),
                "--export",
            ],
        )?;
        Some(team)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// What the tool printed; `None` where there is no such tool.
    fn gpg(&self, tool: &str, arguments: &[&str]) -> Option<String> {
        let home = self.path("home");
        let mut command = Command::new(tool);
        if tool == "gpg" {
            command.arg("--batch");
        }
        let Ok(output) = command.env("GNUPGHOME", home).args(arguments).output() else {
            skip(&format!(
                "{tool} is not installed (apt install gnupg gpg-wks-client sks)"
            ));
            return None;
        };
        assert!(
            output.status.success(),
            "{tool}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        Some(String::from_utf8(output.stdout).unwrap())
    }
}

impl Drop for Team {
    fn drop(&mut self) {
        let _ = Command::new("gpgconf")
            .env("GNUPGHOME", self.path("home"))
            .args(["--kill", "all"])
            .status();
    }
}

#[test]
fn a_key_that_gnupg_published_is_found_at_both_places() {
    let Some(team) = Team::new() else { return };
    let tree = team.path("tree");
    fs::create_dir(&tree).unwrap();
    if team
        .gpg(
            WKS_CLIENT,
            &[
                "-C",
                tree.to_str().unwrap(),
                "--install-key",
                team.path("key.pgp").to_str().unwrap(),
                EMAIL,
            ],
        )
        .is_none()
    {
        return;
    }
    let key = fs::read(team.path("key.pgp")).unwrap();

    // The tree has the layout of the advanced method; the direct one leaves the domain out.
    let authority = Authority::default();
    let server = Server::tls(
        authority.server(&["team.example", "openpgpkey.team.example"]),
        move |seen, out| {
            let path = seen
                .target
                .split('?')
                .next()
                .and_then(|path| path.strip_prefix("/.well-known/openpgpkey/"));
            let path = path.map(|path| {
                if path.starts_with("hu/") {
                    format!("team.example/{path}")
                } else {
                    path.to_owned()
                }
            });
            match path.and_then(|path| fs::read(tree.join(path)).ok()) {
                Some(key) => respond(
                    out,
                    200,
                    &[("content-type", "application/octet-stream")],
                    &key,
                ),
                None => respond(out, 404, &[], b""),
            }
        },
    );
    let resolve = ["team.example", "openpgpkey.team.example"].map(|host| server.resolve(host));
    let client = Client::new(trusting(&authority, resolve)).unwrap();
    let ask = |email: &str| {
        let port = format!(".example:{}/.well-known", server.port());
        let urls = keys::wkd_urls(email)
            .into_iter()
            .map(|url| url.replacen(".example/.well-known", &port, 1));
        client.get_all(
            urls.map(|url| Request::new(url, Limit::KEY, OriginKind::Wkd))
                .collect(),
        )
    };
    let found = ask(EMAIL);
    assert_eq!(found.len(), 2);
    for one in found {
        assert_eq!(got(one).0.bytes, key);
    }
    assert!(
        ask("other@team.example")
            .iter()
            .all(|one| matches!(one, Fetched::Absent(_)))
    );
}

/// An SKS key server that holds one key.
struct Sks {
    child: Child,
    port: u16,
}

impl Sks {
    fn start(base: &Path, key: &Path) -> Option<Self> {
        for dir in [
            "var/log/sks",
            "var/lib/sks",
            "var/run/sks",
            "var/spool/sks",
            "etc/sks",
        ] {
            fs::create_dir_all(base.join(dir)).unwrap();
        }
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        fs::write(
            base.join("etc/sks/sksconf"),
            format!("hostname: localhost\nhkp_address: 127.0.0.1\nhkp_port: {port}\n"),
        )
        .unwrap();
        let sks = |verb: &str| {
            let mut command = Command::new("sks");
            command
                .arg(verb)
                .arg("-basedir")
                .arg(base)
                .current_dir(base)
                .stdout(Stdio::null())
                .stderr(Stdio::null());
            command
        };
        let Ok(built) = sks("build").arg(key).status() else {
            skip("sks is not installed (apt install sks)");
            return None;
        };
        assert!(built.success());
        let child = sks("db").spawn().unwrap();
        let up = (0..100).any(|_| {
            sleep(Duration::from_millis(50));
            TcpStream::connect(("127.0.0.1", port)).is_ok()
        });
        assert!(up);
        Some(Self { child, port })
    }
}

impl Drop for Sks {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_key_server_is_asked_by_fingerprint_address_and_printed_page() {
    let Some(team) = Team::new() else { return };
    let Some(sks) = Sks::start(&team.path("sks"), &team.path("key.pgp")) else {
        return;
    };
    let host = "pgp.example";
    let resolve = format!("{host}:{}:127.0.0.1", sks.port);
    let client = Client::new(options([resolve])).unwrap();
    let server = format!("hkp://{host}:{}", sks.port);
    let page = format!(
        "http://{host}:{}/pks/lookup?op=vindex&search=0x{}",
        sks.port,
        team.fingerprint.key_id()
    );
    let urls = [
        keys::hkp_by_fingerprint(&server, &team.fingerprint),
        keys::hkp_by_email(&server, "cert@team.example"),
        keys::hkp_page_to_key(&page),
    ];
    let ask = |url: String| client.get(Request::new(url, Limit::KEY, OriginKind::Keyserver));
    for url in urls {
        let (artifact, _) = got(ask(url.unwrap()));
        assert!(
            artifact
                .bytes
                .starts_with(b"-----BEGIN PGP PUBLIC KEY BLOCK-----")
        );
        assert_eq!(
            artifact.declared_type.as_deref(),
            Some("application/pgp-keys; charset=UTF-8")
        );
    }
    let other: Fingerprint = "0123456789ABCDEF0123456789ABCDEF01234567".parse().unwrap();
    let unknown = ask(keys::hkp_by_fingerprint(&server, &other).unwrap());
    assert_eq!(unknown, Fetched::Absent("answered 404".into()));
}
