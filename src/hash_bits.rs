//! Sets that hold all of theirs and a few more: what is not in is mostly told by one bit.

/// Hashes, each by one bit that its highest bits number: a hash that was not put in may be taken for one that was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct HashBits {
    /// A power of two of them, or none.
    bits: Vec<u64>,
    /// How far a hash is shifted to number a bit.
    shift: u32,
}

impl HashBits {
    /// Returns an empty set of at least so many bits.
    pub(crate) fn new(n_bits: usize) -> Self {
        let n_bits = n_bits.next_power_of_two().max(64);
        Self {
            bits: vec![0; n_bits / 64],
            shift: 64 - n_bits.trailing_zeros(),
        }
    }

    pub(crate) fn n_bits(&self) -> usize {
        self.bits.len() * 64
    }

    /// Returns a hash's place: the number, and the bit in it.
    #[inline]
    fn place(&self, hash: u64) -> (usize, u64) {
        let bit = hash >> self.shift;
        (usize::try_from(bit >> 6).unwrap_or(0), 1 << (bit & 63))
    }

    /// Puts a hash in; returns whether it may have been in before.
    pub(crate) fn insert(&mut self, hash: u64) -> bool {
        let (number, bit) = self.place(hash);
        self.bits.get_mut(number).is_some_and(|bits| {
            let before = *bits;
            *bits |= bit;
            before & bit != 0
        })
    }

    /// Returns whether a hash may have been put in; not, for sure, where its bit is not set.
    #[inline]
    pub(crate) fn may_hold(&self, hash: u64) -> bool {
        let (number, bit) = self.place(hash);
        self.bits.get(number).is_some_and(|bits| bits & bit != 0)
    }
}
