//! The whole screen for one picture: arrow keys walk the actors, the changes over time or the saved views, each with its
//! best sentence.
//!
//! A presentation changes how the project is looked at for a while and puts it back at its end; it is never a step that
//! could be undone. The thing easily got wrong: steps are worked out from the view that the presentation began with, so
//! a step is computed only after the session has returned to it.

use super::picture_view::PictureView;
use crate::derive::best_quotation;
use crate::gui::ask::{Ask, Asks, Motion};
use crate::gui::keyboard::pressed;
use crate::gui::scale::{gap, text};
use crate::gui::theme::{color32, explain, icon, palette_of, words};
use crate::gui::widgets::named::Named;
use crate::gui::widgets::stance_mark::stance_badge_ui;
use crate::model::{ActorId, Stance, StatementId};
use crate::scene::{Face, Target};
use crate::session::{Command, LookCommand, Session};
use crate::view::{View, ViewKey};
use egui::accesskit::Role;
use egui::{CentralPanel, Frame, Key, Margin, Modifiers, Panel, Sense, Ui};
use egui_material_icons::{MaterialIcon, icons};

/// Seconds that a step stays when it plays by itself.
const SECONDS_A_STEP: f64 = 6.0;

/// What the arrow keys walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Walk {
    /// Everybody with a stance, the members first, in scale order.
    Actors,
    /// The changes of standing, by day.
    Changes,
    /// The saved views.
    Views,
}

impl Walk {
    const ALL: [Self; 3] = [Self::Actors, Self::Changes, Self::Views];

    fn label(self) -> &'static str {
        match self {
            Self::Actors => "Actors",
            Self::Changes => "Changes",
            Self::Views => "Saved views",
        }
    }
}

/// One step: what is looked at, and what is said about it.
#[derive(Clone, Debug, PartialEq)]
struct Step {
    view: View,
    title: String,
    about: String,
    /// Of whom the step is about; none for a saved view.
    stance: Option<Stance>,
    quotation: Option<StatementId>,
}

/// A presentation that is going on.
#[derive(Debug)]
pub(crate) struct Presentation {
    walk: Walk,
    at: usize,
    /// How the project was looked at before.
    before: Box<View>,
    step: Option<Step>,
    steps: usize,
    /// When the next step comes by itself, in the toolkit's seconds.
    next_at: Option<f64>,
}

impl Presentation {
    /// Begins with the actors, at the one that is open.
    pub(crate) fn new(session: &Session) -> Self {
        let open = match &session.view().selection {
            Some(Target::Actor(actor)) => actors(session).iter().position(|other| other == actor),
            _ => None,
        };
        let before = Box::new(session.view().clone());
        Self { walk: Walk::Actors, at: open.unwrap_or(0), before, step: None, steps: 0, next_at: None }
    }

    /// Draws the presentation over the whole window. An end is said by `None` for the presentation to come.
    pub(crate) fn ui(
        mut self,
        ui: &mut Ui,
        session: &Session,
        motion: Motion,
        picture: &mut PictureView,
    ) -> (Option<Self>, Asks) {
        let mut asked = Asks::none();
        if self.keys(ui) == Stays::Ended {
            return (None, Asks::one(Command::Look(LookCommand::LookThrough(self.before))));
        }
        self.play(ui);
        if self.step.is_none() {
            asked.push(Command::Look(LookCommand::LookThrough(Box::new(self.take_step(session)))));
        }
        let palette = palette_of(ui);
        let ground = |horizontal: i8, vertical: i8| {
            Frame::new().fill(color32(palette.paper)).inner_margin(Margin::symmetric(horizontal, vertical))
        };
        // It is read from across a room: letters grow with the screen.
        let scale = (ui.available_height() / 1_000.0).clamp(0.8, 1.8);
        Panel::top("presented question").frame(ground(32, 14)).show(ui, |ui| {
            ui.label(words(&session.question().text, Face::Bold, text::HEADLINE * scale));
            let answer = words(session.standpoint_facts().answer.to_text(), Face::Regular, text::TITLE * scale);
            ui.add(egui::Label::new(answer).wrap());
        });
        let mut stays = Stays::Going;
        Panel::bottom("presented step").exact_size(206.0 * scale.max(1.0)).frame(ground(32, 14)).show(ui, |ui| {
            let (of_caption, still) = self.caption_ui(ui, session, scale);
            asked.extend(of_caption);
            stays = still;
        });
        if stays == Stays::Ended {
            return (None, asked);
        }
        CentralPanel::no_frame().show(ui, |ui| {
            // Only looking: what is clicked in the picture opens after the presentation.
            let clicked = picture.ui(ui, session, motion).into_iter();
            asked.extend(clicked.filter(|ask| matches!(ask, Ask::Session(Command::Look(LookCommand::LookFrom(_))))));
        });
        (Some(self), asked)
    }

