//! Trains the parser with a dynamic oracle (Goldberg and Nivre 2013).

use super::conllu::GoldSentence;
use super::perceptron::{Random, SparsePerceptron, TriplePerceptron};
use super::table::SparseTable;
use super::{Options, table};
use crate::tokens::Relation;
use crate::tokens::parse::{
    Action, NIL, Node, State, action_features, best_action, relation_features,
};
use crate::tokens::tag::best;
use crate::weights::RELATIONS;

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

    pub(super) fn head(&self, node: usize) -> usize {
        self.heads.get(node).copied().unwrap_or(NIL)
    }

    pub(super) fn relation(&self, node: usize) -> u8 {
        self.relations.get(node).copied().unwrap_or(u8::MAX)
    }

    /// Returns how many of the sentence's arcs each action puts out of reach; `None` where it is not possible.
    pub(super) fn costs(&self, state: &State) -> [Option<usize>; 3] {
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

/// What the parser has learned.
pub(super) struct Learned {
    pub(super) actions: Vec<u8>,
    pub(super) relations: SparseTable,
}

/// Trains the parser.
pub(super) fn train(
    sentences: &[Parsed],
    options: &Options,
    progress: &mut dyn FnMut(&str),
) -> Learned {
    let mut actions = TriplePerceptron::new(options.action_min_updates);
    let mut relations = SparsePerceptron::new(options.relation_min_updates);
    let mut random = Random::new(2_463_534_242);
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let mut state = State::new();
    for epoch in 0..options.parser_epochs {
        random.shuffle(&mut order);
        let (mut wrong, mut all) = (0_usize, 0_usize);
        for gold in order.iter().filter_map(|&idx| sentences.get(idx)) {
            state.start(gold.nodes.iter().copied());
            while !state.is_done() {
                let costs = gold.costs(&state);
                let (guess, right) = match state.only_action() {
                    Some(action) => (action, action),
                    None => learn_action(&mut actions, &state, costs),
                };
                all += 1;
                wrong += usize::from(guess != right);
                // Following the guess shows the parser the states its own errors lead to.
                let explores = epoch > 0 && random.below(10) > 0;
                let action = if explores { guess } else { right };
                let relation = learn_relation(&mut relations, gold, &state, action);
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
    Learned {
        actions: table::pairs(&action_rows, options.max_actions),
        relations: table::sparse::<RELATIONS>(&relation_rows, options.max_relations),
    }
}

/// Returns the model's action and the best one without needless cost.
fn learn_action(
    model: &mut TriplePerceptron,
    state: &State,
    costs: [Option<usize>; 3],
) -> (Action, Action) {
    let keys = action_features(state);
    let scores = model.score(&keys);
    let least = costs.iter().flatten().min().copied();
    let guess = best_action(scores, costs.map(|c| c.is_some()));
    let right = if costs.get(guess as usize).copied().flatten() == least {
        guess
    } else {
        best_action(scores, costs.map(|c| c.is_some() && c == least))
    };
    model.learn(&keys, right as usize, guess as usize);
    (guess, right)
}

/// Returns the relation of the arc that the action makes, and learns from it where the arc is right.
fn learn_relation(
    model: &mut SparsePerceptron,
    gold: &Parsed,
    state: &State,
    action: Action,
) -> u8 {
    let Some((head, dependent)) = state.arc(action) else {
        return u8::MAX;
    };
    if head == 0 {
        return Relation::Root as u8;
    }
    let keys = relation_features(state, head, dependent);
    let scores = model.score(&keys);
    let guess = best(scores.get(..Relation::ALL.len()).unwrap_or(&[]));
    if gold.head(dependent) == head {
        model.learn(&keys, gold.relation(dependent), guess);
    }
    guess
}
