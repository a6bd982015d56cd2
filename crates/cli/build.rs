//! Links the program at a fixed address.

#![allow(clippy::print_stdout)]

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let target = |what: &str| std::env::var(format!("CARGO_CFG_TARGET_{what}")).unwrap_or_default();
    // 59,000 pointers in tables would have to be written at each start, on 290 pages that nearly no
    // run looks at: a sixth of a short run. Heap, stack and libraries are still laid out at random,
    // and documents are read in a confined process.
    if (target("OS"), target("ENV")) == ("linux".to_owned(), "gnu".to_owned()) {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
