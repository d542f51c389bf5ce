//! Words by which the outcomes and figures of news are read (`rules/names/outcomes.yaml`).

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

/// Words or runs of words, in lower case: the first word, and what may follow it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Phrases(FxHashMap<String, Vec<Vec<String>>>);

impl From<Vec<String>> for Phrases {
    fn from(all: Vec<String>) -> Self {
        let mut by_first: FxHashMap<String, Vec<Vec<String>>> = FxHashMap::default();
        for phrase in all {
            let mut words = phrase.split(' ').map(str::to_owned);
            if let Some(first) = words.next() {
                by_first.entry(first).or_default().push(words.collect());
            }
        }
        Self(by_first)
    }
}

impl Phrases {
    /// Returns how many words the longest phrase has that begins at a token; `at` gives the lemma and the word
    /// so many tokens further on.
    pub fn at<'t>(&self, at: impl Fn(usize) -> [&'t str; 2]) -> Option<usize> {
        let fits = |rest: &&Vec<String>| {
            let mut rest = (1..).zip(rest.iter());
            rest.all(|(i, word)| at(i).contains(&word.as_str()))
        };
        let begun = at(0).into_iter().filter_map(|first| self.0.get(first));
        begun
            .flatten()
            .filter(fits)
            .map(|rest| 1 + rest.len())
            .max()
    }
}

/// Words of matches.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContestWords {
    /// Verbs whose subject wins against the object.
    pub beat: Phrases,
    /// Verbs whose subject loses to another.
    pub lose: FxHashSet<String>,
    /// Nouns of winning.
    pub wins: FxHashSet<String>,
    /// Prepositions behind them.
    pub over: FxHashSet<String>,
    /// Words that show that a sentence is about sport.
    pub stages: FxHashSet<String>,
    /// Words that tell another team of the same name.
    pub sides: FxHashSet<String>,
    /// Those of them that tell it from any place in the article.
    pub sides_anywhere: FxHashSet<String>,
    /// Which of several matches.
    pub legs: FxHashMap<String, String>,
    /// Nouns behind such a word.
    pub leg_nouns: FxHashSet<String>,
    /// Words that tell the score of a part of a match.
    pub parts: FxHashSet<String>,
}

/// Players of a youth team are younger.
const YOUTH: u32 = 24;

impl ContestWords {
    /// Returns whether a word tells another team of the same name; `at` gives the lemma and the word so many tokens
    /// further on. Far from the match only the words that tell the team of a whole article do.
    pub fn is_side<'t>(&self, near: bool, at: impl Fn(usize) -> [&'t str; 2]) -> bool {
        let words = if near {
            &self.sides
        } else {
            &self.sides_anywhere
        };
        // "Under-23", "under 23s".
        let youth = || {
            let next = 1 + usize::from(at(1).contains(&"-"));
            let age = at(next)[1].trim_end_matches('s').parse::<u32>();
            at(0).contains(&"under") && age.is_ok_and(|n| n < YOUTH)
        };
        at(0).iter().any(|word| words.contains(*word)) || youth()
    }
}

/// Words of earthquakes.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuakeWords {
    /// What they are called.
    pub nouns: FxHashSet<String>,
    /// What comes before and after one, and words that hold one against another.
    pub others: FxHashSet<String>,
    /// Words that tell, from any place in the article, that there were several.
    pub several: FxHashSet<String>,
    /// What they do to a place.
    pub strike: FxHashSet<String>,
}

/// Words of ships, planes and the like that come to grief.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoardingWords {
    /// Kind of craft, and its nouns.
    pub crafts: BTreeMap<String, FxHashSet<String>>,
    /// Those nouns that others of the kind may be called too.
    pub any_craft: FxHashSet<String>,
    /// What happens to one once.
    pub mishaps: Phrases,
    /// Words before the number of people on board.
    pub carry: FxHashSet<String>,
    /// Words behind it.
    pub aboard: Phrases,
    /// Who is counted, beside passengers and people.
    pub people: FxHashSet<String>,
}

/// Words of foundations.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FoundingWords {
    /// Verbs.
    pub verbs: Phrases,
}