    fn keys(&mut self, ui: &Ui) -> Stays {
        let pressed = |key: Key| pressed(ui.ctx(), Modifiers::NONE, key);
        if pressed(Key::Escape) || pressed(Key::F11) {
            return Stays::Ended;
        }
        let last = self.steps.saturating_sub(1);
        let next = self.at.saturating_add(1).min(last);
        for (key, to) in [
            (Key::ArrowRight, next),
            (Key::PageDown, next),
            (Key::ArrowLeft, self.at.saturating_sub(1)),
            (Key::PageUp, self.at.saturating_sub(1)),
            (Key::Home, 0),
            (Key::End, last),
        ] {
            if pressed(key) {
                self.go_to(to);
            }
        }
        for (key, walk) in [Key::Num1, Key::Num2, Key::Num3].into_iter().zip(Walk::ALL) {
            if pressed(key) {
                self.choose(walk);
            }
        }
        for key in [Key::ArrowUp, Key::ArrowDown, Key::Enter] {
            // The picture behind would walk too.
            pressed(key);
        }
        if pressed(Key::Space) {
            self.next_at =
                if self.next_at.is_some() { None } else { Some(ui.input(|input| input.time) + SECONDS_A_STEP) };
        }
        Stays::Going
    }

    fn go_to(&mut self, at: usize) {
        if at != self.at {
            self.at = at;
            self.step = None;
        }
    }

    fn choose(&mut self, walk: Walk) {
        if walk != self.walk {
            self.walk = walk;
            self.at = 0;
            self.step = None;
        }
    }

