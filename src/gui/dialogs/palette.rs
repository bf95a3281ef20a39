//! The palette: every command by name, found by typing a few letters of it.

use crate::evidence::folding::{Fold, folded_words};
use crate::gui::keyboard::pressed;
use crate::gui::scale::{gap, text};
use crate::gui::theme::{color32, font, palette_of};
use crate::gui::verbs::Verb;
use crate::gui::widgets::dialog::Outcome;
use crate::gui::widgets::named::Named;
use crate::scene::Face;
use crate::session::Session;
use egui::accesskit::Role;
use egui::{Align2, Context, Id, Key, Modal, Modifiers, ScrollArea, Sense, Ui, vec2};

/// What is typed, and which of the verbs found is chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Palette {
    query: String,
    chosen: usize,
}

const ROW: f32 = 30.0;

/// The verbs that `query` may mean, the likeliest first; all of them in menu order for an empty one.
fn found(session: &Session, query: &str) -> Vec<Verb> {
    let query = folded_words(query, Fold::Search);
    let wanted: Vec<&str> = query.split(' ').filter(|word| !word.is_empty()).collect();
    let rank = |verb: Verb| -> Option<usize> {
        let label = folded_words(&verb.label_now(session), Fold::Search);
        let words: Vec<&str> = label.split(' ').collect();
        if label.starts_with(&query) {
            Some(0)
        } else if wanted.iter().all(|wanted| words.iter().any(|word| word.starts_with(wanted))) {
            Some(1)
        } else if wanted.iter().all(|wanted| label.contains(wanted)) {
            Some(2)
        } else {
            None
        }
    };
    let mut all: Vec<(usize, Verb)> = Verb::ALL
        .iter()
        .filter(|verb| **verb != Verb::Palette)
        .filter_map(|verb| Some((rank(*verb)?, *verb)))
        .collect();
    all.sort_by_key(|(rank, _)| *rank);
    all.into_iter().map(|(_, verb)| verb).collect()
}

impl Palette {
    /// Draws the palette; `searched` are the words in the search field.
    pub(crate) fn ui(&mut self, ctx: &Context, session: &Session, searched: &str) -> Outcome {
        let mut picked = None;
        let id = Id::unique("palette");
        // At the top, so that it does not jump while the list becomes shorter.
        let area = Modal::default_area(id).anchor(Align2::CENTER_TOP, vec2(0.0, 84.0));
        let modal = Modal::new(id).area(area).show(ctx, |ui| {
            ui.set_width((ui.ctx().content_rect().width() - 80.0).clamp(240.0, 480.0));
            let [down, up, enter] =
                [Key::ArrowDown, Key::ArrowUp, Key::Enter].map(|key| pressed(ui.ctx(), Modifiers::NONE, key));
            let field = egui::TextEdit::singleline(&mut self.query)
                .hint_text("Type the name of a command")
                .font(font(Face::Regular, text::LEAD))
                .margin(vec2(10.0, 8.0))
                .desired_width(f32::INFINITY);
            let response = ui.add(field);
            response.named(Role::SearchInput, "Command");
            response.request_focus();
            let verbs = found(session, &self.query);
            if response.changed() {
                self.chosen = 0;
            }
            if down {
                self.chosen += 1;
            }
            if up {
                self.chosen = self.chosen.saturating_sub(1);
            }
            self.chosen = self.chosen.min(verbs.len().saturating_sub(1));
            ui.add_space(gap::MEDIUM);
            let height = (ui.ctx().content_rect().height() - 220.0).clamp(120.0, 420.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink([false, true]).show(
                ui,
                |ui| {
                    if verbs.is_empty() {
                        crate::gui::theme::explain(ui, "No command is called so");
                    }
                    for (index, verb) in verbs.iter().enumerate() {
                        let is_chosen = index == self.chosen;
                        if row_ui(ui, session, searched, *verb, is_chosen, down || up) || (enter && is_chosen) {
                            picked = Some(*verb);
                        }
                    }
                },
            );
        });
        match picked {
            Some(verb) if verb.is_enabled(session, searched) => Outcome::Asked(verb.asks(session)),
            Some(_) => Outcome::Closed,
            None if modal.should_close() => Outcome::Closed,
            None => Outcome::Open,
        }
    }
}

/// One verb with its key; whether it was clicked.
fn row_ui(ui: &mut Ui, session: &Session, searched: &str, verb: Verb, is_chosen: bool, follows: bool) -> bool {
    let palette = palette_of(ui);
    let enabled = verb.is_enabled(session, searched);
    let sense = if enabled { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), sense);
    let label = verb.label_now(session);
    response.named_choice(Role::MenuItem, is_chosen, format!("Command: {label}"));
    if is_chosen || response.hovered() {
        ui.painter().rect_filled(rect, 6.0, color32(palette.raised));
    }
    if is_chosen && follows {
        response.scroll_to_me(None);
    }
    let ink = color32(if enabled { palette.ink } else { palette.silent_ring });
    let middle = |x: f32| egui::pos2(x, rect.center().y);
    let painter = ui.painter();
    painter.text(middle(rect.left() + 10.0), Align2::LEFT_CENTER, &label, font(Face::Medium, text::TEXT), ink);
    let keys = verb.keys_in_words();
    let weak = color32(palette.weak_ink);
    let shown = if keys.is_empty() { verb.group().label().to_owned() } else { keys };
    painter.text(middle(rect.right() - 10.0), Align2::RIGHT_CENTER, shown, font(Face::Regular, text::META), weak);
    response.clicked()
}
