use super::*;
use crate::model::{Patch, Provenance, Speaker, Stance};

fn project() -> Project {
    crate::store::builtin().project
}

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

fn done(project: &Project, edit: &Edit) -> Project {
    let mut changed = project.clone();
    let patch = edit.patch(project).unwrap();
    patch.clone().apply(&mut changed);
    assert_eq!(dangling(&changed, &patch), None);
    changed
}

fn refused(project: &Project, edit: &Edit) -> String {
    edit.patch(project).unwrap_err().0
}

#[test]
fn what_is_so_already_is_no_change() {
    let project = project();
    let first = project.statements.values().next().unwrap().clone();
    let edit = Edit::Code { statements: vec![first], new_actors: Vec::new() };
    assert_eq!(edit.patch(&project).unwrap(), Patch::default());
}

#[test]
fn words_that_do_not_stand_in_the_article_are_not_coded() {
    let project = project();
    let mut statement = project.statements.values().next().unwrap().clone();
    statement.quote.exact.push('x');
    let edit = Edit::Code { statements: vec![statement], new_actors: Vec::new() };
    assert!(refused(&project, &edit).contains("do not stand there"));
}

#[test]
fn an_actor_whom_somebody_names_is_not_deleted() {
    let project = project();
    let why = refused(&project, &Edit::RemoveActor(id("hungary")));
    assert!(why.contains("statements") && why.contains("merge Hungary"), "{why}");
}

#[test]
fn after_a_merge_nothing_names_who_went() {
    let project = project();
    let (from, into) = (id::<ActorId>("hungary"), id::<ActorId>("czechia"));
    let before = project.statements.values().filter(|of| of.actor == from || of.actor == into).count();
    let merged = done(&project, &Edit::MergeActors { from: BTreeSet::from([from.clone()]), into: into.clone() });
    assert!(!merged.actors.contains_key(&from));
    assert!(merged.actors[&into].aliases.contains(&"Hungary".to_owned()), "its name still finds it");
    assert_eq!(merged.statements.values().filter(|of| of.actor == into).count(), before);
    assert!(merged.statements.values().all(|of| of.speaker != Speaker::Actor(from.clone())));
}

#[test]
fn an_article_goes_with_everything_coded_in_it() {
    let project = project();
    let source: SourceId = id("allies-sidestep");
    let without = done(&project, &Edit::RemoveSources(BTreeSet::from([source.clone()])));
    assert!(!without.sources.contains_key(&source));
    assert!(without.statements.values().all(|of| of.source != source));
    assert!(without.relations.values().all(|of| of.source != source));
}

#[test]
fn a_suggestion_that_is_recoded_is_marked_as_corrected() {
    let mut project = project();
    let statement = project.statements.values_mut().next().unwrap();
    statement.provenance = Provenance::Suggested;
    let (id, stance) = (statement.id.clone(), statement.stance);
    let other = Stance::ALL.into_iter().find(|other| *other != stance).unwrap();
    let recoding = Recoding { stance: Some(other), ..Recoding::default() };
    let recoded = done(&project, &Edit::Recode { statements: BTreeSet::from([id.clone()]), recoding });
    assert_eq!((recoded.statements[&id].stance, recoded.statements[&id].provenance), (other, Provenance::Corrected));
}

#[test]
fn the_last_question_stays() {
    let mut project = project();
    project.manifest.questions.truncate(1);
    let last = project.manifest.questions[0].id.clone();
    project.statements.retain(|_, of| of.question == last);
    assert!(refused(&project, &Edit::RemoveQuestion(last)).contains("last question"));
}

#[test]
fn a_patch_from_elsewhere_that_leads_nowhere_is_found_out() {
    let mut project = project();
    let patch = Patch { actors: [(id("hungary"), None)].into_iter().collect(), ..Patch::default() };
    patch.clone().apply(&mut project);
    assert!(dangling(&project, &patch).unwrap().contains("hungary"));
}

#[test]
fn own_sentences_neither_overlap_nor_cut_a_character() {
    let project = project();
    let source: SourceId = id("allies-sidestep");
    let range = |start, end| ByteRange { start, end };
    for bad in [vec![range(0, 20), range(10, 30)], vec![range(5, 5)], vec![range(0, usize::MAX)]] {
        refused(&project, &Edit::SetSentences { source: source.clone(), own_sentences: bad });
    }
    let edit = Edit::SetSentences { source: source.clone(), own_sentences: vec![range(0, 20), range(20, 30)] };
    assert_eq!(done(&project, &edit).sources[&source].record.own_sentences.len(), 2);
}
