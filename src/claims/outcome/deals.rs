//! What a company is bought for: "X will buy Y for $2 billion", "X's $2 billion takeover of Y".

use super::Party;
use crate::claims::Claim;
use crate::claims::ties::Words;
use crate::mentions::entity::EntityKind;
use crate::mentions::quantity::{Quantity, Unit};
use crate::tokens::Upos;

/// Words from a deal's noun to its price.
const NEAR: usize = 7;

impl Words<'_> {
    pub(super) fn deals(&self, sentence: usize, out: &mut Vec<Claim>) {
        let words = &self.outcomes().deals;
        let mut prices = self
            .quantities()
            .filter(|(_, q)| matches!(q.unit, Unit::Money(_)));
        // Two sums: the price, and what else.
        let (Some((idx, price)), None) = (prices.next(), prices.next()) else {
            return;
        };
        if self.has(&words.parts) || self.is_unsettled() || !self.is_of_now() {
            return;
        }
        for at in self.range() {
            let bought = self
                .phrase_at(at, &words.buy)
                .and_then(|n| self.bought(at, at + n, price));
            let paid = || self.is(at, &words.pay).then(|| self.paid(at, price))?;
            let taken = || {
                self.is(at, &words.nouns)
                    .then(|| self.taken_over(at, price))?
            };
            let sold = || self.is(at, &words.sell).then(|| self.sold(at, price))?;
            let found = bought.or_else(paid).or_else(taken).or_else(sold);
            let Some((buyer, target)) = found.filter(|(b, t)| b.key != t.key) else {
                continue;
            };
            let firm = |p: &Party| {
                matches!(
                    p.kind,
                    EntityKind::Organisation | EntityKind::Other | EntityKind::Person
                )
            };
            if !firm(&buyer) || !firm(&target) || buyer.entity.is_none() && target.entity.is_none()
            {
                continue;
            }
            let roles = vec![buyer.role("buyer"), target.role("target")];
            let (first, last) = (price.tokens.0 as usize, price.tokens.1 as usize);
            let evidence = (at, first.min(at), last.max(at + 1));
            if let Some(mut claim) = self.outcome("company-deal.price", sentence, evidence, roles) {
                claim.evidence = claim.evidence.join(buyer.span).join(target.span);
                claim.quantity = Some(idx);
                out.push(claim);
                return;
            }
        }
    }

    /// Returns whether a sum is the price of what is told in `at..to`: "for $2 billion", "in a deal worth $2 billion",
    /// "in a $2 billion deal".
    fn is_price(&self, to: usize, price: &Quantity) -> bool {
        let words = &self.outcomes().deals;
        let (first, last) = (price.tokens.0 as usize, price.tokens.1 as usize);
        let before = first.saturating_sub(1);
        let near = (to..to + NEAR + 2).contains(&first);
        let led = self.lower(before) == "for"
            || self.is(before, &words.worth)
            || self.lower(before) == "at" && self.is(before.saturating_sub(1), &words.worth);
        let named = (last..last + 2).any(|t| self.is(t, &words.deals));
        near && (led || named)
    }

    /// "X will buy Y for", "Y will be bought by X for".
    fn bought(&self, at: usize, to: usize, price: &Quantity) -> Option<(Party, Party)> {
        if self.upos(at) != Upos::Verb {
            return None;
        }
        if self.lower(to) == "by" {
            let buyer = self.whole_behind(to + 1)?;
            let target = self.doer_before(at)?;
            return self
                .is_price(buyer.to, price)
                .then(|| (self.party(buyer), target));
        }
        let target = self.whole_behind(to)?;
        let buyer = self.doer_before(at)?;
        self.is_price(target.to, price)
            .then(|| (buyer, self.party(target)))
    }

    /// Returns who stands before a chain of verbs: "X said it has agreed to buy".
    fn doer_before(&self, verb: usize) -> Option<Party> {
        let mut at = verb;
        loop {
            let before = at.checked_sub(1).filter(|t| *t >= self.from)?;
            if let Some(name) = self.ending(at) {
                return Some(self.party(name));
            }
            let chain = matches!(
                self.upos(before),
                Upos::Verb | Upos::Aux | Upos::Part | Upos::Adv
            ) || matches!(self.lower(before), "it" | "that");
            // "Said on Tuesday it would".
            let told = self.is_time(before) || self.lower(before) == "on" && self.is_time(at);
            if before == self.from && !chain {
                return self.party_ending(at);
            }
            if !(chain || told) {
                return None;
            }
            at = before;
        }
    }

    /// "Y was sold to X for $2 billion".
    fn sold(&self, at: usize, price: &Quantity) -> Option<(Party, Party)> {
        let passive = at > self.from && self.upos(at - 1) == Upos::Aux;
        let buyer = self
            .whole_behind(at + 2)
            .filter(|_| passive && self.lower(at + 1) == "to")?;
        let target = self.doer_before(at)?;
        self.is_price(buyer.to, price)
            .then(|| (self.party(buyer), target))
    }

    /// "X will pay $2 billion for Y".
    fn paid(&self, at: usize, price: &Quantity) -> Option<(Party, Party)> {
        let (first, last) = (price.tokens.0 as usize, price.tokens.1 as usize);
        let near = (at + 1..at + 4).contains(&first) && self.lower(last) == "for";
        let target = self.whole_behind(last + 1).filter(|_| near)?;
        Some((self.doer_before(at)?, self.party(target)))
    }

    /// "X's $2 billion takeover of Y", "the $2 billion takeover of Y by X".
    fn taken_over(&self, at: usize, price: &Quantity) -> Option<(Party, Party)> {
        let target = self.behind(at + 2).filter(|_| self.lower(at + 1) == "of")?;
        if self.is_possessive(target.to) {
            return None;
        }
        let (first, last) = (price.tokens.0 as usize, price.tokens.1 as usize);
        if !(last == at || last + 1 == at || self.is_price(target.to, price)) {
            return None;
        }
        let buyer = if self.lower(target.to) == "by" {
            self.party(self.whole_behind(target.to + 1)?)
        } else {
            let owner = (self.from..first.min(at))
                .rev()
                .take(3)
                .find(|t| self.is_possessive(*t))?;
            self.party_ending(owner)?
        };
        Some((buyer, self.party(target)))
    }
}
