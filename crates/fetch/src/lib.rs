//! From a URL to bytes with an [`Origin`](bonafide_model::evidence::Origin): bounded, guarded,
//! three-valued.
//!
//! A profile is written by somebody who may be an attacker, and this crate asks the addresses that
//! it prints. So it asks only what a careful person would: `http` and `https`, ordinary ports,
//! public addresses, no more bytes and no more time than a limit, no step back from `https` to
//! `http`. What it brings back is opaque: nothing here knows OpenPGP or reads a document.
//!
//! The three values of [`Fetched`] are never mixed: *got it*, *the place says that it has no such
//! thing*, *the place could not be asked*. The last neither clears nor accuses anybody.
//!
//! [`Client`] blocks; the asynchronous runtime stays inside. [`keys`], [`sidecar`], [`edition`]
//! and [`statement`] only make URLs and names.

mod answer;
pub mod archive;
mod body;
mod cache;
mod client;
pub mod edition;
mod exchange;
mod failure;
mod follow;
mod guard;
mod hosts;
pub mod keys;
mod options;
mod pace;
mod request;
pub mod sidecar;
pub mod statement;
mod template;
mod text;
mod tls;
mod until;

pub use answer::http_date;
pub use client::{Client, ClientError, Event};
pub use failure::descriptor_limit;
pub use options::{Options, Resolve, ResolveError};
pub use request::{Fetched, Limit, Request, ResponseMeta};
pub use until::Until;
