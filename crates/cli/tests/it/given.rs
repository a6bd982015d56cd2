//! Whatever is given in the place of a profile, the report says what it is and which command to run
//! instead.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::io::Write;
use std::process::Stdio;

use crate::common::{Run, bonafide, run};
use bonafide_testkit::repository;

const HASH: &str = "087558c3fd065a2b58c76b11b5c81f470a71f0d33f2f47694df0c7c3158f15e2";

fn page(body: &str) -> String {
    format!("<!doctype html><html><head><title>x</title></head><body>{body}</body></html>")
}

/// A name, what stands in the file, what it is called, and the command.
fn things() -> Vec<(&'static str, Vec<u8>, &'static str, &'static str)> {
    let text = |text: &str| text.as_bytes().to_vec();
    let kept = |path: &str| fs::read(repository().join("testdata").join(path)).unwrap();
    let link = "<h1>CERT Harbour</h1><p>See <a href=\"https://www.harbour.example/RFC_2350.pdf\">our profile</a>, cert@harbour.example";
    vec![
        (
            "rfc2350.txt.asc",
            kept("cases/text-signed/rfc2350.txt.asc"),
            "signature",
            "bonafide verify rfc2350.txt --signature rfc2350.txt.asc",
        ),
        (
            "sig",
            kept("cases/text-signed/rfc2350.txt.asc"),
            "signature",
            "bonafide verify DOCUMENT --signature sig",
        ),
        (
            "key.asc",
            kept("cases/text-signed/key.asc"),
            "key",
            "bonafide verify DOCUMENT --key key.asc",
        ),
        (
            "secret.asc",
            kept("keys/stranger.secret.asc"),
            "secret-key",
            "gpg --show-keys secret.asc",
        ),
        (
            "a.pdf.sha256",
            text(&format!("{HASH}  a.pdf\n")),
            "checksum",
            "bonafide verify a.pdf --checksum a.pdf.sha256",
        ),
        (
            "sums",
            text(&format!(
                "SHA256 (a.pdf) = {HASH}\nSHA256 (b.pdf) = {HASH}\n"
            )),
            "checksum",
            "bonafide verify DOCUMENT --checksum sums",
        ),
        (
            "a.docx",
            text("PK\u{3}\u{4} word/document.xml"),
            "office-document",
            "soffice --headless --convert-to pdf a.docx",
        ),
        (
            "index.html",
            text(&page(link)),
            "landing-page",
            "bonafide verify https://www.harbour.example/RFC_2350.pdf",
        ),
        (
            "login.html",
            text(&page("<form><input type=password></form>")),
            "barrier-page",
            "bonafide verify FILE",
        ),
        (
            "bot.html",
            text(&page("<title>Just a moment...</title>")),
            "barrier-page",
            "bonafide verify FILE",
        ),
        (
            "recipe.html",
            text(&page("<h1>Apple pie</h1><p>Take six apples.")),
            "other",
            "bonafide inspect recipe.html",
        ),
        (
            "list.txt",
            text("milk, eggs, and bread\n"),
            "other",
            "bonafide inspect list.txt",
        ),
    ]
}

#[test]
fn each_is_named_with_the_command_to_run_and_accuses_nobody() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes, kind, command) in things() {
        fs::write(folder.path().join(name), bytes).unwrap();
        let verify = |format: &str| {
            let mut verify = bonafide(folder.path());
            verify.current_dir(folder.path()).args([
                "verify",
                name,
                "--offline",
                "--no-history",
                "--format",
                format,
            ]);
            Run::of(&mut verify)
        };
        let json = verify("json");
        assert_eq!(
            (json.code, json.json()["given"].as_str()),
            (20, Some(kind)),
            "{name}: {}",
            json.stdout
        );
        // What was given is repeated.
        let shown = verify("text").stdout.replace(" --no-history", "");
        assert!(
            shown.lines().any(|line| line.trim().starts_with(command)),
            "{name}: {command} in\n{shown}"
        );
        assert!(
            shown.starts_with("UNVERIFIED") && shown.lines().count() < 10,
            "{name}: nothing is said of its parts\n{shown}"
        );
    }
}

#[test]
fn a_profile_is_none_of_them_whatever_it_lacks_or_links_to() {
    let folder = tempfile::tempdir().unwrap();
    let sections = "<h1>1.1 Date of Last Update</h1><p>2026-01-01</p><h1>2.1 Name of the Team</h1><p>X-CERT</p><h1>2.2 Address</h1><p>Here</p>\
                    <h1>2.7 Electronic Mail Address</h1><p>cert@x.example</p>";
    for (name, text) in [
        (
            "links.html",
            page(&format!(
                "{sections}<a href=\"https://x.example/rfc2350.pdf\">PDF</a>"
            )),
        ),
        (
            "key.html",
            page(
                "<p>Fingerprint: 8A1E C5D2 B7C0 EFA4 9FFB 31FC 2485 CF71 E37B EBB7 <a href=\"https://x.example/rfc2350.pdf\">PDF</a>",
            ),
        ),
        (
            "form.html",
            page(&format!("{sections}<form><input type=password></form>")),
        ),
        (
            "short.txt",
            "X-CERT\ncert@x.example\n+44 20 7946 0100\n".to_owned(),
        ),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        let json = run(&[
            "verify",
            path.to_str().unwrap(),
            "--offline",
            "--no-history",
            "--format",
            "json",
        ])
        .json();
        assert!(json["given"].is_null(), "{name}: {}", json["given"]);
    }
}

#[test]
fn standard_input_is_read_once_and_judged_like_a_file() {
    let home = tempfile::tempdir().unwrap();
    let case = repository().join("testdata/cases/text-signed");
    let piped = |arguments: &[&str], bytes: &[u8]| {
        let mut command = bonafide(home.path());
        let mut child = command
            .current_dir(&case)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Where it is not read, writing to it fails.
        let _ = child.stdin.take().unwrap().write_all(bytes);
        let output = child.wait_with_output().unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stdout).unwrap(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let document = fs::read(case.join("rfc2350.txt")).unwrap();
    let verify = [
        "verify",
        "-",
        "--offline",
        "--no-history",
        "--key",
        "key.asc",
        "--signature",
        "rfc2350.txt.asc",
    ];
    let (code, shown, _) = piped(&verify, &document);
    assert_eq!(code, Some(10), "{shown}");
    assert!(shown.starts_with("UNANCHORED  -: "), "{shown}");
    let mut changed = document.clone();
    changed.extend(b"\nmore\n");
    assert_eq!(
        piped(&verify, &changed).0,
        Some(30),
        "what came there is what was judged"
    );
    let (code, shown, _) = piped(&["inspect", "-"], &document);
    assert!(
        code == Some(0) && shown.starts_with("PROFILE  -: "),
        "{shown}"
    );
    assert_eq!(piped(&["verify", "-", "-"], &document).0, Some(2));
    let (code, _, told) = piped(&["verify", "-"], b"");
    assert!(
        code == Some(1) && told.contains("standard input is empty"),
        "{told}"
    );
}
