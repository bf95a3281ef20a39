//! What a search finds: actors first, then sentences with the found words marked.

use super::passing::Passing;
use super::reading;
use super::theme::{color32, explain, font, palette_of, section_label, words};
use crate::derive::count_of;
use crate::evidence::search::{PassageHit, SearchHits, SearchIndex};
use crate::model::ByteRange;
use crate::scene::{Face, Target};
use crate::session::{Command, Session};
use egui::text::{LayoutJob, TextFormat};
use egui::{Sense, Ui};

/// The index and the last answer.
pub(crate) struct Search {
    index: SearchIndex,
    answered: Option<(String, SearchHits)>,
}

impl Search {
    /// Reads the project once.
    pub(crate) fn new(session: &Session) -> Self {
        Self { index: SearchIndex::new(session.project()), answered: None }
    }

    fn hits(&mut self, query: &str) -> Option<&SearchHits> {
        if self.answered.as_ref().is_none_or(|(of, _)| of != query) {
            self.answered = Some((query.to_owned(), self.index.find(query)));
        }
        self.answered.as_ref().map(|(_, hits)| hits)
    }
}

/// Draws the panel in place of what is open.
pub(crate) fn search_ui(ui: &mut Ui, session: &Session, passing: &mut Passing, search: &mut Search) -> Vec<Command> {
    let query = passing.query.trim().to_owned();
    let mut asked = Vec::new();
    let Some(hits) = search.hits(&query) else { return asked };
    let (actors, sentences) = (hits.actors.len(), hits.passages.len() + hits.passages_left_out);
    ui.label(words(format!("“{query}”"), Face::Bold, 17.0));
    let found = [count_of(actors, "actor", "actors"), count_of(sentences, "passage", "passages")];
    explain(
        ui,
        if actors + sentences == 0 { "Nothing found in actors and articles".to_owned() } else { found.join(", ") },
    );
    egui::ScrollArea::vertical().id_salt("search").auto_shrink(false).show(ui, |ui| {
        if actors > 0 {
            ui.add_space(6.0);
            section_label(ui, "Actors");
        }
        for actor in &hits.actors {
            asked.extend(reading::actor_row_ui(ui, session, actor));
        }
        if sentences > 0 {
            ui.add_space(6.0);
            section_label(ui, "Sentences");
        }
        for hit in &hits.passages {
            asked.extend(hit_ui(ui, session, hit));
            ui.add_space(6.0);
        }
        if hits.passages_left_out > 0 {
            explain(ui, format!("{} more: type more words to narrow the search", hits.passages_left_out));
        }
    });
    if !asked.is_empty() {
        passing.query.clear();
    }
    asked
}

fn hit_ui(ui: &mut Ui, session: &Session, hit: &PassageHit) -> Option<Command> {
    let palette = palette_of(ui);
    let source = session.project().sources.get(&hit.source)?;
    let sentence = hit.sentence.of(&source.text)?;
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    let plain =
        TextFormat { line_height: Some(19.5), ..TextFormat::simple(font(Face::Serif, 14.0), color32(palette.ink)) };
    let marked = TextFormat { background: color32(palette.paper.mix(palette.accent, 0.25)), ..plain.clone() };
    let mut at = hit.sentence.start;
    for range in std::iter::once(&hit.bytes).chain(&hit.further) {
        let found = ByteRange { start: range.start.max(at), end: range.end.min(hit.sentence.end) };
        if let (Some(before), Some(words)) = (source.text.get(at..found.start), found.of(&source.text)) {
            job.append(before, 0.0, plain.clone());
            job.append(words, 0.0, marked.clone());
            at = found.end;
        }
    }
    job.append(source.text.get(at..hit.sentence.end).unwrap_or_default(), 0.0, plain);
    let response = ui.add(egui::Label::new(job).sense(Sense::click()).selectable(false));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Link, true, format!("Found: {sentence}")));
    let coded = match hit.statements.len() {
        0 => "not coded".to_owned(),
        count => count_of(count, "statement", "statements"),
    };
    explain(ui, format!("{} · {coded}", source.record.title));
    let target = match hit.statements.first() {
        Some(statement) => Target::Statement(statement.clone()),
        None => Target::Source(hit.source.clone()),
    };
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked().then_some(Command::Open(target))
}
