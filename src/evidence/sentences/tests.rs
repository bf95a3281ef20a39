//! Hard cases, each split by hand.

use super::sentences;
use proptest::prelude::*;

fn split(text: &str) -> Vec<&str> {
    sentences(text).into_iter().map(|range| range.of(text).unwrap_or("cut")).collect()
}

/// Each case is written with `|` where a sentence ends; spaces around it do not count.
fn holds(cases: &[&str]) {
    for case in cases {
        let expected: Vec<&str> = case.split('|').map(str::trim).collect();
        let text = expected.join(" ");
        assert_eq!(split(&text), expected);
    }
}

#[test]
fn titles_and_initials_do_not_end_a_sentence() {
    holds(&[
        "Mr. Rutte met Gen. Cavoli. | He left.",
        "Lt. Gov. Smith and Maj. Gen. Jones spoke.",
        "George W. Bush agreed. | J. D. Vance did not.",
        "J.D. Vance spoke. | So did Robert F. Kennedy Jr. in March.",
        "St. Petersburg is not Mt. Rainier.",
        "Sen. Lindsey O. Graham said so.",
        "It was Roe v. Wade again.",
        "So do I. | Rutte does not.",
        "They took Vitamin C. | It helped.",
    ]);
}

#[test]
fn countries_and_hours_with_stops_end_one_only_before_a_starter() {
    holds(&[
        "U.S. Secretary of State Antony Blinken came. | The U.S. is large.",
        "They flew to the U.S. | The talks failed.",
        "The U.S.-led alliance met at 5 p.m. Kyiv time.",
        "The vote was at 5 p.m. | It failed.",
        "For the administration of U.S. President Joe Biden, it is not a priority.",
        "Aid came from the U.S., Germany and the U.K. on Monday.",
        "He holds a Ph.D. in law, e.g. Roman law, i.e. the old one.",
        "The U.N. and the E.U. agreed.",
    ]);
}

#[test]
fn numbers_keep_their_stops() {
    holds(&[
        "The package is worth $725 million. | It was announced at 3.30 p.m. on Monday.",
        "Growth was 2.5 percent in 2023. | Inflation fell.",
        "No. 10 Downing Street said no. | No. | Nothing else.",
        "On Dec. 3, and again on Nov. 29, they met. | They met in Dec. | They parted.",
        "See Art. 5, pp. 12-14, of the treaty.",
        "1. Ukraine joins the alliance.",
        "It fell to -0.06 (-0.16%) in 2024. | 32 members agreed.",
    ]);
}

#[test]
fn companies_and_lists_end_where_a_sentence_starts() {
    holds(&[
        "Lockheed Martin Corp. and Raytheon Co. sell arms. | So does BAE Systems Ltd. | The price rose.",
        "They sent tanks, guns, etc. | The enemy did too.",
        "Smith et al. argue that it is Dr. Strange vs. Dr. Who.",
    ]);
}

#[test]
fn a_quotation_mark_belongs_to_the_sentence_it_closes() {
    holds(&[
        "“The invitation should not be seen as an escalation,” Sybiha wrote.",
        "She replied: \"The sooner the better.\" | Then she left.",
        "“It is not yet there.” | “We wait.”",
        "\"At this point, I cannot say more. | We need to focus on helping Ukraine win,\" he concluded.",
        "«Ce n’est pas fini. » | Il partit.",
        "He called it “a necessary step”. | Others did not.",
        "He called it ‘a necessary step.’ | Others did not.",
        "\"The sooner the better.\" he said, wrongly.",
    ]);
}

#[test]
fn questions_and_shouts_go_on_with_who_spoke() {
    holds(&[
        "“Why now?” he asked. | “Because!”",
        "“Why now?” Foreign Minister Sybiha asked. | Nobody knew.",
        "What now? | Nobody knows! | It is over.",
        "Really?! | Yes.",
    ]);
}

#[test]
fn an_ellipsis_ends_a_sentence_before_a_new_one_only() {
    holds(&[
        "I am going to call him in the near future… and raise the issue.",
        "“I don’t think that there is … agreement on that.”",
        "We shall see... | The talks go on.",
        "We . . . shall see.",
        "They wait … | Nobody comes.",
    ]);
}

