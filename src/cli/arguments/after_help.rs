//! The longer parts of `--help`: exit codes, environment, and the shapes that other programs read.
//!
//! Easy to get wrong: these shapes are promises. A field may be added, none renamed or removed.

/// The fields that every answer has, see [`StandpointFields`](crate::cli::standpoint_fields::StandpointFields).
macro_rules! standpoint {
    () => {
        "  question, question_text
                         What is asked: the id, and the words
  as_of                  The day looked at, or null where nothing is dated
  as_of_approximate      Whether that day is only inferred
  known_on               The day by which a statement must have been printed, or null for all that is known
  rule                   The rule in force, a sentence for each of its parts
  project_rule           Whether it is the project's own
  answer                 The answer in words
"
    };
}

/// How rows and what holds for all of them become CSV.
macro_rules! csv_of_rows {
    () => {
        "CSV has a line for each of the rows: its fields in the same order, then the other fields of the object, the same in
every line. A field of a row that the object has too begins with row_, like row_members. Ids in a cell are separated by
spaces, null is an empty cell, and without rows only the names of the columns are written."
    };
}

/// Below the help of the program.
pub(super) const PROGRAM: &str = "\
Without a command the window opens. The commands need no screen.

Exit codes:
  0  Done, and nothing is wrong
  1  `check` found a defect, only part of the work was done, or a file, a rule or the window could not be opened or
     written
  2  Something was asked for that is not there, or the command line is wrong

Environment:
  DEMARCHE_DATA_DIR  Folder for your views of the built-in project, the journals and the snapshots; without it the
                     system's data folder";

/// Below `demarche standings`.
pub(super) const STANDINGS: &str = concat!(
    "\
JSON is an object:
",
    standpoint!(),
    "  rows                   A list with one object for each actor, sorted by id:
    actor, name          The actor's id and its name for readers
    kind                 country, organisation, person, group or unnamed
    member               Whether it is a member of the deciding body on that day
    stance, label        requests, supports, undecided, not_now or opposes, null without a stance on record; and what
                         the question calls it
    contested            Whether a recent statement contradicts the stance
    statements           Ids of the statements behind the stance, the deciding one first
    outvoted             Ids of the counted statements that say otherwise
    reason               Why, in words
    stale                Whether its latest statement is older than the rule allows
    conditional          Whether the deciding statement depends on a condition
    unnamed_only         Whether the stance rests on unnamed sources only
    second_hand          Whether it rests only on unnamed sources or on what others say about the actor
    must_go              Fragility: the least number of statements without which the stance changes; 0 without a stance
    fragile_set          Ids of that many statements without which it changes
    rests_on_sentences, rests_on_sources, rests_on_outlets
                         How many sentences, articles and outlets the stance rests on
    since                The day since which the actor has had this stance, or null
    since_statement      Id of the statement that began it, or null

",
    csv_of_rows!()
);

/// Below `demarche statements`.
pub(super) const STATEMENTS: &str = "\
JSON is a list with one object for each statement, by the date of its article, then by its place in the text:
  id, source             The statement's id and the id of its article
  quote                  The exact words of the article
  start_byte, end_byte   Where they are in its text.txt, in bytes; the end is not included
  actor, actor_name      Whose position it is
  on_behalf_of, on_behalf_of_name
                         The country or organisation for which a person speaks, or null
  speaker                Id of who says it, or \"article\" for the article itself
  question, stance       The question it answers, and how
  voice                  direct_quote, reported, anonymous or characterised
  confidence             3 sure, 2 likely, 1 arguable
  said, published        Dates as exact as the text gives them (EDTF), like 2024-12-09, 2024-10, or 2024-10~ for
                         about; null where undated
  condition, note        In words, or null

CSV has the same columns in the same order; null is an empty cell.";

