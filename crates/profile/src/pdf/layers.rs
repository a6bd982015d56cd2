//! Optional content (layers). The interpreter leaves out what is off; further readings of the same file with other layer settings show
//! what is hidden that way, and whether there is text in layers at all.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, String as PdfString};

use super::text::text_string;
use super::{file, limits, objects::dicts};

/// Names of layers told in a warning.
const NAMES: usize = 20;

/// A document with layers, read again with other settings.
pub(super) struct Layers {
    /// The names of the layers. Untrusted text.
    pub names: Vec<String>,
    /// All layers shown; `None` where that cannot be made.
    pub shown: Option<Pdf>,
    /// All layers hidden.
    pub hidden: Option<Pdf>,
}

impl Layers {
    /// `None` where a document has no layers.
    pub(super) fn of(bytes: &[u8], pdf: &Pdf) -> Option<Self> {
        let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
        let properties = catalog.get::<Dict<'_>>(b"OCProperties".as_slice())?;
        let array = || properties.get::<Array<'_>>(b"OCGs".as_slice());
        let name = |group: Dict<'_>| group.get::<PdfString<'_>>(b"Name".as_slice()).map(|name| text_string(name.as_bytes()));
        let names = dicts(array(), pdf.xref()).take(NAMES).filter_map(name).collect();
        let references = array().unwrap_or_default().raw_iter().take(limits::TREE_ENTRIES).filter_map(|item| item.as_obj_ref());
        let groups: Vec<String> = references.map(|group| format!("{} {} R", group.obj_number, group.gen_number)).collect();
        let hide = format!("/OCProperties << /OCGs [{}] /D << /BaseState /OFF >> >>", groups.join(" "));
        Some(Self { names, shown: with_settings(bytes, pdf, ""), hidden: with_settings(bytes, pdf, &hide) })
    }
}

/// The file with an incremental update whose catalog has these layer settings and no others.
fn with_settings(bytes: &[u8], pdf: &Pdf, settings: &str) -> Option<Pdf> {
    let root = pdf.xref().root_id();
    let catalog = pdf.xref().get::<Dict<'_>>(root)?;
    let pages = catalog.get_ref(b"Pages".as_slice())?;
    let mut updated = Vec::with_capacity(bytes.len() + 1_024);
    updated.extend_from_slice(bytes);
    updated.push(b'\n');
    let offset = updated.len();
    let (number, generation) = (root.obj_number, root.gen_number);
    let pages = format!("{} {} R", pages.obj_number, pages.gen_number);
    let object = format!("{number} {generation} obj\n<< /Type /Catalog /Pages {pages} {settings} >>\nendobj\n");
    updated.extend_from_slice(object.as_bytes());
    // Where the file has no sound trailer, the interpreter searches for objects, and the last one counts.
    if let (Some(trailer), Some(previous)) = (file::last_trailer(bytes), file::startxref(bytes)) {
        let table = updated.len();
        let section = format!(
            "xref\n{number} 1\n{offset:010} {generation:05} n \ntrailer\n<< /Root {number} {generation} R /Prev {previous} "
        );
        updated.extend_from_slice(section.as_bytes());
        updated.extend_from_slice(&renamed(trailer, &[(b"/Root", b"/Rxxx"), (b"/Prev", b"/Pxxx"), (b"/XRefStm", b"/XXXXxxx")]));
        updated.extend_from_slice(format!("\nstartxref\n{table}\n%%EOF\n").as_bytes());
    }
    Pdf::new(updated).ok()
}

/// The entries of a trailer dictionary with its closing brackets, some renamed so that ours count.
fn renamed(trailer: &[u8], names: &[(&[u8], &[u8])]) -> Vec<u8> {
    let trimmed = trailer.trim_ascii_start();
    let mut entries = trimmed.strip_prefix(b"<<").unwrap_or(trimmed).to_vec();
    for (name, other) in names {
        let places: Vec<usize> = memchr::memmem::find_iter(&entries, name).collect();
        for place in places {
            if let Some(slot) = entries.get_mut(place..place + other.len()) {
                slot.copy_from_slice(other);
            }
        }
    }
    entries
}
