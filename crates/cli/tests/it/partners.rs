//! `bonafide partners`: from a list to entries, and on to an audit and to confirmed keys.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::common;

use std::fs;
use std::path::PathBuf;

use bonafide_testkit::server::{Server, respond};
use common::partner::{HOST, World};
use common::{Run, bonafide};

const FPR: &str = "8A1E C5D2 B7C0 EFA4 9FFB 31FC 2485 CF71 E37B EBB7";

/// Somebody's machine with a list of two partners.
struct Desk {
    home: tempfile::TempDir,
}

impl Desk {
    fn new(list: &str) -> Self {
        let desk = Self {
            home: tempfile::tempdir().unwrap(),
        };
        fs::write(desk.path("list.csv"), list).unwrap();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Run {
        let mut command = bonafide(self.home.path());
        Run::of(command.current_dir(self.home.path()).args(arguments))
    }

    fn files(&self) -> Vec<String> {
        let found = fs::read_dir(self.path("partners")).into_iter().flatten();
        let mut names: Vec<String> = found
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

const IMPORT: [&str; 7] = [
    "partners",
    "import",
    "list.csv",
    "--from",
    "csv",
    "--partners",
    "partners",
];

fn list() -> String {
    format!(
        "team,url,email,fingerprint,country\nCERT-OAK,https://www.oak.example/rfc2350.pdf,cert@oak.example,{FPR},FR\n\
         CERT-0AK,https://forger.example/,x@forger.example,,XX\nnone,,,,\n"
    )
}

#[test]
fn nothing_is_written_without_yes_and_the_same_list_again_changes_nothing() {
    let desk = Desk::new(&list());
    let dry = desk.run(&IMPORT);
    assert_eq!(dry.code, 0, "{}", dry.stderr);
    for said in [
        "2 entries would be made, 1 left out",
        "looks like CERT-OAK (line 2)",
        "Nothing was written",
        "bonafide partners import list.csv --from csv --partners partners --yes",
    ] {
        assert!(dry.stdout.contains(said), "{said}: {}", dry.stdout);
    }
    assert!(
        dry.stderr.contains("line 4, none: it names no URL"),
        "{}",
        dry.stderr
    );
    assert!(!desk.path("partners").exists());
    let done = desk.run(&[&IMPORT[..], &["--yes"]].concat());
    assert!(done.stdout.contains("2 entries made"), "{}", done.stdout);
    assert!(done.stdout.contains("bonafide audit partners"));
    assert_eq!(desk.files(), ["cert-0ak.toml", "cert-oak.toml"]);
    let again = desk.run(&[&IMPORT[..], &["--yes", "--format", "json"]].concat());
    let steps: Vec<String> = again.json()["partners"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["step"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(steps, ["there", "there"]);
}

#[test]
fn entries_are_listed_shown_renamed_and_removed() {
    let desk = Desk::new(&list());
    desk.run(&[&IMPORT[..], &["--yes"]].concat());
    let at = ["--partners", "partners"];
    let listed = desk.run(&[&["partners", "list"][..], &at].concat());
    assert!(
        listed
            .stdout
            .contains("2 entries, 1 fingerprint to confirm"),
        "{}",
        listed.stdout
    );
    let shown = desk.run(&[&["partners", "show", "CERT-OAK"][..], &at].concat());
    for said in [
        FPR,
        "country: FR",
        "no audit has checked it",
        "trust confirm CERT-OAK --domain DOMAIN",
    ] {
        assert!(shown.stdout.contains(said), "{said}: {}", shown.stdout);
    }
    let renamed = desk.run(&[&["partners", "rename", "cert-0ak", "Birch"][..], &at].concat());
    assert_eq!(renamed.code, 0, "{}", renamed.stderr);
    let asked = desk.run(&[&["partners", "remove", "birch"][..], &at].concat());
    assert!(
        asked.code == 1
            && asked.stderr.contains("birch.toml: Birch, ")
            && asked.stderr.contains("nothing was removed; add --yes"),
        "{}",
        asked.stderr
    );
    assert_eq!(desk.files().len(), 2);
    let removed = desk.run(&[&["partners", "remove", "birch", "--yes"][..], &at].concat());
    assert_eq!(removed.code, 0, "{}", removed.stderr);
    assert_eq!(desk.files(), ["cert-oak.toml"]);
    let unknown = desk.run(&[&["partners", "show", "birch"][..], &at].concat());
    assert_eq!(unknown.code, 1);
    assert!(
        unknown.stderr.contains("see `bonafide partners list`"),
        "{}",
        unknown.stderr
    );
}

#[test]
fn a_profile_is_added_by_its_url_alone_and_no_password_is_kept() {
    let desk = Desk::new("");
    let at = ["--partners", "partners"];
    let add = |more: &[&str]| desk.run(&[&["partners", "add"][..], more, &at, &["--yes"]].concat());
    assert_eq!(
        add(&["https://www.oak.example/p.pdf", "https://elm.example/"]).code,
        0
    );
    assert_eq!(desk.files(), ["elm-example.toml", "oak-example.toml"]);
    let refused = add(&["https://me:hunter2@ash.example/"]);
    assert_eq!(refused.code, 1);
    assert!(!refused.stderr.contains("hunter2"), "{}", refused.stderr);
    assert!(
        refused.stderr.contains("nothing was written"),
        "{}",
        refused.stderr
    );
    let twice = add(&["https://a.example/", "https://b.example/", "--name", "A"]);
    assert!(
        twice.stderr.contains("give them with a single URL"),
        "{}",
        twice.stderr
    );
    let named = add(&[
        "https://a.example/",
        "--name",
        "A-CERT",
        "--unconfirmed",
        FPR,
    ]);
    assert_eq!(named.code, 0, "{}", named.stderr);
    assert!(
        fs::read_to_string(desk.path("partners/a-cert.toml"))
            .unwrap()
            .contains(FPR)
    );
}

#[test]
fn a_list_is_fetched_past_the_cache_and_its_guard_holds() {
    let server = Server::plain(|_, out| {
        respond(out, 200, &[("content-type", "text/csv")], list().as_bytes())
    });
    let desk = Desk::new("");
    let url = server.url("lists.example", "/list.csv");
    let resolve = server.resolve("lists.example");
    let import = |more: &[&str]| {
        desk.run(
            &[
                &[
                    "partners",
                    "import",
                    &url,
                    "--from",
                    "csv",
                    "--partners",
                    "partners",
                ][..],
                more,
            ]
            .concat(),
        )
    };
    let refused = import(&["--max-time", "5"]);
    assert_eq!(refused.code, 1);
    assert!(
        refused.stderr.contains("could not be fetched"),
        "{}",
        refused.stderr
    );
    let got = import(&["--resolve", &resolve]);
    assert_eq!(got.code, 0, "{}", got.stderr);
    assert!(
        got.stdout.contains("2 entries would be made"),
        "{}",
        got.stdout
    );
}

#[test]
fn an_audit_refuses_a_list_with_the_command_that_makes_entries_of_it() {
    let desk = Desk::new(&list());
    fs::write(desk.path("a b.opml"), "<opml/>").unwrap();
    for (file, said) in [
        (
            "list.csv",
            "`bonafide partners import list.csv --from csv --yes`",
        ),
        (
            "a b.opml",
            "`bonafide partners import 'a b.opml' --from opml --yes`",
        ),
    ] {
        let run = desk.run(&["audit", file]);
        assert_eq!(run.code, 1);
        assert!(run.stderr.contains(said), "{}", run.stderr);
    }
}

#[test]
fn a_reviewed_table_becomes_pins_after_it_was_seen() {
    let desk = Desk::new(&format!(
        "team,url,email,fingerprint,who,when,how\nCERT-OAK,https://www.oak.example/,cert@oak.example,{FPR},A. Analyst,2026-03-02,by phone\n\
         ELM,https://elm.example/,,,,,\n"
    ));
    let import = [
        "trust",
        "import",
        "list.csv",
        "--from",
        "reviewed",
        "--keyring",
        "keyring",
    ];
    let asked = desk.run(&import);
    assert_eq!(asked.code, 1);
    assert!(
        asked.stderr.contains("Which of them?") && asked.stderr.contains("nothing was recorded"),
        "{}",
        asked.stderr
    );
    assert!(!desk.path("keyring").exists());
    let done = desk.run(&[&import[..], &["--yes"]].concat());
    assert_eq!(done.code, 0, "{}", done.stderr);
    for said in [
        "1 row waits: who, when and how are empty",
        "confirmed 2026-03-02 by A. Analyst, by phone",
        "for cert@oak.example",
    ] {
        assert!(done.stderr.contains(said), "{said}: {}", done.stderr);
    }
    desk.run(&[&IMPORT[..], &["--yes"]].concat());
    let listed = desk.run(&[
        "partners",
        "list",
        "--partners",
        "partners",
        "--keyring",
        "keyring",
    ]);
    assert!(
        listed.stdout.contains("confirmed 2026-03-02"),
        "{}",
        listed.stdout
    );
    let other = desk.run(&[&import[..], &["--how", "x"]].concat());
    assert_eq!(other.code, 1, "{}", other.stderr);
}

/// The names of what an audit tells about the run itself.
fn notices(run: &Run) -> Vec<String> {
    run.json()["notices"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["message"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn an_entry_that_vanished_is_told_once_and_one_that_was_removed_or_renamed_is_not() {
    let world = World::new();
    let partners = world.folder.path();
    let port = world.server.port();
    for name in ["ash", "birch", "cedar"] {
        fs::write(
            partners.join(format!("{name}.toml")),
            format!("profile = \"http://{HOST}:{port}/{name}.txt\"\n"),
        )
        .unwrap();
    }
    let partners = partners.to_str().unwrap();
    let run = |arguments: &[&str]| Run::of(bonafide(world.home.path()).args(arguments));
    let audit = || run(&["audit", partners, "--format", "json", "--offline"]);
    assert_eq!(notices(&audit()), Vec::<String>::new());
    fs::remove_file(world.folder.path().join("ash.toml")).unwrap();
    let at = ["--partners", partners];
    assert_eq!(
        run(&[&["partners", "remove", "birch", "--yes"][..], &at].concat()).code,
        0
    );
    assert_eq!(
        run(&[&["partners", "rename", "cedar", "Larch"][..], &at].concat()).code,
        0
    );
    let told = notices(&audit());
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("ash is no longer in"), "{told:?}");
    assert_eq!(notices(&audit()), Vec::<String>::new());
}

#[test]
fn an_entry_may_name_a_team_that_only_a_snapshot_knows() {
    let desk = Desk::new(&format!(
        "team,email,fingerprint,phone\nCERT-OAK,cert@oak.example,{FPR},\n"
    ));
    let imported = desk.run(&[
        "trust",
        "import",
        "list.csv",
        "--from",
        "csv",
        "--taken",
        "2026-11-01",
        "--keyring",
        "keyring",
    ]);
    assert_eq!(imported.code, 0, "{}", imported.stderr);
    fs::create_dir(desk.path("partners")).unwrap();
    let audit = |team: &str| {
        let entry = format!("profile = \"p.txt\"\nteam = \"{team}\"\n");
        fs::write(desk.path("partners/oak.toml"), entry).unwrap();
        fs::write(desk.path("partners/p.txt"), "CERT-OAK RFC 2350\n").unwrap();
        let run = desk.run(&[
            "audit",
            "partners",
            "--keyring",
            "keyring",
            "--offline",
            "--format",
            "json",
        ]);
        run.json()["subjects"][0]["result"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(audit("cert-oak"), "judged");
    assert_eq!(audit("CERT-AOK"), "failed");
}
