//! `bonafide trust import --from gnupg`: keys that were confirmed before are pinned in bulk, each seen and chosen.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::common;

use std::io::Write;
use std::path::PathBuf;
use std::process::Stdio;

use bonafide_testkit::openpgp::types::ReasonForRevocation;
use bonafide_testkit::{CertSpec, Signing, TestCert, at};

use common::{Run, bonafide};

struct Desk {
    home: tempfile::TempDir,
}

impl Desk {
    /// A keyring with a team's key, a person's at a free mailer, and two that cannot be used any
    /// more.
    fn new() -> Self {
        let desk = Self {
            home: tempfile::tempdir().unwrap(),
        };
        let revoked = CertSpec::new("Gone CERT <cert@gone.example>").build();
        let ring = [
            team(),
            CertSpec::new("Somebody <somebody@gmail.com>").build(),
            CertSpec {
                expires: Some(at("2025-01-01T00:00:00Z")),
                ..CertSpec::new("Old CERT <cert@old.example>")
            }
            .build(),
            revoked.revoked(
                ReasonForRevocation::KeyRetired,
                "",
                at("2025-01-01T00:00:00Z"),
            ),
        ];
        std::fs::write(
            desk.ring(),
            ring.iter().flat_map(TestCert::binary).collect::<Vec<u8>>(),
        )
        .unwrap();
        desk
    }

    fn ring(&self) -> PathBuf {
        self.home.path().join("ring.pgp")
    }

    fn partners(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.home.path().join("keyring/partners"))
            .ok()
            .into_iter()
            .flatten();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut records: Vec<String> = names.filter(|name| name.ends_with(".toml")).collect();
        records.sort();
        records
    }

    /// Imports the ring, typing this.
    fn import(&self, arguments: &[&str], typed: &str) -> Run {
        let input = self.home.path().join("typed");
        std::fs::File::create(&input)
            .unwrap()
            .write_all(typed.as_bytes())
            .unwrap();
        let mut command = bonafide(self.home.path());
        command
            .args(["trust", "import"])
            .arg(self.ring())
            .args(["--from", "gnupg"])
            .args(arguments);
        command
            .arg("--keyring")
            .arg(self.home.path().join("keyring"))
            .stdin(std::fs::File::open(&input).unwrap());
        Run::of(command.stdout(Stdio::piped()))
    }
}

fn team() -> TestCert {
    CertSpec::new("Tide CERT <cert@tide.example>").build()
}

const HOW: [&str; 2] = ["--how", "by phone in May"];

#[test]
fn all_usable_keys_are_pinned_for_their_addresses_with_a_day_to_confirm_again() {
    let desk = Desk::new();
    let run = desk.import(
        &[&HOW[..], &["--yes", "--confirm-again", "2031-05-01"]].concat(),
        "",
    );
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(desk.partners().len(), 2, "{:?}", desk.partners());
    for said in [
        "expired on 2025-01-01",
        "it is revoked",
        "confirmed again by 2031-05-01",
        "is not thereby confirmed",
        "for cert@tide.example",
    ] {
        assert!(run.stderr.contains(said), "{said}: {}", run.stderr);
    }
    let all: String = desk
        .partners()
        .iter()
        .map(|name| {
            std::fs::read_to_string(desk.home.path().join("keyring/partners").join(name)).unwrap()
        })
        .collect();
    for kept in [
        "domains = []",
        "cert@tide.example",
        "somebody@gmail.com",
        "by phone in May",
        "confirm-again = 2031-05-01",
    ] {
        assert!(all.contains(kept), "{kept}: {all}");
    }
    let again = desk.import(
        &[&HOW[..], &["--yes", "--confirm-again", "2031-05-01"]].concat(),
        "",
    );
    assert_eq!(
        again.code, 0,
        "the same once more changes nothing: {}",
        again.stderr
    );
    assert!(again.stderr.contains("already"), "{}", again.stderr);
}

#[test]
fn only_what_is_chosen_is_pinned_and_nothing_without_an_answer() {
    let desk = Desk::new();
    for (typed, code) in [("", 1), ("3\n", 1), ("none\n", 0)] {
        let run = desk.import(&HOW, typed);
        assert_eq!(run.code, code, "{typed:?}: {}", run.stderr);
        assert!(desk.partners().is_empty(), "{typed:?}");
    }
    let run = desk.import(&HOW, "1\n");
    assert_eq!(run.code, 0, "{}", run.stderr);
    let partners = desk.partners();
    assert!(
        partners.len() == 1 && partners[0].starts_with("tide-cert"),
        "{partners:?}"
    );
}

