//! What is a mention and what is not, and a slow finder to compare with.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "a test may panic")]

use super::spelling::Spelling;
use super::{Mention, MentionFinder, NamedBy};
use crate::model::{Actor, ActorKind, ByteRange};
use proptest::prelude::*;

fn actor(id: &str, kind: ActorKind, name: &str, aliases: &[&str]) -> Actor {
    let aliases = aliases.iter().map(|alias| (*alias).to_owned()).collect();
    Actor { aliases, ..Actor::named(id.parse().unwrap(), name, kind) }
}

fn actors() -> Vec<Actor> {
    use ActorKind::{Country, Group, Organisation, Person};
    vec![
        actor("alliance", Organisation, "NATO", &["the alliance", "North Atlantic Treaty Organization"]),
        actor("allies", Group, "NATO members", &["the allies", "NATO countries"]),
        actor("biden", Person, "Joe Biden", &["Biden", "President Biden"]),
        actor("brown", Person, "Gordon Brown", &["Brown"]),
        actor("eu", Organisation, "European Union", &["EU", "E.U."]),
        actor("hungary", Country, "Hungary", &["Budapest", "Hungarian"]),
        actor("lipavsky", Person, "Jan Lipavský", &["Lipavský"]),
        actor("may", Person, "Theresa May", &["May"]),
        actor("obrien", Person, "Robert O’Brien", &["O’Brien"]),
        actor("rbk", Organisation, "RBK-Ukraine", &[]),
        actor("szijjarto", Person, "Peter Szijjarto", &["Szijjarto"]),
        actor("turkiye", Country, "Türkiye", &["Turkey", "Ankara"]),
        actor("ukraine", Country, "Ukraine", &["Kyiv", "Ukrainian", "Україна"]),
        actor("us", Country, "United States", &["US", "U.S.", "USA", "America"]),
        actor("us-senate", Organisation, "US Senate", &[]),
    ]
}

fn found(text: &str) -> Vec<(&str, String)> {
    let finder = MentionFinder::of_actors(&actors());
    finder.find(text).into_iter().map(|one| (one.bytes.of(text).unwrap(), one.actor.to_string())).collect()
}

/// `expected` are the words and the actor of each mention, in order.
fn holds(text: &str, expected: &[(&str, &str)]) {
    let expected: Vec<(&str, String)> = expected.iter().map(|(words, actor)| (*words, (*actor).to_owned())).collect();
    assert_eq!(found(text), expected, "{text}");
}

#[test]
fn the_longest_name_counts() {
    holds("The US Senate met US Senators.", &[("US Senate", "us-senate"), ("US", "us")]);
    holds("President Biden and Joe Biden", &[("President Biden", "biden"), ("Joe Biden", "biden")]);
    holds("RBK-Ukraine reported from Ukraine", &[("RBK-Ukraine", "rbk"), ("Ukraine", "ukraine")]);
}

#[test]
fn a_name_ends_at_any_mark_and_at_no_letter() {
    holds(
        "“Hungary’s”, ‘Kyiv’ —NATO— (US)",
        &[("Hungary", "hungary"), ("Kyiv", "ukraine"), ("NATO", "alliance"), ("US", "us")],
    );
    holds("the U.S.’s and U.S.-led U.S. aid", &[("U.S.", "us"), ("U.S.", "us"), ("U.S.", "us")]);
    holds("a longer war.Ukraine asks the U.S.The end", &[("Ukraine", "ukraine"), ("U.S.", "us")]);
    holds("pro-Ukrainian, non-NATO", &[("Ukrainian", "ukraine"), ("NATO", "alliance")]);
    holds("Budapester, BUSY, éUS, USé, NATOs, U.S.A., USA", &[("USA", "us")]);
}

