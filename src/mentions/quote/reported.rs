//! Reported speech: clauses that a verb of speech, `according to`, `citing`
//! or `reportedly` attributes.

use std::ops::Range;

use super::page::{Page, Speaker};
use crate::lexicon::speech::{SpeechClass, SpeechUse, SpeechVerb};
use crate::span::Span;
use crate::tokens::{Relation, Upos, Xpos};

/// The subject of another verb of speech has at most so many words.
const MAX_SUBJECT: usize = 9;

/// How much of reports is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// What is said, and who says it.
    Whole,
    /// What is said, which mostly takes no parse; who says it only where what is said depends on it.
    Contents,
}

/// A reported clause.
#[derive(Debug, Clone)]
pub(super) struct Report<'a> {
    pub(super) content: Span,
    pub(super) speaker: Option<Speaker>,
    pub(super) cue: Span,
    pub(super) lemma: &'a str,
    /// How deep in a chain: the outermost medium is 0.
    pub(super) depth: u8,
}

impl<'a> Page<'a> {
    /// Finds the reports of one sentence; `taken` are cues of a direct
    /// quotation, `quoted` the utterances between marks, whose own cues are skipped.
    pub(super) fn reports(
        &self,
        sentence: usize,
        taken: &[usize],
        quoted: &[Span],
        depth: Depth,
        found: &mut Vec<Report<'a>>,
    ) {
        let range = self.range(sentence);
        let first = found.len();
        for i in range.clone() {
            let Some(token) = self.token(i) else {
                break;
            };
            let lower = self.lower_word(i);
            // As in `speech_verb`, which needs one or the other.
            let verbal = || {
                (token.upos == Upos::Verb || token.xpos == Xpos::Nns)
                    && self.words.verbs.contains_key(self.tokens.lemma_word(i))
            };
            if !self.words.cues.contains(lower) && !verbal() {
                continue;
            }
            let at = quoted.partition_point(|q| q.end <= token.span.start);
            if quoted.get(at).is_some_and(|q| q.contains(token.span)) {
                continue;
            }
            if taken.contains(&i) {
                continue;
            }
            if let Some(phrases) = self.words.sources.get(lower) {
                let phrase = phrases.iter().find(|p| {
                    p.iter()
                        .enumerate()
                        .all(|(k, w)| self.lower(i + 1 + k) == w)
                });
                if let Some(phrase) = phrase {
                    self.according(i, i + 1 + phrase.len(), &range, found);
                }
            } else if self.words.hearsay.contains(lower) {
                self.hearsay(i, &range, found);
            } else if self.words.citing.contains_key(lower) {
                self.citing(i, &range, first, found);
            } else if self.speech_verb(i).is_some() {
                self.verb(i, &range, depth, found);
            }
        }
    }

    /// `according to the ministry, …`; `…, according to the ministry`.
    fn according(
        &self,
        cue: usize,
        from: usize,
        range: &Range<usize>,
        found: &mut Vec<Report<'a>>,
    ) {
        if self.words.not_sources.contains(self.lower_word(from)) {
            return;
        }
        let at_start =
            cue == range.start || (cue == range.start + 1 && !self.is_punct(range.start));
        // "according to the “Front to Defend …”": a name in marks.
        let marked = (from..range.end.min(from + 2))
            .find(|i| matches!(self.form(*i), "“" | "\"" | "‘"))
            .map(|i| i + 1);
        let speaker = self
            .phrase_forward(from, range.end, !at_start)
            .or_else(|| self.phrase_forward(marked?, range.end, !at_start));
        let Some(speaker) = speaker else {
            return;
        };
        let mut after = self.token_at(speaker.span.end as usize);
        if marked.is_some() {
            while after < range.end && matches!(self.form(after), "”" | "\"" | "’") {
                after += 1;
            }
        }
        let end = self.trim_end(range.start, range.end);
        let content = if at_start {
            let mut begin = after;
            while begin < end && !self.is_punct(begin) && begin < after + 6 {
                begin += 1;
            }
            while begin < end && self.is_punct(begin) {
                begin += 1;
            }
            self.span(begin..self.without_tail(begin, end))
        } else if after >= end
            || matches!(
                self.lower(after),
                "citing" | "," | "and" | "quoting" | ";" | "cited"
            )
            || self.words.fillers.contains(self.lower_word(after))
        {
            let begin = self.clause_start(range.start, cue);
            self.span(begin..self.trim_end(begin, cue))
        } else {
            // "The harbour closed, according to a statement the board posted": more is said of the source.
            let begin = self.clause_start(range.start, cue);
            let closes = cue > range.start
                && self.is_punct(cue - 1)
                && !self.is_punct(after)
                && self.has_clause(begin..cue);
            if closes {
                self.span(begin..self.trim_end(begin, cue))
            } else {
                self.span(range.start..end)
            }
        };
        let (Some(content), Some(cue)) = (content, self.span(cue..from)) else {
            return;
        };
        found.push(Report {
            content,
            speaker: Some(speaker),
            cue,
            lemma: "according to",
            depth: 0,
        });
    }

