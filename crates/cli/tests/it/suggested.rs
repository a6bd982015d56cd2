//! Commands that a report suggests: they go on from what was given, and lose none of its options.

#![allow(clippy::unwrap_used)]

use std::io::Write as _;
use std::process::Stdio;

use crate::common::{Run, bonafide, run};

/// An authentic profile and its trust directory, from the workspace's test data.
fn profile() -> (String, String) {
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata");
    (
        format!("{data}/profiles/tide-cert/TIDE-CERT_RFC_2350_v1.60.pdf"),
        format!("{data}/keyrings"),
    )
}

#[test]
fn a_pin_goes_into_the_trust_directory_that_was_given() {
    let (profile, _) = profile();
    let home = tempfile::tempdir().unwrap();
    let [keyring, page] = ["my keys", "case.html"].map(|name| home.path().join(name));
    std::fs::create_dir(&keyring).unwrap();
    let (keyring, page) = (keyring.to_str().unwrap(), page.to_str().unwrap());
    let command = format!("bonafide trust confirm NAME --domain DOMAIN --keyring '{keyring}'");
    let given = ["verify", &profile, "--keyring", keyring, "--offline"];
    let text = run(&[&given[..], &["--html", page]].concat());
    assert!(text.stdout.contains(&command), "{}", text.stdout);
    let html = std::fs::read_to_string(page).unwrap();
    let html = html.replace("&#39;", "'").replace("&#x27;", "'");
    assert!(html.contains(&command), "{html}");
    let json = run(&[&given[..], &["--format", "json"]].concat()).json();
    let step = json["next_step"].as_str().unwrap();
    assert!(step.ends_with(&command), "{step}");
}

#[test]
fn an_audit_suggests_commands_with_its_options_and_the_names_of_the_entry() {
    let (profile, _) = profile();
    let home = tempfile::tempdir().unwrap();
    let (partners, keyring) = (home.path().join("partners"), home.path().join("kr"));
    std::fs::create_dir(&partners).unwrap();
    std::fs::create_dir(&keyring).unwrap();
    let entry =
        format!("profile = \"{profile}\"\nname = \"Tide\"\nemails = \"cert@tide.example\"\n");
    std::fs::write(partners.join("tide.toml"), entry).unwrap();
    std::fs::write(
        partners.join("gone.toml"),
        "profile = \"https://gone.example/rfc2350.pdf\"\n",
    )
    .unwrap();
    let (partners, keyring) = (partners.to_str().unwrap(), keyring.to_str().unwrap());
    let text = run(&["audit", partners, "--keyring", keyring, "--offline"]).stdout;
    for command in [
        format!("bonafide trust confirm Tide --domain tide.example --keyring {keyring}"),
        format!("bonafide verify https://gone.example/rfc2350.pdf --keyring {keyring}"),
    ] {
        assert!(text.contains(&command), "{command} in {text}");
    }
}

#[test]
fn what_stood_on_standard_input_is_asked_for_as_a_file() {
    let (profile, _) = profile();
    let home = tempfile::tempdir().unwrap();
    let mut child = bonafide(home.path())
        .args(["verify", "-", "--no-history"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let bytes = std::fs::read(profile).unwrap();
    child.stdin.take().unwrap().write_all(&bytes).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(!text.contains("./-"), "{text}");
    assert!(text.contains("bonafide verify FILE --no-history"), "{text}");
}

/// The options of the commands whose reports suggest others.
#[test]
fn every_option_is_known_to_who_repeats_them() {
    let home = tempfile::tempdir().unwrap();
    for command in ["verify", "audit", "inspect", "selfcheck", "replay"] {
        let help = Run::of(bonafide(home.path()).args([command, "--help"])).stdout;
        for line in help
            .lines()
            .map(str::trim_start)
            .filter(|line| line.starts_with('-') && !line.starts_with("- "))
        {
            let takes_value = line.contains('<');
            for option in line
                .split([' ', ',', '.'])
                .filter(|word| word.starts_with('-'))
            {
                if ["-h", "--help"].contains(&option) {
                    continue;
                }
                let known = bonafide::report::Invocation::knows(option);
                assert_eq!(known, Some(takes_value), "{command} {option}: {line}");
            }
        }
    }
}