#[test]
fn apostrophes_dashes_spaces_and_accents_are_folded() {
    holds("Robert O'Brien and O’Brien's", &[("Robert O'Brien", "obrien"), ("O’Brien", "obrien")]);
    holds(
        "Joe\u{a0}Biden, United\nStates, United \r\n    States",
        &[("Joe\u{a0}Biden", "biden"), ("United\nStates", "us"), ("United \r\n    States", "us")],
    );
    holds("United\n\nStates", &[]);
    holds(
        "Péter Szijjártó, Szijja\u{301}rto\u{301}, Lipavsky",
        &[("Péter Szijjártó", "szijjarto"), ("Szijja\u{301}rto\u{301}", "szijjarto"), ("Lipavsky", "lipavsky")],
    );
    holds(
        "RBK‑Ukraine, Hun\u{ad}gary, Turkiye",
        &[("RBK‑Ukraine", "rbk"), ("Hun\u{ad}gary", "hungary"), ("Turkiye", "turkiye")],
    );
}

#[test]
fn capitals_tell_a_name_from_a_word() {
    holds("They told us that the USA and Us magazine", &[("USA", "us")]);
    holds("TELL US NOW, LET US", &[]);
    holds(
        "US and EU agree. UKRAINE AND HUNGARY DISAGREE",
        &[("US", "us"), ("EU", "eu"), ("UKRAINE", "ukraine"), ("HUNGARY", "hungary")],
    );
    holds("Nato and nato", &[("Nato", "alliance")]);
    holds("turkey for dinner. Turkey disagrees", &[("Turkey", "turkiye")]);
    holds("well, ukraine asked, see www.ukraine.ua, @ukraine", &[("ukraine", "ukraine")]);
    holds("The alliance and the Allies", &[("The alliance", "alliance"), ("the Allies", "allies")]);
    holds("biden spoke, joe biden left", &[("joe biden", "biden")]);
    holds("УКРАЇНА, Україна", &[("УКРАЇНА", "ukraine"), ("Україна", "ukraine")]);
}

#[test]
fn a_month_is_no_person() {
    holds("In May 2017, by 3 May, last May, May 3. May I? It may. May be.", &[]);
    holds("MAY said, and in May said nobody", &[]);
    holds(
        "Mrs. May left. Theresa May’s plan. May said so, May’s party",
        &[("May", "may"), ("Theresa May", "may"), ("May", "may"), ("May", "may")],
    );
    holds("Brown bears. Then Brown spoke. Brown said", &[("Brown", "brown"), ("Brown", "brown")]);
}

#[test]
fn a_long_text_is_folded_in_parts_and_nothing_is_lost_between_them() {
    let text = "Hungary’s view of the United States.\n\nUkraine – é – waits.\n\n\n".repeat(3_000);
    let mentions = MentionFinder::of_actors(&actors()).find(&text);
    assert_eq!(mentions.len(), 9_000);
    assert!(mentions.iter().all(|one| matches!(one.bytes.of(&text), Some("Hungary" | "United States" | "Ukraine"))));
    assert!(mentions.is_sorted_by(|one, two| one.bytes.end <= two.bytes.start));
}

#[test]
fn of_two_actors_with_one_name_the_one_called_so_counts() {
    let two = [
        actor("a", ActorKind::Person, "Ann Georgia", &["Georgia"]),
        actor("b", ActorKind::Country, "Georgia", &[]),
        actor("c", ActorKind::Country, "Georgia", &[]),
    ];
    let finder = MentionFinder::of_actors(&two);
    let found = finder.find("Georgia");
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].actor.as_str(), found[0].named_by), ("b", NamedBy::Name));
}

#[test]
fn nobody_and_nothing_are_found_without_a_panic() {
    assert_eq!(MentionFinder::of_actors(&[]).find("Ukraine"), []);
    let finder = MentionFinder::of_actors(&[actor("x", ActorKind::Person, "…", &["", " "])]);
    assert_eq!(finder.find("… Ukraine"), []);
    assert_eq!(found(""), []);
}

#[test]
fn the_built_in_project_names_its_actors_in_every_article() {
    let project = crate::fixtures::built_in();
    let finder = MentionFinder::new(&project);
    for source in project.sources.values() {
        let found = finder.find(&source.text);
        assert!(found.iter().filter(|one| one.actor.as_str() == "ukraine").count() > 2);
    }
}

