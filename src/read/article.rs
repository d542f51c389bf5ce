//! What reading a file yields: articles with their layout.

use crate::calendar::Interval;
use crate::span::{SourceId, Span};

/// One article, its text as written, and what stands where in it.
#[derive(Debug, Clone)]
pub struct Article {
    /// Its place in the corpus.
    pub source: SourceId,
    /// What the reader is told: `seeds/000.txt`, or `FILE.jsonl#ID` for a record; `-` for standard input.
    pub path: String,
    /// The whole text that spans point into. For a `.jsonl` record with a
    /// title: the title, a blank line, then the record's text.
    pub text: String,
    /// Where the record's own text begins in `text`; 0 for whole files.
    pub body_start: u32,
    /// The publication date that the article or its record states, else [`Interval::ALWAYS`]. Never guessed.
    pub published: Interval,
    /// The words that state the publication date, where they stand in the text.
    pub published_span: Option<Span>,
    /// The outlet, where the article's byline, front matter or record names one.
    pub publisher: Option<String>,
    /// Blocks in text order, not overlapping. White space between blocks belongs to none.
    pub blocks: Vec<Block>,
    /// Pictures in text order.
    pub pictures: Vec<Picture>,
    /// Numbered citation groups (`[1, 2]`) in text order, brackets included.
    pub citations: Vec<Span>,
    /// Whether the article has a list of references that numbered citations could point into.
    pub has_reference_list: bool,
}

/// What a block of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BlockKind {
    /// The article's title.
    Headline,
    /// Who wrote it.
    Byline,
    /// Place (and day) before the first sentence: `Islamabad, Pakistan – `, `NAIROBI, Kenya (AP) _`.
    Dateline,
    /// Publication and update lines.
    Publication,
    /// A heading inside the article.
    CrossHead,
    /// Running text; hard-wrapped lines are one block.
    Paragraph,
    /// A paragraph that is nothing but a quotation without a speaker.
    PullQuote,
    /// The caption of a picture (its credit is not part of the block).
    Caption,
    /// Time stamps, share prices, reader comments, boilerplate: kept, never compared.
    Furniture,
}

impl BlockKind {
    /// Returns the name that reports use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Byline => "byline",
            Self::Dateline => "dateline",
            Self::Publication => "publication",
            Self::CrossHead => "cross-head",
            Self::Paragraph => "paragraph",
            Self::PullQuote => "pull-quote",
            Self::Caption => "caption",
            Self::Furniture => "furniture",
        }
    }
}

/// A block of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it is; no white space at either end. Line ends inside are white space.
    pub span: Span,
}

/// A picture of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The whole Markdown (or other) element.
    pub span: Span,
    /// The caption without its credit, where there is one.
    pub caption: Option<Span>,
    /// The credit, brackets not included.
    pub credit: Option<Span>,
    /// The address as written.
    pub address: Option<Span>,
    /// The file name of the address, percent-decoded, without folder: `Secretary_Kerry_(3).jpg`.
    pub file_name: Option<String>,
    /// Hash of the file's bytes (hex), where the address is a local file that could be read.
    pub content_hash: Option<String>,
}
