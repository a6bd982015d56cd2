//! Fills whose colour depends on the place: gradients, patterns, pictures.

use std::collections::HashMap;

use hayro_interpret::encode::EncodedShadingPattern;
use hayro_interpret::kurbo::{Affine, Point, Rect};
use hayro_interpret::pattern::TilingPattern;
use hayro_interpret::{Image, ImageData, LumaData, Paint};

use super::color::Rgb;

/// Pixels kept of a picture; of larger ones only so many are, spread evenly. On a page of A4 that
/// is one in a seventieth of an inch.
const KEPT_PIXELS: u64 = 1 << 20;
/// The part of a cell that may lie beside the step to the next one: rounding.
const STEP: f64 = 0.995;

/// The fills of a page, by number, with what paints the cells of patterns.
#[derive(Debug)]
pub(in super::super) struct Fills<P> {
    gradients: Vec<EncodedShadingPattern>,
    tiles: Vec<Tiles<P>>,
    pictures: HashMap<u32, Picture>,
}

impl<P> Default for Fills<P> {
    fn default() -> Self {
        Self {
            gradients: Vec::new(),
            tiles: Vec::new(),
            pictures: HashMap::new(),
        }
    }
}

impl<P> Fills<P> {
    /// The number of a gradient.
    pub(super) fn add_gradient(&mut self, gradient: EncodedShadingPattern) -> Option<u32> {
        self.gradients.push(gradient);
        u32::try_from(self.gradients.len() - 1).ok()
    }

    pub(super) fn gradient(&self, number: u32) -> Option<&EncodedShadingPattern> {
        self.gradients.get(usize::try_from(number).ok()?)
    }

    /// The number of a pattern whose cells do not overlap.
    pub(super) fn add_tiles(&mut self, pattern: &TilingPattern<'_>, painter: P) -> Option<u32> {
        let (x_step, y_step) = (
            f64::from(pattern.x_step.abs()),
            f64::from(pattern.y_step.abs()),
        );
        let cell = pattern.bbox;
        let overlaps = x_step < STEP * cell.width() || y_step < STEP * cell.height();
        let to_cell = pattern.matrix.inverse();
        if overlaps || !to_cell.is_finite() || !(x_step.is_finite() && y_step.is_finite()) {
            return None;
        }
        self.tiles.push(Tiles {
            to_cell,
            cell,
            x_step,
            y_step,
            painter: Box::new(painter),
        });
        u32::try_from(self.tiles.len() - 1).ok()
    }

    pub(super) fn tiles(&mut self, number: u32) -> Option<&mut Tiles<P>> {
        self.tiles.get_mut(usize::try_from(number).ok()?)
    }

    pub(super) fn add_picture(&mut self, number: u32, picture: Picture) {
        self.pictures.insert(number, picture);
    }

    /// A picture, if it was decoded.
    pub(super) fn picture(&self, number: u32) -> Option<&Picture> {
        self.pictures.get(&number)
    }
}

/// A pattern of equal cells.
#[derive(Debug)]
pub(super) struct Tiles<P> {
    to_cell: Affine,
    cell: Rect,
    x_step: f64,
    y_step: f64,
    /// What is painted in each of them.
    pub painter: Box<P>,
}

impl<P> Tiles<P> {
    /// The place in the cell that is seen at a point of the page; `None` between the cells.
    pub(super) fn point(&self, point: Point) -> Option<Point> {
        let inside = self.to_cell * point;
        let place = |at: f64, start: f64, step: f64| start + (at - start).rem_euclid(step);
        let inside = Point::new(
            place(inside.x, self.cell.x0, self.x_step),
            place(inside.y, self.cell.y0, self.y_step),
        );
        self.cell.contains(inside).then_some(inside)
    }
}

/// A decoded image.
#[derive(Debug)]
pub(super) struct Picture {
    /// From the page to a square of side 1, the first row of pixels at the top.
    to_unit: Affine,
    width: usize,
    height: usize,
    /// Red, green, blue and opacity of each pixel kept.
    pixels: Vec<[u8; 4]>,
}

