//! Two sentences word by word.

/// A stretch of words that the other side does not have in the same place.
pub(super) type Hunk = (Range, Range);

/// Words of a sentence: the first and one past the last.
pub(super) type Range = (usize, usize);

/// Returns the hunks and the number of words in common.
pub(super) fn align(a: &[u32], b: &[u32]) -> (Vec<Hunk>, usize) {
    let (n, m) = (a.len(), b.len());
    let width = m + 1;
    let mut table = vec![0_u16; (n + 1) * width];
    let get = |t: &[u16], i: usize, j: usize| t.get(i * width + j).copied().unwrap_or(0);
    // Row by row from the last, each cell from those behind it and below it.
    let mut rows = table.rchunks_exact_mut(width);
    let mut below = rows.next().unwrap_or_default();
    for (row, x) in rows.zip(a.iter().rev()) {
        let mut behind = 0;
        let cells = row.iter_mut().zip(b).zip(below.windows(2));
        for ((cell, y), next) in cells.rev() {
            let (down, across) = match next {
                [down, across] => (*down, *across),
                _ => (0, 0),
            };
            behind = if x == y { across + 1 } else { down.max(behind) };
            *cell = behind;
        }
        below = row;
    }
    let common = usize::from(get(&table, 0, 0));
    let mut hunks = Vec::new();
    let (mut i, mut j) = (0, 0);
    let (mut from_i, mut from_j) = (0, 0);
    while i < n && j < m {
        if a.get(i) == b.get(j) {
            if i > from_i || j > from_j {
                hunks.push(((from_i, i), (from_j, j)));
            }
            i += 1;
            j += 1;
            (from_i, from_j) = (i, j);
        } else if get(&table, i + 1, j) >= get(&table, i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    if n > from_i || m > from_j {
        hunks.push(((from_i, n), (from_j, m)));
    }
    (hunks, common)
}

/// Returns the number of words in common alone, which takes far less than the hunks.
///
/// A bit for each word of the first sentence, set where the row of the table that [`align`] fills does not grow
/// there (Hyyrö, "Bit-parallel LCS-length computation revisited", 2004).
pub(super) fn n_common(a: &[u32], b: &[u32]) -> usize {
    if a.len() > u128::BITS as usize {
        return align(a, b).1;
    }
    let mut flat = u128::MAX;
    for y in b {
        // Most words of two sentences are not the other's, which is seen many words at a time.
        if a.iter().filter(|x| *x == y).count() == 0 {
            continue;
        }
        let same = a.iter().rev();
        let same = same.fold(0_u128, |bits, x| bits << 1 | u128::from(x == y));
        flat = flat.wrapping_add(flat & same) | flat & !same;
    }
    flat.count_zeros() as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_many_words_are_in_common_as_the_hunks_leave(
            a in prop::collection::vec(0_u32..8, 0..140),
            b in prop::collection::vec(0_u32..8, 0..140),
        ) {
            let (hunks, common) = align(&a, &b);
            let outside: usize = hunks.iter().map(|((from, to), _)| to - from).sum();
            prop_assert_eq!(common, a.len() - outside);
            prop_assert_eq!(common, n_common(&a, &b));
        }
    }
}