    /// Takes the next step when its time has come; the last one ends the playing.
    fn play(&mut self, ui: &Ui) {
        let Some(next_at) = self.next_at else { return };
        let now = ui.input(|input| input.time);
        if now >= next_at {
            if self.at + 1 < self.steps {
                self.go_to(self.at + 1);
                self.next_at = Some(now + SECONDS_A_STEP);
            } else {
                self.next_at = None;
                return;
            }
        }
        let wait = self.next_at.map_or(0.0, |next_at| (next_at - now).max(0.02));
        ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(wait));
    }

    /// Works out the step that is next, and gives the view to look through.
    fn take_step(&mut self, session: &Session) -> View {
        let (steps, step) = match self.walk {
            Walk::Actors => {
                let actors = actors(session);
                (actors.len(), actors.get(self.at).map(|actor| self.actor_step(session, actor)))
            }
            Walk::Changes => (session.standing_changes().changes.len(), self.change_step(session)),
            Walk::Views => (session.views().len(), self.view_step(session)),
        };
        self.steps = steps;
        self.step = step;
        // Where there is nothing to walk, what was looked at before is shown again.
        self.step.as_ref().map_or_else(|| (*self.before).clone(), |step| step.view.clone())
    }

    fn looking_at(&self, actor: &ActorId) -> View {
        View { selection: Some(Target::Actor(actor.clone())), article: None, camera: None, ..(*self.before).clone() }
    }

    fn actor_step(&self, session: &Session, id: &ActorId) -> Step {
        let project = session.project();
        let standing = session.standpoint_facts().standings.of(id);
        let about = project.actors.get(id).map_or("", |actor| actor.role.as_str());
        Step {
            view: self.looking_at(id),
            title: project.actor_name(id).to_owned(),
            about: about.to_owned(),
            stance: standing.and_then(|standing| standing.stance),
            quotation: standing.and_then(|of| best_quotation(project, of)).map(|statement| statement.id.clone()),
        }
    }

    fn change_step(&self, session: &Session) -> Option<Step> {
        let change = session.standing_changes().changes.get(self.at)?;
        let from = match change.from {
            None => "first on record".to_owned(),
            Some(from) => format!("until then: {}", session.question().label(Some(from)).to_lowercase()),
        };
        Some(Step {
            view: View { as_of: Some(change.day), ..self.looking_at(&change.actor) },
            title: session.project().actor_name(&change.actor).to_owned(),
            about: format!("{}, {from}", change.day.in_words()),
            stance: Some(change.to),
            quotation: Some(change.because.clone()),
        })
    }

    fn view_step(&self, session: &Session) -> Option<Step> {
        let (key, view): &(ViewKey, View) = session.views().get(self.at)?;
        session.project().question(&view.question)?;
        let open = match &view.selection {
            Some(Target::Actor(actor)) => Some(session.project().actor_name(actor).to_owned()),
            _ => None,
        };
        let moved = session.moved_since(key).map(|_| "the project has moved since it was saved".to_owned());
        let about: Vec<String> = [Some(view.picture.label().to_owned()), open, moved].into_iter().flatten().collect();
        let quotation = match view.article.as_ref().map(|place| &place.passage) {
            Some(crate::view::Passage::Statement(id)) => Some(id.clone()),
            _ => None,
        };
        Some(Step { view: view.clone(), title: view.name.clone(), about: about.join(" · "), stance: None, quotation })
    }

    fn caption_ui(&mut self, ui: &mut Ui, session: &Session, scale: f32) -> (Asks, Stays) {
        let mut asked = Asks::none();
        let mut stays = Stays::Going;
        ui.horizontal(|ui| {
            if let Some(walk) = self.bar_ui(ui) {
                self.choose(walk);
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if ui.button("End").on_hover_text("Esc or F11").clicked() {
                    asked.push(Command::Look(LookCommand::LookThrough(self.before.clone())));
                    stays = Stays::Ended;
                }
            });
        });
        let Some(step) = &self.step else {
            let nothing = match self.walk {
                Walk::Actors => "Nobody has a stance on record",
                Walk::Changes => "No standing has changed",
                Walk::Views => "There is no saved view yet",
            };
            explain(ui, if self.steps == 0 { nothing } else { "" });
            return (asked, stays);
        };
        ui.add_space(gap::SMALL);
        ui.horizontal(|ui| {
            ui.label(words(&step.title, Face::Bold, text::HEADLINE * scale));
            if step.stance.is_some() {
                stance_badge_ui(ui, session.question(), step.stance);
            }
            explain(ui, &step.about);
        });
        let statement = step.quotation.as_ref().and_then(|id| session.project().statements.get(id));
        if let Some(statement) = statement {
            // Word for word, as on its card.
            let quotation = words(statement.quote.exact.as_str(), Face::Serif, text::HEADLINE * scale);
            let label = egui::Label::new(quotation).wrap().sense(Sense::click());
            let room = (ui.available_height() - 26.0).max(30.0);
            let response = egui::ScrollArea::vertical().max_height(room).show(ui, |ui| ui.add(label)).inner;
            response.named(Role::Link, format!("Read: {}", statement.quote.exact));
            let hint = "Leave the presentation and read it in its article";
            if response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(hint).clicked() {
                asked.push(Command::Look(LookCommand::LookThrough(self.before.clone())));
                asked.push(Command::Look(LookCommand::Open(Target::Statement(statement.id.clone()))));
                stays = Stays::Ended;
            }
            let title = session.project().sources.get(&statement.source).map_or("", |of| of.record.title.as_str());
            let who = crate::gui::in_words::who_says_it_in_words(session, statement);
            let (voice, said) = (statement.voice.label(), statement.said.in_words());
            explain(ui, format!("{who} · {voice} · said {said} · {title}"));
        }
        (asked, stays)
    }

    /// What is walked, how far, and whether it plays.
    fn bar_ui(&mut self, ui: &mut Ui) -> Option<Walk> {
        let mut chosen = None;
        for walk in Walk::ALL {
            if ui.selectable_label(self.walk == walk, words(walk.label(), Face::Medium, text::TEXT)).clicked() {
                chosen = Some(walk);
            }
        }
        ui.add_space(gap::LARGE);
        let (sign, name) = match self.next_at {
            None => (icons::ICON_PLAY_ARROW, "Play"),
            Some(_) => (icons::ICON_PAUSE, "Pause"),
        };
        let move_by = |ui: &mut Ui, sign: MaterialIcon, name: &str| {
            let response = ui.add(egui::Button::new(icon(sign, text::LARGE_SIGN)).frame(false));
            response.named(Role::Button, name);
            response.on_hover_text(name).clicked()
        };
        if move_by(ui, icons::ICON_CHEVRON_LEFT, "Previous step (←)") {
            self.go_to(self.at.saturating_sub(1));
        }
        if move_by(ui, sign, &format!("{name} (Space)")) {
            let now = ui.input(|input| input.time);
            self.next_at = if self.next_at.is_some() { None } else { Some(now + SECONDS_A_STEP) };
        }
        if move_by(ui, icons::ICON_CHEVRON_RIGHT, "Next step (→)") {
            self.go_to((self.at + 1).min(self.steps.saturating_sub(1)));
        }
        explain(ui, format!("{} of {}", (self.at + 1).min(self.steps), self.steps));
        chosen
    }
}

/// Whether a presentation goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stays {
    Going,
    Ended,
}

/// Everybody with a stance, the members first, each group in scale order.
fn actors(session: &Session) -> Vec<ActorId> {
    let standpoint_facts = session.standpoint_facts();
    let members = &standpoint_facts.tally.members;
    let with = |stance: Stance| {
        standpoint_facts.standings.by_actor.values().filter(move |of| of.stance == Some(stance)).map(|of| &of.actor)
    };
    let in_scale_order = || Stance::ALL.into_iter().flat_map(with);
    let of_members = in_scale_order().filter(|actor| members.contains(actor));
    let of_others = in_scale_order().filter(|actor| !members.contains(actor));
    of_members.chain(of_others).cloned().collect()
}
