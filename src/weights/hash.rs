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

/// Returns an id for a small number that is as well spread as a word's hash.
pub(crate) fn small(number: u64) -> u64 {
    spread((number + 1).wrapping_mul(ODD))
}

/// A list of feature keys with a fixed size: no allocation per token.
#[derive(Debug)]
pub(crate) struct Keys {
    list: [u64; Self::MAX],
    len: usize,
    template: u64,
}

impl Keys {
    /// Most features that one decision has.
    const MAX: usize = 144;

    /// Returns an empty list.
    pub(crate) fn new() -> Self {
        Self {
            list: [0; Self::MAX],
            len: 0,
            template: 0,
        }
    }

    /// Empties the list; `model` keeps the features of different models apart.
    pub(crate) fn clear(&mut self, model: u64) {
        self.len = 0;
        self.template = model.wrapping_mul(0xa076_1d64_78bd_642f);
    }

    /// Returns the keys.
    pub(crate) fn as_slice(&self) -> &[u64] {
        self.list.get(..self.len).unwrap_or(&[])
    }

    /// Adds a feature of the next template, made of the values' ids in this order.
    #[inline]
    pub(crate) fn add<const N: usize>(&mut self, values: [u64; N]) {
        self.template = self.template.wrapping_add(ODD);
        let mut hash = self.template;
        for value in values {
            hash = (hash ^ value).wrapping_mul(ODD).rotate_left(25);
        }
        if let Some(key) = self.list.get_mut(self.len) {
            *key = spread(hash);
            self.len += 1;
        }
    }
}
