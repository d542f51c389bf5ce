//! Who won a match: "X beat Y 2-1", "X lost to Y", "X's 2-1 win over Y", "gave X a win over Y".

use super::Party;
use crate::claims::facts::value;
use crate::claims::ties::{Name, Words};
use crate::claims::{Claim, Role};
use crate::mentions::time::When;
use crate::tokens::{Upos, Xpos};

/// Words from a verb to the score, or from a score to the noun of winning.
const NEAR: usize = 6;

/// Words between a score and the part of a match that it is of: "5-4 in a penalty shoot-out".
const NEAR_PART: usize = 5;

/// More goals than that are points.
const MOST_GOALS: u32 = 15;

/// Words from a passive to its "by".
const MAX_TO_BY: usize = 5;

/// Words between "lost" and "to".
const MAX_LOST: usize = 6;

impl Words<'_> {
    pub(super) fn contests(&self, sentence: usize, out: &mut Vec<Claim>) {
        let words = &self.outcomes().contests;
        for at in self.range() {
            let found = if let Some(n) = self.phrase_at(at, &words.beat) {
                self.beaten(at, at + n)
            } else if self.is(at, &words.lose) {
                self.lost(at)
            } else if self.is(at, &words.wins) {
                self.won(at)
            } else {
                None
            };
            if let Some((winner, loser, to)) = found {
                out.extend(self.contest(at, sentence, [&winner, &loser], to));
            }
        }
    }

    /// "X beat Y", "Y was beaten by X", "after beating Y".
    fn beaten(&self, at: usize, to: usize) -> Option<(Party, Party, usize)> {
        // "Y were knocked out of the cup by X".
        let by = (to..self.end.min(to + MAX_TO_BY))
            .take_while(|t| *t == to || self.upos(*t) != Upos::Verb && self.lower(*t) != ",")
            .find(|t| self.lower(*t) == "by");
        if let Some(by) =
            by.filter(|by| *by == to || at > self.from && self.upos(at - 1) == Upos::Aux)
        {
            let winner = self.whole_behind(by + 1)?;
            return Some((self.party(winner), self.doer_of_passive(at)?, winner.to));
        }
        let loser = self.whole_behind(to)?;
        // The tagger takes "beat" behind a word it does not know for anything.
        let after = self.reader.grammar.xpos(at) == Xpos::Vbg
            && at > self.from
            && self.lower(at - 1) == "after";
        if self.upos(at) == Upos::Verb && !after && !self.is_told(at) {
            return None;
        }
        Some((self.doer(at)?, self.party(loser), loser.to))
    }

    fn doer_of_passive(&self, verb: usize) -> Option<Party> {
        let mut to = verb;
        while to > self.from && matches!(self.upos(to - 1), Upos::Adv | Upos::Aux) {
            to -= 1;
        }
        let told = self.upos(verb) != Upos::Verb || self.is_told(verb);
        self.party_ending(to).filter(|_| told && to < verb)
    }

    /// "X lost 2-1 to Y".
    fn lost(&self, at: usize) -> Option<(Party, Party, usize)> {
        let to = (at + 1..self.end.min(at + MAX_LOST)).find(|t| self.lower(*t) == "to")?;
        let between = (at + 1..to).all(|t| {
            matches!(
                self.upos(t),
                Upos::Num | Upos::Sym | Upos::Punct | Upos::Adv
            )
        });
        let winner = self
            .whole_behind(to + 1)
            .filter(|_| between && self.is_told(at))?;
        Some((self.party(winner), self.doer(at)?, winner.to))
    }

    /// "X's win over Y", "gave X a win over Y", "X won 2-1 against Y".
    fn won(&self, at: usize) -> Option<(Party, Party, usize)> {
        let words = &self.outcomes().contests;
        let verb = self.upos(at) == Upos::Verb;
        let over = (at + 1..self.end.min(at + NEAR)).find(|t| {
            !matches!(
                self.upos(*t),
                Upos::Num | Upos::Sym | Upos::Punct | Upos::Adv
            )
        })?;
        if !words.over.contains(self.lower(over)) || !verb && over != at + 1 {
            return None;
        }
        let loser = self.whole_behind(over + 1)?;
        let winner = if verb {
            self.doer(at).filter(|_| self.is_told(at))?
        } else {
            self.winner_before(at)?
        };
        Some((winner, self.party(loser), loser.to))
    }

    /// Returns whose win a noun tells of.
    fn winner_before(&self, noun: usize) -> Option<Party> {
        let mut first = noun;
        while first > self.from && noun - first < NEAR + 2 {
            let before = first - 1;
            if self.is_possessive(before) {
                return self.party_ending(before);
            }
            if let Some(name) = self.ending(first) {
                // "Gave X a win": behind its article.
                return (self.upos(first) == Upos::Det).then(|| self.party(name));
            }
            match self.upos(before) {
                Upos::Num | Upos::Sym | Upos::Punct | Upos::Adj | Upos::Noun | Upos::Det => {
                    first = before;
                }
                Upos::Verb => {
                    return self.doer(before).filter(|_| self.is_told(before));
                }
                // "Cruised to a win", "helped X to a win".
                Upos::Adp | Upos::Part if self.lower(before) == "to" => {
                    if let Some(name) = self.ending(before) {
                        return Some(self.party(name));
                    }
                    let verb = before.checked_sub(1).filter(|t| *t >= self.from)?;
                    let moved = self.upos(verb) == Upos::Verb && self.is_told(verb);
                    return self.doer(verb).filter(|_| moved);
                }
                _ => return None,
            }
        }
        None
    }

    fn contest(
        &self,
        at: usize,
        sentence: usize,
        [winner, loser]: [&Party; 2],
        to: usize,
    ) -> Option<Claim> {
        let words = &self.outcomes().contests;
        if winner.key == loser.key || self.is_of_another_side() {
            return None;
        }
        let score = self.score(at, to);
        let sport = score.is_some() || self.range().any(|t| self.score_at(t).is_some());
        if !sport && !self.has(&words.stages) {
            return None;
        }
        let (day, timex) = self.day(at)?;
        let mut roles = vec![winner.role("winner"), loser.role("loser")];
        // The games of a series are no points of one of them.
        if let Some(score) = &score {
            let high = score.key.split('-').next().and_then(|n| n.parse().ok());
            let points = high.is_some_and(|n: u32| n > MOST_GOALS);
            roles.push(value(
                "scale",
                if points { "points" } else { "goals" },
                score.span,
            ));
        }
        roles.extend(score);
        roles.extend(self.leg());
        let idx = self.names.partition_point(|n| n.from < self.from);
        let first = self.names.iter().skip(idx).map(|n: &Name| n.from).next();
        let from = first.map_or(at, |f| f.min(at));
        let mut claim =
            self.outcome("match.result", sentence, (at, from, to.max(at + 1)), roles)?;
        claim.time = When::Days(day);
        claim.timex = Some(timex);
        Some(claim)
    }

    /// Returns whether the match is that of another team, by its sentence and by words of the article.
    fn is_of_another_side(&self) -> bool {
        let grammar = self.reader.grammar;
        let at = |t| [grammar.lemma(t), grammar.lower(t)];
        let n = grammar.tokens.all().len();
        let words = &self.outcomes().contests;
        words.is_of_another_side(n, &self.range(), at)
    }

    /// Returns which of several matches it is.
    fn leg(&self) -> Option<Role> {
        let words = &self.outcomes().contests;
        let at = self.range().find(|t| {
            words.legs.contains_key(self.lower(*t)) && self.is(t + 1, &words.leg_nouns)
        })?;
        let key = words.legs.get(self.lower(at))?;
        Some(value("series", key.as_str(), self.span(at, at + 2)))
    }

    /// Returns the score that stands by the winning or behind the loser's name, the winner's first; none where
    /// there are several, of sets.
    fn score(&self, at: usize, to: usize) -> Option<Role> {
        let near = (at.saturating_sub(NEAR).max(self.from)..at).chain(at + 1..self.end.min(to + 3));
        let mut scores = near.filter_map(|t| Some((t, self.score_at(t)?)));
        let (first, (mut high, mut low, end)) = scores.next()?;
        let parts = &self.outcomes().contests.parts;
        let before = self.from.max(first.saturating_sub(NEAR_PART));
        let several = scores.next().is_some()
            || self.score_at(end + 1).is_some()
            || (before..self.end.min(end + NEAR_PART)).any(|t| self.is(t, parts));
        if several {
            return None;
        }
        if high < low {
            (high, low) = (low, high);
        }
        Some(value(
            "score",
            format!("{high}-{low}"),
            self.span(first, end),
        ))
    }

    /// Returns the two numbers of a score that begins at a token, and where it ends.
    fn score_at(&self, at: usize) -> Option<(u32, u32, usize)> {
        let number = |text: &str| text.parse::<u32>().ok().filter(|n| *n < 200);
        let before = at.checked_sub(1).map_or("", |t| self.lower(t));
        if matches!(before, "-" | "–") {
            return None;
        }
        if let Some((a, b)) = self.lower(at).split_once(['-', '–']) {
            return Some((number(a)?, number(b)?, at + 1));
        }
        let dash = matches!(self.lower(at + 1), "-" | "–");
        let last = number(self.lower(at + 2)).filter(|_| dash)?;
        let more = matches!(self.lower(at + 3), "-" | "–");
        Some((number(self.lower(at)).filter(|_| !more)?, last, at + 3))
    }
}
