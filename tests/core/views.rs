//! Saved views come back as they were: from text, from a folder, after every mishap.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use crate::any_view::any_view;
use crate::league;
use crate::league::session;
use demarche::layout::picture::Picture;
use demarche::model::{Day, Stance};
use demarche::session::{
    Command, HistoryCommand, LookCommand, Outcome, ProjectFacts, Session, StandpointFacts, ViewHome, ViewsCommand,
};
use demarche::store::{read_view, view_text};
use demarche::view::{Seen, ThemeChoice, VIEW_FORMAT, View, ViewKey, ViewList};
use proptest::prelude::*;
use std::fs;
use std::path::Path;

fn key(text: &str) -> ViewKey {
    ViewKey(text.to_owned())
}

fn view(name: &str, picture: Picture) -> View {
    View { name: name.to_owned(), picture, ..View::of("admit-now".parse().unwrap()) }
}

fn shipped() -> ViewList {
    vec![
        (key("who-blocks"), view("Who blocks", Picture::RollCall)),
        (key("the-ask"), view("The ask", Picture::Network)),
        (key("all"), view("All", Picture::Map)),
    ]
}

fn home(folder: &Path) -> ViewHome {
    ViewHome::Folder(folder.to_path_buf())
}

/// What a person sees of the list.
fn names(session: &Session) -> Vec<&str> {
    session.views().iter().map(|(_, view)| view.name.as_str()).collect()
}

fn key_of(session: &Session, name: &str) -> ViewKey {
    session.views().iter().find(|(_, view)| view.name == name).unwrap().0.clone()
}

fn failed(session: &Session) -> String {
    session.notice().and_then(Outcome::refusal).unwrap()
}

// --- one view and its text ---

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_view_reads_back_exactly_as_it_was_written(view in any_view()) {
        let text = view_text(&view).unwrap();
        prop_assert_eq!(&read_view(&text).unwrap(), &view, "{}", text);
        // The same view is the same text, so that a file changes only where the view does.
        prop_assert_eq!(view_text(&read_view(&text).unwrap()).unwrap(), text);
    }

    #[test]
    fn a_damaged_text_is_an_error_or_a_view_and_never_a_panic(
        view in any_view(), at in any::<prop::sample::Index>(), byte in any::<u8>(),
    ) {
        let mut bytes = view_text(&view).unwrap().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Ok(text) = String::from_utf8(bytes) {
            let _ = read_view(&text);
        }
    }
}

#[test]
fn a_field_that_no_view_has_is_refused() {
    let text = view_text(&shipped()[0].1).unwrap().replacen("name:", "title: \"?\",\n    name:", 1);
    assert!(read_view(&text).is_err());
}

// --- a list of views and its folder ---

/// Something done to the list of views, by place in the list.
#[derive(Clone, Debug)]
enum Deed {
    Look(i32),
    Save(String),
    Open(usize),
    Update(usize),
    Rename(usize, String),
    Duplicate(usize),
    Delete(usize),
    Move(usize, usize),
    Undo,
    Redo,
}

fn any_name() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(&["Mine", "mine", "Who blocks", "order", "Вид", "../x", "all", "con"][..])
            .prop_map(str::to_owned),
        1 => " {0,2}",
        1 => ".{1,60}",
    ]
}

fn any_deed() -> impl Strategy<Value = Deed> {
    let place = 0..6_usize;
    prop_oneof![
        3 => (0..9).prop_map(Deed::Look),
        4 => any_name().prop_map(Deed::Save),
        1 => place.clone().prop_map(Deed::Open),
        1 => place.clone().prop_map(Deed::Update),
        2 => (place.clone(), any_name()).prop_map(|(place, name)| Deed::Rename(place, name)),
        2 => place.clone().prop_map(Deed::Duplicate),
        3 => place.clone().prop_map(Deed::Delete),
        3 => (place.clone(), place).prop_map(|(from, to)| Deed::Move(from, to)),
        3 => Just(Deed::Undo),
        1 => Just(Deed::Redo),
    ]
}