/// Every character with what it folds to, by the rules written down once more and slowly.
fn slowly_folded(text: &str) -> Vec<(char, usize, usize)> {
    use unicode_normalization::char::{canonical_combining_class, decompose_canonical};
    let mut all: Vec<(char, usize, usize)> = Vec::new();
    let mut rest = text;
    while let Some(one) = rest.chars().next() {
        let at = text.len() - rest.len();
        if one.is_whitespace() {
            let length = rest.len() - rest.trim_start().len();
            let lines = rest[..length].replace("\r\n", "\n");
            let breaks = lines.chars().filter(|one| "\n\r\u{b}\u{c}\u{85}\u{2028}\u{2029}".contains(*one)).count();
            all.push((if breaks > 1 { '\n' } else { ' ' }, at, at + length));
            rest = &rest[length..];
            continue;
        }
        let end = at + one.len_utf8();
        match one {
            '\u{ad}' | '\u{200b}' => {}
            '’' => all.push(('\'', at, end)),
            '–' | '‑' => all.push(('-', at, end)),
            mark if canonical_combining_class(mark) != 0 => {
                if let Some(last) = all.last_mut().filter(|last| last.2 == at) {
                    last.2 = end;
                }
            }
            _ => one.to_lowercase().for_each(|lower| {
                decompose_canonical(lower, |part| {
                    if canonical_combining_class(part) == 0 {
                        all.push((part, at, end));
                    }
                });
            }),
        }
        rest = &rest[one.len_utf8()..];
    }
    all
}

/// Tries every name at every place.
fn slowly_found(actors: &[Actor], text: &str) -> Vec<Mention> {
    let folded = slowly_folded(text);
    let is_letter = |at: Option<usize>| at.and_then(|at| folded.get(at)).is_some_and(|one| one.0.is_alphanumeric());
    let mut all = Vec::new();
    let mut at = 0;
    while at < folded.len() {
        let mut best: Option<(usize, NamedBy, &Actor)> = None;
        for one in actors {
            let names = std::iter::once((NamedBy::Name, &one.name));
            for (by, name) in names.chain(one.aliases.iter().map(|alias| (NamedBy::Alias, alias))) {
                let letters = slowly_folded(name);
                let end = at + letters.len();
                if end > folded.len() || letters.iter().zip(&folded[at..end]).any(|(one, two)| one.0 != two.0) {
                    continue;
                }
                let glued = letters.last().unwrap().0 == '.' && folded.get(end + 1).is_none_or(|one| one.0 != '.');
                let bytes = ByteRange { start: folded[at].1, end: folded[end - 1].2 };
                if (is_letter(at.checked_sub(1)) && letters[0].0.is_alphanumeric())
                    || (is_letter(Some(end)) && !glued)
                    || !Spelling::new(name, one.kind).fits(text, bytes)
                {
                    continue;
                }
                let better = best.is_none_or(|(longest, as_by, as_who)| {
                    end > longest || (end == longest && (by, &one.id) < (as_by, &as_who.id))
                });
                if better {
                    best = Some((end, by, one));
                }
            }
        }
        match best {
            Some((end, named_by, who)) => {
                let bytes = ByteRange { start: folded[at].1, end: folded[end - 1].2 };
                all.push(Mention { bytes, actor: who.id.clone(), named_by });
                at = end;
            }
            None => at += 1,
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
    #[test]
    fn what_is_found_is_what_a_slow_search_finds(
        text in "(Ukraine|UKRAINE|US|us|U\\.S\\.|US Senate|NATO|Nato|the allies|NATO members|May|Brown|Joe|Biden|Türkiye|\
            TURKIYE|Szijjártó|a\u{301}|O’Brien|RBK|-|–|‑|’s|'s|said|Mrs\\.|In|[ \n\u{a0}\u{ad}]|\r\n|[a-zA-ZéßжЇİ.,“”’0-9]|\\PC){0,40}",
    ) {
        let actors = actors();
        prop_assert_eq!(MentionFinder::of_actors(&actors).find(&text), slowly_found(&actors, &text));
    }
}
