//! What classes alone say to the decision for an action, summed beforehand.
//!
//! A fifth of that decision's features are of the classes of one or two words, or of one class and a small number.
//! They have so few values that the sums of their weights fit in tables: twelve numbers are read instead of
//! seventeen keys looked up, and come to the same. To make the tables takes about a millisecond.

use super::parse::{ACTIONS, Around, DISTANCES, MAX_SIDE, Node, distance_id, left_id, right_id};
use crate::weights::table::Pairs;
use crate::weights::{Weights, hash};

/// How many features of the decision are summed here.
pub(super) const FEATURES: usize = 17;

/// Sums of the parser's weights by what the words of [`Around`] are: `s1_b0` by the class of the second word on the
/// stack and that of the next word.
#[derive(Debug)]
pub(super) struct ClassSums {
    s1_b0: Table,
    s0_b1: Table,
    b0_b1: Table,
    s0_b0: Table,
    s1_s0: Table,
    s0_near: Table,
    b0_near: Table,
    s0_left: Table,
    s0_right: Table,
    b0_left: Table,
    s2: Table,
    b2: Table,
}

impl ClassSums {
    /// Sums the weights.
    pub(super) fn new(weights: &Weights<'_>) -> Self {
        let nodes = Node::of_each_kind(weights);
        let sides = MAX_SIDE + 1;
        let actions = weights.actions;
        Self {
            s1_b0: Table::of_two(actions, &nodes, of_s1_b0),
            s0_b1: Table::of_two(actions, &nodes, of_s0_b1),
            b0_b1: Table::of_two(actions, &nodes, of_b0_b1),
            s0_b0: Table::of_two(actions, &nodes, of_s0_b0),
            s1_s0: Table::of_two(actions, &nodes, of_s1_s0),
            s0_near: Table::of_one(actions, &nodes, DISTANCES, of_s0_near),
            b0_near: Table::of_one(actions, &nodes, DISTANCES, of_b0_near),
            s0_left: Table::of_one(actions, &nodes, sides, of_s0_left),
            s0_right: Table::of_one(actions, &nodes, sides, of_s0_right),
            b0_left: Table::of_one(actions, &nodes, sides, of_b0_left),
            s2: Table::of_one(actions, &nodes, 1, |s2, _| of_s2(s2)),
            b2: Table::of_one(actions, &nodes, 1, |b2, _| of_b2(b2)),
        }
    }

    /// Returns the sums of the weights of all features that are summed here.
    pub(super) fn score(&self, around: &Around<'_>) -> [i32; 2] {
        let ([s0, s1, s2], [b0, b1, b2]) = (around.s, around.b);
        let sums = [
            self.s1_b0.get(s1.kind, b0.kind),
            self.s0_b1.get(s0.kind, b1.kind),
            self.b0_b1.get(b0.kind, b1.kind),
            self.s0_b0.get(s0.kind, b0.kind),
            self.s1_s0.get(s1.kind, s0.kind),
            self.s0_near.get(s0.kind, around.near),
            self.b0_near.get(b0.kind, around.near),
            self.s0_left.get(s0.kind, s0.n_left),
            self.s0_right.get(s0.kind, s0.n_right),
            self.b0_left.get(b0.kind, b0.n_left),
            self.s2.get(s2.kind, 0),
            self.b2.get(b2.kind, 0),
        ];
        let mut all = [0; 2];
        for sum in sums {
            for (all, sum) in all.iter_mut().zip(sum) {
                *all += i32::from(sum);
            }
        }
        all
    }
}

/// Returns the keys of the features that are summed here.
pub(super) fn keys(around: &Around<'_>) -> impl Iterator<Item = u64> {
    let ([s0, s1, s2], [b0, b1, b2]) = (around.s, around.b);
    let of_two = of_s1_b0(s1, b0).into_iter().chain(of_s0_b1(s0, b1));
    let of_two = of_two.chain(of_b0_b1(b0, b1)).chain(of_s0_b0(s0, b0));
    let of_two = of_two.chain(of_s1_s0(s1, s0));
    let near = of_s0_near(s0, around.near)
        .into_iter()
        .chain(of_b0_near(b0, around.near));
    let sides = of_s0_left(s0, s0.n_left)
        .into_iter()
        .chain(of_s0_right(s0, s0.n_right));
    let sides = sides.chain(of_b0_left(b0, b0.n_left));
    let of_one = of_s2(s2).into_iter().chain(of_b2(b2));
    of_two.chain(near).chain(sides).chain(of_one)
}

fn of_s1_b0(s1: &Node, b0: &Node) -> [u64; 4] {
    hash::numbered_features![
        ACTIONS;
        32: [s1.class],
        33: [b0.class],
        42: [s1.upos, b0.upos],
        43: [s1.class, b0.class],
    ]
}

fn of_s0_b1(s0: &Node, b1: &Node) -> [u64; 3] {
    hash::numbered_features![ACTIONS; 31: [s0.class], 37: [b1.class], 45: [s0.class, b1.class]]
}

fn of_b0_b1(b0: &Node, b1: &Node) -> [u64; 1] {
    hash::numbered_features![ACTIONS; 44: [b0.class, b1.class]]
}

fn of_s0_b0(s0: &Node, b0: &Node) -> [u64; 1] {
    hash::numbered_features![ACTIONS; 40: [s0.upos, b0.upos]]
}

fn of_s1_s0(s1: &Node, s0: &Node) -> [u64; 1] {
    hash::numbered_features![ACTIONS; 41: [s1.upos, s0.upos]]
}

