//! When the key and the document were made, seen and end, drawn and told.

use bonafide_model::Timestamp;
use bonafide_model::claims::{DateRole, PrintedExpiry};
use bonafide_model::judgement::{Assessment, Past, SignatureStatus};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use maud::{Markup, html as markup};

use crate::html::safe;

/// The drawing's own units. It is as wide as a telephone is, so that its words can be read there.
const WIDTH: i64 = 480;
const LEFT: i64 = 70;

/// Heights of the two lanes, and of the axis.
const KEY: i64 = 46;
const DOCUMENT: i64 = 106;
const AXIS: i64 = 136;

/// Years before and after the judgement beyond which things are drawn at the edge.
const YEARS: i64 = 15;

/// Seconds of a mean year.
const YEAR: i64 = 31_556_952;

/// Marks closer than that stand above each other, at so many heights.
const CLOSE: i64 = 15;
const HEIGHTS: usize = 3;

/// Printed dates, and sights, that are shown.
const DATES: usize = 6;
const SIGHTS: usize = 4;

/// What an event is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lane {
    Key,
    Document,
}

impl Lane {
    fn height(self) -> i64 {
        match self {
            Self::Key => KEY,
            Self::Document => DOCUMENT,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Document => "document",
        }
    }
}

struct Event {
    at: i64,
    lane: Lane,
    day: String,
    what: String,
}

pub(super) fn timeline(assessment: &Assessment, past: &Past) -> Markup {
    let mut events = key_events(assessment);
    events.extend(document_events(assessment, past));
    events.sort_by_key(|event| event.at);
    let now = assessment.assessed_at.as_second();
    let scale = Scale::around(now, &events);
    let life = life(assessment);
    let heights = heights(&events, &scale);
    markup! {
        @if !events.is_empty() {
            section aria-labelledby="times" {
                h2 #times { "Times" }
                svg.times viewBox={ "0 0 " (WIDTH + 20) " 160" } role="img" aria-labelledby="times" {
                    @for lane in [Lane::Key, Lane::Document] {
                        text x="0" y=(lane.height() + 4) { (lane.word()) }
                        line.lane x1=(LEFT) x2=(WIDTH) y1=(lane.height()) y2=(lane.height()) {}
                    }
                    @if let Some((from, to)) = life {
                        @let (from, to) = (scale.place(from), to.map_or(WIDTH, |to| scale.place(to)));
                        rect.life x=(from) y=(KEY - 4) width=((to - from).max(2)) height="8" {}
                    }
                    @for (second, label) in scale.years() {
                        @let x = scale.place(second);
                        line.tick x1=(x) x2=(x) y1=(AXIS - 6) y2=(AXIS) {}
                        text.year x=(x) y=(AXIS + 16) text-anchor="middle" { (label) }
                    }
                    @let x = scale.place(now);
                    line.now x1=(x) x2=(x) y1="8" y2=(AXIS) {}
                    @for (number, (event, height)) in events.iter().zip(&heights).enumerate() {
                        @let (x, y) = (scale.place(event.at), event.lane.height() - *height as i64 * CLOSE);
                        circle cx=(x) cy=(y) r="7.5" { title { (event.day) ": " (safe(&event.what)) } }
                        text.number x=(x) y=(y + 4) text-anchor="middle" { (number + 1) }
                    }
                }
                ol.events {
                    @for event in &events { li { span.day { (event.day) } " " (event.lane.word()) ": " (safe(&event.what)) } }
                }
                p.faint { "The vertical line is the time as of which everything was judged. Only their owners vouch for the dates in a document or a key." }
            }
        }
    }
}

/// From when to when the judged key lives; without an end where none is set.
fn life(assessment: &Assessment) -> Option<(i64, Option<i64>)> {
    let certificate = certificate(assessment)?;
    Some((
        certificate.created?.as_second(),
        certificate.expires.map(Timestamp::as_second),
    ))
}

fn certificate(assessment: &Assessment) -> Option<&bonafide_model::judgement::CertificateReport> {
    let key = assessment.key.fingerprint.as_ref()?;
    assessment
        .certificates
        .iter()
        .find(|certificate| certificate.fingerprint == *key)
}

fn key_events(assessment: &Assessment) -> Vec<Event> {
    let event = |at: Timestamp, what: &str| Event {
        at: at.as_second(),
        lane: Lane::Key,
        day: day(at),
        what: what.to_owned(),
    };
    let Some(certificate) = certificate(assessment) else {
        return Vec::new();
    };
    let made = certificate.created.map(|at| event(at, "made"));
    let now = assessment.assessed_at;
    let expires = certificate.expires.map(|at| {
        let what = if at > now { "expires" } else { "expired" };
        event(at, what)
    });
    let revoked = certificate
        .revoked
        .as_ref()
        .and_then(|revoked| Some(event(revoked.at?, "revoked")));
    [made, expires, revoked].into_iter().flatten().collect()
}

