//! Names that stand in each other's place.

use super::align::Range;
use super::side::Side;
use super::typed::Typed;
use super::versions::Kin;
use crate::lexicon::Lexicon;
use crate::mentions::entity::{Entity, EntityKind, EntityMention, one_spelling};
use crate::tokens::Relation;

/// Words before a name among which a preposition makes it a place's ("in the northern town of X").
const MAX_BEFORE: usize = 4;

/// A name inside a stretch of words.
#[derive(Clone, Copy)]
struct Name<'a> {
    entity: &'a Entity,
    mention: &'a EntityMention,
    token: usize,
}

/// The names of a stretch of words.
struct Named<'a> {
    names: Vec<Name<'a>>,
    /// Whether nothing stands beside them but titles and articles.
    bare: bool,
    /// Whether a noun beside them makes them some group ("the Libyan rebel movement").
    of_group: bool,
    /// Whether it is what they lead ("the Libyan-led coalition"), of which others may be a part.
    led: bool,
}

/// Types two stretches of words that are names and what may stand beside names; `None` where they are more
/// or less than that. Where the articles are versions of one text, words beside the names may differ.
pub(super) fn names(
    a: &Side<'_>,
    b: &Side<'_>,
    (ha, hb): (Range, Range),
    lexicon: &Lexicon,
    kin: Kin,
) -> Option<Typed> {
    let trusted = kin != Kin::Strangers;
    let (x, y) = (named_in(a, ha, lexicon)?, named_in(b, hb, lexicon)?);
    if (x.led || y.led) && kin != Kin::Copies {
        return None;
    }
    let (p, q) = (*x.names.first()?, *y.names.first()?);
    let plain = |named: &Named<'_>| named.bare && named.names.len() == 1;
    if !(trusted || plain(&x) && plain(&y)) {
        return None;
    }
    let shared = x
        .names
        .iter()
        .any(|p| y.names.iter().any(|q| one_name(a, b, p, q, lexicon)));
    if shared {
        // "Chad's rebels", "Chadian civilians": one name, and what stands beside it may exclude each other.
        return if plain(&x) && plain(&y) {
            Some(Typed::Same)
        } else if trusted {
            None
        } else {
            Some(Typed::Reworded)
        };
    }
    // A list in another order: each is named on both sides.
    if sentence_names(a, &q) && sentence_names(b, &p) {
        return Some(Typed::Reworded);
    }
    let differs = |kind| Some(Typed::Differs(kind, a.range(ha), b.range(hb)));
    let (speaks_a, speaks_b) = (a.speaks(p.token), b.speaks(q.token));
    let state = |name: &Name<'_>| name.entity.kind == EntityKind::State;
    let (place_p, place_q) = (
        state(&p) || is_placed(a, &p, lexicon),
        state(&q) || is_placed(b, &q, lexicon),
    );
    // What stands in a place's place is one.
    let unknown = |name: &Name<'_>| name.entity.kind == EntityKind::Other;
    let located = |side: &Side<'_>, name: &Name<'_>| {
        is_placed(side, name, lexicon)
            || !name.mention.adjective && is_located(side, name.mention, lexicon)
    };
    let (place_p, place_q) = (
        place_p || unknown(&p) && located(b, &q),
        place_q || unknown(&q) && located(a, &p),
    );
    if place_p && place_q {
        // "Chad said" here and "Libya said" there is no place.
        let part = |side: &Side<'_>, name: &Name<'_>, range: Range| {
            let noun = |t: usize| {
                lexicon
                    .variants
                    .town_parts
                    .contains(side.extraction.tokens.lemma_word(t))
            };
            noun(name.mention.tokens.1 as usize) || (range.0..range.1).any(|w| noun(side.token(w)))
        };
        return if speaks_a || speaks_b {
            // Two countries may each confirm a case of their own.
            if kin == Kin::Copies || is_quoted(a) && is_quoted(b) {
                differs("statement.speaker")
            } else {
                Some(Typed::Reworded)
            }
        } else if !trusted && (modifies(a, &p) || modifies(b, &q))
            || belongs(a, &p, lexicon) && belongs(b, &q, lexicon)
        {
            // "U.S. allies", "Mideast allies": what it is called, not where it is.
            Some(Typed::Reworded)
        } else if part(a, &p, ha) != part(b, &q, hb) {
            Some(Typed::Reworded)
        } else if trusted || known(&p) && known(&q) {
            differs("statement.place")
        } else {
            Some(Typed::Reworded)
        };
    }
    let person = |name: &Name<'_>| name.entity.kind == EntityKind::Person;
    if speaks_a && speaks_b && !place_p && !place_q {
        return differs("statement.speaker");
    }
    // "Ann, thanks for joining us": one who is spoken to.
    if is_apart(a, &p) || is_apart(b, &q) {
        return Some(Typed::Reworded);
    }
    if person(&p) && person(&q) {
        // "By Ann Lee, BBC News": a line that says nothing of anyone.
        return if a.has_verb_around(ha.0, lexicon) && b.has_verb_around(hb.0, lexicon) {
            differs("statement.person")
        } else {
            Some(Typed::Reworded)
        };
    }
    let medium = |name: &Name<'_>| {
        let words = &lexicon.speech.media;
        name.entity.key.split(' ').any(|w| words.contains(w))
    };
    // Agencies report each other's news under their own name.
    // An unknown name may be a part or the leader of what is named instead, and a group in a state any group.
    let sort = |named: &Named<'_>, name: &Name<'_>| match name.entity.kind {
        EntityKind::State if !named.of_group => Some(true),
        EntityKind::Organisation => Some(true),
        EntityKind::Other if whole_word(name, lexicon) => Some(false),
        _ => None,
    };
    let comparable = matches!((sort(&x, &p), sort(&y, &q)), (Some(s), Some(t)) if s == t);
    if trusted && !comparable && (person(&p) || person(&q) || !x.bare || !y.bare) {
        // "The Hansen regime", "the rebels": what they are may exclude each other, if who they are does not.
        return None;
    }
    if !trusted || !comparable || medium(&p) || medium(&q) {
        return Some(Typed::Reworded);
    }
    differs("statement.name")
}

