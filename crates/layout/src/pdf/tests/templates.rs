//! The data of `templates.bin`: made from the standard fonts that the interpreter brings, and compared with them here.

use std::collections::HashMap;

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::kurbo::{BezPath, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache, InterpreterSettings,
    SoftMask, interpret_page,
};
use hayro_syntax::Pdf;

use super::super::templates::{CHARACTERS, Grid, drawn_instead};
use super::builder::Doc;

const FONTS: [&str; 12] = [
    "Helvetica",
    "Helvetica-Bold",
    "Helvetica-Oblique",
    "Helvetica-BoldOblique",
    "Times-Roman",
    "Times-Bold",
    "Times-Italic",
    "Times-BoldItalic",
    "Courier",
    "Courier-Bold",
    "Courier-Oblique",
    "Courier-BoldOblique",
];

/// Keeps the outline of each character.
#[derive(Default)]
struct Outlines(HashMap<u32, BezPath>);

impl<'a> Device<'a> for Outlines {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            if let Glyph::Outline(outline) = &**glyph {
                self.0.insert(outline.char_code(), outline.outline());
            }
        }
    }
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

fn grids(font: &str) -> Vec<Grid> {
    let mut doc = Doc::new();
    let font = doc.object(format!("<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>"));
    doc.page_with_fonts(&format!("BT /T 10 Tf 10 10 Td ({CHARACTERS}) Tj ET"), &format!("/T {font} 0 R"));
    let bytes = doc.bytes();
    let pdf = Pdf::new(bytes).unwrap();
    let cache = InterpreterCache::new();
    let mut context =
        Context::new(Default::default(), Rect::new(0.0, 0.0, 612.0, 792.0), &cache, pdf.xref(), InterpreterSettings::default());
    let mut outlines = Outlines::default();
    interpret_page(&pdf.pages()[0], &mut context, &mut outlines);
    CHARACTERS.chars().map(|c| Grid::of(&outlines.0[&u32::from(c)]).unwrap()).collect()
}

#[test]
fn the_templates_are_those_of_the_standard_fonts() {
    let data: Vec<u8> = FONTS.iter().flat_map(|font| grids(font)).flat_map(|grid| grid.to_bytes()).collect();
    if std::env::var_os("BONAFIDE_WRITE_TEMPLATES").is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/src/pdf/templates.bin"), &data).unwrap();
    }
    assert!(data == include_bytes!("../templates.bin"), "run this test with BONAFIDE_WRITE_TEMPLATES=1 to make them again");
}

#[test]
fn a_digit_of_a_standard_font_is_itself_and_no_other() {
    for font in ["Helvetica", "Times-BoldItalic", "Courier-Oblique"] {
        let grids = grids(font);
        let mut lies = 0;
        let mut found = 0;
        for (drawn, grid) in CHARACTERS.chars().zip(&grids).filter(|(c, _)| c.is_ascii_hexdigit()) {
            assert_eq!(drawn_instead(grid, drawn), None, "{font} {drawn}");
            for read in "0123456789ABCDEF".chars().filter(|read| !read.eq_ignore_ascii_case(&drawn)) {
                lies += 1;
                found += usize::from(drawn_instead(grid, read).is_some());
            }
        }
        assert!(found * 100 >= lies * 90, "{font}: {found} of {lies}");
    }
}