    /// `The ship reportedly sank.`
    fn hearsay(&self, cue: usize, range: &Range<usize>, found: &mut Vec<Report<'a>>) {
        let root = self
            .head(cue)
            .filter(|h| range.contains(h))
            .unwrap_or(range.start);
        let root = match self.upos(root) {
            Some(Upos::Verb | Upos::Aux) => root,
            _ => self
                .head(root)
                .filter(|h| range.contains(h))
                .unwrap_or(root),
        };
        let mut begin = cue;
        while begin > range.start && (self.is_under(begin - 1, root)) {
            begin -= 1;
        }
        let mut end = cue + 1;
        while end < range.end && self.is_under(end, root) {
            end += 1;
        }
        while begin < cue
            && (self.is_punct(begin) || matches!(self.upos(begin), Some(Upos::Cconj | Upos::Sconj)))
        {
            begin += 1;
        }
        let end = self.trim_end(begin, end);
        let (Some(content), Some(span)) = (self.span(begin..end), self.span(cue..cue + 1)) else {
            return;
        };
        let lemma = self
            .words
            .hearsay
            .get(self.lower_word(cue))
            .map_or("", String::as_str);
        found.push(Report {
            content,
            speaker: None,
            cue: span,
            lemma,
            depth: 0,
        });
    }

    /// `…, citing officials`: the inner source of what the sentence reports.
    fn citing(&self, cue: usize, range: &Range<usize>, first: usize, found: &mut Vec<Report<'a>>) {
        let Some(speaker) = self.phrase_forward(cue + 1, range.end, false) else {
            return;
        };
        let after = self.token_at(speaker.span.end as usize);
        if self.lower(after) == "as" && self.lower(after + 1) == "saying" {
            // `quoted the minister as saying that …` is read at `saying`.
            return;
        }
        // Media are cited by participles: `Reuters reported, citing …`; `he cited safety` is none.
        let outer = found
            .get(first..)
            .and_then(|own| own.iter().rfind(|r| r.depth == 0 || r.depth == 1));
        let person = matches!(
            self.lower(speaker.head),
            "sources"
                | "officials"
                | "source"
                | "official"
                | "people"
                | "witnesses"
                | "reports"
                | "report"
        ) || matches!(self.upos(speaker.head), Some(Upos::Propn));
        let content = match outer {
            Some(report) => report.content,
            None if person && self.xpos(cue) == Some(Xpos::Vbg) => {
                let begin = range.start;
                match self.span(begin..self.trim_end(begin, cue)) {
                    Some(content) => content,
                    None => return,
                }
            }
            None => return,
        };
        let (Some(span), Some(lemma)) = (
            self.span(cue..cue + 1),
            self.words.citing.get(self.lower_word(cue)),
        ) else {
            return;
        };
        found.push(Report {
            content,
            speaker: Some(speaker),
            cue: span,
            lemma,
            depth: 2,
        });
    }

