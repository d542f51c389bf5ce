//! Hash tables that are read in place.
//!
//! A key belongs to exactly one group of slots and is told from the others in
//! it by a fingerprint, so that a lookup touches one cache line whether it hits
//! or misses. What did not fit in its group was left out by the trainer, least
//! important first. Lookups of features have no branches, since neither hits
//! nor misses can be foreseen, and do not wait for each other.

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

    /// Returns the top bit of the fingerprint's lane; 0 where no slot has it.
    #[inline]
    fn find(self, print: u16) -> u64 {
        // The lowest 16-bit lane that is zero after the xor is the slot.
        let lanes = self.0 ^ (u64::from(print) * Self::ONES);
        let zero = lanes.wrapping_sub(Self::ONES) & !lanes & Self::TOPS;
        zero & zero.wrapping_neg()
    }
}

/// Keys to weights of up to `W` classes.
///
/// Groups are four 16-bit fingerprints; parallel to them lie four numbers each: where the row starts
/// (24 bits), and how many pairs of (class, weight) it has (8 bits). A row of many classes is not
/// written as pairs but in full, and is marked by [`Sparse::FULL`] for a length.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sparse<'a, const W: usize> {
    prints: &'a [[u8; 8]],
    places: &'a [[u8; 4]],
    pairs: &'a [[u8; 2]],
    full: &'a [[[u8; 2]; W]],
}

impl<'a, const W: usize> Sparse<'a, W> {
    pub(crate) const SLOTS: usize = Prints::SLOTS;
    /// Length of a row that is written in full.
    pub(crate) const FULL: u8 = u8::MAX;

    /// Reads the section of the groups, that of the pairs and that of the full rows.
    pub(crate) fn new(groups: &'a [u8], pairs: &'a [u8], full: &'a [u8]) -> Self {
        let n = groups.len() / (8 + 4 * Self::SLOTS);
        let (prints, places) = groups.split_at_checked(n * 8).unwrap_or((&[], &[]));
        Self {
            prints: prints.as_chunks().0,
            places: places.as_chunks().0,
            pairs: pairs.as_chunks().0,
            full: full.as_chunks().0.as_chunks().0,
        }
    }

    /// Returns the sums of all keys' weights.
    pub(crate) fn score<const N: usize>(self, keys: &[u64; N]) -> [i16; W] {
        let mut scores = [0; W];
        // First where the rows are, then the rows: lookups do not wait for each other.
        let mut hits = [0; N];
        let mut n = 0;
        for &key in keys {
            let group = group_of(key, self.prints.len());
            let Some(prints) = self.prints.get(group) else {
                return scores;
            };
            let top = Prints(u64::from_le_bytes(*prints)).find(fingerprint16(key));
            let slot = top.trailing_zeros() as usize / 16;
            if let Some(hit) = hits.get_mut(n) {
                *hit = group * Self::SLOTS + slot;
            }
            n += usize::from(slot < Self::SLOTS);
        }
        let hits = hits.get(..n).unwrap_or(&[]);
        // Full rows, which are most, apart from short ones: which of them comes next cannot be foreseen either.
        let (mut full, mut short) = ([0; N], [[0; 2]; N]);
        let (mut n_full, mut n_short) = (0, 0);
        for &hit in hits {
            let [a, b, c, len] = self.places.get(hit).copied().unwrap_or_default();
            let start = u32::from_le_bytes([a, b, c, 0]) as usize;
            if let (Some(row), Some(pairs)) = (full.get_mut(n_full), short.get_mut(n_short)) {
                (*row, *pairs) = (start, [start, start + usize::from(len)]);
            }
            n_full += usize::from(len == Self::FULL);
            n_short += usize::from(len != Self::FULL);
        }
        self.add_full(full.get(..n_full).unwrap_or(&[]), &mut scores);
        for &[start, end] in short.get(..n_short).unwrap_or(&[]) {
            for &[class, weight] in self.pairs.get(start..end).unwrap_or(&[]) {
                if let Some(score) = scores.get_mut(usize::from(class)) {
                    *score = score.saturating_add(expand(weight));
                }
            }
        }
        scores
    }

    /// Adds rows that are written in full, some classes of all rows before the next classes: their sums stay in
    /// registers.
    fn add_full(self, rows: &[usize], scores: &mut [i16; W]) {
        let (wide, rest) = scores.as_chunks_mut::<32>();
        let rest_at = wide.len() * 32;
        for (sums, at) in wide.iter_mut().zip((0..).step_by(32)) {
            self.add_block(rows, at, sums);
        }
        for (sums, at) in rest
            .as_chunks_mut::<8>()
            .0
            .iter_mut()
            .zip((rest_at..).step_by(8))
        {
            self.add_block(rows, at, sums);
        }
    }

    /// Adds what the rows say of the classes from `at` on.
    fn add_block<const LANES: usize>(self, rows: &[usize], at: usize, sums: &mut [i16; LANES]) {
        for &row in rows {
            let row = self.full.get(row).and_then(|row| row.get(at..));
            let weights: &[[u8; 2]; LANES] =
                row.and_then(<[_]>::first_chunk).unwrap_or(&[[0; 2]; LANES]);
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum = sum.saturating_add(i16::from_le_bytes(*weight));
            }
        }
    }
}

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
        let [prints, numbers] = group.copied().unwrap_or([[0; 8]; 2]);
        Group {
            prints: Prints(u64::from_le_bytes(prints)),
            numbers: u64::from_le_bytes(numbers),
        }
    }
}

/// Fingerprints and numbers of four keys.
#[derive(Debug, Clone, Copy)]
struct Group {
    prints: Prints,
    numbers: u64,
}

impl Group {
    /// Returns the number under a key, its low byte first; zeros where there is none.
    ///
    /// Arithmetic alone, and no shift by what was found: the compiler makes a branch of a choice, and nobody can
    /// foresee which way it goes.
    #[inline]
    fn number(self, key: u64) -> [u8; 2] {
        let top = self.prints.find(fingerprint16(key));
        let lane = (top >> 15) * 0xffff;
        let number = self.numbers & lane;
        let number = number | number >> 32;
        let [low, high, ..] = (number | number >> 16).to_le_bytes();
        [low, high]
    }
}

/// Keys to pairs of weights.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pairs<'a>(pub(crate) Quads<'a>);

impl Pairs<'_> {
    /// Returns the sums of both weights over all keys.
    pub(crate) fn score<const N: usize>(self, keys: &[u64; N]) -> [i32; 2] {
        // Fetched first, looked at then: a processor waits for as many of them at once as it can.
        let groups = keys.map(|key| self.0.group(key));
        let mut sums = [0; 2];
        for (group, &key) in groups.iter().zip(keys) {
            let [first, second] = group.number(key);
            sums[0] += i32::from(expand(first));
            sums[1] += i32::from(expand(second));
        }
        sums
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
