//! What a paint looks like, as far as it has one colour.

use hayro_interpret::{BlendMode, Image};

use super::color::{OPAQUE, Rgb, looks_same};

/// How many pixels of tiny and flat images are decoded of one page at most.
pub(super) const FLAT_PIXELS: u64 = 4 << 20;

/// What a paint looks like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in super::super) enum Ink {
    /// One colour.
    Solid {
        /// The colour.
        rgb: Rgb,
        /// The opacity.
        alpha: f32,
        /// How it mixes with what lies below.
        blend: BlendMode,
    },
    /// A gradient, whose colour depends on the place.
    Gradient {
        /// Its number among the [`super::fills::Fills`].
        number: u32,
        /// The opacity of the groups around it.
        opacity: f32,
        /// How it mixes with what lies below.
        blend: BlendMode,
    },
    /// A pattern of cells.
    Tiles {
        /// Its number among the [`super::fills::Fills`].
        number: u32,
        /// The opacity of the groups around it.
        opacity: f32,
        /// How it mixes with what lies below.
        blend: BlendMode,
    },
    /// An image.
    Picture {
        /// Which one of the page.
        number: u32,
        /// The opacity of the groups around it.
        opacity: f32,
        /// How it mixes with what lies below.
        blend: BlendMode,
        /// Whether nothing shows through, whatever is seen on it.
        opaque: bool,
    },
    /// Anything may be seen.
    Unknown {
        /// Whether nothing shows through.
        opaque: bool,
    },
}

impl Ink {
    pub(in super::super) fn is_opaque(&self) -> bool {
        match *self {
            Self::Solid { rgb, alpha, blend } => {
                alpha >= OPAQUE
                    && match blend {
                        BlendMode::Normal => true,
                        // These two make everything black where they are black, and white where
                        // they are white.
                        BlendMode::Multiply | BlendMode::Darken => looks_same(rgb, [0.0; 3]),
                        BlendMode::Screen | BlendMode::Lighten => looks_same(rgb, [1.0; 3]),
                        _ => false,
                    }
            }
            Self::Gradient { .. } | Self::Tiles { .. } => false,
            Self::Picture { opaque, .. } | Self::Unknown { opaque } => opaque,
        }
    }

    /// The ink inside a group of that opacity and blend mode.
    pub(super) fn within(mut self, group_opacity: f32, group: BlendMode) -> Self {
        match &mut self {
            Self::Solid {
                alpha: opacity,
                blend,
                ..
            }
            | Self::Gradient { opacity, blend, .. }
            | Self::Tiles { opacity, blend, .. } => {
                *opacity *= group_opacity;
                *blend = if *blend == BlendMode::Normal {
                    group
                } else {
                    *blend
                };
            }
            Self::Picture {
                opacity,
                blend,
                opaque,
                ..
            } => {
                *opacity *= group_opacity;
                *blend = if *blend == BlendMode::Normal {
                    group
                } else {
                    *blend
                };
                *opaque &= *opacity >= OPAQUE && *blend == BlendMode::Normal;
            }
            Self::Unknown { opaque } => {
                *opaque &= group_opacity >= OPAQUE && group == BlendMode::Normal
            }
        }
        self
    }
}

/// What may be decoded of images.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Decoding {
    /// Pixels decoded so far.
    pub pixels: u64,
    /// At most.
    pub limit: u64,
}

impl Decoding {
    /// Whether so many more pixels may be decoded; they are counted then.
    pub(super) fn spend(&mut self, pixels: u64) -> bool {
        let fits = self.pixels.saturating_add(pixels) <= self.limit;
        self.pixels += if fits { pixels } else { 0 };
        fits
    }
}

/// How many pixels an image has.
pub(super) fn pixels(image: &Image<'_, '_>) -> u64 {
    u64::from(image.width()) * u64::from(image.height())
}
