//! PDF: what a viewer draws, read back as lines.
//!
//! The interpreter paints each page on a device that keeps glyphs with their places, and what lies
//! behind and over them. What a person does not see is kept apart, with the reason.

mod actions;
mod annotations;
mod attachments;
mod cells;
mod chunks;
mod columns;
mod device;
mod file;
mod form;
mod furniture;
mod glyph;
mod groups;
mod headings;
mod layers;
mod lies;
mod limits;
mod lines;
mod look;
mod margin;
mod metadata;
mod notes;
mod objects;
mod paint;
mod picture;
mod raised;
mod reading;
mod revisions;
mod room;
mod row;
mod rows;
mod shapes;
mod signer;
mod spans;
mod stop;
mod structure;
mod templates;
#[cfg(test)]
mod tests;
mod text;
mod unreadable;
mod update;
mod visibility;

use std::collections::HashSet;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use bonafide_model::claims::{Format, HiddenBy, Place, ReadError, ReadWarning, ReadWarningKind};
use hayro_syntax::object::{Dict, String as PdfString};
use hayro_syntax::page::Page;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

pub(crate) use self::picture::picture;

use self::attachments::Attachments;
use self::form::Form;
use self::headings::Headings;
use self::layers::Layers;
use self::reading::Reading;
use crate::document::{Document, Line};

/// Letters and digits from which on hidden text is worth a warning: stray marks beside the page are
/// not.
const HIDDEN_TEXT: usize = 4;
/// Characters of an excerpt.
const EXCERPT: usize = 80;

/// Reads a PDF into lines.
///
/// # Errors
///
/// When nothing can be read: damaged beyond repair, locked with a password, or no text at all.
pub(crate) fn layout(bytes: &[u8]) -> Result<Document<'static>, ReadError> {
    if bytes.len() > crate::limits::PDF_BYTES {
        let count = |bytes: usize| u64::try_from(bytes).unwrap_or(u64::MAX);
        return Err(ReadError::TooLarge {
            bytes: count(bytes.len()),
            limit: count(crate::limits::PDF_BYTES),
        });
    }
    // The interpreter has been fuzzed, but it is large; a panic in it is a damaged document, not
    // the end of the process.
    catch_unwind(AssertUnwindSafe(|| read(bytes)))
        .unwrap_or_else(|_| Err(ReadError::Damaged("the PDF interpreter gave up".to_owned())))
}

fn open(bytes: &[u8]) -> Result<Pdf, ReadError> {
    Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ReadError::Encrypted,
        LoadPdfError::Decryption(error) => {
            ReadError::Damaged(format!("it cannot be decrypted ({error:?})"))
        }
        LoadPdfError::Invalid => ReadError::Damaged("no pages can be found".to_owned()),
    })
}

fn read(bytes: &[u8]) -> Result<Document<'static>, ReadError> {
    if file::is_nested_too_deeply(bytes) {
        return Err(ReadError::Damaged(
            "its dictionaries are nested too deeply".to_owned(),
        ));
    }
    let pdf = open(bytes)?;
    let layers = Layers::of(bytes, &pdf);
    let mut reader = PdfReader::new(&pdf);
    if file::is_encrypted(bytes) {
        reader.warn(ReadWarningKind::Encrypted, "");
    }
    let is_damaged = file::last_trailer(bytes).is_none();
    if is_damaged {
        reader.warn(
            ReadWarningKind::Damaged,
            "the cross-reference table is missing or broken",
        );
    }
    reader.add_pages(layers.as_ref());
    if reader.layout.lines.is_empty() {
        let is_cut_off = is_damaged && reader.image_pages.is_empty();
        return Err(if is_cut_off {
            ReadError::Damaged("no text can be found".to_owned())
        } else {
            ReadError::NoText
        });
    }
    reader.add_earlier_revisions(bytes);
    reader
        .layout
        .lines
        .extend(structure::lines(&pdf, &reader.layout.lines));
    reader.warn_of_hidden_text();
    reader.add_what_stands_beside_the_pages(bytes);
    Ok(reader.layout)
}

/// A document while it is read.
struct PdfReader<'a> {
    pdf: &'a Pdf,
    layout: Document<'static>,
    headings: Headings,
    attachments: Attachments,
    /// In which order each of the pages read is drawn.
    orders: Vec<PageOrder>,
    /// Pages with images and without any text that is seen.
    image_pages: Vec<u32>,
}

/// The order in which a page is drawn.
struct PageOrder {
    /// Its lines in the layout.
    lines: Range<usize>,
    /// The lines as drawn, where that is another order.
    stream: Option<Vec<Line<'static>>>,
}

impl<'a> PdfReader<'a> {
    fn new(pdf: &'a Pdf) -> Self {
        Self {
            pdf,
            layout: Document {
                pages: u32::try_from(pdf.pages().len()).ok(),
                title: metadata::title(pdf),
                base: base(pdf),
                ..Document::new(Format::Pdf)
            },
            headings: Headings::default(),
            attachments: Attachments::of(pdf),
            orders: Vec::new(),
            image_pages: Vec::new(),
        }
    }

