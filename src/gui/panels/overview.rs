//! The panel at the left: how the members divide and by which rule, the saved views, what is shown, the articles.

use super::legend::legend_ui;
use super::reading::undated_link_ui;
use super::rule_strip::RuleStrip;
use super::saved_views::{Thumbnails, saved_views_ui};
use super::shown::shown_ui;
use super::tally::tally_ui;
use crate::derive::count_of;
use crate::gui::ask::{Asks, Middle, WindowCommand};
use crate::gui::pictures::hemicycle::Hemicycle;
use crate::gui::scale::gap;
use crate::gui::theme::section_label;
use crate::gui::widgets::rows::two_line_row_ui;
use crate::scene::Target;
use crate::session::{Command, Session};
use egui::Ui;

fn sources_ui(ui: &mut Ui, session: &Session) -> Vec<Command> {
    let mut asked = Vec::new();
    let project = session.project();
    let mut sources: Vec<_> = project.sources.values().map(|source| &source.record).collect();
    sources.sort_by_key(|record| (record.published.latest(), record.id.clone()));
    for record in sources {
        let read = session.of_project().read_from(&record.id);
        let outlet = if record.outlet.is_empty() { "outlet not named" } else { record.outlet.as_str() };
        let sentences = count_of(read.sentences, "sentence", "sentences");
        let about = format!("{sentences} · {} · {outlet}", record.published.in_words());
        let open = session.view().article.as_ref().is_some_and(|place| place.source == record.id);
        let name = format!("Article: {}. {about}", record.title);
        let row = two_line_row_ui(ui, &record.title, &about, open, &name);
        if row.on_hover_text(format!("{}\n{about}", record.title)).clicked() {
            asked.push(Command::Open(Target::Source(record.id.clone())));
        }
    }
    asked
}

/// The panel and what it keeps between frames.
#[derive(Default)]
pub(crate) struct Overview {
    hemicycle: Hemicycle,
    thumbnails: Thumbnails,
    rule: RuleStrip,
}

impl Overview {
    /// Forgets what was worked out from a project that has changed since.
    pub(crate) fn project_changed(&mut self) {
        self.hemicycle = Hemicycle::default();
        self.thumbnails = Thumbnails::default();
    }

    /// Draws the panel.
    pub(crate) fn ui(&mut self, ui: &mut Ui, session: &Session) -> Asks {
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| self.contents_ui(ui, session)).inner
    }

    fn contents_ui(&mut self, ui: &mut Ui, session: &Session) -> Asks {
        let mut asked = self.members_ui(ui, session);
        ui.add_space(gap::SMALL);
        ui.separator();
        asked.extend(saved_views_ui(ui, session, &mut self.thumbnails));
        ui.add_space(gap::SMALL);
        ui.separator();
        section_label(ui, "Show");
        asked.extend(ui.scope(|ui| shown_ui(ui, session)).inner);
        ui.add_space(gap::SMALL);
        ui.separator();
        section_label(ui, "Sources");
        asked.extend(undated_link_ui(ui, session));
        asked.extend(sources_ui(ui, session));
        asked
    }

    /// How the members divide, and by which rule.
    fn members_ui(&mut self, ui: &mut Ui, session: &Session) -> Asks {
        let mut asked = Asks::none();
        let tally = &session.of_question().tally;
        let body = session.project().actor_name(&tally.body);
        section_label(ui, &format!("{} members of {body}", tally.members.len()));
        if let Some(command) = self.hemicycle.ui(ui, session) {
            if let Command::Show(_) = &command {
                asked.push(WindowCommand::ShowInMiddle(Middle::Picture));
            }
            asked.push(command);
        }
        asked.extend(ui.scope(|ui| legend_ui(ui, session)).inner);
        ui.add_space(gap::SMALL);
        asked.extend(ui.scope(|ui| tally_ui(ui, session)).inner);
        ui.add_space(gap::MEDIUM);
        ui.separator();
        asked.extend(ui.scope(|ui| self.rule.ui(ui, session)).inner);
        asked
    }
}
