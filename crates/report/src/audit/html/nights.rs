//! How the last nights ended, drawn: for each night how many profiles ended how, and for each
//! profile its nights. A night is as high as it is bad, so that colours are not needed.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use bonafide_model::Timestamp;
use bonafide_model::audit::{AuditReport, AuditSubject, Ending, NIGHTS, Nights, Standing};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use maud::{Markup, html as markup};

use super::subject::class_of;
use crate::audit::words;
use crate::html::safe;

/// The drawing's own units: the width of a night, and the heights of a row and of the totals.
const NIGHT: i64 = 10;
const ROW: i64 = 10;
const TOTALS: i64 = 60;

/// What is drawn alike, from the best to the worst, with what it means.
const KINDS: [(&str, &str); 4] = [
    ("good", "authentic"),
    ("away", "not checked or not done"),
    ("caution", "unanchored or unverified"),
    ("bad", "rejected or failed"),
];

/// How many ended how, of each night.
type Totals = BTreeMap<i64, BTreeMap<Ending, usize>>;

/// Nothing where this run is the first one.
pub(super) fn nights(report: &AuditReport) -> Markup {
    let now = report.assessed_at;
    let mut rows: Vec<(&AuditSubject, Vec<Nights>)> = report
        .subjects
        .iter()
        .map(|subject| (subject, of(subject, now)))
        .collect();
    let worst = |nights: &[Nights]| nights.iter().map(|one| Standing::from(one.ending)).max();
    rows.sort_by_cached_key(|(subject, nights)| {
        let bad = (subject.standing, worst(nights));
        (Reverse(bad), subject.name.clone())
    });
    let totals = totals(&rows, date(now));
    let is_same = |nights: &[Nights]| {
        nights.windows(2).all(|pair| match pair {
            [one, next] => one.ending == next.ending,
            _ => true,
        })
    };
    let (same, other): (Vec<_>, Vec<_>) = rows
        .into_iter()
        .partition(|(subject, nights)| subject.standing == Standing::Fine && is_same(nights));
    markup! {
        @if report.subjects.iter().any(|subject| !subject.nights.is_empty()) {
            section aria-labelledby="nights" {
                h2 #nights { "Last " (NIGHTS) " nights" }
                ol.heat {
                    li { span { "All " (report.subjects.len()) } (drawn_totals(&totals, date(now))) }
                    @for row in &other { (drawn(row, date(now))) }
                }
                @if !same.is_empty() {
                    details {
                        summary { (words::count(same.len() as i64, "profile")) " in order that ended alike every night" }
                        ol.heat { @for row in &same { (drawn(row, date(now))) } }
                    }
                }
                (legend())
                (told(&totals, date(now)))
            }
        }
    }
}

/// The nights of a subject that reports show, this one included.
pub(super) fn of(subject: &AuditSubject, now: Timestamp) -> Vec<Nights> {
    let tonight = date(now);
    let this = Nights {
        first: tonight,
        last: tonight,
        ending: Ending::from(&subject.result),
    };
    let Ok(before) = tonight.yesterday() else {
        return vec![this];
    };
    // This run counts, and not an earlier one of the same night.
    let earlier = subject.nights.iter().filter(|one| one.first <= before);
    let mut all: Vec<Nights> = earlier
        .map(|one| Nights {
            last: one.last.min(before),
            ..*one
        })
        .collect();
    match all.last_mut() {
        Some(last) if last.ending == this.ending && last.last == before => last.last = tonight,
        _ => all.push(this),
    }
    all
}

fn date(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::UTC).date()
}

/// From 0 for the first night that is drawn; what lies before it is drawn there.
fn column(day: Date, tonight: Date) -> i64 {
    (NIGHTS - 1 - i64::from((tonight - day).get_days())).clamp(0, NIGHTS - 1)
}

/// The day of a column.
fn day(column: i64, tonight: Date) -> Date {
    let ago = jiff::Span::new().days(NIGHTS - 1 - column);
    tonight.checked_sub(ago).unwrap_or(tonight)
}

fn totals(rows: &[(&AuditSubject, Vec<Nights>)], tonight: Date) -> Totals {
    let mut totals = Totals::new();
    for one in rows.iter().flat_map(|(_, nights)| nights) {
        for night in column(one.first, tonight)..=column(one.last, tonight) {
            *totals
                .entry(night)
                .or_default()
                .entry(one.ending)
                .or_default() += 1;
        }
    }
    totals
}

fn kind(ending: Ending) -> &'static str {
    match ending {
        Ending::NotChecked | Ending::NotDone => "away",
        other => class_of(other),
    }
}

