//! The store under use, damage, concurrency and sudden death.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout
)]

#[path = "../../testkit/src/skipped.rs"]
mod skipped;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::Duration;

use bonafide_history::{Ack, History, HistoryError, Known, Run, SIGHTS_KEPT, TeamRun, team};
use bonafide_model::Timestamp;
use bonafide_model::audit::{Ending, NIGHTS, Places};
use bonafide_model::claims::Fingerprint;
use bonafide_model::judgement::{Past, Sight, SightRelation, Verdict, Why};
use tempfile::TempDir;

const TEAM: &str = "https://cert.example/rfc2350.txt";

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + second).unwrap()
}

fn sight(second: i64, version: &str) -> Sight {
    Sight {
        seen_at: at(second),
        verdict: Verdict::Authentic,
        document_sha256: "ab".repeat(32),
        version: Some(version.to_owned()),
        date: Some("2022-05-22".parse().unwrap()),
        signed_at: Some(at(-5)),
        fingerprint: Some("8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7".parse().unwrap()),
        emails: vec!["contact@cert.example".to_owned()],
        phones: vec!["+33123456789".to_owned()],
        first_seen_at: Some(at(second)),
        language: None,
        media_type: None,
        teams: Vec::new(),
        relation: SightRelation::Place,
    }
}

fn elm() -> Fingerprint {
    "8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7".parse().unwrap()
}

fn run(second: i64, verdict: Verdict, why: Option<Why>) -> Run {
    Run {
        at: at(second),
        verdict,
        why,
        reason: "because".to_owned(),
        document_sha256: Some("ab".repeat(32)),
        shown: None,
        places: Places::default(),
        failing: Vec::new(),
    }
}

fn place() -> (TempDir, PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state/history.sqlite");
    (directory, path)
}

