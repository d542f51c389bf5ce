//! What a story names outside its captions: what its pictures can be held against.

use super::facts::value;
use super::pictures::{MAX_EVIDENCE, cut_at_clause};
use super::{Claim, Predicate, Reader, Scope};
use crate::calendar::Interval;
use crate::mentions::time::{TimeRelation, Timex, When};
use crate::read::BlockKind;
use crate::span::Span;
use crate::tokens::Upos;

/// Finds everything that the article names outside its captions, the years it gives, and its
/// sentences with one explicit day.
pub(super) fn find(reader: &Reader<'_>, out: &mut Vec<Claim>) {
    let grammar = reader.grammar;
    let tells = |kind: BlockKind| {
        matches!(
            kind,
            BlockKind::Headline
                | BlockKind::Paragraph
                | BlockKind::CrossHead
                | BlockKind::Dateline
                | BlockKind::PullQuote
        )
    };
    let predicate = Predicate::Frame("story.names".to_owned());
    let mut names = reader.claim(predicate, 0, Span::default(), Span::default());
    names.scope = Scope::Body;
    let mut words: Vec<String> = Vec::new();
    let mut n_sentences = 0;
    for sentence in 0..reader.sentences.len() {
        let kind = reader.block_kind(sentence);
        if !tells(kind) {
            continue;
        }
        n_sentences += usize::from(kind == BlockKind::Paragraph);
        let tokens = grammar.tokens.of_sentence(sentence);
        let mut forms: Vec<&str> = Vec::new();
        for at in tokens.clone() {
            let form = grammar.span(at).of(grammar.text);
            forms.push(form);
            if form.starts_with(char::is_uppercase) {
                words.push(form.to_lowercase());
            }
            if let Some(entity) = reader
                .mentions
                .entities
                .of_token(at)
                .and_then(|e| reader.mentions.entities.get(e))
            {
                words.push(entity.key.clone());
            }
        }
        for at in 0..forms.len() {
            if let Some((_, key)) = reader
                .lexicon
                .places
                .at(forms.get(at..).unwrap_or(&[]), false)
            {
                words.push(key.to_owned());
            }
        }
        let mut dated: Vec<(u32, &Timex, Interval)> = Vec::new();
        let Some(span) = reader.sentences.get(sentence).map(|s| s.span) else {
            continue;
        };
        for (idx, timex) in (0_u32..).zip(&reader.mentions.times) {
            if !span.contains(timex.span) {
                continue;
            }
            let When::Days(days) = timex.when else {
                continue;
            };
            if let (Some(from), Some(to)) = (days.from, days.to) {
                let (first, last) = (from.ymd().0, to.ymd().0);
                if last - first <= 10 {
                    for year in first..=last {
                        words.push(year.to_string());
                    }
                }
            }
            if !timex.relative && days.n_days().is_some_and(|n| n <= 31) {
                dated.push((idx, timex, days));
            }
        }
        if let [(idx, timex, days)] = dated.as_slice()
            && kind != BlockKind::Headline
            && span.len() <= MAX_EVIDENCE * 2
            && timex.relation == TimeRelation::On
        {
            let predicate = Predicate::Frame("story.dated".to_owned());
            let evidence = cut_at_clause(grammar.text, span);
            let mut claim = reader.claim(predicate, sentence, evidence, evidence);
            claim.keys.push("story.dated".to_owned());
            claim.time = When::Days(*days);
            claim.timex = Some(*idx);
            let mut content: Vec<&str> = tokens
                .filter(|t| {
                    matches!(
                        grammar.upos(*t),
                        Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj
                    ) && !timex.span.overlaps(grammar.span(*t))
                })
                .map(|t| grammar.lemma(t))
                .collect();
            content.sort_unstable();
            content.dedup();
            claim.roles.push(value("content", content.join("|"), span));
            out.push(claim);
        }
    }
    words.sort_unstable();
    words.dedup();
    names.keys.push("story.names".to_owned());
    names
        .roles
        .extend(words.into_iter().map(|w| value("name", w, Span::default())));
    names
        .roles
        .push(value("value", n_sentences.to_string(), Span::default()));
    out.push(names);
}
