//! Tables: a text, and its quotations as `kind speaker/cue: content`.

use super::*;
use crate::mentions::testing::{article, read};
use crate::read::BlockKind;

fn words() -> SpeechWords {
    let text = include_str!("../../../rules/names/speech.yaml");
    match crate::yaml::parse(text) {
        Ok(words) => words,
        Err(error) => unreachable!("{error:?}"),
    }
}

fn quotations(text: &str, words: &SpeechWords) -> Vec<Quotation> {
    quotations_of(&article(text), words)
}

fn quotations_of(article: &Article, words: &SpeechWords) -> Vec<Quotation> {
    let (sentences, tokens) = read(article);
    let found = find(article, &sentences, &tokens, words);
    let speech = Speech::new(article, &sentences, &tokens, words, &found);
    // Contents are told before speakers, and none is missing.
    let all = 0..sentences.len();
    let contents: Vec<Vec<Span>> = all.map(|s| speech.contents(s)).collect();
    for (sentence, contents) in contents.iter().enumerate() {
        for quotation in speech.of_sentence(sentence) {
            assert!(contents.contains(&quotation.content));
        }
    }
    speech.all().into_iter().cloned().collect()
}

fn describe(text: &str, q: &Quotation) -> String {
    let kind = match q.kind {
        QuoteKind::Direct => "direct",
        QuoteKind::Mixed => "mixed",
        QuoteKind::Indirect => "indirect",
    };
    let speaker = q.speaker.map_or("?", |s| s.of(text));
    format!("{kind} {speaker}/{}: {}", q.cue_lemma, q.content.of(text))
}

