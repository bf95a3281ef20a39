//! The search field, which stands in the bar at the top: what is typed there, and whether what was found stands in front.

use crate::gui::ask::SearchStep;
use crate::gui::keyboard::pressed;
use crate::gui::scale::text;
use crate::gui::theme::{color32, font, palette_of, words};
use crate::gui::widgets::named::Named;
use crate::scene::Face;
use egui::accesskit::Role;
use egui::{Id, Key, Modifiers, Ui, vec2};

/// How to ask, beside the pointer.
const SEARCH_HINT: &str = "Find in all articles (Ctrl+F)\nWords begin words of the sentence, in any order\n\"A phrase\" stands \
                           together\n/expression/ is a regular expression\nactor: stance: outlet: from: until: narrow it\nEnter \
                           and F3 go to the next sentence, with Shift to the one before";

/// Where the search stands while something is typed in its field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Place {
    /// In front.
    #[default]
    Shown,
    /// Behind what was opened since.
    Behind,
}

/// What is typed in the field.
#[derive(Debug, Default)]
pub(crate) struct SearchField {
    /// The words searched for; empty for no search.
    pub(super) query: String,
    pub(super) place: Place,
    /// The field is to take the keyboard in the next frame.
    pub(super) wants_focus: bool,
}

impl SearchField {
    /// The words searched for; empty for no search.
    pub(crate) fn query(&self) -> &str {
        self.query.trim()
    }

    /// Whether what was found stands in front of what is open.
    pub(crate) fn is_in_front(&self) -> bool {
        !self.query().is_empty() && self.place == Place::Shown
    }

    /// Lets what is open stand in front.
    pub(crate) fn step_behind(&mut self) {
        self.place = Place::Behind;
    }

    /// Gives the keyboard to the field in the next frame.
    pub(crate) fn take_focus(&mut self) {
        self.wants_focus = true;
    }

    /// Draws the field as wide as `width`; a step that Enter asks for.
    pub(crate) fn ui(&mut self, ui: &mut Ui, width: f32) -> Option<SearchStep> {
        let palette = palette_of(ui);
        let hint = words("Find an actor or a sentence", Face::Regular, text::TEXT).color(color32(palette.weak_ink));
        let id = Id::unique("search field");
        let mut step = None;
        if ui.memory(|memory| memory.has_focus(id)) {
            let steps = [(Modifiers::SHIFT, SearchStep::Previous), (Modifiers::NONE, SearchStep::Next)];
            step = steps
                .into_iter()
                .find(|(modifiers, _)| pressed(ui.ctx(), *modifiers, Key::Enter))
                .map(|(_, step)| step);
        }
        let field = egui::TextEdit::singleline(&mut self.query)
            .id(id)
            .hint_text(hint)
            .font(font(Face::Regular, text::TEXT))
            .margin(vec2(10.0, 7.0))
            .desired_width(width);
        let response = ui.add(field).on_hover_text(SEARCH_HINT);
        if response.changed() || response.gained_focus() {
            self.place = Place::Shown;
        }
        response.named(Role::SearchInput, "Find an actor or a sentence");
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
        }
        step
    }
}