/// The list of views as a person would keep it on paper.
#[derive(Clone, Debug, PartialEq)]
struct Paper {
    view: View,
    list: Vec<View>,
}

#[derive(Debug)]
struct Model {
    now: Paper,
    done: Vec<Paper>,
    undone: Vec<Paper>,
}

impl Model {
    fn deed(&mut self, deed: &Deed) {
        let before = self.now.clone();
        let Paper { view, list } = &mut self.now;
        let place = |place: usize| (place < before.list.len()).then_some(place);
        match deed {
            Deed::Look(days) => view.as_of = Some(day().plus_days(*days)),
            Deed::Save(name) if name.trim().is_empty() => {}
            Deed::Save(name) => list.push(View { name: name.trim().to_owned(), ..remembering(view) }),
            Deed::Open(at) => *view = place(*at).map_or(view.clone(), |at| list[at].clone()),
            Deed::Update(at) => {
                if let Some(at) = place(*at) {
                    list[at] = View { name: list[at].name.clone(), ..remembering(view) };
                }
            }
            Deed::Rename(_, name) if name.trim().is_empty() => {}
            Deed::Rename(at, name) => {
                if let Some(at) = place(*at) {
                    name.trim().clone_into(&mut list[at].name);
                }
            }
            Deed::Duplicate(at) => {
                if let Some(at) = place(*at) {
                    let copy = View { name: format!("{} (copy)", list[at].name), ..list[at].clone() };
                    list.insert(at + 1, copy);
                }
            }
            Deed::Delete(at) => {
                if let Some(at) = place(*at) {
                    list.remove(at);
                }
            }
            Deed::Move(from, to) => {
                if let Some(from) = place(*from) {
                    let moved = list.remove(from);
                    list.insert((*to).min(list.len()), moved);
                }
            }
            Deed::Undo => {
                if let Some(earlier) = self.done.pop() {
                    self.undone.push(before);
                    self.now = earlier;
                }
                return;
            }
            Deed::Redo => {
                if let Some(later) = self.undone.pop() {
                    self.done.push(before);
                    self.now = later;
                }
                return;
            }
        }
        if self.now != before {
            self.done.push(before);
            self.undone.clear();
        }
    }
}

/// The view with what the project holds today.
fn remembering(view: &View) -> View {
    let project = league::opened().project;
    let question = project.question(&view.question).unwrap();
    let standpoint_facts = StandpointFacts::through(&project, &ProjectFacts::new(&project), question, view);
    View { seen: Some(Seen::now(&project, &standpoint_facts.standings)), ..view.clone() }
}

fn day() -> Day {
    "2031-05-01".parse().unwrap()
}