fn of_s0_near(s0: &Node, near: u8) -> [u64; 1] {
    hash::numbered_features![ACTIONS; 72: [s0.class, distance_id(near)]]
}

fn of_b0_near(b0: &Node, near: u8) -> [u64; 1] {
    hash::numbered_features![ACTIONS; 74: [b0.class, distance_id(near)]]
}

fn of_s0_left(s0: &Node, n: u8) -> [u64; 1] {
    hash::numbered_features![ACTIONS; 79: [s0.class, left_id(n)]]
}

fn of_s0_right(s0: &Node, n: u8) -> [u64; 1] {
    hash::numbered_features![ACTIONS; 81: [s0.class, right_id(n)]]
}

fn of_b0_left(b0: &Node, n: u8) -> [u64; 1] {
    hash::numbered_features![ACTIONS; 83: [b0.class, left_id(n)]]
}

fn of_s2(s2: &Node) -> [u64; 1] {
    hash::numbered_features![ACTIONS; 35: [s2.class]]
}

fn of_b2(b2: &Node) -> [u64; 1] {
    hash::numbered_features![ACTIONS; 39: [b2.class]]
}

/// Sums by two small numbers.
#[derive(Debug)]
struct Table {
    columns: usize,
    sums: Vec<[i16; 2]>,
}

/// So many keys are looked up at once.
const LANES: usize = 8;

impl Table {
    /// Sums by the kinds of two words.
    fn of_two<const K: usize>(
        actions: Pairs<'_>,
        nodes: &[Node],
        keys: impl Fn(&Node, &Node) -> [u64; K],
    ) -> Self {
        let columns: Vec<&Node> = nodes.iter().collect();
        Self::new(actions, nodes, &columns, |row, column| keys(row, column))
    }

    /// Sums by the kind of a word and a number below `n`.
    fn of_one<const K: usize>(
        actions: Pairs<'_>,
        nodes: &[Node],
        n: u8,
        keys: impl Fn(&Node, u8) -> [u64; K],
    ) -> Self {
        let columns: Vec<u8> = (0..n).collect();
        Self::new(actions, nodes, &columns, |row, column| keys(row, *column))
    }

    fn new<C, const K: usize>(
        actions: Pairs<'_>,
        rows: &[Node],
        columns: &[C],
        keys: impl Fn(&Node, &C) -> [u64; K],
    ) -> Self {
        let mut sums = Vec::with_capacity(rows.len() * columns.len());
        for row in rows {
            for columns in columns.chunks(LANES) {
                let mut found = [[0_i16; 2]; LANES];
                let mut all = [[0; LANES]; K];
                for (lane, column) in columns.iter().enumerate() {
                    for (lanes, key) in all.iter_mut().zip(keys(row, column)) {
                        if let Some(slot) = lanes.get_mut(lane) {
                            *slot = key;
                        }
                    }
                }
                for lanes in &all {
                    for (sum, weights) in found.iter_mut().zip(actions.of_each(lanes)) {
                        // A weight is at most 1024, and no more than four are summed.
                        *sum = [sum[0] + weights[0], sum[1] + weights[1]];
                    }
                }
                sums.extend(found.iter().take(columns.len()));
            }
        }
        Self {
            columns: columns.len(),
            sums,
        }
    }

    #[inline]
    fn get(&self, row: u8, column: u8) -> [i16; 2] {
        let at = usize::from(row) * self.columns + usize::from(column);
        self.sums.get(at).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::super::parse::{Action, State, action_features};
    use super::*;
    use crate::weights::TAGS;

    /// Numbers and values of all templates are those that the weights were trained with: any other set of keys has
    /// another sum.
    #[test]
    fn keys_are_those_of_the_weights() {
        let all = Node::of_each_kind(&Weights::english());
        let mut state = State::new();
        state.start(all.into_iter().step_by(9));
        let mut sums = [0_u64; 6];
        for (sum, action) in sums.iter_mut().zip([
            Action::Shift,
            Action::Shift,
            Action::Left,
            Action::Shift,
            Action::Right,
            Action::Shift,
        ]) {
            state.apply(action, 7);
            *sum = action_features(&state)
                .into_iter()
                .fold(0, u64::wrapping_add);
        }
        let expected = [
            0x5953_0dd7_ddd4_6970,
            0x1669_af54_545f_c12f,
            0x7a31_9992_e400_8ebe,
            0x5088_93d3_6ede_df41,
            0x5a61_11f2_08bd_589e,
            0x9ec3_cfdb_1e94_0bff,
        ];
        assert_eq!(sums, expected);
    }

    static SUMS: LazyLock<ClassSums> = LazyLock::new(|| ClassSums::new(&Weights::english()));

    proptest! {
        #[test]
        fn sums_what_the_keys_come_to(
            kinds in prop::array::uniform6(0..TAGS + 2),
            sides in prop::array::uniform6((0..=MAX_SIDE, 0..=MAX_SIDE)),
            near in 0..DISTANCES,
        ) {
            let weights = Weights::english();
            let all = Node::of_each_kind(&weights);
            let mut nodes = kinds.map(|kind| all.get(kind).copied().unwrap_or_default());
            for (node, (n_left, n_right)) in nodes.iter_mut().zip(sides) {
                (node.n_left, node.n_right) = (n_left, n_right);
            }
            let [s0, s1, s2, b0, b1, b2] = &nodes;
            let around = Around { s: [s0, s1, s2], b: [b0, b1, b2], near };
            prop_assert_eq!(all.len(), TAGS + 2);
            let keys: [u64; FEATURES] = hash::array(keys(&around));
            prop_assert_eq!(SUMS.score(&around), weights.actions.score(&keys));
        }
    }
}
