//! The words that decide whether a stop ends a sentence.
//!
//! Lists of English news. It knows nothing of positions in a text. The thing easily got wrong: the lists are searched
//! by halving and have to stay sorted; a test holds them to it.

use std::collections::BTreeSet;
use std::sync::{LazyLock, OnceLock};

/// What a word is, if a stop follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Any other word: the stop is a full stop.
    Word,
    /// Something always follows: "Mr.", "vs.".
    Title,
    /// It goes with a number, if one follows: "No. 10".
    BeforeNumber,
    /// A company, a street, a state of the United States, "et al.": within a sentence and at its end.
    Short,
    /// A month or a weekday.
    Month,
    /// "a.m", "p.m".
    Hour,
    /// A country, an organisation, a city: "U.S".
    Place,
    /// One letter: an initial, or the end of "Vitamin C".
    Letter,
    /// Other single letters between stops, and what else is a part of a name or ends it: "J.D", "Jr".
    Dotted,
}

/// Titles and other words that something always follows.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "Abp", "Adm", "Amb", "Approx", "Assoc", "Asst", "Atty", "Bp", "Brig", "Brig.Gen", "Capt", "Cdr", "Cf", "Cmdr",
    "Col", "Cols", "Comdr", "Cpl", "Cpt", "Dep", "Det", "Dipl", "Dr", "Drs", "Fr", "Fra", "Ft", "Gen", "Gens", "Gov",
    "Govs", "Hon", "Hr", "Incl", "Ing", "Insp", "Lt", "Lt.Col", "Lt.Gen", "Lts", "Maj", "Maj.Gen", "Messrs", "Mgr",
    "Mlle", "Mme", "Mmes", "Mr", "Mrs", "Ms", "Msgr", "Mt", "Mx", "Pfc", "Pres", "Prof", "Profs", "Pt", "Pvt", "Rep",
    "Reps", "Ret", "Rev", "Rt", "Sen", "Sens", "Sgt", "Sgt.Maj", "Spc", "Sra", "Srta", "Ste", "Sts", "Supt", "Treas",
    "Vice-Adm", "Viz", "Vs", "a.k.a", "approx", "cf", "e.g", "eg", "excl", "i.e", "ie", "incl", "iur", "jur", "med",
    "phil", "rer", "ret", "v", "viz", "vs",
];

/// Words that belong to a number if one follows.
#[rustfmt::skip]
const BEFORE_NUMBER: &[&str] = &[
    "Art", "Arts", "Ch", "Cl", "Fig", "Figs", "No", "Nos", "Nr", "Op", "Para", "Paras", "Reg", "Res", "Sect", "Tel",
    "Vol", "Vols", "art", "arts", "ca", "ch", "est", "ext", "fig", "figs", "ft", "lb", "lbs", "max", "min", "no",
    "nos", "nr", "oz", "para", "paras", "pp", "sq", "tel", "vol", "vols",
];

/// Companies, streets, states and others that are shortened within a sentence and at its end.
#[rustfmt::skip]
const SHORTENED: &[&str] = &[
    "Ala", "Alta", "Ariz", "Ark", "Assn", "Ave", "B.Sc", "Bldg", "Blvd", "Bros", "Calif", "Cie", "Co", "Colo", "Conn",
    "Corp", "Cos", "Del", "Dept", "Div", "Ed", "Eds", "Fla", "Ga", "Gmbh", "Govt", "Hwy", "Ill", "Inc", "Ind", "Intl",
    "Kan", "Ky", "LL.B", "LL.M", "La", "Ltd", "M.Sc", "Mass", "Md", "Mfg", "Mich", "Minn", "Miss", "Mo", "Mont",
    "Natl", "Neb", "Nev", "Okla", "Ont", "Ore", "Pa", "Ph.D", "Ph.Ds", "Pl", "Plc", "Pte", "Pty", "Que", "Rd",
    "S.p.A", "Sec", "Sq", "Tenn", "Tex", "Univ", "Va", "Vt", "Wash", "Wis", "Wyo", "al", "bn", "dept", "ed", "eds",
    "govt", "mn", "plc",
];

/// Short forms that are a part of a name, or end it.
#[rustfmt::skip]
const NAME_PARTS: &[&str] = &[
    "Esq", "Jr", "Sr", "St",
];

/// Months and weekdays.
#[rustfmt::skip]
const SHORT_DAYS: &[&str] = &[
    "Apr", "Aug", "Dec", "Feb", "Fri", "Jan", "Jul", "Jun", "Mar", "Mon", "Nov", "Oct", "Sat", "Sep", "Sept", "Sun",
    "Thu", "Thur", "Thurs", "Tue", "Tues", "Wed", "Weds",
];

