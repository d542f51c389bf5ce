//! What a number counts, and per what.

use super::context::Place;
use super::number::Shape;
use super::{Measured, Quantity, Unit};
use crate::tokens::{Relation, Upos, Xpos};

/// A counted noun stands at most so many tokens behind its number.
const MAX_REACH: usize = 8;

/// `a day`.
pub(super) struct Rate {
    pub(super) of: String,
    pub(super) end: usize,
}

impl Place<'_, '_> {
    /// Returns the head of the counted noun behind `end`.
    ///
    /// `of_only` asks for a noun behind `of` or the like alone.
    pub(super) fn counted(
        &self,
        end: usize,
        measured: &Measured<'_>,
        of_only: bool,
    ) -> Option<usize> {
        let next = self.token_at(end);
        let has_unit = measured.unit.is_some() || measured.first.money.is_some();
        let part = measured.first.shape == Shape::Part;
        let number = self.token_at(measured.last.end.saturating_sub(1));
        if !has_unit && !of_only && !part && self.has_noun_behind(number) {
            if let Some(noun) = self.plain_noun(number) {
                return Some(noun);
            }
            if matches!(
                self.tokens.relation(number),
                Relation::Nummod | Relation::Amod
            ) && let Some(head) = self.tokens.head(number)
            {
                let noun = matches!(self.upos(head), Some(Upos::Noun | Upos::Propn));
                let reaches = (number + 1..head).all(|j| !self.parts(j));
                if noun && reaches && head > number && head - number <= MAX_REACH {
                    return Some(self.compound_end(head));
                }
            }
        }
        let mut at = next;
        if self.lower(at) == "-" {
            at += 1;
        }
        if self.lower(at) == "of" {
            at += 1;
            while matches!(self.upos(at), Some(Upos::Det))
                || self.token(at).is_some_and(|t| t.xpos == Xpos::PrpPoss)
            {
                at += 1;
            }
            // `12,000 of the tens of thousands of visitors`.
            while self.upos(at) == Some(Upos::Num)
                || self.words.vague.contains_key(self.lower_word(at))
                || self.words.vague_factors.contains_key(self.lower_word(at))
                || (self.lower(at) == "of"
                    && self.words.openers.contains_key(self.lower_word(at - 1)))
            {
                at += 1;
            }
        } else if part && matches!(self.upos(at), Some(Upos::Det | Upos::Pron)) {
            at += 1;
        } else if has_unit || of_only {
            return None;
        }
        self.noun_run(at)
    }

    /// Returns whether a token cannot stand between a number and the noun it counts.
    fn parts(&self, at: usize) -> bool {
        matches!(
            self.upos(at),
            None | Some(Upos::Adp | Upos::Aux | Upos::Pron | Upos::Sconj)
        ) || matches!(self.lower(at), "," | "(" | ")")
    }

    /// Returns whether a noun stands behind a number where what it counts can stand.
    fn has_noun_behind(&self, number: usize) -> bool {
        (number + 1..=number + MAX_REACH)
            .take_while(|j| !self.parts(*j))
            .any(|j| matches!(self.upos(j), Some(Upos::Noun | Upos::Propn)))
    }

    /// Returns the noun right behind a number, or behind its adjectives, where the phrase plainly ends with it.
    fn plain_noun(&self, number: usize) -> Option<usize> {
        let tag = |at: usize| self.token(at).map(|t| t.xpos);
        let modifies =
            |at: &usize| self.upos(*at) == Some(Upos::Adj) || tag(*at) == Some(Xpos::Vbn);
        let first = (number + 1..number + MAX_REACH).find(|at| !modifies(at))?;
        // `two police officers`; what a singular ends is for the parse.
        let noun = (first..first + MAX_REACH).find(|at| tag(*at) != Some(Xpos::Nn))?;
        let noun = match tag(noun) {
            Some(Xpos::Nns) => noun,
            _ if noun == first + 1 => first,
            _ => return None,
        };
        let common = self.upos(noun) == Some(Upos::Noun);
        let goes_on = matches!(
            self.upos(noun + 1),
            Some(
                Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Part | Upos::Sym | Upos::X
            )
        ) || self.lower(noun + 1) == "-";
        (common && !goes_on).then_some(noun)
    }

    /// Returns the noun that a number's head only modifies, where the parser stopped too early:
    /// `two personnel carriers`.
    fn compound_end(&self, head: usize) -> usize {
        let singular = self.token(head).is_some_and(|t| t.xpos == Xpos::Nn);
        let plural = || {
            let next = head + 1;
            self.token(next).is_some_and(|t| t.xpos == Xpos::Nns)
                && !self.words.time_units.contains(self.lower_word(next))
                && !matches!(
                    self.tokens.relation(next),
                    Relation::OblUnmarked | Relation::NmodUnmarked | Relation::Nsubj
                )
        };
        if singular && plural() { head + 1 } else { head }
    }

    /// Returns the end of the noun behind `of`: `of oil`.
    pub(super) fn end_of_what(&self, end: usize) -> Option<usize> {
        let of = self.token_at(end);
        let noun = (self.lower(of) == "of").then(|| self.noun_run(of + 1))??;
        self.token(noun).map(|t| t.span.end as usize)
    }

