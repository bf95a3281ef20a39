//! Small lists of words: titles, institutions, verbs of saying, groups.
//!
//! Words only. The thing easily got wrong: "leader" is a title ("the Turkish leader"), "leaders" are a group.

use foldhash::fast::FixedState;
use std::collections::{HashMap, HashSet};

/// Words that stand before a person's name or for the person.
const TITLES: &str = "\
    president minister chancellor premier secretary ambassador envoy spokesman spokeswoman spokesperson \
    commissioner chief senator mp mep lawmaker leader speaker king chairman chair chairwoman adviser advisor \
    coordinator diplomat mr mrs ms dr gen general secretary-general taoiseach representative director head \
    ex-president president-elect professor deputy politician chairperson congressman rapporteur vice-president \
    negotiator co-leader admiral strongman presidency counterpart ex-premier governor official analyst expert \
    sir lord ex-general tsar undersecretary pm fm";

/// Words that may stand between a country and a title or institution.
const BETWEEN: &str = "\
    foreign prime defence defense deputy vice senior top new outgoing own ruling affairs european interior \
    finance justice permanent chief first current former far-right right-wing national conservative nationalist \
    populist opposition veteran long-serving newly elected security council state of in charge external \
    relations policy acting designate caretaker military government white house integration for hardline \
    democratic republican social liberal staunchly pro-russian pro-western and trade economy enlargement special \
    high general";

/// What stands for a country: "the Hungarian government".
const INSTITUTIONS: &str = "\
    government parliament authorities leadership side administration cabinet ministry lawmakers delegation \
    presidency leaders assembly senate congress legislators mps legislature ministers position stance coalition \
    veto lawmakers' embassy mission diplomacy";

/// Past and present forms of verbs of saying, and a few of writing and thinking.
const SAYING: &str = "\
    said says say saying told tells telling added adds adding wrote writes writing argued argues arguing argue \
    stated states explained explains noted notes noting stressed stresses stressing insisted insists insisting \
    insist declared declares announced announces warned warns warning warn replied replies concluded commented \
    remarked emphasised emphasized emphasises emphasizes underlined underlines underscored underscores \
    reiterated reiterates reaffirmed reaffirms acknowledged acknowledges suggested suggests confirmed confirms \
    claimed claims claim tweeted posted cautioned cautions vowed vows maintained maintains recalled quipped \
    continued observed believes believed believe thinks conceded concedes hinted indicated predicted repeated \
    repeats responded answered signalled signaled complained mentioned reported reports declare affirmed affirms \
    pledged denied testified opined asserted asserts clarified assured elaborated reminded contended understood \
    think understands think maintain maintained warn suggest stress acknowledge confirm contend fear fears informed informs pleaded pleads pleading asked joked citing accused agreed agrees agree sees thought pointed emphasizing emphasising \
    underscoring underlining reiterating recalling explaining asserting indicating suggesting claiming signalling \
    signaling vowing pledging promising confirming announcing declaring acknowledging conceding maintaining repeating \
    writing conveying";

/// Heads of groups of countries.
const GROUP_HEADS: &str = "\
    members allies countries states nations capitals governments leaders ministers counterparts partners \
    ambassadors envoys parliaments member-states camp states' powers members' allies' delegations europeans \
    westerners republics parties neighbours lawmakers mps generals senators";

/// Heads of unnamed sources.
const SOURCES: &str = "\
    diplomats officials sources analysts experts observers diplomat official source analyst aide aides insiders \
    commentators spokesperson spokesman spokeswoman";

/// How many, of a group.
const QUANTITIES: &str = "\
    most some several many few other all certain numerous various two three four five six seven dozen majority \
    number handful group both nearly almost half none remaining";

/// Matters that are not joining.
const ELSEWHERE: &str = "\
    missile missiles weapon weapons arms ammunition aid sanctions troops tanks jets f-16 f-16s ceasefire truce \
    loan loans budget gas oil refugees grain airstrikes strikes patriot shells artillery drones energy visa \
    visas extradition embargo tariffs trade funding package training peacekeepers exercise exercises \
    intelligence pipeline pipelines import imports export exports corruption election elections hostages \
    prisoners financial assistance grants reconstruction investment assets tribunal no-fly conscription peacekeeping howitzers bases rockets \
    atacms taurus planes warplanes sale sales armistice peace fighter hospital floods";

/// Prepositions: what follows one is no subject.
const PREPOSITIONS: &str = "\
    of for with to in by from against on at about into between among than like over under toward towards within \
    including alongside joining inviting via near visited concerning regarding barring except excluding per";

