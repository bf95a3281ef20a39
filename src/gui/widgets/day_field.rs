//! A field that takes a day as people write it.
//!
//! The thing easily got wrong: what cannot be read must be said in words, and must not stay behind when the field is
//! left: then the day that is in force is shown again.

use super::named::Named;
use crate::gui::scale::text;
use crate::gui::theme::{color32, font, palette_of, words};
use crate::model::Day;
use crate::scene::Face;
use egui::accesskit::Role;
use egui::{Key, Ui, vec2};

/// What is said of words that are no day.
const HOW_TO_WRITE: &str = "Write a day of the years 1000 to 2199, such as 2024-12-05 or 5 December 2024";

/// What is being written into a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct DayWords {
    text: String,
    /// Enter was pressed, and it is no day.
    is_refused: bool,
}

/// A field for a day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DayField<'a> {
    /// For the screen reader.
    pub(crate) name: &'a str,
    /// Beside the pointer.
    pub(crate) hint: &'a str,
    /// The day in force.
    pub(crate) day: Day,
}

impl DayField<'_> {
    /// Draws the field; `written` is what it keeps between frames. Returns another day that was written.
    pub(crate) fn ui(self, ui: &mut Ui, written: &mut Option<DayWords>) -> Option<Day> {
        let palette = palette_of(ui);
        let before = written.clone();
        let mut text = before.as_ref().map_or_else(|| self.day.to_string(), |of| of.text.clone());
        let ink = if read_day(&text).is_some() { palette.ink } else { palette.alarm };
        let field = egui::TextEdit::singleline(&mut text)
            .font(font(Face::Regular, text::META))
            .text_color(color32(ink))
            .margin(vec2(6.0, 3.0))
            .align(egui::Align2::LEFT_CENTER)
            .desired_width(104.0);
        let response = ui.add(field);
        response.named(Role::TextInput, self.name);
        let day = read_day(&text);
        let mut is_refused = before.is_some_and(|of| of.is_refused) && day.is_none();
        if response.changed() {
            *written = Some(DayWords { text: text.clone(), is_refused });
        }
        let mut picked = None;
        if response.lost_focus() {
            let (enter, escape) = ui.input(|input| (input.key_pressed(Key::Enter), input.key_pressed(Key::Escape)));
            is_refused = enter && day.is_none();
            if is_refused {
                // It stays to be mended.
                *written = Some(DayWords { text, is_refused });
                response.request_focus();
            } else {
                *written = None;
                picked = day.filter(|day| *day != self.day && !escape);
            }
        }
        if is_refused {
            let said = words(HOW_TO_WRITE, Face::Medium, text::TEXT).color(color32(palette.alarm));
            let tooltip = egui::Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), response.id, &response);
            tooltip.show(|ui| ui.add(egui::Label::new(said).selectable(false).extend()));
        } else {
            response.on_hover_text(self.hint);
        }
        picked
    }
}

/// A day as people write it: 2024-12-05, 5 December 2024, 5 Dec 2024.
pub(crate) fn read_day(text: &str) -> Option<Day> {
    let text = text.trim();
    if let Ok(day) = text.parse() {
        return Some(day);
    }
    let mut parts = text.split([' ', '.']).filter(|part| !part.is_empty());
    let (number, month, year) =
        (parts.next()?.parse().ok()?, parts.next()?.to_lowercase(), parts.next()?.parse().ok()?);
    let is_meant = |name: &str| month.chars().count() >= 3 && name.to_lowercase().starts_with(&month);
    let of_month = |index: i8| Day::from_ymd(year, index, 1).map(Day::in_words);
    let index =
        (1..=12).find(|index| of_month(*index).is_some_and(|words| words.split(' ').nth(1).is_some_and(is_meant)))?;
    parts.next().is_none().then(|| Day::from_ymd(year, index, number)).flatten()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_people_write_it() {
        let day: Day = "2024-12-05".parse().unwrap();
        for text in ["2024-12-05", " 5 December 2024 ", "5 Dec 2024", "5. dec 2024"] {
            assert_eq!(read_day(text), Some(day), "{text:?}");
        }
        for text in ["", "5 De 2024", "31 February 2024", "December 2024", "5 Dec 2024 x"] {
            assert_eq!(read_day(text), None, "{text:?}");
        }
    }
}
