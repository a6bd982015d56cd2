//! What a trust directory may hold, and that everything else is an error with its place.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;

use bonafide_keyring::{Keyring, KeyringError, MAX_FILE, Problem};
use bonafide_model::evidence::OriginKind;
use tempfile::TempDir;

const FPR: &str = "8A1E C5D2 B7C0 EFA4 9FFB  31FC 2485 CF71 E37B EBB7";

fn pin(team: &str) -> String {
    format!(
        "team = \"{team}\"\n\n[[pin]]\nfingerprint = \"{FPR}\"\ndomains = [\"team.example\"]\nemails = [\"Duty@Other.example\"]\n\
         how = \"by phone\"\nwho = \"Ada\"\nwhen = 2026-03-02\nconfirm-again = 2027-03-02\n"
    )
}

fn keyring(files: &[(&str, &[u8])]) -> TempDir {
    let dir = TempDir::new().unwrap();
    fs::create_dir(dir.path().join("partners")).unwrap();
    for (name, bytes) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    dir
}

fn refusal(files: &[(&str, &[u8])]) -> KeyringError {
    Keyring::open(keyring(files).path()).expect_err("this directory must be refused")
}

/// The line and the problem of a broken file, with the check that the message names the file and
/// the line.
fn broken(text: &str) -> (usize, Problem) {
    let error = refusal(&[("partners/team.toml", text.as_bytes())]);
    let message = error.to_string();
    let KeyringError::Broken { line, problem, .. } = error else {
        panic!("{message}")
    };
    assert!(
        message.contains(&format!("team.toml, line {line}: ")),
        "{message}"
    );
    (line, problem)
}

#[test]
fn a_pin_is_read_with_everything_it_says() {
    let dir = keyring(&[
        ("partners/team.toml", pin("T-CERT").as_bytes()),
        ("partners/team.asc", b"opaque"),
        ("README.md", b"about"),
    ]);
    let keyring = Keyring::open(dir.path()).unwrap();
    let [pin] = keyring.pins() else {
        panic!("one pin")
    };
    assert_eq!(pin.team, "T-CERT");
    assert_eq!(pin.fingerprint.as_str(), FPR.replace(' ', ""));
    assert_eq!(
        (pin.domains.as_slice(), pin.emails.as_slice()),
        (
            &["team.example".to_owned()][..],
            &["duty@other.example".to_owned()][..]
        )
    );
    assert_eq!((pin.how.as_str(), pin.who.as_str()), ("by phone", "Ada"));
    assert_eq!(
        (pin.when.to_string(), pin.confirm_again.unwrap().to_string()),
        ("2026-03-02".to_owned(), "2027-03-02".to_owned())
    );
    assert!(pin.source.ends_with("team.toml"));
    let certificates = keyring.certificates();
    assert_eq!(certificates[0].bytes, b"opaque");
    assert_eq!(certificates[0].origin.kind, OriginKind::Keyring);
    assert_eq!(keyring.trust().pins, keyring.pins());
    assert_eq!(keyring.pins_of(" t-cert ").len(), 1);
    assert!(keyring.pins_of("other").is_empty());
}

#[test]
fn roots_and_directories_reach_the_trust() {
    let root = format!(
        "fingerprint = \"{FPR}\"\nhow = \"printed card\"\nwho = \"Ada\"\nwhen = 2026-01-05\n"
    );
    let directory = format!(
        "name = \"introducer\"\ntaken = 2026-10-01\n[[team]]\nnames = [\"T-CERT\"]\nemails = [\"cert@team.example\"]\nfingerprints = [\"{FPR}\"]\n"
    );
    let dir = keyring(&[
        ("roots/intro.toml", root.as_bytes()),
        ("roots/intro.pgp", b"\x99"),
        ("directories/intro.toml", directory.as_bytes()),
    ]);
    let keyring = Keyring::open(dir.path()).unwrap();
    let trust = keyring.trust();
    assert_eq!(
        (
            trust.roots[0].name.as_str(),
            trust.roots[0].certificate.bytes.as_slice()
        ),
        ("intro", &b"\x99"[..])
    );
    assert_eq!(keyring.roots()[0].how, "printed card");
    assert_eq!(
        trust.directories[0].entries[0].fingerprints[0].as_str(),
        FPR.replace(' ', "")
    );
    assert_eq!(trust.directories[0].taken.to_string(), "2026-10-01");
    assert!(trust.expected.is_empty() && trust.team.is_none());
}

