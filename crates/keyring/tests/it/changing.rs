//! Explicit changes: nothing is replaced silently, nothing is written outside, and everything
//! written reads back.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;

use bonafide_keyring::{Keyring, KeyringError, NewPin, Problem};
use bonafide_model::evidence::{DirectoryEntry, DirectorySnapshot};
use jiff::civil::date;
use proptest::prelude::*;
use tempfile::TempDir;

const ONE: &str = "8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7";
const TWO: &str = "0000C5D2B7C0EFA49FFB31FC2485CF71E37BEBB7";

fn new_pin(team: &str, fingerprint: &str) -> NewPin {
    NewPin {
        fingerprint: fingerprint.to_owned(),
        team: team.to_owned(),
        domains: vec!["team.example".to_owned()],
        emails: Vec::new(),
        how: "by phone".to_owned(),
        who: "Ada".to_owned(),
        when: date(2026, 3, 2),
        confirm_again: None,
        certificate: None,
    }
}

fn empty() -> (TempDir, Keyring) {
    let dir = TempDir::new().unwrap();
    let keyring = Keyring::open_or_empty(&dir.path().join("new/keyring")).unwrap();
    (dir, keyring)
}

#[test]
fn a_pin_is_there_at_once_and_after_reopening() {
    let (_dir, mut keyring) = empty();
    let path = keyring
        .add_pin(&NewPin {
            certificate: Some(b"-----BEGIN".to_vec()),
            confirm_again: Some(date(2027, 3, 2)),
            ..new_pin("T-CERT", ONE)
        })
        .unwrap();
    assert_eq!(keyring.pins().len(), 1);
    let again = Keyring::open(keyring.dir()).unwrap();
    assert_eq!(again.pins(), keyring.pins());
    assert_eq!(again.certificates()[0].bytes, b"-----BEGIN");
    let text = fs::read_to_string(path).unwrap();
    assert!(
        text.contains("8A1E C5D2 B7C0")
            && text.contains("when = 2026-03-02")
            && text.contains("confirm-again = 2027-03-02"),
        "{text}"
    );
}

#[test]
fn a_second_fingerprint_is_added_and_the_first_one_and_comments_stay() {
    let (_dir, mut keyring) = empty();
    let path = keyring.add_pin(&new_pin("T-CERT", ONE)).unwrap();
    fs::write(&path, fs::read_to_string(&path).unwrap() + "# asked twice").unwrap();
    let same_path = keyring.add_pin(&new_pin("t-cert", TWO)).unwrap();
    assert_eq!(path, same_path);
    let fingerprints: Vec<&str> = keyring
        .pins()
        .iter()
        .map(|pin| pin.fingerprint.as_str())
        .collect();
    assert_eq!(fingerprints, [ONE, TWO]);
    assert!(keyring.pins().iter().all(|pin| pin.team == "T-CERT"));
    assert!(
        fs::read_to_string(path)
            .unwrap()
            .contains("# asked twice\n")
    );
}

#[test]
fn the_same_confirmation_twice_is_refused_and_a_later_one_is_recorded() {
    let (_dir, mut keyring) = empty();
    keyring.add_pin(&new_pin("T-CERT", ONE)).unwrap();
    assert!(matches!(
        keyring.add_pin(&new_pin("T-CERT", ONE)),
        Err(KeyringError::AlreadyPinned(_))
    ));
    keyring
        .add_pin(&NewPin {
            when: date(2027, 3, 2),
            ..new_pin("T-CERT", ONE)
        })
        .unwrap();
    assert_eq!(keyring.pins().len(), 2);
}

#[test]
fn another_certificate_never_replaces_the_first() {
    let (_dir, mut keyring) = empty();
    for (certificate, day) in [
        (&b"-----BEGIN 1"[..], 1),
        (b"-----BEGIN 1", 2),
        (b"-----BEGIN 2", 3),
        (b"\x99binary", 4),
    ] {
        keyring
            .add_pin(&NewPin {
                certificate: Some(certificate.to_vec()),
                when: date(2026, 3, day),
                ..new_pin("T-CERT", ONE)
            })
            .unwrap();
    }
    let mut kept: Vec<Vec<u8>> = keyring
        .certificates()
        .into_iter()
        .map(|artifact| artifact.bytes)
        .collect();
    kept.sort();
    assert_eq!(
        kept,
        [
            b"-----BEGIN 1".to_vec(),
            b"-----BEGIN 2".to_vec(),
            b"\x99binary".to_vec()
        ]
    );
}

#[test]
fn removing_takes_the_team_and_its_certificates_and_nothing_else() {
    let (_dir, mut keyring) = empty();
    for (team, certificate) in [
        ("T-CERT", "-----BEGIN 1"),
        ("T-CERT", "-----BEGIN 2"),
        ("T-CERT 2", "-----BEGIN 3"),
    ] {
        let how = format!("by phone {certificate}");
        keyring
            .add_pin(&NewPin {
                certificate: Some(certificate.into()),
                how,
                ..new_pin(team, ONE)
            })
            .unwrap();
    }
    assert!(matches!(
        keyring.remove("T"),
        Err(KeyringError::UnknownTeam(_))
    ));
    assert_eq!(keyring.remove("t-cert").unwrap().len(), 3);
    assert_eq!(keyring.pins()[0].team, "T-CERT 2");
    assert_eq!(keyring.certificates()[0].bytes, b"-----BEGIN 3");
    assert!(matches!(
        keyring.remove("t-cert"),
        Err(KeyringError::UnknownTeam(_))
    ));
}

