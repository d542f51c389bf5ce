//! What captions, credits and file names say of their pictures, and what the story around them names.
//!
//! Every captioned picture yields one `picture.shows`, and one claim for each thing that two
//! captions of it, its file name or its story can be held against. They meet by
//! `picture/<identity>`. What cannot be told for sure (who of several is the subject, a date that
//! belongs to something else in the sentence) yields nothing.

use super::facts::value;
use super::{Claim, Predicate, Reader, Role, Scope, file_name, story};
use crate::calendar::Interval;
use crate::mentions::entity::EntityKind;
use crate::mentions::quantity::Unit;
use crate::mentions::time::{TimeRelation, Timex, TimexKind, When};
use crate::read::{BlockKind, Picture};
use crate::span::Span;
use crate::tokens::{Relation, Upos, Xpos};

/// The predicates of pictures and of the story around them.
pub const PICTURE_FACTS: &[&str] = &[
    "picture.shows",
    "picture.date",
    "picture.place",
    "picture.person",
    "picture.count",
    "picture.file",
    "picture.credit",
    "story.names",
    "story.dated",
];

/// Longest evidence in bytes.
pub(super) const MAX_EVIDENCE: usize = 240;
/// A date longer than a year says too little.
const MAX_DAYS: i32 = 366;

/// Finds what the article's captions say of their pictures.
pub(super) fn find(reader: &Reader<'_>, out: &mut Vec<Claim>) {
    let mut any = false;
    for (idx, picture) in reader.article.pictures.iter().enumerate() {
        if let Some(caption) = Caption::new(reader, picture, idx) {
            caption.claims(out);
            any = true;
        }
    }
    if any {
        story::find(reader, out);
    }
}

/// A captioned picture.
struct Caption<'a> {
    reader: &'a Reader<'a>,
    picture: &'a Picture,
    /// The caption's words.
    span: Span,
    evidence: Span,
    sentence: usize,
    /// First and one past the last token.
    tokens: (usize, usize),
    /// Index of the picture in the article.
    idx: usize,
    keys: Vec<String>,
}

impl<'a> Caption<'a> {
    fn new(reader: &'a Reader<'a>, picture: &'a Picture, idx: usize) -> Option<Self> {
        let span = picture.caption?;
        let sentences: Vec<usize> = reader
            .sentences
            .iter()
            .enumerate()
            .filter(|(_, s)| span.contains(s.span))
            .map(|(i, _)| i)
            .collect();
        let (first, last) = (*sentences.first()?, *sentences.last()?);
        if reader.block_kind(first) != BlockKind::Caption {
            return None;
        }
        let tokens = (
            reader.grammar.tokens.of_sentence(first).start,
            reader.grammar.tokens.of_sentence(last).end,
        );
        let address = picture.address.map(|a| a.of(&reader.article.text));
        let keys = file_name::identities(
            address,
            picture.file_name.as_deref(),
            picture.content_hash.as_deref(),
            &reader.lexicon.pictures,
        );
        Some(Self {
            reader,
            picture,
            span,
            evidence: cut_at_clause(&reader.article.text, span),
            sentence: first,
            tokens,
            idx,
            keys,
        })
    }

