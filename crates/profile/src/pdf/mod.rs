//! PDF: what a viewer draws, read back as lines.
//!
//! The interpreter paints each page on a device that keeps glyphs with their places. Nothing here decodes images.

mod annotations;
mod device;
mod glyph;
mod headings;
mod limits;
mod rows;
mod shapes;
#[cfg(test)]
mod tests;
mod text;

use std::panic::{AssertUnwindSafe, catch_unwind};

use bonafide_model::{Format, ReadError, ReadWarning, ReadWarningKind};
use hayro_interpret::kurbo::Rect;
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, TransformExt as _, interpret_page};
use hayro_syntax::object::{Dict, String as PdfString};
use hayro_syntax::page::Page;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use self::device::Collector;
use self::headings::Headings;
use self::shapes::Shapes;
use crate::layout::Layout;

/// Reads a PDF into lines.
///
/// # Errors
///
/// When nothing can be read: damaged beyond repair, locked with a password, or no text at all.
pub(crate) fn layout(bytes: &[u8]) -> Result<Layout, ReadError> {
    if bytes.len() > crate::limits::PDF_BYTES {
        let count = |bytes: usize| u64::try_from(bytes).unwrap_or(u64::MAX);
        return Err(ReadError::TooLarge { bytes: count(bytes.len()), limit: count(crate::limits::PDF_BYTES) });
    }
    // The interpreter has been fuzzed, but it is large; a panic in it is a damaged document, not the end of the process.
    catch_unwind(AssertUnwindSafe(|| read(bytes)))
        .unwrap_or_else(|_| Err(ReadError::Damaged("the PDF interpreter gave up".to_owned())))
}

fn open(bytes: &[u8]) -> Result<Pdf, ReadError> {
    Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ReadError::Encrypted,
        LoadPdfError::Decryption(error) => ReadError::Damaged(format!("it cannot be decrypted ({error:?})")),
        LoadPdfError::Invalid => ReadError::Damaged("no pages can be found".to_owned()),
    })
}

fn read(bytes: &[u8]) -> Result<Layout, ReadError> {
    let pdf = open(bytes)?;
    let mut document = Document::new(&pdf);
    for (index, page) in pdf.pages().iter().enumerate().take(limits::PAGES) {
        if document.is_full() {
            document.layout.warnings.push(truncated(&format!("from page {} on", index + 1)));
            break;
        }
        document.read_page(page, u32::try_from(index + 1).unwrap_or(u32::MAX));
    }
    if pdf.pages().len() > limits::PAGES {
        document.layout.warnings.push(truncated(&format!("pages after {}", limits::PAGES)));
    }
    document.finish()
}

/// A document while it is read.
struct Document<'a> {
    pdf: &'a Pdf,
    cache: InterpreterCache<'a>,
    settings: InterpreterSettings,
    shapes: Shapes,
    headings: Headings,
    layout: Layout,
    glyphs: usize,
    text_bytes: usize,
}

impl<'a> Document<'a> {
    fn new(pdf: &'a Pdf) -> Self {
        Self {
            pdf,
            cache: InterpreterCache::new(),
            settings: InterpreterSettings::default(),
            shapes: Shapes::default(),
            headings: Headings::default(),
            layout: Layout {
                format: Format::Pdf,
                pages: u32::try_from(pdf.pages().len()).ok(),
                lines: Vec::new(),
                other_order: Vec::new(),
                links: Vec::new(),
                warnings: Vec::new(),
                title: pdf.metadata().title.as_deref().map(text::text_string).filter(|title| !title.trim().is_empty()),
                base: base(pdf),
            },
            glyphs: 0,
            text_bytes: 0,
        }
    }

    fn is_full(&self) -> bool {
        self.glyphs >= limits::GLYPHS || self.text_bytes >= limits::TEXT_BYTES
    }

    fn read_page(&mut self, page: &Page<'a>, number: u32) {
        let (width, height) = page.render_dimensions();
        let mut context = Context::new(
            page.initial_transform(true).to_kurbo(),
            Rect::new(0.0, 0.0, f64::from(width), f64::from(height)),
            &self.cache,
            self.pdf.xref(),
            self.settings.clone(),
        );
        let mut collector = Collector::new(&mut self.shapes, limits::GLYPHS - self.glyphs);
        interpret_page(page, &mut context, &mut collector);
        let (glyphs, is_truncated) = (collector.page, collector.truncated);
        if is_truncated {
            self.layout.warnings.push(truncated(&format!("the rest of page {number}")));
        }
        self.glyphs += glyphs.glyphs.len();
        let text = rows::arrange(&glyphs, number);
        self.text_bytes += text.lines.iter().chain(&text.stream).map(|line| line.text.len()).sum::<usize>();
        self.headings.add_page(&glyphs, &text, &self.shapes);
        let links = annotations::links(page, &glyphs, &text, self.layout.lines.len());
        let room = limits::LINKS.saturating_sub(self.layout.links.len());
        self.layout.links.extend(links.into_iter().take(room));
        self.layout.lines.extend(text.lines);
        self.layout.other_order.extend(text.stream);
    }

    fn finish(mut self) -> Result<Layout, ReadError> {
        if self.layout.lines.is_empty() {
            return Err(ReadError::NoText);
        }
        self.headings.mark(&mut self.layout.lines);
        // A link on a page without any text points past the lines that there are.
        let last = self.layout.lines.len() - 1;
        for link in &mut self.layout.links {
            link.line = link.line.min(last);
        }
        Ok(self.layout)
    }
}

fn truncated(detail: &str) -> ReadWarning {
    ReadWarning { kind: ReadWarningKind::Truncated, place: None, detail: detail.to_owned() }
}

/// The base of relative links (ISO 32000-2, "URI actions").
fn base(pdf: &Pdf) -> Option<String> {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    let base = catalog.get::<Dict<'_>>(b"URI".as_slice())?.get::<PdfString<'_>>(b"Base".as_slice())?;
    Some(text::text_string(base.as_bytes()))
}