/// Below `demarche tally`.
pub(super) const TALLY: &str = concat!(
    "\
JSON is an object:
",
    standpoint!(),
    "  body, consent          Who decides, and by unanimity, majority or two_thirds
  members                How many members the body has on that day
  in_favour, needed      How many are on record in favour, and how many must be
  missing                How many more must be
  least, most            How many can be in favour: if all who are silent are against it, and if all are for it
  against                Ids of the members on record against it
  contested, stale, unnamed_only, second_hand, conditional
                         Ids of the members whose standing is so
  most_fragile           Id of the member whose stance changes without the fewest statements, or null
  fragile_set            Ids of these statements
  rows                   A list with one object for each stance, silence last: stance (null for silence), label,
                         count, and the ids of its members and of those of them whose standing is contested, stale,
                         unnamed_only, second_hand and conditional

",
    csv_of_rows!(),
    "

With --each-day, --from or --to, JSON is a list of such objects, one for each day on which anything in it changes,
and each has more fields:
  changed, changed_how   Ids of the members whose standing changed, who joined or who left, and how in words; none for
                         the first day
  series_from, series_to The first and the last day of the series
CSV then has a line for each day: in place of the rows a count for each stance, in columns named requests, supports,
undecided, not_now, opposes and silent, and the other fields of the row in columns like opposes_members."
);

/// Below `demarche timeline`.
pub(super) const TIMELINE: &str = concat!(
    "\
JSON is an object:
",
    standpoint!(),
    "  rows                   A list with one object for each change of a standing, by day, then by actor:
    day                  From the end of this day on
    actor, name, member  Whose standing, and whether it is a member of the deciding body on that day
    from, label_from     The stance before and what the question calls it; null before the first on record
    to, label_to         The stance after, likewise
    because              Id of the statement that makes the change
    said, published      Its dates, as exact as the text gives them (EDTF)
    source, quote        Its article and its words

With --statements, rows has one object for each statement, by the last, then by the first day on which it can have been
said:
    earliest, latest     These two days; it counts from the latest
    precision            day, month, year or range
    approximate          Whether the text says \"about\", or the date is inferred
    said, published      Its dates, as exact as the text gives them (EDTF)
    id, source           The statement's id and the id of its article
    actor, name          Whose position it is
    on_behalf_of         The country or organisation for which a person speaks, or null
    stance, label, voice The position, what the question calls it, and in whose words it is told
    counts_for           Ids of the actors whose standing counts it by the rule in force; none if the rule excludes it
    condition            In words, or null
    quote                The exact words of the article

",
    csv_of_rows!()
);

/// Below `demarche compare`.
pub(super) const COMPARE: &str = "\
A and B are each one of these; where a word could mean two of them, put the prefix in brackets in front of it:
  2024-11-29         (day:)       As of that day
  known:2024-11-29                As known on that day: only what had been printed by then
  a-question         (question:)  The question, by its id or its short name
  a-view             (view:)      The question, days and rule of a saved view, by its name or its file name
  strict.ron         (rule:)      The rule in that file, which exists or whose name ends in .ron

What A does not name is taken from --question, --as-of, --known-on, --rule and --least-voice; failing that from B, if it
is a saved view; failing that from the project. The same holds for B.

JSON is an object:
  from, to         The two sides: given (what was written), kind (day, known_on, question, view or rule), label (in
                   words), and tally, an object as of `demarche tally`
  differences      A list with one object for each actor whose standing differs, sorted by id:
    actor, name    Who
    member         Whether it is a member of the deciding body on either side
    from, label_from, contested_from
                   The stance on the one side (null where nothing is on record), what the question calls it, and whether
                   it is contested there
    to, label_to, contested_to
                   The same of the other side
    contested      begins, ends or same: whether it is contested on one side only
    cause          counts, counts_no_more, decides, other_question or window: how the statement makes the difference
    because        Id of the statement that makes it
    source, quote  Its article and its words

CSV has a line for each difference, then one for each stance of the tallies; the column row says which: difference or
tally. A difference fills the columns of its fields. A tally line fills stance and the fields of the tally's row on both
sides, like from_count and to_count. Every line has what is said of the two sides as a whole, like from_question,
from_as_of and to_answer. The fields of a tally's row that its tally has too begin with row_, like from_row_members.";

/// Of the option `--rule`; the summary says only the first sentence.
pub(super) const RULE_OPTION: &str = "\
Follow the rule in this RON file, written like `rule` in a project.ron, instead of the project's.

An example: (voices: [direct_quote, reported], weighing: HalfLife(days: 30), least_confidence: 2, \
people_speak: InOffice, contested_within_days: 60, stale_after_days: 180). Voices are listed strongest first; without \
weighing the latest statement decides; people_speak is InOffice or Never.";
