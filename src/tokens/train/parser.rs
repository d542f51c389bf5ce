//! Trains the parser with a dynamic oracle (Goldberg and Nivre 2013).

use super::conllu::GoldSentence;
use super::perceptron::{Random, SparsePerceptron, TriplePerceptron};
use super::{Options, table};
use crate::tokens::Relation;
use crate::tokens::parse::{Action, NIL, Node, State, action_features, relation_features};
use crate::tokens::tag::best;
use crate::weights::hash::Keys;

/// A sentence to learn from.
#[derive(Debug)]
pub(super) struct Parsed {
    pub(super) nodes: Vec<Node>,
    /// Heads by node; the root's own is [`NIL`].
    heads: Vec<usize>,
    relations: Vec<u8>,
}

impl Parsed {
    pub(super) fn new(sentence: &GoldSentence<'_>, nodes: Vec<Node>) -> Self {
        let words = &sentence.words;
        Self {
            nodes,
            heads: std::iter::once(NIL)
                .chain(words.iter().map(|w| w.head))
                .collect(),
            relations: std::iter::once(u8::MAX)
                .chain(words.iter().map(|w| w.relation as u8))
                .collect(),
        }
    }

    fn head(&self, node: usize) -> usize {
        self.heads.get(node).copied().unwrap_or(NIL)
    }

    fn relation(&self, node: usize) -> u8 {
        self.relations.get(node).copied().unwrap_or(u8::MAX)
    }

    /// Returns how many of the sentence's arcs each action puts out of reach; `None` where it is not possible.
    fn costs(&self, state: &State) -> [Option<usize>; 3] {
        let (top, second, next) = (state.on_stack(0), state.on_stack(1), state.next);
        let waiting = (next..self.heads.len())
            .filter(|&d| self.head(d) == top)
            .count();
        Action::ALL.map(|action| {
            state.allows(action).then(|| match action {
                Action::Shift => {
                    let lost = |node: &usize| *node != 0 && self.head(*node) == next;
                    let dependents = state.stack.iter().filter(|node| lost(node)).count();
                    let below = state.stack.iter().rev().skip(1);
                    dependents + below.filter(|node| self.head(next) == **node).count()
                }
                Action::Left => {
                    let head = self.head(top);
                    waiting + usize::from(head != NIL && head > next || head == second)
                }
                Action::Right => {
                    let head = self.head(top);
                    waiting + usize::from(head != NIL && head >= next)
                }
            })
        })
    }
}

/// Trains the parser and returns its tables: actions; lines and rows of the relations.
pub(super) fn train(
    sentences: &[Parsed],
    options: &Options,
    progress: &mut dyn FnMut(&str),
) -> (Vec<u8>, [Vec<u8>; 2]) {
    let mut actions = TriplePerceptron::new(options.action_min_updates);
    let mut relations = SparsePerceptron::new(options.relation_min_updates);
    let mut random = Random::new(2_463_534_242);
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let (mut state, mut keys) = (State::new(), Keys::new());
    for epoch in 0..options.parser_epochs {
        random.shuffle(&mut order);
        let (mut wrong, mut all) = (0_usize, 0_usize);
        for gold in order.iter().filter_map(|&idx| sentences.get(idx)) {
            state.start(gold.nodes.iter().copied());
            while !state.is_done() {
                let costs = gold.costs(&state);
                let (guess, right) = learn_action(&mut actions, &state, costs, &mut keys);
                all += 1;
                wrong += usize::from(guess != right);
                // Following the guess shows the parser the states its own errors lead to.
                let explores = epoch > 0 && random.below(10) > 0;
                let action = if explores { guess } else { right };
                let relation = learn_relation(&mut relations, gold, &state, action, &mut keys);
                state.apply(action, relation);
            }
        }
        progress(&format!(
            "parser epoch {epoch}: {wrong} of {all} actions wrong"
        ));
    }
    let (action_rows, relation_rows) = (actions.averaged(), relations.averaged());
    progress(&format!(
        "parser features: {} for actions, {} for relations",
        action_rows.len(),
        relation_rows.len()
    ));
    (
        table::pairs(&action_rows, options.max_actions),
        table::sparse(&relation_rows, options.max_relations),
    )
}

/// Returns the model's action and the best one without needless cost.
fn learn_action(
    model: &mut TriplePerceptron,
    state: &State,
    costs: [Option<usize>; 3],
    keys: &mut Keys,
) -> (Action, Action) {
    action_features(state, keys);
    let scores = model.score(keys.as_slice());
    let least = costs.iter().flatten().min().copied();
    let pick = |allowed: &dyn Fn(usize) -> bool| {
        let mut chosen = (i32::MIN, 0);
        for (idx, &score) in scores.iter().enumerate() {
            if allowed(idx) && score > chosen.0 {
                chosen = (score, idx);
            }
        }
        chosen.1
    };
    let cost = |idx: usize| costs.get(idx).copied().flatten();
    let guess = pick(&|idx| cost(idx).is_some());
    let right = if cost(guess) == least {
        guess
    } else {
        pick(&|idx| cost(idx).is_some() && cost(idx) == least)
    };
    model.learn(keys.as_slice(), right, guess);
    let action = |idx: usize| Action::ALL.get(idx).copied().unwrap_or(Action::Shift);
    (action(guess), action(right))
}

/// Returns the relation of the arc that the action makes, and learns from it where the arc is right.
fn learn_relation(
    model: &mut SparsePerceptron,
    gold: &Parsed,
    state: &State,
    action: Action,
    keys: &mut Keys,
) -> u8 {
    let Some((head, dependent)) = state.arc(action) else {
        return u8::MAX;
    };
    if head == 0 {
        return Relation::Root as u8;
    }
    relation_features(state, head, dependent, keys);
    let mut scores = [0; 256];
    model.score(keys.as_slice(), &mut scores);
    let guess = best(scores.get(..Relation::ALL.len()).unwrap_or(&[]));
    if gold.head(dependent) == head {
        model.learn(keys.as_slice(), gold.relation(dependent), guess);
    }
    guess
}
