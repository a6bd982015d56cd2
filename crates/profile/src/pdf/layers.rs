//! Optional content (layers). The interpreter leaves out what is off; a second reading of the same file without its layer settings
//! shows that too.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, String as PdfString};

use super::file;
use super::objects::dicts;
use super::text::text_string;

/// Names of layers told in a warning.
const NAMES: usize = 20;

/// The names of the layers; `None` where there are none. Untrusted text.
pub(super) fn names(pdf: &Pdf) -> Option<Vec<String>> {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    let properties = catalog.get::<Dict<'_>>(b"OCProperties".as_slice())?;
    let groups = dicts(properties.get::<Array<'_>>(b"OCGs".as_slice()), pdf.xref());
    let name = |group: Dict<'_>| group.get::<PdfString<'_>>(b"Name".as_slice()).map(|name| text_string(name.as_bytes()));
    Some(groups.take(NAMES).filter_map(name).collect())
}

/// The same document with all layers shown: the file with an incremental update whose catalog has no layer settings.
pub(super) fn all_shown(bytes: &[u8], pdf: &Pdf) -> Option<Pdf> {
    let root = pdf.xref().root_id();
    let catalog = pdf.xref().get::<Dict<'_>>(root)?;
    let pages = catalog.get_ref(b"Pages".as_slice())?;
    let mut updated = Vec::with_capacity(bytes.len() + 1_024);
    updated.extend_from_slice(bytes);
    updated.push(b'\n');
    let offset = updated.len();
    let (number, generation) = (root.obj_number, root.gen_number);
    let object =
        format!("{number} {generation} obj\n<< /Type /Catalog /Pages {} {} R >>\nendobj\n", pages.obj_number, pages.gen_number);
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
