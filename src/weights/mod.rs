//! The weight file, read in place: nothing is unpacked, no map is built.
//!
//! The file is a header of (offset, length) pairs and one section each.
//! A hash table is an array of 64-byte lines, one processor cache line each;
//! a key belongs to exactly one line and is told from the others in it by a
//! fingerprint, so that a lookup touches one line whether it hits or misses.
//! What did not fit in its line was left out by the trainer, least important first.
//!
//! Numbers are little-endian. A file that is cut or foreign reads as empty
//! tables: the stages then give their default answers, and never fail.

pub(crate) mod hash;

/// Bytes of a table line.
pub(crate) const LINE: usize = 64;

/// The first eight bytes of a weight file; the last of them is the version.
const MAGIC: &[u8; 8] = b"gainsay2";

/// Number of sections.
const SECTIONS: usize = 11;

/// Starts the bytes at a cache line, so that no table line straddles two.
#[repr(C, align(64))]
struct Aligned<B: ?Sized>(B);

static ENGLISH: &Aligned<[u8]> = &Aligned(*include_bytes!("../tokens/weights/english.bin"));

/// Views into a weight file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Weights<'a> {
    /// What each tagger class means: (UPOS, XPOS) discriminants.
    pub(crate) classes: &'a [[u8; 2]],
    /// Lower-cased word -> [`Entry`] bits.
    pub(crate) vocabulary: Index<'a>,
    /// How unhyphenated and hyphenated chunks are cut.
    pub(crate) pieces: Index<'a>,
    /// Feature -> class weights of the tagger.
    pub(crate) tagger: Sparse<'a>,
    /// Feature -> action weights of the parser.
    pub(crate) actions: Pairs<'a>,
    /// Feature -> relation weights of the parser.
    pub(crate) relations: Sparse<'a>,
    /// (Tag, ending) -> lemma rule.
    pub(crate) lemmas: Index<'a>,
    /// Feature -> weights for and against the end of a sentence.
    pub(crate) boundaries: Pairs<'a>,
    /// Lemma rules: bytes to cut with flags, start and length of what to append.
    pub(crate) lemma_rules: &'a [[u8; 4]],
    /// What lemma rules append.
    pub(crate) lemma_text: &'a str,
}

/// The sections of a weight file, in file order.
#[derive(Debug, Default)]
pub(crate) struct Sections(pub(crate) [Vec<u8>; SECTIONS]);

impl Sections {
    /// Returns the file, each section at a multiple of a line.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let header = (MAGIC.len() + SECTIONS * 8).next_multiple_of(LINE);
        let mut file = MAGIC.to_vec();
        let mut offset = header;
        for section in &self.0 {
            for number in [offset, section.len()] {
                file.extend(u32::try_from(number).unwrap_or(0).to_le_bytes());
            }
            offset = (offset + section.len()).next_multiple_of(LINE);
        }
        file.resize(header, 0);
        for section in &self.0 {
            file.extend(section);
            file.resize(file.len().next_multiple_of(LINE), 0);
        }
        file
    }
}

impl Weights<'static> {
    /// Returns the weights that are built in.
    pub(crate) fn english() -> Self {
        Self::new(&ENGLISH.0)
    }
}

impl<'a> Weights<'a> {
    /// Reads the section table of a weight file.
    pub(crate) fn new(file: &'a [u8]) -> Self {
        let section = |idx: usize| -> &'a [u8] {
            if !file.starts_with(MAGIC) {
                return &[];
            }
            let number = |at: usize| {
                let bytes = file.get(at..).and_then(<[u8]>::first_chunk::<4>);
                bytes.map_or(0, |b| u32::from_le_bytes(*b) as usize)
            };
            let at = MAGIC.len() + idx * 8;
            let start = number(at);
            file.get(start..start.saturating_add(number(at + 4)))
                .unwrap_or(&[])
        };
        Self {
            classes: section(0).as_chunks().0,
            vocabulary: Index(section(1).as_chunks().0),
            pieces: Index(section(2).as_chunks().0),
            tagger: Sparse {
                lines: section(3).as_chunks().0,
                rows: section(4),
            },
            actions: Pairs(section(5).as_chunks().0),
            relations: Sparse {
                lines: section(6).as_chunks().0,
                rows: section(7),
            },
            lemmas: Index(section(8).as_chunks().0),
            boundaries: Pairs(section(10).as_chunks().0),
            lemma_rules: section(9)
                .split_at_checked(Self::rule_bytes(section(9)))
                .map_or(&[], |(rules, _)| {
                    rules.get(4..).unwrap_or(&[]).as_chunks().0
                }),
            lemma_text: section(9)
                .get(Self::rule_bytes(section(9))..)
                .and_then(|text| std::str::from_utf8(text).ok())
                .unwrap_or(""),
        }
    }

    /// Returns where the text of the lemma section begins: its first number.
    fn rule_bytes(section: &[u8]) -> usize {
        section
            .first_chunk::<4>()
            .map_or(0, |b| u32::from_le_bytes(*b) as usize)
    }
}

