//! What one name is to another, read from the words around them: kin ("Ann Lee, sister of Mark Lee"), service
//! ("the Dutch ambassador to Peru, Ann Lee"), seat ("Leeds-based Hansen Foods"), and how many times as large it
//! is ("a lake twice the size of Malta").
//!
//! The words decide, not the parse: appositions inside long sentences are where parses are wrong.

use super::facts::{fact, value};
use super::{Claim, Reader, Role};
use crate::mentions::entity::EntityKind;
use crate::mentions::quantity::Bound;
use crate::mentions::time::When;
use crate::span::Span;
use crate::tokens::{TokenWord, Upos};

/// The predicates of ties.
pub const TIE_FACTS: &[&str] = &["tie.kin", "tie.serves", "tie.seat", "tie.compare"];

/// Words between a noun and the name it is of, or that bears it.
const MAX_BETWEEN: usize = 5;

/// Finds what the article's names are to each other.
pub(super) fn find(reader: &Reader<'_>, names: &[Name], out: &mut Vec<Claim>) {
    let ties = &reader.lexicon.ties;
    for (sentence, words) in sentences(reader, names) {
        for at in words.from..words.end {
            let lower = reader.grammar.lower_word(at);
            if ties.kin(lower).is_some() {
                words.kin(at, sentence, out);
            }
            if ties.is_servant(lower) && reader.grammar.upos(at) != Upos::Verb {
                words.service(at, sentence, out);
            }
            if lower.is("as") || lower.is("the") {
                words.comparison(at, sentence, out);
            }
            if ties.is_based(reader.grammar.lemma_word(at)) || ties.is_seat(lower) {
                words.seat(at, sentence, out);
            }
        }
    }
}

/// Returns the sentences that tell something: neither furniture nor questions.
pub(super) fn sentences<'r>(
    reader: &'r Reader<'r>,
    names: &'r [Name],
) -> impl Iterator<Item = (usize, Words<'r>)> {
    (0..reader.sentences.len()).filter_map(move |sentence| {
        let range = reader.grammar.tokens.of_sentence(sentence);
        let asks = reader.grammar.lower(range.end.saturating_sub(1)) == "?";
        let words = Words {
            reader,
            names,
            from: range.start,
            end: range.end,
        };
        (!asks && !reader.is_furniture(sentence)).then_some((sentence, words))
    })
}

/// A name where it stands.
#[derive(Clone, Copy)]
pub(super) struct Name {
    pub(super) from: usize,
    pub(super) to: usize,
    /// None for a bare proper noun that was not found to be a name.
    pub(super) entity: Option<u32>,
    pub(super) kind: EntityKind,
    full: bool,
}

/// Returns every name of the article, in text order.
pub(super) fn names(reader: &Reader<'_>) -> Vec<Name> {
    let mut all: Vec<Name> = (0_u32..)
        .zip(&reader.mentions.entities.all)
        .flat_map(|(entity, e)| {
            e.mentions.iter().map(move |m| Name {
                from: m.tokens.0 as usize,
                to: m.tokens.1 as usize,
                entity: Some(entity),
                kind: e.kind,
                full: e.key.contains(' '),
            })
        })
        .collect();
    all.sort_unstable_by_key(|n| (n.from, n.to));
    all
}

/// The words of one sentence, and the names in them.
pub(super) struct Words<'r> {
    pub(super) reader: &'r Reader<'r>,
    pub(super) names: &'r [Name],
    pub(super) from: usize,
    pub(super) end: usize,
}

