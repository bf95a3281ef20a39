//! The arguments of the command line and their `--help`.
//!
//! Knows nothing about the contents of a project: names of views, questions and actors are looked up after it was read.
//! Easy to get wrong: these comments are the help text, so they are written for the person at the terminal.

mod after_help;
mod importing;
mod parsers;
mod suggesting;

use crate::layout::geometry::Size;
use crate::model::Voice;
use crate::scene::Theme;
use clap::{Args, Parser, Subcommand, ValueEnum};
pub(super) use importing::{ImportArgs, ImportFormat, ImportWorkerArgs, NewArgs};
pub(super) use parsers::Drawing;
use parsers::{drawing_parser, parse_size, theme_parser, voice_parser};
use std::path::PathBuf;
pub(super) use suggesting::{SuggestArgs, SuggestFormat};

/// The command line.
#[derive(Debug, Parser)]
#[command(
    name = "demarche",
    version,
    about = "A diplomacy map you can check: every colour opens the sentence that puts it there",
    after_help = after_help::PROGRAM,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true
)]
pub struct Cli {
    /// What to do instead of opening the window.
    #[command(subcommand)]
    pub(super) command: Option<CliCommand>,
    #[command(flatten)]
    pub(super) window: WindowArgs,
}

/// What to open the window with.
#[derive(Args, Debug)]
pub(super) struct WindowArgs {
    /// Project folder to open instead of the built-in project
    #[arg(long, value_name = "DIR")]
    pub(super) project: Option<PathBuf>,
    /// Saved view to start with, by its name or its file name without .ron
    #[arg(long, value_name = "NAME")]
    pub(super) view: Option<String>,
    /// Show what the report in this file says about a crash, and offer to open the project again
    #[arg(long, value_name = "FILE", hide = true)]
    pub(super) after_crash: Option<PathBuf>,
    /// Write a picture of the window to this PNG file and close it
    #[arg(long, value_name = "FILE", hide = true)]
    pub(super) picture_of_window: Option<PathBuf>,
}

/// The commands that need no screen.
#[derive(Debug, Subcommand)]
pub(super) enum CliCommand {
    /// Check the quotations, references, dates and files of a project
    ///
    /// Every quotation is compared with the text of its article, every reference between records is followed, and every
    /// file is accounted for. Each defect is one line: file, line, reason. The exit code is 1 if there is any.
    Check(CheckArgs),
    /// Show where every actor stands on a question on a day
    #[command(after_long_help = after_help::STANDINGS)]
    Standings(StandingsArgs),
    /// Show how the members divide, how many are missing, and who is against
    ///
    /// On one day, or day by day with --each-day, --from or --to. The rule is printed beside the count.
    #[command(after_long_help = after_help::TALLY)]
    Tally(TallyArgs),
    /// Show when standings changed, each change with the sentence that made it
    #[command(after_long_help = after_help::TIMELINE)]
    Timeline(TimelineArgs),
    /// Show what differs between two days, questions, rules or saved views
    #[command(after_long_help = after_help::COMPARE)]
    Compare(CompareArgs),
    /// List the coded sentences, with their place in the articles
    #[command(after_long_help = after_help::STATEMENTS)]
    Statements(StatementsArgs),
    /// Write a picture as SVG or PNG
    ///
    /// The picture is the one in the window, with title, days, answer, legend, key, rule and sources; a map also has its
    /// note on boundaries.
    ///
    /// The same project and the same options give the same bytes.
    Render(RenderArgs),
    /// Suggest who takes which stance in texts that have not been coded yet
    ///
    /// Each suggestion is one actor's position in one sentence, with the words that express it. No suggestion counts until
    /// a person accepts it.
    #[command(after_long_help = suggesting::SUGGEST)]
    Suggest(SuggestArgs),
    /// Create a project in a new folder from a template
    New(NewArgs),
    /// Import articles into a project, or show what they would become
    #[command(after_long_help = importing::IMPORT)]
    Import(ImportArgs),
    /// Recover work that an earlier run could not save
    ///
    /// Without --take or --leave it only lists what there is. Work that was taken in has been saved when the command says
    /// so.
    Recover(RecoverArgs),
    /// Set up git to merge projects record by record
    ///
    /// Without this, git merges line by line, which is never wrong but reports conflicts where there are none. The command
    /// sets `merge.demarche` in the configuration of the repository; everybody who merges runs it once.
    GitSetup(GitSetupArgs),
    /// Merge one file of a project record by record; git calls this
    ///
    /// `%O` is the common ancestor, `%A` our version, which is replaced by the result, `%B` their version, and `%P` the path
    /// in the repository. The exit code is 1 where records conflict; both versions are then in the file, between conflict
    /// markers.
    MergeDriver(MergeDriverArgs),
    /// Read foreign files for another process of this program
    #[command(name = crate::import::WORKER_COMMAND, hide = true)]
    ImportWorker(ImportWorkerArgs),
}