#[test]
fn a_missing_directory_is_an_error_when_named_and_empty_when_not() {
    let dir = TempDir::new().unwrap();
    let missing = dir.path().join("nowhere");
    assert!(matches!(
        Keyring::open(&missing),
        Err(KeyringError::Missing(_))
    ));
    assert!(Keyring::open_or_empty(&missing).unwrap().pins().is_empty());
    fs::write(&missing, b"").unwrap();
    assert!(matches!(
        Keyring::open(&missing),
        Err(KeyringError::NotADirectory(_))
    ));
    assert!(matches!(
        Keyring::open_or_empty(&missing),
        Err(KeyringError::NotADirectory(_))
    ));
}

#[test]
fn mistakes_in_a_pin_are_named_with_their_line() {
    let good = pin("T-CERT");
    let with = |from: &str, to: &str| broken(&good.replace(from, to));
    assert!(matches!(with("who = ", "wo = "), (8, Problem::Syntax(text)) if text.contains("wo")));
    assert!(matches!(
        with("confirm-again", "confirm_again"),
        (_, Problem::Syntax(_))
    ));
    assert!(matches!(
        with("team = ", "fingerprint = \"\"\nteam = "),
        (1, Problem::Syntax(_))
    ));
    assert!(matches!(
        with("8A1E C5D2", "8A1E"),
        (4, Problem::Fingerprint { .. })
    ));
    assert!(
        matches!(with("8A1E", "8А1E"), (4, Problem::Fingerprint { .. })),
        "a Cyrillic letter"
    );
    assert!(matches!(
        with("team.example", "co.uk"),
        (5, Problem::PublicSuffix(_))
    ));
    assert!(matches!(
        with("team.example", "gmail.com"),
        (5, Problem::FreeMail(_))
    ));
    assert!(matches!(
        with("Duty@Other.example", "duty"),
        (6, Problem::NotAnEmail(_))
    ));
    assert!(matches!(with("by phone", " "), (7, Problem::Empty("how"))));
    assert!(matches!(
        with("Ada", "A\\u202Eda"),
        (8, Problem::InvisibleCharacter { code: 0x202e, .. })
    ));
    assert!(matches!(
        with("2026-03-02\n", "2026-03-02T10:00:00Z\n"),
        (9, Problem::NotADate(_))
    ));
    assert!(matches!(
        with("when = 2026-03-02", "when = \"2026-03-02\""),
        (9, Problem::Syntax(_))
    ));
    assert!(matches!(
        with("2027-03-02", "2025-03-02"),
        (_, Problem::ConfirmAgainTooEarly)
    ));
    assert!(matches!(broken("team = \"x\"\n"), (1, Problem::NoPin)));
    let scopeless: String = good
        .lines()
        .filter(|line| !line.starts_with("domains") && !line.starts_with("emails"))
        .fold(String::new(), |all, line| all + line + "\n");
    assert!(matches!(broken(&scopeless), (3, Problem::NoScope)));
    assert!(matches!(broken("team = "), (1, Problem::Syntax(_))));
    assert!(
        matches!(broken(&format!("{good}\n{good}")), (_, Problem::Syntax(_))),
        "a key twice"
    );
}

#[test]
fn files_that_are_no_text_are_named() {
    let error = refusal(&[("partners/team.toml", b"team = \"x\"\n\xff\n")]);
    assert!(matches!(
        error,
        KeyringError::Broken {
            line: 2,
            problem: Problem::NotUtf8,
            ..
        }
    ));
    assert!(matches!(
        refusal(&[("partners/team.toml", b"")]),
        KeyringError::Broken { .. }
    ));
    let nested = format!("team = {}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(matches!(
        refusal(&[("partners/team.toml", nested.as_bytes())]),
        KeyringError::Broken { .. }
    ));
}

#[test]
fn a_broken_file_among_good_ones_is_not_ignored() {
    let good = pin("T-CERT");
    for (name, beside) in [
        ("partners/z.toml", "partners/z.asc"),
        ("roots/z.toml", "roots/z.asc"),
        ("directories/z.toml", "README.md"),
    ] {
        let error = refusal(&[
            ("partners/team.toml", good.as_bytes()),
            (name, b"?"),
            (beside, b""),
        ]);
        assert!(
            matches!(error, KeyringError::Broken { .. })
                && error.to_string().contains("z.toml, line 1: "),
            "{error}"
        );
    }
}

