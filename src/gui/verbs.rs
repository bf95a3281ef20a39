//! Everything that can be asked for by name: one list for the menu, the keys, the palette and the list of shortcuts.
//!
//! A verb asks for something of the session or of the window. The thing easily got wrong: a
//! key that is written somewhere else too, and says another thing there.

use super::ask::{Asks, CodingRequest, Middle, OpenDialog, RightPanel, SearchStep, WindowCommand};
use crate::layout::picture::Picture;
use crate::scene::{Page, Target};
use crate::session::coding::Way;
use crate::session::{Access, Command, HistoryCommand, KeepingCommand, LookCommand, Origin, ProjectCommand, Session};
use crate::view::ThemeChoice;
use egui::{Key, KeyboardShortcut, Modifiers};
use std::borrow::Cow;
use std::fmt::Write as _;

/// Where a verb stands in the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Group {
    /// Projects and what is in them.
    Project,
    /// Taking back, finding.
    Edit,
    /// Coding articles.
    Coding,
    /// What is looked at, and how.
    Look,
    /// The program itself.
    Program,
}

impl Group {
    /// All of them, in menu order.
    pub(crate) const ALL: [Self; 5] = [Self::Project, Self::Edit, Self::Coding, Self::Look, Self::Program];

    /// Its heading.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Project => "Project",
            Self::Edit => "Edit",
            Self::Coding => "Coding",
            Self::Look => "Look",
            Self::Program => "Program",
        }
    }
}

macro_rules! verbs {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        /// Something that can be asked for by name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum Verb { $($(#[$doc])* $name),+ }

        impl Verb {
            /// All of them, in menu order.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$name),+];
        }
    };
}

verbs!(
    /// The page on which projects are made and opened.
    Start,
    /// A new project from a template.
    NewProject,
    /// Another project.
    OpenProject,
    /// This project in a new folder.
    SaveCopy,
    /// Articles into this project.
    Import,
    /// Title, questions, scale and rule.
    ProjectPage,
    /// What is not saved yet, now.
    SaveNow,
    /// What is seen, under a name.
    SaveView,
    /// The project as it was, put aside.
    Snapshots,
    /// What was wrong when the project was read.
    Defects,
    /// Back to the page on which projects are made and opened.
    CloseProject,
    /// The last step back.
    Undo,
    /// The last step taken back, again.
    Redo,
    /// All steps.
    History,
    /// Words in all articles.
    Find,
    /// The next sentence found.
    FindNext,
    /// The sentence found before.
    FindPrevious,
    /// The next sentence to code.
    NextUncoded,
    /// The sentence to code before.
    PreviousUncoded,
    /// Many statements at once.
    Recode,
    /// Under which name a person codes.
    CodeAs,
    /// The map.
    Map,
    /// The network.
    Network,
    /// The roll call.
    RollCall,
    /// The matrix.
    Matrix,
    /// The table of actors.
    Actors,
    /// The whole picture.
    WholePicture,
    /// Every actor in its own place.
    ResetLayout,
    /// Whose statements disagree.
    Contradictions,
    /// The rule that is followed.
    Rule,
    /// The whole screen.
    Present,
    /// As the system is set.
    SystemTheme,
    /// Dark ink on paper.
    LightTheme,
    /// Light ink on near-black.
    DarkTheme,
    /// Every verb by name.
    Palette,
    /// Every key.
    Shortcuts,
    /// Version, sources, licences.
    About,
);

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

impl Verb {
    /// Where it stands in the menu.
    pub(crate) fn group(self) -> Group {
        match self {
            Self::Start
            | Self::NewProject
            | Self::OpenProject
            | Self::SaveCopy
            | Self::Import
            | Self::ProjectPage
            | Self::SaveNow
            | Self::SaveView
            | Self::Snapshots
            | Self::Defects
            | Self::CloseProject => Group::Project,
            Self::Undo | Self::Redo | Self::History | Self::Find | Self::FindNext | Self::FindPrevious => Group::Edit,
            Self::NextUncoded | Self::PreviousUncoded | Self::Recode | Self::CodeAs => Group::Coding,
            Self::Map
            | Self::Network
            | Self::RollCall
            | Self::Matrix
            | Self::Actors
            | Self::WholePicture
            | Self::ResetLayout
            | Self::Contradictions
            | Self::Rule
            | Self::Present
            | Self::SystemTheme
            | Self::LightTheme
            | Self::DarkTheme => Group::Look,
            Self::Palette | Self::Shortcuts | Self::About => Group::Program,
        }
    }

