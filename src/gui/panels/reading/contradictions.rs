//! Actors whose statements disagree, and utterances that several sources tell.
//!
//! What is listed is worked out when this page, or an actor's, is first drawn, and kept by the session. The thing easily
//! got wrong: two tellings of one utterance are found by their words alone, so the page says how close these are and
//! leaves the judgement to the reader.

use super::card::{Weight, statement_card_ui};
use crate::derive::{Contradictions, Disagreement, Gap, Likeness, Place, Telling, Utterance, count_of, join_words};
use crate::gui::ask::Asks;
use crate::gui::in_words::capital;
use crate::gui::scale::{gap, text};
use crate::gui::theme::{explain, section_label, words};
use crate::gui::widgets::actor_disc::actor_disc_ui;
use crate::gui::widgets::named::Named;
use crate::gui::widgets::stance_mark::stance_badge_ui;
use crate::model::{ActorId, Stance, StatementId};
use crate::scene::{Face, Page, Target};
use crate::session::{Command, LookCommand, Session};
use crate::view::Passage;
use egui::accesskit::Role;
use egui::{Sense, Ui, vec2};
use std::collections::BTreeSet;

/// As many entries of a list are drawn at first, and more with each click: a frame must stay short.
const AT_ONCE: usize = 30;

/// Draws the page.
pub(super) fn contradictions_ui(ui: &mut Ui, session: &Session, listed: &mut Listed) -> Asks {
    let mut asked = Asks::none();
    ui.label(words("Contradictions", Face::Bold, text::TITLE));
    let clock = session.standpoint_facts().standpoint.clock.in_words();
    explain(ui, format!("{} · {clock}", session.question().short));
    let found = session.standpoint_facts().contradictions(session.project(), session.project_facts());
    ui.add_space(gap::MEDIUM);
    asked.extend(disagreements_ui(ui, session, found, &mut listed.disagreements));
    ui.add_space(gap::END);
    asked.extend(utterances_ui(ui, session, found, &mut listed.utterances));
    asked
}

/// The way to the page: a link for a panel.
pub(crate) fn contradictions_link_ui(ui: &mut Ui, _session: &Session) -> Option<Command> {
    let link = ui.add(egui::Link::new(words("Contradictions", Face::Medium, text::TEXT)));
    let hint = "Actors whose statements disagree, and what several sources tell";
    link.on_hover_text(hint).clicked().then_some(Command::Look(LookCommand::Open(Target::Page(Page::Contradictions))))
}

/// What several sources tell of one actor, in short; nothing where each sentence stands alone.
pub(crate) fn actor_contradictions_ui(ui: &mut Ui, session: &Session, actor: &ActorId) -> Asks {
    let mut asked = Asks::none();
    let standings = &session.standpoint_facts().standings;
    let book = session.project_facts().utterances(session.project());
    let told: Vec<Utterance> = book.told_of(actor, &standings.question, standings.clock()).collect();
    if told.is_empty() {
        return asked;
    }
    ui.add_space(gap::MEDIUM);
    section_label(ui, "Told by several sources");
    for utterance in &told {
        explain(ui, capital(&told_in_words(utterance)));
        for telling in &utterance.tellings {
            explain(ui, opening_words(session, telling));
            asked.extend(places_ui(ui, session, &telling.places, None));
        }
        ui.add_space(gap::SMALL);
    }
    let link = ui.add(egui::Link::new(words("All contradictions", Face::Medium, text::TEXT)));
    asked.extend(link.clicked().then_some(Command::Look(LookCommand::Open(Target::Page(Page::Contradictions)))));
    asked
}

fn disagreements_ui(ui: &mut Ui, session: &Session, found: &Contradictions, more: &mut usize) -> Asks {
    let mut asked = Asks::none();
    let all = &found.disagreements;
    if all.is_empty() {
        section_label(ui, "Statements that disagree");
        explain(ui, "No actor’s counted statements disagree on this question and day.");
        return asked;
    }
    section_label(ui, &count_of(all.len(), "actor whose statements disagree", "actors whose statements disagree"));
    shown_ui(ui, more, all, |ui, disagreement| {
        asked.extend(disagreement_ui(ui, session, disagreement));
    });
    asked
}

