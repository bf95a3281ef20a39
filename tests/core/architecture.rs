//! What ARCHITECTURE.md says of the layers, read off the code: who may use whom, and where facts are.
#![expect(clippy::unwrap_used, clippy::string_slice, reason = "a test may panic")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every source file below `folder`, in order.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            found.extend(sources(&entry));
        } else if entry.extension().is_some_and(|ending| ending == "rs") {
            found.push(entry);
        }
    }
    found.sort();
    found
}

/// The layers as ARCHITECTURE.md orders them, those that may not use each other in one place.
fn layers() -> Vec<Vec<String>> {
    let text = read(&root().join("ARCHITECTURE.md"));
    let line = text.lines().find(|line| line.trim_start().starts_with("model < ")).unwrap();
    line.split('<').map(|place| place.split(',').map(|name| name.trim().to_owned()).collect()).collect()
}

/// The module that a file belongs to: "derive" for `src/derive/tally.rs`.
fn module_of(file: &Path) -> String {
    let inside = file.strip_prefix(root().join("src")).unwrap();
    inside.components().next().unwrap().as_os_str().to_str().unwrap().trim_end_matches(".rs").to_owned()
}

/// A file without its comments.
fn code_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(text.lines()).filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// The modules that a line of code names: `crate::store::…`, `use crate::{model, store}` is not written here.
fn named(line: &str) -> impl Iterator<Item = &str> {
    line.split("crate::").skip(1).map(|rest| {
        let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(rest.len());
        &rest[..end]
    })
}

#[test]
fn a_module_uses_only_what_stands_left_of_it_and_its_tests_do_too() {
    let layers = layers();
    assert!(layers.len() > 10, "{layers:?}");
    let place = |module: &str| layers.iter().position(|names| names.iter().any(|name| name == module));
    let (mut arrows, mut seen) = (Vec::new(), BTreeSet::new());
    for file in sources(&root().join("src")) {
        let from = module_of(&file);
        let Some(own) = place(&from) else { continue };
        seen.insert(from.clone());
        for (number, line) in code_of(&read(&file)) {
            let against = |to: &&str| place(to).is_some_and(|place| place > own || place == own && *to != from);
            arrows
                .extend(named(line).filter(against).map(|to| format!("{}:{number}: {from} uses {to}", file.display())));
        }
    }
    assert_eq!(arrows, [""; 0], "against the order of ARCHITECTURE.md");
    let all: BTreeSet<String> = layers.into_iter().flatten().collect();
    assert_eq!(seen, all, "every layer has code, and main stands at its end");
}

/// Whether a file holds nothing but tests, or what they are made from.
fn is_of_tests(file: &Path) -> bool {
    let inside = file.strip_prefix(root()).unwrap();
    let is_named = |name: &str| inside.components().any(|part| part.as_os_str() == name);
    ["tests", "tests.rs", "sample.rs", "fixtures.rs"].into_iter().any(is_named)
}

/// The text between quotation marks on a line; good enough for names, which hold none.
fn literals(line: &str) -> impl Iterator<Item = &str> {
    line.split('"').skip(1).step_by(2)
}

/// The quoted words of a table of facts.
fn quoted_in(table: &str) -> BTreeSet<String> {
    let text = read(&root().join(table));
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(literals).map(str::to_owned).collect()
}

/// Names of organisations, countries and questions.
fn facts() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for table in ["templates/organisations.ron", "templates/nato.ron", "templates/eu.ron", "templates/un.ron"] {
        let is_name = |word: &String| word.len() < 40 && (word.starts_with(char::is_uppercase) || word.len() > 3);
        names.extend(quoted_in(table).into_iter().filter(is_name));
    }
    for line in read(&root().join("templates/country_names.txt")).lines() {
        let columns = line.split('|').skip(1);
        names.extend(columns.flat_map(|column| column.split(',')).map(str::to_owned));
    }
    let manifest = read(&root().join("seeds/project.ron"));
    let questions = manifest.split("questions:").nth(1).unwrap().lines();
    let fields = ["id: ", "text: ", "short: ", "for_phrase: "];
    let of_questions = questions.filter(|line| fields.iter().any(|field| line.trim_start().starts_with(field)));
    names.extend(of_questions.flat_map(literals).map(str::to_owned));
    // Codes of three letters look like any initialism.
    names.retain(|name| {
        name.chars().count() > 2 && !(name.len() == 3 && name.bytes().all(|letter| letter.is_ascii_uppercase()))
    });
    names
}

/// Names that mean something else where they stand: any bloc and any alliance, the continent, the typeface.
const ALSO_WORDS: [&str; 4] = ["the bloc", "the alliance", "America", "Georgia"];

#[test]
fn no_core_module_names_an_organisation_a_country_or_a_question() {
    let facts = facts();
    for known in ["NATO", "European Union", "Hungary", "Hungarian", "invite-now"] {
        assert!(facts.contains(known), "{known} is looked for");
    }
    let mut found = Vec::new();
    for file in sources(&root().join("src")) {
        if matches!(module_of(&file).as_str(), "gui" | "cli" | "main" | "lib") || is_of_tests(&file) {
            continue;
        }
        let text = read(&file);
        let code =
            text.split("#[cfg(test)]\n#[expect").next().unwrap().split("#[cfg(test)]\nmod tests {").next().unwrap();
        for (number, line) in code_of(code) {
            for literal in literals(line) {
                let is_end = |letter: Option<char>| !letter.is_some_and(char::is_alphanumeric);
                let stands_in = |name: &str| {
                    literal.match_indices(name).any(|(at, _)| {
                        is_end(literal[..at].chars().next_back()) && is_end(literal[at + name.len()..].chars().next())
                    })
                };
                let is_word = |name: &str| literal == name || name.starts_with(char::is_uppercase) && stands_in(name);
                let fact = facts.iter().find(|name| is_word(name) && !ALSO_WORDS.contains(&name.as_str()));
                found.extend(fact.map(|fact| format!("{}:{number}: {fact} in {literal:?}", file.display())));
            }
        }
    }
    assert!(found.is_empty(), "facts belong in templates/:\n{}", found.join("\n"));
}
