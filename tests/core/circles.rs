//! Which files and folders use each other in a circle, read off the code of the window.
//!
//! An arrow leads from a file to the file that holds what it names; a name that another module only passes on with
//! `pub use` leads to where it comes from. Tests are left out. Easily got wrong: a module that declares its children does
//! not use them by that.
#![expect(clippy::unwrap_used, clippy::string_slice, clippy::indexing_slicing, reason = "a test may panic")]

use crate::architecture::{Piece, is_of_tests, pieces, read, root, sources};
use std::collections::{BTreeMap, BTreeSet};

/// The most files that may use each other in a circle.
const MOST: usize = 5;

/// By the path of each module below `src`, its code without comments, strings and the tests at its end.
fn modules() -> BTreeMap<String, String> {
    let src = root().join("src");
    let of_program = sources(&src).into_iter().filter(|file| !is_of_tests(file));
    of_program
        .map(|file| {
            let inside = file.strip_prefix(&src).unwrap().with_extension("");
            let parts = inside.iter().map(|part| part.to_str().unwrap()).filter(|part| *part != "mod");
            let text = read(&file);
            let code =
                text.split("#[cfg(test)]\n#[expect").next().unwrap().split("#[cfg(test)]\nmod tests").next().unwrap();
            let code = pieces(code).into_iter().filter_map(|(_, piece)| match piece {
                Piece::Code(code) => Some(code),
                Piece::Literal(_) => None,
            });
            (parts.collect::<Vec<_>>().join("::"), code.collect())
        })
        .collect()
}

/// Every path that begins at the start of `text`, braces written out: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn paths_at(text: &str) -> Vec<String> {
    let text = text.trim_start();
    let end = text.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let Some(below) = rest.strip_prefix("::") else { return vec![name.to_owned()] };
    let Some(list) = below.strip_prefix('{') else {
        return paths_at(below).into_iter().map(|path| format!("{name}::{path}")).collect();
    };
    let (mut depth, mut start, mut found) = (0, 0, Vec::new());
    for (at, letter) in list.char_indices() {
        let is_end = letter == '}' && depth == 0;
        if is_end || letter == ',' && depth == 0 {
            found.extend(paths_at(&list[start..at]).into_iter().map(|path| format!("{name}::{path}")));
            start = at + 1;
        }
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if is_end {
            break;
        }
    }
    found
}

/// The whole path of what `path` names inside `module`; nothing if that lies in no module of ours.
fn absolute(modules: &BTreeMap<String, String>, module: &str, path: &str) -> Option<Vec<String>> {
    let mut base: Vec<&str> = module.split("::").collect();
    let mut parts: Vec<&str> = path.split("::").collect();
    match *parts.first()? {
        "crate" => base.clear(),
        "self" => {}
        "super" => {
            while parts.get(1) == Some(&"super") {
                base.pop();
                parts.remove(0);
            }
            base.pop();
        }
        child if modules.contains_key(&format!("{module}::{child}")) => parts.insert(0, "self"),
        _ => return None,
    }
    Some(base.into_iter().chain(parts.into_iter().skip(1)).map(str::to_owned).collect())
}

/// The paths that the code of a module names, and those that it passes on.
fn named(modules: &BTreeMap<String, String>, module: &str) -> (BTreeSet<Vec<String>>, Vec<Vec<String>>) {
    let code = &modules[module];
    let (mut used, mut passed_on) = (BTreeSet::new(), Vec::new());
    for (at, _) in code.match_indices("::") {
        let before = &code[..at];
        let start = before.rfind(|letter: char| !letter.is_alphanumeric() && letter != '_').map_or(0, |end| end + 1);
        if before[..start].ends_with("::") || start == at {
            continue;
        }
        let line = before[before.rfind('\n').map_or(0, |end| end + 1)..].trim_start();
        let is_passed_on = line.starts_with("pub use ") || line.starts_with("pub(") && line.contains(") use ");
        for path in paths_at(&code[start..]).iter().filter_map(|path| absolute(modules, module, path)) {
            if is_passed_on {
                passed_on.push(path);
            } else {
                used.insert(path);
            }
        }
    }
    (used, passed_on)
}