fn seen(history: &History, team: &str) -> Vec<Sight> {
    match history.past(&Known::by(team), &[]).unwrap() {
        Past::Seen(sights) => sights,
        Past::Empty => Vec::new(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_remembered_is_there_after_reopening_and_for_that_team_only() {
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    assert_eq!(history.past(&Known::by(TEAM), &[]).unwrap(), Past::Empty);
    history
        .remember(&Known::by(TEAM), &sight(1, "1.0"))
        .unwrap();
    history
        .remember(&Known::by(TEAM), &sight(2, "1.1"))
        .unwrap();
    drop(history);
    let history = History::open(&path).unwrap();
    assert_eq!(
        history.past(&Known::by(TEAM), &[]).unwrap(),
        Past::Seen(vec![sight(1, "1.0"), sight(2, "1.1")])
    );
    assert_eq!(
        history
            .past(&Known::by("https://cert.example/"), &[])
            .unwrap(),
        Past::Empty
    );
    assert_eq!(history.teams().unwrap(), [TEAM]);
}

#[test]
fn only_authentic_sights_become_the_past() {
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    for verdict in [Verdict::Unanchored, Verdict::Unverified, Verdict::Rejected] {
        let forged = Sight {
            verdict,
            ..sight(1, "99")
        };
        assert!(
            matches!(history.remember(&Known::by(TEAM), &forged), Err(HistoryError::NotAuthentic(refused)) if refused == verdict)
        );
    }
    assert_eq!(history.past(&Known::by(TEAM), &[]).unwrap(), Past::Empty);
}

#[test]
fn the_same_sight_every_night_is_kept_once_with_its_last_time() {
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    for night in [1, 3, 2] {
        history
            .remember(&Known::by(TEAM), &sight(night, "1.0"))
            .unwrap();
    }
    assert_eq!(
        seen(&history, TEAM),
        [Sight {
            first_seen_at: Some(at(1)),
            ..sight(3, "1.0")
        }]
    );
}

#[test]
fn the_oldest_sights_make_room() {
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    let most = i64::try_from(SIGHTS_KEPT).unwrap();
    for i in 0..most + 3 {
        history
            .remember(&Known::by(TEAM), &sight(i, &i.to_string()))
            .unwrap();
    }
    let sights = seen(&history, TEAM);
    assert_eq!((sights.len(), sights[0].seen_at), (SIGHTS_KEPT, at(3)));
}

#[test]
fn an_outage_keeps_the_verdict_and_counts_its_own_time() {
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    assert_eq!(history.last(TEAM, None).unwrap(), None);
    history
        .record(TEAM, &run(1, Verdict::Authentic, None))
        .unwrap();
    history
        .record(TEAM, &run(2, Verdict::Authentic, None))
        .unwrap();
    for second in [3, 4] {
        history
            .record(
                TEAM,
                &run(second, Verdict::Unverified, Some(Why::NotFetched)),
            )
            .unwrap();
    }
    let last = history.last(TEAM, None).unwrap().unwrap();
    assert_eq!(last.run.unwrap(), run(2, Verdict::Authentic, None));
    assert_eq!(
        (last.since, last.attempted_at, last.unreachable_since),
        (Some(at(1)), at(4), Some(at(3)))
    );
    history
        .record(TEAM, &run(5, Verdict::Rejected, None))
        .unwrap();
    let last = history.last(TEAM, None).unwrap().unwrap();
    assert_eq!(
        (
            last.run.unwrap().verdict,
            last.since,
            last.unreachable_since
        ),
        (Verdict::Rejected, Some(at(5)), None)
    );
}

#[test]
fn a_team_that_was_never_reached_has_no_verdict() {
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    history
        .record(TEAM, &run(1, Verdict::Unverified, Some(Why::NotFetched)))
        .unwrap();
    let last = history.last(TEAM, None).unwrap().unwrap();
    assert_eq!(
        (last.run, last.since, last.unreachable_since),
        (None, None, Some(at(1)))
    );
}

#[test]
fn of_two_runs_at_nearly_the_same_time_the_later_one_counts() {
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    history
        .record(TEAM, &run(9, Verdict::Authentic, None))
        .unwrap();
    history
        .record(TEAM, &run(8, Verdict::Rejected, None))
        .unwrap();
    assert_eq!(
        history
            .last(TEAM, None)
            .unwrap()
            .unwrap()
            .run
            .unwrap()
            .verdict,
        Verdict::Authentic
    );
}

#[test]
fn an_acknowledgement_covers_its_change_until_its_day() {
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    let day = |text: &str| text.parse().unwrap();
    let ack = Ack {
        team: TEAM.to_owned(),
        change: "phone:+331->+332".to_owned(),
        reason: "called them".to_owned(),
        until: Some(day("2026-12-31")),
        made_at: at(1),
    };
    history.ack(&ack).unwrap();
    history
        .ack(&Ack {
            reason: "called them twice".to_owned(),
            ..ack.clone()
        })
        .unwrap();
    let acks = history.acks().unwrap();
    assert_eq!(
        acks,
        [Ack {
            reason: "called them twice".to_owned(),
            ..ack.clone()
        }]
    );
    assert!(acks[0].covers(TEAM, &ack.change, day("2026-12-31")));
    assert!(!acks[0].covers(TEAM, &ack.change, day("2027-01-01")));
    assert!(!acks[0].covers(TEAM, "phone:+331->+333", day("2026-12-01")));
    assert!(!acks[0].covers("other", &ack.change, day("2026-12-01")));
}

#[test]
fn a_forgotten_team_is_forgotten_altogether_and_no_other_is() {
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    for team in [TEAM, "other"] {
        history
            .remember(&Known::by(team), &sight(1, "1.0"))
            .unwrap();
        history
            .record(team, &run(1, Verdict::Authentic, None))
            .unwrap();
    }
    history.forget(TEAM).unwrap();
    assert_eq!(
        (
            history.past(&Known::by(TEAM), &[]).unwrap(),
            history.last(TEAM, None).unwrap()
        ),
        (Past::Empty, None)
    );
    assert_eq!(history.teams().unwrap(), ["other"]);
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_the_store() {
    use std::os::unix::fs::PermissionsExt;
    let (_directory, path) = place();
    History::open(&path).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
}

#[test]
fn damage_is_refused_and_never_replaced() {
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    history
        .remember(&Known::by(TEAM), &sight(1, "1.0"))
        .unwrap();
    drop(history);
    let sound = fs::read(&path).unwrap();
    let half = sound[..sound.len() / 2].to_vec();
    for broken in [
        Vec::new(),
        b"not a database at all, but long enough to be read as one".repeat(100),
        half,
        vec![0; 8192],
    ] {
        fs::write(&path, &broken).unwrap();
        let error = History::open(&path).unwrap_err();
        assert!(
            matches!(
                error,
                HistoryError::Damaged { .. } | HistoryError::Foreign { .. }
            ),
            "{error}"
        );
        assert_eq!(fs::read(&path).unwrap(), broken, "the file was touched");
    }
}

#[test]
fn a_damaged_store_says_how_to_go_on() {
    let (_directory, path) = place();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, b"").unwrap();
    let message = History::open(&path).unwrap_err().to_string();
    assert!(
        message.contains("it is empty") && message.contains("restore it from a backup"),
        "{message}"
    );
}

/// Whatever byte changes, the past is what it was or is refused; it is never another one, and above
/// all not empty.
#[test]
fn no_flipped_byte_makes_another_past() {
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    for i in 0..4 {
        history
            .remember(&Known::by(TEAM), &sight(i, &i.to_string()))
            .unwrap();
        history
            .remember(&Known::by("other"), &sight(i, &i.to_string()))
            .unwrap();
    }
    let past = history.past(&Known::by(TEAM), &[]).unwrap();
    drop(history);
    let sound = fs::read(&path).unwrap();
    let mut refused = 0;
    // A prime stride hits every kind of field; the sorted index and the records lie at the ends of
    // their pages.
    for offset in (0..sound.len()).step_by(29) {
        let mut broken = sound.clone();
        broken[offset] ^= 0x10;
        fs::write(&path, &broken).unwrap();
        match History::open(&path).and_then(|history| history.past(&Known::by(TEAM), &[])) {
            Ok(read) => assert_eq!(read, past, "byte {offset}"),
            Err(_) => refused += 1,
        }
        for extra in ["-journal", "-wal", "-shm"] {
            let _ = fs::remove_file(format!("{}{extra}", path.display()));
        }
    }
    assert!(refused > 20, "only {refused} of the changes were noticed");
}

#[test]
fn a_later_schema_and_another_programs_database_are_refused() {
    let (directory, path) = place();
    History::open(&path).unwrap();
    rusqlite::Connection::open(&path)
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    let error = History::open(&path).unwrap_err();
    assert!(
        matches!(error, HistoryError::NewerSchema { found: 99, .. }),
        "{error}"
    );

    let other = directory.path().join("other.sqlite");
    rusqlite::Connection::open(&other)
        .unwrap()
        .execute_batch("CREATE TABLE t (x)")
        .unwrap();
    assert!(matches!(
        History::open(&other),
        Err(HistoryError::Foreign { .. })
    ));
}

#[test]
fn where_no_history_can_be_made_there_is_none_and_no_damaged_one() {
    let (directory, _) = place();
    let file = directory.path().join("file");
    fs::write(&file, "x").unwrap();
    let error = History::open(&file.join("history.sqlite")).unwrap_err();
    assert!(matches!(error, HistoryError::NotCreated { .. }), "{error}");
    assert!(error.to_string().contains("--no-history"));
}

#[cfg(unix)]
#[test]
fn in_a_read_only_directory_the_past_can_be_read_but_not_changed() {
    use std::os::unix::fs::PermissionsExt;
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    history
        .remember(&Known::by(TEAM), &sight(1, "1.0"))
        .unwrap();
    drop(history);
    let set = |mode: u32| {
        fs::set_permissions(path.parent().unwrap(), fs::Permissions::from_mode(mode)).unwrap()
    };
    set(0o500);
    if fs::write(path.with_extension("probe"), "").is_ok() {
        skipped::skip_here("a directory that cannot be written: this user may write everywhere");
    } else {
        let mut history = History::open(&path).unwrap();
        assert_eq!(seen(&history, TEAM), [sight(1, "1.0")]);
        let error = history
            .remember(&Known::by(TEAM), &sight(2, "2.0"))
            .unwrap_err();
        assert!(matches!(error, HistoryError::NotWritable { .. }), "{error}");
    }
    set(0o700);
}

#[test]
fn two_runs_at_once_lose_nothing() {
    let (_directory, path) = place();
    thread::scope(|scope| {
        for name in ["a", "b", "c", "d"] {
            let path = &path;
            scope.spawn(move || {
                // All of them create it, too.
                let mut history = History::open(path).unwrap();
                for i in 0..10 {
                    history
                        .remember(&Known::by(name), &sight(i, &i.to_string()))
                        .unwrap();
                    history
                        .remember(&Known::by("shared"), &sight(i, &format!("{name}{i}")))
                        .unwrap();
                }
            });
        }
    });
    let history = History::open(&path).unwrap();
    for name in ["a", "b", "c", "d"] {
        assert_eq!(seen(&history, name).len(), 10);
    }
    assert_eq!(seen(&history, "shared").len(), 40);
}

#[test]
fn what_another_run_writes_while_a_store_is_opened_is_no_damage() {
    let (_directory, path) = place();
    let mut writer = History::open(&path).unwrap();
    let written = std::sync::atomic::AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            for i in 0..60 {
                writer
                    .remember(&Known::by(&format!("team {i}")), &sight(i, "1.0"))
                    .unwrap();
            }
            written.store(true, std::sync::atomic::Ordering::Relaxed);
        });
        while !written.load(std::sync::atomic::Ordering::Relaxed) {
            History::open(&path).unwrap();
        }
    });
}

