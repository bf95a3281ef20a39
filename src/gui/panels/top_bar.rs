//! The bar at the top: the question, the pictures, search, saving a view, and the menu.

use super::compare_menu::{compare_menu_ui, days_of};
use super::search::SearchField;
use crate::gui::ask::{Asks, Middle, Motion, OpenDialog, WindowCommand};
use crate::gui::scale::{gap, text};
use crate::gui::theme::{color32, palette_of, words};
use crate::gui::verbs::{Group, Verb};
use crate::gui::widgets::buttons::primary_button;
use crate::gui::widgets::day_field::{DayField, DayWords};
use crate::gui::widgets::named::Named;
use crate::layout::picture::Picture;
use crate::scene::{Face, text_width};
use crate::session::{Command, LookCommand, Session};
use crate::view::ThemeChoice;
use egui::accesskit::Role;
use egui::{Align, Layout, Ui, vec2};
use egui_material_icons::icons;

const SAVE_VIEW: &str = "Save view";
const ACTORS: &str = "Actors";

/// The bar and what it keeps between frames.
#[derive(Debug, Default)]
pub(crate) struct TopBar {
    /// The day looked at while it is being written.
    day_words: Option<DayWords>,
}

/// What else of the window the bar shows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shown {
    /// What fills the middle of the window.
    pub(crate) middle: Middle,
    /// Whether pictures may move.
    pub(crate) motion: Motion,
}

impl TopBar {
    /// Draws the bar, with the search field in it.
    pub(crate) fn ui(&mut self, ui: &mut Ui, session: &Session, shown: Shown, search: &mut SearchField) -> Asks {
        let mut asked = Asks::none();
        ui.horizontal_centered(|ui| {
            ui.add(egui::Label::new(words("Démarche", Face::Bold, text::LEAD)).selectable(false));
            ui.add_space(gap::MEDIUM);
            asked.extend(question_switch_ui(ui, session));
            asked.extend(day_switch_ui(ui, session, &mut self.day_words));
            asked.extend(compare_menu_ui(ui, session));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                asked.extend(menu_ui(ui, session, shown.motion, search.query()));
                let save = primary_button(ui, SAVE_VIEW);
                if save.on_hover_text("Keep what you see under a name (Ctrl+D)").clicked() {
                    asked.push(OpenDialog::SaveView);
                }
                let padding = 2.0 * ui.spacing().button_padding.x;
                let width = (ui.available_width() - tabs_width(padding) - 64.0).clamp(SEARCH.0 - 20.0, SEARCH.1);
                asked.extend(search.ui(ui, width).map(WindowCommand::StepInSearch));
                ui.add_space(gap::MEDIUM);
                asked.extend(tabs_ui(ui, session, shown.middle));
            });
        });
        asked
    }
}

fn question_switch_ui(ui: &mut Ui, session: &Session) -> Option<Command> {
    let question = session.question();
    let width = |text: &str| text_width(Face::SemiBold, text::LEAD, text) + 30.0;
    let room = (ui.available_width() - room_beside_question(ui, session)).max(LEAST_QUESTION);
    let text = if width(&question.text) <= room { &question.text } else { &question.short };
    let shown = cut_to_width(text, room - 30.0);
    let button = egui::Button::new(words(shown, Face::SemiBold, text::LEAD))
        .frame(false)
        .right_text(icons::ICON_EXPAND_MORE.codepoint);
    let mut asked = None;
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        ui.set_min_width(320.0);
        ui.set_max_width(MENU_WIDTH);
        egui::ScrollArea::vertical().max_height(menu_height(ui)).show(ui, |ui| {
            for other in &session.project().manifest.questions {
                let label =
                    egui::Button::selectable(other.id == question.id, words(&other.text, Face::Medium, text::TEXT));
                if ui.add(label.wrap()).clicked() {
                    asked = Some(Command::Look(LookCommand::Ask(other.id.clone())));
                    ui.close();
                }
            }
        });
    });
    let hint = format!("{}\nAsk another question of the same articles", question.text);
    response.on_hover_text(hint).named(Role::Button, format!("Question: {}", question.text));
    asked
}

