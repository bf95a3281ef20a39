//! Coding by sentence of the built-in project, whose texts and actors everybody knows.

use super::*;
use crate::model::{ByteRange, Project, Provenance, Question, SourceId, Stance};
use crate::session::Edit;
use crate::suggest::Engine;
use proptest::prelude::*;

fn project() -> Project {
    static PROJECT: std::sync::OnceLock<Project> = std::sync::OnceLock::new();
    PROJECT.get_or_init(|| crate::store::builtin().project).clone()
}

fn source(project: &Project) -> SourceId {
    project.sources.keys().next().unwrap().clone()
}

fn question(project: &Project) -> &Question {
    project.manifest.questions.first().unwrap()
}

fn today() -> crate::model::Day {
    "2026-11-25".parse().unwrap()
}

fn only(edit: Edit) -> crate::model::Statement {
    match edit {
        Edit::Code { mut statements, .. } => statements.pop().unwrap(),
        _ => unreachable!("a form codes"),
    }
}

fn sentence_with(project: &Project, words: &str) -> (SourceId, ByteRange) {
    let (id, of) = project.sources.iter().find(|(_, source)| source.text.contains(words)).unwrap();
    let at = of.text.find(words).unwrap();
    let sentences = crate::evidence::sentences::sentences_of(of);
    (id.clone(), sentences.into_iter().find(|bytes| bytes.contains(at)).unwrap())
}

#[test]
fn the_form_starts_with_who_is_named_and_for_whom_the_person_speaks() {
    let project = project();
    let starter = Starter::new(&project);
    let (source, bytes) = sentence_with(&project, "Hungarian Foreign Minister Peter Szijjarto");
    let draft = starter.draft(&project, &source, bytes, question(&project)).unwrap();
    let named = |who: &Option<Who>| who.as_ref().map(|who| who.name(&project).to_owned());
    assert!(named(&draft.actor).is_some_and(|name| name.contains("Szijjártó") || name == "Hungary"), "{draft:?}");
    assert!(draft.stance.is_none(), "nothing is decided for the coder");
    assert!(draft.edit(&project, "me", today()).is_err_and(|why| why.0.contains("1 to 5")));
}

#[test]
fn a_suggestion_taken_as_it_is_is_marked_and_a_changed_one_is_marked_as_corrected() {
    let project = project();
    let source = source(&project);
    let suggested = Engine::new(&project).suggest(&project.sources[&source].text);
    let draft = Draft::of_suggestion(&project, &source, suggested.first().unwrap()).unwrap();
    let accepted = only(draft.edit(&project, "me", today()).unwrap());
    assert_eq!(accepted.provenance, Provenance::Suggested);
    let other = Stance::ALL.into_iter().find(|stance| Some(*stance) != draft.stance);
    let corrected = only(Draft { stance: other, ..draft }.edit(&project, "me", today()).unwrap());
    assert_eq!(corrected.provenance, Provenance::Corrected);
}

#[test]
fn a_statement_that_nobody_changed_is_no_edit_and_a_changed_one_keeps_its_name() {
    let project = project();
    for statement in project.statements.values() {
        let draft = Draft::of_statement(&project, statement);
        assert!(draft.edit(&project, "me", today()).unwrap().patch(&project).unwrap().is_empty(), "{}", statement.id);
    }
    let statement = project.statements.values().next().unwrap();
    let draft = Draft { condition: "while at war".to_owned(), ..Draft::of_statement(&project, statement) };
    let changed = only(draft.edit(&project, "me", today()).unwrap());
    assert_eq!((&changed.id, changed.coder.as_str(), changed.coded_at), (&statement.id, "me", today()));
}

#[test]
fn a_name_that_somebody_has_makes_no_new_actor() {
    let project = project();
    for name in ["hungary", "HUNGARY", "Budapest", "péter szijjarto"] {
        assert!(matches!(Who::called(&project, name, crate::model::ActorKind::Person), Who::Known(_)), "{name}");
    }
    let new = Who::called(&project, "Ruritania", crate::model::ActorKind::Country);
    let draft = Draft {
        actor: Some(new.clone()),
        speaker: Some(new),
        ..Draft::of_statement(&project, project.statements.values().next().unwrap())
    };
    match draft.edit(&project, "me", today()).unwrap() {
        Edit::Code { new_actors, .. } => assert_eq!(new_actors.len(), 1, "named twice, made once"),
        _ => unreachable!("a form codes"),
    }
}

#[test]
fn who_is_named_in_the_sentence_is_offered_first() {
    let project = project();
    let id = |name: &str| name.parse().unwrap();
    let offered = completions(&project, "", &[id("hungary")], &[id("ukraine"), id("hungary")], 8);
    assert_eq!(offered, [id("hungary"), id("ukraine")]);
    assert_eq!(completions(&project, "budap", &[], &[], 8).first(), Some(&id("hungary")), "by a capital");
    let near = completions(&project, "u", &[], &[id("ukraine")], 8);
    assert_eq!(near.first(), Some(&id("ukraine")), "chosen last");
}

#[test]
fn the_next_sentence_names_an_actor_and_the_question_and_is_not_coded() {
    let project = project();
    let starter = Starter::new(&project);
    let question = question(&project);
    let mut place: Option<(SourceId, usize)> = None;
    for _ in 0..6 {
        let from = place.as_ref().map(|(source, byte)| (source, Some(*byte)));
        let Some((source, bytes)) = next_to_code(&project, question, &starter, from, Way::Next) else { break };
        let coded = coded_in(&project, &source, &question.id);
        assert!(coded.iter().all(|one| one.end <= bytes.start || bytes.end <= one.start));
        let back = next_to_code(&project, question, &starter, Some((&source, Some(bytes.end))), Way::Previous);
        assert!(back.is_some());
        place = Some((source, bytes.start));
    }
}

