//! The terminal report: the verdict first, then what it rests on, then what to do.

mod audit;
mod directory;
mod given;
pub(crate) mod history;
mod ledger;
mod markdown;
mod options;
mod page;
mod part;
mod partners;
mod pins;
mod screen;
mod told;
mod topics;

use bonafide_model::judgement::{Assessment, Leaf};

use crate::causes::Causes;
use crate::prose;
use crate::words::time;
use page::{BAD, CAUTION, FAINT, PLAIN, Page};

pub use options::Options;

pub use audit::audit_text;
pub use directory::{Renewal, renewal_text};
pub use given::given_text;
pub use history::history_text;
pub use ledger::{profile_text, unread_text};
pub use markdown::page_text;
pub use partners::{partner_text, partners_text, plan_text};
pub use pins::{RootLine, Trusted, pins_text, trusted_text};
pub(crate) use topics::topic_list;

/// The report on one subject, ending in a line end. The first line says it all; without `-v` the
/// whole fits one screen.
#[must_use]
pub fn text(assessment: &Assessment, options: &Options) -> String {
    let mut page = Page::new(options);
    if let Some(replay) = assessment.replay.as_ref().filter(|_| !options.quiet) {
        page.line(
            "REPLAY  ",
            CAUTION,
            &prose::replayed(replay, assessment),
            PLAIN,
        );
        page.line("        ", CAUTION, prose::replay_proves(replay), PLAIN);
        page.blank();
    }
    if options.quiet {
        told::first_line(&mut page, assessment);
        return page.finish();
    }
    let causes = Causes::of(assessment);
    screen::head(&mut page, assessment, &causes, options);
    if options.verbosity == 0 {
        screen::screen(&mut page, assessment, &causes, options);
        return page.finish();
    }
    told::contacts(&mut page, assessment);
    summary(&mut page, assessment);
    told::findings(&mut page, assessment);
    told::compared(&mut page, assessment);
    told::signatures(&mut page, assessment);
    told::anchors(&mut page, assessment);
    told::nearest(&mut page, assessment);
    told::attempts(&mut page, assessment);
    page.finish()
}

fn summary(page: &mut Page<'_>, assessment: &Assessment) {
    page.blank();
    match &assessment.document {
        Some(document) => {
            let text = format!(
                "{} ({}, {} bytes)",
                document.origin.display(),
                document.media_type,
                document.bytes
            );
            page.line("Document  ", FAINT, &text, PLAIN);
            page.line(
                "          ",
                FAINT,
                &format!("SHA-256 {}", document.sha256),
                FAINT,
            );
        }
        None => {
            let what = if matches!(assessment.leaf, Leaf::DocumentUnreadable(_)) {
                "was not read"
            } else {
                "could not be fetched"
            };
            page.line(
                "Document  ",
                FAINT,
                &format!("{}: {what}", assessment.subject),
                PLAIN,
            );
        }
    }
    page.line(
        "Judged    ",
        FAINT,
        &format!("as of {}", time(assessment.assessed_at)),
        PLAIN,
    );
    if let Some(copies) = prose::copies(assessment) {
        page.line("Copies    ", CAUTION, &copies, PLAIN);
    }
    for name in &assessment.weakenings {
        page.line(
            "Weakened  ",
            BAD,
            &format!("the policy option {name} is on"),
            BAD,
        );
    }
}

#[cfg(test)]
mod tests;
