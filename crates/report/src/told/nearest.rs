//! The known teams for which a document that nothing confirms may be meant to be taken.

use bonafide_model::judgement::{AnchorKind, Assessment, Near, Nearness};

use super::{Entry, Mark, Tone};
use crate::escape;

/// Columns of a single untrusted text.
const TEXT: usize = 80;

pub(crate) const HEADING: &str = "Who else it could be";

/// One entry for each team, and below the last one what to do.
pub(crate) fn entries(assessment: &Assessment) -> Vec<Entry> {
    let mut all: Vec<Entry> = assessment.nearest.iter().map(entry).collect();
    if let Some(last) = all.last_mut() {
        let help = "if you mean that team, ask it through a contact that you have from elsewhere";
        last.below.push((Tone::Help, help.to_owned()));
    }
    all
}

fn entry(near: &Near) -> Entry {
    let capped = |text: &str| escape::capped(text, TEXT);
    let (here, known, team) = (capped(&near.here), capped(&near.known), capped(&near.team));
    let relation = match near.how {
        Nearness::Address => return marked(near, &format!("{here} is also an address of {team}")),
        Nearness::Domain => return marked(near, &format!("{here} is also the domain of {team}")),
        Nearness::Same => "reads the same as",
        Nearness::Look => "looks like",
        Nearness::Words => "has the same words as",
        Nearness::Letter => "is one letter away from",
    };
    let of = if near.known == near.team {
        String::new()
    } else {
        format!(" of {team}")
    };
    marked(near, &format!("{here} {relation} {known}{of}"))
}

fn marked(near: &Near, text: &str) -> Entry {
    let from = match near.kind {
        AnchorKind::Pin => "pinned",
        AnchorKind::TrustRoot => "certified by a trust root",
        AnchorKind::Directory => "listed in a directory",
        _ => "seen before",
    };
    // Parts of one house have one domain.
    let mark = if near.how == Nearness::Domain {
        Mark::NotApplicable
    } else {
        Mark::Warning
    };
    Entry::marked(mark, format!("{text} ({from})"))
}
