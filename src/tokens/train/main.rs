//! Trains the tagger and parser on CoNLL-U files, or measures them; see `gainsay::tokens::train`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command")]

use std::process::ExitCode;
use std::time::Instant;

use gainsay::lexicon::sentences::SentenceWords;
use gainsay::tokens::train::{Options, TreebankText, evaluate, raw_article, stages, train};
use gainsay::{sentences, tokens};

const USAGE: &str =
    "usage: train train FILE.conllu… -o WEIGHTS | train evaluate FILE.conllu… [-w WEIGHTS]";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().ok_or(USAGE)?;
    let (mut files, mut weights) = (Vec::new(), None);
    let mut options = Options::default();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "-o" | "-w" => weights = arguments.next(),
            "-p" => set(&mut options, &arguments.next().ok_or(USAGE)?)?,
            _ => files.push(argument),
        }
    }
    let texts = files
        .iter()
        .map(|file| std::fs::read_to_string(file).map_err(|e| format!("{file}: {e}")))
        .collect::<Result<Vec<_>, _>>()?;
    let treebanks: Vec<TreebankText<'_>> = files
        .iter()
        .zip(&texts)
        .map(|(name, text)| TreebankText { name, text })
        .collect();
    match command.as_str() {
        "train" => {
            let path = weights.ok_or(USAGE)?;
            let start = Instant::now();
            let bytes = train(&treebanks, &sentence_words()?, &options, &mut |message| {
                eprintln!("{:5.0} s  {message}", start.elapsed().as_secs_f64());
            });
            std::fs::write(&path, bytes).map_err(|e| format!("{path}: {e}"))
        }
        "evaluate" => {
            let bytes = weights
                .map(|path| std::fs::read(&path).map_err(|e| format!("{path}: {e}")))
                .transpose()?;
            let words = sentence_words()?;
            for treebank in &treebanks {
                let [gold, raw] = evaluate(bytes.as_deref(), treebank, &words);
                println!("{}", treebank.name);
                println!("  gold tokens: {gold}");
                println!("  raw text:    {raw}");
                if bytes.is_none() {
                    print_speed(treebank, &words);
                }
            }
            Ok(())
        }
        _ => Err(USAGE.to_owned()),
    }
}

/// Sets `name=number` of the options.
fn set(options: &mut Options, setting: &str) -> Result<(), String> {
    let (name, value) = setting.split_once('=').ok_or(USAGE)?;
    let value: usize = value.parse().map_err(|_| USAGE)?;
    let narrow = u32::try_from(value).unwrap_or(u32::MAX);
    match name {
        "tagger_epochs" => options.tagger_epochs = value,
        "jackknife_epochs" => options.jackknife_epochs = value,
        "parser_epochs" => options.parser_epochs = value,
        "tagger_min_updates" => options.tagger_min_updates = narrow,
        "action_min_updates" => options.action_min_updates = narrow,
        "relation_min_updates" => options.relation_min_updates = narrow,
        "boundary_epochs" => options.boundary_epochs = value,
        "boundary_min_updates" => options.boundary_min_updates = narrow,
        "max_boundaries" => options.max_boundaries = value,
        "max_tagger" => options.max_tagger = value,
        "max_actions" => options.max_actions = value,
        "max_relations" => options.max_relations = value,
        "min_known" => options.min_known = value,
        "min_usual" => options.min_usual = value,
        "min_only" => options.min_only = value,
        "only_per_miss" => options.only_per_miss = value,
        _ => return Err(format!("no option {name}")),
    }
    Ok(())
}

fn sentence_words() -> Result<SentenceWords, String> {
    SentenceWords::built_in()
}

#[expect(clippy::cast_precision_loss, reason = "counts of tokens")]
fn print_speed(treebank: &TreebankText<'_>, words: &SentenceWords) {
    let mut last = Instant::now();
    stages(treebank, &mut |stage, n| {
        let rate = n as f64 / last.elapsed().as_secs_f64();
        if stage != "start" {
            println!("  {stage}: {rate:.0} tokens/s");
        }
        last = Instant::now();
    });
    let article = raw_article(treebank);
    let start = Instant::now();
    let sentences = sentences::split(&article, words);
    let split = start.elapsed().as_secs_f64();
    let tokens = tokens::read(&article, &sentences);
    let all = start.elapsed().as_secs_f64();
    let n = tokens.all().len() as f64;
    println!(
        "  raw text to parse: {:.0} tokens/s, {:.2} MB/s (sentences {:.0} MB/s)",
        n / all,
        article.text.len() as f64 / 1e6 / all,
        article.text.len() as f64 / 1e6 / split
    );
}
