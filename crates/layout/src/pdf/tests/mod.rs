//! What the reader gets out of PDFs written by hand.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod arrangement;
mod builder;
mod extras;
mod lies;
mod limits;
mod links;
mod paints;
mod signed;
mod templates;
mod text;
mod visibility;

use super::layout;
use crate::document::{Document, Line};

fn read(bytes: &[u8]) -> Document<'static> {
    layout(bytes).expect("the document can be read")
}

fn texts<'l>(lines: &'l [Line<'_>]) -> Vec<&'l str> {
    lines.iter().map(|line| &*line.text).collect()
}