    fn claims(&self, out: &mut Vec<Claim>) {
        let persons = self.persons();
        let subjects = self.subjects(&persons);
        let places = self.places();
        let date = self.date();
        let is_archive = self.is_archive();
        let mut shows = self.fact("picture.shows");
        for (entity, span) in &persons {
            self.push_entity(&mut shows, "person", *entity, *span);
        }
        for (key, span) in &places {
            shows.roles.push(value("place", key.clone(), *span));
        }
        for (idx, entity) in self.entities() {
            if entity.kind == EntityKind::Organisation {
                self.push_entity(&mut shows, "organisation", idx, self.span);
            }
        }
        for office in &self.reader.mentions.entities.offices {
            if self.span.contains(office.span)
                && let Some(holder) = self.reader.mentions.entities.get(office.person)
            {
                shows
                    .roles
                    .push(value("office", office.office.clone(), office.span));
                shows
                    .roles
                    .push(value("holder", holder.key.clone(), office.span));
            }
        }
        if let Some(name) = &self.picture.file_name {
            shows
                .roles
                .push(value("file", file_name::words(name).join(" "), self.span));
        }
        if let Some(credit) = self.picture.credit {
            let text = credit.of(&self.reader.article.text);
            shows.roles.push(value("credit", text, credit));
        }
        if is_archive {
            shows.roles.push(value("label", "archive", self.span));
        }
        let (content, denied) = self.content();
        shows.roles.push(value("content", content, self.span));
        let form = if denied { "denied" } else { "affirmed" };
        shows.roles.push(value("form", form, self.span));
        if let Some((days, timex)) = date {
            shows.time = When::Days(days);
            shows.timex = timex;
        }
        out.push(shows);

        if let Some((days, timex)) = date {
            let mut claim = self.fact("picture.date");
            claim.time = When::Days(days);
            claim.timex = timex;
            claim
                .roles
                .push(value("value", days.to_string(), self.span));
            claim
                .roles
                .push(value("content", self.content().0, self.span));
            if is_archive {
                claim.roles.push(value("label", "archive", self.span));
            }
            out.push(claim);
        }
        if !places.is_empty() {
            let mut claim = self.fact("picture.place");
            for (key, span) in &places {
                claim.roles.push(value("place", key.clone(), *span));
            }
            claim.roles.push(joined(&places, self.span));
            out.push(claim);
        }
        if !subjects.is_empty() {
            let mut claim = self.fact("picture.person");
            let mut names = Vec::new();
            for (entity, span) in &subjects {
                self.push_entity(&mut claim, "person", *entity, *span);
                names.extend(claim.roles.last().map(|r| (r.key.clone(), *span)));
            }
            for (_, entity) in self.entities() {
                claim
                    .roles
                    .push(value("name", entity.key.clone(), self.span));
            }
            claim.roles.push(joined(&names, self.span));
            out.push(claim);
        }
        self.counts(out);
        self.file(out);
        self.credit(out);
    }

    fn fact(&self, name: &str) -> Claim {
        let predicate = Predicate::Frame(name.to_owned());
        let mut claim = self
            .reader
            .claim(predicate, self.sentence, self.evidence, self.evidence);
        claim.scope = Scope::Caption;
        claim.keys.clone_from(&self.keys);
        claim
            .roles
            .push(value("element", self.idx.to_string(), self.span));
        if let Some(key) = self.keys.first() {
            claim.roles.push(value("picture", key.clone(), self.span));
        }
        claim
    }

    fn push_entity(&self, claim: &mut Claim, role: &str, entity: u32, span: Span) {
        let Some(e) = self.reader.mentions.entities.get(entity) else {
            return;
        };
        claim.roles.push(Role {
            name: role.to_owned(),
            entity: Some(entity),
            key: e.key.clone(),
            span,
            stated: true,
        });
    }

    /// Returns the entities that the caption names.
    fn entities(&self) -> impl Iterator<Item = (u32, &'a crate::mentions::entity::Entity)> {
        let span = self.span;
        (0_u32..)
            .zip(&self.reader.mentions.entities.all)
            .filter(move |(_, e)| e.mentions.iter().any(|m| span.contains(m.span)))
    }

