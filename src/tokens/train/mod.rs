//! Makes the weight file from treebanks, and measures it.
//!
//! Anyone with the CoNLL-U files of the treebanks named in
//! `src/tokens/weights/ATTRIBUTION.md` can make the weights again, and the
//! same files give the same bytes on the same platform:
//!
//! ```text
//! cargo run --release --example train -- train TRAIN.conllu… -o src/tokens/weights/english.bin
//! cargo run --release --example train -- evaluate TEST.conllu…
//! ```
//!
//! Training is in four steps: word list and classes are counted; the tagger is
//! trained; taggers trained on the other parts tag each part anew; the parser
//! learns from those tags. Lemma rules and the cutting of words are learned by counting.

pub use conllu::TreebankText;
pub use evaluate::{Figures, evaluate, raw_article, stages};

use crate::lexicon::sentences::SentenceWords;
use crate::tokens::parse::{Node, Seen};
use crate::weights::{Sections, Weights};

mod boundaries;
mod conllu;
mod evaluate;
mod lemmas;
mod parser;
mod perceptron;
mod pieces;
mod table;
mod tagger;

/// What training can be told; the default makes the weights that are built in.
#[derive(Debug, Clone)]
pub struct Options {
    /// Passes of the tagger over the treebanks.
    pub tagger_epochs: usize,
    /// Passes of each tagger that tags a part for the parser to learn from.
    pub jackknife_epochs: usize,
    /// Parts for that.
    pub folds: usize,
    /// Passes of the parser over the treebanks.
    pub parser_epochs: usize,
    /// Updates after which a feature of the tagger counts.
    pub tagger_min_updates: u32,
    /// Updates after which a feature of the parser's actions counts.
    pub action_min_updates: u32,
    /// Updates after which a feature of the parser's relations counts.
    pub relation_min_updates: u32,
    /// Most features of the tagger.
    pub max_tagger: usize,
    /// Most features of the parser's actions.
    pub max_actions: usize,
    /// Most features of the parser's relations.
    pub max_relations: usize,
    /// Passes of the splitter of sentences over the treebanks.
    pub boundary_epochs: usize,
    /// Updates after which a feature of the splitter counts.
    pub boundary_min_updates: u32,
    /// Most features of the splitter.
    pub max_boundaries: usize,
    /// Fewest words that a pair of tags needs to become a class.
    pub min_class: usize,
    /// Fewest times for a word to be known.
    pub min_known: usize,
    /// Fewest times for its most frequent class to be known.
    pub min_usual: usize,
    /// Fewest times for a word to be tagged by the word list alone.
    pub min_only: usize,
    /// Such a word may have another class once in so many times.
    pub only_per_miss: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            tagger_epochs: 8,
            jackknife_epochs: 4,
            folds: 4,
            parser_epochs: 16,
            tagger_min_updates: 4,
            action_min_updates: 8,
            relation_min_updates: 3,
            max_tagger: 100_000,
            max_actions: 480_000,
            max_relations: 80_000,
            boundary_epochs: 16,
            boundary_min_updates: 1,
            max_boundaries: 40_000,
            min_class: 3,
            min_known: 2,
            min_usual: 5,
            min_only: 20,
            only_per_miss: 100,
        }
    }
}

/// Trains on the treebanks and returns the weight file.
///
/// `progress` is told in words how far training has come.
pub fn train(
    treebanks: &[TreebankText<'_>],
    words: &SentenceWords,
    options: &Options,
    progress: &mut dyn FnMut(&str),
) -> Vec<u8> {
    let sentences: Vec<_> = treebanks.iter().flat_map(conllu::sentences).collect();
    let classes = tagger::Classes::new(&sentences, options);
    let class_bytes = classes.to_bytes();
    let vocabulary = tagger::vocabulary(&sentences, &classes, options);
    progress(&format!(
        "{} sentences, {} classes",
        sentences.len(),
        class_bytes.len() / 2
    ));
    let mut sections = Sections::default();
    let raws: Vec<_> = treebanks
        .iter()
        .map(|treebank| evaluate::Raw::new(&conllu::sentences(treebank)))
        .collect();
    let boundaries = boundaries::train(&raws, words, options);
    let pieces = pieces::learn(&sentences);
    let [lemmas, lemma_rules] = lemmas::learn(&sentences, &classes);

    let mut counted = Sections::default();
    counted.0[..2].clone_from_slice(&[class_bytes.clone(), vocabulary.clone()]);
    let counted = counted.to_bytes();
    let weights = Weights::new(&counted);
    let tagged: Vec<tagger::Tagged> = sentences
        .iter()
        .map(|sentence| {
            let gold = sentence.words.iter().map(|word| classes.of(word));
            (tagger::look(sentence, weights.vocabulary), gold.collect())
        })
        .collect();
    let all: Vec<&tagger::Tagged> = tagged.iter().collect();
    let tagger = tagger::train(&all, weights.classes.len(), options.tagger_epochs, options);
    progress("tagger trained");
    let retagged = tagger::jackknife(&tagged, &weights, options);
    progress("treebanks tagged anew");

    let parsed: Vec<parser::Parsed> = sentences
        .iter()
        .zip(tagged.iter().zip(&retagged))
        .map(|(sentence, ((words, _), tags))| {
            let nodes = words.iter().zip(tags);
            let nodes =
                nodes.map(|(word, &class)| Node::new(&Seen::new(word, class, classes.upos(class))));
            parser::Parsed::new(sentence, nodes.collect())
        })
        .collect();
    let parser = parser::train(&parsed, options, progress);
    sections.0 = [
        class_bytes,
        vocabulary,
        pieces,
        tagger.groups,
        tagger.pairs,
        tagger.full,
        parser.actions,
        parser.relations.groups,
        parser.relations.pairs,
        parser.relations.full,
        lemmas,
        lemma_rules,
        boundaries,
    ];
    let sizes: Vec<String> = sections.0.iter().map(|s| s.len().to_string()).collect();
    progress(&format!("bytes of the sections: {}", sizes.join(" ")));
    sections.to_bytes()
}

/// Runs jobs `0..n` on as many threads as there are processors and returns their results in order.
fn in_parallel<R: Send>(n: usize, job: impl Fn(usize) -> R + Sync + Send) -> Vec<R> {
    use rayon::prelude::*;
    (0..n).into_par_iter().map(job).collect()
}
