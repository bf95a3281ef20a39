//! The rule, one sentence of it at a time.

use super::super::sample::{Sample, belong, day, id, said};
use super::super::{Basis, Decision, standings};
use crate::model::{ActorKind, Confidence, PeopleSpeak, Stance, StandingRule, Voice};

fn league() -> Sample {
    Sample::new().member("borduria", "1990").member("syldavia", "1990")
}

#[test]
fn an_actor_without_a_statement_is_silent_and_not_undecided() {
    let standing = league().standing("borduria", "2031-05-10");
    assert_eq!(standing.stance, None);
    assert_eq!((standing.basis, standing.decision, standing.age_days), (None, None, None));
    assert!(!standing.is_contested());
    assert_eq!(standing.statement_count(), 0);
}

#[test]
fn everybody_in_the_project_has_a_standing_and_nobody_else() {
    let sample = league().said(said("borduria", Stance::Supports, "2031-05-01"));
    let standings = sample.standings("2031-05-10");
    assert!(standings.by_actor.keys().eq(sample.0.actors.keys()));
    assert!(standings.of(&id("nowhere")).is_none());
    assert_eq!(standings.stance(&id("nowhere")), None);
}

#[test]
fn the_latest_statement_gives_the_stance() {
    let sample = league().said(said("borduria", Stance::Opposes, "2031-05-03")).said(said(
        "borduria",
        Stance::Supports,
        "2031-05-01",
    ));
    assert_eq!(sample.stance("borduria", "2031-05-02"), Some(Stance::Supports));
    let standing = sample.standing("borduria", "2031-05-10");
    assert_eq!(standing.stance, Some(Stance::Opposes));
    assert_eq!(standing.decision, Some(Decision::Latest));
    assert_eq!(standing.age_days, Some(7));
    assert_eq!(standing.statements, [id("s000")]);
    assert_eq!(standing.outvoted, [id("s001")]);
}

#[test]
fn a_statement_counts_from_the_day_on_which_it_is_said() {
    let sample = league().said(said("borduria", Stance::Supports, "2031-05-03"));
    assert_eq!(sample.stance("borduria", "2031-05-02"), None);
    assert_eq!(sample.stance("borduria", "2031-05-03"), Some(Stance::Supports));
}

#[test]
fn a_position_of_a_month_counts_from_its_last_day() {
    for (date, last) in [
        ("2031-02", "2031-02-28"),
        ("2031-10~", "2031-10-31"),
        ("2031", "2031-12-31"),
        ("2031-05-01/2031-05-09", "2031-05-09"),
        ("2031-01/2031-04", "2031-04-30"),
    ] {
        let sample = league().said(said("borduria", Stance::Supports, date));
        let before = day(last).plus_days(-1).to_string();
        assert_eq!(sample.stance("borduria", &before), None, "{date} on {before}");
        assert_eq!(sample.stance("borduria", last), Some(Stance::Supports), "{date} on {last}");
        assert_eq!(sample.standing("borduria", last).age_days, Some(0));
    }
}

#[test]
fn on_the_same_day_the_stronger_voice_wins_however_sure_the_weaker_is() {
    let sample = league()
        .said(said("borduria", Stance::Opposes, "2031-05-03").voice(Voice::Reported))
        .said(said("borduria", Stance::Supports, "2031-05-03").confidence(Confidence::Arguable));
    let standing = sample.standing("borduria", "2031-05-03");
    assert_eq!(standing.stance, Some(Stance::Supports));
    assert_eq!(standing.decision, Some(Decision::StrongerVoice));
}

#[test]
fn in_the_same_voice_the_surer_reading_wins() {
    let sample = league()
        .said(said("borduria", Stance::Opposes, "2031-05-03").confidence(Confidence::Likely))
        .said(said("borduria", Stance::Supports, "2031-05-03").confidence(Confidence::Sure));
    let standing = sample.standing("borduria", "2031-05-03");
    assert_eq!(standing.stance, Some(Stance::Supports));
    assert_eq!(standing.decision, Some(Decision::MoreConfident));
}

#[test]
fn between_equals_the_order_of_ids_decides_and_is_named_as_the_reason() {
    let sample = league().said(said("borduria", Stance::Opposes, "2031-05-03")).said(said(
        "borduria",
        Stance::Supports,
        "2031-05-03",
    ));
    let standing = sample.standing("borduria", "2031-05-03");
    assert_eq!(standing.stance, Some(Stance::Opposes));
    assert_eq!(standing.decision, Some(Decision::Order));
    assert_eq!(standing.contested_by, Some(Stance::Supports));
}