    /// Returns the persons that the caption names: after a title, or by a first name.
    fn persons(&self) -> Vec<(u32, Span)> {
        let grammar = self.reader.grammar;
        let lexicon = self.reader.lexicon;
        let mut found: Vec<(u32, u32, Span)> = Vec::new();
        for (idx, entity) in self.entities() {
            let Some(mention) = entity.mentions.iter().find(|m| self.span.contains(m.span)) else {
                continue;
            };
            let at = mention.tokens.0 as usize;
            let titled = (1..=3).any(|back| {
                at >= self.tokens.0 + back
                    && lexicon
                        .names
                        .titles_starting_with(grammar.lower_word(at - back))
                        .iter()
                        .any(|t| {
                            t.words.len() == back
                                && t.words
                                    .iter()
                                    .enumerate()
                                    .all(|(i, w)| grammar.lower(at - back + i) == w)
                        })
            });
            let given = entity.key.contains(' ')
                && lexicon
                    .pictures
                    .is_given_name(entity.key.split(' ').next().unwrap_or_default());
            let person = match entity.kind {
                EntityKind::Person => titled || given,
                EntityKind::Other | EntityKind::Place => given,
                EntityKind::State | EntityKind::Organisation => false,
            };
            if person {
                found.push((mention.tokens.0, idx, mention.span));
            }
        }
        found.sort_unstable();
        found.into_iter().map(|(_, e, span)| (e, span)).collect()
    }

    /// Returns the persons that the caption is about: before its first verb, or directly behind
    /// "Photograph of", "Image shows"; with those coordinated.
    fn subjects(&self, persons: &[(u32, Span)]) -> Vec<(u32, Span)> {
        let grammar = self.reader.grammar;
        let words = &self.reader.lexicon.pictures;
        let mut subjects = Vec::new();
        let mut at = self.tokens.0;
        let mut after_picture = true;
        while at < self.tokens.1 {
            let lower = grammar.lower(at);
            if let Some((entity, span)) = persons
                .iter()
                .find(|(_, span)| span.contains(grammar.span(at)))
            {
                let end = (at..self.tokens.1)
                    .find(|t| !span.contains(grammar.span(*t)))
                    .unwrap_or(self.tokens.1);
                let modifies = matches!(
                    grammar.relation(end - 1),
                    Relation::Compound | Relation::NmodPoss | Relation::Amod
                ) || matches!(grammar.lower(end), "'s" | "’s" | "'" | "’");
                if modifies {
                    return Vec::new();
                }
                subjects.push((*entity, *span));
                at = end;
                after_picture = false;
                continue;
            }
            let passes = if words.is_picture_word(lower) || words.is_shows(grammar.lemma(at)) {
                after_picture = true;
                true
            } else {
                match grammar.upos(at) {
                    // "Photograph of Ann Lee", "Secretary of State Ann Lee"
                    Upos::Adp => lower == "of" && (after_picture || self.in_title(at)),
                    Upos::Cconj | Upos::Punct => {
                        !subjects.is_empty() && matches!(lower, "and" | ",")
                            || matches!(lower, "." | "-" | "\"" | "“" | "”" | "(" | ")")
                                && subjects.is_empty()
                    }
                    Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Num => {
                        after_picture &= grammar.upos(at) != Upos::Noun;
                        // What follows the first subject is no second one but by coordination.
                        subjects.is_empty()
                            || grammar.upos(at) != Upos::Noun
                            || matches!(grammar.lower(at + 1), "of")
                            || grammar
                                .span(at)
                                .of(grammar.text)
                                .starts_with(char::is_uppercase)
                    }
                    _ => false,
                }
            };
            if !passes {
                break;
            }
            at += 1;
        }
        subjects
    }

    /// Returns whether the `of` at a token is part of a title: "secretary of state".
    fn in_title(&self, of: usize) -> bool {
        let grammar = self.reader.grammar;
        of > self.tokens.0
            && self
                .reader
                .lexicon
                .names
                .titles_starting_with(grammar.lower_word(of - 1))
                .iter()
                .any(|t| t.words.get(1).is_some_and(|w| w == "of"))
    }

