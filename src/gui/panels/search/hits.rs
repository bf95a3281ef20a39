//! The list of sentences that were found, by article.

use super::answer::{Answer, FoundSentence, PAGE};
use crate::derive::count_of;
use crate::evidence::search::Hit;
use crate::gui::scale::{gap, text};
use crate::gui::theme::{color32, font, palette_of, words};
use crate::gui::widgets::named::Named;
use crate::model::{ByteRange, Project, SourceId, Statement, StatementId};
use crate::scene::{Face, Target};
use crate::session::{Command, LookCommand, Session};
use egui::accesskit::Role;
use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Frame, Margin, Sense, Ui};
use std::collections::BTreeMap;
use std::ops::Range;

/// Looks up what is shown of the hits in `numbers`, in one pass over the statements.
fn look_up(project: &Project, answer: &mut Answer, numbers: Range<usize>) {
    let missing = numbers.filter(|number| !answer.rows.contains_key(number));
    let hits: Vec<(usize, Hit)> =
        missing.filter_map(|number| answer.found.hit(number).map(|hit| (number, hit))).collect();
    if hits.is_empty() {
        return;
    }
    let mut read: BTreeMap<&SourceId, Vec<&Statement>> =
        hits.iter().map(|(_, hit)| (&hit.source, Vec::new())).collect();
    for statement in project.statements.values() {
        if let Some(of_source) = read.get_mut(&statement.source) {
            of_source.push(statement);
        }
    }
    for (number, hit) in &hits {
        let of_source = read.get(&hit.source).into_iter().flatten();
        let is_here = |bytes: ByteRange| bytes.start < hit.sentence.end && hit.sentence.start < bytes.end;
        let statements = of_source.filter(|of| is_here(of.quote.bytes)).map(|of| of.id.clone()).collect();
        answer.rows.insert(*number, FoundSentence { hit: hit.clone(), statements });
    }
}

/// Draws a page of the list.
pub(super) fn hits_ui(ui: &mut Ui, session: &Session, answer: &mut Answer) -> Vec<Command> {
    let mut asked = Vec::new();
    let start = answer.page() * PAGE;
    let end = (start + PAGE).min(answer.found.len());
    if start > 0 {
        page_button_ui(ui, answer, &format!("Sentences {} to {start}", start - PAGE + 1), answer.page() - 1);
    }
    look_up(session.project(), answer, start..end);
    let mut shown_article = None;
    for number in start..end {
        let Some(count) = answer.found.article_of(number).cloned() else { continue };
        if shown_article.as_ref() != Some(&count.source) {
            shown_article = Some(count.source.clone());
            ui.add_space(gap::MEDIUM);
            if article_ui(ui, session, &count.source, count.hits.len()) {
                answer.asked_for = Some(count.hits.start);
            }
        }
        let is_open = answer.at == Some(number);
        let Some(row) = answer.rows.get(&number) else { continue };
        let (response, opened) = row_ui(ui, session, row, is_open);
        asked.extend(opened);
        if is_open && std::mem::take(&mut answer.reveals) {
            response.scroll_to_me(Some(Align::Center));
        }
        if response.clicked() {
            answer.asked_for = Some(number);
        }
    }
    let left = answer.found.len() - end.min(answer.found.len());
    if left > 0 {
        ui.add_space(gap::MEDIUM);
        let label = format!("Sentences {} to {} of {}", end + 1, end + left.min(PAGE), answer.found.len());
        page_button_ui(ui, answer, &label, answer.page() + 1);
    }
    asked
}

fn page_button_ui(ui: &mut Ui, answer: &mut Answer, label: &str, page: usize) {
    if ui.button(label).clicked() {
        answer.turned_to = Some(page);
    }
}

