//! The stages of reading, over the seed articles: tokens a second, one thread.
#![expect(
    clippy::expect_used,
    reason = "without its corpus a bench has nothing to do"
)]

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput};
use gainsay::claims::{self, Utterances};
use gainsay::lexicon::Lexicon;
use gainsay::mentions::{self, Text};
use gainsay::read::{self, Article, ReadOptions, RuleFiles};
use gainsay::sentences;
use gainsay::tokens;
use gainsay::tokens::train::{TreebankText, stages};

/// Returns the articles' tokens as a treebank without trees.
fn treebank(articles: &[Article], lexicon: &Lexicon) -> (String, u64) {
    let (mut text, mut n) = (String::new(), 0);
    for article in articles {
        let sentences = sentences::split(article, &lexicon.sentences);
        let tokens = tokens::read(article, &sentences);
        for sentence in 0..sentences.len() {
            let range = tokens.of_sentence(sentence);
            n += range.len() as u64;
            for (number, token) in (1..).zip(range) {
                let form = tokens.form(&article.text, token);
                let _ = writeln!(text, "{number}\t{form}\t_\tX\tFW\t_\t0\troot\t_\t_");
            }
            text.push('\n');
        }
    }
    (text, n)
}

fn reading(c: &mut Criterion, articles: &[Article], lexicon: &Lexicon) {
    let (text, n_tokens) = treebank(articles, lexicon);
    let mut group = c.benchmark_group("stages");
    group.throughput(Throughput::Elements(n_tokens));
    group.sample_size(20);
    group.measurement_time(Duration::from_secs(3));
    let split = || -> Vec<_> {
        let of = |a: &Article| sentences::split(a, &lexicon.sentences);
        articles.iter().map(of).collect()
    };
    group.bench_function("sentences", |b| b.iter(split));
    let sentences = split();
    // One by one over given tokens; the others cut them from raw text.
    for stage in ["cut", "look", "tag", "parse", "lemma"] {
        let treebank = TreebankText {
            name: "seeds",
            text: &text,
        };
        group.bench_function(stage, |b| {
            b.iter_custom(|rounds| {
                let mut spent = Duration::ZERO;
                for _ in 0..rounds {
                    let mut last = Instant::now();
                    stages(&treebank, &mut |name, _| {
                        if name == stage {
                            spent += last.elapsed();
                        }
                        last = Instant::now();
                    });
                }
                spent
            });
        });
    }
    let read = || -> Vec<_> {
        let both = articles.iter().zip(&sentences);
        both.map(|(a, s)| tokens::read(a, s)).collect()
    };
    group.bench_function("tokens", |b| b.iter(read));
    let tokens = read();
    let texts: Vec<Text<'_>> = articles
        .iter()
        .zip(&sentences)
        .zip(&tokens)
        .map(|((article, sentences), tokens)| Text {
            article,
            sentences,
            tokens,
        })
        .collect();
    group.bench_function("mentions", |b| {
        b.iter(|| {
            let all = mentions::find(&texts, lexicon);
            all.iter().map(|m| m.entities.all.len()).sum::<usize>()
        });
    });
    group.bench_function("all, to claims", |b| {
        b.iter(|| {
            let all = claims::extract_each(articles, lexicon, Utterances::Repeated);
            all.iter().map(|e| e.claims.len()).sum::<usize>()
        });
    });
    group.finish();
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let files = RuleFiles::built_in();
    let lexicon = Lexicon::load(&files).expect("the built-in knowledge loads");
    let layout = lexicon.layout(&files).expect("the layout words load");
    let seeds = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/seeds"));
    let corpus = read::articles(&[seeds], &ReadOptions::new(Arc::new(layout)))
        .expect("the seed corpus is there");
    reading(&mut criterion, &corpus.articles, &lexicon);
    criterion.final_summary();
}
