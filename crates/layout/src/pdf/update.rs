//! The same file with an incremental update of ours, to read it with other settings.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, ObjectIdentifier};

use super::file;

/// The file with a catalog that has its pages, these entries and no others, and with some objects
/// replaced. `None` where that cannot be made.
pub(super) fn with_objects(
    bytes: &[u8],
    pdf: &Pdf,
    catalog: &str,
    objects: &[(ObjectIdentifier, String)],
) -> Option<Pdf> {
    let root = pdf.xref().root_id();
    let pages = pdf
        .xref()
        .get::<Dict<'_>>(root)?
        .get_ref(b"Pages".as_slice())?;
    let catalog = format!(
        "<< /Type /Catalog /Pages {} {} R {catalog} >>",
        pages.obj_number, pages.gen_number
    );
    let mut updated = Vec::with_capacity(bytes.len() + 1_024);
    updated.extend_from_slice(bytes);
    updated.push(b'\n');
    let mut section = String::from("xref\n");
    for (id, body) in
        std::iter::once((&root, &catalog)).chain(objects.iter().map(|(id, body)| (id, body)))
    {
        let (number, generation) = (id.obj_number, id.gen_number);
        section.push_str(&format!(
            "{number} 1\n{:010} {generation:05} n \n",
            updated.len()
        ));
        updated
            .extend_from_slice(format!("{number} {generation} obj\n{body}\nendobj\n").as_bytes());
    }
    // Where the file has no sound trailer, the interpreter searches for objects, and the last one
    // counts.
    if let (Some(trailer), Some(previous)) = (file::last_trailer(bytes), file::startxref(bytes)) {
        let table = updated.len();
        section.push_str(&format!(
            "trailer\n<< /Root {} {} R /Prev {previous} ",
            root.obj_number, root.gen_number
        ));
        updated.extend_from_slice(section.as_bytes());
        updated.extend_from_slice(&renamed(
            trailer,
            &[
                (b"/Root", b"/Rxxx"),
                (b"/Prev", b"/Pxxx"),
                (b"/XRefStm", b"/XXXXxxx"),
            ],
        ));
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
