//! Another program writes into the folder while it is open here.

use super::*;
use crate::model::{ActorId, RecordId, Stance, StatementId};
use crate::session::keeping::ConflictChoice;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn actor(id: &str) -> ActorId {
    id.parse().unwrap()
}

fn rename(id: &'static str, name: &'static str) -> impl FnOnce(&mut Project) {
    move |project| project.actors.get_mut(&actor(id)).unwrap().name = name.to_owned()
}

#[test]
fn records_that_only_one_side_changed_are_kept_from_both() {
    let mut desk = Desk::new();
    desk.edit(rename("rudolf", "Mine"));
    desk.outside(rename("ruritania", "Theirs"));
    desk.keeper().save_now();
    let patch = desk.take_in();
    assert_eq!(patch.records(), [RecordId::Actor(actor("ruritania"))].into());
    desk.keeper().save_now();
    desk.wait_until_saved();
    let on_disk = desk.on_disk();
    assert_eq!(on_disk.actors[&actor("rudolf")].name, "Mine");
    assert_eq!(on_disk.actors[&actor("ruritania")].name, "Theirs");
    assert_eq!(on_disk, desk.project);
}

#[test]
fn what_others_change_while_nothing_is_edited_here_is_taken_in_too() {
    let mut desk = Desk::new();
    desk.settle();
    desk.outside(rename("ruritania", "Theirs"));
    desk.pass_almost(pace().look);
    assert_eq!(desk.keeper().poll(), []);
    desk.pass(MOMENT);
    desk.take_in();
    assert_eq!(desk.project, desk.on_disk());
    desk.edit(rename("ruritania", "Mine"));
    desk.wait_until_saved();
    assert_eq!(desk.project, desk.on_disk());
}

#[test]
fn an_edit_made_before_the_offer_is_heard_is_part_of_the_question() {
    let mut desk = Desk::new();
    desk.edit(rename("rudolf", "Mine"));
    desk.outside(rename("ruritania", "Theirs"));
    desk.keeper().save_now();
    // The offer is worked out, and not heard yet.
    desk.settle();
    desk.edit(rename("ruritania", "Mine too"));
    let event = desk.wait_for("the question", |event| matches!(event, KeepingEvent::External(_)));
    let KeepingEvent::External(External::Conflict { records }) = event else { panic!("{event:#?}") };
    assert_eq!(records.len(), 1);
    let name = |patch: &Patch| patch.actors[&actor("ruritania")].clone().unwrap().name;
    assert_eq!([&records[0].base, &records[0].mine, &records[0].theirs].map(name), ["Ruritania", "Mine too", "Theirs"]);
}

#[test]
fn what_both_changed_waits_for_a_choice_and_nothing_is_written_before() {
    for (side, expected) in [(ConflictChoice::Mine, "Mine"), (ConflictChoice::Theirs, "Theirs")] {
        let mut desk = Desk::new();
        desk.edit(rename("rudolf", "Mine"));
        desk.outside(|project| {
            rename("rudolf", "Theirs")(project);
            project.manifest.title = "theirs".to_owned();
        });
        let theirs = desk.on_disk();
        desk.keeper().save_now();
        desk.wait_for("the question", |event| matches!(event, KeepingEvent::External(External::Conflict { .. })));
        assert_eq!(desk.state(), "Not saved: another program changed 1 record that you changed too");
        desk.keeper().save_now();
        desk.wait_for("the refusal", |event| matches!(event, KeepingEvent::NotSaved(_)));
        assert_eq!(desk.on_disk(), theirs);
        desk.keeper().resolve(BTreeMap::from([(RecordId::Actor(actor("rudolf")), side)]));
        desk.take_in();
        desk.keeper().save_now();
        desk.wait_until_saved();
        let on_disk = desk.on_disk();
        assert_eq!(on_disk, desk.project);
        assert_eq!(on_disk.actors[&actor("rudolf")].name, expected);
        assert_eq!(on_disk.manifest.title, "theirs");
    }
}

