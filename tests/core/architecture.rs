//! What ARCHITECTURE.md says of the layers, read off the code: who may use whom, and where facts are.
#![expect(clippy::unwrap_used, clippy::string_slice, reason = "a test may panic")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every source file below `folder`, in order.
pub(crate) fn sources(folder: &Path) -> Vec<PathBuf> {
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

/// One piece of a file of code.
pub(crate) enum Piece<'t> {
    /// Code between comments and literals.
    Code(&'t str),
    /// What stands between the quotation marks of a string.
    Literal(&'t str),
}

/// The code and the strings of a file, each with the number of its line; comments are left out.
pub(crate) fn pieces(text: &str) -> Vec<(usize, Piece<'_>)> {
    let (mut found, mut at, mut code) = (Vec::new(), 0, 0);
    let line = |at: usize| 1 + text[..at].matches('\n').count();
    while at < text.len() {
        let rest = &text[at..];
        let before = text[..at].chars().next_back();
        let raw = rest.strip_prefix('r').map(|rest| rest.len() - rest.trim_start_matches('#').len());
        // Where it begins inside, and what ends it.
        let (inside, end) = if rest.starts_with("//") {
            (2, "\n".to_owned())
        } else if rest.starts_with("/*") {
            (2, "*/".to_owned())
        } else if rest.starts_with('"') {
            (1, "\"".to_owned())
        } else if let Some(signs) = raw.filter(|signs| {
            rest[1 + signs..].starts_with('"')
                && !before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_')
        }) {
            (2 + signs, format!("\"{}", "#".repeat(signs)))
        } else {
            // A quotation mark as a letter opens no string.
            let letter = ["'\"'", "'\\''", "'\\\"'"].into_iter().find(|letter| rest.starts_with(letter));
            at += letter.map_or_else(|| rest.chars().next().map_or(1, char::len_utf8), str::len);
            continue;
        };
        found.push((line(code), Piece::Code(&text[code..at])));
        let mut close = at + inside;
        while close < text.len() && !text[close..].starts_with(&end) {
            let is_escape = end == "\"" && text[close..].starts_with('\\');
            close += text[close..].chars().take(if is_escape { 2 } else { 1 }).map(char::len_utf8).sum::<usize>();
        }
        if end.starts_with('"') {
            found.push((line(at), Piece::Literal(&text[at + inside..close])));
        }
        at = (close + end.len()).min(text.len());
        // The end of a line belongs to the code after it.
        if end == "\n" {
            at = close;
        }
        code = at;
    }
    found.push((line(code), Piece::Code(&text[code..])));
    found
}

/// The name that a text begins with.
fn name_at(text: &str) -> &str {
    let text = text.trim_start();
    let end = text.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(text.len());
    &text[..end]
}

/// The first names of what follows a `::`: one, or each of those in braces.
fn first_names(rest: &str) -> Vec<&str> {
    let Some(list) = rest.trim_start().strip_prefix('{') else { return vec![name_at(rest)] };
    let (mut depth, mut start, mut names) = (0, 0, Vec::new());
    for (at, letter) in list.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => {
                names.push(name_at(&list[start..at]));
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.push(name_at(&list[start..at]));
                start = at + 1;
            }
            _ => {}
        }
    }
    names
}

