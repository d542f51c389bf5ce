//! The names of a sentence: known ones, and runs of capitals.

use super::EntityKind;
use super::case::{Case, Cases};
use super::kind::Kind;
use super::title::FoundTitle;
use crate::lexicon::Lexicon;
use crate::lexicon::names::NameForm;
use crate::tokens::{Relation, TokenWord, Tokens, Upos, Xpos};
use crate::word_set::{AnyWord, WordSet};

/// A name found in the text, before chains are built.
pub(super) struct Found {
    /// First and one past the last token of the name.
    pub(super) tokens: (usize, usize),
    /// Its words in lower case; the canonical key where it is known.
    pub(super) key: String,
    /// What it is, as far as its own words and neighbours tell.
    pub(super) kind: Kind,
    /// Whether it is a name of `rules/names/`.
    pub(super) known: bool,
    pub(super) adjective: bool,
    /// Tokens before the name that another entity keeps (`Iranian` of `Iranian Foreign Ministry`).
    pub(super) after_modifier: usize,
    pub(super) title: Option<FoundTitle>,
    /// Common nouns beside it that say what it is (`the freighter`, `a lawyer`): first and one past the last token.
    pub(super) nouns: Vec<(usize, usize)>,
    /// The name right before, which this one in parentheses may be short for.
    pub(super) short_for: Option<usize>,
    pub(super) sentence: usize,
}

impl Found {
    /// Returns the first token of title and name.
    pub(super) fn start(&self) -> usize {
        self.title.as_ref().map_or(self.tokens.0, |t| t.start)
    }

    /// Returns how many tokens are its own.
    pub(super) fn n_tokens(&self) -> usize {
        self.tokens.1 - self.tokens.0 - self.after_modifier
    }
}

/// A known name at a token.
pub(super) struct KnownAt<'a> {
    pub(super) len: usize,
    pub(super) key: &'a str,
    pub(super) form: NameForm,
}

/// Finds the names of one article.
pub(super) struct Finder<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a Tokens,
    pub(super) lexicon: &'a Lexicon,
    pub(super) in_time: &'a [bool],
    pub(super) cases: &'a Cases<'a>,
}

/// Longest known place, in tokens.
const MAX_PLACE: usize = 4;