    /// A verb of speech: the clause behind it, or what stands before `, she said`.
    fn verb(&self, verb: usize, range: &Range<usize>, depth: Depth, found: &mut Vec<Report<'a>>) {
        let Some((lemma, kind)) = self.speech_verb(verb) else {
            return;
        };
        if kind.usage == SpeechUse::Quote || self.is_negated(verb, range.start) {
            return;
        }
        let Some(cue) = self.span(verb..verb + 1) else {
            return;
        };
        // "39 confirmed cases": a participle before its noun.
        let counted = verb > range.start
            && self.upos(verb - 1) == Some(Upos::Num)
            && self.upos(verb + 1) == Some(Upos::Noun);
        if counted {
            return;
        }
        let passive = verb > range.start
            && self.xpos(verb) == Some(Xpos::Vbn)
            && (range.start.max(verb.saturating_sub(4))..verb).any(|i| {
                matches!(self.tokens.lemma(i), "be" | "get")
                    && (i + 1..verb)
                        .all(|j| matches!(self.upos(j), Some(Upos::Adv | Upos::Part | Upos::Aux)))
            });
        if passive {
            self.passive(verb, cue, lemma, range, found);
            return;
        }
        // Asked for last: it may take the parse.
        let speaker = || {
            if verb > range.start && self.lower(verb - 1) == "as" {
                self.quoted_as(verb, range)
            } else {
                self.speaker_before(verb, range.start)
            }
        };
        // `…, said the harbour board, a public body.`
        let closes = verb > range.start
            && self.lower(verb - 1) == ","
            && self
                .phrase_forward(verb + 1, range.end, true)
                .is_some_and(|s| {
                    let after = self.token_at(s.span.end as usize);
                    self.skip_circumstance(after, range.end) >= self.trim_end(verb, range.end)
                });
        let content = if closes {
            None
        } else {
            self.clause_behind(verb, kind, range)
        };
        if let Some(content) = content {
            let medium = self.medium(verb);
            let names_none = self.xpos(verb) != Some(Xpos::Vbn) && medium.is_none();
            if depth == Depth::Contents && names_none {
                found.extend(self.span(content).map(|content| Report {
                    content,
                    speaker: None,
                    cue,
                    lemma,
                    depth: 0,
                }));
                return;
            }
            let speaker = speaker();
            // A participle without a subject reports nothing: `of confirmed cases`.
            if speaker.is_some() || self.xpos(verb) != Some(Xpos::Vbn) {
                if let Some(content) = self.span(content) {
                    Self::push_chain(medium, content, speaker, cue, lemma, found);
                }
                return;
            }
        }
        // What stands before: `The talks failed, officials said on Monday.`
        let inverted = verb > range.start && matches!(self.lower(verb - 1), "," | "--" | "–" | "—");
        let verbal = self.is_finite(verb)
            || self.words.forms.contains_key(self.lower_word(verb))
            || matches!(self.xpos(verb), Some(Xpos::Vbn | Xpos::Nns));
        let named = if inverted {
            self.phrase_forward(verb + 1, range.end, true)
        } else {
            None
        };
        let after = match named {
            Some(speaker) if inverted => {
                self.skip_circumstance(self.token_at(speaker.span.end as usize), range.end)
            }
            _ => self.skip_hearer(verb, range.end),
        };
        let end = self.trim_end(range.start, range.end);
        let rest_is_short = after >= end
            || matches!(
                self.lower(after),
                "," | "."
                    | ";"
                    | "--"
                    | "–"
                    | "—"
                    | "-"
                    | "but"
                    | "while"
                    | "as"
                    | "after"
                    | "and"
                    | "when"
                    | "("
                    | "who"
                    | "following"
            );
        if !verbal || !rest_is_short {
            return;
        }
        let Some(speaker) = (if inverted { named } else { speaker() }) else {
            return;
        };
        let begins = self.token_at(speaker.span.start as usize);
        if begins < range.start || (begins > verb && !inverted) {
            return;
        }
        let first = begins.min(verb);
        let mut comma = first;
        if comma > range.start && matches!(self.lower(comma - 1), "as" | "but" | "and") {
            comma -= 1;
        }
        let parted =
            comma > range.start && matches!(self.lower(comma - 1), "," | "--" | "–" | "—" | "-");
        if !parted {
            return;
        }
        let begin = self.clause_start(range.start, comma - 1);
        let goes_on = after < end && self.lower(after) == "," && !self.has_clause(begin..comma - 1);
        let content = if goes_on {
            self.span(begin..end)
        } else {
            self.span(begin..self.trim_end(begin, comma - 1))
        };
        let enough = goes_on || self.has_clause(begin..comma - 1) || comma - begin > 4;
        if let Some(content) = content.filter(|_| enough) {
            Self::push_chain(self.medium(verb), content, Some(speaker), cue, lemma, found);
        }
    }