/// What a person does in the window; `None` where there is no such row to click.
fn command(session: &Session, deed: &Deed) -> Option<Command> {
    let row = |place: &usize| session.views().get(*place).map(|(key, _)| key.clone());
    Some(match deed {
        Deed::Look(days) => Command::Look(LookCommand::GoTo(Some(day().plus_days(*days)))),
        Deed::Save(name) => Command::Views(ViewsCommand::Save(name.clone())),
        Deed::Open(place) => Command::Views(ViewsCommand::Open(row(place)?)),
        Deed::Update(place) => Command::Views(ViewsCommand::Update(row(place)?)),
        Deed::Rename(place, name) => Command::Views(ViewsCommand::Rename(row(place)?, name.clone())),
        Deed::Duplicate(place) => Command::Views(ViewsCommand::Duplicate(row(place)?)),
        Deed::Delete(place) => Command::Views(ViewsCommand::Delete(row(place)?)),
        Deed::Move(place, to) => Command::Views(ViewsCommand::Move(row(place)?, *to)),
        Deed::Undo => Command::History(HistoryCommand::Undo),
        Deed::Redo => Command::History(HistoryCommand::Redo),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_done_to_views_is_there_again_at_the_next_start(deeds in prop::collection::vec(any_deed(), 0..24)) {
        let folder = tempfile::tempdir().unwrap();
        let mut session = session(shipped(), home(folder.path()));
        let list = shipped().into_iter().map(|(_, view)| view).collect();
        let mut model =
            Model { now: Paper { view: session.view().clone(), list }, done: Vec::new(), undone: Vec::new() };
        for deed in &deeds {
            if let Some(command) = command(&session, deed) {
                let _ = session.perform(command);
            }
            model.deed(deed);
            let list: Vec<View> = session.views().iter().map(|(_, view)| view.clone()).collect();
            prop_assert_eq!(&list, &model.now.list, "after {:?}", deed);
            prop_assert_eq!(session.view(), &model.now.view, "after {:?}", deed);
        }
        let again = league::session(shipped(), home(folder.path()));
        prop_assert_eq!(again.defects(), &[]);
        prop_assert_eq!(again.views(), session.views());
    }
}

#[test]
fn two_views_of_one_name_are_two_views() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = session(Vec::new(), home(folder.path()));
    let _ = session.perform(Command::Views(ViewsCommand::Save("Mine".to_owned())));
    let _ = session.perform(Command::Look(LookCommand::Show(Picture::Network)));
    let _ = session.perform(Command::Views(ViewsCommand::Save("Mine".to_owned())));
    let again = league::session(Vec::new(), home(folder.path()));
    assert_eq!(names(&again), ["Mine", "Mine"]);
    assert_eq!(again.views()[0].1.picture, Picture::Map);
    assert_eq!(again.views()[1].1.picture, Picture::Network);
}

#[test]
fn a_second_window_does_not_overwrite_the_view_of_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = session(Vec::new(), home(folder.path()));
    let mut second = session(Vec::new(), home(folder.path()));
    let _ = first.perform(Command::Look(LookCommand::Show(Picture::Network)));
    let _ = first.perform(Command::Views(ViewsCommand::Save("Mine".to_owned())));
    let _ = second.perform(Command::Views(ViewsCommand::Save("Mine".to_owned())));
    let again = league::session(Vec::new(), home(folder.path()));
    let mut pictures: Vec<Picture> = again.views().iter().map(|(_, view)| view.picture).collect();
    pictures.sort();
    assert_eq!(pictures, [Picture::Map, Picture::Network]);
}

#[test]
fn a_view_needs_a_name() {
    let mut session = session(shipped(), ViewHome::Memory);
    for command in [
        Command::Views(ViewsCommand::Save("  ".to_owned())),
        Command::Views(ViewsCommand::Rename(key("all"), String::new())),
    ] {
        let _ = session.perform(command);
        assert_eq!(failed(&session), "A view needs a name");
        assert_eq!(session.views(), shipped());
    }
}

#[test]
fn an_unchanged_shipped_view_writes_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = session(shipped(), home(folder.path()));
    let _ = session.perform(Command::Views(ViewsCommand::Open(key("all"))));
    let _ = session.perform(Command::Views(ViewsCommand::Rename(key("all"), "All".to_owned())));
    let _ = session.perform(Command::Views(ViewsCommand::Move(key("all"), 2)));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_shipped_view_can_be_put_away_and_comes_back_by_undo() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = session(shipped(), home(folder.path()));
    let _ = session.perform(Command::Views(ViewsCommand::Delete(key("the-ask"))));
    assert_eq!(names(&session), ["Who blocks", "All"]);
    assert_eq!(names(&league::session(shipped(), home(folder.path()))), ["Who blocks", "All"]);
    let _ = session.perform(Command::History(HistoryCommand::Undo));
    assert_eq!(session.views(), shipped());
    assert_eq!(league::session(shipped(), home(folder.path())).views(), shipped());
}

#[test]
fn all_shipped_views_can_be_put_away() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = session(shipped(), home(folder.path()));
    for (key, _) in shipped() {
        let _ = session.perform(Command::Views(ViewsCommand::Delete(key)));
    }
    assert!(league::session(shipped(), home(folder.path())).views().is_empty());
}

