//! Treebanks in CoNLL-U: sentences with their words, and the raw text they came from.

use std::ops::Range;

use crate::tokens::{Relation, Upos, Xpos};

/// A treebank file's text.
#[derive(Debug, Clone, Copy)]
pub struct TreebankText<'t> {
    /// What reports call it.
    pub name: &'t str,
    /// The CoNLL-U text.
    pub text: &'t str,
}

/// A word with its annotation.
#[derive(Debug, Clone)]
pub(super) struct GoldWord<'t> {
    pub(super) form: &'t str,
    pub(super) lemma: &'t str,
    pub(super) upos: Upos,
    /// `None` for tags outside the English Web Treebank's set.
    pub(super) xpos: Option<Xpos>,
    /// 0 for the root, else the head's place counted from 1.
    pub(super) head: usize,
    pub(super) relation: Relation,
}

/// A piece of raw text: a word, or several written as one (`don't`).
#[derive(Debug, Clone)]
pub(super) struct Surface<'t> {
    pub(super) text: &'t str,
    /// Its words, as indices into the sentence's.
    pub(super) words: Range<usize>,
    pub(super) space_after: bool,
}

/// A sentence of a treebank.
#[derive(Debug, Clone, Default)]
pub(super) struct GoldSentence<'t> {
    pub(super) words: Vec<GoldWord<'t>>,
    pub(super) surfaces: Vec<Surface<'t>>,
    /// Whether a paragraph or document starts with it.
    pub(super) starts_paragraph: bool,
}

/// Reads all sentences of a treebank; lines that are not CoNLL-U are skipped.
pub(super) fn sentences<'t>(treebank: &TreebankText<'t>) -> Vec<GoldSentence<'t>> {
    let mut all = Vec::new();
    let mut sentence = GoldSentence::default();
    for line in treebank.text.lines() {
        if line.trim().is_empty() {
            if !sentence.words.is_empty() {
                all.push(std::mem::take(&mut sentence));
            }
        } else if line.starts_with("# newpar") || line.starts_with("# newdoc") {
            sentence.starts_paragraph = true;
        } else if !line.starts_with('#') {
            push_line(&mut sentence, line);
        }
    }
    if !sentence.words.is_empty() {
        all.push(sentence);
    }
    all
}

fn push_line<'t>(sentence: &mut GoldSentence<'t>, line: &'t str) {
    let mut columns = line.split('\t');
    let mut column = || columns.next().unwrap_or("");
    let (id, form, lemma, upos, xpos) = (column(), column(), column(), column(), column());
    let (_, head, relation, _, misc) = (column(), column(), column(), column(), column());
    let space_after = !misc.split('|').any(|m| m == "SpaceAfter=No");
    if id.contains('.') {
        return;
    }
    if let Some((first, last)) = id.split_once('-') {
        let first = first.parse::<usize>().unwrap_or(1).saturating_sub(1);
        let last = last.parse().unwrap_or(first);
        sentence.surfaces.push(Surface {
            text: form,
            words: first..last,
            space_after,
        });
        return;
    }
    let idx = sentence.words.len();
    sentence.words.push(GoldWord {
        form,
        lemma,
        upos: Upos::from_name(upos).unwrap_or(Upos::X),
        xpos: Xpos::from_name(xpos),
        head: head.parse().unwrap_or(0),
        relation: relation_of(relation),
    });
    if sentence.surfaces.last().is_none_or(|s| idx >= s.words.end) {
        sentence.surfaces.push(Surface {
            text: form,
            words: idx..idx + 1,
            space_after,
        });
    }
}

/// Returns the relation of a name; older and rarer subtypes become their nearest.
fn relation_of(name: &str) -> Relation {
    match name {
        "obl:npmod" | "obl:tmod" => Relation::OblUnmarked,
        "nmod:npmod" | "nmod:tmod" => Relation::NmodUnmarked,
        _ => Relation::from_name(name)
            .or_else(|| Relation::from_name(name.split(':').next()?))
            .unwrap_or(Relation::Dep),
    }
}
