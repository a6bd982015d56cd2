//! What each check says: the passing, the failing and the inconclusive side.

mod document;
mod freshness;
mod identity;
mod independence;
mod integrity;
mod key_health;
