//! One finding as a compiler shows it.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};
use bonafide_model::judgement::{CheckId, Outcome, Severity};
use bonafide_model::publishing::{Advice, Spot};

use crate::escape::inline;
use crate::prose::{self, Advised};
use crate::text::Options;

/// Shows findings.
pub(super) struct Printer {
    renderer: Renderer,
    unicode: bool,
}

/// A line that is safe to show, with the part that is meant in bytes.
struct Shown {
    line: String,
    from: usize,
    to: usize,
}

impl Printer {
    pub fn new(options: &Options) -> Self {
        let renderer = if options.color {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let decor = if options.unicode {
            DecorStyle::Unicode
        } else {
            DecorStyle::Ascii
        };
        Self {
            renderer: renderer.term_width(options.width).decor_style(decor),
            unicode: options.unicode,
        }
    }

    /// The finding, which says as much of these other checks, with its lines, what stands there,
    /// why it matters and what to print instead.
    pub fn print(
        &self,
        advice: &Advice,
        others: &[CheckId],
        file: &str,
        words: &Advised,
    ) -> String {
        let finding = &advice.finding;
        let title = self.safe(&prose::message(finding));
        let level = match (finding.severity, finding.outcome) {
            (Severity::Error, _) => Level::ERROR,
            (Severity::Warning, _) => Level::WARNING,
            (Severity::Note, _) => Level::NOTE,
        };
        let mut first = Group::with_title(level.primary_title(title).id(finding.check.as_str()));
        for (index, spot) in advice.spots.iter().enumerate() {
            if let Some(column) = self.other_column(spot) {
                let place = Origin::path(self.safe(&with_page(file, spot)))
                    .line(line_of(spot))
                    .char_column(column);
                first = first.element(place);
            }
            first = first.element(self.cause(spot, file, index == 0, words));
        }
        if advice.spots.is_empty() {
            first = first.element(Origin::path(self.safe(file)));
        }
        if let Some(place) = section(advice) {
            first = first.element(Level::NOTE.message(self.safe(&place)));
        }
        if finding.outcome == Outcome::Inconclusive {
            first = first
                .element(Level::NOTE.message("this could not be decided, which is not a pass"));
        }
        if !others.is_empty() {
            let others: Vec<&str> = others.iter().map(|check| check.as_str()).collect();
            let others = others.join(", ");
            let told = match finding.outcome {
                Outcome::Inconclusive => format!("the same applies to {others}"),
                _ => format!("the same change fixes {others}"),
            };
            first = first.element(Level::NOTE.message(told));
        }
        if let Some(why) = &words.why {
            first = first.element(Level::NOTE.message(self.safe(why)));
        }
        let mut groups = vec![first];
        match (&words.print, advice.spots.first(), &words.help) {
            (Some(print), Some(spot), help) => {
                let title = help
                    .clone()
                    .unwrap_or_else(|| "print this instead".to_owned());
                groups.push(
                    Level::HELP
                        .secondary_title(self.safe(&title))
                        .element(self.patch(spot, file, print)),
                );
            }
            (Some(_), None, _) => {
                let help = words.in_one_line().unwrap_or_default();
                groups.push(Group::with_title(
                    Level::HELP.secondary_title(self.safe(&help)),
                ));
            }
            (None, _, Some(help)) => groups.push(Group::with_title(
                Level::HELP.secondary_title(self.safe(help)),
            )),
            (None, _, None) => {}
        }
        format!("{}\n", self.renderer.render(&groups))
    }

    fn cause<'a>(
        &self,
        spot: &Spot,
        file: &str,
        is_first: bool,
        words: &Advised,
    ) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        let shown = self.shown(spot);
        let (kind, label) = if is_first {
            (AnnotationKind::Primary, &words.label)
        } else {
            (AnnotationKind::Context, &words.beside)
        };
        let label = label.as_ref().map(|label| self.safe(label));
        let path = self
            .other_column(spot)
            .is_none()
            .then(|| self.safe(&with_page(file, spot)));
        Snippet::source(shown.line)
            .line_start(line_of(spot))
            .path(path)
            .annotation(kind.span(shown.from..shown.to).label(label))
    }

    /// The column in the file, where it is another one than in what is shown: of a long line only a
    /// part is, and what is escaped is longer.
    fn other_column(&self, spot: &Spot) -> Option<usize> {
        let (column, _) = spot.columns?;
        let column = usize::try_from(column).ok()?;
        let shown = self.shown(spot);
        let as_shown = shown.line.get(..shown.from)?.chars().count() + 1;
        (column != as_shown).then_some(column)
    }

    fn patch<'a>(&self, spot: &Spot, file: &str, print: &str) -> Snippet<'a, Patch<'a>> {
        let shown = self.shown(spot);
        let snippet: Snippet<'a, Patch<'a>> = Snippet::source(shown.line);
        snippet
            .line_start(line_of(spot))
            .path(self.safe(&with_page(file, spot)))
            .patch(Patch::new(shown.from..shown.to, self.safe(print)))
    }

    /// Escaped part by part, so that what is meant stays what is underlined.
    fn shown(&self, spot: &Spot) -> Shown {
        let part = |from: usize, to: usize| -> String {
            spot.text
                .chars()
                .skip(from)
                .take(to.saturating_sub(from))
                .collect()
        };
        let before = self.safe(&part(0, spot.from));
        let meant = self.safe(&part(spot.from, spot.to));
        let after = self.safe(&part(spot.to, usize::MAX));
        let (from, to) = (before.len(), before.len() + meant.len());
        Shown {
            line: format!("{before}{meant}{after}"),
            from,
            to,
        }
    }

    /// Where the terminal's encoding is not UTF-8 the bytes of other characters could be control
    /// characters, so only ASCII is left.
    fn safe(&self, text: &str) -> String {
        let text = text.replace('\t', " ");
        let text = inline(&text);
        if self.unicode {
            return text.into_owned();
        }
        text.chars()
            .map(|c| {
                if c.is_ascii() {
                    c.to_string()
                } else {
                    c.escape_unicode().to_string()
                }
            })
            .collect()
    }
}

fn line_of(spot: &Spot) -> usize {
    usize::try_from(spot.place.line).unwrap_or(1).max(1)
}

fn with_page(file: &str, spot: &Spot) -> String {
    spot.place.page.map_or_else(
        || file.to_owned(),
        |page| format!("{file}, page {page}, row"),
    )
}

/// The section of the first place, by the outline's number and as it is headed.
fn section(advice: &Advice) -> Option<String> {
    let place = &advice.spots.first()?.place;
    let number = place.section.as_ref()?;
    Some(match &place.heading {
        Some(heading) => format!("section {number}, under \"{heading}\""),
        None => format!("section {number}"),
    })
}