/// What the vocabulary says of a word: its most frequent class, and whether it has no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry(pub(crate) u16);

impl Entry {
    const ONLY: u16 = 0x100;

    /// Returns the entry of a word.
    pub(crate) fn new(class: u8, only: bool) -> Self {
        Self(u16::from(class) | if only { Self::ONLY } else { 0 })
    }

    /// Returns the word's most frequent class.
    #[expect(clippy::cast_possible_truncation, reason = "the low byte is the class")]
    pub(crate) fn class(self) -> u8 {
        self.0 as u8
    }

    /// Returns whether the tagger may take the class without looking at the context.
    pub(crate) fn is_only(self) -> bool {
        self.0 & Self::ONLY != 0
    }
}

/// Returns the line of a key among `n` lines.
pub(crate) fn line_of(key: u64, n: usize) -> usize {
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

impl Index<'_> {
    pub(crate) const SLOTS: usize = 10;

    /// Returns the number under a key.
    pub(crate) fn get(self, key: u64) -> Option<u16> {
        let line = self.0.get(line_of(key, self.0.len()))?;
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

/// Keys to rows of (class, weight): twelve 16-bit fingerprints a line, then twelve 24-bit offsets into the rows.
///
/// A row is the number of its pairs, then the pairs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sparse<'a> {
    pub(crate) lines: &'a [[u8; LINE]],
    pub(crate) rows: &'a [u8],
}

impl<'a> Sparse<'a> {
    pub(crate) const SLOTS: usize = 12;

    /// Adds the weights of all keys to the scores.
    pub(crate) fn score(self, keys: &[u64], scores: &mut [i32; 256]) {
        for &key in keys {
            for [class, weight] in self.row(key) {
                if let Some(score) = scores.get_mut(usize::from(*class)) {
                    *score += expand(weight.cast_signed());
                }
            }
        }
    }

    /// Returns the row under a key; empty where there is none.
    fn row(self, key: u64) -> &'a [[u8; 2]] {
        let Some(line) = self.lines.get(line_of(key, self.lines.len())) else {
            return &[];
        };
        let (keys, offsets) = line.split_at(2 * Self::SLOTS);
        let wanted = u64::from(fingerprint16(key)) * 0x0001_0001_0001_0001;
        for (idx, four) in keys.as_chunks::<8>().0.iter().enumerate() {
            // The lowest 16-bit lane that is zero after the xor is the slot.
            let lanes = u64::from_le_bytes(*four) ^ wanted;
            let zero = lanes.wrapping_sub(0x0001_0001_0001_0001) & !lanes & 0x8000_8000_8000_8000;
            if zero != 0 {
                let slot = idx * 4 + (zero.trailing_zeros() / 16) as usize;
                let Some([a, b, c]) = offsets.as_chunks::<3>().0.get(slot) else {
                    return &[];
                };
                let start = u32::from_le_bytes([*a, *b, *c, 0]) as usize;
                let Some((n, pairs)) = self.rows.get(start..).and_then(|r| r.split_first()) else {
                    return &[];
                };
                return pairs
                    .get(..usize::from(*n) * 2)
                    .unwrap_or(&[])
                    .as_chunks()
                    .0;
            }
        }
        &[]
    }
}

/// Keys to pairs of weights: sixteen 16-bit fingerprints a line, then sixteen pairs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pairs<'a>(pub(crate) &'a [[u8; LINE]]);

impl Pairs<'_> {
    pub(crate) const SLOTS: usize = 16;

    /// Returns the sums of both weights over all keys.
    pub(crate) fn score(self, keys: &[u64]) -> [i32; 2] {
        let n = self.0.len();
        let mut sums = [0; 2];
        for &key in keys {
            let Some(line) = self.0.get(line_of(key, n)) else {
                continue;
            };
            let [first, second] = Self::pair(line, fingerprint16(key)).to_le_bytes();
            sums[0] += expand(first.cast_signed());
            sums[1] += expand(second.cast_signed());
        }
        sums
    }

    /// Returns the pair with the fingerprint, or zero; without branches, since hits cannot be foreseen.
    fn pair(line: &[u8; LINE], wanted: u16) -> u16 {
        let (keys, values) = line.split_at(2 * Self::SLOTS);
        let mut found = 0;
        for (key, value) in keys.as_chunks().0.iter().zip(values.as_chunks().0) {
            let mask = u16::from(u16::from_le_bytes(*key) == wanted).wrapping_neg();
            found |= mask & u16::from_le_bytes(*value);
        }
        found
    }
}

/// Returns the number that a stored weight stands for: weights are stored as
/// signed square roots, because small ones matter and a few are huge.
pub(crate) fn expand(weight: i8) -> i32 {
    let weight = i32::from(weight);
    weight * weight.abs()
}
