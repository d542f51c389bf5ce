//! Hash tables that are read in place.
//!
//! A key belongs to exactly one group of slots and is told from the others in
//! it by a fingerprint, so that a lookup touches one cache line whether it hits
//! or misses. What did not fit in its group was left out by the trainer, least
//! important first. Lookups of features have no branches, since neither hits
//! nor misses can be foreseen, and do not wait for each other.

use wide::bytemuck::cast;
use wide::{i16x8, i32x4, u16x8, u64x2};

use super::LINE;

/// Returns the group of a key among `n` groups.
pub(crate) fn group_of(key: u64, n: usize) -> usize {
    // A product of 32-bit numbers, shifted by 32, is below n.
    usize::try_from(((key >> 32) * n as u64) >> 32).unwrap_or(0)
}

/// Returns the 16-bit fingerprint of a key; 0 marks an empty slot.
#[expect(clippy::cast_possible_truncation, reason = "the low bits are wanted")]
pub(crate) fn fingerprint16(key: u64) -> u16 {
    (key as u16).max(1)
}

/// Returns the 32-bit fingerprint of a key; 0 marks an empty slot.
#[expect(clippy::cast_possible_truncation, reason = "the low bits are wanted")]
pub(crate) fn fingerprint32(key: u64) -> u32 {
    (key as u32).max(1)
}

/// Keys to 16-bit numbers: ten 32-bit fingerprints a line, then ten numbers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Index<'a>(&'a [[u8; LINE]]);

impl<'a> Index<'a> {
    pub(crate) const SLOTS: usize = 10;

    /// Reads a section.
    pub(super) fn new(section: &'a [u8]) -> Self {
        Self(section.as_chunks().0)
    }

    /// Returns the number under a key.
    pub(crate) fn get(self, key: u64) -> Option<u16> {
        let line = self.0.get(group_of(key, self.0.len()))?;
        let (keys, values) = line.split_at(4 * Self::SLOTS);
        let wanted = fingerprint32(key).to_le_bytes();
        let slot = keys.as_chunks::<4>().0.iter().position(|k| *k == wanted)?;
        values
            .as_chunks::<2>()
            .0
            .get(slot)
            .map(|v| u16::from_le_bytes(*v))
    }
}

/// Four 16-bit fingerprints.
#[derive(Debug, Clone, Copy)]
struct Prints(u64);

impl Prints {
    const SLOTS: usize = 4;
    const ONES: u64 = 0x0001_0001_0001_0001;
    const TOPS: u64 = 0x8000_8000_8000_8000;

    /// Returns the slot that has the fingerprint; [`Prints::SLOTS`] where none has it.
    #[inline]
    fn find(self, print: u16) -> usize {
        // The lowest 16-bit lane that is zero after the xor is the slot.
        let lanes = self.0 ^ (u64::from(print) * Self::ONES);
        let zero = lanes.wrapping_sub(Self::ONES) & !lanes & Self::TOPS;
        zero.trailing_zeros() as usize / 16
    }
}

/// Keys to weights of up to `W` classes.
///
/// Groups are four 16-bit fingerprints and four places of rows: where the row starts (24 bits), and how many pairs of
/// (class, weight) it has (8 bits). A row of many classes is not written as pairs but in full, and is marked by
/// [`Sparse::FULL`] for a length.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sparse<'a, const W: usize> {
    groups: &'a [[[u8; 4]; 6]],
    pairs: &'a [[u8; 2]],
    full: &'a [[[u8; 2]; W]],
}

/// So many pairs are fetched of a row that is not written in full, which is as many as it may have.
pub(crate) const MAX_PAIRS: usize = 16;

impl<'a, const W: usize> Sparse<'a, W> {
    pub(crate) const SLOTS: usize = Prints::SLOTS;
    /// Bytes of a group.
    pub(crate) const GROUP: usize = (2 + 4) * Self::SLOTS;
    /// Length of a row that is written in full.
    pub(crate) const FULL: u8 = u8::MAX;

    /// Reads the section of the groups, that of the pairs, which ends in [`MAX_PAIRS`] of no row, and that of the full
    /// rows.
    pub(crate) fn new(groups: &'a [u8], pairs: &'a [u8], full: &'a [u8]) -> Self {
        Self {
            groups: groups.as_chunks().0.as_chunks().0,
            pairs: pairs.as_chunks().0,
            full: full.as_chunks().0.as_chunks().0,
        }
    }

    /// Returns the sums of all keys' weights.
    pub(crate) fn score<const N: usize>(self, keys: &[u64; N]) -> [i16; W] {
        let mut scores = [0; W];
        self.add(keys, &mut scores);
        scores
    }

