//! One mistake at a time: what is said, and what is left.

use super::{counts, edited, only_defect};
use crate::evidence::sentences::sentences;
use crate::model::{QuestionId, Stance, StandingRule, StatementId};
use crate::store::sample::{TEXT, files, texts};
use crate::store::{Defect, Wholeness, read_project, view_text};
use crate::view::{Comparison, ComparisonLook, OtherSide, View};

const STATEMENTS: &str = "statements/herald.ron";

#[test]
fn an_unknown_stance_costs_one_statement_and_names_the_near_one() {
    let opened = edited(STATEMENTS, "stance: opposes", "stance: oposes");
    let column = opened.defects[0].column.unwrap();
    assert_eq!(
        only_defect(&opened),
        format!(
            "statements/herald.ron:5:{column}: error: this record is left out: \"oposes\" is no value here; is `opposes` \
             meant?"
        )
    );
    assert_eq!(counts(&opened), (2, 4, 1, 1));
    assert_eq!(opened.whole, Wholeness::Partial);
}

#[test]
fn an_unknown_field_costs_one_record_and_is_never_dropped_in_silence() {
    for (path, old, new, left) in [
        (STATEMENTS, "stance: opposes", "stance: opposes, weight: 3", (2, 4, 1, 1)),
        ("relations.ron", "kind: speaks_for", "kind: speaks_for, weight: 3", (3, 4, 0, 1)),
        (STATEMENTS, "bytes:(start:0,", "bytes:(start:0,middle:1,", (2, 4, 1, 1)),
    ] {
        let opened = edited(path, old, new);
        assert!(only_defect(&opened).contains("is no field"), "{}", only_defect(&opened));
        assert_eq!(counts(&opened), left);
    }
}

#[test]
fn a_field_that_is_missing_or_written_twice_is_named() {
    let opened = edited(STATEMENTS, "stance: opposes, ", "");
    assert!(only_defect(&opened).contains("the field `stance` is missing"));
    let opened = edited(STATEMENTS, "stance: opposes, ", "stance: opposes, stance: supports, ");
    assert!(only_defect(&opened).contains("the field `stance` is written twice"));
    assert_eq!(counts(&opened), (2, 4, 1, 1));
}

#[test]
fn a_record_that_is_not_closed_costs_only_itself() {
    for (old, new) in [
        ("coder: \"a\"", "coder: \"a"),
        ("bytes:(start:0,end:33)", "bytes:(start:0,end:33"),
        ("(id: \"herald-1\"", "(id: \"herald-1"),
        ("(id: \"herald-1\"", "((id: \"herald-1\""),
    ] {
        let opened = edited(STATEMENTS, old, new);
        assert_eq!(counts(&opened), (2, 4, 1, 1), "{new} {:#?}", opened.defects);
        assert!(opened.defects.iter().all(|defect| defect.line == Some(3)), "{new} {:#?}", opened.defects);
    }
}

#[test]
fn an_id_that_leads_nowhere_costs_its_record_and_names_the_near_one() {
    for (path, old, new, words) in [
        (STATEMENTS, "actor: \"gruenwald\"", "actor: \"grunwald\"", "there is no actor grunwald"),
        (STATEMENTS, "Some(\"ruritania\")", "Some(\"ruritanya\")", "on_behalf_of: there is no actor ruritanya"),
        (STATEMENTS, "Actor(\"rudolf\")", "Actor(\"rudolph\")", "speaker: there is no actor rudolph"),
        (STATEMENTS, "question: \"admit\"", "question: \"admits\"", "question: project.ron does not ask admits"),
        ("relations.ron", "to: \"ruritania\"", "to: \"ruritanja\"", "to: there is no actor ruritanja"),
        ("relations.ron", "source: \"herald\"", "source: \"harald\"", "there is no article harald"),
    ] {
        let opened = edited(path, old, new);
        let told = only_defect(&opened);
        assert!(told.contains(words) && told.contains(" meant?"), "{told}");
        assert_eq!(opened.project.statements.len() + opened.project.relations.len(), 3, "{told}");
        assert_eq!(opened.whole, Wholeness::Partial);
    }
}

#[test]
fn an_id_of_a_path_is_no_id() {
    let opened = edited(STATEMENTS, "source: \"herald\"", "source: \"../herald\"");
    assert!(only_defect(&opened).contains("\"../herald\" is not an id"), "{}", only_defect(&opened));
}

