//! Optional content (layers). The interpreter leaves out what is off as far as it knows; further
//! readings of the same file with other layer settings show what a viewer leaves out besides, what
//! is hidden that way, and whether there is text in layers at all.

use std::borrow::Cow;

use hayro_syntax::Pdf;
use hayro_syntax::object::{
    Array, Dict, MaybeRef, Name, Object, ObjectIdentifier, String as PdfString,
};
use memchr::memmem;

use super::groups::{Groups, is_membership};
use super::text::text_string;
use super::{limits, objects::dicts, update};

/// Names of layers told in a warning.
const NAMES: usize = 20;

/// Different dictionaries inside drawings that are followed; each costs a search through the file.
const DIRECT: usize = 16;
/// A membership dictionary of no group that there is. [`with_off`] turns that one off too.
const OFF: &str = "<</OCGs 0 0 R>>";

/// A document with layers, read again with other settings.
pub(super) struct Layers {
    /// The names of the layers. Untrusted text.
    pub names: Vec<String>,
    /// What a viewer shows.
    pub groups: Groups,
    /// The document with these states written down, where the interpreter would not find them out
    /// by itself.
    pub actual: Option<Pdf>,
    /// All layers shown; `None` where that cannot be made.
    pub shown: Option<Pdf>,
    /// All layers hidden.
    pub hidden: Option<Pdf>,
    /// The states for that.
    pub all_off: Groups,
}

impl Layers {
    /// `None` where a document has no layers.
    pub(super) fn of(bytes: &[u8], pdf: &Pdf) -> Option<Self> {
        let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
        let properties = catalog.get::<Dict<'_>>(b"OCProperties".as_slice())?;
        let name = |group: Dict<'_>| {
            group
                .get::<PdfString<'_>>(b"Name".as_slice())
                .map(|name| text_string(name.as_bytes()))
        };
        let names = dicts(properties.get::<Array<'_>>(b"OCGs".as_slice()), pdf.xref())
            .take(NAMES)
            .filter_map(name)
            .collect();
        let mut groups = Groups::of(&properties, pdf.xref());
        let mut all_off = Groups::all_off(&properties);
        let memberships = memberships(pdf);
        let direct = direct_memberships(pdf);
        let ids = |chosen: &dyn Fn(&Dict<'_>) -> bool| -> Vec<ObjectIdentifier> {
            memberships
                .iter()
                .filter(|(_, dict)| chosen(dict))
                .map(|(id, _)| *id)
                .collect()
        };

        let shown: Vec<_> = ids(&needs_off)
            .into_iter()
            .map(|id| (id, "<< /Type /OCMD >>".to_owned()))
            .collect();
        let withheld = ids(&|dict| !groups.hold_expression_of(dict, pdf.xref()));
        let unseen: Vec<&Dict<'_>> = direct
            .iter()
            .filter(|dict| !groups.hold_expression_of(dict, pdf.xref()))
            .collect();
        let is_needed = groups.has_automatic || !withheld.is_empty() || !unseen.is_empty();
        groups.turn_off(&withheld);
        let actual = is_needed
            .then(|| with_off(&replaced(bytes, &unseen, OFF), pdf, &groups, &withheld))
            .flatten();
        let all = ids(&|_| true);
        all_off.turn_off(&all);
        let wanting: Vec<&Dict<'_>> = direct.iter().filter(|dict| needs_off(dict)).collect();
        let every: Vec<&Dict<'_>> = direct.iter().collect();
        Some(Self {
            names,
            actual,
            shown: update::with_objects(&replaced(bytes, &wanting, "<<>>"), pdf, "", &shown),
            hidden: with_off(&replaced(bytes, &every, OFF), pdf, &all_off, &all),
            groups,
            all_off,
        })
    }
}

/// The membership dictionaries of a document.
fn memberships(pdf: &Pdf) -> Vec<(ObjectIdentifier, Dict<'_>)> {
    let dicts = pdf
        .objects()
        .into_iter()
        .filter_map(Object::into_dict)
        .filter(is_membership);
    dicts
        .filter_map(|dict| Some((dict.obj_id()?, dict)))
        .take(limits::TREE_ENTRIES)
        .collect()
}

/// The membership dictionaries that stand inside the drawing that belongs to them, as no objects of
/// their own, and that the interpreter does not follow: those with an expression, and those that
/// show something where a group is off.
fn direct_memberships(pdf: &Pdf) -> Vec<Dict<'_>> {
    let streams = pdf.objects().into_iter().filter_map(Object::into_stream);
    let direct =
        streams.filter_map(
            |stream| match stream.dict().get_raw::<Dict<'_>>(b"OC".as_slice())? {
                MaybeRef::NotRef(dict) => Some(dict),
                MaybeRef::Ref(_) => None,
            },
        );
    direct
        .filter(|dict| needs_off(dict) || dict.contains_key(b"VE".as_slice()))
        .take(limits::TREE_ENTRIES)
        .collect()
}

/// The file with some dictionaries that stand in it overwritten by another one, which is shorter.
fn replaced<'b>(bytes: &'b [u8], dicts: &[&Dict<'_>], by: &str) -> Cow<'b, [u8]> {
    let mut bytes = Cow::Borrowed(bytes);
    for dict in dicts
        .iter()
        .filter(|dict| dict.data().len() >= by.len())
        .take(DIRECT)
    {
        // The same dictionary elsewhere means the same there.
        let places: Vec<usize> = memmem::find_iter(&bytes, dict.data()).collect();
        for place in places {
            if let Some(slot) = bytes.to_mut().get_mut(place..place + dict.data().len()) {
                slot.fill(b' ');
                slot.iter_mut()
                    .zip(by.bytes())
                    .for_each(|(slot, byte)| *slot = byte);
            }
        }
    }
    bytes
}

/// Whether it shows something only where a group is off.
fn needs_off(membership: &Dict<'_>) -> bool {
    membership
        .get::<Name<'_>>(b"P".as_slice())
        .is_some_and(|policy| matches!(&*policy, b"AnyOff" | b"AllOff"))
}

/// The file with these groups off, and with these membership dictionaries, which are off too,
/// hiding what belongs to them: each becomes a member of itself.
fn with_off(
    bytes: &[u8],
    pdf: &Pdf,
    groups: &Groups,
    memberships: &[ObjectIdentifier],
) -> Option<Pdf> {
    let reference = |id: &ObjectIdentifier| format!("{} {} R", id.obj_number, id.gen_number);
    let nothing = ObjectIdentifier::new(0, 0);
    let off: Vec<String> = groups
        .off()
        .iter()
        .chain([&nothing])
        .map(reference)
        .collect();
    let objects: Vec<_> = memberships
        .iter()
        .map(|id| {
            (
                *id,
                format!("<< /Type /OCMD /P /AllOn /OCGs [{}] >>", reference(id)),
            )
        })
        .collect();
    update::with_objects(
        bytes,
        pdf,
        &format!(
            "/OCProperties << /OCGs [] /D << /OFF [{}] >> >>",
            off.join(" ")
        ),
        &objects,
    )
}
