//! Types that have the fields of others, and the ways between them.

use std::net::IpAddr;

use bonafide_model::Timestamp;
use bonafide_model::claims::Fingerprint;
use bonafide_model::evidence::AttemptWhy;
use jiff::civil::Date;

/// A type with the same fields as another one, that may be written differently.
pub(super) trait Mirror<M> {
    /// The mirror of a value.
    fn of(model: M) -> Self;

    /// The value of a mirror.
    fn back(self) -> M;
}

macro_rules! same {
    ($($type:ty)*) => {$(
        impl Mirror<$type> for $type {
            fn of(model: $type) -> Self {
                model
            }

            fn back(self) -> $type {
                self
            }
        }
    )*};
}

same!(() bool char u8 u16 u32 u64 String [i32; 4] IpAddr Timestamp Date Fingerprint);

impl<T: Mirror<M>, M> Mirror<Option<M>> for Option<T> {
    fn of(model: Option<M>) -> Self {
        model.map(T::of)
    }

    fn back(self) -> Option<M> {
        self.map(T::back)
    }
}

impl<T: Mirror<M>, M> Mirror<Vec<M>> for Vec<T> {
    fn of(model: Vec<M>) -> Self {
        model.into_iter().map(T::of).collect()
    }

    fn back(self) -> Vec<M> {
        self.into_iter().map(T::back).collect()
    }
}

impl<T: Mirror<M>, M, E: Mirror<F>, F> Mirror<Result<M, F>> for Result<T, E> {
    fn of(model: Result<M, F>) -> Self {
        model.map(T::of).map_err(E::of)
    }

    fn back(self) -> Result<M, F> {
        self.map(T::back).map_err(E::back)
    }
}

impl<A: Mirror<M>, M, B: Mirror<N>, N> Mirror<(M, N)> for (A, B) {
    fn of((a, b): (M, N)) -> Self {
        (A::of(a), B::of(b))
    }

    fn back(self) -> (M, N) {
        (self.0.back(), self.1.back())
    }
}

/// Mirrors of structs of the module `model` at the place of use. A field more or less there does
/// not compile.
macro_rules! structs {
    ($($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty,)* })*) => {$(
        #[derive(Serialize, Deserialize)]
        $(#[$meta])*
        pub(super) struct $name { $($(#[$field_meta])* $field: $type,)* }

        impl Mirror<model::$name> for $name {
            fn of(model: model::$name) -> Self {
                let model::$name { $($field,)* } = model;
                Self { $($field: Mirror::of($field),)* }
            }

            fn back(self) -> model::$name {
                let Self { $($field,)* } = self;
                model::$name { $($field: Mirror::back($field),)* }
            }
        }
    )*

        /// What is written, for the test that it stays so.
        #[cfg(test)]
        const STRUCTS: &str = stringify!($($(#[$meta])* $name { $($(#[$field_meta])* $field: $type,)* })*);
    };
}

/// The same for enums. The value of a tuple variant has a name here, which is not written.
macro_rules! enums {
    ($($(#[$meta:meta])* $name:ident { $(
        $(#[$variant_meta:meta])*
        $variant:ident $(($value:ident: $value_type:ty))? $({ $($field:ident: $type:ty,)* })?,
    )* })*) => {$(
        #[derive(Serialize, Deserialize)]
        $(#[$meta])*
        pub(super) enum $name { $($(#[$variant_meta])* $variant $(($value_type))? $({ $($field: $type,)* })?,)* }

        impl Mirror<model::$name> for $name {
            fn of(model: model::$name) -> Self {
                match model {
                    $(model::$name::$variant $(($value))? $({ $($field,)* })? =>
                        Self::$variant $((Mirror::of($value)))? $({ $($field: Mirror::of($field),)* })?,)*
                }
            }

            fn back(self) -> model::$name {
                match self {
                    $(Self::$variant $(($value))? $({ $($field,)* })? =>
                        model::$name::$variant $((Mirror::back($value)))? $({ $($field: Mirror::back($field),)* })?,)*
                }
            }
        }
    )*

        /// What is written, for the test that it stays so.
        #[cfg(test)]
        const ENUMS: &str = stringify!($($(#[$meta])* $name { $(
            $(#[$variant_meta])* $variant $(($value_type))? $({ $($field: $type,)* })?,
        )* })*);
    };
}

pub(super) use {enums, structs};

/// [`save`](super::save) has put all of them in words.
impl Mirror<AttemptWhy> for String {
    fn of(model: AttemptWhy) -> Self {
        match model {
            AttemptWhy::Told(words) => words,
            _ => Self::new(),
        }
    }

    fn back(self) -> AttemptWhy {
        AttemptWhy::Told(self)
    }
}
