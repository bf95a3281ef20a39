//! The list of what is shown in the picture: rows of actors, and stances with or without conditions.

use crate::gui::scale::{gap, text};
use crate::gui::theme::{color32, palette_of, words};
use crate::gui::widgets::named::Named;
use crate::scene::Face;
use crate::session::{Command, LookCommand, Session};
use crate::view::{ActorClass, ConditionFilter, Filters};
use egui::Ui;
use egui::accesskit::Role;

/// Draws the list.
pub(crate) fn shown_ui(ui: &mut Ui, session: &Session) -> Vec<Command> {
    let palette = palette_of(ui);
    let mut asked = Vec::new();
    let standpoint_facts = session.standpoint_facts();
    ui.spacing_mut().item_spacing.y = 1.0;
    ui.spacing_mut().interact_size.y = 23.0;
    for class in ActorClass::ALL {
        let all = session.project().actors.values();
        let of_class = all.filter(|actor| ActorClass::of(actor, &standpoint_facts.tally.members) == class);
        let (mut count, mut drawn) = (0, 0);
        for actor in of_class {
            count += 1;
            drawn += usize::from(standpoint_facts.shown.contains(&actor.id));
        }
        let counted = if drawn == count { count.to_string() } else { format!("{drawn} of {count}") };
        ui.horizontal(|ui| {
            let mut shown = !session.view().filters.hidden_classes.contains(&class);
            if ui.checkbox(&mut shown, words(class.label(), Face::Regular, text::TEXT)).changed() {
                asked.push(Command::Look(LookCommand::ToggleClass(class)));
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add_space(26.0);
                let text = words(counted, Face::Regular, text::TEXT).color(color32(palette.weak_ink));
                let hint = "Drawn in the picture. People, organisations and groups without a position on the question \
                            are only in the table of actors";
                ui.add(egui::Label::new(text).selectable(false)).on_hover_text(hint);
            });
        });
    }
    ui.add_space(gap::LINE);
    asked.extend(conditions_ui(ui, session));
    let hides = session.view().filters != Filters::default();
    if hides && ui.link("Show everybody").clicked() {
        asked.push(Command::Look(LookCommand::ShowEverybody));
    }
    asked
}

/// Whether a condition decides who is shown.
fn conditions_ui(ui: &mut Ui, session: &Session) -> Option<Command> {
    let now = session.view().filters.conditions;
    let mut chosen = now;
    let width = ui.available_width() - 26.0;
    let combo = egui::ComboBox::from_id_salt("conditions")
        .width(width)
        .selected_text(words(now.label(), Face::Regular, text::TEXT))
        .show_ui(ui, |ui| {
            for filter in ConditionFilter::ALL {
                ui.selectable_value(&mut chosen, filter, filter.label());
            }
        });
    combo.response.named_value(Role::ComboBox, "Conditions", now.label());
    combo.response.on_hover_text("A stance may hang on something: “while at war”");
    (chosen != now).then_some(Command::Look(LookCommand::FilterConditions(chosen)))
}
