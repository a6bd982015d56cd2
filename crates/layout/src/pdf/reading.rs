//! Reads the pages of a document, one after the other.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bonafide_model::claims::HiddenBy;
use hayro_interpret::kurbo::Rect;
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, InterpreterWarning, RectExt as _,
    RenderContent, TransformExt as _, interpret_page,
};
use hayro_syntax::Pdf;
use hayro_syntax::object::Dict;
use hayro_syntax::page::Page;

use super::annotations::annotations;
use super::device::{Collected, Collector};
use super::glyph::PageGlyphs;
use super::groups::Groups;
use super::layers::Layers;
use super::lines::{self, PageText};
use super::room::Room;
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
    /// How many characters are seen and cannot be told.
    pub unreadable: usize,
}

/// What is kept from page to page.
pub(super) struct Reading<'a> {
    /// The document as a viewer shows it.
    actual: Variant<'a>,
    /// The same document with all layers shown, if it has layers.
    shown: Option<Variant<'a>>,
    /// The same document with all layers hidden, until text in a layer is found.
    hidden: Option<Variant<'a>>,
    /// Whether layers decide what text is shown, as far as that can be told.
    pub(super) has_text_in_layers: bool,
    pub(super) shapes: Shapes,
    room: Room,
    text_bytes: usize,
}

/// A document with certain layers shown.
struct Variant<'a> {
    pdf: &'a Pdf,
    cache: InterpreterCache<'a>,
    /// Which those are, where not all.
    groups: Option<&'a Groups>,
    /// How often text was to be drawn in a font that cannot be read.
    lost: Arc<AtomicUsize>,
}

impl<'a> Variant<'a> {
    fn new(pdf: &'a Pdf, groups: Option<&'a Groups>) -> Self {
        Self {
            pdf,
            cache: InterpreterCache::new(),
            groups,
            lost: Arc::default(),
        }
    }
}

impl<'a> Reading<'a> {
    pub(super) fn new(pdf: &'a Pdf, layers: Option<&'a Layers>) -> Self {
        let shown = layers.and_then(|layers| Some(Variant::new(layers.shown.as_ref()?, None)));
        let hidden = layers
            .and_then(|layers| Some(Variant::new(layers.hidden.as_ref()?, Some(&layers.all_off))));
        Self {
            has_text_in_layers: layers.is_some() && (shown.is_none() || hidden.is_none()),
            actual: Variant::new(pdf, layers.map(|layers| &layers.groups)),
            shown,
            hidden,
            shapes: Shapes::default(),
            room: Room {
                glyphs: limits::GLYPHS,
                steps: limits::STEPS,
                judging: limits::JUDGING,
                samples: limits::SAMPLES,
                pixels: limits::PICTURE_PIXELS,
            },
            text_bytes: 0,
        }
    }

    /// Whether the limits for the whole document are reached.
    pub(super) fn is_full(&self) -> bool {
        self.room.glyphs == 0 || self.room.steps == 0 || self.text_bytes >= limits::TEXT_BYTES
    }

    pub(super) fn page(&mut self, page: &Page<'a>, number: u32) -> ReadPage {
        let mut collected = collect_seen(&self.actual, page, &mut self.shapes, self.room);
        self.add_layers(&mut collected, number);
        collected.page.drop_hidden_copies();
        let lies = lies::take_apart(&mut collected.page, &mut self.shapes);
        let unreadable = collected.page.unreadable();
        let text = lines::arrange(&collected.page, number);
        self.room = collected.room;
        self.room.glyphs = self.room.glyphs.saturating_sub(collected.page.glyphs.len());
        self.text_bytes += text
            .lines
            .iter()
            .chain(text.stream.iter().flatten())
            .map(|line| line.text.len())
            .sum::<usize>();
        ReadPage {
            glyphs: collected.page,
            text,
            truncated: collected.truncated,
            unjudged: collected.unjudged,
            lies,
            unreadable: unreadable + self.actual.lost.swap(0, Ordering::Relaxed),
            has_image: collected.has_image,
        }
    }
}

