//! Pictures of pages, for people: what a viewer draws, and where on it a value stands.

use std::ops::Range;

use bonafide_model::claims::ReadError;
use bonafide_model::judgement::{PagePicture, PageRequest, PageSpot};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use hayro_interpret::InterpreterSettings;
use hayro_interpret::kurbo::Rect;

use super::layers::Layers;
use super::lines::bounds;
use super::reading::{ReadPage, Reading};
use super::{file, open};

/// Pixels from left to right: a page of A4 can be read so, and printed.
const WIDTH: f32 = 900.0;
/// Pixels from top to bottom: of pages that are longer than wide.
const HEIGHT: f32 = 1_800.0;
/// Points of the longest side of a page (ISO 32000-2, "Architectural limits").
const LONGEST: f32 = 14_400.0;
/// Values looked for on one page.
const SPOTS: usize = 200;
/// Further rows of one value that are looked for, and how far below the row before each may stand:
/// between them there are rows of the column beside.
const ROWS: usize = 16;
const NEAR: usize = 12;

/// Draws one page, and tells where on it the wanted values stand. The page is drawn by the same
/// interpreter that reads it, so both see the same; what that draws wrongly, the picture shows
/// wrongly too.
///
/// # Errors
///
/// Where the document cannot be opened, has no such page, or the page has no sane size.
pub(crate) fn picture(bytes: &[u8], wanted: &PageRequest) -> Result<PagePicture, ReadError> {
    let damaged = |why: &str| ReadError::Damaged(why.to_owned());
    if file::is_nested_too_deeply(bytes) {
        return Err(damaged("its dictionaries are nested too deeply"));
    }
    let pdf = open(bytes)?;
    let layers = Layers::of(bytes, &pdf);
    let shown = layers
        .as_ref()
        .and_then(|layers| layers.actual.as_ref())
        .unwrap_or(&pdf);
    let page = usize::try_from(wanted.page)
        .ok()
        .and_then(|number| shown.pages().get(number.checked_sub(1)?))
        .ok_or_else(|| damaged("it has no such page"))?;
    let (width, height) = page.render_dimensions();
    if !(1.0..=LONGEST).contains(&width) || !(1.0..=LONGEST).contains(&height) {
        return Err(damaged("the page has no size that can be drawn"));
    }
    let scale = (WIDTH / width).min(HEIGHT / height);
    // A strip is drawn one pixel wide at least.
    let settings = PixmapSettings {
        x_scale: scale.max(1.0 / width),
        y_scale: scale.max(1.0 / height),
        bg_color: WHITE,
    };
    let pixels = render(
        page,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &settings,
    );
    let png = pixels
        .into_png()
        .map_err(|_| damaged("the page cannot be made a picture"))?;
    let read = Reading::new(shown, layers.as_ref()).page(page, wanted.page);
    Ok(PagePicture {
        png,
        width: width.ceil() as u32,
        height: height.ceil() as u32,
        boxes: wanted
            .spots
            .iter()
            .take(SPOTS)
            .map(|spot| place(&read, spot))
            .collect(),
    })
}

/// Left, top, right and bottom of each part of what stands there: the letters of the value, or where
/// they cannot be told its line.
fn place(read: &ReadPage, spot: &PageSpot) -> Vec<[i32; 4]> {
    let lines = &read.text.lines;
    let Some((mut index, line)) = lines
        .iter()
        .enumerate()
        .find(|(_, line)| line.number == spot.line && line.hidden_by.is_none())
    else {
        return Vec::new();
    };
    let offset = |characters: u32| {
        let characters = usize::try_from(characters).ok()?;
        let mut all = line.text.char_indices().map(|(offset, _)| offset);
        all.nth(characters).or(Some(line.text.len()))
    };
    let letters = spot.column.checked_sub(1).and_then(|before| {
        let range = offset(before)?..offset(before.saturating_add(spot.length))?;
        ink(read, index, &range)
    });
    let mut rows: Vec<[i32; 4]> = letters.or(line.bounds).into_iter().collect();
    for part in spot.rest.iter().take(ROWS) {
        let Some((next, range)) = part_below(read, index, part.trim()) else {
            break;
        };
        rows.extend(ink(read, next, &range));
        index = next;
    }
    rows
}

/// Where the next part of a value stands: at the beginning of a row, or of a cell of it, not far below
/// the part before.
fn part_below(read: &ReadPage, above: usize, part: &str) -> Option<(usize, Range<usize>)> {
    let begins_cell = |before: &str| {
        let before = before.trim_end_matches(' ');
        before.is_empty() || before.ends_with('\t')
    };
    let rows = read
        .text
        .lines
        .iter()
        .enumerate()
        .skip(above + 1)
        .take(NEAR);
    let visible = rows.filter(|(_, line)| line.hidden_by.is_none() && !part.is_empty());
    let mut found = visible.filter_map(|(index, line)| {
        let at = line
            .text
            .match_indices(part)
            .map(|(at, _)| at)
            .find(|at| line.text.get(..*at).is_some_and(begins_cell))?;
        Some((index, at..at + part.len()))
    });
    found.next()
}

/// The bounds of the letters that stand in this part of a line.
fn ink(read: &ReadPage, index: usize, range: &Range<usize>) -> Option<[i32; 4]> {
    let glyphs = read.glyphs.glyphs.iter().zip(&read.text.spots);
    glyphs
        .filter(|(_, at)| at.is_some_and(|(of, offset)| of == index && range.contains(&offset)))
        .map(|(glyph, _)| glyph.ink)
        .reduce(|all: Rect, ink| all.union(ink))
        .map(bounds)
}