/// Before and after noon.
#[rustfmt::skip]
const HOURS: &[&str] = &[
    "A.M", "P.M", "a.m", "p.m",
];

/// Countries, organisations and cities of single letters.
#[rustfmt::skip]
const PLACES: &[&str] = &[
    "B.C", "D.C", "D.P.R.K", "D.R.C", "E.U", "L.A", "N.C", "N.D", "N.H", "N.J", "N.M", "N.Y", "P.E.I", "P.R.C", "R.I",
    "R.O.K", "R.S.F", "S.C", "S.D", "U.A.E", "U.K", "U.N", "U.S", "U.S.A", "U.S.S.R", "W.Va",
];

/// Words that start a sentence and are hardly ever part of a name after "U.S." or an initial.
#[rustfmt::skip]
const STARTERS: &[&str] = &[
    "A", "About", "Above", "According", "Additionally", "After", "Afterwards", "Again", "All", "Almost", "Also",
    "Although", "Among", "An", "And", "Another", "Any", "Anyone", "Are", "Around", "As", "Asked", "At", "Because",
    "Before", "Besides", "Between", "Both", "But", "By", "Can", "Critics", "Despite", "Did", "Do", "Does", "During",
    "Each", "Earlier", "Either", "Elsewhere", "Even", "Eventually", "Every", "Everybody", "Everyone", "Everything",
    "Few", "Finally", "Following", "For", "Former", "From", "Further", "Furthermore", "Had", "Has", "Have", "He",
    "Hence", "Her", "Here", "His", "How", "However", "I", "If", "In", "Indeed", "Inside", "Instead", "Is", "It",
    "Its", "Just", "Last", "Later", "Let", "Look", "Many", "Maybe", "Meanwhile", "More", "Moreover", "Most", "Much",
    "My", "Neither", "Never", "Nevertheless", "No", "Nobody", "None", "Nonetheless", "Nor", "Not", "Nothing", "Now",
    "OK", "Of", "Often", "Oh", "Okay", "On", "Once", "One", "Only", "Or", "Other", "Others", "Otherwise", "Our",
    "Perhaps", "Please", "Previously", "Rather", "Recall", "Recently", "Separately", "Several", "She", "Shortly",
    "Should", "Similarly", "Since", "So", "Some", "Somebody", "Someone", "Something", "Soon", "Sorry", "Still",
    "Subsequently", "Such", "Thank", "Thanks", "That", "The", "Their", "Them", "Then", "There", "Thereafter",
    "Therefore", "These", "They", "This", "Those", "Though", "Three", "Through", "Throughout", "Thus", "To", "Today",
    "Together", "Too", "Two", "Unfortunately", "Unless", "Unlike", "Until", "Us", "Was", "We", "Well", "Were", "What",
    "Whatever", "When", "Whenever", "Where", "Whereas", "Whether", "Which", "While", "Who", "Whoever", "Whose", "Why",
    "With", "Within", "Without", "Would", "Yeah", "Yes", "Yesterday", "Yet", "You", "Your",
];

/// What often follows a subject: a capitalised word before one of these is no part of a name before it.
#[rustfmt::skip]
const VERBS: &[&str] = &[
    "added", "agreed", "allowed", "also", "announced", "appeared", "approved", "are", "argued", "asked", "asks",
    "became", "began", "believed", "believes", "called", "calls", "came", "can", "cannot", "continued", "continues",
    "could", "decided", "declared", "declined", "demanded", "denied", "described", "did", "didn't", "didn’t", "do",
    "does", "doesn't", "doesn’t", "estimated", "expected", "expects", "explained", "faces", "fell", "first", "gained",
    "gave", "had", "has", "have", "hopes", "insisted", "insists", "is", "isn't", "isn’t", "kept", "knows", "later",
    "launched", "lost", "made", "may", "might", "must", "needs", "never", "noted", "now", "offered", "opposed",
    "opposes", "ordered", "plans", "pledged", "promised", "proposed", "received", "refused", "refuses", "rejected",
    "rejects", "remained", "remains", "replied", "reported", "rose", "said", "saw", "says", "seeks", "sees", "sent",
    "should", "signed", "sought", "still", "stopped", "suggested", "supports", "takes", "then", "thinks",
    "threatened", "told", "took", "tried", "urged", "urges", "voted", "wanted", "wants", "warned", "warns", "was",
    "wasn't", "wasn’t", "welcomed", "went", "were", "will", "won", "won't", "won’t", "would", "wrote",
];