    /// Adds all keys' weights to what other keys have summed up to.
    pub(crate) fn add<const N: usize>(self, keys: &[u64; N], scores: &mut [i16; W]) {
        // First where the rows are, then the rows: lookups do not wait for each other.
        let mut places = [[0; 4]; N];
        let mut n = 0;
        for &key in keys {
            let Some([low, high, rows @ ..]) = self.groups.get(group_of(key, self.groups.len()))
            else {
                return;
            };
            let prints =
                u64::from(u32::from_le_bytes(*low)) | u64::from(u32::from_le_bytes(*high)) << 32;
            let slot = Prints(prints).find(fingerprint16(key));
            if let (Some(place), Some(row)) = (places.get_mut(n), rows.get(slot % Self::SLOTS)) {
                *place = *row;
            }
            n += usize::from(slot < Self::SLOTS);
        }
        // Full rows, which are most, apart from short ones, whose pairs come into one list: which of them comes next,
        // and how long it is, cannot be foreseen either.
        let (mut full, mut lists) = ([0; N], [[[0; 2]; MAX_PAIRS]; N]);
        let pairs = lists.as_flattened_mut();
        let (mut n_full, mut n_pairs) = (0, 0);
        for &[a, b, c, len] in places.get(..n).unwrap_or(&[]) {
            let start = u32::from_le_bytes([a, b, c, 0]) as usize;
            if let Some(row) = full.get_mut(n_full) {
                *row = start;
            }
            let room = pairs
                .get_mut(n_pairs..)
                .and_then(<[_]>::first_chunk_mut::<MAX_PAIRS>);
            let row = self.pairs.get(start..).and_then(<[_]>::first_chunk);
            if let (Some(room), Some(row)) = (room, row) {
                *room = *row;
            }
            let is_full = len == Self::FULL;
            n_full += usize::from(is_full);
            n_pairs += usize::from(len) * usize::from(!is_full);
        }
        // These cannot overflow, since a row has one weight of a class.
        const { assert!(N * MAX_WEIGHT <= i16::MAX as usize && W <= MAX_CLASSES) };
        let mut sums = [0_i16; MAX_CLASSES];
        for &[class, weight] in pairs.get(..n_pairs).unwrap_or(&[]) {
            if let Some(sum) = sums.get_mut(usize::from(class) % MAX_CLASSES) {
                *sum = sum.wrapping_add(expand(weight));
            }
        }
        for (score, sum) in scores.iter_mut().zip(sums) {
            *score = score.saturating_add(sum);
        }
        self.add_full(full.get(..n_full).unwrap_or(&[]), scores);
    }

    /// Adds rows that are written in full.
    fn add_full(self, rows: &[usize], scores: &mut [i16; W]) {
        // In registers until all are added.
        let mut sums = *scores;
        for row in rows.iter().filter_map(|row| self.full.get(*row)) {
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum = sum.saturating_add(i16::from_le_bytes(*weight));
            }
        }
        *scores = sums;
    }
}

/// Every class of a [`Sparse`] table is below this.
const MAX_CLASSES: usize = 128;

/// The largest number that a stored weight stands for.
const MAX_WEIGHT: usize = 127 * 127 / 16;

/// Keys to 16-bit numbers that are not 0: groups of four 16-bit fingerprints and four numbers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Quads<'a>(&'a [[[u8; 8]; 2]]);

impl<'a> Quads<'a> {
    pub(crate) const SLOTS: usize = Prints::SLOTS;

    /// Reads a section.
    pub(crate) fn new(section: &'a [u8]) -> Self {
        Self(section.as_chunks().0.as_chunks().0)
    }

    /// Returns the group of a key: what a lookup fetches from memory.
    #[inline]
    fn group(self, key: u64) -> Group {
        let group = self.0.get(group_of(key, self.0.len()));
        let [prints, numbers] = group.copied().unwrap_or_default();
        Group {
            prints: u64::from_le_bytes(prints),
            numbers: u64::from_le_bytes(numbers),
        }
    }
}

/// Fingerprints and numbers of four keys, 16 bits each.
#[derive(Debug, Clone, Copy, Default)]
struct Group {
    prints: u64,
    numbers: u64,
}

/// Returns the numbers of eight keys; 0 for one that has none.
#[inline]
fn numbers_of_eight(keys: &[u64; 8], groups: &[Group; 8]) -> i16x8 {
    let [a, b, c, d, e, f, g, h] = *keys;
    let [i, j, k, l, m, n, o, p] = groups;
    let four = [numbers_of_two([a, b], i, j), numbers_of_two([c, d], k, l)];
    let more = [numbers_of_two([e, f], m, n), numbers_of_two([g, h], o, p)];
    narrow([four, more].map(|four| sums_of_neighbours(narrow(four))))
}

