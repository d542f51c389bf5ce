//! How the events of an article lie to each other in time: "the ceasefire came four months after the
//! fighting began", "the war lasted 40 days".
//!
//! Read from the order of the words rather than from the parse, which loses
//! such clauses. What is in doubt gives no link. An event that a link names
//! by its noun alone ("after the ceasefire") gets a claim of its own that
//! refers and asserts nothing.

use super::framed;
use super::grammar::Grammar;
use super::hook::times_of;
use super::{Certainty, Claim, Polarity, Predicate, Reader, Scope, Status};
use crate::lexicon::chronology::Order;
use crate::lexicon::frames::Frame;
use crate::mentions::time::{Timex, TimexKind, When};
use crate::span::Span;
use crate::tokens::{TokenWord, Upos, Xpos};

/// What a link says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    /// So many days between two events.
    Gap,
    /// One event before or after another.
    Order,
    /// How long something lasted: between two phases of one event.
    Length,
}

/// Days between two events of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Index of the claim that is counted from.
    pub from: u32,
    /// Index of the claim that is counted to.
    pub to: u32,
    /// Fewest days from the one to the other; negative where it may lie before.
    pub least: i32,
    /// Most days, or open.
    pub most: Option<i32>,
    /// What the words say.
    pub kind: LinkKind,
    /// Whether the words are a plan or an estimate, which nothing may rest on alone.
    pub soft: bool,
    /// The clause or clauses that say it.
    pub evidence: Span,
}

/// Longest evidence in bytes.
const MAX_EVIDENCE: usize = 240;

/// Words between a length and the word of order.
const MAX_BETWEEN: usize = 3;

/// Returns the links of the article; the events that only links name are added to `claims`.
pub(super) fn find(reader: &Reader<'_>, claims: &mut Vec<Claim>) -> Vec<Link> {
    let mut found = Vec::new();
    let mut before: Vec<Event> = Vec::new();
    for sentence in 0..reader.sentences.len() {
        let range = reader.grammar.tokens.of_sentence(sentence);
        let mut line = Line {
            reader,
            grammar: reader.grammar,
            sentence,
            start: range.start,
            end: range.end,
            events: events(reader, sentence, claims),
            gerunds: gerunds(reader, sentence, claims),
            before,
            claims,
            found: &mut found,
        };
        if !reader.is_furniture(sentence) {
            line.read();
        }
        before = line.events;
    }
    found
}

/// A claim of a frame whose events lie in time, by its trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Event {
    token: usize,
    claim: usize,
}

/// What a link names: a claim that is there, or an event by its noun.
#[derive(Debug, Clone, Copy)]
enum Named<'a> {
    Claim(usize),
    Noun {
        frame: &'a Frame,
        token: usize,
        phase: &'a str,
    },
}

fn events(reader: &Reader<'_>, sentence: usize, claims: &[Claim]) -> Vec<Event> {
    told(reader, sentence, claims, |c, _| {
        c.certainty <= Certainty::Probable
    })
}

/// Gerunds by which nobody says whether it came to that: "ten weeks after taking office".
fn gerunds(reader: &Reader<'_>, sentence: usize, claims: &[Claim]) -> Vec<Event> {
    told(reader, sentence, claims, |c, token| {
        c.certainty > Certainty::Probable && reader.grammar.xpos(token) == Xpos::Vbg
    })
}

fn told(
    reader: &Reader<'_>,
    sentence: usize,
    claims: &[Claim],
    wanted: impl Fn(&Claim, usize) -> bool,
) -> Vec<Event> {
    let range = reader.grammar.tokens.of_sentence(sentence);
    let mut events: Vec<Event> = claims
        .iter()
        .enumerate()
        .filter(|(_, c)| {
            c.sentence as usize == sentence
                && c.polarity == Polarity::Positive
                && c.scope != Scope::Caption
                && is_phase(reader, c)
        })
        .filter_map(|(claim, c)| {
            let token = range
                .clone()
                .find(|t| reader.grammar.span(*t).start == c.trigger.start)?;
            wanted(c, token).then_some(Event { token, claim })
        })
        .collect();
    events.sort_unstable_by_key(|e| (e.token, e.claim));
    events
}