    fn add_pages(&mut self, layers: Option<&'a Layers>) {
        let pdf = layers
            .and_then(|layers| layers.actual.as_ref())
            .unwrap_or(self.pdf);
        let mut reading = Reading::new(pdf, layers);
        for (page, number) in pdf.pages().iter().zip(1..).take(limits::PAGES) {
            if reading.is_full() {
                self.warn(
                    ReadWarningKind::Truncated,
                    &format!("from page {number} on"),
                );
                break;
            }
            self.add_page(&mut reading, page, number, layers);
        }
        if self.pdf.pages().len() > limits::PAGES {
            self.warn(
                ReadWarningKind::Truncated,
                &format!("pages after {}", limits::PAGES),
            );
        }
        if let Some(layers) = layers.filter(|_| reading.has_text_in_layers) {
            self.warn(ReadWarningKind::OptionalContent, &layers.names.join(", "));
        }
        self.headings.mark(&mut self.layout.lines);
        let pages: Vec<Range<usize>> = self.orders.iter().map(|page| page.lines.clone()).collect();
        let repeated = furniture::repeated(&self.layout.lines, &pages);
        self.layout.other_order = self.second_order(&repeated);
        self.layout.set_aside(&repeated);
        join_pages(&mut self.layout.lines);
        // A link on a page without any text points past the lines that there are.
        let last = self.layout.lines.len().saturating_sub(1);
        for link in &mut self.layout.links {
            link.line = link.line.min(last);
        }
    }

