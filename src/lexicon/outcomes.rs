//! Words by which the outcomes and figures of news are read (`rules/names/outcomes.yaml`).

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;

use crate::word_set::{AnyWord, WordMap, WordSet};

/// Words or runs of words, in lower case: the first word, and what may follow it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Phrases(WordMap<Vec<Vec<String>>>);

impl From<Vec<String>> for Phrases {
    fn from(all: Vec<String>) -> Self {
        let mut by_first: WordMap<Vec<Vec<String>>> = WordMap::default();
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
    pub fn at<W: AnyWord>(&self, at: impl Fn(usize) -> [W; 2]) -> Option<usize> {
        let fits = |rest: &&Vec<String>| {
            let mut rest = (1..).zip(rest.iter());
            rest.all(|(i, word)| at(i).iter().any(|w| w.word() == word))
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
    pub lose: WordSet,
    /// Nouns of winning.
    pub wins: WordSet,
    /// Prepositions behind them.
    pub over: WordSet,
    /// Words that show that a sentence is about sport.
    pub stages: WordSet,
    /// Words that tell another team of the same name.
    pub sides: WordSet,
    /// Those of them that tell it from any place in the article.
    pub sides_anywhere: WordSet,
    /// Which of several matches.
    pub legs: WordMap<String>,
    /// Nouns behind such a word.
    pub leg_nouns: WordSet,
    /// Words that tell the score of a part of a match.
    pub parts: WordSet,
}

/// Players of a youth team are younger.
const YOUTH: u32 = 24;

impl ContestWords {
    /// Returns whether a match is that of another team of the name, by its sentence and by words of the article:
    /// `at` gives lemma and word of each of its `n` tokens.
    pub fn is_of_another_side<W: AnyWord>(
        &self,
        n: usize,
        sentence: &Range<usize>,
        at: impl Fn(usize) -> [W; 2],
    ) -> bool {
        (0..n).any(|t| self.is_side(sentence.contains(&t), |i| at(t + i)))
    }

    /// Returns whether a word tells another team of the same name; `at` gives the lemma and the word so many tokens
    /// further on. Far from the match only the words that tell the team of a whole article do.
    fn is_side<W: AnyWord>(&self, near: bool, at: impl Fn(usize) -> [W; 2]) -> bool {
        let words = if near {
            &self.sides
        } else {
            &self.sides_anywhere
        };
        // "Under-23", "under 23s".
        let youth = || {
            let is = |i: usize, word: &str| at(i).iter().any(|w| w.word() == word);
            let next = 1 + usize::from(is(1, "-"));
            let age = || at(next)[1].word().trim_end_matches('s').parse::<u32>();
            is(0, "under") && age().is_ok_and(|n| n < YOUTH)
        };
        at(0).iter().any(|word| words.contains(*word)) || youth()
    }
}

/// Words of earthquakes.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuakeWords {
    /// What they are called.
    pub nouns: WordSet,
    /// What comes before and after one, and words that hold one against another.
    pub others: WordSet,
    /// Words that tell, from any place in the article, that there were several.
    pub several: WordSet,
    /// What they do to a place.
    pub strike: WordSet,
}

/// Words of ships, planes and the like that come to grief.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoardingWords {
    /// Kind of craft, and its nouns.
    pub crafts: BTreeMap<String, WordSet>,
    /// Those nouns that others of the kind may be called too.
    pub any_craft: WordSet,
    /// What happens to one once.
    pub mishaps: Phrases,
    /// Words before the number of people on board.
    pub carry: WordSet,
    /// Words behind it.
    pub aboard: Phrases,
    /// Who is counted, beside passengers and people.
    pub people: WordSet,
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
    pub losses: WordSet,
    /// Words just before the money.
    pub to: WordSet,
    /// Verbs of who reports.
    pub report: WordSet,
    /// Words before a figure's name that do not narrow it.
    pub plain: WordSet,
    /// Words anywhere in the sentence that narrow it.
    pub narrow: WordSet,
}

/// Words of deals between companies.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DealWords {
    /// Verbs of buying.
    pub buy: Phrases,
    /// Verbs of selling.
    pub sell: WordSet,
    /// Verbs of paying.
    pub pay: WordSet,
    /// Nouns of buying, before "of" and what is bought.
    pub nouns: WordSet,
    /// What a deal may be called.
    pub deals: WordSet,
    /// Words between a deal and its price.
    pub worth: WordSet,
    /// Words that say that a price is not that of the whole, or not agreed.
    pub parts: WordSet,
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
    pub measures: WordSet,
    /// Kind of chamber, and its names.
    pub bodies: BTreeMap<String, Phrases>,
    /// Words before a measure's noun that tell of no other.
    pub plain: WordSet,
    /// Words of one of several votes on a measure.
    pub stages: WordSet,
    /// Words of another measure on the same subject.
    pub rivals: WordSet,
}

/// Words of meetings.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeetingWords {
    /// What they are called.
    pub nouns: WordSet,
    /// Verbs.
    pub meet: WordSet,
    /// Words before the noun that tell of another one than that which was told of.
    pub others: WordSet,
    /// Who meets, by rank.
    pub ranks: BTreeMap<String, Phrases>,
    /// What a minister is of.
    pub portfolios: WordSet,
    /// Words between a meeting and its subject.
    pub about: WordSet,
}

/// Words of arrests over a crime.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArrestWords {
    /// Verbs.
    pub verbs: WordSet,
    /// Nouns.
    pub nouns: WordSet,
    /// Words before the crime.
    pub over: Phrases,
    /// Crimes.
    pub crimes: WordSet,
    /// Words for nobody.
    pub nobody: Phrases,
    /// Words behind them that tell of those arrested before.
    pub more: WordSet,
}

/// Words of strikes.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StrikeWords {
    /// What they are called.
    pub nouns: WordSet,
    /// Verbs of their end.
    pub ends: Phrases,
    /// Words before their length.
    pub lasts: WordSet,
    /// Who goes on strike.
    pub workers: WordSet,
    /// Those of them that tell no trade without a word before them.
    pub any_workers: WordSet,
    /// Words of one of several strikes, or of one with a pause.
    pub pauses: WordSet,
}

/// Words of elections.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ElectionWords {
    /// Verbs of winning.
    pub win: WordSet,
    /// What is won.
    pub seats: WordSet,
    /// Verbs that make somebody the winner.
    pub declare: WordSet,
    /// The winner.
    pub winner: WordSet,
    /// Verbs of electing.
    pub elect: WordSet,
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
    pub replace: WordSet,
    /// Words that end a stay.
    pub until: WordSet,
}

/// What `rules/names/outcomes.yaml` holds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutcomeWords {
    /// Prepositions before places.
    pub locatives: WordSet,
    /// Words that say that a figure is not settled.
    pub unsettled: WordSet,
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
    of_word: WordMap<u16>,
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
    pub fn of_word(&self, word: impl AnyWord) -> u16 {
        self.of_word.get(word).copied().unwrap_or(0)
    }

    /// Notes which words tell of what.
    #[must_use]
    pub fn indexed(mut self) -> Self {
        let mut of_word: WordMap<u16> = WordMap::default();
        let mut note = |outcome: Outcome, words: &[&WordSet], phrases: &[&Phrases]| {
            let firsts = phrases
                .iter()
                .flat_map(|p| p.0.in_no_order().map(|(word, _)| word));
            // In any order: bits are joined.
            for word in words.iter().flat_map(|set| set.in_no_order()).chain(firsts) {
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
