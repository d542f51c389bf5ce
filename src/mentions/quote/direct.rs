//! Who says what stands between quotation marks: the cue before or behind them.

use super::marks::Quoted;
use super::page::{Page, Speaker};
use crate::span::Span;
use crate::tokens::{Relation, Upos, Xpos};

/// The cue of a quotation and who it names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cue<'a> {
    pub(super) speaker: Option<Speaker>,
    /// The cue's words, where there are any (`Smith: “…”` has none).
    pub(super) span: Option<Span>,
    pub(super) lemma: &'a str,
    /// Token of the verb, or the first of `according to`.
    pub(super) verb: Option<usize>,
    /// Whether the verb also reports a clause of its own before the marks.
    pub(super) shared: bool,
}

/// A verb of speech stands at most so many tokens from the marks.
const MAX_AWAY: usize = 32;

/// A verb stands at most so many tokens before a few quoted words of its own.
const MAX_FRAGMENT: usize = 9;

/// Words before a colon that can name a speaker are no more than this.
const MAX_NAME: usize = 8;

impl<'a> Page<'a> {
    /// Finds the cue beside a quotation; `others` are the article's quotations.
    pub(super) fn cue_beside(&self, quoted: &Quoted, others: &[Quoted]) -> Option<Cue<'a>> {
        self.cue_behind(quoted, others)
            .or_else(|| self.cue_before(quoted, others))
    }

    /// `…,” she said`; `…,” said Smith`.
    fn cue_behind(&self, quoted: &Quoted, others: &[Quoted]) -> Option<Cue<'a>> {
        let text = &self.article.text;
        let last = quoted.content.of(text).chars().next_back()?;
        let after = text
            .get(quoted.close..)
            .and_then(|t| t.chars().next())
            .unwrap_or(' ');
        let pause = matches!(last, ',' | '?' | '!' | '…' | '-' | '–' | '—' | ';')
            || after == ','
            || text
                .get(..quoted.content.end as usize)
                .is_some_and(|t| t.ends_with("..."));
        if !pause || quoted.continues {
            return None;
        }
        let sentence = self.sentence_at(quoted.close.saturating_sub(1));
        let mut from = self.token_at(quoted.close);
        let mut to = self.range(sentence).end;
        if from >= to {
            // `…?” he asked.` may be cut behind the mark.
            let next = self.range(sentence + 1);
            let same =
                self.sentences.get(sentence + 1)?.block == self.sentences.get(sentence)?.block;
            let goes_on = self
                .token(next.start)
                .is_some_and(|t| t.span.of(text).starts_with(char::is_lowercase));
            if !same || !goes_on {
                return None;
            }
            (from, to) = (next.start, next.end);
        }
        let next_open = others
            .iter()
            .map(|o| o.open)
            .filter(|open| *open >= quoted.close)
            .min();
        if let Some(open) = next_open {
            to = to.min(self.token_at(open));
        }
        while from < to && self.is_punct(from) {
            from += 1;
        }
        if matches!(self.lower(from), "according") {
            let speaker = self.phrase_forward(from + 2, to, true)?;
            return Some(Cue {
                speaker: Some(speaker),
                span: self.span(from..from + 2),
                lemma: "according to",
                verb: Some(from),
                shared: false,
            });
        }
        let opens = matches!(
            self.upos(from),
            Some(
                Upos::Pron
                    | Upos::Det
                    | Upos::Noun
                    | Upos::Propn
                    | Upos::Adj
                    | Upos::Num
                    | Upos::Verb
                    | Upos::Adv
            )
        ) && !matches!(self.lower(from), "which" | "that" | "who");
        if !opens {
            return None;
        }
        if let Some(cue) = self.odd_verb(from, to) {
            return Some(cue);
        }
        let mut relative = false;
        for i in from..to.min(from + MAX_AWAY) {
            if matches!(self.lower(i), ":" | ";") {
                break;
            }
            if matches!(self.lower(i), "who" | "which" | "that" | "whose") {
                relative = true;
                continue;
            }
            let Some((lemma, _)) = self.speech_verb(i) else {
                if self.is_finite(i) {
                    if !relative && self.upos(i) == Some(Upos::Verb) && !self.linked(i, to) {
                        break;
                    }
                    relative = false;
                }
                continue;
            };
            let spoken = self.is_finite(i)
                || matches!(self.xpos(i), Some(Xpos::Vbn | Xpos::Vbd))
                || self.words.forms.contains_key(self.lower_word(i))
                || (i == from && self.upos(i) == Some(Upos::Verb))
                || (self.xpos(i) == Some(Xpos::Vb)
                    && i > from
                    && self.upos(i - 1) == Some(Upos::Aux));
            if !spoken || (self.xpos(i) == Some(Xpos::Vbg) && i > from) {
                continue;
            }
            if relative && self.is_finite(i) && self.later_verb(i + 1, to) {
                relative = false;
                continue;
            }
            let speaker = if i == from || (from..i).all(|j| self.upos(j) == Some(Upos::Adv)) {
                self.phrase_forward(i + 1, to, true)
            } else {
                self.phrase_between(from, i)
            };
            return Some(Cue {
                speaker,
                span: self.span(i..i + 1),
                lemma,
                verb: Some(i),
                shared: self.ends_clause(quoted),
            });
        }
        None
    }

    /// Returns whether the quoted words end a clause that began before them:
    /// `The plan had “become a farce”, he said`.
    fn ends_clause(&self, quoted: &Quoted) -> bool {
        let begin = self.range(self.sentence_at(quoted.open)).start;
        let open = self.token_at(quoted.open);
        let small = quoted
            .content
            .of(&self.article.text)
            .starts_with(char::is_lowercase);
        small
            && open > begin + 1
            && self.has_clause(begin..open)
            && !matches!(self.lower(open - 1), "," | ":")
    }

    /// `…,” chimed in her brother`: any verb before its subject, right behind the marks.
    fn odd_verb(&self, verb: usize, to: usize) -> Option<Cue<'a>> {
        let finite = self.upos(verb) == Some(Upos::Verb)
            && matches!(self.xpos(verb), Some(Xpos::Vbd | Xpos::Vbz));
        if !finite || self.speech_verb(verb).is_some() {
            return None;
        }
        let mut from = verb + 1;
        if self.xpos(from) == Some(Xpos::Rp) || self.lower(from) == "in" {
            from += 1;
        }
        let speaker = self.phrase_forward(from, to, true)?;
        let named = matches!(self.upos(from), Some(Upos::Propn | Upos::Pron | Upos::Det))
            && self.xpos(from) != Some(Xpos::Prp);
        named.then_some(Cue {
            speaker: Some(speaker),
            span: self.span(verb..verb + 1),
            lemma: self.tokens.lemma(verb),
            verb: Some(verb),
            shared: false,
        })
    }

    /// Finds the cue of a few quoted words that no clause reports: `calling it “stable”`.
    pub(super) fn cue_of_fragment(&self, quoted: &Quoted) -> Option<Cue<'a>> {
        let range = self.range(self.sentence_at(quoted.open));
        let to = self.token_at(quoted.open);
        let verb = (range.start..to)
            .rev()
            .take(MAX_FRAGMENT)
            .take_while(|i| !matches!(self.lower(*i), "." | ";" | ":" | "--"))
            .find(|i| self.speech_verb(*i).is_some() || self.is_finite(*i))?;
        let (lemma, _) = self.speech_verb(verb)?;
        // `called for a “new dawn”` reports no words of the caller's own clause, but they are theirs.
        let passive = self.xpos(verb) == Some(Xpos::Vbn)
            && (range.start..verb)
                .rev()
                .take(3)
                .any(|i| self.tokens.lemma(i) == "be");
        let named = self.xpos(verb) == Some(Xpos::Vbn)
            && !(range.start..verb)
                .rev()
                .take(3)
                .any(|i| self.tokens.lemma(i) == "have");
        if self.is_negated(verb, range.start) || passive || named || verb < range.start {
            return None;
        }
        Some(Cue {
            speaker: self.speaker_before(verb, range.start),
            span: self.span(verb..verb + 1),
            lemma,
            verb: None,
            shared: true,
        })
    }

    /// Returns whether `and` and a verb of speech follow: `he nodded and said`.
    fn linked(&self, verb: usize, to: usize) -> bool {
        (verb + 1..to.min(verb + 6)).any(|i| {
            matches!(self.lower(i), "and" | "as")
                && (i + 1..to.min(i + 3)).any(|j| self.speech_verb(j).is_some())
        })
    }

    /// Returns whether another verb of speech follows in the same stretch.
    fn later_verb(&self, from: usize, to: usize) -> bool {
        (from..to.min(from + MAX_AWAY))
            .take_while(|i| !matches!(self.lower(*i), ";" | "."))
            .any(|i| self.speech_verb(i).is_some() && self.xpos(i) != Some(Xpos::Vbg))
    }

    /// Reads the speaker from the words between the marks and the verb.
    fn phrase_between(&self, from: usize, verb: usize) -> Option<Speaker> {
        let mut start = from;
        let mut end = verb;
        while start < end && (self.upos(start) == Some(Upos::Adv) || self.is_punct(start)) {
            start += 1;
        }
        // A first verb without a relative pronoun ends the subject: `he nodded and said`.
        let mut relative = false;
        for i in start..end {
            if matches!(self.lower(i), "who" | "which" | "that" | "whose") {
                relative = true;
            } else if self.is_finite(i) {
                if !relative {
                    end = i;
                    break;
                }
                relative = false;
            }
        }
        while end > start
            && (matches!(self.upos(end - 1), Some(Upos::Adv | Upos::Aux))
                || (self.is_punct(end - 1) && !matches!(self.lower(end - 1), ")" | "]")))
        {
            end -= 1;
        }
        let (_, head) = self.plain_phrase(start, end)?;
        Some(Speaker {
            span: self.span(start..end)?,
            head,
        })
    }

    /// `she said: “…`; `Smith added, “…`; `Smith: “…`.
    fn cue_before(&self, quoted: &Quoted, others: &[Quoted]) -> Option<Cue<'a>> {
        let sentence = self.sentence_at(quoted.open);
        let to = self.token_at(quoted.open);
        let mut from = self.range(sentence).start;
        let previous = others
            .iter()
            .filter(|o| o.close <= quoted.open)
            .map(|o| o.close)
            .max();
        if let Some(close) = previous {
            from = from.max(self.token_at(close));
        }
        if from >= to {
            // `Smith said:` may stand in a sentence of its own.
            let last = sentence.checked_sub(1)?;
            let range = self.range(last);
            let colon = range
                .end
                .checked_sub(1)
                .is_some_and(|i| self.lower(i) == ":" && i >= range.start);
            let near = self.sentences.get(last)?.block + 1 >= self.sentences.get(sentence)?.block;
            let own = previous.is_none_or(|close| self.token_at(close) < range.end);
            if !colon || !near || !own || self.sentence_at(quoted.open) != sentence {
                return None;
            }
            return self.cue_in(range.start, range.end, quoted);
        }
        self.cue_in(from, to, quoted)
    }

    fn cue_in(&self, from: usize, to: usize, quoted: &Quoted) -> Option<Cue<'a>> {
        let last = to.checked_sub(1).filter(|i| *i >= from)?;
        let colon = self.lower(last) == ":";
        let pause = colon || self.lower(last) == ",";
        let capital = quoted
            .content
            .of(&self.article.text)
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let verb = (from..to)
            .rev()
            .take(MAX_AWAY)
            .find(|i| self.speech_verb(*i).is_some() && self.upos(*i) != Some(Upos::Noun));
        if let Some(verb) = verb {
            let (lemma, _) = self.speech_verb(verb)?;
            // "a group called “…”": a name, not speech.
            let named = self.xpos(verb) == Some(Xpos::Vbn)
                && self.relation(verb) == Some(Relation::Acl)
                && self.tokens.lemma(verb) != "say";
            if named {
                return None;
            }
            let at_end = self.skip_hearer(verb, to) >= last + usize::from(!pause);
            let fits = pause || (capital && at_end);
            let shared = !at_end && self.has_clause(verb + 1..to);
            if !fits
                || (shared && !colon)
                || (!at_end && !colon && !capital)
                || self.is_negated(verb, from)
            {
                return None;
            }
            let inverted = verb > from && self.lower(verb - 1) == ",";
            let speaker = self.speaker_before(verb, from).or_else(|| {
                inverted
                    .then(|| self.phrase_forward(verb + 1, to, true))
                    .flatten()
            });
            return Some(Cue {
                speaker,
                span: self.span(verb..verb + 1),
                lemma,
                verb: Some(verb),
                shared,
            });
        }
        let named = colon && last - from <= MAX_NAME && last > from && !self.has_clause(from..last);
        if !named {
            return None;
        }
        let speaker = self.phrase_forward(from, last, true)?;
        Some(Cue {
            speaker: Some(speaker),
            span: None,
            lemma: "",
            verb: None,
            shared: false,
        })
    }

    /// Skips hearer and circumstance behind a verb.
    pub(super) fn skip_hearer(&self, verb: usize, to: usize) -> usize {
        let mut at = verb + 1;
        let takes = self.speech_verb(verb).is_some_and(|(_, v)| v.recipient);
        if takes && let Some((mut end, _)) = self.plain_phrase(at, to) {
            while self.words.inside.contains(self.lower_word(end)) && end + 1 < to {
                match self.plain_phrase(end + 1, to) {
                    Some((next, _)) => end = next,
                    None => break,
                }
            }
            at = end;
        }
        self.skip_circumstance(at, to)
    }
}
