//! The store under use, damage, concurrency and sudden death.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr, clippy::print_stdout)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::Duration;

use bonafide_history::{Ack, History, HistoryError, Run, SIGHTS_KEPT};
use bonafide_model::{Past, Sight, Timestamp, Verdict, Why};
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
    }
}

fn run(second: i64, verdict: Verdict, why: Option<Why>) -> Run {
    Run { at: at(second), verdict, why, reason: "because".to_owned(), document_sha256: Some("ab".repeat(32)), shown: None }
}

fn place() -> (TempDir, PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state/history.sqlite");
    (directory, path)
}

fn seen(history: &History, team: &str) -> Vec<Sight> {
    match history.past(team).unwrap() {
        Past::Seen(sights) => sights,
        Past::Empty => Vec::new(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_remembered_is_there_after_reopening_and_for_that_team_only() {
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    assert_eq!(history.past(TEAM).unwrap(), Past::Empty);
    history.remember(TEAM, &sight(1, "1.0")).unwrap();
    history.remember(TEAM, &sight(2, "1.1")).unwrap();
    drop(history);
    let history = History::open(&path).unwrap();
    assert_eq!(history.past(TEAM).unwrap(), Past::Seen(vec![sight(1, "1.0"), sight(2, "1.1")]));
    assert_eq!(history.past("https://cert.example/").unwrap(), Past::Empty);
    assert_eq!(history.teams().unwrap(), [TEAM]);
}

#[test]
fn only_authentic_sights_become_the_past() {
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    for verdict in [Verdict::Unanchored, Verdict::Unverified, Verdict::Rejected] {
        let forged = Sight { verdict, ..sight(1, "99") };
        assert!(matches!(history.remember(TEAM, &forged), Err(HistoryError::NotAuthentic(refused)) if refused == verdict));
    }
    assert_eq!(history.past(TEAM).unwrap(), Past::Empty);
}

#[test]
fn the_same_sight_every_night_is_kept_once_with_its_last_time() {
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    for night in [1, 3, 2] {
        history.remember(TEAM, &sight(night, "1.0")).unwrap();
    }
    assert_eq!(seen(&history, TEAM), [sight(3, "1.0")]);
}

#[test]
fn the_oldest_sights_make_room() {
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    let most = i64::try_from(SIGHTS_KEPT).unwrap();
    for i in 0..most + 3 {
        history.remember(TEAM, &sight(i, &i.to_string())).unwrap();
    }
    let sights = seen(&history, TEAM);
    assert_eq!((sights.len(), sights[0].seen_at), (SIGHTS_KEPT, at(3)));
}

#[test]
fn an_outage_keeps_the_verdict_and_counts_its_own_time() {
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    assert_eq!(history.last(TEAM).unwrap(), None);
    history.record(TEAM, &run(1, Verdict::Authentic, None)).unwrap();
    history.record(TEAM, &run(2, Verdict::Authentic, None)).unwrap();
    for second in [3, 4] {
        history.record(TEAM, &run(second, Verdict::Unverified, Some(Why::NotFetched))).unwrap();
    }
    let last = history.last(TEAM).unwrap().unwrap();
    assert_eq!(last.run.unwrap(), run(2, Verdict::Authentic, None));
    assert_eq!((last.since, last.attempted_at, last.unreachable_since), (Some(at(1)), at(4), Some(at(3))));
    history.record(TEAM, &run(5, Verdict::Rejected, None)).unwrap();
    let last = history.last(TEAM).unwrap().unwrap();
    assert_eq!((last.run.unwrap().verdict, last.since, last.unreachable_since), (Verdict::Rejected, Some(at(5)), None));
}

#[test]
fn a_team_that_was_never_reached_has_no_verdict() {
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    history.record(TEAM, &run(1, Verdict::Unverified, Some(Why::NotFetched))).unwrap();
    let last = history.last(TEAM).unwrap().unwrap();
    assert_eq!((last.run, last.since, last.unreachable_since), (None, None, Some(at(1))));
}

#[test]
fn a_run_older_than_the_recorded_one_changes_nothing() {
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    history.record(TEAM, &run(9, Verdict::Authentic, None)).unwrap();
    history.record(TEAM, &run(8, Verdict::Rejected, None)).unwrap();
    assert_eq!(history.last(TEAM).unwrap().unwrap().run.unwrap().verdict, Verdict::Authentic);
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
    history.ack(&Ack { reason: "called them twice".to_owned(), ..ack.clone() }).unwrap();
    let acks = history.acks().unwrap();
    assert_eq!(acks, [Ack { reason: "called them twice".to_owned(), ..ack.clone() }]);
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
        history.remember(team, &sight(1, "1.0")).unwrap();
        history.record(team, &run(1, Verdict::Authentic, None)).unwrap();
    }
    history.forget(TEAM).unwrap();
    assert_eq!((history.past(TEAM).unwrap(), history.last(TEAM).unwrap()), (Past::Empty, None));
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
    history.remember(TEAM, &sight(1, "1.0")).unwrap();
    drop(history);
    let sound = fs::read(&path).unwrap();
    let half = sound[..sound.len() / 2].to_vec();
    for broken in [Vec::new(), b"not a database at all, but long enough to be read as one".repeat(100), half, vec![0; 8192]] {
        fs::write(&path, &broken).unwrap();
        let error = History::open(&path).unwrap_err();
        assert!(matches!(error, HistoryError::Damaged { .. } | HistoryError::Foreign { .. }), "{error}");
        assert_eq!(fs::read(&path).unwrap(), broken, "the file was touched");
    }
}

#[test]
fn a_damaged_store_says_how_to_go_on() {
    let (_directory, path) = place();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, b"").unwrap();
    let message = History::open(&path).unwrap_err().to_string();
    assert!(message.contains("it is empty") && message.contains("restore it from a backup"), "{message}");
}

/// Whatever byte changes, the past is what it was or is refused; it is never another one, and above all not empty.
#[test]
fn no_flipped_byte_makes_another_past() {
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    for i in 0..4 {
        history.remember(TEAM, &sight(i, &i.to_string())).unwrap();
        history.remember("other", &sight(i, &i.to_string())).unwrap();
    }
    let past = history.past(TEAM).unwrap();
    drop(history);
    let sound = fs::read(&path).unwrap();
    let mut refused = 0;
    // A prime stride hits every kind of field; the sorted index and the records lie at the ends of their pages.
    for offset in (0..sound.len()).step_by(29) {
        let mut broken = sound.clone();
        broken[offset] ^= 0x10;
        fs::write(&path, &broken).unwrap();
        match History::open(&path).and_then(|history| history.past(TEAM)) {
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
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let error = History::open(&path).unwrap_err();
    assert!(matches!(error, HistoryError::NewerSchema { found: 99, .. }), "{error}");

    let other = directory.path().join("other.sqlite");
    rusqlite::Connection::open(&other).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
    assert!(matches!(History::open(&other), Err(HistoryError::Foreign { .. })));
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    let (directory, _) = place();
    let file = directory.path().join("file");
    fs::write(&file, "x").unwrap();
    let error = History::open(&file.join("history.sqlite")).unwrap_err();
    assert!(matches!(error, HistoryError::NotWritable { .. }), "{error}");
    assert!(error.to_string().contains("--no-history"));
}

#[cfg(unix)]
#[test]
fn in_a_read_only_directory_the_past_can_be_read_but_not_changed() {
    use std::os::unix::fs::PermissionsExt;
    let (_directory, path) = place();
    let mut history = History::open(&path).unwrap();
    history.remember(TEAM, &sight(1, "1.0")).unwrap();
    drop(history);
    let set = |mode: u32| fs::set_permissions(path.parent().unwrap(), fs::Permissions::from_mode(mode)).unwrap();
    set(0o500);
    if fs::write(path.with_extension("probe"), "").is_ok() {
        eprintln!("skipped: this user may write everywhere");
    } else {
        let mut history = History::open(&path).unwrap();
        assert_eq!(seen(&history, TEAM), [sight(1, "1.0")]);
        let error = history.remember(TEAM, &sight(2, "2.0")).unwrap_err();
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
                    history.remember(name, &sight(i, &i.to_string())).unwrap();
                    history.remember("shared", &sight(i, &format!("{name}{i}"))).unwrap();
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

const KILLED: &str = "BONAFIDE_HISTORY_OF_THE_KILLED";

/// Not a test of its own: the process that [`a_killed_process_loses_at_most_the_write_it_was_in`] kills.
#[test]
#[ignore = "runs as a child of another test"]
fn write_until_killed() {
    let mut history = History::open(Path::new(&std::env::var_os(KILLED).unwrap())).unwrap();
    let start = seen(&history, TEAM).len() as i64;
    for i in start.. {
        let mut sight = sight(i, &i.to_string());
        // Large enough to be several pages, so that a write is not atomic by luck.
        sight.emails = vec!["contact@cert.example".to_owned(); 2000];
        history.remember(TEAM, &sight).unwrap();
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
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let started = lines.by_ref().find_map(|line| line.parse::<i64>().ok());
        assert!(started.is_some(), "the child wrote nothing");
        thread::sleep(Duration::from_millis(3 + round * 5));
        child.kill().unwrap();
        child.wait().unwrap();
        let confirmed = lines.filter_map(|line| line.parse::<i64>().ok()).last().or(started).unwrap();

        let history = History::open(&path).unwrap();
        let sights = seen(&history, TEAM);
        let versions: Vec<String> = sights.iter().filter_map(|sight| sight.version.clone()).collect();
        let expected: Vec<String> = (0..versions.len()).map(|i| i.to_string()).collect();
        assert_eq!(versions, expected, "nothing is missing in between");
        let count = sights.len() as i64;
        assert!((confirmed + 1..=confirmed + 2).contains(&count), "{confirmed} was confirmed last, {count} are there");
    }
}
