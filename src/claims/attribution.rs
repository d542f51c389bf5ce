//! Who says a claim: the chain of quotations around it.

use super::{Attribution, Claim, Reader, Scope};
use crate::mentions::quote::{Quotation, QuoteKind};
use crate::tokens::Upos;

/// Attaches to every claim its chain of speakers, innermost first.
pub(super) fn attach(reader: &Reader<'_>, claims: &mut [Claim]) {
    let speech = reader.speech();
    for claim in claims {
        for quotation in speech.around(claim.trigger) {
            if quotation.kind == QuoteKind::Direct && claim.scope == Scope::Body {
                claim.scope = Scope::Quotation;
            }
            if let Some(attribution) = speaker(reader, quotation)
                && !claim
                    .attribution
                    .iter()
                    .any(|a| a.speaker == attribution.speaker)
            {
                claim.attribution.push(attribution);
            }
        }
    }
}

/// Returns all quotations with their speakers, by content start.
pub(super) fn speakers<'a>(reader: &Reader<'a>) -> Vec<(&'a Quotation, Option<Attribution>)> {
    let mut last: Option<Attribution> = None;
    let all = reader.speech().all().into_iter();
    let speakers = all.map(|quotation| {
        let found = Teller::of(reader, quotation).after(last.as_ref());
        if found.is_some() {
            last.clone_from(&found);
        }
        (quotation, found)
    });
    speakers.collect()
}

/// Returns who speaks in one of the article's quotations. Reads no more of the others than it takes: back to the
/// last speaker who needs none before.
pub(super) fn speaker(reader: &Reader<'_>, quotation: &Quotation) -> Option<Attribution> {
    let own = Teller::of(reader, quotation);
    if !own.needs_last() {
        return own.after(None);
    }
    let speech = reader.speech();
    let sentence = speech.sentence_of(quotation);
    let beside = speech.of_sentence(sentence).into_iter();
    let beside: Vec<&Quotation> = beside
        .take_while(|q| !std::ptr::eq(*q, quotation))
        .collect();
    let earlier = (0..sentence).rev().map(|s| speech.of_sentence(s));
    let before = std::iter::once(beside)
        .chain(earlier)
        .flat_map(|all| all.into_iter().rev());
    let mut between = Vec::new();
    for quotation in before {
        let teller = Teller::of(reader, quotation);
        let needs_last = teller.needs_last();
        between.push(teller);
        if !needs_last && quotation.speaker.is_some() {
            break;
        }
    }
    let mut last = None;
    for teller in between.into_iter().rev() {
        last = teller.after(last.as_ref()).or(last);
    }
    own.after(last.as_ref())
}

/// Who is said to speak, as far as a quotation alone tells.
enum Teller<'a> {
    /// Nobody, or somebody of whom nothing is said.
    Nobody,
    /// Somebody named or described.
    Known(Attribution),
    /// A pronoun that stands for the speaker before.
    Pronoun,
    /// A noun alone ("the source"), with its lemma: the one described before, where the noun is the same.
    Noun(&'a str, Attribution),
}

impl<'a> Teller<'a> {
    fn of(reader: &Reader<'a>, quotation: &Quotation) -> Self {
        let Some(span) = quotation.speaker else {
            return Self::Nobody;
        };
        let described = || Attribution {
            speaker: description(span.of(&reader.article.text)),
            named: false,
            span,
        };
        let Some(head) = quotation.speaker_head.map(|h| h as usize) else {
            return Self::Known(described());
        };
        let entities = &reader.mentions.entities;
        if let Some(entity) = entities.meant_at(head).and_then(|e| entities.get(e)) {
            return Self::Known(Attribution {
                speaker: entity.key.clone(),
                named: true,
                span,
            });
        }
        if reader.grammar.upos(head) == Upos::Pron {
            return Self::Pronoun;
        }
        let lemma = reader.grammar.lemma(head);
        if span.len() <= lemma.len() + 6 {
            Self::Noun(lemma, described())
        } else {
            Self::Known(described())
        }
    }

    /// Returns whether it takes the speaker before to tell who speaks.
    fn needs_last(&self) -> bool {
        matches!(self, Self::Pronoun | Self::Noun(..))
    }

    /// Returns who speaks, `last` being the speaker before.
    fn after(self, last: Option<&Attribution>) -> Option<Attribution> {
        match self {
            Self::Nobody => None,
            Self::Known(own) => Some(own),
            Self::Pronoun => last.cloned(),
            Self::Noun(lemma, own) => Some(match last {
                Some(last)
                    if !last.named && last.speaker.split(' ').any(|w| w.starts_with(lemma)) =>
                {
                    last.clone()
                }
                _ => own,
            }),
        }
    }
}

/// Returns a description as a key: lower case, without a leading article, single spaces.
fn description(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let lower = word.to_lowercase();
        if out.is_empty() && matches!(lower.as_str(), "a" | "an" | "the" | "one" | "some") {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(lower.trim_matches(|c: char| !c.is_alphanumeric()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::{Reader, extract};
    use super::{speaker, speakers};
    use crate::lexicon::Lexicon;
    use crate::mentions::testing::article;
    use crate::read::RuleFiles;

    #[test]
    fn a_speaker_asked_for_alone_is_the_one_that_all_together_have() {
        let lexicon = Lexicon::load(&RuleFiles::built_in()).unwrap_or_default();
        let text = "A police source said the port had burned. The source said the fire had spread. “It was \
                    over by noon,” the source added. Ann Lund, the mayor, said that nobody was hurt and that \
                    the bridge was safe. She warned that the road would stay closed. They said the harbour had \
                    been shut. “We tested it,” she said. “Twice.”";
        let article = article(text);
        let extraction = extract(&article, &lexicon);
        let reader = Reader::of(&article, &extraction, &lexicon);
        let all = speakers(&reader);
        let names: Vec<&str> = all
            .iter()
            .map(|(_, by)| by.as_ref().map_or("", |a| a.speaker.as_str()))
            .collect();
        assert_eq!(names.first(), Some(&"police source"));
        assert_eq!(names.get(..3), Some(&["police source"; 3][..]));
        assert!(names.contains(&"ann lund"), "{names:?}");
        for (quotation, by) in all.iter().rev() {
            assert_eq!(speaker(&reader, quotation), *by, "{quotation:?}");
        }
    }
}
