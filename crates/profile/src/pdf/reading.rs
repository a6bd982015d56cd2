//! Reads the pages of a document, one after the other.

use bonafide_model::HiddenBy;
use hayro_interpret::kurbo::Rect;
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, RectExt as _, TransformExt as _, interpret_page};
use hayro_syntax::Pdf;
use hayro_syntax::page::Page;

use super::device::{Collected, Collector};
use super::glyph::PageGlyphs;
use super::layers::Layers;
use super::lines::{self, PageText};
use super::shapes::Shapes;
use super::visibility::Sight;
use super::{lies, limits, notes};

/// A page as read.
pub(super) struct ReadPage {
    pub glyphs: PageGlyphs,
    pub text: PageText,
    /// Whether glyphs were dropped.
    pub truncated: bool,
    /// Whether there was too much to judge the visibility of all text.
    pub unjudged: bool,
    pub has_image: bool,
    /// How many values are drawn otherwise than they read.
    pub lies: usize,
}

/// What is kept from page to page.
pub(super) struct Reading<'a> {
    pdf: &'a Pdf,
    cache: InterpreterCache<'a>,
    settings: InterpreterSettings,
    /// The same document with all layers shown, if it has layers.
    shown: Option<(&'a Pdf, InterpreterCache<'a>)>,
    /// The same document with all layers hidden, until text in a layer is found.
    hidden: Option<(&'a Pdf, InterpreterCache<'a>)>,
    /// Whether layers decide what text is shown, as far as that can be told.
    pub(super) has_text_in_layers: bool,
    pub(super) shapes: Shapes,
    room: Room,
    text_bytes: usize,
}

/// What the pages to come may still have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    pub glyphs: usize,
    /// Things drawn.
    pub steps: u32,
    /// Steps to judge what is seen.
    pub judging: usize,
}

impl<'a> Reading<'a> {
    pub(super) fn new(pdf: &'a Pdf, layers: Option<&'a Layers>) -> Self {
        let with_cache = |pdf: &'a Pdf| (pdf, InterpreterCache::new());
        let shown = layers.and_then(|layers| layers.shown.as_ref()).map(with_cache);
        let hidden = layers.and_then(|layers| layers.hidden.as_ref()).map(with_cache);
        Self {
            has_text_in_layers: layers.is_some() && (shown.is_none() || hidden.is_none()),
            shown,
            hidden,
            pdf,
            cache: InterpreterCache::new(),
            settings: InterpreterSettings::default(),
            shapes: Shapes::default(),
            room: Room { glyphs: limits::GLYPHS, steps: limits::STEPS, judging: limits::JUDGING },
            text_bytes: 0,
        }
    }

    /// Whether the limits for the whole document are reached.
    pub(super) fn is_full(&self) -> bool {
        self.room.glyphs == 0 || self.room.steps == 0 || self.text_bytes >= limits::TEXT_BYTES
    }

    pub(super) fn page(&mut self, page: &Page<'a>, number: u32) -> ReadPage {
        let mut collected = collect(self.pdf, page, &self.cache, &self.settings, &mut self.shapes, self.room);
        self.add_layers(&mut collected, number);
        collected.page.drop_hidden_copies();
        let lies = lies::take_apart(&mut collected.page, &mut self.shapes);
        let text = lines::arrange(&collected.page, number);
        self.room = collected.room;
        self.room.glyphs = self.room.glyphs.saturating_sub(collected.page.glyphs.len());
        self.text_bytes += text.lines.iter().chain(text.stream.iter().flatten()).map(|line| line.text.len()).sum::<usize>();
        ReadPage {
            glyphs: collected.page,
            text,
            truncated: collected.truncated,
            unjudged: collected.unjudged,
            lies,
            has_image: collected.has_image,
        }
    }
}

impl<'a> Reading<'a> {
    /// Adds the text in layers that are off, and finds out whether there is text in layers.
    fn add_layers(&mut self, collected: &mut Collected, number: u32) {
        let index = usize::try_from(number).map_or(0, |number| number.saturating_sub(1));
        let mut read = |variant: &Option<(&'a Pdf, InterpreterCache<'a>)>| {
            let (pdf, cache) = variant.as_ref()?;
            Some(collect(pdf, pdf.pages().get(index)?, cache, &self.settings, &mut self.shapes, self.room))
        };
        let Some(shown) = read(&self.shown) else { return };
        if let Some(hidden) = read(&self.hidden)
            && hidden.page.glyphs.len() < shown.page.glyphs.len()
        {
            self.has_text_in_layers = true;
            self.hidden = None;
        }
        collected.page.add_missing(&shown.page, HiddenBy::OptionalContentOff);
    }
}

fn collect<'a>(
    pdf: &'a Pdf,
    page: &Page<'a>,
    cache: &InterpreterCache<'a>,
    settings: &InterpreterSettings,
    shapes: &mut Shapes,
    room: Room,
) -> Collected {
    let sight = sight(page);
    let transform = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(transform, sight.page, cache, pdf.xref(), settings.clone());
    let mut collector = Collector::new(shapes, sight, room);
    collector.draw(|collector| interpret_page(page, &mut context, collector));
    if notes::has_any(page) {
        collector.draw(|collector| notes::draw_hidden(page, collector, cache, settings));
    }
    collector.finish()
}

fn sight(page: &Page<'_>) -> Sight {
    let (width, height) = page.render_dimensions();
    Sight {
        page: Rect::new(0.0, 0.0, f64::from(width), f64::from(height)),
        media: page.initial_transform(true).to_kurbo().transform_rect_bbox(page.media_box().to_kurbo()),
        unit: page.raw().get::<f64>(b"UserUnit".as_slice()).filter(|unit| unit.is_finite() && *unit > 0.0).unwrap_or(1.0),
    }
}
