//! The way that `docs/guide/first-hour.md` tells, walked as a new user would: from a table of twelve
//! teams to an audit with ten confirmed keys.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::common;

use std::collections::BTreeMap;
use std::fs;

use bonafide_testkit::server::{Server, respond};
use bonafide_testkit::{CertSpec, Signing, at, repository};
use common::{Run, bonafide};

/// The commands of the guide's shell blocks, in order, each as its words.
fn steps() -> Vec<Vec<String>> {
    let page = fs::read_to_string(repository().join("docs/guide/first-hour.md")).unwrap();
    let blocks = page.split("```sh\n").skip(1);
    let lines = blocks.flat_map(|block| block.split("```").next().unwrap().lines());
    lines
        .map(|line| line.split_whitespace().skip(1).map(str::to_owned).collect())
        .collect()
}

#[test]
fn from_a_list_to_an_audit_with_ten_confirmed_keys() {
    let mut pages: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut rows = Vec::new();
    for number in 0..12 {
        let (name, host) = (format!("CERT-T{number}X"), format!("t{number}x.example"));
        let key = CertSpec::new(&format!("{name} <cert@{host}>")).build();
        let base = format!("http://www.{host}");
        let text = format!(
            "{name}: description according to RFC 2350\n\n1. Document Information\n\n1.1 Date of Last Update\n\nVersion 1.0, published on \
             2026-04-08.\n\n2. Contact Information\n\n2.1 Name of the Team\n\nShort name: {name}\n\n2.7 Electronic Mail Address\n\n\
             cert@{host}\n\n2.8 Public Keys and Encryption Information\n\nFingerprint: {}\n\nThe key is available at: {base}/key.asc\n",
            key.fingerprint().spaced()
        );
        let signature =
            key.sign_detached(text.as_bytes(), &Signing::at(at("2026-04-08T10:00:00Z")));
        pages.insert(format!("{base}/rfc2350.txt.sig"), signature);
        pages.insert(format!("{base}/rfc2350.txt"), text.into_bytes());
        pages.insert(format!("{base}/key.asc"), key.armored());
        rows.push(format!(
            "{name},{base}/rfc2350.txt,cert@{host},{},FR",
            key.fingerprint().spaced()
        ));
    }
    // The proxy through which every place is reached.
    let proxy = Server::plain(move |request, out| match pages.get(&request.target) {
        Some(page) => respond(out, 200, &[("content-type", "text/plain")], page),
        None => respond(out, 404, &[], b""),
    });
    let home = tempfile::tempdir().unwrap();
    let write = |name: &str, text: String| fs::write(home.path().join(name), text).unwrap();
    let heading = "team,url,email,fingerprint,country";
    write("partners.csv", format!("{heading}\n{}\n", rows.join("\n")));
    write("typed", "all\n".to_owned());
    let run = |words: &[String]| {
        let mut command = bonafide(home.path());
        command
            .args(words)
            .current_dir(home.path())
            .env(
                "BONAFIDE_PROXY",
                format!("http://127.0.0.1:{}", proxy.port()),
            )
            .stdin(fs::File::open(home.path().join("typed")).unwrap());
        Run::of(&mut command)
    };
    let mut steps = steps().into_iter();
    let mut next = |begin: &str| {
        let step = steps.next().unwrap();
        assert!(
            step.join(" ").starts_with(begin),
            "the guide says {step:?} where this test walks {begin:?}"
        );
        run(&step)
    };
    let looked = next("partners import partners.csv");
    assert!(
        looked.stdout.contains("12 entries would be made"),
        "{}",
        looked.stdout
    );
    let made = next("partners import partners.csv");
    assert!(made.stdout.contains("12 entries made"), "{}", made.stdout);
    let first = next("audit partners --html first.html");
    assert_eq!(first.code, 10, "{}\n{}", first.stdout, first.stderr);
    let listed = next("partners list");
    assert!(
        listed.stdout.contains("12 fingerprints to confirm"),
        "{}",
        listed.stdout
    );
    // Ten teams were called.
    let reviewed = rows.iter().enumerate().map(|(number, row)| match number {
        ..10 => format!("{row},A. Analyst,2026-11-02,\"by phone, number from the meeting\""),
        _ => format!("{row},,,"),
    });
    let reviewed: Vec<String> = reviewed.collect();
    write(
        "reviewed.csv",
        format!("{heading},who,when,how\n{}\n", reviewed.join("\n")),
    );
    let pinned = next("trust import reviewed.csv");
    assert_eq!(pinned.code, 0, "{}", pinned.stderr);
    let changes = next("audit partners --only-changes");
    assert_eq!(
        changes.code, 10,
        "two are not confirmed: {}",
        changes.stderr
    );
    let report = run(&["audit", "partners", "--format", "json"].map(str::to_owned));
    assert_eq!(
        report.json()["counts"]["authentic"],
        10,
        "{}",
        report.stdout
    );
    assert_eq!(report.json()["counts"]["unanchored"], 2);
    // Nothing changed since the run before.
    let quiet = run(&["audit", "partners", "--only-changes"].map(str::to_owned));
    assert_eq!(quiet.stdout, "");
}
