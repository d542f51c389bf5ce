//! Open predicates: what one named entity does to another, in words that no frame has.

use super::framed::{evidence, time_of};
use super::hook::times_of;
use super::{Claim, Predicate, Reader, Role, modality};
use crate::tokens::{Relation, Upos, Xpos};

/// Tokens in which the name that is a verb's object ends.
const MAX_PHRASE: usize = 12;

/// Finds the claims of verbs between two named entities that no frame has read, in text order.
pub(super) fn find(reader: &Reader<'_>, out: &mut Vec<Claim>) {
    let grammar = reader.grammar;
    let framed: Vec<_> = out.iter().map(|c| c.trigger).collect();
    for sentence in 0..reader.sentences.len() {
        if reader.is_furniture(sentence) || !names_two(reader, sentence) {
            continue;
        }
        for verb in grammar.tokens.of_sentence(sentence) {
            if !grammar.is_verb(verb)
                || grammar.upos(verb) == Upos::Aux
                || framed.contains(&grammar.span(verb))
                || !can_join_names(reader, verb, sentence)
            {
                continue;
            }
            if is_done_by_unnamed(reader, verb) {
                continue;
            }
            let auxiliary = matches!(
                grammar.relation(verb),
                Relation::Aux | Relation::AuxPass | Relation::Cop
            );
            if auxiliary {
                continue;
            }
            out.extend(claim(reader, verb, sentence));
        }
    }
}

/// Returns whether a sentence names two entities: without them there is nothing to parse it for.
fn names_two(reader: &Reader<'_>, sentence: usize) -> bool {
    let tokens = reader.grammar.tokens.of_sentence(sentence);
    let mut named = tokens.filter_map(|t| reader.mentions.entities.of_token(t));
    let first = named.next();
    named.any(|entity| Some(entity) != first)
}

/// Returns whether the words allow a verb a named subject and a named object: one before it, and one in the noun
/// phrase behind it or behind "by", or two before it with a relative pronoun between.
fn can_join_names(reader: &Reader<'_>, verb: usize, sentence: usize) -> bool {
    let grammar = reader.grammar;
    let range = grammar.tokens.of_sentence(sentence);
    // A name itself, not one that only says whose or what kind: "Peru's plan", "Peru officials"; but "met Peru
    // yesterday".
    let times = times_of(reader, sentence);
    let is_timed = |t: usize| times.iter().any(|x| x.tokens.0 as usize == t);
    let named = |t: usize| {
        let next = t + 1;
        let goes_on = next < range.end
            && (matches!(grammar.xpos(next), Xpos::Pos | Xpos::Hyph)
                || grammar.upos(next) == Upos::Noun && !is_timed(next));
        reader.mentions.entities.of_token(t).is_some() && !goes_on
    };
    // "Defeating Peru, Chile won": the subject of the main clause may stand behind.
    let participle = matches!(grammar.xpos(verb), Xpos::Vbg | Xpos::Vbn);
    if !participle && !(range.start..verb).any(named) {
        return false;
    }
    let leads = |from: usize| {
        let end = range.end.min(from + MAX_PHRASE);
        let small = |t: &usize| matches!(grammar.xpos(*t), Xpos::Rp | Xpos::Rb | Xpos::OpenQuote);
        let first = (from..end).find(|t| !small(t)).unwrap_or(end);
        let mut phrase = (first..end).take_while(|t| {
            matches!(
                grammar.upos(*t),
                Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num
            ) || matches!(
                grammar.xpos(*t),
                Xpos::Pos | Xpos::PrpPoss | Xpos::Hyph | Xpos::CloseQuote
            )
        });
        phrase.any(named)
    };
    let by = || {
        let mut behind = verb + 1..range.end.min(verb + MAX_PHRASE);
        let by = behind.find(|t| grammar.lower(*t) == "by");
        by.is_some_and(|by| leads(by + 1))
    };
    let relative = || {
        let mut before = (range.start.max(verb.saturating_sub(MAX_PHRASE))..verb).rev();
        let pronoun = before.find(|t| {
            matches!(grammar.xpos(*t), Xpos::Wdt | Xpos::Wp)
                || grammar.lower(*t) == "that" && grammar.upos(*t) == Upos::Pron
        });
        pronoun.is_some_and(|p| (p..verb).any(named) && (range.start..p).any(named))
    };
    leads(verb + 1) || by() || relative()
}

/// Returns whether the parse need not go on behind the verb to tell that its doer has no name.
fn is_done_by_unnamed(reader: &Reader<'_>, verb: usize) -> bool {
    let grammar = reader.grammar;
    // The subject of a participle may be the one acted on.
    let active = grammar.xpos(verb) != Xpos::Vbn && grammar.upos(verb) != Upos::Adj;
    let subject = || grammar.plain_subject_before(verb);
    active && subject().is_some_and(|subject| named(reader, "agent", subject).is_none())
}

fn claim(reader: &Reader<'_>, verb: usize, sentence: usize) -> Option<Claim> {
    let grammar = reader.grammar;
    let agent = named(reader, "agent", grammar.subject(verb)?)?;
    let patient = named(reader, "patient", grammar.object(verb)?)?;
    if agent.key == patient.key {
        return None;
    }
    let modality = modality::read(grammar, verb, &reader.lexicon.status);
    let (time, timex) = time_of(reader, (verb, verb), None, &modality, sentence);
    let mut lemma = grammar.lemma(verb).to_owned();
    if let Some(particle) = grammar.tokens.child(verb, Relation::CompoundPrt) {
        lemma.push(' ');
        lemma.push_str(grammar.lower(particle));
    }
    let mut claim = reader.claim(
        Predicate::Open(lemma),
        sentence,
        evidence(reader, verb, None, timex),
        grammar.span(verb),
    );
    claim.keys = vec![format!("open/{}/{}", agent.key, patient.key)];
    claim.roles = vec![agent, patient];
    claim.roles.sort_by_key(|r| r.span);
    claim.time = time;
    claim.timex = timex;
    claim.status = modality.status;
    claim.certainty = modality.certainty;
    claim.polarity = modality.polarity;
    Some(claim)
}

/// Returns a role whose filler is a name itself, not a common noun that a name modifies.
fn named(reader: &Reader<'_>, name: &str, token: usize) -> Option<Role> {
    let entities = &reader.mentions.entities;
    let idx = entities.of_token(token)?;
    let entity = entities.get(idx)?;
    // One of several says nothing of the others ("Chad and Norway did not …").
    if entities.coordinated_at(token).len() > 1 {
        return None;
    }
    Some(Role {
        name: name.to_owned(),
        entity: Some(idx),
        key: entity.key.clone(),
        span: reader.grammar.span(token),
        stated: true,
    })
}