#[test]
fn another_key_that_is_pinned_for_the_team_is_shown_before_anything_is_chosen() {
    let desk = Desk::new();
    let other = CertSpec {
        seed: "another".to_owned(),
        ..CertSpec::new("Tide CERT <cert@tide.example>")
    }
    .build();
    let mut pin = bonafide(desk.home.path());
    pin.args([
        "trust",
        "pin",
        other.fingerprint().as_str(),
        "--team",
        "Tide CERT",
        "--domain",
        "tide.example",
        "--how",
        "by phone",
    ]);
    assert_eq!(
        Run::of(pin.arg("--keyring").arg(desk.home.path().join("keyring"))).code,
        0
    );
    let run = desk.import(&HOW, "none\n");
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stderr.contains("Another key is pinned for this team"),
        "{}",
        run.stderr
    );
    assert_eq!(desk.partners().len(), 1);
}

#[test]
fn a_pin_from_a_keyring_makes_a_profile_of_that_address_authentic() {
    let desk = Desk::new();
    assert_eq!(desk.import(&HOW, "1\n").code, 0);
    let profile = |name: &str, address: &str| {
        let key = team();
        let text = format!(
            "2.1 Name of the Team\n\nTide CERT\n\n2.7 E-mail\n\n{address}\n\n2.8 Public Keys\n\nFingerprint: {}\n",
            key.fingerprint()
        );
        let path = desk.home.path().join(name);
        std::fs::write(&path, &text).unwrap();
        let signature =
            key.sign_detached(text.as_bytes(), &Signing::at(at("2025-06-01T00:00:00Z")));
        std::fs::write(path.with_extension("txt.sig"), signature).unwrap();
        let mut command = bonafide(desk.home.path());
        command.args([
            "verify",
            "--offline",
            "--no-history",
            "--at",
            "2026-12-01",
            "--keyring",
        ]);
        Run::of(command.arg(desk.home.path().join("keyring")).arg(&path))
    };
    let own = profile("own.txt", "cert@tide.example");
    assert_eq!(own.code, 0, "{}{}", own.stdout, own.stderr);
    let other = profile("other.txt", "cert@harbour.example");
    assert_eq!(
        other.code, 10,
        "the pin is for one address: {}{}",
        other.stdout, other.stderr
    );
}

#[test]
fn how_the_keys_were_confirmed_has_to_be_said_and_directories_have_no_such_options() {
    let desk = Desk::new();
    assert_eq!(desk.import(&["--yes"], "").code, 2);
    assert_eq!(
        desk.import(&[&HOW[..], &["--taken", "2026-11-01"]].concat(), "")
            .code,
        2
    );
    let mut csv = bonafide(desk.home.path());
    assert_eq!(
        Run::of(csv.args(["trust", "import", "teams.csv", "--from", "csv"])).code,
        2,
        "the day it was taken is missing"
    );
}

#[test]
fn what_is_no_export_is_named_with_the_way_out() {
    let desk = Desk::new();
    std::fs::write(desk.ring(), b"\0\0\0\x20\x01\x01\0\x02KBXf\0\0\0\0").unwrap();
    let keybox = desk.import(&HOW, "all\n");
    assert_eq!(keybox.code, 1);
    assert!(keybox.stderr.contains("gpg --export"), "{}", keybox.stderr);
    std::fs::write(desk.ring(), b"<html></html>").unwrap();
    assert_eq!(desk.import(&HOW, "all\n").code, 1);
    assert!(desk.partners().is_empty());
}

const FPR: &str = "8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7";

impl Desk {
    fn trust(&self, arguments: &[&str]) -> Run {
        let mut command = bonafide(self.home.path());
        Run::of(
            command
                .arg("trust")
                .args(arguments)
                .arg("--keyring")
                .arg(self.home.path().join("keyring")),
        )
    }

    fn import_csv(&self, name: &str, rows: &str) -> Run {
        let file = self.home.path().join("teams.csv");
        std::fs::write(&file, format!("team,email,fingerprint,phone\n{rows}")).unwrap();
        let file = file.to_str().unwrap();
        self.trust(&[
            "import",
            file,
            "--from",
            "csv",
            "--taken",
            "2026-10-20",
            "--name",
            name,
        ])
    }
}

