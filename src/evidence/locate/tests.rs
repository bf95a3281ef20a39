use super::*;
use proptest::prelude::*;

const TEXT: &str = "The League met on Tuesday.\n\nRuritania asked for a seat. “We are ready,” Rudolf said – again.\n\
                    Others said no. Nobody else spoke.\n\nOthers said no. The session ended.\n";

fn quote(words: &str, nth: usize) -> Quotation {
    let (start, _) = TEXT.match_indices(words).nth(nth).unwrap();
    Quotation::new(TEXT, ByteRange { start, end: start + words.len() }).unwrap()
}

fn words_of(text: &str, located: &Located) -> String {
    located.found().and_then(|bytes| bytes.of(text)).unwrap_or("nothing").to_owned()
}

#[test]
fn words_in_their_place_are_in_place() {
    let quotation = quote("Ruritania asked for a seat.", 0);
    assert_eq!(locate(TEXT, &quotation), Located::InPlace(quotation.bytes));
}

#[test]
fn a_wrong_range_in_the_same_text_is_moved_to_the_words() {
    let quotation = quote("Ruritania asked for a seat.", 0);
    let wrong = Quotation { bytes: ByteRange { start: 3, end: 9 }, ..quotation.clone() };
    assert_eq!(locate(TEXT, &wrong), Located::Moved(quotation.bytes));
}

#[test]
fn equal_words_are_told_apart_by_their_context() {
    for nth in [0, 1] {
        let quotation = quote("Others said no.", nth);
        let text = format!("A new line.\n{TEXT}");
        let start = quotation.bytes.start + "A new line.\n".len();
        let bytes = ByteRange { start, end: start + "Others said no.".len() };
        assert_eq!(locate(&text, &quotation), Located::Moved(bytes));
    }
}

#[test]
fn equal_words_in_equal_context_are_proposed_but_not_chosen() {
    let line = "Others said no, and they said it loudly, all of them together.\n";
    let text = line.repeat(3);
    let quotation =
        Quotation { text: TextHash::of(b"older"), ..Quotation::new(&text, ByteRange { start: 63, end: 78 }).unwrap() };
    match locate(&line.repeat(5), &quotation) {
        Located::Proposed(proposals) => assert_eq!(proposals.len(), 5),
        other => panic!("{other:?}"),
    }
}

#[test]
fn typography_may_change() {
    let quotation = quote("“We are ready,” Rudolf said – again.", 0);
    for changed in [
        "\"We are ready,\" Rudolf said - again.",
        "«We are\u{a0}ready,» Rudolf\nsaid — again.",
        "“We are rea\u{ad}dy,” Rudolf  said – again.",
    ] {
        let text = format!("Before. {changed} After.");
        let located = locate(&text, &quotation);
        assert!(matches!(located, Located::Folded(_)), "{located:?}");
        assert_eq!(words_of(&text, &located), changed);
    }
}

#[test]
fn the_folded_context_tells_equal_words_apart() {
    let older = "“We wait,” said one. Others said no. “We go,” said two. Others said no. The end.";
    let start = older.rfind("Others").unwrap();
    let quotation = Quotation::new(older, ByteRange { start, end: start + 15 }).unwrap();
    let newer = "\"We wait,\" said one. Others said no. \"We go,\" said two. Others said no. The end.";
    assert_eq!(locate(newer, &quotation), Located::Moved(ByteRange { start: start - 8, end: start + 7 }));
}

#[test]
fn reworded_sentences_are_proposed_and_never_found() {
    let text = TEXT.replace("asked for a seat", "asks for a seat");
    let located = locate(&text, &quote("Ruritania asked for a seat.", 0));
    match &located {
        Located::Proposed(proposals) => {
            assert_eq!(proposals.len(), 1);
            assert_eq!(proposals[0].bytes.of(&text), Some("Ruritania asks for a seat."));
            assert!((90..100).contains(&proposals[0].percent));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(located.found(), None);
    assert_eq!(locate("Something else entirely.", &quote("Ruritania asked for a seat.", 0)), Located::Lost);
}

#[test]
fn words_inside_other_words_are_not_the_words() {
    let quotation = quote("Others said no", 0);
    assert_eq!(locate("Others said nothing at all, to nobody.", &quotation), Located::Lost);
}

#[test]
fn an_empty_quotation_is_lost_and_not_everywhere() {
    let quotation = Quotation { exact: " ".to_owned(), ..quote("The", 0) };
    assert_eq!(locate(TEXT, &quotation), Located::Lost);
}

proptest! {
    #[test]
    fn new_lines_before_and_after_lose_no_sentence(
        before in "([a-z]{1,8} ){0,9}", after in "([a-z]{1,8} ){0,9}", index in 0usize..6,
    ) {
        let range = sentences(TEXT)[index];
        let quotation = Quotation::new(TEXT, range).unwrap();
        let text = format!("{before}\n{TEXT}\n{after}");
        let start = range.start + before.len() + 1;
        let bytes = ByteRange { start, end: start + range.end - range.start };
        prop_assert_eq!(locate(&text, &quotation), Located::Moved(bytes));
    }

    #[test]
    fn other_text_never_gives_a_place(text in "([b-z]{1,7}[ .,“”–\n]){0,80}", index in 0usize..6) {
        let quotation = Quotation::new(TEXT, sentences(TEXT)[index]).unwrap();
        prop_assert_eq!(locate(&text, &quotation).found(), None);
    }

    #[test]
    fn what_is_found_is_the_words_or_folds_to_them(
        text in "(Others said|no\\.|Others said no\\.|We|[“\"]|ready|[ \u{a0}\n]|\u{ad}|é){0,40}", index in 0usize..6,
    ) {
        let quotation = Quotation::new(TEXT, sentences(TEXT)[index]).unwrap();
        match locate(&text, &quotation) {
            Located::InPlace(bytes) | Located::Moved(bytes) => {
                prop_assert_eq!(bytes.of(&text), Some(quotation.exact.as_str()));
            }
            Located::Folded(bytes) => prop_assert_eq!(
                folded_words(bytes.of(&text).unwrap(), Fold::Typography),
                folded_words(&quotation.exact, Fold::Typography)
            ),
            Located::Proposed(proposals) => {
                prop_assert!(proposals.iter().all(|proposal| proposal.bytes.of(&text).is_some()));
            }
            Located::Lost => {}
        }
    }
}
