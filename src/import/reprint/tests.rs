//! Copies as wires print them, and texts that only quote each other.

use super::*;

const FIRST: &str = "The alliance did not invite Ukraine on Tuesday. Hungary said that it would never agree to that. \
    Poland asked for a decision before the summer. Germany wants to wait for the new government.";

/// As another outlet edits it: spelling, one word put in, one sentence cut.
const EDITED: &str = "BRUSSELS (Wire) - The defence alliance did not invite Ukraine on Tuesday.\n\nHungary said, again, that it \
    would never agree to that. Germany wants to wait for the new US government. Our own correspondent adds a word.";

fn id(name: &str) -> SourceId {
    name.parse().unwrap_or_else(|_| unreachable!("it is an id"))
}

#[test]
fn a_wire_copy_is_a_reprint_of_the_earlier_one() {
    let copy = "ALLIES DECIDE NOTHING, AGAIN AND AGAIN\n\nThe alliance did not invite Ukraine on Tuesday. “Hungary\u{a0}said that it would never agree to \
        that.” Poland asked for a decision before the summer. Our own correspondent adds a word.";
    let other = "Sweden became a member of the alliance in March. Its neighbours were pleased about it.";
    let day = |day| Day::from_ymd(2024, 12, day);
    assert_eq!(
        reprints(&[(copy, day(4)), (other, None), (FIRST, day(3))]),
        [Some(Reprint { of: 2, shared: 3, sentences: 5 }), None, None]
    );
    assert_eq!(reprints(&[(FIRST, None), (FIRST, None)]), [None, Some(Reprint { of: 0, shared: 4, sentences: 4 })]);
}

#[test]
fn a_sentence_that_an_editor_touched_is_still_the_same() {
    assert_eq!(reprints(&[(FIRST, None), (EDITED, None)]), [None, Some(Reprint { of: 0, shared: 3, sentences: 4 })]);
    let pairs = repeated_sentences(EDITED, FIRST);
    let words: Vec<_> = pairs.iter().map(|pair| (pair.sentence.of(EDITED), pair.of.of(FIRST))).collect();
    assert_eq!(
        words.last(),
        Some(&(
            Some("Germany wants to wait for the new US government."),
            Some("Germany wants to wait for the new government.")
        ))
    );
    assert_eq!(words.len(), 3);
}

#[test]
fn a_draft_is_compared_with_the_articles_of_a_project() {
    let existing = [(id("other"), "Sweden became a member of the alliance in March."), (id("first"), FIRST)];
    assert_eq!(
        reprints_of(&["Nothing of it is in any other article at all.", EDITED], existing),
        [None, Some(KnownReprint { of: id("first"), shared: 3, sentences: 4 })]
    );
    assert_eq!(reprints_of(&[FIRST], []), [None]);
}

#[test]
fn a_shared_quotation_makes_no_reprint() {
    let other = "Hungary said that it would never agree to that. Slovakia had said the same a week before. Spain was silent on \
        the whole matter. Italy was silent on the whole matter as well.";
    assert_eq!(
        reprints(&[(FIRST, None), (other, None), ("", None), ("He said no.", None), ("He said no.", None)]),
        [None; 5]
    );
}

#[test]
fn sentences_on_the_same_matter_are_not_the_same() {
    let one = "Hungary said on Tuesday that it would not agree to an invitation while the war goes on. ";
    let other = "Poland said on Tuesday that it would agree to an invitation as soon as the war is over. ";
    assert!(repeated_sentences(one, other).is_empty());
}
