//! The hash of a phrase's first word. The tables hold our own words only, so nobody can steer it.

/// FNV-1a, folded.
pub(crate) fn of(word: &str) -> u32 {
    let hash = word.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    hash ^ hash >> 16
}
