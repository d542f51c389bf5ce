//! An article while its quotations are read: tokens by byte, noun phrases, speakers.

use std::ops::Range;

use crate::lexicon::speech::{SpeechVerb, SpeechWords};
use crate::read::Article;
use crate::sentences::Sentence;
use crate::span::Span;
use crate::tokens::{Relation, Token, TokenWord, Tokens, Upos, Xpos};

/// The words that name a speaker, and their head token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Speaker {
    pub(super) span: Span,
    pub(super) head: usize,
}

/// An article and its tokens.
#[derive(Clone, Copy)]
pub(super) struct Page<'a> {
    pub(super) article: &'a Article,
    pub(super) sentences: &'a [Sentence],
    pub(super) tokens: &'a Tokens,
    pub(super) words: &'a SpeechWords,
}

/// A speaker's noun phrase has no more tokens than this.
const MAX_PHRASE: usize = 40;

impl<'a> Page<'a> {
    pub(super) fn token(&self, i: usize) -> Option<&'a Token> {
        self.tokens.all().get(i)
    }

    pub(super) fn lower_word(&self, i: usize) -> TokenWord<'a> {
        self.tokens.lower_word(i)
    }

    pub(super) fn lower(&self, i: usize) -> &'a str {
        self.tokens.lower(i)
    }

    /// Returns the token as written.
    pub(super) fn form(&self, i: usize) -> &'a str {
        self.token(i).map_or("", |t| t.span.of(&self.article.text))
    }

    pub(super) fn upos(&self, i: usize) -> Option<Upos> {
        self.token(i).map(|t| t.upos)
    }

    pub(super) fn xpos(&self, i: usize) -> Option<Xpos> {
        self.token(i).map(|t| t.xpos)
    }

    pub(super) fn relation(&self, i: usize) -> Option<Relation> {
        self.token(i).map(|_| self.tokens.relation(i))
    }

    /// Returns the head of a token, or `None` for a root.
    pub(super) fn head(&self, i: usize) -> Option<usize> {
        self.tokens.head(i)
    }

    /// Returns the first token that ends behind the byte.
    pub(super) fn token_at(&self, pos: usize) -> usize {
        self.tokens
            .all()
            .partition_point(|t| (t.span.end as usize) <= pos)
    }

    /// Returns the sentence that holds the byte or follows it.
    pub(super) fn sentence_at(&self, pos: usize) -> usize {
        self.sentences
            .partition_point(|s| (s.span.end as usize) <= pos)
    }

    pub(super) fn range(&self, sentence: usize) -> Range<usize> {
        self.tokens.of_sentence(sentence)
    }

    /// Returns the span of the tokens, which must not be empty.
    pub(super) fn span(&self, range: Range<usize>) -> Option<Span> {
        let first = self.token(range.start)?;
        let last = self.token(range.end.checked_sub(1)?)?;
        (range.start < range.end).then(|| first.span.join(last.span))
    }

    /// Returns the verb of speech that the token is, with its lemma.
    pub(super) fn speech_verb(&self, i: usize) -> Option<(&'a str, SpeechVerb)> {
        let token = self.token(i)?;
        let words = self.words;
        if let Some(lemma) = words.forms.get(self.lower_word(i)) {
            return words.verbs.get(lemma).map(|v| (lemma.as_str(), *v));
        }
        // `lab-confirmed` says nothing; in `…, the Post reports.` the tagger sees a plural.
        let glued = i > 0 && self.form(i - 1) == "-";
        let plural = token.xpos == Xpos::Nns
            && i > 0
            && self.upos(i - 1) == Some(Upos::Propn)
            && self.is_punct(i + 1);
        let verbal = token.upos == Upos::Verb;
        if glued || !(plural || verbal) {
            return None;
        }
        let (lemma, verb) = words.verbs.get_key_value(self.tokens.lemma_word(i))?;
        (!self.modifies(i)).then_some((lemma.as_str(), *verb))
    }

    /// Returns whether a participle stands before its noun: `the reported losses`.
    fn modifies(&self, i: usize) -> bool {
        let before = i.checked_sub(1);
        let leads = |upos| before.is_some_and(|b| self.upos(b) == Some(upos));
        let inside = [Upos::Det, Upos::Adj, Upos::Num].into_iter().any(leads)
            || before.is_some_and(|b| self.xpos(b) == Some(Xpos::PrpPoss));
        self.is_nominal(i + 1)
            && match self.xpos(i) {
                Some(Xpos::Vbg) => inside,
                Some(Xpos::Vbn) => inside || leads(Upos::Adp),
                _ => false,
            }
    }

    /// Returns whether the token is a verb that can head a main clause.
    pub(super) fn is_finite(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| {
            matches!(t.upos, Upos::Verb | Upos::Aux)
                && matches!(t.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
        })
    }

    /// Returns whether a finite verb stands among the tokens.
    pub(super) fn has_clause(&self, range: Range<usize>) -> bool {
        range.into_iter().any(|i| self.is_finite(i))
    }

    pub(super) fn is_punct(&self, i: usize) -> bool {
        self.upos(i) == Some(Upos::Punct)
    }

    pub(super) fn is_negated(&self, verb: usize, from: usize) -> bool {
        (verb.saturating_sub(4).max(from)..verb).any(|i| {
            let near = verb - i <= 3;
            (near && self.words.negations.contains(self.lower_word(i)))
                || (self.words.withheld.contains(self.tokens.lemma_word(i))
                    && (i + 1..verb)
                        .all(|j| matches!(self.lower(j), "to" | "immediately" | "publicly")))
        })
    }

    fn is_nominal(&self, i: usize) -> bool {
        if self.words.citing.contains_key(self.lower_word(i)) {
            return false;
        }
        matches!(
            self.upos(i),
            Some(Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Sym | Upos::X)
        ) || matches!(self.lower(i), "'s" | "’s" | "'" | "’" | "-" | "&")
    }

    /// Reads a plain noun phrase at `from`: its end and its head, before any preposition.
    pub(super) fn plain_phrase(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        let mut i = from;
        if self.upos(i) == Some(Upos::Pron) && self.xpos(i) != Some(Xpos::PrpPoss) {
            // `one source` and `some` head what follows.
            let more = matches!(self.xpos(i), Some(Xpos::Dt)) && self.is_nominal(i + 1);
            if !more {
                return Some((i + 1, i));
            }
            i += 1;
        }
        while i < to
            && (self.upos(i) == Some(Upos::Det)
                || self.xpos(i) == Some(Xpos::PrpPoss)
                || self.upos(i) == Some(Upos::Adv) && self.is_nominal(i + 1))
        {
            i += 1;
        }
        let mut head = None;
        while i < to {
            let participle = head.is_none()
                && matches!(self.xpos(i), Some(Xpos::Vbn | Xpos::Vbg))
                && self.is_nominal(i + 1);
            if !self.is_nominal(i) && !participle {
                break;
            }
            if self.words.fillers.contains(self.lower_word(i))
                && self.upos(i) != Some(Upos::Adj)
                && head.is_some()
            {
                break;
            }
            if matches!(
                self.upos(i),
                Some(Upos::Noun | Upos::Propn | Upos::Num | Upos::X)
            ) || (self.upos(i) == Some(Upos::Adj) && head.is_none())
            {
                head = Some(i);
            }
            i += 1;
        }
        while i > from && matches!(self.lower(i - 1), "-" | "&") {
            i -= 1;
        }
        head.map(|head| (i, head))
    }

    /// Reads a speaker's noun phrase forward from `from`, with what describes it.
    ///
    /// `inverted` tells `said X` from `according to X`, where a comma mostly
    /// begins what is said.
    pub(super) fn phrase_forward(&self, from: usize, to: usize, inverted: bool) -> Option<Speaker> {
        let to = to.min(from + MAX_PHRASE);
        let (mut end, head) = self.plain_phrase(from, to)?;
        loop {
            let word = self.lower(end);
            if end >= to {
                break;
            }
            if matches!(
                word,
                "familiar" | "close" | "involved" | "based" | "briefed" | "present"
            ) || (matches!(self.xpos(end), Some(Xpos::Vbn | Xpos::Vbg))
                && self.speech_verb(end).is_none()
                && !self.words.citing.contains_key(word)
                && self.upos(end + 1) == Some(Upos::Adp))
            {
                let Some((next, _)) = self
                    .plain_phrase(end + 2, to)
                    .filter(|_| self.upos(end + 1) == Some(Upos::Adp))
                else {
                    break;
                };
                end = next;
                continue;
            }
            if self.words.inside.contains(word) {
                let Some((next, inner)) = self.plain_phrase(end + 1, to) else {
                    break;
                };
                let venue = self.words.venues.contains(self.lower_word(inner))
                    || self.words.fillers.contains(self.lower_word(inner));
                let clause = matches!(word, "and" | "with") && self.is_finite(next);
                let loose = matches!(word, "in" | "on")
                    && (venue || !inverted && self.upos(inner) != Some(Upos::Propn));
                if venue && matches!(word, "in" | "on" | "at" | "from") || loose || clause {
                    break;
                }
                end = next;
                continue;
            }
            if inverted && matches!(word, "who" | "whose" | "which") {
                while end < to && !matches!(self.lower(end), "," | "." | ";" | ":" | "\"" | ")") {
                    end += 1;
                }
                break;
            }
            if word == ","
                && let Some(next) = self.apposition(end, to, head, inverted)
            {
                end = next;
                continue;
            }
            break;
        }
        let span = self.span(from..end)?;
        Some(Speaker { span, head })
    }

    /// Reads `, the ministry's spokesman,` behind a noun phrase: where it ends.
    fn apposition(&self, comma: usize, to: usize, head: usize, inverted: bool) -> Option<usize> {
        let from = comma + 1;
        // An age: `said Hana Field, 42, a teacher`.
        if self.upos(from) == Some(Upos::Num)
            && matches!(self.lower(from + 1), "," | ".")
            && self.upos(head) == Some(Upos::Propn)
        {
            return Some(from + 1);
        }
        let name = self.upos(from) == Some(Upos::Propn) && self.upos(head) == Some(Upos::Noun);
        let role = self.upos(head) == Some(Upos::Propn)
            && (matches!(self.lower(from), "a" | "an" | "the" | "his" | "her" | "its")
                || inverted && matches!(self.upos(from), Some(Upos::Noun | Upos::Adj)));
        if !name && !role || self.words.fillers.contains(self.lower_word(from)) {
            return None;
        }
        let (mut end, _) = self.plain_phrase(from, to)?;
        while end < to && self.words.inside.contains(self.lower_word(end)) {
            let Some((next, _)) = self.plain_phrase(end + 1, to) else {
                break;
            };
            end = next;
        }
        let closed =
            end >= to || matches!(self.lower(end), "," | "." | ";" | ")" | "-" | "–" | "--");
        (closed || inverted).then_some(end)
    }

    /// Finds who speaks by the verb of speech at `verb`, looking back no further than `from`.
    pub(super) fn speaker_before(&self, verb: usize, from: usize) -> Option<Speaker> {
        if let Some(speaker) = self.plain_subject(verb, from) {
            return Some(speaker);
        }
        let mut at = verb;
        for _ in 0..4 {
            if let Some(speaker) = self.subject(at, from) {
                return Some(speaker);
            }
            let relation = self.relation(at)?;
            let Some(up) = self.head(at).filter(|up| *up >= from) else {
                break;
            };
            if relation == Relation::Conj
                && up < at
                && self.upos(up) == Some(Upos::Verb)
                && let Some(first) = (from..up).rev().find(|i| {
                    self.speech_verb(*i).is_some()
                        && (self.is_finite(*i) || self.xpos(*i) == Some(Xpos::Vbn))
                })
                && self.is_under(up, first)
                && self.subject(up, from).is_some_and(|s| s.head > first)
            {
                // `She added that work would begin and warned that …`: two verbs of one speaker.
                at = first;
                continue;
            }
            if matches!(relation, Relation::Acl) && up < at {
                return self.described(up, from, at);
            }
            if relation == Relation::AclRelcl {
                // `the envoy, who said …`: the relative pronoun stands for its noun.
                return self.described(up, from, up + 1);
            }
            if !matches!(
                relation,
                Relation::Conj
                    | Relation::Advcl
                    | Relation::Xcomp
                    | Relation::Parataxis
                    | Relation::Dep
            ) || up > at
            {
                break;
            }
            at = up;
        }
        self.phrase_backward(verb, from)
    }

    /// Returns the subject of a finite verb where the words alone show it: the pronoun right before it, or
    /// one noun phrase from a beginning up to it: of the sentence, of a clause, behind a comma or a mark.
    fn plain_subject(&self, verb: usize, from: usize) -> Option<Speaker> {
        // Over "has", "also", "yesterday".
        let between = |i: &usize| {
            matches!(self.upos(*i), Some(Upos::Aux | Upos::Adv))
                || self.words.fillers.contains(self.lower_word(*i))
        };
        let last = (from..verb).rev().find(|i| !between(i))?;
        let end = last + 1;
        if !(end..=verb).any(|i| self.is_finite(i)) {
            return None;
        }
        if self.xpos(last) == Some(Xpos::Prp) {
            // "People who know him say": the parse tells.
            let governed = last > from
                && matches!(
                    self.upos(last - 1),
                    Some(Upos::Verb | Upos::Aux | Upos::Adp)
                );
            return (!governed).then_some(Speaker {
                span: self.span(last..end)?,
                head: last,
            });
        }
        if !matches!(self.upos(last), Some(Upos::Noun | Upos::Propn)) {
            return None;
        }
        let phrase = |i: &usize| {
            matches!(
                self.upos(*i),
                Some(Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn | Upos::Adp | Upos::Num)
            ) || matches!(self.xpos(*i), Some(Xpos::PrpPoss | Xpos::Pos))
        };
        let first = (from..end).rev().take_while(phrase).last()?;
        let opens = first == from
            || self.upos(first - 1) == Some(Upos::Sconj)
            || matches!(self.lower(first - 1), "\"" | "'" | ",");
        let plain = (first..end).all(|i| !self.words.fillers.contains(self.lower_word(i)));
        if !opens || !plain || self.upos(first) == Some(Upos::Adp) {
            return None;
        }
        let prep = (first..end).find(|i| self.upos(*i) == Some(Upos::Adp));
        let head = prep.unwrap_or(end) - 1;
        let nominal = matches!(self.upos(head), Some(Upos::Noun | Upos::Propn));
        nominal.then_some(Speaker {
            span: self.span(first..end)?,
            head,
        })
    }

    /// Returns the subject of a verb, with what belongs to it.
    fn subject(&self, verb: usize, from: usize) -> Option<Speaker> {
        let head = (from..verb).rev().find(|i| {
            self.tokens.depends_on(*i, verb)
                && matches!(
                    self.relation(*i),
                    Some(Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter)
                )
        })?;
        if matches!(self.lower(head), "who" | "which" | "that") {
            let up = self.head(verb).filter(|up| *up >= from && *up < head)?;
            return self.described(up, from, head);
        }
        self.described(head, from, verb)
    }

    /// Returns the noun phrase of a head token, as far as it lies in `from..to`.
    fn described(&self, head: usize, from: usize, to: usize) -> Option<Speaker> {
        let mut first = head;
        while first > from && self.is_under(first - 1, head) {
            first -= 1;
        }
        // The parser loses parts of long names and titles: `Secretary of State Ann Low`.
        while first > from && self.upos(first) == Some(Upos::Propn) {
            let before = first - 1;
            if self.upos(before) == Some(Upos::Propn)
                && !self.words.fillers.contains(self.lower_word(before))
            {
                first = before;
            } else if self.lower(before) == "of"
                && before > from
                && self.upos(before - 1) == Some(Upos::Propn)
            {
                first = before - 1;
            } else {
                break;
            }
        }
        let mut last = head + 1;
        while last < to && self.is_under(last, head) {
            if self.lower(last) == "," && self.xpos(last + 1) == Some(Xpos::Vbg) {
                // `Rossi, speaking in court, said`.
                break;
            }
            last += 1;
        }
        while first < head
            && (self.is_punct(first) || matches!(self.upos(first), Some(Upos::Cconj | Upos::Adp)))
        {
            first += 1;
        }
        while last > head + 1
            && (self.is_punct(last - 1)
                || matches!(self.upos(last - 1), Some(Upos::Part | Upos::Adp))
                    && self.lower(last - 1) != "'s")
        {
            last -= 1;
        }
        self.named_before(first, last, from).or_else(|| {
            Some(Speaker {
                span: self.span(first..last)?,
                head,
            })
        })
    }

    /// Returns whether a token depends on another, or is it.
    pub(super) fn is_under(&self, token: usize, root: usize) -> bool {
        self.tokens.is_under(token, root, MAX_PHRASE)
    }

    /// Reads the noun phrase that ends before `verb` from the words alone.
    fn phrase_backward(&self, verb: usize, from: usize) -> Option<Speaker> {
        let mut end = verb;
        while end > from
            && (matches!(self.upos(end - 1), Some(Upos::Adv | Upos::Aux | Upos::Part))
                || (matches!(self.lower(end - 1), "," | "--" | "–" | "—") && end == verb))
        {
            end -= 1;
        }
        let mut start = end;
        while start > from {
            let before = start - 1;
            let inside = self.is_nominal(before)
                || matches!(self.upos(before), Some(Upos::Det | Upos::Pron))
                || (self.words.inside.contains(self.lower_word(before)) && start < end);
            if !inside {
                break;
            }
            start = before;
        }
        while start < end
            && (matches!(self.upos(start), Some(Upos::Adp | Upos::Cconj | Upos::Adv))
                || self.is_punct(start))
        {
            start += 1;
        }
        // `Rossi, speaking after a visit to the port, urged`: the subject stands before.
        let parted = matches!(self.lower(end), "," | "-" | "--" | "–" | "—");
        if parted && start > from && matches!(self.upos(start - 1), Some(Upos::Adp | Upos::Verb)) {
            let mark = self.lower(end);
            let comma = (from..start).rev().find(|i| self.lower(*i) == mark);
            if let Some(comma) = comma
                && let Some(speaker) = self.phrase_backward(comma, from)
            {
                return Some(speaker);
            }
        }
        // `He also, at one point, said`.
        if let Some(pronoun) = (start..end).find(|i| self.xpos(*i) == Some(Xpos::Prp)) {
            return Some(Speaker {
                span: self.span(pronoun..pronoun + 1)?,
                head: pronoun,
            });
        }
        // "too early to say": what stands before is no one.
        if start < end && (start..end).all(|i| self.upos(i) == Some(Upos::Adj)) {
            return None;
        }
        if let Some(named) = self.named_before(start, end, from) {
            return Some(named);
        }
        let (_, head) = self.plain_phrase(start, end)?;
        Some(Speaker {
            span: self.span(start..end)?,
            head,
        })
    }

    /// `Field, the mayor of the town, said`: the name before the apposition heads both.
    fn named_before(&self, start: usize, end: usize, from: usize) -> Option<Speaker> {
        let parted = self.lower(end) == "," && start > from + 1 && self.lower(start - 1) == ",";
        if !parted || !matches!(self.upos(start), Some(Upos::Det | Upos::Noun | Upos::Adj)) {
            return None;
        }
        let mut name = start - 1;
        while name > from && self.is_nominal(name - 1) {
            name -= 1;
        }
        let (_, head) = self.plain_phrase(name, start - 1)?;
        if self.upos(head) != Some(Upos::Propn) {
            return None;
        }
        Some(Speaker {
            span: self.span(name..end)?,
            head,
        })
    }

    /// Skips adverbs, days, hearers and places of speech from `from`.
    pub(super) fn skip_circumstance(&self, from: usize, to: usize) -> usize {
        let mut at = from;
        loop {
            let word = self.lower(at);
            if at >= to {
                return to;
            }
            if self.words.fillers.contains(word)
                || self.upos(at) == Some(Upos::Adv) && word != "how" && word != "why"
            {
                at += 1;
                continue;
            }
            if self.words.venue_prepositions.contains(word)
                && let Some((mut end, head)) = self.plain_phrase(at + 1, to)
            {
                let place = self.words.venues.contains(self.lower_word(head))
                    || self.words.fillers.contains(self.lower_word(head))
                    || self.upos(head) == Some(Upos::Num)
                    || (matches!(word, "in" | "at" | "from" | "to")
                        && self.upos(head) == Some(Upos::Propn));
                if place {
                    while self.words.inside.contains(self.lower_word(end))
                        && self.lower(end) != "and"
                    {
                        match self.plain_phrase(end + 1, to) {
                            Some((next, _)) if !self.is_finite(next) => end = next,
                            _ => break,
                        }
                    }
                    at = end;
                    continue;
                }
            }
            return at;
        }
    }

    /// Returns the end without closing punctuation.
    pub(super) fn trim_end(&self, from: usize, to: usize) -> usize {
        let mut end = to;
        while end > from
            && self.is_punct(end - 1)
            && !matches!(self.lower(end - 1), "\"" | "'" | ")" | "]")
        {
            end -= 1;
        }
        end
    }
}
