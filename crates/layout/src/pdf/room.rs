//! What the pages to come may still cost.

/// What the pages to come may still have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    pub glyphs: usize,
    /// Things drawn.
    pub steps: u32,
    /// Steps to judge what is seen.
    pub judging: usize,
    /// Places at which gradients are looked at.
    pub samples: u32,
    /// Pixels of images that text stands over.
    pub pixels: u64,
}