const KILLED: &str = "BONAFIDE_HISTORY_OF_THE_KILLED";

/// Not a test of its own: the process that [`a_killed_process_loses_at_most_the_write_it_was_in`]
/// kills.
#[test]
#[ignore = "runs as a child of another test"]
fn write_until_killed() {
    let mut history = History::open(Path::new(&std::env::var_os(KILLED).unwrap())).unwrap();
    let start = seen(&history, TEAM).len() as i64;
    for i in start.. {
        let mut sight = sight(i, &i.to_string());
        // Large enough to be several pages, so that a write is not atomic by luck.
        sight.emails = vec!["contact@cert.example".to_owned(); 2000];
        history.remember(&Known::by(TEAM), &sight).unwrap();
        println!("{i}");
    }
}

#[test]
fn a_killed_process_loses_at_most_the_write_it_was_in() {
    use std::io::{BufRead, BufReader};
    let (_directory, path) = place();
    for round in 0..4 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "write_until_killed", "--ignored", "--nocapture"])
            .env(KILLED, &path)
            .stdout(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap())
            .lines()
            .map_while(Result::ok);
        let started = lines.by_ref().find_map(|line| line.parse::<i64>().ok());
        assert!(started.is_some(), "the child wrote nothing");
        thread::sleep(Duration::from_millis(3 + round * 5));
        child.kill().unwrap();
        child.wait().unwrap();
        let confirmed = lines
            .filter_map(|line| line.parse::<i64>().ok())
            .last()
            .or(started)
            .unwrap();

        let history = History::open(&path).unwrap();
        let sights = seen(&history, TEAM);
        let versions: Vec<String> = sights
            .iter()
            .filter_map(|sight| sight.version.clone())
            .collect();
        let expected: Vec<String> = (0..versions.len()).map(|i| i.to_string()).collect();
        assert_eq!(versions, expected, "nothing is missing in between");
        let count = sights.len() as i64;
        assert!(
            (confirmed + 1..=confirmed + 2).contains(&count),
            "{confirmed} was confirmed last, {count} are there"
        );
    }
}