#[test]
fn the_rule_may_hold_another_voice_for_stronger() {
    let sample = league()
        .said(said("borduria", Stance::Opposes, "2031-05-03"))
        .said(said("borduria", Stance::Supports, "2031-05-03").voice(Voice::Anonymous));
    let rule = StandingRule { voices: vec![Voice::Anonymous, Voice::DirectQuote], ..StandingRule::default() };
    let standings = standings(&sample.0, &sample.question().id, day("2031-05-03"), &rule);
    assert_eq!(standings.stance(&id("borduria")), Some(Stance::Supports));
}

#[test]
fn a_minister_colours_the_country_and_the_minister() {
    let sample = league()
        .minister("sponsz", "borduria")
        .said(said("sponsz", Stance::NotNow, "2031-05-03").on_behalf_of("borduria"));
    assert_eq!(sample.stance("sponsz", "2031-05-03"), Some(Stance::NotNow));
    assert_eq!(sample.stance("borduria", "2031-05-03"), Some(Stance::NotNow));
    assert_eq!(sample.stance("syldavia", "2031-05-03"), None);
}

#[test]
fn a_person_never_colours_a_country_that_gives_no_office() {
    let sample = league()
        .actor("haddock", ActorKind::Person)
        .minister("sponsz", "syldavia")
        .said(said("haddock", Stance::NotNow, "2031-05-03").on_behalf_of("borduria"))
        .said(said("sponsz", Stance::NotNow, "2031-05-03").on_behalf_of("borduria"));
    assert_eq!(sample.stance("haddock", "2031-05-03"), Some(Stance::NotNow));
    assert_eq!(sample.stance("borduria", "2031-05-03"), None);
    assert_eq!(sample.stance("syldavia", "2031-05-03"), None);
}

#[test]
fn a_minister_who_speaks_for_nobody_but_himself_does_not_colour_the_country() {
    let sample = league().minister("sponsz", "borduria").said(said("sponsz", Stance::NotNow, "2031-05-03"));
    assert_eq!(sample.stance("borduria", "2031-05-03"), None);
}

#[test]
fn an_office_counts_on_its_first_and_last_day_and_not_outside() {
    let office = (Some("2031-05-02"), Some("2031-05-04"));
    for (date, counts) in [
        ("2031-05-01", false),
        ("2031-05-02", true),
        ("2031-05-03", true),
        ("2031-05-04", true),
        ("2031-05-05", false),
        ("2031-04", false),
        ("2031-06", false),
    ] {
        let sample = league()
            .office_holder("sponsz", ActorKind::Person, "borduria", office)
            .said(said("sponsz", Stance::Opposes, date).on_behalf_of("borduria"));
        let expected = counts.then_some(Stance::Opposes);
        assert_eq!(sample.stance("borduria", "2031-12-31"), expected, "{date}");
        assert_eq!(sample.stance("sponsz", "2031-12-31"), Some(Stance::Opposes), "{date}");
    }
}

#[test]
fn an_unnamed_official_colours_the_country_of_the_office_and_a_group_or_a_body_never_does() {
    for (kind, colours) in [
        (ActorKind::Person, true),
        (ActorKind::Unnamed, true),
        (ActorKind::Group, false),
        (ActorKind::Organisation, false),
        (ActorKind::Country, false),
    ] {
        let sample = league()
            .office_holder("court", kind, "borduria", (None, None))
            .said(said("court", Stance::Opposes, "2031-05-03").on_behalf_of("borduria"));
        assert_eq!(sample.stance("borduria", "2031-05-03").is_some(), colours, "{kind:?}");
    }
}

#[test]
fn what_a_group_is_said_to_think_colours_no_member() {
    let sample = league()
        .actor("most-members", ActorKind::Group)
        .said(said("most-members", Stance::Opposes, "2031-05-03"))
        .said(said("league", Stance::Opposes, "2031-05-03"));
    assert_eq!(sample.stance("most-members", "2031-05-03"), Some(Stance::Opposes));
    assert_eq!(sample.stance("borduria", "2031-05-03"), None);
}

#[test]
fn where_the_rule_says_so_people_never_colour_a_country() {
    let mut sample = league()
        .minister("sponsz", "borduria")
        .said(said("sponsz", Stance::NotNow, "2031-05-03").on_behalf_of("borduria"));
    sample.0.manifest.rule.people_speak = PeopleSpeak::Never;
    assert_eq!(sample.stance("borduria", "2031-05-03"), None);
    assert_eq!(sample.stance("sponsz", "2031-05-03"), Some(Stance::NotNow));
}