/// The heading of an article and how many of its sentences were found; whether it was clicked.
fn article_ui(ui: &mut Ui, session: &Session, source: &SourceId, count: usize) -> bool {
    let Some(source) = session.project().sources.get(source) else { return false };
    let record = &source.record;
    let name = format!("{}, {}", record.title, count_of(count, "sentence found", "sentences found"));
    let response = ui
        .scope_builder(egui::UiBuilder::new().id_salt(("article", &record.id)).sense(Sense::click()), |ui| {
            ui.horizontal(|ui| {
                ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
                    explain_short(ui, &count.to_string());
                    ui.with_layout(egui::Layout::left_to_right(Align::Center), |ui| {
                        let title = words(&record.title, Face::SemiBold, text::TEXT);
                        ui.add(egui::Label::new(title).truncate().selectable(false));
                    });
                });
            });
            let outlet = Some(record.outlet.as_str()).filter(|outlet| !outlet.is_empty());
            let about: Vec<&str> = outlet.into_iter().collect();
            let when = record.published.in_words();
            let about = about.into_iter().chain([when.as_str()]).collect::<Vec<_>>().join(" · ");
            explain_short(ui, &about);
        })
        .response;
    response.named(Role::Link, &name);
    response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(&record.title).clicked()
}

fn explain_short(ui: &mut Ui, text: &str) {
    let text = words(text, Face::Regular, text::META).color(color32(palette_of(ui).weak_ink));
    ui.add(egui::Label::new(text).truncate().selectable(false));
}

/// Draws a sentence with what was found in it. Returns it, and what its coding opened.
fn row_ui(ui: &mut Ui, session: &Session, row: &FoundSentence, is_open: bool) -> (egui::Response, Option<Command>) {
    let palette = palette_of(ui);
    let project = session.project();
    let text = project.sources.get(&row.hit.source).map_or("", |source| source.text.as_ref());
    let sentence = row.hit.sentence.of(text).unwrap_or_default();
    let ground = if is_open { palette.raised } else { palette.paper };
    let edge = if is_open { palette.accent } else { palette.paper };
    let frame = Frame::new()
        .fill(color32(ground))
        .stroke(egui::Stroke::new(1.0, color32(edge)))
        .corner_radius(6.0)
        .inner_margin(Margin::symmetric(6, 4));
    let mut opened = None;
    let inner = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 1.0;
        let job = sentence_job(ui, text, &row.hit);
        let response = ui.add(egui::Label::new(job).sense(Sense::click()).selectable(false));
        let name = format!("Found: {sentence}");
        response.named_choice(Role::Link, is_open, name);
        if let Some(first) = row.statements.first() {
            opened = coded_ui(ui, session, first, row.statements.len());
        }
        response
    });
    (inner.inner.on_hover_cursor(egui::CursorIcon::PointingHand), opened)
}

/// "Hungary opposes, and 2 more": opens what is read from the sentence.
fn coded_ui(ui: &mut Ui, session: &Session, first: &StatementId, count: usize) -> Option<Command> {
    let project = session.project();
    let statement = project.statements.get(first)?;
    let stance = project.question(&statement.question).map(|of| of.label(Some(statement.stance)).to_lowercase());
    let mut name = format!("{}, {}", project.actor_name(&statement.actor), stance.unwrap_or_default());
    if count > 1 {
        name = format!("{name}, and {} more", count - 1);
    }
    let text = words(&name, Face::Medium, text::META).color(color32(palette_of(ui).accent));
    let link = ui.add(egui::Label::new(text).truncate().selectable(false).sense(Sense::click()));
    link.named(Role::Link, format!("Coded: {name}"));
    let link =
        link.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text("Open what is read from this sentence");
    link.clicked().then(|| Command::Look(LookCommand::Open(Target::Statement(first.clone()))))
}

fn sentence_job(ui: &Ui, text: &str, hit: &Hit) -> LayoutJob {
    let palette = palette_of(ui);
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    let plain = TextFormat {
        line_height: Some(19.0),
        ..TextFormat::simple(font(Face::Serif, text::LEAD), color32(palette.ink))
    };
    let marked = TextFormat { background: color32(palette.paper.mix(palette.accent, 0.25)), ..plain.clone() };
    let is_whole = hit.words.first() == Some(&hit.sentence);
    let mut at = hit.sentence.start;
    for range in hit.words.iter().filter(|_| !is_whole) {
        let found = ByteRange { start: range.start.max(at), end: range.end.min(hit.sentence.end) };
        if let (Some(before), Some(words)) = (text.get(at..found.start), found.of(text)) {
            job.append(&in_one_line(before), 0.0, plain.clone());
            job.append(&in_one_line(words), 0.0, marked.clone());
            at = found.end;
        }
    }
    job.append(&in_one_line(text.get(at..hit.sentence.end).unwrap_or_default()), 0.0, plain);
    job
}

/// A hard-wrapped sentence reads on.
fn in_one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}
