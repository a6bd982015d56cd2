//! A row, and which one a value may go on in.

use hayro_interpret::kurbo::Vec2;

use super::chunks::Chunk;

/// How far the baselines of neighbouring rows lie apart at most, in font sizes: double spacing with
/// room between paragraphs.
const NEIGHBOUR: f64 = 3.2;
/// How far beside each other such rows may stand, in font sizes.
const BESIDE: f64 = 2.0;

/// Chunks on one height.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub chunks: Vec<usize>,
    /// The chunk with the largest type, which decides the height.
    pub main: usize,
}

/// Whether a row stands right below another one, so that a value may go on in it.
pub(super) fn near(chunks: &[Chunk], above: &Row, below: &Row) -> bool {
    let extent = |row: &Row| {
        let all = || row.chunks.iter().filter_map(|&index| chunks.get(index));
        let main = chunks.get(row.main)?;
        let u0 = all().map(|chunk| chunk.u0).fold(f64::INFINITY, f64::min);
        let u1 = all()
            .map(|chunk| chunk.u1)
            .fold(f64::NEG_INFINITY, f64::max);
        Some(Extent {
            along: main.along,
            u0,
            u1,
            v: main.v,
            size: main.size,
        })
    };
    extent(above)
        .zip(extent(below))
        .is_some_and(|(above, below)| above.goes_on_in(&below))
}

/// Where some text stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extent {
    pub along: Vec2,
    pub u0: f64,
    pub u1: f64,
    pub v: f64,
    pub size: f64,
}

impl Extent {
    /// Where a chunk stands.
    pub(super) fn of(chunk: &Chunk) -> Self {
        Self {
            along: chunk.along,
            u0: chunk.u0,
            u1: chunk.u1,
            v: chunk.v,
            size: chunk.size,
        }
    }

    /// Whether a value in it may go on in the other one: that stands right below it.
    pub(super) fn goes_on_in(&self, below: &Self) -> bool {
        let size = self.size.max(below.size);
        let down = below.v - self.v;
        self.along.dot(below.along) > 0.99
            && down > 0.0
            && down <= NEIGHBOUR * size
            && below.u0 < self.u1 + BESIDE * size
            && below.u1 > self.u0 - BESIDE * size
    }
}
