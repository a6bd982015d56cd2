//! Stable words: how a value is called in JSON and in everything else that is kept.

/// Gives the variants of an enum their stable words, one line each, whatever data they carry. A
/// word outlives renaming in this code;
/// `tests/words.rs` fails when one changes.
///
/// `Name { … }` is for enums without data, `&Name { … }` for all others.
macro_rules! words {
    ($name:ident { $($variant:ident = $word:literal,)* }) => {
        impl $name {
            /// Every value, in the order of the declaration of its words.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable word used in JSON and in everything else that is kept.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }
    };
    (&$name:ident { $($variant:ident = $word:literal,)* }) => {
        impl $name {
            /// The stable word used in JSON and in everything else that is kept. It tells nothing
            /// of the data.
            #[must_use]
            pub fn as_str(&self) -> &'static str {
                match self { $(Self::$variant { .. } => $word,)* }
            }
        }
    };
}