/// One actor: its stances, how far apart they lie, and the strongest sentence of each.
fn disagreement_ui(ui: &mut Ui, session: &Session, disagreement: &Disagreement) -> Asks {
    let mut asked = Asks::none();
    let stances: Vec<Stance> = disagreement.sides.iter().map(|(stance, _)| *stance).collect();
    let label = |stance: Stance| session.question().label(Some(stance)).to_lowercase();
    let contested = if disagreement.contested_by.is_some() { ", contested" } else { "" };
    let name = format!(
        "Disagreement: {}, {}{contested}",
        session.project().actor_name(&disagreement.actor),
        join_words(&stances.iter().map(|stance| label(*stance)).collect::<Vec<_>>()),
    );
    asked.extend(head_ui(ui, session, &disagreement.actor, &stances, &name));
    let sides = disagreement.sides.iter().map(|(stance, ids)| format!("{} {}", ids.len(), label(*stance)));
    let mut about = vec![sides.collect::<Vec<_>>().join(", ")];
    if disagreement.contested_by.is_some() {
        about.push("contested".to_owned());
    }
    explain(ui, about.join(" · "));
    explain(ui, closest_in_words(session, disagreement));
    // The pair that is told of, then the strongest of every further stance.
    let mut shown: Vec<&StatementId> = disagreement.closest.iter().collect();
    let is_of_pair = |ids: &[StatementId]| disagreement.closest.iter().any(|id| ids.contains(id));
    shown.extend(disagreement.sides.iter().filter(|(_, ids)| !is_of_pair(ids)).filter_map(|(_, ids)| ids.first()));
    let carries = |id: &StatementId| disagreement.sides.first().is_some_and(|(_, ids)| ids.contains(id));
    for id in &shown {
        let weight = if carries(id) { Weight::Counts } else { Weight::Outvoted };
        if let Some(statement) = session.project().statements.get(*id) {
            asked.extend(statement_card_ui(ui, session, statement, weight));
        }
    }
    let all: usize = disagreement.sides.iter().map(|(_, ids)| ids.len()).sum();
    let left_out = all.saturating_sub(shown.len());
    if left_out > 0 {
        let text = count_of(left_out, "more sentence", "more sentences");
        let link = ui.add(egui::Link::new(words(text, Face::Medium, text::TEXT)));
        let open = Target::Actor(disagreement.actor.clone());
        asked.extend(
            link.on_hover_text("Open the actor with all its sentences")
                .clicked()
                .then_some(Command::Look(LookCommand::Open(open))),
        );
    }
    asked
}

/// "The closest two, about 5 December 2024 and December 2024, overlap: either may be the later".
fn closest_in_words(session: &Session, disagreement: &Disagreement) -> String {
    let mut dates: Vec<_> = disagreement
        .closest
        .iter()
        .filter_map(|id| session.project().statements.get(id))
        .filter_map(|statement| statement.said.date)
        .collect();
    dates.sort_by_key(|date| (date.latest(), date.earliest()));
    let mut dates: Vec<String> = dates.into_iter().map(crate::model::EdtfDate::in_words).collect();
    dates.dedup();
    let dates = join_words(&dates);
    match disagreement.gap {
        Gap::OneDay => format!("The closest two were said on one day, {dates}"),
        Gap::Overlap => format!("The dates of the closest two overlap ({dates}), so either may be the later"),
        Gap::Days(days) => {
            format!("The closest two lie at least {} apart: {dates}", count_of(days as usize, "day", "days"))
        }
    }
}

fn utterances_ui(ui: &mut Ui, session: &Session, found: &Contradictions, more: &mut usize) -> Asks {
    let mut asked = Asks::none();
    let all = &found.told;
    if all.is_empty() {
        section_label(ui, "Told by several sources");
        explain(ui, "No two sources tell the same utterance on this question and day.");
        return asked;
    }
    let perhaps = all.iter().filter(|utterance| utterance.likeness == Likeness::SimilarWords).count();
    let (one, many) = match perhaps {
        0 => ("utterance told by several sources", "utterances told by several sources"),
        _ if perhaps == all.len() => {
            ("utterance perhaps told by several sources", "utterances perhaps told by several sources")
        }
        _ => ("utterance told by several sources, or perhaps", "utterances told by several sources, or perhaps"),
    };
    section_label(ui, &count_of(all.len(), one, many));
    explain(
        ui,
        "Found by their words and dates; whether they are the same is for you to judge. Words that are reprinted count once.",
    );
    shown_ui(ui, more, all, |ui, utterance| asked.extend(utterance_ui(ui, session, utterance)));
    asked
}

/// One utterance: whose, how it is coded, and each telling with its places.
fn utterance_ui(ui: &mut Ui, session: &Session, utterance: &Utterance) -> Asks {
    let mut asked = Asks::none();
    let stances: Vec<Stance> = utterance.stances().into_iter().collect();
    let holders: BTreeSet<&ActorId> = utterance.mentions().map(|mention| &mention.holder).collect();
    let about = told_in_words(utterance);
    for holder in holders {
        let name = format!("Utterance: {}, {about}", session.project().actor_name(holder));
        asked.extend(head_ui(ui, session, holder, &stances, &name));
    }
    explain(ui, capital(&about));
    for telling in &utterance.tellings {
        let Some((first, others)) = telling.places.split_first() else { continue };
        for id in one_of_each_stance(first) {
            if let Some(statement) = session.project().statements.get(id) {
                asked.extend(statement_card_ui(ui, session, statement, Weight::Counts));
            }
        }
        if !others.is_empty() {
            asked.extend(places_ui(ui, session, others, Some("Reprinted in")));
        }
    }
    asked
}

