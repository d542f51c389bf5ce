//! Trains the splitter of sentences on the treebanks' raw text.

use std::collections::BTreeSet;

use super::evaluate::Raw;
use super::perceptron::{Random, TriplePerceptron};
use super::{Options, table};
use crate::lexicon::sentences::SentenceWords;
use crate::sentences::boundary::{Chunk, chunks};
use crate::sentences::split_block;

/// Returns the table of the splitter's features.
pub(super) fn train(raws: &[Raw], words: &SentenceWords, options: &Options) -> Vec<u8> {
    let mut blocks = Vec::new();
    for raw in raws {
        let ends: BTreeSet<u32> = raw.sentences.iter().map(|s| s.end).collect();
        for block in &raw.article.blocks {
            let mut found: Vec<Chunk> = Vec::new();
            chunks(&raw.article.text, block.span, words, &mut found);
            let ends: BTreeSet<u32> = ends
                .range(block.span.start..=block.span.end)
                .copied()
                .collect();
            blocks.push((*block, found, ends));
        }
    }
    let mut model = TriplePerceptron::new(options.boundary_min_updates);
    let mut random = Random::new(362_436_069);
    let mut order: Vec<usize> = (0..blocks.len()).collect();
    for _ in 0..options.boundary_epochs {
        random.shuffle(&mut order);
        for (block, chunks, ends) in order.iter().filter_map(|&idx| blocks.get(idx)) {
            let decide = |place: &crate::sentences::boundary::Place<'_>| {
                let keys = place.features();
                let [no, yes, _] = model.score(&keys);
                let (guess, right) = (yes > no, ends.contains(&place.end()));
                model.learn(&keys, usize::from(right), usize::from(guess));
                right
            };
            split_block(block, chunks, decide, |_| {});
        }
    }
    table::pairs(&model.averaged(), options.max_boundaries)
}