/// `demarche recover`
#[derive(Args, Debug)]
pub(super) struct RecoverArgs {
    /// Project folder
    #[arg(value_name = "DIR")]
    pub(super) project: PathBuf,
    /// Take the work in and save it; a record that has changed in the folder since stays as it is there
    #[arg(long, conflicts_with = "leave")]
    pub(super) take: bool,
    /// With --take: a record to take in although it has changed in the folder since, or `all`
    #[arg(long, value_name = "RECORD", requires = "take")]
    pub(super) mine: Vec<String>,
    /// Set the work aside; its journal is kept
    #[arg(long)]
    pub(super) leave: bool,
}

/// `demarche git-setup`
#[derive(Args, Debug)]
pub(super) struct GitSetupArgs {
    /// Folder in the repository [default: the current folder]
    #[arg(value_name = "DIR")]
    pub(super) folder: Option<PathBuf>,
}

/// `demarche merge-driver`
#[derive(Args, Debug)]
pub(super) struct MergeDriverArgs {
    /// The common ancestor
    #[arg(value_name = "%O")]
    pub(super) base: PathBuf,
    /// Our version; the result is written here
    #[arg(value_name = "%A")]
    pub(super) ours: PathBuf,
    /// Their version
    #[arg(value_name = "%B")]
    pub(super) theirs: PathBuf,
    /// The path in the repository
    #[arg(value_name = "%P")]
    pub(super) path: String,
}

/// `demarche check`
#[derive(Args, Debug)]
pub(super) struct CheckArgs {
    /// Project folder [default: the built-in project]
    #[arg(value_name = "DIR")]
    pub(super) project: Option<PathBuf>,
}

/// The format of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Columns for reading
    Table,
    /// For programs
    Json,
    /// Comma-separated values with a header
    Csv,
}

/// The standpoint: the same options for every command that asks a question.
#[derive(Args, Clone, Debug)]
pub(super) struct StandpointArgs {
    /// Question, by its id or its short name [default: the project's first, unless a view names one]
    #[arg(long, value_name = "QUESTION")]
    pub(super) question: Option<String>,
    /// As-of date, like 2024-12-09 [default: the end of the evidence, unless a view names one]
    #[arg(long, value_name = "DAY")]
    pub(super) as_of: Option<String>,
    /// Count only what had been printed by this day, like 2024-12-05
    #[arg(long, value_name = "DAY")]
    pub(super) known_on: Option<String>,
    /// Follow the rule in this RON file, written like `rule` in a project.ron, instead of the project's
    #[arg(long, value_name = "FILE", long_help = after_help::RULE_OPTION)]
    pub(super) rule: Option<PathBuf>,
    /// Weakest voice that still counts, whatever the rule says about voices
    #[arg(long, value_name = "VOICE", value_parser = voice_parser())]
    pub(super) least_voice: Option<Voice>,
}

/// `demarche standings`
#[derive(Args, Debug)]
pub(super) struct StandingsArgs {
    /// Project folder instead of the built-in project
    #[arg(long, value_name = "DIR")]
    pub(super) project: Option<PathBuf>,
    #[command(flatten)]
    pub(super) standpoint: StandpointArgs,
    /// Format of the output
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(super) format: Format,
}

/// `demarche tally`
#[derive(Args, Debug)]
pub(super) struct TallyArgs {
    /// Project folder instead of the built-in project
    #[arg(long, value_name = "DIR")]
    pub(super) project: Option<PathBuf>,
    #[command(flatten)]
    pub(super) standpoint: StandpointArgs,
    /// One row for each day on which anything changes, up to the as-of date
    #[arg(long)]
    pub(super) each_day: bool,
    /// As --each-day, from this day on [default: the first statement]
    #[arg(long, value_name = "DAY")]
    pub(super) from: Option<String>,
    /// As --each-day, up to this day [default: the end of the evidence]
    #[arg(long, value_name = "DAY", conflicts_with = "as_of")]
    pub(super) to: Option<String>,
    /// Format of the output
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(super) format: Format,
}

