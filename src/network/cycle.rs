//! The search: negative cycles, and the cheapest of them.
//!
//! Bellman–Ford with a queue; the tree of shortest paths is kept as a threaded list, and what hangs below a vertex is
//! taken apart when the vertex gets nearer (Tarjan). An arc that would reach its own tail on the way closes a negative
//! cycle, which is therefore seen at once and not after a full round (Cherkassky and Goldberg, "Negative-cycle
//! detection algorithms", 1999).
#![expect(
    clippy::indexing_slicing,
    reason = "vertices and arcs are numbered by `Part::build`; every index here is one of its numbers"
)]

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use super::part::{Arc, ArcKind, Part, to_u32};
use super::{Hardness, Provenance, Variable};

const NONE: u32 = u32::MAX;

/// How many arcs and vertices may be multiplied before the search for the cheapest cycle starts at a few vertices only.
const EVERYWHERE: usize = 500_000;
/// Arcs the search for the cheapest cycle may look at; past that the best so far is taken.
const LOOKS: usize = 500_000;

/// The state of a search over one part: which arcs are on, and a day for each vertex.
///
/// After [`Search::negative_cycle`] has returned `None`, `days` is a solution: it satisfies every arc that is on.
#[derive(Debug, Clone)]
pub(super) struct Search<'a> {
    pub(super) part: &'a Part,
    arcs: Vec<Arc>,
    pub(super) days: Vec<i64>,
    /// Of each choice, whether it is left out.
    choices_out: Vec<bool>,
}

impl<'a> Search<'a> {
    /// Returns a search in which every arc is on but the single options of choices.
    pub(super) fn new(part: &'a Part) -> Self {
        let mut arcs = part.arcs.clone();
        for (arc, kind) in arcs.iter_mut().zip(&part.kinds) {
            if matches!(kind, ArcKind::Option { .. }) {
                arc.days = Arc::OFF;
            }
        }
        Self {
            part,
            arcs,
            days: vec![0; part.variables.len()],
            choices_out: vec![false; part.choices.len()],
        }
    }

    /// Leaves out what `out` is true of.
    pub(super) fn leave_out(&mut self, out: impl Fn(Provenance) -> bool) {
        for (arc, by) in self.arcs.iter_mut().zip(&self.part.by) {
            if out(*by) {
                arc.days = Arc::OFF;
            }
        }
        for (left_out, choice) in self.choices_out.iter_mut().zip(&self.part.choices) {
            *left_out |= out(choice.by);
        }
    }

    /// Returns the first choice none of whose options the solution satisfies.
    pub(super) fn unsatisfied(&self) -> Option<u32> {
        let day = |v: Variable| self.part.vertex(v).map(|at| self.days[at as usize]);
        let found = self
            .part
            .choices
            .iter()
            .enumerate()
            .position(|(at, choice)| {
                let (Some(from), Some(to)) = (day(choice.from), day(choice.to)) else {
                    return false;
                };
                !self.choices_out[at] && !choice.options.iter().any(|o| o.contains(to - from))
            });
        found.map(to_u32)
    }

    /// Returns the number of arcs, those that are off included.
    pub(super) fn n_arcs(&self) -> usize {
        self.arcs.len()
    }

    /// Takes an option of a choice as true.
    pub(super) fn choose(&mut self, choice: u32, option: u32) {
        let wanted = ArcKind::Option { choice, option };
        for (id, kind) in self.part.kinds.iter().enumerate() {
            if *kind == wanted {
                self.arcs[id].days = self.part.arcs[id].days;
            }
        }
    }

    /// Returns the arcs of a negative cycle in order, or `None` where there is none.
    pub(super) fn negative_cycle(&mut self) -> Option<Vec<u32>> {
        let mut tree = Tree::new(self.days.len());
        let mut queue: VecDeque<u32> = (0..to_u32(self.days.len())).collect();
        let mut queued = vec![true; self.days.len()];
        while let Some(tail) = queue.pop_front() {
            queued[tail as usize] = false;
            // Taken out of the tree: a vertex above got nearer, and this one will too.
            if !tree.holds(tail) {
                continue;
            }
            let here = self.days[tail as usize];
            let (start, end) = self.arcs_of(tail);
            for id in start..end {
                let arc = self.arcs[id];
                let day = here + i64::from(arc.days);
                if day >= self.days[arc.to as usize] || arc.days == Arc::OFF {
                    continue;
                }
                if tree.take_apart(arc.to, tail) {
                    return Some(self.cycle(&tree, to_u32(id)));
                }
                self.days[arc.to as usize] = day;
                tree.hang(arc.to, tail, to_u32(id));
                if !queued[arc.to as usize] {
                    queued[arc.to as usize] = true;
                    queue.push_back(arc.to);
                }
            }
        }
        None
    }

