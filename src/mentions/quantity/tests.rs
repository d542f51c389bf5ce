//! Tables: a sentence, and its quantities as `words: value unit`.

use super::*;
use crate::mentions::testing::{article, read};

fn words() -> QuantityWords {
    let text = include_str!("../../../rules/names/quantity.yaml");
    match crate::yaml::parse(text) {
        Ok(words) => words,
        Err(error) => unreachable!("{error:?}"),
    }
}

fn quantities(text: &str, words: &QuantityWords) -> Vec<Quantity> {
    let article = article(text);
    let (sentences, tokens) = read(&article);
    find(&article, &sentences, &tokens, words)
}

/// Six digits are enough to tell units apart.
fn short(value: f64) -> String {
    if value.abs() < 1000.0 {
        let text = format!("{value:.4}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        format!("{value:.0}")
    }
}

fn describe(text: &str, q: &Quantity) -> String {
    let bound = match q.bound {
        Bound::Exact => "",
        Bound::AtLeast => ">=",
        Bound::AtMost => "<=",
        Bound::About => "~",
    };
    let value = if q.low.to_bits() == q.high.to_bits() {
        short(q.low)
    } else {
        format!("{}..{}", short(q.low), short(q.high))
    };
    let rounding = if q.rounding > 0.0 {
        format!("±{}", short(q.rounding))
    } else {
        String::new()
    };
    let unit = match &q.unit {
        Unit::Count(what) => what.clone(),
        Unit::Percent => "%".to_owned(),
        Unit::PercentagePoint => "points".to_owned(),
        Unit::Money(code) => code.clone(),
        Unit::Measure(base) => base.clone(),
        Unit::Ordinal => "th".to_owned(),
        Unit::Age => "years old".to_owned(),
    };
    format!("{}: {bound}{value}{rounding} {unit}", q.span.of(text))
}

/// Fails with every row of the table that reads otherwise than expected.
fn check(rows: &[(&str, &[&str])]) {
    let words = words();
    let mut wrong = Vec::new();
    for (text, expected) in rows {
        let got: Vec<String> = quantities(text, &words)
            .iter()
            .map(|q| describe(text, q).trim().to_owned())
            .collect();
        if got != *expected {
            wrong.push(format!("{text}\n  want {expected:?}\n  got  {got:?}\n"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join(""));
}

#[test]
fn figures_and_words() {
    check(&[
        ("The crew lost 26 mules.", &["26 mules: 26 mule"]),
        (
            "Twenty-six people were hurt.",
            &["Twenty-six people: 26 person"],
        ),
        (
            "They sold 22,600 tickets.",
            &["22,600 tickets: 22600 ticket"],
        ),
        (
            "About a hundred farmers marched.",
            &["About a hundred farmers: ~100±50 farmer"],
        ),
        (
            "The town has 1.2 million residents.",
            &["1.2 million residents: 1200000±50000 resident"],
        ),
        (
            "He ordered two and a half dozen eggs.",
            &["two and a half dozen eggs: 30±6 egg"],
        ),
        (
            "The fair drew one hundred and five visitors.",
            &["one hundred and five visitors: 105 visitor"],
        ),
        (
            "It printed two thousand six hundred copies.",
            &["two thousand six hundred copies: 2600±50 copy"],
        ),
        (
            "Half a million voters stayed away.",
            &["Half a million voters: 500000±250000 voter"],
        ),
        ("The plant built 3m cars.", &["3m cars: 3000000±500000 car"]),
        ("A dozen boats sank.", &["A dozen boats: 12±6 boat"]),
        (
            "The army sent 300 soldiers.",
            &["300 soldiers: 300 soldier"],
        ),
        (
            "The firm has 40 thousand workers.",
            &["40 thousand workers: 40000±500 worker"],
        ),
        (
            "The agency sent 150 more trucks.",
            &["150 more trucks: 150 truck"],
        ),
    ]);
}

#[test]
fn hedges_and_ranges() {
    check(&[
        (
            "At least 26 people died.",
            &["At least 26 people: >=26 person"],
        ),
        (
            "More than 300 homes burned.",
            &["More than 300 homes: >=300 home"],
        ),
        ("Up to 40 boats were lost.", &["Up to 40 boats: <=40 boat"]),
        (
            "Fewer than 12 shops opened.",
            &["Fewer than 12 shops: <=12 shop"],
        ),
        (
            "Nearly 300 cows drowned.",
            &["Nearly 300 cows: ~300±50 cow"],
        ),
        (
            "Some 300 students walked out.",
            &["Some 300 students: ~300±50 student"],
        ),
        (
            "An estimated 5,000 birds died.",
            &["An estimated 5,000 birds: ~5000±500 bird"],
        ),
        (
            "No more than 15 guests came.",
            &["No more than 15 guests: <=15 guest"],
        ),
        (
            "No fewer than 15 guests came.",
            &["No fewer than 15 guests: >=15 guest"],
        ),
        (
            "At least some 300 cows drowned.",
            &["At least some 300 cows: >=300 cow"],
        ),
        (
            "The mine employs 26 or more men.",
            &["26 or more men: >=26 man"],
        ),
        (
            "The club has 500+ members.",
            &["500+ members: >=500 member"],
        ),
        (
            "Dozens of villagers fled.",
            &["Dozens of villagers: ~24..99 villager"],
        ),
        (
            "Hundreds of the soldiers deserted.",
            &["Hundreds: ~200..999 soldier"],
        ),
        (
            "Tens of thousands of people fled.",
            &["Tens of thousands of people: ~20000..99990 person"],
        ),
        (
            "Scores of workers were hurt.",
            &["Scores of workers: ~40..200 worker"],
        ),
        (
            "Several hundred fans waited.",
            &["Several hundred fans: ~300..900 fan"],
        ),
        (
            "A few thousand fans waited.",
            &["A few thousand fans: ~2000..5000 fan"],
        ),
        (
            "The ship carried 20 to 30 men.",
            &["20 to 30 men: 20..30 man"],
        ),
        ("The ship carried 20-30 men.", &["20-30 men: 20..30 man"]),
        (
            "Between 20 and 30 men drowned.",
            &["Between 20 and 30 men: 20..30 man"],
        ),
        (
            "The ship carried 20 to 30 million letters.",
            &["20 to 30 million letters: 20000000..30000000±500000 letter"],
        ),
        (
            "Two or three ships turned back.",
            &["Two or three ships: 2..3 ship"],
        ),
        (
            "Sales rose from 20 to 30 units.",
            &["20: 20", "30 units: 30 unit"],
        ),
    ]);
}

#[test]
fn percent_and_parts() {
    check(&[
        ("Prices rose 5 percent.", &["5 percent: 5±0.5 %"]),
        ("Prices rose 5.2%.", &["5.2%: 5.2±0.05 %"]),
        (
            "Prices rose by 5 per cent last year.",
            &["5 per cent: 5±0.5 %"],
        ),
        (
            "Turnout fell by two percentage points.",
            &["two percentage points: 2±0.5 points"],
        ),
        (
            "Growth may rise by half a percentage point.",
            &["half a percentage point: 0.5±0.5 points"],
        ),
        (
            "Growth may rise by one to three percentage points.",
            &["one to three percentage points: 1..3±0.5 points"],
        ),
        (
            "Between 5% and 10% of voters abstained.",
            &["Between 5% and 10%: 5..10±0.5 %"],
        ),
        (
            "Two-thirds of the members left.",
            &["Two-thirds: 66.6667±1 %"],
        ),
        ("A third of the members left.", &["A third: 33.3333±1 %"]),
        (
            "More than half of the members left.",
            &["More than half: >=50±1 %"],
        ),
        ("One in five children is ill.", &["One in five: 20±1 %"]),
    ]);
}

#[test]
fn money() {
    check(&[
        (
            "The bridge cost $1.2bn.",
            &["$1.2bn: 1200000000±50000000 USD"],
        ),
        ("The bridge cost €3m.", &["€3m: 3000000±500000 EUR"]),
        ("He paid £450.", &["£450: 450±0.5 GBP"]),
        ("He paid 5,000 dollars.", &["5,000 dollars: 5000±0.5 USD"]),
        (
            "He paid 5,000 US dollars.",
            &["5,000 US dollars: 5000±0.5 USD"],
        ),
        (
            "He owes about $20 million to banks.",
            &["about $20 million: ~20000000±5000000 USD"],
        ),
        (
            "The plan costs $447 billion (280 billion pounds).",
            &[
                "$447 billion: 447000000000±500000000 USD",
                "280 billion pounds: 280000000000±500000000 GBP",
            ],
        ),
        (
            "Bids ran from $3bn to $5bn.",
            &[
                "$3bn: 3000000000±500000000 USD",
                "$5bn: 5000000000±500000000 USD",
            ],
        ),
        (
            "Bids of $3bn-$5bn came in.",
            &["$3bn-$5bn: 3000000000..5000000000±500000000 USD"],
        ),
        (
            "Oil sold at $80 a barrel.",
            &["$80 a barrel: 80±0.5 USD per barrel"],
        ),
        ("The stamp costs 50 cents.", &["50 cents: 0.5±0.005 USD"]),
    ]);
}

#[test]
fn measures() {
    check(&[
        (
            "The well lost thousands of gallons.",
            &["thousands of gallons: ~7571..37850 litre"],
        ),
        (
            "The field pumps 400 bpd.",
            &["400 bpd: 63595±79.4936 litre per day"],
        ),
        ("The pipe is 5 km long.", &["5 km: 5000±500 metre"]),
        (
            "The pipe is 5 miles long.",
            &["5 miles: 8047±804.672 metre"],
        ),
        ("An 18-metre container fell.", &["18-metre: 18±0.5 metre"]),
        (
            "The well leaks 5,000 barrels a day.",
            &["5,000 barrels a day: 794936±79.4936 litre per day"],
        ),
        (
            "It reached 30C in the shade.",
            &["30C: 30±0.5 degree celsius"],
        ),
        ("It fell to -5C at night.", &["-5C: -5±0.5 degree celsius"]),
        (
            "It reached 86°F in the shade.",
            &["86°F: 30±0.2778 degree celsius"],
        ),
        (
            "The park has 40 acres.",
            &["40 acres: 16.1874±0.2023 hectare"],
        ),
        (
            "The fire took 12 square miles of forest.",
            &["12 square miles: 3108±129.4994 hectare"],
        ),
        (
            "They shipped 300 tonnes of grain.",
            &["300 tonnes: 300000±500 kilogram"],
        ),
        ("A magnitude 7.0 quake struck.", &["7.0: 7±0.05 magnitude"]),
    ]);
}

#[test]
fn ages_and_ordinals() {
    check(&[
        ("Hana Field, 42, said no.", &["42: 42 years old"]),
        (
            "A 42-year-old man was held.",
            &["42-year-old: 42 years old"],
        ),
        ("The singer, aged 42, was held.", &["aged 42: 42 years old"]),
        (
            "The singer was 42 years old.",
            &["42 years old: 42 years old"],
        ),
        ("It was the third attempt.", &["third attempt: 3 th"]),
        ("It was the 21st attempt.", &["21st attempt: 21 th"]),
    ]);
}

#[test]
fn what_is_no_quantity() {
    check(&[
        ("The Boeing 737 landed.", &[]),
        ("Flight 93 was late.", &[]),
        ("Under Section 3 he may appeal.", &[]),
        ("They drove along Route 66.", &[]),
        ("The G20 met again.", &[]),
        ("The home side won 2-1.", &[]),
        ("Call 555-123-4567 for tickets.", &[]),
        ("She lives at 10 Mill Street.", &[]),
        ("It began on April 8.", &[]),
        ("It began on 8 April 2019.", &[]),
        ("It began in 2019.", &[]),
        ("The 2019 election was close.", &[]),
        ("It opens at 9 p.m. on Friday.", &[]),
        ("It opens at 9:30.", &[]),
        ("It lasted three weeks.", &[]),
        ("One of the men ran.", &[]),
        ("They looked at one another.", &[]),
        ("No one came.", &[]),
        ("A man ran.", &[]),
        ("The F-16 crashed.", &[]),
        ("In the 1990s he wrote novels.", &[]),
        ("At first nobody came.", &[]),
        ("Profits fell in the third quarter.", &[]),
    ]);
}

#[test]
fn money_of_a_year_and_pounds_that_are_paid() {
    check(&[
        (
            "The dam cost $90 million in 1998 dollars.",
            &["$90 million in 1998 dollars: 90000000±500000 USD of 1998"],
        ),
        (
            "The tunnel cost £70m at 2004 prices.",
            &["£70m at 2004 prices: 70000000±500000 GBP of 2004"],
        ),
        ("In 1998 dollars, that is little.", &[]),
        (
            "He paid a fine of 2000 dollars.",
            &["2000 dollars: 2000±0.5 USD"],
        ),
        (
            "Gold sold at 1900 dollars an ounce.",
            &["1900 dollars an ounce: 1900±0.5 USD per ounce"],
        ),
        (
            "He was fined 400 pounds for it.",
            &["400 pounds: 400±0.5 GBP"],
        ),
        (
            "The bear weighs 400 pounds.",
            &["400 pounds: 181.4369±0.2268 kilogram"],
        ),
    ]);
}

#[test]
fn measures_in_two_units_and_below_zero() {
    check(&[
        (
            "The door is 7 feet 3 inches high.",
            &["7 feet 3 inches: 2.2098±0.0127 metre"],
        ),
        (
            "The 6-foot-2 goalkeeper left.",
            &["6-foot-2: 1.8796±0.0127 metre"],
        ),
        (
            "The 6-foot-deep trench flooded.",
            &["6-foot: 1.8288±0.1524 metre"],
        ),
        (
            "The lake froze at minus 12 degrees Celsius.",
            &["minus 12 degrees Celsius: -12±0.5 degree celsius"],
        ),
    ]);
}

#[test]
fn groups_of_digits_with_spaces() {
    check(&[
        (
            "It burned 15 000 hectares.",
            &["15 000 hectares: 15000±0.5 hectare"],
        ),
        (
            "It burned 15\u{a0}430 hectares.",
            &["15\u{a0}430 hectares: 15430±0.5 hectare"],
        ),
    ]);
}

#[test]
fn ages_by_decade_and_ranks_alone() {
    check(&[
        ("The pilot is in his 50s.", &["50s: 50..59 years old"]),
        (
            "The singer, in her late thirties, smiled.",
            &["late thirties: 35..39 years old"],
        ),
        ("The mill was built in the 50s.", &[]),
        ("The team finished fourth.", &["fourth: 4 th"]),
        ("The team came fourth and left.", &["fourth: 4 th"]),
    ]);
}

#[test]
fn numbers_that_count_what_the_one_before_counts() {
    check(&[
        (
            "The storm killed nine sailors and injured 20.",
            &["nine sailors: 9 sailor", "20: 20 sailor"],
        ),
        (
            "Police held 15 fans in Leeds and four in York.",
            &["15 fans: 15 fan", "four: 4 fan"],
        ),
        (
            "The village lost 30 men, two of them teachers.",
            &["30 men: 30 man", "two: 2 man"],
        ),
        ("Some 20-odd fans stayed.", &["Some 20-odd fans: ~20±5 fan"]),
    ]);
}

#[test]
fn figures_in_other_units_may_be_converted() {
    let words = words();
    let slack = |a: &str, b: &str| {
        let both = quantities(&format!("It is {a} there and {b} here."), &words);
        match both.as_slice() {
            [p, q] => (p.low - q.low).abs() <= p.slack(q),
            other => unreachable!("{other:?}"),
        }
    };
    assert!(slack("10 miles", "16 km"));
    assert!(slack("10 miles", "15 km"));
    assert!(slack("250 acres", "100 hectares"));
    assert!(!slack("10 miles", "30 km"));
    assert!(!slack("10 km", "11 km"));
}

#[test]
fn spans_lie_in_the_text_and_do_not_overlap() {
    let words = words();
    let rows = [
        "1,2,3 4–5 $ £ 6½ ¾ 10%%% 7-to- 8 or 9+ and a half",
        "tens of hundreds of thousands, twenty- 30-40-50 $5-€6 a hundred",
        "№ 5 ’90s 1.2.3 1/2/3 99th 12,3456 0.0.0 .5 ٣٤ ４２",
    ];
    for text in rows {
        let mut end = 0;
        for q in quantities(text, &words) {
            assert!(
                text.get(q.span.range()).is_some_and(|t| !t.is_empty()),
                "{text}"
            );
            assert!(q.span.start >= end && q.span.contains(q.number), "{text}");
            assert!(q.low <= q.high && q.rounding >= 0.0, "{text}");
            end = q.span.end;
        }
    }
}

proptest::proptest! {
    #[test]
    fn any_text_has_quantities_without_panic(text in "[ -~“”‘’°½€£é\n]{0,60}", odd in ".{0,40}") {
        let words = words();
        for text in [text.as_str(), odd.as_str()] {
            let mut end = 0;
            for q in quantities(text, &words) {
                assert!(text.get(q.span.range()).is_some_and(|t| !t.is_empty()));
                assert!(q.span.start >= end);
                end = q.span.end;
            }
        }
    }
}