#[test]
fn a_changed_shipped_view_is_kept_over_the_shipped_one_until_that_is_undone() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = session(shipped(), home(folder.path()));
    let _ = session.perform(Command::Look(LookCommand::UseTheme(ThemeChoice::Dark)));
    let _ = session.perform(Command::Views(ViewsCommand::Update(key("all"))));
    let again = league::session(shipped(), home(folder.path()));
    assert_eq!(again.views()[2].1.theme, ThemeChoice::Dark);
    assert_eq!(again.views()[2].1.name, "All");
    let _ = session.perform(Command::History(HistoryCommand::Undo));
    assert_eq!(league::session(shipped(), home(folder.path())).views(), shipped());
}

#[test]
fn a_view_that_is_shipped_anew_stands_behind_those_that_were_put_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = session(shipped(), home(folder.path()));
    let _ = session.perform(Command::Views(ViewsCommand::Move(key("all"), 0)));
    let more: ViewList = [(key("new"), view("New", Picture::Map))].into_iter().chain(shipped()).collect();
    assert_eq!(names(&league::session(more, home(folder.path()))), ["All", "Who blocks", "The ask", "New"]);
}

// --- mishaps ---

#[test]
fn a_folder_that_cannot_be_written_is_told_and_the_view_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "a file, not a folder").unwrap();
    let mut session = session(Vec::new(), home(&file.join("views")));
    let _ = session.perform(Command::Views(ViewsCommand::Save("Mine".to_owned())));
    let words = failed(&session);
    assert!(words.starts_with("Not saved, but kept until you close the window"), "{words}");
    assert_eq!(names(&session), ["Mine"]);
    assert_eq!(fs::read_to_string(&file).unwrap(), "a file, not a folder");
    let _ = session.perform(Command::Views(ViewsCommand::Rename(key_of(&session, "Mine"), "Ours".to_owned())));
    failed(&session);
    assert_eq!(names(&session), ["Ours"]);
}

#[test]
fn what_could_not_be_written_is_written_with_the_next_change_that_can() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "in the way").unwrap();
    let mut session = session(shipped(), home(&file.join("views")));
    let _ = session.perform(Command::Views(ViewsCommand::Save("First".to_owned())));
    let _ = session.perform(Command::Views(ViewsCommand::Delete(key("all"))));
    failed(&session);
    fs::remove_file(&file).unwrap();
    let _ = session.perform(Command::Views(ViewsCommand::Save("Second".to_owned())));
    assert!(matches!(session.notice(), Some(Outcome::Done(_))), "{:?}", session.notice());
    let again = league::session(shipped(), home(&file.join("views")));
    assert_eq!(again.views(), session.views());
    assert_eq!(names(&again), ["Who blocks", "The ask", "First", "Second"]);
}

/// A folder with one unreadable file, and the session that was opened on it.
fn with_file(name: &str, text: &str) -> (tempfile::TempDir, Session) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), text).unwrap();
    let session = session(shipped(), home(folder.path()));
    (folder, session)
}

#[test]
fn an_unreadable_view_is_told_and_left_as_it_is() {
    for text in ["", "(format: 1, name:", "<<<<<<< HEAD\n(format: 1)\n=======\n", "\u{feff}", "(format: 99, new: 1)"] {
        let (folder, mut session) = with_file("mine.ron", text);
        assert_eq!(session.defects().len(), 1, "{text:?}: {:?}", session.defects());
        assert_eq!(session.defects()[0].file, "views/mine.ron");
        assert_eq!(names(&session), ["Who blocks", "The ask", "All"]);
        let _ = session.perform(Command::Views(ViewsCommand::Save("Mine".to_owned())));
        let _ = session.perform(Command::Views(ViewsCommand::Move(key_of(&session, "Mine"), 0)));
        let _ = session.perform(Command::Views(ViewsCommand::Delete(key_of(&session, "Mine"))));
        let _ = session.perform(Command::History(HistoryCommand::Undo));
        let _ = session.perform(Command::Views(ViewsCommand::Rename(key_of(&session, "Mine"), "mine".to_owned())));
        assert_eq!(fs::read_to_string(folder.path().join("mine.ron")).unwrap(), text);
        let again = league::session(shipped(), home(folder.path()));
        assert_eq!(names(&again), ["mine", "Who blocks", "The ask", "All"]);
    }
}

