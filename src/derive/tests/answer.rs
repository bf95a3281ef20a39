//! The answer, in every shape that grammar asks for.

use super::super::sample::{Sample, day, said};
use super::super::{Among, Answer, AnswerPart, Clock, Counts, Ledger, Standpoint, answer, tally};
use crate::model::{ActorKind, Approximate, Day, Stance};

const NAMES: [&str; 6] = ["borduria", "freedonia", "graustark", "orsinia", "syldavia", "zembla"];

/// The answer of a League whose members stand as given.
fn answered(stances: &[Option<Stance>], approximate: Approximate) -> Answer {
    let mut sample = Sample::new();
    for (name, stance) in NAMES.iter().zip(stances) {
        sample = sample.member(name, "1990");
        if let Some(stance) = stance {
            sample = sample.said(said(name, *stance, "2031-05-01"));
        }
    }
    let standings = sample.standings("2031-05-10");
    let tally = tally(&sample.0, sample.question(), &standings);
    answer(&sample.0, sample.question(), &standings, &tally, approximate)
}

fn text(stances: &[Option<Stance>]) -> String {
    answered(stances, Approximate::Exact).to_text()
}

#[test]
fn those_against_come_first_and_each_is_named() {
    use Stance::{NotNow, Opposes, Supports};
    assert_eq!(
        text(&[Some(Supports), Some(NotNow), Some(Opposes), None]),
        "On 10 May 2031: Graustark is against, Freedonia wants it later, Borduria is for it. 1 of 4 members has said \
         nothing in these sources."
    );
}

#[test]
fn several_of_one_stance_are_joined_and_the_verb_follows_their_number() {
    use Stance::{NotNow, Supports};
    assert_eq!(
        text(&[Some(Supports), Some(Supports), None, None]),
        "On 10 May 2031: Borduria and Freedonia are for it. 2 of 4 members have said nothing in these sources."
    );
    assert_eq!(
        text(&[Some(NotNow), Some(NotNow), Some(NotNow), None]),
        "On 10 May 2031: Borduria, Freedonia and Graustark want it later. 1 of 4 members has said nothing in these \
         sources."
    );
}

#[test]
fn more_than_three_of_one_stance_are_counted() {
    let for_it = Some(Stance::Supports);
    assert_eq!(
        text(&[for_it, for_it, for_it, for_it, Some(Stance::Opposes)]),
        "On 10 May 2031: Syldavia is against, 4 are for it. All 5 members have a stance on record."
    );
}

#[test]
fn where_all_have_spoken_nothing_is_said_of_silence() {
    let supports = Some(Stance::Supports);
    assert_eq!(
        text(&[supports, supports]),
        "On 10 May 2031: Borduria and Freedonia are for it. All 2 members have a stance on record."
    );
    assert_eq!(text(&[supports]), "On 10 May 2031: Borduria is for it. The only member has a stance on record.");
}

#[test]
fn where_all_are_silent_nobody_is_named() {
    assert_eq!(
        text(&[None, None]),
        "On 10 May 2031: No member has a stance on record. 2 of 2 members have said nothing in these sources."
    );
}

#[test]
fn without_members_it_says_so() {
    assert_eq!(text(&[]), "On 10 May 2031: The body that decides has no members in this project.");
}

#[test]
fn without_members_and_without_a_day_it_names_no_day() {
    let sample = Sample::new();
    let standings = super::super::standings(&sample.0, &sample.question().id, Day::MIN, &sample.0.manifest.rule);
    let tally = tally(&sample.0, sample.question(), &standings);
    let text = answer(&sample.0, sample.question(), &standings, &tally, Approximate::About).to_text();
    assert_eq!(text, "The body that decides has no members in this project.");
}

#[test]
fn what_was_not_known_yet_is_told_with_the_day() {
    let sample = Sample::new().member("borduria", "1990");
    let question = sample.question().id.clone();
    let clock = Clock { as_of: day("2031-05-10"), known_on: Some(day("2031-05-12")) };
    let standpoint = Standpoint::new(question, clock, sample.0.manifest.rule.clone());
    let standings = Ledger::new(&sample.0).standings(&standpoint);
    let tally = tally(&sample.0, sample.question(), &standings);
    let text = answer(&sample.0, sample.question(), &standings, &tally, Approximate::Exact).to_text();
    assert!(text.starts_with("On 10 May 2031, as known on 12 May 2031: No member"), "{text}");
}

#[test]
fn who_has_spoken_but_not_by_this_day_is_not_said_to_have_said_nothing() {
    let sample = Sample::new().member("borduria", "1990").member("syldavia", "1990").said(said(
        "borduria",
        Stance::Opposes,
        "2031-06-01",
    ));
    let text = |as_of: &str| {
        let standings = sample.standings(as_of);
        let silences = Ledger::new(&sample.0).silences(&sample.question().id, standings.clock());
        let tally = tally(&sample.0, sample.question(), &standings).telling_apart(&silences);
        answer(&sample.0, sample.question(), &standings, &tally, Approximate::Exact).to_text()
    };
    let before = text("2031-05-10");
    assert!(before.ends_with(" 1 of 2 members has said nothing in these sources, 1 nothing by that day."), "{before}");
    let after = text("2031-06-10");
    assert!(after.ends_with("Borduria is against. 1 of 2 members has said nothing in these sources."), "{after}");
}

