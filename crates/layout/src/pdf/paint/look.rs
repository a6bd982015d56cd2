//! How paints and images look, as far as they have one colour.

use hayro_interpret::color::{Color, ColorSpace};
use hayro_interpret::hayro_syntax::object::{Dict, Stream};
use hayro_interpret::kurbo::Affine;
use hayro_interpret::pattern::{Pattern, ShadingPattern, TilingPattern};
use hayro_interpret::shading::ShadingType;
use hayro_interpret::{BlendMode, Image, ImageData, LumaData, Paint};

use super::super::stop::until_stopped;
use super::color::{OPAQUE, Rgb, WHITE, looks_same};
use super::fills::Fills;
use super::geometry::spread;
use super::ink::{Decoding, Ink, pixels};
use super::painter::Painter;

/// Samples taken along a gradient.
const GRADIENT_SAMPLES: u8 = 9;
/// Images of at most so many pixels are looked at: one stretched pixel is a filled rectangle.
const SMALL_IMAGE: u64 = 4_096;
/// Points of a pattern's cell at which it is looked at, in each direction.
const CELL_POINTS: u32 = 8;
/// Images of at most so many pixels are looked at where they are compressed to less than a byte in
/// 200 pixels, as only flat ones are.
const FLAT_IMAGE: u64 = 1 << 20;

impl Painter {
    /// The look of a paint in something of that depth.
    pub(super) fn look_of(
        paint: &Paint<'_>,
        blend: BlendMode,
        depth: u8,
        fills: &mut Fills<Self>,
    ) -> Ink {
        of_paint(paint, blend, depth, fills)
    }

    /// The look of an image that is drawn now.
    pub(super) fn look_of_image(&mut self, image: &Image<'_, '_>, number: u32) -> Ink {
        of_image(image, number, &mut self.flat, self.depth, &mut self.fills)
    }
}

/// The look of a paint that is used with a blend mode.
fn of_paint(paint: &Paint<'_>, blend: BlendMode, depth: u8, fills: &mut Fills<Painter>) -> Ink {
    match paint {
        Paint::Color(color) => of_color(color, blend),
        Paint::Pattern(pattern) => match &**pattern {
            Pattern::Shading(shading) => of_shading(shading, blend, fills),
            Pattern::Tiling(tiling) => of_tiles(tiling, blend, depth, fills),
        },
    }
}

fn of_tiles(
    tiling: &TilingPattern<'_>,
    blend: BlendMode,
    depth: u8,
    fills: &mut Fills<Painter>,
) -> Ink {
    let cell = tiling.bbox;
    let mut painter = Painter::nested(depth, cell);
    let is_whole = until_stopped(|| {
        tiling.interpret(&mut painter, Affine::IDENTITY, false);
    });
    if is_whole && painter.is_untouched() {
        return Ink::Solid {
            rgb: WHITE,
            alpha: 0.0,
            blend,
        };
    }
    let (x_step, y_step) = (
        f64::from(tiling.x_step.abs()),
        f64::from(tiling.y_step.abs()),
    );
    let is_dense = x_step <= cell.width() && y_step <= cell.height();
    let is_full = is_dense && spread(cell, CELL_POINTS).all(|point| painter.is_covered(point, 0));
    let common = painter.common_color().filter(|_| is_whole);
    match common {
        Some((rgb, _)) if is_full => {
            return Ink::Solid {
                rgb,
                alpha: tiling.opacity,
                blend,
            };
        }
        _ if !is_whole => {
            return Ink::Unknown {
                opaque: is_full && blend == BlendMode::Normal && tiling.opacity >= OPAQUE,
            };
        }
        _ => {}
    }
    match (fills.add_tiles(tiling, painter), common) {
        (Some(number), _) => Ink::Tiles {
            number,
            opacity: tiling.opacity,
            blend,
        },
        // The cells may leave gaps, so half of what lies below is taken to show through.
        (None, Some((rgb, _))) => Ink::Solid {
            rgb,
            alpha: tiling.opacity * 0.5,
            blend,
        },
        (None, None) => Ink::Unknown {
            opaque: is_full && blend == BlendMode::Normal && tiling.opacity >= OPAQUE,
        },
    }
}

fn of_color(color: &Color, blend: BlendMode) -> Ink {
    let [r, g, b, alpha] = color.to_rgba().components();
    Ink::Solid {
        rgb: [r, g, b],
        alpha,
        blend,
    }
}

/// A gradient between equal colours is a colour.
fn of_shading(pattern: &ShadingPattern, blend: BlendMode, fills: &mut Fills<Painter>) -> Ink {
    let mut gradient = || {
        let number = fills.add_gradient(pattern.encode());
        number.map_or(Ink::Unknown { opaque: false }, |number| Ink::Gradient {
            number,
            opacity: 1.0,
            blend,
        })
    };
    let (domain, function, extend) = match &*pattern.shading.shading_type {
        ShadingType::RadialAxial {
            domain,
            function,
            extend,
            ..
        } => (domain, function, extend),
        ShadingType::FunctionBased { .. } => return gradient(),
        // Meshes are drawn pixel by pixel to be looked at.
        _ => return Ink::Unknown { opaque: false },
    };
    let unbounded = *extend == [true, true];
    if pattern.transfer_function.is_some() || !unbounded {
        return gradient();
    }
    let unknown = Ink::Unknown {
        opaque: blend == BlendMode::Normal && pattern.opacity >= OPAQUE,
    };
    let mut common: Option<Rgb> = None;
    for sample in 0..GRADIENT_SAMPLES {
        let at = f32::from(sample) / f32::from(GRADIENT_SAMPLES - 1);
        let [from, to] = *domain;
        let mut output = vec![0.0; function.num_outputs().min(32)];
        if function
            .eval(&[from + at * (to - from)], &mut output)
            .is_none()
        {
            return unknown;
        }
        let rgb = to_rgb(&pattern.shading.color_space, &output);
        if common.is_some_and(|common| !looks_same(common, rgb)) {
            return gradient();
        }
        common = Some(rgb);
    }
    match common {
        Some(rgb) => Ink::Solid {
            rgb,
            alpha: pattern.opacity,
            blend,
        },
        None => unknown,
    }
}