    fn arcs_of(&self, vertex: u32) -> (usize, usize) {
        let at = vertex as usize;
        (
            self.part.first[at] as usize,
            self.part.first[at + 1] as usize,
        )
    }

    /// Returns the cycle that arc `last` closes with the way through the tree from its head to its tail.
    fn cycle(&self, tree: &Tree, last: u32) -> Vec<u32> {
        let head = self.arcs[last as usize].to;
        let mut arcs = vec![last];
        let mut vertex = self.part.tails[last as usize];
        while vertex != head {
            let arc = tree.arc[vertex as usize];
            arcs.push(arc);
            vertex = self.part.tails[arc as usize];
        }
        arcs.reverse();
        arcs
    }

    /// Returns the negative cycle that costs least, given one that is known (see [`cost`]).
    ///
    /// Exact in parts of ordinary size. In very large ones it looks for cycles through the vertices of the known
    /// one, as far as [`LOOKS`] allow.
    pub(super) fn cheapest(&self, known: Vec<u32>) -> Vec<u32> {
        let everywhere = self.days.len().saturating_mul(self.arcs.len()) <= EVERYWHERE;
        let starts: Vec<u32> = if everywhere {
            (0..self.n_before_forwards()).collect()
        } else {
            let mut through: Vec<u32> = known
                .iter()
                .map(|arc| self.part.tails[*arc as usize])
                .collect();
            // Those with few arcs first: a short cycle that they show bounds the search from the others.
            through.sort_unstable_by_key(|vertex| {
                let (first, end) = self.arcs_of(*vertex);
                (end - first, *vertex)
            });
            through
        };
        let mut best_cost = self.cost_of(&known);
        let mut best: Option<Vec<u32>> = None;
        let mut ways = Ways::new(self.days.len());
        // The known cycle is one candidate of its cost; one of the same cost that begins earlier is preferred to it,
        // so that the choice does not hang on how the known one was met.
        for start in starts {
            let limit = if best.is_some() {
                best_cost
            } else {
                best_cost + 1
            };
            let floor = if everywhere { start } else { 0 };
            if let Some((cost, cycle)) = self.cheapest_through(start, floor, limit, &mut ways) {
                best_cost = cost;
                best = Some(cycle);
            }
            if ways.n_looks >= LOOKS {
                break;
            }
        }
        best.unwrap_or(known)
    }

    /// Returns the first vertex from which on all arcs between vertices have no days below zero: no negative cycle
    /// stays among these.
    fn n_before_forwards(&self) -> u32 {
        let below_zero = self.arcs.iter().zip(&self.part.tails);
        let below_zero = below_zero.filter(|(arc, _)| arc.days < 0);
        let lower_end = below_zero.map(|(arc, tail)| arc.to.min(*tail));
        lower_end.max().map_or(0, |last| last + 1)
    }

    fn cost_of(&self, arcs: &[u32]) -> u32 {
        arcs.iter()
            .map(|arc| cost(self.part.by[*arc as usize].hardness))
            .fold(0, u32::saturating_add)
    }

    /// Returns the cheapest negative cycle through a vertex that costs less than `limit`, over vertices from `floor`.
    fn cheapest_through(
        &self,
        start: u32,
        floor: u32,
        limit: u32,
        ways: &mut Ways,
    ) -> Option<(u32, Vec<u32>)> {
        ways.clear();
        ways.add(Way {
            vertex: start,
            arc: NONE,
            before: NONE,
            cost: 0,
            days: 0,
        });
        let mut best: Option<Closed> = None;
        while let Some(at) = ways.take() {
            if ways.n_looks >= LOOKS {
                break;
            }
            let way = ways.list[at as usize];
            let (first, end) = self.arcs_of(way.vertex);
            ways.n_looks += end - first;
            for id in first..end {
                let arc = self.arcs[id];
                if arc.days == Arc::OFF || arc.to < floor {
                    continue;
                }
                let cost = way.cost.saturating_add(cost(self.part.by[id].hardness));
                if cost >= best.map_or(limit, |best| best.cost) {
                    continue;
                }
                let days = way.days + i64::from(arc.days);
                let next = Way {
                    vertex: arc.to,
                    arc: to_u32(id),
                    before: at,
                    cost,
                    days,
                };
                if arc.to == start {
                    if days < 0 {
                        best = Some(Closed::new(next, cost, 0));
                    }
                } else if !ways.is_beaten(&next) {
                    // Back at a vertex of its own and nearer: that round is a negative cycle, and cheaper.
                    match ways.visit(at, arc.to) {
                        Some((earlier, spent)) => {
                            best = Some(Closed::new(next, cost - spent, earlier));
                        }
                        None => ways.add(next),
                    }
                }
            }
        }
        let Closed { last, cost, until } = best?;
        let mut arcs = vec![last.arc];
        let mut at = last.before;
        while at != until {
            arcs.push(ways.list[at as usize].arc);
            at = ways.list[at as usize].before;
        }
        arcs.reverse();
        Some((cost, arcs))
    }
}

