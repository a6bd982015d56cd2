//! PDF documents made to take time, memory or the stack.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::Hostile;

/// A content stream that prints one line.
const LINE: &str =
    "BT /F1 12 Tf 72 700 Td (Fingerprint: 8A1E C5D2 B7C0 EFA4 9FFB 31FC 2485 CF71 E37B EBB7) Tj ET";

pub(crate) fn all() -> Vec<Hostile> {
    let mut all = structures();
    all.extend(streams());
    all.extend(drawing());
    all.extend(fonts());
    all
}

/// A document under construction: the object with number 1 is the catalogue, 2 the page tree, 3 the
/// page, 4 its content, 5 a font.
struct Pdf {
    objects: Vec<Vec<u8>>,
    trailer: String,
}

impl Pdf {
    fn new(content: impl AsRef<[u8]>) -> Self {
        let mut pdf = Self {
            objects: Vec::new(),
            trailer: String::new(),
        };
        pdf.add("<< /Type /Catalog /Pages 2 0 R >>");
        pdf.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        pdf.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>");
        pdf.stream("", content.as_ref());
        pdf.add(
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        );
        pdf
    }

    /// Adds an object and returns its number.
    fn add(&mut self, body: impl AsRef<[u8]>) -> usize {
        self.objects.push(body.as_ref().to_vec());
        self.objects.len()
    }

    fn set(mut self, number: usize, body: impl AsRef<[u8]>) -> Self {
        self.objects[number - 1] = body.as_ref().to_vec();
        self
    }

    fn stream(&mut self, entries: &str, data: &[u8]) -> usize {
        self.add(stream(entries, data))
    }

    /// The page with other entries than the usual ones.
    fn page(self, entries: &str) -> Self {
        self.set(
            3,
            format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R {entries} >>"
            ),
        )
    }

    fn named(self, name: &str) -> Hostile {
        let mut bytes = b"%PDF-1.7\n".to_vec();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", self.objects.len() + 1);
        for (index, object) in self.objects.iter().enumerate() {
            table.push_str(&format!("{:010} 00000 n \n", bytes.len()));
            bytes.extend(format!("{} 0 obj\n", index + 1).into_bytes());
            bytes.extend(object);
            bytes.extend(b"\nendobj\n");
        }
        let at = bytes.len();
        bytes.extend(table.into_bytes());
        bytes.extend(
            format!(
                "trailer << /Size {} /Root 1 0 R {} >>\nstartxref\n{at}\n%%EOF\n",
                self.objects.len() + 1,
                self.trailer
            )
            .into_bytes(),
        );
        Hostile::new(name, "profile.pdf", bytes)
    }
}

fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let mut body = format!("<< {entries} /Length {} >>\nstream\n", data.len()).into_bytes();
    body.extend(data);
    body.extend(b"\nendstream");
    body
}

/// `megabytes` of one repeated text, deflated.
fn bomb(unit: &str, megabytes: usize) -> Vec<u8> {
    let block = unit.repeat((1 << 20) / unit.len());
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    for _ in 0..megabytes {
        encoder.write_all(block.as_bytes()).unwrap();
    }
    encoder.finish().unwrap()
}

