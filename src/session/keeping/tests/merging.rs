//! Another program writes into the folder while it is open here.

use super::*;
use crate::model::{ActorId, RecordId, Stance, StatementId};
use crate::session::keeping::Side;
use std::collections::BTreeMap;

fn actor(id: &str) -> ActorId {
    id.parse().unwrap()
}

fn rename(id: &'static str, name: &'static str) -> impl FnOnce(&mut Project) {
    move |project| project.actors.get_mut(&actor(id)).unwrap().name = name.to_owned()
}

#[test]
fn records_that_only_one_side_changed_are_kept_from_both() {
    let mut desk = Desk::new(never());
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
    let mut desk = Desk::new(quick());
    std::thread::sleep(Duration::from_millis(50));
    desk.outside(rename("ruritania", "Theirs"));
    desk.take_in();
    assert_eq!(desk.project, desk.on_disk());
    desk.edit(rename("ruritania", "Mine"));
    desk.wait_until_saved();
    assert_eq!(desk.project, desk.on_disk());
}

#[test]
fn an_edit_made_before_the_offer_is_heard_is_part_of_the_question() {
    let mut desk = Desk::new(never());
    desk.edit(rename("rudolf", "Mine"));
    desk.outside(rename("ruritania", "Theirs"));
    desk.keeper().save_now();
    // The offer is worked out by now, and not heard yet.
    std::thread::sleep(Duration::from_millis(200));
    desk.edit(rename("ruritania", "Mine too"));
    let event = desk.wait_for("the question", |event| matches!(event, KeepingEvent::External(_)));
    let KeepingEvent::External(External::Conflict { records }) = event else { panic!("{event:#?}") };
    assert_eq!(records.len(), 1);
    let name = |patch: &Patch| patch.actors[&actor("ruritania")].clone().unwrap().name;
    assert_eq!([&records[0].base, &records[0].mine, &records[0].theirs].map(name), ["Ruritania", "Mine too", "Theirs"]);
}

#[test]
fn what_both_changed_waits_for_a_choice_and_nothing_is_written_before() {
    for (side, expected) in [(Side::Mine, "Mine"), (Side::Theirs, "Theirs")] {
        let mut desk = Desk::new(never());
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
    for side in [Side::Mine, Side::Theirs] {
        let mut desk = Desk::new(never());
        // Here the duke's country goes; there a statement of it is coded.
        let gone = actor("gruenwald");
        let refers = |project: &Project, id: &StatementId| {
            let statement = &project.statements[id];
            [Some(&statement.actor), statement.on_behalf_of.as_ref()].contains(&Some(&gone))
        };
        desk.edit(|project| {
            let ids: Vec<StatementId> = project.statements.keys().filter(|id| refers(project, id)).cloned().collect();
            ids.iter().for_each(|id| drop(project.statements.remove(id)));
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
        assert_eq!(records.iter().map(|conflict| conflict.record.clone()).collect::<Vec<_>>(), [asked.clone()]);
        desk.keeper().resolve(BTreeMap::from([(asked, side)]));
        if side == Side::Theirs {
            desk.take_in();
        }
        desk.keeper().save_now();
        desk.wait_until_saved();
        let on_disk = desk.on_disk();
        assert_eq!(on_disk, desk.project);
        assert_eq!(on_disk.actors.contains_key(&gone), side == Side::Theirs);
    }
}

#[test]
fn the_same_change_on_both_sides_is_no_question() {
    let mut desk = Desk::new(never());
    desk.edit(rename("rudolf", "Both"));
    desk.outside(rename("rudolf", "Both"));
    desk.keeper().save_now();
    desk.keeper().save_now();
    desk.wait_until_saved();
    assert_eq!(desk.on_disk(), desk.project);
}

#[test]
fn a_folder_that_no_longer_reads_whole_is_never_written_over() {
    let mut desk = Desk::new(quick());
    let file = desk.folder().join("statements/herald.ron");
    let whole = std::fs::read_to_string(&file).unwrap();
    let broken = format!("<<<<<<< HEAD\n{whole}=======\n");
    std::fs::write(&file, &broken).unwrap();
    desk.edit(|project| project.statements.values_mut().for_each(|statement| statement.note = "mine".to_owned()));
    desk.wait_for("the refusal", |event| matches!(event, KeepingEvent::NotSaved(_)));
    let KeepingState::NotSaved(why) = desk.keeper().state().clone() else { panic!() };
    assert_eq!(why.why, "a part of the folder cannot be read any more");
    assert!(why.todo.contains("statements/herald.ron") && why.safe.contains("journal"), "{why}");
    std::thread::sleep(Duration::from_millis(200));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), broken);
    // Mended, it is saved by itself.
    std::fs::write(&file, &whole).unwrap();
    desk.wait_until_saved();
    assert_eq!(desk.on_disk(), desk.project);
}

#[test]
fn a_saved_view_that_is_written_meanwhile_is_nobodys_business() {
    let mut desk = Desk::new(quick());
    std::fs::create_dir(desk.folder().join("views")).unwrap();
    std::fs::write(desk.folder().join("views/mine.ron"), "whatever").unwrap();
    desk.title("Shall it?");
    desk.wait_until_saved();
    assert_eq!(std::fs::read_to_string(desk.folder().join("views/mine.ron")).unwrap(), "whatever");
}

#[test]
fn after_a_crash_the_folder_may_have_moved_on_and_only_what_both_changed_is_asked() {
    let mut desk = Desk::new(never());
    desk.edit(rename("rudolf", "Mine"));
    desk.edit(rename("league", "Mine"));
    std::thread::sleep(Duration::from_millis(150));
    desk.crash();
    desk.outside(rename("league", "Theirs"));
    desk.open(never());
    let recovery = desk.recovery.take().unwrap();
    assert!(!recovery.base_matches);
    assert_eq!(recovery.patch.records(), [RecordId::Actor(actor("rudolf"))].into());
    let asked: Vec<RecordId> = recovery.conflicts.iter().map(|conflict| conflict.record.clone()).collect();
    assert_eq!(asked, [RecordId::Actor(actor("league"))]);
    assert_eq!(recovery.conflicts[0].base.actors[&actor("league")].clone().unwrap().name, "League");
}