/// The least room for the question, the widest menu, and the narrowest and widest search field, in logical pixels.
const LEAST_QUESTION: f32 = 110.0;
const MENU_WIDTH: f32 = 560.0;
const SEARCH: (f32, f32) = (140.0, 250.0);

/// What everything in the bar at the right of the question takes at least.
fn room_beside_question(ui: &Ui, session: &Session) -> f32 {
    let (gap, padding) = (ui.spacing().item_spacing.x, 2.0 * ui.spacing().button_padding.x);
    let day = text_width(Face::Medium, text::TEXT, &session.standpoint_facts().as_of.in_words()) + 34.0;
    // The sign of a comparison, and that of the menu.
    let signs = 2.0 * (padding + 20.0);
    let save = text_width(Face::SemiBold, text::TEXT, SAVE_VIEW) + padding;
    day + signs + save + SEARCH.0 + tabs_width(padding) + 7.0 * gap + 24.0
}

/// What the tabs take, however they are chosen.
fn tabs_width(padding: f32) -> f32 {
    let labels = Picture::ALL.into_iter().map(Picture::label).chain([ACTORS]);
    labels.map(|label| text_width(Face::SemiBold, text::TEXT, label) + padding + 2.0).sum()
}

/// `text`, or as much of its beginning as `width` holds with an ellipsis.
fn cut_to_width(text: &str, width: f32) -> String {
    let of = |text: &str| text_width(Face::SemiBold, text::LEAD, text);
    if of(text) <= width {
        return text.to_owned();
    }
    let mut room = width - of("…");
    let fits = |letter: &char| {
        room -= of(letter.encode_utf8(&mut [0; 4]));
        room >= 0.0
    };
    let shown: String = text.chars().take_while(fits).collect();
    format!("{}…", shown.trim_end())
}

/// How high a menu of many rows may become.
fn menu_height(ui: &Ui) -> f32 {
    (ui.ctx().content_rect().height() - 140.0).clamp(160.0, 560.0)
}

/// The day looked at: the end of the evidence, or the end of any day on which something was said.
fn day_switch_ui(ui: &mut Ui, session: &Session, written: &mut Option<DayWords>) -> Option<Command> {
    let palette = palette_of(ui);
    let as_of = session.standpoint_facts().as_of;
    let text = words(as_of.in_words(), Face::Medium, text::TEXT).color(color32(palette.weak_ink));
    let button = egui::Button::new(text).frame(false).right_text(icons::ICON_EXPAND_MORE.codepoint);
    let mut asked = None;
    // A click into the field must not close the menu.
    let config =
        egui::containers::menu::MenuConfig::new().close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    let menu = egui::containers::menu::MenuButton::from_button(button).config(config);
    let (response, shown) = menu.ui(ui, |ui| {
        ui.set_min_width(220.0);
        ui.horizontal(|ui| {
            ui.add(egui::Label::new(words("As of", Face::Regular, text::TEXT)).selectable(false));
            let field = DayField { name: "As of the day", hint: "Write another day", day: as_of };
            if let Some(day) = field.ui(ui, written) {
                // From the end of the evidence on, it is followed.
                asked = Some(Command::Look(LookCommand::GoTo((day < session.project_facts().end.0).then_some(day))));
                ui.close();
            }
        });
        ui.separator();
        if ui.selectable_label(session.view().as_of.is_none(), "Latest").clicked() {
            asked = Some(Command::Look(LookCommand::GoTo(None)));
            ui.close();
        }
        let days = days_of(session, |statement| statement.said.date);
        egui::ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
            for day in days.iter().rev() {
                let text = format!("End of {}", day.in_words());
                if ui.selectable_label(session.view().as_of == Some(*day), text).clicked() {
                    asked = Some(Command::Look(LookCommand::GoTo(Some(*day))));
                    ui.close();
                }
            }
        });
    });
    if shown.is_none() {
        *written = None;
    }
    response.on_hover_text("Look at another day").named(Role::Button, format!("Day: {}", as_of.in_words()));
    asked
}

