//! What a proposition would need another sentence to say, were the two to differ: words that the other must hold,
//! so that it need not be parsed where it does not.
//!
//! Of dated articles, which are held against each other by more than a word or two. What is asked here must be
//! no more than what the comparison of two propositions ([`super::aligned`]) demands.

use super::aligned::Side;
use crate::claims::{Argument, Certainty, Ground, Polarity, Slot, name_words, word};
use crate::mentions::time::When;
use crate::tokens::Upos;

/// What one proposition asks of another sentence on one ground.
pub(super) struct Ask {
    ground: Ground,
    /// Of each, the other sentence must hold one word.
    of: Vec<Vec<u64>>,
}

impl Ask {
    /// Returns whether a sentence with these words, sorted, can be the one that is asked for on this ground.
    pub(super) fn is_met(&self, ground: Ground, words: &[u64]) -> bool {
        let holds = |any: &Vec<u64>| any.iter().any(|w| words.binary_search(w).is_ok());
        self.ground == ground && self.of.iter().all(holds)
    }
}

/// Adds what a proposition asks, ground by ground.
pub(super) fn ask(side: &Side<'_>, out: &mut Vec<Ask>) {
    let is = side.is;
    let mut add = |ground: Ground, of: Option<Vec<Vec<u64>>>| {
        out.extend(of.map(|of| Ask { ground, of }));
    };
    if is.rank.is_some() {
        add(Ground::Rank, Some(Vec::new()));
        return;
    }
    if is.certainty != Certainty::Certain
        || side.is_copular()
        || side.text.is_not_told(is.head as usize)
    {
        return;
    }
    opposite_nouns(side, &mut add);
    if is.polarity == Polarity::Negative {
        add(Ground::Denial, denial(side));
        return;
    }
    add(Ground::Opposites, opposites(side));
    let name = side.name();
    let predicates = &side.text.lexicon.predicates;
    if predicates.is_one_way(&name) && side.has_bare_names() {
        add(Ground::Exchange, exchange(side));
    }
    if predicates.has_one_doer(&name) {
        add(Ground::Doer, doer(side));
    }
    if predicates.is_once(&name) {
        let dated = is.time != When::Unknown;
        add(Ground::Day, dated.then(|| once(side)));
        let placed = is
            .arguments
            .iter()
            .any(|x| matches!(x.slot, Slot::Behind(_)));
        add(Ground::Place, placed.then(|| once(side)));
    }
    if !predicates.is_moving(&name) {
        counts(side, &mut add);
    }
}

/// Returns what an argument is known by; `None` where nothing can be the same.
fn alike(side: &Side<'_>, x: &Argument) -> Option<Vec<u64>> {
    let head = x.head as usize;
    if let Some(entity) = side.text.entity(head) {
        return Some(name_words(&entity.key).collect());
    }
    let content = matches!(
        side.text.upos(head),
        Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj | Upos::Num
    );
    let lemma = side.text.lemma(head);
    // The first word of a sentence may be a name of the other.
    let bare = name_words(lemma);
    content.then(|| {
        std::iter::once(word(&side.text.lexicon.predicates, lemma))
            .chain(bare)
            .collect()
    })
}

/// Returns what the predicate is known by in the other sentence; nothing where its words need not say it.
fn predicate(side: &Side<'_>) -> Option<Vec<u64>> {
    // "Its 19 members" it has.
    let name = side.name();
    (name != "have").then(|| vec![word(&side.text.lexicon.predicates, &name)])
}

/// Returns what is asked by all these arguments, clauses left out; `None` where one cannot be found.
fn all<'s>(
    side: &Side<'_>,
    arguments: impl Iterator<Item = &'s Argument>,
) -> Option<Vec<Vec<u64>>> {
    arguments
        .filter(|x| x.slot != Slot::Clause)
        .map(|x| alike(side, x))
        .collect()
}

fn denial(side: &Side<'_>) -> Option<Vec<Vec<u64>>> {
    let is = side.is;
    let nothing = is.arguments.is_empty() || is.arguments.iter().any(|x| x.inherited);
    if nothing
        || is.nominal
        || side.is_until_now()
        || side.is_of_an_occasion()
        || side.is_narrowed()
    {
        return None;
    }
    let mut nominal = is.arguments.iter().filter(|x| x.slot != Slot::Clause);
    if !nominal.all(|x| side.text.is_known(x.head as usize)) || !has_name(side) {
        return None;
    }
    let mut of = all(side, is.arguments.iter())?;
    of.extend(predicate(side));
    Some(of)
}

/// Returns whether an argument, or what narrows it, may be a name.
fn has_name(side: &Side<'_>) -> bool {
    side.is.arguments.iter().any(|x| may_name(side, x))
}

