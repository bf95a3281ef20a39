//! The longer parts of `--help`: exit codes, environment, and the shapes that other programs read.
//!
//! The thing easily got wrong: these shapes are promises. A field may be added, none renamed or removed.

/// Below the help of the program.
pub(super) const PROGRAM: &str = "\
Without a command the window opens. The commands need no screen.

Exit codes:
  0  Done, and nothing is wrong
  1  `check` found a defect, or a file, a rule or the window could not be opened or written
  2  Something was asked for that is not there, or the command line is wrong

Environment:
  DEMARCHE_DATA_DIR  Where your views of the built-in project, the journals and the snapshots
                     are kept; the system's data folder without it";

/// Below `demarche standings`.
pub(super) const STANDINGS: &str = "\
JSON is a list with one object for every actor, sorted by id:
  actor, name      The actor's id and its name for readers
  kind             country, organisation, person, group or unnamed
  member           Whether it is a member of the deciding body on that day
  stance           requests, supports, undecided, not_now or opposes; null where nothing is on record
  contested        Whether a recent statement speaks against it
  statements       Ids of the statements behind the stance, the deciding one first
  outvoted         Ids of the counted statements that say otherwise
  reason           Why, in words
  stale            Whether its latest statement is older than the rule allows
  conditional      Whether the deciding statement hangs on a condition
  unnamed_only     Whether only unnamed sources carry it
  second_hand      Whether only unnamed sources or what others say of it carry it
  must_go          How few statements must go for the stance to change; 0 without a stance
  fragile_set      Ids of as many statements without which it changes
  rests_on_sentences, rests_on_sources, rests_on_outlets
                   On how many different ones the stance rests
  since            The day since which it has stood there, or null
  since_statement  Id of the statement that put it there, or null

CSV has the same columns in the same order; ids are separated by spaces, and null is an empty cell.";

/// Below `demarche statements`.
pub(super) const STATEMENTS: &str = "\
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

/// Below `demarche tally`.
pub(super) const TALLY: &str = "\
JSON is an object:
  question, as_of        What is asked, and of which day
  approximate            Whether that day is only inferred
  known_on               The day of knowledge, or null for all that is known
  rule                   The rule in force, a sentence for each of its parts
  project_rule           Whether it is the project's own
  answer                 The answer in one sentence
  body, consent          Who decides, and by unanimity, majority or two_thirds
  members                How many members it has on that day
  in_favour, needed      How many are on record for it, and how many must be
  missing                How many more must be
  least, most            How many can be for it: with all who are silent against it, and with all for it
  against                Ids of the members on record against it
  contested, stale, unnamed_only, second_hand, conditional
                         Ids of the members whose standing is so
  most_fragile           Id of the member whose standing changes with the fewest statements taken away, or null
  fragile_set            Ids of these statements
  rows                   A list with one object for each stance, silence last: stance (null for silence), label,
                         count, and the ids of its members and of those of them that are contested, stale,
                         unnamed_only, second_hand and conditional

CSV has a line for each row: first the fields of the row (its lists begin with row_), then those of the tally, the same
in every line.

With --each-day, --from or --to, JSON is a list of such objects, one for each day on which anything in it changes,
and each has one field more:
  changed                Ids of the members that stand otherwise than before, came or went; none for the first day
CSV then has a line for each day, with a column for the count of each stance.

Ids in a cell are separated by spaces, and null is an empty cell.";

/// Below `demarche timeline`.
pub(super) const TIMELINE: &str = "\
JSON is a list with one object for every change of a standing, by day, then by actor:
  day                  From the end of this day on
  actor, name, member  Whose standing, and whether it is a member of the deciding body on that day
  from, to             The stance before (null for the first on record) and after
  because              Id of the statement that makes the change
  said, published      Its dates as exact as the text gives them (EDTF)
  source, quote        Its article and its words

With --statements, one object for every statement, by the last, then by the first day on which it can have been said:
  earliest, latest     These two days; it counts from the latest
  precision            day, month, year or range
  approximate          Whether the text says \"about\", or the date is inferred
  said, published      Its dates as exact as the text gives them (EDTF)
  id, source           The statement's id and the id of its article
  actor, name          Whose position it is
  on_behalf_of         The country or organisation for which a person speaks, or null
  stance, voice        The position, and in whose words
  counts_for           Ids of the actors whose standing counts it by the rule in force; none if the rule leaves it out
  condition            In words, or null
  quote                The exact words of the article

CSV has the same columns in the same order; ids are separated by spaces, and null is an empty cell.";

/// Below `demarche compare`.
pub(super) const COMPARE: &str = "\
A and B are each one of these; where a word can mean two, write what stands in brackets in front of it:
  2024-11-29         (day:)       As of that day
  known:2024-11-29                By what had been printed by that day
  a-question         (question:)  The question, by its id or its short name
  a-view             (view:)      The question, days and rule of a saved view, by its name or its file name
  strict.ron         (rule:)      The rule in that file, whose name ends in .ron or which is there

What A does not name is as --question, --as-of, --known-on, --rule and --least-voice say; without them it is as in the
saved view, if B is one, and else as in the project. So it is with B.

JSON is an object:
  from, to       The two sides: given (what was written), kind (day, known_on, question, view or rule), label (in
                 words), and tally, an object as of `demarche tally`
  differences    A list with one object for every actor that stands elsewhere, sorted by id:
    actor, name  Who
    member       Whether it is a member of the deciding body on either side
    from, to     The stance on either side, null where nothing is on record
    contested    begins, ends or same: whether it is contested on one side only
    cause        counts, counts_no_more, decides, other_question or window: how the sentence makes the difference
    because      Id of the statement that makes it
    source, quote  Its article and its words

CSV has a line for each difference, then one for each stance of the tallies. The column row says which: difference or
tally. A tally line fills stance, from_count and to_count, the others fill the rest.";

/// Of the option `--rule`; the summary says only the first sentence.
pub(super) const RULE_OPTION: &str = "\
Follow the rule in this RON file, written like `rule` in a project.ron, instead of the project's.

Such a file reads (voices: [direct_quote, reported], weighing: HalfLife(days: 30), least_confidence: 2, \
people_speak: InOffice, contested_within_days: 60, stale_after_days: 180). Voices stand strongest first; without \
weighing the latest statement decides; people_speak is InOffice or Never.";
