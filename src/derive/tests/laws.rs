//! What must hold for every project, whatever is in it.

use super::super::sample::{Sample, admit, belong, id, said};
use super::super::{Basis, Decision, Ledger, TieBook, collective_statements, tally};
use super::random::{any_case, any_day, any_said};
use crate::model::{ActorId, ActorKind, Confidence, EdtfDate, Patch, Project, Stance, Statement, StatementId, Voice};
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeMap;

fn without(project: &Project, mut gone: impl FnMut(&Statement) -> bool) -> Project {
    let mut project = project.clone();
    project.statements.retain(|_, statement| !gone(statement));
    project
}

proptest! {
    #[test]
    fn standings_at_a_day_never_depend_on_what_is_said_after_it(case in any_case(), later in any_said()) {
        let before = case.standings();
        let past = without(&case.project, |statement| statement.said.latest().unwrap() > case.as_of);
        prop_assert_eq!(&case.standings_of(&past), &before);
        let Sample(more) = Sample(case.project.clone()).said(later);
        let added = more.statements.values().last().unwrap();
        if added.said.latest().unwrap() > case.as_of {
            prop_assert_eq!(&case.standings_of(&more), &before);
        }
    }

    #[test]
    fn what_one_actor_says_changes_nobody_else(case in any_case(), another in any_said()) {
        let before = case.standings();
        let Sample(more) = Sample(case.project.clone()).said(another);
        let added = more.statements.values().last().unwrap();
        let after = case.standings_of(&more);
        for (actor, standing) in &after.by_actor {
            if *actor != added.actor && Some(actor) != added.on_behalf_of.as_ref() {
                prop_assert_eq!(Some(standing), before.of(actor));
            }
        }
    }

    #[test]
    fn the_tally_always_adds_up_to_the_members_of_the_day(case in any_case()) {
        let standings = case.standings();
        let question = case.project.question(&admit()).unwrap();
        let tally = tally(&case.project, question, &standings);
        let mut counted: Vec<ActorId> = tally.rows.iter().flat_map(|(_, members)| members.clone()).collect();
        counted.sort();
        prop_assert_eq!(&counted, &tally.members, "each member stands in exactly one row");
        for (stance, members) in &tally.rows {
            prop_assert!(members.iter().all(|member| standings.stance(member) == *stance));
            prop_assert_eq!(tally.with(*stance), members.as_slice());
        }
    }

    #[test]
    fn on_the_same_day_the_stronger_voice_wins_then_the_confidence(
        said_by in prop::collection::vec(
            (select(&Stance::ALL[..]), select(&Voice::ALL[..]), 1..=3_u8), 1..8,
        ),
    ) {
        let mut sample = Sample::new();
        for (stance, voice, confidence) in &said_by {
            let confidence = Confidence::try_from(*confidence).unwrap();
            sample = sample.said(said("ruritania", *stance, "2031-05-03").voice(*voice).confidence(confidence));
        }
        let standing = sample.standing("ruritania", "2031-05-03");
        // `min_by_key` keeps the first of equals, as does the order of ids.
        let best = said_by.iter().min_by_key(|(_, voice, confidence)| (*voice, std::cmp::Reverse(*confidence)));
        prop_assert_eq!(standing.stance, best.map(|(stance, ..)| *stance));
    }

    #[test]
    fn what_groups_and_bodies_say_never_colours_anybody_else(case in any_case()) {
        let is_collective = |id: &ActorId| {
            matches!(case.project.actors[id].kind, ActorKind::Group | ActorKind::Organisation)
        };
        let before = case.standings();
        let after = case.standings_of(&without(&case.project, |statement| is_collective(&statement.actor)));
        for (actor, standing) in &before.by_actor {
            if !is_collective(actor) {
                prop_assert_eq!(Some(standing), after.of(actor));
            }
        }
    }

    #[test]
    fn whoever_holds_no_office_never_colours_a_country(case in any_case()) {
        let mut case = case;
        for actor in case.project.actors.values_mut() {
            actor.offices.clear();
        }
        let is_country = |id: &ActorId| case.project.actors[id].kind == ActorKind::Country;
        let countries_alone = without(&case.project, |statement| !is_country(&statement.actor));
        let (before, after) = (case.standings(), case.standings_of(&countries_alone));
        for actor in case.project.actors.keys().filter(|actor| is_country(actor)) {
            prop_assert_eq!(before.of(actor), after.of(actor));
        }
    }

    #[test]
    fn words_said_outside_an_office_never_colour_its_country(
        said_on in any_day(), since in any_day(), days in 0..30_i32,
    ) {
        let until = since.plus_days(days);
        let office = (Some(since.to_string()), Some(until.to_string()));
        let sample = Sample::new()
            .office_holder("flavia", ActorKind::Person, "ruritania", (office.0.as_deref(), office.1.as_deref()))
            .said(said("flavia", Stance::Requests, &said_on.to_string()).on_behalf_of("ruritania"));
        let is_in_office = since <= said_on && said_on <= until;
        prop_assert_eq!(sample.stance("ruritania", "2031-12-31").is_some(), is_in_office);
    }

    #[test]
    fn contested_is_exactly_a_counted_rival_within_the_window(case in any_case()) {
        for standing in case.standings().by_actor.values() {
            let window = i32::from(case.rule.contested_within_days);
            let rivals = standing.outvoted.iter().map(|id| &case.project.statements[id]);
            let said = |id: &StatementId| case.project.statements[id].said.latest().unwrap();
            let latest = standing.statements.iter().chain(&standing.outvoted).map(said).max();
            let recent = rivals.filter(|rival| latest.unwrap().days_since(rival.said.latest().unwrap()) <= window);
            prop_assert_eq!(standing.is_contested(), recent.count() > 0);
            prop_assert!(standing.contested_by.is_none() || standing.contested_by != standing.stance);
        }
    }

    #[test]
    fn weak_is_exactly_a_standing_that_no_named_speaker_carries(case in any_case()) {
        for standing in case.standings().by_actor.values() {
            let mut voices = standing.statements.iter().map(|id| case.project.statements[id].voice);
            let is_weak = !voices.any(|voice| matches!(voice, Voice::DirectQuote | Voice::Reported));
            prop_assert_eq!(standing.basis.is_some_and(Basis::is_weak), standing.stance.is_some() && is_weak);
        }
    }

    #[test]
    fn no_colour_is_without_a_sentence(case in any_case()) {
        for standing in case.standings().by_actor.values() {
            prop_assert_eq!(standing.stance.is_some(), !standing.statements.is_empty());
            prop_assert_eq!(standing.stance.is_some(), standing.decision.is_some());
            prop_assert!(standing.stance.is_some() || standing.outvoted.is_empty());
            for id in &standing.statements {
                prop_assert_eq!(Some(case.project.statements[id].stance), standing.stance);
            }
        }
    }

    #[test]
    fn an_imprecise_date_counts_from_its_last_day(date in super::random::any_date()) {
        let last = id::<EdtfDate>(&date).latest();
        let sample = Sample::new().said(said("ruritania", Stance::Requests, &date));
        prop_assert_eq!(sample.stance("ruritania", &last.plus_days(-1).to_string()), None);
        prop_assert_eq!(sample.stance("ruritania", &last.to_string()), Some(Stance::Requests));
    }

    #[test]
    fn what_the_rule_leaves_out_might_as_well_not_be_there(case in any_case()) {
        let counted = without(&case.project, |statement| {
            !case.rule.voices.contains(&statement.voice) || statement.confidence < case.rule.least_confidence
        });
        prop_assert_eq!(case.standings(), case.standings_of(&counted));
    }

    #[test]
    fn the_order_of_statements_decides_nothing_but_ties(
        case in any_case(),
        order in Just((0..30_usize).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let renamed = |id: &StatementId| -> StatementId {
            let number: usize = id.as_str().trim_start_matches('s').parse().unwrap();
            format!("s{:03}", order[number]).parse().unwrap()
        };
        let mut project = case.project.clone();
        project.statements = case
            .project
            .statements
            .values()
            .map(|statement| Statement { id: renamed(&statement.id), ..statement.clone() })
            .map(|statement| (statement.id.clone(), statement))
            .collect::<BTreeMap<_, _>>();
        let (before, after) = (case.standings(), case.standings_of(&project));
        for (actor, before) in before.by_actor {
            let after = after.of(&actor).unwrap();
            prop_assert_eq!(before.decision, after.decision);
            if before.decision == Some(Decision::Order) {
                continue;
            }
            prop_assert_eq!(before.stance, after.stance);
            prop_assert_eq!(before.is_contested(), after.is_contested());
            prop_assert_eq!(before.basis, after.basis);
            let mut same: Vec<StatementId> = before.statements.iter().map(renamed).collect();
            let mut others: Vec<StatementId> = after.statements.clone();
            same.sort();
            others.sort();
            prop_assert_eq!(same, others);
        }
    }

    #[test]
    fn a_collective_sentence_is_never_evidence_for_a_country(case in any_case()) {
        let standings = case.standings();
        for actor in case.project.actors.values().filter(|actor| actor.kind == ActorKind::Country) {
            let standing = standings.of(&actor.id).unwrap();
            for id in collective_statements(&case.project, &standings, actor) {
                prop_assert!(!standing.statements.contains(&id) && !standing.outvoted.contains(&id));
            }
        }
    }

    #[test]
    fn what_follows_a_change_is_what_is_made_anew_of_the_changed_project(
        case in any_case(),
        later in prop::collection::vec(any_said(), 0..4),
        gone in prop::collection::vec(0..30_usize, 0..4),
        turned in prop::collection::vec(0..30_usize, 0..4),
    ) {
        let mut changed = Sample(case.project.clone());
        for said in later {
            changed = changed.said(said);
        }
        let Sample(mut changed) = changed;
        let ids: Vec<StatementId> = changed.statements.keys().cloned().collect();
        for number in turned {
            if let Some(statement) = ids.get(number).and_then(|id| changed.statements.get_mut(id)) {
                statement.stance = Stance::Opposes;
                statement.question = belong();
            }
        }
        for number in gone {
            ids.get(number).and_then(|id| changed.statements.remove(id));
        }
        let patch = Patch::between(&case.project, &changed);
        let followed = Ledger::new(&case.project).following(&changed, &patch.statements);
        prop_assert_eq!(followed, Ledger::new(&changed));
        let undo = Patch::between(&changed, &case.project);
        let followed = TieBook::new(&case.project).following(&changed, &undo, &patch);
        prop_assert_eq!(followed, TieBook::new(&changed));
    }

    #[test]
    fn the_same_question_has_the_same_answer(case in any_case()) {
        prop_assert_eq!(case.standings(), case.clone().standings());
    }
}
