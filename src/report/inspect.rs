//! What was read from each article, for people and for programs.

use std::fmt::{self, Write as _};
use std::ops::Range;

use serde::Serialize;

use super::json::{Days, to_text};
use super::visible::{columns, visible};
use super::{Appearance, Place, Sources};
use crate::calendar::{Day, Interval};
use crate::chronology::PublicationWindow;
use crate::claims::{Claim, Event, Extraction, Link, Predicate, Proposition, Scope, Slot, events};
use crate::lexicon::Lexicon;
use crate::mentions::entity::EntityKind;
use crate::mentions::quantity::{Bound, Quantity, Unit};
use crate::mentions::quote::QuoteKind;
use crate::mentions::time::{TimexKind, When};
use crate::read::{Article, Corpus};
use crate::span::{SourceId, Span};
use crate::tokens::Token;

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
struct TokenView<'a> {
    form: &'a str,
    lemma: &'a str,
    upos: &'static str,
    xpos: &'static str,
    head: usize,
    relation: &'static str,
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
        lexicon: &Lexicon,
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
            quotations: mentions
                .quotations
                .iter()
                .map(|quotation| QuotationView {
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
fn tokens_of<'a>(
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
            head: head_in_sentence(token, idx, &range),
            relation: token.relation.as_str(),
        })
        .collect()
}

/// Returns the number of the head in its sentence, 0 for a root.
fn head_in_sentence(token: &Token, idx: usize, sentence: &Range<usize>) -> usize {
    let head = token.head as usize;
    if head == idx {
        0
    } else {
        (head + 1).saturating_sub(sentence.start)
    }
}

/// Writes what was read, article by article and sentence by sentence.
///
/// # Errors
/// Only those of `out`.
pub fn write_text(
    out: &mut impl fmt::Write,
    corpus: &Corpus,
    extractions: &[Extraction],
    windows: &[Option<PublicationWindow>],
    lexicon: &Lexicon,
    appearance: Appearance,
) -> fmt::Result {
    let sources = Sources::new(corpus);
    for ((article, extraction), window) in corpus.articles.iter().zip(extractions).zip(windows) {
        let page = Page {
            sources: &sources,
            article,
            extraction,
            window: window.as_ref(),
            events: events(article, extraction, lexicon),
            color: appearance.color,
        };
        page.write(out)?;
    }
    Ok(())
}

/// ANSI colours of what is written, by kind.
mod ansi {
    pub(super) const PATH: &str = "1";
    pub(super) const TIME: &str = "32";
    pub(super) const ENTITY: &str = "34";
    pub(super) const QUANTITY: &str = "33";
    pub(super) const EVENT: &str = "94";
    pub(super) const QUOTATION: &str = "36";
    pub(super) const CLAIM: &str = "35";
    pub(super) const DIM: &str = "2";
}

/// One article on its way to a reader.
struct Page<'a> {
    sources: &'a Sources<'a>,
    article: &'a Article,
    extraction: &'a Extraction,
    window: Option<&'a PublicationWindow>,
    events: Vec<Event>,
    color: bool,
}