/// How somebody spoke.
#[rustfmt::skip]
const SAYING: &[&str] = &[
    "added", "agreed", "announced", "answered", "argued", "asked", "asks", "began", "boasted", "cautioned", "claimed",
    "commented", "conceded", "concluded", "continued", "countered", "cried", "declared", "demanded", "explained",
    "inquired", "insisted", "interjected", "joked", "mused", "noted", "observed", "pleaded", "pointed", "quipped",
    "recalled", "remarked", "repeated", "replied", "responded", "retorted", "said", "says", "shouted", "stated",
    "stressed", "suggested", "tells", "told", "tweeted", "urged", "vowed", "warned", "wondered", "wrote",
];

/// Capitalised words that go on with "U.S." or "Inc." even before a verb: "U.S. Senate voted".
#[rustfmt::skip]
const OFFICES: &[&str] = &[
    "Administration", "Africa", "Agencies", "Agency", "Air", "Allies", "Ambassador", "Army", "Attorney", "Bank",
    "Bureau", "CEO", "CFO", "Cabinet", "Capitol", "Central", "Chair", "Chairman", "Chairwoman", "Chamber", "Charge",
    "Charter", "Chief", "Chiefs", "Citizens", "Coast", "Commander", "Commerce", "Commission", "Commissioner",
    "Congress", "Congressman", "Constitution", "Consul", "Consulate", "Council", "Court", "Customs", "Defence",
    "Defense", "Democratic", "Democrats", "Department", "Deputy", "Diplomats", "Director", "District", "Dollar",
    "Embassy", "Energy", "Envoy", "Executive", "Fed", "Federal", "Fleet", "Force", "Forces", "Foreign", "General",
    "Geological", "Government", "Group", "Health", "High", "Holdings", "House", "Human", "Intelligence",
    "International", "Investigators", "Judge", "Justice", "Lawmakers", "Marine", "Marines", "Military", "Minister",
    "Mission", "National", "Naval", "Navy", "Negotiator", "Negotiators", "Official", "Officials", "Open",
    "Peacekeepers", "President", "Presidents", "Prosecutors", "Rapporteur", "Representative", "Representatives",
    "Republican", "Republicans", "Resolution", "Sanctions", "Secretaries", "Secretary", "Secretary-General",
    "Security", "Senate", "Senator", "Senators", "Senior", "Soldiers", "Space", "Special", "Spokesman",
    "Spokesperson", "Spokeswoman", "State", "States", "Steel", "Stocks", "Supreme", "Trade", "Transportation",
    "Treasury", "Troops", "Under", "Vice",
];

/// What a single letter ends: "Plan B".
#[rustfmt::skip]
const SERIES: &[&str] = &[
    "Annex", "Appendix", "Area", "Article", "Block", "Building", "Camp", "Category", "Chapter", "Class", "Clause",
    "Exhibit", "Figure", "Gate", "Grade", "Group", "Hall", "Hepatitis", "Item", "Level", "Line", "Model", "Option",
    "Part", "Phase", "Plan", "Point", "Scenario", "Schedule", "Section", "Step", "Table", "Team", "Terminal", "Tier",
    "Title", "Type", "Version", "Vitamin", "Vitamins", "War", "Zone", "category", "class", "group", "hepatitis",
    "option", "plan", "point", "scenario", "section", "type", "vitamin",
];

/// What follows an hour: "5 p.m. Kyiv time".
#[rustfmt::skip]
const ZONES: &[&str] = &[
    "BST", "CDT", "CEST", "CET", "CST", "Central", "EDT", "EEST", "EET", "EST", "ET", "Eastern", "GMT", "Greenwich",
    "IST", "JST", "MDT", "MSK", "MST", "Mountain", "PDT", "PST", "PT", "Pacific", "UTC",
    "Z", "local",
];

/// Months and weekdays, whole and short.
#[rustfmt::skip]
const DAYS: &[&str] = &[
    "Apr", "April", "Aug", "August", "Dec", "December", "Feb", "February", "Fri", "Friday", "Jan", "January", "Jul",
    "July", "Jun", "June", "Mar", "March", "May", "Mon", "Monday", "Nov", "November", "Oct", "October", "Sat",
    "Saturday", "Sep", "Sept", "September", "Sun", "Sunday", "Thu", "Thur", "Thurs", "Thursday", "Tue", "Tues",
    "Tuesday", "Wed", "Wednesday", "Weds",
];

