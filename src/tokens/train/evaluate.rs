//! Measures the language stages against a treebank.
//!
//! On gold tokens every word is compared with its own; from raw text, as in the
//! `CoNLL` 2018 shared task, a word counts where it has the same characters, and
//! figures are F1.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::conllu::{self, GoldSentence, GoldWord, TreebankText};
use crate::calendar::Interval;
use crate::lexicon::sentences::SentenceWords;
use crate::read::{Article, Block, BlockKind};
use crate::sentences;
use crate::span::{SourceId, Span};
use crate::tokens::lemma::Lemmatizer;
use crate::tokens::parse::{Node, Parser, Seen, State};
use crate::tokens::{Care, Reader, Tokens, cut, tag, tags_of};
use crate::weights::Weights;

/// How often what was found agrees with the treebank.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// Words of the treebank.
    pub words: usize,
    /// Tokens found.
    pub found: usize,
    /// Tokens with the characters of a word.
    pub tokens: usize,
    /// Sentences of the treebank, found, and found with the right characters.
    pub sentences: [usize; 3],
    /// Words with the right universal part of speech.
    pub upos: usize,
    /// Words with the right Penn tag.
    pub xpos: usize,
    /// Words with the right head.
    pub heads: usize,
    /// Words with the right head and relation.
    pub arcs: usize,
    /// Words with the right lemma.
    pub lemmas: usize,
}

impl Figures {
    /// Returns a count as F1 in percent.
    #[expect(clippy::cast_precision_loss, reason = "counts of words")]
    pub fn percent(&self, right: usize) -> f64 {
        200.0 * right as f64 / (self.words + self.found).max(1) as f64
    }
}

impl fmt::Display for Figures {
    #[expect(clippy::cast_precision_loss, reason = "counts of sentences")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [gold, found, right] = self.sentences;
        let sentences = 200.0 * right as f64 / (gold + found).max(1) as f64;
        write!(
            f,
            "sentences {sentences:.2} tokens {:.2}",
            self.percent(self.tokens)
        )?;
        let counts = [
            ("UPOS", self.upos),
            ("XPOS", self.xpos),
            ("UAS", self.heads),
            ("LAS", self.arcs),
            ("lemma", self.lemmas),
        ];
        for (name, count) in counts {
            write!(f, " {name} {:.2}", self.percent(count))?;
        }
        Ok(())
    }
}

/// What a treebank says of a word in a text.
struct Place<'t, 'g> {
    span: Span,
    word: &'g GoldWord<'t>,
    /// The head's span; `None` for the root.
    head: Option<Span>,
}

/// Measures the weights (the built-in ones unless given): on the treebank's own tokens, and from raw text.
pub fn evaluate(
    weights: Option<&[u8]>,
    treebank: &TreebankText<'_>,
    words: &SentenceWords,
) -> [Figures; 2] {
    let weights = match weights {
        Some(bytes) => Weights::new(bytes),
        None => Weights::english(),
    };
    let gold = conllu::sentences(treebank);
    [
        on_gold_tokens(weights, &gold),
        on_raw_text(weights, &gold, words),
    ]
}

fn on_gold_tokens(weights: Weights<'_>, gold: &[GoldSentence<'_>]) -> Figures {
    let (text, spans, places) = spaced(gold);
    let mut reader = Reader::new(weights);
    for spans in &spans {
        reader.sentences(&text, spans, &[(0..spans.len(), Care::InContext)]);
    }
    reader.parse_all();
    let mut figures = compare(&places, &reader.tokens);
    figures.sentences = [gold.len(); 3];
    figures
}

/// Returns the treebank's words with a space between any two, their spans by sentence, and what is said of them.
fn spaced<'t, 'g>(gold: &'g [GoldSentence<'t>]) -> (String, Vec<Vec<Span>>, Vec<Place<'t, 'g>>) {
    let mut text = String::new();
    let mut spans = Vec::new();
    for sentence in gold {
        let words = sentence.words.iter().map(|word| {
            text.push(' ');
            let start = text.len();
            text.push_str(word.form);
            Span::new(start, text.len())
        });
        spans.push(words.collect::<Vec<_>>());
    }
    let places = places(gold, &spans);
    (text, spans, places)
}

fn places<'t, 'g>(gold: &'g [GoldSentence<'t>], spans: &[Vec<Span>]) -> Vec<Place<'t, 'g>> {
    let mut places = Vec::new();
    for (sentence, spans) in gold.iter().zip(spans) {
        for (word, &span) in sentence.words.iter().zip(spans) {
            let head = word.head.checked_sub(1).and_then(|h| spans.get(h)).copied();
            places.push(Place { span, word, head });
        }
    }
    places
}

fn on_raw_text(weights: Weights<'_>, gold: &[GoldSentence<'_>], words: &SentenceWords) -> Figures {
    let raw = Raw::new(gold);
    let sentences = sentences::split_with(&raw.article, words, weights.boundaries);
    let mut cutter = cut::Cutter::new(weights.pieces);
    let mut reader = Reader::new(weights);
    let mut spans = Vec::new();
    for sentence in &sentences {
        spans.clear();
        cutter.cut(&raw.article.text, sentence.span, &mut spans);
        let cut = [(0..spans.len(), Care::InContext)];
        reader.sentences(&raw.article.text, &spans, &cut);
    }
    reader.parse_all();
    let mut figures = compare(&places(gold, &raw.words), &reader.tokens);
    let gold_sentences: BTreeSet<Span> = raw.sentences.iter().copied().collect();
    let right = sentences
        .iter()
        .filter(|s| gold_sentences.contains(&s.span));
    figures.sentences = [gold.len(), sentences.len(), right.count()];
    figures
}