fn to_rgb(space: &ColorSpace, components: &[f32]) -> Rgb {
    let [r, g, b, _] = space.to_rgba(components, 1.0).components();
    [r, g, b]
}

/// The look of an image that has one colour, if it is tiny or compressed so much that only a flat
/// one can be; no other one is decoded here. Else what is known without that.
fn of_image(
    image: &Image<'_, '_>,
    number: u32,
    decoding: &mut Decoding,
    depth: u8,
    fills: &mut Fills<Painter>,
) -> Ink {
    let pixels = pixels(image);
    let (stream, is_stencil) = match image {
        Image::Stencil(stencil) => (stencil.stream(), true),
        Image::Raster(raster) => (raster.stream(), false),
    };
    let bytes = u64::try_from(stream.raw_data().len()).unwrap_or(u64::MAX);
    let opaque = !is_stencil && !has_alpha(stream.dict(), decoding);
    let picture = Ink::Picture {
        number,
        opacity: 1.0,
        blend: BlendMode::Normal,
        opaque,
    };
    let is_flat = pixels <= FLAT_IMAGE && bytes.saturating_mul(200) < pixels;
    if !(pixels <= SMALL_IMAGE || is_flat) || !decoding.spend(pixels) {
        return picture;
    }
    let mut ink = None;
    match image {
        Image::Stencil(stencil) => stencil.with_stencil(
            |luma, paint| {
                if let (Some(value), Ink::Solid { rgb, alpha, blend }) = (
                    one_value(&luma),
                    of_paint(paint, BlendMode::Normal, depth, fills),
                ) {
                    ink = Some(Ink::Solid {
                        rgb,
                        alpha: alpha * value,
                        blend,
                    });
                }
            },
            None,
        ),
        Image::Raster(raster) => raster.with_rgba(
            |data, alpha| {
                let alpha = alpha.as_ref().map_or(Some(1.0), one_value);
                ink = match (one_color(&data), alpha) {
                    (Some(rgb), Some(alpha)) => Some(Ink::Solid {
                        rgb,
                        alpha,
                        blend: BlendMode::Normal,
                    }),
                    (None, Some(alpha)) => Some(Ink::Picture {
                        number,
                        opacity: 1.0,
                        blend: BlendMode::Normal,
                        opaque: alpha >= OPAQUE,
                    }),
                    _ => None,
                };
            },
            None,
        ),
    }
    ink.unwrap_or(picture)
}

/// Whether something may show through an image. Many programs write a mask with every image, also
/// where it is opaque everywhere.
fn has_alpha(dict: &Dict<'_>, decoding: &mut Decoding) -> bool {
    if ["Mask", "SMaskInData"]
        .iter()
        .any(|key| dict.contains_key(key))
    {
        return true;
    }
    let Some(mask) = dict.get::<Stream<'_>>(b"SMask".as_slice()) else {
        return dict.contains_key(b"SMask".as_slice());
    };
    let size = |key: &[u8]| mask.dict().get::<u32>(key).map_or(0, u64::from);
    let (pixels, bytes) = (
        size(b"Width").saturating_mul(size(b"Height")),
        mask.raw_data().len() as u64,
    );
    let is_plain = size(b"BitsPerComponent") == 8
        && mask.filters().len() <= 1
        && !mask.dict().contains_key(b"Decode".as_slice());
    if !is_plain
        || pixels > FLAT_IMAGE
        || bytes.saturating_mul(200) >= pixels
        || !decoding.spend(pixels)
    {
        return true;
    }
    mask.decoded_data().map_or(true, |data| {
        (data.len() as u64) < pixels || data.iter().any(|value| *value < u8::MAX)
    })
}

/// The value of all samples, from 0 to 1, if they are (almost) one.
fn one_value(luma: &LumaData) -> Option<f32> {
    let (low, high) = luma
        .data
        .iter()
        .fold((u8::MAX, u8::MIN), |(low, high), &value| {
            (low.min(value), high.max(value))
        });
    (high.checked_sub(low)? <= 8).then(|| f32::from(high) / 255.0)
}

fn one_color(data: &ImageData) -> Option<Rgb> {
    match data {
        ImageData::Luma(luma) => one_value(luma).map(|value| [value; 3]),
        ImageData::Rgb(rgb) => {
            let (pixels, _) = rgb.data.as_chunks::<3>();
            let first = pixels.first()?;
            let same = pixels
                .iter()
                .all(|pixel| pixel.iter().zip(first).all(|(a, b)| a.abs_diff(*b) <= 8));
            same.then(|| first.map(|value| f32::from(value) / 255.0))
        }
    }
}