    /// Returns the medium that was told: `the minister told the agency`.
    fn medium(&self, verb: usize) -> Option<Speaker> {
        let (_, kind) = self.speech_verb(verb)?;
        let (end, head) = self
            .plain_phrase(verb + 1, verb + 8)
            .filter(|_| kind.recipient)?;
        let named = (verb + 1..end).any(|i| {
            self.words.media.contains(self.lower_word(i))
                && (i == head || self.upos(i) == Some(Upos::Propn))
        });
        let span = self.span(verb + 1..end).filter(|_| named)?;
        Some(Speaker { span, head })
    }

    /// Pushes a report, and before it the medium that was told.
    fn push_chain(
        medium: Option<Speaker>,
        content: Span,
        speaker: Option<Speaker>,
        cue: Span,
        lemma: &'a str,
        found: &mut Vec<Report<'a>>,
    ) {
        let mut depth = 0;
        if let Some(medium) = medium {
            let mut outer = content.join(cue);
            if let Some(speaker) = speaker {
                outer = outer.join(speaker.span);
            }
            found.push(Report {
                content: outer,
                speaker: Some(medium),
                cue,
                lemma,
                depth: 0,
            });
            depth = 1;
        }
        found.push(Report {
            content,
            speaker,
            cue,
            lemma,
            depth,
        });
    }

    /// `is said to have left`, `it was reported that`, `was told that`.
    fn passive(
        &self,
        verb: usize,
        cue: Span,
        lemma: &'a str,
        range: &Range<usize>,
        found: &mut Vec<Report<'a>>,
    ) {
        let end = self.trim_end(range.start, range.end);
        let content = match self.lower(verb + 1) {
            "that" => self.span(verb + 2..self.content_end(verb, verb + 2, range)),
            "to" if matches!(
                self.upos(verb + 2),
                Some(Upos::Verb | Upos::Aux | Upos::Adv | Upos::Part)
            ) =>
            {
                let subject = (range.start..verb)
                    .rev()
                    .find(|i| {
                        self.tokens.depends_on(*i, verb)
                            && matches!(
                                self.relation(*i),
                                Some(Relation::NsubjPass | Relation::Nsubj)
                            )
                    })
                    .map(|head| {
                        let mut begin = head;
                        while begin > range.start && self.is_under(begin - 1, head) {
                            begin -= 1;
                        }
                        begin
                    });
                // Without a subject from the parse: behind the verb that reports this in turn.
                let behind = (range.start..verb)
                    .rev()
                    .find(|i| self.speech_verb(*i).is_some() && self.is_finite(*i))
                    .map_or(range.start, |i| i + 1);
                self.span(subject.unwrap_or(behind)..end)
            }
            // `it's thought the toll is low`
            _ if (range.start.max(verb.saturating_sub(3))..verb).any(|i| self.lower(i) == "it")
                && self.plain_clause(verb + 1, range.end) =>
            {
                self.span(verb + 1..self.content_end(verb, verb + 1, range))
            }
            _ => None,
        };
        // Commands in the passive (`was ordered to`) are events, not reports.
        let command = self.speech_verb(verb).is_some_and(|(_, v)| {
            v.class == SpeechClass::Command || v.class == SpeechClass::Question
        });
        let hopes = matches!(lemma, "expect" | "fear" | "hope" | "project" | "forecast");
        if let Some(content) = content.filter(|_| !command && !hopes) {
            found.push(Report {
                content,
                speaker: None,
                cue,
                lemma,
                depth: 0,
            });
        }
    }

