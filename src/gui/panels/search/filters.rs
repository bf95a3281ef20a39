//! The menus that write filters into the search field: what is typed and what is chosen are one.

use super::question::Asking;
use crate::evidence::folding::{Fold, folded_words};
use crate::evidence::search::{FilterKey, set_filter};
use crate::gui::scale::text;
use crate::gui::theme::{color32, font, palette_of, words};
use crate::gui::widgets::day_field::{DayField, DayWords};
use crate::gui::widgets::named::Named;
use crate::model::{Day, EdtfDate, Stance};
use crate::scene::Face;
use crate::session::Session;
use egui::accesskit::Role;
use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{PopupCloseBehavior, Ui};
use egui_material_icons::icons;
use std::collections::BTreeSet;

/// Rows of a menu before it scrolls, in logical pixels.
const MENU_HEIGHT: f32 = 320.0;
const ROW_HEIGHT: f32 = 24.0;

/// What the menus keep between frames.
#[derive(Debug, Default)]
pub(super) struct Menus {
    narrowed_to: String,
    from: Option<DayWords>,
    until: Option<DayWords>,
}

/// Draws the menus; returns what the field is to hold after a choice.
pub(super) fn filters_ui(ui: &mut Ui, session: &Session, asking: &Asking, menus: &mut Menus) -> Option<String> {
    let mut changed = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
        ui.spacing_mut().interact_size.y = 18.0;
        for key in FilterKey::ALL {
            let chosen: Vec<&str> = asking.query.filters_on(key).collect();
            if let Some(value) = menu_ui(ui, session, key, &chosen, menus) {
                changed = Some(set_filter(asking.typed(), key, value.as_deref()));
            }
        }
    });
    changed
}

/// One menu; `Some(None)` for any.
#[expect(clippy::option_option, reason = "a choice was made, and it may be that anything goes")]
fn menu_ui(
    ui: &mut Ui,
    session: &Session,
    key: FilterKey,
    chosen: &[&str],
    menus: &mut Menus,
) -> Option<Option<String>> {
    let palette = palette_of(ui);
    let shown: Vec<String> = chosen.iter().map(|value| label_of(session, key, value)).collect();
    let (label, ink) = match shown.as_slice() {
        [] => (key.label().to_owned(), palette.weak_ink),
        [only] => (format!("{} {}", key.label(), short(only)), palette.accent),
        [first, ..] => (format!("{} {} + {}", key.label(), short(first), shown.len() - 1), palette.accent),
    };
    let button = egui::Button::new(words(label, Face::Medium, text::META).color(color32(ink)))
        .right_text(icons::ICON_EXPAND_MORE.codepoint)
        .small();
    let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let mut picked = None;
    let (response, shown_menu) = MenuButton::from_button(button).config(config).ui(ui, |ui| {
        ui.set_min_width(190.0);
        ui.spacing_mut().item_spacing.y = 3.0;
        ui.set_max_width(300.0);
        if ui.selectable_label(chosen.is_empty(), any_of(key)).clicked() {
            picked = Some(None);
        }
        ui.separator();
        let value = match key {
            FilterKey::Actor => actors_ui(ui, session, chosen, &mut menus.narrowed_to),
            FilterKey::Stance => stances_ui(ui, session, chosen),
            FilterKey::Outlet => outlets_ui(ui, session, chosen),
            FilterKey::From => day_ui(ui, session, key, chosen, &mut menus.from),
            FilterKey::Until => day_ui(ui, session, key, chosen, &mut menus.until),
        };
        picked = picked.take().or(value.map(Some));
        if picked.is_some() {
            ui.close();
        }
    });
    let is_closed = shown_menu.is_none();
    match key {
        FilterKey::Actor if is_closed => menus.narrowed_to.clear(),
        FilterKey::From if is_closed => menus.from = None,
        FilterKey::Until if is_closed => menus.until = None,
        FilterKey::Actor | FilterKey::Stance | FilterKey::Outlet | FilterKey::From | FilterKey::Until => {}
    }
    let state = if shown.is_empty() { "any".to_owned() } else { shown.join(" or ") };
    response
        .on_hover_text(hint_of(key))
        .named(Role::Button, format!("Filter by {}: {state}", key.label().to_lowercase()));
    picked
}

fn any_of(key: FilterKey) -> &'static str {
    match key {
        FilterKey::Actor => "Any actor, or none",
        FilterKey::Stance => "Any stance, or none",
        FilterKey::Outlet => "Any outlet",
        FilterKey::From => "From the first article",
        FilterKey::Until => "Until the last article",
    }
}

