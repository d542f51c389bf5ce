//! Sentences into UD tokens: part of speech, lemma, dependency.
//!
//! One pass a sentence: [`cut`] it into tokens, look at the words, [`tag`]
//! them, and look up the [lemmas](lemma). The dependencies cost more than all
//! that together, and few sentences are ever asked for theirs: a sentence is
//! [parsed](parse) when somebody first asks for a head, a relation or
//! dependents in it, and its [`tree`] is kept. All knowledge is learned from
//! treebanks and lies in one weight file that is embedded and read in place;
//! `weights/ATTRIBUTION.md` says what it was made from, and [`train`] makes it
//! again.
//!
//! Everything is whole-numbered, ties go to the first class, and a parse sees
//! its sentence alone: the same text gives the same tokens everywhere, whoever
//! asks first.

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;

pub use labels::{Relation, Upos, Xpos};

use crate::read::{Article, BlockKind};
use crate::sentences::Sentence;
use crate::span::Span;
use crate::weights::Weights;
use crate::word_set::{AnyWord, Look};
use cut::Cutter;
use lemma::Lemmatizer;
use parse::Seen;
use tree::Trees;
use word::{Capitals, Word};

mod class_sums;
mod cut;
mod labels;
mod lemma;
mod parse;
mod tag;
pub mod train;
mod tree;
mod word;

/// One token, as Universal Dependencies v2 cuts English: `don't` is `do` + `n't`, `Iran's` is `Iran` + `'s`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it is.
    pub span: Span,
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn Treebank tag.
    pub xpos: Xpos,
    /// Index of its sentence, as in the slice given to [`read`].
    sentence: u32,
    /// Whether its form begins with a capital; asked so often that the text is not to be fetched for it.
    is_capital: bool,
    /// Whether its form ends in a full stop; likewise.
    is_dotted: bool,
    lower: Placed,
    lemma: Placed,
}

/// Where a word lies in the buffer of its article, and how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Placed {
    span: Span,
    look: Look,
}

impl Placed {
    fn of(span: Span, words: &str) -> Self {
        Self {
            span,
            look: Look::of(span.of(words)),
        }
    }
}

/// A token's lower-cased form or lemma, whose letters are fetched only where its look does not say enough.
#[derive(Debug, Clone, Copy)]
pub struct TokenWord<'t> {
    look: Look,
    span: Span,
    words: &'t str,
}

impl<'t> TokenWord<'t> {
    /// No word: "".
    pub(crate) const NONE: Self = Self {
        look: Look::NONE,
        span: Span { start: 0, end: 0 },
        words: "",
    };

    /// Returns the word.
    #[inline]
    pub fn as_str(self) -> &'t str {
        self.span.of(self.words)
    }

    /// Returns whether it is this word.
    #[inline]
    pub fn is(self, word: &str) -> bool {
        self.span.len() == word.len() && self.as_str() == word
    }
}

impl AnyWord for TokenWord<'_> {
    #[inline]
    fn look(self) -> Look {
        self.look
    }

    #[inline]
    fn word(&self) -> &str {
        self.as_str()
    }
}

/// All tokens of an article, sentence by sentence.
///
/// Lower-cased forms and lemmas lie in one buffer of the article: no
/// allocation per token.
#[derive(Debug, Clone, Default)]
pub struct Tokens {
    list: Vec<Token>,
    sentences: Vec<Range<u32>>,
    /// What lower-cased forms and lemmas are parts of.
    words: String,
    trees: Trees,
}

impl Tokens {
    /// Returns the tokens in text order.
    pub fn all(&self) -> &[Token] {
        &self.list
    }

    /// Returns the token indices of a sentence (index as in the slice given to [`read`]).
    pub fn of_sentence(&self, sentence: usize) -> Range<usize> {
        self.sentences
            .get(sentence)
            .map_or(0..0, |r| r.start as usize..r.end as usize)
    }

    /// Returns the sentence that a token is in (index as in the slice given to [`read`]).
    pub fn sentence_of(&self, idx: usize) -> usize {
        let token = self.list.get(idx);
        token.map_or(self.sentences.len(), |t| t.sentence as usize)
    }

