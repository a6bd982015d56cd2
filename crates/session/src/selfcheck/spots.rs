//! The printed line of each finding, with the part that is meant.

use bonafide_model::claims::{Claim, Claims, Place, PrintedUrl};
use bonafide_model::evidence::Dossier;
use bonafide_model::judgement::{Finding, Where};
use bonafide_model::publishing::{Advice, Spot, Staging};

/// Characters around what is meant that are shown of a long line: two lines of a terminal.
const AROUND: usize = 80;

/// Up to this character a line is shown from its beginning, so that columns are those of the file.
const FROM_BEGINNING: usize = 400;

/// Points each finding at the text that it is about.
pub(super) fn point(findings: Vec<Finding>, dossier: &Dossier, staging: &Staging) -> Vec<Advice> {
    let none = Claims::default();
    let claims = match &dossier.reading {
        Some(Ok(profile)) => &profile.claims,
        _ => &none,
    };
    // A block with a secret key may stand on the line of any value.
    let text = staging
        .text
        .as_deref()
        .filter(|_| claims.secret_keys.is_empty());
    let lines: Vec<&str> = text.map(|text| text.lines().collect()).unwrap_or_default();
    let printed = printed(claims);
    findings
        .into_iter()
        .map(|finding| {
            let spots = finding
                .places
                .iter()
                .map(|place| spot(place, &lines, &printed, &claims.urls))
                .collect();
            Advice {
                finding,
                spots,
                accepted: None,
            }
        })
        .collect()
}

/// What stands at each place.
fn printed(claims: &Claims) -> Vec<(&Place, &str)> {
    fn of<T>(claims: &[Claim<T>]) -> impl Iterator<Item = (&Place, &str)> {
        claims
            .iter()
            .map(|claim| (&claim.place, claim.raw.as_str()))
    }
    of(&claims.fingerprints)
        .chain(of(&claims.key_ids))
        .chain(of(&claims.user_ids))
        .chain(of(&claims.emails))
        .chain(of(&claims.phones))
        .chain(of(&claims.unread_contacts))
        .chain(of(&claims.urls))
        .chain(of(&claims.versions))
        .chain(of(&claims.dates))
        .chain(of(claims.expiry.as_slice()))
        .chain(of(claims.tlp.as_slice()))
        .chain(of(&claims.checksums))
        .collect()
}

fn spot(
    place: &Where,
    lines: &[&str],
    printed: &[(&Place, &str)],
    urls: &[Claim<PrintedUrl>],
) -> Spot {
    let raw = printed
        .iter()
        .find(|(known, _)| **known == place.place)
        .map(|(_, raw)| *raw);
    // What goes on in the next line is underlined as far as this one goes.
    let piece = raw
        .and_then(|raw| raw.lines().next())
        .map(str::trim_end)
        .filter(|piece| !piece.is_empty());
    let number = usize::try_from(place.place.line).unwrap_or(usize::MAX);
    let line = number.checked_sub(1).and_then(|index| lines.get(index));
    // A link may lead elsewhere than its text says; what is meant is where it leads.
    let target = urls
        .iter()
        .find(|claim| claim.place == place.place)
        .map(|claim| claim.value.url.as_str());
    let target = target.filter(|url| {
        !url.is_empty() && line.is_some_and(|line| piece != Some(*url) && line.contains(url))
    });
    match line {
        Some(line) => in_line(line, place, target.or(piece)),
        None => {
            let (from, to) = piece
                .and_then(|piece| found(&place.excerpt, piece, 0))
                .unwrap_or_else(|| whole(&place.excerpt));
            Spot {
                place: place.place.clone(),
                text: place.excerpt.clone(),
                from,
                to,
                columns: None,
            }
        }
    }
}

fn in_line(line: &str, place: &Where, piece: Option<&str>) -> Spot {
    let column = usize::try_from(place.place.column).unwrap_or(0);
    let length = usize::try_from(place.place.length).unwrap_or(0);
    let count = line.chars().count();
    let by_piece = piece.and_then(|piece| {
        found(line, piece, column.saturating_sub(1)).or_else(|| found(line, piece, 0))
    });
    let by_place = (column > 0 && length > 0 && column - 1 + length <= count)
        .then(|| (column - 1, column - 1 + length));
    // Where a value is known and is not on the line, the place is that of another reading of it,
    // and no columns are right.
    let meant = if piece.is_some() { by_piece } else { by_place };
    let (from, to) = meant.unwrap_or_else(|| whole(line));
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let columns =
        meant.map(|(from, to)| (number(from.saturating_add(1)), number(to.saturating_add(1))));
    let start = if from <= FROM_BEGINNING {
        0
    } else {
        from.saturating_sub(AROUND)
    };
    let to = to.min(from + 2 * AROUND);
    let text: String = line.chars().skip(start).take(to - start + AROUND).collect();
    Spot {
        place: place.place.clone(),
        text,
        from: from - start,
        to: to - start,
        columns,
    }
}

/// Where the piece stands, in characters, at or behind a column.
fn found(line: &str, piece: &str, from: usize) -> Option<(usize, usize)> {
    let start = line.char_indices().nth(from).map(|(at, _)| at)?;
    let at = start + line.get(start..)?.find(piece)?;
    let before = line.get(..at)?.chars().count();
    Some((before, before + piece.chars().count()))
}

/// The line without the blanks around it.
fn whole(line: &str) -> (usize, usize) {
    let blank = line.chars().take_while(|c| c.is_whitespace()).count();
    (blank, blank + line.trim().chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: u32, column: u32, length: u32) -> Where {
        Where {
            place: Place {
                line,
                column,
                length,
                ..Place::default()
            },
            excerpt: "excerpt".to_owned(),
        }
    }

    #[test]
    fn the_value_is_pointed_at_in_the_line_of_the_file() {
        let spot = in_line("    Clé: 0xAB", &at(1, 10, 4), Some("0xAB"));
        assert_eq!((spot.from, spot.to, spot.columns), (9, 13, Some((10, 14))));
    }

    #[test]
    fn markup_before_a_value_does_not_shift_it() {
        let spot = in_line("<p>Key ID: <b>0xAB</b></p>", &at(1, 9, 4), Some("0xAB"));
        assert_eq!(spot.columns, Some((15, 19)));
    }

    #[test]
    fn a_value_that_is_not_on_the_line_has_no_columns() {
        let spot = in_line("  something else  ", &at(1, 3, 4), Some("0xAB"));
        assert_eq!((spot.from, spot.to, spot.columns), (2, 16, None));
    }

    #[test]
    fn of_a_long_line_only_the_part_around_the_value_is_shown() {
        let line = format!("{}0xAB{}", "é".repeat(1_000), "z".repeat(1_000_000));
        let spot = in_line(&line, &at(1, 1_001, 4), Some("0xAB"));
        assert!(spot.text.chars().count() <= 3 * AROUND);
        let meant: String = spot
            .text
            .chars()
            .skip(spot.from)
            .take(spot.to - spot.from)
            .collect();
        assert_eq!(
            (meant.as_str(), spot.columns),
            ("0xAB", Some((1_001, 1_005)))
        );
    }
}