    /// Returns where the caption says the picture was taken, by key.
    fn places(&self) -> Vec<(String, Span)> {
        let grammar = self.reader.grammar;
        let places = &self.reader.lexicon.places;
        let words = &self.reader.lexicon.pictures;
        let forms: Vec<&str> = (self.tokens.0..self.tokens.1)
            .map(|t| grammar.span(t).of(grammar.text))
            .collect();
        let form = |i: usize| forms.get(i).copied().unwrap_or_default();
        let mut named: Vec<(usize, usize, &str)> = Vec::new();
        let mut at = 0;
        while at < forms.len() {
            match places.at(forms.get(at..).unwrap_or(&[]), false) {
                Some((len, key)) => {
                    named.push((at, at + len, key));
                    at += len;
                }
                None => at += 1,
            }
        }
        let mut out: Vec<(String, Span)> = Vec::new();
        let mut last_located = None;
        for (i, (from, to, key)) in named.iter().enumerate() {
            let next = form(*to);
            let container = named
                .get(i + 1)
                .filter(|(f, _, _)| next == "," && *f == to + 1)
                .map(|(_, _, k)| *k);
            let mut at = *from;
            while at > 0
                && (form(at - 1).eq_ignore_ascii_case("the")
                    || words.is_direction(&form(at - 1).to_lowercase()))
            {
                at -= 1;
            }
            let lead = at.checked_sub(1).map_or("", form);
            // "in Geneva, Switzerland", and "in Smalltown, Switzerland"
            let follows = from.checked_sub(1).is_some_and(|comma| {
                form(comma) == "," && (last_located == Some(comma) || self.leads_to(comma))
            });
            let token = self.tokens.0 + from;
            let located = follows
                || (words.is_locative(&lead.to_lowercase()) && !self.is_topic(token, lead))
                || container.is_some_and(|c| places.is_within(key, c))
                || (*from == 0 && (matches!(next, "," | "-" | "–" | "—" | ":")));
            if !located || self.modifies_next(self.tokens.0 + to, next) || self.is_background(token)
            {
                continue;
            }
            last_located = Some(*to);
            // "Paris, Texas" is not the Paris that is known.
            if container.is_some_and(|c| !places.is_within(key, c)) {
                continue;
            }
            let span = grammar
                .span(token)
                .join(grammar.span(self.tokens.0 + to - 1));
            if !out.iter().any(|(k, _)| k == key) {
                out.push(((*key).to_owned(), span));
            }
        }
        out
    }

    /// Returns whether the name that ends before a comma stands behind "in": "in Smalltown, …".
    fn leads_to(&self, comma: usize) -> bool {
        let grammar = self.reader.grammar;
        let words = &self.reader.lexicon.pictures;
        let first = self.tokens.0;
        let mut at = first + comma;
        let capital = |t: usize| {
            grammar
                .span(t)
                .of(grammar.text)
                .starts_with(char::is_uppercase)
        };
        while at > first && first + comma - at < 4 && capital(at - 1) {
            at -= 1;
        }
        at < first + comma
            && at > first
            && words.is_locative(grammar.lower(at - 1))
            && !words.is_given_name(grammar.lower(at))
            && !self.is_topic(first + comma - 1, grammar.lower(at - 1))
    }

    /// Returns whether the word behind a place makes the place part of its name: "US embassy".
    fn modifies_next(&self, next: usize, form: &str) -> bool {
        let grammar = self.reader.grammar;
        if next >= self.tokens.1 || self.time_at(grammar.span(next)).is_some() {
            return false;
        }
        match form {
            "-" => grammar.span(next - 1).end == grammar.span(next).start,
            _ => {
                matches!(grammar.upos(next), Upos::Propn | Upos::Noun | Upos::Adj)
                    || form.starts_with(char::is_uppercase)
            }
        }
    }

    /// Returns whether a place is told of, not shown: "a protest against the war in Chad".
    fn is_topic(&self, place: usize, lead: &str) -> bool {
        let grammar = self.reader.grammar;
        let words = &self.reader.lexicon.pictures;
        if lead.starts_with(char::is_uppercase) {
            return false;
        }
        let mut at = place;
        for _ in 0..4 {
            let Some(head) = grammar.head(at) else {
                return false;
            };
            if grammar.is_verb(head) && grammar.upos(head) != Upos::Noun {
                return false;
            }
            let hangs_on = grammar.head(head);
            let of_noun = hangs_on.is_some_and(|h| !grammar.is_verb(h));
            let lemma = hangs_on.map_or("", |h| grammar.lemma(h));
            let topic = grammar.tokens.children(head).any(|c| {
                grammar.relation(c) == Relation::Case
                    && words.is_topic(grammar.lower(c), of_noun, lemma)
            });
            if topic {
                return true;
            }
            at = head;
        }
        false
    }