impl Words<'_> {
    pub(super) fn lower(&self, at: usize) -> &str {
        self.lower_word(at).as_str()
    }

    pub(super) fn lower_word(&self, at: usize) -> TokenWord<'_> {
        if (self.from..self.end).contains(&at) {
            self.reader.grammar.lower_word(at)
        } else {
            TokenWord::NONE
        }
    }

    pub(super) fn starting(&self, at: usize) -> Option<Name> {
        // Of "Pacific" and "Pacific Timber", the longer.
        let idx = self.names.partition_point(|n| n.from < at);
        let here = self.names.iter().skip(idx).take_while(|n| n.from == at);
        here.filter(|n| n.to <= self.end)
            .max_by_key(|n| n.to)
            .copied()
    }

    pub(super) fn ending(&self, to: usize) -> Option<Name> {
        let before = self.names.partition_point(|n| n.from < to);
        let mut near = self.names.iter().take(before).rev().take(MAX_BETWEEN);
        near.find(|n| n.to == to && n.from >= self.from).copied()
    }

    pub(super) fn is_possessive(&self, at: usize) -> bool {
        matches!(self.lower(at), "'s" | "’s" | "'" | "’")
    }

    /// Returns whether a word may stand between a noun and a name: an article, a quality, another title.
    fn is_beside(&self, at: usize) -> bool {
        let small = matches!(self.lower(at), "the" | "a" | "an");
        small
            || matches!(
                self.reader.grammar.upos(at),
                Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num
            )
    }

    /// Returns the first token of the words that belong to a noun before it; the name behind whose possessive
    /// they stand, if one does.
    fn phrase(&self, noun: usize) -> (usize, Option<Name>) {
        let mut first = noun;
        while first > self.from && noun - first < MAX_BETWEEN {
            let before = first - 1;
            if self.is_possessive(before) {
                return (first, self.ending(before));
            }
            // A name before the noun is for the caller to read.
            if self.ending(first).is_some() || !self.is_beside(before) {
                break;
            }
            first = before;
        }
        (first, None)
    }

    /// Returns the name behind words like these: "of the former envoy X".
    pub(super) fn behind(&self, at: usize) -> Option<Name> {
        (at..self.end.min(at + MAX_BETWEEN))
            .take_while(|t| *t == at || self.is_beside(t - 1))
            .find_map(|t| self.starting(t))
    }

    /// Returns the name that a phrase renames: "X, …", "X is …", "…, X", "… X".
    fn bearer(&self, (first, end): (usize, usize), before_only: bool) -> Option<Name> {
        // "The Dutch envoy Ann Lee"; in a list of names with titles, too.
        if let Some(name) = self.starting(end).filter(|_| !before_only) {
            return Some(name);
        }
        let closed = |at: usize| {
            matches!(self.lower(at), "," | "." | ";" | "" | ")")
                || matches!(self.upos(at), Upos::Verb | Upos::Aux)
        };
        let mark = first.checked_sub(1).filter(|m| *m >= self.from);
        let before = mark.and_then(|mark| match self.lower(mark) {
            "is" | "are" => self.ending(mark),
            "," if closed(end) => self.ending(mark),
            _ => None,
        });
        if before.is_some() || before_only || self.lower(end) != "," {
            return before;
        }
        // Behind a comma a name renames the noun only where another comma or the verb closes it.
        self.starting(end + 1).filter(|name| closed(name.to))
    }

    pub(super) fn upos(&self, at: usize) -> Upos {
        self.reader.grammar.upos(at)
    }

    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        let grammar = self.reader.grammar;
        grammar.span(from).join(grammar.span(to.saturating_sub(1)))
    }

    pub(super) fn key(&self, name: Name) -> &str {
        let entity = name
            .entity
            .and_then(|e| self.reader.mentions.entities.get(e));
        entity.map_or_else(|| self.lower(name.from), |e| e.key.as_str())
    }

    /// Returns the name that ends here, or else the proper noun: "Boeing's" opens a sentence.
    pub(super) fn firm_ending(&self, to: usize) -> Option<Name> {
        self.ending(to).or_else(|| {
            let at = to.checked_sub(1).filter(|t| *t >= self.from)?;
            let grammar = self.reader.grammar;
            let capital = grammar
                .span(at)
                .of(grammar.text)
                .starts_with(char::is_uppercase);
            let bare = capital && (at == self.from || self.upos(at - 1) != Upos::Propn);
            bare.then_some(Name {
                from: at,
                to,
                entity: None,
                kind: EntityKind::Other,
                full: false,
            })
        })
    }

    fn role(&self, role: &str, name: Name) -> Role {
        Role {
            name: role.to_owned(),
            entity: name.entity,
            key: match name.entity {
                Some(_) => self.key(name).to_owned(),
                None => self
                    .span(name.from, name.to)
                    .of(self.reader.grammar.text)
                    .to_owned(),
            },
            span: self.span(name.from, name.to),
            stated: true,
        }
    }

    fn made(&self, predicate: &str, sentence: usize, names: [Name; 2], at: usize) -> Claim {
        let from = names[0].from.min(names[1].from).min(at);
        let to = names[0].to.max(names[1].to).max(at + 1);
        let trigger = self.reader.grammar.span(at);
        let mut claim = fact(
            self.reader,
            predicate,
            sentence,
            self.span(from, to),
            trigger,
        );
        claim.time = When::Days(self.reader.article.published);
        claim.status = super::Status::Ongoing;
        claim
    }

    fn is_unreal(&self, first: usize, noun: usize) -> bool {
        let ties = &self.reader.lexicon.ties;
        (first..noun).any(|t| ties.is_unreal(self.lower_word(t)))
            || ties.is_unreal(self.lower_word(noun + 1))
            || self.lower(noun + 1) == "-"
    }

    /// "X, wife of Y", "X is Y's sister", "Y's son, X".
    fn kin(&self, at: usize, sentence: usize, out: &mut Vec<Claim>) {
        let ties = &self.reader.lexicon.ties;
        let Some(kin) = ties.kin(self.lower_word(at)) else {
            return;
        };
        let (first, owner) = self.phrase(at);
        let (owner, span, before_only) = if let Some(owner) = owner {
            (owner, (owner.from, at + 1), false)
        } else if self.lower(at + 1) == "of" {
            let Some(owner) = self.behind(at + 2) else {
                return;
            };
            // "The wife of Y's brother".
            if self.is_possessive(owner.to) {
                return;
            }
            (owner, (first, owner.to), true)
        } else {
            return;
        };
        let Some(one) = self.bearer(span, before_only) else {
            return;
        };
        let people = [one, owner]
            .iter()
            .all(|n| n.kind == EntityKind::Person && n.full);
        let former = (first..at).any(|t| ties.is_former(self.lower_word(t)));
        if !people || one.entity == owner.entity || !former && self.is_unreal(first, at) {
            return;
        }
        let kin = if former {
            let Some(ended) = ties.kin(&format!("ex-{}", self.lower(at))) else {
                return;
            };
            ended
        } else {
            kin
        };
        let mut claim = self.made("tie.kin", sentence, [one, owner], at);
        let (is, to) = (kin.is.as_str(), kin.to.as_str());
        // The pair in one order, whoever is named first.
        let turned = self.key(one) > self.key(owner);
        let (left, right) = if turned { (owner, one) } else { (one, owner) };
        claim.keys = vec![format!("kin/{}/{}", self.key(left), self.key(right))];
        claim.roles.push(self.role("one", left));
        claim.roles.push(self.role("other", right));
        let noun = self.span(first, at + 1);
        claim
            .roles
            .push(value("kin", if turned { to } else { is }, noun));
        out.push(claim);
    }

    /// "The Dutch ambassador to Peru, Ann Lee", "Ann Lee is a diplomat of Peru".
    fn service(&self, at: usize, sentence: usize, out: &mut Vec<Claim>) {
        let ties = &self.reader.lexicon.ties;
        let (mut first, owner) = self.phrase(at);
        let mut state = owner;
        if let Some(owner) = owner {
            first = owner.from;
        } else if let Some(name) = self.ending(first) {
            // "The Dutch trade minister".
            state = Some(name);
            first = name.from;
            while first > self.from && matches!(self.lower(first - 1), "the" | "a" | "an") {
                first -= 1;
            }
        }
        let mut to = at + 1;
        if state.is_none() && self.lower(to) == "of" {
            state = self.behind(to + 1);
            to = state.map_or(to, |s| s.to);
        }
        // "To Peru": where one is sent.
        if ties.is_sent(self.lower_word(to)) {
            let Some(place) = self.behind(to + 1) else {
                return;
            };
            to = place.to;
        }
        let Some(state) = state.filter(|s| s.kind == EntityKind::State) else {
            return;
        };
        let unreal = (first.saturating_sub(2)..at).any(|t| ties.is_unreal(self.lower_word(t)));
        if unreal || self.is_unreal(first, at) {
            return;
        }
        let Some(person) = self.bearer((first, to), false) else {
            return;
        };
        if person.kind != EntityKind::Person || !person.full {
            return;
        }
        let mut claim = self.made("tie.serves", sentence, [person, state], at);
        claim.keys = vec![format!("serves/{}", self.key(person))];
        claim.roles.push(self.role("person", person));
        claim.roles.push(self.role("state", state));
        let title = self.span(at, at + 1);
        claim.roles.push(value("title", self.lower(at), title));
        out.push(claim);
    }

    /// "Three times as large as Malta", "twice the size of Malta": how the sentence's other names compare.
    fn comparison(&self, at: usize, sentence: usize, out: &mut Vec<Claim>) {
        let ties = &self.reader.lexicon.ties;
        let word = self.lower(at + 1);
        let (measure, behind) = if self.lower(at) == "as" {
            let equal = self.upos(at + 1) == Upos::Adj && self.lower(at + 2) == "as";
            (ties.measure(word).unwrap_or(word), equal)
        } else {
            let Some(measure) = ties.measure(word) else {
                return;
            };
            (measure, self.lower(at + 2) == "of")
        };
        let Some(standard) = behind.then(|| self.behind(at + 3)).flatten() else {
            return;
        };
        let Some(times) = self.times(at) else { return };
        let idx = self.names.partition_point(|n| n.from < self.from);
        let others = self.names.iter().skip(idx).take_while(|n| n.from < at);
        for other in others.filter(|n| n.entity != standard.entity) {
            let mut claim = self.made("tie.compare", sentence, [*other, standard], at);
            let keys = (self.key(*other), self.key(standard));
            claim.keys = vec![format!("compare/{measure}/{}/{}", keys.0, keys.1)];
            claim.roles.push(self.role("one", *other));
            claim.roles.push(self.role("other", standard));
            let span = self.span(at, standard.to);
            claim
                .roles
                .push(value("value", format!("{times} times"), span));
            out.push(claim);
        }
    }

    /// Returns the factor before "as large as" or "the size of"; none where it is hedged or hangs on something
    /// else.
    fn times(&self, at: usize) -> Option<f64> {
        let before = at.checked_sub(1).filter(|t| *t >= self.from)?;
        let number = |token: usize| {
            let (_, found) = self
                .reader
                .mentions
                .quantity_of(self.reader.grammar.tokens, token)?;
            (found.bound == Bound::Exact).then_some(found.low)
        };
        let (word, ties) = (self.lower(before), &self.reader.lexicon.ties);
        let (found, first) = if let Some(factor) = ties.factor(word) {
            (factor, before)
        } else if ties.is_multiple(word) {
            let token = before.checked_sub(1).filter(|t| *t >= self.from)?;
            (number(token)?, token)
        } else if matches!(word, "is" | "are" | "was" | "were") {
            return Some(1.0);
        } else {
            return None;
        };
        let hedge = first.checked_sub(1).filter(|t| *t >= self.from);
        let hedged = hedge.is_some_and(|t| {
            matches!(self.upos(t), Upos::Adv) || ties.is_hedge(self.lower_word(t))
        });
        (!hedged).then_some(found)
    }

    /// "Leeds-based Hansen Foods", "Hansen Foods, based in Leeds", "Hansen Foods' headquarters are in Leeds".
    fn seat(&self, at: usize, sentence: usize, out: &mut Vec<Claim>) {
        let is_place = |n: &Name| matches!(n.kind, EntityKind::Place | EntityKind::State);
        let is_seat = self.reader.lexicon.ties.is_seat(self.lower_word(at));
        let found = if is_seat {
            let (first, mut owner) = self.phrase(at);
            // "The headquarters of Hansen Foods is in Leeds".
            let mut at = at;
            if owner.is_none() && self.lower(at + 1) == "of" {
                owner = self.behind(at + 2);
                at = owner.map_or(at, |o| o.to - 1);
            }
            if owner.is_none() && first > self.from && self.is_possessive(first - 1) {
                owner = self.firm_ending(first - 1);
            }
            let be = matches!(self.lower(at + 1), "is" | "are");
            // "Its US headquarters", "its headquarters in Houston" may be those of a part.
            let there = be && self.lower(at + 2) == "in";
            owner
                .filter(|_| there)
                .and_then(|owner| Some((owner, self.starting(at + 3)?)))
        } else if self.lower(at) == "based" && self.lower(at.saturating_sub(1)) == "-" {
            let place = self.ending(at - 1);
            place.and_then(|p| Some((self.behind(at + 1)?, p)))
        } else if self.lower(at + 1) == "in" {
            let place = self.starting(at + 2);
            let mut mark = at.saturating_sub(1);
            if matches!(self.lower(mark), "is" | "are") {
                let which = matches!(self.lower(mark.saturating_sub(1)), "which" | "that");
                mark -= usize::from(which);
            }
            let set_off = matches!(self.lower(mark), "is" | "are" | "," | "which" | "(");
            let comma = mark > 0 && self.lower(mark - 1) == ",";
            let to = if comma { mark - 1 } else { mark };
            place
                .filter(|_| set_off)
                .and_then(|p| Some((self.firm_ending(to)?, p)))
        } else {
            None
        };
        let Some((firm, place)) = found else { return };
        // "Based in Leeds and York", "based in Leeds, Maine": more than one place, or a part of one.
        let more = matches!(self.lower(place.to), "and" | "or" | "," | "/")
            && (place.to + 1..self.end.min(place.to + 3))
                .any(|t| self.starting(t).is_some_and(|n| is_place(&n)));
        // "Leeds-based Hansen Foods unit": a part of it.
        let of_another =
            self.upos(firm.to) == Upos::Noun || self.is_possessive(firm.to) && !is_seat;
        let is_firm = matches!(firm.kind, EntityKind::Organisation | EntityKind::Other);
        if !is_firm || !is_place(&place) || more || of_another {
            return;
        }
        let mut claim = self.made("tie.seat", sentence, [firm, place], at);
        claim.keys = vec![format!("seat/{}", self.key(firm))];
        claim.roles.push(self.role("of", firm));
        claim.roles.push(self.role("place", place));
        out.push(claim);
    }
}
