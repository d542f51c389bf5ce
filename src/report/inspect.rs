//! What was read from each article, for programs; [`page`](super::page) is for people.

use serde::Serialize;

use super::Sources;
use super::json::{Days, to_text};
use crate::calendar::Interval;
use crate::chronology::PublicationWindow;
use crate::claims::{Claim, Extraction, Predicate, Scope, events, quotations};
use crate::lexicon::Lexicon;
use crate::mentions::entity::EntityKind;
use crate::mentions::quantity::{Bound, Unit};
use crate::mentions::quote::QuoteKind;
use crate::mentions::time::{TimexKind, When};
use crate::read::{Article, Corpus};
use crate::span::{SourceId, Span};

/// Returns everything that was read, as JSON; tokens only where asked, for they are most of it.
///
/// # Errors
/// Never for what this crate yields; the serializer's type asks for it.
pub fn json(
    corpus: &Corpus,
    extractions: &[Extraction],
    windows: &[Option<PublicationWindow>],
    lexicon: &Lexicon,
    with_tokens: bool,
) -> serde_json::Result<String> {
    let sources = Sources::new(corpus);
    let articles = corpus
        .articles
        .iter()
        .zip(extractions)
        .zip(windows)
        .map(|((article, extraction), window)| {
            ArticleView::of(
                &sources,
                article,
                (extraction, window.as_ref()),
                lexicon,
                with_tokens,
            )
        })
        .collect();
    to_text(&InspectView { articles })
}

#[derive(Serialize)]
struct InspectView<'a> {
    articles: Vec<ArticleView<'a>>,
}

#[derive(Serialize)]
struct ArticleView<'a> {
    path: &'a str,
    published: Days,
    /// When an article that states no date was written, as far as it follows.
    #[serde(skip_serializing_if = "Option::is_none")]
    window: Option<WindowView<'a>>,
    sentences: Vec<SentenceView<'a>>,
    times: Vec<TimeView<'a>>,
    entities: Vec<EntityView<'a>>,
    quantities: Vec<QuantityView<'a>>,
    quotations: Vec<QuotationView<'a>>,
    events: Vec<EventView<'a>>,
    claims: Vec<ClaimView<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<LinkView<'a>>,
}

/// The days on which an article can have been written, and what they rest on.
#[derive(Serialize)]
struct WindowView<'a> {
    #[serde(flatten)]
    days: Days,
    conditions: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    alternatives: Vec<WindowView<'a>>,
}

impl<'a> WindowView<'a> {
    fn of(window: &'a PublicationWindow) -> Self {
        Self {
            days: Days::of(window.days),
            conditions: window.conditions.iter().map(|c| c.text.as_str()).collect(),
            alternatives: window
                .alternatives
                .iter()
                .map(|(days, condition)| WindowView {
                    days: Days::of(*days),
                    conditions: vec![&condition.text],
                    alternatives: Vec::new(),
                })
                .collect(),
        }
    }
}

/// Days from one claim to another; `at_most` is `null` where it is open, and so is `at_least`.
#[derive(Serialize)]
struct LinkView<'a> {
    #[serde(flatten)]
    piece: Piece<'a>,
    from: u32,
    to: u32,
    at_least: Option<i32>,
    at_most: Option<i32>,
    soft: bool,
}

/// A piece of text; offsets are bytes of the file or of the record's field.
#[derive(Serialize)]
struct Piece<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct SentenceView<'a> {
    #[serde(flatten)]
    piece: Piece<'a>,
    /// What its block is: `paragraph`, `caption`, `furniture` …
    block: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tokens: Vec<TokenView<'a>>,
}

/// A token as CoNLL-U has it: `head` counts from 1 in the sentence, 0 is the root.
#[derive(Serialize)]
pub(super) struct TokenView<'a> {
    pub(super) form: &'a str,
    pub(super) lemma: &'a str,
    pub(super) upos: &'static str,
    pub(super) xpos: &'static str,
    pub(super) head: usize,
    pub(super) relation: &'static str,
}

#[derive(Serialize)]
struct TimeView<'a> {
    #[serde(flatten)]
    piece: Piece<'a>,
    r#type: &'static str,
    value: &'a str,
    #[serde(flatten)]
    days: Days,
    /// The days, where they are not days of the calendar: `P-7..P-7`, `--03-01..--03-31`.
    #[serde(skip_serializing_if = "Option::is_none")]
    symbolic: Option<String>,
}

#[derive(Serialize)]
struct EntityView<'a> {
    key: &'a str,
    name: &'a str,
    kind: &'static str,
    mentions: Vec<Piece<'a>>,
    references: Vec<ReferenceView<'a>>,
}

