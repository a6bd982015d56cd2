//! Every wrong input ends in one clear sentence with a remedy, the right exit code, and never a
//! panic.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::common;

use std::fs;
use std::path::Path;

use common::{Run, bonafide, run};

fn file(folder: &Path, name: &str, bytes: &[u8]) -> String {
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn local_input_that_cannot_be_read_is_an_operational_error_that_names_it() {
    let folder = tempfile::tempdir().unwrap();
    let missing = run(&["verify", "/no/such/file.pdf"]);
    assert_eq!(missing.code, 1);
    assert!(
        missing.stderr.contains("/no/such/file.pdf: no such file"),
        "{}",
        missing.stderr
    );
    assert_eq!(missing.stderr.lines().count(), 1);
    let directory = run(&["verify", folder.path().to_str().unwrap()]);
    assert_eq!(directory.code, 1);
    assert!(
        directory.stderr.contains("bonafide audit"),
        "{}",
        directory.stderr
    );
    let scheme = run(&["verify", "ftp://x.example/rfc2350.txt"]);
    assert_eq!(scheme.code, 1);
    assert!(scheme.stderr.contains("https://"), "{}", scheme.stderr);
}

#[test]
fn what_the_system_refuses_is_told_in_words_and_names_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let inside = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let document = file(folder.path(), "a.txt", b"hello");
    let (missing, below) = (inside("teams.json"), format!("{document}/teams.json"));
    let keyring = inside("keyring");
    let import = |list: &str| {
        let from = [
            "--from",
            "first",
            "--taken",
            "2026-11-01",
            "--keyring",
            &keyring,
        ];
        run(&[&["trust", "import", list][..], &from].concat())
    };
    for (run, said) in [
        (import(&missing), format!("{missing}: no such file")),
        (
            import(&below),
            format!("{below}: a part of the path is not a directory"),
        ),
        (
            run(&["verify", &document, "--cacert", &missing]),
            format!("--cacert {missing}: no such file"),
        ),
        (
            run(&["selfcheck", &document, "--baseline", &missing]),
            format!("--baseline {missing}: no such file"),
        ),
        (
            run(&["inspect", &document, "-o", &format!("{missing}/out")]),
            format!("{missing}/out: cannot be written: no such file"),
        ),
        (run(&["replay", &missing]), missing.clone()),
    ] {
        assert_eq!(run.code, 1, "{said}");
        assert!(run.stderr.contains(&said), "{said}: {}", run.stderr);
        for raw in ["os error", "entity not found", "No such file"] {
            assert!(!run.stderr.contains(raw), "{raw}: {}", run.stderr);
        }
    }
}

#[test]
fn a_yes_or_no_of_the_environment_may_be_said_in_every_usual_way() {
    let home = tempfile::tempdir().unwrap();
    let offline = |value: &str| {
        let mut command = common::bonafide(home.path());
        command.env("BONAFIDE_OFFLINE", value);
        common::Run::of(command.args([
            "verify",
            "https://oak.example/rfc2350.txt",
            // Nobody listens there.
            "--resolve",
            "oak.example:443:127.0.0.1",
            "--max-time",
            "1",
        ]))
    };
    for yes in ["1", "true", "yes"] {
        let run = offline(yes);
        assert_eq!(run.code, 20, "{yes}: {}", run.stderr);
        assert!(run.stdout.contains("--offline"), "{yes}: {}", run.stdout);
    }
    for no in ["0", "false", "no"] {
        let run = offline(no);
        assert_eq!(run.code, 20, "{no}: {}", run.stderr);
        assert!(!run.stdout.contains("--offline"), "{no}: {}", run.stdout);
    }
    assert_eq!(offline("perhaps").code, 2, "a slip must not go online");
}

