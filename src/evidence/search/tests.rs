//! What is typed, and what it finds in a small project.

use super::*;
use crate::evidence::folding::{Fold, folded_words};
use crate::fixtures::{kingdom, kingdom_project};
use crate::model::{ByteRange, Project, SourceId};
use proptest::prelude::*;
use std::sync::Arc;

const READY: &str = "“We are ready,” Rudolf, the king of Ruritania, said on 3 May 2021.";
const NEIGHBOURS: &str = "Grünwald’s neighbours wait … for now.";
const NO: &str = "The duke of Grünwald said no.";

fn project() -> Project {
    kingdom_project()
}

/// The sample, and a second article of another outlet.
fn two_articles() -> Project {
    let mut project = project();
    let herald: SourceId = "herald".parse().unwrap();
    let mut other = project.sources[&herald].clone();
    other.record.id = "mail".parse().unwrap();
    other.record.outlet = "Daily Mail of Strelsau".to_owned();
    other.record.published.date = Some("2022-01".parse().unwrap());
    other.text = Arc::from("Rudolf was not ready. Nobody said no, but Ruritania waits.");
    project.sources.insert(other.record.id.clone(), other);
    project
}

fn text_of(id: &str, text: &str) -> TextToFold {
    let mut source = two_articles().sources["mail"].clone();
    source.record.id = id.parse().unwrap();
    source.text = Arc::from(text);
    TextToFold::from(&source)
}

fn find(typed: &str, project: &Project) -> Found {
    let query = Query::read(typed);
    Found::find(&query, &Scope::of(&query, project), &SearchTexts::of(project, &SearchTexts::default()))
}

fn sentences(typed: &str) -> Vec<&'static str> {
    let found = find(typed, &project());
    (0..found.len()).map(|number| found.hit(number).unwrap().sentence.of(kingdom::TEXT).unwrap()).collect()
}

fn marked(typed: &str) -> Vec<&'static str> {
    let found = find(typed, &project());
    let hits = (0..found.len()).map(|number| found.hit(number).unwrap());
    hits.flat_map(|hit| hit.words).map(|words| words.of(kingdom::TEXT).unwrap()).collect()
}

fn counts(typed: &str) -> Vec<(String, usize)> {
    let found = find(typed, &two_articles());
    found.articles().iter().map(|count| (count.source.to_string(), count.hits.len())).collect()
}

fn faults(typed: &str) -> Vec<(String, String)> {
    let query = Query::read(typed);
    let scope = Scope::of(&query, &project());
    let all = query.faults().iter().chain(scope.faults());
    all.map(|fault| (typed[fault.at.clone()].to_owned(), fault.words.clone())).collect()
}

#[test]
fn actors_are_found_by_every_spelling() {
    let project = project();
    let actors = |typed: &str| -> Vec<String> {
        find_actors(&project, Query::read(typed).names()).iter().map(ToString::to_string).collect()
    };
    for typed in ["Szerenyi", "SZÉRÉNYI", "rudolph", "the king", "Rudolf", "“rudolf”"] {
        assert_eq!(actors(typed), ["rudolf"], "{typed}");
    }
    assert_eq!(actors("rur"), ["ruritania", "rudolf"]);
    assert_eq!(actors("R.U.R."), ["ruritania", "rudolf"]);
    assert_eq!(actors("grunwald"), ["gruenwald"]);
    for typed in ["runwald", "", " ", "“”", "actor:Rudolf"] {
        assert_eq!(actors(typed), [""; 0], "{typed}");
    }
}

#[test]
fn all_words_of_the_query_begin_a_word_of_the_sentence_in_any_order() {
    assert_eq!(sentences("ready rudolf"), [READY]);
    assert_eq!(sentences("neigh now"), [NEIGHBOURS]);
    assert_eq!(marked("now neigh"), ["neigh", "now"]);
    assert_eq!(sentences("neighbours never"), [""; 0]);
    assert_eq!(sentences("eady"), [""; 0]);
}