/// The modules of the library that a file names, each with its line: by `crate::`, by as many `super::` as lead to the
/// library, one by one or in braces, in a `use` or anywhere else. `above` is how many modules the file lies in.
fn modules_named(text: &str, above: usize) -> Vec<(usize, &str)> {
    let (mut found, mut inline) = (Vec::new(), 0);
    for (first, piece) in pieces(text) {
        let Piece::Code(code) = piece else { continue };
        let mut start = 0;
        for (number, line) in (first..).zip(code.split_inclusive('\n')) {
            // A module inside the file, such as its tests; rustfmt gives its end a line of its own.
            let before_mod = line.split_once("mod ").map(|(before, _)| before);
            if line.trim_end().ends_with('{') && before_mod.is_some_and(|of| of.is_empty() || of.starts_with("pub")) {
                inline = 1;
            } else if line.trim_end() == "}" {
                inline = 0;
            }
            let rest = &code[start..];
            for (at, _) in line.match_indices("crate::") {
                found.extend(first_names(&rest[at + "crate::".len()..]).into_iter().map(|name| (number, name)));
            }
            let mut at = 0;
            while let Some(next) = line[at..].find("super::") {
                at += next;
                let climbing = line[at..].split("super::").skip(1).take_while(|between| between.is_empty()).count() + 1;
                at += climbing * "super::".len();
                if climbing >= above + inline {
                    found.extend(first_names(&rest[at..]).into_iter().map(|name| (number, name)));
                }
            }
            start += line.len();
        }
    }
    found
}

/// How many modules a file lies in: none for `lib.rs`, two for `derive/tally.rs`, one for `derive/mod.rs`.
fn modules_above(file: &Path) -> usize {
    let inside = file.strip_prefix(root().join("src")).unwrap();
    let is_folder = ["mod.rs", "lib.rs", "main.rs"].into_iter().any(|name| inside.ends_with(name));
    inside.components().count() - usize::from(is_folder)
}

/// Every use of a module that stands right of the one that the file belongs to.
fn against_the_order(layers: &[Vec<String>], file: &Path, text: &str) -> Vec<String> {
    let place = |module: &str| layers.iter().position(|names| names.iter().any(|name| name == module));
    let from = module_of(file);
    let Some(own) = place(&from) else { return Vec::new() };
    let is_against = |to: &str| place(to).is_some_and(|place| place > own || place == own && *to != from);
    let named = modules_named(text, modules_above(file)).into_iter().filter(|(_, to)| is_against(to));
    named.map(|(number, to)| format!("{}:{number}: {from} uses {to}", file.display())).collect()
}

#[test]
fn a_module_uses_only_what_stands_left_of_it_and_its_tests_do_too() {
    let layers = layers();
    assert!(layers.len() > 10, "{layers:?}");
    let files = sources(&root().join("src"));
    let arrows: Vec<String> = files.iter().flat_map(|file| against_the_order(&layers, file, &read(file))).collect();
    assert_eq!(arrows, [""; 0], "against the order of ARCHITECTURE.md");
    let all: BTreeSet<String> = layers.into_iter().flatten().collect();
    let seen: BTreeSet<String> =
        files.iter().map(|file| module_of(file)).filter(|module| all.contains(module)).collect();
    assert_eq!(seen, all, "every layer has code, and main stands at its end");
}

#[test]
fn an_arrow_against_the_order_is_found_however_it_is_written() {
    let found = |file: &str, text: &str| against_the_order(&layers(), &root().join("src").join(file), text).len();
    for planted in [
        "use crate::store::open_folder;",
        "use crate::{model::Day, store};",
        "use crate::{\n    model::{Day, Stance},\n    session::Session,\n};",
        "fn f() -> crate::gui::App {}",
        "use super::super::store::save;",
        "use super::super::{evidence, layout};",
        "mod tests {\n    use super::super::super::view::View;\n}",
        "fn f() {\n    // store\n    super::super::cli::run();\n}",
        "#[cfg(test)]\nmod tests {\n    fn f() { let a = \"x\"; crate::store::g() }\n}",
        "const A: char = '\"'; use crate::store::A; const B: char = '\"';",
    ] {
        assert_eq!(found("evidence/words.rs", planted), 1, "{planted}");
    }
    for fine in [
        "use crate::model::{Day, Stance};\nuse super::super::model;\nuse super::store;",
        "// use crate::store;\n/// [`crate::store`]\n/* crate::gui */",
        "const A: &str = \"crate::store \\\" crate::gui\"; const B: &str = r#\"crate::cli \" crate::gui\"#;",
        "mod tests {\n    use super::super::store;\n}",
    ] {
        assert_eq!(found("evidence/words.rs", fine), 0, "{fine}");
    }
    assert_eq!(found("evidence/mod.rs", "use super::store;"), 1);
    assert_eq!(found("gui/app/mod.rs", "use crate::cli::run;"), 1, "{:?}", layers());
}