/// A common noun or pronoun that stands for an entity; `plural` where it stands for another too.
#[derive(Serialize)]
struct ReferenceView<'a> {
    #[serde(flatten)]
    piece: Piece<'a>,
    plural: bool,
}

#[derive(Serialize)]
struct QuantityView<'a> {
    #[serde(flatten)]
    piece: Piece<'a>,
    low: f64,
    high: f64,
    bound: &'static str,
    unit: String,
}

#[derive(Serialize)]
struct QuotationView<'a> {
    #[serde(flatten)]
    piece: Piece<'a>,
    kind: &'static str,
    speaker: Option<Piece<'a>>,
    cue: &'a str,
}

/// A verb and how far its source commits to it; `happened` is yes, no (or not yet), or open.
#[derive(Serialize)]
struct EventView<'a> {
    #[serde(flatten)]
    piece: Piece<'a>,
    status: &'static str,
    certainty: &'static str,
    polarity: &'static str,
    happened: &'static str,
}

#[derive(Serialize)]
struct ClaimView<'a> {
    #[serde(flatten)]
    piece: Piece<'a>,
    predicate: &'a str,
    /// Whether the predicate is a frame's, else a lemma of the text.
    frame: bool,
    roles: Vec<RoleView<'a>>,
    from: Option<String>,
    to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    symbolic: Option<String>,
    status: &'static str,
    certainty: &'static str,
    polarity: &'static str,
    quantity: Option<u32>,
    attribution: Vec<&'a str>,
    scope: &'static str,
    sentence: u32,
    keys: &'a [String],
}

#[derive(Serialize)]
struct RoleView<'a> {
    role: &'a str,
    key: &'a str,
    text: &'a str,
}

impl<'a> Piece<'a> {
    fn of(sources: &Sources<'a>, source: SourceId, span: Span) -> Self {
        let place = sources.place(source, span);
        Self {
            field: place.filter(|p| p.in_title).map(|_| "title"),
            start: place.map_or(0, |p| p.start),
            end: place.map_or(0, |p| p.end),
            text: place.map_or("", |p| p.quote),
        }
    }
}

impl<'a> ArticleView<'a> {
    fn of(
        sources: &Sources<'a>,
        article: &'a Article,
        (extraction, window): (&'a Extraction, Option<&'a PublicationWindow>),
        lexicon: &'a Lexicon,
        with_tokens: bool,
    ) -> Self {
        let piece = |span: Span| Piece::of(sources, article.source, span);
        let mentions = &extraction.mentions;
        Self {
            path: &article.path,
            published: Days::of(article.published),
            window: window.map(WindowView::of),
            links: extraction
                .links
                .iter()
                .map(|link| LinkView {
                    piece: piece(link.evidence),
                    from: link.from,
                    to: link.to,
                    at_least: (link.least > i32::MIN).then_some(link.least),
                    at_most: link.most,
                    soft: link.soft,
                })
                .collect(),
            sentences: extraction
                .sentences
                .iter()
                .enumerate()
                .map(|(idx, sentence)| SentenceView {
                    piece: piece(sentence.span),
                    block: article
                        .blocks
                        .get(sentence.block as usize)
                        .map_or("furniture", |b| b.kind.as_str()),
                    tokens: if with_tokens {
                        tokens_of(article, extraction, idx)
                    } else {
                        Vec::new()
                    },
                })
                .collect(),
            times: mentions
                .times
                .iter()
                .map(|timex| TimeView {
                    piece: piece(timex.span),
                    r#type: timex_kind(timex.kind),
                    value: &timex.value,
                    days: Days::of(days(timex.when)),
                    symbolic: symbolic(timex.when),
                })
                .collect(),
            entities: mentions
                .entities
                .all
                .iter()
                .map(|entity| EntityView {
                    key: &entity.key,
                    name: &entity.name,
                    kind: entity_kind(entity.kind),
                    mentions: entity.mentions.iter().map(|m| piece(m.span)).collect(),
                    references: entity
                        .references
                        .iter()
                        .map(|r| ReferenceView {
                            piece: piece(r.span),
                            plural: r.plural,
                        })
                        .collect(),
                })
                .collect(),
            quantities: mentions
                .quantities
                .iter()
                .map(|quantity| QuantityView {
                    piece: piece(quantity.span),
                    low: quantity.low,
                    high: quantity.high,
                    bound: bound(quantity.bound),
                    unit: unit(&quantity.unit),
                })
                .collect(),
            quotations: quotations(article, extraction, lexicon)
                .into_iter()
                .map(|(quotation, _)| QuotationView {
                    piece: piece(quotation.content),
                    kind: quote_kind(quotation.kind),
                    speaker: quotation.speaker.map(piece),
                    cue: &quotation.cue_lemma,
                })
                .collect(),
            events: events(article, extraction, lexicon)
                .iter()
                .map(|event| EventView {
                    piece: piece(event.span),
                    status: event.status.as_str(),
                    certainty: event.certainty.as_str(),
                    polarity: event.polarity.as_str(),
                    happened: event.happened.as_str(),
                })
                .collect(),
            claims: extraction
                .claims
                .iter()
                .map(|claim| ClaimView::of(piece(claim.evidence), article, claim))
                .collect(),
        }
    }
}

