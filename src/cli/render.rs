//! `demarche render`: a picture that travels alone, as SVG or PNG.
//!
//! It draws the scene that the window draws. The thing easily got wrong: nothing here may depend on the clock, on the
//! machine's fonts or on what the window shows, or the same input would not give the same bytes.

use super::arguments::{Drawing, RenderArgs};
use super::error::CliError;
use super::open::{find_view, moved_note, open_project, perform};
use super::reply::{Reply, one_line};
use super::standpoint::{other_rule_line, outside_evidence, word_of};
use crate::derive::count_of;
use crate::export::{SvgDocument, png, svg};
use crate::layout::geography::{BOUNDARY_NOTE, CREDIT};
use crate::layout::geometry::Size;
use crate::layout::timeline::Grouping;
use crate::model::{Project, SourceId, SourceRecord};
use crate::scene::{Detail, PosterLayout, Scene, Theme, TimelinePicture, poster, timeline_picture};
use crate::session::{Command, Look, OfQuestion, Session};
use crate::store::write_file_durably;
use crate::view::{ThemeChoice, TimelineLook};
use std::collections::BTreeSet;
use std::path::Path;

/// How many articles are named below a picture.
const NAMED_SOURCES: usize = 8;
/// How much of a title is shown there, in characters.
const TITLE_CHARS: usize = 64;

#[derive(Clone, Copy)]
enum FileKind {
    Svg,
    Png,
}

impl FileKind {
    fn of(file: &Path) -> Result<Self, CliError> {
        let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        match ending.to_ascii_lowercase().as_str() {
            "svg" => Ok(Self::Svg),
            "png" => Ok(Self::Png),
            _ => Err(CliError::UnknownEnding(file.to_path_buf())),
        }
    }
}

/// Writes the picture.
pub(super) fn render(args: &RenderArgs) -> Result<Reply, CliError> {
    let RenderArgs { project, view, picture, by_actor, standpoint, theme, size, output } = args;
    let kind = FileKind::of(output)?;
    let (mut session, mut notes) = open_project(project.as_deref())?.into_session()?;
    if let Some(view) = view {
        let key = find_view(&session, view)?;
        notes.extend(moved_note(&session, &key));
        perform(&mut session, Command::OpenMovedView(key))?;
    }
    for command in standpoint.named(session.project())?.commands(session.project(), session.view()) {
        perform(&mut session, command)?;
    }
    if let Some(fault) = session.view().rule.as_ref().and_then(|rule| rule.faults().into_iter().next()) {
        return Err(CliError::Refused(format!("the rule of the view contradicts itself: {fault}")));
    }
    match (picture, by_actor) {
        (Some(Drawing::Of(picture)), false) => perform(&mut session, Command::Show(*picture))?,
        (Some(Drawing::Timeline), true) => perform(&mut session, Command::ShowTimeline(TimelineLook::ByActor))?,
        (None | Some(Drawing::Timeline), false) => {}
        (None | Some(Drawing::Of(_)), true) => {
            let why = "--by-actor arranges the timeline: write --picture timeline, or leave --by-actor out";
            return Err(CliError::Refused(why.to_owned()));
        }
    }
    let theme = theme.unwrap_or(match session.view().theme {
        ThemeChoice::System | ThemeChoice::Light => Theme::Light,
        ThemeChoice::Dark => Theme::Dark,
    });
    notes.extend(outside_evidence(session.project(), session.question(), session.view()));
    let svg = match picture {
        Some(Drawing::Timeline) => timeline_poster_svg(&session, *size, theme),
        None | Some(Drawing::Of(_)) => poster_svg(&session, *size, theme),
    };
    match kind {
        FileKind::Svg => write_file_durably(output, svg.as_bytes())?,
        FileKind::Png => write_file_durably(output, &png(&svg, 1.0)?)?,
    }
    let Size { width, height } = *size;
    let answer = one_line(&session.of_question().answer.to_text());
    Ok(Reply::fine(format!("Wrote {} ({width} × {height})\n{answer}\n", output.display())).after(notes))
}

/// What `session` shows, with title, answer, legend, sources and boundary note, as SVG.
pub fn poster_svg(session: &Session, size: Size, theme: Theme) -> String {
    framed(session, size, theme, |look, size| look.scene(size, theme, Detail::Full))
}