/// Returns whether a name is more than a letter or the first half of a compound ("anti-").
fn whole_word(name: &Name<'_>, lexicon: &Lexicon) -> bool {
    let key = &name.entity.key;
    let first = key.split([' ', '-']).next().unwrap_or_default();
    key.chars().count() > 1 && !lexicon.variants.prefixes.contains(first)
}

/// Returns whether a name heads its sentence or stands outside its clause: nobody says anything of it.
fn is_apart(side: &Side<'_>, name: &Name<'_>) -> bool {
    let tokens = &side.extraction.tokens;
    let first = name.mention.tokens.0 as usize;
    let inside = first..name.mention.tokens.1 as usize;
    let head = inside
        .clone()
        .find(|t| tokens.head(*t).is_none_or(|up| !inside.contains(&up)));
    head.is_some_and(|t| {
        matches!(
            tokens.relation(t),
            Relation::Root | Relation::Vocative | Relation::Discourse | Relation::Parataxis
        )
    })
}

/// Returns whether words in quotation marks stand in the sentence.
fn is_quoted(side: &Side<'_>) -> bool {
    let sentence = side.sentence_span();
    let mut direct = side.extraction.mentions.quotations.direct().iter();
    direct.any(|q| q.content.overlaps(sentence))
}

/// Returns whether a name stands before the noun that it modifies, as part of what that is called.
fn modifies(side: &Side<'_>, name: &Name<'_>) -> bool {
    let tokens = &side.extraction.tokens;
    let last = (name.mention.tokens.1 as usize).saturating_sub(1);
    !name.mention.adjective
        && tokens.relation(last) == Relation::Compound
        && tokens.head(last).is_some_and(|up| up > last)
}

/// Returns whether a name stands before a noun for those who belong to several at once: "allies", "partners".
fn belongs(side: &Side<'_>, name: &Name<'_>, lexicon: &Lexicon) -> bool {
    let behind = name.mention.tokens.1 as usize;
    let words = &lexicon.variants.belonging;
    words.contains(side.extraction.tokens.lemma_word(behind))
}

fn known(name: &Name<'_>) -> bool {
    matches!(name.entity.kind, EntityKind::State | EntityKind::Place)
}