    /// The words in the menu; `…` where more is asked before anything happens.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Start => "Start page",
            Self::NewProject => "New project…",
            Self::OpenProject => "Open a project…",
            Self::SaveCopy => "Save a copy…",
            Self::Import => "Import articles…",
            Self::ProjectPage => "Title, questions and scale…",
            Self::SaveNow => "Save now",
            Self::SaveView => "Save view…",
            Self::Snapshots => "Snapshots…",
            Self::Defects => "Defects of this project",
            Self::CloseProject => "Close the project",
            Self::Undo => "Undo",
            Self::Redo => "Redo",
            Self::History => "History",
            Self::Find => "Find in all articles",
            Self::FindNext => "Find next",
            Self::FindPrevious => "Find previous",
            Self::NextUncoded => "Next sentence to code",
            Self::PreviousUncoded => "Previous sentence to code",
            Self::Recode => "Recode many statements…",
            Self::CodeAs => "Code under the name…",
            Self::Map => "Map",
            Self::Network => "Network",
            Self::RollCall => "Roll call",
            Self::Matrix => "Matrix",
            Self::Actors => "Table of actors",
            Self::WholePicture => "Show the whole picture",
            Self::ResetLayout => "Reset layout",
            Self::Contradictions => "Contradictions",
            Self::Rule => "Rule",
            Self::Present => "Present",
            Self::SystemTheme => "Theme of the system",
            Self::LightTheme => "Light theme",
            Self::DarkTheme => "Dark theme",
            Self::Palette => "All commands…",
            Self::Shortcuts => "Shortcuts",
            Self::About => "About Démarche",
        }
    }

    /// Its key, where it has one.
    pub(crate) fn keys(self) -> Option<KeyboardShortcut> {
        let (modifiers, key) = match self {
            Self::NewProject => (CTRL, Key::N),
            Self::OpenProject => (CTRL, Key::O),
            Self::SaveCopy => (CTRL_SHIFT, Key::S),
            Self::Import => (CTRL, Key::I),
            Self::SaveNow => (CTRL, Key::S),
            Self::SaveView => (CTRL, Key::D),
            Self::CloseProject => (CTRL, Key::W),
            Self::Undo => (CTRL, Key::Z),
            Self::Redo => (CTRL_SHIFT, Key::Z),
            Self::History => (CTRL, Key::H),
            Self::Find => (CTRL, Key::F),
            Self::FindNext => (Modifiers::NONE, Key::F3),
            Self::FindPrevious => (Modifiers::SHIFT, Key::F3),
            Self::NextUncoded => (CTRL, Key::J),
            Self::PreviousUncoded => (CTRL_SHIFT, Key::J),
            Self::Recode => (CTRL, Key::R),
            Self::Map => (CTRL, Key::Num1),
            Self::Network => (CTRL, Key::Num2),
            Self::RollCall => (CTRL, Key::Num3),
            Self::Matrix => (CTRL, Key::Num4),
            Self::Actors => (CTRL, Key::T),
            Self::WholePicture => (Modifiers::NONE, Key::Home),
            Self::Present => (Modifiers::NONE, Key::F11),
            Self::Palette => (CTRL, Key::K),
            Self::Shortcuts => (Modifiers::NONE, Key::F1),
            Self::Start
            | Self::ProjectPage
            | Self::Snapshots
            | Self::Defects
            | Self::CodeAs
            | Self::ResetLayout
            | Self::Contradictions
            | Self::Rule
            | Self::SystemTheme
            | Self::LightTheme
            | Self::DarkTheme
            | Self::About => return None,
        };
        Some(KeyboardShortcut::new(modifiers, key))
    }

    /// Its key as it is written: "Ctrl+Shift+Z"; empty where it has none.
    pub(crate) fn keys_in_words(self) -> String {
        let Some(KeyboardShortcut { modifiers, logical_key }) = self.keys() else { return String::new() };
        let held = [(modifiers.command, "Ctrl+"), (modifiers.shift, "Shift+")];
        let held: String = held.into_iter().filter(|(is_held, _)| *is_held).map(|(_, word)| word).collect();
        format!("{held}{}", logical_key.name())
    }

    /// What it does, beside the pointer: "Save a copy… (Ctrl+Shift+S)".
    pub(crate) fn hint(self) -> String {
        match self.keys_in_words() {
            keys if keys.is_empty() => self.label().to_owned(),
            keys => format!("{} ({keys})", self.label()),
        }
    }

    /// Whether its key belongs to a text field while one has the keyboard.
    pub(crate) fn yields_to_typing(self) -> bool {
        self == Self::Undo || self == Self::Redo || self == Self::WholePicture
    }

    /// What it is called now: "Undo coding".
    pub(crate) fn label_now(self, session: &Session) -> Cow<'static, str> {
        let with = |what: Option<&str>| match what {
            Some(what) => Cow::Owned(format!("{} {what}", self.label())),
            None => Cow::Borrowed(self.label()),
        };
        match self {
            Self::Undo => with(session.undo_label()),
            Self::Redo => with(session.redo_label()),
            Self::Defects => Cow::Owned(format!("{} ({})", self.label(), session.defects().len())),
            _ => Cow::Borrowed(self.label()),
        }
    }

    /// Whether there is anything for it to do; `searched` are the words in the search field.
    pub(crate) fn is_enabled(self, session: &Session, searched: &str) -> bool {
        match self {
            Self::Undo => session.undo_label().is_some(),
            Self::Redo => session.redo_label().is_some(),
            Self::Defects => !session.defects().is_empty(),
            Self::SaveNow => *session.access() == Access::Editable,
            Self::Snapshots => matches!(session.origin(), Origin::Folder(_)) && session.desk().data_folder().is_some(),
            Self::CloseProject => matches!(session.origin(), Origin::Folder(_)),
            Self::FindNext | Self::FindPrevious => !searched.trim().is_empty(),
            Self::NextUncoded | Self::PreviousUncoded => !session.project().sources.is_empty(),
            Self::Recode => !session.project().statements.is_empty(),
            _ => true,
        }
    }

    /// What it asks for.
    pub(crate) fn asks(self, session: &Session) -> Asks {
        let show = |picture| {
            let mut asked = Asks::one(WindowCommand::ShowInMiddle(Middle::Picture));
            asked.push(Command::Look(LookCommand::Show(picture)));
            asked
        };
        match self {
            Self::Start => Asks::one(WindowCommand::ShowStartPage),
            Self::NewProject => Asks::one(OpenDialog::NewProject),
            Self::OpenProject => Asks::one(OpenDialog::OpenProject),
            Self::SaveCopy => Asks::one(OpenDialog::SaveCopy(None)),
            Self::ProjectPage => Asks::one(WindowCommand::ShowAtRight(RightPanel::Settings)),
            Self::Import => Asks::one(OpenDialog::Import),
            Self::SaveNow if *session.access() == Access::Editable => {
                Asks::one(Command::Keeping(KeepingCommand::SaveNow))
            }
            // What can be saved of a project that stays as it is, is how it is looked at.
            Self::SaveNow | Self::SaveView => Asks::one(OpenDialog::SaveView),
            Self::Snapshots => Asks::one(OpenDialog::Snapshots),
            Self::Defects => Asks::one(OpenDialog::Defects),
            Self::CloseProject => {
                let mut asked = Asks::one(Command::Project(ProjectCommand::OpenBuiltIn));
                asked.push(WindowCommand::ShowStartPage);
                asked
            }
            Self::Undo => Asks::one(Command::History(HistoryCommand::Undo)),
            Self::Redo => Asks::one(Command::History(HistoryCommand::Redo)),
            Self::History => Asks::one(WindowCommand::ToggleHistory),
            Self::Find => Asks::one(WindowCommand::FocusSearch),
            Self::FindNext => Asks::one(WindowCommand::StepInSearch(SearchStep::Next)),
            Self::FindPrevious => Asks::one(WindowCommand::StepInSearch(SearchStep::Previous)),
            Self::NextUncoded => Asks::one(WindowCommand::Code(CodingRequest::GoOn(Way::Next))),
            Self::PreviousUncoded => Asks::one(WindowCommand::Code(CodingRequest::GoOn(Way::Previous))),
            Self::Recode => Asks::one(OpenDialog::Recode),
            Self::CodeAs => Asks::one(OpenDialog::CodeAs),
            Self::Map => show(Picture::Map),
            Self::Network => show(Picture::Network),
            Self::RollCall => show(Picture::RollCall),
            Self::Matrix => show(Picture::Matrix),
            Self::Actors => Asks::one(WindowCommand::ShowInMiddle(Middle::Actors)),
            Self::WholePicture => Asks::one(Command::Look(LookCommand::LookFrom(None))),
            Self::ResetLayout => Asks::one(Command::Look(LookCommand::ResetLayout)),
            Self::Contradictions => Asks::one(Command::Look(LookCommand::Open(Target::Page(Page::Contradictions)))),
            Self::Rule => Asks::one(Command::Look(LookCommand::Open(Target::Page(Page::Rule)))),
            Self::Present => Asks::one(WindowCommand::Present),
            Self::SystemTheme => Asks::one(Command::Look(LookCommand::UseTheme(ThemeChoice::System))),
            Self::LightTheme => Asks::one(Command::Look(LookCommand::UseTheme(ThemeChoice::Light))),
            Self::DarkTheme => Asks::one(Command::Look(LookCommand::UseTheme(ThemeChoice::Dark))),
            Self::Palette => Asks::one(OpenDialog::Palette),
            Self::Shortcuts => Asks::one(OpenDialog::Shortcuts),
            Self::About => Asks::one(OpenDialog::About),
        }
    }
}