fn tabs_ui(ui: &mut Ui, session: &Session, middle: Middle) -> Asks {
    let mut asked = Asks::none();
    // The parent runs from right to left.
    let in_table = middle == Middle::Actors;
    ui.spacing_mut().item_spacing.x = 2.0;
    if tab_ui(ui, ACTORS, in_table, "Every actor in a table (Ctrl+T)") {
        asked.push(WindowCommand::ShowInMiddle(Middle::Actors));
    }
    for (index, picture) in Picture::ALL.into_iter().enumerate().rev() {
        let chosen = !in_table && session.view().picture == picture;
        if tab_ui(ui, picture.label(), chosen, &format!("Ctrl+{}", index + 1)) {
            asked.push(WindowCommand::ShowInMiddle(Middle::Picture));
            asked.push(Command::Look(LookCommand::Show(picture)));
        }
    }
    asked
}

fn tab_ui(ui: &mut Ui, label: &str, chosen: bool, hint: &str) -> bool {
    let palette = palette_of(ui);
    let ink = if chosen { palette.ink } else { palette.weak_ink };
    let fill = if chosen { palette.raised } else { palette.paper };
    let edge = if chosen { palette.hairline } else { palette.paper };
    let face = if chosen { Face::SemiBold } else { Face::Medium };
    let button = egui::Button::new(words(label, face, text::TEXT).color(color32(ink)))
        .fill(color32(fill))
        .stroke(egui::Stroke::new(1.0, color32(edge)))
        .min_size(vec2(0.0, 32.0));
    let response = ui.add(button);
    response.named_choice(Role::Tab, chosen, label);
    response.on_hover_text(hint).clicked()
}

fn menu_ui(ui: &mut Ui, session: &Session, motion: Motion, searched: &str) -> Asks {
    let mut asked = Asks::none();
    let icon = egui::Button::new(icons::ICON_MENU.codepoint).frame(false).min_size(vec2(30.0, 30.0));
    let (response, _) = egui::containers::menu::MenuButton::from_button(icon).ui(ui, |ui| {
        ui.set_min_width(220.0);
        for group in Group::ALL {
            match group {
                Group::Project | Group::Edit | Group::Coding | Group::Look => {
                    ui.menu_button(group.label(), |ui| {
                        ui.set_min_width(260.0);
                        asked.extend(group_ui(ui, session, motion, searched, group));
                    });
                }
                // Few, and what a newcomer looks for.
                Group::Program => {
                    ui.separator();
                    asked.extend(group_ui(ui, session, motion, searched, group));
                }
            }
        }
    });
    response.on_hover_text("Menu").named(Role::Button, "Menu");
    asked
}

/// The verbs of a group.
fn group_ui(ui: &mut Ui, session: &Session, motion: Motion, searched: &str, group: Group) -> Asks {
    let mut asked = Asks::none();
    for verb in Verb::ALL.iter().filter(|verb| verb.group() == group) {
        asked.extend(verb_ui(ui, session, searched, *verb));
    }
    if group == Group::Look {
        let mut reduced = motion == Motion::Reduced;
        if ui.checkbox(&mut reduced, "Reduce motion").changed() {
            asked.push(WindowCommand::UseMotion(if reduced { Motion::Reduced } else { Motion::Full }));
        }
    }
    asked
}

/// A row of the menu.
fn verb_ui(ui: &mut Ui, session: &Session, searched: &str, verb: Verb) -> Asks {
    let label = verb.label_now(session).into_owned();
    let theme = match verb {
        Verb::SystemTheme => Some(ThemeChoice::System),
        Verb::LightTheme => Some(ThemeChoice::Light),
        Verb::DarkTheme => Some(ThemeChoice::Dark),
        _ => None,
    };
    let is_enabled = verb.is_enabled(session, searched);
    let response = match theme {
        Some(theme) => ui.radio(session.view().theme == theme, label),
        None => {
            let button = egui::Button::new(label);
            // An empty key would become part of the name that is read out.
            let button = match verb.keys_in_words() {
                keys if keys.is_empty() => button,
                keys => button.shortcut_text(keys),
            };
            ui.add_enabled(is_enabled, button)
        }
    };
    if !response.clicked() {
        return Asks::none();
    }
    ui.close();
    verb.asks(session)
}