#[test]
fn what_one_side_takes_away_and_the_other_refers_to_is_asked_and_nothing_dangles() {
    for side in [ConflictChoice::Mine, ConflictChoice::Theirs] {
        let mut desk = Desk::new();
        // Here the duke's country goes; there a statement of it is coded.
        let gone = actor("gruenwald");
        let refers = |project: &Project, id: &StatementId| {
            let statement = &project.statements[id];
            [Some(&statement.actor), statement.on_behalf_of.as_ref()].contains(&Some(&gone))
        };
        desk.edit(|project| {
            let ids: Vec<StatementId> = project.statements.keys().filter(|id| refers(project, id)).cloned().collect();
            for id in &ids {
                project.statements.remove(id);
            }
            project.relations.clear();
            project.actors.remove(&gone);
        });
        desk.outside(|project| {
            let mut statement = project.statements.values().next().unwrap().clone();
            statement.id = "theirs".parse().unwrap();
            statement.actor = gone.clone();
            statement.on_behalf_of = None;
            statement.stance = Stance::Undecided;
            project.statements.insert(statement.id.clone(), statement);
        });
        desk.keeper().save_now();
        let event = desk.wait_for("the question", |event| matches!(event, KeepingEvent::External(_)));
        let KeepingEvent::External(External::Conflict { records }) = event else { panic!("{event:#?}") };
        let asked = RecordId::Statement("theirs".parse().unwrap());
        assert_eq!(records.iter().map(|conflict| &conflict.record).collect::<Vec<_>>(), [&asked]);
        desk.keeper().resolve(BTreeMap::from([(asked, side)]));
        if side == ConflictChoice::Theirs {
            desk.take_in();
        }
        desk.keeper().save_now();
        desk.wait_until_saved();
        let on_disk = desk.on_disk();
        assert_eq!(on_disk, desk.project);
        assert_eq!(on_disk.actors.contains_key(&gone), side == ConflictChoice::Theirs);
    }
}

#[test]
fn the_same_change_on_both_sides_is_no_question() {
    let mut desk = Desk::new();
    desk.edit(rename("rudolf", "Both"));
    desk.outside(rename("rudolf", "Both"));
    desk.keeper().save_now();
    desk.keeper().save_now();
    desk.wait_until_saved();
    assert_eq!(desk.on_disk(), desk.project);
}

#[test]
fn a_folder_that_no_longer_reads_whole_is_never_written_over() {
    let mut desk = Desk::new();
    let file = desk.folder().join("statements/herald.ron");
    let whole = std::fs::read_to_string(&file).unwrap();
    let broken = format!("<<<<<<< HEAD\n{whole}=======\n");
    std::fs::write(&file, &broken).unwrap();
    desk.edit(|project| project.statements.values_mut().for_each(|statement| statement.note = "mine".to_owned()));
    desk.pass(pace().after_last_edit);
    desk.wait_for("the refusal", |event| matches!(event, KeepingEvent::NotSaved(_)));
    let KeepingState::NotSaved(why) = desk.keeper().state().clone() else { panic!() };
    assert_eq!(why.why, "a part of the folder cannot be read any more");
    assert!(why.todo.contains("statements/herald.ron") && why.safe.contains("journal"), "{why}");
    desk.pass_hours(2);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), broken);
    // Mended, it is saved by itself.
    std::fs::write(&file, &whole).unwrap();
    desk.pass(pace().longest_retry);
    desk.wait_until_saved();
    assert_eq!(desk.on_disk(), desk.project);
}

#[test]
fn a_saved_view_that_is_written_meanwhile_is_nobodys_business() {
    let mut desk = Desk::new();
    std::fs::create_dir(desk.folder().join("views")).unwrap();
    std::fs::write(desk.folder().join("views/mine.ron"), "whatever").unwrap();
    desk.title("Shall it?");
    desk.wait_until_saved();
    assert_eq!(std::fs::read_to_string(desk.folder().join("views/mine.ron")).unwrap(), "whatever");
}

#[test]
fn after_a_crash_the_folder_may_have_moved_on_and_only_what_both_changed_is_asked() {
    let mut desk = Desk::new();
    desk.edit(rename("rudolf", "Mine"));
    desk.edit(rename("league", "Mine"));
    desk.pass_until_journaled();
    desk.crash();
    desk.outside(rename("league", "Theirs"));
    desk.open();
    let recovery = desk.recovery.take().unwrap();
    assert!(!recovery.base_matches);
    assert_eq!(recovery.patch.records(), [RecordId::Actor(actor("rudolf"))].into());
    let asked: Vec<RecordId> = recovery.conflicts.iter().map(|conflict| conflict.record.clone()).collect();
    assert_eq!(asked, [RecordId::Actor(actor("league"))]);
    assert_eq!(recovery.conflicts[0].base.actors[&actor("league")].clone().unwrap().name, "League");
}

