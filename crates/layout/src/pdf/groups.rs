//! Which optional content groups a viewer shows, and what that means for what belongs to several of
//! them (ISO 32000-2, "Optional content").
//!
//! The interpreter knows the base state and the two lists of groups that are on and off. Viewers
//! also know states set by the occasion of use (`AS`) and visibility expressions (`VE`). Where
//! viewers differ, what one of them hides counts as hidden.

use std::collections::HashSet;

use hayro_syntax::object::{Array, Dict, MaybeRef, Name, ObjRef, Object, ObjectIdentifier};
use hayro_syntax::xref::XRef;

use super::limits;
use super::objects::dicts;

/// Depth of visibility expressions.
const DEPTH: usize = 16;
/// Operands of one level of them.
const OPERANDS: usize = 256;

/// The groups that are off.
#[derive(Debug, Default)]
pub(super) struct Groups {
    off: HashSet<ObjectIdentifier>,
    /// Whether some of them are off only by the occasion of use.
    pub(super) has_automatic: bool,
}

impl Groups {
    /// The states by the catalog's `OCProperties`.
    pub(super) fn of(properties: &Dict<'_>, xref: &XRef) -> Self {
        let Some(config) = properties.get::<Dict<'_>>(b"D".as_slice()) else {
            return Self::default();
        };
        let mut groups = Self::default();
        if config
            .get::<Name<'_>>(b"BaseState".as_slice())
            .is_some_and(|state| &*state == b"OFF")
        {
            groups = Self::all_off(properties);
        }
        for group in references(&config, b"ON") {
            groups.off.remove(&group);
        }
        groups.off.extend(references(&config, b"OFF"));
        for usage in dicts(config.get::<Array<'_>>(b"AS".as_slice()), xref) {
            groups.add_automatic(&usage, xref);
        }
        groups
    }

    /// The same with all groups off.
    pub(super) fn all_off(properties: &Dict<'_>) -> Self {
        Self {
            off: references(properties, b"OCGs").collect(),
            has_automatic: false,
        }
    }

    /// The groups that a usage application dictionary turns off for viewing on a screen.
    fn add_automatic(&mut self, usage: &Dict<'_>, xref: &XRef) {
        if usage
            .get::<Name<'_>>(b"Event".as_slice())
            .is_none_or(|event| &*event != b"View")
        {
            return;
        }
        let categories: Vec<Name<'_>> = usage
            .get::<Array<'_>>(b"Category".as_slice())
            .map(|names| names.iter().take(16).collect())
            .unwrap_or_default();
        for group in references(usage, b"OCGs") {
            let Some(dict) = xref.get::<Dict<'_>>(group) else {
                continue;
            };
            if categories
                .iter()
                .any(|category| is_turned_off(&dict, category))
                && self.off.insert(group)
            {
                self.has_automatic = true;
            }
        }
    }

    /// Turns off more.
    pub(super) fn turn_off(&mut self, more: &[ObjectIdentifier]) {
        self.off.extend(more);
    }

    /// The groups that are off, in the order of their numbers.
    pub(super) fn off(&self) -> Vec<ObjectIdentifier> {
        let mut off: Vec<ObjectIdentifier> = self.off.iter().copied().collect();
        off.sort_unstable_by_key(|group| (group.obj_number, group.gen_number));
        off
    }

    /// Whether what has this `OC` entry is shown.
    pub(super) fn show_content_of(&self, dict: &Dict<'_>, xref: &XRef) -> bool {
        dict.get::<Dict<'_>>(b"OC".as_slice())
            .is_none_or(|membership| self.show(&membership, xref))
    }

    /// Whether content of a group, or of several by a membership dictionary, is shown.
    pub(super) fn show(&self, dict: &Dict<'_>, xref: &XRef) -> bool {
        if !is_membership(dict) {
            return dict.obj_id().is_none_or(|group| !self.off.contains(&group));
        }
        let expression = dict.get::<Array<'_>>(b"VE".as_slice());
        self.follow_policy(dict)
            && expression.is_none_or(|expression| self.hold(&expression, xref, 0))
    }

    /// Whether the visibility expression of a membership dictionary, if it has one, lets it be
    /// shown.
    pub(super) fn hold_expression_of(&self, membership: &Dict<'_>, xref: &XRef) -> bool {
        membership
            .get::<Array<'_>>(b"VE".as_slice())
            .is_none_or(|expression| self.hold(&expression, xref, 0))
    }

    fn follow_policy(&self, membership: &Dict<'_>) -> bool {
        let one = membership
            .get_ref(b"OCGs".as_slice())
            .map(ObjectIdentifier::from);
        let mut groups: Vec<ObjectIdentifier> = references(membership, b"OCGs").collect();
        if groups.is_empty() {
            groups.extend(one);
        }
        let mut off = groups.iter().map(|group| self.off.contains(group));
        match membership.get::<Name<'_>>(b"P".as_slice()).as_deref() {
            _ if groups.is_empty() => true,
            Some(b"AllOn") => !off.any(|off| off),
            Some(b"AnyOff") => off.any(|off| off),
            Some(b"AllOff") => off.all(|off| off),
            _ => off.any(|off| !off),
        }
    }

    fn hold(&self, expression: &Array<'_>, xref: &XRef, depth: usize) -> bool {
        let mut items = expression.raw_iter().take(OPERANDS);
        let Some(MaybeRef::NotRef(Object::Name(operator))) = items.next() else {
            return true;
        };
        if depth >= DEPTH {
            return true;
        }
        let mut operands = items.map(|item| match item {
            MaybeRef::NotRef(Object::Array(inner)) => self.hold(&inner, xref, depth + 1),
            MaybeRef::NotRef(_) => true,
            MaybeRef::Ref(reference) => match xref.get::<Object<'_>>(reference.into()) {
                Some(Object::Array(inner)) => self.hold(&inner, xref, depth + 1),
                _ => !self.off.contains(&ObjectIdentifier::from(reference)),
            },
        });
        match &*operator {
            b"And" => operands.all(|holds| holds),
            b"Or" => operands.any(|holds| holds),
            b"Not" => !operands.next().unwrap_or(false),
            _ => true,
        }
    }
}

