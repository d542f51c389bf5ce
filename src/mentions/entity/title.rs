//! Titles and offices before a name: `former US President`, `Portuguese Transport Minister`,
//! `Prime Minister of Portugal`; and behind it: `Ann Lee, the Kenyan trade minister,`.

use super::chain::Chains;
use super::find::{Finder, Found};
use super::kind::Kind;
use super::{EntityKind, OfficeMention, as_u32};
use crate::lexicon::names::{Gender, NameForm};
use crate::mentions::entity::case::Case;
use crate::tokens::Upos;

/// A title that stands at a token.
pub(super) struct TitleAt {
    pub(super) len: usize,
    /// The office, and whether one person at a time holds it.
    pub(super) office: Option<(String, bool)>,
    pub(super) gender: Option<Gender>,
    pub(super) address: bool,
}

/// A title read before a name.
pub(super) struct FoundTitle {
    /// First token, with what stands before the title (`former US`).
    pub(super) start: usize,
    /// First and one past the last token of the title itself.
    pub(super) words: (usize, usize),
    /// One past the last token of all that stands before the name.
    pub(super) end: usize,
    pub(super) office: Option<(String, bool)>,
    /// The name of the state or organisation: index into what was found.
    pub(super) of: Option<usize>,
    pub(super) out_of_office: bool,
    pub(super) gender: Option<Gender>,
    pub(super) address: bool,
}

/// Longest office that is put together: `Health and Human Services Secretary`.
const MAX_OFFICE: usize = 6;

/// A state or adjective stands at most so many tokens before a title.
const MAX_BEFORE: usize = 5;

