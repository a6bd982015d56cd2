//! Snapshots of directories that are about to grow too old: their entries then confirm nothing, and
//! every team that rests on them falls back to unanchored in the same night.

use bonafide_model::Timestamp;
use bonafide_model::audit::{AuditSubject, Notice};
use bonafide_model::evidence::DirectorySnapshot;
use bonafide_model::judgement::Policy;
use jiff::civil::Date;

use super::ack::today;

/// Days before that day on which it is told, and the day itself.
const TOLD: [i32; 4] = [30, 7, 1, 0];

/// What is to be told in this run: on the first one after each of the days in [`TOLD`].
pub(crate) fn stale(
    directories: &[DirectorySnapshot],
    policy: &Policy,
    now: Timestamp,
    subjects: &[AuditSubject],
) -> Vec<Notice> {
    let last = subjects
        .iter()
        .filter_map(|subject| Some(subject.last.as_ref()?.at));
    let last = last.max();
    let left = |on: Date, at: Timestamp| (on - today(at)).get_days();
    let told = |snapshot: &DirectorySnapshot| {
        let span = jiff::Span::new().days(i64::from(policy.directory_max_age_days) + 1);
        let on = snapshot.taken.checked_add(span).ok()?;
        let days = left(on, now);
        // A snapshot that is newer than the last run was not to be seen in it.
        let before = last
            .filter(|last| today(*last) >= snapshot.taken)
            .map(|last| left(on, last));
        TOLD.iter()
            .any(|told| days <= *told && before.is_none_or(|before| before > *told))
            .then(|| Notice::DirectoryStale {
                name: snapshot.name.clone(),
                on,
                days,
            })
    };
    directories.iter().filter_map(told).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn it_is_told_thirty_days_before_and_when_it_has_happened() {
        let snapshot = DirectorySnapshot {
            name: "first".to_owned(),
            taken: "2026-01-01".parse().unwrap(),
            entries: Vec::new(),
            source: String::new(),
        };
        let policy = Policy {
            directory_max_age_days: 90,
            ..Policy::default()
        };
        let told = |day: &str| {
            let now = format!("{day}T12:00:00Z").parse().unwrap();
            match stale(std::slice::from_ref(&snapshot), &policy, now, &[]).as_slice() {
                [Notice::DirectoryStale { days, .. }] => Some(*days),
                _ => None,
            }
        };
        // 2026-04-02 is the first day on which it is too old.
        assert_eq!(told("2026-02-15"), None);
        assert_eq!(told("2026-03-03"), Some(30));
        assert_eq!(told("2026-04-02"), Some(0));
        assert_eq!(told("2026-05-02"), Some(-30));
    }
}
