//! The page of all articles, by day.
//!
//! Only the rows in sight are laid out: a project may hold ten thousand articles.

use super::undated::{KeptUndated, undated_link_ui};
use crate::derive::count_of;
use crate::gui::memo::Memo;
use crate::gui::scale::{gap, text};
use crate::gui::theme::words;
use crate::gui::widgets::rows::{TWO_LINE_ROW, two_line_row_ui};
use crate::model::{Source, SourceId};
use crate::scene::{Face, Target};
use crate::session::{Command, Edition, LookCommand, Session};
use egui::{Rect, Sense, Ui, UiBuilder, vec2};

/// The page, and the order of the articles.
#[derive(Debug, Default)]
pub(super) struct ArticleList {
    order: Memo<Edition, Vec<SourceId>>,
}

impl ArticleList {
    /// Draws the page.
    pub(super) fn ui(&mut self, ui: &mut Ui, session: &Session, undated: &mut KeptUndated) -> Vec<Command> {
        let project = session.project();
        ui.label(words(count_of(project.sources.len(), "article", "articles"), Face::Bold, text::TITLE));
        ui.add_space(gap::SMALL);
        let mut asked: Vec<Command> = undated_link_ui(ui, session, undated).into_iter().collect();
        let order = self.order.get(session.edition(), || {
            let mut sources: Vec<_> = project.sources.values().map(|source| &source.record).collect();
            sources.sort_by_key(|record| (record.published.latest(), &record.id));
            sources.into_iter().map(|record| record.id.clone()).collect()
        });
        let pitch = TWO_LINE_ROW + gap::LINE;
        let size = vec2(ui.available_width(), pitch * order.len() as f32);
        let (all, _) = ui.allocate_exact_size(size, Sense::hover());
        let seen = ui.clip_rect();
        for (index, id) in order.iter().enumerate().skip(first_in(all, seen, pitch)) {
            let row = Rect::from_min_size(all.min + vec2(0.0, pitch * index as f32), vec2(size.x, TWO_LINE_ROW));
            if row.top() > seen.bottom() {
                break;
            }
            let Some(source) = project.sources.get(id) else { continue };
            let mut row_ui = ui.new_child(UiBuilder::new().max_rect(row).id_salt(id));
            asked.extend(article_row_ui(&mut row_ui, session, source));
        }
        asked
    }
}

/// The first row that reaches into `seen`.
fn first_in(all: Rect, seen: Rect, pitch: f32) -> usize {
    ((seen.top() - all.top()) / pitch).floor().max(0.0) as usize
}

fn article_row_ui(ui: &mut Ui, session: &Session, source: &Source) -> Option<Command> {
    let record = &source.record;
    let read = session.project_facts().read_from(&record.id);
    let outlet = if record.outlet.is_empty() { "outlet not named" } else { record.outlet.as_str() };
    let sentences = count_of(read.sentences, "sentence", "sentences");
    let about = format!("{sentences} · {} · {outlet}", record.published.in_words());
    let open = session.view().article.as_ref().is_some_and(|place| place.source == record.id);
    let name = format!("Article: {}. {about}", record.title);
    let row = two_line_row_ui(ui, &record.title, &about, open, &name);
    let row = row.on_hover_text(format!("{}\n{about}", record.title));
    row.clicked().then(|| Command::Look(LookCommand::Open(Target::Source(record.id.clone()))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    #[test]
    fn the_first_row_is_that_at_the_upper_edge_of_what_is_seen() {
        let all = Rect::from_min_size(pos2(0.0, -400.0), vec2(300.0, 4_000.0));
        let seen = Rect::from_min_max(pos2(0.0, 100.0), pos2(300.0, 700.0));
        assert_eq!(first_in(all, seen, 40.0), 12);
        assert_eq!(first_in(all.translate(vec2(0.0, 900.0)), seen, 40.0), 0);
    }
}
