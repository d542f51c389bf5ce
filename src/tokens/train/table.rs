//! Builds the tables of the weight file; `weights` says how they are laid out.

use super::perceptron::SparseRow;
use crate::weights::table::{
    Index, MAX_PAIRS, Quads, Sparse, expand, fingerprint16, fingerprint32, group_of,
};

/// Items with their keys, placed into groups of so many slots.
///
/// Items come by falling importance; what finds its group full, or its
/// fingerprint taken, is left out.
fn place<T>(
    items: Vec<(u64, T)>,
    slots: usize,
    fill: f64,
    print: fn(u64) -> u32,
) -> Vec<Vec<(u32, T)>> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a number of groups"
    )]
    let n = (items.len() as f64 / (slots as f64 * fill)).ceil() as usize;
    let mut groups: Vec<Vec<(u32, T)>> = (0..n).map(|_| Vec::new()).collect();
    for (key, item) in items {
        let print = print(key);
        if let Some(group) = groups.get_mut(group_of(key, n))
            && group.len() < slots
            && group.iter().all(|(p, _)| *p != print)
        {
            group.push((print, item));
        }
    }
    groups
}

/// Writes groups: fingerprints of `PRINT` bytes, then items of `ITEM` bytes, `bytes` in all.
fn write<const PRINT: usize, const ITEM: usize>(
    groups: &[Vec<(u32, [u8; ITEM])>],
    slots: usize,
    bytes: usize,
) -> Vec<u8> {
    let mut out = Vec::with_capacity(groups.len() * bytes);
    for group in groups {
        let start = out.len();
        for (print, _) in group {
            out.extend(print.to_le_bytes().iter().take(PRINT));
        }
        out.resize(start + PRINT * slots, 0);
        for (_, item) in group {
            out.extend(item);
        }
        out.resize(start + bytes, 0);
    }
    out
}

/// Returns the table of an [`Index`]. Every entry matters, so that groups are filled loosely.
pub(super) fn index(items: Vec<(u64, u16)>) -> Vec<u8> {
    let items = items
        .into_iter()
        .map(|(k, v)| (k, v.to_le_bytes()))
        .collect();
    let groups = place(items, Index::SLOTS, 0.55, fingerprint32);
    write::<4, 2>(&groups, Index::SLOTS, 64)
}

/// Scales averaged weights to stored ones: signed square roots, the largest ±127.
#[derive(Debug, Clone, Copy)]
struct Scale(f64);

impl Scale {
    fn new(weights: impl Iterator<Item = f64>) -> Self {
        Self(weights.map(f64::abs).fold(f64::MIN_POSITIVE, f64::max))
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "within ±127 by construction"
    )]
    fn store(self, weight: f64) -> u8 {
        let root = ((weight.abs() / self.0).sqrt() * 127.0).round() as i8;
        (if weight < 0.0 { -root } else { root }).cast_unsigned()
    }
}

fn by_importance<T>(mut items: Vec<(f64, u64, T)>, max: usize) -> Vec<(u64, T)> {
    items.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    items.truncate(max);
    items
        .into_iter()
        .map(|(_, key, item)| (key, item))
        .collect()
}

/// Returns the table of [pairs](crate::weights::table::Pairs) with at most `max` features.
pub(super) fn pairs(rows: &[(u64, [f64; 2])], max: usize) -> Vec<u8> {
    let scale = Scale::new(rows.iter().flat_map(|(_, pair)| *pair));
    let items = rows.iter().filter_map(|&(key, pair)| {
        let stored = pair.map(|weight| scale.store(weight));
        let importance = pair[0]
            .abs()
            .max(pair[1].abs())
            .max((pair[0] + pair[1]).abs());
        (stored != [0; 2]).then_some((importance, key, stored))
    });
    let items = by_importance(items.collect(), max);
    let groups = place(items, Quads::SLOTS, PAIRS_FILL, |key| {
        fingerprint16(key).into()
    });
    write::<2, 2>(&groups, Quads::SLOTS, 16)
}

/// Share of the slots that are filled, were nothing left out: small groups overflow sooner than large ones.
const PAIRS_FILL: f64 = 0.72;
const SPARSE_FILL: f64 = 0.7;

/// Rows of this many classes and more are written in full: adding one is then cheaper.
const MIN_FULL: usize = 14;
const _: () = assert!(MIN_FULL <= MAX_PAIRS, "no other row is longer");

/// The sections of a [`Sparse`] table.
#[derive(Debug, Default)]
pub(super) struct SparseTable {
    pub(super) groups: Vec<u8>,
    pub(super) pairs: Vec<u8>,
    pub(super) full: Vec<u8>,
}

impl SparseTable {
    /// Returns the table as the stages read it.
    pub(super) fn read<const W: usize>(&self) -> Sparse<'_, W> {
        Sparse::new(&self.groups, &self.pairs, &self.full)
    }
}

/// Returns a [`Sparse`] table of `W` classes with at most `max` features.
pub(super) fn sparse<const W: usize>(rows: &[SparseRow], max: usize) -> SparseTable {
    let scale = Scale::new(rows.iter().flat_map(|(_, row)| row.iter().map(|(_, w)| *w)));
    let items = rows.iter().filter_map(|(key, row)| {
        let stored: Vec<(u8, u8)> = row
            .iter()
            .map(|&(class, weight)| (class, scale.store(weight)))
            .filter(|(_, weight)| expand(*weight) != 0)
            .collect();
        let importance = row.iter().map(|(_, w)| w.abs()).fold(0.0, f64::max);
        (!stored.is_empty()).then_some((importance, *key, stored))
    });
    let items = by_importance(items.collect(), max);
    let slots = Sparse::<W>::SLOTS;
    let groups = place(items, slots, SPARSE_FILL, |key| fingerprint16(key).into());
    let mut table = SparseTable::default();
    let groups: Vec<Vec<_>> = groups
        .into_iter()
        .map(|group| {
            let rows = group.into_iter();
            rows.map(|(print, row)| (print, table.push::<W>(&row)))
                .collect()
        })
        .collect();
    table.groups = write::<2, 4>(&groups, slots, Sparse::<W>::GROUP);
    // Of the last row as many pairs are fetched as of all.
    table.pairs.resize(table.pairs.len() + 2 * MAX_PAIRS, 0);
    table
}

impl SparseTable {
    /// Appends a row and returns its place.
    fn push<const W: usize>(&mut self, row: &[(u8, u8)]) -> [u8; 4] {
        let place = |start: usize, n: usize| {
            let [a, b, c, _] = u32::try_from(start).unwrap_or(0).to_le_bytes();
            [a, b, c, u8::try_from(n).unwrap_or(u8::MAX)]
        };
        if row.len() < MIN_FULL {
            let start = self.pairs.len() / 2;
            self.pairs
                .extend(row.iter().flat_map(|&(class, weight)| [class, weight]));
            return place(start, row.len());
        }
        let mut full = [0; W];
        for &(class, weight) in row {
            if let Some(number) = full.get_mut(usize::from(class)) {
                *number = expand(weight);
            }
        }
        let start = self.full.len() / (2 * W);
        self.full
            .extend(full.iter().flat_map(|number| number.to_le_bytes()));
        place(start, usize::from(Sparse::<W>::FULL))
    }
}