#[test]
fn case_accents_quotation_marks_dashes_and_spaces_are_folded() {
    for typed in ["“we are ready”", "\"We are ready\"", "\"WE ARE READY,", "«\u{a0}we  a\u{ad}re\u{2009}READY\u{a0}»"]
    {
        assert_eq!(sentences(typed), [READY], "{typed}");
    }
    for typed in ["grunwalds", "GRÜNWALD'S", "Gru\u{308}nwald’s"] {
        assert_eq!(marked(typed), ["Grünwald’s"], "{typed}");
    }
    let mut dashes = two_articles();
    dashes.sources.get_mut("mail").unwrap().text = Arc::from("A ten\u{2011}year plan \u{2014} of Strelsau");
    assert_eq!(find("\"ten-year plan - of\"", &dashes).len(), 1);
}

#[test]
fn a_phrase_stands_together_and_may_reach_over_the_end_of_a_sentence() {
    assert_eq!(sentences("\"ready rudolf\""), [""; 0]);
    assert_eq!(marked("\"said no. he left\""), ["said no. He left"]);
    assert_eq!(marked("\"2021. strelsau has\""), ["2021. Strelsau has"]);
}

#[test]
fn an_expression_is_folded_and_stays_within_a_sentence() {
    assert_eq!(marked("/gr.nwald['’]s/"), ["Grünwald’s"]);
    assert_eq!(marked("/Grünwald’?s/"), ["Grünwald’s"]);
    assert_eq!(marked("/[A-Z]uritania, said/"), ["Ruritania, said"]);
    assert_eq!(marked("/^the .*no\\.$/"), [NO, NO]);
    assert_eq!(sentences("/no\\.\\s+He/"), [""; 0]);
    assert_eq!(sentences("/said[^x]*left/"), [""; 0]);
    assert_eq!(marked("/\\d+ May \\d{4}/"), ["3 May 2021"]);
    assert_eq!(sentences("/join|left/").len(), 2);
    assert_eq!(sentences("/^[^,]+$/ duke"), [NO, NO]);
}

#[test]
fn a_bad_expression_is_told_with_its_place() {
    let told = faults("ready /(no|yes/");
    assert_eq!(told, [("(".to_owned(), "The expression is wrong at character 1: unclosed group".to_owned())]);
    assert_eq!(find("ready /(no|yes/", &project()).len(), 0);
    for typed in ["/x*/", "/“/", "/[a&&b]/", "/((((\\w{100}){100}){100}){100}/", "/a{2,1}/", "/\\q/", "/\\p{Elvish}/"]
    {
        assert_eq!(faults(typed).len(), 1, "{typed}");
    }
    assert_eq!(faults(&format!("/{}a{}/", "(".repeat(3000), ")".repeat(3000))).len(), 1);
    for typed in ["/", "//", "and/or", "/no/"] {
        assert_eq!(faults(typed), [], "{typed}");
    }
}

#[test]
fn a_filter_on_an_actor_leaves_the_sentences_coded_with_it() {
    assert_eq!(sentences("actor:Rudolf"), [READY]);
    assert_eq!(sentences("actor:strelsau"), ["Ruritania asks to join the League", READY]);
    assert_eq!(sentences("actor:\"Rudolf Szérényi\" said"), [READY]);
    // Only the second of two equal sentences is coded.
    assert_eq!(sentences("ACTOR:“the duke of Grunwald” no"), [NO]);
    assert_eq!(sentences("actor:Rudolf no"), [""; 0]);
    assert_eq!(sentences("actor:rudolf actor:grünwald"), [READY, NO]);
    assert_eq!(faults("actor:Nobody no"), [("actor:Nobody".to_owned(), "No actor is called “Nobody”".to_owned())]);
}

#[test]
fn a_filter_on_a_stance_holds_in_the_same_statement_as_the_actor() {
    assert_eq!(sentences("stance:opposes"), [NO]);
    assert_eq!(sentences("stance:Requests rudolf"), [READY]);
    assert_eq!(sentences("stance:opposes actor:rudolf"), [""; 0]);
    assert_eq!(sentences("stance:\"not now\""), [""; 0]);
    assert_eq!(sentences("stance:not_now stance:opp"), [NO]);
    assert_eq!(faults("stance:perhaps")[0].1, "No stance is called “perhaps”");
}