impl Finder<'_> {
    /// Returns the title that begins at a token.
    pub(super) fn title_at(&self, at: usize, end: usize) -> Option<TitleAt> {
        let plain = |idx: usize| {
            let lower = self.lower(idx);
            lower
                .strip_suffix('.')
                .filter(|l| !l.is_empty())
                .unwrap_or(lower)
        };
        let names = &self.lexicon.names;
        let listed = names.titles_starting_with(plain(at)).iter().find(|t| {
            at + t.words.len() <= end
                && (1..)
                    .zip(t.words.iter().skip(1))
                    .all(|(i, w)| plain(at + i) == w)
        });
        if let Some(title) = listed {
            return Some(TitleAt {
                len: title.words.len(),
                office: title.office.as_ref().map(|o| (o.clone(), title.single)),
                gender: title.gender,
                address: title.address,
            });
        }
        // "Transport Minister", "Health and Human Services Secretary"
        let part = |i: usize| {
            names.is_portfolio(self.lower_word(i))
                || self.lexicon.kinds.list_joins.contains(self.lower_word(i)) && i > at
                || self.lower(i) == "," && i > at && names.is_portfolio(self.lower_word(i + 1))
        };
        if !part(at) {
            return None;
        }
        let head = (at + 1..end.min(at + MAX_OFFICE)).find(|i| !part(*i))?;
        if !names.is_office_head(self.lower_word(head))
            || self.is_capital(at) != self.is_capital(head)
        {
            return None;
        }
        Some(TitleAt {
            len: head + 1 - at,
            office: Some((self.key(at, head + 1), true)),
            gender: None,
            address: false,
        })
    }

    /// Returns whether a title's word only begins a longer name: `General Motors`, `Prince Edward Island`.
    pub(super) fn is_part_of_name(
        &self,
        at: usize,
        title: &TitleAt,
        end: usize,
        case: Case,
    ) -> bool {
        if !self.is_capital(at) || title.len > 1 {
            return false;
        }
        let names = &self.lexicon.names;
        let next = at + 1;
        if names.is_given_name(self.lower_word(next))
            && !title.address
            && self.known_at(next, end).is_none()
            && !self.ends_as_place(next, end, case)
        {
            return false;
        }
        let run = self.run_at(next, end, false, case);
        let Some(last) = (run > 0).then(|| self.lower(next + run - 1)) else {
            return false;
        };
        let organisation = names.is_organisation_word(last) && !title.address;
        let place = self.lexicon.kinds.place.contains(last);
        let thing = self.lexicon.kinds.thing.contains(last);
        organisation || run > 1 && (place || thing || names.is_organisation_word(last))
    }

    fn ends_as_place(&self, at: usize, end: usize, case: Case) -> bool {
        let run = self.run_at(at, end, false, case);
        if run < 2 {
            return false;
        }
        let last = self.lower(at + run - 1);
        self.lexicon.kinds.place.contains(last) || self.lexicon.names.is_organisation_word(last)
    }

    /// Reads what stands around a title: `former US` before it, `of Portugal` and `-elect` behind it.
    /// Returns it and where the name may begin.
    #[expect(
        clippy::too_many_arguments,
        reason = "the state of one pass over a sentence"
    )]
    pub(super) fn title(
        &self,
        at: usize,
        behind: usize,
        title: TitleAt,
        from: usize,
        end: usize,
        sentence: usize,
        found: &mut Vec<Found>,
    ) -> (FoundTitle, usize) {
        let names = &self.lexicon.names;
        let kinds = &self.lexicon.kinds;
        let mut made = FoundTitle {
            start: at,
            words: (at, behind),
            end: behind,
            office: title.office,
            of: None,
            out_of_office: false,
            gender: title.gender,
            address: title.address,
        };
        let mut back = at;
        while back > from && at - back < MAX_BEFORE {
            let before = back - 1;
            let lower = self.lower_word(before);
            if names.is_out_of_office(lower) {
                made.out_of_office = true;
                made.start = before;
            } else if let Some(idx) = found
                .iter()
                .rposition(|f| f.tokens.0 <= before && before < f.tokens.1)
            {
                made.of = made.of.or(Some(idx));
                made.start = found.get(idx).map_or(before, |f| f.tokens.0);
                back = made.start;
                continue;
            } else if !kinds.possessives.contains(lower)
                && !kinds.articles.contains(lower)
                && !lower.is("-")
            {
                break;
            }
            back = before;
        }
        // "president-elect", "foreign minister designate"
        let mut next = behind;
        let dash = usize::from(self.lower(next) == "-");
        if names.is_out_of_office(self.lower_word(next + dash)) {
            made.out_of_office = true;
            next += dash + 1;
        }
        if !kinds.joining.contains(self.lower_word(next)) || next + 1 >= end {
            made.end = next;
            return (made, next);
        }
        // "Minister of Transport and Works", "Minister for Health"
        let portfolio = self.skip_article(next + 1);
        if names.is_office_head(self.lower_word(behind - 1))
            && names.is_portfolio(self.lower_word(portfolio))
        {
            let mut to = portfolio + 1;
            while to < end && to < portfolio + MAX_OFFICE {
                let joins = kinds.list_joins.contains(self.lower_word(to))
                    && names.is_portfolio(self.lower_word(to + 1));
                if !joins && !names.is_portfolio(self.lower_word(to)) {
                    break;
                }
                to += 1;
            }
            made.office = Some((
                format!("{} {}", self.key(portfolio, to), self.lower(behind - 1)),
                true,
            ));
            made.words.1 = to;
            made.end = to;
            return (made, to);
        }
        // "Prime Minister of Portugal Teresa Pinho"
        let place = self.skip_article(next + 1);
        if let Some(known) = self.known_at(place, end)
            && !matches!(known.form, NameForm::People | NameForm::RegionPeople)
            && self.run_at(place + known.len, end, false, Case::Sentence) == 0
        {
            self.push_of(place, &known, sentence, &mut made, found);
            let to = place + known.len;
            made.end = to;
            return (made, to);
        }
        if let Some(known) = self.known_at(place, end)
            && matches!(
                known.form,
                NameForm::State | NameForm::Seat | NameForm::Region
            )
            && self
                .lexicon
                .names
                .is_given_name(self.lower_word(place + known.len))
        {
            self.push_of(place, &known, sentence, &mut made, found);
            let to = place + known.len;
            made.end = to;
            return (made, to);
        }
        made.end = next;
        (made, next)
    }

    fn push_of(
        &self,
        place: usize,
        known: &super::find::KnownAt<'_>,
        sentence: usize,
        made: &mut FoundTitle,
        found: &mut Vec<Found>,
    ) {
        made.of = made.of.or(Some(found.len()));
        found.push(Found {
            tokens: (place, place + known.len),
            // "the mayor of London" is the town's.
            key: if known.form == NameForm::Seat {
                self.key(place, place + known.len)
            } else {
                known.key.to_owned()
            },
            kind: Kind::certain(match known.form {
                NameForm::Organisation => EntityKind::Organisation,
                NameForm::Region | NameForm::Seat => EntityKind::Place,
                _ => EntityKind::State,
            }),
            known: true,
            adjective: false,
            after_modifier: 0,
            title: None,
            nouns: Vec::new(),
            short_for: None,
            sentence,
        });
    }

    /// Finds the common nouns that say what a name is: right before it, or in an apposition behind it.
    pub(super) fn nouns_beside(&self, start: usize, to: usize, end: usize) -> Vec<(usize, usize)> {
        let mut nouns = Vec::new();
        // "the film The Long Winter"
        let own_article = start.checked_sub(1).is_some_and(|i| {
            self.is_capital(i) && self.lexicon.kinds.articles.contains(self.lower_word(i))
        });
        let start = start - usize::from(own_article);
        if let Some(before) = start.checked_sub(1).filter(|i| self.is_kind_noun(*i)) {
            nouns.push((before, before + 1));
        }
        if let Some(noun) = self.apposition(to, end) {
            nouns.push(noun);
        }
        nouns
    }

    /// Returns whether a small noun says what the name beside it is.
    pub(super) fn is_kind_noun(&self, idx: usize) -> bool {
        let lower = self.lower_word(idx);
        self.upos(idx) == Upos::Noun
            && !self.is_capital(idx)
            && (self.lexicon.names.is_person_noun(lower)
                || self.lexicon.kinds.thing_nouns.contains(lower)
                || self.lexicon.kinds.is_organisation_noun(lower))
    }

    /// Returns the noun (or title) of `, a lawyer for the family,` behind a name.
    fn apposition(&self, to: usize, end: usize) -> Option<(usize, usize)> {
        if self.lower(to) != "," || to + 1 >= end {
            return None;
        }
        let mut at = to + 1;
        // "Ann Lee, 42, a teacher"
        if self.upos(at) == Upos::Num && self.lower(at + 1) == "," {
            at += 2;
        }
        let last = end.min(at + MAX_OFFICE);
        while at < last {
            if let Some(title) = self.title_at(at, end).filter(|t| !t.address)
                && !self.is_capital(at)
            {
                return self
                    .closes(at + title.len, end)
                    .then_some((at, at + title.len));
            }
            if self.is_kind_noun(at) {
                if matches!(self.upos(at + 1), Upos::Noun | Upos::Propn) {
                    at += 1;
                    continue;
                }
                return self.closes(at + 1, end).then_some((at, at + 1));
            }
            let inside = matches!(
                self.upos(at),
                Upos::Det | Upos::Adj | Upos::Propn | Upos::Noun | Upos::Pron | Upos::Num
            ) || self.lexicon.kinds.possessives.contains(self.lower_word(at))
                || self.lower(at) == "-";
            if !inside {
                return None;
            }
            at += 1;
        }
        None
    }

    /// Returns whether an apposition can end or go on here: `, a lawyer,`, `, editor of the paper,`.
    fn closes(&self, at: usize, end: usize) -> bool {
        at >= end
            || matches!(self.upos(at), Upos::Punct | Upos::Adp)
            || self.lexicon.kinds.relative.contains(self.lower_word(at))
    }
}