fn compare(places: &[Place<'_, '_>], tokens: &Tokens) -> Figures {
    let found: BTreeMap<Span, usize> = tokens
        .all()
        .iter()
        .enumerate()
        .map(|(i, t)| (t.span, i))
        .collect();
    let mut figures = Figures {
        words: places.len(),
        found: tokens.all().len(),
        ..Figures::default()
    };
    for place in places {
        let Some(&idx) = found.get(&place.span) else {
            continue;
        };
        let Some(token) = tokens.all().get(idx) else {
            continue;
        };
        let head = tokens.head(idx).and_then(|h| tokens.all().get(h));
        let head = head.map(|h| h.span);
        let right_head = head == place.head;
        figures.tokens += 1;
        figures.upos += usize::from(token.upos == place.word.upos);
        figures.xpos += usize::from(Some(token.xpos) == place.word.xpos);
        figures.heads += usize::from(right_head);
        figures.arcs += usize::from(right_head && tokens.relation(idx) == place.word.relation);
        figures.lemmas += usize::from(tokens.lemma(idx) == place.word.lemma);
    }
    figures
}

/// A treebank's raw text with the places of its words.
pub(super) struct Raw {
    pub(super) article: Article,
    words: Vec<Vec<Span>>,
    pub(super) sentences: Vec<Span>,
}

impl Raw {
    pub(super) fn new(gold: &[GoldSentence<'_>]) -> Self {
        let mut text = String::new();
        let (mut words, mut sentences, mut blocks) = (Vec::new(), Vec::new(), Vec::new());
        let mut block_start = 0;
        for sentence in gold {
            if sentence.starts_paragraph && !text.is_empty() {
                blocks.push(Span::new(block_start, text.trim_end().len()));
                text.truncate(text.trim_end().len());
                text.push_str("\n\n");
                block_start = text.len();
            }
            let start = text.len();
            let mut spans = Vec::new();
            for surface in &sentence.surfaces {
                let at = text.len();
                text.push_str(surface.text);
                let parts = sentence.words.get(surface.words.clone()).unwrap_or(&[]);
                let whole = parts.iter().map(|w| w.form.len()).sum::<usize>() == surface.text.len();
                let mut part_at = at;
                for part in parts {
                    let end = if whole {
                        part_at + part.form.len()
                    } else {
                        text.len()
                    };
                    spans.push(Span::new(part_at, end));
                    part_at = if whole { end } else { at };
                }
                if surface.space_after {
                    text.push(' ');
                }
            }
            sentences.push(Span::new(start, text.trim_end().len().max(start)));
            words.push(spans);
        }
        blocks.push(Span::new(
            block_start,
            text.trim_end().len().max(block_start),
        ));
        let blocks = blocks.into_iter().map(|span| Block {
            kind: BlockKind::Paragraph,
            span,
        });
        let article = Article {
            source: SourceId(0),
            path: String::new(),
            body_start: 0,
            published: Interval::ALWAYS,
            published_span: None,
            publisher: None,
            blocks: blocks.collect(),
            pictures: Vec::new(),
            citations: Vec::new(),
            has_reference_list: false,
            text,
        };
        Self {
            article,
            words,
            sentences,
        }
    }
}

/// Returns the raw text of a treebank as one article, a block for each paragraph.
pub fn raw_article(treebank: &TreebankText<'_>) -> Article {
    Raw::new(&conllu::sentences(treebank)).article
}

/// Runs the stages one after another over the treebank's own tokens; after
/// each, `lap` is told its name and the number of tokens, and may look at a clock.
pub fn stages(treebank: &TreebankText<'_>, lap: &mut dyn FnMut(&str, usize)) {
    let weights = Weights::english();
    let gold = conllu::sentences(treebank);
    let (text, spans, places) = spaced(&gold);
    let n = places.len();
    let mut reader = Reader::new(weights);
    lap("start", n);
    let mut cutter = cut::Cutter::new(weights.pieces);
    let mut cuts = Vec::with_capacity(n * 2);
    for spans in &spans {
        if let (Some(first), Some(last)) = (spans.first(), spans.last()) {
            cutter.cut(&text, first.join(*last), &mut cuts);
        }
    }
    lap("cut", n);
    let mut words = Vec::new();
    for spans in &spans {
        reader.look(&text, spans);
        words.push(std::mem::take(&mut reader.words));
    }
    lap("look", n);
    let mut tags = Vec::new();
    for words in &words {
        let mut classes = Vec::with_capacity(words.len());
        tag::tag(&weights, words, &mut reader.memory, &mut classes);
        tags.push(classes);
    }
    lap("tag", n);
    let (parser, mut state) = (Parser::new(weights), State::new());
    for (words, tags) in words.iter().zip(&tags) {
        let nodes = words.iter().zip(tags);
        let seen = nodes.map(|(w, &class)| Seen::new(w, class, tags_of(&weights, class).0));
        state.start(seen.map(|seen| Node::new(&seen)));
        parser.parse(&mut state);
    }
    lap("parse", n);
    let (mut forms, mut at) = (text.clone(), 0);
    let mut lemmatizer = Lemmatizer::new(weights);
    let looked = words.iter().flatten().zip(tags.iter().flatten());
    for ((place, (word, &class)), lower) in places.iter().zip(looked).zip(text.split(' ').skip(1)) {
        // One space stands before each.
        let span = Span::new(at + 1, at + 1 + lower.len());
        at = span.range().end;
        lemmatizer.of(word.form, place.word.form, span, class, &mut forms);
    }
    lap("lemma", n);
}