/// What an organisation's name only describes: "NATO bid", "EU leaders".
const DESCRIBED: &str = "\
    membership bid bids accession entry allies ally members member summit summits expansion enlargement application \
    applications aspirations ambitions hopes issue headquarters countries country states state nations candidate \
    candidacy candidacies partner partners integration path status flag treaty troops forces umbrella talks \
    negotiations generals meeting meetings ministers leaders foreign parliament diplomats ambassadors ambassador \
    alliance drive quest question counterparts invitation invite family standards course plan process vote";

/// Capitalised words that are no names of persons.
const NO_NAMES: &str = "\
    the a an in on at but and he she it they we i monday tuesday wednesday thursday friday saturday sunday january \
    february march april may june july august september october november december european western eastern north \
    south atlantic foreign prime defence defense minister union reuters afp ap bbc this that these those as although \
    however despite since because for to with what some most many asked speaking yet now then no not so all both \
    while by from under until last next other earlier meanwhile instead even only you mr if when after before also \
    his her their our its there furthermore moreover additionally besides nevertheless nonetheless consequently \
    therefore thus indeed still again today tomorrow yesterday finally elsewhere separately similarly likewise \
    afterwards here every each any one two three four five several whether why how who which let look well yes thank \
    thanks dear source details background quote reminder recall according responding referring addressing during \
    following given once among between against without within such my your parliament ministry embassy presidency \
    government republic party house court commission committee assembly agency news press council summit article \
    treaty vice deputy";

/// Words in the names of bodies, papers and parties.
const OF_BODY: &str = "\
    party house times post council union dream bank agency news journal parliament group league front alliance \
    movement democrats republicans commission committee ministry army forces court republic federation states treaty \
    summit war europe balkans greens assembly kingdom security street sea plan act article";

/// First words of what stands before a colon in a report and is no speaker: "Background:".
const HEADINGS: &str = "\
    source sources details background quote reminder literally update updated note context why what what's for photo \
    related topics tags by date published editor editing reporting analysis opinion exclusive breaking correction \
    explainer watch read cite remember previously recall";

/// Nouns with which what somebody means to do is told: "decision to", "refusal to".
const RESOLVES: &str = "\
    decision refusal willingness readiness reluctance intention plan plans move pledge promise threat threats vow \
    vote commitment desire wish push call failure request proposal";

/// Adjectives before an infinitive that nobody is the subject of: "premature to".
const JUDGEMENTS: &str = "\
    premature early soon wrong right important difficult hard easy easier impossible possible necessary essential \
    crucial vital better sense";

/// First words of what somebody is: "the last holdout", "a firm supporter".
const PREDICATES: &str = "\
    last lone sole only final remaining main key firm staunch strong vocal leading keen fervent";

/// A map by words.
pub(super) type WordMap<T> = HashMap<String, T, FixedState>;
/// A set of words of a list.
type WordSet = HashSet<&'static str, FixedState>;

macro_rules! lists {
    ($($(#[$doc:meta])* $function:ident: $list:ident;)+) => {
        $($(#[$doc])* pub(super) fn $function(word: &str) -> bool { sets().$function.contains(word) })+
        struct Sets { $($function: WordSet,)+ }
        fn sets() -> &'static Sets {
            static SETS: std::sync::OnceLock<Sets> = std::sync::OnceLock::new();
            SETS.get_or_init(|| Sets { $($function: $list.split_whitespace().collect(),)+ })
        }
    };
}

lists! {
    /// A title of a person.
    is_title: TITLES;
    /// An adjective between a country and a title.
    is_between: BETWEEN;
    /// What stands for its country.
    is_institution: INSTITUTIONS;
    /// A verb of saying.
    is_saying: SAYING;
    /// The head of a group of countries.
    is_group_head: GROUP_HEADS;
    /// The head of an unnamed source.
    is_source: SOURCES;
    /// How many of a group.
    is_quantity: QUANTITIES;
    /// A matter that is not joining.
    is_elsewhere: ELSEWHERE;
    /// A preposition.
    is_preposition: PREPOSITIONS;
    /// What an organisation's name before it only describes.
    is_described: DESCRIBED;
    /// A capitalised word that is no name of a person.
    is_no_name: NO_NAMES;
    /// A word in the name of a body, a paper or a party.
    is_of_body: OF_BODY;
    /// The first word of what stands before a colon and is no speaker.
    opens_heading: HEADINGS;
    /// A noun with which what somebody means to do is told.
    is_resolve: RESOLVES;
    /// An adjective before an infinitive that nobody is the subject of.
    is_judgement: JUDGEMENTS;
    /// The first word of what somebody is.
    is_predicate: PREDICATES;
}
