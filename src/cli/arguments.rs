//! What can be typed, and how `--help` explains it.
//!
//! Knows nothing of what a project holds: names of views, questions and actors are looked up after it was read. The
//! thing easily got wrong: these comments are the help text, so they are written for the person at the terminal.

use crate::export::MAX_PIXELS;
use crate::layout::geometry::Size;
use crate::layout::picture::Picture;
use crate::scene::Theme;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const AFTER_HELP: &str = "\
Without a command the window opens. The commands need no screen.

Exit codes:
  0  Done, and nothing is wrong
  1  `check` found a defect, or a file or the window could not be opened or written
  2  Something was asked for that is not there, or the command line is wrong

Environment:
  DEMARCHE_DATA_DIR  Where your views of the built-in project are kept, in views/<project>;
                     the system's data folder without it";

const STANDINGS_JSON: &str = "\
JSON is a list with one object for every actor, sorted by id:
  actor, name      The actor's id and its name for readers
  kind             country, organisation, person, group or unnamed
  member           Whether it is a member of the deciding body on that day
  stance           requests, supports, undecided, not_now or opposes; null where nothing is on record
  contested        Whether a recent statement speaks against it
  statements       Ids of the statements behind the stance, the deciding one first
  outvoted         Ids of the counted statements that say otherwise
  reason           Why, in words

CSV has the same columns in the same order; ids are separated by spaces, and null is an empty cell.";

const STATEMENTS_JSON: &str = "\
JSON is a list with one object for every statement, by the date of its article, then by its place:
  id, source             The statement's id and the id of its article
  quote                  The exact words of the article
  start_byte, end_byte   Where they stand in its text.txt, in bytes, the end not included
  actor, actor_name      Whose position it is
  on_behalf_of           The country or organisation for which a person speaks, or null
  speaker                Id of who says it, or \"article\" for the article itself
  question, stance       What it answers, and how
  voice                  direct_quote, reported, anonymous or characterised
  confidence             3 sure, 2 likely, 1 could be argued
  said, published        Dates as exact as the text gives them (EDTF), like 2024-12-09, 2024-10
                         or 2024-10~ for about
  condition, note        In words, or null

CSV has the same columns in the same order; null is an empty cell.";

/// The command line.
#[derive(Debug, Parser)]
#[command(
    name = "demarche",
    version,
    about = "A diplomacy map you can check: every colour opens the sentence that puts it there",
    after_help = AFTER_HELP,
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
    /// Write a picture of the window to this PNG file and close it
    #[arg(long, value_name = "FILE", hide = true)]
    pub(super) picture_of_window: Option<PathBuf>,
}

/// The commands that need no screen.
#[derive(Debug, Subcommand)]
pub(super) enum CliCommand {
    /// Check every quotation, reference, date and path of a project
    ///
    /// Each defect stands on a line of its own: file, line, reason. The exit code is 1 if there is any.
    Check(CheckArgs),
    /// Tell where every actor stands on a question at a day
    #[command(after_long_help = STANDINGS_JSON)]
    Standings(StandingsArgs),
    /// List the sentences that were read, with their place in the articles
    #[command(after_long_help = STATEMENTS_JSON)]
    Statements(StatementsArgs),
    /// Write a picture as SVG or PNG
    ///
    /// It is the picture of the window, with title, day, legend, sources and boundary note.
    ///
    /// The same project and the same options give the same bytes.
    Render(RenderArgs),
}

/// `demarche check`
#[derive(Args, Debug)]
pub(super) struct CheckArgs {
    /// Project folder; the built-in project without it
    #[arg(value_name = "DIR")]
    pub(super) project: Option<PathBuf>,
}

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Columns for reading
    Table,
    /// A list of objects
    Json,
    /// Comma-separated values with a header
    Csv,
}

