//! What proves most comes first.

use super::super::sample::{Sample, said};
use super::super::{by_proof, one_sentence_each, tally};
use crate::model::{ActorKind, Stance, Statement, Voice};

fn voices(sample: &Sample, actor: &str) -> Vec<(Voice, String)> {
    let standing = sample.standing(actor, "2031-06-10");
    let order = by_proof(&sample.0, &standing.statements);
    order.into_iter().map(|statement: &Statement| (statement.voice, statement.said.in_words())).collect()
}

#[test]
fn a_deciding_sentence_that_is_quoted_or_reported_leads() {
    let sample = Sample::new()
        .member("borduria", "1990")
        .said(said("borduria", Stance::Opposes, "2031-05-01"))
        .said(said("borduria", Stance::Opposes, "2031-05-03").voice(Voice::Reported));
    let expected = [(Voice::Reported, "3 May 2031".to_owned()), (Voice::DirectQuote, "1 May 2031".to_owned())];
    assert_eq!(voices(&sample, "borduria"), expected);
}

#[test]
fn a_deciding_sentence_that_only_characterises_gives_way_to_the_actors_own_words() {
    let sample = Sample::new()
        .member("borduria", "1990")
        .said(said("borduria", Stance::Opposes, "2031-05-01"))
        .said(said("borduria", Stance::Opposes, "2031-05-02"))
        .said(said("borduria", Stance::Opposes, "2031-05-03").voice(Voice::Characterised));
    let expected = [
        (Voice::DirectQuote, "2 May 2031".to_owned()),
        (Voice::DirectQuote, "1 May 2031".to_owned()),
        (Voice::Characterised, "3 May 2031".to_owned()),
    ];
    assert_eq!(voices(&sample, "borduria"), expected);
}

#[test]
fn each_standing_is_shown_by_a_member_before_anybody_else_and_counts_both() {
    let sample = Sample::new()
        .member("borduria", "1990")
        .member("syldavia", "1990")
        .actor("crowd", ActorKind::Group)
        .actor("others", ActorKind::Group)
        .said(said("crowd", Stance::Opposes, "2031-05-01"))
        .said(said("crowd", Stance::Opposes, "2031-05-02"))
        .said(said("borduria", Stance::Opposes, "2031-05-01"))
        .said(said("others", Stance::Supports, "2031-05-01"));
    let standings = sample.standings("2031-06-10");
    let tally = tally(&sample.0, sample.question(), &standings);
    let shown = one_sentence_each(&sample.0, &standings, &tally);
    let told: Vec<_> = shown.iter().map(|of| (of.stance, of.actor.as_str(), of.members, of.others)).collect();
    assert_eq!(told, [(Stance::Supports, "others", 0, 1), (Stance::Opposes, "borduria", 1, 1)]);
    for of in &shown {
        assert_eq!(sample.0.statements[&of.statement].stance, of.stance);
    }
}
