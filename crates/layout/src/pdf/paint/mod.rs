//! What was painted on a page besides text, in paint order, and what that means for a point: which
//! colour lies behind it, and what was painted over it later.

mod budget;
mod clip;
mod color;
mod fills;
mod geometry;
mod ink;
mod look;
mod marks;
mod mask;
mod masking;
mod painter;
mod points;
mod stroke;

pub(super) use self::budget::Budget;
pub(super) use self::clip::{ClipId, upright_rect};
pub(super) use self::color::{Rgb, WHITE, looks_same, over};
pub(super) use self::geometry::{contains_rect, spread};
pub(super) use self::ink::Ink;
pub(super) use self::mask::MaskId;
pub(super) use self::painter::{Applied, Painter};