fn known(name: &str, places: &[&str], of: Option<&str>) -> Known {
    Known {
        name: name.to_owned(),
        places: places.iter().map(|place| (*place).to_owned()).collect(),
        team: of.map(team),
    }
}

fn versions(past: Past) -> Vec<(String, SightRelation)> {
    let Past::Seen(sights) = past else {
        return Vec::new();
    };
    sights
        .into_iter()
        .map(|sight| (sight.version.unwrap_or_default(), sight.relation))
        .collect()
}

#[test]
fn one_document_has_one_past_by_its_place_its_team_and_its_key() {
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    let url = "https://www.elm.example/rfc2350.txt";
    history
        .remember(&known("partner:elm", &[url], None), &sight(1, "1.0"))
        .unwrap();
    history
        .remember(&known("team:elm", &[], Some("ELM")), &sight(2, "1.1"))
        .unwrap();
    let seen = |known: &Known, keys: &[Fingerprint]| versions(history.past(known, keys).unwrap());
    let told = |version: &str, relation| (version.to_owned(), relation);
    assert_eq!(
        seen(
            &Known::by("HTTPS://www.ELM.example.:443/rfc2350.txt#x"),
            &[]
        ),
        [told("1.0", SightRelation::Place)]
    );
    assert_eq!(
        seen(&known("partner:other", &[url], None), &[]),
        [told("1.0", SightRelation::Place)]
    );
    assert_eq!(
        seen(&known("team:elm", &[url], Some("elm ")), &[]),
        [
            told("1.0", SightRelation::Place),
            told("1.1", SightRelation::Team)
        ]
    );
    assert_eq!(
        seen(&Known::default(), &[elm()]),
        [
            told("1.0", SightRelation::Key),
            told("1.1", SightRelation::Key)
        ]
    );
    assert_eq!(
        seen(&Known::by(url), &[elm()]),
        [
            told("1.0", SightRelation::Place),
            told("1.1", SightRelation::Key)
        ]
    );
    assert_eq!(seen(&Known::by("https://elm.example/rfc2350.txt"), &[]), []);
}

#[test]
fn who_forgets_a_subject_forgets_all_by_which_it_would_still_be_judged() {
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    let url = "https://www.elm.example/rfc2350.txt";
    history
        .remember(&known("partner:elm", &[url], None), &sight(1, "1.0"))
        .unwrap();
    history.remember(&Known::by(url), &sight(2, "1.1")).unwrap();
    let other = Sight {
        fingerprint: Some("0123456789ABCDEF0123456789ABCDEF01234567".parse().unwrap()),
        ..sight(3, "9.0")
    };
    history
        .remember(&Known::by("https://oak.example/"), &other)
        .unwrap();
    assert_eq!(
        history.related("partner:elm").unwrap(),
        [url, "partner:elm"]
    );
    history.forget("partner:elm").unwrap();
    assert_eq!(
        history.past(&Known::by(url), &[elm()]).unwrap(),
        Past::Empty
    );
    assert_eq!(history.teams().unwrap(), ["https://oak.example/"]);
}

