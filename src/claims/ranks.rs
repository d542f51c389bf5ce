//! Ranks that one alone holds: "the first woman to win the prize", "the largest bank in Germany".

use super::{Certainty, Polarity, Reader, Status};
use crate::tokens::{Relation, Upos, Xpos};

/// Words of a scope beyond which it is a description.
const MAX_SCOPE: usize = 12;

/// A rank and who holds it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rank {
    /// Token of the superlative.
    pub(super) adjective: usize,
    /// Token of the holder's name.
    pub(super) holder: usize,
    /// What is ranked and among what, in words that two texts must share to the last.
    pub(super) scope: String,
}

/// Reads the rank that a noun phrase gives to a name: by a copula, an apposition, or "became".
pub(super) fn read(reader: &Reader<'_>, at: usize) -> Option<Rank> {
    let grammar = reader.grammar;
    if grammar.upos(at) != Upos::Noun {
        return None;
    }
    let adjective = grammar.tokens.children(at).find(|c| {
        let superlative = grammar.xpos(*c) == Xpos::Jjs
            || reader.lexicon.predicates.is_rank(grammar.lower_word(*c));
        grammar.relation(*c) == Relation::Amod && superlative
    })?;
    let determined = grammar
        .tokens
        .children(at)
        .any(|c| match grammar.relation(c) {
            Relation::Det => grammar.lower(c) == "the",
            Relation::NmodPoss => true,
            _ => false,
        });
    // "One of the largest", "the second-largest", "perhaps the largest", "the three largest".
    let among = grammar.tokens.child(at, Relation::Case).is_some();
    let first = grammar
        .tokens
        .children(at)
        .find(|c| grammar.relation(*c) != Relation::Punct)
        .unwrap_or(at)
        .min(adjective);
    let shared = (first..at).any(|t| {
        matches!(grammar.upos(t), Upos::Num | Upos::Punct | Upos::Adv)
            || (t != adjective
                && grammar.relation(t) == Relation::Amod
                && grammar.xpos(t) == Xpos::Jjs)
            || reader
                .lexicon
                .predicates
                .is_lower_rank(grammar.lower_word(t))
    });
    let qualified = grammar
        .tokens
        .children(at)
        .chain(grammar.tokens.children(adjective))
        .any(|c| {
            matches!(
                grammar.relation(c),
                Relation::Advmod | Relation::Aux | Relation::Cc
            )
        });
    if !determined || among || shared || qualified {
        return None;
    }
    let (holder, tense) = holder(reader, at)?;
    reader.mentions.entities.of_token(holder)?;
    let mut scope = scope(reader, at, adjective, holder)?;
    // Who was the first stays the first; who was the largest need not be.
    let lasting = reader
        .lexicon
        .predicates
        .is_rank(grammar.lower_word(adjective));
    scope.insert(0, grammar.lemma(adjective).to_owned());
    if !lasting {
        scope.insert(0, tense.to_owned());
    }
    Some(Rank {
        adjective,
        holder,
        scope: scope.join(" "),
    })
}

fn holder<'g>(reader: &Reader<'g>, at: usize) -> Option<(usize, &'g str)> {
    let grammar = reader.grammar;
    if let Some(copula) = grammar.tokens.child(at, Relation::Cop) {
        let past = grammar.xpos(copula) == Xpos::Vbd;
        let subject = grammar.own_subject(at)?;
        return Some((subject, if past { "was" } else { "is" }));
    }
    let head = grammar.head(at)?;
    if grammar.lemma(head) == "become" {
        return Some((grammar.own_subject(head)?, "is"));
    }
    if matches!(grammar.relation(at), Relation::Appos | Relation::NmodDesc) {
        return Some((head, "is"));
    }
    grammar
        .tokens
        .child(at, Relation::Appos)
        .map(|name| (name, "is"))
}

/// The words of the phrase without the rank and the holder, sorted; none where nothing narrows it.
fn scope(reader: &Reader<'_>, at: usize, adjective: usize, holder: usize) -> Option<Vec<String>> {
    let grammar = reader.grammar;
    let entities = &reader.mentions.entities;
    let mut words = Vec::new();
    let mut stack = vec![at];
    while let Some(token) = stack.pop() {
        if token == adjective || token == holder {
            continue;
        }
        let content = matches!(
            grammar.upos(token),
            Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj | Upos::Num
        );
        if content {
            let name = entities.of_token(token).and_then(|e| entities.get(e));
            words.push(name.map_or_else(|| grammar.lemma(token).to_owned(), |e| e.key.clone()));
        } else if grammar.upos(token) == Upos::Pron {
            // "The largest of them", "its largest": among what, only the rest of the text says.
            return None;
        }
        if words.len() > MAX_SCOPE {
            return None;
        }
        stack.extend(grammar.tokens.children(token).filter(|c| {
            !matches!(
                grammar.relation(*c),
                Relation::Nsubj
                    | Relation::Cop
                    | Relation::Appos
                    | Relation::Conj
                    | Relation::Parataxis
                    | Relation::Punct
            )
        }));
    }
    words.sort_unstable();
    words.dedup();
    (words.len() > 1).then_some(words)
}

/// Returns whether the sentence asserts the rank of the noun where it stands.
pub(super) fn is_asserted(status: Status, certainty: Certainty, polarity: Polarity) -> bool {
    polarity == Polarity::Positive
        && certainty == Certainty::Certain
        && matches!(status, Status::Ongoing | Status::Done | Status::Unstated)
}
