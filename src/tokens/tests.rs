//! Tables of what the stage makes of invented sentences, printed as text.

use proptest::prelude::*;

use super::*;
use crate::mentions::testing;

fn read_one(text: &str) -> Tokens {
    let sentence = Sentence {
        span: Span::new(0, text.len()),
        block: 0,
    };
    read(&testing::article(text), &[sentence])
}

/// Compares what `show` makes of each token, joined by spaces.
fn check(text: &str, show: impl Fn(&Tokens, usize) -> String, expected: &str) {
    let tokens = read_one(text);
    let shown: Vec<String> = (0..tokens.all().len()).map(|i| show(&tokens, i)).collect();
    assert_eq!(shown.join(" "), expected, "{text}");
}

#[test]
fn words_are_cut_as_in_the_treebanks() {
    for (text, expected) in [
        ("They don't know.", "They do n't know ."),
        ("She can’t and cannot go.", "She ca n’t and can not go ."),
        (
            "Norland's port, the workers' demands",
            "Norland 's port , the workers ' demands",
        ),
        (
            "It cost $5.5 million, up 10%.",
            "It cost $ 5.5 million , up 10 % .",
        ),
        (
            "The U.S. and the Norland-backed bloc",
            "The U.S. and the Norland - backed bloc",
        ),
        (
            "an anti-war march—the first",
            "an anti-war march — the first",
        ),
        (
            "See https://example.org/a?b=1.",
            "See https://example.org/a?b=1 .",
        ),
        (
            "Write to desk@example.org, please.",
            "Write to desk@example.org , please .",
        ),
        (
            "“Well...” he said -- twice.",
            "“ Well ... ” he said -- twice .",
        ),
        (
            "At 10:30 on 4/12/2021, 1,200 came (again).",
            "At 10:30 on 4/12/2021 , 1,200 came ( again ) .",
        ),
        ("Mr. Lund left at 9 p.m.", "Mr. Lund left at 9 p.m."),
    ] {
        check(text, |t, i| t.form(text, i).to_owned(), expected);
    }
}

#[test]
fn tags_and_lemmas() {
    for (text, expected) in [
        (
            "The ministers were not told.",
            "the/DET minister/NOUN be/AUX not/PART tell/VERB ./PUNCT",
        ),
        (
            "She has met Norland's president.",
            "she/PRON have/AUX meet/VERB Norland/PROPN 's/PART president/NOUN ./PUNCT",
        ),
        (
            "Officials won’t say how many people died.",
            "official/NOUN will/AUX not/PART say/VERB how/ADV many/ADJ people/NOUN die/VERB ./PUNCT",
        ),
    ] {
        let show = |t: &Tokens, i: usize| {
            let upos = t.all().get(i).map_or("", |t| t.upos.as_str());
            format!("{}/{upos}", t.lemma(i))
        };
        check(text, show, expected);
    }
}

#[test]
fn parses() {
    for (text, expected) in [
        (
            "The two countries signed a treaty.",
            "The<countries:det two<countries:nummod countries<signed:nsubj signed<signed:root a<treaty:det treaty<signed:obj .<signed:punct",
        ),
        (
            "The bridge was destroyed by the army, officials said.",
            "The<bridge:det bridge<destroyed:nsubj:pass was<destroyed:aux:pass destroyed<said:ccomp by<army:case the<army:det army<destroyed:obl:agent ,<destroyed:punct officials<said:nsubj said<said:root .<said:punct",
        ),
    ] {
        let show = |t: &Tokens, i: usize| {
            let head = t.form(text, t.head(i).unwrap_or(i));
            format!("{}<{head}:{}", t.form(text, i), t.relation(i).as_str())
        };
        check(text, show, expected);
    }
}

#[test]
fn children_come_in_text_order() {
    let text = "The old bridge over the river fell.";
    let tokens = read_one(text);
    let bridge: Vec<&str> = tokens.children(2).map(|c| tokens.form(text, c)).collect();
    assert_eq!(bridge, ["The", "old", "river"]);
    assert_eq!(tokens.child(2, Relation::Amod), Some(1));
    assert_eq!(tokens.sentence_of(6), 0);
}

#[test]
fn weights_are_read_in_place_and_bad_ones_are_empty() {
    assert!(!Weights::english().classes.is_empty());
    for bad in [&b""[..], b"gainsay2", &[0xff; 300]] {
        assert!(Weights::new(bad).classes.is_empty());
    }
}

/// Words that the parser joins in many ways.
fn words() -> impl Strategy<Value = Vec<&'static str>> {
    let word = prop::sample::select(vec![
        "the", "board", "said", "that", "bridges", "fell", "and", "was", "closed", "by", ",",
        "old", "Lund", "of", "who", "to", "warned", ".",
    ]);
    prop::collection::vec(word, 1..25)
}

