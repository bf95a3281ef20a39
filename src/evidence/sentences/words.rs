//! The words that decide whether a stop ends a sentence.
//!
//! Lists of English news. It knows nothing of positions in a text.

/// What stands before the word that a stop follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// Nothing: the word opens the line.
    LineStart,
    /// "do" in "So do I."
    LowerCaseWord,
    /// Anything else.
    Other,
}

/// What a stop after some word means, if the next word does not start with a small letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// The sentence is over.
    Ends,
    /// It is part of the word: "Mr.".
    Never,
    /// It is part of the word before a number: "No. 10".
    UnlessNumber,
    /// It is part of the word, unless a word follows that only starts sentences: "in the U.S. The …".
    BeforeStarter,
}

/// Titles and other words that a name or a number always follows.
const NEVER_LAST: &[&str] = &[
    "Mr", "Mrs", "Ms", "Mx", "Dr", "Prof", "Gen", "Lt", "Col", "Maj", "Capt", "Cpt", "Sgt", "Cpl", "Pvt", "Adm",
    "Cmdr", "Cdr", "Brig", "Sen", "Rep", "Gov", "Rev", "Hon", "Pres", "Amb", "Supt", "Insp", "St", "Ste", "Mt", "Ft",
    "Messrs", "Mme", "Mlle", "Fr", "Sr", "vs", "e.g", "i.e", "cf", "viz", "ca", "approx",
];

/// Words that belong to a number if one follows.
const BEFORE_NUMBER: &[&str] = &[
    "No", "Nos", "no", "nos", "Art", "Arts", "Fig", "Figs", "Vol", "Ch", "Sect", "Para", "pp", "p", "fig", "vol", "ch",
    "art", "para", "est",
];

/// Words that are often written with a stop, within a sentence and at its end.
const OFTEN_SHORTENED: &[&str] = &[
    "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "Mon", "Tue", "Tues", "Wed",
    "Thu", "Thur", "Thurs", "Fri", "Sat", "Sun", "Inc", "Corp", "Co", "Ltd", "Bros", "Jr", "Esq", "Ph.D", "Dept",
    "Sec", "Assn", "Ave", "Blvd", "Rd", "Calif", "Conn", "Fla", "Mass", "Va", "Pa", "Tex", "Wash", "etc", "al", "dept",
];

/// Words that start a sentence and are hardly ever part of a name after "U.S." or an initial.
const STARTERS: &[&str] = &[
    "A",
    "According",
    "Additionally",
    "After",
    "Also",
    "Although",
    "An",
    "And",
    "Any",
    "As",
    "Asked",
    "At",
    "Because",
    "Before",
    "Both",
    "But",
    "By",
    "Despite",
    "During",
    "Each",
    "Earlier",
    "Even",
    "For",
    "From",
    "Furthermore",
    "He",
    "Her",
    "Here",
    "His",
    "How",
    "However",
    "I",
    "If",
    "In",
    "Instead",
    "It",
    "Its",
    "Later",
    "Many",
    "Meanwhile",
    "More",
    "Moreover",
    "Most",
    "My",
    "Nevertheless",
    "No",
    "Not",
    "Now",
    "On",
    "Once",
    "One",
    "Or",
    "Other",
    "Our",
    "Recall",
    "Several",
    "She",
    "Since",
    "So",
    "Some",
    "Still",
    "Such",
    "That",
    "The",
    "Their",
    "Then",
    "There",
    "Therefore",
    "These",
    "They",
    "This",
    "Those",
    "Though",
    "Thus",
    "To",
    "Today",
    "Until",
    "We",
    "Were",
    "What",
    "When",
    "Where",
    "Whether",
    "Which",
    "While",
    "Who",
    "Why",
    "With",
    "Without",
    "Yesterday",
    "Yet",
    "You",
];

const ATTRIBUTION_VERBS: &[&str] = &[
    "added",
    "answered",
    "argued",
    "asked",
    "asks",
    "concluded",
    "continued",
    "declared",
    "demanded",
    "explained",
    "insisted",
    "inquired",
    "noted",
    "remarked",
    "replied",
    "said",
    "says",
    "shouted",
    "told",
    "tweeted",
    "warned",
    "wondered",
    "wrote",
];

/// What the stop after `token` means.
pub(super) fn stop_after(token: &str, before: Before) -> Stop {
    let mut letters = token.chars();
    let first = letters.next();
    let is_single = letters.next().is_none();
    match first {
        None => return Stop::Ends,
        // "1. First" or "a. First" at the start of a line.
        Some(_) if before == Before::LineStart && is_list_marker(token) => return Stop::Never,
        Some('I') if is_single && before == Before::LowerCaseWord => return Stop::Ends,
        Some(letter) if is_single && letter.is_lowercase() => return Stop::Never,
        Some(letter) if is_single && letter.is_uppercase() => return Stop::BeforeStarter,
        Some(_) => {}
    }
    let token = token.strip_suffix(['’', '\'']).unwrap_or(token);
    if NEVER_LAST.contains(&token) {
        Stop::Never
    } else if BEFORE_NUMBER.contains(&token) {
        Stop::UnlessNumber
    } else if OFTEN_SHORTENED.contains(&token) || is_dotted_letters(token) {
        Stop::BeforeStarter
    } else {
        Stop::Ends
    }
}

fn is_list_marker(token: &str) -> bool {
    token.len() <= 2 && (token.bytes().all(|byte| byte.is_ascii_digit()) || token.len() == 1)
}

/// "U.S", "a.m", "J.D": single letters between stops.
fn is_dotted_letters(token: &str) -> bool {
    token.contains('.')
        && token.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

/// Whether `word` starts a sentence rather than going on with a name.
pub(super) fn is_starter(word: &str) -> bool {
    let word = word.split(['’', '\'']).next().unwrap_or(word);
    STARTERS.binary_search(&word).is_ok()
}

/// Whether `word` tells that somebody spoke.
pub(super) fn is_attribution_verb(word: &str) -> bool {
    ATTRIBUTION_VERBS.contains(&word)
}

/// Marks that close a quotation or a bracket behind a stop.
pub(super) fn is_closer(character: char) -> bool {
    matches!(character, '"' | '\'' | '”' | '’' | '“' | '»' | '›' | ')' | ']' | '」' | '』')
}

/// Marks that open what comes next: quotation marks of any kind, brackets, dashes, bullets.
pub(super) fn is_opener(character: char) -> bool {
    matches!(
        character,
        '"' | '\''
            | '“'
            | '”'
            | '„'
            | '‟'
            | '‘'
            | '’'
            | '‚'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '('
            | '['
            | '¿'
            | '¡'
            | '–'
            | '—'
            | '-'
            | '•'
            | '*'
            | '「'
            | '『'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_starters_are_sorted_for_the_binary_search() {
        assert!(STARTERS.is_sorted());
    }
}