/// What a step adds to the cost of a cycle: claims first, soft ones a little more, then identities, then the rest.
///
/// The cheapest cycle has the fewest steps that are claims, of these the fewest soft ones, and so on.
fn cost(hardness: Hardness) -> u32 {
    match hardness {
        Hardness::Hard => 1 << 18,
        Hardness::Soft => (1 << 18) + (1 << 12),
        Hardness::Premise => 1 << 6,
        Hardness::Given => 1,
    }
}

/// The tree of shortest paths, as a list in which what hangs below a vertex follows it directly.
struct Tree {
    /// Of each vertex in the tree, the next and the one before in the list; `NONE` for one that is not in it.
    next: Vec<u32>,
    before: Vec<u32>,
    /// Depth in the tree; that of the root, which is no vertex, is 0.
    depth: Vec<u32>,
    /// Of each vertex, the arc it hangs on.
    arc: Vec<u32>,
}

impl Tree {
    /// Returns the tree in which every vertex hangs on the root.
    fn new(n: usize) -> Self {
        let last = to_u32(n);
        let mut depth = vec![1; n + 1];
        depth[n] = 0;
        Self {
            next: (1..=last).chain([0]).collect(),
            before: [last].into_iter().chain(0..last).collect(),
            depth,
            arc: vec![NONE; n],
        }
    }

    fn holds(&self, vertex: u32) -> bool {
        self.before[vertex as usize] != NONE
    }

    /// Takes a vertex and all below it out of the tree; returns whether `tail` was among them.
    fn take_apart(&mut self, vertex: u32, tail: u32) -> bool {
        if vertex == tail {
            return true;
        }
        let at = vertex as usize;
        if !self.holds(vertex) {
            return false;
        }
        let (before, depth) = (self.before[at], self.depth[at]);
        let mut below = self.next[at];
        while self.depth[below as usize] > depth {
            if below == tail {
                return true;
            }
            self.before[below as usize] = NONE;
            below = self.next[below as usize];
        }
        self.next[before as usize] = below;
        self.before[below as usize] = before;
        self.before[at] = NONE;
        false
    }

    /// Hangs a vertex, which is not in the tree, below another, which is.
    fn hang(&mut self, vertex: u32, above: u32, arc: u32) {
        let after = self.next[above as usize];
        self.next[above as usize] = vertex;
        self.before[vertex as usize] = above;
        self.next[vertex as usize] = after;
        self.before[after as usize] = vertex;
        self.depth[vertex as usize] = self.depth[above as usize] + 1;
        self.arc[vertex as usize] = arc;
    }
}

/// A way from the start to a vertex.
#[derive(Debug, Clone, Copy)]
struct Way {
    vertex: u32,
    arc: u32,
    before: u32,
    cost: u32,
    days: i64,
}

impl Way {
    fn beats(&self, other: &Self) -> bool {
        self.cost <= other.cost && self.days <= other.days
    }
}

/// A cycle that a way closes: its last step, what it costs, and the way with which it began.
#[derive(Debug, Clone, Copy)]
struct Closed {
    last: Way,
    cost: u32,
    until: u32,
}

impl Closed {
    fn new(last: Way, cost: u32, until: u32) -> Self {
        Self { last, cost, until }
    }
}

/// Ways that no other beats in both cost and days, by rising cost.
struct Ways {
    list: Vec<Way>,
    /// Of each vertex, the ways to it that nothing beats.
    at: Vec<Vec<u32>>,
    heap: BinaryHeap<Reverse<(u32, i64, u32)>>,
    n_looks: usize,
}

impl Ways {
    fn new(n: usize) -> Self {
        Self {
            list: Vec::new(),
            at: vec![Vec::new(); n],
            heap: BinaryHeap::new(),
            n_looks: 0,
        }
    }

    fn clear(&mut self) {
        for way in self.list.drain(..) {
            self.at[way.vertex as usize].clear();
        }
        self.heap.clear();
    }

    /// Returns whether a known way is as good in both cost and days.
    fn is_beaten(&self, way: &Way) -> bool {
        let front = &self.at[way.vertex as usize];
        front
            .iter()
            .any(|other| self.list[*other as usize].beats(way))
    }

    /// Returns the part of a way that ends at a vertex it went through, and what it cost up to there.
    fn visit(&self, mut at: u32, vertex: u32) -> Option<(u32, u32)> {
        while at != NONE {
            let way = &self.list[at as usize];
            if way.vertex == vertex {
                return Some((at, way.cost));
            }
            at = way.before;
        }
        None
    }

