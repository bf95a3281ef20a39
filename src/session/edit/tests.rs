use super::*;
use crate::model::{OfficeProvenance, Patch, Provenance, Speaker, Stance};

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

/// The first statement of `project`, as if `person` had made it on behalf of Hungary.
fn on_behalf_of_hungary(project: &Project, person: &str, number: usize) -> Statement {
    let statement = project.statements.values().nth(number).unwrap().clone();
    let (actor, speaker) = (id(person), Speaker::Actor(id(person)));
    Statement { id: id(&format!("new-{number}")), actor, speaker, on_behalf_of: Some(id("hungary")), ..statement }
}

fn with_ada(project: &Project) -> Project {
    let ada = Actor::named(id("ada"), "Ada Lovelace", crate::model::ActorKind::Person);
    done(project, &Edit::PutActor(Box::new(ada)))
}

fn coded(statements: Vec<Statement>) -> Edit {
    Edit::Code { statements, new_actors: Vec::new() }
}

#[test]
fn whoever_is_coded_as_speaking_for_a_country_holds_an_office_of_it_as_long_as_a_statement_needs_it() {
    let before = with_ada(&project());
    let (first, second) = (on_behalf_of_hungary(&before, "ada", 0), on_behalf_of_hungary(&before, "ada", 1));
    let both = done(&done(&before, &coded(vec![first.clone()])), &coded(vec![second.clone()]));
    assert_eq!(both.actors["ada"].offices.iter().map(|of| of.speaks_for.as_str()).collect::<Vec<_>>(), ["hungary"]);
    let one = done(&both, &Edit::RemoveStatements(BTreeSet::from([first.id.clone()])));
    assert_eq!(one.actors["ada"].offices, both.actors["ada"].offices, "the other statement needs it");
    assert_eq!(done(&one, &Edit::RemoveStatements(BTreeSet::from([second.id.clone()]))), before);
}

#[test]
fn an_office_that_came_with_a_statement_goes_in_whatever_way_the_statement_does() {
    let before = with_ada(&project());
    let statement = on_behalf_of_hungary(&before, "ada", 0);
    let with = done(&before, &coded(vec![statement.clone()]));
    let other = Statement { actor: id("hungary"), on_behalf_of: None, ..statement.clone() };
    let recoding = Recoding { actor: Some(id("czechia")), ..Recoding::default() };
    let corrected = Recoding { on_behalf_of: Some(None), ..Recoding::default() };
    let only = BTreeSet::from([statement.id.clone()]);
    for edit in [
        Edit::RemoveSources(BTreeSet::from([statement.source.clone()])),
        Edit::RemoveQuestion(statement.question.clone()),
        coded(vec![other]),
        Edit::Recode { statements: only.clone(), recoding },
        Edit::Recode { statements: only, recoding: corrected },
        Edit::MergeActors { from: BTreeSet::from([id("ada")]), into: id("hungary") },
    ] {
        let after = done(&with, &edit);
        let offices = after.actors.values().flat_map(|actor| &actor.offices);
        assert_eq!(offices.filter(|of| of.provenance == OfficeProvenance::Coded).count(), 0, "{edit:?}");
    }
}

#[test]
fn an_office_that_a_person_entered_stays_whatever_is_deleted() {
    let project = project();
    let all: BTreeSet<StatementId> = project.statements.keys().cloned().collect();
    let after = done(&project, &Edit::RemoveStatements(all));
    assert_eq!(after.actors, project.actors);
    let held = project.statements.values().find(|of| {
        of.on_behalf_of
            .as_ref()
            .is_some_and(|by| project.actors[&of.actor].offices.iter().any(|office| office.speaks_for == *by))
    });
    let again = Statement { id: id("again"), ..held.unwrap().clone() };
    assert_eq!(done(&project, &coded(vec![again])).actors, project.actors, "no second office is added");
}

#[test]
fn merging_two_holders_of_an_office_that_came_with_statements_leaves_one_office() {
    let mut before = with_ada(&project());
    let grace = Actor::named(id("grace"), "Grace Hopper", crate::model::ActorKind::Person);
    before = done(&before, &Edit::PutActor(Box::new(grace)));
    let statements = vec![on_behalf_of_hungary(&before, "ada", 0), on_behalf_of_hungary(&before, "grace", 1)];
    let with = done(&before, &coded(statements.clone()));
    let merged = done(&with, &Edit::MergeActors { from: BTreeSet::from([id("grace")]), into: id("ada") });
    assert_eq!(merged.actors["ada"].offices.len(), 1);
    let gone = statements.into_iter().map(|of| of.id).collect();
    assert_eq!(done(&merged, &Edit::RemoveStatements(gone)).actors["ada"].offices, Vec::new());
}

#[test]
fn recoding_the_actor_changes_who_speaks_and_for_whom_but_not_a_third_party() {
    let project = project();
    let minister = project.actors.values().find(|of| of.offices.iter().any(|office| office.since.is_none()));
    let minister = minister.unwrap();
    let statement = project.statements.values().next().unwrap();
    let own = Statement {
        actor: minister.id.clone(),
        speaker: Speaker::Actor(minister.id.clone()),
        on_behalf_of: Some(minister.offices[0].speaks_for.clone()),
        ..statement.clone()
    };
    let recoding = Recoding { actor: Some(id("czechia")), ..Recoding::default() };
    let recoded = recoding.of(&project, &own);
    assert_eq!((recoded.speaker, recoded.on_behalf_of), (Speaker::Actor(id("czechia")), None));
    let about = Statement { actor: id("slovakia"), on_behalf_of: None, ..own };
    assert_eq!(recoding.of(&project, &about).speaker, Speaker::Actor(minister.id.clone()));
}
