//! The weight file, read in place: nothing is unpacked, no map is built.
//!
//! The file is a header of (offset, length) pairs and one section each; the
//! hash tables among them are described in [`table`].
//!
//! Numbers are little-endian. A file that is cut or foreign reads as empty
//! tables: the stages then give their default answers, and never fail.

use std::sync::LazyLock;

use table::{Index, Pairs, Quads, Sparse};

pub(crate) mod hash;
pub(crate) mod table;

/// Bytes of a processor's cache line: sections start at a multiple.
const LINE: usize = 64;

/// The first eight bytes of a weight file; the last of them is the version.
const MAGIC: &[u8; 8] = b"gainsay4";

/// Most classes of the tagger, and most relations of the parser: multiples of what a processor adds at once.
pub(crate) const TAGS: usize = 96;
pub(crate) const RELATIONS: usize = 56;

/// Number of sections.
const SECTIONS: usize = 13;

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
    pub(crate) tagger: Sparse<'a, TAGS>,
    /// Feature -> action weights of the parser.
    pub(crate) actions: Pairs<'a>,
    /// Feature -> relation weights of the parser.
    pub(crate) relations: Sparse<'a, RELATIONS>,
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
        static READ: LazyLock<Weights<'static>> = LazyLock::new(|| Weights::new(&ENGLISH.0));
        *READ
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
            vocabulary: Index::new(section(1)),
            pieces: Index::new(section(2)),
            tagger: Sparse::new(section(3), section(4), section(5)),
            actions: Pairs(Quads::new(section(6))),
            relations: Sparse::new(section(7), section(8), section(9)),
            lemmas: Index::new(section(10)),
            boundaries: Pairs(Quads::new(section(12))),
            lemma_rules: section(11)
                .split_at_checked(Self::rule_bytes(section(11)))
                .map_or(&[], |(rules, _)| {
                    rules.get(4..).unwrap_or(&[]).as_chunks().0
                }),
            lemma_text: section(11)
                .get(Self::rule_bytes(section(11))..)
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
