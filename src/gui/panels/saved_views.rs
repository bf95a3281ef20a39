//! The list of saved views, each with a small picture of what it shows.

use crate::gui::ask::{Asks, OpenDialog};
use crate::gui::pictures::pane::{Drawn, Pane};
use crate::gui::scale::{gap, text};
use crate::gui::theme::{color32, font, palette_of, section_label, theme_of, words};
use crate::gui::verbs::Verb;
use crate::gui::widgets::named::Named;
use crate::gui::widgets::rows::truncated;
use crate::layout::camera::Camera;
use crate::layout::geometry::Size;
use crate::scene::{Detail, Face, Theme};
use crate::session::{Command, Edition, Look, Session, StandpointFacts, ViewsCommand};
use crate::view::{ThemeChoice, View, ViewKey};
use egui::accesskit::Role;
use egui::{Rect, Sense, Ui, pos2, vec2};
use egui_material_icons::icons;
use std::collections::BTreeMap;

/// Size of a thumbnail in logical pixels.
const WIDTH: f32 = 54.0;
const HEIGHT: f32 = 36.0;
/// A thumbnail is a picture of this many times its size, made smaller.
const REDUCTION: f32 = 6.0;

/// The width of the picture in a window of usual size, in picture points.
const USUAL_WIDTH: f32 = 960.0;

/// The thumbnails, each kept until its view or the project changes.
#[derive(Default)]
pub(crate) struct Thumbnails {
    panes: BTreeMap<ViewKey, Pane<(Edition, View, Theme)>>,
}

impl Thumbnails {
    fn paint(&mut self, ui: &Ui, session: &Session, key: &ViewKey, view: &View, rect: Rect) {
        let theme = match view.theme {
            ThemeChoice::System => theme_of(ui.ctx()),
            ThemeChoice::Light => Theme::Light,
            ThemeChoice::Dark => Theme::Dark,
        };
        let pane = self.panes.entry(key.clone()).or_default();
        pane.show(ui, rect, (session.edition(), view.clone(), theme), || thumbnail(session, view, theme));
    }

    /// Drops those of views that are gone.
    fn keep(&mut self, session: &Session) {
        if self.panes.len() > session.views().len() {
            self.panes.retain(|key, _| session.views().iter().any(|(other, _)| other == key));
        }
    }
}

/// What `view` shows, without words. The middle of a camera means the same at any size, its scale does not: what it shows
/// is taken to fill a picture of [`USUAL_WIDTH`].
fn thumbnail(session: &Session, view: &View, theme: Theme) -> Option<Drawn> {
    let question = session.project().question(&view.question)?;
    let standpoint_facts = StandpointFacts::through(session.project(), session.project_facts(), question, view);
    let size = Size::new(WIDTH * REDUCTION, HEIGHT * REDUCTION);
    let smaller = size.width / USUAL_WIDTH;
    let camera = view.camera.map(|camera| Camera { points_per_unit: camera.points_per_unit * smaller, ..camera });
    let look = Look { camera, ..Look::through(session, view, question, &standpoint_facts) };
    Some(Drawn::of(&look, size, theme, Detail::Sketch))
}

/// Draws the list.
pub(crate) fn saved_views_ui(ui: &mut Ui, session: &Session, thumbnails: &mut Thumbnails) -> Asks {
    let mut asked = Asks::none();
    thumbnails.keep(session);
    section_label(ui, "Saved views");
    let count = session.views().len();
    for (index, (key, view)) in session.views().iter().enumerate() {
        asked.extend(row_ui(ui, session, thumbnails, (index, count), key, view));
    }
    asked.extend(save_tile_ui(ui));
    asked
}

/// The tile that saves what is seen.
fn save_tile_ui(ui: &mut Ui) -> Option<OpenDialog> {
    let palette = palette_of(ui);
    ui.add_space(gap::SMALL);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::click());
    response.named(Role::Button, "Save this view");
    let lifted = response.hovered() || response.has_focus();
    if lifted {
        ui.painter().rect_filled(rect, 6.0, color32(palette.raised));
    }
    let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
    let edge = egui::Stroke::new(1.0, color32(if lifted { palette.accent } else { palette.silent_ring }));
    ui.painter().extend(egui::Shape::dashed_line(&corners, edge, 4.0, 3.0));
    let label = "+  Save this view";
    let ink = color32(palette.accent);
    ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, label, font(Face::Medium, text::META), ink);
    response.on_hover_text(Verb::SaveView.hint()).clicked().then_some(OpenDialog::SaveView)
}