fn deflated(data: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

fn structures() -> Vec<Hostile> {
    let honest = || Pdf::new(LINE);
    let mut all = vec![
        honest().named("the plain document that the others are made from"),
        honest()
            .set(2, "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>")
            .named("a page tree that holds itself"),
        honest()
            .set(2, "<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>")
            .named("two thousand million pages, it says"),
        honest()
            .set(
                2,
                format!(
                    "<< /Type /Pages /Kids [{}] /Count 100000 >>",
                    "3 0 R ".repeat(100_000)
                ),
            )
            .named("one page a hundred thousand times"),
        honest()
            .set(1, "<< /Type /Catalog /Pages 1 0 R >>")
            .named("a catalogue that is its page tree"),
        honest()
            .set(
                1,
                format!(
                    "<< /Type /Catalog /Pages 2 0 R /X {} >>",
                    "[".repeat(200_000)
                ),
            )
            .named("arrays in arrays"),
        honest()
            .set(
                1,
                format!(
                    "<< /Type /Catalog /Pages 2 0 R /X {} >>",
                    "<< /A ".repeat(100_000)
                ),
            )
            .named("dictionaries in dictionaries"),
        honest()
            .set(
                1,
                format!(
                    "<< /Type /Catalog /Pages 2 0 R /X {} >>",
                    "(".repeat(500_000)
                ),
            )
            .named("strings in strings"),
        honest()
            .set(1, "1 0 R")
            .named("an object that refers to itself"),
        honest()
            .set(4, "<< /Length 4 0 R >>\nstream\nBT ET\nendstream")
            .named("a length that is the stream itself"),
        honest()
            .set(4, "<< /Length 99999999999 >>\nstream\nBT ET\nendstream")
            .named("a length beyond the file"),
        honest()
            .page("/MediaBox [0 0 1e38 -1e38] /UserUnit 1e30")
            .named("a page beyond all measure"),
        honest()
            .page("/Rotate 99999999999 /CropBox [nan 5 0 R null]")
            .named("a page turned too often"),
    ];
    for (name, trailer) in [
        ("a table of objects that precedes itself", "/Prev 9"),
        ("a table of objects before the file", "/Prev -1 /XRefStm -7"),
        (
            "encryption without its values",
            "/Encrypt << /Filter /Standard /V 5 /R 6 /Length 4096 /O () /U () /P 1e9 >> /ID [() ()]",
        ),
        ("encryption with itself", "/Encrypt 1 0 R"),
    ] {
        let mut pdf = honest();
        pdf.trailer = trailer.to_owned();
        all.push(pdf.named(name));
    }
    // A chain of page trees, each in the one before.
    let mut pdf = honest().set(2, "<< /Type /Pages /Kids [6 0 R] /Count 1 >>");
    for number in 6..20_006 {
        pdf.add(format!(
            "<< /Type /Pages /Parent {} 0 R /Kids [{} 0 R] /Count 1 >>",
            number - 1,
            number + 1
        ));
    }
    all.push(pdf.named("a page tree of twenty thousand levels"));
    // Each level names the next one ten times: 10^12 pages from thirteen objects.
    let mut pdf = honest().set(
        2,
        format!(
            "<< /Type /Pages /Kids [{}] /Count 9 >>",
            "6 0 R ".repeat(10)
        ),
    );
    for number in 6..18 {
        pdf.add(format!(
            "<< /Type /Pages /Kids [{}] /Count 9 >>",
            format!("{} 0 R ", number + 1).repeat(10)
        ));
    }
    all.push(pdf.named("a page tree that multiplies"));
    for (name, catalogue) in [
        ("names in a circle", "/Names << /EmbeddedFiles 6 0 R >>"),
        ("an outline in a circle", "/Outlines 6 0 R"),
        ("a form in a circle", "/AcroForm << /Fields [6 0 R] >>"),
        (
            "layers in a circle",
            "/OCProperties << /OCGs [6 0 R] /D << /Order [6 0 R] /OFF [6 0 R] >> >>",
        ),
    ] {
        let mut pdf = honest().set(1, format!("<< /Type /Catalog /Pages 2 0 R {catalogue} >>"));
        pdf.add("<< /Kids [6 0 R 6 0 R] /First 6 0 R /Next 6 0 R /Parent 6 0 R /T (a) /Names [(a) 6 0 R] /Limits [(a) (b)] /OCGs [6 0 R] /VE [/And 6 0 R] >>");
        all.push(pdf.named(name));
    }
    let mut pdf = honest().page(&format!(
        "/Resources << /Font << /F1 5 0 R >> >> /Annots [{}]",
        "6 0 R ".repeat(100_000)
    ));
    pdf.add("<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A << /S /URI /URI (https://x.example/) /Next 6 0 R >> /Parent 6 0 R /Popup 6 0 R >>");
    all.push(pdf.named("links without end over everything"));
    all
}

fn streams() -> Vec<Hostile> {
    let content = |name: &str, entries: &str, data: &[u8]| {
        Pdf::new("").set(4, stream(entries, data)).named(name)
    };
    let mut all = vec![
        content(
            "a bomb of spaces",
            "/Filter /FlateDecode",
            &bomb("    ", 400),
        ),
        content(
            "a bomb of text",
            "/Filter /FlateDecode",
            &bomb("BT /F1 9 Tf 72 700 Td (Fingerprint: 8A1E) Tj ET ", 100),
        ),
        content(
            "a bomb of saved states",
            "/Filter /FlateDecode",
            &bomb("q ", 50),
        ),
        content(
            "a bomb of one string",
            "/Filter /FlateDecode",
            &[deflated(b"BT /F1 9 Tf ("), bomb("x", 100)].concat(),
        ),
        content(
            "a bomb of rectangles",
            "/Filter /FlateDecode",
            &bomb("0 0 9 9 re f ", 50),
        ),
        content(
            "a bomb of clips",
            "/Filter /FlateDecode",
            &bomb("0 0 500 500 re W n ", 20),
        ),
        content(
            "a bomb of one path",
            "/Filter /FlateDecode",
            &bomb("9 9 l ", 50),
        ),
        content(
            "a bomb in a bomb",
            "/Filter [/FlateDecode /FlateDecode]",
            &deflated(&bomb("\0\0\0\0", 300)),
        ),
        content(
            "a hundred filters",
            &format!("/Filter [{}]", "/FlateDecode ".repeat(100)),
            &bomb(" ", 1),
        ),
        content(
            "a predictor with endless rows",
            "/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 2147483647 /Colors 32 /BitsPerComponent 16 >>",
            &bomb(" ", 10),
        ),
        content(
            "LZW noise",
            "/Filter /LZWDecode",
            &[0x80, 0x0b, 0x60, 0x50].repeat(50_000),
        ),
        content(
            "run lengths",
            "/Filter /RunLengthDecode",
            &[0x81, 0x20].repeat(500_000),
        ),
        content(
            "hexadecimal without end",
            "/Filter /ASCIIHexDecode",
            &b"20".repeat(250_000),
        ),
        content(
            "ASCII85 without end",
            "/Filter /ASCII85Decode",
            &b"z".repeat(500_000),
        ),
        content("a picture as text", "/Filter /JPXDecode", &[0xff; 999]),
        content(
            "a bilevel picture as text",
            "/Filter /JBIG2Decode",
            &[0x97; 999],
        ),
    ];
    let mut pdf = Pdf::new(LINE).set(1, "<< /Type /Catalog /Pages 2 0 R /Metadata 6 0 R >>");
    let laughs: String = (0..30)
        .map(|i| format!("<!ENTITY l{} '&l{i};&l{i};&l{i};&l{i};'>", i + 1))
        .collect();
    pdf.stream(
        "/Type /Metadata /Subtype /XML",
        format!("<!DOCTYPE x [<!ENTITY l0 'x'>{laughs}]><x>&l30;</x>").as_bytes(),
    );
    all.push(pdf.named("metadata that multiplies"));
    let mut pdf = Pdf::new(LINE).set(1, "<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (a.txt) /EF << /F 6 0 R >> >>] >> >> >>");
    pdf.stream(
        "/Type /EmbeddedFile /Filter /FlateDecode",
        &bomb(
            "Fingerprint: 8A1E C5D2 B7C0 EFA4 9FFB 31FC 2485 CF71 E37B EBB7\n",
            200,
        ),
    );
    all.push(pdf.named("an attached bomb"));
    let mut pdf = Pdf::new(LINE)
        .page("/Resources << /Font << /F1 5 0 R >> /XObject << /I 6 0 R >> >>")
        .set(4, stream("", b"500 0 0 500 0 0 cm /I Do"));
    pdf.stream("/Type /XObject /Subtype /Image /Width 2147483647 /Height 2147483647 /ColorSpace /DeviceRGB /BitsPerComponent 16 /Filter /FlateDecode /SMask 6 0 R", &bomb("\0", 9));
    all.push(pdf.named("a picture larger than memory that masks itself"));
    // An object stream that says it is in itself, under a cross-reference stream that says so.
    let entries = "/Type /XRef /Size 3 /W [1 9 9] /Root 1 0 R /Index [0 2147483647 -5 9] /Prev 9";
    let body = [
        &b"%PDF-1.7\n1 0 obj\n"[..],
        &stream(
            "/Type /ObjStm /N 2147483647 /First 4 /Extends 1 0 R",
            b"1 0 << >>",
        ),
        b"\nendobj\n2 0 obj\n",
        &stream(entries, &[2; 190]),
        b"\nendobj\nstartxref\n85\n%%EOF",
    ]
    .concat();
    all.push(Hostile::new(
        "an object stream inside itself",
        "profile.pdf",
        body,
    ));
    all.push(Hostile::new(
        "a header and nothing",
        "profile.pdf",
        "%PDF-1.7\n",
    ));
    all.push(Hostile::new(
        "objects that begin and begin",
        "profile.pdf",
        format!("%PDF-1.7\n{}", "1 0 obj << ".repeat(50_000)),
    ));
    all.push(Hostile::new(
        "ends of files",
        "profile.pdf",
        format!("%PDF-1.7\n{}", "startxref\n9\n%%EOF\n".repeat(50_000)),
    ));
    all
}

fn drawing() -> Vec<Hostile> {
    let plain = |name: &str, content: String| Pdf::new(content).named(name);
    let mut all = vec![
        plain(
            "numbers beyond all measure",
            format!("1e38 0 0 1e38 1e38 -1e38 cm BT /F1 99999999999999999999 Tf {LINE}"),
        ),
        plain(
            "a matrix without an inverse",
            format!("0 0 0 0 0 0 cm {LINE}"),
        ),
        plain("states saved and never restored", "q ".repeat(300_000)),
        plain(
            "states restored and never saved",
            format!("{} {LINE}", "Q ".repeat(300_000)),
        ),
        plain("text in text", "BT ".repeat(200_000)),
        plain(
            "marked content in marked content",
            format!(
                "{}{LINE}",
                "/Span << /ActualText (0) >> BDC ".repeat(50_000)
            ),
        ),
        plain("operands without end", "1 ".repeat(500_000)),
        plain("arrays in a content stream", "[".repeat(300_000)),
        plain(
            "pictures in lines",
            "BI /W 9999999 /H 9999999 /BPC 8 /CS /G ID x EI ".repeat(5_000),
        ),
        plain(
            "glyphs on one point",
            format!(
                "BT /F1 12 Tf 72 700 Td {} ET",
                "(8A1EC5D2B7C0EFA4) Tj 0 0 Td ".repeat(20_000)
            ),
        ),
        plain(
            "glyphs on rows that hardly differ",
            format!(
                "BT /F1 12 Tf 72 700 Td {} ET",
                "(8A1E) Tj 0.01 0.011 Td ".repeat(40_000)
            ),
        ),
        plain(
            "one letter on each row",
            format!(
                "BT /F1 1 Tf 72 800 Td {} ET",
                "(8) Tj 0 -0.2 Td ".repeat(40_000)
            ),
        ),
        plain(
            "text under coloured rectangles",
            "BT /F1 9 Tf 72 700 Td (8A1E C5D2) Tj ET 1 0 0 rg 70 690 90 20 re f ".repeat(10_000),
        ),
        plain(
            "steps to the side",
            format!(
                "BT /F1 12 Tf 0 700 Td {} ET",
                "[(8) -2000 (A) 9e9 (1) -9e9] TJ ".repeat(20_000)
            ),
        ),
        plain(
            "curves without end",
            format!("0 0 m {} f {LINE}", "1e5 2e5 3 4 5 6 c ".repeat(100_000)),
        ),
        plain(
            "dashes without end",
            format!("[1e-30 1e-30] 0 d 0 0 m 1e30 1e30 l S {LINE}"),
        ),
    ];
    // A form that draws itself, and forms that each draw the next one ten times: 10^20 drawings.
    let own = "/Type /XObject /Subtype /Form /BBox [0 0 595 842]";
    let resources = "/Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >>";
    let mut pdf = Pdf::new("/X Do").page(resources);
    pdf.stream(&format!("{own} {resources}"), b"/X Do /X Do");
    all.push(pdf.named("a form that draws itself"));
    let mut pdf = Pdf::new("/X Do").page(resources);
    for number in 7..27 {
        let next =
            format!("{own} /Resources << /Font << /F1 5 0 R >> /XObject << /X {number} 0 R >> >>");
        pdf.stream(&next, "/X Do ".repeat(10).as_bytes());
    }
    pdf.stream(own, LINE.as_bytes());
    all.push(pdf.named("forms that multiply"));
    let mut pdf = Pdf::new("/Pattern cs /P scn 0 0 595 842 re f")
        .page("/Resources << /Pattern << /P 6 0 R >> >>");
    pdf.stream("/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 1e-9 /YStep 1e-9 /Resources << /Pattern << /P 6 0 R >> >>", b"/Pattern cs /P scn 0 0 1 1 re f");
    all.push(pdf.named("tiles without end that are tiled with themselves"));
    let mut pdf = Pdf::new(format!("/G gs {LINE}"))
        .page("/Resources << /Font << /F1 5 0 R >> /ExtGState << /G << /SMask << /S /Luminosity /G 6 0 R >> >> >> >>");
    pdf.stream(
        &format!(
            "{own} /Group << /S /Transparency >> /Resources << /ExtGState << /G << /SMask << /S /Luminosity /G 6 0 R >> >> >> >>"
        ),
        b"/G gs 0 0 9 9 re f",
    );
    all.push(pdf.named("a mask that is masked by itself"));
    let mut pdf =
        Pdf::new("/S sh").page("/Resources << /Shading << /S << /ShadingType 1 /ColorSpace /DeviceRGB /Function 6 0 R >> >> >>");
    pdf.stream(
        "/FunctionType 4 /Domain [0 1 0 1] /Range [0 1]",
        format!("{}{}", "{ ".repeat(50_000), "dup ".repeat(50_000)).as_bytes(),
    );
    all.push(pdf.named("a program in a shading"));
    let mut pdf = Pdf::new(format!("/C cs 1 scn {LINE}"))
        .page("/Resources << /Font << /F1 5 0 R >> /ColorSpace << /C 6 0 R >> >>");
    pdf.add("[/Indexed 6 0 R 2147483647 6 0 R]");
    all.push(pdf.named("a colour space made of itself"));
    all
}

fn fonts() -> Vec<Hostile> {
    let mut all = Vec::new();
    let mapped = |name: &str, map: String| {
        let mut pdf = Pdf::new(LINE).set(
            5,
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
        );
        pdf.stream("", map.as_bytes());
        pdf.named(name)
    };
    all.push(mapped(
        "a map of everything",
        "begincmap 1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange endcmap".to_owned(),
    ));
    all.push(mapped(
        "a map to very long texts",
        format!(
            "begincmap 1 beginbfchar <41> <{}> endbfchar endcmap",
            "0041".repeat(200_000)
        ),
    ));
    all.push(mapped(
        "maps without end",
        "1 beginbfrange <00> <FF> <0041> endbfrange ".repeat(20_000),
    ));
    all.push(mapped(
        "a map that uses itself",
        "/Identity-H usecmap ".repeat(20_000),
    ));
    let other = |name: &str, font: &str, data: &[u8]| {
        let mut pdf = Pdf::new(LINE).set(5, font);
        pdf.stream("/Length1 99999999 /Subtype /Type1C", data);
        pdf.named(name)
    };
    let descriptor = |key: &str| {
        format!("/FontDescriptor << /Type /FontDescriptor /FontName /A /Flags 4 /{key} 6 0 R >>")
    };
    for (key, kind) in [
        ("FontFile", "Type1"),
        ("FontFile2", "TrueType"),
        ("FontFile3", "Type1"),
    ] {
        let font = format!(
            "<< /Type /Font /Subtype /{kind} /BaseFont /A {} >>",
            descriptor(key)
        );
        all.push(other(
            &format!("{key} of noise"),
            &font,
            &[0x01, 0x00, 0x04, 0x02, 0xff, 0x7f].repeat(9_999),
        ));
        all.push(other(&format!("{key} of nothing"), &font, b""));
    }
    let font = "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /FirstChar 0 /LastChar 255 /Widths [1] \
                /Encoding << /Differences [0 /a 70 /a] >> /CharProcs << /a 6 0 R >> /Resources << /Font << /F1 5 0 R >> >> >>";
    all.push(other(
        "a font drawn with itself",
        font,
        b"1 0 d0 BT /F1 1 Tf (FFFF) Tj ET",
    ));
    let font = "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding 6 0 R /DescendantFonts [5 0 R] /ToUnicode 5 0 R >>";
    all.push(other(
        "a font that descends from itself",
        font,
        b"begincmap 1 begincidrange <0000> <FFFF> 0 endcidrange endcmap",
    ));
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar -2147483648 /LastChar 2147483647 /Widths [1e38 -1e38] >>";
    all.push(other("widths beyond all measure", font, b""));
    all
}
