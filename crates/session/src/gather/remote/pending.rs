//! What is under way.

use std::collections::HashMap;

use bonafide_fetch::Request;

use crate::gather::dossier::Gathering;
use crate::gather::item::Item;

/// Remembers by its URL what a request is for.
pub(super) fn note(
    items: &mut HashMap<String, Item>,
    item: Item,
    gathering: &Gathering,
) -> Request {
    let request = item.request(gathering.age, &gathering.until);
    items.insert(item.url.clone(), item);
    request
}