fn row_ui(
    ui: &mut Ui,
    session: &Session,
    thumbnails: &mut Thumbnails,
    (index, count): (usize, usize),
    key: &ViewKey,
    view: &View,
) -> Asks {
    let palette = palette_of(ui);
    let mut asked = Asks::none();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT + 8.0), Sense::hover());
    let more_rect = Rect::from_center_size(pos2(rect.right() - 12.0, rect.center().y), vec2(26.0, 30.0));
    let main = Rect::from_min_max(rect.min, pos2(more_rect.left(), rect.max.y));
    let response = ui.interact(main, ui.scope_id().with(("view", key)), Sense::click());
    let chosen = session.opened_view() == Some(key);
    let unchanged = chosen && view.shows_same_as(session.view());
    let name = format!("Saved view: {}", view.name);
    response.named_choice(Role::Button, chosen, name);
    if chosen || response.hovered() || response.has_focus() {
        let fill = if chosen { palette.card } else { palette.raised };
        ui.painter().rect_filled(rect.expand2(vec2(6.0, 0.0)), 7.0, color32(fill));
    }
    let picture = Rect::from_min_size(pos2(rect.left() + 2.0, rect.top() + 4.0), vec2(WIDTH, HEIGHT));
    thumbnails.paint(ui, session, key, view, picture);
    let edge = egui::Stroke::new(1.0, color32(palette.hairline));
    ui.painter().rect_stroke(picture, 4.0, edge, egui::StrokeKind::Inside);

    let room = main.right() - picture.right() - 12.0;
    let day = crate::session::day_of(session.project(), view.as_of).0;
    let changed = if chosen && !unchanged { ", changed since" } else { "" };
    let about = format!("{} · {}{}{changed}", view.picture.label(), day.in_words(), particulars(view));
    for (text, face, size, ink, down) in [
        (view.name.as_str(), Face::SemiBold, text::TEXT, palette.ink, 5.0),
        (&about, Face::Regular, text::SMALL, palette.weak_ink, 23.0),
    ] {
        let galley = truncated(ui, text, face, size, ink, room);
        ui.painter().galley(pos2(picture.right() + 10.0, rect.top() + down), galley, color32(ink));
    }
    if response.on_hover_text(about).clicked() {
        asked.push(Command::Views(ViewsCommand::Open(key.clone())));
    }
    let mut corner = ui.new_child(egui::UiBuilder::new().max_rect(more_rect).id_salt(("more", key)));
    asked.extend(more_ui(&mut corner, (index, count), key, view));
    asked
}

/// What a view has of its own: a day of knowledge, a rule, a comparison.
fn particulars(view: &View) -> String {
    let known = view.known_on.map(|day| format!(" · as known on {}", day.in_words()));
    let rule = view.rule.as_ref().map(|_| " · own rule".to_owned());
    let compared = view.comparison.as_ref().map(|_| " · compared".to_owned());
    [known, rule, compared].into_iter().flatten().collect()
}

fn more_ui(ui: &mut Ui, (index, count): (usize, usize), key: &ViewKey, view: &View) -> Asks {
    let palette = palette_of(ui);
    let mut asked = Asks::none();
    let icon = words(icons::ICON_MORE_VERT.codepoint, Face::Regular, text::SIGN).color(color32(palette.weak_ink));
    let button = egui::Button::new(icon).frame(false).min_size(vec2(24.0, 28.0));
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        ui.set_min_width(190.0);
        for (label, enabled, command) in [
            ("Save what is seen here", true, Command::Views(ViewsCommand::Update(key.clone()))),
            ("Duplicate", true, Command::Views(ViewsCommand::Duplicate(key.clone()))),
            ("Move up", index > 0, Command::Views(ViewsCommand::Move(key.clone(), index.saturating_sub(1)))),
            ("Move down", index + 1 < count, Command::Views(ViewsCommand::Move(key.clone(), index + 1))),
        ] {
            if ui.add_enabled(enabled, egui::Button::new(label)).clicked() {
                asked.push(command);
                ui.close();
            }
        }
        if ui.button("Rename…").clicked() {
            asked.push(OpenDialog::RenameView(key.clone()));
            ui.close();
        }
        if ui.button("Delete…").clicked() {
            asked.push(OpenDialog::DeleteView(key.clone()));
            ui.close();
        }
    });
    let name = format!("More for the view {}", view.name);
    response.named(Role::Button, name);
    asked
}