    /// `five rebels were killed and 31 were wounded`: a number alone before its verb counts what the number
    /// before it counts.
    pub(super) fn same_as_before(&self, quantity: &mut Quantity, before: Option<&Quantity>) {
        let (Some(before), Unit::Count(of)) = (before, &mut quantity.unit) else {
            return;
        };
        let Unit::Count(counted) = &before.unit else {
            return;
        };
        let here = self.sentence.contains(&(before.tokens.0 as usize));
        let next = quantity.tokens.1 as usize;
        let verb = self.token(next).is_some_and(|t| {
            t.upos == Upos::Aux
                || matches!(t.xpos, Xpos::Vbn | Xpos::Vbd)
                || t.upos == Upos::Adj && self.lower(next).ends_with("ed")
        });
        // `six of them officers`
        let of_them = self.lower(next) == "of"
            && self
                .words
                .group_pronouns
                .contains(self.lower_word(next + 1));
        // `… killed 14 people and wounded 30`, `12 in Izmir and seven in Ankara`
        let first = quantity.tokens.0 as usize;
        let done = |at: usize| {
            self.token(at)
                .is_some_and(|t| matches!(t.xpos, Xpos::Vbn | Xpos::Vbd | Xpos::Vbg))
        };
        let open = matches!(self.upos(next), None | Some(Upos::Punct | Upos::Adp));
        let joined = first
            .checked_sub(1)
            .is_some_and(|at| self.upos(at) == Some(Upos::Cconj) || done(at));
        let and = (before.tokens.1 as usize..first).any(|t| self.upos(t) == Some(Upos::Cconj));
        let coordinated = joined && and && open;
        if here && (verb || of_them || coordinated) && of.is_empty() && before.counted.is_some() {
            of.clone_from(counted);
        }
    }

    /// Returns the last noun of the run of modifiers and nouns at a token.
    fn noun_run(&self, at: usize) -> Option<usize> {
        let mut noun = None;
        for j in at..at + MAX_REACH {
            let token = self.token(j)?;
            if self.words.weekdays.contains(self.lower_word(j)) {
                break;
            }
            match token.upos {
                Upos::Noun | Upos::Propn => noun = Some(j),
                Upos::Adj if noun.is_none() => {}
                Upos::Verb
                    if noun.is_none()
                        && (matches!(token.xpos, Xpos::Vbn | Xpos::Vbg)
                            && self.upos(j + 1) == Some(Upos::Noun)
                            || self.may_modify(j) && self.tokens.relation(j) == Relation::Amod) => {
                }
                Upos::Punct if self.lower(j) == "-" => {}
                // `surface-to-air missiles`
                Upos::Adp if self.lower(j - 1) == "-" && self.lower(j + 1) == "-" => {}
                _ => break,
            }
        }
        noun
    }

    /// Returns whether a noun comes behind a token where its modifiers can stand between.
    fn may_modify(&self, at: usize) -> bool {
        let between = |j: &usize| {
            matches!(
                self.upos(*j),
                Some(Upos::Adj | Upos::Verb | Upos::Adp | Upos::Punct)
            )
        };
        let behind = (at + 1..self.sentence.end).find(|j| !between(j));
        behind.is_some_and(|j| matches!(self.upos(j), Some(Upos::Noun | Upos::Propn)))
    }

    /// Returns the end of the counted noun where only its modifiers stand between.
    pub(super) fn direct_end(&self, end: usize, noun: usize) -> Option<usize> {
        let next = self.token_at(end);
        let direct = (next..noun).all(|j| {
            matches!(self.upos(j), Some(Upos::Adj | Upos::Noun | Upos::Propn))
                || self.lower(j) == "-"
                || (j == next && self.lower(j) == "of")
        });
        let token = self.token(noun)?;
        (noun >= next && direct).then_some(token.span.end as usize)
    }

    /// Returns the lemma that stands for what is counted.
    pub(super) fn count_lemma(&self, noun: usize) -> String {
        let lemma = self.tokens.lemma(noun).to_lowercase();
        let same = &self.words.same_count;
        same.get(self.lower_word(noun))
            .or_else(|| same.get(&lemma))
            .cloned()
            .unwrap_or(lemma)
    }

    /// Reads `a day`, `per day`, `daily` at a byte.
    pub(super) fn rate(&self, pos: usize) -> Option<Rate> {
        let next = self.token_at(pos);
        let token = self.token(next)?;
        if let Some(of) = self.words.rate_adverbs.get(self.lower_word(next)) {
            return Some(Rate {
                of: of.clone(),
                end: token.span.end as usize,
            });
        }
        let opener = self.lower(next);
        if opener != "/" && !self.words.rate_openers.contains(opener) {
            return None;
        }
        let noun = self.token(next + 1)?;
        let lower = self.lower(next + 1);
        let known =
            self.words.rates.contains(lower) || (opener == "per" && noun.upos == Upos::Noun);
        let dated = self.words.not_rates.contains(self.lower_word(next + 2));
        (known && !dated).then(|| Rate {
            of: lower.to_owned(),
            end: noun.span.end as usize,
        })
    }
}