/// Returns whether a stretch of words is a state's forces or government.
pub(super) fn names_state(side: &Side<'_>, range: Range, lexicon: &Lexicon) -> bool {
    named_in(side, range, lexicon).is_some_and(|named| {
        let [name] = named.names.as_slice() else {
            return false;
        };
        let acts =
            (range.0..range.1).any(|w| lexicon.variants.state_nouns.contains(side.lemma_word(w)));
        name.entity.kind == EntityKind::State && acts && !named.of_group
    })
}

/// Returns the names of a stretch of words; `None` where it names nothing, or something else too.
fn named_in<'s>(side: &'s Side<'_>, range: Range, lexicon: &Lexicon) -> Option<Named<'s>> {
    let entities = &side.extraction.mentions.entities;
    let mut names: Vec<Name<'s>> = Vec::new();
    let mut n_named: Vec<u32> = Vec::new();
    let mut bare = true;
    let mut of_group = false;
    let mut led = false;
    for word in range.0..range.1 {
        let token = side.token(word);
        let lower = side.lower(word);
        if let Some(entity) = entities.of_token(token).and_then(|e| entities.get(e)) {
            let inside =
                |m: &&EntityMention| (m.tokens.0 as usize..m.tokens.1 as usize).contains(&token);
            let mention = entity.mentions.iter().find(inside)?;
            if let Some(at) = names.iter().position(|n| std::ptr::eq(n.mention, mention)) {
                *n_named.get_mut(at)? += 1;
            } else {
                names.push(Name {
                    entity,
                    mention,
                    token,
                });
                n_named.push(1);
            }
            continue;
        }
        let words = &lexicon.variants;
        let titled = is_title(side, word, lexicon);
        // "Libya's interior minister" is somebody, not Libya.
        let of_one = names
            .last()
            .is_some_and(|n| matches!(n.entity.kind, EntityKind::State | EntityKind::Organisation));
        if of_one && titled {
            return None;
        }
        let filler = lexicon.speech.fillers.contains(lower);
        let inside = word > range.0 && word + 1 < range.1 && words.particles.contains(lower);
        if words.bare_names.contains(lower) || filler || inside || titled {
            continue;
        }
        let beside = words.beside_names.contains(lower)
            || words.place_nouns.contains(side.lemma_word(word))
            || words.state_nouns.contains(side.lemma_word(word));
        let group = words.group_nouns.contains(side.lemma_word(word));
        let leads = words.led.contains(lower);
        if !beside && !group && !leads {
            return None;
        }
        led |= leads;
        of_group |= group;
        bare = false;
    }
    // The tail of a longer name is another word of one name, not another name.
    let whole = names
        .iter()
        .zip(&n_named)
        .all(|(name, n)| 2 * n >= name.mention.tokens.1 - name.mention.tokens.0);
    (whole && !names.is_empty()).then_some(Named {
        names,
        bare,
        of_group,
        led,
    })
}

/// Returns whether a title stands at a word: "air marshal", but not "air force".
fn is_title(side: &Side<'_>, word: usize, lexicon: &Lexicon) -> bool {
    let plain = |word: usize| side.lower(word).trim_end_matches('.');
    let titles = lexicon.names.titles_starting_with(plain(word));
    titles.iter().any(|title| {
        let mut words = title.words.iter().enumerate();
        words.all(|(i, w)| plain(word + i) == w)
    })
}

