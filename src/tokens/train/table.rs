//! Builds the tables of the weight file; `weights` says how they are laid out.

use super::perceptron::SparseRow;
use crate::weights::{Index, LINE, Pairs, Sparse, fingerprint16, fingerprint32, line_of};

/// Items with their keys, placed into lines of so many slots.
///
/// Items come by falling importance; what finds its line full, or its
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
        reason = "a number of lines"
    )]
    let n = (items.len() as f64 / (slots as f64 * fill)).ceil() as usize;
    let mut lines: Vec<Vec<(u32, T)>> = (0..n).map(|_| Vec::new()).collect();
    for (key, item) in items {
        let print = print(key);
        if let Some(line) = lines.get_mut(line_of(key, n))
            && line.len() < slots
            && line.iter().all(|(p, _)| *p != print)
        {
            line.push((print, item));
        }
    }
    lines
}

/// Writes lines: fingerprints of `PRINT` bytes, then items of `ITEM` bytes.
fn write<const PRINT: usize, const ITEM: usize>(
    lines: &[Vec<(u32, [u8; ITEM])>],
    slots: usize,
) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(lines.len() * LINE);
    for line in lines {
        let start = bytes.len();
        for (print, _) in line {
            bytes.extend(print.to_le_bytes().iter().take(PRINT));
        }
        bytes.resize(start + PRINT * slots, 0);
        for (_, item) in line {
            bytes.extend(item);
        }
        bytes.resize(start + LINE, 0);
    }
    bytes
}

/// Returns the table of an [`Index`]. Every entry matters, so that lines are filled loosely.
pub(super) fn index(items: Vec<(u64, u16)>) -> Vec<u8> {
    let items = items
        .into_iter()
        .map(|(k, v)| (k, v.to_le_bytes()))
        .collect();
    let lines = place(items, Index::SLOTS, 0.55, fingerprint32);
    write::<4, 2>(&lines, Index::SLOTS)
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

/// Returns the table of [`Pairs`] with at most `max` features.
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
    let lines = place(items, Pairs::SLOTS, 0.8, |key| fingerprint16(key).into());
    write::<2, 2>(&lines, Pairs::SLOTS)
}

/// Returns the lines and rows of a [`Sparse`] table with at most `max` features.
pub(super) fn sparse(rows: &[SparseRow], max: usize) -> [Vec<u8>; 2] {
    let scale = Scale::new(rows.iter().flat_map(|(_, row)| row.iter().map(|(_, w)| *w)));
    let items = rows.iter().filter_map(|(key, row)| {
        let stored: Vec<(u8, u8)> = row
            .iter()
            .map(|&(class, weight)| (class, scale.store(weight)))
            .filter(|(_, weight)| *weight != 0)
            .take(255)
            .collect();
        let importance = row.iter().map(|(_, w)| w.abs()).fold(0.0, f64::max);
        (!stored.is_empty()).then_some((importance, *key, stored))
    });
    let items = by_importance(items.collect(), max);
    let lines = place(items, Sparse::SLOTS, 0.75, |key| fingerprint16(key).into());
    let mut bytes = Vec::new();
    let lines: Vec<Vec<(u32, [u8; 3])>> = lines
        .into_iter()
        .map(|line| {
            let offsets = line.into_iter().map(|(print, row)| {
                let [a, b, c, _] = u32::try_from(bytes.len()).unwrap_or(0).to_le_bytes();
                bytes.push(u8::try_from(row.len()).unwrap_or(u8::MAX));
                for (class, weight) in row {
                    bytes.extend([class, weight]);
                }
                (print, [a, b, c])
            });
            offsets.collect()
        })
        .collect();
    [write::<2, 3>(&lines, Sparse::SLOTS), bytes]
}
