//! Soft masks: how much of a paint they let through.

use super::color::Rgb;

/// A soft mask, a number among those of a painter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct MaskId(pub(super) usize);

/// What a mask is made of, with what paints its group.
#[derive(Debug)]
pub(super) enum Mask<P> {
    /// Not looked into.
    Unknown,
    /// What its group paints, the colour behind that (`None` where its opacity and not its
    /// brightness counts), and what its transfer function makes of each value.
    Painted {
        painter: Box<P>,
        backdrop: Option<Rgb>,
        transfer: Option<Box<[u8; 256]>>,
    },
    /// Both apply.
    Both(MaskId, MaskId),
}