/// Capitalised words that a name goes on after, at the end of a wrapped line.
#[rustfmt::skip]
const JOINERS: &[&str] = &[
    "Admiral", "Ambassador", "Black", "Captain", "Central", "Chancellor", "Chief", "Colonel", "Commander", "Defence",
    "Defense", "Democratic", "Deputy", "Dr", "East", "Eastern", "European", "Foreign", "Former", "General", "Great",
    "Joint", "King", "Lady", "Los", "Major", "Middle", "Minister", "Mr", "Mrs", "Ms", "National", "New", "North",
    "Northern", "Pope", "President", "Prime", "Prince", "Princess", "Queen", "Red", "Representative", "Republican",
    "Saint", "San", "Secretary", "Secretary-General", "Security", "Senator", "Sir", "South", "Southern",
    "Spokesman", "Spokesperson", "Spokeswoman", "State", "Supreme", "United", "Vice", "West", "Western", "White",
];

/// Words that never end a sentence or a headline.
#[rustfmt::skip]
const FUNCTION_WORDS: &[&str] = &[
    "A", "An", "And", "But", "By", "For", "From", "If", "In", "It", "Of", "On", "Or", "That", "The", "This", "To",
    "With", "a", "about", "after", "against", "also", "although", "among", "an", "and", "any", "are", "as", "at",
    "be", "because", "been", "before", "between", "both", "but", "by", "can", "could", "did", "do", "does", "during",
    "each", "for", "from", "had", "has", "have", "he", "her", "his", "if", "in", "including", "into", "is", "it",
    "its", "many", "may", "might", "more", "most", "must", "nor", "not", "of", "off", "on", "only", "or", "our",
    "over", "said", "says", "she", "should", "since", "so", "some", "such", "than", "that", "the", "their", "them",
    "then", "these", "they", "this", "those", "through", "to", "toward", "towards", "under", "until", "upon", "very",
    "was", "we", "were", "what", "when", "where", "whether", "which", "while", "who", "whose", "will", "with",
    "within", "without", "would", "you", "your",
];

/// Where nobody cared for capitals, these start sentences.
#[rustfmt::skip]
const SMALL_STARTERS: &[&str] = &[
    "and", "but", "he", "i", "i'm", "it", "it's", "it’s", "i’m", "she", "so", "that", "that's", "that’s", "the",
    "there", "there's", "there’s", "they", "this", "we", "we're", "we’re", "what", "when", "you",
];

/// Small words that names start with: "von der Leyen".
#[rustfmt::skip]
const PARTICLES: &[&str] = &[
    "af", "al", "at", "ben", "bin", "d", "da", "dal", "de", "del", "della", "den", "der", "des", "di", "dos", "du",
    "el", "ibn", "la", "le", "ten", "ter", "van", "von", "zu",
];

/// Ends of addresses, capitalised.
#[rustfmt::skip]
const DOMAINS: &[&str] = &[
    "Br", "Ca", "Ch", "Cn", "Co", "Com", "De", "Edu", "Eu", "Fr", "Gov", "Info", "Int", "Io", "Js", "Kz", "Me", "Mil",
    "Net", "Nl", "No", "Org", "Pl", "Ru", "Tv", "Ua", "Uk", "Us",
];

/// What `token`, which a stop follows, is. Words all in capitals ("MR. KIRBY") count as capitalised.
pub(super) fn class_of(token: &str) -> Class {
    if let Some(class) = listed(token) {
        return class;
    }
    let mut letters = token.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if letter.is_alphabetic() => return Class::Letter,
        _ => {}
    }
    if is_dotted_letters(token) {
        return Class::Dotted;
    }
    let mut small = [0_u8; 6];
    let Some(room) = small.get_mut(..token.len()) else { return Class::Word };
    if token.len() < 2 || !token.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Class::Word;
    }
    room.copy_from_slice(token.as_bytes());
    room.iter_mut().skip(1).for_each(u8::make_ascii_lowercase);
    std::str::from_utf8(room).ok().and_then(listed).unwrap_or(Class::Word)
}

/// All short forms with their class, by the number that their bytes make: compared much faster than words are.
static LISTED: LazyLock<Vec<(u128, Class)>> = LazyLock::new(|| {
    let lists = [
        (TITLES, Class::Title),
        (SHORTENED, Class::Short),
        (NAME_PARTS, Class::Dotted),
        (SHORT_DAYS, Class::Month),
        (PLACES, Class::Place),
        (BEFORE_NUMBER, Class::BeforeNumber),
        (HOURS, Class::Hour),
    ];
    let all = lists.into_iter().flat_map(|(list, class)| list.iter().map(move |word| (number_of(word), class)));
    let mut all: Vec<(u128, Class)> = all.collect();
    all.sort_unstable_by_key(|(number, _)| *number);
    all
});