impl Picture {
    /// Decodes an image that is placed by `transform`; `None` where that fails.
    pub(super) fn of(
        image: &Image<'_, '_>,
        transform: Affine,
        color: impl FnOnce(&Paint<'_>) -> Option<(Rgb, f32)>,
    ) -> Option<Self> {
        let scale = Affine::scale_non_uniform(
            1.0 / f64::from(image.width()),
            1.0 / f64::from(image.height()),
        );
        let to_unit = scale * transform.inverse();
        let mut kept = None;
        match image {
            Image::Raster(raster) => raster.with_rgba(
                |data, alpha| kept = Some(raster_pixels(&data, alpha.as_ref())),
                None,
            ),
            Image::Stencil(stencil) => {
                stencil.with_stencil(
                    |luma, paint| kept = color(paint).map(|color| stencil_pixels(&luma, color)),
                    None,
                );
            }
        }
        let (width, height, pixels) = kept?;
        (to_unit.is_finite() && !pixels.is_empty()).then_some(Self {
            to_unit,
            width,
            height,
            pixels,
        })
    }

    /// Colour and opacity at a point of the page.
    pub(super) fn at(&self, point: Point) -> Option<(Rgb, f32)> {
        let place = self.to_unit * point;
        let index = |at: f64, count: usize| {
            ((at * count as f64).floor().max(0.0) as usize).min(count.saturating_sub(1))
        };
        let [r, g, b, alpha] = *self
            .pixels
            .get(index(place.y, self.height) * self.width + index(place.x, self.width))?;
        Some((
            [r, g, b].map(|value| f32::from(value) / 255.0),
            f32::from(alpha) / 255.0,
        ))
    }
}

/// Columns, rows and pixels.
type Pixels = (usize, usize, Vec<[u8; 4]>);

/// Every n-th pixel in both directions, so that not too many are kept.
fn sampled(width: u32, height: u32, pixel: impl Fn(usize, usize) -> [u8; 4]) -> Pixels {
    let all = u64::from(width) * u64::from(height);
    let mut every = 1_u64;
    while all / (every * every) > KEPT_PIXELS {
        every += 1;
    }
    let every = usize::try_from(every).unwrap_or(usize::MAX);
    let (width, height) = (width as usize, height as usize);
    let (columns, rows) = (width.div_ceil(every), height.div_ceil(every));
    let pixels =
        (0..rows).flat_map(|row| (0..columns).map(move |column| (column * every, row * every)));
    (columns, rows, pixels.map(|(x, y)| pixel(x, y)).collect())
}

fn raster_pixels(data: &ImageData, alpha: Option<&LumaData>) -> Pixels {
    let (width, height) = match data {
        ImageData::Luma(luma) => (luma.width, luma.height),
        ImageData::Rgb(rgb) => (rgb.width, rgb.height),
    };
    let opacity = |x: usize, y: usize| {
        let Some(alpha) = alpha else { return u8::MAX };
        // The mask may have a resolution of its own.
        let scaled = |at: usize, from: u32, to: u32| at * to as usize / (from as usize).max(1);
        let (x, y) = (
            scaled(x, width, alpha.width),
            scaled(y, height, alpha.height),
        );
        alpha
            .data
            .get(y * alpha.width as usize + x)
            .copied()
            .unwrap_or(u8::MAX)
    };
    sampled(width, height, |x, y| {
        let at = y * width as usize + x;
        let [r, g, b] = match data {
            ImageData::Luma(luma) => [luma.data.get(at).copied().unwrap_or(0); 3],
            ImageData::Rgb(rgb) => rgb
                .data
                .get(3 * at..)
                .and_then(|rest| rest.first_chunk::<3>())
                .copied()
                .unwrap_or_default(),
        };
        [r, g, b, opacity(x, y)]
    })
}

fn stencil_pixels(luma: &LumaData, (rgb, alpha): (Rgb, f32)) -> Pixels {
    let [r, g, b] = rgb.map(|value| (value.clamp(0.0, 1.0) * 255.0).round() as u8);
    sampled(luma.width, luma.height, |x, y| {
        let value = luma
            .data
            .get(y * luma.width as usize + x)
            .copied()
            .unwrap_or(0);
        [
            r,
            g,
            b,
            (f32::from(value) * alpha.clamp(0.0, 1.0)).round() as u8,
        ]
    })
}
