//! What packages and guides say twice says the same.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::PathBuf;

use toml::Table;

fn file(path: &str) -> String {
    fs::read_to_string(
        PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("../..")
            .join(path),
    )
    .unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn toml(path: &str) -> Table {
    file(path).parse().unwrap()
}

#[test]
fn the_units_of_the_guide_are_those_of_the_package() {
    let guide = file("docs/guide/scheduled.md");
    for unit in ["bonafide-audit.service", "bonafide-audit.timer"] {
        let shown = guide
            .split_once(&format!("`/etc/systemd/system/{unit}`:\n\n```ini\n"))
            .unwrap()
            .1
            .split_once("```")
            .unwrap()
            .0;
        let packaged = file(&format!("packaging/debian/{unit}"));
        // The package knows where the program is, and has the manual page.
        let packaged = packaged
            .replace("/usr/bin/", "/usr/local/bin/")
            .replace("Documentation=man:bonafide(1)\n", "");
        assert_eq!(shown, packaged, "{unit}");
    }
}

#[test]
fn the_package_has_the_programs_version_and_every_file_that_it_names() {
    let version = toml("Cargo.toml")["workspace"]["package"]["version"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(
        file("packaging/debian/changelog").starts_with(&format!("bonafide ({version}-1) ")),
        "the first entry is that of {version}"
    );
    let package = toml("crates/cli/Cargo.toml");
    for asset in package["package"]["metadata"]["deb"]["assets"]
        .as_array()
        .unwrap()
    {
        let source = asset[0].as_str().unwrap();
        let made = source.starts_with("target/")
            || source.starts_with("../../target/")
            || source.contains('*');
        assert!(
            made || PathBuf::from(env!("CARGO_MANIFEST_DIR"))
                .join(source)
                .is_file(),
            "{source}"
        );
    }
}

#[test]
fn what_is_distributed_and_measured_is_optimised_as_a_whole_and_what_a_newcomer_builds_is_not() {
    let profiles = &toml("Cargo.toml")["profile"];
    assert_eq!(profiles["dist"]["lto"].as_str(), Some("fat"));
    for measured in ["dist", "bench"] {
        assert_eq!(
            profiles[measured]["opt-level"].as_integer(),
            Some(3),
            "{measured}"
        );
    }
    assert!(
        profiles["release"].get("lto").is_none()
            && profiles["release"].get("codegen-units").is_none()
    );
    for script in [
        "against-gpgv.py",
        "against-pdftotext.py",
        "audit-1000.py",
        "selfcheck-cpu.py",
    ] {
        let script = file(&format!("benches/{script}"));
        assert!(
            script.contains("target/dist/") && !script.contains("target/release/"),
            "{script}"
        );
    }
}

#[test]
fn example_configurations_are_understood_with_every_line_of_theirs() {
    let home = tempfile::tempdir().unwrap();
    let lines = file("packaging/debian/bonafide.toml");
    let uncommented: String = lines
        .lines()
        .map(|line| {
            line.strip_prefix('#')
                .filter(|rest| rest.contains(" = "))
                .unwrap_or(line)
        })
        .fold(String::new(), |all, line| all + line + "\n");
    let uncommented = uncommented.replace("/etc/bonafide", home.path().to_str().unwrap());
    let settings = home.path().join("bonafide.toml");
    fs::write(&settings, &uncommented).unwrap();
    fs::create_dir(home.path().join("keyring")).unwrap();
    fs::write(home.path().join("policy.toml"), "").unwrap();
    let document = home.path().join("a.txt");
    fs::write(&document, "hello").unwrap();
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_bonafide"))
        .args([
            "verify",
            document.to_str().unwrap(),
            "--offline",
            "--no-history",
        ])
        .env_clear()
        .env("HOME", home.path())
        .env("BONAFIDE_CONFIG", &settings)
        .output()
        .unwrap();
    assert_eq!(
        run.status.code(),
        Some(20),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    let entry: Table = file("packaging/debian/partner.toml").parse().unwrap();
    assert!(entry.contains_key("profile"));
}

#[test]
fn every_crate_that_parses_hostile_bytes_was_looked_at_in_the_version_that_is_used() {
    let (records, lock) = (toml("supply-chain/hostile-bytes.toml"), toml("Cargo.lock"));
    let text = |table: &toml::Value, key: &str| table[key].as_str().unwrap().to_owned();
    let locked: Vec<_> = lock["package"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|package| package.get("checksum").is_some())
        .collect();
    let records = records["crate"].as_array().unwrap();
    for record in records {
        let is_used = locked.iter().any(|package| {
            ["name", "version", "checksum"]
                .iter()
                .all(|key| text(package, key) == text(record, key))
        });
        assert!(
            is_used,
            "{} {} is not what Cargo.lock has: look at the new version",
            text(record, "name"),
            text(record, "version")
        );
        if let Some(target) = record.get("fuzzed") {
            file(&format!(
                "fuzz/fuzz_targets/{}.rs",
                target.as_str().unwrap()
            ));
        }
    }
    for name in [
        "hayro-syntax",
        "html5ever",
        "pulldown-cmark",
        "sequoia-openpgp",
        "hyper",
        "rustls",
        "postcard",
    ] {
        assert!(
            records.iter().any(|record| text(record, "name") == name),
            "{name} has no record"
        );
    }
}
