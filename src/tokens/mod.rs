//! Sentences into UD tokens: part of speech, lemma, dependency.

use std::ops::Range;

pub use labels::{Relation, Upos, Xpos};

use crate::sentences::Sentence;
use crate::span::Span;

mod labels;

/// One token, as Universal Dependencies v2 cuts English: `don't` is `do` + `n't`, `Iran's` is `Iran` + `'s`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it is.
    pub span: Span,
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn Treebank tag.
    pub xpos: Xpos,
    /// Relation to the head.
    pub relation: Relation,
    /// Index of the head in the article's tokens; a sentence's root is its own head.
    pub head: u32,
    lower: Span,
    lemma: Span,
}

/// All tokens of an article, sentence by sentence.
///
/// Lower-cased forms and lemmas lie in two buffers of the article: no
/// allocation per token.
#[derive(Debug, Clone, Default)]
pub struct Tokens {
    tokens: Vec<Token>,
    sentences: Vec<Range<u32>>,
    lower: String,
    lemmas: String,
}

impl Tokens {
    /// Returns the tokens in text order.
    pub fn all(&self) -> &[Token] {
        &self.tokens
    }

    /// Returns the token indices of a sentence (index as in the slice given to [`read`]).
    pub fn of_sentence(&self, sentence: usize) -> Range<usize> {
        self.sentences
            .get(sentence)
            .map_or(0..0, |r| r.start as usize..r.end as usize)
    }

    /// Returns the token's form in lower case; "" where there is no such token.
    pub fn lower(&self, idx: usize) -> &str {
        self.tokens.get(idx).map_or("", |t| t.lower.of(&self.lower))
    }

    /// Returns the token's lemma (lower case but for proper nouns); "" where there is no such token.
    pub fn lemma(&self, idx: usize) -> &str {
        self.tokens
            .get(idx)
            .map_or("", |t| t.lemma.of(&self.lemmas))
    }
}

/// Cuts the sentences of `text` into tokens, tags, lemmatizes and parses them.
///
/// Total: any text yields tokens; every token lies in its sentence, none is
/// empty, none overlap.
pub fn read(text: &str, sentences: &[Sentence]) -> Tokens {
    todo!()
}