#[test]
fn what_stands_in_brackets_is_not_torn_apart() {
    holds(&[
        "Blinken came (see p. 3. It is good) and left. | The end.",
        "He left. | (She stayed.) | They met.",
        "Signing it (REUTERS/Yves Herman/Pool) took long.",
    ]);
}

#[test]
fn a_line_break_ends_a_sentence_and_a_headline_needs_no_stop() {
    let text = "Ukraine asks NATO for membership invite\r\n\r\nReuters Published 29 Nov, 2024 11:48pm\n\n  It was cold\u{2028}End";
    assert_eq!(
        split(text),
        ["Ukraine asks NATO for membership invite", "Reuters Published 29 Nov, 2024 11:48pm", "It was cold", "End"]
    );
}

#[test]
fn addresses_and_missing_spaces() {
    holds(&["See www.nato.int for more. | It is long.", "BRUSSELS (Reuters) - Ukraine declared it would not settle."]);
    assert_eq!(split("It is the alliance.The U.S. agreed."), ["It is the alliance.", "The U.S. agreed."]);
    assert_eq!(split("他来了。他走了。"), ["他来了。", "他走了。"]);
    assert_eq!(split(""), [""; 0]);
    assert_eq!(split(" \n\t"), [""; 0]);
}

#[test]
fn other_alphabets_have_capitals_too() {
    holds(&["Київ чекає. | Москва проти.", "Ο Πούτιν είπε όχι. | Τέλος."]);
}

/// Each would take minutes if the time grew with the square of the length.
#[test]
fn hostile_lines_are_split_too() {
    for piece in [
        "a.",
        "(.)",
        "(. ",
        ". ",
        ".\" (",
        "A. “",
        "?” Rutte ",
        "....",
        ". .",
        "(a. b) ",
        "\n",
        "a\n",
        "The\n",
        "The \"A.\" \n",
        "…“",
        "… A",
        "A. ",
        "  ",
        ".\u{a0}",
        "a.1 B",
        ".[1]",
        "Q  ",
        "- a\n",
        "1. ",
        "«",
        "U.S. A ",
        "MR. A: ",
    ] {
        let text = piece.repeat(30_000);
        let held: usize = sentences(&text).into_iter().map(|range| range.end - range.start).sum();
        assert!(held > 0 || piece.trim().is_empty(), "{piece}");
        let marks = format!("{}{}", "“".repeat(60_000), piece.repeat(30_000));
        assert!(!sentences(&marks).is_empty());
    }
}

proptest! {
    #[test]
    fn sentences_come_in_order_and_hold_every_character_but_spaces(
        text in "([a-zA-Zé]{1,6}|[.?!…]|[“”\"'(\\[)\\]]|[ \n\r\u{a0}\u{2028}]|U\\.S\\.|Mr\\.|\\. \\. \\.|\\[1\\]|[¹«»*•-]|Q  |MR\\. K: |1\\. |\r\n|\\PC){0,60}",
    ) {
        let ranges = sentences(&text);
        let mut end = 0;
        for range in &ranges {
            prop_assert!(range.start >= end && range.start < range.end);
            prop_assert!(text.get(end..range.start).is_some_and(|gap| gap.trim().is_empty()));
            prop_assert!(range.of(&text).is_some_and(|words| words.trim() == words));
            end = range.end;
        }
        prop_assert!(text.get(end..).is_some_and(|rest| rest.trim().is_empty()));
    }
}

#[test]
fn the_five_articles_are_split_as_a_reader_splits_them() {
    let project = crate::fixtures::built_in();
    let texts = project.sources.iter().map(|(id, source)| {
        let lines: Vec<String> = split(&source.text).into_iter().map(|sentence| format!("| {sentence}")).collect();
        format!("{id}: {} sentences\n{}\n", lines.len(), lines.join("\n"))
    });
    insta::assert_snapshot!(texts.collect::<Vec<_>>().join("\n"));
}
