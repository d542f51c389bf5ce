use super::*;
use crate::lexicon::sentences::SentenceWords;
use crate::read::{Block, BlockKind};
use crate::sentences;
use crate::span::SourceId;
use crate::tokens;

fn words() -> TimeWords {
    TimeWords::built_in().unwrap_or_default()
}

fn article(text: &str) -> Article {
    Article {
        source: SourceId(0),
        path: "test.txt".to_owned(),
        text: text.to_owned(),
        body_start: 0,
        published: Interval::ALWAYS,
        published_span: None,
        publisher: None,
        blocks: vec![Block {
            kind: BlockKind::Paragraph,
            span: Span::new(0, text.len()),
        }],
        pictures: Vec::new(),
        citations: Vec::new(),
        has_reference_list: false,
    }
}

fn times(anchor: &str, text: &str) -> Vec<Timex> {
    let article = article(text);
    let sentences = sentences::split(&article, &SentenceWords::built_in().unwrap_or_default());
    let tokens = tokens::read(&article, &sentences);
    find(
        &article,
        &sentences,
        &tokens,
        Day::parse_iso(anchor),
        &words(),
    )
}

/// Writes a time as `text → TYPE value [days] relation`.
fn line(text: &str, time: &Timex) -> String {
    let days = match time.when {
        When::Unknown => String::new(),
        When::Days(days) => match (days.from, days.to) {
            (Some(from), Some(to)) if from == to => format!(" [{from}]"),
            (Some(from), Some(to)) => format!(" [{from}..{to}]"),
            _ => " [open]".to_owned(),
        },
        When::Yearly { from, to } => {
            format!(" [{:02}-{:02}..{:02}-{:02}]", from.0, from.1, to.0, to.1)
        }
        When::FromPublication { from, to } => format!(" [P{from:+}..P{to:+}]"),
    };
    let relation = match time.relation {
        TimeRelation::On => String::new(),
        relation => format!(" {relation:?}"),
    };
    let kind = time.kind.as_str();
    format!(
        "{} → {kind} {}{days}{relation}",
        time.span.of(text),
        time.value
    )
}

/// Compares the times of a text, published on the anchor (`-`: nobody knows when), with what is expected.
fn check(anchor: &str, text: &str, expected: &[&str]) {
    let got: Vec<String> = times(anchor, text)
        .iter()
        .map(|time| line(text, time))
        .collect();
    assert_eq!(got, expected, "in {text:?}, published {anchor}");
}