#[test]
fn files_without_a_place_are_refused_and_backups_are_not() {
    let good = pin("T-CERT");
    for name in [
        "partners/team.tml",
        "partners/team",
        "directories/x.asc",
        "team.toml",
        "cert.asc",
        "partners/sub/x.toml",
    ] {
        assert!(
            matches!(refusal(&[(name, b"x")]), KeyringError::Unexpected { .. }),
            "{name}"
        );
    }
    let kept: &[(&str, &[u8])] = &[
        ("partners/team.toml", good.as_bytes()),
        ("partners/team.toml~", b"?"),
        ("partners/.team.swp", b"?"),
        ("LICENSE", b"?"),
    ];
    assert_eq!(Keyring::open(keyring(kept).path()).unwrap().pins().len(), 1);
    let other = TempDir::new().unwrap();
    fs::write(other.path().join("main.rs"), b"").unwrap();
    assert!(
        matches!(
            Keyring::open(other.path()),
            Err(KeyringError::Unexpected { .. })
        ),
        "a directory of something else"
    );
}

#[test]
fn roots_need_exactly_one_certificate() {
    let root =
        format!("fingerprint = \"{FPR}\"\nhow = \"card\"\nwho = \"Ada\"\nwhen = 2026-01-05\n");
    let record = ("roots/r.toml", root.as_bytes());
    for files in [
        &[record][..],
        &[record, ("roots/r.asc", b"1"), ("roots/r.pgp", b"2")],
    ] {
        assert!(matches!(
            refusal(files),
            KeyringError::RootCertificate { .. }
        ));
    }
    assert!(matches!(
        refusal(&[("roots/r.asc", b"1")]),
        KeyringError::Unexpected { .. }
    ));
}

#[test]
fn one_team_has_one_file_and_one_file_one_name() {
    let (one, other) = (pin("T-CERT"), pin("t-cert"));
    assert!(matches!(
        refusal(&[
            ("partners/a.toml", one.as_bytes()),
            ("partners/b.toml", other.as_bytes())
        ]),
        KeyringError::TeamTwice { .. }
    ));
    let (one, other) = (pin("A"), pin("B"));
    let dir = keyring(&[
        ("partners/a.toml", one.as_bytes()),
        ("partners/A.toml", other.as_bytes()),
    ]);
    // On a file system that ignores case there is only one file, and nothing collides.
    if fs::read_dir(dir.path().join("partners")).unwrap().count() == 2 {
        assert!(matches!(
            Keyring::open(dir.path()),
            Err(KeyringError::CaseCollision { .. })
        ));
    }
}

#[test]
fn files_beyond_the_cap_are_refused() {
    let large = vec![b'#'; usize::try_from(MAX_FILE).unwrap() + 1];
    assert!(matches!(
        refusal(&[("partners/team.toml", &large)]),
        KeyringError::TooLarge { .. }
    ));
    assert!(matches!(
        refusal(&[("partners/team.asc", &large)]),
        KeyringError::TooLarge { .. }
    ));
}

#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_not_opened() {
    let dir = keyring(&[]);
    let _socket =
        std::os::unix::net::UnixListener::bind(dir.path().join("partners/team.toml")).unwrap();
    assert!(matches!(
        Keyring::open(dir.path()),
        Err(KeyringError::Unexpected { .. })
    ));
}

#[cfg(unix)]
#[test]
fn links_are_followed_inside_the_directory_only() {
    use std::os::unix::fs::symlink;
    let outside = keyring(&[("partners/team.toml", pin("T-CERT").as_bytes())]);
    let link = |target: &Path, name: &str| {
        let dir = keyring(&[]);
        symlink(target, dir.path().join(name)).unwrap();
        (Keyring::open(dir.path()), dir)
    };
    assert!(matches!(
        link(
            &outside.path().join("partners/team.toml"),
            "partners/x.toml"
        )
        .0,
        Err(KeyringError::LinkLeadsOut(_))
    ));
    assert!(matches!(
        link(&outside.path().join("partners"), "roots").0,
        Err(KeyringError::LinkLeadsOut(_))
    ));
    assert!(matches!(
        link(Path::new("/dev/zero"), "partners/x.asc").0,
        Err(KeyringError::LinkLeadsOut(_))
    ));
    assert!(
        matches!(
            link(Path::new("nowhere"), "partners/x.toml").0,
            Err(KeyringError::Io { .. })
        ),
        "a dangling link is no missing file"
    );
    let dir = keyring(&[("store/team.toml", pin("T-CERT").as_bytes())]);
    symlink("../store/team.toml", dir.path().join("partners/x.toml")).unwrap();
    assert_eq!(Keyring::open(dir.path()).unwrap().pins().len(), 1);
}
