//! The connected parts of a network, each numbered for itself.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::{Choice, Constraint, Distance, Network, Provenance, Reason, Variable};

/// All parts of a network.
#[derive(Debug, Clone)]
pub struct Parts {
    parts: Vec<Part>,
    /// Of each variable, its part; none for the origin and for variables that nothing is said about.
    part_of: Vec<Option<u32>>,
}

/// A connected part of a network, or what is left of one: constraints over a few variables and the origin.
#[derive(Debug, Clone)]
pub struct Part {
    /// The variables, ascending; the origin is always the first.
    pub(super) variables: Vec<Variable>,
    /// Where the arcs of each vertex begin in `arcs`; one more entry than vertices.
    pub(super) first: Vec<u32>,
    /// The constraints as arcs, by `from`, then in a fixed order.
    pub(super) arcs: Vec<Arc>,
    /// Of each arc, the vertex it leaves.
    pub(super) tails: Vec<u32>,
    /// Of each arc, what states it.
    pub(super) by: Vec<Provenance>,
    /// Of each arc, whether a choice is behind it.
    pub(super) kinds: Vec<ArcKind>,
    /// Statements that leave several possibilities.
    pub(super) choices: Vec<Choice>,
}

/// `to − from ≤ days`, as the search reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Arc {
    pub(super) to: u32,
    pub(super) days: i32,
}

impl Arc {
    /// In `days`: the arc is left out.
    pub(super) const OFF: i32 = i32::MAX;
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ArcKind {
    /// A constraint as it was added.
    Plain,
    /// What holds whichever option of a choice is true.
    Hull { choice: u32 },
    /// What holds if this option of a choice is true.
    Option { choice: u32, option: u32 },
}

impl Parts {
    pub(super) fn of_network(network: &Network) -> Self {
        let n = network.n_variables();
        let mut sets = Sets::new(n);
        let pairs = network.constraints.iter().map(|c| (c.from, c.to));
        for (from, to) in pairs.chain(network.choices.iter().map(|c| (c.from, c.to))) {
            sets.join(from.index(), to.index());
        }
        // Parts are numbered by their first variable; a variable that nothing is said about has none.
        let mut said = vec![false; n];
        let mut mark = |from: Variable, to: Variable| {
            for variable in [from, to] {
                if let Some(slot) = said.get_mut(variable.index()) {
                    *slot = true;
                }
            }
        };
        for c in &network.constraints {
            mark(c.from, c.to);
        }
        for c in &network.choices {
            mark(c.from, c.to);
        }
        let mut part_of: Vec<Option<u32>> = vec![None; n];
        let mut number_of_root: Vec<Option<u32>> = vec![None; n];
        let mut variables: Vec<Vec<Variable>> = Vec::new();
        let mut local: Vec<u32> = vec![0; n];
        for index in 1..network.n_variables {
            let at = index as usize;
            if !said.get(at).copied().unwrap_or(false) {
                continue;
            }
            let root = sets.root(at);
            let Some(slot) = number_of_root.get_mut(root) else {
                continue;
            };
            let number = *slot.get_or_insert_with(|| {
                variables.push(vec![Variable::ORIGIN]);
                to_u32(variables.len() - 1)
            });
            if let (Some(list), Some(part), Some(local)) = (
                variables.get_mut(number as usize),
                part_of.get_mut(at),
                local.get_mut(at),
            ) {
                *part = Some(number);
                *local = to_u32(list.len());
                list.push(Variable(index));
            }
        }
        let part_at = |from: Variable, to: Variable| {
            let of = |v: Variable| part_of.get(v.index()).copied().flatten();
            of(from).or_else(|| of(to)).unwrap_or(0) as usize
        };
        // What is said of the origin alone has no part of its own; it joins the first (it is a mistake of the caller).
        if variables.is_empty() && (!network.constraints.is_empty() || !network.choices.is_empty())
        {
            variables.push(vec![Variable::ORIGIN]);
        }
        let mut constraints: Vec<Vec<u32>> = vec![Vec::new(); variables.len()];
        for (at, c) in network.constraints.iter().enumerate() {
            if let Some(list) = constraints.get_mut(part_at(c.from, c.to)) {
                list.push(to_u32(at));
            }
        }
        let mut choices: Vec<Vec<Choice>> = vec![Vec::new(); variables.len()];
        for c in &network.choices {
            if let Some(list) = choices.get_mut(part_at(c.from, c.to)) {
                list.push(c.clone());
            }
        }
        let local_of = |v: Variable| local.get(v.index()).copied().unwrap_or(0);
        let parts = variables
            .into_iter()
            .zip(constraints)
            .zip(choices)
            .map(|((variables, constraints), choices)| {
                let constraints = constraints.iter();
                let constraints =
                    constraints.filter_map(|at| network.constraints.get(*at as usize));
                Part::build(variables, constraints, choices, local_of)
            })
            .collect();
        Self { parts, part_of }
    }