#[test]
fn a_statement_on_behalf_of_its_own_actor_counts_once() {
    let sample = league()
        .office_holder("sponsz", ActorKind::Person, "sponsz", (None, None))
        .said(said("sponsz", Stance::NotNow, "2031-05-03").on_behalf_of("sponsz"));
    assert_eq!(sample.standing("sponsz", "2031-05-03").statement_count(), 1);
}

#[test]
fn an_answer_to_another_question_does_not_count() {
    let sample = league().said(said("borduria", Stance::Supports, "2031-05-03").on(belong()));
    assert_eq!(sample.stance("borduria", "2031-05-03"), None);
    let one_day = standings(&sample.0, &belong(), day("2031-05-03"), &sample.0.manifest.rule);
    assert_eq!(one_day.stance(&id("borduria")), Some(Stance::Supports));
}

#[test]
fn a_voice_that_the_rule_leaves_out_does_not_count() {
    let mut sample = league().said(said("borduria", Stance::Supports, "2031-05-03").voice(Voice::Characterised));
    assert_eq!(sample.stance("borduria", "2031-05-03"), Some(Stance::Supports));
    sample.0.manifest.rule.voices.retain(|voice| *voice != Voice::Characterised);
    assert_eq!(sample.stance("borduria", "2031-05-03"), None);
}

#[test]
fn a_reading_below_the_least_confidence_does_not_count() {
    let mut sample = league().said(said("borduria", Stance::Supports, "2031-05-03").confidence(Confidence::Likely));
    sample.0.manifest.rule.least_confidence = Confidence::Likely;
    assert_eq!(sample.stance("borduria", "2031-05-03"), Some(Stance::Supports));
    sample.0.manifest.rule.least_confidence = Confidence::Sure;
    assert_eq!(sample.stance("borduria", "2031-05-03"), None);
}

#[test]
fn a_standing_is_contested_by_what_was_said_within_the_window_before_the_latest_statement() {
    let sample = league().said(said("borduria", Stance::Opposes, "2031-03-01")).said(said(
        "borduria",
        Stance::Supports,
        "2031-04-30",
    ));
    assert_eq!(sample.0.manifest.rule.contested_within_days, 60);
    assert_eq!(sample.standing("borduria", "2031-04-30").contested_by, Some(Stance::Opposes));
    let later = sample.said(said("borduria", Stance::Supports, "2031-05-01")).standing("borduria", "2031-05-01");
    assert!(!later.is_contested());
    assert_eq!(later.outvoted, [id("s000")]);
}

#[test]
fn two_statements_of_one_day_that_disagree_are_contested_whatever_day_is_looked_at() {
    let sample = league()
        .said(said("borduria", Stance::Opposes, "2031-03-01"))
        .said(said("borduria", Stance::Supports, "2031-03-01").voice(Voice::Reported));
    for as_of in ["2031-03-01", "2031-04-30", "2031-05-01", "2031-12-31", "2099-12-31"] {
        assert_eq!(sample.standing("borduria", as_of).contested_by, Some(Stance::Supports), "{as_of}");
    }
}

#[test]
fn the_latest_rival_is_named() {
    let sample = league()
        .said(said("borduria", Stance::Opposes, "2031-05-01"))
        .said(said("borduria", Stance::NotNow, "2031-05-02"))
        .said(said("borduria", Stance::Supports, "2031-05-03"));
    let standing = sample.standing("borduria", "2031-05-03");
    assert_eq!(standing.contested_by, Some(Stance::NotNow));
    assert_eq!(standing.outvoted, [id("s001"), id("s000")]);
}

#[test]
fn a_standing_is_weak_until_one_sentence_names_its_speaker() {
    let sample = league()
        .said(said("borduria", Stance::Supports, "2031-05-01").voice(Voice::Anonymous))
        .said(said("borduria", Stance::Supports, "2031-05-02").voice(Voice::Characterised))
        .said(said("borduria", Stance::Opposes, "2031-04-30"))
        .said(said("borduria", Stance::Supports, "2031-05-09").voice(Voice::Reported));
    assert_eq!(sample.standing("borduria", "2031-05-01").basis, Some(Basis::UnnamedOnly));
    assert_eq!(sample.standing("borduria", "2031-05-03").basis, Some(Basis::SecondHand));
    assert_eq!(sample.standing("borduria", "2031-05-09").basis, Some(Basis::Named));
}