    /// The second order of the pages that are drawn in another order than they are read, and of
    /// those beside them, on which a value may go on. Without those that are heads and feet.
    fn second_order(&mut self, repeated: &HashSet<usize>) -> Vec<Line<'static>> {
        let place = |line: &Line<'_>| (line.page, line.number, line.hidden_by);
        let left_out: HashSet<_> = repeated
            .iter()
            .filter_map(|&index| self.layout.lines.get(index))
            .map(place)
            .collect();
        let mut streams = std::mem::take(&mut self.orders);
        let differs: Vec<bool> = streams.iter().map(|page| page.stream.is_some()).collect();
        let near = |page: usize| {
            differs
                .get(page.saturating_sub(1)..differs.len().min(page + 2))
                .unwrap_or_default()
        };
        let is_wanted = |page: usize| near(page).contains(&true);
        let mut lines = Vec::new();
        for (_, page) in streams
            .iter_mut()
            .enumerate()
            .filter(|(number, _)| is_wanted(*number))
        {
            match page.stream.take() {
                Some(stream) => lines.extend(stream),
                None => lines.extend(
                    self.layout
                        .lines
                        .get(page.lines.clone())
                        .unwrap_or_default()
                        .iter()
                        .cloned(),
                ),
            }
        }
        lines.retain(|line| !left_out.contains(&place(line)));
        join_pages(&mut lines);
        lines
    }

    fn add_page(
        &mut self,
        reading: &mut Reading<'a>,
        page: &Page<'a>,
        number: u32,
        layers: Option<&Layers>,
    ) {
        let read = reading.page(page, number);
        let mut text = read.text;
        if read.truncated {
            self.warn(
                ReadWarningKind::Truncated,
                &format!("the rest of page {number}"),
            );
        }
        if read.unjudged {
            self.warn(
                ReadWarningKind::Truncated,
                &format!("the visibility of some text on page {number}"),
            );
        }
        if read.unreadable > 0 {
            self.warn(
                ReadWarningKind::UnreadableText,
                &format!("{} characters on page {number}", read.unreadable),
            );
        }
        if read.lies > 0 {
            self.warn(
                ReadWarningKind::GlyphsDiffer,
                &format!("{} values on page {number}", read.lies),
            );
        }
        let first = self.layout.lines.len();
        self.orders.push(PageOrder {
            lines: first..first + text.lines.len(),
            stream: text.stream.take(),
        });
        if read.has_image && text.lines.iter().all(|line| line.hidden_by.is_some()) {
            self.image_pages.push(number);
        }
        if notes::has_any(page) {
            let groups = layers.map(|layers| &layers.groups);
            let links =
                annotations::links(page, &read.glyphs, &text, self.layout.lines.len(), groups);
            let room = limits::LINKS.saturating_sub(self.layout.links.len());
            self.layout.links.extend(links.into_iter().take(room));
            let notes = notes::lines(page, &text, number);
            text.lines.extend(notes);
            for file in notes::attached_files(page) {
                self.attachments.add(&file);
            }
        }
        self.headings.add_page(&read.glyphs, &text, &reading.shapes);
        self.layout.lines.extend(text.lines);
    }

    /// One warning for each reason why text of the pages is not seen, with the first text of more
    /// than a few letters.
    fn warn_of_hidden_text(&mut self) {
        let mut warned: Vec<HiddenBy> = Vec::new();
        let mut warnings = Vec::new();
        for line in &self.layout.lines {
            let Some(reason) = line.hidden_by.filter(|reason| !warned.contains(reason)) else {
                continue;
            };
            let is_text = line.text.chars().filter(|c| c.is_alphanumeric()).count() >= HIDDEN_TEXT;
            if is_text
                && !matches!(
                    reason,
                    HiddenBy::Metadata | HiddenBy::EarlierRevision | HiddenBy::GlyphsDiffer
                )
            {
                warned.push(reason);
                let place = Place {
                    page: line.page,
                    line: line.number,
                    bounds: line.bounds,
                    ..Place::default()
                };
                let detail = line.text.chars().take(EXCERPT).collect();
                warnings.push(ReadWarning {
                    kind: ReadWarningKind::HiddenText(reason),
                    place: Some(place),
                    detail,
                });
            }
        }
        self.layout.warnings.extend(warnings);
    }

    fn add_earlier_revisions(&mut self, bytes: &[u8]) {
        let earlier = revisions::compare(bytes, &self.layout.lines);
        if earlier.differing > 0 {
            let detail = format!(
                "{} lines of {} earlier revisions are not in the last one",
                earlier.gone.len(),
                earlier.differing
            );
            self.warn(ReadWarningKind::EarlierRevisionDiffers, &detail);
        }
        if earlier.truncated {
            self.warn(ReadWarningKind::Truncated, "some earlier revisions");
        }
        self.layout.lines.extend(earlier.gone);
    }

    fn add_what_stands_beside_the_pages(&mut self, bytes: &[u8]) {
        if !self.image_pages.is_empty() {
            self.warn(
                ReadWarningKind::ImageOnlyPages,
                &format!("pages {}", ranges(&self.image_pages)),
            );
        }
        let form = Form::of(self.pdf);
        if form.fields > 0 || form.has_xfa {
            let xfa = if form.has_xfa {
                ", described again in XML (XFA)"
            } else {
                ""
            };
            self.warn(
                ReadWarningKind::Form,
                &format!("{} fields{xfa}", form.fields),
            );
        }
        for signature in &form.signatures {
            self.warn(ReadWarningKind::X509Signature, signature);
        }
        let actions = actions::of(self.pdf);
        if !actions.is_empty() {
            self.warn(ReadWarningKind::Action, &actions.join(", "));
        }
        if !self.attachments.names.is_empty() {
            self.warn(
                ReadWarningKind::Attachments,
                &self.attachments.names.join(", "),
            );
        }
        let values = self.values_not_shown(&form.values);
        self.layout.lines.extend(metadata::side_lines(
            values.iter().flat_map(|value| value.lines()),
            HiddenBy::FormField,
        ));
        self.layout.lines.extend(metadata::lines(self.pdf, bytes));
        self.layout.lines.extend(self.attachments.lines());
    }

    fn values_not_shown<'v>(&self, values: &'v [String]) -> Vec<&'v String> {
        if values.is_empty() {
            return Vec::new();
        }
        let is_visible = |line: &&Line| line.hidden_by.is_none();
        let shown = text::squeezed(
            self.layout
                .lines
                .iter()
                .filter(is_visible)
                .map(|line| &*line.text),
        );
        values
            .iter()
            .filter(|value| !shown.contains(&text::squeezed([value.as_str()])))
            .collect()
    }

    fn warn(&mut self, kind: ReadWarningKind, detail: &str) {
        self.layout.warnings.push(ReadWarning {
            kind,
            place: None,
            detail: detail.to_owned(),
        });
    }
}

/// A value may go on from the last line of a page to the first one of the next.
fn join_pages(lines: &mut [Line<'_>]) {
    let mut page = None;
    for line in lines
        .iter_mut()
        .filter(|line| line.hidden_by.is_none() && !line.furniture)
    {
        line.apart &= page == line.page;
        page = line.page;
    }
}

/// `1, 3–5` for 1, 3, 4, 5.
fn ranges(numbers: &[u32]) -> String {
    let runs = numbers
        .chunk_by(|a, b| a + 1 == *b)
        .filter_map(|run| Some((run.first()?, run.last()?)));
    let texts = runs.map(|(first, last)| {
        if first == last {
            first.to_string()
        } else {
            format!("{first}\u{2013}{last}")
        }
    });
    texts.collect::<Vec<_>>().join(", ")
}

/// The base of relative links (ISO 32000-2, "URI actions").
fn base(pdf: &Pdf) -> Option<String> {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    let base = catalog
        .get::<Dict<'_>>(b"URI".as_slice())?
        .get::<PdfString<'_>>(b"Base".as_slice())?;
    Some(text::text_string(base.as_bytes()))
}