impl<'a> Reading<'a> {
    /// Adds the text in layers that are off, and finds out whether there is text in layers.
    fn add_layers(&mut self, collected: &mut Collected, number: u32) {
        let index = usize::try_from(number).map_or(0, |number| number.saturating_sub(1));
        let mut read = |variant: &Option<Variant<'a>>| {
            let variant = variant.as_ref()?;
            Some(collect(
                variant,
                variant.pdf.pages().get(index)?,
                &mut self.shapes,
                self.room,
                HashSet::new(),
            ))
        };
        self.has_text_in_layers |= collected.has_text_in_layers;
        let Some(shown) = read(&self.shown) else {
            return;
        };
        if let Some(hidden) = read(&self.hidden)
            && hidden.page.glyphs.len() < shown.page.glyphs.len()
        {
            self.has_text_in_layers = true;
            self.hidden = None;
        }
        collected
            .page
            .add_missing(&shown.page, HiddenBy::OptionalContentOff);
    }
}

/// Collects what is on a page. Images are decoded only where text stands over them: then the page
/// is interpreted once more.
fn collect_seen<'a>(
    variant: &Variant<'a>,
    page: &Page<'a>,
    shapes: &mut Shapes,
    room: Room,
) -> Collected {
    let mut collected = collect(variant, page, shapes, room, HashSet::new());
    if collected.asked.is_empty() || room.pixels == 0 {
        return collected;
    }
    collect(
        variant,
        page,
        shapes,
        room,
        std::mem::take(&mut collected.asked),
    )
}

fn collect<'a>(
    variant: &Variant<'a>,
    page: &Page<'a>,
    shapes: &mut Shapes,
    room: Room,
    wanted: HashSet<u32>,
) -> Collected {
    let sight = sight(page);
    let transform = page.initial_transform(true).to_kurbo();
    // The interpreter draws annotations in layers that are off, so these pages' annotations are
    // drawn one by one.
    let is_in_layer = |annotation| {
        variant
            .groups
            .is_some_and(|groups| !groups.show_content_of(&annotation, page.xref()))
    };
    let one_by_one = variant.groups.is_some() && annotations(page).any(is_in_layer);
    let content = if one_by_one {
        RenderContent::PAGE
    } else {
        RenderContent::all()
    };
    let lost = Arc::clone(&variant.lost);
    let warning_sink = Arc::new(move |warning| {
        if matches!(warning, InterpreterWarning::UnsupportedFont) {
            lost.fetch_add(1, Ordering::Relaxed);
        }
    });
    let settings = InterpreterSettings {
        render_content: content,
        warning_sink,
        ..InterpreterSettings::default()
    };
    let mut context = Context::new(
        transform,
        sight.page,
        &variant.cache,
        variant.pdf.xref(),
        settings.clone(),
    );
    let mut collector = Collector::new(
        shapes,
        sight,
        room,
        variant.groups.map(|groups| (groups, variant.pdf.xref())),
        wanted,
    );
    collector.draw(|collector| interpret_page(page, &mut context, collector));
    if one_by_one {
        let shown = |annotation: &Dict<'a>| !is_in_layer(annotation.clone());
        collector
            .draw(|collector| notes::draw_shown(page, collector, &variant.cache, &settings, shown));
    }
    if notes::has_any(page) {
        notes::draw_boxes(page, &mut collector);
        collector.draw(|collector| notes::draw_hidden(page, collector, &variant.cache, &settings));
    }
    collector.finish()
}

fn sight(page: &Page<'_>) -> Sight {
    let (width, height) = page.render_dimensions();
    Sight {
        page: Rect::new(0.0, 0.0, f64::from(width), f64::from(height)),
        media: page
            .initial_transform(true)
            .to_kurbo()
            .transform_rect_bbox(page.media_box().to_kurbo()),
        unit: page
            .raw()
            .get::<f64>(b"UserUnit".as_slice())
            .filter(|unit| unit.is_finite() && *unit > 0.0)
            .unwrap_or(1.0),
    }
}
