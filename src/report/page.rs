//! What was read from each article, for a person: sentence by sentence a table of kind, words and reading,
//! and at the end the coreference chains.
//!
//! Nothing is wider than asked for: cells are broken at spaces and go on below themselves.

use std::fmt::{self, Write as _};

use super::inspect::{
    bound, entity_kind, predicate, quote_kind, scope, symbolic, timex_kind, tokens_of, unit,
};
use super::visible::{columns, visible, wrap};
use super::{Appearance, Place, Sources};
use crate::calendar::{Day, Interval};
use crate::chronology::PublicationWindow;
use crate::claims::{
    Attribution, Claim, Event, Extraction, Link, Proposition, Scope, Slot, events, propositions,
    quotations,
};
use crate::lexicon::Lexicon;
use crate::mentions::entity::Entity;
use crate::mentions::quantity::Quantity;
use crate::mentions::quote::Quotation;
use crate::mentions::time::When;
use crate::read::{Article, BlockKind, Corpus};
use crate::span::Span;

/// How pages are drawn.
#[derive(Debug, Clone, Copy, Default)]
pub struct PageOptions {
    /// Width, colours, characters.
    pub appearance: Appearance,
    /// Whether each sentence's tokens are listed: form, lemma, tags, head, relation.
    pub tokens: bool,
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
    options: PageOptions,
) -> fmt::Result {
    let sources = Sources::new(corpus);
    for ((article, extraction), window) in corpus.articles.iter().zip(extractions).zip(windows) {
        let page = Page {
            sources: &sources,
            article,
            extraction,
            window: window.as_ref(),
            events: events(article, extraction, lexicon),
            quotations: quotations(article, extraction, lexicon),
            propositions: propositions(article, extraction, lexicon, 0..extraction.sentences.len()),
            options,
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

/// Columns before the words of a row: two of margin, the kind, two between.
const BEFORE_WORDS: usize = 13;
/// Columns of the kind.
const KIND: usize = 9;
/// Predicates of utterances begin so.
const UTTERANCE: &str = "utterance.";
/// So many words are kept at either end of a long trigger.
const KEPT: usize = 3;
/// Narrower pages are not drawn: words and readings would stand one below the other.
const MIN_WIDTH: usize = 60;

/// One article on its way to a reader.
struct Page<'a> {
    sources: &'a Sources<'a>,
    article: &'a Article,
    extraction: &'a Extraction,
    window: Option<&'a PublicationWindow>,
    events: Vec<Event>,
    quotations: Vec<(&'a Quotation, Option<Attribution>)>,
    propositions: Vec<Proposition>,
    options: PageOptions,
}

impl Page<'_> {
    fn write(&self, out: &mut impl fmt::Write) -> fmt::Result {
        let path = self.paint(ansi::PATH, &visible(&self.article.path));
        if self.article.published == Interval::ALWAYS {
            writeln!(out, "{path}  no publication date")?;
        } else {
            writeln!(out, "{path}  published {}", self.article.published)?;
        }
        self.write_window(out)?;
        for (idx, sentence) in self.extraction.sentences.iter().enumerate() {
            self.write_sentence(out, sentence.span, sentence.block)?;
            if self.options.tokens {
                self.write_tokens(out, idx)?;
            }
            self.write_mentions(out, sentence.span)?;
            self.write_events(out, sentence.span)?;
            for claim in &self.extraction.claims {
                if claim.sentence as usize == idx {
                    self.write_claim(out, claim)?;
                }
            }
            for proposition in &self.propositions {
                if proposition.sentence as usize == idx {
                    self.write_proposition(out, proposition)?;
                }
            }
            for link in &self.extraction.links {
                if is_in(sentence.span, link.evidence) {
                    self.write_link(out, link)?;
                }
            }
        }
        self.write_chains(out)?;
        writeln!(out)
    }

    fn write_window(&self, out: &mut impl fmt::Write) -> fmt::Result {
        let Some(window) = self.window else {
            return Ok(());
        };
        let width = self.width().saturating_sub(4);
        let mut told = |text: &str| {
            for (i, line) in wrap(text, width).iter().enumerate() {
                writeln!(out, "{}{line}", if i == 0 { "  " } else { "    " })?;
            }
            Ok(())
        };
        if window.days != Interval::ALWAYS {
            told(&format!("written {}", in_days(window.days)))?;
        }
        for condition in &window.conditions {
            told(&condition.text)?;
        }
        for (days, condition) in &window.alternatives {
            told(&format!("written {}, {}", in_days(*days), condition.text))?;
        }
        Ok(())
    }

    /// Writes the place of a sentence, what block it stands in, and its words, mentions in their colours.
    fn write_sentence(&self, out: &mut impl fmt::Write, span: Span, block: u32) -> fmt::Result {
        let Some(place) = self.place(span) else {
            return Ok(());
        };
        let kind = self.article.blocks.get(block as usize).map(|b| b.kind);
        let mut at = format!("{}:{}", place.line, place.column);
        if let Some(kind) = kind.filter(|k| *k != BlockKind::Paragraph) {
            let _ = write!(at, " {}", kind.as_str());
        }
        writeln!(out, "\n{}", self.paint(ansi::DIM, &at))?;
        let text = span.of(&self.article.text);
        let mut used = 0;
        let mut line = String::new();
        for word in text.split_whitespace() {
            let start = span.start as usize + offset_in(text, word);
            let wide = columns(word);
            if used > 0 && used + 1 + wide > self.width().saturating_sub(2) {
                writeln!(out, "  {line}")?;
                line.clear();
                used = 0;
            }
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            match self.color_at(start, start + word.len()) {
                Some(color) => line.push_str(&self.paint(color, &visible(word))),
                None => line.push_str(&visible(word)),
            }
            used += wide;
        }
        writeln!(out, "  {line}")
    }

    /// Returns the colour of the mention that a word is of.
    fn color_at(&self, start: usize, end: usize) -> Option<&'static str> {
        if !self.options.appearance.color {
            return None;
        }
        let mentions = &self.extraction.mentions;
        let over = |span: Span| (span.start as usize) < end && start < span.end as usize;
        let named = |e: &Entity| e.mentions.iter().any(|m| over(m.span));
        if mentions.times.iter().any(|t| over(t.span)) {
            Some(ansi::TIME)
        } else if mentions.quantities.iter().any(|q| over(q.span)) {
            Some(ansi::QUANTITY)
        } else if mentions.entities.all.iter().any(named) {
            Some(ansi::ENTITY)
        } else {
            None
        }
    }

    /// Writes the sentence's tokens as a table: form, lemma, UPOS, XPOS, head, relation.
    fn write_tokens(&self, out: &mut impl fmt::Write, sentence: usize) -> fmt::Result {
        let tokens = tokens_of(self.article, self.extraction, sentence);
        let form = tokens.iter().map(|t| columns(t.form)).max().unwrap_or(0);
        let lemma = tokens.iter().map(|t| columns(t.lemma)).max().unwrap_or(0);
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
        for timex in mentions.times.iter().filter(|t| is_in(within, t.span)) {
            let mut reading = vec![format!("{} {}", timex_kind(timex.kind), timex.value)];
            let days = when(timex.when);
            if days != timex.value {
                reading.push(days);
            }
            self.row(out, ansi::TIME, "time", &self.quote(timex.span), &reading)?;
        }
        for (idx, quantity) in (0_u32..).zip(&mentions.quantities) {
            if is_in(within, quantity.span) {
                let words = self.quote(quantity.span);
                self.row(
                    out,
                    ansi::QUANTITY,
                    "quantity",
                    &words,
                    &self.counted(idx, quantity),
                )?;
            }
        }
        for (number, entity) in (1..).zip(&mentions.entities.all) {
            let names = entity.mentions.iter().map(|m| m.span);
            let references = entity.references.iter().map(|r| r.span);
            let mut spans: Vec<Span> = names.chain(references).collect();
            spans.retain(|span| is_in(within, *span));
            spans.sort_unstable();
            if !spans.is_empty() {
                let words: Vec<String> = spans.iter().map(|span| self.quote(*span)).collect();
                let kind = entity_kind(entity.kind);
                let reading = [format!("#{number} {}", entity.key), kind.to_owned()];
                self.row(out, ansi::ENTITY, "entity", &words.join(" "), &reading)?;
            }
        }
        for (quotation, speaker) in &self.quotations {
            if is_in(within, quotation.content) {
                let words = self.quote(quotation.content);
                let reading = self.spoken(quotation, speaker.as_ref());
                self.row(out, ansi::QUOTATION, "quotation", &words, &reading)?;
            }
        }
        Ok(())
    }

    /// Returns value and unit of a quantity, and what is told of what it counts: the claims that have it, else
    /// the verb it depends on.
    fn counted(&self, idx: u32, quantity: &Quantity) -> Vec<String> {
        let (low, high) = (quantity.low, quantity.high);
        let number = if low.total_cmp(&high).is_eq() {
            figure(low)
        } else {
            format!("{} to {}", figure(low), figure(high))
        };
        let value = format!(
            "{} {number} {}",
            bound(quantity.bound),
            unit(&quantity.unit)
        );
        let mut reading = vec![value];
        let claims = &self.extraction.claims;
        for claim in claims.iter().filter(|c| c.quantity == Some(idx)) {
            let mut told = predicate(&claim.predicate).to_owned();
            for role in claim.roles.iter().filter(|r| r.stated) {
                let _ = write!(told, " ({}: {})", role.name, role.key);
            }
            reading.push(told);
        }
        if reading.len() == 1 {
            let tokens = &self.extraction.tokens;
            let from = quantity.counted.unwrap_or(quantity.tokens.0);
            let verb = self.events.iter().find(|event| {
                let mut at = from as usize;
                for _ in 0..4 {
                    let Some(token) = tokens.all().get(at) else {
                        return false;
                    };
                    if event.span.contains(token.span) {
                        return true;
                    }
                    let Some(up) = tokens.head(at) else {
                        return false;
                    };
                    at = up;
                }
                false
            });
            reading.extend(verb.map(|event| format!("with {}", self.quote(event.span))));
        }
        reading
    }

    /// Returns how a quotation is told, who speaks, and within what others say it stands.
    fn spoken(&self, quotation: &Quotation, speaker: Option<&Attribution>) -> Vec<String> {
        let mut kind = quote_kind(quotation.kind).to_owned();
        if !quotation.cue_lemma.is_empty() {
            let _ = write!(kind, ", {}", quotation.cue_lemma);
        }
        let mut reading = vec![kind];
        let who = |quotation: &Quotation, speaker: Option<&Attribution>| match (
            speaker,
            quotation.speaker,
        ) {
            (Some(a), Some(words)) if a.named => {
                format!("{} ({})", self.quote(words), a.speaker)
            }
            (Some(a), Some(words)) => format!("{} (unnamed: {})", self.quote(words), a.speaker),
            (Some(a), None) => a.speaker.clone(),
            (None, Some(words)) => self.quote(words),
            (None, None) => "nobody named".to_owned(),
        };
        reading.push(format!("by {}", who(quotation, speaker)));
        for (around, by) in &self.quotations {
            let wider = around.content.contains(quotation.content)
                && around.content.len() > quotation.content.len();
            if wider {
                reading.push(format!("as told by {}", who(around, by.as_ref())));
            }
        }
        reading
    }

    fn write_events(&self, out: &mut impl fmt::Write, within: Span) -> fmt::Result {
        for event in self.events.iter().filter(|e| within.contains(e.span)) {
            let reading = [
                status(
                    &[event.status.as_str(), event.certainty.as_str()],
                    event.polarity.as_str(),
                ),
                format!("happened: {}", event.happened.as_str()),
            ];
            self.row(out, ansi::EVENT, "event", &self.quote(event.span), &reading)?;
        }
        Ok(())
    }

    fn write_claim(&self, out: &mut impl fmt::Write, claim: &Claim) -> fmt::Result {
        let mut reading = vec![predicate(&claim.predicate).to_owned()];
        // What a quotation says stands in its own row.
        let spoken = predicate(&claim.predicate).starts_with(UTTERANCE);
        for role in &claim.roles {
            if !(spoken && matches!(role.name.as_str(), "content" | "form")) {
                reading.push(format!("{}: {}", role.name, role.key));
            }
        }
        if claim.time != When::Unknown {
            reading.push(when(claim.time));
        }
        reading.push(status(
            &[claim.status.as_str(), claim.certainty.as_str()],
            claim.polarity.as_str(),
        ));
        for speaker in &claim.attribution {
            reading.push(format!("according to {}", speaker.speaker));
        }
        if claim.reference {
            reading.push("only referred to".to_owned());
        }
        if claim.scope != Scope::Body {
            reading.push(format!("in {}", scope(claim.scope)));
        }
        let words = shortened(&self.quote(claim.trigger));
        self.row(out, ansi::CLAIM, "claim", &words, &reading)
    }

    /// Writes what the words say of whom: the predicate, each argument by its slot, and how far it holds.
    fn write_proposition(&self, out: &mut impl fmt::Write, said: &Proposition) -> fmt::Result {
        let tokens = &self.extraction.tokens;
        let mut words = tokens.lemma(said.head as usize).to_owned();
        if let Some(reading) = said.reading {
            write!(words, " (reading {})", reading + 1)?;
        }
        let mut reading = Vec::new();
        for argument in &said.arguments {
            let slot = match argument.slot {
                Slot::Agent => "agent",
                Slot::Patient => "patient",
                Slot::Recipient => "recipient",
                Slot::Clause => "clause",
                Slot::Behind(case) => tokens.lower(case as usize),
            };
            reading.push(format!("{slot}: {}", tokens.lemma(argument.head as usize)));
        }
        if said.time != When::Unknown {
            reading.push(when(said.time));
        }
        reading.push(status(
            &[said.status.as_str(), said.certainty.as_str()],
            said.polarity.as_str(),
        ));
        self.row(out, ansi::DIM, "says", &words, &reading)
    }

    fn write_link(&self, out: &mut impl fmt::Write, link: &Link) -> fmt::Result {
        let name = |at: u32| {
            let claim = self.extraction.claims.get(at as usize);
            claim.map_or("?", |c| predicate(&c.predicate))
        };
        let least = (link.least > i32::MIN).then_some(link.least);
        let days = match (least, link.most) {
            (Some(least), Some(most)) if least == most => format!("{least} days later"),
            (Some(least), Some(most)) => format!("{least} to {most} days later"),
            (Some(least), None) => format!("at least {least} days later"),
            (None, Some(most)) => format!("at most {most} days later"),
            (None, None) => "in no known order".to_owned(),
        };
        let mut reading = vec![format!("{} → {}", name(link.from), name(link.to)), days];
        if link.soft {
            reading.push("soft".to_owned());
        }
        self.row(
            out,
            ansi::TIME,
            "link",
            &self.quote(link.evidence),
            &reading,
        )
    }

    /// Writes each chain with its names, most frequent first as they came, and what else stands for it.
    fn write_chains(&self, out: &mut impl fmt::Write) -> fmt::Result {
        let entities = &self.extraction.mentions.entities.all;
        if entities.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{}", self.paint(ansi::DIM, "chains"))?;
        for (number, entity) in (1..).zip(entities) {
            let names = tally(entity.mentions.iter().map(|m| self.quote(m.span)));
            let references = tally(entity.references.iter().map(|r| self.quote(r.span)));
            let mut reading = vec![
                entity_kind(entity.kind).to_owned(),
                format!("key {}", entity.key),
                names,
            ];
            if !references.is_empty() {
                reading.push(format!("also {references}"));
            }
            let label = format!("#{number}");
            self.row(out, ansi::ENTITY, &label, &entity.name, &reading)?;
        }
        Ok(())
    }

    /// Writes a row: the kind, the words, and the parts of the reading.
    fn row(
        &self,
        out: &mut impl fmt::Write,
        color: &str,
        kind: &str,
        words: &str,
        reading: &[String],
    ) -> fmt::Result {
        let room = self.width().saturating_sub(BEFORE_WORDS + 2);
        let words_width = room * 2 / 5;
        let separator = if self.options.appearance.unicode {
            " · "
        } else {
            "; "
        };
        let words = wrap(words, words_width);
        let reading = wrap(&reading.join(separator), room - words_width);
        for i in 0..words.len().max(reading.len()).max(1) {
            let kind = if i == 0 { kind } else { "" };
            let cell = words.get(i).map_or("", String::as_str);
            let told = reading.get(i).map_or("", String::as_str);
            let missing = words_width.saturating_sub(columns(cell));
            let line = format!(
                "  {}  {}{}  {told}",
                self.paint(color, &format!("{kind:<KIND$}")),
                self.paint(color, cell),
                " ".repeat(missing)
            );
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    fn width(&self) -> usize {
        self.options.appearance.width.max(MIN_WIDTH)
    }

    fn place(&self, span: Span) -> Option<Place<'_>> {
        self.sources.place(self.article.source, span)
    }

    fn quote(&self, span: Span) -> String {
        let words: Vec<&str> = span.of(&self.article.text).split_whitespace().collect();
        format!("“{}”", words.join(" "))
    }

    fn paint(&self, color: &str, text: &str) -> String {
        if self.options.appearance.color && !text.is_empty() {
            format!("\u{1b}[{color}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}

/// Returns whether a span begins inside another.
fn is_in(within: Span, span: Span) -> bool {
    within.start <= span.start && span.start < within.end
}

/// Returns a text without the middle of it, where it is long: what it says stands above.
fn shortened(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    match (
        words.get(..KEPT),
        words.get(words.len().saturating_sub(KEPT)..),
    ) {
        (Some(first), Some(last)) if words.len() > 2 * KEPT + 2 => {
            format!("{} … {}", first.join(" "), last.join(" "))
        }
        _ => text.to_owned(),
    }
}

/// Returns where a part of a text begins in it.
fn offset_in(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

/// Returns status and certainty in words, and whether it is denied.
fn status(parts: &[&str], polarity: &str) -> String {
    let polarity = match polarity {
        "+" => "asserted",
        "-" => "denied",
        other => other,
    };
    format!("{}, {polarity}", parts.join(", "))
}

/// Returns the texts, each once with how often it stands there, in order of first appearance.
fn tally(texts: impl Iterator<Item = String>) -> String {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for text in texts {
        match counts.iter_mut().find(|(t, _)| *t == text) {
            Some((_, n)) => *n += 1,
            None => counts.push((text, 1)),
        }
    }
    let shown: Vec<String> = counts
        .into_iter()
        .map(|(text, n)| if n > 1 { format!("{text} ×{n}") } else { text })
        .collect();
    shown.join(", ")
}

/// Returns a number as people write it: thousands parted, no more decimals than tell something.
fn figure(value: f64) -> String {
    let text = if value.abs() >= 1000.0 {
        format!("{value:.0}")
    } else {
        let text = format!("{value:.4}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    let (sign, rest) = text
        .strip_prefix('-')
        .map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, decimals) = rest.split_once('.').unwrap_or((rest, ""));
    let mut grouped = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if decimals.is_empty() {
        format!("{sign}{grouped}")
    } else {
        format!("{sign}{grouped}.{decimals}")
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

/// Appends a cell and two spaces.
fn pad(row: &mut String, cell: &str, width: usize) {
    row.push_str(&visible(cell));
    let missing = width.saturating_sub(columns(cell)) + 2;
    row.extend(std::iter::repeat_n(' ', missing));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_as_people_write_them() {
        let shown: Vec<String> = [1_200_000.0, 40.000_000_000_046, 66.666_666, -5.0, 0.5]
            .into_iter()
            .map(figure)
            .collect();
        assert_eq!(shown, ["1,200,000", "40", "66.6667", "-5", "0.5"]);
    }

    #[test]
    fn names_are_counted_in_order() {
        let names = ["“Weiss”", "“Nora Weiss”", "“Weiss”"].map(str::to_owned);
        assert_eq!(tally(names.into_iter()), "“Weiss” ×2, “Nora Weiss”");
    }
}