#[test]
fn refused_values_write_nothing() {
    let (_dir, mut keyring) = empty();
    let good = || new_pin("T-CERT", ONE);
    let refused = [
        NewPin {
            fingerprint: "2485CF71E37BEBB7".to_owned(),
            ..good()
        },
        NewPin {
            fingerprint: ONE.replace('A', "А"),
            ..good()
        },
        NewPin {
            domains: vec!["gmail.com".to_owned()],
            ..good()
        },
        NewPin {
            domains: vec!["co.uk".to_owned()],
            ..good()
        },
        NewPin {
            domains: Vec::new(),
            ..good()
        },
        NewPin {
            emails: vec!["cert".to_owned()],
            ..good()
        },
        NewPin {
            how: " ".to_owned(),
            ..good()
        },
        NewPin {
            who: String::new(),
            ..good()
        },
        NewPin {
            team: "T\n[[pin]]".to_owned(),
            ..good()
        },
        NewPin {
            confirm_again: Some(date(2026, 3, 2)),
            ..good()
        },
    ];
    for pin in &refused {
        assert!(
            matches!(keyring.add_pin(pin), Err(KeyringError::Refused(_))),
            "{pin:?}"
        );
    }
    assert!(!keyring.dir().exists());
    let one_account = NewPin {
        domains: Vec::new(),
        emails: vec!["small.cert@gmail.com".to_owned()],
        ..good()
    };
    assert!(
        keyring.add_pin(&one_account).is_ok(),
        "a single address at a free-mail provider is the team's own"
    );
}

#[test]
fn a_change_is_refused_where_the_directory_is_broken() {
    let (_dir, mut keyring) = empty();
    let path = keyring.add_pin(&new_pin("T-CERT", ONE)).unwrap();
    fs::write(&path, "?").unwrap();
    assert!(matches!(
        keyring.add_pin(&new_pin("Other", TWO)),
        Err(KeyringError::Broken { .. })
    ));
    assert_eq!(fs::read_to_string(&path).unwrap(), "?");
}

#[test]
fn two_writers_lose_nothing() {
    let (_dir, keyring) = empty();
    std::thread::scope(|scope| {
        for writer in 0..4u8 {
            let mut keyring = keyring.clone();
            scope.spawn(move || {
                for turn in 0..5u8 {
                    let fingerprint = format!("{:02X}{:02X}{}", writer, turn, &ONE[4..]);
                    keyring.add_pin(&new_pin("T-CERT", &fingerprint)).unwrap();
                }
            });
        }
    });
    assert_eq!(Keyring::open(keyring.dir()).unwrap().pins().len(), 20);
}

#[cfg(unix)]
#[test]
fn writing_replaces_a_link_and_never_follows_one_out() {
    use std::os::unix::fs::symlink;
    let (dir, mut keyring) = empty();
    let path = keyring.add_pin(&new_pin("T-CERT", ONE)).unwrap();
    let victim = dir.path().join("victim");
    fs::write(&victim, "untouched").unwrap();
    let certificate = path.with_extension("asc");
    symlink(&victim, &certificate).unwrap();
    let result = keyring.add_pin(&NewPin {
        certificate: Some(b"-----BEGIN".to_vec()),
        ..new_pin("T-CERT", TWO)
    });
    assert!(matches!(result, Err(KeyringError::LinkLeadsOut(_))));
    fs::remove_file(&certificate).unwrap();

    let partners = keyring.dir().join("partners");
    let moved = dir.path().join("moved");
    fs::rename(&partners, &moved).unwrap();
    symlink(&moved, &partners).unwrap();
    assert!(keyring.add_pin(&new_pin("Other", TWO)).is_err());
    assert_eq!(fs::read_dir(&moved).unwrap().count(), 1);
    assert_eq!(fs::read_to_string(victim).unwrap(), "untouched");
}

#[test]
fn a_snapshot_replaces_an_older_one_only() {
    let (_dir, mut keyring) = empty();
    let snapshot = |day, name: &str| DirectorySnapshot {
        name: "introducer".to_owned(),
        taken: date(2026, 10, day),
        entries: vec![DirectoryEntry {
            names: vec![name.to_owned()],
            emails: vec!["cert@team.example".to_owned()],
            phones: vec!["+33 1".to_owned()],
            fingerprints: vec![ONE.parse().unwrap()],
        }],
        source: String::new(),
    };
    let path = keyring.import_directory(&snapshot(2, "A"), None).unwrap();
    assert!(matches!(
        keyring.import_directory(&snapshot(1, "B"), None),
        Err(KeyringError::OlderSnapshot { .. })
    ));
    assert_eq!(keyring.directories()[0].entries, snapshot(2, "A").entries);
    assert_eq!(
        keyring.import_directory(&snapshot(3, "C"), None).unwrap(),
        path
    );
    assert_eq!(keyring.directories().len(), 1);
    assert_eq!(keyring.directories()[0].entries[0].names, ["C"]);
    let hidden = snapshot(4, "A\u{202e}B");
    assert!(matches!(
        keyring.import_directory(&hidden, None),
        Err(KeyringError::Broken {
            problem: Problem::InvisibleCharacter { .. },
            ..
        })
    ));
    assert_eq!(
        Keyring::open(keyring.dir()).unwrap().directories()[0].entries[0].names,
        ["C"]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_accepted_text_reads_back_as_it_was(team in "\\PC{1,40}", how in "\\PC{1,40}", who in "[\"'\\\\#=\\[\\]a-z ]{1,20}") {
        let (dir, mut keyring) = empty();
        let pin = NewPin { team: team.clone(), how: how.clone(), who: who.clone(), ..new_pin("", ONE) };
        if keyring.add_pin(&pin).is_ok() {
            let kept = &keyring.pins()[0];
            prop_assert_eq!((kept.team.as_str(), kept.how.as_str(), kept.who.as_str()), (team.trim(), how.trim(), who.trim()));
            let outside: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
            prop_assert_eq!(outside, ["new"]);
        }
    }
}