/// One row, a stroke for nights that ended alike; the dashes make nights of it.
fn drawn((subject, nights): &(&AuditSubject, Vec<Nights>), tonight: Date) -> Markup {
    markup! {
        li {
            bdi { (safe(&subject.name)) }
            svg.night viewBox={ "0 0 " (NIGHTS * NIGHT) " " (ROW) } preserveAspectRatio="none" role="img" {
                title { (safe(&subject.name)) ": " (words::nights(nights)) }
                @for one in nights {
                    @let (from, to) = (column(one.first, tonight) * NIGHT, (column(one.last, tonight) + 1) * NIGHT);
                    line.(kind(one.ending)) x1=(from) x2=(to) y1=(ROW / 2) y2=(ROW / 2) {}
                }
            }
        }
    }
}

/// A column for each night, the worst on top.
fn drawn_totals(totals: &Totals, tonight: Date) -> Markup {
    let most = totals.values().map(|one| one.values().sum()).max();
    markup! {
        div {
            svg.night.totals viewBox={ "0 0 " (NIGHTS * NIGHT) " " (TOTALS) } preserveAspectRatio="none" role="img" aria-labelledby="nights" {
                @for (night, endings) in totals {
                    g {
                        title { (day(*night, tonight)) ": " (words::endings(endings)) }
                        @for (kind, from, to) in stack(endings, most.unwrap_or(1)) {
                            rect.(kind) x=(night * NIGHT) width=(NIGHT - 1) y=(TOTALS - to) height=(to - from) {}
                        }
                    }
                }
            }
            p.axis { time { (day(0, tonight)) } time { (day(NIGHTS - 1, tonight)) } }
        }
    }
}

/// The parts of a column from below: one of many is seen too, so the good ones give way.
fn stack(endings: &BTreeMap<Ending, usize>, most: usize) -> Vec<(&'static str, i64, i64)> {
    const LEAST: i64 = 3;
    let number = |kind_: &str| -> usize {
        let alike = endings.iter().filter(|(one, _)| kind(**one) == kind_);
        alike.map(|(_, number)| number).sum()
    };
    let height = |number: usize| match number {
        0 => 0,
        number => (number as i64 * TOTALS / most.max(1) as i64).max(LEAST),
    };
    let heights = KINDS.map(|(kind, _)| (kind, height(number(kind))));
    let above: i64 = heights.iter().skip(1).map(|(_, height)| height).sum();
    let mut below = 0;
    let parts = heights
        .into_iter()
        .enumerate()
        .map(|(place, (kind, height))| {
            let height = if place == 0 {
                height.min(TOTALS - above).max(0)
            } else {
                height
            };
            let from = below;
            below += height;
            (kind, from, below)
        });
    parts.filter(|(_, from, to)| to > from).collect()
}

fn legend() -> Markup {
    markup! {
        ul.legend {
            @for (kind, meaning) in KINDS {
                li {
                    svg.night viewBox={ "0 0 " (NIGHT) " " (ROW) } aria-hidden="true" {
                        line.(kind) x1="0" x2=(NIGHT) y1=(ROW / 2) y2=(ROW / 2) {}
                    }
                    " " (meaning)
                }
            }
            li { "nothing: no run" }
        }
    }
}

/// The same in words.
fn told(totals: &Totals, tonight: Date) -> Markup {
    markup! {
        details {
            summary { "Counts of each night" }
            p.faint { "A night is a day in UTC; its last run counts." }
            ul {
                @for night in (0..NIGHTS).rev() {
                    li {
                        (day(night, tonight)) ": "
                        @match totals.get(&night) {
                            Some(endings) => (words::endings(endings)),
                            None => "no run",
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_night_has_its_column_and_none_stands_outside() {
        let tonight: Date = "2026-11-01".parse().unwrap();
        let at = |day: &str| column(day.parse().unwrap(), tonight);
        assert_eq!((at("2026-11-01"), at("2026-10-03")), (NIGHTS - 1, 0));
        assert_eq!((at("1970-01-01"), at("9999-12-31")), (0, NIGHTS - 1));
        assert_eq!(day(at("2026-10-15"), tonight).to_string(), "2026-10-15");
    }

    #[test]
    fn one_bad_profile_of_thousands_is_seen_and_no_column_is_too_high() {
        let endings = BTreeMap::from([(Ending::Authentic, 4_999), (Ending::Rejected, 1)]);
        assert_eq!(stack(&endings, 5_000), [("good", 0, 57), ("bad", 57, 60)]);
        let all: BTreeMap<Ending, usize> = Ending::ALL.iter().map(|one| (*one, 1)).collect();
        let parts = stack(&all, 5_000);
        assert_eq!(parts.len(), KINDS.len());
        assert!(parts.iter().all(|(_, from, to)| from < to && *to <= TOTALS));
        assert!(stack(&BTreeMap::new(), 0).is_empty());
    }
}