fn hint_of(key: FilterKey) -> &'static str {
    match key {
        FilterKey::Actor => "Only sentences coded with an actor; typed as actor:Hungary",
        FilterKey::Stance => "Only sentences coded with a stance; typed as stance:opposes",
        FilterKey::Outlet => "Only articles of an outlet; typed as outlet:Reuters",
        FilterKey::From => "Only articles published on a day or later; typed as from:2024-11",
        FilterKey::Until => "Only articles published on a day or earlier; typed as until:2024-12-05",
    }
}

fn label_of(session: &Session, key: FilterKey, value: &str) -> String {
    let is_of = |stance: &Stance| stance.code() == value;
    match (key, Stance::ALL.into_iter().find(is_of)) {
        (FilterKey::Stance, Some(stance)) => session.question().label(Some(stance)).to_owned(),
        _ => value.to_owned(),
    }
}

fn short(text: &str) -> String {
    const MOST: usize = 18;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let start: String = text.chars().take(MOST).collect();
    format!("{}…", start.trim_end())
}

fn actors_ui(ui: &mut Ui, session: &Session, chosen: &[&str], narrowed_to: &mut String) -> Option<String> {
    let field = egui::TextEdit::singleline(narrowed_to).hint_text("Name");
    let field =
        field.font(font(Face::Regular, text::TEXT)).margin(egui::vec2(8.0, 4.0)).align(egui::Align2::LEFT_CENTER);
    let response = ui.add(field.desired_width(f32::INFINITY));
    response.named(Role::SearchInput, "Narrow the list of actors");
    let narrowed = folded_words(narrowed_to, Fold::Search);
    let coded: BTreeSet<_> = session
        .project()
        .statements
        .values()
        .flat_map(|of| [Some(&of.actor), of.on_behalf_of.as_ref()])
        .flatten()
        .collect();
    let names = coded.into_iter().map(|actor| session.project().actor_name(actor));
    let mut names: Vec<&str> = names.filter(|name| folded_words(name, Fold::Search).contains(&narrowed)).collect();
    names.sort_unstable();
    names.dedup();
    let mut picked = None;
    let area = egui::ScrollArea::vertical().max_height(MENU_HEIGHT).id_salt("actors");
    area.show_rows(ui, ROW_HEIGHT, names.len(), |ui, rows| {
        for name in names.iter().skip(rows.start).take(rows.len()) {
            let label = egui::Button::selectable(chosen.contains(name), *name).truncate();
            if ui.add(label.min_size(egui::vec2(ui.available_width(), ROW_HEIGHT))).clicked() {
                picked = Some((*name).to_owned());
            }
        }
    });
    picked
}

fn stances_ui(ui: &mut Ui, session: &Session, chosen: &[&str]) -> Option<String> {
    let mut picked = None;
    for step in &session.question().scale {
        if ui.selectable_label(chosen.contains(&step.stance.code()), &step.label).clicked() {
            picked = Some(step.stance.code().to_owned());
        }
    }
    picked
}

fn outlets_ui(ui: &mut Ui, session: &Session, chosen: &[&str]) -> Option<String> {
    let outlets: BTreeSet<&str> =
        session.project().sources.values().map(|of| of.record.outlet.as_str()).filter(|of| !of.is_empty()).collect();
    let mut picked = None;
    egui::ScrollArea::vertical().max_height(MENU_HEIGHT).id_salt("outlets").show(ui, |ui| {
        for outlet in &outlets {
            if ui.add(egui::Button::selectable(chosen.contains(outlet), *outlet).wrap()).clicked() {
                picked = Some((*outlet).to_owned());
            }
        }
        if outlets.is_empty() {
            ui.label("No article names its outlet");
        }
    });
    picked
}

fn day_ui(
    ui: &mut Ui,
    session: &Session,
    key: FilterKey,
    chosen: &[&str],
    written: &mut Option<DayWords>,
) -> Option<String> {
    let published = session.project().sources.values().filter_map(|source| source.record.published.date);
    let of: fn(EdtfDate) -> Day = if key == FilterKey::From { EdtfDate::earliest } else { EdtfDate::latest };
    let days: BTreeSet<Day> = published.map(of).collect();
    let in_force = chosen.first().and_then(|value| value.parse::<EdtfDate>().ok()).map(of);
    let edge = if key == FilterKey::From { days.first() } else { days.last() };
    let day = in_force.or(edge.copied()).unwrap_or(Day::MIN);
    let mut picked = None;
    let name = format!("Published {}", key.label().to_lowercase());
    if let Some(day) = (DayField { name: &name, hint: "Write another day", day }).ui(ui, written) {
        picked = Some(day.to_string());
    }
    egui::ScrollArea::vertical().max_height(MENU_HEIGHT).id_salt("days").show(ui, |ui| {
        for day in days.iter().rev() {
            if ui.selectable_label(in_force == Some(*day), day.in_words()).clicked() {
                picked = Some(day.to_string());
            }
        }
    });
    picked
}