fn listed(token: &str) -> Option<Class> {
    const LONGEST: usize = 9;
    if token.len() > LONGEST {
        return None;
    }
    let number = number_of(token);
    let index = LISTED.binary_search_by_key(&number, |(number, _)| *number).ok()?;
    LISTED.get(index).map(|(_, class)| *class)
}

/// Up to 16 bytes as one number.
fn number_of(word: &str) -> u128 {
    word.bytes().fold(0, |number, byte| number << 8 | u128::from(byte))
}

/// "U.S", "a.m", "J.D": single letters between stops.
fn is_dotted_letters(token: &str) -> bool {
    token.contains('.')
        && token.split('.').all(|part| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
        })
}

/// `word` up to its first apostrophe: "It’s" starts a sentence like "It".
fn stem(word: &str) -> &str {
    word.split(['’', '\'']).next().unwrap_or(word)
}

fn is_in(list: &[&str], word: &str) -> bool {
    list.binary_search(&word).is_ok()
}

/// Whether `word` starts a sentence rather than going on with a name.
pub(super) fn is_starter(word: &str) -> bool {
    is_in(STARTERS, stem(word))
}

/// Whether `word` may follow a subject.
pub(super) fn is_verb(word: &str) -> bool {
    is_in(VERBS, word)
}

/// Whether `word` tells that somebody spoke.
pub(super) fn is_saying(word: &str) -> bool {
    is_in(SAYING, word)
}

/// Whether `word` goes on with a country or company before it.
pub(super) fn is_office(word: &str) -> bool {
    is_in(OFFICES, stem(word))
}

/// Whether a single letter after `word` names one of several.
pub(super) fn is_series(word: &str) -> bool {
    is_in(SERIES, word)
}

/// Whether `word` says whose clock is meant.
pub(super) fn is_zone(word: &str) -> bool {
    static CITIES: OnceLock<Vec<&str>> = OnceLock::new();
    let cities = CITIES.get_or_init(|| include_str!("../../../templates/clock_cities.txt").lines().collect());
    is_in(ZONES, word) || cities.contains(&word)
}

/// Whether `word` is a month or weekday.
pub(super) fn is_day(word: &str) -> bool {
    is_in(DAYS, word)
}

/// Whether a line that ends in `word` goes on in the next one.
pub(super) fn is_joiner(word: &str) -> bool {
    is_in(JOINERS, word) || country_beginnings().contains(word)
}

/// The first words of the names of countries that go on with a capitalised one: "Saudi", "Sri".
fn country_beginnings() -> &'static BTreeSet<&'static str> {
    static BEGINNINGS: OnceLock<BTreeSet<&str>> = OnceLock::new();
    let names =
        || include_str!("../../../templates/country_names.txt").lines().filter_map(|line| line.split('|').nth(1));
    let beginning = |name: &'static str| {
        let (first, rest) = name.split_once(' ')?;
        rest.starts_with(char::is_uppercase).then_some(first)
    };
    BEGINNINGS.get_or_init(|| names().filter_map(beginning).collect())
}

/// Whether `word` never ends a sentence.
pub(super) fn is_function_word(word: &str) -> bool {
    is_in(FUNCTION_WORDS, word)
}

/// Whether `word` starts sentences that are written without capitals.
pub(super) fn is_small_starter(word: &str) -> bool {
    is_in(SMALL_STARTERS, word)
}

/// Whether names start with `word`, before a capitalised one.
pub(super) fn is_particle(word: &str) -> bool {
    is_in(PARTICLES, word)
}

/// Whether `word`, of whatever case, ends an address: "Com".
pub(super) fn is_domain(word: &str) -> bool {
    DOMAINS.iter().any(|domain| domain.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_sorted_for_the_search_by_halving() {
        for list in
            [STARTERS, VERBS, SAYING, OFFICES, SERIES, ZONES, DAYS, JOINERS, FUNCTION_WORDS, SMALL_STARTERS, PARTICLES]
        {
            assert!(list.is_sorted());
        }
    }

    #[test]
    fn no_short_form_is_of_two_classes_or_too_long_to_be_found() {
        assert!(LISTED.is_sorted_by(|one, two| one.0 < two.0));
        let of = [TITLES, SHORTENED, NAME_PARTS, SHORT_DAYS, PLACES, BEFORE_NUMBER, HOURS].concat();
        assert!(of.into_iter().all(|word| listed(word).is_some()));
    }

    #[test]
    fn words_in_capitals_are_looked_up_as_capitalised() {
        assert_eq!(class_of("MR"), Class::Title);
        assert_eq!(class_of("NATO"), Class::Word);
        assert_eq!(class_of("J.D"), Class::Dotted);
    }
}
