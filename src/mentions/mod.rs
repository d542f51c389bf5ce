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

/// An article that has been cut into sentences and tokens.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its sentences.
    pub sentences: &'a [Sentence],
    /// Their tokens.
    pub tokens: &'a Tokens,
}

/// Finds every mention of articles, in their order: one kind of mention after another.
pub fn find(texts: &[Text<'_>], lexicon: &Lexicon) -> Vec<Mentions> {
    let mut all: Vec<Mentions> = texts.iter().map(|_| Mentions::default()).collect();
    let mut each = |find: &dyn Fn(Text<'_>, &mut Mentions)| {
        for (text, mentions) in texts.iter().zip(&mut all) {
            find(*text, mentions);
        }
    };
    each(&|text, found| {
        let anchor = text.article.published.as_day();
        let words = &lexicon.time;
        found.times = time::find(text.article, text.sentences, text.tokens, anchor, words);
    });
    each(&|text, found| {
        let words = &lexicon.quantity;
        found.quantities = quantity::find(text.article, text.sentences, text.tokens, words);
    });
    each(&|text, found| {
        let words = &lexicon.speech;
        found.quotations = quote::find(text.article, text.sentences, text.tokens, words);
    });
    each(&|text, found| {
        let direct = found.quotations.direct();
        found.entities = entity::find(text, &found.times, direct, lexicon);
    });
    all
}