/// From each module below `top` to those that it uses.
fn arrows(top: &str) -> BTreeMap<String, BTreeSet<String>> {
    let modules = modules();
    let named: BTreeMap<&String, _> = modules.keys().map(|module| (module, named(&modules, module))).collect();
    let home = |path: &[String]| {
        let mut path = path.to_vec();
        // What is passed on may come from somewhere that passes it on.
        for _ in 0..8 {
            let depth = (1..=path.len()).rev().find(|depth| modules.contains_key(&path[..*depth].join("::")))?;
            let module = path[..depth].join("::");
            let Some(name) = path.get(depth) else { return Some(module) };
            match named[&module].1.iter().find(|passed| passed.last() == Some(name)) {
                Some(from) => path = from.iter().chain(path.iter().skip(depth + 1)).cloned().collect(),
                None => return Some(module),
            }
        }
        None
    };
    let is_below = |module: &str| module == top || module.starts_with(&format!("{top}::"));
    let found = modules.keys().filter(|module| is_below(module)).map(|module| {
        let to = named[module].0.iter().filter_map(|path| home(path)).filter(|to| to != module && is_below(to));
        (module.clone(), to.collect())
    });
    found.collect()
}

/// Everything that can be reached from `start` along the arrows.
fn reached<'a>(arrows: &'a BTreeMap<String, BTreeSet<String>>, start: &'a str) -> BTreeSet<&'a str> {
    let (mut found, mut next) = (BTreeSet::new(), vec![start]);
    while let Some(at) = next.pop() {
        for to in arrows.get(at).into_iter().flatten() {
            if found.insert(to.as_str()) {
                next.push(to);
            }
        }
    }
    found
}

/// Every circle, as the set of those that reach each other.
fn circles(arrows: &BTreeMap<String, BTreeSet<String>>) -> BTreeSet<Vec<String>> {
    let reach: BTreeMap<&str, _> = arrows.keys().map(|from| (from.as_str(), reached(arrows, from))).collect();
    let of = |from: &&str| {
        let both = reach[from].iter().filter(|to| reach.get(**to).is_some_and(|back| back.contains(from)));
        both.map(|to| (*to).to_owned()).collect::<Vec<_>>()
    };
    reach.keys().map(of).filter(|circle| circle.len() > 1).collect()
}

/// The arrows between the folders that hold the modules.
fn between_folders(arrows: &BTreeMap<String, BTreeSet<String>>) -> BTreeMap<String, BTreeSet<String>> {
    let folder = |module: &str| {
        let path = root().join("src").join(module.replace("::", "/"));
        let is_folder = path.join("mod.rs").exists();
        if is_folder { module.to_owned() } else { module.rsplit_once("::").unwrap().0.to_owned() }
    };
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (from, all) in arrows {
        let from = folder(from);
        let to = all.iter().map(|to| folder(to)).filter(|to| *to != from);
        found.entry(from.clone()).or_default().extend(to);
    }
    found
}

#[test]
fn no_more_than_a_handful_of_files_of_the_window_use_each_other_in_a_circle_and_no_folders_do() {
    let arrows = arrows("gui");
    assert!(arrows.len() > 100 && arrows.values().map(BTreeSet::len).sum::<usize>() > 300, "the arrows are found");
    let large: Vec<_> = circles(&arrows).into_iter().filter(|circle| circle.len() > MOST).collect();
    assert!(large.is_empty(), "{large:#?}");
    let folders = circles(&between_folders(&arrows));
    assert!(folders.is_empty(), "{folders:#?}");
}

#[test]
fn a_circle_is_found_and_a_mere_chain_is_none() {
    let arrows = |pairs: &[(&str, &str)]| {
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (from, to) in pairs {
            found.entry((*from).to_owned()).or_default().insert((*to).to_owned());
        }
        found
    };
    assert_eq!(circles(&arrows(&[("a", "b"), ("b", "c"), ("a", "c")])), BTreeSet::new());
    let circle = ["a", "b", "c"].map(str::to_owned).to_vec();
    assert_eq!(circles(&arrows(&[("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")])), BTreeSet::from([circle]));
    assert_eq!(paths_at("crate::a::{b, c::{D, E}} rest"), ["crate::a::b", "crate::a::c::D", "crate::a::c::E"]);
}
