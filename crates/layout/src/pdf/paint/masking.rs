//! What a mask lets through at a point.

use hayro_interpret::kurbo::Point;
use hayro_interpret::{CacheKey as _, MaskType, SoftMask};

use super::super::stop::until_stopped;
use super::mask::{Mask, MaskId};
use super::painter::{DISTINCT, NESTING, Painter};

impl Painter {
    /// The number of a mask.
    pub(super) fn mask(&mut self, mask: &SoftMask<'_>) -> MaskId {
        let key = mask.cache_key();
        if let Some(&id) = self.mask_ids.get(&key) {
            return id;
        }
        let id = MaskId(self.masks.len());
        let mask = if self.depth > NESTING || self.masks.len() >= DISTINCT {
            self.paints.truncated = true;
            Mask::Unknown
        } else {
            let mut painter = Self::nested(self.depth, self.paints.page);
            let is_whole = until_stopped(|| mask.interpret(&mut painter));
            self.paints.truncated |= !is_whole;
            let [r, g, b, _] = mask.background_color().to_rgba().components();
            let transfer = mask.transfer_function().map(|function| {
                let mut values: [u8; 256] =
                    std::array::from_fn(|value| u8::try_from(value).unwrap_or(u8::MAX));
                function.apply_to(&mut values);
                Box::new(values)
            });
            let backdrop = (mask.mask_type() == MaskType::Luminosity).then_some([r, g, b]);
            if is_whole {
                Mask::Painted {
                    painter: Box::new(painter),
                    backdrop,
                    transfer,
                }
            } else {
                Mask::Unknown
            }
        };
        self.masks.push(mask);
        self.mask_ids.insert(key, id);
        id
    }

    /// One mask that is both of these.
    pub(super) fn both(&mut self, a: Option<MaskId>, b: Option<MaskId>) -> Option<MaskId> {
        match (a, b) {
            (Some(a), Some(b)) if a != b => {
                self.masks.push(Mask::Both(a, b));
                Some(MaskId(self.masks.len() - 1))
            }
            (a, b) => b.or(a),
        }
    }

    /// How much of the paint a mask lets through at a point; `None` where that cannot be told.
    pub(in super::super) fn mask_at(&mut self, id: MaskId, point: Point) -> Option<f32> {
        match self.masks.get_mut(id.0)? {
            Mask::Unknown => None,
            Mask::Painted {
                painter,
                backdrop,
                transfer,
            } => {
                let value = match *backdrop {
                    Some(backdrop) => {
                        let [r, g, b] = painter.color_at(point, backdrop)?;
                        0.3 * r + 0.59 * g + 0.11 * b
                    }
                    None => painter.opacity_at(point)?,
                };
                let index = (value.clamp(0.0, 1.0) * 255.0).round() as usize;
                Some(
                    transfer
                        .as_ref()
                        .and_then(|values| values.get(index))
                        .map_or(value, |&value| f32::from(value) / 255.0),
                )
            }
            &mut Mask::Both(a, b) => {
                // One that lets nothing through is enough.
                match (self.mask_at(a, point), self.mask_at(b, point)) {
                    (Some(a), Some(b)) => Some(a * b),
                    (Some(0.0), None) | (None, Some(0.0)) => Some(0.0),
                    _ => None,
                }
            }
        }
    }
}