/// What the hand does that is no verb, for the list of shortcuts.
pub(crate) const GESTURES: &[(&str, &str)] = &[
    ("Click a sentence", "Code it, or open what was coded of it"),
    ("1 to 5", "The stance of the sentence that is being coded"),
    ("Enter, Backspace", "Accept the suggestion for a sentence, reject it"),
    ("Arrow keys", "Walk to the nearest actor, to the next cell of the matrix, to the next sentence"),
    ("Enter", "Open it"),
    ("Esc", "Back"),
    ("Tab", "Next thing that can be opened"),
    ("Wheel, pinch", "Zoom to the pointer, or scroll the matrix"),
    ("Page Up, Page Down, End", "Scroll the matrix"),
    ("Drag", "Move the picture, or the actor under the pointer; select words of an article"),
    ("Ctrl++, Ctrl+-, Ctrl+0", "Scale the interface"),
    ("[ and ]", "Change of standing before, after, with its sentence"),
    ("Ctrl+L", "Take the handle of the timeline"),
    ("← and → on the handle", "Day before, after, on which something was said; with Shift a month"),
    ("Home, End on the handle", "First day, end of the evidence"),
    ("Space on the handle", "Play, pause"),
    ("In a presentation", "Arrow keys walk the actors, the changes or the saved views, Space plays"),
];

/// The table of commands in the README.
pub fn command_table() -> String {
    let mut table = String::from("| command | keys |\n| --- | --- |\n");
    for group in Group::ALL {
        for verb in Verb::ALL.iter().filter(|verb| verb.group() == group) {
            let keys = verb.keys_in_words();
            let keys = if keys.is_empty() { keys } else { format!("`{keys}`") };
            // Writing into a string cannot fail.
            let _ = writeln!(table, "| {}: {} | {keys} |", group.label(), verb.label().trim_end_matches('…'));
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_key_means_two_things() {
        let keys: Vec<String> =
            Verb::ALL.iter().map(|verb| verb.keys_in_words()).filter(|keys| !keys.is_empty()).collect();
        assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len(), "{keys:?}");
        assert!(GESTURES.iter().all(|(gesture, _)| !keys.iter().any(|key| key == gesture)));
    }

    #[test]
    fn no_two_verbs_have_one_name() {
        let names: BTreeSet<&str> = Verb::ALL.iter().map(|verb| verb.label()).collect();
        assert_eq!(names.len(), Verb::ALL.len());
    }
}