fn is_phase(reader: &Reader<'_>, claim: &Claim) -> bool {
    let name = claim.predicate_name();
    reader
        .lexicon
        .frames
        .of_predicate(name)
        .and_then(|f| f.timing.as_ref())
        .is_some_and(|t| t.phase(name).is_some())
}

/// One sentence at work.
struct Line<'a, 'c> {
    reader: &'a Reader<'a>,
    grammar: Grammar<'a>,
    sentence: usize,
    start: usize,
    end: usize,
    events: Vec<Event>,
    /// What gerunds name that assert nothing by themselves.
    gerunds: Vec<Event>,
    /// The events of the sentence before.
    before: Vec<Event>,
    claims: &'c mut Vec<Claim>,
    found: &'c mut Vec<Link>,
}

/// A length as a link measures it.
#[derive(Debug, Clone, Copy)]
struct Length {
    least: i32,
    most: Option<i32>,
    soft: bool,
    /// Its first token.
    start: usize,
    /// Words that may be shown.
    span: Span,
}

impl<'a> Line<'a, '_> {
    fn read(&mut self) {
        let mut at = self.start;
        while at < self.end {
            if let Some((n_words, order)) = self.order_at(at) {
                self.ordered(at, n_words, order);
                at += n_words;
            } else {
                at += 1;
            }
        }
        for timex in times_of(self.reader, self.sentence) {
            self.shifted(timex);
            self.lasting(timex);
        }
    }

    fn lower(&self, at: usize) -> &'a str {
        self.lower_word(at).as_str()
    }

    fn lower_word(&self, at: usize) -> TokenWord<'a> {
        if (self.start..self.end).contains(&at) {
            self.grammar.lower_word(at)
        } else {
            TokenWord::NONE
        }
    }

    /// Returns the word of order at a token, where what follows is no time.
    fn order_at(&self, at: usize) -> Option<(usize, Order)> {
        let words = &self.reader.lexicon.chronology;
        let (n_words, order) = words.order(|i| self.lower_word(at + i))?;
        let times = &self.reader.mentions.times;
        let in_time = |t: usize| {
            let from = times.partition_point(|x| x.tokens.1 as usize <= t);
            let near = times.iter().skip(from);
            let mut at = near.take_while(|x| x.tokens.0 as usize <= t);
            at.any(|x| x.when != When::Unknown)
        };
        (!in_time(at) && !in_time(at + n_words)).then_some((n_words, order))
    }

    /// Returns the length whose words end before a token, a few small words between.
    fn length_before(&self, at: usize) -> Option<Length> {
        // "The day after the vote" is no time expression.
        if at >= self.start + 2 && self.lower(at - 1) == "day" && self.lower(at - 2) == "the" {
            return Some(Length {
                least: 0,
                most: Some(2),
                soft: false,
                start: at - 2,
                span: self.grammar.span(at - 2).join(self.grammar.span(at - 1)),
            });
        }
        let words = &self.reader.lexicon.chronology;
        (0..=MAX_BETWEEN)
            .take_while(|n| *n == 0 || at >= *n && words.is_between(self.lower(at - n)))
            .find_map(|n| {
                let end = at.checked_sub(n)?;
                let timex =
                    self.reader.mentions.times.iter().find(|t| {
                        t.tokens.1 as usize == end && t.tokens.0 as usize >= self.start
                    })?;
                (timex.kind == TimexKind::Duration)
                    .then(|| length(timex))
                    .flatten()
            })
    }

    /// "Four months after the fighting began", with or without the length.
    fn ordered(&mut self, at: usize, n_words: usize, order: Order) {
        let length = self.length_before(at);
        if order == Order::Of && length.is_none_or(|l| l.least > 0)
            || order == Order::Into && length.is_none()
        {
            return;
        }
        let clause = (at + n_words, self.region_end(at + n_words));
        let mut anchors = self.named_in(clause.0, clause.1, order.as_str());
        let supposed = if order == Order::After && anchors.is_empty() {
            self.gerunds
                .iter()
                .find(|e| e.token == clause.0)
                .map(|e| e.claim)
        } else {
            None
        };
        anchors.extend(supposed.map(Named::Claim));
        if anchors.is_empty() {
            return;
        }
        let from = length.map_or(at, |l| l.start);
        let mut mains = self.named_before(from);
        if mains.is_empty() && self.is_opening(from) && self.lower(clause.1) == "," {
            let next = clause.1 + 1;
            mains = self.named_in(next, self.region_end(next), "itself");
        }
        let (least, most) = match (length, order) {
            (Some(l), Order::After | Order::Into) => (l.least, l.most),
            (Some(l), Order::Before) => (l.most.map_or(i32::MIN, |m| -m), Some(-l.least)),
            (Some(l), Order::Of) => (l.most.map_or(i32::MIN, |m| -m), l.most),
            (None, Order::After) => (0, None),
            (None, _) => (i32::MIN, Some(0)),
        };
        let kind = if length.is_some() {
            LinkKind::Gap
        } else {
            LinkKind::Order
        };
        let words = length.map_or(self.grammar.span(at), |l| {
            l.span.join(self.grammar.span(at))
        });
        let soft = length.is_some_and(|l| l.soft);
        if let Some(claim) = supposed {
            self.suppose(claim, &mains);
        }
        for main in &mains {
            for anchor in &anchors {
                self.link(*anchor, *main, (least, most), kind, soft, words);
            }
        }
    }

    /// "She resigned ten weeks after taking office": what lies before an event that took place took place, too.
    fn suppose(&mut self, claim: usize, mains: &[Named<'a>]) {
        let took_place = |at: usize| {
            self.claims
                .get(at)
                .is_some_and(|c| c.certainty == Certainty::Certain && c.status == Status::Done)
        };
        let is_done = mains
            .iter()
            .any(|main| matches!(main, Named::Claim(at) if took_place(*at)));
        if is_done && let Some(claim) = self.claims.get_mut(claim) {
            claim.certainty = Certainty::Certain;
            claim.status = Status::Done;
        }
    }

    /// "A ceasefire followed three weeks later": counted from what was told just before.
    fn shifted(&mut self, timex: &Timex) {
        let words = &self.reader.lexicon.chronology;
        let (start, end) = (timex.tokens.0 as usize, timex.tokens.1 as usize);
        let inside = end
            .checked_sub(1)
            .filter(|last| timex.when == When::Unknown && *last > start)
            .and_then(|last| words.shift(self.lower(last)));
        let behind = (timex.kind == TimexKind::Duration)
            .then(|| words.shift(self.lower(end)))
            .flatten();
        let Some(later) = inside.or(behind) else {
            return;
        };
        let Some(length) = length(timex) else { return };
        let behind_all = if inside.is_some() { end } else { end + 1 };
        // "Two days before the vote" is none of these.
        let at_end = matches!(
            self.lower(behind_all),
            "" | ","
                | "."
                | ";"
                | "and"
                | "but"
                | "when"
                | "in"
                | "at"
                | "on"
                | "with"
                | "by"
                | "-"
                | "–"
                | "—"
        ) || self.is_opening(start);
        if !at_end {
            return;
        }
        let mut mains = self.named_before(start);
        if mains.is_empty() && self.is_opening(start) {
            let skip = usize::from(self.lower(behind_all) == ",");
            let next = behind_all + skip;
            mains = self.named_in(next, self.region_end(next), "itself");
        }
        let Some(anchor) = self.told_before(&mains) else {
            return;
        };
        let days = if later {
            (length.least, length.most)
        } else {
            (length.most.map_or(i32::MIN, |m| -m), Some(-length.least))
        };
        for main in &mains {
            self.link(
                Named::Claim(anchor),
                *main,
                days,
                LinkKind::Gap,
                length.soft,
                length.span,
            );
        }
    }

    /// "The war lasted 40 days", "the 12-day war", "ended a six-week strike".
    fn lasting(&mut self, timex: &Timex) {
        if timex.kind != TimexKind::Duration || timex.relative {
            return;
        }
        let Some(length) = length(timex) else { return };
        let grammar = self.grammar;
        let (start, end) = (timex.tokens.0 as usize, timex.tokens.1 as usize);
        let words = &self.reader.lexicon.chronology;
        // The verb just before, a particle or hedge between.
        let verb = (self.start..start)
            .rev()
            .take(3)
            .find(|t| grammar.is_verb(*t))
            .filter(|t| words.is_lasting(grammar.lemma(*t), self.lower(t + 1)))
            .filter(|t| grammar.xpos(*t) == Xpos::Vbd)
            // "Lasted two weeks longer", "lasted three days into".
            .filter(|_| {
                !matches!(
                    self.lower(end),
                    "longer" | "more" | "into" | "less" | "later"
                )
            });
        let noun = if let Some(verb) = verb {
            self.subject_noun(verb).or_else(|| {
                let pronoun = (self.start..verb)
                    .rev()
                    .find(|t| grammar.upos(*t) == Upos::Pron)?;
                framed::antecedent(self.reader, pronoun)
            })
        } else {
            self.measured_noun(start, end)
        };
        let Some(noun) = noun else { return };
        let Some((frame, first, last)) = self
            .frames_of(noun)
            .into_iter()
            .find_map(|f| f.timing.as_ref()?.lasts.as_ref().map(|(a, b)| (f, a, b)))
        else {
            return;
        };
        let phase = |phase: &'a str| Named::Noun {
            frame,
            token: noun,
            phase,
        };
        // The sentence may tell the start or the end itself.
        let own = |line: &Self, name: &str| {
            line.events
                .iter()
                .find(|e| {
                    line.claims.get(e.claim).is_some_and(|c| {
                        c.predicate_name() == name && !c.reference && c.status != Status::Planned
                    })
                })
                .map(|e| Named::Claim(e.claim))
        };
        let (own_first, own_last) = (own(self, first), own(self, last));
        if verb.is_none() {
            // A length that only names the event ("a 48-hour strike") may be a plan: its end must be told.
            let definite = self.lower(start.wrapping_sub(1)) == "the";
            if own_last.is_none() && (!definite || own_first.is_some()) {
                return;
            }
        }
        let from = own_first.unwrap_or(phase(first));
        let to = own_last.unwrap_or(phase(last));
        self.link(
            from,
            to,
            (length.least, length.most),
            LinkKind::Length,
            length.soft,
            length.span.join(grammar.span(noun)),
        );
    }

    /// The noun that a length stands before: "the six-week strike", "40 days of fighting".
    fn measured_noun(&self, start: usize, end: usize) -> Option<usize> {
        let hyphen = (start..end).any(|t| matches!(self.lower(t), "-" | "–"))
            || self.lower(start).contains('-');
        if hyphen && !matches!(self.lower(end), "-" | "old") {
            return (end..end + 3)
                .take_while(|t| {
                    matches!(self.grammar.upos(*t), Upos::Adj | Upos::Noun | Upos::Propn)
                })
                .find(|t| self.is_noun(*t) && !self.is_noun(t + 1));
        }
        if self.lower(end) == "of" {
            let noun = (end + 1..end + 4)
                .take_while(|t| {
                    matches!(
                        self.grammar.upos(*t),
                        Upos::Adj | Upos::Noun | Upos::Det | Upos::Verb
                    )
                })
                .find(|t| self.is_noun(*t) && !self.is_noun(t + 1))?;
            let after = self.order_at(start.checked_sub(1)?)?.1 == Order::After;
            return after.then_some(noun);
        }
        None
    }

    fn is_noun(&self, at: usize) -> bool {
        at < self.end && matches!(self.grammar.upos(at), Upos::Noun | Upos::Propn)
    }

    /// Frames with phases whose noun a token is; a noun of several counts only for one that the
    /// article tells of.
    fn frames_of(&self, noun: usize) -> Vec<&'a Frame> {
        let all: Vec<&'a Frame> = self
            .reader
            .lexicon
            .frames
            .frames
            .iter()
            .filter(|f| framed::is_timed(f) && framed::is_frame_noun(self.grammar, f, noun))
            .collect();
        if all.len() < 2 {
            return all;
        }
        all.into_iter()
            .filter(|f| {
                self.claims.iter().any(|c| {
                    !c.reference
                        && c.predicate_name()
                            .split_once('.')
                            .is_some_and(|(frame, _)| frame == f.id)
                })
            })
            .collect()
    }

    /// Returns whether nothing but small words stands before a token in its sentence.
    fn is_opening(&self, at: usize) -> bool {
        (self.start..at).all(|t| {
            !matches!(
                self.grammar.upos(t),
                Upos::Verb | Upos::Noun | Upos::Propn | Upos::Aux | Upos::Pron
            )
        })
    }

    fn is_finite(&self, at: usize) -> bool {
        if at >= self.end {
            return false;
        }
        match self.grammar.xpos(at) {
            Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md => true,
            // A past tense that was taken for a participle: "after it entered orbit".
            Xpos::Vbn => at > self.start && self.grammar.upos(at - 1) == Upos::Pron,
            _ => false,
        }
    }

    /// Returns where the clause or phrase that begins at a token ends.
    fn region_end(&self, from: usize) -> usize {
        let mut seen_verb = false;
        let mut at = from;
        while at < self.end {
            let lower = self.lower(at);
            if matches!(
                lower,
                "," | ";"
                    | ":"
                    | "."
                    | "("
                    | ")"
                    | "\""
                    | "“"
                    | "”"
                    | "—"
                    | "–"
                    | "but"
                    | "while"
                    | "?"
                    | "!"
            ) {
                break;
            }
            if at > from && self.order_at(at).is_some_and(|(_, o)| !o.needs_length()) {
                break;
            }
            if lower == "and"
                && (seen_verb || self.grammar.is_verb(at + 1) || self.is_finite(at + 1))
            {
                break;
            }
            seen_verb |= self.is_finite(at);
            at += 1;
        }
        at
    }

    /// Returns the predicate of the first finite clause in `from..to`: its last verb, or the adjective
    /// behind a copula.
    fn predicate_of(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        let first = (from..to).find(|t| self.is_finite(*t))?;
        let mut verb = first;
        let mut at = first + 1;
        while at < to && at <= verb + 3 {
            if self.grammar.is_verb(at) {
                // "Was to begin", "had been signed": one group.
                let group = matches!(self.grammar.lemma(verb), "be" | "have" | "do")
                    || self.grammar.xpos(verb) == Xpos::Md;
                if !group {
                    break;
                }
                verb = at;
            } else if !matches!(self.grammar.upos(at), Upos::Adv | Upos::Part) {
                break;
            }
            at += 1;
        }
        Some((first, verb))
    }

    /// Returns what the clause or phrase in `from..to` names; `how` is the word before it.
    fn named_in(&self, from: usize, to: usize, how: &str) -> Vec<Named<'a>> {
        if let Some((first, verb)) = self.predicate_of(from, to) {
            let own = self.events_at(first, (verb + 3).min(to), verb);
            if !own.is_empty() {
                return own;
            }
            return self.happening(verb, from);
        }
        // A past tense that was taken for a participle: "the probe entered orbit".
        let participle = self.events.iter().find(|e| {
            (from + 1..to).contains(&e.token)
                && self.grammar.xpos(e.token) == Xpos::Vbn
                && (self.is_noun(e.token - 1) || self.grammar.xpos(e.token - 1) == Xpos::Vbg)
        });
        if let Some(event) = participle {
            return vec![Named::Claim(event.claim)];
        }
        // "After the fighting erupted", taken for one, of no event that is known: no noun stands for it.
        let clause = to.checked_sub(1).filter(|last| {
            *last > from
                && self.grammar.xpos(*last) == Xpos::Vbn
                && (self.is_noun(*last - 1) || self.grammar.xpos(*last - 1) == Xpos::Vbg)
                && self.lower(to) != "by"
        });
        if clause.is_some() {
            return Vec::new();
        }
        // A gerund, or the head of the noun phrase.
        let mut head = None;
        for at in from..to {
            match self.grammar.upos(at) {
                Upos::Noun => head = Some(at),
                Upos::Verb if self.grammar.xpos(at) == Xpos::Vbg && head.is_none() => {
                    head = Some(at);
                    break;
                }
                Upos::Det | Upos::Adj | Upos::Num | Upos::Propn | Upos::Adv | Upos::Pron => {}
                Upos::Part if matches!(self.lower(at), "'s" | "’s") => head = None,
                Upos::Punct if self.lower(at) == "-" => {}
                _ => break,
            }
        }
        let Some(head) = head.or_else(|| {
            // "Following the Easter Accord": a name that ends in the noun.
            (from..to)
                .take_while(|t| !matches!(self.grammar.upos(*t), Upos::Adp | Upos::Verb))
                .last()
        }) else {
            return Vec::new();
        };
        self.noun_or_event(head, how)
    }

    fn noun_or_event(&self, head: usize, how: &str) -> Vec<Named<'a>> {
        let own: Vec<Named<'a>> = self
            .events
            .iter()
            .filter(|e| e.token == head)
            .map(|e| Named::Claim(e.claim))
            .collect();
        if !own.is_empty() {
            return own;
        }
        self.frames_of(head)
            .into_iter()
            .filter_map(|frame| {
                let phase = frame.timing.as_ref()?.named(how)?;
                Some(Named::Noun {
                    frame,
                    token: head,
                    phase,
                })
            })
            .take(1)
            .collect()
    }

    /// Events whose trigger is the verb, or stands between `first` and `end` and is no noun.
    fn events_at(&self, first: usize, end: usize, verb: usize) -> Vec<Named<'a>> {
        self.events
            .iter()
            .filter(|e| {
                e.token == verb
                    || ((first..end).contains(&e.token)
                        && !self.is_noun(e.token)
                        && matches!(self.grammar.lemma(verb), "be" | "become" | "get"))
            })
            .map(|e| Named::Claim(e.claim))
            .collect()
    }

    /// What a verb of happening has as its subject: "the signing came", "the vote took place".
    fn happening(&self, verb: usize, from: usize) -> Vec<Named<'a>> {
        let words = &self.reader.lexicon.chronology;
        let place = self.grammar.lemma(verb) == "take" && self.lower(verb + 1) == "place";
        if !place && !words.is_happening(self.grammar.lemma(verb)) {
            return Vec::new();
        }
        match self.subject_noun(verb) {
            Some(noun) if noun >= from => self.noun_or_event(noun, "itself"),
            _ => Vec::new(),
        }
    }

    /// The head of the noun phrase before a verb.
    fn subject_noun(&self, verb: usize) -> Option<usize> {
        if let Some(subject) = self.grammar.subject(verb)
            && subject < verb
            && subject >= self.start
            && !(subject..verb).any(|t| self.order_at(t).is_some())
            && !self.frames_of(subject).is_empty()
        {
            return Some(subject);
        }
        // Straight back to a noun, over what may follow it: "the strike at the port lasted".
        let mut head = None;
        for at in (self.start..verb).rev() {
            if self.is_noun(at) {
                if !self.is_noun(at + 1) || at + 1 == verb {
                    head = Some(at);
                    if !self.frames_of(at).is_empty() {
                        break;
                    }
                }
            } else if matches!(
                self.grammar.upos(at),
                Upos::Verb | Upos::Punct | Upos::Sconj
            ) {
                break;
            }
        }
        head
    }

    /// The event that what stands before a token tells: "the ceasefire came | four months after".
    fn named_before(&self, start: usize) -> Vec<Named<'a>> {
        let mut at = start;
        let mut verb = None;
        while at > self.start {
            at -= 1;
            let lower = self.lower(at);
            if matches!(lower, ";" | ":" | "“" | "”" | "\"" | "—" | "–") {
                break;
            }
            if self.order_at(at).is_some_and(|(_, o)| !o.needs_length()) {
                break;
            }
            if self.grammar.is_verb(at) {
                verb = Some(at);
                break;
            }
        }
        let Some(verb) = verb else { return Vec::new() };
        let own = self.events_at(verb, start, verb);
        if !own.is_empty() {
            return own;
        }
        self.happening(verb, self.start)
    }

    /// The one event that was told before: in this sentence, else in the one before it.
    fn told_before(&self, mains: &[Named<'a>]) -> Option<usize> {
        let first = mains
            .iter()
            .filter_map(|m| match m {
                Named::Claim(claim) => self
                    .events
                    .iter()
                    .find(|e| e.claim == *claim)
                    .map(|e| e.token),
                Named::Noun { token, .. } => Some(*token),
            })
            .min()?;
        let here: Vec<&Event> = self
            .events
            .iter()
            .filter(|e| e.token < first && self.claims.get(e.claim).is_some_and(|c| !c.reference))
            .collect();
        let told = if here.is_empty() {
            self.before.iter().collect()
        } else {
            here
        };
        let [one] = told.as_slice() else { return None };
        Some(one.claim)
    }

    fn link(
        &mut self,
        from: Named<'a>,
        to: Named<'a>,
        (least, most): (i32, Option<i32>),
        kind: LinkKind,
        soft: bool,
        words: Span,
    ) {
        let (Some(from), Some(to)) = (self.claim_of(from), self.claim_of(to)) else {
            return;
        };
        if from == to {
            return;
        }
        let (Some(x), Some(y)) = (self.claims.get(from), self.claims.get(to)) else {
            return;
        };
        // One event is not before itself: two of a kind, or a misreading.
        if x.predicate == y.predicate {
            return;
        }
        let ahead = |c: &Claim| c.status.is_ahead() || c.certainty != Certainty::Certain;
        let whole = x.evidence.join(y.evidence).join(words);
        let evidence = if whole.len() <= MAX_EVIDENCE {
            whole
        } else {
            y.evidence.join(words)
        };
        let (Ok(from), Ok(to)) = (u32::try_from(from), u32::try_from(to)) else {
            return;
        };
        let link = Link {
            from,
            to,
            least,
            most,
            kind,
            soft: soft || ahead(x) || ahead(y),
            evidence,
        };
        if !self.found.contains(&link) {
            self.found.push(link);
        }
        self.share(from as usize, to as usize);
    }

    /// Two events of one sentence are about the same parties or place: the one that names nobody takes
    /// what the other names.
    fn share(&mut self, x: usize, y: usize) {
        for (from, to) in [(x, y), (y, x)] {
            let Some(roles) = self.claims.get(from).map(|c| c.roles.clone()) else {
                continue;
            };
            if let Some(claim) = self.claims.get_mut(to)
                && claim.keys.is_empty()
            {
                framed::adopt(self.reader, claim, &roles);
            }
        }
    }

    /// The claim of what is named; a noun gets one that only refers.
    fn claim_of(&mut self, named: Named<'a>) -> Option<usize> {
        let (frame, token, phase) = match named {
            Named::Claim(claim) => return Some(claim),
            Named::Noun {
                frame,
                token,
                phase,
            } => (frame, token, phase),
        };
        let span = self.grammar.span(token);
        if let Some(known) = self
            .claims
            .iter()
            .position(|c| c.trigger == span && c.predicate_name() == phase)
        {
            return Some(known);
        }
        let mut claim = framed::reference(self.reader, frame, token, self.sentence)?;
        claim.predicate = Predicate::Frame(phase.to_owned());
        self.claims.push(claim);
        let idx = self.claims.len() - 1;
        self.events.push(Event { token, claim: idx });
        Some(idx)
    }
}

