//! Mentions: spans that refer to times, entities, quantities, and quotations.

use crate::lexicon::Lexicon;
use crate::read::Article;
use crate::sentences::Sentence;
use crate::tokens::Tokens;

pub mod entity;

pub mod quantity;

pub mod quote;

pub mod time;

#[cfg(test)]
pub(crate) mod testing;

/// Every mention of one article.
#[derive(Debug, Clone, Default)]
pub struct Mentions {
    /// Time expressions in text order.
    pub times: Vec<time::Timex>,
    /// Quantities in text order.
    pub quantities: Vec<quantity::Quantity>,
    /// Quotations and reported speech.
    pub quotations: quote::Quotations,
    /// Names in coreference chains, offices, pairs.
    pub entities: entity::Entities,
}

impl Mentions {
    /// Returns the quantity that a token is part of, or whose counted noun it is ("people" in "12 people"), with its
    /// index; the first of several. Looks at the quantities of the token's sentence alone.
    pub fn quantity_of(&self, tokens: &Tokens, token: usize) -> Option<(u32, &quantity::Quantity)> {
        let sentence = tokens.of_sentence(tokens.sentence_of(token));
        let first = self
            .quantities
            .partition_point(|q| (q.tokens.0 as usize) < sentence.start);
        let counted = Some(u32::try_from(token).ok()?);
        (u32::try_from(first).ok()?..)
            .zip(self.quantities.get(first..)?)
            .take_while(|(_, q)| (q.tokens.0 as usize) < sentence.end)
            .find(|(_, q)| {
                q.counted == counted || (q.tokens.0 as usize..q.tokens.1 as usize).contains(&token)
            })
    }
}

/// Finds every mention of an article.
pub fn find(
    article: &Article,
    sentences: &[Sentence],
    tokens: &Tokens,
    lexicon: &Lexicon,
) -> Mentions {
    let anchor = article.published.as_day();
    let times = time::find(article, sentences, tokens, anchor, &lexicon.time);
    let quotations = quote::find(article, sentences, tokens, &lexicon.speech);
    Mentions {
        quantities: quantity::find(article, sentences, tokens, &lexicon.quantity),
        entities: entity::find(
            article,
            sentences,
            tokens,
            &times,
            quotations.direct(),
            lexicon,
        ),
        quotations,
        times,
    }
}
