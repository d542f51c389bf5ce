//! Ages of persons at the time of writing: `Maria Costa, 42,`, `the 42-year-old teacher Maria Costa`,
//! `Maria Costa has died at the age of 42`.

use super::facts::{fact, value};
use super::{Claim, Reader, Role};
use crate::mentions::entity::EntityKind;
use crate::mentions::quantity::{Bound, Quantity, Unit};
use crate::tokens::Upos;

/// The predicate of ages.
pub const AGE_FACTS: &[&str] = &["person.age"];

/// Words between an age in front of a name and the name: `the 42-year-old Lisbon teacher`.
const MAX_BETWEEN: usize = 4;

/// Finds the ages that an article gives to persons it names in full.
pub(super) fn find(reader: &Reader<'_>, out: &mut Vec<Claim>) {
    let tokens = reader.grammar.tokens;
    for (idx, age) in (0_u32..).zip(&reader.mentions.quantities) {
        let bare = age.unit == Unit::Count(String::new()) && who_was(reader, age).is_some();
        if age.unit != Unit::Age && !bare || age.bound != Bound::Exact || age.high > age.low {
            continue;
        }
        let sentence = tokens.sentence_of(age.tokens.0 as usize);
        if reader.is_furniture(sentence) {
            continue;
        }
        // "Died at 42" is as old as one gets.
        if told_of_another_time(reader, age) && of_deed(reader, age).is_none() {
            continue;
        }
        let named = behind_name(reader, age)
            .or_else(|| before_name(reader, age))
            .or_else(|| who_was(reader, age))
            .or_else(|| in_apposition(reader, age))
            .or_else(|| of_deed(reader, age));
        let Some((person, name)) = named else {
            continue;
        };
        let evidence = name.join(age.span);
        let mut claim = fact(reader, "person.age", sentence, evidence, age.span);
        let Some(entity) = reader.mentions.entities.get(person) else {
            continue;
        };
        claim.keys = vec![format!("age/{}", entity.key)];
        claim.roles.push(Role {
            name: "person".to_owned(),
            entity: Some(person),
            key: entity.key.clone(),
            span: name,
            stated: true,
        });
        claim
            .roles
            .push(value("age", age.low.to_string(), age.span));
        claim.quantity = Some(idx);
        claim.status = super::Status::Ongoing;
        out.push(claim);
    }
}

/// Returns whether the words say that the age was another day's: `then 26`, `at 26`.
fn told_of_another_time(reader: &Reader<'_>, age: &Quantity) -> bool {
    let (from, to) = (age.tokens.0 as usize, age.tokens.1 as usize);
    let words = &reader.lexicon.quantity.age_elsewhere;
    let sentence = reader
        .grammar
        .tokens
        .of_sentence(reader.grammar.tokens.sentence_of(from));
    (from.saturating_sub(1)..=to)
        .filter(|t| sentence.contains(t))
        .any(|t| words.contains(reader.grammar.lower_word(t)))
}

/// Reads `Maria Costa, 42,` and `Maria Costa (42)`.
fn behind_name(reader: &Reader<'_>, age: &Quantity) -> Option<(u32, crate::span::Span)> {
    let grammar = reader.grammar;
    let from = age.tokens.0 as usize;
    let (open, close) = (from.checked_sub(1)?, age.tokens.1 as usize);
    let set_off = matches!(
        (grammar.lower(open), grammar.lower(close)),
        (",", "," | "." | ";") | ("(", ")")
    );
    named(reader, open.checked_sub(1)?).filter(|_| set_off)
}

/// Reads `Maria Costa, a 42-year-old nurse,`.
fn in_apposition(reader: &Reader<'_>, age: &Quantity) -> Option<(u32, crate::span::Span)> {
    let grammar = reader.grammar;
    let article = (age.tokens.0 as usize).checked_sub(1)?;
    let comma = article.checked_sub(1)?;
    let set_off = grammar.upos(article) == Upos::Det && grammar.lower(comma) == ",";
    let attributive = age.span.of(grammar.text).contains('-');
    named(reader, comma.checked_sub(1)?).filter(|_| set_off && attributive)
}

/// Reads `Maria Costa, who was 42,`.
fn who_was(reader: &Reader<'_>, age: &Quantity) -> Option<(u32, crate::span::Span)> {
    let grammar = reader.grammar;
    let (copula, close) = (
        (age.tokens.0 as usize).checked_sub(1)?,
        age.tokens.1 as usize,
    );
    let who = copula.checked_sub(1)?;
    let name = who
        .checked_sub(1)
        .and_then(|comma| comma.checked_sub(usize::from(grammar.lower(comma) == ",")))?;
    let relative = grammar.lower(who) == "who"
        && grammar.lemma(copula) == "be"
        && matches!(grammar.lower(close), "," | "." | ";");
    let years = (1.0..116.0).contains(&age.low);
    named(reader, name).filter(|_| relative && years)
}

/// Reads `the 42-year-old teacher Maria Costa`.
fn before_name(reader: &Reader<'_>, age: &Quantity) -> Option<(u32, crate::span::Span)> {
    let grammar = reader.grammar;
    let to = age.tokens.1 as usize;
    let attributive = age.span.of(grammar.text).contains('-');
    let at = (to..to + MAX_BETWEEN).find(|t| named(reader, *t).is_some())?;
    let title = (to..at).all(|t| matches!(grammar.upos(t), Upos::Noun | Upos::Adj | Upos::Propn));
    named(reader, at).filter(|_| attributive && title)
}

/// Reads `Maria Costa has died at the age of 42`: of what people do once, an age tells how old they are now.
fn of_deed(reader: &Reader<'_>, age: &Quantity) -> Option<(u32, crate::span::Span)> {
    let grammar = reader.grammar;
    let from = age.tokens.0 as usize;
    // "Died at the age of 42", "died in Lisbon aged 42": the verb before it.
    let sentence = grammar.tokens.of_sentence(grammar.tokens.sentence_of(from));
    let verb = sentence.filter(|t| *t < from).rev();
    let deed = verb
        .take_while(|t| !matches!(grammar.lower(*t), "," | ";" | "and" | "who"))
        .find(|t| grammar.is_verb(*t))?;
    let now = &reader.lexicon.quantity.age_deeds;
    if !now.contains(grammar.lemma_word(deed)) {
        return None;
    }
    let subject = grammar.subject(deed).and_then(|s| named(reader, s));
    // "Maria Costa has died": the name before the verb.
    subject.or_else(|| {
        let before = (deed.saturating_sub(MAX_BETWEEN)..deed).rev();
        let name = before
            .take_while(|t| *t + 1 == deed || matches!(grammar.upos(*t + 1), Upos::Aux | Upos::Adv))
            .last()?;
        named(reader, name)
    })
}

/// Returns the person whose full name a token is part of: a story told of the past goes on with the
/// surname ("the seven-year-old Ms Costa").
fn named(reader: &Reader<'_>, token: usize) -> Option<(u32, crate::span::Span)> {
    let entities = &reader.mentions.entities;
    let idx = entities.of_token(token)?;
    let entity = entities.get(idx)?;
    // Of a name that nothing else tells of, the age says that it is a person's.
    let person = matches!(entity.kind, EntityKind::Person | EntityKind::Other);
    let full = person && entity.key.contains(' ');
    let at = u32::try_from(token).ok()?;
    let mention = entity
        .mentions
        .iter()
        .find(|m| (m.tokens.0..m.tokens.1).contains(&at))?;
    let here = mention.tokens.1 - mention.tokens.0 > 1;
    (full && here).then_some((idx, mention.span))
}