impl<'a> ClaimView<'a> {
    fn of(piece: Piece<'a>, article: &'a Article, claim: &'a Claim) -> Self {
        let days = Days::of(days(claim.time));
        Self {
            piece,
            predicate: predicate(&claim.predicate),
            frame: matches!(claim.predicate, Predicate::Frame(_)),
            roles: claim
                .roles
                .iter()
                .map(|role| RoleView {
                    role: &role.name,
                    key: &role.key,
                    text: role.span.of(&article.text),
                })
                .collect(),
            from: days.from,
            to: days.to,
            symbolic: symbolic(claim.time),
            status: claim.status.as_str(),
            certainty: claim.certainty.as_str(),
            polarity: claim.polarity.as_str(),
            quantity: claim.quantity,
            attribution: claim
                .attribution
                .iter()
                .map(|a| a.speaker.as_str())
                .collect(),
            scope: scope(claim.scope),
            sentence: claim.sentence,
            keys: &claim.keys,
        }
    }
}

/// Returns the tokens of a sentence.
pub(super) fn tokens_of<'a>(
    article: &'a Article,
    extraction: &'a Extraction,
    sentence: usize,
) -> Vec<TokenView<'a>> {
    let tokens = &extraction.tokens;
    let range = tokens.of_sentence(sentence);
    let own = tokens.all().get(range.clone()).unwrap_or(&[]);
    range
        .clone()
        .zip(own)
        .map(|(idx, token)| TokenView {
            form: token.span.of(&article.text),
            lemma: tokens.lemma(idx),
            upos: token.upos.as_str(),
            xpos: token.xpos.as_str(),
            // The number of the head in its sentence, 0 for a root.
            head: tokens
                .head(idx)
                .map_or(0, |head| (head + 1).saturating_sub(range.start)),
            relation: tokens.relation(idx).as_str(),
        })
        .collect()
}

fn days(when: When) -> Interval {
    match when {
        When::Days(interval) => interval,
        When::Unknown | When::Yearly { .. } | When::FromPublication { .. } => Interval::ALWAYS,
    }
}

/// Returns days that are not days of the calendar, as ISO 8601 would abbreviate them.
pub(super) fn symbolic(when: When) -> Option<String> {
    match when {
        When::Unknown | When::Days(_) => None,
        When::Yearly { from, to } => Some(format!(
            "--{:02}-{:02}..--{:02}-{:02}",
            from.0, from.1, to.0, to.1
        )),
        When::FromPublication { from, to } => Some(format!("P{from:+}d..P{to:+}d")),
    }
}

pub(super) fn predicate(predicate: &Predicate) -> &str {
    match predicate {
        Predicate::Frame(name) | Predicate::Open(name) => name,
    }
}

pub(super) fn timex_kind(kind: TimexKind) -> &'static str {
    match kind {
        TimexKind::Date => "DATE",
        TimexKind::Time => "TIME",
        TimexKind::Duration => "DURATION",
        TimexKind::Set => "SET",
    }
}

pub(super) fn entity_kind(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Organisation => "organisation",
        EntityKind::State => "state",
        EntityKind::Place => "place",
        EntityKind::Other => "other",
    }
}

pub(super) fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "exactly",
        Bound::AtLeast => "at least",
        Bound::AtMost => "at most",
        Bound::About => "about",
    }
}

pub(super) fn unit(unit: &Unit) -> String {
    match unit {
        Unit::Count(thing) if thing.is_empty() => "things".to_owned(),
        Unit::Count(thing) => thing.clone(),
        Unit::Percent => "percent".to_owned(),
        Unit::PercentagePoint => "percentage points".to_owned(),
        Unit::Money(currency) => currency.clone(),
        Unit::Measure(base) => base.clone(),
        Unit::Ordinal => "ordinal".to_owned(),
        Unit::Age => "years of age".to_owned(),
    }
}

pub(super) fn quote_kind(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Direct => "direct",
        QuoteKind::Mixed => "mixed",
        QuoteKind::Indirect => "indirect",
    }
}