    /// Returns the token's form as written in the text that was read; "" where there is no such token.
    pub fn form<'t>(&self, text: &'t str, idx: usize) -> &'t str {
        self.list.get(idx).map_or("", |t| t.span.of(text))
    }

    /// Returns whether the token's form begins with a capital.
    pub fn is_capital(&self, idx: usize) -> bool {
        self.list.get(idx).is_some_and(|t| t.is_capital)
    }

    /// Returns whether the token's form ends in a full stop, as abbreviations do.
    pub fn is_dotted(&self, idx: usize) -> bool {
        self.list.get(idx).is_some_and(|t| t.is_dotted)
    }

    /// Returns the token's form in lower case, with plain apostrophes and
    /// quotation marks for typographic ones; "" where there is no such token.
    pub fn lower(&self, idx: usize) -> &str {
        self.lower_word(idx).as_str()
    }

    /// Returns what [`Tokens::lower`] does, to be held against sets of words.
    #[inline]
    pub fn lower_word(&self, idx: usize) -> TokenWord<'_> {
        self.word_at(idx, |token| token.lower)
    }

    /// Returns the token's lemma; "" where there is no such token.
    ///
    /// Lower case but for proper nouns and words made from them (`Iranian`),
    /// as in the treebanks. Clitics have their full form: `n't` is `not`,
    /// `'ll` is `will`; the possessive stays `'s`.
    pub fn lemma(&self, idx: usize) -> &str {
        self.lemma_word(idx).as_str()
    }

    /// Returns what [`Tokens::lemma`] does, to be held against sets of words.
    #[inline]
    pub fn lemma_word(&self, idx: usize) -> TokenWord<'_> {
        self.word_at(idx, |token| token.lemma)
    }

    #[inline]
    fn word_at(&self, idx: usize, which: impl Fn(&Token) -> Placed) -> TokenWord<'_> {
        self.list.get(idx).map_or(TokenWord::NONE, |token| {
            let Placed { span, look } = which(token);
            TokenWord {
                look,
                span,
                words: &self.words,
            }
        })
    }

    /// Returns the token's head; `None` for a sentence's root.
    pub fn head(&self, idx: usize) -> Option<usize> {
        let (sentence, first) = self.place(idx)?;
        let head = self.trees.head(sentence, idx - first)?;
        Some(first + head)
    }

    /// Returns the token's relation to its head; [`Relation::Dep`] where there is no such token.
    pub fn relation(&self, idx: usize) -> Relation {
        self.place(idx).map_or(Relation::Dep, |(sentence, first)| {
            self.trees.relation(sentence, idx - first)
        })
    }

    /// Returns whether the token depends on another; what stands before that one is told soonest.
    pub fn depends_on(&self, idx: usize, head: usize) -> bool {
        self.place(idx).is_some_and(|(sentence, first)| {
            self.of_sentence(sentence).contains(&head)
                && self.trees.depends_on(sentence, idx - first, head - first)
        })
    }

    /// Returns whether the token is another, or below it by at most `depth` heads.
    pub fn is_under(&self, idx: usize, above: usize, depth: usize) -> bool {
        let Some((sentence, first)) = self.place(idx) else {
            return false;
        };
        if !self.of_sentence(sentence).contains(&above) {
            return false;
        }
        let (mut at, above) = (idx - first, above - first);
        for _ in 0..depth {
            if at == above {
                return true;
            }
            match self.trees.head_towards(sentence, at, above) {
                Some(up) => at = up,
                None => return false,
            }
        }
        false
    }

    /// Returns the tokens that depend on the token, in text order.
    pub fn children(&self, idx: usize) -> impl DoubleEndedIterator<Item = usize> + Clone + '_ {
        let place = self.place(idx);
        let (children, first) = place.map_or((&[][..], 0), |(sentence, first)| {
            let tree = self.trees.of(sentence);
            (
                tree.map_or(&[][..], |tree| tree.children(idx - first)),
                first,
            )
        });
        children.iter().map(move |&c| first + c as usize)
    }

    /// Returns the tokens that depend on the token and stand before it, in text order. They are found before the
    /// sentence is parsed to its end.
    pub fn children_before(&self, idx: usize) -> impl DoubleEndedIterator<Item = usize> {
        let place = self.place(idx);
        let (children, first) = place.map_or((Cow::default(), 0), |(sentence, first)| {
            (self.trees.before(sentence, idx - first), first)
        });
        let n = children.len();
        (0..n).map(move |i| first + children.get(i).map_or(0, |c| *c as usize))
    }

    /// Returns the first dependent of the token with the relation.
    pub fn child(&self, idx: usize, relation: Relation) -> Option<usize> {
        self.children(idx).find(|&c| self.relation(c) == relation)
    }

    /// Gives back the memory of sentences that were parsed in part.
    pub(crate) fn settle(&mut self) {
        self.trees.settle();
    }

    /// Returns the token's sentence, and the sentence's first token.
    fn place(&self, idx: usize) -> Option<(usize, usize)> {
        let sentence = self.list.get(idx)?.sentence as usize;
        let first = self.sentences.get(sentence)?.start as usize;
        Some((sentence, first))
    }
}