#[test]
fn an_id_used_twice_counts_once() {
    let opened = edited(STATEMENTS, "herald-3", "herald-1");
    assert!(only_defect(&opened).contains("herald-1 is already used in statements/herald.ron line 3"));
    let kept: &StatementId = opened.project.statements.keys().next().unwrap();
    assert_eq!(opened.project.statements[kept].stance, Stance::Requests);
}

#[test]
fn wrong_words_are_told_with_where_the_right_ones_stand() {
    let opened = edited(STATEMENTS, "bytes:(start:0,end:33)", "bytes:(start:1,end:34)");
    assert_eq!(
        only_defect(&opened),
        "statements/herald.ron:3: error: the statement herald-1: the words at bytes 1..34 are \"uritania asks to join the \
         League\\n\", and the record quotes \"Ruritania asks to join the League\"; the quoted words stand at bytes 0..33 \
         and are shown there"
    );
    let statement = opened.project.statements.values().next().unwrap();
    assert_eq!(statement.quote.bytes.of(TEXT), Some("Ruritania asks to join the League"));
    assert_eq!(opened.whole, Wholeness::Partial);
}

#[test]
fn words_that_are_nowhere_in_the_text_are_left_out() {
    let opened = edited(STATEMENTS, "Ruritania asks to join the League", "Ruritania refuses to join a league at all");
    assert!(only_defect(&opened).contains("the quoted words are not found in the text"), "{}", only_defect(&opened));
    assert_eq!(counts(&opened), (2, 4, 1, 1));
    let opened = edited(STATEMENTS, "Ruritania asks to join the League", "Ruritania asked to join the League");
    assert!(only_defect(&opened).contains("perhaps \"Ruritania asks to join the League\" at bytes 0..33 is meant"));
    let opened = edited(STATEMENTS, "end:33", "end:99999999");
    assert!(only_defect(&opened).contains("the text ends at byte"), "{}", only_defect(&opened));
}

#[test]
fn a_wrong_context_is_told() {
    let opened = edited(STATEMENTS, "after:\"\\n\\n“We", "after:\"\\n\\n“Wo");
    assert!(only_defect(&opened).contains("after: next to the quoted words stands"), "{}", only_defect(&opened));
    assert_eq!(counts(&opened), (3, 4, 1, 1));
}

#[test]
fn a_changed_text_is_told_and_its_words_are_found_again() {
    let opened = edited("sources/herald/text.txt", "Ruritania asks", "Page 1\nRuritania asks");
    assert_eq!(counts(&opened), (3, 4, 1, 1));
    let text = &opened.project.sources.values().next().unwrap().text;
    for statement in opened.project.statements.values() {
        assert_eq!(statement.quote.bytes.of(text), Some(statement.quote.exact.as_str()));
        assert!(sentences(text).contains(&statement.quote.bytes));
    }
    assert!(opened.defects.iter().any(|defect| {
        defect.file == "sources/herald/meta.ron" && defect.reason.contains("a text is never edited in place")
    }));
    // The text, three statements and a relation.
    assert_eq!(opened.defects.len(), 5);
}

#[test]
fn windows_line_ends_are_recognised_as_such() {
    let mut broken = texts();
    let text = broken.get_mut("sources/herald/text.txt").unwrap();
    *text = text.replace('\n', "\r\n");
    let opened = read_project(&files(broken));
    assert!(opened.defects.iter().any(|defect| defect.reason.contains("only the line ends differ")));
    assert_eq!(counts(&opened), (3, 4, 1, 1));
}

#[test]
fn a_merge_conflict_is_one_defect_and_costs_what_stands_in_it() {
    let opened = edited(
        STATEMENTS,
        "    (id: \"herald-2\"",
        "<<<<<<< HEAD\n    (id: \"x\"),\n=======\n    (id: \"y\"),\n>>>>>>> theirs\n    (id: \"herald-2\"",
    );
    assert_eq!(
        only_defect(&opened),
        "statements/herald.ron:4: error: an unresolved merge conflict (lines 4 to 8); nothing between its marks is read. \
         Keep one side and delete the marks"
    );
    assert_eq!(counts(&opened), (3, 4, 1, 1));
    assert_eq!(opened.whole, Wholeness::Partial);
}

#[test]
fn a_byte_order_mark_is_a_warning_and_costs_nothing() {
    let opened = edited("actors.ron", "// Everybody.", "\u{feff}// Everybody.");
    assert!(only_defect(&opened).starts_with("actors.ron:1: warning: the file starts with a byte-order mark"));
    assert_eq!(opened.whole, Wholeness::Whole);
}