const YEARS: i64 = 10 * 365 * 86_400;

#[test]
fn a_run_under_a_wrong_clock_does_not_stop_the_memory() {
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    history
        .record(TEAM, &run(0, Verdict::Authentic, None))
        .unwrap();
    history
        .record(TEAM, &run(YEARS, Verdict::Unverified, Some(Why::Expired)))
        .unwrap();
    let now = at(86_400);
    assert_eq!(history.future_run(TEAM, now).unwrap(), Some(at(YEARS)));
    assert_eq!(
        history
            .last(TEAM, Some(now))
            .unwrap()
            .unwrap()
            .run
            .unwrap()
            .verdict,
        Verdict::Authentic,
        "the one before is known"
    );
    history
        .record(TEAM, &run(86_400, Verdict::Rejected, None))
        .unwrap();
    assert_eq!(history.future_run(TEAM, now).unwrap(), None, "mended");
    assert_eq!(
        history
            .last(TEAM, None)
            .unwrap()
            .unwrap()
            .run
            .unwrap()
            .verdict,
        Verdict::Rejected
    );
    // Clocks of two machines differ a little.
    assert_eq!(history.future_run(TEAM, at(86_400 - 299)).unwrap(), None);
}

#[test]
fn a_sight_under_a_wrong_clock_is_mended_by_the_next_one_and_none_is_lost() {
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    let elm = Known::by(TEAM);
    let times = |history: &History| -> Vec<(Timestamp, Timestamp)> {
        seen(history, TEAM)
            .into_iter()
            .map(|sight| (sight.first_seen(), sight.seen_at))
            .collect()
    };
    // The document was known before, and the wrong clock only renewed its time.
    history.remember(&elm, &sight(0, "1.0")).unwrap();
    history
        .remember(
            &elm,
            &Sight {
                first_seen_at: None,
                ..sight(YEARS, "1.0")
            },
        )
        .unwrap();
    assert_eq!(
        times(&history),
        [(at(0), at(YEARS))],
        "what was seen before stays seen before"
    );
    history.remember(&elm, &sight(100, "1.0")).unwrap();
    assert_eq!(times(&history), [(at(0), at(100))]);
    // It was not known before: the same document, or a newer signature, shows that it came first.
    history.remember(&elm, &sight(YEARS, "1.1")).unwrap();
    history
        .remember(&Known::by("other"), &sight(YEARS, "1.1"))
        .unwrap();
    history
        .remember(
            &elm,
            &Sight {
                signed_at: Some(at(90)),
                ..sight(200, "1.2")
            },
        )
        .unwrap();
    assert_eq!(
        times(&history)
            .into_iter()
            .filter(|(first, _)| *first > at(1000))
            .count(),
        0
    );
    assert_eq!(seen(&history, TEAM).len(), 3, "nothing is removed");
    // One that was signed later than what is seen now may be the newer one: it is left, for the
    // clock may be wrong now.
    history
        .remember(
            &elm,
            &Sight {
                signed_at: Some(at(300)),
                ..sight(YEARS, "2.0")
            },
        )
        .unwrap();
    history.remember(&elm, &sight(400, "1.3")).unwrap();
    assert!(
        seen(&history, TEAM)
            .iter()
            .any(|sight| sight.first_seen() == at(YEARS))
    );
}

/// `data/version-1.sql` was made by the release that had schema version 1.
fn version_1(path: &Path) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let connection = rusqlite::Connection::open(path).unwrap();
    connection
        .execute_batch(include_str!("data/version-1.sql"))
        .unwrap();
}