#[test]
fn times_have_timex3_values_and_days() {
    check(
        "2024-05-22",
        "The minister said Monday that talks had failed.",
        &["Monday → DATE 2024-05-20 [2024-05-20]"],
    );
    check(
        "2024-05-22",
        "The two sides will meet Monday in Geneva.",
        &["Monday → DATE 2024-05-27 [2024-05-27]"],
    );
    check(
        "2024-05-22",
        "The court ruled on Wednesday.",
        &["Wednesday → DATE 2024-05-22 [2024-05-22]"],
    );
    check(
        "2024-05-22",
        "The envoy is expected to arrive on Friday.",
        &["Friday → DATE 2024-05-24 [2024-05-24]"],
    );
    check(
        "2024-05-22",
        "By Friday the bridge must be open.",
        &["Friday → DATE 2024-05-24 [2024-05-24] By"],
    );
    check(
        "2024-05-22",
        "Rebels took the town last Friday.",
        &["last Friday → DATE 2024-05-17 [2024-05-17]"],
    );
    check(
        "2024-05-22",
        "The board meets next Tuesday.",
        &["next Tuesday → DATE 2024-05-28 [2024-05-28]"],
    );
    check(
        "-",
        "The minister said Monday that talks had failed.",
        &["Monday → DATE XXXX-WXX-1 [P-6..P+0]"],
    );
    check(
        "-",
        "The two sides will meet Monday in Geneva.",
        &["Monday → DATE XXXX-WXX-1 [P+0..P+6]"],
    );
    check(
        "2024-05-22",
        "The strike began last March.",
        &["last March → DATE 2024-03 [2024-03-01..2024-03-31]"],
    );
    check(
        "-",
        "The strike began last March.",
        &["last March → DATE XXXX-03 [03-01..03-31]"],
    );
    check(
        "2024-05-22",
        "The deal was signed late last week.",
        &["late last week → DATE 2024-W20 [2024-05-13..2024-05-19]"],
    );
    check(
        "-",
        "The deal was signed late last week.",
        &["late last week → DATE XXXX-WXX [P-13..P-1]"],
    );
    check(
        "2024-05-22",
        "A vote could come as early as next week.",
        &["next week → DATE 2024-W22 [2024-05-27..2024-06-02]"],
    );
    check(
        "-",
        "A vote could come as early as next week.",
        &["next week → DATE XXXX-WXX [P+1..P+13]"],
    );
    check(
        "2024-05-22",
        "The memorandum may be signed any day this week.",
        &["any day this week → DATE 2024-W21 [2024-05-20..2024-05-26]"],
    );
    check(
        "2024-05-22",
        "The prisoners were freed three weeks after the ceasefire.",
        &["three weeks → DURATION P3W"],
    );
    check(
        "2024-05-22",
        "The dam was finished a year earlier than planned.",
        &["a year earlier → DATE XXXX"],
    );
    check(
        "2024-05-22",
        "Profits rose in the first quarter.",
        &["the first quarter → DATE 2024-Q1 [2024-01-01..2024-03-31]"],
    );
    check(
        "2024-05-22",
        "Profits rose in the first quarter of 2023.",
        &["the first quarter of 2023 → DATE 2023-Q1 [2023-01-01..2023-03-31]"],
    );
    check(
        "2024-05-22",
        "The party governed in the early 1990s.",
        &["the early 1990s → DATE 199 [1990-01-01..1999-12-31]"],
    );
    check(
        "2024-05-22",
        "He wrote songs in the 1990s.",
        &["the 1990s → DATE 199 [1990-01-01..1999-12-31]"],
    );
    check(
        "2024-05-22",
        "The talks were held from April 8 to 12 in Doha.",
        &[
            "April 8 → DATE 2024-04-08 [2024-04-08] From",
            "12 → DATE 2024-04-12 [2024-04-12] To",
        ],
    );
    check(
        "2024-05-22",
        "The talks were held between March and May 2011.",
        &[
            "March → DATE 2011-03 [2011-03-01..2011-03-31] From",
            "May 2011 → DATE 2011-05 [2011-05-01..2011-05-31] To",
        ],
    );
    check(
        "2024-05-22",
        "The talks ran between March and May.",
        &[
            "March → DATE 2024-03 [2024-03-01..2024-03-31] From",
            "May → DATE 2024-05 [2024-05-01..2024-05-31] To",
        ],
    );
    check(
        "2024-05-22",
        "The treaty dates from 8 April 2011.",
        &["8 April 2011 → DATE 2011-04-08 [2011-04-08] Since"],
    );
    check(
        "2024-05-22",
        "The treaty was signed on April 8, 2011.",
        &["April 8, 2011 → DATE 2011-04-08 [2011-04-08]"],
    );
    check(
        "2024-05-22",
        "The form is dated 4/8/2011.",
        &["4/8/2011 → DATE 2011-04-08"],
    );
    check(
        "2024-05-22",
        "The form is dated 4/18/2011.",
        &["4/18/2011 → DATE 2011-04-18 [2011-04-18]"],
    );
    check(
        "2024-05-22",
        "The form is dated 18/4/2011.",
        &["18/4/2011 → DATE 2011-04-18 [2011-04-18]"],
    );
    check(
        "2024-05-22",
        "The log begins on 2011-04-08 at noon.",
        &[
            "2011-04-08 → DATE 2011-04-08 [2011-04-08]",
            "noon → TIME 2024-05-22T12:00",
        ],
    );
    check(
        "2024-05-22",
        "She has led the union since 2015.",
        &["2015 → DATE 2015 [2015-01-01..2015-12-31] Since"],
    );
    check(
        "2024-05-22",
        "She will stay until 2027.",
        &["2027 → DATE 2027 [2027-01-01..2027-12-31] Until"],
    );
    check(
        "2024-05-22",
        "Troops moved in earlier this month.",
        &["earlier this month → DATE 2024-05 [2024-05-01..2024-05-31]"],
    );
    check(
        "-",
        "Troops moved in earlier this month.",
        &["earlier this month → DATE XXXX-XX [P-30..P+30]"],
    );
    check(
        "2024-05-22",
        "Prices have doubled in the past three days.",
        &["the past three days → DURATION P3D [2024-05-19..2024-05-22]"],
    );
    check(
        "-",
        "Prices have doubled in the past three days.",
        &["the past three days → DURATION P3D [P-3..P+0]"],
    );
    check(
        "2024-05-22",
        "The siege lasted 18 months.",
        &["18 months → DURATION P18M"],
    );
    check(
        "2024-05-22",
        "The siege lasted for 18 days.",
        &["18 days → DURATION P18D"],
    );
    check(
        "2024-05-22",
        "Two people are now in hospital.",
        &["now → DATE PRESENT_REF [2024-05-22]"],
    );
    check(
        "2024-05-22",
        "The museum has recently been restored.",
        &["recently → DATE PAST_REF"],
    );
    check(
        "2024-05-22",
        "The site is currently closed and will reopen soon.",
        &[
            "currently → DATE PRESENT_REF [2024-05-22]",
            "soon → DATE FUTURE_REF",
        ],
    );
    check(
        "2024-05-22",
        "The train left at 10 p.m. Tuesday.",
        &["10 p.m. Tuesday → TIME 2024-05-21T22:00 [2024-05-21]"],
    );
    check(
        "2024-05-22",
        "Shots were heard Tuesday night.",
        &["Tuesday night → TIME 2024-05-21TNI [2024-05-21]"],
    );
    check(
        "2024-05-22",
        "The council meets every Monday.",
        &["every Monday → SET XXXX-WXX-1"],
    );
    check(
        "2024-05-22",
        "The council met on Mondays.",
        &["Mondays → SET XXXX-WXX-1"],
    );
    check("2024-05-22", "Flights leave daily.", &["daily → SET P1D"]);
    check(
        "2024-05-22",
        "The prize is awarded annually.",
        &["annually → SET P1Y"],
    );
    check(
        "-",
        "A truce was agreed one week ago.",
        &["one week ago → DATE XXXX-WXX [P-8..P-6]"],
    );
    check(
        "2024-05-22",
        "A truce was agreed one week ago.",
        &["one week ago → DATE 2024-W20 [2024-05-14..2024-05-16]"],
    );
    check(
        "-",
        "He resigned three days ago.",
        &["three days ago → DATE XXXX-XX-XX [P-3..P-3]"],
    );
    check(
        "2024-05-22",
        "He resigned two years ago.",
        &["two years ago → DATE 2022 [2021-11-20..2022-11-22]"],
    );
    check(
        "-",
        "He resigned two years ago.",
        &["two years ago → DATE XXXX [P-914..P-547]"],
    );
    check(
        "-",
        "The envoy left yesterday and returns tomorrow.",
        &[
            "yesterday → DATE XXXX-XX-XX [P-1..P-1]",
            "tomorrow → DATE XXXX-XX-XX [P+1..P+1]",
        ],
    );
    check(
        "2024-05-22",
        "The envoy left yesterday morning.",
        &["yesterday morning → TIME 2024-05-21TMO [2024-05-21]"],
    );
    check(
        "-",
        "It was signed on Thursday, May 21, 2026, in Rome.",
        &["Thursday, May 21, 2026 → DATE 2026-05-21 [2026-05-21]"],
    );
    check(
        "-",
        "It was signed on Thursday, May 21, 2026. The guards left on Monday.",
        &[
            "Thursday, May 21, 2026 → DATE 2026-05-21 [2026-05-21]",
            "Monday → DATE XXXX-WXX-1 [P-6..P+0]",
        ],
    );
    check("2024-05-22", "Mr May said the plan may fail.", &[]);
    check(
        "2024-05-22",
        "In May the plan failed.",
        &["May → DATE 2024-05 [2024-05-01..2024-05-31]"],
    );
    check(
        "2024-05-22",
        "The march passed the palace in March.",
        &["March → DATE 2024-03 [2024-03-01..2024-03-31]"],
    );
    check(
        "2024-05-22",
        "Protesters march on Sunday.",
        &["Sunday → DATE 2024-05-26 [2024-05-26]"],
    );
    check(
        "2024-05-22",
        "The Sun reported that will-makers sat in the sun.",
        &[],
    );
    check("2024-05-22", "April Jones will speak.", &[]);
    check("2024-05-22", "The firm earned $2000 on 1500 orders.", &[]);
    check("2024-05-22", "About 2000 people fled.", &[]);
    check(
        "2024-05-22",
        "The 2016 election was close.",
        &["2016 → DATE 2016 [2016-01-01..2016-12-31]"],
    );
    check(
        "2024-05-22",
        "In 2016 exports fell.",
        &["2016 → DATE 2016 [2016-01-01..2016-12-31]"],
    );
    check(
        "2024-05-22",
        "A 52-year-old man, 52 years old, was hurt.",
        &[],
    );
    check(
        "2024-05-22",
        "The 14-day truce ends Saturday.",
        &[
            "14-day → DURATION P14D",
            "Saturday → DATE 2024-05-25 [2024-05-25]",
        ],
    );
    check(
        "2024-05-22",
        "Talks lasted two to three weeks.",
        &["two to three weeks → DURATION P2W"],
    );
    check(
        "2024-05-22",
        "At least 72 hours passed.",
        &["At least 72 hours → DURATION PT72H"],
    );
    check(
        "2024-05-22",
        "It took a couple of hours and half a day.",
        &[
            "a couple of hours → DURATION PT2H",
            "half a day → DURATION P0.5D",
        ],
    );
    check(
        "2024-05-22",
        "He waited for weeks.",
        &["weeks → DURATION PXW"],
    );
    check(
        "2024-05-22",
        "Sales in fiscal 2023 rose.",
        &["fiscal 2023 → DATE 2023 [2023-01-01..2023-12-31]"],
    );
    check(
        "2024-05-22",
        "The club won in the fall of 2019.",
        &["the fall of 2019 → DATE 2019-FA [2019-09-01..2019-11-30]"],
    );
    check(
        "2024-05-22",
        "After the fall of the capital, he fled last summer.",
        &["last summer → DATE 2023-SU [2023-06-01..2023-08-31]"],
    );
    check(
        "2024-05-22",
        "The Prague Spring ended in August 1968.",
        &["August 1968 → DATE 1968-08 [1968-08-01..1968-08-31]"],
    );
    check(
        "2024-05-22",
        "The dam will open next spring.",
        &["next spring → DATE 2025-SP [2025-03-01..2025-05-31]"],
    );
    check(
        "2024-05-22",
        "The accord was reached on Christmas Day.",
        &["Christmas Day → DATE 2023-12-25 [2023-12-25]"],
    );
    check(
        "2024-05-22",
        "They met on Thanksgiving.",
        &["Thanksgiving → DATE 2023-11-23 [2023-11-23]"],
    );
    check(
        "2024-05-22",
        "The raid took place at 14:30 GMT on Sunday.",
        &["14:30 GMT on Sunday → TIME 2024-05-19T14:30 [2024-05-19]"],
    );
    check("2024-05-22", "The score was 14:30 at the break.", &[]);
    check(
        "2024-05-22",
        "The law passed in the second half of 2022.",
        &["the second half of 2022 → DATE 2022-H2 [2022-07-01..2022-12-31]"],
    );
    check(
        "2024-05-22",
        "In 2019 he moved to Kyiv. The following year he was elected.",
        &[
            "2019 → DATE 2019 [2019-01-01..2019-12-31]",
            "The following year → DATE 2020",
        ],
    );
    check(
        "2024-05-22",
        "The third quarter was weak. The year-earlier quarter was better.",
        &[
            "The third quarter → DATE 2023-Q3 [2023-07-01..2023-09-30]",
            "The year-earlier quarter → DATE 2022-Q3",
        ],
    );
    check(
        "2024-05-22",
        "Revenue will double next year and the year after.",
        &["next year → DATE 2025 [2025-01-01..2025-12-31]"],
    );
    check(
        "2024-05-22",
        "It was the worst flood of the 20th century.",
        &["the 20th century → DATE 19 [1900-01-01..1999-12-31]"],
    );
    check(
        "2024-05-22",
        "Congress set a June 15 deadline.",
        &["June 15 → DATE 2024-06-15 [06-15..06-15]"],
    );
    check(
        "2024-05-22",
        "The truce expires June 1.",
        &["June 1 → DATE 2024-06-01 [2024-06-01]"],
    );
    check(
        "2024-05-22",
        "The mayor was shot on Dec. 3.",
        &["Dec. 3 → DATE 2023-12-03 [2023-12-03]"],
    );
    check(
        "2024-05-22",
        "The mayor was shot on Dec. 3, 2022, police said.",
        &["Dec. 3, 2022 → DATE 2022-12-03 [2022-12-03]"],
    );
    check(
        "2024-05-22",
        "The mayor was shot on the 3rd of December.",
        &["the 3rd of December → DATE 2023-12-03 [2023-12-03]"],
    );
    check(
        "2024-05-22",
        "The strike was postponed until Friday.",
        &["Friday → DATE 2024-05-24 [2024-05-24] Until"],
    );
    check(
        "2024-05-22",
        "It was not until Friday that he called.",
        &["Friday → DATE 2024-05-17 [2024-05-17] Until"],
    );
    check(
        "2024-05-22",
        "Nothing happened before March or after Sept. 11.",
        &[
            "March → DATE 2024-03 [2024-03-01..2024-03-31] Before",
            "Sept. 11 → DATE 2023-09-11 [2023-09-11] After",
        ],
    );
    check(
        "2024-05-22",
        "At the end of the year, the office will close.",
        &["the end of the year → DATE 2024 [2024-01-01..2024-12-31]"],
    );
    check(
        "2024-05-22",
        "By mid-June the harvest will be in.",
        &["mid-June → DATE 2024-06 [2024-06-01..2024-06-30] By"],
    );
    check(
        "2024-05-22",
        "The outage lasted nearly two hours over the weekend.",
        &[
            "nearly two hours → DURATION PT2H",
            "the weekend → DATE 2024-W20-WE [2024-05-18..2024-05-19]",
        ],
    );
    check(
        "2024-05-22",
        "He spoke this morning and again last night.",
        &[
            "this morning → TIME 2024-05-22TMO [2024-05-22]",
            "last night → TIME 2024-05-21TNI [2024-05-21]",
        ],
    );
    check(
        "2024-05-22",
        "They met twice a week.",
        &["a week → SET P1W"],
    );
    check(
        "2024-05-22",
        "The lease runs from 2010 to 2015.",
        &[
            "2010 → DATE 2010 [2010-01-01..2010-12-31] From",
            "2015 → DATE 2015 [2015-01-01..2015-12-31] To",
        ],
    );
    check(
        "2024-05-22",
        "The lease ran from March 2010 through June 2011.",
        &[
            "March 2010 → DATE 2010-03 [2010-03-01..2010-03-31] From",
            "June 2011 → DATE 2011-06 [2011-06-01..2011-06-30] To",
        ],
    );
    check(
        "2024-05-22",
        "The war began in nineteen ninety-six.",
        &["nineteen ninety-six → DATE 1996 [1996-01-01..1996-12-31]"],
    );
    check(
        "2024-05-22",
        "It was closed on New Year's Eve, as usual.",
        &["New Year's Eve → DATE 2023-12-31 [2023-12-31]"],
    );
    check(
        "2024-05-22",
        "Rain fell for the first time in decades.",
        &["decades → DURATION PXDE"],
    );
    check(
        "2024-05-22",
        "A decades-long feud ended on the night of May 3.",
        &[
            "decades-long → DURATION PXDE",
            "May 3 → DATE 2024-05-03 [2024-05-03]",
        ],
    );
    check(
        "2024-05-22",
        "He died in his thirties in the thirties.",
        &["the thirties → DATE 193 [1930-01-01..1939-12-31]"],
    );
    check(
        "2024-05-22",
        "She was born in the '80s.",
        &["the '80s → DATE 198 [1980-01-01..1989-12-31]"],
    );
    check(
        "2024-05-22",
        "The 8-12 April summit was moved to 13 May.",
        &[
            "8 → DATE 2024-04-08 [2024-04-08] From",
            "12 April → DATE 2024-04-12 [2024-04-12] To",
            "13 May → DATE 2024-05-13 [2024-05-13]",
        ],
    );
    check(
        "2024-05-22",
        "Earnings for the year ended March 31 fell.",
        &[
            "the year → DURATION P1Y",
            "March 31 → DATE 2024-03-31 [2024-03-31]",
        ],
    );
    check(
        "2024-05-22",
        "In the week of March 4 no one came.",
        &["the week of March 4 → DATE 2024-W10 [2024-03-04..2024-03-10]"],
    );
    check(
        "2024-05-22",
        "It will be finished in the next few months.",
        &["the next few months → DURATION PXM"],
    );
    check(
        "2024-05-22",
        "The minute he left, the second bomb went off.",
        &[],
    );
    check(
        "2024-05-22",
        "He won a third of a quarter of the vote.",
        &[],
    );
    check(
        "2024-05-22",
        "A third term starts Jan. 20, 2025.",
        &["Jan. 20, 2025 → DATE 2025-01-20 [2025-01-20]"],
    );
    check(
        "2024-05-22",
        "The two met in Paris on 3 and 4 May.",
        &[
            "3 → DATE 2024-05-03 [2024-05-03]",
            "4 May → DATE 2024-05-04 [2024-05-04]",
        ],
    );
    check(
        "2024-05-22",
        "In 1984 he moved; in April he was fired.",
        &[
            "1984 → DATE 1984 [1984-01-01..1984-12-31]",
            "April → DATE 2024-04 [04-01..04-30]",
        ],
    );
    check(
        "2024-05-22",
        "More than two years ago the road was closed.",
        &["More than two years ago → DATE 2022 [open]"],
    );
    check(
        "2024-05-22",
        "Within 30 days a new vote is due.",
        &["30 days → DURATION P30D"],
    );
    check(
        "2024-05-22",
        "The summit, held May 3-5, 2023, failed.",
        &[
            "May 3 → DATE 2023-05-03 [2023-05-03] From",
            "5, 2023 → DATE 2023-05-05 [2023-05-05] To",
        ],
    );
    check(
        "2024-05-22",
        "The company was founded in 1898 and sold in 1954.",
        &[
            "1898 → DATE 1898 [1898-01-01..1898-12-31]",
            "1954 → DATE 1954 [1954-01-01..1954-12-31]",
        ],
    );
    check(
        "2024-05-22",
        "Two days before, the minister resigned.",
        &["Two days before → DATE XXXX-XX-XX"],
    );
    check(
        "2024-05-22",
        "The office is open Monday to Friday.",
        &[
            "Monday → DATE 2024-05-27 [2024-05-27] From",
            "Friday → DATE 2024-05-24 [2024-05-24] To",
        ],
    );
    check(
        "2024-05-22",
        "Trading resumes at 9:30 a.m. EST Monday.",
        &["9:30 a.m. EST Monday → TIME 2024-05-20T09:30 [2024-05-20..2024-05-27]"],
    );
    check(
        "2024-05-22",
        "The army retook the hill on Saturday, 18 May.",
        &["Saturday, 18 May → DATE 2024-05-18 [2024-05-18]"],
    );
    check(
        "2024-01-10",
        "The mayor was shot on Dec. 3.",
        &["Dec. 3 → DATE 2023-12-03 [2023-12-03]"],
    );
    check(
        "2024-01-10",
        "The trial opened last November and ended this week.",
        &[
            "last November → DATE 2023-11 [2023-11-01..2023-11-30]",
            "this week → DATE 2024-W02 [2024-01-08..2024-01-14]",
        ],
    );
    check(
        "2024-01-10",
        "It starts in February.",
        &["February → DATE 2024-02 [2024-02-01..2024-02-29]"],
    );
    check(
        "2024-05-22",
        "Rescue teams reached Holocaust Memorial Day crowds, the Daily Herald said.",
        &[],
    );
    check(
        "2024-05-22",
        "The mid-1996 split was repeated in mid-November.",
        &[
            "mid-1996 → DATE 1996 [1996-01-01..1996-12-31]",
            "mid-November → DATE 2023-11 [11-01..11-30]",
        ],
    );
    check(
        "2024-05-22",
        "He slept for twenty-four hours.",
        &["twenty-four hours → DURATION PT24H"],
    );
    check(
        "2024-05-22",
        "Output is due to resume in the third quarter.",
        &["the third quarter → DATE 2024-Q3 [2024-07-01..2024-09-30]"],
    );
    check("2024-05-22", "The rebels control nineteen towns.", &[]);
    check(
        "2024-05-22",
        "The talks will last over the next two weeks.",
        &["the next two weeks → DURATION P2W [2024-05-22..2024-06-06]"],
    );
    check(
        "2024-05-22",
        "The lead held up until late Friday.",
        &["late Friday → DATE 2024-05-24 [2024-05-24] Until"],
    );
    check(
        "2024-05-22",
        "She arrived on the morning of June 3, 2023.",
        &["June 3, 2023 → DATE 2023-06-03 [2023-06-03]"],
    );
    check(
        "2024-05-22",
        "A bomb exploded at about 7:15 p.m. on Thursday.",
        &["about 7:15 p.m. on Thursday → TIME 2024-05-16T19:15 [2024-05-16]"],
    );
    check(
        "2024-05-22",
        "The 2015 deal, signed in Vienna on 14 July 2015, lapsed.",
        &[
            "2015 → DATE 2015 [2015-01-01..2015-12-31]",
            "14 July 2015 → DATE 2015-07-14 [2015-07-14]",
        ],
    );
    check(
        "2024-05-22",
        "From July 1 through Sept. 30, 2022, exports fell.",
        &[
            "July 1 → DATE 2022-07-01 [2022-07-01] From",
            "Sept. 30, 2022 → DATE 2022-09-30 [2022-09-30] To",
        ],
    );
    check(
        "2024-05-22",
        "The deadline passed at midnight on May 1.",
        &["midnight on May 1 → TIME 2024-05-01T24:00 [2024-05-01]"],
    );
    check(
        "2024-05-22",
        "He was released after 27 years.",
        &["27 years → DURATION P27Y After"],
    );
    check(
        "2024-05-22",
        "Later this year the bank will move.",
        &["Later this year → DATE 2024 [2024-01-01..2024-12-31]"],
    );
    check(
        "2024-05-22",
        "Last year's fourth quarter was the worst.",
        &["Last year's fourth quarter → DATE 2023-Q4 [2023-10-01..2023-12-31]"],
    );
    check(
        "2024-05-22",
        "The budget for this fiscal year was passed.",
        &["this fiscal year → DATE 2024 [2024-01-01..2024-12-31]"],
    );
    check(
        "2024-05-22",
        "They married on June 3, 1989, and parted ten years later.",
        &[
            "June 3, 1989 → DATE 1989-06-03 [1989-06-03]",
            "ten years → DURATION P10Y",
        ],
    );
    check(
        "2024-05-22",
        "A century ago the valley was empty.",
        &["A century ago → DATE 19 [1874-04-14..1974-06-30]"],
    );
    check(
        "2024-05-22",
        "Every two years the fair moves.",
        &["Every two years → SET P2Y"],
    );
    check(
        "2024-05-22",
        "Each morning he ran.",
        &["Each morning → SET XXXX-XX-XXTMO"],
    );
    check(
        "2024-05-22",
        "The bill was signed into law on Jan. 6 of this year.",
        &["Jan. 6 of this year → DATE 2024-01-06 [2024-01-06]"],
    );
    check(
        "2024-05-22",
        "The war has gone on for more than a decade.",
        &["more than a decade → DURATION P10Y"],
    );
    check(
        "-",
        "The war erupted in February 2022.",
        &["February 2022 → DATE 2022-02 [2022-02-01..2022-02-28]"],
    );
    check(
        "-",
        "The war erupted on February 24.",
        &["February 24 → DATE XXXX-02-24 [02-24..02-24]"],
    );
    check(
        "-",
        "The accord, expected to be signed this week, has slipped to next month.",
        &[
            "this week → DATE XXXX-WXX [P-6..P+6]",
            "next month → DATE XXXX-XX [P+1..P+61]",
        ],
    );
    check(
        "-",
        "The summit took place two weeks ago, and talks resume tomorrow.",
        &[
            "two weeks ago → DATE XXXX-WXX [P-15..P-13]",
            "tomorrow → DATE XXXX-XX-XX [P+1..P+1]",
        ],
    );
    check(
        "-",
        "Shares fell in the fourth quarter.",
        &["the fourth quarter → DATE XXXX-Q4 [10-01..12-31]"],
    );
    check(
        "-",
        "He will be sworn in next January.",
        &["next January → DATE XXXX-01 [01-01..01-31]"],
    );
    check(
        "-",
        "He has been missing since last Thursday.",
        &["last Thursday → DATE XXXX-WXX-4 [P-7..P-1] Since"],
    );
}

