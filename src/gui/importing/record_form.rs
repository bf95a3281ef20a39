//! The record of a draft as fields that can be changed, each with what it was guessed from beside its name.

use crate::gui::scale::{gap, text};
use crate::gui::theme::{color32, font, palette_of, words};
use crate::gui::widgets::named::Named;
use crate::gui::widgets::visible::Visible;
use crate::import::{Draft, Guessed};
use crate::scene::Face;
use crate::session::{ArticleDraft, Command, DraftKey, DraftRecord, Filling, ImportStep, KnownFrom, Session};
use egui::accesskit::Role;
use egui::text::{LayoutJob, TextFormat};
use egui::{Label, Sense, Ui, vec2};

/// One field.
struct Field<'r> {
    label: &'static str,
    hint: &'static str,
    /// As the report calls what was guessed.
    guess: &'static str,
    words: &'r mut String,
    /// What else is to be said of it.
    aside: Vec<Aside>,
}

/// A remark beside a field's name.
struct Aside {
    words: String,
    tone: Tone,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tone {
    Calm,
    Notable,
    Wrong,
}

impl Aside {
    fn calm(words: impl Into<String>) -> Self {
        Self { words: words.into(), tone: Tone::Calm }
    }
}

/// Draws the fields. Returns the record if it was changed.
pub(super) fn record_ui(ui: &mut Ui, session: &Session, key: DraftKey, article: &ArticleDraft) -> Option<Command> {
    let mut record = article.record.clone();
    let draft = article.draft();
    let filling = session.importing().filling(&KnownFrom::Draft(key));
    let fillings = filling.map(|(by, file)| (article.record.gaps_filled_by(&by), file));
    let (fillings, file) = fillings.unwrap_or_default();
    let aside = |field: &str| -> Vec<Aside> {
        let here = fillings.iter().filter(|filling| filling.field == field);
        let here = here.map(|Filling { words, .. }| Aside::calm(format!("“{words}” is filled in from {file}")));
        let here: Vec<Aside> = here.collect();
        let is_open = field == "date" && here.is_empty();
        here.into_iter().chain(is_open.then(|| date_aside(session, article))).collect()
    };
    let DraftRecord { title, outlet, author, place, published, url } = &mut record;
    let hint = "Not given";
    let date_hint = "Like 2024-12-03, 2024-12 or 2024-12~";
    let rows: [Vec<Field>; 4] = [
        vec![Field {
            label: "Title",
            hint: "An article needs a title",
            guess: "title",
            words: title,
            aside: Vec::new(),
        }],
        vec![
            Field { label: "Published", hint: date_hint, guess: "published", words: published, aside: aside("date") },
            Field { label: "Outlet", hint, guess: "outlet", words: outlet, aside: aside("outlet") },
        ],
        vec![
            Field { label: "Author", hint, guess: "author", words: author, aside: aside("author") },
            Field { label: "Place", hint, guess: "place", words: place, aside: aside("place") },
        ],
        vec![Field { label: "Address", hint, guess: "url", words: url, aside: aside("address") }],
    ];
    for row in rows {
        let gap = ui.spacing().item_spacing.x * 2.0;
        let count = row.len() as f32;
        let width = (ui.available_width() - gap * (count - 1.0)) / count;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for field in row {
                ui.allocate_ui(vec2(width, 0.0), |ui| {
                    ui.set_width(width);
                    ui.vertical(|ui| field_ui(ui, field, draft));
                });
            }
        });
    }
    (record != article.record).then(|| Command::Import(ImportStep::Describe(key, Box::new(record))))
}

/// The day in words; or that it cannot be read, or what stands in for it.
fn date_aside(session: &Session, article: &ArticleDraft) -> Aside {
    match article.record.date() {
        Err(why) => Aside { words: why.to_string(), tone: Tone::Wrong },
        Ok(Some(date)) => Aside::calm(date.in_words()),
        Ok(None) => {
            let today = session.desk().today().in_words();
            Aside::calm(format!("left empty, it is {today} and marked as uncertain"))
        }
    }
}

fn field_ui(ui: &mut Ui, field: Field<'_>, draft: &Draft) {
    let Field { label, hint, guess, words: text, aside } = field;
    let palette = palette_of(ui);
    ui.spacing_mut().item_spacing.y = 2.0;
    let format = |face, ink| TextFormat::simple(font(face, text::META), color32(ink));
    let mut job = LayoutJob::default();
    job.append(label, 0.0, format(Face::SemiBold, palette.ink));
    let guesses = draft.report.guessed.iter().filter(|guessed| guessed.what == guess);
    let guesses = guesses.map(|Guessed { why, .. }| {
        Aside::calm(if why.starts_with("not dated") { why.clone() } else { format!("guessed: {why}") })
    });
    let hidden = Visible::new(text).marks_in_words().map(|marks| Aside { words: marks, tone: Tone::Notable });
    let mut told = Vec::new();
    let mut is_wrong = false;
    for Aside { words, tone } in hidden.into_iter().chain(aside).chain(guesses) {
        let shown = Visible::new(&words).words().to_owned();
        let ink = match tone {
            Tone::Calm => palette.weak_ink,
            Tone::Notable | Tone::Wrong => palette.alarm,
        };
        is_wrong |= tone == Tone::Wrong;
        job.append(&format!(" · {shown}"), 0.0, format(Face::Regular, ink));
        told.push(shown);
    }
    let line = ui.add(Label::new(job).truncate().selectable(false).sense(Sense::hover()));
    if !told.is_empty() {
        line.on_hover_text(told.join("\n"));
    }
    let field = egui::TextEdit::singleline(text)
        .hint_text(words(hint, Face::Regular, text::TEXT).color(color32(palette.weak_ink)))
        .font(font(Face::Regular, text::TEXT))
        .margin(vec2(8.0, 4.0))
        .text_color(color32(if is_wrong { palette.alarm } else { palette.ink }))
        .desired_width(ui.available_width());
    let response = ui.add(field);
    response.named(Role::TextInput, format!("{label} of the draft"));
    ui.add_space(gap::SMALL);
}