#[test]
fn what_is_undated_counts_from_no_day_and_is_told_apart_from_what_does_not_count_by_the_rule() {
    let mut sample = ["borduria", "syldavia", "ruritania", "plume"]
        .into_iter()
        .fold(Sample::new(), |sample, name| sample.member(name, "1990"))
        .said(said("borduria", Stance::Opposes, "2031-05-01").undated())
        .said(said("syldavia", Stance::Supports, "2031-06-01"))
        .said(said("ruritania", Stance::Supports, "2031-05-01").confidence(crate::model::Confidence::Likely))
        .said(said("plume", Stance::Supports, "2031-05-01").undated())
        .said(said("plume", Stance::Supports, "2031-05-02"));
    sample.0.manifest.rule.least_confidence = crate::model::Confidence::Sure;
    let text = |as_of: &str| {
        let standings = sample.standings(as_of);
        let silences = Ledger::new(&sample.0).silences(&sample.question().id, standings.clock());
        let tally = tally(&sample.0, sample.question(), &standings).telling_apart(&silences);
        answer(&sample.0, sample.question(), &standings, &tally, Approximate::Exact).to_text()
    };
    let before = text("2031-05-10");
    assert!(
        before.ends_with(
            " 1 of 4 members has said nothing by that day, 1 nothing that is dated, 1 nothing that counts by this rule."
        ),
        "{before}"
    );
    let after = text("2199-12-31");
    assert!(
        after.ends_with(" 1 of 4 members has said nothing that is dated, 1 nothing that counts by this rule."),
        "{after}"
    );
    assert_eq!(sample.standing("plume", "2031-06-01").statement_count(), 1, "only what is dated counts");
}

#[test]
fn an_inferred_day_is_about_that_day() {
    assert!(answered(&[None], Approximate::About).to_text().starts_with("About 10 May 2031: "));
}

#[test]
fn a_name_reads_as_it_does_inside_a_sentence_and_begins_one_with_a_capital() {
    let mut sample = Sample::new()
        .member("borduria", "1990")
        .member("syldavia", "1990")
        .said(said("borduria", Stance::Opposes, "2031-05-01"))
        .said(said("syldavia", Stance::Opposes, "2031-05-01"));
    for actor in sample.0.actors.values_mut().filter(|actor| actor.kind == ActorKind::Country) {
        actor.in_sentence = format!("the {}", actor.name);
    }
    let standings = sample.standings("2031-05-10");
    let tally = tally(&sample.0, sample.question(), &standings);
    let answer = answer(&sample.0, sample.question(), &standings, &tally, Approximate::Exact);
    let headline: String = answer.headline.iter().map(AnswerPart::text).collect();
    assert_eq!(headline, "The Borduria and the Syldavia are against.");
}

#[test]
fn what_groups_of_the_body_are_told_to_want_is_told_apart_and_counts_for_no_member() {
    let mut sample = Sample::new()
        .member("borduria", "1990")
        .actor("most-members", ActorKind::Group)
        .actor("the-capitals", ActorKind::Unnamed)
        .actor("elsewhere", ActorKind::Group)
        .said(said("most-members", Stance::NotNow, "2031-05-01"))
        .said(said("most-members", Stance::NotNow, "2031-05-02"))
        .said(said("the-capitals", Stance::NotNow, "2031-05-01"))
        .said(said("elsewhere", Stance::Opposes, "2031-05-01"));
    let body = sample.question().decided_by.clone();
    for (id, actor) in &mut sample.0.actors {
        if ["most-members", "the-capitals"].contains(&id.as_str()) {
            actor.country = Some(body.clone());
        }
    }
    let standings = sample.standings("2031-05-10");
    let tally = tally(&sample.0, sample.question(), &standings);
    let answer = answer(&sample.0, sample.question(), &standings, &tally, Approximate::Exact);
    assert_eq!(
        answer.to_text(),
        "On 10 May 2031: No member has a stance on record. 1 of 1 member has said nothing in these sources. Groups, not \
         counted: Most members and The capitals for later."
    );
}

#[test]
fn each_name_and_number_opens_exactly_the_members_it_counts() {
    use Stance::{Opposes, Supports};
    let for_it = Some(Supports);
    let answer = answered(&[for_it, for_it, for_it, for_it, Some(Opposes), None], Approximate::Exact);
    let links: Vec<_> = answer
        .headline
        .into_iter()
        .chain(answer.rest)
        .filter_map(|part| match part {
            AnswerPart::Words(_) => None,
            AnswerPart::Actor { text, actor } => Some((text, actor.to_string())),
            AnswerPart::Count { text, of } => Some((text, format!("{of:?}"))),
            AnswerPart::Members(text) => Some((text, "all".to_owned())),
        })
        .collect();
    let expected = [
        ("Syldavia".to_owned(), "syldavia".to_owned()),
        ("4".to_owned(), format!("{:?}", Counts::With(Supports))),
        ("1".to_owned(), format!("{:?}", Counts::Among(Among::Unheard))),
        ("6 members".to_owned(), "all".to_owned()),
    ];
    assert_eq!(links, expected);
}