/// Returns whether two names may be of one: equal, a part or another spelling, or one place in the other.
fn one_name(a: &Side<'_>, b: &Side<'_>, p: &Name<'_>, q: &Name<'_>, lexicon: &Lexicon) -> bool {
    let (x, y) = (&p.entity.key, &q.entity.key);
    let seats = (place_key(a, p, lexicon), place_key(b, q, lexicon));
    if let (Some(place_x), Some(place_y)) = seats {
        let places = &lexicon.places;
        return places.is_within(place_x, place_y)
            || places.is_within(place_y, place_x)
            || together(a, x, y, lexicon)
            || together(b, x, y, lexicon);
    }
    if x == y {
        return true;
    }
    // South Sudan is not Sudan; a surname is its full name.
    let state = |name: &Name<'_>| name.entity.kind == EntityKind::State;
    if state(p) && state(q) {
        return false;
    }
    let one = |short: &str, long: &str| {
        short
            .split(' ')
            .all(|s| long.split(' ').any(|l| one_spelling(s, l)))
    };
    if one(x, y) || one(y, x) || one_spelling(&squashed(x), &squashed(y)) {
        return true;
    }
    let written =
        |side: &Side<'_>, name: &Name<'_>| name.mention.span.of(&side.article.text).to_lowercase();
    let (written_x, written_y) = (written(a, p), written(b, q));
    if is_acronym(x, y)
        || is_acronym(y, x)
        || is_shortened(a, p, b, q)
        || is_shortened(b, q, a, p)
        // Each article may spell out an acronym in its own way.
        || is_acronym(&written_x, &written_y)
        || is_acronym(&written_y, &written_x)
        || together(a, x, y, lexicon)
        || together(b, x, y, lexicon)
    {
        return true;
    }
    // An unknown town may lie in the state that is named instead.
    let granular = |(own, state_side): (&Side<'_>, &Name<'_>),
                    other: &Side<'_>,
                    name: &Name<'_>| {
        state(state_side)
            && place_key(own, state_side, lexicon).is_none_or(|key| lexicon.places.is_state(key))
            && !state_side.mention.adjective
            && !known(name)
            && is_place(other, name.entity, lexicon)
    };
    granular((a, p), b, q) || granular((b, q), a, p)
}

/// Longest abbreviation of a word of a name.
const MAX_ABBREVIATION: usize = 3;

/// Returns whether a word of a name is abbreviated in the other ("Mount", "Mt").
fn is_shortened(a: &Side<'_>, p: &Name<'_>, b: &Side<'_>, q: &Name<'_>) -> bool {
    let words = |side: &Side<'_>, name: &Name<'_>| {
        let text = name.mention.span.of(&side.article.text).to_lowercase();
        let words = text
            .split_whitespace()
            .map(|w| w.trim_end_matches('.').to_owned());
        words.collect::<Vec<_>>()
    };
    let abbreviates = |short: &str, long: &str| {
        let mut letters = long.chars();
        (2..=MAX_ABBREVIATION).contains(&short.len())
            && short.len() < long.len()
            && long.chars().next() == short.chars().next()
            && short.chars().all(|c| letters.any(|l| l == c))
            && long.ends_with(|c| short.ends_with(c))
    };
    let (x, y) = (words(a, p), words(b, q));
    let same = |w: &String| y.contains(w);
    x.iter().any(same) && x.iter().any(|w| y.iter().any(|v| abbreviates(w, v)))
}

/// Returns whether a name is the initials of another (`hpa`, `health protection agency`).
fn is_acronym(short: &str, long: &str) -> bool {
    // "BP-operated".
    let short = short.split([' ', '-']).next().unwrap_or_default();
    let words = || long.split([' ', '-']).filter(|w| !w.is_empty());
    let initials = |small: bool| -> String {
        words()
            .filter(|w| small || w.len() > 3)
            .filter_map(|w| w.chars().next())
            .collect()
    };
    short.len() > 1
        && words().count() > 1
        && (initials(true).starts_with(short) || initials(false).starts_with(short))
}

/// Tokens between two names of which one is a part of the other ("the X district of Y").
const MAX_BETWEEN: u32 = 4;

/// Returns whether an article names two things as one or one in the other: "X in Y", "Y's X", "the X
/// district of Y".
fn together(side: &Side<'_>, x: &str, y: &str, lexicon: &Lexicon) -> bool {
    let entities = &side.extraction.mentions.entities.all;
    let tokens = &side.extraction.tokens;
    let words = &lexicon.variants;
    let of = |key: &str| entities.iter().find(|e| e.key == key);
    let (Some(p), Some(q)) = (of(x), of(y)) else {
        return false;
    };
    let joined = |first: &EntityMention, second: &EntityMention| {
        let between = first.tokens.1..second.tokens.0;
        first.tokens.1 <= second.tokens.0
            && between.len() <= MAX_BETWEEN as usize
            && between.into_iter().all(|t| {
                let lower = tokens.lower(t as usize);
                words.beside_names.contains(lower)
                    || words.locative.contains(lower)
                    || words.of_place.contains(lower)
                    || words.place_nouns.contains(tokens.lemma_word(t as usize))
            })
    };
    p.mentions
        .iter()
        .any(|m| q.mentions.iter().any(|n| joined(m, n) || joined(n, m)))
}

