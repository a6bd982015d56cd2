//! Which lines look like headings: larger or bolder than most of the document's text.

use std::collections::HashMap;

use super::glyph::PageGlyphs;
use super::lines::PageText;
use super::shapes::Shapes;
use crate::document::{Block, Line};

/// How much larger than the body a heading of each level is, at least.
const LEVELS: [(f64, u8); 3] = [(1.6, 1), (1.3, 2), (1.12, 3)];
/// The level of a line that is no larger than the body, but bold.
const BOLD_LEVEL: u8 = 4;
/// How much thicker bold strokes are, at least; in Helvetica and Times it is half as much again.
const BOLD: f64 = 1.25;

/// The type that a line is set in.
#[derive(Debug, Clone, Copy, Default)]
struct LineType {
    size: f64,
    /// Thickness of strokes in thousandths of the size; 0 where not known.
    thickness: f64,
    glyphs: usize,
}

/// The types of all lines of a document.
#[derive(Debug, Default)]
pub(super) struct Headings {
    lines: Vec<LineType>,
}

impl Headings {
    /// Notes the types of the lines of a page, in the order of its lines.
    pub(super) fn add_page(&mut self, glyphs: &PageGlyphs, text: &PageText, shapes: &Shapes) {
        let mut lines = vec![LineType::default(); text.lines.len()];
        let mut measured = vec![0_u32; lines.len()];
        for (glyph, spot) in glyphs.glyphs.iter().zip(&text.spots) {
            let Some((index, _)) = *spot else { continue };
            let (Some(line), Some(measured)) = (lines.get_mut(index), measured.get_mut(index))
            else {
                continue;
            };
            line.size = line.size.max(glyph.size);
            line.glyphs += 1;
            if glyph.reads_as.is_alphanumeric
                && let Some(shape) = glyph.shape.and_then(|id| shapes.get(id))
            {
                line.thickness += f64::from(shape.thickness);
                *measured += 1;
            }
        }
        for (line, measured) in lines.iter_mut().zip(measured) {
            line.thickness = if measured > 0 {
                line.thickness / f64::from(measured)
            } else {
                0.0
            };
        }
        self.lines.extend(lines);
    }

    /// Marks the headings among the document's lines, which are those that were added, in their
    /// order.
    pub(super) fn mark(&self, lines: &mut [Line]) {
        let body_size = self.most_common(|line| line.size * 10.0) / 10.0;
        let body_thickness = self.most_common(|line| line.thickness / 4.0) * 4.0;
        if body_size <= 0.0 {
            return;
        }
        for (line, kind) in lines
            .iter_mut()
            .zip(&self.lines)
            .filter(|(line, _)| line.hidden_by.is_none())
        {
            let larger = LEVELS
                .iter()
                .find(|(factor, _)| kind.size >= factor * body_size)
                .map(|&(_, level)| level);
            // A bold label beside its value is no heading; a number set apart from its title is.
            let is_row = line.text.contains('\t')
                && !line
                    .text
                    .trim_start()
                    .starts_with(|c: char| c.is_ascii_digit());
            let bolder = !is_row
                && body_thickness > 0.0
                && kind.thickness > BOLD * body_thickness
                && kind.size >= 0.95 * body_size;
            if let Some(level) = larger.or(bolder.then_some(BOLD_LEVEL)) {
                line.block = Block::Heading(level);
            }
        }
    }

    /// The value that most glyphs have, to the next whole number.
    fn most_common(&self, value: impl Fn(&LineType) -> f64) -> f64 {
        let mut counts: HashMap<i64, usize> = HashMap::new();
        for line in &self.lines {
            let value = value(line).round();
            if value > 0.0 && value < 1e6 {
                *counts.entry(value as i64).or_default() += line.glyphs;
            }
        }
        counts
            .into_iter()
            .max_by_key(|&(value, count)| (count, value))
            .map_or(0.0, |(value, _)| value as f64)
    }
}
