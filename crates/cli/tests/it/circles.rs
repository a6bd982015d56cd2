//! No two files of a crate use each other, directly or through others: whoever reads one file never
//! has to read back.
//!
//! Told by the `use` lines. What a file only passes on (`pub use` of its own parts) is no use of
//! it, and tests may look anywhere.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The path of a module below its crate, such as `["gather", "remote"]`.
type Module = Vec<String>;

/// A `use` with braces written out.
#[derive(Debug, Clone, PartialEq)]
struct Use {
    path: Vec<String>,
    passes_on: bool,
}

/// The modules of a crate with what they use.
fn modules(src: &Path) -> BTreeMap<Module, Vec<Use>> {
    let mut files = Vec::new();
    collect(src, &mut files);
    let of = |file: &PathBuf| {
        let mut module: Module = file
            .strip_prefix(src)
            .unwrap()
            .with_extension("")
            .iter()
            .map(|part| part.to_string_lossy().into_owned())
            .collect();
        if module
            .last()
            .is_some_and(|last| ["mod", "lib", "main"].contains(&last.as_str()))
        {
            module.pop();
        }
        (module, uses(&fs::read_to_string(file).unwrap()))
    };
    files
        .iter()
        .map(of)
        .filter(|(module, _)| !module.contains(&"tests".to_owned()))
        .collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
    {
        match entry.extension() {
            _ if entry.is_dir() => collect(&entry, files),
            Some(extension) if extension == "rs" => files.push(entry),
            _ => {}
        }
    }
}

/// The `use` lines of a file without those of its tests.
fn uses(source: &str) -> Vec<Use> {
    let mut all = Vec::new();
    let mut statement: Option<(String, bool)> = None;
    let mut is_of_tests = false;
    let mut skipped_to: Option<&str> = None;
    for line in source.lines() {
        let code = line.split("//").next().unwrap_or_default();
        let bare = code.trim();
        match skipped_to {
            Some(end) if line == end => skipped_to = None,
            Some(_) => {}
            None if bare == "#[cfg(test)]" => is_of_tests = true,
            None if is_of_tests && !bare.is_empty() => {
                skipped_to = (bare.contains("mod ") && bare.ends_with('{')).then_some("}");
                is_of_tests = false;
            }
            None => {
                if statement.is_none() {
                    let of_pub = bare.strip_prefix("pub").map(|rest| {
                        rest.split_once(')')
                            .map_or(rest, |(_, rest)| rest)
                            .trim_start()
                    });
                    let begun = of_pub
                        .filter(|rest| rest.starts_with("use "))
                        .map(|rest| (rest, true));
                    statement = begun
                        .or(Some((bare, false)))
                        .filter(|(text, _)| text.starts_with("use "))
                        .map(|(text, passes_on)| {
                            (text.trim_start_matches("use ").to_owned(), passes_on)
                        });
                } else if let Some((text, _)) = &mut statement {
                    text.push_str(bare);
                }
                if let Some((text, passes_on)) = statement.take_if(|(text, _)| text.ends_with(';'))
                {
                    for path in expanded(text.trim_end_matches(';')) {
                        all.push(Use {
                            path: path
                                .split("::")
                                .map(|part| part.trim().to_owned())
                                .collect(),
                            passes_on,
                        });
                    }
                }
            }
        }
    }
    all
}

/// `a::{b, c::{d, e}}` as `a::b`, `a::c::d`, `a::c::e`.
fn expanded(text: &str) -> Vec<String> {
    let text = text.trim();
    let Some((before, rest)) = text.split_once('{') else {
        return vec![
            text.split(" as ")
                .next()
                .unwrap_or_default()
                .trim()
                .to_owned(),
        ];
    };
    let inside = rest.strip_suffix('}').unwrap_or(rest);
    let (mut parts, mut depth) = (vec![String::new()], 0_i32);
    for c in inside.chars() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        match parts.last_mut() {
            Some(part) if c != ',' || depth > 0 => part.push(c),
            _ => parts.push(String::new()),
        }
    }
    let parts = parts
        .iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty());
    parts
        .flat_map(|part| expanded(&format!("{before}{part}")))
        .collect()
}

/// The module whose file declares what this path names; `None` for other crates.
fn declared_in(
    modules: &BTreeMap<Module, Vec<Use>>,
    from: &Module,
    path: &[String],
    depth: u32,
) -> Option<Module> {
    let mut rest = path;
    let mut base = match path.first()?.as_str() {
        "crate" => Vec::new(),
        "self" | "super" => from.clone(),
        first => {
            let child = [from.as_slice(), &[first.to_owned()]].concat();
            modules.contains_key(&child).then(|| from.clone())?
        }
    };
    while let Some((first, others)) = rest
        .split_first()
        .filter(|(first, _)| ["crate", "self", "super"].contains(&first.as_str()))
    {
        if first == "super" {
            base.pop();
        }
        rest = others;
    }
    while let Some((first, others)) = rest.split_first() {
        let child = [base.as_slice(), std::slice::from_ref(first)].concat();
        if !modules.contains_key(&child) {
            break;
        }
        (base, rest) = (child, others);
    }
    let uses = modules.get(&base)?;
    // What that file has from elsewhere is declared there.
    let name = rest.first().filter(|name| *name != "*" && depth < 5);
    let passed_on = name.and_then(|name| {
        uses.iter()
            .find(|one| one.path.last() == Some(name) && one.path != path)
    });
    match passed_on {
        Some(one)
            if one
                .path
                .first()
                .is_some_and(|first| is_outside(modules, &base, first)) =>
        {
            None
        }
        Some(one) => declared_in(modules, &base, &one.path, depth + 1).or(Some(base)),
        None => Some(base),
    }
}

