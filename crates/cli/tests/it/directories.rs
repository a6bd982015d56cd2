//! Directories of teams by URL: fetched, compared, accepted, and renewed before they are too old.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::common;

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

use bonafide_testkit::server::{Authority, Server, respond};
use common::{Run, bonafide};

const HOST: &str = "directory.example";
const KEYS: [&str; 2] = [
    "8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7",
    "51F687EC4F7824466537ECD050F396EA94F4C81E",
];

/// A directory on the web whose answer the test changes, and somebody who imports it.
struct World {
    home: tempfile::TempDir,
    server: Server,
    /// `None` while it is down.
    answer: Arc<Mutex<Option<String>>>,
}

impl World {
    fn new() -> Self {
        let answer = Arc::new(Mutex::new(Some(table("A,a@a.example", 0))));
        let (shared, authority) = (Arc::clone(&answer), Authority::default());
        let server = Server::tls(authority.server(&[HOST]), move |_, out| {
            let headers = [
                ("content-type", "text/csv"),
                ("cache-control", "max-age=86400"),
            ];
            match shared.lock().unwrap().as_ref() {
                Some(body) => respond(out, 200, &headers, body.as_bytes()),
                None => respond(out, 500, &[], b"down"),
            }
        });
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("ca.pem"), authority.pem()).unwrap();
        Self {
            home,
            server,
            answer,
        }
    }

    fn now_says(&self, text: Option<String>) {
        *self.answer.lock().unwrap() = text;
    }

    fn trust(&self, arguments: &[&str]) -> Run {
        let mut command = bonafide(self.home.path());
        command
            .current_dir(self.home.path())
            .arg("trust")
            .args(arguments)
            .args(["--keyring", "keyring", "--cacert", "ca.pem"])
            .args(["--resolve", &self.server.resolve(HOST)]);
        Run::of(&mut command)
    }

    fn import(&self, more: &[&str]) -> Run {
        let url = self.server.url(HOST, "/teams.csv");
        self.trust(
            &[
                &["import", &url, "--from", "csv", "--name", "intranet"][..],
                more,
            ]
            .concat(),
        )
    }

    fn kept(&self) -> String {
        let folder = self.home.path().join("keyring/directories");
        fs::read_dir(folder)
            .into_iter()
            .flatten()
            .map(|file| fs::read_to_string(file.unwrap().path()).unwrap())
            .collect()
    }
}

fn table(team: &str, key: usize) -> String {
    format!(
        "team,email,fingerprint,phone\n{team},{},\nB,b@b.example,{},\n",
        KEYS[key], KEYS[1]
    )
}

#[test]
fn what_would_change_is_shown_before_it_is_accepted_and_kept_with_where_and_when() {
    let world = World::new();
    let shown = world.import(&[]);
    assert_eq!(shown.code, 0, "{}", shown.stderr);
    assert!(
        shown.stdout.contains("Nothing was recorded") && shown.stdout.contains("--yes"),
        "{}",
        shown.stdout
    );
    assert_eq!(world.kept(), "");
    assert_eq!(world.import(&["--yes"]).code, 0);
    let kept = world.kept();
    for said in [
        "[from]",
        HOST,
        "format = \"csv\"",
        "fetched = \"20",
        KEYS_SPACED,
    ] {
        assert!(kept.contains(said), "{said}: {kept}");
    }
    world.now_says(Some(table("A,new@a.example", 1).replace("B,b@b", "C,c@c")));
    let asked = world.trust(&["refresh"]);
    for said in [
        "A: KEY CHANGED",
        "A: address changed from a@a.example to new@a.example",
        "1 gone: B",
        "1 new: C",
    ] {
        assert!(asked.stdout.contains(said), "{said}: {}", asked.stdout);
    }
    assert_eq!(
        world.kept(),
        kept,
        "nothing is accepted before the user says so"
    );
    let done = world.trust(&["refresh", "Intranet", "--yes"]);
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert!(world.kept().contains("new@a.example"));
    let same = world.trust(&["refresh", "--yes"]);
    assert!(
        same.stdout.contains("only the day changed"),
        "{}",
        same.stdout
    );
}

const KEYS_SPACED: &str = "8A1E C5D2 B7C0 EFA4";

#[test]
fn a_directory_that_cannot_be_had_or_read_stays_as_it_is() {
    let world = World::new();
    world.import(&["--yes"]);
    let kept = world.kept();
    for answer in [
        None,
        Some("<html>Please log in</html>".to_owned()),
        Some(String::new()),
    ] {
        world.now_says(answer);
        let refused = world.trust(&["refresh", "--yes"]);
        assert_eq!(refused.code, 1, "{}", refused.stdout);
        assert!(
            refused.stderr.contains("intranet stays as it is"),
            "{}",
            refused.stderr
        );
        assert_eq!(world.kept(), kept);
    }
    let unknown = world.trust(&["refresh", "first"]);
    assert!(
        unknown
            .stderr
            .contains("see `bonafide trust list --keyring keyring`"),
        "{}",
        unknown.stderr
    );
}

#[test]
fn what_confirms_keys_comes_over_https_and_keys_come_from_files() {
    let world = World::new();
    let plain = world.trust(&[
        "import",
        "http://directory.example/teams.csv",
        "--from",
        "csv",
        "--yes",
    ]);
    assert_eq!(plain.code, 1);
    assert!(plain.stderr.contains("https:// only"), "{}", plain.stderr);
    assert!(world.server.requests().is_empty(), "nobody was asked");
    let url = world.server.url(HOST, "/ring.pgp");
    let ring = world.trust(&["import", &url, "--from", "reviewed"]);
    assert!(
        ring.stderr.contains("a file of your own"),
        "{}",
        ring.stderr
    );
    fs::create_dir_all(world.home.path().join("keyring/directories")).unwrap();
    let none = world.trust(&["refresh"]);
    assert!(
        none.stderr.contains("was fetched from a URL"),
        "{}",
        none.stderr
    );
}

fn notices(home: &Path, at: &str) -> Vec<String> {
    let run = Run::of(bonafide(home).current_dir(home).args([
        "audit",
        "partners",
        "--keyring",
        "keyring",
        "--offline",
        "--format",
        "json",
        "--at",
        at,
        "--remember",
    ]));
    let json = run.json();
    let all = json["notices"].as_array().unwrap();
    all.iter()
        .map(|one| one["message"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn an_audit_warns_before_a_snapshot_is_too_old_and_not_every_night() {
    let world = World::new();
    let home = world.home.path();
    fs::write(home.join("teams.csv"), table("A,a@a.example", 0)).unwrap();
    let imported = world.trust(&[
        "import",
        "teams.csv",
        "--from",
        "csv",
        "--taken",
        "2026-01-01",
    ]);
    assert_eq!(imported.code, 0, "{}", imported.stderr);
    fs::create_dir(home.join("partners")).unwrap();
    fs::write(home.join("partners/p.txt"), "A: RFC 2350\n").unwrap();
    assert_eq!(notices(home, "2026-02-01"), Vec::<String>::new());
    let told = notices(home, "2026-03-05");
    assert!(
        told[0].contains("csv will be too old in 28 days (2026-04-02)")
            && told[0].contains("trust refresh"),
        "{told:?}"
    );
    assert_eq!(notices(home, "2026-03-06"), Vec::<String>::new());
    assert!(notices(home, "2026-04-01")[0].contains("tomorrow"));
    assert!(notices(home, "2026-04-03")[0].contains("has been too old since 2026-04-02"));
    assert_eq!(notices(home, "2026-04-04"), Vec::<String>::new());
}