/// `demarche timeline`
#[derive(Args, Debug)]
pub(super) struct TimelineArgs {
    /// Project folder instead of the built-in project
    #[arg(long, value_name = "DIR")]
    pub(super) project: Option<PathBuf>,
    #[command(flatten)]
    pub(super) standpoint: StandpointArgs,
    /// Only this actor, by id, name or alias; with --statements also what is said on its behalf
    #[arg(long, value_name = "ACTOR")]
    pub(super) actor: Option<String>,
    /// Every statement, by when it was said, instead of the changes
    #[arg(long)]
    pub(super) statements: bool,
    /// Format of the output
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(super) format: Format,
}

/// `demarche compare`
#[derive(Args, Debug)]
pub(super) struct CompareArgs {
    /// Project folder instead of the built-in project
    #[arg(long, value_name = "DIR")]
    pub(super) project: Option<PathBuf>,
    /// One side: a day, known:DAY, a question, a saved view or a rule file
    #[arg(long, value_name = "A")]
    pub(super) from: String,
    /// The other side, named in the same way
    #[arg(long, value_name = "B")]
    pub(super) to: String,
    #[command(flatten)]
    pub(super) standpoint: StandpointArgs,
    /// Format of the output
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(super) format: Format,
}

/// `demarche statements`
#[derive(Args, Debug)]
pub(super) struct StatementsArgs {
    /// Project folder instead of the built-in project
    #[arg(long, value_name = "DIR")]
    pub(super) project: Option<PathBuf>,
    /// Only answers to this question, by its id or its short name
    #[arg(long, value_name = "QUESTION")]
    pub(super) question: Option<String>,
    /// Only positions of this actor, or taken on its behalf; by id, name or alias
    #[arg(long, value_name = "ACTOR")]
    pub(super) actor: Option<String>,
    /// Format of the output
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(super) format: Format,
}

/// `demarche render`
#[derive(Args, Debug)]
pub(super) struct RenderArgs {
    /// Project folder instead of the built-in project
    #[arg(long, value_name = "DIR")]
    pub(super) project: Option<PathBuf>,
    /// Saved view to draw, by its name or its file name without .ron; other options override what it says
    #[arg(long, value_name = "NAME")]
    pub(super) view: Option<String>,
    /// Which picture [default: that of the view, or the map]
    #[arg(long, value_name = "PICTURE", value_parser = drawing_parser())]
    pub(super) picture: Option<Drawing>,
    /// Give each actor a row of its own in the timeline
    #[arg(long, requires = "picture")]
    pub(super) by_actor: bool,
    #[command(flatten)]
    pub(super) standpoint: StandpointArgs,
    /// Light or dark [default: that of the view, or light]
    #[arg(long, value_name = "THEME", value_parser = theme_parser())]
    pub(super) theme: Option<Theme>,
    /// Width and height in picture points, which are pixels in a PNG
    #[arg(long, value_name = "WxH", default_value = "1600x1000", value_parser = parse_size)]
    pub(super) size: Size,
    /// File to write; its extension, .svg or .png, decides the format
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: PathBuf,
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_rule_in_the_help_is_one() {
        let mut command = Cli::command();
        command.build();
        let tally = command.find_subcommand("tally").unwrap();
        let option = tally.get_arguments().find(|argument| argument.get_id() == "rule").unwrap();
        let help = option.get_long_help().unwrap().to_string();
        let (_, example) = help.split_once("example: ").unwrap();
        let (example, _) = example.split_once(". ").unwrap();
        let rule: crate::model::StandingRule = ron::from_str(example).unwrap();
        assert_eq!(rule.faults(), []);
    }

    #[test]
    fn the_help_of_every_option_is_a_phrase_without_a_full_stop() {
        let mut command = Cli::command();
        command.build();
        for command in std::iter::once(&command).chain(command.get_subcommands()) {
            let helps = command.get_arguments().map(|argument| (argument.get_id().as_str(), argument.get_help()));
            for (name, help) in helps.chain([(command.get_name(), command.get_about())]) {
                let help = help.unwrap().to_string();
                assert!(help.starts_with(char::is_uppercase) && !help.ends_with('.'), "{name}: {help}");
            }
        }
    }
}