impl Page<'_> {
    fn write(&self, out: &mut impl fmt::Write) -> fmt::Result {
        let path = self.paint(ansi::PATH, &visible(&self.article.path));
        if self.article.published == Interval::ALWAYS {
            writeln!(out, "{path}  no publication date")?;
        } else {
            writeln!(out, "{path}  published {}", self.article.published)?;
        }
        if let Some(window) = self.window {
            if window.days != Interval::ALWAYS {
                writeln!(out, "  written {}", in_days(window.days))?;
            }
            for condition in &window.conditions {
                writeln!(out, "    {}", visible(&condition.text))?;
            }
            for (days, condition) in &window.alternatives {
                writeln!(
                    out,
                    "  written {}, {}",
                    in_days(*days),
                    visible(&condition.text)
                )?;
            }
        }
        for (idx, sentence) in self.extraction.sentences.iter().enumerate() {
            if let Some(place) = self.place(sentence.span) {
                writeln!(
                    out,
                    "\n{} {}",
                    self.paint(ansi::DIM, &format!("{}:{}", place.line, place.column)),
                    one_line(place.quote)
                )?;
            }
            self.write_tokens(out, idx)?;
            self.write_mentions(out, sentence.span)?;
            self.write_events(out, sentence.span)?;
            for claim in &self.extraction.claims {
                if claim.sentence as usize == idx {
                    self.write_claim(out, claim)?;
                }
            }
            for proposition in &self.extraction.propositions {
                if proposition.sentence as usize == idx {
                    self.write_proposition(out, proposition)?;
                }
            }
            for link in &self.extraction.links {
                if sentence.span.start <= link.evidence.start
                    && link.evidence.start < sentence.span.end
                {
                    self.write_link(out, link)?;
                }
            }
        }
        if !self.extraction.mentions.entities.all.is_empty() {
            writeln!(out)?;
        }
        for entity in &self.extraction.mentions.entities.all {
            let kind = entity_kind(entity.kind);
            let name = visible(&entity.name);
            let n_mentions = entity.mentions.len();
            let n_references = entity.references.len();
            self.write_kind(
                out,
                ansi::ENTITY,
                "entity",
                &format!(
                    "{name}  {kind}  key {}  mentions {n_mentions}  references {n_references}",
                    visible(&entity.key)
                ),
            )?;
        }
        writeln!(out)
    }

    /// Writes the sentence's tokens as a table: form, lemma, UPOS, XPOS, head, relation.
    fn write_tokens(&self, out: &mut impl fmt::Write, sentence: usize) -> fmt::Result {
        let tokens = tokens_of(self.article, self.extraction, sentence);
        let width = |cell: fn(&TokenView<'_>) -> usize| tokens.iter().map(cell).max().unwrap_or(0);
        let form = width(|t| columns(t.form));
        let lemma = width(|t| columns(t.lemma));
        for (number, token) in (1..).zip(&tokens) {
            let mut row = format!("  {number:>3}  ");
            pad(&mut row, token.form, form);
            pad(&mut row, token.lemma, lemma);
            write!(
                row,
                "{:<6}{:<6}{:>3}  {}",
                token.upos, token.xpos, token.head, token.relation
            )?;
            writeln!(out, "{}", self.paint(ansi::DIM, &row))?;
        }
        Ok(())
    }

    fn write_mentions(&self, out: &mut impl fmt::Write, within: Span) -> fmt::Result {
        let mentions = &self.extraction.mentions;
        let inside = |span: Span| within.start <= span.start && span.start < within.end;
        for timex in mentions.times.iter().filter(|t| inside(t.span)) {
            let text = self.quote(timex.span);
            let kind = timex_kind(timex.kind);
            let value = visible(&timex.value);
            let days = when(timex.when);
            self.write_kind(
                out,
                ansi::TIME,
                "time",
                &format!("{text}  {kind} {value}  {days}"),
            )?;
        }
        for quantity in mentions.quantities.iter().filter(|q| inside(q.span)) {
            let text = self.quote(quantity.span);
            let value = quantity_value(quantity);
            self.write_kind(out, ansi::QUANTITY, "quantity", &format!("{text}  {value}"))?;
        }
        for quotation in mentions.quotations.iter().filter(|q| inside(q.content)) {
            let text = self.quote(quotation.content);
            let kind = quote_kind(quotation.kind);
            let speaker = quotation
                .speaker
                .map_or_else(|| "nobody".to_owned(), |s| self.quote(s));
            let cue = visible(&quotation.cue_lemma);
            self.write_kind(
                out,
                ansi::QUOTATION,
                "quotation",
                &format!("{text}  {kind}  by {speaker}  cue {cue}"),
            )?;
        }
        Ok(())
    }

    fn write_events(&self, out: &mut impl fmt::Write, within: Span) -> fmt::Result {
        for event in self.events.iter().filter(|e| within.contains(e.span)) {
            let text = format!(
                "{}  {}, {}, {}  happened {}",
                self.quote(event.span),
                event.status.as_str(),
                event.certainty.as_str(),
                event.polarity.as_str(),
                event.happened.as_str()
            );
            self.write_kind(out, ansi::EVENT, "event", &text)?;
        }
        Ok(())
    }

    fn write_claim(&self, out: &mut impl fmt::Write, claim: &Claim) -> fmt::Result {
        let mut text = format!("{}(", visible(predicate(&claim.predicate)));
        for (idx, role) in claim.roles.iter().enumerate() {
            let comma = if idx == 0 { "" } else { ", " };
            write!(
                text,
                "{comma}{}: {}",
                visible(&role.name),
                visible(&role.key)
            )?;
        }
        write!(
            text,
            ")  {}  {}, {}, {}",
            when(claim.time),
            claim.status.as_str(),
            claim.certainty.as_str(),
            claim.polarity.as_str()
        )?;
        for speaker in &claim.attribution {
            write!(text, "  according to {}", visible(&speaker.speaker))?;
        }
        if claim.reference {
            text.push_str("  only referred to");
        }
        if claim.scope != Scope::Body {
            write!(text, "  in {}", scope(claim.scope))?;
        }
        self.write_kind(out, ansi::CLAIM, "claim", &text)
    }

    /// Writes what the words say of whom: the predicate, each argument by its slot, and how far it holds.
    fn write_proposition(&self, out: &mut impl fmt::Write, said: &Proposition) -> fmt::Result {
        let tokens = &self.extraction.tokens;
        let mut text = visible(tokens.lemma(said.head as usize)).into_owned();
        if let Some(reading) = said.reading {
            write!(text, " (reading {})", reading + 1)?;
        }
        for argument in &said.arguments {
            let slot = match argument.slot {
                Slot::Agent => "agent",
                Slot::Patient => "patient",
                Slot::Recipient => "recipient",
                Slot::Clause => "clause",
                Slot::Behind(case) => tokens.lower(case as usize),
            };
            let head = tokens.lemma(argument.head as usize);
            write!(text, "  {}: {}", visible(slot), visible(head))?;
        }
        write!(
            text,
            "  {}  {}, {}, {}",
            when(said.time),
            said.status.as_str(),
            said.certainty.as_str(),
            said.polarity.as_str()
        )?;
        self.write_kind(out, ansi::DIM, "says", &text)
    }

    fn write_link(&self, out: &mut impl fmt::Write, link: &Link) -> fmt::Result {
        let name = |at: u32| {
            self.extraction
                .claims
                .get(at as usize)
                .map_or("?", |c| predicate(&c.predicate))
        };
        let end = |days: Option<i32>| days.map_or_else(String::new, |d| d.to_string());
        let least = (link.least > i32::MIN).then_some(link.least);
        let soft = if link.soft { "  soft" } else { "" };
        self.write_kind(
            out,
            ansi::TIME,
            "link",
            &format!(
                "{} → {}  {}..{} days{soft}",
                visible(name(link.from)),
                visible(name(link.to)),
                end(least),
                end(link.most)
            ),
        )
    }

    fn write_kind(
        &self,
        out: &mut impl fmt::Write,
        color: &str,
        kind: &str,
        text: &str,
    ) -> fmt::Result {
        let kind = self.paint(color, &format!("{kind:<9}"));
        writeln!(out, "  {kind}  {text}")
    }

    fn place(&self, span: Span) -> Option<Place<'_>> {
        self.sources.place(self.article.source, span)
    }

    fn quote(&self, span: Span) -> String {
        format!("“{}”", one_line(span.of(&self.article.text)))
    }

    fn paint(&self, color: &str, text: &str) -> String {
        if self.color {
            format!("\u{1b}[{color}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}

/// Returns an interval for a sentence: "in 2026", "on 1 May 2026", "on or after 1 May 2026".
fn in_days(days: Interval) -> String {
    match (days.as_day(), days.from, days.to) {
        (Some(_), ..) => format!("on {days}"),
        (None, Some(_), Some(_)) => format!("in {days}"),
        _ => days.to_string(),
    }
}

/// Returns the text with each run of white space, line ends included, as one space.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    visible(&words.join(" ")).into_owned()
}

/// Appends a cell and two spaces.
fn pad(row: &mut String, cell: &str, width: usize) {
    row.push_str(&visible(cell));
    let missing = width.saturating_sub(columns(cell)) + 2;
    row.extend(std::iter::repeat_n(' ', missing));
}

fn days(when: When) -> Interval {
    match when {
        When::Days(interval) => interval,
        When::Unknown | When::Yearly { .. } | When::FromPublication { .. } => Interval::ALWAYS,
    }
}

/// Returns days that are not days of the calendar, as ISO 8601 would abbreviate them.
fn symbolic(when: When) -> Option<String> {
    match when {
        When::Unknown | When::Days(_) => None,
        When::Yearly { from, to } => Some(format!(
            "--{:02}-{:02}..--{:02}-{:02}",
            from.0, from.1, to.0, to.1
        )),
        When::FromPublication { from, to } => Some(format!("P{from:+}d..P{to:+}d")),
    }
}

/// Returns the days for a reader.
fn when(when: When) -> String {
    match when {
        When::Unknown => "no day".to_owned(),
        When::Days(interval) => {
            let end = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
            match interval.as_day() {
                Some(day) => day.to_string(),
                None => format!("{}..{}", end(interval.from), end(interval.to)),
            }
        }
        When::Yearly { .. } | When::FromPublication { .. } => symbolic(when).unwrap_or_default(),
    }
}

fn quantity_value(quantity: &Quantity) -> String {
    let (low, high) = (quantity.low, quantity.high);
    let number = if low.total_cmp(&high).is_eq() {
        format!("{low}")
    } else {
        format!("{low}..{high}")
    };
    format!(
        "{} {number} {}",
        bound(quantity.bound),
        visible(&unit(&quantity.unit))
    )
}

fn predicate(predicate: &Predicate) -> &str {
    match predicate {
        Predicate::Frame(name) | Predicate::Open(name) => name,
    }
}

fn timex_kind(kind: TimexKind) -> &'static str {
    match kind {
        TimexKind::Date => "DATE",
        TimexKind::Time => "TIME",
        TimexKind::Duration => "DURATION",
        TimexKind::Set => "SET",
    }
}

fn entity_kind(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Organisation => "organisation",
        EntityKind::State => "state",
        EntityKind::Place => "place",
        EntityKind::Other => "other",
    }
}

fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "exactly",
        Bound::AtLeast => "at least",
        Bound::AtMost => "at most",
        Bound::About => "about",
    }
}

fn unit(unit: &Unit) -> String {
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

fn quote_kind(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Direct => "direct",
        QuoteKind::Mixed => "mixed",
        QuoteKind::Indirect => "indirect",
    }
}

fn scope(scope: Scope) -> &'static str {
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
    use crate::claims::{Attribution, Certainty, Polarity, Role, Status};
    use crate::mentions::Mentions;
    use crate::mentions::entity::{Entities, Entity, EntityMention};
    use crate::mentions::quote::Quotation;
    use crate::mentions::time::{TimeRelation, Timex};
    use crate::report::fixture;
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
                    rounding: 50.0,
                    bound: Bound::About,
                    unit: Unit::Count("docker".to_owned()),
                }],
                quotations: vec![Quotation {
                    content: span(said),
                    kind: QuoteKind::Indirect,
                    speaker: Some(span("The union")),
                    speaker_head: None,
                    cue: Some(span("said")),
                    cue_lemma: "say".to_owned(),
                }],
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
            Appearance::default(),
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