#[test]
fn what_is_tested_without_a_window_names_none() {
    for program in ["core", "saving"] {
        for file in
            sources(&root().join("tests").join(program)).iter().filter(|file| !file.ends_with("architecture.rs"))
        {
            let text = read(file);
            let code = pieces(&text).into_iter().filter_map(|(_, piece)| match piece {
                Piece::Code(code) => Some(code),
                Piece::Literal(_) => None,
            });
            assert!(
                !code.into_iter().any(|code| code.contains("demarche::gui") || code.contains("egui")),
                "{}",
                file.display()
            );
        }
    }
}

/// Whether a file holds nothing but tests, or what they are made from.
pub(crate) fn is_of_tests(file: &Path) -> bool {
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

/// Every fact that a string of the file names.
fn facts_in(file: &Path, text: &str, facts: &BTreeSet<String>) -> Vec<String> {
    let code = text.split("#[cfg(test)]\n#[expect").next().unwrap().split("#[cfg(test)]\nmod tests {").next().unwrap();
    let is_end = |letter: Option<char>| !letter.is_some_and(char::is_alphanumeric);
    let named = |literal: &str| {
        let stands_in = |name: &str| {
            literal.match_indices(name).any(|(at, _)| {
                is_end(literal[..at].chars().next_back()) && is_end(literal[at + name.len()..].chars().next())
            })
        };
        let is_named = |name: &str| literal == name || name.starts_with(char::is_uppercase) && stands_in(name);
        facts.iter().find(|name| is_named(name) && !ALSO_WORDS.contains(&name.as_str()))
    };
    let literals = pieces(code).into_iter().filter_map(|(number, piece)| match piece {
        Piece::Literal(literal) => Some((number, literal)),
        Piece::Code(_) => None,
    });
    literals
        .filter_map(|(number, literal)| {
            Some(format!("{}:{number}: {} in {literal:?}", file.display(), named(literal)?))
        })
        .collect()
}

/// Whoever reads a database of articles has to know what it calls the languages, which are called like those who speak
/// them.
const NAMES_LANGUAGES: &str = "import/press/factiva.rs";

#[test]
fn no_core_module_names_an_organisation_a_country_or_a_question() {
    let facts = facts();
    for known in ["NATO", "European Union", "Hungary", "Hungarian", "invite-now"] {
        assert!(facts.contains(known), "{known} is looked for");
    }
    let mut found = Vec::new();
    for file in sources(&root().join("src")) {
        let is_core = !matches!(module_of(&file).as_str(), "gui" | "cli" | "main" | "lib") && !is_of_tests(&file);
        if is_core && !file.ends_with(NAMES_LANGUAGES) {
            found.extend(facts_in(&file, &read(&file), &facts));
        }
    }
    assert!(found.is_empty(), "facts belong in templates/:\n{}", found.join("\n"));
}

#[test]
fn a_fact_is_found_in_a_string_of_whatever_kind_and_nowhere_else() {
    let found = |text: &str| facts_in(Path::new("planted.rs"), text, &facts()).len();
    for planted in [
        "let a = \"Hungary\";",
        "let a = \"the case of \\\n    Hungary, again\";",
        "let a = r#\"\"NATO\" says\"#;",
        "match id { \"invite-now\" => 1, _ => 2 }",
        "// about\nlet quote = '\"'; let a = b\"Hungary\";",
    ] {
        assert_eq!(found(planted), 1, "{planted}");
    }
    for fine in [
        "// Hungary\n/// \"NATO\"",
        "let hungary = 1;",
        "let a = \"a Hungaryan\";",
        "#[cfg(test)]\nmod tests {\n\"NATO\"\n}",
    ] {
        assert_eq!(found(fine), 0, "{fine}");
    }
}
