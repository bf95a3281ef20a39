//! Whom a rule colours otherwise than the project's, and because of which sentence.
//!
//! The thing easily got wrong: the page is drawn in every frame, and the standings by the project's rule are worked out
//! only when the standpoint is another one.

use crate::derive::{Contest, Difference, Standpoint, count_of, differences};
use crate::gui::ask::Asks;
use crate::gui::in_words::capital;
use crate::gui::memo::Memo;
use crate::gui::scale::{gap, text};
use crate::gui::theme::{explain, section_label, words};
use crate::gui::widgets::actor_disc::actor_disc_ui;
use crate::gui::widgets::rows::two_line_row_ui;
use crate::gui::widgets::stance_mark::stance_badge_ui;
use crate::scene::{Face, Target};
use crate::session::{Command, Edition, LookCommand, Session};
use egui::Ui;

/// The differences against the project's rule, kept until the project or the standpoint is another one.
pub(super) type KeptEffect = Memo<(Edition, Standpoint), Effect>;

/// The differences against the project's rule.
#[derive(Debug)]
pub(super) struct Effect {
    /// Members of the deciding body first.
    differences: Vec<Difference>,
    members: usize,
}

impl Effect {
    fn of(session: &Session) -> Self {
        let standpoint_facts = session.standpoint_facts();
        let rule = session.project().manifest.rule.clone();
        let by_project = Standpoint { rule, ..standpoint_facts.standpoint.clone() };
        let before = session.project_facts().ledger.standings(&by_project);
        let mut differences = differences(&before, &standpoint_facts.standings);
        let is_member = |of: &Difference| standpoint_facts.tally.members.binary_search(&of.actor).is_ok();
        differences.sort_by_key(|of| !is_member(of));
        let members = differences.iter().filter(|of| is_member(of)).count();
        Self { differences, members }
    }
}

/// Draws who changes colour against the project's rule.
pub(super) fn effect_ui(ui: &mut Ui, session: &Session, kept: &mut KeptEffect) -> Asks {
    let mut asked = Asks::none();
    section_label(ui, "Against the project’s rule: whose colour changes, and why");
    if session.view().rule.is_none() {
        explain(ui, "This is the project’s rule. Change it above, and the effect is listed here.");
        return asked;
    }
    let key = (session.edition(), session.standpoint_facts().standpoint.clone());
    let effect = kept.get(key, || Effect::of(session));
    if effect.differences.is_empty() {
        explain(ui, "Nobody changes colour.");
        return asked;
    }
    let actors = count_of(effect.differences.len(), "actor changes", "actors change");
    let members = match effect.members {
        0 => "none of them a member".to_owned(),
        1 => "1 of them a member".to_owned(),
        members => format!("{members} of them members"),
    };
    ui.label(words(format!("{actors}, {members}"), Face::Medium, text::TEXT));
    for difference in &effect.differences {
        ui.add_space(gap::MEDIUM);
        asked.extend(difference_ui(ui, session, difference));
    }
    asked
}

/// Who, from which badge to which, and the sentence behind it.
fn difference_ui(ui: &mut Ui, session: &Session, difference: &Difference) -> Asks {
    let project = session.project();
    let mut asked = Asks::none();
    ui.horizontal(|ui| {
        if let Some(actor) = project.actors.get(&difference.actor) {
            actor_disc_ui(ui, session, actor, 22.0);
            if ui.link(words(&actor.name, Face::SemiBold, text::TEXT)).clicked() {
                asked.push(Command::Look(LookCommand::Open(Target::Actor(actor.id.clone()))));
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(5.0, 3.0);
        if difference.from != difference.to {
            stance_badge_ui(ui, session.question(), difference.from);
            explain(ui, "→");
        }
        stance_badge_ui(ui, session.question(), difference.to);
        match difference.contested {
            Contest::Same => {}
            Contest::Begins => {
                explain(ui, "contested now");
            }
            Contest::Ends => {
                explain(ui, "no longer contested");
            }
        }
    });
    let Some(statement) = project.statements.get(&difference.because) else { return asked };
    let cause = capital(difference.cause.label());
    let about = format!("{cause}: {}, {}", statement.voice.label(), statement.said.in_words());
    let quote = &statement.quote.exact;
    let name = format!("{cause}: {quote}");
    let row = two_line_row_ui(ui, quote, &about, false, &name);
    if row.on_hover_text(quote).clicked() {
        asked.push(Command::Look(LookCommand::Open(Target::Statement(statement.id.clone()))));
    }
    asked
}
