//! What a User ID holds.

/// The name in front of the address.
pub(crate) fn name_in(user_id: &str) -> &str {
    let name = user_id.split(['<', '(']).next().unwrap_or_default().trim();
    if name.contains('@') { "" } else { name }
}

/// The addresses in a User ID.
pub(crate) fn addresses_in(user_id: &str) -> impl Iterator<Item = &str> {
    user_id
        .split(|c: char| c.is_whitespace() || matches!(c, '<' | '>'))
        .filter(|word| word.contains('@'))
}
