//! Names that stand together: `the US and Iran`, `A, B and C`.

use super::chain::Chains;
use super::find::{Finder, Found};
use super::{EntityKind, as_u32};

/// Two parties named together: `the US and Iran`, `between A and B`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    /// Token of the first.
    pub(super) at: u32,
    /// The two entities.
    pub(super) members: [u32; 2],
}

/// Names joined by commas and `and`: `the US, Israel and Egypt`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct List {
    /// First and one past the last token.
    pub(super) tokens: (u32, u32),
    pub(super) members: Vec<u32>,
}

/// Finds names with nothing but commas and `and` between them, the last two joined by `and`.
pub(super) fn lists(found: &[Found], chains: &Chains, finder: &Finder<'_>) -> Vec<List> {
    let kinds = &finder.lexicon.kinds;
    let mut out: Vec<List> = Vec::new();
    let mut open: Option<List> = None;
    let mut joined = false;
    for (i, (f, &entity)) in found.iter().zip(&chains.of_found).enumerate() {
        let before = i.checked_sub(1).and_then(|b| found.get(b));
        let link = before.filter(|b| b.sentence == f.sentence && b.tokens.1 <= f.tokens.0);
        let ends = link.is_some_and(|b| {
            let comma = usize::from(finder.tokens.lower(b.tokens.1) == ",");
            let at = b.tokens.1 + comma;
            kinds.list_joins.contains(finder.tokens.lower_word(at))
                && finder.skip_article(at + 1) == f.start()
        });
        let comma = link
            .is_some_and(|b| finder.tokens.lower(b.tokens.1) == "," && b.tokens.1 + 1 == f.start());
        let continues = ends || comma;
        if let (true, Some(list)) = (continues && !joined, open.as_mut()) {
            list.members.push(entity);
            list.tokens.1 = as_u32(f.tokens.1);
            joined = ends;
            continue;
        }
        if let Some(list) = open.take().filter(|_| joined) {
            out.push(list);
        }
        joined = false;
        open = Some(List {
            tokens: (as_u32(f.tokens.0), as_u32(f.tokens.1)),
            members: vec![entity],
        });
    }
    out.extend(open.filter(|_| joined));
    out
}

/// Finds two states joined by `and`: `the US and Iran`, `Tehran and Washington`, `US-Iran`.
pub(super) fn pairs(found: &[Found], chains: &Chains, finder: &Finder<'_>) -> Vec<Pair> {
    let kinds = &finder.lexicon.kinds;
    let is_state = |e: u32| {
        chains
            .all
            .get(e as usize)
            .is_some_and(|e| e.kind == EntityKind::State)
    };
    let mut out = Vec::new();
    for (i, window) in found.windows(2).enumerate() {
        let [a, b] = window else { continue };
        if a.sentence != b.sentence || b.tokens.0 < a.tokens.1 {
            continue;
        }
        let joined = kinds
            .pair_joins
            .contains(finder.tokens.lower_word(a.tokens.1))
            && finder.skip_article(a.tokens.1 + 1) == b.tokens.0;
        // "A, B and C" is no pair.
        let listed = a.tokens.0 > 0 && finder.tokens.lower(a.tokens.0 - 1) == ",";
        let (Some(&x), Some(&y)) = (chains.of_found.get(i), chains.of_found.get(i + 1)) else {
            continue;
        };
        if joined && !listed && x != y && is_state(x) && is_state(y) {
            out.push(Pair {
                at: as_u32(a.tokens.0),
                members: [x, y],
            });
        }
    }
    out
}
