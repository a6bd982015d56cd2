//! What was given in the place of a profile, for `inspect`.

use bonafide_model::judgement::Given;

use super::Options;
use super::page::{CAUTION, PLAIN, Page, STRONG};
use crate::escape;
use crate::prose::{self, NextStep};

/// Columns of the subject's name.
const NAME: usize = 160;

/// What it is, and the command to run instead.
#[must_use]
pub fn given_text(given: &Given, subject: &str, options: &Options) -> String {
    let mut page = Page::new(options);
    page.unwrapped(
        "NO PROFILE",
        CAUTION,
        &format!("{}: {}", escape::capped(subject, NAME), prose::given(given)),
    );
    if options.quiet {
        return page.finish();
    }
    if let Some(detail) = prose::given_detail(given) {
        page.indented(6, &detail, PLAIN);
    }
    let NextStep { say, run } = prose::given_step(given, subject);
    page.line("Next  ", STRONG, &say, PLAIN);
    if let Some(run) = run {
        page.verbatim(8, &run.command(subject, &options.invocation), STRONG);
    }
    page.blank();
    page.finish()
}
