//! What a capital tells: nothing in a headline or at a sentence's start, unless the word has one elsewhere too.

use rustc_hash::FxHashMap;

use crate::read::Article;
use crate::sentences::Sentence;
use crate::tokens::{Tokens, Upos};
use crate::word_set::Looks;

/// How the words of a sentence are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// Names have capitals.
    Sentence,
    /// Nearly Every Word Has One.
    Title,
    /// ALL LETTERS ARE CAPITALS.
    Capitals,
}

/// So many words show how a sentence is written.
const MIN_WORDS: usize = 4;

/// How often a word of the article is written small, and with a capital where that tells something.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    small: u32,
    capital: u32,
}

/// How the words and sentences of an article are written.
pub(super) struct Cases<'a> {
    sentences: Vec<Case>,
    seen: FxHashMap<&'a str, Seen>,
}

impl<'a> Cases<'a> {
    pub(super) fn of(article: &Article, sentences: &[Sentence], tokens: &'a Tokens) -> Self {
        let form = |idx: usize| tokens.form(&article.text, idx);
        let mut cases = Vec::with_capacity(sentences.len());
        let mut seen: FxHashMap<&str, Seen> = FxHashMap::default();
        for idx in 0..sentences.len() {
            let range = tokens.of_sentence(idx);
            let case = case_of(
                range
                    .clone()
                    .filter(|at| !is_function_word(tokens, *at))
                    .map(form),
            );
            if case == Case::Sentence {
                let mut first = true;
                for at in range.clone() {
                    // A capital at a sentence's start tells where a longer name begins with it.
                    let is_name = |at: usize| {
                        tokens.all().get(at).is_some_and(|t| t.upos == Upos::Propn)
                            && tokens.is_capital(at)
                    };
                    let tells =
                        !first || is_name(at) && range.contains(&(at + 1)) && is_name(at + 1);
                    if tokens.is_capital(at) && tells {
                        seen.entry(tokens.lower(at)).or_default().capital += 1;
                    }
                    let opens = tokens
                        .all()
                        .get(at)
                        .is_some_and(|t| matches!(t.upos, Upos::Punct | Upos::Num));
                    first =
                        opens && (first || matches!(form(at), ":" | "“" | "\"" | "‘" | "-" | "–"));
                }
            } else {
                for at in range.clone() {
                    if tokens.is_capital(at) {
                        seen.entry(tokens.lower(at)).or_default();
                    }
                }
            }
            if let Some(start) = range
                .clone()
                .find(|at| form(*at).starts_with(char::is_alphabetic))
            {
                seen.entry(tokens.lower(start)).or_default();
            }
            cases.push(case);
        }
        let looks = Looks::of(seen.len(), seen.keys().copied());
        for (idx, case) in cases.iter().enumerate() {
            if *case == Case::Sentence {
                for at in tokens.of_sentence(idx) {
                    if looks.may_hold(tokens.lower_word(at))
                        && form(at).starts_with(char::is_lowercase)
                        && let Some(word) = seen.get_mut(tokens.lower(at))
                    {
                        word.small += 1;
                    }
                }
            }
        }
        Self {
            sentences: cases,
            seen,
        }
    }

    /// Returns how a sentence is written.
    pub(super) fn sentence(&self, idx: usize) -> Case {
        self.sentences.get(idx).copied().unwrap_or(Case::Sentence)
    }

    /// Returns whether the word (lower case) has a capital where only names have one.
    pub(super) fn is_capital_elsewhere(&self, lower: &str) -> bool {
        self.seen.get(lower).is_some_and(|s| s.capital > 0)
    }

    /// Returns whether the word (lower case) is written small more often than with a capital that tells.
    pub(super) fn is_small_elsewhere(&self, lower: &str) -> bool {
        self.seen.get(lower).is_some_and(|s| s.small > s.capital)
    }
}

/// Words that are small in headlines too.
fn is_function_word(tokens: &Tokens, at: usize) -> bool {
    tokens.all().get(at).is_some_and(|t| {
        matches!(
            t.upos,
            Upos::Adp | Upos::Det | Upos::Cconj | Upos::Sconj | Upos::Aux | Upos::Part | Upos::Pron
        )
    })
}

fn case_of<'t>(forms: impl Iterator<Item = &'t str>) -> Case {
    let (mut n_words, mut n_capital, mut n_all) = (0_usize, 0_usize, 0_usize);
    for form in forms {
        // Short words are small in headlines too.
        if form.len() < 4 || !form.starts_with(char::is_alphabetic) {
            continue;
        }
        n_words += 1;
        n_capital += usize::from(form.starts_with(char::is_uppercase));
        n_all += usize::from(!form.chars().any(char::is_lowercase));
    }
    if n_words >= MIN_WORDS && n_all * 4 >= n_words * 3 {
        Case::Capitals
    } else if n_words >= MIN_WORDS && (n_words - n_capital) * 8 <= n_words {
        Case::Title
    } else {
        Case::Sentence
    }
}