/// Returns the titles that are offices, in text order.
pub(super) fn offices(found: &[Found], chains: &Chains, finder: &Finder<'_>) -> Vec<OfficeMention> {
    let tokens = finder.tokens.all();
    let names = &finder.lexicon.names;
    let mut out = Vec::new();
    for (f, person) in found.iter().zip(&chains.of_found) {
        let Some(title) = &f.title else { continue };
        let Some((office, single)) = &title.office else {
            continue;
        };
        let (Some(first), Some(last)) = (tokens.get(title.start), tokens.get(f.tokens.1 - 1))
        else {
            continue;
        };
        let of = title.of.and_then(|i| chains.of_found.get(i).copied());
        // Ministers of a kind may be several where a cabinet has juniors; the offices that the list
        // of titles names are not.
        let several = of
            .and_then(|e| chains.all.get(e as usize))
            .is_some_and(|e| names.has_many_ministers(&e.key))
            && names
                .titles_starting_with(office.split(' ').next().unwrap_or_default())
                .iter()
                .all(|t| t.office.as_ref() != Some(office));
        out.push(OfficeMention {
            person: *person,
            office: office.clone(),
            single: *single && !several,
            of,
            out_of_office: title.out_of_office,
            span: first.span.join(last.span),
            sentence: as_u32(f.sentence),
        });
    }
    out
}
