//! The page of each check: what it proves, what it does not, and what to do.

use bonafide_model::CheckId;

use crate::text::{Options, page_text};

macro_rules! pages {
    ($($axis:ident: $name:ident = $id:literal,)*) => {
        /// The check's page, `docs/checks/<id>.md`, in Markdown.
        #[must_use]
        pub fn explain(check: CheckId) -> &'static str {
            // A new check without a page does not compile.
            match check {
                $(CheckId::$name => include_str!(concat!("../../../docs/checks/", $id, ".md")),)*
            }
        }
    };
}

bonafide_model::for_each_check!(pages);

/// The same page for a terminal.
#[must_use]
pub fn explain_text(check: CheckId, options: &Options) -> String {
    page_text(explain(check), options)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_about_its_own_check_and_says_what_to_do() {
        for check in CheckId::ALL.iter().copied() {
            let page = explain(check);
            let mut lines = page.lines();
            assert_eq!(lines.next(), Some(format!("# {check}").as_str()));
            let mut headings = lines.filter(|line| line.starts_with("## ")).map(str::to_lowercase);
            for part in ["proves", "not prove", "what to do"] {
                assert!(headings.any(|heading| heading.contains(part)), "{check} has no part {part:?}, or in another order");
            }
        }
    }

    #[test]
    fn a_page_on_a_terminal_shows_all_that_it_holds() {
        for check in CheckId::ALL.iter().copied() {
            let shown = explain_text(check, &Options { width: 80, ..Options::default() });
            assert!(shown.contains(check.as_str()));
            assert!(!shown.contains("\\u{"), "{check}: something on the page cannot be shown");
        }
    }
}
