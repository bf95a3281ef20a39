//! `demarche render`: a picture that explains itself, as SVG or PNG.
//!
//! Draws the scene that the window draws. Easy to get wrong: nothing here may depend on the clock, the fonts of the machine
//! or the state of the window, or the same input would not give the same bytes.

use super::arguments::{Drawing, RenderArgs};
use super::error::CliError;
use super::open::{find_view, moved_note, open_project, perform};
use super::reply::{Reply, one_line};
use super::standpoint::{outside_evidence, rule_line, word_of};
use crate::derive::count_of;
use crate::export::{SvgDocument, png, svg};
use crate::layout::geography::{BOUNDARY_NOTE, CREDIT};
use crate::layout::geometry::Size;
use crate::layout::picture::Picture;
use crate::layout::timeline::Grouping;
use crate::model::{Day, Project, SourceId, SourceRecord, StandingRule, shown_path};
use crate::scene::{
    Detail, Key, PosterLayout, PosterWords, Scene, SceneRequest, Theme, TimelinePicture, poster, timeline_picture,
};
use crate::session::{Command, Look, LookCommand, Session, StandpointFacts, ViewsCommand};
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

/// The folder must exist: a picture in a misspelt one would not be found.
fn folder_is_there(output: &Path) -> Result<(), CliError> {
    let folder = output.parent().filter(|folder| !folder.as_os_str().is_empty());
    let Some(missing) = folder.filter(|folder| !folder.exists()) else { return Ok(()) };
    let advice = "create it first, or name another";
    Err(CliError::Refused(format!("the folder to write into does not exist; {advice}: {}", shown_path(missing))))
}

/// Writes the picture.
pub(super) fn render(args: &RenderArgs) -> Result<Reply, CliError> {
    let RenderArgs { project, view, picture, by_actor, standpoint, theme, size, output } = args;
    let kind = FileKind::of(output)?;
    folder_is_there(output)?;
    let (mut session, mut notes) = open_project(project.as_deref())?.into_session()?;
    if let Some(view) = view {
        let key = find_view(&session, view)?;
        notes.extend(moved_note(&session, &key));
        perform(&mut session, Command::Views(ViewsCommand::OpenMoved(key)))?;
    }
    for command in standpoint.named(session.project())?.commands(session.project(), session.view()) {
        perform(&mut session, command)?;
    }
    if let Some(fault) = session.view().rule.as_ref().and_then(|rule| rule.faults().into_iter().next()) {
        return Err(CliError::Refused(format!("the rule of the view contradicts itself: {fault}")));
    }
    match (picture, by_actor) {
        (Some(Drawing::Of(picture)), false) => perform(&mut session, Command::Look(LookCommand::Show(*picture)))?,
        (Some(Drawing::Timeline), true) => {
            perform(&mut session, Command::Look(LookCommand::ShowTimeline(TimelineLook::ByActor)))?;
        }
        (None | Some(Drawing::Timeline), false) => {}
        (None | Some(Drawing::Of(_)), true) => {
            let why = "--by-actor arranges the timeline: write --picture timeline, or leave out --by-actor";
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
    let answer = one_line(&session.standpoint_facts().answer.to_text());
    Ok(Reply::fine(format!("Wrote {} ({width} × {height})\n{answer}\n", shown_path(output))).after(notes))
}

/// A picture that travels alone.
struct Poster {
    scene: Scene,
    title: String,
    description: String,
}

impl Poster {
    fn svg(&self) -> String {
        svg(&self.scene, &SvgDocument { title: &self.title, description: &self.description })
    }
}

/// What `session` shows, with title, answer, legend, key, rule and sources, and what a map needs, as SVG.
pub fn poster_svg(session: &Session, size: Size, theme: Theme) -> String {
    poster_of(session, size, theme).svg()
}

/// The scene of [`poster_svg`].
pub fn poster_scene(session: &Session, size: Size, theme: Theme) -> Scene {
    poster_of(session, size, theme).scene
}

fn poster_of(session: &Session, size: Size, theme: Theme) -> Poster {
    let draw = |look: &Look<'_>, size: Size| look.scene(size, theme, Detail::Full);
    let key = |request: &SceneRequest, scene: &Scene| Key::of_picture(request, scene);
    let land = match session.view().picture {
        Picture::Map => Land::Drawn,
        Picture::Network | Picture::RollCall | Picture::Matrix => Land::None,
    };
    framed(session, size, theme, land, draw, key)
}

/// The timeline that stands under the pictures of `session`, in the same frame. One that is put away is drawn with the
/// statements of everybody together.
pub fn timeline_poster_svg(session: &Session, size: Size, theme: Theme) -> String {
    timeline_poster_of(session, size, theme).svg()
}

/// The scene of [`timeline_poster_svg`].
pub fn timeline_poster_scene(session: &Session, size: Size, theme: Theme) -> Scene {
    timeline_poster_of(session, size, theme).scene
}

fn timeline_poster_of(session: &Session, size: Size, theme: Theme) -> Poster {
    let changes = &session.standing_changes().changes;
    let draw = |look: &Look<'_>, size: Size| {
        timeline_picture(&TimelinePicture {
            project: look.project,
            question: look.question,
            clock: look.standpoint_facts.standpoint.clock,
            approximate: look.standpoint_facts.approximate,
            end: look.project_facts.end.0,
            changes,
            marked: &look.marked,
            grouping: match session.view().timeline {
                TimelineLook::ByActor => Grouping::RowsAtOnce,
                TimelineLook::Together | TimelineLook::Hidden => Grouping::Together,
            },
            size,
            theme,
        })
    };
    let clock = session.standpoint_facts().standpoint.clock;
    let key = |request: &SceneRequest, _: &Scene| {
        Key::of_timeline(&theme.palette(), request.project, request.question, clock, changes)
    };
    framed(session, size, theme, Land::None, draw, key)
}

/// Whether a picture shows the outlines of countries.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Land {
    Drawn,
    None,
}