#[test]
fn lengths_have_a_tolerance_by_unit() {
    let length = |text: &str| times("-", text).first().and_then(|time| time.length);
    assert_eq!(length("The siege lasted 18 days."), Some((18, 18)));
    assert_eq!(
        length("They met three weeks after the truce."),
        Some((20, 22))
    );
    assert_eq!(length("The truce held for one month."), Some((27, 34)));
    assert_eq!(length("She was jailed for two years."), Some((715, 746)));
    assert_eq!(length("He vanished one week ago."), Some((6, 8)));
    assert_eq!(length("At least 72 hours passed."), Some((3, i32::MAX)));
    assert_eq!(length("It must happen within 30 days."), Some((0, 30)));
    assert_eq!(length("Talks lasted two to three weeks."), Some((13, 22)));
    assert_eq!(length("He waited for weeks."), None);
}

#[test]
fn hints_are_marked() {
    let marks = |text: &str| {
        times("-", text)
            .first()
            .map(|time| (time.relative, time.approximate))
    };
    assert_eq!(marks("He left early last week."), Some((true, true)));
    assert_eq!(marks("He left last week."), Some((true, false)));
    assert_eq!(marks("He left on May 3, 2021."), Some((false, false)));
    assert_eq!(marks("He left about two years ago."), Some((true, true)));
    assert_eq!(marks("The form is dated 4/8/2011."), Some((false, true)));
    assert_eq!(marks("He left in fiscal 2021."), Some((false, true)));
}

#[test]
fn a_stated_weekday_is_kept_beside_its_date() {
    let weekday = |text: &str| times("-", text).first().and_then(|time| time.weekday);
    assert_eq!(weekday("It fell on Thursday, May 21, 2026."), Some(3));
    assert_eq!(weekday("It fell on Sun May 24, 2026."), Some(6));
    assert_eq!(weekday("It fell on Thursday."), None);
}

#[test]
fn the_words_are_built_in() {
    assert_eq!(TimeWords::built_in().err(), None);
}

proptest::proptest! {
    #[test]
    fn any_text_yields_spans_in_order(text in "[ a-zA-Z0-9.,:/'’é–-]{0,80}", glue in "(the |in |last |May |1990s |two |weeks |Monday |mid-|a |of |4/8/2011 |10 p.m. |twenty-|é|- ){0,12}") {
        let text = format!("{glue}{text}");
        for anchor in ["-", "2024-05-22"] {
            let mut end = 0;
            for time in times(anchor, &text) {
                proptest::prop_assert!(time.span.start >= end && !time.span.is_empty());
                proptest::prop_assert!(text.get(time.span.range()).is_some());
                end = time.span.end;
            }
        }
    }
}