/// Returns the numbers of two keys: the sum of a key's two lanes.
///
/// Of the four numbers of a group all are taken away but the one with the wanted fingerprint. Nothing is chosen by
/// what is found: nobody could foresee a branch. Groups are not passed by value, which the compiler would copy.
#[inline]
fn numbers_of_two(keys: [u64; 2], one: &Group, other: &Group) -> i32x4 {
    // The low 16 bits of either key in each lane of its half, 1 for 0, as `fingerprint16` has it.
    let low = u64x2::new(keys) & u64x2::splat(0xffff);
    let two = low | (low << 16);
    let four: i16x8 = cast(two | (two << 32));
    let wanted = four - four.simd_eq(i16x8::splat(0));
    let groups = [one, other].map(|group| u64x2::new([group.prints, group.numbers]));
    let [prints, numbers] = u64x2::transpose(groups).map(cast::<u64x2, i16x8>);
    sums_of_neighbours(prints.simd_eq(wanted) & numbers)
}

/// Returns the sums of every two lanes.
#[inline]
fn sums_of_neighbours(lanes: i16x8) -> i32x4 {
    lanes.dot(i16x8::splat(1))
}

/// Returns lanes that hold 16-bit numbers as such.
#[inline]
fn narrow(lanes: [i32x4; 2]) -> i16x8 {
    i16x8::from_i32x8_saturate(cast(lanes))
}

/// Keys to pairs of weights: the bytes of the numbers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pairs<'a>(pub(crate) Quads<'a>);

impl Pairs<'_> {
    /// Returns both weights of each key; 0 for one that has none.
    pub(crate) fn of_each(self, keys: &[u64; 8]) -> [[i16; 2]; 8] {
        let groups = keys.map(|key| self.0.group(key));
        let numbers = numbers_of_eight(keys, &groups);
        let [first, second] =
            [(numbers << 8) >> 8, numbers >> 8].map(|roots| expand_all(roots).to_array());
        let mut weights = [[0; 2]; 8];
        for ((weights, first), second) in weights.iter_mut().zip(first).zip(second) {
            *weights = [first, second];
        }
        weights
    }

    /// Returns the sums of both weights over all keys.
    pub(crate) fn score<const N: usize>(self, keys: &[u64; N]) -> [i32; 2] {
        // Fetched first, looked at then: a processor waits for as many of them at once as it can.
        let groups = keys.map(|key| self.0.group(key));
        let mut sums = [i32x4::splat(0); 2];
        let mut add = |keys: &[u64; 8], groups: &[Group; 8]| {
            let numbers = numbers_of_eight(keys, groups);
            sums[0] += sums_of_neighbours(expand_all((numbers << 8) >> 8));
            sums[1] += sums_of_neighbours(expand_all(numbers >> 8));
        };
        let ((eights, rest), (groups, rest_groups)) = (keys.as_chunks(), groups.as_chunks());
        for (keys, groups) in eights.iter().zip(groups) {
            add(keys, groups);
        }
        let (mut last, mut last_groups) = ([0; 8], [Group::default(); 8]);
        for (to, key) in last.iter_mut().zip(rest) {
            *to = *key;
        }
        for (to, group) in last_groups.iter_mut().zip(rest_groups) {
            *to = *group;
        }
        add(&last, &last_groups);
        sums.map(i32x4::reduce_add)
    }
}

/// The numbers that stored weights stand for, by byte: weights are stored as signed square roots,
/// because small ones matter and a few are huge. A sixteenth of the square keeps sums within 16 bits.
#[expect(clippy::indexing_slicing, reason = "a byte is below 256")]
static EXPANDED: [i16; 256] = {
    let mut all = [0; 256];
    let mut byte = 0_u8;
    loop {
        let root = byte.cast_signed() as i16;
        all[byte as usize] = (root * root.abs()) / 16;
        if byte == u8::MAX {
            break all;
        }
        byte += 1;
    }
};

/// Returns the number that a stored weight stands for.
#[inline]
#[expect(clippy::indexing_slicing, reason = "a byte is below 256")]
pub(crate) fn expand(weight: u8) -> i16 {
    EXPANDED[usize::from(weight)]
}

/// Returns the numbers that stored weights stand for; the same as [`expand`] of each.
#[inline]
fn expand_all(roots: i16x8) -> i16x8 {
    let squares: i16x8 = roots * roots.abs();
    // A shift rounds down and a division towards zero: what is below it is lifted by 15 before the shift.
    let lift: u16x8 = cast(squares >> 15);
    (squares + cast::<u16x8, i16x8>(lift >> 12)) >> 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expands_all_as_each() {
        for byte in 0..=u8::MAX {
            let all = expand_all(i16x8::splat(i16::from(byte.cast_signed())));
            assert_eq!(all, i16x8::splat(expand(byte)));
        }
    }
}
