//! What a company earned in a period: "X reported a net profit of $340 million for the third quarter".

use super::Party;
use crate::claims::facts::value;
use crate::claims::ties::Words;
use crate::claims::{Claim, Role};
use crate::mentions::entity::EntityKind;
use crate::mentions::quantity::{Bound, Quantity, Unit};
use crate::mentions::time::{TimexKind, When};
use crate::tokens::Upos;

/// Words from a figure's name to its money: "revenue rose by a surprising 12 percent to".
const MAX_TO_MONEY: usize = 12;

/// Words before a figure's name that may belong to it.
const MAX_BEFORE: usize = 6;

/// Shortest and longest period of accounts, in days.
const PERIOD: std::ops::RangeInclusive<i32> = 85..=366;

impl Words<'_> {
    pub(super) fn accounts(&self, sentence: usize, out: &mut Vec<Claim>) {
        let words = &self.outcomes().accounts;
        let mut past = self.from;
        let in_figure = |t: usize| {
            let first = self.from.max(t.saturating_sub(2));
            (first..=t).any(|i| {
                let mut names = words.figures.iter();
                names.any(|f| self.phrase_at(i, &f.words).is_some_and(|n| i + n > t))
            })
        };
        if self
            .range()
            .any(|t| self.is(t, &words.narrow) && !in_figure(t))
        {
            return;
        }
        for at in self.range() {
            let found = words.figures.iter().find_map(|f| {
                let n = self.phrase_at(at, &f.words)?;
                Some((f.is.as_str(), n))
            });
            let Some((figure, n)) = found.filter(|_| at >= past) else {
                continue;
            };
            past = at + n;
            if self.is_unsettled_about(at) {
                continue;
            }
            let loss = (at..at + n).any(|t| self.is(t, &words.losses));
            if let Some(claim) = self.account(sentence, figure, loss, (at, at + n)) {
                out.push(claim);
            }
        }
    }

    /// Returns whether the sentence is about what is expected; the period's own words ("first quarter") tell nothing.
    fn is_unsettled_about(&self, at: usize) -> bool {
        let words = &self.outcomes().unsettled;
        self.range()
            .any(|t| self.is(t, words) && t != at && !self.is_time(t) && self.lower(t) != "first")
    }

    fn account(
        &self,
        sentence: usize,
        figure: &str,
        loss: bool,
        (at, to): (usize, usize),
    ) -> Option<Claim> {
        let (idx, money) = self.money_of(at, to)?;
        let company = self.reporter(at, to)?;
        if matches!(company.kind, EntityKind::State) {
            return None;
        }
        let (timex, period) = self.period(at)?;
        let mut roles: Vec<Role> = vec![company.role("company")];
        roles.push(value("figure", figure, self.span(at, to)));
        let sign = if loss { "loss" } else { "profit" };
        roles.push(value("sign", sign, self.span(at, to)));
        roles.push(value("period", period, self.span(at, to)));
        let (first, last) = (money.tokens.0 as usize, money.tokens.1 as usize);
        let evidence = (at, first.min(at), last.max(to));
        let mut claim = self.outcome("accounts.report", sentence, evidence, roles)?;
        claim.evidence = claim.evidence.join(company.span);
        claim.quantity = Some(idx);
        claim.timex = Some(timex);
        Some(claim)
    }

    /// Returns the money that a figure comes to.
    fn money_of(&self, at: usize, to: usize) -> Option<(u32, &Quantity)> {
        let words = &self.outcomes().accounts;
        let money = |q: &Quantity| matches!(q.unit, Unit::Money(_)) && q.bound != Bound::AtMost;
        // "A net profit of $3 million", "revenue rose 12 percent to $3 million".
        let behind = self.quantities().find(|(_, q)| {
            let first = q.tokens.0 as usize;
            (to..to + MAX_TO_MONEY).contains(&first) && money(q)
        });
        let behind = behind.filter(|(_, q)| {
            let first = q.tokens.0 as usize;
            let before = first - 1;
            let led = self.is(before, &words.to)
                || self.upos(before) == Upos::Adv && self.is(before.saturating_sub(1), &words.to);
            let other = (to..first).any(|t| {
                matches!(self.lower(t), "," | ";" | "from" | "and" | "than" | "which")
                    || words
                        .figures
                        .iter()
                        .any(|f| self.phrase_at(t, &f.words).is_some())
            });
            led && !other
        });
        // "$3 million in revenue".
        behind.or_else(|| {
            let mut before = self.quantities();
            before.find(|(_, q)| {
                let end = q.tokens.1 as usize;
                money(q) && self.lower(end) == "in" && (end + 1..=end + 2).contains(&at)
            })
        })
    }

    /// Returns the company whose figure it is; none where something narrows the figure.
    fn reporter(&self, at: usize, to: usize) -> Option<Party> {
        let words = &self.outcomes().accounts;
        // "Revenue at X", "revenue of X".
        if matches!(self.lower(to), "at" | "for")
            && let Some(name) = self.whole_behind(to + 1)
        {
            return self
                .is_plain_before(at, self.from)
                .then(|| self.party(name));
        }
        if matches!(self.lower(to), "from" | "in") && !self.is_time(to + 1) && !self.is_time(to + 2)
        {
            return None;
        }
        let mut first = at;
        while first > self.from && at - first < MAX_BEFORE {
            let before = first - 1;
            if self.is_possessive(before) {
                return self.party_ending(before);
            }
            if matches!(self.lower(before), "its" | "their") {
                return self
                    .party_at(before)
                    .or_else(|| self.subject_before(before));
            }
            if self.upos(before) == Upos::Verb {
                break;
            }
            if !(words.plain.contains(self.lower_word(before))
                || self.is_time(before)
                || self.upos(before) == Upos::Num
                || self.upos(before) == Upos::Sym)
            {
                return None;
            }
            first = before;
        }
        let verb = (self.from..at)
            .rev()
            .find(|t| self.upos(*t) == Upos::Verb)?;
        self.is(verb, &words.report)
            .then(|| self.doer(verb))
            .flatten()
    }

    fn subject_before(&self, at: usize) -> Option<Party> {
        let verb = (self.from..at)
            .rev()
            .find(|t| self.upos(*t) == Upos::Verb)?;
        self.doer(verb)
    }

    fn is_plain_before(&self, at: usize, from: usize) -> bool {
        let plain = &self.outcomes().accounts.plain;
        (from..at)
            .rev()
            .take(2)
            .all(|t| plain.contains(self.lower_word(t)) || self.is_time(t))
    }

    /// Returns the period that is nearest to a figure: a quarter, a half, a year.
    fn period(&self, at: usize) -> Option<(u32, String)> {
        let period = |t: &crate::mentions::time::Timex| match t.when {
            When::Days(days) => days.n_days().is_some_and(|n| PERIOD.contains(&n)),
            // A quarter of a year that nobody states.
            When::Yearly { from, to } => {
                let months = i32::from(to.0) - i32::from(from.0);
                from <= to && months >= 2 && !t.value.starts_with('X')
            }
            _ => false,
        };
        let mut all = self
            .timexes()
            .filter(|(_, t)| t.kind == TimexKind::Date && period(t))
            .map(|(idx, t)| (at.abs_diff(t.tokens.0 as usize), idx, &t.value));
        let first = all.next()?;
        // Two periods: which of them is meant, nobody can say.
        all.all(|other| other.2 == first.2)
            .then(|| (first.1, first.2.clone()))
    }
}