/// `demarche standings`
#[derive(Args, Debug)]
pub(super) struct StandingsArgs {
    /// Project folder instead of the built-in project
    #[arg(long, value_name = "DIR")]
    pub(super) project: Option<PathBuf>,
    /// Question by its id; the project's first without it
    #[arg(long, value_name = "QUESTION")]
    pub(super) question: Option<String>,
    /// Day, like 2024-12-09; the end of the evidence without it
    #[arg(long, value_name = "DAY")]
    pub(super) as_of: Option<String>,
    /// How the rows are written
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(super) format: Format,
}

/// `demarche statements`
#[derive(Args, Debug)]
pub(super) struct StatementsArgs {
    /// Project folder instead of the built-in project
    #[arg(long, value_name = "DIR")]
    pub(super) project: Option<PathBuf>,
    /// Only answers to this question, by its id
    #[arg(long, value_name = "QUESTION")]
    pub(super) question: Option<String>,
    /// Only positions of this actor or taken on its behalf, by its id, its name or another name
    #[arg(long, value_name = "ACTOR")]
    pub(super) actor: Option<String>,
    /// How the rows are written
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
    /// Which picture
    #[arg(long, value_name = "PICTURE", value_parser = picture_parser())]
    pub(super) picture: Option<Picture>,
    /// Question by its id
    #[arg(long, value_name = "QUESTION")]
    pub(super) question: Option<String>,
    /// Day, like 2024-12-09
    #[arg(long, value_name = "DAY")]
    pub(super) as_of: Option<String>,
    /// Light or dark; light where neither this nor the view decides
    #[arg(long, value_name = "THEME", value_parser = theme_parser())]
    pub(super) theme: Option<Theme>,
    /// Width and height in picture points, which are pixels in a PNG
    #[arg(long, value_name = "WxH", default_value = "1600x1000", value_parser = parse_size)]
    pub(super) size: Size,
    /// File to write; its ending, .svg or .png, says as what
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: PathBuf,
}

fn picture_parser() -> impl TypedValueParser<Value = Picture> {
    PossibleValuesParser::new(Picture::ALL.map(Picture::code))
        .try_map(|code| Picture::ALL.into_iter().find(|picture| picture.code() == code).ok_or("no such picture"))
}

fn theme_code(theme: Theme) -> &'static str {
    match theme {
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}

fn theme_parser() -> impl TypedValueParser<Value = Theme> {
    PossibleValuesParser::new(Theme::ALL.map(theme_code))
        .try_map(|code| Theme::ALL.into_iter().find(|theme| theme_code(*theme) == code).ok_or("no such theme"))
}

/// Width in picture points: title and legend need the least, memory sets the most.
const WIDTHS: std::ops::RangeInclusive<u16> = 900..=10_000;
/// Height in picture points: the answer, the legend and the sources leave room for a picture.
const HEIGHTS: std::ops::RangeInclusive<u16> = 600..=10_000;
const _: () = assert!(*WIDTHS.end() as u64 * *HEIGHTS.end() as u64 <= MAX_PIXELS);

fn parse_size(text: &str) -> Result<Size, String> {
    let sides = text
        .split_once(['x', 'X', '×'])
        .and_then(|(width, height)| Some((width.trim().parse::<u16>().ok()?, height.trim().parse::<u16>().ok()?)));
    match sides {
        Some((width, height)) if WIDTHS.contains(&width) && HEIGHTS.contains(&height) => {
            Ok(Size::new(f32::from(width), f32::from(height)))
        }
        _ => Err(format!(
            "write width x height, like 1600x1000, the width from {} to {} and the height from {} to {}",
            WIDTHS.start(),
            WIDTHS.end(),
            HEIGHTS.start(),
            HEIGHTS.end()
        )),
    }
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
    fn a_size_is_width_by_height_within_limits() {
        assert_eq!(parse_size("1600x1000"), Ok(Size::new(1600.0, 1000.0)));
        assert_eq!(parse_size("900 × 600"), Ok(Size::new(900.0, 600.0)));
        for bad in ["", "x", "1600", "1600x", "0x0", "99999x99999", "10001x1000", "1600x-1", "1e3x1000", "900x600x2"] {
            assert!(parse_size(bad).unwrap_err().contains("the width from 900 to 10000"), "{bad}");
        }
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