#[test]
fn an_edit_made_while_a_person_chooses_is_never_written_over() {
    let mut desk = Desk::new();
    desk.edit(rename("rudolf", "Mine"));
    desk.outside(|project| {
        rename("rudolf", "Theirs")(project);
        rename("ruritania", "Theirs")(project);
    });
    desk.keeper().save_now();
    let is_question = |event: &KeepingEvent| matches!(event, KeepingEvent::External(External::Conflict { .. }));
    desk.wait_for("the question", is_question);
    desk.edit(rename("ruritania", "Mine too"));
    let theirs = BTreeMap::from([(RecordId::Actor(actor("rudolf")), ConflictChoice::Theirs)]);
    desk.keeper().resolve(theirs.clone());
    let again = desk.wait_for("the question again", is_question);
    let KeepingEvent::External(External::Conflict { records }) = again else { unreachable!() };
    assert_eq!(records.len(), 2);
    desk.keeper().resolve(theirs);
    desk.take_in();
    desk.keeper().save_now();
    desk.wait_until_saved();
    let on_disk = desk.on_disk();
    assert_eq!(on_disk, desk.project);
    assert_eq!(
        [&on_disk.actors[&actor("rudolf")].name, &on_disk.actors[&actor("ruritania")].name],
        ["Theirs", "Mine too"]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whatever_two_sides_change_nothing_dangles_and_what_only_one_changed_is_kept(
        mine in prop::collection::vec(0_u8..12, 0..6), theirs in prop::collection::vec(0_u8..12, 0..6),
    ) {
        let base = crate::store::sample::project();
        let side = |deeds: &[u8], name: &str| {
            let mut project = base.clone();
            for deed in deeds {
                deed_of(&mut project, *deed, name);
            }
            project
        };
        let (mut head, disk) = (side(&mine, "mine"), side(&theirs, "theirs"));
        let (of_mine, of_theirs) = (Patch::between(&base, &head), Patch::between(&base, &disk));
        let undo = Patch::between(&head, &base).then(Patch::between(&disk, &base));
        let before = head.clone();
        let merge = super::super::merge::merge(&mut head, &of_mine, &of_theirs, &undo);
        prop_assert_eq!(&head, &before);
        let asked: std::collections::BTreeSet<RecordId> =
            merge.conflicts.iter().map(|conflict| conflict.record.clone()).collect();
        for all in [ConflictChoice::Mine, ConflictChoice::Theirs] {
            let choices = asked.iter().map(|record| (record.clone(), all)).collect();
            let take = super::super::merge::settle(&mut head, &of_mine, &merge, &choices, &disk);
            let mut merged = head.clone();
            take.apply(&mut merged);
            let files = write_project(&merged, &LastRead::nothing()).unwrap();
            let read = crate::store::read_project(&crate::store::ProjectFiles::in_memory(files));
            prop_assert_eq!(read.whole, crate::store::Wholeness::Whole, "{:#?}", read.defects);
            // What only one side changed, and nobody was asked about, is as that side has it; or as it was before, where
            // something that was asked about refers to it.
            for (patch, other) in [(&of_mine, &of_theirs), (&of_theirs, &of_mine)] {
                for record in patch.records().difference(&other.records()) {
                    let stays = super::super::merge::value(&merged, record) == super::super::merge::of_record(patch, record);
                    let value = super::super::merge::value;
                    let is_needed_again = !asked.is_empty() && value(&merged, record) == value(&base, record);
                    prop_assert!(stays || asked.contains(record) || is_needed_again, "{:?}", record);
                }
            }
        }
    }
}

fn deed_of(project: &mut Project, deed: u8, name: &str) {
    let duke = actor("gruenwald");
    match deed {
        0 => project.manifest.title = name.to_owned(),
        1 => rename("rudolf", "Either")(project),
        2..=4 => {
            let id = ["rudolf", "ruritania", "league"][usize::from(deed) - 2];
            if let Some(actor) = project.actors.get_mut(&actor(id)) {
                actor.note = name.to_owned();
            }
        }
        5 => {
            project.actors.remove(&duke);
            project.statements.retain(|_, statement| statement.actor != duke);
            project.relations.retain(|_, tie| tie.from != duke && tie.to != duke);
        }
        6 => {
            let mut all = project.statements.values().cloned();
            if let (Some(mut statement), true) = (all.next(), project.actors.contains_key(&duke)) {
                statement.id = format!("new-{name}").parse().unwrap();
                statement.actor = duke;
                statement.on_behalf_of = None;
                project.statements.insert(statement.id.clone(), statement);
            }
        }
        7 => {
            project.sources.clear();
            project.statements.clear();
            project.relations.clear();
        }
        8 => {
            if let Some(statement) = project.statements.values_mut().next() {
                statement.note = name.to_owned();
            }
        }
        9 => drop(project.relations.pop_first()),
        10 => {
            let mut question = project.manifest.questions[0].clone();
            question.id = format!("asked-by-{name}").parse().unwrap();
            let id = question.id.clone();
            if project.question(&id).is_none() {
                project.manifest.questions.push(question);
            }
            project.statements.values_mut().take(1).for_each(|statement| statement.question = id.clone());
        }
        _ => {
            if let Some(mut actor) = project.actors.get(&actor("league")).cloned() {
                actor.id = format!("club-{name}").parse().unwrap();
                project.actors.insert(actor.id.clone(), actor.clone());
                if let Some(rudolf) = project.actors.get_mut("rudolf") {
                    rudolf.country = Some(actor.id);
                }
            }
        }
    }
}