#[test]
fn a_newer_format_is_named_and_opened_as_far_as_it_is_understood() {
    let opened = edited("project.ron", "format: 1,", "format: 2, epoch: 7,");
    let told: Vec<String> = opened.defects.iter().map(ToString::to_string).collect();
    assert!(
        told[0].contains("the project has format 2, and this program reads up to 1: get a newer Démarche"),
        "{told:?}"
    );
    assert!(told[1].contains("\"epoch\" is no field"), "{told:?}");
    assert_eq!(counts(&opened), (3, 4, 1, 1));
    assert_eq!(opened.whole, Wholeness::Partial);
}

#[test]
fn a_missing_file_is_named_and_the_rest_is_read() {
    for (path, left) in [
        ("project.ron", (3, 4, 1, 1)),
        ("actors.ron", (0, 1, 0, 1)),
        ("relations.ron", (3, 4, 0, 1)),
        (STATEMENTS, (0, 4, 1, 1)),
        ("sources/herald/meta.ron", (0, 4, 0, 0)),
        ("sources/herald/text.txt", (0, 4, 0, 0)),
    ] {
        let mut texts = texts();
        texts.remove(path);
        let opened = read_project(&files(texts));
        let is_told = |defect: &&Defect| defect.file == path && defect.reason.starts_with("the file is missing");
        assert_eq!(opened.defects.iter().filter(is_told).count(), 1, "{:#?}", opened.defects);
        assert_eq!(counts(&opened), left, "{path}");
        assert_eq!(opened.whole, Wholeness::Partial);
    }
}

#[test]
fn a_file_that_is_empty_or_no_text_is_named_and_the_rest_is_read() {
    for bytes in [&b""[..], b" \n", b"\xff\xfe(", b"\x00\x00"] {
        let mut broken = files(texts());
        let path = crate::store::RelativePath::new("relations.ron").unwrap();
        broken.files.insert(path, bytes.to_vec().into());
        let opened = read_project(&broken);
        assert!(opened.defects.iter().all(|defect| defect.file == "relations.ron"), "{:#?}", opened.defects);
        assert!(!opened.defects.is_empty());
        assert_eq!(counts(&opened), (3, 4, 0, 1));
    }
}

#[test]
fn without_its_questions_a_project_shows_its_statements_under_stand_ins() {
    let opened = edited("project.ron", "questions:", "question:");
    assert_eq!(counts(&opened), (3, 4, 1, 1));
    let [question] = &opened.project.manifest.questions[..] else { panic!("one question is asked") };
    assert_eq!((question.id.as_str(), question.decided_by.as_str()), ("admit", "league"));
    assert!(opened.defects[0].reason.contains("stand-ins"), "{:#?}", opened.defects);
    assert!(
        opened.defects.iter().any(|defect| defect.reason.contains("\"question\" is no field; is `questions` meant?"))
    );
}

#[test]
fn one_bad_field_of_the_project_costs_only_itself() {
    let opened = edited("project.ron", "people_speak: InOffice", "people_speak: Sometimes");
    assert!(only_defect(&opened).starts_with("project.ron:26:23: error: \"Sometimes\" is no value here"));
    assert_eq!(opened.project.manifest.questions.len(), 1);
    assert_eq!(counts(&opened), (3, 4, 1, 1));
}

#[test]
fn a_body_that_is_missing_gets_a_stand_in() {
    let opened = edited("project.ron", "decided_by: \"league\"", "decided_by: \"leage\"");
    assert!(only_defect(&opened).contains("is league meant?"));
    assert_eq!(counts(&opened), (3, 5, 1, 1));
}

#[test]
fn what_an_actor_refers_to_and_is_missing_is_left_out_of_it() {
    let opened = edited("actors.ron", "of: \"league\"", "of: \"leage\"");
    assert!(
        only_defect(&opened).contains("actors.ron:3: error: the actor gruenwald: memberships: there is no actor leage")
    );
    assert_eq!(counts(&opened), (3, 4, 1, 1));
    let opened = edited("actors.ron", "latitude: 50.5", "latitude: 1e400");
    assert!(only_defect(&opened).contains("is no place on earth"));
}