/// Returns a length in days with what a writer's rounding leaves open: a tenth of it, at least what
/// its unit leaves open ("four months": 109 to 135 days; "one week": 6 to 8).
fn length(timex: &Timex) -> Option<Length> {
    let (shortest, longest) = timex.length?;
    let (least, most) = if longest == i32::MAX {
        (shortest.saturating_sub(tenth(shortest)), None)
    } else if shortest == 0 {
        (0, Some(longest.saturating_add(tenth(longest))))
    } else {
        let middle = i32::midpoint(shortest, longest);
        (
            shortest.min(middle - tenth(middle)).max(0),
            Some(longest.max(middle.saturating_add(tenth(middle)))),
        )
    };
    Some(Length {
        least,
        most,
        soft: timex.approximate,
        start: timex.tokens.0 as usize,
        span: timex.span,
    })
}

/// A tenth, rounded up.
fn tenth(days: i32) -> i32 {
    days / 10 + i32::from(days % 10 != 0)
}

#[cfg(test)]
mod tests {
    use crate::claims::extract;
    use crate::lexicon::Lexicon;
    use crate::mentions::testing::article;
    use crate::read::RuleFiles;

    /// Writes the links of a text: `from → to least..most`.
    fn links(text: &str) -> Vec<String> {
        let lexicon = Lexicon::load(&RuleFiles::built_in()).unwrap_or_default();
        let extraction = extract(&article(text), &lexicon);
        let name = |at: u32| {
            let claim = extraction.claims.get(at as usize);
            claim.map_or("?", |c| c.predicate_name()).to_owned()
        };
        let end = |days: Option<i32>| days.map_or_else(String::new, |d| d.to_string());
        extraction
            .links
            .iter()
            .map(|link| {
                let least = (link.least > i32::MIN).then_some(link.least);
                let soft = if link.soft { " soft" } else { "" };
                format!(
                    "{} → {} {}..{}{soft}",
                    name(link.from),
                    name(link.to),
                    end(least),
                    end(link.most)
                )
            })
            .collect()
    }