#[test]
fn a_store_of_schema_version_1_goes_on_to_be_read() {
    let (_directory, path) = place();
    version_1(&path);
    for _ in 0..2 {
        let history = History::open(&path).unwrap();
        let past = |name: &str| {
            versions(history.past(&Known::by(name), &[]).unwrap())
                .into_iter()
                .map(|(version, _)| version)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            past("https://www.elm.example/rfc2350.txt?a=1&b=2"),
            ["1.0", "1.1"],
            "in another spelling"
        );
        assert_eq!(past("https://www.elm.example/a"), ["1.0"]);
        assert_eq!(
            (past("team:cert-elm"), past("partner:elm")),
            (vec!["1.1".to_owned()], vec!["1.1".to_owned()])
        );
        assert_eq!(
            versions(history.past(&Known::default(), &[elm()]).unwrap()).len(),
            5
        );
        let last = history.last("partner:elm", None).unwrap().unwrap();
        assert_eq!(last.run.unwrap().verdict, Verdict::Authentic);
        assert_eq!(
            last.unreachable_since.unwrap().to_string(),
            "2026-10-31T03:00:00Z"
        );
        let future: Timestamp = "2036-10-31T03:00:00Z".parse().unwrap();
        assert_eq!(
            history
                .future_run("file:p/x.txt", "2026-11-01T00:00:00Z".parse().unwrap())
                .unwrap(),
            Some(future)
        );
        assert_eq!(history.acks().unwrap()[0].reason, "moves");
        assert_eq!(history.teams().unwrap().len(), 5);
        let nights = |name: &str, until: &str| nights(&history, name, until.parse().unwrap());
        assert_eq!(
            nights("partner:elm", "2026-11-01T00:00:00Z"),
            ["2026-10-31 2026-10-31 not-checked"],
            "a run of then is a night of now"
        );
        assert_eq!(
            nights("file:p/x.txt", "2036-10-31T03:00:00Z"),
            ["2036-10-31 2036-10-31 unverified"]
        );
        assert!(nights("file:p/x.txt", "2026-11-01T00:00:00Z").is_empty());
    }
}

#[test]
fn a_damaged_store_of_schema_version_1_stays_damaged() {
    let (_directory, path) = place();
    version_1(&path);
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection
        .execute("UPDATE sight SET team = 'team:cert-elk' WHERE id = 4", [])
        .unwrap();
    drop(connection);
    let before = fs::read(&path).unwrap();
    assert!(matches!(
        History::open(&path),
        Err(HistoryError::Damaged { .. })
    ));
    assert_eq!(fs::read(&path).unwrap(), before, "nothing was migrated");
}

#[test]
fn a_name_that_is_lost_is_damage() {
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    history
        .remember(&Known::by(TEAM), &sight(1, "1.0"))
        .unwrap();
    drop(history);
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection
        .execute("DELETE FROM name WHERE name LIKE 'https:%'", [])
        .unwrap();
    drop(connection);
    assert!(matches!(
        History::open(&path),
        Err(HistoryError::Damaged { .. })
    ));
}

#[test]
fn a_renamed_subject_keeps_its_past_and_its_place_on_the_roll() {
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    let known = |name: &str| Known {
        name: name.to_owned(),
        places: vec![TEAM.to_owned()],
        team: None,
    };
    history
        .remember(&known("partner:a"), &sight(1, "1"))
        .unwrap();
    history
        .record("partner:a", &run(1, Verdict::Rejected, None))
        .unwrap();
    let ack = Ack {
        team: "partner:a".to_owned(),
        change: "x".to_owned(),
        reason: "y".to_owned(),
        until: None,
        made_at: at(2),
    };
    history.ack(&ack).unwrap();
    history.set_roll("/p", &["partner:a", "partner:b"]).unwrap();
    history.rename("partner:a", "partner:z").unwrap();
    // Nothing is kept of this one, and again nothing happens.
    history.rename("partner:a", "partner:z").unwrap();
    drop(history);
    // Opening checks that every sight is what was written and is found by its names.
    let mut history = History::open(&path).unwrap();
    let named = Known::by("partner:z");
    assert!(matches!(history.past(&named, &[]).unwrap(), Past::Seen(all) if all.len() == 1));
    assert_eq!(
        history.past(&Known::by("partner:a"), &[]).unwrap(),
        Past::Empty
    );
    assert!(history.last("partner:a", None).unwrap().is_none());
    assert_eq!(
        history
            .last("partner:z", None)
            .unwrap()
            .unwrap()
            .run
            .unwrap()
            .verdict,
        Verdict::Rejected
    );
    assert_eq!(history.acks().unwrap()[0].team, "partner:z");
    assert_eq!(history.roll("/p").unwrap(), ["partner:b", "partner:z"]);
    history.strike("partner:b").unwrap();
    assert_eq!(history.roll("/p").unwrap(), ["partner:z"]);
    assert_eq!(history.roll("/q").unwrap(), Vec::<String>::new());
}

#[test]
fn two_pasts_never_become_one_by_a_name() {
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    for name in ["partner:a", "partner:b"] {
        history
            .record(name, &run(1, Verdict::Authentic, None))
            .unwrap();
    }
    let refused = history.rename("partner:a", "partner:b");
    assert!(matches!(refused, Err(HistoryError::NameTaken(_))));
    assert!(history.last("partner:a", None).unwrap().is_some());
}