pub(super) fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Headline => "headline",
        Scope::Body => "body",
        Scope::CrossHead => "cross-head",
        Scope::Quotation => "quotation",
        Scope::Caption => "caption",
        Scope::Furniture => "furniture",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Day;
    use crate::claims::{Attribution, Certainty, Polarity, Role, Status};
    use crate::mentions::Mentions;
    use crate::mentions::entity::{Entities, Entity, EntityMention};
    use crate::mentions::quantity::Quantity;
    use crate::mentions::quote::{Quotation, Quotations};
    use crate::mentions::time::{TimeRelation, Timex};
    use crate::report::fixture;
    use crate::report::page::{PageOptions, write_text};
    use crate::sentences::Sentence;
    use crate::tokens::Tokens;

    /// A record with one of everything, as a reader of its two sentences would have it.
    fn record() -> (Corpus, Vec<Extraction>) {
        let corpus = fixture::corpus(vec![fixture::record(
            "feed.jsonl#12",
            "Dockers vote on Monday",
            "The union said that about 300 dockers\nwalked out last March.",
        )]);
        let text = corpus.articles.first().map_or("", |a| a.text.as_str());
        let span = |quote: &str| {
            let start = text.find(quote).unwrap_or(0);
            Span::new(start, start + quote.len())
        };
        let timex = |quote: &str, value: &str, when: When| Timex {
            span: span(quote),
            tokens: (0, 0),
            kind: TimexKind::Date,
            value: value.to_owned(),
            when,
            relative: true,
            relation: TimeRelation::On,
            length: None,
            weekday: None,
            approximate: false,
        };
        let monday =
            Day::from_ymd(2031, 3, 3).map_or(When::Unknown, |d| When::Days(Interval::day(d)));
        let march = When::Yearly {
            from: (3, 1),
            to: (3, 31),
        };
        let said = "about 300 dockers\nwalked out last March";
        let extraction = Extraction {
            sentences: vec![
                Sentence {
                    span: span("Dockers vote on Monday"),
                    block: 0,
                },
                Sentence {
                    span: span("The union said that about 300 dockers\nwalked out last March."),
                    block: 1,
                },
            ],
            tokens: Tokens::default(),
            mentions: Mentions {
                times: vec![
                    timex("Monday", "2031-03-03", monday),
                    timex("last March", "XXXX-03", march),
                ],
                quantities: vec![Quantity {
                    span: span("about 300 dockers"),
                    number: span("300"),
                    tokens: (0, 0),
                    counted: None,
                    low: 300.0,
                    high: 300.0,
                    factor: 1.0,
                    rounding: 50.0,
                    bound: Bound::About,
                    unit: Unit::Count("docker".to_owned()),
                }],
                quotations: Quotations::of(
                    Vec::new(),
                    vec![
                        Vec::new(),
                        vec![Quotation {
                            content: span(said),
                            kind: QuoteKind::Indirect,
                            speaker: Some(span("The union")),
                            speaker_head: None,
                            cue: Some(span("said")),
                            cue_lemma: "say".to_owned(),
                        }],
                    ],
                ),
                entities: Entities::of_chains(vec![Entity {
                    key: "union".to_owned(),
                    name: "The union".to_owned(),
                    kind: EntityKind::Organisation,
                    references: Vec::new(),
                    mentions: vec![EntityMention {
                        span: span("The union"),
                        tokens: (0, 0),
                        head: 0,
                        adjective: false,
                    }],
                }]),
            },
            claims: vec![Claim {
                predicate: Predicate::Open("walk out".to_owned()),
                roles: vec![Role {
                    name: "agent".to_owned(),
                    entity: None,
                    key: "docker".to_owned(),
                    span: span("about 300 dockers"),
                    stated: true,
                }],
                time: march,
                timex: Some(1),
                status: Status::Done,
                certainty: Certainty::Certain,
                polarity: Polarity::Positive,
                quantity: Some(0),
                attribution: vec![Attribution {
                    speaker: "union".to_owned(),
                    named: true,
                    span: span("The union"),
                }],
                asserted: Interval::ALWAYS,
                scope: Scope::Body,
                sentence: 1,
                evidence: span(said),
                trigger: span("walked out"),
                recent: false,
                reference: false,
                keys: vec!["walk out/docker".to_owned()],
            }],
            ..Extraction::default()
        };
        (corpus, vec![extraction])
    }

    #[test]
    fn the_text_is_by_sentence() {
        let (corpus, extractions) = record();
        let mut out = String::new();
        let written = write_text(
            &mut out,
            &corpus,
            &extractions,
            &[None],
            &Lexicon::default(),
            PageOptions::default(),
        );
        assert_eq!(written, Ok(()));
        insta::assert_snapshot!(out);
    }

    #[test]
    fn the_json_counts_in_the_record_s_fields() {
        let (corpus, extractions) = record();
        let text =
            json(&corpus, &extractions, &[None], &Lexicon::default(), true).unwrap_or_default();
        insta::assert_snapshot!(text);
    }
}
