//! What annotations say besides their links: notes, and appearances that are not shown.

use std::collections::HashSet;

use bonafide_model::claims::HiddenBy;
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, RectExt as _, TransformExt as _, interpret,
};
use hayro_syntax::content::TypedIter;
use hayro_syntax::object::{
    Array, Dict, Name, Object, Rect as PdfRect, Stream, String as PdfString,
};
use hayro_syntax::page::{Page, Resources};

use super::annotations::{annotations, is_hidden, target};
use super::device::Collector;
use super::lines::PageText;
use super::metadata;
use super::text::{squeezed, text_string};
use crate::document::Line;

/// Draws the appearances that a viewer does not show, for their text: of hidden annotations, and of
/// others in another state or while the mouse is on them.
pub(super) fn draw_hidden<'a>(
    page: &Page<'a>,
    collector: &mut Collector<'_>,
    cache: &InterpreterCache<'a>,
    settings: &InterpreterSettings,
) {
    for annotation in annotations(page) {
        let shown = current_appearance(&annotation).filter(|_| !is_hidden(&annotation));
        let is_shown = |appearance: &Stream<'a>| {
            shown
                .as_ref()
                .is_some_and(|shown| shown.obj_id() == appearance.obj_id())
        };
        for appearance in appearances(&annotation)
            .into_iter()
            .filter(|appearance| !is_shown(appearance))
        {
            collector.hide(HiddenBy::HiddenAnnotation, |collector| {
                draw(page, &annotation, &appearance, collector, cache, settings);
            });
        }
    }
}

/// Draws filled boxes that have no appearance of their own, as viewers do (ISO 32000-2, "Square and
/// circle annotations").
pub(super) fn draw_boxes(page: &Page<'_>, collector: &mut Collector<'_>) {
    let transform = page.initial_transform(true).to_kurbo();
    for annotation in annotations(page)
        .filter(|annotation| !is_hidden(annotation) && !annotation.contains_key(b"AP".as_slice()))
    {
        let is_square = annotation
            .get::<Name<'_>>(b"Subtype".as_slice())
            .is_some_and(|kind| &*kind == b"Square");
        let color: Vec<f32> = annotation
            .get::<Array<'_>>(b"IC".as_slice())
            .filter(|_| is_square)
            .map(|color| color.iter::<f32>().take(4).collect())
            .unwrap_or_default();
        let rgb = match *color.as_slice() {
            [grey] => [grey; 3],
            [red, green, blue] => [red, green, blue],
            [cyan, magenta, yellow, black] => {
                [cyan, magenta, yellow].map(|ink| (1.0 - ink) * (1.0 - black))
            }
            _ => continue,
        };
        if let Some(area) = annotation.get::<PdfRect>(b"Rect".as_slice()) {
            let alpha = annotation.get::<f32>(b"CA".as_slice()).unwrap_or(1.0);
            collector.fill_box(transform.transform_rect_bbox(area.to_kurbo()), rgb, alpha);
        }
    }
}

/// Draws the appearances of annotations that a viewer shows, of those that are `wanted`.
pub(super) fn draw_shown<'a>(
    page: &Page<'a>,
    collector: &mut Collector<'_>,
    cache: &InterpreterCache<'a>,
    settings: &InterpreterSettings,
    wanted: impl Fn(&Dict<'a>) -> bool,
) {
    for annotation in
        annotations(page).filter(|annotation| !is_hidden(annotation) && wanted(annotation))
    {
        if let Some(appearance) = current_appearance(&annotation) {
            draw(page, &annotation, &appearance, collector, cache, settings);
        }
    }
}

/// The normal appearance in the state that the annotation is in.
fn current_appearance<'a>(annotation: &Dict<'a>) -> Option<Stream<'a>> {
    match annotation
        .get::<Dict<'a>>(b"AP".as_slice())?
        .get::<Object<'a>>(b"N".as_slice())?
    {
        Object::Stream(stream) => Some(stream),
        Object::Dict(states) => {
            states.get::<Stream<'a>>(annotation.get::<Name<'_>>(b"AS".as_slice())?)
        }
        _ => None,
    }
}

/// All appearances, whichever state the annotation is in, each once.
fn appearances<'a>(annotation: &Dict<'a>) -> Vec<Stream<'a>> {
    let Some(all) = annotation.get::<Dict<'a>>(b"AP".as_slice()) else {
        return Vec::new();
    };
    let mut streams: Vec<Stream<'a>> = Vec::new();
    for occasion in [b"N".as_slice(), b"R", b"D"] {
        match all.get::<Object<'a>>(occasion) {
            Some(Object::Stream(stream)) => streams.push(stream),
            Some(Object::Dict(states)) => streams.extend(
                states
                    .keys()
                    .take(16)
                    .filter_map(|state| states.get::<Stream<'a>>(state)),
            ),
            _ => {}
        }
    }
    let mut seen = HashSet::new();
    streams.retain(|stream| seen.insert(stream.obj_id()));
    streams
}