/// The tables and a sight as they are written. `BONAFIDE_BLESS=1` writes the file anew: only
/// together with a migration.
#[test]
fn the_store_is_written_as_ever() {
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    history
        .remember(&Known::by(TEAM), &sight(1, "1.0"))
        .unwrap();
    drop(history);
    let connection = rusqlite::Connection::open(&path).unwrap();
    let mut all = connection
        .prepare("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
        .unwrap();
    let mut found: Vec<String> = all
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    found.push(
        connection
            .query_row("SELECT body FROM sight", [], |row| row.get(0))
            .unwrap(),
    );
    let found = format!(
        "{}\n",
        found
            .join("\n")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    );
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/store.txt");
    if std::env::var_os("BONAFIDE_BLESS").is_some() {
        fs::write(&file, &found).unwrap();
    }
    assert_eq!(found, fs::read_to_string(&file).unwrap_or_default());
}

/// One night of `partners`, of which the first one changes its document every night.
fn night(history: &mut History, number: i64, partners: usize) {
    let names: Vec<String> = (0..partners)
        .map(|partner| format!("partner:{partner}"))
        .collect();
    let second = number * 86_400;
    let all = names.iter().enumerate().map(|(partner, name)| {
        let version = if partner == 0 {
            number.to_string()
        } else {
            "1.0".to_owned()
        };
        let place = format!("https://p{partner}.example/rfc2350.txt");
        let known = known(name, &[&place], None);
        let sight = Sight {
            fingerprint: Some(key_of(partner)),
            ..sight(second, &version)
        };
        // The second one is down every other night.
        let ending = match (partner, number % 2) {
            (1, 1) => Ending::NotChecked,
            _ => Ending::Authentic,
        };
        TeamRun {
            team_key: name,
            at: at(second),
            ending,
            run: Some(run(second, Verdict::Authentic, None)),
            seen: Some((known, sight)),
        }
    });
    history.record_all(all).unwrap();
}

fn key_of(partner: usize) -> Fingerprint {
    format!("{:040X}", partner + 1).parse().unwrap()
}

#[test]
fn many_nights_leave_no_more_than_what_is_kept() {
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    for number in 0..SIGHTS_KEPT as i64 + 44 {
        night(&mut history, number, 3);
    }
    let count = |what: &str| -> i64 {
        rusqlite::Connection::open(&path)
            .unwrap()
            .query_row(&format!("SELECT count(*) FROM {what}"), [], |row| {
                row.get(0)
            })
            .unwrap()
    };
    assert_eq!(count("sight"), SIGHTS_KEPT as i64 + 2);
    assert_eq!(count("run"), 3 * 8);
    assert_eq!(
        count("night"),
        1 + NIGHTS + 1,
        "alike ones are one row, and only the last ones are kept"
    );
    let last = (SIGHTS_KEPT as i64 + 43) * 86_400;
    // A clock that was a year ahead when they were tried puts nobody behind all others for good.
    assert!(history.attempts(at(-86_400 * 365)).unwrap().is_empty());
    let tried = history.attempts(at(last)).unwrap();
    assert_eq!(tried.len(), 3);
    assert!(tried.values().all(|tried| *tried == at(last)), "{tried:?}");
}

fn nights(history: &History, team: &str, until: Timestamp) -> Vec<String> {
    let all = history.nights(team, until).unwrap();
    all.iter()
        .map(|one| format!("{} {} {}", one.first, one.last, one.ending.as_str()))
        .collect()
}

/// Records how the night after so many days ended, at this hour.
fn end(history: &mut History, days: i64, hour: i64, ending: Ending) {
    let one = TeamRun {
        team_key: "partner:elm",
        at: at(days * 86_400 + hour * 3_600),
        ending,
        run: None,
        seen: None,
    };
    history.record_all([one]).unwrap();
}

#[test]
fn nights_that_ended_alike_are_one_and_the_last_run_of_a_night_counts() {
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    // 2023-11-14 is the first of them.
    for days in [0, 1, 2, 4] {
        end(&mut history, days, 0, Ending::Authentic);
    }
    let shown = |history: &History| nights(history, "partner:elm", at(4 * 86_400));
    let before = [
        "2023-11-14 2023-11-16 authentic",
        "2023-11-18 2023-11-18 authentic",
    ];
    assert_eq!(shown(&history), before, "a night without a run is none");
    end(&mut history, 4, 1, Ending::Rejected);
    assert_eq!(shown(&history)[1], "2023-11-18 2023-11-18 rejected");
    end(&mut history, 4, 1, Ending::Authentic);
    assert_eq!(shown(&history), before);
    // A run for one of them that could not even be begun says nothing of the others.
    assert!(nights(&history, "partner:fir", at(4 * 86_400)).is_empty());
    assert!(history.last("partner:elm", None).unwrap().is_none());
    assert!(history.teams().unwrap().is_empty(), "nothing was seen");
}

#[test]
fn a_night_under_a_wrong_clock_takes_no_other_away() {
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    end(&mut history, 0, 0, Ending::Authentic);
    end(&mut history, 365, 0, Ending::Failed);
    assert_eq!(
        nights(&history, "partner:elm", at(0)),
        ["2023-11-14 2023-11-14 authentic"],
        "what lies in the future is not shown"
    );
    end(&mut history, 1, 0, Ending::Authentic);
    assert_eq!(
        nights(&history, "partner:elm", at(400 * 86_400)),
        Vec::<String>::new(),
        "and is removed"
    );
    assert_eq!(
        nights(&history, "partner:elm", at(86_400)),
        ["2023-11-14 2023-11-15 authentic"]
    );
}

#[test]
fn only_the_last_nights_are_told_and_only_their_part_of_a_long_row() {
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    for days in 0..100 {
        end(&mut history, days, 0, Ending::Unanchored);
    }
    assert_eq!(
        nights(&history, "partner:elm", at(99 * 86_400)),
        ["2024-01-23 2024-02-21 unanchored"]
    );
    assert_eq!(NIGHTS, 30);
}

#[test]
fn nights_go_with_the_name_of_a_subject_and_vanish_when_it_is_forgotten() {
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    history
        .record("partner:elm", &run(0, Verdict::Authentic, None))
        .unwrap();
    end(&mut history, 0, 0, Ending::Authentic);
    // The new name has nights on which its entry could not be read, and no past.
    let failed = TeamRun {
        team_key: "partner:oak",
        at: at(0),
        ending: Ending::Failed,
        run: None,
        seen: None,
    };
    history.record_all([failed]).unwrap();
    history.rename("partner:elm", "partner:oak").unwrap();
    assert_eq!(
        nights(&history, "partner:oak", at(0)),
        ["2023-11-14 2023-11-14 authentic"]
    );
    assert!(nights(&history, "partner:elm", at(0)).is_empty());
    history.forget("partner:oak").unwrap();
    assert!(nights(&history, "partner:oak", at(0)).is_empty());
}

#[test]
fn a_night_that_cannot_be_read_is_damage() {
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    end(&mut history, 0, 0, Ending::Authentic);
    let connection = rusqlite::Connection::open(&path).unwrap();
    for damage in ["ending = 'splendid'", "last_day = 9223372036854775807"] {
        connection
            .execute(&format!("UPDATE night SET {damage}"), [])
            .unwrap();
        let found = history.nights("partner:elm", at(0));
        let is_damage = matches!(found, Err(HistoryError::Damaged { .. }));
        // A day beyond all calendars is cut to tonight.
        assert_eq!(is_damage, damage.starts_with("ending"), "{found:?}");
        connection
            .execute("UPDATE night SET ending = 'authentic'", [])
            .unwrap();
    }
}

/// How long a night takes after a thousand: `BONAFIDE_NIGHTS=1000 BONAFIDE_PARTNERS=300` prints it.
#[test]
fn a_night_after_many_is_as_quick_as_the_first() {
    let number = |name: &str, usual: usize| {
        std::env::var(name)
            .ok()
            .and_then(|text| text.parse().ok())
            .unwrap_or(usual)
    };
    let (nights, partners) = (
        number("BONAFIDE_NIGHTS", 40),
        number("BONAFIDE_PARTNERS", 30),
    );
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    let timed = |history: &mut History, number: usize| {
        let start = std::time::Instant::now();
        for partner in 0..partners {
            let name = format!("partner:{partner}");
            history.last(&name, None).unwrap();
            history.nights(&name, at(number as i64 * 86_400)).unwrap();
            history
                .past(
                    &known(
                        &name,
                        &[&format!("https://p{partner}.example/rfc2350.txt")],
                        None,
                    ),
                    &[key_of(partner)],
                )
                .unwrap();
        }
        night(history, number as i64, partners);
        start.elapsed()
    };
    timed(&mut history, 0);
    let early = timed(&mut history, 1);
    for number in 2..nights {
        night(&mut history, number as i64, partners);
    }
    let late = timed(&mut history, nights);
    println!("{partners} partners: {early:?} on the second night, {late:?} on night {nights}");
    assert!(
        late < 20 * early + Duration::from_secs(1),
        "{late:?} instead of {early:?}"
    );
}