/// Cuts the sentences of an article into tokens, tags and lemmatizes them.
///
/// Total: any text yields tokens; every token lies in its sentence, none is
/// empty, none overlap. In furniture, which says nothing of the world, a word
/// has the tags that it usually has and no head.
pub fn read(article: &Article, sentences: &[Sentence]) -> Tokens {
    read_each([(article, sentences)]).pop().unwrap_or_default()
}

/// Does the same for articles with their sentences, one after another.
pub fn read_each<'a>(
    articles: impl IntoIterator<Item = (&'a Article, &'a [Sentence])>,
) -> Vec<Tokens> {
    thread_local! {
        /// What a thread reads with: its buffers, and what it remembers of words, serve all articles that it reads.
        static READER: RefCell<Reader<'static>> = RefCell::new(Reader::new(Weights::english()));
    }
    READER.with_borrow_mut(|reader| {
        let articles = articles.into_iter();
        let tokens = articles.map(|(article, sentences)| reader.article(article, sentences));
        tokens.collect()
    })
}

/// At most so many tokens of a text are read at once, as stay in a processor's cache; a longer sentence is read alone.
const TOKENS_AT_ONCE: usize = 4096;

/// How the words of a sentence are tagged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Care {
    /// By what stands around them.
    InContext,
    /// As they usually are; such a sentence is never parsed.
    Usual,
}

/// Reads sentences, each stage for some thousand tokens before the next: the stage's weights stay in the processor's
/// cache.
struct Reader<'w> {
    weights: Weights<'w>,
    cutter: Cutter<'w>,
    lemmatizer: Lemmatizer<'w>,
    memory: tag::Memory,
    tokens: Tokens,
    /// The tokens of the article that is being read, and which are each sentence's.
    spans: Vec<Span>,
    cut: Vec<(Range<usize>, Care)>,
    // By word of the sentences that are being read.
    words: Vec<Word>,
    lowers: Vec<Span>,
    classes: Vec<u8>,
}

impl<'w> Reader<'w> {
    fn new(weights: Weights<'w>) -> Self {
        Self {
            weights,
            cutter: Cutter::new(weights.pieces),
            lemmatizer: Lemmatizer::new(weights),
            memory: tag::Memory::new(),
            tokens: Tokens::default(),
            spans: Vec::new(),
            cut: Vec::new(),
            words: Vec::new(),
            lowers: Vec::new(),
            classes: Vec::new(),
        }
    }

    /// Reads the sentences of an article.
    fn article(&mut self, article: &Article, sentences: &[Sentence]) -> Tokens {
        let text = article.text.as_str();
        let (mut spans, mut cut) = (
            std::mem::take(&mut self.spans),
            std::mem::take(&mut self.cut),
        );
        spans.clear();
        cut.clear();
        for sentence in sentences {
            let first = spans.len();
            self.cutter.cut(text, sentence.span, &mut spans);
            let block = article.blocks.get(sentence.block as usize);
            let care = match block.map(|b| b.kind) {
                Some(BlockKind::Furniture) => Care::Usual,
                _ => Care::InContext,
            };
            cut.push((first..spans.len(), care));
        }
        self.begin(text.len(), spans.len());
        self.sentences(text, &spans, &cut);
        (self.spans, self.cut) = (spans, cut);
        std::mem::take(&mut self.tokens)
    }

    /// Makes room for the tokens of a text of so many bytes.
    fn begin(&mut self, text_len: usize, n_tokens: usize) {
        self.tokens.trees = Trees::with_capacity(n_tokens);
        self.tokens.list.reserve_exact(n_tokens);
        // Few lemmas are more than the beginning of their form in lower case.
        self.tokens.words.reserve(text_len + text_len / 8);
    }

    /// Tags and lemmatizes sentences that are cut into these spans; `cut` says which are each sentence's.
    fn sentences(&mut self, text: &str, spans: &[Span], cut: &[(Range<usize>, Care)]) {
        let mut rest = cut;
        while let Some((first, _)) = rest.first() {
            let end = first.start + TOKENS_AT_ONCE;
            let n = rest.partition_point(|(range, _)| range.end <= end).max(1);
            let (part, behind) = rest.split_at(n);
            self.part(text, spans, part, first.start);
            rest = behind;
        }
    }

