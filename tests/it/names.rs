//! Scores what the program reads of the names in `tests/cases/names/`, marked articles of our own:
//! mentions, chains (pairwise and B³) and kinds. A figure may rise, not fall.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::command;

/// A stretch of text that the case marks.
struct Mark {
    start: usize,
    end: usize,
    chains: Vec<String>,
}

/// A mention that the program finds.
struct Mention {
    start: usize,
    end: usize,
    chain: usize,
    kind: String,
    is_name: bool,
}

/// The chains that a mention of two stands for, by its place.
type Both = BTreeMap<(usize, usize), Vec<usize>>;

#[derive(Default)]
struct Tally {
    marks: usize,
    matched: usize,
    marked_pairs: usize,
    found_pairs: usize,
    right_pairs: usize,
    recall_sum: f64,
    precision_sum: f64,
    n_precision: usize,
    kinds: usize,
    right_kinds: usize,
    both: usize,
    right_both: usize,
}

impl Tally {
    fn pairwise_f(&self) -> f64 {
        f_score(
            ratio(self.right_pairs, self.found_pairs),
            ratio(self.right_pairs, self.marked_pairs),
        )
    }

    fn pairwise_precision(&self) -> f64 {
        ratio(self.right_pairs, self.found_pairs)
    }

    fn b3_f(&self) -> f64 {
        f_score(
            self.precision_sum / count(self.n_precision.max(1)),
            self.recall_sum / count(self.marks.max(1)),
        )
    }

    fn line(&self) -> String {
        format!(
            "{} of {} mentions; pairwise P {:.3} R {:.3} F {:.3}; B3 P {:.3} R {:.3} F {:.3}; kinds {} of {}; both {} of {}",
            self.matched,
            self.marks,
            self.pairwise_precision(),
            ratio(self.right_pairs, self.marked_pairs),
            self.pairwise_f(),
            self.precision_sum / count(self.n_precision.max(1)),
            self.recall_sum / count(self.marks.max(1)),
            self.b3_f(),
            self.right_kinds,
            self.kinds,
            self.right_both,
            self.both,
        )
    }
}

#[test]
fn names_are_chained_as_marked() {
    for (folder, precision, pairwise, b3, both) in
        [("dev", 0.95, 0.91, 0.94, 2), ("test", 0.96, 0.89, 0.93, 3)]
    {
        let mut tally = Tally::default();
        for path in files(folder) {
            score(&path, &mut tally);
        }
        assert!(tally.marks > 0, "no marks under tests/cases/names/{folder}");
        let line = tally.line();
        assert!(tally.pairwise_precision() >= precision, "{folder}: {line}");
        assert!(tally.pairwise_f() >= pairwise, "{folder}: {line}");
        assert!(tally.b3_f() >= b3, "{folder}: {line}");
        assert!(tally.right_both >= both, "{folder}: {line}");
    }
}

fn files(folder: &str) -> Vec<PathBuf> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/names");
    let mut files: Vec<PathBuf> = fs::read_dir(dir.join(folder))
        .expect("the folder is there")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    files.sort();
    files
}

/// Returns the text without its marks, and the marks.
fn parse(path: &Path) -> (String, Vec<Mark>) {
    let source = fs::read_to_string(path).expect("the case can be read");
    let mut text = String::new();
    let mut marks = Vec::new();
    let mut open: Vec<(usize, Vec<String>)> = Vec::new();
    for line in source.lines().filter(|l| !l.starts_with("# ")) {
        let mut rest = line;
        while let Some(c) = rest.chars().next() {
            let label = rest
                .strip_prefix('[')
                .and_then(|r| r.split_once(':'))
                .filter(|(ids, _)| ids.split('+').all(is_chain));
            if let Some((ids, after)) = label {
                open.push((text.len(), ids.split('+').map(str::to_owned).collect()));
                rest = after;
            } else {
                match (c, open.pop()) {
                    (']', Some((start, chains))) => marks.push(Mark {
                        start,
                        end: text.len(),
                        chains,
                    }),
                    (_, kept) => {
                        open.extend(kept);
                        text.push(c);
                    }
                }
                rest = rest.strip_prefix(c).unwrap_or_default();
            }
        }
        text.push('\n');
    }
    assert!(open.is_empty(), "{}: a mark is not closed", path.display());
    (text, marks)
}

/// `p1`, `s12`.
fn is_chain(id: &str) -> bool {
    let mut chars = id.chars();
    chars.next().is_some_and(|c| "poslx".contains(c))
        && !chars.as_str().is_empty()
        && chars.all(|c| c.is_ascii_digit())
}