#[test]
fn an_import_counts_what_can_confirm_a_key_and_is_refused_where_nothing_can() {
    let desk = Desk::new();
    let none = desk.import_csv(
        "list",
        "A-CERT,a@a.example,,\nB-CERT,b@b.example,E37BEBB7,\n",
    );
    assert_eq!(none.code, 1, "{}", none.stderr);
    for said in ["B-CERT", "none of its 2 teams", "nothing was recorded"] {
        assert!(none.stderr.contains(said), "{said}: {}", none.stderr);
    }
    assert!(
        !desk.trust(&["list"]).stdout.contains("list"),
        "nothing was recorded"
    );
    let some = desk.import_csv(
        "list",
        &format!("A-CERT,a@a.example,{FPR},\nB-CERT,b@b.example,E37BEBB7,\nC-CERT,c@c.example,,\n"),
    );
    assert_eq!(some.code, 0, "{}", some.stderr);
    assert!(
        some.stderr.contains("1 of 3 teams") && some.stderr.contains("left out: B-CERT"),
        "{}",
        some.stderr
    );
}

#[test]
fn everything_that_is_trusted_is_listed_and_can_be_removed_by_the_command_that_is_shown() {
    let desk = Desk::new();
    assert_eq!(
        desk.import_csv("my list", &format!("A-CERT,a@a.example,{FPR},\n"))
            .code,
        0
    );
    let pin = [
        "pin",
        FPR,
        "--team",
        "A-CERT",
        "--domain",
        "a.example",
        "--how",
        "by phone",
    ];
    assert_eq!(desk.trust(&pin).code, 0);
    let shown = desk.trust(&["list"]).stdout;
    for part in [
        "1 pin, 0 trust roots, 1 directory",
        "vouches for a.example",
        "vouches for 1 of its 1 teams",
        "taken 2026-10-20",
    ] {
        assert!(shown.contains(part), "{part} in {shown}");
    }
    let json = desk.trust(&["list", "--format", "json"]).json();
    assert_eq!(
        (
            json["directories"][0]["teams"].as_u64(),
            json["pins"].as_array().unwrap().len()
        ),
        (Some(1), 1)
    );
    assert!(shown.contains("bonafide trust remove 'my list'"), "{shown}");
    for name in ["my list", "A-CERT"] {
        let asked = desk.trust(&["remove", name]);
        assert!(
            asked.code == 1 && asked.stderr.contains("nothing was removed; add --yes"),
            "{name}: {}",
            asked.stderr
        );
        let removed = desk.trust(&["remove", name, "--yes"]);
        assert!(
            removed.code == 0 && removed.stderr.contains("removed"),
            "{name}: {}",
            removed.stderr
        );
        let gone = desk.trust(&["remove", name, "--yes"]);
        assert_eq!(gone.code, 1, "{name} is gone");
    }
    assert!(
        desk.trust(&["list"])
            .stdout
            .starts_with("Nothing is trusted")
    );
    assert_eq!(
        desk.import_csv("A-CERT", &format!("A-CERT,a@a.example,{FPR},\n"))
            .code,
        0
    );
    assert_eq!(desk.trust(&pin).code, 0);
    let both = desk.trust(&["remove", "A-CERT", "--yes"]);
    assert!(
        both.code == 1 && both.stderr.contains("--what"),
        "{}",
        both.stderr
    );
    assert_eq!(
        desk.trust(&["remove", "A-CERT", "--what", "directory", "--yes"])
            .code,
        0
    );
    assert!(
        desk.trust(&["list"])
            .stdout
            .contains("1 pin, 0 trust roots, 0 directories")
    );
}

#[test]
fn a_snapshot_of_a_day_that_has_not_come_is_refused_by_its_date() {
    let desk = Desk::new();
    let keyring = desk.home.path().join("keyring");
    std::fs::create_dir(&keyring).unwrap();
    let list = desk.home.path().join("teams.csv");
    std::fs::write(&list, "team,email,fingerprint\n").unwrap();
    let mut command = bonafide(desk.home.path());
    command.args(["trust", "import", "--from", "csv", "--taken", "2199-01-01"]);
    let run = Run::of(command.arg(&list).arg("--keyring").arg(&keyring));
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("2199-01-01 is in the future"),
        "{}",
        run.stderr
    );
}

#[test]
fn what_a_pin_cannot_vouch_for_is_told_before_the_first_question() {
    let home = tempfile::tempdir().unwrap();
    for bad in ["gmail.com", "co.uk", "https://x.example/", "cert@x.example"] {
        let mut command = bonafide(home.path());
        let run = Run::of(command.args(["trust", "confirm", "X", "--domain", bad]));
        assert_eq!(run.code, 1, "{bad}");
        assert!(run.stderr.contains(bad), "{}", run.stderr);
        assert!(!run.stderr.contains("Confirming"), "{}", run.stderr);
    }
}
