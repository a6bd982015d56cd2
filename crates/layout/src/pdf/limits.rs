//! What a PDF may cost at most. The process that reads it is confined too; these keep honest
//! oversized files readable in part.

/// Pages read. Ten times the longest profile-like document seen; the rest is reported as not read.
pub(super) const PAGES: usize = 2_000;
/// Glyphs kept of one page. A page of small print has about 10,000.
pub(super) const PAGE_GLYPHS: usize = 200_000;
/// Things drawn on one page: runs of text, paths, clips, groups. A dense map has 100,000; forms in
/// forms take three microseconds each.
pub(super) const PAGE_STEPS: u32 = 300_000;
/// Things drawn in one soft mask, pattern or glyph. Real ones consist of a few.
pub(super) const NESTED_STEPS: u32 = 20_000;
/// Straight lines of one stroked path. A detailed coast has some thousands.
pub(super) const PATH_LINES: usize = 20_000;
/// Things drawn in the document: twenty dense maps, or 2,000 pages of a thousand lines.
pub(super) const STEPS: u32 = 2_000_000;
/// Places at which gradients are looked at on one page: twenty lines of text on one.
pub(super) const PAGE_SAMPLES: u32 = 20_000;
/// Places at which gradients are looked at in the document. The function of a gradient may be a
/// program that takes 50 microseconds.
pub(super) const SAMPLES: u32 = 60_000;
/// Pixels decoded of images that text stands over, in the document: four scans of A4 at 300 dpi,
/// some half second.
pub(super) const PICTURE_PIXELS: u64 = 36 << 20;
/// Elementary steps to judge what is seen, in the document: some two seconds.
pub(super) const JUDGING: usize = 200_000_000;
/// Glyphs kept of the document: 2,000 full pages of 2,500.
pub(super) const GLYPHS: usize = 5_000_000;
/// Bytes of text handed on, in both orders together.
pub(super) const TEXT_BYTES: usize = 32 << 20;
/// Distinct glyph outlines looked at. A large CJK document has about 5,000.
pub(super) const SHAPES: usize = 50_000;
/// Annotations looked at on one page.
pub(super) const PAGE_ANNOTATIONS: usize = 2_000;
/// Links kept.
pub(super) const LINKS: usize = 20_000;
/// Bytes of a stream outside the pages (metadata, attachment) that is decoded, before decoding.
pub(super) const SIDE_STREAM_BYTES: usize = 64 << 10;
/// Bytes of such a stream that are looked at after decoding.
pub(super) const SIDE_TEXT_BYTES: usize = 256 << 10;
/// Form fields, attachments and entries of name trees looked at.
pub(super) const TREE_ENTRIES: usize = 10_000;
/// Depth of trees of fields and names. Real ones are four deep.
pub(super) const TREE_DEPTH: usize = 32;
/// Earlier revisions compared. A form that was filled in and signed a few times has five.
pub(super) const REVISIONS: usize = 8;
/// Lines kept of all earlier revisions.
pub(super) const REVISION_LINES: usize = 20_000;
/// Marked-content sequences with a replacement text kept of one page.
pub(super) const SPANS: usize = 50_000;