#[test]
fn filters_on_outlet_and_date_leave_articles() {
    let mail = [("mail".to_owned(), 1)];
    assert_eq!(counts("rudolf outlet:Herald"), [("herald".to_owned(), 1)]);
    assert_eq!(counts("rudolf outlet:\"daily mail\""), mail);
    assert_eq!(counts("rudolf from:2021-05-05"), mail);
    assert_eq!(counts("rudolf from:2022-01-31"), mail);
    assert_eq!(counts("rudolf until:2021"), [("herald".to_owned(), 1)]);
    assert_eq!(counts("rudolf from:2021-05-04 until:2021-05-04"), [("herald".to_owned(), 1)]);
    assert_eq!(counts("rudolf from:2023"), []);
    assert_eq!(counts("outlet:mail"), [("mail".to_owned(), 2)]);
    assert_eq!(faults("until:soon")[0].1, "“soon” is no date: write 2024-12-09, 2024-12 or 2024");
    assert_eq!(faults("outlet:Post")[0].1, "No article was published by “Post”");
}

#[test]
fn hits_are_counted_by_article_and_walked_in_order_and_round() {
    let found = find("said no", &two_articles());
    assert_eq!(counts("said no"), [("herald".to_owned(), 2), ("mail".to_owned(), 1)]);
    let walk: Vec<_> = std::iter::successors(found.next(None), |at| found.next(Some(*at))).take(4).collect();
    assert_eq!(walk, [0, 1, 2, 0]);
    let back: Vec<_> = std::iter::successors(found.previous(None), |at| found.previous(Some(*at))).take(4).collect();
    assert_eq!(back, [2, 1, 0, 2]);
    assert_eq!(found.article_of(2).unwrap().source.as_str(), "mail");
    let (first, second) = (found.hit(0).unwrap(), found.hit(1).unwrap());
    assert!(first.sentence < second.sentence);
    assert_eq!(find("nowhere", &project()).next(None), None);
    assert_eq!(find("nowhere", &project()).previous(Some(3)), None);
}

#[test]
fn what_asks_for_nothing_finds_nothing() {
    for typed in ["", " ", "“”", "...", "\u{ad}", "\"", "/", "actor:", "from:\"\""] {
        assert!(Query::read(typed).is_empty(), "{typed:?}");
        assert_eq!(find(typed, &project()).len(), 0, "{typed:?}");
        assert_eq!(faults(typed), [], "{typed:?}");
    }
}

#[test]
fn only_texts_that_changed_are_folded_again() {
    let before = two_articles();
    let texts = SearchTexts::of(&before, &SearchTexts::default());
    assert!(texts.is_of(&before));
    let mut after = before.clone();
    after.statements.clear();
    assert!(texts.is_of(&after));
    after.sources.get_mut("mail").unwrap().text = Arc::from("Another text.");
    assert!(!texts.is_of(&after));
    let again = SearchTexts::of(&after, &texts);
    assert!(Arc::ptr_eq(&texts.articles[0], &again.articles[0]));
    assert!(!Arc::ptr_eq(&texts.articles[1], &again.articles[1]));
    let query = Query::read("another");
    assert_eq!(Found::find(&query, &Scope::default(), &again).len(), 1);
}

#[test]
fn bounds_that_a_person_set_are_the_bounds_of_hits() {
    let mut project = two_articles();
    let texts = SearchTexts::of(&project, &SearchTexts::default());
    let mail = project.sources.get_mut("mail").unwrap();
    let whole = ByteRange { start: 0, end: mail.text.len() };
    mail.record.own_sentences = vec![whole];
    assert!(!texts.is_of(&project));
    let found = find("rudolf nobody", &project);
    assert_eq!(found.hit(0).map(|hit| hit.sentence), Some(whole));
}

