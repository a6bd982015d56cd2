//! When keys expire, drawn: the next 90 days on the left half, the years after that on the right.

use std::collections::BTreeMap;

use bonafide_model::audit::{AuditReport, ForecastEvent};
use maud::{Markup, html as markup};

use crate::audit::words;
use crate::html::safe;

/// The drawing's own units.
const WIDTH: i64 = 1000;
const HALF: i64 = 500;

/// Days on the left half, and on both together; what comes later stands at the end.
const NEAR: i64 = 90;
const FAR: i64 = 3650;

/// Names told at one place.
const NAMES: usize = 8;

/// Nothing where no key expires.
pub(super) fn timeline(report: &AuditReport) -> Markup {
    let now = report.assessed_at;
    let mut places: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    for subject in &report.subjects {
        for forecast in subject
            .forecast
            .iter()
            .filter(|forecast| forecast.event == ForecastEvent::KeyExpires)
        {
            if let (Some(at), Some(days)) = (forecast.at, forecast.days(now)) {
                places.entry(place(days)).or_default().push(format!(
                    "{} {}",
                    words::day(at),
                    subject.name
                ));
            }
        }
    }
    let marks = [
        (0, "today"),
        (30, "30 days"),
        (60, "60 days"),
        (NEAR, "90 days"),
        (730, "2 years"),
        (1825, "5 years"),
        (FAR, "10 years"),
    ];
    markup! {
        @if !places.is_empty() {
            section aria-labelledby="expiry" {
                h2 #expiry { "When keys expire" }
                div.drawn { svg.timeline viewBox="-20 0 1060 110" role="img" aria-labelledby="expiry" {
                    rect.near x="0" y="20" width=(HALF) height="60" {}
                    rect.far x=(HALF) y="20" width=(WIDTH - HALF) height="60" {}
                    @for (days, label) in marks {
                        line.mark x1=(place(days)) x2=(place(days)) y1="20" y2="86" {}
                        text x=(place(days)) y="102" text-anchor="middle" { (label) }
                    }
                    @for (x, names) in &places {
                        line.(if *x <= HALF { "soon" } else { "later" }) x1=(x) x2=(x) y1="24" y2="76" {
                            title {
                                (safe(&names.iter().take(NAMES).cloned().collect::<Vec<_>>().join("; ")))
                                @if names.len() > NAMES { " and " (names.len() - NAMES) " more" }
                            }
                        }
                        @if *x <= HALF && names.len() > 1 { text x=(x) y="16" text-anchor="middle" { (names.len()) } }
                    }
                } }
            }
        }
    }
}

/// Where a day stands.
fn place(days: i64) -> i64 {
    match days {
        ..0 => 0,
        0..=NEAR => days * HALF / NEAR,
        _ => HALF + (days.min(FAR) - NEAR) * (WIDTH - HALF) / (FAR - NEAR),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_days_have_half_of_the_room_and_none_stands_outside() {
        assert_eq!(
            (place(-5), place(0), place(45), place(90)),
            (0, 0, 250, 500)
        );
        assert!(place(91) >= 500 && place(365) < place(366 * 2));
        assert_eq!((place(FAR), place(i64::MAX)), (WIDTH, WIDTH));
    }
}
