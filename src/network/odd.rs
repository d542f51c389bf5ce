//! The odd source out.

use std::collections::BTreeSet;

use super::part::Part;
use super::{Conflict, Source};

/// Sets of sources tried before the search gives up.
const TRIES: u32 = 500;
/// The most sources that are looked for; where more would have to go, nobody is the odd one out.
const MOST: usize = 3;

impl Part {
    /// Returns every smallest set of sources without which the rest can be true, in a fixed order.
    ///
    /// One set of one source is the odd one out. Several sets say that the texts alone do not tell which source is
    /// wrong (two that contradict each other give two sets). Empty where nothing conflicts, and where no set of at
    /// most three sources is enough.
    pub fn odd_sources(&self) -> Vec<Vec<Source>> {
        self.odd_sources_of(&self.conflicts())
    }

    /// Returns the same, given the part's conflicts.
    pub(crate) fn odd_sources_of(&self, known: &[Conflict]) -> Vec<Vec<Source>> {
        // Every conflict found so far must lose a source; a set that hits them all is tried, and if the rest still
        // conflicts, that conflict joins the list.
        let mut conflicts: Vec<BTreeSet<Source>> = Vec::new();
        let Some(first) = known.first().map(Conflict::sources) else {
            return Vec::new();
        };
        conflicts.push(first);
        let mut tries = TRIES;
        loop {
            let sets = smallest_hitting(&conflicts);
            let mut odd = Vec::new();
            let mut further = None;
            for set in sets {
                if tries == 0 {
                    return Vec::new();
                }
                tries -= 1;
                let rest = self.only(|by| !set.contains(&by.source));
                match rest.conflicts().first() {
                    Some(conflict) => further = Some(conflict.sources()),
                    None => odd.push(set),
                }
                if further.is_some() {
                    break;
                }
            }
            match further {
                Some(sources) => conflicts.push(sources),
                None => return odd,
            }
        }
    }
}

/// Returns the smallest sets that share a source with every given one, ascending.
fn smallest_hitting(conflicts: &[BTreeSet<Source>]) -> Vec<Vec<Source>> {
    for size in 1..=MOST {
        let mut sets = BTreeSet::new();
        extend(conflicts, &mut Vec::new(), size, &mut sets);
        if !sets.is_empty() {
            return sets.into_iter().collect();
        }
    }
    Vec::new()
}

fn extend(
    conflicts: &[BTreeSet<Source>],
    set: &mut Vec<Source>,
    left: usize,
    sets: &mut BTreeSet<Vec<Source>>,
) {
    let open = conflicts
        .iter()
        .find(|conflict| !set.iter().any(|source| conflict.contains(source)));
    let Some(open) = open else {
        let mut sorted = set.clone();
        sorted.sort_unstable();
        sets.insert(sorted);
        return;
    };
    if left == 0 {
        return;
    }
    for source in open {
        set.push(*source);
        extend(conflicts, set, left - 1, sets);
        set.pop();
    }
}
