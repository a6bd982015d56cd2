//! The exact source line of each value, where a line on the screen comes from several lines of the
//! source.

use std::collections::HashMap;

use bonafide_model::claims::{Claim, HiddenBy, Place, Profile};

use bonafide_layout::Line;

/// Lines that come from several source lines, by number.
pub(crate) struct SourceLines<'d>(HashMap<u32, Vec<Line<'d>>>);

impl<'d> SourceLines<'d> {
    /// Keeps what is needed of the lines.
    pub(crate) fn of(lines: &[Line<'d>]) -> Self {
        let mut kept: HashMap<u32, Vec<Line<'d>>> = HashMap::new();
        for line in lines.iter().filter(|line| !line.sources.is_empty()) {
            kept.entry(line.number).or_default().push(line.clone());
        }
        Self(kept)
    }

    /// Moves the places of all values to the source lines on which they begin.
    pub(crate) fn correct(&self, profile: &mut Profile) {
        if self.0.is_empty() {
            return;
        }
        let claims = &mut profile.claims;
        self.each(&mut claims.fingerprints);
        self.each(&mut claims.key_ids);
        self.each(&mut claims.user_ids);
        self.each(&mut claims.emails);
        self.each(&mut claims.phones);
        self.each(&mut claims.unread_contacts);
        self.each(&mut claims.urls);
        self.each(&mut claims.versions);
        self.each(&mut claims.dates);
        self.each(claims.expiry.as_mut_slice());
        self.each(claims.tlp.as_mut_slice());
        self.each(&mut claims.embedded_keys);
        self.each(&mut claims.secret_keys);
        self.each(&mut claims.checksums);
        self.each(&mut claims.addresses);
        self.each(&mut claims.time_zones);
        self.each(&mut claims.business_hours);
        self.each(profile.team_name.as_mut_slice());
        self.each(profile.team_short_name.as_mut_slice());
        self.each(&mut profile.titles);
        self.each(profile.authenticity.as_mut_slice());
    }

    fn each<T>(&self, claims: &mut [Claim<T>]) {
        for claim in claims {
            self.place(&mut claim.place, &claim.raw, claim.hidden_by);
        }
    }

    fn place(&self, place: &mut Place, raw: &str, hidden_by: Option<HiddenBy>) {
        let Some(before) = place
            .column
            .checked_sub(1)
            .and_then(|column| usize::try_from(column).ok())
        else {
            return;
        };
        let Some(lines) = self.0.get(&place.line) else {
            return;
        };
        // Several lines of the screen may begin on one source line; the value itself tells them
        // apart.
        let word = raw.split_whitespace().next().unwrap_or_default();
        let found = lines.iter().find_map(|line| {
            let offset = line
                .text
                .char_indices()
                .nth(before)
                .map(|(offset, _)| offset)?;
            let is_there = line.text.get(offset..)?.starts_with(word)
                && (hidden_by.is_none() || line.hidden_by.is_some());
            is_there.then_some((line, offset))
        });
        let Some((line, offset)) = found else { return };
        let Some(&(start, number)) = line
            .sources
            .iter()
            .rev()
            .find(|(start, _)| *start <= offset)
        else {
            return;
        };
        let column = line
            .text
            .get(start..offset)
            .map_or(0, |text| text.chars().count());
        (place.line, place.column) = (number, u32::try_from(column + 1).unwrap_or(0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(line: u32, column: u32) -> Place {
        Place {
            line,
            column,
            ..Place::default()
        }
    }

    fn moved(lines: &SourceLines, from: (u32, u32), raw: &str) -> (u32, u32) {
        let mut place = place(from.0, from.1);
        lines.place(&mut place, raw, None);
        (place.line, place.column)
    }

    #[test]
    fn values_are_placed_on_the_source_line_on_which_they_begin() {
        let text = "Key ID 0x1 and clé 8A1E C5D2".into();
        let long = Line {
            text,
            number: 5,
            sources: [(7, 6), (15, 9)].into_iter().collect(),
            ..Line::default()
        };
        let other = Line {
            text: "nothing else 0x2".into(),
            number: 5,
            sources: [(13, 7)].into_iter().collect(),
            ..Line::default()
        };
        let lines = SourceLines::of(&[other, long]);
        assert_eq!(moved(&lines, (5, 1), "Key"), (5, 1));
        assert_eq!(moved(&lines, (5, 8), "0x1"), (6, 1));
        assert_eq!(moved(&lines, (5, 20), "8A1E\nC5D2"), (9, 5));
        assert_eq!(moved(&lines, (5, 14), "0x2"), (7, 1));
        // A value that is not there, and a line that comes from one source line only, stay.
        assert_eq!(moved(&lines, (5, 8), "0x3"), (5, 8));
        assert_eq!(moved(&lines, (6, 8), "0x1"), (6, 8));
        assert_eq!(moved(&lines, (5, 0), "0x1"), (5, 0));
        assert_eq!(moved(&lines, (5, 900), "0x1"), (5, 900));
    }
}
