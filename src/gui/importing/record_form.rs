//! The record of a draft as fields that can be changed, each with what it was guessed from.

use super::step;
use crate::gui::theme::{color32, explain, font, palette_of, words};
use crate::gui::visible::Visible;
use crate::import::{Draft, Guessed};
use crate::scene::Face;
use crate::session::{ArticleDraft, Command, DraftKey, DraftRecord, ImportStep, KnownFrom, Session};
use egui::{Ui, vec2};

/// One field.
struct Field<'r> {
    label: &'static str,
    hint: &'static str,
    /// As the report calls what was guessed.
    guess: &'static str,
    words: &'r mut String,
}

/// Draws the fields. Returns the record if it was changed.
pub(super) fn record_ui(ui: &mut Ui, session: &Session, key: DraftKey, article: &ArticleDraft) -> Option<Command> {
    let mut record = article.record.clone();
    let draft = article.draft();
    let wrong_date = article.record.date().err().map(|why| why.to_string());
    let day = article.record.date().ok().flatten().map(crate::model::EdtfDate::in_words);
    let today = session.desk().today().in_words();
    {
        let DraftRecord { title, outlet, author, place, published, url } = &mut record;
        let fields = [
            Field { label: "Title", hint: "An article needs a title", guess: "title", words: title },
            Field {
                label: "Published",
                hint: "Like 2024-12-03, 2024-12 or 2024-12~",
                guess: "published",
                words: published,
            },
            Field { label: "Outlet", hint: "Not given", guess: "outlet", words: outlet },
            Field { label: "Author", hint: "Not given", guess: "author", words: author },
            Field { label: "Place", hint: "Not given", guess: "place", words: place },
            Field { label: "Address", hint: "Not given", guess: "url", words: url },
        ];
        for field in fields {
            let is_date = field.label == "Published";
            let is_empty = field.words.trim().is_empty();
            let label = field.label;
            field_ui(ui, field, draft, is_date && wrong_date.is_some());
            if !is_date {
                continue;
            }
            match (&wrong_date, &day) {
                (Some(why), _) => aside(ui, why, Tone::Wrong),
                (None, Some(day)) => aside(ui, day, Tone::Calm),
                (None, None) if is_empty => {
                    aside(ui, &format!("Left empty, it is dated {today} and marked as uncertain"), Tone::Calm);
                }
                (None, None) => {}
            }
            debug_assert_eq!(label, "Published");
        }
    }
    if let Some((by, file)) = session.importing().filling(&KnownFrom::Draft(key)) {
        for filling in article.record.gaps_filled_by(&by) {
            let text = format!("{}: “{}”, filled from the record in {file}", filling.field, filling.words);
            aside(ui, &text, Tone::Calm);
        }
    }
    (record != article.record).then(|| step(ImportStep::Describe(key, Box::new(record))))
}

const LABEL: f32 = 78.0;

fn field_ui(ui: &mut Ui, field: Field<'_>, draft: &Draft, is_wrong: bool) {
    let Field { label, hint, guess, words: text } = field;
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(LABEL, 26.0), egui::Sense::hover());
        let palette = palette_of(ui);
        let ink = color32(palette.weak_ink);
        let at = rect.left_center();
        ui.painter().text(at, egui::Align2::LEFT_CENTER, label, font(Face::SemiBold, 12.5), ink);
        let field = egui::TextEdit::singleline(text)
            .hint_text(hint)
            .font(font(Face::Regular, 13.0))
            .margin(vec2(8.0, 4.0))
            .text_color(color32(if is_wrong { palette.alarm } else { palette.ink }))
            .desired_width(ui.available_width());
        let response = ui.add(field);
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::accesskit::Role::TextInput, true, format!("{label} of the draft"))
        });
    });
    for Guessed { why, .. } in draft.report.guessed.iter().filter(|guessed| guessed.what == guess) {
        aside(ui, &format!("Guessed: {why}"), Tone::Calm);
    }
}

/// How a remark under a field is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tone {
    Calm,
    Wrong,
}

/// A remark under a field.
fn aside(ui: &mut Ui, text: &str, tone: Tone) {
    ui.horizontal(|ui| {
        ui.add_space(LABEL + 8.0);
        let shown = Visible::new(text).words().to_owned();
        match tone {
            Tone::Calm => {
                explain(ui, shown);
            }
            Tone::Wrong => {
                let alarm = color32(palette_of(ui).alarm);
                ui.add(egui::Label::new(words(shown, Face::Regular, 12.0).color(alarm)).wrap());
            }
        }
    });
}