#[test]
fn each_unreadable_view_of_a_project_folder_is_told_once() {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in league::files() {
        let file = path.in_folder(folder.path());
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
    fs::create_dir(folder.path().join("views")).unwrap();
    fs::write(folder.path().join("views/mine.ron"), "(broken").unwrap();
    fs::write(folder.path().join("views/noise.ron"), [0xFF, 0xFE, 0x00]).unwrap();
    fs::create_dir(folder.path().join("views/folder.ron")).unwrap();
    fs::write(folder.path().join("views/ours.ron"), view_text(&shipped()[0].1).unwrap()).unwrap();
    let session = demarche::cli::open_session(Some(folder.path())).unwrap();
    assert_eq!(names(&session), ["Who blocks"]);
    let told: Vec<&str> = session.defects().iter().map(|defect| defect.file.as_str()).collect();
    assert_eq!(told, ["views/folder.ron", "views/mine.ron", "views/noise.ron"]);
}

#[cfg(unix)]
#[test]
fn a_view_that_is_a_link_is_told_and_nothing_is_written_through_it() {
    let outside = tempfile::tempdir().unwrap();
    let target = outside.path().join("target.ron");
    let text = view_text(&shipped()[0].1).unwrap();
    fs::write(&target, &text).unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(&target, folder.path().join("who-blocks.ron")).unwrap();
    let mut session = session(shipped(), home(folder.path()));
    assert_eq!(session.defects().len(), 1);
    assert!(session.defects()[0].reason.contains("links are not followed"));
    let _ = session.perform(Command::Views(ViewsCommand::Rename(key("who-blocks"), "Changed".to_owned())));
    failed(&session);
    let _ = session.perform(Command::Views(ViewsCommand::Delete(key("who-blocks"))));
    assert_eq!(fs::read_to_string(&target).unwrap(), text);
}

#[test]
fn a_view_of_a_newer_program_is_called_so() {
    let newer = VIEW_FORMAT + 1;
    let (_folder, session) = with_file("mine.ron", &format!("(format: {newer}, name: \"x\", hologram: (depth: 3))"));
    let reason = &session.defects()[0].reason;
    assert!(reason.contains(&format!("format {newer} is newer")), "{reason}");
}

#[test]
fn an_unreadable_file_in_the_place_of_a_shipped_view_is_never_overwritten() {
    let (folder, mut session) = with_file("all.ron", "(broken");
    let file = folder.path().join("all.ron");
    assert_eq!(session.views(), shipped(), "the shipped one is shown meanwhile");
    let _ = session.perform(Command::Views(ViewsCommand::Rename(key("all"), "Everybody".to_owned())));
    let words = failed(&session);
    assert!(words.contains("could not be read") && words.contains("all.ron"), "{words}");
    let _ = session.perform(Command::Views(ViewsCommand::Delete(key("all"))));
    assert_eq!(fs::read_to_string(&file).unwrap(), "(broken");
    assert_eq!(names(&league::session(shipped(), home(folder.path()))), ["Who blocks", "The ask"]);
}

#[test]
fn an_unreadable_order_is_told_and_left_as_it_is() {
    let (folder, mut session) = with_file("order.ron", "(order: [");
    assert_eq!(session.defects()[0].file, "views/order.ron");
    let _ = session.perform(Command::Views(ViewsCommand::Move(key("all"), 0)));
    failed(&session);
    assert_eq!(names(&session), ["All", "Who blocks", "The ask"]);
    assert_eq!(fs::read_to_string(folder.path().join("order.ron")).unwrap(), "(order: [");
    let _ = session.perform(Command::Views(ViewsCommand::Save("Mine".to_owned())));
    assert!(folder.path().join("mine.ron").exists(), "the view itself is safe");
}

#[test]
fn names_in_the_order_lead_to_no_file() {
    let outside = tempfile::tempdir().unwrap();
    let folder = outside.path().join("views");
    fs::create_dir(&folder).unwrap();
    fs::write(outside.path().join("secret.ron"), "kept").unwrap();
    fs::write(folder.join("order.ron"), "(order: [\"../secret\", \"all\"], hidden: [\"../secret\"])").unwrap();
    let mut session = session(shipped(), home(&folder));
    assert_eq!(names(&session), ["All", "Who blocks", "The ask"]);
    let _ = session.perform(Command::Views(ViewsCommand::Delete(key("../secret"))));
    let _ = session.perform(Command::Views(ViewsCommand::Rename(key("../secret"), "x".to_owned())));
    let _ = session.perform(Command::Views(ViewsCommand::Delete(key("all"))));
    assert_eq!(fs::read_to_string(outside.path().join("secret.ron")).unwrap(), "kept");
}

#[test]
fn files_that_are_no_views_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["notes.txt", ".hidden.ron", "picture.png"] {
        fs::write(folder.path().join(name), "no view").unwrap();
    }
    let session = session(shipped(), home(folder.path()));
    assert_eq!(session.defects(), []);
    assert_eq!(session.views(), shipped());
}