impl<'a> Finder<'a> {
    pub(super) fn form(&self, idx: usize) -> &'a str {
        self.tokens
            .all()
            .get(idx)
            .map_or("", |t| t.span.of(self.text))
    }

    pub(super) fn lower_word(&self, idx: usize) -> TokenWord<'a> {
        self.tokens.lower_word(idx)
    }

    pub(super) fn lower(&self, idx: usize) -> &'a str {
        self.tokens.lower(idx)
    }

    pub(super) fn is_capital(&self, idx: usize) -> bool {
        self.tokens.is_capital(idx)
    }

    pub(super) fn is_all_capitals(&self, idx: usize) -> bool {
        let form = self.form(idx);
        form.len() > 1
            && form.chars().any(char::is_uppercase)
            && !form.chars().any(char::is_lowercase)
    }

    pub(super) fn upos(&self, idx: usize) -> Upos {
        self.tokens.all().get(idx).map_or(Upos::X, |t| t.upos)
    }

    pub(super) fn relation(&self, idx: usize) -> Relation {
        self.tokens.relation(idx)
    }

    pub(super) fn head(&self, idx: usize) -> usize {
        self.tokens.head(idx).unwrap_or(idx)
    }

    /// Returns whether a form is a plural of an acronym, which names nobody: `MPs`.
    fn is_plural_acronym(&self, idx: usize) -> bool {
        self.form(idx)
            .strip_suffix('s')
            .is_some_and(|stem| stem.len() > 1 && stem.chars().all(char::is_uppercase))
    }

    /// Returns whether a word (lower case) is a common one that names hold too: `health`, `bank`, `officials`.
    pub(super) fn is_common(&self, lower: impl AnyWord) -> bool {
        let names = &self.lexicon.names;
        let kinds = &self.lexicon.kinds;
        names.is_portfolio(lower)
            || names.is_organisation_word(lower)
            || names.is_person_noun(lower)
            || lower
                .word()
                .strip_suffix('s')
                .is_some_and(|one| names.is_person_noun(one))
            || kinds.place.contains(lower)
            || kinds.thing.contains(lower)
            || kinds.loose.contains(lower)
            || kinds.is_organisation_noun(lower)
    }

    /// Returns whether a word says that what it ends is a thing: `Stadium`.
    fn is_thing(&self, idx: usize) -> bool {
        self.lexicon.kinds.thing.contains(self.lower_word(idx))
    }

    /// Returns whether nothing stands between a token and the next.
    fn touches_next(&self, idx: usize) -> bool {
        let all = self.tokens.all();
        match (all.get(idx), all.get(idx + 1)) {
            (Some(a), Some(b)) => a.span.end == b.span.start,
            _ => false,
        }
    }

    /// Returns the token, or the next where it is an article.
    pub(super) fn skip_article(&self, at: usize) -> usize {
        at + usize::from(self.lexicon.kinds.articles.contains(self.lower_word(at)))
    }

    /// Returns the words of tokens in lower case, single spaces where the text has any.
    pub(super) fn key(&self, from: usize, to: usize) -> String {
        let mut out = String::new();
        for idx in from..to {
            if !out.is_empty() && !self.touches_next(idx - 1) {
                out.push(' ');
            }
            out.push_str(self.lower(idx));
        }
        out
    }

    /// Returns whether the words of tokens are a key.
    pub(super) fn is_key(&self, from: usize, to: usize, key: &str) -> bool {
        let mut rest = Some(key);
        for idx in from..to {
            if idx > from && !self.touches_next(idx - 1) {
                rest = rest.and_then(|rest| rest.strip_prefix(' '));
            }
            rest = rest.and_then(|rest| rest.strip_prefix(self.lower(idx)));
        }
        rest == Some("")
    }

    /// Finds the names of a sentence, in text order.
    pub(super) fn sentence(&self, sentence: usize, found: &mut Vec<Found>) {
        let range = self.tokens.of_sentence(sentence);
        let case = self.cases.sentence(sentence);
        let end = range.end;
        let mut at = range.start;
        let mut title: Option<FoundTitle> = None;
        while at < end {
            if self.in_time.get(at) == Some(&true) {
                title = None;
                at += 1;
                continue;
            }
            // A comma may stand between an office and its holder: "the prime minister, Ann Lee,".
            let waits = |title: &FoundTitle| self.lower(at) == "," && !title.address;
            let begins = self.is_capital(at)
                || self.tokens.is_dotted(at)
                || self.lexicon.names.is_beginning(self.lower_word(at));
            if !begins {
                title = title.filter(waits);
                at += 1;
                continue;
            }
            // Only capitals and particles begin a name; titles may be small.
            let known = self.known_at(at, end);
            let n_known = known.as_ref().map_or(0, |k| k.len);
            if let Some(found_title) = self.title_at(at, end)
                && found_title.len >= n_known
                && !self.is_part_of_name(at, &found_title, end, case)
            {
                let next = at + found_title.len;
                let (made, next) =
                    self.title(at, next, found_title, range.start, end, sentence, found);
                title = Some(made);
                at = next;
                continue;
            }
            let weak = (range.start..at).all(|i| self.upos(i) == Upos::Punct);
            if let Some(known) = known {
                at = self.known(
                    at,
                    &known,
                    end,
                    sentence,
                    case,
                    range.start,
                    &mut title,
                    found,
                );
                continue;
            }
            if let Some((len, key)) = self.place_at(at, end) {
                at = self.place(at, len, key, end, sentence, case, found);
                title = None;
                continue;
            }
            let run = self.run_at(at, end, weak, case);
            if run > 0 {
                at = self.unknown(at, run, range.start, end, sentence, &mut title, found);
                continue;
            }
            title = title.filter(waits);
            at += 1;
        }
    }

    /// Pushes a known name, and the longer name that it begins; returns where to go on.
    #[expect(
        clippy::too_many_arguments,
        reason = "the state of one pass over a sentence"
    )]
    fn known(
        &self,
        at: usize,
        known: &KnownAt<'_>,
        end: usize,
        sentence: usize,
        case: Case,
        from: usize,
        title: &mut Option<FoundTitle>,
        found: &mut Vec<Found>,
    ) -> usize {
        let behind = at + known.len;
        // "President Washington", "the foreign minister, France said": only a name right behind is a person.
        let holder = title.take().filter(|t| {
            t.end == at && !matches!(known.form, NameForm::People | NameForm::RegionPeople)
        });
        if let Some(holder) = holder.filter(|t| t.of.is_some() || t.address)
            && matches!(known.form, NameForm::Seat | NameForm::Region)
        {
            let run = self.run_at(behind, end, false, case);
            self.push(at, behind + run, sentence, Some(holder), found);
            return behind + run;
        }
        let run = if known.form == NameForm::Organisation {
            0
        } else {
            self.run_at(behind, end, false, case)
        };
        let to = behind + run;
        let joins = run > 0
            && self.title_at(behind, end).is_none()
            && self.known_at(behind, end).is_none()
            && self.goes_on(known.form, behind, to);
        let seat_is_place = known.form == NameForm::Seat && self.stands_as_place(at, behind, from);
        let adjective = matches!(known.form, NameForm::People | NameForm::RegionPeople);
        let kind = match known.form {
            NameForm::Organisation => EntityKind::Organisation,
            NameForm::Region | NameForm::RegionPeople => EntityKind::Place,
            NameForm::Seat if seat_is_place => EntityKind::Place,
            _ => EntityKind::State,
        };
        found.push(Found {
            tokens: (at, behind),
            key: if seat_is_place {
                self.key(at, behind)
            } else {
                known.key.to_owned()
            },
            kind: Kind::certain(kind),
            known: true,
            adjective: adjective || joins,
            after_modifier: 0,
            title: None,
            nouns: Vec::new(),
            short_for: None,
            sentence,
        });
        if !joins {
            return behind;
        }
        let body = self.lexicon.names.is_state_body(self.lower_word(to - 1));
        let key = if body && !seat_is_place {
            format!("{} {}", known.key, self.key(behind, to))
        } else {
            self.key(at, to)
        };
        let kind = self.kind_of(behind, to, end, None);
        let kind = if kind.kind == EntityKind::Person {
            Kind::guess(EntityKind::Other)
        } else {
            kind
        };
        found.push(Found {
            tokens: (at, to),
            key,
            kind,
            known: false,
            adjective: false,
            after_modifier: known.len,
            title: None,
            nouns: self.nouns_beside(at, to, end),
            short_for: None,
            sentence,
        });
        to
    }

    /// Returns whether the capitals behind a state's or region's name go on with it: `British Airways`;
    /// not `American Ann Lee`.
    fn goes_on(&self, form: NameForm, from: usize, to: usize) -> bool {
        let names = &self.lexicon.names;
        let last = self.lower_word(to - 1);
        let told = (from..to).any(|i| names.is_organisation_word(self.lower_word(i)))
            || self.lexicon.kinds.place.contains(last)
            || self.lexicon.kinds.thing.contains(last);
        let person = names.is_given_name(self.lower_word(from)) && to - from > 1;
        match form {
            NameForm::People | NameForm::RegionPeople => told || !person && to - from == 1,
            _ => told || !person,
        }
    }

    /// Pushes a known place, or the longer name that it begins; returns where to go on.
    #[expect(
        clippy::too_many_arguments,
        reason = "the state of one pass over a sentence"
    )]
    fn place(
        &self,
        at: usize,
        len: usize,
        key: &str,
        end: usize,
        sentence: usize,
        case: Case,
        found: &mut Vec<Found>,
    ) -> usize {
        let behind = at + len;
        let run = self.run_at(behind, end, false, case);
        let to = behind + run;
        let joins = run > 0
            && self.title_at(behind, end).is_none()
            && self.goes_on(NameForm::Region, behind, to);
        if joins {
            self.push(at, to, sentence, None, found);
            if let Some(last) = found.last_mut()
                && last.kind.kind == EntityKind::Person
            {
                last.kind = Kind::guess(EntityKind::Other);
            }
            return to;
        }
        found.push(Found {
            tokens: (at, behind),
            key: key.to_owned(),
            kind: Kind::certain(EntityKind::Place),
            // A town's name alone may be the surname of one who is named in full elsewhere.
            known: len > 1,
            adjective: false,
            after_modifier: 0,
            title: None,
            nouns: Vec::new(),
            short_for: None,
            sentence,
        });
        behind
    }

    /// Pushes an unknown name, without an office inside it; returns where to go on.
    #[expect(
        clippy::too_many_arguments,
        reason = "the state of one pass over a sentence"
    )]
    fn unknown(
        &self,
        at: usize,
        run: usize,
        from: usize,
        end: usize,
        sentence: usize,
        title: &mut Option<FoundTitle>,
        found: &mut Vec<Found>,
    ) -> usize {
        let to = at + run;
        let given = self.lexicon.names.is_given_name(self.lower_word(at));
        // "Security Correspondent Frank Gardner": a common word inside the run says who the rest is.
        // "Singer Ann Lee": the capital of a sentence's first word tells nothing, so that what is behind it may be
        // any name.
        let opens = (from..at).all(|i| self.upos(i) == Upos::Punct);
        let described = (at + 1..to).find(|i| {
            let behind_first =
                opens && i - 1 == at && self.is_person_like(*i, to) && !self.is_thing(to - 1);
            self.lexicon.names.is_person_noun(self.lower_word(i - 1))
                && (self.lexicon.names.is_given_name(self.lower_word(*i)) || behind_first)
                && i + 1 < to
        });
        if let Some(name) = described.filter(|_| !given) {
            self.push(name, to, sentence, None, found);
            return to;
        }
        // "Apple Chief Executive Tim Cook", "Roads Minister Ann Lee": an office inside the run.
        if !given {
            let inner = (at + 1..to).find_map(|i| {
                let title = self
                    .title_at(i, end)
                    .filter(|t| self.is_capital(i) && !t.address)?;
                let holder = i + title.len < to
                    || self.known_at(i + title.len, end).is_none()
                        && self.run_at(i + title.len, end, false, Case::Sentence) > 0;
                holder.then_some((i, title))
            });
            if let Some((office, inner)) = inner {
                let next = office + inner.len;
                let heads =
                    self.lexicon.names.is_office_head(self.lower_word(office)) && inner.len == 1;
                let portfolio = heads && !self.is_all_capitals(at);
                if portfolio {
                    let mut whole = inner;
                    whole.office = Some((self.key(at, next), false));
                    whole.len = next - at;
                    let (made, next) = self.title(at, next, whole, from, end, sentence, found);
                    *title = Some(made);
                    return next;
                }
                self.push(at, office, sentence, title.take(), found);
                let (made, next) = self.title(office, next, inner, from, end, sentence, found);
                *title = Some(made);
                return next;
            }
        }
        // "the business editor BP hired": no one is called by capitals alone.
        let acronym =
            run == 1 && self.is_all_capitals(at) && self.cases.sentence(sentence) == Case::Sentence;
        let holder = title
            .take()
            .filter(|t| t.end == at && (t.address || !acronym) || self.is_person_like(at, to));
        self.push(at, to, sentence, holder, found);
        to
    }

    fn push(
        &self,
        at: usize,
        to: usize,
        sentence: usize,
        title: Option<FoundTitle>,
        found: &mut Vec<Found>,
    ) {
        let end = self.tokens.of_sentence(sentence).end;
        let kind = self.kind_of(at, to, end, title.as_ref());
        let title = title.filter(|_| kind.kind == EntityKind::Person);
        let opens = at.checked_sub(1).map_or("", |i| self.lower(i)) == "("
            && self.lower(to) == ")"
            && to == at + 1;
        let short_for = found
            .len()
            .checked_sub(1)
            .filter(|i| opens && found.get(*i).is_some_and(|f| f.tokens.1 + 1 == at));
        found.push(Found {
            tokens: (at, to),
            key: self.key(at, to),
            kind,
            known: false,
            adjective: to == at + 1 && self.lexicon.names.is_people(self.form(at)),
            after_modifier: 0,
            nouns: self.nouns_beside(title.as_ref().map_or(at, |t| t.start), to, end),
            title,
            short_for,
            sentence,
        });
    }

    /// Returns length, key and form of the known name that begins at a token.
    pub(super) fn known_at(&self, at: usize, end: usize) -> Option<KnownAt<'a>> {
        if self.in_time.get(at) == Some(&true) {
            return None;
        }
        let name = self
            .lexicon
            .names
            .starting_with(self.lower_word(at))
            .iter()
            .find(|name| {
                at + name.words.len() <= end
                    && name
                        .words
                        .iter()
                        .enumerate()
                        .all(|(i, word)| same_word(word, self.form(at + i)))
            })?;
        let len = name.words.len();
        let place = matches!(
            name.form,
            NameForm::State | NameForm::Seat | NameForm::Region
        );
        // "Jordan Henderson", "Paris Hilton"
        if place && len == 1 && self.is_given_of_person(at, end) {
            return None;
        }
        Some(KnownAt {
            len,
            key: &name.key,
            form: name.form,
        })
    }

    /// Returns length and key of the known city or region that begins at a token.
    fn place_at(&self, at: usize, end: usize) -> Option<(usize, &'a str)> {
        if !self.is_capital(at) || self.in_time.get(at) == Some(&true) {
            return None;
        }
        let mut forms = [""; MAX_PLACE];
        let n = MAX_PLACE.min(end - at);
        for (i, slot) in forms.iter_mut().enumerate().take(n) {
            *slot = self.form(at + i);
        }
        let (len, key) = self.lexicon.places.at(forms.get(..n)?, false)?;
        (len > 1 || !self.is_given_of_person(at, end)).then_some((len, key))
    }

    /// Returns whether a given name that is a place's too has a surname behind it.
    fn is_given_of_person(&self, at: usize, end: usize) -> bool {
        let names = &self.lexicon.names;
        let next = at + 1;
        let lower = self.lower_word(next);
        names.is_given_name(self.lower_word(at))
            && next < end
            && self.is_capital(next)
            && self.upos(next) == Upos::Propn
            && !self.is_all_capitals(next)
            && self.in_time.get(next) != Some(&true)
            && names.starting_with(lower).is_empty()
            && !names.is_organisation_word(lower)
            && !self.lexicon.kinds.place.contains(lower)
            && !self.lexicon.kinds.thing.contains(lower)
            && names.titles_starting_with(lower).is_empty()
    }

    /// Returns whether a token can be part of a name that is not known; `weak` where its capital says little.
    fn is_name_token(&self, idx: usize, weak: bool, case: Case) -> bool {
        if !self.is_capital(idx) || self.in_time.get(idx) == Some(&true) {
            return false;
        }
        let lower = self.lower(idx);
        if case == Case::Capitals && !self.cases.is_capital_elsewhere(lower) {
            return false;
        }
        if (weak || case == Case::Title)
            && (self.cases.is_small_elsewhere(lower)
                || case == Case::Title
                    && !self.cases.is_capital_elsewhere(lower)
                    && self.upos(idx) != Upos::Propn)
        {
            return false;
        }
        // "NEW: two more arrests": capitals for weight.
        if self.is_all_capitals(idx)
            && (self.cases.is_small_elsewhere(lower) || self.lexicon.kinds.loose.contains(lower))
        {
            return false;
        }
        let elsewhere = self.cases.is_capital_elsewhere(lower);
        match self.upos(idx) {
            Upos::Propn => true,
            Upos::Noun | Upos::Adj | Upos::X => !weak || elsewhere,
            // The tagger takes an unknown word at a sentence's start for anything.
            Upos::Adv | Upos::Verb | Upos::Intj => {
                weak && elsewhere && !self.cases.is_small_elsewhere(lower)
            }
            _ => false,
        }
    }

    /// Returns the number of tokens of the unknown name that begins at a token.
    pub(super) fn run_at(&self, at: usize, end: usize, weak: bool, case: Case) -> usize {
        let names = &self.lexicon.names;
        let mut to = self.behind_particles(at, end);
        if to >= end || !self.is_name_token(to, weak && to == at, case) {
            return 0;
        }
        if to == at
            && (self.lexicon.kinds.not_names.contains(self.lower_word(at))
                || self.is_plural_acronym(at))
        {
            return 0;
        }
        // "Officials", "Health": a common word alone that begins a sentence.
        let common = |idx: usize| {
            let name = || {
                let lower = self.lower(idx);
                self.cases.is_capital_elsewhere(lower) && !self.cases.is_small_elsewhere(lower)
            };
            weak && idx == at && self.is_common(self.lower_word(idx)) && !name()
        };
        let alone = common(to) && !(to + 1 < end && self.is_name_token(to + 1, false, case));
        if alone {
            return 0;
        }
        let given = names.is_given_name(self.lower_word(to));
        to += 1;
        loop {
            if to >= end {
                return to - at;
            }
            // "Leon A. Marsh"
            let initial = self.form(to).chars().count() <= 2
                && self.is_capital(to)
                && (self.form(to).ends_with('.') || self.form(to).len() == 1)
                && given
                && self.is_capital(to + 1);
            // "Free Syrian Army", "South China Sea"
            if let Some(past) = self.through_known(to, end, given, case) {
                to = past;
                continue;
            }
            let free = self.is_free(at, to, end, given);
            if free && (initial || self.is_name_token(to, false, case)) {
                to += 1;
                continue;
            }
            // "Jean-Paul", "Ahmed al-Sharaa"
            let lower = self.lower(to);
            if matches!(lower, "-" | "–")
                && self.touches_next(to - 1)
                && self.touches_next(to)
                && to + 1 < end
            {
                let next = self.behind_particles(to + 1, end);
                if self.is_capital(next)
                    && (self.upos(next) == Upos::Propn || given)
                    && self.is_free(at, next, end, true)
                {
                    to = next + 1;
                    continue;
                }
            }
            // "Ban Ki-moon", not "Kurz-led"
            if lower == "-"
                && to > at + 1
                && self.touches_next(to - 1)
                && self.touches_next(to)
                && to + 1 < end
                && self.form(to + 1).chars().all(char::is_lowercase)
                && !self
                    .lexicon
                    .kinds
                    .behind_hyphen
                    .contains(self.lower_word(to + 1))
            {
                to += 2;
                continue;
            }
            let particles = self.behind_particles(to, end);
            if particles > to && self.upos(particles) == Upos::Propn {
                to = particles + 1;
                continue;
            }
            if let Some(next) = self.joined(at, to, end, given, case) {
                to = next;
                continue;
            }
            return to - at;
        }
    }

    /// Goes on through the name of a state or people to the words that end a longer name.
    fn through_known(&self, to: usize, end: usize, given: bool, case: Case) -> Option<usize> {
        if given || self.is_all_capitals(to - 1) {
            return None;
        }
        let known = self
            .known_at(to, end)
            .filter(|k| k.form != NameForm::Organisation)?;
        let behind = to + known.len;
        let run = self.run_at(behind, end, false, case);
        let past = behind + run;
        let last = self.lower_word(past - 1);
        let told = self.lexicon.names.is_organisation_word(last)
            || self.lexicon.kinds.place.contains(last)
            || self.lexicon.kinds.thing.contains(last);
        (run > 0 && told && self.title_at(behind, end).is_none()).then_some(past)
    }

    /// Returns whether the token begins no other known name. A person may be called like a place.
    fn is_free(&self, from: usize, at: usize, end: usize, given: bool) -> bool {
        let Some(known) = self.known_at(at, end) else {
            return true;
        };
        let place = matches!(
            known.form,
            NameForm::State | NameForm::Seat | NameForm::Region
        );
        // "BP America" is a company, though America is a state.
        let behind_acronym = self.is_all_capitals(at - 1) && known.form == NameForm::State;
        let surname = given && place && known.len == 1 && at == from + 1;
        behind_acronym || surname
    }

    /// Goes on over `of`, `for`, `and`, `&` to another capital: `Bank of England`, `Securities and Exchange Commission`.
    fn joined(&self, at: usize, to: usize, end: usize, given: bool, case: Case) -> Option<usize> {
        let kinds = &self.lexicon.kinds;
        let names = &self.lexicon.names;
        let lower = self.lower_word(to);
        if lower.is("&") && self.is_capital(to + 1) && to + 1 < end {
            return Some(to + 2);
        }
        let before = self.lower_word(to - 1);
        let holds = names.is_holding_word(before) || kinds.thing.contains(before);
        if kinds.joining.contains(lower) && !given && holds {
            let next = self.skip_article(to + 1);
            let fits = next < end
                && self.is_capital(next)
                && matches!(self.upos(next), Upos::Propn | Upos::Noun | Upos::Adj)
                && self.in_time.get(next) != Some(&true)
                && self.title_at(next, end).is_none();
            if fits {
                let known = self.known_at(next, end);
                let mut past = next + known.as_ref().map_or(1, |k| k.len);
                // "Association of South East Asian Nations"
                while past < end
                    && self.is_capital(past)
                    && self.known_at(past, end).is_some_and(|k| {
                        matches!(k.form, NameForm::People | NameForm::RegionPeople)
                    })
                {
                    past += 1;
                }
                return Some(past);
            }
        }
        if kinds.list_joins.contains(lower) && !given && to + 1 < end {
            let next = to + 1;
            let rest = self.run_at(next, end, false, case);
            if rest == 0
                || self.known_at(next, end).is_some()
                || names.is_given_name(self.lower_word(next))
            {
                return None;
            }
            let last = self.lower_word(next + rest - 1);
            let topics = (at..to).all(|i| names.is_portfolio(self.lower_word(i)));
            let holds = (at + 1..to).any(|i| kinds.joining.contains(self.lower_word(i)));
            if topics && names.is_organisation_word(last) && self.is_capital(at)
                || holds && rest <= 2 && names.is_portfolio(self.lower_word(next))
            {
                return Some(next + rest);
            }
        }
        None
    }

    /// Returns the first token behind particles (`van der`, `al-`) that a capital follows.
    fn behind_particles(&self, at: usize, end: usize) -> usize {
        let mut to = at;
        while to < end && to < at + 4 {
            let lower = self.lower_word(to);
            let dash = to > at
                && matches!(lower.as_str(), "-" | "–")
                && self.touches_next(to - 1)
                && self.touches_next(to);
            // "Van der Meulen" begins a sentence.
            let names = &self.lexicon.names;
            let small =
                !self.is_capital(to) || to == at && names.is_particle(self.lower_word(at + 1));
            let particle = names.is_particle(lower) && small;
            if !dash && !particle {
                break;
            }
            to += 1;
        }
        if to > at && to < end && self.is_capital(to) && self.upos(to) == Upos::Propn {
            to
        } else {
            at
        }
    }

    /// Returns whether a seat of government stands for the place: under a preposition of place,
    /// with the country behind a comma, or where only a town fits.
    fn stands_as_place(&self, at: usize, behind: usize, from: usize) -> bool {
        let kinds = &self.lexicon.kinds;
        let before = if at > from { self.lower(at - 1) } else { "" };
        if kinds.seat_locatives.contains(before) || kinds.town_leads.contains(before) {
            return true;
        }
        // "rebels entering Tripoli", whatever the parser makes the subject of the next verb.
        if at > from
            && self.upos(at - 1) == Upos::Verb
            && kinds.town_verbs.contains(self.tokens.lemma_word(at - 1))
        {
            return true;
        }
        // "LISBON - …", "LISBON (Reuters) …": the place of a dateline.
        if at == from && self.is_all_capitals(at) && self.form(at).len() > 3 {
            return true;
        }
        if self.lower(behind) == "," && self.is_capital(behind + 1) {
            let state = self
                .lexicon
                .names
                .starting_with(self.lower_word(behind + 1));
            let country = state.iter().any(|n| {
                n.form == NameForm::State
                    && n.words.first().is_some_and(|w| w == self.form(behind + 1))
            });
            if country {
                return true;
            }
        }
        // "Lisbon (Reuters) - …"
        if at == from && self.lower(behind) == "(" {
            return true;
        }
        let noun = if kinds.possessives.contains(self.lower_word(behind)) {
            behind + 1
        } else {
            behind
        };
        if kinds.town_nouns.contains(self.lower_word(noun)) {
            return true;
        }
        !self.acts(at, behind, from)
    }

    /// Returns whether a verb is an `-ing` form: "Asmara was lying", where "Asmara lies" is of the town.
    fn is_progressive(&self, verb: usize) -> bool {
        self.tokens
            .all()
            .get(verb)
            .is_some_and(|t| t.xpos == Xpos::Vbg)
    }

    /// Returns whether what stands around a seat of government can only mean the government: what it
    /// does, what is done with it, whose it is. A town is the more usual reading: "the fall of Tunis",
    /// "downtown Cairo", "the capital, Algiers".
    fn acts(&self, at: usize, behind: usize, from: usize) -> bool {
        let kinds = &self.lexicon.kinds;
        let names = &self.lexicon.names;
        let before = if at > from { self.lower(at - 1) } else { "" };
        // "Addis Ababa": the word of the name that hangs on one outside it. The parse is asked last.
        let head = || {
            (at..behind)
                .find(|i| !(at..behind).contains(&self.head(*i)))
                .unwrap_or(behind - 1)
        };
        let sentence = || self.tokens.of_sentence(self.tokens.sentence_of(at));
        let holds =
            |lemmas: &WordSet| sentence().any(|i| lemmas.contains(self.tokens.lemma_word(i)));
        let is_acting = |noun: usize| {
            kinds.acting_nouns.contains(self.tokens.lemma_word(noun))
                || kinds.acting_nouns.contains(self.lower_word(noun))
        };
        // "Oslo and Lima", "Chad-Oslo": beside another state.
        let state = |idx: usize, back: bool| {
            let known = names.starting_with(self.lower_word(idx)).iter().chain(
                idx.checked_sub(1)
                    .filter(|_| back)
                    .into_iter()
                    .flat_map(|i| names.starting_with(self.lower_word(i))),
            );
            self.is_capital(idx)
                && known.into_iter().any(|n| {
                    matches!(n.form, NameForm::State | NameForm::Seat)
                        && n.words.last().is_some_and(|w| back && w == self.form(idx))
                        || !back
                            && matches!(n.form, NameForm::State | NameForm::Seat)
                            && n.words.first().is_some_and(|w| w == self.form(idx))
                })
        };
        // "New York, London and Haiti": the last two of a list are no pair.
        let listed = before == "," && at > from + 1 && self.is_capital(at - 2);
        if !listed
            && kinds.pair_joins.contains(self.lower_word(behind))
            && state(self.skip_article(behind + 1), false)
            || at > from + 1 && kinds.pair_joins.contains(before) && state(at - 2, true)
        {
            return true;
        }
        if kinds.possessives.contains(self.lower_word(behind)) {
            // "Cairo's Tahrir Square"
            let named = (behind + 1..behind + 4)
                .take_while(|i| self.is_capital(*i))
                .any(|i| kinds.place.contains(self.lower_word(i)));
            let of_town = || {
                let up = self.head(head());
                kinds.town_nouns.contains(self.tokens.lemma_word(up))
            };
            return !(named || holds(&kinds.town_nouns) && of_town());
        }
        if kinds.seat_partners.contains(before) {
            let done_to_town = || {
                let up = self.head(head());
                kinds.town_verbs.contains(self.tokens.lemma_word(up))
                    || kinds
                        .town_verbs
                        .contains(self.tokens.lemma_word(self.head(up)))
            };
            return !(holds(&kinds.town_verbs) && done_to_town());
        }
        // "London-born", "Moscow-backed"
        if self.lower(behind) == "-" && self.touches_next(behind - 1) && self.touches_next(behind) {
            return is_acting(behind + 1);
        }
        let head = head();
        let up = self.head(head);
        // The tagger may take a capital at a sentence's start for a verb: "Hanoi wants more".
        if at == from
            && matches!(self.upos(behind), Upos::Verb | Upos::Aux)
            && !matches!(self.relation(head), Relation::Nsubj | Relation::NsubjPass)
        {
            return !kinds.town_states.contains(self.tokens.lemma_word(behind));
        }
        match self.relation(head) {
            Relation::Nsubj => {
                matches!(self.upos(up), Upos::Verb | Upos::Adj)
                    && (self.tokens.child(up, Relation::Cop).is_none()
                        || self.upos(up) == Upos::Adj)
                    && (!kinds.town_states.contains(self.tokens.lemma_word(up))
                        || self.is_progressive(up)
                        || self.tokens.child(up, Relation::Xcomp).is_some())
            }
            Relation::NsubjPass | Relation::Obj | Relation::Iobj => {
                self.upos(up) == Upos::Verb
                    && !kinds.town_verbs.contains(self.tokens.lemma_word(up))
            }
            Relation::Compound => is_acting(up),
            Relation::Conj => {
                up < at
                    && self.known_at(up, self.tokens.all().len()).is_some_and(|k| {
                        k.form == NameForm::State
                            || k.form == NameForm::Seat && self.acts(up, up + k.len, from)
                    })
            }
            _ => false,
        }
    }
}

/// Returns whether a written form is the name's word: the same, or all in capitals (headlines).
fn same_word(word: &str, form: &str) -> bool {
    word == form
        || (form.len() > 3
            && form.chars().all(|c| !c.is_lowercase())
            && word.to_uppercase() == form)
}