    /// Does so for some sentences of a text, whose tokens begin with the `first`.
    fn part(&mut self, text: &str, spans: &[Span], cut: &[(Range<usize>, Care)], first: usize) {
        let own = |range: &Range<usize>| range.start - first..range.end - first;
        self.words.clear();
        self.lowers.clear();
        self.classes.clear();
        for (range, _) in cut {
            self.look(text, spans.get(range.clone()).unwrap_or(&[]));
        }
        for (range, care) in cut {
            let words = self.words.get(own(range)).unwrap_or(&[]);
            let classes = &mut self.classes;
            match care {
                Care::InContext => tag::tag(&self.weights, words, &mut self.memory, classes),
                Care::Usual => tag::usual(&self.weights, words, &mut self.memory, classes),
            }
        }
        for (range, care) in cut {
            let range = match care {
                Care::InContext => own(range),
                Care::Usual => 0..0,
            };
            let words = self.words.get(range.clone()).unwrap_or(&[]);
            let tagged = words.iter().zip(self.classes.get(range).unwrap_or(&[]));
            let seen = tagged
                .map(|(word, &class)| Seen::new(word, class, tags_of(&self.weights, class).0));
            self.tokens.trees.push(seen);
        }
        for (range, _) in cut {
            let spans = spans.get(range.clone()).unwrap_or(&[]);
            self.push_tokens(text, spans, own(range));
        }
    }

    /// Lower-cases the forms of a sentence and computes what the models see of them.
    fn look(&mut self, text: &str, spans: &[Span]) {
        let capitals = Capitals::of(spans.iter().map(|span| span.of(text)));
        for span in spans {
            let form = span.of(text);
            let start = self.tokens.words.len();
            word::push_lower(form, &mut self.tokens.words);
            let span = Span::new(start, self.tokens.words.len());
            self.lowers.push(span);
            let lower = span.of(&self.tokens.words);
            let vocabulary = self.weights.vocabulary;
            let seen = Word::new(form, lower, capitals, vocabulary);
            // In A Headline Like This a capital says nothing: a word that is usually no name is read
            // as if it were small.
            let usual = seen.entry.map(|e| tags_of(&self.weights, e.class()).0);
            let small = capitals == Capitals::Title && usual.is_some_and(|u| u != Upos::Propn);
            self.words.push(match (capitals, small) {
                (Capitals::Title, true) => Word::new(lower, lower, Capitals::Sentence, vocabulary),
                (Capitals::Title, false) => Word::new(form, lower, Capitals::Sentence, vocabulary),
                _ => seen,
            });
        }
    }

    /// Appends the tokens of a sentence, which is a range of the words that are being read.
    fn push_tokens(&mut self, text: &str, spans: &[Span], range: Range<usize>) {
        let first = self.tokens.list.len();
        let sentence = u32::try_from(self.tokens.sentences.len()).unwrap_or(u32::MAX);
        let lowers = self.lowers.get(range.clone()).unwrap_or(&[]);
        let classes = self.classes.get(range.clone()).unwrap_or(&[]);
        let looked = self.words.get(range).unwrap_or(&[]).iter().zip(classes);
        for ((&span, &lower), (word, &class)) in spans.iter().zip(lowers).zip(looked) {
            let form = span.of(text);
            let words = &mut self.tokens.words;
            let lemma = self.lemmatizer.of(word.form, form, lower, class, words);
            let (upos, xpos) = tags_of(&self.weights, class);
            let lower = Placed::of(lower, words);
            let lemma = if lemma == lower.span {
                lower
            } else {
                Placed::of(lemma, words)
            };
            self.tokens.list.push(Token {
                span,
                upos,
                xpos,
                sentence,
                is_capital: form.starts_with(char::is_uppercase),
                is_dotted: form.ends_with('.'),
                lower,
                lemma,
            });
        }
        let tokens = Span::new(first, self.tokens.list.len());
        self.tokens.sentences.push(tokens.start..tokens.end);
    }

    /// Parses all sentences with the reader's own weights, as training must; readers parse when asked.
    fn parse_all(&mut self) {
        self.tokens.trees.parse_all(self.weights);
    }
}

/// Returns the tags that a tagger class stands for; nouns where the weights are empty.
fn tags_of(weights: &Weights<'_>, class: u8) -> (Upos, Xpos) {
    let tags = weights.classes.get(usize::from(class));
    tags.and_then(|&[upos, xpos]| {
        let upos = Upos::ALL.get(usize::from(upos)).copied()?;
        Some((upos, Xpos::ALL.get(usize::from(xpos)).copied()?))
    })
    .unwrap_or((Upos::Noun, Xpos::Nn))
}

#[cfg(test)]
mod tests;
