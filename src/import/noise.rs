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
    let has = |parts: &[&str]| parts.iter().any(|part| folded.contains(part));
    if words <= 40 && (begins(&READ_MORE) || is(&READ_MORE_ALONE)) {
        Some("read more")
    } else if (words <= 40 && begins(&SUBSCRIPTION))
        || is(&SUBSCRIPTION_ALONE)
        || (words <= 60 && has(&SUBSCRIPTION_HAS))
    {
        Some("subscription")
    } else if is(&SHARE) || (words <= 12 && begins(&SHARE_BEGINS)) || is_following(&folded, words) {
        Some("share button")
    } else if words <= 60 && begins(&CALLS) {
        Some("call to readers")
    } else if words <= 30 && begins(&TAGS) {
        Some("tags")
    } else if words <= 80 && begins(&COOKIES) {
        Some("cookies")
    } else if is(&ADVERTISEMENT) || (words <= 50 && begins(&ADVERTISEMENT_BEGINS)) {
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

/// "Follow The Gazette on Google News and get our reports first."
fn is_following(folded: &str, words: usize) -> bool {
    const WHERE: [&str; 7] = [
        " on twitter",
        " on facebook",
        " on google news",
        " on instagram",
        " on telegram",
        " on whatsapp",
        " on linkedin",
    ];
    words <= 40 && folded.starts_with("follow ") && WHERE.iter().any(|place| folded.contains(place))
}

fn is_caption(line: &str, folded: &str) -> bool {
    const CREDITS: [&str; 8] =
        ["image:", "image credit", "images:", "picture:", "pictures:", "photo:", "photo credit", "ap photo"];
    const BEGINS: [&str; 6] = ["file photo:", "file - ", "photo: ", "image: ", "photograph: ", "photo credit"];
    if BEGINS.iter().any(|begin| folded.starts_with(begin)) {
        return line.len() < 500;
    }
    // "… in Brussels, Belgium. (REUTERS/Yves Herman/Pool)"
    let credit = line.strip_suffix(')').and_then(|line| line.rsplit_once('(')).map(|(_, credit)| credit);
    credit.is_some_and(|credit| {
        let lower = credit.trim_start().to_ascii_lowercase();
        credit.len() < 80 && CREDITS.iter().any(|begin| lower.starts_with(begin))
    }) || credit.is_some_and(|credit| {
        credit.split_once('/').is_some_and(|(agency, name)| {
            agency.len() < 24 && credit.len() < 80 && !agency.contains("http") && name.starts_with(char::is_uppercase)
        })
    })
}

const READ_MORE: [&str; 39] = [
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
    "read more on",
    "read:",
    "read |",
    "watch:",
    "watch |",
    "listen |",
    "related post",
    "related posts",
    "related article",
    "related coverage",
    "more from this author",
    "for more stories like this",
    "click here to read",
    "click here for more",
    "lesen sie auch",
    "lesen sie hier",
    "lire aussi",
    "a lire aussi",
    "lee tambien",
    "leer tambien",
    "leggi anche",
    "читаите также",
    "читаите також",
    "читати також",
    "czytaj tez",
    "czytaj takze",
    "read more from",
];
const READ_MORE_ALONE: [&str; 27] = [
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
    "recommended from editorial",
    "recommended videos",
    "more about",
    "more on this topic",
    "mehr zum thema",
    "source link",
    "read full article",
    "read full story",
    "view original",
    "continue",
];
const SUBSCRIPTION: [&str; 42] = [
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
    "register / sign in",
    "sign in or create an account",
    "create an account or sign in",
    "this content is reserved for subscribers",
    "this article is free to read",
    "unlimited online access to",
    "unlimited digital access to",
    "access articles from across",
    "enjoy additional articles per month",
    "get email updates from your",
    "share your thoughts and join the conversation",
    "support local journalism",
    "support quality journalism",
    "get the latest news from",
    "get the latest updates",
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
/// Wherever it stands in the line.
const SUBSCRIPTION_HAS: [&str; 24] = [
    "sign up for our newsletter",
    "sign up to our newsletter",
    "sign up for our daily",
    "sign up to our daily",
    "sign up for our free",
    "sign up to our free",
    "sign up for our weekly",
    "sign up for our email",
    "signing up to our",
    "subscribe to our newsletter",
    "subscribe to our free",
    "subscribe to our daily",
    "subscribe to our channel",
    "our free weekly newsletter",
    "free daily newsletter",
    "newsletter here.",
    "newsletters here.",
    "delivered straight to your inbox",
    "delivered to your inbox",
    "straight to your inbox",
    "right in your inbox",
    "in your inbox every",
    "to view on any device, share and comment",
    "to unlock more articles",
];
const CALLS: [&str; 14] = [
    "got a story",
    "got a tip",
    "have a tip",
    "do you have a story",
    "do you have a tip",
    "do you have information",
    "get in touch with our news",
    "get in touch at ",
    "we want to hear from you",
    "what do you think?",
    "let us know in the comments",
    "tell us in the comments",
    "our standards: the thomson",
    "the thomson reuters trust principles",
];
const TAGS: [&str; 6] = ["tags:", "tag:", "filed under:", "(tags for", "topics:", "related tags"];
const SHARE: [&str; 34] = [
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
    "leave a comment",
    "leave a reply",
    "post a comment",
    "print this article",
    "share it with friends",
    "comments are closed",
    "load comments",
    "show comments",
    "be the first to comment",
];
const SHARE_BEGINS: [&str; 13] = [
    "share on ",
    "share this ",
    "share via ",
    "share to ",
    "click to share",
    "follow us on",
    "follow us @",
    "listen to this article",
    "add us on google",
    "follow along with",
    "like this story?",
    "be the first to comment",
    "comments (",
];
const COOKIES: [&str; 17] = [
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
    "this site is protected by recaptcha",
    "ad block users",
    "this slideshow requires javascript",
    "please enable javascript",
    "javascript must be enabled",
];
const ADVERTISEMENT: [&str; 14] = [
    "advertisement",
    "ad",
    "sponsored",
    "sponsored content",
    "promoted content",
    "scroll to continue",
    "advertising",
    "advert",
    "anzeige",
    "werbung",
    "publicite",
    "publicidad",
    "реклама",
    "advertisement · scroll to continue",
];
const ADVERTISEMENT_BEGINS: [&str; 9] = [
    "advertisement -",
    "story continues below",
    "article continues below",
    "article continues after",
    "skip advertisement",
    "this article contains affiliate",
    "this post may contain affiliate",
    "advertisement ·",
    "we are a participant in the amazon",
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
            ("Daily news from the Gazette: sign up for our newsletters here.", "subscription"),
            ("Follow The Gazette on Google News and get our reports first", "share button"),
            ("Got a story? Write to our news team.", "call to readers"),
            ("Tags: NATO, Ukraine, Brussels", "tags"),
            ("The ministers at dinner (Image: Getty)", "caption"),
            ("ADVERTISING", "advertisement"),
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
            "Follow the money, the minister said on X and on television.",
            "Got it: the alliance wants to wait, he said.",
            "The letter was delivered to the ministers on Friday.",
            "Comments by the minister were not published.",
            "",
        ] {
            assert_eq!(leftover(line), None, "{line}");
        }
    }
}