/// A sentence coded for a person and for the country with one stance is shown once.
fn one_of_each_stance(place: &Place) -> impl Iterator<Item = &StatementId> {
    let mut seen = BTreeSet::new();
    place.mentions.iter().filter(move |mention| seen.insert(mention.stance)).map(|mention| &mention.statement)
}

/// "told by 3 sources in similar words, so perhaps the same, and coded differently".
fn told_in_words(utterance: &Utterance) -> String {
    let sources = count_of(utterance.sources().len(), "source", "sources");
    let likeness = match utterance.likeness {
        Likeness::SameWords => "in the same words",
        Likeness::SameQuotation => "with the same quotation",
        Likeness::SimilarWords => "in similar words, so perhaps the same",
    };
    let contradicted = if utterance.is_contradicted() { ", coded differently" } else { "" };
    format!("told by {sources} {likeness}{contradicted}")
}

/// Links to articles, each at its sentence.
fn places_ui(ui: &mut Ui, session: &Session, places: &[Place], intro: Option<&str>) -> Asks {
    let mut asked = Asks::none();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(5.0, 2.0);
        ui.spacing_mut().interact_size.y = 0.0;
        if let Some(intro) = intro {
            explain(ui, intro);
        }
        for place in places {
            let title = session
                .project()
                .sources
                .get(&place.source)
                .map_or(place.source.as_str(), |source| source.record.title.as_str());
            let link = ui.add(egui::Link::new(words(title, Face::Medium, text::META)));
            let statement = place.mentions.first().map(|mention| mention.statement.clone());
            if link.on_hover_text("Read it in the article").clicked() {
                asked.extend(statement.map(|id| Command::Look(LookCommand::ReadInArticle(Passage::Statement(id)))));
            }
        }
    });
    asked
}

/// "“NATO has declared that…”", or with all its words where they are few.
fn opening_words(session: &Session, telling: &Telling) -> String {
    const WORDS: usize = 9;
    let statement = telling.places.iter().flat_map(|place| &place.mentions).next().map(|mention| &mention.statement);
    let sentence = statement.and_then(|id| session.project().statements.get(id)).map_or("", |of| &of.quote.exact);
    let mut all = sentence.split_whitespace();
    let opening: Vec<&str> = all.by_ref().take(WORDS).collect();
    let more = if all.next().is_some() { "…" } else { "" };
    let is_mark = |character: char| matches!(character, '"' | '“' | '”' | '«' | '»' | ',');
    format!("“{}{more}”", opening.join(" ").trim_matches(is_mark))
}

/// Disc, name and stances of an actor; a click opens it.
fn head_ui(ui: &mut Ui, session: &Session, id: &ActorId, stances: &[Stance], name: &str) -> Option<Command> {
    let actor = session.project().actors.get(id)?;
    ui.add_space(gap::MEDIUM);
    let row = ui
        .scope_builder(egui::UiBuilder::new().id_salt(("contradiction", name)).sense(Sense::click()), |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                actor_disc_ui(ui, session, actor, 22.0);
                ui.add(egui::Label::new(words(&actor.name, Face::SemiBold, text::TEXT)).selectable(false));
                for stance in stances {
                    stance_badge_ui(ui, session.question(), Some(*stance));
                }
            });
        })
        .response
        .on_hover_cursor(egui::CursorIcon::PointingHand);
    row.named(Role::Button, name);
    row.clicked().then(|| Command::Look(LookCommand::Open(Target::Actor(id.clone()))))
}

/// How many entries of each list are drawn besides the first.
#[derive(Debug, Default)]
pub(super) struct Listed {
    disagreements: usize,
    utterances: usize,
}

/// Draws the first entries of a list and `more`, and a link that draws more of them.
fn shown_ui<T>(ui: &mut Ui, more: &mut usize, all: &[T], mut entry_ui: impl FnMut(&mut Ui, &T)) {
    let shown = (AT_ONCE + *more).min(all.len());
    for entry in all.iter().take(shown) {
        entry_ui(ui, entry);
    }
    if shown < all.len() {
        ui.add_space(gap::MEDIUM);
        let text = format!("Show more ({} left)", all.len() - shown);
        if ui.add(egui::Link::new(words(text, Face::Medium, text::TEXT))).clicked() {
            *more += AT_ONCE;
        }
    }
}