    /// Finds who is `quoted as saying`.
    fn quoted_as(&self, saying: usize, range: &Range<usize>) -> Option<Speaker> {
        let quoted = (range.start..saying)
            .rev()
            .take(14)
            .find(|i| matches!(self.lower(*i), "quoted" | "cited" | "quoting" | "quotes"))?;
        let passive = (range.start.max(quoted.saturating_sub(3))..quoted)
            .any(|i| self.tokens.lemma(i) == "be");
        if passive {
            self.speaker_before(quoted, range.start)
        } else {
            self.phrase_forward(quoted + 1, saying.saturating_sub(1), false)
        }
    }

    /// Returns the tokens of the clause behind a verb, where it reports one.
    fn clause_behind(
        &self,
        verb: usize,
        kind: SpeechVerb,
        range: &Range<usize>,
    ) -> Option<Range<usize>> {
        let after = self.skip_hearer(verb, range.end);
        let word = self.lower(after);
        // "They hope to win": a wish of their own, nothing that they say.
        if kind.class == SpeechClass::Belief && word == "to" {
            return None;
        }
        let ccomp = || {
            (verb + 1..range.end).any(|i| {
                self.tokens.depends_on(i, verb) && matches!(self.relation(i), Some(Relation::Ccomp))
            })
        };
        // The parser takes hearers for subjects; the words are tried both ways.
        let plain = self.skip_circumstance(verb + 1, range.end);
        let (begin, strong) = if word == "that" && self.begins_clause(after + 1, range.end) {
            (after + 1, true)
        } else if self.lower(plain) == "that" && self.begins_clause(plain + 1, range.end) {
            (plain + 1, true)
        } else if let Some(at) = self.that_behind_comma(after, range.end) {
            (at, true)
        } else if let Some(at) = self.mark_behind(verb, range.end) {
            (at, true)
        } else if matches!(word, "whether" | "if" | "how" | "why" | "what") {
            (
                after,
                word == "whether" || kind.class == SpeechClass::Question || ccomp(),
            )
        } else if kind.class == SpeechClass::Command {
            let to = word == "to" && self.upos(after + 1) == Some(Upos::Verb);
            return to.then(|| after..self.content_end(verb, after, range));
        } else {
            (after, false)
        };
        if begin >= range.end || self.is_punct(begin) && !matches!(self.lower(begin), "\"" | "'") {
            return None;
        }
        let end = self.content_end(verb, begin, range);
        if begin >= end {
            return None;
        }
        if strong {
            return Some(begin..end);
        }
        let clause = self.has_clause(begin..end);
        let subject = self.begins_clause(begin, end);
        // Of `said` a verb that lost its tense to the tagger is enough.
        let said = self.words.forms.contains_key(self.lower_word(verb));
        let verbal = || {
            clause || said && (begin + 2..end).any(|i| self.upos(i) == Some(Upos::Verb)) || ccomp()
        };
        let fits = match kind.usage {
            SpeechUse::Free => verbal() && (subject || ccomp()),
            SpeechUse::That => {
                self.plain_clause(begin, end)
                    || (clause && subject && self.subject_first(begin, end) && ccomp())
                    || (begin == verb + 1 && self.xpos(begin) == Some(Xpos::Vbg))
            }
            SpeechUse::Quote => false,
        };
        if fits {
            return Some(begin..end);
        }
        let object = kind.object
            && matches!(
                self.upos(begin),
                Some(Upos::Det | Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Pron)
            )
            && self.xpos(begin) != Some(Xpos::Prp)
            || kind.class == SpeechClass::Denial && self.xpos(begin) == Some(Xpos::Vbg);
        object.then_some(begin..end)
    }