    /// Returns the parts, by their first variable.
    pub fn iter(&self) -> std::slice::Iter<'_, Part> {
        self.parts.iter()
    }

    /// Returns the part a variable is in; none for the origin, and where nothing is said about it.
    pub fn of(&self, variable: Variable) -> Option<&Part> {
        let number = self.part_of.get(variable.index()).copied().flatten()?;
        self.parts.get(number as usize)
    }

    /// Returns the number of the part a variable is in, its place in [`Parts::iter`].
    pub fn number_of(&self, variable: Variable) -> Option<usize> {
        let number = self.part_of.get(variable.index()).copied().flatten()?;
        Some(number as usize)
    }
}

impl<'a> IntoIterator for &'a Parts {
    type Item = &'a Part;
    type IntoIter = std::slice::Iter<'a, Part>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Part {
    /// Returns the variables, ascending, without the origin.
    pub fn variables(&self) -> &[Variable] {
        self.variables.get(1..).unwrap_or_default()
    }

    /// Returns how many constraints there are, a choice's options each by itself.
    pub fn n_constraints(&self) -> usize {
        self.arcs.len()
    }

    /// Returns the reasons of all constraints, ascending.
    pub fn reasons(&self) -> BTreeSet<Reason> {
        self.by.iter().map(|by| by.reason).collect()
    }

    /// Returns the constraints, in a fixed order; choices are not among them.
    pub fn constraints(&self) -> impl Iterator<Item = Constraint> + '_ {
        self.arc_ids()
            .filter(|id| self.kinds.get(*id as usize) == Some(&ArcKind::Plain))
            .filter_map(|id| {
                let at = id as usize;
                Some(Constraint {
                    from: self.variable_at(*self.tails.get(at)?),
                    to: self.variable_at(self.arcs.get(at)?.to),
                    at_most: i64::from(self.arcs.get(at)?.days),
                    by: *self.by.get(at)?,
                })
            })
    }

    /// Returns the statements that leave several possibilities, in a fixed order.
    pub fn choices(&self) -> &[Choice] {
        &self.choices
    }

    /// Returns the part with what `keep` is true of, and nothing else.
    #[must_use]
    pub fn only(&self, keep: impl Fn(Provenance) -> bool) -> Self {
        let constraints: Vec<Constraint> = self.constraints().filter(|c| keep(c.by)).collect();
        let choices = self.choices.iter().filter(|c| keep(c.by));
        Self::of(&constraints, choices.cloned().collect())
    }

    /// Returns the part with further constraints, for a question of the kind "what if".
    #[must_use]
    pub fn assuming(&self, further: &[Constraint]) -> Self {
        let further = further.iter().map(|c| c.cut());
        let constraints: Vec<Constraint> = self.constraints().chain(further).collect();
        Self::of(&constraints, self.choices.clone())
    }

    /// Returns this part and another as one: for a question about two variables that only the calendar connects.
    #[must_use]
    pub fn beside(&self, other: &Self) -> Self {
        let constraints: Vec<Constraint> = self.constraints().chain(other.constraints()).collect();
        let choices = self.choices.iter().chain(&other.choices).cloned();
        Self::of(&constraints, choices.collect())
    }

    /// Returns the part of the given constraints and choices.
    pub(super) fn of(constraints: &[Constraint], choices: Vec<Choice>) -> Self {
        let ends = constraints.iter().flat_map(|c| [c.from, c.to]);
        let choice_ends = choices.iter().flat_map(|c| [c.from, c.to]);
        let mut variables: Vec<Variable> = ends
            .chain(choice_ends)
            .chain([Variable::ORIGIN])
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        variables.dedup();
        let local: FxHashMap<Variable, u32> = variables
            .iter()
            .enumerate()
            .map(|(at, variable)| (*variable, to_u32(at)))
            .collect();
        Self::build(variables, constraints.iter(), choices, |v| {
            local.get(&v).copied().unwrap_or(0)
        })
    }

    fn build<'c>(
        variables: Vec<Variable>,
        constraints: impl Iterator<Item = &'c Constraint> + Clone,
        mut choices: Vec<Choice>,
        local: impl Fn(Variable) -> u32,
    ) -> Self {
        choices.sort_unstable();
        let n = variables.len();
        let local = &local;
        let plain = constraints.map(|c| Row::new(c, ArcKind::Plain, local));
        let of_choices = (0..).zip(&choices).flat_map(|(number, choice)| {
            let hull = (choice.hull(), ArcKind::Hull { choice: number });
            let options = (0..).zip(&choice.options).map(move |(option, distance)| {
                let kind = ArcKind::Option {
                    choice: number,
                    option,
                };
                (*distance, kind)
            });
            let all = std::iter::once(hull).chain(options);
            all.flat_map(move |(distance, kind)| {
                let constraints = distance.constraints(choice.from, choice.to, choice.by);
                constraints.map(move |c| Row::new(&c, kind, local))
            })
        });
        let rows = plain.chain(of_choices);
        // Into buckets by tail, then each bucket in its fixed order: much faster than sorting all.
        let mut first = vec![0u32; n + 1];
        let mut n_rows = 0;
        for row in rows.clone() {
            n_rows += 1;
            if let Some(count) = first.get_mut(row.tail as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut first {
            sum += *start;
            *start = sum;
        }
        let mut next = first.clone();
        let mut placed = vec![Row::NOWHERE; n_rows];
        for row in rows {
            if let Some(slot) = next.get_mut(row.tail as usize) {
                if let Some(place) = placed.get_mut(*slot as usize) {
                    *place = row;
                }
                *slot += 1;
            }
        }
        for (from, to) in first.iter().zip(first.iter().skip(1)) {
            if let Some(bucket) = placed.get_mut(*from as usize..*to as usize) {
                bucket.sort_unstable();
            }
        }
        Self {
            variables,
            first,
            arcs: placed.iter().map(|row| row.arc).collect(),
            tails: placed.iter().map(|row| row.tail).collect(),
            by: placed.iter().map(|row| row.by).collect(),
            kinds: placed.iter().map(|row| row.kind).collect(),
            choices,
        }
    }

    pub(super) fn arc_ids(&self) -> std::ops::Range<u32> {
        0..to_u32(self.arcs.len())
    }

    /// Returns the vertex of a variable, or `None` where it is not in the part.
    pub(super) fn vertex(&self, variable: Variable) -> Option<u32> {
        self.variables.binary_search(&variable).ok().map(to_u32)
    }

    pub(super) fn variable_at(&self, vertex: u32) -> Variable {
        let variable = self.variables.get(vertex as usize).copied();
        variable.unwrap_or(Variable::ORIGIN)
    }
}

impl Choice {
    /// Returns what holds whichever option is true.
    pub(super) fn hull(&self) -> Distance {
        let least = self.options.iter().map(|option| option.at_least);
        let most = self.options.iter().map(|option| option.at_most);
        Distance {
            // `None` sorts first and is the widest lower end; for the upper end any `None` opens it.
            at_least: least.min().flatten(),
            at_most: most
                .collect::<Option<Vec<_>>>()
                .and_then(|ends| ends.into_iter().max()),
        }
    }
}

/// An arc with all that is known about it, while a part is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    tail: u32,
    arc: Arc,
    by: Provenance,
    kind: ArcKind,
}