#[test]
fn a_contradiction_is_told_and_costs_nothing() {
    for (path, old, new, words) in [
        ("sources/herald/meta.ron", "2021-05-04", "2021-05-02", "is after the words were printed, 2021-05-02"),
        (STATEMENTS, "confidence: 3", "confidence: 1", "could be argued (confidence 1), and then it needs a note"),
        (STATEMENTS, "words: \"on 3 May 2021\"", "words: \"on Friday\"", "the words \"on Friday\" that give the date"),
        (STATEMENTS, "coder: \"a\"", "coder: \"\"", "nobody is named"),
        ("actors.ron", "since: Some(\"2019\")", "since: Some(\"2022\")", "rudolf holds no office of ruritania"),
        (
            "actors.ron",
            "id: \"league\", name: \"League\", kind: organisation",
            "id: \"league\", name: \"L\", kind: country",
            "decided_by: league is a country",
        ),
        ("actors.ron", "flag: \"gw\"", "flag: \"../gw\"", "is not two small letters"),
        ("project.ron", "stance: supports", "stance: requests", "requests is on it twice"),
    ] {
        let opened = edited(path, old, new);
        assert!(opened.defects.iter().any(|defect| defect.reason.contains(words)), "{new}: {:#?}", opened.defects);
        assert_eq!(counts(&opened), (3, 4, 1, 1));
        assert_eq!(opened.whole, Wholeness::Whole, "{new}");
    }
}

#[test]
fn a_rule_that_contradicts_itself_is_told_and_the_usual_one_followed() {
    let voices = "[direct_quote, reported, anonymous, characterised]";
    for (new, words) in [("[]", "no voice counts"), ("[reported, reported]", "the voice reported is named twice")] {
        let opened = edited("project.ron", voices, new);
        assert!(only_defect(&opened).contains(words), "{}", only_defect(&opened));
        assert_eq!(opened.project.manifest.rule, StandingRule::default());
        assert_eq!(opened.whole, Wholeness::Partial, "it is never saved over");
    }
}

#[test]
fn what_a_save_would_not_keep_is_told() {
    let opened = edited(STATEMENTS, "    (id: \"herald-2\"", "    // Look at this again.\n    (id: \"herald-2\"");
    assert!(only_defect(&opened).starts_with("statements/herald.ron:4: warning: comments below the first lines"));
}

#[test]
fn a_record_in_the_wrong_file_is_told_and_kept() {
    let mut moved = texts();
    let statements = moved.remove(STATEMENTS).unwrap();
    moved.insert(STATEMENTS.to_owned(), "[]".to_owned());
    moved.insert("statements/times.ron".to_owned(), statements);
    let opened = read_project(&files(moved));
    assert_eq!(counts(&opened), (3, 4, 1, 1));
    assert_eq!(opened.defects.len(), 3);
    assert!(opened.defects[0].reason.contains("belongs into statements/herald.ron"));
}

#[test]
fn a_folder_that_is_called_otherwise_than_its_article_gives_its_name() {
    let opened = edited("sources/herald/meta.ron", "id: \"herald\"", "id: \"times\"");
    assert!(only_defect(&opened).contains("the name of the folder is used"));
    assert_eq!(counts(&opened), (3, 4, 1, 1));
}

#[test]
fn brackets_without_end_are_told_at_once() {
    for bomb in ["(".repeat(200_000), "[".repeat(200_000), "(id:".repeat(50_000), "\n(id:(".repeat(50_000)] {
        let mut bombed = texts();
        bombed.insert("actors.ron".to_owned(), bomb);
        let opened = read_project(&files(bombed));
        assert!(!opened.defects.is_empty());
        assert!(opened.defects.len() < 2_100, "{}", opened.defects.len());
        assert_eq!(opened.whole, Wholeness::Partial);
    }
}

#[test]
fn a_view_of_a_question_that_the_project_does_not_ask_is_told_and_kept() {
    let question = read_project(&files(texts())).project.manifest.questions[0].id.clone();
    let view = View::of(question.clone());
    let with = |view: &View| {
        let mut texts = texts();
        texts.insert("views/mine.ron".to_owned(), view_text(view).unwrap());
        read_project(&files(texts))
    };
    assert_eq!(with(&view).defects, []);
    let other: QuestionId = "gone".parse().unwrap();
    let compared = Comparison { with: OtherSide::Question(other.clone()), look: ComparisonLook::List };
    for view in [View::of(other), View { comparison: Some(compared), ..view }] {
        let opened = with(&view);
        let expected = "views/mine.ron: warning: question: the project asks no question gone; name one that it asks";
        assert_eq!(only_defect(&opened), expected);
        assert_eq!((opened.views.len(), opened.whole), (1, Wholeness::Whole));
    }
}
