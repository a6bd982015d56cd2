//! Headings and the sections of RFC 2350 that they mean.