    /// `said, however, that …`; `said on Monday, a day after, that` is too far.
    fn that_behind_comma(&self, after: usize, to: usize) -> Option<usize> {
        if self.lower(after) != "," {
            return None;
        }
        let that = (after + 1..to.min(after + 8)).find(|i| self.lower(*i) == "that")?;
        (self.lower(that - 1) == "," && self.begins_clause(that + 1, to)).then_some(that + 1)
    }

    /// `told the court a couple of hours ago that …`: the conjunction, not the pronoun.
    fn mark_behind(&self, verb: usize, to: usize) -> Option<usize> {
        let that = (verb + 1..to.min(verb + 12))
            .take_while(|i| !self.is_finite(*i) && !self.is_punct(*i))
            .find(|i| self.lower(*i) == "that" && self.relation(*i) == Some(Relation::Mark))?;
        // `a statement that …` belongs to the noun.
        let clause = self.head(that)?;
        if !self.tokens.depends_on(clause, verb) {
            return None;
        }
        self.begins_clause(that + 1, to).then_some(that + 1)
    }

    /// Returns whether the words can begin a clause: a subject or an adverbial.
    fn begins_clause(&self, at: usize, to: usize) -> bool {
        at < to
            && (matches!(
                self.upos(at),
                Some(
                    Upos::Det
                        | Upos::Noun
                        | Upos::Propn
                        | Upos::Pron
                        | Upos::Adj
                        | Upos::Num
                        | Upos::Adv
                        | Upos::Adp
                        | Upos::Sconj
                        | Upos::Sym
                        | Upos::Verb
                        | Upos::Part
                        | Upos::Punct
                        | Upos::X
                )
            ) || self.lower(at) == "both"
                || self.lower(at) == "either"
                || self.lower(at) == "neither")
    }

    /// Returns whether a subject and its verb follow with nothing between that could part them.
    fn plain_clause(&self, from: usize, to: usize) -> bool {
        let mut nominal = false;
        for i in from..to {
            if self.is_finite(i) {
                return nominal;
            }
            let parts = matches!(
                self.lower(i),
                "who" | "which" | "that" | "," | ";" | "--" | "–" | "—" | "as" | "when" | "after"
            ) || matches!(self.upos(i), Some(Upos::Cconj | Upos::Sconj | Upos::Verb))
                || (i == from && self.upos(i) == Some(Upos::Adp));
            if parts {
                return false;
            }
            nominal |= matches!(
                self.upos(i),
                Some(Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Det)
            );
        }
        false
    }

    /// Returns whether a nominal stands before the first finite verb.
    fn subject_first(&self, from: usize, to: usize) -> bool {
        (from..to).take_while(|i| !self.is_finite(*i)).any(|i| {
            matches!(
                self.upos(i),
                Some(Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Det)
            )
        })
    }

