//! Link annotations.

use bonafide_model::claims::HiddenBy;
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{RectExt as _, TransformExt as _};
use hayro_syntax::object::{Array, Dict, Name, Rect as PdfRect, String as PdfString};
use hayro_syntax::page::Page;

use super::glyph::PageGlyphs;
use super::groups::Groups;
use super::limits;
use super::lines::PageText;
use super::objects::dicts;
use super::text::{squeezed, text_string};
use crate::document::{Line, Link};

/// Annotation flags (ISO 32000-2, "Annotation flags").
const INVISIBLE: u32 = 1 << 0;
const HIDDEN: u32 = 1 << 1;
const NO_VIEW: u32 = 1 << 5;

/// The annotations of a page, as raw dictionaries: the interpreter leaves out those with a hidden
/// flag.
pub(super) fn annotations<'a>(page: &Page<'a>) -> impl Iterator<Item = Dict<'a>> {
    dicts(
        page.raw().get::<Array<'a>>(b"Annots".as_slice()),
        page.xref(),
    )
    .take(limits::PAGE_ANNOTATIONS)
}

/// Whether a viewer does not show the annotation.
pub(super) fn is_hidden(annotation: &Dict<'_>) -> bool {
    let flags = annotation.get::<u32>(b"F".as_slice()).unwrap_or(0);
    let standard = annotation.get::<Name<'_>>(b"Subtype".as_slice()).is_some();
    flags & (HIDDEN | NO_VIEW) != 0 || (flags & INVISIBLE != 0 && !standard)
}

/// The links of a page to other documents. `first_line` is the index of the page's first line.
pub(super) fn links(
    page: &Page<'_>,
    glyphs: &PageGlyphs,
    text: &PageText,
    first_line: usize,
    groups: Option<&Groups>,
) -> Vec<Link> {
    let transform = page.initial_transform(true).to_kurbo();
    let links: Vec<Link> = annotations(page)
        .filter_map(|annotation| {
            let target = target(&annotation)?;
            let (line, offset, shown) = text_under(&areas(&annotation, transform), glyphs, text);
            Some(Link {
                target,
                text: shown,
                line: first_line + line,
                offset,
                hidden_by: if is_hidden(&annotation) {
                    Some(HiddenBy::HiddenAnnotation)
                } else if groups
                    .is_some_and(|groups| !groups.show_content_of(&annotation, page.xref()))
                {
                    Some(HiddenBy::OptionalContentOff)
                } else {
                    None
                },
            })
        })
        .collect();
    with_rows_joined(links)
}

/// Gives links that go on in the next one its text too: some typesetters make an annotation of each
/// row of a wrapped URL.
fn with_rows_joined(mut links: Vec<Link>) -> Vec<Link> {
    for next in (1..links.len()).rev() {
        let (before, after) = links.split_at_mut(next);
        let (Some(link), Some(next)) = (before.last_mut(), after.first()) else {
            continue;
        };
        let is_one = link.target == next.target
            && link.hidden_by == next.hidden_by
            && !(link.text.is_empty() || next.text.is_empty());
        if is_one
            && link
                .target
                .contains(&squeezed([link.text.as_str(), next.text.as_str()]))
        {
            link.text.push(' ');
            link.text.push_str(&next.text);
        }
    }
    links
}

/// Where a link leads to.
pub(super) fn target(annotation: &Dict<'_>) -> Option<String> {
    let action = annotation.get::<Dict<'_>>(b"A".as_slice())?;
    let uri = action.get::<PdfString<'_>>(b"URI".as_slice())?;
    let target = text_string(uri.as_bytes()).trim().to_owned();
    (!target.is_empty()).then_some(target)
}

/// The areas that a link covers: its quadrilaterals, or else its rectangle.
fn areas(annotation: &Dict<'_>, transform: Affine) -> Vec<Rect> {
    let points: Vec<f64> = annotation
        .get::<Array<'_>>(b"QuadPoints".as_slice())
        .map(|points| points.iter::<f64>().take(8 * 64).collect())
        .unwrap_or_default();
    let quads: Vec<Rect> = points
        .chunks_exact(8)
        .map(|quad| transform.transform_rect_bbox(around(quad)))
        .collect();
    if !quads.is_empty() {
        return quads;
    }
    annotation
        .get::<PdfRect>(b"Rect".as_slice())
        .map(|rect| transform.transform_rect_bbox(rect.to_kurbo()))
        .into_iter()
        .collect()
}

fn around(quad: &[f64]) -> Rect {
    let x = quad.iter().step_by(2).copied();
    let y = quad.iter().skip(1).step_by(2).copied();
    Rect::new(
        x.clone().fold(f64::INFINITY, f64::min),
        y.clone().fold(f64::INFINITY, f64::min),
        x.fold(f64::NEG_INFINITY, f64::max),
        y.fold(f64::NEG_INFINITY, f64::max),
    )
}

/// The text whose glyphs have their middle inside the areas: line, offset in it and the text.
fn text_under(
    areas: &[Rect],
    glyphs: &PageGlyphs,
    text: &PageText,
) -> (usize, Option<usize>, String) {
    let mut spots: Vec<(usize, usize, usize)> = glyphs
        .glyphs
        .iter()
        .zip(&text.spots)
        .filter(|(glyph, _)| areas.iter().any(|area| area.contains(glyph.ink.center())))
        .filter_map(|(glyph, spot)| {
            spot.map(|(line, offset)| (line, offset, offset + glyphs.text_of(glyph).len()))
        })
        .collect();
    spots.sort_unstable();
    let Some(&(first_line, first_offset, _)) = spots.first() else {
        return (
            areas
                .first()
                .map_or(0, |area| line_at(&text.lines, area.center().y)),
            None,
            String::new(),
        );
    };
    let mut shown = String::new();
    for of_line in spots.chunk_by(|a, b| a.0 == b.0) {
        let (Some(&(line, start, _)), Some(&(_, _, end))) = (of_line.first(), of_line.last())
        else {
            continue;
        };
        if !shown.is_empty() {
            shown.push(' ');
        }
        let shown_in = |line: &'_ Line<'_>| {
            let end = line.text.ceil_char_boundary(end);
            line.text.get(start..end).map(str::to_owned)
        };
        shown.push_str(&text.lines.get(line).and_then(shown_in).unwrap_or_default());
    }
    (first_line, Some(first_offset), shown)
}

/// The last line that starts above `y`.
fn line_at(lines: &[Line<'_>], y: f64) -> usize {
    lines
        .iter()
        .enumerate()
        .filter(|(_, line)| {
            line.hidden_by.is_none() && line.bounds.is_some_and(|[_, top, ..]| f64::from(top) <= y)
        })
        .map(|(index, _)| index)
        .next_back()
        .unwrap_or(0)
}