proptest! {
    #[test]
    fn what_is_told_early_is_true_of_the_whole_sentence(
        words in words(),
        asked in prop::collection::vec((0..5, 0..25_usize, 0..25_usize), 1..20),
    ) {
        let text = words.join(" ");
        let (early, whole) = (read_one(&text), read_one(&text));
        prop_assert!(whole.children(0).count() < words.len());
        for (question, i, j) in asked {
            match question {
                0 => prop_assert_eq!(early.head(i), whole.head(i)),
                1 => prop_assert_eq!(early.relation(i), whole.relation(i)),
                2 => prop_assert_eq!(early.depends_on(i, j), i < whole.all().len() && whole.head(i) == Some(j)),
                3 => {
                    let before: Vec<usize> = whole.children(i).filter(|c| *c < i).collect();
                    prop_assert_eq!(early.children_before(i).collect::<Vec<_>>(), before);
                }
                _ => {
                    let mut above = std::iter::successors(Some(i), |at| whole.head(*at)).take(9);
                    let is_under = i < whole.all().len() && above.any(|at| at == j);
                    prop_assert_eq!(early.is_under(i, j, 9), is_under);
                }
            }
        }
    }

    #[test]
    fn any_text_yields_tokens_inside_their_sentence(text in "(\\PC|[ '’.,\\-$%\n@:/A-Za-z0-9]{1,6}){0,40}") {
        let middle = text.char_indices().map(|(at, _)| at).nth(text.chars().count() / 2).unwrap_or(0);
        let sentences = [(0, middle), (middle, text.len())].map(|(start, end)| Sentence {
            span: Span::new(start, end),
            block: 0,
        });
        let tokens = read(&testing::article(&text), &sentences);
        for (idx, sentence) in sentences.iter().enumerate() {
            let range = tokens.of_sentence(idx);
            let mut at = sentence.span.start;
            let mut letters = String::new();
            let mut roots = 0;
            for i in range.clone() {
                let Some(token) = tokens.all().get(i) else { continue };
                prop_assert!(sentence.span.contains(token.span) && token.span.start >= at);
                prop_assert!(!token.span.of(&text).is_empty());
                let head = tokens.head(i);
                prop_assert!(head.is_none_or(|h| range.contains(&h)));
                prop_assert_eq!(tokens.sentence_of(i), idx);
                let form = token.span.of(&text);
                prop_assert_eq!(tokens.is_capital(i), form.starts_with(char::is_uppercase));
                prop_assert_eq!(tokens.is_dotted(i), form.ends_with('.'));
                for (word, shown) in [
                    (tokens.lower_word(i), tokens.lower(i)),
                    (tokens.lemma_word(i), tokens.lemma(i)),
                ] {
                    prop_assert_eq!(word.look(), Look::of(shown));
                    prop_assert!(word.is(shown) && !word.is("no token"));
                }
                roots += usize::from(head.is_none());
                at = token.span.end;
                letters.push_str(token.span.of(&text));
            }
            prop_assert_eq!(roots, usize::from(!range.is_empty()));
            let written: String = sentence.span.of(&text).split_whitespace().collect();
            prop_assert_eq!(letters, written);
        }
    }
}

/// What one text's words say is remembered for the next ones; it is the same there.
#[test]
fn articles_read_together_are_read_as_each_alone() {
    let texts = [
        "Tests work. Work tests The Workers, who tested work.",
        "THE TEST WORKS FOR WORKERS",
        "Workers’ Tests May Work In May",
    ];
    let tags_of = |texts: &[&str]| -> Vec<Vec<(Upos, Xpos)>> {
        let articles: Vec<Article> = texts.iter().map(|text| testing::article(text)).collect();
        let sentences: Vec<[Sentence; 1]> = texts
            .iter()
            .map(|text| {
                let span = Span::new(0, text.len());
                [Sentence { span, block: 0 }]
            })
            .collect();
        let given = articles
            .iter()
            .zip(sentences.iter().map(<[_; 1]>::as_slice));
        let tags = |tokens: &Tokens| tokens.all().iter().map(|t| (t.upos, t.xpos)).collect();
        read_each(given).iter().map(tags).collect()
    };
    let [a, b, c] = texts;
    let alone: Vec<_> = texts.iter().flat_map(|text| tags_of(&[text])).collect();
    assert_eq!(tags_of(&texts), alone);
    let mut turned = tags_of(&[c, b, a]);
    turned.reverse();
    assert_eq!(turned, alone);
}

/// A long text is read in parts, which nobody can tell from what is read.
#[test]
fn long_texts_are_read_as_short_ones() {
    // Seven tokens: parts do not end where a sentence does.
    let sentence = "Two workers tested it in May.\n";
    let read_n = |n: usize| {
        let text = sentence.repeat(n);
        let sentences = (0..n).map(|i| Sentence {
            span: Span::new(i * sentence.len(), (i + 1) * sentence.len() - 1),
            block: 0,
        });
        let tokens = read(&testing::article(&text), &sentences.collect::<Vec<_>>());
        let shown = |i: usize| {
            let token = tokens.all().get(i)?;
            let words = (tokens.lower(i).to_owned(), tokens.lemma(i).to_owned());
            let head = tokens.head(i).map(|head| i.abs_diff(head));
            let tags = (token.upos, token.xpos, head, tokens.relation(i));
            let form = token.span.of(&text).to_owned();
            Some((tokens.sentence_of(i), (form, words, tags)))
        };
        (0..tokens.all().len()).map_while(shown).collect::<Vec<_>>()
    };
    let one = read_n(1);
    let n = 2 * TOKENS_AT_ONCE / one.len() + 3;
    let many = read_n(n);
    assert_eq!(many.len(), n * one.len());
    for (idx, token) in many.iter().enumerate() {
        assert_eq!(token.0, idx / one.len());
        assert_eq!(Some(&token.1), one.get(idx % one.len()).map(|t| &t.1));
    }
    // A sentence that is longer than a part.
    let words = "word ".repeat(TOKENS_AT_ONCE + 3);
    assert_eq!(read_one(&words).of_sentence(0), 0..TOKENS_AT_ONCE + 3);
}