/// Whether a dictionary says how several groups decide together.
pub(super) fn is_membership(dict: &Dict<'_>) -> bool {
    dict.get::<Name<'_>>(b"Type".as_slice())
        .is_some_and(|kind| &*kind == b"OCMD")
}

/// Whether a group's usage dictionary turns it off, in one category, on a screen at full size.
fn is_turned_off(group: &Dict<'_>, category: &Name<'_>) -> bool {
    let Some(usage) = group.get::<Dict<'_>>(b"Usage".as_slice()) else {
        return false;
    };
    let Some(own) = usage.get::<Dict<'_>>(category) else {
        return false;
    };
    let is_off = |key: &[u8]| {
        own.get::<Name<'_>>(key)
            .is_some_and(|state| &*state == b"OFF")
    };
    match &**category {
        b"View" => is_off(b"ViewState"),
        b"Print" => is_off(b"PrintState"),
        b"Export" => is_off(b"ExportState"),
        b"Zoom" => {
            let limit = |key: &[u8]| own.get::<f64>(key);
            limit(b"min").is_some_and(|least| least > 1.0)
                || limit(b"max").is_some_and(|most| most < 1.0)
        }
        _ => false,
    }
}

/// The objects that an array refers to.
fn references<'a>(dict: &Dict<'a>, key: &[u8]) -> impl Iterator<Item = ObjectIdentifier> + use<'a> {
    let items = dict.get::<Array<'a>>(key).unwrap_or_default();
    let references: Vec<ObjRef> = items
        .raw_iter()
        .take(limits::TREE_ENTRIES)
        .filter_map(|item| item.as_obj_ref())
        .collect();
    references.into_iter().map(ObjectIdentifier::from)
}