#[test]
fn operational_errors_are_one_json_document_too() {
    let run = run(&["verify", "/no/such/file.pdf", "--format", "json"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.json()["schema"], "bonafide/error/v1");
    let several = common::run(&[
        "verify",
        "/no/such/file.pdf",
        "/no/other.pdf",
        "--format",
        "json",
    ]);
    assert_eq!(several.json()["errors"].as_array().unwrap().len(), 2);
}

#[test]
fn a_broken_keyring_or_configuration_is_never_taken_for_an_empty_one() {
    let folder = tempfile::tempdir().unwrap();
    let document = file(folder.path(), "a.txt", b"hello");
    let misspelt = run(&["verify", &document, "--keyring", "/no/such/keyring"]);
    assert_eq!(misspelt.code, 1, "{}", misspelt.stdout);
    let keyring = folder.path().join("keyring/partners");
    fs::create_dir_all(&keyring).unwrap();
    file(&keyring, "x.toml", b"this is not toml");
    let broken = run(&[
        "verify",
        &document,
        "--keyring",
        folder.path().join("keyring").to_str().unwrap(),
    ]);
    assert_eq!(broken.code, 1);
    assert!(broken.stderr.contains("x.toml"), "{}", broken.stderr);
    let settings = file(folder.path(), "bonafide.toml", b"keyrign = \"x\"");
    let home = tempfile::tempdir().unwrap();
    let unknown = Run::of(
        bonafide(home.path())
            .env("BONAFIDE_CONFIG", settings)
            .args(["verify", &document]),
    );
    assert_eq!(unknown.code, 1);
    assert!(unknown.stderr.contains("keyrign"), "{}", unknown.stderr);
}

#[test]
fn usage_errors_are_2_and_bad_values_name_themselves() {
    assert_eq!(run(&["verify"]).code, 2);
    assert_eq!(run(&["verify", "x", "--no-such-option"]).code, 2);
    assert_eq!(run(&["no-such-command"]).code, 2);
    assert_eq!(run(&["verify", "x", "--accept", "rejected"]).code, 2);
    let fingerprint = run(&["verify", "/dev/null", "--expect-fingerprint", "1234"]);
    assert_eq!(fingerprint.code, 2);
    assert!(
        fingerprint.stderr.contains("40 digits"),
        "{}",
        fingerprint.stderr
    );
    let at = run(&["verify", "/dev/null", "--at", "tomorrow"]);
    assert_eq!(at.code, 2);
    assert!(at.stderr.contains("2026-11-01"), "{}", at.stderr);
    let pin = [
        "trust",
        "pin",
        "1234",
        "--team",
        "T",
        "--domain",
        "t.example",
        "--how",
        "by phone",
    ];
    assert_eq!(run(&pin).code, 2);
    assert_eq!(run(&["verify", "x", "--resolve", "nonsense"]).code, 2);
}

#[test]
fn documents_that_cannot_be_read_are_unverified_with_a_report() {
    let folder = tempfile::tempdir().unwrap();
    let huge = folder.path().join("huge.txt");
    fs::File::create(&huge).unwrap().set_len(200 << 20).unwrap();
    let documents = [
        file(folder.path(), "empty.txt", b""),
        file(folder.path(), "corrupt.pdf", b"%PDF-1.7\n1 0 obj\n<<garbage"),
        file(folder.path(), "nothing.pdf", b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"),
        file(folder.path(), "binary.txt", &(0..=255u8).cycle().take(4096).collect::<Vec<u8>>()),
        file(folder.path(), "program.pdf", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0"),
        huge.to_str().unwrap().to_owned(),
    ];
    for document in &documents {
        let text = run(&["verify", document, "--offline"]);
        assert_eq!(text.code, 20, "{document}: {} {}", text.stdout, text.stderr);
        assert!(
            text.stdout.starts_with("UNVERIFIED"),
            "{document}: {}",
            text.stdout
        );
        let json = run(&["verify", document, "--offline", "--format", "json"]).json();
        assert_eq!(json["why"], "unreadable", "{document}");
        assert_eq!(json["schema"], "bonafide/assessment/v1");
        let inspect = run(&["inspect", document]);
        assert_eq!(inspect.code, 20, "{document}");
    }
}

#[test]
fn a_document_over_the_size_limit_has_no_invented_hash_or_length() {
    let folder = tempfile::tempdir().unwrap();
    let huge = folder.path().join("huge.txt");
    fs::File::create(&huge).unwrap().set_len(200 << 20).unwrap();
    let (huge, site) = (huge.to_str().unwrap(), folder.path().to_str().unwrap());
    const OF_NOTHING: &str = "e3b0c44298fc1c14";
    let json = run(&["verify", huge, "--offline", "--format", "json"]);
    assert_eq!(
        (json.code, &json.json()["document"], &json.json()["why"]),
        (20, &serde_json::Value::Null, &"unreadable".into())
    );
    let outputs = [
        json,
        run(&["verify", huge, "--offline", "-v"]),
        run(&["inspect", huge]),
        run(&["inspect", huge, "--format", "json"]),
        run(&[
            "audit",
            site,
            "--offline",
            "--no-history",
            "--format",
            "json",
        ]),
        run(&[
            "audit",
            site,
            "--offline",
            "--no-history",
            "--html",
            "/dev/stdout",
        ]),
        run(&["selfcheck", huge]),
        run(&["selfcheck", site]),
    ];
    for output in outputs {
        let all = output.stdout.clone() + &output.stderr;
        assert!(
            !all.to_lowercase().contains(OF_NOTHING)
                && !all.contains(" 0 bytes")
                && !all.contains("\"bytes\": 0"),
            "{all}"
        );
        assert!(
            all.contains("209715200"),
            "its length, and that it is too much: {all}"
        );
    }
    let small = file(folder.path(), "empty.txt", b"");
    assert!(
        run(&["verify", &small, "--offline", "--format", "json"])
            .stdout
            .contains(OF_NOTHING),
        "an empty document has one"
    );
}

/// To open a pipe waits for whoever writes to it, and an endless device fills the memory.
#[test]
#[cfg(unix)]
fn pipes_sockets_and_devices_are_refused_before_they_are_opened() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let document = file(folder.path(), "a.txt", b"hello");
    let (pipe, socket) = (at("pipe.txt"), at("socket"));
    assert!(
        std::process::Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    let _bound = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    let entries = at("entries");
    fs::create_dir(&entries).unwrap();
    std::os::unix::fs::symlink(&pipe, at("entries/oak.toml")).unwrap();
    assert!(
        std::process::Command::new("mkfifo")
            .arg(at("entry.toml"))
            .status()
            .unwrap()
            .success()
    );
    let bundle = at("bundle");
    fs::create_dir(&bundle).unwrap();
    std::os::unix::fs::symlink("/dev/zero", at("bundle/manifest.json")).unwrap();
    let keyring = at("keyring");
    fs::create_dir_all(at("keyring/partners")).unwrap();
    assert!(
        std::process::Command::new("mkfifo")
            .arg(at("keyring/partners/oak.toml"))
            .status()
            .unwrap()
            .success()
    );
    let entry = at("entry.toml");
    for special in [pipe.as_str(), &socket, "/dev/zero"] {
        for arguments in [
            vec!["verify", special],
            vec!["verify", &document, "--offline", "--key", special],
            vec!["verify", &document, "--offline", "--signature", special],
            vec!["verify", &document, "--offline", "--checksum", special],
            vec!["verify", &document, "--offline", "--policy", special],
            vec!["verify", &document, "--offline", "--cacert", special],
            vec!["inspect", special],
            vec!["selfcheck", special],
            vec!["selfcheck", &document, "--key", special],
            vec!["selfcheck", &document, "--baseline", special],
            vec![
                "trust",
                "import",
                special,
                "--from",
                "csv",
                "--taken",
                "2026-01-01",
                "--name",
                "list",
            ],
            vec!["replay", special],
        ] {
            let ended = in_time(&arguments);
            assert_eq!(ended.code, 1, "{arguments:?}: {}", ended.stderr);
            let told = &ended.stderr;
            assert!(told.contains(special), "{arguments:?} names it: {told}");
            let remedy =
                told.contains("save its output to a file") || told.contains("name the folder");
            assert!(remedy, "{arguments:?} says what to do: {told}");
        }
    }
    let replayed = in_time(&["replay", &bundle]);
    assert!(
        replayed.code == 1 && replayed.stderr.contains("a device"),
        "{}",
        replayed.stderr
    );
    let kept = in_time(&["verify", &document, "--offline", "--keyring", &keyring]);
    assert!(
        kept.code == 1
            && kept.stderr.contains("oak.toml")
            && kept.stderr.contains("no regular file"),
        "{}",
        kept.stderr
    );
    for audited in [&entries, &entry, &pipe] {
        let run = in_time(&["audit", audited, "--offline", "--no-history"]);
        assert_ne!(run.code, 0, "{audited}: {}", run.stdout);
    }
    let piped = Run::of(
        bonafide(folder.path())
            .args(["verify", "/dev/stdin"])
            .stdin(std::process::Stdio::piped()),
    );
    assert!(
        piped.code == 1
            && piped
                .stderr
                .contains("/dev/stdin: this is a pipe, not a file; save"),
        "{}",
        piped.stderr
    );
}

/// Runs the program and fails where it has not ended after a while.
fn in_time(arguments: &[&str]) -> Run {
    let home = tempfile::tempdir().unwrap();
    let limited = ["20", env!("CARGO_BIN_EXE_bonafide")];
    let mut command = std::process::Command::new("timeout");
    command
        .args(limited)
        .args(arguments)
        .env_clear()
        .env("HOME", home.path())
        .env("LC_ALL", "C.UTF-8");
    let run = Run::of(&mut command);
    assert_ne!(run.code, 124, "{arguments:?} does not end");
    run
}

#[test]
fn a_url_that_cannot_be_reached_is_unverified_and_not_an_error() {
    let run = run(&[
        "verify",
        "https://name-that-does-not-resolve.invalid/rfc2350.txt",
        "--max-time",
        "5",
        "--format",
        "json",
    ]);
    assert_eq!(run.code, 20, "{}", run.stderr);
    let json = run.json();
    assert_eq!(json["why"], "not-fetched");
    assert_eq!(json["attempts"][0]["result"], "failed");
}

#[test]
fn output_goes_to_a_file_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let document = file(folder.path(), "a.txt", b"hello");
    let report = folder.path().join("report.json");
    let done = run(&[
        "verify",
        &document,
        "--offline",
        "--format",
        "json",
        "-o",
        report.to_str().unwrap(),
    ]);
    assert_eq!(done.code, 20);
    assert!(done.stdout.is_empty());
    assert!(
        fs::read_to_string(&report)
            .unwrap()
            .contains("bonafide/assessment/v1")
    );
    let nowhere = run(&[
        "verify",
        &document,
        "--offline",
        "-o",
        "/no/such/folder/report",
    ]);
    assert_eq!(nowhere.code, 1);
    let left: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn network_options_that_cannot_be_used_are_errors_and_never_an_outage() {
    let folder = tempfile::tempdir().unwrap();
    let partners = folder.path().join("partners");
    fs::create_dir(&partners).unwrap();
    file(
        &partners,
        "oak.toml",
        b"profile = \"https://www.oak.example/rfc2350.txt\"\n",
    );
    let no_authority = file(folder.path(), "ca.pem", b"no certificate");
    let settings = file(
        folder.path(),
        "bonafide.toml",
        b"keyservers = [\"ldap://keys.oak.example\"]",
    );
    let home = tempfile::tempdir().unwrap();
    let partners = partners.to_str().unwrap();
    for more in [
        ["--cacert", &no_authority],
        ["--proxy", "ftp://proxy.oak.example"],
    ] {
        let audit = Run::of(bonafide(home.path()).args(["audit", partners]).args(more));
        assert_eq!((audit.code, audit.stdout.as_str()), (1, ""), "{more:?}");
        assert!(
            audit.stderr.contains(more[0]) || audit.stderr.contains("the proxy must be given as"),
            "{}",
            audit.stderr
        );
    }
    let audit = Run::of(
        bonafide(home.path())
            .env("BONAFIDE_CONFIG", settings)
            .args(["audit", partners]),
    );
    assert_eq!(audit.code, 1);
    assert!(
        audit.stderr.contains("ldap://keys.oak.example"),
        "{}",
        audit.stderr
    );
}

#[test]
fn a_result_is_never_written_over_what_it_is_about() {
    let folder = tempfile::tempdir().unwrap();
    let document = file(folder.path(), "a.txt", b"hello");
    let key = file(folder.path(), "key.asc", b"key");
    let again = folder.path().join(".").join("a.txt");
    let again = again.to_str().unwrap();
    for arguments in [
        vec!["verify", &document, "--offline", "-o", again],
        vec![
            "verify",
            &document,
            "--offline",
            "--key",
            &key,
            "--export-cert",
            &key,
        ],
        vec!["inspect", &document, "-o", &document],
    ] {
        let done = run(&arguments);
        assert_eq!((done.code, done.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(done.stderr.contains("another file"), "{}", done.stderr);
    }
    assert_eq!(
        (fs::read(&document).unwrap(), fs::read(&key).unwrap()),
        (b"hello".to_vec(), b"key".to_vec())
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_is_written_into_and_stays_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let document = file(folder.path(), "a.txt", b"hello");
    let inspect = |device: &str| {
        let link = folder.path().join(device);
        std::os::unix::fs::symlink(Path::new("/dev").join(device), &link).unwrap();
        let done = run(&["inspect", &document, "-o", link.to_str().unwrap()]);
        assert!(link.is_symlink(), "{device}");
        done
    };
    let full = inspect("full");
    assert_eq!(full.code, 1, "nothing can be written there");
    assert!(
        full.stderr.contains("full: cannot be written"),
        "{}",
        full.stderr
    );
    assert_eq!(inspect("null").code, 0);
    let stdout = inspect("stdout");
    assert_eq!(stdout.code, 0, "{}", stdout.stderr);
    assert!(stdout.stdout.starts_with("PROFILE"), "{}", stdout.stdout);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_under_standard_error_changes_no_exit_code() {
    let home = tempfile::tempdir().unwrap();
    let full = || {
        fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap()
    };
    let ended = |arguments: &[&str]| {
        bonafide(home.path())
            .args(arguments)
            .stderr(full())
            .status()
            .unwrap()
            .code()
    };
    assert_eq!(ended(&["verify", "/no/such/file.pdf"]), Some(1));
    assert_eq!(ended(&["replay", "/no/such/bundle"]), Some(1));
}

#[cfg(target_os = "linux")]
#[test]
fn what_never_ends_is_an_error_and_not_a_full_memory() {
    let folder = tempfile::tempdir().unwrap();
    let large = folder.path().join("large");
    fs::File::create(&large).unwrap().set_len(65 << 20).unwrap();
    for (endless, told) in [
        ("/dev/zero", "a device"),
        (large.to_str().unwrap(), "more than the limit of 67108864"),
    ] {
        for arguments in [
            vec![
                "trust",
                "import",
                endless,
                "--from",
                "csv",
                "--taken",
                "2026-11-01",
            ],
            vec!["verify", "x", "--policy", endless],
            vec!["verify", "x", "--cacert", endless],
        ] {
            let done = run(&arguments);
            assert_eq!(done.code, 1, "{arguments:?}");
            assert!(done.stderr.contains(told), "{}", done.stderr);
        }
    }
}