#[test]
fn a_filter_is_set_in_what_is_typed_and_taken_out_again() {
    let typed = set_filter("ready  /a b/ actor:x \"in now\"", FilterKey::Actor, Some("Viktor Orbán"));
    assert_eq!(typed, "ready /a b/ \"in now\" actor:\"Viktor Orbán\"");
    assert_eq!(Query::read(&typed).filters_on(FilterKey::Actor).collect::<Vec<_>>(), ["Viktor Orbán"]);
    assert_eq!(set_filter(&typed, FilterKey::Actor, None), "ready /a b/ \"in now\"");
    assert_eq!(set_filter("", FilterKey::From, Some("2024-12-05")), "from:2024-12-05");
}

#[test]
fn a_large_project_is_scanned_in_parts_that_make_a_whole() {
    let sentence = "Grünwald’s neighbours wait for the League to decide on the matter of Ruritania. ";
    let many = (0..120).map(|number| {
        let text = format!("{}Number {number} ends here.", sentence.repeat(1000));
        text_of(&format!("a-{number:03}"), &text)
    });
    let texts = SearchTexts::of_texts(many, &SearchTexts::default());
    let query = Query::read("number here");
    let found = Found::find(&query, &Scope::default(), &texts);
    let sources: Vec<String> = found.articles().iter().map(|count| count.source.to_string()).collect();
    assert_eq!(sources, (0..120).map(|number| format!("a-{number:03}")).collect::<Vec<_>>());
    assert_eq!(found.len(), 120);
}

proptest! {
    #[test]
    fn every_hit_is_of_whole_characters_that_fold_to_what_was_asked(
        text in "([a-dA-D éÉßŁ…“”’\u{ad}\u{a0}\u{301}\n,.ﬁ½가я—-]{0,12}|ready|No\\. |“a b”){0,12}",
        asked in "[a-dé \u{a0}ß’ﬁя.-]{1,5}",
        marks in prop::sample::select(vec!["", "\""]),
    ) {
        let texts = SearchTexts::of_texts([text_of("a", &text)], &SearchTexts::default());
        let query = Query::read(&format!("{marks}{asked}{marks}"));
        let found = Found::find(&query, &Scope::default(), &texts);
        let words: Vec<String> = match marks {
            "" => asked.split_whitespace().map(|word| folded_words(word, Fold::Search)).collect(),
            _ => vec![folded_words(&asked, Fold::Search)],
        };
        let trimmed = |word: &String| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned();
        let words: Vec<String> = words.iter().map(trimmed).filter(|word| !word.is_empty()).collect();
        for number in 0..found.len() {
            let hit = found.hit(number).unwrap();
            for word in &hit.words {
                prop_assert!(word.of(&text).is_some_and(|words| !words.is_empty()), "{word:?}");
            }
            let together = ByteRange { start: hit.words[0].start, end: hit.words[hit.words.len() - 1].end };
            let folded = folded_words(together.of(&text).unwrap(), Fold::Search);
            for word in &words {
                prop_assert!(folded.contains(word.as_str()), "{word:?} in {folded:?}");
            }
        }
        // And nothing is missed: what stands at the start of a sentence is found there.
        for sentence in crate::evidence::sentences::sentences(&text) {
            let folded = folded_words(sentence.of(&text).unwrap(), Fold::Search);
            if words.len() == 1 && folded.starts_with(&words[0]) {
                prop_assert!((0..found.len()).any(|number| found.hit(number).unwrap().sentence == sentence));
            }
        }
    }

    #[test]
    fn nothing_that_is_typed_stops_the_program(typed in "([a-z/\"“ :.\\\\()\\[\\]*+?{}0-9é-]|actor:|stance:|from:|/){0,24}") {
        let project = project();
        let found = find(&typed, &project);
        for number in 0..found.len() {
            let hit = found.hit(number).unwrap();
            prop_assert!(hit.words.iter().all(|words| words.of(kingdom::TEXT).is_some()));
        }
        for (at, _) in faults(&typed) {
            prop_assert!(typed.contains(&at));
        }
    }
}