#[test]
fn where_everything_is_coded_there_is_no_next_sentence() {
    let mut project = project();
    let starter = Starter::new(&project);
    let asked = question(&project).clone();
    let mut last = None;
    for _ in 0..400 {
        let from = last.as_ref().map(|(source, byte): &(SourceId, usize)| (source, Some(*byte)));
        let Some((source, bytes)) = next_to_code(&project, &asked, &starter, from, Way::Next) else { break };
        let mut draft = starter.draft(&project, &source, bytes, &asked).unwrap();
        draft.stance = Some(Stance::Supports);
        let patch = draft.edit(&project, "me", today()).unwrap().patch(&project).unwrap();
        patch.apply(&mut project);
        last = Some((source, bytes.start));
    }
    assert!(last.is_some(), "something was left to code");
    assert_eq!(next_to_code(&project, &asked, &starter, None, Way::Next), None);
    assert_eq!(next_to_code(&project, &asked, &starter, None, Way::Previous), None);
}

#[test]
fn sentences_are_joined_split_and_restored_without_losing_a_word() {
    let mut project = project();
    let id = source(&project);
    let set = |project: &mut Project, own_sentences: Vec<ByteRange>| {
        let edit = Edit::SetSentences { source: id.clone(), own_sentences };
        edit.patch(project).unwrap().apply(project);
    };
    let sentences = |project: &Project| crate::evidence::sentences::sentences_of(&project.sources[&id]);
    let before = sentences(&project);
    let pair = before.windows(2).find(|pair| joined_with_next(&project.sources[&id], pair[0].start).is_some()).unwrap();
    let (joined, stretch) = joined_with_next(&project.sources[&id], pair[0].start).unwrap();
    set(&mut project, joined);
    assert!(sentences(&project).contains(&stretch));
    assert_eq!(sentences(&project).len(), before.len() - 1);
    let by_rule = restored(&project.sources[&id], pair[0].start).unwrap();
    set(&mut project, by_rule);
    assert_eq!(sentences(&project), before);
    let long =
        before.iter().find(|bytes| bytes.of(&project.sources[&id].text).unwrap().split(' ').count() > 6).unwrap();
    let middle = long.start + project.sources[&id].text[long.start..].find(' ').unwrap();
    let split = split_at(&project.sources[&id], middle).unwrap().0;
    set(&mut project, split);
    assert_eq!(sentences(&project).len(), before.len() + 1);
    let by_rule = restored(&project.sources[&id], long.start).unwrap();
    set(&mut project, by_rule);
    assert_eq!(sentences(&project), before);
}

proptest! {
    #[test]
    fn whatever_words_are_chosen_exactly_those_are_coded(start in 0_usize..2500, length in 1_usize..300) {
        let project = project();
        let source = source(&project);
        let text = project.sources[&source].text.clone();
        let bytes = ByteRange { start, end: start + length };
        let draft = Draft { bytes, source: source.clone(), ..Draft::of_statement(&project, project.statements.values().next().unwrap()) };
        match (draft.edit(&project, "me", today()), bytes.of(&text)) {
            (Ok(edit), Some(words)) => {
                let statement = only(edit);
                prop_assert_eq!(statement.quote.bytes, bytes);
                prop_assert_eq!(&statement.quote.exact, words);
            }
            (Ok(_), None) => prop_assert!(false, "words that do not stand there were coded"),
            (Err(_), words) => prop_assert!(words.is_none_or(|words| words.trim().is_empty())),
        }
    }
}

#[test]
fn correcting_the_actor_of_a_suggestion_corrects_the_speaker_and_for_whom_they_speak() {
    let project = project();
    let id = |name: &str| -> crate::model::ActorId { name.parse().unwrap() };
    let known = |name: &str| Some(Who::Known(id(name)));
    let (minister, office) = project.actors.values().find_map(|actor| Some((actor, actor.offices.first()?))).unwrap();
    let begun = Draft::of_statement(&project, project.statements.values().next().unwrap());
    let follows = Follows { speaker: true, on_behalf_of: true };
    let draft = Draft {
        actor: known(minister.id.as_str()),
        speaker: known(minister.id.as_str()),
        on_behalf_of: known(office.speaks_for.as_str()),
        follows,
        ..begun
    };
    let mut corrected = draft.clone();
    corrected.set_actor(&project, None);
    corrected.set_actor(&project, known("slovakia"));
    assert_eq!((&corrected.speaker, &corrected.on_behalf_of), (&known("slovakia"), &None));
    let edit = corrected.edit(&project, "me", today()).unwrap();
    assert!(edit.patch(&project).unwrap().actors.is_empty(), "nobody gets an office");

    let mut typed = draft.clone();
    typed.set_speaker(known("czechia"));
    typed.set_on_behalf_of(known("ukraine"));
    typed.set_actor(&project, known("slovakia"));
    assert_eq!((typed.speaker, typed.on_behalf_of), (known("czechia"), known("ukraine")), "what was chosen stays");

    let mut country = draft;
    country.set_actor(&project, known(office.speaks_for.as_str()));
    assert_eq!(country.speaker, known(minister.id.as_str()), "the minister speaks for the country");
}
