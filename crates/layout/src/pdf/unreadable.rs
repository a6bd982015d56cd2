//! Text of glyphs that the document gives none for: fonts without a ToUnicode map and without glyph
//! names that mean anything.

use std::collections::HashMap;

use hayro_interpret::font::{GlyphIdentifier, OutlineGlyph};

use super::templates::{Grid, drawn_instead};

/// Characters of a font's own map that are looked at; the Basic Multilingual Plane has as many.
const MAPPED: usize = 65_536;

/// The fonts' own maps from characters to glyphs, the other way round.
#[derive(Debug, Default)]
pub(super) struct FontMaps {
    fonts: HashMap<u128, HashMap<u32, char>>,
    known: HashMap<GlyphIdentifier, Option<char>>,
}

impl FontMaps {
    /// The character of a glyph by the font program's own map, or else by its code where the glyph
    /// looks like that.
    pub(super) fn character(&mut self, glyph: &OutlineGlyph) -> Option<char> {
        let Self { fonts, known } = self;
        *known.entry(glyph.identifier()).or_insert_with(|| {
            let by_code = || by_code(glyph.char_code());
            let Some(data) = glyph.font_data() else {
                return by_code();
            };
            let map = fonts
                .entry(data.cache_key)
                .or_insert_with(|| font_map((*data.data).as_ref()).unwrap_or_default());
            let looks_right = |c: &char| {
                Grid::of(&glyph.outline()).is_some_and(|grid| drawn_instead(&grid, *c).is_none())
            };
            // The code of a composite font is no character, so it counts only where it can be seen
            // to be right.
            map.get(&glyph.glyph_id().to_u32()).copied().or_else(|| {
                by_code()
                    .filter(char::is_ascii_hexdigit)
                    .filter(looks_right)
            })
        })
    }
}

/// The character that a code means in practically all Latin encodings, with TeX's ligatures (T1 and
/// OT1) as compatibility characters.
pub(super) fn by_code(code: u32) -> Option<char> {
    match code {
        0x0B | 0x1B => Some('\u{FB00}'),
        0x0C | 0x1C => Some('\u{FB01}'),
        0x0D | 0x1D => Some('\u{FB02}'),
        0x0E | 0x1E => Some('\u{FB03}'),
        0x0F | 0x1F => Some('\u{FB04}'),
        0x15 => Some('\u{2013}'),
        0x16 => Some('\u{2014}'),
        0x20..=0x7E | 0xC0..=0xFF => char::from_u32(code),
        _ => None,
    }
}

/// The characters of the glyphs by the Unicode subtable of an sfnt font's `cmap` table (OpenType,
/// "cmap").
fn font_map(font: &[u8]) -> Option<HashMap<u32, char>> {
    let tables = usize::from(u16_at(font, 4)?);
    let record = (0..tables)
        .map(|index| 12 + 16 * index)
        .find(|&at| font.get(at..at + 4) == Some(b"cmap".as_slice()))?;
    let cmap = font.get(usize::try_from(u32_at(font, record + 8)?).ok()?..)?;
    let mut map = HashMap::new();
    for index in 0..usize::from(u16_at(cmap, 2)?) {
        let at = 4 + 8 * index;
        let is_unicode = matches!(
            (u16_at(cmap, at)?, u16_at(cmap, at + 2)?),
            (0, _) | (3, 1 | 10)
        );
        let subtable = cmap.get(usize::try_from(u32_at(cmap, at + 4)?).ok()?..)?;
        match u16_at(subtable, 0)? {
            4 if is_unicode => add_segments(subtable, &mut map),
            12 if is_unicode => add_groups(subtable, &mut map),
            _ => None,
        };
    }
    Some(map)
}

/// Format 4. Ends with `None` where the table does.
fn add_segments(table: &[u8], map: &mut HashMap<u32, char>) -> Option<()> {
    let length = usize::from(u16_at(table, 6)?);
    let mut left = MAPPED;
    for segment in (0..length).step_by(2) {
        let (end, start) = (
            u16_at(table, 14 + segment)?,
            u16_at(table, 16 + length + segment)?,
        );
        let delta = u16_at(table, 16 + 2 * length + segment)?;
        let offset_at = 16 + 3 * length + segment;
        let offset = usize::from(u16_at(table, offset_at)?);
        for code in start..=end {
            left = left.checked_sub(1)?;
            let glyph = if offset == 0 {
                code.wrapping_add(delta)
            } else {
                match u16_at(table, offset_at + offset + 2 * usize::from(code - start)) {
                    Some(0) | None => continue,
                    Some(glyph) => glyph.wrapping_add(delta),
                }
            };
            if let Some(c) = char::from_u32(u32::from(code)).filter(|_| glyph != 0) {
                map.entry(u32::from(glyph)).or_insert(c);
            }
        }
    }
    Some(())
}

/// Format 12.
fn add_groups(table: &[u8], map: &mut HashMap<u32, char>) -> Option<()> {
    let mut left = MAPPED;
    for group in 0..usize::try_from(u32_at(table, 12)?).ok()? {
        let at = 16 + 12 * group;
        let (start, end, glyph) = (
            u32_at(table, at)?,
            u32_at(table, at + 4)?,
            u32_at(table, at + 8)?,
        );
        for code in start..=end {
            left = left.checked_sub(1)?;
            if let Some(c) = char::from_u32(code) {
                map.entry(glyph.wrapping_add(code - start)).or_insert(c);
            }
        }
    }
    Some(())
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(
        bytes.get(at..at.checked_add(2)?)?.try_into().ok()?,
    ))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(
        bytes.get(at..at.checked_add(4)?)?.try_into().ok()?,
    ))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// An sfnt font that consists of a `cmap` table with one Unicode subtable.
    fn font(subtable: &[u16]) -> Vec<u8> {
        let mut words: Vec<u16> = vec![0, 1, 1, 0, 0, 0];
        words.extend([0x636D, 0x6170, 0, 0, 0, 28, 0, 0]);
        words.extend([0, 1, 3, 1, 0, 12]);
        words.extend(subtable);
        words.into_iter().flat_map(u16::to_be_bytes).collect()
    }

    #[test]
    fn glyphs_are_mapped_back_to_characters() {
        let segments = font(&[
            4, 32, 0, 4, 0, 0, 0, 0x42, 0xFFFF, 0, 0x41, 0xFFFF, 0xFFC2, 1, 0, 0,
        ]);
        assert_eq!(
            font_map(&segments).unwrap(),
            HashMap::from([(3, 'A'), (4, 'B')])
        );
        let groups = font(&[12, 0, 0, 28, 0, 0, 0, 1, 0, 0x61, 0, 0x62, 0, 7]);
        assert_eq!(
            font_map(&groups).unwrap(),
            HashMap::from([(7, 'a'), (8, 'b')])
        );
    }

    #[test]
    fn cut_and_endless_maps_end() {
        let whole = font(&[
            12, 0, 0, 28, 0, 0, 0xFFFF, 0xFFFF, 0, 0, 0xFFFF, 0xFFFF, 0, 0,
        ]);
        for length in 0..whole.len() {
            assert!(font_map(&whole[..length]).is_none_or(|map| map.len() <= MAPPED));
        }
        assert!(font_map(&whole).unwrap().len() <= MAPPED);
    }
}