/// Returns a key without what spellings of a foreign name differ in most: spaces and hyphens.
fn squashed(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Returns the place that a name is known to be by its own words: a capital is its town here, not its state.
fn place_key<'l>(side: &Side<'_>, name: &Name<'_>, lexicon: &'l Lexicon) -> Option<&'l str> {
    if name.mention.adjective {
        let state = name.entity.key.as_str();
        return lexicon.places.key(state);
    }
    let forms: Vec<&str> = (name.mention.tokens.0..name.mention.tokens.1)
        .map(|t| side.form(t as usize))
        .collect();
    lexicon
        .places
        .at(&forms, false)
        .filter(|(n, _)| *n == forms.len())
        .map(|(_, key)| key)
}

/// Returns whether the sentence names the same thing elsewhere, by its key or a spelling of its last word.
fn sentence_names(side: &Side<'_>, name: &Name<'_>) -> bool {
    let entities = &side.extraction.mentions.entities;
    let key = &name.entity.key;
    let fixed = known(name);
    side.statement.words.iter().any(|w| {
        let token = *w as usize;
        if let Some(e) = entities.of_token(token).and_then(|e| entities.get(e)) {
            return e.key == *key || (!fixed && last_word_alike(&e.key, key));
        }
        // A name at the beginning of a sentence may not have been found as one.
        let capital = side
            .form(token)
            .chars()
            .next()
            .is_some_and(char::is_uppercase);
        capital && !fixed && last_word_alike(side.extraction.tokens.lower(token), key)
    })
}

/// Returns whether the last names are spellings of one.
fn last_word_alike(p: &str, q: &str) -> bool {
    let last = |key: &str| key.rsplit(' ').next().unwrap_or_default().to_owned();
    one_spelling(&last(p), &last(q))
}

/// Returns whether an article uses a name as a place's: it is known as one, or stands behind prepositions
/// of place or beside nouns like "town" at least every other time.
fn is_place(side: &Side<'_>, entity: &Entity, lexicon: &Lexicon) -> bool {
    match entity.kind {
        EntityKind::Place => return true,
        EntityKind::State | EntityKind::Organisation => return false,
        EntityKind::Person | EntityKind::Other => {}
    }
    let located = entity
        .mentions
        .iter()
        .filter(|m| is_located(side, m, lexicon))
        .count();
    located > 0 && 2 * located >= entity.mentions.len()
}

/// Returns whether a name is a place's here or throughout its article.
fn is_placed(side: &Side<'_>, name: &Name<'_>, lexicon: &Lexicon) -> bool {
    let free = matches!(name.entity.kind, EntityKind::Person | EntityKind::Other);
    is_place(side, name.entity, lexicon) || free && is_located(side, name.mention, lexicon)
}

fn is_located(side: &Side<'_>, mention: &EntityMention, lexicon: &Lexicon) -> bool {
    let words = &lexicon.variants;
    let tokens = &side.extraction.tokens;
    let (first, end) = (mention.tokens.0 as usize, mention.tokens.1 as usize);
    if words.place_nouns.contains(tokens.lemma_word(end)) {
        return true;
    }
    for back in 1..=MAX_BEFORE {
        let Some(at) = first.checked_sub(back) else {
            return false;
        };
        let lower = tokens.lower_word(at);
        if words.of_place.contains(lower) {
            return at > 0 && words.place_nouns.contains(tokens.lemma_word(at - 1));
        }
        if words.locative.contains(lower) {
            return true;
        }
        // "In Syria's northern town of X".
        let entities = &side.extraction.mentions.entities;
        let state = entities
            .of_token(at)
            .and_then(|e| entities.get(e))
            .is_some_and(|e| e.kind == EntityKind::State);
        if !state && !words.beside_names.contains(lower) {
            return false;
        }
    }
    false
}