fn may_name(side: &Side<'_>, x: &Argument) -> bool {
    let head = x.head as usize;
    x.slot != Slot::Clause
        && (side.text.entity(head).is_some()
            || side.text.is_first(head)
            || side.text.has_names_below(head))
}

fn opposites(side: &Side<'_>) -> Option<Vec<Vec<u64>>> {
    let is = side.is;
    let lexicon = side.text.lexicon;
    if is.arguments.is_empty() || is.arguments.iter().any(|x| x.inherited) || !has_name(side) {
        return None;
    }
    let name = side.name();
    let of_name = lexicon.opposites.of(&name).iter();
    let of_lemma = lexicon
        .opposites
        .of(side.text.lemma(is.head as usize))
        .iter();
    let opposed: Vec<u64> = of_name
        .chain(of_lemma)
        .map(|other| word(&lexicon.predicates, other))
        .collect();
    if opposed.is_empty() {
        return None;
    }
    let mut of = all(side, is.arguments.iter())?;
    of.push(opposed);
    Some(of)
}

/// One argument has an opposite; all others are the same, but for a name that may differ where there are several.
fn opposite_nouns(side: &Side<'_>, add: &mut impl FnMut(Ground, Option<Vec<Vec<u64>>>)) {
    let lexicon = side.text.lexicon;
    let opposed = |x: &Argument| -> Vec<u64> {
        let lemma = side.text.lemma(x.head as usize);
        let all = lexicon.opposites.of(lemma).iter();
        all.map(|o| word(&lexicon.predicates, o)).collect()
    };
    let differ: Vec<u64> = side.is.arguments.iter().flat_map(opposed).collect();
    if differ.is_empty() || !has_name(side) {
        return;
    }
    let same = |x: &&Argument| !x.inherited && opposed(x).is_empty();
    let is_named = |x: &&Argument| side.text.entity(x.head as usize).is_some();
    let named: Vec<&Argument> = side
        .is
        .arguments
        .iter()
        .filter(same)
        .filter(is_named)
        .collect();
    for left_out in named
        .iter()
        .copied()
        .map(Some)
        .chain([None].into_iter().filter(|_| named.is_empty()))
    {
        let same = side
            .is
            .arguments
            .iter()
            .filter(same)
            .filter(|x| Some(*x) != left_out);
        let of = all(side, same).map(|mut of| {
            of.push(differ.clone());
            of.extend(predicate(side));
            of
        });
        add(Ground::OppositeNouns, of);
    }
}

fn exchange(side: &Side<'_>) -> Option<Vec<Vec<u64>>> {
    let any = |slot: Slot| -> Option<Vec<u64>> {
        let found: Vec<u64> = side
            .slot(slot)
            .filter_map(|x| alike(side, x))
            .flatten()
            .collect();
        (!found.is_empty()).then_some(found)
    };
    let mut of = vec![any(Slot::Agent)?, any(Slot::Patient)?];
    of.extend(predicate(side));
    Some(of)
}

fn doer(side: &Side<'_>) -> Option<Vec<Vec<u64>>> {
    let mut agents = side.slot(Slot::Agent);
    let agent = agents.next().filter(|x| !x.inherited)?;
    side.text.entity(agent.head as usize)?;
    side.slot(Slot::Patient).next()?;
    if agents.next().is_some() {
        return None;
    }
    let patients = side.slot(Slot::Patient).filter_map(|x| alike(side, x));
    let mut of: Vec<Vec<u64>> = vec![patients.flatten().collect()];
    of.extend(predicate(side));
    Some(of)
}

fn once(side: &Side<'_>) -> Vec<Vec<u64>> {
    let core = [Slot::Agent, Slot::Patient].into_iter();
    let named: Vec<u64> = core
        .flat_map(|slot| side.slot(slot))
        .filter(|x| may_name(side, x))
        .filter_map(|x| alike(side, x))
        .flatten()
        .collect();
    let mut of: Vec<Vec<u64>> = vec![named];
    of.extend(predicate(side));
    of
}

/// Each argument that may be counted, and one that has a name.
fn counts(side: &Side<'_>, add: &mut impl FnMut(Ground, Option<Vec<Vec<u64>>>)) {
    let counted = |x: &&Argument| {
        let head = x.head as usize;
        !matches!(x.slot, Slot::Agent | Slot::Clause)
            && side.text.quantity(head).is_some()
            && side.text.entity(head).is_none()
            && side.text.is_known(head)
    };
    for x in side.is.arguments.iter().filter(counted) {
        if side.may_grow() {
            return;
        }
        let others = side.is.arguments.iter().filter(|y| may_name(side, y));
        let named: Vec<u64> = others.filter_map(|y| alike(side, y)).flatten().collect();
        let of = alike(side, x).map(|counted| {
            let mut of = vec![counted, named];
            of.extend(predicate(side));
            of
        });
        add(Ground::Count, of);
    }
}