impl Row {
    const NOWHERE: Self = Self {
        tail: 0,
        arc: Arc {
            to: 0,
            days: Arc::OFF,
        },
        by: Provenance {
            reason: Reason(0),
            source: super::Source::NONE,
            hardness: super::Hardness::Given,
        },
        kind: ArcKind::Plain,
    };

    fn new(c: &Constraint, kind: ArcKind, local: impl Fn(Variable) -> u32) -> Self {
        Self {
            tail: local(c.from),
            arc: Arc {
                to: local(c.to),
                days: i32::try_from(c.at_most).unwrap_or(Arc::OFF),
            },
            by: c.by,
            kind,
        }
    }
}

/// Disjoint sets, joined by constraints that do not touch the origin.
struct Sets {
    parent: Vec<u32>,
}

impl Sets {
    fn new(n: usize) -> Self {
        Self {
            parent: (0..to_u32(n)).collect(),
        }
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "entries of `parent` are indices of it, and `at` is a variable of the network"
    )]
    fn root(&mut self, mut at: usize) -> usize {
        while self.parent[at] as usize != at {
            let above = self.parent[self.parent[at] as usize];
            self.parent[at] = above;
            at = above as usize;
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let n = self.parent.len();
        if a == 0 || b == 0 || a >= n || b >= n {
            return;
        }
        let (a, b) = (self.root(a), self.root(b));
        // The smaller number is the root, whatever the order of joining.
        if let Some(parent) = self.parent.get_mut(a.max(b)) {
            *parent = to_u32(a.min(b));
        }
    }
}

/// Counts stay far below 2³²: a constraint takes 32 bytes.
pub(super) fn to_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
