//! Lines that a page prints between the words of an article: "READ MORE", subscriptions, buttons, cookies.
//!
//! It judges whole lines by how they begin and how long they are. The thing easily got wrong: an article may speak of
//! readers who subscribe; only a line that can hardly be anything else is named.

use crate::evidence::folding::{Fold, folded_words};

/// What `line` is if it is not of the article: "read more", "subscription".
pub(super) fn leftover(line: &str) -> Option<&'static str> {
    // No such line is long, and folding all of an article would cost more than everything else here.
    const LONGEST_BYTES: usize = 600;
    let line = line.trim();
    if line.is_empty() || line.len() > LONGEST_BYTES {
        return None;
    }
    let folded = folded_words(line, Fold::Search);
    let line_is_quoted = line.starts_with(['"', '“', '„', '«', '‘', '\'']);
    if line_is_quoted {
        return None;
    }
    let words = folded.split_whitespace().count();
    let begins = |starts: &[&str]| starts.iter().any(|start| folded.starts_with(start));
    let is = |lines: &[&str]| lines.contains(&folded.trim_end_matches([':', '.', '!', '>', '›', ' ', '→', '…']));
    if words <= 40 && (begins(&READ_MORE) || is(&READ_MORE_ALONE)) {
        Some("read more")
    } else if (words <= 40 && begins(&SUBSCRIPTION)) || is(&SUBSCRIPTION_ALONE) {
        Some("subscription")
    } else if is(&SHARE) || (words <= 12 && begins(&SHARE_BEGINS)) {
        Some("share button")
    } else if words <= 80 && begins(&COOKIES) {
        Some("cookies")
    } else if is(&ADVERTISEMENT) || (words <= 8 && begins(&ADVERTISEMENT_BEGINS)) {
        Some("advertisement")
    } else if words <= 25 && (line.starts_with('©') || begins(&["copyright ©", "copyright (c)", "all rights reserved"]))
    {
        Some("copyright")
    } else if words <= 16 && line.contains(['▼', '▲']) && line.contains(|letter: char| letter.is_ascii_digit()) {
        Some("share price")
    } else if is_caption(line, &folded) {
        Some("caption")
    } else {
        None
    }
}

fn is_caption(line: &str, folded: &str) -> bool {
    const BEGINS: [&str; 6] = ["file photo:", "file - ", "photo: ", "image: ", "photograph: ", "photo credit"];
    if BEGINS.iter().any(|begin| folded.starts_with(begin)) {
        return line.len() < 500;
    }
    // "… in Brussels, Belgium. (REUTERS/Yves Herman/Pool)"
    let credit = line.strip_suffix(')').and_then(|line| line.rsplit_once('(')).map(|(_, credit)| credit);
    credit.is_some_and(|credit| {
        credit.split_once('/').is_some_and(|(agency, name)| {
            agency.len() < 24 && credit.len() < 80 && !agency.contains("http") && name.starts_with(char::is_uppercase)
        })
    })
}

const READ_MORE: [&str; 12] = [
    "read more:",
    "read more about",
    "read also:",
    "also read:",
    "read next:",
    "see also:",
    "related:",
    "related stories",
    "related articles",
    "more on this story",
    "more on this topic",
    "recommended stories",
];
const READ_MORE_ALONE: [&str; 17] = [
    "read more",
    "read also",
    "also read",
    "see also",
    "related",
    "related topics",
    "more on this",
    "recommended",
    "read next",
    "more from this section",
    "you may also like",
    "most read",
    "trending",
    "keep reading",
    "continue reading",
    "up next",
    "editors' picks",
];
const SUBSCRIPTION: [&str; 27] = [
    "subscribe now",
    "subscribe to",
    "subscribe for",
    "sign up for",
    "sign up to",
    "sign up here",
    "start free account",
    "start your free",
    "already a subscriber",
    "already have an account",
    "current print subscriber",
    "activate your",
    "get access to",
    "get unlimited access",
    "log in to continue",
    "log in to read",
    "sign in to continue",
    "sign in to read",
    "register to continue",
    "register for free",
    "choose a package",
    "create a free account",
    "unlock this article",
    "this article is for subscribers",
    "support independent journalism",
    "support our journalism",
    "get our newsletter",
];
const SUBSCRIPTION_ALONE: [&str; 9] = [
    "subscribe",
    "sign up",
    "sign in",
    "log in",
    "register",
    "newsletter",
    "newsletters",
    "donate",
    "become a subscriber",
];
const SHARE: [&str; 25] = [
    "share",
    "tweet",
    "email",
    "e-mail",
    "print",
    "copy link",
    "link copied",
    "facebook",
    "twitter",
    "x",
    "whatsapp",
    "linkedin",
    "telegram",
    "reddit",
    "pinterest",
    "save",
    "save article",
    "comments",
    "comment",
    "share this",
    "listen",
    "bookmark",
    "follow us",
    "gift this article",
    "view comments",
];
const SHARE_BEGINS: [&str; 9] = [
    "share on ",
    "share this ",
    "share via ",
    "share to ",
    "click to share",
    "follow us on",
    "follow us @",
    "listen to this article",
    "add us on google",
];
const COOKIES: [&str; 12] = [
    "we use cookies",
    "this site uses cookies",
    "this website uses cookies",
    "our site uses cookies",
    "our website uses cookies",
    "by continuing to use this",
    "by using this site, you",
    "accept all cookies",
    "accept cookies",
    "cookie settings",
    "manage cookies",
    "we and our partners",
];
const ADVERTISEMENT: [&str; 6] =
    ["advertisement", "ad", "sponsored", "sponsored content", "promoted content", "scroll to continue"];
const ADVERTISEMENT_BEGINS: [&str; 5] = [
    "advertisement -",
    "story continues below",
    "article continues below",
    "article continues after",
    "skip advertisement",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_page_are_named() {
        for (line, what) in [
            ("READ MORE: Ukraine ‘would like to make a deal’ with Russia – Trump", "read more"),
            ("Subscribe Now Choose a package that suits your preferences.", "subscription"),
            ("Start Free Account Get access to 7 premium stories every month for FREE!", "subscription"),
            (
                "Already a Subscriber? Current print subscriber? Activate your complimentary Digital account.",
                "subscription",
            ),
            ("Share on Facebook", "share button"),
            ("We use cookies to improve your experience.", "cookies"),
            ("Advertisement", "advertisement"),
            ("© 2024 The Paper", "copyright"),
            (" date 2024-11-29 AGL 38.10 Decreased By ▼ -0.06 (-0.16%)", "share price"),
            ("Blinken and Sybiha pose in Brussels, Belgium. (REUTERS/Yves Herman/Pool)", "caption"),
        ] {
            assert_eq!(leftover(line), Some(what), "{line}");
        }
    }

    #[test]
    fn sentences_of_articles_are_not() {
        for line in [
            "Related to this, Hungary said no.",
            "Share prices fell after the summit.",
            "Register of members was kept by the alliance.",
            "“Sign up for the alliance,” he said.",
            "Become a member of NATO first, he said.",
            "The minister signed the letter (and/or the annex).",
            "Comments by the minister were not published.",
            "",
        ] {
            assert_eq!(leftover(line), None, "{line}");
        }
    }
}