    /// Returns where a reported clause ends: at the sentence's end, before
    /// another speech verb of the same speaker, or a closing attribution.
    fn content_end(&self, verb: usize, from: usize, range: &Range<usize>) -> usize {
        let end = self.trim_end(from, range.end);
        let mut depth = 0usize;
        for i in from..end {
            let word = self.lower(i);
            match self.form(i) {
                "“" | "‘" | "(" => depth += 1,
                "”" | ")" => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > 0 {
                continue;
            }
            if word == ";" {
                return self.trim_end(from, i);
            }
            let link = match word {
                "," | "--" | "–" | "—" | "-" => {
                    let next = i + 1;
                    let participle = self.words.citing.contains_key(self.lower_word(next))
                        || self.words.sources.contains_key(self.lower_word(next))
                        || self.adds(next, from..i)
                        || (self.lower(next) == "and" && self.speaks_again(next + 1));
                    participle
                        || self.speaks_again(next)
                            && self.is_finite(next)
                            && self.tokens.depends_on(next, verb)
                            && self.relation(next) == Some(Relation::Conj)
                }
                "but" | "and" | "or" => self.speaks_again(i + 1) || self.does_again(i + 1, verb),
                "while" | "although" | "though" => {
                    self.speaks_again(i + 1) || self.others_speak(i + 1, end)
                }
                "according" => self.lower(i + 1) == "to",
                "citing" => true,
                _ => false,
            };
            if link {
                return self.trim_end(from, i);
            }
        }
        self.without_tail(from, end)
    }

    /// `…, adding that`; not `had called her, telling her that`, which is part of what is said.
    fn adds(&self, at: usize, content: Range<usize>) -> bool {
        let inner = || self.head(at).is_some_and(|head| content.contains(&head));
        self.xpos(at) == Some(Xpos::Vbg)
            && self
                .speech_verb(at)
                .is_some_and(|(_, v)| !(v.recipient && inner()))
    }

    /// `They believe that it was overdone and are now less worried`: what the speaker does besides.
    fn does_again(&self, at: usize, verb: usize) -> bool {
        self.is_finite(at)
            && (at..at + 4).any(|i| {
                self.tokens.depends_on(i, verb) && self.relation(i) == Some(Relation::Conj)
            })
    }

    /// `… that it coped well, while half of them thought that …`: others speak behind a conjunction.
    fn others_speak(&self, at: usize, to: usize) -> bool {
        let verb = (at..to.min(at + MAX_SUBJECT)).find(|i| self.is_finite(*i));
        verb.is_some_and(|verb| {
            verb > at
                && self
                    .speech_verb(verb)
                    .is_some_and(|(_, v)| v.usage != SpeechUse::Quote)
                && self.lower(verb + 1) != ","
        })
    }

    /// Returns whether a finite verb of speech comes at once.
    fn speaks_again(&self, at: usize) -> bool {
        let at = if self.upos(at) == Some(Upos::Adv) {
            at + 1
        } else {
            at
        };
        self.speech_verb(at)
            .is_some_and(|(_, v)| v.class != SpeechClass::Belief)
            && (self.is_finite(at) || self.xpos(at) == Some(Xpos::Vbn))
    }

    /// Cuts `, the paper said` from the end.
    fn without_tail(&self, from: usize, end: usize) -> usize {
        let Some(comma) = (from..end).rev().take(16).find(|i| self.lower(*i) == ",") else {
            return end;
        };
        let verb = (comma + 1..end).find(|i| {
            self.speech_verb(*i)
                .is_some_and(|(_, v)| v.usage != SpeechUse::Quote)
                && (self.is_finite(*i) || self.words.forms.contains_key(self.lower_word(*i)))
        });
        let Some(verb) = verb else {
            return end;
        };
        let closes = self.skip_hearer(verb, end) >= end
            || (verb == comma + 1
                && self.phrase_forward(verb + 1, end, true).is_some_and(|s| {
                    self.skip_circumstance(self.token_at(s.span.end as usize), end) >= end
                }));
        let bare = !(comma + 1..verb)
            .any(|i| matches!(self.lower(i), "who" | "which" | "that" | "and" | "but"));
        if closes && bare { comma } else { end }
    }

    /// Returns where the clause before `to` begins: behind a semicolon or at the sentence's start.
    fn clause_start(&self, from: usize, to: usize) -> usize {
        let semi = (from..to).rev().find(|i| self.lower(*i) == ";");
        let mut start = semi.map_or(from, |i| i + 1);
        while start < to
            && (self.is_punct(start) && !matches!(self.lower(start), "\"" | "'")
                || self.upos(start) == Some(Upos::Cconj))
        {
            start += 1;
        }
        start
    }
}
