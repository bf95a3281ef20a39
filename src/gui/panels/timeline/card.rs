//! The cards beside the pointer over a mark and over a change: who, when and in which words.

use crate::gui::scale::text;
use crate::gui::theme::{color32, explain, font, palette_of, words};
use crate::gui::widgets::stance_mark::stance_badge_ui;
use crate::layout::timeline::Mark;
use crate::model::{Precision, StatementId};
use crate::scene::{Face, TimelineEvent};
use crate::session::Session;
use egui::{Response, Ui};

/// As many letters of a sentence stand on a card.
const FIRST_WORDS: usize = 150;

/// The card of a mark.
pub(super) fn mark_card_ui(response: &Response, session: &Session, mark: &Mark) {
    response.clone().on_hover_ui_at_pointer(|ui| {
        ui.set_max_width(300.0);
        let project = session.project();
        let by = project.actor_name(&mark.actor);
        let behalf = mark.on_behalf_of.as_ref().map(|whose| format!(", for {}", project.actor_name(whose)));
        ui.label(words(format!("{by}{}", behalf.unwrap_or_default()), Face::SemiBold, text::TEXT));
        stance_badge_ui(ui, session.question(), Some(mark.stance));
        explain(ui, said_in_words(mark));
        if session.view().known_on.is_some_and(|known_on| mark.printed > known_on) {
            explain(ui, format!("Printed {}: not yet known on the day looked from", mark.printed.in_words()));
        } else if mark.printed != mark.said.latest() {
            explain(ui, format!("Printed by {}", mark.printed.in_words()));
        }
        first_words_ui(ui, session, &mark.statement);
        explain(ui, "Click to read it in its article");
    });
}

/// "Said in October 2024, or about then; counts from 31 October 2024".
fn said_in_words(mark: &Mark) -> String {
    let said = mark.said;
    let words = said.in_words();
    let precision = match said.precision() {
        Precision::Day => "to the day",
        Precision::Month => "to the month",
        Precision::Year => "to the year",
        Precision::Range => "some day of these",
    };
    let counts = if said.earliest() == said.latest() {
        String::new()
    } else {
        format!("; counts from {}", said.latest().in_words())
    };
    let inferred = if said.is_approximate() { ", inferred" } else { "" };
    format!("Said {words} ({precision}{inferred}){counts}")
}

/// The card of a change of standing.
pub(super) fn event_card_ui(response: &Response, session: &Session, event: &TimelineEvent) {
    response.clone().on_hover_ui_at_pointer(|ui| {
        ui.set_max_width(300.0);
        let change = &event.change;
        ui.label(words(session.project().actor_name(&change.actor), Face::SemiBold, text::TEXT));
        stance_badge_ui(ui, session.question(), Some(change.to));
        let question = session.question();
        let before = match change.from {
            Some(from) => format!("before {}", question.label(Some(from)).to_lowercase()),
            None => "the first stance on record".to_owned(),
        };
        explain(ui, format!("From the end of {}; {before}", change.day.in_words()));
        explain(ui, "By the rule in force, because of this sentence:");
        first_words_ui(ui, session, &change.because);
    });
}

fn first_words_ui(ui: &mut Ui, session: &Session, id: &StatementId) {
    let Some(statement) = session.project().statements.get(id) else { return };
    let text = &statement.quote.exact;
    let mut shown: String = text.chars().take(FIRST_WORDS).collect();
    if shown.len() < text.len() {
        // Not in the middle of a word.
        shown.truncate(shown.rfind(' ').unwrap_or(shown.len()));
        shown.push_str(" …");
    }
    let ink = color32(palette_of(ui).ink);
    ui.add(egui::Label::new(egui::RichText::new(shown).font(font(Face::Serif, text::LEAD)).color(ink)).wrap());
}
