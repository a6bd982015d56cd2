//! Arrays and trees of objects, as far as they can be read.

use std::collections::HashSet;

use hayro_syntax::object::{Array, Dict, MaybeRef, ObjRef, Object};
use hayro_syntax::xref::XRef;

use super::limits;

/// The objects of an array. Unlike the library's iterator it does not stop at a reference to
/// nothing.
pub(super) fn objects<'a>(
    array: Option<Array<'a>>,
    xref: &'a XRef,
) -> impl Iterator<Item = Object<'a>> {
    entries(array, xref).map(|(_, object)| object)
}

/// The dictionaries of an array; everything else is passed over.
pub(super) fn dicts<'a>(
    array: Option<Array<'a>>,
    xref: &'a XRef,
) -> impl Iterator<Item = Dict<'a>> {
    objects(array, xref).filter_map(Object::into_dict)
}

fn entries<'a>(
    array: Option<Array<'a>>,
    xref: &'a XRef,
) -> impl Iterator<Item = (Option<ObjRef>, Object<'a>)> {
    array
        .unwrap_or_default()
        .raw_iter()
        .take(limits::TREE_ENTRIES)
        .filter_map(|item| match item {
            MaybeRef::Ref(reference) => {
                Some((Some(reference), xref.get::<Object<'a>>(reference.into())?))
            }
            MaybeRef::NotRef(object) => Some((None, object)),
        })
}

/// Which objects of a tree have been visited. A tree in a hostile file may contain itself.
#[derive(Debug, Default)]
pub(super) struct Visited {
    references: HashSet<(u32, i32)>,
    count: usize,
}

impl Visited {
    /// The dictionaries of an array that have not been visited yet.
    pub(super) fn new_dicts<'a>(
        &mut self,
        array: Option<Array<'a>>,
        xref: &'a XRef,
    ) -> Vec<Dict<'a>> {
        let mut found = Vec::new();
        for (reference, object) in entries(array, xref) {
            let is_new = reference.is_none_or(|reference| {
                self.references
                    .insert((reference.obj_number, reference.gen_number))
            });
            if self.count >= limits::TREE_ENTRIES {
                break;
            }
            if is_new && let Some(dict) = object.into_dict() {
                self.count += 1;
                found.push(dict);
            }
        }
        found
    }
}
