//! What lies in `testdata/` and `keyrings/` is what the recipe makes, and carries the traits that
//! it claims.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use bonafide_keyring::Keyring;
use bonafide_testkit::openpgp::policy::StandardPolicy;
use bonafide_testkit::openpgp::types::HashAlgorithm;
use bonafide_testkit::openpgp::{Cert, Packet, PacketPile, parse::Parse};
use bonafide_testkit::{case_time, cases, profiles, recipe, repository};

fn cert(file: &Path) -> Cert {
    Cert::from_bytes(&fs::read(file).unwrap()).unwrap()
}

#[test]
fn the_recipe_makes_the_committed_bytes() {
    let outputs = recipe::outputs();
    assert!(outputs.len() > 50);
    for (path, bytes) in &outputs {
        let committed = fs::read(repository().join(path)).unwrap_or_default();
        assert!(
            committed == *bytes,
            "{} is not what make-testdata makes",
            path.display()
        );
    }
}

#[test]
fn nothing_lies_in_the_case_folders_that_the_recipe_does_not_make() {
    let outputs: BTreeSet<_> = recipe::outputs()
        .into_keys()
        .map(|path| repository().join(path))
        .collect();
    for case in fs::read_dir(repository().join("testdata/cases")).unwrap() {
        for file in fs::read_dir(case.unwrap().path()).unwrap() {
            let file = file.unwrap().path();
            assert!(
                outputs.contains(&file) || file.ends_with("case.toml"),
                "{}",
                file.display()
            );
        }
    }
}

#[test]
fn every_case_folder_is_a_case_and_names_files_that_exist() {
    let cases = cases::all();
    assert_eq!(
        cases.len(),
        fs::read_dir(repository().join("testdata/cases"))
            .unwrap()
            .count()
    );
    for case in &cases {
        let files = case
            .keys
            .iter()
            .chain(&case.signatures)
            .chain(&case.checksum)
            .chain([&case.subject]);
        for file in files {
            assert!(file.is_file(), "{}: {}", case.name, file.display());
        }
        assert!(case.keyring.iter().all(|dir| dir.is_dir()), "{}", case.name);
        let exit = match case.expect.verdict.as_str() {
            "authentic" => 0,
            "unanchored" => 10,
            "unverified" => 20,
            "rejected" => 30,
            other => panic!("{}: {other:?} is no verdict", case.name),
        };
        assert_eq!(case.expect.exit, exit, "{}", case.name);
        assert!(
            case.expect.why.is_none() || exit == 20,
            "{}: only what is unverified has a reason word",
            case.name
        );
    }
    for verdict in ["authentic", "unanchored", "unverified", "rejected"] {
        assert!(
            cases.iter().any(|case| case.expect.verdict == verdict),
            "no case is {verdict}"
        );
    }
}

#[test]
fn the_five_teams_have_keys_that_live_long_and_documents_that_are_small() {
    let teams = profiles::all();
    assert_eq!(teams.len(), 5);
    let years_ahead = SystemTime::from(bonafide_testkit::at("2034-06-01T00:00:00Z"));
    for team in &teams {
        let cert = cert(&team.key);
        assert!(!cert.is_tsk());
        assert!(fs::metadata(&team.document).unwrap().len() < 100_000);
        if team.name == "cert-quill" {
            let user_id = cert.userids().next().unwrap();
            assert!(
                user_id
                    .self_signatures()
                    .all(|signature| signature.hash_algo() == HashAlgorithm::SHA1)
            );
            assert!(
                cert.with_policy(&StandardPolicy::new(), SystemTime::from(case_time()))
                    .is_err()
            );
        } else {
            assert!(
                cert.with_policy(&StandardPolicy::new(), years_ahead)
                    .unwrap()
                    .alive()
                    .is_ok(),
                "{}",
                team.name
            );
        }
    }
}

#[test]
fn signatures_beside_the_documents_hold_by_arithmetic() {
    let mut signed = Vec::new();
    for team in profiles::all() {
        let Some(signature) = ["sig", "asc"]
            .iter()
            .map(|ending| format!("{}.{ending}", team.document.display()))
            .find(|file| Path::new(file).exists())
        else {
            continue;
        };
        let pile = PacketPile::from_bytes(&fs::read(signature).unwrap()).unwrap();
        let [Packet::Signature(signature)] = pile.children().collect::<Vec<_>>()[..] else {
            panic!("{}: one signature", team.name)
        };
        let document = fs::read(&team.document).unwrap();
        let holds = cert(&team.key)
            .keys()
            .any(|key| signature.verify_message(key.key(), &document).is_ok());
        assert!(holds, "{}", team.name);
        signed.push(team.name);
    }
    assert_eq!(
        signed,
        ["cert-brume", "cert-koral", "cert-quill", "tide-cert"]
    );
}

#[test]
fn the_example_trust_directory_pins_the_five_teams_with_their_own_keys() {
    let keyring = Keyring::open(&repository().join("keyrings")).unwrap();
    let pinned: BTreeSet<String> = keyring
        .pins()
        .iter()
        .map(|pin| pin.fingerprint.to_string())
        .collect();
    let keys: BTreeSet<String> = profiles::all()
        .iter()
        .map(|team| cert(&team.key).fingerprint().to_hex())
        .collect();
    let beside: BTreeSet<String> = keyring
        .certificates()
        .iter()
        .map(|artifact| {
            Cert::from_bytes(&artifact.bytes)
                .unwrap()
                .fingerprint()
                .to_hex()
        })
        .collect();
    assert_eq!(pinned, keys);
    assert_eq!(beside, keys);
    let [root] = keyring.roots() else {
        panic!("one root")
    };
    assert_eq!(
        Cert::from_bytes(&root.root.certificate.bytes)
            .unwrap()
            .fingerprint()
            .to_hex(),
        root.root.fingerprint.to_string()
    );
    for entry in &keyring.directories()[0].entries {
        assert!(
            entry
                .fingerprints
                .iter()
                .all(|fingerprint| pinned.contains(fingerprint.as_str()))
        );
    }
    for dir in fs::read_dir(repository().join("testdata/keyrings")).unwrap() {
        assert_eq!(Keyring::open(&dir.unwrap().path()).unwrap().pins().len(), 1);
    }
}

#[test]
fn every_team_is_served_by_one_host_over_https() {
    for team in profiles::all() {
        assert!(team.url.starts_with("https://") && team.url.contains(".example/"));
        assert_eq!(team.site().hosts().len(), 1, "one controller");
    }
}