/// ISO 32000-2, "Appearance streams", Algorithm 8.
fn draw<'a>(
    page: &Page<'a>,
    annotation: &Dict<'a>,
    appearance: &Stream<'a>,
    collector: &mut Collector<'_>,
    cache: &InterpreterCache<'a>,
    settings: &InterpreterSettings,
) {
    let dict = appearance.dict();
    let Ok(content) = appearance.decoded_data() else {
        return;
    };
    let bbox = dict
        .get::<PdfRect>(b"BBox".as_slice())
        .map_or(Rect::new(0.0, 0.0, 1.0, 1.0), |rect| rect.to_kurbo());
    let matrix = dict
        .get::<[f64; 6]>(b"Matrix".as_slice())
        .map_or(Affine::IDENTITY, Affine::new);
    let from = matrix.transform_rect_bbox(bbox);
    let to = annotation
        .get::<PdfRect>(b"Rect".as_slice())
        .map_or(from, |rect| rect.to_kurbo());
    let scale = |to: f64, from: f64| {
        if from > 0.0 && to > 0.0 {
            to / from
        } else {
            1.0
        }
    };
    let placed = Affine::translate((to.x0, to.y0))
        * Affine::scale_non_uniform(
            scale(to.width(), from.width()),
            scale(to.height(), from.height()),
        )
        * Affine::translate((-from.x0, -from.y0));
    let transform = page.initial_transform(true).to_kurbo() * placed * matrix;
    let resources = dict
        .get::<Dict<'a>>(b"Resources".as_slice())
        .map(Resources::new);
    let mut context = Context::new(
        transform,
        Rect::new(-1e6, -1e6, 1e6, 1e6),
        cache,
        page.xref(),
        settings.clone(),
    );
    interpret(
        TypedIter::new(&content),
        resources.as_ref().unwrap_or(page.resources()),
        &mut context,
        collector,
    );
}

/// The texts of notes and the like, which a viewer shows at most when asked, unless the page shows
/// the same.
pub(super) fn lines(page: &Page<'_>, text: &PageText, number: u32) -> Vec<Line<'static>> {
    let mut shown: Option<String> = None;
    let mut lines = Vec::new();
    let transform = page.initial_transform(true).to_kurbo();
    for annotation in annotations(page) {
        let text_of = |key: &[u8]| {
            annotation
                .get::<PdfString<'_>>(key)
                .map(|text| text_string(text.as_bytes()))
        };
        let rich = text_of(b"RC")
            .map(|text| metadata::xmp_values(&text).join("\n"))
            .unwrap_or_default();
        let contents = text_of(b"Contents").unwrap_or_default();
        // The same once more, with marks of its look.
        let contents = if squeezed([&*rich]) == squeezed([&*contents]) {
            contents
        } else {
            format!("{contents}\n{rich}")
        };
        if contents.trim().is_empty() {
            continue;
        }
        let shown = shown.get_or_insert_with(|| {
            squeezed(
                text.lines
                    .iter()
                    .filter(|line| line.hidden_by.is_none())
                    .map(|line| &*line.text),
            )
        });
        // Some programs describe a link by its target.
        let is_target = target(&annotation).is_some_and(|target| target == contents.trim());
        if is_target || shown.contains(&squeezed([&*contents])) {
            continue;
        }
        let rect = annotation
            .get::<PdfRect>(b"Rect".as_slice())
            .map(|rect| transform.transform_rect_bbox(rect.to_kurbo()));
        let row = rect.map_or(1, |rect| row_at(&text.lines, rect.center().y));
        let hidden_by = if is_hidden(&annotation) {
            HiddenBy::HiddenAnnotation
        } else {
            HiddenBy::Metadata
        };
        lines.extend(
            contents
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .map(|line| Line {
                    text: line.to_owned().into(),
                    page: Some(number),
                    number: row,
                    hidden_by: Some(hidden_by),
                    ..Line::default()
                }),
        );
    }
    lines
}

/// The number of the last visible row that starts above `y`.
fn row_at(lines: &[Line<'_>], y: f64) -> u32 {
    let above = lines.iter().filter(|line| {
        line.hidden_by.is_none() && line.bounds.is_some_and(|[_, top, ..]| f64::from(top) <= y)
    });
    above.map(|line| line.number).max().unwrap_or(1)
}

/// The embedded files that annotations of a page carry.
pub(super) fn attached_files<'a>(page: &Page<'a>) -> impl Iterator<Item = Dict<'a>> {
    annotations(page)
        .filter(|annotation| {
            annotation
                .get::<Name<'_>>(b"Subtype".as_slice())
                .is_some_and(|kind| &*kind == b"FileAttachment")
        })
        .filter_map(|annotation| annotation.get::<Dict<'a>>(b"FS".as_slice()))
}

/// Whether the page has annotations at all, which most pages do not.
pub(super) fn has_any(page: &Page<'_>) -> bool {
    page.raw().get::<Array<'_>>(b"Annots".as_slice()).is_some()
}