/// Runs the program and returns its mentions, and those that stand for two, by their place.
fn inspect(text: &str) -> (Vec<Mention>, Both) {
    let dir = command::folder(&[("a.txt", text.as_bytes())]);
    let run = command::run(dir.path(), &["inspect", "a.txt", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let report: Value = serde_json::from_str(&run.stdout).expect("it is JSON");
    let mut mentions = Vec::new();
    let mut both = Both::new();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let at = |m: &Value, name: &str| {
        m.get(name)
            .and_then(Value::as_u64)
            .and_then(|n| usize::try_from(n).ok())
            .unwrap_or_default()
    };
    let articles = report.get("articles").and_then(|a| a.get(0));
    let entities = articles.and_then(|a| a.get("entities")).map(list);
    for (chain, entity) in entities.unwrap_or_default().iter().enumerate() {
        let kind = entity.get("kind").and_then(Value::as_str).unwrap_or("");
        for (name, is_name) in [("mentions", true), ("references", false)] {
            for m in entity.get(name).map(list).unwrap_or_default() {
                let (start, end) = (at(&m, "start"), at(&m, "end"));
                if m.get("plural").and_then(Value::as_bool) == Some(true) {
                    both.entry((start, end)).or_default().push(chain);
                } else {
                    mentions.push(Mention {
                        start,
                        end,
                        chain,
                        kind: kind.to_owned(),
                        is_name,
                    });
                }
            }
        }
    }
    (mentions, both)
}

fn score(path: &Path, tally: &mut Tally) {
    let (text, marks) = parse(path);
    let (mut mentions, both) = inspect(&text);
    // The longest mention in a mark is its own; the innermost mark that holds a mention is its mark.
    mentions.sort_by_key(|m| (m.start + text.len() - m.end, m.start));
    mentions.sort_by_key(|m| std::cmp::Reverse(m.end - m.start));
    let mut of_mention: Vec<Option<usize>> = vec![None; mentions.len()];
    let mut of_mark: Vec<Option<usize>> = vec![None; marks.len()];
    for (i, m) in mentions.iter().enumerate() {
        let inner = (0..marks.len())
            .filter(|k| marks[*k].start <= m.start && m.end <= marks[*k].end)
            .min_by_key(|k| marks[*k].end - marks[*k].start);
        if let Some(k) = inner.filter(|k| marks[*k].chains.len() == 1 && of_mark[*k].is_none()) {
            of_mention[i] = Some(k);
            of_mark[k] = Some(i);
        }
    }
    let chain_of = |k: usize| of_mark[k].map(|i| mentions[i].chain);
    let id_of = |i: usize| of_mention[i].map(|k| &marks[k].chains[0]);
    let single: Vec<usize> = (0..marks.len())
        .filter(|k| marks[*k].chains.len() == 1)
        .collect();
    for k in &single {
        let own: Vec<usize> = single
            .iter()
            .copied()
            .filter(|o| marks[*o].chains == marks[*k].chains)
            .collect();
        tally.marks += 1;
        tally.marked_pairs += own.iter().filter(|o| *o > k).count();
        if let Some(chain) = chain_of(*k) {
            tally.matched += 1;
            let same = own.iter().filter(|o| chain_of(**o) == Some(chain)).count();
            tally.recall_sum += ratio(same, own.len());
        }
    }
    for (i, m) in mentions.iter().enumerate() {
        let own: Vec<usize> = (0..mentions.len())
            .filter(|o| mentions[*o].chain == m.chain)
            .collect();
        let right = |o: &usize| id_of(i).is_some() && id_of(*o) == id_of(i);
        tally.found_pairs += own.iter().filter(|o| **o > i).count();
        tally.right_pairs += own.iter().filter(|o| **o > i && right(o)).count();
        // A mention that is marked nowhere and chained to nothing says nothing wrong.
        if id_of(i).is_some() || own.len() > 1 {
            tally.n_precision += 1;
            tally.precision_sum += ratio(own.iter().filter(|o| right(o)).count(), own.len());
        }
        if let Some(id) = id_of(i).filter(|_| m.is_name) {
            let kind = match id.chars().next() {
                Some('p') => "person",
                Some('o') => "organisation",
                Some('s') => "state",
                Some('l') => "place",
                _ => "other",
            };
            tally.kinds += 1;
            tally.right_kinds += usize::from(kind == m.kind);
        }
    }
    for mark in marks.iter().filter(|m| m.chains.len() > 1) {
        tally.both += 1;
        let mut expected: Vec<usize> = mark
            .chains
            .iter()
            .filter_map(|id| {
                let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
                for k in single.iter().filter(|k| marks[**k].chains[0] == *id) {
                    if let Some(chain) = chain_of(*k) {
                        *counts.entry(chain).or_default() += 1;
                    }
                }
                counts.into_iter().max_by_key(|(_, n)| *n).map(|(c, _)| c)
            })
            .collect();
        expected.sort_unstable();
        let inside = both
            .iter()
            .find(|((start, end), _)| mark.start <= *start && *end <= mark.end);
        tally.right_both += usize::from(inside.is_some_and(|(_, found)| *found == expected));
    }
}

fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        count(part) / count(whole)
    }
}

fn f_score(precision: f64, recall: f64) -> f64 {
    if precision + recall > 0.0 {
        2.0 * precision * recall / (precision + recall)
    } else {
        0.0
    }
}