/// Fails with every row of the table that reads otherwise than expected.
fn check(rows: &[(&str, &[&str])]) {
    let words = words();
    let mut wrong = Vec::new();
    for (text, expected) in rows {
        let got: Vec<String> = quotations(text, &words)
            .iter()
            .map(|q| describe(text, q))
            .collect();
        if got != *expected {
            wrong.push(format!("{text}\n  want {expected:#?}\n  got  {got:#?}\n"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join(""));
}

#[test]
fn cues_behind_the_marks() {
    check(&[
        (
            "“The bridge is safe,” Mayor Hana Field said.",
            &["direct Mayor Hana Field/say: The bridge is safe,"],
        ),
        (
            "“The bridge is safe,” said Hana Field.",
            &["direct Hana Field/say: The bridge is safe,"],
        ),
        (
            "“The bridge is safe,” said Hana Field, a town engineer.",
            &["direct Hana Field, a town engineer/say: The bridge is safe,"],
        ),
        (
            "\"The bridge is safe,\" she told reporters on Monday.",
            &["direct she/tell: The bridge is safe,"],
        ),
        (
            "‘The bridge is safe,’ she said.",
            &["direct she/say: The bridge is safe,"],
        ),
        (
            "'The mayor's bridge isn't safe,' she said.",
            &["direct she/say: The mayor's bridge isn't safe,"],
        ),
        (
            "“The bridge is safe”, the mayor said.",
            &["direct the mayor/say: The bridge is safe"],
        ),
        (
            "“Is the bridge safe?” a reporter asked.",
            &["direct a reporter/ask: Is the bridge safe?"],
        ),
        (
            "“The roof leaks,” a clerk who asked not to be named said.",
            &["direct a clerk who asked not to be named/say: The roof leaks,"],
        ),
        (
            "“The roof leaks,” according to the clerk.",
            &["direct the clerk/according to: The roof leaks,"],
        ),
        (
            "“The roof leaks,” the clerk later added.",
            &["direct the clerk/add: The roof leaks,"],
        ),
        (
            "“It works for me,” pleaded Rossi.",
            &["direct Rossi/plead: It works for me,"],
        ),
        ("“No,” he said.", &["direct he/say: No,"]),
        (
            "“We lost the boat,” said a harbour official.",
            &["direct a harbour official/say: We lost the boat,"],
        ),
    ]);
}

#[test]
fn cues_before_and_inside() {
    check(&[
        (
            "Hana Field said: “The bridge is safe.”",
            &["direct Hana Field/say: The bridge is safe."],
        ),
        (
            "Field added, “The bridge is safe.”",
            &["direct Field/add: The bridge is safe."],
        ),
        (
            "She told the council: “The bridge is safe.”",
            &["direct She/tell: The bridge is safe."],
        ),
        (
            "Field: “The bridge is safe.”",
            &["direct Field/: The bridge is safe."],
        ),
        (
            "“The bridge,” she said, “is safe.”",
            &["direct she/say: The bridge,", "direct she/say: is safe."],
        ),
        (
            "“The bridge is safe,” she said. “We tested every bolt.”",
            &[
                "direct she/say: The bridge is safe,",
                "direct she/: We tested every bolt.",
            ],
        ),
    ]);
}

#[test]
fn quotations_over_paragraphs() {
    check(&[
        (
            "“The bridge is safe,” the mayor said.\n“We tested every bolt of it.”",
            &[
                "direct the mayor/say: The bridge is safe,",
                "direct the mayor/: We tested every bolt of it.",
            ],
        ),
        (
            "“The bridge is safe.\n“We tested every bolt,” the mayor said.",
            &[
                "direct the mayor/: The bridge is safe.",
                "direct the mayor/say: We tested every bolt,",
            ],
        ),
        (
            "The mayor said: “The bridge is safe.\n“We tested every bolt of it.”\nTraffic rolled on.",
            &[
                "direct The mayor/say: The bridge is safe.",
                "direct The mayor/: We tested every bolt of it.",
            ],
        ),
        (
            "“The bridge is safe.\nWe tested every bolt,” the mayor said.",
            &["direct the mayor/say: The bridge is safe.\nWe tested every bolt,"],
        ),
        (
            "“The roof leaks,” a source said. “It has leaked for years,” the source added.",
            &[
                "direct a source/say: The roof leaks,",
                "direct the source/add: It has leaked for years,",
            ],
        ),
    ]);
}

#[test]
fn reported_clauses() {
    check(&[
        (
            "Officials said that the bridge was safe.",
            &["indirect Officials/say: the bridge was safe"],
        ),
        (
            "Officials said the bridge was safe.",
            &["indirect Officials/say: the bridge was safe"],
        ),
        (
            "Officials said on Monday that the bridge was safe.",
            &["indirect Officials/say: the bridge was safe"],
        ),
        (
            "The mayor told reporters that the bridge was safe.",
            &["indirect The mayor/tell: the bridge was safe"],
        ),
        (
            "The mayor told reporters the bridge was safe.",
            &["indirect The mayor/tell: the bridge was safe"],
        ),
        (
            "The bridge was safe, officials said.",
            &["indirect officials/say: The bridge was safe"],
        ),
        (
            "The bridge was safe, officials said on Monday.",
            &["indirect officials/say: The bridge was safe"],
        ),
        (
            "The bridge was safe, said the mayor.",
            &["indirect the mayor/say: The bridge was safe"],
        ),
        (
            "The bridge, officials said, was safe.",
            &["indirect officials/say: The bridge, officials said, was safe"],
        ),
        (
            "The ministry warned that floods would come.",
            &["indirect The ministry/warn: floods would come"],
        ),
        (
            "The company claimed that the pump worked.",
            &["indirect The company/claim: the pump worked"],
        ),
        (
            "The company denied that the pump had failed.",
            &["indirect The company/deny: the pump had failed"],
        ),
        (
            "The guard denied the charges.",
            &["indirect The guard/deny: the charges"],
        ),
        (
            "The agency confirmed that the dam had burst.",
            &["indirect The agency/confirm: the dam had burst"],
        ),
        (
            "The guard had called a nurse, telling her that the roof leaked.",
            &["indirect The guard/tell: the roof leaked"],
        ),
        (
            "Rossi, speaking after a visit to the port, said the bridge was safe.",
            &["indirect Rossi/say: the bridge was safe"],
        ),
        (
            "Rossi acknowledged making a mistake.",
            &["indirect Rossi/acknowledge: making a mistake"],
        ),
        ("The lab-confirmed cases were few.", &[]),
        (
            "Farmers believe that the dam will burst.",
            &["indirect Farmers/believe: the dam will burst"],
        ),
        (
            "The judge asked whether the dam was safe.",
            &["indirect The judge/ask: whether the dam was safe"],
        ),
        (
            "The union urged its members to stay home.",
            &["indirect The union/urge: to stay home"],
        ),
        (
            "Rossi, the mayor of the town, said the bridge was safe.",
            &["indirect Rossi, the mayor of the town/say: the bridge was safe"],
        ),
        (
            "She added that the work would begin soon and warned that tolls might rise.",
            &[
                "indirect She/add: the work would begin soon",
                "indirect She/warn: tolls might rise",
            ],
        ),
    ]);
}

#[test]
fn sources_without_a_verb() {
    check(&[
        (
            "According to the ministry, the dam is old.",
            &["indirect the ministry/according to: the dam is old"],
        ),
        (
            "The dam is old, according to the ministry.",
            &["indirect the ministry/according to: The dam is old"],
        ),
        (
            "The dam has reportedly burst.",
            &["indirect ?/reportedly: The dam has reportedly burst"],
        ),
        ("All went according to plan.", &[]),
        (
            "It was reported that the dam had burst.",
            &["indirect ?/report: the dam had burst"],
        ),
        (
            "The dam is said to be old.",
            &["indirect ?/say: The dam is said to be old"],
        ),
    ]);
}

#[test]
fn chains() {
    check(&[
        (
            "Talks may begin soon, according to a report published by the Harbour Post citing sources familiar with the matter.",
            &[
                "indirect a report published by the Harbour Post/according to: Talks may begin soon",
                "indirect sources familiar with the matter/cite: Talks may begin soon",
            ],
        ),
        (
            "Sources told Reuters that the deal was near.",
            &[
                "indirect Reuters/tell: Sources told Reuters that the deal was near",
                "indirect Sources/tell: the deal was near",
            ],
        ),
        (
            "The deal was near, sources told the newspaper.",
            &[
                "indirect the newspaper/tell: The deal was near, sources told",
                "indirect sources/tell: The deal was near",
            ],
        ),
    ]);
}

#[test]
fn mixed_and_scare() {
    check(&[
        (
            "She said the plan was “a walk in the park” for the town.",
            &[
                "mixed She/say: the plan was “a walk in the park” for the town",
                "direct She/say: a walk in the park",
            ],
        ),
        (
            "Field said that he was “profoundly sorry” for the delay.",
            &[
                "mixed Field/say: he was “profoundly sorry” for the delay",
                "direct Field/say: profoundly sorry",
            ],
        ),
        ("The “top hat” fell off the well.", &[]),
        ("The 'top hat' fell off the well.", &[]),
        (
            "The last try, called the “top hat,” failed within hours.",
            &[],
        ),
        (
            "He set up a group named “We Are the River,” which grew.",
            &[],
        ),
        ("The town has 39 confirmed cases.", &[]),
        ("The farmers' union and the boys' club met.", &[]),
        ("It's the dogs' dinner, isn't it.", &[]),
        ("Officials declined to say whether the dam was safe.", &[]),
        ("He did not say that the dam was safe.", &[]),
    ]);
}

#[test]
fn where_a_report_ends() {
    check(&[
        (
            "The pier sank, according to a note the harbour board sent on Monday.",
            &["indirect a note/according to: The pier sank"],
        ),
        ("They hope to win the cup, which was stolen.", &[]),
        (
            "Half of the voters think the mayor was right, while many others said he was wrong.",
            &[
                "indirect Half of the voters/think: the mayor was right",
                "indirect many others/say: he was wrong",
            ],
        ),
    ]);
}

#[test]
fn furniture_has_no_quotations() {
    let text = "“This is shared,” a reader said.";
    let mut article = article(text);
    for block in &mut article.blocks {
        block.kind = BlockKind::Furniture;
    }
    assert_eq!(quotations_of(&article, &words()), []);
}

proptest::proptest! {
    #[test]
    fn any_text_has_quotations_without_panic(text in "(said|told|she|“|”|'|\"|‘|’|,|\\.| |\n|that|according to|the dam|fell|citing|reportedly|é){0,40}", odd in ".{0,60}") {
        let words = words();
        for text in [text.as_str(), odd.as_str()] {
            let mut start = 0;
            for q in quotations(text, &words) {
                assert!(text.get(q.content.range()).is_some_and(|t| !t.is_empty()));
                for span in [q.speaker, q.cue].into_iter().flatten() {
                    assert!(text.get(span.range()).is_some());
                }
                assert!(q.content.start >= start);
                start = q.content.start;
            }
        }
    }
}