/// What a company reports, and the words that name it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountFigure {
    /// What it is.
    pub is: String,
    /// Its names.
    pub words: Phrases,
}

/// Words of companies' accounts.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountWords {
    /// What is reported.
    pub figures: Vec<AccountFigure>,
    /// Words that say that it is a loss.
    pub losses: FxHashSet<String>,
    /// Words just before the money.
    pub to: FxHashSet<String>,
    /// Verbs of who reports.
    pub report: FxHashSet<String>,
    /// Words before a figure's name that do not narrow it.
    pub plain: FxHashSet<String>,
    /// Words anywhere in the sentence that narrow it.
    pub narrow: FxHashSet<String>,
}

/// Words of deals between companies.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DealWords {
    /// Verbs of buying.
    pub buy: Phrases,
    /// Verbs of selling.
    pub sell: FxHashSet<String>,
    /// Verbs of paying.
    pub pay: FxHashSet<String>,
    /// Nouns of buying, before "of" and what is bought.
    pub nouns: FxHashSet<String>,
    /// What a deal may be called.
    pub deals: FxHashSet<String>,
    /// Words between a deal and its price.
    pub worth: FxHashSet<String>,
    /// Words that say that a price is not that of the whole, or not agreed.
    pub parts: FxHashSet<String>,
}

/// Words of votes on laws.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VoteWords {
    /// Verbs of passing.
    pub pass: Phrases,
    /// Verbs of rejecting.
    pub reject: Phrases,
    /// Nouns of what is voted on.
    pub measures: FxHashSet<String>,
    /// Kind of chamber, and its names.
    pub bodies: BTreeMap<String, Phrases>,
    /// Words before a measure's noun that tell of no other.
    pub plain: FxHashSet<String>,
    /// Words of one of several votes on a measure.
    pub stages: FxHashSet<String>,
    /// Words of another measure on the same subject.
    pub rivals: FxHashSet<String>,
}

/// Words of meetings.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeetingWords {
    /// What they are called.
    pub nouns: FxHashSet<String>,
    /// Verbs.
    pub meet: FxHashSet<String>,
    /// Words before the noun that tell of another one than that which was told of.
    pub others: FxHashSet<String>,
    /// Who meets, by rank.
    pub ranks: BTreeMap<String, Phrases>,
    /// What a minister is of.
    pub portfolios: FxHashSet<String>,
    /// Words between a meeting and its subject.
    pub about: FxHashSet<String>,
}

/// Words of arrests over a crime.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArrestWords {
    /// Verbs.
    pub verbs: FxHashSet<String>,
    /// Nouns.
    pub nouns: FxHashSet<String>,
    /// Words before the crime.
    pub over: Phrases,
    /// Crimes.
    pub crimes: FxHashSet<String>,
    /// Words for nobody.
    pub nobody: Phrases,
    /// Words behind them that tell of those arrested before.
    pub more: FxHashSet<String>,
}

/// Words of strikes.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StrikeWords {
    /// What they are called.
    pub nouns: FxHashSet<String>,
    /// Verbs of their end.
    pub ends: Phrases,
    /// Words before their length.
    pub lasts: FxHashSet<String>,
    /// Who goes on strike.
    pub workers: FxHashSet<String>,
    /// Those of them that tell no trade without a word before them.
    pub any_workers: FxHashSet<String>,
    /// Words of one of several strikes, or of one with a pause.
    pub pauses: FxHashSet<String>,
}

/// Words of elections.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ElectionWords {
    /// Verbs of winning.
    pub win: FxHashSet<String>,
    /// What is won.
    pub seats: FxHashSet<String>,
    /// Verbs that make somebody the winner.
    pub declare: FxHashSet<String>,
    /// The winner.
    pub winner: FxHashSet<String>,
    /// Verbs of electing.
    pub elect: FxHashSet<String>,
    /// Offices that one person is elected to.
    pub offices: Phrases,
    /// Words of a sentence in which a victory is not that of the whole vote, or not official.
    pub unsure: Phrases,
}

