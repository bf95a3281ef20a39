//! What the panel shows while nothing is open: one sentence for each standing that somebody holds, then the silent.

use super::card::{meta_of, plain_card_ui};
use super::undated::{KeptUndated, undated_link_ui};
use crate::derive::{Shown, Standpoint, count_of, one_sentence_each};
use crate::gui::memo::Memo;
use crate::gui::scale::{gap, text};
use crate::gui::theme::{color32, explain, palette_of, words};
use crate::gui::widgets::named::Named;
use crate::gui::widgets::stance_mark::paint_mark;
use crate::model::Stance;
use crate::scene::{Face, StanceLooks, Target};
use crate::session::{Command, Edition, LookCommand, Session};
use egui::accesskit::Role;
use egui::{Sense, Ui, vec2};

/// The sentences shown, kept until the project or the standpoint is another one.
pub(super) type KeptStory = Memo<(Edition, Standpoint), Vec<Shown>>;

/// Draws the panel.
pub(super) fn story_ui(
    ui: &mut Ui,
    session: &Session,
    story: &mut KeptStory,
    undated: &mut KeptUndated,
) -> Vec<Command> {
    let standpoint_facts = session.standpoint_facts();
    let mut asked = Vec::new();
    egui::ScrollArea::vertical().id_salt("story").auto_shrink(false).show(ui, |ui| {
        ui.add_space(gap::MEDIUM);
        ui.label(words("What they said", Face::Bold, text::TITLE));
        let key = (session.edition(), standpoint_facts.standpoint.clone());
        let shown = story
            .get(key, || one_sentence_each(session.project(), &standpoint_facts.standings, &standpoint_facts.tally));
        explain(
            ui,
            if shown.is_empty() {
                "No sentence in these articles answers the question yet."
            } else {
                "One sentence for each standing. A click opens the actor and all its sentences."
            },
        );
        for of in shown.iter() {
            asked.extend(standing_ui(ui, session, of));
        }
        asked.extend(silent_ui(ui, session));
        ui.add_space(gap::SMALL);
        asked.extend(undated_link_ui(ui, session, undated));
        let about = &session.project().manifest.about;
        if !about.is_empty() {
            ui.add_space(gap::MEDIUM);
            ui.separator();
            explain(ui, about.as_str());
        }
        ui.add_space(gap::END);
    });
    asked
}

/// A standing with its sentence.
fn standing_ui(ui: &mut Ui, session: &Session, of: &Shown) -> Option<Command> {
    let holders = match (of.members, of.others) {
        (0, others) => count_of(others, "actor", "actors"),
        (members, 0) => count_of(members, "member", "members"),
        (members, others) => {
            format!("{}, {}", count_of(members, "member", "members"), count_of(others, "other", "others"))
        }
    };
    let head = head_ui(ui, session, Some(of.stance), &holders);
    let statement = session.project().statements.get(&of.statement)?;
    let name = format!(
        "What {} said, {}: {}",
        session.project().actor_name(&of.actor),
        session.question().label(Some(of.stance)).to_lowercase(),
        statement.quote.exact
    );
    let outlet = session.project().sources.get(&statement.source).map(|source| source.record.outlet.as_str());
    let outlet = outlet.filter(|outlet| !outlet.is_empty()).unwrap_or("outlet not named");
    let meta = format!("{} · {outlet}", meta_of(statement));
    let response = plain_card_ui(ui, session, statement, &meta, &name);
    let opened = response.on_hover_text("Open the actor").clicked();
    opened.then(|| Command::Look(LookCommand::Open(Target::Actor(of.actor.clone())))).or(head)
}

fn silent_ui(ui: &mut Ui, session: &Session) -> Option<Command> {
    let silent = session.standpoint_facts().tally.with(None).len();
    if silent == 0 {
        return None;
    }
    let asked = head_ui(ui, session, None, &count_of(silent, "member", "members"));
    explain(ui, "No counted sentence gives their position. Hatching is silence, not a position.");
    asked.map(|_| Command::Look(LookCommand::Open(Target::MembersWith(None))))
}

/// The mark and the label of a standing, and who holds it; a click opens all of them.
fn head_ui(ui: &mut Ui, session: &Session, stance: Option<Stance>, holders: &str) -> Option<Command> {
    let palette = palette_of(ui);
    ui.add_space(gap::SMALL);
    ui.separator();
    let mut asked = None;
    ui.horizontal(|ui| {
        let (mark, _) = ui.allocate_exact_size(vec2(18.0, 18.0), Sense::hover());
        paint_mark(ui, mark, &StanceLooks::of(session.question()), stance);
        let label = session.question().label(stance);
        ui.label(words(label, Face::SemiBold, text::TEXT));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let shown = words(holders, Face::Medium, text::META).color(color32(palette.accent));
            let response = ui.add(egui::Link::new(shown));
            response.named(Role::Link, format!("All who hold it: {label}, {holders}"));
            if response.on_hover_text("Open all of them").clicked() {
                asked = Some(Command::Look(LookCommand::Open(Target::EverybodyWith(stance))));
            }
        });
    });
    asked
}