    fn time_at(&self, span: Span) -> Option<&'a Timex> {
        let times = &self.reader.mentions.times;
        times.iter().find(|t| t.span.overlaps(span))
    }

    /// Returns the days that the caption states, from the first to the last of them, and the one
    /// time expression that states them.
    fn date(&self) -> Option<(Interval, Option<u32>)> {
        let grammar = self.reader.grammar;
        let words = &self.reader.lexicon.pictures;
        let mut hull: Option<Interval> = None;
        let mut stated: Vec<(u32, Span)> = Vec::new();
        for (idx, timex) in (0_u32..).zip(&self.reader.mentions.times) {
            if !self.span.contains(timex.span) {
                continue;
            }
            let explicit =
                !timex.relative && matches!(timex.kind, TimexKind::Date | TimexKind::Time);
            let When::Days(mut days) = timex.when else {
                continue;
            };
            // "early 2019" is some day of that year.
            if timex.approximate
                && let (Some(from), Some(to)) = (days.from, days.to)
                && let Some(year) = Interval::year(from.ymd().0)
                && from.ymd().0 == to.ymd().0
            {
                days = year;
            }
            if !explicit || days.n_days().is_none_or(|n| n > MAX_DAYS) {
                continue;
            }
            let last = (timex.tokens.1 as usize).saturating_sub(1);
            // "a photo from 2015"; "since 2015" leaves everything open.
            let from_picture = (timex.tokens.0 as usize)
                .checked_sub(1)
                .is_some_and(|f| grammar.lower(f) == "from")
                && self.only_names_before(timex.tokens.0 as usize);
            if timex.relation != TimeRelation::On && !from_picture {
                return None;
            }
            let next = last + 1;
            let modifies = next < self.tokens.1
                && matches!(grammar.upos(next), Upos::Noun | Upos::Propn | Upos::Adj)
                && !words.is_picture_word(grammar.lower(next))
                && !words.is_picture_word(grammar.lower(next + 1))
                && matches!(
                    grammar.relation(last),
                    Relation::Compound | Relation::Nummod | Relation::Amod | Relation::NmodPoss
                );
            let possessive = matches!(grammar.lower(next), "'s" | "’s");
            let during = grammar.head(last).is_some_and(|h| {
                grammar.tokens.children(h).any(|c| {
                    grammar.relation(c) == Relation::Case && words.is_during(grammar.lower(c))
                })
            });
            if (modifies && !during) || possessive || self.is_background(timex.tokens.0 as usize) {
                continue;
            }
            stated.push((idx, timex.span));
            hull = Some(match hull {
                None => days,
                Some(h) => Interval {
                    from: h.from.min(days.from),
                    to: h.to.max(days.to),
                },
            });
        }
        let timex = match stated.as_slice() {
            [(idx, _)] => Some(*idx),
            _ => None,
        };
        hull.map(|h| (h, timex))
    }

    /// Returns whether nothing happens between the picture's word and a token: "a photo of the mill
    /// from 2015".
    fn only_names_before(&self, token: usize) -> bool {
        let grammar = self.reader.grammar;
        let words = &self.reader.lexicon.pictures;
        (self.tokens.0..token)
            .rev()
            .take_while(|t| grammar.upos(*t) != Upos::Verb)
            .any(|t| words.is_picture_word(grammar.lower(t)))
    }

    /// Returns whether a token tells of the past of what is shown: in a relative clause ("who died
    /// in 2020"), behind a participle ("soldiers buried in Chad"), under a verb of background, or in
    /// a later sentence in the past tense ("She was elected in 2016.").
    fn is_background(&self, token: usize) -> bool {
        let grammar = self.reader.grammar;
        let words = &self.reader.lexicon.pictures;
        let sentences = grammar.tokens.of_sentence(self.sentence);
        let later = token >= sentences.end;
        let says_picture =
            || (sentences.end..token).any(|t| words.is_picture_word(grammar.lower(t)));
        for at in std::iter::once(token).chain(grammar.ancestors(token)) {
            let lemma = grammar.lemma(at);
            let past = matches!(grammar.xpos(at), Xpos::Vbn | Xpos::Vbd);
            if grammar.relation(at) == Relation::AclRelcl {
                let noun = grammar.head(at).unwrap_or(at);
                let led = (noun.min(at)..token).any(|t| {
                    matches!(
                        grammar.lower(t),
                        "who" | "which" | "that" | "whose" | "whom" | "where" | "when"
                    )
                });
                if led {
                    return true;
                }
            }
            let tells =
                words.is_background(lemma) || words.is_origin(lemma) || (later && !says_picture());
            if past && grammar.upos(at) == Upos::Verb && tells {
                return true;
            }
        }
        false
    }

    /// Returns the caption's content words as a key, and whether it denies.
    fn content(&self) -> (String, bool) {
        let grammar = self.reader.grammar;
        let words = &self.reader.lexicon.pictures;
        let mut content: Vec<&str> = Vec::new();
        let mut denied = false;
        let first_end = grammar.tokens.of_sentence(self.sentence).end;
        for at in self.tokens.0..self.tokens.1 {
            let lemma = grammar.lemma(at);
            denied |= at < first_end
                && matches!(
                    grammar.lower(at),
                    "not" | "n't" | "n’t" | "never" | "no" | "without"
                );
            let counts = matches!(
                grammar.upos(at),
                Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj
            ) && !words.is_picture_word(lemma)
                && !words.is_shows(lemma)
                && grammar.xpos(at) != Xpos::Md
                && self.time_at(grammar.span(at)).is_none();
            if counts {
                content.push(lemma);
            }
        }
        content.sort_unstable();
        content.dedup();
        (content.join("|"), denied)
    }

    fn is_archive(&self) -> bool {
        let words = &self.reader.lexicon.pictures;
        let text = &self.reader.article.text;
        let labelled = |span: Span| {
            let lower = span.of(text).to_lowercase();
            lower
                .split(['|', '.', ';', '(', ')', '[', ']', '/', ':', ','])
                .any(|part| {
                    let part: Vec<&str> = part
                        .split(|c: char| !c.is_alphanumeric() && c != '-')
                        .filter(|w| !w.is_empty())
                        .collect();
                    words.is_archive(&part)
                })
                || words.is_archive(
                    &lower
                        .split(|c: char| !c.is_alphanumeric())
                        .filter(|w| !w.is_empty())
                        .collect::<Vec<_>>(),
                )
        };
        labelled(self.span) || self.picture.credit.is_some_and(labelled)
    }

    /// One claim for each number that the caption gives of a kind of thing, where it gives one.
    fn counts(&self, out: &mut Vec<Claim>) {
        let grammar = self.reader.grammar;
        let mut kinds: Vec<(String, u32)> = Vec::new();
        for (idx, q) in (0_u32..).zip(&self.reader.mentions.quantities) {
            if !self.span.contains(q.span) || q.unit == Unit::Ordinal {
                continue;
            }
            let unit = match &q.unit {
                Unit::Count(lemma) if lemma.is_empty() => continue,
                Unit::Count(_) => String::new(),
                Unit::Percent => "percent".to_owned(),
                Unit::PercentagePoint => "point".to_owned(),
                Unit::Money(code) => code.clone(),
                Unit::Measure(base) => base.clone(),
                Unit::Age => "year old".to_owned(),
                Unit::Ordinal => continue,
            };
            let Some(noun) = q.counted.map(|t| grammar.lemma(t as usize)) else {
                continue;
            };
            // One word, so that "percent of seats" is not taken for seats.
            kinds.push((format!("{unit}/{noun}"), idx));
        }
        for (kind, idx) in &kinds {
            if kinds.iter().filter(|(k, _)| k == kind).count() > 1 {
                continue;
            }
            let mut claim = self.fact("picture.count");
            claim.quantity = Some(*idx);
            claim.roles.push(value("kind", kind.clone(), self.span));
            if let Some(q) = self.reader.mentions.quantities.get(*idx as usize) {
                let words = q.span.of(grammar.text);
                claim.roles.push(value("value", words, q.span));
            }
            out.push(claim);
        }
    }

    fn file(&self, out: &mut Vec<Claim>) {
        let Some(name) = &self.picture.file_name else {
            return;
        };
        let lexicon = self.reader.lexicon;
        let read = file_name::read(name, lexicon);
        if read.is_empty() {
            return;
        }
        let mut claim = self.fact("picture.file");
        let span = self.picture.address.unwrap_or(self.span);
        let tail = u32::try_from(MAX_EVIDENCE).unwrap_or(u32::MAX);
        claim.evidence = if span.len() > MAX_EVIDENCE {
            self.evidence
        } else {
            Span {
                start: span.start.max(span.end.saturating_sub(tail)),
                end: span.end,
            }
        };
        claim.trigger = claim.evidence;
        claim.roles.push(value("file", name.clone(), span));
        claim.roles.push(value("value", name.clone(), span));
        // A photographer's name in a file says nothing of the picture; the credit may repeat it.
        let credit = self
            .picture
            .credit
            .map(|c| c.of(&self.reader.article.text).to_lowercase())
            .unwrap_or_default();
        for person in read.persons {
            let last = person.rsplit(' ').next().unwrap_or_default();
            if !credit.contains(last) {
                claim.roles.push(value("person", person, span));
            }
        }
        for place in read.places {
            claim.roles.push(value("place", place, span));
        }
        for word in file_name::words(name) {
            claim.roles.push(value("name", word, span));
        }
        if let Some((days, form)) = read.date {
            claim.time = When::Days(days);
            claim.roles.push(value("form", form.as_str(), span));
        }
        out.push(claim);
    }

    fn credit(&self, out: &mut Vec<Claim>) {
        let Some(span) = self.picture.credit else {
            return;
        };
        let text = span.of(&self.reader.article.text);
        if let Some(days) = file_name::date_in_prose(text) {
            let mut claim = self.fact("picture.credit");
            claim.evidence = cut_at_clause(&self.reader.article.text, span);
            claim.trigger = claim.evidence;
            claim.time = When::Days(days);
            claim.roles.push(value("credit", text, span));
            claim.roles.push(value("value", days.to_string(), span));
            out.push(claim);
        }
    }
}

fn joined(keys: &[(String, Span)], span: Span) -> Role {
    let mut keys: Vec<&str> = keys.iter().map(|(k, _)| k.as_str()).collect();
    keys.sort_unstable();
    value("value", keys.join("|"), span)
}

/// Returns the span, or its first clauses where it is longer than an editor wants to see.
pub(super) fn cut_at_clause(text: &str, span: Span) -> Span {
    if span.len() <= MAX_EVIDENCE {
        return span;
    }
    let whole = span.of(text);
    let mut end = 0;
    let mut word_end = 0;
    for (at, c) in whole.char_indices() {
        if at > MAX_EVIDENCE {
            break;
        }
        if matches!(c, ',' | ';' | '.' | '–' | '—' | ':') {
            end = at;
        }
        if c.is_whitespace() {
            word_end = at;
        }
    }
    let mut end = if end * 3 > MAX_EVIDENCE {
        end
    } else {
        word_end
    };
    if end == 0 {
        end = MAX_EVIDENCE;
        while !whole.is_char_boundary(end) {
            end -= 1;
        }
    }
    let start = span.range().start;
    Span::new(start, start + end)
}