#[test]
fn a_view_of_a_question_that_the_project_does_not_ask_changes_nothing() {
    let foreign = View { question: "invite-atlantis".parse().unwrap(), ..view("Foreign", Picture::Network) };
    let mut session = session(vec![(key("foreign"), foreign)], ViewHome::Memory);
    let before = session.view().clone();
    let _ = session.perform(Command::Views(ViewsCommand::Open(key("foreign"))));
    assert!(failed(&session).contains("invite-atlantis"));
    assert_eq!(session.view(), &before);
    assert_eq!(session.opened_view(), None);
    assert_eq!(session.undo_label(), None);
}

// --- the views that ship ---

#[test]
fn every_view_that_ships_opens_as_it_was_saved() {
    let opened = demarche::store::builtin();
    let views = opened.views.clone();
    assert!(views.len() >= 4, "{}", views.len());
    let mut session =
        Session::open(opened, demarche::session::Origin::BuiltIn, views.clone(), ViewHome::Memory).unwrap();
    for (key, view) in views {
        let _ = session.perform(Command::Look(LookCommand::ToggleStance(Some(Stance::Opposes))));
        let _ = session.perform(Command::Views(ViewsCommand::Open(key.clone())));
        assert_eq!(session.notice(), None);
        assert_eq!(session.view(), &view);
        assert_eq!(session.opened_view(), Some(&key));
        let project = session.project();
        for pinned in view.pinned.values().flat_map(|pins| pins.keys()) {
            assert!(project.actors.contains_key(pinned), "{pinned}");
        }
        if let Some(place) = &view.article {
            assert!(project.sources.contains_key(&place.source), "{place:?}");
        }
    }
}

#[test]
fn a_view_of_the_first_format_is_read_as_one_that_leaves_the_rest_to_the_project() {
    let old = "(format: 1, name: \"Old\", question: \"admit-now\", picture: map, as_of: Some(\"2031-05-01\"), camera: None, \
               filters: (hidden_stances: [], hidden_circles: []), selection: None, article: None, pinned: {}, theme: dark)";
    let read = read_view(old).unwrap();
    let question = "admit-now".parse().unwrap();
    let expected = View { name: "Old".to_owned(), as_of: Some(day()), theme: ThemeChoice::Dark, ..View::of(question) };
    assert_eq!(read, expected);
    assert_eq!(read_view(&view_text(&read).unwrap()).unwrap(), read);
}