    #[test]
    fn lengths_and_words_of_order_join_events() {
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(links(text), expected, "{text}");
        };
        check(
            "The ceasefire between Chad and Libya came four months after the fighting began.",
            &["conflict.start → ceasefire.in-force 108..134"],
        );
        check(
            "Two months before the election in Chad, protests in Chad began.",
            &["election.held → uprising.start -66..-54"],
        );
        check(
            "The 12-day war between Chad and Libya ended on June 24.",
            &["conflict.start → conflict.end 10..14"],
        );
        check(
            "The trial of Dana Whitlock opened eight months after she was charged with fraud.",
            &["court.charge → court.trial 218..268"],
        );
        check(
            "The war between Chad and Libya began on May 3. A ceasefire took effect three weeks later.",
            &["conflict.start → ceasefire.in-force 18..24"],
        );
        check(
            "Following the ceasefire, Libyan troops withdrew from the valley.",
            &["ceasefire.in-force → withdrawal.complete 0.."],
        );
        check(
            "The day after the ceasefire, Chad and Libya signed an agreement.",
            &["ceasefire.in-force → agreement.sign 0..2"],
        );
    }

    #[test]
    fn plans_are_soft_and_doubt_gives_no_link() {
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(links(text), expected, "{text}");
        };
        check(
            "The election in Chad will be held two months after the ceasefire.",
            &["ceasefire.in-force → election.held 54..66 soft"],
        );
        check(
            "The vote in Chad came two months after a dispute about bread.",
            &[],
        );
        check(
            "Chad and Libya signed an agreement on trade after March.",
            &[],
        );
        check(
            "A year after his daughter's wedding, the minister of Chad resigned.",
            &[],
        );
    }
}