/// The timeline that stands under the pictures of `session`, in the same frame. One that is put away is drawn with the
/// statements of everybody together.
pub fn timeline_poster_svg(session: &Session, size: Size, theme: Theme) -> String {
    framed(session, size, theme, |look, size| {
        timeline_picture(&TimelinePicture {
            project: look.project,
            question: look.question,
            clock: look.of_question.standpoint.clock,
            approximate: look.of_question.approximate,
            end: look.of_project.end.0,
            changes: &session.of_time().changes,
            marked: &look.marked,
            grouping: match session.view().timeline {
                TimelineLook::ByActor => Grouping::RowsAtOnce,
                TimelineLook::Together | TimelineLook::Hidden => Grouping::Together,
            },
            size,
            theme,
        })
    })
}

/// What `draw` draws in the size that is left for it, with title, answer, legend, sources and boundary note, as SVG.
fn framed(session: &Session, size: Size, theme: Theme, draw: impl FnOnce(&Look<'_>, Size) -> Scene) -> String {
    let (project, question, found) = (session.project(), session.question(), session.of_question());
    let sources = sources_line(project, found);
    let own_rule = (*session.rule() != project.manifest.rule).then(|| session.rule());
    let layout = PosterLayout::new(size, &found.answer, &sources, own_rule);
    let look = Look::of(session);
    let request = look.request(layout.picture_size(), theme, Detail::Full);
    let scene = poster(&request, &layout, draw(&look, layout.picture_size()));
    let title = format!("{} As of {}{}", question.text, word_of(found.approximate), found.standpoint.clock.in_words());
    let rule = other_rule_line(project, session.rule());
    let description = format!("{}\n{sources}\n{rule}{BOUNDARY_NOTE}\n{CREDIT}", found.answer.to_text());
    svg(&scene, &SvgDocument { title: &title, description: &description })
}

/// The articles behind the standings, latest first: "Read from 2 articles: “Ukraine asks NATO …” (Reuters, 29 November
/// 2024); …".
fn sources_line(project: &Project, found: &OfQuestion) -> String {
    let counted = found.standings.by_actor.values().flat_map(|of| of.statements.iter().chain(&of.outvoted));
    let behind: BTreeSet<&SourceId> =
        counted.filter_map(|id| project.statements.get(id)).map(|statement| &statement.source).collect();
    let mut records: Vec<&SourceRecord> =
        behind.into_iter().filter_map(|id| project.sources.get(id)).map(|source| &source.record).collect();
    if records.is_empty() {
        return "Read from no article".to_owned();
    }
    records.sort_by_key(|record| (std::cmp::Reverse(record.published.date.latest()), &record.id));
    let mut named: Vec<String> = records.iter().take(NAMED_SOURCES).map(|record| name_of(record)).collect();
    if let Some(others @ 1..) = records.len().checked_sub(NAMED_SOURCES) {
        named.push(count_of(others, "other", "others"));
    }
    format!("Read from {}: {}", count_of(records.len(), "article", "articles"), named.join("; "))
}

fn name_of(record: &SourceRecord) -> String {
    let title = beginning(&record.title);
    let outlet = if record.outlet.is_empty() { String::new() } else { format!("{}, ", record.outlet) };
    format!("“{title}” ({outlet}{})", record.published.date.in_words())
}

/// The first words of a title, as many as fit.
fn beginning(title: &str) -> String {
    if title.chars().count() <= TITLE_CHARS {
        return title.to_owned();
    }
    let start: String = title.chars().take(TITLE_CHARS).collect();
    let words = start.rsplit_once(' ').map_or(start.as_str(), |(words, _)| words);
    format!("{}…", words.trim_end_matches([',', ';', ':', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_title_is_cut_between_words() {
        assert_eq!(beginning("Ukraine asks NATO"), "Ukraine asks NATO");
        let long = "Ukraine is asking for a NATO membership invitation before Joe Biden, who leaves";
        assert_eq!(beginning(long), "Ukraine is asking for a NATO membership invitation before Joe…");
        assert_eq!(beginning(&"é".repeat(TITLE_CHARS + 1)), format!("{}…", "é".repeat(TITLE_CHARS)));
    }
}
