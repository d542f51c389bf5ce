//! Open predicates: what one named entity does to another, in words that no frame has.

use super::framed::{evidence, time_of};
use super::{Claim, Predicate, Reader, Role, modality};
use crate::tokens::{Relation, Xpos};

/// Finds the claims of verbs between two named entities that no frame has read, in text order.
pub(super) fn find(reader: &Reader<'_>, out: &mut Vec<Claim>) {
    let grammar = reader.grammar;
    let framed: Vec<_> = out.iter().map(|c| c.trigger).collect();
    for sentence in 0..reader.sentences.len() {
        if reader.is_furniture(sentence) {
            continue;
        }
        for verb in grammar.tokens.of_sentence(sentence) {
            let auxiliary = matches!(
                grammar.relation(verb),
                Relation::Aux | Relation::AuxPass | Relation::Cop
            ) || grammar.xpos(verb) == Xpos::Md;
            if !grammar.is_verb(verb) || auxiliary || framed.contains(&grammar.span(verb)) {
                continue;
            }
            out.extend(claim(reader, verb, sentence));
        }
    }
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
    // One of several says nothing of the others ("the US and Iran did not …").
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
