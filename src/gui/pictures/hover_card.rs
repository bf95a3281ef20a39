//! The short card beside the pointer: who or what it is, and what a click opens.

use crate::derive::count_of;
use crate::gui::scale::text;
use crate::gui::theme::{explain, words};
use crate::gui::widgets::stance_mark::stance_badge_ui;
use crate::scene::{Face, Target};
use crate::session::{Session, relations_of, statements_of};
use egui::{Response, Ui};

/// Shows the card of `target` beside the pointer while `response` is hovered.
pub(crate) fn hover_card_ui(response: &Response, session: &Session, target: &Target) {
    response.clone().on_hover_ui_at_pointer(|ui| {
        ui.set_max_width(280.0);
        card_ui(ui, session, target);
    });
}

fn card_ui(ui: &mut Ui, session: &Session, target: &Target) {
    let project = session.project();
    let standpoint_facts = session.standpoint_facts();
    match target {
        Target::Actor(id) => {
            let standing = standpoint_facts.standings.of(id);
            let stance = standing.and_then(|standing| standing.stance);
            ui.label(words(project.actor_name(id), Face::SemiBold, text::TEXT));
            if let Some(actor) = project.actors.get(id) {
                let body = &standpoint_facts.tally.body;
                let role = if standpoint_facts.tally.members.contains(id) {
                    format!("member of {}", project.actor_name(body))
                } else if actor.role.is_empty() {
                    actor.kind.label().to_owned()
                } else {
                    actor.role.clone()
                };
                explain(ui, role);
            }
            stance_badge_ui(ui, session.question(), stance);
            match standing {
                Some(standing) if stance.is_some() => {
                    let mut text = count_of(standing.statement_count(), "statement", "statements");
                    if standing.is_contested() {
                        text.push_str(", contested");
                    }
                    explain(ui, text);
                }
                _ => {
                    explain(ui, "No counted sentence gives its position");
                }
            }
        }
        Target::Tie(one, other) => {
            let names = format!("{} and {}", project.actor_name(one), project.actor_name(other));
            ui.label(words(names, Face::SemiBold, text::TEXT));
            if let Some(tie) = standpoint_facts.ties.line(one, other) {
                explain(ui, tie.label());
            }
            let relations = relations_of(standpoint_facts, target).len();
            let statements = statements_of(project, standpoint_facts, target).len();
            let parts = [count_of(relations, "relation", "relations"), count_of(statements, "statement", "statements")];
            explain(ui, parts.join(", "));
        }
        Target::MembersWith(stance) | Target::EverybodyWith(stance) => {
            ui.label(words(session.question().label(*stance), Face::SemiBold, text::TEXT));
            explain(ui, "Click to read the sentences");
        }
        Target::Members => {
            ui.label(words(
                count_of(standpoint_facts.tally.members.len(), "member", "members"),
                Face::SemiBold,
                text::TEXT,
            ));
        }
        Target::Among(among) => {
            ui.label(words(crate::gui::in_words::among_title(session, *among), Face::SemiBold, text::TEXT));
            let members = standpoint_facts.tally.among(*among).len();
            explain(ui, count_of(members, "member", "members"));
        }
        Target::Cell(actor, slot) => {
            ui.label(words(project.actor_name(actor), Face::SemiBold, text::TEXT));
            explain(ui, slot.in_words(project));
            let statements = statements_of(project, standpoint_facts, target);
            let strongest = statements.first().and_then(|id| project.statements.get(id));
            if let Some(strongest) = strongest {
                stance_badge_ui(ui, session.question(), Some(strongest.stance));
            }
            explain(ui, format!("{}, click to read", count_of(statements.len(), "statement", "statements")));
        }
        Target::Source(id) => {
            if let Some(source) = project.sources.get(id) {
                let record = &source.record;
                ui.label(words(&record.title, Face::SemiBold, text::TEXT));
                let outlet = if record.outlet.is_empty() { "outlet not named" } else { record.outlet.as_str() };
                explain(ui, format!("{outlet} · {}", record.published.in_words()));
                explain(ui, "Click to read the article");
            }
        }
        Target::Statement(_) | Target::Page(_) => {}
    }
}
