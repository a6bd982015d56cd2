//! Chunks on one height.

use std::collections::HashSet;

use bonafide_model::claims::HiddenBy;
use hayro_interpret::kurbo::Vec2;

use super::chunks::{Chunk, Chunks};
use super::glyph::PageGlyphs;
use super::row::Row;
use super::{cells, columns};

/// Rows of the chunks that are hidden for `reason`, the most common direction of writing first.
/// Some are `left_out`.
pub(super) fn rows(
    page: &PageGlyphs,
    all: &Chunks,
    reason: Option<HiddenBy>,
    left_out: &HashSet<usize>,
) -> Vec<Row> {
    let chunks = &all.list;
    let mut directions: Vec<(Vec2, Vec<usize>)> = Vec::new();
    let is_wanted =
        |index: &usize, chunk: &Chunk| chunk.hidden_by == reason && !left_out.contains(index);
    for (index, chunk) in chunks
        .iter()
        .enumerate()
        .filter(|(index, chunk)| is_wanted(index, chunk))
    {
        match directions
            .iter_mut()
            .find(|(along, _)| along.dot(chunk.along) > 0.99)
        {
            Some((_, members)) => members.push(index),
            None => directions.push((chunk.along, vec![index])),
        }
    }
    let weight = |members: &Vec<usize>| {
        members
            .iter()
            .filter_map(|&m| chunks.get(m))
            .map(|chunk| chunk.items.len())
            .sum::<usize>()
    };
    directions.sort_by_key(|(_, members)| std::cmp::Reverse(weight(members)));
    let in_order = |members| {
        cells::order(
            page,
            all,
            columns::split(chunks, rows_of_direction(chunks, members)),
        )
    };
    directions
        .into_iter()
        .flat_map(|(_, members)| in_order(members))
        .collect()
}

fn rows_of_direction(chunks: &[Chunk], mut members: Vec<usize>) -> Vec<Row> {
    let of = |index: usize| chunks.get(index);
    members.sort_by(|&a, &b| {
        of(a)
            .map(|c| c.v)
            .unwrap_or(0.0)
            .total_cmp(&of(b).map(|c| c.v).unwrap_or(0.0))
    });
    let mut rows: Vec<Row> = Vec::new();
    for index in members {
        let Some(chunk) = of(index) else { continue };
        let open = rows
            .last_mut()
            .and_then(|row| of(row.main).map(|main| (row, main)));
        match open {
            Some((row, main)) if main.shares_row(chunk) => {
                row.chunks.push(index);
                if chunk.size > main.size {
                    row.main = index;
                }
            }
            _ => rows.push(Row {
                chunks: vec![index],
                main: index,
            }),
        }
    }
    for row in &mut rows {
        row.chunks.sort_by(|&a, &b| {
            of(a)
                .map(|c| c.u0)
                .unwrap_or(0.0)
                .total_cmp(&of(b).map(|c| c.u0).unwrap_or(0.0))
        });
    }
    rows
}

/// The visible rows by height, for hidden chunks that need a number.
pub(super) struct Heights {
    /// Height and number of the rows of the main direction, from top to bottom.
    rows: Vec<(f64, u32, usize)>,
}

impl Heights {
    pub(super) fn of(chunks: &[Chunk], visible: &[Row]) -> Self {
        let main = |row: &Row| chunks.get(row.main);
        let along = visible.first().and_then(main).map(|first| first.along);
        let mut rows: Vec<(f64, u32, usize)> = visible
            .iter()
            .zip(1..)
            .filter_map(|(row, number)| Some((main(row)?, number, row.main)))
            .filter(|(row, ..)| along.is_some_and(|along| along.dot(row.along) > 0.99))
            .map(|(row, number, main)| (row.v, number, main))
            .collect();
        rows.sort_by(|a, b| a.0.total_cmp(&b.0));
        Self { rows }
    }

    /// The number of the visible row that a hidden chunk stands on, or else of the one above it.
    pub(super) fn nearest(&self, chunks: &[Chunk], hidden: &Chunk) -> u32 {
        let below = self.rows.partition_point(|(v, ..)| *v <= hidden.v);
        let around = self
            .rows
            .get(below.saturating_sub(2)..(below + 2).min(self.rows.len()))
            .unwrap_or_default();
        let shared = around.iter().find(|(.., main)| {
            chunks
                .get(*main)
                .is_some_and(|row| row.along.dot(hidden.along) > 0.99 && row.shares_row(hidden))
        });
        let above = below.checked_sub(1).and_then(|index| self.rows.get(index));
        shared.or(above).map_or(1, |(_, number, _)| *number)
    }
}