/// Words of offices kept and lost.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeWords {
    /// Verbs of staying.
    pub stay: Phrases,
    /// Verbs whose object leaves an office.
    pub replace: FxHashSet<String>,
    /// Words that end a stay.
    pub until: FxHashSet<String>,
}

/// What `rules/names/outcomes.yaml` holds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutcomeWords {
    /// Prepositions before places.
    pub locatives: FxHashSet<String>,
    /// Words that say that a figure is not settled.
    pub unsettled: FxHashSet<String>,
    /// Matches.
    pub contests: ContestWords,
    /// Earthquakes.
    pub quakes: QuakeWords,
    /// People on board.
    pub boarding: BoardingWords,
    /// Foundations.
    pub founding: FoundingWords,
    /// Results of companies.
    pub accounts: AccountWords,
    /// Prices of companies.
    pub deals: DealWords,
    /// Votes on laws.
    pub votes: VoteWords,
    /// Meetings.
    pub meetings: MeetingWords,
    /// Arrests.
    pub arrests: ArrestWords,
    /// Strikes.
    pub strikes: StrikeWords,
    /// Elections.
    pub elections: ElectionWords,
    /// Offices kept and lost.
    pub offices: OfficeWords,
    /// What a word may tell of: a bit for each [`Outcome`].
    #[serde(skip)]
    of_word: FxHashMap<String, u16>,
}

/// What is read of the outcomes of news.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "as the words that each is read by")]
pub enum Outcome {
    Contests,
    Quakes,
    Boarding,
    Founding,
    Accounts,
    Deals,
    Votes,
    Meetings,
    Arrests,
    Strikes,
    Elections,
    Offices,
}

impl Outcome {
    /// Returns whether this is among what words may tell of.
    pub fn is_in(self, bits: u16) -> bool {
        bits & self.bit() != 0
    }

    fn bit(self) -> u16 {
        1 << self as u16
    }
}

impl OutcomeWords {
    /// Returns what a word, or its lemma, may tell of: a sentence without any such word has no outcome.
    pub fn of_word(&self, word: &str) -> u16 {
        self.of_word.get(word).copied().unwrap_or(0)
    }

    /// Notes which words tell of what.
    #[must_use]
    pub fn indexed(mut self) -> Self {
        let mut of_word: FxHashMap<String, u16> = FxHashMap::default();
        let mut note = |outcome: Outcome, words: &[&FxHashSet<String>], phrases: &[&Phrases]| {
            let firsts = phrases.iter().flat_map(|p| p.0.keys());
            // In any order: bits are joined.
            for word in words.iter().copied().flatten().chain(firsts) {
                *of_word.entry(word.clone()).or_default() |= outcome.bit();
            }
        };
        let (contests, deals) = (&self.contests, &self.deals);
        note(
            Outcome::Contests,
            &[&contests.lose, &contests.wins],
            &[&contests.beat],
        );
        note(Outcome::Quakes, &[&self.quakes.nouns], &[]);
        note(Outcome::Boarding, &[], &[&self.boarding.mishaps]);
        note(Outcome::Founding, &[], &[&self.founding.verbs]);
        for figure in &self.accounts.figures {
            note(Outcome::Accounts, &[], &[&figure.words]);
        }
        note(
            Outcome::Deals,
            &[&deals.pay, &deals.nouns, &deals.sell],
            &[&deals.buy],
        );
        note(Outcome::Votes, &[&self.votes.measures], &[]);
        let meetings = &self.meetings;
        note(Outcome::Meetings, &[&meetings.nouns, &meetings.meet], &[]);
        let arrests = &self.arrests;
        note(Outcome::Arrests, &[&arrests.verbs, &arrests.nouns], &[]);
        note(Outcome::Strikes, &[&self.strikes.nouns], &[]);
        let elections = &self.elections;
        note(
            Outcome::Elections,
            &[&elections.declare, &elections.elect, &elections.win],
            &[],
        );
        note(
            Outcome::Offices,
            &[&self.offices.replace],
            &[&self.offices.stay],
        );
        self.of_word = of_word;
        self
    }
}
