//! The data of `templates.bin`: made from the standard fonts that the interpreter brings, and
//! compared with them here.

use std::collections::HashMap;

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::kurbo::{BezPath, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, interpret_page,
};
use hayro_syntax::Pdf;

use super::super::templates::{CHARACTERS, Grid, are_alike, shown_instead};
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

/// The outlines of a font's characters; `file` adds the font program, if it is not a standard font.
fn outlines(characters: &str, file: impl FnOnce(&mut Doc) -> String) -> HashMap<u32, BezPath> {
    let mut doc = Doc::new();
    let font = file(&mut doc);
    let font = doc.object(format!(
        "<< /Type /Font {font} /Encoding /WinAnsiEncoding >>"
    ));
    doc.page_with_fonts(
        &format!("BT /T 10 Tf 10 10 Td ({characters}) Tj ET"),
        &format!("/T {font} 0 R"),
    );
    let bytes = doc.bytes();
    let pdf = Pdf::new(bytes).unwrap();
    let cache = InterpreterCache::new();
    let mut context = Context::new(
        Default::default(),
        Rect::new(0.0, 0.0, 612.0, 792.0),
        &cache,
        pdf.xref(),
        InterpreterSettings::default(),
    );
    let mut outlines = Outlines::default();
    interpret_page(&pdf.pages()[0], &mut context, &mut outlines);
    outlines.0
}

fn standard(font: &str) -> HashMap<u32, BezPath> {
    outlines(&format!("{CHARACTERS}.-_"), |_| {
        format!("/Subtype /Type1 /BaseFont /{font}")
    })
}

fn grids(font: &str) -> Vec<Grid> {
    let outlines = standard(font);
    CHARACTERS
        .chars()
        .map(|c| Grid::of(&outlines[&u32::from(c)]).unwrap())
        .collect()
}

#[test]
fn the_templates_are_those_of_the_standard_fonts() {
    let data: Vec<u8> = FONTS
        .iter()
        .flat_map(|font| grids(font))
        .flat_map(|grid| grid.to_bytes())
        .collect();
    if std::env::var_os("BONAFIDE_WRITE_TEMPLATES").is_some() {
        std::fs::write(
            concat!(env!("CARGO_MANIFEST_DIR"), "/src/pdf/templates.bin"),
            &data,
        )
        .unwrap();
    }
    assert!(
        data == include_bytes!("../templates.bin"),
        "run this test with BONAFIDE_WRITE_TEMPLATES=1 to make them again"
    );
}

/// Each character that programs may read from the glyph of another one, with what the glyph shows
/// instead. One in so many is looked at.
fn compared(outlines: &HashMap<u32, BezPath>, one_in: usize) -> (Vec<char>, usize, usize) {
    let signs = format!("{CHARACTERS}.-_");
    let shown = |c: char| outlines.get(&u32::from(c));
    let alarms = signs
        .chars()
        .filter(|&c| shown(c).is_some_and(|outline| shown_instead(outline, c).is_some()))
        .collect();
    let (mut lies, mut found) = (0, 0);
    let pairs = signs
        .chars()
        .flat_map(|drawn| signs.chars().map(move |read| (drawn, read)));
    for (drawn, read) in pairs.step_by(one_in) {
        if let Some(outline) = shown(drawn).filter(|_| !are_alike(drawn, read)) {
            lies += 1;
            found += usize::from(shown_instead(outline, read).is_some());
        }
    }
    (alarms, lies, found)
}

#[test]
fn a_character_of_a_standard_font_is_itself_and_no_other() {
    for font in FONTS {
        let (alarms, lies, found) = compared(&standard(font), 7);
        assert!(alarms.is_empty(), "{font}: {alarms:?}");
        assert!(found * 100 >= lies * 90, "{font}: {found} of {lies}");
    }
}

/// Prints how many characters of the TrueType and OpenType fonts in the folder `BONAFIDE_FONTS` are
/// taken for another one, and how many lies are found.
#[test]
#[allow(clippy::print_stdout)]
fn the_fonts_of_a_folder_are_measured() {
    let Some(folder) = std::env::var_os("BONAFIDE_FONTS") else {
        println!("skipped: BONAFIDE_FONTS is not set");
        return;
    };
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let (mut characters, mut lies, mut found) = (0, 0, 0);
    let mut alarms: HashMap<(char, char), Vec<String>> = HashMap::new();
    let mut fonts = 0;
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Ok(data) = std::fs::read(&path) else {
            continue;
        };
        let is_true_type = data.starts_with(&[0, 1, 0, 0]);
        let outlines = outlines(&format!("{CHARACTERS}.-_"), |doc| {
            let (dict, key) = if is_true_type {
                ("", "FontFile2")
            } else {
                ("/Subtype /OpenType", "FontFile3")
            };
            let file = doc.stream(dict, data);
            let descriptor = doc.object(format!(
                "<< /Type /FontDescriptor /FontName /F /Flags 32 /{key} {file} 0 R >>"
            ));
            format!("/Subtype /TrueType /BaseFont /F /FontDescriptor {descriptor} 0 R")
        });
        let letter = |c: char| {
            outlines
                .get(&u32::from(c))
                .filter(|outline| outline.elements().len() > 2)
        };
        if letter('A').is_none() || letter('A') == letter('B') || letter('e').is_none() {
            continue;
        }
        let (own, all, told) = compared(&outlines, 41);
        fonts += 1;
        (characters, lies, found) = (characters + outlines.len(), lies + all, found + told);
        for c in own {
            let shown = shown_instead(&outlines[&u32::from(c)], c).unwrap();
            alarms.entry((c, shown)).or_default().push(name.clone());
        }
    }
    let mut list: Vec<_> = alarms.iter().collect();
    list.sort_by_key(|(_, fonts)| std::cmp::Reverse(fonts.len()));
    for ((read, shown), fonts) in &list {
        println!(
            "{read} taken for {shown}: {} {:?}",
            fonts.len(),
            fonts.iter().take(6).collect::<Vec<_>>()
        );
    }
    let count: usize = list.iter().map(|(_, fonts)| fonts.len()).sum();
    println!("{fonts} fonts, {characters} characters, {count} alarms; {found} of {lies} lies");
}
