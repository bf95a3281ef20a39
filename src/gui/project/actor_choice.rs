//! A menu of the project's actors, of which one is chosen.

use crate::gui::widgets::named::Named;
use crate::model::{Actor, ActorId, Project};
use egui::accesskit::Role;
use egui::{ComboBox, Ui};

/// Whether a choice can be left open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// Somebody has to be chosen.
    Somebody,
    /// Nobody can be chosen as well.
    OrNobody,
}

/// Chooses one of the project's actors for whom `can` holds.
pub(super) fn choice_ui(
    ui: &mut Ui,
    project: &Project,
    name: &str,
    chosen: &mut Option<ActorId>,
    choice: Choice,
    can: impl Fn(&Actor) -> bool,
) {
    let unchosen = match choice {
        Choice::Somebody => "Choose…",
        Choice::OrNobody => "Nobody",
    };
    let shown = chosen.as_ref().map_or(unchosen, |id| project.actor_name(id)).to_owned();
    let combo = ComboBox::from_id_salt(name).selected_text(&shown).width(180.0).height(260.0);
    let response = combo.show_ui(ui, |ui| {
        if choice == Choice::OrNobody {
            ui.selectable_value(chosen, None, unchosen);
        }
        let mut actors: Vec<&Actor> = project.actors.values().filter(|actor| can(actor)).collect();
        actors.sort_by(|one, other| one.name.cmp(&other.name));
        for actor in actors {
            ui.selectable_value(chosen, Some(actor.id.clone()), &actor.name);
        }
    });
    response.response.named(Role::ComboBox, format!("{name}: {shown}"));
}
