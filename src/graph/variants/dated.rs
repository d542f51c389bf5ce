//! One text under two dates: an old story run as new, or a wrong date.

use super::side::Side;
use super::versions::Walked;
use super::{Difference, common_hash, difference_claim, placed};
use crate::calendar::Interval;
use crate::claims::Extraction;
use crate::lexicon::Lexicon;
use crate::read::Corpus;

/// Days between two publications of one text up to which the later is a reprint: weeklies take over what dailies
/// and agencies wrote, and some come out every second week.
const REPRINT_DAYS: i32 = 16;

/// Returns the line in which an article states its publication day; `None` where none does, as in a record whose
/// date stands beside the text.
pub(super) fn line<'a>(
    corpus: &'a Corpus,
    extractions: &'a [Extraction],
    lexicon: &'a Lexicon,
    (article, walk): (u32, &'a [Walked]),
) -> Option<Side<'a>> {
    let stated = corpus.articles.get(article as usize)?;
    let span = stated.published_span.filter(|span| !span.is_empty())?;
    stated.published.as_day()?;
    walk.iter()
        .filter_map(|walked| placed(corpus, extractions, lexicon, (article, walked)))
        .find(|side| side.sentence_span().contains(span))
}

/// Returns the difference between the days under which one text stands, where they lie farther apart than reprints.
pub(super) fn compare(
    a: &Side<'_>,
    b: &Side<'_>,
    (of_a, of_b): (&[Walked], &[Walked]),
) -> Option<Difference> {
    let (p, q) = (a.article.published.as_day()?, b.article.published.as_day()?);
    let apart = Interval::new(p.min(q), p.max(q)).n_days()? - 1;
    if apart <= REPRINT_DAYS {
        return None;
    }
    let words = |walk: &[Walked]| -> Vec<u32> {
        walk.iter()
            .flat_map(|walked| walked.statement.hashes.iter().copied())
            .collect()
    };
    let shared = common_hash(&words(of_a), &words(of_b));
    let claim = |side: &Side<'_>| {
        let span = side.article.published_span?;
        Some(difference_claim(side, "statement.published", span, shared))
    };
    Some(Difference {
        a: (a.article.source, claim(a)?),
        b: (b.article.source, claim(b)?),
        reasons: vec![format!(
            "one text, but for a few words, under two dates {apart} days apart"
        )],
    })
}
