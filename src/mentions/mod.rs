//! Mentions: spans that refer to times, entities, quantities, and quotations.

pub mod entity;

pub mod quantity;

pub mod quote;

pub mod time;

#[cfg(test)]
mod testing;

/// Every mention of one article.
#[derive(Debug, Clone, Default)]
pub struct Mentions {
    /// Time expressions in text order.
    pub times: Vec<time::Timex>,
    /// Quantities in text order.
    pub quantities: Vec<quantity::Quantity>,
    /// Quotations and reported speech, by content start.
    pub quotations: Vec<quote::Quotation>,
    /// Coreference chains, by first mention.
    pub entities: Vec<entity::Entity>,
}