/// What `draw` draws in the size that is left for it, with everything around it.
///
/// It is drawn twice: the `key` tells what the first drawing uses, and takes its room from the second.
fn framed(
    session: &Session,
    size: Size,
    theme: Theme,
    land: Land,
    draw: impl Fn(&Look<'_>, Size) -> Scene,
    key: impl Fn(&SceneRequest, &Scene) -> Key,
) -> Poster {
    let (project, question, found) = (session.project(), session.question(), session.standpoint_facts());
    let answer = found.answer.to_text() + &age_sentence(session);
    let mut foot = vec![sources_line(project, found), rule_paragraph(project, session.rule())];
    if land == Land::Drawn {
        foot.extend([BOUNDARY_NOTE, CREDIT].map(str::to_owned));
    }
    let look = Look::of(session);
    let layout_with = |key: &Key| {
        let words = PosterWords { answer: &answer, foot: &foot, key };
        PosterLayout::new(size, &look.request(size, theme, Detail::Full), &words)
    };
    let bare = layout_with(&Key::default()).picture_size();
    let key = key(&look.request(bare, theme, Detail::Full), &draw(&look, bare));
    let layout = layout_with(&key);
    let request = look.request(layout.picture_size(), theme, Detail::Full);
    let scene = poster(&request, &layout, draw(&look, layout.picture_size()));
    let clock = found.standpoint.clock;
    let title = if clock.as_of == Day::MIN {
        question.text.clone()
    } else {
        format!("{} As of {}{}", question.text, word_of(found.approximate), clock.in_words())
    };
    let description = format!("{answer}\n{}", foot.join("\n"));
    Poster { scene, title, description }
}

/// " Nothing in these sources is newer than about 10 December 2024.", where a later day is looked at.
fn age_sentence(session: &Session) -> String {
    let (end, about) = session.project_facts().end;
    let as_of = session.standpoint_facts().standpoint.clock.as_of;
    if end == Day::MIN {
        " Nothing in these sources is dated.".to_owned()
    } else if as_of > end {
        format!(" Nothing in these sources is newer than {}{}.", word_of(about), end.in_words())
    } else {
        String::new()
    }
}

/// "Rule: The latest statement decides. … This is the project’s own rule."
fn rule_paragraph(project: &Project, rule: &StandingRule) -> String {
    let own = if *rule == project.manifest.rule {
        "This is the project’s own rule."
    } else {
        "The project’s own rule is different."
    };
    format!("{} {own}", rule_line(rule))
}

/// The articles behind the standings, latest first: "Based on 2 articles: “Ukraine asks NATO …” (Reuters, 29 November
/// 2024); …".
fn sources_line(project: &Project, found: &StandpointFacts) -> String {
    let counted = found.standings.by_actor.values().flat_map(|of| of.statements.iter().chain(&of.outvoted));
    let behind: BTreeSet<&SourceId> =
        counted.filter_map(|id| project.statements.get(id)).map(|statement| &statement.source).collect();
    let mut records: Vec<&SourceRecord> =
        behind.into_iter().filter_map(|id| project.sources.get(id)).map(|source| &source.record).collect();
    if records.is_empty() {
        return "Based on no article".to_owned();
    }
    records.sort_by_key(|record| (std::cmp::Reverse(record.published.latest()), &record.id));
    let mut named: Vec<String> = records.iter().take(NAMED_SOURCES).map(|record| name_of(record)).collect();
    if let Some(others @ 1..) = records.len().checked_sub(NAMED_SOURCES) {
        named.push(count_of(others, "other", "others"));
    }
    format!("Based on {}: {}", count_of(records.len(), "article", "articles"), named.join("; "))
}

fn name_of(record: &SourceRecord) -> String {
    let title = beginning(&record.title);
    let outlet = if record.outlet.is_empty() { String::new() } else { format!("{}, ", record.outlet) };
    format!("“{title}” ({outlet}{})", record.published.in_words())
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

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod long_words {
    use super::*;
    use crate::fixtures::built_in;
    use crate::layout::face::LETTERS_MEASURED;
    use crate::session::{Origin, ViewHome};
    use crate::store;
    use serde::Serialize;
    use serde::de::DeserializeOwned;
    use serde_json::Value;

    /// Fields that hold words for people; an id, a date or a code is refused where it is read if it is too long.
    const WORDS: [&str; 21] = [
        "title",
        "about",
        "name",
        "aliases",
        "role",
        "note",
        "label",
        "in_count",
        "definition",
        "short",
        "for_phrase",
        "consent_note",
        "outlet",
        "outlet_note",
        "title_note",
        "author",
        "place",
        "words",
        "inferred",
        "condition",
        "coder",
    ];

    fn lengthened<T: Serialize + DeserializeOwned>(of: &T, letters: &str) -> T {
        fn walk(value: &mut Value, is_words: bool, letters: &str) {
            match value {
                Value::String(text) if is_words => text.push_str(letters),
                Value::Array(values) => values.iter_mut().for_each(|value| walk(value, is_words, letters)),
                Value::Object(fields) => {
                    fields.iter_mut().for_each(|(field, value)| walk(value, WORDS.contains(&field.as_str()), letters));
                }
                Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
            }
        }
        let mut value = serde_json::to_value(of).unwrap();
        walk(&mut value, false, letters);
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn no_picture_lays_out_more_than_it_shows_however_long_the_words_in_a_project_are() {
        for letters in ["x".repeat(200_000), "x ".repeat(100_000)] {
            let mut project = built_in();
            project.manifest = lengthened(&project.manifest, &letters);
            project.manifest.questions.iter_mut().for_each(|question| question.text.push_str(&letters));
            // One of each kind, all of them named by the first statement.
            let statement = project.statements.values_mut().next().unwrap();
            *statement = lengthened(statement, &letters);
            let (actor, source) = (statement.actor.clone(), statement.source.clone());
            let actor = project.actors.get_mut(&actor).unwrap();
            *actor = lengthened(actor, &letters);
            assert!(actor.name.len() > 200_000);
            let source = project.sources.get_mut(&source).unwrap();
            source.record = lengthened(&source.record, &letters);
            let loaded = store::Opened { project, ..store::builtin() };
            let mut session = Session::open(loaded, Origin::BuiltIn, Vec::new(), ViewHome::Memory).unwrap();
            for picture in Picture::ALL {
                perform(&mut session, Command::Look(LookCommand::Show(picture))).unwrap();
                LETTERS_MEASURED.set(0);
                let svg = poster_svg(&session, Size::new(1600.0, 1000.0), Theme::Light);
                let measured = LETTERS_MEASURED.get();
                println!("{picture:?}: {measured} letters measured, {} bytes of SVG", svg.len());
                assert!(measured < 1_000_000, "{picture:?} measured {measured} letters");
            }
            LETTERS_MEASURED.set(0);
            timeline_poster_svg(&session, Size::new(1600.0, 1000.0), Theme::Light);
            let measured = LETTERS_MEASURED.get();
            println!("timeline: {measured} letters measured");
            assert!(measured < 1_000_000, "the timeline measured {measured} letters");
        }
    }
}