fn document_events(assessment: &Assessment, past: &Past) -> Vec<Event> {
    let event = |at: Timestamp, what: String| Event {
        at: at.as_second(),
        lane: Lane::Document,
        day: day(at),
        what,
    };
    let mut events = Vec::new();
    let mut signed: Vec<Timestamp> = assessment
        .signatures
        .iter()
        .filter(|signature| signature.status == SignatureStatus::Good)
        .filter_map(|signature| signature.made_at)
        .take(DATES)
        .collect();
    signed.dedup();
    events.extend(signed.into_iter().map(|at| event(at, "signed".to_owned())));
    let claims = assessment.claims();
    let mut dates: Vec<(Date, &str)> = claims
        .dates
        .iter()
        .filter(|claim| claim.is_visible())
        .filter_map(|claim| {
            let what = match claim.value.role {
                DateRole::Update => "prints this as its last update",
                DateRole::Creation => "prints this as its first edition",
                DateRole::Expiry => "prints that it is valid until then",
                DateRole::KeyExpiry | DateRole::Other => return None,
            };
            Some((claim.value.date?, what))
        })
        .collect();
    if let Some(PrintedExpiry::Date(printed)) = claims.expiry.as_ref().map(|claim| &claim.value) {
        dates.extend(
            printed
                .date
                .map(|date| (date, "prints that it is valid until then")),
        );
    }
    dates.sort();
    dates.dedup();
    events.extend(dates.into_iter().take(DATES).filter_map(|(date, what)| {
        let at = date
            .to_datetime(jiff::civil::Time::midnight())
            .to_zoned(TimeZone::UTC)
            .ok()?
            .timestamp();
        Some(event(at, what.to_owned()))
    }));
    if let Past::Seen(sights) = past {
        for sight in sights.iter().rev().take(SIGHTS) {
            let version = sight
                .version
                .as_ref()
                .map(|version| format!(", version {version}"))
                .unwrap_or_default();
            if sight.first_seen() != sight.seen_at {
                events.push(event(
                    sight.first_seen(),
                    format!("seen authentic for the first time{version}"),
                ));
            }
            events.push(event(sight.seen_at, format!("seen authentic{version}")));
        }
    }
    events
}

fn day(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d").to_string()
}

/// From seconds to the drawing's units.
struct Scale {
    from: i64,
    to: i64,
}

impl Scale {
    /// Wide enough for all events that are not absurdly far away.
    fn around(now: i64, events: &[Event]) -> Self {
        let near = |at: i64| at.clamp(now - YEARS * YEAR, now + YEARS * YEAR);
        let all = || {
            events
                .iter()
                .map(|event| near(event.at))
                .chain(std::iter::once(now))
        };
        let (from, to) = (all().min().unwrap_or(now), all().max().unwrap_or(now));
        let margin = ((to - from) / 16).max(YEAR / 12);
        Self {
            from: from - margin,
            to: to + margin,
        }
    }

    /// Where a moment stands; what lies outside stands at the edge.
    fn place(&self, at: i64) -> i64 {
        let at = at.clamp(self.from, self.to);
        LEFT + (at - self.from) * (WIDTH - LEFT) / (self.to - self.from).max(1)
    }

    /// The beginnings of some years, no closer than their labels are wide.
    fn years(&self) -> Vec<(i64, String)> {
        const MOST: i64 = 9;
        let year = |second: i64| {
            Timestamp::from_second(second).map_or(1970, |at| {
                i64::from(at.to_zoned(TimeZone::UTC).date().year())
            })
        };
        let (first, last) = (year(self.from) + 1, year(self.to));
        let step = ((last - first) / MOST + 1).max(1);
        (first..=last)
            .filter(|year| year % step == 0)
            .filter_map(|year| {
                let date = Date::new(i16::try_from(year).ok()?, 1, 1).ok()?;
                let start = date.to_zoned(TimeZone::UTC).ok()?;
                Some((start.timestamp().as_second(), year.to_string()))
            })
            .collect()
    }
}

/// How high each mark stands, so that it hides none before it.
fn heights(events: &[Event], scale: &Scale) -> Vec<usize> {
    let mut heights: Vec<usize> = Vec::new();
    for (index, event) in events.iter().enumerate() {
        let x = scale.place(event.at);
        let taken = |height: usize| {
            events
                .iter()
                .zip(&heights)
                .take(index)
                .any(|(other, other_height)| {
                    other.lane == event.lane
                        && *other_height == height
                        && (scale.place(other.at) - x).abs() < CLOSE
                })
        };
        let free = (0..HEIGHTS).find(|height| !taken(*height));
        heights.push(free.unwrap_or(HEIGHTS - 1));
    }
    heights
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(at: i64) -> Event {
        Event {
            at,
            lane: Lane::Key,
            day: String::new(),
            what: String::new(),
        }
    }

    #[test]
    fn every_moment_has_a_place_and_none_stands_outside() {
        let scale = Scale::around(0, &[event(i64::MIN), event(i64::MAX)]);
        assert!(scale.place(0) > LEFT && scale.place(0) < WIDTH);
        assert_eq!(
            (scale.place(i64::MIN), scale.place(i64::MAX)),
            (LEFT, WIDTH)
        );
        assert!(!scale.years().is_empty() && scale.years().len() < 16);
        let alone = Scale::around(0, &[]);
        assert!(alone.place(0) > LEFT && alone.place(0) < WIDTH);
    }

    #[test]
    fn marks_at_one_time_stand_above_each_other() {
        let events = [event(0), event(1), event(2), event(3)];
        let scale = Scale::around(0, &events);
        assert_eq!(heights(&events, &scale), [0, 1, 2, 2]);
    }
}