fn is_outside(modules: &BTreeMap<Module, Vec<Use>>, from: &Module, first: &String) -> bool {
    let child = [from.as_slice(), std::slice::from_ref(first)].concat();
    !["crate", "self", "super"].contains(&first.as_str()) && !modules.contains_key(&child)
}

/// Which files use which.
fn arrows(modules: &BTreeMap<Module, Vec<Use>>) -> BTreeMap<Module, BTreeSet<Module>> {
    let of = |(module, uses): (&Module, &Vec<Use>)| {
        let targets = uses.iter().filter_map(|one| {
            let target = declared_in(modules, module, &one.path, 0)?;
            let is_own_part = one.passes_on && target.starts_with(module);
            (target != *module && !is_own_part).then_some(target)
        });
        (module.clone(), targets.collect())
    };
    modules.iter().map(of).collect()
}

/// The files that lead back to themselves.
fn circles(arrows: &BTreeMap<Module, BTreeSet<Module>>) -> Vec<String> {
    let reaches = |from: &Module| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
        while let Some(next) = open.pop().and_then(|module| arrows.get(module)) {
            open.extend(next.iter().filter(|module| seen.insert((*module).clone())));
        }
        seen
    };
    arrows
        .keys()
        .filter(|module| reaches(module).contains(*module))
        .map(|module| module.join("/"))
        .collect()
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = 0;
    for folder in fs::read_dir(crates)
        .unwrap()
        .map(|folder| folder.unwrap().path().join("src"))
        .filter(|src| src.is_dir())
    {
        let arrows = arrows(&modules(&folder));
        found += arrows.values().map(BTreeSet::len).sum::<usize>();
        assert_eq!(
            circles(&arrows),
            Vec::<String>::new(),
            "in {}: move what both need into a file of its own",
            folder.display()
        );
    }
    assert!(found > 500, "the use lines are not found any more: {found}");
}

#[test]
fn a_circle_is_found() {
    let module = |text: &str| {
        text.split('/')
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect::<Module>()
    };
    let found = |files: &[(&str, &str)]| {
        circles(&arrows(
            &files
                .iter()
                .map(|(name, text)| (module(name), uses(text)))
                .collect(),
        ))
    };
    assert_eq!(
        found(&[("a", "use crate::b::{X, Y};"), ("b", "use super::a::Z;")]),
        ["a", "b"]
    );
    assert_eq!(
        found(&[
            ("a", "use crate::b::B;"),
            ("b", "use crate::c::C;"),
            ("c", "use super::a;")
        ]),
        ["a", "b", "c"]
    );
    assert_eq!(
        found(&[("", "mod a;\nuse a::X;"), ("a", "use crate::Y;")]),
        ["", "a"]
    );
    let tests = "#[cfg(test)]\nmod tests {\n    use crate::a::X;\n}\n";
    assert_eq!(
        found(&[("a", "use crate::b::{\n    X,\n};"), ("b", tests)]),
        Vec::<String>::new()
    );
    assert_eq!(
        found(&[
            ("", "pub use a::X;\nuse b::Y;"),
            ("a", "use crate::b::Y;"),
            ("b", "use std::fmt;")
        ]),
        Vec::<String>::new()
    );
}

#[test]
fn rooms_of_the_model_use_only_those_before_them() {
    let before: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("claims", [].as_slice()),
        ("evidence", &["claims"]),
        ("judgement", &["claims", "evidence"]),
        ("audit", &["claims", "evidence", "judgement"]),
        ("publishing", &["claims", "evidence", "judgement"]),
    ]);
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("../model/src");
    let mut seen = BTreeSet::new();
    for (module, uses) in modules(&src) {
        let Some(room) = module
            .first()
            .filter(|room| before.contains_key(room.as_str()))
        else {
            continue;
        };
        seen.insert(room.clone());
        let others = uses.iter().filter_map(|one| match one.path.as_slice() {
            [first, other, ..] if first == "crate" && before.contains_key(other.as_str()) => {
                Some(other)
            }
            _ => None,
        });
        for other in others.filter(|other| *other != room) {
            assert!(
                before[room.as_str()].contains(&other.as_str()),
                "{module:?} uses {other}"
            );
        }
    }
    assert_eq!(seen.len(), before.len(), "{seen:?}");
}
