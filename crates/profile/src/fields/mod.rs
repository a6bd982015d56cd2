//! Fields: a label and the value that it opens.
//!
//! `Label: value`, a label with its value in the next cell or in the row below, a heading with what stands below it. A value belongs to
//! one field: it ends where the next label begins. What a sentence says after a word without a mark
//! is weaker, and marked so.

mod field;
mod label;
mod table;
mod words;
mod wrapped;

pub(crate) use field::{Field, Form, in_row, is_same_field};
pub(crate) use label::{Label, label, printed_label, reach};
pub(crate) use table::{head, is_head_of_words, is_one_of_many};
pub(crate) use words::{ends_sentence, joined, trimmed};
pub(crate) use wrapped::wrapped;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use bonafide_layout::Line;

    use super::*;
    use crate::claims::text::Text;
    use crate::vocabulary::Term;

    fn fields(rows: &'static str, terms: &[Term]) -> Vec<(String, Form)> {
        let text = Text::of_rows(rows);
        let all = (0..text.rows.len())
            .flat_map(|row| in_row(&text, row, terms))
            .collect::<Vec<_>>();
        all.into_iter()
            .map(|f| (text.get(f.value).to_owned(), f.form))
            .collect()
    }

    #[test]
    fn a_label_opens_what_stands_behind_its_mark_in_the_next_cell_or_below() {
        for (rows, value, form) in [
            ("Phone: +1 555 0100", "+1 555 0100", Form::Marked),
            (
                "- **Phone** (main): +1 555 0100.",
                "+1 555 0100",
                Form::Marked,
            ),
            ("電話番号：03 5550 0100", "03 5550 0100", Form::Marked),
            ("Phone – +1 555 0100", "+1 555 0100", Form::Marked),
            ("Phone\t+1 555 0100\tyes", "+1 555 0100", Form::Cell),
            ("| Phone | +1 555 0100 |", "+1 555 0100", Form::Cell),
            ("Phone          +1 555 0100", "+1 555 0100", Form::Cell),
            ("Phone:          +1 555 0100", "+1 555 0100", Form::Cell),
            ("Phone:\n+1 555 0100", "+1 555 0100", Form::Below),
            (
                "Our phone number\n\n+1 555 0100",
                "+1 555 0100",
                Form::Below,
            ),
            (
                "Time zone\tPhone\nCET\t+1 555 0100",
                "+1 555 0100",
                Form::Below,
            ),
            (
                "Please phone us in the morning",
                "us in the morning",
                Form::Running,
            ),
        ] {
            assert_eq!(
                fields(rows, &[Term::Phone]),
                [(value.to_owned(), form)],
                "{rows:?}"
            );
        }
    }

    #[test]
    fn a_value_inherits_nothing_from_another_label() {
        assert_eq!(
            fields("Phone: +1 555 0100 Fax: +1 555 0101", &[Term::Phone]),
            [("+1 555 0100".to_owned(), Form::Marked)]
        );
        assert!(fields("Phone:\nFax: +1 555 0101", &[Term::Phone]).is_empty());
        assert!(fields("Phone:\n\n\nunrelated", &[Term::Phone]).is_empty());
        assert!(
            fields(
                "We say of the town, of the port and of the harbour: telephone",
                &[Term::Phone]
            )
            .is_empty()
        );
    }

    #[test]
    fn a_full_row_goes_on_in_the_next_one() {
        let rows = "Full name: Computer Emergency Response Team of the harbour\nadministration of the county\nShort name: X-CERT";
        let text = Text::of_rows(rows);
        let field = in_row(&text, 0, &[Term::OfficialName]).remove(0);
        let whole = wrapped(&text, &field.value);
        assert_eq!(
            joined(&text, &whole),
            "Computer Emergency Response Team of the harbour administration of the county"
        );
        for rows in [
            "Full name: Team of the harbour\nadministration",
            "Full name: Computer Emergency Response Team of the harbour\nX-CERT",
        ] {
            let text = Text::of(&[], None);
            assert!(text.rows.is_empty());
            let text = Text::of_rows(rows);
            let field = in_row(&text, 0, &[Term::OfficialName]).remove(0);
            assert_eq!(wrapped(&text, &field.value), field.value, "{rows}");
        }
    }

    #[test]
    fn the_page_tells_how_wide_a_full_row_is() {
        let filler = "Words of the page up to its edge\n".repeat(30);
        let whole = |rows: &str| {
            let source = format!("{rows}\n{filler}");
            let lines: Vec<Line> = source
                .split('\n')
                .zip(1..)
                .map(|(t, number)| Line {
                    text: t.to_owned().into(),
                    number,
                    ..Line::default()
                })
                .collect();
            let text = Text::of(&lines, None);
            let field = in_row(&text, 0, &[Term::OfficialName]).remove(0);
            joined(&text, &wrapped(&text, &field.value))
        };
        assert_eq!(
            whole("Full name: Response Team\nGreenmoor of Elm\n"),
            "Response Team Greenmoor of Elm"
        );
        assert_eq!(whole("Full name: Team\nGreenmoor of Elm\n"), "Team");
    }
}
