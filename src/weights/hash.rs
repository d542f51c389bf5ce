//! Hashes of words and features; fixed for ever, because the weight file holds their results.

const PRIME: u64 = 0x0000_0100_0000_01b3;
const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const ODD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Spreads the bits of a number.
pub(crate) fn spread(mut x: u64) -> u64 {
    x ^= x >> 32;
    x = x.wrapping_mul(0xd6e8_feb8_6659_fd93);
    x ^ (x >> 29)
}

/// A running hash over bytes (FNV-1a).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Running(u64);

impl Running {
    /// Starts a hash; different seeds give unrelated hashes of the same bytes.
    pub(crate) fn new(seed: u64) -> Self {
        Self(BASIS ^ seed.wrapping_mul(ODD))
    }

    /// Takes one more byte.
    pub(crate) fn push(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(PRIME);
    }

    /// Returns the hash of the bytes so far.
    pub(crate) fn finish(self) -> u64 {
        spread(self.0)
    }
}

/// Returns the hash of bytes.
pub(crate) fn bytes(bytes: &[u8]) -> u64 {
    let mut running = Running::new(0);
    for &byte in bytes {
        running.push(byte);
    }
    running.finish()
}

/// Returns the hashes of two runs of bytes, in one pass where they are equally long, as a word's two forms mostly are.
pub(crate) fn both(a: &[u8], b: &[u8]) -> (u64, u64) {
    if a.len() != b.len() {
        return (bytes(a), bytes(b));
    }
    let mut running = [Running::new(0); 2];
    for (x, y) in a.iter().zip(b) {
        running[0].push(*x);
        running[1].push(*y);
    }
    (running[0].finish(), running[1].finish())
}

/// Returns an id for a small number that is as well spread as a word's hash.
pub(crate) fn small(number: u64) -> u64 {
    spread((number + 1).wrapping_mul(ODD))
}

/// Returns the number that keeps the features of a model apart from those of all others.
pub(crate) const fn model(number: u64) -> u64 {
    number.wrapping_mul(0xa076_1d64_78bd_642f)
}

/// Returns the key of a feature: of its template, and of its values' ids in this order.
///
/// Ids are well spread already, so that turning and adding them is enough, and one product spreads
/// the sum.
#[inline]
pub(crate) fn feature<const N: usize>(model: u64, template: u64, values: [u64; N]) -> u64 {
    let mut sum = 0_u64;
    for value in values {
        sum = sum.rotate_left(21).wrapping_add(value);
    }
    let hash =
        (sum ^ model.wrapping_add(template.wrapping_mul(ODD))).wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^ (hash >> 32)
}

/// Returns the keys as an array; where they are fewer than its length, it ends in zeros.
pub(crate) fn array<const N: usize>(keys: impl Iterator<Item = u64>) -> [u64; N] {
    let mut all = [0; N];
    for (to, key) in all.iter_mut().zip(keys) {
        *to = key;
    }
    all
}

/// Returns the place of a key among a power of two of them.
pub(crate) fn slot(key: u64, n: usize) -> usize {
    usize::try_from(key).map_or(0, |key| key & (n - 1))
}

/// Makes the array of a decision's keys; each list of values is a template of its own. Where some templates come from
/// elsewhere, their number stands behind the model.
macro_rules! features {
    ($model:expr; $([$($value:expr),+]),+ $(,)?) => {
        $crate::weights::hash::features![$model, 0; $([$($value),+]),+]
    };
    ($model:expr, $before:expr; $([$($value:expr),+]),+ $(,)?) => {{
        let mut template: u64 = $before;
        [$({
            template += 1;
            $crate::weights::hash::feature($model, template, [$($value),+])
        }),+]
    }};
}
pub(crate) use features;

/// Makes an array of keys, as [`features`] does; each template stands behind its number.
macro_rules! numbered_features {
    ($model:expr; $($number:literal: [$($value:expr),+]),+ $(,)?) => {
        [$($crate::weights::hash::feature($model, $number, [$($value),+])),+]
    };
}
pub(crate) use numbered_features;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_both_as_each() {
        for (a, b) in [("Ab", "ab"), ("it’s", "it's"), ("", ""), ("a", "")] {
            let (a, b) = (a.as_bytes(), b.as_bytes());
            assert_eq!(both(a, b), (bytes(a), bytes(b)));
        }
    }
}