    fn add(&mut self, way: Way) {
        let list = &self.list;
        let front = &mut self.at[way.vertex as usize];
        front.retain(|other| !way.beats(&list[*other as usize]));
        let id = to_u32(self.list.len());
        front.push(id);
        self.heap.push(Reverse((way.cost, way.days, id)));
        self.list.push(way);
    }

    /// Returns the cheapest way that is still unbeaten.
    fn take(&mut self) -> Option<u32> {
        while let Some(Reverse((_, _, id))) = self.heap.pop() {
            let vertex = self.list[id as usize].vertex;
            if self.at[vertex as usize].contains(&id) {
                return Some(id);
            }
        }
        None
    }
}

/// Shortest ways from one vertex (or, backwards, to it), where there is no negative cycle.
pub(super) struct Shortest<'a> {
    part: &'a Part,
    /// Of each vertex that is reached, its days.
    pub(super) days: Vec<Option<i64>>,
    arc: Vec<u32>,
    backwards: bool,
}

impl<'a> Shortest<'a> {
    /// Searches from `start` over the arcs that are on in `solved`, which has found no negative cycle.
    ///
    /// Among ways of the same days it takes the one that costs least.
    pub(super) fn new(solved: &Search<'a>, start: u32, backwards: bool) -> Self {
        let part = solved.part;
        let n = part.variables.len();
        let reversed = backwards.then(|| Reversed::new(part));
        let mut days: Vec<Option<i64>> = vec![None; n];
        let mut done = vec![false; n];
        let mut least: Vec<(i64, u32)> = vec![(i64::MAX, u32::MAX); n];
        let mut arcs = vec![NONE; n];
        let mut heap = BinaryHeap::from([Reverse((0i64, 0u32, start))]);
        least[start as usize] = (0, 0);
        // Against the solution no arc is negative, so that the nearest vertex is final (Johnson).
        let level = |v: u32| solved.days[v as usize];
        while let Some(Reverse((reduced, cost_here, vertex))) = heap.pop() {
            if std::mem::replace(&mut done[vertex as usize], true) {
                continue;
            }
            let shift = level(vertex) - level(start);
            days[vertex as usize] = Some(reduced + if backwards { -shift } else { shift });
            let (first, end) = match &reversed {
                Some(reversed) => reversed.range(vertex),
                None => solved.arcs_of(vertex),
            };
            for place in first..end {
                let id = reversed.as_ref().map_or(to_u32(place), |r| r.arcs[place]);
                let arc = solved.arcs[id as usize];
                if arc.days == Arc::OFF {
                    continue;
                }
                let tail = part.tails[id as usize];
                let other = if backwards { tail } else { arc.to };
                let slack = i64::from(arc.days) + level(tail) - level(arc.to);
                let key = (
                    reduced + slack,
                    cost_here.saturating_add(cost(part.by[id as usize].hardness)),
                );
                if key < least[other as usize] {
                    least[other as usize] = key;
                    arcs[other as usize] = id;
                    heap.push(Reverse((key.0, key.1, other)));
                }
            }
        }
        Self {
            part,
            days,
            arc: arcs,
            backwards,
        }
    }

    /// Returns the arcs of the shortest way between the start and a vertex, in their order.
    pub(super) fn way(&self, vertex: Variable) -> Vec<u32> {
        let Some(mut at) = self.part.vertex(vertex) else {
            return Vec::new();
        };
        let mut arcs = Vec::new();
        while self.arc[at as usize] != NONE && arcs.len() < self.arc.len() {
            let arc = self.arc[at as usize];
            arcs.push(arc);
            at = if self.backwards {
                self.part.arcs[arc as usize].to
            } else {
                self.part.tails[arc as usize]
            };
        }
        if !self.backwards {
            arcs.reverse();
        }
        arcs
    }
}

/// The arcs by the vertex they enter.
struct Reversed {
    first: Vec<u32>,
    arcs: Vec<u32>,
}

impl Reversed {
    fn new(part: &Part) -> Self {
        let n = part.variables.len();
        let mut first = vec![0u32; n + 1];
        for arc in &part.arcs {
            first[arc.to as usize + 1] += 1;
        }
        let mut sum = 0;
        for start in &mut first {
            sum += *start;
            *start = sum;
        }
        let mut next = first.clone();
        let mut arcs = vec![0; part.arcs.len()];
        for (id, arc) in part.arcs.iter().enumerate() {
            let slot = &mut next[arc.to as usize];
            arcs[*slot as usize] = to_u32(id);
            *slot += 1;
        }
        Self { first, arcs }
    }

    fn range(&self, vertex: u32) -> (usize, usize) {
        let at = vertex as usize;
        (self.first[at] as usize, self.first[at + 1] as usize)
    }
}
