//! Learns which endings become what in lemmas.

use std::collections::BTreeMap;

use super::conllu::GoldSentence;
use super::table;
use super::tagger::Classes;
use crate::tokens::lemma::{KEEP, MAX_ENDING, capitals, keys};
use crate::tokens::word::push_lower;

/// What to do with a form: cut so many bytes (and flags), append a text.
type Rule = (u8, String);

/// A form under a tag, with the rules that its lemmas need and how often.
struct Example {
    /// From the whole word over the longest to the shortest ending.
    keys: Vec<u64>,
    rules: BTreeMap<Rule, usize>,
}

/// Returns the lemma table and the section of its rules.
pub(super) fn learn(sentences: &[GoldSentence<'_>], classes: &Classes) -> [Vec<u8>; 2] {
    let examples = examples(sentences, classes);
    // Endings from short to long; one is kept where its rule differs from what shorter ones say.
    let mut table: BTreeMap<u64, Rule> = BTreeMap::new();
    for depth in (0..MAX_ENDING + 2).rev() {
        let mut votes: BTreeMap<u64, BTreeMap<&Rule, usize>> = BTreeMap::new();
        for example in &examples {
            let Some(&key) = key_at(example, depth).and_then(|at| example.keys.get(at)) else {
                continue;
            };
            for (rule, n) in &example.rules {
                *votes.entry(key).or_default().entry(rule).or_default() += n;
            }
        }
        let mut kept: Vec<(u64, Rule)> = Vec::new();
        let mut seen: BTreeMap<u64, &Example> = BTreeMap::new();
        for example in &examples {
            if let Some(&key) = key_at(example, depth).and_then(|at| example.keys.get(at)) {
                seen.entry(key).or_insert(example);
            }
        }
        for (key, rules) in votes {
            let Some((rule, _)) = rules
                .iter()
                .max_by_key(|(rule, n)| (**n, std::cmp::Reverse(**rule)))
            else {
                continue;
            };
            let shorter = seen.get(&key).and_then(|example| {
                let at = key_at(example, depth)?;
                example.keys.iter().skip(at + 1).find_map(|k| table.get(k))
            });
            if shorter != Some(*rule) {
                kept.push((key, (*rule).clone()));
            }
        }
        table.extend(kept);
    }
    write(&table)
}

/// Returns the place of the ending with the length `MAX_ENDING + 1 - depth`, or of the whole word at depth 0.
fn key_at(example: &Example, depth: usize) -> Option<usize> {
    if depth == 0 {
        return Some(0);
    }
    let longest = example.keys.len() - 2;
    let length = (MAX_ENDING + 1).checked_sub(depth)?;
    (length <= longest).then(|| 1 + longest - length)
}

fn examples(sentences: &[GoldSentence<'_>], classes: &Classes) -> Vec<Example> {
    let mut forms: BTreeMap<(u8, &str), BTreeMap<Rule, usize>> = BTreeMap::new();
    let mut lower = String::new();
    for word in sentences.iter().flat_map(|s| &s.words) {
        lower.clear();
        push_lower(word.form, &mut lower);
        if let Some(rule) = rule(word.form, &lower, word.lemma) {
            let rules = forms.entry((classes.of(word), word.form)).or_default();
            *rules.entry(rule).or_default() += 1;
        }
    }
    let examples = forms.into_iter().map(|((class, form), rules)| {
        lower.clear();
        push_lower(form, &mut lower);
        let (endings, whole) = keys(&lower, class, capitals(form));
        let longest = lower.len().min(MAX_ENDING);
        let endings = endings.iter().take(longest + 1).rev().copied();
        Example {
            keys: std::iter::once(whole).chain(endings).collect(),
            rules,
        }
    });
    examples.collect()
}

/// Returns the rule that makes the lemma of a form.
fn rule(form: &str, lower: &str, lemma: &str) -> Option<Rule> {
    if lemma == "_" {
        return None;
    }
    let shared = |base: &str| {
        let chars = base.char_indices().zip(lemma.chars());
        let mut same = chars.take_while(|((_, a), b)| a == b);
        same.by_ref()
            .last()
            .map_or(0, |((at, a), _)| at + a.len_utf8())
    };
    let (from_lower, from_form) = (shared(lower), shared(form));
    let (base, n, flag) = if from_form > from_lower {
        (form, from_form, KEEP)
    } else {
        (lower, from_lower, 0)
    };
    let cut = u8::try_from(base.len() - n)
        .ok()
        .filter(|cut| *cut < KEEP)?;
    Some((cut | flag, lemma.get(n..)?.to_owned()))
}

fn write(table: &BTreeMap<u64, Rule>) -> [Vec<u8>; 2] {
    let mut numbers: BTreeMap<&Rule, u16> = BTreeMap::new();
    for rule in table.values() {
        let next = u16::try_from(numbers.len()).unwrap_or(u16::MAX);
        numbers.entry(rule).or_insert(next);
    }
    let mut ordered: Vec<(&Rule, u16)> = numbers.iter().map(|(r, n)| (*r, *n)).collect();
    ordered.sort_by_key(|(_, n)| *n);
    let mut text = String::new();
    let mut starts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut rules = u32::try_from(4 + ordered.len() * 4)
        .unwrap_or(0)
        .to_le_bytes()
        .to_vec();
    for ((cut, append), _) in ordered {
        let start = *starts.entry(append).or_insert_with(|| {
            let start = text.len();
            text.push_str(append);
            start
        });
        let [low, high] = u16::try_from(start).unwrap_or(0).to_le_bytes();
        rules.extend([*cut, low, high, u8::try_from(append.len()).unwrap_or(0)]);
    }
    rules.extend(text.as_bytes());
    let items = table
        .iter()
        .filter_map(|(key, rule)| Some((*key, *numbers.get(rule)?)));
    [table::index(items.collect()), rules]
}
